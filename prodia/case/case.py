"""The case: an ordered log of events on a pinned plan. Sans I/O; recording returns a new case.

>>> import prodia
>>> from prodia.events import Opened
>>> case = prodia.Case.open(
...     prodia.load().catalogue,
...     Opened(
...         on="2026-09-01",
...         by="clb-contact",
...         protocol="algemeen@1.0.0",
...         mode="consultative",
...         question="Leest traag",
...     ),
... )
>>> str(case.state.needs[0])
'answer:co_zorgwekkend'
>>> answer = {"kind": "answered", "field": "co_zorgwekkend", "value": False}
>>> case = case.record({"on": "2026-09-02", "by": "zorgteam"} | answer)
>>> str(case.state.needs[0])
'answer:co_aanpak_geprobeerd'
"""

# The events are the truth. `_history` and `_plan` follow from them and are carried along
# only so that one more event costs one more step; two cases are equal when their
# events are. Nothing of them is ever written.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import cached_property, partial
from typing import Any, Protocol, TypeAlias, runtime_checkable

from prodia.case.administering import scored
from prodia.case.days import before_first_day
from prodia.case.gates import mode_problem, moved_to, other_content, refusal, unknown
from prodia.case.history import History, advance, begun
from prodia.case.records import Trail
from prodia.case.state import State, after, proposed
from prodia.errors import CaseFileError, ContentError, EventRefused, ProdiaError, fits
from prodia.frozen import dataclass, of_one_process
from prodia.model import events as ev
from prodia.model.plan import Plan
from prodia.model.tested import ScoreRecord
from prodia.problems import Problem
from prodia.problems import cases as kinds


@runtime_checkable
class Shelf(Protocol):
    """What holds plans by ``id@version``, as :class:`prodia.Catalogue` does. Raises ContentError."""

    def plan(self, reference: str, /) -> Plan: ...


Plans: TypeAlias = Shelf | Callable[[str], Plan] | Mapping[str, Plan]
Given: TypeAlias = ev.Recorded | Mapping[str, Any]
_CLASSES = frozenset(ev.KINDS.values())


def plan_of(plans: Plans, reference: str) -> Plan:
    """The plan of ``id@version``. Raises :class:`EventRefused` where there is none, or none that can run."""
    fits("plans", plans, Plans)
    if isinstance(plans, Mapping):
        found = plans.get(reference)
    else:
        ask = plans if callable(plans) else plans.plan
        try:
            found = ask(reference)
        except LookupError:
            found = None
        except ContentError as error:
            raise EventRefused(error.problem) from None
    if found is None:
        raise EventRefused(Problem(kinds.UNKNOWN_PROTOCOL, None, name=reference))
    return found


def event_of(given: Given) -> ev.Recorded:
    """An event, or the event that a mapping says. Raises :class:`EventRefused` for anything else."""
    if type(given) in _CLASSES:
        return given  # type: ignore[return-value]
    try:
        return ev.read_event(given)
    except CaseFileError as error:
        problem = error.problem
    raise EventRefused(problem)


def _advanced(
    plans: Plans, plan: Plan, history: History, event: ev.Recorded
) -> tuple[ev.Recorded, Plan, History]:
    """An event as it is kept, and the plan and the history after it, for one that was checked already.

    Only what no file can say is refused still: a second opening, and a move to a version
    that has another content here.
    """
    if isinstance(event, ev.Opened):
        raise EventRefused(Problem(kinds.ALREADY_OPENED))
    if isinstance(event, ev.Moved):
        to = plan_of(plans, event.to)
        problem = moved_to(plan, to, event.to, event.digest)
        if problem is not None:
            raise EventRefused(problem)
        return event, to, advance(history, event, to, plan)
    if isinstance(event, ev.Administered) and event.record is None:
        event = event.model_copy(update={"record": _record_of(plan, event, history.born)})
    if isinstance(event, ev.Decided) and event.decision in plan.decisions:
        then = partial(proposed, plan, history, max(event.on, history.last), event.decision)
        return event, plan, advance(history, event, plan, None, then)
    return event, plan, advance(history, event, plan)


def _record_of(plan: Plan, event: ev.Administered, born: dt.date | None) -> ScoreRecord:
    """What came of a test. Raises :class:`EventRefused` where it can not be scored here."""
    found = scored(plan, event, born)
    if isinstance(found, Problem):
        raise EventRefused(found)
    return found


