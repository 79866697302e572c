"""Children against growth norms: height, weight and body-mass index to z and percentile, CDC 2000."""

# "NumPy by hand" is what a careful programmer writes: L, M and S by `interp`, the formula, Phi. It refuses
# nothing: every child here has a sex, an age within the norms, and measures that can be.

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from prodia.batch.frames import scoring_key
from prodia.content import load
from prodia.model.norms import Curve, GrowthNorms
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.person import People, WordColumn
from tests.bench.timing import Pace, Row, measure, same

NOTE = (
    "From days of birth and of measuring, sex, height and weight to raw, z and percentile of three scales. "
    "To give the very bits one child gets, we take logarithms and Phi one at a time, as for one child."
)
SEXES = ("m", "f")


def children(count: int) -> tuple[People, dict[str, AnswerColumn]]:
    dice = np.random.default_rng(7)
    born = dice.integers(14_000, 18_000, count)
    tested = born + dice.integers(25 * 31, 230 * 30, count)
    usual = np.interp((tested - born) / 30.4375, [24, 60, 120, 180, 240], [87, 109, 139, 166, 170])
    height = (usual + dice.normal(0, 4, count).clip(-9, 9)).round(1)  # what norms do not believe has no z
    weight = (dice.normal(17, 1.5, count).clip(14.5, 21) * (height / 100) ** 2).round(1)
    sex = WordColumn(dice.integers(0, 2, count), SEXES)
    answers = {"lengte": AnswerColumn(height), "gewicht": AnswerColumn(weight)}
    return People(count, born=born, tested=tested, words={"sex": sex}), answers


def ours(key: ScoringKey, people: People, answers: dict[str, AnswerColumn]) -> dict[str, Any]:
    found = score_columns(key, answers, people)
    return {f"{id}.{name}": found[id].on(name) for id in found for name in ("raw", "z", "percentile")}


def by_hand(norms: GrowthNorms, people: People, answers: dict[str, AnswerColumn]) -> dict[str, Any]:
    from scipy.special import ndtr

    assert people.born is not None and people.tested is not None
    age = (people.tested - people.born) / 30.4375
    height, weight = answers["lengte"].values, answers["gewicht"].values
    found: dict[str, Any] = {}
    for id, raw in (("height", height), ("weight", weight), ("bmi", weight / (height / 100) ** 2)):
        z = np.empty(len(age))
        for number, sex in enumerate(SEXES):
            mine = people.words["sex"].codes == number
            curve = norms.curve(id, sex)
            assert curve is not None
            z[mine] = _z(curve, raw[mine], age[mine])
        found |= {f"{id}.raw": raw, f"{id}.z": z, f"{id}.percentile": 100 * ndtr(z)}
    return found


def _z(curve: Curve, raw: Any, age: Any) -> Any:
    L, M, S = (np.interp(age, curve.ages, column) for column in (curve.L, curve.M, curve.S))
    near = np.abs(L) < 0.01  # as CDC's program does
    return np.where(near, np.log(raw / M) / S, ((raw / M) ** L - 1) / (np.where(near, 1.0, L) * S))


def rows(pace: Pace) -> Iterator[Row]:
    catalogue = load().catalogue
    key, (_, norms) = scoring_key(catalogue, "groei", norms=["cdc2000"]), catalogue.norm_rows("cdc2000")
    assert isinstance(norms, GrowthNorms)
    people, answers = children(pace.rows)
    expected, found = ours(key, people, answers), by_hand(norms, people, answers)
    for name, values in expected.items():
        same(True, bool(np.allclose(values, found[name], rtol=0, atol=1e-7)), name)
    yield measure(
        f"{pace.rows:,} children, 3 measures to 9 columns",
        lambda: ours(key, people, answers),
        {"NumPy by hand": lambda: by_hand(norms, people, answers)},
        pace,
        note=NOTE,
    )
