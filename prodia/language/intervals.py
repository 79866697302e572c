"""Intervals on a line: which values of an ordered input a decision table can not tell apart.

Numbers, dates and durations are brought to one line of *keys* (a number, the
ordinal of a date, an amount of months or days). A cell cuts the line at its
constants; between two neighbouring cuts every value is treated alike.
"""

# How to think about it: a key line is cut into atoms, alternately "the open
# stretch between two constants" and "exactly this constant". On the line of
# whole keys (dates, durations, counts) some open stretches hold nothing.
#
# ``edge`` is why no face needs nine(): nine never falls when its argument
# rises, so "nine(x) >= p" is the same as "x > e" for one double e, found once
# when a table is compiled. The scalar face bisects the raw value over those
# edges, the columns compare the raw column with them.

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from prodia.language.values import NINE_LIMIT, Duration, Plain, Value, nine

Line: TypeAlias = Literal["number", "whole", "date", "months", "days"]
INF = math.inf
SOME_DAY = dt.date(2000, 1, 1).toordinal()
LARGEST = math.nextafter(math.inf, 0.0)
TELLS_ONES = 2.0**53  # from here a double and the next one are more than one apart


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a key line; ``-inf`` and ``inf`` where it does not end."""

    low: float = -INF
    high: float = INF
    low_in: bool = False
    high_in: bool = False

    def meet(self, other: Interval) -> Interval:
        """What two intervals share (possibly nothing, see :func:`sample`)."""
        low, low_in = max((self.low, not self.low_in), (other.low, not other.low_in))
        high, high_in = min((self.high, self.high_in), (other.high, other.high_in))
        return Interval(low, high, not low_in, high_in)

    def holds(self, where: float) -> bool:
        above = where > self.low or (where == self.low and self.low_in)
        return above and (where < self.high or (where == self.high and self.high_in))


def key(line: Line, value: Value) -> float | None:
    """Where a value stands on the line, or None if it is no value of it (NaN and the infinities are not)."""
    if line in ("number", "whole"):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= LARGEST
        return nine(float(value)) if is_number else None  # type: ignore[arg-type]
    if line == "date":
        is_day = isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        return value.toordinal() if is_day else None  # type: ignore[union-attr]
    return value.amount if isinstance(value, Duration) and value.kind == line else None


def at(line: Line, where: float) -> Plain:
    """The value that stands at a key: the inverse of :func:`key`."""
    if line in ("number", "whole"):
        return float(where)
    if line == "date":
        return dt.date.fromordinal(int(where))
    return Duration("months" if line == "months" else "days", int(where))


def ends(line: Line) -> Interval:
    """The whole line: dates have a first and a last day, the others do not end."""
    if line == "date":
        return Interval(dt.date.min.toordinal(), dt.date.max.toordinal(), True, True)
    return Interval()


def sample(line: Line, span: Interval) -> float | None:
    """The smallest natural key in an interval, or None if it holds no value.

    A whole number if there is one, else as few decimals as will do: at most
    nine, the grain of a named number, and past 2,000,000 that of a double.

    >>> sample("number", Interval(10, 100)), sample("number", Interval(0.5, 0.6))
    (11, 0.51)
    >>> sample("whole", Interval(3, 4)) is None
    True
    """
    if line == "date":
        return _day(span)
    whole = _whole(span)
    if whole is not None and span.holds(float(whole)):
        return whole
    for digits in range(1, 10 if line == "number" and abs(span.low) < TELLS_ONES else 1):
        step = 10.0**digits
        found = nine(math.floor(span.low * step + 1e-9) / step)
        for _ in range(3):
            if span.holds(found):
                return found
            found = nine(found + 1 / step)
    if abs(span.low) < (NINE_LIMIT if line == "number" else TELLS_ONES):
        return None
    doubles = (span.low, math.nextafter(span.low, INF), math.nextafter(span.high, -INF))
    return next((x for x in doubles if abs(x) != INF and span.holds(x)), None)


def _day(span: Interval) -> float | None:
    """As :func:`_whole`; the first and last day of the calendar are natural for nobody."""
    first, last = ends("date").low, ends("date").high
    found = _whole(Interval(-INF if span.low <= first else span.low, span.high, span.low_in, span.high_in))
    if found is not None and found < first:
        found = _whole(span.meet(ends("date")))
    if span.low <= first and span.high >= last:
        return SOME_DAY
    return found if found is not None and found <= last else None


def _whole(span: Interval) -> float | None:
    """The whole key in the interval that lies nearest its lower end (its upper one, or zero)."""
    if abs(span.low) == INF and abs(span.high) == INF:
        return 0 if span.low < span.high else None
    if span.low == -INF:
        high = math.floor(span.high)
        return high if high < span.high or span.high_in else high - 1
    if span.low == INF:
        return None
    low = math.ceil(span.low)
    low = low if low > span.low or span.low_in else low + 1
    return low if low < span.high or (low == span.high and span.high_in) else None


def last_whole(span: Interval) -> float:
    """The highest whole key of an interval, ``inf`` where it does not end."""
    if span.high == INF:
        return INF
    high = math.floor(span.high)
    return high if high < span.high or span.high_in else high - 1


def single(line: Line, span: Interval) -> bool:
    """Does the interval hold exactly one value?"""
    if line != "number":
        first = _whole(span)
        return first is not None and span.low != -INF and last_whole(span) == first
    return span.low == span.high and span.low_in and span.high_in


def edge(line: Line, where: float, *, belongs_below: bool) -> float:
    """The largest key ``e`` such that ``x > e`` tells a raw value past the cut from one before it.

    ``belongs_below``: the value at the cut itself stands before it. For numbers the
    answer is a double that may differ from ``where``, because the raw value has not
    been through :func:`nine`:

    >>> edge("number", 10.0, belongs_below=False) < 10.0 < edge("number", 10.0, belongs_below=True)
    True
    """
    if line not in ("number", "whole"):
        return where if belongs_below else where - 1
    if belongs_below:
        below, above = where, max(where + 1e-9, math.nextafter(where, INF))
    else:
        below, above = min(where - 1e-9, math.nextafter(where, -INF)), where
    while True:
        middle = (below + above) / 2
        if not below < middle < above:
            return below
        past = nine(middle) > where if belongs_below else nine(middle) >= where
        below, above = (below, middle) if past else (middle, above)
