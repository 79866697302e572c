"""The records of a scale by number, and the columns that many people look up in them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import field

from prodia.frozen import dataclass
from prodia.language.columns import np
from prodia.scoring.normal import FloatArray, IntArray
from prodia.scoring.person import Person
from prodia.scoring.score import Score


@dataclass(frozen=True, eq=False)
class ScaleColumns:
    """One scale of many people. ``number``: for each row the place of its record in ``records``.

    ``raw`` and :meth:`on` are float arrays, NaN where there is no score; :meth:`zone` whole numbers, -1
    where there is none. :meth:`record` is what one person gets, but for their own age and day. With
    ``each`` the records kept stand for the rows of their kind, alike but for their numbers, and ``each``
    makes the one of a row.
    """

    scale: str
    number: IntArray
    records: tuple[Score, ...]
    raw: FloatArray
    normed: dict[str, FloatArray]
    each: Callable[[int], Score] | None = None

    def record(self, row: int) -> Score:
        return self.each(row) if self.each is not None else self.records[int(self.number[row])]

    def on(self, scale: str) -> FloatArray:
        """The raw score, or a normed one by the name of its scale."""
        if scale == "raw":
            return self.raw
        return self.normed[scale] if scale in self.normed else np.full(len(self.number), np.nan)

    def zone(self, cuts: str) -> IntArray:
        """The number of the zone in one of the cut sets."""
        numbers = [next((z.number for z in s.zones if z.cuts == cuts), -1) for s in self.records]
        found: IntArray = np.array(numbers, dtype=np.int64)[self.number]
        return found

    def words(self, of: Callable[[Score], str | None]) -> tuple[str | None, ...]:
        """One word for each record, such as the name of a zone or the code of a reason."""
        return tuple(map(of, self.records))

    def bounds(self) -> tuple[FloatArray, FloatArray]:
        """The interval of every row, NaN where there is none."""
        found = [s.interval for s in self.records]
        low = np.array([math.nan if one is None else one.low for one in found])
        high = np.array([math.nan if one is None else one.high for one in found])
        return low[self.number], high[self.number]


@dataclass(eq=False)
class Sorting:
    """The sorts of person that some scales tell apart, each with a number and one person of that sort."""

    numbers: dict[object, int] = field(default_factory=dict)
    persons: list[Person] = field(default_factory=list)
    last: Person | None = None  # who was asked for last, and the sort they are of
    sort: object = None

    def number(self, sort: object, person: Person) -> int:
        """The number of a sort; a new one gets the next."""
        if sort not in self.numbers:
            self.numbers[sort] = len(self.numbers)
            self.persons.append(person)
        return self.numbers[sort]


@dataclass(eq=False)
class KeptRecords:
    """The records of one scale by number, kept with the key: who comes later only looks them up."""

    place: IntArray | None = None  # number to place of its record, -1 while not asked
    below: dict[object, int] = field(default_factory=dict)
    records: list[Score] = field(default_factory=list)
    tables: dict[str, list[float]] = field(default_factory=lambda: {"raw": []})  # the figures of each record

    def places(self, numbers: IntArray, size: int, ask: Callable[[int], Score]) -> IntArray:
        """The places of the records of these numbers below ``size``; of those never met they are asked."""
        have = 0 if self.place is None else len(self.place)
        if self.place is None or have < size:
            longer = np.full(max(size, 2 * have), -1, dtype=np.int64)
            longer[:have] = () if self.place is None else self.place
            self.place = longer
        found: IntArray = np.take(self.place, numbers, mode="clip")  # never outside: quicker than []
        if int(found.min(initial=0)) < 0:
            for number in np.unique(numbers[found < 0]).tolist():
                self.place[number] = self.enter(ask(number))
            found = self.place[numbers]
        return found

    def once(self, name: object, ask: Callable[[], Score]) -> int:
        """The place of a record that has no number."""
        if name not in self.below:
            self.below[name] = self.enter(ask())
        return self.below[name]

    def enter(self, score: Score) -> int:
        """A new record, and its figures in the tables."""
        place = len(self.records)
        self.records.append(score)
        figures = {normed.scale: normed.value for normed in score.normed}
        figures["raw"] = math.nan if score.raw is None else score.raw
        for name in figures:
            self.tables.setdefault(name, [math.nan] * place)
        for name, table in self.tables.items():
            table.append(figures.get(name, math.nan))
        return place

    def columns(self, scale: str, number: IntArray) -> ScaleColumns:
        """Every row, by the places of their records."""
        found = {name: np.take(np.array(t), number, mode="clip") for name, t in self.tables.items()}
        return ScaleColumns(scale, number, tuple(self.records), found.pop("raw"), found)
