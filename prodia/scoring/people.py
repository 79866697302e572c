"""Many people as columns, and for each scale which of its kinds of person each of them is."""

# How to think about it: a record depends on little of a person (an age band, a sex), so people are told
# apart only as far as norms can tell them apart. Rows are given a number that stands for what they share; one
# person of each number is asked of the key as one person alone is, and the answer holds for all.

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from prodia.model.norms import AgeConvention, KeyName
from prodia.scoring.ages import DAYS_PER_MONTH
from prodia.scoring.person import NOBODY, Person

if TYPE_CHECKING:
    from prodia.scoring.normal import FloatArray, IntArray

__all__ = ["People", "Words", "kinds_of"]

DENSE = 1 << 22  # numbers that a table is made for; with more, the rows are sorted
ROUNDED = 15


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A column of words: whole numbers that are places in ``words``, -1 where there is none."""

    codes: IntArray
    words: tuple[str, ...]

    @classmethod
    def of(cls, values: Iterable[str | None]) -> Words:
        """From the words themselves; None and the empty word are none."""
        import numpy as np

        places: dict[str, int] = {}
        codes = [places.setdefault(v, len(places)) if v else -1 for v in values]
        return cls(np.asarray(codes, dtype=np.int64), tuple(places))

    def at(self, row: int) -> str | None:
        code = int(self.codes[row])
        return self.words[code] if code >= 0 else None


@dataclass(frozen=True, eq=False)
class People:
    """What is known of many people; each column of the same length, or None where nothing is known.

    ``born`` and ``tested``: days since 1970-01-01 as whole numbers, with ``NO_DAY`` where not known.
    ``age_months``: as in :class:`prodia.scoring.person.Person`, NaN where not known.
    """

    rows: int
    born: IntArray | None = None
    tested: IntArray | None = None
    age_months: FloatArray | None = None
    words: Mapping[KeyName, Words] = field(default_factory=dict)

    def person(self, row: int) -> Person:
        """One of them as a person alone."""
        born, tested = (_day(c, row) for c in (self.born, self.tested))
        age = math.nan if self.age_months is None else float(self.age_months[row])
        said: dict[str, Any] = {name: column.at(row) for name, column in self.words.items()}
        found = Person(born=born, tested=tested, age_months=None if math.isnan(age) else age, **said)
        return NOBODY if found == NOBODY else found

    @cached_property
    def dated(self) -> IntArray | None:
        """Rows of which both days are known; None where no days are."""
        import numpy as np

        if self.born is None or self.tested is None:
            return None
        known: IntArray = np.flatnonzero((self.born != NO_DAY) & (self.tested != NO_DAY))
        return known

    def months(self, convention: AgeConvention) -> IntArray:
        """Completed months by that convention, -1 where no age is known or it lies before birth."""
        import numpy as np

        found = np.full(self.rows, -1, dtype=np.int64)
        if self.age_months is not None:
            known = self.age_months >= 0
            found[known] = np.floor(self.age_months[known]).astype(np.int64)
        if self.dated is not None and self.born is not None and self.tested is not None:
            rows = self.dated
            found[rows] = _completed(self.born[rows], self.tested[rows], convention)
        return found


NO_DAY = -(1 << 40)
EPOCH = dt.date(1970, 1, 1).toordinal()


def _day(column: IntArray | None, row: int) -> dt.date | None:
    if column is None or column[row] == NO_DAY:
        return None
    return dt.date.fromordinal(int(column[row]) + EPOCH)


def _completed(born: IntArray, tested: IntArray, convention: AgeConvention) -> IntArray:
    """:meth:`Person.completed_months` for arrays of days; -1 before birth."""
    import numpy as np

    if convention == "days / 30.4375":
        months = np.floor((tested - born) / DAYS_PER_MONTH).astype(np.int64)
    else:
        (first, birthday), (last, day) = (_split(column) for column in (born, tested))
        if convention == "calendar":  # a month ends on its last day, however late the birthday
            length = _split_end(last)
            months = last - first - (np.minimum(birthday, length) > day)
        else:
            months = last - first - (day < birthday)
            if convention == "rounded at 15 days":
                months += np.where(day < birthday, day - birthday + 30, day - birthday) >= ROUNDED
    return np.where(tested < born, -1, months)


def _split(days: IntArray) -> tuple[IntArray, IntArray]:
    """Month since 1970-01 and day of the month."""
    import numpy as np

    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.astype(np.int64), (dates - months.astype("datetime64[D]")).astype(np.int64) + 1


def _split_end(months: IntArray) -> IntArray:
    """How many days each month has."""
    import numpy as np

    start = months.astype("datetime64[M]").astype("datetime64[D]")
    stop = (months + 1).astype("datetime64[M]").astype("datetime64[D]")
    found: IntArray = (stop - start).astype(np.int64)
    return found


def kinds_of(columns: Iterable[tuple[IntArray, int]], rows: int) -> tuple[IntArray, IntArray]:
    """Rows that agree in every column are of one kind: the kind of each row, and one row of each kind.

    ``columns``: whole numbers from 0 to below their size. Without columns all are of one kind.
    """
    import numpy as np

    together, size = np.zeros(rows, dtype=np.int64), 1
    for column, many in columns:
        if size * many > DENSE and size > 1:
            _, together = np.unique(together, return_inverse=True)
            size = int(together.max(initial=0)) + 1
        together = together * many + column if size > 1 else column.astype(np.int64)
        size *= many
    if not rows:
        return together, together
    if size <= DENSE:
        first = np.full(size, -1, dtype=np.int64)
        first[together[::-1]] = np.arange(rows - 1, -1, -1)
        present = np.flatnonzero(first >= 0)
        number = np.zeros(size, dtype=np.int64)
        number[present] = np.arange(len(present))
        return number[together], first[present]
    _, index, inverse = np.unique(together, return_index=True, return_inverse=True)
    return inverse, index


KEYS: tuple[KeyName, ...] = get_args(KeyName)
