"""Text of a pack as HTML that can do nothing: escaped, with bold, lists and plain links let through.

Every function takes text as an author wrote it and gives :data:`Html`; a page is
put together from :data:`Html` only. Nothing of a pack ever reaches a Markdown
extension, a macro or an attribute unescaped.
"""

# A page is Markdown with raw HTML blocks: Python-Markdown leaves those alone. Headings
# are the one thing written as Markdown, because the table of contents and the search
# are made of them; there every character that is no letter, digit or space becomes a
# numeric entity, which Markdown passes through and no extension recognises.

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NewType

Html = NewType("Html", str)

_SPACE = re.compile(r"\s+")
_ACTIVE = re.compile(r"[!-/:-@\[-`{-~]")
_INLINE = re.compile(
    r"\*\*(?P<bold>[^*\n]+)\*\*"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<to>(?:https?://|mailto:)[^\s()<>\"'\\]+)\)"
    r"|(?P<bare>https?://[^\s()<>\"'\\]*[^\s()<>\"'\\.,;:!?])"
)
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\]+\Z")


def upper(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def line(text: str) -> Html:
    """Text on one line, escaped: for a cell, a caption, an attribute, the label of a link."""
    return Html(html.escape(_SPACE.sub(" ", text), quote=True))


def heading(level: int, text: str) -> Html:
    """A Markdown heading whose words are inert, with a capital at its start."""
    words = _ACTIVE.sub(lambda m: f"&#{ord(m.group())};", upper(" ".join(text.split())))
    return Html(f"{'#' * level} {words}")


def join(parts: Iterable[Html], by: str = "") -> Html:
    return Html(by.join(parts))


def tag(name: str, inside: Html, **attributes: str) -> Html:
    """One element. ``class_`` gives ``class``; values are escaped."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{line(value)}"' for key, value in attributes.items()
    )
    return Html(f"<{name}{given}>{inside}</{name}>")


def paragraph(inside: Html) -> Html:
    return tag("p", inside)


def outward(address: str, label: str | None = None) -> Html:
    """A plain link out of the site for http, https and mailto; any other address stays text."""
    words = line(label or address)
    if not _WEB.match(address):
        return words
    return tag("a", words, href=address, rel="noopener noreferrer", class_="outward")


def inline(text: str) -> Html:
    """Escaped text in which ``**bold**``, ``[label](https://...)`` and bare web addresses work."""
    found: list[Html] = []
    at = 0
    for match in _INLINE.finditer(text):
        found.append(Html(html.escape(text[at : match.start()])))
        if match["bold"]:
            found.append(tag("strong", line(match["bold"])))
        elif match["to"]:
            found.append(outward(match["to"], match["label"]))
        else:
            found.append(outward(match["bare"]))
        at = match.end()
    found.append(Html(html.escape(text[at:])))
    return join(found)


def prose(text: str | None) -> Html:
    """Paragraphs and lists (lines that begin with ``- ``) of an author's text."""
    blocks = re.split(r"\n\s*\n", (text or "").strip())
    return join((_block(block) for block in blocks if block.strip()), "\n")


def _block(block: str) -> Html:
    parts: list[tuple[bool, list[str]]] = []
    for each in (row.strip() for row in block.split("\n")):
        if each.startswith("- "):
            parts.append((True, [each[2:]]))
        elif parts:
            parts[-1][1].append(each)
        else:
            parts.append((False, [each]))
    items = [tag("li", inline(" ".join(rows))) for listed, rows in parts if listed]
    before = [paragraph(inline(" ".join(rows))) for listed, rows in parts if not listed]
    return join([*before, *([tag("ul", join(items))] if items else [])], "\n")


def listing(items: Iterable[Html], ordered: bool = False) -> Html:
    """A list, or nothing where there are no items."""
    rows = [tag("li", item) for item in items]
    return tag("ol" if ordered else "ul", join(rows, "\n")) if rows else Html("")


def facts(rows: Iterable[tuple[str, Html]]) -> Html:
    """What is known of a thing, as a list of name and value; empty values are left out."""
    pairs = [
        tag("div", join((tag("dt", line(name)), tag("dd", value)))) for name, value in rows if value.strip()
    ]
    return tag("dl", join(pairs, "\n"), class_="facts") if pairs else Html("")


def table(caption: str, head: Iterable[Html], rows: Iterable[Iterable[Html]], *, dense: bool = False) -> Html:
    """A real table in a region that scrolls by itself; the first cell of a row is its heading.

    ``dense``: many narrow columns and a wide last one.
    """
    top = tag("tr", join(tag("th", cell, scope="col") for cell in head))
    body = []
    for row in rows:
        first, *rest = row
        start = tag("th", first, scope="row")
        body.append(tag("tr", join([start, *(tag("td", cell) for cell in rest)])))
    if not body:
        return Html("")
    whole = join((tag("caption", line(caption)), tag("thead", top), tag("tbody", join(body, "\n"))), "\n")
    return scrolling(tag("table", whole, class_="data"), caption, "scrolling dense" if dense else "scrolling")


def scrolling(inside: Html, name: str, look: str = "scrolling") -> Html:
    """A region that scrolls sideways on a narrow screen, also by keyboard."""
    return tag("div", inside, class_=look, role="region", aria_label=name, tabindex="0")


def note(title: str, inside: Html, kind: str = "info") -> Html:
    """A framed remark."""
    head = tag("p", line(title), class_="admonition-title")
    return tag("div", join((head, inside), "\n"), class_=f"admonition {kind}")
