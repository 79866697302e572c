"""A norm table of the user's own: checked whole, and then put in the strict form of the library.

One row is one raw score, group, percentile or term, as :data:`prodia.model.norms.COLUMNS` says; a table with
a column for every age band is not read.
"""

# Nothing is guessed and nothing repaired: a cell is good as it stands or is told, at the line or sheet row
# where the user sees it. The rules for a cell are those of normtables.py, the rules for rows those of
# checks/norms.py; here is only what comes before: which columns are meant, and how a spreadsheet stored them.

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from prodia.checks.norms import declared, row_faults
from prodia.content import tables
from prodia.content.account import Account
from prodia.content.cells import LOOSE, mark_shown, marks_in
from prodia.content.layout import found_in, knows
from prodia.content.normtables import SEX, WORDS, OwnFile, columns, optional_columns, own_curves, rows_of
from prodia.content.reading import Asked, above
from prodia.content.yaml import read
from prodia.errors import ContentError
from prodia.model.instrument import Instrument
from prodia.model.norms import FROM, TO, Norms
from prodia.problems import Kind, Place, Problem, in_order
from prodia.problems import norms as kinds
from prodia.problems.people import NEAR_HEADING
from prodia.words import Words
from prodia.words.cells import Mark, like, number_of
from prodia.words.lists import nearest

SOURCE = "eigen-normtabel"
# The same in every private pack, so that several can stand beside each other.
SOURCES = f"""\
# Bronnen van een eigen pakket. De normtabel zelf blijft hier en wordt niet verspreid.
format: 1
sources:
  {SOURCE}:
    title: "Eigen normtabel, overgenomen uit de handleiding"
    kind: test-manual
    read: whole
"""
_HEAD = "# Gemaakt met «prodia norms import». De rijen zijn van de uitgever en blijven hier.\n"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*|[0-9]+\.[0-9]+\.[0-9]+", re.ASCII)
_READ_OTHERWISE = frozenset("y n yes no on off true false null".split())


