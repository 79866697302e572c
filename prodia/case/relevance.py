"""What can an open question still change? The three-valued analysis behind ``state.needs``.

Every name *reaches* a set of values: one value where all it rests on is known,
several where answers are open (and "no answer" is always among them). A name
*matters* to what reads it if, for some values of the others, another value of it
gives another result. A question matters if a chain of such steps leads from it to
an open decision, a raised hypothesis, or a step that may or may not be taken.
"""

# Why this is sound: every set is at least as large as what can really happen (names
# are treated as independent, numbers by one sample of every stretch the constants
# cut out, arithmetic on an open name reaches everything). If changing one input never
# changes the result whatever the others are, changing several such inputs does not
# either. Past a budget everything open matters. So "not needed" is a
# promise, "needed" a good guess. Change the cuts in language.axes together with this.

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from prodia.case.structure import structure
from prodia.case.verdicts import verdict_tree
from prodia.language import (
    SUBJECT,
    Apply,
    CompiledTable,
    Literal,
    Name,
    Plain,
    Tree,
    Type,
    evaluate,
    matters,
    names,
    plain,
)
from prodia.language.tables.axes import CUTS_AT_CONSTANTS, axis_of, by_cell, unclear
from prodia.model.plan import Plan

if TYPE_CHECKING:
    from prodia.case.state import State


GATE = "step:"  # the condition of a step, as a name beside the others
REJECTS = frozenset(("not met",))  # one such criterion rejects a hypothesis, whatever the others say
JUDGED = frozenset(("judgement", "met", "not met"))
_CONNECT = frozenset(("and", "or", "not"))


@dataclass(frozen=True, slots=True)
class Reach:
    """``values``: what a name can still become, None for anything of its type.

    ``matter``: the open names that can change it.
    """

    values: frozenset[Plain] | None
    matter: frozenset[str] = frozenset()

    @property
    def fixed(self) -> bool:
        return self.values is not None and len(self.values) == 1


@lru_cache(maxsize=4096)
def comparisons(tree: Tree, name: str) -> tuple[Tree, ...] | None:
    """The comparisons of ``name`` with constants in a tree, as cells; None if it is used otherwise."""
    if name not in names(tree):
        return ()
    if not isinstance(tree, Apply):
        return None
    if tree.op in CUTS_AT_CONSTANTS - _CONNECT and names(tree) == (name,):
        cell = _cell(tree, name)
        if not unclear(cell):
            return (cell,)
    parts = [comparisons(arg, name) for arg in tree.args]
    return None if any(p is None for p in parts) else tuple(c for p in parts if p for c in p)


def _cell(tree: Tree, name: str) -> Tree:
    if isinstance(tree, Name):
        return Name(SUBJECT) if tree.id == name else tree
    return Apply(tree.op, tuple(_cell(a, name) for a in tree.args)) if isinstance(tree, Apply) else tree


def members(type: Type) -> tuple[Plain, ...] | None:
    """Every value of a type that has few."""
    return (True, False) if type.kind == "truth" else type.options or None


def samples(type: Type, tree: Tree, name: str) -> tuple[Plain, ...] | None:
    """One value of every stretch that a tree can tell apart, and none; None where that can not be told."""
    few = members(type)
    if few is not None:
        return (*few, None)
    cells = comparisons(tree, name)
    if cells is None:
        return None
    return (*(p.sample for p in axis_of(type, by_cell(cells)).parts if p.inside and not p.null), None)


