"""A report as plain text, Markdown or JSON. Pure: shapes in, text out."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from prodia.report.shape import Block, Bullets, Cell, Facts, Grid, Paragraph, Report, Section


def to_text(report: Report, *, width: int = 80) -> str:
    """Plain text of at most ``width`` columns (a single long word may stick out)."""
    parts = [_wrapped(report.title, width), "=" * min(width, len(report.title))]
    for section in report.sections:
        parts += ["", section.heading, "-" * min(width, len(section.heading))]
        for block in section.blocks:
            parts += ["", *_text(block, width)] if not isinstance(block, Paragraph) else _text(block, width)
    return "\n".join(parts).rstrip() + "\n"


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> str:
    lines = [
        textwrap.fill(line, width, initial_indent=first, subsequent_indent=rest, break_long_words=False)
        for line in str(text).split("\n")
    ]
    return "\n".join(lines)


def _text(block: Block, width: int) -> list[str]:
    match block:
        case Paragraph():
            return [_wrapped(block.text, width)]
        case Facts():
            return [_wrapped(f"{label}: {value}", width, "", "  ") for label, value in block.rows]
        case Bullets():
            return [_wrapped(str(item), width, "- ", "  ") for item in block.items]
        case Grid():
            return [line for row in block.rows for line in _record(block.columns, row, width)]


def _record(columns: tuple[str, ...], row: tuple[Cell, ...], width: int) -> Iterator[str]:
    """A row of a table as a short record: wide tables do not fit a narrow page."""
    yield _wrapped(str(row[0]), width, "- ", "  ")
    for name, cell in zip(columns[1:], row[1:], strict=True):
        if str(cell):
            yield _wrapped(f"{name}: {cell}", width, "  ", "    ")


def to_markdown(report: Report) -> str:
    """Markdown with tables; everything a person typed is escaped."""
    parts = [f"# {escaped(report.title)}"]
    for section in report.sections:
        parts += ["", f"## {escaped(section.heading)}"]
        for block in section.blocks:
            parts += ["", *_markdown(block)]
    return "\n".join(parts) + "\n"


def _markdown(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [escaped(block.text)]
        case Facts():
            return [f"- **{escaped(label)}**: {escaped(value)}" for label, value in block.rows]
        case Bullets():
            return [f"- {escaped(item)}" for item in block.items]
        case Grid():
            head = [_row(block.columns), _row(tuple("---" for _ in block.columns), raw=True)]
            return head + [_row(row) for row in block.rows]


def _row(cells: tuple[Cell, ...], raw: bool = False) -> str:
    return "| " + " | ".join(str(c) if raw else escaped(c).replace("\n", " ") for c in cells) + " |"


_ACTIVE = re.compile(r"([\\`*_\[\]<>|#~])")
_LEADING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)", re.M)


def escaped(cell: Cell) -> str:
    """Text that means itself in Markdown: no emphasis, link, heading, list or HTML comes of it."""
    text = _ACTIVE.sub(r"\\\1", str(cell)).replace("&", "&amp;")
    return _LEADING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def to_json(report: Report) -> dict[str, object]:
    """Plain data: title, audience, lang, sections."""
    return {
        "title": report.title,
        "audience": report.audience,
        "lang": report.lang,
        "sections": [section_json(s) for s in report.sections],
    }


def section_json(section: Section) -> dict[str, object]:
    return {"id": section.id, "heading": section.heading, "blocks": [_json(b) for b in section.blocks]}


def _json(block: Block) -> dict[str, object]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": block.text}
        case Facts():
            return {"kind": "facts", "rows": [{"label": a, "value": str(b)} for a, b in block.rows]}
        case Bullets():
            return {"kind": "list", "items": [str(i) for i in block.items]}
        case Grid():
            return {
                "kind": "table",
                "columns": list(block.columns),
                "rows": [[str(c) for c in row] for row in block.rows],
            }
