"""A protocol on a day, compiled once to what NumPy does for many people at once: mostly look-ups.

>>> import datetime as dt
>>> import prodia
>>> plan = prodia.load().catalogue.plan("algemeen@1.0.0")
>>> kernel = compiled(plan, dt.date(2026, 10, 1), given=["vragen_beantwoord"])
>>> sorted(kernel.reads)
['vragen_beantwoord']
"""

# Long because what is compiled and what runs it must be read together.
#
# How to think about it. Whatever a rule only compares with constants falls into a few parts (language.tables
# .axes: values that no rule tells apart), and a name of few values is a column of small numbers. A rule over
# such names is a table: it is worked out once for every combination, *by the very functions that a case uses*
# (word_of, derived_value, evaluate, the hit policy), and a person is a look-up in it. So the batch says what
# the case says by construction; what is left to prove is the path, the contradictions and the reading of a
# value. What computes with numbers is worked out over columns (evaluate_columns), and then coded.
#
# A slot is a column of codes; code 0 is null. Three of them belong to an answer: `=name` as it was given,
# `~name` as it stands on the path, and `name`, without those that contradict another. A large decision table
# takes its inputs some at a time: the sets of rules still possible are numbered, as in CompiledTable.dense.
#
# A block of rows stays in the cache, and blocks go to threads: NumPy lets go of the interpreter.

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import prod
from typing import Any

from prodia.case.outcomes import Values, broken, conditions, derived_value, word, word_of
from prodia.case.relevance import comparisons, members
from prodia.case.structure import structure
from prodia.errors import ProdiaError, one_of
from prodia.language import (
    Apply,
    Name,
    Plain,
    Tree,
    Type,
    evaluate,
    evaluate_columns,
    names,
    plain,
    show,
)
from prodia.language import Literal as Constant
from prodia.language.columns import EPOCH, Array, Column, np
from prodia.language.operators.calendar import months_column
from prodia.language.syntax.tree import fixed
from prodia.language.syntax.types import VERDICTS, in_range
from prodia.language.tables.axes import CUTS_AT_CONSTANTS, Axis, axis_of, by_cell
from prodia.language.tables.compiled import Hit, _reader, outcome
from prodia.model.plan import CASE_TYPES, Plan, constants
from prodia.model.protocol import NAMELESS, Mode
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.model.series import BOUNDS, DOSE
from prodia.model.tested import PARTS as PARTS_OF_TEST
from prodia.model.tested import bound_of
from prodia.problems import Problem
from prodia.problems.administering import NOT_ONE_BY_ONE
from prodia.problems.batch import CIRCLE
from prodia.scoring.error import true_bound
from prodia.words import Words

ID, BORN = "id", "born"  # what columns are called
AGES = ("case.age_years", "case.age_months")
BLOCK = 1 << 15  # rows that stay in the cache
CELLS = 1 << 12  # combinations of a rule that are worked out one by one
STATES = 1 << 16  # cells of one look-up of a decision table
TRUTHS: tuple[Plain, ...] = (None, True, False)
WORDS: tuple[Plain, ...] = (None, *VERDICTS)
NOTHING: tuple[Plain, ...] = (None,)


@dataclass(frozen=True, slots=True)
class Code:
    """Values to the number of the part they are in."""

    slot: str
    axis: Axis


@dataclass(frozen=True, slots=True, eq=False)
class Gather:
    """Codes to a place in a table, and what stands there. ``inputs``: each slot with its stride."""

    slot: str
    inputs: tuple[tuple[str, int], ...]
    table: Array


@dataclass(frozen=True, slots=True)
class Hide:
    """``source`` where one of the gates is open (code 1) and nothing contradicts it."""

    slot: str
    source: str
    gates: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """An expression over columns. ``reads``: the name of each in the tree, and its slot."""

    slot: str
    tree: Tree
    reads: tuple[tuple[str, str], ...]
    type: Type


@dataclass(frozen=True, slots=True)
class OfScore:
    """What is read of a score (``source``): as it is ``given``, or else ``low`` or ``high`` of its true score
    by the error, the ``day`` of testing (``on`` where ``tested`` gives none), the age then of who was
    ``born``. Of who has no score there is none of it."""

    slot: str
    source: str
    part: str
    type: Type
    reliability: float | None
    level: float | None
    on: dt.date
    tested: str
    born: str
    given: str


