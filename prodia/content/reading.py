"""How a file of people is read: seen once over the whole file, told in four lines, and used for every cell.

What a file does not say is asked and never guessed: a column of which nothing shows whether the day comes
first, an age that may be years, a heading that is nearly an item. What was not used is said.

>>> from prodia.content.reading import read_people  # doctest: +SKIP
>>> reading = read_people("klas.csv", instrument)   # doctest: +SKIP
>>> print(*reading.account.lines("en"), sep="\\n")  # doctest: +SKIP
File: CSV with semicolons, UTF-8; heading in row 3; people: 24.
Numbers: decimal comma in «lengte»; dates: day-month-year in «Geboortedatum»; empty: nothing but empty.
Used: id «Code», born «Geboortedatum», lengte, gewicht.
Not used: column «opmerking»; rows 1 to 2 (above the heading); row 28 (totals).
"""

# Long because one file of people is read in one way, from the questions that it leaves to its readers.

# How to think about it: the file is read twice. The first time every column that is used shows its texts,
# each once, and leaves what it shows of itself: a comma, a day above 12, a 1 for a sex. From that follows one
# reader for every column, or a question. The second time (batch/files.py) the readers make values of texts.
# Nothing of what stands in a cell goes into a message, but for words and codes that stand for nothing.

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any, Literal, TypeAlias, get_args

from prodia.content.account import Account
from prodia.content.cells import (
    LOOSE,
    Empty,
    Read,
    Unit,
    age_reader,
    coded,
    day_reader,
    mark_shown,
    marks_in,
    number_reader,
    sex_reader,
    sex_word,
    without,
    word_reader,
)
from prodia.content.layout import NOTHING, PERSON, Layout, few, knows, laid_out, placed
from prodia.content.tables import Form, PeopleFile, Rows, Told, letters, number_cell, opened, refused
from prodia.model.instrument import Instrument
from prodia.problems import Problem
from prodia.problems import people as kinds
from prodia.words import LANGS, Words
from prodia.words import cells as written

# What a person says of a file.


@dataclass(frozen=True, slots=True)
class Asked:
    """What was said of a file besides what stands in it; None and nothing where it is to be found.

    ``columns``: item, id, born, ... to its column; ``ignore``: columns that are to be passed over.
    ``moment``: the column that with the id is the key of a row. ``empty``: what stands for an empty cell.
    ``sex``: a word of the file to m or f. ``decimal``, ``dates`` and ``age`` hold for the whole file.
    ``today``: a day of more than a year after it is refused.
    """

    told: Told = field(default_factory=Told)
    columns: Mapping[str, str] = field(default_factory=dict)
    ignore: Set[str] = NOTHING
    moment: str | None = None
    allow_missing: bool = False
    empty: Set[str] = NOTHING
    decimal: written.Mark | None = None
    dates: written.Order | None = None
    age: Unit | None = None
    sex: Mapping[str, str] = field(default_factory=dict)
    today: dt.date | None = None

    @property
    def latest(self) -> dt.date | None:
        """The last day that can be meant; what is later by a year or more is a slip of the pen."""
        return self.today and self.today + dt.timedelta(days=366)


YOUNG, OLD = 25, 60  # months: a column of pupils that stays below the one, or has ages on both sides
SEEN = 50_000  # texts of a column that are remembered


Sort: TypeAlias = Literal["number", "day", "age", "sex", "word"]
_SORTS: Mapping[str, Sort] = {"born": "day", "tested": "day", "age_months": "age", "sex": "sex"}


# What a column shows of itself.


class _Look:
    """The first row of everything that matters in one column; every text is looked at once."""

    __slots__ = ("at", "first", "heads", "name", "names", "seen", "sort", "stored")

    def __init__(self, name: str, at: int, sort: Sort, file: PeopleFile, names: Set[str]) -> None:
        self.name, self.at, self.sort, self.stored = name, at, sort, file.numbers.get(at, ())
        self.first: dict[str, int] = {}
        self.seen: set[str] = set()
        self.names, self.heads = names if sort != "word" else NOTHING, list[int]()

    def take(self, column: Sequence[str], numbers: Sequence[int], empty: Container[str]) -> None:
        texts = set(column)
        texts -= self.seen
        if not texts:
            return
        self.heads += [numbers[column.index(text)] for text in texts & self.names]
        if len(self.seen) + len(texts) > SEEN:
            self.seen.clear()
        self.seen |= texts
        for text in texts:
            if text and text not in empty:
                for what in self._shown(text):
                    row = numbers[column.index(text)]
                    self.first[what] = min(row, self.first.get(what, row))

    def _shown(self, text: str) -> Iterator[str]:
        if self.sort == "day":
            order = written.order_of(text)
            yield order or ""
            if order == "ymd" and (day := written.day_in(text)) is not None and day.day > 12:
                yield LATE
        elif self.sort == "sex":
            yield sex_word(text)
        elif self.sort != "word":
            yield from marks_in(text) if text not in self.stored else ()
            if self.sort == "age":
                yield from self._age(text)

    def _age(self, text: str) -> Iterator[str]:
        number = written.number_of(text)
        number = written.number_of(text, ",") if number is None else number
        if number is not None and 0 <= number < 777:
            yield f"={number:g}"

    def ages(self) -> list[tuple[float, int]]:
        """The plain numbers of a column of ages, each with its first row."""
        return sorted((float(what[1:]), row) for what, row in self.first.items() if what.startswith("="))


