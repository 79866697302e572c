"""Is there any set of answers for which something holds? Decided by the analysis behind ``state.needs``.

Names that stand beside each other in a table often rest on the same answers, or on steps that are taken only
for some of them: what each can be alone says little of what they can be together.
"""

# How to think about it: as in case/relevance.py every name reaches a set of values, at least as large as what
# can really happen. Here nothing is answered yet. Answers are chosen one at a time, each from the few values
# that the rules can tell apart, until what is looked for can not happen any more (so it never does) or
# nothing is left open (so it does, as far as this analysis sees: arithmetic on answers reaches anything).
# What differs by the day, such as a law or a rule with dates, is looked at once for each stretch of days.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypeAlias

from prodia.case.outcomes import conditions
from prodia.case.relevance import JUDGED, Reach, of_answer, said_by, samples, told_apart, worked_out
from prodia.case.structure import GATE, above, closure, readers, structure
from prodia.language import Apply, Missing, Name, Plain, Table, Tree, evaluate, names
from prodia.language.operators import ROWS
from prodia.language.syntax.tree import about
from prodia.language.tables.review import Spent
from prodia.model.plan import Plan, filled, turning
from prodia.model.protocol import NAMELESS, Step

Values: TypeAlias = frozenset[Plain] | None  # None: anything of its type
BUDGET = 300  # sets of answers that are looked at for one question


# That there is an answer, of one that is reckoned with, so that no few values stand for all.
_SOME: Any = ("some answer",)


@lru_cache(maxsize=256)
def days(plan: Plan) -> tuple[dt.date, ...]:
    """One day of every stretch on which the rules and the law stay as they are."""
    law = [value.valid for parameter in plan.shared.law.values() for value in parameter.values]
    last = (one.to for one in law if one.to is not None and one.to < dt.date.max)
    turns = {*(one.from_ for one in law), *(day + dt.timedelta(days=1) for day in last)}
    return (dt.date.min, *sorted(turns.union(turning(plan.undated or plan))))


@lru_cache(maxsize=64)
def then(plan: Plan, day: dt.date) -> Plan:
    """The plan on a day, with the figures of the law of that day in its conditions."""
    now = plan.on(day)
    law = {n: None if isinstance(v, Missing) else v for n, v in plan.law_on(day).items()}
    groups = {g: getattr(now, g) for g in ("derived", "criteria", "steps", "ensure")}
    parts: dict[str, Any] = filled({"cutoffs": {}, **groups}, law=law) | {"cutoffs": now.cutoffs}
    return replace(now, **parts, undated=None)


