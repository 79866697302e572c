"""From the first page to what people come for: few clicks, and then it stands there."""

from __future__ import annotations

import json
import os
import posixpath
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from prodia.case.structure import not_followed
from prodia.content import load
from prodia.content.schema import plan_schema
from prodia.model.parts import AUDIENCES
from prodia.model.plan import Plan
from prodia.site.addresses import READERS
from prodia.site.build import NOTHING, _config, rebuilt
from prodia.site.changed import _FOUND, _LATER
from prodia.site.home import story
from prodia.site.hook import shelf
from tests.chromium import IN_CHROMIUM
from tests.shipped import CATALOGUE, copied
from tests.site.building import ROOT, Read, body, links, made_of, parsed, told_in
from tests.site.packs import write
from tests.site.whole import faults

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
READING = "protocollen/lezen-spellen/2.0.0"
CLICKS, SCREEN = 3, 1600  # and the answer stands within so many characters of the page, or of its place on it
QUESTIONS = [
    (
        "Welke versie geldt?",
        "protocollen/index.html#welke-versie-wanneer-geldt",
        "nieuwste vrijgegeven versie",
    ),
    (
        "Welke leestests zijn er, en zijn de normen oud?",
        f"{READING}/stappen/lezen-meten.html",
        "niet vastgelegd",
    ),
    ("Wat krijgen ouders te horen?", f"{READING}/voor/ouders.html#dyslexie-eerst-hulp", "Dit is geen nee"),
    ("Hoe schrijf ik er een?", "author/index.html", "Een protocol schrijven, in tien stappen"),
    ("Hoe gebruik ik het vanuit Python?", "python/guide.html", "import prodia"),
    (
        "Wat als een score precies percentiel 10 is?",
        f"{READING}/criteria/ernst.html",
        "Hoogstens 10: voldaan",
    ),
    ("Wie mag beslissen over dyslexie?", f"{READING}/beslissingen/dyslexie.html", "CLB-team"),
    (
        "Raakt de nieuwe versie mijn leerling?",
        f"{READING}/verschil-met-1.0.0.html",
        "uitgewerkte voorbeelden van 1.0.0 komen",
    ),
]


def article(site: Path, address: str) -> Read:
    return parsed(body(site / address))


def reached(site: Path, most: int) -> dict[str, int]:
    """Every page that the text of pages leads to, the menu left out, by the clicks it takes."""
    found = {"index.html": 0}
    todo = ["index.html"]
    while todo:
        here = todo.pop(0)
        if found[here] < most:
            for link in links(article(site, here)):
                to = posixpath.normpath(
                    posixpath.join(posixpath.dirname(here), link.partition("#")[0] or here)
                )
                if to not in found and told(site / to):
                    found[to] = found[here] + 1
                    todo.append(to)
    return found


def told(page: Path) -> bool:
    return page.suffix == ".html" and page.is_file() and "<article" in page.read_text("utf-8")


@pytest.fixture(scope="module")
def clicks(site: Path) -> dict[str, int]:
    return reached(site, CLICKS)


class TestQuestions:
    """Each of eight questions is answered within three clicks of the first page, on one screen there."""

    @pytest.mark.parametrize(("question", "address", "answer"), QUESTIONS)
    def test_is_answered(
        self, site: Path, clicks: dict[str, int], question: str, address: str, answer: str
    ) -> None:
        page, _, part = address.partition("#")
        assert clicks.get(page, CLICKS + 1) <= CLICKS
        text = body(site / page)
        if part:
            assert f'id="{part}"' in text
            text = text[text.index(f'id="{part}"') - 10 :]
        assert answer in parsed(text).words[:SCREEN]

    def test_a_page_that_nothing_leads_to_is_seen(self, tmp_path: Path) -> None:
        for name, to in (("index", "een"), ("een", "index"), ("los", "een")):
            (tmp_path / f"{name}.html").write_text(f'<article><a href="{to}.html">x</a></article>', "utf-8")
        assert {"index.html": 0, "een.html": 1} == reached(tmp_path, CLICKS)