@dataclass(frozen=True, slots=True)
class Made:
    """Norms that can be written down: what they declare, their rows as ``text``, and how many there are.

    ``left``: the columns of the table that were passed over.
    """

    norms: Norms
    text: str
    rows: int
    groups: int
    left: tuple[str, ...]

    @property
    def declaration(self) -> str:
        """The declaration as YAML."""
        return declaration(self.norms)


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made of a table, None when there is an error; every problem, warnings too; and the reading."""

    made: Made | None
    problems: tuple[Problem, ...]
    account: Account | None = None


def imported(
    data: bytes,
    file: str,
    norms: Norms,
    instrument: Instrument,
    *,
    named: Mapping[str, str] | None = None,
    asked: Asked | None = None,
) -> Imported:
    """The bytes of a CSV or XLSX file as the rows of ``norms``, checked against the instrument.

    ``file``: its name, for messages. ``named``: of a column here its name in the file, where the two differ.
    ``asked``: what was said of how the file is to be read. Nothing is read from a disk or written to it.
    """
    asked, named = asked or Asked(), named or {}
    problems = list(_declared(norms, instrument))
    try:
        names = (*columns(norms), *optional_columns(norms), *named.values())
        table = tables.read_sheet(data, file, asked.told, knows(names, people=False))
    except ContentError as error:
        return Imported(None, (*problems, error.problem))
    if table.problems and not table.rows:
        return Imported(None, (*problems, *table.problems))
    places, absent = _places(table, norms, named)
    left = tuple(name for i, name in enumerate(table.head) if i not in places.values() and name)
    fed = tuple((ours, table.head[i]) for ours, i in places.items())
    passed, what = tuple(above(table.form)), Words("rijen", "rows")
    account = Account(table.form, len(table.rows), fed, left, passed=passed, what=what)
    if absent:
        return Imported(None, (*problems, *absent), account)
    rows = [(line, tuple(row[i] for i in places.values())) for line, row in table.rows]
    rows = [(line, row) for line, row in rows if any(c.text or c.stored == "formula" for c in row)]
    marks, asks = _marks(table, norms, places, rows, asked)
    account = replace(account, rows=len(rows), marks=marks)
    if asks:
        return Imported(None, (*problems, *asks), account)
    commas = [at for at, i in enumerate(places.values()) if marks.get(table.head[i]) == ","]
    rows = [
        (line, tuple(_pointed(c) if at in commas else c for at, c in enumerate(row))) for line, row in rows
    ]
    taken = _Taken(table, norms, tuple(places), tuple(table.head[i] for i in places.values()), tuple(rows))
    problems += taken.faults(instrument)
    if any(p.severity == "error" for p in problems):
        return Imported(None, in_order(problems), account)
    known = norms.model_copy(update={"sha256": tables.sum_of(taken.csv.encode())})
    made = Made(known, taken.csv, len(taken.rows), taken.groups, left)
    return Imported(made, in_order(problems), account)


def _marks(
    table: tables.Sheet,
    norms: Norms,
    places: Mapping[str, int],
    rows: Sequence[tuple[int, tuple[tables.Cell, ...]]],
    asked: Asked,
) -> tuple[dict[str, Mark], tuple[Problem, ...]]:
    """The decimal mark of every column of numbers that shows one, and what has to be asked."""
    words = {"scale", SEX, *norms.by, *WORDS}
    marks: dict[str, Mark] = {}
    asks: list[Problem] = []
    for at, (ours, i) in enumerate(places.items()):
        first: dict[str, int] = {}
        for line, row in rows if ours not in words else ():
            for what in marks_in(row[at].text.lstrip("<>")) if row[at].stored in ("csv", "text") else ():
                first.setdefault(what, line)
        if first:
            found = asked.decimal or mark_shown(first, table.head[i], loose=table.form.separator in LOOSE)
            if isinstance(found, Problem):
                asks.append(
                    Problem(found.kind, Place(table.file, int(found.values()["row"])), **dict(found.args))
                )
            else:
                marks[table.head[i]] = found
    return marks, tuple(asks)


def _pointed(cell: tables.Cell) -> tables.Cell:
    """A cell of a column with decimal commas, with a point; one that has a point already is no number.

    A text of a spreadsheet in such a column was typed, and is read as in CSV; a number it kept is one.
    """
    if cell.stored == "text":
        cell = replace(cell, stored="csv")
    if cell.stored != "csv":
        return cell
    if "." in cell.text and number_of(cell.text.lstrip("<>")) is not None:
        return replace(cell, text=cell.text.replace(".", " . "))
    plain = cell.text.lstrip("<>")
    return replace(cell, text=cell.text.replace(",", ".")) if number_of(plain, ",") is not None else cell


def declaration(norms: Norms) -> str:
    """Norms as YAML, a field a line, without what is not said."""
    said: dict[str, Any] = norms.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return _HEAD + "".join(f"{name}: {_flow(value)}\n" for name, value in said.items())


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {_flow(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _READ_OTHERWISE:
        return value
    return json.dumps(value, ensure_ascii=False)


def _declared(norms: Norms, instrument: Instrument) -> Iterator[Problem]:
    """What the declaration leaves out, scales that are none, and words that a file of it would not hold."""
    under = norms.model_copy(update={"sha256": "0" * 64})  # the sum is known once all is well
    yield from (Problem(f.kind, None, **dict(f.args)) for f in declared(under))
    for scale in norms.scales:
        if scale not in instrument.scales:
            hint = nearest(scale, instrument.scales)
            yield Problem(kinds.SCALE_UNKNOWN, None, instrument=instrument.id, scale=scale, hint=hint)
    for problem in read(declaration(norms).encode(), "").problems:
        yield Problem(problem.kind, None, **dict(problem.args))


def _places(
    table: tables.Sheet, norms: Norms, named: Mapping[str, str]
) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Of each column here its place in the table, and the columns that can not be found."""
    wanted, free = columns(norms), optional_columns(norms)
    head, place = table.head, Place(table.file, table.line)
    problems: list[Problem] = []
    for ours in named:
        if ours not in (*wanted, *free):
            problems.append(
                Problem(kinds.COLUMN_UNKNOWN, None, column=ours, hint=nearest(ours, (*wanted, *free)))
            )
    places: dict[str, int] = {}
    bands = (FROM, TO) if any(named.get(band, band) in head for band in (FROM, TO)) else ()
    for ours in (*wanted, *free):
        theirs = named.get(ours, ours)
        some = found_in(head, theirs)
        if len(some) == 1:
            places[ours] = some[0]
        elif some:
            problems += filter(None, [tables.columns_missing([theirs for _ in some], [theirs], place)])
        elif ours in wanted or ours in named or ours in bands:
            near = [name for name in head if name and name not in named.values() and like(name, theirs)]
            if near:
                problems.append(Problem(NEAR_HEADING, place, column=near[0], name=ours))
                continue
            known = ", ".join(f"«{name}»" for name in head if name)
            problems.append(Problem(kinds.COLUMN_ABSENT, place, column=theirs, ours=ours, known=known[:400]))
    return places, tuple(problems)