Op = Code | Gather | Hide | Work | OfScore


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """What :func:`compiled` makes: no definition any more, so that it can be sent to another machine.

    ``reads``: the given names it needs, each with its type. ``values``: of a slot of codes, what each code
    stands for. ``derived``, ``criteria``, ``decisions``, ``ensure``, ``steps`` (those with a test: code 1 is
    on the path): the slot of each by name. ``parts``: of a name that no rule computes with, the parts of its
    values that rules tell apart.
    """

    reference: str
    digest: str
    on: dt.date
    reads: Mapping[str, Type]
    ops: tuple[Op, ...]
    values: Mapping[str, tuple[Plain, ...]]
    hits: Mapping[str, tuple[Hit, ...]]
    derived: Mapping[str, str]
    criteria: Mapping[str, str]
    decisions: Mapping[str, str]
    ensure: Mapping[str, str]
    steps: Mapping[str, str]
    parts: Mapping[str, Axis]

    def run(self, given: Mapping[str, Column | Array], rows: int, threads: int | None = None) -> Slots:
        """Every name of everybody. ``given``: a column of values, or codes for a name of few values
        (:func:`prodia.batch.kernel.codes_of`); one that is not there is missing for everyone."""
        wanted = [*self.derived.values(), *self.criteria.values(), *self.decisions.values()]
        wanted += [*self.ensure.values(), *self.steps.values()]
        made: dict[str, Array] = {
            slot: np.zeros(rows, dtype=_small(len(self.hits.get(slot, self.values.get(slot, ())))))
            for slot in wanted
        }
        worked = {op.slot for op in self.ops if isinstance(op, Work)}
        columns = {slot: _empty(self._type(slot), rows) for slot in wanted if slot in worked}

        def block(start: int) -> None:
            some = slice(start, min(start + BLOCK, rows))
            frame = _Block(self, {n: _part(c, some) for n, c in given.items()}, some.stop - some.start)
            frame.go()
            for slot, whole in made.items():
                if slot in frame.codes:
                    whole[some] = frame.codes[slot]
            for slot, column in columns.items():
                if slot in frame.columns:
                    column.values[some], column.null[some] = (
                        frame.columns[slot].values,
                        frame.columns[slot].null,
                    )

        starts = range(0, rows, BLOCK)
        count = min(threads or os.cpu_count() or 1, len(starts))
        if count > 1:
            with ThreadPoolExecutor(count) as pool:
                list(pool.map(block, starts))
        else:
            for start in starts:
                block(start)
        return Slots(self, rows, made, columns)

    def _type(self, slot: str) -> str:
        return next(op.type.runtime for op in self.ops if isinstance(op, Work) and op.slot == slot)


@dataclass(frozen=True, slots=True, eq=False)
class Slots:
    """What a kernel made of some rows: the codes by slot, and the columns of what is no code."""

    kernel: Kernel
    rows: int
    codes: Mapping[str, Array]
    columns: Mapping[str, Column]

    def derived(self, name: str) -> Column:
        """A derived value of everybody."""
        slot = self.kernel.derived[name]
        return (
            self.columns[slot]
            if slot in self.columns
            else _spread(self.kernel.values[slot], self.codes[slot])
        )


def _small(count: int) -> Any:
    return np.uint8 if count <= 256 else np.uint16 if count <= 1 << 16 else np.int32


def _empty(kind: str, rows: int) -> Column:
    kinds: dict[str, Any] = {"number": "float64", "truth": "bool", "null": "bool", "text": object}
    return Column(kind, np.zeros(rows, dtype=kinds.get(kind, "int64")), np.ones(rows, dtype=bool))


def _part(given: Column | Array, some: slice) -> Column | Array:
    if isinstance(given, Column):
        return Column(given.kind, given.values[some], given.null[some])
    return given[some]


def codes_of(type: Type) -> tuple[Plain, ...] | None:
    """What the codes of a name stand for, where it has few values; None for numbers, days and texts."""
    few = members(type)
    return None if few is None else (None, *few)


def coded(values: tuple[Plain, ...], some: Iterable[Plain]) -> Array:
    """The codes of some of the values that codes stand for; 1.0 == True in Python, and not here."""
    place = {(v.__class__, v): at for at, v in enumerate(values)}
    return np.array([place[v.__class__, v] for v in some], dtype=_small(len(values)))


