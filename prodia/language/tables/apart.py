"""Where two tables with the same columns answer otherwise: found exactly, with the values that show it."""

# The walk of review.py, over the rules of both tables at once. All that matters of the road so far is which
# rules still stand, so of the roads to one set of rules only the first is kept: the one with the fewest
# values left out, for a value that is missing is tried last.

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from prodia.language.analysis import answer
from prodia.language.tables.axes import axis_of, by_cell
from prodia.language.tables.compiled import CompiledTable, Hit, outcome
from prodia.language.tables.review import STEPS, Spent, Steps
from prodia.language.values import Plain


@dataclass(frozen=True, slots=True)
class Apart:
    """One value for each column, and what either table answers to them."""

    values: tuple[Plain, ...]
    old: Hit
    new: Hit


def apart(
    old: CompiledTable,
    new: CompiledTable,
    *,
    answer: Callable[[Hit], Any] = answer,
    possible: Mapping[int, frozenset[Plain]] = MappingProxyType({}),
    steps: int = STEPS,
) -> Apart | None:
    """Values to which the tables answer otherwise; None where there are none.

    ``answer``: what of a hit counts. ``possible``: of a column, by number, the only values it can have, where
    that is known. Raises ValueError for tables of other columns, and
    :class:`~prodia.language.tables.review.Spent` where ``steps`` do not decide it.

    >>> from prodia.language import Input, Name, Output, Rule, Table, compile_table, parse_cell, parse_type
    >>> column, said = Input(Name("pc"), parse_type("percentile")), Output("uitkomst")
    >>> one, other = (
    ...     compile_table(Table((column,), (said,), (Rule((parse_cell(cell),), ("laag",)),)))
    ...     for cell in ("< 10", "<= 10")
    ... )
    >>> apart(one, other).values
    (10.0,)
    """
    if [i.tree for i in old.table.inputs] != [i.tree for i in new.table.inputs]:
        raise ValueError("two tables of the same columns are needed")
    left, count = Steps(steps), len(old.table.rules)
    rules = (*old.table.rules, *new.table.rules)
    roads: dict[int, tuple[Plain, ...]] = {(1 << len(rules)) - 1: ()}
    for number, column in enumerate(old.table.inputs):
        axis = axis_of(column.type, by_cell(rule.when[number] for rule in rules))
        can = possible.get(number)
        known = (p for p in axis.parts if p.inside and (can is None or p.null or p.sample in can))
        parts = sorted(known, key=lambda p: p.null)
        left.take(len(roads) * len(parts))
        further: dict[int, tuple[Plain, ...]] = {}
        for part in parts:
            for standing, road in roads.items():
                further.setdefault(standing & part.rules, (*road, part.sample))
        roads = further
    for standing, road in roads.items():
        was = outcome(old.table, standing & ((1 << count) - 1))
        now = outcome(new.table, standing >> count)
        if answer(was) != answer(now):
            return Apart(road, was, now)
    return None


__all__ = ["Apart", "Spent", "apart"]
