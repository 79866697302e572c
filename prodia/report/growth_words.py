"""Measures of one child against growth norms, in words: what a picture is drawn from, its text and table."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from prodia.model.norms import Curve, GrowthNorms, Sex
from prodia.problems import Two
from prodia.report.picture_text import brief, clean, finite, said
from prodia.scoring.growth import score
from prodia.scoring.growth_record import GrowthScore
from prodia.scoring.scales import open_end
from prodia.telling.blocks import Cell, Grid, Marked
from prodia.words import Lang

__all__ = ["PERCENTILES", "GrowthChart", "Measured", "Words"]

PERCENTILES = (3.0, 10.0, 25.0, 50.0, 75.0, 90.0, 97.0)
_SAYS = {
    "m": Two("jongens", "boys"),
    "f": Two("meisjes", "girls"),
    "year": Two("{n} jaar", "{n} year"),
    "years": Two("{n} jaar", "{n} years"),
    "month": Two("{n} maand", "{n} month"),
    "months": Two("{n} maanden", "{n} months"),
    "axis years": Two("leeftijd (jaar)", "age (years)"),
    "axis months": Two("leeftijd (jaar;maanden)", "age (years;months)"),
    "norms": Two("normen", "norms"),
    "no norms": Two("geen normen", "no norms"),
    "point": Two("meting", "measurement"),
    "point outside": Two("meting buiten de normen", "measurement outside the norms"),
    "held": Two(
        "P{low} tot P{high} van {norms}, {sex}, van {first} tot {last}",
        "P{low} to P{high} of {norms}, {sex}, from {first} to {last}",
    ),
    "not held": Two(
        "hier geen curven: {norms} ({sex}) geldt van {first} tot {last}",
        "no curves here: {norms} ({sex}) holds from {first} to {last}",
    ),
    "columns": Two(
        "Leeftijd||Percentiel|Mediaan ({unit})|Opmerking",
        "Age||Percentile|Median ({unit})|Remark",
    ),
    "below": Two("onder P{p}", "below P{p}"),
    "above": Two("boven P{p}", "above P{p}"),
    "between": Two("van P{p} tot P{q}", "from P{p} to P{q}"),
    "alt": Two("{title}: {what}, {n}; {curves}", "{title}: {what}, {n}; {curves}"),
    "measurement": Two("1 meting", "1 measurement"),
    "measurements": Two("{n} metingen", "{n} measurements"),
    "at": Two("{p} ({value} {unit} op {age})", "{p} ({value} {unit} at {age})"),
    "alike": Two("Percentiel {low}", "Percentile {low}"),
    "ends": Two("Laagste percentiel {low}, hoogste {high}", "Lowest percentile {low}, highest {high}"),
    "nobody": Two("Geen enkele meting heeft een percentiel", "No measurement has a percentile"),
    "counts": Two(
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
        finite(self.age_months, self.value)


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
        finite(self.first, self.last, *self.percentiles, self.ages[1] - self.ages[0])
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
        return score(
            self.norms, self.measure, self.sex, point.value, age_months=point.age_months, method="lms"
        )


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a growth chart, in one language."""

    chart: GrowthChart
    lang: Lang

    def say(self, key: str, **values: str) -> str:
        return _SAYS[key].fill(self.lang, values)

    @property
    def unit(self) -> str:
        return self.chart.curve.unit.replace("m2", "m²")

    @property
    def what(self) -> str:
        return f"{clean(self.chart.what)} ({self.unit})"

    def age(self, months: float) -> str:
        """Completed years and months."""
        years, rest = divmod(math.floor(abs(months) + 1e-9), 12)
        parts = [(years, "year"), (rest, "month")]
        told = [self.say(key + "s" * (n != 1), n=str(n)) for n, key in parts if n] or [
            self.say("months", n="0")
        ]
        return ("-" if months < 0 else "") + " ".join(told)

    def curve(self, percentile: float) -> str:
        """The name of a curve: ``P50``."""
        return f"P{said(percentile, self.lang)}"

    def percentile(self, percentile: float) -> str:
        """To one decimal, at the ends "<1" and ">99"."""
        return open_end(percentile) or said(round(percentile, 1), self.lang)

    def curves(self) -> str:
        """Which curves of which norms are drawn, or that there are none."""
        chart, curve = self.chart, self.chart.curve
        return self.say(
            "held" if chart.held else "not held",
            low=said(chart.percentiles[0], self.lang),
            high=said(chart.percentiles[-1], self.lang),
            norms=f"{chart.norms.id}@{chart.norms.version}",
            sex=self.say(chart.sex),
            first=self.age(curve.first),
            last=self.age(curve.last),
        )

    def alternative(self) -> str:
        """How many measurements on which curves; the lowest and highest percentile, how many beyond."""
        chart = self.chart
        n = self.say("measurement" if len(chart.points) == 1 else "measurements", n=str(len(chart.points)))
        text = (
            self.say(
                "alt",
                title=brief(chart.title),
                what=f"{brief(chart.what)} ({self.unit})",
                n=n,
                curves=self.curves(),
            )
            + "."
        )
        if not chart.points:
            return text
        found = [
            (s.percentile, point)
            for point in chart.sorted
            if (s := chart.score(point)).percentile is not None
        ]
        if found:
            low, high = (pick(found, key=lambda pair: pair[0]) for pick in (min, max))
            text += " " + self.say(
                "alike" if low == high else "ends", low=self._at(*low), high=self._at(*high)
            )
        else:
            text += " " + self.say("nobody")
        ends = chart.percentiles[0], chart.percentiles[-1]
        return text + self.say(
            "counts",
            low=said(ends[0], self.lang),
            high=said(ends[1], self.lang),
            below=str(sum(p < ends[0] for p, _ in found)),
            above=str(sum(p > ends[1] for p, _ in found)),
            outside=str(len(chart.points) - len(found)),
        )

    def _at(self, percentile: float, point: Measured) -> str:
        return self.say(
            "at",
            p=self.percentile(percentile),
            value=said(point.value, self.lang),
            unit=self.unit,
            age=self.age(point.age_months),
        )

    def table(self) -> Grid:
        """A row for each point, by age: the measure, its percentile, the median, between which curves."""
        columns = self.say("columns").replace("{unit}", self.unit).split("|")
        columns[1] = self.what
        return Grid(tuple(columns), tuple(tuple(self._cells(point)) for point in self.chart.sorted))

    def _cells(self, point: Measured) -> Iterator[Cell]:
        found = self.chart.score(point)
        yield self.age(point.age_months)
        yield said(point.value, self.lang)
        if found.reason or found.percentile is None or found.median is None:
            why = found.reason.message(self.lang) if found.reason else ""
            yield from ("", "", Marked(f"{self.say('point outside')}: {why}", "quiet"))
            return
        yield self.percentile(found.percentile)
        yield said(round(found.median, 1), self.lang)
        yield self._between(found.percentile)

    def _between(self, percentile: float) -> str:
        known = self.chart.percentiles
        if percentile < known[0]:
            return self.say("below", p=said(known[0], self.lang))
        if percentile > known[-1]:
            return self.say("above", p=said(known[-1], self.lang))
        over = min(bisect_right(known, percentile), len(known) - 1)
        p, q = known[max(over - 1, 0)], known[over]
        return self.say("between", p=said(p, self.lang), q=said(q, self.lang))
