"""A protocol as SQL, for data that live in a database: criteria and decision tables, with rule numbers.

>>> import datetime as dt
>>> import prodia
>>> plan = prodia.load().catalogue.plan("algemeen@1.0.0")
>>> print(to_sql(plan, dt.date(2026, 10, 1), "leerlingen").splitlines()[0])
-- algemeen@1.0.0 op 2026-10-01: elk criterium en elke beslissing, een rij per rij van leerlingen.
"""

# DuckDB's logic is that of the language: three values, and null travels. A number is brought to nine decimals
# where it gets a name, by the very formula of prodia.language.values. Each name is a column of one of a chain
# of `WITH`s, in the order in which they are worked out; of each rule of a table there is one condition, and
# what the hit policy makes of those that hold is worked out from the list of their numbers. What has no SQL
# here is refused by name, never left out.
#
# Nobody asks here whether an answer is on the path: what is given counts, as in prodia.decide, but for
# answers that contradict each other.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from prodia.batch.decide import answer_of
from prodia.batch.kernel import BORN
from prodia.case.outcomes import conditions
from prodia.case.structure import structure, told_when
from prodia.errors import ProdiaError, checked
from prodia.language import SUBJECT, Duration, HitPolicy, Literal, Name, Plain, Tree, Type, names, plain, show
from prodia.language.columns import kind_of
from prodia.language.syntax.tree import fixed
from prodia.language.tables.compiled import CompiledTable, Hit, outcome
from prodia.language.values import NINE, NINE_LIMIT, SHIFT, WHOLE
from prodia.model.plan import Plan
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.problems import Problem
from prodia.problems.administering import NOT_ONE_BY_ONE
from prodia.problems.batch import NO_SERIES, NO_SQL, TOO_MANY_FOR_SQL

MOST = 256  # sets of rules that hold together in a policy that takes several


def _chained(sign: str) -> Callable[..., str]:
    return lambda *args: f"({f' {sign} '.join(args)})"


def _counted(*args: str) -> str:
    return " + ".join(f"CAST({a} IS TRUE AS INTEGER)" for a in args)


def _at_least(n: str, *args: str) -> str:
    yes, maybe = _counted(*args), " + ".join(f"CAST({a} IS NOT FALSE AS INTEGER)" for a in args)
    return f"(CASE WHEN {yes} >= {n} THEN true WHEN {maybe} < {n} THEN false END)"


def _if(condition: str, then: str, other: str) -> str:
    same = f"WHEN ({condition}) IS NULL AND ({then}) = ({other}) THEN {then}"
    return f"(CASE WHEN {condition} THEN {then} WHEN NOT ({condition}) THEN {other} {same} END)"


def _among(x: str, *options: str) -> str:
    return f"({' OR '.join(f'{x} = {o}' for o in options)})"


def _over(a: str, b: str) -> str:
    return f"({a} / NULLIF({b}, 0))"


def _known(each: str, *args: str) -> str:
    """DuckDB's least and greatest pass over a null; ours do not."""
    lacking = " OR ".join(f"{a} IS NULL" for a in args)
    return f"(CASE WHEN {lacking} THEN NULL ELSE {each}({', '.join(args)}) END)"


def _months(start: str, end: str) -> str:
    """Completed calendar months, negative where the end comes first."""

    def full(a: str, b: str) -> str:
        whole = f"(12 * (year({b}) - year({a})) + month({b}) - month({a}))"
        return f"({whole} - CAST(day({b}) < day({a}) AS INTEGER))"

    return f"CAST(CASE WHEN {end} < {start} THEN -{full(end, start)} ELSE {full(start, end)} END AS DOUBLE)"


