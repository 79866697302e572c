"""Scales of many people with too many states to number beforehand: each that occurs is asked for once."""

# How to think about it: what can be numbered stands in many.py and is kept with the key. Here are scales that
# are worked out, scales of measures or with stop rules, and norms in which every age has scores of its own:
# there a record hardly ever comes back, so it is forgotten after its stretch of rows.

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING

from prodia.scoring.blocks import Packed
from prodia.scoring.key import ScoringKey
from prodia.scoring.ledger import Book, Ledger, ScaleColumns
from prodia.scoring.people import People
from prodia.scoring.reading import Columns, Forms, Raw, void_rows
from prodia.scoring.score import Score
from prodia.scoring.sorts import Kinds, together

if TYPE_CHECKING:
    from prodia.scoring.normal import IntArray

__all__ = ["each_row", "paired", "valued"]

BLOCK = 1 << 15  # rows at a time


def valued(
    key: ScoringKey, id: str, scored: Raw, answers: Columns, people: People, kinds: Kinds | None
) -> ScaleColumns:
    """A scale that is worked out: each value that occurs is asked of the key once for each kind of person.

    Rows without a value that lack the same share a record.
    """
    import numpy as np

    raw, parts = scored
    rows = np.flatnonzero(~np.isnan(raw))
    unique, place = np.unique(raw[rows], return_inverse=True)
    mine = kinds.numbers(slice(0, people.rows))[rows] if kinds is not None else np.zeros(len(rows), np.int64)
    numbers = np.full(people.rows, -1, dtype=np.int64)
    pairs, first, numbers[rows] = np.unique(
        mine * max(1, len(unique)) + place.reshape(-1), return_index=True, return_inverse=True
    )
    lacks, forms = together(parts), Forms(key, answers, people.rows)

    def record(number: int) -> Score:
        row = int(rows[first[number]])
        return key.value_state(id, float(raw[row]), people.person(row))

    def nothing(row: int) -> Score:
        return key.score(forms.form(row), people.person(row))[id]

    return _entered(id, numbers, len(pairs), record, nothing, lambda row: int(lacks[row]))


def paired(
    key: ScoringKey, id: str, packed: Packed, answers: Columns, people: People, kinds: Kinds | None
) -> ScaleColumns:
    """A scale of whole numbers: each state that occurs is asked once for each kind of person."""
    import numpy as np

    steps = {item: tuple(sorted(adds)) for item, adds in packed.fold.steps.items() if item in answers}
    state = np.empty(people.rows, dtype=np.int64)
    for begin in range(0, people.rows, BLOCK):
        here = slice(begin, min(begin + BLOCK, people.rows))
        codes = {item: answers[item].coded(here, steps[item]) for item in steps}
        state[here] = packed.states(codes, here.stop - here.start)
        state[void_rows(key, answers, here) + begin] = -1
    rows = np.flatnonzero(state >= 0)
    mine = kinds.numbers(slice(0, people.rows))[rows] if kinds is not None else np.zeros(len(rows), np.int64)
    numbers = np.full(people.rows, -1, dtype=np.int64)
    pairs, first, numbers[rows] = np.unique(
        mine * packed.size + state[rows], return_index=True, return_inverse=True
    )
    forms = Forms(key, answers, people.rows)

    def record(number: int) -> Score:
        row = int(rows[first[number]])
        return key.state(id, *packed.pair(int(state[row])), people.person(row))

    def nothing(row: int) -> Score:
        return key.one(id, forms.form(row), people.person(row))

    return _entered(id, numbers, len(pairs), record, nothing)


def each_row(key: ScoringKey, id: str, answers: Columns, people: People) -> ScaleColumns:
    """Scales that only go one person at a time: stop rules, measures, weights that are no whole numbers."""
    import numpy as np

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
    import numpy as np

    book = Book()
    book.room(max(1, size))
    ledger = Ledger.of(len(numbers), book)
    for begin in range(0, len(numbers), BLOCK):
        mine = numbers[begin : begin + BLOCK]
        places = np.empty(len(mine), dtype=np.int64)
        there = mine >= 0
        if there.any():
            places[there] = book.places(mine[there], record)
        for row in np.flatnonzero(~there).tolist():
            if alike is not None:
                places[row] = book.once(alike(begin + row), partial(nothing, begin + row))
            else:
                score = nothing(begin + row)
                places[row] = book.once(score, partial(_itself, score))
        ledger.write(slice(begin, begin + len(mine)), places)
    return ledger.read(id)


def _itself(score: Score) -> Score:
    return score
