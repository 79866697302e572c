"""A table of norms as strict CSV: plain digits, a point, no cell repaired, every mistake at its place."""

# A norm file is typed over by hand, so a mistake in one cell must not hide the next: what can not be read is
# told and left out, and reading goes on. `rows_of` takes cells with their places, so that a table that is
# read in from elsewhere (content/normimport.py) is judged by the same rules and told where the user sees it.

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from prodia.content.tables import (
    Row,
    bad_cell,
    bytes_of,
    check_sum,
    columns_missing,
    number_of,
    sum_of,
    table_of,
    text_of,
    too_large,
    wanted_for,
)
from prodia.errors import ContentError
from prodia.model.norms import COLUMNS, FROM, TO, NormRow, NormRows, Norms, Printed
from prodia.problems import Place, Problem, files, in_order
from prodia.problems import norms as kinds
from prodia.words import Words
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

    rows: NormRows | None
    problems: tuple[Problem, ...]


def rows_file(declared_in: str) -> Path:
    """Where the rows of norms stand that are declared in this file: ``1.0.0.yaml`` -> ``1.0.0/rows.csv``."""
    return Path(declared_in).with_suffix("") / NAME


def read_rows(path: Path, norms: Norms) -> ReadRows:
    """The rows of a file; one under another digest than declared is refused whole, and so is a link."""
    shown = path.as_posix()
    if path.is_symlink() or path.parent.is_symlink():
        return ReadRows(None, (Problem(files.LINK, Place(shown), path=shown),))
    if not path.exists():
        return ReadRows(None, (Problem(kinds.NO_ROWS_FILE, Place(shown), path=shown),))
    try:
        data = bytes_of(path)
        if norms.sha256 is not None:
            check_sum(data, norms.sha256, shown)
        text = text_of(data, shown)
    except ContentError as error:
        return ReadRows(None, (error.problem,))
    return read_text(text, shown, norms, digest=f"sha256:{sum_of(data)}")


def read_text(text: str, file: str, norms: Norms, *, digest: str) -> ReadRows:
    """The same of a text: rows as the declaration says they look."""
    found = table_of(text, file)
    if found.problems and not found.rows:
        return ReadRows(None, found.problems)
    if problems := tuple(_head(found.names, norms, Place(file, found.line))):
        return ReadRows(None, problems)
    read = rows_of(found.names, found.rows, file, norms, digest=digest)
    return ReadRows(read.rows, in_order([*found.problems, *read.problems]))


def rows_of(head: Sequence[str], rows: Sequence[Row], file: str, norms: Norms, *, digest: str) -> ReadRows:
    """The same of cells under the names of their columns, each row with its line.

    ``head`` is known to hold :func:`columns`.
    """
    if not rows:
        what = Words("er is geen enkele rij", "there is no row at all")
        return ReadRows(None, (Problem(kinds.TOO_SHORT, Place(file), where=norms.id, what=what),))
    if len(rows) > MOST:
        return ReadRows(None, (too_large(file, MOST, Words("rijen", "rows")),))
    good: list[NormRow] = []
    problems: list[Problem] = []
    for line, cells in rows:
        reader = _Reader(dict(zip(head, cells, strict=True)), line, file)
        row = reader.row(norms)
        problems += reader.problems
        good += [] if reader.problems else [row]
    return ReadRows(NormRows(digest, tuple(good)), tuple(problems))


def columns(norms: Norms) -> tuple[str, ...]:
    """The columns these rows must have; ``scale`` only where there are several."""
    kind = norms.kind or "table"
    if kind == "lms":
        return (SEX, *COLUMNS[kind])
    several = ("scale",) if len(norms.scales) != 1 else ()
    bands = (FROM, TO) if norms.age and kind not in ("polynomial", "regression") else ()
    given = tuple(norms.gives) if kind == "table" else ()
    return tuple(dict.fromkeys((*several, *bands, *norms.by, *COLUMNS[kind], *given)))


def optional_columns(norms: Norms) -> tuple[str, ...]:
    """The columns these rows may have besides; of a model the ages it holds for."""
    if norms.kind == "lms":
        return ()
    bands = (FROM, TO) if norms.kind in ("polynomial", "regression") else ()
    return tuple(name for name in ("scale", *bands, *EXTRA) if name not in columns(norms))


def _head(head: Sequence[str], norms: Norms, place: Place) -> Iterator[Problem]:
    wanted, free = columns(norms), optional_columns(norms)
    twice = [name for name in free if head.count(name) > 1]
    bands = [name for name in (FROM, TO) if FROM in free and (FROM in head or TO in head)]
    missing = columns_missing(head, (*wanted, *twice, *(b for b in bands if b not in twice)), place)
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

    def row(self, norms: Norms) -> NormRow:
        """What stands here; of no use when there are problems."""
        kind = norms.kind or "table"
        only = norms.scales[0] if len(norms.scales) == 1 else ""
        scale = only if only and not self.text("scale") else self.word("scale")
        band = self.band() if FROM in self.cells else None
        keys = tuple(self.key(name) for name in norms.by)
        raw = self.raw() if kind == "table" else ()
        named = [name for name in COLUMNS[kind] if name not in WORDS and kind != "table"]
        extra = [name for name in EXTRA if name not in named and self.text(name)]
        numbers = tuple((name, self.number(name)) for name in (*named, *extra))
        printed = tuple(self.printed(norms.gives)) if kind == "table" else ()
        words = tuple((name, self.word(name)) for name in WORDS if name in COLUMNS[kind])
        return NormRow(scale, band, keys, raw, numbers, printed, words, self.line)

    def text(self, name: str) -> str:
        return self.cells[name][1] if name in self.cells else ""

    def refuse(self, name: str, wanted: Words) -> None:
        self.problems.append(bad_cell(self.file, self.line, self.cells[name], name, wanted))

    def number(self, name: str) -> float:
        found = number_of(self.text(name))
        if found is None:
            self.refuse(name, wanted_for(self.text(name)))
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
        first, last = self.number(FROM), self.number(TO)
        if len(self.problems) == before and not (
            0 <= first <= last and first.is_integer() and last.is_integer()
        ):
            wanted = Words("voltooide maanden, van klein naar groot", "completed months, from small to large")
            self.refuse(TO, wanted)
        return int(first), int(last)

    def raw(self) -> tuple[float, ...]:
        text = self.text("raw")
        one, span = number_of(text), _RAW.fullmatch(text)
        if one is not None:
            return (one,)
        if span is None or not 0 < int(span[2]) - int(span[1]) <= WIDEST:
            known = wanted_for(text)
            nl, en = "een ruwe score, of een bereik als 10..14", "a raw score, or a range such as 10..14"
            self.refuse("raw", Words(f"{nl} ({known.nl})", f"{en} ({known.en})"))
            return ()
        return tuple(float(n) for n in range(int(span[1]), int(span[2]) + 1))

    def printed(self, gives: Sequence[str]) -> Iterator[tuple[str, Printed]]:
        for name in dict.fromkeys(gives):
            text = self.text(name)
            side: Literal["", "<", ">"] = "<" if text[:1] == "<" else ">" if text[:1] == ">" else ""
            found = number_of(text.removeprefix(side))
            if found is not None:
                yield name, Printed(found, side)
            elif text:  # an empty cell: the manual gives none here
                known = wanted_for(text)
                self.refuse(name, Words(f"{known.nl}; of «<20», «>80»", f"{known.en}; or «<20», «>80»"))
