"""Growth norms from files: the reference that is shipped, or a table of the user's own.

>>> norms, problems = read_growth(growth_folder("cdc2000", "1.0.0"))
>>> norms.measures
('height', 'weight', 'bmi')
"""

# How to think about it: cells are read strictly (plain digits, a point) and nothing is repaired. A folder
# is one version of one reference: curves.csv says what is where, CDCref_d.csv is as CDC made it, tails.csv
# may be absent. A table that may not be shipped is one file per measure, taken only under its sha256.

from __future__ import annotations

import csv
import hashlib
import math
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import get_args

from prodia.content.locate import shipped
from prodia.model.growth import Ages, Curve, GrowthNorms, NearZero, Sex, Tail
from prodia.problems import Place, Problem
from prodia.problems import growth as kinds
from prodia.problems import yaml as files

MAX_BYTES = 20 << 20
TABLE, CURVES, TAILS = "CDCref_d.csv", "curves.csv", "tails.csv"
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,20})?(e-?[0-9]{1,2})?", re.IGNORECASE | re.ASCII)
_SEXES: dict[str, Sex] = {"1": "m", "2": "f", "m": "m", "f": "f"}
_DAYS_IN_MONTH = 30.4375

Row = tuple[int, Mapping[str, str]]
Node = tuple[int, float, float, float, float]  # line, age, L, M, S


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A table of the user's: one measure, a row per age, columns ``sex age l m s`` (more is passed over).

    Columns stand between tabs, semicolons, commas or spaces; ``sex`` is 1 or m, 2 or f. ``sha256``: what
    the file must be, over its bytes. The rest as in :class:`prodia.model.growth.Curve`; without ``first``
    and ``last`` (in months) the norms hold from the first row to the last, and never beyond them.
    """

    path: str | os.PathLike[str]
    sha256: str
    measure: str
    unit: str
    counted: Ages = "months"
    restricted: bool = False
    near_zero: NearZero = "exact"
    first: float | None = None
    last: float | None = None


class _Refused(Exception):
    """Ends the reading of one file; never leaves this file."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def growth_folder(id: str, version: str) -> Path:
    """Where the shipped reference stands."""
    return shipped() / "shared" / "norms" / id / version


def read_growth(folder: str | os.PathLike[str]) -> tuple[GrowthNorms | None, tuple[Problem, ...]]:
    """The reference in ``<id>/<version>/``, or None and why. The digest is over its CSV files."""
    root = Path(folder)
    try:
        texts = {name: _text(root / name) for name in (TABLE, CURVES)}
        if (root / TAILS).exists():
            texts[TAILS] = _text(root / TAILS)
        place = {name: (root / name).as_posix() for name in texts}
        table = list(_rows(texts[TABLE], place[TABLE], ("denom", "SEX", "_AGEMOS1", "_AGEMOS2")))
        if not table:
            raise _Refused(Problem(kinds.NO_ROWS, Place(place[TABLE]), measure=root.parent.name, sex="m, f"))
        stated = _rows(
            texts[CURVES], place[CURVES], ("measure", "columns", "unit", "first", "last", "near_zero")
        )
        curves = tuple(
            _paired(row, number, place, table, sex) for number, row in stated for sex in get_args(Sex)
        )
        tails = tuple(_tails(texts.get(TAILS, ""), place.get(TAILS, "")))
    except _Refused as refused:
        return None, (refused.problem,)
    sums = {name: text.encode() for name, text in texts.items()}
    return GrowthNorms(root.parent.name, root.name, _together(sums), curves, tails), ()


def read_own(id: str, version: str, own: Sequence[OwnFile]) -> tuple[GrowthNorms | None, tuple[Problem, ...]]:
    """Norms from the user's own files, or None and why; one file under another sha256 refuses them all."""
    curves: list[Curve] = []
    sums: dict[str, bytes] = {}
    problems: list[Problem] = []
    for one in own:
        try:
            data = _bytes(Path(one.path))
            _same(data, one)
            curves += _own_curves(_decoded(data, str(one.path)), one)
            sums[one.measure] = data
        except _Refused as refused:
            problems.append(refused.problem)
    if problems or not own:
        return None, tuple(problems)
    return GrowthNorms(id, version, _together(sums), tuple(curves)), ()


