"""Raw scores: keyed answers added up, with a stated rule for the empty ones.

Answers are keyed by item id, never by position. Every sum needs a :class:`MissingRule`; there
is no default. The result says how many items were answered and how it was made.

>>> keys = {"a": Key(0, 2), "b": Key(0, 2, reverse=True)}
>>> add({"a": 1, "b": 0}, keys, MissingRule("refuse")).value
3.0
"""

# How to think about it: first each answer becomes points (reverse or recode, then weight), then
# one rule of `missing.RULES` makes a score of sum, count and k. Points are added in the order of the item
# ids, so that neither the order of the answers nor that of the keys can change the last bit, and
# `add_columns` does the same additions in the same order. Change the two together.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prodia.problems import Problem
from prodia.problems.scores import ANSWER_OUTSIDE, TOO_MANY_EMPTY
from prodia.scoring.missing import MissingRule, scored
from prodia.scoring.normal import N
from prodia.scoring.rounding import Rounding

if TYPE_CHECKING:
    from prodia.scoring.normal import BoolArray, FloatArray

__all__ = [
    "Answers",
    "Count",
    "Key",
    "MissingRule",
    "RawColumns",
    "RawScore",
    "add",
    "add_columns",
    "count",
    "keyed",
    "pomp",
    "reverse",
]

Answers = Mapping[str, "float | None"]


@dataclass(frozen=True, slots=True)
class Key:
    """How one item counts: its answer scale ``lowest..highest``, reversed or not, recoded, weighted.

    With ``recode`` the pairs (answer, points) are the answer scale, and lowest..highest are those of
    the points; ``reverse`` then turns the points. Raises ``ValueError`` when the scale has no length.
    """

    lowest: float
    highest: float
    reverse: bool = False
    recode: tuple[tuple[float, float], ...] = ()
    weight: float = 1.0

    def __post_init__(self) -> None:
        if not self.lowest < self.highest:
            raise ValueError("an answer scale runs from low to high")
        if any(not self.lowest <= points <= self.highest for _, points in self.recode):
            raise ValueError("recoded points lie between the lowest and the highest")

    @property
    def scale(self) -> str:
        """The answer scale in words, for a message."""
        if self.recode:
            return ", ".join(f"{answer:g}" for answer, _ in self.recode)
        return f"{self.lowest:g}..{self.highest:g}"

    def points(self, answer: float) -> float | None:
        """Points for one answer, before weighting; None when it is not on the answer scale."""
        found = dict(self.recode).get(answer) if self.recode else answer
        if found is None or not self.lowest <= found <= self.highest:
            return None
        return float(reverse(found, self.lowest, self.highest) if self.reverse else found)


def reverse(x: N, lowest: float, highest: float) -> N:
    """Reverse keying: lowest + highest - x, on a number or an array."""
    return lowest + highest - x


def pomp(mean: N, lowest: float, highest: float) -> N:
    """Percent of maximum possible: 100 * (mean - lowest) / (highest - lowest), 0 to 100.

    Source: Cohen, Cohen, Aiken and West (1999).
    """
    return 100 * (mean - lowest) / (highest - lowest)


@dataclass(frozen=True, slots=True)
class RawScore:
    """A raw score that remembers how it was made.

    ``value`` is None with a ``reason`` when there is no score; ``unrounded`` is what was rounded.
    ``answered`` + ``missing`` = ``items``; ``method`` is the name of the missing rule.
    """

    value: float | None
    unrounded: float | None
    items: int
    answered: int
    missing: int
    method: str
    rounding: Rounding
    reason: Problem | None = None


@dataclass(frozen=True, slots=True)
class RawColumns:
    """The same for a million people: arrays of one length, NaN in ``value`` where there is no score.

    ``reason`` per person is "" or the code of the reason.
    """

    value: FloatArray
    unrounded: FloatArray
    items: int
    answered: FloatArray
    method: str
    rounding: Rounding
    reason: tuple[str, ...]


def keyed(answers: Answers, keys: Mapping[str, Key]) -> dict[str, float | None] | Problem:
    """Weighted points per item id, None where empty; a problem naming the first item off its scale.

    Answers to items without a key are of another scale and are left alone.
    """
    points: dict[str, float | None] = {}
    for item in sorted(keys):
        answer = answers.get(item)
        if answer is None or answer != answer:
            points[item] = None
            continue
        found = keys[item].points(answer)
        if found is None:
            return Problem(ANSWER_OUTSIDE, None, item=item, scale=keys[item].scale)
        points[item] = keys[item].weight * found
    return points


