"""Many people at once: the same records as for one person, found by number instead of worked out each time.

>>> scored = score_columns(key, {"q1": AnswerColumn(...)}, People(rows))   # doctest: +SKIP
>>> scored["totaal"].raw, scored["totaal"].on("T"), scored["totaal"].record(0)   # doctest: +SKIP
"""

# How to think about it: for each scale a row comes to a state (answered, total; or a value) and a kind of
# person. The pair is a number; the first time a number is met the key is asked for its record, by the very
# code that scores one person, and after that rows only look it up. So columns can not differ from one person,
# whatever the norms are. Where states can be numbered beforehand (`_Group.packed`), records are kept with the
# key. Elsewhere (scales that are worked out, measures, stop rules, norms in which every age has scores of its
# own) one row of each number that occurs is asked (`_Group.numbered`), and the record is not kept: there it
# hardly ever comes back.

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeAlias, get_args

from prodia.errors import one_of
from prodia.language import Column, Tree, Type, evaluate_columns
from prodia.language import names as read_by
from prodia.language.columns import Array, nine_column, np
from prodia.language.syntax.types import in_range
from prodia.model.instrument import Item
from prodia.model.norms import AgeConvention, KeyName
from prodia.problems import Problem
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.scoring import growth
from prodia.scoring.answers import EMPTY, AnswerColumn, Codes, Packed, packed_of
from prodia.scoring.growth import FORMULAS, REASONS
from prodia.scoring.key import ScoringKey, is_implausible
from prodia.scoring.normal import BoolArray, FloatArray, IntArray
from prodia.scoring.norms import NormSet
from prodia.scoring.person import BEFORE, NOBODY, People, Person
from prodia.scoring.raw import ScaleKey
from prodia.scoring.records import KeptRecords, ScaleColumns
from prodia.scoring.score import Score
from prodia.words import Words

BLOCK = 1 << 15  # rows at a time, so that what is worked on stays in the processor's cache
HELD = 1 << 12  # rows of which the answers are taken out of their columns together
Columns: TypeAlias = Mapping[str, AnswerColumn]
Part: TypeAlias = "tuple[IntArray | BoolArray, int]"  # a column of numbers below so many
Raw: TypeAlias = "tuple[FloatArray, FloatArray, list[Part]]"
"""Scores, NaN for none; the value each was made of; and what else settles its record."""


@dataclass(frozen=True, slots=True, eq=False)
class ScoredColumns:
    """The scores of many people by scale; of each rule and flag, which are true and which are not known."""

    rows: int
    scales: Mapping[str, ScaleColumns]
    rules: Mapping[str, tuple[BoolArray, BoolArray]]
    flags: Mapping[str, tuple[BoolArray, BoolArray]]

    def __getitem__(self, scale: str) -> ScaleColumns:
        return self.scales[scale]

    def __iter__(self) -> Iterator[str]:
        return iter(self.scales)

    def rule(self, name: str, row: int) -> bool | None:
        """One rule of one person."""
        truth, unknown = self.rules[name]
        return None if unknown[row] else bool(truth[row])

    def flag(self, name: str, row: int) -> bool | None:
        """One flag of one person."""
        truth, unknown = self.flags[name]
        return None if unknown[row] else bool(truth[row])


def score_columns(key: ScoringKey, answers: Columns, people: People) -> ScoredColumns:
    """Every scale and rule for every row, equal row by row to :meth:`ScoringKey.score`.

    ``answers`` by item id, each as long as ``people.rows``; an item without a column is empty for all.
    Raises ``ValueError`` when a column has another length, UnknownName for one of what is no item.
    """
    for id in answers:
        one_of(Words("item", "item"), id, key.instrument.every_item)
    wrong = [id for id, column in answers.items() if len(column) != people.rows]
    if wrong:
        raise ValueError(f"column {wrong[0]!r} is not as long as there are people")
    group = _Group(key, answers, people)
    found = group.packed()
    for id in key.instrument.scales:
        if id not in found:
            found[id] = group.scale(id, found)
    rules = {}
    for id, tree in key.rules.items():
        truth = evaluate_columns(tree, group.read(tree, found))
        known = truth.kind == "truth"
        null = (truth.null if known else truth.null | True) | group.void
        rules[id] = ((truth.values & ~truth.null if known else ~null), null)
    scales = {id: found[id] for id in key.instrument.scales}
    return ScoredColumns(people.rows, scales, rules, dict(group.flags()))


