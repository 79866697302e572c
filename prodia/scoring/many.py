"""Many people at once: the same records as for one person, found by number instead of worked out each time.

>>> scored = score_columns(key, {"q1": AnswerColumn(...)}, People(rows))   # doctest: +SKIP
>>> scored["totaal"].raw, scored["totaal"].on("T"), scored["totaal"].record(0)   # doctest: +SKIP
"""

# How to think about it: for each scale a row comes to a state (answered, total; or a value) and a kind of
# person. The pair is a number; the first time a number is met the key is asked for its record, by the very
# code that scores one person, and after that rows only look it up. So columns can not differ from one person,
# whatever the norms are. `KeptRecords` hold the records of a scale, with the key; `RowsOfScale` the columns.
# Long because every way a column can go stands beside the others: packed, by value, by growth, row by row.

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, get_args

from prodia.language import Column, evaluate_columns
from prodia.language import names as read_by
from prodia.language.columns import nine_column, np
from prodia.model.norms import AgeConvention, KeyName
from prodia.problems import Problem
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.scoring import growth
from prodia.scoring.answers import EMPTY, AnswerColumn, Codes, Packed, packed_of
from prodia.scoring.growth import FORMULAS, REASONS
from prodia.scoring.key import ScoringKey
from prodia.scoring.normal import BoolArray, FloatArray, IntArray
from prodia.scoring.norms import NormSet
from prodia.scoring.person import BEFORE, NOBODY, People, Person
from prodia.scoring.records import KeptRecords, RowsOfScale, ScaleColumns, Sorting
from prodia.scoring.score import Score

BLOCK = 1 << 15  # rows at a time, so that what is worked on stays in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class ScoredColumns:
    """The scores of many people by scale; of each rule, which are true and which are not known."""

    rows: int
    scales: Mapping[str, ScaleColumns]
    rules: Mapping[str, tuple[BoolArray, BoolArray]]

    def __getitem__(self, scale: str) -> ScaleColumns:
        return self.scales[scale]

    def __iter__(self) -> Iterator[str]:
        return iter(self.scales)

    def rule(self, name: str, row: int) -> bool | None:
        """One rule of one person."""
        truth, unknown = self.rules[name]
        return None if unknown[row] else bool(truth[row])


def score_columns(key: ScoringKey, answers: Columns, people: People) -> ScoredColumns:
    """Every scale and rule for every row, equal row by row to :meth:`ScoringKey.score`.

    ``answers`` by item id, each as long as ``people.rows``; an item without a column is empty for all.
    Raises ``ValueError`` when a column has another length.
    """
    rows = people.rows
    wrong = [id for id, column in answers.items() if len(column) != rows]
    if wrong:
        raise ValueError(f"column {wrong[0]!r} is not as long as there are people")
    packed = {id: packed_of(scale) for id, scale in key.keyed.items() if id not in key.stops}
    by_age = {id for id in packed if (norms := key.norms_of(id)) is not None and norms.by_age}
    quick = {id: one for id, one in packed.items() if one is not None and id not in by_age}
    kinds: _Known = {}
    found = _packed(key, quick, answers, people, kinds)
    for id, scale in key.instrument.scales.items():
        one = packed.get(id)
        if id in found:
            continue
        if scale.is_ is not None:
            read = read_columns(key, answers, found, read_by(scale.is_.tree), rows)
            scored = worked_out(key, evaluate_columns(scale.is_.tree, read), read, answers)
            if grows(key, id):
                found[id] = by_growth(key, id, scored, answers, people)
            else:
                found[id] = valued(key, id, scored, answers, people, _kinds(key, id, people, kinds))
        elif id in key.keyed and id not in key.stops and grows(key, id):
            found[id] = by_growth(key, id, measured(key, id, answers, rows), answers, people)
        elif one is not None:
            found[id] = paired(key, id, one, answers, people, _kinds(key, id, people, kinds))
        else:
            found[id] = each_row(key, id, answers, people)
    rules = {}
    for id, tree in key.rules.items():
        truth = evaluate_columns(tree, read_columns(key, answers, found, read_by(tree), rows))
        known = truth.kind == "truth"
        null = (truth.null if known else truth.null | True) | _void(key, answers, rows)
        rules[id] = ((truth.values & ~truth.null if known else ~null), null)
    return ScoredColumns(rows, {id: found[id] for id in key.instrument.scales}, rules)


