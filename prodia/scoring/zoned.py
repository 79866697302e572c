"""In which zones a score lies, and how sure that is where the measurement error is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prodia.language import nine
from prodia.model.instrument import CutSet, Scale
from prodia.problems import Problem
from prodia.problems import scored as kinds
from prodia.scoring.error import probability_true_below
from prodia.scoring.normset import NormSet
from prodia.scoring.person import Person
from prodia.scoring.scales import LINEAR
from prodia.scoring.score import Score, Zone

__all__ = ["zoned"]


def zoned(score: Score, scale: Scale, person: Person, norms: NormSet | None) -> Score:
    """The score with a zone for every cut set of its scale; one that can not be found says why."""
    if not scale.cuts:
        return score
    return replace(score, zones=tuple(_zones(score, scale, person, norms)))


def _zones(score: Score, scale: Scale, person: Person, norms: NormSet | None) -> Iterator[Zone]:
    for name, cuts in scale.cuts.items():
        why = _not_for(cuts, person)
        value = score.on(cuts.on)
        if why is None and value is None:
            why = score.norm_reason or Problem(kinds.NO_ZONE, None, on=cuts.on)
        if why is not None or value is None:
            yield Zone(name, None, -1, cuts.on, (), why)
            continue
        number = zone_number(value, cuts)
        yield Zone(name, cuts.zones[number], number, cuts.on, _certainty(score, cuts, norms))


def zone_number(value: float, cuts: CutSet) -> int:
    """Which zone, from 0; both sides are compared as named values, to nine decimals."""
    x = nine(value)
    return sum(x >= nine(at) if cuts.goes == "up" else x > nine(at) for at in cuts.at)


def _not_for(cuts: CutSet, person: Person) -> Problem | None:
    if cuts.ages is None:
        return None
    age = person.calendar_months
    if age is not None and cuts.ages[0] <= age <= cuts.ages[1]:
        return None
    return Problem(kinds.NOT_FOR_AGE, None, first=cuts.ages[0], last=cuts.ages[1])


def _certainty(score: Score, cuts: CutSet, norms: NormSet | None) -> tuple[tuple[float, float], ...]:
    """P(true score < cut-off) for each cut-off on the scale of the interval."""
    if norms is None or norms.norms.interval is None or cuts.on != norms.norms.interval.on:
        return ()
    reliability = score.reliability
    value, scale = score.on(cuts.on), LINEAR[cuts.on]
    if reliability is None or value is None or not 0 < reliability < 1:
        return ()
    return tuple(
        (at, probability_true_below(value, at, mean=scale.mean, sd=scale.sd, reliability=reliability))
        for at in cuts.at
    )
