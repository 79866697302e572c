"""A document as the body of a page: HTML in which no text does anything.

``to_html(document, address, drawn)``: ``address`` gives where a :class:`~prodia.telling.blocks.Ref` stands,
relative to this page, or None where it is told nowhere; then the words stay and the link falls away.
"""

# A page is put together from `Html` only: whatever is text goes through `line` first.
# A heading has its words as its id, so that a list of contents can lead to it. A section has an anchor of its
# own, before its heading, only where `anchors` asks for it; of two that are alike the heading gives way.

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NewType

from prodia.pictures.flow import Flow
from prodia.telling import blocks as b
from prodia.words import Lang, Words
from prodia.words.lists import upper

__all__ = ["Html", "join", "line", "tag", "to_html"]

Html = NewType("Html", str)
Address = Callable[[b.Ref | b.Anchor], str | None]
Drawing = Callable[[Flow, "Address"], str]

_SPACE = re.compile(r"\s+")
_REGION = re.compile(r'(?<=role="region" )aria-label="([^"]+)"')
_ID = re.compile(r'\sid="([^"]+)"')
_TAG = re.compile(r"<[^>]*>")
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.S)
_TABLE = Words("Tabel", "Table")
_AS_TABLE = Words("De tekening als tabel", "The drawing as a table")
_TONES = {"strong": "strong", "quiet": "small"}


@lru_cache(maxsize=1 << 16)  # most of what stands on a page stands on others
def line(text: str) -> Html:
    """Text on one line, escaped: for a cell, a caption, an attribute, the label of a link."""
    return Html(html.escape(_SPACE.sub(" ", text), quote=True))


def join(parts: Iterable[Html], by: str = "") -> Html:
    return Html(by.join(parts))


def tag(name: str, inside: Html, **attributes: str) -> Html:
    """One element. ``class_`` gives ``class``; values are escaped."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{line(value)}"' for key, value in attributes.items()
    )
    return Html(f"<{name}{given}>{inside}</{name}>")


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of one page needs: where things stand, how a flow is drawn, and the language.

    ``names``: its headings are names of Python, written as they are. ``whole``: each section is an element
    with its id, so that one of them can be shown or printed alone.
    """

    address: Address
    drawn: Drawing
    anchors: Mapping[str, str]
    lang: Lang
    names: bool
    whole: bool = False

    def heading(self, level: int, text: str, lang: str = "") -> Html:
        """A heading, with a capital at its start; ``lang``: in this language."""
        words = line(text if self.names else upper(text))
        return tag(f"h{min(level, 6)}", tag("span", words, lang=lang) if lang else words)


def to_html(
    document: b.Document,
    address: Address,
    drawn: Drawing,
    *,
    anchors: Mapping[str, str] = MappingProxyType({}),
    title: bool = True,
    whole: bool = False,
) -> Html:
    """The page: its title (unless ``title`` is False), then every block under each other.

    ``drawn`` makes the SVG of a flow, its boxes linked; ``anchors``: of each section that others lead to its
    anchor, by id. ``whole``: each section an element, and no ids of headings.
    """
    names = document.about is not None and document.about.group == "python"
    page = _Page(address, drawn, anchors, document.lang, names, whole)
    head = [page.heading(1, document.title)] if title else []
    made = _apart(join([*head, *_blocks(page, document.blocks, 2)], "\n\n"))
    return made if whole else _led_to(made)


def _apart(made: Html) -> Html:
    """Regions of one name told apart by a number."""
    seen: Counter[str] = Counter()

    def named(found: re.Match[str]) -> str:
        seen[found[1]] += 1
        return (
            found[0] if seen[found[1]] == 1 else found[0].replace(found[1], f"{found[1]} ({seen[found[1]]})")
        )

    return Html(_REGION.sub(named, made))


def _led_to(made: Html) -> Html:
    """Each heading with an id made of its words, of which no two are alike."""
    taken, used = frozenset(_ID.findall(made)), set[str]()

    def named(found: re.Match[str]) -> str:
        words = html.unescape(_TAG.sub("", found[2]))
        bare = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
        id = re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", bare).strip().lower())
        id = f"{id}_1" if id in taken else id
        while id in used or not id:
            first, _, number = id.rpartition("_")
            id = f"{first}_{int(number) + 1}" if number.isdigit() else f"{id}_1"
        used.add(id)
        return f'<h{found[1]} id="{id}">{found[2]}</h{found[1]}>'

    return Html(_HEADING.sub(named, made))


