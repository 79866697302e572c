"""Scores as a profile picture: the normed scores of one form on one scale, with intervals and cut-offs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from prodia.model.instrument import CutSet, Scale
from prodia.problems import Lang, Two
from prodia.report.picture import Picture
from prodia.report.profile_picture import profile_picture
from prodia.report.profile_shape import CutOff, Interval, LinearScale, PercentileScale, Profile, Row
from prodia.report.profile_shape import Scale as Drawn
from prodia.scoring.key import Scores, ScoringKey
from prodia.scoring.scales import LINEAR
from prodia.scoring.score import Score
from prodia.scoring.why import INTERVALS

__all__ = ["profile_of"]

SHOWN_SD = 3  # standard deviations to each side


def profile_of(key: ScoringKey, scores: Scores, lang: Lang, *, name: str = "profiel") -> Picture | None:
    """The scales that share a normed scale, on that scale; None where no score is normed.

    The scale is the first linear one that a score has, or else the percentile. A scale without a score
    on it stands there with its reason.
    """
    on = _shared(scores)
    if on is None:
        return None
    drawn: Drawn = PercentileScale(Two("percentiel", "percentile")[lang])
    if on in LINEAR:
        mean, sd = LINEAR[on].mean, LINEAR[on].sd
        drawn = LinearScale(on, mean, sd, mean - SHOWN_SD * sd, mean + SHOWN_SD * sd)
    scales = key.instrument.scales
    rows = [_row(id, scales[id], scores[id], on, lang) for id in scores if _belongs(scores[id])]
    cuts = [cut for row in rows for cut in _cuts(row.id, scales[row.id].cuts, scales[row.id], on)]
    return profile_picture(
        Profile(key.instrument.title, drawn, tuple(rows), tuple(cuts)), name=name, lang=lang
    )


def _shared(scores: Scores) -> str | None:
    every = [n.scale for id in scores for n in scores[id].normed]
    return next((s for s in every if s in LINEAR), "percentile" if "percentile" in every else None)


def _belongs(score: Score) -> bool:
    """With a normed score, or without one where norms were asked for."""
    return bool(score.normed) or score.norm_reason is not None or score.reason is not None


def _row(id: str, scale: Scale, score: Score, on: str, lang: Lang) -> Row:
    found = next((n for n in score.normed if n.scale == on), None)
    if found is None:
        why = score.reason or score.norm_reason
        nothing = Two("niet op deze schaal", "not on this scale")[lang]
        return Row(id, scale.title, None, reason=why.message(lang) if why else nothing)
    interval = None
    if (
        score.interval is not None
        and on in LINEAR
        and score.mean == LINEAR[on].mean
        and score.sd == LINEAR[on].sd
    ):
        level = f"{100 * score.interval.level:g} %"
        interval = Interval(
            score.interval.low, score.interval.high, INTERVALS[score.interval.kind][lang], level
        )
    return Row(id, scale.title, found.value, interval=interval, mark=found.side)


def _cuts(id: str, sets: Mapping[str, CutSet], scale: Scale, on: str) -> Iterator[CutOff]:
    """The cut-offs on this scale; the side that concerns is the high or the low one, as the scale says."""
    side = "high" if scale.direction == "high-is-concern" else "low"
    for cuts in sets.values():
        if cuts.on == on:
            zones = cuts.zones[1:] if side == "high" else cuts.zones[:-1]
            inclusive = (cuts.goes == "up") == (side == "high")
            for at, zone in zip(cuts.at, zones, strict=True):
                yield CutOff(at, zone, "high" if side == "high" else "low", inclusive, id)
