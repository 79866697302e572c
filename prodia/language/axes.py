"""One column of a decision table as an axis: a handful of parts, each with the rules that hold there.

Two values of the same part are treated alike by every rule of the table. Part 0
is null: no value.
"""

# How to think about it: what a cell means is never restated here. A cell is
# evaluated (the one operator table) at its constants and once between every two
# of them. That is exact because a cell only compares ``?`` with constants;
# ``unclear`` says which cells do something else, and those are refused.
#
# A part keeps two facts apart: where it lies (any value at all gets an outcome)
# and whether the declared type admits something of it (what the checker asks).

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import xor
from typing import TypeAlias

from prodia.language.evaluate import evaluate
from prodia.language.intervals import INF, Interval, Line, at, edge, ends, key, sample, single
from prodia.language.tree import SUBJECT, Apply, Literal, Name, Tree, names, walk
from prodia.language.types import Type
from prodia.language.values import Plain, Value, nine, plain

# Every operator that, with constants on its other places, only changes its mind at those constants.
CUTS_AT_CONSTANTS = frozenset(
    ("=", "!=", "<", "<=", ">", ">=", "between", "[..]", "[..)", "(..]", "(..)", "in", "is")
) | {"is null", "is not null", "not", "and", "or"}
ANYTHING_ELSE = "\ufffc"  # stands for "a text no cell names" while a cell is evaluated
Cells: TypeAlias = Mapping[Tree, int]  # a column: each different cell, and the rules (bits) that have it
# Per line and cell: its constants, and whether it holds on the stretches around and the places of them.
Answers: TypeAlias = dict[tuple[Line, Tree], tuple[list[float], list[bool]]]


