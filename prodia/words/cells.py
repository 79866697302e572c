"""What people write in a cell: headings, numbers, days, ages, a sex, a grade, and words for nothing at all.

A text in, a value out, or None where it is none: nothing is guessed. What depends on the whole column (a
decimal comma, day first or month first) is said by who asks.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, TypeAlias

from prodia.words.labels import TRUTHS
from prodia.words.lists import close

# Headings.

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PARTS = re.compile(r"[^\W\d_]+|[0-9]+")
_ITEM_WORDS = frozenset("q i v vraag item nr question vr antwoord a".split())
_ALIKE = 0.75

HEADINGS: dict[str, str] = {
    "id": "id | leerlingnummer | leerlingcode | leerling id | leerling nr | stamnummer | pupil id"
    " | student id",
    "born": "born | geboren | geboortedatum | geb datum | gebdatum | date of birth | birth date"
    " | birthdate | dob",
    "tested": "tested | testdatum | afnamedatum | datum afname | datum van afname | test date | date of test",
    "age_months": "age months | age in months | leeftijd in maanden | leeftijd maanden | leeftijd in mnd"
    " | leeftijd mnd | age in years | age years | leeftijd in jaren | leeftijd jaren | leeftijd jaar"
    " | leeftijd in jaar | leeftijd | age",
    "sex": "sex | geslacht | sekse | gender | m v | m v x | m f | j m",
    "grade": "grade | leerjaar",
    "moment": "moment | meetmoment | afnamemoment",
    "informant": "informant | invuller",
}
_CALLED = frozenset(
    "naam|voornaam|achternaam|familienaam|leerling|leerlingnaam|naam leerling|naam van de leerling"
    "|naam voornaam|voornaam naam|naam en voornaam|voornaam en naam|name|first name|last name|surname"
    "|full name|pupil|student|pupil name|student name".split("|")
)
SERIES: dict[str, str] = {
    "pupil": f"pupil | leerling | {HEADINGS['id']}",
    "date": f"date | datum | day | dag | meetdatum | {HEADINGS['tested']}",
    "value": "value | waarde",
    "form": "form | vorm",
    "phase": "phase | fase",
    "minutes": "minutes | minuten",
}
_MEANS = {one: name for name, several in HEADINGS.items() for one in several.split(" | ")}
_IN_SERIES = {one: name for name, several in SERIES.items() for one in several.split(" | ")}


def folded(text: str) -> str:
    """A heading or a word without what the eye does not see: capitals, Unicode forms, needless blanks.

    >>> folded("\\ufeff Geboorte\\u00a0Datum ") == folded("geboorte datum")
    True
    """
    plain = unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def means(heading: str, *, series: bool = False) -> str | None:
    """What of a person, or of a measurement in a ``series``, a heading says, in Dutch or English: ``born``,
    ``sex``, ...; None for another.

    >>> means("Geslacht"), means("Leeftijd (maanden)"), means("opmerking")
    ('sex', 'age_months', None)
    """
    known = _IN_SERIES if series else _MEANS
    return known.get(" ".join(re.sub(r"[\W_]+", " ", folded(heading)).split()))


def is_called(heading: str) -> bool:
    """Whether a heading says how a pupil is called.

    >>> is_called("Naam en voornaam"), is_called("naam school")
    (True, False)
    """
    return " ".join(re.sub(r"[\W_]+", " ", folded(heading)).split()) in _CALLED


def written_as(heading: str, names: Iterable[str]) -> str | None:
    """The one of these names that a heading is but for blanks, lines and marks between its parts.

    >>> written_as("PC rekenfeiten", ["pc_procedures", "pc_rekenfeiten"])
    'pc_rekenfeiten'
    """
    plain = re.sub(r"[\W_]+", "", folded(heading))
    return next((name for name in names if re.sub(r"[\W_]+", "", folded(name)) == plain), None)


def age_unit(heading: str) -> Literal["months", "years"] | None:
    """The unit that a heading of an age names."""
    text = folded(heading)
    if re.search(r"month|maand|mnd", text):
        return "months"
    return "years" if re.search(r"year|jaar|jaren", text) else None


def _stem(text: str) -> tuple[str, tuple[int, ...]]:
    parts = _PARTS.findall(folded(text))
    return "".join(p for p in parts if not p.isdecimal()), tuple(int(p) for p in parts if p.isdecimal())


def like(heading: str, name: str) -> bool:
    """Whether a heading may have been meant as this name: the same numbers, and a word that is alike.

    >>> like("q 02", "q2"), like("vraag 2", "q2"), like("lengthe", "lengte"), like("q3", "q2")
    (True, True, True, False)
    """
    (word, numbers), (other, wanted) = _stem(heading), _stem(name)
    if numbers != wanted or not word:
        return False
    if word == other or (numbers and word in _ITEM_WORDS and other in _ITEM_WORDS):
        return True
    if numbers and (word.startswith(other) or other.startswith(word)) and abs(len(word) - len(other)) < 3:
        return True
    from difflib import SequenceMatcher

    return bool(word and other) and SequenceMatcher(None, word, other).ratio() >= _ALIKE


def numbered_like(heading: str, names: Iterable[str]) -> bool:
    """Whether a heading is a word and a number as these names are, with another number: q18 of q1..q17."""
    word, numbers = _stem(heading)
    known = {_stem(name) for name in names}
    return len(numbers) == 1 and (word, numbers) not in known and word in {w for w, n in known if len(n) == 1}


def nearest_heading(heading: str, names: Iterable[str]) -> str | None:
    """The one of these names that a heading may have been meant as."""
    found = [name for name in names if like(heading, name)]
    return next(iter(close(folded(heading), found) or found), None)


# Numbers.

Mark: TypeAlias = Literal[".", ","]
BLANKS = " \t\u00a0\u2007\u2009\u202f\u200b\ufeff"
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,30})?(?:[eE][-+]?[0-9]{1,2})?", re.ASCII)
LARGEST = 1e15
_COMMA = re.compile(r"-?[0-9]+,[0-9]+", re.ASCII)
_POINT = re.compile(r"-?[0-9]+\.[0-9]+", re.ASCII)
_GROUP = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_GROUPS = re.compile(r"-?[0-9]{1,3}(?:[ .,'\u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?", re.ASCII)
_ERROR = re.compile(r"#[^\W\d_][\w/]*[!?]?|#[\w/]+[!?]", re.IGNORECASE)
_PERCENT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?\s*[%\u2030]")


def number_of(text: str, mark: Mark = ".") -> float | None:
    """A number as a cell writes it, with this decimal mark; None for anything else.

    >>> number_of("1e3"), number_of("1234567890"), number_of("1,5"), number_of("1,5", ",")
    (1000.0, 1234567890.0, None, 1.5)
    """
    text = text.strip(BLANKS)
    if mark == ",":
        text = text.replace(",", ".") if "." not in text else ""
    found = float(text) + 0.0 if NUMBER.fullmatch(text) else LARGEST  # no negative zero
    return found if abs(found) < LARGEST else None


def mark_of(text: str) -> tuple[Mark, bool] | None:
    """The decimal mark that stands in a text, and whether it may as well part thousands; None without one.

    >>> mark_of("1,5"), mark_of("1.500"), mark_of("3")
    ((',', False), ('.', True), None)
    """
    text = text.strip(BLANKS)
    if _COMMA.fullmatch(text):
        return ",", _GROUP.fullmatch(text) is not None
    return (".", _GROUP.fullmatch(text) is not None) if _POINT.fullmatch(text) else None


def has_thousands(text: str) -> bool:
    """Whether this is a number of which the thousands are set apart: ``1.234,5``, ``1 000``."""
    return _GROUPS.fullmatch(text.strip(BLANKS)) is not None


_LETTER = re.compile(r"-?(?=[OoIl.,]*[0-9])[0-9OoIl]+(?:[.,][0-9OoIl]+)?")


def has_letter(text: str) -> bool:
    """Whether a letter O, l or I stands among the figures of a number, as in ``1O``."""
    text = text.strip(BLANKS)
    return _LETTER.fullmatch(text) is not None and any(c.isalpha() for c in text)


_WITH_UNIT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)? ?(?![eE]\Z)[^\W\d_]{1,6}\.?")


def has_unit(text: str) -> bool:
    """Whether a word stands behind the number, as in ``134,5 cm``."""
    return _WITH_UNIT.fullmatch(text.strip(BLANKS)) is not None


_PLAIN = r"-?[0-9]+(?:[.,][0-9]+)?"
_BOUND = re.compile(
    rf"(?:(?:pr|pc|p|perc|percentiel|percentile)\.? ?)?"
    rf"(?:[<>\u2264\u2265]=? ?{_PLAIN}|{_PLAIN} ?(?:[-\u2010-\u2015]|tot|to|\.\.+) ?{_PLAIN})",
    re.IGNORECASE,
)


def is_bound(text: str) -> bool:
    """Whether this is a bound or a range and no number: ``<1``, ``PR 5-10``.

    >>> is_bound(">99"), is_bound("PR 5 - 10"), is_bound("2017-04-30"), is_bound("-5")
    (True, True, False, False)
    """
    return _BOUND.fullmatch(text.strip(BLANKS)) is not None


def is_percent(text: str) -> bool:
    return _PERCENT.fullmatch(text.strip(BLANKS)) is not None


_AROUND = (  # every blank of Unicode, and what is not seen
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)


def who_in(text: str) -> str:
    """Who a cell names, without the blanks around it; empty where it names nobody: nothing, or a formula of a
    spreadsheet that failed.

    >>> who_in(" 7 "), who_in("#N/A"), who_in("#7"), who_in(" = ")
    ('7', '', '#7', '')
    """
    if text.isalnum():  # as most are
        return text
    bare = text.strip(_AROUND)
    return "" if bare == "=" or (bare[:1] == "#" and is_formula_error(bare)) else bare


def is_formula_error(text: str) -> bool:
    """Whether this is what a spreadsheet shows for a formula that failed: ``#N/A``, ``#WAARDE!``."""
    return _ERROR.fullmatch(text.strip(BLANKS)) is not None


