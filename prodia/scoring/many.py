"""Many people at once: the same records as for one person, found by number instead of worked out each time.

>>> scored = score_columns(key, {"q1": AnswerColumn(...)}, People(rows))   # doctest: +SKIP
>>> scored["totaal"].raw, scored["totaal"].on("T"), scored["totaal"].record(0)   # doctest: +SKIP
"""

# How to think about it: for each scale a row comes to a state (answered, total; or a value) and a kind of
# person. The pair is a number; the first time a number is met the key is asked for its record, by the very
# code that scores one person, and after that rows only look it up. So columns can not differ from one person,
# whatever the norms are. `Ledger` holds the records of a scale and the columns made of them.

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prodia.language import Column, evaluate_columns
from prodia.language import names as read_by
from prodia.problems import Problem
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.blocks import Packed, packed_of
from prodia.scoring.key import ScoringKey
from prodia.scoring.ledger import Ledger, ScaleColumns
from prodia.scoring.people import People
from prodia.scoring.person import Person
from prodia.scoring.score import Score
from prodia.scoring.sorts import sorts_of

if TYPE_CHECKING:
    from prodia.scoring.answers import Small
    from prodia.scoring.normal import BoolArray, FloatArray, IntArray

__all__ = ["ScoredColumns", "score_columns"]

BLOCK = 1 << 15  # rows at a time, so that what is worked on stays in the processor's cache
Columns = Mapping[str, AnswerColumn]


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
    found: dict[str, ScaleColumns] = {}
    packed = {id: packed_of(fold) for id, fold in key.folds.items() if id not in key.stops}
    quick = {id: one for id, one in packed.items() if one is not None}
    found |= _packed(key, quick, answers, people)
    for id, scale in key.instrument.scales.items():
        if id in found:
            continue
        if scale.is_ is not None:
            values = evaluate_columns(
                scale.is_.tree, _read(key, answers, found, read_by(scale.is_.tree), rows)
            )
            found[id] = _valued(key, id, values, answers, found, people)
        else:
            found[id] = _one_by_one(key, id, answers, people)
    rules = {}
    for id, tree in key.rules.items():
        truth = evaluate_columns(tree, _read(key, answers, found, read_by(tree), rows))
        known = truth.kind == "truth"
        null = truth.null if known else truth.null | True
        rules[id] = ((truth.values & ~truth.null if known else ~null), null)
    return ScoredColumns(rows, {id: found[id] for id in key.instrument.scales}, rules)


def _packed(
    key: ScoringKey, packed: Mapping[str, Packed], answers: Columns, people: People
) -> dict[str, ScaleColumns]:
    """The scales whose items are whole numbers, a block of rows at a time."""
    ledgers: dict[str, tuple[Ledger, Packed, IntArray | None]] = {}
    for id, one in packed.items():
        kinds, first = sorts_of(key, id, people)
        persons = [people.person(int(row)) for row in first]
        ledger = Ledger.of(people.rows, _asked(key, id, one, persons), one.size * len(persons))
        ledgers[id] = (ledger, one, kinds if len(persons) > 1 else None)
    items = {item: one.fold.steps[item] for one in packed.values() for item in one.steps if item in answers}
    order = {item: tuple(sorted(steps)) for item, steps in items.items()}
    for begin in range(0, people.rows, BLOCK):
        here = slice(begin, min(begin + BLOCK, people.rows))
        codes: dict[str, Small] = {i: answers[i].coded(here, order[i]) for i in items}
        for ledger, one, mine in ledgers.values():
            state = one.states(codes, here.stop - begin)
            if mine is not None:
                state = _joined(state, mine[here], one.size)
            ledger.enter(here, state)
    return {id: ledger.columns(id, key) for id, (ledger, _, _) in ledgers.items()}


def _joined(state: IntArray, kind: IntArray, size: int) -> IntArray:
    """State and kind of person as one number; below 0 stays below 0, whoever it is."""
    import numpy as np

    return np.where(state < 0, state, state + kind * size)


def _asked(key: ScoringKey, id: str, one: Packed, persons: list[Person]) -> Callable[[int], Score]:
    """The record of a number, asked of the key as one person is."""

    def record(number: int) -> Score:
        if number < 0:
            item, given = one.off(number)
            why = Problem(ANSWER_OUTSIDE, None, item=item, scale=one.fold.words(item))
            return key.refused(id, given, why)
        kind, state = divmod(number, one.size)
        return key.state(id, *one.pair(state), persons[kind] if persons else Person())

    return record


