"""Which people a scale can not tell apart, a stretch of rows at a time."""

# How to think about it: a record depends on little of a person (an age band, a sex), so a row is given a
# number that stands for what its norms and cut-offs look at. One person of each number is asked of the key,
# as one person alone is. Numbers are made of months and places of words; where every age counts for itself,
# or there would be too many numbers, the rows are first sorted into those that occur.

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, get_args

from prodia.model.norms import AgeConvention, KeyName
from prodia.scoring.normset import NormSet
from prodia.scoring.people import BEFORE, People

if TYPE_CHECKING:
    from prodia.scoring.normal import BoolArray, FloatArray, IntArray

__all__ = ["Kinds", "kinds_for", "together"]

MONTHS = 4096  # what lies beyond is one kind: nobody is that old
DENSE = 1 << 20
LARGEST = 1 << 62
KEYS: tuple[KeyName, ...] = get_args(KeyName)
Part: TypeAlias = "tuple[Callable[[slice], IntArray], int]"


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
        return _that_occur(parts, people.rows)

    def numbers(here: slice) -> IntArray:
        found = parts[0][0](here)
        for column, many in parts[1:]:
            found = found * many + column(here)
        return found

    return Kinds(numbers, size)


def _parts(norms: NormSet | None, ages: bool, people: People) -> Iterator[Part]:
    conventions: dict[AgeConvention, None] = {"calendar": None} if ages else {}
    if norms is not None and norms.norms.age is not None and not norms.by_age:
        conventions[norms.norms.age] = None
    for convention in conventions:
        if people.aged:
            yield _months(people, convention), MONTHS
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


def _months(people: People, convention: AgeConvention) -> Callable[[slice], IntArray]:
    import numpy as np

    return lambda here: np.minimum(people.months(convention, here) - BEFORE, MONTHS - 1)


def _coded(codes: IntArray) -> Callable[[slice], IntArray]:
    return lambda here: codes[here] + 1


def _places(column: IntArray | FloatArray) -> Part:
    import numpy as np

    unique, place = np.unique(column, return_inverse=True)
    flat: IntArray = place.reshape(-1)
    return (lambda here: flat[here]), max(1, len(unique))


def _that_occur(parts: list[Part], rows: int) -> Kinds:
    import numpy as np

    every = slice(0, rows)
    found = together([(column(every), many) for column, many in parts])
    unique, place = np.unique(found, return_inverse=True)
    flat: IntArray = place.reshape(-1)
    return Kinds(lambda here: flat[here], max(1, len(unique)))


def together(parts: Sequence[tuple[IntArray | BoolArray, int]]) -> IntArray:
    """A number for each row: the same where all these columns, each of numbers below ``many``, are."""
    import numpy as np

    found: IntArray = np.zeros(len(parts[0][0]), dtype=np.int64)
    size = 1
    for column, many in parts:
        if size * many > LARGEST:  # only what occurs
            unique, place = np.unique(found, return_inverse=True)
            found, size = place.reshape(-1).astype(np.int64), max(1, len(unique))
        found, size = found * many + column, size * many
    return found
