"""A table as a person keeps it, in CSV or XLSX: the names of its columns, and its cells where they stand."""

# What a spreadsheet stores is not always what it shows: 10-12 becomes a date, 5 % is 0.05, a formula may have
# no value, a number may be text. Such a cell is kept with how it was stored; who needs its column refuses it.
# The workbook is read twice, for openpyxl gives either formulas or their values. Only who reads a spreadsheet
# needs it installed.

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, TypeAlias

from prodia.content.strictcsv import Refused, table_of, text_of, too_large
from prodia.problems import Place, Problem
from prodia.problems import norms as kinds
from prodia.words import Words

Stored: TypeAlias = Literal["csv", "number", "text", "empty", "date", "formula", "percent"]

MOST_ROWS = 200_001
MOST_UNPACKED = 200 << 20
COMMAS = 3  # so many rows, and all of them, are no slips of the pen
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_NO_FORMAT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


@dataclass(frozen=True, slots=True)
class Cell:
    """Column (a character of a line, or a column of a sheet, from 1), text, and how it was stored."""

    column: int
    text: str
    stored: Stored


@dataclass(frozen=True, slots=True)
class Sheet:
    """The line or row of the head, its names, the rows with their line or row, and what could not be read."""

    file: str
    line: int
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    problems: tuple[Problem, ...] = ()
    is_csv: bool = True


def read_sheet(data: bytes, file: str, sheet: str | None = None) -> Sheet:
    """The table in the bytes of a file. ``sheet``: the name of one, where there are several.

    Raises Refused for bytes that are neither, a sheet that is not there, or no openpyxl to read it with.
    """
    if data.startswith(_OLE):
        raise Refused(Problem(kinds.SHEET_UNREADABLE, Place(file), path=file))
    if data.startswith(_ZIP):
        return _read_xlsx(data, file, sheet)
    if sheet is not None:
        raise Refused(Problem(kinds.WHICH_SHEET, Place(file), known="-"))
    found = table_of(text_of(data, file), file)
    rows = tuple((n, tuple(Cell(at, text, "csv") for at, text in cells)) for n, cells in found.rows)
    problems = found.problems
    if found.wide >= COMMAS and not rows:
        problems = (Problem(kinds.ALL_COMMAS, problems[0].place, count=found.wide),)
    return Sheet(file, found.line, found.names, rows, problems)


def letters(column: int) -> str:
    """The name of a column in a sheet: A, B, ..., Z, AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _read_xlsx(data: bytes, file: str, sheet: str | None) -> Sheet:
    try:
        openpyxl = import_module("openpyxl")
    except ImportError:
        raise Refused(Problem(kinds.NO_XLSX, Place(file))) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise Refused(too_large(file, MOST_UNPACKED >> 20, Words("MiB", "MiB")))
        with warnings.catch_warnings():  # of styles and extensions that hold no figures
            warnings.simplefilter("ignore")
            values, formulas = (
                openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=stored)
                for stored in (True, False)
            )
            name = _chosen(values, file, sheet)
            rows = list(_rows(values[name], formulas[name], file))
    except Refused:
        raise
    except Exception:  # what a broken file makes openpyxl raise is not listed anywhere
        raise Refused(Problem(kinds.SHEET_UNREADABLE, Place(file), path=file)) from None
    line, head = rows[0] if rows else (1, ())
    names = [" ".join(cell.text.split()) for cell in head]
    while names and not names[-1]:
        names.pop()
    width = len(names)
    table = tuple((n, tuple((*cells, *_blank(len(cells), width))[:width])) for n, cells in rows[1:])
    return Sheet(file, line, tuple(names), table, is_csv=False)


def _chosen(workbook: Any, file: str, sheet: str | None) -> str:
    """The sheet named, or the only one that is to be seen."""
    seen = [one.title for one in workbook.worksheets if one.sheet_state == "visible"]
    every = [one.title for one in workbook.worksheets]
    wanted = seen if sheet is None else [title for title in every if title == sheet]
    if len(wanted) != 1:
        known = ", ".join(f"«{title}»" for title in every)
        raise Refused(Problem(kinds.WHICH_SHEET, Place(file), known=known))
    return str(wanted[0])


def _rows(values: Any, formulas: Any, file: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that hold anything."""
    count = 0
    for one in (values, formulas):
        one.reset_dimensions()  # what a file says of its size may be far off
    for number, (row, other) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=False), 1):
        cells = tuple(_cell(n, a, b) for n, (a, b) in enumerate(zip(row, other, strict=False), 1))
        if any(cell.stored != "empty" for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise Refused(too_large(file, MOST_ROWS - 1, Words("rijen", "rows")))
            yield number, cells


def _cell(column: int, cell: Any, formula: Any) -> Cell:
    value = cell.value
    if value is None or not str(value).strip():
        return Cell(column, "", "formula" if formula.data_type == "f" else "empty")
    if isinstance(value, bool):
        return Cell(column, str(value).upper(), "text")
    if isinstance(value, (int, float)):
        percent = "%" in _NO_FORMAT.sub("", cell.number_format or "")
        return Cell(column, digits(value), "percent" if percent else "number")
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return Cell(column, str(value).removesuffix(" 00:00:00"), "date")
    return Cell(column, str(value).strip(), "text")


def digits(value: float) -> str:
    """The fewest digits that are exactly this number; a whole number without a point."""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(value)


def _blank(start: int, stop: int) -> Iterator[Cell]:
    yield from (Cell(n + 1, "", "empty") for n in range(start, stop))