FACES: Mapping[str, Callable[..., str]] = {
    **{op: _chained(op.upper()) for op in ("and", "or")},
    "all": _chained("AND"),
    "any": _chained("OR"),
    "not": lambda a: f"(NOT {a})",
    "if": _if,
    "is null": lambda a: f"({a} IS NULL)",
    "is not null": lambda a: f"({a} IS NOT NULL)",
    "count true": lambda *a: (
        f"(CASE WHEN {' OR '.join(f'{x} IS NULL' for x in a)} THEN NULL ELSE {_counted(*a)} END)"
    ),
    "at least": _at_least,
    **{op: _chained(op) for op in ("=", "<", "<=", ">", ">=", "+", "-", "*")},
    "!=": _chained("<>"),
    "/": _over,
    "negate": lambda a: f"(-{a})",
    "between": lambda x, a, b: f"({x} >= {a} AND {x} <= {b})",
    "[..]": lambda x, a, b: f"({x} >= {a} AND {x} <= {b})",
    "[..)": lambda x, a, b: f"({x} >= {a} AND {x} < {b})",
    "(..]": lambda x, a, b: f"({x} > {a} AND {x} <= {b})",
    "(..)": lambda x, a, b: f"({x} > {a} AND {x} < {b})",
    "in": _among,
    "min": lambda *a: _known("least", *a),
    "max": lambda *a: _known("greatest", *a),
    "sum": lambda *a: _chained("+")(*a),
    "mean": lambda *a: f"({_chained('+')(*a)} / {len(a)}.0)",
    "abs": lambda a: f"abs({a})",
    "months between": _months,
    "years between": lambda a, b: f"trunc({_months(a, b)} / 12)",
    "age at": lambda a, b: f"trunc({_months(a, b)} / 12)",
    "days between": lambda a, b: f"CAST({b} - {a} AS DOUBLE)",
}


COMPUTES = frozenset(("+", "-", "*", "/", "negate", "sum", "mean", "abs"))  # past WHOLE there is no value


def _literal(value: Plain) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, Duration):
        return str(value.amount)
    return _text(value) if isinstance(value, str) else f"CAST({value!r} AS DOUBLE)"


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _written(tree: Tree, types: Mapping[str, Type], subject: tuple[str, str] = ("", "")) -> str:
    """An expression as SQL. ``subject``: what a cell of a table is about, and its kind. Raises ProdiaError
    for an operator that has no SQL, and for sums of days and durations."""
    if isinstance(tree, Literal):
        return _literal(tree.value)
    if isinstance(tree, Name):
        return subject[0] if tree.id == SUBJECT else _name(tree.id)
    kinds = {_kind(arg, types, subject[1]) for arg in tree.args}
    if tree.op not in FACES or (tree.op in COMPUTES and kinds - {"number", "null"}):
        raise ProdiaError(Problem(NO_SQL, None, op=tree.op, text=show(tree)))
    made = FACES[tree.op](*(_written(arg, types, subject) for arg in tree.args))
    return (
        f"(SELECT CASE WHEN abs(x) <= {WHOLE!r} THEN x END FROM (SELECT {made} AS x))"
        if (tree.op in COMPUTES)
        else made
    )


def _kind(tree: Tree, types: Mapping[str, Type], subject: str) -> str:
    """The kind of a value, as far as sums must know it."""
    if isinstance(tree, Literal):
        return kind_of(tree.value)
    if isinstance(tree, Name):
        return subject if tree.id == SUBJECT else types[tree.id].kind
    if tree.op in ("if", "min", "max"):
        return _kind(tree.args[-1], types, subject)
    return "number"


def _named(sql: str) -> str:
    """A number as it is when it gets a name; what is not finite is missing."""
    nine = f"(({sql}) * {NINE!r} + {SHIFT!r} - {SHIFT!r}) / {NINE!r}"
    big = f"CASE WHEN abs({sql}) <= {NINE_LIMIT!r} THEN {nine} WHEN isfinite({sql}) THEN ({sql}) END"
    return big


def _admits(x: str, type: Type) -> str:
    """Whether a value is of the declared type; empty where each is."""
    if type.options and type.kind != "truth":
        return f"{x} IN ({', '.join(map(_text, type.options))})"
    low, high = type.low, type.high
    tests = [] if low is None else [f"{x} {'>' if type.low_open else '>='} {low!r}"]
    tests += [] if high is None else [f"{x} {'<' if type.high_open else '<='} {high!r}"]
    tests += [f"floor({x}) = {x}"] if type.kind == "number" and type.whole else []
    return " AND ".join(tests)


def _within(sql: str, type: Type) -> str:
    """Null outside the declared type."""
    return f"(SELECT CASE WHEN {_admits('x', type) or 'true'} THEN x END FROM (SELECT {sql} AS x))"


def _believed(plan: Plan, columns: Iterable[str]) -> str:
    """Every answer that its question can have, null for another: an unknown word, -99."""
    tests = ((_name(n), _admits(_name(n), plan.types[n])) for n in columns if n in plan.types)
    return ", ".join(f"CASE WHEN {test} THEN {name} END AS {name}" for name, test in tests if test)


