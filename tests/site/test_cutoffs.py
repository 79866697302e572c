"""The pages of cut-offs, and what leads to them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from prodia.content.catalogue import Catalogue
from prodia.model.plan import Plan
from prodia.telling.cutoffs import figure
from prodia.telling.values import owner_of, valid_in_words
from tests.site.building import Read, body, links, made_of, parsed, plain
from tests.site.packs import write


@cache
def links_of(page: Path) -> frozenset[str]:
    """The links of the article, without the menu."""
    return frozenset(links(parsed(body(page))))


class TestACutoff:
    """A figure stated once has one page: its value, its sources, and every rule that reads it."""

    def test_of_each_shipped_one(
        self, site: Path, shipped: dict[str, Plan], read_pages: dict[str, Read], catalogue: Catalogue
    ) -> None:
        seen, shared = 0, catalogue.shared()
        for reference, plan in shipped.items():
            folder = "protocollen/" + reference.replace("@", "/")
            for id, cutoff in plan.protocol.cutoffs.items():
                page = read_pages[f"{folder}/grenzen/{id}.html"]
                leads = links_of(site / folder / f"grenzen/{id}.html")
                assert all(figure(cutoff, one, "nl") in page.words for one in cutoff.figures)
                assert owner_of(shared, cutoff.owner) in page.words
                assert valid_in_words(cutoff.valid, "nl") in page.words
                for cited in cutoff.source:
                    assert any(link.endswith(f"bronnen/{cited.ref}.html") for link in leads)
                    back = links_of(site / f"bronnen/{cited.ref}.html")
                    assert f"../{folder}/grenzen/{id}.html" in back
                readers = {
                    name
                    for name, one in plan.protocol.criteria.items()
                    if any(f"cutoff.{id}" in e.text for _, e in one.conditions())
                }
                linked = {link for link in leads if link.startswith("../criteria/")}
                assert {f"../criteria/{name}.html" for name in readers} == linked
                for name in readers:
                    assert f"../grenzen/{id}.html" in links_of(site / folder / f"criteria/{name}.html")
                whole = (site / folder).glob("index*.html")
                assert any(f"grenzen/{id}.html" in links_of(page) for page in whole)
                seen += 1
        assert seen

    def test_one_with_another_figure_in_the_next_version(self, tmp_path: Path) -> None:
        rule = "score < 10"
        folder = write(tmp_path / "pack", zones={"2.0.0": 25}, v1_0_0=rule, v2_0_0=rule)
        made = made_of(folder)
        for version, here, there in (("1.0.0", 20, 25), ("2.0.0", 25, 20)):
            page = made[f"protocollen/proef/{version}/grenzen/zone.md"]
            facts, _, per_version = page.partition("Waarde per versie")
            assert f"{here} (percentiel)" in facts
            assert f"{there} (percentiel)" not in facts
            assert f"{there} (percentiel)" in per_version
            assert "waarden.html#ruim" in facts
            assert f"hoogstens {here}" in facts
            assert f"hoogstens {here}" in made[f"protocollen/proef/{version}/criteria/laag.md"]
        weeks = made["protocollen/proef/1.0.0/grenzen/weken.md"]
        assert "6 weken" in weeks
        assert "Geen enkele regel leest deze grens." in weeks
        changes = made["protocollen/proef/2.0.0/verschil-met-1.0.0.md"]
        assert "Grenzen die veranderden" in changes
        assert "<td>20 (percentiel)</td><td>25 (percentiel)</td>" in changes
        assert "score &lt;= 20" in plain(changes)
        assert "score &lt;= 25" in plain(changes)
        assert "6 weken" not in changes
