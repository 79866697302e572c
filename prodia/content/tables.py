"""One reader of tables: CSV and XLSX with the place of every cell, and files of people a stretch at a time.

========  =====================================================================================
text      UTF-8, or as it was said; a line ends with ``\\n``, ``\\r\\n`` or ``\\r``; no NUL
columns   between tabs, semicolons, commas or |: which of these the heading has outside quotes
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

# Long because every kind of file is opened and taken apart here, and nowhere else.

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
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib import import_module
from itertools import chain, islice
from numbers import Integral, Real
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias

from prodia.content.folder import read_bytes
from prodia.errors import ContentError, MissingExtra
from prodia.language.values import double
from prodia.problems import Kind, Place, Problem
from prodia.problems import people as wrong
from prodia.problems.batch import DAMAGED
from prodia.problems.files import ENCODING, TOO_LARGE, UNREADABLE_FILE
from prodia.problems.norms import ALL_COMMAS, CELL, COLUMNS, DIGEST, NO_XLSX, SHEET_UNREADABLE, WHICH_SHEET
from prodia.words import Words
from prodia.words import cells as written

# Numbers and days.

_ZEROS = re.compile(r"(-?)0+([0-9]+(?:[.,][0-9]+)?)", re.ASCII)
_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)", re.ASCII)
_YEARS = re.compile(r"([0-9]{1,2})[;:]([0-9]{1,2})", re.ASCII)
_DASH = re.compile(r"([0-9]+) ?[-\u2010-\u2015] ?([0-9]+)", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
Holds: TypeAlias = Container[str]
OFF = float("inf")  # a cell that is no answer: on no answer scale, so that its scales get no score


def day_of(text: str) -> dt.date | None:
    """A day as the library itself writes it, ``2026-09-01``; None for anything else."""
    text = text.strip(written.BLANKS)
    try:
        return dt.date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def has_comma(text: str) -> bool:
    """Whether this is a number with a decimal comma."""
    return _COMMA.fullmatch(text.strip(written.BLANKS)) is not None


def number_cell(text: str, empty: Holds, mark: written.Mark = ".") -> float | Kind | None:
    """A number, None where empty, or what is wrong. ``empty``: what stands for an empty cell besides."""
    if text == "" or text in empty:
        return None
    if (found := written.number_of(text, mark)) is not None:
        return found
    text = text.strip(written.BLANKS)
    looks: tuple[tuple[bool, Kind], ...] = (
        (written.missing_code(text or " ") is not None, wrong.MISSING_CODE),
        (written.is_formula_error(text) or text.startswith("="), wrong.FORMULA_ERROR),
        (written.is_truth(text), wrong.TRUTH),
        (written.is_percent(text), wrong.PERCENT_SIGN),
        (has_comma(text) and mark == ".", wrong.DECIMAL_COMMA),
        (mark == "," and written.number_of(text) is not None, wrong.DECIMAL_POINT),
        (written.has_thousands(text), wrong.THOUSANDS),
        (written.has_letter(text), wrong.LETTER),
        (written.has_unit(text), wrong.NUMBER_AND_WORD),
        (_ZEROS.fullmatch(text) is not None, wrong.LEADING_ZERO),
        (
            written.day_in(text) is not None or written.order_of(text) in ("dmy", "mdy", "either"),
            wrong.DAY_FOR_NUMBER,
        ),
        (_other_digits(text), wrong.OTHER_DIGITS),
        (written.is_bound(text), wrong.BOUND),
    )
    return next((kind for found, kind in looks if found), wrong.NOT_A_NUMBER)


def date_cell(text: str, empty: Holds) -> dt.date | Kind | None:
    """A day as the library writes it, None where empty, or what is wrong."""
    return None if text == "" or text in empty else day_of(text) or wrong.BAD_DATE


def sex_cell(text: str, empty: Holds) -> str | Kind | None:
    """m or f; None where empty."""
    if text == "" or text in empty:
        return None
    return text if text in ("m", "f") else wrong.BAD_SEX


def wanted_for(text: str) -> Words:
    """What belongs in a cell for a number where this text stands."""
    text = text.strip(written.BLANKS)
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
    if isinstance(value, Decimal):
        return "" if value.is_nan() else f"{value.normalize():f}"
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        x = double(value)
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
        raise refused(wrong.NUL, file, text.count("\n", 0, text.index("\x00")) + 1)
    return text


UTF_8 = "utf-8"
ENCODINGS = (UTF_8, "windows-1252", "iso-8859-1", "iso-8859-15", "cp850", "macintosh", "utf-16")
_MARKS_OF_ORDER = (b"\xff\xfe", b"\xfe\xff")


def encoding_of(start: bytes, said: str | None) -> str:
    """The encoding of a text, one of ENCODINGS: what was said, or what its first bytes say; else UTF-8."""
    return said or ("utf-16" if start[:2] in _MARKS_OF_ORDER else UTF_8)


def decoded(data: bytes, file: str, said: str | None = None) -> tuple[str, str]:
    """The text of bytes, and the encoding. Raises ContentError, at the line, for bytes of another one."""
    encoding = encoding_of(data, said)
    check_encoding(data[:LOOKED_INTO], encoding, file)
    try:
        text = data.decode(_CODEC.get(encoding, encoding))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _other_encoding(file, line, encoding, data[error.start]) from None
    if "\x00" in text:
        raise refused(wrong.NUL, file, text.count("\n", 0, text.index("\x00")) + 1)
    return text, encoding


_CODEC = {UTF_8: "utf-8-sig", "macintosh": "mac-roman"}


LOOKED_INTO = 1 << 16  # bytes at the start of a file


def check_encoding(start: bytes, encoding: str, file: str) -> None:
    """Raises ContentError where another encoding was said of what is UTF-8: its letters would be garbled; and
    for a NUL, for which no other encoding is the way out: that is UTF-16 without its mark."""
    if encoding != "utf-16" and b"\x00" in start:
        raise refused(wrong.NUL, file, start.count(b"\n", 0, start.index(b"\x00")) + 1)
    if encoding not in (UTF_8, "utf-16") and not start.isascii():
        try:
            start[: max(start.rfind(b"\n"), 0) or None].decode(UTF_8)
        except UnicodeDecodeError:
            return
        raise refused(wrong.IS_UTF_8, file, encoding=encoding)


def _other_encoding(file: str, line: int, encoding: str, byte: int) -> ContentError:
    shown = "UTF-8" if encoding == UTF_8 else encoding
    return refused(wrong.OTHER_ENCODING, file, line, encoding=shown, witness=f"byte 0x{byte:02X}")


# Text, a record at a time.

SEPARATORS = (",", ";", "\t", "|")
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


_SEP = re.compile(r"\ufeff?\"?sep=(.)\"?[ \t;,]*\r?\n?", re.IGNORECASE)
LOOKED_AT = 40  # rows at the top among which the heading is
Known: TypeAlias = Callable[[Sequence[str]], int]


def said_separator(line: str) -> str | None:
    """What ``sep=;`` says, the line by which a spreadsheet is told how a text is separated."""
    found = _SEP.fullmatch(line)
    return found[1] if found and found[1] in SEPARATORS else None


def heading_of(rows: Iterable[tuple[int, Sequence[str]]], known: Known) -> tuple[int, int]:
    """How many names a heading among these rows knows, and its row: the first that knows the most."""
    best = (0, -1)
    for number, cells in rows:
        best = max(best, (known(cells), -number))
    return best[0], -best[1]


def top_of(lines: Sequence[str], separator: str) -> list[tuple[int, list[str]]]:
    """The first rows of a text with their number, as far as they can be taken apart."""
    records = enumerate(_Records(lines, separator), 1)
    return [(n, cells) for n, cells in islice(records, LOOKED_AT) if cells is not None]


def separated(
    lines: Sequence[str], known: Known | None, said: str | None, heading: int | None
) -> tuple[str | None, int]:
    """The separator and the row of the heading of a text by its first lines; None where it is not clear.

    ``known``: how many of some cells are names that were looked for. The separator that shows the most of
    them is the one; without ``known`` the first row decides.
    """
    if said is None and known is None:
        there = separators_in(lines[0] if lines else "")
        return (None, 1) if len(there) > 1 else (there[0] if there else ",", heading or 1)
    some = [said] if said else [s for s in SEPARATORS if any(s in line for line in lines)] or [","]
    tops = {s: top_of(lines, s) for s in some}
    if heading is not None:
        tops = {s: [row for row in rows if row[0] == heading] for s, rows in tops.items()}
    found = {s: heading_of(rows, known) if known else (0, 1) for s, rows in tops.items()}
    most = max(count for count, _ in found.values())
    best = [s for s in some if found[s][0] == most]
    if most == 0:
        there = separators_in(lines[(heading or 1) - 1] if len(lines) >= (heading or 1) else "")
        return said or (None if len(there) > 1 else there[0] if there else ","), heading or 1
    return (best[0], heading or found[best[0]][1]) if len(best) == 1 else (None, 1)


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


def table_of(text: str, file: str, separator: str | None = None, first: int = 1) -> Table:
    """The cells of a text, without blanks around them; rows of nothing, and lines that begin with ``#``, are
    no part of it. ``separator``: a space stands for any number of them. ``first``: the line of the head."""
    lines = io.StringIO(text, newline="")
    if separator is None:
        heading = next((one for one in lines if one.strip(" \t;,\r\n") and not one.startswith("#")), "")
        separator = next((s for s in "\t;|" if s in separators_in(heading)), ",")
        lines.seek(0)
    problems: list[Problem] = []
    rows: list[Row] = []
    wide = 0
    for number, cells in _spaced(lines) if separator == " " else _placed(lines, separator):
        if number < first:
            continue
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
    """Column (a character of a line, or a column of a sheet, from 1), text, and how it was stored; of a
    number with a format of zeros (000) ``shown`` is what a person sees: 007."""

    column: int
    text: str
    stored: Stored
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of how a file is to be read, besides what stands in it; None where it is to be found."""

    separator: str | None = None
    encoding: str | None = None
    heading: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """How a file was read: its kind, separator and encoding (of text), the row of its heading, its sheet.

    ``since_1904``: its serial numbers of days count from 1904, as on a Macintosh of old.
    """

    kind: Literal["csv", "xlsx", "parquet"]
    separator: str | None = None
    encoding: str | None = None
    heading: int = 1
    sheet: str | None = None
    since_1904: bool = False


