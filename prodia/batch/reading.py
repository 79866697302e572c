"""Columns of Arrow as a kernel reads them: each cell an answer, missing, or the reason to refuse its row."""

# A column is read by its type as a whole where it has that type, and else each different text once, by the
# reader of an answer (case.answers.of_type).

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from prodia.batch.kernel import AGES, BORN, Kernel, coded, codes_of
from prodia.case.answers import of_type, ranged
from prodia.errors import MissingExtra, TypeMismatch, UnknownName
from prodia.language import Plain, Type
from prodia.language.columns import DATE_MAX, DATE_MIN, EPOCH, Array, Column, nine_column, np, widened
from prodia.language.operators.calendar import months_column, years_column
from prodia.language.syntax.types import in_range
from prodia.problems import Problem
from prodia.problems.batch import COLUMN_OF_OTHER_TYPE, NO_ANSWER
from prodia.problems.commands import NO_MATCH
from prodia.words import LANGS, Words
from prodia.words.lists import nearest

FEW = 1 << 15  # rows that are read before threads have begun
LARGEST = 1e15  # as far as an answer is a number


def arrow() -> Any:
    """pyarrow. Raises MissingExtra."""
    try:
        import pyarrow  # type: ignore[import-untyped]
    except ModuleNotFoundError:
        raise MissingExtra("pyarrow", "frames") from None
    return pyarrow


def other_type(name: str, found: Words) -> TypeMismatch:
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
    said, options = ranged(type), f": {', '.join(type.options)}" if type.options else ""
    return Words(*(said[lang] + options for lang in LANGS))


def left_out(rows: int, bad: Sequence[Bad], unread: Mapping[str, Array] | None = None) -> Array:
    """Of which rows nothing is said: a cell of it is no answer, or could not be read."""
    out = np.zeros(rows, dtype=bool)
    for wrong in (*(rows for _, rows, _ in bad), *(unread or {}).values()):
        out[wrong] = True
    return out


def all_there(wanted: Iterable[Hashable], there: Sequence[Hashable]) -> None:
    """Raises UnknownName for columns that a frame does not have, all of them at once."""
    if absent := [str(one) for one in wanted if one not in there]:
        what, like = Words("kolom", "column"), nearest(absent[0], [str(x) for x in there])
        raise UnknownName(Problem(NO_MATCH, None, what=what, name="», «".join(absent), nearest=like))


def heads_of(frame: Any) -> list[Hashable]:
    """What the columns of a frame are called, each once. Raises TypeError, ValueError."""
    named = None if hasattr(frame, "collect") else getattr(frame, "columns", None)  # a lazy frame has no rows
    found = frame if isinstance(frame, Mapping) else getattr(frame, "column_names", named)
    if not isinstance(found, Iterable):
        raise TypeError(
            f"people are a frame, an Arrow table or a mapping of names to lists{_way_to_a_frame(frame)}"
        )
    heads = [*found]
    if twice := [name for name in heads if heads.count(name) > 1]:
        raise ValueError(f"two columns are called {twice[0]!r}")
    return heads


def _way_to_a_frame(value: Any) -> str:
    if hasattr(value, "collect"):
        return " (.collect() makes one)"
    rows = isinstance(value, list | tuple) and value and all(isinstance(one, Mapping) for one in value)
    return " (pandas.DataFrame(rows) makes one)" if rows else ""


def arrow_column(frame: Any, column: Hashable, name: str) -> Any:
    """A column of a frame, called ``name``, as Arrow. Raises TypeMismatch; TypeError where it is none."""
    pa, values = arrow(), frame[column]
    if isinstance(values, str | bytes | Mapping | Set) or not hasattr(values, "__iter__"):
        raise TypeError(f"column {name!r} holds a list of values, one a row, and no {type(values).__name__}")
    values = values.sparse.to_dense() if hasattr(values, "sparse") else values  # of pandas
    try:
        if isinstance(values, pa.Array | pa.ChunkedArray):
            return values
        if hasattr(values, "to_arrow"):
            return values.to_arrow()
        return pa.array(values, from_pandas=True)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        kind = getattr(values, "dtype", None)
        mixed = Words("waarden van meer dan één soort", "values of more than one kind")
        of = Words(f"waarden van het type {kind}", f"values of the type {kind}")
        raise other_type(name, mixed if getattr(kind, "kind", "O") == "O" else of) from None


