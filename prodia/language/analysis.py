"""What an expression can come to: between which numbers, and with some names open."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from prodia.language.syntax.tree import Apply, Literal
from prodia.language.syntax.types import Type
from prodia.language.tables.compiled import CompiledTable, Hit, outcome
from prodia.language.tables.review import STEPS, Spent, Steps, part_text
from prodia.language.values import Duration, Plain, Value, nine
from prodia.words import Lang

# Everything here may answer "not known" (infinite bounds, or None); it must never
# answer too narrowly. Bounds that are open count as closed, which is wider.


Limits = tuple[float, float]
INF = math.inf


def limits(type: Type) -> Limits:
    """The range of a number as two floats, infinite where it has no bound."""
    return (-INF if type.low is None else type.low, INF if type.high is None else type.high)


def result(op: str, args: list[Limits]) -> tuple[float | None, float | None]:
    """The range of a numeric result; None for a bound that is not known."""
    find = _RULES.get(op)
    if find is None or not args:
        return None, None
    low, high = find(args)
    return (low if math.isfinite(low) else None), (high if math.isfinite(high) else None)


def _sum(args: list[Limits]) -> Limits:
    return sum(a[0] for a in args), sum(a[1] for a in args)


def _product(args: list[Limits]) -> Limits:
    corners = [0.0 if 0.0 in pair else pair[0] * pair[1] for pair in product(*args)]
    return min(corners), max(corners)


def _quotient(args: list[Limits]) -> Limits:
    (a, b), (c, d) = args
    if c <= 0.0 <= d:
        return -INF, INF
    return _product([(a, b), (1.0 / d, 1.0 / c)])


def _size(args: list[Limits]) -> Limits:
    low, high = args[0]
    return (0.0 if low <= 0.0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))


def _mean(args: list[Limits]) -> Limits:
    low, high = _sum(args)
    return low / len(args), high / len(args)


_RULES: dict[str, Callable[[list[Limits]], Limits]] = {
    "+": _sum,
    "sum": _sum,
    "-": lambda a: (a[0][0] - a[1][1], a[0][1] - a[1][0]),
    "*": _product,
    "/": _quotient,
    "negate": lambda a: (-a[0][1], -a[0][0]),
    "abs": _size,
    "min": lambda a: (min(x[0] for x in a), min(x[1] for x in a)),
    "max": lambda a: (max(x[0] for x in a), max(x[1] for x in a)),
    "if": lambda a: (min(x[0] for x in a), max(x[1] for x in a)),
    "mean": _mean,
    "median": lambda a: (min(x[0] for x in a), max(x[1] for x in a)),
    "sqrt": lambda a: (math.sqrt(max(0.0, a[0][0])), math.sqrt(max(0.0, a[0][1]))),
    "count true": lambda a: (0.0, float(len(a))),
}


def reach(node: Apply, type: Type) -> bool | None:
    """True: a condition over a name of this type always holds; False: never; None: it depends.

    Only for a comparison, range or ``in`` of the first argument with constants.
    """
    if type.kind not in ("number", "duration") or (type.low is None and type.high is None):
        return None
    marks: list[float] = []
    for argument in node.args[1:]:
        mark = _mark(argument.value) if isinstance(argument, Literal) else None
        if mark is None:
            return None
        marks.append(mark)
    low, high = limits(type)
    return _REACH[node.op](low, high, type, marks) if node.op in _REACH else None


def _mark(value: Plain) -> float | None:
    if isinstance(value, Duration):
        return float(value.amount)
    return nine(value) if isinstance(value, float) else None


def _above(low: float, high: float, type: Type, cut: float, included: bool) -> bool | None:
    """Is every value above (or at) the cut, or none?"""
    if low > cut or (low == cut and (included or type.low_open)):
        return True
    if high < cut or (high == cut and (type.high_open or not included)):
        return False
    return None


def _inside(low: float, high: float, type: Type, marks: list[float], op: str) -> bool | None:
    above = _above(low, high, type, marks[0], not op.startswith("("))
    beyond = _above(low, high, type, marks[1], op.endswith(")"))
    below = None if beyond is None else not beyond
    empty = marks[0] > marks[1] or (marks[0] == marks[1] and (op.startswith("(") or op.endswith(")")))
    if above is False or below is False or empty:
        return False
    return True if above and below else None


def _not(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _equal(low: float, high: float, type: Type, marks: list[float]) -> bool | None:
    if all(not type.admits(_as_value(type, m)) for m in marks):
        return False
    return True if low == high and low in marks else None


def _as_value(type: Type, mark: float) -> Plain:
    if type.kind == "duration":
        return Duration("months" if type.unit == "months" else "days", int(mark))
    return mark


_REACH: dict[str, Callable[[float, float, Type, list[float]], bool | None]] = {
    ">=": lambda low, high, t, m: _above(low, high, t, m[0], True),
    ">": lambda low, high, t, m: _above(low, high, t, m[0], False),
    "<": lambda low, high, t, m: _not(_above(low, high, t, m[0], True)),
    "<=": lambda low, high, t, m: _not(_above(low, high, t, m[0], False)),
    "=": _equal,
    "!=": lambda low, high, t, m: _not(_equal(low, high, t, m)),
    "in": _equal,
    "between": lambda low, high, t, m: _inside(low, high, t, m, "[]"),
    "[..]": lambda low, high, t, m: _inside(low, high, t, m, "[]"),
    "[..)": lambda low, high, t, m: _inside(low, high, t, m, "[)"),
    "(..]": lambda low, high, t, m: _inside(low, high, t, m, "(]"),
    "(..)": lambda low, high, t, m: _inside(low, high, t, m, "()"),
}


# What can still follow from a decision table while some of its inputs are open.

# How to think about it: the same walk as sweep.py, forwards. Going input by input, all
# that matters of the road so far is which rules still stand, so the roads are kept as a
# set of rule sets. Rules no further input can satisfy are dropped on the way, which keeps the set
# small. Past the budget the answer is the careful one: every question matters.


MOST_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Change:
    """Inputs (from 0) with the part each must move to, and the outcome that gives."""

    to: tuple[tuple[int, int], ...]
    hit: Hit

    def words(self, table: CompiledTable, lang: Lang) -> tuple[tuple[str, str], ...]:
        """Label of each input and the values it must get: ``("leespc", ">= 10")``."""
        return tuple(
            (table.table.inputs[i].label, part_text(table.axes[i].line, table.axes[i].parts[n], lang))
            for i, n in self.to
        )


def matters(table: CompiledTable, open: Sequence[Sequence[int]], i: int, *, steps: int = STEPS) -> bool:
    """Can knowing input ``i`` still change the outcome? True as well if ``steps`` do not decide it."""
    parts = {table.axes[i].parts[n].rules for n in open[i]}
    if len(parts) < 2:
        return False
    others = [n for n in range(len(table.axes)) if n != i]
    left = Steps(steps)
    try:
        for standing in _standing(table, open, others, left, _either(parts)):
            outcomes = set()
            for rules in {standing & p for p in parts}:
                left.take()
                outcomes.add(answer(outcome(table.table, rules)))
            if len(outcomes) > 1:
                return True
    except Spent:
        return True
    return False


def answer(hit: Hit) -> Any:
    """What a person sees of an outcome: two hits with one answer differ in their rules at most."""
    return hit.status, tuple(tuple((type(v), v) for v in row) for row in hit.rows)


def _either(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def _standing(
    table: CompiledTable, open: Sequence[Sequence[int]], inputs: Iterable[int], steps: Steps, rules: int
) -> set[int]:
    """The sets of ``rules`` (bits) that can stand after these inputs, what is no longer of use left out."""
    masks = [{table.axes[i].parts[n].rules for n in open[i]} for i in inputs]
    masks.sort(key=len)
    useful = [rules]
    for found in reversed(masks):
        useful.append(useful[-1] & _either(found))
    standing = {rules}
    for depth, found in enumerate(masks):
        after: set[int] = set()
        for before in standing:
            for mask in found:
                steps.take()
                after.add(before & mask & useful[len(masks) - depth - 1])
        standing = after
    return standing


def nearest(
    table: CompiledTable, values: Sequence[Value], *, limit: int = MOST_CHANGES, steps: int = STEPS
) -> tuple[Change, ...]:
    """The smallest changes that give another outcome: the fewest inputs, then the nearest parts.

    At most ``limit``, nearest first; empty if no admitted values give another outcome,
    or if none was found in ``steps``.
    """
    here = table.parts(values)
    now, left = answer(table.at(here)), Steps(steps)
    elsewhere = [
        [n for n, part in enumerate(axis.parts) if part.inside and not part.null and n != at]
        for axis, at in zip(table.axes, here, strict=True)
    ]
    try:
        for count in range(1, len(here) + 1):
            found = []
            for inputs in combinations(range(len(here)), count):
                for parts in product(*(elsewhere[i] for i in inputs)):
                    left.take()
                    to = tuple(zip(inputs, parts, strict=True))
                    hit = outcome(
                        table.table, table.rules_at([dict(to).get(i, n) for i, n in enumerate(here)])
                    )
                    if answer(hit) != now and hit.status == "ok":
                        found.append((_distance(table, here, to), to, Change(to, hit)))
            if found:
                return tuple(change for _, _, change in sorted(found, key=lambda f: f[:2])[:limit])
    except Spent:
        pass
    return ()


def _distance(table: CompiledTable, here: Sequence[int], to: tuple[tuple[int, int], ...]) -> int:
    """How many parts further on the ordered inputs; one for a change of any other input, or from no value."""
    return sum(abs(n - here[i]) if table.axes[i].line and here[i] else 1 for i, n in to)
