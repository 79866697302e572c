"""Types: what a value may be, and the type an author wrote, from its text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import Literal

from prodia.errors import ExpressionError
from prodia.frozen import dataclass
from prodia.language.columns import Array, np
from prodia.language.syntax.tree import show_number
from prodia.language.values import Duration, Value, named, plain
from prodia.problems import language as kinds
from prodia.words import LANGS, Words
from prodia.words.labels import LABELS
from prodia.words.lists import nearest
from prodia.words.numbers import both, said_as

# A range is written as in the language: `0..100` has both ends, `[0..100)` not its
# upper one, `0..` no upper one at all. A percentile is 0..100 and a count 0.. unless
# the author says otherwise.


Kind = Literal["number", "truth", "text", "date", "duration", "choice", "verdict", "null"]

VERDICTS = ("met", "not met", "judgement", "not assessable")
NUMBER_UNITS = tuple("percentile weeks months years days minutes count raw score z t".split())
_ABOVE, _FROM = Words("boven {n}", "above {n}"), Words("van {n}", "from {n}")
_BELOW = Words("tot {n} (niet meegerekend)", "to {n} (not included)")
_TO = Words("tot en met {n}", "up to and including {n}")
_MEAN_SD = Words("{what} (mean {mean}, sd {sd})", "{what} (mean {mean}, sd {sd})")


@dataclass(frozen=True, slots=True)
class Type:
    """Kind, unit and range of a value.

    ``kind`` is number, truth, text, date, duration, choice, verdict (or null, of the constant);
    ``unit`` names a number's unit, or ``months``/``days`` of a duration; ``low``/``high`` are the
    bounds (None: none), ``low_open``/``high_open`` say that the bound itself is left out; ``mean`` and
    ``sd`` belong to a standard score; ``options`` are the texts a choice or verdict can have. ``full``: of a
    number only the full ones are counted, as of an age in completed months.
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
    full: bool = False

    @property
    def whole(self) -> bool:
        """Only whole numbers: counts, durations, and what is counted in full."""
        return self.full or self.unit == "count" or self.kind == "duration"

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

    def range_words(self) -> Words:
        """``van 0 tot en met 100``, ``from 0 up to and including 100``: for a message."""
        said: list[Words] = []
        if self.low is not None:
            said.append((_ABOVE if self.low_open else _FROM).filled(n=both(self.low, None)))
        if self.high is not None:
            said.append((_BELOW if self.high_open else _TO).filled(n=both(self.high, None)))
        return Words(*(" ".join(part[lang] for part in said) for lang in LANGS))

    def words(self) -> Words:
        """``een percentiel``, ``a percentile``: for a message."""
        if self.kind == "number" and self.unit:
            base = LABELS["unit"][self.unit]
            if self.unit == "score":
                mean, sd = both(self.mean or 0.0, None), both(self.sd or 1.0, None)
                return _MEAN_SD.filled(what=base, mean=mean, sd=sd)
            return base
        return LABELS["type"][self.runtime if self.kind == "duration" else self.kind]

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


def in_range(type: Type, x: Array) -> Array:
    """:meth:`Type.admits` of each of many numbers, or amounts of durations."""
    found: Array = np.isfinite(x)
    if type.low is not None:
        found &= (x > type.low) if type.low_open else (x >= type.low)
    if type.high is not None:
        found &= (x < type.high) if type.high_open else (x <= type.high)
    if type.whole:
        found &= np.floor(x) == x
    return found


NUMBER, TRUTH, TEXT, DATE, NULL = Type("number"), Type("truth"), Type("text"), Type("date"), Type("null")
MONTHS, DAYS = Type("duration", "months"), Type("duration", "days")
BY_RUNTIME = {type.runtime: type for type in (NUMBER, TRUTH, TEXT, DATE, MONTHS, DAYS, NULL)}


# The type an author wrote, from its text.

SPELLINGS = (*NUMBER_UNITS, "number", "truth", "text", "date", "duration", "verdict", "choice")
_SCALES: dict[str, tuple[float, float]] = {"z": (0.0, 1.0), "t": (50.0, 10.0)}
_N = r"-?[0-9]{1,15}(?:\.[0-9]{1,9})?"
_RANGE = re.compile(rf"([\[(\]])?\s*({_N})?\s*\.\.\s*({_N})?\s*([\])\[])?", re.ASCII)
_SCORE = re.compile(rf"mean\s+({_N})\s+sd\s+({_N})\s*(.*)", re.ASCII | re.DOTALL)