FORM = Form("csv", ",", UTF_8)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The line or row of the head, its names, the rows with their line or row, and what could not be read."""

    file: str
    line: int
    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    problems: tuple[Problem, ...] = ()
    form: Form = FORM

    @property
    def is_csv(self) -> bool:
        return self.form.kind == "csv"


def read_sheet(data: bytes, file: str, told: Told | None = None, known: Known | None = None) -> Sheet:
    """The table in the bytes of a file. ``known``: how many names among some cells were looked for.

    Raises ContentError for bytes that are neither, a sheet that is not there, or no openpyxl to read it with.
    """
    told = told or Told()
    if data.startswith(_OLE) or data[:LOOKED_INTO].lstrip().startswith(b"<"):
        raise refused(SHEET_UNREADABLE, file, path=file)
    if data.startswith(_ZIP):
        return _read_xlsx(data, file, told, known)
    if told.sheet is not None:
        raise refused(WHICH_SHEET, file, known="-")
    text, encoding = decoded(data, file, told.encoding)
    separator, first = _import_heading(text, told, known)
    found = table_of(text, file, separator, first)
    _apart(found.names, known, file, found.line)
    rows = tuple((n, tuple(Cell(at, text, "csv") for at, text in cells)) for n, cells in found.rows)
    problems = found.problems
    if found.wide >= COMMAS and not rows:
        problems = (Problem(ALL_COMMAS, problems[0].place, count=found.wide),)
    form = Form("csv", separator, encoding, found.line)
    return Sheet(file, found.line, found.names, rows, problems, form)


def _import_heading(text: str, told: Told, known: Known | None) -> tuple[str | None, int]:
    """The separator and the line of the heading of a norm table; (None, 1) is what the first line says."""
    lines = io.StringIO(text, newline="").readlines()
    sep = said_separator(lines[0]) if lines else None
    separator, skip = told.separator or sep, 1 if sep else 0
    if told.heading is not None:
        return separator, told.heading
    best = (0, 0, "")
    for one in [separator] if separator else SEPARATORS:
        some = [
            (n, [c for _, c in cells])
            for n, cells in islice(_placed(lines, one), LOOKED_AT)
            if not isinstance(cells, str)
        ]
        count, row = heading_of(some, known) if known else (0, 0)
        best = max(best, (count, -row, one))
    if best[0] < 2:
        return separator, 1 + skip
    return best[2], -best[1]


def letters(column: int) -> str:
    """The name of a column in a sheet: A, B, ..., Z, AA."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _read_xlsx(data: bytes, file: str, told: Told, known: Known | None) -> Sheet:
    name, line, rows, seen, _ = _xlsx(data, file, told, known)
    head = next((cells for n, cells in rows if n == line), ())
    names = [" ".join(cell.text.split()) for cell in head]
    while names and not names[-1]:
        names.pop()
    _apart(names, known, file, line)
    width = len(names)
    blank = tuple(Cell(n, "", "empty") for n in range(1, width + 1))
    table = tuple((n, (*cells, *blank[len(cells) :])[:width]) for n, cells in rows if n > line)
    return Sheet(file, line, tuple(names), table, seen, Form("xlsx", heading=line, sheet=name))


