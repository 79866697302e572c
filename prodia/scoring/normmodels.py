"""Norms by a model: percentile cuts, cNORM polynomials, regression, and a small sample instead of norms.

Outside the norms there is no score and a reason; nothing is extended or guessed. Coefficients are data of a
norm pack; fitting them stays with the tools made for it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from prodia.frozen import dataclass
from prodia.language.columns import np
from prodia.model.norms import CONSTANT, LOW, TIMES, powers
from prodia.problems.scores import NO_SPREAD, NOT_MONOTONE, RAW_OUTSIDE, RAW_UNREACHED
from prodia.scoring.normal import N, root, same, t_cdf
from prodia.scoring.scales import percentile_of_z, z_of_percentile
from prodia.scoring.score import NoScore, no_score
from prodia.words.numbers import both


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


def percentile_between(raw: float, cuts: PercentileCuts) -> float | NoScore:
    """The percentile, 0 to 100: linear in z between the tabulated ones, for manuals that allow it.

    No score below the first and above the last. A tabulated raw score gives its own percentile.
    """
    if not cuts.raw[0] <= raw <= cuts.raw[-1]:
        return no_score(RAW_OUTSIDE, first=both(cuts.raw[0]), last=both(cuts.raw[-1]))
    if raw in cuts.raw:
        return float(cuts.percentiles[cuts.raw.index(raw)])
    above = bisect_right(cuts.raw, raw)
    start, stop = cuts.raw[above - 1], cuts.raw[above]
    low, high = float(cuts.percentiles[above - 1]), float(cuts.percentiles[above])
    z, z_high = z_of_percentile(low), z_of_percentile(high)
    between = percentile_of_z(z + (raw - start) / (stop - start) * (z_high - z))
    return min(max(between, low), high)


HALVINGS = 200
Terms: TypeAlias = "tuple[tuple[str, float], ...]"


@dataclass(frozen=True, slots=True)
class NormPolynomial:
    """raw = sum c * L**i * A**j: terms (i, j, c), L the norm score, A the age in the model's unit.

    ``lowest_raw``..``highest_raw`` is what can be attained, ``lowest``..``highest`` the norm scores
    the model holds for. Raises ``ValueError`` for an empty range or a term given twice.
    """

    terms: tuple[tuple[int, int, float], ...]
    lowest_raw: float
    highest_raw: float
    lowest: float
    highest: float

    def __post_init__(self) -> None:
        if not (self.lowest_raw < self.highest_raw and self.lowest < self.highest):
            raise ValueError("a range runs from low to high")
        if not self.terms or len({(i, j) for i, j, _ in self.terms}) < len(self.terms):
            raise ValueError("each term once, and at least one")

    def in_norm(self, age: float) -> tuple[float, ...]:
        """The coefficients of L**0, L**1, ... at this age."""
        found = [0.0] * (1 + max(i for i, _, _ in self.terms))
        for i, j, c in sorted(self.terms):
            found[i] += c * age**j
        return tuple(found)


def polynomial(
    coefficients: Mapping[str, float], *, raw: tuple[float, float], norm: tuple[float, float]
) -> NormPolynomial:
    """A model with cNORM's names for its terms: "(Intercept)", "L2", "A3", "L1A2", ...

    Raises ``ValueError`` for another name.
    """
    terms = []
    for name, c in coefficients.items():
        found = powers(name)
        if found is None:
            raise ValueError(f"{name!r} is no term of L and A")
        terms.append((*found, c))
    return NormPolynomial(tuple(sorted(terms)), *raw, *norm)


def _value(coefficients: tuple[float, ...], x: Any) -> Any:
    total = 0.0 * x
    for c in reversed(coefficients):
        total = total * x + c
    return total


def raw_of_norm(norm: N, age: float, model: NormPolynomial) -> N:
    """The raw score expected at a norm score and age, held within the attainable range.

    ``norm`` is a number or an array. Source: cNORM ``predictRaw``.
    """
    raw = _value(model.in_norm(age), norm)
    return same(np.clip(raw, model.lowest_raw, model.highest_raw))  # type: ignore[no-any-return]


def rises(age: float, model: NormPolynomial) -> bool:
    """Whether, at this age, a higher norm score always means a higher raw score, over the whole range.

    Where the model leaves the attainable range it is not looked at: there it is held at the edge.
    """
    coefficients = model.in_norm(age)
    slope = tuple(i * c for i, c in enumerate(coefficients))[1:]
    turns = [float(r.real) for r in np.roots(slope[::-1]) if abs(r.imag) < 1e-9]
    edges = sorted({model.lowest, model.highest, *(t for t in turns if model.lowest < t < model.highest)})
    values = [min(max(_value(coefficients, e), model.lowest_raw), model.highest_raw) for e in edges]
    return all(a <= b for a, b in pairwise(values)) and values[0] < values[-1]


def norm_of_raw(raw: float, age: float, model: NormPolynomial) -> float | NoScore:
    """The norm score at which the model expects this raw score at this age.

    The root is found by halving the range until it can not be halved. No score where the model does
    not rise at this age, or does not reach the raw score within its range (cNORM gives the edge).
    """
    if not rises(age, model):
        return no_score(NOT_MONOTONE)
    coefficients, low, high = model.in_norm(age), float(model.lowest), float(model.highest)
    if not _value(coefficients, low) <= raw <= _value(coefficients, high):
        return no_score(RAW_UNREACHED, first=both(low), last=both(high))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if _value(coefficients, middle) < raw else (low, middle)
    return high


@dataclass(frozen=True, slots=True)
class RegressionNorm:
    """Coefficients by term: "1" for the constant, a predictor, or a product such as "age*parent".

    The score is predicted by ``mean`` and its variance by ``variance``, in which "low" is 1 for a score
    below the prediction and 0 for another; residuals are then shifted by ``shift`` and divided by
    ``scale`` (by 1 where that has no terms).
    """

    mean: Terms
    variance: Terms
    shift: Terms = ()
    scale: Terms = (("1", 1.0),)

    @property
    def predictors(self) -> frozenset[str]:
        """The predictors that are read of a person."""
        terms = (*self.mean, *self.variance, *self.shift, *self.scale)
        return frozenset(name for term, _ in terms for name in term.split(TIMES)) - {CONSTANT, LOW}


def _sum(terms: Terms, predictors: Mapping[str, float]) -> float:
    total = 0.0
    for term, coefficient in terms:
        value = coefficient
        for name in term.split(TIMES) if term != CONSTANT else ():
            value = value * predictors[name]
        total = total + value
    return total


def regression_z(y: float, predictors: Mapping[str, float], norm: RegressionNorm) -> float | NoScore:
    """((Y - b'x) / sqrt(v'x) + a'x) / s'x: the z score of ``y`` given its predictors.

    Source: the general form of Zachary and Gorsuch (1985); that below the prediction scores may spread
    otherwise, and that residuals are adjusted after, as the norms of the SWAN do. No score where the
    model leaves no spread or a predictor is NaN. Raises ``KeyError`` for a predictor that is not given.
    """
    predicted = _sum(norm.mean, predictors)
    variance = _sum(norm.variance, {**predictors, LOW: 1.0 if y < predicted else 0.0})
    scale = _sum(norm.scale, predictors)
    if not (variance > 0 and scale > 0):
        return no_score(NO_SPREAD, what="z")
    z = ((y - predicted) / root(variance) + _sum(norm.shift, predictors)) / scale
    return no_score(NO_SPREAD, what="z") if math.isnan(z) else z


# A small sample instead of norms.


def checked_controls(n: int, *sds: float) -> None:
    """Raises ``ValueError`` for fewer than two controls, or no spread."""
    if n < 2 or not all(sd > 0 for sd in sds):
        raise ValueError("at least two controls, with a spread above 0")


@dataclass(frozen=True, slots=True)
class Against:
    """t with ``df`` degrees of freedom; ``p_below`` is the chance of a control so low or lower."""

    t: float
    df: int
    p_below: float

    @property
    def percent_below(self) -> float:
        """The estimated percent of the population below the case."""
        return 100 * self.p_below


def crawford_howell(case: float, mean: float, sd: float, n: int) -> Against:
    """(case - mean) / (sd sqrt((n + 1) / n)), a t with n - 1 degrees of freedom.

    Raises ``ValueError`` for fewer than two controls or no spread.
    """
    checked_controls(n, sd)
    t = (case - mean) / (sd * root((n + 1) / n))
    return Against(t, n - 1, t_cdf(t, n - 1))
