"""The page of an instrument says what its definition says, and nothing that its makers keep."""

from __future__ import annotations

import re
from pathlib import Path

from prodia.model.instrument import Instrument
from prodia.model.parts import Cited
from tests.site.building import Read, body, fact, links


class TestEveryInstrument:
    """Each source leads to what cites it and back, and no page shows what its makers keep."""

    def test_each_source_leads_there_and_back(
        self, known: dict[str, Instrument], read_pages: dict[str, Read]
    ) -> None:
        for id, one in known.items():
            mine = links(read_pages[f"instrumenten/{id}.html"])
            cited: list[tuple[str, tuple[Cited, ...]]] = [("", one.source)]
            for name, scale in one.scales.items():
                cited.append((f"#schaal-{name}", scale.source))
                cited += [(f"#schaal-{name}", cuts.source) for cuts in scale.cuts.values()]
            cited += [(f"#regel-{name}", rule.source) for name, rule in one.rules.items()]
            for anchor, sources in cited:
                for source in sources:
                    assert f"../bronnen/{source.ref}.html" in mine
                    back = links(read_pages[f"bronnen/{source.ref}.html"])
                    assert f"../instrumenten/{id}.html{anchor}" in back

    def test_no_item_text_where_it_may_not_be(
        self, known: dict[str, Instrument], site: Path, made: dict[str, str]
    ) -> None:
        head = ">Tekst</th>"
        assert head in made["instrumenten/lijst.md"]  # where it may be, and is
        kept = [id for id, one in known.items() if one.may != "text"]
        assert kept
        assert [] == [id for id in kept if head in body(site / f"instrumenten/{id}.html")]

    def test_the_index_groups_them(self, known: dict[str, Instrument], site: Path) -> None:
        text = "".join(
            map(body, sorted(site.glob("instrumenten*.html"), key=lambda p: (len(p.name), p.name)))
        )
        rest, _, made_up = text.partition(">Om mee te oefenen</h")
        for id, one in known.items():
            link = f'href="instrumenten/{id}.html"'
            fictitious = one.status == "fictitious"
            assert (link in rest, link in made_up) == (not fictitious, fictitious), id
        assert text.index("emt-brus.html") < text.index("krt-r.html") < text.index("sdq-ouder.html")

    def test_the_menu_leads_to_both_indexes(self, read_pages: dict[str, Read]) -> None:
        menu = links(read_pages["bronnen.html"])
        assert {"instrumenten.html", "normen.html", "vaardigheden.html"} <= set(menu)


class TestThePageItself:
    """Each figure stands where a reader looks for it."""

    def test_the_parts(self, made: dict[str, str]) -> None:
        page = made["instrumenten/lijst.md"]
        assert ["redeneren (Gf)"] == fact(page, "Brede vaardigheid")
        assert ["som * 2", "v1 &gt;= 1 and (v3 &gt;= 2 or som &gt; 3)"] == fact(page, "Precies")
        seed = "uit projectmateriaal, niet nagegaan"  # of a flag, a scale, two cut sets, a rule, ...
        sure = [seed, "niet nagegaan", "eigen afleiding", "gezien in de bron", seed, seed, seed]
        sources = [source.partition(" · ") for source in fact(page, "Bron")]
        assert ["Bron A "] * 7 == [title[:7] for title, _, _ in sources]
        assert [True] * 7 == [word in said for word, (_, _, said) in zip(sure, sources, strict=True)]
        assert "../normen/groep-1.0.0.html" in page
        assert "../vaardigheden.html#Gf" in page

    def test_a_replaced_one_leads_on(self, made: dict[str, str]) -> None:
        page = made["instrumenten/oude-lijst.md"]
        assert 'href="lijst.html"' in page
        assert ["een percentiel van 0 tot en met 100"] == fact(page, "Afgedrukt als")

    def test_who_asks_for_it(self, known: dict[str, Instrument], read_pages: dict[str, Read]) -> None:
        asked = [id for id in known if "Gebruikt in" in read_pages[f"instrumenten/{id}.html"].words]
        assert asked
        for id in asked:
            assert any(
                re.search(r"/waarden(-deel-\d+)?\.html#", link)
                for link in links(read_pages[f"instrumenten/{id}.html"])
            )

    def test_an_ability_names_who_measures_it(
        self, known: dict[str, Instrument], read_pages: dict[str, Read]
    ) -> None:
        mine = links(read_pages["vaardigheden.html"])
        measured = [(id, name) for id, one in known.items() for name, s in one.scales.items() if s.abilities]
        assert measured
        assert all(f"instrumenten/{id}.html#schaal-{name}" in mine for id, name in measured)


class TestTables:
    """Every table of these pages has a caption and heading cells, and scrolls in a named region."""

    def test_it(self, site: Path) -> None:
        seen = 0
        for path in (*site.glob("instrumenten/*.html"), *site.glob("normen/*.html")):
            text = body(path)
            tables = re.findall(r"<table.*?</table>", text, re.S)
            for table in tables:
                assert re.search(r"<caption>[^<]+</caption>", table)
                assert 'scope="col"' in table
                assert 'scope="row"' in table
            regions = re.findall(r'<div class="scrolling[^"]*" role="region" aria-label="[^"]+"', text)
            assert len(regions) >= len(tables)
            seen += len(tables)
        assert seen > 100
