"""May this event happen now? One small function per kind of event.

Each returns the :class:`Problem` that keeps it out, or None. Nothing is changed
here, and no value of a pupil is put into a problem.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeAlias

from prodia.case.administering import scored
from prodia.case.answers import misfit
from prodia.case.days import not_in_force
from prodia.case.history import CONSENT
from prodia.case.outcomes import JUDGE, NO_ROLE
from prodia.case.state import State, field_gate, shut, unconsented
from prodia.case.structure import structure
from prodia.model import events as ev
from prodia.model.plan import Plan, modes_of
from prodia.model.protocol import NAMELESS
from prodia.model.series import Series
from prodia.problems import Kind, Problem
from prodia.problems import administering as testing
from prodia.problems import cases as kinds
from prodia.problems import progress as measuring
from prodia.words.lists import nearest

_TOLD = (ev.Answered, ev.Measured, ev.Administered)
_WHILE_PAUSED = (ev.Resumed, ev.Closed, ev.Withdrawn, ev.Consented, ev.Assessed, *_TOLD)


def refusal(state: State, event: ev.Recorded) -> Problem | None:
    """Why ``event`` may not follow on the events behind ``state`` (taken on the day of the event)."""
    if isinstance(event, ev.Opened):
        return Problem(kinds.ALREADY_OPENED)
    kind = str(getattr(event, "kind", ""))
    if event.on < state.history.last:
        return Problem(kinds.DATE_BACK, None, on=event.on, last=state.history.last)
    if event.by not in state.plan.roles:
        return unknown(kinds.UNKNOWN_ROLE, event.by, state.plan.roles)
    if state.closed and not isinstance(event, ev.Reopened):
        return Problem(kinds.CLOSED, None, kind=kind)
    if state.paused and not isinstance(event, _WHILE_PAUSED):
        return Problem(kinds.PAUSED, None, kind=kind)
    if state.mode == "anonymous" and (problem := tells_who(state.plan, event)) is not None:
        return problem
    gate: Callable[..., Problem | None] = GATES[type(event)]
    return gate(state, event)


def unknown(kind: Kind, name: str, known: Iterable[str], **args: object) -> Problem:
    """A problem that names the nearest thing that does exist."""
    return Problem(kind, None, name=name, nearest=nearest(name, known), **args)


def _there(kind: Kind, name: str, known: Collection[str], **args: object) -> Problem | None:
    return None if name in known else unknown(kind, name, known, **args)


def _may(kind: Kind, role: str, roles: Collection[str], name: str) -> Problem | None:
    """Whether this is for a role to do."""
    return None if role in roles else Problem(kind, None, role=role, name=name, roles=", ".join(roles) or "-")


def mode_problem(plan: Plan, event: ev.Opened | ev.Switched) -> Problem | None:
    """Why a case can not be guided in this way: no step is made for it, or it is not for who asks."""
    modes = modes_of(plan.steps.values())
    if event.mode not in modes:
        return Problem(kinds.NO_SUCH_MODE, None, name=plan.reference, mode=event.mode, modes=", ".join(modes))
    if event.mode == "compulsory" or isinstance(event, ev.Switched):
        return _not_to_guide(plan, event)
    return tells_who(plan, event) if event.mode == "anonymous" else None


def _not_to_guide(plan: Plan, event: ev.Opened | ev.Switched) -> Problem | None:
    """Compulsory guidance needs no consent: who asks for guidance does not say which kind it is."""
    guides = [id for id, role in plan.roles.items() if role.side == "clb"] or list(plan.roles)
    return _may(kinds.NOT_TO_DECIDE, event.by, guides, event.mode)


def tells_who(plan: Plan, event: ev.Recorded) -> Problem | None:
    """What in an event would make an anonymous contact known: a trajectory, a name, words of one's own."""
    if isinstance(event, ev.Switched | ev.Consented | ev.Assessed):
        return Problem(kinds.STAYS_ANONYMOUS)
    role = plan.roles.get(event.by)
    if event.person is not None and (role is None or role.side != "clb"):
        return Problem(kinds.NAMED_ANONYMOUS, None, role=event.by)
    said = event.field if isinstance(event, ev.Answered) and event.value is not None else None
    field = plan.fields.get(said or "")
    return Problem(kinds.WORDS_ANONYMOUS, None, name=said) if field and field.type.kind == "text" else None


def _switched(state: State, event: ev.Switched) -> Problem | None:
    if (problem := mode_problem(state.plan, event)) is not None:
        return problem
    if event.mode == state.mode:
        return Problem(kinds.SAME_MODE, None, mode=event.mode)
    return Problem(kinds.BORN_LATER, None, on=event.on) if event.born > event.on else None


def _consented(state: State, event: ev.Consented) -> Problem | None:
    if state.mode in NAMELESS:
        return Problem(kinds.NO_IDENTITY)
    if event.from_ not in state.plan.roles:
        return unknown(kinds.UNKNOWN_ROLE, event.from_, state.plan.roles)
    consent = state.consent
    if consent.status == "not needed":
        return Problem(kinds.CONSENT_NOT_ASKED)
    if consent.status in ("judge first", "undetermined"):
        return unconsented(state)
    if event.from_ != consent.role:
        return Problem(kinds.CONSENT_OTHER_ROLE, None, name=event.from_, role=consent.role)
    return None


