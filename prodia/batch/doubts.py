"""What is told of people, in a frame as in a file, before anything is made of them: who stands there twice or
nearly so, a row that may be a total, shares among percentiles."""

# How to think about it: what is doubtful is said by `content.reading`, of texts. Here those few are found
# that it must look at, for a million ids that differ are not looked at one by one. An id is tame (`_TAME`)
# where it is no day, no total and no cut number, and even (`_EVEN`) where `_forms` gives what `near_form`
# does, unless it ends in ".0" or ",0"; tests hold them together.

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from prodia.batch.kernel import ID
from prodia.batch.reading import arrow, arrow_column, is_text
from prodia.content.cells import coded
from prodia.content.layout import few, means_in
from prodia.content.reading import (
    TOLD,
    is_plain,
    labelled,
    maybe_sums,
    near_form,
    near_ids,
    shortened,
    stood_again,
    sums,
)
from prodia.content.tables import typed
from prodia.errors import ProdiaError, TypeMismatch, tell
from prodia.language.columns import Array, np
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.problems.batch import BELOW_ONE, SHARES
from prodia.problems.people import MISSING_CODE
from prodia.words.cells import MISSING_NUMBERS, folded, means, who_in

LOOKED = 1000  # rows in which shares show themselves
_FEW = 3  # of so few people every percentile may lie below one


def shares(
    plan: Plan,
    table: Any,
    called: Mapping[str, str] = MappingProxyType({}),
    rows: Sequence[int] | Array | None = None,
) -> Iterator[Problem]:
    """The columns of percentiles that hold shares: of three people or more all lie between 0 and 1, or most
    do, where somebody wrote the others as percentiles. Of fewer it is asked, by their ``rows`` (from 0 unless
    given), where no other in the column has a decimal: then tenths of a percentile are not how it was
    written."""
    for name in table.column_names:
        type, column = plan.types.get(name), table.column(name)
        if type is None or type.unit != "percentile" or not arrow().types.is_floating(column.type):
            continue
        held = column.cast("float64").to_numpy()
        known, part = ~np.isnan(held), (held > 0) & (held < 1)
        count, parts = int(known.sum()), int(part.sum())
        ends = int(((held == 0) | (held == 1)).sum())
        if count >= _FEW and (parts * 2 > count or (parts and parts + ends == count)):
            yield Problem(SHARES, None, column=called.get(name, name))
        elif parts and (held[known & ~part] % 1 == 0).all():
            which = [at if rows is None else int(rows[at]) for at in np.flatnonzero(part).tolist()]
            yield Problem(BELOW_ONE, None, column=called.get(name, name), rows=few(which))


def codes_and_ends(column: Any) -> set[float]:
    """Of a column of numbers those that may stand for nothing, and the ends of all others, for
    :func:`prodia.content.cells.coded`."""
    held = column.cast("float64", safe=False).to_numpy(zero_copy_only=False)
    held = held[np.isfinite(held)]
    far = (held < -5) | (held >= 777)
    codes = {*held[far].tolist()} & MISSING_NUMBERS if far.any() else set()
    rest = held[~np.isin(held, [*codes])] if codes else held
    return {*codes, *([rest.min(), rest.max()] if len(rest) else [])}


def codes(plan: Plan, table: Any) -> Iterator[Problem]:
    """The cells of columns of numbers that stand for nothing elsewhere (-99), by rows from 0."""
    of = arrow().types
    for name in table.column_names:
        type, column = plan.types.get(name), table.column(name)
        numbers = of.is_integer(column.type) or of.is_floating(column.type) or of.is_decimal(column.type)
        if type is None or type.kind != "number" or not numbers:
            continue
        if far := coded(codes_and_ends(column)):
            held = column.cast("float64", safe=False).to_numpy()
            rows = np.flatnonzero(np.isin(held, [*far])).tolist()
            told = [Problem(MISSING_CODE, None, row=row, column=name, code=f"{held[row]:g}") for row in rows]
            shortened(told, name)
            yield from told


