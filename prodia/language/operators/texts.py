"""Functions of text, and of dates by name. No patterns: a pattern can take for ever."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from prodia.language.columns import Array, np
from prodia.language.operators import calendar
from prodia.language.operators.row import Case, row

DATES = ("date", "date")
_DTYPE: dict[str, Any] = {"truth": bool, "text": object, "number": "float64"}


def _case(count: int, result: str, fn: Callable[..., Any], javascript: str) -> Case:
    """A function of ``count`` texts; over a column element by element."""

    def column(*args: Array) -> Array:
        made: Array = np.asarray(np.frompyfunc(fn, count, 1)(*args), dtype=_DTYPE[result])
        return made

    return Case(("text",) * count, result, fn, column, javascript)


ROWS = (
    row(
        """
        string length | call 90 | 1..1 | none
        de lengte van {0}
        the length of {0}
        Het aantal tekens (Unicode-codepunten).
        The number of characters (Unicode code points).
        string length("横綱")""",
        _case(1, "number", lambda text: float(len(text)), "s=>Array.from(s).length"),
    ),
    row(
        """
        contains | call 90 | 2..2 | none
        {0} bevat {1}
        {0} contains {1}
        Of de tweede tekst in de eerste voorkomt.
        Whether the second text occurs in the first.
        contains("foobar", "bar")""",
        _case(2, "truth", operator.contains, "(a,b)=>a.includes(b)"),
    ),
    row(
        """
        starts with | call 90 | 2..2 | none
        {0} begint met {1}
        {0} starts with {1}
        Of de eerste tekst met de tweede begint.
        Whether the first text starts with the second.
        starts with("foobar", "foo")""",
        _case(2, "truth", str.startswith, "(a,b)=>a.startsWith(b)"),
    ),
    row(
        """
        ends with | call 90 | 2..2 | none
        {0} eindigt op {1}
        {0} ends with {1}
        Of de eerste tekst op de tweede eindigt.
        Whether the first text ends with the second.
        ends with("foobar", "bar")""",
        _case(2, "truth", str.endswith, "(a,b)=>a.endsWith(b)"),
    ),
    row(
        """
        upper case | call 90 | 1..1 | none
        {0} in hoofdletters
        {0} in capitals
        In hoofdletters.
        In capitals.
        upper case("abc")""",
        _case(1, "text", str.upper, "s=>s.toUpperCase()"),
    ),
    row(
        """
        lower case | call 90 | 1..1 | none
        {0} in kleine letters
        {0} in small letters
        In kleine letters.
        In small letters.
        lower case("ABC")""",
        _case(1, "text", str.lower, "s=>s.toLowerCase()"),
    ),
    row(
        """
        age at | call 90 | 2..2 | none
        de leeftijd op {1} van wie geboren is op {0}
        the age on {1} of someone born on {0}
        Volle jaren, van kalenderdatums. Geboren op 29 februari: in een gewoon jaar bereikt op 1 maart.
        Completed years, from calendar dates. Born on 29 February: reached on 1 March in a common year.
        age at(date("2012-02-29"), date("2026-02-28"))""",
        Case(
            DATES,
            "number",
            calendar.age_at,
            lambda birth, on: (calendar.years_column(birth, on), on < birth),
            "(a,b)=>b.v<a.v?null:Math.trunc(monthsBetween(a.v,b.v)/12)",
        ),
    ),
    row(
        """
        months between | call 90 | 2..2 | none
        het aantal volle maanden van {0} tot {1}
        the completed months from {0} to {1}
        Volle kalendermaanden; negatief als de tweede datum eerst komt.
        Completed calendar months; negative when the second date comes first.
        months between(date("2026-01-31"), date("2026-02-28"))""",
        Case(
            DATES, "number", calendar.months_between, calendar.months_column, "(a,b)=>monthsBetween(a.v,b.v)"
        ),
    ),
    row(
        """
        years between | call 90 | 2..2 | none
        het aantal volle jaren van {0} tot {1}
        the completed years from {0} to {1}
        Volle kalenderjaren; negatief als de tweede datum eerst komt.
        Completed calendar years; negative when the second date comes first.
        years between(date("2020-09-01"), date("2026-08-31"))""",
        Case(
            DATES,
            "number",
            calendar.years_between,
            calendar.years_column,
            "(a,b)=>Math.trunc(monthsBetween(a.v,b.v)/12)",
        ),
    ),
    row(
        """
        days between | call 90 | 2..2 | none
        het aantal dagen van {0} tot {1}
        the days from {0} to {1}
        Kalenderdagen; negatief als de tweede datum eerst komt.
        Calendar days; negative when the second date comes first.
        days between(date("2024-02-28"), date("2024-03-01"))""",
        Case(
            DATES,
            "number",
            lambda start, end: float(end.toordinal() - start.toordinal()),
            lambda start, end: end - start,
            "(a,b)=>b.v-a.v",
        ),
    ),
)
