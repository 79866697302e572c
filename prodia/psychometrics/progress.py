"""One answer to "may we say already that there is no progress?", for one pupil or for many at once.

An :class:`Aim` declares what changes the answer. :func:`standings` takes a long table of measurements and
gives :class:`Standings`: every figure as an array, one place a pupil, and ``row(at)`` the record of one, a
:class:`Standing` or the reason why there is none. :func:`standing` is a table of one pupil: the same bit for
bit.

The answer holds two rates against the interval of the slope: standing still, and the goal.

=========  ==================================================================================================
none       yes: the rate is short of the goal, and not shown to be above standing still
slow       no: there is progress, and it is short of the goal
progress   no: there is progress, and the goal is not ruled out
open       not yet: the interval holds both; so many weeks more at this pace of measuring
=========  ==================================================================================================

Each bound is one-sided at the declared confidence. Measured for the weeks still needed, the interval is too
narrow to hold both rates, so that whichever is true, an answer comes. The errors assume that points are
independent; a series that drifts has an interval that is too narrow, which a short one can not show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from typing import Any, Literal, get_type_hints

from prodia.errors import fits
from prodia.frozen import dataclass
from prodia.language.columns import np
from prodia.model.series import of_a_score_only
from prodia.problems import Kind, Problem
from prodia.problems import progress as kinds
from prodia.psychometrics import refusals as must
from prodia.psychometrics import slopes
from prodia.psychometrics.refusals import Refused
from prodia.psychometrics.series import CLOCKS, SAME_DAY, Days, Point, clock, error_of_measurement
from prodia.scoring.normal import BoolArray, FloatArray, IntArray, phi, quantile, root, t_cdf, t_quantile
from prodia.scoring.score import NoScore

__all__ = ["Aim", "Measurements", "Series", "Standing", "Standings", "standing", "standings"]

Answer = Literal["none", "slow", "progress", "open"]
ANSWERS: tuple[Answer, ...] = ("none", "slow", "progress", "open")
ANCHORS = ("first", "median", "last")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is expected, and how to decide. None is not declared, and refused where it changes an answer.

    ``goal_rate`` in units of the scale a week, or a ``goal`` on a ``goal_day``: then each pupil has a line of
    his own from the median of his ``first_n`` points at their ``anchor`` date. ``standstill``: the rate that
    is no progress. ``see``: a published error of measurement; without it that of each series is estimated.
    ``per_week``: how often is measured from now on. ``norm``: the level of peers on the last day.

    Raises TypeError for a value of another kind.
    """

    direction: str | None = None
    confidence: float | None = None
    per_week: int | None = None
    clock: str | None = None
    same_day: str | None = None
    goal_rate: float | None = None
    goal: float | None = None
    goal_day: dt.date | None = None
    first_n: int | None = None
    anchor: str | None = None
    standstill: float = 0.0
    see: float | None = None
    norm: float | None = None
    forms: str = "refuse"
    holidays: Sequence[Days] = ()

    def __post_init__(self) -> None:
        wanted = _kinds_of_aim()
        for name in self.__slots__:
            fits(name, getattr(self, name), wanted[name])
        for days in self.holidays:
            fits("holidays", days, Sequence)
            for day in days:
                fits("holidays", day, dt.date)
            if len(days) != 2:
                raise TypeError("holidays: a first and a last day are wanted of each")
        object.__setattr__(self, "holidays", tuple((first, last) for first, last in self.holidays))

    @property
    def sign(self) -> int:
        return must.turned(self.direction)

    def problems(self) -> tuple[Problem, ...]:
        """Everything that is not declared, or can not be."""
        found = []
        for check in self._checks():
            try:
                check()
            except Refused as refused:
                found.append(refused.reason)
        return tuple(found)

    @property
    def told(self) -> tuple[Problem, ...]:
        """What is to be known of what was declared, though it can be."""
        bare = self.clock == "school_weeks" and not self.holidays
        found = (Problem(kinds.NO_HOLIDAYS, None),) if bare else ()
        return found + tuple(Problem(kinds.FOR_NOTHING, None, name=name) for name in of_a_score_only(self))

    def check(self) -> None:
        """Refuses the first of the :meth:`problems`."""
        for check in self._checks():
            check()

    def _checks(self) -> Iterator[Callable[[], object]]:
        yield lambda: must.turned(self.direction)
        yield lambda: must.chance(confidence=self.confidence)
        if self.confidence is not None and self.confidence <= 0.5:
            yield lambda: must.refuse(kinds.NOT_A_CHANCE, name="confidence", known="(0.5..1)")
        yield lambda: must.above_zero(per_week=self.per_week)
        yield lambda: must.one_of(CLOCKS, clock=self.clock)
        yield lambda: must.one_of(SAME_DAY, same_day=self.same_day)
        yield lambda: must.one_of(("refuse", "equated"), forms=self.forms)
        numbers = (self.goal_rate, self.goal, self.norm, self.standstill)
        yield lambda: must.finite([x for x in numbers if x is not None])
        if self.see is not None:
            yield lambda: error_of_measurement(self.see)
        if any(last < first for first, last in self.holidays):
            yield lambda: must.refuse(kinds.END_BEFORE_START)
        if self.goal_rate is not None and self.goal is not None:
            yield lambda: must.refuse(kinds.TWO_GOALS)
        elif self.goal_rate is None and self.goal is None:
            yield lambda: must.declared(goal_rate=None)
        elif self.goal_rate is None:
            yield lambda: must.declared(goal_day=self.goal_day)
            yield lambda: must.above_zero(first_n=self.first_n)
            yield lambda: must.one_of(ANCHORS, anchor=self.anchor)
        elif self.direction is not None and self.sign * (self.goal_rate - self.standstill) <= 0:
            yield lambda: must.refuse(kinds.GOAL_NOT_AHEAD)


