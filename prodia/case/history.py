"""What the events say happened: a history, and one small function per kind of event that says what changes.

:func:`advance` checks nothing and works nothing out; whether an event may happen
is :mod:`prodia.case.gates`, what follows from it is :mod:`prodia.case.state`.
"""

# A new event kind: a class in model.events, a function here, a gate in gates.GATES.
# A test holds the three lists equal.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import Any, TypeAlias

from prodia.case.records import Competence, ConsentRecord, Decision, Judgement, Raised, Reply, Share, Trail
from prodia.case.series import Course
from prodia.case.structure import structure
from prodia.frozen import dataclass
from prodia.model import events as ev
from prodia.model.plan import Plan
from prodia.model.protocol import Mode


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


Changes: TypeAlias = Mapping[str, Any]  # the fields of a History that change
CONSENT = "consent"  # what `withdrawn` calls the consent


@dataclass(frozen=True)
class History:
    """The facts of a case up to and including its last event. ``seq`` counts events from 1.

    ``former``: of each decision what was decided before and counts no more.
    """

    mode: Mode
    opened: ev.Opened = field(repr=False)
    born: dt.date | None = field(repr=False)
    last: dt.date
    seq: int = 1
    replies: Mapping[str, Reply] = field(default_factory=_none, repr=False)
    series: Mapping[str, Course] = field(default_factory=_none, repr=False)
    tested: Mapping[str, tuple[dt.date, ...]] = field(default_factory=_none, repr=False)  # by field
    consents: Mapping[str, ConsentRecord] = field(default_factory=_none, repr=False)
    competence: Competence | None = field(default=None, repr=False)
    raised: Mapping[str, Raised] = field(default_factory=_none, repr=False)
    judged: Mapping[str, Judgement] = field(default_factory=_none, repr=False)
    decided: Mapping[str, Decision] = field(default_factory=_none, repr=False)
    former: Mapping[str, Decision] = field(default_factory=_none, repr=False)
    shares: Trail[Share] = field(default_factory=Trail, repr=False)
    told: frozenset[str] = field(default=frozenset(), repr=False)  # the audiences of the shares
    waiting_for: str | None = field(default=None, repr=False)
    closed: bool = False
    round: int = 1
    reopened: str | None = None  # a phase that was reopened and in which nothing was recorded since
    anyway: str | None = field(default=None, repr=False)  # why on this version before its first day

    @property
    def next(self) -> int:
        """The number of the event that comes now."""
        return self.seq + 1


def begun(event: ev.Opened) -> History:
    """The history after the first event."""
    return History(mode=event.mode, opened=event, born=event.born, last=event.on, anyway=event.anyway)


def nothing() -> None:
    """No outcome was proposed."""


def advance(
    history: History,
    event: ev.Recorded,
    plan: Plan,
    before: Plan | None = None,
    proposed: Callable[[], str | None] = nothing,
) -> History:
    """The history one event later.

    ``plan`` is the one the case runs on after the event, ``before`` the one it ran on
    if it moved; ``proposed`` tells the outcome the engine proposed when people decided.
    """
    step: Callable[..., Changes] = STEPS[type(event)]
    made = object.__new__(History)  # as dataclasses.replace, in a tenth of its time: one for every event
    now = made.__dict__
    now |= history.__dict__
    now["last"], now["seq"] = event.on, history.next
    if history.reopened is not None and history.reopened in _touched(event, plan):
        now["reopened"] = None
    now |= step(history, event, plan, before, proposed)
    return made


def _touched(event: ev.Recorded, plan: Plan) -> frozenset[str]:
    """The phases in which something is recorded by this event."""
    known = structure(plan)
    match event:
        case (
            ev.Answered(field=name)
            | ev.Measured(field=name)
            | ev.Administered(field=name)
            | ev.Withdrawn(what=name)
        ):
            steps = known.asked_in.get(name, ())
        case ev.Decided(decision=name):
            steps = known.decided_in.get(name, ())
        case ev.Raised() | ev.Dropped():
            steps = known.hypothesise
        case ev.Shared(audience=audience):
            steps = known.shared_in.get(audience, ())
        case _:
            steps = ()
    return frozenset(plan.steps[s].phase for s in steps)


