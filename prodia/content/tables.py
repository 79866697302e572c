"""One reader of tables: CSV and XLSX with the place of every cell, and files of people a stretch at a time.

========  =====================================================================================
text      UTF-8; a line ends with ``\\n``, ``\\r\\n`` or ``\\r``; no NUL
columns   between tabs, semicolons or commas: which of these the heading has outside quotes
cell      as RFC 4180 and :mod:`csv` have it: ``"`` around a cell that holds a separator, a line end
          or a ``"`` (written twice); spaces around a number or a day are no part of it
number    ``-?`` digits 0 to 9 without a zero before them, at most 15; ``.`` and decimals, at most 30;
          ``e``, a sign and at most two digits: ``12``, ``-0.5``, ``1e3``, ``1234567890``; below 1e15
day       ``2026-09-01``, a day there is
empty     nothing between the separators; never zero
========  =====================================================================================

Whatever else stands there is no number and no day: a decimal comma, ``007``, ``+3``, ``1 000``, other digits
than 0 to 9, ``NA``. Nothing is repaired and nothing is guessed. A norm table may have lines of its own that
begin with ``#``. A row is told by the line of a text, by the row of a spreadsheet, and in a file of people by
the row as a spreadsheet counts it: the heading is row 1, and a cell may hold line ends.
"""

# Long because there is one grammar of a cell, and every kind of file is held to it here.

# How to think about it: the csv module takes text apart; openpyxl and pyarrow are given what they alone can
# read. What reads files faster also makes numbers, dates and missing values of cells, and "NA", "007" and
# "1,5" are lost before we see them. `_Records` reads on after a record that can not be taken apart, for in a
# norm table one mistake must not hide the next; a file of people is refused at the first.
#
# What a spreadsheet stores is not always what it shows: 10-12 becomes a date, 5 % is 0.05, a formula may have
# no value, a number may be text. Such a cell is kept with how it was stored; who needs its column refuses it.
# The workbook is read twice, for openpyxl gives either formulas or their values.

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
import warnings
import zipfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from itertools import islice
from numbers import Integral, Real
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias

from prodia.content.shelf import read_bytes
from prodia.errors import ContentError
from prodia.problems import Kind, Place, Problem
from prodia.problems import people as wrong
from prodia.problems.files import ENCODING, TOO_LARGE, UNREADABLE_FILE
from prodia.problems.norms import ALL_COMMAS, CELL, COLUMNS, DIGEST, NO_XLSX, SHEET_UNREADABLE, WHICH_SHEET
from prodia.words import Words