def tell_of(problems: Iterable[Problem]) -> None:
    """Warns of what is doubtful. Raises ProdiaError for the first that is an error."""
    for problem in problems:
        if problem.severity == "error":
            raise ProdiaError(problem)
        tell(problem)


def of_frame(
    frame: Any, heads: Sequence[Hashable], said: Hashable, used: Sequence[Hashable], moment: Any = None
) -> list[Problem]:
    """What is doubtful about who the people of a frame are, by their column or the index of pandas; without
    one, which rows may be totals, by its first column where that feeds nothing."""
    free = [one if one not in used and heads.count(one) == 1 else "" for one in heads]
    names = [one if isinstance(one, str) else "" for one in free]
    if at := [free.index(said)] if said in free else means_in(names, ID):
        return of_ids(_texts(frame[heads[at[0]]]), str(heads[at[0]]), moment)
    index: Any = getattr(frame, "index", None)
    if hasattr(index, "inferred_type"):  # of pandas
        called = str(index.name or "index")
        if index.inferred_type == "string" or means(called) == ID:
            return of_ids(_texts(index.to_series()), called, moment)
    return totals_of(_texts(frame[heads[0]]), str(heads[0])) if names and names[0] else []


def _texts(values: Any) -> Any:
    """A column of ids as Arrow; of more kinds than one as they would have been typed; None for no ids."""
    try:
        return arrow_column({ID: values}, ID, ID)
    except TypeMismatch:
        values = values.where(values.notna(), None) if hasattr(values, "notna") else values
        try:
            return arrow().array([*map(typed, values)], arrow().string())
        except (TypeError, ValueError):
            return None


def of_ids(ids: Any, column: str, moments: Any = None) -> list[Problem]:
    """Who stands twice in a column of Arrow, and of texts who nearly does and what may be a total, by rows
    from 0. ``moments``: a column that with the id is the key of a row."""
    who = _Who.of(ids)
    if who is None:
        return []
    rows, others = who.again(moments)
    told = stood_again(zip(rows[:TOLD].tolist(), others[:TOLD].tolist(), strict=True), column)
    beyond = len(rows) - len(told)
    told += who.near(column, 0)
    shortened(told, column, beyond)
    return told + who.totals(column)


@dataclass(frozen=True, slots=True, eq=False)
class InFile:
    """What a column of ids of a file comes to: the rows of totals, the rows of which the key stands in
    another row too, with that row, and what is told of the others."""

    totals: Set[int]
    twice: Mapping[int, int]
    near: tuple[Problem, ...]


NO_IDS = InFile(frozenset(), {}, ())


def of_file(ids: Any, column: str, begin: int, moments: Any = None) -> InFile:
    """The same of a file of which the rows are counted from ``begin``: read as its texts would be."""
    who = _Who.of(ids)
    if who is None:
        return NO_IDS
    totals, doubtful = who.sums(begin)
    twice: dict[int, int] = {}
    rows, others = who.again(moments)
    for row, other in zip((rows + begin).tolist(), (others + begin).tolist(), strict=True):
        if row not in totals and other not in totals:
            twice[row] = other
            twice.setdefault(other, row)
    near = who.near(column, begin)
    shortened(near, column)
    return InFile(totals, twice, (*maybe_sums(sorted(doubtful)), *near))


def names_in(ids: Any) -> Any:
    """Who each row of a column of ids is of, as a text; null for nobody."""
    pa, of = arrow(), getattr(ids.type, "value_type", ids.type)
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    if pa.types.is_integer(of):
        return ids.cast(pa.string())
    if not is_text(of):
        who = _Who.of(ids)
        return ids.cast(pa.string()) if who is None else who.names
    texts = ids.cast(pa.string())
    texts = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    maybe = pc.fill_null(pc.match_substring_regex(texts, r"^$|^[^\pL\pN]|[^\pL\pN]$"), False)
    named = pa.array([who_in(text) or None for text in texts.filter(maybe).to_pylist()], pa.string())
    return pc.replace_with_mask(texts, maybe, named) if len(named) else texts


