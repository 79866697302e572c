"""The built site: whole, without dead links, and asking nothing of another machine."""

from __future__ import annotations

import gzip
import html
import json
import os
import posixpath
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from prodia.model.plan import Plan
from prodia.site.addresses import FOLDERS
from prodia.telling.shelf import called
from tests.site.building import ROOT, Read, body, made_of, of_page, plain, told_in
from tests.site.packs import write

OUTSIDE = re.compile(r"^(?:[a-z]+:)?//|^https?:", re.I)


def dead_links(pages: dict[str, Read], folder: Path) -> list[str]:
    """Every link to a page or an anchor that does not exist."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    ids = {address: set(page.ids) for address, page in pages.items()}
    found = []
    for address, page in pages.items():
        for tag, attributes in page.tags:
            target = attributes.get("href") or attributes.get("src") or ""
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or not target or address.endswith("404.html"):
                continue
            path = posixpath.join(posixpath.dirname(address), unquote(parts.path)) if parts.path else address
            path = posixpath.normpath(path)
            if path not in files or (
                parts.fragment and path.endswith(".html") and unquote(parts.fragment) not in ids[path]
            ):
                found.append(f"{address}: <{tag}> {target}")
    return found


def outside(pages: dict[str, Read]) -> list[str]:
    """Everything a page loads from elsewhere. A plain link that a reader may follow is none."""
    return [
        f"{address}: <{tag} {key}={value}>"
        for address, page in pages.items()
        for tag, attributes in page.tags
        for key, value in attributes.items()
        if key in ("src", "href", "srcset", "data", "poster", "action", "xlink:href")
        and OUTSIDE.match(value)
        and not (tag == "a" and key == "href")
    ]


class TestTheShippedSite:
    """`make site` builds strictly, and every link leads somewhere."""

    def test_no_dead_links(self, read_both: dict[str, Read], site: Path) -> None:
        assert [] == dead_links(read_both, site)

    def test_a_dead_link_is_seen(self, tmp_path: Path) -> None:
        page = Read()
        page.feed('<a href="weg.html">x</a><a href="#weg">y</a><p id="er"></p><a href="#er">z</a>')
        (tmp_path / "a.html").write_text("", "utf-8")
        assert ["a.html: <a> weg.html", "a.html: <a> #weg"] == dead_links({"a.html": page}, tmp_path)

    def test_nothing_is_loaded_from_outside(self, read_both: dict[str, Read], site: Path) -> None:
        assert [] == outside(read_both)
        sheets = [path.read_text("utf-8") for path in site.rglob("*.css")]
        assert [] == [
            found
            for text in sheets
            for found in re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", text)
        ]

    def test_nothing_is_asked_that_is_not_there(self, site: Path) -> None:
        """The theme asks a site map of whatever is an alternate, and without an address there is none."""
        for page in ("index.html", "en/protocollen/index.html"):
            text = (site / page).read_text("utf-8")
            assert 2 == text.count('rel="alternate "') and 'rel="alternate" ' not in text

    def test_an_example_of_a_test_is_told_in_the_language_of_the_page(self, site: Path) -> None:
        text = (site / "en/instrumenten/phq-a.html").read_text("utf-8")
        assert "below the cut-off" in text and "onder de grens" not in text

    def test_a_change_leads_to_how_both_versions_come_to_it(self, site: Path) -> None:
        page = "protocollen/lezen-spellen/2.0.0/verschil-met-1.0.0.html"
        text = (site / page).read_text("utf-8")
        (first, *_) = re.findall(r'<a href="#([^"]+)">stap voor stap in beide versies</a>', text)
        part = text[text.index(f'id="{first}"') :]
        assert part.index("versie 1.0.0") < part.index("laagste_pc &lt; 10") < part.index("versie 2.0.0")
        assert "laagste_pc &lt;= 10" in part

    def test_something_from_outside_is_seen(self) -> None:
        page = Read()
        page.feed('<img src="//x.org/a"><link href="https://x.org/b"><a href="https://x.org">fine</a>')
        assert 2 == len(outside({"a.html": page}))

    def test_no_template_of_the_theme_is_left_as_it_is(self, site: Path) -> None:
        texts = (path for path in site.rglob("*.*") if path.suffix in (".html", ".xml"))
        assert [] == [path for path in texts if "{%" in path.read_text("utf-8")]

    def test_a_page_is_light(self, site: Path) -> None:
        sizes = {path: path.stat().st_size for path in told_in(site)}
        heavy = {path for path, size in sizes.items() if size > 40_000}
        assert set() == heavy

    def test_a_heading_starts_with_a_capital(self, site: Path) -> None:
        headings = [
            html.unescape(re.sub("<[^>]+>", "", found)).strip()
            for path in told_in(site)
            if path.name != "404.html"
            and not path.is_relative_to(site / "en" / "python")
            and '<div lang="en">' not in (text := body(path))
            for found in re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", text, re.S)
        ]
        assert headings
        assert [] == [found for found in headings if found[:1].islower()]

    def test_no_id_stands_twice(self, read_both: dict[str, Read]) -> None:
        for address, page in read_both.items():
            assert [] == [id for id, times in Counter(page.ids).items() if times > 1], address

    @pytest.mark.build
    def test_made_again_every_page_is_the_same_to_the_byte(self, site: Path) -> None:
        """In another process with another order of hashing and another clock. The frame around them is the
        same too: tests/site/test_entrances.py builds a whole site twice."""
        making = "import json, tests.site.building as b; print(json.dumps(b.made_for_the_site()))"
        environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"}
        done = subprocess.run(
            [sys.executable, "-c", making], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert 0 == done.returncode, done.stderr
        bodies, files = json.loads(done.stdout)
        assert len(bodies) > 1000
        pages = {address: (site / address).read_text("utf-8") for address in bodies}
        # under the first heading stands a list of the parts of the page
        parts = ((address, part) for address, text in bodies.items() for part in text.partition("</h1>"))
        assert [] == [address for address, part in parts if part not in pages[address]]
        assert [] == [name for name, text in files.items() if text != (site / name).read_text("utf-8")]


class TestEveryThingHasItsPage:
    """A page per phase, step, criterion, decision, hypothesis, source, term, legal figure and instrument."""

    def test_of_each_protocol(self, shipped: dict[str, Plan], read_pages: dict[str, Read]) -> None:
        assert shipped
        for reference, plan in shipped.items():
            folder = "protocollen/" + reference.replace("@", "/")
            for group, name in FOLDERS.items():
                for id, thing in getattr(plan.protocol, group).items():
                    words = read_pages[f"{folder}/{name}/{id}.html"].words
                    assert called(thing).casefold() in words.casefold()
                    assert f"{plan.protocol.title} {plan.protocol.version}" in words
                    own = f"protocols/{plan.protocol.id}/{plan.protocol.version}/protocol.yaml:"
                    assert own in words or "protocols/shared/blocks/" in words

    def test_of_what_is_shared(self, shipped: dict[str, Plan], read_pages: dict[str, Read]) -> None:
        shared = next(iter(shipped.values())).shared
        for folder, group in (
            ("bronnen", shared.sources),
            ("begrippen", shared.terms),
            ("wet", shared.law),
            ("instrumenten", shared.instruments),
        ):
            for id, thing in group.items():
                assert called(thing) in read_pages[f"{folder}/{id}.html"].words

    def test_a_criterion_names_its_source_and_the_source_names_the_criterion(
        self, shipped: dict[str, Plan], read_pages: dict[str, Read]
    ) -> None:
        seen = 0
        for reference, plan in shipped.items():
            for id, criterion in plan.protocol.criteria.items():
                folder = "protocollen/" + reference.replace("@", "/")
                page = read_pages[f"{folder}/criteria/{id}.html"]
                for cited in criterion.source:
                    links = [a.get("href", "") for t, a in page.tags if t == "a"]
                    assert any(link.endswith(f"bronnen/{cited.ref}.html") for link in links)
                    back = [
                        a.get("href", "") for t, a in read_pages[f"bronnen/{cited.ref}.html"].tags if t == "a"
                    ]
                    assert any(
                        link.endswith(f"{reference.replace('@', '/')}/criteria/{id}.html") for link in back
                    )
                    seen += 1
        assert seen

    def test_what_was_not_verified_is_said_plainly(self, tmp_path: Path) -> None:
        assert (
            "niet nagegaan" in made_of(write(tmp_path / "pack"))["protocollen/proef/1.0.0/criteria/laag.md"]
        )

    def test_a_decision_is_a_table_a_drawing_and_a_list(
        self, site: Path, shipped: dict[str, Plan], read_pages: dict[str, Read]
    ) -> None:
        for reference, plan in shipped.items():
            for id, decision in plan.protocol.decisions.items():
                address = f"protocollen/{reference.replace('@', '/')}/beslissingen/{id}.html"
                page = of_page(read_pages, address)
                tags = [tag for one in page for tag, _ in one.tags]
                words = " ".join(one.words for one in page)
                assert {"table", "caption", "svg", "title", "desc", "ul"} <= set(tags)
                rows = len(decision.table.rules) + (decision.otherwise is not None)
                assert 1 + rows <= tags.count("tr")
                for outcome in decision.outcomes.values():
                    assert words.casefold().count(outcome.title.casefold()) >= 2
                parts = of_page({one: site / one for one in read_pages}, address)
                drawn = " ".join(map(page_svg, parts))
                for name in decision.outcomes:
                    assert f'#uitkomst-{name}"' in drawn


def page_svg(path: Path) -> str:
    """The drawings of a flow on a page."""
    return " ".join(re.findall(r'<svg class="flow".*?</svg>', body(path), re.S))


class TestOnePlace:
    """Change a cut-off in a new version of the YAML, and its page, prose and list of changes follow."""

    def test_of_the_shipped_protocol(self, shipped: dict[str, Plan], tmp_path: Path) -> None:
        folder = tmp_path / "protocols"
        newest = [reference for reference in shipped if reference.startswith("lezen-spellen@")][-1]
        id, _, old = newest.partition("@")
        new = "99.0.0"
        parent = shipped[newest].parent
        assert parent is not None
        for part in (f"{id}/{old}", parent.reference.replace("@", "/"), "shared"):
            shutil.copytree(ROOT / "protocols" / part, folder / part)
        source = folder / id / old / "protocol.yaml"
        text = source.read_text("utf-8")
        assert "laagste_pc <= 10" in text
        text = text.replace("laagste_pc <= 10", "laagste_pc <= 16").replace(
            f"version: {old}", f"version: {new}", 1
        )
        text = re.sub(r"(?m)^status: .*$", "status: concept", text, count=1)
        (folder / id / new).mkdir()
        (folder / id / new / "protocol.yaml").write_text(text, "utf-8")
        made = made_of(folder)
        before = made[f"protocollen/{id}/{old}/criteria/ernst.md"]
        after = made[f"protocollen/{id}/{new}/criteria/ernst.md"]
        assert "hoogstens 10" in before
        assert "hoogstens 16" not in before.partition("De regel per versie")[0]
        assert "hoogstens 16" in before.partition("De regel per versie")[2]
        assert "hoogstens 16" in after
        changes = "".join(of_page(made, f"protocollen/{id}/{new}/verschil-met-{old}.md"))
        assert "hoogstens 10" in changes
        assert "hoogstens 16" in changes

    def test_of_two_versions(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "pack", v1_0_0="score < 10", v2_0_0="score < 16")
        made = made_of(folder)
        changes = made["protocollen/proef/2.0.0/verschil-met-1.0.0.md"]
        assert "score &lt; 10" in plain(changes)
        assert "score &lt; 16" in plain(changes)
        assert "Anders oordeelt een mens als" not in changes  # that part is the same in both


class TestAddresses:
    """An address once given stays: of a page, and of a part of one that others lead to."""

    def test_every_one_that_was_given_is_there_once(self, read_pages: dict[str, Read]) -> None:
        given = (ROOT / "tests/data/addresses.txt").read_text("utf-8").split()
        gone, ids = [], Counter[str]()
        for name, found in read_pages.items():
            ids.update(f"{re.sub('-deel-[0-9]+', '', name)}#{id}" for id in found.ids)
        for address in given:
            page, _, part = address.partition("#")
            if page not in read_pages or (part and ids[address] != 1):
                gone.append(address)
        assert given
        assert [] == gone

    def test_both_languages_have_the_same(self, read_both: dict[str, Read]) -> None:
        english = {a.removeprefix("en/") for a in read_both if a.startswith("en/")}
        assert english == {a for a in read_both if not a.startswith("en/")}


SAME = set(
    (
        "Code Criteria Id Instrument Intake Interval Item Items Protocol Scores Start Status "
        "Stop Test Zone Zones"
    ).split()
)
"""Words of the frame that Dutch and English write the same."""


class TestVersions:
    def test_an_old_page_leads_to_the_same_page_in_force(self, read_pages: dict[str, Read]) -> None:
        """First of all, before its own content; where that is gone, to the protocol."""
        old = "protocollen/lezen-spellen/1.0.0/"
        for address, page in read_pages.items():
            if address.startswith(old):
                there = address.replace(old, "../" * (address.count("/") - 2) + "2.0.0/")
                there = re.sub("-deel-[0-9]+", "", there)
                first = next(a["href"] for t, a in page.tags if t == "a" and "2.0.0/" in a.get("href", ""))
                assert first in (there, "../" * (address.count("/") - 2) + "2.0.0/index.html"), address
        assert "nieuwere versie" not in read_pages["protocollen/lezen-spellen/2.0.0/index.html"].words

    def test_the_latest(self, site: Path) -> None:
        page = (site / "protocollen/lezen-spellen/laatste/index.html").read_text("utf-8")
        assert "url=../2.0.0/index.html" in page
        assert (site / "protocollen/lezen-spellen/2.0.0/index.html").is_file()


class TestTwoLanguages:
    """The frame of an English page is English, whatever the language of what stands in it."""

    def test_a_page_says_its_language(self, read_both: dict[str, Read]) -> None:
        for address, page in read_both.items():
            said = next(a["lang"] for tag, a in page.tags if tag == "html")
            assert ("en" if address.startswith("en/") else "nl") == said, address

    def test_the_switch_leads_to_the_same_page(self, site: Path, read_both: dict[str, Read]) -> None:
        for address, page in read_both.items():
            if address.endswith("404.html"):
                continue
            plain = address.removeprefix("en/")
            found = {
                a["hreflang"]: (site / address).parent.joinpath(a["href"]).resolve()
                for tag, a in page.tags
                if tag == "a" and "hreflang" in a
            }
            assert {"nl": (site / plain).resolve(), "en": (site / "en" / plain).resolve()} == found, address

    def test_labels_are_translated(self, site: Path) -> None:
        """Page by page the same labels stand in the same order, each in its own language."""
        seen: dict[str, set[str]] = {}
        for dutch, english in self.pairs(site, LABELS):
            seen.setdefault(dutch, set()).add(english)
        assert len(seen) > 100
        assert [] == sorted(one for one, others in seen.items() if one in others and one not in SAME)

    def test_headings_are_translated(self, site: Path) -> None:
        """So do headings, captions and heads of columns; what stands on many pages is no word of a pack."""
        pairs = Counter(self.pairs(site, HEADINGS))
        many = {dutch: english for (dutch, english), pages in pairs.items() if pages > 20 and dutch[0] != "→"}
        assert len(many) > 30
        assert [] == sorted(one for one, other in many.items() if one == other and one not in SAME)

    def pairs(self, site: Path, what: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """What stands in the same place on the two pages, once a page."""
        for path in sorted(told_in(site / "en")):
            if path.parent.name == "author":  # the words of keys are for an editor, in Dutch
                continue
            dutch, english = (words(body(p), what) for p in (site / path.relative_to(site / "en"), path))
            assert len(dutch) == len(english), path
            yield from set(zip(dutch, english, strict=True))

    def test_the_search_and_its_words(self, site: Path) -> None:
        for folder, lang in ((site, "nl"), (site / "en", "en")):
            index = (folder / "assets" / "search-index.js").read_text("utf-8")
            found = json.loads(index.removeprefix("prodiaSearch(").removesuffix(")\n"))
            titles = {address: title for address, title, _, _ in found["pages"]}
            assert {one.relative_to(folder).as_posix() for one in told_in(folder)} >= titles.keys()
            scripts = {one: one.read_bytes() for one in (folder / "assets").glob("search-index*.js")}
            packed = {one.stem: len(gzip.compress(text, mtime=0)) for one, text in scripts.items()}
            first = packed.pop("search-index")
            assert len(found["letters"]) == len(packed)
            assert first + max(packed.values()) <= 30_000  # what a first word loads
            assert {"nl": "Bevindingen", "en": "Findings"}[lang] == titles["bevindingen.html"]
            assert {"nl": "<title>Bevindingen - ", "en": "<title>Findings - "}[lang] in (
                folder / "bevindingen.html"
            ).read_text("utf-8")


LABELS = re.compile(r"<(dt|summary)>(.*?)</\1>", re.S)
HEADINGS = re.compile(r"<(h[2-6]|caption|th)(?: id=\"[^\"]*\"| scope=\"col\")?>(.*?)</\1>", re.S)


def words(text: str, what: re.Pattern[str]) -> list[str]:
    return [html.unescape(plain(found[2])).strip() for found in what.finditer(text)]
