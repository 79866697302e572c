"""Norm look-up: age bands on completed months, raw-to-derived tables, percentile cut tables.

Outside the norms there is no score and a reason; nothing is extended or guessed. In arrays
that is NaN (or band -1).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from prodia.problems.scores import AGE_IN_HOLE, AGE_OUTSIDE, NO_VALUE, RAW_OUTSIDE
from prodia.scoring.reasons import NoScore, no_score
from prodia.scoring.scales import percentile_of_z, z_of_percentile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from prodia.scoring.normal import FloatArray

__all__ = [
    "AgeBands",
    "NormTable",
    "PercentileCuts",
    "band_at",
    "bands_at",
    "derived",
    "derived_columns",
    "percentile_between",
    "percentiles_between",
]


@dataclass(frozen=True, slots=True)
class AgeBands:
    """Bands (first, last) in completed months, both ends included, rising and not overlapping.

    Raises ``ValueError`` when they are not so. A hole between two is allowed, and has no norm.
    """

    bands: tuple[tuple[int, int], ...]

    def __post_init__(self) -> None:
        ordered = all(a <= b for a, b in self.bands)
        if not self.bands or not ordered or any(a[1] >= b[0] for a, b in pairwise(self.bands)):
            raise ValueError("bands rise and do not overlap")


def band_at(completed_months: int, bands: AgeBands) -> int | NoScore:
    """The number of the band, from 0, that holds this age; no score outside and in a hole."""
    before: tuple[int, int] | None = None
    for number, (first, last) in enumerate(bands.bands):
        if first <= completed_months <= last:
            return number
        if before and before[1] < completed_months < first:
            return no_score(AGE_IN_HOLE, before=before[1], after=first)
        before = first, last
    return no_score(AGE_OUTSIDE, first=bands.bands[0][0], last=bands.bands[-1][1])


def bands_at(completed_months: FloatArray, bands: AgeBands) -> NDArray[np.int64]:
    """:func:`band_at` for an array of ages; -1 where there is no band or no age."""
    import numpy as np

    ages = np.asarray(completed_months, dtype=float)
    firsts, lasts = (np.asarray(ends) for ends in zip(*bands.bands, strict=True))
    number = np.searchsorted(firsts, ages, side="right") - 1
    inside = (number >= 0) & (ages <= lasts[np.maximum(number, 0)])
    return np.where(inside, number, -1)


@dataclass(frozen=True, slots=True)
class NormTable:
    """Derived score for each attainable raw score, raw scores rising.

    Raises ``ValueError`` when the table is empty or does not rise in its raw scores.
    """

    raw: tuple[float, ...]
    derived: tuple[float, ...]

    def __post_init__(self) -> None:
        rising = all(a < b for a, b in pairwise(self.raw))
        if not self.raw or len(self.raw) != len(self.derived) or not rising:
            raise ValueError("one derived score per raw score, raw scores rising")


def derived(raw: float | None, table: NormTable) -> float | NoScore:
    """The derived score that stands beside this raw score; nothing is interpolated."""
    if raw is None:
        return no_score(NO_VALUE)
    if raw not in table.raw:
        return no_score(RAW_OUTSIDE, first=f"{table.raw[0]:g}", last=f"{table.raw[-1]:g}")
    return float(table.derived[table.raw.index(raw)])


def derived_columns(raw: FloatArray, table: NormTable) -> FloatArray:
    """:func:`derived` for an array; NaN where there is no score."""
    import numpy as np

    values, keys = np.asarray(raw, dtype=float), np.asarray(table.raw, dtype=float)
    place = np.minimum(np.searchsorted(keys, values), len(keys) - 1)
    return np.where(keys[place] == values, np.asarray(table.derived, dtype=float)[place], np.nan)


@dataclass(frozen=True, slots=True)
class PercentileCuts:
    """Raw scores at some percentiles (raw at 5, 10, 25, ...), both strictly rising, at least two.

    Raises ``ValueError`` when they are not, or a percentile is not between 0 and 100.
    """

    raw: tuple[float, ...]
    percentiles: tuple[float, ...]

    def __post_init__(self) -> None:
        rising = all(a < b for column in (self.raw, self.percentiles) for a, b in pairwise(column))
        inside = all(0 < p < 100 for p in self.percentiles)
        if not (len(self.raw) == len(self.percentiles) >= 2 and rising and inside):
            raise ValueError("two columns that rise, percentiles between 0 and 100")


def percentiles_between(raw: FloatArray, cuts: PercentileCuts) -> FloatArray:
    """:func:`percentile_between` for an array; NaN where there is no score."""
    import numpy as np

    x = np.asarray(raw, dtype=float)
    raws, percentiles = (np.asarray(c, dtype=float) for c in (cuts.raw, cuts.percentiles))
    above = np.clip(np.searchsorted(raws, x, side="right"), 1, len(raws) - 1)
    z = z_of_percentile(percentiles)
    part = (x - raws[above - 1]) / (raws[above] - raws[above - 1])
    between = percentile_of_z(z[above - 1] + part * (z[above] - z[above - 1]))
    found = np.clip(between, percentiles[above - 1], percentiles[above])
    found = np.where(part == 0, percentiles[above - 1], np.where(part == 1, percentiles[above], found))
    return np.where((x >= raws[0]) & (x <= raws[-1]), found, np.nan)


def percentile_between(raw: float, cuts: PercentileCuts) -> float | NoScore:
    """The percentile, 0 to 100: linear in z between the tabulated ones, for manuals that allow it.

    No score below the first and above the last. A tabulated raw score gives its own percentile.
    """
    import numpy as np

    found = float(percentiles_between(np.asarray([raw], dtype=float), cuts)[0])
    if found != found:
        return no_score(RAW_OUTSIDE, first=f"{cuts.raw[0]:g}", last=f"{cuts.raw[-1]:g}")
    return found
