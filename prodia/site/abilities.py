"""The page of broad cognitive abilities: what each is, which scales measure it, and how broad a test is."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.instrument import Abilities
from prodia.site.book import ABILITIES, Book, Here, Page, blocks
from prodia.site.text import Html, facts, heading, inline, line, listing, tag, upper


def abilities_page(book: Book, known: Abilities) -> Page:
    here = Here(book, ABILITIES[0].replace(".html", ".md"))
    parts = [heading(1, ABILITIES[1])]
    for code, one in known.abilities.items():
        rows = [
            ("Wat het is", inline(one.means)),
            ("Gemeten door", _measured(here, code)),
            ("Bron", here.sources(one.source)),
        ]
        parts += [tag("h3", line(f"{upper(one.title)} ({code})"), id=code), facts(rows)]
    rule = known.coverage
    titles = (f"{known.abilities[code].title} ({code})" for code in rule.required if code in known.abilities)
    rows = [
        ("Nooit zonder", line(", ".join(titles))),
        ("Minstens", line(str(rule.least))),
        ("Opmerking", inline(rule.note or "")),
        ("Bron", here.sources(rule.source)),
    ]
    parts += [heading(2, "Wanneer een test algemeen mag heten"), facts(rows)]
    return Page(here.path, ABILITIES[1], ("Naslag",), blocks(*parts))


def _measured(here: Here, code: str) -> Html:
    book = here.book
    return listing(
        here.to(f"{book.shared_address('instruments', id)}#schaal-{name}", f"{one.title}: {scale.title}")
        for id, one in book.shared.instruments.items()
        for name, scale in one.scales.items()
        if code in scale.abilities
    )


def pages(book: Book) -> Iterator[Page]:
    if book.abilities is not None:
        yield abilities_page(book, book.abilities)
