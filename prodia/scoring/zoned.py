"""In which zones a score lies, and how sure that is where the measurement error is known."""

# Of a score that is only known to lie above or below a number, a zone is told where every such score has it.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prodia.language import nine
from prodia.model.instrument import CutSet, Scale
from prodia.problems import Problem
from prodia.problems import scores as kinds
from prodia.scoring.error import probability_true_below
from prodia.scoring.normset import NormSet, open_ended
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
        x = nine(value)  # both sides are compared as named values, to nine decimals
        return sum(x >= nine(at) if cuts.goes == "up" else x > nine(at) for at in cuts.at)
    if normed.side == ">" and nine(value) >= nine(cuts.at[-1]):
        return len(cuts.at)
    if normed.side == "<" and nine(value) <= nine(cuts.at[0]):
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
