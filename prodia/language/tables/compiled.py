"""A decision table made ready: values to part numbers, the numbers to a cell, the cell to an outcome.

>>> compiled = compile_table(table)           # doctest: +SKIP
>>> compiled.decide((9.0, "lager")).output    # doctest: +SKIP
('ernstig',)
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Literal

from prodia.errors import ContentError
from prodia.frozen import dataclass
from prodia.language.columns import EPOCH, Array, Column, np
from prodia.language.evaluate import evaluate, evaluate_columns
from prodia.language.syntax.tree import show_cell
from prodia.language.tables import HitPolicy, Row, Table
from prodia.language.tables.axes import (
    ANYTHING_ELSE,
    INF,
    LARGEST,
    Axis,
    Cells,
    axis_of,
    by_cell,
    unclear,
)
from prodia.language.values import Missing, Plain, Value, named, nine, plain
from prodia.problems import Problem
from prodia.problems.language import CELL, TOO_MANY_RULES

# How to think about it: every input is an axis of parts (axes.py). A cell is one
# part of each; its number is the sum of part number times stride. All rules of a
# cell are the AND of the parts' rule sets, so a cell's outcome is worked out the
# first time somebody lands in it and remembered (`_memo`): that memory is the only
# thing here that changes, and nobody can see it. The same axes are the column
# kernel below and the checker (review.py).


MEMORY = 1 << 16  # cells remembered
MOST_RULES = 10_000  # a part of an axis knows of every rule whether it holds: memory grows with the square


@dataclass(frozen=True, slots=True)
class Hit:
    """What a table answers.

    ``rules``: the rules that gave the outcome (from 0), in the order of ``rows``; all
    that hold if ``status`` is ``several``. ``rows``: their outcomes, one value per
    output; one row for a policy with a single outcome or an aggregate. ``status``:
    ``ok``, ``none`` (no rule holds and there is no default) or ``several`` (UNIQUE
    with more than one rule, ANY with different outcomes: no outcome is given).
    """

    rules: tuple[int, ...]
    rows: tuple[Row, ...]
    default_used: bool
    status: Literal["ok", "none", "several"]

    @property
    def output(self) -> Row | None:
        """The first row, or None if there is no outcome."""
        return self.rows[0] if self.rows else None


@dataclass(frozen=True, eq=False)
class CompiledTable:
    """Made by :func:`compile_table`. Values are given in the order of ``table.inputs``."""

    table: Table
    axes: tuple[Axis, ...]
    strides: tuple[int, ...]
    size: int  # number of cells
    _ordered: tuple[tuple[int, Sequence[Any], tuple[int, ...]], ...] = field(repr=False)
    _coded: tuple[tuple[int, Codes], ...] = field(repr=False)
    _memo: dict[int, Hit] = field(default_factory=dict, repr=False)

    def decide(self, values: Sequence[Value]) -> Hit:
        """The outcome for one value per input. A value of another type than declared counts as null."""
        try:
            cell = 0
            for i, edges, offsets in self._ordered:
                cell += offsets[bisect_left(edges, values[i])]
            for i, codes in self._coded:
                cell += codes[values[i]]
            return self._memo[cell]
        except (TypeError, KeyError):
            return self._carefully(values)

    def _carefully(self, values: Sequence[Value]) -> Hit:
        """As :meth:`decide`, for a row with a null or a cell nobody was in yet."""
        cell = 0
        try:
            for i, edges, offsets in self._ordered:
                if values[i] is not None:
                    cell += offsets[bisect_left(edges, values[i])]
            for i, codes in self._coded:
                cell += codes[values[i]]
            return self._memo[cell]
        except (TypeError, KeyError):
            return self.at(self.parts(values))

    def decide_named(self, values: Mapping[str, Value]) -> Hit:
        """The outcome for named values: the expression of every input is evaluated first."""
        return self.decide([evaluate(i.tree, values) for i in self.table.inputs])

    def parts(self, values: Sequence[Value]) -> tuple[int, ...]:
        """The part number of each value (0: null)."""
        if len(values) != len(self.axes):
            raise ValueError(f"{len(self.axes)} inputs, {len(values)} values")
        return tuple(axis.part_of(value) for axis, value in zip(self.axes, values, strict=True))

    def rules_at(self, parts: Sequence[int]) -> int:
        """The rules that hold in a cell, as bits."""
        mask = (1 << len(self.table.rules)) - 1
        for axis, part in zip(self.axes, parts, strict=True):
            mask &= axis.parts[part].rules
        return mask

    def at(self, parts: Sequence[int]) -> Hit:
        """The outcome of the cell of these parts."""
        cell = sum(part * stride for part, stride in zip(parts, self.strides, strict=True))
        hit = self._memo.get(cell)
        if hit is None:
            hit = outcome(self.table, self.rules_at(parts))
            if len(self._memo) < MEMORY:
                self._memo[cell] = hit
        return hit

    def decide_columns(self, columns: Sequence[Column | Coded]) -> ColumnHits:
        """The outcome for every person at once, equal to :meth:`decide` for each.

        Raises ValueError for columns of different lengths.
        """
        sizes = {len(c) for c in columns}
        if len(columns) != len(self.axes) or len(sizes) != 1:
            raise ValueError(f"{len(self.axes)} columns of one length are needed, in the order of the inputs")
        rows = sizes.pop()
        dense = self.size <= CELLS and ("dense" in self.__dict__ or self.size <= 4096 + 16 * rows)
        return (by_cells if dense else by_bits)(self, columns, rows)

    def decide_columns_named(self, columns: Mapping[str, Column]) -> ColumnHits:
        """As :meth:`decide_columns`, the expression of every input evaluated over named columns first."""
        return self.decide_columns([evaluate_columns(i.tree, columns) for i in self.table.inputs])

    @cached_property
    def boxes(self) -> tuple[tuple[int, ...], ...]:
        """Per rule and input, as bits, the admitted parts where the rule's cell holds."""
        boxes = [[0] * len(self.axes) for _ in self.table.rules]
        for i, axis in enumerate(self.axes):
            before = admitted = 0
            for number, part in enumerate(axis.parts):
                if part.inside:
                    admitted |= 1 << number
                    turned, before = before ^ part.rules, part.rules
                    while turned:  # a rule that begins or ceases to hold: so do all its parts from here on
                        boxes[(turned & -turned).bit_length() - 1][i] ^= -1 << number
                        turned &= turned - 1
            for box in boxes:
                box[i] &= admitted
        return tuple(map(tuple, boxes))

    @cached_property
    def ranges(self) -> tuple[Ranges, ...]:
        """Per input, what the rules of several parts come to together."""
        return tuple(Ranges([part.rules for part in axis.parts]) for axis in self.axes)

    @cached_property
    def dense(self) -> Any:
        """The outcome code of every cell and the outcomes, for the column kernel.

        The rule sets reached after each input are numbered (there are far fewer than
        cells), so that a cell costs one gather an input and no rule set is decided twice.
        """
        states, reached = [(1 << len(self.table.rules)) - 1], np.zeros(1, dtype=np.int32)
        for axis in self.axes:
            numbers: dict[int, int] = {}
            step = [[numbers.setdefault(s & p.rules, len(numbers)) for s in states] for p in axis.parts]
            states = list(numbers)
            reached = np.array(step, dtype=np.int32)[:, reached].ravel()
        return _coded_hits(self, states, reached)


