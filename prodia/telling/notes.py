"""A note that stands beside a pack (what changed, how to write), read as blocks: nothing in it does anything.

>>> found = note("# Wat veranderde\\n\\nKort.\\n\\n## 1.0.0\\n\\n- **Wat:** eerste `versie`", "nl")
>>> found.title, [one.heading for one in found.sections]
('Wat veranderde', ['1.0.0'])
"""

# Only what such notes are made of is known: headings, lists, paragraphs, fenced lines, what stands between
# backticks and what is *stressed*. Everything else is text.

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from prodia.telling import blocks as b
from prodia.words import Lang

_HEADING = re.compile(r"(#{1,4}) +(.*)")
_FENCE = "```"
_STRESSED = re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])")


def note(text: str, lang: Lang, about: b.Ref | None = None) -> b.Document:
    """The note as a document; its first heading is the title."""
    title, parts = "", list(_parts(text.split("\n")))
    if parts and parts[0][0] == 1:
        title = parts[0][1]
    sections: list[b.Block] = []
    for number, (level, heading, blocks) in enumerate(parts):
        if level == 0 or heading == title:
            sections += blocks
        else:
            sections.append(b.Section(f"note-{number}", heading, tuple(blocks)))
    return b.Document(title or "–", lang, tuple(sections), about)


def _parts(lines: Iterable[str]) -> Iterator[tuple[int, str, list[b.Block]]]:
    """Every heading with its level and what stands under it; what comes before the first has level 0."""
    level, heading = 0, ""
    rows: list[str] = []
    fenced = False
    for line in lines:
        fenced ^= line.lstrip().startswith(_FENCE)
        found = None if fenced else _HEADING.fullmatch(line.rstrip())
        if found is None:
            rows.append(line)
            continue
        if level or any(row.strip() for row in rows):
            yield level, heading, list(_blocks(rows))
        level, heading, rows = len(found[1]), found[2].replace("`", ""), []
    yield level, heading, list(_blocks(rows))


def _blocks(rows: list[str]) -> Iterator[b.Block]:
    """Fenced lines as they are; the rest as paragraphs and lists, code in them between backticks."""
    text: list[str] = []
    listing: list[str] | None = None
    for row in rows:
        if row.lstrip().startswith(_FENCE):
            if listing is None:
                yield from map(_coded, b.prose("\n".join(text)))
                text, listing = [], []
            else:
                yield b.Listing("\n".join(listing))
                listing = None
        elif listing is not None:
            listing.append(row)
        else:
            text.append(row)
    yield from map(_coded, b.prose("\n".join(text)))
    if listing:
        yield b.Listing("\n".join(listing))


def _coded(block: b.Paragraph | b.List) -> b.Block:
    if isinstance(block, b.List):
        return b.List(tuple(_code(item) if not isinstance(item, b.Lines) else item for item in block.items))
    return b.Paragraph(_code(block.text), block.tone)


def _code(cell: b.Inline) -> b.Inline:
    """What stands between backticks is code; of the rest, what stands between asterisks is stressed."""
    match cell:
        case str():
            return b.joined(chain.from_iterable(_pieces(cell, _stressed)), "")
        case b.Marked(text, tone):
            return b.joined(chain.from_iterable(_pieces(text, lambda one: (b.Marked(one, tone),))), "")
        case b.Line(parts=inside):
            return b.Line(tuple(_code(part) for part in inside))
    return cell


def _pieces(text: str, rest: Callable[[str], Iterable[b.Inline]]) -> Iterator[Iterable[b.Inline]]:
    """A text apart at its code; all of it as the rest where a backtick stands alone."""
    parts = text.split("`")
    whole = len(parts) % 2 == 0
    yield from (
        [b.Code(one)] if n % 2 else rest(one) for n, one in enumerate([text] if whole else parts) if one
    )


def _stressed(text: str) -> Iterator[b.Inline]:
    parts = _STRESSED.split(text)
    yield from (b.Marked(one, "strong") if n % 2 else one for n, one in enumerate(parts) if one)
