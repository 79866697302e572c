"""Measures of one child on the percentile curves of a growth reference, as a picture.

A :class:`GrowthChart` is the points and the curves; :func:`growth_picture` draws it and says the same in a
few sentences and in a table.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

from prodia.model.norms import Curve, GrowthNorms, Sex
from prodia.pictures import svg
from prodia.pictures.svg import ACCENT, LINE, PAD, SMALL, Box, Figures, Flag, Picture
from prodia.scoring.growth import GrowthScore, score, value_at
from prodia.scoring.scales import open_end, z_of_percentile
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.numbers import counted, fill, number

# The curves are drawn where the norms hold and nowhere else; a point is drawn wherever it lies. What must
# change together: the signs, and `_key`, which explains them.

PERCENTILES = (3.0, 10.0, 25.0, 50.0, 75.0, 90.0, 97.0)
_SAYS = {
    "axis years": Words("leeftijd (jaar)", "age (years)"),
    "axis months": Words("leeftijd (jaar;maanden)", "age (years;months)"),
    "norms": Words("normen", "norms"),
    "no norms": Words("geen normen", "no norms"),
    "point": Words("meting", "measurement"),
    "point outside": Words("meting buiten de normen", "measurement outside the norms"),
    "held": Words(
        "P{low} tot P{high} van {norms}, {sex}, van {first} tot {last}",
        "P{low} to P{high} of {norms}, {sex}, from {first} to {last}",
    ),
    "not held": Words(
        "hier geen curven: {norms} ({sex}) geldt van {first} tot {last}",
        "no curves here: {norms} ({sex}) holds from {first} to {last}",
    ),
    "columns": Words(
        "Leeftijd||Percentiel|Mediaan ({unit})|Opmerking", "Age||Percentile|Median ({unit})|Remark"
    ),
    "below": Words("onder P{p}", "below P{p}"),
    "above": Words("boven P{p}", "above P{p}"),
    "between": Words("van P{p} tot P{q}", "from P{p} to P{q}"),
    "measurement": Words("1 meting", "1 measurement"),
    "measurements": Words("{n} metingen", "{n} measurements"),
    "at": Words("{p} ({value} {unit} op {age})", "{p} ({value} {unit} at {age})"),
    "alike": Words("Percentiel {low}", "Percentile {low}"),
    "ends": Words("Laagste percentiel {low}, hoogste {high}", "Lowest percentile {low}, highest {high}"),
    "nobody": Words("Geen enkele meting heeft een percentiel", "No measurement has a percentile"),
    "counts": Words(
        "; onder P{low}: {below}, boven P{high}: {above}, buiten de normen: {outside}.",
        "; below P{low}: {below}, above P{high}: {above}, outside the norms: {outside}.",
    ),
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure, in the unit of the norms, at an age in decimal months; finite, or ``ValueError``."""

    age_months: float
    value: float

    def __post_init__(self) -> None:
        svg.finite(self.age_months, self.value)


@dataclass(frozen=True, slots=True)
class GrowthChart:
    """Measures of one child, and the curves to draw from ``first`` to ``last`` months.

    ``what`` is the measure in words. Ages of points further out widen the drawing. Raises ``ValueError``
    where the norms have no such curve, for less than a month of ages, or percentiles that do not rise
    between 0 and 100.
    """

    title: str
    what: str
    norms: GrowthNorms
    measure: str
    sex: Sex
    first: float
    last: float
    points: tuple[Measured, ...]
    percentiles: tuple[float, ...] = PERCENTILES

    def __post_init__(self) -> None:
        svg.finite(self.first, self.last, *self.percentiles, self.ages[1] - self.ages[0])
        if self.norms.curve(self.measure, self.sex) is None:
            raise ValueError(f"{self.norms.id} has no curve of {self.measure} for this sex")
        if self.last - self.first < 1:
            raise ValueError("a growth chart spans at least a month")
        rising = (0.0, *self.percentiles, 100.0)
        if not self.percentiles or any(a >= b for a, b in pairwise(rising)):
            raise ValueError("percentiles rise between 0 and 100")

    @property
    def curve(self) -> Curve:
        return next(c for c in self.norms.curves if (c.measure, c.sex) == (self.measure, self.sex))

    @property
    def ages(self) -> tuple[float, float]:
        """From which to which age in months is drawn."""
        own = [point.age_months for point in self.points]
        return min([self.first, *own]), max([self.last, *own])

    @property
    def held(self) -> tuple[float, float] | None:
        """The part of the drawn ages where the norms hold; None where they hold nowhere."""
        low, high = max(self.ages[0], self.curve.first), min(self.ages[1], self.curve.last)
        return (low, high) if low < high else None

    @property
    def sorted(self) -> tuple[Measured, ...]:
        return tuple(sorted(self.points, key=lambda point: (point.age_months, point.value)))

    def score(self, point: Measured) -> GrowthScore:
        of = self.norms, self.measure, self.sex, point.value
        return score(*of, age_months=point.age_months, method="lms")


