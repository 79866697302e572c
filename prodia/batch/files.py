"""A file of people scored: which column is what, the scores of each stretch of rows, and writing them."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Protocol, TypeAlias, get_args

from prodia.batch.frames import outcome
from prodia.content.tables import OFF, PeopleFile, Rows, date_cell, number_cell, opened, sex_cell, word_cell
from prodia.errors import ContentError
from prodia.language.columns import np
from prodia.model.instrument import Instrument, Item
from prodia.model.norms import KeyName
from prodia.problems import Kind, Place, Problem
from prodia.problems import people as kinds
from prodia.problems.commands import NO_MATCH
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import admits, score_columns
from prodia.scoring.person import EPOCH, NO_DAY, People, WordColumn
from prodia.words import Lang, Words
from prodia.words.lists import nearest

if TYPE_CHECKING:
    from prodia.scoring.normal import FloatArray, IntArray


# The names a column has unless it is said otherwise; words are those of the norm table.
PERSON: tuple[str, ...] = ("id", "born", "tested", "age_months", *get_args(KeyName))


@dataclass(frozen=True, slots=True)
class Layout:
    """Place of the column of each item, and of what is known of a person. ``unused``: other columns."""

    head: tuple[str, ...]
    items: Mapping[str, int]
    person: Mapping[str, int]
    absent: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def id(self) -> int | None:
        return self.person.get("id")


def laid_out(
    head: Sequence[str], instrument: Instrument, said: Mapping[str, str]
) -> tuple[Layout | None, tuple[Problem, ...]]:
    """The layout of a heading, or None and why. ``said``: item or person's name to the column it has.

    A column that is called like an item, or like a name of PERSON, is taken for it unless it was said
    to be another's.
    """
    known = (*instrument.every_item, *PERSON)
    if strange := tuple(_strange(known, said)):
        return None, strange
    if not {*head} & {*known, *said.values()}:  # no heading at all, perhaps: nothing of it is repeated
        return None, (_no_item(instrument),)
    if problems := tuple(_misplaced(head, said)):
        return None, problems
    taken = frozenset(said.values())
    named = {name: said.get(name, name) for name in known if name in said or name not in taken}
    place = {name: head.index(column) for name, column in named.items() if column in head}
    items = {item: place[item] for item in instrument.every_item if item in place}
    absent = tuple(item for item in instrument.every_item if item not in items)
    if not items:
        return None, (_no_item(instrument),)
    person = {name: place[name] for name in PERSON if name in place}
    used = {*items.values(), *person.values()}
    unused = tuple(name for at, name in enumerate(head) if at not in used)
    warning = (Problem(kinds.ITEM_COLUMN_ABSENT, None, items=", ".join(absent)),) if absent else ()
    return Layout(tuple(head), items, person, absent, unused), warning


def _strange(known: Sequence[str], said: Mapping[str, str]) -> Iterator[Problem]:
    """Names there are not, and columns said of two names."""
    for name in said:
        if name not in known:
            what = Words("item of kenmerk", "item or key")
            yield Problem(NO_MATCH, None, what=what, name=name, nearest=nearest(name, known))
    for column in dict.fromkeys(said.values()):
        names = [name for name, other in said.items() if other == column]
        if len(names) > 1:
            yield Problem(kinds.COLUMN_FOR_TWO, None, column=column, names=", ".join(names))


def _misplaced(head: Sequence[str], said: Mapping[str, str]) -> Iterator[Problem]:
    """Names that two columns bear (a column without a name is nobody's), and columns that are not there."""
    for name in dict.fromkeys(name for at, name in enumerate(head) if name and name in head[:at]):
        yield Problem(kinds.COLUMN_TWICE, None, column=name)
    for column in said.values():
        if column not in head:
            yield Problem(
                kinds.COLUMN_ABSENT, None, column=column, name=column, nearest=nearest(column, head)
            )


def _no_item(instrument: Instrument) -> Problem:
    every = [*instrument.every_item]
    first, last = every[0], every[-1]
    words = {"items": first if first == last else f"{first} ... {last}", "first": first}
    return Problem(kinds.NO_ITEM_COLUMN, None, instrument=instrument.reference, **words)


# A file of people scored a stretch of rows at a time: one row out per row in, and what was refused.

# A cell that can not be read is no answer: its scales get no score, and the cell is told. A row that can not
# be read, or a person who stands there twice, gets no score at all. Nothing is dropped, nothing is guessed.


NOTHING: frozenset[str] = frozenset()
REMEMBERED = 50_000  # texts of which the meaning is known; beyond it all are forgotten
Cell: TypeAlias = "float | dt.date | str | Kind | None"
Read: TypeAlias = Callable[[str, Set[str]], Cell]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Some rows scored: the row in the file and the id of each, the columns by name, what was refused."""

    numbers: tuple[int, ...]
    ids: tuple[str, ...]
    columns: dict[str, Any]
    refused: tuple[Problem, ...]


def standing_twice(file: PeopleFile, layout: Layout) -> dict[int, int]:
    """Rows of which the id stands in another row too, with that other row; reads the whole file once.

    Raises ContentError for a file without rows, or with one that can not be read.
    """
    at = layout.id
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    empty = True
    for rows in file.chunks():
        empty = False
        if at is None:
            continue
        for number, cells in zip(rows.numbers, rows.cells, strict=True):
            id = cells[at] if at < len(cells) else ""
            if id and (other := first.setdefault(id, number)) != number:
                found[number] = other
                found.setdefault(other, number)
    if empty:
        raise ContentError((Problem(kinds.NO_PEOPLE, Place(file.path.as_posix())),))
    return found


def scored_chunks(
    file: PeopleFile, layout: Layout, key: ScoringKey, *, empty: Set[str] = NOTHING
) -> Iterator[Scored]:
    """The file from its first row to its last. ``empty``: what stands for an empty cell, besides nothing.

    Raises ContentError before the first score where a row of the file can not be read.
    """
    twice, every = standing_twice(file, layout), key.instrument.every_item
    known: dict[Read, dict[str, Cell]] = {}
    for rows in file.chunks():
        whole = [_row(cells, layout) for cells in rows.cells]
        wrong = dict(_wrong(rows, layout, twice))
        refused = [*wrong.values()]
        stretch = _Stretch(rows.numbers, layout, [*zip(*whole, strict=True)], empty, known, refused)
        answers = {item: AnswerColumn(stretch.answers(at, every[item])) for item, at in layout.items.items()}
        found = outcome(key, score_columns(key, answers, stretch.people()))
        for place, problem in wrong.items():
            for name, column in found.items():
                none = problem.code if name.endswith(".reason") else None
                column[place] = np.nan if column.dtype.kind == "f" else none
        ids = tuple(cells[layout.id] for cells in whole) if layout.id is not None else ()
        refused.sort(key=lambda p: int(p.values()["row"]))
        yield Scored(rows.numbers, ids, found, tuple(refused))


def _wrong(rows: Rows, layout: Layout, twice: Mapping[int, int]) -> Iterator[tuple[int, Problem]]:
    """Rows that get no score at all, by their place in the stretch."""
    id_column = layout.head[layout.id] if layout.id is not None else ""
    for place, (number, cells) in enumerate(zip(rows.numbers, rows.cells, strict=True)):
        if len(cells) != len(layout.head):
            said = {"got": len(cells), "want": len(layout.head)}
            yield place, Problem(kinds.OTHER_LENGTH, None, row=number, **said)
        elif number in twice:
            yield place, Problem(kinds.TWICE, None, row=number, column=id_column, other=twice[number])


def _row(cells: list[str], layout: Layout) -> list[str]:
    """A row of the right width; of another one only who it is, if that can be told."""
    width, at = len(layout.head), layout.id
    if len(cells) == width:
        return cells
    return [cells[n] if n == at and n < len(cells) else "" for n in range(width)]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Reads the columns of some rows, and tells in ``refused`` what it could not read.

    ``known``: what a text means, for each way to read one; worked out once.
    """

    numbers: tuple[int, ...]
    layout: Layout
    columns: list[tuple[str, ...]]
    empty: Set[str]
    known: dict[Read, dict[str, Cell]]
    refused: list[Problem]

    def tell(self, kind: Kind, at: int, places: IntArray | list[int]) -> None:
        for place in places:
            row, column = self.numbers[place], self.layout.head[at]
            self.refused.append(Problem(kind, None, row=row, column=column))

    def cells(self, read: Read, at: int) -> tuple[list[Cell], list[int]]:
        """The cells of a column, None in the places of those that can not be read; and these places."""
        known = self.known.setdefault(read, {})
        if len(known) > REMEMBERED:
            known.clear()
        column = self.columns[at]
        texts = set(column)
        for text in texts.difference(known):
            known[text] = read(text, self.empty)
        found = [*map(known.__getitem__, column)]
        if not any(isinstance(known[text], Kind) for text in texts):
            return found, []
        unread = [place for place, cell in enumerate(found) if isinstance(cell, Kind)]
        for place in unread:
            kind = found[place]
            assert isinstance(kind, Kind)
            self.tell(kind, at, [place])
            found[place] = None
        return found, unread

    def floats(self, at: int, unread: float) -> FloatArray:
        """The numbers of a column, NaN where empty, ``unread`` where it is no number."""

        cells, places = self.cells(number_cell, at)
        found = np.array(cells, dtype=float)
        found[places] = unread
        return found

    def answers(self, at: int, item: Item) -> FloatArray:
        """The answers to an item; what can not be read is on no answer scale, and what is off it is told."""

        found = self.floats(at, OFF)
        on = np.isin(found, item.answers) if item.answers else admits(item.type, found)
        self.tell(kinds.OFF_SCALE, at, np.flatnonzero(np.isfinite(found) & ~on))
        return found

    def days(self, name: str) -> IntArray | None:

        at = self.layout.person.get(name)
        if at is None:
            return None
        cells, _ = self.cells(date_cell, at)
        days = [c.toordinal() - EPOCH if isinstance(c, dt.date) else NO_DAY for c in cells]
        return np.array(days, dtype=np.int64)

    def people(self) -> People:
        """Who the rows are of; a day or an age before birth is told."""

        person = self.layout.person
        words: dict[KeyName, WordColumn] = {}
        for name in get_args(KeyName):
            if name in person:
                cells, _ = self.cells(sex_cell if name == "sex" else word_cell, person[name])
                words[name] = WordColumn.of([c if isinstance(c, str) else None for c in cells])
        ages, born, tested = None, self.days("born"), self.days("tested")
        if "age_months" in person:
            ages = self.floats(person["age_months"], float("nan"))
            self.tell(kinds.BEFORE_BIRTH, person["age_months"], np.flatnonzero(ages < 0))
        if born is not None and tested is not None:
            self.tell(
                kinds.BEFORE_BIRTH, person["tested"], np.flatnonzero((tested < born) & (tested != NO_DAY))
            )
        return People(len(self.numbers), born, tested, ages, words)


# Scored rows written down: CSV for people and other programs, Parquet for many rows, JSON for machines.

# A cell of text that a spreadsheet would run as a formula gets an apostrophe before it, as spreadsheets
# themselves do; a number is never touched. A file of people is for its owner alone, and is there whole or
# not at all.


_FORMULA = re.compile(r"[=@\t\r\n＝＋－＠]|[+-](?![0-9]+(?:\.[0-9]+)?\Z)")


class Writer(Protocol):
    def __call__(self, rows: Scored) -> None: ...


def tame(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


@contextmanager
def whole(path: str) -> Iterator[str]:
    """A name to write to; what is there becomes ``path`` at the end, or is gone when something went wrong.

    Raises OSError where no file can be made.
    """
    folder, name = os.path.split(path)
    handle, beside = tempfile.mkstemp(prefix=f".{name}.", dir=folder or ".")  # for its owner alone
    os.close(handle)
    try:
        yield beside
        os.replace(beside, path)
    finally:
        if os.path.exists(beside):
            os.unlink(beside)


@contextmanager
def whole_text(path: str) -> Iterator[IO[str]]:
    """:func:`whole` as an open text, in UTF-8."""
    with whole(path) as made, open(made, "w", encoding="utf-8", newline="") as stream:
        yield stream


def csv_writer(stream: IO[str]) -> Writer:
    """Writes the heading with the first rows. A score is its shortest exact number, none is an empty cell."""
    plain, quoted = _two(stream)
    begun = False

    def write(rows: Scored) -> None:
        nonlocal begun
        if not begun:
            plain.writerow([_named(rows), *rows.columns])
            begun = True
        first = [tame(id) for id in rows.ids] or [str(n) for n in rows.numbers]
        columns = [_cells(column.tolist()) for column in rows.columns.values()]
        texts = (c for c, x in zip(columns, rows.columns.values(), strict=True) if x.dtype.kind == "O")
        out = quoted if any("\r" in cell for cells in (first, *texts) for cell in cells) else plain
        out.writerows(zip(first, *columns, strict=True))

    return write


def refusal_writer(stream: IO[str], lang: Lang) -> Callable[[Problem], None]:
    """Writes a heading, and then a row for everything that was refused: where, and why in words."""
    _, quoted = _two(stream)
    quoted.writerow(("row", "column", "code", "name", "message", "hint"))

    def write(problem: Problem) -> None:
        args = problem.values(lang)
        words = (problem.code, problem.name(lang), problem.message(lang), problem.hint(lang))
        quoted.writerow((args["row"], *map(tame, (args.get("column", ""), *words))))

    return write


def _two(stream: IO[str]) -> tuple[Any, Any]:
    """A writer that puts cells in quotes where needed, and one that always does.

    With this line end the first leaves a lone carriage return unquoted, and readers begin a new row there.
    """
    plain = csv.writer(stream, lineterminator="\n")
    return plain, csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)


def _named(rows: Scored) -> str:
    """What the first column is called: who it is, or else the row in the file."""
    return "id" if rows.ids else "row"


def _cells(values: Sequence[object]) -> list[str]:
    cells = {value: _cell(value) for value in set(values)}  # most are alike
    return [cells[value] for value in values]


def _cell(value: object) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return tame(str(value))


@contextmanager
def json_writer(stream: IO[str]) -> Iterator[Writer]:
    """Writes a list with an object for each row; null where there is none."""
    between = "[\n"

    def write(rows: Scored) -> None:
        nonlocal between
        columns = [[None if x != x else x for x in column.tolist()] for column in rows.columns.values()]
        names = (_named(rows), *rows.columns)
        for row in zip(rows.ids or rows.numbers, *columns, strict=True):
            one = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False)
            stream.write(between + one)
            between = ",\n"

    yield write
    stream.write("\n]\n" if between == ",\n" else "[]\n")


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
        first = pa.array(rows.ids, pa.string()) if rows.ids else pa.array(rows.numbers, pa.int64())
        table = {_named(rows): first}
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