SheetRows: TypeAlias = list[tuple[int, tuple["Cell", ...]]]


def _xlsx(
    data: bytes, file: str, told: Told, known: Known | None
) -> tuple[str, int, SheetRows, tuple[Problem, ...], bool]:
    """The name of the sheet, the row of its heading, the rows that hold anything, what the eye does not see
    from there on, and whether its days count from 1904."""
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
            name = _chosen(values, file, told.sheet)
            rows = list(_sheet_rows(values[name], formulas[name], file))
            line = _sheet_heading(rows, told, known, file) if rows else 1
            seen = tuple(_unseen(values[name], file, line))
            since_1904 = values.epoch.year == 1904
    except ContentError:
        raise
    except Exception:  # what a broken file makes openpyxl raise is not listed anywhere
        raise refused(SHEET_UNREADABLE, file, path=file) from None
    return name, line, rows, seen, since_1904


def _sheet_heading(rows: SheetRows, told: Told, known: Known | None, file: str) -> int:
    """The row of the heading: as it was said, the one that knows the most names, or else the first."""
    there = {n for n, _ in rows}
    if told.heading is not None:
        if told.heading not in there:
            raise refused(wrong.NO_SUCH_ROW, file, row=told.heading)
        return told.heading
    some = [(n, [cell.text for cell in cells]) for n, cells in rows[:LOOKED_AT]]
    count, row = heading_of(some, known) if known else (0, 0)
    return row if count else min(there, default=1)


