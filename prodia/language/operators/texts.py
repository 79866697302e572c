"""Functions of text, and of dates by name. No patterns: a pattern can take for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prodia.language.columns import Array, np
from prodia.language.operators import calendar
from prodia.language.operators.row import Case, Row, row


def _each(fn: Callable[..., Any], dtype: Any) -> Callable[..., Array]:
    """A Python function over object arrays, element by element."""

    def column(*args: Array) -> Array:
        made: Array = np.asarray(np.frompyfunc(fn, len(args), 1)(*args), dtype=dtype)
        return made

    return column


def _length(text: str) -> float:
    return float(len(text))


def _contains(text: str, part: str) -> bool:
    return part in text


def _starts(text: str, part: str) -> bool:
    return text.startswith(part)


def _ends(text: str, part: str) -> bool:
    return text.endswith(part)


def _test(key: str, fn: Callable[[str, str], bool], javascript: str, told: str) -> Row:
    case = Case(("text", "text"), "truth", fn, _each(fn, bool), javascript)
    return row(f"{key} | call 90 | 2..2 | none", told, case)


def _letters(key: str, fn: Callable[[str], str], javascript: str, told: str) -> Row:
    case = Case(("text",), "text", fn, _each(fn, object), javascript)
    return row(f"{key} | call 90 | 1..1 | none", told, case)


def _dates(key: str, fn: Callable[..., float], column: Callable[..., Any], javascript: str, told: str) -> Row:
    return row(
        f"{key} | call 90 | 2..2 | none", told, Case(("date", "date"), "number", fn, column, javascript)
    )


ROWS = (
    row(
        "string length | call 90 | 1..1 | none",
        """
        de lengte van {0}
        the length of {0}
        Het aantal tekens (Unicode-codepunten).
        The number of characters (Unicode code points).
        string length("横綱")""",
        Case(("text",), "number", _length, _each(len, "float64"), "s=>Array.from(s).length"),
    ),
    _test(
        "contains",
        _contains,
        "(a,b)=>a.includes(b)",
        """
        {0} bevat {1}
        {0} contains {1}
        Of de tweede tekst in de eerste voorkomt.
        Whether the second text occurs in the first.
        contains("foobar", "bar")""",
    ),
    _test(
        "starts with",
        _starts,
        "(a,b)=>a.startsWith(b)",
        """
        {0} begint met {1}
        {0} starts with {1}
        Of de eerste tekst met de tweede begint.
        Whether the first text starts with the second.
        starts with("foobar", "foo")""",
    ),
    _test(
        "ends with",
        _ends,
        "(a,b)=>a.endsWith(b)",
        """
        {0} eindigt op {1}
        {0} ends with {1}
        Of de eerste tekst op de tweede eindigt.
        Whether the first text ends with the second.
        ends with("foobar", "bar")""",
    ),
    _letters(
        "upper case",
        str.upper,
        "s=>s.toUpperCase()",
        """
        {0} in hoofdletters
        {0} in capitals
        In hoofdletters.
        In capitals.
        upper case("abc")""",
    ),
    _letters(
        "lower case",
        str.lower,
        "s=>s.toLowerCase()",
        """
        {0} in kleine letters
        {0} in small letters
        In kleine letters.
        In small letters.
        lower case("ABC")""",
    ),
    _dates(
        "age at",
        calendar.age_at,
        calendar._age_column,
        "(a,b)=>b.v<a.v?null:Math.trunc(monthsBetween(a.v,b.v)/12)",
        """
        de leeftijd op {1} van wie geboren is op {0}
        the age on {1} of someone born on {0}
        Volle jaren, van kalenderdatums. Geboren op 29 februari: in een gewoon jaar bereikt op 1 maart.
        Completed years, from calendar dates. Born on 29 February: reached on 1 March in a common year.
        age at(date("2012-02-29"), date("2026-02-28"))""",
    ),
    _dates(
        "months between",
        calendar.months_between,
        calendar._months_column,
        "(a,b)=>monthsBetween(a.v,b.v)",
        """
        het aantal volle maanden van {0} tot {1}
        the completed months from {0} to {1}
        Volle kalendermaanden; negatief als de tweede datum eerst komt.
        Completed calendar months; negative when the second date comes first.
        months between(date("2026-01-31"), date("2026-02-28"))""",
    ),
    _dates(
        "years between",
        calendar.years_between,
        calendar._years_column,
        "(a,b)=>Math.trunc(monthsBetween(a.v,b.v)/12)",
        """
        het aantal volle jaren van {0} tot {1}
        the completed years from {0} to {1}
        Volle kalenderjaren; negatief als de tweede datum eerst komt.
        Completed calendar years; negative when the second date comes first.
        years between(date("2020-09-01"), date("2026-08-31"))""",
    ),
    _dates(
        "days between",
        calendar.days_between,
        calendar._days_column,
        "(a,b)=>b.v-a.v",
        """
        het aantal dagen van {0} tot {1}
        the days from {0} to {1}
        Kalenderdagen; negatief als de tweede datum eerst komt.
        Calendar days; negative when the second date comes first.
        days between(date("2024-02-28"), date("2024-03-01"))""",
    ),
)
