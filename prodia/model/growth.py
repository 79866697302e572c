"""Growth norms: L, M and S per measure, sex and age, with where they come from."""

# Plain shapes, below both the room that reads the files and the one that scores.

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Sex: TypeAlias = Literal["m", "f"]
NearZero: TypeAlias = Literal["exact", "cdc"]
Ages: TypeAlias = Literal["months", "days"]
Method: TypeAlias = Literal["lms", "restricted", "modified", "extended"]

DAYS_PER_MONTH = 30.4375


@dataclass(frozen=True, slots=True)
class Curve:
    """L, M and S of one measure and sex at rising ``ages``.

    ``unit`` is that of M. ``first`` and ``last``, in months, both included, are where the norms hold.
    ``counted="months"``: linear between two ages. ``"days"``: the row of the day, rounded half up.
    ``restricted``: beyond 3 SD the scale is that of the World Health Organization, see ``restricted_z``.
    ``near_zero``: how the makers treat an L near zero, see :func:`prodia.scoring.lms.z`.
    """

    measure: str
    sex: Sex
    unit: str
    first: float
    last: float
    ages: tuple[float, ...]
    L: tuple[float, ...]
    M: tuple[float, ...]
    S: tuple[float, ...]
    counted: Ages = "months"
    restricted: bool = False
    near_zero: NearZero = "exact"


@dataclass(frozen=True, slots=True)
class Tail:
    """How the extended method goes on from ``percentile`` up: spread = c0 + c1 a + c2 a², a in years."""

    measure: str
    sex: Sex
    percentile: float
    c0: float
    c1: float
    c2: float


@dataclass(frozen=True, slots=True)
class GrowthNorms:
    """One growth reference. ``digest`` is over the files it was read from, ``sha256:...``."""

    id: str
    version: str
    digest: str
    curves: tuple[Curve, ...]
    tails: tuple[Tail, ...] = ()

    def curve(self, measure: str, sex: str) -> Curve | None:
        return next((c for c in self.curves if (c.measure, c.sex) == (measure, sex)), None)

    def tail(self, measure: str, sex: str) -> Tail | None:
        return next((t for t in self.tails if (t.measure, t.sex) == (measure, sex)), None)

    @property
    def measures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c.measure for c in self.curves))
