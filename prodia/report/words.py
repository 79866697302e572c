"""The words of the engine with their tones."""

from __future__ import annotations

from prodia.report.shape import Marked, Tone
from prodia.words import Lang
from prodia.words.labels import LABELS, label

WORDS = LABELS
word = label

_TONES: dict[str, Tone] = {
    "met": "good",
    "not met": "bad",
    "judgement": "open",
    "not assessable": "quiet",
    "kept": "good",
    "rejected": "bad",
    "undecided": "open",
}


def marked(family: str, key: str, lang: Lang) -> Marked:
    """:func:`word` with its tone."""
    return Marked(word(family, key, lang), _TONES.get(key, "plain"))
