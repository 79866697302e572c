"""A staircase rises from left to right; below each step stands what follows a no."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from prodia.pictures.stairs import Tread, staircase

SVG = "{http://www.w3.org/2000/svg}"
TREADS = [Tread("ernstig?", "niet ernstig", judged=True), Tread("<b>lang</b> genoeg?", "eerst hulp")]


@pytest.fixture
def drawn() -> ET.Element:
    return ET.fromstring(staircase("De trap", "Twee treden.", TREADS, "past bij", name="trap", lang="nl"))


class TestStaircase:
    def test_each_step_is_higher_and_further(self, drawn: ET.Element) -> None:
        boxes = [(float(one.attrib["x"]), float(one.attrib["y"])) for one in drawn.iter(f"{SVG}rect")]
        assert boxes == sorted(boxes)
        assert [y for _, y in boxes] == sorted((y for _, y in boxes), reverse=True)
        assert 3 == len(boxes)

    def test_all_is_said(self, drawn: ET.Element) -> None:
        words = " ".join(text for text in drawn.itertext() if text.strip())
        for said in ("De trap", "Twee treden.", "ernstig?", "<b>lang</b>", "↓ eerst hulp", "past bij"):
            assert said in words

    def test_only_where_a_person_may_judge_is_a_diamond(self, drawn: ET.Element) -> None:
        assert ["judged", ""] == [one.attrib["class"] for one in drawn.iter(f"{SVG}rect")][:2]
        assert 1 == sum(one.get("class") == "person" for one in drawn.iter(f"{SVG}path"))
