"""The items of a scale folded for a stretch of people: answered, and total, in one number."""

# The hot path. Whole numbers of one byte go through the processor many at a time, so an item costs a few
# such passes and no look-up: `place & mask` adds a plain item, `span - place` a reversed one. What is neither
# goes through a table of 256 steps. The number that comes out, answered * (highest + 1) + total, is that of a
# state of the scale; what a state is worth is asked of the key, one person at a time (prodia.scoring.many).

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from prodia.scoring.answers import EMPTY, OFF
from prodia.scoring.fold import Fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from prodia.scoring.answers import Small
    from prodia.scoring.normal import BoolArray, IntArray

__all__ = ["Packed", "packed_of"]

Codes: TypeAlias = "Mapping[str, tuple[Small, bool]]"
MOST_STATES = 1 << 21
LARGEST = 60_000  # of a total, so that two bytes hold it


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """What the places of one item add: themselves, the span less themselves, or a table of 256."""

    way: Literal["plain", "turned", "table"]
    many: int
    table: NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """A fold whose steps are whole numbers from 0, after ``offset`` is taken off each of them."""

    fold: Fold
    offset: int
    highest: int
    steps: Mapping[str, Step]

    @property
    def size(self) -> int:
        """How many states there are."""
        return (len(self.fold.items) + 1) * (self.highest + 1)

    def states(self, codes: Codes, rows: int) -> IntArray:
        """The number of the state of each row; below 0 where an answer is off its scale, see :meth:`off`.

        ``codes``: of the items that have a column, with whether any is off its scale; an item without one
        is empty for everyone.
        """
        import numpy as np

        total = np.zeros(rows, dtype=np.uint8 if self.highest <= 255 else np.uint16)
        answered = np.zeros(rows, dtype=np.uint8 if len(self.fold.items) <= 255 else np.uint16)
        off = False
        for item, step in self.steps.items():
            if item not in codes:
                continue
            code, some_off = codes[item]
            on = code < step.many
            np.add(answered, on.view(np.uint8), out=answered)
            added = _added(code, on, step)
            if self.fold.how == "highest":
                np.maximum(total, np.where(on, added + 1, 0).astype(total.dtype), out=total)
            else:
                np.add(total, added, out=total, casting="unsafe")
            off = off or some_off
        found: IntArray = answered.astype(np.int64)
        found *= self.highest + 1
        found += np.asarray(total, dtype=np.int64)
        return self._with_off(found, codes) if off else found

    def _with_off(self, found: IntArray, codes: Codes) -> IntArray:
        import numpy as np

        given, first = np.zeros(len(found), dtype=np.int64), np.full(len(found), -1, dtype=np.int64)
        for number, item in enumerate(self.fold.items):
            if item in codes:
                code, _ = codes[item]
                given += code != EMPTY
                first = np.where((code == OFF) & (first < 0), number, first)
        return np.where(first >= 0, -1 - (first * (len(self.fold.items) + 1) + given), found)

    def off(self, state: int) -> tuple[str, int]:
        """Of a state below 0: the first item that is off its scale, and how many items have an answer."""
        number, given = divmod(-1 - state, len(self.fold.items) + 1)
        return self.fold.items[number], given

    def pair(self, state: int) -> tuple[int, float]:
        """How many are answered in a state, and the total: what :meth:`Fold.score` takes."""
        answered, total = divmod(state, self.highest + 1)
        if self.fold.how == "highest":
            return answered, float(total - 1 + self.offset) if answered else 0.0
        return answered, float(total + self.offset * answered)


def _added(code: Small, on: BoolArray, step: Step) -> Small:
    import numpy as np

    if step.way == "table":
        found: Small = np.take(step.table, code)
        return found
    mask = np.negative(on.view(np.uint8))  # 255 where answered, 0 where not
    place = code if step.way == "plain" else np.uint8(step.many - 1) - code
    return np.bitwise_and(place, mask)


def packed_of(fold: Fold) -> Packed | None:
    """The packed form of a fold; None where its steps are no whole numbers, or there are too many states."""
    import numpy as np

    every = [s for steps in fold.steps.values() for s in steps.values()]
    if fold.measured or not every or any(not s.is_integer() for s in every):
        return None
    offset = int(min(every))
    most = [int(max(steps.values())) - offset for steps in fold.steps.values()]
    highest = max(most) + 1 if fold.how == "highest" else sum(most)
    many = max(len(steps) for steps in fold.steps.values())
    if highest > LARGEST or many > OFF or (len(fold.items) + 1) * (highest + 1) > MOST_STATES:
        return None
    made: dict[str, Step] = {}
    for item, steps in fold.steps.items():
        adds = [int(steps[a]) - offset for a in sorted(steps)]
        rising = list(range(len(adds)))
        way: Literal["plain", "turned", "table"]
        way = "plain" if adds == rising else "turned" if adds == rising[::-1] else "table"
        table = np.zeros(256, dtype=np.uint8 if max(adds) <= 255 else np.uint16)
        table[: len(adds)] = adds
        made[item] = Step(way, len(adds), table)
    return Packed(fold, offset, highest, made)
