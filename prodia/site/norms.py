"""The pages of norm groups: for whom each holds, how it is read and what it gives. Never a row of it."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.report.normgroup import NormGroup, norm_bands, norm_facts
from prodia.site.book import SHARED, Book, Here, Page, blocks
from prodia.site.pictures import growth_curves
from prodia.site.shapes import rows, shown
from prodia.site.shared import origin, page
from prodia.site.text import Html, facts, heading, line, paragraph, table, tag

GROUP = "norms"
_SAYS = (
    "Een score hangt af van de groep waarmee vergeleken wordt. Van normen die niet verspreid mogen worden, "
    "staat hier enkel wat ze zijn."
)


def norm_page(book: Book, reference: str) -> Page:
    here, group = Here(book, book.shared_address(GROUP, reference)), book.norms[reference]
    one = group.norms
    titles = titles_of(book, group)
    known = one.instrument in book.shared.instruments
    of = (
        here.to(book.shared_address("instruments", one.instrument), _title(book, group))
        if known
        else Html("")
    )
    bands = shown(norm_bands(group, titles, "nl"), "Hoeveel rijen er zijn, zonder de rijen zelf")
    attribution = tag("p", line(group.attribution), lang="en") if group.attribution else Html("")
    cited = (*one.source, *(one.interval.source if one.interval else ()))
    return page(
        book,
        GROUP,
        reference,
        f"{_title(book, group)}: {one.group}",
        facts([("Instrument", of), *rows(norm_facts(group, titles, "nl"))]),
        blocks(heading(2, "Rijen"), bands) if bands else Html(""),
        *growth_curves(group, titles),
        blocks(heading(2, "Van wie de rijen zijn"), attribution) if attribution else Html(""),
        blocks(heading(2, "Bronnen"), here.sources(cited)),
        origin(here, GROUP, reference),
    )


def titles_of(book: Book, group: NormGroup) -> dict[str, str]:
    """Scale to its title, of the instrument these norms are for."""
    one = book.shared.instruments.get(group.norms.instrument)
    return {id: scale.title for id, scale in one.scales.items()} if one else {}


def _title(book: Book, group: NormGroup) -> str:
    one = book.shared.instruments.get(group.norms.instrument)
    return one.title if one else group.norms.instrument


def index_page(book: Book) -> Page:
    """All norm groups, by the instrument they are for."""
    folder, name = SHARED[GROUP]
    here = Here(book, f"{folder}.md")
    head = [line(t) for t in ("Instrument", "Voor wie", "Land", "Jaar", "Naam")]
    ordered = sorted(book.norms, key=lambda ref: (_title(book, book.norms[ref]).casefold(), ref))
    body = [_row(here, reference) for reference in ordered]
    listed = table("Alle normgroepen", head, body) or paragraph(line("Nog geen."))
    said = paragraph(line(_SAYS))
    return Page(here.path, name, ("Naslag",), blocks(heading(1, name), said, listed))


def _row(here: Here, reference: str) -> tuple[Html, ...]:
    one = here.book.norms[reference].norms
    return (
        here.to(here.book.shared_address(GROUP, reference), _title(here.book, here.book.norms[reference])),
        line(one.group),
        line(one.country),
        line(str(one.year or "")),
        tag("code", line(reference)),
    )


def pages(book: Book) -> Iterator[Page]:
    yield index_page(book)
    for reference in book.norms:
        yield norm_page(book, reference)