@dataclass(frozen=True, slots=True)
class Part:
    """Values that no rule tells apart.

    ``rules``: bit r is set where rule r's cell holds. ``inside``: the declared type
    admits a value of it; ``sample`` is then the smallest natural one. ``single``:
    it admits exactly one.
    """

    rules: int
    sample: Plain
    inside: bool
    single: bool = False
    span: Interval | None = None  # of an ordered axis
    values: tuple[Plain, ...] = ()  # of the others; empty: null, or any other text
    null: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The parts of one input. ``line`` is None where values are only equal or not."""

    line: Line | None
    parts: tuple[Part, ...]
    edges: tuple[float, ...] = ()

    def part_of(self, value: Value) -> int:
        """The number of the part a value belongs to; a value of another type counts as null."""
        value = plain(value)
        if self.line is not None:
            where = key(self.line, value)
            return 0 if where is None else 1 + bisect_left(self.edges, where)
        for number, part in enumerate(self.parts):
            if any(type(v) is type(value) and v == value for v in part.values):
                return number
        last = self.parts[-1]
        return len(self.parts) - 1 if isinstance(value, str) and not last.values and not last.null else 0


def unclear(cell: Tree) -> bool:
    """Does a cell do anything but compare ``?`` with constants?"""
    if any(name != SUBJECT for name in names(cell)):
        return True
    if isinstance(cell, Name):
        return False
    return any(
        isinstance(node, Apply)
        and Name(SUBJECT) in node.args
        and (node.op not in CUTS_AT_CONSTANTS or sum(SUBJECT in names(a) for a in node.args) > 1)
        for node in walk(cell)
    )


def constants(cell: Tree) -> list[Plain]:
    """The constants of a cell, computed where they are written as a computation (``-5``)."""
    found: list[Plain] = []
    todo = [cell]
    while todo:
        node = todo.pop()
        if isinstance(node, Literal):
            found.append(node.value)
        elif isinstance(node, Apply):
            if not names(node):
                found.append(plain(evaluate(node, {})))
            todo.extend(node.args)
    return found


def holds(cell: Tree, value: Plain) -> bool:
    """Does the cell hold for a value? A null outcome does not."""
    if isinstance(cell, Literal):
        return cell.value is True
    return evaluate(cell, {SUBJECT: value}) is True


def by_cell(cells: Iterable[Tree]) -> Cells:
    """The different cells of a column; cell r belongs to rule r."""
    found: dict[Tree, list[int]] = defaultdict(list)
    for rule, cell in enumerate(cells):
        found[cell].append(1 << rule)
    return {cell: sum(rules) for cell, rules in found.items()}


def axis_of(type_: Type, cells: Cells, answers: Answers | None = None) -> Axis:
    """The axis of an input of this type. A verdict always has a value.

    ``answers`` keeps what was evaluated, for the other columns of a table.
    """
    if type_.runtime in ("number", "date", "months", "days"):
        line: Line = "whole" if type_.unit == "count" else type_.runtime  # type: ignore[assignment]
        low = -INF if type_.low is None else nine(type_.low)
        high = INF if type_.high is None else nine(type_.high)
        limits = Interval(
            low, high, low != -INF and not type_.low_open, high != INF and not type_.high_open
        ).meet(ends(line))
        return ordered(line, limits, cells, {} if answers is None else answers)
    if type_.kind == "truth":
        return distinct((True, False), True, cells, True)
    return distinct(type_.options, bool(type_.options), cells, type_.kind != "verdict")


def ordered(line: Line, limits: Interval, cells: Cells, answers: Answers) -> Axis:
    """The axis of a number, date or duration."""
    for cell in cells:
        if (line, cell) not in answers:
            cuts = sorted({k for c in constants(cell) if (k := key(line, c)) is not None})
            answers[line, cell] = cuts, [_at_span(cell, line, span) for span in _atoms(cuts)]
    told = [(*answers[line, cell], rules) for cell, rules in cells.items()]
    bounds = (x for x in (limits.low, limits.high) if abs(x) != INF)
    marks = sorted({*bounds, *(cut for cuts, _, _ in told for cut in cuts)})
    place = {mark: 2 * number + 1 for number, mark in enumerate(marks)}
    turns = [0] * (2 * len(marks) + 1)  # per atom the rules that begin or cease to hold there
    for cuts, truth, rules in told:
        starts = (0, *(start for cut in cuts for start in (place[cut], place[cut] + 1)))
        for start, before, now in zip(starts, (False, *truth), truth, strict=False):
            if now != before:
                turns[start] ^= rules
    held = zip(_atoms(marks), accumulate(turns, xor), strict=True)
    atoms, masks = zip(*((span, rules) for span, rules in held if _pick(line, span) is not None), strict=True)
    parts, edges = [_null_part(cells, True)], []
    for number, mask in enumerate(masks):
        if number and mask == masks[number - 1]:
            continue
        last = number
        while last + 1 < len(masks) and masks[last + 1] == mask:
            last += 1
        first, end = atoms[number], atoms[last]
        if number:
            edges.append(_edge_between(line, atoms[number - 1], first))
        parts.append(_stretch(line, Interval(first.low, end.high, first.low_in, end.high_in), limits, mask))
    return Axis(line, tuple(parts), tuple(edges))


def _atoms(marks: list[float]) -> list[Interval]:
    """2n+1 intervals: the open stretches around n marks (even numbers) and the marks (odd)."""
    atoms, low = [], -INF
    for mark in marks:
        atoms += [Interval(low, mark), Interval(mark, mark, True, True)]
        low = mark
    return [*atoms, Interval(low, INF)]


def _pick(line: Line, span: Interval) -> float | None:
    """Some key in the interval; on the line of whole numbers a fraction too, for it may be asked about."""
    return sample("number" if line == "whole" else line, span.meet(ends(line)))


def _at_span(cell: Tree, line: Line, span: Interval) -> bool:
    where = _pick(line, span)
    return where is not None and holds(cell, at(line, where))


def _edge_between(line: Line, before: Interval, after: Interval) -> float:
    if before.high_in:
        return edge(line, before.high, belongs_below=True)
    return edge(line, after.low, belongs_below=False)


def _stretch(line: Line, span: Interval, limits: Interval, rules: int) -> Part:
    admitted = span.meet(limits)
    where = sample(line, admitted)
    if where is None:
        return Part(rules, None, False, span=span)
    return Part(rules, at(line, where), True, single(line, admitted), span)


def _null_part(cells: Cells, nullable: bool) -> Part:
    return Part(_rules_at(cells, None), None, nullable, True, null=True)


def distinct(members: Sequence[Plain], closed: bool, cells: Cells, nullable: bool) -> Axis:
    """The axis of values that are only equal or not: truth, choice, verdict (closed) or text (open)."""
    named = [c for cell in cells for c in constants(cell) if isinstance(c, str)]
    asked: dict[Plain, bool] = dict.fromkeys(members, True)
    if True not in asked:
        asked |= {c: not closed for c in named if c not in asked}
    groups: dict[tuple[int, bool], list[Plain]] = {}
    for value, inside in asked.items():
        groups.setdefault((_rules_at(cells, value), inside), []).append(value)
    parts = [_null_part(cells, nullable)]
    for (rules, inside), values in groups.items():
        parts.append(Part(rules, values[0], inside, len(values) == 1, values=tuple(values)))
    if True not in asked:
        parts.append(Part(_rules_at(cells, ANYTHING_ELSE), ANYTHING_ELSE, not closed))
    return Axis(None, tuple(parts))


def _rules_at(cells: Cells, value: Plain) -> int:
    return sum(rules for cell, rules in cells.items() if holds(cell, value))  # no rule has two cells