def _together(files: Mapping[str, bytes]) -> str:
    lines = (f"{name} {hashlib.sha256(data).hexdigest()}\n" for name, data in sorted(files.items()))
    return f"sha256:{hashlib.sha256(''.join(lines).encode()).hexdigest()}"


def _same(data: bytes, one: OwnFile) -> None:
    found, wanted = hashlib.sha256(data).hexdigest(), one.sha256.strip().lower().removeprefix("sha256:")
    if found != wanted:
        raise _Refused(Problem(kinds.DIGEST, Place(str(one.path)), found=found, wanted=wanted or "-"))


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        place = Place(path.as_posix())
        raise _Refused(Problem(files.UNREADABLE_FILE, place, path=path.as_posix())) from None
    if len(data) > MAX_BYTES:
        words = {"unit_nl": "MiB", "unit_en": "MiB", "hint_nl": "splits het.", "hint_en": "split it."}
        raise _Refused(Problem(files.TOO_LARGE, Place(path.as_posix()), limit=MAX_BYTES >> 20, **words))
    return data


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        witness = f"byte 0x{data[error.start]:02X}"
        raise _Refused(Problem(files.ENCODING, Place(file, line), witness=witness)) from None


def _text(path: Path) -> str:
    return _decoded(_bytes(path), path.as_posix())


def _rows(text: str, file: str, wanted: Sequence[str], *, separator: str = ",") -> Iterator[Row]:
    lines = text.split("\n")
    try:
        cells = [_split(line, separator) for line in lines]
    except csv.Error:
        raise _cell(file, 1, "1", "...", "CSV met korte cellen", "CSV with short cells") from None
    head = cells[0]
    missing = [name for name in wanted if head.count(name) != 1]
    if missing:
        raise _Refused(
            Problem(kinds.COLUMNS, Place(file), missing=", ".join(missing), wanted=", ".join(wanted))
        )
    for number, row in enumerate(cells[1:], 2):
        if not lines[number - 1].strip():
            continue
        if len(row) != len(head):
            nl, en = f"een rij van {len(head)} cellen", f"a row of {len(head)} cells"
            raise _cell(file, number, head[-1], f"{len(row)}", nl, en)
        yield number, dict(zip(head, row, strict=True))


def _split(line: str, separator: str) -> list[str]:
    cells = line.split() if separator == " " else next(csv.reader([line], delimiter=separator), [])
    return [cell.strip() for cell in cells]


def _cell(file: str, line: int, column: str, witness: str, nl: str, en: str) -> _Refused:
    said = {"column": column, "witness": witness[:40], "wanted_nl": nl, "wanted_en": en}
    return _Refused(Problem(kinds.CELL, Place(file, line), **said))


def _number(row: Row, column: str, file: str, *, positive: bool = False) -> float:
    line, cells = row
    text = cells.get(column, "")
    value = float(text) if _NUMBER.fullmatch(text) else None
    if value is None or (positive and value <= 0.0):
        nl, en = ("een getal boven 0", "a number above 0") if positive else ("een getal", "a number")
        raise _cell(file, line, column, text, f"{nl}, met een punt voor decimalen", f"{en}, with a point")
    return value


def _sex(row: Row, column: str, file: str) -> Sex:
    found = _SEXES.get(row[1][column].lower())
    if found is None:
        raise _cell(file, row[0], column, row[1][column], "1 of m, 2 of f", "1 or m, 2 or f")
    return found


