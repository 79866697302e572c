"""The scores of a case as a profile: a band for each test, and the cut-offs that rules hold it against."""

from __future__ import annotations

from typing import Any

import pytest

from prodia.case import State
from prodia.pictures.profile import CutOff, LinearScale, PercentileScale, Profile
from prodia.telling import report, to_json
from prodia.telling.scores import case_profiles, profiles
from prodia.telling.values import shorter
from tests.case.given import SOURCE, criterion, event
from tests.case.measured import begun, given, made, ready

ERROR = {"reliability": 0.9, "level": 0.9, "source": SOURCE}


def state(*events: Any, more: dict[str, Any] | None = None, **declared: Any) -> State:
    data = made(**declared)
    data["criteria"] |= more or {}
    return begun(ready(data), *events).state


def profile(of: State) -> Profile:
    found = [one for one in case_profiles(of, "nl") if any(row.id == "test" for row in one.rows)]
    assert 1 == len(found)
    return found[0]


def row(of: State) -> Any:
    return next(one for one in profile(of).rows if one.id == "test")


class TestBand:
    """The interval of a test is that of its norms, of its form, or by the error that the field declares."""

    def test_of_the_norms(self) -> None:
        found = row(state(given(items={"reeks_1": 4, "reeks_2": 5, "reeks_3": 6})))
        assert (2.3, 0.9, 10.4) == (found.value, found.interval.low, found.interval.high)
        assert "rond de geschatte ware score (SEE), 95 %" == found.interval.called

    def test_of_the_form(self) -> None:
        printed = given(value=8, low=3, high=14, level=0.9, interval="true SEM")
        found = row(state(printed, error=ERROR))
        assert (3, 14, "rond de geschatte ware score (SEM), 90 %") == (
            *(found.interval.low, found.interval.high),
            found.interval.called,
        )

    def test_of_the_declared_error(self) -> None:
        found = row(state(given(value=8), error=ERROR))
        assert (8.0, 3.9, 22.0) == (found.value, found.interval.low, found.interval.high)

    def test_none_is_known(self) -> None:
        assert row(state(given(value=8))).interval is None

    def test_a_test_without_a_score_stands_there_with_the_reason(self) -> None:
        data = made(error=ERROR)
        data["fields"] |= {"twee": data["fields"]["test"]}
        data["steps"]["meten"] |= {"fields": ["pc", "test", "twee"]}
        one = begun(ready(data), given(value=8), given(field="twee", grade="9")).state
        reason = one.records["twee"].reason
        assert reason is not None
        without = next(one for one in profile(one).rows if one.id == "twee")
        assert (None, reason.nl) == (without.value, without.reason)


class TestCutOffs:
    """Every figure that a criterion of this day holds the score against, in the branch that holds."""

    def test_of_the_rule_and_its_grey_zone(self) -> None:
        found = profile(state(given(value=8), met="test < 10", judge="test <= 15"))
        assert {
            CutOff(10, "s", "low", False, "test"),
            CutOff(15, "s?", "low", True, "test"),
        } == {cut for cut in found.cutoffs if cut.row == "test"}

    @pytest.mark.parametrize(
        ("judge", "low", "high"),
        [
            ("test between 10 and 15", True, True),
            ("test in [10..15)", True, False),
            ("test in (10..15]", False, True),
            ("test in (10..15)", False, False),
        ],
    )
    def test_both_ends_of_a_range(self, judge: str, low: bool, high: bool) -> None:
        found = profile(state(given(value=8), met="test < 5", judge=judge))
        ends = {CutOff(10, "s?", "high", low, "test"), CutOff(15, "s?", "low", high, "test")}
        assert ends == {cut for cut in found.cutoffs if cut.value > 5}

    def test_of_another_branch_is_not_there(self) -> None:
        by = {"lager": "test < 20", "hoger": "test < 30"}
        answer = event("answered", field="graad", by="school", value="lager")
        found = profile(state(answer, given(value=8), more={"fase": criterion(by, by="graad")}))
        assert [10, 20] == sorted(cut.value for cut in found.cutoffs if cut.row == "test")

    def test_one_of_how_sure_the_score_is_draws_none(self) -> None:
        how = {"how": "probability", "at_least": 0.8}
        assert () == profile(state(given(value=8), how=how, error=ERROR)).cutoffs


class TestScales:
    """A profile for each scale; nothing is converted."""

    def test_a_standard_score(self) -> None:
        one = state(
            event("administered", field="test", measured="2026-08-25", value=82),
            type="score mean 100 sd 15",
            met="test < 85",
            administered={"read": "SS"},
            error=ERROR,
        )
        found = profile(one)
        assert isinstance(found.scale, LinearScale) and (100, 55, 145) == (
            *(found.scale.mean, found.scale.low),
            found.scale.high,
        )
        assert (82, 76.4, 91.2) == (row(one).value, row(one).interval.low, row(one).interval.high)

    def test_a_raw_score_is_in_none(self) -> None:
        one = state(given(raw=20, norms=None, grade=None), type="raw 0..60", administered={"read": "raw"})
        assert () == case_profiles(one, "nl")
        assert profiles(one, "nl") is None


class TestWhoSees:
    """The report of the team has the picture with a table beside it; others see only their own scores."""

    def test_in_the_report(self) -> None:
        one = state(given(value=8), error=ERROR)
        section = next(one for one in to_json(report(one, "team"))["sections"] if "profile" == one["id"])
        picture = next(block for block in section["blocks"] if "picture" == block["kind"])
        assert "op de schaal percentiel" in picture["text"]
        assert ["vraag", "8", "3,9 tot 22 (rond de geschatte ware score (SEE), 90 %)"] == (
            picture["told"]["rows"][0][:3]
        )
        assert "profile" not in {part["id"] for part in to_json(report(one, "parents"))["sections"]}

    def test_an_audience_sees_what_names_it(self) -> None:
        one = state(given(value=8))
        assert isinstance(profile(one).scale, PercentileScale)
        assert () == case_profiles(one, "nl", audience="pupil_under_12")


class TestShorter:
    """A number as a person writes it, never over or at a figure that it was not at."""

    @pytest.mark.parametrize(
        ("x", "figures", "shown"),
        [
            (2.275013195, (10.0,), 2.3),
            (9.987654321, (10.0,), 9.99),
            (9.999999999, (10.0,), 9.999999999),
            (10.000400001, (10.0,), 10.0004),
            (87.5, (), 87.5),
            (9.951, (10.0,), 9.951),
            (0.000123456, (), 0.0001),
            (float("inf"), (), float("inf")),
        ],
    )
    def test_the_fewest_decimals(self, x: float, figures: tuple[float, ...], shown: float) -> None:
        assert shown == shorter(x, figures, 1)
