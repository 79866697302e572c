"""Arithmetic over numbers, and + - / where they also serve dates, durations and text."""

# Every face must do the same IEEE operations in the same order: sums fold from the
# left (never np.sum, which pairs), powers square repeatedly, and modulo divides once.

from __future__ import annotations

import math
import operator

from prodia.language.arrays import Array, np
from prodia.language.operators import calendar
from prodia.language.operators.row import Case, row

NUMBER = ("number",)
PAIR = ("number", "number")
NAN = math.nan
MAX_POWER = 64


def _divide(a: float, b: float) -> float:
    return a / b


def power(base: float, exponent: float) -> float:
    """``base`` to a whole exponent of at most 64, by repeated squaring."""
    n = abs(exponent)
    if n != math.floor(n) or n > MAX_POWER:
        return NAN
    result, square, left = 1.0, base, int(n)
    while left:
        if left & 1:
            result *= square
        square *= square
        left >>= 1
    return 1.0 / result if exponent < 0 else result


def power_column(base: Array, exponent: Array) -> Array:
    n = np.abs(exponent)
    usable = (n == np.floor(n)) & (n <= MAX_POWER)
    left = np.where(usable, n, 0).astype("int64")
    result, square = np.ones(np.broadcast_shapes(base.shape, exponent.shape)), base
    for _ in range(7):
        result = np.where(left & 1, result * square, result)
        square = square * square
        left = left >> 1
    return np.where(usable, np.where(exponent < 0, 1.0 / result, result), NAN)


POWER_JS = (
    "(b,e)=>{let n=Math.abs(e);if(n!==Math.floor(n)||n>64)return NaN;let r=1,s=b;"
    "while(n){if(n%2)r*=s;s*=s;n=Math.floor(n/2)}return e<0?1/r:r}"
)


ROWS = (
    row(
        "+ | infix 40 | 2..2 | same",
        """
        {0} plus {1}
        {0} plus {1}
        Optellen; teksten aan elkaar; een datum plus een duur (een dag die niet bestaat wordt de laatste
            van de maand).
        Addition; texts joined; a date plus a duration (a day that does not exist becomes the last of
            the month).
        date("2026-01-31") + duration("P1M")""",
        Case(PAIR, "number", operator.add, operator.add, "(a,b)=>a+b"),
        Case(("text", "text"), "text", operator.add, operator.add, "(a,b)=>a+b"),
        *calendar.PLUS,
    ),
    row(
        "- | infix 40 | 2..2 | same",
        """
        {0} min {1}
        {0} minus {1}
        Aftrekken; twee datums geven een duur in dagen.
        Subtraction; two dates give a duration in days.
        date("2026-03-01") - date("2026-02-01")""",
        Case(PAIR, "number", operator.sub, operator.sub, "(a,b)=>a-b"),
        *calendar.MINUS,
    ),
    row(
        "* | infix 50 | 2..2 | scale",
        """
        {0} maal {1}
        {0} times {1}
        Vermenigvuldigen.
        Multiplication.
        3 * 2.5""",
        Case(PAIR, "number", operator.mul, operator.mul, "(a,b)=>a*b"),
    ),
    row(
        "/ | infix 50 | 2..2 | scale",
        """
        {0} gedeeld door {1}
        {0} divided by {1}
        Delen; delen door nul is niet te berekenen (onbekend).
        Division; by zero is not computable (unknown).
        10 / 0""",
        Case(PAIR, "number", _divide, operator.truediv, "(a,b)=>b===0?null:a/b"),
        *calendar.RATIO,
    ),
    row(
        "** | infix 60 | 2..2 | scale",
        """
        {0} tot de macht {1}
        {0} to the power {1}
        Macht met een gehele exponent van hoogstens 64; anders onbekend.
        Power with a whole exponent of at most 64; otherwise unknown.
        2 ** 10""",
        Case(PAIR, "number", power, power_column, POWER_JS),
    ),
    row(
        "negate | - | prefix 70 | 1..1 | first",
        """
        min {0}
        minus {0}
        Het tegengestelde.
        The opposite number.
        -(3 + 4)""",
        Case(NUMBER, "number", operator.neg, operator.neg, "a=>-a"),
        *calendar.NEGATE,
    ),
)