# Numbers and days.

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?", re.ASCII)
_BLANKS = " \t"
_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)", re.ASCII)
_ZEROS = re.compile(r"(-?)0+([0-9]+(?:\.[0-9]+)?)", re.ASCII)
_YEARS = re.compile(r"([0-9]{1,2})[;:]([0-9]{1,2})", re.ASCII)
_DASH = re.compile(r"([0-9]+) ?[-\u2010-\u2015] ?([0-9]+)", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
LARGEST = 1e15
OFF = float("inf")  # a cell that is no answer: on no answer scale, so that its scales get no score


def number_of(text: str) -> float | None:
    """A number as a cell writes it; None for anything else.

    >>> number_of("1e3"), number_of("1234567890"), number_of("1,5")
    (1000.0, 1234567890.0, None)
    """
    text = text.strip(_BLANKS)
    found = float(text) + 0.0 if NUMBER.fullmatch(text) else LARGEST  # no negative zero
    return found if abs(found) < LARGEST else None


def day_of(text: str) -> dt.date | None:
    """A day as a cell writes it; None for anything else."""
    text = text.strip(_BLANKS)
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def has_comma(text: str) -> bool:
    """Whether this is a number with a decimal comma."""
    return _COMMA.fullmatch(text.strip(_BLANKS)) is not None


def number_cell(text: str, empty: Set[str]) -> float | Kind | None:
    """A number, None where empty, or what is wrong. ``empty``: what stands for an empty cell besides."""
    if text == "" or text in empty:
        return None
    if (found := number_of(text)) is not None:
        return found
    text = text.strip(_BLANKS)
    if has_comma(text):
        return wrong.DECIMAL_COMMA
    if _ZEROS.fullmatch(text):
        return wrong.LEADING_ZERO
    return wrong.OTHER_DIGITS if _other_digits(text) else wrong.NOT_A_NUMBER


def date_cell(text: str, empty: Set[str]) -> dt.date | Kind | None:
    """A day, None where empty, or what is wrong."""
    return None if text == "" or text in empty else day_of(text) or wrong.BAD_DATE


def sex_cell(text: str, empty: Set[str]) -> str | Kind | None:
    """m or f; None where empty."""
    if text == "" or text in empty:
        return None
    return text if text in ("m", "f") else wrong.BAD_SEX


def word_cell(text: str, empty: Set[str]) -> str | None:
    """A word as it stands; None where empty."""
    return None if text == "" or text in empty else text


def wanted_for(text: str) -> Words:
    """What belongs in a cell for a number where this text stands."""
    text = text.strip(_BLANKS)
    if not text:
        return Words("een getal; leeg is nooit nul", "a number; empty is never zero")
    if found := _COMMA.fullmatch(text):
        right = f"{found[1]}.{found[2]}"
        return Words(f"een getal met een punt: {right}", f"a number with a point: {right}")
    if found := _ZEROS.fullmatch(text):
        right = found[1] + found[2]
        return Words(f"een getal zonder nullen ervoor: {right}", f"a number without zeros before it: {right}")
    if found := _YEARS.fullmatch(text):
        right = str(12 * int(found[1]) + int(found[2]))
        return Words(f"voltooide maanden; {text} is {right}", f"completed months; {text} is {right}")
    if found := _DASH.fullmatch(text):
        right = f"{found[1]}..{found[2]}"
        return Words(f"één getal; een bereik is «{right}»", f"one number; a range is «{right}»")
    if _other_digits(text):
        return Words("een getal met de cijfers 0 tot 9", "a number in the digits 0 to 9")
    return Words("een getal, met een punt voor decimalen", "a number, with a point for decimals")


def _other_digits(text: str) -> bool:
    return any(c.isdigit() and not c.isascii() for c in text)


def typed(value: object) -> str:
    """A value of Parquet or pandas as it would have been typed: 3.0 is 3, a day is yyyy-mm-dd, None is empty.

    What is no number, day or text becomes something that no cell reads.
    """
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Real):
        x = float(value)
        return f"{x:.0f}" if x.is_integer() and abs(x) < 1e15 else f"{Decimal(repr(x)):f}"
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


# A whole file, under its sum.

MAX_BYTES = 20 << 20


def refused(kind: Kind, file: str, line: int | None = None, /, **args: object) -> ContentError:
    """What ends the reading of one file, at its place."""
    return ContentError((Problem(kind, Place(file) if line is None else Place(file, line), **args),))


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises ContentError where it is none, stays closed or is too large; a pipe is not
    waited for."""
    data, shown = read_bytes(path, MAX_BYTES + 1), path.as_posix()
    if data is None:
        raise refused(UNREADABLE_FILE, shown, path=shown)
    if len(data) > MAX_BYTES:
        raise ContentError((too_large(shown, MAX_BYTES >> 20, "MiB"),))
    return data


def too_large(file: str, limit: int, unit: Words | str) -> Problem:
    """More than ``limit`` of something in one file."""
    return Problem(TOO_LARGE, Place(file), limit=limit, unit=unit, hint=Words("splits het.", "split it."))


def sum_of(data: bytes) -> str:
    """The sha256 over the bytes, in small hexadecimals."""
    return hashlib.sha256(data).hexdigest()


def check_sum(data: bytes, wanted: str, file: str) -> None:
    """Raises ContentError unless the bytes have this sha256."""
    found = sum_of(data)
    if found != wanted:
        raise refused(DIGEST, file, found=found, wanted=wanted or "-")


def text_of(data: bytes, file: str) -> str:
    """The text of UTF-8 bytes. Raises ContentError for other bytes, and for a NUL: that is UTF-16."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(ENCODING, file, line, witness=f"byte 0x{data[error.start]:02X}") from None
    if "\x00" in text:
        raise refused(ENCODING, file, text.count("\n", 0, text.index("\x00")) + 1, witness="byte 0x00")
    return text


