"""A term leads to its page where it first stands, and its meaning stands on the paper."""

from __future__ import annotations

import pytest

from prodia.model.parts import Term
from prodia.site.terms import Glossary
from prodia.telling import blocks as b

TERMS = {
    "dyslexie": Term(term="dyslexie", means="moeilijk lezen\n of spellen", aliases=("dyslectisch",)),
    "hgd": Term(term="handelingsgericht diagnosticeren", means="samen zoeken", aliases=("HGD",)),
    "zone-e": Term(term="zone E", means="de laagste tien"),
    "zone": Term(term="zone", means="een stuk van een schaal"),
}
GLOSSARY = Glossary(TERMS, "nl")
HERE = b.Ref("proef@1.0.0", "criteria", "laag")


def to(id: str, words: str) -> b.Link:
    return b.Link(words, b.Ref("", "terms", id))


def linked(*blocks: b.Block, about: b.Ref | None = HERE) -> tuple[b.Block, ...]:
    return GLOSSARY.linked(b.Document("dyslexie", "nl", blocks, about)).blocks


class TestTerms:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Is er dyslexie?", b.Line(("Is er ", to("dyslexie", "dyslexie"), "?"))),
            ("Dyslexie, dan weer dyslexie", b.Line((to("dyslexie", "Dyslexie"), ", dan weer dyslexie"))),
            ("HGD in zone E", b.Line((to("hgd", "HGD"), " in ", to("zone-e", "zone E")))),  # the longest
            ("een zone, dan zone E", b.Line(("een ", to("zone", "zone"), ", dan ", to("zone-e", "zone E")))),
            ("dyslexievriendelijk, dyslexie-attest, dyslectisch", None),
            ("", None),
        ],
    )
    def test_where_it_first_stands(self, text: str, expected: b.Line | None) -> None:
        shown = linked(b.Paragraph(text))[0]
        assert b.Paragraph(expected or text) == shown

    def test_once_a_page_and_not_where_a_word_is_a_name(self) -> None:
        one, section, note, facts, last = linked(
            b.Paragraph(
                b.Line((b.Link("dyslexie", b.Web("https://example.org")), b.Marked(" dyslexie", "strong")))
            ),
            b.Section("a", "dyslexie", (b.List(("dyslexie", "dyslexie")),)),
            b.Note("info", "zone", (b.Paragraph("geen zone"),)),
            b.Facts((("zone E", "zone E"),)),
        )
        assert "dyslexie dyslexie" == str(one.text).replace(" (https://example.org)", "")  # type: ignore[union-attr]
        assert b.Section("a", "dyslexie", (b.List((to("dyslexie", "dyslexie"), "dyslexie")),)) == section
        assert b.Note("info", "zone", (b.Paragraph(b.Line(("geen ", to("zone", "zone")))),)) == note
        assert b.Facts((("zone E", "zone E"),)) == facts
        assert isinstance(last, b.Note)
        (told,) = last.blocks
        assert isinstance(told, b.List)
        assert ["Dyslexie: moeilijk lezen of spellen", "Zone: een stuk van een schaal"] == [
            *map(str, told.items)
        ]

    @pytest.mark.parametrize(
        "about",
        [None, b.Ref("", "terms", "dyslexie"), b.Ref("proef@1.0.0", "values"), b.Ref("", "log", "proef")],
    )
    def test_of_a_protocol_alone(self, about: b.Ref | None) -> None:
        assert (b.Paragraph("dyslexie"),) == linked(b.Paragraph("dyslexie"), about=about)

    def test_without_any_term(self) -> None:
        page = b.Document("a", "nl", (b.Paragraph("dyslexie"),), HERE)
        assert page == Glossary({}, "nl").linked(page)
