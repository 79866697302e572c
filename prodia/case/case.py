"""The case: an ordered log of events on a pinned plan. Sans I/O; recording returns a new case.

>>> case = Case.open(catalogue.plan, opened)      # doctest: +SKIP
>>> case = case.record(answered)                  # doctest: +SKIP
>>> case.state.needs                              # doctest: +SKIP
"""

# The events are the truth. `_history` and `_plan` follow from them and are carried along
# only so that one more event costs one more step; two cases are equal when their
# events are. Nothing of them is ever written.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from prodia.case.gates import moved_to, not_to_guide, other_content, refusal, unknown
from prodia.case.history import History, advance, begun
from prodia.case.state import State
from prodia.errors import EventRefused
from prodia.model import events as ev
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.problems import cases as kinds

Plans = Callable[[str], Plan] | Mapping[str, Plan]


def plan_of(plans: Plans, reference: str) -> Plan:
    """The plan of ``id@version``. Raises :class:`EventRefused` where there is none."""
    found = plans.get(reference) if isinstance(plans, Mapping) else _called(plans, reference)
    if found is None:
        raise EventRefused(Problem(kinds.UNKNOWN_PROTOCOL, None, name=reference))
    return found


def _called(plans: Callable[[str], Plan], reference: str) -> Plan | None:
    try:
        return plans(reference)
    except LookupError:
        return None


@dataclass(frozen=True)
class Case:
    """A case. Make one with :meth:`open`, go on with :meth:`record`, look with :attr:`state`."""

    events: tuple[ev.Recorded, ...] = field(repr=False)
    plans: Plans = field(repr=False, compare=False)
    _plan: Plan = field(repr=False, compare=False)
    _history: History = field(repr=False, compare=False)

    def __repr__(self) -> str:
        return f"<Case {self._plan.reference}, {len(self.events)} events>"

    @classmethod
    def open(cls, plans: Plans, event: ev.Recorded) -> Case:
        """A new case from its ``opened`` event, pinned to that version of the protocol and its content.

        ``plans`` gives the plan of a reference ``id@version``: a mapping, or a function
        that raises LookupError. Raises :class:`EventRefused`.
        """
        if not isinstance(event, ev.Opened):
            raise EventRefused(
                Problem(kinds.NOT_OPENED, None, kind=str(getattr(event, "kind", ""))), ("opened",)
            )
        plan = plan_of(plans, event.protocol or "-")
        problem = other_content(plan, plan.reference, event.digest)
        if problem is None and event.by not in plan.roles:
            problem = unknown(kinds.UNKNOWN_ROLE, event.by, plan.roles)
        if problem is None and event.mode == "compulsory":
            problem = not_to_guide(plan, event)
        if problem is None and event.born is not None and event.born > event.on:
            problem = Problem(kinds.BORN_LATER, None, on=event.on)
        if problem is not None:
            raise EventRefused(problem, ("opened",))
        pinned = (
            event if event.digest or not plan.digest else event.model_copy(update={"digest": plan.digest})
        )
        return cls((pinned,), plans, plan, begun(pinned))

    def record(self, event: ev.Recorded) -> Case:
        """This case with one event more. Raises :class:`EventRefused`; then nothing has changed."""
        state = self.on(max(event.on, self._history.last))
        problem = refusal(state, event)
        if problem is not None:
            raise EventRefused(problem, tuple(str(need) for need in state.needs) or _ways_on(state))
        if isinstance(event, ev.Moved) and not event.digest:
            event = event.model_copy(update={"digest": plan_of(self.plans, event.to).digest or None})
        return self._appended(event, state)

    def _appended(self, event: ev.Recorded, state: State | None = None) -> Case:
        """One event more, for events that were checked when they were recorded.

        Only what no file can say is refused still: a second opening, and a move to a version
        that has another content here.
        """
        if isinstance(event, ev.Opened):
            raise EventRefused(Problem(kinds.ALREADY_OPENED))
        if isinstance(event, ev.Moved):
            plan = plan_of(self.plans, event.to)
            problem = moved_to(self._plan, plan, event.to, event.digest)
            if problem is not None:
                raise EventRefused(problem)
            history = advance(self._history, event, plan, self._plan, None)
            return Case((*self.events, event), self.plans, plan, history)
        proposed = None
        if isinstance(event, ev.Decided) and event.decision in self._plan.decisions:
            proposed = (state or self.on(event.on)).proposal(event.decision).outcome
        history = advance(self._history, event, self._plan, None, proposed)
        return Case((*self.events, event), self.plans, self._plan, history)

    @classmethod
    def replay(cls, plans: Plans, events: Iterable[ev.Recorded], *, check: bool = True) -> Case:
        """The case after all these events. ``check=False`` trusts that each was open when it was recorded."""
        first, *rest = events
        case = cls.open(plans, first)
        for event in rest:
            case = case.record(event) if check else case._appended(event)
        return case

    @property
    def plan(self) -> Plan:
        """The plan the case runs on now."""
        return self._plan

    @cached_property
    def state(self) -> State:
        """The case as it stands on the day of its last event."""
        return State(self._plan, self._history, self._history.last)

    def on(self, day: dt.date) -> State:
        """The case as it stands on a later day: ages, consent and legal parameters of that day."""
        return self.state if day == self._history.last else State(self._plan, self._history, day)


def _ways_on(state: State) -> tuple[str, ...]:
    return ("reopened",) if state.closed else ("reopened", "closed")