ENDINGS = (".csv", ".parquet", ".json")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were written, and how much was refused; ``fits`` is False where no row could be read."""

    rows: int = 0
    refused: int = 0
    fits: bool = True


def score_file(
    data: str,
    key: ScoringKey,
    out: str | IO[str],
    *,
    refused: str | None = None,
    columns: Mapping[str, str] | None = None,
    empty: Set[str] = NOTHING,
    separator: str | None = None,
    form: str | None = None,
    lang: Lang = "nl",
    said: Callable[[Problem], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Tally:
    """Score a file of people (CSV or Parquet) a stretch at a time, so that it need not fit in memory.

    ``out``: a file, there whole or not at all, in the form of its ending (one of ENDINGS), or an open text
    in ``form`` (``csv`` or ``json``). ``refused``: a CSV file of refused rows and cells. ``columns``: item,
    id, born, sex ... to its column where that is called otherwise; ``empty``: what stands for an empty cell.
    ``said`` is given every problem as it is found, ``progress`` the number of rows after each stretch.

    Raises ContentError for a file that can not be read, OSError where the disk refuses.
    """
    file = opened(data, separator)
    layout, problems = laid_out(file.head, key.instrument, columns or {})
    for problem in problems:
        if said is not None:
            said(problem)
    if layout is None:
        return Tally(fits=False)
    rows = count = 0
    with ExitStack() as stack:
        note = refusal_writer(stack.enter_context(whole_text(refused)), lang) if refused else None
        write: Writer | None = None
        for stretch in scored_chunks(file, layout, key, empty=empty):
            write = write or _opened(stack, out, form)
            write(stretch)
            for problem in stretch.refused:
                for tell in (said, note):
                    if tell is not None:
                        tell(problem)
            rows, count = rows + len(stretch.numbers), count + len(stretch.refused)
            if progress is not None:
                progress(rows)
    return Tally(rows, count)


def _opened(stack: ExitStack, out: str | IO[str], form: str | None) -> Writer:
    ending = f".{form or 'csv'}" if not isinstance(out, str) else os.path.splitext(out)[1].lower()
    if ending == ".parquet" and isinstance(out, str):
        return stack.enter_context(parquet_writer(stack.enter_context(whole(out))))
    stream = stack.enter_context(whole_text(out)) if isinstance(out, str) else out
    return stack.enter_context(json_writer(stream)) if ending == ".json" else csv_writer(stream)