@dataclass(frozen=True, slots=True)
class _Taken:
    """The columns that are taken: their names here and in the table, and their cells by line."""

    table: tables.Sheet
    norms: Norms
    head: tuple[str, ...]
    theirs: tuple[str, ...]
    rows: tuple[tuple[int, tuple[tables.Cell, ...]], ...]

    @property
    def csv(self) -> str:
        """The rows in the strict form."""
        lines = [",".join(self.head), *(",".join(_quoted(c.text) for c in row) for _, row in self.rows)]
        return "".join(f"{line}\n" for line in lines)

    @property
    def groups(self) -> int:
        """How many scales, age bands and keys there are together."""
        by = {"scale", FROM, TO, *self.norms.by, *((SEX,) if self.norms.kind == "lms" else ())}
        places = [i for i, name in enumerate(self.head) if name in by]
        return len({tuple(row[i].text for i in places) for _, row in self.rows})

    def faults(self, instrument: Instrument) -> Iterator[Problem]:
        """Every mistake of every cell, and of the rows together."""
        stored = list(self._stored())
        told = {p.place for p in stored}
        if self.norms.kind == "lms":
            yield from (*self.table.problems, *stored, *(self._curves() if not stored else ()))
            return
        plain = [(line, tuple((c.column, c.text) for c in row)) for line, row in self.rows]
        judged = rows_of(self.head, plain, self.table.file, self.norms, digest="")
        unread = [self._seen(p) for p in judged.problems if p.place not in told]
        bad = [*self.table.problems, *stored, *self._commas(unread)]
        yield from bad
        if judged.rows is not None:
            off = {p.place.line for p in stored if p.place}
            rows = replace(judged.rows, rows=tuple(row for row in judged.rows.rows if row.line not in off))
            yield from row_faults(self.norms, rows, instrument, self.table.file, whole=not bad)

    def _stored(self) -> Iterator[Problem]:
        """Cells that a spreadsheet stored as something else than what it shows."""
        words = {"scale", SEX, *self.norms.by, *WORDS}
        for line, row in self.rows if not self.table.is_csv else ():
            for name, cell in zip(self.head, row, strict=True):
                kind = _trouble(cell, name in words)
                if kind is not None:
                    said = {"column": self._column(name, line, cell.column), "witness": cell.text[:40]}
                    if kind is kinds.PERCENT_CELL:
                        said |= {"witness": f"{100 * float(cell.text):.12g}", "stored": cell.text}
                    yield Problem(kind, Place(self.table.file, line, cell.column), **said)

    def _column(self, name: str, line: int, column: int) -> str:
        """A column as the user sees it: its name in the table, or the address of the cell."""
        if not self.table.is_csv:
            return f"{name} ({tables.letters(column)}{line})"
        theirs = self.theirs[self.head.index(name)]
        return name if theirs == name else f"{name} ({theirs})"

    def _seen(self, problem: Problem) -> Problem:
        place = problem.place
        if problem.kind is not kinds.CELL or place is None:
            return problem
        shown = self._column(problem.values()["column"], place.line, place.column)
        return Problem(problem.kind, place, **{**dict(problem.args), "column": shown})

    def _commas(self, problems: Sequence[Problem]) -> Sequence[Problem]:
        """Decimal commas throughout a CSV file are one mistake, not many."""
        commas = [p for p in problems if p.kind is kinds.CELL and tables.has_comma(p.values()["witness"])]
        points = ("." in c.text and number_of(c.text) is not None for _, row in self.rows for c in row)
        if not self.table.is_csv or len(commas) < tables.COMMAS or any(points):
            return problems
        rest = [p for p in problems if p not in commas]
        return [*rest, Problem(kinds.ALL_COMMAS, commas[0].place, count=len(commas))]

    def _curves(self) -> Iterator[Problem]:
        """The first mistake of a growth table, at the line where the user sees it."""
        own = OwnFile(self.table.file, "", self.norms.scales[0] if self.norms.scales else "-", unit="")
        try:
            tuple(own_curves(self.csv, own))
        except ContentError as error:
            problem = error.problem
            line = problem.place.line - 2 if problem.place else -1
            place = Place(self.table.file, self.rows[line][0] if line >= 0 else self.table.line)
            yield Problem(problem.kind, place, **dict(problem.args))


def _trouble(cell: tables.Cell, is_word: bool) -> Kind | None:
    kind = {"date": kinds.DATE_CELL, "formula": kinds.FORMULA}.get(cell.stored)
    if kind is None and not is_word and number_of(cell.text) is not None:
        kind = {"percent": kinds.PERCENT_CELL, "text": kinds.TEXT_NUMBER}.get(cell.stored)
    return kind


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',;"\t#') else text
