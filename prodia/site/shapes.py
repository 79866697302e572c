"""The shapes of a report as HTML of a page: facts and tables, with the words of authors as text."""

from __future__ import annotations

from prodia.site.text import Html, inline, line, listing, table, upper
from prodia.telling.blocks import Cell, Facts, Grid


def rows(block: Facts) -> list[tuple[str, Html]]:
    """Name and value of every fact, for a list of facts."""
    return [(upper(label), _cell(value)) for label, value in block.rows]


def shown(block: Grid | None, caption: str) -> Html:
    """A table under its caption; nothing where there is none."""
    if block is None:
        return Html("")
    head = [line(name) for name in block.columns]
    return table(upper(caption), head, [[_cell(cell) for cell in row] for row in block.rows])


def _cell(cell: Cell) -> Html:
    """A cell of several lines is a list."""
    lines = str(cell).split("\n")
    return inline(lines[0]) if len(lines) == 1 else listing(inline(one) for one in lines)
