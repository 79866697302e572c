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
# promise, "needed" a good guess. Change the cuts in language.tables.axes together with this.

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from prodia.case.outcomes import Outcomes, conditions, word
from prodia.case.structure import GATE, TABLE, closure, structure
from prodia.frozen import dataclass
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
from prodia.language.analysis import TooMany, reached
from prodia.language.operators.compare import COMPARE
from prodia.language.syntax.tree import replaced
from prodia.language.tables.axes import CUTS_AT_CONSTANTS, Axis, axis_of, by_cell, unclear
from prodia.model.plan import Plan

REJECTS = frozenset(("not met",))  # one such criterion rejects a hypothesis, whatever the others say
JUDGED = frozenset(("judgement", "met", "not met"))
CONNECT = frozenset(("and", "or", "not"))


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


def of_answer(values: frozenset[Plain] | None, paths: Mapping[str, frozenset[Plain] | None]) -> Reach:
    """What an answer can become that can be ``values`` where it is asked. ``paths``: what the condition of
    each step that asks it can come to."""
    if not any(path is None or True in path for path in paths.values()):
        return Reach(frozenset((None,)))
    if frozenset((True,)) in paths.values():
        return Reach(values)
    unsure = frozenset(gate for gate, path in paths.items() if path is None or len(path) > 1)
    return Reach(None if values is None else values | {None}, unsure)


def comparisons(tree: Tree, name: str) -> tuple[Tree, ...] | None:
    """The comparisons of ``name`` with constants in a tree, as cells; None if it is used otherwise.

    With a null among the constants a comparison is unknown here and false there, which no cell tells apart.
    """
    own = names(tree)
    if name not in own:
        return ()
    if not isinstance(tree, Apply):
        return None
    if tree.op in COMPARE and Literal(None) in tree.args:
        return ()  # with nothing to compare with, only whether there is a value can make a difference
    if tree.op in CUTS_AT_CONSTANTS - CONNECT and own == (name,) and Literal(None) not in tree.args:
        cell = replaced(tree, {Name(name): Name(SUBJECT)})
        if not unclear(cell):
            return (cell,)
    parts = [comparisons(arg, name) for arg in tree.args]
    return None if any(p is None for p in parts) else tuple(c for p in parts if p for c in p)


def members(type: Type) -> tuple[Plain, ...] | None:
    """Every value of a type that has few."""
    return (True, False) if type.kind == "truth" else type.options or None


def samples(type: Type, trees: Sequence[Tree], name: str) -> tuple[Plain, ...] | None:
    """One value of every stretch that trees can tell apart, and none; None where that can not be told."""
    few = members(type)
    if few is not None:
        return (*few, None)
    axis = axis_among(type, trees, name)
    return None if axis is None else (*(p.sample for p in axis.parts if p.inside and not p.null), None)


def axis_among(type: Type, trees: Sequence[Tree], name: str) -> Axis | None:
    """The stretches of a type that trees can tell apart; None where that can not be told."""
    cells = [comparisons(tree, name) for tree in trees]
    if any(c is None for c in cells):
        return None
    return axis_of(type, by_cell(cell for group in cells if group for cell in group))


