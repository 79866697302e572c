"""What a value can be, and the one arithmetic of every face.

Numbers are IEEE doubles. Each *named* value, and both sides of each comparison,
is brought to nine decimals by :func:`nine`, so that one person, a column of
people and the browser agree bit for bit, and ``0.1 * 3 = 0.3`` holds.

Missing is never zero and never "no": :class:`Missing` says why there is no
value, and every operator sees it as null (``None``).
"""

from __future__ import annotations

import datetime as dt
import enum
from decimal import Decimal
from math import inf, nan
from typing import Any, Literal, TypeAlias

from prodia.frozen import dataclass

# (x * 1e9 + C) - C rounds to a whole number, half to even, in IEEE arithmetic,
# on every face alike, while |x * 1e9| stays below 2**51.
NINE = 1e9
SHIFT = 6755399441055744.0  # 1.5 * 2**52
NINE_LIMIT = 2_000_000.0
AMOUNT_LIMIT = 10_000_000  # of months or of days in a duration


class Missing(enum.Enum):
    """Why there is no value. Each evaluates as null; the trace keeps the reason."""

    NOT_ASKED = "not asked"
    REFUSED = "refused"
    NOT_APPLICABLE = "not applicable"
    UNKNOWN = "unknown"
    CONTRADICTED = "contradicted"
    IMPOSSIBLE = "impossible"
    NOT_IN_FORCE = "not in force"
    NOT_YET = "not yet"
    UNFIT = "does not fit"


@dataclass(frozen=True, slots=True)
class Duration:
    """A whole number of calendar months, or of days. The two are never compared."""

    kind: Literal["months", "days"]
    amount: int

    def iso(self) -> str:
        """ISO 8601: ``P1Y6M``, ``P10D``, ``-P3M``."""
        sign, n = ("-" if self.amount < 0 else ""), abs(self.amount)
        if self.kind == "days":
            return f"{sign}P{n}D"
        years, months = divmod(n, 12)
        body = (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
        return f"{sign}P{body}"


Plain: TypeAlias = float | bool | str | dt.date | Duration | None
Value: TypeAlias = Plain | Missing


def nine(x: float) -> float:
    """``x`` brought to nine decimals: ``((x*1e9 + C) - C) / 1e9``; beyond 2,000,000 unchanged.

    >>> nine(0.1 * 3), nine(-0.0)
    (0.3, 0.0)
    """
    if -NINE_LIMIT <= x <= NINE_LIMIT:
        return ((x * NINE + SHIFT) - SHIFT) / NINE
    return x


WHOLE = 2.0**53 - 1  # past it a double can not tell a whole number from the next: no computation comes there


def named(value: Value) -> Value:
    """A value as it is when it gets a name: an int becomes a double, a double nine decimals.

    A whole number beyond every double becomes infinite, which no expression takes for a value.
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    try:
        return nine(float(value))
    except OverflowError:
        return inf


def double(x: Any) -> float:
    """A number of any library as a double. Raises OverflowError.

    A float of fewer bits becomes the shortest decimal that it is, as it would have been written: 0.3 and not
    0.30000001192092896, which is past a cut-off of 0.3. A whole number is itself.
    """
    found = nan if isinstance(x, Decimal) and x.is_snan() else float(x)  # NaN, however loud
    short = type(x).__name__ in ("float32", "float16") and not found.is_integer()
    return float(str(x)) if short else found


def from_numpy(value: Any) -> Any:
    """One value of NumPy as Python has it."""
    if value.dtype.kind == "f":
        return double(value[()])
    return (value.astype("M8[us]") if value.dtype.kind == "M" else value).item()


def plain(value: Value) -> Plain:
    """The value an operator sees: every :class:`Missing` is null."""
    return None if isinstance(value, Missing) else value
