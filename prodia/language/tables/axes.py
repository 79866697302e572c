"""One column of a decision table as an axis: a handful of intervals, each with the rules that hold there."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import xor
from typing import Literal as OneOf
from typing import TypeAlias

from prodia.frozen import dataclass
from prodia.language.evaluate import evaluate
from prodia.language.operators.compare import TESTS
from prodia.language.syntax.tree import SUBJECT, Apply, Literal, Name, Tree, names, walk
from prodia.language.syntax.types import Type
from prodia.language.values import NINE_LIMIT, Duration, Plain, Value, nine, plain

# How to think about it: a key line is cut into atoms, alternately "the open
# stretch between two constants" and "exactly this constant". On the line of
# whole keys (dates, durations, counts) some open stretches hold nothing.
#
# ``edge`` is why no face needs nine(): nine never falls when its argument
# rises, so "nine(x) >= p" is the same as "x > e" for one double e, found once
# when a table is compiled. The scalar face bisects the raw value over those
# edges, the columns compare the raw column with them.


Line: TypeAlias = OneOf["number", "whole", "date", "months", "days"]
INF = math.inf
SOME_DAY = dt.date(2000, 1, 1).toordinal()
LARGEST = math.nextafter(math.inf, 0.0)
TELLS_ONES = 2.0**53  # from here a double and the next one are more than one apart


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a key line; ``-inf`` and ``inf`` where it does not end."""

    low: float = -INF
    high: float = INF
    low_in: bool = False
    high_in: bool = False

    def meet(self, other: Interval) -> Interval:
        """What two intervals share (possibly nothing, see :func:`sample`)."""
        low, low_in = max((self.low, not self.low_in), (other.low, not other.low_in))
        high, high_in = min((self.high, self.high_in), (other.high, other.high_in))
        return Interval(low, high, not low_in, high_in)

    def holds(self, where: float) -> bool:
        above = where > self.low or (where == self.low and self.low_in)
        return above and (where < self.high or (where == self.high and self.high_in))


def key(line: Line, value: Value) -> float | None:
    """Where a value stands on the line, or None if it is no value of it (NaN and the infinities are not)."""
    if line in ("number", "whole"):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= LARGEST
        return nine(float(value)) if is_number else None  # type: ignore[arg-type]
    if line == "date":
        is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        return value.toordinal() if is_day else None  # type: ignore[union-attr]
    return value.amount if isinstance(value, Duration) and value.kind == line else None


def at(line: Line, where: float) -> Plain:
    """The value that stands at a key: the inverse of :func:`key`."""
    if line in ("number", "whole"):
        return float(where)
    if line == "date":
        return dt.date.fromordinal(int(where))
    return Duration("months" if line == "months" else "days", int(where))


def ends(line: Line) -> Interval:
    """The whole line: dates have a first and a last day, the others do not end."""
    if line == "date":
        return Interval(dt.date.min.toordinal(), dt.date.max.toordinal(), True, True)
    return Interval()


def sample(line: Line, span: Interval) -> float | None:
    """The smallest natural key in an interval, or None if it holds no value.

    A whole number if there is one, else as few decimals as will do: at most
    nine, the grain of a named number, and past 2,000,000 that of a double.

    >>> sample("number", Interval(10, 100)), sample("number", Interval(0.5, 0.6))
    (11, 0.51)
    >>> sample("whole", Interval(3, 4)) is None
    True
    """
    if line == "date":
        return _day(span)
    whole = _whole(span)
    if whole is not None and span.holds(float(whole)):
        return whole
    for digits in range(1, 10 if line == "number" and abs(span.low) < TELLS_ONES else 1):
        step = 10.0**digits
        found = nine(math.floor(span.low * step + 1e-9) / step)
        for _ in range(3):
            if span.holds(found):
                return found
            found = nine(found + 1 / step)
    if abs(span.low) < (NINE_LIMIT if line == "number" else TELLS_ONES):
        return None
    doubles = (span.low, math.nextafter(span.low, INF), math.nextafter(span.high, -INF))
    return next((x for x in doubles if abs(x) != INF and span.holds(x)), None)


def _day(span: Interval) -> float | None:
    """As :func:`_whole`; the first and last day of the calendar are natural for nobody."""
    first, last = ends("date").low, ends("date").high
    found = _whole(Interval(-INF if span.low <= first else span.low, span.high, span.low_in, span.high_in))
    if found is not None and found < first:
        found = _whole(span.meet(ends("date")))
    if span.low <= first and span.high >= last:
        return SOME_DAY
    return found if found is not None and found <= last else None


def _whole(span: Interval) -> float | None:
    """The whole key in the interval that lies nearest its lower end (its upper one, or zero)."""
    if abs(span.low) == INF and abs(span.high) == INF:
        return 0 if span.low < span.high else None
    if span.low == -INF:
        return last_whole(span)
    if span.low == INF:
        return None
    low = math.ceil(span.low)
    low = low if low > span.low or span.low_in else low + 1
    return low if low < span.high or (low == span.high and span.high_in) else None


