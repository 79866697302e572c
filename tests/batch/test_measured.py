"""Series and true scores of many people are those of the case of each; what is no measurement is refused."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from prodia.batch import population, run
from prodia.batch.people import courses
from prodia.batch.rows import as_state
from prodia.case.series import reading
from prodia.errors import DataWarning, ProdiaError, UnknownName
from tests.batch.whole import differing
from tests.case.given import SOURCE, criterion, field, plan, raw
from tests.case.measured import made, ready
from tests.shipped import CATALOGUE

ON = dt.date(2027, 10, 1)
PLAN = CATALOGUE.plan("lezen-spellen@3.0.0")


@cache
def made_up() -> tuple[Any, Any]:
    people = population(PLAN, 60, seed=3, on=ON, near=0.4)
    return courses(PLAN, people.append_column("id", pa.array([f"p{n}" for n in range(60)])), seed=4, on=ON)


ONE = {"id": ["a"], "domein": ["lezen"], "graad": ["lager"]}
POINT: dict[str, Any] = {"id": ["a"], "series": ["leesreeks"], "date": [dt.date(2027, 9, 1)], "value": [20.0]}
POINT |= {"phase": ["during"], "minutes": [None], "form": [None]}


class TestBatchIsCase:
    """A row is the case in which the same was answered and measured."""

    def test_of_generated_pupils(self) -> None:
        ran = run(PLAN, made_up()[0], on=ON, measurements=made_up()[1])
        assert Counter() == differing(PLAN, ran)
        assert {"met", "not met", "judgement", "not assessable"} == {*ran.counts("winst_klein")}

    def test_whatever_the_order_of_people_and_measurements(self) -> None:
        whole = run(PLAN, made_up()[0], on=ON, measurements=made_up()[1]).table
        turned = np.random.default_rng(1).permutation(len(made_up()[0]))
        mixed = made_up()[1].take(pa.array(np.argsort(made_up()[1]["id"].to_pylist(), kind="stable")))
        again = run(PLAN, made_up()[0].take(turned), on=ON, measurements=mixed).table
        assert whole.take(pa.array(turned)).to_pylist() == again.to_pylist()

    def test_from_pandas_with_ids_that_are_numbers(self) -> None:
        numbers = {f"p{n}": n for n in range(len(made_up()[0]))}
        people, long = (t.to_pandas() for t in (made_up()[0], made_up()[1]))
        for frame in (people, long):
            frame["id"] = frame["id"].map(numbers)
        expected = run(PLAN, made_up()[0], on=ON, measurements=made_up()[1]).table.to_pylist()
        assert expected == run(PLAN, people, on=ON, measurements=long).table.to_pylist()

    def test_two_on_a_day_and_another_form_give_the_answer_of_the_case(self) -> None:
        days = [dt.date(2027, 9, n) for n in (1, 2, 2, 3)]
        long = {name: column * 4 for name, column in POINT.items()} | {"date": days, "form": ["a", "b"] * 2}
        ran = run(PLAN, ONE, on=ON, measurements=long, allow_missing=True)
        assert Counter() == differing(PLAN, ran)

    def test_help_that_was_held_without_a_measurement_is_read(self) -> None:
        help = {"help_from": dt.date(2027, 3, 1), "help_to": dt.date(2027, 9, 1), "help_per_week": 2.0}
        plan = {f"leesreeks.{name}": [x] for name, x in (help | {"help_minutes": 30.0}).items()}
        session = POINT | {"value": [None], "phase": [None], "minutes": [30.0]}
        for long in (session, {n: session[n] + POINT[n] for n in session}):
            ran = run(PLAN, ONE | plan, on=ON, measurements=long, allow_missing=True)
            declared = PLAN.fields["leesreeks"].series
            assert declared is not None
            found = reading(declared, ran.explain(0).history.series["leesreeks"])
            assert [found.values["held"]] == ran.given["leesreeks.held"].to_pylist()

    @pytest.mark.parametrize("day", [ON, dt.date(2018, 3, 5)])
    def test_the_first_and_the_last_day_there_can_be_are_days(self, day: dt.date) -> None:
        """The day of the batch, and that of birth."""
        people = ONE | {"born": [dt.date(2018, 3, 5)]}
        ran = run(PLAN, people, on=ON, measurements=POINT | {"date": [day]}, allow_missing=True)
        assert Counter() == differing(PLAN, ran)
        assert ((), [False]) == (ran.refused, ran.table["refused"].to_pylist())

    def test_without_a_day_of_birth_no_age(self) -> None:
        people = {"pc_dictee": [4.0] * 3, "born": [None, None, dt.date(2016, 1, 1)]}
        assert Counter() == differing(PLAN, run(PLAN, people, on=ON, allow_missing=True))
        ages = {"case.age_months": [95.0, None], "case.age_years": [7.0, None], "graad": ["lager"] * 2}
        assert Counter() == differing(PLAN, run(PLAN, ages, on=ON, allow_missing=True))


class TestOfAScore:
    """The bounds of a true score, the day of testing and the age on it are read as in a case."""

    @pytest.mark.parametrize("level", [None, 0.9])
    def test_is_what_the_case_reads(self, level: float | None) -> None:
        data = raw()
        error = {"reliability": 0.9, "source": SOURCE} | ({} if level is None else {"level": level})
        data["fields"] |= {"pc": field("percentile", error=error)}
        data["criteria"] |= {"ernst": criterion("pc.high < 10", "pc.low < 10")}
        data["criteria"] |= {"jong": criterion("pc.age_months < 120"), "oud": criterion("pc.day < case.day")}
        days = [None, dt.date(2026, 8, 1), dt.date(2025, 8, 1), None] * 4
        people = {"pc": [0.0, 1.0, 3.0, 4.5, 9.0, 11.0, 40.0, None] * 2, "pc.day": days}
        people["born"] = [dt.date(2016, 1, 1), dt.date(2015, 12, 1), None, dt.date(2025, 12, 1)] * 4
        ran = run(plan(data), people, on=dt.date(2026, 10, 1), allow_missing=True)
        assert Counter() == differing(ran.plan, ran)
        words = {"met", "not met", "judgement", "not assessable"} if level else {"not assessable"}
        assert words == {*ran.counts("ernst")}


def test_a_test_that_its_norms_may_keep_out_is_refused_by_name() -> None:
    of = made(administered={"stale": {"then": "gate", "years": 5}})
    with pytest.raises(ProdiaError) as error:
        run(ready(of), {"taal": [9.0], "born": [None]}, on=ON, allow_missing=True)
    assert "PRD-N60" == error.value.problem.code


class TestWhatIsNoMeasurement:
    """Of that person nothing is said, and the row and column of the measurement are told."""

    @pytest.mark.parametrize(
        ("column", "value"),
        [
            ("date", dt.date(2027, 10, 2)),
            ("date", None),
            ("value", -1.0),
            ("value", 20.5),
            ("phase", None),
            ("phase", "later"),
            ("minutes", 0.0),
        ],
    )
    def test_is_refused(self, column: str, value: object) -> None:
        people = {name: cells * 2 for name, cells in ONE.items()} | {"id": ["a", "b"]}
        ran = run(PLAN, people, on=ON, measurements=POINT | {column: [value]}, allow_missing=True)
        assert [True, False] == ran.table["refused"].to_pylist()
        told = [(p.code, str(p.values()["row"]), p.values()["column"]) for p in ran.refused]
        assert [("PRD-B50", "0", column)] == told

    @pytest.mark.parametrize("lacking", [None, "help_from", "help_to", "help_per_week", "help_minutes"])
    def test_a_plan_of_help_lacks_nothing(self, lacking: str | None) -> None:
        """It may be of one day."""
        day = dt.date(2027, 3, 1)
        help = {"help_from": day, "help_to": day, "help_per_week": 2.0, "help_minutes": 30.0}
        plan = {f"leesreeks.{name}": [None if name == lacking else x] for name, x in help.items()}
        ran = run(PLAN, ONE | plan, on=ON, measurements=POINT, allow_missing=True)
        assert [lacking is not None] == ran.table["refused"].to_pylist()

    def test_half_a_plan_of_help_is_none(self) -> None:
        half = {f"leesreeks.{name}": [None] for name in ("help_from", "help_per_week", "help_minutes")}
        people = ONE | half | {"leesreeks.help_to": [dt.date(2027, 9, 1)]}
        ran = run(PLAN, people, on=ON, measurements=POINT, allow_missing=True)
        assert [True] == ran.table["refused"].to_pylist()

    @pytest.mark.parametrize(
        ("people", "long", "code"),
        [
            ({"graad": ["lager"]}, POINT, "PRD-B51"),
            (ONE, {n: c for n, c in POINT.items() if n != "series"}, "PRD-B51"),
            (ONE | {"id": ["a", "a"], "domein": ["lezen"] * 2, "graad": ["lager"] * 2}, POINT, "PRD-B52"),
        ],
    )
    def test_whose_it_is_must_be_known(self, people: Any, long: Any, code: str) -> None:
        with pytest.raises(ProdiaError) as error:
            run(PLAN, people, on=ON, measurements=long, allow_missing=True)
        assert code == error.value.problem.code

    @pytest.mark.parametrize("name", ["lees", None])
    def test_of_which_series_too(self, name: str | None) -> None:
        with pytest.raises(UnknownName):
            run(PLAN, ONE, on=ON, measurements=POINT | {"series": [name]}, allow_missing=True)

    def test_two_columns_of_one_name(self) -> None:
        row = [["a", dt.date(2027, 9, 1), 1.0, 2.0]]
        long = pd.DataFrame(row, columns=["id", "date", "value", "value"])
        with pytest.raises(ValueError, match="two columns"):
            run(PLAN, ONE, on=ON, measurements=long, allow_missing=True)

    def test_of_nobody_warns(self) -> None:
        with pytest.warns(DataWarning, match="PRD-B53"):
            run(PLAN, ONE | {"id": ["A"]}, on=ON, measurements=POINT, allow_missing=True)

    def test_measurements_that_are_not_there_are_asked(self) -> None:
        with pytest.raises(ProdiaError) as error:
            run(PLAN, {**ONE, "born": [dt.date(2016, 1, 1)]}, on=ON)
        assert "PRD-B43" == error.value.problem.code
        assert "leesreeks" in str(error.value)


class TestWhatIsAskedNextAndHowSure:
    """The first need, and the certainty of a decision, are those of the case."""

    def test_next(self) -> None:
        people = made_up()[0].slice(0, 12).append_column("case.consent", pa.array([True, False, None] * 4))
        people = people.append_column("case.raised", pa.array([next(iter(PLAN.hypotheses)), None] * 6))
        ran = run(PLAN, people, on=ON, measurements=made_up()[1].slice(0, 0))
        found = ran.next()
        assert [next(map(str, ran.explain(row).needs), None) for row in range(12)] == found
        assert 1 < len({one.partition(":")[0] for one in found if one})

    def test_certainty(self) -> None:
        ran = run(PLAN, made_up()[0].slice(0, 4), on=ON, measurements=made_up()[1].slice(0, 0))
        assert [ran.explain(row).certainty("aanbeveling") for row in range(4)] == ran.certainty("aanbeveling")

    def test_consent_and_hypotheses_that_say_nothing_are_refused(self) -> None:
        people = {"case.consent": ["perhaps", "ja", None], "case.raised": ["dyslexie", None, "seven"]}
        people["case.raised"][0] = next(iter(PLAN.hypotheses))
        ran = run(PLAN, people, on=ON, allow_missing=True)
        assert [True, False, True] == ran.table["refused"].to_pylist()

    def test_nothing_of_who_was_refused(self) -> None:
        ran = run(PLAN, {"pc_dictee": [500.0, 4.0]}, on=ON, allow_missing=True)
        assert [True, False] == [one is None for one in ran.next()]


def test_the_state_of_a_row_knows_no_more_than_the_row() -> None:
    assert as_state(PLAN, {}, ON, "trajectory").age_months is None
