"""A whole protocol over many people: a frame in, every verdict and every proposal out, as the case has them.

>>> import datetime as dt
>>> import prodia
>>> from prodia.batch import run
>>> plan = prodia.load().catalogue.plan("algemeen@1.0.0")
>>> people = {"vragen_beantwoord": ["ja", None], "doelen_benoemd": [True, True]}
>>> people["school_kan_bieden"] = ["ja", "ja"]
>>> ran = run(plan, people, on=dt.date(2026, 10, 1), allow_missing=True)
>>> ran.table["aanbeveling"].to_pylist(), ran.table["aanbeveling.rule"].to_pylist()
(['binnen-de-school', 'onvolledig'], [3, None])
"""

# Arrow is the one form at the edge: pandas, polars, DuckDB and Arrow itself hand over a stream of it
# (`__arrow_c_stream__`), and so does a mapping of lists. A cell that is no answer refuses its row: nothing is
# said of that person, and why is told by row and column.

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from prodia.batch.columns import no_twins, one_each, pd
from prodia.batch.decide import answer_of, named_in
from prodia.batch.doubts import LOOKED, codes, of_frame, shares, tell_of
from prodia.batch.kernel import AGES, BORN, ID, Kernel, Slots, compiled, rests_on
from prodia.batch.measured import HELP, Long, Measured, measured
from prodia.batch.reading import (
    Bad,
    all_there,
    arrow,
    arrow_column,
    heads_of,
    left_out,
    read_column,
    read_table,
    refusals,
)
from prodia.batch.rows import CONSENT, RAISED, Rows, as_state
from prodia.case.certainty import Certainty
from prodia.case.days import of_people
from prodia.case.state import State
from prodia.errors import ProdiaError, checked, one_of, tell
from prodia.frozen import of_one_process
from prodia.language import Plain, Type
from prodia.language.columns import Array, np
from prodia.language.values import Duration
from prodia.model.plan import Plan, modes_of
from prodia.model.protocol import NAMELESS, Mode
from prodia.problems import Problem
from prodia.problems.batch import NEAR_COLUMN, NO_COLUMN_AT_ALL, NO_COLUMNS, OF_NOBODY, ROW_REFUSED
from prodia.problems.cases import NO_SUCH_MODE
from prodia.scoring.score import NoScore
from prodia.store.moving import SOME, everywhere
from prodia.words import Words
from prodia.words.cells import written_as


@of_one_process
@dataclass(frozen=True, eq=False)
class Run:
    """What a protocol comes to for many people. Proposals: people decide.

    ``refused``: every cell that is no answer, with its row, from 0; of such a row nothing is said.
    ``not_in_force``: what of the plan is not in force on the day, or that the plan is not.
    """

    plan: Plan
    kernel: Kernel
    slots: Slots
    given: Any
    refused: tuple[Problem, ...]
    out: Array
    mode: Mode
    series: Measured | None = None

    def __len__(self) -> int:
        return self.slots.rows

    def __repr__(self) -> str:
        """Which protocol and how many people: what is said of them must not end up in a log."""
        return f"<Run {self.plan.reference}, {len(self)} people>"

    @cached_property
    def table(self) -> Any:
        """As an Arrow table: see :func:`told_of`."""
        return told_of(self.kernel, self.slots, self.out)

    @property
    def not_in_force(self) -> tuple[Problem, ...]:
        """What of the plan is not in force on the day, or that the plan is not: what rests on it
        is assessable for nobody."""
        return of_people(self.plan, self.kernel.on)

    def to_pandas(self) -> Any:
        """As a pandas frame, a row a person, in the order of what was given."""
        return pd.DataFrame({n: self.table[n].to_pandas() for n in self.table.column_names})

    def counts(self, name: str) -> dict[str | None, int]:
        """How many people have each verdict on a criterion, or each outcome of a decision; None: nothing."""
        one_of(Words("criterium of beslissing", "criterion or decision"), name, self.table.column_names)
        found = self.table[name].value_counts().to_pylist()
        return {one["values"]: one["counts"] for one in found}

    def explain(self, row: int) -> State:
        """One person as a case: verdicts, proposals and needs, each with its trace (:func:`prodia.why`).

        Raises :class:`~prodia.errors.ProdiaError` for a row that was refused, IndexError where there is none.
        """
        row = range(len(self))[row]
        if self.out[row]:
            raise ProdiaError(Problem(ROW_REFUSED, None, row=row))
        values = {n: self.given[n][row].as_py() for n in self.given.column_names}
        told = () if self.series is None else tuple(self.series.events(row))
        return as_state(self.plan, values, self.kernel.on, self.mode, told)

    def next(self) -> list[str | None]:
        """What is asked next of everybody, as the first need of their case says it (``answer:pc_dictee``);
        None where nothing is, or the row was refused. On every core; people whose case asks the same for the
        same reasons share one, another takes a millisecond or two.

        Who consented and which hypotheses were raised is what the columns ``case.consent`` (a truth) and
        ``case.raised`` (ids, a blank between) say: without them nobody did, and none."""
        return self._each(_first_need)

    def certainty(self, decision: str) -> list[Certainty | NoScore | None]:
        """How sure the outcome of a decision is for everybody, as :meth:`prodia.State.certainty` has it; None
        in a row that was refused. People whose scores, and answers as far as they count, are the same share
        one."""
        one_of(Words("beslissing", "decision"), decision, self.plan.tables)
        return self._each(partial(_how_sure, decision), [n for n, f in self.plan.fields.items() if f.error])

    def _each(self, work: Callable[[State], Any], exact: Sequence[str] = ()) -> list[Any]:
        """``work`` on the case of everybody."""
        there = np.flatnonzero(~self.out)
        found: list[Any] = [None] * len(self)
        if self.series is not None:
            made = everywhere(there.tolist(), lambda row: work(self.explain(row)))
        else:
            whole = compiled(self.plan, self.kernel.on, given=self.kernel.reads, mode=self.mode)
            broken = self.table["contradictions"].to_pylist() if self.plan.ensure else [None] * len(self)
            rows = Rows.of(self.plan, whole, self.given, self.mode, broken, exact)
            parts = np.array_split(there, os.cpu_count() or 1) if len(there) > SOME else [there]
            some = everywhere([part.tolist() for part in parts], lambda part: rows.each(part, work), 1)
            made = (one for part in some for one in part)
        for row, one in zip(there.tolist(), made, strict=True):
            found[row] = one
        return found


