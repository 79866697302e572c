"""One reader for every kind of column of a file of people: a text in, a value or what is wrong out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, get_args

from prodia.content.tables import number_cell
from prodia.problems import Kind, Problem
from prodia.problems import people as kinds
from prodia.words import cells as written

Unit: TypeAlias = Literal["months", "years"]
Cell: TypeAlias = "float | dt.date | str | Kind | None"
Read: TypeAlias = Callable[[str], Cell]

# What stands for an empty cell.


class Empty:
    """What was said to stand for an empty cell: as it is written, and a number however it is written."""

    def __init__(self, said: Iterable[str]) -> None:
        self.said = tuple(said)
        self._words = {written.folded(one) for one in self.said}
        self._numbers = {
            x
            for one in self.said
            for x in (written.number_of(one), written.number_of(one, ","))
            if x is not None
        }

    def __contains__(self, text: object) -> bool:
        if not self.said or not isinstance(text, str):
            return False
        if text in self.said or written.folded(text) in self._words:
            return True
        return bool(self._numbers) and not self._numbers.isdisjoint(_either(text))


def _either(text: str) -> set[float]:
    """The number that a text is with one of the two marks."""
    return {x for x in (written.number_of(text, mark) for mark in get_args(written.Mark)) if x is not None}


# One reader for every kind of column.


def number_reader(empty: Container[str], mark: written.Mark, stored: Container[str] = ()) -> Read:
    """``stored``: texts that were kept as numbers, and have a point whatever the mark."""
    return lambda text: number_cell(text, empty, "." if text in stored else mark)


def coded(numbers: Iterable[float]) -> frozenset[float]:
    """The numbers of a column that stand for nothing elsewhere, and are far from all others in it; where
    there are no others those that hardly anything is.

    >>> sorted(coded([10, 12, -99, 999])), coded([-99, -80]), coded([99, 98, 12])
    ([-99.0, 999.0], frozenset(), frozenset())
    >>> coded([98, -99]), coded([-99]), coded([-7]), coded([999])
    (frozenset({-99.0}), frozenset({-99.0}), frozenset(), frozenset())
    """
    every = {*map(float, numbers)}
    far = {x for x in every & written.MISSING_NUMBERS if x < -5 or x >= 777}
    if not (rest := every - far):
        return frozenset(x for x in far if x < -10)
    low, high = min(rest), max(rest)
    return frozenset(x for x in far if x < 0 <= low or x >= 777 > 3 * high)


def without(codes: Container[float], read: Read) -> Read:
    """The same reader, for which these numbers stand for nothing until it is said what they are."""

    def reading(text: str) -> Cell:
        found = read(text)
        return kinds.MISSING_CODE if isinstance(found, float) and found in codes else found

    return reading


def day_reader(
    empty: Container[str], order: written.Order, latest: dt.date | None = None, *, since_1904: bool = False
) -> Read:
    """``latest``: a later day is a slip of the pen. ``since_1904``: serial numbers count from that year."""

    def read(text: str) -> Cell:
        if text == "" or text in empty:
            return None
        if (found := written.day_in(text, order)) is not None:
            if since_1904 and written.order_of(text) == "serial":
                found += FOUR_YEARS
            if latest is not None and found > latest:
                return kinds.FAR_AHEAD
            return found if found.year > written.OLDEST_YEAR else kinds.ODD_DAY
        if written.missing_code(text) is not None:
            return kinds.MISSING_CODE
        if written.is_formula_error(text) or text.startswith("="):
            return kinds.FORMULA_ERROR
        looks = {"short": kinds.SHORT_YEAR, "serial": kinds.SERIAL_DAY}
        return looks.get(written.order_of(text) or "", kinds.BAD_DATE)

    return read


FOUR_YEARS = dt.date(1904, 1, 1) - dt.date(1899, 12, 30)


def sex_reader(empty: Container[str], said: Mapping[str, str]) -> Read:
    table = {**written.SEXES, **said}

    def read(text: str) -> Cell:
        if text == "" or text in empty:
            return None
        word = sex_word(text)
        if word in table:
            return table[word]
        coded = written.missing_code(text) is not None or written.number_of(text) in written.MISSING_NUMBERS
        return kinds.MISSING_CODE if coded else kinds.BAD_SEX

    return read


def sex_word(text: str) -> str:
    """A word for a sex as it is compared: ``M.`` is m, 1.0 is 1."""
    number = written.number_of(text)
    return f"{number:g}" if number is not None else written.folded(text).strip(".")


def age_reader(empty: Container[str], mark: written.Mark, unit: Unit, stored: Container[str] = ()) -> Read:
    """Completed or decimal months; a decimal number of years is made months, a whole one is refused."""

    def read(text: str) -> Cell:
        if text == "" or text in empty:
            return None
        if (months := written.months_in(text)) is not None:
            return months
        if written.is_years(text):
            return kinds.WHOLE_YEARS
        found = number_cell(text, empty, "." if text in stored else mark)
        if not isinstance(found, float):
            return found
        if found in written.MISSING_NUMBERS and not 0 <= found < 777:
            return kinds.MISSING_CODE
        if unit == "years":
            if found.is_integer():
                return kinds.WHOLE_YEARS
            found = float(math.floor(12 * found + 1e-9))
        return found if found <= OLDEST_AGE else kinds.ODD_AGE

    return read


def word_reader(empty: Container[str], known: Iterable[str], name: str) -> Read:
    """A word as the norms have it; ``3e leerjaar`` and ``3.0`` are 3 where they have 3."""
    words = {written.folded(one): one for one in known}
    grades = {written.grade_in(one): one for one in words.values()} if name == "grade" else {}

    def read(text: str) -> Cell:
        if text == "" or text in empty:
            return None
        small = written.folded(text)
        if small in words:
            return words[small]
        if written.missing_code(text) is not None and small != AFTER:
            return kinds.MISSING_CODE
        if written.is_formula_error(text) or text.startswith("="):
            return kinds.FORMULA_ERROR
        grade = written.grade_in(text) if name == "grade" else None
        return grades.get(grade, grade) if grade else text.strip()

    return read


OLDEST_AGE = 1200.0
AFTER = "na"  # of a moment or a phase: «voor» and «na»


# The decimal mark of a column.

LOOSE = (";", "\t", "|", None)  # where these (or a sheet) part the cells, a point may part thousands


def mark_shown(first: Mapping[str, int], column: str, *, loose: bool) -> written.Mark | Problem:
    """The decimal mark of a column by what stands in it, or the question that it leaves.

    ``first``: for each mark its first row, with ``?`` behind it where it may part thousands as well.
    """
    comma, point = (
        min((first[one] for one in (mark, f"{mark}?") if one in first), default=None) for mark in ",."
    )
    if comma is not None and point is not None:
        return Problem(kinds.MIXED_MARKS, None, column=column, row=comma, other=point)
    if "," in first or "." in first:
        return "," if "," in first else "."
    if comma is not None or (point is not None and loose):
        row = comma if comma is not None else point
        return Problem(kinds.DECIMALS_OR_THOUSANDS, None, column=column, row=row)
    return "."


def marks_in(text: str) -> Iterator[str]:
    """What a text shows of its decimal mark, for :func:`mark_shown`."""
    if found := written.mark_of(text):
        mark, maybe = found
        yield mark + ("?" if maybe else "")


REMEMBERED = 50_000  # texts of which the meaning is known; beyond it all are forgotten


def read_all(column: Sequence[str], read: Read, known: dict[str, Cell]) -> tuple[list[Any], dict[int, Kind]]:
    """The cells of a column, and by place why some can not be read: there stands None. Each different text is
    read once; ``known`` remembers what it means."""
    if len(known) > REMEMBERED:
        known.clear()
    texts = set(column)
    for text in texts.difference(known):
        known[text] = read(text)
    found: list[Any] = [*map(known.__getitem__, column)]
    if not any(isinstance(known[text], Kind) for text in texts):
        return found, {}
    unread = {place: cell for place, cell in enumerate(found) if isinstance(cell, Kind)}
    for place in unread:
        found[place] = None
    return found, unread


def refused(kind: Kind, text: str, /, **said: object) -> Problem:
    """What is told of a cell that is no answer."""
    return Problem(kind, None, **({"code": _code(text)} if kind is kinds.MISSING_CODE else {}), **said)


def _code(text: str) -> str:
    """A word or number that stands for nothing, as it can be typed after ``--empty=``."""
    number = written.number_of(text)
    if number is None:
        number = written.number_of(text, ",")
    word = f"{number:g}" if number is not None else written.missing_code(text) or ""
    return word if word and not any(c.isspace() or c in "()<>*?|&;" for c in word) else f'"{word}"'
