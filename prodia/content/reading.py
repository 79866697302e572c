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
# reader for every column, or a question. The second time (batch/files.py, batch/source.py) the readers make
# values of texts. A form and a protocol differ only in which columns there are and what stands in them.
# Nothing of what stands in a cell goes into a message, but for words and codes that stand for nothing.

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal, TypeAlias, get_args

from prodia.content.account import PEOPLE, Account
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
from prodia.errors import ContentError
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


Sort: TypeAlias = Literal["number", "answer", "day", "age", "sex", "word"]
"""What stands in a column; of an ``answer`` the item says which numbers are none."""
_SORTS: Mapping[str, Sort] = {
    **dict.fromkeys(PERSON, "word"),
    "born": "day",
    "tested": "day",
    "age_months": "age",
    "sex": "sex",
}


# What a column shows of itself.


class _Look:
    """The first row of everything that matters in one column; every text is looked at once.

    ``numbers``: for each decimal mark the numbers that may stand for nothing, and the ends of all others.
    """

    __slots__ = ("at", "first", "heads", "name", "names", "numbers", "seen", "sort", "stored")

    def __init__(self, name: str, at: int, sort: Sort, file: PeopleFile, names: Set[str]) -> None:
        self.name, self.at, self.sort, self.stored = name, at, sort, file.numbers.get(at, ())
        self.first: dict[str, int] = {}
        self.seen: set[str] = set()
        self.names, self.heads = names, list[int]()
        self.numbers: dict[written.Mark, set[float]] = {}

    def take(self, column: Sequence[str], numbers: Sequence[int], empty: Container[str]) -> None:
        texts = set(column)
        texts -= self.seen
        if not texts:
            return
        self.heads += [numbers[column.index(text)] for text in texts & self.names]
        if len(self.seen) + len(texts) > SEEN:
            self.seen.clear()
        self.seen |= texts
        some = [text for text in texts if text and text not in empty]
        shown = [(what, text) for text in some for what in self._shown(text)]
        rows = dict(zip(reversed(column), reversed(numbers), strict=True)) if shown else {}
        for what, text in shown:
            self.first[what] = min(rows[text], self.first.get(what, rows[text]))
        if self.sort == "number":
            for mark in get_args(written.Mark):
                read = (written.number_of(text, "." if text in self.stored else mark) for text in some)
                held = self.numbers.get(mark, set()) | {x for x in read if x is not None}
                rest = held - written.MISSING_NUMBERS
                ends = {min(rest), max(rest)} if rest else rest
                self.numbers[mark] = (held & written.MISSING_NUMBERS) | ends

    def _shown(self, text: str) -> Iterator[str]:
        if self.sort == "day":
            order = written.order_of(text)
            yield order or ""
            if order == "ymd" and (day := written.day_in(text)) is not None and day.day > 12:
                yield LATE
        elif self.sort == "sex":
            yield sex_word(text)
        else:
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
    """How one file of rows is read. ``problems``: what was asked or said of the whole; errors stop the run.

    ``readers``: for each name that a column feeds how its cells are read; ``passed``: rows that are no
    person; ``twice``: rows of which the key stands in another row too, with that row; ``near``: warnings;
    ``named``: whether a row is of nobody that does not say whose it is.
    """

    file: PeopleFile
    layout: Layout
    account: Account
    problems: tuple[Problem, ...]
    readers: Mapping[str, Read]
    passed: Set[int]
    twice: Mapping[int, int]
    near: tuple[Problem, ...]
    named: bool

    @property
    def fits(self) -> bool:
        """Whether the file can be used as it is."""
        return not any(p.severity == "error" for p in self.problems)

    @property
    def told(self) -> tuple[Problem, ...]:
        """Everything that is told before a row is read."""
        return (*self.problems, *self.near)

    def chunks(self, size: int | None = None) -> Iterator[Rows]:
        """The rows of people, a stretch at a time."""
        return people_rows(self.file, self.passed, size)

    def refused(self, rows: Rows) -> dict[int, Problem]:
        """The rows of which nothing can be said, by their place among these: of another width, of somebody
        who stands there twice, or of nobody."""
        layout, width = self.layout, len(self.layout.head)
        keys = [] if layout.who is None else [at for at in (layout.who, layout.moment) if at is not None]
        named = keys if self.named else []
        even = not self.twice and {*map(len, rows.cells)} == {width}
        if even and all(written.who_in(cells[at]) for cells in rows.cells for at in named):
            return {}
        found: dict[int, Problem] = {}
        for place, (number, cells) in enumerate(zip(rows.numbers, rows.cells, strict=True)):
            if len(cells) != width:
                said = {"got": len(cells), "want": width}
                found[place] = Problem(kinds.OTHER_LENGTH, None, row=number, **said)
            elif number in self.twice:
                column = " + ".join(layout.head[at].strip() for at in keys)
                where = {"column": column, "other": self.twice[number]}
                found[place] = Problem(kinds.TWICE, None, row=number, **where)
            else:
                for at in (at for at in named if not written.who_in(cells[at])):
                    column = layout.head[at].strip()
                    found[place] = Problem(kinds.NO_ID, None, row=number, column=column)
        return found


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
    asked, items = asked or Asked(), instrument.every_item
    file = opened_for(path, (*PERSON, *items), asked)
    layout, problems = laid_out(
        file.head,
        instrument,
        asked.columns,
        ignore=asked.ignore,
        moment=asked.moment,
        allow_missing=asked.allow_missing,
    )
    sorts: dict[str, Sort] = {**_SORTS, **dict.fromkeys(items, "answer")}
    return _Survey(file, layout, sorts, asked, words or {}, ages=instrument.ages).reading(problems)


