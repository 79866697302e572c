"""The pages about the library itself: the language, and every message an author can get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prodia.language import reference
from prodia.model.plan import CASE_LABELS, CASE_TYPES
from prodia.problems import Kind, kinds
from prodia.site.book import Page, blocks
from prodia.site.conformance import Conformance, section
from prodia.site.text import Html, facts, heading, inline, join, line, listing, paragraph, table, tag

_SEVERITY = {"error": "fout", "warning": "waarschuwing", "info": "ter info"}


def language_page(conformance: Conformance | None = None) -> Page:
    """Every operator from the operator table, with its example as evaluated while this page was made."""
    rows = [
        (
            tag("code", line(one.symbol)),
            join((inline(one.doc), Html("<br>"), tag("small", line("; ".join(one.signatures))))),
            tag("code", line(one.example)),
            line(one.prose),
            tag("code", line(one.result)),
        )
        for one in reference("nl")
    ]
    head = [line(t) for t in ("Teken of functie", "Betekenis", "Voorbeeld", "Hardop", "Uitkomst")]
    known = [
        (tag("code", line(name)), line(CASE_LABELS["nl"][name]), tag("code", line(type.show())))
        for name, type in CASE_TYPES.items()
    ]
    body = blocks(
        heading(1, "De taal van de regels"),
        tag("p", line("Gedrukt uit de tabel waarmee de regels ook gerekend worden."), class_="lead"),
        heading(2, "Ontbreken is geen nee"),
        paragraph(
            line(
                "Een antwoord dat ontbreekt is nooit nul en nooit nee. Het reist als «null» mee door de "
                "regel, en een voorwaarde die null is laat geen enkele regel gelden."
            )
        ),
        heading(2, "Tekens en functies"),
        table("Alle tekens en functies", head, rows),
        heading(2, "Wat elk traject van zichzelf weet"),
        table("Namen die altijd bestaan", [line(t) for t in ("Naam", "Betekenis", "Soort")], known),
        section(conformance) if conformance else Html(""),
    )
    return Page("taal.md", "De taal van de regels", ("Naslag",), body)


def problems_page() -> Page:
    return Page(
        "bevindingen.md",
        "Bevindingen",
        ("Naslag",),
        blocks(
            heading(1, "Bevindingen"),
            tag("p", line("Elke melding die een schrijver van protocollen kan krijgen."), class_="lead"),
            paragraph(line("Wat tussen accolades staat wordt in de melding zelf ingevuld.")),
            *_kinds(sorted((one for family in kinds().values() for one in family), key=lambda one: one.code)),
        ),
    )


def _kinds(stated: Iterable[Kind]) -> Iterator[Html]:
    """One heading a kind; where several share a code, its address is the first of them."""
    seen: set[str] = set()
    for kind in stated:
        rows = [
            ("Soort", line(_SEVERITY[kind.severity])),
            ("Melding", line(kind.says.nl)),
            ("Volgende stap", line(kind.hint.nl)),
            ("In het Engels", listing(line(text) for text in (kind.says.en, kind.hint.en) if text)),
        ]
        title = f"{kind.full_code} {kind.name.nl}"
        address = {} if kind.code in seen else {"id": kind.full_code.lower()}
        seen.add(kind.code)
        yield blocks(tag("h2", line(title), **address), facts(rows))