def _blocks(page: _Page, blocks: Iterable[b.Block], level: int) -> Iterator[Html]:
    for block in blocks:
        made = _block(page, block, level)
        if made.strip():
            yield made


def _block(page: _Page, block: b.Block, level: int) -> Html:
    match block:
        case b.Paragraph():
            look = {"class_": "lead"} if block.tone == "lead" else {}
            if block.tone == "strong":
                return tag("p", tag("strong", cell_html(page, _capital(block.text))))
            return tag("p", cell_html(page, block.text), **look)
        case b.Facts():
            return _facts(page, block)
        case b.Table():
            return _table(page, block)
        case b.List():
            rows = [tag("li", cell_html(page, item)) for item in block.items]
            return tag("ol" if block.ordered else "ul", join(rows, "\n")) if rows else Html("")
        case b.Listing():
            code = tag("code", _pre(block.text), class_=f"language-{block.language or 'text'}")
            return tag("pre", code, tabindex="0")
        case b.Rule():
            said = join((tag("strong", line(block.label)), line(f" {block.words}")))
            exact = [tag("p", cell_html(page, block.exact))] if block.exact is not None else []
            return tag("div", join([tag("p", said), *exact], "\n"), class_="rule")
        case b.Strip():
            items = [tag("li", cell_html(page, item)) for item in block.items]
            if block.ordered and items:
                inside = tag("ol", join(items, "\n"), class_="phases")
                return tag("nav", inside, aria_label=block.ordered)
            return tag("ul", join(items, "\n"), class_="strip") if items else Html("")
        case b.Picture():
            return _picture(page, block, level)
        case b.Note():
            head = tag("p", line(block.title), class_="admonition-title")
            inside = join([head, *_blocks(page, block.blocks, level)], "\n")
            return tag("div", inside, class_=f"admonition {block.kind}")
        case b.Details():
            head = tag("summary", line(block.summary))
            return tag("details", join([head, *_inside(page, block.blocks)], "\n"))
        case b.Section() if page.whole:
            head = page.heading(level, block.heading, block.lang)
            parts = [head, *_blocks(page, block.blocks, level + 1)]
            return tag("section", join(parts, "\n"), id=block.id)
        case b.Section():
            at = page.anchors.get(block.id)
            anchor = f'<div id="{line(at)}"></div>\n\n' if at else ""
            parts = [
                Html(f"{anchor}{page.heading(level, block.heading, block.lang)}"),
                *_blocks(page, block.blocks, level + 1),
            ]
            return join(parts, "\n\n")


def _pre(text: str) -> Html:
    """Lines as they are; an empty one would end the raw HTML for Markdown, so its break is an entity."""
    return Html(html.escape(text, quote=True).replace("\n", "&#10;"))


def _inside(page: _Page, blocks: Iterable[b.Block]) -> Iterator[Html]:
    """Blocks within raw HTML, where no heading can be Markdown: a section is a strong line and its blocks."""
    for block in blocks:
        if isinstance(block, b.Section):
            yield tag("p", tag("strong", line(block.heading)))
            yield from _inside(page, block.blocks)
        else:
            yield from _blocks(page, [block], 2)


def _facts(page: _Page, block: b.Facts) -> Html:
    """What is known of a thing, as a list of name and value; empty values are left out."""
    pairs = [
        tag("div", join((tag("dt", line(upper(name))), tag("dd", cell_html(page, value)))))
        for name, value in block.rows
        if str(value).strip()
    ]
    return tag("dl", join(pairs, "\n"), class_="facts") if pairs else Html("")


