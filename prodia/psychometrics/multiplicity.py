"""How usual it is that some of several scores are low, or far apart: never one low score alone."""

# The points of `_lattice` are no random numbers but a fixed lattice (Richtmyer, square roots of primes,
# folded), so that the same question has the same answer everywhere. That nobody is low is integrated
# (Genz 1992) and right to about 1e-5 up to ten scores; how the rest divides over one, two, ... low
# scores is counted on the lattice and scaled to it.

from __future__ import annotations

from functools import lru_cache

from prodia.language.columns import np
from prodia.scoring.normal import FloatArray, phi, quantile

__all__ = [
    "at_least",
    "at_least_one_independent",
    "bonferroni_critical",
    "low_score_base_rates",
    "range_base_rate",
]

POINTS = 1 << 16
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71)


def at_least_one_independent(k: int, p: float) -> float:
    """1 - (1 - p)**k: the chance of at least one of ``k`` independent events of chance ``p``."""
    return 1 - (1 - p) ** k


def bonferroni_critical(k: int, alpha: float, tails: int = 2) -> float:
    """The z for ``k`` comparisons at ``alpha`` together: quantile(1 - alpha / (tails * k)).

    Raises ``ValueError`` unless k is at least 1, 0 < alpha < 1 and tails is 1 or 2.
    """
    if k < 1 or not 0 < alpha < 1 or tails not in (1, 2):
        raise ValueError("k counts from 1, alpha lies between 0 and 1, tails is 1 or 2")
    return -quantile(alpha / (tails * k))


def _lower(correlations: FloatArray) -> FloatArray:
    r = np.asarray(correlations, dtype=float)
    if r.ndim != 2 or r.shape[0] != r.shape[1] or not 2 <= len(r) <= len(PRIMES) or (r != r.T).any():
        raise ValueError(f"correlations are k by k and symmetric, with k from 2 to {len(PRIMES)}")
    try:
        found: FloatArray = np.linalg.cholesky(r)
    except np.linalg.LinAlgError:
        raise ValueError("correlations are positive definite") from None
    return found


@lru_cache(maxsize=4)
def _lattice(k: int) -> tuple[FloatArray, FloatArray]:
    """Points evenly spread over the open unit cube, POINTS by k; and the same as normal scores."""
    steps = np.arange(1, POINTS + 1)[:, None] * np.sqrt(np.asarray(PRIMES[:k], dtype=float))
    found: FloatArray = np.clip(np.abs(2 * (steps % 1) - 1), 1e-15, 1 - 1e-15)
    return found, quantile(found)


def _none_low(lower: FloatArray, cut_z: float, cube: FloatArray) -> float:
    """The part of the population with every score above ``cut_z``: Genz's sequential conditioning."""
    k = len(lower)
    chosen, chance = np.zeros((POINTS, k)), np.ones(POINTS)
    for i in range(k):
        under = phi((cut_z - chosen[:, :i] @ lower[i, :i]) / lower[i, i])
        chance = chance * (1 - under)
        if i < k - 1:
            chosen[:, i] = quantile(np.clip(under + cube[:, i] * (1 - under), 1e-15, 1 - 1e-15))
    return float(chance.mean())


def low_score_base_rates(correlations: FloatArray, cut_z: float) -> tuple[float, ...]:
    """For 0, 1, ... k: the part of the population with exactly so many scores at or below ``cut_z``.

    Multivariate normal with these ``correlations`` (k by k, k from 2 to 20); sums to 1. The first
    is right to about 1e-5 (1e-4 beyond ten scores), the others to about 1e-3.
    Raises ``ValueError`` when the correlations are not positive definite.
    """
    lower = _lower(correlations)
    k, (cube, z) = len(lower), _lattice(len(lower) - 1)
    none = _none_low(lower, cut_z, cube)
    low = (z @ lower[:-1, :-1].T <= cut_z).sum(axis=1)
    last = phi((cut_z - z @ lower[-1, :-1]) / lower[-1, -1])
    some = np.bincount(low, weights=1 - last, minlength=k + 1)
    some += np.bincount(low + 1, weights=last, minlength=k + 1)
    total = some[1:].sum()
    rest = some[1:] * ((1 - none) / total) if total > 0 else np.zeros(k)
    return (none, *rest.tolist())


def at_least(base_rates: tuple[float, ...], n: int) -> float:
    """The part of the population with ``n`` or more low scores."""
    return 1 - sum(base_rates[:n]) if n > 0 else 1.0


def range_base_rate(correlations: FloatArray, range_z: float) -> float:
    """The part of the population whose highest and lowest score lie ``range_z`` SD or more apart.

    Conditions as for :func:`low_score_base_rates`; right to about 1e-3.
    """
    lower = _lower(correlations)
    scores = _lattice(len(lower))[1] @ lower.T
    return float(((scores.max(axis=1) - scores.min(axis=1)) >= range_z).mean())
