"""Accuracy and consistency of a pass mark from one administration: Livingston and Lewis, Rudner.

Chances run from 0 to 1. A score on the mark passes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from prodia.language.columns import np
from prodia.problems import progress as kinds
from prodia.psychometrics import refusals as must
from prodia.scoring.normal import FloatArray, beta_part, beta_quantiles, binomial_above, nodes, phi

__all__ = ["LivingstonLewis", "Moments", "Rudner", "effective_length", "livingston_lewis", "rudner"]


@dataclass(frozen=True, slots=True)
class Moments:
    """What a manual says of a test: mean, deviation, lowest and highest score, reliability."""

    mean: float
    sd: float
    min: float
    max: float
    reliability: float


def _length(of: Moments) -> float:
    must.reliability(of.reliability)
    must.spread(of.sd)
    if not of.min < of.mean < of.max:
        must.refuse(kinds.MOMENTS_NOT_POSSIBLE)
    found = (of.mean - of.min) * (of.max - of.mean) - of.reliability * of.sd**2
    if found <= 0:
        must.refuse(kinds.MOMENTS_NOT_POSSIBLE)
    return found / (of.sd**2 * (1 - of.reliability))


@must.gives_reasons
def effective_length(of: Moments) -> float:
    """The number of equal, independent items that would be as precise, unrounded: Livingston and Lewis
    (1995)."""
    return _length(of)


@dataclass(frozen=True, slots=True)
class LivingstonLewis:
    """Truly passing or not, by passing or not; decided rightly; decided alike twice, by chance, and kappa.

    ``n`` items were reckoned with, of which ``pass_from`` right pass.
    """

    true_pass_pass: float
    true_fail_pass: float
    true_pass_fail: float
    true_fail_fail: float
    accuracy: float
    consistency: float
    chance: float
    kappa: float | None
    n: int
    pass_from: int


ROUNDINGS = {"nearest": lambda x: math.floor(x + 0.5), "up": math.ceil, "down": math.floor}


@must.gives_reasons
def livingston_lewis(
    *,
    cut: float | None = None,
    l: float | None = None,  # noqa: E741
    u: float | None = None,
    alpha: float | None = None,
    beta: float | None = None,
    n: int | None = None,
    moments: Moments | None = None,
    round_length: str | None = None,
) -> LivingstonLewis:
    """True proportions right follow a beta distribution from ``l`` to ``u``; a score is binomial of ``n``
    items.

    Passing is at least ceil(n cut) right, ``cut`` a proportion. Either the four parameters and ``n`` are
    given, or the ``moments`` of a manual: then the beta lies on 0..1 and the length is rounded as
    ``round_length`` says.
    """
    mark = float(must.chance(cut=cut))
    if moments is not None:
        length = ROUNDINGS[must.one_of(tuple(ROUNDINGS), round_length=round_length)](_length(moments))
        width = moments.max - moments.min
        p, variance = (moments.mean - moments.min) / width, moments.reliability * (moments.sd / width) ** 2
        total = p * (1 - p) / variance - 1
        if total <= 0:
            must.refuse(kinds.MOMENTS_NOT_POSSIBLE)
        low, high, a, b = 0.0, 1.0, p * total, (1 - p) * total
    else:
        low, high, a, b = map(float, must.declared(l=l, u=u, alpha=alpha, beta=beta, n=n)[:4])
        length = int(must.above_zero(alpha=alpha, beta=beta, n=n)[2])
        if not 0 <= low < high <= 1:
            must.refuse(kinds.MOMENTS_NOT_POSSIBLE)
    if length < 1:
        must.refuse(kinds.NOT_ABOVE_ZERO, name="n")
    least = math.ceil(length * mark - 1e-9)
    below = beta_part((mark - low) / (high - low), a, b)
    passing, twice = [], 0.0
    for first, last in ((0.0, below), (below, 1.0)):
        part, both = 0.0, 0.0
        if first < last:
            part, both = _within(first, last, a, b, low, high, least, length)
        passing.append(part)
        twice += both
    fail_pass, pass_pass = passing
    passed = fail_pass + pass_pass
    by_chance = passed**2 + (1 - passed) ** 2
    consistency = 1 - 2 * (passed - twice)
    return LivingstonLewis(
        pass_pass,
        fail_pass,
        (1 - below) - pass_pass,
        below - fail_pass,
        pass_pass + below - fail_pass,
        consistency,
        by_chance,
        (consistency - by_chance) / (1 - by_chance) if by_chance < 1 else None,
        length,
        least,
    )


def _within(
    first: float, last: float, a: float, b: float, low: float, high: float, least: int, n: int
) -> tuple[float, float]:
    """Passing once and passing twice, over a part of the true distribution between two of its quantiles.

    The quantile is taken at s**2 (3 - 2 s), which is flat at both ends: there the beta may be steep.
    """
    s, w = nodes(0.0, 1.0, 60)
    at = first + (last - first) * s * s * (3 - 2 * s)
    p = binomial_above(least, n, low + (high - low) * beta_quantiles(at, a, b))
    weight: FloatArray = (last - first) * 6 * s * (1 - s) * w
    return float((p * weight).sum()), float((p * p * weight).sum())


@dataclass(frozen=True, slots=True)
class Rudner:
    """For each person the chance to be decided rightly, and alike twice; and the means over all."""

    accuracy: tuple[float, ...]
    consistency: tuple[float, ...]
    mean_accuracy: float
    mean_consistency: float


@must.gives_reasons
def rudner(
    scores: Sequence[float],
    sems: Sequence[float],
    *,
    cut: float | None = None,
    weights: Sequence[float] | None = None,
) -> Rudner:
    """Method P of Rudner (2001): p = Phi((score - cut) / SEM), right max(p, 1 - p), alike p**2 + (1 -
    p)**2."""
    mark = float(must.declared(cut=cut))
    must.alike("scores, sems", scores, sems)
    x, e = must.finite(scores), must.finite(sems)
    w = np.ones(len(x)) if weights is None else must.finite(weights)
    must.alike("scores, weights", x, w)
    if not len(x) or (e <= 0).any():
        must.refuse(kinds.NO_ERROR_OF_MEASUREMENT)
    if (w < 0).any() or not w.sum() > 0:
        must.refuse(kinds.NOT_ABOVE_ZERO, name="weights")
    p = phi((x - mark) / e)
    right, same = np.maximum(p, 1 - p), p * p + (1 - p) ** 2
    means = (float((one * w).sum() / w.sum()) for one in (right, same))
    return Rudner(tuple(right.tolist()), tuple(same.tolist()), *means)
