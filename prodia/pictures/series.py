"""A series of one pupil as a picture: measurements, phases, the goal line, the trend with its band, the dose.

A :class:`SeriesChart` is what is drawn; :func:`series_picture` draws it and says the same in a sentence or
two and in a table. Weeks run from the first day of the series, as its clock counts them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from prodia.pictures import svg
from prodia.pictures.svg import ACCENT, LINE, PAD, SMALL, Figures, Flag, Picture
from prodia.words import Lang, Words
from prodia.words.numbers import counted, day, fill, number

# No line runs across a change of phase. The band is that of the line, not of single points. The scale starts
# at its own end, not at the data. What must change together: the signs, and `_key`, which explains them.

_SAYS = {
    "axis": Words("weken sinds {day} ({clock})", "weeks since {day} ({clock})"),
    "calendar": Words("kalender", "calendar"),
    "school_weeks": Words("schoolweken", "school weeks"),
    "minutes": Words("minuten hulp per week", "minutes of help a week"),
    "columns": Words("Dag|Week|{what}|Fase|Doellijn", "Day|Week|{what}|Phase|Goal line"),
    "missing": Words("ontbreekt", "missing"),
    "point": Words("meting", "measurement"),
    "gap": Words("meting die ontbreekt", "measurement that is missing"),
    "trend": Words(
        "trend van de laatste fase, met de band van de lijn ({percent} %)",
        "trend of the last phase, with the band of the line ({percent} %)",
    ),
    "goal": Words("doellijn: {rate} per week", "goal line: {rate} a week"),
    "norm": Words("niveau van leeftijdsgenoten: {value}", "level of peers: {value}"),
    "bars": Words("minuten hulp per week; hoogste: {most}", "minutes of help a week; highest: {most}"),
    "holidays": Words("vakantie", "holiday"),
    "alt": Words(
        "{title}: {what}, {points} van {first} tot {last}, van {start} tot {end}.",
        "{title}: {what}, {points} from {first} to {last}, from {start} to {end}.",
    ),
    "alt trend": Words(
        " De trend is {rate} per week ({low} tot {high}).", " The trend is {rate} a week ({low} to {high})."
    ),
    "alt goal": Words(" Het doel is {rate} per week.", " The goal is {rate} a week."),
    "alt dose": Words(" Hulp: {minutes} in totaal.", " Help: {minutes} in all."),
    "one": Words("1 meting", "1 measurement"),
    "many": Words("{n} metingen", "{n} measurements"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A measurement in a week of the series; ``value`` None where it is missing."""

    date: dt.date
    week: float
    value: float | None
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A straight line from ``first`` to ``last`` week with the half width of its band at any week.

    The band is ``times`` the error of the line, sqrt(1/n + (week - mean)^2 / S_xx) ``see``.
    """

    first: float
    last: float
    intercept: float
    slope: float
    low: float
    high: float
    see: float
    n: int
    mean: float
    sxx: float
    times: float
    percent: float

    def at(self, week: float) -> float:
        return self.intercept + self.slope * week

    def half(self, week: float) -> float:
        return self.times * self.see * math.sqrt(1 / self.n + (week - self.mean) ** 2 / self.sxx)


@dataclass(frozen=True, slots=True)
class Goal:
    """A line from ``start`` in ``week`` at ``rate`` a week."""

    week: float
    start: float
    rate: float

    def at(self, week: float) -> float:
        return self.start + self.rate * (week - self.week)


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """Everything that is drawn. ``what`` is the scale in words, ``scale`` its ends where they are known.

    ``dose``: minutes of help by week number from 0; ``holidays``: from which week to which. Numbers are
    finite, or ``ValueError``; there is a mark.
    """

    title: str
    what: str
    marks: tuple[Mark, ...]
    clock: str
    trend: Trend | None = None
    goal: Goal | None = None
    norm: float | None = None
    dose: tuple[tuple[int, float], ...] = ()
    scale: tuple[float, float] | None = None
    holidays: tuple[tuple[float, float], ...] = ()

    def __post_init__(self) -> None:
        svg.finite(*(mark.week for mark in self.marks), *self.values, *(minutes for _, minutes in self.dose))
        if not self.values:
            raise ValueError("a picture of a series has a measurement")

    @property
    def values(self) -> tuple[float, ...]:
        return tuple(mark.value for mark in self.marks if mark.value is not None)

    @property
    def sorted(self) -> tuple[Mark, ...]:
        return tuple(sorted(self.marks, key=lambda mark: mark.date))


@dataclass(frozen=True, slots=True)
class _Told:
    chart: SeriesChart
    lang: Lang

    def say(self, key: str, **values: str | float) -> str:
        return fill(_SAYS[key], self.lang, **values)

    def short(self, value: float) -> str:
        return number(value, self.lang, 2)

    def axis(self) -> str:
        first = self.chart.sorted[0].date
        return self.say("axis", day=day(first, self.lang), clock=self.say(self.chart.clock))

    def alternative(self) -> str:
        chart = self.chart
        held = [mark for mark in chart.sorted if mark.value is not None]
        text = self.say(
            "alt",
            title=svg.brief(chart.title),
            what=svg.brief(chart.what),
            points=self.say("one" if len(held) == 1 else "many", n=len(held)),
            first=day(held[0].date, self.lang),
            last=day(held[-1].date, self.lang),
            start=self.short(held[0].value or 0.0),
            end=self.short(held[-1].value or 0.0),
        )
        if chart.trend is not None:
            rate, low, high = map(self.short, (chart.trend.slope, chart.trend.low, chart.trend.high))
            text += self.say("alt trend", rate=rate, low=low, high=high)
        if chart.goal is not None:
            text += self.say("alt goal", rate=self.short(chart.goal.rate))
        if chart.dose:
            total = sum(minutes for _, minutes in chart.dose)
            text += self.say("alt dose", minutes=counted(total, "minutes", self.lang, 0))
        return text

    def table(self) -> Figures:
        columns = tuple(self.say("columns").replace("{what}", svg.clean(self.chart.what)).split("|"))
        goal = self.chart.goal
        rows = (
            (
                day(mark.date, self.lang),
                number(mark.week, self.lang, 1),
                self.say("missing") if mark.value is None else self.short(mark.value),
                svg.clean(mark.phase),
                "" if goal is None or mark.week < goal.week else self.short(goal.at(mark.week)),
            )
            for mark in self.chart.sorted
        )
        return Figures(columns, tuple(rows))


PLOT, LOWEST, BARS = 0.5, 200.0, 46.0
Place: TypeAlias = tuple[float, float]


_Frame: TypeAlias = svg.Frame[_Told]


def series_picture(chart: SeriesChart, *, name: str, lang: Lang = "nl", width: float = 640) -> Picture:
    """The chart as a picture ``width`` px wide, with its alternative text and table.

    ``name`` makes the ids unique on the page. Raises ``ValueError`` for a name that is no id, a title without
    words, or a width below 280.
    """
    told = _Told(chart, lang)
    title, top = svg.heading(chart.title, width)
    frame = _frame(told, width, top + PAD)
    parts = [title, *_ground(frame), *svg.planted(_flags(frame), frame.top, frame.bottom)]
    parts += [*_lines(frame), *_marks(frame)]
    foot = frame.bottom + 34
    if chart.dose:
        parts += _bars(frame, foot + 12)
        foot += 12 + BARS + 18
    key, height = svg.explained(_key(told), foot, width)
    alt = told.alternative()
    made = svg.drawing(
        name, chart.title, alt, lang=lang, width=width, height=height, look="series", parts=[*parts, *key]
    )
    return Picture(made, alt, told.table())


def _frame(told: _Told, width: float, top: float) -> _Frame:
    chart = told.chart
    weeks = [mark.week for mark in chart.marks] + [float(week + 1) for week, _ in chart.dose]
    ends = min(0.0, *weeks), max(1.0, *weeks)
    values = [*chart.values, *(chart.scale or ())]
    values += [] if chart.norm is None else [chart.norm]
    values += [] if chart.goal is None else [chart.goal.start, chart.goal.at(ends[1])]
    values += (
        [] if chart.trend is None else [chart.trend.at(chart.trend.first), chart.trend.at(chart.trend.last)]
    )
    low, high = min(values), max(values)
    if chart.scale is None and low >= 0:
        low = 0.0  # where the scale does not say: a picture does not make growth steeper than it is
    y_ticks = svg.rounded_out((low, high), 1.0)
    left = PAD + max(svg.width_of(number(tick, told.lang), SMALL) for tick in y_ticks) + 8
    frame = svg.Frame(told, ends, y_ticks, left, width - PAD - 12)
    frame = replace(frame, right=svg.fitting(_flags(frame), left, frame.right, width))
    top += LINE + svg.depth(_flags(frame))
    return replace(frame, top=top, bottom=top + max(LOWEST, PLOT * (frame.right - left)))


def _flags(frame: _Frame) -> tuple[Flag, ...]:
    """Where a phase begins, halfway between two measurements; the first one at the edge."""
    marks = [mark for mark in frame.told.chart.sorted if mark.phase]
    found = [Flag(frame.x(marks[0].week), svg.brief(marks[0].phase), "bound", "1 3")] if marks else []
    for before, after in pairwise(marks):
        if before.phase != after.phase:
            at = frame.x((before.week + after.week) / 2)
            found.append(Flag(at, svg.brief(after.phase), "bound", "4 2"))
    return tuple(found)


def _ground(frame: _Frame) -> Iterator[str]:
    told, left, right, bottom = frame.told, frame.left, frame.right, frame.bottom
    first, last = frame.ends
    step = max(1.0, svg.nice((last - first) / max(2, int((right - left) / 44))))
    ticks = svg.steps(first, last, step)
    for start, end in told.chart.holidays:
        if start < last and end > first:
            at, to = frame.x(max(start, first)), frame.x(min(end, last))
            yield _grey(at, frame.top, to - at, bottom - frame.top)
    yield from frame.ground([(week, number(week, told.lang)) for week in ticks], told.lang)
    above = frame.top - svg.depth(_flags(frame)) - 10
    what = svg.wrapped(told.chart.what, right - PAD, size=SMALL)
    yield svg.words(what, PAD, above, full=told.chart.what, size=SMALL)
    yield svg.words(svg.wrapped(told.axis(), right - left, size=SMALL), left, bottom + 34, size=SMALL)


def _grey(x: float, y: float, width: float, height: float) -> str:
    place = {"x": x, "y": y, "width": width, "height": height}
    return svg.tag("rect", **place, class_="holiday", fill="currentColor", fill_opacity=0.08)


def _lines(frame: _Frame) -> Iterator[str]:
    """The norm, the goal line from its anchor, and the trend with its band."""
    chart, last = frame.told.chart, frame.ends[1]
    if chart.norm is not None:
        level = [(frame.left, frame.y(chart.norm)), (frame.right, frame.y(chart.norm))]
        yield svg.path(level, class_="norm", stroke_dasharray="8 3 2 3")
    if chart.goal is not None and last > chart.goal.week:
        ends = [(frame.x(week), frame.y(chart.goal.at(week))) for week in (chart.goal.week, last)]
        yield svg.path(ends, class_="goal", stroke_width=1.5, stroke_dasharray="6 4")
    trend = chart.trend
    if trend is not None:
        weeks = [trend.first + (trend.last - trend.first) * i / 12 for i in range(13)]

        def edge(sign: int) -> list[Place]:
            return [(frame.x(w), frame.y(frame.inside(trend.at(w) + sign * trend.half(w)))) for w in weeks]

        band = "L".join(f"{x:.2f} {y:.2f}" for x, y in [*edge(1), *reversed(edge(-1))])
        yield svg.tag("path", d=f"M{band}Z", class_="band", fill="currentColor", fill_opacity=0.12)
        ends = [(frame.x(week), frame.y(trend.at(week))) for week in (trend.first, trend.last)]
        yield svg.path(ends, class_="trend", stroke=ACCENT, stroke_width=2.0)


def _marks(frame: _Frame) -> Iterator[str]:
    """The measurements, joined within a phase; a missing one is hollow, on the axis, and breaks nothing."""
    marks = frame.told.chart.sorted
    held = [(mark, frame.x(mark.week), frame.y(mark.value)) for mark in marks if mark.value is not None]
    for (before, x1, y1), (after, x2, y2) in pairwise(held):
        if before.phase == after.phase:
            yield svg.path([(x1, y1), (x2, y2)], class_="joined", stroke_opacity=0.5)
    for _, x, y in held:
        yield _dot(x, y, missing=False)
    for mark in marks:
        if mark.value is None:
            yield _dot(frame.x(mark.week), frame.bottom, missing=True)


def _dot(x: float, y: float, *, missing: bool) -> str:
    if missing:
        ring = svg.tag("circle", cx=x, cy=y, r=4.0, class_="missing", stroke="currentColor")
        return svg.tag("g", ring, fill="none")
    return svg.tag("circle", cx=x, cy=y, r=3.5, class_="measured", fill=ACCENT)


def _bars(frame: _Frame, top: float) -> Iterator[str]:
    """A bar a week, with its minutes; the highest fills the room."""
    dose = frame.told.chart.dose
    most = max(minutes for _, minutes in dose) or 1.0
    foot = top + BARS + 12
    for week, minutes in dose:
        high = BARS * minutes / most
        left, right = frame.x(week) + 1, frame.x(week + 1) - 1
        yield svg.tag(
            "rect",
            x=left,
            y=foot - high,
            width=max(1.0, right - left),
            height=high,
            class_="dose",
            fill="currentColor",
            fill_opacity=0.45,
        )
    yield svg.tag("g", frame.level(foot), stroke="currentColor", fill="none")
    text = frame.told.say("minutes")
    yield svg.words(svg.wrapped(text, frame.right - frame.left, size=SMALL), frame.left, top + 4, size=SMALL)


def _key(told: _Told) -> Iterator[tuple[str, str]]:
    """Every sign that is drawn, around 0 0, and what it means."""
    chart = told.chart
    yield _dot(0, 0, missing=False), told.say("point")
    if any(mark.value is None for mark in chart.marks):
        yield _dot(0, 0, missing=True), told.say("gap")
    if chart.trend is not None:
        sign = svg.path([(-11, 3), (11, -3)], stroke=ACCENT, stroke_width=2.0)
        yield sign, told.say("trend", percent=number(100 * chart.trend.percent, told.lang, 0))
    if chart.goal is not None:
        sign = svg.path([(-11, 3), (11, -3)], stroke_dasharray="6 4")
        yield sign, told.say("goal", rate=told.short(chart.goal.rate))
    if chart.norm is not None:
        yield (
            svg.path([(-11, 0), (11, 0)], stroke_dasharray="8 3 2 3"),
            told.say("norm", value=told.short(chart.norm)),
        )
    if chart.holidays:
        yield _grey(-11, -6, 22, 12), told.say("holidays")
    if chart.dose:
        bar = svg.tag("rect", x=-4.0, y=-6.0, width=8.0, height=12.0, fill="currentColor", fill_opacity=0.45)
        most = max(minutes for _, minutes in chart.dose)
        yield bar, told.say("bars", most=told.short(most))