def read_columns(
    file: PeopleFile,
    sorts: Mapping[str, Sort],
    needed: Set[str],
    asked: Asked,
    what: Words,
    words: Mapping[str, Set[str]] | None = None,
    *,
    series: bool = False,
) -> Reading:
    """The reading of a file with a column for each of these names, which may lack those not ``needed``.
    ``words``: the words that are known in a column. ``series``: a row is a measurement, so that a pupil has
    many.

    Raises ContentError for a file of which the parts can not be told apart.
    """
    layout, problems = placed(
        file.head,
        sorts,
        asked.columns,
        needed=needed,
        ignore=asked.ignore,
        moment=asked.moment,
        series=series,
    )
    return _Survey(file, layout, sorts, asked, words or {}, what=what, series=series).reading(problems)


def opened_for(path: str, names: Iterable[str], asked: Asked, *, series: bool = False) -> PeopleFile:
    """A file in which these names are looked for. Raises ContentError for one that can not be read."""
    said = (*asked.columns.values(), *asked.ignore, *([asked.moment] if asked.moment else []))
    return opened(path, asked.told, knows([*names, *said], series=series))


class _Survey:
    """The first time that a file is read: what its columns show, who is there twice, what is no person."""

    def __init__(
        self,
        file: PeopleFile,
        layout: Layout,
        sorts: Mapping[str, Sort],
        asked: Asked,
        words: Mapping[str, Set[str]],
        *,
        ages: tuple[int, int] | None = None,
        what: Words = PEOPLE,
        series: bool = False,
    ) -> None:
        self.file, self.layout, self.sorts = file.with_zeros(layout.who), layout, sorts
        self.asked, self.words, self.ages, self.what, self.series = asked, words, ages, what, series
        self.empty = Empty(asked.empty)
        self.names = _names(file.head)
        self.looks = {
            name: _Look(name, at, sorts[name], file, self.names)
            for name, at in layout.places.items()
            if sorts[name] != "word"
        }
        self.first: dict[object, int] = {}
        self.odd: dict[str, tuple[str, int]] = {}
        self.twice: dict[int, int] = {}
        self.totals: list[Labelled] = []
        self.heads: list[int] = []
        self.others: list[int] = []
        self.titles = Titles(layout.who, len(file.head))
        self.bare = Bare(file.head)
        free = "pupil" in sorts and layout.who is None
        self.whose = _Whose(layout if free else Layout((), {}))
        self.rows, self.last = 0, 0

    def reading(self, problems: Sequence[Problem]) -> Reading:
        """What was seen, with what was wrong before. Raises ContentError for rows that can not be read; where
        something else stops the run that is told as well."""
        try:
            for at, some in enumerate(people_rows(self.file, frozenset())):
                if at == 0:
                    self._second_headings(some)
                self._take(some)
        except ContentError as error:
            if not any(problem.severity == "error" for problem in problems):
                raise
            problems = (*problems, *error.problems)
        totals, doubtful = sums(self.totals, self.last)
        titles = self.titles.sure - totals
        rows = self.rows - len(totals) - len(titles)
        marks, orders, asks = self._found()
        asks += other_headings(self.others, self.looks.values())
        passed = frozenset([*self.heads, *totals, *titles])
        account = Account(
            self.file.form,
            rows,
            self.layout.fed,
            self.layout.unused,
            {self._head(name): mark for name, mark in marks.items()},
            {self._head(name): order for name, order in orders.items()},
            self.empty.said,
            (*self.bare.told(), *no_person(self.file.form, self.heads, titles, totals)),
            self.what,
        )
        asks += [*days_apart(account.orders), *self.whose.asks()]
        asks += numbered(self.layout.unused) if "id" in self.sorts and self.layout.who is None else ()
        every = (*self.file.problems, *problems, *asks)
        reading = Reading(
            self.file,
            self.layout,
            account,
            every,
            self._readers(marks, orders),
            passed,
            {} if self.series else {a: b for a, b in self.twice.items() if not {a, b} & passed},
            (*maybe_sums(sorted({*doubtful, *self.titles.maybe})), *self._near_ids(passed)),
            not self.series or "pupil" in self.sorts,
        )
        if rows <= 0 and reading.fits:
            raise refused(kinds.NO_PEOPLE, self.file.path.as_posix())
        return reading

    def _head(self, name: str) -> str:
        return self.layout.head[self.layout.places[name]].strip()

    # Rows.

    def _take(self, rows: Rows) -> None:
        at, moment = self.layout.who, self.layout.moment
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
        self.whose.take(columns)
        for look in self.looks.values():
            look.take(columns[look.at], numbers, self.empty)
        if at is not None:
            self._keys(numbers, columns[at], columns[moment] if moment is not None else None)

    def _uneven(self, rows: Rows) -> bool:
        """Whether some of these rows may be no person, or are of another width."""
        head, at = self.layout.head, self.layout.who or 0
        if (self.heads and self.heads[-1] >= rows.numbers[0]) or {*map(len, rows.cells)} != {len(head)}:
            return True
        labels = {cells[at].strip() for cells in rows.cells}
        some = any(not label or written.may_be_total(label) for label in labels)
        return some or head[at].strip() in labels or not self.names.isdisjoint(labels)

    def _is_person(self, number: int, cells: list[str]) -> bool:
        """Whether a row is of a person and has the width of the heading; what it is else is kept."""
        head, at = self.layout.head, self.layout.who
        label = cells[at or 0].strip() if len(cells) > (at or 0) else ""
        named = not label or label in self.names or label == head[at or 0].strip()
        if number in self.heads or (named and is_heading(cells, head)):
            if number not in self.heads:
                self.heads.append(number)
            self.titles.end(number)
            return False
        self.titles.take(number, cells)
        if named and is_other_heading(cells, head):
            self.others.append(number)
        self.rows += 1
        if (found := labelled(number, cells, at)) is not None:
            self.totals.append(found)
            return found[2] == "maybe" and len(cells) == len(head)
        self.last = number
        return len(cells) == len(head)

    def _keys(self, numbers: Sequence[int], ids: Sequence[str], moments: Sequence[str] | None) -> None:
        """Who stands there: a key that was there before, and an id in a form that may be another's."""
        ids = [*map(written.who_in, ids)]
        keys: Sequence[object] = ids
        if moments is not None:
            keys = [*zip(ids, map(written.folded, moments), strict=True)]
        first, before = self.first, len(self.first)
        for key, id, number in zip(keys, ids, numbers, strict=True):
            other = first.setdefault(key, number)
            if other != number and id:
                self.twice[number] = other
                self.twice.setdefault(other, number)
        if len(first) > before:
            for id, number in zip(ids, numbers, strict=True):
                if not is_plain(id) and id:
                    self.odd.setdefault(id, (near_form(id), number))
                elif moments is not None:
                    first.setdefault(id, number)

    def _near_ids(self, passed: Set[int]) -> Iterator[Problem]:
        """Of ids that are nearly another's the first, and of how many more it holds."""
        if self.layout.who is not None:
            column = self.layout.head[self.layout.who].strip()
            first = {id: row for id, row in self.first.items() if row not in passed}
            odd = {id: one for id, one in self.odd.items() if one[1] not in passed}
            told = [*near_ids(first, odd, column)]
            shortened(told, column)
            yield from told

    def _second_headings(self, rows: Rows) -> None:
        """Rows right under the heading that say in words what the columns of numbers are."""
        places = [look.at for look in self.looks.values() if look.sort in ("number", "answer")]
        after = {at: {cells[at] for cells in rows.cells[1:] if at < len(cells)} for at in places}
        for number, cells in zip(rows.numbers, rows.cells, strict=True):
            texts = {at: cells[at] for at in places if at < len(cells) and cells[at].strip()}
            words = [text for text in texts.values() if _is_prose(text)]
            fresh = all(
                text not in after[at] or is_heading(cells, self.layout.head) for at, text in texts.items()
            )
            if not texts or len(words) < len(texts) or len({*words}) < min(2, len(places)) or not fresh:
                break
            said = sum(_is_prose(cells[look.at]) for look in self.looks.values() if look.at < len(cells))
            if len(rows.cells) == 1 or (said < 3 and self._named(cells)) or self._of_a_person(cells):
                break
            if is_other_heading(cells, self.layout.head):
                break
            self.heads.append(number)
            after = {at: some - {cells[at]} if at < len(cells) else some for at, some in after.items()}

    def _of_a_person(self, cells: Sequence[str]) -> bool:
        """Whether a row has a number for an id, a day, an age, a sex or a known word, as no heading has."""
        if self._named(cells) and any(c.isdecimal() for c in cells[self.layout.who or 0]):
            return True
        for name, at in self.layout.places.items():
            text, sort = cells[at] if at < len(cells) else "", self.sorts[name]
            if (
                (sort == "day" and (written.day_in(text, "dmy") or written.order_of(text)))
                or (sort == "age" and written.number_of(text) is not None)
                or (sort == "sex" and sex_word(text) in written.SEXES)
                or (sort == "word" and written.folded(text) in map(written.folded, self.words.get(name, ())))
            ):
                return True
        return False

    def _named(self, cells: Sequence[str]) -> bool:
        at = self.layout.who
        return at is not None and at < len(cells) and bool(cells[at].strip())

    # Columns.

    def _found(self) -> tuple[dict[str, written.Mark], dict[str, written.Order], list[Problem]]:
        """The decimal mark and the order of the days of every column, and what has to be asked."""
        marks: dict[str, written.Mark] = {}
        orders: dict[str, written.Order] = {}
        asks: list[Problem] = []
        for name, look in self.looks.items():
            if look.sort == "day":
                order = self._order(look)
                if isinstance(order, Problem):
                    asks.append(order)
                elif look.first:
                    orders[name] = order
            elif look.sort == "sex":
                asks += sexes_asked(look.first, self._head(name), self.asked.sex)
            else:
                mark = self._mark(look)
                if isinstance(mark, Problem):
                    asks.append(mark)
                elif self.asked.decimal or {",", ",?", ".", ".?"} & set(look.first):
                    marks[name] = mark
                if look.sort == "age" and self.asked.age is None:
                    asks += ages_asked(look.ages(), self._head(name), self._unit(name), self.ages)
        return marks, orders, asks

    def _mark(self, look: _Look) -> written.Mark | Problem:
        loose = self.file.form.separator in LOOSE
        return self.asked.decimal or mark_shown(look.first, self._head(look.name), loose=loose)

    def _order(self, look: _Look) -> written.Order | Problem:
        sheet = self.file.form.kind == "xlsx"
        return self.asked.dates or order_shown(look.first, self._head(look.name), sheet=sheet)

    def _unit(self, name: str) -> Unit | None:
        if self.asked.age is not None:
            return self.asked.age
        return written.age_unit(self._head(name)) or ("months" if name in self.asked.columns else None)

    def _readers(
        self, marks: Mapping[str, written.Mark], orders: Mapping[str, written.Order]
    ) -> dict[str, Read]:
        empty, asked, old = self.empty, self.asked, self.file.form.since_1904
        answers = {mark: number_reader(empty, mark) for mark in get_args(written.Mark)}
        readers: dict[str, Read] = {}
        for name, at in self.layout.places.items():
            sort, mark, stored = self.sorts[name], marks.get(name, "."), self.file.numbers.get(at, ())
            if sort in ("answer", "number"):
                readers[name] = (
                    number_reader(empty, mark, stored) if mark == "," and stored else answers[mark]
                )
                if codes := coded(self.looks[name].numbers.get(mark, ())):
                    readers[name] = without(codes, readers[name])
            elif sort == "day":
                order = orders.get(name, "ymd")
                readers[name] = day_reader(empty, order, asked.latest, since_1904=old)
            elif sort == "age":
                readers[name] = age_reader(empty, mark, self._unit(name) or "months", stored)
            elif sort == "sex":
                readers[name] = sex_reader(empty, asked.sex)
            elif at == self.layout.who:
                readers[name] = lambda text: written.who_in(text) or None
            else:
                readers[name] = word_reader(empty, self.words.get(name, ()), name)
        return readers


