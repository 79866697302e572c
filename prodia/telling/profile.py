"""Scores as a profile picture: those of one form on one scale, or the percentiles of a case as printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from prodia.case.state import State
from prodia.language import Apply, Name, walk
from prodia.language import Literal as Constant
from prodia.model.instrument import Scale
from prodia.model.parts import Audience
from prodia.model.plan import Plan
from prodia.pictures.profile import (
    CutOff,
    Interval,
    LinearScale,
    PercentileScale,
    Profile,
    Row,
    profile_picture,
)
from prodia.pictures.profile import Scale as Drawn
from prodia.pictures.svg import Picture
from prodia.problems.scores import NOT_FOR_AGE
from prodia.scoring.key import Scores, ScoringKey
from prodia.scoring.normal import rounded
from prodia.scoring.scales import LINEAR
from prodia.scoring.score import Score
from prodia.scoring.why import INTERVALS, number_said, scale_said
from prodia.words import Lang, Words

# A cut-off of a case is found where a criterion compares a name with a percentile; it is drawn at every score
# that the name rests on. The figure is the one in the condition itself, so the picture can not differ from
# the rule.

SHOWN_SD = 3  # standard deviations to each side


def profile_of(key: ScoringKey, scores: Scores, lang: Lang, *, name: str = "profiel") -> Picture | None:
    """The scales that norms were asked for, on one scale; None where no score is normed on such a scale.

    That scale is the one of an interval, or else the first linear one that a score has, or else the
    percentile. A row without a score on it stands there with its reason.
    """
    normed = [id for id in scores if key.norms_of(id) is not None]
    on = _shared(key, scores, normed)
    if on is None:
        return None
    drawn: Drawn = PercentileScale(scale_said(on, lang))
    if on in LINEAR:
        mean, sd = LINEAR[on].mean, LINEAR[on].sd
        drawn = LinearScale(scale_said(on, lang), mean, sd, mean - SHOWN_SD * sd, mean + SHOWN_SD * sd)
    rows = [_row(key, id, scores[id], on, lang) for id in normed]
    cuts = [cut for id in normed for cut in _cuts(key.instrument.scales[id], scores[id], on)]
    return profile_picture(
        Profile(key.instrument.title, drawn, tuple(rows), tuple(cuts)), name=name, lang=lang
    )


def _shared(key: ScoringKey, scores: Scores, normed: Sequence[str]) -> str | None:
    every = [n.scale for id in normed for n in scores[id].normed]
    intervals = [norms.interval_on for id in normed if (norms := key.norms_of(id)) is not None]
    linear = next((s for s in (*intervals, *every) if s in LINEAR and s in every), None)
    return linear or ("percentile" if "percentile" in every else None)


def _row(key: ScoringKey, id: str, score: Score, on: str, lang: Lang) -> Row:
    title = key.instrument.scales[id].title
    found = next((n for n in score.normed if n.scale == on), None)
    if found is None:
        why = score.reason or score.norm_reason
        nothing = Words("niet op deze schaal", "not on this scale")[lang]
        return Row(id, title, None, reason=why.message(lang) if why else nothing)
    norms, interval = key.norms_of(id), None
    if score.interval is not None and norms is not None and norms.interval_on == on:
        level = f"{number_said(100 * score.interval.level, lang)} %"
        kind = INTERVALS[score.interval.kind][lang]
        interval = Interval(_round(score.interval.low, 1), _round(score.interval.high, 1), kind, level)
    at = [x for cuts in key.instrument.scales[id].cuts.values() if cuts.on == on for x in cuts.at]
    return Row(id, title, _shown(found.value, at), interval=interval, mark=found.side)


def _shown(x: float, at: Sequence[float]) -> float:
    """Two decimals, unless they would carry the score to or over a cut-off."""
    short = _round(x, 2)
    return short if all((x < a, x > a) == (short < a, short > a) for a in at) else x


def _round(x: float, decimals: int) -> float:
    """The nearest, a half upwards."""
    return float(rounded(x, "half up", decimals))


def _cuts(scale: Scale, score: Score, on: str) -> Iterator[CutOff]:
    """The cut-offs on this scale that hold for this person; the side that concerns is as the scale says."""
    side: Literal["low", "high"] = "high" if scale.direction == "high-is-concern" else "low"
    for judged in score.zones:
        cuts = scale.cuts[judged.cuts]
        if cuts.on == on and (judged.reason is None or judged.reason.kind is not NOT_FOR_AGE):
            zones = cuts.zones[1:] if side == "high" else cuts.zones[:-1]
            inclusive = (cuts.goes == "up") == (side == "high")
            for at, zone in zip(cuts.at, zones, strict=True):
                yield CutOff(at, zone, side, inclusive, score.scale)


_SIDES: dict[str, tuple[Literal["low", "high"], bool]] = {
    "<": ("low", False),
    "<=": ("low", True),
    ">": ("high", False),
    ">=": ("high", True),
}


def case_profile(state: State, lang: Lang, *, audience: Audience = "team") -> Picture | None:
    """The scores an audience may see that are percentiles; None where there are none.

    A score of another kind is not converted, so it is not in the picture.
    """
    fields = state.plan.fields
    shown = {
        name: score
        for name, score in state.scores.items()
        if score.percentile is not None and (audience == "team" or audience in fields[name].audience)
    }
    if not shown:
        return None
    rows = tuple(Row(name, fields[name].ask, score.percentile) for name, score in shown.items())
    title = Words("Scores in dit traject", "Scores in this case")[lang]
    scale = PercentileScale(Words("percentiel", "percentile")[lang])
    return profile_picture(
        Profile(title, scale, rows, tuple(_cutoffs_read(state.plan, shown))), name="scores", lang=lang
    )


def _cutoffs_read(plan: Plan, shown: Mapping[str, Score]) -> Iterator[CutOff]:
    found: dict[CutOff, None] = {}
    for criterion in plan.criteria.values():
        for path, condition in criterion.conditions():
            label = criterion.says if path[0] == "met" else f"{criterion.says}?"
            for node in walk(condition.tree):
                if not (isinstance(node, Apply) and node.op in _SIDES and len(node.args) == 2):
                    continue
                name, figure = node.args
                if not (isinstance(name, Name) and isinstance(figure, Constant)):
                    continue
                type = plan.types.get(name.id)
                if type is None or type.unit != "percentile" or not isinstance(figure.value, float):
                    continue
                side, inclusive = _SIDES[node.op]
                for field in sorted(plan.reads(name.id) & shown.keys()):
                    found.setdefault(CutOff(figure.value, label, side, inclusive, field))
    yield from found
