"""Regression norms that read more of a person than age and sex; figures invented."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.model.norms import NormRow
from prodia.problems.scores import NO_KEY
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.norms import NormSet
from prodia.scoring.person import People, Person, WordColumn
from prodia.scoring.score import Score
from tests.scoring.made import columns_of, instrument, norms

# Years count up to 18; 3 points more for a parent, 1 fewer a year for a girl of a parent; below the
# prediction the variance is 8 more for each year; from 12 years on, residuals of girls move and stretch.
DECLARED: dict[str, Any] = {
    "words": {"informant": ["parent", "self"]},
    "predictors": {
        "years": "min(age, 18)",
        "girl": 'sex = "f"',
        "youth": "age >= 12",
        "parent": 'informant = "parent"',
    },
}
MODEL = """
mean 1 10      | mean years 2      | mean parent 3        | mean years*girl*parent -1
variance 1 4   | variance years 1  | variance low*years 8
shift girl*youth 0.5
scale 1 1      | scale girl*youth 1
"""
CELLS = [cell.split() for line in MODEL.split("\n") for cell in line.split("|") if cell.strip()]
ROWS = [
    NormRow("s", (60, 239), (), numbers=(("value", float(x)),), words=(("part", part), ("term", term)))
    for part, term, x in CELLS
]
FORM = instrument(
    {"q": {"type": "number 0..100"}},
    {"s": {"title": "s", "items": ["q"], "score": "sum", "missing": {"rule": "refuse"}}},
)
NORMS = norms("regression", ROWS, age="days / 30.4375", gives=["z", "T"], **DECLARED)
KEY = ScoringKey.of(FORM, NORMS)
PERSONS = st.builds(
    Person,
    sex=st.sampled_from(["m", "f", "x", None]),
    age_months=st.sampled_from([None, 50.5, 60.5, 120.3, 143.9, 144.0, 216.7, 230.2]),
    informant=st.sampled_from(["parent", "self", "teacher", None]),
)


def scored(y: float, person: Person) -> Score:
    return KEY.score({"q": y}, person)["s"]


class TestByHand:
    """Predicted, its spread above or below, moved and stretched."""

    @pytest.mark.parametrize(
        ("y", "years", "sex", "informant", "z"),
        [
            (30.0, 9.01, "m", "self", (30 - 28.02) / 13.01**0.5),
            (33.0, 9.01, "m", "parent", (33 - 31.02) / 13.01**0.5),
            (20.0, 9.01, "f", "parent", (20 - 22.01) / (13.01 + 8 * 9.01) ** 0.5),
            (40.0, 12.01, "f", "self", ((40 - 34.02) / 16.01**0.5 + 0.5) / 2),
            (50.0, 19.01, "m", "self", (50 - 46) / 22**0.5),
        ],
    )
    def test_z(self, y: float, years: float, sex: str, informant: str, z: float) -> None:
        found = scored(y, Person(sex=sex, age_months=years * 12, informant=informant))
        assert z == pytest.approx(found.on("z"), abs=1e-8)
        assert 50 + 10 * z == pytest.approx(found.on("T"), abs=1e-7)


class TestWhatIsNotKnown:
    """A word the norms do not declare is never taken for one of the others, and a predictor never for 0."""

    @pytest.mark.parametrize(
        ("person", "key", "known"),
        [
            (Person(sex="m", age_months=100.5), "informant", "parent, self"),
            (Person(sex="m", age_months=100.5, informant="teacher"), "informant", "parent, self"),
            (Person(age_months=100.5, informant="self"), "sex", "m, f"),
            (Person(sex="x", age_months=100.5, informant="self"), "sex", "m, f"),
        ],
    )
    def test_it_is_asked(self, person: Person, key: str, known: str) -> None:
        score = scored(30.0, person)
        assert (30.0, ()) == (score.raw, score.normed)
        assert score.norm_reason is not None
        said = dict(score.norm_reason.args)
        assert (NO_KEY, key, known) == (score.norm_reason.kind, said["key"], said["known"])

    def test_what_no_term_reads_is_not_asked(self) -> None:
        rows = [row for row in ROWS if "parent" not in dict(row.words)["term"]]
        key = ScoringKey.of(FORM, norms("regression", rows, age="days / 30.4375", gives=["z"], **DECLARED))
        assert key.score({"q": 30.0}, Person(sex="m", age_months=100.5))["s"].on("z") is not None


class TestMany:
    """Many people get what each gets alone, also where only a word tells two of them apart."""

    @given(
        st.lists(st.tuples(st.sampled_from([None, 0.0, 30.0, 40.0, 101.0]), PERSONS), min_size=1, max_size=9)
    )
    def test_each_row(self, some: list[tuple[float | None, Person]]) -> None:
        ages = np.array([np.nan if p.age_months is None else p.age_months for _, p in some])
        words = {"sex": WordColumn.of([p.sex for _, p in some])}
        words["informant"] = WordColumn.of([p.informant for _, p in some])
        people = People(len(some), age_months=ages, words=words)  # type: ignore[arg-type]
        found = score_columns(KEY, columns_of(FORM, [{"q": y} for y, _ in some]), people)["s"]
        for row, (y, person) in enumerate(some):
            score, record = KEY.score({"q": y}, person)["s"], found.record(row)
            assert (score.normed, score.norm_reason, score.reason) == (
                record.normed,
                record.norm_reason,
                record.reason,
            )
            z = score.on("z")
            assert (z is None and np.isnan(found.on("z")[row])) or z == found.on("z")[row]


GRADES = [NormRow("s", None, (g,), numbers=(("mean", 4.0), ("sd", 2.0))) for g in "34"]
PLAIN = norms("regression", [ROWS[0], ROWS[4]], age="days / 30.4375", **DECLARED)


class TestLooksAt:
    """What norms look at in a person for a scale: the age, and each key with the words it can be."""

    @pytest.mark.parametrize(
        ("of", "scale", "looked"),
        [
            (NORMS, "s", {"age": (), "informant": ("parent", "self"), "sex": ("m", "f")}),
            (PLAIN, "s", {"age": ()}),
            (
                norms("mean-sd", GRADES, by=["grade"]),
                "s",
                {"grade": ("3", "4")},
            ),
            (NORMS, "another", {"age": ()}),
        ],
    )
    def test_keys_with_their_words(self, of: NormSet, scale: str, looked: dict[str, Any]) -> None:
        assert looked == of.looks_at(scale)