@cache
def _kinds_of_aim() -> Mapping[str, Any]:
    return get_type_hints(Aim)


@dataclass(frozen=True, slots=True, eq=False)
class Measurements:
    """A long table: of which pupil (numbered from 0) each row is, its day, its value (NaN: missing).

    ``forms`` and ``phases`` are numbers too, -1 for none. ``unreadable``: rows that could not be read.
    """

    pupils: int
    who: IntArray
    days: IntArray
    values: FloatArray
    forms: IntArray | None = None
    phases: IntArray | None = None
    unreadable: BoolArray | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The rows of one pupil as they stand: measurements, their phases, and minutes of help by day.

    ``unreadable``: a row of it could not be read.
    """

    points: tuple[Point, ...]
    phases: tuple[str | None, ...]
    sessions: tuple[tuple[dt.date, float], ...] = ()
    unreadable: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one pupil stands, in the last phase of the series.

    ``rate`` a week with its bounds at ``confidence`` on either side; ``robust_rate`` of Theil and Sen;
    ``level``: the line at the last day. ``p_short_of_goal``: the chance that the true rate is short of the
    goal given the points, with a flat prior; ``p_progress``: that it is better than standing still.
    ``weeks_needed``: 0 where there is an answer, None where ten years would not settle it.
    """

    answer: Answer
    weeks_needed: int | None
    n: int
    weeks: float
    rate: float
    rate_low: float
    rate_high: float
    rate_se: float
    robust_rate: float
    level: float
    level_se: float
    see: float
    goal_rate: float
    p_short_of_goal: float
    p_progress: float
    gap: float | None
    n_missing: int
    n_merged: int
    intercept: float
    mean_week: float
    sxx: float
    first_week: float
    first_day: dt.date
    last_day: dt.date
    goal_start: float | None = None
    goal_week: float | None = None


FIGURES = (
    "weeks_needed n weeks rate rate_low rate_high rate_se robust_rate level level_se see goal_rate "
    "p_short_of_goal p_progress gap n_missing n_merged intercept mean_week sxx first_week first_day last_day "
    "goal_start goal_week"
).split()
WHOLE = {"weeks_needed", "n", "n_missing", "n_merged"}