@lru_cache(maxsize=4096)
def _spreader(values: tuple[Plain, ...], kinds: tuple[type, ...]) -> Column:
    return Column.of(list(values))


def _spread(values: tuple[Plain, ...], codes: Array) -> Column:
    """Codes as a column of what they stand for."""
    few = _spreader(values, tuple(map(type, values)))
    return Column(few.kind, few.values[codes], few.null[codes])


class _Block:
    """Some rows on their way through a kernel."""

    def __init__(self, kernel: Kernel, given: Mapping[str, Column | Array], rows: int) -> None:
        self.kernel, self.rows = kernel, rows
        self.codes: dict[str, Array] = {}
        self.columns: dict[str, Column] = {}
        for name, one in given.items():
            if isinstance(one, Column):
                self.columns[f"={name}"] = one
            else:
                self.codes[f"={name}"] = one

    def go(self) -> None:
        for op in self.kernel.ops:
            if isinstance(op, Gather):
                self.codes[op.slot] = self._gather(op)
            elif isinstance(op, Code):
                self._code(op)
            elif isinstance(op, Hide):
                self._hide(op)
            elif isinstance(op, OfScore):
                self.columns[op.slot] = self._of_score(op)
            else:
                self._work(op)

    def _gather(self, op: Gather) -> Array:
        if not op.inputs:
            return np.broadcast_to(op.table[:1], (self.rows,))
        kind: Any = np.uint16 if len(op.table) <= 1 << 16 else np.int32
        (slot, _), *rest = op.inputs
        at = self.codes[slot] if not rest else self.codes[slot].astype(kind)
        for slot, stride in rest:
            at += np.multiply(self.codes[slot], stride, dtype=kind)
        return op.table.take(at)

    def _code(self, op: Code) -> None:
        column = self.columns.get(op.slot)
        if column is None:
            self.codes[op.slot] = np.zeros(self.rows, dtype=np.uint8)
        else:
            kind = _small(len(op.axis.parts))
            self.codes[op.slot] = _reader(op.axis, column, 1)(slice(0, self.rows)).astype(kind, copy=False)

    def _hide(self, op: Hide) -> None:
        seen: Any = None if op.gates or op.against else np.True_
        for gate in op.gates:
            open_ = self.codes[gate] == 1
            seen = open_ if seen is None else seen | open_
        for rule in op.against:
            right = self.codes[rule] != 1
            seen = right if seen is None else seen & right
        if op.source in self.codes:
            self.codes[op.slot] = self.codes[op.source] * seen
        if op.source in self.columns:
            one = self.columns[op.source]
            self.columns[op.slot] = Column(one.kind, one.values, one.null | ~seen)

    def _work(self, op: Work) -> None:
        read = {name: self._column(slot) for name, slot in op.reads}
        found = evaluate_columns(op.tree, read, named=True) if read else None
        if found is None or found.kind != op.type.runtime:
            found = _empty(op.type.runtime, self.rows)
        self.columns[op.slot] = _within(op.type, found)

    def _of_score(self, op: OfScore) -> Column:
        found, given, score = self._by_error(op), self.columns.get(op.given), self._column(op.source)
        if given is None or op.part == "day":
            return found
        values = np.where(given.null, found.values, given.values)
        return Column(found.kind, values, score.null | (given.null & found.null))

    def _by_error(self, op: OfScore) -> Column:
        score, day = self._column(op.source), self.columns.get(op.tested)
        known = op.part in ("day", "age_months", *PARTS_OF_TEST)
        end, chance = (op.part, None) if known else bound_of(op.part)
        if op.part in PARTS_OF_TEST or (end in BOUNDS and op.reliability is None):
            return Column("number", np.zeros(self.rows), np.ones(self.rows, dtype=bool))
        if end in BOUNDS and op.reliability is not None:
            kept, place = np.unique(np.where(score.null, 50.0, score.values), return_inverse=True)
            about = op.reliability, op.level if chance is None else chance, end
            few = Column.of([true_bound(op.type, x, *about) for x in kept.tolist()], "number")
            place = place.reshape(-1)
            return Column("number", few.values[place], score.null | few.null[place])
        today = op.on.toordinal() - EPOCH
        days = np.full(self.rows, today) if day is None else np.where(day.null, today, day.values)
        if op.part == "day":
            return Column("date", days, score.null)
        born = self.columns.get(op.born, _empty("date", self.rows))
        none = score.null | born.null | (born.values > days)
        return Column("number", months_column(np.where(none, days, born.values), days), none)

    def _column(self, slot: str) -> Column:
        if slot not in self.columns:
            if slot in self.codes:
                self.columns[slot] = _spread(self.kernel.values[slot], self.codes[slot])
            else:
                self.columns[slot] = _empty("null", self.rows)
        return self.columns[slot]


