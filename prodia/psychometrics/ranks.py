"""Percentile ranks within a sample: the four named kinds, and the plotting positions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from prodia.language.columns import np
from prodia.scoring.normal import FloatArray

__all__ = ["POSITIONS", "RankKind", "percentile_rank", "plotting_positions"]

RankKind: TypeAlias = Literal["strict", "weak", "mean", "rank"]

# (r + a) / (n + b). cNORM 3.5.2 computes its Blom ranks with -3.75 for a; -3/8 is meant.
POSITIONS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "Blom": (-3 / 8, 1 / 4),
        "Tukey": (-1 / 3, 1 / 3),
        "van der Waerden": (0.0, 1.0),
        "rankit": (-1 / 2, 0.0),
        "Levenbach": (-1 / 3, 0.4),
        "Filliben": (-0.3175, 0.365),
        "Yu and Huang": (-0.326, 0.348),
    }
)


def percentile_rank(sample: FloatArray, score: float, kind: RankKind) -> float:
    """Percent, 0 to 100, of a sample (one-dimensional, without NaN) relative to ``score``.

    "strict": below; "weak": at or below; "mean": halfway those two (mid-rank); "rank": the mean
    percentage of the tied ranks, as in ``scipy.stats.percentileofscore``.
    Raises ``ValueError`` for an empty sample or another kind.
    """
    values = np.asarray(sample, dtype=float)
    below, at_most = int((values < score).sum()), int((values <= score).sum())
    if not len(values):
        raise ValueError("a sample has at least one value")
    if kind not in ("strict", "weak", "mean", "rank"):
        raise ValueError(f"{kind!r} is no kind of percentile rank")
    tied = below + at_most + (1 if kind == "rank" and at_most > below else 0)
    twice = {"strict": 2 * below, "weak": 2 * at_most}.get(kind, tied)
    return twice * 50.0 / len(values)


def plotting_positions(sample: FloatArray, numerator: float, denominator: float) -> FloatArray:
    """Proportions (r + numerator) / (n + denominator), in the order of the sample; ties share a rank.

    ``sample`` is one-dimensional without NaN; the pairs of the named methods are in :data:`POSITIONS`.
    """
    values = np.asarray(sample, dtype=float)
    order = np.sort(values)
    first, last = np.searchsorted(order, values, "left"), np.searchsorted(order, values, "right")
    return ((first + last + 1) / 2 + numerator) / (len(values) + denominator)