# Text, a record at a time.

SEPARATORS = (",", ";", "\t")
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_STARTS = {s: re.compile(rf'(?:"(?:[^"]|"")*"|[^{s}])*') for s in SEPARATORS}
MOST_BROKEN = 100  # records that can not be taken apart; nobody reads more of them

# Column and text of each cell of one line, and the line.
Cells: TypeAlias = tuple[tuple[int, str], ...]
Row: TypeAlias = tuple[int, Cells]


def separators_in(heading: str) -> tuple[str, ...]:
    """Which of the separators stand in a heading, outside quotes."""
    bare = _QUOTED.sub("", heading)
    return tuple(s for s in SEPARATORS if s in bare)


class _Records:
    """The records of a text by the csv module: cells, or None for what can not be taken apart.

    ``line``: of the record that was given last, from 1; ``raw``: its text. After a broken record reading goes
    on at the line behind its first. ``notes``: lines that begin with # are none.
    """

    def __init__(self, lines: Iterable[str], separator: str, *, notes: bool = False) -> None:
        self.line, self._next, self.separator, self.notes = 0, 1, separator, notes
        self._kept: list[str] = []
        self._source, self._again = iter(lines), deque[str]()

    @property
    def raw(self) -> str:
        return "".join(self._kept)

    def __iter__(self) -> Iterator[list[str] | None]:
        broken = 0
        while broken < MOST_BROKEN:
            try:
                for cells in csv.reader(self._lines(), delimiter=self.separator, strict=True):
                    self.line = self._next
                    yield cells
                    self._next += len(self._kept)
                    self._kept.clear()
                return
            except csv.Error:
                self.line = self._next
                self._again.extendleft(reversed(self._kept[1:]))
                del self._kept[1:]
                yield None
                self._next += 1
                self._kept.clear()
                broken += 1

    def _lines(self) -> Iterator[str]:
        while True:
            line = self._again.popleft() if self._again else next(self._source, None)
            if line is None:
                return
            if self.notes and not self._kept and line.startswith("#"):
                self._next += 1
                continue
            self._kept.append(line)
            yield line


@dataclass(frozen=True, slots=True)
class Table:
    """The line and cells of the head, the rows with their line, and what could not be taken apart.

    ``wide``: how many rows have more commas between cells than the head has, as decimal commas give.
    """

    line: int
    head: Cells
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    wide: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.head)


def table_of(text: str, file: str, separator: str | None = None) -> Table:
    """The cells of a text, without blanks around them; rows of nothing, and lines that begin with ``#``, are
    no part of it. ``separator``: a space stands for any number of them."""
    lines = io.StringIO(text, newline="")
    if separator is None:
        heading = next((one for one in lines if one.strip(" \t;,\r\n") and not one.startswith("#")), "")
        separator = next((s for s in "\t;" if s in separators_in(heading)), ",")
        lines.seek(0)
    problems: list[Problem] = []
    rows: list[Row] = []
    wide = 0
    for number, cells in _spaced(lines) if separator == " " else _placed(lines, separator):
        if isinstance(cells, str):
            wanted = Words("aanhalingstekens die sluiten", "quotes that close")
            problems.append(bad_cell(file, number, (cells.index('"') + 1, cells), "...", wanted))
        elif rows and len(cells) != len(rows[0][1]):
            more = separator == "," and len(cells) > len(rows[0][1])
            wide += more
            problems.append(_width(file, number, cells, rows[0][1], more))
        else:
            rows.append((number, cells))
        if problems and not rows:
            break
    head = rows[0] if rows else (1, ())
    return Table(*head, tuple(rows[1:]), tuple(problems), wide)


