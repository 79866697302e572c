"""A name of a plan worked out from the names it reads: the value of one person, and a column of many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from prodia.case.outcomes import conditions, derived_value, word_of
from prodia.case.structure import structure
from prodia.language import Name, Plain, Tree, Type, Value, evaluate_columns, plain
from prodia.language.columns import Array, Column, constant, named_column, np, nulls
from prodia.language.syntax.types import VERDICTS, in_range
from prodia.language.tables.compiled import Coded, ColumnHits
from prodia.model.plan import Plan


def computed(
    plan: Plan,
    known: dict[str, Value],
    name: str,
    told: Callable[[str], Value] = lambda name: None,
) -> Value:
    """The value of a name from what is ``known``, which grows. ``told``: that of what no rule works out."""
    if name not in known:
        known[name] = None  # what rests on itself has no value
        if name in plan.derived or name in plan.criteria:
            read = {n: computed(plan, known, n, told) for n in structure(plan).reads[name]}
            rule = plan.derived.get(name)
            known[name] = derived_value(rule, read) if rule else word_of(plan.criteria[name], read)
        else:
            known[name] = told(name)
    return known[name]


class People:
    """Every name of a plan as a column, worked out from the columns that are given. A row is one person."""

    def __init__(self, plan: Plan, given: Mapping[str, Column], law: Mapping[str, Value], rows: int) -> None:
        self.plan, self.rows = plan, rows
        self.given = frozenset(given)
        self.known = {name: everyone(plain(value), rows) for name, value in law.items()} | dict(given)
        self.codes: dict[str, Array] = {}  # of each criterion the number of its word in VERDICTS

    def without_contradictions(self) -> Mapping[str, Array]:
        """By rule under ``ensure`` who breaks it; of them its answers are read no more."""
        told = {
            id: (one, _is(self.of(one.that.tree, self.known), False))
            for id, one in self.plan.ensure.items()
            if any(answer in self.known for answer in one.answers)
        }
        for one, breaks in told.values():
            for name in one.answers:
                if name in self.known:
                    was = self.known[name]
                    self.known[name] = Column(was.kind, was.values, was.null | breaks)
        return {id: breaks for id, (_, breaks) in told.items()}

    def value(self, name: str) -> Column:
        if name not in self.known:
            self.known[name] = nulls((self.rows,))  # what rests on itself has no value
            read = {n: self.value(n) for n in structure(self.plan).reads.get(name, ())}
            if name in self.plan.derived:
                derived = self.plan.derived[name]
                self.known[name] = _admitted(derived.type, named_column(self.of(derived.is_.tree, read)))
            elif name in self.plan.criteria:
                met, judge = (self.of(tree, read) for tree in conditions(self.plan.criteria[name]))
                self.codes[name] = _code(met, judge)
                self.known[name] = words_of(self.codes[name])
        return self.known[name]

    def hits(self, decision: str) -> ColumnHits:
        """What the table of a decision answers to everyone."""
        table = self.plan.tables[decision]
        read = {name: self.value(name) for name in structure(self.plan).table_reads[decision]}

        def given(tree: Tree) -> Column | Coded:
            if isinstance(tree, Name) and tree.id in self.codes:
                return Coded(self.codes[tree.id], VERDICTS)
            return self.of(tree, read)

        return table.decide_columns([given(one.tree) for one in table.table.inputs])

    def of(self, tree: Any, read: Mapping[str, Column]) -> Column:
        """An expression for everyone, also where it reads nothing."""
        found = evaluate_columns(tree, read)
        return found if len(found) == self.rows else _repeated(found, self.rows)


def everyone(value: Plain, rows: int) -> Column:
    """A column in which everyone has one value."""
    return _repeated(constant(value), rows)


def _repeated(one: Column, rows: int) -> Column:
    return Column(one.kind, np.repeat(one.values, rows), np.repeat(one.null, rows))


def _admitted(type: Type, found: Column) -> Column:
    """Missing where a value falls outside the declared type."""
    if found.kind != type.runtime:
        return nulls(found.null.shape)
    if type.kind in ("number", "duration"):
        return Column(found.kind, found.values, found.null | ~in_range(type, found.values))
    kept, place = np.unique(found.values, return_inverse=True)
    plainly = Column(found.kind, kept, np.zeros(len(kept), dtype=bool)).to_list()
    right = np.array([type.admits(value) for value in plainly], dtype=bool)
    return Column(found.kind, found.values, found.null | ~right[place.reshape(-1)])


def _code(met: Column, judge: Column) -> Array:
    """As :func:`prodia.case.outcomes.word`, the number of the word."""
    holds, fails, grey, clear = (_is(one, value) for one in (met, judge) for value in (True, False))
    return cast("Array", 3 - 3 * holds.view(np.int8) - 2 * (fails & clear).view(np.int8) - (fails & grey))


def words_of(code: Array) -> Column:
    """Verdicts by their number."""
    return Column("text", np.array(VERDICTS, dtype=object)[code], np.zeros(code.shape, dtype=bool))


def _is(one: Column, value: bool) -> Array:
    if one.kind != "truth":
        return np.zeros(one.null.shape, dtype=bool)
    return cast("Array", ~one.null & (one.values == value))