def _with(mapping: Mapping[str, Any], key: str, value: Any) -> Mapping[str, Any]:
    return MappingProxyType({**mapping, key: value})


def _without(mapping: Mapping[str, Any], gone: Any) -> Mapping[str, Any]:
    if not mapping or mapping.keys().isdisjoint(gone):
        return mapping
    return MappingProxyType({k: v for k, v in mapping.items() if k not in gone})


def _switched(history: History, event: ev.Switched, *_: Any) -> Changes:
    return {"mode": event.mode, "born": event.born}


def _consented(history: History, event: ev.Consented, *_: Any) -> Changes:
    record = ConsentRecord(event.from_, event.given, event.basis, event.on, history.next)
    return {"consents": _with(history.consents, event.from_, record)}


def _still_judged(history: History, plan: Plan, field: str) -> Mapping[str, Judgement]:
    """A judgement was made on what was known: when that changes a person looks again."""
    return _without(history.judged, structure(plan).judged_on.get(field, ()))


def _answered(history: History, event: ev.Answered, plan: Plan, *_: Any) -> Changes:
    said = (event.by, event.person, event.on, event.measured, event.norms)
    reply = Reply(event.field, event.value, event.missing, *said, history.next)
    return _replied(history, plan, reply, event.measured if event.value is not None else None)


def _administered(history: History, event: ev.Administered, plan: Plan, *_: Any) -> Changes:
    """The reply is the score that was found; without one it is not known, and the record says why."""
    record = event.record
    value = None if record is None else record.value
    said = (event.by, event.person, event.on, event.measured, None if record is None else record.norms)
    missing = "unknown" if value is None else None
    reply = Reply(event.field, value, missing, *said, history.next, record, event.language)
    return _replied(history, plan, reply, event.measured)


def _replied(history: History, plan: Plan, reply: Reply, day: dt.date | None) -> Changes:
    """A reply in the place of what was known; ``day``: the one on which a test was given, if it was."""
    name, tested, field = reply.field, history.tested, plan.fields.get(reply.field)
    days = tested.get(name, ())
    if day is not None and day not in days and field is not None and field.administered is not None:
        tested = _with(tested, name, (*days, day))
    return {
        "replies": _with(history.replies, name, reply),
        "series": _without(history.series, (name,)),
        "tested": tested,
        "judged": _still_judged(history, plan, name),
    }


def _measured(history: History, event: ev.Measured, plan: Plan, *_: Any) -> Changes:
    """The series goes on; the reply to its question is its last measurement."""
    known = history.series.get(event.field, Course())
    course = Course(
        (*known.points, *event.points), (*known.sessions, *event.sessions), event.help or known.help
    )
    replies, last = history.replies, course.last
    if last is not None:
        said = (event.field, last.value, last.missing, event.by, event.person, event.on, last.day)
        replies = _with(replies, event.field, Reply(*said, event.norms, history.next))
    series = _with(history.series, event.field, course)
    return {"replies": replies, "series": series, "judged": _still_judged(history, plan, event.field)}


def _withdrawn(history: History, event: ev.Withdrawn, plan: Plan, *_: Any) -> Changes:
    if event.what == CONSENT:
        taken = {r: replace(c, withdrawn=event.on) if c.given else c for r, c in history.consents.items()}
        return {"consents": MappingProxyType(taken)}
    kept = {name: _without(getattr(history, name), (event.what,)) for name in ("replies", "series", "tested")}
    return kept | {"judged": _still_judged(history, plan, event.what)}


def _raised(history: History, event: ev.Raised, *_: Any) -> Changes:
    note = Raised(event.hypothesis, event.if_so, event.if_not, event.on, history.next, event.title)
    return {"raised": _with(history.raised, event.hypothesis, note)}


