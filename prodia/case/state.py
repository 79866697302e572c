"""A case as it stands on a day, and what is needed next: of whom, and what need not be asked any more.

A :class:`State` is worked out from the plan, the history and a day, each part when
first asked for; nothing of it is ever stored. Equal events give equal states.
"""

# The order of the needs is the order of the steps, with two exceptions that read naturally: grey
# zones come after the questions, and deciding and sharing come last. A decision is
# listed once nothing open can still change what is proposed.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from prodia.case.records import Need, NotNeeded
from prodia.case.steps import Steps, asked, field_gate, unconsented
from prodia.case.structure import structure
from prodia.problems import Problem
from prodia.problems import cases as kinds


@dataclass(frozen=True)
class State(Steps):
    """A case as it stands on ``day``."""

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """What to do next, of whom, and only what can still change something.

        Nothing when closed, only resuming when paused.
        """
        return _needs(self)

    @cached_property
    def not_needed(self) -> tuple[NotNeeded, ...]:
        """The open questions on the path that can not change anything any more, with the reason."""
        return _not_needed(self)


def _needs(case: Steps) -> tuple[Need, ...]:
    """The needs of a state in order; nothing when closed, only resuming when paused."""
    if case.closed:
        return ()
    if case.paused:
        return (Need("resume", "resumed", (), None, Problem(kinds.WAITING)),)
    open_ = [id for id in case.plan.steps if case.step(id).status == "open"]
    first = list(_consent(case, open_))
    first += [need for id in open_ for need in _of_step(case, id)]
    first += _grey_zones(case)
    pending = {need.id for need in first if need.kind in ("answer", "judge")}
    for id in open_:
        step = case.plan.steps[id]
        for decision in step.decisions:
            if decision not in case.decided and not pending & case.scope.deciding(decision):
                by = case.plan.decisions[decision].by
                first.append(Need("decide", decision, by, id, Problem(kinds.STEP_ASKS, None, step=id)))
        told = {s.audience for s in case.shared}
        if all(d in case.decided for d in step.decisions):
            why = Problem(kinds.STEP_ASKS, None, step=id)
            first += [Need("share", a, (step.by,), id, why) for a in step.audiences if a not in told]
    return tuple(first)


def _consent(case: Steps, open_: list[str]) -> Iterator[Need]:
    """Asked in its own step where that is open, and of itself where the day asks it again."""
    consent, plan = case.consent, case.plan.consent
    if plan is None or consent.open or consent.status in ("refused", "withdrawn"):
        return
    if not any(case.in_mode(s) and s.pupil for s in case.plan.steps.values()):
        return
    step = next((id for id in open_ if case.plan.steps[id].does == "consent"), None)
    if consent.status == "judge first":
        yield Need("competence", "competence", plan.judges, step, unconsented(case))
    elif consent.role is not None:
        why = Problem(kinds.CONSENT_MISSING, None, step=step or "-", role=consent.role)
        yield Need("consent", consent.role, (consent.role,), step, why)


def _of_step(case: Steps, id: str) -> Iterator[Need]:
    step = case.plan.steps[id]
    if step.does == "hypothesise" and not case.history.raised:
        yield Need("hypothesis", id, (step.by,), id, Problem(kinds.STEP_ASKS, None, step=id))
    for field in step.fields:
        if asked(case, id, field):
            yield Need("answer", field, (case.plan.fields[field].from_,), id, _why(case, id, field))


def _why(case: Steps, id: str, field: str) -> Problem:
    used = [d for d in structure(case.plan).used_by.get(field, ()) if field in case.scope.deciding(d)]
    if not used:
        return Problem(kinds.STEP_ASKS, None, step=id)
    return Problem(kinds.ASKED_FOR, None, names=", ".join(used))


def _grey_zones(case: Steps) -> Iterator[Need]:
    """Grey zones whose judgement can still change an outcome."""
    if not case.consent.open:
        return
    for name, criterion in case.plan.criteria.items():
        verdict = case.verdict(name)
        if verdict.machine == "judgement" and verdict.judged is None and case.scope.matters(name):
            why = Problem(kinds.GREY_ZONE, None, name=name)
            yield Need("judge", name, criterion.judges, None, why)


def _not_needed(case: Steps) -> tuple[NotNeeded, ...]:
    """The open questions on the path that are not asked, with the reason."""
    found: dict[str, NotNeeded] = {}
    feeds = structure(case.plan).feeds
    for id, step in case.plan.steps.items():
        if case.on_path(id) is not True:
            continue
        unserved = case.step(id).status == "not needed"
        for field in step.fields:
            if field in found or case.given(field) is not None:
                continue
            if unserved or field_gate(case, id, field) is not None:
                found[field] = NotNeeded(field, Problem(kinds.NOT_RESEARCHED))
            elif field in feeds and not case.scope.matters(field):
                found[field] = NotNeeded(field, _reason(case, field))
    return tuple(found.values())


def _reason(case: Steps, field: str) -> Problem:
    known = structure(case.plan)
    used = known.used_by.get(field, ())
    if used and all(d in case.decided for d in used):
        return Problem(kinds.ALL_DECIDED, None, names=", ".join(used))
    if used and not any(case.scope.is_open(d) for d in used):
        return Problem(kinds.NOT_ON_PATH, None, names=", ".join(d for d in used if d not in case.decided))
    for name in case.plan.criteria:
        if field in known.rests_on[name] and case.scope.reach(name).fixed:
            return Problem(kinds.SETTLED, None, name=name, word=case.verdict(name).word)
    still = [d for d in used if d not in case.decided] or list(used)
    if not still:
        return Problem(kinds.NOTHING_OPEN)
    return Problem(kinds.CANNOT_CHANGE, None, names=", ".join(still))
