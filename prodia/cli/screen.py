"""Sections of a report on a terminal: words in colours, tables that fold, 80 columns and wider."""

# Text wraps at 100 columns at most: longer lines are hard to read back.

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from prodia.cli.face import Face
from prodia.telling.blocks import Block, Bullets, Cell, Facts, Grid, Marked, Paragraph, Report, Section
from prodia.words.labels import LABELS as WORDS

WIDEST = 100
MANY = 6
SHORT = 18


def print_report(face: Face, report: Report) -> None:
    face.print(Text(report.title, "strong"))
    print_sections(face, report.sections)


def print_sections(face: Face, sections: Iterable[Section | None], *, bare: bool = False) -> None:
    """Sections one under the other; ``bare`` leaves the heading out, where one stands above already."""
    for section in sections:
        if section is not None:
            width = min(WIDEST, face.out.width)
            title = Text(section.heading, "heading")
            if not bare:
                face.print("")
                face.out.print(Rule(title, align="left", style="quiet"), width=width)
            for n, block in enumerate(section.blocks):
                if n and not (isinstance(block, Paragraph) and isinstance(section.blocks[n - 1], Paragraph)):
                    face.print("")
                face.out.print(Padding(drawn(block, width), (0, 0, 0, 1)), width=width)


def text(cell: Cell) -> Text:
    return Text(str(cell), cell.tone if isinstance(cell, Marked) else "plain")


def drawn(block: Block, width: int) -> RenderableType:
    match block:
        case Paragraph():
            return Text(block.text, block.tone)
        case Bullets():
            return Group(*(_bullet(item) for item in block.items))
        case Facts():
            return _facts(block, width)
        case Grid():
            return _grid(block, width)


def _bullet(item: Cell) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    table.add_row(Text("·", "quiet"), text(item))
    return table


def _facts(block: Facts, width: int) -> RenderableType:
    """Short labels beside their values; a long label (a question, a criterion) stands above."""
    parts: list[RenderableType] = []
    short = [r for r in block.rows if len(r[0]) <= SHORT and not r[0].endswith("?")]
    room = max((len(label) for label, _ in short), default=0) + 2
    for label, value in block.rows:
        if (label, value) not in short:
            line = (
                Text(label[:1].upper() + label[1:], "strong")
                .append(" " if label.endswith("?") else ": ")
                .append_text(text(value))
            )
            parts.append(line)
        else:
            row = Table.grid(padding=0)
            row.add_column(width=room, no_wrap=True)
            row.add_column(overflow="fold")
            row.add_row(Text(label, "quiet"), text(value))
            parts.append(Padding(row, (0, 0, 0, 2)))
    return Group(*parts)


def _grid(block: Grid, width: int) -> RenderableType:
    used = [n for n in range(len(block.columns)) if any(str(row[n]) for row in block.rows)]
    if len(used) > MANY:
        return _letters(block, used)
    table = _table()
    for n in used:
        table.add_column(block.columns[n], overflow="fold")
    for row in block.rows:
        table.add_row(*(text(row[n]) for n in used))
    return table


def _table() -> Table:
    return Table(box=None, pad_edge=False, header_style="quiet", padding=(0, 2, 0, 0), show_edge=False)


def _letters(block: Grid, used: list[int]) -> RenderableType:
    """A table of many columns: each condition a letter, its name in a list below, verdicts as signs."""
    outputs = [n for n in used if block.columns[n].startswith("->")]
    table = _table()
    names: list[tuple[str, str]] = []
    for n in used:
        if n in outputs:
            table.add_column(block.columns[n], overflow="fold", ratio=1)
        elif block.columns[n]:
            letter = chr(ord("a") + len(names))
            names.append((letter, block.columns[n]))
            table.add_column(letter, no_wrap=True)
        else:
            table.add_column("", no_wrap=True)
    for row in block.rows:
        table.add_row(*(text(row[n]) if n in outputs else _sign(row[n]) for n in used))
    legend = [Text(f"{letter}  ", "heading").append(name, "plain") for letter, name in names]
    return Group(table, Text(""), *legend, Text(_signs_said(block), "quiet"))


_SIGNS = {"met": "✓", "not met": "✗", "judgement": "?", "not assessable": "…"}
_SIGN_OF = {
    two[lang]: Text(sign, {"met": "good", "not met": "bad"}.get(key, "open"))
    for key, sign in _SIGNS.items()
    for two in (WORDS["verdict"][key],)
    for lang in ("nl", "en")
}


def _signs_said(block: Grid) -> str:
    """What the signs mean, in the language the table speaks."""
    cells = {str(cell) for row in block.rows for cell in row}
    dutch = any(two.nl in cells and two.nl != two.en for two in WORDS["verdict"].values())
    return "   ".join(
        f"{sign} {WORDS['verdict'][key]['nl' if dutch else 'en']}" for key, sign in _SIGNS.items()
    )


def _sign(cell: Cell) -> Text:
    return _SIGN_OF.get(str(cell)) or text(cell)
