"""Raw scores: the items of one scale, keyed, added up and settled by its rule for the empty ones.

Every scale of items comes to two numbers, how many items are answered and their total; what the missing
rule makes of those is the raw score. Answers are keyed by item id, never by position.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from numbers import Real

from prodia.frozen import dataclass
from prodia.language import Type, nine
from prodia.language.values import double
from prodia.model.instrument import How, Instrument, Item, MissingAnswers, RuleName, Scale, points, weights_of
from prodia.problems import Problem
from prodia.problems.scores import ANSWER_OUTSIDE, TOO_MANY_EMPTY
from prodia.scoring.normal import N, Rounding, rounded

# How to think about it: `steps` holds for each item what an answer adds (reversed, recoded, weighted or
# counted already). Points are added in the order of the item ids, so that neither the order of the answers
# nor that of the items can change the last bit. A measured item (a type instead of answers) adds its own
# value. That two numbers settle a score is what lets one person and a million share it (many.py).
#
# Four different published rules are all called "prorate", so the name alone must settle formula
# and rounding; only how many may be empty is for the definition. What is left out on purpose: a
# sum of whatever was answered, and a mean times k without a lower limit.


ROUNDING: dict[RuleName, Rounding] = {"prorate_half_up": "half up", "rounded_person_mean": "half even"}
"""The rounding that belongs to the name of a rule; of the mean in ``rounded_person_mean``."""


def least(rule: MissingAnswers, items: int) -> int:
    """How many of ``items`` must be answered: at least 1, but 0 is fine where empty counts as 0."""
    if rule.rule == "refuse":
        return items
    if rule.rule == "half_rule":
        return max(1, math.ceil(items / 2))
    if rule.rule == "zero_if_at_most_m":
        return max(0, items - (rule.most_missing or 0))
    if rule.least_answered is not None:
        return max(1, rule.least_answered)
    if rule.most_missing is not None:
        return max(1, items - rule.most_missing)
    part = rule.most_fraction or 0.0
    return next(n for n in range(1, items + 2) if n > items or (items - n) / items <= part)


def scored(name: RuleName, total: N, answered: N, items: int) -> tuple[N, N]:
    """The formula alone: (unrounded, value) of a sum of ``answered`` items, on numbers or arrays.

    Whether so many may be empty is not asked here. A value that the rule rounds is rounded once.
    """
    if name in ("refuse", "zero_if_at_most_m"):
        kept = total + 0 * answered
        return kept, kept
    mean = total / answered
    if name in ("mean_available", "half_rule"):
        return mean, mean
    if name == "rounded_person_mean":
        filled = total + mean * (items - answered)
        return filled, total + rounded(mean, "half even") * (items - answered)
    whole = total * items / answered  # one rounding only: 15 items, 12 answered, sum 2 is 2.5 exactly
    return whole, (rounded(whole, "half up") if name == "prorate_half_up" else whole)


Answers = Mapping[str, "float | None"]
PLAIN = frozenset({int, float, bool, type(None)})


def as_answer(answer: object) -> float | None:
    """An answer as Python has it, whatever kind of number it is; what is no number becomes a truth, which no
    answer scale has."""
    if type(answer) in PLAIN:
        return answer  # type: ignore[return-value]
    kind = type(answer).__name__
    if kind in ("NAType", "NaTType"):
        return None
    if not isinstance(answer, Real | Decimal) or kind == "timedelta64":  # which NumPy calls a whole number
        return True
    try:
        return double(answer)
    except OverflowError:
        return math.inf  # beyond every double lies off every answer scale


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


def no_raw(why: Problem, items: int = 0, answered: int = 0, rule: RuleName | None = None) -> RawScore:
    """No raw score, and why."""
    rounding: Rounding = "none" if rule is None else ROUNDING.get(rule, "none")
    return RawScore(None, None, items, answered, items - answered, rule or "", rounding, why)


def of_sum(total: float, answered: int, items: int, rule: MissingAnswers) -> RawScore:
    """The score when only the sum of the answered items and their number are known.

    Raises ``ValueError`` when more are answered than there are.
    """
    if not 0 <= answered <= items:
        raise ValueError("no more items are answered than there are")
    name, wanted = rule.rule, least(rule, items)
    if answered < wanted:
        why = Problem(TOO_MANY_EMPTY, None, rule=name, items=items, least=wanted)
        return no_raw(why, items, answered, name)
    unrounded, value = scored(name, total, float(answered), items)
    rounding = ROUNDING.get(name, "none")
    return RawScore(value, unrounded, items, answered, items - answered, name, rounding)


@dataclass(frozen=True, slots=True, eq=False)
class ScaleKey:
    """The key of one scale of items. ``steps``: item id to what each answer adds; an item that is
    measured stands in ``measured`` with its type and weight. ``lowest``/``highest`` are of a mean; ``forms``
    holds the items themselves."""

    scale: str
    how: How
    rule: MissingAnswers
    steps: Mapping[str, Mapping[float, float]]
    measured: Mapping[str, tuple[Type, float]]
    lowest: float
    highest: float
    items: tuple[str, ...]
    forms: Mapping[str, Item]
    pairs: tuple[tuple[str, Mapping[float, float]], ...]

    def total(self, answers: Answers) -> tuple[int, float] | Problem:
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
                return Problem(ANSWER_OUTSIDE, None, item=item, scale=self.forms[item].scale_words())
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

    def refused(self, answered: int, why: Problem) -> RawScore:
        """No score, because an answer is off its scale."""
        return no_raw(why, len(self.items), answered, self.rule.rule)

    def score(self, answered: int, total: float) -> RawScore:
        """What the missing rule makes of the two numbers, in the unit of the scale, to nine decimals."""
        found = of_sum(total, answered, len(self.items), self.rule)
        if found.value is None:
            return found
        value = found.value
        # the rules that average have done so; under `refuse` the total still is a sum
        if self.how in ("mean", "pomp") and self.rule.rule == "refuse":
            value = value / len(self.items)
        if self.how == "pomp":
            value = pomp(value, self.lowest, self.highest)
        unrounded = found.unrounded if found.rounding != "none" else value
        return replace(found, value=nine(value), unrounded=unrounded)


def scale_key(instrument: Instrument, id: str) -> ScaleKey:
    """The key of a scale that has items. The definition is known to have no faults."""
    scale, every = instrument.scales[id], instrument.every_item
    assert scale.score is not None and scale.missing is not None
    items = tuple(sorted(scale.item_ids))
    turned, weights = instrument.reversed_items, weights_of(scale)
    steps = {i: _steps(scale, weights.get(i, 1.0), every[i], i in turned) for i in items if every[i].answers}
    types = ((i, every[i].type) for i in items)
    measured = {i: (type, weights.get(i, 1.0)) for i, type in types if type is not None}
    both = [(min(points(every[i], False).values()), max(points(every[i], False).values())) for i in steps]
    lowest = sum(low for low, _ in both) / max(1, len(both))
    highest = sum(high for _, high in both) / max(1, len(both))
    pairs = tuple((i, steps.get(i, {})) for i in items)
    forms = {i: every[i] for i in items}
    return ScaleKey(id, scale.score, scale.missing, steps, measured, lowest, highest, items, forms, pairs)


def _steps(scale: Scale, weight: float, item: Item, turned: bool) -> dict[float, float]:
    counted = points(item, turned)
    if scale.score == "count":
        return {a: 1.0 if p >= (scale.at_least or 0.0) else 0.0 for a, p in counted.items()}
    return {a: weight * p + 0.0 for a, p in counted.items()}
