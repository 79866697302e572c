"""In which zones a score lies, and how sure that is; and the age a raw score is usual at.

Zones are data of a publisher: names, and cut-offs that say on which side the cut-off itself lies.
"""

# Of a score that is only known to lie above or below a number, a zone is told where every such score has it.

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from prodia.language import nine
from prodia.model.instrument import CutSet, Scale
from prodia.problems import Problem
from prodia.problems import scores as kinds
from prodia.scoring.error import probability_true_below
from prodia.scoring.norms import NormSet, open_ended
from prodia.scoring.person import Person
from prodia.scoring.scales import LINEAR
from prodia.scoring.score import Score, Zone


def passed(score: float, cut: float, goes: Literal["up", "down"]) -> bool:
    """Whether a score lies above a cut-off; of a score exactly on it ``goes`` says so.

    Both are compared as named values, to nine decimals, as everywhere in the language.
    """
    return nine(score) >= nine(cut) if goes == "up" else nine(score) > nine(cut)


def with_zones(score: Score, scale: Scale, person: Person, norms: NormSet | None) -> Score:
    """The score with a zone for every cut set of its scale; one that can not be found says why."""
    if not scale.cuts:
        return score
    return replace(score, zones=tuple(_zones(score, scale, person, norms)))


def _zones(score: Score, scale: Scale, person: Person, norms: NormSet | None) -> Iterator[Zone]:
    for name, cuts in scale.cuts.items():
        found = _not_for(cuts, person) or _number(score, cuts)
        if isinstance(found, Problem):
            yield Zone(name, None, -1, cuts.on, (), found)
        else:
            yield Zone(name, cuts.zones[found], found, cuts.on, _certainty(score, cuts, norms))


def _number(score: Score, cuts: CutSet) -> int | Problem:
    """Which zone, or why that can not be said: there is no such score, or it is open past a cut-off."""
    value = score.on(cuts.on)
    if value is None:
        return score.norm_reason or Problem(kinds.NO_ZONE, None, on=cuts.on)
    normed = next((n for n in score.normed if n.scale == cuts.on and n.side), None)
    if normed is None:
        return sum(passed(value, at, cuts.goes) for at in cuts.at)
    if normed.side == ">" and passed(value, cuts.at[-1], "up"):
        return len(cuts.at)
    if normed.side == "<" and not passed(value, cuts.at[0], "down"):
        return 0
    return open_ended(normed)


def _not_for(cuts: CutSet, person: Person) -> Problem | None:
    if cuts.ages is None:
        return None
    age = person.calendar_months
    if age is not None and cuts.ages[0] <= age <= cuts.ages[1]:
        return None
    return Problem(kinds.NOT_FOR_AGE, None, first=cuts.ages[0], last=cuts.ages[1])


def _certainty(score: Score, cuts: CutSet, norms: NormSet | None) -> tuple[tuple[float, float], ...]:
    """P(true score < cut-off) for each cut-off on the scale of the interval."""
    if norms is None or score.interval is None or cuts.on != norms.interval_on:
        return ()
    reliability = score.reliability
    value, scale = score.on(cuts.on), LINEAR[cuts.on]
    if reliability is None or value is None or not 0 < reliability < 1:
        return ()
    return tuple(
        (at, probability_true_below(value, at, mean=scale.mean, sd=scale.sd, reliability=reliability))
        for at in cuts.at
    )


@dataclass(frozen=True, slots=True)
class Equivalent:
    """An age equivalent in months: from ``low`` to ``high``, equal but for tied medians.

    ``side`` is "<" or ">" when the score lies outside the table; low and high are then its edge.
    It has no interval of its own, and two of them are never subtracted.
    """

    low: float
    high: float
    side: Literal["", "<", ">"] = ""


def age_equivalent(raw: float, medians: Sequence[tuple[float, float]]) -> Equivalent:
    """The age whose median raw score is ``raw``: linear between (age in months, median raw) pairs.

    Ages rise and medians never fall; a median shared by several ages gives their range.
    Raises ``ValueError`` for an empty table or one that does not rise so.
    """
    pairs = list(pairwise(medians))
    if not medians or any(a[0] >= b[0] or a[1] > b[1] for a, b in pairs):
        raise ValueError("ages rise, and medians never fall")
    if raw < medians[0][1]:
        return Equivalent(medians[0][0], medians[0][0], "<")
    if raw > medians[-1][1]:
        return Equivalent(medians[-1][0], medians[-1][0], ">")
    tied = [age for age, median in medians if median == raw]
    if tied:
        return Equivalent(tied[0], tied[-1])
    (age0, low), (age1, high) = next((a, b) for a, b in pairs if a[1] < raw < b[1])
    age = age0 + (age1 - age0) * (raw - low) / (high - low)
    return Equivalent(age, age)