@dataclass(frozen=True, slots=True)
class GrowthWords:
    """What is said of a growth chart, in one language."""

    chart: GrowthChart
    lang: Lang

    def say(self, key: str, **values: str | float) -> str:
        return fill(_SAYS[key], self.lang, **values)

    @property
    def unit(self) -> str:
        return self.chart.curve.unit.replace("m2", "m²")

    @property
    def what(self) -> str:
        return f"{svg.clean(self.chart.what)} ({self.unit})"

    def age(self, months: float) -> str:
        """Completed years and months."""
        years, rest = divmod(math.floor(abs(months) + 1e-9), 12)
        parts = [counted(n, unit, self.lang) for n, unit in ((years, "years"), (rest, "months")) if n]
        return ("-" if months < 0 else "") + " ".join(parts or [counted(0, "months", self.lang)])

    def curve(self, percentile: float) -> str:
        """The name of a curve: ``P50``."""
        return f"P{number(percentile, self.lang)}"

    def percentile(self, percentile: float) -> str:
        """To one decimal, at the ends "<1" and ">99"."""
        return open_end(percentile) or number(round(percentile, 1), self.lang)

    def curves(self) -> str:
        """Which curves of which norms are drawn, or that there are none."""
        chart, curve = self.chart, self.chart.curve
        return self.say(
            "held" if chart.held else "not held",
            low=chart.percentiles[0],
            high=chart.percentiles[-1],
            norms=f"{chart.norms.id}@{chart.norms.version}",
            sex=label("sex", chart.sex, self.lang),
            first=self.age(curve.first),
            last=self.age(curve.last),
        )

    def alternative(self) -> str:
        """How many measurements on which curves; the lowest and highest percentile, how many beyond."""
        chart = self.chart
        n = self.say("measurement" if len(chart.points) == 1 else "measurements", n=len(chart.points))
        text = f"{svg.brief(chart.title)}: {svg.brief(chart.what)} ({self.unit}), {n}; {self.curves()}."
        if not chart.points:
            return text
        scored = ((chart.score(point).percentile, point) for point in chart.sorted)
        found = [(percentile, point) for percentile, point in scored if percentile is not None]
        if found:
            low, high = (pick(found, key=lambda pair: pair[0]) for pick in (min, max))
            said = "alike" if low == high else "ends"
            text += " " + self.say(said, low=self._at(*low), high=self._at(*high))
        else:
            text += " " + self.say("nobody")
        ends = chart.percentiles[0], chart.percentiles[-1]
        return text + self.say(
            "counts",
            low=ends[0],
            high=ends[1],
            below=sum(p < ends[0] for p, _ in found),
            above=sum(p > ends[1] for p, _ in found),
            outside=len(chart.points) - len(found),
        )

    def _at(self, percentile: float, point: Measured) -> str:
        p, age = self.percentile(percentile), self.age(point.age_months)
        return self.say("at", p=p, value=point.value, unit=self.unit, age=age)

    def table(self) -> Figures:
        """A row for each point, by age: the measure, its percentile, the median, between which curves."""
        columns = self.say("columns").replace("{unit}", self.unit).split("|")
        columns[1] = self.what
        return Figures(tuple(columns), tuple(tuple(self._cells(point)) for point in self.chart.sorted))

    def _cells(self, point: Measured) -> Iterator[str]:
        found = self.chart.score(point)
        yield self.age(point.age_months)
        yield number(point.value, self.lang)
        if found.reason or found.percentile is None or found.median is None:
            why = found.reason.message(self.lang) if found.reason else ""
            yield from ("", "", f"{self.say('point outside')}: {why}")
            return
        yield self.percentile(found.percentile)
        yield number(round(found.median, 1), self.lang)
        yield self._between(found.percentile)

    def _between(self, percentile: float) -> str:
        known = self.chart.percentiles
        if percentile < known[0]:
            return self.say("below", p=known[0])
        if percentile > known[-1]:
            return self.say("above", p=known[-1])
        over = min(bisect_right(known, percentile), len(known) - 1)
        return self.say("between", p=known[max(over - 1, 0)], q=known[over])