class TestHome:
    def test_has_every_entrance(self, site: Path, shipped: dict[str, Plan]) -> None:
        found = article(site, "index.html")
        ids = {"roles", "ask", "phases", "look", "news"}
        assert ids <= set(found.ids)
        leads = set(links(found))
        assert {
            "voor/ouders.html",
            "author/index.html",
            "python/guide.html",
            "verhaal.html",
            "keuzes.html",
        } <= leads
        for id in {plan.protocol.id for plan in shipped.values()}:
            assert [one for one in leads if re.fullmatch(rf"protocollen/{id}/[0-9.]+/index.html", one)], id
        assert f"{READING}/index.html" in leads
        assert "protocollen/lezen-spellen/3.0.0/index.html" not in leads  # in review, and 2.0.0 is released

    def test_of_a_pack_with_little(self, tmp_path: Path) -> None:
        """No wheel, no questions and no story, and no way to them."""
        home = made_of(write(tmp_path / "pack"))["index.md"]
        assert "protocollen/proef/1.0.0/index.html" in home
        assert "verhaal.html" not in home
        assert "<svg" not in home


class TestStory:
    def test_is_left_out_while_its_rules_do_not_tell_it(self, tmp_path: Path) -> None:
        """Who changes a cut-off while the site is served sees the page, and no exception."""
        folder = copied(tmp_path, "lezen-spellen/2.0.0")
        before = story(shelf(load(folder).catalogue, "nl"), "nl")
        file = folder / "lezen-spellen/2.0.0/protocol.yaml"
        file.write_text(file.read_text("utf-8").replace("laagste_pc <= 10", "laagste_pc <= 14"), "utf-8")
        after = story(shelf(load(folder).catalogue, "nl"), "nl")
        assert (True, None) == (before is not None, after)

    def test_is_called_in_the_language_of_the_page(self) -> None:
        on = shelf(CATALOGUE, "en")
        told = story(on, "en")
        assert told is not None
        assert "The story of a pupil" == told.title


class TestReaders:
    """Each audience has a page of each protocol with every outcome; a missing text is said."""

    def test_of_each_protocol(self, site: Path, shipped: dict[str, Plan]) -> None:
        for reference, plan in shipped.items():
            for audience in AUDIENCES:
                page = article(
                    site, f"protocollen/{reference.replace('@', '/')}/voor/{READERS[audience]}.html"
                )
                for id, decision in plan.protocol.decisions.items():
                    if not any(one.texts.of(audience) for one in decision.outcomes.values()):
                        assert "untold" in page.ids and f"decision-{id}" not in page.ids
                        continue
                    for name, outcome in decision.outcomes.items():
                        assert f"{id}-{name}" in page.ids
                        told = outcome.texts.of(audience) or "Hiervoor schreef nog niemand een tekst."
                        first = re.split(r"[.!?]\s", told)[0].removesuffix(".")
                        assert (
                            "".join(first.split())[:50].casefold() in "".join(page.words.split()).casefold()
                        )

    def test_a_missing_text_is_said(self, tmp_path: Path) -> None:
        made = made_of(write(tmp_path / "pack"))
        assert "Waarover hier nog niets geschreven" in made["protocollen/proef/1.0.0/voor/ouders.md"]
        assert "Waarover hier nog niets geschreven" not in made["protocollen/proef/1.0.0/voor/team.md"]

    def test_parents_and_pupils_read_no_word_of_the_team(self, site: Path) -> None:
        """An outcome is called by the first sentence they heard; a child reads no source and no file."""
        team, parents, child = (
            article(site, f"{READING}/voor/{reader}.html").words for reader in ("team", "ouders", "leerling")
        )
        assert ("Een GC-verslag overwegen" in team, "Een GC-verslag overwegen" in parents) == (True, False)
        assert "Uw kind kan extra steun krijgen op de eigen school" in parents
        assert "protocol.yaml" in parents
        assert not re.search(r"protocol\.yaml|gezien in de bron|GC-verslag", child)
        assert not re.search(
            r"protocol\.yaml|GC-verslag|nagelezen", article(site, f"{READING}/voor/leerling-12.html").words
        )

    def test_what_is_not_to_decide_with_is_said_to_each_in_their_words(self, site: Path) -> None:
        """Only who works with it is asked to read along, and reads numbers of versions."""
        said = {
            (reference, reader): article(site, f"protocollen/{reference}/voor/{reader}.html").words
            for reference in ("motoriek/1.0.0", "lezen-spellen/3.0.0", "lezen-spellen/1.0.0")
            for reader in ("team", "school", "ouders", "leerling", "leerling-12")
        }
        for (reference, reader), words in said.items():
            works = reader in ("team", "school")
            assert works == ("Dezelfde pagina in versie" in words or "Lees mee" in words), (reference, reader)
            theirs = ("Mensen kijken deze tekst nog na", "De tekst die wel klaar is", "De nieuwere tekst")
            assert works != any(one in words for one in theirs), (reference, reader)

    def test_a_letter_is_led_to(self, site: Path) -> None:
        assert "Beste ouders," in article(site, f"{READING}/voor/brief.html").words
        for of in ("index", "voor/ouders"):
            assert any(link.endswith("brief.html") for link in links(article(site, f"{READING}/{of}.html")))

    def test_rights_come_from_the_general_protocol(self, site: Path) -> None:
        page = article(site, f"{READING}/voor/ouders.html")
        assert {"rights", "contact"} <= set(page.ids)
        assert "Geen juridisch advies" in page.words


