"""A term leads to its page where it first stands, and its meaning stands on the paper."""

from __future__ import annotations

import pytest

from prodia.model.parts import Term
from prodia.site.terms import Glossary
from prodia.telling.blocks import (
    Block,
    Document,
    Facts,
    Line,
    Link,
    List,
    Marked,
    Note,
    Paragraph,
    Ref,
    Section,
    Web,
)

TERMS = {
    "dyslexie": Term(term="dyslexie", means="moeilijk lezen\n of spellen", aliases=("dyslectisch",)),
    "hgd": Term(term="handelingsgericht diagnosticeren", means="samen zoeken", aliases=("HGD",)),
    "zone-e": Term(term="zone E", means="de laagste tien"),
    "zone": Term(term="zone", means="een stuk van een schaal"),
}
GLOSSARY = Glossary(TERMS, "nl")
HERE = Ref("proef@1.0.0", "criteria", "laag")


def to(id: str, words: str) -> Link:
    return Link(words, Ref("", "terms", id))


def linked(*blocks: Block, about: Ref | None = HERE) -> tuple[Block, ...]:
    return GLOSSARY.linked(Document("dyslexie", "nl", blocks, about)).blocks


class TestTerms:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Is er dyslexie?", Line(("Is er ", to("dyslexie", "dyslexie"), "?"))),
            ("Dyslexie, dan weer dyslexie", Line((to("dyslexie", "Dyslexie"), ", dan weer dyslexie"))),
            ("HGD in zone E", Line((to("hgd", "HGD"), " in ", to("zone-e", "zone E")))),  # the longest
            ("een zone, dan zone E", Line(("een ", to("zone", "zone"), ", dan ", to("zone-e", "zone E")))),
            ("dyslexievriendelijk, dyslexie-attest, dyslectisch", None),
            ("", None),
        ],
    )
    def test_where_it_first_stands(self, text: str, expected: Line | None) -> None:
        shown = linked(Paragraph(text))[0]
        assert Paragraph(expected or text) == shown

    def test_once_a_page_and_not_where_a_word_is_a_name(self) -> None:
        one, section, note, facts, last = linked(
            Paragraph(Line((Link("dyslexie", Web("https://example.org")), Marked(" dyslexie", "strong")))),
            Section("a", "dyslexie", (List(("dyslexie", "dyslexie")),)),
            Note("info", "zone", (Paragraph("geen zone"),)),
            Facts((("zone E", "zone E"),)),
        )
        assert "dyslexie dyslexie" == str(one.text).replace(" (https://example.org)", "")  # type: ignore[union-attr]
        assert Section("a", "dyslexie", (List((to("dyslexie", "dyslexie"), "dyslexie")),)) == section
        assert Note("info", "zone", (Paragraph(Line(("geen ", to("zone", "zone")))),)) == note
        assert Facts((("zone E", "zone E"),)) == facts
        assert isinstance(last, Note)
        (told,) = last.blocks
        assert isinstance(told, List)
        assert ["Dyslexie: moeilijk lezen of spellen", "Zone: een stuk van een schaal"] == [
            *map(str, told.items)
        ]

    @pytest.mark.parametrize(
        "about", [None, Ref("", "terms", "dyslexie"), Ref("proef@1.0.0", "values"), Ref("", "log", "proef")]
    )
    def test_of_a_protocol_alone(self, about: Ref | None) -> None:
        assert (Paragraph("dyslexie"),) == linked(Paragraph("dyslexie"), about=about)

    def test_without_any_term(self) -> None:
        page = Document("a", "nl", (Paragraph("dyslexie"),), HERE)
        assert page == Glossary({}, "nl").linked(page)