def _valued(
    key: ScoringKey,
    id: str,
    values: Column,
    answers: Columns,
    found: Mapping[str, ScaleColumns],
    people: People,
) -> ScaleColumns:
    """A scale that is worked out: each value that occurs is asked of the key once for each kind of person."""
    import numpy as np

    kinds, first = sorts_of(key, id, people)
    known = ~values.null if values.kind == "number" else np.zeros(people.rows, dtype=bool)
    unique, place = np.unique(values.values[known] if known.any() else np.zeros(0), return_inverse=True)
    numbers = np.full(people.rows, -1, dtype=np.int64)
    numbers[known] = place.reshape(-1) + kinds[known] * max(1, len(unique))
    persons = [people.person(int(row)) for row in first]

    def record(number: int) -> Score:
        kind, at = divmod(number, len(unique))
        return key.value_state(id, float(unique[at]), persons[kind])

    def nothing(row: int) -> Score:
        return key.score(_answers(key, answers, row), people.person(row))[id]

    return _entered(key, id, people, numbers, record, nothing)


def _one_by_one(key: ScoringKey, id: str, answers: Columns, people: People) -> ScaleColumns:
    """Scales that only go one person at a time: stop rules, measures, weights that are no whole numbers."""
    import numpy as np

    numbers, records = np.zeros(people.rows, dtype=np.int64), dict[Score, int]()
    for row in range(people.rows):
        score = key.one(id, _answers(key, answers, row), people.person(row))
        numbers[row] = records.setdefault(score, len(records))
    known = list(records)
    return _entered(key, id, people, numbers, lambda number: known[number], lambda row: known[numbers[row]])


def _entered(
    key: ScoringKey,
    id: str,
    people: People,
    numbers: IntArray,
    record: Callable[[int], Score],
    nothing: Callable[[int], Score],
) -> ScaleColumns:
    ledger = Ledger.of(people.rows, record, int(numbers.max(initial=-1)) + 1, nothing)
    for begin in range(0, people.rows, BLOCK):
        here = slice(begin, min(begin + BLOCK, people.rows))
        ledger.enter(here, numbers[here])
    return ledger.columns(id, key)


def _answers(key: ScoringKey, answers: Columns, row: int) -> dict[str, float | None]:
    """The answers of one row, as one person has them."""
    here = slice(row, row + 1)
    found: dict[str, float | None] = {}
    for item in key.instrument.every_item:
        column = answers.get(item)
        none = column.none(here) if column is not None else None
        if column is not None and not (none is not None and bool(none[0])):
            found[item] = float(column.values[row])
    return found


def _read(
    key: ScoringKey, answers: Columns, found: Mapping[str, ScaleColumns], wanted: tuple[str, ...], rows: int
) -> dict[str, Column]:
    """What an expression reads: the points of items and the raw scores of scales, as columns."""
    import numpy as np

    read: dict[str, Column] = {}
    for name in wanted:
        if name in found:
            raw = found[name].raw
            read[name] = Column("number", np.nan_to_num(raw), np.isnan(raw))
        elif name in answers:
            read[name] = _points(key, name, answers[name])
    return read or {"": Column("number", np.zeros(rows), np.ones(rows, dtype=bool))}


def _points(key: ScoringKey, item: str, column: AnswerColumn) -> Column:
    import numpy as np

    values = column.floats()
    known = ~np.isnan(values)
    points: FloatArray = np.zeros(len(values))
    if item in key.by_item:
        on = np.zeros(len(values), dtype=bool)
        for answer, counted in key.by_item[item].items():
            hit = values == answer
            points, on = np.where(hit, counted, points), on | hit
        return Column("number", points, ~on)
    type = key.instrument.every_item[item].type
    admitted = known & _admits(type, np.where(known, values, 0.0))
    return Column("number", np.where(admitted, values, 0.0), ~admitted)


def _admits(type: Any, values: FloatArray) -> BoolArray:
    """:meth:`prodia.language.Type.admits` for numbers."""
    import numpy as np

    low = -math.inf if type is None or type.low is None else type.low
    high = math.inf if type is None or type.high is None else type.high
    inside = (values > low) if type is not None and type.low_open else (values >= low)
    inside &= (values < high) if type is not None and type.high_open else (values <= high)
    inside &= np.isfinite(values)
    return inside & (np.floor(values) == values) if type is not None and type.whole else inside
