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
# (`__arrow_c_stream__`), and so does a mapping of lists. A column is read by its type as a whole where it has
# that type, and else each different text once, by the reader of an answer (case.answers.of_type). A cell that
# is no answer refuses its row: nothing is said of that person, and why is told by row and column.

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Hashable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from prodia.batch.columns import pd
from prodia.batch.decide import answer_of
from prodia.batch.kernel import Kernel, Slots, codes_of, compiled, rests_on
from prodia.case.answers import of_type
from prodia.case.case import Case
from prodia.case.state import State
from prodia.errors import MissingExtra, ProdiaError, TypeMismatch, UnknownName, checked, one_of
from prodia.language import Plain, Type
from prodia.language.columns import DATE_MAX, Array, Column, np
from prodia.language.operators.calendar import age_at, months_between
from prodia.language.values import Duration
from prodia.model.plan import Plan, modes_of
from prodia.model.protocol import NAMELESS, Mode
from prodia.problems import Problem
from prodia.problems.batch import COLUMN_OF_OTHER_TYPE, NO_ANSWER, NO_COLUMNS
from prodia.problems.cases import NO_SUCH_MODE
from prodia.problems.commands import NO_MATCH
from prodia.words import LANGS, Words
from prodia.words.lists import nearest

BORN = "born"
AGES = ("case.age_years", "case.age_months")
LARGEST = 1e15  # as far as an answer is a number


def arrow() -> Any:
    """pyarrow. Raises MissingExtra."""
    try:
        import pyarrow  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise MissingExtra("pyarrow", "frames") from None
    return pyarrow


@dataclass(frozen=True, eq=False)
class Run:
    """What a protocol comes to for many people. Proposals: people decide.

    ``refused``: every cell that is no answer, with its row, from 0; of such a row nothing is said.
    """

    plan: Plan
    kernel: Kernel
    slots: Slots
    given: Any
    refused: tuple[Problem, ...]
    out: Array
    mode: Mode

    def __len__(self) -> int:
        return self.slots.rows

    @cached_property
    def table(self) -> Any:
        """As an Arrow table: see :func:`told_of`."""
        return told_of(self.kernel, self.slots, self.out)

    def to_pandas(self) -> Any:
        """As a pandas frame, a row a person, in the order of what was given."""
        return pd.DataFrame({n: self.table[n].to_pandas() for n in self.table.column_names})

    def counts(self, name: str) -> dict[str | None, int]:
        """How many people have each verdict on a criterion, or each outcome of a decision; None: nothing."""
        one_of(Words("criterium of beslissing", "criterion or decision"), name, self.table.column_names)
        found = self.table[name].value_counts().to_pylist()
        return {one["values"]: one["counts"] for one in found}

    def explain(self, row: int) -> State:
        """One person as a case: verdicts, proposals and needs, each with its trace (:func:`prodia.why`)."""
        values = {n: self.given[n][row].as_py() for n in self.given.column_names}
        return as_case(self.plan, values, self.kernel.on, self.mode).state


