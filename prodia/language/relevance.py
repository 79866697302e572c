"""What can still follow from a decision table while some of its inputs are open.

``open`` says for every input which parts are still possible, by part number;
:func:`still_open` and ``compiled.axes[i].part_of(value)`` make them.
"""

# How to think about it: the same walk as sweep.py, forwards. Going input by input, all
# that matters of the road so far is which rules still stand, so the roads are kept as a
# set of rule sets. Rules no further input can satisfy are dropped on the way, and under
# FIRST those behind a rule that is certain, which keeps the set small. Past the budget
# the answer is the careful one: anything may follow, every question matters.

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from prodia.language.compiled import CompiledTable, Hit, outcome
from prodia.language.intervals import Interval, sample
from prodia.language.sweep import STEPS, Spent, Steps
from prodia.language.tables import HitPolicy
from prodia.language.values import Value
from prodia.language.witnesses import part_text
from prodia.problems import Lang

MOST_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Possible:
    """The outcomes that can still follow. ``exact`` is False if there was no time to find them all."""

    hits: tuple[Hit, ...]
    exact: bool


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


def still_open(
    table: CompiledTable,
    i: int,
    values: Iterable[Value] | None = None,
    between: Interval | None = None,
) -> tuple[int, ...]:
    """The parts input ``i`` can be in: those of ``values``, of an interval of keys, or all there are."""
    axis = table.axes[i]
    if values is not None:
        return tuple(sorted({axis.part_of(v) for v in values}))
    admitted = [n for n, part in enumerate(axis.parts) if part.inside]
    if between is None or axis.line is None:
        return tuple(admitted)
    spans = [(n, axis.parts[n].span) for n in admitted]
    return tuple(n for n, span in spans if span and sample(axis.line, span.meet(between)) is not None)


def possible(table: CompiledTable, open: Sequence[Sequence[int]], *, steps: int = STEPS) -> Possible:
    """Every outcome that some choice among the open parts leads to."""
    try:
        standing = _standing(table, open, range(len(table.axes)), Steps(steps))
    except Spent:
        return Possible((), False)
    return Possible(tuple(dict.fromkeys(outcome(table.table, s) for s in standing)), True)


def matters(table: CompiledTable, open: Sequence[Sequence[int]], i: int, *, steps: int = STEPS) -> bool:
    """Can knowing input ``i`` still change the outcome? True as well if ``steps`` do not decide it."""
    parts = {table.axes[i].parts[n].rules for n in open[i]}
    if len(parts) < 2:
        return False
    others = [n for n in range(len(table.axes)) if n != i]
    left = Steps(steps)
    try:
        for standing in _standing(table, open, others, left, any_rule=_either(parts)):
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
    table: CompiledTable,
    open: Sequence[Sequence[int]],
    inputs: Iterable[int],
    steps: Steps,
    any_rule: int = -1,
) -> set[int]:
    """The sets of rules (bits) that can stand after these inputs, whatever is no longer of use left out."""
    masks = [{table.axes[i].parts[n].rules for n in open[i]} for i in inputs]
    masks.sort(key=len)
    rules = (1 << len(table.table.rules)) - 1 & any_rule
    some, every = [rules], [rules if any_rule == -1 else 0]
    for found in reversed(masks):
        some.append(some[-1] & _either(found))
        certain = every[-1]
        for mask in found:
            certain &= mask
        every.append(certain)
    first = table.table.hit is HitPolicy.FIRST
    standing = {rules}
    for depth, found in enumerate(masks):
        useful, certain = some[len(masks) - depth - 1], every[len(masks) - depth - 1]
        after: set[int] = set()
        for before in standing:
            for mask in found:
                steps.take()
                rules = before & mask & useful
                if first and (sure := rules & certain):
                    rules &= ((sure & -sure) << 1) - 1
                after.add(rules)
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
