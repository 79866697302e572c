"""A file of people for a protocol, a stretch of rows at a time: CSV, XLSX or Parquet, as an Arrow table."""

# CSV and XLSX go through the one reader of files of people (content.reading): what a cell says is never
# guessed. Parquet keeps its types, so its columns are handed on as they are, some row groups at a time.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from prodia.batch.doubts import LOOKED, of_ids, shares
from prodia.batch.kernel import BORN, ID
from prodia.batch.many import names_of, nearly, needed_of, nothing_of
from prodia.batch.measured import HELP, LONG, Long
from prodia.batch.reading import Bad, arrow, refusals
from prodia.batch.rows import CONSENT, RAISED
from prodia.content.account import Account
from prodia.content.cells import Cell, read_all, refused
from prodia.content.layout import knows, placed
from prodia.content.reading import Asked, Columns, Sort, read_columns, whole_row
from prodia.content.tables import Form, opened, parquet_file
from prodia.language import Type
from prodia.language.columns import Array, np
from prodia.model.plan import Plan
from prodia.model.protocol import Mode
from prodia.problems import Kind, Problem
from prodia.problems import people as kinds
from prodia.problems.batch import ABSENT, ABSENT_SAID
from prodia.words import Words
from prodia.words.cells import nobody
from prodia.words.labels import TRUTHS

STRETCH = 1 << 16  # rows


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Some rows: their numbers in the file, who they are, their columns, the rows that can not be read."""

    numbers: Array
    ids: Any
    table: Any
    unread: Mapping[str, Array]
    problems: tuple[Problem, ...]

    def refused(self, bad: Sequence[Bad], called: Mapping[str, str]) -> tuple[Problem, ...]:
        """Everything in it that is no answer, in the order of the rows."""
        every = (*self.problems, *refusals(bad, self.numbers, called))
        return tuple(sorted(every, key=lambda one: int(one.values()["row"])))


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """How a file is read for one plan, or for two of the same protocol. ``people``: a row is a person, and
    else a measurement."""

    path: str
    account: Account
    problems: tuple[Problem, ...]
    places: Mapping[str, int]
    types: Mapping[str, Type]
    columns: Columns | None
    people: bool

    @property
    def fits(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)

    @property
    def called(self) -> dict[str, str]:
        """What each column is called in the file."""
        return dict(self.account.fed)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that have a column, but for who it is."""
        return tuple(name for name in self.places if name != ID)

    def stretches(self, size: int = STRETCH, skip: int = 0) -> Iterator[Stretch]:
        """The rows of the file, without the first ``skip`` stretches of that size."""
        for number, one in enumerate(self._parquet(size) if self.columns is None else self._texts(size)):
            if number >= skip:
                yield one() if callable(one) else one

    def _parquet(self, size: int) -> Iterator[Any]:
        heads = {name: self.called[name] for name in self.places}
        with parquet_file(Path(self.path)) as stream:
            number = 2  # as a spreadsheet counts: the heading is row 1
            for batch in _even(_batches(stream, size, [*heads.values()]), size):
                table = batch.select([*heads.values()]).rename_columns([*heads])
                numbers = np.arange(number, number + table.num_rows)
                number += table.num_rows
                ids = table.column(ID).cast(arrow().string()) if ID in heads else None
                nobody = _nobody(ids) if ids is not None and self.people else numbers[:0]
                told = tuple(
                    Problem(kinds.NO_ID, None, row=int(numbers[at]), column=heads[ID]) for at in nobody
                )
                unread = {ID: nobody} if told else {}
                yield Stretch(numbers, ids, table.select(list(self.names)), unread, told)

    def _texts(self, size: int) -> Iterator[Any]:
        assert self.columns is not None
        known: dict[str, dict[str, Cell]] = {}
        for rows in self.columns.chunks(size):
            yield lambda rows=rows: self._read(rows, known)

    def _read(self, rows: Any, known: dict[str, dict[str, Cell]]) -> Stretch:
        assert self.columns is not None
        pa, width = arrow(), len(self.columns.file.head)
        wrong = {
            at: Problem(kinds.OTHER_LENGTH, None, row=rows.numbers[at], got=len(cells), want=width)
            for at, cells in enumerate(rows.cells)
            if len(cells) != width
        }
        columns = [*zip(*(whole_row(c, width, self.places.get(ID)) for c in rows.cells), strict=True)]
        told, unread, made = [*wrong.values()], {}, {}
        for name, at in self.places.items():
            read = self.columns.readers[name] if name != ID else _named if self.people else str.strip
            found, bad = read_all(columns[at], read, known.setdefault(name, {}))
            column = self.columns.file.head[at].strip()
            for place, kind in bad.items():
                if place not in wrong:
                    where = {"row": rows.numbers[place], "column": column}
                    told.append(refused(kind, columns[at][place], **where))
            places = [*bad, *wrong]
            if places:
                unread[name] = np.array(places, dtype=np.int64)
            made[name] = pa.array(found, _ARROW[self.sort(name)](pa))
        ids = made.pop(ID, None)
        return Stretch(np.array(rows.numbers), ids, pa.table(made), unread, tuple(told))

    def sort(self, name: str) -> Sort:
        return "word" if name == ID else _sort(self.types[name])


def _named(text: str) -> str | Kind:
    """Who it is; a row of nobody is refused."""
    return kinds.NO_ID if nobody(text) else text.strip()


def _nobody(ids: Any) -> Array:
    """The rows of Arrow texts that name nobody."""
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    maybe = pc.fill_null(pc.match_substring_regex(ids, r"^(?:[^\pL\pN]|$)"), True)
    rows = np.flatnonzero(maybe.to_numpy())
    return rows[[nobody(id or "") for id in ids.take(rows).to_pylist()]]


