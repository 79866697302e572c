"""Kleene logic, choice and counting conditions: the lenient rows, where null has a meaning."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_

from prodia.language.columns import Array, Column, kind_of, named_column, np, nulls
from prodia.language.operators.row import Case, row
from prodia.language.values import Plain, nine

TRUTHS = ("truth",)


def all_of(*args: Plain) -> Plain:
    if False in args:
        return False
    return None if None in args else True


def any_of(*args: Plain) -> Plain:
    if True in args:
        return True
    return None if None in args else False


def true_in(column: Column) -> Array:
    return column.values.astype(bool) & ~column.null


def false_in(column: Column) -> Array:
    return ~column.values.astype(bool) & ~column.null


def all_columns(*columns: Column) -> Column:
    return _decided(reduce(and_, map(true_in, columns)), reduce(or_, map(false_in, columns)))


def any_columns(*columns: Column) -> Column:
    return _decided(reduce(or_, map(true_in, columns)), reduce(and_, map(false_in, columns)))


def _decided(yes: Array, no: Array) -> Column:
    """True for some, false for some, unknown for the others."""
    return Column("truth", yes, ~(yes | no))


def _not_column(a: Column) -> Column:
    return Column("truth", false_in(a), a.null)


class Mixed(Exception):
    """One column would have to hold values of two kinds, which ``args`` names."""


def _if(condition: Plain, then: Plain, other: Plain) -> Plain:
    if condition is None:
        return then if _settled(then) == _settled(other) else None
    return then if condition is True else other


def _settled(value: Plain) -> tuple[str, Plain]:
    """What two branches are compared by: their kind, and numbers as they are when they get a name."""
    return kind_of(value), nine(value) if isinstance(value, float) else value


def _if_columns(condition: Column, then: Column, other: Column) -> Column:
    yes, no, open_ = true_in(condition), false_in(condition), condition.null
    if then.kind != other.kind:
        left = (yes & ~then.null).any(), (no & ~other.null).any()
        if all(left):  # one column can not hold both; a person's value is the one or the other
            raise Mixed(then.kind, other.kind)
        one = other if left[1] or then.kind == "null" else then
        taken, shape = (no if one is other else yes), np.broadcast_shapes(yes.shape, one.null.shape)
        return Column(one.kind, np.broadcast_to(one.values, shape), one.null | ~taken)
    a, b = (named_column(c).values for c in (then, other))
    alike = (a == b) & ~then.null & ~other.null
    null = np.where(yes, then.null, np.where(no, other.null, ~alike))
    return Column(then.kind, np.where(yes | open_, then.values, other.values), null)


def _known(truths: Array) -> Column:
    return Column("truth", truths, np.zeros(truths.shape, dtype=bool))


AND_JS = "(...a)=>a.includes(false)?false:a.includes(null)?null:true"
IF_JS = "(c,a,b)=>c===true?a:c===false?b:alike(a,b)?a:null"
OR_JS = "(...a)=>a.includes(true)?true:a.includes(null)?null:false"


# Counting conditions: all, any, count true, at least. Lenient rows: null has a meaning.


def _count_true(*args: Plain) -> Plain:
    return None if None in args else float(args.count(True))


def _count_columns(*columns: Column) -> Column:
    total = np.asarray(sum(map(true_in, columns)), dtype="float64")
    return Column("number", total, reduce(or_, (c.null for c in columns)))


def _at_least(n: Plain, *args: Plain) -> Plain:
    if not isinstance(n, float):
        return None
    yes = args.count(True)
    if yes >= n:
        return True
    return False if yes + args.count(None) < n else None


def _at_least_columns(n: Column, *columns: Column) -> Column:
    if n.kind != "number":
        return nulls(np.broadcast_shapes(n.null.shape, *(c.null.shape for c in columns)))
    yes, open_ = sum(map(true_in, columns)), sum(c.null for c in columns)
    return _decided((yes >= n.values) & ~n.null, (yes + open_ < n.values) & ~n.null)


ROWS = (
    row(
        """
        or | infix 10 | 2.. | none | lenient
        {or}
        {or}
        Waar zodra één deel waar is; onbekend als geen deel waar is en een deel onbekend.
        True as soon as one part is true; unknown when none is true and one is unknown.
        true or null""",
        Case(TRUTHS, "truth", any_of, any_columns, OR_JS),
    ),
    row(
        """
        and | infix 20 | 2.. | none | lenient
        {and}
        {and}
        Onwaar zodra één deel onwaar is; onbekend als geen deel onwaar is en een deel onbekend.
        False as soon as one part is false; unknown when none is false and one is unknown.
        false and null""",
        Case(TRUTHS, "truth", all_of, all_columns, AND_JS),
    ),
    row(
        """
        not | call 90 | 1..1 | none | lenient
        niet ({0})
        not ({0})
        Het omgekeerde; onbekend blijft onbekend.
        The opposite; unknown stays unknown.
        not(10 < 5)""",
        Case(TRUTHS, "truth", lambda a: None if a is None else not a, _not_column, "a=>a===null?null:!a"),
    ),
    row(
        """
        if | special 5 | 3..3 | same | lenient
        als {0}: {1}, anders: {2}
        if {0}: {1}, otherwise: {2}
        De eerste waarde bij waar, de tweede bij onwaar; bij onbekend onbekend, tenzij beide gelijk zijn.
        The first value for true, the second for false; for unknown unknown, unless both are equal.
        if 8 < 10 then "lager" else "hoger" """,
        Case(("truth", "any", "any"), "same", _if, _if_columns, IF_JS),
    ),
    row(
        """
        is null | = null | special 30 | 1..1 | none | lenient
        {0} ontbreekt
        {0} is missing
        Waar als er geen waarde is. Nooit onbekend.
        True when there is no value. Never unknown.
        3 / 0 = null""",
        Case(("any",), "truth", lambda a: a is None, lambda a: _known(a.null), "a=>a===null"),
    ),
    row(
        """
        is not null | != null | special 30 | 1..1 | none | lenient
        {0} is bekend
        {0} is known
        Waar als er een waarde is. Nooit onbekend.
        True when there is a value. Never unknown.
        5 != null""",
        Case(("any",), "truth", lambda a: a is not None, lambda a: _known(~a.null), "a=>a!==null"),
    ),
    row(
        """
        all | call 90 | 1.. | none | lenient
        elk van deze geldt: {all}
        each of these holds: {all}
        «and» over alle argumenten.
        `and` over all arguments.
        all(true, null, false)""",
        Case(TRUTHS, "truth", all_of, all_columns, AND_JS),
    ),
    row(
        """
        any | call 90 | 1.. | none | lenient
        minstens één van deze geldt: {all}
        at least one of these holds: {all}
        «or» over alle argumenten.
        `or` over all arguments.
        any(false, null, true)""",
        Case(TRUTHS, "truth", any_of, any_columns, OR_JS),
    ),
    row(
        """
        count true | call 90 | 1.. | none | lenient
        het aantal dat geldt van: {all}
        how many hold of: {all}
        Hoeveel argumenten waar zijn; onbekend zodra één argument onbekend is.
        How many arguments are true; unknown as soon as one argument is unknown.
        count true(true, false, true)""",
        Case(
            TRUTHS,
            "number",
            _count_true,
            _count_columns,
            "(...a)=>a.includes(null)?null:a.filter(x=>x===true).length",
        ),
    ),
    row(
        """
        at least | call 90 | 2.. | none | lenient
        minstens {0} van deze gelden: {rest}
        at least {0} of these hold: {rest}
        Waar zodra n argumenten waar zijn, onwaar zodra dat niet meer kan, anders onbekend.
        True as soon as n arguments are true, false as soon as that can no longer be, else unknown.
        at least(2, true, null, true)""",
        Case(
            ("number", "truth"),
            "truth",
            _at_least,
            _at_least_columns,
            "(n,...a)=>{if(n===null)return null;const y=a.filter(x=>x===true).length,"
            "o=a.filter(x=>x===null).length;return y>=n?true:y+o<n?false:null}",
        ),
    ),
)
