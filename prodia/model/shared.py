"""What protocols share: sources, terms, legal parameters, instruments and norms."""

# Instruments and norms are register entries here: what exists, how it was rated
# and when. Items, scales and norm rows grow in the scoring room.

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field as F

from prodia.model.parts import Cited, Valid
from prodia.model.scalars import Date, Definition, Id, Many, NameId, Text, ValueType, Version


class Source(Definition):
    """Where rules come from: what it is, where it stands, what of it was read and when."""

    title: Text
    kind: Literal["law", "guideline", "faq", "article", "page", "test-manual", "project"]
    address: str | None = None
    date: str | None = None
    read: Literal["whole", "opening", "excerpt", "not-read"]
    note: Text | None = None


class Sources(Definition):
    format: Literal[1]
    sources: dict[Id, Source]


class Term(Definition):
    """A word with its meaning, its other names, and the days on which it is the right word."""

    term: Text
    means: Text
    aliases: Many[Text] = ()
    valid: Valid | None = None
    replaced_by: Id | None = None
    source: Many[Cited] = ()


class Terms(Definition):
    format: Literal[1]
    terms: dict[Id, Term]


class LawValue(Definition):
    """The value of a legal parameter between two dates, with its reference."""

    value: float | int | str | bool
    valid: Valid
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None


class LawParameter(Definition):
    """A legal figure that changes over time; read as of a date."""

    title: Text
    type: ValueType
    values: Many[LawValue] = F(min_length=1)

    def on(self, day: dt.date) -> LawValue | None:
        """The value that held on ``day``, or None where none is known."""
        return next((v for v in self.values if v.valid.holds_on(day)), None)


class Law(Definition):
    format: Literal[1]
    parameters: dict[NameId, LawParameter]


class Item(Definition):
    """One thing answered, by a stable id. ``reverse``: a high answer counts low."""

    type: ValueType
    text: Text | None = None
    reverse: bool = False


class Scale(Definition):
    """One thing scored: which items, and in which scores it is printed."""

    title: Text
    items: Many[Id] = ()
    scores: Many[ValueType] = ()
    direction: Literal["high-is-good", "high-is-concern"] = "high-is-good"


class Rating(Definition):
    """A quality label with its date and who gave it. A label without a date means nothing."""

    label: Literal["first", "second", "indicative", "unrated"]
    date: Date | None = None
    body: Text | None = None
    source: Many[Cited] = ()


class Instrument(Definition):
    """What is administered: metadata only, never an item text or norm table of others."""

    format: Literal[1]
    id: Id
    version: Version
    title: Text
    measures: Text
    status: Literal["in-use", "withdrawn", "replaced", "fictitious"]
    replaced_by: Id | None = None
    publisher: Text | None = None
    licence: Text
    for_whom: Text | None = None
    minutes: int | None = None
    rating: Rating
    scales: dict[Id, Scale] = F(default_factory=dict)
    items: dict[Id, Item] = F(default_factory=dict)
    source: Many[Cited] = ()
    note: Text | None = None


class Norms(Definition):
    """Declaration of a norm group; the rows may be private and live in a pack."""

    format: Literal[1]
    id: Id
    version: Version
    instrument: Id
    group: Text
    country: Text
    year: int | None = None
    n: int | None = None
    rows: Literal["public", "private"]
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None