_ARROW: Mapping[str, Any] = {
    "number": lambda pa: pa.float64(),
    "day": lambda pa: pa.date32(),
    "word": lambda pa: pa.string(),
}


def _batches(stream: Any, size: int, columns: list[str]) -> Iterator[Any]:
    """A row group at a time, and what it took given back: read in one go, memory grows with the file."""
    for group in range(stream.num_row_groups):
        yield from stream.iter_batches(
            batch_size=size, row_groups=[group], columns=columns, use_threads=False
        )
        arrow().default_memory_pool().release_unused()


def _even(batches: Iterator[Any], size: int) -> Iterator[Any]:
    """Batches as tables of one size, whatever the row groups of the file are."""
    pa = arrow()
    kept: list[Any] = []
    rows = 0
    for batch in batches:
        kept.append(batch)
        rows += batch.num_rows
        while rows >= size:
            table = pa.Table.from_batches(kept)
            yield table.slice(0, size)
            kept, rows = table.slice(size).to_batches(), rows - size
    if rows:
        yield pa.Table.from_batches(kept)


def _sort(type: Type) -> Sort:
    return "number" if type.kind == "number" else "day" if type.kind == "date" else "word"


def read_people(
    path: str,
    plans: Sequence[Plan],
    asked: Asked,
    *,
    mode: Mode = "trajectory",
    only: Sequence[str] | None = None,
    beside: Sequence[str] = (),
    measurements: bool = False,
) -> Source:
    """How a file is read for these plans. What has no column is told, and refused unless it was said
    (``asked.allow_missing``). ``beside``: columns of words that are read as well. ``measurements``: the
    series stand in a file of their own (:func:`read_long`).

    Raises ContentError for a file that can not be read.
    """
    types: dict[str, Type] = {BORN: Type("date"), **dict.fromkeys(beside, Type("text"))}
    types |= {CONSENT: Type("truth"), RAISED: Type("text")}
    for plan in plans:
        names = names_of(plan, only)
        types |= {name: plan.types[name] for name in names if name in plan.types}
        types |= {
            f"{name}.{part}": type for name in plan.series for part, type in HELP.items() if name in names
        }
    source = _read_rows(path, types, asked, Words("personen", "people"), people=True)
    lacking = [name for plan in plans for name in needed_of(plan, source.places, mode, only, measurements)]
    told = [*nearly(plans[-1], source.account.unused, dict.fromkeys(lacking))]
    if source.fits and not told:
        for some in source.stretches(LOOKED):
            told += shares(plans[-1], some.table, source.called, some.numbers)
            break
    if not told and not measurements and source.places.keys() <= {ID}:
        told.append(nothing_of(plans[-1]))
    if lacking:
        kind = ABSENT_SAID if asked.allow_missing else ABSENT
        told.append(Problem(kind, None, names=", ".join(dict.fromkeys(lacking))))
    return replace(source, problems=(*source.problems, *told))


def read_long(path: str, asked: Asked) -> tuple[Source, Long]:
    """A file of measurements (:mod:`prodia.batch.measured`), read whole.

    Raises ContentError for a file that can not be read.
    """
    types = {**LONG, "series": Type("text")}
    what = Words("metingen", "measurements")
    source = _read_rows(path, types, replace(asked, columns={}), what, people=False)
    if not source.fits:
        return source, Long.of(arrow().table({}))
    pa, tables, numbers, unread, problems = arrow(), [], [], [], [*source.problems]
    for one in source.stretches():
        tables.append(one.table if one.ids is None else one.table.append_column(ID, one.ids))
        numbers.append(one.numbers)
        flags = np.zeros(len(one.numbers), dtype=bool)
        for places in one.unread.values():
            flags[places] = True
        unread.append(flags)
        problems += one.problems
    empty = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=bool)]
    table = pa.concat_tables(tables) if tables else pa.table({})
    long = Long(table, np.concatenate(numbers or empty[0]), np.concatenate(unread or empty[1]))
    return replace(source, problems=tuple(problems)), long


def _read_rows(path: str, types: Mapping[str, Type], asked: Asked, what: Words, *, people: bool) -> Source:
    said = {name: column for name, column in asked.columns.items() if name in types or name == ID}
    strange = {name: column for name, column in asked.columns.items() if name not in said}
    file = opened(path, asked.told, knows([*types, ID, *said.values()], people=False))
    columns = None
    if file.form.kind == "parquet":
        places, problems = placed(file.head, (ID, *types), set(), {**said, **strange})
        with parquet_file(file.path) as stream:
            rows = stream.metadata.num_rows
            who = file.head[places[ID]] if people and ID in places else None
            told = [] if who is None else of_ids(stream.read(columns=[who]).column(0), who, 2)
        fed = tuple((name, file.head[at]) for name, at in places.items())
        unused = tuple(name for at, name in enumerate(file.head) if at not in places.values())
        account = Account(Form("parquet"), rows, fed, unused)
        problems = (*problems, *told)
    else:
        sorts: dict[str, Sort] = {ID: "word", **{name: _sort(type) for name, type in types.items()}}
        words = {name: _words(type) for name, type in types.items()}
        columns = read_columns(path, sorts, set(), asked, what, words, series=not people)
        places, problems, account = dict(columns.places), columns.problems, columns.account
    return Source(path, account, problems, places, types, columns, people)


def _words(type: Type) -> frozenset[str]:
    """The words a cell may hold, as they are written: they are no codes for a missing answer."""
    return frozenset(TRUTHS) if type.kind == "truth" else frozenset(type.options)