@dataclass(eq=False)
class _Group:
    """Many people, their answers, and the key that these are scored with."""

    key: ScoringKey
    answers: Columns
    people: People
    _kinds: dict[object, Part | None] = field(default_factory=dict)
    _begin: int = -1
    _held: tuple[tuple[str, list[float]], ...] = ()

    @cached_property
    def void(self) -> BoolArray:
        """Of which rows more of the whole form is empty than its makers allow."""
        most, items = self.key.instrument.most_empty, self.key.instrument.every_item
        if most is None:
            return np.zeros(self.people.rows, dtype=bool)
        empty = np.full(self.people.rows, sum(item not in self.answers for item in items))
        for item in items:
            none = self.answers[item].none() if item in self.answers else None
            if none is not None:
                empty += none
        found: BoolArray = empty > most
        return found

    def flags(self) -> Iterator[tuple[str, tuple[BoolArray, BoolArray]]]:
        """:meth:`ScoringKey.flags` of every row."""
        for name, flag in self.key.instrument.flags.items():
            values = np.full(self.people.rows, np.nan)
            if flag.item in self.answers:
                values = self.answers[flag.item].floats()
            on = on_scale(self.key.instrument.every_item[flag.item], values)
            low = -math.inf if flag.from_ is None else flag.from_
            high = math.inf if flag.to is None else flag.to
            yield name, (on & (values >= low) & (values <= high), ~on)

    def form(self, row: int) -> dict[str, float | None]:
        """The answers of one row as one person has them; what is empty is left out."""
        begin, at = row - row % HELD, row % HELD
        if begin != self._begin:
            here = slice(begin, min(begin + HELD, self.people.rows))
            items = [item for item in self.key.instrument.every_item if item in self.answers]
            self._held = tuple((item, self.answers[item].floats(here).tolist()) for item in items)
            self._begin = begin
        return {item: column[at] for item, column in self._held if column[at] == column[at]}

    def kinds(self, id: str) -> Part | None:
        """The kinds of person a scale tells apart; scales with the same norms share one."""
        norms, ages = look = self.key.norms_of(id), bool(self.key.ages[id])
        if look not in self._kinds:
            self._kinds[look] = kinds_for(norms, ages, self.people)
        return self._kinds[look]

    def sorts(self, id: str) -> IntArray:
        """The sort of person of each row, as the key numbers them: one of each kind is asked."""
        rows, sorting, kinds = self.people.rows, self.key.sortings[id], self.kinds(id)
        if kinds is None:
            return np.full(rows, sorting.number(self.key.sort(id, NOBODY), NOBODY))
        column, size = kinds
        first = np.full(size, -1)
        first[column[::-1]] = np.arange(rows)[::-1]  # of rows of one kind the first is written last
        known = np.zeros(size, dtype=np.int64)
        for kind in np.flatnonzero(first >= 0).tolist():
            person = self.people.person(int(first[kind]))
            known[kind] = sorting.number(self.key.sort(id, person), person)
        return known[column]

    def packed(self) -> dict[str, ScaleColumns]:
        """The scales whose items are whole numbers, a block of rows at a time."""
        lanes = []
        for id, scale in self.key.keyed.items():
            norms = self.key.norms_of(id)
            quick = id not in self.key.stops and not (norms is not None and norms.by_age)
            one = packed_of(scale) if quick else None
            if one is not None:
                number = np.empty(self.people.rows, dtype=np.int32)
                lanes.append(_Lane(self.key, id, one, self.key.records_of(id), number))
        asked = {self.key.sortings[lane.scale]: lane.scale for lane in lanes}
        sorts = {sorting: self.sorts(id) for sorting, id in asked.items()}
        steps = {i: lane.packed.scale.steps[i] for lane in lanes for i in lane.packed.steps}
        order = {item: tuple(sorted(adds)) for item, adds in steps.items() if item in self.answers}
        for begin in range(0, self.people.rows, BLOCK):
            here = slice(begin, min(begin + BLOCK, self.people.rows))
            codes = {i: self.answers[i].coded(here, order[i]) for i in order}
            void = np.flatnonzero(self.void[here])
            for lane in lanes:
                lane.enter(here, codes, sorts[self.key.sortings[lane.scale]][here], void)
        return {lane.scale: lane.kept.columns(lane.scale, lane.number) for lane in lanes}

    def scale(self, id: str, found: Mapping[str, ScaleColumns]) -> ScaleColumns:
        """A scale that is not packed; ``found`` are those above it."""
        scale, norms = self.key.instrument.scales[id], self.key.norms_of(id)
        rests = np.zeros(self.people.rows, dtype=np.int64)  # on which measures that norms do not believe
        if scale.is_ is not None:
            raw, value, parts = self.worked_out(scale.is_.tree, found)
            if norms is not None and norms.growth is not None:
                for place, name in enumerate(sorted(read_by(scale.is_.tree) & found.keys())):
                    rests += unbelieved(found[name]).astype(np.int64) << place
        elif id in self.key.keyed and id not in self.key.stops:
            raw, value, parts = self.measured(self.key.keyed[id])
        else:  # each row by itself under stop rules; without items all are alike
            rows = self.people.rows
            alone = np.arange(rows) if id in self.key.stops else np.zeros(rows, dtype=np.int64)
            return self.numbered(id, alone, np.full(rows, np.nan), rests)
        if norms is not None and norms.growth is not None and not scale.cuts and norms.interval_on is None:
            return self.by_growth(id, norms, raw, rests, parts)
        kinds = self.kinds(id)
        parts += [_places(value), (rests, int(rests.max(initial=0)) + 1)]
        if kinds is not None:  # where there is no score it does not matter whose it is
            parts.append((np.where(np.isnan(raw), 0, kinds[0]), kinds[1]))
        return self.numbered(id, together(parts)[0], raw, rests)

    def read(self, tree: Tree, found: Mapping[str, ScaleColumns]) -> dict[str, Column]:
        """What an expression reads: the points of items and the raw scores of scales, as columns."""
        read: dict[str, Column] = {}
        for name in read_by(tree):
            if name in found:
                raw = found[name].raw
                read[name] = Column("number", np.nan_to_num(raw), np.isnan(raw))
            elif name in self.answers:
                values = self.answers[name].floats()
                type = self.key.instrument.every_item[name].type
                points, on = _added(self.key.by_item.get(name), type, 1.0, values, ~np.isnan(values))
                read[name] = Column("number", np.where(on, points, 0.0), ~on)
        rows = self.people.rows
        return read or {"": Column("number", np.zeros(rows), np.ones(rows, dtype=bool))}

    def worked_out(self, tree: Tree, found: Mapping[str, ScaleColumns]) -> Raw:
        """The raw scores of a scale that is worked out from items and other scales."""
        read = self.read(tree, found)
        values = evaluate_columns(tree, read)
        known = ~values.null & ~self.void if values.kind == "number" else self.void & False
        raw = np.where(known, values.values, np.nan)
        return raw, raw, [(self.void, 2), *((column.null, 2) for column in read.values())]

    def measured(self, scale: ScaleKey) -> Raw:
        """The raw scores of a scale of items, each state worked out once."""
        rows, many = self.people.rows, len(scale.items) + 1
        total = np.zeros(rows)
        answered, given, off = (np.zeros(rows, dtype=np.int64) for _ in range(3))
        for number, item in enumerate(scale.items, 1):
            if item not in self.answers:
                continue
            values = self.answers[item].floats()
            there = ~np.isnan(values)
            type, times = scale.measured.get(item, (None, 1.0))
            step, on = _added(scale.steps.get(item), type, times, values, there)
            more = total + step
            if scale.how == "highest":
                more = np.where(answered == 0, step, np.maximum(total, step))
            total, answered, given = np.where(on, more, total), answered + on, given + there
            off = np.where(there & ~on & (off == 0), number, off)  # the first that is off its scale
        known = (off == 0) & ~self.void
        raw: FloatArray = np.full(rows, np.nan)
        for count in np.unique(answered[known]).tolist():
            mine = np.flatnonzero(known & (answered == count))
            totals, place = np.unique(total[mine], return_inverse=True)
            found = [scale.score(count, sum).value for sum in totals.tolist()]
            raw[mine] = np.array(found, dtype=float)[place.reshape(-1)]
        parts: list[Part] = [(self.void, 2), (answered, many), (given, many), (off, many)]
        return raw, np.where(known, total, 0.0), parts

    def by_growth(
        self, id: str, norms: NormSet, raw: FloatArray, rests: IntArray, parts: list[Part]
    ) -> ScaleColumns:
        """Raw scores against growth norms: z and percentile of every row, to nine decimals."""
        # Every age has scores of its own, so a record hardly ever comes back, and making one for each of a
        # million rows costs more than all scoring. The numbers come from `growth.score_columns`, which gives
        # what one child gets. Why there is none, and what to know about it, depends on little: what is empty,
        # whether the age is whole, the formula used. One row of each such kind is asked; any other record is
        # made when somebody looks at it. A zone or an interval depends on the number itself, so scales with
        # those go the other way.
        assert norms.growth is not None
        people, spans = self.people, self.key.ages[id]
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
        parts += [
            (np.isnan(raw), 2),
            (codes + 1, len(known) + 1),
            (before, 2),
            (middle, 2),
            (found.reason + 1, len(REASONS) + 1),
            (found.formula + 1, len(FORMULAS) + 1),
            (found.implausible, int(found.implausible.max(initial=0)) + 1),
            (rests, int(rests.max(initial=0)) + 1),
        ]
        if spans:
            months = people.months("calendar")
            parts += [(months >= 0, 2), *(((months >= low) & (months <= high), 2) for low, high in spans)]
        _, first, number = np.unique(together(parts)[0], return_index=True, return_inverse=True)
        record = partial(self.record, id, raw, rests)
        numbers = {"z": found.z, "percentile": found.percentile}
        normed = {name: nine_column(np.where(rests > 0, np.nan, x)) for name, x in numbers.items()}
        return ScaleColumns(id, number.reshape(-1), tuple(map(record, first.tolist())), raw, normed, record)

    def numbered(self, id: str, number: IntArray, raw: FloatArray, rests: IntArray) -> ScaleColumns:
        """Rows with the same number have the same record; of each number the first row is asked for it."""
        _, first, place = np.unique(number, return_index=True, return_inverse=True)
        kept, places = KeptRecords(), np.empty(len(first), dtype=np.int64)
        for one in np.argsort(first).tolist():  # in the order of the rows, as their answers are taken out
            score = self.record(id, raw, rests, int(first[one]))
            places[one] = kept.once(score, partial(_itself, score))
        return kept.columns(id, places[place.reshape(-1)])

    def record(self, id: str, raw: FloatArray, rests: IntArray, row: int) -> Score:
        """What the key gives the person of a row, but for their age and day; ``raw`` as it was worked out,
        ``rests``: on which measures that are not believed."""
        person = self.people.person(row)
        if self.key.instrument.scales[id].is_ is None:
            return self.key.one(id, self.form(row), person)
        if math.isnan(raw[row]) or rests[row]:
            return replace(self.key.score(self.form(row), person)[id], age=None, measured=None)
        return self.key.value_state(id, float(raw[row]), person)