@checked
def to_sql(plan: Plan, on: dt.date, table: str) -> str:
    """One SELECT for DuckDB: every row of ``table`` with each derived value, criterion and decision.

    ``table`` has a column for every field, by its id, of the type of its question (a duration as its number
    of months or days), and one called as it is written for each name of the case, and each day of an answer,
    that is read (:func:`columns_of`). What no answer to its question is (-99, an unknown word) is null there
    and in what comes out: a column can not refuse it, as :func:`prodia.decide` does. A decision has its
    outcome and, as ``<id>.rule``, the number of the rule, from 1.

    Raises :class:`~prodia.errors.ProdiaError` for what SQL here can not say.
    """
    plan, lines = plan.on(on), []
    known: dict[str, Plain] = {"case.day": on, **{n: plain(v) for n, v in plan.law_on(on).items()}}
    for id, cutoff in plan.cutoffs.items():
        figure = cutoff.on(on)
        known[CUTOFF + id] = None if figure is None else float(figure.is_)

    def write(tree: Tree, subject: tuple[str, str] = ("", "")) -> str:
        return _written(fixed(tree, known), plan.types, subject)

    head = f"-- {plan.reference} op {on}: elk criterium en elke beslissing, een rij per rij van {table}."
    before = "given"
    read = [n for n in plan.fields if plan.types[n].kind == "number"]
    columns = ", ".join(f"{_named(_double(_name(n)))} AS {_name(n)}" for n in read)
    lines.append(
        f"given AS (SELECT * REPLACE ({columns}) FROM {_name(table)})"
        if read
        else f"given AS (SELECT * FROM {_name(table)})"
    )
    if believed := _believed(plan, columns_of(plan, on)):
        lines.append(f"believed AS (SELECT * REPLACE ({believed}) FROM given)")
        before = "believed"
    if plan.ensure:
        lines.append(f"answers AS (SELECT * REPLACE ({_agreeing(plan, write)}) FROM {before})")
        before = "answers"
    for part in _read(plan):
        if told_when(plan, part):
            sql, before = _when(plan, part, on, before)
            lines.append(sql)
        elif part in plan.series or plan.part(part) is not None:
            raise ProdiaError(Problem(NO_SERIES, None, name=part))
        elif part in plan.gated:
            raise ProdiaError(Problem(NOT_ONE_BY_ONE, None, name=part))
    for name in _in_order(plan):
        if name in plan.derived:
            one = plan.derived[name]
            sql = write(one.is_.tree)
            if one.type.kind == "number":
                sql = _within(_named(sql), one.type)
        else:
            met, judge = map(write, conditions(plan.criteria[name]))
            grey = f"WHEN ({met}) IS FALSE AND ({judge})"
            clear = f"WHEN ({met}) IS FALSE AND ({judge}) IS FALSE"
            words = f"{grey} THEN 'judgement' {clear} THEN 'not met' ELSE 'not assessable'"
            sql = f"CASE WHEN {met} THEN 'met' {words} END"
        lines.append(f"{_name(f'_{name}')} AS (SELECT *, {sql} AS {_name(name)} FROM {_name(before)})")
        before = f"_{name}"
    for id, compiled in plan.tables.items():
        if ("decisions", id) not in plan.off:
            lines += _decision(id, compiled, write, before)
            before = f"decision {id}"
    return f"{head}\nWITH {(',' + chr(10)).join(lines)}\nSELECT * FROM {_name(before)}"


def _read(plan: Plan) -> tuple[str, ...]:
    """Every name that a derived value, a criterion, a table or a rule between answers reads; days first."""
    known = structure(plan)
    every = {n for name in (*plan.derived, *plan.criteria) for n in known.reads[name]}
    every |= {n for read in known.table_reads.values() for n in read}
    every |= {n for one in plan.ensure.values() for n in names(one.that.tree)}
    days = {f"{plan.part(n)[0]}.day" for n in every if told_when(plan, n)}  # type: ignore[index]
    return (*sorted(days), *sorted(every - days))


def _when(plan: Plan, name: str, on: dt.date, before: str) -> tuple[str, str]:
    """The day that an answer tells of, or the age then: a line, and its name.

    It is ``on`` where none is given, and null for a day to come and one there is not in the calendar.
    """
    field, part = plan.part(name) or ("", "")
    day, born = _name(f"{field}.day"), _name(BORN)
    past = f"COALESCE({day} <= {_literal(on)} AND isfinite({day}), true)"
    told = f"CASE WHEN {_name(field)} IS NOT NULL AND {past} THEN COALESCE({day}, {_literal(on)}) END"
    made = f"* REPLACE ({told} AS {day})"
    if part != "day":
        made = f"*, CASE WHEN {born} <= {day} THEN {_months(born, day)} END AS {_name(name)}"
    return f"{_name(f'_{name}')} AS (SELECT {made} FROM {_name(before)})", f"_{name}"