@dataclass(frozen=True, slots=True, eq=False)
class Standings:
    """The figures of many pupils by name, NaN for none; ``answers`` as a place in :data:`ANSWERS`, -1 for
    none;
    ``reasons`` by pupil."""

    figures: Mapping[str, FloatArray]
    answers: IntArray
    reasons: Mapping[int, Problem] = field(default_factory=dict)

    def row(self, at: int) -> Standing | NoScore:
        """The record of one pupil."""
        if at in self.reasons:
            return NoScore(self.reasons[at])
        found: dict[str, Any] = {}
        for name, column in self.figures.items():
            value = float(column[at])
            found[name] = None if value != value else int(value) if name in WHOLE else value
        days = {name: dt.date.fromordinal(int(found[name])) for name in ("first_day", "last_day")}
        return Standing(answer=ANSWERS[int(self.answers[at])], **{**found, **days})


@must.gives_reasons
def standing(points: Sequence[Point], aim: Aim, phases: Sequence[str | None] | None = None) -> Standing:
    """One pupil: :func:`standings` of a table of one."""
    forms = _codes([point.form for point in points])
    held = Measurements(
        1,
        np.zeros(len(points), dtype=np.int64),
        np.array([point.date.toordinal() for point in points], dtype=np.int64),
        np.array([np.nan if point.value is None else point.value for point in points], dtype=float),
        forms,
        None if phases is None else _codes(phases),
    )
    found = _standings(held, aim).row(0)
    if isinstance(found, NoScore):
        must.refuse(found.reason.kind, **found.reason.values("en"))
    return found


def _codes(words: Sequence[str | None]) -> IntArray:
    known = {word: at for at, word in enumerate(dict.fromkeys(w for w in words if w is not None))}
    return np.array([-1 if word is None else known[word] for word in words], dtype=np.int64)


@must.gives_reasons
def standings(held: Measurements, aim: Aim) -> Standings:
    """Every pupil of a long table, whatever the order of its rows; those of one day stay in their order."""
    return _standings(held, aim)


@dataclass(slots=True)
class _Ready:
    """The points of the last phase of each pupil, by pupil and day, and what became of the rest."""

    starts: IntArray
    days: IntArray
    y: FloatArray
    missing: IntArray
    merged: IntArray
    first: IntArray
    wrong: dict[Kind, BoolArray]


def _ready(held: Measurements, aim: Aim) -> _Ready:
    k = held.pupils
    order = _in_order(held)
    who, days, values = held.who[order], held.days[order], held.values[order]
    wrong: dict[Kind, BoolArray] = {}
    if held.unreadable is not None:
        wrong[kinds.UNREADABLE_SERIES] = _any(who, held.unreadable[order], k)
        days = np.where(held.unreadable[order], 1, days)
    for words in (held.phases, held.forms if aim.forms == "refuse" else None):
        if words is not None:
            said = _any(who, words[order] >= 0, k) & _any(who, words[order] < 0, k)
            wrong[kinds.PARTLY_SAID] = wrong.get(kinds.PARTLY_SAID, False) | said
    if held.phases is not None:
        phase = held.phases[order]
        new = np.ones(len(who), dtype=bool)
        new[1:] = (who[1:] != who[:-1]) | (phase[1:] != phase[:-1])
        run = np.cumsum(new)
        last = np.zeros(k, dtype=np.int64)
        last[who] = run  # rows stand in order: the last one of a pupil stays
        keep = run == last[who]
        who, days, values, order = who[keep], days[keep], values[keep], order[keep]
    first = np.zeros(k, dtype=np.int64)
    first[who[::-1]] = days[::-1]
    there = np.isfinite(values)
    missing = np.bincount(who[~there], minlength=k)
    who, days, values, order = who[there], days[there], values[there], order[there]
    if held.forms is not None and aim.forms == "refuse":
        form = held.forms[order]
        low, high = np.full(k, np.iinfo(np.int64).max), np.full(k, -1)
        named = form >= 0
        np.minimum.at(low, who[named], form[named])
        np.maximum.at(high, who[named], form[named])
        wrong[kinds.FORM_CHANGED] = low < high
    again = np.zeros(len(who), dtype=bool)
    again[1:] = (who[1:] == who[:-1]) & (days[1:] == days[:-1])
    merged = np.zeros(k, dtype=np.int64)
    if aim.same_day == "refuse":
        wrong[kinds.TWO_ON_ONE_DAY] = _any(who, again, k)
    elif aim.same_day != "keep":
        merged = np.bincount(who[again], minlength=k)
        begins = np.append(np.flatnonzero(~again), len(who))
        kernel = {"mean": slopes.mean, "median": slopes.median, "last": slopes.last}[str(aim.same_day)]
        values = slopes.by_length(begins, values, values, kernel, 1)[:, 0]
        who, days = who[begins[:-1]], days[begins[:-1]]
    return _Ready(np.searchsorted(who, np.arange(k + 1)), days, values, missing, merged, first, wrong)