_Known: TypeAlias = "dict[object, Kinds | None]"


def _kinds(key: ScoringKey, id: str, people: People, known: _Known) -> Kinds | None:
    """The kinds of person a scale tells apart; scales with the same norms share one."""
    norms, ages = key.norms_of(id), bool(key.ages[id])
    if (norms, ages) not in known:
        known[norms, ages] = kinds_for(norms, ages, people)
    return known[norms, ages]


def _packed(
    key: ScoringKey, packed: Mapping[str, Packed], answers: Columns, people: People, kinds: _Known
) -> dict[str, ScaleColumns]:
    """The scales whose items are whole numbers, a block of rows at a time."""
    lanes = [
        _Lane(key, id, one, key.records_of(id), RowsOfScale.of(people.rows, key.records_of(id)))
        for id, one in packed.items()
    ]
    sorters = {key.sortings[id]: _Sorter.of(key, id, people, kinds) for id in packed}
    steps = {i: one.scale.steps[i] for one in packed.values() for i in one.steps if i in answers}
    order = {item: tuple(sorted(adds)) for item, adds in steps.items()}
    for begin in range(0, people.rows, BLOCK):
        here = slice(begin, min(begin + BLOCK, people.rows))
        codes = {i: answers[i].coded(here, order[i]) for i in order}
        sorts = {sorting: sorter.numbers(here) for sorting, sorter in sorters.items()}
        void = void_rows(key, answers, here)
        for lane in lanes:
            lane.enter(here, codes, sorts[key.sortings[lane.scale]], void)
    return {lane.scale: lane.filled.read(lane.scale) for lane in lanes}


@dataclass(frozen=True, slots=True, eq=False)
class _Sorter:
    """The sort of person of each row. ``known``: the sort of each kind of person, -1 while not met."""

    key: ScoringKey
    scale: str
    people: People
    sorting: Sorting
    kinds: Kinds | None
    known: IntArray

    @classmethod
    def of(cls, key: ScoringKey, id: str, people: People, known: _Known) -> _Sorter:
        kinds = _kinds(key, id, people, known)
        fresh = np.full(kinds.size if kinds else 0, -1, dtype=np.int64)
        return cls(key, id, people, key.sortings[id], kinds, fresh)

    def numbers(self, here: slice) -> IntArray | int:
        if self.kinds is None:
            return self.sorting.number(self.key.sort(self.scale, NOBODY), NOBODY)
        kinds = self.kinds.numbers(here)
        found: IntArray = np.take(self.known, kinds, mode="clip")
        if int(found.min(initial=0)) < 0:
            for kind, row in zip(*np.unique(kinds, return_index=True), strict=True):
                if self.known[kind] < 0:
                    person = self.people.person(here.start + int(row))
                    self.known[kind] = self.sorting.number(self.key.sort(self.scale, person), person)
            found = self.known[kinds]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Lane:
    """One scale on its way past the rows."""

    key: ScoringKey
    scale: str
    packed: Packed
    kept: KeptRecords
    filled: RowsOfScale

    def enter(self, here: slice, codes: Codes, sorts: IntArray | int, void: IntArray) -> None:
        state = self.packed.states(codes, here.stop - here.start)
        off = np.flatnonzero(state < 0) if int(state.min(initial=0)) < 0 else ()
        strange = [int(state[row]) for row in off]
        if len(off):
            state[off] = 0
        state += sorts * self.packed.size
        self.kept.room(len(self._persons) * self.packed.size)
        places = self.kept.places(state, self._record)
        for row, number in zip(off, strange, strict=True):
            places[row] = self.kept.once(number, partial(self._off, number))
        for row in void.tolist():
            given = sum(int(codes[i][0][row]) != EMPTY for i in self.packed.steps if i in codes)
            refused = partial(self.key.refused, self.scale, given, self.key.too_empty)
            places[row] = self.kept.once(("void", given), refused)
        self.filled.write(here, places)

    @property
    def _persons(self) -> list[Person]:
        return self.key.sortings[self.scale].persons

    def _record(self, number: int) -> Score:
        sort, state = divmod(number, self.packed.size)
        return self.key.state(self.scale, *self.packed.pair(state), self._persons[sort])

    def _off(self, number: int) -> Score:
        item, given = self.packed.off(number)
        why = Problem(ANSWER_OUTSIDE, None, item=item, scale=self.packed.scale.words(item))
        return self.key.refused(self.scale, given, why)


