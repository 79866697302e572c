"""Instruments, norms, answers and people as Hypothesis makes them; figures invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
from hypothesis import strategies as st

from prodia.checks.instruments import faults
from prodia.language.columns import EPOCH
from prodia.model.instrument import Instrument
from prodia.model.norms import NormRow, NormRows, Norms, Printed
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.growth import FORMULAS, REASONS, GrowthColumns, GrowthScore
from prodia.scoring.norms import NormSet, norm_set
from prodia.scoring.person import NO_DAY, People, Person, WordColumn

SOURCE = [{"ref": "own", "confidence": "unverified"}]
RULES: dict[str, list[dict[str, Any]]] = {
    "sum": [
        {"rule": "refuse"},
        {"rule": "zero_if_at_most_m", "most_missing": 1},
        {"rule": "prorate_sum", "most_missing": 1},
        {"rule": "prorate_half_up", "least_answered": 2},
        {"rule": "rounded_person_mean", "most_fraction": 0.5},
    ],
    "mean": [{"rule": "refuse"}, {"rule": "mean_available", "least_answered": 1}, {"rule": "half_rule"}],
    "pomp": [{"rule": "refuse"}, {"rule": "half_rule"}],
    "count": [{"rule": "refuse"}, {"rule": "zero_if_at_most_m", "most_missing": 1}],
    "highest": [{"rule": "refuse"}],
}


def instrument(items: dict[str, Any], scales: dict[str, Any], **more: Any) -> Instrument:
    """A definition without faults; the test fails when it has one."""
    made = Instrument.model_validate(
        {
            "format": 1,
            "id": "made",
            "version": "1.0.0",
            "title": "made",
            "measures": "nothing",
            "status": "fictitious",
            "licence": "own",
            "may": "keys",
            "form": "own",
            "rating": {"label": "unrated"},
            "items": items,
            "scales": {id: spelled_out(scale) for id, scale in scales.items()},
            **more,
        }
    )
    wrong = [f for f in faults(made) if f.kind.severity == "error"]
    assert [] == wrong
    return made


def highest(item: dict[str, Any]) -> float:
    """The last of the answers of an item, as they are written."""
    answers = item["answers"]
    return float(answers.rpartition("..")[2] if isinstance(answers, str) else answers[-1])


def spelled_out(scale: dict[str, Any]) -> dict[str, Any]:
    """A scale with what a definition always says, where the test does not care."""
    cuts = {name: {"on": "raw", **one} for name, one in scale.get("cuts", {}).items()}
    stop = {"stop": {"full": 1.0, **scale["stop"]}} if isinstance(scale.get("stop"), dict) else {}
    return {"direction": "high-is-good", **scale, **({"cuts": cuts} if cuts else {}), **stop}


def norms(kind: str, rows: list[NormRow], **more: Any) -> NormSet:
    """A set of norms from rows as they are read."""
    declared = Norms.model_validate(
        {
            "format": 1,
            "id": "made-norms",
            "version": "1.0.0",
            "instrument": "made",
            "group": "nobody",
            "country": "nowhere",
            "rows": "public",
            "kind": kind,
            "source": SOURCE,
            **more,
        }
    )
    return norm_set(declared, NormRows("sha256:0", tuple(rows)))


@st.composite
def instruments(draw: Any) -> Instrument:
    """Some items with their answers, points and reversals; a scale of every sort; a rule."""
    answers = draw(st.sampled_from(["0..2", "0..3", "1..5", "-3..3", [0.0, 1.0, 3.0, 5.0], [0.0, 0.5, 1.0]]))
    many = draw(st.integers(2, 6))
    items: dict[str, Any] = {f"q{n}": {"answers": answers} for n in range(1, many + 1)}
    if draw(st.booleans()):
        items["q1"] = {"answers": [1.0, 2.0, 3.0, 4.0], "points": draw(st.permutations([0.0, 0.0, 1.0, 2.0]))}
    reverse = draw(st.lists(st.sampled_from(sorted(items)), unique=True))
    scales: dict[str, Any] = {}
    for how in draw(st.lists(st.sampled_from(sorted(RULES)), min_size=1, max_size=3, unique=True)):
        mine = draw(st.lists(st.sampled_from(sorted(items)), min_size=2, unique=True))
        scale: dict[str, Any] = {"title": how, "items": mine, "score": how}
        scale["missing"] = draw(st.sampled_from(RULES[how]))
        if how == "count":
            scale["at_least"] = 1.0
        if how == "sum" and draw(st.booleans()):
            scale["weights"] = {mine[0]: draw(st.sampled_from([2.0, 0.5, -1.0]))}
        scales[f"{how}_scale"] = scale
    first = next(iter(scales))
    scales["made_of"] = {"title": "made of", "is": f"{first} * 2 + 1"}
    rules = {"rule": {"says": "a rule", "is": f"{first} >= 1 or q1 >= 1", "source": SOURCE}}
    flags = {
        "flag": {"says": "a flag", "item": "q1", "do": "look", "from": highest(items["q1"]), "source": SOURCE}
    }
    ages, most = draw(st.sampled_from([None, "60..120"])), draw(st.sampled_from([None, None, 1]))
    return instrument(items, scales, reverse=reverse, rules=rules, flags=flags, ages=ages, most_empty=most)


@st.composite
def norms_for(draw: Any, made: Instrument) -> NormSet | None:
    """Norms by age band and sex, as mean and sd or as a table that is open at its top; or none."""
    scale = next(iter(made.scales))
    kind = draw(st.sampled_from(["none", "mean-sd", "table"]))
    if kind == "none":
        return None
    bands = draw(st.sampled_from([((60, 83), (84, 119)), ((48, 71), (80, 143))]))
    interval = {
        "kind": draw(st.sampled_from(["observed", "true SEE"])),
        "level": 0.9,
        "on": "T",
        "reliability": 0.8,
    }
    rows = []
    for n, band in enumerate(bands):
        for sex in ("m", "f"):
            if kind == "mean-sd":
                numbers = (("mean", 2.5 + n), ("sd", 1.5))
                rows.append(NormRow(scale, band, (sex,), numbers=numbers))
            else:
                rows += [
                    NormRow(scale, band, (sex,), raw=(float(r),), printed=(("T", Printed(30.0 + 2 * r + n)),))
                    for r in range(8)
                ]
                rows.append(NormRow(scale, band, (sex,), raw=(8.0,), printed=(("T", Printed(60.0, ">")),)))
    gives = ["z", "T", "percentile", "stanine"] if kind == "mean-sd" else ["T"]
    return norms(
        kind,
        rows,
        age=draw(st.sampled_from(["calendar", "borrow-30", "rounded at 15 days", "days / 30.4375"])),
        by=["sex"],
        gives=gives,
        interval=interval,
        outside=draw(st.sampled_from(["no score", "nearest band"])),
    )


@st.composite
def persons(draw: Any) -> Person:
    """With dates, with an age only, or with nothing; a sex the norms know, another, or none."""
    sex = draw(st.sampled_from(["m", "f", "x", None]))
    how = draw(st.sampled_from(["days", "age", "nothing"]))
    if how == "days":
        born = draw(st.dates(dt.date(2012, 1, 1), dt.date(2020, 12, 31)))
        return Person(sex=sex, born=born, tested=born + dt.timedelta(draw(st.integers(-40, 4500))))
    if how == "age":
        return Person(
            sex=sex, age_months=draw(st.sampled_from([59.0, 60.0, 83.9, 84.0, 100.5, 143.0, 200.0]))
        )
    return Person(sex=sex)


def people_of(some: list[Person]) -> People:
    """The same people as columns."""
    born, tested = ([NO_DAY if d is None else d.toordinal() - EPOCH for d in days] for days in _days(some))
    ages = [np.nan if p.age_months is None else p.age_months for p in some]
    words = {"sex": WordColumn.of([p.sex for p in some])}
    return People(len(some), np.array(born), np.array(tested), np.array(ages), words)


def _days(some: list[Person]) -> tuple[list[dt.date | None], list[dt.date | None]]:
    return [p.born for p in some], [p.tested for p in some]


def forms(made: Instrument) -> st.SearchStrategy[dict[str, float | None]]:
    """Answers of one person: on the scale, empty, and now and then off it."""
    each = {
        id: st.one_of(
            st.none(), st.sampled_from(list(item.answers or ())), st.sampled_from([99.0, -7.0, 0.25])
        )
        for id, item in made.every_item.items()
    }
    return st.fixed_dictionaries(each)


def columns_of(made: Instrument, some: list[dict[str, float | None]]) -> dict[str, AnswerColumn]:
    """The answers as columns of floats, NaN for empty."""
    return {
        id: AnswerColumn(np.array([np.nan if (a := one.get(id)) is None else a for one in some], dtype=float))
        for id in made.every_item
    }


def growth_figures(score: GrowthScore) -> tuple[Any, ...]:
    """What a column of children holds of one of them."""
    why = score.reason and score.reason.kind
    return score.z, score.percentile, score.percent_of_median, score.median, score.formula, why


def growth_rows(many: GrowthColumns) -> list[tuple[Any, ...]]:
    """The same of every row of a column."""
    numbers = zip(many.z, many.percentile, many.percent_of_median, many.median, strict=True)
    return [
        (
            *(None if np.isnan(x) else float(x) for x in row),
            FORMULAS[formula] if formula >= 0 else None,
            REASONS[reason] if reason >= 0 else None,
        )
        for row, formula, reason in zip(numbers, many.formula, many.reason, strict=True)
    ]
