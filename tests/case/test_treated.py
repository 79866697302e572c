"""A criterion says how it treats the error of measurement; every face reads the same conditions."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

import prodia
from prodia.batch.many import run
from prodia.browser.compiled import compiled
from prodia.case.certainty import Certainty
from prodia.case.people import People
from prodia.language import evaluate, names, parse
from prodia.language.columns import Column, np
from prodia.model.tested import ErrorTreatment, bound_of, treated, untreated
from prodia.scoring.error import probability_true_below
from prodia.telling import to_text
from tests.case.given import DAY, SOURCE
from tests.case.measured import begun, given, made, ready

OVERLAP = ErrorTreatment(how="overlap", source=SOURCE)
BOTH = ErrorTreatment(how="point and interval", source=SOURCE)
CONDITIONS = (
    *("x < 10", "x >= 10", "not(x < 10)", "10 > x"),
    *("x in [5..12)", "x between 5 and 12", "x = 10", "x != 10"),
)


def words(
    how: dict[str, Any] | None, *points: tuple[float, float | None, float | None], **more: Any
) -> list[str]:
    """The verdicts on printed scores, each with its interval."""
    of = ready(made(how, **more))
    found = []
    for value, low, high in points:
        bounds = {} if low is None else {"low": low, "high": high, "level": 0.9, "interval": "true SEE"}
        found.append(begun(of, given(value=value, **bounds)).state.verdict("laag").word)
    return found


POINTS = ((4.0, 2.0, 8.0), (8.0, 5.0, 13.0), (12.0, 8.0, 17.0), (20.0, 14.0, 27.0), (4.0, None, None))


class TestTheWays:
    @pytest.mark.parametrize(
        ("how", "expected"),
        [
            (None, ["met", "met", "not met", "not met", "met"]),
            ({"how": "ignore"}, ["met", "met", "not met", "not met", "met"]),
            ({"how": "overlap"}, ["met", "judgement", "judgement", "not met", "not assessable"]),
            ({"how": "point and interval"}, ["met", "not met", "not met", "not met", "not assessable"]),
        ],
    )
    def test_of_the_interval(self, how: dict[str, Any] | None, expected: list[str]) -> None:
        assert expected == words(how, *POINTS)

    def test_an_interval_that_ends_on_the_cut(self) -> None:
        """The cut itself is not below it: what touches it from above does not overlap."""
        assert ["not met", "judgement"] == words({"how": "overlap"}, (12, 10, 15), (12, 9.9, 15))
        assert ["met"] == words({"how": "overlap"}, (7, 5, 9.9))

    def test_a_judge_of_its_own_reads_the_point(self) -> None:
        assert ["judgement", "not met", "judgement"] == words(
            {"how": "overlap"}, (14, 11, 18), (20, 14, 27), (17, 9, 30), judge="test <= 15"
        )

    @pytest.mark.parametrize("p", [0.6, 0.9, 0.975])
    def test_a_chance_of_the_true_score(self, p: float) -> None:
        """Met just where the true score lies below the cut-off with that chance."""
        error = {"reliability": 0.9, "source": SOURCE}
        how = {"how": "probability", "at_least": p}
        scale = {"type": "score mean 100 sd 15", "administered": {"read": "SS"}, "error": error}
        of = ready(made(how, met="test < 85", **scale))
        for value in range(60, 100):
            sure = probability_true_below(float(value), 85, mean=100, sd=15, reliability=0.9) >= p
            assert ("met" if sure else "not met") == begun(of, given(value=value)).state.verdict("laag").word

    def test_the_chance_from_the_interval_of_the_norms(self) -> None:
        of = ready(made({"how": "probability", "at_least": 0.9}))
        state = begun(of, given(raw=16)).state
        found = state.records["test"]
        one = of.fields["test"].value_type
        high = state.value("test.high_90")
        assert isinstance(high, float) and found.value is not None and found.high is not None
        assert (
            found.value < high < found.high
            and bound_of("high_90") == ("high", 0.8)
            and one.unit == "percentile"
        )

    def test_by_stage(self) -> None:
        by = {"lager": "test < 10", "hoger": "test < 20"}
        data = made({"how": "overlap"}, met=by)
        data["criteria"]["laag"]["by"] = "graad"
        now = begun(ready(data), given(value=12, low=8, high=17, level=0.9, interval="true SEE"))
        for stage, word in (("lager", "judgement"), ("hoger", "met")):
            answer = {"kind": "answered", "on": "2026-09-01", "by": "school", "field": "graad"}
            told = now.record(answer | {"value": stage})
            assert word == told.state.verdict("laag").word


def values(low: float | None, x: float | None, high: float | None) -> dict[str, Any]:
    return {"x": x, "x.low": low, "x.high": high}


@pytest.mark.parametrize("text", CONDITIONS)
class TestTheConditions:
    """What holds of a whole interval, and somewhere in it, are what every point of it says."""

    @settings(max_examples=60)
    @drawn(ends=st.lists(st.integers(0, 20), min_size=3, max_size=3))
    def test_are_those_of_every_point(self, text: str, ends: list[int]) -> None:
        low, x, high = sorted(map(float, ends))
        tree = parse(text)
        sure, possible = treated(tree, None, OVERLAP, ("x",))
        every = [evaluate(tree, {"x": low + (high - low) * i / 40}) for i in range(41)]
        every += [evaluate(tree, {"x": c}) for c in (5.0, 10.0, 12.0) if low <= c <= high]
        assert all(every) == evaluate(sure, values(low, x, high))
        if text != "x != 10":  # one point of an interval alone is left out by none of its ends
            assert any(every) == evaluate(possible, values(low, x, high))
        assert treated(tree, None, BOTH, ("x",))[0] == sure

    def test_without_bounds_nothing_is_known(self, text: str) -> None:
        for missing in (values(None, 3.0, None), values(1.0, 3.0, None), values(None, None, None)):
            both = treated(parse(text), None, OVERLAP, ("x",))
            assert [None, None] == [evaluate(tree, missing) for tree in both]

    def test_other_names_stay(self, text: str) -> None:
        tree = parse(f"y < 3 and ({text})")
        sure, _ = treated(tree, None, OVERLAP, ("x",))
        assert {"y", "x", "x.low", "x.high"} == set(names(sure))
        assert False is evaluate(sure, {"y": 5.0} | values(None, None, None))


class TestEveryFace:
    def test_columns_are_as_one_person(self) -> None:
        of = ready(made({"how": "overlap"}))
        told = np.array(POINTS, dtype=float)  # none is NaN
        parts = {"test": 0, "test.low": 1, "test.high": 2}
        columns = {name: Column("number", told[:, i], np.isnan(told[:, i])) for name, i in parts.items()}
        found = People(of, columns, {}, len(POINTS)).value("laag").to_list()
        assert words({"how": "overlap"}, *POINTS) == found

    def test_the_browser_refuses_it_in_words(self) -> None:
        with pytest.raises(prodia.ProdiaError) as refused:
            compiled(ready(made({"how": "overlap"})))
        assert "PRD-X58" == refused.value.problem.code

    def test_a_frame_gives_the_bounds_beside_the_score(self) -> None:
        """Many at once are as one: with the interval as it was given, and not assessable without."""
        told = pd.DataFrame(POINTS, columns=["test", "test.low", "test.high"], dtype=float)
        for how in ("overlap", "point and interval"):
            frame = told.assign(helder=True)
            found = run(ready(made({"how": how})), frame, on=DAY, only=["laag"], allow_missing=True)
            assert words({"how": how}, *POINTS) == found.table["laag"].to_pylist()

    def test_a_frame_reckons_the_bounds_that_an_error_gives(self) -> None:
        error = {"reliability": 0.9, "level": 0.9, "source": SOURCE}
        for how in ({"how": "overlap"}, {"how": "probability", "at_least": 0.9}):
            of = ready(made(how, error=error))
            frame = pd.DataFrame({"test": [1.0, 8.0, 12.0, 40.0, None], "helder": True})
            found = run(of, frame, on=DAY, only=["laag"], allow_missing=True).table["laag"].to_pylist()
            alone = [begun(of, given(value=v)).state.verdict("laag").word for v in (1.0, 8.0, 12.0, 40.0)]
            assert [*alone, "not assessable"] == found

    def test_a_gate_is_seen_case_by_case(self) -> None:
        of = ready(made(administered={"withdrawn": {"then": "gate"}}))
        with pytest.raises(prodia.ProdiaError) as refused:
            run(of, pd.DataFrame({"test": [1.0], "helder": True}), on=DAY, only=["laag"], allow_missing=True)
        assert "PRD-N60" == refused.value.problem.code
        with pytest.raises(prodia.ProdiaError) as refused:
            compiled(of)
        assert "PRD-X58" == refused.value.problem.code
        assert compiled(ready(made(administered={"withdrawn": {"then": "warning"}})))

    def test_it_is_told(self) -> None:
        state = begun(ready(made({"how": "overlap"})), given(raw=20)).state
        report = to_text(prodia.report(state, "team"))
        assert "het interval aan beide kanten van de grens" in report
        assert "error.overlap" not in report and "if test.low" not in report
        told = prodia.why(state, "laag")
        assert ["vraag lager dan 10", "het interval aan beide kanten van de grens"] == [
            words
            for _, words, _ in told.conditions  # type: ignore[union-attr]
        ]

    def test_certainty_draws_the_bounds_too(self) -> None:
        state = begun(ready(made({"how": "overlap"})), given(raw=20)).state
        found = state.certainty("label")
        assert isinstance(found, Certainty) and ("test",) == found.tests
        assert 0 < found.again["wacht"] < 1


class TestUntreated:
    """What is told of a condition is what its author wrote, however its error is treated."""

    @pytest.mark.parametrize("text", ["x < 10", "10 > x", "not(x < 10)", "x < 10 and (y > 3 or z)", "z"])
    @pytest.mark.parametrize(
        "how", [OVERLAP, BOTH, ErrorTreatment(how="probability", at_least=0.8, source=SOURCE)]
    )
    def test_is_as_it_was(self, text: str, how: ErrorTreatment) -> None:
        for part in treated(parse(text), None, how, {"x", "y"}):
            assert untreated(part) == parse("false" if part == parse("false") else text)

    @pytest.mark.parametrize(
        "text",
        [
            "if x.low < 3 then y < 2 else false",
            "if uren.age_months >= 72 then 9 - uren else null",  # as bands of a derived value become
            "if low_ses then x + y else null",
            "if low <= high then x + y else null",
            "if x.low <= y.high then x + y else null",
        ],
    )
    def test_a_condition_with_bounds_of_its_own_stays(self, text: str) -> None:
        assert parse(text) == untreated(parse(text))
