"""A series in a case: measured again and again, it says whether there is progress, or how long to wait."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prodia
from prodia.browser.compiled import compiled
from prodia.case import Case
from prodia.checks.protocol import proofs, resolve
from prodia.language import Missing
from prodia.model.events import Recorded
from prodia.model.protocol import Protocol
from prodia.model.series import PARTS
from prodia.psychometrics.progress import Aim, Standing, standing
from prodia.psychometrics.series import Point
from prodia.telling import to_text
from tests.case.given import (
    CLEAR,
    SOURCE,
    answer,
    case_on,
    criterion,
    decision,
    event,
    field,
    plan,
    raw,
    shared,
    step,
)
from tests.examples import examples

SERIES = {
    "direction": "higher_is_better",
    "clock": "calendar",
    "same_day": "refuse",
    "forms": "refuse",
    "confidence": 0.95,
    "per_week": 1,
    "standstill": 0.0,
    "goal_rate": 1.5,
    "over": "during",
    "school_days_for_a_week": 1,
    "owner": "o",
    "source": SOURCE,
}
TABLE = """
ernst     | weinig    | -> voorstel | omdat
met       | met       | ja          | ernstig, en de hulp helpt niet
met       | not met   | wacht       | de hulp helpt
met       | judgement | wacht       | oordeel eerst
not met   | -         | nee         | niet ernstig
judgement | -         | wacht       | oordeel eerst
"""
MONDAY = dt.date(2026, 5, 4)
FLAT = (20, 23, 19, 24, 20, 22, 21, 20, 22, 20)
RISING = (20, 23, 22, 26, 26, 29, 30, 31, 34, 35)
BACKWARDS = {"from": "2026-06-01", "to": "2026-05-01", "sessions_per_week": 1, "minutes": 9}
WILD = (20, 27, 19, 29, 22)


def made(series: dict[str, Any] | None = None, type: str = "count 0..300", **criteria: Any) -> dict[str, Any]:
    """The small protocol with a series under the decision on the label."""
    data = raw()
    data["fields"] |= {"wpm": field(type, "school", series=SERIES | (series or {}))}
    data["criteria"] |= {"weinig": criterion('wpm.answer = "none"', 'wpm.answer = "slow"')} | criteria
    data["steps"] |= {"nagaan": step("onderzoek", when="helder", fields=["graad", "weken", "sinds", "wpm"])}
    otherwise = {"voorstel": "onvolledig", "omdat": "er ontbreekt iets"}
    data["decisions"] |= {"label": decision(["ja", "nee", "wacht", "onvolledig"], TABLE, otherwise=otherwise)}
    return data


PLAN = plan(made(dosis=criterion("wpm.held >= 80")))
BEGUN = (*CLEAR, event("raised"), answer("pc", 9), answer("graad", "lager"), answer("weken", 30))


def points(values: Any, start: dt.date = MONDAY, **more: Any) -> list[dict[str, Any]]:
    days = ((start + dt.timedelta(7 * i)).isoformat() for i in range(len(values)))
    return [{"day": day, "value": v, "phase": "during"} | more for day, v in zip(days, values, strict=True)]


def measured(values: Any, **more: Any) -> Recorded:
    return event("measured", field="wpm", points=points(values), **more)


def case(*events: Recorded) -> Case:
    return case_on(PLAN, *BEGUN, answer("sinds", "2026-01-01"), *events)


def needs(now: Case) -> list[str]:
    return [str(need) for need in now.state.needs if need.kind == "answer"]


class TestTheAnswer:
    """May we say already that there is no progress? Yes, no, or so many weeks more."""

    @pytest.mark.parametrize(
        ("values", "answer", "verdict", "outcome", "asked"),
        [
            ((), Missing.NOT_ASKED, "not assessable", "onvolledig", ["answer:wpm"]),
            ((20, 20), Missing.NOT_YET, "not assessable", "onvolledig", ["answer:wpm"]),
            (WILD, Missing.NOT_YET, "not assessable", "onvolledig", ["answer:wpm"]),
            (FLAT, "none", "met", "ja", []),
            (RISING, "progress", "not met", "wacht", []),
            ([20 + 0.8 * x + x % 2 for x in range(10)], "slow", "judgement", "wacht", []),
        ],
    )
    def test_drives_the_case(
        self, values: Any, answer: Any, verdict: str, outcome: str, asked: list[str]
    ) -> None:
        now = case(measured([round(v) for v in values])) if values else case()
        assert answer == now.state.value("wpm.answer")
        assert verdict == now.state.verdict("weinig").word
        assert outcome == now.state.proposal("label").outcome
        assert asked == needs(now)

    def test_says_how_many_weeks_more(self) -> None:
        state = case(measured(WILD)).state
        weeks = state.value("wpm.weeks_needed")
        need = next(one for one in state.needs if one.id == "wpm")
        assert "PRD-X54" == need.why.code and isinstance(weeks, float) and 0 < weeks
        assert f"{weeks:g}" in need.why.message("nl")

    def test_is_that_of_the_table_of_one(self) -> None:
        """One engine: the case says what `prodia progress` says."""
        names = "direction confidence per_week clock same_day goal_rate".split()
        aim = Aim(**{name: SERIES[name] for name in names})
        found = standing([Point(MONDAY + dt.timedelta(7 * i), float(v)) for i, v in enumerate(FLAT)], aim)
        assert isinstance(found, Standing)
        assert found == case(measured(FLAT)).state.readings["wpm"].found

    @given(order=st.permutations(range(10)), split=st.integers(1, 9))
    @settings(max_examples=examples(30))
    def test_order_of_recording_changes_nothing(self, order: list[int], split: int) -> None:
        every = points(FLAT)
        parts = [every[i] for i in order[:split]], [every[i] for i in order[split:]]
        one, two = case(measured(FLAT)), case(*(event("measured", field="wpm", points=p) for p in parts))
        assert [one.state.value(f"wpm.{p}") for p in PARTS] == [two.state.value(f"wpm.{p}") for p in PARTS]

    def test_only_the_phase_that_counts(self) -> None:
        before = points((10, 40, 10), dt.date(2026, 3, 2), phase="before")
        now = case(event("measured", field="wpm", points=before), measured(FLAT))
        alone = case(measured(FLAT))
        assert alone.state.value("wpm.rate") == now.state.value("wpm.rate")
        assert 13 == len(now.state.readings["wpm"].series.points)

    def test_a_missing_measurement_is_not_zero(self) -> None:
        ill = {"day": "2026-07-20", "missing": "unknown", "phase": "during"}
        now = case(measured(FLAT), event("measured", field="wpm", points=[ill]))
        assert case(measured(FLAT)).state.value("wpm.rate") == now.state.value("wpm.rate")
        assert 20.0 == now.state.value("wpm")

    def test_a_judgement_lapses_when_the_series_goes_on(self) -> None:
        slow = case(measured([round(20 + 0.8 * x + x % 2) for x in range(10)]))
        judged = slow.record(event("judged", criterion="weinig", verdict="met"))
        on = judged.record(event("measured", field="wpm", points=points((29,), dt.date(2026, 7, 20))))
        assert ("met", "judgement") == (judged.state.verdict("weinig").word, on.state.verdict("weinig").word)

    def test_refused_is_no_progress_nor_none(self) -> None:
        now = case(event("answered", field="wpm", missing="refused"))
        assert Missing.REFUSED == now.state.value("wpm.answer") and [] == needs(now)
        assert "not assessable" == now.state.verdict("weinig").word

    def test_withdrawn_is_asked_again(self) -> None:
        now = case(measured(FLAT), event("withdrawn", what="wpm"))
        assert ["answer:wpm"] == needs(now) and {} == now.state.readings


class TestTheDose:
    def test_planned_and_held(self) -> None:
        help = {"from": "2026-05-04", "to": "2026-06-12", "sessions_per_week": 3, "minutes": 20}
        days = (MONDAY + dt.timedelta(7 * week + day) for week in range(6) for day in (0, 2, 4))
        sessions = [{"day": day.isoformat(), "minutes": 20} for day in days][:15]
        now = case(event("measured", field="wpm", sessions=sessions, help=help))
        state = now.state
        assert (300.0, 15.0, 5.0) == tuple(
            state.value(f"wpm.{p}") for p in ("dose_minutes", "sessions", "dose_weeks")
        )
        assert pytest.approx(100 * 15 / 18) == state.value("wpm.held")
        assert Missing.UNKNOWN == state.value("wpm.fidelity")  # nobody watched: not nought
        assert "met" == state.verdict("dosis").word and ["answer:wpm"] == needs(now)

    def test_the_plan_stands_until_there_is_a_later_one(self) -> None:
        help = {"from": "2026-05-04", "to": "2026-06-12", "sessions_per_week": 3, "minutes": 20}
        held = {"sessions": [{"day": "2026-05-04", "minutes": 20}]}
        now = case(event("measured", field="wpm", help=help), event("measured", field="wpm", **held))
        assert pytest.approx(100 / 18) == now.state.value("wpm.held")
        later = now.record(event("measured", field="wpm", help=help | {"sessions_per_week": 1}))
        assert pytest.approx(100 / 6) == later.state.value("wpm.held")

    def test_without_a_plan_no_share(self) -> None:
        now = case(event("measured", field="wpm", sessions=[{"day": "2026-05-04", "minutes": 20}]))
        assert (20.0, Missing.UNKNOWN) == (now.state.value("wpm.dose_minutes"), now.state.value("wpm.held"))
        assert "not assessable" == now.state.verdict("dosis").word


class TestBadInput:
    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"points": points((400,))}, "PRD-C32"),
            ({"points": points((20.5,))}, "PRD-C32"),
            ({"points": points((20, 21)) + points((22,))}, "PRD-X52"),
            ({"points": [{"day": "2026-05-04", "value": 20}]}, "PRD-X53"),
            ({"points": points((20,), dt.date(2027, 1, 4))}, "PRD-C27"),
            ({"points": points((20,), dt.date(2001, 1, 1))}, "PRD-C27"),
            ({"points": points((20,)), "field": "pc"}, "PRD-X50"),
            ({"points": points((20,)), "field": "wmp"}, "PRD-C20"),
            (
                {"help": {"from": "2026-06-01", "to": "2026-05-01", "sessions_per_week": 1, "minutes": 9}},
                "PRD-X11",
            ),
        ],
    )
    def test_is_refused(self, given: dict[str, Any], code: str) -> None:
        with pytest.raises(prodia.EventRefused) as refused:
            case(event("measured", **{"field": "wpm"} | given))
        assert code == refused.value.problem.code

    @pytest.mark.parametrize(
        "given",
        [
            {"points": points((20,), dt.date(2016, 5, 1))},
            {"sessions": [{"day": "2026-09-01", "minutes": 20}]},
            {"help": {"from": "2026-06-01", "to": "2026-06-01", "sessions_per_week": 1, "minutes": 9}},
        ],
    )
    def test_the_first_and_the_last_day_there_can_be_are_none(self, given: dict[str, Any]) -> None:
        """The day of birth, the day of telling, help of one day."""
        now = case(event("measured", field="wpm", **given))
        assert (dt.date(2016, 5, 1), dt.date(2026, 9, 1)) == (now.state.history.born, now.state.day)

    @pytest.mark.parametrize(
        "given",
        [{}, {"points": [{"day": "2026-05-04"}]}, {"sessions": [{"day": "2026-05-04", "minutes": 0}]}],
    )
    def test_is_no_event(self, given: dict[str, Any]) -> None:
        with pytest.raises(prodia.CaseFileError):
            event("measured", field="wpm", **given)

    def test_one_value_without_a_day(self) -> None:
        with pytest.raises(prodia.EventRefused) as refused:
            case(answer("wpm", 20))
        assert "PRD-X51" == refused.value.problem.code

    def test_forms_change(self) -> None:
        """The answer is a reason, and measuring on does not bring one."""
        two = points(FLAT[:5], form="A") + points(FLAT[5:], dt.date(2026, 6, 8), form="B")
        now = case(event("measured", field="wpm", points=two))
        assert Missing.UNKNOWN == now.state.value("wpm.answer") and [] == needs(now)


class TestDeclarations:
    @pytest.mark.parametrize(
        ("series", "type", "code"),
        [
            ({}, "percentile", "X56"),
            ({}, "truth", "X56"),
            ({"goal_rate": None}, "count 0..300", "X01"),
            ({"goal_rate": None, "goal": 60.0}, "count 0..300", "X01"),
            ({"goal_rate": -1.0}, "count 0..300", "X28"),
            ({"source": [{"ref": "nergens", "confidence": "seen"}]}, "count 0..300", "S07"),
        ],
    )
    def test_what_does_not_hold(self, series: dict[str, Any], type: str, code: str) -> None:
        found, told = resolve(Protocol.model_validate(made(series, type)), None, shared())
        assert found is None and code in {one.kind.code for one in told}

    @pytest.mark.parametrize(
        ("met", "told"),
        [
            ("wpm.rate < 1", ["X57"]),
            ("wpm.rate_high < 1 and wpm.n > 5", ["X57"]),
            ("wpm.rate < 1 and wpm.level < 40", []),
            ('wpm.answer = "none"', []),
        ],
    )
    def test_a_criterion_on_a_rate_alone(self, met: str, told: list[str]) -> None:
        made_of = plan(made(traag=criterion(met)))
        assert told == [one.kind.code for one in proofs(made_of) if one.kind.code == "X57"]

    def test_is_asked_for_in_the_browser(self) -> None:
        fields = compiled(PLAN)["fields"]
        assert {"wpm"} == {name for name, one in fields.items() if one["series"]}


class TestTold:
    def test_to_the_team_and_to_nobody_it_is_not_meant_for(self) -> None:
        state = case(measured(FLAT)).state
        team, parents = (to_text(prodia.report(state, who, "nl")) for who in ("team", "parents"))
        assert "Ja. De groei blijft onder het doel" in team and "10 metingen" in team
        assert "vooruitgang" not in parents

    @pytest.mark.parametrize(
        ("values", "says"),
        [(FLAT, "We zien in de metingen nog geen duidelijke vooruitgang"), (WILD, "Het is nog te vroeg")],
    )
    def test_parents_get_words_and_no_figures(self, values: Any, says: str) -> None:
        data = made()
        data["fields"]["wpm"]["audience"] = ["team", "parents"]
        now = case_on(plan(data), *BEGUN, answer("sinds", "2026-01-01"), measured(values))
        told = to_text(prodia.report(now.state, "parents", "nl"))
        assert says in told and "kans" not in told and "interval" not in told