def _placed(lines: Iterable[str], separator: str) -> Iterator[tuple[int, Cells | str]]:
    """Line and cells of every record that holds anything, or the text of a line that can not be read."""
    records = _Records(lines, separator, notes=True)
    for cells in records:
        if cells is None:
            yield records.line, records.raw.rstrip("\r\n")
        elif records.raw.strip(" \t;,\r\n"):
            at, starts, raw = 0, [], records.raw
            for cell in cells:
                starts.append(at + 1)
                end = at + len(cell) if '"' not in raw else _STARTS[separator].match(raw, at).end()  # type: ignore[union-attr]
                at = end + 1
            yield records.line, tuple((at, cell.strip()) for at, cell in zip(starts, cells, strict=True))


def _spaced(lines: Iterable[str]) -> Iterator[tuple[int, Cells | str]]:
    for number, line in enumerate(lines, 1):
        if line.strip(" \t;,\r\n") and not line.startswith("#"):
            yield number, tuple((m.start() + 1, m[0]) for m in re.finditer(r"\S+", line))


def _width(file: str, line: int, cells: Cells, head: Cells, comma: bool) -> Problem:
    nl, en = f"een rij van {len(head)} cellen", f"a row of {len(head)} cells"
    if comma:
        nl, en = f"{nl} (een decimale komma?)", f"{en} (a decimal comma?)"
    return bad_cell(file, line, (cells[-1][0], f"{len(cells)}"), head[-1][1], Words(nl, en))


def bad_cell(file: str, line: int, found: tuple[int, str], column: str, wanted: Words) -> Problem:
    """What stands in a cell and what belongs there. ``found``: its column in the file and its text."""
    return Problem(CELL, Place(file, line, found[0]), column=column, witness=found[1][:40], wanted=wanted)


def columns_missing(head: Sequence[str], wanted: Sequence[str], place: Place) -> Problem | None:
    """The wanted columns that are not there, or there twice."""
    missing = [name for name in wanted if head.count(name) != 1]
    if not missing:
        return None
    return Problem(COLUMNS, place, missing=", ".join(missing), wanted=", ".join(wanted))


# A sheet: what a person keeps, in CSV or XLSX.

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

    Raises ContentError for bytes that are neither, a sheet that is not there, or no openpyxl to read it with.
    """
    if data.startswith(_OLE):
        raise refused(SHEET_UNREADABLE, file, path=file)
    if data.startswith(_ZIP):
        return _read_xlsx(data, file, sheet)
    if sheet is not None:
        raise refused(WHICH_SHEET, file, known="-")
    found = table_of(text_of(data, file), file)
    rows = tuple((n, tuple(Cell(at, text, "csv") for at, text in cells)) for n, cells in found.rows)
    problems = found.problems
    if found.wide >= COMMAS and not rows:
        problems = (Problem(ALL_COMMAS, problems[0].place, count=found.wide),)
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
        raise refused(NO_XLSX, file) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise ContentError((too_large(file, MOST_UNPACKED >> 20, Words("MiB", "MiB")),))
        with warnings.catch_warnings():  # of styles and extensions that hold no figures
            warnings.simplefilter("ignore")
            values, formulas = (
                openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=stored)
                for stored in (True, False)
            )
            name = _chosen(values, file, sheet)
            rows = list(_sheet_rows(values[name], formulas[name], file))
    except ContentError:
        raise
    except Exception:  # what a broken file makes openpyxl raise is not listed anywhere
        raise refused(SHEET_UNREADABLE, file, path=file) from None
    line, head = rows[0] if rows else (1, ())
    names = [" ".join(cell.text.split()) for cell in head]
    while names and not names[-1]:
        names.pop()
    width = len(names)
    blank = tuple(Cell(n, "", "empty") for n in range(1, width + 1))
    table = tuple((n, (*cells, *blank[len(cells) :])[:width]) for n, cells in rows[1:])
    return Sheet(file, line, tuple(names), table, is_csv=False)


def _chosen(workbook: Any, file: str, sheet: str | None) -> str:
    """The sheet named, or the only one that is to be seen."""
    every = [(one.title, one.sheet_state == "visible") for one in workbook.worksheets]
    wanted = [title for title, seen in every if (seen if sheet is None else title == sheet)]
    if len(wanted) != 1:
        raise refused(WHICH_SHEET, file, known=", ".join(f"«{title}»" for title, _ in every))
    return str(wanted[0])


def _sheet_rows(values: Any, formulas: Any, file: str) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The rows that hold anything."""
    count = 0
    for one in (values, formulas):
        one.reset_dimensions()  # what a file says of its size may be far off
    for number, (row, other) in enumerate(zip(values.iter_rows(), formulas.iter_rows(), strict=False), 1):
        cells = tuple(_sheet_cell(n, a, b) for n, (a, b) in enumerate(zip(row, other, strict=False), 1))
        if any(cell.stored != "empty" for cell in cells):
            count += 1
            if count > MOST_ROWS:
                raise ContentError((too_large(file, MOST_ROWS - 1, Words("rijen", "rows")),))
            yield number, cells


