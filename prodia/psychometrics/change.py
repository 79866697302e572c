"""Change between two moments: reliable change indices by name, cut-offs a, b, c, and status.

``pre`` and ``post`` are numbers or arrays on one age-corrected scale; ``sd`` and ``mean`` are
those of the reference group at the first moment; ``reliability`` lies from 0 to below 1. Every
index is in standard errors: beyond 1.96 it is reliable at 95 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal

from prodia.problems import progress as kinds
from prodia.psychometrics import refusals as must
from prodia.scoring.normal import N, critical, phi, quantile, root

__all__ = [
    "Conditional",
    "Cutoffs",
    "Status",
    "TrueGain",
    "conditional",
    "cutoffs",
    "edwards_nunnally",
    "gulliksen_lord_novick",
    "hsu_linn_lord",
    "jacobson_truax",
    "nunnally_kotsch",
    "practice_corrected",
    "rise_by_chance",
    "se_difference",
    "status",
    "true_gain",
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


@dataclass(frozen=True, slots=True)
class Conditional(Generic[N]):
    """The second score against what is expected of peers with the same first score.

    ``low`` and ``high`` hold the second scores of the declared part of those peers;
    ``p_this_bad_or_worse`` is the part of them that does as badly or worse.
    """

    expected: N
    residual: N
    se: float
    z: N
    low: N
    high: N
    p_this_bad_or_worse: N


@must.gives_reasons
def conditional(
    pre: N,
    post: N,
    *,
    mean_pre: float,
    mean_post: float,
    sd_pre: float,
    sd_post: float,
    r: float | None = None,
    level: float | None = None,
    direction: str | None = None,
) -> Conditional[N]:
    """Change given the first score: E = M2 + r SD2/SD1 (pre - M1), error SD2 sqrt(1 - r**2).

    ``r`` is the correlation of both moments over that time, not a reliability of one day. The same index as
    :func:`hsu_linn_lord`, with a spread for each moment. Source: Hsu (1989).
    """
    sign = must.turned(direction)
    level, over_time = must.chance(level=level), must.correlation(r)
    must.spread(sd_pre, sd_post)
    expected = mean_post + over_time * sd_post / sd_pre * (pre - mean_pre)
    se = sd_post * root(1 - over_time**2)
    z, half = (post - expected) / se, critical(float(level)) * se
    return Conditional(expected, post - expected, se, z, expected - half, expected + half, phi(sign * z))


@must.gives_reasons
def rise_by_chance(pre_percentile: N, *, r: float | None = None, direction: str | None = None) -> N:
    """The chance that a pupil who keeps his place scores better the second time: Phi(-s z (1 - r) / sqrt(1 -
    r**2)).

    What a criterion "better than last time" lets through; 65 % at percentile 5 and r = .90.
    """
    sign = must.turned(direction)
    must.percentile(pre_percentile=pre_percentile)
    over_time = must.correlation(r)
    return phi(-sign * quantile(pre_percentile / 100) * (1 - over_time) / root(1 - over_time**2))


@dataclass(frozen=True, slots=True)
class TrueGain(Generic[N]):
    """The change of the true score given both scores: its mean, its deviation, and the chance that it is
    better by more than the least that was asked for."""

    gain: N
    sd: float
    p_gain: N


@must.gives_reasons
def true_gain(
    pre: N,
    post: N,
    *,
    mean_pre: float,
    mean_post: float,
    sd_pre: float,
    sd_post: float,
    rel_pre: float | None = None,
    rel_post: float | None = None,
    r: float | None = None,
    least: float = 0.0,
    direction: str | None = None,
) -> TrueGain[N]:
    """The true gain under the bivariate normal of true scores (covariance r SD1 SD2, variances rel SD**2).

    Both scores stand on one metric; ``least`` is on the better side, ``gain`` in units of the scale.
    """
    sign = must.turned(direction)
    a, b = must.reliability(rel_pre, "rel_pre"), must.reliability(rel_post, "rel_post")
    c = must.correlation(r)
    must.spread(sd_pre, sd_post)
    if abs(c) > root(a * b) + 1e-12:
        must.refuse(kinds.CORRELATION_ABOVE_RELIABILITY)
    # true covariance S, observed covariance X; the weights of pre and post are d S X^-1 with d = (-1, 1)
    s11, s22, s12 = a * sd_pre**2, b * sd_post**2, c * sd_pre * sd_post
    x11, x22 = sd_pre**2, sd_post**2
    left, right, below = s12 - s11, s22 - s12, x11 * x22 - s12**2
    w1, w2 = (left * x22 - right * s12) / below, (right * x11 - left * s12) / below
    variance = s11 + s22 - 2 * s12 - w1 * left - w2 * right
    if variance <= 1e-12 * (x11 + x22):
        must.refuse(kinds.NO_POSTERIOR_SPREAD)
    gain = (mean_post - mean_pre) + w1 * (pre - mean_pre) + w2 * (post - mean_post)
    sd = root(variance)
    return TrueGain(gain, sd, phi((sign * gain - least) / sd))