def nearly(values: Any, column: Hashable) -> list[Problem]:
    """Who nearly stands twice, and what may be a total, where one stands in many rows: measurements."""
    who = _Who.of(_texts(values))
    return [] if who is None else [*who.near(str(column), 0), *who.totals(str(column))]


def totals_of(ids: Any, column: str) -> list[Problem]:
    """The rows that may be totals by a column of Arrow that says what they are."""
    who = _Who.of(ids)
    return [] if who is None else who.totals(column)


def _encoded(column: Any) -> tuple[Array, Any]:
    """The place of each cell among those that differ, -1 where missing, and these. Raises ArrowException."""
    pa = arrow()
    import pyarrow.compute as pc

    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    column = column.storage if isinstance(column, pa.ExtensionArray) else column  # such as a UUID
    column = pc.run_end_decode(column) if pa.types.is_run_end_encoded(column.type) else column
    full = is_text(column.type) and not column.null_count
    if full and pc.all(pc.less(column[:-1], column[1:])).as_py():  # in order, each once
        return np.arange(len(column)), column
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), None, column)
    column = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    codes = column.indices.cast(pa.int64()).fill_null(-1).to_numpy(zero_copy_only=False)
    return codes, column.dictionary


def _first(codes: Array) -> Array:
    """Of each code the first row that has it; of -1 some row."""
    first = np.zeros(codes.max(initial=-1) + 2, dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return first


_TAME = r"^(?:[A-Za-z_][A-Za-z_-]*[0-9][A-Za-z0-9_-]*|[0-9]+|[0-9A-Fa-f]{8}-[0-9A-Fa-f-]+)$"
_EVEN = r"^[!-~]+(?: [!-~]+)*$"
_may_be_day = re.compile(
    r"[\s\u200b\ufeff]*(?:\d{4}[-/.]\d{1,2}[-/.]|\d{1,2}[-/. ]*[^\W\d_]{3}|\d{1,2}[-/.] ?\d{1,2}[-/.]"
    r"|(?:[^\W\d_]+[.,]* ){1,2}\d|\d[.,]?\d*[eE]\+)"
).match


@dataclass(frozen=True, eq=False)
class _Who:
    """A column of ids: of each row the place of its id (-1 for nobody), of each id its first row, the ids
    that are ``kept``; of those that are texts these, and by their place those that are not tame."""

    codes: Array
    first: Array
    kept: Any
    words: Any
    wild: Mapping[int, str]

    @classmethod
    def of(cls, ids: Any) -> _Who | None:
        pa = arrow()
        try:
            codes, words = _encoded(ids)
        except (AttributeError, pa.ArrowException):
            return None  # no column, or of what Arrow does not compare
        if not is_text(words.type):
            return cls(codes, _first(codes), words, None, {})
        words = words.cast(pa.large_string()).fill_null("")
        wild = _wild(words)
        named = {at: name for at, text in wild.items() if (name := who_in(text)) != text or not name}
        if named:
            texts = words.to_pylist()
            for at, name in named.items():
                texts[at] = name or None
            coded = pa.array(texts, pa.large_string()).dictionary_encode()
            words = coded.dictionary
            codes = np.append(coded.indices.fill_null(-1).to_numpy(zero_copy_only=False), -1)[codes]
            wild = _wild(words)
        return cls(codes, _first(codes), words, words, wild)

    @property
    def names(self) -> Any:
        """Who each row is of, as it would have been typed; null for nobody."""
        pa = arrow()
        words = pa.array([typed(word) or None for word in self.kept.to_pylist()], pa.string())
        return words.take(pa.array(self.codes, mask=self.codes < 0))

    def again(self, moments: Any) -> tuple[Array, Array]:
        """The rows of which the key stood in an earlier row, and that row."""
        keys, first = self.codes, self.first
        if moments is not None:
            when, words = _encoded(moments)
            if is_text(words.type):
                same = arrow().array([folded(word or "") for word in words.to_pylist()]).dictionary_encode()
                when = np.append(same.indices.to_numpy(), -1)[when]
            both = np.unique(keys * (when.max(initial=0) + 2) + when, return_inverse=True)[1]
            keys = np.where(keys < 0, -1, both)
            first = _first(keys)
        again = first[keys]
        rows = np.flatnonzero((keys >= 0) & (again != np.arange(len(keys))))
        return rows, again[rows]

    def near(self, column: str, begin: int) -> list[Problem]:
        """Which ids are equal but for what the eye does not see, or are a day or a number that was cut."""
        if self.words is None:
            return []
        pa = arrow()
        import pyarrow.compute as pc

        even = pc.and_not(
            pc.match_substring_regex(self.words, _EVEN), pc.match_substring_regex(self.words, "[.,]0+$")
        )
        some, rest = self.words.filter(even), self.words.filter(pc.invert(even)).to_pylist()
        maybe = {text for text in self.wild.values() if _may_be_day(text)}
        if rest or not _differ(some):
            forms = [_forms(some), pa.array(map(near_form, rest), pa.large_string())]
            codes = pa.concat_arrays(forms).dictionary_encode().indices.to_numpy()
            twice = (np.bincount(codes) > 1)[codes]
            maybe.update(some.filter(pa.array(twice[: len(some)])).to_pylist())
            maybe.update(text for text, two in zip(rest, twice[len(some) :], strict=True) if two)
        if not (odd := [one for one in maybe if one.strip() and not is_plain(one)]):
            return []
        rows = (self.first + begin).tolist()
        first = dict(zip(self.words.to_pylist(), rows, strict=False))
        of = {one: (near_form(one), first[one]) for one in sorted(odd, key=first.__getitem__)}
        return [*near_ids(first, of, column)]

    def sums(self, begin: int) -> tuple[frozenset[int], tuple[int, ...]]:
        """The rows of totals by what is said of who they are, and those that may as well be a person."""
        found = {at: one for at, text in self.wild.items() if (one := labelled(0, [text], 0)) is not None}
        if not found:
            return frozenset(), ()
        these = np.isin(self.codes, [*found])
        people = np.flatnonzero(~these & (self.codes >= 0))
        rows = [(row + begin, *found[int(self.codes[row])][1:]) for row in np.flatnonzero(these).tolist()]
        return sums(rows, int(people[-1]) + begin if len(people) else -1)

    def totals(self, column: str) -> list[Problem]:
        """The rows that may be totals: a frame leaves none out."""
        told = [*maybe_sums(sorted(frozenset().union(*self.sums(0))))]
        shortened(told, column)
        return told


def _wild(words: Any) -> dict[int, str]:
    """The texts that are not tame, by their place."""
    pa = arrow()
    import pyarrow.compute as pc

    tame = pc.match_substring_regex(words, _TAME)
    places = np.flatnonzero(~tame.to_numpy(zero_copy_only=False))
    return dict(zip(places.tolist(), words.take(pa.array(places)).to_pylist(), strict=True))


def _forms(even: Any) -> Any:
    """``near_form`` of each even id."""
    import pyarrow.compute as pc

    bare = pc.ascii_ltrim(pc.ascii_lower(even), characters="0")
    return pc.if_else(pc.equal(bare, ""), "0", bare)


def _differ(even: Any) -> bool:
    """Whether the forms of even ids that differ do so too, as far as is seen without making them all."""
    import pyarrow.compute as pc

    of_one_case = any(even.equals(fold(even)) for fold in (pc.ascii_lower, pc.ascii_upper))
    long = pc.min_max(pc.binary_length(even)).as_py()
    return of_one_case and (long["min"] == long["max"] or not pc.any(pc.starts_with(even, "0")).as_py())
