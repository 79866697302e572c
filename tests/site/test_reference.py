"""The pages about the library itself: the language against the standard, and the notes for engineers."""

from __future__ import annotations

import json
from pathlib import Path

from prodia.site.conformance import section

from prodia.site import Conformance, Reason
from prodia.site.hook import design_page, menu
from tests.site.building import ROOT, Read

LANGUAGE = ROOT / "tests" / "language"


class TestTheStandard:
    """The language page prints for each group of the suite what is answered, what is not, and why."""

    def test_what_is_kept_is_what_is_printed(self, read_pages: dict[str, Read]) -> None:
        words = read_pages["taal.html"].words
        answered = json.loads((LANGUAGE / "feel_summary.json").read_text("utf-8"))
        outside = json.loads((LANGUAGE / "feel_outside.json").read_text("utf-8"))
        for key in answered:
            assert key.partition("/")[2] in words
        for one in outside:
            assert " ".join(one["nl"].replace("`", " ").split()[:3]) in words
            assert f"({len(one['ids'])} uitkomst" in words
        assert f"geeft er {sum(answered.values())} zoals de standaard" in words

    def test_a_group_counts_both_and_points_to_the_reasons(self) -> None:
        found = Conformance(
            {"L2/0001-a": 3, "L3/0002-b": 1},
            [
                Reason("Geen `in` hier.", ["L3/0002-b/x/1", "L3/0002-b/x/2"]),
                Reason("Nee.", ["L3/0002-b/x/3"]),
            ],
        )
        assert {"L3/0002-b": {1: 2, 2: 1}} == found.why()
        text = section(found)
        assert '<li id="reden-1">Geen <code>in</code> hier. <small>(2 uitkomsten)</small></li>' in text
        assert "<code>0001-a</code></th><td>2</td><td>3</td><td>0</td><td>–</td>" in text
        assert "<code>0002-b</code></th><td>3</td><td>1</td><td>3</td>" in text
        assert '<a href="#reden-2">reden 2</a>: 1' in text


class TestTheNotes:
    """Notes for engineers have one place in the menu, with or without benchmarks, and are English."""

    def test_each_note_is_listed(self, site: Path, read_pages: dict[str, Read]) -> None:
        notes = sorted(p.stem for p in (ROOT / "docs" / "design").glob("*.md"))
        assert notes
        links = {a.get("href", "") for t, a in read_pages["design/index.html"].tags if t == "a"}
        for note in notes:
            assert f"../design/{note}.html" in links
            assert ("div", {"lang": "en"}) in read_pages[f"design/{note}.html"].tags

    def test_the_menu_with_and_without(self) -> None:
        notes = {"design/a.md": "Events: two more", "benchmarks.md": "Benchmarks"}
        assert {
            "Ontwerp": ["design/index.md", {"Benchmarks": "benchmarks.md"}, {"Events": "design/a.md"}]
        } == menu([], notes)[-1]
        assert {"Over deze site": "over.md"} == menu([], {})[-1]
        assert '<a href="../benchmarks.html" lang="en">Benchmarks</a>' in design_page(notes).body
