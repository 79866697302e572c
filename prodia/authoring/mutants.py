"""The small mistakes an author could make in a protocol, one at a time: what mutation testing tries.

A :class:`Mutant` is the plan with one thing changed: an operator, a cut-off one step lower or higher, a
condition left out, a row left out or moved, the outcome of a row, a gate. Only what stands in the protocol
itself is changed; what it inherits is tried with the protocol it comes from.
"""

# A mutant says what it replaces, ready to run; nothing else of the plan is made anew. Texts are never
# changed, for cases say nothing of words. A figure under `cutoffs` is changed there, once, for every rule
# that reads it.

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from prodia.language import (
    Apply,
    CompiledTable,
    Duration,
    HitPolicy,
    Name,
    Plain,
    Rule,
    Table,
    Tree,
    Type,
    compile_table,
    names,
)
from prodia.language import Literal as Constant
from prodia.language.operators.compare import COMPARE, OF_ORDER
from prodia.language.syntax.tree import replaced
from prodia.language.values import nine
from prodia.model.plan import Plan, filled
from prodia.model.protocol import PREFIX, Criterion, Protocol
from prodia.model.scalars import Expression

Sort: TypeAlias = Literal["operator", "cut-off", "condition", "outcome", "order", "row", "gate", "date"]
SORTS: tuple[Sort, ...] = ("operator", "cut-off", "condition", "outcome", "order", "row", "gate", "date")
ALWAYS = Constant(True)


class Changed(Mapping[str, CompiledTable]):
    """A changed table by its name, compiled when it is first asked for: most are never run."""

    def __init__(self, name: str, table: Table) -> None:
        self.name, self.table = name, table
        self._compiled: CompiledTable | None = None

    def __getitem__(self, name: str) -> CompiledTable:
        if name != self.name:
            raise KeyError(name)
        self._compiled = self._compiled or compile_table(self.table)
        return self._compiled

    def __iter__(self) -> Iterator[str]:
        return iter((self.name,))

    def __len__(self) -> int:
        return 1


@dataclass(frozen=True, slots=True, eq=False)
class Mutant:
    """``group`` and ``name`` say what of the protocol was changed, ``part`` where in it (``met.lager``,
    ``row 3``); ``old`` and ``new`` are the piece before and after (None: was not there, or is left out).

    ``replaces`` holds by group of the plan what it now has.
    """

    sort: Sort
    group: str
    name: str
    part: str
    old: Tree | str | None
    new: Tree | str | None
    replaces: Mapping[str, Mapping[str, Any]] = field(repr=False)

    def of(self, plan: Plan) -> Plan:
        """The plan with this change."""
        changed: dict[str, Any] = {
            group: {**getattr(plan, group), **own} for group, own in self.replaces.items()
        }
        written = {g: {**plan.written[g], **own} for g, own in self.replaces.items() if g in plan.written}
        return replace(plan, **changed, written={**plan.written, **written}, undated=None)


def mutants(plan: Plan) -> Iterator[Mutant]:
    """Every mutant of the protocol of a plan, in the order in which it is written."""
    own = plan.protocol
    yield from _cutoffs(plan, own)
    for name, derived in own.derived.items():
        yield from _of_condition(plan, "derived", name, derived, "is_")
    for name, criterion in own.criteria.items():
        yield from _criterion(plan, name, criterion)
    for name, rule in own.ensure.items():
        yield from _of_condition(plan, "ensure", name, rule, "that")
    for name in own.decisions:
        yield from _decision(plan, name)
    yield from _gates(plan, own)
    yield from _dates(plan, own)


# ---- one change in a condition

Change: TypeAlias = tuple[Sort, Tree, Tree | None, Tree]  # the sort, the piece before and after, the whole
_SWAPS: Mapping[str, tuple[str, ...]] = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "=": ("!=",),
    "!=": ("=",),
    "and": ("or",),
    "or": ("and",),
    "all": ("any",),
    "any": ("all",),
    "+": ("-",),
    "-": ("+",),
    "*": ("/",),
    "/": ("*",),
    "min": ("max",),
    "max": ("min",),
    "is null": ("is not null",),
    "is not null": ("is null",),
    "[..]": ("(..]", "[..)"),
    "[..)": ("(..)", "[..]"),
    "(..]": ("[..]", "(..)"),
    "(..)": ("[..)", "(..]"),
}
_CONNECT = frozenset(("and", "or", "all", "any"))


def changes(tree: Tree, types: Mapping[str, Type]) -> Iterator[Change]:
    """Every way to change one thing in a condition or computation."""
    if isinstance(tree, Name) and getattr(types.get(tree.id), "kind", "") == "truth":
        yield "operator", tree, (denied := Apply("not", (tree,))), denied
    yield from _changes(tree, types)