class Open:
    """What every name can become on a day, with some answers chosen and all others open.

    ``also``: conditions beside those of the plan that must be told apart.
    """

    def __init__(
        self, plan: Plan, law: Mapping[str, Plain], chosen: Mapping[str, Plain], also: tuple[Tree, ...] = ()
    ) -> None:
        self.plan, self.chosen, self._law, self._also = plan, chosen, law, also
        self._index = structure(plan)
        self._reach: dict[str, Reach] = {}

    def reach(self, name: str) -> Reach:
        """What a name can become, and the open names that can change it."""
        found = self._reach.get(name)
        if found is None:
            self._reach[name] = Reach(None)
            found = self._reach[name] = self._work_out(name)
        return found

    def _work_out(self, name: str) -> Reach:
        plan = self.plan
        if name in plan.fields:
            return self._field(name)
        if name.startswith(GATE):
            return self._gate(name.removeprefix(GATE))
        if name in plan.derived or name in plan.criteria:
            found = self._rule(name)
            if found.values is None and name in plan.derived and self._nothing(plan.derived[name].is_.tree):
                return Reach(frozenset((None,)))
            if found.values is not None and name in plan.criteria and "judgement" in found.values:
                found = Reach(found.values | JUDGED, found.matter)
            if name in self.chosen:  # its answers may still come to keep it from that
                value = frozenset((self.chosen[name],))
                return Reach(value if found.values is None else value & found.values, found.matter)
            return found
        if name in self.chosen:
            return Reach(frozenset((self.chosen[name],)))
        if name in self._law:
            return Reach(frozenset((self._law[name],)))
        return Reach(None)

    def _rule(self, name: str) -> Reach:
        return worked_out(self.plan, name, self._read(name, self._index.reads[name]))

    def _read(self, rule: str, names: tuple[str, ...]) -> tuple[tuple[str, Values], ...]:
        """What each name that a rule reads can be."""
        return tuple((n, self._some(rule, n) if n in self.chosen else self.reach(n).values) for n in names)

    def _some(self, rule: str, name: str) -> Values:
        reach = self.reach(name)
        if reach.values is not None or reach.matter or self.chosen[name] is not _SOME:
            return reach.values
        among = told_apart(self.plan, rule, name)
        return None if among is None else frozenset(v for v in among if v is not None)

    def _nothing(self, tree: Tree) -> bool:
        """Has a computation no value, whatever is still open? Of what is missing nothing can be computed."""
        if isinstance(tree, Name):
            return self.reach(tree.id).values == frozenset((None,))
        if not isinstance(tree, Apply):
            return tree.value is None
        if tree.op == "if":
            condition, *branches = tree.args
            reach = {n: self.reach(n).values for n in names(condition)}
            if all(values is not None and len(values) == 1 for values in reach.values()):
                held = evaluate(condition, {n: next(iter(values or ())) for n, values in reach.items()})
                branches = branches if held is None else [branches[0 if held is True else 1]]
            return all(map(self._nothing, branches))
        return not ROWS[tree.op].lenient and any(map(self._nothing, tree.args))

    def _gate(self, step: str) -> Reach:
        one, mode = self.plan.steps[step], self.chosen.get("case.mode")
        fits = one.modes if not one.pupil else tuple(m for m in one.modes if m not in NAMELESS)
        if not fits or (mode is not None and mode not in fits):
            return Reach(frozenset((False,)))
        found = Reach(frozenset((True,)))
        if one.when is not None:
            found = worked_out(self.plan, GATE + step, self._read(GATE + step, self._index.gate_reads[step]))
        if mode is not None or len(fits) == len(self.plan.types["case.mode"].options):
            return found
        return Reach(found.values and found.values | {False}, found.matter | {"case.mode"})

    def _field(self, name: str) -> Reach:
        chosen = self.chosen.get(name, _SOME)
        gates = (GATE + s for s in self._index.asked_in.get(name, ()))
        paths = {gate: self.reach(gate).values for gate in gates}
        return of_answer(None if chosen is _SOME else frozenset((chosen,)), paths)

    def with_(self, name: str, value: Plain) -> Open:
        """The same with one more answer chosen; what does not rest on it is not worked out again."""
        other = Open(self.plan, self._law, {**self.chosen, name: value}, self._also)
        gone = above(self.plan, name)
        other._reach = {n: r for n, r in self._reach.items() if n not in gone}
        return other

    def choices(self, name: str) -> tuple[Plain, ...]:
        """The values of a name that can be told apart; empty where that can not be said."""
        found = choices(self.plan, name, self._also)
        return (None, _SOME) if found is None and name in self.plan.fields else found or ()

    @property
    def known(self) -> Mapping[str, Plain]:
        """What was chosen, as values."""
        return {name: value for name, value in self.chosen.items() if value is not _SOME}

    def to_choose(self, wanted: Iterable[str]) -> str | None:
        """An open name of which the value could still change one of these; None where none is left.

        Answers first; what rests on answers that can not be chosen (they are reckoned with) after all others,
        from below.
        """
        seen: dict[str, None] = {}
        later: str | None = None
        todo = [(name, False) for name in sorted(wanted, reverse=True)]
        while todo:
            name, below_done = todo.pop()
            if not below_done:
                if name in seen:
                    continue
                seen[name] = None
                todo.append((name, True))
                todo += [(n, False) for n in sorted(self.reach(name).matter, reverse=True) if n not in seen]
            elif name not in self.chosen and not self.reach(name).fixed and self.choices(name):
                rests = name in self.plan.derived or name in self.plan.criteria
                if not rests:
                    return name
                later = later or name
        return later


@lru_cache(maxsize=1 << 13)
def choices(plan: Plan, name: str, also: tuple[Tree, ...] = ()) -> tuple[Plain, ...] | None:
    """The values of a name that any rule can tell apart; None for the condition of a step, and where a rule
    reckons with it."""
    type = plan.types.get(name)
    if type is None:
        return None
    known, trees = structure(plan), list(also)
    for reader in readers(plan).get(name, ()):
        trees += said_by(plan, reader)
    for decision, read in known.table_reads.items():
        if name in read:
            table = plan.tables[decision].table
            for place, column in enumerate(table.inputs):
                if isinstance(column.tree, Name) and column.tree.id == name:
                    trees += [about(rule.when[place], column.tree) for rule in table.rules]
                elif name in names(column.tree):
                    return None
    among = samples(type, trees, name)
    always = type.kind == "verdict" or name == "case.mode"
    return among if among is None or not always else tuple(v for v in among if v is not None)


def rests_on(plan: Plan, decision: str) -> frozenset[str]:
    """The questions whose answers a decision rests on."""
    reads = structure(plan).table_reads[decision]
    return frozenset(f for name in reads if name in plan.types for f in plan.reads(name))