def _in_order(held: Measurements) -> IntArray:
    """The rows by pupil and day; most tables stand so already."""
    who, days = held.who, held.days
    stands = (who[1:] > who[:-1]) | ((who[1:] == who[:-1]) & (days[1:] >= days[:-1]))
    return np.arange(len(who)) if stands.all() else np.lexsort((days, who))


def _any(who: IntArray, flags: BoolArray, k: int) -> BoolArray:
    found: BoolArray = np.bincount(who[flags], minlength=k) > 0
    return found


def _standings(held: Measurements, aim: Aim) -> Standings:
    aim.check()
    ready, sign, confidence = _ready(held, aim), aim.sign, float(aim.confidence or 0)
    free = aim.holidays if aim.clock == "school_weeks" else ()
    sizes = np.diff(ready.starts)
    zero = clock(ready.first, free)
    x = (clock(ready.days, free) - np.repeat(zero, sizes)) / 7

    def of(kernel: slopes.Kernel, names: Sequence[str]) -> dict[str, FloatArray]:
        found = slopes.by_length(ready.starts, x, ready.y, kernel, len(names))
        return {name: found[:, at] for at, name in enumerate(names)}

    line = of(lambda a, b: slopes.ols(a, b, 2 * confidence - 1), slopes.OLS)
    where = {name: line[name] for name in slopes.WHERE}
    robust = of(lambda a, b: slopes.theil_sen(a, b, None), ("slope", *slopes.THEIL_SEN[1:]))["slope"]
    away = where["last"] - where["mean"]
    with np.errstate(divide="ignore", invalid="ignore"):
        see = line["see"] if aim.see is None else np.full(held.pupils, float(aim.see))
        se = see / root(where["sxx"])
        level_se = see * root(1 / where["n"] + away * away / where["sxx"])
        df = np.maximum(sizes - 2, 1)
        own = aim.see is None
        z: Any = _by_df(lambda n, _: t_quantile(confidence, n), df) if own else quantile(confidence)
        goal, start, at = _goals(aim, ready, x, zero, free)
        wrong = _wrong(aim, ready, sizes, where, line, goal, at)
        bad = np.zeros(held.pupils, dtype=bool)
        for flags in wrong.values():
            bad |= flags
        low, high = line["slope"] - z * se, line["slope"] + z * se
        far, near = (high, low) if sign > 0 else (-low, -high)
        short, moving = far < sign * goal, near > sign * aim.standstill
        of_goal, of_still = (sign * (one - line["slope"]) / se for one in (goal, aim.standstill))
        chances = [_chance(one, df if own else None) for one in (of_goal, -of_still)]
        apart = np.abs(goal - aim.standstill) / (2 * z)
    answers = np.where(short, np.where(moving, 1, 0), np.where(moving, 2, 3))
    answers = np.where(bad, -1, answers)
    needed = np.where(answers >= 0, 0.0, np.nan)
    rows = np.flatnonzero(answers == 3)
    if len(rows):
        held_now = np.stack([where[name][rows] for name in slopes.WHERE], axis=1)
        apart = np.broadcast_to(apart, (held.pupils,))[rows]
        more, _ = slopes.weeks_more(
            held_now, see[rows], apart, per_week=int(aim.per_week or 0), layout="even"
        )
        needed[rows] = np.maximum(more, 1.0)
    figures: dict[str, FloatArray] = {
        "weeks_needed": needed,
        "n": where["n"],
        "weeks": where["last"] - where["first"],
        "rate": line["slope"],
        "rate_low": low,
        "rate_high": high,
        "rate_se": se,
        "robust_rate": robust,
        "level": line["end"],
        "level_se": level_se,
        "see": see,
        "goal_rate": goal,
        "p_short_of_goal": chances[0],
        "p_progress": chances[1],
        "gap": np.full(held.pupils, np.nan) if aim.norm is None else sign * (aim.norm - line["end"]),
        "n_missing": ready.missing.astype(float),
        "n_merged": ready.merged.astype(float),
        "intercept": line["intercept"],
        "mean_week": where["mean"],
        "sxx": where["sxx"],
        "first_week": where["first"],
        "first_day": ready.first.astype(float),
        "last_day": _last(ready, sizes),
        "goal_start": start,
        "goal_week": at,
    }
    found = {name: np.where(bad, np.nan, figures[name]) for name in FIGURES}
    found["n"] = sizes.astype(float)
    return Standings(found, answers, dict(_reasons(wrong, sizes, aim)))