def _chosen(workbook: Any, file: str, sheet: str | None) -> str:
    """The sheet named, or the only one that is to be seen and holds anything."""
    every = [(one, one.title, one.sheet_state == "visible") for one in workbook.worksheets]
    wanted = [(one, title) for one, title, seen in every if (seen if sheet is None else title == sheet)]
    if len(wanted) > 1:
        wanted = [(one, title) for one, title in wanted if _holds(one)]
    if len(wanted) != 1:
        raise refused(WHICH_SHEET, file, known=", ".join(f"«{title}»" for _, title, _ in every))
    return str(wanted[0][1])


def _holds(sheet: Any) -> bool:
    sheet.reset_dimensions()
    rows = islice(sheet.iter_rows(values_only=True), LOOKED_AT)
    return any(value is not None for row in rows for value in row)


_ROW = re.compile(rb"<row\b[^>]*>")
_COL = re.compile(rb"<col\b[^>]*>")
_MERGE = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z0-9:]*?([0-9]+))"')
_NUMBER_OF = {name: re.compile(rb'\b%b="([0-9]+)"' % name) for name in (b"r", b"min", b"max")}
_IS_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
SHOWN = 8  # places in a message


def _unseen(sheet: Any, file: str, heading: int) -> Iterator[Problem]:
    """Hidden rows and columns, and merged cells, which openpyxl leaves out where it reads row by row. What
    stands above the heading counts for nobody."""
    with sheet._get_source() as stream:
        text = stream.read()
    hidden = [_at(b"r", one) for one in _ROW.findall(text) if _IS_HIDDEN.search(one)]
    rows = [row for row in hidden if row >= heading]
    cols = [
        letters(n)
        for one in _COL.findall(text)
        if _IS_HIDDEN.search(one)
        for n in range(_at(b"min", one), min(_at(b"max", one), _at(b"min", one) + SHOWN) + 1)
    ]
    merged = [one.decode() for one, last in _MERGE.findall(text) if int(last) >= heading]
    for what, some in ((Words("rijen", "rows"), rows), (Words("kolommen", "columns"), cols)):
        if some:
            yield Problem(wrong.HIDDEN, Place(file), what=what, where=_few(some))
    if merged:
        yield Problem(wrong.MERGED, Place(file), where=_few(merged))


