"""Who was measured, as far as norms ask: sex, age by the convention of the norms, grade, moment."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from prodia.model.norms import AgeConvention, KeyName
from prodia.problems.scores import BEFORE_BIRTH
from prodia.scoring.ages import Age, borrow_30, calendar_age, decimal_months, rounded_months
from prodia.scoring.reasons import NoScore, no_score

__all__ = ["NOBODY", "Person"]


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of one person; what is not known is None, and never guessed.

    ``born`` and ``tested`` give the age by any convention. Who has only an age gives ``age_months``:
    completed months, or decimal months of 30.4375 days; below 0 is before birth. The other fields are
    what norms can be looked up by besides, as words of the norm table.
    """

    sex: str | None = None
    born: dt.date | None = None
    tested: dt.date | None = None
    age_months: float | None = None
    grade: str | None = None
    moment: str | None = None
    month: str | None = None
    informant: str | None = None
    language: str | None = None
    medium: str | None = None

    def completed_months(self, convention: AgeConvention) -> int | NoScore | None:
        """Whole months by that convention; None when no age is known, a reason when it lies before birth."""
        if self.born is not None and self.tested is not None:
            if convention == "days / 30.4375":
                decimal = decimal_months(self.born, self.tested)
                return decimal if isinstance(decimal, NoScore) else math.floor(decimal.value)
            age = (calendar_age if convention == "calendar" else borrow_30)(self.born, self.tested)
            if not isinstance(age, Age):
                return age
            return rounded_months(age) if convention == "rounded at 15 days" else age.completed_months
        if self.age_months is None:
            return None
        return math.floor(self.age_months) if self.age_months >= 0 else no_score(BEFORE_BIRTH)

    @property
    def calendar_months(self) -> int | None:
        """Whole months by the calendar; None when no age is known or it makes no sense."""
        found = self.completed_months("calendar")
        return found if isinstance(found, int) else None

    def decimal_months(self) -> tuple[float, bool] | NoScore | None:
        """Decimal months (days / 30.4375), and whether the middle of a completed month was taken."""
        if self.born is not None and self.tested is not None:
            decimal = decimal_months(self.born, self.tested)
            return decimal if isinstance(decimal, NoScore) else (decimal.value, False)
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
