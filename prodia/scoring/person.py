"""Who was measured, as far as norms ask: sex, grade, moment, and age by the convention of the norms.

Two conventions give years, months and days (:class:`Age`); one gives decimal months.
Which one a test uses is in its manual, so nothing here is a default.
Band edges are in completed months.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Any, Literal

from prodia.errors import fits
from prodia.frozen import dataclass
from prodia.language import Duration
from prodia.language.columns import EPOCH, np
from prodia.language.operators.calendar import plus
from prodia.model.norms import DAYS_PER_MONTH, AgeConvention, KeyName
from prodia.problems.scores import BEFORE_BIRTH
from prodia.scoring.normal import BoolArray, FloatArray, IntArray
from prodia.scoring.score import NoScore, no_score

# Why so many conventions: borrow-30 and the calendar disagree at month ends (born 31 August, tested 28
# February: 13;5 against 13;6), and 60 months is not 1826 days. A manual's table was made with
# one of them, and only that one reads it rightly.

SCHOOL_MONTHS = 10


@dataclass(frozen=True, slots=True)
class Age:
    """Years, months (0..11) and days, and the convention they follow."""

    years: int
    months: int
    days: int
    convention: Literal["borrow-30", "calendar"]

    @property
    def completed_months(self) -> int:
        """Whole months lived, the unit of every band edge; days are dropped, never rounded."""
        return 12 * self.years + self.months

    def __str__(self) -> str:
        return f"{self.years};{self.months}.{self.days}"


def borrow_30(birth: dt.date, test: dt.date) -> Age | NoScore:
    """Age by the subtraction printed on test forms: days, months, years from right to left,
    borrowing 30 days and 12 months. Nothing is rounded.

    Source: subtraction rule on test record forms (Pearson, LAP-3).
    """
    if test < birth:
        return no_score(BEFORE_BIRTH)
    years, month, day = test.year - birth.year, test.month - birth.month, test.day - birth.day
    if day < 0:
        day, month = day + 30, month - 1
    if month < 0:
        month, years = month + 12, years - 1
    return Age(years, month, day, "borrow-30")


def calendar_age(birth: dt.date, test: dt.date) -> Age | NoScore:
    """Age by the calendar: the most whole months that fit, then the days left.

    A month added to the 31st ends on the last day of a shorter month, as dateutil's
    ``relativedelta`` does.
    """
    if test < birth:
        return no_score(BEFORE_BIRTH)
    whole = 12 * (test.year - birth.year) + test.month - birth.month
    if plus(birth, Duration("months", whole)) > test:
        whole -= 1
    return Age(whole // 12, whole % 12, (test - plus(birth, Duration("months", whole))).days, "calendar")


def rounded_months(age: Age) -> int:
    """Months rounded at 15 days: 12 * years + months, one more from 15 days on.

    Source: LAP-3 Examiner's Manual, chronological age.
    """
    return age.completed_months + (1 if age.days >= 15 else 0)


def days_to_months(days: float) -> float:
    """Days to decimal months: days / 30.4375 (WHO growth standards)."""
    return days / DAYS_PER_MONTH


def decimal_months(birth: dt.date, test: dt.date) -> float | NoScore:
    """Age in decimal months, days / 30.4375; no score before birth."""
    return days_to_months((test - birth).days) if test >= birth else no_score(BEFORE_BIRTH)


def didactic_age(grade: int, in_year: int, *, repeated: int = 0, cap: int | None) -> int:
    """Didactic age (DL) in months of schooling: 10 * (grade - 1) + months in the year.

    ``grade`` counts from 1 (leerjaar 1; groep 3 in the Netherlands); each ``repeated`` year adds
    10; ``cap`` is the highest DL the table knows (60 is usual), None for no cap.
    Raises ``ValueError`` when grade is below 1, repeated below 0 or in_year outside 0..10.
    """
    if grade < 1 or repeated < 0 or not 0 <= in_year <= SCHOOL_MONTHS:
        raise ValueError("grade counts from 1, repeated from 0, months in the year 0 to 10")
    total = SCHOOL_MONTHS * (grade - 1 + repeated) + in_year
    return total if cap is None else min(total, cap)


@dataclass(frozen=True, slots=True)
class Delay:
    """``months`` = DLE - DL (below zero is behind); ``learning_return`` = 100 * DLE / DL in percent.

    Neither is on an interval scale and neither has a standard error: show it with that warning.
    """

    months: float
    learning_return: float | None


def delay(dle: float, dl: float) -> Delay:
    """Didactic delay and learning return of a DLE at a DL, both in months of schooling.

    The return is None at DL 0, where it has no meaning.
    """
    return Delay(dle - dl, 100 * dle / dl if dl > 0 else None)


_FIELDS = {"born": dt.date, "tested": dt.date, "age_months": float}


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one person; what is not known is None, and never guessed.

    ``born`` and ``tested`` give the age by any convention. Who has only an age gives ``age_months``:
    completed months, or decimal months of 30.4375 days; below 0 is before birth. The other fields are
    what norms can be looked up by besides, as words of the norm table.

    Raises TypeError for a field of another kind (a number for a grade, a moment for a day), ValueError for an
    age that is no finite number.
    """

    sex: str | None = None
    born: dt.date | None = field(default=None, repr=False)  # no day of birth in a log
    tested: dt.date | None = None
    age_months: float | None = None
    grade: str | None = None
    moment: str | None = None
    month: str | None = None
    informant: str | None = None
    language: str | None = None
    medium: str | None = None

    def __post_init__(self) -> None:
        for name, value in zip(self.__slots__, (getattr(self, n) for n in self.__slots__), strict=True):
            if value is not None:
                fits(name, value, _FIELDS.get(name, str))
        if self.age_months is not None and not -OLDEST < self.age_months < OLDEST:
            raise ValueError("age_months: the age of a person in months is wanted")

    def completed_months(self, convention: AgeConvention) -> int | NoScore | None:
        """Whole months by that convention; None when no age is known, a reason when it lies before birth."""
        if self.born is not None and self.tested is not None:
            if convention == "days / 30.4375":
                decimal = decimal_months(self.born, self.tested)
                return decimal if isinstance(decimal, NoScore) else math.floor(decimal)
            age = (calendar_age if convention == "calendar" else borrow_30)(self.born, self.tested)
            if not isinstance(age, Age):
                return age
            return rounded_months(age) if convention == "rounded at 15 days" else age.completed_months
        if self.age_months is None:
            return None
        return math.floor(self.age_months) if self.age_months >= 0 else no_score(BEFORE_BIRTH)

    @property
    def agrees(self) -> bool:
        """Whether the age and the dates, where both are known, say the same but for a month."""
        if self.age_months is None:
            return True
        whole = replace(self, age_months=None).calendar_months
        return whole is None or whole - 1 <= self.age_months < whole + 2

    @property
    def calendar_months(self) -> int | None:
        """Whole months by the calendar; None when no age is known or it makes no sense."""
        found = self.completed_months("calendar")
        return found if isinstance(found, int) else None

    def decimal_months(self) -> tuple[float, bool] | NoScore | None:
        """Decimal months (days / 30.4375), and whether the middle of a completed month was taken."""
        if self.born is not None and self.tested is not None:
            decimal = decimal_months(self.born, self.tested)
            return decimal if isinstance(decimal, NoScore) else (decimal, False)
        if self.age_months is None:
            return None
        if self.age_months < 0:
            return no_score(BEFORE_BIRTH)
        whole = float(self.age_months).is_integer()
        return (self.age_months + 0.5, True) if whole else (self.age_months, False)

    def key(self, name: KeyName) -> str | None:
        """The value of one key of the norms; an empty word is none."""
        value: str | None = getattr(self, name)
        return value or None


