"""Answers of many people to one item: numbers, and which of them are empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from prodia.language.columns import Array, np
from prodia.scoring.normal import BoolArray, ByteArray, FloatArray, IntArray
from prodia.scoring.raw import ScaleKey

EVERY = slice(None)
EMPTY, OFF = 255, 254  # codes of an empty answer, and of one that is not on the answer scale


@lru_cache(maxsize=256)
def _follow(answers: tuple[float, ...]) -> bool:
    """Whether the answers are whole numbers that follow on each other."""
    return answers[-1] - answers[0] == len(answers) - 1 and all(a.is_integer() for a in answers)


@dataclass(frozen=True, slots=True, eq=False)
class AnswerColumn:
    """Numbers of any NumPy kind. ``empty``: which are empty, as a mask or as one number that stands for
    it (as in files); of floats NaN is empty too.

    Raises ``TypeError`` for values that are no numbers, ``ValueError`` for more than one dimension.
    """

    values: Array
    empty: BoolArray | int | None = None

    def __post_init__(self) -> None:
        if self.values.dtype.kind not in "iuf":
            raise TypeError("answers are numbers; texts and truths are no answers")
        if self.values.ndim != 1:
            raise ValueError("a column has one dimension")

    def __len__(self) -> int:
        return len(self.values)

    def coded(self, here: slice, answers: tuple[float, ...]) -> tuple[ByteArray, bool]:
        """The place of each answer among ``answers`` (at most 254), EMPTY, or OFF; and whether any is OFF."""
        values, many, low = self.values[here], len(answers), answers[0]
        run = _follow(answers)
        if run and low == 0 and values.dtype == np.int8 and self.empty == -1:
            # what files hold most: seen as a byte without sign, -1 is EMPTY and the others are places
            small = values.view(np.uint8)
            if int((small + np.uint8(1)).max(initial=0)) <= many:
                return small, False
        if run:
            place = np.asarray(values - low)
            on = (place >= 0) & (place < many)
            if values.dtype.kind == "f":
                on &= np.floor(values) == values
            code = np.where(on, np.where(on, place, 0).astype(np.uint8), np.uint8(OFF))
        else:
            steps = np.asarray(answers)
            at = np.minimum(np.searchsorted(steps, values), many - 1)
            code = np.where(steps[at] == values, at.astype(np.uint8), np.uint8(OFF))
        none = self.none(here)
        code = code if none is None else np.where(none, np.uint8(EMPTY), code)
        return code, bool((code == OFF).any())

    def none(self, here: slice = EVERY) -> BoolArray | None:
        """Which are empty; None where none can be."""
        values = self.values[here]
        found: BoolArray | None = np.isnan(values) if values.dtype.kind == "f" else None
        if self.empty is None:
            return found
        said: BoolArray
        said = (
            values == self.empty if isinstance(self.empty, int) else np.asarray(self.empty[here], dtype=bool)
        )
        return said if found is None else found | said

    def floats(self, here: slice = EVERY) -> FloatArray:
        """As floats, NaN where empty."""
        none = self.none(here)
        found = np.asarray(self.values[here], dtype=float)
        return found if none is None else np.where(none, np.nan, found)


# The items of a scale for a stretch of people, answered and total in one number. This is the hot path. Whole
# numbers of one byte go through the processor many at a time, so an item costs a few such passes and no
# look-up: `place & mask` adds a plain item, `span - place` a reversed one. What is neither goes through a
# table of 256 steps. The number that comes out, answered * (highest + 1) + total, is that of a state of the
# scale; what a state is worth is asked of the key, one person at a time (prodia.scoring.many).

Codes: TypeAlias = "Mapping[str, tuple[ByteArray, bool]]"
MOST_STATES = 1 << 21
LARGEST = 60_000  # of a total, so that two bytes hold it


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What the places of one item add: themselves, the span less themselves, or a table of 256."""

    way: Literal["plain", "turned", "table"]
    many: int
    table: Array


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """The key of a scale whose steps are whole numbers from 0, after ``offset`` is taken off each of them."""

    scale: ScaleKey
    offset: int
    highest: int
    steps: Mapping[str, Step]

    @property
    def size(self) -> int:
        """How many states there are."""
        return (len(self.scale.items) + 1) * (self.highest + 1)

    def states(self, codes: Codes, rows: int) -> IntArray:
        """The number of the state of each row; below 0 where an answer is off its scale, see :meth:`off`.

        ``codes``: of the items that have a column, with whether any is off its scale; an item without one
        is empty for everyone.
        """
        total = np.zeros(rows, dtype=np.uint8 if self.highest <= 255 else np.uint16)
        answered = np.zeros(rows, dtype=np.uint8 if len(self.scale.items) <= 255 else np.uint16)
        off = False
        for item, step in self.steps.items():
            if item not in codes:
                continue
            code, some_off = codes[item]
            on = code < step.many
            np.add(answered, on.view(np.uint8), out=answered)
            added = _added(code, on, step)
            if self.scale.how == "highest":
                np.maximum(total, np.where(on, added + 1, 0).astype(total.dtype), out=total)
            else:
                np.add(total, added, out=total, casting="unsafe")
            off = off or some_off
        found: IntArray = answered.astype(np.int64)
        found *= self.highest + 1
        found += np.asarray(total, dtype=np.int64)
        return self._with_off(found, codes) if off else found

    def _with_off(self, found: IntArray, codes: Codes) -> IntArray:
        given, first = np.zeros(len(found), dtype=np.int64), np.full(len(found), -1, dtype=np.int64)
        for number, item in enumerate(self.scale.items):
            if item in codes:
                code, _ = codes[item]
                given += code != EMPTY
                first = np.where((code == OFF) & (first < 0), number, first)
        return np.where(first >= 0, -1 - (first * (len(self.scale.items) + 1) + given), found)

    def off(self, state: int) -> tuple[str, int]:
        """Of a state below 0: the first item that is off its scale, and how many items have an answer."""
        number, given = divmod(-1 - state, len(self.scale.items) + 1)
        return self.scale.items[number], given

    def pair(self, state: int) -> tuple[int, float]:
        """How many are answered in a state, and the total: what :meth:`ScaleKey.score` takes."""
        answered, total = divmod(state, self.highest + 1)
        if self.scale.how == "highest":
            return answered, float(total - 1 + self.offset) if answered else 0.0
        return answered, float(total + self.offset * answered)


