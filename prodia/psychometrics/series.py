"""A series of measurements of one pupil: its clock, what counts as a point, and rates of growth.

``weeks`` and ``values`` are equally long; a value of None or NaN is a measurement that is missing: it keeps
its place in time and leaves the sums. Weeks are days / 7 since an origin, never the number of the occasion. A
rate is in units of the scale per week, whichever direction is better.

Everything that changes an answer is declared; what is not, or can not be, gives a reason instead of a figure
(:class:`prodia.psychometrics.refusals.NoScore`). The kernels that work on many series at once stand in
:mod:`prodia.psychometrics.slopes`; one series is many of one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from prodia.frozen import dataclass
from prodia.language.columns import np
from prodia.problems import progress as reasons
from prodia.psychometrics import refusals as must
from prodia.psychometrics import slopes
from prodia.scoring.normal import FloatArray, IntArray, critical, phi, quantile

__all__ = [
    "GivenError",
    "Line",
    "Point",
    "Prepared",
    "RobustLine",
    "SplitMiddle",
    "ThreeGroups",
    "clock",
    "given_see",
    "ols",
    "prepare",
    "split_middle",
    "theil_sen",
    "tukey_three_group",
    "weeks_between",
]

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement: its day, its value (None where it is missing), and its form or instrument."""

    date: dt.date
    value: float | None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """The points that count, in the order of time, and what became of the rest.

    ``n_merged`` is how many points went up in another of their day; ``disordered`` says that the dates did
    not go forward as they were given.
    """

    weeks: tuple[float, ...]
    values: tuple[float, ...]
    n: int
    n_missing: int
    n_merged: int
    disordered: bool = False


SAME_DAY = ("keep", "mean", "median", "last", "refuse")
CLOCKS = ("calendar", "school_weeks")
FORMS = ("refuse", "equated", "split")


def clock(ordinals: IntArray, holidays: Sequence[Days] = ()) -> IntArray:
    """Days as they count: those of holidays do not."""
    free = sorted({n for a, b in holidays for n in range(a.toordinal(), b.toordinal() + 1)})
    found: IntArray = ordinals - np.searchsorted(np.array(free, dtype=np.int64), ordinals, side="right")
    return found


def weeks_between(first: dt.date, day: dt.date, holidays: Sequence[Days] = ()) -> float:
    """Days / 7 from ``first`` to ``day``, less those of holidays in (first, day]; a day before is below 0."""
    start, end = clock(np.array([first.toordinal(), day.toordinal()]), holidays).tolist()
    return (end - start) / 7  # type: ignore[no-any-return]


@must.gives_reasons
def prepare(
    points: Sequence[Point],
    *,
    same_day: str | None = None,
    clock: str | None = None,
    holidays: Sequence[Days] = (),
    forms: str = "refuse",
    origin: dt.date | None = None,
) -> Prepared | dict[str, Prepared]:
    """The points of a series made ready: one clock, one form, and a rule for two on one day.

    ``same_day``: keep, mean, median, last or refuse. ``clock``: calendar, or school_weeks, where the days of
    ``holidays`` (first and last day) fall out. ``forms``: more than one form is refused, or "equated" by a
    table of the author, or "split": a series for each form by its name. ``origin``: the day of week 0, the
    first date of the series where none is given.
    """
    must.one_of(SAME_DAY, same_day=same_day)
    must.one_of(CLOCKS, clock=clock)
    must.one_of(FORMS, forms=forms)
    if not points:
        must.refuse(reasons.TOO_FEW_POINTS, found=0, least=1)
    zero = origin or min(point.date for point in points)
    free = holidays if clock == "school_weeks" else ()
    kinds = list(dict.fromkeys(point.form for point in points if point.form is not None))
    if len(kinds) > 1 and forms == "refuse":
        must.refuse(reasons.FORM_CHANGED)
    if forms == "split":
        return {
            str(one): _prepared([p for p in points if p.form == one], str(same_day), zero, free)
            for one in kinds or (None,)
        }
    return _prepared(points, str(same_day), zero, free)