def read_table(kernel: Kernel, table: Any, on: dt.date) -> tuple[dict[str, Column | Array], list[Bad]]:
    """The columns of a table for a kernel, and the cells that are no answer."""
    given: dict[str, Column | Array] = {}
    bad: list[Bad] = []
    there = [name for name in kernel.reads if name in table.column_names]

    def one_column(name: str) -> tuple[Column | Array, Array]:
        return read_column(name, kernel.reads[name], table.column(name))

    if table.num_rows < FEW:
        read = [*map(one_column, there)]
    else:
        with ThreadPoolExecutor(os.cpu_count()) as pool:  # Arrow and NumPy let go of the interpreter
            read = [*pool.map(one_column, there)]
    for name, (one, wrong) in zip(there, read, strict=True):
        given[name] = one
        if len(wrong):
            bad.append((name, wrong, kernel.reads[name]))
    if BORN in table.column_names and not {BORN, *AGES}.isdisjoint(kernel.reads):
        born, wrong = read_column(BORN, _DATE, table.column(BORN))
        assert isinstance(born, Column)
        ages = [name for name in AGES if name in kernel.reads and name not in table.column_names]
        made = ages_on(born, on) if ages else {}
        given |= {name: made[name] for name in ages}
        later = np.flatnonzero(~born.null & (born.values > on.toordinal() - EPOCH))
        bad = [one for one in bad if one[0] != BORN]
        wrong = np.union1d(wrong, later)
        if len(wrong):
            bad.append((BORN, wrong, _DATE))
    return given, bad


_DATE = Type("date")


def ages_on(born: Column, on: dt.date) -> dict[str, Column]:
    """Completed years and months on a day, as the case counts them."""
    today = np.full(len(born), on.toordinal() - EPOCH)
    none = born.null | (born.values > today)
    days = np.where(none, today, born.values)
    counts = zip(AGES, (years_column, months_column), strict=True)
    return {name: Column("number", count(days, today), none) for name, count in counts}


def read_column(name: str, type: Type, column: Any) -> tuple[Column | Array, Array]:
    """A column as a kernel reads it, and the rows in which it holds no answer."""
    pa = arrow()
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kind, rows = column.type, len(column)
    if pa.types.is_null(kind):
        few = codes_of(type)
        none = np.zeros(rows, dtype=np.uint8)
        return (none if few is not None else Column(type.runtime, none.astype(float), none == 0)), none[:0]
    if pa.types.is_dictionary(kind) and not is_text(kind.value_type):
        column, kind = column.dictionary_decode(), kind.value_type
    if is_text(kind) or pa.types.is_dictionary(kind):
        if type.kind == "number":
            raise other_type(name, Words("tekst", "text"))
        return _texts(type, column if pa.types.is_dictionary(kind) else column.dictionary_encode())
    if type.kind == "truth" and pa.types.is_boolean(kind):
        lacking = column.is_null().to_numpy(zero_copy_only=False)
        yes = pc.fill_null(column, False).to_numpy(zero_copy_only=False)
        return np.where(lacking, 0, 2 - yes.astype(np.uint8)).astype(np.uint8), lacking[:0].nonzero()[0]
    if type.kind == "number" and (_is_number(kind) or pa.types.is_decimal(kind)):
        try:
            narrow = pa.types.is_floating(kind) and kind.bit_width < 64
            x = (column if narrow else column.cast(pa.float64())).to_numpy(zero_copy_only=False)
        except pa.ArrowInvalid:
            wrong = Words("getallen die niet exact zijn", "numbers that are not exact")
            raise other_type(name, wrong) from None
        return _number(type, widened(x) if narrow else x)
    if type.kind == "date" and (pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and kind.tz is None)):
        days = column.cast(pa.date32(), safe=False)
        late = pc.not_equal(days.cast(kind), column) if pa.types.is_timestamp(kind) else None
        x = pc.fill_null(days.cast(pa.int32()), 0).to_numpy(zero_copy_only=False).astype(np.int64)
        wrong = x > DATE_MAX
        if late is not None:
            wrong |= pc.fill_null(late, False).to_numpy(zero_copy_only=False)
        lacking = column.is_null().to_numpy(zero_copy_only=False)
        return Column("date", x, lacking | wrong), np.flatnonzero(wrong)
    raise other_type(name, Words(f"waarden van het type {kind}", f"values of the type {kind}"))


def is_text(kind: Any) -> bool:
    types = arrow().types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def _is_number(kind: Any) -> bool:
    types = arrow().types
    return bool(types.is_integer(kind) or types.is_floating(kind))


def _number(type: Type, x: Array) -> tuple[Column, Array]:
    """NaN is missing. A number is held against its type as it is when it has a name."""
    lacking = np.isnan(x)
    small = np.abs(x) < LARGEST
    x = nine_column(x)
    wrong = ~(small & in_range(type, x) | lacking)
    return Column("number", x, lacking | wrong), np.flatnonzero(wrong)


def _texts(type: Type, column: Any) -> tuple[Column | Array, Array]:
    """Each different text read once, as an answer is; days all at once, where each is one."""
    if type.kind == "date" and (found := _days(type, column)) is not None:
        return found, np.zeros(0, dtype=np.int64)
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
    return coded(values, [*few, None])[place], wrong


def _days(type: Type, column: Any) -> Column | None:
    """Texts as days; None where one of them is no day that the type admits."""
    pa, words = arrow(), column.dictionary
    try:
        days = words.cast(pa.date32()).cast(pa.int32()).to_numpy(zero_copy_only=False)
    except pa.ArrowInvalid:
        return None
    if type.low is not None or type.high is not None or words.null_count or (days < DATE_MIN).any():
        return None
    place = column.indices.fill_null(len(days)).to_numpy(zero_copy_only=False)
    return Column("date", np.append(days, 0).astype(np.int64)[place], place == len(days))