def sexes_asked(first: Mapping[str, int], column: str, said: Mapping[str, str]) -> Iterator[Problem]:
    """What the words of a column leave open of which sex they are, each with its first row."""
    coded = [first[digit] for digit in ("0", "1", "2") if digit in first and digit not in said]
    if coded:
        yield Problem(kinds.SEX_CODES, None, column=column, row=min(coded))
    if written.BOY in first and "m" in first and not {written.BOY, "m"} & set(said):
        yield Problem(kinds.SEX_LETTERS, None, column=column, row=first[written.BOY], other=first["m"])


def ages_asked(
    ages: Sequence[tuple[float, int]], column: str, unit: Unit | None, of: tuple[int, int] | None
) -> Iterator[Problem]:
    """Whether plain numbers are years or months, where the heading or the numbers leave doubt. ``ages``: from
    low to high, each with its first row; ``of``: those an instrument is for."""
    if not ages:
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
    elif unit == "months" and (high <= YOUNG or (low <= YOUNG and high >= OLD)) and not young(of, low):
        said = {"unit": words["months"], "other": words["years"]}
        yield Problem(kinds.AGE_IMPLAUSIBLE, None, column=column, row=first, **said)


class _Whose:
    """The other columns of a series without pupils: one of them may say whose a measurement is."""

    def __init__(self, layout: Layout) -> None:
        used = {*layout.places.values()}
        self.head = layout.head
        self.held = {
            at: Counter[str]()
            for at, name in enumerate(layout.head)
            if used and name.strip() and at not in used
        }

    def take(self, columns: Sequence[Sequence[str]]) -> None:
        for at, held in self.held.items():
            held.update(map(str.strip, columns[at]))

    def asks(self) -> list[Problem]:
        some = [self.head[at].strip() for at, held in self.held.items() if _may_be_pupils(held)]
        return [Problem(kinds.WHOSE, None, column=column) for column in some[:1]]


