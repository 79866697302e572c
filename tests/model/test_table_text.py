"""A decision table is a block of text whose every cell knows where it stands."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from prodia.language import show, show_cell
from prodia.model.protocol import DecisionText, TableText, table_text

READ = TypeAdapter(DecisionText)


class TestReads:
    """The first line names inputs and outputs; every other line is a rule."""

    def test_a_table(self) -> None:
        table = table_text(
            "ernst   | pc      | -> voorstel | omdat\nnot met | [10..16) | wacht       | grijs\n"
        )
        assert ["ernst", "pc"] == [show(i.tree) for i in table.inputs]
        assert ["voorstel", "omdat"] == [c.text for c in table.outputs]
        assert [["not met", "[10..16)"]] == [[show_cell(t) for _, t in r.when] for r in table.rules]
        assert ["wacht", "grijs"] == [c.text for c in table.rules[0].then]

    def test_cells_know_line_and_column(self) -> None:
        block = "a | -> b\n\n  1 | x\n"
        table = table_text(block)
        cell = table.rules[0].when[0][0]
        assert ("1", 2, 2) == (cell.text, cell.line, cell.column)
        assert "b" == block.split("\n")[0][table.outputs[0].column :]

    def test_a_bar_between_quotes_is_text(self) -> None:
        table = table_text('a | -> b\n"x|y" | z\n')
        assert "x|y" == table.rules[0].when[0][1].args[1].value  # type: ignore[union-attr]

    def test_reading_again_changes_nothing(self) -> None:
        table = table_text("a | -> b\n1 | x\n")
        assert table is table_text(table)
        assert isinstance(table, TableText)


class TestRefuses:
    """A block that is no table says which cell, by line and column."""

    @pytest.mark.parametrize(
        ("block", "kind", "place"),
        [
            ("a | b\n1 | 2\n", "table_arrow", (0, 0)),
            ("a | -> b\n1 | 2 | 3\n", "table_width", (1, 8)),
            ("a | -> b\n  | x\n", "table_cell_empty", (1, 0)),
            ("a | -> b\n< | x\n", "table_cell", (1, 0)),
            ("a | -> b c\n1 | x\n", "table_output", (0, 7)),
            ("a | -> b\n1 | -> x\n", "table_arrow", (1, 4)),
        ],
    )
    def test_one(self, block: str, kind: str, place: tuple[int, int]) -> None:
        with pytest.raises(ValidationError) as caught:
            READ.validate_python(block)
        error = caught.value.errors()[0]
        assert (kind, place) == (error["type"], (error["ctx"]["line"], error["ctx"]["column"]))

    @pytest.mark.parametrize("value", ["", "a | -> b", 3, None, ["a"]])
    def test_no_table_at_all(self, value: object) -> None:
        with pytest.raises(ValidationError) as caught:
            READ.validate_python(value)
        assert "table_form" == caught.value.errors()[0]["type"]
