"""Build the site as `make site` does, and read what came out."""

from __future__ import annotations

import html
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import TypeVar

from mkdocs.commands.build import build as build_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from prodia.content import load
from prodia.site.hook import shelf
from prodia.site.pages import bodies, pages
from prodia.words import Lang

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
WALK = "doorloop.html"  # another kind of page: tests/browser opens it
LATEST = "laatste"  # leads on to the newest version
CONFIG = {"nl": "mkdocs.yml", "en": "mkdocs.en.yml"}


def told_in(folder: Path) -> list[Path]:
    """The pages of a built site, without the walkthroughs."""
    return [path for path in folder.rglob("*.html") if path.parent.name != LATEST and not _walk(path)]


def _walk(path: Path) -> bool:
    """A walkthrough itself; where a protocol has none, a page at its address says what to do instead."""
    return path.name == WALK and "data-seal=" in path.read_text("utf-8")[:200]


@contextmanager
def _begun(folder: Path, out: Path, lang: Lang) -> Iterator[MkDocsConfig]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of MkDocs and its theme; ours run in every other test
        config = load_config(str(ROOT / CONFIG[lang]), site_dir=str(out), strict=True)
        config.extra["protocols"] = str(folder)
        config.plugins.on_startup(command="build", dirty=False)
        yield config


def build(folder: Path, out: Path, lang: Lang = "nl") -> Path:
    """The site of a folder of protocols in one language, strict, in ``out``."""
    with _begun(folder, out, lang) as config:
        build_site(config)
    return out


def made_for_the_site() -> tuple[dict[str, str], dict[str, str]]:
    """What the Dutch site is made of before MkDocs puts its frame around it: the body of each page, and the
    files for machines, each by its address."""
    with _begun(ROOT / "protocols", ROOT / "site", "nl") as config:
        (hook,) = config.hooks.values()
        config.plugins.on_files(get_files(config.plugins.on_config(config)), config=config)
        bodies = {path.removesuffix(".md") + ".html": str(one.html) for path, one in hook._MADE.items()}
        return bodies, dict(hook._DATA)


@dataclass
class Read(HTMLParser):
    """One page: its tags with their attributes, its ids, its text."""

    tags: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def parsed(text: str) -> Read:
    parser = Read()
    parser.feed(text)
    parser.close()
    return parser


def read(page: Path) -> Read:
    return parsed(page.read_text("utf-8"))


_TAG = re.compile(r"<(?:!\w[^>]*|/[\w-]+|([a-zA-Z][\w-]*)((?:[^>\"]|\"[^\"]*\")*))>")
_ATTRIBUTE = re.compile(r'([^\s=/"]+)(?:="([^"]*)")?')


@cache
def _opened(tag: str, attributes: str) -> tuple[str, dict[str, str]]:
    """A tag as it is on many pages, kept once."""
    found = _ATTRIBUTE.findall(attributes)
    return tag, {sys.intern(key.lower()): html.unescape(value) for key, value in found}


class Skimmed(Read):
    """The same of a page that the theme and we made, with every attribute in quotes: quicker, and small."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self._page = page
        self.tags = [_opened(*found) for found in _TAG.findall(page.read_text("utf-8")) if found[0]]
        self.ids = [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    @cached_property
    def words(self) -> str:
        return " ".join(html.unescape(_TAG.sub(" ", self._page.read_text("utf-8"))).split())


def of_page(found: Mapping[str, T], address: str) -> list[T]:
    """A page and what follows of it, in parts, out of all by their address."""
    stem, _, end = address.rpartition(".")
    later = re.compile(rf"{re.escape(stem)}-deel-[0-9]+\.{end}")
    return [found[address], *(one for name, one in found.items() if later.fullmatch(name))]


def body(page: Path) -> str:
    """The HTML of the article alone, without menu, header and footer."""
    text = page.read_text("utf-8")
    return text[text.index("<article") : text.index("</article>")]


def made_of(folder: Path, lang: Lang = "nl") -> dict[str, str]:
    """The pages of a folder of protocols as they are written, by their address."""
    return {one.page.path: one.html for one in bodies(pages(shelf(load(folder).catalogue, lang), lang))}


def plain(text: str) -> str:
    """HTML without its tags; characters stay as they are written."""
    return re.sub(r"<[^>]+>", "", text)


def links(page: Read) -> list[str]:
    """Every link of a page, also of its menu."""
    return [attributes.get("href", "") for tag, attributes in page.tags if tag == "a"]


def cells(text: str, caption: str) -> list[list[str]]:
    """The rows of the table with that caption, as the text of their cells."""
    after = text.split(f"<caption>{caption}</caption>", 1)[1].split("</table>", 1)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", after, re.S)
    return [
        [re.sub(r"<[^>]+>", " ", one).strip() for one in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.S)]
        for row in rows
    ]


def fact(text: str, label: str) -> list[str]:
    """Every value that stands with a label."""
    found = re.findall(rf"<dt>{re.escape(label)}</dt><dd>(.*?)</dd></div>", text, re.S)
    return [plain(one) for one in found]
