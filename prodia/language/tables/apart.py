"""Where two tables with the same columns answer otherwise: found exactly, with the values that show it."""

# The walk of review.py, over the rules of both tables at once. All that matters of the road so far is which
# rules still stand, so of the roads to one set of rules only the first is kept: the one with the fewest
# values left out, for a value that is missing is tried last.

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from prodia.language.analysis import answer
from prodia.language.tables.axes import Axis, Part, axis_of, by_cell
from prodia.language.tables.compiled import CompiledTable, Hit, outcome
from prodia.language.tables.review import STEPS, Spent, Steps
from prodia.language.values import Plain


@dataclass(frozen=True, slots=True)
class Apart:
    """One value for each column, and what either table answers to them."""

    values: tuple[Plain, ...]
    old: Hit
    new: Hit


class Both:
    """Two tables with the same columns, cut where the cells of either can be told apart.

    Raises ValueError for tables of other columns.
    """

    def __init__(self, old: CompiledTable, new: CompiledTable) -> None:
        if [i.tree for i in old.table.inputs] != [i.tree for i in new.table.inputs]:
            raise ValueError("two tables of the same columns are needed")
        self.old, self.new = old, new
        rules = (*old.table.rules, *new.table.rules)
        self._every = (1 << len(rules)) - 1
        self._axes = [
            axis_of(column.type, by_cell(rule.when[number] for rule in rules))
            for number, column in enumerate(old.table.inputs)
        ]

    def apart(
        self,
        possible: Mapping[int, frozenset[Plain]] = MappingProxyType({}),
        *,
        answer: Callable[[Hit], Any] = answer,
        steps: int = STEPS,
    ) -> Apart | None:
        """Values to which they answer otherwise: see :func:`apart`."""
        left, count = Steps(steps), len(self.old.table.rules)
        roads: dict[int, tuple[Plain, ...]] = {self._every: ()}
        for number, axis in enumerate(self._axes):
            among = sorted(_parts(axis, possible.get(number)), key=lambda p: p.null)
            left.take(len(roads) * len(among))
            further: dict[int, tuple[Plain, ...]] = {}
            for part in among:
                for standing, road in roads.items():
                    further.setdefault(standing & part.rules, (*road, part.sample))
            roads = further
        for standing, road in roads.items():
            was = outcome(self.old.table, standing & ((1 << count) - 1))
            now = outcome(self.new.table, standing >> count)
            if answer(was) != answer(now):
                return Apart(road, was, now)
        return None


def _parts(axis: Axis, possible: frozenset[Plain] | None) -> Iterator[Part]:
    """The parts of an axis in which a value can lie, in their order."""
    can = None if possible is None else {axis.part_of(value) for value in possible}
    for number, part in enumerate(axis.parts):
        if (part.inside or part.null) and (can is None or number in can):
            yield part


def apart(
    old: CompiledTable,
    new: CompiledTable,
    *,
    answer: Callable[[Hit], Any] = answer,
    possible: Mapping[int, frozenset[Plain]] = MappingProxyType({}),
    steps: int = STEPS,
) -> Apart | None:
    """Values to which the tables answer otherwise; None where there are none.

    ``answer``: what of a hit counts. ``possible``: of a column, by number, the only values it can have (None
    among them where it can be missing), where that is known. Raises ValueError for tables of other columns,
    and :class:`~prodia.language.tables.review.Spent` where ``steps`` do not decide it.

    >>> from prodia.language import Input, Name, Output, Rule, Table, compile_table, parse_cell, parse_type
    >>> column, said = Input(Name("pc"), parse_type("percentile")), Output("uitkomst")
    >>> one, other = (
    ...     compile_table(Table((column,), (said,), (Rule((parse_cell(cell),), ("laag",)),)))
    ...     for cell in ("< 10", "<= 10")
    ... )
    >>> apart(one, other).values
    (10.0,)
    """
    return Both(old, new).apart(possible, answer=answer, steps=steps)


def hits(
    table: CompiledTable,
    possible: Mapping[int, frozenset[Plain]] = MappingProxyType({}),
    *,
    steps: int = STEPS,
) -> Iterator[Hit]:
    """Everything a table can answer, ``possible`` as in :func:`apart`; each set of rules once."""
    left, roads = Steps(steps), {(1 << len(table.table.rules)) - 1}
    for number, axis in enumerate(table.axes):
        among = {part.rules for part in _parts(axis, possible.get(number))}
        left.take(len(roads) * len(among))
        roads = {standing & rules for standing in roads for rules in among}
    yield from (outcome(table.table, standing) for standing in roads)


__all__ = ["Apart", "Both", "Spent", "apart", "hits"]