# What one row answered, and what an expression reads, out of columns of answers.

HELD = 1 << 12
Columns: TypeAlias = Mapping[str, AnswerColumn]
Part: TypeAlias = "tuple[IntArray | BoolArray, int]"  # a column of numbers below so many
Raw: TypeAlias = "tuple[FloatArray, list[Part]]"  # scores, NaN for none; and what is empty, which says why


@dataclass(eq=False)
class Forms:
    """The answers of each row as one person has them, taken out of the columns a block at a time."""

    key: ScoringKey
    answers: Columns
    rows: int
    _begin: int = 0
    _held: tuple[tuple[str, list[float]], ...] | None = None

    def form(self, row: int) -> dict[str, float | None]:
        """The answers of one row; what is empty is left out."""
        begin = row - row % HELD
        if self._held is None or begin != self._begin:
            here = slice(begin, min(begin + HELD, self.rows))
            items = [item for item in self.key.instrument.every_item if item in self.answers]
            self._held = tuple((item, self.answers[item].floats(here).tolist()) for item in items)
            self._begin = begin
        at = row - begin
        return {item: column[at] for item, column in self._held if column[at] == column[at]}


def void_rows(key: ScoringKey, answers: Columns, here: slice) -> IntArray:
    """Rows of a stretch in which more of the form is empty than its makers allow, counted from its start."""
    most = key.instrument.most_empty
    if most is None:
        return np.zeros(0, dtype=np.int64)
    items = key.instrument.every_item
    empty = np.full(here.stop - here.start, len(items) - sum(i in answers for i in items), dtype=np.int64)
    for item in items:
        none = answers[item].none(here) if item in answers else None
        if none is not None:
            empty += none
    return np.flatnonzero(empty > most)


def _void(key: ScoringKey, answers: Columns, rows: int) -> BoolArray:
    """Which of all rows those are."""
    void = np.zeros(rows, dtype=bool)
    void[void_rows(key, answers, slice(0, rows))] = True
    return void


def read_columns(
    key: ScoringKey, answers: Columns, found: Mapping[str, ScaleColumns], wanted: tuple[str, ...], rows: int
) -> dict[str, Column]:
    """What an expression reads: the points of items and the raw scores of scales, as columns."""
    read: dict[str, Column] = {}
    for name in wanted:
        if name in found:
            raw = found[name].raw
            read[name] = Column("number", np.nan_to_num(raw), np.isnan(raw))
        elif name in answers:
            read[name] = _points(key, name, answers[name])
    return read or {"": Column("number", np.zeros(rows), np.ones(rows, dtype=bool))}


def worked_out(key: ScoringKey, values: Column, read: Mapping[str, Column], answers: Columns) -> Raw:
    """The raw scores of a scale that is worked out to ``values`` from what it ``read``."""
    void = _void(key, answers, len(values.null))
    known = ~values.null & ~void if values.kind == "number" else np.zeros(len(void), dtype=bool)
    return np.where(known, values.values, np.nan), [(void, 2), *((c.null, 2) for c in read.values())]


def _points(key: ScoringKey, item: str, column: AnswerColumn) -> Column:
    values = column.floats()
    type = key.instrument.every_item[item].type
    points, on = _added(key.by_item.get(item), type, 1.0, values, ~np.isnan(values))
    return Column("number", np.where(on, points, 0.0), ~on)


def _added(
    steps: Mapping[float, float] | None, type: Any, times: float, values: FloatArray, given: BoolArray
) -> tuple[FloatArray, BoolArray]:
    """What each answer to an item adds, and whether it is on the answer scale; one that is measured has no
    steps, but a type and a weight."""
    if steps is None:
        known = np.where(given, values, 0.0)
        return times * known, admits(type, known) & given
    added, on = np.zeros(len(values)), np.zeros(len(values), dtype=bool)
    for answer, step in steps.items():
        hit = values == answer
        added, on = np.where(hit, step, added), on | hit
    return added, on


