"""The seven published rules for empty items, by name. There is no default and no eighth.

``refuse``                any empty item: no score
``zero_if_at_most_m``     sum with empty as 0, up to ``most_missing`` empty (PSC)
``prorate_sum``           items * mean of the answered (PROscorer, SWAN)
``prorate_half_up``       floor(0.5 + items * mean) (SDQ, NACC GDS)
``rounded_person_mean``   sum + mean rounded half to even * number empty (ABCD ``ss_prsum``)
``mean_available``        mean of the answered (WFIRS)
``half_rule``             mean of the answered when at least half are (EORTC)
"""

# Four different published rules are all called "prorate", so the name alone must settle formula
# and rounding; only how many may be empty is for the definition. What is left out on purpose: a
# sum of whatever was answered, and a mean times k without a lower limit.

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import get_args

from prodia.model.instrument import RuleName
from prodia.scoring.normal import N, Rounding, rounded

__all__ = ["MissingRule", "RuleName", "scored"]

_ROUNDING: dict[str, Rounding] = {"prorate_half_up": "half up", "rounded_person_mean": "half even"}
_FIXED = frozenset({"refuse", "half_rule"})


@dataclass(frozen=True, slots=True)
class MissingRule:
    """A rule by name, with exactly one limit: how many answers at least, or how many or which part
    may be empty at most. ``refuse`` and ``half_rule`` have theirs in the name.

    Raises ``ValueError`` for an unknown name, no limit, two limits, or a limit that is none.
    """

    name: RuleName
    least_answered: int | None = None
    most_missing: int | None = None
    most_fraction: float | None = None

    def __post_init__(self) -> None:
        if self.name not in get_args(RuleName):
            raise ValueError(f"{self.name!r} is none of the seven rules")
        limits = [x for x in (self.least_answered, self.most_missing, self.most_fraction) if x is not None]
        if len(limits) != (0 if self.name in _FIXED else 1):
            raise ValueError(f"{self.name} has {'no' if self.name in _FIXED else 'exactly one'} limit")
        if self.name == "zero_if_at_most_m" and self.most_missing is None:
            raise ValueError("zero_if_at_most_m says how many may be empty")
        if any(x < 0 for x in limits) or (self.most_fraction or 0) > 1:
            raise ValueError("a limit is a count from 0, or a part from 0 to 1")

    @property
    def rounding(self) -> Rounding:
        """The rounding that belongs to the name; of the mean in ``rounded_person_mean``."""
        return _ROUNDING.get(self.name, "none")

    def least(self, items: int) -> int:
        """How many of ``items`` must be answered: at least 1, but 0 is fine where empty counts as 0."""
        if self.name == "refuse":
            return items
        if self.name == "half_rule":
            return max(1, math.ceil(items / 2))
        if self.name == "zero_if_at_most_m":
            return max(0, items - (self.most_missing or 0))
        if self.least_answered is not None:
            return max(1, self.least_answered)
        if self.most_missing is not None:
            return max(1, items - self.most_missing)
        return next(n for n in range(1, items + 2) if n > items or (items - n) / items <= self._fraction)

    @property
    def _fraction(self) -> float:
        return 0.0 if self.most_fraction is None else self.most_fraction

    def allows(self, answered: int, items: int) -> bool:
        """Whether this many answers of ``items`` give a score."""
        return answered >= self.least(items)


def scored(name: str, total: N, answered: N, items: int) -> tuple[N, N]:
    """The formula alone: (unrounded, value) of a sum of ``answered`` items, on numbers or arrays.

    Whether so many may be empty is not asked here. A value that the rule rounds is rounded once.
    """
    if name in ("refuse", "zero_if_at_most_m"):
        kept = total + 0 * answered
        return kept, kept
    mean = total / answered
    if name in ("mean_available", "half_rule"):
        return mean, mean
    if name == "rounded_person_mean":
        filled = total + mean * (items - answered)
        return filled, total + rounded(mean, "half even") * (items - answered)
    whole = total * items / answered  # one rounding only: 15 items, 12 answered, sum 2 is 2.5 exactly
    return whole, (rounded(whole, "half up") if name == "prorate_half_up" else whole)
