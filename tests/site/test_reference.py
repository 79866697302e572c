"""The pages about the library itself: the language against the standard, and the notes for engineers."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import prodia
from prodia.content.examples import examples
from prodia.site.hook import design_page, menu
from prodia.site.pages import Page, bodies
from prodia.site.reference import Conformance, Reason, language
from prodia.words import Words
from tests.site.building import ROOT, Read, body, cells, links, of_page, plain

LANGUAGE = ROOT / "tests" / "language"


class TestTheStandard:
    """The language page prints for each group of the suite what is answered, what is not, and why."""

    def test_what_is_kept_is_what_is_printed(self, read_pages: dict[str, Read]) -> None:
        words = " ".join(page.words for page in of_page(read_pages, "taal.html"))
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
                Reason(Words("Geen `in` hier.", "No `in` here."), ["L3/0002-b/x/1", "L3/0002-b/x/2"]),
                Reason(Words("Nee.", "No."), ["L3/0002-b/x/3"]),
            ],
        )
        assert {"L3/0002-b": {1: 2, 2: 1}} == found.why()
        text = "".join(one.html for one in bodies([Page("taal.md", language("nl", found), None)]))
        assert (
            '<div id="reden-1"></div>\n\n<h4 id="reden-1_1">Reden 1</h4>\n\n<p>Geen <code>in</code>' in text
        )
        assert "<small> (2 uitkomsten)</small>" in text
        (_, first, second) = cells(text, "Aantal uitkomsten per groep")
        assert ["0001-a", "2", "3", "0", "–"] == first
        assert ["0002-b", "3", "1", "3"] == second[:4]
        assert re.search(r'<a href="[a-z0-9.-]*#reden-2">reden 2</a>: 1', text)
        english = "".join(one.html for one in bodies([Page("taal.md", language("en", found), None)]))
        assert "<p>No <code>in</code> here.<small> (2 results)" in english


class TestTheNotes:
    """Notes for engineers have one place in the menu, with or without benchmarks, and are English."""

    def test_each_note_is_listed(self, site: Path, read_pages: dict[str, Read]) -> None:
        notes = sorted(p.stem for p in (ROOT / "docs" / "design").glob("*.md"))
        assert notes
        links = {a.get("href", "") for t, a in read_pages["design/index.html"].tags if t == "a"}
        for note in notes:
            assert f"{note}.html" in links
            assert ("div", {"lang": "en"}) in read_pages[f"design/{note}.html"].tags

    def test_they_stand_on_the_english_site_too(self, read_both: dict[str, Read]) -> None:
        notes = [address for address in read_both if address.startswith("design/")]
        assert notes
        assert [] == [address for address in notes if f"en/{address}" not in read_both]

    def test_the_menu_with_and_without(self) -> None:
        notes = {"design/a.md": "Events: two more", "benchmarks.md": "Benchmarks"}
        assert {
            "Ontwerp": ["design/index.md", {"Benchmarks": "benchmarks.md"}, {"Events": "design/a.md"}]
        } == menu([], notes, here=())[-1]
        assert {"Meer weten": [{"Over deze site": "over.md"}]} == menu([], {}, here=["over.md"])[-1]
        assert [] == menu([], {}, here=())
        assert '<a href="../benchmarks.html" lang="en">Benchmarks</a>' in design_page(notes, "nl")
        assert '<a href="a.html" lang="en">Events: two more</a>' in design_page(notes, "nl")

    def test_a_guide_stands_with_the_python_face(self) -> None:
        notes = {"design/a.md": "A", "python/guide.md": "Guide"}
        *_, python, design = menu([], notes, "en", here=())
        assert {"Python": [{"Guide": "python/guide.md"}]} == python
        assert {"Design": ["design/index.md", {"A": "design/a.md"}]} == design


class TestThePythonFace:
    """The reference has a page a module, a heading a public name, and is English on both sites."""

    def test_each_public_name(self, read_both: dict[str, Read]) -> None:
        for top in ("", "en/"):
            parts = of_page(read_both, f"{top}python/prodia.html")
            assert [] == sorted(set(prodia.__all__) - {id for page in parts for id in page.ids})
            mine = " ".join(links(read_both[f"{top}python/reference.html"])) + " "
            assert [] == sorted(n for n in prodia.__all__ if not re.search(rf"prodia[-\w]*\.html#{n} ", mine))
        assert ("div", {"lang": "en"}) in read_both["python/prodia.html"].tags

    def test_a_name_is_a_heading_as_it_is_written(self, site: Path) -> None:
        parts = sorted((site / "python").glob("prodia*.html"))
        headings = [one for page in parts for one in re.findall(r"<h[12] [^>]*>(.*?)</h", body(page))]
        assert "prodia" in headings
        assert {"Score", "score"} <= {html.unescape(one) for one in headings}

    def test_the_menu_puts_modules_of_a_package_together(self, read_pages: dict[str, Read]) -> None:
        assert "prodia.psychometrics.accuracy.html" in links(read_pages["python/reference.html"])


class TestFindings:
    """Every kind stands in the list, and one with an example has a page of its own, in both languages."""

    def test_each_code(self, read_both: dict[str, Read]) -> None:
        codes = {line.split()[0] for line in (ROOT / "tests/data/codes.txt").read_text("utf-8").splitlines()}
        assert codes
        for top in ("", "en/"):
            listed = [page for address, page in read_both.items() if address.startswith(f"{top}bevindingen")]
            words = " ".join(page.words for page in listed)
            assert [] == sorted(code for code in codes if f"PRD-{code}" not in words)

    def test_each_example(self, site: Path) -> None:
        """The mistake, what is said of it and the same without it: as `prodia explain` shows them."""
        shown = {example.code for example in examples()}
        assert shown
        for top in ("", "en/"):
            pages = {page.stem for page in (site / top / "bevindingen").glob("prd-*.html")}
            assert {f"prd-{code.lower()}" for code in shown} == pages
        page = html.unescape(plain(body(site / "bevindingen/prd-q23.html")))
        for said in ("maanden >= 3 and maanden < 2", "PRD-Q23 criterium-nooit-voldaan: ", "Zo is het goed"):
            assert said in page
