"""Which reviews of a version count: those of the content as it stands, by a network other than its owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from prodia.content.catalogue import Catalogue
from prodia.content.packs import Entry, digest
from prodia.model.parts import Review
from prodia.model.protocol import Protocol
from prodia.problems import Problem
from prodia.problems.authors import OTHER_CONTENT, OWN_NETWORK
from prodia.words.labels import HOLDING


def read_digest(entry: Entry[Protocol]) -> str:
    """The digest of a version as it will be released: going from concept to review takes no review away."""
    if entry.definition.status in HOLDING:
        return entry.digest
    return digest({**entry.document.data, "status": "released"})


@dataclass(frozen=True, slots=True)
class Signed:
    """The reviews of the content as it stands, by what they say; of a network the last one it gave."""

    approved: tuple[Review, ...] = ()
    objected: tuple[Review, ...] = ()

    @property
    def networks(self) -> tuple[str, ...]:
        """The networks that agree."""
        return tuple(one.network for one in self.approved)


def signed(catalogue: Catalogue, reference: str) -> Signed:
    """The reviews that count for ``id@version``."""
    entry, reviews = catalogue.entry(reference), catalogue.reviews(reference)
    if reviews is None:
        return Signed()
    last = {one.network: one for one in reviews.definition.reviews if counts(entry, one)}
    agreed = tuple(one for one in last.values() if one.says == "approved")
    return Signed(agreed, tuple(one for one in last.values() if one.says == "objected"))


def counts(entry: Entry[Protocol], review: Review) -> bool:
    return review.read == read_digest(entry) and review.network != entry.definition.owner


def uncounted(catalogue: Catalogue, reference: str) -> Iterator[Problem]:
    """A remark for each review that does not count, and why."""
    reviews = catalogue.reviews(reference)
    for n, one in enumerate(reviews.definition.reviews if reviews is not None else ()):
        assert reviews is not None
        if one.network == catalogue.entry(reference).definition.owner:
            yield Problem(OWN_NETWORK, reviews.document.place(("reviews", n, "network")), name=one.network)
        elif not counts(catalogue.entry(reference), one):
            yield Problem(OTHER_CONTENT, reviews.document.place(("reviews", n, "read")), name=one.network)
