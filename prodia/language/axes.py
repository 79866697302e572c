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
from collections.abc import Sequence
from dataclasses import dataclass

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


def axis_of(type_: Type, cells: Sequence[Tree]) -> Axis:
    """The axis of an input of this type; cell r belongs to rule r. A verdict always has a value."""
    if type_.runtime in ("number", "date", "months", "days"):
        line: Line = "whole" if type_.unit == "count" else type_.runtime  # type: ignore[assignment]
        low = -INF if type_.low is None else nine(type_.low)
        high = INF if type_.high is None else nine(type_.high)
        limits = Interval(
            low, high, low != -INF and not type_.low_open, high != INF and not type_.high_open
        ).meet(ends(line))
        return ordered(line, limits, cells, True)
    if type_.kind == "truth":
        return distinct((True, False), True, cells, True)
    return distinct(type_.options, bool(type_.options), cells, type_.kind != "verdict")


def ordered(line: Line, limits: Interval, cells: Sequence[Tree], nullable: bool) -> Axis:
    """The axis of a number, date or duration: cell r belongs to rule r."""
    bits: dict[Tree, int] = {}
    for rule, cell in enumerate(cells):
        bits[cell] = bits.get(cell, 0) | 1 << rule
    cuts = {cell: sorted({k for c in constants(cell) if (k := key(line, c)) is not None}) for cell in bits}
    bounds = (x for x in (limits.low, limits.high) if abs(x) != INF)
    marks = sorted({*bounds, *(cut for own in cuts.values() for cut in own)})
    atoms = [span for span in _atoms(marks) if _pick(line, span) is not None]
    masks = [0] * len(atoms)
    for cell, mask in bits.items():
        own = cuts[cell]
        truth = [_at_span(cell, line, span) for span in _atoms(own)]
        for number, span in enumerate(atoms):
            place = bisect_left(own, span.high)
            exact = span.low == span.high and place < len(own) and own[place] == span.high
            if truth[2 * place + exact]:
                masks[number] |= mask
    parts, edges = [_null_part(cells, nullable)], []
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


def _null_part(cells: Sequence[Tree], nullable: bool) -> Part:
    return Part(
        sum(1 << r for r, cell in enumerate(cells) if holds(cell, None)), None, nullable, True, null=True
    )


def distinct(members: Sequence[Plain], closed: bool, cells: Sequence[Tree], nullable: bool) -> Axis:
    """The axis of values that are only equal or not: truth, choice, verdict (closed) or text (open)."""
    named = [c for cell in dict.fromkeys(cells) for c in constants(cell) if isinstance(c, str)]
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


def _rules_at(cells: Sequence[Tree], value: Plain) -> int:
    truth = {cell: holds(cell, value) for cell in set(cells)}
    return sum(1 << r for r, cell in enumerate(cells) if truth[cell])
