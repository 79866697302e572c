"""Tables of norms, read strictly: rows as CSV, and growth references, shipped or of the user's own.

Plain digits, a point, no cell repaired, every mistake at its place.
"""

# A norm file is typed over by hand, so a mistake in one cell must not hide the next: what can not be read is
# told and left out, and reading goes on. `rows_of` takes cells with their places, so that a table that is
# read in from elsewhere (content/normimport.py) is judged by the same rules and told where the user sees it.
#
# Of growth norms a folder is one version of one reference: curves.csv says what is where, CDCref_d.csv is as
# CDC made it, tails.csv may be absent. A table that may not be shipped is one file per measure, taken only
# under its sha256.

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal, get_args

from prodia.content import tables
from prodia.errors import ContentError
from prodia.model import norms as model
from prodia.problems import Place, Problem, files, in_order
from prodia.problems import norms as kinds
from prodia.words import Words
from prodia.words.cells import number_of
from prodia.words.lists import nearest

MOST = 200_000
WIDEST = 5000
_WHOLE = r"(-?(?:0|[1-9][0-9]{0,5}))"
_RAW = re.compile(rf"{_WHOLE}\.\.{_WHOLE}", re.ASCII)
EXTRA = ("reliability", "sem", "n")
WORDS = ("term", "part")
SEX, SEXES = "sex", ("m", "f")
NAME = "rows.csv"


@dataclass(frozen=True, slots=True)
class ReadRows:
    """The rows that could be read (None where the file could not), and every problem."""

    rows: model.NormRows | None
    problems: tuple[Problem, ...]


def rows_file(declared_in: str) -> Path:
    """Where the rows of norms stand that are declared in this file: ``1.0.0.yaml`` -> ``1.0.0/rows.csv``."""
    return Path(declared_in).with_suffix("") / NAME


def read_rows(path: Path, norms: model.Norms) -> ReadRows:
    """The rows of a file; one under another digest than declared is refused whole, and so is a link."""
    shown = path.as_posix()
    if path.is_symlink() or path.parent.is_symlink():
        return ReadRows(None, (Problem(files.LINK, Place(shown), path=shown),))
    if not path.exists():
        return ReadRows(None, (Problem(kinds.NO_ROWS_FILE, Place(shown), path=shown),))
    try:
        data = tables.bytes_of(path)
        if norms.sha256 is not None:
            tables.check_sum(data, norms.sha256, shown)
        text = tables.text_of(data, shown)
    except ContentError as error:
        return ReadRows(None, (error.problem,))
    return read_text(text, shown, norms, digest=f"sha256:{tables.sum_of(data)}")


def read_text(text: str, file: str, norms: model.Norms, *, digest: str) -> ReadRows:
    """The same of a text: rows as the declaration says they look."""
    found = tables.table_of(text, file)
    if found.problems and not found.rows:
        return ReadRows(None, found.problems)
    if problems := tuple(_head(found.names, norms, Place(file, found.line))):
        return ReadRows(None, problems)
    read = rows_of(found.names, found.rows, file, norms, digest=digest)
    return ReadRows(read.rows, in_order([*found.problems, *read.problems]))


def rows_of(
    head: Sequence[str], rows: Sequence[tables.Row], file: str, norms: model.Norms, *, digest: str
) -> ReadRows:
    """The same of cells under the names of their columns, each row with its line.

    ``head`` is known to hold :func:`columns`.
    """
    if not rows:
        what = Words("er is geen enkele rij", "there is no row at all")
        return ReadRows(None, (Problem(kinds.TOO_SHORT, Place(file), where=norms.id, what=what),))
    if len(rows) > MOST:
        return ReadRows(None, (tables.too_large(file, MOST, Words("rijen", "rows")),))
    good: list[model.NormRow] = []
    problems: list[Problem] = []
    for line, cells in rows:
        reader = _Reader(dict(zip(head, cells, strict=True)), line, file)
        row = reader.row(norms)
        problems += reader.problems
        good += [] if reader.problems else [row]
    return ReadRows(model.NormRows(digest, tuple(good)), tuple(problems))


def columns(norms: model.Norms) -> tuple[str, ...]:
    """The columns these rows must have; ``scale`` only where there are several."""
    kind = norms.kind or "table"
    if kind == "lms":
        return (SEX, *model.COLUMNS[kind])
    several = ("scale",) if len(norms.scales) != 1 else ()
    bands = (model.FROM, model.TO) if norms.age and kind not in ("polynomial", "regression") else ()
    given = tuple(norms.gives) if kind == "table" else ()
    return tuple(dict.fromkeys((*several, *bands, *norms.by, *model.COLUMNS[kind], *given)))