LATE = ">12"  # a day written with the year first that can be no month


def order_shown(first: Mapping[str, int], column: str, *, sheet: bool = False) -> written.Order | Problem:
    """How the days of a column are written by what stands in it, or the question that it leaves.

    ``sheet``: a spreadsheet makes dates of what it takes for one, and leaves the rest as text.
    """
    if "dmy" in first and "mdy" in first:
        return Problem(kinds.DATES_DISAGREE, None, column=column, row=first["dmy"], other=first["mdy"])
    text = next((first[one] for one in ("dmy", "mdy") if one in first), None)
    if sheet and text is not None and "ymd" in first and not {LATE, "either"} & set(first):
        return Problem(kinds.HALF_DATES, None, column=column, row=text, other=first["ymd"])
    if text is not None:
        return "dmy" if "dmy" in first else "mdy"
    if "either" in first:
        return Problem(kinds.AMBIGUOUS_DATES, None, column=column, row=first["either"])
    return "ymd"


# The reading itself.


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """How one file of people is read. ``problems``: what was asked or said of the whole; errors stop the run.

    ``readers``: for each name that a column feeds how its cells are read; ``passed``: rows that are no
    person; ``twice``: rows of which the key stands in another row too, with that row; ``near``: warnings.
    """

    file: PeopleFile
    layout: Layout | None
    account: Account
    problems: tuple[Problem, ...]
    readers: Mapping[str, Read] = field(default_factory=dict)
    passed: Set[int] = frozenset()
    twice: Mapping[int, int] = field(default_factory=dict)
    near: tuple[Problem, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether the file can be scored as it is."""
        return self.layout is not None and not any(p.severity == "error" for p in self.problems)

    def chunks(self, size: int | None = None) -> Iterator[Rows]:
        """The rows of people, a stretch at a time."""
        return people_rows(self.file, self.passed, size)


def whole_row(cells: list[str], width: int, who: int | None) -> list[str]:
    """A row of the right width; of another one only who it is, if that can be told."""
    if len(cells) == width:
        return cells
    return [cells[n] if n == who and n < len(cells) else "" for n in range(width)]


def people_rows(file: PeopleFile, passed: Set[int], size: int | None = None) -> Iterator[Rows]:
    """The rows that are not blank and not passed over, without empty cells beyond the heading."""
    width = len(file.head)
    for rows in file.chunks(size):
        even = {*map(len, rows.cells)} == {width}
        if even and all(cells[0] for cells in rows.cells) and passed.isdisjoint(rows.numbers):
            yield rows
            continue
        some = [
            (number, cells if len(cells) <= width or "".join(cells[width:]).strip() else cells[:width])
            for number, cells in zip(rows.numbers, rows.cells, strict=True)
            if number not in passed and (width == 1 or "".join(cells).strip())
        ]
        if some:
            yield Rows(tuple(n for n, _ in some), tuple(c for _, c in some))


def read_people(
    path: str,
    instrument: Instrument,
    asked: Asked | None = None,
    words: Mapping[str, Set[str]] | None = None,
) -> Reading:
    """The reading of a file of people for an instrument. ``words``: those that the norms have for a key.

    Raises ContentError for a file that can not be read, or of which the parts can not be told apart.
    """
    asked = asked or Asked()
    named = chain(instrument.every_item, PERSON, asked.columns.values(), asked.ignore)
    file = opened(path, asked.told, knows([*named, *([asked.moment] if asked.moment else [])]))
    layout, problems = laid_out(
        file.head,
        instrument,
        asked.columns,
        ignore=asked.ignore,
        moment=asked.moment,
        allow_missing=asked.allow_missing,
    )
    problems = (*file.problems, *problems)
    if layout is None:
        # what may be the row of a person is not repeated
        heading = not any(p.kind is kinds.NO_ITEM_COLUMN for p in problems)
        left = tuple(name for name in file.head if heading and name.strip())
        return Reading(file, None, Account(file.form, 0, (), left), problems)
    file = file.with_zeros(layout.id)
    return _Survey(file, layout, instrument, asked, words or {}).reading(problems)


class _Survey:
    """The first time that a file is read: what its columns show, who is there twice, what is no person."""

    def __init__(
        self,
        file: PeopleFile,
        layout: Layout,
        instrument: Instrument,
        asked: Asked,
        words: Mapping[str, Set[str]],
    ) -> None:
        self.file, self.layout, self.instrument = file, layout, instrument
        self.asked, self.words = asked, words
        self.empty = Empty(asked.empty)
        person = {name: at for name, at in layout.person.items() if name in _SORTS}
        self.names = _names(file.head)
        self.looks = {
            name: _Look(name, at, _SORTS.get(name, "number"), file, self.names)
            for name, at in {**person, **layout.items}.items()
        }
        self.first: dict[object, int] = {}
        self.odd: dict[str, tuple[str, int]] = {}
        self.twice: dict[int, int] = {}
        self.totals: list[Labelled] = []
        self.heads: list[int] = []
        self.others: list[int] = []
        self.titles = Titles(layout.id, len(file.head))
        self.bare = Bare(file.head)
        self.rows, self.last = 0, 0

    def reading(self, problems: Sequence[Problem]) -> Reading:
        begun = False
        for some in people_rows(self.file, frozenset()):
            if not begun:
                self._second_headings(some)
                begun = True
            self._take(some)
        totals, doubtful = sums(self.totals, self.last)
        titles = self.titles.sure - totals
        rows = self.rows - len(totals) - len(titles)
        if rows <= 0:
            raise refused(kinds.NO_PEOPLE, self.file.path.as_posix())
        marks, orders, asks = self._found()
        asks += other_headings(self.others, self.looks.values())
        readers = self._readers(marks, orders)
        passed = frozenset([*self.heads, *totals, *titles])
        twice = {a: b for a, b in self.twice.items() if a not in passed and b not in passed}
        account = Account(
            self.file.form,
            rows,
            self._fed(),
            self.layout.unused,
            {self._head(name): mark for name, mark in marks.items()},
            {self._head(name): order for name, order in orders.items()},
            self.empty.said,
            (*self.bare.told(), *no_person(self.file.form, self.heads, titles, totals)),
        )
        asks += numbered(self.layout.unused) if self.layout.id is None else ()
        every = (*problems, *asks, *days_apart(account.orders))
        told = (*maybe_sums(sorted({*doubtful, *self.titles.maybe})), *self._near_ids())
        return Reading(self.file, self.layout, account, every, readers, passed, twice, told)

    def _fed(self) -> tuple[tuple[str, str], ...]:
        key = self.layout.moment
        if key is None or key in self.layout.person.values():
            return self.layout.fed
        return (*self.layout.fed[:1], ("--moment", self.layout.head[key]), *self.layout.fed[1:])

    def _head(self, name: str) -> str:
        at = self.layout.items.get(name, self.layout.person.get(name, -1))
        return self.layout.head[at].strip()

    # Rows.

    def _take(self, rows: Rows) -> None:
        width, at, moment = len(self.layout.head), self.layout.id, self.layout.moment
        numbers, cells = rows.numbers, rows.cells
        if self._uneven(rows):
            kept = [
                (number, some)
                for number, some in zip(numbers, cells, strict=True)
                if self._is_person(number, some)
            ]
            numbers, cells = tuple(n for n, _ in kept), tuple(some for _, some in kept)
        else:
            self.rows += len(numbers)
            self.last = numbers[-1]
            for number, some in zip(numbers[-2:], cells[-2:], strict=True):
                self.titles.take(number, some)
        if not cells:
            return
        self.bare.take(cells)
        columns = list(zip(*cells, strict=True))
        assert len(columns) == width
        for look in self.looks.values():
            look.take(columns[look.at], numbers, self.empty)
        if at is not None:
            self._keys(numbers, columns[at], columns[moment] if moment is not None else None)

    def _uneven(self, rows: Rows) -> bool:
        """Whether some of these rows may be no person, or are of another width."""
        head, at = self.layout.head, self.layout.id or 0
        if (self.heads and self.heads[-1] >= rows.numbers[0]) or {*map(len, rows.cells)} != {len(head)}:
            return True
        labels = {cells[at].strip() for cells in rows.cells}
        some = any(not label or written.may_be_total(label) for label in labels)
        return some or head[at].strip() in labels or not self.names.isdisjoint(labels)

    def _is_person(self, number: int, cells: list[str]) -> bool:
        """Whether a row is of a person and has the width of the heading; what it is else is kept."""
        head, at = self.layout.head, self.layout.id
        if number in self.heads:
            self.titles.end(number)
            return False
        if len(cells) == len(head) and is_heading(cells, self.layout.head):
            self.heads.append(number)
            self.titles.end(number)
            return False
        self.titles.take(number, cells)
        if is_other_heading(cells, head):
            self.others.append(number)
        self.rows += 1
        if (found := labelled(number, cells, at)) is not None:
            self.totals.append(found)
            return found[2] == "maybe" and len(cells) == len(head)
        self.last = number
        return len(cells) == len(head)

    def _keys(self, numbers: Sequence[int], ids: Sequence[str], moments: Sequence[str] | None) -> None:
        """Who stands there: a key that was there before, and an id in a form that may be another's."""
        keys: Sequence[object] = ids
        if moments is not None:
            keys = [*zip(ids, map(written.folded, moments), strict=True)]
        first, before = self.first, len(self.first)
        for key, id, number in zip(keys, ids, numbers, strict=True):
            other = first.setdefault(key, number)
            if other != number and id.strip():
                self.twice[number] = other
                self.twice.setdefault(other, number)
        if len(first) > before:
            for id, number in zip(ids, numbers, strict=True):
                if not is_plain(id) and id.strip():
                    self.odd.setdefault(id, (near_form(id), number))
                elif moments is not None:
                    first.setdefault(id, number)

    def _near_ids(self) -> Iterator[Problem]:
        at = self.layout.id
        return near_ids(self.first, self.odd, self.layout.head[at].strip()) if at is not None else iter(())

    def _second_headings(self, rows: Rows) -> None:
        """Rows right under the heading that say in words what the columns are."""
        places = [*self.layout.items.values()]
        after = {at: {cells[at] for cells in rows.cells[1:] if at < len(cells)} for at in places}
        for number, cells in zip(rows.numbers, rows.cells, strict=True):
            texts = {at: cells[at] for at in places if at < len(cells) and cells[at].strip()}
            words = [text for text in texts.values() if _is_prose(text)]
            fresh = all(
                text not in after[at] or is_heading(cells, self.layout.head) for at, text in texts.items()
            )
            if not texts or len(words) < len(texts) or len({*words}) < min(2, len(places)) or not fresh:
                break
            if len(rows.cells) == 1 or (len(places) == 1 and self._named(cells)) or self._of_a_person(cells):
                break
            self.heads.append(number)
            after = {at: some - {cells[at]} if at < len(cells) else some for at, some in after.items()}

    def _of_a_person(self, cells: Sequence[str]) -> bool:
        """Whether a row has a number for an id, a day, an age or a sex, as no heading has."""
        some = {name: cells[at] for name, at in self.layout.person.items() if at < len(cells)}
        days = [some[name] for name in ("born", "tested") if name in some]
        return (
            any(c.isdecimal() for c in some.get("id", ""))
            or any(written.day_in(text, "dmy") or written.order_of(text) for text in days)
            or written.number_of(some.get("age_months", "")) is not None
            or sex_word(some.get("sex", "")) in written.SEXES
        )

    def _named(self, cells: Sequence[str]) -> bool:
        at = self.layout.id
        return at is not None and at < len(cells) and bool(cells[at].strip())

    # Columns.

    def _found(self) -> tuple[dict[str, written.Mark], dict[str, written.Order], list[Problem]]:
        """The decimal mark and the order of the days of every column, and what has to be asked."""
        marks: dict[str, written.Mark] = {}
        orders: dict[str, written.Order] = {}
        asks: list[Problem] = []
        for name, look in self.looks.items():
            if name in ("born", "tested"):
                order = self._order(look)
                if isinstance(order, Problem):
                    asks.append(order)
                elif set(look.first):
                    orders[name] = order
            elif name == "sex":
                asks += self._sexes(look)
            else:
                mark = self._mark(look)
                if isinstance(mark, Problem):
                    asks.append(mark)
                elif self.asked.decimal or {",", ",?", ".", ".?"} & set(look.first):
                    marks[name] = mark
                if name == "age_months":
                    asks += self._ages(look)
        return marks, orders, asks

    def _mark(self, look: _Look) -> written.Mark | Problem:
        loose = self.file.form.separator in LOOSE
        return self.asked.decimal or mark_shown(look.first, self._head(look.name), loose=loose)

    def _order(self, look: _Look) -> written.Order | Problem:
        sheet = self.file.form.kind == "xlsx"
        return self.asked.dates or order_shown(look.first, self._head(look.name), sheet=sheet)

    def _sexes(self, look: _Look) -> Iterator[Problem]:
        column, first, said = self._head("sex"), look.first, self.asked.sex
        coded = [first[digit] for digit in ("0", "1", "2") if digit in first and digit not in said]
        if coded:
            yield Problem(kinds.SEX_CODES, None, column=column, row=min(coded))
        if written.BOY in first and "m" in first and not {written.BOY, "m"} & set(said):
            yield Problem(kinds.SEX_LETTERS, None, column=column, row=first[written.BOY], other=first["m"])

    @property
    def _unit(self) -> Unit | None:
        if self.asked.age is not None:
            return self.asked.age
        if "age_months" in self.asked.columns:
            return written.age_unit(self._head("age_months")) or "months"
        return written.age_unit(self._head("age_months"))

    def _ages(self, look: _Look) -> Iterator[Problem]:
        """Whether plain numbers are years or months, where the heading or the numbers leave doubt."""
        ages, column, unit = look.ages(), self._head("age_months"), self._unit
        if not ages or self.asked.age is not None:
            return
        (low, first), (high, last) = ages[0], ages[-1]
        words = {"years": Words("jaren", "years"), "months": Words("maanden", "months")}
        if unit is None:
            yield Problem(kinds.AGE_UNIT, None, column=column, row=min(row for _, row in ages))
            if high <= YOUNG and (some := _may_be_months(ages)):  # before «years» is said of them
                yield Problem(kinds.AGE_DECIMALS, None, column=column, row=min(some))
        elif unit == "years" and high > YOUNG:
            said = {"unit": words["years"], "other": words["months"]}
            yield Problem(kinds.AGE_IMPLAUSIBLE, None, column=column, row=last, **said)
        elif unit == "years" and (some := _may_be_months(ages)):
            yield Problem(kinds.AGE_DECIMALS, None, column=column, row=min(some))
        elif (
            unit == "months"
            and (high <= YOUNG or (low <= YOUNG and high >= OLD))
            and not young(self.instrument, low)
        ):
            said = {"unit": words["months"], "other": words["years"]}
            yield Problem(kinds.AGE_IMPLAUSIBLE, None, column=column, row=first, **said)

    def _readers(
        self, marks: Mapping[str, written.Mark], orders: Mapping[str, written.Order]
    ) -> dict[str, Read]:
        empty = self.empty
        numbers = {mark: number_reader(empty, mark) for mark in get_args(written.Mark)}
        old = self.file.form.since_1904
        days = {
            order: day_reader(empty, order, self.asked.latest, since_1904=old)
            for order in get_args(written.Order)
        }
        readers: dict[str, Read] = {}
        for item, at in self.layout.items.items():
            mark, stored = marks.get(item, "."), self.file.numbers.get(at)
            own = mark == "," and stored
            readers[item] = number_reader(empty, mark, stored) if own and stored else numbers[mark]
        for name in self.layout.person:
            if name in ("born", "tested"):
                readers[name] = days[orders.get(name, "ymd")]
            elif name == "age_months":
                stored = self.file.numbers.get(self.layout.person[name], ())
                readers[name] = age_reader(empty, marks.get(name, "."), self._unit or "months", stored)
            elif name == "sex":
                readers[name] = sex_reader(empty, self.asked.sex)
            elif name != "id":
                readers[name] = word_reader(empty, self.words.get(name, ()), name)
        return readers


def _may_be_months(ages: Sequence[tuple[float, int]]) -> list[int]:
    """The rows of ages in years of which the decimals may be months: nothing shows that 8.3 is no 8;3."""
    parts = [(f"{age:g}".partition(".")[2], row) for age, row in ages]
    return [row for part, row in parts if part] if all(int(part or 0) < 12 for part, _ in parts) else []


def young(instrument: Instrument, age: float) -> bool:
    """Whether the instrument says that it is for so young a child."""
    ages = instrument.ages
    return ages is not None and ages[0] <= age <= ages[1] and ages[1] <= 2 * YOUNG


def _is_prose(text: str) -> bool:
    """Whether this is a word or a sentence, and no answer, code or yes."""
    read = (number_cell(text, NOTHING, mark) for mark in get_args(written.Mark))
    return all(one is kinds.NOT_A_NUMBER for one in read) and len(text.strip()) > 1


_POWERS = re.compile(r"[0-9][.,]?[0-9]*[eE]\+[0-9]+").fullmatch
_SHORT_DAY = re.compile(  # as a spreadsheet shows 3-4 in Dutch and in English
    r"[0-9]{1,2}[-/ ](?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sept?|okt|oct|nov|dec)", re.IGNORECASE
).fullmatch
is_plain = re.compile(r"(?!\d{1,4}-(?:\d\d?-\d{1,4}|[a-z]{3,4})$)[a-z1-9](?:[a-z0-9_-]*[a-z0-9])?").fullmatch


def near_form(id: str) -> str:
    """An id without what the eye does not see, and without zeros before or after it."""
    small = written.folded(id).lstrip("0")
    return small.removesuffix(".0") or "0"


def near_ids(first: Mapping[Any, int], odd: Mapping[str, tuple[str, int]], column: str) -> Iterator[Problem]:
    """Ids that are equal but for what the eye does not see: the two may be one person.

    ``first``: the first row of each. ``odd``: of each that is not plain, its form without that, and its row.
    """
    known: dict[str, tuple[str, int]] = {}
    told: set[tuple[int, ...]] = set()
    days = [row for id, (_, row) in odd.items() if written.day_in(id, "dmy") or _SHORT_DAY(id)]
    if 2 * len(days) < len(first):  # where most are days, that is how they are called
        yield from (Problem(kinds.DAY_ID, None, row=row, column=column) for row in days)
    for id, (form, number) in odd.items():
        if _POWERS(id):
            yield Problem(kinds.CUT_ID, None, row=number, column=column)
        plain = (form, first[form]) if form in first else (id, number)
        other, row = known.setdefault(form, plain)
        low, high = sorted((number, row))
        if other != id and (low, high) not in told:
            told.add((low, high))
            yield Problem(kinds.NEAR_IDS, None, row=high, other=low, column=column)


# What is no row of the table: a heading further down, a column that has none.


def _names(head: Sequence[str]) -> frozenset[str]:
    """The names of columns that no answer looks like."""
    some = [name for name in head if _is_prose(name)]
    return frozenset(form for n in some for form in (n, n.strip(), n.lower(), n.upper(), n.capitalize()))


def is_heading(cells: Sequence[str], head: Sequence[str]) -> bool:
    """Whether a row is the heading once more."""
    return [*map(written.folded, cells)] == [*map(written.folded, head)]


def numbered(unused: Iterable[str]) -> Iterator[Problem]:
    """That nothing but a name says who somebody is, and names are kept out of what comes out."""
    some = (Problem(kinds.NUMBERED, None, column=name.strip()) for name in unused if written.is_called(name))
    return islice(some, 1)


def is_other_heading(cells: Sequence[str], head: Sequence[str]) -> bool:
    """Whether a row is a heading of the same columns in other places: two names or more that stand elsewhere,
    and most of its cells."""
    place = {written.folded(name): at for at, name in enumerate(head) if _is_prose(name)}
    some = [(at, place.get(written.folded(cell))) for at, cell in enumerate(cells) if cell.strip()]
    moved = sum(there is not None and there != at for at, there in some)
    return moved > 1 and 2 * sum(there is not None for _, there in some) > len(some)


def other_headings(found: Iterable[int], looks: Iterable[_Look]) -> list[Problem]:
    """The first row that is a heading again: whole, or by the name of a column where a number belongs."""
    rows = [*found, *(row for look in looks for row in look.heads)]
    return [Problem(kinds.OTHER_HEADING, None, row=min(rows))] if rows else []


# A row that may be one of totals: its number, its label, and how sure that is.
Labelled: TypeAlias = tuple[int, str, Literal["sure", "maybe"]]


def labelled(number: int, cells: Sequence[str], at: int | None) -> Labelled | None:
    """A row that is called as totals are, where its person stands or, without, in its first cell."""
    label = cells[at] if at is not None and at < len(cells) else ""
    label = label if label.strip() else next((cell for cell in cells if cell.strip()), "")
    sort = written.total(label) if written.may_be_total(label) else None
    return (number, written.folded(label).strip(" .:="), sort) if sort else None


def sums(found: Iterable[Labelled], last: int) -> tuple[frozenset[int], tuple[int, ...]]:
    """The rows of totals, and those that may as well be a person. ``last``: the row of the last person.

    What may be a name or an id (Max, N, SD) is a total under the last person, below one that is sure or
    beside another of its sort. Else it counts as a person: of fourteen pupils A to N none is lost.
    """
    found = [*found]
    sure = {row for row, _, sort in found if sort == "sure"}
    below = [(row, label) for row, label, sort in found if sort == "maybe" and row > last]
    first = min((row for row in sure if row > last), default=None)
    over = [(row, label) for row, label in below if first is None or row < first]
    labels = {label for _, label in over}
    alone = len(labels) < 2
    doubtful = tuple(row for row, it in over if alone or (it == "max" and "min" not in labels))
    return frozenset(sure | {row for row, _ in below} - {*doubtful}), doubtful


def maybe_sums(rows: Iterable[int]) -> Iterator[Problem]:
    return (Problem(kinds.MAYBE_TOTAL, None, row=row) for row in rows)


class Titles:
    """The rows with one cell right above a heading further down, such as «3B»: ``sure`` below a blank row,
    outside the column of who it is, or of another width; else it ``maybe`` is a pupil without an answer."""

    def __init__(self, who: int | None, width: int) -> None:
        self.who, self.width = who, width
        self.sure: set[int] = set()
        self.maybe: set[int] = set()
        self.before: tuple[int, bool, Sequence[str]] = (1, False, ())

    def take(self, number: int, cells: Sequence[str]) -> None:
        """A row that is no heading."""
        self.before = number, number - self.before[0] > 1, cells

    def end(self, number: int) -> None:
        """A heading stands in this row."""
        row, apart, cells = self.before
        some = [at for at, cell in enumerate(cells) if cell.strip()]
        if len(some) == 1:
            sure = apart or some != [self.who] or len(cells) != self.width
            (self.sure if sure else self.maybe).add(row)
        self.before = number, False, ()


class Bare:
    """The columns without a heading, and whether anything stands in them."""

    def __init__(self, head: Sequence[str]) -> None:
        self.left = {at for at, name in enumerate(head) if not name.strip()}
        self.held: set[int] = set()

    def take(self, rows: Iterable[Sequence[str]]) -> None:
        if self.left:
            found = {at for cells in rows for at in self.left if at < len(cells) and cells[at].strip()}
            self.left -= found
            self.held |= found

    def told(self) -> Iterator[Words]:
        for at in sorted(self.held):
            yield Words(
                f"kolom {letters(at + 1)} (zonder kop)", f"column {letters(at + 1)} (without a heading)"
            )


def days_apart(orders: Mapping[str, written.Order]) -> Iterator[Problem]:
    """That of two columns the one has the day first, and the other the month."""
    first = {order: column for column, order in reversed([*orders.items()])}
    if "dmy" in first and "mdy" in first:
        yield Problem(kinds.DAYS_APART, None, column=first["dmy"], other=first["mdy"])


# A file of rows for another verb: the same reading, of the columns that it needs.


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """How the columns of a file are read: the place and the reader of each that is there."""

    file: PeopleFile
    places: Mapping[str, int]
    readers: Mapping[str, Read]
    account: Account
    problems: tuple[Problem, ...]
    passed: Set[int] = frozenset()

    def chunks(self, size: int | None = None) -> Iterator[Rows]:
        """The rows that hold anything and are no totals, a stretch at a time."""
        return people_rows(self.file, self.passed, size)


def stood_again(again: Iterable[tuple[int, int]], column: str) -> list[Problem]:
    """Of each row with the id of an earlier one, that it is so."""
    return [Problem(kinds.AGAIN, None, row=row, other=other, column=column) for row, other in again]


def shortened(told: list[Problem], column: str, more: int = 0) -> None:
    """The first of many; of the rest how many, with ``more`` that were never made."""
    if rest := max(len(told) - TOLD, 0) + more:
        told[TOLD:] = [Problem(kinds.AND_MORE, None, column=column, count=rest)]


def read_columns(
    path: str,
    sorts: Mapping[str, Sort],
    needed: Set[str],
    asked: Asked,
    what: Words,
    words: Mapping[str, Set[str]] | None = None,
    *,
    series: bool = False,
) -> Columns:
    """The reading of a file with a column for each of these names, which may lack those not ``needed``.
    ``words``: the words that are known in a column. ``series``: a row is a measurement, so that a pupil has
    many; else who stands there twice is told.

    Meant to differ from :func:`read_people`: blanks around an id are nothing here, a person twice is told and
    not refused, and a row of words below the heading is a row, since words may be answers.

    ``problems`` has what is asked or said; with an error there nothing of it should be used. Raises
    ContentError for a file that can not be read, or of which the parts can not be told apart.
    """
    file = opened(path, asked.told, knows([*sorts, *asked.columns.values()], people=False, series=series))
    places, problems = placed(file.head, sorts, needed, asked.columns, series=series)
    empty = Empty(asked.empty)
    names, bare, heads, others = _names(file.head), Bare(file.head), list[int](), list[int]()
    looks = {name: _Look(name, places[name], sorts[name], file, names) for name in places}
    rows, last, who = 0, 0, places.get("pupil", places.get("id"))
    file = file.with_zeros(who)
    titles, sorted_out = Titles(who, len(file.head)), list[Labelled]()
    first: dict[str, int] = {}
    again: list[tuple[int, int]] = []
    others_of = {
        at: Counter[str]()
        for at, name in enumerate(file.head)
        if "pupil" in sorts and who is None and places and name.strip() and at not in places.values()
    }
    for some in people_rows(file, frozenset()):
        bare.take(some.cells)
        for at, held in others_of.items():
            held.update(cells[at].strip() for cells in some.cells if at < len(cells))
        for number, cells in zip(some.numbers, some.cells, strict=True):
            label = cells[who].strip() if who is not None and who < len(cells) else ""
            if (label or cells[0]) in names and is_heading(cells, file.head):
                heads.append(number)
                titles.end(number)
                continue
            titles.take(number, cells)
            if (label or cells[0]) in names and is_other_heading(cells, file.head):
                others.append(number)
            if (found := labelled(number, cells, who)) is not None:
                sorted_out.append(found)
            else:
                last = number
            if (
                written.nobody(label)
                or len(cells) != len(file.head)
                or (found is not None and found[2] == "sure")
            ):
                continue
            if (other := first.setdefault(label, number)) != number and not series:
                again.append((number, other))
        even = [
            (n, c)
            for n, c in zip(some.numbers, some.cells, strict=True)
            if len(c) == len(file.head) and n not in heads
        ]
        rows += len(some.numbers)
        for look in looks.values() if even else ():
            look.take([cells[look.at] for _, cells in even], [number for number, _ in even], empty)
    marks: dict[str, written.Mark] = {}
    orders: dict[str, written.Order] = {}
    readers: dict[str, Read] = {}
    asks: list[Problem] = []
    for name, look in looks.items():
        column = file.head[look.at].strip()
        if look.sort == "day":
            order = asked.dates or order_shown(look.first, column, sheet=file.form.kind == "xlsx")
            if isinstance(order, Problem):
                asks.append(order)
            else:
                old = file.form.since_1904
                readers[name] = day_reader(empty, order, asked.latest, since_1904=old)
                orders |= {column: order} if look.first else {}
        elif look.sort == "number":
            mark = asked.decimal or mark_shown(look.first, column, loose=file.form.separator in LOOSE)
            if isinstance(mark, Problem):
                asks.append(mark)
            else:
                read = number_reader(empty, mark, look.stored)
                seen = (read(text) for text in look.seen)
                codes = coded(one for one in seen if isinstance(one, float))
                readers[name] = without(codes, read) if codes else read
                marks |= {column: mark} if look.first else {}
        else:
            readers[name] = word_reader(empty, (words or {}).get(name, ()), name)
    fed = tuple((name, file.head[at]) for name, at in places.items())
    # without one name that was looked for, the first row may be that of a person
    unused = tuple(name for at, name in enumerate(file.head) if at not in places.values() and places)
    totals, doubtful = sums(sorted_out, last)
    over = titles.sure - totals
    passed = (*bare.told(), *no_person(file.form, heads, over, totals))
    asks += [*other_headings(others, looks.values()), *days_apart(orders)]
    asks += [
        Problem(kinds.WHOSE, None, column=file.head[at].strip())
        for at, held in others_of.items()
        if _may_be_pupils(held)
    ][:1]
    asks += numbered(unused) if "id" in sorts and who is None else ()
    left = rows - len(totals) - len(heads) - len(over)
    account = Account(file.form, left, fed, unused, marks, orders, empty.said, passed, what)
    column = file.head[who].strip() if who is not None else ""
    nobody = frozenset([*totals, *over, *heads])
    first = {label: row for label, row in first.items() if row not in nobody}
    odd = {label: (near_form(label), row) for label, row in first.items() if not is_plain(label)}
    told = stood_again((pair for pair in again if nobody.isdisjoint(pair)), column)
    told += near_ids(first, odd, column)
    shortened(told, column)
    told += maybe_sums(sorted({*doubtful, *titles.maybe}))
    every = (*file.problems, *problems, *asks, *told)
    if left <= 0 and not any(problem.severity == "error" for problem in every):
        raise refused(kinds.NO_PEOPLE, file.path.as_posix())
    return Columns(file, places, readers, account, every, nobody)


def _may_be_pupils(seen: Mapping[str, int]) -> bool:
    """Whether a column of a series without pupils may say whose a measurement is: its texts come back."""
    each = [count for text, count in seen.items() if text]
    if len(each) < 2 or 2 * len(each) > sum(seen.values()):
        return False
    marks = get_args(written.Mark)
    words = any(all(written.number_of(text, mark) is None for mark in marks) for text in seen if text)
    return words or min(each) > 2  # a series has three measurements at least


TOLD = 20  # rows of a column that are told one by one
HEADS = Words("nog een kop", "another heading")
TITLES = Words("opschrift boven een kop", "title above a heading")
TOTALS = Words("totalen, geen persoon", "totals, no person")


def above(form: Form) -> Iterator[Words]:
    """The rows above the heading."""
    if form.heading > 1:
        last = form.heading - 1
        nl, en = (f"rijen 1 tot {last}", f"rows 1 to {last}") if last > 1 else ("rij 1", "row 1")
        yield Words(f"{nl} (boven de kop)", f"{en} (above the heading)")


def no_person(form: Form, heads: Sequence[int], titles: Set[int], totals: Set[int]) -> Iterator[Words]:
    """The rows that count as nobody: above the heading, headings again, titles and totals."""
    yield from above(form)
    for rows, why in ((heads, HEADS), (sorted(titles), TITLES), (sorted(totals), TOTALS)):
        if rows:
            one = Words("rij", "row") if len(rows) == 1 else Words("rijen", "rows")
            yield Words(*(f"{one[x]} {few(rows)} ({why[x]})" for x in LANGS))