class TestMachines:
    def test_a_plan_is_as_its_schema_says(self, site: Path, shipped: dict[str, Plan]) -> None:
        judge = Draft202012Validator(plan_schema())
        for reference in (r for r, plan in shipped.items() if not not_followed(plan)):
            plan = json.loads(
                (site / f"protocollen/{reference.replace('@', '/')}/plan.json").read_text("utf-8")
            )
            assert [] == [error.message for error in judge.iter_errors(plan)]
            assert reference == plan["protocol"]
        assert list(judge.iter_errors({**plan, "more": 1}))
        assert list(judge.iter_errors({**plan, "format": 2}))

    def test_each_page_has_a_twin(self, site: Path) -> None:
        twin = (site / f"{READING}/criteria/ernst.html.md").read_text("utf-8")
        assert twin.startswith("# De achterstand is ernstig\n")
        made = [p for p in told_in(site / "protocollen") if not (p.parent / f"{p.name}.md").is_file()]
        assert [] == made

    def test_the_feed_and_the_list(self, site: Path, shipped: dict[str, Plan]) -> None:
        feed = ElementTree.parse(site / "feed.xml").getroot()
        entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
        assert len(shipped) == len(entries)
        listed = (site / "llms.txt").read_text("utf-8")
        assert f"({READING}/plan.json)" in listed
        assert not (site / "sitemap.xml").exists()  # without an address of the site there is none


PARTS = (
    "index voor/ouders criteria/ernst beslissingen/dyslexie stappen/lezen-meten verschil-met-1.0.0".split()
)
SHEETS = ("index", "keuzes", "instrumenten", *(f"{READING}/{part}" for part in PARTS))
LONG = (
    "bevindingen",
    "verhaal",
    "taal",
    f"{READING}/voorbeelden",
    f"{READING}/waarden",
    "normen/cdc2000-1.0.0",
)


