"""Slopes of many series at once: the kernels behind :mod:`prodia.psychometrics.series`.

A kernel takes ``x`` (weeks) and ``y`` (values), both of shape (series, points), without a missing value, and
gives an array (series, figures): the names of its figures stand beside it, NaN where there is none.
:func:`by_length` lets a kernel loose on a long table of series of unequal length. A series has the same
figures bit for bit alone, in a block, and in a long table.
"""

# Why bit for bit: every sum runs along the last axis of a block in memory order, where NumPy adds the numbers
# of a row in one fixed way whatever stands in the other rows. No matrix product, which would add them as it
# sees fit.

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from prodia.language.columns import np
from prodia.scoring.normal import FloatArray, IntArray, critical, root, t_quantile

__all__ = [
    "GIVEN",
    "OLS",
    "THEIL_SEN",
    "WHERE",
    "by_length",
    "given",
    "last",
    "mean",
    "median",
    "named",
    "ols",
    "theil_sen",
    "weeks_more",
]

Kernel = Callable[[FloatArray, FloatArray], FloatArray]
CELLS = 1 << 18  # so many numbers at a time: what a processor holds near
EXACT = 1e-9  # a spread about the line below this part of the values is rounding alone

WHERE = ("n", "mean", "sxx", "last", "first")  # where the weeks of a series lie; no S_xx on one date
OLS = ("slope", "intercept", "see", "se", "low", "high", "end", "end_se", "exact", *WHERE)
GIVEN = ("slope", "se")
THEIL_SEN = ("slope", "of_medians", "of_residuals", "pairs", "low", "high", "exact")


def named(found: FloatArray, names: Sequence[str], row: int) -> dict[str, float]:
    """The figures of one series by name."""
    return dict(zip(names, found[row].tolist(), strict=True))