def is_truth(text: str) -> bool:
    """Whether this is a yes or a no: which number that is, is for the form to say."""
    return folded(text) in TRUTHS


# What stands for nothing. These words and codes may be repeated in a message: they say nothing of a person.

MISSING_WORDS = frozenset(
    folded(one)
    for one in (
        "n.v.t.|n.v.t|nvt|na|n/a|n.a.|nan|null|none|nil|-|--|---|?|??|.|*|/|niet ingevuld|niet beantwoord"
        "|niet van toepassing|geen antwoord|onbekend|weet niet|weet het niet|overgeslagen|gemist|ontbreekt"
        "|missing|missing value|blanco|leeg|(leeg)|(blank)|blank|empty|n.b.|nb|niet bekend|afwezig|ziek"
        "|geweigerd|unknown|not applicable|no answer|refused|system missing|sysmis|<na>|<null>"
    ).split("|")
)
MISSING_NUMBERS = frozenset(
    float(one)
    for one in "-1 -6 -7 -8 -9 -66 -77 -88 -97 -98 -99 -777 -888 -999 -9999 9 99 999 9999 99999 77 88 97 98 "
    "777 888 997 998 7777 8888".split()
)


def missing_code(text: str) -> str | None:
    """The word or blank for a missing answer that stands here; None for another text."""
    if text and not text.strip():
        return " "
    small = folded(text)
    return small if small in MISSING_WORDS else None


