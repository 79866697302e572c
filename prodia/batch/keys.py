"""A scoring key from what a catalogue holds: an instrument by name, and norms by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from prodia.content import Catalogue
from prodia.errors import ContentError
from prodia.model.instrument import Abilities
from prodia.model.norms import GrowthNorms, Method, Norms
from prodia.problems import Problem
from prodia.problems.norms import NO_METHOD
from prodia.problems.people import NO_ABILITIES, REGISTER_ONLY, UNUSABLE_NORMS
from prodia.psychometrics.coverage import Coverage, CoverageRule, CrossBattery, coverage, cross_battery
from prodia.scoring.growth import FORMULAS, methods
from prodia.scoring.key import ScoringKey
from prodia.scoring.norms import NormSet, norm_set
from prodia.words import Lang


def scoring_key(
    catalogue: Catalogue,
    instrument: str,
    *,
    norms: Iterable[str] = (),
    method: Method | None = None,
    lang: Lang = "nl",
) -> ScoringKey:
    """The key of an instrument (``id`` or ``id@version``), ready to score with these norms.

    ``method``: how growth norms are used, for each measure they state it for (``extended``: CDC's
    body-mass index from percentile 95 up); without it as the norms go.
    Raises ContentError for a name that is none, a definition or table with mistakes, a register entry
    (there is no key), norms of another instrument, or a method that none of the norms has.
    """
    entry = catalogue.instrument(instrument, lang)
    definition = entry.definition
    if not definition.items:
        raise ContentError((Problem(REGISTER_ONLY, None, instrument=definition.reference),))
    sets: list[NormSet] = []
    known: set[Method] = set()
    for name in norms:
        declared, rows = catalogue.norm_rows(name, lang)
        if declared.instrument != definition.id:
            there = ", ".join(norms_for(catalogue, definition.id)) or "-"
            said = {"norms": declared.reference, "other": declared.instrument, "known": there}
            raise ContentError((Problem(UNUSABLE_NORMS, None, instrument=definition.id, **said),))
        mine = methods(rows) if isinstance(rows, GrowthNorms) else ()
        known.update(mine)
        sets.append(norm_set(declared, rows, method=method if method in mine else None))
    if method is not None and method not in known:
        told = ", ".join(one for one in FORMULAS if one in known or not known)
        raise ContentError((Problem(NO_METHOD, None, method=method, known=told),))
    return ScoringKey.of(definition, *sets, digest=entry.digest)


def norms_for(catalogue: Catalogue, instrument: str) -> dict[str, Norms]:
    """The norms that exist of an instrument and can be looked up in, by ``id@version``."""
    return {
        name: norms
        for name, norms in catalogue.norms().items()
        if norms.instrument == instrument and norms.kind is not None
    }


# How broad a battery is: the abilities that its scales measure, by the rule that stands in content.


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
        raise ContentError((Problem(NO_ABILITIES, None, instrument="-"),))
    tests: dict[str, dict[str, tuple[str, ...]]] = {}
    for name in instruments:
        one = catalogue.instrument(name).definition
        tests[one.id] = {id: scale.abilities for id, scale in one.scales.items() if scale.abilities}
        if not tests[one.id]:
            raise ContentError((Problem(NO_ABILITIES, None, instrument=one.id),))
    rule = rule_of(said)
    if len(tests) == 1:
        return coverage(next(iter(tests.values())), rule)
    return cross_battery(tests, rule, core=next(iter(tests)))
