"""A row as a case, and many rows as few cases: those that a case can not tell apart share one."""

# How rows are shared: what a case comes to follows from what is looked at of a row, and what is looked at
# next from what was seen before. So the rows met so far stand in a tree. At each branch stands the name that
# was looked at, below it one way on for each part of its values (those that no rule tells apart), and at the
# end what the case came to. A row that finds its way to an end needs no case.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from prodia.batch.kernel import AGES, BORN, Kernel
from prodia.batch.reading import read_table
from prodia.case.case import Case, event_of
from prodia.case.history import History, advance
from prodia.case.records import Reply
from prodia.case.state import State
from prodia.language.columns import Column
from prodia.language.tables.compiled import _reader
from prodia.model.plan import Plan
from prodia.model.protocol import NAMELESS, Mode
from prodia.words.labels import TRUTHS

CONSENT, RAISED = "case.consent", "case.raised"  # did who must consent do so; which hypotheses were raised
KEPT = 4096  # ends of a tree
_AGED = (BORN, *AGES)
Event = dict[str, Any]


def as_state(
    plan: Plan,
    values: Mapping[str, Any],
    on: dt.date,
    mode: Mode,
    told: Sequence[Mapping[str, Any]] = (),
    seen: dict[str, None] | None = None,
) -> State:
    """The state of :func:`as_case`. Without a day of birth the ages are those that were given, or unknown.

    ``seen``: takes the names of the fields and ages that are looked at, in that order.
    """
    history = _case(plan, values, on, mode, told).state.history if told else _at_once(plan, values, on, mode)
    if values.get(BORN) is None:
        history = replace(history, born=None)
    ages = {n: float(values[n]) for n in AGES if values.get(BORN) is None and _there(values.get(n))}

    def stands(history: History) -> State:
        if seen is not None:
            history = replace(history, replies=_Seen(history.replies, plan.fields, seen))
        state = State(plan, history, on)
        state._known.update({} if state.mode in NAMELESS else ages)
        if seen is not None:
            state.__dict__["_known"] = _Seen(state._known, AGES, seen)
        return state

    state = stands(history)
    consented = _consented(state, values, on)
    return stands(advance(history, event_of(consented), plan)) if consented else state


def _at_once(plan: Plan, values: Mapping[str, Any], on: dt.date, mode: Mode) -> History:
    """What a case knows, without one event after the other: all its answers are of one day."""
    opened, answered, others = _events(plan, values, on, mode)
    history = Case.replay({plan.reference: plan}, [opened], check=False).state.history
    replies, tested = {}, {}
    for seq, one in enumerate(answered, history.next):
        id, day = one["field"], one.get("measured")
        replies[id] = Reply(id, one["value"], None, one["by"], None, on, day, None, seq)
        if day is not None and plan.fields[id].administered is not None:
            tested[id] = (day,)
    known, days = MappingProxyType(replies), MappingProxyType(tested)
    history = replace(history, replies=known, tested=days, seq=history.seq + len(replies))
    for one in others:
        history = advance(history, event_of(one), plan)
    return history


def as_case(
    plan: Plan, values: Mapping[str, Any], on: dt.date, mode: Mode, told: Sequence[Mapping[str, Any]] = ()
) -> Case:
    """The case that a row stands for: opened, answered, measured (``told``) and judged on one day."""
    case = _case(plan, values, on, mode, told)
    consented = _consented(case.state, values, on)
    return Case.replay(case.plans, [*case.events, consented], check=False) if consented else case


def _case(
    plan: Plan, values: Mapping[str, Any], on: dt.date, mode: Mode, told: Sequence[Mapping[str, Any]]
) -> Case:
    opened, answered, others = _events(plan, values, on, mode)
    measured = [{"on": on, "by": plan.fields[event["field"]].from_, **event} for event in told]
    return Case.replay({plan.reference: plan}, [opened, *answered, *measured, *others], check=False)


def _events(
    plan: Plan, values: Mapping[str, Any], on: dt.date, mode: Mode
) -> tuple[Event, list[Event], list[Event]]:
    """How the case is opened, what is answered, and what else is told."""
    kind = values.get("case.mode") or mode
    who = next((id for id, role in plan.roles.items() if role.side == "clb"), next(iter(plan.roles)))
    opened = {"kind": "opened", "on": on, "by": who, "mode": kind, "question": "-"}
    opened |= {"protocol": plan.reference, "anyway": "-"}
    opened |= {} if kind in NAMELESS else {"born": values.get(BORN) or on}
    answered: list[Event] = []
    others: list[Event] = []

    def say(events: list[Event], kind: str, by: str, **said: Any) -> None:
        events.append({"kind": kind, "on": on, "by": by, **said})

    for name, value in values.items():
        if _there(value) and name in plan.fields and name not in plan.series:
            raw = value.isoformat() if isinstance(value, dt.date) else value
            day = values.get(f"{name}.day")
            tested = {} if day is None else {"measured": day}
            say(answered, "answered", plan.fields[name].from_, field=name, value=raw, **tested)
    for hypothesis in str(values.get(RAISED) or "").split():
        say(others, "raised", who, hypothesis=hypothesis, if_so="-", if_not="-")
    for name, value in values.items():
        if name in plan.criteria and value in ("met", "not met"):
            by = (plan.criteria[name].judges or tuple(plan.roles))[0]
            say(others, "judged", by, criterion=name, verdict=value, person="-", reason="-")
    if (competent := values.get("case.competence")) is not None:
        say(others, "assessed", who, competent=competent == "competent", person="-", reason="-")
    return opened, answered, others


