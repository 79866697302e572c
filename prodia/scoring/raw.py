"""Raw scores: keyed answers added up, with a stated rule for the empty ones.

Answers are keyed by item id, never by position. Every sum needs a :class:`MissingRule`; there
is no default. The result says how many items were answered and how it was made.

>>> keys = {"a": Key(0, 2), "b": Key(0, 2, reverse=True)}
>>> add({"a": 1, "b": 0}, keys, MissingRule("refuse")).value
3.0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from prodia.language import Type, nine
from prodia.language.arrays import np
from prodia.model.attainable import points, weight
from prodia.model.instrument import How, Instrument, Item, Scale
from prodia.problems import Problem
from prodia.problems.scores import ANSWER_OUTSIDE, TOO_MANY_EMPTY
from prodia.scoring.missing import MissingRule, scored
from prodia.scoring.normal import BoolArray, FloatArray, IntArray, N, Rounding

# How to think about it: first each answer becomes points (reverse or recode, then weight), then
# one rule of `missing.RULES` makes a score of sum, count and k. Points are added in the order of the item
# ids, so that neither the order of the answers nor that of the keys can change the last bit, and
# `add_columns` does the same additions in the same order. Change the two together.


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


# What `RawColumns.reason` counts: no reason, then the codes.
REASONS = ("", TOO_MANY_EMPTY.full_code, ANSWER_OUTSIDE.full_code)
BLOCK = 1 << 14  # rows at a time, so that what is worked on stays in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class RawColumns:
    """The same for a million people: arrays of one length, NaN in ``value`` where there is no score.

    ``answered`` are whole numbers; ``reason`` is a place in :data:`REASONS`, 0 for a score.
    """

    value: FloatArray
    unrounded: FloatArray
    items: int
    answered: IntArray
    method: str
    rounding: Rounding
    reason: IntArray


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
        given = sum(1 for item in keys if (a := answers.get(item)) is not None and a == a)
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
    if not keys or not columns:
        raise ValueError("a scale has at least one item, and a table at least one column")
    rows = len(next(iter(columns.values())))
    parts = [(np.asarray(columns[i], dtype=float), keys[i]) for i in sorted(keys) if i in columns]
    allowed = np.array([rule.allows(n, len(keys)) for n in range(len(keys) + 1)])
    value, unrounded = np.empty(rows), np.empty(rows)
    answered, reason = np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.int64)
    for begin in range(0, rows, BLOCK):
        here = slice(begin, begin + BLOCK)
        total, outside = _block_sum([(column[here], key) for column, key in parts], answered[here])
        enough = allowed[answered[here]]
        counted = np.where(enough, answered[here], np.nan)
        found = scored(rule.name, total, counted, len(keys))
        unrounded[here], value[here] = (np.where(enough & ~outside, x, np.nan) for x in found)
        reason[here] = np.where(outside, 2, np.where(enough, 0, 1))
    return RawColumns(value, unrounded, len(keys), answered, rule.name, rule.rounding, reason)


def _block_sum(parts: list[tuple[FloatArray, Key]], answered: IntArray) -> tuple[FloatArray, BoolArray]:
    """The weighted points of some rows, and which have an answer off its scale; counts into ``answered``."""
    total, known_ones = np.zeros(len(answered)), np.zeros(len(answered), dtype=np.int64)
    for column, key in parts:
        points, known = _column_points(column, key)
        total += np.where(known, points if key.weight == 1 else key.weight * points, 0.0)
        known_ones += known
        answered += column == column
    return total, answered > known_ones


def _column_points(column: FloatArray, key: Key) -> tuple[FloatArray, BoolArray]:
    """Points before weighting, and where the answer is on its scale."""
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


# The items of one scale folded to two numbers, how many were answered and their total, and then to a score.

# How to think about it: `steps` holds for each item what an answer adds. Points are added in the order of the
# item ids, as `raw.add` does. A measured item (a type instead of answers) adds its own value.


@dataclass(frozen=True, slots=True, eq=False)
class Fold:
    """One scale of items, ready to score. ``steps``: item id to what each answer adds; an item that is
    measured stands in ``measured`` with its type and weight. ``lowest``/``highest`` are of a mean."""

    scale: str
    how: How
    rule: MissingRule
    steps: Mapping[str, Mapping[float, float]]
    measured: Mapping[str, tuple[Type, float]]
    lowest: float
    highest: float
    items: tuple[str, ...]
    pairs: tuple[tuple[str, Mapping[float, float]], ...]

    def of(self, answers: Answers) -> tuple[int, float] | Problem:
        """How many items are answered, and their total; or the first item off its answer scale."""
        total, answered, highest = 0.0, 0, self.how == "highest"
        get, measured = answers.get, self.measured
        for item, steps in self.pairs:
            answer = get(item)
            step = steps.get(answer)  # type: ignore[arg-type]
            if step is None or answer is True or answer is False:  # which Python takes for 1 and 0
                if answer is None or answer != answer:
                    continue
                step = self.step(item, answer) if item in measured else None
            if step is None:
                return Problem(ANSWER_OUTSIDE, None, item=item, scale=self.words(item))
            total = (step if not answered else max(total, step)) if highest else total + step
            answered += 1
        return answered, total

    def step(self, item: str, answer: float) -> float | None:
        """What an answer adds; None off the answer scale."""
        if type(answer) is bool:  # which Python would take for 0 or 1
            return None
        if item in self.steps:
            return self.steps[item].get(answer)
        kind, times = self.measured[item]
        return times * answer if kind.admits(answer) else None

    def words(self, item: str) -> str:
        """The answer scale of an item, for a message."""
        if item in self.steps:
            answers = sorted(self.steps[item])
            run = all(b - a == 1 for a, b in pairwise(answers))
            return f"{answers[0]:g}..{answers[-1]:g}" if run else ", ".join(f"{a:g}" for a in answers)
        return self.measured[item][0].show()

    def refused(self, answered: int, why: Problem) -> RawScore:
        """No score, because an answer is off its scale."""
        k = len(self.items)
        return RawScore(None, None, k, answered, k - answered, self.rule.name, self.rule.rounding, why)

    def score(self, answered: int, total: float) -> RawScore:
        """What the missing rule makes of the two numbers, in the unit of the scale, to nine decimals."""
        found = of_sum(total, answered, len(self.items), self.rule)
        if found.value is None:
            return found
        value = found.value
        # the rules that average have done so; under `refuse` the total still is a sum
        if self.how in ("mean", "pomp") and self.rule.name == "refuse":
            value = value / len(self.items)
        if self.how == "pomp":
            value = pomp(value, self.lowest, self.highest)
        unrounded = found.unrounded if self.rule.rounding != "none" else value
        return RawScore(
            nine(value), unrounded, found.items, found.answered, found.missing, found.method, found.rounding
        )


def fold_of(instrument: Instrument, id: str) -> Fold:
    """The fold of a scale that has items. The definition is known to have no faults."""
    scale, every = instrument.scales[id], instrument.every_item
    assert scale.score is not None and scale.missing is not None
    items = tuple(sorted(scale.item_ids))
    turned = instrument.reversed_items
    steps = {i: _steps(scale, i, every[i], i in turned) for i in items if every[i].answers}
    types = ((i, every[i].type) for i in items)
    measured = {i: (type, weight(scale, i)) for i, type in types if type is not None}
    both = [(min(points(every[i], False).values()), max(points(every[i], False).values())) for i in steps]
    lowest = sum(low for low, _ in both) / max(1, len(both))
    highest = sum(high for _, high in both) / max(1, len(both))
    rule = MissingRule(
        scale.missing.rule,
        least_answered=scale.missing.least_answered,
        most_missing=scale.missing.most_missing,
        most_fraction=scale.missing.most_fraction,
    )
    pairs = tuple((i, steps.get(i, {})) for i in items)
    return Fold(id, scale.score, rule, steps, measured, lowest, highest, items, pairs)


def _steps(scale: Scale, id: str, item: Item, turned: bool) -> dict[float, float]:
    counted = points(item, turned)
    if scale.score == "count":
        return {a: 1.0 if p >= (scale.at_least or 0.0) else 0.0 for a, p in counted.items()}
    return {a: weight(scale, id) * p + 0.0 for a, p in counted.items()}
