"""The page of a norm group tells of its rows and shows none; a picture is told in words and in numbers."""

from __future__ import annotations

import csv
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from prodia.content import shipped
from prodia.content.catalogue import Catalogue
from prodia.content.normtables import read_growth
from prodia.model.instrument import Instrument
from prodia.pictures.growth import PERCENTILES
from prodia.scoring.growth import value_at
from prodia.scoring.scales import z_of_percentile
from prodia.telling.html import line
from prodia.words.numbers import number
from tests.site.building import ROOT, Read, body, build, cells, fact, links, made_of, of_page, read
from tests.site.packs import write

SVG = "{http://www.w3.org/2000/svg}"


class TestNorms:
    """A norm group has a page: for whom, how it is read and how many rows there are, and never a row."""

    def test_of_each(self, catalogue: Catalogue, site: Path, read_pages: dict[str, Read]) -> None:
        assert catalogue.norms()
        for reference, norms in catalogue.norms().items():
            address = f"normen/{reference.replace('@', '-')}.html"
            words = read_pages[address].words
            assert norms.group in words
            assert norms.country in words
            assert f"instrumenten/{norms.instrument}.html" in " ".join(links(read_pages[address]))
            assert f"../{address}" in links(read_pages[f"instrumenten/{norms.instrument}.html"])
            assert address in links(read_pages["normen.html"])
            for cited in norms.source:
                assert f"../{address}" in links(read_pages[f"bronnen/{cited.ref}.html"])
            rows = ROOT / "protocols/shared/norms" / norms.id / norms.version / "rows.csv"
            if rows.is_file():
                count = len(list(csv.reader(rows.read_text("utf-8").splitlines()))) - 1
                assert f"openbaar, {count} rijen" in words
            told = catalogue.norm_rows(reference)[1]
            assert told.digest in words

    def test_no_row_is_printed(self, made: dict[str, str], tmp_path: Path) -> None:
        row = re.compile(r"4[.,]125|2[.,]375|41[.,]625")
        english = made_of(write(tmp_path / "other"), "en")
        assert [] == [page for pages in (made, english) for page, text in pages.items() if row.search(text)]
        assert row.search((tmp_path / "other/shared/norms/groep/1.0.0/rows.csv").read_text("utf-8"))
        page = made["normen/groep-1.0.0.md"]
        assert ["openbaar, 3 rijen"] == fact(page, "Rijen")
        assert [
            ["Schaal", "Geslacht", "Leeftijden", "Rijen"],
            ["som", "jongens", "6;0 tot en met 6;11", "1"],
            ["som", "meisjes", "6;0 tot en met 6;11", "1"],
            ["som", "jongens", "7;0 tot en met 12;11", "1"],
        ] == cells(page, "Hoeveel rijen er zijn, zonder de rijen zelf")

    def test_a_word_of_a_row_is_text(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "pack")
        file = folder / "shared/norms/groep/1.0.0.yaml"
        file.write_text(file.read_text("utf-8").replace("by: [sex]", "by: [grade]"), "utf-8")
        rows = "age_from,age_to,grade,mean,sd,reliability\n72,155,<b onclick=x>1</b>,4,2,0.8\n"
        (folder / "shared/norms/groep/1.0.0/rows.csv").write_text(rows, "utf-8")
        pages = made_of(folder)
        for page in ("normen/groep-1.0.0.md", "instrumenten/lijst.md"):
            told = "".join(of_page(pages, page))
            assert "&lt;b onclick=x&gt;1" in told
            assert "<b " not in told

    def test_of_private_ones_nothing_is_read(self, made: dict[str, str]) -> None:
        page = made["normen/eigen-1.0.0.md"]
        assert ["privé: enkel in een eigen pakket, en hier niet gelezen"] == fact(page, "Rijen")
        assert "sha256" not in page.casefold()

    def test_those_who_made_the_rows_are_named(self, site: Path, made: dict[str, str]) -> None:
        assert 'lang="en">Makers of rows.csv.<' in made["normen/groep-1.0.0.md"]
        readme = (ROOT / "protocols/shared/norms/cdc2000/README.md").read_text("utf-8")
        named = re.search(r"\*\*Attribution\.\*\* (.{20})", readme)
        assert named is not None
        assert any(line(named[1]) in body(page) for page in (site / "normen").glob("cdc2000-1.0.0*.html"))

    def test_a_link_in_the_place_of_that_note_is_not_followed(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "pack")
        note = folder / "shared/norms/groep/README.md"
        (tmp_path / "elders.md").write_text("**Attribution.** van elders", "utf-8")
        note.unlink()
        note.symlink_to(tmp_path / "elders.md")
        assert "van elders" not in made_of(folder)["normen/groep-1.0.0.md"]

    @pytest.mark.build
    def test_rows_that_can_not_be_read_stop_the_build(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        folder = write(tmp_path / "pack")
        file = folder / "shared/norms/groep/1.0.0.yaml"
        text = re.sub(r"(?m)^(kind|by|gives|normalised|interval|age): .*\n", "", file.read_text("utf-8"))
        file.write_text(text.replace("rows: public\n", "rows: public\nkind: lms\n"), "utf-8")
        (folder / "shared/norms/groep/1.0.0/rows.csv").unlink()
        with pytest.raises(Abort):
            build(folder, tmp_path / "out")
        assert "PRD-Y12" in caplog.text


class TestPictures:
    """A picture says in words what it shows, and its numbers stand in a table that opens below it."""

    def drawings(self, page: Path) -> list[ET.Element]:
        found = re.findall(r'<svg xmlns[^>]*class="picture.*?</svg>', body(page), re.S)
        return [ET.fromstring(text) for text in found]

    def test_growth_curves_of_every_measure_and_sex(self, site: Path) -> None:
        pages = sorted((site / "normen").glob("cdc2000-1.0.0*.html"))
        norms, _ = read_growth(shipped() / "shared/norms/cdc2000/1.0.0")
        assert norms is not None
        drawn = [one for page in pages for one in self.drawings(page)]
        told = "".join(map(body, pages))
        assert 2 * len(norms.curves) == len(drawn)  # a wide and a narrow one
        assert all(one.get("role") == "img" for one in drawn)
        assert all(one.findtext(f"{SVG}title") and one.findtext(f"{SVG}desc") for one in drawn)
        assert {"640", "288"} == {one.get("width") for one in drawn}
        for curve in norms.curves:
            title = f"{self.name(curve.measure)}, {'jongens' if curve.sex == 'm' else 'meisjes'}"
            head, *rows = cells(told, title)
            assert ["Leeftijd", *(f"P{p:g}" for p in PERCENTILES)] == head
            assert (curve.first, curve.last) == tuple(
                12 * int(y) + int(m) for y, m in (rows[n][0].split(";") for n in (0, -1))
            )
            ten = next(row for row in rows if row[0] == "10;0")
            expected = [
                value_at(norms, curve.measure, curve.sex, z_of_percentile(p), age_months=120.0)
                for p in PERCENTILES
            ]
            assert [number(round(x or 0.0, 1), "nl") for x in expected] == ten[1:]

    def name(self, measure: str) -> str:
        return {"height": "Lengte", "weight": "Gewicht", "bmi": "BMI"}[measure]

    def test_a_profile_of_the_fictitious_instrument_only(
        self, catalogue: Catalogue, known: dict[str, Instrument], site: Path
    ) -> None:
        normed = {norms.instrument for norms in catalogue.norms().values() if norms.kind not in (None, "lms")}
        for id, one in known.items():
            drawn = self.drawings(site / f"instrumenten/{id}.html")
            assert bool(drawn) is (one.status == "fictitious" and id in normed), id

    def test_it_has_a_row_for_each_norm_group(self, made: dict[str, str]) -> None:
        page = "".join(of_page(made, "instrumenten/lijst.md"))
        rows = cells(page, "Som : ruwe score 7 in elke normgroep")
        assert ["Onderdeel", "Score (T)", "Interval", "Voorbij de grens"] == rows[0]
        # the middle raw score of 0 to 13 is 7: 50 + 10 (7 - 4.125) / 2.375 = 62.1; 50 + 10 (7 - 5) / 2 = 60
        assert [
            ["geslacht: jongens, 6;0 tot en met 6;11", "62,1"],
            ["geslacht: meisjes, 6;0 tot en met 6;11", "60"],
            ["geslacht: jongens, 7;0 tot en met 12;11", "55"],
        ] == [row[:2] for row in rows[1:]]
        # true SEE, 0.95, r 0.8: 50 + 0.8 * 10 = 58, 1.96 * 10 sqrt(0.8 * 0.2) = 7.8
        assert "50,2 tot 65,8 (rond de geschatte ware score (SEE), 95 %)" == rows[2][2]

    def test_the_table_is_closed_until_opened(self, site: Path) -> None:
        page = read(site / "instrumenten/woordenstroom.html")
        tags = [tag for tag, _ in page.tags]
        assert tags.index("details") < tags.index("summary")
        assert not any("open" in attributes for tag, attributes in page.tags if tag == "details")
