"""Blocks: text of an author becomes shapes once, and every kind of block is told by every renderer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.telling import blocks as b
from prodia.telling import section_json, to_markdown, to_text
from prodia.telling.html import to_html

ERNST = b.Ref("proef@1.0.0", "criteria", "ernst")
MET = b.Mark("verdict", "met", "voldaan", "good")
EXACT = b.Exact((b.Link("pc", b.Ref("proef@1.0.0", "fields", "pc")), " <= 10"))
WHOLE = b.Document(
    "Ernst",
    "nl",
    (
        b.Strip(("Criterium", b.Code("ernst"))),
        b.Paragraph("In één zin.", "lead"),
        b.Section(
            "rule",
            "De regel",
            (
                b.Rule("Voldaan als", "percentiel hoogstens 10.", EXACT),
                b.Note("warning", "Vooraf", (b.Paragraph("Ter illustratie."),)),
                b.Picture("Schaal", "Van 0 tot 100.", "<svg/>", b.List(("10", "15"))),
                b.Section(
                    "deep", "Dieper", (b.Facts((("bron", b.Lines(("een", "twee"))), ("oordeel", MET))),)
                ),
            ),
        ),
        b.Details("Beheer", (b.Table(("naam", "waarde"), (("a", b.Link("ernst", ERNST)),)),)),
    ),
    ERNST,
)


class TestAuthored:
    """In a line of an author bold and plain web addresses work; anything else is the text it is."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("gewoon", "gewoon"),
            ("**vet**", b.Marked("vet", "strong")),
            ("zie https://a.be/x.", b.Line(("zie ", b.Link("https://a.be/x", b.Web("https://a.be/x")), "."))),
            ("[hier](https://a.be)", b.Link("hier", b.Web("https://a.be"))),
            ("[hier](javascript:alert(1))", "[hier](javascript:alert(1))"),
            ("<b>x</b> `y` *z*", "<b>x</b> `y` *z*"),
        ],
    )
    def test_line(self, text: str, expected: b.Inline) -> None:
        assert expected == b.authored(text)

    def test_paragraphs_and_lists(self) -> None:
        found = b.prose("Eerst dit,\nen dit.\n\nDan:\n- een\n  en nog\n- twee")
        assert (
            b.Paragraph("Eerst dit, en dit."),
            b.Paragraph("Dan:"),
            b.List(("een en nog", "twee")),
        ) == found

    def test_nothing(self) -> None:
        assert () == b.prose(None) == b.prose("  \n\n ")

    @given(st.text(max_size=80))
    def test_no_word_is_lost(self, text: str) -> None:
        told = " ".join(str(cell) for cell in b.cells_of(b.prose(text)))
        assert set(text.replace("*", " ").split()) - set(told.replace("*", " ").split()) <= {"-"}


class TestWords:
    """``str`` of a cell is its words; of a link to the web its address too."""

    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            (b.Link("ernst", ERNST), "ernst"),
            (b.Link("de wet", b.Web("https://a.be")), "de wet (https://a.be)"),
            (b.Link("https://a.be", b.Web("https://a.be")), "https://a.be"),
            (b.Link("a@b.be", b.Web("mailto:a@b.be")), "a@b.be"),
            (b.Link("klik", b.Web("javascript:x")), "klik"),
            (EXACT, "pc <= 10"),
            (b.joined(("a", MET), ", "), "a, voldaan"),
            (b.joined((), ", "), ""),
            (b.Lines(("a", "b")), "a\nb"),
        ],
    )
    def test_str(self, cell: b.Inline, expected: str) -> None:
        assert expected == str(cell)


class TestMade:
    """What is empty makes no block."""

    def test_facts(self) -> None:
        assert b.Facts((("a", "1"),)) == b.facts([("a", "1"), ("b", ""), ("c", None)])
        assert None is b.facts([("b", " ")])

    def test_section(self) -> None:
        assert None is b.section("x", "Kop", None)
        assert b.Section("x", "Kop", (b.Paragraph("p"),)) == b.section("x", "Kop", None, b.Paragraph("p"))

    def test_a_document_in_parts(self) -> None:
        assert ["ernst", "rule"] == [one.id for one in WHOLE.parted()]
        assert "Dieper" == (WHOLE.section("deep") or WHOLE.sections[0]).heading


class TestStrips:
    """What leads through a page one after another says what it is, and in which order it comes."""

    PHASES = b.Document("P", "nl", (b.Strip((b.Link("een", ERNST), b.Link("twee", ERNST)), "Fasen"),))

    def test_for_people_and_machines(self) -> None:
        assert "een → twee" in to_text(self.PHASES)
        assert "een → twee" in to_markdown(self.PHASES)
        assert '<nav aria-label="Fasen"><ol class="phases">' in to_html(
            self.PHASES, lambda _: None, lambda *_: ""
        )
        assert "Criterium · ernst" in to_text(WHOLE)


class TestRenderers:
    """The same document as text, as Markdown and as data."""

    @given(st.integers(40, 120))
    def test_text_fits_the_page_it_is_asked_for(self, width: int) -> None:
        long = (b.Paragraph("woorden " * 30), b.Facts((("naam", "waarde " * 30),)))
        told = to_text(b.Document("Verslag", "nl", (*long, *WHOLE.blocks)), width=width)
        assert [] == [line for line in told.splitlines() if len(line) > width]

    def test_text(self) -> None:
        assert """\
Ernst
=====

Criterium · ernst
In één zin.

De regel
--------

Voldaan als: percentiel hoogstens 10.
  pc <= 10

Vooraf:
Ter illustratie.

Van 0 tot 100.

- 10
- 15

Dieper
......

bron:
  - een
  - twee
oordeel: voldaan

Beheer:

- a
  waarde: ernst
""" == to_text(WHOLE)

    def test_markdown(self) -> None:
        told = to_markdown(WHOLE).splitlines()
        assert {"# Ernst", "## De regel", "### Dieper", "`pc <= 10`", "| a | ernst |"} <= set(told)
        assert "- **bron**: een; twee" in told

    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            (b.Link("[x]", b.Web("https://a.be")), "[\\[x\\]](<https://a.be>)"),
            (b.Link("x", b.Web("javascript:y")), "x"),
            (b.Code("a`b"), "`` a`b ``"),
            (b.Code("a|b"), "a\\|b"),
            (b.Marked("*x*", "strong"), "\\*x\\*"),
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
    def test_a_cell_of_markdown(self, cell: b.Inline, expected: str) -> None:
        """What a person typed means itself: it makes no heading, link, list, table or HTML."""
        assert f"# t\n\n{expected}\n" == to_markdown(b.Document("t", "nl", (b.Paragraph(cell),)))

    def test_a_table_has_as_many_cells_in_every_row(self) -> None:
        grid = b.Table(("x", "y"), (("1", "2"), ("3", "")))
        assert ["| x | y |", "| --- | --- |", "| 1 | 2 |", "| 3 |  |"] == to_markdown(
            b.Document("t", "nl", (grid,))
        ).splitlines()[2:]

    def test_json(self) -> None:
        rule, note, picture, deep = section_json(WHOLE.sections[0])["blocks"]  # type: ignore[misc]
        exact = {"label": "Voldaan als", "text": "percentiel hoogstens 10.", "exact": "pc <= 10"}
        assert {"kind": "rule", **exact} == rule
        assert ("note", "picture", "section") == (note["kind"], picture["kind"], deep["kind"])
        assert {"kind": "list", "items": ["10", "15"]} == picture["told"]
