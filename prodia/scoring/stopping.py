"""Basal, ceiling, discontinue, reversal and item sets: which items count, and why it stopped.

Given the item scores noted so far, :func:`administer` walks the rules as the examiner should have
and says what to give next, or the raw score. Items after the correct stop never count, even right.
Of two basals in a record the lowest counts and of two stops the first, for nothing beyond it should have
been given; a manual with another rule for either can not be stated.

>>> administer("abcd", {"a": 1, "b": 0, "c": 0, "d": 1}, "a", Stop(discontinue=2)).raw
1.0
"""

# How to think about it: items have one order; what has been given is always one stretch of it,
# low..high, that grows upwards from the start and, on reversal, downwards. After each item the stop
# rules look at that stretch in item order, so zeros met on reversal count towards discontinue.
# The walk asks for scores one by one; the first one not noted ends it with `next`.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from prodia.frozen import dataclass
from prodia.model.instrument import Instrument, Stop, StopSet
from prodia.problems import Problem
from prodia.problems import scores as kinds
from prodia.problems.scores import ANSWER_OUTSIDE
from prodia.scoring.person import Person
from prodia.scoring.raw import Answers, RawScore, ScaleKey, scale_key

Fired: TypeAlias = Literal["discontinue", "window", "last item", "stop point", "last set", "item needed"]


@dataclass(frozen=True, slots=True)
class Administration:
    """``raw`` = points of the administered items + ``credited`` points; None while ``next`` is open.

    ``administered`` in the order of giving; ``fired`` the rule that ended it; ``last`` the item
    it ended on; ``basal`` whether one was reached (None where none is asked).
    """

    raw: float | None
    credited: float
    administered: tuple[str, ...]
    fired: Fired
    last: str | None
    next: str | None = None
    basal: bool | None = None


class _Needed(Exception):
    """The walk came to an item that has no score yet."""


def administer(
    items: Sequence[str], scores: Mapping[str, float | None], start: str, rules: Stop
) -> Administration:
    """One subtest: what was rightly administered, its raw score, and the rule that stopped it.

    ``items`` in test order; ``scores`` by item id, None or absent where not noted; ``start`` the
    start item of this age or grade; ``rules`` without faults (:mod:`prodia.checks.instruments`).
    Raises ``ValueError`` for a start that is no item, or items that are not distinct.
    """
    if len(set(items)) != len(items) or start not in items:
        raise ValueError("items are distinct, and the start is one of them")
    walk = _Walk(items, scores, items.index(start), rules)
    try:
        return walk.whole()
    except _Needed as needed:
        return Administration(None, 0.0, tuple(walk.given), "item needed", walk.last, str(needed), walk.basal)


class _Walk:
    """The state of one administration: the stretch low..high and what has been given."""

    def __init__(
        self, items: Sequence[str], scores: Mapping[str, float | None], start: int, rules: Stop
    ) -> None:
        self.items, self.scores, self.rules = items, scores, rules
        self.low = self.start = start
        self.high = start - 1
        self.given: list[str] = []
        self.basal: bool | None = False if rules.basal else None
        self.settled = True  # unless stopped on the way down, when nothing vouches for the items below

    @property
    def last(self) -> str | None:
        return self.given[-1] if self.given else None

    def whole(self) -> Administration:
        fired = self._opening() or self._upwards()
        credited = self.low * self.rules.credit if self.settled else 0.0
        raw = credited + sum(self._points(i) for i in range(self.low, self.high + 1))
        return Administration(raw, credited, tuple(self.given), fired, self.last, None, self.basal)

    def _opening(self) -> Fired | None:
        """The first items, and the reversal when they are not all full."""
        if not self.rules.basal:
            return None
        while not self.basal and self.high + 1 < len(self.items):
            if fired := self._give(self.high + 1):
                self.settled = False
                return fired
            self.basal = self._run(range(self.start, self.high + 1)) >= self.rules.basal
            if self._points(self.high) < self.rules.credit:
                break
        if self.basal:
            return None
        if self.rules.reversal == "to previous start":
            return self._from_previous_start()
        while not self.basal and self.low > 0:
            if fired := self._give(self.low - 1):
                self.settled = False
                return fired
            self.basal = self._run(range(self.low, self.high + 1)) >= self.rules.basal
        self.basal = self.basal or self.low == 0
        return None

    def _from_previous_start(self) -> Fired | None:
        """Back to the start before this one, forward to where we were.

        Once: what lies below that start is credited, basal or not.
        """
        earlier = [i for s in self.rules.starts if (i := self.items.index(s.item)) < self.start]
        begin, until = max(earlier, default=0), self.low
        for index in range(begin, until):
            self._ask(index)
            self.given.append(self.items[index])
        self.low = begin
        self.basal = begin == 0 or self._run(range(begin, self.high + 1)) >= (self.rules.basal or 1)
        return self._stop()

    def _upwards(self) -> Fired:
        while self.high + 1 < len(self.items):
            if fired := self._give(self.high + 1):
                return fired
        return "last item"

    def _give(self, index: int) -> Fired | None:
        self._ask(index)
        self.given.append(self.items[index])
        self.low, self.high = min(self.low, index), max(self.high, index)
        return self._stop()

    def _stop(self) -> Fired | None:
        zeros = [self._points(i) == 0 for i in range(self.low, self.high + 1)]
        wanted = self.rules.discontinue
        if wanted and any(all(zeros[i : i + wanted]) for i in range(len(zeros) - wanted + 1)):
            return "discontinue"
        misses, span = self.rules.misses, self.rules.in_a_row_of
        if misses and span and any(sum(zeros[i : i + span]) >= misses for i in range(len(zeros))):
            return "window"
        return None

    def _run(self, stretch: range) -> int:
        """Full scores in a row from the lower end of the stretch."""
        for count, index in enumerate(stretch):
            if self._points(index) < self.rules.credit:
                return count
        return len(stretch)

    def _ask(self, index: int) -> None:
        if self.scores.get(self.items[index]) is None:
            raise _Needed(self.items[index])

    def _points(self, index: int) -> float:
        return self.scores[self.items[index]] or 0.0


