"""A scoring key from what a catalogue holds: an instrument by name, and norms by name."""

from __future__ import annotations

from collections.abc import Iterable

from prodia.content import Catalogue
from prodia.errors import ContentError
from prodia.model.growth import GrowthNorms, Method
from prodia.model.norms import Norms
from prodia.problems import Lang, Problem
from prodia.problems import files as kinds
from prodia.problems.growth import NO_METHOD
from prodia.scoring.growth import methods
from prodia.scoring.growth_record import FORMULAS
from prodia.scoring.key import ScoringKey
from prodia.scoring.normset import NormSet, norm_set

__all__ = ["norms_for", "scoring_key"]


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
        raise ContentError((Problem(kinds.REGISTER_ONLY, None, instrument=definition.reference),))
    sets: list[NormSet] = []
    known: set[Method] = set()
    for name in norms:
        declared, rows = catalogue.norm_rows(name, lang)
        if declared.instrument != definition.id:
            there = ", ".join(norms_for(catalogue, definition.id)) or "-"
            said = {"norms": declared.reference, "other": declared.instrument, "known": there}
            raise ContentError((Problem(kinds.UNUSABLE_NORMS, None, instrument=definition.id, **said),))
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
