"""A text of a pack is text: on a page it can be read, and it can do nothing."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from prodia.words import Lang
from tests.chromium import CHROMIUM, IN_CHROMIUM
from tests.site.building import build, made_of, parsed, read, told_in
from tests.site.packs import write

RUN = "document.documentElement.dataset.pwned=1"
ATTACKS = {
    "script": f"</title></svg></code><script>{RUN}</script>",
    "handler": f"<img src=x onerror={RUN}> <svg onload={RUN}>",
    "quote": f"\" onmouseover=\"{RUN}\" ' autofocus onfocus='{RUN}",
    "link": f"[klik](javascript:{RUN}) <a href=javascript:{RUN}>x</a> ![x](https://example.org/x.png)",
    "attributes": "tekst {: onmouseover=alert(1) #kaap .kaap }",
    "snippet": "\\n\\n--8<-- \\\"mkdocs.yml\\\"\\n\\n;--8<-- \\\"https://example.org/x\\\"",
    "macro": "{{ config.site_name }} {% include 'main.html' %} ${x} @{x}",
    "markdown": "# kop\\n\\n```\\ncode\\n```\\n\\n| a |\\n|---|\\n<div markdown=1>**x**</div>"
    " [ref]: javascript:x `a` &lt;b&gt;",
}  # fmt: skip


WORST = " ".join(ATTACKS[name] for name in ("script", "handler", "quote", "link", "attributes", "macro"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One site made of a pack with every attack in every text."""
    pack = write(tmp_path_factory.mktemp("pack") / "p", bad=WORST, address=f"javascript:{RUN}")
    return build(pack, tmp_path_factory.mktemp("hostile"))


def live(name: str, text: str) -> Iterator[str]:
    """Everything on a page that could run, load or take over."""
    for tag, attributes in parsed(text).tags:
        for key, value in attributes.items():
            if key.startswith("on"):
                yield f"{name}: {key}"
            if value.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                yield f"{name}: {key}={value}"
            if key in ("id", "class") and "kaap" in value.split():
                yield f"{name}: {key}={value}"
        if tag in ("iframe", "object", "embed", "base"):
            yield f"{name}: <{tag}>"
        if tag == "img" and not re.fullmatch(r"beeld/[a-z-]+\.svg", attributes.get("src", "beeld/x.svg")):
            yield f"{name}: <img src={attributes['src']}>"
    for script in text.split("<script")[1:]:
        if "pwned" in script.split("</script>")[0]:
            yield f"{name}: script"


def live_in(folder: Path) -> list[str]:
    """The same of every page of a built site."""
    return [found for page in sorted(told_in(folder)) for found in live(page.name, page.read_text("utf-8"))]


class TestBodies:
    """Before a site is made of them: the bodies of the pages, in both languages, from the same pack."""

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_none_is_live(self, lang: Lang, tmp_path: Path) -> None:
        made = made_of(write(tmp_path / "p", bad=WORST, address=f"javascript:{RUN}"), lang)
        assert [] == [found for page, text in made.items() for found in live(page, text)]
        assert "&lt;script&gt;" in made["protocollen/proef/1.0.0/criteria/laag.md"]


@pytest.mark.build
class TestHostileTexts:
    """No script, handler, address, attribute, file or macro of a pack is live (threats H1-10)."""

    @pytest.mark.parametrize(
        "page",
        [
            "protocollen/proef/1.0.0/criteria/laag.html",
            "instrumenten/lijst.html",
            "instrumenten/oude-lijst.html",
            "instrumenten.html",
            "normen/groep-1.0.0.html",
            "normen/eigen-1.0.0.html",
            "normen.html",
            "vaardigheden.html",
        ],
    )
    def test_every_attack_is_in_the_pages(self, hostile: Path, page: str) -> None:
        words = read(hostile / page).words
        assert "<script>" in words
        assert "onmouseover" in words
        assert "{{ config.site_name }}" in words

    def test_none_is_live(self, hostile: Path) -> None:
        pages = sorted(hostile.rglob("*.html"))
        assert len(pages) > 15
        assert [] == live_in(hostile)

    def test_a_live_one_is_seen(self, tmp_path: Path) -> None:
        page = tmp_path / "x.html"
        page.write_text(f"<p onclick=a><a href=' JavaScript:x'>x</a><script>{RUN}</script>", "utf-8")
        assert 3 == len(live_in(tmp_path))

    def test_markdown_stays_text(self, tmp_path: Path) -> None:
        pack = write(tmp_path / "p", bad="")
        bad = " ".join(ATTACKS[name] for name in ("snippet", "markdown"))
        for file in ("proef/1.0.0/protocol.yaml", "shared/instruments/lijst/1.0.0.yaml"):
            text = (pack / file).read_text("utf-8")
            assert 'note: "nota "' in text
            (pack / file).write_text(text.replace('note: "nota "', f'note: "nota {bad}"'), "utf-8")
        out = build(pack, tmp_path / "out")
        assert [] == live_in(out)
        for page in ("protocollen/proef/1.0.0/criteria/laag.html", "instrumenten/lijst.html"):
            found = read(out / page)
            assert "--8<--" in found.words
            assert "# kop" in found.words
            assert "hooks:" not in found.words
            assert "kop" not in found.ids

    def test_the_search_index_holds_no_tag(self, hostile: Path) -> None:
        scripts = sorted((hostile / "assets").glob("search-index*.js"))
        assert len(scripts) > 5
        assert [] == [one.name for one in scripts if "<" in one.read_text("utf-8")]

    def test_an_address_of_another_kind_is_no_link(self, hostile: Path) -> None:
        found = read(hostile / "bronnen/bron-a.html")
        assert "javascript:" in found.words
        assert [] == [a for t, a in found.tags if t == "a" and a.get("href", "").startswith("javascript")]


