"""Measurement error: standard errors, the true score, and intervals that carry their kind.

Throughout, ``reliability`` is a coefficient 0..1 and ``sd`` the standard deviation of the norm
group, in units of the score; ``level`` is the confidence, 0..1. Scores are numbers or arrays.
"""

# Publishers, packages and textbooks mean five different things by "the 95 % interval". Each has a
# name here, and a record without that name can not be made. The centre is not always the score.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Generic, Literal, get_args

from prodia.frozen import dataclass
from prodia.language import Type
from prodia.language.columns import np
from prodia.model.scales import IntervalKind
from prodia.scoring.normal import FloatArray, N, Rounding, critical, phi, quantile, root, rounded


def _checked(reliability: float, sd: float) -> None:
    if not 0 <= reliability <= 1 or not sd > 0:
        raise ValueError("a reliability lies from 0 to 1, a standard deviation above 0")


def sem(sd: float, reliability: float) -> float:
    """Standard error of measurement: SD * sqrt(1 - r). Raises ``ValueError`` for r outside 0..1."""
    _checked(reliability, sd)
    return sd * root(1 - reliability)


def see(sd: float, reliability: float) -> float:
    """Standard error of estimation of the true score: SD * sqrt(r * (1 - r))."""
    _checked(reliability, sd)
    return sd * root(reliability * (1 - reliability))


def se_prediction(sd: float, reliability: float) -> float:
    """Standard error of prediction of a retest: SD * sqrt(1 - r**2)."""
    _checked(reliability, sd)
    return sd * root(1 - reliability**2)


def estimated_true_score(x: N, mean: float, reliability: float) -> N:
    """Kelley's estimate: M + r * (X - M)."""
    return mean + reliability * (x - mean)


@dataclass(frozen=True, slots=True)
class Interval(Generic[N]):
    """``low`` to ``high`` around ``centre``, which is not the score itself for every ``kind``.

    ``error`` is the standard error used, ``rounding`` how the bounds were rounded.
    """

    kind: IntervalKind
    level: float
    centre: N
    low: N
    high: N
    error: float
    rounding: Literal["none", "outward", "nearest"] = "none"

    def rounded(self, how: Literal["outward", "nearest"], decimals: int = 0) -> Interval[N]:
        """The bounds rounded away from the centre, or half up to the nearest.

        Raises ``ValueError`` when they were rounded before.
        """
        if self.rounding != "none":
            raise ValueError("an interval is rounded once")
        down: Rounding = "down" if how == "outward" else "half up"
        up: Rounding = "up" if how == "outward" else "half up"
        low, high = rounded(self.low, down, decimals), rounded(self.high, up, decimals)
        return replace(self, low=low, high=high, rounding=how)


def interval(
    x: N, *, kind: IntervalKind, level: float, mean: float, sd: float, reliability: float
) -> Interval[N]:
    """The interval of that kind around a score.

    "observed"  X +- z SEM
    "true SEE"  T +- z SEE, with T the estimated true score (Wechsler tables, cNORM, psycheval)
    "true SEM"  T +- z SEM (an older variant)
    "rescaled"  M + sqrt(r) (X - M) +- z SEM (Assessment 2025, doi 10.1177/10731911251362532)
    "retest"    T +- z SD sqrt(1 - r**2), where a second score would lie
    Raises ``ValueError`` for another kind, r outside 0..1, sd not above 0, level outside 0..1.
    """
    if kind not in get_args(IntervalKind):
        raise ValueError(f"{kind!r} is no kind of interval")
    error = {"true SEE": see, "retest": se_prediction}.get(kind, sem)(sd, reliability)
    slope = {"observed": 1.0, "rescaled": root(reliability)}.get(kind, reliability)
    centre = x if kind == "observed" else estimated_true_score(x, mean, slope)
    return _around(centre, error, kind, level)


def _around(centre: N, error: float, kind: IntervalKind, level: float) -> Interval[N]:
    half = critical(level) * error
    return Interval(kind, level, centre, centre - half, centre + half, error)


