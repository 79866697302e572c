"""The type an author wrote, from its text. Room 1."""

from __future__ import annotations

import re
from dataclasses import replace

from prodia.errors import ExpressionError
from prodia.language.cursor import near
from prodia.language.types import BY_RUNTIME, NUMBER, NUMBER_UNITS, VERDICTS, Type
from prodia.problems import expressions as kinds

SPELLINGS = (*NUMBER_UNITS, "number", "truth", "text", "date", "duration", "verdict", "choice")
_SCALES: dict[str, tuple[float, float]] = {"z": (0.0, 1.0), "t": (50.0, 10.0)}
_N = r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?"
_RANGE = re.compile(rf"([\[(\]])?\s*({_N})?\s*\.\.\s*({_N})?\s*([\])\[])?", re.ASCII)
_SCORE = re.compile(rf"mean\s+({_N})\s+sd\s+({_N})\s*(.*)", re.ASCII | re.DOTALL)


def parse_type(text: str) -> Type:
    """The type an author wrote. Raises :class:`ExpressionError`.

    >>> parse_type("score mean 100 sd 15").sd, parse_type("percentile").range()
    (15.0, '0..100')
    """
    if len(text) > 4000:
        raise _refused(text[:100], 0, 100, "maak het korter.", "make it shorter.")
    word, _, rest = text.strip().partition(" ")
    rest, start = rest.strip(), text.find(word)
    if word in ("truth", "text", "date", "verdict"):
        if rest:
            at = text.rfind(rest)
            raise _refused(text, at, len(text), f"schrijf alleen «{word}».", f"write «{word}» alone.")
        return Type("verdict", options=VERDICTS) if word == "verdict" else BY_RUNTIME[word]
    if word == "choice":
        return _choice(text, rest)
    if word == "duration":
        unit, _, rest = rest.partition(" ")
        if unit not in ("months", "days"):
            raise _refused(
                text,
                start,
                len(text),
                "schrijf «duration months» of «duration days».",
                "write «duration months» or «duration days».",
            )
        return _ranged(text, rest.strip(), Type("duration", unit))
    if word == "score":
        found = _SCORE.fullmatch(rest)
        if not found or float(found[2]) <= 0:
            hint = "«score mean 100 sd 15»"
            raise _refused(
                text, start, len(text), f"schrijf bijvoorbeeld {hint}.", f"write for instance {hint}."
            )
        return _ranged(
            text, found[3].strip(), Type("number", "score", mean=float(found[1]), sd=float(found[2]))
        )
    if word in NUMBER_UNITS:
        mean, sd = _SCALES.get(word, (None, None))
        low = 0.0 if word in ("percentile", "count") else None
        high = 100.0 if word == "percentile" else None
        return _ranged(text, rest, Type("number", word, low, high, mean=mean, sd=sd))
    if word == "number":
        return _ranged(text, rest, NUMBER)
    hints = near(word, SPELLINGS)
    raise ExpressionError(
        kinds.TYPE_TEXT, text, max(0, start), max(0, start) + max(1, len(word)), found=word[:40], **hints
    )


def _refused(text: str, start: int, end: int, hint_nl: str, hint_en: str) -> ExpressionError:
    found = text.strip()[:60]
    return ExpressionError(
        kinds.TYPE_TEXT, text, max(0, start), end, found=found, hint_nl=hint_nl, hint_en=hint_en
    )


def _choice(text: str, rest: str) -> Type:
    options = tuple(" ".join(part.split()) for part in rest.split("|")) if rest else ()
    if not all(options) or len(set(options)) != len(options):
        raise _refused(
            text,
            text.find("choice"),
            len(text),
            "schrijf elke keuze één keer: «choice a | b».",
            "write each option once: «choice a | b».",
        )
    return Type("choice", options=options)


def _ranged(text: str, rest: str, base: Type) -> Type:
    if not rest:
        return base
    found = _RANGE.fullmatch(rest)
    at = text.rfind(rest)
    if not found or bool(found[1]) != bool(found[4]):
        raise _refused(text, at, len(text), "schrijf een bereik als «0..100».", "write a range as «0..100».")
    low = base.low if found[2] is None else float(found[2]) + 0.0
    high = base.high if found[3] is None else float(found[3]) + 0.0
    low_open = found[1] in ("(", "]") and found[2] is not None
    high_open = found[4] in (")", "[") and found[3] is not None
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        raise _refused(
            text,
            at,
            len(text),
            "de ondergrens staat eerst, en het bereik is niet leeg.",
            "the lower bound comes first, and the range is not empty.",
        )
    return replace(base, low=low, high=high, low_open=low_open, high_open=high_open)
