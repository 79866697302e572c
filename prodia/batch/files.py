"""A file of people scored: the scores of each stretch of rows, what was refused, and writing them.

How the file is read is :mod:`prodia.content.reading`.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, Protocol, get_args

from prodia.batch.frames import FLAGS, column_of, explained, known_words, off_scale, outcome, unbelieved
from prodia.batch.reading import arrow
from prodia.content.account import Account
from prodia.content.cells import Cell, Read, read_all, refused
from prodia.content.reading import Asked, Reading, read_people, whole_row
from prodia.content.tables import OFF
from prodia.language.columns import EPOCH, np
from prodia.model.instrument import Item
from prodia.model.norms import KeyName
from prodia.problems import Kind, Problem
from prodia.problems import people as kinds
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.person import NO_DAY, People, WordColumn
from prodia.words import Lang, numbers
from prodia.words.cells import MISSING_NUMBERS, who_in

if TYPE_CHECKING:
    from prodia.scoring.normal import FloatArray, IntArray


# A file of people scored a stretch of rows at a time: one row out per row in, and what was refused.

# A cell that can not be read is no answer: its scales get no score, and the cell is told. A row that can not
# be read, or a person who stands there twice, gets no score at all. Nothing is dropped, nothing is guessed.


DECIMALS = 2  # of a figure that a person reads


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Some rows scored: the row in the file and the id of each, the columns by name, what was refused.

    ``moments``: beside the id, where the moment is part of the key.
    """

    numbers: tuple[int, ...]
    ids: tuple[str, ...]
    columns: dict[str, Any]
    refused: tuple[Problem, ...]
    moments: tuple[str, ...] = ()


def read_file(data: str, key: ScoringKey, asked: Asked | None = None) -> Reading:
    """How a file is read for this key: its norms say which words a key of theirs can have.

    Raises ContentError for a file that can not be read.
    """
    return read_people(data, key.instrument, asked, known_words(key))


