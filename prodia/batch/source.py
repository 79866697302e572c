"""A file of people for a protocol, a stretch of rows at a time: CSV, XLSX or Parquet, as an Arrow table."""

# Every file goes through the one reader of files of people (content.reading): what a cell says is never
# guessed. A Parquet file of which nothing is left to read (`_is_typed`) is handed on as it is, some row
# groups at a time, which is many times as fast; texts where numbers or days belong, a code for a missing
# answer or words to be read make it a file like another.

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from prodia.batch.doubts import LOOKED, NO_IDS, InFile, codes_and_ends, names_in, of_file, shares
from prodia.batch.kernel import BORN, ID
from prodia.batch.many import names_of, nearly, needed_of, nothing_of
from prodia.batch.measured import HELP, LONG, Long
from prodia.batch.reading import Bad, arrow, is_text, refusals
from prodia.batch.rows import CONSENT, RAISED
from prodia.content.account import Account
from prodia.content.cells import Cell, coded, read_all, refused, word_reader
from prodia.content.layout import NOTHING, Layout, placed
from prodia.content.reading import Asked, Reading, Sort, no_person, opened_for, read_columns, whole_row
from prodia.content.tables import PeopleFile, parquet_file
from prodia.content.tables import refused as stopped
from prodia.language import Type
from prodia.language.columns import Array, np
from prodia.model.plan import Plan
from prodia.model.protocol import Mode
from prodia.problems import Problem
from prodia.problems import people as kinds
from prodia.problems.batch import ABSENT, ABSENT_SAID
from prodia.words import Words
from prodia.words.cells import who_in
from prodia.words.labels import TRUTHS

