"""A file of people as strict rows: CSV as it was typed, or Parquet; a stretch of rows at a time."""

# Text goes through Python's csv, which keeps every cell as it was typed: what reads files faster also makes
# numbers, dates and missing values of them, and "NA", "007" and "1,5" are lost before we see them.

from __future__ import annotations

import csv
import datetime as dt
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prodia.errors import ContentError
from prodia.problems import Place, Problem
from prodia.problems import files as kinds
from prodia.problems import yaml as reading

__all__ = ["PeopleFile", "Rows", "opened"]

CHUNK = 20_000
SEPARATORS = (",", ";", "\t")
LONGEST_CELL = 10_000


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

    def chunks(self, size: int = CHUNK) -> Iterator[Rows]:
        """The rows, so many at a time. Raises ContentError for a file that turns out to be no text."""
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
        with _text(self.path) as stream:
            reader = csv.reader(stream, delimiter=self.separator, strict=True)
            for number, cells in enumerate(reader, 1):
                if number > 1 and cells:
                    yield number, cells


def opened(path: str, separator: str | None = None) -> PeopleFile:
    """A CSV or Parquet file. Raises ContentError for what can not be read, or not be told apart."""
    file = Path(path)
    if file.suffix == ".parquet":
        return PeopleFile(file, _parquet_head(file), None)
    with _text(file) as stream:
        first = stream.readline(1 << 20)
    found = [s for s in SEPARATORS if s in first]
    if separator is None and len(found) > 1:
        raise ContentError((Problem(kinds.SEPARATOR, Place(path)),))
    used = separator or (found[0] if found else ",")
    head = next(csv.reader([first], delimiter=used), [])
    if not head:
        raise ContentError((Problem(kinds.NO_PEOPLE, Place(path)),))
    return PeopleFile(file, tuple(head), used)


@contextmanager
def _text(path: Path) -> Iterator[Any]:
    limit = csv.field_size_limit(LONGEST_CELL)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    except UnicodeDecodeError as error:
        witness = f"byte 0x{error.object[error.start]:02X}"
        raise ContentError((Problem(reading.ENCODING, Place(path.as_posix()), witness=witness),)) from None
    except csv.Error:
        raise ContentError((Problem(kinds.SEPARATOR, Place(path.as_posix())),)) from None
    except OSError:
        shown = path.as_posix()
        raise ContentError((Problem(reading.UNREADABLE_FILE, Place(shown), path=shown),)) from None
    finally:
        csv.field_size_limit(limit)


def _parquet() -> Any:
    try:
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]
    except ImportError:
        raise ContentError((Problem(kinds.EXTRA_NEEDED, None, package="pyarrow", extra="frames"),)) from None
    return parquet


def _parquet_head(path: Path) -> tuple[str, ...]:
    parquet = _parquet()
    try:
        return tuple(parquet.ParquetFile(path).schema_arrow.names)
    except Exception:
        shown = path.as_posix()
        raise ContentError((Problem(reading.UNREADABLE_FILE, Place(shown), path=shown),)) from None


def _parquet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    number = 1
    for batch in _parquet().ParquetFile(path).iter_batches(batch_size=CHUNK):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            yield number, [_typed(value) for value in row]


def _typed(value: object) -> str:
    """A typed value as it would have been typed; what is no number, day or text stays unreadable."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
