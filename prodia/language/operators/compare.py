"""Comparisons, ranges and membership. Numbers are compared at nine decimals. Room 1."""

# One generator writes the six comparisons, because their faces
# differ in nothing but the sign. Text has equality and no order: the order of texts
# depends on a language, and no two faces agree on it.

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from prodia.language.arrays import np
from prodia.language.columns import nine_column
from prodia.language.operators.logic import NONE
from prodia.language.operators.row import Case, Row
from prodia.language.values import nine
from prodia.problems import Two

Test = Callable[[Any, Any], bool]
ORDERED = ("number", "date", "months", "days")
EQUAL = ("number", "truth", "text", "date", "months", "days")

_JS_NUMBER = "(a,b)=>nine(a){}nine(b)"
_JS_PLAIN = "(a,b)=>a{}b"
_JS_DATED = "(a,b)=>a.v{}b.v"


def _javascript(kind: str, sign: str) -> str:
    form = _JS_NUMBER if kind == "number" else _JS_PLAIN if kind in ("truth", "text") else _JS_DATED
    return form.format(sign)


def _person(kind: str, test: Test) -> Callable[[Any, Any], bool]:
    if kind == "number":
        return lambda a, b: test(nine(a), nine(b))
    if kind in ("months", "days"):
        return lambda a, b: test(a.amount, b.amount)
    return lambda a, b: test(a, b)


def _column(kind: str, test: Test) -> Callable[[Any, Any], Any]:
    if kind == "number":
        return lambda a, b: test(nine_column(a), nine_column(b))
    if kind == "text":
        return lambda a, b: np.asarray(test(a, b), dtype=bool)
    return lambda a, b: test(a, b)


def case_of(kind: str, test: Test, sign: str) -> Case:
    return Case((kind, kind), "truth", _person(kind, test), _column(kind, test), _javascript(kind, sign))


def _comparison(
    sign: str,
    test: Test,
    kinds: tuple[str, ...],
    prose: Two,
    dated: Two,
    lasting: Two,
    doc: Two,
    example: str,
) -> Row:
    js = {"=": "===", "!=": "!=="}.get(sign, sign)
    return Row(
        key=sign,
        symbol=sign,
        shape="infix",
        precedence=30,
        least=2,
        most=2,
        lenient=False,
        cases=tuple(case_of(kind, test, js) for kind in kinds),
        units="same",
        dutch=prose.nl,
        english=prose.en,
        dated=dated,
        lasting=lasting,
        doc=doc,
        example=example,
    )


TEST: dict[str, Test] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


_NULLS = Two(" Ontbreekt een kant, dan onbekend.", " Unknown when a side is missing.")

ROWS = (
    _comparison(
        "=",
        operator.eq,
        EQUAL,
        Two("{0} is {1}", "{0} is {1}"),
        NONE,
        NONE,
        Two(
            "Gelijk (getallen op negen decimalen)." + _NULLS.nl,
            "Equal (numbers at nine decimals)." + _NULLS.en,
        ),
        "0.1 * 3 = 0.3",
    ),
    _comparison(
        "!=",
        operator.ne,
        EQUAL,
        Two("{0} is niet {1}", "{0} is not {1}"),
        NONE,
        NONE,
        Two("Niet gelijk." + _NULLS.nl, "Not equal." + _NULLS.en),
        '"lager" != "hoger"',
    ),
    _comparison(
        "<",
        operator.lt,
        ORDERED,
        Two("{0} lager dan {1}", "{0} lower than {1}"),
        Two("{0} vóór {1}", "{0} before {1}"),
        Two("{0} korter dan {1}", "{0} shorter than {1}"),
        Two("Lager, vroeger of korter dan." + _NULLS.nl, "Lower, earlier or shorter than." + _NULLS.en),
        "9.5 < 10",
    ),
    _comparison(
        "<=",
        operator.le,
        ORDERED,
        Two("{0} hoogstens {1}", "{0} at most {1}"),
        Two("{0} op of vóór {1}", "{0} on or before {1}"),
        Two("{0} hoogstens {1}", "{0} at most {1}"),
        Two("Hoogstens; de grens telt mee." + _NULLS.nl, "At most; the cut-off counts." + _NULLS.en),
        "10 <= 10",
    ),
    _comparison(
        ">",
        operator.gt,
        ORDERED,
        Two("{0} hoger dan {1}", "{0} higher than {1}"),
        Two("{0} na {1}", "{0} after {1}"),
        Two("{0} langer dan {1}", "{0} longer than {1}"),
        Two("Hoger, later of langer dan." + _NULLS.nl, "Higher, later or longer than." + _NULLS.en),
        'duration("P2Y") > duration("P18M")',
    ),
    _comparison(
        ">=",
        operator.ge,
        ORDERED,
        Two("{0} minstens {1}", "{0} at least {1}"),
        Two("{0} op of na {1}", "{0} on or after {1}"),
        Two("{0} minstens {1}", "{0} at least {1}"),
        Two("Minstens; de grens telt mee." + _NULLS.nl, "At least; the cut-off counts." + _NULLS.en),
        'date("2026-09-01") >= date("2026-09-01")',
    ),
)
