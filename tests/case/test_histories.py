"""Random histories: replay equals live, a refusal changes nothing, less known is never more certain."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.case import Case, State
from prodia.case.log import dump, load
from prodia.errors import EventRefused
from prodia.model.events import Recorded
from tests.case.given import DAY, MEASURED, PLAN, PLANS, answer, case, event
from tests.examples import examples

ROLES = st.sampled_from(["clb", "school", "ouders", "leerling"])
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "thema": st.sampled_from(["lezen", "rekenen", "x"]),
    "helder": st.booleans(),
    "verhaal": st.text(min_size=1, max_size=5).filter(str.strip),
    "graad": st.sampled_from(["lager", "hoger", "buso"]),
    "pc": st.sampled_from([0, 9, 9.999, 10, 12, 15, 16, 101]),
    "weken": st.integers(-1, 105),
    "sinds": st.sampled_from(["2026-01-01", "2026-13-01"]),
}


@st.composite
def recorded(draw: st.DrawFn, day: dt.date) -> Recorded:
    """Any event at all, most of them sensible, none of them checked."""
    by = draw(st.sampled_from(["clb"] * 6 + ["school", "ouders", "buur"]))
    kind = draw(st.sampled_from(["answered"] * 8 + OTHERS))
    if kind == "answered":
        name = draw(st.sampled_from(list(VALUES)))
        if draw(st.integers(0, 4)) == 0:
            return event(
                "answered", day, by, field=name, missing=draw(st.sampled_from(["refused", "unknown"]))
            )
        return event("answered", day, by, field=name, value=draw(VALUES[name]))
    more: dict[str, Any] = {
        "consented": {"from": draw(ROLES), "given": draw(st.sampled_from([True, True, False]))},
        "withdrawn": {"what": draw(st.sampled_from(["consent", "pc", "helder", "weken"]))},
        "raised": {"hypothesis": draw(st.sampled_from(["h1", "h2"]))},
        "dropped": {"hypothesis": draw(st.sampled_from(["h1", "h2"]))},
        "judged": {"verdict": draw(st.sampled_from(["met", "not met"]))},
        "assessed": {"competent": draw(st.booleans())},
        "decided": {"outcome": draw(st.sampled_from(["ja", "nee", "wacht"]))},
        "switched": {"mode": draw(st.sampled_from(["trajectory", "compulsory"]))},
        "reopened": {"phase": draw(st.sampled_from(["vraag", "strategie", "onderzoek", "advies"]))},
        "moved": {"to": draw(st.sampled_from(["proef@2.0.0", "proef@1.0.0", "ander@1.0.0"]))},
    }.get(kind, {})
    return event(kind, day, by, **more)


OTHERS = [
    *("consented", "consented", "raised", "raised", "decided", "judged", "reopened", "withdrawn", "dropped"),
    *("assessed", "switched", "paused", "resumed", "resumed", "moved", "shared", "closed"),
]


@st.composite
def histories(draw: st.DrawFn) -> Case:
    """A case after up to thirty events, the refused ones left out."""
    mode = draw(st.sampled_from(["trajectory", "trajectory", "compulsory", "consultative"]))
    now = Case.open(PLANS, event("opened", mode=mode))
    for one in draw(st.sampled_from([(), MEASURED[:1], MEASURED[:3], MEASURED[:4], MEASURED])):
        now = attempt(now, one)
    day = DAY
    for _ in range(draw(st.integers(0, 20))):
        day += dt.timedelta(days=draw(st.sampled_from([0, 0, 0, 1, 30, 400])))
        now = attempt(now, draw(recorded(day)))
    return now


def attempt(now: Case, one: Recorded) -> Case:
    """Record, and hold every refusal to its word: nothing has changed."""
    before = (now.events, view(now.state))
    try:
        after = now.record(one)
    except EventRefused:
        assert before == (now.events, view(now.state))
        return now
    assert before == (now.events, view(now.state))
    assert after.events[:-1] == now.events
    return after


def view(state: State) -> tuple[Any, ...]:
    """Everything a state says."""
    return (
        state.plan.reference,
        state.history,
        dict(state.answers),
        dict(state.masked),
        dict(state.derived),
        dict(state.verdicts),
        dict(state.proposals),
        dict(state.hypotheses),
        dict(state.decided),
        dict(state.steps),
        state.consent,
        state.phase,
        state.needs,
        state.not_needed,
    )


class TestHistories:
    """state = fold(events): replayed, restored or live, a case says the same."""

    @settings(max_examples=examples(75))
    @given(histories())
    def test_replay_is_live(self, live: Case) -> None:
        said = view(live.state)
        assert said == view(Case.replay(PLANS, live.events).state)
        assert said == view(Case.replay(PLANS, live.events, check=False).state)
        assert said == view(load(dump(live), PLANS).state)

    @settings(max_examples=examples(50))
    @given(histories())
    def test_needs_are_open(self, live: Case) -> None:
        """What a state asks for can be recorded."""
        state = live.state
        for need in state.needs:
            if need.kind == "answer":
                one: Recorded = event("answered", state.day, field=need.id, missing="unknown")
            elif need.kind == "consent":
                one = event("consented", state.day, **{"from": need.id})
            elif need.kind == "judge":
                one = event("judged", state.day, criterion=need.id)
            elif need.kind == "decide":
                outcome = next(iter(state.plan.decisions[need.id].outcomes))
                one = event("decided", state.day, decision=need.id, outcome=outcome)
            elif need.kind == "share":
                one = event("shared", state.day, audience=need.id)
            else:
                one = {
                    "resume": event("resumed", state.day),
                    "competence": event("assessed", state.day),
                    "hypothesis": event("raised", state.day),
                }[need.kind]
            live.record(one)

    @settings(max_examples=examples(50))
    @given(st.integers(0, 100), st.integers(0, 104), st.sampled_from(["lager", "hoger"]))
    def test_an_answer_less_is_never_more_certain(self, pc: int, weeks: int, stage: str) -> None:
        """R14: without an answer a verdict stays or can not be told; a proposal stays or is the default."""
        values = {"pc": pc, "weken": weeks, "graad": stage}
        told = case(*MEASURED, *(answer(f, v) for f, v in values.items()))
        whole = told.state
        for name in values:
            less = case(
                *MEASURED, *(answer(f, v) for f, v in values.items()), event("withdrawn", what=name)
            ).state
            for criterion in PLAN.criteria:
                assert less.verdict(criterion).word in (whole.verdict(criterion).word, "not assessable")
            got = less.proposal("label")
            assert got.outcome in (whole.proposal("label").outcome, "onvolledig")

    @settings(max_examples=examples(30))
    @given(histories(), st.data())
    def test_a_log_never_shrinks(self, live: Case, data: st.DataObject) -> None:
        longer = attempt(live, data.draw(recorded(live.state.day)))
        assert longer.events[: len(live.events)] == live.events