def optional_columns(norms: model.Norms) -> tuple[str, ...]:
    """The columns these rows may have besides; of a model the ages it holds for."""
    if norms.kind == "lms":
        return ()
    bands = (model.FROM, model.TO) if norms.kind in ("polynomial", "regression") else ()
    return tuple(name for name in ("scale", *bands, *EXTRA) if name not in columns(norms))


def _head(head: Sequence[str], norms: model.Norms, place: Place) -> Iterator[Problem]:
    wanted, free = columns(norms), optional_columns(norms)
    twice = [name for name in free if head.count(name) > 1]
    bands = [
        name
        for name in (model.FROM, model.TO)
        if model.FROM in free and (model.FROM in head or model.TO in head)
    ]
    missing = tables.columns_missing(head, (*wanted, *twice, *(b for b in bands if b not in twice)), place)
    if missing:
        yield missing
        return
    for name in head:
        if name not in (*wanted, *free):
            yield Problem(kinds.COLUMN_UNKNOWN, place, column=name[:40], hint=nearest(name, (*wanted, *free)))


class _Reader:
    """One row being read: what can not be read is told, and reading goes on."""

    def __init__(self, cells: Mapping[str, tuple[int, str]], line: int, file: str) -> None:
        self.cells, self.line, self.file = cells, line, file
        self.problems: list[Problem] = []

    def row(self, norms: model.Norms) -> model.NormRow:
        """What stands here; of no use when there are problems."""
        kind = norms.kind or "table"
        only = norms.scales[0] if len(norms.scales) == 1 else ""
        scale = only if only and not self.text("scale") else self.word("scale")
        band = self.band() if model.FROM in self.cells else None
        keys = tuple(self.key(name) for name in norms.by)
        raw = self.raw() if kind == "table" else ()
        named = [name for name in model.COLUMNS[kind] if name not in WORDS and kind != "table"]
        extra = [name for name in EXTRA if name not in named and self.text(name)]
        numbers = tuple((name, self.number(name)) for name in (*named, *extra))
        printed = tuple(self.printed(norms.gives)) if kind == "table" else ()
        words = tuple((name, self.word(name)) for name in WORDS if name in model.COLUMNS[kind])
        return model.NormRow(scale, band, keys, raw, numbers, printed, words, self.line)

    def text(self, name: str) -> str:
        return self.cells[name][1] if name in self.cells else ""

    def refuse(self, name: str, wanted: Words) -> None:
        self.problems.append(tables.bad_cell(self.file, self.line, self.cells[name], name, wanted))

    def number(self, name: str) -> float:
        found = number_of(self.text(name))
        if found is None:
            self.refuse(name, tables.wanted_for(self.text(name)))
        return found or 0.0

    def word(self, name: str) -> str:
        text = self.text(name)
        if not text or text.startswith("#") or not text.isprintable():
            self.refuse(
                name, Words("een woord op één regel, zonder # ervoor", "a word on one line, no # before it")
            )
        return text

    def key(self, name: str) -> str:
        if name == SEX and self.text(name) not in SEXES:
            self.refuse(name, Words("m of f", "m or f"))
            return ""
        return self.word(name)

    def band(self) -> tuple[int, int]:
        before = len(self.problems)
        first, last = self.number(model.FROM), self.number(model.TO)
        if len(self.problems) == before and not (
            0 <= first <= last and first.is_integer() and last.is_integer()
        ):
            wanted = Words("voltooide maanden, van klein naar groot", "completed months, from small to large")
            self.refuse(model.TO, wanted)
        return int(first), int(last)

    def raw(self) -> tuple[float, ...]:
        text = self.text("raw")
        one, span = number_of(text), _RAW.fullmatch(text)
        if one is not None:
            return (one,)
        if span is None or not 0 < int(span[2]) - int(span[1]) <= WIDEST:
            known = tables.wanted_for(text)
            nl, en = "een ruwe score, of een bereik als 10..14", "a raw score, or a range such as 10..14"
            self.refuse("raw", Words(f"{nl} ({known.nl})", f"{en} ({known.en})"))
            return ()
        return tuple(float(n) for n in range(int(span[1]), int(span[2]) + 1))

    def printed(self, gives: Sequence[str]) -> Iterator[tuple[str, model.Printed]]:
        for name in dict.fromkeys(gives):
            text = self.text(name)
            side: Literal["", "<", ">"] = "<" if text[:1] == "<" else ">" if text[:1] == ">" else ""
            found = number_of(text.removeprefix(side))
            if found is not None:
                yield name, model.Printed(found, side)
            elif text:  # an empty cell: the manual gives none here
                known = tables.wanted_for(text)
                self.refuse(name, Words(f"{known.nl}; of «<20», «>80»", f"{known.en}; or «<20», «>80»"))


