"""The columns that come out of scoring many people, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from prodia.model.instrument import Instrument
from prodia.problems import Problem
from prodia.scoring.key import ScoringKey
from prodia.scoring.ledger import ScaleColumns
from prodia.scoring.many import ScoredColumns
from prodia.scoring.score import Score

__all__ = ["column_names", "outcome"]


def column_names(key: ScoringKey) -> tuple[str, ...]:
    """What :func:`outcome` gives, in its order: for each scale ``scale``, ``scale.T`` and the like,
    ``scale.low`` and ``scale.high`` of its interval, each cut set by its name (``scale.ernst``;
    ``scale.T.zone`` where that is the name of a score),
    ``scale.reason`` and ``scale.warnings``; then the rules."""
    return tuple(name for name, *_ in _columns(key))


def outcome(key: ScoringKey, scored: ScoredColumns) -> dict[str, Any]:
    """Float arrays for scores (NaN for none), object arrays of words for zones, reasons and rules.

    The reason is the code of why there is no raw score, or else no normed one, or else no zone. Warnings
    are the codes of what to know about a score, a space between them: a table that is open there, a
    band that is not the person's own. None where there is nothing to say.
    """
    found: dict[str, Any] = {}
    for name, kind, scale, of in _columns(key):
        column = scored[scale] if scale else None
        if kind == "rule":
            truth, unknown = scored.rules[name]
            found[name] = truth.astype(object)
            found[name][unknown] = None
        elif column is not None:
            found[name] = _one(kind, of, column)
    return found


def _one(kind: str, of: str, column: ScaleColumns) -> Any:
    import numpy as np

    if kind == "on":
        return column.on(of)
    if kind in ("low", "high"):
        return column.bounds()[kind == "high"]
    words = column.words(lambda score: score.zone(of) if kind == "zone" else _SAID[kind](score))
    looked = np.array([*words, None], dtype=object)[:-1]
    return looked[column.number] if len(words) else np.full(len(column.number), None, dtype=object)


def reason(score: Score) -> str | None:
    """The code of why there is no raw score, or else no normed one, or else no zone."""
    zones = (zone.reason for zone in score.zones)
    why = score.reason or score.norm_reason or next((w for w in zones if w is not None), None)
    return why.code if why is not None else None


def warnings(score: Score) -> str | None:
    """The codes of what to know about a score."""
    codes = dict.fromkeys(one.code for one in score.warnings if isinstance(one, Problem))
    return " ".join(codes) or None


_SAID: dict[str, Callable[[Score], str | None]] = {"reason": reason, "warnings": warnings}


def _columns(key: ScoringKey) -> list[tuple[str, str, str, str]]:
    instrument: Instrument = key.instrument
    found: list[tuple[str, str, str, str]] = []
    for id, scale in instrument.scales.items():
        norms = key.norms_of(id)
        found.append((id, "on", id, "raw"))
        gives = (
            ("z", "percentile") if norms is not None and norms.growth else norms.norms.gives if norms else ()
        )
        found += [(f"{id}.{name}", "on", id, name) for name in gives]
        if norms is not None and norms.norms.interval is not None:
            found += [(f"{id}.{end}", end, id, "") for end in ("low", "high")]
        taken = {name for name, *_ in found} | {f"{id}.{kind}" for kind in _SAID}
        for cuts in scale.cuts:
            name = f"{id}.{cuts}"
            found.append((f"{name}.zone" if name in taken else name, "zone", id, cuts))
        found += [(f"{id}.{kind}", kind, id, "") for kind in _SAID]
    return found + [(rule, "rule", "", "") for rule in instrument.rules]