def scored_chunks(
    reading: Reading, key: ScoringKey, *, lang: Lang = "nl", size: int | None = None
) -> Iterator[Scored]:
    """The people of a file that can be scored, from the first row to the last."""
    layout, every = reading.layout, key.instrument.every_item
    items = {name: at for name, at in layout.places.items() if name in every}
    known: dict[Read, dict[str, Cell]] = {}
    for rows in reading.chunks(size):
        whole = [whole_row(cells, len(layout.head), layout.who) for cells in rows.cells]
        wrong = reading.refused(rows)
        refused = [*wrong.values()]
        stretch = _Stretch(rows.numbers, reading, [*zip(*whole, strict=True)], known, refused)
        answers = {item: AnswerColumn(stretch.answers(item, every[item])) for item in items}
        scored = score_columns(key, answers, stretch.people())
        found = explained(key, scored, outcome(key, scored), lang)
        for scale, kind, places in unbelieved(key, scored):
            column = column_of(key, scale, items, layout.head)
            some = [rows.numbers[place] for place in places if place not in wrong]
            refused += [Problem(kind, None, row=row, column=column) for row in some]
        for place, problem in wrong.items():
            for name, column in found.items():
                if name == FLAGS:  # what could be read of a row that gets no score still matters
                    continue
                none = {"reason": problem.code, "why": problem.message(lang)}.get(name.rpartition(".")[2])
                column[place] = np.nan if column.dtype.kind == "f" else none
        ids, moments = (
            () if at is None else tuple(who_in(cells[at]) for cells in whole)
            for at in (layout.who, layout.moment)
        )
        refused.sort(key=lambda p: int(p.values()["row"]))
        yield Scored(rows.numbers, ids, found, tuple(refused), moments)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Reads the columns of some rows, and tells in ``refused`` what it could not read.

    ``known``: what a text means, for each way to read one; worked out once.
    """

    numbers: tuple[int, ...]
    reading: Reading
    columns: list[tuple[str, ...]]
    known: dict[Read, dict[str, Cell]]
    refused: list[Problem]

    def tell(self, kind: Kind, at: int, places: Iterable[int], **said: object) -> None:
        for place in places:
            where = {"row": self.numbers[place], "column": self.reading.layout.head[at].strip()}
            self.refused.append(refused(kind, self.columns[at][place], **where, **said))

    def cells(self, name: str, at: int) -> tuple[list[Cell], list[int]]:
        """The cells of a column, None in the places of those that can not be read; and these places."""
        read = self.reading.readers[name]
        found, unread = read_all(self.columns[at], read, self.known.setdefault(read, {}))
        for place, kind in unread.items():
            self.tell(kind, at, [place])
        return found, [*unread]

    def floats(self, name: str, at: int, unread: float) -> FloatArray:
        """The numbers of a column, NaN where empty, ``unread`` where it is no number."""
        cells, places = self.cells(name, at)
        found = np.array(cells, dtype=float)
        found[places] = unread
        return found

    def answers(self, name: str, item: Item) -> FloatArray:
        """The answers to an item; what can not be read is on no answer scale, and what is off it is told."""
        at = self.reading.layout.places[name]
        found = self.floats(name, at, OFF)
        off = off_scale(item, found)
        if off.any():
            coded = off & np.isin(found, [*MISSING_NUMBERS])
            self.tell(kinds.MISSING_CODE, at, np.flatnonzero(coded))
            self.tell(kinds.OFF_SCALE, at, np.flatnonzero(off & ~coded), scale=item.scale_words())
        return found

    def days(self, name: str) -> IntArray | None:
        at = self.reading.layout.places.get(name)
        if at is None:
            return None
        cells, _ = self.cells(name, at)
        days = [c.toordinal() - EPOCH if isinstance(c, dt.date) else NO_DAY for c in cells]
        return np.array(days, dtype=np.int64)

    def people(self) -> People:
        """Who the rows are of; a day or an age before birth, and an age that the dates deny, are told."""
        person = self.reading.layout.places
        words: dict[KeyName, WordColumn] = {}
        for name in get_args(KeyName):
            if name in person:
                cells, _ = self.cells(name, person[name])
                words[name] = WordColumn.of([c if isinstance(c, str) else None for c in cells])
        ages, born, tested = None, self.days("born"), self.days("tested")
        if "age_months" in person:
            ages = self.floats("age_months", person["age_months"], float("nan"))
            self.tell(kinds.BEFORE_BIRTH, person["age_months"], np.flatnonzero(ages < 0))
        if born is not None and tested is not None:
            before = (tested < born) & (tested != NO_DAY)
            self.tell(kinds.BEFORE_BIRTH, person["tested"], np.flatnonzero(before))
        found, places = People(len(self.numbers), born, tested, ages, words).agreeing()
        self.tell(kinds.AGE_DISAGREES, person.get("age_months", 0), places)
        return found


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


def csv_writer(stream: IO[str], decimals: int | None = None) -> Writer:
    """Writes the heading with the first rows: every text in quotes, a score as a bare number, none empty.

    ``decimals``: of a score, at most; without it the shortest exact number.
    """
    begun = False

    def write(rows: Scored) -> None:
        nonlocal begun
        keys = _keys(rows)
        if not begun:
            stream.write(",".join(map(_quoted, (*keys, *rows.columns))) + "\n")
            begun = True
        first = [[_quoted(tame(x)) if isinstance(x, str) else str(x) for x in some] for some in keys.values()]
        columns = [_cells(column.tolist(), decimals) for column in rows.columns.values()]
        stream.write("".join(f"{line}\n" for line in map(",".join, zip(*first, *columns, strict=True))))

    return write


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _keys(rows: Scored) -> Mapping[str, Sequence[Any]]:
    """The first columns: who it is and at which moment, or else the row in the file."""
    if not rows.ids:
        return {"row": rows.numbers} | ({"moment": rows.moments} if rows.moments else {})
    return {"id": rows.ids} | ({"moment": rows.moments} if rows.moments else {})


def refusal_rows(stream: IO[str]) -> Callable[[Sequence[str]], None]:
    """Writes a heading, and then a row for everything that was refused, as :func:`refusal` has it."""
    quoted = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    quoted.writerow(("row", "column", "code", "name", "message", "hint"))
    return lambda row: quoted.writerow(row) and None


def refusal(problem: Problem, lang: Lang) -> tuple[str, ...]:
    """What was refused: where, and why in words."""
    args = problem.values(lang)
    words = (problem.code, problem.name(lang), problem.message(lang), problem.hint(lang))
    return (str(args["row"]), *map(tame, (str(args.get("column", "")), *words)))


def _cells(values: Sequence[object], decimals: int | None) -> list[str]:
    cells = {value: _cell(value, decimals) for value in set(values)}  # most are alike
    return [cells[value] for value in values]


def _cell(value: object, decimals: int | None) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if decimals is not None:
            return numbers.number(value, "en", decimals)
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return _quoted(tame(str(value)))


@contextmanager
def json_writer(stream: IO[str]) -> Iterator[Writer]:
    """Writes a list with an object for each row; null where there is none."""
    between = "[\n"

    def write(rows: Scored) -> None:
        nonlocal between
        columns = [[None if x != x else x for x in column.tolist()] for column in rows.columns.values()]
        keys = _keys(rows)
        names = (*keys, *rows.columns)
        for row in zip(*keys.values(), *columns, strict=True):
            one = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, allow_nan=False)
            stream.write(between + one)
            between = ",\n"

    yield write
    stream.write("\n]\n" if between == ",\n" else "[]\n")


@contextmanager
def parquet_writer(path: str) -> Iterator[Writer]:
    """Writes doubles, words and truths, with nulls where there is none."""
    pa = arrow()
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    open_: list[Any] = []

    def write(rows: Scored) -> None:
        table = {
            name: pa.array(some, pa.int64() if name == "row" else pa.string())
            for name, some in _keys(rows).items()
        }
        for name, column in rows.columns.items():
            if column.dtype.kind == "f":
                table[name] = pa.array(column, pa.float64(), from_pandas=True)
            else:
                kind = pa.bool_() if "." not in name and name != FLAGS else pa.string()
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
    """How many rows were written, how much was refused, and of how much there is something to know.

    ``fits`` is False where no row could be read; ``flags``: of each flag in how many rows it goes up, and in
    how many that can not be told; ``reasons``: by scale and code in how many rows something of a score lacks.
    """

    rows: int = 0
    refused: int = 0
    warned: int = 0
    fits: bool = True
    flags: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    reasons: Mapping[tuple[str, str], int] = field(default_factory=dict)


def score_file(
    data: str,
    key: ScoringKey,
    out: str | IO[str],
    *,
    refused: str | None = None,
    asked: Asked | None = None,
    decimals: int | None = None,
    form: str | None = None,
    lang: Lang = "nl",
    read: Callable[[Account], None] | None = None,
    said: Callable[[Problem], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Tally:
    """Score a file of people (CSV, XLSX or Parquet) a stretch at a time, so that it need not fit in memory.

    ``out``: a file, there whole or not at all, in the form of its ending (one of ENDINGS), or an open text
    in ``form`` (``csv`` or ``json``). ``refused``: a CSV file of refused rows and cells. ``asked``: what was
    said of how the file is to be read. ``decimals``: of figures in CSV; JSON and Parquet have the numbers
    themselves. ``read`` is given first how the file is read, ``said`` every problem as it is found, and
    ``progress`` the number of rows done and of all rows, after each stretch.

    Raises ContentError for a file that can not be read, OSError where the disk refuses.
    """
    reading = read_file(data, key, asked)
    if read is not None:
        read(reading.account)
    early = reading.told
    for problem in early:
        if said is not None:
            said(problem)
    if not reading.fits:
        return Tally(fits=False)
    rows = count = 0
    flags: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    with ExitStack() as stack:
        note = refusal_rows(stack.enter_context(whole_text(refused))) if refused else None
        write: Writer | None = None
        for stretch in scored_chunks(reading, key, lang=lang):
            write = write or _opened(stack, out, form, decimals)
            write(stretch)
            for problem in stretch.refused:
                if said is not None:
                    said(problem)
                if note is not None:
                    note(refusal(problem, lang))
            flags.update(word for said in stretch.columns.get(FLAGS, ()) if said for word in said.split())
            for name, column in stretch.columns.items():
                scale, _, part = name.rpartition(".")
                codes = Counter(column.tolist()) if part == "reason" else {}
                reasons.update({(scale, code): n for code, n in codes.items() if code})
            rows, count = rows + len(stretch.numbers), count + len(stretch.refused)
            if progress is not None:
                progress(rows, reading.account.rows)
    told = {f: (flags[f], flags[f"{f}?"]) for f in key.instrument.flags}
    warned = sum(p.severity == "warning" for p in early)
    return Tally(rows, count, warned, flags=told, reasons=reasons)


def _opened(stack: ExitStack, out: str | IO[str], form: str | None, decimals: int | None) -> Writer:
    ending = f".{form or 'csv'}" if not isinstance(out, str) else os.path.splitext(out)[1].lower()
    if ending == ".parquet" and isinstance(out, str):
        return stack.enter_context(parquet_writer(stack.enter_context(whole(out))))
    stream = stack.enter_context(whole_text(out)) if isinstance(out, str) else out
    if ending == ".json":
        return stack.enter_context(json_writer(stream))
    return csv_writer(stream, decimals)