def _within(type: Type, found: Column) -> Column:
    """Missing where a value falls outside the declared type."""
    if found.kind not in ("number", "months", "days"):
        return found
    return Column(found.kind, found.values, found.null | ~in_range(type, found.values))


# From a plan to a kernel.


@lru_cache(maxsize=64)
def _compiled(
    plan: Plan, on: dt.date, given: frozenset[str], mode: Mode, only: tuple[str, ...] | None
) -> Kernel:
    return _Maker(plan.on(on), on, given, mode).kernel(only)


def compiled(
    plan: Plan,
    on: dt.date,
    *,
    given: Iterable[str],
    mode: Mode = "trajectory",
    only: Sequence[str] | None = None,
) -> Kernel:
    """The kernel of a plan on a day. ``given``: the names that columns are there for; any other answer is
    missing for everyone. ``only``: criteria, derived values and decisions to work out; else all.

    A name of a criterion that is given is the judgement of a person, which counts where the rule leaves it
    open. Raises ProdiaError where a rule rests on itself.
    """
    return _compiled(plan, on, frozenset(given), mode, None if only is None else tuple(only))


def rests_on(plan: Plan, only: Sequence[str] | None = None) -> tuple[str, ...]:
    """The fields, and names of the case, that may be given: all that anything worked out rests on. Raises
    UnknownName for a name of ``only`` that is nothing worked out."""
    known, every = structure(plan), (*plan.derived, *plan.criteria, *plan.tables)
    asked = every if only is None else only
    for name in asked:
        one_of(Words("criterium, waarde of beslissing", "criterion, value or decision"), name, every)
    start = [n for name in asked for n in (known.table_reads[name] if name in plan.tables else (name,))]
    start += [n for one in plan.ensure.values() for n in names(one.that.tree)] if plan.ensure else []
    found = known.support(start)
    case = [n for n in CASE_TYPES if n in found and n not in ("case.day", "case.mode")]
    parts = (n for n in known.reads if n in found and (plan.part(n) or ("",))[0] in plan.series)
    return (*(n for n in plan.fields if n in found), *parts, *case)


