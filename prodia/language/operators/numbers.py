"""Arithmetic, with + - / where they also serve dates, durations and text; functions of numbers; rounding."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

from prodia.language.columns import Array, nine_column, np
from prodia.language.operators import calendar
from prodia.language.operators.row import Case, row
from prodia.language.values import nine

# Every face must do the same IEEE operations in the same order: sums fold from the
# left (never np.sum, which pairs), powers square repeatedly, and modulo divides once.


NUMBER = ("number",)
PAIR = ("number", "number")
NAN = math.nan
MAX_POWER = 64


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


ARITHMETIC = (
    row(
        """
        + | infix 40 | 2..2 | same
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
        """
        - | infix 40 | 2..2 | same
        {0} min {1}
        {0} minus {1}
        Aftrekken; twee datums geven een duur in dagen.
        Subtraction; two dates give a duration in days.
        date("2026-03-01") - date("2026-02-01")""",
        Case(PAIR, "number", operator.sub, operator.sub, "(a,b)=>a-b"),
        *calendar.MINUS,
    ),
    row(
        """
        * | infix 50 | 2..2 | scale
        {0} maal {1}
        {0} times {1}
        Vermenigvuldigen.
        Multiplication.
        3 * 2.5""",
        Case(PAIR, "number", operator.mul, operator.mul, "(a,b)=>a*b"),
    ),
    row(
        """
        / | infix 50 | 2..2 | scale
        {0} gedeeld door {1}
        {0} divided by {1}
        Delen; delen door nul is niet te berekenen (onbekend).
        Division; by zero is not computable (unknown).
        10 / 0""",
        Case(PAIR, "number", operator.truediv, operator.truediv, "(a,b)=>b===0?null:a/b"),
        *calendar.RATIO,
    ),
    row(
        """
        ** | infix 60 | 2..2 | scale
        {0} tot de macht {1}
        {0} to the power {1}
        Macht met een gehele exponent van hoogstens 64; anders onbekend.
        Power with a whole exponent of at most 64; otherwise unknown.
        2 ** 10""",
        Case(PAIR, "number", power, power_column, POWER_JS),
    ),
    row(
        """
        negate | - | prefix 70 | 1..1 | first
        min {0}
        minus {0}
        Het tegengestelde.
        The opposite number.
        -(3 + 4)""",
        Case(NUMBER, "number", operator.neg, operator.neg, "a=>-a"),
        *calendar.NEGATE,
    ),
)


# Functions of numbers: the smallest, sums, means, remainders; and rounding, whose mode is always named.

SUM_JS = "(...a)=>a.reduce((x,y)=>x+y)"


def total(*args: Any) -> Any:
    return reduce(operator.add, args)


def mean(*args: Any) -> Any:
    return total(*args) / len(args)


def median(*args: float) -> float:
    ordered, half = sorted(args), len(args) // 2
    return ordered[half] if len(args) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _parity(rest: int) -> Case:
    def person(x: float) -> bool | None:
        return x % 2 == rest if (x := nine(x)) == math.floor(x) else None

    def column(x: Array) -> tuple[Array, Array]:
        return (x := nine_column(x)) % 2 == rest, x != np.floor(x)

    js = f"x=>{{x=nine(x);return x!==Math.floor(x)?null:Math.abs(x%2)==={rest}}}"
    return Case(NUMBER, "truth", person, column, js)


def _extreme(pick: Callable[..., Any], sign: str) -> Iterator[Case]:
    """``pick`` is min or max; NumPy and JavaScript name theirs alike."""
    key = pick.__name__

    def column(*args: Array) -> Array:
        folded: Array = reduce(getattr(np, f"{key}imum"), args)
        return folded

    yield Case(NUMBER, "number", lambda *args: pick(args), column, f"(...a)=>Math.{key}(...a)")
    js = f"(...a)=>a.reduce((x,y)=>y.v{sign}x.v?y:x)"
    yield Case(("date",), "date", lambda *args: pick(args), column, js)
    for kind in calendar.KINDS:
        yield Case((kind,), kind, lambda *args: pick(args, key=lambda d: d.amount), column, js)


# Rounding: the mode is always named, and acts on nine(x * 10**n), so that 1.005 becomes 1.01.

