"""Many people at once: the same records as for one person, found by number instead of worked out each time.

>>> scored = score_columns(key, {"q1": AnswerColumn(...)}, People(rows))   # doctest: +SKIP
>>> scored["totaal"].raw, scored["totaal"].on("T"), scored["totaal"].record(0)   # doctest: +SKIP
"""

# How to think about it: for each scale a row comes to a state (answered, total; or a value) and a kind of
# person. The pair is a number; the first time a number is met the key is asked for its record, by the very
# code that scores one person, and after that rows only look it up. So columns can not differ from one person,
# whatever the norms are. A `Book` holds the records of a scale, with the key; a `Ledger` the columns.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from prodia.language import evaluate_columns
from prodia.language import names as read_by
from prodia.problems import Problem
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.scoring.answers import EMPTY
from prodia.scoring.blocks import Codes, Packed, packed_of
from prodia.scoring.grown import grown, grows, measured
from prodia.scoring.key import ScoringKey
from prodia.scoring.ledger import Book, Ledger, ScaleColumns, Sorting
from prodia.scoring.people import People
from prodia.scoring.person import NOBODY, Person
from prodia.scoring.reading import Columns, read_columns, void_rows, worked_out
from prodia.scoring.score import Score
from prodia.scoring.sorts import Kinds, kinds_for
from prodia.scoring.sparse import each_row, paired, valued

if TYPE_CHECKING:
    from prodia.scoring.normal import BoolArray, IntArray

__all__ = ["ScoredColumns", "score_columns"]

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
    import numpy as np

    rows = people.rows
    wrong = [id for id, column in answers.items() if len(column) != rows]
    if wrong:
        raise ValueError(f"column {wrong[0]!r} is not as long as there are people")
    packed = {id: packed_of(fold) for id, fold in key.folds.items() if id not in key.stops}
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
                found[id] = grown(key, id, scored, answers, people)
            else:
                found[id] = valued(key, id, scored, answers, people, _kinds(key, id, people, kinds))
        elif id in key.folds and id not in key.stops and grows(key, id):
            found[id] = grown(key, id, measured(key, id, answers, rows), answers, people)
        elif one is not None:
            found[id] = paired(key, id, one, answers, people, _kinds(key, id, people, kinds))
        else:
            found[id] = each_row(key, id, answers, people)
    rules = {}
    for id, tree in key.rules.items():
        truth = evaluate_columns(tree, read_columns(key, answers, found, read_by(tree), rows))
        known = truth.kind == "truth"
        null = np.array(truth.null if known else truth.null | True)
        null[void_rows(key, answers, slice(0, rows))] = True
        rules[id] = ((truth.values & ~truth.null if known else ~null), null)
    return ScoredColumns(rows, {id: found[id] for id in key.instrument.scales}, rules)


_Known: TypeAlias = dict[object, Kinds | None]


def _kinds(key: ScoringKey, id: str, people: People, known: _Known) -> Kinds | None:
    """The kinds of person a scale tells apart; scales with the same norms share one."""
    norms, ages = key.norms_of(id), bool(key.ages_of(id))
    if (norms, ages) not in known:
        known[norms, ages] = kinds_for(norms, ages, people)
    return known[norms, ages]


def _packed(
    key: ScoringKey, packed: Mapping[str, Packed], answers: Columns, people: People, kinds: _Known
) -> dict[str, ScaleColumns]:
    """The scales whose items are whole numbers, a block of rows at a time."""
    lanes = [
        _Lane(key, id, one, key.book(id), Ledger.of(people.rows, key.book(id))) for id, one in packed.items()
    ]
    sorters = {key.sortings[id]: _Sorter.of(key, id, people, kinds) for id in packed}
    steps = {i: one.fold.steps[i] for one in packed.values() for i in one.steps if i in answers}
    order = {item: tuple(sorted(adds)) for item, adds in steps.items()}
    for begin in range(0, people.rows, BLOCK):
        here = slice(begin, min(begin + BLOCK, people.rows))
        codes = {i: answers[i].coded(here, order[i]) for i in order}
        sorts = {sorting: sorter.numbers(here) for sorting, sorter in sorters.items()}
        void = void_rows(key, answers, here)
        for lane in lanes:
            lane.enter(here, codes, sorts[key.sortings[lane.scale]], void)
    return {lane.scale: lane.ledger.read(lane.scale) for lane in lanes}


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
        import numpy as np

        kinds = _kinds(key, id, people, known)
        fresh = np.full(kinds.size if kinds else 0, -1, dtype=np.int64)
        return cls(key, id, people, key.sortings[id], kinds, fresh)

    def numbers(self, here: slice) -> IntArray | int:
        import numpy as np

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
    book: Book
    ledger: Ledger

    def enter(self, here: slice, codes: Codes, sorts: IntArray | int, void: IntArray) -> None:
        import numpy as np

        state = self.packed.states(codes, here.stop - here.start)
        off = np.flatnonzero(state < 0) if int(state.min(initial=0)) < 0 else ()
        strange = [int(state[row]) for row in off]
        if len(off):
            state[off] = 0
        state += sorts * self.packed.size
        self.book.room(len(self._persons) * self.packed.size)
        places = self.book.places(state, self._record)
        for row, number in zip(off, strange, strict=True):
            places[row] = self.book.once(number, partial(self._off, number))
        for row in void.tolist():
            given = sum(int(codes[i][0][row]) != EMPTY for i in self.packed.steps if i in codes)
            places[row] = self.book.once(("void", given), partial(self._void, given))
        self.ledger.write(here, places)

    @property
    def _persons(self) -> list[Person]:
        return self.key.sortings[self.scale].persons

    def _record(self, number: int) -> Score:
        sort, state = divmod(number, self.packed.size)
        return self.key.state(self.scale, *self.packed.pair(state), self._persons[sort])

    def _void(self, given: int) -> Score:
        return self.key.refused(self.scale, given, self.key.too_empty)

    def _off(self, number: int) -> Score:
        item, given = self.packed.off(number)
        why = Problem(ANSWER_OUTSIDE, None, item=item, scale=self.packed.fold.words(item))
        return self.key.refused(self.scale, given, why)
