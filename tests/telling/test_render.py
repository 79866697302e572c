"""Shapes to text, Markdown and JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.model.events import Recorded
from prodia.telling import to_json, to_markdown, to_text
from prodia.telling.blocks import Document, Facts, List, Paragraph, Section, Table
from prodia.telling.plain import escaped
from prodia.words import Words
from prodia.words.labels import LABELS

WHOLE = Document(
    "Verslag",
    "nl",
    (
        Section("a", "Kop", (Paragraph("woorden " * 30), Facts((("naam", "waarde"),)))),
        Section("b", "Tabel", (Table(("x", "y"), (("1", "2"), ("3", ""))), List(("een", "twee")))),
    ),
)


class TestText:
    """Plain text fits the page it is asked for."""

    @given(st.integers(40, 120))
    def test_width(self, width: int) -> None:
        assert [] == [line for line in to_text(WHOLE, width=width).splitlines() if len(line) > width]


class TestMarkdown:
    """What a person typed means itself: it makes no heading, link, list, table or HTML."""

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("# kop", "\\# kop"),
            ("<script>", "\\<script\\>"),
            ("[x](y)", "\\[x\\](y)"),
            ("a | b", "a \\| b"),
            ("1. punt", "1\\. punt"),
            ("- streep", "\\- streep"),
            ("Tom & Jan", "Tom &amp; Jan"),
            ("pc 10-15", "pc 10-15"),
        ],
    )
    def test_escaped(self, typed: str, expected: str) -> None:
        assert expected == escaped(typed)

    def test_a_table_has_as_many_cells_in_every_row(self) -> None:
        rows = [line for line in to_markdown(WHOLE).splitlines() if line.startswith("|")]
        assert {3} == {row.count("|") for row in rows}


class TestJson:
    """JSON holds the same words."""

    def test_round(self) -> None:
        told = json.loads(json.dumps(to_json(WHOLE)))
        assert "Verslag" == told["title"]
        assert {"kind": "list", "items": ["een", "twee"]} == told["sections"][1]["blocks"][1]


class TestWords:
    """Every kind of event has words, and every word stands in both languages."""

    def test_events(self) -> None:
        kinds = {c.model_fields["kind"].default for c in Recorded.__subclasses__()}
        assert kinds == set(LABELS["event"])

    @pytest.mark.parametrize("family", LABELS)
    def test_both(self, family: str) -> None:
        assert all(isinstance(t, Words) and t.nl and t.en for t in LABELS[family].values())
