"""Age and school time as typed values that say how they were worked out.

Two conventions give years, months and days (:class:`Age`); one gives decimal months.
Which one a test uses is in its manual, so nothing here is a default.
Band edges are in completed months.
"""

# Why so many: borrow-30 and the calendar disagree at month ends (born 31 August, tested 28
# February: 13;5 against 13;6), and 60 months is not 1826 days. A manual's table was made with
# one of them, and only that one reads it rightly.

from __future__ import annotations

import calendar as months
import datetime as dt
from dataclasses import dataclass
from typing import Literal

from prodia.model.norms import DAYS_PER_MONTH
from prodia.problems.scores import BEFORE_BIRTH
from prodia.scoring.reasons import NoScore, no_score

__all__ = [
    "Age",
    "Delay",
    "borrow_30",
    "calendar_age",
    "corrected_days",
    "days_between",
    "days_to_months",
    "decimal_months",
    "delay",
    "didactic_age",
    "rounded_months",
    "school_months",
]

TERM_WEEKS = 40
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


def days_between(birth: dt.date, test: dt.date) -> int | NoScore:
    """Days lived on the day of the test; no score when that day lies before birth."""
    days = (test - birth).days
    return days if days >= 0 else no_score(BEFORE_BIRTH)


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
    if _after(birth, whole) > test:
        whole -= 1
    return Age(whole // 12, whole % 12, (test - _after(birth, whole)).days, "calendar")


def _after(birth: dt.date, whole: int) -> dt.date:
    year, month = divmod(birth.year * 12 + birth.month - 1 + whole, 12)
    return dt.date(year, month + 1, min(birth.day, months.monthrange(year, month + 1)[1]))


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
    days = days_between(birth, test)
    return days if isinstance(days, NoScore) else days_to_months(days)


def corrected_days(days: int, gestation_weeks: int, gestation_days: int = 0) -> int:
    """Age in days corrected for an early birth: days - (40 weeks - gestation).

    Below zero before the day the child was due. From 40 weeks on nothing is corrected.
    Until which age to correct is for the instrument to say.
    """
    return days - max(0, 7 * (TERM_WEEKS - gestation_weeks) - gestation_days)


def school_months(day: dt.date) -> int:
    """Months of schooling completed in the school year, 0 (before the end of September) to 10.

    A month counts from its last day: end of September 1, end of March 7, end of June 10; July
    and August stay 10.
    """
    last = months.monthrange(day.year, day.month)[1]
    return min((day.month - 9) % 12 + (1 if day.day == last else 0), SCHOOL_MONTHS)


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
