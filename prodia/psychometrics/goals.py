"""Goal lines, gaps, decision rules with their false alarm, how long to measure, and level with rate together.

Weeks and rates as in :mod:`prodia.psychometrics.series`; chances run from 0 to 1 and say of what they are.
"""

# No rule stands here: how many points below the line mean "change the help" differs by author, and is given.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from prodia.language.columns import np
from prodia.problems import progress as kinds
from prodia.psychometrics import refusals as must
from prodia.psychometrics import slopes
from prodia.psychometrics.series import error_of_measurement, points_of, spread_of
from prodia.scoring.normal import (
    FloatArray,
    bivariate,
    chi_density,
    density,
    nodes,
    phi,
    quantile,
    root,
    t_cdf,
)

__all__ = [
    "Discrepancy",
    "FalseAlarm",
    "Gap",
    "GoalLine",
    "PeerDiscrepancy",
    "PointRule",
    "Rates",
    "StillNeeded",
    "WeeksNeeded",
    "dual_discrepancy",
    "dual_discrepancy_peers",
    "false_alarm",
    "false_alarm_ar1",
    "gap",
    "goal_line",
    "point_rule",
    "rates",
    "weeks_needed",
    "weeks_still_needed",
]

ON_THE_LINE = 1e-9  # a line is worked out, a point is written: this much apart is on it


@dataclass(frozen=True, slots=True)
class GoalLine:
    """From ``start`` in week ``start_week`` to the goal, ``weeks`` later, at ``rate`` a week; ``aim``: the
    line in the weeks that were asked for."""

    start: float
    start_week: float
    weeks: float
    rate: float
    aim: tuple[float, ...] = ()

    def at(self, week: float) -> float:
        """Where the line is in that week."""
        return self.start + self.rate * (week - self.start_week)


@must.gives_reasons
def goal_line(
    weeks: Sequence[float],
    values: Sequence[float | None],
    *,
    goal: float | None = None,
    goal_week: float | None = None,
    first_n: int | None = None,
    anchor: str | None = None,
    at_weeks: Sequence[float] = (),
) -> GoalLine:
    """The line from the median of the first ``first_n`` points to the goal.

    ``anchor``: whether it starts at the first, the median or the last date of those points.
    """
    goal, goal_week, first_n = must.declared(goal=goal, goal_week=goal_week, first_n=first_n)
    n, end = int(must.above_zero(first_n=first_n)), float(goal_week)
    anchor = must.one_of(("first", "median", "last"), anchor=anchor)
    x, y = points_of(weeks, values, 1)
    if len(y) < n:
        must.refuse(kinds.TOO_FEW_POINTS, found=len(y), least=n)
    start = float(np.median(y[:n]))
    at = {"first": float(x[0]), "median": float(np.median(x[:n])), "last": float(x[n - 1])}[anchor]
    if end <= at:
        must.refuse(kinds.GOAL_BEFORE_START)
    line = GoalLine(start, at, end - at, (float(goal) - start) / (end - at))
    return replace(line, aim=tuple(line.at(week) for week in at_weeks))


@dataclass(frozen=True, slots=True)
class Rates:
    """Growth a week: ``typical`` of the norm, ``target`` to reach the norm at the end, ``attained``."""

    typical: float
    target: float
    attained: float


def _rates(norm_start: float, norm_end: float, pupil_start: float, pupil_end: float, weeks: float) -> Rates:
    must.finite([norm_start, norm_end, pupil_start, pupil_end, weeks])
    if weeks <= 0:
        must.refuse(kinds.NO_TIME_SPREAD)
    return Rates(
        (norm_end - norm_start) / weeks, (norm_end - pupil_start) / weeks, (pupil_end - pupil_start) / weeks
    )


@must.gives_reasons
def rates(
    norm_start: float, norm_end: float, pupil_start: float, pupil_end: float, *, weeks_between: float
) -> Rates:
    """Typical, target and attained rate between two moments, as in Shapiro's worked example."""
    return _rates(norm_start, norm_end, pupil_start, pupil_end, weeks_between)


@dataclass(frozen=True, slots=True)
class Gap:
    """How far short of the norm, above 0 is short, at both moments.

    ``ratio`` is norm / pupil at the end, on a ratio scale only. ``weeks_to_close`` is None where the pupil is
    not faster than the norm, and 0 where there is no gap; ``rate_to_close`` in units of the scale.
    """

    gap_start: float
    gap_end: float
    gap_change: float
    ratio: float | None
    weeks_to_close: float | None
    rate_to_close: float | None