def _table(page: _Page, block: b.Table) -> Html:
    """A real table in a region that scrolls by itself; the first cell of a row is its heading."""
    if not block.rows:
        return Html("")
    caption = upper(block.caption)
    top = tag("tr", join(tag("th", cell_html(page, _capital(cell)), scope="col") for cell in block.columns))
    body = []
    out = len(block.columns) - block.outputs if block.outputs else 0
    for first, *rest in block.rows:
        cells = [tag("th", cell_html(page, first), scope="row")]
        for n, cell in enumerate(rest, 1):
            counts = out and not (isinstance(cell, b.Mark) and cell.key == "any")
            said = {"data_of": str(block.columns[n]).removeprefix("→ ")} if counts else {}
            then = {"class_": "then"} if out and n == out else {}
            cells.append(tag("td", cell_html(page, cell), **said, **then))
        body.append(tag("tr", join(cells)))
    parts = (tag("caption", line(caption)), tag("thead", top), tag("tbody", join(body, "\n")))
    look = f"scrolling{' dense' * block.dense}{' cards' * bool(block.outputs)}"
    return scrolling(tag("table", join(parts, "\n"), class_="data"), caption or _TABLE[page.lang], look)


def _capital(cell: b.Inline) -> b.Inline:
    """What stands as a heading, with a capital, also after an arrow."""
    match cell:
        case b.Link(text, to, lang):
            return b.Link(upper(text), to, lang)
        case str():
            arrow = "→ " if cell.startswith("→ ") else ""
            return arrow + upper(cell.removeprefix(arrow))
    return cell


def scrolling(inside: Html, name: str, look: str = "scrolling") -> Html:
    """A region that scrolls sideways on a narrow screen, also by keyboard."""
    return tag("div", inside, class_=look, role="region", aria_label=name, tabindex="0")


def _picture(page: _Page, block: b.Picture, level: int) -> Html:
    if isinstance(block.drawn, Flow):
        drawing = Html(page.drawn(block.drawn, page.address))
        told = list(_blocks(page, [block.told] if block.told else [], level))
        return join([tag("figure", scrolling(drawing, block.title), class_="flow"), *told], "\n\n")
    wide = scrolling(Html(block.drawn), block.title, "scrolling wide" if block.narrow else "scrolling")
    parts = [wide]
    if block.narrow:
        parts.append(tag("div", Html(block.narrow), class_="narrow"))
    if block.told is not None:
        table = join(_blocks(page, [block.told], level), "\n")
        parts.append(tag("details", join((tag("summary", line(_AS_TABLE[page.lang])), table), "\n")))
    return tag("figure", join(parts, "\n"), class_="picture")


def cell_html(page: _Page, cell: b.Cell) -> Html:
    """The words of a cell, each piece as what it is."""
    match cell:
        case b.Marked():
            shown = line(cell.text)
            return tag(_TONES[cell.tone], shown) if cell.tone in _TONES else shown
        case b.Code():
            return tag("code", line(cell.text))
        case b.Spoken():
            return tag("span", line(cell.text), lang=cell.lang)
        case b.Mark():
            return _mark(cell)
        case b.Link():
            return _link(page, cell.text, cell.to, cell.lang)
        case b.Exact():
            pieces = (line(p) if isinstance(p, str) else _link(page, p.text, p.to) for p in cell.pieces)
            return tag("code", join(pieces))
        case b.Line():
            return join(cell_html(page, part) for part in cell.parts)
        case b.Lines((one,)):
            return cell_html(page, one)
        case b.Lines():
            return tag("ul", join((tag("li", cell_html(page, item)) for item in cell.items), "\n"))
        case _:
            return line(cell)


def _mark(cell: b.Mark) -> Html:
    if cell.key == "any":
        return tag("i", line(cell.text), class_="any")  # a style sheet shows a dash instead of the words
    key = cell.key.replace(" ", "-")
    look = f"sure {key}" if cell.family == "confidence" else f"mark {cell.family} {key}"
    return tag("span", line(cell.text), class_=look)


def _link(page: _Page, text: str, to: b.Target, lang: str = "") -> Html:
    own = {"lang": lang} if lang else {}
    match to:
        case b.Web(address):
            if not to.safe:
                return line(text)
            return tag("a", line(text), href=address, rel="noopener noreferrer", class_="outward", **own)
        case b.Anchor() | b.Ref():
            href = page.address(to)
            return tag("a", line(text), href=href, **own) if href else line(text)
