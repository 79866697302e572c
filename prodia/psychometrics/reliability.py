"""Reliability of a scale in a group: alpha with its interval, omega, item against total.

``data`` is an array of n people by k items, NaN for an empty answer. What can not be worked out
is a :class:`~prodia.scoring.score.NoScore` with the reason, never NaN.
"""

# How to think about it: every figure comes from the covariances of the items, and those from one matrix
# product. Deviations stand beside ones for who answered, so that the product holds, for every two items, the
# sum of products, the sum of one over who answered the other as well, and how many answered both. The mean of
# exactly those people is taken off after. In blocks of rows, for a product that large is handed to threads:
# slower on a busy machine, and in the last bits different with another number of cores.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from prodia.language.columns import np
from prodia.problems.scores import NO_SPREAD
from prodia.scoring.normal import BoolArray, FloatArray, f_quantile
from prodia.scoring.score import NoScore, no_score

__all__ = ["Alpha", "ItemFit", "alpha", "item_fit", "omega_total", "spearman_brown", "standardized_alpha"]

BLOCK = 256


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's alpha with Feldt's interval at ``level``; ``people`` is how many rows were used.

    With ``missing`` "pairwise" the interval takes all n rows and is narrower than it should be.
    """

    alpha: float
    low: float
    high: float
    level: float
    people: int
    items: int
    missing: Literal["listwise", "pairwise"]


def _covariance(data: FloatArray, missing: str) -> tuple[FloatArray, int] | NoScore:
    """Covariances k by k (n - 1), and how many rows they rest on."""
    rows = np.asarray(data, dtype=float)
    if missing not in ("listwise", "pairwise") or rows.ndim != 2 or rows.shape[1] < 2:
        raise ValueError("people by at least two items, empty answers listwise or pairwise")
    if missing == "listwise":
        rows = rows[~np.isnan(rows).any(axis=1)]
    n, k = rows.shape
    if n < 2:
        return no_score(NO_SPREAD, what="alpha")
    here = ~np.isnan(rows)
    beside = np.hstack([_deviations(rows, here), here])
    found = sum(
        (part.T @ part for part in np.split(beside, range(BLOCK, n, BLOCK))), np.zeros((2 * k, 2 * k))
    )
    products, sums, both = found[:k, :k], found[:k, k:], found[k:, k:]
    if (both < 2).any():
        return no_score(NO_SPREAD, what="alpha")
    return (products - sums * sums.T / both) / (both - 1), n


def _deviations(rows: FloatArray, here: BoolArray) -> FloatArray:
    """From the mean of each item, 0 where empty; exactly zero where all answers to an item are equal."""
    first = rows[here.argmax(axis=0), np.arange(rows.shape[1])]
    shifted = np.where(here, rows - first, 0.0)
    means = shifted.sum(axis=0) / np.maximum(here.sum(axis=0), 1)
    found: FloatArray = np.where(here, shifted - means, 0.0)
    return found


def _total(covariance: FloatArray) -> float:
    """Variance of the sum; 0 where items cancel out but for rounding in the last bits."""
    total = float(covariance.sum())
    return total if total > 1e-12 * float(covariance.trace()) else 0.0


def _alpha_of(covariance: FloatArray) -> float | NoScore:
    k, total = len(covariance), _total(covariance)
    if k < 2 or not total:
        return no_score(NO_SPREAD, what="alpha")
    return k / (k - 1) * (1 - float(covariance.trace()) / total)


def alpha(data: FloatArray, *, missing: Literal["listwise", "pairwise"], level: float) -> Alpha | NoScore:
    """k / (k - 1) * (1 - sum of item variances / variance of the sum), with Feldt's interval.

    ``missing`` "listwise" leaves out people with an empty answer, "pairwise" takes each covariance
    over who answered both. Source: Cronbach (1951), Feldt (1965).
    Raises ``ValueError`` for fewer than two items, another ``missing``, or a level outside 0..1.
    """
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    found = _covariance(data, missing)
    if isinstance(found, NoScore):
        return found
    covariance, n = found
    value, k = _alpha_of(covariance), len(covariance)
    if isinstance(value, NoScore):
        return value
    dfs = n - 1, (n - 1) * (k - 1)
    low = 1 - (1 - value) * f_quantile(0.5 + level / 2, *dfs)
    high = 1 - (1 - value) * f_quantile(0.5 - level / 2, *dfs)
    return Alpha(value, low, high, level, n, k, missing)


def _correlations(covariance: FloatArray) -> FloatArray | NoScore:
    spread = np.sqrt(np.diag(covariance))
    if not (spread > 0).all():
        return no_score(NO_SPREAD, what="alpha")
    found: FloatArray = covariance / np.outer(spread, spread)
    return found


def standardized_alpha(data: FloatArray, *, missing: Literal["listwise", "pairwise"]) -> float | NoScore:
    """Alpha of items brought to equal spread: k r / (1 + (k - 1) r), r the mean correlation.

    Raises ``ValueError`` as :func:`alpha`.
    """
    found = _covariance(data, missing)
    r = found if isinstance(found, NoScore) else _correlations(found[0])
    return r if isinstance(r, NoScore) else _alpha_of(r)


@dataclass(frozen=True, slots=True)
class ItemFit:
    """One item: its correlation with the sum of the others, and alpha without it (None where neither
    can be worked out)."""

    with_rest: float | None
    alpha_without: float | None


def item_fit(data: FloatArray, *, missing: Literal["listwise", "pairwise"]) -> tuple[ItemFit, ...] | NoScore:
    """Corrected item-total correlation and alpha-if-deleted, one per item, from the covariances.

    Raises ``ValueError`` as :func:`alpha`.
    """
    found = _covariance(data, missing)
    if isinstance(found, NoScore):
        return found
    covariance, _ = found
    fits = []
    for i in range(len(covariance)):
        others = np.delete(np.delete(covariance, i, 0), i, 1)
        shared = float(np.delete(covariance[i], i).sum())
        product = float(covariance[i, i]) * _total(others)
        without = _alpha_of(others)
        fits.append(
            ItemFit(
                shared / product**0.5 if product > 0 else None,
                None if isinstance(without, NoScore) else without,
            )
        )
    return tuple(fits)


def omega_total(loadings: Sequence[float], uniquenesses: Sequence[float] | None = None) -> float:
    """(sum l)**2 / ((sum l)**2 + sum theta) from given one-factor loadings. Source: McDonald (1999).

    Without ``uniquenesses`` they are 1 - l**2, as for standardized loadings.
    Raises ``ValueError`` when the lengths differ, a uniqueness is below 0, or all is zero.
    """
    theta = [1 - x * x for x in loadings] if uniquenesses is None else list(uniquenesses)
    if len(theta) != len(loadings) or any(t < 0 for t in theta):
        raise ValueError("one uniqueness per loading, none below 0")
    common = sum(loadings) ** 2
    if not common + sum(theta) > 0:
        raise ValueError("there is nothing to explain")
    return common / (common + sum(theta))


def spearman_brown(reliability: float, times: float) -> float:
    """Reliability of a test made ``times`` as long: n r / (1 + (n - 1) r).

    Raises ``ValueError`` unless times is above 0 and 0 <= r <= 1.
    """
    if not times > 0 or not 0 <= reliability <= 1:
        raise ValueError("a length is above 0, a reliability from 0 to 1")
    return times * reliability / (1 + (times - 1) * reliability)