class Ranges:
    """Sets of rules (bits) one after the other, and what any stretch of them comes to."""

    # A segment tree: node n stands for the nodes 2n and 2n + 1 below it.

    def __init__(self, masks: Sequence[int]) -> None:
        self.count = len(masks)
        self.some, self.every = [0, *masks[1:], *masks], [0, *masks[1:], *masks]
        for n in range(self.count - 1, 0, -1):
            self.some[n] = self.some[2 * n] | self.some[2 * n + 1]
            self.every[n] = self.every[2 * n] & self.every[2 * n + 1]

    def of(self, places: int) -> tuple[int, int]:
        """The rules in some of these places (bits), and the rules in every one of them."""
        some, every = 0, -1
        for first, end in runs(places):
            low, high = first + self.count, end + self.count
            while low < high:
                if low & 1:
                    some, every, low = some | self.some[low], every & self.every[low], low + 1
                if high & 1:
                    high -= 1
                    some, every = some | self.some[high], every & self.every[high]
                low, high = low // 2, high // 2
        return some, every


def runs(bits: int) -> Iterator[tuple[int, int]]:
    """The stretches of bits that are set: the first, and the one after the last."""
    at = 0
    while bits:
        skip = (bits & -bits).bit_length() - 1
        length = (~(bits >> skip) & ((bits >> skip) + 1)).bit_length() - 1
        yield at + skip, at + skip + length
        at, bits = at + skip + length, bits >> skip + length