class TestInABrowser:
    pytestmark = IN_CHROMIUM

    def test_access_width_and_silence(self, chromium: Any, site: Path) -> None:
        """No barrier that axe sees, nothing wider than the screen, nothing asked outside, nothing kept."""
        asked = list[str]()
        for width, scheme in ((320, "dark"), (1280, "light")):
            page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page.on("request", lambda request: asked.append(request.url))
            for name in SHEETS:
                assert [] == [*faults(page, (site / f"{name}.html").as_uri())], (name, width, scheme)
        assert [] == [one for one in asked if not one.startswith("file:")]

    def test_a_long_page_has_a_way_to_jump(self, chromium: Any, site: Path) -> None:
        """Nothing is longer than six screens without a list of its parts that can be seen."""
        beside = ".md-sidebar--secondary a, details.jump, .strip a, .audience dd a, label.filter"
        long = 0
        for width, height in ((360, 740), (1280, 800)):
            page = chromium.new_page(viewport={"width": width, "height": height})
            for name in (*SHEETS, *LONG):
                page.goto((site / f"{name}.html").as_uri())
                if page.evaluate("document.documentElement.scrollHeight") > 6 * height:
                    long += 1
                    assert page.locator(beside).locator("visible=true").count(), (name, width)
        assert long > 5

    def test_the_menu_of_a_phone_by_key_and_paper_always_light(self, chromium: Any, site: Path) -> None:
        """The closed menu is no stop, Enter opens it; a dark reader prints in the light."""
        page = chromium.new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")
        page.goto((site / "index.html").as_uri())
        menu = page.locator(".md-header button[for='__drawer']")
        assert "false" == menu.get_attribute("aria-expanded")
        inside = "document.activeElement.closest('.md-sidebar--primary') !== null"
        for _ in range(12):
            page.keyboard.press("Tab")
            assert not page.evaluate(inside)
        menu.press("Enter")
        page.wait_for_function(inside)
        page.keyboard.press("Escape")
        page.wait_for_function("document.activeElement.getAttribute('for') === '__drawer'")
        page.evaluate("onbeforeprint = () => { window.paper = document.body.dataset.mdColorScheme; }")
        page.pdf()
        assert (page.evaluate("paper"), page.evaluate("document.body.dataset.mdColorScheme")) == (
            "default",
            "slate",
        )

    def test_what_holds_is_said_on_the_day_it_is_read(self, chromium: Any, site: Path) -> None:
        page = chromium.new_page()
        for day, told in (("2026-08-31", 1), ("2026-09-01", 0)):
            page.clock.set_fixed_time(f"{day}T12:00:00")
            page.goto((site / f"{READING}/criteria/ernst.html").as_uri())
            assert told == page.get_by_text("Geldt vandaag niet").count(), day

    def test_an_outcome_is_printed_by_itself(self, chromium: Any, site: Path) -> None:
        page = chromium.new_page()
        page.goto((site / f"{READING}/voor/ouders.html").as_uri() + "#dyslexie-eerst-hulp")
        page.emulate_media(media="print")
        assert page.is_visible("#dyslexie-eerst-hulp")
        assert page.is_visible("#rights")
        assert not page.is_visible("#dyslexie-niet-ernstig")
        assert not page.is_visible("#decision-leersteun")
        pdf = page.pdf(format="A4", prefer_css_page_size=True)
        assert 1 == pdf.count(b"/Type /Page\n")

    def test_a_long_table_shows_what_is_asked_for(self, chromium: Any, site: Path) -> None:
        page = chromium.new_page()
        page.goto((site / "bevindingen-deel-2.html").as_uri())
        table = page.locator("label.filter + div table").first
        whole = table.locator("tbody tr").all_inner_texts()
        word = whole[-1].split()[0].casefold()
        page.locator("label.filter input").first.fill(word)
        page.wait_for_function("document.querySelector('label.filter span').textContent")
        rows = table.locator("tbody tr:visible").all_inner_texts()
        assert 0 < len(rows) < len(whole)
        assert all(word in row.casefold() for row in rows)

    def test_a_decision_is_cards_on_a_phone(self, chromium: Any, site: Path) -> None:
        """What comes out is on the screen, without scrolling sideways."""
        page = chromium.new_page(viewport={"width": 360, "height": 740})
        page.goto((site / f"{READING}/beslissingen/dyslexie.html").as_uri())
        shown = [one for one in page.query_selector_all(".cards td:not(:has(.any))") if one.is_visible()]
        boxes = [one.bounding_box() for one in shown]
        assert len(boxes) > 16
        assert [] == [box for box in boxes if box is None or box["x"] < 0 or box["x"] + box["width"] > 360]