def unbelieved(column: ScaleColumns) -> BoolArray:
    """Of which rows the norms do not believe the measure."""
    wrong = np.array([*map(is_implausible, column.records)], dtype=bool)
    found: BoolArray = wrong[column.number]
    return found


def _itself(score: Score) -> Score:
    return score


@dataclass(frozen=True, slots=True, eq=False)
class _Lane:
    """One packed scale on its way past the rows; ``number``: the place of the record of each."""

    key: ScoringKey
    scale: str
    packed: Packed
    kept: KeptRecords
    number: Array

    def enter(self, here: slice, codes: Codes, sorts: IntArray, void: IntArray) -> None:
        state = self.packed.states(codes, here.stop - here.start)
        off = np.flatnonzero(state < 0) if int(state.min(initial=0)) < 0 else ()
        strange = [int(state[row]) for row in off]
        if len(off):
            state[off] = 0
        state += sorts * self.packed.size
        places = self.kept.places(state, len(self._persons) * self.packed.size, self._record)
        for row, number in zip(off, strange, strict=True):
            places[row] = self.kept.once(number, partial(self._off, number))
        for row in void.tolist():
            given = sum(int(codes[i][0][row]) != EMPTY for i in self.packed.steps if i in codes)
            refused = partial(self.key.refused, self.scale, given, self.key.too_empty)
            places[row] = self.kept.once(("void", given), refused)
        self.number[here] = places

    @property
    def _persons(self) -> list[Person]:
        return self.key.sortings[self.scale].persons

    def _record(self, number: int) -> Score:
        sort, state = divmod(number, self.packed.size)
        return self.key.state(self.scale, *self.packed.pair(state), self._persons[sort])

    def _off(self, number: int) -> Score:
        item, given = self.packed.off(number)
        why = Problem(ANSWER_OUTSIDE, None, item=item, scale=self.packed.scale.forms[item].scale_words())
        return self.key.refused(self.scale, given, why)