def set_in(bits: int) -> list[int]:
    """The numbers of the bits that are set."""
    text = bin(bits)[:1:-1]
    found, at = [], text.find("1")
    while at >= 0:
        found.append(at)
        at = text.find("1", at + 1)
    return found


class Codes(dict[Any, int]):
    """Value to offset; a text not named gets ``other``, anything else null (0)."""

    other = 0

    def __missing__(self, value: object) -> int:
        return self.other if isinstance(value, str) else 0


def compile_table(table: Table) -> CompiledTable:
    """``table`` made ready to decide.

    Raises :class:`~prodia.errors.ContentError` for a cell that does anything but
    compare its column with constants and for more rules than :data:`MOST_RULES`, and ValueError for
    rows of another length.
    """
    if said := too_long(len(table.rules)):
        raise ContentError((Problem(TOO_MANY_RULES, None, **said),))
    cells = cells_of(table)
    problems = [Problem(CELL, None, **args) for _, _, args in unclear_cells(table, cells)]
    if problems:
        raise ContentError(tuple(problems))
    return with_cells(table, cells)


def too_long(rules: int) -> dict[str, str]:
    """What a message says of a table with more rules than can be compiled; nothing of another."""
    return {"got": str(rules), "want": str(MOST_RULES)} if rules > MOST_RULES else {}


def cells_of(table: Table) -> tuple[Cells, ...]:
    """The different cells of each input. Raises ValueError for rows of another length."""
    for rule in table.rules:
        if len(rule.when) != len(table.inputs) or len(rule.then) != len(table.outputs):
            raise ValueError("every rule has one cell per input and one value per output")
    if table.otherwise is not None and len(table.otherwise) != len(table.outputs):
        raise ValueError("otherwise has one value per output")
    return tuple(by_cell(rule.when[i] for rule in table.rules) for i in range(len(table.inputs)))


def with_cells(table: Table, cells: Sequence[Cells]) -> CompiledTable:
    """As :func:`compile_table`, of a table whose cells were looked at and are clear."""
    axes = tuple(axis_of(i.type, own) for i, own in zip(table.inputs, cells, strict=True))
    strides, size = [], 1
    for axis in axes:
        strides.append(size)
        size *= len(axis.parts)
    known = list(enumerate(zip(axes, strides, strict=True)))
    return CompiledTable(
        table,
        axes,
        tuple(strides),
        size,
        tuple((i, *_offsets(axis, stride)) for i, (axis, stride) in known if axis.line is not None),
        tuple((i, _codes(axis, stride)) for i, (axis, stride) in known if axis.line is None),
    )


def unclear_cells(table: Table, cells: Sequence[Cells]) -> list[tuple[int, int, dict[str, str]]]:
    """(rule, column, what a message says) of each cell that can not be compiled."""
    doing_more = set(filter(unclear, set().union(*cells)))
    return [
        (r, i, {"rule": str(r + 1), "column": table.inputs[i].label, "cell": show_cell(cell)})
        for r, rule in enumerate(table.rules)
        for i, cell in enumerate(rule.when if doing_more else ())
        if cell in doing_more
    ]