def by_length(starts: IntArray, x: FloatArray, y: FloatArray, kernel: Kernel, figures: int) -> FloatArray:
    """The kernel on every series of a long table, those of one length together.

    ``starts`` holds where each series begins in ``x`` and ``y``, and the end of the last. A series without
    points has no figures.
    """
    found = np.full((len(starts) - 1, figures), np.nan)
    sizes = np.diff(starts)
    for n in (np.flatnonzero(np.bincount(sizes)[1:]) + 1).tolist():
        for rows in _parts(np.flatnonzero(sizes == n), CELLS // (n * n)):
            cells = starts[rows][:, None] + np.arange(n)
            found[rows] = kernel(x[cells], y[cells])
    return found


def _parts(rows: IntArray, most: int) -> Iterator[IntArray]:
    step = max(1, most)
    for first in range(0, len(rows), step):
        yield rows[first : first + step]


def mean(x: FloatArray, y: FloatArray) -> FloatArray:
    """The mean of the values of each series."""
    return _means(y)


def median(x: FloatArray, y: FloatArray) -> FloatArray:
    """The median of the values of each series."""
    return _middle(np.sort(y, axis=1))[:, None]


def last(x: FloatArray, y: FloatArray) -> FloatArray:
    """The last value of each series as it stands."""
    return y[:, -1:]


def _means(x: FloatArray) -> FloatArray:
    found: FloatArray = x.sum(axis=1, keepdims=True) / x.shape[1]
    return found


def _about(x: FloatArray, y: FloatArray) -> tuple[FloatArray, ...]:
    """Means, deviations and S_xx of weeks and values, the slope with them; NaN on one date."""
    mx, my = _means(x), _means(y)
    dx, dy = x - mx, y - my
    sxx = (dx * dx).sum(axis=1)
    sxx = np.where(x.max(axis=1) > x.min(axis=1), sxx, np.nan)
    return mx[:, 0], my[:, 0], dx, dy, sxx, (dx * dy).sum(axis=1) / sxx


def ols(x: FloatArray, y: FloatArray, level: float) -> FloatArray:
    """Least squares, as :data:`OLS`; errors from three points up, bounds by t(n - 2)."""
    n = x.shape[1]
    mx, my, dx, dy, sxx, slope = _about(x, y)
    rest = dy - slope[:, None] * dx
    df = n - 2 if n > 2 else np.nan
    see = root((rest * rest).sum(axis=1) / df)
    exact = see < EXACT * np.maximum(1.0, np.abs(y).max(axis=1))
    see = np.where(exact, 0.0, see)
    se = see / root(sxx)
    times = t_quantile(0.5 + level / 2, n - 2) if n > 2 else np.nan
    half = np.where(exact, np.nan, times * se)
    last_week, first_week = x.max(axis=1), x.min(axis=1)
    away = last_week - mx
    intercept = my - slope * mx
    end_se = see * root(1 / n + away * away / sxx)
    line = [slope, intercept, see, se, slope - half, slope + half, my + slope * away, end_se, exact]
    return np.stack([*line, np.full(len(x), float(n)), mx, sxx, last_week, first_week], axis=1)


def given(x: FloatArray, y: FloatArray, see: float) -> FloatArray:
    """The slope and its error from a published SEE, as :data:`GIVEN`."""
    *_, sxx, slope = _about(x, y)
    return np.stack([slope, see / root(sxx)], axis=1)


def _middle(x: FloatArray, counts: IntArray | None = None) -> FloatArray:
    """The median of each sorted row, of its first ``counts`` numbers."""
    n = np.full(len(x), x.shape[1]) if counts is None else counts
    rows = np.arange(len(x))
    found: FloatArray = (x[rows, (n - 1) // 2] + x[rows, n // 2]) / 2
    return found


def _ties(x: FloatArray) -> FloatArray:
    """The sum of t (t - 1) (2 t + 5) over the runs of equal numbers of each row."""
    alike = (x[:, :, None] == x[:, None, :]).sum(axis=2)
    found: FloatArray = ((alike - 1) * (2 * alike + 5)).sum(axis=1)
    return found


def theil_sen(x: FloatArray, y: FloatArray, level: float | None) -> FloatArray:
    """Theil and Sen, as :data:`THEIL_SEN`; bounds of Sen (1968) where there is a level.

    Ranks round((N -+ z sqrt V) / 2), half to even, the upper as it is and the lower less one, from 0 and
    within the pairs: as ``scipy.stats.theilslopes``.
    """
    n = x.shape[1]
    if n < 2:
        return np.full((len(x), len(THEIL_SEN)), np.nan)
    one, two = np.triu_indices(n, 1)
    run = x[:, two] - x[:, one]
    rises = y[:, two] - y[:, one]
    with np.errstate(divide="ignore", invalid="ignore"):
        rises /= run
    one_day = run == 0
    rises[one_day] = np.nan
    rises.sort(axis=1)
    pairs = rises.shape[1] - one_day.sum(axis=1)
    some, rows = pairs > 0, np.arange(len(x))
    slope = np.where(some, _middle(rises, np.maximum(pairs, 1)), np.nan)
    medians = _middle(np.sort(y, axis=1)) - slope * _middle(np.sort(x, axis=1))
    residuals = _middle(np.sort(y - slope[:, None] * x, axis=1))
    last = np.maximum(pairs - 1, 0)
    scale = np.maximum(1.0, np.abs(slope))
    exact = rises[rows, last] - rises[:, 0] <= EXACT * scale
    low = high = np.full(len(x), np.nan)
    if level is not None:
        variance = (n * (n - 1) * (2 * n + 5) - _ties(x) - _ties(y)) / 18
        half = critical(level) * root(np.maximum(variance, 0.0))
        at = np.clip(np.rint((pairs - half) / 2) - 1, 0, last).astype(int)
        to = np.clip(np.rint((pairs + half) / 2), 0, last).astype(int)
        low, high = (np.where(exact, np.nan, rises[rows, rank]) for rank in (at, to))
    return np.stack([slope, medians, residuals, pairs, low, high, exact], axis=1)


MOST_WEEKS = 520


def weeks_more(
    held: FloatArray, see: FloatArray, apart: FloatArray, *, per_week: int, layout: str
) -> tuple[FloatArray, FloatArray]:
    """How many weeks more until SEE / sqrt(S_xx) is at most ``apart``, and what it is then, of each series.

    ``held``: the first four figures of :data:`WHERE`, one row a series. Measuring goes on
    ``per_week`` times, on one day of each week ("same_day") or evenly. NaN beyond ten years.
    """
    n, middle_week, sxx, end = held.T[:4]
    pace = 1.0 if layout == "same_day" else 1 / per_week  # between two days of measuring
    each = per_week if layout == "same_day" else 1

    def error(weeks: FloatArray) -> FloatArray:
        days = weeks if layout == "same_day" else weeks * per_week
        more = days * each
        own = each * days * (days * days - 1) / 12 * pace * pace
        away = end + pace * (days + 1) / 2 - middle_week
        spread = sxx + np.where(more > 0, own + n * more / (n + more) * away * away, 0.0)
        with np.errstate(divide="ignore"):
            found: FloatArray = see / root(spread)
        return found

    low, high = np.full(len(n), -1.0), np.full(len(n), float(MOST_WEEKS))
    for _ in range(MOST_WEEKS.bit_length()):  # S_xx only grows: the first week that does is found by halving
        middle = np.floor((low + high) / 2)
        enough = (error(middle) <= apart) & (middle > low)
        low, high = np.where(enough, low, np.maximum(low, middle)), np.where(enough, middle, high)
    found = np.where(error(high) <= apart, high, np.nan)
    return found, np.where(np.isnan(found), np.nan, error(high))
