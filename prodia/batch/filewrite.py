"""Scored rows written down: CSV for people and other programs, Parquet for many rows."""

# A cell of text that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets
# themselves do; a number is never touched.

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Protocol

from prodia.batch.filescores import Scored
from prodia.errors import ContentError
from prodia.problems import Problem
from prodia.problems import files as kinds

__all__ = ["Writer", "csv_writer", "parquet_writer", "tame"]

_FORMULA = re.compile(r"[=@\t\r＝＋－＠]|[+-](?![0-9.]+$)")


class Writer(Protocol):
    def __call__(self, rows: Scored) -> None: ...


def tame(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def csv_writer(stream: IO[str]) -> Writer:
    """Writes the heading with the first rows. A score is its shortest exact number, none is an empty cell."""
    out = csv.writer(stream, lineterminator="\n")
    begun = False

    def write(rows: Scored) -> None:
        nonlocal begun
        if not begun:
            out.writerow([*(["id"] if rows.ids else ["row"]), *rows.columns])
            begun = True
        first = [tame(id) for id in rows.ids] or [str(n) for n in rows.numbers]
        columns = [[_cell(x) for x in column.tolist()] for column in rows.columns.values()]
        out.writerows(zip(first, *columns, strict=True))

    return write


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return tame(str(value))


@contextmanager
def parquet_writer(path: str) -> Iterator[Writer]:
    """Writes doubles, words and truths, with nulls where there is none."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]
    except ImportError:
        raise ContentError((Problem(kinds.EXTRA_NEEDED, None, package="pyarrow", extra="frames"),)) from None
    open_: list[Any] = []

    def write(rows: Scored) -> None:
        table = {"id": pa.array(list(rows.ids), pa.string())} if rows.ids else {}
        table |= {} if rows.ids else {"row": pa.array(list(rows.numbers), pa.int64())}
        for name, column in rows.columns.items():
            if column.dtype.kind == "f":
                table[name] = pa.array(column, pa.float64(), from_pandas=True)
            else:
                kind = pa.bool_() if "." not in name else pa.string()
                table[name] = pa.array(column.tolist(), kind)
        made = pa.table(table)
        if not open_:
            open_.append(parquet.ParquetWriter(path, made.schema))
        open_[0].write_table(made)

    try:
        yield write
    finally:
        for one in open_:
            one.close()