@must.gives_reasons
def gap(
    norm_start: float,
    norm_end: float,
    pupil_start: float,
    pupil_end: float,
    *,
    weeks_between: float,
    direction: str | None = None,
    close_in_weeks: float | None = None,
) -> Gap:
    """The gap to the norm at two moments, and what it would take to close it."""
    sign = must.turned(direction)
    of = _rates(norm_start, norm_end, pupil_start, pupil_end, weeks_between)
    if close_in_weeks is not None:
        must.above_zero(close_in_weeks=close_in_weeks)
    first, last = sign * (norm_start - pupil_start), sign * (norm_end - pupil_end)
    faster = sign * (of.attained - of.typical)
    weeks = 0.0 if last <= 0 else last / faster if faster > 0 else None
    to_close = None if close_in_weeks is None else of.typical + (norm_end - pupil_end) / close_in_weeks
    ratio = norm_end / pupil_end if pupil_end else None
    return Gap(first, last, last - first, ratio, weeks, to_close)


@dataclass(frozen=True, slots=True)
class PointRule:
    """The last runs and the longest runs on either side of the line, "below" being the worse side."""

    last_below: int
    last_above: int
    longest_below: int
    longest_above: int
    n: int
    decision: Literal["too_few", "change", "raise_goal", "keep"]


@must.gives_reasons
def point_rule(
    values: Sequence[float | None],
    aim: Sequence[float],
    *,
    on_line: str | None = None,
    below: int | None = None,
    above: int | None = None,
    least_points: int | None = None,
    direction: str | None = None,
) -> PointRule:
    """So many last points in a row on one side of the aimline: change the help, or raise the goal.

    ``on_line``: a point on the line breaks a run, is skipped, or counts as met. A missing point breaks
    nothing. The published rules differ (four and four; three below and six above): they are given, and each
    has its :func:`false_alarm`.
    """
    sign = must.turned(direction)
    must.one_of(("breaks", "skips", "counts_as_met"), on_line=on_line)
    below, above, least_points = must.declared(below=below, above=above, least_points=least_points)
    must.above_zero(below=below, above=above)
    must.alike("values, aim", values, aim)
    held = [(v, a) for v, a in zip(values, aim, strict=True) if v is not None]
    must.finite(held)
    sides = []
    for value, line in held:
        on = abs(value - line) <= ON_THE_LINE * max(1.0, abs(line))
        side = 0 if on else (1 if sign * (value - line) > 0 else -1)
        sides += [] if on and on_line == "skips" else [1 if on and on_line == "counts_as_met" else side]
    runs = [(side, len(list(of))) for side, of in groupby(sides)]
    last_side, last = runs[-1] if runs else (0, 0)
    longest = {side: max((n for s, n in runs if s == side), default=0) for side in (-1, 1)}
    under, over = last * (last_side == -1), last * (last_side == 1)
    decision: Literal["too_few", "change", "raise_goal", "keep"] = "keep"
    if len(held) < int(least_points):
        decision = "too_few"
    elif under >= int(below):
        decision = "change"
    elif over >= int(above):
        decision = "raise_goal"
    return PointRule(under, over, longest[-1], longest[1], len(held), decision)


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """Chances of a rule of ``k`` points below the line in ``n`` looks: at least one such run, and the last
    k."""

    any_run: float
    last_k: float | None = None


def _looks(n: int | None, k: int | None) -> tuple[int, int]:
    looks, run = map(int, must.above_zero(n=n, k=k))
    if run > looks:
        must.refuse(kinds.K_ABOVE_N, k=k, n=n)
    return looks, run


@must.gives_reasons
def false_alarm(p: float | Sequence[float], *, n: int | None = None, k: int | None = None) -> FalseAlarm:
    """The exact chances where points are independent; ``p``: the chance to be below, one number or one a
    point.

    For a pupil above the line p_i = Phi((aim_i - true_i) / SEE).
    """
    n, k = _looks(n, k)
    must.chance(ends=True, p=p)
    each = [float(p)] * n if isinstance(p, int | float) else [float(one) for one in p]
    if len(each) != n:
        must.refuse(kinds.LENGTHS_DIFFER, what="p, n")
    running, done = (
        [1.0] + [0.0] * (k - 1),
        0.0,
    )  # chance of a present run of 0 .. k - 1, and that one was full
    for one in each:
        done += running[-1] * one
        running = [(1 - one) * sum(running), *(one * part for part in running[:-1])]
    return FalseAlarm(done, float(np.prod(each[n - k :])))


