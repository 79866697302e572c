"""A document as a tagged PDF (PDF/UA-1), by typst: the same bytes for the same document, on every machine.

Needs the extra ``documents``. Nothing is fetched: the fonts stand in the library, and no package is used.
"""

# Every word of a document reaches typst within a string, in which only the backslash and the quote mean
# something, so no text can do anything. A cell of a table in which nothing stands is room to write.

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from prodia.errors import MissingExtra, checked
from prodia.pictures.svg import clean
from prodia.telling import blocks as b
from prodia.words import Lang, Words
from prodia.words.lists import upper

_NO_LETTER = re.compile(r'the text `"(.+?)"` could not be displayed')
_SELDOM = re.compile("[^\\n -\u058f\u1e00-\u2bff\ufffd]")
_UNKNOWN = "\ufffd"
_PAGE = Words("blad", "page")
_LAYOUT = """
#set document(title: {title}, date: none)
#set page(paper: "a4", margin: (x: 22mm, top: 20mm, bottom: 24mm), footer: context text(8pt)[
  #{foot} #h(1fr) #{page} #counter(page).display("1 / 1", both: true)])
#set text(lang: "{lang}", region: "be", size: 11pt, hyphenate: false)
#set par(leading: 0.7em, spacing: 1em)
#set table(stroke: 0.5pt + luma(140), inset: 6pt)
#set list(indent: 0.4em)
#show heading: set block(above: 1.4em, below: 0.7em, sticky: true)
#show heading.where(level: 1): set text(20pt)
#show raw: set text(0.95em)
"""


def typst() -> Any:
    """The library that sets pages. Raises MissingExtra where it is not installed."""
    try:
        import typst as found
    except ModuleNotFoundError:
        raise MissingExtra("typst", "documents") from None
    return found


@checked
def to_pdf(document: b.Document, foot: str = "") -> bytes:
    """A document as PDF; ``foot`` stands at the foot of every page.

    Raises :class:`~prodia.errors.MissingExtra` without the extra ``documents``.
    """
    lang = document.lang
    said = {"title": text(document.title), "foot": text(foot), "page": text(_PAGE[lang]), "lang": lang}
    head = re.sub(r"\{(title|foot|page|lang)\}", lambda slot: said[slot[1]], _LAYOUT)
    body = (f"#heading(level: 1, {text(document.title)})", *_blocks(document.blocks, 2, lang))
    return compiled("\n".join((head, *body)))


def compiled(source: str, **options: Any) -> bytes:
    """What typst makes of a source: a tagged PDF, unless the options say another form.

    What no font of typst has (an emoji, a Chinese name) stands as the replacement character: a tagged PDF may
    hold no letter that nobody can see.
    """
    library, options = typst(), options or {"format": "pdf", "pdf_standards": ["ua-1"]}
    while True:
        try:
            made: bytes = library.compile(source.encode(), ignore_system_fonts=True, **options)
            return made
        except library.TypstError as error:
            lacking = _NO_LETTER.search(str(error))
            if lacking is None:
                raise
            source = _SELDOM.sub(_UNKNOWN, source).replace(lacking[1], _UNKNOWN)


def text(words: object) -> str:
    """Words as a string of typst, on one line."""
    return quoted(spaced(str(words)))


def spaced(words: str) -> str:
    """Clean words on one line, with the blanks around them: what stands beside them is another piece."""
    if not (kept := clean(words)):
        return " " if words else ""
    return f"{' ' * words[0].isspace()}{kept}{' ' * words[-1].isspace()}"


def quoted(said: str) -> str:
    """A string of typst."""
    return json.dumps(said, ensure_ascii=False)


def _blocks(blocks: Iterable[b.Block], level: int, lang: Lang) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, level, lang)


def _block(block: b.Block, level: int, lang: Lang) -> Iterator[str]:
    match block:
        case b.Paragraph(words, tone):
            said = cell(words)
            yield f"#par({f'strong({said})' if tone == 'strong' else said})"
        case b.Facts(rows):
            items = (f"terms.item({text(upper(name))}, {cell(value)})" for name, value in rows if str(value))
            yield f"#terms({', '.join(items)})"
        case b.Table(columns, rows):
            form = all(map(_to_fill, rows))
            room, empty = ("(2fr, 2fr, 1fr)", "v(2.6em)") if form else (len(columns), "[]")
            head = ", ".join(f"strong({cell(one)})" for one in columns)
            body = "".join(f", {cell(one) if str(one) else empty}" for row in rows for one in row)
            yield f"#table(columns: {room}, table.header({head}){body})"
        case b.List(items, ordered):
            yield f"#{'enum' if ordered else 'list'}({', '.join(cell(item) for item in items)})"
        case b.Listing():
            yield f"#raw(block: true, {quoted(chr(10).join(map(clean, block.text.split(chr(10)))))})"
        case b.Rule(label, words, exact):
            yield f"#par(strong({text(label)}) + {text(f' {words}')})"
            if exact is not None:
                yield f"#par({cell(exact)})"
        case b.Strip(items):
            yield f"#par({cell(b.joined(items, ' · '))})"
        case b.Picture():
            shown = f"par({text(block.alt)})"
            if isinstance(block.drawn, str):
                shown = f"image(bytes({quoted(block.drawn)}), alt: {text(block.alt)})"
            yield f"#block(breakable: false, par(strong({text(block.title)})) + {shown})"
            yield from _blocks([block.told] if block.told else [], level, lang)
        case b.Note(title=title, blocks=inner) | b.Details(summary=title, blocks=inner):
            yield f"#par(strong({text(title)}))"
            yield from _blocks(inner, level, lang)
        case b.Section():
            yield f"#heading(level: {level}, {text(upper(block.heading))})"
            yield from _blocks(block.blocks, level + 1, lang)


def _to_fill(row: tuple[b.Cell, ...]) -> bool:
    """Is a row of a form: does somebody write in its last cell?"""
    return not str(row[-1])


def cell(words: b.Cell) -> str:
    """The words of a cell as an expression of typst."""
    match words:
        case b.Marked(said, tone):
            return f"strong({text(said)})" if tone in ("strong", "bad") else text(said)
        case b.Code() | b.Exact():
            return f"raw({text(words)})"
        case b.Spoken(said, lang):
            return f'text(lang: "{lang}", {text(said)})'
        case b.Link(said, b.Web() as to) if to.safe:
            return f"link({text(to.address)}, {text(said)})"
        case b.Line(parts):
            return f"({' + '.join(cell(part) for part in parts) or text('')})"
        case b.Lines(items):
            lines = ", ".join(cell(item) for item in items)
            return f"list(marker: none, indent: 0pt, body-indent: 0pt, {lines})"
        case _:
            return text(words)
