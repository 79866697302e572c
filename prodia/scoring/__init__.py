"""Scores: what a test printed, with the norms and the day it was taken.

A score entered as printed knows only what the paper says. What is not known is
``None`` and said in ``warnings``; nothing is filled in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from prodia.language import Type
from prodia.problems import Two

__all__ = ["Score", "as_printed"]

NO_NORMS = Two("de normgroep is niet genoemd", "the norm group is not named")
NO_INTERVAL = Two("de meetfout is niet bekend", "the measurement error is not known")
NO_DATE = Two("de dag van de meting is niet genoemd", "the day of the measurement is not named")


@dataclass(frozen=True, slots=True)
class Score:
    """One score. ``standard`` is on the scale ``mean``/``sd``; ``interval`` is (low, high).

    ``norms`` are the words for the norm group; ``answered`` counts the items answered;
    ``missing`` says how missing items were treated.
    """

    raw: float | None = None
    standard: float | None = None
    mean: float | None = None
    sd: float | None = None
    percentile: float | None = None
    interval: tuple[float, float] | None = None
    interval_kind: Literal["true score", "observed score"] | None = None
    norms: str | None = None
    measured: dt.date | None = None
    answered: int | None = None
    missing: str | None = None
    warnings: tuple[Two, ...] = ()


def as_printed(
    type: Type, value: float, *, norms: str | None = None, measured: dt.date | None = None
) -> Score:
    """A score as it stands on the test form, of the declared ``type``; nothing is converted.

    >>> from prodia.language import parse_type
    >>> as_printed(parse_type("percentile"), 9.0, norms="begin leerjaar 3").percentile
    9.0
    """
    told = ((NO_NORMS, norms), (NO_INTERVAL, None), (NO_DATE, measured))
    warnings = tuple(words for words, known in told if known is None)
    standard = type.unit in ("score", "z", "t")
    return Score(
        raw=value if type.unit != "percentile" and not standard else None,
        standard=value if standard else None,
        mean=type.mean if standard else None,
        sd=type.sd if standard else None,
        percentile=value if type.unit == "percentile" else None,
        norms=norms,
        measured=measured,
        warnings=warnings,
    )