@pytest.mark.build
class TestAnybodysPack:
    """`prodia site build` makes the site of a pack that is not this repository."""

    def site(self, folder: Path, *more: str, **environ: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", *"prodia --lang nl site build --alone --pack pack".split(), *more]
        return subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, env=ENVIRONMENT | environ
        )

    def test_build(self, tmp_path: Path) -> None:
        write(tmp_path / "pack")
        (tmp_path / "site.yaml").write_text(
            "format: 1\nname: Ons netwerk\naddress: https://example.org/x\n"
            "report: mailto:a@example.org?subject=\n"
        )
        done = self.site(tmp_path)
        assert (0, "Gebouwd: site/index.html.") == (done.returncode, done.stdout.strip()), done.stderr
        site = tmp_path / "site"
        page = (site / "protocollen/proef/1.0.0/criteria/laag.html").read_text("utf-8")
        assert "mailto:a@example.org?subject=protocollen/proef/1.0.0/criteria/laag.html" in page
        assert 'rel="canonical" href="https://example.org/x/protocollen/' in page
        assert " - Ons netwerk</title>" in page
        assert "https://example.org/x/protocollen/proef/1.0.0/criteria/laag.html" in (
            site / "sitemap.xml"
        ).read_text("utf-8")
        assert (site / "en" / "index.html").is_file()
        again = self.site(tmp_path, "--out", "again", PYTHONHASHSEED="4711", TZ="Pacific/Auckland")
        assert 0 == again.returncode, again.stderr
        one, other = (
            {path.relative_to(top): path.read_bytes() for path in top.rglob("*") if path.is_file()}
            for top in (site, tmp_path / "again")
        )
        assert one == other

    @pytest.mark.parametrize(
        ("text", "more", "code", "line"),
        [
            ("format: 1\nreport: javascript:alert(1)\n", (), "PRD-X64", "site.yaml:2:9"),
            ("format: 1\nadres: https://example.org\n", (), "PRD-S02", "bedoelde je «address»"),
            ("format: 1\n", ("--report", "javascript:alert(1)"), "PRD-X64", "javascript:alert(1)"),
            ("format: 1\n", ("--out", "pack"), "PRD-G15", "pack"),  # a folder with something else
        ],
    )
    def test_what_is_wrong_is_said(
        self, tmp_path: Path, text: str, more: tuple[str, ...], code: str, line: str
    ) -> None:
        write(tmp_path / "pack")
        (tmp_path / "site.yaml").write_text(text)
        done = self.site(tmp_path, *more)
        assert done.returncode
        assert code in done.stdout + done.stderr
        assert line in done.stdout + done.stderr
        assert not (tmp_path / "site").exists()
        assert (tmp_path / "pack/proef/1.0.0/protocol.yaml").is_file()


CASE = """\
format: 1
case: een
title: Een
why: een lage score
events:
  - {kind: opened, on: 2026-01-05, by: coach, mode: consultative, question: leest traag}
  - {kind: answered, on: 2026-01-05, by: coach, field: score, value: 8}
expect:
  verdicts: {laag: met}
"""