def _first_need(state: State) -> str | None:
    return next(map(str, state.needs), None)


def _how_sure(decision: str, state: State) -> Certainty | NoScore:
    return state.certainty(decision)


@checked
def run(
    plan: Plan,
    frame: Any,
    *,
    on: dt.date,
    measurements: Any = None,
    columns: Mapping[str, Hashable] | None = None,
    mode: Mode = "trajectory",
    only: Sequence[str] | None = None,
    allow_missing: bool = False,
    threads: int | None = None,
) -> Run:
    """Every criterion, derived value and decision of a plan for every row, as a case with these answers.

    ``frame``: pandas, polars, Arrow, whatever hands over Arrow, or a mapping of names to lists. Its columns
    hold the fields by their id, ``born`` (a day) and names of the case as they are written; ``columns`` says
    what one is called otherwise, other columns are passed over. Numbers for numbers, texts for choices,
    truths for yes and no, days for dates; null, NaN and NA are missing, and missing is never *no*. A column
    called as a criterion holds what a person judged, which counts where the rule leaves it open. ``on``: the
    day on which law, cut-offs, rules and ages are read. A field counts where its step is on the path of that
    person, and answers that contradict each other do not count: all as in a case. ``measurements``: the
    series of a protocol, a long table (:mod:`prodia.batch.measured`), whose ``id`` is that of a person.
    ``only``: names of criteria, derived values and decisions. ``allow_missing``: what has no column is
    missing for everyone.

    Raises :class:`~prodia.errors.ProdiaError` for a column of another type and for columns that are not
    there, all of them at once; ``TypeError`` for what is no frame, and for a text where a list of values
    should stand; ``ValueError`` for a column that would feed two names. Warns
    (:class:`~prodia.errors.DataWarning`) of what a file of people would be asked about: who stands twice or
    nearly so, a row of totals, a value that may be a share, a number that stands for nothing elsewhere; and
    of measurements that are of nobody.
    """
    asked = None if only is None else tuple(only)
    said, frame, measurements = dict(columns or {}), _in_columns(frame), _in_columns(measurements)
    ids = said.pop(ID, ID)
    table = picked(plan, frame, said, mode, asked, allow_missing, measurements is not None)
    who = long = None
    if measurements is not None:
        who = arrow_column(frame, ids, ID) if ids in heads_of(frame) else None
        every = {str(n): arrow_column(measurements, n, str(n)) for n in heads_of(measurements)}
        long = Long.of(arrow().table(every))
    used = [said.get(name, name) for name in table.column_names]
    table, series = attached(plan, table, who, long, on)
    tell_of(of_frame(frame, heads_of(frame), ids, used))
    if series is not None and long is not None and (nobody := len(long.table) - series.found):
        tell(Problem(OF_NOBODY, None, count=nobody))
    kernel = kernel_for(plan, table.column_names, on, mode, asked)
    given, bad = read_table(kernel, table, on)
    bad += beside(plan, table)
    out, problems = left_out(table.num_rows, bad), refusals(bad)
    if series is not None:
        out |= series.out
        problems += series.problems
    made = kernel.run(given, table.num_rows, threads)
    return Run(plan, kernel, made, table, problems, out, mode, series)


