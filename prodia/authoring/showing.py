"""What a proof shows itself with: a case played to the point where something goes wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from prodia.authoring.play import Until, Wish, played, state_of
from prodia.case import State
from prodia.case.relevance import members
from prodia.case.structure import closure, structure
from prodia.language import (
    Plain,
    names,
)
from prodia.model.events import CaseFile, Expected, Recorded
from prodia.model.plan import Plan
from prodia.model.protocol import Decision, Mode, Step
from prodia.problems import Kind, Problem
from prodia.words import Lang

Shown: TypeAlias = tuple[Problem, CaseFile | None]


def first_day(plan: Plan) -> dt.date:
    """The first day of a version."""
    return plan.protocol.valid.from_


def shown_by(
    plan: Plan, kind: Kind, name: str, events: Sequence[Recorded] | None, expect: Mapping[str, object]
) -> CaseFile | None:
    """The case of a finding that a proof shows; None where no events lead to it."""
    if events is None:
        return None
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
    return Wish(first_day(plan), given, mode, int(age) if isinstance(age, float) else 10, frozenset(but))


def mode_of(step: Step) -> Mode:
    return "trajectory" if "trajectory" in step.modes else step.modes[0]


def weighs(decision: Decision) -> bool:
    """Does a decision say something about a pupil that counts elsewhere?"""
    return decision.purpose != "guide"


def of_consent(plan: Plan, decision: str) -> bool:
    return plan.consent is not None and plan.consent.decision == decision


def is_open(state: State, step: str) -> bool:
    return state.step(step).status == "open"


def status_after(plan: Plan, events: Sequence[Recorded] | None, step: str) -> dict[str, str]:
    state = state_of(plan, events) if events else None
    return {} if state is None else {step: state.step(step).status}


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


def support(plan: Plan, start: Sequence[str]) -> tuple[str, ...]:
    known = structure(plan)
    return tuple(
        closure(
            start,
            lambda n: (
                *known.reads.get(n, ()),
                *(r for s in known.asked_in.get(n, ()) for r in known.gate_reads.get(s, ())),
            ),
        )
    )
