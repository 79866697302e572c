"""Composites: one standard score from several, with its reliability and covariance.

Scores are never averaged: the spread of a sum depends on the correlations between its parts.
Where a manual has a table of sums of scaled scores, that table wins over these formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from prodia.language.columns import np
from prodia.scoring.normal import FloatArray, N

__all__ = ["composite", "composite_correlation", "composite_covariance", "mosier", "profile_range"]


def _each(x: float | Sequence[float] | None, k: int) -> list[float]:
    """One number per part; a single number holds for all, None is 1."""
    found = [1.0 if x is None else x] * k if x is None or isinstance(x, (int, float)) else list(x)
    if len(found) != k:
        raise ValueError("one figure per part, or one for all")
    return found


def _variance(
    weights: Sequence[float], correlations: Sequence[Sequence[float]], sds: Sequence[float]
) -> float:
    """w'Sw, added in one order."""
    spread = [w * s for w, s in zip(weights, sds, strict=True)]
    rows = [[float(r) for r in row] for row in correlations]
    if len(rows) != len(spread) or any(len(row) != len(spread) for row in rows):
        raise ValueError("correlations are k by k")
    table = np.array(rows)
    if not (np.diag(table) == 1).all() or not np.allclose(table, table.T, rtol=0, atol=1e-12):
        raise ValueError("correlations are symmetric, with ones on the diagonal")
    if np.linalg.eigvalsh(table).min() < -1e-9:
        raise ValueError("no scores can have these correlations")
    total = sum(a * b * rows[i][j] for i, a in enumerate(spread) for j, b in enumerate(spread))
    if not total > 0:
        raise ValueError("the correlations leave the composite no spread")
    return total


def composite(
    x: Sequence[N],
    correlations: Sequence[Sequence[float]],
    *,
    mean_x: float | Sequence[float],
    sd_x: float | Sequence[float],
    mean: float,
    sd: float,
    weights: Sequence[float] | None = None,
) -> N:
    """The standard score, with that ``mean`` and ``sd``, of a weighted sum of k scores.

    ``x``: k numbers, or k arrays of one length; ``correlations``: k by k.
    M + SD * sum w (x - M_x) / sqrt(w'Sw). Source: Tellegen and Briggs (1967).
    Raises ``ValueError`` when the lengths differ, for correlations that can not be, or without any spread.
    """
    w, means, sds = (_each(given, len(x)) for given in (weights, mean_x, sd_x))
    total: Any = sum((a * (b - m) for a, b, m in zip(w, x, means, strict=True)), start=0.0)
    found: N = mean + sd * (total / _variance(w, correlations, sds) ** 0.5)
    return found


def composite_covariance(
    correlations: FloatArray, weights: FloatArray, sd: float | Sequence[float] = 1.0
) -> FloatArray:
    """Covariances between m composites: W' S W, m by m. ``weights`` is k by m."""
    r, w = np.asarray(correlations, dtype=float), np.asarray(weights, dtype=float)
    spread = np.asarray(_each(sd, len(r)))
    found: FloatArray = w.T @ (r * np.outer(spread, spread)) @ w
    return found


def composite_correlation(covariance: FloatArray) -> FloatArray:
    """Correlations, m by m, of a covariance matrix."""
    spread = np.sqrt(np.diag(covariance))
    found: FloatArray = covariance / np.outer(spread, spread)
    return found


def mosier(
    reliabilities: Sequence[float],
    correlations: Sequence[Sequence[float]],
    *,
    sd: float | Sequence[float] = 1.0,
    weights: Sequence[float] | None = None,
) -> float:
    """Reliability of a composite: 1 - sum w**2 sd**2 (1 - r_i) / w'Sw. Source: Mosier (1943).

    Raises ``ValueError`` when the lengths differ, for a reliability outside 0..1 or correlations that can
    not be, or without any spread.
    """
    k = len(reliabilities)
    if not all(0 <= r <= 1 for r in reliabilities):
        raise ValueError("a reliability lies from 0 to 1")
    w, sds = _each(weights, k), _each(sd, k)
    error = sum(a * a * s * s * (1 - r) for a, s, r in zip(w, sds, reliabilities, strict=True))
    return 1 - error / _variance(w, correlations, sds)


def profile_range(x: Sequence[float]) -> float:
    """Highest minus lowest score of the parts; how usual that is, says ``multiplicity.range_base_rate``."""
    return max(x) - min(x)
