"""Counting conditions: all, any, count true, at least. Lenient rows: null has a meaning. Room 1."""

from __future__ import annotations

from prodia.language.arrays import np
from prodia.language.columns import Column, nulls
from prodia.language.operators.logic import (
    AND_JS,
    NONE,
    OR_JS,
    TRUTHS,
    all_columns,
    all_of,
    any_columns,
    any_of,
    true_in,
)
from prodia.language.operators.row import Case, Row
from prodia.language.values import Plain
from prodia.problems import Two


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
        doc=Two("«and» over alle argumenten.", "`and` over all arguments."),
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
        doc=Two("«or» over alle argumenten.", "`or` over all arguments."),
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
        doc=Two(
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
        doc=Two(
            "Waar zodra n argumenten waar zijn, onwaar zodra dat niet meer kan, anders onbekend.",
            "True as soon as n arguments are true, false as soon as that can no longer be, else unknown.",
        ),
        example="at least(2, true, null, true)",
    ),
)
