"""Many people as columns are those people: their ages by every convention, and what norms make of them."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodia.language.columns import EPOCH
from prodia.model.norms import AgeConvention, NormRow
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.person import BEFORE, NO_DAY, NOBODY, OLDEST, UNKNOWN, People, Person, WordColumn
from prodia.scoring.score import NoScore
from tests.scoring.made import SOURCE, columns_of, instrument, norms, people_of

CONVENTIONS: tuple[AgeConvention, ...] = get_args(AgeConvention)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31))
ENDS = st.sampled_from(
    [dt.date(2016, 2, 29), dt.date(2015, 8, 31), dt.date(2017, 1, 31), dt.date(2016, 12, 1)]
)
AGES = st.sampled_from([-1.0, -0.5, 0.0, 0.5, 59.0, 71.999, 72.0, 83.999, 95.5, 96.0, 4096.0])


@st.composite
def anyone(draw: Any) -> Person:
    """Every way of knowing, and not knowing, an age."""
    return Person(
        sex=draw(st.sampled_from(["m", "f", "x", "", None])),
        grade=draw(st.sampled_from(["1", "2", None])),
        born=draw(st.none() | DAYS | ENDS),
        tested=draw(st.none() | DAYS | ENDS),
        age_months=draw(st.none() | AGES),
    )


def months_of(person: Person, convention: AgeConvention) -> float:
    """What a column of months holds for one person."""
    found = person.completed_months(convention)
    if found is None:
        return UNKNOWN
    return BEFORE if isinstance(found, NoScore) else min(found, OLDEST)


class TestAges:
    """A column of months is, row by row, what each person alone has."""

    @given(st.lists(anyone(), min_size=1, max_size=20), st.sampled_from(CONVENTIONS))
    @example([Person(born=dt.date(2015, 8, 31), tested=dt.date(2017, 2, 28))], "calendar")
    @example([Person(born=dt.date(2015, 8, 31), tested=dt.date(2017, 2, 28))], "borrow-30")
    @example([Person(born=dt.date(2016, 2, 29), tested=dt.date(2017, 2, 28))], "rounded at 15 days")
    def test_months(self, some: list[Person], convention: AgeConvention) -> None:
        expected = [months_of(person, convention) for person in some]
        assert expected == people_of(some).months(convention).tolist()
        assert expected[1:] == people_of(some[1:]).months(convention).tolist()

    @pytest.mark.parametrize("convention", CONVENTIONS)
    @pytest.mark.parametrize("age", [-0.001, -1.0, -300.0])
    def test_an_age_below_0_is_before_birth(self, convention: AgeConvention, age: float) -> None:
        person = Person(age_months=age)
        for found in (person.completed_months(convention), person.decimal_months()):
            assert isinstance(found, NoScore)
            assert "M04" == found.reason.kind.code
        assert person.calendar_months is None

    def test_dates_go_before_an_age(self) -> None:
        both = Person(born=dt.date(2015, 1, 1), tested=dt.date(2021, 1, 1), age_months=3.0)
        assert 72 == both.completed_months("calendar")
        assert [72] == people_of([both]).months("calendar").tolist()

    @given(st.lists(anyone(), max_size=8))
    def test_back_to_one_person(self, some: list[Person]) -> None:
        bare = [replace(p, grade=None, sex=p.sex or None) for p in some]
        people = people_of(bare)
        assert bare == [people.person(row) for row in range(len(bare))]

    def test_nobody_is_nobody(self) -> None:
        assert People(2).person(1) is NOBODY
        nothing = People(
            1, np.array([NO_DAY]), np.array([NO_DAY]), np.array([math.nan]), {"sex": WordColumn.of([""])}
        )
        assert nothing.person(0) is NOBODY
        assert (False, True, True) == (
            People(1).aged,
            People(1, age_months=np.zeros(1)).aged,
            People(1, np.zeros(1, dtype=int), np.zeros(1, dtype=int)).aged,
        )
        assert EPOCH == dt.date(1970, 1, 1).toordinal()


class TestWords:
    """A column of words holds each word once; an empty word is none."""

    @given(st.lists(st.sampled_from(["m", "f", "", None, "M", " m"])))
    def test_words(self, values: list[str | None]) -> None:
        words = WordColumn.of(values)
        assert [v or None for v in values] == [words.at(row) for row in range(len(values))]
        assert len(set(words.words)) == len(words.words)
        assert "" not in words.words


def _key(age: AgeConvention, outside: str) -> ScoringKey:
    """Norms by age band (with a hole) and sex, an instrument for some ages, and a cut-off for others."""
    bands = ((60, 71), (72, 83), (90, 96))
    rows = [
        NormRow("s", band, (sex,), numbers=(("mean", 2.0 + n), ("sd", 1.5)))
        for n, band in enumerate(bands)
        for sex in "mf"
    ]
    cuts = {
        "c": {"says": "c", "zones": ["a", "b"], "at": [1], "goes": "up", "ages": "70..80", "source": SOURCE}
    }
    scale = {"title": "s", "items": ["q1"], "score": "sum", "missing": {"rule": "refuse"}, "cuts": cuts}
    made = instrument({"q1": {"answers": "0..3"}}, {"s": scale, "t": {**scale, "cuts": {}}}, ages="66..92")
    return ScoringKey.of(made, norms("mean-sd", rows, age=age, by=["sex"], gives=["T"], outside=outside))


class TestScores:
    """Who shares a record has all the same of what norms and cut-offs look at."""

    @pytest.mark.filterwarnings("ignore::prodia.errors.DataWarning")  # of ages that the dates deny
    @given(
        st.lists(anyone(), min_size=1, max_size=16),
        st.sampled_from(CONVENTIONS),
        st.sampled_from(["no score", "nearest band"]),
    )
    @example([Person(sex="m", age_months=-1.0), Person(sex="m")], "calendar", "no score")
    @example([Person(sex="m"), Person(sex="m", age_months=-1.0)], "calendar", "no score")
    def test_each_row(self, some: list[Person], convention: AgeConvention, outside: str) -> None:
        key, forms = _key(convention, outside), [{"q1": float(n % 4)} for n in range(len(some))]
        found = score_columns(key, columns_of(key.instrument, forms), people_of(some).agreeing()[0])
        for row, person in enumerate(some):
            scores = key.score(forms[row], replace(person, grade=None))
            for scale in scores:
                assert replace(scores[scale], age=None, measured=None) == found[scale].record(row)