def _in_columns(frame: Any) -> Any:
    """A stream of Arrow, as DuckDB and a reader are, as a table. Of a frame each column is asked."""
    stream = hasattr(frame, "__arrow_c_stream__") and type(frame).__module__.split(".")[0] not in _FRAMES
    return arrow().table(frame) if stream else frame


_FRAMES = ("pandas", "polars")  # other columns of theirs may hold what Arrow has not


def attached(plan: Plan, table: Any, ids: Any, long: Long | None, on: dt.date) -> tuple[Any, Measured | None]:
    """A table of people with the columns of their series beside its own."""
    if long is None:
        return table, None
    series = measured(plan, table, ids, long, on)
    return with_columns(table, series.table), series


def with_columns(table: Any, more: Any) -> Any:
    """A table with the columns of another beside its own, or in their place."""
    kept = [name for name in table.column_names if name not in more.column_names]
    columns = [table.column(name) for name in kept] + more.columns
    return arrow().table(columns, names=[*kept, *more.column_names])


def beside(plan: Plan, table: Any) -> list[Bad]:
    """The cells about consent and hypotheses that say nothing."""
    found: list[Bad] = []
    if CONSENT in table.column_names:
        found.append((CONSENT, read_column(CONSENT, Type("truth"), table[CONSENT])[1], Type("truth")))
    if RAISED in table.column_names:
        raised = Type("choice", options=(*plan.hypotheses,))
        texts = (str(x or "").split() for x in table[RAISED].to_pylist())
        wrong = [row for row, words in enumerate(texts) if not plan.hypotheses.keys() >= {*words}]
        found.append((RAISED, np.array(wrong, dtype=np.int64), raised))
    return [one for one in found if len(one[1])]


def kernel_for(
    plan: Plan, names: Iterable[str], on: dt.date, mode: Mode, only: Sequence[str] | None = None
) -> Kernel:
    """The kernel for a table with these columns. Raises ProdiaError for a kind of guidance without steps."""
    if mode not in (modes := modes_of(plan.steps.values())):
        raise ProdiaError(Problem(NO_SUCH_MODE, None, name=plan.reference, mode=mode, modes=", ".join(modes)))
    given = set(names) - (set(AGES) if mode in NAMELESS else set())
    born = set(AGES) if BORN in given and mode not in NAMELESS else set()
    return compiled(plan, on, given=given | born, mode=mode, only=only)


def names_of(plan: Plan, only: Sequence[str] | None = None) -> tuple[str, ...]:
    """Every column that a run may have: answers, what the case knows, what people judged, planned help."""
    judged = (name for name, one in plan.criteria.items() if one.judge is not None)
    rests = rests_on(plan, only)
    more = [f"{name}.{part}" for name in rests if name in plan.series for part in HELP]
    fields = plan.fields.keys() & {*rests} - plan.series.keys()
    more += [name for name in plan.types if (plan.part(name) or ("",))[0] in fields]  # of scores
    case = (BORN, *AGES, "case.mode", "case.competence", CONSENT, RAISED)
    return (*dict.fromkeys((*rests, *case, *judged, *more)),)


def needed_of(
    plan: Plan,
    there: Iterable[str],
    mode: Mode,
    only: Sequence[str] | None = None,
    measurements: bool = False,
) -> tuple[str, ...]:
    """The names that everything rests on and that no column is there for. ``measurements``: they are there,
    and so is every series."""
    given = {*there, *(AGES if mode in NAMELESS else ())}
    found = [n for n in rests_on(plan, only) if n not in given and not (n in AGES and BORN in given)]
    parts = {n for n in found if (plan.part(n) or (n,))[0] in plan.series}
    named = {plan.part(n)[0] if plan.part(n) else n for n in parts}  # type: ignore[index]
    return tuple(n for n in found if n not in parts or (n in named and not measurements))