def _added(
    steps: Mapping[float, float] | None, type: Type | None, times: float, values: FloatArray, given: BoolArray
) -> tuple[FloatArray, BoolArray]:
    """What each answer to an item adds, and whether it is on the answer scale; one that is measured has no
    steps, but a type and a weight."""
    if steps is None:
        known = np.where(given, values, 0.0)
        return times * known, _admits(type, known) & given
    added, on = np.zeros(len(values)), np.zeros(len(values), dtype=bool)
    for answer, step in steps.items():
        hit = values == answer
        added, on = np.where(hit, step, added), on | hit
    return added, on


def on_scale(item: Item, values: FloatArray) -> BoolArray:
    """:meth:`Item.admits` of each of some numbers."""
    if item.answers:
        found: BoolArray = np.isin(values, item.answers)
        return found
    return _admits(item.type, values)


def _admits(type: Type | None, values: FloatArray) -> BoolArray:
    found: BoolArray = np.isfinite(values) if type is None else in_range(type, values)
    return found


# Which people a scale can not tell apart.

# How to think about it: a record depends on little of a person (an age band, a sex), so a row is given a
# number that stands for what its norms and cut-offs look at. One person of each number is asked of the key,
# as one person alone is. Numbers are made of months and places of words; where every age counts for itself,
# or there would be too many numbers, the rows are first sorted into those that occur.


