"""A series as a picture: drawing, alternative text and table say the same; nothing crosses a change of "
"phase."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from prodia.pictures.series import Goal, Mark, SeriesChart, Trend, series_picture
from prodia.pictures.svg import Picture
from prodia.words import Lang
from tests.pictures.drawings import HOSTILE, WIDTHS, clashes, elements

FIRST = dt.date(2026, 9, 7)


def marks(*values: float | None, phases: str = "") -> tuple[Mark, ...]:
    return tuple(
        Mark(FIRST + dt.timedelta(7 * week), float(week), value, phases[week : week + 1])
        for week, value in enumerate(values)
    )


TREND = Trend(3.0, 5.0, 20.0, 2.0, 1.0, 3.0, 1.5, 3, 4.0, 2.0, 1.3, 0.8)
CHART = SeriesChart(
    "Vooruitgang",
    "woorden per minuut",
    marks(20, None, 22, 26, 29, 30, phases="AAABBB"),
    "calendar",
    TREND,
    Goal(3.0, 26.0, 1.5),
    35.0,
    ((3, 40.0), (4, 60.0)),
    holidays=((1.0, 2.0),),
)


def drawn(chart: SeriesChart = CHART, **how: Any) -> Picture:
    return series_picture(chart, name="p1", **how)


class TestDrawing:
    """Every point, line and bar where it belongs."""

    def test_signs(self) -> None:
        picture = drawn()
        assert 5 == len(elements(picture, "circle", "measured"))
        assert 1 == len(elements(picture, "circle", "missing"))
        assert 2 == len(elements(picture, "rect", "dose"))
        for look in ("trend", "goal", "norm", "band"):
            assert 1 == len(elements(picture, "path", look)), look

    def test_no_line_crosses_a_phase(self) -> None:
        assert 3 == len(elements(drawn(), "path", "joined"))
        whole = replace(CHART, marks=marks(20, None, 22, 26, 29, 30, phases="AAAAAA"))
        assert 4 == len(elements(drawn(whole), "path", "joined"))
        assert ["A", "B"] == [e.text for e in elements(drawn(), "text", "flag")]

    def test_the_scale_begins_at_its_own_end(self) -> None:
        levels = [e.text for e in elements(drawn(), "text", "level")]
        assert "0" == levels[0]
        own = [e.text for e in elements(drawn(replace(CHART, scale=(-10, 60))), "text", "level")]
        assert ("-20", "60") == (own[0], own[-1])

    @WIDTHS
    @pytest.mark.parametrize("chart", [CHART, replace(CHART, trend=None, goal=None, dose=())])
    def test_nothing_touches(self, chart: SeriesChart, width: float) -> None:
        assert [] == clashes(drawn(chart, width=width))

    def test_hostile_words(self) -> None:
        found = drawn(replace(CHART, title=HOSTILE, what=HOSTILE, marks=marks(1, 2, phases="&<")))
        assert "<script" not in found.svg

    def test_bars_are_as_high_as_the_minutes(self) -> None:
        low, high = (float(e.attrib["height"]) for e in elements(drawn(), "rect", "dose"))
        assert abs(low / high - 40 / 60) < 0.01


class TestSaid:
    """Alternative text and table, in both languages."""

    @pytest.mark.parametrize(
        ("lang", "expected"),
        [
            (
                "nl",
                "Vooruitgang: woorden per minuut, 5 metingen van 7 september 2026 tot 12 oktober 2026, van "
                "20 tot "
                "30. De trend is 2 per week (1 tot 3). Het doel is 1,5 per week. Hulp: 100 minuten in "
                "totaal.",
            ),
            (
                "en",
                "Vooruitgang: woorden per minuut, 5 measurements from 7 September 2026 to 12 October 2026, "
                "from 20 "
                "to 30. The trend is 2 a week (1 to 3). The goal is 1.5 a week. Help: 100 minutes in all.",
            ),
        ],
    )
    def test_alt(self, lang: Lang, expected: str) -> None:
        assert expected == drawn(lang=lang).alt

    def test_table(self) -> None:
        rows = drawn().table.rows
        assert ("14 september 2026", "1", "ontbreekt", "A", "") == rows[1]
        assert ("5 oktober 2026", "4", "29", "B", "27,5") == rows[4]

    def test_nothing_to_draw(self) -> None:
        with pytest.raises(ValueError, match="measurement"):
            replace(CHART, marks=marks(None))
        with pytest.raises(ValueError, match="finite"):
            replace(CHART, marks=marks(float("inf")))
