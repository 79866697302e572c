"""A number as people write it, in Dutch or English."""

# The one formatter. What a machine reads back (`language.syntax.show`, JSON, CSV) is no word and is not
# made here.

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from prodia.words import Lang, Words

NINE = 9  # the decimals of a named value, see prodia.language
_WIDE = Context(prec=400)  # room for every double written without an exponent
_THROUGH = Words("{low} tot en met {high}", "{low} up to and including {high}")


def number(x: float, lang: Lang, decimals: int | None = NINE, *, fixed: bool = False) -> str:
    """At most so many decimals, a half away from zero: ``2,5`` in Dutch, ``2.5`` in English; never ``-0``.

    ``decimals=None`` keeps every digit of the double. ``fixed`` writes the zeros at the end too.

    >>> number(68.30000000000001, "nl"), number(-0.04, "en", 1), number(2.5, "en", 2, fixed=True)
    ('68,3', '0', '2.50')
    """
    x = float(x)
    if x.is_integer() and abs(x) < 1e15 and not fixed:
        return str(int(x))
    exact = Decimal(repr(x))
    if not exact.is_finite():
        return str(exact).lower()
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    text = f"{exact if exact else abs(exact):f}"
    if "." in text and not fixed:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if lang == "nl" else text


def both(x: float, decimals: int | None = NINE) -> Words:
    """:func:`number` in the two languages."""
    return Words(number(x, "nl", decimals), number(x, "en", decimals))


def percent(part: float, lang: Lang, decimals: int = NINE) -> str:
    """A part of 1 in hundredths: ``68,3 %``."""
    return f"{number(100 * part, lang, decimals)} %"


def span(low: float, high: float, lang: Lang) -> str:
    """From one number to another, both included: ``0 tot en met 34``."""
    return _THROUGH.fill(lang, {"low": number(low, lang), "high": number(high, lang)})