def cells(table: Table) -> list[Tree]:
    """The cells of the columns that read one name, as conditions about it."""
    heads = [(at, column.tree) for at, column in enumerate(table.inputs)]
    return [about(r.when[at], head) for at, head in heads if isinstance(head, Name) for r in table.rules]


def possible(table: Table, can: Callable[[str], Values]) -> dict[int, frozenset[Plain]]:
    """What each column of a table can have, by its number, where that is known of the name that it reads."""
    heads = ((at, column.tree) for at, column in enumerate(table.inputs))
    known = ((at, can(head.id)) for at, head in heads if isinstance(head, Name))
    return {at: values for at, values in known if values is not None}


def opened_on(plan: Plan, day: dt.date, chosen: Mapping[str, Plain], also: tuple[Tree, ...] = ()) -> Open:
    """What every name can become on a day."""
    law = {n: None if isinstance(v, Missing) else v for n, v in plan.law_on(day).items()}
    return Open(then(plan, day), law, chosen, also)


Holds: TypeAlias = Callable[[Callable[[str], Values]], bool]


def found(
    plan: Plan,
    reads: Sequence[str],
    holds: Holds,
    *,
    on: dt.date,
    also: Iterable[Tree] = (),
    chosen: Mapping[str, Plain] | None = None,
    budget: int = BUDGET,
) -> Mapping[str, Plain] | None:
    """Answers, and other values, for which something may hold on a day; None where it never does.

    ``holds`` is told what each of ``reads`` can become, and says whether it is still possible; ``also``: what
    it tells apart that no rule of the plan does. Raises :class:`~prodia.language.tables.review.Spent` where
    the budget does not decide it.
    """
    now, left = opened_on(plan, on, chosen or {}, tuple(also)), budget
    todo = [now]
    while todo:
        now = todo.pop()
        left -= 1
        if left < 0:
            raise Spent
        if not holds(lambda name, now=now: now.reach(name).values):  # type: ignore[misc]
            continue
        name = now.to_choose(reads)
        if name is None:
            return now.known
        todo += [now.with_(name, value) for value in now.choices(name)]
    return None


def stretches(plan: Plan, reads: Iterable[str]) -> Iterator[dt.date]:
    """A day of every stretch that makes a difference to what these names rest on."""
    known, seen = structure(plan), set[object]()
    gates = {f: tuple(GATE + s for s in where) for f, where in known.asked_in.items()}
    below = closure(
        reads,
        lambda n: (
            *known.reads.get(n, ()),
            *gates.get(n, ()),
            *known.gate_reads.get(n.removeprefix(GATE), ()),
        ),
    )
    for day in days(plan):
        law, now = plan.law_on(day), plan.on(day)
        marks = (
            tuple(law[n] for n in below if n in law),
            frozenset(one for one in now.off if one[1] in below or GATE + one[1] in below),
            tuple(repr(now.derived[n].is_) for n in below if n in now.derived),
            tuple(repr(conditions(now.criteria[n])) for n in below if n in now.criteria),
        )
        if repr(marks) not in seen:
            seen.add(repr(marks))
            yield day


def gate(plan: Plan, name: str, day: dt.date) -> bool:
    """Can a step ever be on the path on a day?"""
    return found(plan, (name,), lambda can: True in (can(name) or {True}), on=day) is not None


# What opens a step is known without any answer.


def modes(step: Step) -> frozenset[str]:
    """The kinds of guidance in which a step is taken."""
    return frozenset(m for m in step.modes if m not in NAMELESS or not step.pupil)


def always(plan: Plan, phase: str, among: frozenset[str]) -> Iterator[str]:
    """The steps of a phase that are on the path whatever is answered, in each of these kinds of guidance."""
    known = structure(plan)
    for id in (id for p in known.below[phase] for id in known.steps_in.get(p, ())):
        step = plan.steps[id]
        if step.when is None and step.valid is None and among <= modes(step):
            yield id


def waits(plan: Plan, step: Step) -> tuple[str, ...]:
    """The phases a step waits for."""
    known = structure(plan)
    return (*known.waits[step.phase], *(known.required_before[step.phase] if step.pupil else ()))


def before(plan: Plan, step: Step) -> tuple[bool, frozenset[str]]:
    """What is so before a step is open: whether there is consent, and the phases that are surely done.

    A phase that is done and has a step that is always on the path has that step done, and all it waited for.
    """
    among = modes(step)
    inside = {p: [plan.steps[id] for id in always(plan, p, among)] for p in plan.phases}
    done = closure(waits(plan, step), lambda p: (q for s in inside[p] for q in waits(plan, s)))
    asks = [s for p in done for s in inside[p]] + ([step] if step.does != "consent" else [])
    return any(s.pupil or s.does == "consent" for s in asks), frozenset(done)