PLOT, LOWEST = 0.62, 220.0  # the plot is PLOT times as high as wide, and at least LOWEST px
LABEL_GAP, LABEL_HIGH, MARK = 14.0, 12.0, 9.0
MONTHS = (1.0, 2.0, 3.0, 6.0, 12.0, 24.0)  # steps of the age axis; beyond them, round numbers of years
MEDIAN = 50.0
Run: TypeAlias = tuple[tuple[float, float], ...]
"""Ages and values of a curve, without a hole."""
Curves: TypeAlias = Mapping[float, tuple[Run, ...]]


_Frame: TypeAlias = svg.Frame[GrowthWords]


def growth_picture(chart: GrowthChart, *, name: str, lang: Lang = "nl", width: float = 640) -> Picture:
    """The chart as a picture ``width`` px wide, with its alternative text and table.

    ``name`` makes the ids unique on the page. Raises ``ValueError`` for a name that is no id, a title
    without words, a width below 280, or where there is neither a curve nor a point to draw.
    """
    told = GrowthWords(chart, lang)
    curves = {p: _runs(chart, p) for p in chart.percentiles}
    title, top = svg.heading(chart.title, width)
    frame = _frame(told, curves, width, top + PAD)
    labels = tuple(_labels(frame, curves))
    parts = [title, *_ground(frame, [box for _, box in labels])]
    parts += svg.planted(_flags(frame), frame.top, frame.bottom)
    parts += [_curve(frame, p, run) for p, runs in curves.items() for run in runs]
    parts += [label for label, _ in labels]
    parts += _child(frame)
    key, height = svg.explained(_key(told), frame.bottom + 34, width)
    alt = told.alternative()
    made = svg.drawing(
        name, chart.title, alt, lang=lang, width=width, height=height, look="growth", parts=[*parts, *key]
    )
    return Picture(made, alt, told.table())


def _runs(chart: GrowthChart, percentile: float) -> tuple[Run, ...]:
    """The curve at whole months and at its ends; it breaks off where the formula gives no number."""
    if chart.held is None:
        return ()
    first, last = chart.held
    z = z_of_percentile(percentile)
    runs: list[list[tuple[float, float]]] = [[]]
    for age in sorted({first, last, *map(float, range(math.ceil(first), math.floor(last) + 1))}):
        value = value_at(chart.norms, chart.measure, chart.sex, z, age_months=age)
        if value is None:
            runs.append([])
        else:
            runs[-1].append((age, value))
    return tuple(tuple(run) for run in runs if len(run) > 1)


def _frame(told: GrowthWords, curves: Curves, width: float, top: float) -> _Frame:
    values = [point.value for point in told.chart.points]
    values += [value for runs in curves.values() for run in runs for _, value in run]
    if not values:
        raise ValueError("there is no curve and no point to draw")
    svg.finite(max(values) - min(values))
    y_ticks = svg.rounded_out(values, max(1.0, abs(max(values)) / 10))
    left = PAD + max(svg.width_of(svg.beside(tick, told.lang)[0], SMALL) for tick in y_ticks) + 8
    labels = max(svg.width_of(told.curve(p), SMALL) for p in told.chart.percentiles) + LABEL_GAP
    right = width - PAD - labels
    frame = svg.Frame(told, told.chart.ages, y_ticks, left, right)
    frame = replace(frame, right=svg.fitting(_flags(frame), left, right, width))
    top += LINE + svg.depth(_flags(frame))
    high = max(LOWEST, PLOT * (frame.right - left))
    return replace(frame, top=top, bottom=top + high)


def _x_ticks(frame: _Frame) -> tuple[str, tuple[tuple[float, str], ...]]:
    """The name of the age axis, and an age and its text for each tick: years, or years;months."""
    first, last = frame.ends
    most = max(2, int((frame.right - frame.left) / 44))
    fine = (step for step in MONTHS if (last - first) / step <= most)
    step = next(fine, None) or 12 * svg.nice((last - first) / 12 / most)
    ticks = svg.steps(first, last, step)
    if step >= 12:
        return "axis years", tuple((t, number(t / 12, frame.told.lang)) for t in ticks)
    return "axis months", tuple((t, f"{'-' * (t < 0)}{abs(t) // 12:.0f};{abs(t) % 12:.0f}") for t in ticks)


def _flags(frame: _Frame) -> tuple[Flag, ...]:
    """Where the norms begin and end, if that is within the drawing."""
    told, curve, (first, last) = frame.told, frame.told.chart.curve, frame.ends
    if told.chart.held is None:
        return ()
    found = [Flag(frame.x(curve.first), told.say("norms"), "bound", "1 3")] if curve.first > first else []
    found += [Flag(frame.x(curve.last), told.say("no norms"), "bound", "1 3")] if curve.last < last else []
    return tuple(found)


