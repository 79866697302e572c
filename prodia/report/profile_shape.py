"""What a profile picture is drawn from: rows on one scale, intervals, cut-offs, whoever made the scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from prodia.report.picture import nice, steps
from prodia.report.picture_text import clean, finite
from prodia.scoring.scales import z_of_percentile

__all__ = ["CutOff", "Interval", "LinearScale", "PercentileScale", "Profile", "Row", "Scale"]

PERCENTILES = (1.0, 5.0, 10.0, 25.0, 50.0, 75.0, 90.0, 95.0, 99.0)


@dataclass(frozen=True, slots=True)
class LinearScale:
    """A scale with ``mean`` and ``sd``, drawn from ``low`` to ``high``: for instance T, 50, 10, 20, 80.

    Raises ``ValueError`` for a number that is not finite, sd not above 0, or low not below high.
    """

    name: str
    mean: float
    sd: float
    low: float
    high: float

    def __post_init__(self) -> None:
        finite(self.mean, self.sd, self.low, self.high, self.high - self.low)
        if not (self.sd > 0 and self.low < self.high):
            raise ValueError("a scale has an sd above 0 and is drawn from low to high")
        finite((self.high - self.low) / self.sd)

    def share(self, value: float) -> float:
        """Where the value lies, from 0 (low) to 1 (high); what lies further out stays at the edge."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)

    def ticks(self, most: int) -> tuple[float, ...]:
        """The mean and whole sds around it, or round numbers where fewer than two of those are drawn."""
        span = self.high - self.low
        found = steps(self.low, self.high, self.sd * nice(max(1.0, span / self.sd / most)), self.mean)
        return found if len(found) > 1 else steps(self.low, self.high, nice(span / most))


@dataclass(frozen=True, slots=True)
class PercentileScale:
    """Percentiles, drawn where they lie in a normal population, from ``low`` to ``high``.

    Raises ``ValueError`` unless 0 < low < high < 100.
    """

    name: str
    low: float = 0.5
    high: float = 99.5

    def __post_init__(self) -> None:
        if not 0 < self.low < self.high < 100:
            raise ValueError("percentiles are drawn from above 0 to below 100, low to high")

    @property
    def mean(self) -> float:
        return 50.0

    def share(self, value: float) -> float:
        """Where the percentile lies on z, from 0 (low) to 1 (high); further out stays at the edge."""
        low, high = z_of_percentile(self.low), z_of_percentile(self.high)
        return (z_of_percentile(min(max(value, self.low), self.high)) - low) / (high - low)

    def ticks(self, most: int) -> tuple[float, ...]:
        """The percentiles of a profile form that are drawn; ``most`` does not thin them out."""
        return tuple(p for p in PERCENTILES if self.low <= p <= self.high)


Scale: TypeAlias = LinearScale | PercentileScale


@dataclass(frozen=True, slots=True)
class Interval:
    """``low`` to ``high``, with its kind and its level in words: "observed score", "95%".

    Some kinds do not hold the score itself. Raises ``ValueError`` for bounds that are not finite, or low
    above high.
    """

    low: float
    high: float
    kind: str
    level: str

    def __post_init__(self) -> None:
        finite(self.low, self.high)
        if self.low > self.high:
            raise ValueError("an interval goes from low to high")

    @property
    def called(self) -> str:
        """Kind and level, as far as they are given."""
        return ", ".join(filter(None, (clean(self.kind), clean(self.level))))


@dataclass(frozen=True, slots=True)
class Row:
    """One score: a value, or none and the reason in words.

    ``mark`` says that the score is only known to be below ("<") or above (">") the value.
    Raises ``ValueError`` for a value and a reason, for neither, for an interval or a mark without a
    value, and for a value that is not finite.
    """

    id: str
    label: str
    value: float | None
    reason: str = ""
    interval: Interval | None = None
    mark: Literal["", "<", ">"] = ""

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.reason):
            raise ValueError("a row has a value, or the reason why there is none")
        if self.value is None and (self.interval or self.mark):
            raise ValueError("without a value there is no interval and no mark")
        if self.value is not None:
            finite(self.value)
        if self.mark not in ("", "<", ">"):
            raise ValueError("a mark is <, > or empty")


@dataclass(frozen=True, slots=True)
class CutOff:
    """A cut-off, met on its ``side``, the value itself included or not; for one ``row`` (id) or for all.

    Raises ``ValueError`` for a value that is not finite or another side.
    """

    value: float
    label: str
    side: Literal["low", "high"]
    inclusive: bool
    row: str | None = None

    def __post_init__(self) -> None:
        finite(self.value)
        if self.side not in ("low", "high"):
            raise ValueError("a cut-off is met low or high")

    @property
    def sign(self) -> str:
        return ("≥" if self.inclusive else ">") if self.side == "high" else ("≤" if self.inclusive else "<")

    def holds_for(self, row: Row) -> bool:
        return self.row in (None, row.id)

    def met_by(self, row: Row) -> bool | None:
        """None without a score, or where the mark of the row leaves it open."""
        if row.value is None:
            return None
        if row.mark:
            settled = row.value >= self.value if row.mark == ">" else row.value <= self.value
            return (row.mark == ">") == (self.side == "high") if settled else None
        beyond = row.value > self.value if self.side == "high" else row.value < self.value
        return beyond or (self.inclusive and row.value == self.value)


@dataclass(frozen=True, slots=True)
class Profile:
    """Scores on one scale, top to bottom.

    Raises ``ValueError`` without rows, for two rows of one id, for a cut-off of a row that is not there,
    and on a percentile scale for a number outside 0 to 100.
    """

    title: str
    scale: Scale
    rows: tuple[Row, ...]
    cutoffs: tuple[CutOff, ...] = ()

    def __post_init__(self) -> None:
        ids = {row.id for row in self.rows}
        if not self.rows or len(ids) < len(self.rows):
            raise ValueError("a profile has rows, each with an id of its own")
        if not {c.row for c in self.cutoffs} <= ids | {None}:
            raise ValueError("a cut-off names a row that is not in the profile")
        intervals = [row.interval for row in self.rows if row.interval]
        numbers = [row.value for row in self.rows if row.value is not None]
        numbers += [c.value for c in self.cutoffs] + [x for i in intervals for x in (i.low, i.high)]
        if isinstance(self.scale, PercentileScale) and not all(0 <= x <= 100 for x in numbers):
            raise ValueError("a percentile lies from 0 to 100")
