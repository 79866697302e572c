"""One score as plain data, for JSON: everything the record knows, with the steps in words."""

from __future__ import annotations

from typing import Any

from prodia.problems import Problem
from prodia.scoring.key import ScoringKey
from prodia.scoring.score import Score
from prodia.telling.scores import norms_used, steps
from prodia.words import Lang


def plain(key: ScoringKey, score: Score, lang: Lang) -> dict[str, Any]:
    """The record as JSON has it; None stays null, nothing is left out because it is empty."""
    interval, norms = score.interval, norms_used(key, score)
    return {
        "instrument": score.instrument,
        "digest": score.digest,
        "scale": score.scale,
        "raw": score.raw,
        "unrounded": score.unrounded,
        "rounding": score.rounding,
        "items": score.items,
        "answered": score.answered,
        "empty": score.empty,
        "missing_rule": score.missing,
        "stopped_by": score.stopped_by,
        "norms": score.norms,
        "norms_digest": score.norms_digest,
        "group": score.group,
        "formula": score.formula,
        "age_months": score.age,
        "age_convention": score.age_convention,
        "measured": score.measured.isoformat() if score.measured else None,
        "normed": {n.scale: {"value": n.value, "side": n.side or None} for n in score.normed},
        "interval": interval
        and {
            "kind": interval.kind,
            "level": interval.level,
            "low": interval.low,
            "high": interval.high,
            "centre": interval.centre,
            "error": interval.error,
            "on": norms.interval.on if norms is not None and norms.interval is not None else None,
        },
        "reliability": score.reliability,
        "zones": [
            {
                "cuts": z.cuts,
                "on": z.on,
                "zone": z.zone,
                "certainty": [{"cut": at, "true_below": p} for at, p in z.certainty],
                "reason": _problem(z.reason, lang),
            }
            for z in score.zones
        ],
        "reason": _problem(score.reason, lang),
        "norm_reason": _problem(score.norm_reason, lang),
        "warnings": [
            _problem(one, lang) if isinstance(one, Problem) else {"message": one[lang]}
            for one in score.warnings
        ],
        "why": list(steps(key, score, lang)),
    }


def _problem(problem: Problem | None, lang: Lang) -> dict[str, str] | None:
    if problem is None:
        return None
    return {"code": problem.code, "message": problem.message(lang), "hint": problem.hint(lang)}