def _by_df(of: Callable[[int, BoolArray], Any], df: IntArray) -> FloatArray:
    """What comes of the pupils with the same degrees of freedom, in the place of each."""
    found = np.empty(len(df))
    for one in np.flatnonzero(np.bincount(df)).tolist():
        rows = df == one
        found[rows] = of(one, rows)
    return found


def _chance(x: FloatArray, df: IntArray | None) -> FloatArray:
    return phi(x) if df is None else _by_df(lambda n, rows: t_cdf(x[rows], n), df)


def _last(ready: _Ready, sizes: IntArray) -> FloatArray:
    found = np.full(len(sizes), np.nan)
    some = sizes > 0
    found[some] = ready.days[ready.starts[1:][some] - 1]
    return found


def _goals(
    aim: Aim, ready: _Ready, x: FloatArray, zero: IntArray, free: Sequence[Days]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The rate of the goal of each pupil, and where its line starts: value and week."""
    k = len(zero)
    none = np.full(k, np.nan)
    if aim.goal_rate is not None:
        return np.full(k, float(aim.goal_rate)), none, none
    n, which = int(aim.first_n or 0), ANCHORS.index(str(aim.anchor))

    def start(a: FloatArray, b: FloatArray) -> FloatArray:
        if a.shape[1] < n:
            return np.full((len(a), 2), np.nan)
        early = a[:, :n]
        at = (early[:, 0], slopes.median(early, early)[:, 0], early[:, -1])[which]
        return np.stack([slopes.median(early, b[:, :n])[:, 0], at], axis=1)

    found = slopes.by_length(ready.starts, x, ready.y, start, 2)
    assert aim.goal_day is not None
    end = (clock(np.array([aim.goal_day.toordinal()]), free)[0] - zero) / 7
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = (float(aim.goal or 0) - found[:, 0]) / (end - found[:, 1])
    return np.where(end > found[:, 1], rate, np.nan), found[:, 0], found[:, 1]


def _least(aim: Aim) -> int:
    """How many points a rate with an interval needs."""
    own = 3 if aim.see is None else 2
    return own if aim.goal_rate is not None else max(own, int(aim.first_n or 0))


def _wrong(
    aim: Aim,
    ready: _Ready,
    sizes: IntArray,
    where: Mapping[str, FloatArray],
    line: Mapping[str, FloatArray],
    goal: FloatArray,
    at: FloatArray,
) -> dict[Kind, BoolArray]:
    """Which pupils have no answer, by the reason; the first reason counts."""
    wrong = dict(ready.wrong)
    wrong[kinds.TOO_FEW_POINTS] = sizes < _least(aim)
    wrong[kinds.NO_TIME_SPREAD] = np.isnan(where["sxx"])
    if aim.see is None:
        wrong[kinds.EXACT_FIT] = line["exact"] == 1
    if aim.goal_rate is None:
        wrong[kinds.GOAL_BEFORE_START] = np.isnan(goal)
        wrong[kinds.GOAL_NOT_AHEAD] = aim.sign * (goal - aim.standstill) <= 0
    return wrong


def _reasons(wrong: Mapping[Kind, BoolArray], sizes: IntArray, aim: Aim) -> dict[int, Problem]:
    found: dict[int, Problem] = {}
    for kind, flags in wrong.items():
        for row in np.flatnonzero(flags).tolist():
            if row not in found:
                more = (
                    {"found": int(sizes[row]), "least": _least(aim)} if kind is kinds.TOO_FEW_POINTS else {}
                )
                found[row] = Problem(kind, None, **more)
    return found
