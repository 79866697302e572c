"""Answers of many people to one item: numbers, and which of them are empty."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from prodia.scoring.normal import BoolArray, FloatArray

    Small = NDArray[np.uint8]

__all__ = ["AnswerColumn"]

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

    values: NDArray[Any]
    empty: BoolArray | int | None = None

    def __post_init__(self) -> None:
        if self.values.dtype.kind not in "iuf":
            raise TypeError("answers are numbers; texts and truths are no answers")
        if self.values.ndim != 1:
            raise ValueError("a column has one dimension")

    def __len__(self) -> int:
        return len(self.values)

    def coded(self, here: slice, answers: tuple[float, ...]) -> tuple[Small, bool]:
        """The place of each answer among ``answers`` (at most 254), EMPTY, or OFF; and whether any is OFF."""
        import numpy as np

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

    def none(self, here: slice) -> BoolArray | None:
        """Which are empty; None where none can be."""
        import numpy as np

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
        import numpy as np

        none = self.none(here)
        found = np.asarray(self.values[here], dtype=float)
        return found if none is None else np.where(none, np.nan, found)
