"""Which people a scale can not tell apart: the numbers that stand for what its norms and cut-offs look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from prodia.model.norms import KeyName
from prodia.scoring.key import ScoringKey
from prodia.scoring.people import KEYS, People, kinds_of

if TYPE_CHECKING:
    from prodia.scoring.normal import FloatArray, IntArray

__all__ = ["sorts_of"]


def sorts_of(key: ScoringKey, id: str, people: People) -> tuple[IntArray, IntArray]:
    """The kind of person each row is for this scale, and one row of each kind."""
    return kinds_of(_asked(key, id, people), people.rows)


def _asked(key: ScoringKey, id: str, people: People) -> Iterator[tuple[IntArray, int]]:
    norms = key.norms_of(id)
    if key.ages_of(id):
        yield _counted(people.months("calendar"))
    if norms is None:
        return
    if norms.by_age:
        yield from _exact(people)
    elif norms.norms.age is not None:
        yield _counted(people.months(norms.norms.age))
    keys: tuple[KeyName, ...] = KEYS if norms.by_age else tuple(norms.norms.by)
    for name in keys:
        column = people.words.get(name)
        if column is not None:
            yield column.codes + 1, len(column.words) + 1


def _counted(months: IntArray) -> tuple[IntArray, int]:
    """Completed months as places from 0; without an age 0."""
    return months + 1, int(months.max(initial=-1)) + 2


def _exact(people: People) -> Iterator[tuple[IntArray, int]]:
    """Every age of its own: the days, and the age given."""
    for column in (people.born, people.tested, people.age_months):
        if column is not None:
            yield _places(column)


def _places(column: IntArray | FloatArray) -> tuple[IntArray, int]:
    import numpy as np

    unique, place = np.unique(column, return_inverse=True)
    return place.reshape(-1), len(unique)