# A value has nine decimals at most, so n above 9 changes nothing but those nine decimals.
# Beyond 2,000,000 nine() leaves a number alone; there a tie is what the double says.


LOWEST, HIGHEST = -15, 6176
TEN = tuple(float(10**n) for n in range(16))


def _rounded(whole: Callable[[Any, Any], Any], javascript: str, *, alone: bool = False) -> Iterator[Case]:
    """To n decimals; ``alone``: to whole numbers too, without an n.

    ``whole(m, y)`` is the whole number, said once for a person and a column: ``m`` is math or NumPy.
    """

    def person(x: float, n: float = 0.0) -> float:
        n = math.trunc(n)
        if not LOWEST <= n <= HIGHEST:
            return math.nan
        if n > 9:
            return nine(x)
        if n >= 0:
            return float(whole(math, nine(x * TEN[n]))) / TEN[n]
        return float(whole(math, nine(x / TEN[-n]))) * TEN[-n]

    def column(x: Array, n: Any = 0.0) -> Array:
        n = np.trunc(n)
        up = np.array(TEN)[np.clip(n, 0, 9).astype("int64")]
        down = np.array(TEN)[np.clip(-n, 0, 15).astype("int64")]
        small, large = whole(np, nine_column(x * up)) / up, whole(np, nine_column(x / down)) * down
        value = np.where(n > 9, nine_column(x), np.where(n >= 0, small, large))
        return np.where((n < LOWEST) | (n > HIGHEST), np.nan, value)

    if alone:
        yield Case(NUMBER, "number", person, column, f"x=>rounded({javascript},x,0)")
    yield Case(PAIR, "number", person, column, f"(x,n)=>rounded({javascript},x,n)")


def _half(past: Callable[[Any, float], Any], sign: str) -> Iterator[Case]:
    def whole(m: Any, y: Any) -> Any:
        size, below = abs(y), m.floor(abs(y))
        return m.copysign(below + past(size - below, 0.5), y)

    js = f"y=>{{const s=Math.abs(y),w=Math.floor(s);return Math.sign(y)*(w+(s-w{sign}0.5?1:0))}}"
    return _rounded(whole, js)


