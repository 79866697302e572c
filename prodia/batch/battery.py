"""How broad a battery is: the abilities that its scales measure, by the rule that stands in content."""

from __future__ import annotations

from collections.abc import Sequence

from prodia.content import Catalogue
from prodia.errors import ContentError
from prodia.model.abilities import Abilities
from prodia.problems import Problem
from prodia.problems import files as kinds
from prodia.scoring.coverage import Coverage, CoverageRule, CrossBattery, coverage, cross_battery

__all__ = ["battery", "rule_of"]


def rule_of(said: Abilities) -> CoverageRule:
    """The rule as content has it, with its first source."""
    figures = said.coverage
    first = figures.source[0]
    return CoverageRule(
        tuple(said.abilities), figures.required, figures.least, figures.profile, first.ref, first.confidence
    )


def battery(catalogue: Catalogue, instruments: Sequence[str]) -> Coverage | CrossBattery:
    """What some instruments (``id`` or ``id@version``) cover together; the first is the core.

    Scales without abilities, such as a total, count for nothing. Raises ContentError for a name that is
    none, an instrument of which no scale says what it measures, or content without the rule.
    """
    said = catalogue.abilities()
    if said is None:
        raise ContentError((Problem(kinds.NO_ABILITIES, None, instrument="-"),))
    tests: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in instruments:
        one = catalogue.instrument(name).definition
        tests[one.id] = {id: scale.abilities for id, scale in one.scales.items() if scale.abilities}
        if not tests[one.id]:
            raise ContentError((Problem(kinds.NO_ABILITIES, None, instrument=one.id),))
    rule = rule_of(said)
    if len(tests) == 1:
        return coverage(next(iter(tests.values())), rule)
    return cross_battery(tests, rule, core=next(iter(tests)))
