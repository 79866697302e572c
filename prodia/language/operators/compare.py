"""Comparisons, ranges, membership and sameness. Numbers are compared at nine decimals."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

from prodia.language.columns import Column, kind_of, nine_column, np
from prodia.language.operators.logic import all_columns, all_of, any_columns, any_of
from prodia.language.operators.row import Case, row
from prodia.language.values import Plain, nine
from prodia.words import Words

# Text has equality and no order: the order of texts depends on a language, and no two faces agree on it.

Test = Callable[[Any, Any], Any]
ORDERED = ("number", "date", "months", "days")
EQUAL = ("number", "truth", "text", "date", "months", "days")


def _compared(test: Test, sign: str, kinds: tuple[str, ...]) -> Iterator[Case]:
    person: dict[str, Test] = {
        "number": lambda a, b: test(nine(a), nine(b)),
        **dict.fromkeys(("months", "days"), lambda a, b: test(a.amount, b.amount)),
    }
    column: dict[str, Test] = {
        "number": lambda a, b: test(nine_column(a), nine_column(b)),
        "text": lambda a, b: np.asarray(test(a, b), dtype=bool),
    }
    javascript = {
        "number": f"(a,b)=>nine(a){sign}nine(b)",
        **dict.fromkeys(("truth", "text"), f"(a,b)=>a{sign}b"),
    }
    for kind in kinds:
        faces = person.get(kind, test), column.get(kind, test), javascript.get(kind, f"(a,b)=>a.v{sign}b.v")
        yield Case((kind, kind), "truth", *faces)


_COMPARISONS = (
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
)
_ROW = {row.key: row for row in _COMPARISONS}
COMPARE = frozenset(_ROW)  # one value with another
RANGES = ("[..]", "[..)", "(..]", "(..)")

# Ranges, membership and sameness: lenient rows, Kleene over the comparisons above.


def _known(case: Case) -> Callable[[Plain, Plain], Plain]:
    return lambda a, b: None if a is None or b is None else case.person(a, b)


def _between(low: str, high: str) -> Iterator[Case]:
    from_, to = _ROW[low], _ROW[high]

    def of_kind(low_case: Case, high_case: Case) -> Case:
        above, below = _known(low_case), _known(high_case)
        return Case(
            low_case.args[:1] * 3,
            "truth",
            lambda x, a, b: all_of(above(x, a), below(x, b)),
            lambda x, a, b: all_columns(from_.on_columns([x, a]), to.on_columns([x, b])),
            f"(x,a,b)=>and(on('{low}',x,a),on('{high}',x,b))",
        )

    return map(of_kind, from_.cases, to.cases)


def _among(case: Case) -> Case:
    equal = _known(case)
    return Case(
        case.args,
        "truth",
        lambda x, *options: any_of(*(equal(x, o) for o in options)),
        lambda x, *options: any_columns(*(_ROW["="].on_columns([x, o]) for o in options)),
        "(x,...o)=>or(...o.map(y=>on('=',x,y)))",
    )


def _same(a: Plain, b: Plain) -> Plain:
    if a is None or b is None or kind_of(a) == kind_of(b):
        return _ROW["="].on_person([a, b])
    return False


def _same_column(a: Column, b: Column) -> Column:
    if a.kind == b.kind:
        return _ROW["="].on_columns([a, b])
    null = a.null | b.null
    return Column("truth", np.zeros(null.shape, dtype=bool), null)


ROWS = (
    *_COMPARISONS,
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
        *map(_among, _ROW["="].cases),
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
            "(a,b)=>a===null||b===null?null:alike(a,b)",
        ),
    ),
)
TESTS = frozenset(row.key for row in ROWS)  # every way to hold a value against others
OF_ORDER = TESTS - {"=", "!=", "in", "is"}  # which texts and truths do not have
