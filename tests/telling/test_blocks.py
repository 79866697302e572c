"""Blocks: text of an author becomes shapes once, and every kind of block is told by every renderer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.telling import section_json, to_markdown, to_text
from prodia.telling.blocks import (
    Code,
    Details,
    Document,
    Exact,
    Facts,
    Inline,
    Line,
    Lines,
    Link,
    List,
    Mark,
    Marked,
    Note,
    Paragraph,
    Picture,
    Ref,
    Rule,
    Section,
    Strip,
    Table,
    Web,
    authored,
    cells_of,
    facts,
    joined,
    prose,
    section,
)
from prodia.telling.html import to_html

ERNST = Ref("proef@1.0.0", "criteria", "ernst")
MET = Mark("verdict", "met", "voldaan", "good")
EXACT = Exact((Link("pc", Ref("proef@1.0.0", "fields", "pc")), " <= 10"))
WHOLE = Document(
    "Ernst",
    "nl",
    (
        Strip(("Criterium", Code("ernst"))),
        Paragraph("In één zin.", "lead"),
        Section(
            "rule",
            "De regel",
            (
                Rule("Voldaan als", "percentiel hoogstens 10.", EXACT),
                Note("warning", "Vooraf", (Paragraph("Ter illustratie."),)),
                Picture("Schaal", "Van 0 tot 100.", "<svg/>", List(("10", "15"))),
                Section("deep", "Dieper", (Facts((("bron", Lines(("een", "twee"))), ("oordeel", MET))),)),
            ),
        ),
        Details("Beheer", (Table(("naam", "waarde"), (("a", Link("ernst", ERNST)),)),)),
    ),
    ERNST,
)


class TestAuthored:
    """In a line of an author bold and plain web addresses work; anything else is the text it is."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("gewoon", "gewoon"),
            ("**vet**", Marked("vet", "strong")),
            ("zie https://a.be/x.", Line(("zie ", Link("https://a.be/x", Web("https://a.be/x")), "."))),
            ("[hier](https://a.be)", Link("hier", Web("https://a.be"))),
            ("[hier](javascript:alert(1))", "[hier](javascript:alert(1))"),
            ("<b>x</b> `y` *z*", "<b>x</b> `y` *z*"),
        ],
    )
    def test_line(self, text: str, expected: Inline) -> None:
        assert expected == authored(text)

    def test_paragraphs_and_lists(self) -> None:
        found = prose("Eerst dit,\nen dit.\n\nDan:\n- een\n  en nog\n- twee")
        assert (Paragraph("Eerst dit, en dit."), Paragraph("Dan:"), List(("een en nog", "twee"))) == found

    def test_nothing(self) -> None:
        assert () == prose(None) == prose("  \n\n ")

    @given(st.text(max_size=80))
    def test_no_word_is_lost(self, text: str) -> None:
        told = " ".join(str(cell) for cell in cells_of(prose(text)))
        assert set(text.replace("*", " ").split()) - set(told.replace("*", " ").split()) <= {"-"}


class TestWords:
    """``str`` of a cell is its words; of a link to the web its address too."""

    @pytest.mark.parametrize(
        ("cell", "expected"),
        [
            (Link("ernst", ERNST), "ernst"),
            (Link("de wet", Web("https://a.be")), "de wet (https://a.be)"),
            (Link("https://a.be", Web("https://a.be")), "https://a.be"),
            (Link("a@b.be", Web("mailto:a@b.be")), "a@b.be"),
            (Link("klik", Web("javascript:x")), "klik"),
            (EXACT, "pc <= 10"),
            (joined(("a", MET), ", "), "a, voldaan"),
            (joined((), ", "), ""),
            (Lines(("a", "b")), "a\nb"),
        ],
    )
    def test_str(self, cell: Inline, expected: str) -> None:
        assert expected == str(cell)


class TestMade:
    """What is empty makes no block."""

    def test_facts(self) -> None:
        assert Facts((("a", "1"),)) == facts([("a", "1"), ("b", ""), ("c", None)])
        assert None is facts([("b", " ")])

    def test_section(self) -> None:
        assert None is section("x", "Kop", None)
        assert Section("x", "Kop", (Paragraph("p"),)) == section("x", "Kop", None, Paragraph("p"))

    def test_a_document_in_parts(self) -> None:
        assert ["ernst", "rule"] == [one.id for one in WHOLE.parted()]
        assert "Dieper" == (WHOLE.section("deep") or WHOLE.sections[0]).heading


class TestStrips:
    """What leads through a page one after another says what it is, and in which order it comes."""

    PHASES = Document("P", "nl", (Strip((Link("een", ERNST), Link("twee", ERNST)), "Fasen"),))

    def test_for_people_and_machines(self) -> None:
        assert "een → twee" in to_text(self.PHASES)
        assert "een → twee" in to_markdown(self.PHASES)
        assert '<nav aria-label="Fasen"><ol class="phases">' in to_html(
            self.PHASES, lambda _: None, lambda *_: ""
        )
        assert "Criterium · ernst" in to_text(WHOLE)


class TestRenderers:
    """The same document as text, as Markdown and as data."""

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
            (Link("[x]", Web("https://a.be")), "[\\[x\\]](<https://a.be>)"),
            (Link("x", Web("javascript:y")), "x"),
            (Code("a`b"), "`` a`b ``"),
            (Code("a|b"), "a\\|b"),
            (Marked("*x*", "strong"), "\\*x\\*"),
        ],
    )
    def test_a_cell_of_markdown(self, cell: Inline, expected: str) -> None:
        assert f"# t\n\n{expected}\n" == to_markdown(Document("t", "nl", (Paragraph(cell),)))

    def test_json(self) -> None:
        rule, note, picture, deep = section_json(WHOLE.sections[0])["blocks"]  # type: ignore[misc]
        exact = {"label": "Voldaan als", "text": "percentiel hoogstens 10.", "exact": "pc <= 10"}
        assert {"kind": "rule", **exact} == rule
        assert ("note", "picture", "section") == (note["kind"], picture["kind"], deep["kind"])
        assert {"kind": "list", "items": ["10", "15"]} == picture["told"]