class Scope:
    """The analysis of one state. Everything is worked out when first asked for."""

    def __init__(self, now: Outcomes) -> None:
        self._now = now
        self._plan = now.plan
        self._index = structure(now.plan)
        self._reach: dict[str, Reach] = {}
        self._matter: dict[str, frozenset[str]] = {}

    def again(self, now: Outcomes, gone: Collection[str]) -> Scope:
        """The analysis of another state of the same plan, in which all but ``gone`` is as it was."""
        other = Scope(now)
        other._reach = {name: one for name, one in self._reach.items() if name not in gone}
        other._matter = {id: names for id, names in self._matter.items() if TABLE + id not in gone}
        return other

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
            if not self._now.in_mode(step) or step.when is None:
                return Reach(frozenset((self._now.in_mode(step),)))
            return self._open(name, self._index.gate_reads[name.removeprefix(GATE)])
        if name in plan.fields:
            return self._field(name)
        if (of := plan.part(name)) is not None:
            return self._part(*of)
        if name in plan.derived:
            return self._open(name, self._index.reads[name])
        if name in plan.criteria:
            found = self._open(name, self._index.reads[name])
            if found.fixed:
                verdict = self._now.verdict(name)
                grey = verdict.machine == "judgement" and verdict.judged is None
                return Reach(JUDGED if grey else frozenset((verdict.word,)))
            grey = found.values is not None and "judgement" in found.values
            return Reach(found.values | JUDGED, found.matter) if grey and found.values else found
        return Reach(frozenset((plain(self._now.value(name)),)))

    def _open(self, name: str, reads: tuple[str, ...]) -> Reach:
        """What a condition or computation comes to, given what each name it reads can become."""
        read = tuple((n, self.reach(n).values) for n in reads)
        return worked_out(self._plan, name, read)

    def _field(self, name: str) -> Reach:
        given = self._now.given(name)
        open_ = given is None or name in self._now.contradicted or self._now.goes_on(name)
        values = None if open_ else frozenset((plain(given),))
        gates = (GATE + s for s in self._index.asked_in.get(name, ()))
        return of_answer(values, {gate: self.reach(gate).values for gate in gates})

    def _part(self, field: str, part: str) -> Reach:
        """What is read of a series can still change while the series goes on."""
        values = self.reach(field).values
        if values is not None and len(values) == 1:
            return Reach(frozenset((plain(self._now.value(f"{field}.{part}")),)))
        return Reach(None, frozenset((field,)))

    def deciding(self, decision: str) -> frozenset[str]:
        """The open names, inputs and all they rest on, that can still change what a decision comes to."""
        found = self._matter.get(decision)
        if found is None:
            found = self._matter[decision] = self._behind(self._inputs(self._plan.tables[decision]))
        return found

    def _behind(self, start: Iterable[str]) -> frozenset[str]:
        """``start`` and everything open that can change it."""
        return frozenset(closure(start, lambda name: self.reach(name).matter))

    def _inputs(self, table: CompiledTable) -> set[str]:
        """The names in the columns of a table that can still change its outcome."""
        parts: list[tuple[int, ...]] = []
        opens: list[tuple[str, ...]] = []
        for column, axis in zip(table.table.inputs, table.axes, strict=True):
            read = names(column.tree)
            open_ = tuple(n for n in read if not self.reach(n).fixed)
            reach = self.reach(column.tree.id) if isinstance(column.tree, Name) else None
            if not open_:
                value = evaluate(column.tree, {n: self._now.value(n) for n in read})
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
        for hypothesis in self._now.history.raised:
            if hypothesis in plan.hypotheses:
                reached = {c: self.reach(c) for c in plan.hypotheses[hypothesis].criteria}
                if all(r.values != REJECTS for r in reached.values()):
                    found |= {c for c, r in reached.items() if not r.fixed}
        for id in self._index.alone:
            if not self.reach(GATE + id).fixed:
                found.add(GATE + id)
        return self._behind(found)

    def can_open(self, step: str) -> bool:
        """Can an open answer still bring a step on the path?"""
        values = self.reach(GATE + step).values
        return values is None or True in values

    def asks_for(self, step: str) -> bool:
        """Is anything still asked that says whether a step is on the path?"""
        behind = (name for name in self._behind((GATE + step,)) if name in self._plan.fields)
        return any(name in self._now.contradicted or self.matters(name) for name in behind)

    def is_open(self, decision: str) -> bool:
        """Can this decision still be taken? The one about consent always can be looked at again."""
        consent = self._plan.consent
        if ("decisions", decision) in self._plan.off:
            return False
        if consent is not None and consent.decision == decision:
            return True
        steps = self._index.decided_in.get(decision, ())
        return decision not in self._now.decided and (not steps or any(self.can_open(s) for s in steps))


@dataclass(frozen=True, slots=True)
class _Rule:
    """A step condition, derived value or criterion: its conditions, and what they come to together."""

    trees: tuple[Tree, ...]
    together: Callable[..., Plain] | None = None
    admits: Callable[[Plain], bool] | None = None


@lru_cache(maxsize=1 << 12)
def _rule(plan: Plan, name: str) -> _Rule:
    if name in plan.criteria:
        return _Rule(conditions(plan.criteria[name]), word)
    if name in plan.derived:
        derived = plan.derived[name]
        return _Rule((derived.is_.tree,), None, derived.type.admits)
    when = plan.steps[name.removeprefix(GATE)].when
    return _Rule((when.tree if when is not None else Literal(True),))


def said_by(plan: Plan, name: str) -> tuple[Tree, ...]:
    """The conditions of a criterion or of a step, or the computation of a value; nothing of another name."""
    rule = name in plan.criteria or name in plan.derived or name.startswith(GATE)
    return _rule(plan, name).trees if rule else ()


@lru_cache(maxsize=1 << 14)
def told_apart(plan: Plan, name: str, read: str) -> tuple[Plain, ...] | None:
    """The values of an open name that a rule can tell apart."""
    return samples(plan.types[read], _rule(plan, name).trees, read)


@lru_cache(maxsize=1 << 14)
def worked_out(plan: Plan, name: str, read: tuple[tuple[str, frozenset[Plain] | None], ...]) -> Reach:
    rule = _rule(plan, name)
    choices: list[tuple[str, tuple[Plain, ...]]] = []
    anything = Reach(None, frozenset(n for n, values in read if values is None or len(values) > 1))
    for n, values in read:
        among = told_apart(plan, name, n) if values is None else tuple(values)
        if among is None:
            return anything
        choices.append((n, among))
    try:
        found = reached(rule.trees, choices, rule.together)
    except TooMany:
        return anything
    values = found.values
    if rule.admits is not None:
        values = frozenset(v if rule.admits(v) else None for v in values)
    return Reach(values, found.turning)


@lru_cache(maxsize=4096)
def turning_inputs(table: CompiledTable, parts: tuple[tuple[int, ...], ...]) -> frozenset[int]:
    """The inputs that can change the outcome, each input being in one of the given parts of its axis."""
    return frozenset(i for i, among in enumerate(parts) if len(among) > 1 and matters(table, parts, i))