def admits(type: Any, values: FloatArray) -> BoolArray:
    """:meth:`prodia.language.Type.admits` for numbers."""
    low = -math.inf if type is None or type.low is None else type.low
    high = math.inf if type is None or type.high is None else type.high
    inside = (values > low) if type is not None and type.low_open else (values >= low)
    inside &= (values < high) if type is not None and type.high_open else (values <= high)
    inside &= np.isfinite(values)
    return inside & (np.floor(values) == values) if type is not None and type.whole else inside


# Which people a scale can not tell apart, a stretch of rows at a time.

# How to think about it: a record depends on little of a person (an age band, a sex), so a row is given a
# number that stands for what its norms and cut-offs look at. One person of each number is asked of the key,
# as one person alone is. Numbers are made of months and places of words; where every age counts for itself,
# or there would be too many numbers, the rows are first sorted into those that occur.


MONTHS = 4096  # what lies beyond is one kind: nobody is that old
DENSE = 1 << 20
LARGEST = 1 << 62
KEYS: tuple[KeyName, ...] = get_args(KeyName)
KindPart: TypeAlias = "tuple[Callable[[slice], IntArray], int]"


@dataclass(frozen=True, slots=True, eq=False)
class Kinds:
    """The kind of each row of a stretch, whole numbers from 0 to below ``size``."""

    numbers: Callable[[slice], IntArray]
    size: int


def kinds_for(norms: NormSet | None, ages: bool, people: People) -> Kinds | None:
    """The kinds of person that these norms, and ages if they matter, tell apart; None where all are alike."""
    parts = [*_parts(norms, ages, people)]
    if not parts:
        return None
    size = 1
    for _, many in parts:
        size *= many
    if size > DENSE or (norms is not None and norms.by_age):
        every = slice(0, people.rows)
        return Kinds(*_places(together([(column(every), many) for column, many in parts])))

    def numbers(here: slice) -> IntArray:
        found = parts[0][0](here)
        for column, many in parts[1:]:
            found = found * many + column(here)
        return found

    return Kinds(numbers, size)


def _parts(norms: NormSet | None, ages: bool, people: People) -> Iterator[KindPart]:
    conventions: dict[AgeConvention, None] = {"calendar": None} if ages else {}
    if norms is not None and norms.norms.age is not None and not norms.by_age:
        conventions[norms.norms.age] = None
    for convention in conventions:
        if people.aged:
            yield partial(_months, people, convention), MONTHS
    if norms is None:
        return
    if norms.by_age:
        for column in (people.born, people.tested, people.age_months):
            if column is not None:
                yield _places(column)
    for name in KEYS if norms.by_age else norms.norms.by:
        words = people.words.get(name)
        if words is not None:
            yield _coded(words.codes), len(words.words) + 1


def _months(people: People, convention: AgeConvention, here: slice) -> IntArray:
    return np.minimum(people.months(convention, here) - BEFORE, MONTHS - 1)


def _coded(codes: IntArray) -> Callable[[slice], IntArray]:
    return lambda here: codes[here] + 1


def _places(column: IntArray | FloatArray) -> KindPart:
    """The numbers that occur in a column, by their place among them."""
    unique, place = np.unique(column, return_inverse=True)
    flat: IntArray = place.reshape(-1)
    return (lambda here: flat[here]), max(1, len(unique))


def together(parts: Sequence[tuple[IntArray | BoolArray, int]]) -> IntArray:
    """A number for each row: the same where all these columns, each of numbers below ``many``, are."""
    found: IntArray = np.zeros(len(parts[0][0]), dtype=np.int64)
    size = 1
    for column, many in parts:
        if size * many > LARGEST:  # only what occurs
            unique, place = np.unique(found, return_inverse=True)
            found, size = place.reshape(-1).astype(np.int64), max(1, len(unique))
        found, size = found * many + column, size * many
    return found


# Scales of many people with too many states to number beforehand: each that occurs is asked for once.

# How to think about it: what can be numbered is kept with the key. Here are scales that
# are worked out, scales of measures or with stop rules, and norms in which every age has scores of its own:
# there a record hardly ever comes back, so it is forgotten after its stretch of rows.