@must.gives_reasons
def false_alarm_ar1(
    *, n: int | None = None, k: int | None = None, phi: float | None = None, shift: float = 0.0
) -> FalseAlarm:
    """As :func:`false_alarm` where each point resembles the one before: a stationary normal AR(1).

    ``phi`` is the autocorrelation; ``shift`` how far the pupil truly is above the line, in deviations of the
    residuals. Exact to 1e-6 or better, by quadrature over the last value: nothing is simulated.
    """
    n, k = _looks(n, k)
    follow = must.correlation(phi, "phi")
    rest = root(1 - follow**2)
    must.finite([shift])
    panels = min(60, int(12 + 3 / rest))
    sides = [nodes(low, high, panels, 12) for low, high in ((-9.0, -shift), (-shift, 9.0)) if high > low]
    x = np.concatenate([side[0] for side in sides])
    w = np.concatenate([side[1] for side in sides])
    step = density((x[:, None] - follow * x[None, :]) / rest) / rest * w[None, :]
    below = x < -shift
    running = [np.where(below, 0.0, density(x)), np.where(below, density(x), 0.0)]
    running += [np.zeros_like(x) for _ in range(k - 1)]
    done = 0.0
    for look in range(n):
        if look:
            moved = [step @ one for one in running[:k]]
            running = [np.where(below, 0.0, sum(moved)), *(np.where(below, one, 0.0) for one in moved)]
        done += float((running[k] * w).sum())
    return FalseAlarm(min(1.0, done))


@dataclass(frozen=True, slots=True)
class WeeksNeeded:
    """The least weeks of measuring to tell two rates apart, and the error of the slope there."""

    weeks: int
    se: float


@dataclass(frozen=True, slots=True)
class StillNeeded:
    """How many more weeks, 0 where it can be told now, and the error of the slope there."""

    more_weeks: int
    se: float


def _apart(
    rate_a: float | None, rate_b: float | None, confidence: float | None, power: float | None
) -> float:
    """The error of the slope at which two rates can be told apart."""
    rate_a, rate_b = map(float, must.declared(rate_a=rate_a, rate_b=rate_b))
    z = quantile(float(must.chance(confidence=confidence)))
    if power is not None:
        z += quantile(must.chance(power=power))
    apart = abs(rate_a - rate_b)
    if not apart:
        must.refuse(kinds.RATES_EQUAL)
    return apart / z if z > 0 else float("inf")


LAYOUTS = ("same_day", "even")


def _measuring(see: float | None, per_week: int | None, layout: str | None) -> tuple[float, int, str]:
    """The error of one measurement, how many there are a week, and how they lie in it."""
    error_of_measurement(see)
    each = int(must.above_zero(per_week=per_week))
    return float(see or 0), each, must.one_of(LAYOUTS, layout=layout)


def _layout(weeks: int, per_week: int, layout: str) -> FloatArray:
    """When is measured, in weeks from the first: ``per_week`` on one day of each, or evenly spaced."""
    if layout == "same_day":
        return np.repeat(np.arange(weeks, dtype=float), per_week)
    return np.arange(weeks * per_week, dtype=float) / per_week


@must.gives_reasons
def weeks_needed(
    *,
    see: float | None = None,
    per_week: int | None = None,
    layout: str | None = None,
    rate_a: float | None = None,
    rate_b: float | None = None,
    confidence: float | None = None,
    power: float | None = None,
) -> WeeksNeeded:
    """The least w from 2 with (z_confidence + z_power) SEE / sqrt(S_xx(w)) within the difference of the
    rates.

    ``layout``: the measures of a week on one day, or evenly over it; without ``power`` none is asked for.
    """
    error, each, days = _measuring(see, per_week, layout)
    apart = _apart(rate_a, rate_b, confidence, power)
    for weeks in range(2, slopes.MOST_WEEKS + 1):
        se = error / root(spread_of(_layout(weeks, each, days)))
        if se <= apart:
            return WeeksNeeded(weeks, se)
    must.refuse(kinds.MORE_THAN_TEN_YEARS)