def _prepared(points: Sequence[Point], same_day: str, zero: dt.date, free: Sequence[Days]) -> Prepared:
    days: dict[dt.date, list[float]] = {}
    held = [(point.date, point.value) for point in points if point.value is not None]
    for date, value in sorted(held, key=lambda one: one[0]):
        days.setdefault(date, []).append(value)
    must.finite([value for _, value in held])
    if same_day == "refuse" and any(len(values) > 1 for values in days.values()):
        must.refuse(reasons.TWO_ON_ONE_DAY)
    if same_day in MERGES:
        days = {date: [MERGES[same_day](values)] for date, values in days.items()}
    kept = [(weeks_between(zero, date, free), value) for date, values in days.items() for value in values]
    dates = [point.date for point in points]
    return Prepared(
        tuple(week for week, _ in kept),
        tuple(value for _, value in kept),
        len(kept),
        len(points) - len(held),
        len(held) - len(kept),
        dates != sorted(dates),
    )


MERGES: Mapping[str, Any] = {
    "mean": lambda values: float(np.mean(values)),
    "median": lambda values: float(np.median(values)),
    "last": lambda values: values[-1],
}


def points_of(weeks: Any, values: Any, least: int) -> tuple[FloatArray, FloatArray]:
    """Weeks and values of the points that are there, in the order of time; refuses fewer than ``least``."""
    must.alike("weeks, values", weeks, values)
    y = np.array([np.nan if v is None else v for v in values], dtype=float)
    x, y = np.asarray(weeks, dtype=float)[~np.isnan(y)], y[~np.isnan(y)]
    must.finite(x)
    must.finite(y)
    if len(y) < least:
        must.refuse(reasons.TOO_FEW_POINTS, found=len(y), least=least)
    if least > 1 and x.min() == x.max():
        must.refuse(reasons.NO_TIME_SPREAD)
    order = np.argsort(x, kind="stable")
    return x[order], y[order]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line by least squares, with its errors.

    ``see`` is the standard deviation about the line (n - 2), ``se`` the error of the slope, ``end`` the line
    at the last date with its error. A line through an exact fit has no interval: ``low`` and ``high`` are
    None.
    """

    slope: float
    intercept: float
    see: float
    se: float
    df: int
    exact_fit: bool
    low: float | None
    high: float | None
    end: float
    end_se: float
    n: int
    level: float


def _none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


@must.gives_reasons
def ols(weeks: Sequence[float], values: Sequence[float | None], *, level: float | None = None) -> Line:
    """The line of least squares and the t interval of its slope at ``level``; from three points up."""
    must.chance(level=level)
    x, y = points_of(weeks, values, 3)
    found = slopes.named(slopes.ols(x[None], y[None], float(level or 0)), slopes.OLS, 0)
    return Line(
        **{name: found[name] for name in ("slope", "intercept", "see", "se", "end", "end_se")},
        df=len(y) - 2,
        exact_fit=bool(found["exact"]),
        low=_none(found["low"]),
        high=_none(found["high"]),
        n=len(y),
        level=float(level or 0),
    )


@dataclass(frozen=True, slots=True)
class GivenError:
    """The error of a slope from a published error of measurement; what was not asked for is None.

    ``p_short_of_goal`` is the chance that the true rate is short of the goal rate given the points, with a
    flat prior: not the chance that the help fails. A rate short of ``critical_rate`` is short of the goal
    with the declared confidence.
    """

    se: float
    slope: float | None = None
    low: float | None = None
    high: float | None = None
    critical_rate: float | None = None
    p_short_of_goal: float | None = None


@must.gives_reasons
def given_see(
    weeks: Sequence[float],
    values: Sequence[float | None] | None = None,
    *,
    see: float | None = None,
    level: float | None = None,
    goal_rate: float | None = None,
    confidence: float | None = None,
    direction: str | None = None,
) -> GivenError:
    """The slope against a published SEE, for fewer than six points or to plan: se = SEE / sqrt(S_xx).

    Sources: Christ (2006); the critical rate goal - z(confidence) se after Van Norman, Christ and Newell
    (2017).
    """
    error_of_measurement(see)
    x, y = points_of(weeks, weeks if values is None else values, 2)
    if values is not None:
        must.chance(level=level)
    sign = 0
    if goal_rate is not None:
        sign = must.turned(direction)
        must.chance(confidence=confidence)
    found = slopes.named(slopes.given(x[None], y[None], float(see or 0)), slopes.GIVEN, 0)
    se, slope = found["se"], found["slope"] if values is not None else None
    half = critical(level) * se if level is not None and slope is not None else 0.0
    edge = None if goal_rate is None else goal_rate - sign * quantile(float(confidence or 0)) * se
    short = None if goal_rate is None or slope is None else phi(sign * (goal_rate - slope) / se)
    low, high = (None, None) if slope is None else (slope - half, slope + half)
    return GivenError(se, slope, low, high, edge, short)


def error_of_measurement(see: float | None) -> None:
    """It is declared and above 0."""
    must.declared(see=see)
    if not 0 < float(see or 0) < float("inf"):
        must.refuse(reasons.NO_ERROR_OF_MEASUREMENT)


@dataclass(frozen=True, slots=True)
class RobustLine:
    """The median of the slopes between all pairs, which single points do not pull.

    Two intercepts go by the name: of the medians (SciPy) and of the residuals (Tarlow, zyp). ``low`` and
    ``high`` are Sen's bounds at the level that was asked for; None where none was, or all slopes are equal.
    """

    slope: float
    intercept_of_medians: float
    intercept_of_residuals: float
    n_pairs: int
    low: float | None
    high: float | None
    exact_fit: bool


@must.gives_reasons
def theil_sen(
    weeks: Sequence[float], values: Sequence[float | None], *, level: float | None = None
) -> RobustLine:
    """The slope of Theil and Sen; pairs of one day drop out. With ``level`` also the bounds of Sen (1968)."""
    if level is not None:
        must.chance(level=level)
    x, y = points_of(weeks, values, 2)
    found = slopes.named(slopes.theil_sen(x[None], y[None], level), slopes.THEIL_SEN, 0)
    return RobustLine(
        found["slope"],
        found["of_medians"],
        found["of_residuals"],
        int(found["pairs"]),
        _none(found["low"]),
        _none(found["high"]),
        bool(found["exact"]),
    )


@dataclass(frozen=True, slots=True)
class ThreeGroups:
    """The line through the medians of the outer thirds, and how many points each third has."""

    slope: float
    intercept: float
    sizes: tuple[int, int, int]


@must.gives_reasons
def tukey_three_group(
    weeks: Sequence[float], values: Sequence[float | None], *, variant: str | None = None
) -> ThreeGroups:
    """The three-group line: "median_dates" divides by the distance of the median dates, "points_minus_one" by
    n - 1, the hand rule on sheets for curriculum-based measurement, which comes out lower on the same points.

    Of one point over the middle third gets it, of two each outer third one.
    """
    must.one_of(("median_dates", "points_minus_one"), variant=variant)
    x, y = points_of(weeks, values, 3)
    third, over = divmod(len(y), 3)
    outer = third + (over == 2)
    parts = slice(0, outer), slice(outer, len(y) - outer), slice(len(y) - outer, len(y))
    at = [(float(np.median(x[part])), float(np.median(y[part]))) for part in parts]
    run = at[2][0] - at[0][0] if variant == "median_dates" else len(y) - 1
    if not run:
        must.refuse(reasons.NO_TIME_SPREAD)
    slope = (at[2][1] - at[0][1]) / run
    sizes = outer, len(y) - 2 * outer, outer
    return ThreeGroups(slope, sum(b - slope * a for a, b in at) / 3, sizes)


@dataclass(frozen=True, slots=True)
class SplitMiddle:
    """The line through the medians of both halves, and moved so that it halves the points."""

    slope: float
    quarter_intersect_intercept: float
    split_middle_intercept: float


@must.gives_reasons
def split_middle(
    weeks: Sequence[float], values: Sequence[float | None], *, odd: str = "drop_middle"
) -> SplitMiddle:
    """White's split-middle line, from four points up; of an odd number the middle one is in neither half."""
    must.one_of(("drop_middle",), odd=odd)
    x, y = points_of(weeks, values, 4)
    half = len(y) // 2
    (x1, y1), (x2, y2) = (
        (float(np.median(x[part])), float(np.median(y[part])))
        for part in (slice(0, half), slice(-half, None))
    )
    if x1 == x2:
        must.refuse(reasons.NO_TIME_SPREAD)
    slope = (y2 - y1) / (x2 - x1)
    return SplitMiddle(slope, y1 - slope * x1, float(np.median(y - slope * x)))


def spread_of(weeks: FloatArray) -> float:
    """S_xx: the sum of squares of the weeks about their mean."""
    return float(((weeks - weeks.mean()) ** 2).sum())
