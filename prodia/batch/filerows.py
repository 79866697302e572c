"""A file of people as strict rows: CSV as it was typed, or Parquet; a stretch of rows at a time."""

# Text goes through Python's csv, which keeps every cell as it was typed: what reads files faster also makes
# numbers, dates and missing values of them, and "NA", "007" and "1,5" are lost before we see them. A row is
# counted as a spreadsheet counts it: a cell may hold line ends, and the heading is row 1.

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from prodia.batch.cells import typed
from prodia.errors import ContentError
from prodia.problems import Kind, Place, Problem
from prodia.problems.files import ENCODING, UNREADABLE_FILE
from prodia.problems.people import EXTRA_NEEDED, NO_PEOPLE, NOT_A_ROW, SEPARATOR

CELLS = 1 << 19  # at a time
FEWEST = 1_000  # rows at a time, however many columns there are
SEPARATORS = (",", ";", "\t")
LONGEST_LINE = 1 << 20  # of a heading


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows as cells of text, and the row in the file of each (the heading is row 1)."""

    numbers: tuple[int, ...]
    cells: tuple[list[str], ...]


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A file to be scored: its heading, and its rows from the start each time they are asked."""

    path: Path
    head: tuple[str, ...]
    separator: str | None

    def chunks(self, size: int | None = None) -> Iterator[Rows]:
        """The rows, ``size`` at a time, or else as many as fit in memory whatever the file.

        Raises ContentError at the first row that can not be read.
        """
        size = size or max(FEWEST, CELLS // max(1, len(self.head)))
        some: list[tuple[int, list[str]]] = []
        for number, cells in self._rows():
            some.append((number, cells))
            if len(some) == size:
                yield Rows(tuple(n for n, _ in some), tuple(c for _, c in some))
                some = []
        if some:
            yield Rows(tuple(n for n, _ in some), tuple(c for _, c in some))

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        if self.separator is None:
            yield from _parquet_rows(self.path)
            return
        blank: list[int] = []
        for number, cells in _records(self.path, self.separator):
            if number == 1:
                continue
            if not cells and len(self.head) > 1:  # at the end of a file it is no row
                blank.append(number)
                continue
            yield from ((n, []) for n in blank)
            blank.clear()
            yield number, cells or [""]


def opened(path: str, separator: str | None = None) -> PeopleFile:
    """A CSV or Parquet file. Raises ContentError for what can not be read, or not be told apart."""
    file = Path(path)
    if file.suffix.lower() == ".parquet":
        return PeopleFile(file, _parquet_head(file), None)
    with _text(file) as stream:
        first = stream.readline(LONGEST_LINE)
    found = [s for s in SEPARATORS if s in first]
    if separator is None and len(found) > 1:
        raise _refused(SEPARATOR, file)
    used = separator or (found[0] if found else ",")
    head = next(_records(file, used), None)
    if head is None:
        raise _refused(NO_PEOPLE, file)
    return PeopleFile(file, tuple(head[1]) or ("",), used)


def _refused(kind: Kind, file: Path, **args: object) -> ContentError:
    return ContentError((Problem(kind, Place(file.as_posix()), **args),))


def _records(file: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number, the heading too. Raises ContentError at the first that is no row."""
    number = 0
    with _text(file) as stream:
        try:
            for cells in csv.reader(_lines(stream, file), delimiter=separator, strict=True):
                number += 1
                yield number, cells
        except csv.Error:
            most = csv.field_size_limit()
            raise _refused(NOT_A_ROW, file, row=number + 1, most=most) from None


def _lines(stream: IO[str], file: Path) -> Iterator[str]:
    """The lines of a text. Raises ContentError for a NUL: that is UTF-16, or no text at all."""
    for line in stream:
        if "\x00" in line:
            raise _refused(ENCODING, file, witness="byte 0x00")
        yield line


@contextmanager
def _text(file: Path) -> Iterator[IO[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    except UnicodeDecodeError as error:
        raise _refused(ENCODING, file, witness=f"byte 0x{error.object[error.start]:02X}") from None
    except (OSError, ValueError):  # a ValueError for a name that no file can have
        raise _refused(UNREADABLE_FILE, file, path=file.as_posix()) from None


def _parquet() -> Any:
    try:
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]
    except ImportError:
        raise ContentError((Problem(EXTRA_NEEDED, None, package="pyarrow", extra="frames"),)) from None
    return parquet


@contextmanager
def _parquet_file(file: Path) -> Iterator[Any]:
    parquet = _parquet()
    from pyarrow import ArrowException

    try:
        with parquet.ParquetFile(file) as stream:
            yield stream
    except (OSError, ValueError, OverflowError, ArrowException):
        raise _refused(UNREADABLE_FILE, file, path=file.as_posix()) from None


def _parquet_head(file: Path) -> tuple[str, ...]:
    with _parquet_file(file) as stream:
        return tuple(stream.schema_arrow.names)


def _parquet_rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    number = 1
    with _parquet_file(file) as stream:
        for batch in stream.iter_batches(batch_size=max(FEWEST, CELLS // max(1, len(stream.schema_arrow)))):
            for row in zip(*map(_texts, batch.columns), strict=True):
                number += 1
                yield number, list(row)


def _texts(column: Any) -> list[str]:
    """A column as it would have been typed; most values come back, and are worked out once."""
    values = column.to_pylist()
    try:
        known = {value: typed(value) for value in set(values)}
    except TypeError:  # lists and the like, of which none is a cell
        return [*map(typed, values)]
    return [known[value] for value in values]