def valued(
    key: ScoringKey, id: str, scored: Raw, answers: Columns, people: People, kinds: Kinds | None
) -> ScaleColumns:
    """A scale that is worked out: each value that occurs is asked of the key once for each kind of person.

    Rows without a value that lack the same share a record.
    """
    raw, parts = scored
    rows = np.flatnonzero(~np.isnan(raw))
    unique, place = np.unique(raw[rows], return_inverse=True)
    numbers, first = _pairs(rows, place.reshape(-1), max(1, len(unique)), kinds, people.rows)
    lacks, forms = together(parts), Forms(key, answers, people.rows)

    def record(number: int) -> Score:
        row = int(first[number])
        return key.value_state(id, float(raw[row]), people.person(row))

    def nothing(row: int) -> Score:
        return key.score(forms.form(row), people.person(row))[id]

    return _entered(id, numbers, len(first), record, nothing, lambda row: int(lacks[row]))


def _pairs(
    rows: IntArray, state: IntArray, size: int, kinds: Kinds | None, every: int
) -> tuple[IntArray, IntArray]:
    """A number for each pair of a state and a kind of person that occurs in ``rows``, -1 in the other rows;
    and the first row of each pair."""
    mine = kinds.numbers(slice(0, every))[rows] if kinds is not None else np.zeros(len(rows), np.int64)
    numbers = np.full(every, -1, dtype=np.int64)
    _, first, numbers[rows] = np.unique(mine * size + state, return_index=True, return_inverse=True)
    return numbers, rows[first]


def paired(
    key: ScoringKey, id: str, packed: Packed, answers: Columns, people: People, kinds: Kinds | None
) -> ScaleColumns:
    """A scale of whole numbers: each state that occurs is asked once for each kind of person."""
    steps = {item: tuple(sorted(adds)) for item, adds in packed.scale.steps.items() if item in answers}
    state = np.empty(people.rows, dtype=np.int64)
    for begin in range(0, people.rows, BLOCK):
        here = slice(begin, min(begin + BLOCK, people.rows))
        codes = {item: answers[item].coded(here, steps[item]) for item in steps}
        state[here] = packed.states(codes, here.stop - here.start)
        state[void_rows(key, answers, here) + begin] = -1
    rows = np.flatnonzero(state >= 0)
    numbers, first = _pairs(rows, state[rows], packed.size, kinds, people.rows)
    forms = Forms(key, answers, people.rows)

    def record(number: int) -> Score:
        row = int(first[number])
        return key.state(id, *packed.pair(int(state[row])), people.person(row))

    def nothing(row: int) -> Score:
        return key.one(id, forms.form(row), people.person(row))

    return _entered(id, numbers, len(first), record, nothing)


def each_row(key: ScoringKey, id: str, answers: Columns, people: People) -> ScaleColumns:
    """Scales that only go one person at a time: stop rules, measures, weights that are no whole numbers."""
    forms = Forms(key, answers, people.rows)

    def record(row: int) -> Score:
        return key.one(id, forms.form(row), people.person(row))

    return _entered(id, np.full(people.rows, -1, dtype=np.int64), 0, record, record)


def _entered(
    id: str,
    numbers: IntArray,
    size: int,
    record: Callable[[int], Score],
    nothing: Callable[[int], Score],
    alike: Callable[[int], Hashable] | None = None,
) -> ScaleColumns:
    """Rows by number; those below 0 each by themselves, equal records once.

    ``alike``: a name that only rows below 0 with the same record share, so that one of them is asked.
    """
    kept = KeptRecords()
    kept.room(max(1, size))
    filled = RowsOfScale.of(len(numbers), kept)
    for begin in range(0, len(numbers), BLOCK):
        mine = numbers[begin : begin + BLOCK]
        places = np.empty(len(mine), dtype=np.int64)
        there = mine >= 0
        if there.any():
            places[there] = kept.places(mine[there], record)
        for row in np.flatnonzero(~there).tolist():
            if alike is not None:
                places[row] = kept.once(alike(begin + row), partial(nothing, begin + row))
            else:
                score = nothing(begin + row)
                places[row] = kept.once(score, partial(_itself, score))
        filled.write(slice(begin, begin + len(mine)), places)
    return filled.read(id)


def _itself(score: Score) -> Score:
    return score


