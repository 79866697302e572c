"""Pictures on pages, drawn at build time: growth curves of public norms, and a profile of made-up scores."""

# Every picture has its alternative text inside it and its numbers in a table that opens below it. Which norms
# and instruments get one follows from what they are: public growth norms, a fictitious instrument.

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from prodia.model.attainable import attainable
from prodia.model.instrument import Instrument
from prodia.model.norms import LINEAR, Curve, GrowthNorms, KeyName, NormRows
from prodia.pictures.growth import PERCENTILES, GrowthChart, growth_picture
from prodia.pictures.profile import Interval, LinearScale, Profile, Row, profile_picture
from prodia.pictures.svg import Picture
from prodia.report.instrument_words import key_said, known_as
from prodia.report.normgroup import NormGroup
from prodia.scoring.growth import value_at
from prodia.scoring.norms import Group, groups_of, norm_set
from prodia.scoring.person import Person
from prodia.scoring.scales import z_of_percentile
from prodia.scoring.score import Score
from prodia.scoring.why import INTERVALS, ages_said, scale_said
from prodia.site.book import Here, blocks
from prodia.site.shapes import shown
from prodia.site.text import Html, heading, join, line, paragraph, scrolling, tag, upper
from prodia.telling.blocks import Grid
from prodia.words.numbers import number

YEAR = 12
WIDTHS = (640, 288)  # of a wide screen, and of one of 320 px; the style sheet shows one of them
SPREAD = 3  # a profile is drawn so many standard deviations to both sides


def growth_curves(group: NormGroup, titles: Mapping[str, str]) -> Iterator[Html]:
    """The curves of every measure and sex over the ages they hold for; nothing for other norms."""
    if not isinstance(group.rows, GrowthNorms):
        return
    yield heading(2, "Curven")
    drawn = (curve for curve in group.rows.curves if curve.last - curve.first >= 1)  # a month or more
    for place, curve in enumerate(drawn):
        what = titles.get(curve.measure, curve.measure)
        what = what.removesuffix(f" in {curve.unit}")  # the picture says the unit itself
        title = f"{upper(what)}, {known_as('sex', curve.sex, 'nl')}"
        chart = GrowthChart(title, what, group.rows, curve.measure, curve.sex, curve.first, curve.last, ())
        wide, narrow = (growth_picture(chart, name=f"groei-{place}-{w}", width=w) for w in WIDTHS)
        yield _figure(wide, narrow, title, _at_years(group.rows, curve))


def _at_years(norms: GrowthNorms, curve: Curve) -> Grid:
    """The curves at whole years, and where they begin and end."""
    years = range(math.ceil(curve.first / YEAR), math.floor(curve.last / YEAR) + 1)
    ages = sorted({curve.first, curve.last, *(float(YEAR * year) for year in years)})
    body = []
    for age in ages:
        values = [
            value_at(norms, curve.measure, curve.sex, z_of_percentile(p), age_months=age) for p in PERCENTILES
        ]
        said = ("" if value is None else number(round(value, 1), "nl") for value in values)
        body.append((f"{int(age) // YEAR};{int(age) % YEAR}", *said))
    return Grid(("Leeftijd", *(f"P{p:g}" for p in PERCENTILES)), tuple(body))


def example_profiles(here: Here, one: Instrument) -> Iterator[Html]:
    """Of a fictitious instrument: what the raw score in the middle comes to in every norm group."""
    if one.status != "fictitious":
        return
    found = [
        profile
        for group in here.book.norms.values()
        if group.norms.instrument == one.id and isinstance(group.rows, NormRows)
        for id in group.norms.scales
        if (profile := _profile(one, group, group.rows, id)) is not None
    ]
    if found:
        yield paragraph(line("Verzonnen: dezelfde ruwe score, gelezen in elke normgroep."))
    for place, profile in enumerate(found):
        wide, narrow = (profile_picture(profile, name=f"profiel-{place}-{w}", width=w) for w in WIDTHS)
        yield _figure(wide, narrow, profile.title, Grid(wide.table.columns, wide.table.rows))


def _profile(one: Instrument, group: NormGroup, rows: NormRows, id: str) -> Profile | None:
    scale = next((name for name in group.norms.gives if name in LINEAR), None)
    known = attainable(one, id)
    norms = norm_set(group.norms, rows)
    if scale is None or not known or norms.by_age:
        return None
    raw = known[len(known) // 2]
    told = [
        _row(str(place), norms.applied(Score(raw=raw, scale=id), _person(each, group)), each, scale)
        for place, each in enumerate(groups_of(group.norms, rows.rows).get(id, ()))
    ]
    mean, sd = LINEAR[scale]
    title = f"{upper(one.scales[id].title)}: ruwe score {number(raw, 'nl')} in elke normgroep"
    drawn = LinearScale(scale_said(scale, "nl"), mean, sd, mean - SPREAD * sd, mean + SPREAD * sd)
    return Profile(title, drawn, tuple(told)) if told else None


def _person(group: Group, told: NormGroup) -> Person:
    """Someone of this norm group."""
    keys: dict[KeyName, str] = dict(zip(told.norms.by, group.keys, strict=True))
    return Person(
        age_months=group.band[0] if group.band else None,
        sex=keys.get("sex"),
        grade=keys.get("grade"),
        moment=keys.get("moment"),
        month=keys.get("month"),
        informant=keys.get("informant"),
        language=keys.get("language"),
        medium=keys.get("medium"),
    )


def _row(id: str, score: Score, group: Group, scale: str) -> Row:
    pairs = zip(group.norms.by, group.keys, strict=True)
    words = [f"{known_as('key', name, 'nl')}: {key_said(name, key, 'nl')}" for name, key in pairs]
    label = ", ".join([*words, *([ages_said(group.band, "nl")] if group.band else [])])
    value = score.on(scale)
    if value is None:
        return Row(id, label, None, score.norm_reason.message("nl") if score.norm_reason else "?")
    side = next(n.side for n in score.normed if n.scale == scale)
    found = score.interval
    drawn = None
    if found is not None and not side:
        low, high = (round(x, 1) for x in (found.low, found.high))
        drawn = Interval(low, high, INTERVALS[found.kind]["nl"], f"{number(100 * found.level, 'nl')} %")
    return Row(id, label, round(value, 1), interval=drawn, mark=side)


def _figure(wide: Picture, narrow: Picture, title: str, numbers: Grid) -> Html:
    """The drawing, for a wide screen or a narrow one, with its numbers below, closed until opened."""
    table = shown(numbers, title)
    summary = tag("summary", line("De cijfers als tabel"))
    drawn = [
        scrolling(Html(wide.svg), title, "scrolling wide"),
        tag("div", Html(narrow.svg), class_="narrow"),
    ]
    details = tag("details", join((summary, table), "\n"))
    return tag("figure", blocks(*drawn, details), class_="picture")
