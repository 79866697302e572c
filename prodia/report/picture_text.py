"""Text in a picture: cleaned, measured and cut, so that it stays text and fits; numbers as people write."""

# There is no typeface to measure here, so `width_of` estimates after a wide one (DejaVu Sans): others come
# out narrower.

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from prodia.words import Lang, Words
from prodia.words.numbers import number

__all__ = ["brief", "clean", "finite", "said", "some", "width_of", "wrapped"]

SIZE = 12.0
NAMED, BRIEF = 4, 80
# Not allowed in XML, or unseen and able to turn round or hide what stands beside it.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_WIDTHS = {  # of one letter, in its size
    **dict.fromkeys("ijlI.,:;'|! ", 0.34),
    **dict.fromkeys('ftr()[]-/"\\', 0.46),
    **dict.fromkeys("mwMW@%<>=+~^", 0.99),
}
_MORE = Words("en nog {n}", "and {n} more")


def finite(*values: float) -> None:
    """Raises ``ValueError`` unless every value is a finite number."""
    if not all(map(math.isfinite, values)):
        raise ValueError("a picture is drawn of finite numbers")


def clean(text: str) -> str:
    """The text on one line, without controls: nothing in it turns round or hides what stands beside it."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", " ".join(text.split())))


def said(value: float, lang: Lang) -> str:
    """A number as written in ``lang``, never minus zero."""
    return number(round(value, 9) + 0.0, lang)


def some(names: Sequence[str], lang: Lang) -> str:
    """The first names and how many more, for a sentence that stays short."""
    short = [brief(name) for name in names[:NAMED]]
    more = _MORE.fill(lang, {"n": str(len(names) - NAMED)})
    return ", ".join(short) + (f" {more}" if len(names) > NAMED else "")


def brief(text: str) -> str:
    """The clean text, cut where it is too long for a sentence."""
    whole = clean(text)
    return whole if len(whole) <= BRIEF else whole[: BRIEF - 1].rstrip() + "…"


def width_of(text: str, size: float = SIZE) -> float:
    """About how wide the text is drawn, in px; rather too wide than too narrow."""
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if letter.isascii():
        return _WIDTHS.get(letter, 0.77 if letter.isupper() else 0.64)
    parts = [c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)]
    return sum(_letter(c) if c.isascii() else 1.1 for c in parts) or 0.64


def wrapped(text: str, room: float, *, size: float = SIZE, lines: int = 1) -> tuple[str, ...]:
    """The clean text on at most so many lines of ``room`` px; what is left out becomes an ellipsis."""
    found = [""]
    for word in clean(text).split(" "):
        longer = f"{found[-1]} {word}" if found[-1] else word
        if width_of(longer, size) <= room:
            found[-1] = longer
            continue
        found += [""] if found[-1] else []
        for letter in word:
            both = letter.isalpha() and found[-1][-1:].isalpha()
            if found[-1] and width_of(found[-1] + letter + "-" * both, size) > room:
                found[-1] += "-" * (both and width_of(found[-1] + "-", size) <= room)
                found.append("")
            found[-1] += letter
        if len(found) > lines:
            break
    if len(found) <= lines:
        return tuple(found)
    last = found[lines - 1].removesuffix("-")
    while last and width_of(last + "…", size) > room:
        last = last[:-1]
    return (*found[: lines - 1], last.rstrip() + "…")
