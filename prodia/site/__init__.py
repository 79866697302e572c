"""The site as pages of Markdown, derived from plans and from nothing else. Room 5.

:func:`pages` is pure: a :class:`~prodia.site.book.Book` in, pages out. Only
:mod:`prodia.site.hook` knows MkDocs, and only it reads files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from prodia.site import cases, changes, cutoffs, decision, home, protocol, reference, rules, shared, values
from prodia.site.book import Book, Page

__all__ = ["Book", "Page", "pages"]


def pages(book: Book, outside: Sequence[Mapping[str, Any]] = ()) -> Iterator[Page]:
    """Every page of the site, in the order of the menu. ``outside``: see ``reference.language_page``."""
    yield home.index_page(book)
    for plan in book.plans.values():
        for room in (protocol, values, cases, decision, rules, cutoffs):
            yield from room.pages(book, plan)
    yield from changes.pages(book)
    yield from shared.pages(book)
    yield reference.language_page(outside)
    yield reference.problems_page()