class Scope:
    """The analysis of one state. Everything is worked out when first asked for."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._plan = state.plan
        self._index = structure(state.plan)
        self._reach: dict[str, Reach] = {}
        self._matter: dict[str, frozenset[str]] = {}

    def reach(self, name: str) -> Reach:
        """What a field, derived value, criterion or step condition can still become."""
        found = self._reach.get(name)
        if found is None:
            self._reach[name] = Reach(None)  # a circle reaches anything
            found = self._reach[name] = self._work_out(name)
        return found

    def _work_out(self, name: str) -> Reach:
        plan = self._plan
        if name.startswith(GATE):
            step = plan.steps[name.removeprefix(GATE)]
            if not self._state.in_mode(step) or step.when is None:
                return Reach(frozenset((self._state.in_mode(step),)))
            return self._open(name, self._index.gate_reads[name.removeprefix(GATE)])
        if name in plan.fields:
            return self._field(name)
        if name in plan.derived:
            return self._open(name, self._index.reads[name])
        if name in plan.criteria:
            found = self._open(name, self._index.reads[name])
            if found.fixed:
                verdict = self._state.verdict(name)
                grey = verdict.machine == "judgement" and verdict.judged is None
                return Reach(JUDGED if grey else frozenset((verdict.word,)))
            grey = found.values is not None and "judgement" in found.values
            return Reach(found.values | JUDGED, found.matter) if grey and found.values else found
        return Reach(frozenset((plain(self._state.value(name)),)))

    def _open(self, name: str, reads: tuple[str, ...]) -> Reach:
        """What a condition or computation comes to, given what each name it reads can become."""
        read = tuple((n, self.reach(n).values) for n in reads)
        return _worked_out(self._plan, name, read)

    def _field(self, name: str) -> Reach:
        gates = [GATE + s for s in self._index.asked_in.get(name, ())]
        paths = [self.reach(g).values for g in gates]
        if not any(p is None or True in p for p in paths):
            return Reach(frozenset((None,)))
        certain = any(p == frozenset((True,)) for p in paths)
        unsure = frozenset(g for g, p in zip(gates, paths, strict=True) if p is None or len(p) > 1)
        given = self._state.given(name)
        if given is None:
            return Reach(None, frozenset() if certain else unsure)
        value = frozenset((plain(given),))
        return Reach(value) if certain else Reach(value | {None}, unsure)

    def deciding(self, decision: str) -> frozenset[str]:
        """The open names, inputs and all they rest on, that can still change what a decision comes to."""
        found = self._matter.get(decision)
        if found is None:
            found = self._matter[decision] = self.behind(self._inputs(self._plan.tables[decision]))
        return found

    def behind(self, start: Iterable[str]) -> frozenset[str]:
        """``start`` and everything open that can change it."""
        seen: set[str] = set()
        todo = list(start)
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo.extend(self.reach(name).matter)
        return frozenset(seen)

    def _inputs(self, table: CompiledTable) -> set[str]:
        """The names in the columns of a table that can still change its outcome."""
        parts: list[tuple[int, ...]] = []
        opens: list[tuple[str, ...]] = []
        for column, axis in zip(table.table.inputs, table.axes, strict=True):
            read = names(column.tree)
            open_ = tuple(n for n in read if not self.reach(n).fixed)
            reach = self.reach(column.tree.id) if isinstance(column.tree, Name) else None
            if not open_:
                value = evaluate(column.tree, {n: self._state.value(n) for n in read})
                parts.append((axis.part_of(value),))
            elif reach is not None and reach.values is not None:
                parts.append(tuple(sorted({axis.part_of(v) for v in reach.values})))
            else:
                parts.append(tuple(i for i, p in enumerate(axis.parts) if p.inside or p.null))
            opens.append(open_)
        turning = turning_inputs(table, tuple(parts))
        return {name for i in turning for name in opens[i]}

    def matters(self, name: str) -> bool:
        """Can this open name still change an open decision, a raised hypothesis or the path?"""
        used = self._index.used_by.get(name, ())
        if any(self.is_open(d) and name in self.deciding(d) for d in used):
            return True
        return name in self._beside

    @cached_property
    def _beside(self) -> frozenset[str]:
        """What matters apart from decisions: to the hypotheses raised, and to steps that do more than ask."""
        plan, found = self._plan, set()
        for hypothesis in self._state.history.raised:
            if hypothesis in plan.hypotheses:
                reached = {c: self.reach(c) for c in plan.hypotheses[hypothesis].criteria}
                if all(r.values != REJECTS for r in reached.values()):
                    found |= {c for c, r in reached.items() if not r.fixed}
        for id in self._index.alone:
            if not self.reach(GATE + id).fixed:
                found.add(GATE + id)
        return self.behind(found)

    def can_open(self, step: str) -> bool:
        """Can an open answer still bring a step on the path?"""
        values = self.reach(GATE + step).values
        return values is None or True in values

    def is_open(self, decision: str) -> bool:
        """Can this decision still be taken? The one about consent always can be looked at again."""
        consent = self._plan.consent
        if consent is not None and consent.decision == decision:
            return True
        steps = self._index.decided_in.get(decision, ())
        return decision not in self._state.decided and (not steps or any(self.can_open(s) for s in steps))


@lru_cache(maxsize=1 << 14)
def _worked_out(plan: Plan, name: str, read: tuple[tuple[str, frozenset[Plain] | None], ...]) -> Reach:
    tree = _tree(plan, name)
    open_ = tuple(n for n, values in read if values is None or len(values) > 1)
    choices: list[tuple[str, tuple[Plain, ...]]] = []
    for n, values in read:
        among = samples(plan.types[n], tree, n) if values is None else tuple(values)
        if among is None:
            return Reach(None, frozenset(open_))
        choices.append((n, among))
    try:
        found = outcomes(tree, choices)
        matter = {n for i, (n, among) in enumerate(choices) if len(among) > 1 and turning(tree, choices, i)}
    except TooMany:
        return Reach(None, frozenset(open_))
    if name in plan.derived:
        found = frozenset(v if plan.derived[name].type.admits(v) else None for v in found)
    return Reach(found, frozenset(matter))


@lru_cache(maxsize=4096)
def _tree(plan: Plan, name: str) -> Tree:
    """A step condition, derived value or criterion as one tree."""
    if name in plan.criteria:
        return verdict_tree(plan.criteria[name])
    if name in plan.derived:
        return plan.derived[name].is_.tree
    when = plan.steps[name.removeprefix(GATE)].when
    return when.tree if when is not None else Literal(True)


@lru_cache(maxsize=4096)
def turning_inputs(table: CompiledTable, parts: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    """The inputs that can change the outcome, each input being in one of the given parts of its axis."""
    return frozenset(i for i, among in enumerate(parts) if len(among) > 1 and matters(table, parts, i))


# A condition with some names open: what it can come to, and which of the names can change that.

# How to think about it: a name is replaced by each of its values in turn and the tree is
# folded (a false part makes an `and` false); equal remainders are one. What is left is a
# small decision diagram, exact where a name occurs more than once. A number is never
# folded on its own, only together with what reads it, so that rounding stays what it was.


MOST = 2000  # remainders looked at together
_ABSORBS = {"and": False, "all": False, "or": True, "any": True}
_NOT = "not"
Choices = Sequence[tuple[str, tuple[Plain, ...]]]


class TooMany(Exception):
    """More remainders than there is time for."""


@lru_cache(maxsize=1 << 16)
def folded(tree: Tree, name: str, value: Plain, _kind: str) -> Tree:
    """The tree with a value in the place of a name. ``_kind`` keeps 1 and true apart in the memory."""
    if isinstance(tree, Name):
        return Literal(value) if tree.id == name else tree
    if isinstance(tree, Literal):
        return tree
    args = tuple(folded(a, name, value, _kind) for a in tree.args)
    return tree if args == tree.args else _simple(tree.op, args)


def _simple(op: str, args: tuple[Tree, ...]) -> Tree:
    if op == "if" and isinstance(args[0], Literal):
        return args[1] if args[0].value is True else args[2]
    if op in _ABSORBS:
        end = _ABSORBS[op]
        known = {a.value for a in args if isinstance(a, Literal)}
        if any(k is end for k in known):
            return Literal(end)
        rest = tuple(dict.fromkeys(a for a in args if not isinstance(a, Literal)))
        if rest:
            # one constant keeps the number of arguments right: null if there is one, else the neutral one
            neutral = Literal(None if any(not isinstance(k, bool) for k in known) else not end)
            return Apply(op, (*rest, neutral))
    made = Apply(op, args)
    if all(isinstance(a, Literal) for a in args):
        value = evaluate(made, {})
        if value is None or isinstance(value, (bool, str)):
            return Literal(value)
    return made


def outcomes(tree: Tree, choices: Choices) -> frozenset[Plain]:
    """Every value a tree can come to. Raises :class:`TooMany`."""
    return frozenset(evaluate(t, {}) for t in _without({tree}, choices))


def turning(tree: Tree, choices: Choices, i: int) -> bool:
    """Does the value change somewhere when only name ``i`` changes? Raises :class:`TooMany`."""
    name, values = choices[i]
    left = _without({tree}, [c for n, c in enumerate(choices) if n != i])
    return any(
        len({_typed(evaluate(folded(t, name, v, type(v).__name__), {})) for v in values}) > 1 for t in left
    )


def _without(trees: set[Tree], choices: Iterable[tuple[str, tuple[Plain, ...]]]) -> set[Tree]:
    for name, values in choices:
        trees = {folded(t, name, v, type(v).__name__) for t in trees for v in values}
        if len(trees) > MOST:
            raise TooMany
    return trees


def _typed(value: Plain) -> tuple[type, Plain]:
    return type(value), value