def _assessed(state: State, event: ev.Assessed) -> Problem | None:
    plan = state.plan.consent
    if state.mode in NAMELESS:
        return Problem(kinds.NO_IDENTITY)
    if plan is None or not {JUDGE, *plan.who.values()} - {NO_ROLE, JUDGE}:
        return Problem(kinds.CONSENT_NOT_ASKED)
    if event.by not in plan.judges:
        return Problem(kinds.NOT_A_JUDGE, None, name=event.by, roles=", ".join(plan.judges))
    return None


Telling: TypeAlias = ev.Answered | ev.Measured | ev.Administered


def _asked(state: State, event: Telling, other: Problem | None = None) -> Problem | None:
    """Whether this field is asked now, of whoever answers; ``other`` where it is asked in another way."""
    plan, name = state.plan, event.field
    return (
        _there(kinds.UNKNOWN_FIELD, name, plan.fields)
        or not_in_force(plan, "fields", name)
        or other
        or _shut(state, structure(plan).asked_in.get(name, ()), name)
        or _teller(state, name, event.by)
    )


def _answered(state: State, event: ev.Answered) -> Problem | None:
    return _asked(state, event) or _late(state, event, event.measured) or _value(state, event)


def _measured_series(state: State, event: ev.Measured) -> Problem | None:
    field = state.plan.fields.get(event.field)
    series = None if field is None else field.series
    other = None if series else Problem(measuring.NO_SERIES, None, field=event.field)
    if (problem := _asked(state, event, other)) is not None or series is None:
        return problem
    days = (*(point.day for point in event.points), *(session.day for session in event.sessions))
    if (late := _late(state, event, *days)) is not None:
        return late
    if event.help is not None and event.help.to < event.help.from_:
        return Problem(measuring.END_BEFORE_START)
    return _points(state, event, series)


def _administered(state: State, event: ev.Administered) -> Problem | None:
    plan, field = state.plan, state.plan.fields.get(event.field)
    by_test = field is not None and field.administered is not None
    other = None if by_test else Problem(testing.NOT_BY_TEST, None, field=event.field)
    if (problem := _asked(state, event, other) or _late(state, event, event.measured)) is not None:
        return problem
    found = scored(plan, event, state.history.born)
    if isinstance(found, Problem):
        return found if event.record is None or found.kind is not testing.NO_NORMS_HERE else None
    kept = event.record
    if kept is None or (kept.digest, kept.norms_digest) != (found.digest, found.norms_digest):
        return None  # made by another key or other norms, as they were then
    return None if found == kept else Problem(testing.OTHER_RECORD, None, field=event.field)


def _points(state: State, event: ev.Measured, declared: Series) -> Problem | None:
    """Every value is of the type of the field, of a known phase, and where it must be alone on its day."""
    known = state.history.series.get(event.field)
    taken = {(one.day, one.form) for one in known.points} if known else set()
    for point in event.points:
        if declared.over is not None and point.phase is None:
            return Problem(measuring.PHASE_WANTED, None, field=event.field)
        if declared.same_day == "refuse" and (point.day, point.form) in taken:
            return Problem(measuring.SAME_DAY, None, field=event.field, day=point.day)
        taken.add((point.day, point.form))
        if point.value is not None:
            wrong = misfit(state.plan.fields[event.field], point.value, name=event.field)
            if wrong is not None:
                return wrong
    return None


def _shut(state: State, steps: Iterable[str], field: str) -> Problem | None:
    """Why no step that asks a field is open; None where one is."""
    first: Problem | None = None
    for id in steps:
        one = shut(state, id)
        why = field_gate(state, id, field) if one is None else one.why
        if why is None:
            return None
        first = first or why
    return first


def _teller(state: State, field: str, by: str) -> Problem | None:
    role = state.plan.fields[field].teller
    if by == role or state.plan.roles[by].side == "clb":
        return None
    return Problem(kinds.OTHER_ROLE, None, field=field, role=role, name=by)


def _late(state: State, event: Telling, *days: dt.date | None) -> Problem | None:
    """That something was measured after it was told, or before birth."""
    born = state.history.born or dt.date.min
    if all(day is None or born <= day <= event.on for day in days):
        return None
    return Problem(kinds.MEASURED_LATE, None, field=event.field, on=event.on)


def _value(state: State, event: ev.Answered) -> Problem | None:
    if event.value is None:
        return None
    if state.plan.fields[event.field].series is not None:
        return Problem(measuring.BY_MEASURED, None, field=event.field)
    return misfit(state.plan.fields[event.field], event.value, name=event.field)


def _withdrawn(state: State, event: ev.Withdrawn) -> Problem | None:
    if event.what == CONSENT:
        given = any(c.given and c.withdrawn is None for c in state.history.consents.values())
        return None if given else Problem(kinds.NOTHING_TO_WITHDRAW, None, name=event.what)
    if event.what not in state.history.replies or event.what not in state.plan.fields:
        return Problem(kinds.NOTHING_TO_WITHDRAW, None, name=event.what)
    return _teller(state, event.what, event.by)