def interval_of_sem(x: N, *, sem: float, level: float) -> Interval[N]:
    """The "observed" interval around a score whose SEM is given, as in a row of a norm table.

    Raises ``ValueError`` for a SEM below 0 or a level outside 0..1.
    """
    if not sem >= 0:
        raise ValueError("a standard error is not below 0")
    return _around(x, sem, "observed", level)


def probability_true_below(x: N, cut: float, *, mean: float, sd: float, reliability: float) -> N:
    """How sure it is, 0 to 1, that the true score lies below ``cut``: Phi((cut - T) / SEE).

    Raises ``ValueError`` at a reliability of 0 or 1, where there is no such spread.
    """
    error = see(sd, reliability)
    if not error > 0:
        raise ValueError("a reliability above 0 and below 1 is needed")
    return phi((cut - estimated_true_score(x, mean, reliability)) / error)


@dataclass(frozen=True, slots=True, eq=False)
class TrueScores:
    """Estimated true scores of k scores together, and the standard error of each (arrays of k)."""

    estimates: FloatArray
    errors: FloatArray

    def interval(self, which: int, level: float) -> Interval[float]:
        """The interval around one of them, of kind "true SEE"."""
        return _around(float(self.estimates[which]), float(self.errors[which]), "true SEE", level)


def true_scores(
    x: FloatArray,
    correlations: FloatArray,
    reliabilities: Sequence[float],
    *,
    mean: float | Sequence[float],
    sd: float | Sequence[float],
) -> TrueScores:
    """The true scores of a profile, each informed by the others.

    ``x`` has k scores, ``correlations`` is k by k. T = mu + S_T S^-1 (x - mu) with covariance
    S_T - S_T S^-1 S_T, where S_T is S with the reliable variances on its diagonal.
    Raises ``ValueError`` when the correlations are not positive definite.
    """
    k = len(x)
    spread = np.broadcast_to(np.asarray(sd, dtype=float), (k,))
    middle = np.broadcast_to(np.asarray(mean, dtype=float), (k,))
    observed = np.asarray(correlations, dtype=float) * np.outer(spread, spread)
    if np.linalg.eigvalsh(observed)[0] <= 0:
        raise ValueError("correlations are positive definite")
    true = observed.copy()
    np.fill_diagonal(true, np.asarray(reliabilities, dtype=float) * spread**2)
    weight = np.linalg.solve(observed, true).T
    covariance = true - weight @ true
    return TrueScores(middle + weight @ (np.asarray(x, dtype=float) - middle), np.sqrt(np.diag(covariance)))


def to_z(type: Type, value: float) -> float:
    """A percentile or a standard score as z."""
    return quantile(value / 100) if type.unit == "percentile" else (value - (type.mean or 0)) / (type.sd or 1)


def from_metric(type: Type, z: float) -> float | None:
    """A z as a percentile or a standard score; None on a scale that does not say where a score lies."""
    if type.unit == "percentile":
        return float(100 * phi(z))
    return None if type.mean is None or type.sd is None else type.mean + type.sd * z


def other_level(type: Type, low: float, high: float, level: float, wanted: float, end: str) -> float | None:
    """A bound of another level than those of an interval of the true score, on the same scale.

    The interval is one of a normal score: its middle and half width are taken where it is so, as z. None for
    an interval that reaches the very end of its scale.
    """
    ends = to_z(type, low), to_z(type, high)
    if not all(abs(z) < 10 for z in ends):
        return None
    half = (ends[1] - ends[0]) / 2 * critical(wanted) / critical(level)
    return from_metric(type, (ends[0] + ends[1]) / 2 + (half if end == "high" else -half))


def true_bound(type: Type, value: float, reliability: float, level: float | None, end: str) -> float | None:
    """A bound of the true score on the scale of a percentile or a standard score: z(level) SEE about T.

    ``end``: low or high. None without a level, or for a score at the very end of its scale.
    """
    z = to_z(type, value)
    if level is None or abs(z) > 10:
        return None
    half = critical(level) * root(reliability * (1 - reliability))
    return from_metric(type, reliability * z + (half if end == "high" else -half))