ROWS = (
    *ARITHMETIC,
    row(
        """
        min | call 90 | 1.. | same
        de kleinste van {all}
        the smallest of {all}
        De kleinste; onbekend zodra er één ontbreekt.
        The smallest; unknown as soon as one is missing.
        min(8, 3, 5)""",
        *_extreme(min, "<"),
    ),
    row(
        """
        max | call 90 | 1.. | same
        de grootste van {all}
        the largest of {all}
        De grootste; onbekend zodra er één ontbreekt.
        The largest; unknown as soon as one is missing.
        max(8, null)""",
        *_extreme(max, ">"),
    ),
    row(
        """
        sum | call 90 | 1.. | same
        de som van {all}
        the sum of {all}
        De som; onbekend zodra er één ontbreekt.
        The sum; unknown as soon as one is missing.
        sum(1, 2, 3.5)""",
        Case(NUMBER, "number", total, total, SUM_JS),
    ),
    row(
        """
        mean | call 90 | 1.. | same
        het gemiddelde van {all}
        the mean of {all}
        Het gemiddelde; onbekend zodra er één ontbreekt.
        The mean; unknown as soon as one is missing.
        mean(11, 2, 10)""",
        Case(NUMBER, "number", mean, mean, f"(...a)=>({SUM_JS})(...a)/a.length"),
    ),
    row(
        """
        median | call 90 | 1.. | same
        de mediaan van {all}
        the median of {all}
        De middelste waarde; onbekend zodra er één ontbreekt.
        The middle value; unknown when one is missing.
        median(8, 2, 5, 7)""",
        Case(
            NUMBER,
            "number",
            median,
            lambda *args: np.median(np.stack(np.broadcast_arrays(*args)), axis=0),
            "(...a)=>{a.sort((x,y)=>x-y);const h=Math.floor(a.length/2);"
            "return a.length%2?a[h]:(a[h-1]+a[h])/2}",
        ),
    ),
    row(
        """
        abs | call 90 | 1..1 | first
        {0} zonder teken
        {0} without its sign
        De grootte zonder het teken.
        The size without the sign.
        abs(-3)""",
        Case(NUMBER, "number", operator.abs, operator.abs, "Math.abs"),
        *calendar.ABS,
    ),
    row(
        """
        sqrt | call 90 | 1..1 | none
        de vierkantswortel van {0}
        the square root of {0}
        De vierkantswortel; van een negatief getal onbekend.
        The square root; unknown of a negative number.
        sqrt(16)""",
        Case(NUMBER, "number", math.sqrt, lambda x: np.sqrt(x), "Math.sqrt"),
    ),
    row(
        """
        modulo | call 90 | 2..2 | first
        de rest van {0} gedeeld door {1}
        the remainder of {0} divided by {1}
        De rest, met het teken van de deler.
        The remainder, with the sign of the divisor.
        modulo(10, -4)""",
        Case(
            PAIR,
            "number",
            lambda a, b: a - b * math.floor(nine(a / b)),
            lambda a, b: a - b * np.floor(nine_column(a / b)),
            "(a,b)=>b===0?null:a-b*Math.floor(nine(a/b))",
        ),
    ),
    row(
        """
        even | call 90 | 1..1 | none
        {0} is even
        {0} is even
        Voor gehele getallen; anders onbekend.
        For whole numbers; otherwise unknown.
        even(4)""",
        _parity(0),
    ),
    row(
        """
        odd | call 90 | 1..1 | none
        {0} is oneven
        {0} is odd
        Voor gehele getallen; anders onbekend.
        For whole numbers; otherwise unknown.
        odd(4)""",
        _parity(1),
    ),
    row(
        """
        floor | call 90 | 1..2 | first
        {0} naar beneden afgerond{places}
        {0} rounded to the number below{places}
        Het grootste gehele getal niet boven de waarde.
        The largest whole number not above the value.
        floor(-1.5)""",
        *_rounded(lambda m, y: m.floor(y), "Math.floor", alone=True),
    ),
    row(
        """
        ceiling | call 90 | 1..2 | first
        {0} naar boven afgerond{places}
        {0} rounded to the number above{places}
        Het kleinste gehele getal niet onder de waarde.
        The smallest whole number not below the value.
        ceiling(-1.56, 1)""",
        *_rounded(lambda m, y: m.ceil(y), "Math.ceil", alone=True),
    ),
    row(
        """
        decimal | call 90 | 2..2 | first
        {0} afgerond{places} (halven naar even)
        {0} rounded{places} (halves to even)
        Afronden op n decimalen, halven naar even.
        Rounds to n decimals, halves to even.
        decimal(0.525, 2)""",
        *_rounded(lambda m, y: round(y) if m is math else m.rint(y), "halfEven"),
    ),
    row(
        """
        round up | call 90 | 2..2 | first
        {0} afgerond{places}, van nul weg
        {0} rounded{places}, away from zero
        Afronden van nul weg.
        Rounds away from zero.
        round up(-1.126, 2)""",
        *_rounded(lambda m, y: m.copysign(m.ceil(abs(y)), y), "y=>Math.sign(y)*Math.ceil(Math.abs(y))"),
    ),
    row(
        """
        round down | call 90 | 2..2 | first
        {0} afgerond{places}, naar nul toe
        {0} rounded{places}, towards zero
        Afronden naar nul toe.
        Rounds towards zero.
        round down(-1.126, 2)""",
        *_rounded(lambda m, y: m.copysign(m.floor(abs(y)), y), "y=>Math.sign(y)*Math.floor(Math.abs(y))"),
    ),
    row(
        """
        round half up | call 90 | 2..2 | first
        {0} afgerond{places} (halven van nul weg)
        {0} rounded{places} (halves away from zero)
        Afronden, een half van nul weg.
        Rounds, a half away from zero.
        round half up(1.005, 2)""",
        *_half(operator.ge, ">="),
    ),
    row(
        """
        round half down | call 90 | 2..2 | first
        {0} afgerond{places} (halven naar nul)
        {0} rounded{places} (halves towards zero)
        Afronden, een half naar nul toe.
        Rounds, a half towards zero.
        round half down(-5.5, 0)""",
        *_half(operator.gt, ">"),
    ),
)