# Days.

Order: TypeAlias = Literal["ymd", "dmy", "mdy", "excel"]
_TIME = (
    r"(?:[T ] ?(?P<time>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)(?: ?[AaPp]\.?[Mm]\.?)?"
    r"(?P<zone>Z|[+-][0-9:]+)?)?"
)
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}})([-/.]) ?([0-9]{{1,2}})\2 ?([0-9]{{4}}){_TIME}", re.ASCII)
_SHORT = re.compile(rf"[0-9]{{1,2}}([-/.])[0-9]{{1,2}}\1[0-9]{{2}}{_TIME}", re.ASCII)
_NAMED = re.compile(rf"(?:[a-z]+\.?,? )?([0-9]{{1,2}})[ .-]*([a-zé]+)\.?[ .,-]*([0-9]{{4}}){_TIME}")
_NAMED_FIRST = re.compile(rf"(?:[a-z]+\.?,? )?([a-z]+)\.? ([0-9]{{1,2}}),? ([0-9]{{4}}){_TIME}")
_SERIAL = re.compile(r"[1-9][0-9]{4}(?:[.,][0-9]+)?", re.ASCII)
_EXCEL = dt.date(1899, 12, 30)
_MONTHS = {
    name[:length]: number
    for number, names in enumerate(
        "januari january|februari february|maart march mrt|april|mei may|juni june|juli july|augustus august"
        "|september sept|oktober october|november|december".split("|"),
        1,
    )
    for name in names.split()
    for length in (3, 4, len(name))
}
OLDEST_YEAR = 1900


