"""The index behind the search of the site: words of pages by their stem, made while the site is built.

Read by ``assets/search.js`` when a person first searches; scripts, so that it works from a folder too.
"""

# A word counts by where it stands: in the title, a heading, or the text. Dutch joins words, so a long word
# counts for its parts as well where these are words of the site: who looks for «niveau» finds «zorgniveau».
# A term brings its other names to the page that tells it. A word of the text leads to the few pages that use
# it most, and of a page that comes behind only the title is kept: so what is loaded stays small.

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import snowballstemmer  # type: ignore[import-untyped]

from prodia.words import Lang

__all__ = ["Found", "index", "read_page", "words"]

INDEX = "search-index"
TITLE, HEADING, TEXT = 0, 1, 2
_WORD = re.compile(r"[a-z0-9]+")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_DOUBLE = re.compile(r"([aeou])\1")
_HEADING = re.compile(r"<h([1-3])\b[^>]*>(.*?)</h\1>", re.S)
# What stands at the end of every page finds none.
_UNSEEN = re.compile(r'<(script|style|svg)\b.*?</\1>|<div class="admonition notice">.*?</div>', re.S)
_TAG = re.compile(r"<[^>]+>")
_LAST = {"v": "f", "z": "s"}
_SHORTEST = 4  # a part of a joined word
_MOST = 8  # pages that a word of the text leads to; a figure tells less by itself, and goes with a word
_MOST_OF_A_FIGURE = 60
# The stem of Porter begins every form of its word, which is how search.js finds it; but for a v or z that is
# written f or s where the word ends with it: «brieven» and «brief».
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


def read_page(content: str) -> tuple[str, str]:
    """The headings and the text of a page in HTML that was made here or by Markdown: every tag is closed."""
    seen = _UNSEEN.sub(" ", content)
    headings = " ".join(found[2] for found in _HEADING.finditer(seen))
    return _said(headings), _said(_HEADING.sub(" ", seen))


def _said(part: str) -> str:
    return html.unescape(_TAG.sub(" ", part))


def words(text: str) -> list[str]:
    """The words of a text as they are looked for: small letters and digits, without accents."""
    low = text.lower()
    return _WORD.findall(low if low.isascii() else _ACCENT.sub("", unicodedata.normalize("NFKD", low)))


def index(pages: Iterable[Found], lang: Lang) -> dict[str, str]:
    """The index as scripts, by the name of the file. Equal pages give equal bytes.

    The first calls ``prodiaSearch({pages, letters})``: of each page its address, title, place in the menu and
    whether it comes behind. The others call ``prodiaStems(letter, stems)``, one for each letter that a stem
    begins with: of each stem the pages by number, with its place (0 title, 1 heading, 2 text), as
    ``number * 3 + place``. So who searches loads what the words of the question need, and no more.
    """
    listed = sorted(pages, key=lambda page: page.address)
    own = [_PLACES.get((page, lang)) or _places(page, lang) for page in listed]
    _PLACES.clear()
    _PLACES.update(((page, lang), places) for page, places in zip(listed, own, strict=True))
    used = Counter(stem for places in own for stem in places)
    stems: dict[str, dict[int, int]] = defaultdict(dict)
    text: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, places in enumerate(own):
        for stem, (place, count) in places.items():
            if place != TEXT:
                stems[stem][number] = place
            elif used[stem] > 1:
                text[stem].append((-count, number))
    for stem, often in text.items():
        stems[stem] |= {
            number: TEXT for _, number in sorted(often)[: _MOST_OF_A_FIGURE if stem.isdigit() else _MOST]
        }
    known = frozenset(stem for stem in stems if len(stem) >= _SHORTEST and stem.isalpha())
    whole = {stem: dict(where) for stem, where in stems.items()}
    for stem in sorted(known):
        for part in _parts(stem, known):
            for number, place in whole[stem].items():
                stems[part][number] = min(max(place, HEADING), stems[part].get(number, TEXT))
    letters: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for stem, where in sorted(stems.items()):
        letters[stem[0]][stem] = _short(where)
    rows = [[one.address, one.title, one.above, one.behind] for one in listed]
    found = {f"{INDEX}.js": f"prodiaSearch({_plain({'pages': rows, 'letters': ''.join(letters)})})\n"}
    for letter, some in letters.items():
        found[f"{INDEX}-{letter}.js"] = f'prodiaStems("{letter}",{_plain(some)})\n'
    return found


# Of the build before: what is served changes little.
_PLACES: dict[tuple[Found, Lang], dict[str, tuple[int, int]]] = {}


def _plain(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


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
        counted: Counter[str] = Counter()
        for word, times in Counter(words(said)).items():
            if len(word) > 1 or word.isdigit():
                counted[stem(word, lang)] += times
        found |= {stem: (place, count) for stem, count in counted.items()}
    return found


@cache
def _stemmer(lang: Lang) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(_STEMMERS[lang])


@cache
def stem(word: str, lang: Lang) -> str:
    """The stem of one word, its double vowels as one; a number or a short word is its own."""
    found: str = _stemmer(lang).stemWord(word) if len(word) >= _SHORTEST and word.isalpha() else word
    if lang == "nl" and found[-1] in _LAST:
        found = _stemmer(lang).stemWord(found[:-1] + _LAST[found[-1]])
    return _DOUBLE.sub(r"\1", found)


@cache
def _parts(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The two words that a joined word is made of, with or without an «s» between; else nothing."""
    for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
        first, last = word[:at], word[at:]
        if last in known and (first in known or (first[-1] == "s" and first[:-1] in known)):
            return first if first in known else first[:-1], last
    return ()
