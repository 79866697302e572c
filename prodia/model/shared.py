"""What protocols share besides instruments and norms: sources, terms and legal parameters."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field as F

from prodia.model.parts import Cited, Valid
from prodia.model.scalars import Definition, Id, Many, NameId, Text, ValueType


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