def _offsets(axis: Axis, stride: int) -> tuple[Sequence[Any], tuple[int, ...]]:
    """Edges to bisect a raw value over, and what each stretch adds to the number of the cell.

    NaN bisects to the left of every edge and the infinities lie beyond the outer two: null.
    """
    stretches = tuple(stride * part for part in range(1, len(axis.parts)))
    if axis.line == "date":
        # No day lies beyond the last: that edge is there so that null always meets one, and is refused.
        return (*(dt.date.fromordinal(int(e)) for e in axis.edges), dt.date.max), stretches
    return (-INF, *axis.edges, LARGEST), (0, *stretches, 0)


def _codes(axis: Axis, stride: int) -> Codes:
    codes = Codes(dict.fromkeys((None, *Missing), 0))
    for number, part in enumerate(axis.parts):
        codes.update(dict.fromkeys(part.values, number * stride))
        if not part.values and not part.null:
            codes.other = number * stride
    return codes


def outcome(table: Table, rules: int) -> Hit:
    """What the hit policy makes of the rules that hold (bits)."""
    holding = set_in(rules)
    if not holding:
        if table.otherwise is None:
            return Hit((), (), False, "none")
        return Hit((), (_row(table.otherwise),), True, "ok")
    hit = table.hit
    if (hit is HitPolicy.UNIQUE and len(holding) > 1) or (hit is HitPolicy.ANY and not agree(table, holding)):
        return Hit(tuple(holding), (), False, "several")
    if hit in (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER):
        holding.sort(key=lambda r: rank(table, r))
    if hit in (HitPolicy.FIRST, HitPolicy.PRIORITY):
        del holding[1:]
    rows = tuple(_row(table.rules[r].then) for r in holding)
    if hit is HitPolicy.COLLECT and table.aggregate != "none":
        rows = (tuple(_aggregate(table.aggregate, column) for column in zip(*rows, strict=True)),)
    return Hit(tuple(holding), rows[:1] if hit is HitPolicy.ANY else rows, False, "ok")


def agree(table: Table, rules: Sequence[int]) -> bool:
    """Do these rules have one and the same outcome?"""
    return len({typed(table.rules[r].then) for r in rules}) < 2


def rank(table: Table, rule: int) -> tuple[int, ...]:
    """Where a rule stands by the declared values of the outputs; a value not declared comes last."""
    return tuple(
        output.values.index(value) if value in output.values else len(output.values)
        for output, value in zip(table.outputs, table.rules[rule].then, strict=True)
    )


def typed(row: Row) -> tuple[tuple[type, Plain], ...]:
    """What tells two rows of outcomes apart: 1.0 == True in Python, and not here."""
    return tuple((type(v), v) for v in _row(row))


def _row(row: Row) -> Row:
    return tuple(plain(named(v)) for v in row)


def _aggregate(how: str, values: tuple[Plain, ...]) -> Plain:
    """One value of many; numbers only, except that ``count`` counts anything. A null makes it null."""
    if how == "count":
        return float(len(values))
    numbers = [v for v in values if isinstance(v, float)]
    if len(numbers) < len(values):
        return None
    return nine(sum(numbers)) if how == "sum" else min(numbers) if how == "min" else max(numbers)


# A compiled decision table over columns of people. Reached for columns only: NumPy is imported here.

# Columns of people: the same axes as for one person. A block of rows small
# enough to stay in the cache is turned into cell numbers, one compare-and-add per
# edge (searchsorted only where there are many), then one gather gives the code of
# the outcome. Where the table has more cells than CELLS the cell numbers are left
# out: every row gathers its rules as bits, 64 to a word, and each distinct set of
# rules is decided once. Both ways give the same codes for the same rows.


