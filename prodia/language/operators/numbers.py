"""Functions of numbers: the smallest, sums, means, remainders. Room 1."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from functools import reduce
from typing import Any

from prodia.language.arrays import Array, np
from prodia.language.columns import nine_column
from prodia.language.operators import calendar
from prodia.language.operators.arithmetic import NUMBER, PAIR, row
from prodia.language.operators.row import Case, Row
from prodia.language.values import nine
from prodia.problems import Two

SUM_JS = "(...a)=>a.reduce((x,y)=>x+y)"


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


ROWS = (
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
