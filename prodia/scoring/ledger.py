"""The records of a scale by number, and the columns that many people look up in them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prodia.scoring.score import Score

if TYPE_CHECKING:
    from prodia.scoring.key import ScoringKey
    from prodia.scoring.normal import FloatArray, IntArray

__all__ = ["Ledger", "ScaleColumns"]


@dataclass(frozen=True, eq=False)
class ScaleColumns:
    """One scale of many people. ``number``: for each row the place of its record in ``records``.

    ``raw`` and :meth:`on` are float arrays, NaN where there is no score; :meth:`zone` whole numbers, -1
    where there is none. :meth:`record` is what one person gets, but for their own age and day.
    """

    scale: str
    number: IntArray
    records: tuple[Score, ...]
    raw: FloatArray
    normed: dict[str, FloatArray]

    def record(self, row: int) -> Score:
        return self.records[int(self.number[row])]

    def on(self, scale: str) -> FloatArray:
        """The raw score, or a normed one by the name of its scale."""
        import numpy as np

        if scale == "raw":
            return self.raw
        return self.normed[scale] if scale in self.normed else np.full(len(self.number), np.nan)

    def zone(self, cuts: str) -> IntArray:
        """The number of the zone in one of the cut sets."""
        import numpy as np

        numbers = [next((z.number for z in s.zones if z.cuts == cuts), -1) for s in self.records]
        found: IntArray = self._looked(np.array(numbers or [-1], dtype=np.int64))
        return found

    def words(self, of: Callable[[Score], str | None]) -> tuple[str | None, ...]:
        """One word for each record, such as the name of a zone or the code of a reason."""
        return tuple(map(of, self.records))

    def bounds(self) -> tuple[FloatArray, FloatArray]:
        """The interval of every row, NaN where there is none."""
        import numpy as np

        ends = [
            (s.interval.low, s.interval.high) if s.interval else (math.nan, math.nan) for s in self.records
        ]
        low, high = np.array(ends or [(math.nan, math.nan)]).T
        return self._looked(low), self._looked(high)

    def _looked(self, known: Any) -> Any:
        """What is known of each record, for every row."""
        return known[self.number] if len(self.number) else known[:0]


@dataclass(eq=False)
class Ledger:
    """Filled while the rows go by, a block at a time; then read as :class:`ScaleColumns`."""

    ask: Callable[[int], Score]
    nothing: Callable[[int], Score] | None
    number: IntArray
    place: IntArray  # number of a state to place of its record, -1 while not asked
    raw: FloatArray
    tables: dict[str, FloatArray] = field(default_factory=dict)
    normed: dict[str, FloatArray] = field(default_factory=dict)
    records: list[Score] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls, rows: int, ask: Callable[[int], Score], size: int, nothing: Callable[[int], Score] | None = None
    ) -> Ledger:
        """For so many rows and so many numbers. ``nothing``: the record of a row without a number."""
        import numpy as np

        place = np.full(size, -1, dtype=np.int32)
        return cls(ask, nothing, np.empty(rows, dtype=np.int32), place, np.empty(rows))  # type: ignore[arg-type]

    def enter(self, here: slice, numbers: IntArray) -> None:
        """The records of a block of rows by their numbers."""
        import numpy as np

        least = int(numbers.min(initial=0))
        if least < 0:
            self._strange(here, numbers)
            return
        places = self.place[numbers]
        if int(places.min(initial=0)) < 0:
            for number in np.unique(numbers[places < 0]).tolist():
                self.place[number] = self._new(self.ask(number))
            places = self.place[numbers]
        self._write(here, places)

    def _strange(self, here: slice, numbers: IntArray) -> None:
        """A block in which some rows have no state: an answer off its scale, a score that is not there."""
        import numpy as np

        places = np.empty(len(numbers), dtype=np.int32)
        for number in np.unique(numbers).tolist():
            rows = numbers == number
            if number >= 0:
                if self.place[number] < 0:
                    self.place[number] = self._new(self.ask(number))
                places[rows] = self.place[number]
            elif self.nothing is None:
                if number not in self.below:
                    self.below[number] = self._new(self.ask(number))
                places[rows] = self.below[number]
            else:
                for row in np.flatnonzero(rows).tolist():
                    places[row] = self._same(self.nothing(here.start + row))
        self._write(here, places)  # type: ignore[arg-type]

    def _same(self, score: Score) -> int:
        """The place of an equal record without a score."""
        for place in self.below.values():
            if self.records[place] == score:
                return place
        place = self._new(score)
        self.below[-1 - len(self.below)] = place
        return place

    def _new(self, score: Score) -> int:
        import numpy as np

        place = len(self.records)
        self.records.append(score)
        room = len(self.tables["raw"]) if self.tables else 0
        if place >= room:
            for name in self.tables:
                self.tables[name] = np.concatenate([self.tables[name], np.full(max(64, room), np.nan)])
            if not self.tables:
                self.tables["raw"] = np.full(64, np.nan)
        self.tables["raw"][place] = math.nan if score.raw is None else score.raw
        for normed in score.normed:
            if normed.scale not in self.tables:
                self.tables[normed.scale] = np.full(len(self.tables["raw"]), np.nan)
            self.tables[normed.scale][place] = normed.value
        return place

    def _write(self, here: slice, places: IntArray) -> None:
        import numpy as np

        self.number[here] = places
        index = places.astype(np.intp)
        np.take(self.tables["raw"], index, out=self.raw[here], mode="clip")
        for name, table in self.tables.items():
            if name != "raw":
                if name not in self.normed:
                    self.normed[name] = np.full(len(self.raw), np.nan)
                np.take(table, index, out=self.normed[name][here], mode="clip")

    def columns(self, scale: str, key: ScoringKey) -> ScaleColumns:
        return ScaleColumns(scale, self.number, tuple(self.records), self.raw, self.normed)