MONTHS = 4096  # what lies beyond is one kind: nobody is that old
DENSE = 1 << 20
LARGEST = 1 << 62
KEYS: tuple[KeyName, ...] = get_args(KeyName)


def kinds_for(norms: NormSet | None, ages: bool, people: People) -> Part | None:
    """The kinds of person that these norms, and ages if they matter, tell apart; None where all are alike."""
    by_age = norms is not None and norms.by_age
    conventions: dict[AgeConvention, None] = {"calendar": None} if ages else {}
    if norms is not None and norms.norms.age is not None and not by_age:
        conventions[norms.norms.age] = None
    parts: list[Part] = []
    if people.aged:
        parts += [(np.minimum(people.months(c) - BEFORE, MONTHS - 1), MONTHS) for c in conventions]
    if by_age:
        dates = (people.born, people.tested, people.age_months)
        parts += [_places(column) for column in dates if column is not None]
    for name in KEYS if by_age else norms.norms.by if norms is not None else ():
        words = people.words.get(name)
        if words is not None:
            parts.append((words.codes + 1, len(words.words) + 1))
    if not parts:
        return None
    found, size = together(parts)
    return _places(found) if size > DENSE else (found, size)


def _places(column: IntArray | FloatArray) -> Part:
    """The numbers that occur in a column, by their place among them."""
    unique, place = np.unique(column, return_inverse=True)
    return place.reshape(-1), max(1, len(unique))


def together(parts: list[Part]) -> tuple[IntArray, int]:
    """A number for each row, the same where all these columns are; and what it is below."""
    found: IntArray = np.zeros(len(parts[0][0]), dtype=np.int64)
    size = 1
    for column, many in parts:
        if size * many > LARGEST:  # only what occurs
            _, place = np.unique(found, return_inverse=True)
            found, size = place.reshape(-1), int(place.max(initial=0)) + 1
        found, size = found * many + column, size * many
    return found, size