def _at(name: bytes, tag: bytes) -> int:
    found = _NUMBER_OF[name].search(tag)
    return int(found[1]) if found else 0


def _few(some: Sequence[object]) -> str:
    return ", ".join(map(str, some[:SHOWN])) + (", ..." if len(some) > SHOWN else "")


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
    if cell.data_type == "e":
        return Cell(column, str(value), "text")
    if isinstance(value, (int, float)):
        form, text = _NO_FORMAT.sub("", cell.number_format or ""), digits(value)
        zeros = len(form) > len(text) and set(form) == {"0"} and text.isdecimal()
        stored: Stored = "percent" if "%" in form else "number"
        return Cell(column, text, stored, text.zfill(len(form)) if zeros else "")
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
    """A file to be scored: its heading, and its rows from the start each time they are asked.

    ``problems``: what is to be known of a spreadsheet. ``kept``: its rows. ``numbers``: by the place of a
    column the texts in it that were kept as numbers, and have a point whatever the decimal mark of the texts;
    ``zeros``: by place and row what a spreadsheet shows with zeros in front.
    """

    path: Path
    head: tuple[str, ...]
    form: Form
    problems: tuple[Problem, ...] = ()
    kept: tuple[tuple[int, list[str]], ...] = ()
    numbers: Mapping[int, Holds] = field(default_factory=dict)
    zeros: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def with_zeros(self, at: int | None) -> PeopleFile:
        """The file with a column of codes as the spreadsheet shows it: 007, where it keeps a 7."""
        if at is None or not (seen := self.zeros.get(at)):
            return self
        kept = ((n, [*cells[:at], seen.get(n, cells[at]), *cells[at + 1 :]]) for n, cells in self.kept)
        return replace(self, kept=tuple(kept))

    def chunks(self, size: int | None = None) -> Iterator[Rows]:
        """The rows, ``size`` at a time, or else as many as fit in memory whatever the file.

        Raises ContentError at the first row that can not be read.
        """
        size = size or max(FEWEST, CELLS // max(1, len(self.head)))
        rows = self._rows()
        while some := tuple(islice(rows, size)):
            yield Rows(tuple(n for n, _ in some), tuple(c for _, c in some))

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        if self.form.kind == "parquet":
            yield from _parquet_rows(self.path)
            return
        if self.form.kind == "xlsx":
            yield from self.kept
            return
        blank: list[int] = []
        wide = len(self.head) > 1
        for number, cells in islice(_numbered(self.path, self.form), self.form.heading, None):
            if not cells and wide:  # at the end of a file it is no row
                blank.append(number)
                continue
            if blank:
                yield from ((n, []) for n in blank)
                blank.clear()
            yield number, cells or [""]


def opened(path: str, told: Told | None = None, known: Known | None = None) -> PeopleFile:
    """A CSV, XLSX or Parquet file: which it is, its first bytes say.

    ``known``: how many of some cells are names that are looked for; so the heading and the separator are
    found. Raises ContentError for what can not be read, or not be told apart.
    """
    told, file = told or Told(), Path(path)
    start = _start(file)
    if start.startswith(b"PAR1") or (file.suffix.lower() == ".parquet" and not start.startswith(_ZIP)):
        with parquet_file(file) as table:
            schema = table.schema_arrow
            kept = (n for n, type in enumerate(schema.types) if str(type).startswith(_ARROW_NUMBERS))
            return PeopleFile(file, tuple(schema.names), Form("parquet"), numbers=dict.fromkeys(kept, EVERY))
    if start.startswith(_ZIP):
        return _opened_xlsx(file, told, known)
    if start.startswith(_OLE) or start.lstrip().startswith(b"<"):  # a page of the web that is called .xls
        raise refused(SHEET_UNREADABLE, file.as_posix(), path=file.as_posix())
    if told.sheet is not None:
        raise refused(WHICH_SHEET, file.as_posix(), known="-")
    encoding = encoding_of(start, told.encoding)
    check_encoding(start, encoding, file.as_posix())
    with _text(file, encoding) as stream:
        lines = [
            line
            for _, line in zip(
                range(LOOKED_AT + 1), iter(lambda: stream.readline(LONGEST_LINE), ""), strict=False
            )
        ]
    sep = said_separator(lines[0]) if lines else None
    separator, heading = separated(lines[1:] if sep else lines, known, told.separator or sep, told.heading)
    if separator is None:
        raise refused(wrong.SEPARATOR, file.as_posix())
    form = Form("csv", separator, encoding, heading)
    head = next((cells for n, cells in _numbered(file, form) if n == heading), None)
    if head is None:
        gone = wrong.NO_PEOPLE if heading == 1 else wrong.NO_SUCH_ROW
        raise refused(gone, file.as_posix(), row=heading)
    _apart(head, known, file.as_posix(), heading)
    return PeopleFile(file, tuple(head) or ("",), form)


def _apart(head: Sequence[str], known: Known | None, file: str, row: int) -> None:
    """Raises ContentError where a whole row stands in one cell: in quotes, or in column A of a sheet."""
    whole = [cell for cell in head if cell.strip()]
    if len(whole) != 1 or known is None:
        return
    for separator in SEPARATORS:
        parts = whole[0].split(separator)
        if len(parts) > 1 and known([part.strip(' "') for part in parts]):
            raise refused(wrong.ONE_CELL, file, row, row=row)


_ARROW_NUMBERS = ("int", "uint", "float", "double", "halffloat", "decimal")


def _opened_xlsx(file: Path, told: Told, known: Known | None) -> PeopleFile:
    name, heading, rows, seen, since_1904 = _xlsx(bytes_of(file), file.as_posix(), told, known)
    if not rows:
        raise refused(wrong.NO_PEOPLE, file.as_posix())
    same: dict[str, str] = {}
    texts = [(n, [_as_text(cell, same) for cell in cells]) for n, cells in rows if n >= heading]
    head = texts[0][1]
    while len(head) > 1 and not head[-1]:
        head.pop()
    _apart(head, known, file.as_posix(), heading)
    width = max(len(head), 1)
    kept = tuple((n, cells + [""] * (width - len(cells))) for n, cells in texts[1:])
    form = Form("xlsx", heading=heading, sheet=name, since_1904=since_1904)
    zeros: dict[int, dict[int, str]] = {}
    for n, cells in rows:
        for at, cell in enumerate(cells):
            if cell.shown:
                zeros.setdefault(at, {})[n] = cell.shown
    return PeopleFile(file, tuple(head), form, seen, kept, _stored_numbers(rows), zeros)


def _stored_numbers(rows: SheetRows) -> dict[int, frozenset[str]]:
    """Of each column the texts that a spreadsheet keeps as numbers, and never as text too."""
    numbers: dict[int, set[str]] = {}
    texts: dict[int, set[str]] = {}
    for _, cells in rows:
        for at, cell in enumerate(cells):
            some = numbers if cell.stored == "number" else texts
            some.setdefault(at, set()).add(cell.text)
    return {at: frozenset(some - texts.get(at, set())) for at, some in numbers.items()}


class _Every:
    """What holds every text: a column of Parquet that is of numbers."""

    def __contains__(self, text: object) -> bool:
        return True


EVERY = _Every()


def _as_text(cell: Cell, same: dict[str, str]) -> str:
    """A cell as a person sees it: 50 % stays a percentage, a formula without a result stays one."""
    text = cell.text
    if cell.stored == "percent":
        text = f"{100 * float(text):.12g}%"
    elif cell.stored == "formula":
        text = "="
    return same.setdefault(text, text)


def _start(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(LOOKED_INTO)
    except (OSError, ValueError):  # a ValueError for a name that no file can have
        raise refused(UNREADABLE_FILE, file.as_posix(), path=file.as_posix()) from None


def _numbered(file: Path, form: Form) -> Iterator[tuple[int, list[str]]]:
    """Every row with its number, the heading too. Raises ContentError at the first that is no row."""
    assert form.separator and form.encoding
    with _text(file, form.encoding) as stream:
        lines = _lines(stream, file)
        first = next(lines, "")
        every = lines if said_separator(first) else chain([first] if first else [], lines)
        for number, cells in enumerate(_Records(every, form.separator), 1):
            if cells is None:
                raise refused(wrong.NOT_A_ROW, file.as_posix(), row=number, most=csv.field_size_limit())
            yield number, cells


def _lines(stream: IO[str], file: Path) -> Iterator[str]:
    """The lines of a text. Raises ContentError for a NUL: that is UTF-16, or no text at all."""
    for number, line in enumerate(stream, 1):
        if "\x00" in line:
            raise refused(wrong.NUL, file.as_posix(), number)
        yield line


@contextmanager
def _text(file: Path, encoding: str) -> Iterator[IO[str]]:
    codec = _CODEC.get(encoding, encoding)
    try:
        with file.open(encoding=codec, newline="") as stream:
            yield stream
    except UnicodeDecodeError as error:
        line, byte = _bad_byte(file, codec, error)
        raise _other_encoding(file.as_posix(), line, encoding, byte) from None
    except UnicodeError:  # UTF-16 without the mark that says its order
        raise refused(wrong.NUL, file.as_posix(), 1) from None
    except (OSError, ValueError):
        raise refused(UNREADABLE_FILE, file.as_posix(), path=file.as_posix()) from None


def _bad_byte(file: Path, codec: str, error: UnicodeDecodeError) -> tuple[int, int]:
    """The line of the first byte that is not of this encoding, and the byte."""
    if codec == "utf-16":
        return 1, error.object[error.start]
    with file.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            try:
                line.decode(codec)
            except UnicodeDecodeError as here:
                return number, line[here.start]
    return 1, error.object[error.start]


@contextmanager
def parquet_file(file: Path, read_dictionary: Sequence[str] = ()) -> Iterator[Any]:
    """``read_dictionary``: columns of texts that are given as each different text once."""
    try:
        import pyarrow.parquet as parquet  # type: ignore[import-untyped]
        from pyarrow import ArrowException
    except ImportError:
        raise MissingExtra("pyarrow", "frames") from None
    try:
        with parquet.ParquetFile(file, read_dictionary=[*read_dictionary]) as stream:
            yield stream
    except (OSError, ValueError, OverflowError, ArrowException) as error:
        of_the_disk = isinstance(error, OSError) and error.errno is not None
        kind, shown = UNREADABLE_FILE if of_the_disk else DAMAGED, file.as_posix()
    else:
        return
    raise refused(kind, shown, path=shown)


def _parquet_rows(file: Path) -> Iterator[tuple[int, list[str]]]:
    number = 1
    with parquet_file(file) as stream:
        for batch in stream.iter_batches(batch_size=max(FEWEST, CELLS // max(1, len(stream.schema_arrow)))):
            for row in zip(*map(_texts, batch.columns), strict=True):
                number += 1
                yield number, list(row)


def _texts(column: Any) -> list[str]:
    """A column as it would have been typed; most values come back, and are worked out once."""
    values = column.to_pylist()
    if str(column.type) in ("float", "halffloat"):  # which that made longer
        values = [*column.to_numpy(zero_copy_only=False)]
    try:
        known = {value: typed(value) for value in set(values)}
    except TypeError:  # lists and the like, of which none is a cell
        return [*map(typed, values)]
    return [known[value] for value in values]
