"""What a protocol says that it is not stands on all that is told of it, and on nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import prodia
from prodia.content import load
from prodia.model.parts import AUDIENCES
from prodia.model.plan import Plan
from prodia.site.addresses import file_of
from prodia.site.data import data
from prodia.site.hook import shelf
from prodia.site.pages import Page, bodies, pages
from prodia.telling.blocks import Ref
from prodia.telling.forms import form
from prodia.telling.plain import to_markdown
from tests.site.building import ROOT
from tests.site.packs import write

OURS = ("illustra", "cc by", "los van")
BAR = re.compile(r'<aside class="ill"[^>]*>(.*?)</aside>')
# Of the library itself: these tell of no protocol.
ELSEWHERE = ("taal.md", "bevindingen.md")


def told(page: Page) -> str:
    return to_markdown(page.told)


def pack(folder: Path, disclaimer: str) -> Path:
    """The small pack with other words about what it is not."""
    write(folder)
    file = folder / "proef" / "1.0.0" / "protocol.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace('disclaimer: {team: "Let op "}', disclaimer), "utf-8")
    assert disclaimer in file.read_text("utf-8") and "Let op" not in file.read_text("utf-8")
    return folder


class TestOfAnyPack:
    """A page, sheet, walkthrough or file says of a protocol what its author says that it is not, in the words
    for its reader; and nothing of its own."""

    SAYS = 'disclaimer: {team: "Enkel voor ons team. Nog in opbouw.", parents: "Vraag ons gerust uitleg."}'

    def plan(self, folder: Path) -> Plan:
        return load(folder).catalogue.plan("proef@1.0.0")

    def every(self, folder: Path) -> Iterator[str]:
        """All that is written of a pack, in both languages."""
        for lang in ("nl", "en"):
            found = shelf(load(folder).catalogue, lang)
            made = list(pages(found, lang))
            yield from (one.html for one in bodies(made) if not one.page.path.startswith(ELSEWHERE))
            yield from (text for _, text in data(found, {}, made, "x", "", lang))
            yield from [to_markdown(form(self.plan(folder), ["stap-a"], lang))]
            yield prodia.walkthrough(self.plan(folder), lang)

    def test_its_own_words_on_each_page_for_its_reader(self, tmp_path: Path) -> None:
        found = shelf(load(pack(tmp_path / "pack", self.SAYS)).catalogue, "nl")
        of = {page.path: told(page) for page in pages(found, "nl") if "/1.0.0/" in page.path}
        parents = {path for path, text in of.items() if "Vraag ons gerust uitleg." in text}
        team = {path for path, text in of.items() if "Enkel voor ons team. Nog in opbouw." in text}
        readers = {f"protocollen/proef/1.0.0/voor/{one}.md" for one in ("school", "leerling", "leerling-12")}
        assert {"protocollen/proef/1.0.0/voor/ouders.md"} == parents
        assert of.keys() - parents - readers == team

    def test_its_own_words_on_what_is_shared_and_on_what_is_printed(self, tmp_path: Path) -> None:
        folder = pack(tmp_path / "pack", self.SAYS)
        found, says = shelf(load(folder).catalogue, "nl"), "Enkel voor ons team. Nog in opbouw."
        made = list(pages(found, "nl"))
        assert says in told(made[0])
        assert says in dict(data(found, {}, made, "x", "", "nl"))["llms.txt"]
        assert says in to_markdown(form(self.plan(folder), ["stap-a"], "nl"))
        walk = partial(prodia.walkthrough, self.plan(folder), "nl")
        assert [says] == BAR.findall(walk())
        assert ["Vraag ons gerust uitleg."] == BAR.findall(walk("parents"))

    def test_nothing_that_is_ours(self, tmp_path: Path) -> None:
        every = list(self.every(pack(tmp_path / "pack", self.SAYS)))
        assert [] == [text for text in every if any(one in text.lower() for one in OURS)]

    def test_nothing_where_the_author_says_nothing(self, tmp_path: Path) -> None:
        every = list(self.every(pack(tmp_path / "pack", "# nothing")))
        marks = ("admonition notice", "Ter informatie", "Please note", 'class="ill"')
        assert [] == [text for text in every if any(mark in text for mark in marks)]

    def test_two_protocols_share_only_what_both_say(self, tmp_path: Path) -> None:
        """What is shared is of both, so it says no more than they agree on."""
        one = 'disclaimer: {team: "In opbouw. Alleen hier."}'
        folder = pack(tmp_path / "pack", one)
        other = folder / "ander" / "1.0.0"
        other.mkdir(parents=True)
        text = (folder / "proef" / "1.0.0" / "protocol.yaml").read_text("utf-8")
        text = text.replace("id: proef", "id: ander").replace("Alleen hier.", "Alleen daar.")
        (other / "protocol.yaml").write_text(text, "utf-8")
        home, *rest = (told(page) for page in pages(shelf(load(folder).catalogue, "nl"), "nl"))
        assert home.endswith("**Ter informatie**\n\nIn opbouw.\n")
        assert any(text.endswith("In opbouw. Alleen daar.\n") for text in rest)


class TestOfWhatIsShipped:
    """Every page of what is shipped says that it is an example, and long ones on every part."""

    def test_every_page_of_a_protocol_and_of_what_is_shared(self) -> None:
        catalogue = load(ROOT / "protocols").catalogue
        for lang, says in (
            ("nl", ("Ter illustratie", "Dit is een voorbeeld")),
            ("en", ("llustrat", "is an example")),
        ):
            found = shelf(catalogue, lang, only=("algemeen@1.1.0", "wiskunde@2.0.0"))
            made = (
                one for one in pages(found, lang) if one.path not in (*ELSEWHERE, file_of(Ref("", "guide")))
            )
            without = [one.page.path for one in bodies(made) if not any(word in one.html for word in says)]
            assert [] == without

    def test_every_walkthrough(self, shipped: dict[str, Plan]) -> None:
        plan = shipped["lezen-spellen@3.0.0"]
        for audience in AUDIENCES:
            (bar,) = BAR.findall(prodia.walkthrough(plan, "nl", audience))
            assert bar.startswith(("Ter illustratie", "Dit is een voorbeeld"))
