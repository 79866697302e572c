"""The page of an instrument says what its definition says, and nothing that its makers keep."""

from __future__ import annotations

import re
from pathlib import Path

from prodia.model.instrument import Instrument, limits
from prodia.model.parts import Cited
from prodia.scoring.why import cuts_said, missing_said
from prodia.words.numbers import ages, number
from tests.site.building import Read, body, cells, fact, links, made_of, of_page
from tests.site.packs import write


class TestEveryInstrument:
    """Every scale, cut-off, rule, deviation and example of a definition is on its page, with its source."""

    def test_what_it_says(self, known: dict[str, Instrument], read_pages: dict[str, Read]) -> None:
        scored = 0
        for id, one in known.items():
            words = " ".join(page.words for page in of_page(read_pages, f"instrumenten/{id}.html"))
            said = [one.title, one.licence, one.measures, one.version, *([one.form] if one.form else [])]
            said += [ages(*one.ages, "nl")] if one.ages else []
            ends = limits(one)
            for name, scale in one.scales.items():
                said += [scale.title, *scale.items, *([scale.is_.text] if scale.is_ else [])]
                said += [missing_said(scale.missing, "nl")] if scale.missing and not scale.stop else []
                for cuts in scale.cuts.values():
                    said += [cuts.says, *(word for pair in cuts_said(cuts, "nl") for word in pair)]
                low, high = ends.get(name) or (None, None)
                if low is not None and high is not None:
                    said.append(f"{number(low, 'nl')} tot en met {number(high, 'nl')}")
            said += [text for rule in one.rules.values() for text in (rule.says, rule.is_.text)]
            said += [text for e in one.errata for text in (e.where, e.printed, e.here, e.reason)]
            said += [example.says for example in one.examples]
            missing = [s for s in said if " ".join(s.split()).casefold() not in words.casefold()]
            assert [] == missing, id
            scored += bool(one.items)
        assert 0 < scored < len(known)

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

    def test_a_register_entry_says_that_nothing_is_worked_out(
        self, known: dict[str, Instrument], read_pages: dict[str, Read]
    ) -> None:
        said = "scores worden overgenomen zoals ze afgedrukt zijn"
        for id, one in known.items():
            assert (said in read_pages[f"instrumenten/{id}.html"].words) is not bool(one.items)

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
        assert [
            ["Items", "Antwoorden", "Punten", "Woorden", "Tekst"],
            ["v1..v3", "0 tot en met 2", "", "0 = nooit ; 1 = soms; 2 = vaak", ""],
            ["v4", "0 tot en met 2", "0: 0; 1: 2; 2: 3", "", "vraag"],
            ["maat", "een getal van 1 tot en met 9", "", "", ""],
            ["t1..t4", "0; 1", "", "", ""],
        ] == cells(page, "Wat er geantwoord kan worden en wat het telt")
        assert [["Zone", "Scores"], ["laag", "tot 4"], ["hoog", "vanaf 4"]] == cells(page, "Zones")
        assert ["0 tot en met 13", "1 tot en met 9", "0 tot en met 26", "0 tot en met 4"] == fact(
            page, "Laagste, hoogste"
        )
        assert ["v2"] == fact(page, "Omgekeerd")
        assert ["v1..v2: 2"] == fact(page, "Gewichten")
        assert ["redeneren (Gf)"] == fact(page, "Brede vaardigheid")
        assert ["eerste keuze, 29 februari 2024, Orgaan "] == fact(page, "Kwaliteitslabel")
        assert ["na 2 nullen na elkaar"] == fact(page, "Stop")
        assert ["som * 2", "v1 &gt;= 1 and (v3 &gt;= 2 or som &gt; 3)"] == fact(page, "Precies")
        assert ["gedrukt "] == fact(page, "Gedrukt")
        seed = "uit projectmateriaal, niet nagegaan"
        sure = [seed, "niet nagegaan", "eigen afleiding", "gezien in de bron", seed, seed, seed]
        for word, source in zip(
            sure, fact(page, "Bron"), strict=True
        ):  # flag, scale, two cut sets, rule, ...
            assert source.startswith("Bron A ")
            assert f" · {word}" in source
        told = cells(page, "Antwoorden, en wat eruit moet komen")
        assert ["voorbeeld", "v1..v4: 1", "8;4"] == told[1][:3]
        assert "som , zone: hoog" in told[1][3]
        assert "../normen/groep-1.0.0.html" in page
        assert "../vaardigheden.html#Gf" in page

    def test_a_replaced_one_leads_on(self, made: dict[str, str]) -> None:
        page = made["instrumenten/oude-lijst.md"]
        assert 'href="lijst.html"' in page
        assert ["een percentiel van 0 tot en met 100"] == fact(page, "Afgedrukt als")

    def test_a_changed_cut_off_changes_the_page(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "pack")
        file = folder / "shared/instruments/lijst/1.0.0.yaml"
        file.write_text(file.read_text("utf-8").replace("at: [4]", "at: [5]"), "utf-8")
        page = made_of(folder)["instrumenten/lijst.md"]
        assert [["Zone", "Scores"], ["laag", "tot 5"], ["hoog", "vanaf 5"]] == cells(page, "Zones")

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
