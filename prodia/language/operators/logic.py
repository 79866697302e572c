"""Kleene logic, choice and counting conditions: the lenient rows, where null has a meaning."""

from __future__ import annotations

from prodia.language.arrays import Array, np
from prodia.language.columns import Column, nulls
from prodia.language.operators.row import Case, Row
from prodia.language.values import Plain
from prodia.words import Words

NONE = Words("", "")
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
    yes, no = true_in(columns[0]), false_in(columns[0])
    for c in columns[1:]:
        yes, no = yes & true_in(c), no | false_in(c)
    return Column("truth", yes, ~(yes | no))


def any_columns(*columns: Column) -> Column:
    yes, no = true_in(columns[0]), false_in(columns[0])
    for c in columns[1:]:
        yes, no = yes | true_in(c), no & false_in(c)
    return Column("truth", yes, ~(yes | no))


def _not(a: Plain) -> Plain:
    return None if a is None else not a


def _not_column(a: Column) -> Column:
    return Column("truth", false_in(a), a.null)


def _if(condition: Plain, then: Plain, other: Plain) -> Plain:
    return then if condition is True else other


def _if_columns(condition: Column, then: Column, other: Column) -> Column:
    take = true_in(condition)
    if then.kind == "null" or other.kind == "null":
        kind = other.kind if then.kind == "null" else then.kind
    elif then.kind != other.kind:
        raise TypeError(f"the branches of an if have kinds {then.kind} and {other.kind}")
    else:
        kind = then.kind
    filler = other.values if then.kind == "null" else then.values
    a = filler if then.kind == "null" else then.values
    b = filler if other.kind == "null" else other.values
    return Column(kind, np.where(take, a, b), np.where(take, then.null, other.null))


def _is_null(a: Plain) -> Plain:
    return a is None


def _not_null(a: Plain) -> Plain:
    return a is not None


def _is_null_column(a: Column) -> Column:
    return Column("truth", a.null, np.zeros(a.null.shape, dtype=bool))


def _not_null_column(a: Column) -> Column:
    return Column("truth", ~a.null, np.zeros(a.null.shape, dtype=bool))


AND_JS = "(...a)=>a.includes(false)?false:a.includes(null)?null:true"
OR_JS = "(...a)=>a.includes(true)?true:a.includes(null)?null:false"


# Counting conditions: all, any, count true, at least. Lenient rows: null has a meaning.


def _count_true(*args: Plain) -> Plain:
    return None if None in args else float(args.count(True))


def _count_columns(*columns: Column) -> Column:
    total, null = np.zeros((), dtype="float64"), np.zeros((), dtype=bool)
    for c in columns:
        total, null = total + true_in(c), null | c.null
    return Column("number", total.astype("float64"), null)


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
    yes, open_ = np.zeros((), dtype="int64"), np.zeros((), dtype="int64")
    for c in columns:
        yes, open_ = yes + true_in(c), open_ + c.null
    reached, out = (yes >= n.values) & ~n.null, (yes + open_ < n.values) & ~n.null
    return Column("truth", reached, ~(reached | out))