@checked
def run(
    plan: Plan,
    frame: Any,
    *,
    on: dt.date,
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
    person, and answers that contradict each other do not count: all as in a case. ``only``: names of
    criteria, derived values and decisions. ``allow_missing``: what has no column is missing for everyone.

    Raises :class:`~prodia.errors.ProdiaError` for a column of another type and for columns that are not
    there, all of them at once.
    """
    asked = None if only is None else tuple(only)
    for name in asked or ():
        known = (*plan.derived, *plan.criteria, *plan.tables)
        one_of(Words("criterium, waarde of beslissing", "criterion, value or decision"), name, known)
    table = picked(plan, frame, columns or {}, mode, asked, allow_missing)
    kernel = kernel_for(plan, table.column_names, on, mode, asked)
    given, bad = read_table(kernel, table, on)
    out = left_out(table.num_rows, bad)
    return Run(plan, kernel, kernel.run(given, table.num_rows, threads), table, refusals(bad), out, mode)


def kernel_for(
    plan: Plan, names: Iterable[str], on: dt.date, mode: Mode, only: Sequence[str] | None = None
) -> Kernel:
    """The kernel for a table with these columns. Raises ProdiaError for a kind of guidance without steps."""
    if mode not in (modes := modes_of(plan.steps.values())):
        raise ProdiaError(Problem(NO_SUCH_MODE, None, name=plan.reference, mode=mode, modes=", ".join(modes)))
    given = set(names) - (set(AGES) if mode in NAMELESS else set())
    born = set(AGES) if BORN in given and mode not in NAMELESS else set()
    return compiled(plan, on, given=given - {BORN} | born, mode=mode, only=only)


def names_of(plan: Plan, only: Sequence[str] | None = None) -> tuple[str, ...]:
    """Every column that a run may have: answers, what the case knows, what people judged."""
    judged = (name for name, one in plan.criteria.items() if one.judge is not None)
    return (*dict.fromkeys((*rests_on(plan, only), BORN, *AGES, "case.mode", "case.competence", *judged)),)


def needed_of(
    plan: Plan, there: Iterable[str], mode: Mode, only: Sequence[str] | None = None
) -> tuple[str, ...]:
    """The names that everything rests on and that no column is there for."""
    given = {*there, *(AGES if mode in NAMELESS else ())}
    return tuple(n for n in rests_on(plan, only) if n not in given and not (n in AGES and BORN in given))


def picked(
    plan: Plan,
    frame: Any,
    said: Mapping[str, Hashable],
    mode: Mode,
    only: Sequence[str] | None,
    allow_missing: bool,
) -> Any:
    """The columns of a frame that count, as an Arrow table by the names of the plan. Raises ProdiaError."""
    every = names_of(plan, only)
    for name in said:
        one_of(Words("gegeven", "value"), name, every)
    there = [*getattr(frame, "column_names", getattr(frame, "columns", frame))]
    where = {name: said.get(name, name) for name in every if name in said or name in there}
    if absent := [str(one) for one in where.values() if one not in there]:
        what, like = Words("kolom", "column"), nearest(absent[0], [str(x) for x in there])
        raise UnknownName(Problem(NO_MATCH, None, what=what, name="», «".join(absent), nearest=like))
    if twice := [name for name, one in where.items() if there.count(one) > 1]:
        raise ValueError(f"two columns are called {where[twice[0]]!r}")
    if (lacking := needed_of(plan, where, mode, only)) and not allow_missing:
        raise ProdiaError(Problem(NO_COLUMNS, None, names=", ".join(lacking)))
    return arrow().table({name: _arrow_column(frame, one, name) for name, one in where.items()})


def _arrow_column(frame: Any, column: Hashable, name: str) -> Any:
    pa, values = arrow(), frame[column]
    try:
        if isinstance(values, pa.Array | pa.ChunkedArray):
            return values
        if hasattr(values, "to_arrow"):
            return values.to_arrow()
        return pa.array(values, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        raise _other_type(
            name, Words("waarden van meer dan één soort", "values of more than one kind")
        ) from None


def _other_type(name: str, found: Words) -> TypeMismatch:
    return TypeMismatch(Problem(COLUMN_OF_OTHER_TYPE, None, column=name, found=found))


Bad = tuple[
    str, Array, Type
]  # a column, the rows (from 0) in which it holds no answer, and what it should be


def refusals(
    bad: Sequence[Bad], numbers: Array | None = None, called: Mapping[str, str] | None = None
) -> tuple[Problem, ...]:
    """Every cell that is no answer, by row. ``numbers``: of each row its number in a file."""
    names, found = called or {}, []
    for name, rows, type in bad:
        wanted, column = _wanted(type), names.get(name, name)
        for row in map(int, rows):
            number = row if numbers is None else int(numbers[row])
            found.append((row, Problem(NO_ANSWER, None, row=number, column=column, type=wanted)))
    return tuple(problem for _, problem in sorted(found, key=lambda one: one[0]))


def _wanted(type: Type) -> Words:
    range = type.range_words()
    options = f": {', '.join(type.options)}" if type.options else ""
    return Words(*(f"{type.words()[lang]} {range[lang]}".strip() + options for lang in LANGS))


def left_out(rows: int, bad: Sequence[Bad], unread: Mapping[str, Array] | None = None) -> Array:
    """Of which rows nothing is said: a cell of it is no answer, or could not be read."""
    out = np.zeros(rows, dtype=bool)
    for wrong in (*(rows for _, rows, _ in bad), *(unread or {}).values()):
        out[wrong] = True
    return out


# From Arrow to values.


def read_table(kernel: Kernel, table: Any, on: dt.date) -> tuple[dict[str, Column | Array], list[Bad]]:
    """The columns of a table for a kernel, and the cells that are no answer."""
    given: dict[str, Column | Array] = {}
    bad: list[Bad] = []
    there = [name for name in kernel.reads if name in table.column_names]
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # Arrow and NumPy let go of the interpreter
        read = [*pool.map(lambda name: _read(name, kernel.reads[name], table.column(name)), there)]
    for name, (one, wrong) in zip(there, read, strict=True):
        given[name] = one
        if len(wrong):
            bad.append((name, wrong, kernel.reads[name]))
    if BORN in table.column_names and not set(AGES).isdisjoint(kernel.reads):
        born, wrong = _read(BORN, _DATE, table.column(BORN))
        assert isinstance(born, Column)
        ages = _ages(born, on)
        given |= {
            name: ages[name] for name in AGES if name in kernel.reads and name not in table.column_names
        }
        later = np.flatnonzero(~born.null & (born.values > (on - _EPOCH).days))
        wrong = np.union1d(wrong, later)
        if len(wrong):
            bad.append((BORN, wrong, _DATE))
    return given, bad


_EPOCH = dt.date(1970, 1, 1)
_DATE = Type("date")


def _ages(born: Column, on: dt.date) -> dict[str, Column]:
    """Completed years and months on a day, as the case counts them: each birthday once."""
    first = int(born.values.min(where=~born.null, initial=(on - _EPOCH).days))
    days = range(first, int(born.values.max(where=~born.null, initial=first)) + 1)
    place = np.where(born.null, 0, born.values - first)
    there = np.flatnonzero(np.bincount(place, minlength=len(days)))
    day = {int(at): _EPOCH + dt.timedelta(days=days[int(at)]) for at in there}
    found = {}
    for name, count in zip(AGES, (age_at, months_between), strict=True):
        every = np.full(len(days), np.nan)
        for at, one in day.items():
            every[at] = np.nan if one > on else count(one, on)
        few = every[place]
        none = born.null | np.isnan(few)
        found[name] = Column("number", np.where(none, 0.0, few), none)
    return found


def _read(name: str, type: Type, column: Any) -> tuple[Column | Array, Array]:
    """A column as a kernel reads it, and the rows in which it holds no answer."""
    pa = arrow()
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind, rows = column.type, len(column)
    if pa.types.is_null(kind):
        few = codes_of(type)
        none = np.zeros(rows, dtype=np.uint8)
        return (none if few is not None else Column(type.runtime, none.astype(float), none == 0)), none[:0]
    if pa.types.is_dictionary(kind) and not _is_text(kind.value_type):
        column, kind = column.dictionary_decode(), kind.value_type
    if _is_text(kind) or pa.types.is_dictionary(kind):
        if type.kind == "number":
            raise _other_type(name, Words("tekst", "text"))
        return _texts(type, column if pa.types.is_dictionary(kind) else column.dictionary_encode())
    if type.kind == "truth" and pa.types.is_boolean(kind):
        lacking = column.is_null().to_numpy(zero_copy_only=False)
        yes = pc.fill_null(column, False).to_numpy(zero_copy_only=False)
        return np.where(lacking, 0, 2 - yes.astype(np.uint8)).astype(np.uint8), lacking[:0].nonzero()[0]
    if type.kind == "number" and (_is_number(kind) or pa.types.is_decimal(kind)):
        try:
            x = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        except pa.ArrowInvalid:
            wrong = Words("getallen die niet exact zijn", "numbers that are not exact")
            raise _other_type(name, wrong) from None
        return _number(type, x)
    if type.kind == "date" and (pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and kind.tz is None)):
        days = column.cast(pa.date32(), safe=False)
        late = pc.not_equal(days.cast(kind), column) if pa.types.is_timestamp(kind) else None
        x = pc.fill_null(days.cast(pa.int32()), 0).to_numpy(zero_copy_only=False).astype(np.int64)
        wrong = x > DATE_MAX
        if late is not None:
            wrong |= pc.fill_null(late, False).to_numpy(zero_copy_only=False)
        lacking = column.is_null().to_numpy(zero_copy_only=False)
        return Column("date", x, lacking | wrong), np.flatnonzero(wrong)
    raise _other_type(name, Words(f"waarden van het type {kind}", f"values of the type {kind}"))


def _is_text(kind: Any) -> bool:
    types = arrow().types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _is_number(kind: Any) -> bool:
    types = arrow().types
    return bool(types.is_integer(kind) or types.is_floating(kind))


def _number(type: Type, x: Array) -> tuple[Column, Array]:
    """NaN is missing. A number just beside a limit is looked at as it is when it has a name."""
    lacking = np.isnan(x)
    wrong = ~(np.abs(x) < LARGEST)
    if type.low is not None:
        wrong |= (x <= type.low) if type.low_open else (x < type.low)
    if type.high is not None:
        wrong |= (x >= type.high) if type.high_open else (x > type.high)
    if type.whole:
        wrong |= np.floor(x) != x
    rows = np.flatnonzero(wrong & ~lacking)
    rows = np.array([row for row in rows if not _admits(type, float(x[row]))], dtype=rows.dtype)
    lacking[rows] = True
    return Column("number", x, lacking), rows


def _admits(type: Type, value: float) -> bool:
    return abs(value) < LARGEST and type.admits(value)


def _texts(type: Type, column: Any) -> tuple[Column | Array, Array]:
    """Each different text read once, as an answer is."""
    few: list[Plain] = []
    unread = []
    for at, text in enumerate(column.dictionary.to_pylist()):
        try:
            known = type.kind == "verdict" and text in type.options
            few.append(text if known else of_type(type, text, name=""))
        except TypeMismatch:
            few.append(None)
            unread.append(at)
    place = column.indices.fill_null(len(few)).to_numpy(zero_copy_only=False)
    wrong = np.flatnonzero(np.isin(place, unread)) if unread else place[:0]
    values = codes_of(type)
    if values is None:
        small = Column.of([*few, None], type.runtime)
        return Column(small.kind, small.values[place], small.null[place]), wrong
    codes = {(v.__class__, v): at for at, v in enumerate(values)}
    return np.array([codes[v.__class__, v] for v in (*few, None)], dtype=np.uint8)[place], wrong


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
        bits = np.zeros(slots.rows, dtype=np.int64)
        for number, slot in enumerate(kernel.ensure.values()):
            bits |= (slots.codes[slot] == 1).astype(np.int64) << number
        rows = np.flatnonzero(bits)
        kept, place = np.unique(bits[rows], return_inverse=True)
        codes = np.zeros(slots.rows, dtype=np.int32)
        codes[rows] = place.reshape(-1) + 1
        words = [" ".join(id for n, id in enumerate(kernel.ensure) if int(b) >> n & 1) for b in kept]
        made["contradictions"] = _coded((None, *words), codes, out)
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


# One row as a case.


def as_case(plan: Plan, values: Mapping[str, Any], on: dt.date, mode: Mode) -> Case:
    """The case that a row stands for: opened, answered and judged on one day."""
    kind = values.get("case.mode") or mode
    who = next((id for id, role in plan.roles.items() if role.side == "clb"), next(iter(plan.roles)))
    opened = {"kind": "opened", "on": on, "by": who, "mode": kind, "question": "-"}
    opened |= {"protocol": plan.reference, "anyway": "-"}
    told: list[Any] = [opened | ({} if kind in NAMELESS else {"born": values.get(BORN) or on})]
    for name, value in values.items():
        if value is None or value != value:
            continue
        if name in plan.fields:
            raw = value.isoformat() if isinstance(value, dt.date) else value
            by = plan.fields[name].from_
            told.append({"kind": "answered", "on": on, "by": by, "field": name, "value": raw})
    for name, value in values.items():
        if name in plan.criteria and value in ("met", "not met"):
            by = (plan.criteria[name].judges or tuple(plan.roles))[0]
            said = {"criterion": name, "verdict": value, "person": "-", "reason": "-"}
            told.append({"kind": "judged", "on": on, "by": by, **said})
    if (competent := values.get("case.competence")) is not None:
        said = {"competent": competent == "competent", "person": "-", "reason": "-"}
        told.append({"kind": "assessed", "on": on, "by": who, **said})
    return Case.replay({plan.reference: plan}, told, check=False)
