"""Names in a sentence: a list of them, one in quotation marks, and the one that was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from prodia.words import Lang, Words

AND, OR = Words("en", "and"), Words("of", "or")
LISTED = 8  # names in a message; of more it is said how many
LONGEST = 64  # letters of a name that is looked for: comparing takes time
_MEANT = Words("bedoelde je {names}?", "did you mean {names}?")
_CHOOSE = Words("kies uit: {names}.", "choose from: {names}.")
_MORE = Words("{names} en nog {n}", "{names} and {n} more")
NONE_OF_IT = Words("er zijn er nog geen", "there are none yet")
_NONE = Words("er is nog niets.", "there is nothing yet.")
_NONE_UNDER = Words("er is onder «{head}» nog niets.", "there is nothing under «{head}» yet.")


def listed(parts: Sequence[str], lang: Lang, last: Words = AND) -> str:
    """``a``, ``a en b``, ``a, b en c``."""
    *most, end = parts or ("",)
    return f"{', '.join(most)} {last[lang]} {end}" if most else end


def table(told: str) -> dict[str, Words]:
    """``name: Dutch | English``, a line each; a line that begins with a blank goes on with the one above.

    >>> table("met: voldaan | met")["met"].nl
    'voldaan'
    """
    rows = (line.split(": ", 1) for line in re.sub(r"\n +", " ", told.strip()).split("\n"))
    return {name: Words(*both.split(" | ")) for name, both in rows}


def upper(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]


def quoted(text: str, lang: Lang) -> str:
    """«zo» in Dutch, “so” in English."""
    return f"«{text}»" if lang == "nl" else f"“{text}”"


def close(name: str, known: Iterable[str], n: int = 1) -> list[str]:
    """At most ``n`` known names that may have been meant: begun alike, spelt alike, or holding it."""
    from difflib import get_close_matches

    names, small = list(known), name.lower()[:LONGEST]
    alike = [k for k in names if len(small) > 2 and k.startswith(small)]
    found = alike or [k for k in get_close_matches(small, names, n=n, cutoff=0.6) if _begun(small, k)]
    return (found or [k for k in names if len(small) > 2 and small in k])[:n]


def slip(name: str, known: Iterable[str]) -> str | None:
    """The known name of which this one may be a slip of the pen; None where it is known, or like none."""
    from difflib import get_close_matches

    names = list(known)
    return next(iter([] if name in names else get_close_matches(name, names, n=1, cutoff=0.85)), None)


def _begun(small: str, known: str) -> bool:
    """Begun alike, or spelt so: «school» is not meant for «psycholoog»."""
    from difflib import SequenceMatcher

    return small[:1] == known[:1].lower() or SequenceMatcher(None, known, small).ratio() >= 0.7


def either(names: Iterable[str]) -> Words:
    """``«a» of «b»``: names to choose from."""
    marked = [f"«{one}»" for one in names]
    return Words(listed(marked, "nl", OR), listed(marked, "en", OR))


def meant(names: Iterable[str]) -> Words:
    """``bedoelde je «a» of «b»?``"""
    return _MEANT.filled(names=either(names))


def nearest(name: str, known: Iterable[str]) -> Words:
    """Did you mean this one or that one; else what there is. Of ``a.x`` only what stands under ``a``.

    >>> nearest("ernt", ["ernst", "hardnekkig"]).en
    'did you mean «ernst»?'
    """
    names = list(known)
    id, of_version, _ = name.partition("@")  # that two are both 1.0.0 makes them no more alike
    ids = {id, *close(id, sorted({one.partition("@")[0] for one in names}), 2)} if of_version else set()
    if found := close(name, [one for one in names if not ids or one.partition("@")[0] in ids], 2):
        return meant(found)
    head = "" if of_version else name[: name.find(".") + 1]
    under = [one for one in names if one.startswith(head)]
    if not head:  # what has one word is asked for, and not what stands under another
        under = [one for one in names if "." not in one] or names
    if not under:
        return _NONE_UNDER.filled(head=head[:-1]) if head else _NONE
    text, rest = ", ".join(under[:LISTED]), len(under) - LISTED
    return _CHOOSE.filled(names=_MORE.filled(names=text, n=str(rest)) if rest > 0 else text)
