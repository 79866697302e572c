"""Dates that follow each other: the values of one thing over time, without two on a day or a hole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from prodia.checks.finding import Finding, Path
from prodia.model.parts import Valid
from prodia.problems import definitions as kinds
from prodia.words import LANGS, Words
from prodia.words.numbers import day, period

_LAST = dt.date.max.toordinal()  # of a period without an end


def in_words(valid: Valid) -> Words:
    """The days of a period, in both languages."""
    return Words(*(period(valid.from_, valid.to, lang) for lang in LANGS))


def followed(
    name: str, path: Path, periods: Sequence[Valid], within: Valid | None = None
) -> Iterator[Finding]:
    """Days on which two values are in force, and days between the first and the last without any.

    ``within``: the days on which there must be one, from the first to the last.
    """
    spans = sorted(_days(one) for one in periods)
    first, last = _days(within) if within is not None else (spans[0][0], max(end for _, end in spans))
    without = first  # the first day of which no value is known yet
    seen = 0  # the last day of the values that were looked at
    for start, end in spans:
        if start <= seen:
            said = Words(*(day(dt.date.fromordinal(start), lang) for lang in LANGS))
            yield Finding(kinds.DATES_OVERLAP, path, name=name, day=said)
        if without < start and without <= last:
            yield _hole(name, path, without, min(start - 1, last))
        seen, without = max(seen, end), max(without, end + 1)
    if without <= last:
        yield _hole(name, path, without, last)


def _days(one: Valid) -> tuple[int, int]:
    return one.from_.toordinal(), _LAST if one.to is None else one.to.toordinal()


def _hole(name: str, path: Path, first: int, last: int) -> Finding:
    end = None if last == _LAST else dt.date.fromordinal(last)
    said = Words(*(period(dt.date.fromordinal(first), end, lang) for lang in LANGS))
    return Finding(kinds.DATES_HOLE, path, name=name, period=said)
