"""The index behind the search of the site: words of pages by their stem, made while the site is built.

Read by ``assets/search.js`` when a person first searches; a script, so that it works from a folder too.
"""

# A word counts by where it stands: in the title, a heading, or the text. Dutch joins words, so a long word
# counts for its parts as well where these are words of the site: who looks for «niveau» finds «zorgniveau».
# A term brings its other names to the page that tells it. A word of the text leads to the few pages that use
# it most, and of a page that comes behind only the title is kept: so what is loaded stays small.

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser

import snowballstemmer  # type: ignore[import-untyped]

from prodia.words import Lang

__all__ = ["Found", "index", "read_page", "words"]

TITLE, HEADING, TEXT = 0, 1, 2
_WORD = re.compile(r"[a-z0-9]+")
_DOUBLE = re.compile(r"([aeou])\1")
_HEADINGS = frozenset(("h1", "h2", "h3"))
_VOID = frozenset(("script", "style", "svg"))
_SHORTEST = 4  # a part of a joined word
_MOST = 8  # pages that a word of the text leads to; a figure tells less by itself, and goes with a word
_MOST_OF_A_FIGURE = 60
# The stem of Porter begins every form of its word, which is how search.js finds it.
_STEMMERS: Mapping[Lang, str] = {"nl": "dutch_porter", "en": "porter"}


@dataclass(frozen=True, slots=True)
class Found:
    """A page that can be found: address, title, where it stands in the menu, its words by place.

    ``behind``: 2 tells what no longer holds, or is written for engineers; 1 what others are based on.
    """

    address: str
    title: str
    above: str
    headings: str
    text: str
    names: tuple[str, ...] = ()
    behind: int = 0


class _Reader(HTMLParser):
    """Headings and text of the body of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[str] = []
        self.text: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HEADINGS or tag in _VOID:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            self._within.remove(tag)

    def handle_data(self, data: str) -> None:
        if not any(tag in _VOID for tag in self._within):
            (self.headings if self._within else self.text).append(data)


def read_page(content: str) -> tuple[str, str]:
    """The headings and the text of a page in HTML."""
    reader = _Reader()
    reader.feed(content)
    return " ".join(reader.headings), " ".join(reader.text)


def words(text: str) -> list[str]:
    """The words of a text as they are looked for: small letters and digits, without accents."""
    bare = unicodedata.normalize("NFKD", text.lower())
    return _WORD.findall("".join(c for c in bare if not unicodedata.combining(c)))


def index(pages: Iterable[Found], lang: Lang) -> str:
    """The index as a script: ``prodiaSearch({pages, stems})``. Equal pages give equal bytes.

    ``pages`` holds address, title, place in the menu and whether it comes behind; ``stems`` for each stem the
    pages by number, each with its place (0 title, 1 heading, 2 text), as ``number * 3 + place``.
    """
    listed = sorted(pages, key=lambda page: page.address)
    own = [_places(page, lang) for page in listed]
    used = Counter(stem for found in own for stem in found)
    stems: dict[str, dict[int, int]] = defaultdict(dict)
    text: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, found in enumerate(own):
        for stem, (place, count) in found.items():
            if place != TEXT:
                stems[stem][number] = place
            elif used[stem] > 1:
                text[stem].append((-count, number))
    for stem, where in text.items():
        stems[stem] |= {
            number: TEXT for _, number in sorted(where)[: _MOST_OF_A_FIGURE if stem.isdigit() else _MOST]
        }
    known = frozenset(stem for stem in stems if len(stem) >= _SHORTEST and stem.isalpha())
    whole = {stem: dict(where) for stem, where in stems.items()}
    for stem in sorted(known):
        for part in _parts(stem, known):
            for number, place in whole[stem].items():
                stems[part][number] = min(max(place, HEADING), stems[part].get(number, TEXT))
    told = {
        "pages": [[one.address, one.title, one.above, one.behind] for one in listed],
        "stems": {stem: _short(where) for stem, where in sorted(stems.items())},
    }
    made = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f"prodiaSearch({made})\n"


def _short(found: Mapping[int, int]) -> list[int]:
    """Pages in order, each as its distance from the one before, so that the file packs well."""
    coded = sorted(number * 3 + place for number, place in found.items())
    return [code - before for code, before in zip(coded, [0, *coded], strict=False)]


def _places(page: Found, lang: Lang) -> dict[str, tuple[int, int]]:
    """Each stem of a page with the best place it stands in, and how often it stands there."""
    title = " ".join((page.title, *page.names))
    text, headings = ("", "") if page.behind == 2 else (page.text, page.headings)
    found: dict[str, tuple[int, int]] = {}
    for place, said in ((TEXT, text), (HEADING, headings), (TITLE, title)):
        found |= {stem: (place, count) for stem, count in Counter(_stemmed(words(said), lang)).items()}
    return found


def _stemmed(some: Iterable[str], lang: Lang) -> Iterator[str]:
    return (stem(word, lang) for word in some if len(word) > 1 or word.isdigit())


@cache
def _stemmer(lang: Lang) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[lang])


@cache
def stem(word: str, lang: Lang) -> str:
    """The stem of one word, its double vowels as one; a number or a short word is its own."""
    found: str = _stemmer(lang).stemWord(word) if len(word) >= _SHORTEST and word.isalpha() else word
    return _DOUBLE.sub(r"\1", found)


@cache
def _parts(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The two words that a joined word is made of, with or without an «s» between; else nothing."""
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        first, last = word[:at], word[at:]
        if last in known and (first in known or (first[-1] == "s" and first[:-1] in known)):
            return first if first in known else first[:-1], last
    return ()