def _sheet_cell(column: int, cell: Any, formula: Any) -> Cell:
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


# A file of people, a stretch of rows at a time.

CELLS = 1 << 19  # at a time
FEWEST = 1_000  # rows at a time, however many columns there are
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
        rows = self._rows()
        while some := tuple(islice(rows, size)):
            yield Rows(tuple(n for n, _ in some), tuple(c for _, c in some))

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        if self.separator is None:
            yield from _parquet_rows(self.path)
            return
        blank: list[int] = []
        for number, cells in _numbered(self.path, self.separator):
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
        with _parquet_file(file) as table:
            return PeopleFile(file, tuple(table.schema_arrow.names), None)
    with _text(file) as stream:
        found = separators_in(stream.readline(LONGEST_LINE))
    if separator is None and len(found) > 1:
        raise refused(wrong.SEPARATOR, file.as_posix())
    used = separator or (found[0] if found else ",")
    head = next(_numbered(file, used), None)
    if head is None:
        raise refused(wrong.NO_PEOPLE, file.as_posix())
    return PeopleFile(file, tuple(head[1]) or ("",), used)


def _numbered(file: Path, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number, the heading too. Raises ContentError at the first that is no row."""
    with _text(file) as stream:
        for number, cells in enumerate(_Records(_lines(stream, file), separator), 1):
            if cells is None:
                raise refused(wrong.NOT_A_ROW, file.as_posix(), row=number, most=csv.field_size_limit())
            yield number, cells


def _lines(stream: IO[str], file: Path) -> Iterator[str]:
    """The lines of a text. Raises ContentError for a NUL: that is UTF-16, or no text at all."""
    for line in stream:
        if "\x00" in line:
            raise refused(ENCODING, file.as_posix(), witness="byte 0x00")
        yield line


@contextmanager
def _text(file: Path) -> Iterator[IO[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield stream
    except UnicodeDecodeError as error:
        raise refused(ENCODING, file.as_posix(), witness=f"byte 0x{error.object[error.start]:02X}") from None
    except (OSError, ValueError):  # a ValueError for a name that no file can have
        raise refused(UNREADABLE_FILE, file.as_posix(), path=file.as_posix()) from None


@contextmanager
def _parquet_file(file: Path) -> Iterator[Any]:
    try:
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]
        from pyarrow import ArrowException
    except ImportError:
        raise ContentError((Problem(wrong.EXTRA_NEEDED, None, package="pyarrow", extra="frames"),)) from None
    try:
        with parquet.ParquetFile(file) as stream:
            yield stream
    except (OSError, ValueError, OverflowError, ArrowException):
        raise refused(UNREADABLE_FILE, file.as_posix(), path=file.as_posix()) from None


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