CELLS = 1 << 20  # cells a dense table may have
BLOCK = 1 << 15  # rows that stay in the cache
FEW = 16  # edges up to which comparing beats bisecting


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of a few different values: ``codes`` index ``values``; -1 is null."""

    codes: Array
    values: tuple[Plain, ...]

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True, eq=False)
class ColumnHits:
    """The outcome for every person: ``hits[code[row]]`` is what ``decide`` answers for that row."""

    code: Array
    hits: tuple[Hit, ...]

    def __len__(self) -> int:
        return len(self.code)

    def __iter__(self) -> Iterator[Hit]:
        return (self.hits[c] for c in self.code.tolist())

    @cached_property
    def rule(self) -> Array:
        """The rule that gave the outcome, the first if there are more; -1 where none did."""
        first = [h.rules[0] if h.status == "ok" and h.rules else -1 for h in self.hits]
        return np.array(first, dtype=_small(len(first) and max(first))).take(self.code, mode="clip")

    def output(self, number: int) -> Coded:
        """Output ``number`` of the first row of every outcome; null where there is no outcome."""
        shown = [h.output[number] if h.output else None for h in self.hits]
        values = list({(type(v), v): v for v in shown if v is not None}.values())
        place: dict[Any, int] = {(type(v), v): i for i, v in enumerate(values)}
        codes = np.array([place.get((type(v), v), -1) for v in shown], dtype=_small(len(values)))
        return Coded(codes[self.code], tuple(values))


def _small(largest: int) -> Any:
    return np.int16 if largest < 1 << 15 else np.int32


def by_cells(table: CompiledTable, columns: Sequence[Column | Coded], rows: int) -> ColumnHits:
    """Row to cell to outcome."""
    codes, hits = table.dense
    readers = [_reader(a, c, s) for a, c, s in zip(table.axes, columns, table.strides, strict=True)]
    code = np.empty(rows, dtype=codes.dtype)
    cell = np.empty(BLOCK, dtype=np.int32)
    for start in range(0, rows, BLOCK):
        stop = min(start + BLOCK, rows)
        here = cell[: stop - start]
        here[:] = 0
        for read in readers:
            here += read(slice(start, stop))
        codes.take(here, out=code[start:stop], mode="clip")
    return ColumnHits(code, hits)


def _coded_hits(table: CompiledTable, states: list[int], reached: Array) -> tuple[Array, tuple[Hit, ...]]:
    hits: dict[Hit, int] = {}
    code = [hits.setdefault(outcome(table.table, state), len(hits)) for state in states]
    return np.array(code, dtype=_small(len(hits)))[reached], tuple(hits)


def by_bits(table: CompiledTable, columns: Sequence[Column | Coded], rows: int) -> ColumnHits:
    """Row to the rules that hold, 64 to a word, to the outcome: for a table of too many cells."""
    none = np.zeros(0, dtype=np.int64)
    parts = [
        np.concatenate([read(slice(at, min(at + BLOCK, rows))) for at in range(0, rows, BLOCK)] or [none])
        for read in (_reader(a, c, 1) for a, c in zip(table.axes, columns, strict=True))
    ]
    states, reached = [0], np.zeros(rows, dtype=np.int64)
    for shift in range(0, len(table.table.rules), 64):
        word = np.full(rows, (1 << min(64, len(table.table.rules) - shift)) - 1, dtype=np.uint64)
        for axis, part in zip(table.axes, parts, strict=True):
            word &= np.array([p.rules >> shift & (1 << 64) - 1 for p in axis.parts], dtype=np.uint64)[part]
        words, number = np.unique(word, return_inverse=True)
        both, reached = np.unique(reached * len(words) + number, return_inverse=True)
        states = [states[b // len(words)] | int(words[b % len(words)]) << shift for b in both.tolist()]
    code, hits = _coded_hits(table, states, reached)
    return ColumnHits(code, hits)


def _reader(axis: Axis, column: Column | Coded, stride: int) -> Any:
    """A function from a slice of rows to part number times stride."""
    if isinstance(column, Coded):
        return _coded_reader(axis, column, stride)
    if axis.line is None:
        return _distinct_reader(axis, column, stride)
    expected = "number" if axis.line == "whole" else axis.line
    if column.kind != expected:
        return lambda rows: np.zeros(rows.stop - rows.start, dtype=np.int32)
    kind: Any = np.float64 if expected == "number" else np.int64
    shift = EPOCH if axis.line == "date" else 0
    edges = np.array([e - shift for e in axis.edges], dtype=kind)
    values = np.asarray(column.values, dtype=kind)
    missing = column.null if np.any(column.null) else None
    small: Any = np.uint8 if len(axis.parts) < 256 else np.int32

    def read(rows: slice) -> Array:
        x = values[rows]
        if len(edges) <= FEW:
            part = np.ones(len(x), dtype=small)
            for e in edges:
                part += (x > e).view(np.uint8)  # added as it lies, without a cast of every truth
        else:
            part = (np.searchsorted(edges, x, side="left") + 1).astype(small)
        if expected == "number":
            part *= np.isfinite(x).view(np.uint8)
        if missing is not None:
            part *= (~missing[rows]).view(np.uint8)
        return part if stride == 1 else np.multiply(part, stride, dtype=np.int32)

    return read


def _coded_reader(axis: Axis, column: Coded, stride: int) -> Any:
    if len(column) and not -1 <= column.codes.min() <= column.codes.max() < len(column.values):
        raise ValueError("a code that is neither -1 nor the number of a value")
    offsets = np.array([axis.part_of(v) * stride for v in column.values] + [0], dtype=np.int32)
    return lambda rows: offsets.take(column.codes[rows], mode="wrap")  # -1 is the last: null


def _distinct_reader(axis: Axis, column: Column, stride: int) -> Any:
    if column.kind == "truth":
        pair = np.array([axis.part_of(False), axis.part_of(True)], dtype=np.int32) * stride
        return lambda rows: pair.take(column.values[rows].astype(bool)) * ~column.null[rows]
    if column.kind != "text":
        return lambda rows: np.zeros(rows.stop - rows.start, dtype=np.int32)
    parts = Codes({v: number for number, part in enumerate(axis.parts) for v in part.values})
    parts.other = axis.part_of(ANYTHING_ELSE)
    if column.values.dtype == object:
        find = _by_address(parts, column.values)
        return lambda rows: find(rows) * ~column.null[rows] * np.int32(stride)
    return lambda rows: _by_comparing(parts, column.values[rows]) * ~column.null[rows] * np.int32(stride)


def _by_address(parts: Codes, texts: Array) -> Callable[[slice], Array]:
    """Python's texts: most columns hold a few objects many times, and where an object lies says which it is.
    Each is looked up once then, and a row costs a comparison; in a column of many objects each row is looked
    up."""
    small: Any = np.uint8 if max(parts.other, *parts.values(), 0) < 255 else np.int32
    as_numbers = texts.__array_interface__ | {"typestr": np.dtype(np.intp).str}
    address = np.asarray(SimpleNamespace(__array_interface__=as_numbers))  # valid while `texts` lives
    known: dict[int, int] = {}  # the part of an address, from 1

    def look_up(some: Array) -> Array:
        found = map(parts.__getitem__, some.tolist())
        if small is np.uint8:
            return np.frombuffer(bytes(found), dtype=np.uint8)  # twice as fast as fromiter
        return np.fromiter(found, dtype=np.int32, count=len(some))

    def find(rows: slice) -> Array:
        if len(known) > FEW:
            return look_up(texts[rows])
        here = address[rows]
        found = np.zeros(len(here), dtype=small)
        for at, part in known.items():
            found += (here == at).view(np.uint8) * small(part)
        while len(new := np.flatnonzero(found == 0)):
            if len(known) > FEW:
                return look_up(texts[rows])
            first = here[new[0]]
            known[int(first)] = part = parts[texts[rows.start + new[0]]] + 1
            found += (here == first).view(np.uint8) * small(part)
        found -= small(1)
        return found

    return find


def _by_comparing(parts: Codes, texts: Array) -> Array:
    found = np.full(len(texts), parts.other, dtype=np.int32)
    for value, number in parts.items():
        found[texts == value] = number
    return found