def give_sets(
    sets: Sequence[StopSet], scores: Mapping[str, float | None], start: int, *, full: float = 1.0
) -> Administration:
    """Item sets with stop points: the starting set (from 0), earlier ones while too low, then later ones.

    Items of sets below the lowest one given are credited ``full`` points each.
    Raises ``IndexError`` for a start that is no set.
    """
    given: list[str] = []

    def points(which: int) -> float:
        items = sets[which].item_ids
        for item in items:
            if scores.get(item) is None:
                raise _Needed(item)
            given.append(item)
        return sum(scores[item] or 0.0 for item in items)

    low = high = range(len(sets))[start]
    try:
        sums = {start: points(start)}
        while low > 0 and (edge := sets[low].back_at_most) is not None and sums[low] <= edge:
            low -= 1
            sums[low] = points(low)
        while (edge := sets[high].on_at_least) is not None and high + 1 < len(sets) and sums[high] >= edge:
            high += 1
            sums[high] = points(high)
    except _Needed as needed:
        last = given[-1] if given else None
        return Administration(None, 0.0, tuple(given), "item needed", last, str(needed))
    credited = full * sum(len(s.item_ids) for s in sets[:low])
    fired: Fired = "last set" if high + 1 == len(sets) else "stop point"
    return Administration(credited + sum(sums.values()), credited, tuple(given), fired, given[-1])


# A scale whose test begins, reverses and stops by rule: its score is that of what was rightly given.


@dataclass(frozen=True, slots=True, eq=False)
class Stopping:
    """The stop rules of a scale, and its items in the order of the test."""

    scale: ScaleKey
    rules: Stop
    order: tuple[str, ...]

    def start(self, person: Person) -> str | None:
        """The first item for this age; the first of all where no starts are named."""
        if not self.rules.starts:
            return self.order[0]
        age, starts = person.calendar_months, self.rules.starts
        if age is None:
            return None
        return next((start.item for start in starts if start.ages[0] <= age <= start.ages[1]), None)

    def score(self, answers: Answers, person: Person) -> RawScore:
        """The raw score, or why there is none: an item still to give, an answer off its scale, no start."""
        scores: dict[str, float | None] = {}
        for item in self.order:
            answer = answers.get(item)
            empty = answer is None or answer != answer
            scores[item] = None if empty or answer is None else self.scale.step(item, answer)
            if scores[item] is None and not empty:
                why = Problem(ANSWER_OUTSIDE, None, item=item, scale=self.scale.forms[item].scale_words())
                return self._none(scores, why)
        start = self.start(person)
        if start is None:
            return self._none(scores, Problem(kinds.NO_START, None))
        rules = self.rules
        if rules.sets:
            begin = next(i for i, each in enumerate(rules.sets) if each.item_ids[0] == start)
            given = give_sets(rules.sets, scores, begin, full=rules.credit)
        else:
            given = administer(self.order, scores, start, rules)
        if given.raw is None:
            return self._none(scores, Problem(kinds.ADMINISTRATION_OPEN, None, item=given.next))
        # what was not given is credited or past the stop: nothing is empty
        return RawScore(given.raw, given.raw, len(self.order), len(self.order), 0, given.fired, "none")

    def _none(self, scores: Mapping[str, float | None], why: Problem) -> RawScore:
        return self.scale.refused(sum(x is not None for x in scores.values()), why)


def stopping_of(instrument: Instrument, id: str) -> Stopping:
    """The stop rules of a scale that has them. The definition is known to have no faults."""
    scale = instrument.scales[id]
    assert scale.stop is not None
    return Stopping(scale_key(instrument, id), scale.stop, scale.item_ids)