ROWS = (
    Row(
        key="or",
        symbol="or",
        shape="infix",
        precedence=10,
        least=2,
        most=None,
        lenient=True,
        cases=(Case(TRUTHS, "truth", any_of, any_columns, OR_JS),),
        units="none",
        dutch="{or}",
        english="{or}",
        dated=NONE,
        lasting=NONE,
        doc=Words(
            "Waar zodra één deel waar is; onbekend als geen deel waar is en een deel onbekend.",
            "True as soon as one part is true; unknown when none is true and one is unknown.",
        ),
        example="true or null",
    ),
    Row(
        key="and",
        symbol="and",
        shape="infix",
        precedence=20,
        least=2,
        most=None,
        lenient=True,
        cases=(Case(TRUTHS, "truth", all_of, all_columns, AND_JS),),
        units="none",
        dutch="{and}",
        english="{and}",
        dated=NONE,
        lasting=NONE,
        doc=Words(
            "Onwaar zodra één deel onwaar is; onbekend als geen deel onwaar is en een deel onbekend.",
            "False as soon as one part is false; unknown when none is false and one is unknown.",
        ),
        example="false and null",
    ),
    Row(
        key="not",
        symbol="not",
        shape="call",
        precedence=90,
        least=1,
        most=1,
        lenient=True,
        cases=(Case(TRUTHS, "truth", _not, _not_column, "a=>a===null?null:!a"),),
        units="none",
        dutch="niet ({0})",
        english="not ({0})",
        dated=NONE,
        lasting=NONE,
        doc=Words("Het omgekeerde; onbekend blijft onbekend.", "The opposite; unknown stays unknown."),
        example="not(10 < 5)",
    ),
    Row(
        key="if",
        symbol="if",
        shape="special",
        precedence=5,
        least=3,
        most=3,
        lenient=True,
        cases=(Case(("truth", "any", "any"), "same", _if, _if_columns, "(c,a,b)=>c===true?a:b"),),
        units="same",
        dutch="als {0}: {1}, anders: {2}",
        english="if {0}: {1}, otherwise: {2}",
        dated=NONE,
        lasting=NONE,
        doc=Words(
            "De eerste waarde als de voorwaarde waar is, anders de tweede (ook bij onbekend).",
            "The first value when the condition is true, else the second (also when unknown).",
        ),
        example='if 8 < 10 then "lager" else "hoger"',
    ),
    Row(
        key="is null",
        symbol="= null",
        shape="special",
        precedence=30,
        least=1,
        most=1,
        lenient=True,
        cases=(Case(("any",), "truth", _is_null, _is_null_column, "a=>a===null"),),
        units="none",
        dutch="{0} ontbreekt",
        english="{0} is missing",
        dated=NONE,
        lasting=NONE,
        doc=Words(
            "Waar als er geen waarde is. Nooit onbekend.", "True when there is no value. Never unknown."
        ),
        example="3 / 0 = null",
    ),
    Row(
        key="is not null",
        symbol="!= null",
        shape="special",
        precedence=30,
        least=1,
        most=1,
        lenient=True,
        cases=(Case(("any",), "truth", _not_null, _not_null_column, "a=>a!==null"),),
        units="none",
        dutch="{0} is bekend",
        english="{0} is known",
        dated=NONE,
        lasting=NONE,
        doc=Words("Waar als er een waarde is. Nooit onbekend.", "True when there is a value. Never unknown."),
        example="5 != null",
    ),
    Row(
        key="all",
        symbol="all",
        shape="call",
        precedence=90,
        least=1,
        most=None,
        lenient=True,
        cases=(Case(TRUTHS, "truth", all_of, all_columns, AND_JS),),
        units="none",
        dutch="elk van deze geldt: {all}",
        english="each of these holds: {all}",
        dated=NONE,
        lasting=NONE,
        doc=Words("«and» over alle argumenten.", "`and` over all arguments."),
        example="all(true, null, false)",
    ),
    Row(
        key="any",
        symbol="any",
        shape="call",
        precedence=90,
        least=1,
        most=None,
        lenient=True,
        cases=(Case(TRUTHS, "truth", any_of, any_columns, OR_JS),),
        units="none",
        dutch="minstens één van deze geldt: {all}",
        english="at least one of these holds: {all}",
        dated=NONE,
        lasting=NONE,
        doc=Words("«or» over alle argumenten.", "`or` over all arguments."),
        example="any(false, null, true)",
    ),
    Row(
        key="count true",
        symbol="count true",
        shape="call",
        precedence=90,
        least=1,
        most=None,
        lenient=True,
        cases=(
            Case(
                TRUTHS,
                "number",
                _count_true,
                _count_columns,
                "(...a)=>a.includes(null)?null:a.filter(x=>x===true).length",
            ),
        ),
        units="none",
        dutch="het aantal dat geldt van: {all}",
        english="how many hold of: {all}",
        dated=NONE,
        lasting=NONE,
        doc=Words(
            "Hoeveel argumenten waar zijn; onbekend zodra één argument onbekend is.",
            "How many arguments are true; unknown as soon as one argument is unknown.",
        ),
        example="count true(true, false, true)",
    ),
    Row(
        key="at least",
        symbol="at least",
        shape="call",
        precedence=90,
        least=2,
        most=None,
        lenient=True,
        cases=(
            Case(
                ("number", "truth"),
                "truth",
                _at_least,
                _at_least_columns,
                "(n,...a)=>{if(n===null)return null;const y=a.filter(x=>x===true).length,"
                "o=a.filter(x=>x===null).length;return y>=n?true:y+o<n?false:null}",
            ),
        ),
        units="none",
        dutch="minstens {0} van deze gelden: {rest}",
        english="at least {0} of these hold: {rest}",
        dated=NONE,
        lasting=NONE,
        doc=Words(
            "Waar zodra n argumenten waar zijn, onwaar zodra dat niet meer kan, anders onbekend.",
            "True as soon as n arguments are true, false as soon as that can no longer be, else unknown.",
        ),
        example="at least(2, true, null, true)",
    ),
)
