"""Change between two moments: reliable change indices by name, cut-offs a, b, c, and status.

``pre`` and ``post`` are numbers or arrays on one age-corrected scale; ``sd`` and ``mean`` are
those of the reference group at the first moment; ``reliability`` lies from 0 to below 1. Every
index is in standard errors: beyond 1.96 it is reliable at 95 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prodia.scoring.normal import N, critical, root

__all__ = [
    "Cutoffs",
    "Status",
    "cutoffs",
    "edwards_nunnally",
    "gulliksen_lord_novick",
    "hsu_linn_lord",
    "jacobson_truax",
    "nunnally_kotsch",
    "practice_corrected",
    "se_difference",
    "status",
]


def _checked(sd: float, reliability: float) -> None:
    if not sd > 0 or not 0 <= reliability < 1:
        raise ValueError("a standard deviation is above 0, a reliability from 0 to below 1")


def se_difference(sd: float, reliability: float) -> float:
    """Standard error of a difference: SD * sqrt(2 * (1 - r))."""
    _checked(sd, reliability)
    return sd * root(2 * (1 - reliability))


def jacobson_truax(pre: N, post: N, sd: float, reliability: float) -> N:
    """(post - pre) / (SD sqrt(2 (1 - r))). Source: Jacobson and Truax (1991)."""
    return (post - pre) / se_difference(sd, reliability)


def practice_corrected(pre: N, post: N, practice: float, sem_pre: float, sem_post: float) -> N:
    """(post - pre - mean practice effect) / sqrt(SEM1**2 + SEM2**2). Source: Chelune (1993), Iverson.

    Raises ``ValueError`` unless there is error of measurement at all.
    """
    error = root(sem_pre**2 + sem_post**2)
    if not error > 0:
        raise ValueError("a standard error is above 0")
    return (post - pre - practice) / error


def hsu_linn_lord(pre: N, post: N, sd: float, reliability: float, mean_pre: float, mean_post: float) -> N:
    """((post - M_post) - r (pre - M_pre)) / (SD sqrt(1 - r**2)). Source: Hsu (1989)."""
    _checked(sd, reliability)
    return ((post - mean_post) - reliability * (pre - mean_pre)) / (sd * root(1 - reliability**2))


def gulliksen_lord_novick(pre: N, post: N, sd: float, reliability: float, mean: float) -> N:
    """As :func:`hsu_linn_lord` with one mean for both moments. Source: Hsu (1989)."""
    return hsu_linn_lord(pre, post, sd, reliability, mean, mean)


def edwards_nunnally(pre: N, post: N, sd: float, reliability: float, mean: float) -> N:
    """(post - T) / SEM, T the estimated true score before. Source: Speer (1992)."""
    _checked(sd, reliability)
    return (post - (mean + reliability * (pre - mean))) / (sd * root(1 - reliability))


def nunnally_kotsch(
    pre: N, post: N, sd: float, reliability: float, mean: float, *, sd_post: float, reliability_post: float
) -> N:
    """(post - T) / sqrt(r1**2 SD1**2 (1 - r1) + SD2**2 (1 - r2)). Source: Nunnally and Kotsch (1983)."""
    _checked(sd, reliability)
    _checked(sd_post, reliability_post)
    variance = sd**2 * reliability**2 * (1 - reliability) + sd_post**2 * (1 - reliability_post)
    return (post - (mean + reliability * (pre - mean))) / root(variance)


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """``a``: 2 SD beyond the clinical mean; ``b``: 2 SD short of the functional mean; ``c``: halfway,
    weighted by the spreads."""

    a: float
    b: float
    c: float


def cutoffs(
    mean_clinical: float, sd_clinical: float, mean_functional: float, sd_functional: float
) -> Cutoffs:
    """The three cut-offs between a clinical and a functional group, in whichever direction is better.

    Source: Jacobson and Truax (1991); c = (s0 M1 + s1 M0) / (s0 + s1).
    Raises ``ValueError`` for equal means or a spread not above 0.
    """
    if mean_clinical == mean_functional or not (sd_clinical > 0 and sd_functional > 0):
        raise ValueError("two groups with different means and spreads above 0 are needed")
    up = 1 if mean_functional > mean_clinical else -1
    c = (sd_functional * mean_clinical + sd_clinical * mean_functional) / (sd_functional + sd_clinical)
    return Cutoffs(mean_clinical + up * 2 * sd_clinical, mean_functional - up * 2 * sd_functional, c)


Status = Literal["recovered", "improved", "unchanged", "deteriorated"]


def status(
    pre: float, post: float, index: float, cut: float, *, better: Literal["higher", "lower"], level: float
) -> Status:
    """What the change amounts to: recovered is improved reliably and from the worse side across ``cut``.

    ``index`` is a reliable change index; "across" means past the cut-off, not on it.
    Raises ``ValueError`` for another direction or a level outside 0..1.
    """
    if better not in ("higher", "lower"):
        raise ValueError("better is higher or lower")
    sign = 1 if better == "higher" else -1
    size, edge = sign * index, critical(level)
    if size <= -edge:
        return "deteriorated"
    if not size >= edge:
        return "unchanged"
    return "recovered" if sign * pre <= sign * cut < sign * post else "improved"
