"""What to do next, of whom, and what need not be asked any more."""

# The order is the order of the steps, with two exceptions that read naturally: grey
# zones come after the questions, and deciding and sharing come last. A decision is
# listed once nothing open can still change what is proposed.

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prodia.case.records import Need, NotNeeded
from prodia.case.steps import asked, field_gate, unconsented
from prodia.case.structure import structure
from prodia.problems import Problem
from prodia.problems import cases as kinds

if TYPE_CHECKING:
    from prodia.case.state import State


def needs(state: State) -> tuple[Need, ...]:
    """The needs of a state in order; nothing when closed, only resuming when paused."""
    if state.closed:
        return ()
    if state.paused:
        return (Need("resume", "resumed", (), None, Problem(kinds.WAITING)),)
    open_ = [id for id in state.plan.steps if state.step(id).status == "open"]
    first = list(_consent(state, open_))
    first += [need for id in open_ for need in _of_step(state, id)]
    first += _grey_zones(state)
    pending = {need.id for need in first if need.kind in ("answer", "judge")}
    for id in open_:
        step = state.plan.steps[id]
        for decision in step.decisions:
            if decision not in state.decided and not pending & state.scope.deciding(decision):
                by = state.plan.decisions[decision].by
                first.append(Need("decide", decision, by, id, Problem(kinds.STEP_ASKS, None, step=id)))
        told = {s.audience for s in state.shared}
        if all(d in state.decided for d in step.decisions):
            why = Problem(kinds.STEP_ASKS, None, step=id)
            first += [Need("share", a, (step.by,), id, why) for a in step.audiences if a not in told]
    return tuple(first)


def _consent(state: State, open_: list[str]) -> Iterator[Need]:
    """Asked in its own step where that is open, and of itself where the day asks it again."""
    consent, plan = state.consent, state.plan.consent
    if plan is None or consent.open or consent.status in ("refused", "withdrawn"):
        return
    if not any(state.in_mode(s) and s.pupil for s in state.plan.steps.values()):
        return
    step = next((id for id in open_ if state.plan.steps[id].does == "consent"), None)
    if consent.status == "judge first":
        yield Need("competence", "competence", plan.judges, step, unconsented(state))
    elif consent.role is not None:
        why = Problem(kinds.CONSENT_MISSING, None, step=step or "-", role=consent.role)
        yield Need("consent", consent.role, (consent.role,), step, why)


def _of_step(state: State, id: str) -> Iterator[Need]:
    step = state.plan.steps[id]
    if step.does == "hypothesise" and not state.history.raised:
        yield Need("hypothesis", id, (step.by,), id, Problem(kinds.STEP_ASKS, None, step=id))
    for field in step.fields:
        if asked(state, id, field):
            yield Need("answer", field, (state.plan.fields[field].from_,), id, _why(state, id, field))


def _why(state: State, id: str, field: str) -> Problem:
    used = [d for d in structure(state.plan).used_by.get(field, ()) if field in state.scope.deciding(d)]
    if not used:
        return Problem(kinds.STEP_ASKS, None, step=id)
    return Problem(kinds.ASKED_FOR, None, names=", ".join(used))


def _grey_zones(state: State) -> Iterator[Need]:
    """Grey zones whose judgement can still change an outcome."""
    if not state.consent.open:
        return
    for name, criterion in state.plan.criteria.items():
        verdict = state.verdict(name)
        if verdict.machine == "judgement" and verdict.judged is None and state.scope.matters(name):
            why = Problem(kinds.GREY_ZONE, None, name=name)
            yield Need("judge", name, criterion.judges, None, why)


def not_needed(state: State) -> tuple[NotNeeded, ...]:
    """The open questions on the path that are not asked, with the reason."""
    found: dict[str, NotNeeded] = {}
    feeds = structure(state.plan).feeds
    for id, step in state.plan.steps.items():
        if state.on_path(id) is not True:
            continue
        unserved = state.step(id).status == "not needed"
        for field in step.fields:
            if field in found or state.given(field) is not None:
                continue
            if unserved or field_gate(state, id, field) is not None:
                found[field] = NotNeeded(field, Problem(kinds.NOT_RESEARCHED))
            elif field in feeds and not state.scope.matters(field):
                found[field] = NotNeeded(field, _reason(state, field))
    return tuple(found.values())


def _reason(state: State, field: str) -> Problem:
    known = structure(state.plan)
    used = known.used_by.get(field, ())
    if used and all(d in state.decided for d in used):
        return Problem(kinds.ALL_DECIDED, None, names=", ".join(used))
    if used and not any(state.scope.is_open(d) for d in used):
        return Problem(kinds.NOT_ON_PATH, None, names=", ".join(d for d in used if d not in state.decided))
    for name in state.plan.criteria:
        if field in known.rests_on[name] and state.scope.reach(name).fixed:
            return Problem(kinds.SETTLED, None, name=name, word=state.verdict(name).word)
    still = [d for d in used if d not in state.decided] or list(used)
    if not still:
        return Problem(kinds.NOTHING_OPEN)
    return Problem(kinds.CANNOT_CHANGE, None, names=", ".join(still))
