"""Agreement between raters: percent, kappa, weighted kappa, the ICC family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prodia.language.columns import np
from prodia.problems.scores import NO_SPREAD
from prodia.scoring.normal import FloatArray
from prodia.scoring.score import NoScore, no_score

__all__ = ["Icc", "icc", "kappa", "percent_agreement", "weighted_kappa"]

ROUNDING = 1e-12  # what is smaller than this part of what it was made of, is rounding alone


def _square(table: FloatArray) -> FloatArray:
    """The table as proportions."""
    counts = np.asarray(table, dtype=float)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or len(counts) < 2 or (counts < 0).any():
        raise ValueError("a table of counts, as many rows as columns, none below 0")
    if not counts.sum() > 0:
        raise ValueError("a table with at least one count")
    found: FloatArray = counts / counts.sum()
    return found


def percent_agreement(table: FloatArray) -> float:
    """Percent, 0 to 100, on the diagonal of a square table of counts (rater one by rater two).

    Raises ``ValueError`` for a table that is not square or holds no counts.
    """
    return 100 * float(_square(table).trace())


def kappa(table: FloatArray) -> float | NoScore:
    """Cohen's kappa of a square table of counts: agreement beyond chance, at most 1.

    No score where chance alone agrees fully. Raises ``ValueError`` as :func:`percent_agreement`.
    """
    return weighted_kappa(table, 1 - np.eye(len(table)))


def weighted_kappa(
    table: FloatArray, weights: Literal["linear", "quadratic"] | FloatArray
) -> float | NoScore:
    """1 - sum(w observed) / sum(w expected), with w the weight of each *dis*agreement.

    "linear" is |i - j|, "quadratic" (i - j)**2, or a k by k array with zeros on its diagonal.
    Source: Cohen (1968). Raises ``ValueError`` for other weights or a table that is not square.
    """
    observed = _square(table)
    k = len(observed)
    if isinstance(weights, str):
        if weights not in ("linear", "quadratic"):
            raise ValueError(f"{weights!r} are no weights")
        apart = np.abs(np.subtract.outer(np.arange(k), np.arange(k)))
        w = apart if weights == "linear" else apart**2
    else:
        w = np.asarray(weights, dtype=float)
        if w.shape != observed.shape or np.diag(w).any():
            raise ValueError("weights of disagreement are k by k, zero on the diagonal")
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0))
    chance = float((w * expected).sum())
    return 1 - float((w * observed).sum()) / chance if chance > 0 else no_score(NO_SPREAD, what="kappa")


@dataclass(frozen=True, slots=True)
class Icc:
    """The six of Shrout and Fleiss: one rater, and the mean of the k raters."""

    icc1: float
    icc2: float
    icc3: float
    icc1k: float
    icc2k: float
    icc3k: float


def icc(data: FloatArray) -> Icc | NoScore:
    """Intraclass correlations of n subjects by k raters, complete.

    1: raters differ per subject; 2: raters are a sample (absolute agreement); 3: these raters
    only (consistency). Source: Shrout and Fleiss (1979). No score where the subjects do not differ.
    Raises ``ValueError`` for fewer than two subjects or raters, or an empty cell.
    """
    x = np.asarray(data, dtype=float)
    if x.ndim != 2 or min(x.shape) < 2 or np.isnan(x).any():
        raise ValueError("at least two subjects by two raters, every cell filled")
    n, k = x.shape
    rows, columns, grand = x.mean(axis=1, keepdims=True), x.mean(axis=0), x.mean()
    if np.ptp(rows) <= ROUNDING * np.abs(x).max():
        return no_score(NO_SPREAD, what="ICC")
    bms = float(k * ((rows - grand) ** 2).sum() / (n - 1))
    wms = float(((x - rows) ** 2).sum() / (n * (k - 1)))
    jms = float(n * ((columns - grand) ** 2).sum() / (k - 1))
    ems = float(((x - rows - columns + grand) ** 2).sum() / ((n - 1) * (k - 1)))
    below = (
        bms + (k - 1) * wms,
        bms + (k - 1) * ems + k * (jms - ems) / n,
        bms + (k - 1) * ems,
        bms + (jms - ems) / n,
    )
    if not all(b > ROUNDING * (bms + jms + ems) for b in (*below, bms)):
        return no_score(NO_SPREAD, what="ICC")
    return Icc(
        (bms - wms) / below[0],
        (bms - ems) / below[1],
        (bms - ems) / below[2],
        (bms - wms) / bms,
        (bms - ems) / below[3],
        (bms - ems) / bms,
    )
