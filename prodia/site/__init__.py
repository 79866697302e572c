"""The site as pages of Markdown, derived from plans and from nothing else.

:func:`pages` is pure: a :class:`~prodia.site.book.Book` in, pages out. Only
:mod:`prodia.site.hook` knows MkDocs, and only it reads files.
"""

from __future__ import annotations

from collections.abc import Iterator

from prodia.site import (
    cases,
    changes,
    cutoffs,
    decision,
    home,
    measures,
    protocol,
    reference,
    rules,
    shared,
    values,
)
from prodia.site.book import Book, Page
from prodia.site.conformance import Conformance, Reason

__all__ = ["Book", "Conformance", "Page", "Reason", "pages"]


def pages(book: Book, conformance: Conformance | None = None) -> Iterator[Page]:
    """Every page of the site, in the order of the menu."""
    yield home.index_page(book)
    for plan in book.plans.values():
        for room in (protocol, values, cases, decision, cutoffs, rules):
            yield from room.pages(book, plan)
    yield from changes.pages(book)
    for place in (shared, measures):
        yield from place.pages(book)
    yield reference.language_page(conformance)
    yield reference.problems_page()
