"""Blocks on a terminal: words in colours, tables that fold, 80 columns and wider."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from prodia.cli.terminal import Terminal
from prodia.telling import blocks
from prodia.telling.plain import section_json, to_json, to_markdown, to_text
from prodia.words.lists import upper

MANY = 6
SHORT = 18


def print_report(screen: Terminal, report: blocks.Document, format: str = "text") -> None:
    """A document: its title, and its blocks under each other; or as JSON, Markdown or plain text."""
    match format:
        case "json":
            screen.json(to_json(report))
        case "markdown":
            screen.line(to_markdown(report).rstrip("\n"))
        case "plain":
            screen.line(to_text(report).rstrip("\n"))
        case _:
            screen.print(Text(report.title, "strong"))
            _print(screen, report.blocks, 0)


def print_sections(
    screen: Terminal, sections: Iterable[blocks.Section | None], *, bare: bool = False
) -> None:
    """Sections one under the other; ``bare`` leaves the heading out, where one stands above already."""
    for section in sections:
        if section is not None:
            _section(screen, section, bare=bare)


def _section(screen: Terminal, section: blocks.Section, *, bare: bool = False) -> None:
    if not bare:
        screen.print("")
        title = Text(section.heading, "heading")
        screen.out.print(Rule(title, align="left", style="quiet"), width=screen.width)
    _print(screen, section.blocks, 1)


def show_sections(screen: Terminal, sections: Iterable[blocks.Section | None], format: str) -> None:
    """Sections in the form that was asked: on the screen, or as JSON."""
    if format == "json":
        screen.json([section_json(one) for one in sections if one is not None])
    else:
        print_sections(screen, sections)


def _print(screen: Terminal, found: Sequence[blocks.Block], depth: int) -> None:
    for n, block in enumerate(found):
        if isinstance(block, blocks.Section) and not depth:
            _section(screen, block)
            continue
        if n and _apart(found[n - 1], block):
            screen.print("")
        screen.out.print(Padding(drawn(block, screen.width), (0, 0, 0, depth)), width=screen.width)


def _apart(before: blocks.Block, block: blocks.Block) -> bool:
    """Paragraphs follow each other closely; anything else stands apart."""
    return not (isinstance(block, blocks.Paragraph) and isinstance(before, blocks.Paragraph))


def text(cell: blocks.Cell) -> Text:
    """A cell in its colours; the words of a link, and a dash where a condition does not matter."""
    match cell:
        case blocks.Mark(family="any"):
            return Text("-", "quiet")
        case blocks.Marked() | blocks.Mark():
            return Text(cell.text, cell.tone)
        case blocks.Line():
            return Text().join(text(part) for part in cell.parts)
        case blocks.Lines():
            return Text("\n").join(text(item) for item in cell.items)
        case _:
            return Text(str(cell), "plain")


def drawn(block: blocks.Block, width: int) -> RenderableType:
    match block:
        case blocks.Paragraph(words, tone):
            found = text(words)
            found.style = tone
            return found
        case blocks.List():
            signs = [f"{n}." if block.ordered else "·" for n in range(1, len(block.items) + 1)]
            return Group(*(_item(sign, item) for sign, item in zip(signs, block.items, strict=True)))
        case blocks.Facts():
            return _facts(block)
        case blocks.Table():
            return _table(block)
        case blocks.Rule(label, words, exact):
            said = Text(label, "strong").append(f" {words}", "plain")
            return Group(said, Text(f"  {exact}", "quiet")) if exact is not None else said
        case blocks.Strip():
            return Text("  ·  ", "quiet").join(text(item) for item in block.items)
        case blocks.Picture():
            return Group(Text(block.alt, "quiet"), *([drawn(block.told, width)] if block.told else []))
        case blocks.Note():
            return Group(Text(block.title, "strong"), *_inside(block.blocks, width))
        case blocks.Details():
            return Group(Text(block.summary, "quiet"), *_inside(block.blocks, width))
        case blocks.Listing():
            return Text(block.text)
        case blocks.Section():  # within another
            return Group(Text(block.heading, "heading"), *_inside(block.blocks, width))


def _inside(found: Iterable[blocks.Block], width: int) -> Iterable[RenderableType]:
    before: blocks.Block | None = None
    for block in found:
        if before is not None and _apart(before, block):
            yield Text("")
        yield Padding(drawn(block, width), (0, 0, 0, 2))
        before = block


def _item(sign: str, item: blocks.Cell) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_row(Text(sign, "quiet"), text(item))
    return row


def _facts(block: blocks.Facts) -> RenderableType:
    """Short labels beside their values; a long label (a question, a criterion) stands above."""
    parts: list[RenderableType] = []
    short = [r for r in block.rows if len(r[0]) <= SHORT and not r[0].endswith("?")]
    room = max((len(label) for label, _ in short), default=0) + 2
    for label, value in block.rows:
        if (label, value) not in short:
            line = Text(upper(label), "strong").append(" " if label.endswith("?") else ": ")
            parts.append(line.append_text(text(value)))
        else:
            row = Table.grid(padding=0)
            row.add_column(width=room, no_wrap=True)
            row.add_column(overflow="fold")
            row.add_row(Text(label, "quiet"), text(value))
            parts.append(Padding(row, (0, 0, 0, 2)))
    return Group(*parts)


def _table(block: blocks.Table) -> RenderableType:
    used = [n for n in range(len(block.columns)) if any(str(row[n]) for row in block.rows)]
    if len(used) > MANY:
        return _letters(block, used)
    table = _columns()
    for n in used:
        table.add_column(text(block.columns[n]), overflow="fold")
    for row in block.rows:
        table.add_row(*(text(row[n]) for n in used))
    return table


def _columns() -> Table:
    return Table(box=None, pad_edge=False, header_style="quiet", padding=(0, 2, 0, 0), show_edge=False)


def _letters(block: blocks.Table, used: list[int]) -> RenderableType:
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


def _sign(cell: blocks.Cell) -> Text:
    """The sign of a verdict; of any other cell its words."""
    match cell:
        case blocks.Mark(family="verdict"):
            return Text(_SIGNS[cell.key], cell.tone)
        case blocks.Line():
            return Text().join(_sign(part) for part in cell.parts)
        case _:
            return text(cell)


def _signs_said(block: blocks.Table) -> Text:
    """What the signs mean, in the words of the table itself."""
    found = {part.key: part.text for row in block.rows for cell in row for part in _verdicts(cell)}
    return Text("   ".join(f"{sign} {found[key]}" for key, sign in _SIGNS.items() if key in found), "quiet")


def _verdicts(cell: blocks.Cell) -> Iterable[blocks.Mark]:
    if isinstance(cell, blocks.Mark) and cell.family == "verdict":
        yield cell
    elif isinstance(cell, blocks.Line):
        for part in cell.parts:
            yield from _verdicts(part)