@must.gives_reasons
def weeks_still_needed(
    weeks: Sequence[float],
    *,
    see: float | None = None,
    per_week: int | None = None,
    layout: str = "even",
    rate_a: float | None = None,
    rate_b: float | None = None,
    confidence: float | None = None,
    power: float | None = None,
) -> StillNeeded:
    """How long before two rates can be told apart, from the points held so far: before "no progress" can be
    said.

    ``weeks`` are those of the points that are there; measuring goes on after the last at this pace.
    """
    error, each, days = _measuring(see, per_week, layout)
    held = must.finite(weeks)
    if not len(held):
        must.refuse(kinds.TOO_FEW_POINTS, found=0, least=1)
    apart = _apart(rate_a, rate_b, confidence, power)
    row = np.array([[len(held), held.mean(), spread_of(held), held.max()]])
    more, se = slopes.weeks_more(row, np.array([error]), np.array([apart]), per_week=each, layout=days)
    if np.isnan(more[0]):
        must.refuse(kinds.MORE_THAN_TEN_YEARS)
    return StillNeeded(int(more[0]), float(se[0]))


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """The level on the line at the last date and the rate, each held against its cut.

    ``p_level`` and ``p_rate`` are the chances that the true one is short of it given the points, with a flat
    prior; ``p_both`` that both are, which is not their product: they correlate ``correlation``.
    """

    level: float
    rate: float
    correlation: float
    short_of_both: bool
    p_level: float
    p_rate: float
    p_both: float


@must.gives_reasons
def dual_discrepancy(
    weeks: Sequence[float],
    values: Sequence[float | None],
    *,
    level_cut: float | None = None,
    rate_cut: float | None = None,
    see: float | None = None,
    direction: str | None = None,
) -> Discrepancy:
    """Short of a level and of a rate together: normal with a published ``see``, else t with n - 2."""
    sign = must.turned(direction)
    level_cut, rate_cut = map(float, must.declared(level_cut=level_cut, rate_cut=rate_cut))
    if see is not None:
        error_of_measurement(see)
    x, y = points_of(weeks, values, 3 if see is None else 2)
    line = slopes.named(slopes.ols(x[None], y[None], 0.5), slopes.OLS, 0)
    if see is None and line["exact"]:
        must.refuse(kinds.EXACT_FIT)
    n, sxx, away = len(y), spread_of(x), float(x[-1] - x.mean())
    sd, part = see or line["see"], 1 / n + away**2 / sxx
    level_z = sign * (level_cut - line["end"]) / (sd * root(part))
    rate_z = sign * (rate_cut - line["slope"]) * root(sxx) / sd
    r = away / root(part * sxx)
    if see is not None:
        chances = phi(level_z), phi(rate_z), bivariate(level_z, rate_z, r)
    else:
        both = _bivariate_t(level_z, rate_z, r, n - 2)
        chances = t_cdf(level_z, n - 2), t_cdf(rate_z, n - 2), both
    return Discrepancy(line["end"], line["slope"], r, level_z > 0 and rate_z > 0, *chances)


def _bivariate_t(h: float, k: float, r: float, df: int) -> float:
    """Both of two t variables with ``df`` below h and k: the normal mixed over chi / sqrt(df)."""
    x, w = nodes(0.0, 1 + 9 / root(float(df)), 60)
    return float((bivariate(h * x, k * x, r) * chi_density(x, df) * w).sum())


@dataclass(frozen=True, slots=True)
class PeerDiscrepancy:
    """Level and rate in deviations of peers, above 0 better; ``both``: both at least the cut below."""

    z_level: float
    z_rate: float
    both: bool


@must.gives_reasons
def dual_discrepancy_peers(
    *,
    level: float,
    peer_level_mean: float,
    peer_level_sd: float,
    rate: float,
    peer_rate_mean: float,
    peer_rate_sd: float,
    cut_sd: float | None = None,
    direction: str | None = None,
) -> PeerDiscrepancy:
    """Level and rate against peers of the class or region; on the cut counts."""
    sign = must.turned(direction)
    cut = float(must.declared(cut=cut_sd))
    must.spread(peer_level_sd, peer_rate_sd)
    if cut < 0:
        must.refuse(kinds.NOT_ABOVE_ZERO, name="cut_sd")
    z_level = sign * (level - peer_level_mean) / peer_level_sd
    z_rate = sign * (rate - peer_rate_mean) / peer_rate_sd
    edge = -cut + ON_THE_LINE
    return PeerDiscrepancy(z_level, z_rate, z_level <= edge and z_rate <= edge)
