"""Amounts with their unit, one or many: ``1 minuut``, ``2 weken``, ``pc 9``; durations and ages."""

from __future__ import annotations

from prodia.words import Lang, Words
from prodia.words.numbers import NINE, number

# One, and more than one (or a part of one).
COUNTED: dict[str, tuple[Words, Words]] = {
    "minutes": (Words("minuut", "minute"), Words("minuten", "minutes")),
    "days": (Words("dag", "day"), Words("dagen", "days")),
    "steps": (Words("stap", "step"), Words("stappen", "steps")),
    "results": (Words("uitkomst", "result"), Words("uitkomsten", "results")),
    "weeks": (Words("week", "week"), Words("weken", "weeks")),
    "months": (Words("maand", "month"), Words("maanden", "months")),
    "years": (Words("jaar", "year"), Words("jaar", "years")),
}
# What a number is called that has no unit one counts in.
CALLED: dict[str, Words] = {
    "percentile": Words("pc {n}", "pc {n}"),
    "raw": Words("ruwe score {n}", "raw score {n}"),
    "score": Words("standaardscore {n}", "standard score {n}"),
    "z": Words("z {n}", "z {n}"),
    "t": Words("T {n}", "T {n}"),
}
_AND = Words("en", "and")
_AGES = Words("{first} tot en met {last}", "{first} up to and including {last}")


def counted(amount: float, unit: str, lang: Lang, decimals: int | None = NINE) -> str:
    """An amount of a unit of :data:`COUNTED`.

    >>> counted(1, "minutes", "nl"), counted(1.5, "weeks", "en"), counted(0, "months", "nl")
    ('1 minuut', '1.5 weeks', '0 maanden')
    """
    one, many = COUNTED[unit]
    text = number(amount, lang, decimals)
    return f"{text} {(one if text in ('1', '-1') else many)[lang]}"


def amount(x: float, unit: str | None, lang: Lang, decimals: int | None = NINE) -> str:
    """A number with its unit, or with what it is called: ``6 maanden``, ``pc 9``; bare without either."""
    if unit in COUNTED:
        return counted(x, unit, lang, decimals)
    text = number(x, lang, decimals)
    return CALLED[unit].fill(lang, {"n": text}) if unit in CALLED else text


def duration(size: int, unit: str, lang: Lang) -> str:
    """Days as days; months as years and months: ``2 jaar en 3 maanden``."""
    if unit == "days":
        return counted(size, "days", lang)
    years, months = divmod(abs(size), 12)
    parts = [counted(years, "years", lang)] if years else []
    parts += [counted(months, "months", lang)] if months or not years else []
    return ("-" if size < 0 else "") + f" {_AND[lang]} ".join(parts)


def age(months: int) -> str:
    """Completed months as years and months: ``4;0``."""
    return f"{months // 12};{months % 12}"


def ages(first: int, last: int, lang: Lang) -> str:
    """Completed months, both included: ``4;0 tot en met 17;11``."""
    return _AGES.fill(lang, {"first": age(first), "last": age(last)})