def _added(code: ByteArray, on: BoolArray, step: Step) -> ByteArray:
    if step.way == "table":
        return np.take(step.table, code)
    mask = np.negative(on.view(np.uint8))  # 255 where answered, 0 where not
    place = code if step.way == "plain" else np.uint8(step.many - 1) - code
    return np.bitwise_and(place, mask)


def packed_of(scale: ScaleKey) -> Packed | None:
    """The packed form of a key; None where its steps are no whole numbers, or there are too many states."""
    every = [s for steps in scale.steps.values() for s in steps.values()]
    if scale.measured or not every or any(not s.is_integer() for s in every):
        return None
    offset = int(min(every))
    most = [int(max(steps.values())) - offset for steps in scale.steps.values()]
    highest = max(most) + 1 if scale.how == "highest" else sum(most)
    many = max(len(steps) for steps in scale.steps.values())
    if highest > LARGEST or many > OFF or (len(scale.items) + 1) * (highest + 1) > MOST_STATES:
        return None
    made: dict[str, Step] = {}
    for item, steps in scale.steps.items():
        adds = [int(steps[a]) - offset for a in sorted(steps)]
        rising = list(range(len(adds)))
        way: Literal["plain", "turned", "table"]
        way = "plain" if adds == rising else "turned" if adds == rising[::-1] else "table"
        table = np.zeros(256, dtype=np.uint8 if max(adds) <= 255 else np.uint16)
        table[: len(adds)] = adds
        made[item] = Step(way, len(adds), table)
    return Packed(scale, offset, highest, made)
