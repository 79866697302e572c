"""A scale whose test begins, reverses and stops by rule: its score is that of what was rightly given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prodia.model.instrument import Instrument
from prodia.problems import Problem
from prodia.problems import scores as kinds
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.scoring.basal import Administration, ItemSet, StopRules, administer, give_sets
from prodia.scoring.fold import Fold, fold_of
from prodia.scoring.person import Person
from prodia.scoring.raw import Answers, RawScore

__all__ = ["Stopping", "stopping_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Stopping:
    """The stop rules of a scale, its items in the order of the test, and where each age begins.

    ``sets``: a test given in sets, each as a whole, instead of item by item.
    """

    fold: Fold
    rules: StopRules
    order: tuple[str, ...]
    starts: tuple[tuple[int, int, str], ...]
    sets: tuple[ItemSet, ...] = ()

    def start(self, person: Person) -> str | None:
        """The first item for this age; the first of all where no starts are named."""
        if not self.starts:
            return self.order[0]
        age = person.calendar_months
        if age is None:
            return None
        return next((item for first, last, item in self.starts if first <= age <= last), None)

    def score(self, answers: Answers, person: Person) -> RawScore:
        """The raw score, or why there is none: an item still to give, an answer off its scale, no start."""
        scores: dict[str, float | None] = {}
        for item in self.order:
            answer = answers.get(item)
            empty = answer is None or answer != answer
            scores[item] = None if empty or answer is None else self.fold.step(item, answer)
            if scores[item] is None and not empty:
                return self._none(
                    scores, Problem(ANSWER_OUTSIDE, None, item=item, scale=self.fold.words(item))
                )
        start = self.start(person)
        if start is None:
            return self._none(scores, Problem(kinds.NO_START, None))
        given = self._given(scores, start)
        if given.raw is None:
            return self._none(scores, Problem(kinds.ADMINISTRATION_OPEN, None, item=given.next))
        # what was not given is credited or past the stop: nothing is empty
        return RawScore(given.raw, given.raw, len(self.order), len(self.order), 0, given.fired, "none")

    def _given(self, scores: Mapping[str, float | None], start: str) -> Administration:
        if not self.sets:
            return administer(self.order, scores, start, self.rules)
        begin = next(i for i, each in enumerate(self.sets) if each.items[0] == start)
        return give_sets(self.sets, scores, begin, full=self.rules.full)

    def _none(self, scores: Mapping[str, float | None], why: Problem) -> RawScore:
        return self.fold.refused(sum(x is not None for x in scores.values()), why)


def stopping_of(instrument: Instrument, id: str) -> Stopping:
    """The stop rules of a scale that has them. The definition is known to have no faults."""
    scale = instrument.scales[id]
    stop = scale.stop
    assert stop is not None
    window = None if stop.misses is None or stop.in_a_row_of is None else (stop.misses, stop.in_a_row_of)
    rules = StopRules(
        basal=stop.basal,
        full=stop.full,
        reversal=stop.reversal,
        starts=tuple(start.item for start in stop.starts),
        discontinue=stop.discontinue,
        window=window,
    )
    starts = tuple((*start.ages, start.item) for start in stop.starts)
    sets = tuple(ItemSet(each.item_ids, each.back_at_most, each.on_at_least) for each in stop.sets)
    return Stopping(fold_of(instrument, id), rules, scale.item_ids, starts, sets)