def order_of(text: str) -> Literal["ymd", "dmy", "mdy", "either", "serial", "short"] | None:
    """How a day is written: year first, day first, month first; ``either`` where that can not be seen.

    None where both orders give the same day, or where no day stands. A month in letters is clear.

    >>> order_of("28/02/2024"), order_of("03/04/2024"), order_of("5/5/2024"), order_of("45000")
    ('dmy', 'either', None, 'serial')
    """
    text = text.strip(BLANKS)
    if found := _YEAR_LAST.fullmatch(text):
        first, second = int(found[1]), int(found[3])
        if first == second or min(first, second) > 12:
            return None
        if first > 12 >= second:
            return "dmy"
        return "mdy" if second > 12 >= first else "either"
    if _YEAR_FIRST.fullmatch(text):
        return "ymd"
    if _SERIAL.fullmatch(text):
        return "serial"
    return "short" if _SHORT.fullmatch(text) else None


def day_in(text: str, order: Order = "ymd") -> dt.date | None:
    """A day as people write it; the time of the day is left out. None for what is no day in this order.

    >>> day_in("28/02/2024", "dmy"), day_in("30 april 2017"), day_in("2024-02-28 00:00:00")
    (datetime.date(2024, 2, 28), datetime.date(2017, 4, 30), datetime.date(2024, 2, 28))
    """
    text = text.strip(BLANKS)
    small = text.lower()
    if found := _YEAR_FIRST.fullmatch(text):
        parts = found[1], found[3], found[4]
    elif found := _YEAR_LAST.fullmatch(text):
        first, second = found[1], found[3]
        if order not in ("dmy", "mdy") and first != second:
            return None
        parts = (found[4], second, first) if order != "mdy" else (found[4], first, second)
    elif found := _NAMED.fullmatch(small):
        parts = found[3], str(_MONTHS.get(found[2], 0)), found[1]
    elif found := _NAMED_FIRST.fullmatch(small):
        parts = found[3], str(_MONTHS.get(found[1], 0)), found[2]
    elif order == "excel" and _SERIAL.fullmatch(text):
        return _EXCEL + dt.timedelta(days=int(float(text.replace(",", "."))))
    else:
        return None
    if found["zone"] and set(found["time"]) - set("0:.,"):
        return None  # which day it is, depends on where one is
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None


# Ages.

_JAAR, _MAAND = r"(?:jaar|jr|j|years?|yrs?|y)\.?", r"(?:maanden|maand|mnd|months?|mos?|m)\.?"
_AGES = (
    re.compile(r"([0-9]{1,2}) ?[;:] ?([0-9]{1,2})(?:[.;][0-9]{1,2})?", re.ASCII),
    re.compile(rf"([0-9]{{1,2}}) ?{_JAAR},?;? ?(?:en |and |, )?([0-9]{{1,2}}) ?{_MAAND}", re.ASCII),
)
_ONLY_MONTHS = re.compile(rf"([0-9]{{1,3}}) ?{_MAAND}", re.ASCII)
_ONLY_YEARS = re.compile(rf"[0-9]{{1,2}} ?{_JAAR}", re.ASCII)


def months_in(text: str) -> float | None:
    """Completed months of an age that says its unit: ``8;3``, ``8j3m``, ``8 jaar en 3 maanden``, ``99 mnd``.

    >>> months_in("8;3"), months_in("8j3m"), months_in("8;12"), months_in("8")
    (99.0, 99.0, None, None)
    """
    small = folded(text)
    for form in _AGES:
        if found := form.fullmatch(small):
            years, months = int(found[1]), int(found[2])
            return float(12 * years + months) if months < 12 else None
    only = _ONLY_MONTHS.fullmatch(small)
    return float(only[1]) if only else None


