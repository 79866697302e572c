"""A trajectory played to the point where something is so: what is asked is done, in the order it is asked.

Nobody chooses: an answer is the one that is wished for, or else the first that there is. What is not needed
to come there is left out again, so that what is left is short enough to read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeAlias

from prodia.authoring.joint import choices
from prodia.case import State
from prodia.case.gates import refusal
from prodia.case.history import advance, begun, nothing
from prodia.case.records import Need
from prodia.case.relevance import members
from prodia.case.state import proposed
from prodia.language import Duration, Plain, names
from prodia.model.events import (
    Answered,
    Assessed,
    CaseFile,
    Consented,
    Decided,
    Expected,
    Judged,
    Opened,
    Raised,
    Recorded,
    Shared,
)
from prodia.model.plan import Plan
from prodia.model.protocol import NAMELESS, Decision, Mode, Step
from prodia.problems import Kind, Problem
from prodia.words import Lang

MOST = 120  # events of one trajectory
Until = Callable[[State], bool]
Shown: TypeAlias = tuple[Problem, CaseFile | None]  # a finding, and the case that shows it where one can


def as_json(value: Plain) -> Any:
    """A value for a machine: of a day and a duration its text."""
    if isinstance(value, Duration):
        return value.iso()
    return value.isoformat() if isinstance(value, dt.date) else value


def raw(value: Plain) -> Any:
    """A value as an event holds it: a whole figure without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else as_json(value)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be answered (None: that it is not known), the kind of guidance, the day, and the age.

    ``but``: what is not done though it is asked, as :class:`~prodia.case.records.Need` says it.
    """

    on: dt.date
    answers: Mapping[str, Plain] = field(default_factory=dict)
    mode: Mode = "trajectory"
    age: int = 10
    but: frozenset[str] = frozenset()


def opened(plan: Plan, wish: Wish) -> Opened:
    """The first event."""
    first = next((id for id, role in plan.roles.items() if role.side == "clb"), next(iter(plan.roles)))
    whom: dict[str, Any] = {"born": dt.date(wish.on.year - wish.age, 1, 1), "pupil": "verzonnen leerling"}
    known = {} if wish.mode in NAMELESS else whom
    return Opened(on=wish.on, by=first, mode=wish.mode, question="verzonnen vraag", **known)


def state_of(plan: Plan, events: Iterable[Recorded], *, checked: bool = True) -> State | None:
    """How it stands after these events; None where one of them is refused."""
    first, *rest = events
    assert isinstance(first, Opened)
    state = State(plan, begun(first), first.on)
    for event in rest:
        if checked and refusal(state, event) is not None:
            return None
        then = partial(proposed, plan, state.history, state.day, getattr(event, "decision", ""))
        history = advance(state.history, event, plan, None, then if isinstance(event, Decided) else nothing)
        state = State(plan, history, history.last)
    return state


def played(plan: Plan, wish: Wish, until: Until) -> tuple[Recorded, ...] | None:
    """The events up to where it is so, the fewest of them; None where it does not come to that."""
    events = way(plan, wish, until)
    return events and shortest(plan, events, until)


def way(plan: Plan, wish: Wish, until: Until) -> tuple[Recorded, ...] | None:
    """The same with all that was asked on the way."""
    events: list[Recorded] = [opened(plan, wish)]
    state = state_of(plan, events)
    while state is not None and len(events) < MOST:
        if until(state):
            return tuple(events)
        for event in (e for need in state.needs if need.id not in wish.but for e in _done(state, need, wish)):
            after = state_of(plan, (*events, event)) if refusal(state, event) is None else None
            if after is not None:
                events.append(event)
                state = after
                break
        else:
            return None
    return None


def shortest(plan: Plan, events: tuple[Recorded, ...], until: Until) -> tuple[Recorded, ...]:
    """The same without the events that it does not take."""
    for event in events[:0:-1]:
        less = tuple(e for e in events if e is not event)
        state = state_of(plan, less)
        if state is not None and until(state):
            events = less
    return events


def _done(state: State, need: Need, wish: Wish) -> Iterator[Recorded]:
    """What does what is needed."""
    plan, told = state.plan, {"on": wish.on, "person": "verzonnen naam", "reason": "verzonnen reden"}
    by = next(iter(need.of), next(iter(plan.roles)))
    match need.kind:
        case "answer":
            yield answer(plan, need.id, wish, by)
        case "consent":
            yield Consented(on=wish.on, by=by, from_=need.id, given=True, basis="verzonnen gesprek")  # type: ignore[call-arg]
        case "competence":
            yield Assessed(**told, by=by, competent=True)  # type: ignore[arg-type]
        case "judge":
            verdict = wish.answers.get(need.id)
            word = verdict if verdict in ("met", "not met") else "met"
            yield Judged(**told, by=by, criterion=need.id, verdict=word)  # type: ignore[arg-type]
        case "decide":
            decision = plan.decisions[need.id]
            outcome = state.proposal(need.id).outcome or next(iter(decision.outcomes))
            yield Decided(**told, by=by, decision=need.id, outcome=outcome)  # type: ignore[arg-type]
        case "share":
            yield Shared(on=wish.on, by=by, audience=need.id, with_="verzonnen lezer")  # type: ignore[call-arg,arg-type]
        case "hypothesis":
            so, no = "verzonnen gevolg als het zo is", "verzonnen gevolg als het niet zo is"
            for name in plan.hypotheses:
                if name not in state.history.raised:
                    yield Raised(on=wish.on, by=by, hypothesis=name, if_so=so, if_not=no)
            if not plan.hypotheses:
                yield Raised(on=wish.on, by=by, hypothesis="eigen-1", title="verzonnen", if_so=so, if_not=no)


def answer(plan: Plan, name: str, wish: Wish, by: str | None = None) -> Answered:
    """The answer that is wished for, or the first there is."""
    if name in wish.answers:
        value = wish.answers[name]
    else:
        among = [v for v in choices(plan, name) or (None,) if v is not None]
        value = among[0] if among else _some(plan, name, wish)
    given: dict[str, Any] = {"missing": "unknown"} if value is None else {"value": raw(value)}
    return Answered(on=wish.on, by=by or plan.fields[name].teller, field=name, **given)


def _some(plan: Plan, name: str, wish: Wish) -> Plain:
    type = plan.types[name]
    if type.kind == "text":
        return "verzonnen"
    return wish.on if type.kind == "date" else None


# ---- what a proof shows itself with


def shown_by(
    plan: Plan,
    kind: Kind,
    name: str,
    events: Sequence[Recorded] | None,
    expect: Mapping[str, object] | None = None,
    *,
    step: str = "",
) -> CaseFile | None:
    """The case of a finding that a proof shows; None where no events lead to it. ``step``: it expects that
    this one stands as it does."""
    if events is None:
        return None
    if expect is None:
        state = state_of(plan, events)
        expect = {"steps": {} if state is None else {step: state.step(step).status}}
    slug = name.replace("_", "-").lower()
    said = Problem(kind, None, name=name)
    lang: Lang = "en" if plan.lang == "en" else "nl"
    return CaseFile(
        format=1,
        case=f"{kind.name.nl}-{slug}"[:60].strip("-"),
        title=said.kind.name[lang].replace("-", " ").capitalize() + f": {name}",
        why=said.hint(lang).capitalize(),
        events=tuple(events),  # type: ignore[arg-type]
        expect=Expected.model_validate(expect),
    )


def wish_for(
    plan: Plan, mode: Mode, answers: Mapping[str, Plain] | None = None, but: Sequence[str] = ()
) -> Wish:
    given = answers or {}
    age = given.get("case.age_years")
    return Wish(
        plan.protocol.valid.from_, given, mode, int(age) if isinstance(age, float) else 10, frozenset(but)
    )


def mode_of(step: Step) -> Mode:
    return "trajectory" if "trajectory" in step.modes else step.modes[0]


def weighs(decision: Decision) -> bool:
    """Does a decision say something about a pupil that counts elsewhere?"""
    return decision.purpose != "guide"


def of_consent(plan: Plan, decision: str) -> bool:
    return plan.consent is not None and plan.consent.decision == decision


def is_open(state: State, step: str) -> bool:
    return state.step(step).status == "open"


def shown_open(plan: Plan, kind: Kind, name: str, wish: Wish, step: str) -> CaseFile | None:
    """The case of a finding of a step that is open too soon; None where no events lead to that."""
    return shown_by(plan, kind, name, by_some_way(plan, wish, partial(is_open, step=step)), step=step)


def by_some_way(plan: Plan, wish: Wish, until: Until) -> tuple[Recorded, ...] | None:
    """Events up to where it is so, past any of the choices that open or shut a step."""
    ways = (played(plan, replace(wish, answers={**wish.answers, **way}), until) for way in ways_past(plan))
    return next((events for events in ways if events is not None), None)


def ways_past(plan: Plan) -> Iterator[Mapping[str, Plain]]:
    """The first answers there are, and each answer that a step may wait for."""
    yield {}
    for name in dict.fromkeys(
        n for s in plan.steps.values() if s.when is not None for n in names(s.when.tree)
    ):
        if name in plan.fields:
            yield from ({name: value} for value in members(plan.types[name]) or ())
