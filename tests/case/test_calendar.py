"""Ages come from calendar dates, never from days divided by a number (births 2005-2020)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from prodia.case import Case
from prodia.case.state import State
from tests.case.given import PLAN, PLANS, event

DAYS = [dt.date(2005, 1, 1) + dt.timedelta(days=n) for n in range(5844)]


def birthday(born: dt.date, years: int) -> dt.date:
    """Said another way than the library does: the same month and day; 29 February becomes 1 March."""
    try:
        return dt.date(born.year + years, born.month, born.day)
    except ValueError:
        return dt.date(born.year + years, 3, 1)


def state(born: dt.date, day: dt.date) -> State:
    past = Case.open(PLANS, event("opened", "2005-01-01", born="2005-01-01"))._history
    return State(PLAN, replace(past, born=born), day)


class TestTwelfthBirthday:
    """A pupil is 12 on the birthday; born on 29 February, on 1 March of a common year."""

    def test_every_birth(self) -> None:
        assert dt.date(2020, 12, 31) == DAYS[-1]
        wrong = []
        one = dt.timedelta(days=1)
        for born in DAYS:
            twelve = birthday(born, 12)
            ages = [state(born, day).age_years for day in (twelve - one, twelve, twelve + one)]
            if ages != [11, 12, 12]:
                wrong.append(born)
        assert [] == wrong

    @pytest.mark.parametrize("born", ["2016-02-29", "2016-03-01", "2015-12-31", "2016-01-31"])
    def test_who_must_consent(self, born: str) -> None:
        twelve = birthday(dt.date.fromisoformat(born), 12)
        now = Case.open(PLANS, event("opened", born=born))
        assert "missing" == now.on(twelve - dt.timedelta(days=1)).consent.status
        assert "judge first" == now.on(twelve).consent.status

    def test_leap_day_in_a_common_year(self) -> None:
        born = dt.date(2016, 2, 29)
        assert [6, 7] == [state(born, dt.date(2023, m, d)).age_years for m, d in ((2, 28), (3, 1))]

    def test_months(self) -> None:
        born = dt.date(2016, 5, 31)
        assert [4, 5] == [state(born, dt.date(2016, m, d)).age_months for m, d in ((10, 30), (10, 31))]

    def test_law_of_the_day(self) -> None:
        assert [14, 12] == [
            state(dt.date(1985, 1, 1), dt.date(y, 1, 1)).value("law.age") for y in (1999, 2000)
        ]