def last_whole(span: Interval) -> float:
    """The highest whole key of an interval, ``inf`` where it does not end."""
    if span.high == INF:
        return INF
    high = math.floor(span.high)
    return high if high < span.high or span.high_in else high - 1


def single(line: Line, span: Interval) -> bool:
    """Does the interval hold exactly one value?"""
    if line != "number":
        first = _whole(span)
        return first is not None and span.low != -INF and last_whole(span) == first
    return span.low == span.high and span.low_in and span.high_in


def edge(line: Line, where: float, *, belongs_below: bool) -> float:
    """The largest key ``e`` such that ``x > e`` tells a raw value past the cut from one before it.

    ``belongs_below``: the value at the cut itself stands before it. For numbers the
    answer is a double that may differ from ``where``, because the raw value has not
    been through :func:`nine`:

    >>> edge("number", 10.0, belongs_below=False) < 10.0 < edge("number", 10.0, belongs_below=True)
    True
    """
    if line not in ("number", "whole"):
        return where if belongs_below else where - 1
    if belongs_below:
        below, above = where, max(where + 1e-9, math.nextafter(where, INF))
    else:
        below, above = min(where - 1e-9, math.nextafter(where, -INF)), where
    while True:
        middle = (below + above) / 2
        if not below < middle < above:
            return below
        past = nine(middle) > where if belongs_below else nine(middle) >= where
        below, above = (below, middle) if past else (middle, above)


# One column of a decision table as an axis: a handful of parts, each with the rules that hold there.

# How to think about it: what a cell means is never restated here. A cell is
# evaluated (the one operator table) at its constants and once between every two
# of them. That is exact because a cell only compares ``?`` with constants;
# ``unclear`` says which cells do something else, and those are refused.
#
# A part keeps two facts apart: where it lies (any value at all gets an outcome)
# and whether the declared type admits something of it (what the checker asks).


# Every operator that, with constants on its other places, only changes its mind at those constants.
CUTS_AT_CONSTANTS = TESTS | {"is null", "is not null", "not", "and", "or"}
ANYTHING_ELSE = "\ufffc"  # stands for "a text no cell names" while a cell is evaluated
Cells: TypeAlias = Mapping[Tree, int]  # a column: each different cell, and the rules (bits) that have it


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


def axis_of(type_: Type, cells: Cells) -> Axis:
    """The axis of an input of this type. A verdict always has a value."""
    if type_.runtime in ("number", "date", "months", "days"):
        counted = type_.kind == "number" and type_.whole
        line: Line = "whole" if counted else type_.runtime  # type: ignore[assignment]
        low = -INF if type_.low is None else nine(type_.low)
        high = INF if type_.high is None else nine(type_.high)
        limits = Interval(
            low, high, low != -INF and not type_.low_open, high != INF and not type_.high_open
        ).meet(ends(line))
        return ordered(line, limits, cells)
    if type_.kind == "truth":
        return distinct((True, False), True, cells, True)
    return distinct(type_.options, bool(type_.options), cells, type_.kind != "verdict")


@lru_cache(maxsize=1 << 15)  # a table is looked at by each of its proofs
def _answers(line: Line, cell: Tree) -> tuple[list[float], list[bool]]:
    """The constants of a cell, and whether it holds on the stretches around and the places of them."""
    cuts = sorted({k for c in constants(cell) if (k := key(line, c)) is not None})
    return cuts, [_at_span(cell, line, span) for span in _atoms(cuts)]


def ordered(line: Line, limits: Interval, cells: Cells) -> Axis:
    """The axis of a number, date or duration."""
    told = [(*_answers(line, cell), rules) for cell, rules in cells.items()]
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
    said = {cell: dict.fromkeys(c for c in constants(cell) if isinstance(c, str)) for cell in cells}
    asked: dict[Plain, bool] = dict.fromkeys(members, True)
    if True not in asked:
        asked |= {c: not closed for own in said.values() for c in own if c not in asked}
    other = _rules_at(cells, ANYTHING_ELSE)  # and so for every text, but in the cells that name it
    rules_at = {v: other if isinstance(v, str) else _rules_at(cells, v) for v in asked}
    for cell, texts in said.items():
        usual = holds(cell, ANYTHING_ELSE)
        for text in texts:
            if text in rules_at and holds(cell, text) != usual:
                rules_at[text] ^= cells[cell]
    groups: dict[tuple[int, bool], list[Plain]] = {}
    for value, inside in asked.items():
        groups.setdefault((rules_at[value], inside), []).append(value)
    parts = [_null_part(cells, nullable)]
    for (rules, inside), values in groups.items():
        parts.append(Part(rules, values[0], inside, len(values) == 1, values=tuple(values)))
    if True not in asked:
        parts.append(Part(other, ANYTHING_ELSE, not closed))
    return Axis(None, tuple(parts))


def _rules_at(cells: Cells, value: Plain) -> int:
    return sum(rules for cell, rules in cells.items() if holds(cell, value))  # no rule has two cells
