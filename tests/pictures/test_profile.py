"""A profile as a picture: the drawing, its alternative text and its table say the same."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.pictures.growth import Measured
from prodia.pictures.profile import CutOff, Interval, LinearScale, PercentileScale, Profile, Row
from prodia.pictures.svg import clean, drawing, width_of, wrapped
from prodia.scoring.scales import z_of_percentile
from prodia.words.numbers import number
from tests.examples import examples
from tests.pictures.drawings import (
    HIGH,
    HOSTILE,
    PC,
    WIDTHS,
    T,
    chart,
    clashes,
    dots,
    drawn,
    elements,
    numbers,
    profile,
)

scores = st.floats(20, 80)


class TestProfile:
    """A score is drawn where it lies on its scale."""

    @given(st.lists(scores, min_size=1, max_size=6))
    def test_order(self, values: list[float]) -> None:
        found = dots(drawn(profile(*values)))
        assert len(values) == len(found)
        assert sorted(found) == [x for _, x in sorted(zip(values, found, strict=True))]

    @given(st.lists(st.floats(0.5, 99.5), min_size=2, max_size=6, unique=True))
    def test_order_of_percentiles(self, values: list[float]) -> None:
        found = dots(drawn(profile(*values, scale=PC)))
        assert sorted(found) == [x for _, x in sorted(zip(values, found, strict=True))]

    def test_percentiles_are_not_equidistant(self) -> None:
        """Their distances are those of z."""
        wanted = [1.0, 5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0]
        picture = drawn(profile(*wanted, scale=PC))
        found, z = dots(picture), [z_of_percentile(p) for p in wanted]
        shift = (found[-1] - found[0]) / (z[-1] - z[0])
        assert all(abs(x - found[0] - shift * (s - z[0])) < 0.02 for x, s in zip(found, z, strict=True))
        assert [f"{p:g}" for p in wanted] == [e.text for e in elements(picture, "text", "tick")]

    @given(scores, scores, scores)
    def test_interval(self, one: float, other: float, third: float) -> None:
        low, value, high = sorted((one, other, third))
        row = Row("a", "deel", value, interval=Interval(low, high, "waargenomen score", "95%"))
        picture = drawn(Profile("Profiel", T, (row,)))
        (bar,), (x,) = elements(picture, "rect", "interval"), dots(picture)
        start, width = float(bar.attrib["x"]), float(bar.attrib["width"])
        assert start - 1e-9 <= x <= start + width + 1e-9

    @given(scores)
    def test_cut_off(self, value: float) -> None:
        picture = drawn(profile(value, cutoffs=(CutOff(value, "grens", "low", True),)))
        (line,) = elements(picture, "path", "cutoff")
        assert dots(picture) == [numbers(line)[0]]

    def test_a_cut_off_for_all_is_drawn_once(self) -> None:
        picture = drawn(profile(40, 50, 60, cutoffs=(HIGH, HIGH)))
        assert 1 == len(elements(picture, "path", "cutoff"))
        assert ["≥ 70"] == [
            e.text for e in elements(picture, "text", "flag") if "cutoff" in e.attrib["class"]
        ]
        assert "≥ 70: klinisch gebied" in [e.text for e in elements(picture, "text", "key")]

    def test_a_cut_off_for_one_row_stays_in_it(self) -> None:
        picture = drawn(profile(40, 50, 60, cutoffs=(replace(HIGH, row="r1"),)))
        between = [numbers(e)[1] for e in elements(picture, "path", "between")]
        _, top, bottom = numbers(elements(picture, "path", "cutoff")[0])
        assert between[1] <= top < bottom <= between[2]
        cells = [str(row[3]) for row in picture.table.rows]
        assert ["", "klinisch gebied (≥ 70): nee", ""] == cells

    @pytest.mark.parametrize(
        ("side", "inclusive", "mark", "value", "expected"),
        [
            ("high", True, "", 70, "(≥ 70): ja"),
            ("high", False, "", 70, "(> 70): nee"),
            ("low", True, "", 70, "(≤ 70): ja"),
            ("low", False, "", 70, "(< 70): nee"),
            ("low", False, "", 69.9, "(< 70): ja"),
            ("high", False, ">", 70, "(> 70): ja"),
            ("high", True, ">", 69, "(≥ 70): niet te zeggen"),
            ("low", True, ">", 70, "(≤ 70): nee"),
            ("low", False, "<", 70, "(< 70): ja"),
            ("low", True, "<", 71, "(≤ 70): niet te zeggen"),
            ("high", True, "<", 70, "(≥ 70): nee"),
        ],
    )
    def test_which_side(self, side: Any, inclusive: bool, mark: Any, value: float, expected: str) -> None:
        cutoff = CutOff(70, "grens", side, inclusive)
        picture = drawn(Profile("Profiel", T, (Row("a", "deel", value, mark=mark),), (cutoff,)))
        assert f"grens {expected}" == picture.table.rows[0][3]
        weight = elements(picture, "text", "value")[0].attrib["font-weight"]
        if mark:
            x, _, _, tip, _ = numbers(elements(picture, "path", "score")[0])
            assert (mark == ">") == (tip > x)
        assert ("bold" if expected.endswith("ja") else "normal") == weight
        assert ("; niet te zeggen voor deel." in picture.alt) == expected.endswith("zeggen")

    @pytest.mark.parametrize(("value", "tick", "step"), [(95, "80", 1), (3, "20", -1), (-1e300, "20", -1)])
    def test_off_the_range(self, value: float, tick: str, step: int) -> None:
        """The mark stands at the edge with an arrow; the number is the real one."""
        picture = drawn(profile(value))
        (edge,) = (float(e.attrib["x"]) for e in elements(picture, "text", "tick") if e.text == tick)
        x, _, _, tip, _ = numbers(elements(picture, "path", "score")[0])
        assert (edge, step) == (x, math.copysign(1, tip - x))
        assert [] == dots(picture)
        assert "buiten de tekening van 20 tot 80" in str(picture.table.rows[0][1])
        assert [] == clashes(picture)

    def test_words(self) -> None:
        cutoffs = (HIGH, CutOff(1.5, "laag", "low", False))
        dutch, english = (drawn(profile(38.5, 72, None, cutoffs=cutoffs), lang=lang) for lang in ("nl", "en"))
        assert (
            "Profiel, op de schaal T: 3 onderdelen, waarvan 1 zonder score; laagste score 38,5 (deel 0), "
            "hoogste 72 (deel 1). Voorbij een grens: klinisch gebied (≥ 70): deel 1."
        ) == dutch.alt
        assert (
            "Profiel, on the scale T: 3 parts, 1 of them without a score; lowest score 38.5 (deel 0), "
            "highest 72 (deel 1). Beyond a cut-off: klinisch gebied (≥ 70): deel 1."
        ) == english.alt
        assert ["38,5", "72", "geen score: niet afgenomen"] == [str(row[1]) for row in dutch.table.rows]
        assert "38.5" == english.table.rows[0][1]

    def test_a_mark_lies_beyond_its_value(self) -> None:
        rows = (Row(m + str(v), f"deel {m}", v, mark=m) for v in (30, 70) for m in ("", "<", ">"))
        assert drawn(Profile("Profiel", T, tuple(rows))).alt.endswith(
            "6 onderdelen; laagste score <30 (deel <), hoogste >70 (deel >)."
        )

    @pytest.mark.parametrize("count", [1, 2, 30])
    def test_nobody_scored(self, count: int) -> None:
        picture = drawn(profile(*[None] * count, cutoffs=(HIGH,)))
        assert count == len(picture.table.rows)
        assert f": {count} onderde" in picture.alt and picture.alt.endswith("geen enkel met een score.")
        assert ([], []) == (dots(picture), clashes(picture))

    @WIDTHS
    @pytest.mark.parametrize("scale", [T, PC, replace(PC, low=0.001)])
    @pytest.mark.parametrize("count", [1, 2, 30])
    def test_rows(self, count: int, scale: Any, width: int) -> None:
        whole = profile(*(20 + 2 * i for i in range(count)), cutoffs=(HIGH,), scale=scale)
        picture = drawn(whole, width=width)
        assert [f"deel {i}" for i in range(count)] == [row[0] for row in picture.table.rows]
        assert f": {count} onderde" in picture.alt
        assert (count, []) == (len(dots(picture)), clashes(picture))


class TestText:
    """Whatever a label holds, it stays text, and no text meets another, a line or the edge."""

    @WIDTHS
    def test_hostile(self, width: int) -> None:
        rows = (
            Row("a", HOSTILE, 93, interval=Interval(-5, 140, HOSTILE, HOSTILE)),
            Row("b", HOSTILE, None, HOSTILE),
        )
        scale, cutoffs = replace(T, name=HOSTILE), (replace(HIGH, label=HOSTILE, row="a"), HIGH)
        growth = chart((12, 70), (30, 91.123456789), (250, 160), title=HOSTILE, what=HOSTILE)
        for picture in (
            drawn(Profile(HOSTILE, scale, rows, cutoffs), width=width),
            drawn(growth, width=width),
        ):
            root = ElementTree.fromstring(picture.svg.encode())
            assert {"svg", "g", "title", "desc", "text", "path", "rect", "circle"} >= {
                e.tag.partition("}")[2] for e in root.iter()
            }
            assert clean(HOSTILE) in [e.text for e in root.iter() if e.tag.endswith("title")]
            assert [] == clashes(picture)
            assert len(elements(picture, "text", "label")) <= 6
            assert {len(picture.table.columns)} == {len(row) for row in picture.table.rows}

    @settings(max_examples=examples(40))
    @given(
        st.lists(st.tuples(scores, st.sampled_from([None, "r0", "r1"])), max_size=8),
        st.integers(280, 900),
        st.sampled_from(["aandacht", "hyperactiviteit en impulsiviteit", "x" * 90]),
    )
    def test_cut_offs(self, cuts: list[tuple[float, str | None]], width: int, label: str) -> None:
        made = tuple(CutOff(round(v, 1), label, "high", True, row) for v, row in cuts)
        whole = profile(30, 60, None, cutoffs=made)
        assert [] == clashes(drawn(replace(whole, title=label), width=width))

    def test_clashes_are_seen(self) -> None:
        picture = drawn(profile(30, cutoffs=(HIGH,)))
        moved = picture.svg.replace('class="label"', 'class="label" dx="0"').replace('x="8" y=', 'x="300" y=')
        assert [] != clashes(replace(picture, svg=moved))

    @given(st.text(max_size=80), st.floats(20, 400), st.integers(1, 4))
    def test_fits(self, text: str, room: float, lines: int) -> None:
        rows = wrapped(text, room, lines=lines)
        assert 1 <= len(rows) <= lines
        assert all(width_of(row) <= room or len(row) == 1 for row in rows)

    @pytest.mark.parametrize(("x", "nl", "en"), [(-0.0, "0", "0"), (-1e-12, "0", "0"), (1.5, "1,5", "1.5")])
    def test_number(self, x: float, nl: str, en: str) -> None:
        assert (nl, en) == (number(x, "nl"), number(x, "en"))

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        picture = drawn(Profile("x" + text, T, (Row("a", text, 50),)))
        assert clean("x" + text) == elements(picture, "title")[0].text


class TestPicture:
    """A picture is an image with a name and a description, of the page's own colours, the same every time."""

    @pytest.mark.parametrize("given", [profile(30, 95, None, cutoffs=(HIGH,)), chart((30, 91), (10, 70))])
    def test_whole(self, given: Any) -> None:
        picture = drawn(given, lang="en")
        root = ElementTree.fromstring(picture.svg)
        assert ("img", "p1-title", "p1-desc", "en") == tuple(
            root.attrib[key] for key in ("role", "aria-labelledby", "aria-describedby", "lang")
        )
        named = {e.get("id"): e.text for e in root.iter() if e.get("id")}
        assert {"p1-title": given.title, "p1-desc": picture.alt} == named
        keys = {key for e in root.iter() for key in e.attrib}
        assert set() == {k for k in keys if k in ("style", "href", "src") or k.startswith("on")}
        colours = {v for e in root.iter() for k, v in e.attrib.items() if k in ("fill", "stroke", "color")}
        assert [] == [c for c in colours if c not in ("none", "currentColor") and not c.startswith("var(--")]
        assert picture == drawn(given, lang="en")

    @pytest.mark.parametrize(
        ("name", "title", "width"),
        [(name, "t", 300) for name in ("", "1a", 'a"b', "a b", "é")]
        + [("a", " \u200b", 300), ("a", "t", 279)],
    )
    def test_refused(self, name: str, title: str, width: float) -> None:
        with pytest.raises(ValueError, match="a picture"):
            drawing(name, title, "a", lang="nl", width=width, height=9, look="x", parts=())