def add(answers: Answers, keys: Mapping[str, Key], rule: MissingRule) -> RawScore:
    """The score of one person: keyed, weighted, added, with ``rule`` for the empty items.

    A weighted scale is prorated over items, not over weights, as the published rules do.
    Raises ``ValueError`` when there are no keys. An answer off its scale gives no score.
    """
    if not keys:
        raise ValueError("a scale has at least one item")
    points = keyed(answers, keys)
    if isinstance(points, Problem):
        given = sum(1 for item in keys if answers.get(item) is not None)
        return RawScore(
            None, None, len(keys), given, len(keys) - given, rule.name, rule.rounding, reason=points
        )
    total, answered = 0.0, 0
    for value in points.values():
        if value is not None:
            total, answered = total + value, answered + 1
    return of_sum(total, answered, len(keys), rule)


def of_sum(total: float, answered: int, items: int, rule: MissingRule) -> RawScore:
    """The score when only the sum of the answered items and their number are known.

    Raises ``ValueError`` when more are answered than there are.
    """
    if not 0 <= answered <= items:
        raise ValueError("no more items are answered than there are")
    missing = items - answered
    if not rule.allows(answered, items):
        why = Problem(TOO_MANY_EMPTY, None, rule=rule.name, items=items, least=rule.least(items))
        return RawScore(None, None, items, answered, missing, rule.name, rule.rounding, why)
    unrounded, value = scored(rule.name, total, float(answered), items)
    return RawScore(value, unrounded, items, answered, missing, rule.name, rule.rounding)


def add_columns(columns: Mapping[str, FloatArray], keys: Mapping[str, Key], rule: MissingRule) -> RawColumns:
    """The scores of many people: arrays of one length by item id, NaN for an empty answer.

    Row by row what :func:`add` gives, bit for bit. An item without a column is empty for everyone.
    Raises ``ValueError`` when there are no keys, or no column to tell how many people there are.
    """
    import numpy as np

    if not keys or not columns:
        raise ValueError("a scale has at least one item, and a table at least one column")
    rows = len(next(iter(columns.values())))
    total, answered = np.zeros(rows), np.zeros(rows)
    outside = np.zeros(rows, dtype=bool)
    for item in sorted(keys):
        if item not in columns:
            continue
        column = np.asarray(columns[item], dtype=float)
        points, known = _column_points(column, keys[item])
        given = ~np.isnan(column)
        outside |= given & ~known
        total = np.where(given & known, total + keys[item].weight * points, total)
        answered += given
    allowed = np.isin(answered, [n for n in range(len(keys) + 1) if rule.allows(n, len(keys))])
    unrounded, value = scored(rule.name, total, np.where(allowed, answered, np.nan), len(keys))
    blank = outside | ~allowed
    codes = np.where(outside, ANSWER_OUTSIDE.full_code, np.where(allowed, "", TOO_MANY_EMPTY.full_code))
    return RawColumns(
        np.where(blank, np.nan, value),
        np.where(blank, np.nan, unrounded),
        len(keys),
        answered,
        rule.name,
        rule.rounding,
        tuple(codes.tolist()),
    )


def _column_points(column: FloatArray, key: Key) -> tuple[FloatArray, BoolArray]:
    """Points before weighting, and where the answer is on its scale."""
    import numpy as np

    found = column
    if key.recode:
        found = np.full(len(column), np.nan)
        for answer, points in key.recode:
            found = np.where(column == answer, points, found)
    known = (found >= key.lowest) & (found <= key.highest)
    return (reverse(found, key.lowest, key.highest) if key.reverse else found), known


@dataclass(frozen=True, slots=True)
class Count:
    """How many items met a condition: ``met`` for sure, ``possible`` with every empty one as well."""

    met: int
    possible: int
    items: int

    def at_least(self, n: int) -> bool | None:
        """Whether at least ``n`` met it; None while empty items could still decide that."""
        if self.met >= n:
            return True
        return False if self.possible < n else None


def count(points: Mapping[str, float | None], *, least: float | Mapping[str, float]) -> Count:
    """How many items have at least ``least`` points (one number, or one per item id).

    Empty items are counted as possible, never as met or not met. Raises ``KeyError`` for an item
    without its own ``least``.
    """
    met = empty = 0
    for item, value in points.items():
        wanted = least[item] if isinstance(least, Mapping) else least
        met += value is not None and value >= wanted
        empty += value is None
    return Count(met, met + empty, len(points))
