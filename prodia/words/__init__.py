"""What the library says in two languages: one text, Dutch and English.

>>> from prodia.words import Words
>>> Words("{n} weken", "{n} weeks").fill("nl", {"n": "2"})
'2 weken'
"""

# How to think about it: a template is ours, what is filled in may be an author's. It is filled by
# plain replacement of {name}, never str.format, so an author's text can not reach an attribute.

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from prodia.frozen import dataclass

Lang = Literal["nl", "en"]
LANGS: tuple[Lang, ...] = ("nl", "en")


def spoken(lang: Lang) -> Lang:
    """The language, one of the library. Raises ValueError for another."""
    if not isinstance(lang, str) or lang not in LANGS:
        raise ValueError("lang: 'nl' or 'en' is wanted")
    return lang


_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in the two languages of the library: ``words.nl``, ``words.en``, ``words[lang]``."""

    nl: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        return self.nl if spoken(lang) == "nl" else self.en

    def fill(self, lang: Lang, values: Mapping[str, str]) -> str:
        """The text in ``lang`` with every ``{slot}`` replaced; an unknown slot stays visible."""
        return _SLOT.sub(lambda m: values.get(m.group(1), m.group(0)), self[lang])

    def filled(self, **values: str | Words) -> Words:
        """Both languages with their slots filled, a value of two languages in each its own."""

        def said(lang: Lang) -> str:
            return self.fill(lang, {k: v if isinstance(v, str) else v[lang] for k, v in values.items()})

        return Words(said("nl"), said("en"))
