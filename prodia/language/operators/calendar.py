"""Dates and durations: calendar months and days, never seconds, never days divided by a number."""

# A date in a column is an int64 of days since 1970-01-01, in JavaScript {k:"date",v:days};
# a duration is its whole number of months or days. Years run from 1 to 9999; a sum
# that leaves them is null on every face.

from __future__ import annotations

import datetime as dt
import math
import operator
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from prodia.language.columns import DATE_MAX, DATE_MIN, Array, np
from prodia.language.operators.row import Case
from prodia.language.values import AMOUNT_LIMIT, Duration

KINDS = ("months", "days")


def _durations(fn: Callable[..., Any], count: int, javascript: str) -> Iterator[Case]:
    """A function of whole numbers as one of durations of one kind."""

    def person(*args: Duration) -> Duration:
        amount = int(fn(*(a.amount for a in args)))
        if abs(amount) > AMOUNT_LIMIT:
            raise OverflowError
        return Duration(args[0].kind, amount)

    def column(*args: Array) -> tuple[Array, Array]:
        amount = fn(*args)
        return amount, np.abs(amount) > AMOUNT_LIMIT

    for kind in KINDS:
        yield Case((kind,) * count, kind, person, column, f"{javascript[:-1]},'{kind}')")


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _civil(days: Array) -> tuple[Array, Array]:
    """Months since January 1970, and the day of the month from 1."""
    days = np.asarray(days, dtype="int64")
    if days.size > MANY and days.min() >= NEAR.start and days.max() < NEAR.stop:
        months, dates = _near()
        return months.take(days - NEAR.start), dates.take(days - NEAR.start)
    return _reckoned(days)


MANY = 1000
NEAR = range(-7305, 36525)  # 1950 to 2069: of many days looked up, which is less work


@cache
def _near() -> tuple[Array, Array]:
    return _reckoned(np.arange(NEAR.start, NEAR.stop))


def _reckoned(days: Array) -> tuple[Array, Array]:
    date = np.asarray(days, dtype="int64").astype("datetime64[D]")
    month = date.astype("datetime64[M]")
    return month.astype("int64"), (date - month.astype("datetime64[D]")).astype("int64") + 1


def _plus_months(days: Array, months: Array) -> tuple[Array, Array]:
    month, day = _civil(days)
    target = np.clip(month + months, -30_000, 200_000)
    first = target.astype("datetime64[M]").astype("datetime64[D]").astype("int64")
    after = (target + 1).astype("datetime64[M]").astype("datetime64[D]").astype("int64")
    return _in_years(first + np.minimum(day, after - first) - 1)


def _in_years(days: Array) -> tuple[Array, Array]:
    bad = (days < DATE_MIN) | (days > DATE_MAX)
    return np.where(bad, 0, days), bad


def plus(start: dt.date, step: Duration) -> dt.date:
    """A day that does not exist in another month becomes the last of that month."""
    if step.kind == "days":
        return dt.date.fromordinal(start.toordinal() + step.amount)
    year, month = divmod(start.year * 12 + start.month - 1 + step.amount, 12)
    return dt.date(year, month + 1, min(start.day, _month_length(year, month + 1)))


def _minus(start: dt.date, step: Duration) -> dt.date:
    return plus(start, Duration(step.kind, -step.amount))


def months_between(start: dt.date, end: dt.date) -> float:
    """Completed calendar months from ``start`` to ``end``; negative when ``end`` comes first."""
    if end < start:
        return -months_between(end, start)
    return float((end.year - start.year) * 12 + end.month - start.month - (end.day < start.day))


def months_column(start: Array, end: Array) -> Array:
    flip = end < start
    turned = flip.any()
    a, b = (np.where(flip, end, start), np.where(flip, start, end)) if turned else (start, end)
    (month_a, day_a), (month_b, day_b) = _civil(a), _civil(b)
    months = month_b - month_a - (day_b < day_a)
    return np.where(flip, -months, months).astype("float64") if turned else months.astype("float64")


def years_between(start: dt.date, end: dt.date) -> float:
    return float(math.trunc(months_between(start, end) / 12))


def years_column(start: Array, end: Array) -> Array:
    return np.trunc(months_column(start, end) / 12)


def age_at(birth: dt.date, on: dt.date) -> float:
    """Completed years; born on 29 February, the age is reached on 1 March of a common year."""
    if on < birth:
        raise ValueError
    return years_between(birth, on)


PLUS = (
    Case(("date", "days"), "date", plus, lambda a, b: _in_years(a + b), "(a,b)=>mkDate(a.v+b.v)"),
    Case(("date", "months"), "date", plus, _plus_months, "(a,b)=>addMonths(a.v,b.v)"),
    Case(
        ("days", "date"),
        "date",
        lambda a, b: plus(b, a),
        lambda a, b: _in_years(a + b),
        "(a,b)=>mkDate(a.v+b.v)",
    ),
    Case(
        ("months", "date"),
        "date",
        lambda a, b: plus(b, a),
        lambda a, b: _plus_months(b, a),
        "(a,b)=>addMonths(b.v,a.v)",
    ),
    *_durations(operator.add, 2, "(a,b)=>mkSpan(a.v+b.v)"),
)
MINUS = (
    Case(("date", "days"), "date", _minus, lambda a, b: _in_years(a - b), "(a,b)=>mkDate(a.v-b.v)"),
    Case(("date", "months"), "date", _minus, lambda a, b: _plus_months(a, -b), "(a,b)=>addMonths(a.v,-b.v)"),
    Case(
        ("date", "date"),
        "days",
        lambda a, b: Duration("days", a.toordinal() - b.toordinal()),
        operator.sub,
        "(a,b)=>mkSpan(a.v-b.v,'days')",
    ),
    *_durations(operator.sub, 2, "(a,b)=>mkSpan(a.v-b.v)"),
)
RATIO = tuple(
    Case(
        (kind, kind),
        "number",
        lambda a, b: a.amount / b.amount,
        operator.truediv,
        "(a,b)=>b.v===0?null:a.v/b.v",
    )
    for kind in KINDS
)
NEGATE = tuple(_durations(operator.neg, 1, "a=>mkSpan(-a.v)"))
ABS = tuple(_durations(operator.abs, 1, "a=>mkSpan(Math.abs(a.v))"))