class TestRefused:
    """What cannot be drawn is refused by whoever is given it."""

    @pytest.mark.parametrize("x", [math.nan, math.inf, -math.inf])
    @pytest.mark.parametrize(
        "make",
        [
            lambda x: Row("a", "b", x),
            lambda x: Interval(x, 1, "", ""),
            lambda x: Interval(0, x, "", ""),
            lambda x: CutOff(x, "", "low", True),
            lambda x: LinearScale("T", x, 10, 20, 80),
            lambda x: LinearScale("T", 50, 10, 20, x),
            lambda x: PercentileScale("pc", x),
            lambda x: Measured(x, 1),
            lambda x: Measured(1, x),
            lambda x: chart(last=x),
            lambda x: chart(percentiles=(x,)),
        ],
    )
    def test_not_finite(self, make: Any, x: float) -> None:
        with pytest.raises(ValueError, match=r"finite|percentiles"):
            make(x)

    @pytest.mark.parametrize(
        "make",
        [
            lambda: LinearScale("T", 50, 0, 20, 80),
            lambda: LinearScale("T", 50, 10, 80, 80),
            lambda: LinearScale("T", 50, 1e-308, 20, 80),
            lambda: PercentileScale("pc", 0, 50),
            lambda: Interval(2, 1, "", ""),
            lambda: Row("a", "b", None),
            lambda: Row("a", "b", 1, "reden"),
            lambda: Row("a", "b", None, "reden", mark="<"),
            lambda: Row("a", "b", 1, mark="?"),  # type: ignore[arg-type]
            lambda: CutOff(1, "", "up", True),  # type: ignore[arg-type]
            lambda: profile(),
            lambda: Profile("t", T, (Row("a", "b", 1), Row("a", "c", 2))),
            lambda: profile(1, cutoffs=(replace(HIGH, row="r9"),)),
            lambda: profile(101, scale=PC),
            lambda: profile(50, scale=PC, cutoffs=(replace(HIGH, value=-1),)),
            lambda: chart(measure="arm"),
            lambda: chart(last=24.5),
            lambda: chart(percentiles=()),
            lambda: chart(percentiles=(50, 50)),
            lambda: chart(percentiles=(0, 50)),
            lambda: drawn(chart(first=0, last=12)),
        ],
    )
    def test_refused(self, make: Any) -> None:
        with pytest.raises(ValueError):
            make()