def _consented(state: State, values: Mapping[str, Any], on: dt.date) -> Event | None:
    given = TRUTHS.get(str(values.get(CONSENT)).lower())
    if given is None or (role := state.consent.role) is None:
        return None
    by = state.history.opened.by
    return {"kind": "consented", "on": on, "by": by, "from": role, "given": given, "basis": "-"}


def _there(value: Any) -> bool:
    return value is not None and value == value


class _Seen(dict[str, Any]):
    """A mapping that remembers which of some names were looked at, in that order."""

    def __init__(self, known: Mapping[str, Any], names: Collection[str], seen: dict[str, None]) -> None:
        super().__init__(known)
        self.names, self.seen = names, seen

    def _look(self, name: str) -> None:
        if name in self.names:
            self.seen[name] = None

    def __contains__(self, name: object) -> bool:
        self._look(str(name))
        return super().__contains__(name)

    def __getitem__(self, name: str) -> Any:
        self._look(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self._look(name)
        return super().get(name, default)

    def __iter__(self) -> Iterator[str]:
        self.seen.update(dict.fromkeys(self.names))
        return super().__iter__()

    def keys(self) -> Any:
        return [*self]

    def values(self) -> Any:
        return [self[name] for name in self]

    def items(self) -> Any:
        return [(name, self[name]) for name in self]


Ends = tuple[str, dict[Any, Any]]  # the name that is looked at, and the way on by its code


@dataclass(slots=True)
class Rows:
    """The people of a table as cases.

    ``codes``: by name the part of each value, or the value itself. ``apart``: what is told apart before a
    case is looked at. ``broken``: whose answers contradict each other; they share with nobody.
    """

    plan: Plan
    on: dt.date
    mode: Mode
    columns: Mapping[str, list[Any]]
    codes: Mapping[str, Sequence[Any]]
    apart: tuple[str, ...]
    broken: Sequence[str | None]
    cases: int = 0  # that were worked out
    _ways: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        plan: Plan,
        kernel: Kernel,
        table: Any,
        mode: Mode,
        broken: Sequence[str | None],
        exact: Collection[str] = (),
    ) -> Rows:
        """The rows of a table, by a kernel of everything in the plan. ``broken``: of each the rules that its
        answers contradict. ``exact``: the names of which the very value counts."""
        columns = {name: table.column(name).to_pylist() for name in table.column_names}
        codes: dict[str, Sequence[Any]] = {}
        for name, one in read_table(kernel, table, kernel.on)[0].items():
            axis = None if name in exact else kernel.parts.get(name)
            if not isinstance(one, Column):
                codes[name] = one.tolist()
            elif axis is None:
                codes[name] = [
                    None if n else v for v, n in zip(one.values.tolist(), one.null.tolist(), strict=True)
                ]
            else:
                codes[name] = _reader(axis, one, 1)(slice(0, len(one))).tolist()
            if (day := columns.get(f"{name}.day")) is not None:
                codes[name] = [*zip(codes[name], day, strict=True)]
        tests = any(one.administered is not None for one in plan.fields.values())
        ages = _AGED if tests or {*AGES} & {*columns} else ()
        apart = tuple(n for n in columns if n in ages or n not in (*plan.fields, *_AGED))
        return cls(plan, kernel.on, mode, columns, codes, apart, broken)

    def each(self, rows: Sequence[int], work: Callable[[State], Any]) -> list[Any]:
        """What ``work`` makes of the case of each of some rows, worked out once for those that it can not
        tell apart."""
        return [self._one(row, work) for row in rows]

    def _one(self, row: int, work: Callable[[State], Any]) -> Any:
        alone = row if self.broken[row] else None
        start = alone, *(self.columns[name][row] for name in self.apart)
        at: Ends | None = self._ways.get(start)
        while at is not None and at[0]:
            at = at[1].get(self._code(at[0], row))
        if at is not None:
            return at[1]
        seen: dict[str, None] = {}
        values = {name: one[row] for name, one in self.columns.items()}
        state = as_state(self.plan, values, self.on, self.mode, seen=seen)
        if alone is None:
            state.__dict__["contradictions"] = ()
        found = work(state)
        self.cases += 1
        if self.cases <= KEPT:
            ways, key = self._ways, start
            for name in seen:
                ways, key = ways.setdefault(key, (name, {}))[1], self._code(name, row)
            ways[key] = ("", found)
        return found

    def _code(self, name: str, row: int) -> Any:
        codes = self.codes.get(name)
        if codes is None:
            codes = self.columns.get(BORN if name in AGES else name)
        return None if codes is None else codes[row]
