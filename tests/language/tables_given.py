"""Random decision tables, and what they mean read row by row: the reference the compiled ones are held to."""

from __future__ import annotations

import datetime as dt
from itertools import product

from hypothesis import strategies as st

from prodia.language import Duration, Literal, evaluate, nine, parse, parse_cell, parse_type
from prodia.language.tables import HitPolicy, Input, Output, Rule, Table

D = dt.date

# per type: cells an author may write, and admitted values that reach every part any two of them make
COLUMNS = {
    "percentile 0..100": (
        ("-", "< 10", "<= 10", "> 10", ">= 10", "[10..16)", "(10..16]", "not(10)", "5, > 16", "null", "0.3"),
        (0.0, 0.3, 5.0, 7.5, 10.0, 12.25, 16.0, 16.5, 100.0),
    ),
    "count 0..4": (
        ("-", "< 2", "<= 1", "> 1", ">= 3", "[1..3]", "2", "> 4", "null"),
        (0.0, 1.0, 2.0, 3.0, 4.0),
    ),
    "choice lager | so1 | so2": (
        ("-", "lager", "so1, so2", "not(lager)", '"so2"', "null", "hoger"),
        ("lager", "so1", "so2"),
    ),
    "truth": (("-", "true", "false", "not(true)", "null"), (True, False)),
    "verdict": (
        ("-", "met", "not met", "met, judgement", "not(not assessable)"),
        ("met", "not met", "judgement", "not assessable"),
    ),
    "text": (("-", "a", "b", "not(a, b)", "null"), ("a", "b", "c")),
    "date": (
        ("-", '< date("2020-01-02")', '<= date("2020-01-01")', '> date("2020-01-01")', "null"),
        (D(2019, 12, 31), D(2020, 1, 1), D(2020, 1, 2), D(2020, 1, 3)),
    ),
    "duration months 0..": (
        ("-", '< duration("P1Y")', '[duration("P1Y")..duration("P2Y")]', '> duration("P13M")', "null"),
        tuple(Duration("months", n) for n in (0, 11, 12, 13, 14, 24, 25)),
    ),
}
OUTCOMES = ("a", "b", "c")


@st.composite
def tables(draw, most_inputs: int = 3, most_rules: int = 5, otherwise: bool | None = None) -> Table:
    kinds = draw(st.lists(st.sampled_from(sorted(COLUMNS)), min_size=1, max_size=most_inputs))
    inputs = tuple(Input(parse(f"x{i}"), parse_type(kind)) for i, kind in enumerate(kinds))
    cells = [st.sampled_from(COLUMNS[kind][0]).map(parse_cell) for kind in kinds]
    hit = draw(st.sampled_from(HitPolicy))
    aggregate = "none"
    if hit is HitPolicy.COLLECT:
        aggregate = draw(st.sampled_from(("none", "sum", "min", "max", "count")))
    outcome = st.sampled_from((1.0, 2.0, 0.1) if aggregate != "none" else OUTCOMES)
    rules = draw(
        st.lists(
            st.builds(Rule, when=st.tuples(*cells), then=st.tuples(outcome)), min_size=1, max_size=most_rules
        )
    )
    values = draw(st.permutations(OUTCOMES)) if draw(st.booleans()) else ()
    default = draw(st.booleans()) if otherwise is None else otherwise
    return Table(
        inputs, (Output("y", None, tuple(values)),), tuple(rules), hit, aggregate, ("z",) if default else None
    )


def admitted(table: Table, null: bool) -> list[tuple]:
    """Rows of values that reach every cell the declared types admit."""
    columns = []
    for column in table.inputs:
        values = COLUMNS[column.type.show()][1]
        assert all(column.type.admits(v) for v in values)
        columns.append([*([None] if null and column.type.kind != "verdict" else []), *values])
    return list(product(*columns))


def holding(table: Table, row: tuple) -> list[int]:
    """The rules that hold, by evaluating every cell."""
    return [
        r
        for r, rule in enumerate(table.rules)
        if all(
            cell == Literal(True) or evaluate(cell, {"?": value}) is True
            for cell, value in zip(rule.when, row, strict=True)
        )
    ]


def answered(table: Table, row: tuple) -> tuple[tuple[int, ...], tuple, bool, str]:
    """(rules, rows, default used, status), straight from the definition of the hit policies."""
    rules = holding(table, row)
    if not rules:
        return ((), (), False, "none") if table.otherwise is None else ((), (table.otherwise,), True, "ok")
    thens = [table.rules[r].then for r in rules]
    declared = list(table.outputs[0].values)

    def place(r: int) -> int:
        value = table.rules[r].then[0]
        return declared.index(value) if value in declared else 99

    match table.hit:
        case HitPolicy.UNIQUE if len(rules) > 1:
            return tuple(rules), (), False, "several"
        case HitPolicy.ANY:
            same = len(set(thens)) == 1
            return tuple(rules), (thens[0],) if same else (), False, "ok" if same else "several"
        case HitPolicy.FIRST:
            return (rules[0],), (thens[0],), False, "ok"
        case HitPolicy.PRIORITY:
            best = min(rules, key=place)
            return (best,), (table.rules[best].then,), False, "ok"
        case HitPolicy.OUTPUT_ORDER:
            rules = sorted(rules, key=place)
            return tuple(rules), tuple(table.rules[r].then for r in rules), False, "ok"
        case HitPolicy.COLLECT if table.aggregate != "none":
            numbers = [t[0] for t in thens]
            total = {"sum": sum, "min": min, "max": max, "count": len}[table.aggregate](numbers)
            return tuple(rules), ((nine(float(total)),),), False, "ok"
    return tuple(rules), tuple(thens), False, "ok"
