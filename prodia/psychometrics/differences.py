"""Differences within a profile, and one person against a small group: reliable, abnormal, unusual.

Reliable (more than error of measurement) and abnormal (rare in the population) are two questions;
no function here answers both with one number. Scores are numbers; ``level`` and ``alpha`` 0..1;
percentages 0..100; chances 0..1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prodia.psychometrics.multiplicity import bonferroni_critical
from prodia.scoring.error import Interval, sem
from prodia.scoring.normal import critical, phi, root

__all__ = [
    "Difference",
    "Discrepancy",
    "OwnMean",
    "critical_difference",
    "difference",
    "from_own_mean",
    "regression_discrepancy",
    "se_difference",
    "se_from_own_mean",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """``d`` = x - y. ``reliable`` is the chance of so large a difference (either way) without a true
    one; ``base_rate`` the part of the population with so large a difference (either way), and
    ``base_rate_direction`` in this direction. ``interval`` is of the true difference."""

    d: float
    se: float
    critical: float
    reliable: float
    sd_d: float
    reliability: float
    base_rate: float
    base_rate_direction: float
    interval: Interval[float]


def se_difference(sem_x: float, sem_y: float) -> float:
    """Standard error of a difference: sqrt(SEM_x**2 + SEM_y**2) = SD sqrt(2 - r_x - r_y)."""
    return root(sem_x**2 + sem_y**2)


def critical_difference(sem_x: float, sem_y: float, *, z: float) -> float:
    """The smallest difference beyond error at that z: z * SE_d."""
    return z * se_difference(sem_x, sem_y)


def difference(
    x: float,
    y: float,
    *,
    sd: float,
    reliability_x: float,
    reliability_y: float,
    correlation: float,
    level: float,
) -> Difference:
    """Two scores on one scale with that ``sd``, reliable and abnormal at once and kept apart.

    r_dd = (r_x + r_y - 2 r_xy) / (2 - 2 r_xy), SD_d = SD sqrt(2 - 2 r_xy); the interval is
    d r_dd +- z SD_d sqrt(r_dd (1 - r_dd)), kind "true SEE". Tables by direction or ability in a
    manual win over this formula. Raises ``ValueError`` for figures that can not go together.
    """
    if not -1 < correlation < 1:
        raise ValueError("a correlation lies between -1 and 1")
    se = se_difference(sem(sd, reliability_x), sem(sd, reliability_y))
    r_dd = (reliability_x + reliability_y - 2 * correlation) / (2 - 2 * correlation)
    if not 0 <= r_dd < 1:
        raise ValueError("these reliabilities and this correlation can not go together")
    d, sd_d, z = x - y, sd * root(2 - 2 * correlation), critical(level)
    error = sd_d * root(r_dd * (1 - r_dd))
    around = Interval("true SEE", level, d * r_dd, d * r_dd - z * error, d * r_dd + z * error, error)
    one = phi(-abs(d) / sd_d)
    return Difference(d, se, z * se, 2 * phi(-abs(d) / se), sd_d, r_dd, 2 * one, one, around)


@dataclass(frozen=True, slots=True)
class OwnMean:
    """One score against the mean of all: the difference, its standard error and critical value."""

    difference: float
    se: float
    critical: float

    @property
    def reliable(self) -> bool:
        return abs(self.difference) >= self.critical


def se_from_own_mean(sems: Sequence[float]) -> tuple[float, ...]:
    """sqrt(SEM_i**2 (1 - 2/k) + sum SEM**2 / k**2) per score. Source: Davis (1959), Silverstein."""
    k = len(sems)
    shared = sum(s * s for s in sems) / k**2
    return tuple(root(s * s * (1 - 2 / k) + shared) for s in sems)


def from_own_mean(scores: Sequence[float], sems: Sequence[float], *, alpha: float) -> tuple[OwnMean, ...]:
    """Every score against the mean of the k scores, two-tailed, Bonferroni over the k.

    Raises ``ValueError`` when there are fewer than two scores or not one SEM each.
    """
    if len(scores) < 2 or len(scores) != len(sems):
        raise ValueError("at least two scores, with one standard error each")
    mean, z = sum(scores) / len(scores), bonferroni_critical(len(scores), alpha)
    errors = se_from_own_mean(sems)
    return tuple(OwnMean(x - mean, se, z * se) for x, se in zip(scores, errors, strict=True))


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Achievement against what ability predicts; ``base_rate`` is the percent so far below it or further."""

    predicted: float
    discrepancy: float
    se: float
    z: float
    base_rate: float


def regression_discrepancy(
    predictor: float, outcome: float, *, correlation: float, mean: float, sd: float
) -> Discrepancy:
    """Y - (M + r (X - M)), SE = SD sqrt(1 - r**2), both on one scale.

    Raises ``ValueError`` for a correlation not between -1 and 1 or sd not above 0.
    """
    if not (-1 < correlation < 1 and sd > 0):
        raise ValueError("a correlation lies between -1 and 1, a standard deviation above 0")
    predicted = mean + correlation * (predictor - mean)
    se = sd * root(1 - correlation**2)
    z = (outcome - predicted) / se
    return Discrepancy(predicted, outcome - predicted, se, z, 100 * phi(z))
