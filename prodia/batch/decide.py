"""One decision table for one person or for a pandas frame of people.

>>> import prodia
>>> plan = prodia.load().catalogue.plan("algemeen@1.0.0")
>>> said = {"vragen_beantwoord": "ja", "doelen_benoemd": True, "school_kan_bieden": None}
>>> decided = prodia.decide(plan, "aanbeveling", said)
>>> decided.outcome, decided.rule, decided.missing
('onvolledig', None, ('school_kan_bieden',))
"""

# How to think about it: a value is read from a cell in one way (`_value`), a name is worked out from the
# names it reads in one order (`computed`, `People`: the same over values and over columns), and
# what the table answers is told in one way (`answer_of`). So a row of a frame is what that one person is.

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, overload

from prodia.batch.columns import column, in_doubles, labels, no_twins, one_each, pd
from prodia.batch.doubts import LOOKED, codes, of_frame, shares, tell_of
from prodia.batch.kernel import ID
from prodia.batch.reading import all_there, arrow
from prodia.case.answers import of_type
from prodia.case.days import not_in_force
from prodia.case.outcomes import broken
from prodia.case.people import People, computed
from prodia.case.structure import structure
from prodia.errors import TypeMismatch, checked, fits, one_of, tell
from prodia.frozen import Fixed
from prodia.language import Duration, Missing, Plain, Type, Value, evaluate, names, plain
from prodia.language.columns import Array, Column, named_column, np, nulls
from prodia.language.syntax.types import VERDICTS
from prodia.language.tables.compiled import Hit
from prodia.language.values import double, from_numpy
from prodia.model.plan import Plan, dated
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.problems import Problem
from prodia.problems.cases import NUMBER_WANTED, OPTION, TRUTH_WANTED
from prodia.words import Words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision table comes to for one person. A proposal: people decide.

    ``outcome`` is None where no rule holds or several clash; ``reason`` is what the other outputs say.
    ``rule`` is the number of the rule, from 1 as written, None where none gave the outcome: with an outcome
    that is the declared default (``otherwise``). ``rules``: all of them, where a policy takes several.
    ``missing``: what the table reads and was not known, or not assessable. ``outputs``: every output by name.
    ``contradictions``: the rules under ``ensure`` that what is given breaks; none of those answers is read.
    ``not_in_force``: what it rests on and is not in force on the day, so that it can not be assessed.
    """

    decision: str
    outcome: str | None
    reason: str | None
    rule: int | None
    rules: tuple[int, ...]
    otherwise: bool
    missing: tuple[str, ...]
    outputs: Mapping[str, Plain]
    contradictions: tuple[str, ...] = ()
    not_in_force: tuple[str, ...] = ()


Answer = tuple[str | None, str | None, int | None]


@overload
def decide(plan: Plan, decision: str, values: Mapping[str, Any], *, on: dt.date | None = None) -> Outcome: ...


@overload
def decide(
    plan: Plan,
    decision: str,
    values: pd.DataFrame,
    *,
    on: dt.date | None = None,
    columns: Mapping[str, Hashable] | None = None,
) -> pd.DataFrame: ...


@checked
def decide(
    plan: Plan,
    decision: str,
    values: Any,
    *,
    on: dt.date | None = None,
    columns: Mapping[str, Hashable] | None = None,
) -> Any:
    """The outcome of one decision: for the values of one person an :class:`Outcome`, for a frame a frame.

    ``values`` holds fields by their id: numbers for numbers and percentiles, texts for choices, truths for
    yes and no, dates (``datetime.date``, a pandas day, or ``"2026-09-01"``), durations as ``"P3M"``. None,
    NaN and NA are missing, and missing is never *no*. Derived values and criteria are worked out from the
    fields, or are given by their own id, a criterion as ``met``, ``not met``, ``judgement`` or
    ``not assessable``. Names of the case are given as they are written: ``case.age_months``. Law, cut-offs
    and criteria are read as of the day ``on``. Nobody asks here whether a field is on the path of a case:
    what is given, counts, but for answers that contradict each other.

    A frame comes back with its index and the columns ``outcome`` and ``reason`` (texts, None where there is
    none), ``rule`` (``Int64``, from 1 as written, NA where no rule gave the outcome), ``missing``,
    ``contradictions`` and ``not_in_force`` (names, a space between). Each row is what that person alone would
    get. Every field the decision rests on needs
    a column; ``columns`` says how it is called in the frame, where it is called otherwise; other columns are
    passed over. Warned of (:class:`~prodia.errors.DataWarning`) is what a file of people would be asked
    about, as :func:`prodia.batch.run` does, and shares among percentiles are refused.

    Raises :class:`~prodia.errors.ProdiaError` for a decision or a name there is not, and for a column that
    is not there (all of them at once), with what may have been meant; :class:`~prodia.errors.TypeMismatch`
    for a value of another type or outside its range, named by field and row and never by what it is;
    ``TypeError`` for what is no plan, and for ``values`` that are neither; ``ValueError`` for a decision
    whose outcome depends on the day (it, or a rule under ``ensure`` about what it rests on, reads the law, or
    what begins or ends while the version is in force) without a day, for a name that two columns bear, or for
    a column that would feed two names.
    """
    one_of(Words("beslissing", "decision"), decision, plan.tables)
    plan = _as_of(plan, decision, on)
    if isinstance(values, Mapping):
        return _one(plan, decision, values, on)
    return _many(plan, decision, values, dict(columns or {}), on)


def _one(plan: Plan, decision: str, given: Mapping[str, Any], on: dt.date | None) -> Outcome:
    for name in given:
        one_of(Words("gegeven", "value"), name, plan.types)
    leaves = _leaves(plan, decision, given)
    told = dict.fromkeys((*leaves, *_told_together(plan, leaves, given, on)))
    known = {name: value_of(plan, name, given[name], name) for name in told if name in given}
    law = _law(plan, [name for name in told if name not in given], on)
    rules = [id for id, one in plan.ensure.items() if broken(one, {**law, **known})]
    known |= {name: Missing.CONTRADICTED for id in rules for name in plan.ensure[id].answers if name in known}
    every = {**law, **known}
    off = _off(plan, decision)
    if ("decisions", decision) in plan.off:
        return Outcome(decision, None, _off_words(plan, decision), None, (), False, (), Fixed(), (), off)
    table = plan.tables[decision]
    read = {name: computed(plan, every, name) for name in structure(plan).table_reads[decision]}
    hit = table.decide([evaluate(one.tree, read) for one in table.table.inputs])
    missing = tuple(n for n, v in read.items() if plain(v) is None or v == VERDICTS[3])
    outcome, reason, rule = answer_of(hit)
    outputs = Fixed(zip((o.name for o in table.table.outputs), hit.output or (), strict=False))
    numbers = tuple(number + 1 for number in hit.rules)
    used = hit.default_used
    return Outcome(decision, outcome, reason, rule, numbers, used, missing, outputs, tuple(rules), off)


def _many(
    plan: Plan, decision: str, frame: Any, said: dict[str, Hashable], on: dt.date | None
) -> pd.DataFrame:
    fits("values", frame, Mapping | pd.DataFrame)
    ids = said.pop(ID, ID)
    for name in said:
        one_of(Words("gegeven", "value"), name, plan.types)
    there = labels(frame)
    where = {name: said.get(name, name) for name in plan.types if name in said or name in there}
    leaves = _leaves(plan, decision, where)
    told_too = _told_together(plan, leaves, where, on)
    law = _law(plan, [n for n in (*leaves, *told_too) if n not in where], on)
    asked = [where.get(name, name) for name in leaves if name not in law]
    all_there(asked, there)
    read_from = {name: where[name] for name in dict.fromkeys((*leaves, *told_too)) if name in where}
    no_twins(read_from, there)
    one_each(read_from)
    given = {name: _column(plan, name, column(frame, label)) for name, label in read_from.items()}
    counted = {n: one for n, one in given.items() if one.kind == "number"}
    table = arrow().table({n: arrow().array(one.values, mask=one.null) for n, one in counted.items()})
    tell_of(shares(plan, table.slice(0, LOOKED)))
    for problem in codes(plan, table):
        tell(problem)
    tell_of(of_frame(frame, there, ids, [*where.values()]))
    people = People(plan, given, law, len(frame))
    against = people.without_contradictions()
    rows: list[Answer] = [(None, _off_words(plan, decision), None)]
    code, read = np.zeros(len(frame), dtype=np.int64), dict[str, Column]()
    if ("decisions", decision) not in plan.off:
        hits = people.hits(decision)
        read = {name: people.value(name) for name in structure(plan).table_reads[decision]}
        code, rows = hits.code, [answer_of(hit) for hit in hits.hits]
    outcome, reason, rule = (_taken([row[n] for row in rows], code) for n in range(3))
    made = {
        "outcome": outcome,
        "reason": reason,
        "rule": pd.array(rule, dtype="Int64"),
        "missing": _missing(read, len(frame)),
        "contradictions": named_in(against, len(frame)),
        "not_in_force": [" ".join(_off(plan, decision))] * len(frame),
    }
    columns = {n: pd.Series(x, frame.index, "Int64" if n == "rule" else object) for n, x in made.items()}
    return pd.DataFrame(columns, index=frame.index)


def _taken(values: Sequence[object], code: Array) -> Array:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found[code]


def answer_of(hit: Hit) -> Answer:
    """Outcome, reason and number of the rule."""
    first, *more = hit.output or (None,)
    outcome = first if isinstance(first, str) else None  # an aggregate is a number
    reason = "; ".join(str(one) for one in more if one is not None) or None
    ruled = hit.status == "ok" and hit.rules and not hit.default_used
    return outcome, reason, hit.rules[0] + 1 if ruled else None


def _missing(read: Mapping[str, Column], rows: int) -> Array:
    """Of every row the names that had no value."""
    lacking = {
        name: one.null | (one.values == VERDICTS[3]) if one.kind == "text" else one.null
        for name, one in read.items()
    }
    return named_in(lacking, rows)


def named_in(marked: Mapping[str, Array], rows: int) -> Array:
    """Of every row the names that are marked in it, however many names there are."""
    code = np.zeros(rows, dtype=object if len(marked) > 62 else np.int64)
    for number, one in enumerate(marked.values()):
        code += one.astype(code.dtype) << number
    kept, place = np.unique(code, return_inverse=True)
    words = [" ".join(n for at, n in enumerate(marked) if int(bits) >> at & 1) for bits in kept]
    return _taken(words, place.reshape(-1)) if rows else np.empty(0, dtype=object)


def _leaves(plan: Plan, decision: str, given: Mapping[str, Any]) -> tuple[str, ...]:
    """What the decision rests on and is given, not worked out; ``given`` is not looked behind."""
    reads, todo = structure(plan).reads, list(structure(plan).table_reads[decision])
    found: dict[str, None] = {}
    seen: set[str] = set()
    while todo:
        name = todo.pop(0)
        if name in seen:
            continue
        seen.add(name)
        if name in given or not (name in plan.derived or name in plan.criteria):
            found[name] = None
        else:
            todo += reads[name]
    return tuple(found)


def _told_together(
    plan: Plan, leaves: Sequence[str], given: Mapping[str, Any], on: dt.date | None
) -> tuple[str, ...]:
    """What else is given, or known of a day, and must hold together with what the decision rests on.

    Without a day a rule asks for one, where an answer that it may take back is given.
    """
    read: dict[str, None] = {}
    for one in plan.ensure.values():
        if near := [answer for answer in one.answers if answer in leaves]:
            dated = on is not None or any(answer in given for answer in near)
            read |= dict.fromkeys(n for n in names(one.that.tree) if n in given or (dated and _of_day(n)))
    return tuple(read)


def _of_day(name: str) -> bool:
    return name == "case.day" or name.startswith(("law.", CUTOFF))


def _as_of(plan: Plan, decision: str, on: dt.date | None) -> Plan:
    """The plan on the day; without a day on any day of the version, where that makes no difference."""
    if on is not None:
        return plan.on(on)
    own, rests = plan.protocol.valid, _rests(plan, decision)
    last = own.to
    for group, id, valid in dated(plan.written):
        begins = own.from_ < valid.from_ and (last is None or valid.from_ <= last)
        ends = valid.to is not None and own.from_ <= valid.to and (last is None or valid.to < last)
        if (group, id) in rests and (begins or ends):
            raise ValueError(f"{id} is in force for a time only: say as of which day, on=...")
    return plan.on(own.from_)


def _rests(plan: Plan, decision: str) -> frozenset[tuple[str, str]]:
    """Everything a decision rests on that can have dates, with the decision itself."""
    base = plan.undated or plan
    known, written = structure(base), base.written
    read = {*known.under(known.table_reads[decision])}
    together = [one for one in base.ensure.values() if not read.isdisjoint(one.answers)]
    read |= {name for one in together for name in names(one.that.tree)}
    found = {(group, name) for name in read for group in ("fields", "criteria") if name in written[group]}
    trees = [written["derived"][n].is_.tree for n in read if n in written["derived"]]
    trees += [
        c.tree for n in read if n in written["criteria"] for _, c in written["criteria"][n].conditions()
    ]
    figures = (n for tree in trees for n in names(tree) if n.startswith(CUTOFF))
    direct = (n for n in read if n.startswith(CUTOFF))
    found |= {("cutoffs", name.removeprefix(CUTOFF)) for name in (*figures, *direct)}
    return frozenset(found | {("decisions", decision)})


def _off(plan: Plan, decision: str) -> tuple[str, ...]:
    """What a decision rests on and is not in force on the day of the plan, as rules name it."""
    off = sorted(plan.off & _rests(plan, decision)) if plan.off else []
    return tuple(f"{CUTOFF}{id}" if group == "cutoffs" else id for group, id in off)


def _off_words(plan: Plan, decision: str) -> str | None:
    found = not_in_force(plan, "decisions", decision)
    return None if found is None else found.message("nl" if plan.lang == "nl" else "en")


def _law(plan: Plan, leaves: Sequence[str], on: dt.date | None) -> Mapping[str, Value]:
    """What is known of a day: legal figures, cut-offs that the table itself reads, and the day."""
    read = [name for name in leaves if _of_day(name)]
    if not read:
        return {}
    if on is None:
        raise ValueError(f"the decision reads {read[0]}: say as of which day, on=...")
    known: dict[str, Value] = {**plan.law_on(on), "case.day": on}
    for id, cutoff in plan.cutoffs.items():
        figure = cutoff.on(on)
        known[CUTOFF + id] = Missing.NOT_IN_FORCE if figure is None else float(figure.is_)
    return {name: known.get(name) for name in read}


# From a cell to a value.


def value_of(plan: Plan, name: str, raw: Any, shown: str) -> Value:
    """A cell as a value of the type its name has; raises TypeMismatch, where the cell is called ``shown``."""
    if ("fields", name) in plan.off:
        return Missing.NOT_IN_FORCE
    if isinstance(raw, Missing):
        return VERDICTS[3] if plan.types[name].kind == "verdict" else raw
    raw = _python(raw)
    if plan.types[name].kind == "verdict":
        if raw is None or (isinstance(raw, str) and raw in VERDICTS):
            return VERDICTS[3] if raw is None else raw
        close = Problem(OPTION, None, field=shown, nearest="", options=", ".join(VERDICTS))
        raise TypeMismatch(close)
    return None if raw is None else _of_type(plan.types[name], raw, shown)


def _of_type(type: Type, raw: Any, shown: str) -> Value:
    kind = type.kind
    if kind == "number" and (isinstance(raw, (bool, str)) or not isinstance(raw, (int, float))):
        raise TypeMismatch(Problem(NUMBER_WANTED, None, field=shown, type=type.show()))
    if kind == "truth" and not isinstance(raw, bool):
        raise TypeMismatch(Problem(TRUTH_WANTED, None, field=shown))
    if isinstance(raw, Duration):
        raw = raw.iso()
    elif isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        raw = raw.isoformat()
    return of_type(type, raw, name=shown)


def _python(raw: Any) -> Any:
    """A value of NumPy or pandas as Python has it; None for what is missing, a day for a midnight."""
    if raw is None or type(raw).__name__ in ("NAType", "NaTType"):
        return None
    if type(raw).__module__ == "numpy":
        raw = from_numpy(raw) if raw.ndim == 0 else raw  # several are no value
    elif isinstance(raw, Decimal):
        raw = double(raw)
    if isinstance(raw, dt.datetime) and raw.tzinfo is None and raw.time() == dt.time():
        return raw.date()
    return None if raw is None or (isinstance(raw, float) and raw != raw) else raw


def _column(plan: Plan, name: str, series: Any) -> Column:
    """The cells of a column as values; a cell that is none raises TypeMismatch with its row, from 0."""
    type_ = plan.types[name]
    if ("fields", name) in plan.off:
        return nulls((len(series),))
    series = in_doubles(series)
    plainly = series.dtype.kind in "fiu" if isinstance(series.dtype, np.dtype) else False
    if plainly and type_.kind == "number":
        numbers = series.to_numpy(dtype=float)
        lacking = np.isnan(numbers)
        made = named_column(Column("number", np.where(lacking, 0.0, numbers), lacking))
        few = np.unique(numbers[~lacking])
        wrong = [x for x in few[[0, -1]].tolist() if not type_.admits(x)] if len(few) else []
        if not wrong and not type_.whole:
            return made
    read: dict[tuple[type, Any], Value] = {}
    values: list[Value] = []
    for row, raw in enumerate(series.astype(object).tolist()):
        known = (type(raw), raw)
        try:
            found = read.get(known)
            if found is None:
                found = read[known] = value_of(plan, name, raw, f"{name}[{row}]")
        except TypeError:  # not hashable: no value of any type
            found = value_of(plan, name, raw, f"{name}[{row}]")
        values.append(found)
    return Column.of([plain(v) for v in values], type_.runtime)
