"""Arithmetic over numbers, and + - / where they also serve dates, durations and text. Room 1."""

# Every face must do the same IEEE operations in the same order: sums fold from the
# left (never np.sum, which pairs), powers square repeatedly, and modulo divides once.

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

from prodia.language.arrays import Array, np
from prodia.language.columns import nine_column
from prodia.language.operators import calendar
from prodia.language.operators.logic import NONE
from prodia.language.operators.row import Case, Row, Shape, Units
from prodia.language.values import nine
from prodia.problems import Two

NUMBER = ("number",)
PAIR = ("number", "number")
NAN = math.nan
MAX_POWER = 64


def row(
    key: str,
    cases: tuple[Case, ...],
    *,
    least: int,
    most: int | None,
    units: Units,
    prose: Two,
    doc: Two,
    example: str,
    shape: Shape = "call",
    precedence: int = 90,
    symbol: str = "",
) -> Row:
    """A strict row whose prose is the same for every kind."""
    return Row(
        key=key,
        symbol=symbol or key,
        shape=shape,
        precedence=precedence,
        least=least,
        most=most,
        lenient=False,
        cases=cases,
        units=units,
        dutch=prose.nl,
        english=prose.en,
        dated=NONE,
        lasting=NONE,
        doc=doc,
        example=example,
    )


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


def modulo(a: float, b: float) -> float:
    return a - b * math.floor(nine(a / b))


def modulo_column(a: Array, b: Array) -> Array:
    rest: Array = a - b * np.floor(nine_column(a / b))
    return rest


def total(*args: float) -> float:
    return reduce(operator.add, args)


def mean(*args: float) -> float:
    return total(*args) / len(args)


