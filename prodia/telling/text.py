"""A document as plain text, for a file or a message. Pure: shapes in, text out."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from prodia.telling.blocks import (
    Block,
    Cell,
    Details,
    Document,
    Facts,
    Inline,
    Lines,
    List,
    Listing,
    Note,
    Paragraph,
    Picture,
    Rule,
    Section,
    Strip,
    Table,
)

_UNDERLINES = "=-."


def to_text(document: Document, *, width: int = 80) -> str:
    """Plain text of at most ``width`` columns (a single long word may stick out)."""
    lines = [*_headed(document.title, width, 0), *_blocks(document.blocks, width, 1)]
    return "\n".join(lines).rstrip() + "\n"


def _headed(text: str, width: int, depth: int) -> list[str]:
    line = _UNDERLINES[min(depth, len(_UNDERLINES) - 1)]
    return [_wrapped(text, width), line * min(width, len(text))]


def _wrapped(text: object, width: int, first: str = "", rest: str = "") -> str:
    lines = [
        textwrap.fill(line, width, initial_indent=first, subsequent_indent=rest, break_long_words=False)
        for line in str(text).split("\n")
    ]
    return "\n".join(lines)


def _blocks(blocks: Iterable[Block], width: int, depth: int) -> Iterator[str]:
    """Paragraphs follow each other closely; anything else stands apart."""
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield ""
        yield from _block(block, width, depth)


def _block(block: Block, width: int, depth: int) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _wrapped(block.text, width)
        case Facts():
            for label, value in block.rows:
                yield from _fact(label, value, width)
        case List():
            for number, item in enumerate(block.items, 1):
                yield _wrapped(item, width, f"{number}. " if block.ordered else "- ", "  ")
        case Listing():
            yield from (f"    {line}" for line in block.text.split("\n"))
        case Table():
            for row in block.rows:
                yield from _record(block.columns, row, width)
        case Rule():
            yield _wrapped(f"{block.label}: {block.words}", width, "", "  ")
            if block.exact is not None:
                yield _wrapped(block.exact, width, "  ", "    ")
        case Strip():
            yield _wrapped(" · ".join(str(item) for item in block.items), width)
        case Picture():
            yield _wrapped(block.alt, width)
            if block.told is not None:
                yield from _blocks([block.told], width, depth)
        case Note():
            yield _wrapped(f"{block.title}:", width)
            yield from _blocks(block.blocks, width, depth)
        case Details():
            yield _wrapped(f"{block.summary}:", width)
            yield from _blocks(block.blocks, width, depth)
        case Section():
            yield from _headed(block.heading, width, depth)
            yield from _blocks(block.blocks, width, depth + 1)


def _fact(label: str, value: Cell, width: int) -> Iterator[str]:
    """A label and its value in one line; several lines stand under it."""
    if isinstance(value, Lines) and len(value.items) > 1:
        yield _wrapped(f"{label}:", width)
        yield from (_wrapped(item, width, "  - ", "    ") for item in value.items)
    else:
        yield _wrapped(f"{label}: {value}", width, "", "  ")


def _record(columns: tuple[Inline, ...], row: tuple[Cell, ...], width: int) -> Iterator[str]:
    """A row of a table as a short record: wide tables do not fit a narrow page."""
    yield _wrapped(row[0], width, "- ", "  ")
    for name, cell in zip(columns[1:], row[1:], strict=True):
        if str(cell):
            yield _wrapped(f"{name}: {cell}", width, "  ", "    ")
