"""A document as a file: opened again by another program, readable by a machine, always the same."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from docx import Document as read_docx
from docx.oxml.ns import qn
from pypdf import PdfReader

from prodia.interop.docx import to_docx
from prodia.interop.pdf import to_pdf
from prodia.telling import blocks as b
from prodia.telling.forms import form
from tests.shipped import CATALOGUE

FOOT = "proef@1.0.0 · sha256:0123456789ab"
HOSTILE = [
    '"); #panic("x") #("',
    '#import "@preview/x:1.0.0"',
    '#read("/etc/passwd") $x$ *y* _z_ <script>alert(1)</script> \\u{41} `raw`',
    "a\x00b\u202ec\u200b",
    "= kop\n- lijst",
]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><rect width="30" height="9"/></svg>'
MET = b.Mark("verdict", "met", "voldaan")
WHOLE = b.Document(
    "Brief aan de ouders",
    "nl",
    (
        b.Paragraph("Beste ouders,"),
        b.Section(
            "found",
            "wat we vonden",
            (
                b.Paragraph(
                    b.Line(("Zie ", b.Code("x < 10"), " of ", b.Link("hier", b.Web("https://a.be"))))
                ),
                b.Facts((("naam", b.Lines(("een", "twee"))),)),
                b.Table(
                    ("vraag", "antwoord"), (("Leest traag", b.Mark("verdict", "met", "voldaan")), ("x", ""))
                ),
                b.List(("eerst", "dan"), ordered=True),
                b.List(("een", b.Spoken("two", "en"))),
                b.Listing("a = 1\nb = 2"),
                b.Rule("Voldaan als", "hoogstens 10.", b.Exact(("x <= ", "10"))),
                b.Strip(("een", "twee")),
                b.Picture("Profiel", "Drie scores, één laag.", SVG, b.Table(("a", "b"), (("1", "2"),))),
                b.Note("warning", "Vooraf", (b.Paragraph("Ter illustratie."),)),
                b.Details("Beheer", (b.Section("deep", "dieper", (b.Paragraph("x", "strong"),)),)),
            ),
        ),
    ),
)
TWICE = f"""
import hashlib
from prodia.interop.docx import to_docx
from prodia.interop.pdf import to_pdf
from prodia.telling.blocks import *
told = Document("Brief", "nl", (Section("a", "Kop", (Picture("x", "y", {SVG!r}), List(("een",)))),))
print(hashlib.sha256(to_pdf(told, "voet") + to_docx(told, "voet")).hexdigest())
"""


def pdf(document: b.Document) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(document, FOOT)))


def text(found: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in found.pages).split())


def saying(words: str) -> b.Document:
    table = b.Table((words, "b"), ((words, words),))
    return b.Document(
        words, "nl", (b.Paragraph(words), b.Facts(((words, words),)), table, b.Section("s", words, ()))
    )


class TestPdf:
    """A tagged PDF with its language and its title, whose pictures say what they show."""

    def test_what_a_reader_needs(self) -> None:
        found = pdf(WHOLE)
        root = found.trailer["/Root"]
        assert ("nl-BE", True, "Brief aan de ouders") == (
            root["/Lang"],
            root["/MarkInfo"]["/Marked"],
            found.metadata and found.metadata.title,
        )
        assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()

    def test_tags(self) -> None:
        """Headings, lists, tables with headings and figures are there as such."""
        kinds: set[str] = set()
        alts: list[str] = []

        def walk(node: object) -> None:
            node = getattr(node, "get_object", lambda: node)()
            for one in node if isinstance(node, list) else [node]:
                one = getattr(one, "get_object", lambda one=one: one)()
                if isinstance(one, dict):
                    kinds.add(str(one.get("/S")))
                    alts.extend([str(one["/Alt"])] if "/Alt" in one else [])
                    walk(one.get("/K", []))

        walk(pdf(WHOLE).trailer["/Root"]["/StructTreeRoot"]["/K"])
        assert {"/H1", "/H2", "/H3", "/P", "/L", "/Table", "/TH", "/TD", "/Figure", "/Link"} <= kinds
        assert ["Drie scores, één laag."] == alts

    def test_every_page_says_of_what_it_is(self) -> None:
        found = pdf(replace(WHOLE, blocks=WHOLE.blocks * 4))
        assert len(found.pages) > 1
        assert all(FOOT in page.extract_text() for page in found.pages)

    @pytest.mark.parametrize("words", HOSTILE)
    def test_a_text_is_text(self, words: str) -> None:
        plain = " ".join(words.replace("\x00", "").replace("\u202e", "").replace("\u200b", "").split())
        assert "".join(plain.split()) in "".join(text(pdf(saying(words))).split())

    @pytest.mark.parametrize("words", ["漢字 en 😀", "naam: 李"])
    def test_what_no_font_has_is_seen_to_be_missing(self, words: str) -> None:
        told = text(pdf(saying(words)))
        assert "\ufffd" in told and words.split()[0 if ":" in words else 1] in told


class TestDocx:
    """A file that a team goes on writing in: headings, lists and tables are real ones."""

    def test_what_stands_in_it(self) -> None:
        found = read_docx(io.BytesIO(to_docx(WHOLE, FOOT)))
        styles = [(p.style.name, p.text) for p in found.paragraphs if p.style is not None]
        for one in (
            ("Title", "Brief aan de ouders"),
            ("Heading 1", "Wat we vonden"),
            ("Heading 2", "Dieper"),
            ("List Number", "eerst"),
            ("List Bullet", "two"),
            ("Normal", "Zie x < 10 of hier (https://a.be)"),
            ("Normal", "Naam: een\ntwee"),
        ):
            assert one in styles
        assert ["vraag", "antwoord", "Leest traag", "voldaan", "x", ""] == [
            cell.text for row in found.tables[0].rows for cell in row.cells
        ]
        assert found.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert FOOT in found.sections[0].footer.paragraphs[0].text
        assert ("nl-BE", "Brief aan de ouders") == (
            found.core_properties.language,
            found.core_properties.title,
        )
        assert {"nl-BE"} == {one.get(qn("w:val")) for one in found.styles.element.iter(qn("w:lang"))}
        assert "Drie scores, één laag." == found.inline_shapes[0]._inline.docPr.get("descr")

    @pytest.mark.parametrize("words", HOSTILE)
    def test_a_text_is_text(self, words: str) -> None:
        found = read_docx(io.BytesIO(to_docx(saying(words))))
        assert found.paragraphs[0].text == found.tables[0].cell(1, 0).text
        assert {"\x00", "\u202e"}.isdisjoint(found.paragraphs[0].text)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    made = (
        subprocess.run(
            [sys.executable, "-c", TWICE],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    )
    assert 1 == len(set(made))


class TestForm:
    """Each sheet says of what it is, asks with the reason, and leaves room."""

    def test_as_pdf(self) -> None:
        plan = CATALOGUE.plan("algemeen@1.1.0")
        told = text(pdf(form(plan, ["veiligheid-nagaan"], "nl")))
        assert plan.reference in told and plan.digest[7:19] in told
        for words in (
            "Waarom we dit vragen",
            "Wie het leest",
            "☐ geen antwoord",
            "Zet geen naam op dit blad",
        ):
            assert words in told
