"""A document as Markdown with tables; everything a person typed is escaped. Pure: shapes in, text out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from prodia.telling.blocks import (
    Block,
    Cell,
    Code,
    Details,
    Document,
    Exact,
    Facts,
    Line,
    Lines,
    Link,
    List,
    Listing,
    Note,
    Paragraph,
    Picture,
    Rule,
    Section,
    Strip,
    Table,
    Web,
)

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)", re.M)


def to_markdown(document: Document) -> str:
    """Markdown of the whole; links that lead into prodia are their words, those to the web work."""
    parts = [f"# {escaped(document.title)}"]
    for block in document.blocks:
        parts += ["", *_block(block, 2)]
    return "\n".join(parts) + "\n"


def escaped(cell: object) -> str:
    """Text that means itself in Markdown: no emphasis, link, heading, list or HTML comes of it."""
    text = _ACTIVE.sub(r"\\\1", str(cell)).replace("&", "&amp;")
    return _LEADING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def _cell(cell: Cell) -> str:
    match cell:
        case Code() | Exact():
            return _code(str(cell))
        case Link(text, Web() as to) if to.safe:
            return f"[{escaped(text)}](<{to.address}>)"
        case Line():
            return "".join(_cell(part) for part in cell.parts)
        case Lines():
            return "; ".join(_cell(item) for item in cell.items)
        case _:
            return escaped(cell)


def _code(text: str) -> str:
    """Between as many backticks as it takes; a bar would end a cell of a table."""
    if "|" in text:
        return escaped(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _blocks(blocks: Iterable[Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield ""
        yield from _block(block, level)


def _block(block: Block, level: int) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _cell(block.text)
        case Facts():
            yield from (f"- **{escaped(label)}**: {_cell(value)}" for label, value in block.rows)
        case List():
            for number, item in enumerate(block.items, 1):
                yield f"{f'{number}.' if block.ordered else '-'} {_cell(item)}"
        case Listing():
            yield from (f"    {line}" for line in block.text.split("\n"))
        case Table():
            yield _row(_cell(name) for name in block.columns)
            yield _row("---" for _ in block.columns)
            yield from (_row(_cell(cell) for cell in row) for row in block.rows)
        case Rule():
            yield f"**{escaped(block.label)}** {escaped(block.words)}"
            if block.exact is not None:
                yield from ("", _cell(block.exact))
        case Strip():
            yield " · ".join(_cell(item) for item in block.items)
        case Picture():
            yield escaped(block.alt)
            yield from _blocks([block.told] if block.told else [], level)
        case Note():
            yield f"**{escaped(block.title)}**"
            yield from _blocks(block.blocks, level)
        case Details():
            yield f"**{escaped(block.summary)}**"
            yield from _blocks(block.blocks, level)
        case Section():
            yield f"{'#' * min(level, 6)} {escaped(block.heading)}"
            yield from _blocks(block.blocks, level + 1)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"