def _changes(tree: Tree, types: Mapping[str, Type]) -> Iterator[Change]:
    if not isinstance(tree, Apply):
        return
    for op in _SWAPS.get(tree.op, ()):
        yield "operator", tree, (other := Apply(op, tree.args)), other
    if tree.op == "not":
        yield "condition", tree, tree.args[0], tree.args[0]
    elif tree.op == "if":
        yield "operator", tree, (turned := Apply("if", (tree.args[0], *tree.args[:0:-1]))), turned
    first = 1 if tree.op in ("at least", "in") else 0
    if tree.op in _CONNECT or first:
        for number in range(first, len(tree.args)):
            rest = tree.args[:number] + tree.args[number + 1 :]
            if len(rest) > first:
                less = rest[0] if len(rest) == 1 and tree.op in _CONNECT else Apply(tree.op, rest)
                yield "condition", tree.args[number], None, less
    for number, arg in enumerate(tree.args):
        counted = tree.op == "at least" and not number
        if isinstance(arg, Constant) and (tree.op in COMPARE | OF_ORDER or counted):
            type = next((types[n] for n in names(tree) if n in types), None)
            for near in beside(arg.value, type):
                other = Apply(tree.op, _at(tree.args, number, Constant(near)))
                yield "cut-off", tree, other, other
        for sort, old, new, inner in _changes(arg, types):
            yield sort, old, new, Apply(tree.op, _at(tree.args, number, inner))


def _at(args: Sequence[Tree], number: int, arg: Tree) -> tuple[Tree, ...]:
    return (*args[:number], arg, *args[number + 1 :])


def step(value: float) -> float:
    """The step of a figure as it is written: one, or one in its last decimal.

    >>> step(10), step(2.5), step(0.05)
    (1.0, 0.1, 0.01)
    """
    decimals = next(d for d in range(10) if nine(round(value, d)) == nine(value) or d == 9)
    return nine(10.0**-decimals)


def beside(value: Plain, type: Type | None) -> tuple[Plain, ...]:
    """The constant one step lower and one step higher, as far as its type admits them."""
    found: tuple[Plain, ...] = ()
    if isinstance(value, bool):
        return ()
    if isinstance(value, (int, float)):
        found = (nine(value - step(value)), nine(value + step(value)))
    elif isinstance(value, dt.date):
        found = (value - dt.timedelta(days=1), value + dt.timedelta(days=1))
    elif isinstance(value, Duration):
        found = (Duration(value.kind, value.amount - 1), Duration(value.kind, value.amount + 1))
    return tuple(v for v in found if type is None or type.admits(v))


# ---- the parts of a protocol


def _written(was: Expression, tree: Tree) -> Expression:
    return Expression(was.text, tree)


def _ready(plan: Plan, group: str, name: str, one: Any) -> Mapping[str, Mapping[str, Any]]:
    """A part with the figures of the cut-offs in it, as the plan runs it."""
    ready = filled({"cutoffs": plan.cutoffs, group: {name: one}})
    return {group: ready[group]}


def _of_condition(plan: Plan, group: str, name: str, one: Any, key: str) -> Iterator[Mutant]:
    """A part with one change in its condition or computation."""
    was = getattr(one, key)
    for sort, old, new, tree in changes(was.tree, plan.types):
        made = _ready(plan, group, name, one.model_copy(update={key: _written(was, tree)}))
        yield Mutant(sort, group, name, key.rstrip("_"), old, new, made)


def _cutoffs(plan: Plan, own: Protocol) -> Iterator[Mutant]:
    readers = _readers(plan)
    for name, cutoff in own.cutoffs.items():
        known = PREFIX + name
        reading = {g: {id: one for id, one in r.items() if known in _reads(one)} for g, r in readers.items()}
        for number, figure in enumerate(cutoff.figures):
            old, alone = Constant(float(figure.is_)), cutoff.is_ is not None
            part = "is" if alone else f"values {number + 1}"
            for near in beside(old.value, cutoff.type):
                new: Tree = Constant(near)
                if not alone:  # several figures, each for its own days: the one of the day, or this one
                    new = Apply("if", (Apply("=", (Name(known), old)), new, Name(known)))
                made = {
                    g: {id: _put(one, known, new) for id, one in r.items()} for g, r in reading.items() if r
                }
                others = {"cutoffs": {k: v for k, v in plan.cutoffs.items() if k != name or not alone}}
                replaces = {g: filled({**others, g: parts})[g] for g, parts in made.items()}
                yield Mutant("cut-off", "cutoffs", name, part, old, Constant(near), replaces)


def _put(one: Any, name: str, new: Tree) -> Any:
    """A part with another tree in the place of a name, in each of its conditions."""

    def within(part: Any) -> Any:
        if isinstance(part, Expression):
            return _written(part, replaced(part.tree, {Name(name): new}))
        return {key: within(each) for key, each in part.items()} if isinstance(part, Mapping) else part

    keys = [key for key in ("met", "judge", "is_", "when", "that") if hasattr(one, key)]
    return one.model_copy(update={key: within(getattr(one, key)) for key in keys})


def _readers(plan: Plan) -> Mapping[str, Mapping[str, Any]]:
    """What may read a cut-off, as it is written."""
    owners = [one for one in (plan.parent, plan.protocol) if one is not None]
    groups = ("derived", "criteria", "steps", "ensure")
    return {g: {id: one for p in owners for id, one in getattr(p, g).items()} for g in groups}