def _raised(state: State, event: ev.Raised) -> Problem | None:
    if event.hypothesis not in state.plan.hypotheses and event.title is None:
        return unknown(kinds.UNKNOWN_HYPOTHESIS, event.hypothesis, state.plan.hypotheses)
    if event.hypothesis in state.plan.hypotheses and event.title is not None:
        return Problem(kinds.NOT_ONES_OWN, None, name=event.hypothesis)
    if event.hypothesis in state.history.raised:
        return Problem(kinds.ALREADY_RAISED, None, name=event.hypothesis)
    return _any_open(state, structure(state.plan).hypothesise, Problem(kinds.HYPOTHESIS_CLOSED))


def _any_open(state: State, steps: Iterable[str], closed: Problem) -> Problem | None:
    """None if one of the steps is open; else why the first of them is not."""
    found = [shut(state, s) for s in steps]
    if None in found:
        return None
    return next((s.why for s in found if s is not None and s.why is not None), closed)


def _dropped(state: State, event: ev.Dropped) -> Problem | None:
    known = event.hypothesis in state.history.raised
    if event.hypothesis not in state.plan.hypotheses and not known:
        return unknown(kinds.UNKNOWN_HYPOTHESIS, event.hypothesis, state.plan.hypotheses)
    return None if known else Problem(kinds.NOT_RAISED, None, name=event.hypothesis)


def _judged(state: State, event: ev.Judged) -> Problem | None:
    plan, name = state.plan, event.criterion
    wrong = (
        _there(kinds.UNKNOWN_CRITERION, name, plan.criteria)
        or not_in_force(plan, "criteria", name)
        or _may(kinds.NOT_TO_JUDGE, event.by, plan.criteria[name].judges, name)
    )
    if wrong is not None:
        return wrong
    if not state.consent.open and name not in structure(plan).about_nobody:
        return unconsented(state, name)
    grey = state.verdict(name).machine == "judgement"
    return None if grey else Problem(kinds.NOT_GREY, None, name=name)


def _decided(state: State, event: ev.Decided) -> Problem | None:
    """Any declared outcome, also apart from the proposal or with data missing: people decide."""
    plan, name = state.plan, event.decision
    closed = Problem(kinds.DECISION_CLOSED, None, name=name)
    return (
        _there(kinds.UNKNOWN_DECISION, name, plan.decisions)
        or not_in_force(plan, "decisions", name)
        or _there(kinds.OUTCOME, event.outcome, plan.decisions[name].outcomes, decision=name)
        or _may(kinds.NOT_TO_DECIDE, event.by, plan.decisions[name].by, name)
        or _any_open(state, structure(plan).decided_in.get(name, ()), closed)
    )


def _resumed(state: State, event: ev.Resumed) -> Problem | None:
    return None if state.paused else Problem(kinds.NOT_PAUSED)


def _reopened(state: State, event: ev.Reopened) -> Problem | None:
    place = structure(state.plan).place
    if event.phase not in place:
        return unknown(kinds.UNKNOWN_PHASE, event.phase, place)
    now = state.phase
    if now is not None and place[event.phase] > place[now]:
        return Problem(kinds.PHASE_LATER, None, name=event.phase, phase=now)
    return None


def moved_to(now: Plan, to: Plan, reference: str, digest: str | None) -> Problem | None:
    """Why a case may not move to a plan; the case looks the plan up, so this gate stands apart."""
    if to.protocol.id != now.protocol.id or to.reference == now.reference:
        return Problem(kinds.MOVE_OTHER, None, name=reference, id=now.protocol.id)
    return other_content(to, reference, digest)


def other_content(plan: Plan, reference: str, digest: str | None) -> Problem | None:
    """Is the plan here another than the one the event was recorded with?"""
    if digest is not None and digest != plan.digest:
        return Problem(kinds.OTHER_DIGEST, None, name=reference)
    return None


def _shared(state: State, event: ev.Shared) -> Problem | None:
    closed = Problem(kinds.SHARE_CLOSED, None, name=event.audience)
    return _any_open(state, structure(state.plan).shared_in.get(event.audience, ()), closed)


def _free(state: State, event: ev.Recorded) -> Problem | None:
    return None


GATES: Mapping[type, Callable[..., Any]] = {
    ev.Switched: _switched,
    ev.Consented: _consented,
    ev.Answered: _answered,
    ev.Measured: _measured_series,
    ev.Administered: _administered,
    ev.Withdrawn: _withdrawn,
    ev.Raised: _raised,
    ev.Dropped: _dropped,
    ev.Judged: _judged,
    ev.Assessed: _assessed,
    ev.Decided: _decided,
    ev.Paused: _free,
    ev.Resumed: _resumed,
    ev.Reopened: _reopened,
    ev.Moved: _free,
    ev.Shared: _shared,
    ev.Closed: _free,
}
