"""A scoring key from what a catalogue holds: an instrument by name, and norms by name."""

from __future__ import annotations

from collections.abc import Iterable

from prodia.content import Catalogue
from prodia.errors import ContentError
from prodia.model.norms import Norms
from prodia.problems import Lang, Problem
from prodia.problems import files as kinds
from prodia.scoring.key import ScoringKey
from prodia.scoring.normset import norm_set

__all__ = ["norms_for", "scoring_key"]


def scoring_key(
    catalogue: Catalogue, instrument: str, *, norms: Iterable[str] = (), lang: Lang = "nl"
) -> ScoringKey:
    """The key of an instrument (``id`` or ``id@version``), ready to score with these norms.

    Raises ContentError for a name that is none, a definition or table with mistakes, a register entry
    (there is no key), or norms of another instrument.
    """
    entry = catalogue.instrument(instrument, lang)
    definition = entry.definition
    if not definition.items:
        raise ContentError((Problem(kinds.REGISTER_ONLY, None, instrument=definition.reference),))
    sets = []
    for name in norms:
        declared, rows = catalogue.norm_rows(name)
        if declared.instrument != definition.id:
            known = ", ".join(norms_for(catalogue, definition.id)) or "-"
            said = {"norms": declared.reference, "other": declared.instrument, "known": known}
            raise ContentError((Problem(kinds.UNUSABLE_NORMS, None, instrument=definition.id, **said),))
        sets.append(norm_set(declared, rows))
    return ScoringKey.of(definition, *sets, digest=entry.digest)


def norms_for(catalogue: Catalogue, instrument: str) -> dict[str, Norms]:
    """The norms that exist of an instrument and can be looked up in, by ``id@version``."""
    return {
        name: norms
        for name, norms in catalogue.norms().items()
        if norms.instrument == instrument and norms.kind is not None
    }
