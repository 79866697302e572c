"""What a value is allowed to be: kind, unit, range, options. Room 1.

An author writes ``percentile 0..100``, ``weeks 0..104``, ``score mean 100 sd 15``,
``choice yes | no | unsure``, ``duration months``; :meth:`Type.show` writes it back.
"""

# A range is written as in the language: `0..100` has both ends, `[0..100)` not its
# upper one, `0..` no upper one at all. A percentile is 0..100 and a count 0.. unless
# the author says otherwise.

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from prodia.language.show import show_number
from prodia.language.values import Duration, Value, named, plain
from prodia.problems import Two

Kind = Literal["number", "truth", "text", "date", "duration", "choice", "verdict", "null"]

VERDICTS = ("met", "not met", "judgement", "not assessable")
NUMBER_UNITS = (
    "percentile",
    "weeks",
    "months",
    "years",
    "days",
    "minutes",
    "count",
    "raw",
    "score",
    "z",
    "t",
)
_WORDS: dict[str, Two] = {
    "number": Two("een getal", "a number"),
    "truth": Two("ja/nee", "yes/no"),
    "text": Two("een tekst", "a text"),
    "date": Two("een datum", "a date"),
    "months": Two("een duur in maanden", "a duration in months"),
    "days": Two("een duur in dagen", "a duration in days"),
    "choice": Two("een keuze", "a choice"),
    "verdict": Two("een oordeel", "a verdict"),
    "null": Two("niets (null)", "nothing (null)"),
}
_UNITS: dict[str, Two] = {
    "percentile": Two("een percentiel", "a percentile"),
    "weeks": Two("weken", "weeks"),
    "months": Two("maanden", "months"),
    "years": Two("jaren", "years"),
    "days": Two("dagen", "days"),
    "minutes": Two("minuten", "minutes"),
    "count": Two("een aantal", "a count"),
    "raw": Two("een ruwe score", "a raw score"),
    "score": Two("een standaardscore", "a standard score"),
    "z": Two("een z-score", "a z-score"),
    "t": Two("een T-score", "a T-score"),
}


@dataclass(frozen=True, slots=True)
class Type:
    """Kind, unit and range of a value.

    ``kind`` is number, truth, text, date, duration, choice, verdict (or null, of the constant);
    ``unit`` names a number's unit, or ``months``/``days`` of a duration; ``low``/``high`` are the
    bounds (None: none), ``low_open``/``high_open`` say that the bound itself is left out; ``mean`` and
    ``sd`` belong to a standard score; ``options`` are the texts a choice or verdict can have.
    """

    kind: Kind
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    low_open: bool = False
    high_open: bool = False
    mean: float | None = None
    sd: float | None = None
    options: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Only whole numbers: counts and durations."""
        return self.unit == "count" or self.kind == "duration"

    @property
    def runtime(self) -> str:
        """The kind of value as operators see it: number truth text date months days null."""
        if self.kind == "duration":
            return self.unit or "months"
        return "text" if self.kind in ("choice", "verdict") else self.kind

    @property
    def scale(self) -> tuple[str | None, float | None, float | None]:
        """What must be equal for two numbers to be compared: unit, mean and sd."""
        return (self.unit, self.mean, self.sd)

    def with_options(self, options: tuple[str, ...]) -> Type:
        """The same choice with these options."""
        return replace(self, options=options)

    def show(self) -> str:
        """As an author writes it: ``parse_type(t.show()) == t``."""
        if self.kind == "choice":
            return f"choice {' | '.join(self.options)}".strip()
        if self.kind != "number" and self.kind != "duration":
            return self.kind
        head = f"duration {self.unit}" if self.kind == "duration" else self.unit or "number"
        if self.unit == "score":
            head += f" mean {show_number(self.mean or 0.0)} sd {show_number(self.sd or 1.0)}"
        if self.low is None and self.high is None:
            return head
        return f"{head} {self.range()}"

    def range(self) -> str:
        """The range as text: ``0..100``, ``(0..100]``, ``0..``."""
        low = "" if self.low is None else show_number(self.low)
        high = "" if self.high is None else show_number(self.high)
        if self.low_open or self.high_open:
            return f"{'(' if self.low_open else '['}{low}..{high}{')' if self.high_open else ']'}"
        return f"{low}..{high}"

    def range_words(self) -> Two:
        """``van 0 tot en met 100``, ``from 0 up to and including 100``: for a message."""
        nl: list[str] = []
        en: list[str] = []
        if self.low is not None:
            low = show_number(self.low)
            nl.append(f"boven {low}" if self.low_open else f"van {low}")
            en.append(f"above {low}" if self.low_open else f"from {low}")
        if self.high is not None:
            high = show_number(self.high)
            nl.append(f"tot {high} (niet meegerekend)" if self.high_open else f"tot en met {high}")
            en.append(f"to {high} (not included)" if self.high_open else f"up to and including {high}")
        return Two(" ".join(nl), " ".join(en))

    def words(self) -> Two:
        """``een percentiel``, ``a percentile``: for a message."""
        if self.kind == "number" and self.unit:
            base = _UNITS[self.unit]
            if self.unit == "score":
                tail = f" (mean {show_number(self.mean or 0.0)}, sd {show_number(self.sd or 1.0)})"
                return Two(base.nl + tail, base.en + tail)
            return base
        return _WORDS[self.runtime if self.kind == "duration" else self.kind]

    def admits(self, value: Value) -> bool:
        """Whether ``value`` is of this type and in its range. A missing value always is."""
        value = plain(named(value))
        if value is None:
            return True
        if self.kind == "number":
            return isinstance(value, float) and self._within(value) and (not self.whole or value.is_integer())
        if self.kind == "duration":
            return isinstance(value, Duration) and value.kind == self.unit and self._within(value.amount)
        if self.kind == "truth":
            return isinstance(value, bool)
        if self.kind == "date":
            return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
        if self.kind == "null":
            return False
        return isinstance(value, str) and (not self.options or value in self.options)

    def _within(self, x: float) -> bool:
        if x != x or abs(x) == float("inf"):
            return False
        above = self.low is None or (x > self.low if self.low_open else x >= self.low)
        return above and (self.high is None or (x < self.high if self.high_open else x <= self.high))

    def accepts(self, other: Type) -> bool:
        """Whether a value of type ``other`` may be given a name of this type (ranges aside)."""
        if other.kind == "null":
            return True
        if self.kind in ("choice", "verdict"):
            known = other.kind == self.kind or (other.kind in ("choice", "text") and bool(other.options))
            return known and (not self.options or set(other.options) <= set(self.options))
        if self.kind == "text":
            return other.runtime == "text"
        if self.kind != other.kind:
            return False
        if self.kind == "duration":
            return self.unit == other.unit
        return self.unit is None or other.unit is None or self.scale == other.scale


NUMBER, TRUTH, TEXT, DATE, NULL = Type("number"), Type("truth"), Type("text"), Type("date"), Type("null")
MONTHS, DAYS = Type("duration", "months"), Type("duration", "days")
BY_RUNTIME = {
    "number": NUMBER,
    "truth": TRUTH,
    "text": TEXT,
    "date": DATE,
    "months": MONTHS,
    "days": DAYS,
    "null": NULL,
}