def browse(page: Path, *more: str) -> str:
    """The page as Chromium leaves it after running what runs."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: what a browser would run is not tried")
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update"
    )
    with tempfile.TemporaryDirectory() as profile:
        command = [
            CHROMIUM,
            *flags.split(),
            *more,
            "--disable-sync",
            f"--user-data-dir={profile}",
            "--dump-dom",
        ]
        done = subprocess.run(
            [*command, page.as_uri()], capture_output=True, text=True, timeout=90, check=False
        )
    return done.stdout


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """A proxy on this machine that only listens: its port, and the hosts asked for."""
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def note(self) -> None:
            asked.append(urlsplit(self.path).hostname or self.path.partition(":")[0])
            self.send_error(502)

        do_GET = do_POST = do_CONNECT = do_HEAD = note

        def log_message(self, format: str, *args: object) -> None:
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port, asked
        server.shutdown()
        thread.join()


class TestInABrowser:
    """Chromium opens the pages from a folder, and nothing of a pack runs."""

    pytestmark = IN_CHROMIUM

    @pytest.mark.parametrize(
        "page",
        [
            "protocollen/proef/1.0.0/index.html",
            "protocollen/proef/1.0.0/beslissingen/besluit.html",
            "instrumenten/lijst.html",
            "normen/groep-1.0.0.html",
        ],
    )
    @pytest.mark.build
    def test_nothing_runs(self, hostile: Path, page: str) -> None:
        html = browse(hostile / page)
        assert "</html>" in html
        assert 'class="prodia-search"' in html  # our own script did run
        assert "data-pwned" not in html.partition(">")[2].partition(">")[0]

    @pytest.mark.build
    def test_nothing_runs_of_what_is_found(self, hostile: Path, chromium: Any) -> None:
        """A title that the search shows is its words; so is what a program reads."""
        page = chromium.new_page()
        page.goto((hostile / "index.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.insert_text("besluit")
        page.wait_for_selector(".prodia-search__list a")
        assert "<script>" in page.inner_text(".prodia-search__list")
        assert page.evaluate("document.documentElement.dataset.pwned === undefined")
        titles = [
            one.text or "" for one in ElementTree.parse(hostile / "feed.xml").iter() if "title" in one.tag
        ]
        assert any("<script>" in title for title in titles)
        plan = json.loads((hostile / "protocollen/proef/1.0.0/plan.json").read_text("utf-8"))
        assert 1 == plan["format"]
        assert "](javascript:" not in (hostile / "llms.txt").read_text("utf-8")

    @pytest.mark.parametrize(
        ("page", "name"), [("index.html", "Zoek op deze site"), ("en/index.html", "Search this site")]
    )
    def test_the_search_is_named_in_the_language_of_the_page(self, site: Path, page: str, name: str) -> None:
        assert (
            f' aria-label="{name}"'
            in browse(site / page).partition("prodia-search__input")[2].partition(">")[0]
        )

    def test_what_runs_is_seen(self, tmp_path: Path) -> None:
        page = tmp_path / "x.html"
        page.write_text(f"<html><head></head><body><script>{RUN}</script></body></html>", "utf-8")
        assert "data-pwned" in browse(page).partition("<html")[2].partition(">")[0]

    @pytest.mark.build
    def test_no_request_leaves(self, hostile: Path, tmp_path: Path) -> None:
        """Every request goes to a proxy of ours, which writes down what was asked and answers nothing."""
        page = tmp_path / "x.html"
        page.write_text("<html><body><img src='http://asked.example/a'></body></html>", "utf-8")
        with listening() as (port, asked):
            proxy = (f"--proxy-server=http://127.0.0.1:{port}", "--proxy-bypass-list=<-loopback>")
            browse(page, *proxy)
            own = [host for host in asked if host != "asked.example"]  # what the browser asks by itself
            assert "asked.example" in asked
            asked.clear()
            browse(hostile / "index.html", *proxy)
            browse(hostile / "protocollen/proef/1.0.0/index.html", *proxy)
        assert [] == [host for host in asked if host not in own]
