"""A value in a telling is what a condition says of the same value: one is one, more are many."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from prodia.language import Duration, Missing, parse_type, say_value
from prodia.telling.values import in_words
from prodia.words import LANGS

SAID = [
    ("minutes", 1.0, "1 minuut", "1 minute"),
    ("weeks", 1.0, "1 week", "1 week"),
    ("weeks", 2.0, "2 weken", "2 weeks"),
    ("months", 1.0, "1 maand", "1 month"),
    ("days", 0.0, "0 dagen", "0 days"),
    ("years", 2.5, "2,5 jaar", "2.5 years"),
    ("date", dt.date(2026, 9, 1), "1 september 2026", "1 September 2026"),
    ("duration months", Duration("months", 27), "2 jaar en 3 maanden", "2 years and 3 months"),
    ("duration days", Duration("days", 1), "1 dag", "1 day"),
    ("truth", True, "ja", "yes"),
    ("number", 0.30000000000000004, "0,3", "0.3"),
]


@pytest.mark.parametrize(("type", "value", "dutch", "english"), SAID)
def test_a_value(type: str, value: Any, dutch: str, english: str) -> None:
    assert (dutch, english) == tuple(str(in_words(value, parse_type(type), lang)) for lang in LANGS)


@pytest.mark.parametrize(("type", "value", "dutch", "english"), SAID[:-1])
def test_a_condition_says_the_same(type: str, value: Any, dutch: str, english: str) -> None:
    assert (dutch, english) == tuple(say_value(value, parse_type(type), lang) for lang in LANGS)


def test_why_there_is_none() -> None:
    assert ("wil niet antwoorden", "niet geweten") == (
        str(in_words(Missing.REFUSED, parse_type("number"), "nl")),
        str(in_words(None, None, "nl")),
    )
