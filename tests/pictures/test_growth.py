"""Growth as a picture: the drawing, its alternative text and its table say the same."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.pictures.growth import PERCENTILES
from prodia.pictures.svg import Picture
from prodia.scoring.growth import value_at
from prodia.scoring.scales import z_of_percentile
from tests.examples import examples
from tests.pictures.drawings import NORMS, WIDTHS, boxes, chart, clashes, drawn, elements, numbers


class TestGrowth:
    """Curves lie where the norms say, and only where they hold; points lie where they were measured."""

    @staticmethod
    def place(picture: Picture, months: float, value: float) -> tuple[float, float]:
        """Where an age and a value lie, by the numbers at the axes."""
        x = [(float(e.text or "") * 12, float(e.attrib["x"])) for e in elements(picture, "text", "tick")]
        y = [(float(e.text or ""), float(e.attrib["y"]) - 4) for e in elements(picture, "text", "level")]

        def along(at: float, ends: list[tuple[float, float]]) -> float:
            (a, start), (b, stop) = ends[0], ends[-1]
            return start + (at - a) / (b - a) * (stop - start)

        return along(months, x), along(value, y)

    @pytest.mark.parametrize("measure", NORMS.measures)
    @pytest.mark.parametrize("sex", ["m", "f"])
    def test_median(self, measure: str, sex: Any) -> None:
        picture = drawn(chart(measure=measure, sex=sex))
        (line,) = elements(picture, "path", "median")
        flat = numbers(line)
        places = list(zip(flat[::2], flat[1::2], strict=True))
        assert 10 < len(places) < 217  # without those that the eye does not miss
        for months in range(24, 241):
            value = value_at(NORMS, measure, sex, 0.0, age_months=months)
            assert value is not None
            x, y = self.place(picture, months, value)
            (x1, y1), (x2, y2) = next(
                pair for pair in pairwise(places) if pair[0][0] - 0.05 <= x <= pair[1][0] + 0.05
            )
            assert abs(y1 + (y2 - y1) * (x - x1) / (x2 - x1) - y) < 0.35

    def test_curves(self) -> None:
        picture = drawn(chart(first=-12, last=300))
        assert [f"P{p:g}" for p in reversed(PERCENTILES)] == [
            e.text for e in elements(picture, "text", "percentile")
        ]
        x = [numbers(e)[::2] for e in elements(picture, "path", "curve")]
        start, stop = (numbers(e)[0] for e in elements(picture, "path", "bound"))
        assert [(start, stop)] * len(PERCENTILES) == [(min(xs), max(xs)) for xs in x]
        assert abs(self.place(picture, 24, 100)[0] - start) < 0.05

    @settings(max_examples=examples(30))
    @given(st.lists(st.tuples(st.floats(0, 300), st.floats(40, 200)), min_size=1, max_size=6))
    def test_points(self, points: list[tuple[float, float]]) -> None:
        """Every point is a cross, one that has no score a cross in a ring, and both are in the table."""
        picture = drawn(chart(*points, first=0, last=300))
        crosses = [numbers(e) for e in elements(picture, "path", "point")]
        for (months, value), d in zip(sorted(points), crosses, strict=True):
            x, y = self.place(picture, months, value)
            assert abs(d[0] + 4 - x) < 0.05 and abs(d[1] + 4 - y) < 0.05
        outside = sum(not 24 <= months <= 240 for months, _ in points)
        said = [
            str(row[4]) for row in picture.table.rows if str(row[4]).startswith("meting buiten de normen")
        ]
        assert (outside, outside) == (len(elements(picture, "circle", "outside")), len(said))
        assert f"buiten de normen: {outside}." in picture.alt

    def test_words(self) -> None:
        picture = drawn(chart((30, 81), (50.5, 104.5), (250, 170)))
        assert (
            "Groei: lengte (cm), 3 metingen; P3 tot P97 van cdc2000@1.0.0, meisjes, van 2 jaar tot 20 jaar. "
            "Laagste percentiel <1 (81 cm op 2 jaar 6 maanden), hoogste 69,8 (104,5 cm op 4 jaar 2 maanden); "
            "onder P3: 1, boven P97: 0, buiten de normen: 1."
        ) == picture.alt
        below, inside, _ = picture.table.rows
        assert ("2 jaar 6 maanden", "81", "<1", "90", "onder P3") == below
        assert ("4 jaar 2 maanden", "104,5", "69,8", "102,2", "van P50 tot P75") == inside
        assert "69.8" == drawn(chart((50.5, 104.5)), lang="en").table.rows[0][2]

    @pytest.mark.parametrize(
        ("percentile", "expected"),
        [
            (2, "onder P3"),
            (4, "van P3 tot P10"),
            (50, "van P50 tot P75"),
            (96, "van P90 tot P97"),
            (98, "boven P97"),
        ],
    )
    def test_between(self, percentile: float, expected: str) -> None:
        z = z_of_percentile(percentile + 1e-6)
        value = value_at(NORMS, "height", "f", z, age_months=100)
        assert value is not None
        assert expected == drawn(chart((100, value))).table.rows[0][4]

    def test_points_further_out_widen_the_drawing(self) -> None:
        picture = drawn(chart((3, 60), (300, 170)))
        left, right = (ends(numbers(e)[0] for e in elements(picture, "path", "point")) for ends in (min, max))
        levels = [numbers(e) for e in elements(picture, "path", "across")]
        assert {(left + 4, right + 4)} == {(start, stop) for start, _, stop in levels}

    @WIDTHS
    def test_labels_leave_room_for_points(self, width: int) -> None:
        values = [value_at(NORMS, "height", "f", z, age_months=240) for z in (-2, -1, 0, 1, 2)]
        points = [(months, v) for months in (243, 262) for v in values if v is not None]
        picture = drawn(chart(*points, last=300), width=width)
        crosses = [numbers(e)[:2] for e in elements(picture, "path", "point")]
        labels = [box for box in boxes(picture) if box[4].startswith("P") and box[4][1:].isdigit()]
        assert (len(PERCENTILES), 10) == (len(labels), len(crosses))
        assert [] == [
            t for a, b, c, d, t in labels for x, y in crosses if a < x + 8 and x < b and c < y + 8 and y < d
        ]

    def test_no_norms_for_these_ages(self) -> None:
        picture = drawn(chart((3, 60), first=0, last=12))
        assert [] == elements(picture, "path", "curve")
        assert "geen curven" in picture.alt and "Geen enkele meting heeft een percentiel" in picture.alt

    @WIDTHS
    @pytest.mark.parametrize("ages", [(24, 36), (24, 27.5), (0, 300), (-3, 40), (24, 240), (230, 245)])
    def test_nothing_clashes(self, ages: tuple[float, float], width: int) -> None:
        for measure in NORMS.measures:
            picture = drawn(
                chart((30, 20), (34, 25), measure=measure, first=ages[0], last=ages[1]), width=width
            )
            assert [] == clashes(picture)
            assert 2 <= len(elements(picture, "text", "tick"))