def _agreeing(plan: Plan, write: Callable[..., str]) -> str:
    """Every answer that can contradict another, null where it does."""
    rules: dict[str, list[str]] = {}
    for one in plan.ensure.values():
        for name in one.answers:
            rules.setdefault(name, []).append(f"({write(one.that.tree)}) IS FALSE")
    return ", ".join(
        f"CASE WHEN NOT ({' OR '.join(broken)}) THEN {_name(name)} END AS {_name(name)}"
        for name, broken in rules.items()
    )


def _in_order(plan: Plan) -> Iterator[str]:
    """Derived values and criteria, each after what it reads."""
    reads, seen = structure(plan).reads, set()

    def visit(name: str) -> Iterator[str]:
        if name in reads and plan.part(name) is None and name not in seen:
            seen.add(name)
            for other in reads[name]:
                yield from visit(other)
            yield name

    for name in (*plan.derived, *plan.criteria):
        yield from visit(name)


def _decision(id: str, table: CompiledTable, write: Callable[..., str], before: str) -> Iterator[str]:
    holds = []
    for number, rule in enumerate(table.table.rules):
        cells = [
            f"({write(cell, (write(column.tree), column.type.kind))}) IS TRUE"
            for cell, column in zip(rule.when, table.table.inputs, strict=True)
            if not (isinstance(cell, Literal) and cell.value is True)
        ]
        holds.append(f"CASE WHEN {' AND '.join(cells) or 'true'} THEN {number} END")
    rules = f"list_filter([{', '.join(holds)}], lambda x: x IS NOT NULL)"
    yield f"{_name(f'rules of {id}')} AS (SELECT *, {rules} AS _rules FROM {_name(before)})"
    said, numbers = [], []
    for rows in _sets(table):
        outcome_, _, rule_ = answer_of(rows[1])
        test = f"_rules IS NOT DISTINCT FROM [{', '.join(map(str, rows[0]))}]::INTEGER[]"
        if table.table.hit is HitPolicy.FIRST and rows[0]:
            test = f"_rules[1] IS NOT DISTINCT FROM {rows[0][0]}"
        said.append(f"WHEN {test} THEN {_literal(outcome_)}")
        numbers.append(f"WHEN {test} THEN {_literal(rule_) if rule_ is None else rule_}")
    made = f"CASE {' '.join(said)} END AS {_name(id)}, CASE {' '.join(numbers)} END AS {_name(f'{id}.rule')}"
    yield f"{_name(f'decision {id}')} AS (SELECT * EXCLUDE (_rules), {made} FROM {_name(f'rules of {id}')})"


def _sets(table: CompiledTable) -> Sequence[tuple[tuple[int, ...], Hit]]:
    """The sets of rules that can hold together, and what each comes to. Raises ProdiaError for too many."""
    count = len(table.table.rules)
    if table.table.hit in (HitPolicy.UNIQUE, HitPolicy.FIRST):
        alone = [(n,) for n in range(count)]
        return [(rules, outcome(table.table, sum(1 << n for n in rules))) for rules in ((), *alone)]
    states = {(1 << count) - 1}
    for axis in table.axes:
        states = {state & part.rules for state in states for part in axis.parts}
        if len(states) > MOST:
            raise ProdiaError(Problem(TOO_MANY_FOR_SQL, None, count=len(states)))
    return [(tuple(n for n in range(count) if s >> n & 1), outcome(table.table, s)) for s in sorted(states)]


def _double(name: str) -> str:
    """A column as a double: see :func:`prodia.language.values.double`."""
    longer = f"CAST({name} AS DOUBLE)"
    return f"CASE typeof({name}) WHEN 'FLOAT' THEN CAST(CAST({name} AS VARCHAR) AS DOUBLE) ELSE {longer} END"


def columns_of(plan: Plan, on: dt.date) -> dict[str, str]:
    """The columns that the table of :func:`to_sql` has, each with its type in DuckDB."""
    plan = plan.on(on)
    kinds = {"number": "DOUBLE", "truth": "BOOLEAN", "date": "DATE", "duration": "INTEGER"}
    read = _read(plan)
    more = [n for n in read if n.startswith("case.") and n != "case.day"]
    more += [n for n in read if n.endswith(".day") and told_when(plan, n)]
    born = {BORN: "DATE"} if any(n.endswith(".age_months") and told_when(plan, n) for n in read) else {}
    return {name: kinds.get(plan.types[name].kind, "VARCHAR") for name in (*plan.fields, *more)} | born
