"""Rounding: the mode is always named, and acts on nine(x * 10**n), so that 1.005 becomes 1.01. Room 1."""

# A value has nine decimals at most, so n above 9 changes nothing but those nine decimals.
# Beyond 2,000,000 nine() leaves a number alone; there a tie is what the double says.

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from prodia.language.arrays import Array, np
from prodia.language.columns import nine_column
from prodia.language.operators.arithmetic import NUMBER, PAIR, row
from prodia.language.operators.row import Case, Row
from prodia.language.values import nine
from prodia.problems import Two

LOWEST, HIGHEST = -15, 6176
TEN = tuple(float(10**n) for n in range(16))


def _scaled(whole: Callable[[float], float]) -> Callable[[float, float], float]:
    def rounded(x: float, n: float) -> float:
        n = float(math.trunc(n))
        if not LOWEST <= n <= HIGHEST:
            return math.nan
        if n > 9:
            return nine(x)
        if n >= 0:
            return whole(nine(x * TEN[int(n)])) / TEN[int(n)]
        return whole(nine(x / TEN[int(-n)])) * TEN[int(-n)]

    return rounded


def _scaled_column(whole: Callable[[Array], Array]) -> Callable[[Array, Array], Array]:
    def rounded(x: Array, n: Array) -> Array:
        n = np.trunc(n)
        up = np.array(TEN)[np.clip(n, 0, 9).astype("int64")]
        down = np.array(TEN)[np.clip(-n, 0, 15).astype("int64")]
        small, large = whole(nine_column(x * up)) / up, whole(nine_column(x / down)) * down
        value = np.where(n > 9, nine_column(x), np.where(n >= 0, small, large))
        return np.where((n < LOWEST) | (n > HIGHEST), np.nan, value)

    return rounded


def _floor(y: float) -> float:
    return float(math.floor(y))


def _ceiling(y: float) -> float:
    return float(math.ceil(y))


def _half_even(y: float) -> float:
    return float(round(y))


def _up(y: float) -> float:
    return math.copysign(math.ceil(abs(y)), y)


def _down(y: float) -> float:
    return math.copysign(math.floor(abs(y)), y)


def _half_up(y: float) -> float:
    size, whole = abs(y), math.floor(abs(y))
    return math.copysign(whole + (size - whole >= 0.5), y)


def _half_down(y: float) -> float:
    size, whole = abs(y), math.floor(abs(y))
    return math.copysign(whole + (size - whole > 0.5), y)


def _half_up_column(y: Array) -> Array:
    whole = np.floor(np.abs(y))
    made: Array = np.copysign(whole + (np.abs(y) - whole >= 0.5), y)
    return made


def _half_down_column(y: Array) -> Array:
    whole = np.floor(np.abs(y))
    made: Array = np.copysign(whole + (np.abs(y) - whole > 0.5), y)
    return made


def _js(whole: str) -> str:
    return f"(x,n)=>rounded({whole},x,n)"


def _rounding(
    key: str,
    whole: Callable[[float], float],
    column: Callable[[Array], Array],
    javascript: str,
    prose: Two,
    doc: Two,
    example: str,
    *,
    least: int = 2,
) -> Row:
    scalar, vector = _scaled(whole), _scaled_column(column)
    cases = [Case(PAIR, "number", scalar, vector, _js(javascript))]
    if least == 1:
        one: Any = Case(
            NUMBER,
            "number",
            lambda x: scalar(x, 0.0),
            lambda x: vector(x, np.zeros(())),
            f"x=>rounded({javascript},x,0)",
        )
        cases.insert(0, one)
    return row(key, tuple(cases), least=least, most=2, units="first", prose=prose, doc=doc, example=example)


ROWS = (
    _rounding(
        "floor",
        _floor,
        lambda y: np.floor(y),
        "Math.floor",
        Two("{0} naar beneden afgerond{places}", "{0} rounded to the number below{places}"),
        Two(
            "Het grootste gehele getal niet boven de waarde.", "The largest whole number not above the value."
        ),
        "floor(-1.5)",
        least=1,
    ),
    _rounding(
        "ceiling",
        _ceiling,
        lambda y: np.ceil(y),
        "Math.ceil",
        Two("{0} naar boven afgerond{places}", "{0} rounded to the number above{places}"),
        Two(
            "Het kleinste gehele getal niet onder de waarde.",
            "The smallest whole number not below the value.",
        ),
        "ceiling(-1.56, 1)",
        least=1,
    ),
    _rounding(
        "decimal",
        _half_even,
        lambda y: np.rint(y),
        "halfEven",
        Two("{0} afgerond{places} (halven naar even)", "{0} rounded{places} (halves to even)"),
        Two("Afronden op n decimalen, halven naar even.", "Rounds to n decimals, halves to even."),
        "decimal(0.525, 2)",
    ),
    _rounding(
        "round up",
        _up,
        lambda y: np.copysign(np.ceil(np.abs(y)), y),
        "y=>Math.sign(y)*Math.ceil(Math.abs(y))",
        Two("{0} afgerond{places}, van nul weg", "{0} rounded{places}, away from zero"),
        Two("Afronden van nul weg.", "Rounds away from zero."),
        "round up(-1.126, 2)",
    ),
    _rounding(
        "round down",
        _down,
        lambda y: np.copysign(np.floor(np.abs(y)), y),
        "y=>Math.sign(y)*Math.floor(Math.abs(y))",
        Two("{0} afgerond{places}, naar nul toe", "{0} rounded{places}, towards zero"),
        Two("Afronden naar nul toe.", "Rounds towards zero."),
        "round down(-1.126, 2)",
    ),
    _rounding(
        "round half up",
        _half_up,
        _half_up_column,
        "y=>{const s=Math.abs(y),w=Math.floor(s);return Math.sign(y)*(w+(s-w>=0.5?1:0))}",
        Two(
            "{0} afgerond{places} (halven van nul weg)",
            "{0} rounded{places} (halves away from zero)",
        ),
        Two("Afronden, een half van nul weg.", "Rounds, a half away from zero."),
        "round half up(1.005, 2)",
    ),
    _rounding(
        "round half down",
        _half_down,
        _half_down_column,
        "y=>{const s=Math.abs(y),w=Math.floor(s);return Math.sign(y)*(w+(s-w>0.5?1:0))}",
        Two(
            "{0} afgerond{places} (halven naar nul)",
            "{0} rounded{places} (halves towards zero)",
        ),
        Two("Afronden, een half naar nul toe.", "Rounds, a half towards zero."),
        "round half down(-5.5, 0)",
    ),
)
