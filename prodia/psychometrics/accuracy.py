"""Accuracy of a cut-off: sensitivity and its kin, exact and Wilson intervals, other prevalences.

Proportions run from 0 to 1. Predictive values of a study hold at its own prevalence only: take
:func:`predictive_values` for another.
"""

from __future__ import annotations

from typing import Literal

from prodia.frozen import dataclass
from prodia.language.columns import np
from prodia.scoring.normal import BoolArray, FloatArray, beta_quantile, critical, root

__all__ = ["Accuracy", "Counts", "accuracy", "at_cut", "clopper_pearson", "predictive_values", "wilson"]


@dataclass(frozen=True, slots=True)
class Counts:
    """True and false positives and negatives. Raises ``ValueError`` below 0."""

    tp: int
    fp: int
    fn: int
    tn: int

    def __post_init__(self) -> None:
        if min(self.tp, self.fp, self.fn, self.tn) < 0:
            raise ValueError("counts are not below 0")


def at_cut(
    scores: FloatArray, condition: BoolArray, cut: float, *, positive: Literal["high", "low"], inclusive: bool
) -> Counts:
    """The four counts at a cut-off, one score and one truth per person; NaN scores are left out.

    ``positive`` says which side is a positive test, ``inclusive`` whether the cut itself is.
    Raises ``ValueError`` when the lengths differ.
    """
    x, ill = np.asarray(scores, dtype=float), np.asarray(condition, dtype=bool)
    if x.shape != ill.shape or x.ndim != 1:
        raise ValueError("one score and one truth per person")
    here, sign = ~np.isnan(x), 1 if positive == "high" else -1
    test = sign * x >= sign * cut if inclusive else sign * x > sign * cut
    cells = ((test, ill), (test, ~ill), (~test, ill), (~test, ~ill))
    tp, fp, fn, tn = (int((a & b & here).sum()) for a, b in cells)
    return Counts(tp, fp, fn, tn)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """None where the counts leave a figure without meaning (a division by zero)."""

    sensitivity: float | None
    specificity: float | None
    ppv: float | None
    npv: float | None
    accuracy: float | None
    lr_positive: float | None
    lr_negative: float | None
    youden: float | None
    odds_ratio: float | None
    prevalence: float | None


def _part(above: float, below: float) -> float | None:
    return above / below if below else None


def accuracy(counts: Counts) -> Accuracy:
    """Sensitivity, specificity, predictive values, likelihood ratios, Youden, odds ratio, prevalence."""
    tp, fp, fn, tn = counts.tp, counts.fp, counts.fn, counts.tn
    n, ill, well = tp + fp + fn + tn, tp + fn, fp + tn
    sens, spec = _part(tp, ill), _part(tn, well)
    return Accuracy(
        sens,
        spec,
        _part(tp, tp + fp),
        _part(tn, tn + fn),
        _part(tp + tn, n),
        _part(tp * well, ill * fp),
        _part(fn * well, ill * tn),
        None if sens is None or spec is None else sens + spec - 1,
        _part(tp * tn, fp * fn),
        _part(ill, n),
    )


def _checked(x: int, n: int) -> None:
    if not 0 <= x <= n or n < 1:
        raise ValueError("x of n, with n at least 1")


def clopper_pearson(x: int, n: int, *, level: float) -> tuple[float, float]:
    """The exact interval of a proportion x / n. Source: Clopper and Pearson (1934).

    Raises ``ValueError`` unless 0 <= x <= n, n at least 1, and 0 < level < 1.
    """
    _checked(x, n)
    critical(level)
    tail = 0.5 - level / 2
    low = beta_quantile(tail, x, n - x + 1) if x else 0.0
    return low, beta_quantile(1 - tail, x + 1, n - x) if x < n else 1.0


def wilson(x: int, n: int, *, level: float) -> tuple[float, float]:
    """Wilson's score interval of a proportion x / n (1927). Raises as :func:`clopper_pearson`."""
    _checked(x, n)
    z, p = critical(level), x / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * root(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def predictive_values(
    sensitivity: float, specificity: float, prevalence: float
) -> tuple[float | None, float | None]:
    """(PPV, NPV) at a stated prevalence, by Bayes; None where no one tests so.

    Raises ``ValueError`` for a proportion outside 0..1.
    """
    if not all(0 <= p <= 1 for p in (sensitivity, specificity, prevalence)):
        raise ValueError("proportions lie from 0 to 1")
    tp, fp = sensitivity * prevalence, (1 - specificity) * (1 - prevalence)
    fn, tn = (1 - sensitivity) * prevalence, specificity * (1 - prevalence)
    return _part(tp, tp + fp), _part(tn, tn + fn)
