"""A cell is a number, a day, a sex or empty; or it is said what is wrong. Nothing is guessed."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content.tables import date_cell, number_cell, sex_cell, typed
from prodia.problems import Kind
from prodia.problems import people as kinds

NONE: frozenset[str] = frozenset()
TYPED = st.one_of(
    st.text(),
    st.text("0123456789.,-+ eE٣²", max_size=8),
    st.from_regex(r"-?[0-9]{1,6}([.,][0-9]{1,6})?", fullmatch=True),
)


class TestNumber:
    """A number is written plainly: the digits 0 to 9 and a point."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("0", 0.0),
            ("3", 3.0),
            ("-3", -3.0),
            ("2.50", 2.5),
            ("-0", 0.0),
            ("0.30000000000000004", 0.1 + 0.2),
            ("", None),
            ("1,5", kinds.DECIMAL_COMMA),
            ("-1,5", kinds.DECIMAL_COMMA),
            ("01", kinds.LEADING_ZERO),
            ("00", kinds.LEADING_ZERO),
            ("-07.5", kinds.LEADING_ZERO),
            ("٣", kinds.OTHER_DIGITS),
            ("1٣", kinds.OTHER_DIGITS),
            ("３", kinds.OTHER_DIGITS),
            ("²", kinds.OTHER_DIGITS),
            ("NA", kinds.MISSING_CODE),
            ("nan", kinds.MISSING_CODE),
            ("inf", kinds.NOT_A_NUMBER),
            ("1e3", 1000.0),
            ("1E+05", 100000.0),
            ("2.5e-2", 0.025),
            ("1234567890", 1234567890.0),
            ("1e100", kinds.NOT_A_NUMBER),
            ("1e", kinds.NOT_A_NUMBER),
            ("0x10", kinds.NOT_A_NUMBER),
            ("1_000", kinds.NOT_A_NUMBER),
            ("1 000", kinds.THOUSANDS),
            ("1.234,5", kinds.THOUSANDS),
            ("+3", kinds.NOT_A_NUMBER),
            (" 3", 3.0),
            ("3\t", 3.0),
            (" ", kinds.MISSING_CODE),
            (" 1,5", kinds.DECIMAL_COMMA),
            ("3\n", kinds.NOT_A_NUMBER),
            ("3\x00", kinds.NOT_A_NUMBER),
            ("3.", kinds.NOT_A_NUMBER),
            (".5", kinds.NOT_A_NUMBER),
            ("true", kinds.TRUTH),
            ("9" * 400, kinds.NOT_A_NUMBER),
        ],
    )
    def test_table(self, text: str, expected: float | Kind | None) -> None:
        found = number_cell(text, NONE)
        assert expected == found
        assert not isinstance(found, float) or math.copysign(1, found) == 1 or found < 0

    @given(TYPED)
    def test_what_is_read_is_what_stands_there(self, text: str) -> None:
        found = number_cell(text, NONE)
        if isinstance(found, float):
            assert text.isascii() and Decimal(text) == Decimal(text.strip()) and float(text) == found
        else:
            assert (found is None) == (text == "")

    @pytest.mark.parametrize("text", ["NA", "99", "-1", "niet ingevuld", "1,5"])
    def test_what_stands_for_empty_is_empty(self, text: str) -> None:
        assert number_cell(text, frozenset({text})) is None
        assert number_cell(text, NONE) is not None


class TestOtherCells:
    """A day is yyyy-mm-dd, a sex is m or f, a word is what it is."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2017-04-30", dt.date(2017, 4, 30)),
            ("2016-02-29", dt.date(2016, 2, 29)),
            ("", None),
            ("2017-02-30", kinds.BAD_DATE),
            ("2017-02-29", kinds.BAD_DATE),
            ("30/04/2017", kinds.BAD_DATE),
            ("30-04-2017", kinds.BAD_DATE),
            ("17-04-30", kinds.BAD_DATE),
            ("2017-4-30", kinds.BAD_DATE),
            ("20170430", kinds.BAD_DATE),
            ("2017-W17-7", kinds.BAD_DATE),
            ("2017-04-30T10:00:00", kinds.BAD_DATE),
            ("0000-01-01", kinds.BAD_DATE),
            ("٢٠١٧-٠٤-٣٠", kinds.BAD_DATE),
            ("2017-04-30 ", dt.date(2017, 4, 30)),
            ("2017-04-30\n", kinds.BAD_DATE),
        ],
    )
    def test_days(self, text: str, expected: dt.date | Kind | None) -> None:
        assert expected == date_cell(text, NONE)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("m", "m"),
            ("f", "f"),
            ("", None),
            ("M", kinds.BAD_SEX),
            ("v", kinds.BAD_SEX),
            ("1", kinds.BAD_SEX),
        ],
    )
    def test_sexes(self, text: str, expected: str | Kind | None) -> None:
        assert expected == sex_cell(text, NONE)

    @pytest.mark.parametrize("read", [date_cell, sex_cell])
    def test_empty_words(self, read: Any) -> None:
        assert read("?", frozenset({"?"})) is None
        assert isinstance(read("?", NONE), Kind)


class TestTyped:
    """A value of a typed file reads as the same number or day that was typed."""

    @given(st.floats(-1e6, 1e6).map(lambda x: round(x, 9)))
    def test_numbers(self, x: float) -> None:
        for value in (x, np.float64(x)):
            assert x == number_cell(typed(value), NONE)

    @given(st.integers(-(10**14), 10**14))
    def test_whole_numbers(self, n: int) -> None:
        for value in (n, float(n), np.int64(n), Decimal(n)):
            assert n == number_cell(typed(value), NONE)

    @given(st.dates())
    def test_days(self, day: dt.date) -> None:
        moment = dt.datetime.combine(day, dt.time())
        assert [day, day] == [date_cell(typed(value), NONE) for value in (day, moment)]

    @pytest.mark.parametrize(
        "value",
        [None, float("nan"), np.float32("nan"), Decimal("NaN"), Decimal("sNaN"), np.datetime64("NaT", "D")],
    )
    def test_none(self, value: Any) -> None:
        assert "" == typed(value)

    @pytest.mark.parametrize(
        "value",
        [True, np.True_, float("inf"), 1e300, [1], {"a": 1}, 10**30, dt.timedelta(1), dt.time(1), 1j],
        ids=str,
    )
    def test_what_is_no_number_stays_none(self, value: Any) -> None:
        assert isinstance(number_cell(typed(value), NONE), Kind)

    def test_a_moment_is_no_day(self) -> None:
        assert kinds.BAD_DATE is date_cell(typed(dt.datetime(2017, 4, 30, 22, 0)), NONE)

    @pytest.mark.parametrize(
        ("value", "expected"), [(b"007", "007"), ("007", "007"), (7, "7"), (Decimal("3.00"), "3")]
    )
    def test_words(self, value: Any, expected: str) -> None:
        assert expected == typed(value)
