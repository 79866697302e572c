"""A drawing is the same every time, and its boxes never lie on each other."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.pictures.flow import Box, Flow, draw, layered

SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def graphs(draw_: st.DrawFn) -> tuple[dict[str, float], list[tuple[str, str]]]:
    """Boxes with heights, and arrows that only go to a later box."""
    heights = draw_(st.lists(st.floats(10, 90), min_size=1, max_size=14))
    boxes = {f"b{n}": height for n, height in enumerate(heights)}
    pairs = [(a, b) for i, a in enumerate(boxes) for b in list(boxes)[i + 1 :]]
    arrows = draw_(st.lists(st.sampled_from(pairs), max_size=25)) if pairs else []
    return boxes, arrows


class TestLayout:
    """Arrows point to the right, and every box has its own room inside the whole."""

    @given(graphs())
    def test_boxes_have_room(self, graph: tuple[dict[str, float], list[tuple[str, str]]]) -> None:
        heights, arrows = graph
        placed = layered(heights, arrows, width=100, gap=40, between=12)
        corners = {name: placed.boxes[name] for name in heights}
        for name, (x, y) in corners.items():
            assert -1e-6 <= y
            assert y + heights[name] <= placed.height + 1e-6
            assert x + 100 <= placed.width + 1e-6
            for other, (x2, y2) in corners.items():
                if other != name and x == x2 and y <= y2:
                    assert y + heights[name] + 12 <= y2 + 1e-6
        for start, end in arrows:
            assert corners[start][0] < corners[end][0]
            assert placed.arrows[start, end][0][0] == corners[start][0] + 100
            assert placed.arrows[start, end][-1][0] == corners[end][0]

    @given(graphs())
    def test_the_same_graph_gives_the_same_picture(
        self, graph: tuple[dict[str, float], list[tuple[str, str]]]
    ) -> None:
        heights, arrows = graph
        once = layered(heights, arrows, width=100, gap=40, between=12)
        assert once == layered(dict(heights), list(arrows), width=100, gap=40, between=12)

    def test_a_circle_is_refused(self) -> None:
        with pytest.raises(ValueError, match="circles"):
            layered({"a": 10.0, "b": 10.0}, [("a", "b"), ("b", "a")], width=1, gap=1, between=1)


class TestDrawing:
    """The drawing is well-formed, has a title and a description, and its text and links are real."""

    FLOW = Flow(
        "Titel <b>",
        "Wat men ziet & leest",
        (
            Box("a", "Vraag", "round", "hoe \"oud\" & wie <script>", "x.html?a=1&b=2"),
            Box("b", "Criterium", "square", "lang " * 60),
        ),
        (("a", "b"),),
    )  # fmt: skip

    def test_it_is_xml_with_a_title_and_a_description(self) -> None:
        root = ET.fromstring(draw(self.FLOW, "f"))
        assert "Titel <b>" == root.findtext(f"{SVG}title")
        assert "Wat men ziet & leest" == root.findtext(f"{SVG}desc")
        assert ["x.html?a=1&b=2"] == [a.get("href") for a in root.iter(f"{SVG}a")]

    def test_a_box_says_its_kind_in_words(self) -> None:
        root = ET.fromstring(draw(self.FLOW, "f"))
        words = [t.text for t in root.iter(f"{SVG}text")]
        assert {"Vraag", "Criterium"} <= set(words)

    def test_what_is_too_long_is_whole_in_the_title(self) -> None:
        root = ET.fromstring(draw(self.FLOW, "f"))
        titles = [t.text or "" for t in root.iter(f"{SVG}title")]
        assert any(t.count("lang") == 60 for t in titles)
        assert any((t.text or "").endswith("…") for t in root.iter(f"{SVG}text"))
