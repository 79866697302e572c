"""What a state carries on from the one before is what it comes to when it is worked out from nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import prodia
from prodia.case.history import carried
from prodia.case.state import State
from prodia.case.structure import circles, otherwise
from prodia.content import shipped
from tests.case.given import MEASURED, answer, case_on, criterion, event, plan, raw
from tests.case.measured import made, ready
from tests.shipped import CATALOGUE

# With a contradiction, tests given too soon, series, a move, a phase reopened, a consent withdrawn.
CASES = (
    "algemeen/1.0.0/cases/consultatief-spreekt-tegen.yaml",
    "algemeen/1.0.0/cases/verplicht-assessed.yaml",
    "gedrag-emotie/1.0.0/cases/toestemming-ingetrokken.yaml",
    "lezen-spellen/1.0.0/cases/heropend-sessies-gehouden-0-kreeg-hulp-nee.yaml",
    "lezen-spellen/2.0.0/cases/verhuisd-met-oordeel.yaml",
    "lezen-spellen/3.0.0/cases/beide-staan-stil.yaml",
    "lezen-spellen/3.0.0/cases/te-snel-opnieuw.yaml",
)


def told(state: State) -> dict[str, Any]:
    """Everything that a state works out, each part asked for."""
    scope = state.scope
    return {
        "values": state.read(tuple(state.plan.types)),
        "verdicts": dict(state.verdicts),
        "proposals": dict(state.proposals),
        "contradictions": state.contradictions,
        "records": dict(state.records),
        "readings": dict(state.readings),
        "consent": state.consent,
        "steps": dict(state.steps),
        "needs": state.needs,
        "not needed": state.not_needed,
        "can change": {id: scope.deciding(id) for id in state.plan.decisions},
    }


@pytest.mark.parametrize("file", CASES)
def test_is_what_is_worked_out_anew(file: str) -> None:
    """After every event, and some time later."""
    first, *rest = prodia.read_case(shipped() / file, CATALOGUE).events
    case = prodia.Case.open(CATALOGUE, first)
    for one in rest:
        case = case.record(one)
        assert told(State(case.plan, case.state.history, one.on)) == told(case.state)
    day = one.on + dt.timedelta(days=200)
    assert told(State(case.plan, case.state.history, day)) == told(case.on(day))


def test_a_circle_carries_nothing_on() -> None:
    """Of a question asked again in a step that waits for its answer, what comes out goes by what is asked
    first."""
    data = raw()
    data["steps"]["verhelderen"]["fields"].append("weken")
    data["steps"]["nagaan"]["when"] = "weken > 1"
    assert (False, True) == (circles(plan(raw())), circles(plan(data)))


def test_one_test_given_again_is_looked_at_again() -> None:
    """Whether a test came too soon rests on every question that the same test answers."""
    data = made()
    data["fields"]["nog"] = data["fields"]["test"]
    other = {"instrument": "klankspoor", "administered": {"scale": "woorden", "read": "percentile"}}
    data["fields"]["anders"] = data["fields"]["test"] | other
    data["steps"]["meten"]["fields"] += ["nog", "anders"]
    of = ready(data)
    assert {"test", "nog"} == otherwise(of, "test") & {"test", "nog", "anders"}
    assert {"test", "nog"} == otherwise(of, "nog") & {"test", "nog", "anders"}


def test_a_judgement_carries_over_on_the_very_same_criterion_alone() -> None:
    judged = case_on(
        plan(raw()), *MEASURED, answer("pc", 12), event("judged", criterion="ernst")
    ).state.history
    other, gone = raw(title="Anders"), raw(version="2.0.0")
    gone["criteria"] = {**gone["criteria"], "ernst": criterion("pc < 16", "pc <= 21")}
    of = {
        title: carried(judged, plan(raw()), plan(data)).judged
        for title, data in {"same": raw(), "other words": other, "other figure": gone}.items()
    }
    assert {"same": ["ernst"], "other words": ["ernst"], "other figure": []} == {
        k: [*v] for k, v in of.items()
    }
