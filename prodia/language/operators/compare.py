"""Comparisons, ranges, membership and sameness. Numbers are compared at nine decimals."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from prodia.language.columns import Column, nine_column, np, nulls
from prodia.language.operators.logic import all_columns, all_of, any_columns, any_of
from prodia.language.operators.row import Case, row
from prodia.language.values import Plain, nine
from prodia.words import Words

# Text has equality and no order: the order of texts depends on a language, and no two faces agree on it.

Test = Callable[[Any, Any], bool]
ORDERED = ("number", "date", "months", "days")
EQUAL = ("number", "truth", "text", "date", "months", "days")


def _javascript(kind: str, sign: str) -> str:
    if kind == "number":
        return f"(a,b)=>nine(a){sign}nine(b)"
    return f"(a,b)=>a{sign}b" if kind in ("truth", "text") else f"(a,b)=>a.v{sign}b.v"


def _person(kind: str, test: Test) -> Callable[[Any, Any], bool]:
    if kind == "number":
        return lambda a, b: test(nine(a), nine(b))
    if kind in ("months", "days"):
        return lambda a, b: test(a.amount, b.amount)
    return test


def _column(kind: str, test: Test) -> Callable[[Any, Any], Any]:
    if kind == "number":
        return lambda a, b: test(nine_column(a), nine_column(b))
    if kind == "text":
        return lambda a, b: np.asarray(test(a, b), dtype=bool)
    return test


def case_of(kind: str, test: Test, sign: str) -> Case:
    return Case((kind, kind), "truth", _person(kind, test), _column(kind, test), _javascript(kind, sign))


def _compared(test: Test, sign: str, kinds: tuple[str, ...]) -> Iterator[Case]:
    return (case_of(kind, test, sign) for kind in kinds)


TEST: dict[str, Test] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


# Ranges, membership and sameness: lenient rows, Kleene over comparisons.


def _strict(case: Case) -> Callable[[Plain, Plain], Plain]:
    return lambda a, b: None if a is None or b is None else case.person(a, b)


def _strict_column(case: Case) -> Callable[[Column, Column], Column]:
    def column(a: Column, b: Column) -> Column:
        null = a.null | b.null
        if a.kind == "null" or b.kind == "null":
            return nulls(null.shape)
        return Column("truth", case.column(a.values, b.values), null)

    return column


def _range_case(kind: str, low: str, high: str) -> Case:
    from_, to = case_of(kind, TEST[low], low), case_of(kind, TEST[high], high)
    above, below = _strict(from_), _strict(to)
    above_column, below_column = _strict_column(from_), _strict_column(to)
    return Case(
        (kind, kind, kind),
        "truth",
        lambda x, a, b: all_of(above(x, a), below(x, b)),
        lambda x, a, b: all_columns(above_column(x, a), below_column(x, b)),
        f"(x,a,b)=>and(strict({from_.javascript})(x,a),strict({to.javascript})(x,b))",
    )


def _between(low: str, high: str) -> Iterator[Case]:
    return (_range_case(kind, low, high) for kind in ORDERED)


def _in_case(kind: str) -> Case:
    equal = case_of(kind, operator.eq, "===")
    person, column = _strict(equal), _strict_column(equal)
    return Case(
        (kind, kind),
        "truth",
        lambda x, *options: any_of(*(person(x, o) for o in options)),
        lambda x, *options: any_columns(*(column(x, o) for o in options)),
        f"(x,...o)=>or(...o.map(y=>strict({equal.javascript})(x,y)))",
    )


def _same(a: Plain, b: Plain) -> Plain:
    if a is None or b is None:
        return None
    if isinstance(a, float) and isinstance(b, float):
        return nine(a) == nine(b)
    return type(a) is type(b) and a == b


def _same_column(a: Column, b: Column) -> Column:
    null = a.null | b.null
    if a.kind == "number" and b.kind == "number":
        return Column("truth", nine_column(a.values) == nine_column(b.values), null)
    if a.kind != b.kind:
        return Column("truth", np.zeros(null.shape, dtype=bool), null)
    return Column("truth", np.asarray(a.values == b.values, dtype=bool), null)


ROWS = (
    row(
        """
        = | infix 30 | 2..2 | same
        {0} is {1}
        {0} is {1}
        Gelijk (getallen op negen decimalen). Ontbreekt een kant, dan onbekend.
        Equal (numbers at nine decimals). Unknown when a side is missing.
        0.1 * 3 = 0.3""",
        *_compared(operator.eq, "===", EQUAL),
    ),
    row(
        """
        != | infix 30 | 2..2 | same
        {0} is niet {1}
        {0} is not {1}
        Niet gelijk. Ontbreekt een kant, dan onbekend.
        Not equal. Unknown when a side is missing.
        "lager" != "hoger" """,
        *_compared(operator.ne, "!==", EQUAL),
    ),
    row(
        """
        < | infix 30 | 2..2 | same
        {0} lager dan {1}
        {0} lower than {1}
        Lager, vroeger of korter dan. Ontbreekt een kant, dan onbekend.
        Lower, earlier or shorter than. Unknown when a side is missing.
        9.5 < 10""",
        *_compared(operator.lt, "<", ORDERED),
        dated=Words("{0} vóór {1}", "{0} before {1}"),
        lasting=Words("{0} korter dan {1}", "{0} shorter than {1}"),
    ),
    row(
        """
        <= | infix 30 | 2..2 | same
        {0} hoogstens {1}
        {0} at most {1}
        Hoogstens; de grens telt mee. Ontbreekt een kant, dan onbekend.
        At most; the cut-off counts. Unknown when a side is missing.
        10 <= 10""",
        *_compared(operator.le, "<=", ORDERED),
        dated=Words("{0} op of vóór {1}", "{0} on or before {1}"),
        lasting=Words("{0} hoogstens {1}", "{0} at most {1}"),
    ),
    row(
        """
        > | infix 30 | 2..2 | same
        {0} hoger dan {1}
        {0} higher than {1}
        Hoger, later of langer dan. Ontbreekt een kant, dan onbekend.
        Higher, later or longer than. Unknown when a side is missing.
        duration("P2Y") > duration("P18M")""",
        *_compared(operator.gt, ">", ORDERED),
        dated=Words("{0} na {1}", "{0} after {1}"),
        lasting=Words("{0} langer dan {1}", "{0} longer than {1}"),
    ),
    row(
        """
        >= | infix 30 | 2..2 | same
        {0} minstens {1}
        {0} at least {1}
        Minstens; de grens telt mee. Ontbreekt een kant, dan onbekend.
        At least; the cut-off counts. Unknown when a side is missing.
        date("2026-09-01") >= date("2026-09-01")""",
        *_compared(operator.ge, ">=", ORDERED),
        dated=Words("{0} op of na {1}", "{0} on or after {1}"),
        lasting=Words("{0} minstens {1}", "{0} at least {1}"),
    ),
    row(
        """
        between | special 30 | 3..3 | same | lenient
        {0} van {1} tot en met {2}
        {0} from {1} up to and including {2}
        Van de ene grens tot de andere; beide tellen mee.
        From one bound to the other; both count.
        10 between 10 and 16""",
        *_between(">=", "<="),
    ),
    row(
        """
        [..] | special 30 | 3..3 | same | lenient
        {0} van {1} tot en met {2}
        {0} from {1} up to and including {2}
        Bereik waarvan beide grenzen meetellen.
        A range with both bounds included.
        16 in [10..16]""",
        *_between(">=", "<="),
    ),
    row(
        """
        [..) | special 30 | 3..3 | same | lenient
        {0} van {1} tot {2} ({2} niet meegerekend)
        {0} from {1} to {2} ({2} not included)
        Bereik waarvan de bovengrens niet meetelt.
        A range without its upper bound.
        16 in [10..16)""",
        *_between(">=", "<"),
    ),
    row(
        """
        (..] | special 30 | 3..3 | same | lenient
        {0} boven {1} tot en met {2}
        {0} above {1} up to and including {2}
        Bereik waarvan de ondergrens niet meetelt.
        A range without its lower bound.
        10 in (10..16]""",
        *_between(">", "<="),
    ),
    row(
        """
        (..) | special 30 | 3..3 | same | lenient
        {0} tussen {1} en {2} (grenzen niet meegerekend)
        {0} between {1} and {2} (bounds not included)
        Bereik waarvan geen van beide grenzen meetelt.
        A range without its bounds.
        12 in (10..16)""",
        *_between(">", "<"),
    ),
    row(
        """
        in | special 30 | 3.. | same | lenient
        {0} is {or_rest}
        {0} is {or_rest}
        Gelijk aan een van de genoemde waarden.
        Equal to one of the values named.
        "lager" in ("lager", "gelijk")""",
        *(_in_case(kind) for kind in EQUAL),
    ),
    row(
        """
        is | call 90 | 2..2 | same | lenient
        {0} is hetzelfde als {1}
        {0} is the same as {1}
        Zelfde soort én zelfde waarde; waarden van verschillende soort zijn niet hetzelfde.
        Same kind and same value; values of different kinds are not the same.
        is(duration("P0M"), duration("P0D"))""",
        Case(
            ("any", "any"),
            "truth",
            _same,
            _same_column,
            "(a,b)=>a===null||b===null?null:kind(a)!==kind(b)?false:"
            "kind(a)==='number'?nine(a)===nine(b):typeof a==='object'?a.v===b.v:a===b",
        ),
    ),
)