NOBODY = Person()


# Many people as columns: what is known of each of them, as far as norms ask.

NO_DAY = -(1 << 40)
ROUNDED = 15
UNKNOWN, BEFORE = -1, -2  # months
OLDEST = 1e6  # months: beyond it all are alike, and a whole number still holds it


@dataclass(frozen=True, slots=True, eq=False)
class WordColumn:
    """A column of words: whole numbers that are places in ``words``, -1 where there is none."""

    codes: IntArray
    words: tuple[str, ...]

    @classmethod
    def of(cls, values: Iterable[str | None]) -> WordColumn:
        """From the words themselves; None and the empty word are none."""
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
    words: Mapping[KeyName, WordColumn] = field(default_factory=dict)

    def person(self, row: int) -> Person:
        """One of them as a person alone."""
        born, tested = (_day(c, row) for c in (self.born, self.tested))
        age = math.nan if self.age_months is None else float(self.age_months[row])
        said: dict[str, Any] = {name: column.at(row) for name, column in self.words.items()}
        found = Person(born=born, tested=tested, age_months=None if math.isnan(age) else age, **said)
        return NOBODY if found == NOBODY else found

    def agreeing(self) -> tuple[People, tuple[int, ...]]:
        """The same people, of whom an age that the dates deny by more than a month is not known at all.

        With the places of those.
        """
        if self.age_months is None or self.born is None or self.tested is None:
            return self, ()
        whole = replace(self, age_months=None).months("calendar")
        off = (whole >= 0) & ((self.age_months < whole - 1) | (self.age_months >= whole + 2))
        if not off.any():
            return self, ()
        made = replace(
            self,
            born=np.where(off, NO_DAY, self.born),
            tested=np.where(off, NO_DAY, self.tested),
            age_months=np.where(off, np.nan, self.age_months),
        )
        return made, tuple(np.flatnonzero(off).tolist())

    @property
    def aged(self) -> bool:
        """Whether anything is known of an age."""
        return self.age_months is not None or (self.born is not None and self.tested is not None)

    def months(self, convention: AgeConvention) -> IntArray:
        """Completed months by that convention, or UNKNOWN, or BEFORE (birth)."""
        found: IntArray = np.full(self.rows, UNKNOWN, dtype=np.int64)
        if self.age_months is not None:
            age = self.age_months
            if not (age.min(initial=0) >= 0 and age.max(initial=0) <= OLDEST):  # some are none, or odd
                known = np.where(age < 0, BEFORE, np.minimum(age, OLDEST))
                age = np.where(np.isnan(age), UNKNOWN, known)
            found = np.floor(age).astype(np.int64)
        if self.born is not None and self.tested is not None:
            dated = (self.born != NO_DAY) & (self.tested != NO_DAY)
            found[dated] = _completed(self.born[dated], self.tested[dated], convention)
        return found

    def decimal_months(self) -> tuple[FloatArray, BoolArray]:
        """:meth:`Person.decimal_months` of each: NaN where not known, below 0 before birth."""
        age: FloatArray = np.full(self.rows, np.nan) if self.age_months is None else self.age_months
        middle: BoolArray = np.isfinite(age) & (age >= 0) & (np.floor(age) == age)
        age = np.where(middle, age + 0.5, age)
        if self.born is not None and self.tested is not None:
            dated = (self.born != NO_DAY) & (self.tested != NO_DAY)
            age = np.where(dated, (self.tested - self.born) / DAYS_PER_MONTH, age)
            middle &= ~dated
        return age, middle


def _day(column: IntArray | None, row: int) -> dt.date | None:
    if column is None or column[row] == NO_DAY:
        return None
    return dt.date.fromordinal(int(column[row]) + EPOCH)


def _completed(born: IntArray, tested: IntArray, convention: AgeConvention) -> IntArray:
    """:meth:`Person.completed_months` for arrays of days; BEFORE where a test lies before birth."""
    if convention == "days / 30.4375":
        months = np.floor((tested - born) / DAYS_PER_MONTH).astype(np.int64)
    else:
        (first, birthday), (last, day) = (_split(column) for column in (born, tested))
        if convention == "calendar":  # a month ends on its last day, however late the birthday
            start, stop = ((last + more).astype("datetime64[M]").astype("datetime64[D]") for more in (0, 1))
            length = (stop - start).astype(np.int64)
            months = last - first - (np.minimum(birthday, length) > day)
        else:
            months = last - first - (day < birthday)
            if convention == "rounded at 15 days":
                months += np.where(day < birthday, day - birthday + 30, day - birthday) >= ROUNDED
    return np.where(tested < born, BEFORE, months)


def _split(days: IntArray) -> tuple[IntArray, IntArray]:
    """Month since 1970-01 and day of the month."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.astype(np.int64), (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