def median(*args: float) -> float:
    ordered, half = sorted(args), len(args) // 2
    return ordered[half] if len(args) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _folded(fn: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    return lambda *args: reduce(fn, args)


def _mean_column(*args: Array) -> Array:
    mean_of: Array = reduce(operator.add, args) / len(args)
    return mean_of


def _median_column(*args: Array) -> Array:
    ordered: Array = np.sort(np.stack(np.broadcast_arrays(*args)), axis=0)
    half = len(args) // 2
    middle: Array = ordered[half] if len(args) % 2 else (ordered[half - 1] + ordered[half]) / 2
    return middle


def _smallest(*args: Any) -> Any:
    return min(args)


def _largest(*args: Any) -> Any:
    return max(args)


def _parity(rest: int) -> Callable[[float], bool]:
    def test(x: float) -> bool:
        x = nine(x)
        if x != math.floor(x):
            raise ValueError(x)
        return x % 2 == rest

    return test


def _parity_column(rest: int) -> Callable[[Array], tuple[Array, Array]]:
    def test(x: Array) -> tuple[Array, Array]:
        x = nine_column(x)
        return np.mod(x, 2) == rest, x != np.floor(x)

    return test


def _parity_row(key: str, rest: int, prose: Two, example: str) -> Row:
    return row(
        key,
        (
            Case(
                NUMBER,
                "truth",
                _parity(rest),
                _parity_column(rest),
                f"x=>{{x=nine(x);return x!==Math.floor(x)?null:Math.abs(x%2)==={rest}}}",
            ),
        ),
        least=1,
        most=1,
        units="none",
        prose=prose,
        doc=Two("Voor gehele getallen; anders onbekend.", "For whole numbers; otherwise unknown."),
        example=example,
    )


def _extreme(
    key: str, person: Callable[..., Any], fn: str, sign: str, prose: Two, doc: Two, example: str
) -> Row:
    def column(*args: Array) -> Array:
        folded: Array = reduce(getattr(np, fn), args)
        return folded

    dates = f"(...a)=>a.reduce((x,y)=>y.v{sign}x.v?y:x)"
    return row(
        key,
        (
            Case(NUMBER, "number", person, column, f"(...a)=>Math.{key}(...a)"),
            Case(("date",), "date", person, column, dates),
            Case(("months",), "months", calendar.by_amount(person), column, dates),
            Case(("days",), "days", calendar.by_amount(person), column, dates),
        ),
        least=1,
        most=None,
        units="same",
        prose=prose,
        doc=doc,
        example=example,
    )


SUM_JS = "(...a)=>a.reduce((x,y)=>x+y)"
ROWS = (
    row(
        "+",
        (
            Case(PAIR, "number", operator.add, operator.add, "(a,b)=>a+b"),
            Case(("text", "text"), "text", operator.add, operator.add, "(a,b)=>a+b"),
            *calendar.PLUS,
        ),
        shape="infix",
        precedence=40,
        least=2,
        most=2,
        units="same",
        prose=Two("{0} plus {1}", "{0} plus {1}"),
        doc=Two(
            "Optellen; teksten aan elkaar; een datum plus een duur "
            "(een dag die niet bestaat wordt de laatste van de maand).",
            "Addition; texts joined; a date plus a duration "
            "(a day that does not exist becomes the last of the month).",
        ),
        example='date("2026-01-31") + duration("P1M")',
    ),
    row(
        "-",
        (Case(PAIR, "number", operator.sub, operator.sub, "(a,b)=>a-b"), *calendar.MINUS),
        shape="infix",
        precedence=40,
        least=2,
        most=2,
        units="same",
        prose=Two("{0} min {1}", "{0} minus {1}"),
        doc=Two(
            "Aftrekken; twee datums geven een duur in dagen.",
            "Subtraction; two dates give a duration in days.",
        ),
        example='date("2026-03-01") - date("2026-02-01")',
    ),
    row(
        "*",
        (Case(PAIR, "number", operator.mul, operator.mul, "(a,b)=>a*b"),),
        shape="infix",
        precedence=50,
        least=2,
        most=2,
        units="scale",
        prose=Two("{0} maal {1}", "{0} times {1}"),
        doc=Two("Vermenigvuldigen.", "Multiplication."),
        example="3 * 2.5",
    ),
    row(
        "/",
        (Case(PAIR, "number", _divide, operator.truediv, "(a,b)=>b===0?null:a/b"), *calendar.RATIO),
        shape="infix",
        precedence=50,
        least=2,
        most=2,
        units="scale",
        prose=Two("{0} gedeeld door {1}", "{0} divided by {1}"),
        doc=Two(
            "Delen; delen door nul is niet te berekenen (onbekend).",
            "Division; by zero is not computable (unknown).",
        ),
        example="10 / 0",
    ),
    row(
        "**",
        (Case(PAIR, "number", power, power_column, POWER_JS),),
        shape="infix",
        precedence=60,
        least=2,
        most=2,
        units="scale",
        prose=Two("{0} tot de macht {1}", "{0} to the power {1}"),
        doc=Two(
            "Macht met een gehele exponent van hoogstens 64; anders onbekend.",
            "Power with a whole exponent of at most 64; otherwise unknown.",
        ),
        example="2 ** 10",
    ),
    row(
        "negate",
        (Case(NUMBER, "number", operator.neg, operator.neg, "a=>-a"), *calendar.NEGATE),
        shape="prefix",
        precedence=70,
        symbol="-",
        least=1,
        most=1,
        units="first",
        prose=Two("min {0}", "minus {0}"),
        doc=Two("Het tegengestelde.", "The opposite number."),
        example="-(3 + 4)",
    ),
    _extreme(
        "min",
        _smallest,
        "minimum",
        "<",
        Two("de kleinste van {all}", "the smallest of {all}"),
        Two(
            "De kleinste; onbekend zodra er één ontbreekt.",
            "The smallest; unknown as soon as one is missing.",
        ),
        "min(8, 3, 5)",
    ),
    _extreme(
        "max",
        _largest,
        "maximum",
        ">",
        Two("de grootste van {all}", "the largest of {all}"),
        Two(
            "De grootste; onbekend zodra er één ontbreekt.", "The largest; unknown as soon as one is missing."
        ),
        "max(8, null)",
    ),
    row(
        "sum",
        (Case(NUMBER, "number", total, _folded(operator.add), SUM_JS),),
        least=1,
        most=None,
        units="same",
        prose=Two("de som van {all}", "the sum of {all}"),
        doc=Two("De som; onbekend zodra er één ontbreekt.", "The sum; unknown as soon as one is missing."),
        example="sum(1, 2, 3.5)",
    ),
    row(
        "mean",
        (Case(NUMBER, "number", mean, _mean_column, f"(...a)=>({SUM_JS})(...a)/a.length"),),
        least=1,
        most=None,
        units="same",
        prose=Two("het gemiddelde van {all}", "the mean of {all}"),
        doc=Two(
            "Het gemiddelde; onbekend zodra er één ontbreekt.", "The mean; unknown as soon as one is missing."
        ),
        example="mean(11, 2, 10)",
    ),
    row(
        "median",
        (
            Case(
                NUMBER,
                "number",
                median,
                _median_column,
                "(...a)=>{a.sort((x,y)=>x-y);const h=Math.floor(a.length/2);"
                "return a.length%2?a[h]:(a[h-1]+a[h])/2}",
            ),
        ),
        least=1,
        most=None,
        units="same",
        prose=Two("de mediaan van {all}", "the median of {all}"),
        doc=Two(
            "De middelste waarde; onbekend zodra er één ontbreekt.",
            "The middle value; unknown when one is missing.",
        ),
        example="median(8, 2, 5, 7)",
    ),
    row(
        "abs",
        (Case(NUMBER, "number", operator.abs, operator.abs, "Math.abs"), *calendar.ABS),
        least=1,
        most=1,
        units="first",
        prose=Two("{0} zonder teken", "{0} without its sign"),
        doc=Two("De grootte zonder het teken.", "The size without the sign."),
        example="abs(-3)",
    ),
    row(
        "sqrt",
        (Case(NUMBER, "number", math.sqrt, lambda x: np.sqrt(x), "Math.sqrt"),),
        least=1,
        most=1,
        units="none",
        prose=Two("de vierkantswortel van {0}", "the square root of {0}"),
        doc=Two(
            "De vierkantswortel; van een negatief getal onbekend.",
            "The square root; unknown of a negative number.",
        ),
        example="sqrt(16)",
    ),
    row(
        "modulo",
        (Case(PAIR, "number", modulo, modulo_column, "(a,b)=>b===0?null:a-b*Math.floor(nine(a/b))"),),
        least=2,
        most=2,
        units="first",
        prose=Two("de rest van {0} gedeeld door {1}", "the remainder of {0} divided by {1}"),
        doc=Two("De rest, met het teken van de deler.", "The remainder, with the sign of the divisor."),
        example="modulo(10, -4)",
    ),
    _parity_row("even", 0, Two("{0} is even", "{0} is even"), "even(4)"),
    _parity_row("odd", 1, Two("{0} is oneven", "{0} is odd"), "odd(4)"),
)
