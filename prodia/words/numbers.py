"""Numbers, amounts with their unit, ages, days and periods as people write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite

from prodia.words import LANGS, Lang, Words
from prodia.words.lists import listed

# The one formatter. What a machine reads back (`language.syntax.show`, JSON, CSV) is no word and is not
# made here.


TINY = 1e-290  # below it a double has fewer digits
NINE = 9  # the decimals of a named value, see prodia.language
_WIDE = Context(prec=400)  # room for every double written without an exponent
_LESS, _MORE = Words("minder dan 1 %", "less than 1 %"), Words("meer dan 99 %", "more than 99 %")
_THROUGH = Words("{low} tot en met {high}", "{low} up to and including {high}")


def exact(text: str) -> bool:
    """Whether a double is the number that a text writes, and not quietly another one.

    >>> exact("0.1"), exact("9007199254740993"), exact("10.00000000000000001"), exact("1e-400")
    (True, False, False, False)
    """
    digits = sum(c.isdigit() for c in text.lower().partition("e")[0])
    number = float(text)
    plain = digits <= 15 and (abs(number) > TINY or not number)
    if plain and (number or not any(c in "123456789" for c in text.lower().partition("e")[0])):
        return isfinite(number)
    return isfinite(number) and Decimal(text) in (Decimal(repr(number)), Decimal(number))


_ONES = (
    Words(
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
        "zeventien achttien negentien",
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen",
    ),
    Words(
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd",
        "twenty thirty forty fifty sixty seventy eighty ninety hundred",
    ),
)


_FIGURE = r"[0-9]{1,9}(?:[.,][0-9]{1,9})?"
_LETTERS = str.maketrans("oil", "011")  # letters that stand where a figure is meant: 1O, 1o, l2
_COUNTED = re.compile(rf"([^\W\d_]{{1,20}}\.?)?\s*({_FIGURE})\s*([^\W\d_]{{1,20}}\.?|%)?")
_LETTER = Words(
    "{figure}: «{letter}» is een letter en geen cijfer", "{figure}: «{letter}» is a letter and no figure"
)
_WITHOUT = Words(
    "{figure} zonder «{word}»: het type zegt waarin geteld wordt. Is dat iets anders, reken dan om",
    "{figure} without «{word}»: the type says what is counted in. Where that is another, convert it",
)


def meant_by(text: str) -> Words | None:
    """The figure that is meant where one belongs and this stands, and why; None where none can be seen.

    >>> [meant_by(one).en for one in ("10", "1O")]
    ['10', '10: «O» is a letter and no figure']
    >>> [meant_by(one).en.partition(":")[0] for one in ("12 weken", "pc 10")]
    ['12 without «weken»', '10 without «pc»']
    """
    if (figure := said_as(text)) is not None:
        letter = next((c for c in text if c.isalpha()), "")
        spelt = not letter or not any(c.isdigit() for c in text)
        return Words(figure, figure) if spelt else _LETTER.filled(figure=figure, letter=letter)
    counted = _COUNTED.fullmatch(text.strip())
    if counted is None or bool(counted[1]) == bool(counted[3]):
        return None
    return _WITHOUT.filled(figure=counted[2].replace(",", "."), word=counted[1] or counted[3])


def figure_meant(text: str) -> Words | None:
    """The same as a way out."""
    meant = meant_by(text)
    return None if meant is None else Words(f"schrijf {meant.nl}.", f"write {meant.en}.")


def said_as(text: str) -> str | None:
    """The figure that a word or a text says, up to a hundred; None for what says none.

    >>> [said_as(one) for one in ("tien", "vijfentwintig", "twenty-five", "12", "2,5", "1O", "maat")]
    ['10', '25', '25', '12', '2.5', '10', None]
    """
    plain = text.strip().lower()
    if re.fullmatch(rf"{_FIGURE}|(?=[oil]*[0-9])[0-9oil]{{2,9}}", plain):
        return plain.translate(_LETTERS).replace(",", ".")
    return _SAID.get(re.sub("[-_]", "", plain).replace("é", "e").replace("ë", "e"))


def _said() -> Iterator[tuple[str, int]]:
    for lang in LANGS:
        ones, tens = _ONES[0][lang].split(), [*enumerate(_ONES[1][lang].split(), 2)]
        yield from zip(ones, range(20), strict=True)
        for n, ten in tens:
            yield ten, 10 * n
            for one in range(1, 10) if n < 10 else ():
                yield (f"{ones[one]}en{ten}" if lang == "nl" else f"{ten}{ones[one]}"), 10 * n + one


_SAID = {word: str(n) for word, n in _said()}


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


def fill(words: Words, lang: Lang, **values: str | float) -> str:
    """The words with their slots filled, a number as it is written in ``lang``."""
    return words.fill(lang, {k: v if isinstance(v, str) else number(v, lang) for k, v in values.items()})


def both(x: float, decimals: int | None = NINE) -> Words:
    """:func:`number` in the two languages."""
    return Words(number(x, "nl", decimals), number(x, "en", decimals))


def percent(part: float, lang: Lang, decimals: int = NINE) -> str:
    """A part of 1 in hundredths: ``68,3 %``."""
    return f"{number(100 * part, lang, decimals)} %"


def chance(p: float, lang: Lang) -> str:
    """A chance of a model in whole hundredths, and never as a certainty: ``minder dan 1 %``."""
    if p < 0.01:
        return _LESS[lang]
    return _MORE[lang] if p > 0.99 else percent(p, lang, 0)


def span(low: float, high: float, lang: Lang) -> str:
    """From one number to another, both included: ``0 tot en met 34``."""
    return _THROUGH.fill(lang, {"low": number(low, lang), "high": number(high, lang)})


# Amounts with their unit, one or many: ``1 minuut``, ``2 weken``, ``pc 9``; durations and ages.

# One, and more than one (or a part of one).
COUNTED: dict[str, tuple[Words, Words]] = {
    "minutes": (Words("minuut", "minute"), Words("minuten", "minutes")),
    "days": (Words("dag", "day"), Words("dagen", "days")),
    "steps": (Words("stap", "step"), Words("stappen", "steps")),
    "items": (Words("item", "item"), Words("items", "items")),
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


def amounts(unit: str | None, lang: Lang) -> tuple[str, str]:
    """How :func:`amount` says one, and more than one or a part of one, with ``{n}`` where the number stands.

    >>> amounts("weeks", "en"), amounts("percentile", "nl")
    (('{n} week', '{n} weeks'), ('pc {n}', 'pc {n}'))
    """
    one, many = (amount(n, unit, lang).replace(str(n), "{n}") for n in (1, 2))
    return one, many


def duration(size: int, unit: str, lang: Lang) -> str:
    """Days as days; months as years and months: ``2 jaar en 3 maanden``."""
    if unit == "days":
        return counted(size, "days", lang)
    years, months = divmod(abs(size), 12)
    parts = [counted(years, "years", lang)] if years else []
    parts += [counted(months, "months", lang)] if months or not years else []
    return ("-" if size < 0 else "") + listed(parts, lang)


def age(months: int) -> str:
    """Completed months as years and months: ``4;0``."""
    return f"{months // 12};{months % 12}"


def ages(first: int, last: int, lang: Lang) -> str:
    """Completed months, both included: ``4;0 tot en met 17;11``."""
    return _THROUGH.fill(lang, {"low": age(first), "high": age(last)})


# Days and periods as people write them.

MONTHS = Words(
    "januari februari maart april mei juni juli augustus september oktober november december",
    "January February March April May June July August September October November December",
)
_FROM = Words("vanaf {first}", "from {first}")
_FROM_TO = Words("van {first} tot en met {last}", "from {first} up to and including {last}")


def day(on: dt.date, lang: Lang) -> str:
    """``1 september 2026``."""
    return f"{on.day} {MONTHS[lang].split()[on.month - 1]} {on.year}"


def period(first: dt.date, last: dt.date | None, lang: Lang) -> str:
    """``vanaf 1 september 2023``, or ``van ... tot en met ...``; the last day belongs to it."""
    if last is None:
        return _FROM.fill(lang, {"first": day(first, lang)})
    return _FROM_TO.fill(lang, {"first": day(first, lang), "last": day(last, lang)})


def dated(text: str, lang: Lang) -> str:
    """A whole ISO date in words; a year, or a year and a month, as it is written."""
    try:
        return day(dt.date.fromisoformat(text), lang)
    except ValueError:
        return text
