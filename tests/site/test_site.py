"""The built site: whole, without dead links, and asking nothing of another machine."""

from __future__ import annotations

import filecmp
import html
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from prodia.site.book import GROUPS, told

from prodia.content import load
from prodia.model.plan import Plan
from prodia.site.hook import book_of
from tests.site.building import ROOT, Read, body, build
from tests.site.packs import write

OUTSIDE = re.compile(r"^(?:[a-z]+:)?//|^https?:", re.I)


def dead_links(pages: dict[str, Read], folder: Path) -> list[str]:
    """Every link to a page or an anchor that does not exist."""
    found = []
    for address, page in pages.items():
        for tag, attributes in page.tags:
            target = attributes.get("href") or attributes.get("src") or ""
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or not target or address == "404.html":
                continue
            here = (folder / address).parent
            path = (here / unquote(parts.path)).resolve() if parts.path else (folder / address).resolve()
            if not path.is_file():
                found.append(f"{address}: <{tag}> {target}")
            elif parts.fragment and path.suffix == ".html":
                other = pages[path.relative_to(folder.resolve()).as_posix()]
                if unquote(parts.fragment) not in other.ids:
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

    def test_no_dead_links(self, read_pages: dict[str, Read], site: Path) -> None:
        assert [] == dead_links(read_pages, site)

    def test_a_dead_link_is_seen(self, tmp_path: Path) -> None:
        page = Read()
        page.feed('<a href="weg.html">x</a><a href="#weg">y</a><p id="er"></p><a href="#er">z</a>')
        (tmp_path / "a.html").write_text("", "utf-8")
        assert ["a.html: <a> weg.html", "a.html: <a> #weg"] == dead_links({"a.html": page}, tmp_path)

    def test_nothing_is_loaded_from_outside(self, read_pages: dict[str, Read], site: Path) -> None:
        assert [] == outside(read_pages)
        sheets = [path.read_text("utf-8") for path in site.rglob("*.css")]
        assert [] == [
            found
            for text in sheets
            for found in re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", text)
        ]

    def test_something_from_outside_is_seen(self) -> None:
        page = Read()
        page.feed('<img src="//x.org/a"><link href="https://x.org/b"><a href="https://x.org">fine</a>')
        assert 2 == len(outside({"a.html": page}))

    def test_a_page_says_its_language(self, read_pages: dict[str, Read]) -> None:
        assert {"nl"} == {
            next(a["lang"] for t, a in page.tags if t == "html") for page in read_pages.values()
        }

    def test_a_page_is_light(self, site: Path) -> None:
        sizes = sorted(path.stat().st_size for path in site.rglob("*.html"))
        assert sizes[len(sizes) // 2] <= 30_000

    def test_a_heading_starts_with_a_capital(self, site: Path) -> None:
        headings = [
            html.unescape(re.sub("<[^>]+>", "", found)).strip()
            for path in site.rglob("*.html")
            if path.name != "404.html" and '<div lang="en">' not in (text := body(path))
            for found in re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", text, re.S)
        ]
        assert headings
        assert [] == [found for found in headings if found[:1].islower()]

    def test_ids_are_unique(self, site: Path) -> None:
        for path in site.rglob("protocollen/**/*.html"):
            ids = re.findall(r'\sid="([^"]+)"', body(path))
            assert sorted(set(ids)) == sorted(ids), path

    def test_a_second_build_is_the_same_to_the_byte(self, site: Path, tmp_path: Path) -> None:
        """By the command itself, in another process with another order of hashing."""
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "-d",
            str(tmp_path / "again"),
        ]
        environment = {
            **os.environ,
            "PYTHONHASHSEED": "4711",
            "TZ": "Pacific/Auckland",
            "NO_MKDOCS_2_WARNING": "1",
        }
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert 0 == done.returncode, done.stdout + done.stderr
        names = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
        again = {
            p.relative_to(tmp_path / "again").as_posix()
            for p in (tmp_path / "again").rglob("*")
            if p.is_file()
        }
        assert names == again
        _, different, unread = filecmp.cmpfiles(site, tmp_path / "again", sorted(names), shallow=False)
        assert ([], []) == (different, unread)


