"""A document as plain text, as Markdown and as data for JSON. Pure: shapes in, text out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from prodia.errors import checked
from prodia.telling import blocks as b

# ---- plain text, for a file or a message

_UNDERLINES = "=-."


@checked
def to_text(document: b.Document, *, width: int = 80) -> str:
    """Plain text of at most ``width`` columns (a single long word may stick out)."""
    lines = [*_headed(document.title, width, 0), *_texts(document.blocks, width, 1)]
    return "\n".join(lines).rstrip() + "\n"


def _headed(text: str, width: int, depth: int) -> list[str]:
    line = _UNDERLINES[min(depth, len(_UNDERLINES) - 1)]
    return [_wrapped(text, width), line * min(width, len(text))]


def _wrapped(text: object, width: int, first: str = "", rest: str = "") -> str:
    return "\n".join(
        textwrap.fill(line, width, initial_indent=first, subsequent_indent=rest, break_long_words=False)
        for line in str(text).split("\n")
    )


def _texts(blocks: Iterable[b.Block], width: int, depth: int) -> Iterator[str]:
    """Paragraphs follow each other closely; anything else stands apart."""
    for block in blocks:
        if not isinstance(block, b.Paragraph):
            yield ""
        yield from _text(block, width, depth)


def _text(block: b.Block, width: int, depth: int) -> Iterator[str]:
    match block:
        case b.Paragraph():
            yield _wrapped(block.text, width)
        case b.Facts():
            for label, value in block.rows:
                yield from _fact(label, value, width)
        case b.List():
            for number, item in enumerate(block.items, 1):
                yield _wrapped(item, width, f"{number}. " if block.ordered else "- ", "  ")
        case b.Listing():
            yield from (f"    {line}" for line in block.text.split("\n"))
        case b.Table():
            for row in block.rows:
                yield from _record(block.columns, row, width)
        case b.Rule():
            yield _wrapped(f"{block.label}: {block.words}", width, "", "  ")
            if block.exact is not None:
                yield _wrapped(block.exact, width, "  ", "    ")
        case b.Strip():
            yield _wrapped(_between(block).join(map(str, block.items)), width)
        case b.Picture():
            yield _wrapped(block.alt, width)
            yield from _texts([block.told] if block.told else [], width, depth)
        case b.Note(title=title, blocks=inner) | b.Details(summary=title, blocks=inner):
            yield _wrapped(f"{title}:", width)
            yield from _texts(inner, width, depth)
        case b.Section():
            yield from _headed(block.heading, width, depth)
            yield from _texts(block.blocks, width, depth + 1)


def _between(strip: b.Strip) -> str:
    return " → " if strip.ordered else " · "


def _fact(label: str, value: b.Cell, width: int) -> Iterator[str]:
    """A label and its value in one line; several lines stand under it."""
    if isinstance(value, b.Lines) and len(value.items) > 1:
        yield _wrapped(f"{label}:", width)
        yield from (_wrapped(item, width, "  - ", "    ") for item in value.items)
    else:
        yield _wrapped(f"{label}: {value}", width, "", "  ")


def _record(columns: tuple[b.Inline, ...], row: tuple[b.Cell, ...], width: int) -> Iterator[str]:
    """A row of a table as a short record: wide tables do not fit a narrow page."""
    yield _wrapped(row[0], width, "- ", "  ")
    for name, cell in zip(columns[1:], row[1:], strict=True):
        if str(cell):
            yield _wrapped(f"{name}: {cell}", width, "  ", "    ")


# ---- Markdown with tables; everything a person typed is escaped

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)", re.M)


@checked
def to_markdown(document: b.Document) -> str:
    """Markdown of the whole; links that lead into prodia are their words, those to the web work."""
    parts = [f"# {escaped(document.title)}"]
    for block in document.blocks:
        parts += ["", *_markdown(block, 2)]
    return "\n".join(parts) + "\n"


def escaped(cell: object) -> str:
    """Text that means itself in Markdown: no emphasis, link, heading, list or HTML comes of it."""
    text = _ACTIVE.sub(r"\\\1", str(cell)).replace("&", "&amp;")
    return _LEADING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def _cell(cell: b.Cell) -> str:
    match cell:
        case b.Code() | b.Exact():
            return _code(str(cell))
        case b.Link(text, b.Web() as to) if to.safe:
            return f"[{escaped(text)}](<{to.address}>)"
        case b.Line():
            return "".join(_cell(part) for part in cell.parts)
        case b.Lines():
            return "; ".join(_cell(item) for item in cell.items)
        case _:
            return escaped(cell)


def _code(text: str) -> str:
    """Between as many backticks as it takes; a bar would end a cell of a table."""
    if "|" in text:
        return escaped(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"


def _markdowns(blocks: Iterable[b.Block], level: int) -> Iterator[str]:
    for block in blocks:
        yield ""
        yield from _markdown(block, level)


def _markdown(block: b.Block, level: int) -> Iterator[str]:
    match block:
        case b.Paragraph():
            yield _cell(block.text)
        case b.Facts():
            yield from (f"- **{escaped(label)}**: {_cell(value)}" for label, value in block.rows)
        case b.List():
            for number, item in enumerate(block.items, 1):
                yield f"{f'{number}.' if block.ordered else '-'} {_cell(item)}"
        case b.Listing():
            yield from (f"    {line}" for line in block.text.split("\n"))
        case b.Table():
            yield _row(_cell(name) for name in block.columns)
            yield _row("---" for _ in block.columns)
            yield from (_row(_cell(cell) for cell in row) for row in block.rows)
        case b.Rule():
            yield f"**{escaped(block.label)}** {escaped(block.words)}"
            if block.exact is not None:
                yield from ("", _cell(block.exact))
        case b.Strip():
            yield _between(block).join(map(_cell, block.items))
        case b.Picture():
            yield escaped(block.alt)
            yield from _markdowns([block.told] if block.told else [], level)
        case b.Note(title=title, blocks=inner) | b.Details(summary=title, blocks=inner):
            yield f"**{escaped(title)}**"
            yield from _markdowns(inner, level)
        case b.Section():
            yield f"{'#' * min(level, 6)} {escaped(block.heading)}"
            yield from _markdowns(block.blocks, level + 1)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("\n", " ") for cell in cells) + " |"


# ---- data for JSON: the words of every cell, and what kind of block they stand in


def same(of: object, names: str) -> dict[str, Any]:
    """What is told as it is, by its own name."""
    return {name: getattr(of, name) for name in names.split()}


@checked
def to_json(document: b.Document) -> dict[str, object]:
    """Title, audience, lang and sections, the first of them what stands before any."""
    return {
        "title": document.title,
        "audience": document.audience,
        "lang": document.lang,
        "sections": [section_json(one) for one in document.parted()],
    }


@checked
def section_json(section: b.Section) -> dict[str, object]:
    """Id, heading and blocks; a section in it is a block of the kind ``section``."""
    return {"id": section.id, "heading": section.heading, "blocks": [_json(one) for one in section.blocks]}


def _json(block: b.Block) -> dict[str, object]:
    """Its kind is the name of its shape."""
    kind = {"kind": type(block).__name__.lower()}
    match block:
        case b.Paragraph():
            return {**kind, "text": str(block.text)}
        case b.Facts():
            return {
                "kind": "facts",
                "rows": [{"label": label, "value": str(value)} for label, value in block.rows],
            }
        case b.List():
            return {**kind, "items": [str(item) for item in block.items]}
        case b.Listing():
            return {**kind, "language": block.language, "text": block.text}
        case b.Table():
            return {
                **kind,
                "columns": [str(name) for name in block.columns],
                "rows": [[str(cell) for cell in row] for row in block.rows],
            }
        case b.Rule():
            exact = None if block.exact is None else str(block.exact)
            return {**kind, "label": block.label, "text": block.words, "exact": exact}
        case b.Strip():
            return {**kind, "items": [str(item) for item in block.items]}
        case b.Picture():
            told = None if block.told is None else _json(block.told)
            return {**kind, "title": block.title, "text": block.alt, "told": told}
        case b.Note(title=title, blocks=inner) | b.Details(summary=title, blocks=inner):
            return {**kind, "title": title, "blocks": [_json(one) for one in inner]}
        case b.Section():
            return {**kind, **section_json(block)}