class _Maker:
    """Compiles one plan. Everything is worked out when it is first asked for."""

    def __init__(self, plan: Plan, on: dt.date, given: frozenset[str], mode: Mode) -> None:
        self.plan, self.on, self.given, self.mode = plan, on, given, mode
        self.known = structure(plan)
        self.ops: list[Op] = []
        self.values: dict[str, tuple[Plain, ...]] = {}  # what the codes of a slot stand for
        self.sampled: set[str] = set()  # slots of which a code stands for more values than one
        self.fixed: dict[str, Plain] = {}  # slots that are the same for everybody
        self.hits: dict[str, tuple[Hit, ...]] = {}
        self.reads: dict[str, Type] = {}
        self.doing: set[str] = set()
        self.cuts: dict[str, dict[Tree, None]] = {}
        self.exact: set[str] = set()  # what a rule computes with
        for trees in self._every_rule():
            for name in dict.fromkeys(n for tree in trees for n in names(tree)):
                if not _compares(name, trees):
                    self.exact.add(name)
                elif members(plan.types[name]) is None:
                    cells = (c for tree in trees for c in comparisons(tree, name) or ())
                    self.cuts.setdefault(name, {}).update(dict.fromkeys(cells))
        for id, table in plan.tables.items():
            for number, column in enumerate(table.table.inputs):
                own = dict.fromkeys(rule.when[number] for rule in table.table.rules)
                self.exact |= {*names(column.tree)} - {_head(id, number, column.tree)}
                self.cuts.setdefault(_head(id, number, column.tree), {}).update(own)

    def _every_rule(self) -> Iterator[tuple[Tree, ...]]:
        """The trees of every rule, with what is known of the day filled in."""
        known = {"case.day": self.on, **{n: plain(v) for n, v in self.plan.law_on(self.on).items()}}
        known |= constants(self.plan.cutoffs, self.on)
        plan, steps = self.plan, (one.when.tree for one in self.plan.steps.values() if one.when is not None)
        every: list[tuple[Tree, ...]] = [conditions(one) for one in plan.criteria.values()]
        every += [(tree,) for tree in (*(one.is_.tree for one in plan.derived.values()), *steps)]
        every += [(one.that.tree,) for one in plan.ensure.values()]
        yield from (tuple(fixed(tree, known) for tree in trees) for trees in every)

    def kernel(self, only: Sequence[str] | None) -> Kernel:
        plan = self.plan

        def those(group: Mapping[str, Any]) -> list[str]:
            return [name for name in group if only is None or name in only]

        derived = {name: self.name(name) for name in those(plan.derived)}
        criteria = {name: self.name(name) for name in those(plan.criteria)}
        decisions = {id: self.decision(id) for id in those(plan.tables)}
        ensure = {id: self.contradiction(id) for id in plan.ensure}
        tested = (s for s, one in plan.steps.items() if any(plan.fields[f].instrument for f in one.fields))
        steps = {step: self.gate(step, False) for step in tested} if only is None else {}
        for group, values in ((derived, None), (criteria, WORDS), (ensure, _BROKEN), (steps, TRUTHS)):
            for slot in group.values():
                self._settled(slot, values)
        for name in sorted(self.given & {*plan.types}):  # what nobody is asked is looked at still
            self.reads.setdefault(name, plan.types[name])
        parts = {
            name: axis_of(type, by_cell(self.cuts.get(name, {})))
            for name, type in self.reads.items()
            if name not in self.exact and members(type) is None
        }
        made = derived, criteria, decisions, ensure, steps
        about = plan.reference, plan.digest, self.on
        return Kernel(*about, self.reads, tuple(self.ops), self.values, self.hits, *made, parts)

    # Names to slots

    def name(self, name: str, naive: bool = False) -> str:
        """The slot of a name; ``naive``: as it is before anything is hidden for contradicting something."""
        slot = f"~{name}" if naive and self._touched(name) else name
        if slot in self.doing:
            raise ProdiaError(Problem(CIRCLE, None, name=name))
        if slot not in self.values and slot not in self.fixed:
            self.doing.add(slot)
            self._make(name, slot, slot != name)
            self.doing.discard(slot)
        return slot

    def _touched(self, name: str) -> bool:
        """Does a name rest on an answer that can contradict another?"""
        answers = {a for one in self.plan.ensure.values() for a in one.answers}
        return not answers.isdisjoint(self.known.support([name]))

    def _make(self, name: str, slot: str, naive: bool) -> None:
        plan = self.plan
        if name in plan.gated:
            raise ProdiaError(Problem(NOT_ONE_BY_ONE, None, name=name))
        if name in plan.fields:
            self._field(name, name, slot, naive)
        elif (of := plan.part(name)) is not None:
            self._part(name, slot, *of, naive)
        elif name in plan.derived:
            one, reads = plan.derived[name], self.known.reads[name]
            made = lambda v: plain(derived_value(one, v))  # noqa: E731
            self._rule(slot, (one.is_.tree,), reads, made, naive, type=one.type)
        elif name in plan.criteria:
            self._criterion(name, slot, naive)
        elif name == "case.day":
            self.fixed[slot] = self.on
        elif name == "case.mode" and name not in self.given:
            self.fixed[slot] = self.mode
        elif name.startswith("law."):
            self.fixed[slot] = plain(plan.law_on(self.on).get(name))
        elif name.startswith(CUTOFF):
            figure = plan.cutoffs[name.removeprefix(CUTOFF)].on(self.on)
            self.fixed[slot] = None if figure is None else float(figure.is_)
        elif name in self.given:
            known = name.startswith("case.age") and "case.mode" in self.given  # without identity no age
            self._hidden(slot, self._given(name), [self._identified()] if known else ())
        else:
            self.fixed[slot] = None

    def _identified(self) -> str:
        """Code 1 where the kind of guidance lets one know who it is."""
        slot = "identified"
        if slot not in self.values:
            mode = self.name("case.mode")
            self._gathered(slot, (mode,), lambda m: None if m is None or m in NAMELESS else True, _BROKEN)
        return slot

    def _hidden(self, slot: str, source: str, gates: Sequence[str] = (), against: Sequence[str] = ()) -> None:
        self.ops.append(Hide(slot, source, tuple(gates), tuple(against)))
        self.values[slot] = self.values[source]
        if source in self.sampled:
            self.sampled.add(slot)

    def _given(self, name: str) -> str:
        """The slot of what is given, coded."""
        slot = f"={name}"
        if slot not in self.values:
            type = self.reads[name] = self.plan.types[name]
            few = codes_of(type)
            if few is None:
                self._coded(slot, name, type)
            else:
                self.values[slot] = few
        return slot

    def _coded(self, slot: str, name: str, type: Type) -> None:
        """A column cut into the parts that any rule tells apart."""
        axis = axis_of(type, by_cell(self.cuts.get(name, {})))
        self.ops.append(Code(slot, axis))
        self.sampled.add(slot)
        self.values[slot] = tuple(part.sample for part in axis.parts)

    def _field(self, name: str, read: str, slot: str, naive: bool) -> None:
        """What is given of a field as ``read``: itself, or a part of its series."""
        self.fixed[slot] = None
        if read not in self.given or ("fields", name) in self.plan.off:
            return
        gates = [self.gate(step, naive) for step in self.known.asked_in.get(name, ())]
        sure = any(self.fixed.get(gate) is True for gate in gates)
        open_ = [] if sure else [gate for gate in gates if gate not in self.fixed]
        if sure or open_:
            del self.fixed[slot]
            rules = () if naive else [r for r, one in self.plan.ensure.items() if name in one.answers]
            against = [self.contradiction(rule) for rule in rules]
            against = [rule for rule in against if rule not in self.fixed]
            if read != name and read.rpartition(".")[2] in DOSE:  # told of help that nothing was measured of
                there = self._answered(self._given(name))
                against = [self._both(rule, there) for rule in against]
            self._hidden(slot, self._given(read), open_, against)

    def _both(self, *slots: str) -> str:
        """Code 1 where all of them have it."""
        made = " & ".join(slots)
        if made not in self.values:
            self._gathered(made, slots, lambda *v: True if all(v) else None, _BROKEN)
        return made

    def _part(self, name: str, slot: str, field: str, part: str, naive: bool) -> None:
        """What is read of a series, worked out beforehand (prodia.batch.measured), or of a score."""
        one = self.plan.fields[field]
        if one.series is not None:
            self._field(field, name, slot, naive)
            return
        source = self.name(field, naive)
        if source in self.fixed:
            self.fixed[slot] = None
            return
        if name in self.given and part != "day":
            self.reads[name] = self.plan.types[name]
        tested, born = f"{field}.day", BORN
        for read in {"day": (tested,), "age_months": (tested, born)}.get(part, ()):
            if read in self.given:
                self.reads[read] = Type("date")
        error = (None, None) if one.error is None else (one.error.reliability, one.error.level)
        about = (*error, self.on, f"={tested}", f"={born}", f"={name}")
        self.ops.append(OfScore(slot, source, part, one.value_type, *about))
        self._coded(slot, name, self.plan.types[name])

    def gate(self, step: str, naive: bool) -> str:
        """The slot that says whether a step is on the path."""
        one, slot = self.plan.steps[step], f"{'~' if naive else ''}step:{step}"
        if slot in self.doing:
            raise ProdiaError(Problem(CIRCLE, None, name=step))
        if slot in self.values or slot in self.fixed:
            return slot
        self.doing.add(slot)

        def opened(holds: Plain, mode: Plain) -> Plain:
            if mode not in one.modes or (mode in NAMELESS and one.pupil):
                return False
            return holds if isinstance(holds, bool) else None

        def open_(values: Values) -> Plain:
            holds = True if one.when is None else evaluate(one.when.tree, values)
            return opened(holds, plain(values["case.mode"]))

        when = (Constant(True) if one.when is None else one.when.tree,)
        reads = [*dict.fromkeys(("case.mode", *self.known.gate_reads.get(step, ())))]
        self._rule(slot, when, reads, open_, naive, TRUTHS, opened, ("case.mode",))
        self.doing.discard(slot)
        return slot

    def contradiction(self, id: str) -> str:
        """The slot that says (code 1) who breaks a rule under ``ensure``; who gave none of its answers
        does not."""
        one, slot = self.plan.ensure[id], f"ensure:{id}"
        if slot in self.values or slot in self.fixed:
            return slot
        told = [self._answered(self._given(a)) for a in one.answers if a in self.given]
        if not told:
            self.fixed[slot] = None
            return slot
        naive, reads = f"{slot}?", names(one.that.tree)

        def breaks(holds: Plain) -> Plain:
            return True if holds is False else None

        made = lambda v: True if broken(one, v) else None  # noqa: E731
        self._rule(naive, (one.that.tree,), reads, made, True, _BROKEN, breaks)
        self._settled(naive, _BROKEN)
        self._hidden(slot, naive, told)
        return slot

    def _answered(self, slot: str) -> str:
        """Code 1 where there is an answer at all."""
        made = f"{slot}!"
        if made not in self.values:
            self.values[made] = _BROKEN
            there = [0] + [1] * (len(self.values[slot]) - 1)
            self.ops.append(Gather(made, ((slot, 1),), np.array(there, dtype=np.uint8)))
        return made

    def _criterion(self, name: str, slot: str, naive: bool) -> None:
        one, reads = self.plan.criteria[name], self.known.reads[name]
        machine = f"{slot}?" if name in self.given else slot
        self._rule(machine, conditions(one), reads, lambda v: word_of(one, v), naive, WORDS, word)
        if name in self.given:
            self._settled(machine, WORDS)

            def settled(rule: Plain, said: Plain) -> Plain:
                return said if rule == "judgement" and said in ("met", "not met") else rule

            self._gathered(slot, (machine, self._given(name)), settled, WORDS)

    # Rules to operations

    def _rule(
        self,
        slot: str,
        trees: Sequence[Tree],
        reads: Sequence[str],
        made: Callable[[Values], Plain],
        naive: bool,
        values: tuple[Plain, ...] | None = None,
        together: Callable[..., Plain] | None = None,
        beside: tuple[str, ...] = (),
        type: Type | None = None,
    ) -> None:
        """One rule: a table, where it only compares and has few combinations; else its trees are worked out
        over columns, and ``together`` says what they, and the values ``beside`` them, come to."""
        slots = {name: self.name(name, naive) for name in dict.fromkeys(reads)}
        known = {name: self.fixed[s] for name, s in slots.items() if s in self.fixed}
        open_ = {name: s for name, s in slots.items() if s not in self.fixed}
        if not open_:
            self.fixed[slot] = made(known)
            return
        parts = [fixed(tree, known) for tree in trees]
        if self._few(open_, parts):
            look = lambda *v: made({**known, **dict(zip(open_, v, strict=True))})  # noqa: E731
            self._gathered(slot, tuple(open_.values()), look, values)
            return
        if type is not None:
            self._work(slot, parts[0], open_, type)
            self._coded(slot, slot.removeprefix("~"), type)
            return
        assert together is not None
        some = [f"{slot}.{number}" for number in range(len(parts))]
        for part, tree in zip(some, parts, strict=True):
            if names(tree):
                self._work(part, tree, open_, _TRUTH)
                self.ops.append(Code(part, axis_of(_TRUTH, by_cell(_SIDES))))
                self.values[part] = TRUTHS
            else:
                self._gathered(part, (), lambda tree=tree: evaluate(tree, {}), TRUTHS)
        extra = [slots[name] for name in beside]
        for s in extra:
            self._settled(s, None)
        self._gathered(slot, (*some, *extra), together, values)

    def _work(self, slot: str, tree: Tree, reads: Mapping[str, str], type: Type) -> None:
        reads = dict(reads)
        tree = self._lifted(tree, reads)
        own = names(tree)
        self.ops.append(Work(slot, tree, tuple((n, s) for n, s in reads.items() if n in own), type))

    def _lifted(self, tree: Tree, reads: dict[str, str]) -> Tree:
        """The tree with each condition in it that is a look-up as a name of its own, worked out once."""
        if not isinstance(tree, Apply):
            return tree
        own = {n: reads[n] for n in names(tree)}
        if tree.op in CUTS_AT_CONSTANTS and own and self._few(own, (tree,)):
            made = f"{show(tree)} {sorted(own.values())}"
            if made not in self.values:
                look = lambda *v: evaluate(tree, dict(zip(own, v, strict=True)))  # noqa: E731
                self._gathered(made, tuple(own.values()), look, TRUTHS)
            reads[made] = made
            return Name(made)
        return Apply(tree.op, tuple(self._lifted(arg, reads) for arg in tree.args), tree.span)

    def _few(self, slots: Mapping[str, str], trees: Sequence[Tree]) -> bool:
        """Does a rule only compare these names, and have few combinations of them?"""
        return prod(len(self.values[s]) for s in slots.values()) <= CELLS and all(
            s not in self.sampled or (_compares(n, trees) and self._cut(n, trees)) for n, s in slots.items()
        )

    def _cut(self, name: str, trees: Sequence[Tree]) -> bool:
        """Do the parts of a name tell apart what these trees do?"""
        return all(c in self.cuts.get(name, {}) for tree in trees for c in comparisons(tree, name) or ())

    def _settled(self, slot: str, values: tuple[Plain, ...] | None) -> None:
        """A slot that is the same for everybody, as a slot like the others."""
        if slot in self.fixed and slot not in self.values:
            self._gathered(slot, (), lambda: self.fixed[slot], values)

    def _gathered(
        self, slot: str, inputs: tuple[str, ...], made: Callable[..., Plain], values: tuple[Plain, ...] | None
    ) -> None:
        """A table of every combination of the codes of its inputs, the first of them the fastest."""
        every = [made(*reversed(row)) for row in product(*(self.values[s] for s in reversed(inputs)))]
        if values is None:
            values = (None, *dict.fromkeys(v for v in every if v is not None))
        strides = [prod(len(self.values[s]) for s in inputs[:n]) for n in range(len(inputs))]
        self.values[slot] = values
        self.ops.append(Gather(slot, tuple(zip(inputs, strides, strict=True)), coded(values, every)))

    def decision(self, id: str) -> str:
        """The slot of a decision: its code is the number of a :class:`Hit`, of ``hits``."""
        table, slot = self.plan.tables[id], f"decision:{id}"
        if ("decisions", id) in self.plan.off:
            self.hits[slot] = (Hit((), (), False, "none"),)
            self.ops.append(Gather(slot, (), np.zeros(1, dtype=np.uint8)))
            return slot
        states, numbered = [(1 << len(table.table.rules)) - 1], np.zeros(1, dtype=np.int64)
        group: list[tuple[str, int]] = []
        for number, (column, axis) in enumerate(zip(table.table.inputs, table.axes, strict=True)):
            name = self._input(id, number, column.tree, column.type)
            values = (self.fixed[name],) if name in self.fixed else self.values[name]
            parts = [axis.parts[axis.part_of(value)].rules for value in values]
            if group and len(numbered) * len(parts) > STATES:
                before = f"{slot}.{number}"
                self.ops.append(Gather(before, tuple(group), numbered.astype(_small(len(states)))))
                group, numbered = [(before, 1)], np.arange(len(states))
            if name not in self.fixed:
                group.append((name, len(numbered)))
            found: dict[int, int] = {}
            step = [[found.setdefault(state & part, len(found)) for state in states] for part in parts]
            states, numbered = [*found], np.array(step, dtype=np.int64)[:, numbered].ravel()
        hits: dict[Hit, int] = {}
        code = np.array([hits.setdefault(outcome(table.table, state), len(hits)) for state in states])
        self.hits[slot] = (*hits,)
        self.ops.append(Gather(slot, tuple(group), code[numbered].astype(_small(len(hits)))))
        return slot

    def _input(self, id: str, number: int, tree: Tree, type: Type) -> str:
        """The slot of an input of a table; one that is no name may lie outside its declared type."""
        if isinstance(tree, Name):
            return self.name(tree.id)
        slot = _head(id, number, tree)
        reads = {n: self.name(n) for n in names(tree)}
        known = {n: self.fixed[s] for n, s in reads.items() if s in self.fixed}
        if len(known) == len(reads):
            self.fixed[slot] = evaluate(tree, known)
        else:
            wide = Type(type.kind, type.unit if type.kind == "duration" else None, options=type.options)
            self._work(slot, fixed(tree, known), {n: s for n, s in reads.items() if n not in known}, wide)
            self._coded(slot, slot, wide)
        return slot


_TRUTH = Type("truth")
_SIDES = (Name("?"), Apply("not", (Name("?"),)))
_BROKEN: tuple[Plain, ...] = (None, True)


def _head(id: str, number: int, tree: Tree) -> str:
    """What the parts of an input of a table are kept under: its name, or its place."""
    return tree.id if isinstance(tree, Name) else f"input:{id}.{number}"


def _compares(name: str, trees: Sequence[Tree]) -> bool:
    """Does a rule only compare a name with constants?"""
    return all(comparisons(tree, name) is not None for tree in trees)