@pytest.mark.build
class TestServe:
    """While one writes a pack, only the pages of which something is another are made again; and after any
    change all that stands there is to the byte what the whole would be."""

    def saved(self, version: Path) -> Iterator[tuple[str, str]]:
        """What an author does, and a page that shows it first; none where there is a mistake to mend."""
        file = version / "protocol.yaml"
        begin = file.read_text("utf-8")

        def put(old: str, new: str) -> None:
            text = file.read_text("utf-8")
            assert old in text
            file.write_text(text.replace(old, new, 1), "utf-8")

        put("score < 16", "score < 12")
        yield "a cut-off", "2.0.0/criteria/laag.html"
        criterion = begin[begin.index("  laag:\n") : begin.index("hypotheses:\n")]
        put("hypotheses:\n", criterion.replace("laag:", "erg_laag:", 1) + "hypotheses:\n")
        yield "a new criterion", "2.0.0/criteria/erg_laag.html"
        put("score < 12", "geen < 12")
        yield "a mistake", ""
        file.write_text(begin, "utf-8")
        yield "mended, and a criterion removed", "2.0.0/criteria/laag.html"
        (version / "cases").mkdir()
        (version / "cases/een.yaml").write_text(CASE, "utf-8")
        yield "a new case", "2.0.0/voorbeelden.html"
        put('title: "Stap "', 'title: "Meten"')
        put('title: "Proef "', 'title: "Anders"')
        put("valid: {from: 2024-01-01}", "valid: {from: 2025-09-01}")
        yield "renamed in the menu, and other days", "2.0.0/stappen/stap-b.html"
        older = version.parent / "1.0.0/protocol.yaml"
        older.write_text(older.read_text("utf-8").replace("score < 10", "score < 9", 1), "utf-8")
        yield "a cut-off of the version before", "2.0.0/verschil-met-1.0.0.html"
        newer = version.parent / "3.0.0"
        shutil.copytree(version, newer)
        (newer / "protocol.yaml").write_text(file.read_text("utf-8").replace("2.0.0", "3.0.0"), "utf-8")
        yield "a new version", "3.0.0/index.html"
        shutil.rmtree(newer)
        yield "a version removed", "2.0.0/index.html"

    def test_a_mistake_is_shown_until_it_is_mended(self, tmp_path: Path) -> None:
        """In the browser and on the screen, with its place; no page is left waiting."""
        file = write(tmp_path / "pack") / "proef/1.0.0/protocol.yaml"
        text = file.read_text("utf-8")
        place = f"proef/1.0.0/protocol.yaml:{text[: text.index('score < 10')].count(chr(10)) + 1}:"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        line = ["site", "serve", "--alone", "--pack", "pack", "--port", f"{port}", "--lang", "nl"]
        serving = subprocess.Popen(
            [sys.executable, "-m", "prodia", *line],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

        def until(words: str) -> str:
            for _ in range(300):
                with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/index.html", timeout=30) as page:
                    found: str = page.read().decode()
                    if words in found:
                        return found
                time.sleep(0.1)
            raise AssertionError(words)

        try:
            until("Protocollen")
            file.write_text(text.replace("score < 10", "geen < 10", 1), "utf-8")
            found = until("PRD-E20")
            assert place in found
            file.write_text(text, "utf-8")
            until("Protocollen")
        finally:
            serving.send_signal(signal.SIGINT)
            said = serving.communicate(timeout=30)[1]
        assert place in said
        assert "PRD-E20" in said

    def test_what_cases_came_to_is_kept_under_all_that_is_shared(self, tmp_path: Path) -> None:
        pack = write(tmp_path / "pack")

        def rests() -> str:
            return shelf(load(pack).catalogue, "nl").rests

        before = rests()
        shared = list((pack / "shared").rglob("*.yaml"))  # rows beside norms are sealed in them
        assert shared
        for file in shared:
            file.write_text(file.read_text("utf-8") + "\n", "utf-8")
            assert before != (before := rests())
        file = pack / "proef/1.0.0/protocol.yaml"
        file.write_text(file.read_text("utf-8").replace("score < 10", "score < 11", 1), "utf-8")
        assert before == rests()

    def test_after_each_change(self, tmp_path: Path) -> None:
        pack, out = write(tmp_path / "pack", v1_0_0="score < 10", v2_0_0="score < 16"), tmp_path / "out"

        def made(config: MkDocsConfig) -> dict[str, bytes]:
            rebuilt(config)
            files = (one for one in Path(config.site_dir).rglob("*") if one.is_file())
            return {one.relative_to(config.site_dir).as_posix(): one.read_bytes() for one in files}

        with _config([str(pack)], out, NOTHING, "nl") as config:
            before = made(config)
            for what, page in self.saved(pack / "proef/2.0.0"):
                if not page:
                    with pytest.raises(Abort):
                        rebuilt(config)
                    continue
                written = {one: one.stat().st_mtime_ns for one in out.rglob("*.html")}
                now = made(config)
                again = {one for one in out.rglob("*.html") if written.get(one) != one.stat().st_mtime_ns}
                assert now[f"protocollen/proef/{page}"] != before.get(f"protocollen/proef/{page}"), what
                assert out / "begrippen/woord-a.html" not in again, what
                with _config([str(pack)], tmp_path / "whole", NOTHING, "nl") as fresh:
                    whole = made(fresh)
                assert whole.keys() == now.keys(), what
                assert [] == [name for name in whole if whole[name] != now[name]], what
                before = now
            assert {} == _FOUND  # of what was edited or removed nothing is kept
            config.extra["later"] = True  # as it is served: who waits for a page waits for no other's cases
            shutil.copytree(pack / "proef/2.0.0/cases", pack / "proef/1.0.0/cases")
            file = pack / "proef/2.0.0/protocol.yaml"
            file.write_text(file.read_text("utf-8").replace("score < 16", "score < 15", 1), "utf-8")
            first = made(config)
            differ, said = "protocollen/proef/2.0.0/verschil-met-1.0.0.html", _LATER.nl.encode()
            assert config.extra["left"]
            assert [differ] == [name for name in first if said in first[name]]
            config.extra["later"] = False
            then = made(config)
            assert {*first} <= {*then} and said not in then[differ]
            with _config([str(pack)], tmp_path / "whole", NOTHING, "nl") as fresh:
                assert then == made(fresh)