def _dropped(history: History, event: ev.Dropped, *_: Any) -> Changes:
    return {"raised": _without(history.raised, (event.hypothesis,))}


def _judged(history: History, event: ev.Judged, *_: Any) -> Changes:
    said = (event.by, event.person, event.reason, event.on, history.next)
    judgement = Judgement(event.criterion, event.verdict, *said)
    return {"judged": _with(history.judged, event.criterion, judgement)}


def _assessed(history: History, event: ev.Assessed, *_: Any) -> Changes:
    found = Competence(event.competent, event.by, event.person, event.reason, event.on, history.next)
    return {"competence": found}


def _decided(
    history: History,
    event: ev.Decided,
    plan: Plan,
    before: Plan | None,
    proposed: Callable[[], str | None],
) -> Changes:
    said = (event.by, event.person, event.reason, event.on, history.next, proposed)
    decision = Decision(event.decision, event.outcome, *said)
    before_it = {k: v for k, v in history.decided.items() if k == event.decision}
    return {
        "decided": _with(history.decided, event.decision, decision),
        "former": MappingProxyType({**history.former, **before_it}),
    }


def _paused(history: History, event: ev.Paused, *_: Any) -> Changes:
    return {"waiting_for": event.waiting_for}


def _resumed(history: History, event: ev.Resumed, *_: Any) -> Changes:
    return {"waiting_for": None}


def _reopened(history: History, event: ev.Reopened, plan: Plan, *_: Any) -> Changes:
    """Answers and hypotheses stay; what people concluded in that phase or later no longer counts."""
    known = structure(plan)
    at = known.place.get(event.phase, 0)
    decided = [d for d in history.decided if known.decision_place(d) >= at]
    judged = [c for c in history.judged if known.criterion_place(c) >= at]
    told = frozenset(audience for audience in history.told if known.share_place(audience) < at)
    return {
        "decided": _without(history.decided, decided),
        "former": MappingProxyType({**history.former, **{d: history.decided[d] for d in decided}}),
        "judged": _without(history.judged, judged),
        "shares": Trail(s for s in history.shares if s.audience in told),
        "told": told,
        "closed": False,
        "waiting_for": None,
        "round": history.round + 1,
        "reopened": event.phase if event.phase in known.recording else None,
    }


def _moved(history: History, event: ev.Moved, plan: Plan, before: Plan | None, *_: Any) -> Changes:
    kept = {} if before is None else {"judged": _kept(history, before, plan)}
    return kept | {"anyway": event.anyway}


def carried(history: History, before: Plan, to: Plan) -> History:
    """On another plan: answers carry over by name, a judgement only on the very same criterion."""
    return replace(history, judged=_kept(history, before, to))


def _kept(history: History, before: Plan, to: Plan) -> Mapping[str, Judgement]:
    changed = [c for c in history.judged if c not in to.criteria or to.criteria[c] != before.criteria.get(c)]
    return _without(history.judged, changed)


def _shared(history: History, event: ev.Shared, *_: Any) -> Changes:
    share = Share(event.audience, event.with_, event.on, history.next)
    return {"shares": history.shares.plus(share), "told": history.told | {event.audience}}


def _closed(history: History, event: ev.Closed, *_: Any) -> Changes:
    return {"closed": True}


STEPS: Mapping[type, Callable[..., Changes]] = {
    ev.Switched: _switched,
    ev.Consented: _consented,
    ev.Answered: _answered,
    ev.Measured: _measured,
    ev.Administered: _administered,
    ev.Withdrawn: _withdrawn,
    ev.Raised: _raised,
    ev.Dropped: _dropped,
    ev.Judged: _judged,
    ev.Assessed: _assessed,
    ev.Decided: _decided,
    ev.Paused: _paused,
    ev.Resumed: _resumed,
    ev.Reopened: _reopened,
    ev.Moved: _moved,
    ev.Shared: _shared,
    ev.Closed: _closed,
}