# Growth norms for many people: numbers for every row, and a record for every kind of row.

# How to think about it: every age has scores of its own, so a record hardly ever comes back, and making one
# for each of a million rows costs more than all scoring. The numbers come from `growth.score_columns`, which
# gives what one child gets. Why there is none, and what to know about it, depends on little: what is empty,
# whether the age is whole, the formula used. One row of each such kind is asked of the key, as one person
# alone; any other record is made when somebody looks at it. A zone or an interval depends on the number
# itself, so scales with those go another way (`valued`, `paired`).


def grows(key: ScoringKey, id: str) -> bool:
    """Whether a scale has growth norms, and nothing that depends on more than the kind of row."""
    norms, scale = key.norms_of(id), key.instrument.scales[id]
    return norms is not None and norms.growth is not None and not scale.cuts and norms.interval_on is None


def measured(key: ScoringKey, id: str, answers: Columns, rows: int) -> Raw:
    """The raw scores of a scale of items, each state worked out once."""
    scale = key.keyed[id]
    void, off = _void(key, answers, rows), np.zeros(rows, dtype=bool)
    total, answered = np.zeros(rows), np.zeros(rows, dtype=np.int64)
    parts: list[Part] = [(void, 2)]
    for item in scale.items:
        values = answers[item].floats() if item in answers else np.full(rows, np.nan)
        given = ~np.isnan(values)
        type, times = scale.measured.get(item, (None, 1.0))
        step, on = _added(scale.steps.get(item), type, times, values, given)
        more = total + step
        if scale.how == "highest":
            more = np.where(answered == 0, step, np.maximum(total, step))
        total, answered = np.where(on, more, total), answered + on
        off |= given & ~on
        parts.append((np.where(on, 0, np.where(given, 1, 2)), 3))
    raw: FloatArray = np.full(rows, np.nan)
    for many in np.unique(answered).tolist():
        mine = np.flatnonzero((answered == many) & ~off & ~void)
        totals, place = np.unique(total[mine], return_inverse=True)
        found = (scale.score(many, sum).value for sum in totals.tolist())
        raw[mine] = np.array([np.nan if x is None else x for x in found], dtype=float)[place.reshape(-1)]
    return raw, parts


def by_growth(key: ScoringKey, id: str, scored: Raw, answers: Columns, people: People) -> ScaleColumns:
    """Raw scores against growth norms: z and percentile of every row, to nine decimals."""
    raw, parts = scored
    norms = key.norms_of(id)
    assert norms is not None and norms.growth is not None
    sexes = people.words.get("sex")
    codes = sexes.codes if sexes is not None else np.full(people.rows, -1, dtype=np.int64)
    known = sexes.words if sexes is not None else ()
    age, middle = people.decimal_months()
    before = age < 0
    found = growth.score_columns(
        norms.growth,
        id,
        np.array([*known, None], dtype=object)[codes],
        raw,
        age_months=np.where(before, np.nan, age),
        method=norms.method(id),
    )
    parts = [
        *parts,
        (np.isnan(raw), 2),
        (codes + 1, len(known) + 1),
        *_ages(key, id, people),
        (before, 2),
        (middle, 2),
        (found.reason + 1, len(REASONS) + 1),
        (found.formula + 1, len(FORMULAS) + 1),
    ]
    _, first, number = np.unique(together(parts), return_index=True, return_inverse=True)
    forms = Forms(key, answers, people.rows)

    def record(row: int) -> Score:
        person, value = people.person(row), float(raw[row])
        if id in key.keyed:
            return key.one(id, forms.form(row), person)
        if math.isnan(value):
            return key.score(forms.form(row), person)[id]
        return key.value_state(id, value, person)

    normed = {"z": nine_column(found.z), "percentile": nine_column(found.percentile)}
    return ScaleColumns(id, number.reshape(-1), tuple(map(record, first.tolist())), raw, normed, record)


def _ages(key: ScoringKey, id: str, people: People) -> list[Part]:
    """Whether an age is known, and lies in each of the spans that matter without norms."""
    spans = key.ages[id]
    if not spans:
        return []
    months = people.months("calendar", slice(0, people.rows))
    return [(months >= 0, 2), *(((months >= first) & (months <= last), 2) for first, last in spans)]
