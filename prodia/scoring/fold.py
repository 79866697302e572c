"""The items of one scale folded to two numbers, how many were answered and their total, and then to a score.

Every scale of items is such a fold: a sum, a count, a highest. What the missing rule makes of the two
numbers is worked out once for each pair and kept, so that one person and a million share it.
"""

# How to think about it: `steps` holds for each item what an answer adds. Points are added in the order of the
# item ids, as `raw.add` does. A measured item (a type instead of answers) adds its own value.

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from prodia.language import Type, nine
from prodia.model.attainable import points, weight
from prodia.model.instrument import How, Instrument, Item, Scale
from prodia.problems import Problem
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.scoring.missing import MissingRule
from prodia.scoring.raw import Answers, RawScore, of_sum, pomp

__all__ = ["Fold", "fold_of"]


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
