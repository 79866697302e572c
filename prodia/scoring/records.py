"""The records of a scale by number, and the columns that many people look up in them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

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
        found: IntArray = self._looked(np.array(numbers or [-1], dtype=np.int64))
        return found

    def words(self, of: Callable[[Score], str | None]) -> tuple[str | None, ...]:
        """One word for each record, such as the name of a zone or the code of a reason."""
        return tuple(map(of, self.records))

    def bounds(self) -> tuple[FloatArray, FloatArray]:
        """The interval of every row, NaN where there is none."""
        ends = [
            (s.interval.low, s.interval.high) if s.interval else (math.nan, math.nan) for s in self.records
        ]
        low, high = np.array(ends or [(math.nan, math.nan)]).T
        return self._looked(low), self._looked(high)

    def _looked(self, known: Any) -> Any:
        """What is known of each record, for every row."""
        return known[self.number] if len(self.number) else known[:0]


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

    place: Any = None  # number to place of its record, -1 while not asked
    below: dict[object, int] = field(default_factory=dict)
    records: list[Score] = field(default_factory=list)
    tables: dict[str, Any] = field(default_factory=dict)

    def room(self, size: int) -> None:
        """At least so many numbers."""
        have = 0 if self.place is None else len(self.place)
        if have < size:
            longer = np.full(max(size, 2 * have), -1, dtype=np.int64)
            if have:
                longer[:have] = self.place
            self.place = longer

    def places(self, numbers: IntArray, ask: Callable[[int], Score]) -> IntArray:
        """The places of the records of these numbers; of those never met they are asked first."""
        found: IntArray = np.take(self.place, numbers, mode="clip")  # never outside: quicker than []
        if int(found.min(initial=0)) < 0:
            for number in np.unique(numbers[found < 0]).tolist():
                self.place[number] = self.enter(ask(number))
            found = self.place[numbers]
        return found

    def once(self, name: object, score: Callable[[], Score]) -> int:
        """The place of a record that has no number."""
        if name not in self.below:
            self.below[name] = self.enter(score())
        return self.below[name]

    def enter(self, score: Score) -> int:
        """A new record, and its figures in the tables."""
        place = len(self.records)
        self.records.append(score)
        room = len(self.tables["raw"]) if self.tables else 0
        if place >= room:
            for name in self.tables or {"raw": None}:
                old = self.tables.get(name)
                longer = np.full(max(64, 2 * room), np.nan)
                if old is not None:
                    longer[:room] = old
                self.tables[name] = longer
        if score.raw is not None:
            self.tables["raw"][place] = score.raw
        for normed in score.normed:
            if normed.scale not in self.tables:
                self.tables[normed.scale] = np.full(len(self.tables["raw"]), np.nan)
            self.tables[normed.scale][place] = normed.value
        return place


@dataclass(eq=False)
class RowsOfScale:
    """The rows of one scale while they go by, a block at a time; then read as :class:`ScaleColumns`."""

    kept: KeptRecords
    number: IntArray
    columns: dict[str, FloatArray]

    @classmethod
    def of(cls, rows: int, kept: KeptRecords) -> RowsOfScale:
        return cls(kept, np.empty(rows, dtype=np.int32), {"raw": np.empty(rows)})

    def write(self, here: slice, places: IntArray) -> None:
        """The records of a block of rows, by their places."""
        self.number[here] = places
        for name, table in self.kept.tables.items():
            if name not in self.columns:
                self.columns[name] = np.empty(len(self.number))
                self.columns[name][: here.start] = np.nan
            np.take(table, places, out=self.columns[name][here], mode="clip")

    def read(self, scale: str) -> ScaleColumns:
        normed = {name: column for name, column in self.columns.items() if name != "raw"}
        return ScaleColumns(scale, self.number, tuple(self.kept.records), self.columns["raw"], normed)
