"""What scores are told on, whatever the norms: scales and their figures, intervals, formulas of growth."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Derived: TypeAlias = Literal["z", "T", "SS", "scaled", "NCE", "V", "stanine", "sten", "C", "percentile"]
IntervalKind: TypeAlias = Literal["observed", "true SEE", "true SEM", "rescaled", "retest"]
Method: TypeAlias = Literal["lms", "restricted", "modified", "extended"]
# Mean and standard deviation of the linear scales, and the ends of the others.
LINEAR: Mapping[str, tuple[float, float]] = {
    "z": (0, 1),
    "T": (50, 10),
    "SS": (100, 15),
    "scaled": (10, 3),
    "NCE": (50, 21.06),
    "V": (15, 3),
}
ENDS: Mapping[str, tuple[float, float]] = {
    "percentile": (0, 100),
    "stanine": (1, 9),
    "sten": (1, 10),
    "C": (0, 10),
}
FARTHEST = 10  # standard deviations: beyond that a printed score is a slip of the pen


def ends_of(scale: str) -> tuple[float, float]:
    """The lowest and highest that a score on this scale can be; of a linear one, that it may be printed."""
    if scale in ENDS:
        return ENDS[scale]
    mean, sd = LINEAR[scale]
    return mean - FARTHEST * sd, mean + FARTHEST * sd