def parse_type(text: str) -> Type:
    """The type an author wrote. Raises :class:`ExpressionError`.

    >>> parse_type("score mean 100 sd 15").sd, parse_type("percentile").range()
    (15.0, '0..100')
    """
    if len(text) > 4000:
        raise _refused(text[:100], 0, 100, Words("maak het korter.", "make it shorter."))
    word, _, rest = text.strip().partition(" ")
    rest, start, size = rest.strip(), text.find(word), len(text)
    if word in ("truth", "text", "date", "verdict"):
        if rest:
            hint = Words(f"schrijf alleen «{word}».", f"write «{word}» alone.")
            raise _refused(text, text.rfind(rest), size, hint)
        return Type("verdict", options=VERDICTS) if word == "verdict" else BY_RUNTIME[word]
    if word == "choice":
        return _choice(text, rest)
    if word == "duration":
        unit, _, rest = rest.partition(" ")
        if unit not in ("months", "days"):
            two = "«duration months»", "«duration days»"
            raise _refused(
                text, start, size, Words(f"schrijf {' of '.join(two)}.", f"write {' or '.join(two)}.")
            )
        return _ranged(text, rest.strip(), Type("duration", unit))
    if word == "score":
        found = _SCORE.fullmatch(rest)
        if not found or float(found[2]) <= 0:
            example = "«score mean 100 sd 15»"
            hint = Words(f"schrijf bijvoorbeeld {example}.", f"write for instance {example}.")
            raise _refused(text, start, size, hint)
        base = Type("number", "score", mean=float(found[1]), sd=float(found[2]))
        return _ranged(text, found[3].strip(), base)
    if word in NUMBER_UNITS:
        mean, sd = _SCALES.get(word, (None, None))
        low = 0.0 if word in ("percentile", "count") else None
        high = 100.0 if word == "percentile" else None
        return _ranged(text, rest, Type("number", word, low, high, mean=mean, sd=sd))
    if word == "number":
        return _ranged(text, rest, NUMBER)
    end, hint = max(0, start) + max(1, len(word)), nearest(word, SPELLINGS)
    if word[:1].isdigit() or word[:1] in "-.[(":
        right = f"{rest if rest in NUMBER_UNITS else 'count'} {word}"
        hint = Words(f"zet de soort eerst, zoals «{right}».", f"put the kind first, as «{right}».")
    raise ExpressionError(kinds.TYPE_TEXT, text, max(0, start), end, found=word[:40], hint=hint)


def _refused(text: str, start: int, end: int, hint: Words) -> ExpressionError:
    found = text.strip()[:60]
    return ExpressionError(kinds.TYPE_TEXT, text, max(0, start), end, found=found, hint=hint)


def _choice(text: str, rest: str) -> Type:
    options = tuple(" ".join(part.split()) for part in rest.split("|")) if rest else ()
    if not all(options) or len(set(options)) != len(options):
        hint = Words(
            "schrijf elke keuze één keer: «choice a | b».", "write each option once: «choice a | b»."
        )
        raise _refused(text, text.find("choice"), len(text), hint)
    return Type("choice", options=options)


def _ranged(text: str, rest: str, base: Type) -> Type:
    if not rest:
        return base
    found = _RANGE.fullmatch(rest)
    at = text.rfind(rest)
    if not found or bool(found[1]) != bool(found[4]):
        ends = [said_as(one) for one in re.split(r"\s*(?:-|–|\.{2,}|tot|to)\s*", rest, maxsplit=1)]
        right = (
            "..".join(one for one in ends if one is not None) if len(ends) == 2 and all(ends) else "0..100"
        )
        hint = Words(f"schrijf een bereik als «{right}».", f"write a range as «{right}».")
        raise _refused(text, at, len(text), hint)
    low = base.low if found[2] is None else float(found[2]) + 0.0
    high = base.high if found[3] is None else float(found[3]) + 0.0
    low_open = found[1] in ("(", "]") and found[2] is not None
    high_open = found[4] in (")", "[") and found[3] is not None
    if low is not None and high is not None and (low > high or (low == high and (low_open or high_open))):
        nl = "de ondergrens staat eerst, en het bereik is niet leeg."
        raise _refused(
            text, at, len(text), Words(nl, "the lower bound comes first, and the range is not empty.")
        )
    return replace(base, low=low, high=high, low_open=low_open, high_open=high_open)