def _may_be_months(ages: Sequence[tuple[float, int]]) -> list[int]:
    """The rows of ages in years of which the decimals may be months: nothing shows that 8.3 is no 8;3."""
    parts = [(f"{age:g}".partition(".")[2], row) for age, row in ages]
    return [row for part, row in parts if part] if all(int(part or 0) < 12 for part, _ in parts) else []


def young(ages: tuple[int, int] | None, age: float) -> bool:
    """Whether an instrument for these ages is for so young a child."""
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


_ZEROS = re.compile(r"[.,]0+$").sub


def near_form(id: str) -> str:
    """An id without what the eye does not see, and without zeros before or after it."""
    return _ZEROS("", written.folded(id).lstrip("0")) or "0"


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
    beside another of its sort. Else it counts as a person, of fourteen pupils A to N none is lost; in doubt
    where nobody is called so (Sleutel).
    """
    found = [*found]
    sure = {row for row, _, sort in found if sort == "sure"}
    below = [(row, label) for row, label, sort in found if sort == "maybe" and row > last]
    first = min((row for row in sure if row > last), default=None)
    over = [(row, label) for row, label in below if first is None or row < first]
    labels = {label for _, label in over}
    alone = len(labels) < 2
    doubtful = tuple(row for row, it in over if alone or (it == "max" and "min" not in labels))
    doubtful += tuple(row for row, label, _ in found if row <= last and label in _NO_NAMES)
    return frozenset(sure | {row for row, _ in below} - {*doubtful}), doubtful


_NO_NAMES = frozenset("aantal cesuur norm sleutel".split())


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


def stood_again(again: Iterable[tuple[int, int]], column: str) -> list[Problem]:
    """Of each row with the id of an earlier one, that it is so."""
    return [Problem(kinds.AGAIN, None, row=row, other=other, column=column) for row, other in again]


def shortened(told: list[Problem], column: str, more: int = 0) -> None:
    """The first of many; of the rest how many, with ``more`` that were never made."""
    if rest := max(len(told) - TOLD, 0) + more:
        told[TOLD:] = [Problem(kinds.AND_MORE, None, column=column, count=rest)]


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