TABLE, CURVES, TAILS = "CDCref_d.csv", "curves.csv", "tails.csv"
_SEXES: dict[str, model.Sex] = {"1": "m", "2": "f", "m": "m", "f": "f"}

Named = tuple[int, Mapping[str, str]]
Node = tuple[int, float, float, float, float]  # line, age, L, M, S


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A table of the user's: one measure, a row per age, columns ``sex age l m s`` (more is passed over).

    Columns stand between tabs, semicolons, commas or spaces; ``sex`` is 1 or m, 2 or f. ``sha256``: what
    the file must be, over its bytes. The rest as in :class:`prodia.model.norms.Curve`; without ``first``
    and ``last`` (in months) the norms hold from the first row to the last, and never beyond them.
    """

    path: str | os.PathLike[str]
    sha256: str
    measure: str
    unit: str
    counted: model.Ages = "months"
    restricted: bool = False
    near_zero: model.NearZero = "exact"
    first: float | None = None
    last: float | None = None


def read_growth(folder: str | os.PathLike[str]) -> tuple[model.GrowthNorms | None, tuple[Problem, ...]]:
    """The reference in ``<id>/<version>/``, or None and why.

    The digest is over its CSV files, whatever ends a line.
    """
    root = Path(folder)
    try:
        texts = {name: _text(root / name) for name in (TABLE, CURVES)}
        if (root / TAILS).exists():
            texts[TAILS] = _text(root / TAILS)
        place = {name: (root / name).as_posix() for name in texts}
        table = list(_rows(texts[TABLE], place[TABLE], ("denom", "SEX", "_AGEMOS1", "_AGEMOS2")))
        if not table:
            raise tables.refused(kinds.NO_ROWS, place[TABLE], measure=root.parent.name, sex="m, f")
        stated = _rows(
            texts[CURVES], place[CURVES], ("measure", "columns", "unit", "first", "last", "near_zero")
        )
        curves = tuple(
            _paired(row, number, place, table, sex) for number, row in stated for sex in get_args(model.Sex)
        )
        tails = tuple(_tails(texts.get(TAILS, ""), place.get(TAILS, "")))
    except ContentError as error:
        return None, (error.problem,)
    sums = {name: text.replace("\r\n", "\n").replace("\r", "\n").encode() for name, text in texts.items()}
    return model.GrowthNorms(root.parent.name, root.name, _together(sums), curves, tails), ()


def read_own(
    id: str, version: str, own: Sequence[OwnFile]
) -> tuple[model.GrowthNorms | None, tuple[Problem, ...]]:
    """Norms from the user's own files, or None and why; one file under another sha256 refuses them all."""
    curves: list[model.Curve] = []
    sums: dict[str, bytes] = {}
    problems: list[Problem] = []
    for one in own:
        try:
            data = tables.bytes_of(Path(one.path))
            tables.check_sum(data, one.sha256.strip().lower().removeprefix("sha256:"), str(one.path))
            curves += own_curves(tables.text_of(data, str(one.path)), one)
            sums[one.measure] = data
        except ContentError as error:
            problems.append(error.problem)
    if problems or not own:
        return None, tuple(problems)
    return model.GrowthNorms(id, version, _together(sums), tuple(curves)), ()


def _together(files: Mapping[str, bytes]) -> str:
    lines = "".join(f"{name} {tables.sum_of(data)}\n" for name, data in sorted(files.items()))
    return f"sha256:{tables.sum_of(lines.encode())}"


def _text(path: Path) -> str:
    return tables.text_of(tables.bytes_of(path), path.as_posix())


def _rows(text: str, file: str, wanted: Sequence[str], *, separator: str | None = None) -> Iterator[Named]:
    found = tables.table_of(text, file, separator)
    if found.problems:
        raise ContentError(found.problems[:1])
    if missing := tables.columns_missing(found.names, wanted, Place(file, found.line)):
        raise ContentError((missing,))
    for line, cells in found.rows:
        yield line, dict(zip(found.names, (text for _, text in cells), strict=True))


