"""The pages of what protocols share: sources, terms and legal figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from prodia.model.shared import LawValue
from prodia.site.book import SHARED, Book, Here, Page, Use, blocks, day, period
from prodia.site.citing import citing
from prodia.site.text import (
    Html,
    facts,
    heading,
    inline,
    line,
    listing,
    outward,
    paragraph,
    prose,
    table,
    tag,
)
from prodia.site.values import kind
from prodia.words.labels import label as word

_SOURCE = {
    "law": "wetgeving",
    "guideline": "richtlijn",
    "faq": "veelgestelde vragen",
    "article": "artikel",
    "page": "webpagina",
    "test-manual": "handleiding van een test",
    "project": "dit project",
}
_READ = {
    "whole": "helemaal",
    "opening": "alleen het begin",
    "excerpt": "een fragment",
    "not-read": "niet gelezen",
}


def page(book: Book, group: str, id: str, title: str, *parts: Html) -> Page:
    """The page of one shared thing: its title, its parts, and the way back to all of them."""
    path = book.shared_address(group, id).replace(".html", ".md")
    here = Here(book, path)
    folder, name = SHARED[group]
    back = tag("p", here.to(f"{folder}.html", f"Alle {name.lower()}"))
    return Page(path, title, None, blocks(heading(1, title), *parts, back))


def origin(here: Here, group: str, id: str) -> Html:
    """Where a shared thing is written; content gives the place for the pair (group, id)."""
    place = here.origin("", (group, id))
    return tag("footer", facts([("Geschreven in", place)]), class_="standing") if place else Html("")


def source_page(book: Book, id: str, citing: tuple[Use, ...]) -> Page:
    here, one = Here(book, book.shared_address("sources", id)), book.shared.sources[id]
    rows = [
        ("Soort", line(_SOURCE[one.kind])),
        ("Waar", outward(one.address) if one.address else Html("")),
        ("Datum van de bron", line(_date(one.date or ""))),
        ("Gelezen", line(_READ[one.read])),
        ("Opmerking", inline(one.note or "")),
        ("Naam in bestanden", tag("code", line(id))),
    ]
    cited = [
        (
            here.to(use.address, use.title),
            line(use.kind),
            line(word("confidence", use.cited.confidence, "nl") if use.cited else ""),
            line((use.cited and use.cited.at) or ""),
        )
        for use in dict.fromkeys(citing)
    ]
    head = [line(t) for t in ("Wat", "Soort", "Zekerheid", "Plaats in de bron")]
    used = table("Wat op deze bron steunt", head, cited) or paragraph(
        line("Geen enkele regel verwijst hiernaar.")
    )
    return page(
        book,
        "sources",
        id,
        one.title,
        facts(rows),
        heading(2, "Gebruikt in"),
        used,
        origin(here, "sources", id),
    )


def _date(text: str) -> str:
    """A whole date in Dutch; a year, or a year and a month, as it is written."""
    try:
        return day(dt.date.fromisoformat(text))
    except ValueError:
        return text


def term_page(book: Book, id: str) -> Page:
    here, one = Here(book, book.shared_address("terms", id)), book.shared.terms[id]
    after = one.replaced_by
    next_word = book.shared.terms.get(after) if after else None
    rows = [
        ("Ook gezegd", line(", ".join(one.aliases))),
        ("Het juiste woord", line(period(one.valid))),
        (
            "Vervangen door",
            here.to(book.shared_address("terms", after), next_word.term) if after and next_word else Html(""),
        ),
    ]
    return page(
        book,
        "terms",
        id,
        one.term,
        tag("div", prose(one.means), class_="lead"),
        facts(rows),
        blocks(heading(2, "Bronnen"), here.sources(one.source)) if one.source else Html(""),
        origin(here, "terms", id),
    )


def law_page(book: Book, id: str) -> Page:
    here, one = Here(book, book.shared_address("law", id)), book.shared.law[id]
    rows = [
        (line(period(value.valid)), line(_value(value)), here.sources(value.source), inline(value.note or ""))
        for value in sorted(one.values, key=lambda v: v.valid.from_)
    ]
    head = [line(t) for t in ("Geldig", "Waarde", "Bron", "Opmerking")]
    readers = dict.fromkeys(use for plan in book.plans.values() for use in book.reading(plan, f"law.{id}"))
    return page(
        book,
        "law",
        id,
        one.title,
        facts(
            [
                ("Soort", kind(one.type)),
                ("Naam in regels", tag("code", line(f"law.{id}"))),
            ]
        ),
        heading(2, "Waarden in de tijd"),
        table("Welke waarde wanneer gold", head, rows),
        here.uses(tuple(readers)),
        origin(here, "law", id),
    )


def _value(value: LawValue) -> str:
    if isinstance(value.value, bool):
        return word("truth", value.value, "nl")
    text = f"{value.value:g}" if isinstance(value.value, float) else str(value.value)
    return text.replace(".", ",") if isinstance(value.value, float) else text


def _index(book: Book, group: str, titles: Mapping[str, str]) -> Page:
    folder, name = SHARED[group]
    path = f"{folder}.md"
    here = Here(book, path)
    ordered = sorted(titles, key=lambda id: titles[id].casefold())
    links = listing(here.to(book.shared_address(group, id), titles[id]) for id in ordered)
    return Page(path, name, ("Naslag",), blocks(heading(1, name), links or paragraph(line("Nog geen."))))


def pages(book: Book) -> Iterator[Page]:
    shared = book.shared
    uses: dict[str, list[Use]] = {}
    for ref, use in citing(book):
        uses.setdefault(ref, []).append(use)
    yield _index(book, "sources", {id: one.title for id, one in shared.sources.items()})
    for id in shared.sources:
        yield source_page(book, id, tuple(uses.get(id, ())))
    yield _index(book, "terms", {id: one.term for id, one in shared.terms.items()})
    for id in shared.terms:
        yield term_page(book, id)
    yield _index(book, "law", {id: one.title for id, one in shared.law.items()})
    for id in shared.law:
        yield law_page(book, id)
