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
# either. Past BUDGET combinations everything open matters. So "not needed" is a
# promise, "needed" a good guess. Change the cuts in language.axes together with this.

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any

from prodia.case.index import index
from prodia.case.verdicts import derived_value, word_of
from prodia.language import (
    SUBJECT,
    Apply,
    CompiledTable,
    Name,
    Plain,
    Tree,
    Type,
    evaluate,
    matters,
    names,
    plain,
)
from prodia.language.axes import CUTS_AT_CONSTANTS, axis_of, unclear

if TYPE_CHECKING:
    from prodia.case.state import State

BUDGET = 4096
GATE = "step:"  # the condition of a step, as a name beside the others
JUDGED = frozenset(("judgement", "met", "not met"))
_CONNECT = frozenset(("and", "or", "not"))
Env = Mapping[str, Plain]


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


def samples(type: Type, trees: Iterable[Tree], name: str) -> tuple[Plain, ...] | None:
    """One value of every stretch that the trees can tell apart, and none; None where that can not be told."""
    few = members(type)
    if few is not None:
        return (*few, None)
    cells: list[Tree] = []
    for tree in trees:
        found = comparisons(tree, name)
        if found is None:
            return None
        cells += found
    return (*(p.sample for p in axis_of(type, cells).parts if p.inside and not p.null), None)


class Scope:
    """The analysis of one state. Everything is worked out when first asked for."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._plan = state.plan
        self._index = index(state.plan)
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
        plan, reads = self._plan, self._index.reads
        if name.startswith(GATE):
            step = plan.steps[name.removeprefix(GATE)]
            when = step.when
            if not self._state.in_mode(step) or when is None:
                return Reach(frozenset((self._state.in_mode(step),)))
            tree = when.tree
            return self._enumerate(lambda e: evaluate(tree, e), names(tree), (tree,))
        if name in plan.fields:
            return self._field(name)
        if name in plan.derived:
            value = plan.derived[name]
            return self._enumerate(lambda e: derived_value(value, e), reads[name], (value.is_.tree,))
        if name in plan.criteria:
            criterion = plan.criteria[name]
            trees = tuple(condition.tree for _, condition in criterion.conditions())
            found = self._enumerate(lambda e: word_of(criterion, e), reads[name], trees)
            if found.fixed:
                verdict = self._state.verdict(name)
                grey = verdict.machine == "judgement" and verdict.judged is None
                return Reach(JUDGED if grey else frozenset((verdict.word,)))
            grey = found.values is not None and "judgement" in found.values
            return Reach(found.values | JUDGED, found.matter) if grey and found.values else found
        return Reach(frozenset((plain(self._state.value(name)),)))

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

    def _enumerate(
        self, result: Callable[[Env], Plain], reads: tuple[str, ...], trees: tuple[Tree, ...]
    ) -> Reach:
        fixed: dict[str, Plain] = {}
        open_: dict[str, tuple[Plain, ...]] = {}
        hidden = False
        for name in reads:
            reach = self.reach(name)
            if reach.fixed and reach.values is not None:
                (fixed[name],) = reach.values
                continue
            among = (
                tuple(reach.values)
                if reach.values is not None
                else samples(self._plan.types[name], trees, name)
            )
            hidden = hidden or among is None
            open_[name] = among or ()
        if not open_:
            return Reach(frozenset((result(fixed),)))
        if hidden or prod(len(v) for v in open_.values()) > BUDGET:
            return Reach(None, frozenset(open_))
        choices = list(open_.values())
        results = {combo: result(fixed | dict(zip(open_, combo, strict=True))) for combo in product(*choices)}
        matter = {name for i, name in enumerate(open_) if _turns(results, i)}
        return Reach(frozenset(results.values()), frozenset(matter))

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

    def all_that_matter(self) -> frozenset[str]:
        """Every open name that can still change an open decision, a raised hypothesis or the path."""
        if "" not in self._matter:
            state, plan = self._state, self._plan
            found: set[str] = set()
            for decision in plan.decisions:
                if self.is_open(decision):
                    found |= self.deciding(decision)
            for hypothesis in state.past.raised:
                if hypothesis in plan.hypotheses:
                    criteria = plan.hypotheses[hypothesis].criteria
                    found |= self.behind(c for c in criteria if not self.reach(c).fixed)
            for id, step in plan.steps.items():
                alone = step.decisions or step.audiences or step.does in ("consent", "hypothesise")
                if alone or any(f not in self._index.feeds for f in step.fields):
                    found |= self.behind([GATE + id] if not self.reach(GATE + id).fixed else [])
            self._matter[""] = frozenset(found)
        return self._matter[""]

    def is_open(self, decision: str) -> bool:
        """Can this decision still be taken? The one about consent always can be looked at again."""
        consent = self._plan.consent
        if consent is not None and consent.decision == decision:
            return True
        steps = self._index.decided_in.get(decision, ())
        paths = [self.reach(GATE + s).values for s in steps]
        return decision not in self._state.decided and (
            not steps or any(p is None or True in p for p in paths)
        )


def _turns(results: Mapping[tuple[Plain, ...], Any], i: int) -> bool:
    """Does the result change somewhere when only place ``i`` changes?"""
    seen: dict[tuple[Plain, ...], Any] = {}
    return any(seen.setdefault(c[:i] + c[i + 1 :], r) != r for c, r in results.items())


@lru_cache(maxsize=4096)
def turning_inputs(table: CompiledTable, parts: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    """The inputs that can change the outcome, each input being in one of the given parts of its axis."""
    return frozenset(i for i, among in enumerate(parts) if len(among) > 1 and matters(table, parts, i))
