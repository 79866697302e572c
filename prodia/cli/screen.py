"""Blocks on a terminal: words in colours, tables that fold, 80 columns and wider."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Columns
from rich.text import Text

from prodia.cli.terminal import Terminal
from prodia.telling import blocks
from prodia.telling.blocks import (
    Block,
    Cell,
    Details,
    Document,
    Facts,
    Line,
    Lines,
    List,
    Listing,
    Mark,
    Marked,
    Note,
    Paragraph,
    Picture,
    Section,
    Strip,
    Table,
)
from prodia.telling.json import section_json
from prodia.words.lists import upper

MANY = 6
SHORT = 18


def print_report(screen: Terminal, report: Document) -> None:
    """A document: its title, and its blocks under each other."""
    screen.print(Text(report.title, "strong"))
    _print(screen, report.blocks, 0)


def print_sections(screen: Terminal, sections: Iterable[Section | None], *, bare: bool = False) -> None:
    """Sections one under the other; ``bare`` leaves the heading out, where one stands above already."""
    for section in sections:
        if section is not None:
            _section(screen, section, bare=bare)


def _section(screen: Terminal, section: Section, *, bare: bool = False) -> None:
    if not bare:
        screen.print("")
        title = Text(section.heading, "heading")
        screen.out.print(Rule(title, align="left", style="quiet"), width=screen.width)
    _print(screen, section.blocks, 1)


def show_sections(screen: Terminal, sections: Iterable[Section | None], format: str) -> None:
    """Sections in the form that was asked: on the screen, or as JSON."""
    if format == "json":
        screen.json([section_json(one) for one in sections if one is not None])
    else:
        print_sections(screen, sections)


def _print(screen: Terminal, found: Sequence[Block], depth: int) -> None:
    """Paragraphs follow each other closely; anything else stands apart."""
    for n, block in enumerate(found):
        if isinstance(block, Section) and not depth:
            _section(screen, block)
            continue
        if n and not (isinstance(block, Paragraph) and isinstance(found[n - 1], Paragraph)):
            screen.print("")
        screen.out.print(Padding(drawn(block, screen.width), (0, 0, 0, depth)), width=screen.width)


def text(cell: Cell) -> Text:
    """A cell in its colours; the words of a link, and a dash where a condition does not matter."""
    match cell:
        case Mark(family="any"):
            return Text("-", "quiet")
        case Marked() | Mark():
            return Text(cell.text, cell.tone)
        case Line():
            return Text().join(text(part) for part in cell.parts)
        case Lines():
            return Text("\n").join(text(item) for item in cell.items)
        case _:
            return Text(str(cell), "plain")


def drawn(block: Block, width: int) -> RenderableType:
    match block:
        case Paragraph(words, tone):
            found = text(words)
            found.style = tone
            return found
        case List():
            signs = [f"{n}." if block.ordered else "·" for n in range(1, len(block.items) + 1)]
            return Group(*(_item(sign, item) for sign, item in zip(signs, block.items, strict=True)))
        case Facts():
            return _facts(block)
        case Table():
            return _table(block)
        case blocks.Rule(label, words, exact):
            said = Text(label, "strong").append(f" {words}", "plain")
            return Group(said, Text(f"  {exact}", "quiet")) if exact is not None else said
        case Strip():
            return Text("  ·  ", "quiet").join(text(item) for item in block.items)
        case Picture():
            told = [Text(block.alt, "quiet"), *([drawn(block.told, width)] if block.told else [])]
            return Group(*told)
        case Note():
            return Group(Text(block.title, "strong"), *_inside(block.blocks, width))
        case Details():
            return Group(Text(block.summary, "quiet"), *_inside(block.blocks, width))
        case Listing():
            return Text(block.text)
        case Section():  # within another
            return Group(Text(block.heading, "heading"), *_inside(block.blocks, width))


def _inside(found: Iterable[Block], width: int) -> Iterable[RenderableType]:
    before: Block | None = None
    for block in found:
        if before is not None and not (isinstance(block, Paragraph) and isinstance(before, Paragraph)):
            yield Text("")
        yield Padding(drawn(block, width), (0, 0, 0, 2))
        before = block


def _item(sign: str, item: Cell) -> RenderableType:
    row = Columns.grid(padding=(0, 1))
    row.add_row(Text(sign, "quiet"), text(item))
    return row


def _facts(block: Facts) -> RenderableType:
    """Short labels beside their values; a long label (a question, a criterion) stands above."""
    parts: list[RenderableType] = []
    short = [r for r in block.rows if len(r[0]) <= SHORT and not r[0].endswith("?")]
    room = max((len(label) for label, _ in short), default=0) + 2
    for label, value in block.rows:
        if (label, value) not in short:
            line = (
                Text(upper(label), "strong")
                .append(" " if label.endswith("?") else ": ")
                .append_text(text(value))
            )
            parts.append(line)
        else:
            row = Columns.grid(padding=0)
            row.add_column(width=room, no_wrap=True)
            row.add_column(overflow="fold")
            row.add_row(Text(label, "quiet"), text(value))
            parts.append(Padding(row, (0, 0, 0, 2)))
    return Group(*parts)


def _table(block: Table) -> RenderableType:
    used = [n for n in range(len(block.columns)) if any(str(row[n]) for row in block.rows)]
    if len(used) > MANY:
        return _letters(block, used)
    table = _columns()
    for n in used:
        table.add_column(text(block.columns[n]), overflow="fold")
    for row in block.rows:
        table.add_row(*(text(row[n]) for n in used))
    return table


def _columns() -> Columns:
    return Columns(box=None, pad_edge=False, header_style="quiet", padding=(0, 2, 0, 0), show_edge=False)


def _letters(block: Table, used: list[int]) -> RenderableType:
    """A table of many columns: each condition a letter, its name in a list below, verdicts as signs."""
    first_output = len(block.columns) - max(block.outputs, 1)
    table = _columns()
    names: list[tuple[str, str]] = []
    for n in used:
        if n >= first_output:
            table.add_column(text(block.columns[n]), overflow="fold", ratio=1)
        elif str(block.columns[n]) and n:
            letter = chr(ord("a") + len(names))
            names.append((letter, str(block.columns[n])))
            table.add_column(letter, no_wrap=True)
        else:
            table.add_column(text(block.columns[n]), no_wrap=True)
    for row in block.rows:
        table.add_row(*(text(row[n]) if n >= first_output else _sign(row[n]) for n in used))
    legend = [Text(f"{letter}  ", "heading").append(name, "plain") for letter, name in names]
    return Group(table, Text(""), *legend, _signs_said(block))


_SIGNS = {"met": "✓", "not met": "✗", "judgement": "?", "not assessable": "…"}


def _sign(cell: Cell) -> Text:
    """The sign of a verdict; of any other cell its words."""
    match cell:
        case Mark(family="verdict"):
            return Text(_SIGNS[cell.key], cell.tone)
        case Line():
            return Text().join(_sign(part) for part in cell.parts)
        case _:
            return text(cell)


def _signs_said(block: Table) -> Text:
    """What the signs mean, in the words of the table itself."""
    found = {part.key: part.text for row in block.rows for cell in row for part in _verdicts(cell)}
    return Text("   ".join(f"{sign} {found[key]}" for key, sign in _SIGNS.items() if key in found), "quiet")


def _verdicts(cell: Cell) -> Iterable[Mark]:
    if isinstance(cell, Mark) and cell.family == "verdict":
        yield cell
    elif isinstance(cell, Line):
        for part in cell.parts:
            yield from _verdicts(part)