@of_one_process
@dataclass(frozen=True)
class Case:
    """A case. Make one with :meth:`open`, go on with :meth:`record`, look with :attr:`state`."""

    _log: Trail[ev.Recorded] = field(repr=False)
    plans: Plans = field(repr=False, compare=False)
    _plan: Plan = field(repr=False, compare=False)
    _history: History = field(repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Case {self._plan.reference}, {len(self._log)} events>"

    @classmethod
    def open(cls, plans: Plans, event: Given) -> Case:
        """A new case from its ``opened`` event, pinned to that version of the protocol and its content.

        ``plans`` gives the plan of a reference ``id@version``: a :class:`prodia.Catalogue`, a
        mapping, or a function (which raises LookupError or ContentError for one that is not there).
        The event is one of :mod:`prodia.events`, or the same as a mapping with its ``kind``.
        Raises :class:`EventRefused`, also for an unknown protocol, for a version that is not in force yet
        (unless the event says why ``anyway``) and for a mapping that is no event.
        """
        return cls._opened(plans, event_of(event), checked=True)

    @classmethod
    def _opened(cls, plans: Plans, event: ev.Recorded, *, checked: bool) -> Case:
        if not isinstance(event, ev.Opened):
            raise EventRefused(
                Problem(kinds.NOT_OPENED, None, kind=str(getattr(event, "kind", ""))), ("opened",)
            )
        if event.protocol is None:
            raise EventRefused(ev.missing("opened", "protocol"), ("opened",))
        plan = plan_of(plans, event.protocol)
        problem = other_content(plan, plan.reference, event.digest)
        if problem is None and checked:
            problem = before_first_day(plan, event)
        if problem is None and event.by not in plan.roles:
            problem = unknown(kinds.UNKNOWN_ROLE, event.by, plan.roles)
        if problem is None:
            problem = mode_problem(plan, event)
        if problem is None and event.born is not None and event.born > event.on:
            problem = Problem(kinds.BORN_LATER, None, on=event.on)
        if problem is not None:
            raise EventRefused(problem, ("opened",))
        pinned = (
            event if event.digest or not plan.digest else event.model_copy(update={"digest": plan.digest})
        )
        return cls(Trail((pinned,)), plans, plan, begun(pinned))

    def record(self, event: Given) -> Case:
        """This case with one event more: one of :mod:`prodia.events`, or a mapping with its ``kind``.

        Raises :class:`EventRefused`, which says why and what is open now; then nothing has changed.
        """
        state = self.state
        try:
            event = event_of(event)
            state = self.on(max(event.on, self._history.last))
            problem = refusal(state, event)
            if problem is None and isinstance(event, ev.Moved):
                to = plan_of(self.plans, event.to)
                problem = moved_to(self._plan, to, event.to, event.digest) or before_first_day(to, event)
                event = event.model_copy(update={"digest": event.digest or to.digest or None})
            if problem is None:
                case = self._appended(event)
                if case._plan is self._plan:
                    case.__dict__["state"] = after(state, case._history, state.day)
                return case
        except EventRefused as refused:
            problem = refused.problem
        ways_on = ("reopened",) if state.closed else ("reopened", "closed")
        raise EventRefused(problem, tuple(str(need) for need in state.needs) or ways_on)

    def _appended(self, event: ev.Recorded) -> Case:
        """One event more, for events that were checked when they were recorded."""
        event, plan, history = _advanced(self.plans, self._plan, self._history, event)
        return Case(self._log.plus(event), self.plans, plan, history)

    @classmethod
    def replay(cls, plans: Plans, events: Iterable[Given], *, check: bool = True) -> Case:
        """The case after all these events. ``check=False`` trusts that each was open when it was recorded.

        Raises :class:`EventRefused`, also where there is no event at all.
        """
        fits("events", events, Iterable)
        left = iter(events)
        if (first := next(left, None)) is None:
            raise EventRefused(Problem(kinds.NOT_OPENED, None, kind="-"), ("opened",))
        case = cls._opened(plans, event_of(first), checked=check)
        if check:
            for event in left:
                case = case.record(event)
            return case
        log, plan, history = [*case._log], case._plan, case._history
        for event in left:
            kept, plan, history = _advanced(plans, plan, history, event_of(event))
            log.append(kept)
        return cls(Trail(log), plans, plan, history)

    @cached_property
    def events(self) -> tuple[ev.Recorded, ...]:
        """What was recorded, in order."""
        return tuple(self._log)

    @property
    def plan(self) -> Plan:
        """The plan the case runs on now."""
        return self._plan

    @cached_property
    def state(self) -> State:
        """The case as it stands on the day of its last event."""
        return State(self._plan, self._history, self._history.last)

    def on(self, day: dt.date) -> State:
        """The case as it stands on a later day: ages, consent, legal parameters and rules of that day.

        Raises ``TypeError`` for what is no ``datetime.date``: a text, or a moment; :class:`ProdiaError` for a
        day before the last event, which would count events that had not happened (:meth:`until` gives the
        case as it was).
        """
        fits("day", day, dt.date)
        if day < self._history.last:
            raise ProdiaError(Problem(kinds.EARLIER_DAY, None, on=day, last=self._history.last))
        return self.state if day == self._history.last else after(self.state, self._history, day)

    def until(self, day: dt.date) -> Case:
        """The case as it was at the end of a day: with what was recorded up to and including that day.

        Raises :class:`EventRefused` for a day before the first event.
        """
        then = [event for event in self.events if event.on <= day]
        return self if len(then) == len(self.events) else Case.replay(self.plans, then, check=False)
