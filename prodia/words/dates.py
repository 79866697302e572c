"""Days and periods as people write them."""

from __future__ import annotations

import datetime as dt

from prodia.words import Lang, Words

MONTHS = Words(
    "januari februari maart april mei juni juli augustus september oktober november december",
    "January February March April May June July August September October November December",
)
_FROM = Words("vanaf {first}", "from {first}")
_FROM_TO = Words("van {first} tot en met {last}", "from {first} up to and including {last}")


def day(on: dt.date, lang: Lang) -> str:
    """``1 september 2026``."""
    return f"{on.day} {MONTHS[lang].split()[on.month - 1]} {on.year}"


def period(first: dt.date, last: dt.date | None, lang: Lang) -> str:
    """``vanaf 1 september 2023``, or ``van ... tot en met ...``; the last day belongs to it."""
    if last is None:
        return _FROM.fill(lang, {"first": day(first, lang)})
    return _FROM_TO.fill(lang, {"first": day(first, lang), "last": day(last, lang)})


def dated(text: str, lang: Lang) -> str:
    """A whole ISO date in words; a year, or a year and a month, as it is written."""
    try:
        return day(dt.date.fromisoformat(text), lang)
    except ValueError:
        return text