def _paired(
    stated: Mapping[str, str], line: int, place: Mapping[str, str], table: Sequence[Row], sex: Sex
) -> Curve:
    """One curve out of the pairs of ages: the second of a pair must be the first of the next."""
    what, file, declared = stated["columns"], place[TABLE], (line, stated)
    if stated["near_zero"] not in get_args(NearZero):
        words = (" of ".join(get_args(NearZero)), " or ".join(get_args(NearZero)))
        raise _cell(place[CURVES], line, "near_zero", stated["near_zero"], *words)
    if any(f"_{part}{what}{i}" not in table[0][1] for part in "LMS" for i in (1, 2)):
        raise _cell(place[CURVES], line, "columns", what, f"een kolom van {TABLE}", f"a column of {TABLE}")
    nodes: list[Node] = []
    for row in table:
        if row[1]["denom"] != "age" or _sex(row, "SEX", file) != sex or not row[1].get(f"_L{what}1"):
            continue
        start, stop = (_node(row, file, f"_AGEMOS{i}", *(f"_{p}{what}{i}" for p in "LMS")) for i in (1, 2))
        if nodes and start[1:] != nodes[-1][1:]:
            raise _ages(file, start, stated["measure"], sex)
        nodes += [stop] if nodes else [start, stop]
    near_zero: NearZero = "cdc" if stated["near_zero"] == "cdc" else "exact"
    first, last = (_number(declared, name, place[CURVES]) for name in ("first", "last"))
    return _curve(nodes, file, stated["measure"], sex, stated["unit"], first, last, near_zero=near_zero)


def _own_curves(text: str, one: OwnFile) -> Iterator[Curve]:
    file, head, _, rest = str(one.path), *text.partition("\n")
    separator = next((s for s in ("\t", ";", ",") if s in head), " ")
    rows = list(_rows(f"{head.lower()}\n{rest}", file, ("sex", "age", "l", "m", "s"), separator=separator))
    for sex in get_args(Sex):
        nodes = [_node(row, file, "age", "l", "m", "s") for row in rows if _sex(row, "sex", file) == sex]
        if one.counted == "days":
            _daily(nodes, file, one.measure, sex)
        in_month = _DAYS_IN_MONTH if one.counted == "days" else 1.0
        first = nodes[0][1] / in_month if one.first is None and nodes else one.first or 0.0
        last = nodes[-1][1] / in_month if one.last is None and nodes else one.last or 0.0
        yield _curve(
            nodes, file, one.measure, sex, one.unit, first, last, one.counted, one.restricted, one.near_zero
        )


def _daily(nodes: Sequence[Node], file: str, measure: str, sex: Sex) -> None:
    for before, after in pairwise(nodes):
        if after[1] != before[1] + 1.0:
            raise _ages(file, after, measure, sex)


def _node(row: Row, file: str, age: str, L: str, M: str, S: str) -> Node:
    three = (
        _number(row, L, file),
        _number(row, M, file, positive=True),
        _number(row, S, file, positive=True),
    )
    return row[0], _number(row, age, file), *three


def _ages(file: str, node: Node, measure: str, sex: Sex) -> _Refused:
    return _Refused(Problem(kinds.AGES, Place(file, node[0]), age=f"{node[1]:g}", measure=measure, sex=sex))


def _curve(
    nodes: Sequence[Node],
    file: str,
    measure: str,
    sex: Sex,
    unit: str,
    first: float,
    last: float,
    counted: Ages = "months",
    restricted: bool = False,
    near_zero: NearZero = "exact",
) -> Curve:
    if len(nodes) < 2:
        raise _Refused(Problem(kinds.NO_ROWS, Place(file), measure=measure, sex=sex))
    for before, after in pairwise(nodes):
        if after[1] <= before[1]:
            raise _ages(file, after, measure, sex)
    _, ages, L, M, S = zip(*nodes, strict=True)
    in_month, end = 1.0, ages[-1]
    if counted == "days":  # days are rounded, so the last row is of ages up to half a day beyond it
        in_month, end = _DAYS_IN_MONTH, math.nextafter(ages[-1] + 0.5, 0.0)
    first, last = max(first, ages[0] / in_month), min(last, end / in_month)
    return Curve(measure, sex, unit, first, last, ages, L, M, S, counted, restricted, near_zero)


def _tails(text: str, file: str) -> Iterator[Tail]:
    wanted = ("measure", "sex", "percentile", "c0", "c1", "c2")
    for row in _rows(text, file, wanted) if text else ():
        percentile, c0, c1, c2 = (_number(row, name, file) for name in wanted[2:])
        if not 50.0 <= percentile < 100.0:
            nl, en = "een percentiel van 50 tot 100", "a percentile from 50 to 100"
            raise _cell(file, row[0], "percentile", row[1]["percentile"], nl, en)
        yield Tail(row[1]["measure"], _sex(row, "sex", file), percentile, c0, c1, c2)