def is_years(text: str) -> bool:
    """Whether this is an age in whole years: ``8 jaar``."""
    return _ONLY_YEARS.fullmatch(folded(text)) is not None


# Sex and grade.

SEXES: dict[str, Literal["m", "f"]] = {
    **dict.fromkeys(
        "m man mannelijk jongen jongens boy boys male garçon garcon homme masculin ♂".split(), "m"
    ),
    **dict.fromkeys(
        "f v vrouw vrouwelijk meisje meisjes girl girls female woman fille femme féminin ♀".split(), "f"
    ),
}
BOY = "j"  # of «jongen»: where it stands, m may be «meisje»
_GRADES = (
    re.compile(r"0?([1-9]|1[0-2])(?:[.,]0+)?", re.ASCII),
    re.compile(
        r"([1-9])(?:ste|de|e|è|º|°|st|nd|rd|th)?\.? ?(?:leerjaar|leerj|lj|jaar lager|grade)\.?", re.ASCII
    ),
    re.compile(r"(?:leerjaar|leerj\.?|lj\.?|l|grade) ?([1-9])(?:[.,]0+)?", re.ASCII),
    re.compile(r"([1-9])(?:ste|de|st|nd|rd|th)", re.ASCII),  # 3e may be the class 3E
)
_ORDINALS = dict(
    zip(
        "eerste tweede derde vierde vijfde zesde first second third fourth fifth sixth".split(),
        "123456" * 2,
        strict=True,
    )
)


def grade_in(text: str) -> str | None:
    """The number of a year of primary school: ``3``, ``3e leerjaar``, ``L3``, ``3.0``, ``derde leerjaar``.

    A class (``3A``), a kindergarten (``K3``) and a Dutch group are another thing: None.
    """
    small = folded(text)
    for form in _GRADES:
        if found := form.fullmatch(small):
            return found[1]
    first, _, rest = small.partition(" ")
    return _ORDINALS.get(first) if rest in ("leerjaar", "grade") else None


# Rows under a table that are no person.

_TOTALS = frozenset(
    "gemiddelde gemiddelden gemiddeld gem totaal totalen subtotaal eindtotaal som standaardafwijking "
    "standaarddeviatie stdev stdafw stafw mediaan modus minimum maximum variantie klasgemiddelde "
    "groepsgemiddelde average mean total totals subtotal sum median variance moyenne "
    "percentage % σ maxscore maximumscore".split()
)
_TOTAL = re.compile(
    "(?:gemiddelde|totaal|standaardafwijking|mediaan|average|mean|total|grand total)"
    r"(?:$| ?[(:=]| (?:klas|groep|van|per|n|of|class|aantal|score|scores)\b| [1-6]?[a-z]?$)"
)
_COUNTED = re.compile(r"(?:aantal|som|tot|gem|sd|number) \w+")
_FIGURE = re.compile(r"(?:n|aantal|som|tot|gem|sd|st\.?dev|max|min|med|m) ?[=:] ?-?[0-9]+(?:[.,][0-9]+)?")
_MAYBE = frozenset(
    "max min n sd aantal count tot som norm cesuur sleutel".split()
)  # some are the name of a person


def total(text: str) -> Literal["sure", "maybe"] | None:
    """Whether this is the label of a row of totals: surely, or only where others stand beside it.

    >>> total("Gemiddelde"), total("Totaal (n = 24):"), total("N=24"), total("Max"), total("Emma")
    ('sure', 'sure', 'sure', 'maybe', None)
    """
    small = folded(text).strip(" :.=")
    bare = small.replace(".", "").replace(" ", "")
    if bare in _TOTALS or _TOTAL.match(small) or _FIGURE.fullmatch(small):
        return "sure"
    return "maybe" if bare in _MAYBE or _COUNTED.fullmatch(small) else None


_BEGINS = frozenset(word[:3] for word in (*_TOTALS, *_MAYBE, "grand", "med")) | {"st."}
_MARKED = re.compile(r"\s*(?:[nm]|sd|st) ?[=:]|\s*st\b", re.IGNORECASE).match


def may_be_total(text: str) -> bool:
    """Whether :func:`total` is worth asking: a quick look for files of many rows."""
    return text.lstrip()[:3].lower().rstrip() in _BEGINS or _MARKED(text) is not None