def nearly(plan: Plan, rest: Iterable[str], lacking: Iterable[str]) -> Iterator[Problem]:
    """Of the columns that feed nothing those that may be meant as what has no column: by its name, or by
    its question, as a sheet to fill in has it."""
    called = {words: name for name in lacking for words in (plan.labels.get(name, name), name)}
    for column in rest:
        if (words := written_as(column, called)) is not None:
            yield Problem(NEAR_COLUMN, None, column=column.strip(), name=called[words])


def nothing_of(plan: Plan) -> Problem:
    """That a table has no column of a protocol: then it is another one, or has no heading."""
    return Problem(NO_COLUMN_AT_ALL, None, name=plan.reference)


def picked(
    plan: Plan,
    frame: Any,
    said: Mapping[str, Hashable],
    mode: Mode,
    only: Sequence[str] | None,
    allow_missing: bool,
    measurements: bool = False,
) -> Any:
    """The columns of a frame that count, as an Arrow table by the names of the plan. Raises ProdiaError."""
    every = names_of(plan, only)
    for name in said:
        one_of(Words("gegeven", "value"), name, every)
    there = heads_of(frame)
    where = {name: said.get(name, name) for name in every if name in said or name in there}
    all_there(where.values(), there)
    no_twins(where, there)
    one_each(where)
    lacking = needed_of(plan, where, mode, only, measurements)
    if lacking and not allow_missing:
        raise ProdiaError(Problem(NO_COLUMNS, None, names=", ".join(lacking)))
    for problem in nearly(plan, (str(one) for one in there if one not in where.values()), lacking):
        raise ProdiaError(problem)
    if there and not where and not measurements:
        raise ProdiaError(nothing_of(plan))
    columns = {name: arrow_column(frame, one, name) for name, one in where.items()}
    if len({len(column) for column in columns.values()}) > 1:
        raise ValueError("the columns are not of one length")
    table = arrow().table(columns)
    tell_of(shares(plan, table.slice(0, LOOKED)))
    for problem in codes(plan, table):
        tell(problem)
    return table


# From codes to Arrow.


def told_of(kernel: Kernel, slots: Slots, out: Array) -> Any:
    """An Arrow table: derived values by name; verdicts (``met``, ``not met``, ``judgement``, ``not
    assessable``); of a decision the outcome by its id, ``id.reason`` and ``id.rule`` (from 1 as written, null
    where no rule gave it); ``contradictions``. Null in a row that is refused (``refused``)."""
    pa = arrow()
    made: dict[str, Any] = {}
    for name, slot in kernel.derived.items():
        found = slots.columns.get(slot)
        if found is None:
            made[name] = _coded(kernel.values[slot], slots.codes[slot], out)
        else:
            values: Any = found.values.astype("datetime64[D]") if found.kind == "date" else found.values
            made[name] = pa.array(values, mask=found.null | out)
    for name, slot in kernel.criteria.items():
        made[name] = _coded(kernel.values[slot], slots.codes[slot], out)
    for id, slot in kernel.decisions.items():
        said = [answer_of(hit) for hit in kernel.hits[slot]]
        for number, name in enumerate(
            (id if id not in made else f"decision:{id}", f"{id}.reason", f"{id}.rule")
        ):
            made[name] = _coded(tuple(one[number] for one in said), slots.codes[slot], out)
    if kernel.ensure:
        broken = {id: slots.codes[slot] == 1 for id, slot in kernel.ensure.items()}
        rows = np.flatnonzero(np.logical_or.reduce([*broken.values()]))
        kept, place = np.unique(
            named_in({id: one[rows] for id, one in broken.items()}, len(rows)), return_inverse=True
        )
        codes = np.zeros(slots.rows, dtype=np.int32)
        codes[rows] = place.reshape(-1) + 1
        made["contradictions"] = _coded((None, *kept.tolist()), codes, out)
    made["refused"] = pa.array(out)
    return pa.table(made)


def _coded(values: tuple[Plain, ...], codes: Array, out: Array) -> Any:
    """Codes as an Arrow column: texts as a dictionary, anything else as it is."""
    pa = arrow()
    shown = [v.iso() if isinstance(v, Duration) else v for v in values]
    if any(isinstance(v, str) for v in shown) or all(v is None for v in shown):
        words = [*dict.fromkeys(v for v in shown if v is not None)]
        small: Any = np.int8 if len(words) < 128 else np.int32
        at = np.array([words.index(v) if v is not None else -1 for v in shown], dtype=small).take(codes)
        none = at < 0
        none |= out
        return pa.DictionaryArray.from_arrays(pa.array(at, mask=none), pa.array(words, pa.string()))
    return pa.array(shown).take(pa.array(codes, mask=out))
