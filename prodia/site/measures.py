"""The pages of instruments, norm groups and broad abilities: documents of telling at their address."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.site.book import ABILITIES, SHARED, Book, Here, Page
from prodia.site.text import Html
from prodia.telling.abilities import abilities
from prodia.telling.blocks import Document, Flow, Ref, sections_in
from prodia.telling.html import Address, to_html
from prodia.telling.instrument import instrument, instruments
from prodia.telling.norms import norm_group, norm_groups
from prodia.telling.shelf import Shelf
from prodia.words import Lang

# The id of a section and what its anchor on the site begins with.
_ANCHORS = {"scale-": "schaal-", "rule-": "regel-"}


def pages(book: Book, lang: Lang = "nl") -> Iterator[Page]:
    shelf = Shelf(book.plans, book.shared, book.cases, book.norms, book.abilities, book.place)
    yield _page(book, f"{SHARED['instruments'][0]}.md", instruments(shelf, lang), ("Naslag",))
    for id, one in book.shared.instruments.items():
        yield _page(book, _file(book, "instruments", id), instrument(shelf, one, lang))
    yield _page(book, f"{SHARED['norms'][0]}.md", norm_groups(shelf, lang), ("Naslag",))
    for reference in book.norms:
        yield _page(book, _file(book, "norms", reference), norm_group(shelf, reference, lang))
    if book.abilities is not None:
        yield _page(book, ABILITIES[0].replace(".html", ".md"), abilities(shelf, lang), ("Naslag",))


def _file(book: Book, group: str, id: str) -> str:
    return book.shared_address(group, id).replace(".html", ".md")


def _page(book: Book, path: str, told: Document, menu: tuple[str, ...] | None = None) -> Page:
    here = Here(book, path)
    anchors = {one.id: _anchor(one.id) for one in sections_in(told.blocks) if _led_to(told, one.id)}
    back = [] if menu or told.about is None else [_back(here, told.about.group)]
    body = "\n\n".join([to_html(told, _address(here), _no_flow, anchors=anchors), *back])
    return Page(path, told.title, menu, body)


def _back(here: Here, group: str) -> str:
    folder, name = SHARED[group]
    return f"<p>{here.to(f'{folder}.html', f'Alle {name.lower()}')}</p>"


def _led_to(told: Document, part: str) -> bool:
    """Whether another page leads to that section: a scale, a rule, or a broad ability by its code."""
    return part.startswith(tuple(_ANCHORS)) or (told.about == Ref("", "abilities") and part != "general")


def _anchor(part: str) -> str:
    for begin, shown in _ANCHORS.items():
        if part.startswith(begin):
            return shown + part.removeprefix(begin)
    return part


def _address(here: Here) -> Address:
    book = here.book

    def address(to: Ref) -> str | None:
        if to.group == "abilities":
            return here.href(f"{ABILITIES[0]}#{to.id}" if to.id else ABILITIES[0])
        if to.owner:
            plan = book.plans.get(to.owner)
            return here.href(book.address(plan, to.group, to.id)) if plan else None
        if not to.id:
            return here.href(f"{SHARED[to.group][0]}.html")
        part = f"#{_anchor(to.part)}" if to.part else ""
        return here.href(book.shared_address(to.group, to.id) + part)

    return address


def _no_flow(flow: Flow, address: Address) -> Html:
    raise ValueError("none of these tellings holds a flow")
