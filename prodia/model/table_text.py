"""A decision table as an author types it: a block of text that looks like a table.

::

    ernst   | hardnekkig | -> voorstel  | omdat
    met     | met        | classificeer | ernstig en hardnekkig
    not met | -          | geen         | de achterstand is niet ernstig

The first line names the inputs, then after ``->`` the outputs. Every other line
is a rule. Each cell knows its line and column inside the block, so that a
message can point at it. An empty line is skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from prodia.errors import ExpressionError
from prodia.language import parse, parse_cell
from prodia.language.syntax.tree import Tree

ARROW = "->"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, and its line and column counted from 0 inside the block."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class InputText:
    cell: Cell
    tree: Tree


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule: its conditions as trees, and its outputs as the author typed them."""

    when: tuple[tuple[Cell, Tree], ...]
    then: tuple[Cell, ...]

    @property
    def line(self) -> int:
        return self.when[0][0].line if self.when else self.then[0].line


@dataclass(frozen=True, slots=True)
class TableText:
    inputs: tuple[InputText, ...]
    outputs: tuple[Cell, ...]
    rules: tuple[RuleText, ...]
    text: str


def _cells(text: str, number: int) -> list[Cell]:
    found, at, quoted = [], 0, False
    start = 0
    for at, char in enumerate(text + "|"):
        if char == '"':
            quoted = not quoted
        if char == "|" and (not quoted or at == len(text)):
            raw = text[start:at]
            lead = len(raw) - len(raw.lstrip())
            found.append(Cell(raw.strip(), number, start + (lead if raw.strip() else 0)))
            start = at + 1
    return found


def _fail(kind: str, cell: Cell, **context: Any) -> PydanticCustomError:
    context |= {"line": cell.line, "column": cell.column, "length": len(cell.text) or 1}
    return PydanticCustomError(kind, "table", context)


def _tree(cell: Cell, header: bool) -> Tree:
    if not cell.text:
        raise _fail("table_cell_empty", cell)
    try:
        return parse(cell.text) if header else parse_cell(cell.text)
    except ExpressionError as error:
        raise _fail("table_cell", cell, error=error) from None


def table_text(value: Any) -> TableText:
    """Read the block. Raises a pydantic error with line, column and length inside the block."""
    if isinstance(value, TableText):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("table_form", "table")
    rows = [_cells(line, n) for n, line in enumerate(value.split("\n")) if line.strip()]
    if len(rows) < 2:
        raise PydanticCustomError("table_form", "table")
    head, body = rows[0], rows[1:]
    arrows = [i for i, c in enumerate(head) if c.text.startswith(ARROW)]
    if len(arrows) != 1:
        raise _fail("table_arrow", head[0])
    split = arrows[0]
    first = head[split]
    skip = len(ARROW) + len(first.text[len(ARROW) :]) - len(first.text[len(ARROW) :].lstrip())
    outputs = (Cell(first.text[skip:], first.line, first.column + skip), *head[split + 1 :])
    if not all(c.text.isidentifier() for c in outputs):
        raise _fail("table_output", next(c for c in outputs if not c.text.isidentifier()))
    inputs = tuple(InputText(c, _tree(c, True)) for c in head[:split])
    rules = []
    for row in body:
        if len(row) != len(head):
            raise _fail("table_width", row[-1], want=len(head), got=len(row))
        when = tuple((c, _tree(c, False)) for c in row[:split])
        then = row[split:]
        if then[0].text.startswith(ARROW):
            raise _fail("table_arrow", then[0])
        rules.append(RuleText(when, tuple(then)))
    return TableText(inputs, outputs, tuple(rules), value)


DecisionText = Annotated[
    TableText,
    BeforeValidator(table_text),
    PlainSerializer(lambda t: t.text, return_type=str),
    WithJsonSchema({"type": "string", "minLength": 1, "pattern": r"->[\s\S]*\n[\s\S]*\S"}),
]
