"""A compiled decision table over columns of people. Reached for columns only: NumPy is imported here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from prodia.language.arrays import Array
from prodia.language.columns import EPOCH, Column
from prodia.language.tables.axes import ANYTHING_ELSE, Axis
from prodia.language.tables.compiled import Codes, CompiledTable, Hit, outcome
from prodia.language.values import Plain

if TYPE_CHECKING:
    pass


# How to think about it: the same axes as for one person. A block of rows small
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


def decide_columns(table: CompiledTable, columns: Sequence[Column | Coded]) -> ColumnHits:
    """The outcome for every row. Raises ValueError for columns of different lengths."""
    sizes = {len(c) for c in columns}
    if len(columns) != len(table.axes) or len(sizes) != 1:
        raise ValueError(f"{len(table.axes)} columns of one length are needed, in the order of the inputs")
    rows = sizes.pop()
    if table.size <= CELLS and ("dense" in table.__dict__ or table.size <= 4096 + 16 * rows):
        return by_cells(table, columns, rows)
    return by_bits(table, columns, rows)


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


def dense(table: CompiledTable) -> tuple[Array, tuple[Hit, ...]]:
    """The outcome code of every cell.

    The rule sets reached after each input are numbered (there are far fewer than
    cells), so that a cell costs one gather an input and no rule set is decided twice.
    """
    states, reached = [(1 << len(table.table.rules)) - 1], np.zeros(1, dtype=np.int32)
    for axis in table.axes:
        numbers: dict[int, int] = {}
        step = [[numbers.setdefault(s & p.rules, len(numbers)) for s in states] for p in axis.parts]
        states = list(numbers)
        reached = np.array(step, dtype=np.int32)[:, reached].ravel()
    return _coded_hits(table, states, reached)


def _coded_hits(table: CompiledTable, states: list[int], reached: Array) -> tuple[Array, tuple[Hit, ...]]:
    hits: dict[Hit, int] = {}
    code = [hits.setdefault(outcome(table.table, state), len(hits)) for state in states]
    return np.array(code, dtype=_small(len(hits)))[reached], tuple(hits)


def by_bits(table: CompiledTable, columns: Sequence[Column | Coded], rows: int) -> ColumnHits:
    """Row to the rules that hold, 64 to a word, to the outcome: for a table of too many cells."""
    parts = [
        np.concatenate([read(slice(at, min(at + BLOCK, rows))) for at in range(0, rows, BLOCK)] or [_NO_ROWS])
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


_NO_ROWS = np.zeros(0, dtype=np.int64)


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
    find = _by_look_up if column.values.dtype == object else _by_comparing
    return lambda rows: find(parts, column.values[rows]) * ~column.null[rows] * np.int32(stride)


def _by_look_up(parts: Codes, texts: Array) -> Array:
    found = map(parts.__getitem__, texts.tolist())
    if max(parts.other, *parts.values(), 0) < 256:
        return np.frombuffer(bytes(found), dtype=np.uint8)  # twice as fast as fromiter
    return np.fromiter(found, dtype=np.int32, count=len(texts))


def _by_comparing(parts: Codes, texts: Array) -> Array:
    found = np.full(len(texts), parts.other, dtype=np.int32)
    for value, number in parts.items():
        found[texts == value] = number
    return found