def _cell(file: str, line: int, column: str, witness: str, nl: str, en: str) -> ContentError:
    return ContentError((tables.bad_cell(file, line, (1, witness), column, Words(nl, en)),))


def _number(row: Named, column: str, file: str, *, positive: bool = False) -> float:
    line, cells = row
    text = cells.get(column, "")
    value = number_of(text)
    if value is None:
        raise ContentError((tables.bad_cell(file, line, (1, text), column, tables.wanted_for(text)),))
    if positive and value <= 0.0:
        raise _cell(file, line, column, text, "een getal boven 0", "a number above 0")
    return value


def _sex(row: Named, column: str, file: str) -> model.Sex:
    found = _SEXES.get(row[1][column].lower())
    if found is None:
        raise _cell(file, row[0], column, row[1][column], "1 of m, 2 of f", "1 or m, 2 or f")
    return found


def _paired(
    stated: Mapping[str, str], line: int, place: Mapping[str, str], table: Sequence[Named], sex: model.Sex
) -> model.Curve:
    """One curve out of the pairs of ages: the second of a pair must be the first of the next."""
    what, file, declared = stated["columns"], place[TABLE], (line, stated)
    if stated["near_zero"] not in get_args(model.NearZero):
        words = (" of ".join(get_args(model.NearZero)), " or ".join(get_args(model.NearZero)))
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
    near_zero: model.NearZero = "cdc" if stated["near_zero"] == "cdc" else "exact"
    first, last = (_number(declared, name, place[CURVES]) for name in ("first", "last"))
    told = OwnFile(file, "", stated["measure"], stated["unit"], near_zero=near_zero, first=first, last=last)
    return _curve(nodes, told, sex)


def own_curves(text: str, one: OwnFile) -> Iterator[model.Curve]:
    """The curves of both sexes in a text. Raises ContentError."""
    file, head, _, rest = str(one.path), *text.partition("\n")
    separator = None if any(s in head for s in "\t;,") else " "
    rows = list(_rows(f"{head.lower()}\n{rest}", file, ("sex", "age", "l", "m", "s"), separator=separator))
    for sex in get_args(model.Sex):
        nodes = [_node(row, file, "age", "l", "m", "s") for row in rows if _sex(row, "sex", file) == sex]
        yield _curve(nodes, one, sex)


def _node(row: Named, file: str, age: str, L: str, M: str, S: str) -> Node:
    three = (
        _number(row, L, file),
        _number(row, M, file, positive=True),
        _number(row, S, file, positive=True),
    )
    return row[0], _number(row, age, file), *three


def _ages(file: str, node: Node, measure: str, sex: model.Sex) -> ContentError:
    return tables.refused(kinds.AGES, file, node[0], age=f"{node[1]:g}", measure=measure, sex=sex)


def _curve(nodes: Sequence[Node], one: OwnFile, sex: model.Sex) -> model.Curve:
    if len(nodes) < 2:
        raise tables.refused(kinds.NO_ROWS, str(one.path), measure=one.measure, sex=sex)
    daily = one.counted == "days"
    for before, after in pairwise(nodes):
        if after[1] <= before[1] or (daily and after[1] != before[1] + 1.0):
            raise _ages(str(one.path), after, one.measure, sex)
    _, ages, L, M, S = zip(*nodes, strict=True)
    in_month, end = 1.0, ages[-1]
    if daily:  # days are rounded, so the last row is of ages up to half a day beyond it
        in_month, end = model.DAYS_PER_MONTH, math.nextafter(ages[-1] + 0.5, 0.0)
    first = ages[0] / in_month if one.first is None else max(one.first, ages[0] / in_month)
    last = ages[-1] / in_month if one.last is None else min(one.last, end / in_month)
    return model.Curve(
        one.measure, sex, one.unit, first, last, ages, L, M, S, one.counted, one.restricted, one.near_zero
    )


def _tails(text: str, file: str) -> Iterator[model.Tail]:
    wanted = ("measure", "sex", "percentile", "c0", "c1", "c2")
    for row in _rows(text, file, wanted) if text else ():
        percentile, c0, c1, c2 = (_number(row, name, file) for name in wanted[2:])
        if not 50.0 <= percentile < 100.0:
            nl, en = "een percentiel van 50 tot 100", "a percentile from 50 to 100"
            raise _cell(file, row[0], "percentile", row[1]["percentile"], nl, en)
        yield model.Tail(row[1]["measure"], _sex(row, "sex", file), percentile, c0, c1, c2)