def _reads(one: Any) -> frozenset[str]:
    trees = [c.tree for _, c in one.conditions()] if isinstance(one, Criterion) else []
    trees += [e.tree for key in ("is_", "when", "that") if (e := getattr(one, key, None)) is not None]
    return frozenset(n for tree in trees for n in names(tree) if n.startswith(PREFIX))


def _criterion(plan: Plan, name: str, criterion: Criterion) -> Iterator[Mutant]:
    for path, condition in criterion.conditions():
        key, *option = path
        for sort, old, new, tree in changes(condition.tree, plan.types):
            part: Any = _written(condition, tree)
            if option:
                part = {**getattr(criterion, key), option[0]: part}
            made = criterion.model_copy(update={key: part})
            yield Mutant(
                sort, "criteria", name, ".".join(path), old, new, _ready(plan, "criteria", name, made)
            )
    if criterion.judge is not None:
        made = criterion.model_copy(update={"judge": None})
        replaces = _ready(plan, "criteria", name, made)
        yield Mutant("condition", "criteria", name, "judge", "judge", None, replaces)


def _decision(plan: Plan, name: str) -> Iterator[Mutant]:
    table = plan.tables[name].table
    rules = table.rules
    outcomes = [*dict.fromkeys(rule.then[0] for rule in rules)]

    def with_rules(sort: Sort, part: str, old: Tree | str | None, new: Any, *made: Rule) -> Mutant:
        changed = Changed(name, replace(table, rules=made))
        return Mutant(sort, "decisions", name, part, old, new, {"tables": changed})

    for number, rule in enumerate(rules):
        part = f"row {number + 1}"
        before, after = rules[:number], rules[number + 1 :]
        if len(rules) > 1:
            yield with_rules("row", part, part, None, *before, *after)
        if len(outcomes) > 1:
            at = outcomes.index(rule.then[0])
            other = outcomes[(at + 1) % len(outcomes)]
            then = replace(rule, then=(other, *rule.then[1:]))
            yield with_rules("outcome", part, str(rule.then[0]), str(other), *before, then, *after)
        if after and _ordered(table):
            yield with_rules("order", part, part, f"row {number + 2}", *before, after[0], rule, *after[1:])
        for place, cell in enumerate(rule.when):
            if cell == ALWAYS:
                continue
            column = table.inputs[place]
            where = f"{part}.{column.label}"
            free = replace(rule, when=_at(rule.when, place, ALWAYS))
            yield with_rules("condition", where, cell, None, *before, free, *after)
            for sort, _, _, tree in _changes(cell, {"?": column.type}):
                made = replace(rule, when=_at(rule.when, place, tree))
                yield with_rules(sort, where, cell, tree, *before, made, *after)
    if table.otherwise is not None:
        rest = replace(table, otherwise=None)
        changed = Changed(name, rest)
        yield Mutant("row", "decisions", name, "otherwise", "otherwise", None, {"tables": changed})


def _dates(plan: Plan, own: Protocol) -> Iterator[Mutant]:
    """The first and the last day of a rule a day off, where they lie within those of the version."""
    day, whole = dt.timedelta(days=1), own.valid
    for group in ("fields", "criteria", "decisions", "steps"):
        for name, one in getattr(own, group).items():
            valid = one.valid
            if valid is None:
                continue
            inside = {
                "from_": whole.from_ < valid.from_,
                "to": valid.to is not None and (whole.to is None or valid.to < whole.to),
            }
            for key in (key for key, within in inside.items() if within):
                was = getattr(valid, key)
                for other in (was - day, was + day):
                    made = valid.model_copy(update={key: other})
                    changed = getattr(plan, group)[name].model_copy(update={"valid": made})
                    part = f"valid.{key.rstrip('_')}"
                    yield Mutant(
                        "date", group, name, part, Constant(was), Constant(other), {group: {name: changed}}
                    )


def _ordered(table: Table) -> bool:
    return table.hit in (HitPolicy.FIRST, HitPolicy.RULE_ORDER)


def _gates(plan: Plan, own: Protocol) -> Iterator[Mutant]:
    for name, one in own.steps.items():
        if one.when is not None:
            for made in _of_condition(plan, "steps", name, one, "when"):
                yield made if made.sort == "cut-off" else replace(made, sort="gate")
            open_ = one.model_copy(update={"when": None})
            yield Mutant("gate", "steps", name, "when", one.when.tree, None, {"steps": {name: open_}})
        if one.pupil and one.does != "consent":
            free = plan.steps[name].model_copy(update={"pupil": False})
            yield Mutant("gate", "steps", name, "pupil", "pupil", None, {"steps": {name: free}})
    for name, phase in own.phases.items():
        for after in phase.after:
            kept = tuple(p for p in phase.after if p != after)
            less = {"phases": {name: phase.model_copy(update={"after": kept})}}
            yield Mutant("gate", "phases", name, "after", after, None, less)
        if phase.required:
            loose = {"phases": {name: phase.model_copy(update={"required": False})}}
            yield Mutant("gate", "phases", name, "required", "required", None, loose)
