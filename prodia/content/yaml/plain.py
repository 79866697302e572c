"""What a word without quotes means in strict YAML 1.2.

``true``, ``false``; nothing, ``null`` or ``~``; a whole or decimal number in its one
canonical form (``10``, ``-2.5``, ``0.05``; a whole decimal is that whole number).
Everything else is the text the author typed: ``no``, ``1.10``, ``010``, ``12:30``,
``0x1F``. Where another YAML reader would make something else of such a word, a
warning says so (Y06, Y07); a decimal comma and a number without measure are errors.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from prodia.problems import Kind
from prodia.problems import files as kinds

MAX_DIGITS = 18

Meaning: TypeAlias = str | int | float | bool | None
Oddity: TypeAlias = tuple[Kind, dict[str, str]]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.(?:0|[0-9]*[1-9]))?")
_NUMBER_ELSEWHERE = re.compile(
    r"[-+]?(?:0b[01_]+|0o[0-7]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?)"
)
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_COMMA = re.compile(r"[-+]?[0-9][0-9.]*,[0-9]+")
_WORDS = {
    **dict.fromkeys(("True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"), "true"),
    **dict.fromkeys(("False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"), "false"),
    **dict.fromkeys(("Null", "NULL"), "null"),
}
_NULL = frozenset(("", "~", "null"))
_TRUTH = {"true": True, "false": False}


@lru_cache(maxsize=4096)
def meaning(text: str, is_key: bool = False) -> tuple[Meaning, Oddity | None]:
    """What the word means, and what is odd about it. Keys are always words: they get no warning."""
    first = text[:1]
    if first.isalpha() or not text or first == "~":
        if text in _NULL:
            return None, None
        if text in _TRUTH:
            return _TRUTH[text], None
        odd = text in _WORDS and not is_key
        return text, (kinds.YES_NO, {"found": text, "right": _WORDS[text]}) if odd else None
    if first not in "+-.0123456789":
        return text, None
    if len(text) > 400:  # the patterns below are for words, not for a page of digits
        huge = not text.strip("+-.0123456789_")
        return text, (kinds.UNUSABLE_NUMBER, {"found": f"{text[:20]}..."}) if huge else None
    return _number(text, is_key)


def _number(text: str, is_key: bool) -> tuple[Meaning, Oddity | None]:
    shown = {"found": text[:40]}
    if _NUMBER.fullmatch(text):
        if sum(c.isdigit() for c in text) > MAX_DIGITS:
            return 0, (kinds.UNUSABLE_NUMBER, shown)
        number = float(text)
        return (int(text.partition(".")[0]) if number.is_integer() else number), None
    if _COMMA.fullmatch(text):
        right = text.replace(".", "").replace(",", ".")
        return text, (kinds.DECIMAL_COMMA, {**shown, "right": right[:40]})
    if _NOT_FINITE.fullmatch(text):
        return text, (kinds.UNUSABLE_NUMBER, shown)
    if not _NUMBER_ELSEWHERE.fullmatch(text):
        return text, None
    if _immense(text):
        return text, (kinds.UNUSABLE_NUMBER, shown)
    return text, None if is_key else (kinds.NUMBER_AS_TEXT, shown)


def _immense(text: str) -> bool:
    """A number no double holds, or of more digits than anyone means."""
    if sum(c.isdigit() for c in text) > MAX_DIGITS:
        return True
    try:
        return float(text.replace("_", "")) in (float("inf"), float("-inf"))
    except ValueError:
        return False