class TestEveryThingHasItsPage:
    """A page per phase, step, criterion, decision, hypothesis, source, term, legal figure and instrument."""

    def test_of_each_protocol(self, shipped: dict[str, Plan], read_pages: dict[str, Read]) -> None:
        assert shipped
        for reference, plan in shipped.items():
            folder = "protocollen/" + reference.replace("@", "/")
            for group, (name, _, _) in GROUPS.items():
                for id, thing in getattr(plan.protocol, group).items():
                    words = read_pages[f"{folder}/{name}/{id}.html"].words
                    assert told(thing).casefold() in words.casefold()
                    assert f"{plan.protocol.title} {plan.protocol.version}" in words
                    assert f"protocols/{plan.protocol.id}/{plan.protocol.version}/protocol.yaml:" in words

    def test_of_what_is_shared(self, shipped: dict[str, Plan], read_pages: dict[str, Read]) -> None:
        shared = next(iter(shipped.values())).shared
        for folder, group in (
            ("bronnen", shared.sources),
            ("begrippen", shared.terms),
            ("wet", shared.law),
            ("instrumenten", shared.instruments),
        ):
            for id, thing in group.items():
                assert told(thing) in read_pages[f"{folder}/{id}.html"].words

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
        out = build(write(tmp_path / "pack"), tmp_path / "out")
        assert "niet nagegaan" in body(out / "protocollen/proef/1.0.0/criteria/laag.html")

    def test_a_decision_is_a_table_a_drawing_and_a_list(
        self, site: Path, shipped: dict[str, Plan], read_pages: dict[str, Read]
    ) -> None:
        for reference, plan in shipped.items():
            for id, decision in plan.protocol.decisions.items():
                page = read_pages[f"protocollen/{reference.replace('@', '/')}/beslissingen/{id}.html"]
                tags = [tag for tag, _ in page.tags]
                assert {"table", "caption", "svg", "title", "desc", "ul"} <= set(tags)
                rows = len(decision.table.rules) + (decision.otherwise is not None)
                assert 1 + rows == tags.count("tr")
                for outcome in decision.outcomes.values():
                    assert page.words.count(outcome.title) >= 2
                drawn = page_svg(site / f"protocollen/{reference.replace('@', '/')}/beslissingen/{id}.html")
                assert {f'href="#uitkomst-{name}"' for name in decision.outcomes} <= set(drawn.split())


def page_svg(path: Path) -> str:
    """The drawing on a page, its tags apart."""
    return body(path).partition("<svg")[2].partition("</svg>")[0].replace(">", " >")


class TestOnePlace:
    """Change a cut-off in a new version of the YAML, and its page, prose and list of changes follow."""

    def test_of_the_shipped_protocol(self, tmp_path: Path) -> None:
        from prodia.site import pages

        folder = tmp_path / "protocols"
        newest = [
            r for r in load(ROOT / "protocols").catalogue.references() if r.startswith("lezen-spellen@")
        ][-1]
        id, _, old = newest.partition("@")
        new = "99.0.0"
        _copy(ROOT / "protocols", folder)
        source = folder / id / old / "protocol.yaml"
        text = source.read_text("utf-8")
        assert "laagste_pc <= 10" in text
        text = text.replace("laagste_pc <= 10", "laagste_pc <= 16").replace(
            f"version: {old}", f"version: {new}", 1
        )
        text = re.sub(r"(?m)^status: .*$", "status: concept", text, count=1)
        (folder / id / new).mkdir()
        (folder / id / new / "protocol.yaml").write_text(text, "utf-8")
        loaded = load(folder)
        made = {page.path: page.body for page in pages(book_of(loaded.catalogue))}
        before = made[f"protocollen/{id}/{old}/criteria/ernst.md"]
        after = made[f"protocollen/{id}/{new}/criteria/ernst.md"]
        assert "hoogstens 10" in before
        assert "hoogstens 16" not in before
        assert "hoogstens 16" in after
        changes = made[f"protocollen/{id}/{new}/verschil-met-{old}.md"]
        assert "hoogstens 10" in changes
        assert "hoogstens 16" in changes

    def test_of_two_versions(self, tmp_path: Path) -> None:
        from prodia.site import pages

        folder = write(tmp_path / "pack", v1_0_0="score < 10", v2_0_0="score < 16")
        made = {page.path: page.body for page in pages(book_of(load(folder).catalogue))}
        changes = made["protocollen/proef/2.0.0/verschil-met-1.0.0.md"]
        assert "score &lt; 10" in changes
        assert "score &lt; 16" in changes
        assert "Een mens oordeelt als" not in changes  # that part is the same in both


def _copy(source: Path, target: Path) -> None:
    import shutil

    shutil.copytree(source, target)
