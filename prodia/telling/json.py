"""A document as plain data for JSON: the words of every cell, and what kind of block they stand in."""

from __future__ import annotations

from prodia.telling.blocks import (
    Block,
    Details,
    Document,
    Facts,
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


def to_json(document: Document) -> dict[str, object]:
    """Title, audience, lang and sections."""
    return {
        "title": document.title,
        "audience": document.audience,
        "lang": document.lang,
        "sections": [section_json(one) for one in document.sections],
    }


def section_json(section: Section) -> dict[str, object]:
    """Id, heading and blocks; a section in it is a block of the kind ``section``."""
    return {"id": section.id, "heading": section.heading, "blocks": [_json(b) for b in section.blocks]}


def _json(block: Block) -> dict[str, object]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": str(block.text)}
        case Facts():
            return {"kind": "facts", "rows": [{"label": a, "value": str(b)} for a, b in block.rows]}
        case List():
            return {"kind": "list", "items": [str(item) for item in block.items]}
        case Listing():
            return {"kind": "listing", "language": block.language, "text": block.text}
        case Table():
            return {
                "kind": "table",
                "columns": [str(name) for name in block.columns],
                "rows": [[str(cell) for cell in row] for row in block.rows],
            }
        case Rule():
            exact = None if block.exact is None else str(block.exact)
            return {"kind": "rule", "label": block.label, "text": block.words, "exact": exact}
        case Strip():
            return {"kind": "strip", "items": [str(item) for item in block.items]}
        case Picture():
            told = None if block.told is None else _json(block.told)
            return {"kind": "picture", "title": block.title, "text": block.alt, "told": told}
        case Note():
            return {"kind": "note", "title": block.title, "blocks": [_json(b) for b in block.blocks]}
        case Details():
            return {"kind": "details", "title": block.summary, "blocks": [_json(b) for b in block.blocks]}
        case Section():
            return {"kind": "section", **section_json(block)}
