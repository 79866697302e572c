"""One arithmetic: IEEE doubles, named values at nine decimals, checked against exact arithmetic."""

from __future__ import annotations

import datetime as dt
import math
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.language import Duration, Plain, Value, evaluate, nine, parse, show_value
from tests.examples import examples

# Numbers as people write them, up to nine decimals, where nine() is exact.
decimals = st.builds(
    lambda n, places: Decimal(n).scaleb(-places), st.integers(-(10**12), 10**12), st.integers(0, 9)
).filter(lambda d: abs(d) < 1_000_000)
small = st.builds(
    lambda n, places: Decimal(n).scaleb(-places), st.integers(-(10**6), 10**6), st.integers(0, 4)
).filter(lambda d: abs(d) < 1000)


def run(text: str, **values: Value) -> Plain:
    return evaluate(parse(text), values)


class TestCutOffs:
    """A comparison answers as exact decimal arithmetic does, at the cut-off and beside it."""

    @given(decimals, st.sampled_from([Decimal(0), Decimal("1e-9"), Decimal("-1e-9"), Decimal("0.1")]))
    @settings(max_examples=examples(300))
    def test_of_a_value_with_a_constant(self, cut: Decimal, step: Decimal) -> None:
        value = cut + step
        for sign, expected in (
            ("<", value < cut),
            ("<=", value <= cut),
            ("=", value == cut),
            (">", value > cut),
        ):
            assert expected is run(f"a {sign} {show_value(float(cut))}".replace("e-0", "e-"), a=float(value))

    @given(small, small, st.sampled_from("+-*"))
    @settings(max_examples=examples(300))
    def test_of_a_calculated_value(self, a: Decimal, b: Decimal, op: str) -> None:
        exact = {"+": a + b, "-": a - b, "*": a * b}[op]
        made = evaluate(parse(f"a {op} b"), {"a": float(a), "b": float(b)})
        assert made == nine(float(exact))
        assert True is evaluate(parse(f"a {op} b = c"), {"a": float(a), "b": float(b), "c": float(exact)})
        assert False is evaluate(parse(f"a {op} b < c"), {"a": float(a), "b": float(b), "c": float(exact)})

    def test_a_tenth_three_times_is_three_tenths(self) -> None:
        assert True is run("0.1 * 3 = 0.3")
        assert True is run("0.1 + 0.2 <= 0.3")
        assert 0.3 == run("0.1 + 0.2")

    def test_zero_has_no_sign(self) -> None:
        for text in (
            "-a",
            "a * -1",
            "ceiling(-0.3)",
            "round half up(-0.2, 0)",
            "min(-a, a)",
            "modulo(-4, 2)",
        ):
            assert 1.0 == math.copysign(1.0, float(run(text, a=0.0) or 0.0))


ROUNDINGS = {
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
    "decimal": ROUND_HALF_EVEN,
    "round up": ROUND_UP,
    "round down": ROUND_DOWN,
    "round half up": ROUND_HALF_UP,
    "round half down": ROUND_HALF_DOWN,
}


class TestRounding:
    """Every rounding gives what it gives in exact decimal arithmetic."""

    @given(small, st.integers(-2, 3), st.sampled_from(sorted(ROUNDINGS)))
    @settings(max_examples=examples(400))
    def test_agrees_with_decimal(self, x: Decimal, places: int, mode: str) -> None:
        exact = x.quantize(Decimal(1).scaleb(-places), rounding=ROUNDINGS[mode])
        assert nine(float(exact)) == run(f"{mode}(x, {places})", x=float(x))

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("round half up(1.005, 2)", 1.01),
            ("round half up(2.675, 2)", 2.68),
            ("decimal(2.5, 0)", 2.0),
            ("decimal(3.5, 0)", 4.0),
            ("round half up(-2.5, 0)", -3.0),
            ("round half down(2.5, 0)", 2.0),
            ("round half up(1250, -2)", 1300.0),
            ("round half up(5.5, -16)", None),
            ("round half up(5.5, 7000)", None),
        ],
    )
    def test_cases(self, text: str, expected: Plain) -> None:
        assert expected == run(text)


class TestNotComputable:
    """What has no number is null, never an infinity and never an exception."""

    @pytest.mark.parametrize(
        "text",
        [
            "1 / 0",
            "0 / 0",
            "1e300 * 1e300",
            "10 ** 2.5",
            "10 ** 65",
            "0 ** -1",
            "1e300 ** 2",
            "sqrt(-1)",
            "modulo(1, 0)",
            "mean(1e308, 1e308)",
            "even(1.5)",
            'date("9999-12-31") + duration("P1D")',
            'date("0001-01-01") - @"P1M"',
        ],
    )
    def test_is_null(self, text: str) -> None:
        assert None is run(text)

    @given(st.integers(-9, 9), st.integers(-5, 12))
    def test_whole_powers_are_exact(self, base: int, exponent: int) -> None:
        if base or exponent >= 0:
            assert nine(float(Fraction(base) ** exponent)) == run(f"({base}) ** {exponent}")


class TestCalendar:
    """Ages and terms come from calendar dates."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('age at(date("2012-02-29"), date("2023-02-28"))', 10.0),
            ('age at(date("2012-02-29"), date("2023-03-01"))', 11.0),
            ('age at(date("2012-02-29"), date("2024-02-29"))', 12.0),
            ('age at(date("2014-09-15"), date("2026-09-14"))', 11.0),
            ('age at(date("2014-09-15"), date("2026-09-15"))', 12.0),
            ('age at(date("2026-09-15"), date("2026-09-14"))', None),
            ('months between(date("2026-01-31"), date("2026-02-28"))', 0.0),
            ('months between(date("2026-01-31"), date("2026-03-01"))', 1.0),
            ('months between(date("2026-03-01"), date("2026-01-31"))', -1.0),
            ('days between(date("2024-02-28"), date("2024-03-01"))', 2.0),
            ('date("2024-01-31") + duration("P1M")', dt.date(2024, 2, 29)),
            ('date("2024-03-31") - duration("P1M")', dt.date(2024, 2, 29)),
            ('duration("P1M") + date("2024-01-31")', dt.date(2024, 2, 29)),
            ('date("2024-03-01") - date("2024-02-01")', Duration("days", 29)),
            ('duration("P1Y") - duration("P18M")', Duration("months", -6)),
            ('duration("P10D") / duration("P4D")', 2.5),
            ('duration("P1M") + duration("P1D")', None),
            ('duration("P1M") < duration("P40D")', None),
        ],
    )
    def test_cases(self, text: str, expected: Plain) -> None:
        assert expected == run(text)

    @given(st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31)), st.integers(0, 40))
    def test_an_age_is_reached_on_the_birthday_and_not_a_day_before(self, birth: dt.date, age: int) -> None:
        year = birth.year + age
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        day = (
            dt.date(year, 3, 1)
            if (birth.month, birth.day) == (2, 29) and not leap
            else birth.replace(year=year)
        )
        assert float(age) == run("age at(a, b)", a=birth, b=day)
        if age:
            assert float(age - 1) == run("age at(a, b)", a=birth, b=day - dt.timedelta(days=1))
