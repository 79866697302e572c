"""An age says how it was worked out; band edges are in completed months."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.scoring import person as ages
from prodia.scoring.person import Age
from prodia.scoring.score import NoScore

days = st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31))
conventions = pytest.mark.parametrize("how", [ages.borrow_30, ages.calendar_age])


class TestAge:
    """Years, months and days, by the subtraction on the form or by the calendar."""

    @given(days, days)
    def test_parts_are_parts(self, one: dt.date, other: dt.date) -> None:
        birth, test = sorted((one, other))
        for how, most in ((ages.borrow_30, 30), (ages.calendar_age, 30)):
            age = how(birth, test)
            assert isinstance(age, Age)
            assert (True, True, True) == (age.years >= 0, 0 <= age.months <= 11, 0 <= age.days <= most)

    @given(days, days, st.integers(0, 400))
    def test_a_later_test_is_no_younger(self, one: dt.date, other: dt.date, more: int) -> None:
        birth, test = sorted((one, other))
        for how in (ages.borrow_30, ages.calendar_age):
            early, late = how(birth, test), how(birth, test + dt.timedelta(more))
            assert isinstance(early, Age)
            assert isinstance(late, Age)
            assert early.completed_months <= late.completed_months

    @given(days, days)
    def test_the_conventions_differ_by_a_month_at_most(self, one: dt.date, other: dt.date) -> None:
        birth, test = sorted((one, other))
        form, calendar = ages.borrow_30(birth, test), ages.calendar_age(birth, test)
        assert isinstance(form, Age)
        assert isinstance(calendar, Age)
        assert calendar.completed_months - form.completed_months in (0, 1)
        if birth.day <= 28:
            assert calendar.completed_months == form.completed_months

    @given(st.integers(1, 400), days)
    def test_before_birth(self, early: int, birth: dt.date) -> None:
        test = birth - dt.timedelta(early)
        for how in (ages.borrow_30, ages.calendar_age, ages.decimal_months):
            found = how(birth, test)
            assert isinstance(found, NoScore)
            assert "PRD-M04" == found.reason.code
            assert str(birth) not in found.why("nl") + found.why("en")

    @conventions
    def test_the_day_of_birth(self, how: object) -> None:
        age = how(dt.date(2020, 2, 29), dt.date(2020, 2, 29))  # type: ignore[operator]
        assert (0, 0, 0) == (age.years, age.months, age.days)

    def test_rounding_at_15_days(self) -> None:
        assert [53, 54] == [ages.rounded_months(Age(4, 5, d, "borrow-30")) for d in (14, 15)]

    def test_decimal(self) -> None:
        assert 48.0 == ages.decimal_months(dt.date(2020, 1, 1), dt.date(2024, 1, 1))
        assert 1 / 30.4375 == ages.decimal_months(dt.date(2020, 1, 1), dt.date(2020, 1, 2))


class TestSchoolTime:
    """DL: ten months a year of school from leerjaar 1, a repeated year adds ten."""

    def test_didactic_age(self) -> None:
        assert 37 == ages.didactic_age(4, 7, cap=60)
        assert 47 == ages.didactic_age(4, 7, repeated=1, cap=60)
        assert 60 == ages.didactic_age(7, 0, cap=60)
        assert 60 == ages.didactic_age(6, 10, repeated=2, cap=60)
        assert 80 == ages.didactic_age(6, 10, repeated=2, cap=None)

    @pytest.mark.parametrize(("grade", "months"), [(0, 1), (1, 11), (1, -1)])
    def test_refused(self, grade: int, months: int) -> None:
        with pytest.raises(ValueError, match="grade"):
            ages.didactic_age(grade, months, cap=60)

    def test_delay(self) -> None:
        assert ages.Delay(-5, 75.0) == ages.delay(15, 20)
        assert ages.Delay(0, None) == ages.delay(0, 0)
