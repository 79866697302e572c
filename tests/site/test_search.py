"""The search of the site, as people use it: in Chromium, from a folder and a server, in their own words."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from prodia.site.search import Found, index, read_page, stem, words
from tests.chromium import IN_CHROMIUM

LOOKED_FOR = [
    ("leerling", "protocollen/"),
    ("leerlingen", "protocollen/"),
    ("toetsen", "protocollen/"),
    ("gesprekken", "protocollen/"),
    ("niveau", "begrippen/zorgcontinuum.html"),
    ("zorgniveau", "begrippen/zorgcontinuum.html"),
    ("dyslectisch", "begrippen/dyslexie.html"),
    ("Dyslexie", "protocollen/lezen-spellen/2.0.0/beslissingen/dyslexie.html"),
    ("M-decreet", "begrippen/verslag-m-decreet.html"),
    ("leesachterstand", "protocollen/lezen-spellen/2.0.0/"),
    ("pc 10", "grenzen/"),
    ("API", "python/"),
    ("toestemming", "protocollen/algemeen/1.0.0/stappen/toestemming-vragen.html"),
    ("AVI", "instrumenten/avi.html"),
    ("zorgcontinuum", "begrippen/zorgcontinuum.html"),
    ("lezen spellen", "protocollen/lezen-spellen/2.0.0/index.html"),
    ("dislexie", "begrippen/dyslexie.html"),
    ("disleksie", "begrippen/dyslexie.html"),
    ("leesstoornis", "begrippen/dyslexie.html"),
    ("faalangst", "begrippen/faalangst.html"),
    ("pc10", "grenzen/"),
    ("pc 10", "vragen.html"),  # as «percentiel 10»
    ("brieven", "voor/brief.html"),
    ("precies percentiel 10", "vragen.html"),
    ("wie mag beslissen", "stappen/"),
    ("python gebruiken", "python/guide.html"),
    ("hoe gebruik ik het vanuit Python", "python/guide.html"),
    ("leestests normen", "normen.html"),
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture(scope="module", params=["folder", "server"])
def start(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The address of the first page."""
    if request.param == "folder":
        yield (site / "index.html").as_uri()
        return
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/index.html"
        server.shutdown()
        thread.join()


def url_to_file(address: str, start: str, site: Path) -> Path:
    """The file that an address of the site under test stands for."""
    return site / address.removeprefix(start.removesuffix("index.html"))


class TestInABrowser:
    pytestmark = IN_CHROMIUM

    def test_what_people_look_for(self, start: str, site: Path, chromium: Any) -> None:
        page = chromium.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(start)
        assert not [one for one in asked if "search-index" in one]  # loaded on first use only
        page.keyboard.press("/")
        page.keyboard.insert_text("dyslexie")  # at once: the list is made once
        page.wait_for_selector(".prodia-search__list a")
        assert "pagina" in page.inner_text(".prodia-search__count")
        page.keyboard.press("ArrowDown")
        assert "A" == page.evaluate("document.activeElement.tagName")
        loaded = [url_to_file(one, start, site) for one in set(asked) if "search-index" in one]
        assert 2 == len(loaded)  # the pages, and the words with this letter
        assert sum(len(gzip.compress(one.read_bytes(), mtime=0)) for one in loaded) <= 30_000
        for text, wanted in LOOKED_FOR:
            addresses = page.evaluate("text => prodiaFind(text)", text)
            assert any(wanted in one for one in addresses[:8]), (text, addresses[:8])
        for text in ("xyzzy", "mishandeling"):  # of which no part is a word here
            assert [] == page.evaluate("text => prodiaFind(text)", text), text
        page.keyboard.press("Enter")
        page.wait_for_url("**/*dyslexie*")
        assert [] == page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
        base = start.removesuffix("index.html")
        assert [] == [one for one in asked if not one.startswith((base, "data:"))]


class TestIndex:
    def test_words(self) -> None:
        assert ["een", "geindexeerd", "woord", "10"] == words("Eén geïndexeerd-woord, 10")
        assert ["gesprek", "lerling", "toets"] == [
            stem(w, "nl") for w in ("gesprekken", "leerlingen", "toetsen")
        ]
        for one, other in (("brief", "brieven"), ("grens", "grenzen"), ("bewijs", "bewijzen")):
            assert stem(one, "nl") == stem(other, "nl")

    def test_parts_of_a_page(self) -> None:
        heading, text = read_page(
            "<h1>Kop</h1><p>tekst</p><script>niet</script><svg><text>ook niet</text></svg>"
        )
        assert ("Kop", "tekst") == (heading.strip(), text.strip())

    def test_equal_bytes_whatever_the_order(self) -> None:
        pages = [Found(f"{n}.html", f"Pagina {n}", "", "kop", "lezen en lezen") for n in range(5)]
        assert index(pages, "nl") == index(reversed(pages), "nl")
        made = index([Found("a.html", "<b>", "<i>", "<u>", "<s>")], "nl")
        assert made
        assert "<" not in "".join(made.values())

    def test_a_joined_word_counts_for_its_parts(self) -> None:
        pages = [Found("a.html", "zorgniveau", "", "", ""), Found("b.html", "zorg en niveau", "", "", "")]
        assert '"niveau":[1,2]' in index(pages, "nl")["search-index-n.js"]
