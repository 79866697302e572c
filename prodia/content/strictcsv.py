"""Strict CSV: UTF-8 under a limit, cells with their place, plain digits with a point. Nothing is repaired."""

# Shared by the readers of norm tables. A cell carries its column in the file, counted from 1, so that what
# is wrong with it is told where it stands. Columns lie between tabs, semicolons or commas, whichever of these
# the first line has.

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from prodia.problems import Place, Problem, files
from prodia.problems import norms as kinds
from prodia.words import Words

MAX_BYTES = 20 << 20
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,20})?(?:e-?[0-9]{1,2})?", re.IGNORECASE | re.ASCII)
_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)", re.ASCII)
_ZEROS = re.compile(r"(-?)0+([0-9]+(?:\.[0-9]+)?)", re.ASCII)
_YEARS = re.compile(r"([0-9]{1,2})[;:]([0-9]{1,2})", re.ASCII)
_DASH = re.compile(r"([0-9]+) ?[-\u2010-\u2015] ?([0-9]+)", re.ASCII)
_ONE = {s: re.compile(rf'(?:"((?:[^"]|"")*)"|([^"{s}]*))(?={s}|\Z)') for s in ",;\t"}

# Column and text of each cell of one line.
Cells: TypeAlias = tuple[tuple[int, str], ...]
Row: TypeAlias = tuple[int, Cells]


class Refused(Exception):
    """Ends the reading of one file; never leaves this room."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


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


def bytes_of(path: Path) -> bytes:
    """What a file holds. Refused where it is none, stays closed or is too large; a pipe is not waited for."""
    try:
        with open(path, "rb", opener=_at_once) as stream:
            data = stream.read(MAX_BYTES + 1) if stat.S_ISREG(os.fstat(stream.fileno()).st_mode) else None
    except (OSError, ValueError):
        data = None
    shown = path.as_posix()
    if data is None:
        raise Refused(Problem(files.UNREADABLE_FILE, Place(shown), path=shown))
    if len(data) > MAX_BYTES:
        raise Refused(too_large(shown, MAX_BYTES >> 20, Words("MiB", "MiB")))
    return data


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def too_large(file: str, limit: int, unit: Words) -> Problem:
    """More than ``limit`` of something in one file."""
    return Problem(
        files.TOO_LARGE, Place(file), limit=limit, unit=unit, hint=Words("splits het.", "split it.")
    )


def sum_of(data: bytes) -> str:
    """The sha256 over the bytes, in small hexadecimals."""
    return hashlib.sha256(data).hexdigest()


def check_sum(data: bytes, wanted: str, file: str) -> None:
    """Refused unless the bytes have this sha256."""
    found = sum_of(data)
    if found != wanted:
        raise Refused(Problem(kinds.DIGEST, Place(file), found=found, wanted=wanted or "-"))


def text_of(data: bytes, file: str) -> str:
    """The text of UTF-8 bytes, with ``\\n`` at the end of every line."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        witness = f"byte 0x{data[error.start]:02X}"
        raise Refused(Problem(files.ENCODING, Place(file, line), witness=witness)) from None


def table_of(text: str, file: str, separator: str | None = None) -> Table:
    """The cells of a text; empty lines, and those that begin with ``#``, are no part of it."""
    lines = [
        (n, line)
        for n, line in enumerate(text.split("\n"), 1)
        if line.strip(" \t;,") and not line.startswith("#")
    ]
    at, first = lines[0] if lines else (1, "")
    between = separator or next((s for s in "\t;" if s in first), ",")
    problems: list[Problem] = []
    rows: list[Row] = []
    wide = 0
    for number, line in lines:
        cells = _cells(line, between)
        if cells is None:
            wanted = Words("aanhalingstekens die sluiten", "quotes that close")
            problems.append(bad_cell(file, number, (line.index('"') + 1, line), "...", wanted))
        elif rows and len(cells) != len(rows[0][1]):
            more = between == "," and len(cells) > len(rows[0][1])
            wide += more
            problems.append(_width(file, number, cells, rows[0][1], more))
        else:
            rows.append((number, cells))
        if problems and not rows:
            break
    head = rows[0] if rows else (at, ())
    return Table(*head, tuple(rows[1:]), tuple(problems), wide)


def _cells(line: str, separator: str) -> Cells | None:
    """None where quotes do not close, or stand inside a cell."""
    if separator == " ":
        return tuple((m.start() + 1, m[0]) for m in re.finditer(r"\S+", line))
    return tuple(_plain(line, separator)) if '"' not in line else _careful(line, separator)


def _plain(line: str, separator: str) -> Iterator[tuple[int, str]]:
    at = 1
    for text in line.split(separator):
        yield at, text.strip()
        at += len(text) + 1


def _careful(line: str, separator: str) -> Cells | None:
    found: list[tuple[int, str]] = []
    at = 0
    while one := _ONE[separator].match(line, at):
        text = one[2] if one[1] is None else one[1].replace('""', '"')
        found.append((at + 1, text.strip()))
        if one.end() == len(line):
            return tuple(found)
        at = one.end() + 1
    return None


def _width(file: str, line: int, cells: Cells, head: Cells, comma: bool) -> Problem:
    nl, en = f"een rij van {len(head)} cellen", f"a row of {len(head)} cells"
    if comma:
        nl, en = f"{nl} (een decimale komma?)", f"{en} (a decimal comma?)"
    return bad_cell(file, line, (cells[-1][0], f"{len(cells)}"), head[-1][1], Words(nl, en))


def bad_cell(file: str, line: int, found: tuple[int, str], column: str, wanted: Words) -> Problem:
    """What stands in a cell and what belongs there. ``found``: its column in the file and its text."""
    place = Place(file, line, found[0])
    return Problem(kinds.CELL, place, column=column, witness=found[1][:40], wanted=wanted)


def number_of(text: str) -> float | None:
    """A number as a strict cell writes it; None for anything else."""
    return float(text) + 0.0 if NUMBER.fullmatch(text) else None


def has_comma(text: str) -> bool:
    """Whether this is a number with a decimal comma."""
    return _COMMA.fullmatch(text) is not None


def wanted_for(text: str) -> Words:
    """What belongs in a cell for a number where this text stands."""
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
    if any(c.isdigit() and not c.isascii() for c in text):
        return Words("een getal met de cijfers 0 tot 9", "a number in the digits 0 to 9")
    return Words("een getal, met een punt voor decimalen", "a number, with a point for decimals")


def columns_missing(head: Sequence[str], wanted: Sequence[str], place: Place) -> Problem | None:
    """The wanted columns that are not there, or there twice."""
    missing = [name for name in wanted if head.count(name) != 1]
    if not missing:
        return None
    return Problem(kinds.COLUMNS, place, missing=", ".join(missing), wanted=", ".join(wanted))