def _ground(frame: _Frame, gaps: Sequence[Box]) -> Iterator[str]:
    """Axes with their names, ticks and numbers; thin lines at the ticks."""
    told = frame.told
    name, ages = _x_ticks(frame)
    yield from frame.ground(ages, told.lang, gaps)
    room = frame.right - PAD
    above = frame.top - svg.depth(_flags(frame)) - 10
    yield svg.words(svg.wrapped(told.what, room, size=SMALL), PAD, above, full=told.what, size=SMALL)
    foot = frame.bottom + 34
    yield svg.words(svg.wrapped(told.say(name), room, size=SMALL), frame.left, foot, size=SMALL)


def _curve(frame: _Frame, percentile: float, run: Run) -> str:
    places = _thinned([(frame.x(age), frame.y(value)) for age, value in run])
    thick, look = (2.0, "curve median") if percentile == MEDIAN else (1.0, "curve")
    return svg.path(places, class_=look, stroke_width=thick, stroke_opacity=0.75)


def _thinned(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Only the points without which the line would be another by more than a quarter of a pixel."""
    kept = [places[0]]
    at = 0
    for end in range(2, len(places)):
        (x, y), (to_x, to_y) = places[at], places[end]
        slope = (to_y - y) / (to_x - x)
        if any(abs(y + slope * (u - x) - v) > 0.25 for u, v in places[at + 1 : end]):
            at = end - 1
            kept.append(places[at])
    return [*kept, places[-1]]


def _labels(frame: _Frame, curves: Curves) -> Iterator[tuple[str, Box]]:
    """The name of each curve at its right end, moved apart where they are close, and the room it takes."""
    ends = [(p, *runs[-1][-1]) for p, runs in curves.items() if runs][::-1]
    middles = svg.spread([frame.y(value) for _, _, value in ends], LABEL_HIGH, frame.top, frame.bottom)
    for (percentile, age, value), y in zip(ends, middles, strict=True):
        text = frame.told.curve(percentile)
        start = _free(frame, frame.x(age), LABEL_GAP + svg.width_of(text, SMALL))
        pointer = svg.path([(frame.x(age), frame.y(value)), (start + LABEL_GAP - 2, y)], stroke_opacity=0.5)
        label = svg.words([text], start + LABEL_GAP, y + 4, size=SMALL, class_="percentile")
        yield (
            pointer + label,
            Box(start + LABEL_GAP - 2, start + LABEL_GAP + svg.width_of(text, SMALL), y - 6, y + 6),
        )


def _free(frame: _Frame, x: float, room: float) -> float:
    """``x``, or the first place to the right of it where no point stands in the room that a label needs."""
    for point in frame.told.chart.sorted:
        at = frame.x(point.age_months)
        x = at if x - MARK < at < x + room + MARK else x
    return x


def _child(frame: _Frame) -> Iterator[str]:
    """The points, joined by a line in the order of age."""
    chart = frame.told.chart
    places = [(frame.x(point.age_months), frame.y(point.value)) for point in chart.sorted]
    if len(places) > 1:
        yield svg.path(places, class_="child", stroke=ACCENT, stroke_width=1.5)
    for point, (x, y) in zip(chart.sorted, places, strict=True):
        yield _cross(x, y, outside=chart.score(point).z is None)


def _cross(x: float, y: float, *, outside: bool) -> str:
    d = f"M{x - 4:.2f} {y - 4:.2f}L{x + 4:.2f} {y + 4:.2f}M{x - 4:.2f} {y + 4:.2f}L{x + 4:.2f} {y - 4:.2f}"
    cross = svg.tag("path", d=d, class_="point", stroke=ACCENT, stroke_width=2.0)
    ring = svg.tag("circle", cx=x, cy=y, r=8.0, class_="outside", stroke=ACCENT) if outside else ""
    return svg.tag("g", cross, ring, stroke="currentColor", fill="none")


def _key(told: GrowthWords) -> Iterator[tuple[str, str]]:
    """Every sign that is drawn, around 0 0, and what it means."""
    outside = {told.chart.score(point).z is None for point in told.chart.points}
    if False in outside:
        yield _cross(0, 0, outside=False), told.say("point")
    if True in outside:
        yield _cross(0, 0, outside=True), told.say("point outside")
    sign = svg.path([(-11, 3), (-3, -1), (11, -4)], stroke_width=1.0) if told.chart.held else ""
    yield sign, told.curves()