STRETCH = 1 << 16  # rows


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Some rows: their numbers in the file, who they are and at which moment, their columns, the rows that
    can not be read. ``whose``: who they are, each person once."""

    numbers: Array
    ids: Any
    moments: Any
    whose: Any
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
    layout: Layout
    types: Mapping[str, Type]
    reading: Reading | None
    people: bool
    latest: dt.date | None = None
    of_ids: InFile = NO_IDS

    @property
    def places(self) -> Mapping[str, int]:
        return self.layout.places

    @property
    def fits(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)

    @property
    def called(self) -> dict[str, str]:
        """What the column of each name is called in the file."""
        return {name: self.layout.head[at] for name, at in self.places.items()}

    @property
    def names(self) -> tuple[str, ...]:
        """The names that have a column, but for who it is."""
        return tuple(name for name in self.places if name != ID)

    def stretches(self, size: int = STRETCH, skip: int = 0) -> Iterator[Stretch]:
        """The rows of the file, without the first ``skip`` stretches of that size."""
        for number, one in enumerate(self._parquet(size) if self.reading is None else self._texts(size)):
            if number >= skip:
                yield one() if callable(one) else one

    def _parquet(self, size: int) -> Iterator[Stretch]:
        pa, heads, of = arrow(), self.called, self.of_ids
        keys = {} if self.layout.who is None else {"id": self.layout.head[self.layout.who]}
        keys |= {} if self.layout.moment is None else {"moment": self.layout.head[self.layout.moment]}
        with parquet_file(Path(self.path)) as stream:
            number = 2  # as a spreadsheet counts: the heading is row 1
            columns = [*dict.fromkeys((*heads.values(), *keys.values()))]
            for batch in _even(_batches(stream, size, columns), size):
                numbers = np.arange(number, number + batch.num_rows)
                number += batch.num_rows
                if of.totals:
                    left = ~np.isin(numbers, [*of.totals])
                    batch, numbers = batch.filter(pa.array(left)), numbers[left]
                named = {name: names_in(batch.column(head)) for name, head in keys.items()}
                ids, moments = named.get("id"), named.get("moment")
                wrong: dict[int, Problem] = {}
                for name, some in named.items() if self.people and ids is not None else ():
                    for at in np.flatnonzero(some.is_null().to_numpy(zero_copy_only=False)).tolist():
                        row, column = int(numbers[at]), keys[name].strip()
                        wrong[at] = Problem(kinds.NO_ID, None, row=row, column=column)
                for at in np.flatnonzero(np.isin(numbers, [*of.twice])).tolist() if of.twice else ():
                    row, column = int(numbers[at]), " + ".join(map(str.strip, keys.values()))
                    wrong[at] = Problem(kinds.TWICE, None, row=row, column=column, other=of.twice[row])
                told, unread = [*wrong.values()], _at(ID, wrong)
                table = batch.select([heads[name] for name in self.names]).rename_columns([*self.names])
                table = _of_days(table)
                for name, places in self._far(table):
                    unread[name] = places
                    where = [{"row": int(numbers[at]), "column": heads[name].strip()} for at in places]
                    told += [Problem(kinds.FAR_AHEAD, None, **one) for one in where]
                whose = _once(ids, numbers, of.twice)
                yield Stretch(numbers, ids, moments, whose, table, unread, tuple(told))

    def _far(self, table: Any) -> Iterator[tuple[str, Array]]:
        """The rows of days that are too far ahead to be meant."""
        for name in table.column_names if self.latest is not None else ():
            if arrow().types.is_date(table.schema.field(name).type):
                days = table.column(name).cast(arrow().date32()).to_numpy()
                if len(places := np.flatnonzero(days > np.datetime64(self.latest))):
                    yield name, places

    def _texts(self, size: int) -> Iterator[Any]:
        assert self.reading is not None
        known: dict[str, dict[str, Cell]] = {}
        for rows in self.reading.chunks(size):
            yield lambda rows=rows: self._read(rows, known)

    def _read(self, rows: Any, known: dict[str, dict[str, Cell]]) -> Stretch:
        assert self.reading is not None
        pa, layout = arrow(), self.reading.layout
        wrong = self.reading.refused(rows)
        columns = [*zip(*(whole_row(c, len(layout.head), layout.who) for c in rows.cells), strict=True)]
        told, unread, made = [*wrong.values()], _at(ID, wrong), {}
        for name, at in self.places.items():
            found, bad = read_all(columns[at], self.reading.readers[name], known.setdefault(name, {}))
            column = layout.head[at].strip()
            for place, kind in bad.items():
                told.append(refused(kind, columns[at][place], row=rows.numbers[place], column=column))
            unread |= _at(name, bad)
            made[name] = pa.array(found, _ARROW[self.sort(name)](pa))
        ids, moments = made.pop(ID, None), None
        if layout.moment is not None:
            moments = pa.array([who_in(text) or None for text in columns[layout.moment]], pa.string())
        numbers, twice = np.array(rows.numbers), self.reading.twice
        whose = _once(ids, numbers, twice)
        return Stretch(numbers, ids, moments, whose, pa.table(made), unread, tuple(told))

    def sort(self, name: str) -> Sort:
        return "word" if name == ID else _sort(self.types[name])


def _at(name: str, places: Mapping[int, object]) -> dict[str, Array]:
    """The places of rows that can not be read, under a name; nothing where there are none."""
    return {name: np.array([*places], dtype=np.int64)} if places else {}


def _once(ids: Any, numbers: Array, twice: Mapping[int, int]) -> Any:
    """Who the rows are of, null for who stood in an earlier row."""
    if ids is None or not twice:
        return ids
    later = [twice.get(row, row) < row for row in numbers.tolist()]
    return arrow().compute.if_else(arrow().array(later), None, ids)


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


def _of_days(table: Any) -> Any:
    """The table with days for moments: of a day in a file the hour says nothing."""
    pa = arrow()
    days = [f.with_type(pa.date32()) if pa.types.is_timestamp(f.type) else f for f in table.schema]
    return table.cast(pa.schema(days), safe=False)


def _is_typed(file: PeopleFile, places: Mapping[str, int], types: Mapping[str, Type]) -> bool:
    """Whether every column of a Parquet file that is used holds what is asked as it is: numbers that are no
    codes for a missing answer, days, truths, and words as they are known."""
    of, kinds = arrow().types, dict[str, Any]()
    with parquet_file(file.path) as stream:
        for name in (name for name in places if name != ID):
            kind = stream.schema_arrow.types[places[name]]
            kinds[name] = kind.value_type if of.is_dictionary(kind) else kind
        if not all(_holds(types[name], kind) for name, kind in kinds.items()):
            return False
        near = _near_numbers(stream.metadata)
    words = {file.head[places[n]]: n for n, kind in kinds.items() if is_text(kind)}
    counted = {
        head: n
        for n, kind in kinds.items()
        if types[n].kind == "number" and not of.is_null(kind) and (head := file.head[places[n]]) not in near
    }
    readers = {name: word_reader((), _words(types[name]), name) for name in words.values()}
    seen: dict[str, set[Any]] = {name: set() for name in (*words.values(), *counted.values())}
    with parquet_file(file.path, read_dictionary=[*words]) as stream:
        for batch in _batches(stream, STRETCH, [*words, *counted]) if seen else ():
            for head, name in words.items():
                column = batch.column(head)
                some = column.dictionary if of.is_dictionary(column.type) else column.unique()
                fresh = {*some.to_pylist()} - {None} - seen[name]
                if any(readers[name](text) != text for text in fresh):
                    return False
                seen[name] |= fresh
            for head, name in counted.items():
                seen[name] |= codes_and_ends(batch.column(head))
    return not any(coded(seen[name]) for name in counted.values())


def _near_numbers(metadata: Any) -> set[str]:
    """The columns of numbers that by what the file says of itself hold no code for a missing answer."""
    far, every = set(), set()
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for one in map(group.column, range(group.num_columns)):
            said = one.statistics
            every.add(one.path_in_schema)
            known = said is not None and said.has_min_max and isinstance(said.min, (int, float))
            if not known or not (-5 <= said.min and said.max < 777):
                far.add(one.path_in_schema)
    return every - far


def _holds(type: Type, kind: Any) -> bool:
    """Whether a type of Arrow holds values of a type, with nothing left to read."""
    of = arrow().types
    if type.kind == "number":
        return bool(of.is_null(kind) or of.is_integer(kind) or of.is_floating(kind) or of.is_decimal(kind))
    if type.kind == "date":
        return bool(of.is_null(kind) or of.is_date(kind) or (of.is_timestamp(kind) and kind.tz is None))
    return bool(of.is_null(kind) or is_text(kind) or (type.kind == "truth" and of.is_boolean(kind)))


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
    source = _read_rows(path, types, replace(asked, columns={}, moment=None), what, people=False)
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
    names = (ID, *types)
    file = opened_for(path, names, asked)
    layout, problems = Layout((), {}), tuple[Problem, ...]()
    if parquet := file.form.kind == "parquet" and not asked.empty:
        moment, series = asked.moment, not people
        layout, problems = placed(
            file.head, names, asked.columns, ignore=asked.ignore, moment=moment, series=series
        )
    if not parquet or not (problems or _is_typed(file, layout.places, types)):
        sorts: dict[str, Sort] = {ID: "word", **{name: _sort(type) for name, type in types.items()}}
        words = {name: _words(type) for name, type in types.items()}
        one = read_columns(file, sorts, NOTHING, asked, what, words, series=not people)
        return Source(path, one.account, one.told, one.layout, types, one, people)
    of_ids = NO_IDS
    with parquet_file(file.path) as stream:
        rows = stream.metadata.num_rows
        if people and layout.who is not None:
            keys = [file.head[at] for at in (layout.who, layout.moment) if at is not None]
            columns = stream.read(columns=keys)
            moments = columns[keys[1]] if len(keys) > 1 else None
            of_ids = of_file(columns[keys[0]], keys[0].strip(), 2, moments)
    rows -= len(of_ids.totals)
    passed = (*no_person(file.form, (), frozenset(), of_ids.totals),)
    account = Account(file.form, rows, layout.fed, layout.unused, passed=passed, what=what)
    if rows <= 0 and not any(problem.severity == "error" for problem in problems):
        raise stopped(kinds.NO_PEOPLE, file.path.as_posix())
    every = (*problems, *of_ids.near)
    return Source(path, account, every, layout, types, None, people, asked.latest, of_ids)


def _words(type: Type) -> frozenset[str]:
    """The words a cell may hold, as they are written: they are no codes for a missing answer."""
    return frozenset(TRUTHS) if type.kind == "truth" else frozenset(type.options)
