"""Scores told: of one form as a document, a picture or plain data; of a case as pictures.

``scores(key, found, lang)``          what matters by itself, each score with how it was made, and conclusions
``plain(key, score, lang)``           one score as JSON has it
``profile_of(key, scores, lang)``     those on one scale as a profile
``profiles(state, lang)``             those of a case, with the intervals of the true scores

>>> to_text(scores(key, key.score(answers), "nl"))       # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from prodia.case.outcomes import branch
from prodia.case.state import State
from prodia.language import Apply, Name, Type, walk
from prodia.language import Literal as Constant
from prodia.language.syntax.tree import Tree
from prodia.model.instrument import Instrument, attainable
from prodia.model.instrument import Scale as ScaleOfTest
from prodia.model.norms import KeyName, NormRows, Norms
from prodia.model.parts import Audience
from prodia.model.tested import METRIC
from prodia.pictures import profile as drawing
from prodia.pictures.profile import CutOff, Interval, LinearScale, PercentileScale, Profile, Row, Scale
from prodia.pictures.svg import Picture
from prodia.problems import Problem
from prodia.problems.scores import NOT_FOR_AGE
from prodia.scoring.key import Scores, ScoringKey
from prodia.scoring.normal import rounded
from prodia.scoring.norms import Group, groups_of, norm_set
from prodia.scoring.person import Person
from prodia.scoring.scales import LINEAR
from prodia.scoring.score import Score
from prodia.scoring.why import why
from prodia.telling import blocks as b
from prodia.telling.administered import band_of, flags_said
from prodia.telling.plain import same
from prodia.telling.shelf import NormGroup, Shelf
from prodia.telling.values import reason, shorter
from prodia.words import Lang, Words
from prodia.words.labels import key_in_words, label
from prodia.words.lists import upper
from prodia.words.numbers import ages, fill, percent

_NO_DIAGNOSIS = Words(
    "Een score is geen diagnose; ze is bedoeld om over te praten. Niet klinisch gevalideerd.",
    "A score is no diagnosis; it is meant to be talked about. Not clinically validated.",
)
_UNSETTLED = Words("niet te zeggen", "cannot be told")


def scores(key: ScoringKey, found: Scores, lang: Lang) -> b.Document:
    """First what matters by itself; then a score and the steps to it for each scale, each rule with yes or
    no, and with what they were made."""
    blocks: list[b.Block] = [*flagged(key, found, lang)]
    made_with = ""
    for scale in found:
        first, *rest, made_with = steps(key, found[scale], lang)
        blocks.append(b.Paragraph(first, "strong" if found[scale].raw is not None else "open"))
        blocks += [b.List(tuple(rest))] if rest else []
    for name, truth in found.rules.items():
        said = _UNSETTLED[lang] if truth is None else label("truth", truth, lang)
        says = f"{key.instrument.rules[name].says}: {said}"
        blocks.append(b.Paragraph(says, "open" if truth is None else "plain"))
    blocks += [b.Paragraph(made_with, "quiet"), b.Paragraph(_NO_DIAGNOSIS[lang], "quiet")]
    return b.Document(key.instrument.title, lang, tuple(blocks), b.Ref("", "instruments", key.instrument.id))


def flagged(key: ScoringKey, found: Scores, lang: Lang) -> Iterator[b.Paragraph]:
    """The flags that go up, with what to do, and those that can not be told. For the team alone."""
    raised, open_ = ([name for name, truth in found.flags.items() if truth is of] for of in (True, None))
    for said, tone in flags_said(key.instrument, raised, open_, lang):
        yield b.Paragraph(said, tone)


def flags_plain(key: ScoringKey, found: Scores) -> dict[str, Any]:
    """Every flag as JSON has it: true, false, or null where its answer is not known."""
    flags = key.instrument.flags
    return {
        name: {
            "raised": truth,
            **same(flags[name], "item says do"),
            "source": [one.ref for one in flags[name].source],
        }
        for name, truth in found.flags.items()
    }


def steps(key: ScoringKey, score: Score, lang: Lang) -> tuple[str, ...]:
    """How a score of this key was made, in sentences; the last names the definition it was made with."""
    return why(score, key.instrument, norms_used(key, score), lang)


def norms_used(key: ScoringKey, score: Score) -> Norms | None:
    """The declaration of the norms that a score was read in; None where it was not."""
    used = key.norms_of(score.scale or "")
    return used.norms if used is not None and score.norms is not None else None


def plain(key: ScoringKey, score: Score, lang: Lang) -> dict[str, Any]:
    """The record as JSON has it; None stays null, nothing is left out because it is empty."""
    interval, norms = score.interval, norms_used(key, score)

    return {
        **same(score, "instrument digest scale raw unrounded rounding items answered empty"),
        "missing_rule": score.missing,
        **same(score, "stopped_by norms norms_digest group formula"),
        "age_months": score.age,
        "age_convention": score.age_convention,
        "measured": score.measured.isoformat() if score.measured else None,
        "normed": {n.scale: {"value": n.value, "side": n.side or None} for n in score.normed},
        "interval": interval
        and {
            **same(interval, "kind level low high centre error"),
            "on": norms.interval.on if norms is not None and norms.interval is not None else None,
        },
        "reliability": score.reliability,
        "zones": [
            {
                **same(z, "cuts on zone"),
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


# Scores as a profile picture: those of one form, or of a case.

# A cut-off of a case is found where a criterion compares a name with a figure; it is drawn at every score
# on the same scale that the name rests on. The figure is the one in the condition itself, so the picture can
# not differ from the rule.

WIDTHS = (640, 288)  # of a wide screen, and of one of 320 px; the style sheet shows one of them
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
    drawn = _linear(on, lang) if on in LINEAR else PercentileScale(label("scale", on, lang))
    rows = [_row(key, id, scores[id], on, lang) for id in normed]
    cuts = [cut for id in normed for cut in _cuts(key.instrument.scales[id], scores[id], on)]
    told = Profile(key.instrument.title, drawn, tuple(rows), tuple(cuts))
    return drawing.profile_picture(told, name=name, lang=lang)


def _linear(scale: str, lang: Lang) -> LinearScale:
    mean, sd = LINEAR[scale].mean, LINEAR[scale].sd
    return LinearScale(label("scale", scale, lang), mean, sd, mean - SHOWN_SD * sd, mean + SHOWN_SD * sd)


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
        level, kind = percent(score.interval.level, lang), label("interval", score.interval.kind, lang)
        low, high = (float(rounded(x, "half up", 1)) for x in (score.interval.low, score.interval.high))
        interval = Interval(low, high, kind, level)
    at = [x for cuts in key.instrument.scales[id].cuts.values() if cuts.on == on for x in cuts.at]
    return Row(id, title, shorter(found.value, at, 2), interval=interval, mark=found.side)


def _cuts(scale: ScaleOfTest, score: Score, on: str) -> Iterator[CutOff]:
    """The cut-offs on this scale that hold for this person; the side that concerns is as the scale says. One
    that says no side has its zones named from the cut-off up."""
    side: Literal["low", "high"] = "low" if scale.direction == "high-is-good" else "high"
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
# A range is held against at both its ends.
_RANGES: dict[str, tuple[str, str]] = {
    "between": (">=", "<="),
    "[..]": (">=", "<="),
    "[..)": (">=", "<"),
    "(..]": (">", "<="),
    "(..)": (">", "<"),
}
_PROFILE = Words("Scores in dit traject", "Scores in this case")


def case_profiles(
    state: State, lang: Lang, *, audience: Audience = "team", only: frozenset[str] | None = None
) -> tuple[Profile, ...]:
    """The scores an audience may see that lie in a norm group: a profile for each scale, nothing converted.

    A band is the interval of the true score: that of the test, or by the error that its field declares. The
    cut-offs are those that a criterion holds a score against; one that reads only how sure a score is
    (``probability``) draws none.
    """
    fields, drawn, scales = state.plan.fields, dict[Scale, list[Row]](), dict[str, Scale]()
    for name in state.answers:
        field = fields[name]
        seen = audience == "team" or audience in field.audience
        if field.instrument and field.series is None and seen and (only is None or name in only):
            scale = _scale_of(field.value_type, lang)
            scales |= {name: scale} if scale is not None else {}
    cuts = tuple(_cutoffs_read(state, tuple(scales)))
    for name, scale in scales.items():
        row = _row_of(state, name, [cut.value for cut in cuts if cut.row == name], lang)
        if row is not None:
            drawn.setdefault(scale, []).append(row)
    return tuple(
        Profile(_PROFILE[lang], scale, tuple(rows), tuple(c for c in cuts if c.row in {r.id for r in rows}))
        for scale, rows in drawn.items()
        if any(row.value is not None for row in rows)
    )


def case_profile(state: State, lang: Lang, *, audience: Audience = "team") -> Picture | None:
    """The profile of :func:`case_profiles` with most scores as a picture; None where there is none."""
    found = max(case_profiles(state, lang, audience=audience), key=lambda one: len(one.rows), default=None)
    return None if found is None else drawing.profile_picture(found, name="scores", lang=lang)


def profiles(
    state: State,
    lang: Lang,
    only: frozenset[str] | None = None,
    *,
    name: str = "scores",
    audience: Audience = "team",
) -> b.Section | None:
    """The profiles of a case as pictures, each with the same in a table; cut-offs are for the team alone."""
    found = case_profiles(state, lang, audience=audience, only=only)
    if audience != "team":
        found = tuple(replace(one, cutoffs=()) for one in found)
    pictures = (_drawn(one, f"{name.replace('_', '-')}-{at}", lang) for at, one in enumerate(found))
    return b.section("profile", _PROFILE[lang], *pictures)


def _drawn(profile: Profile, name: str, lang: Lang) -> b.Picture:
    wide, narrow = (drawing.profile_picture(profile, name=f"{name}-{w}", lang=lang, width=w) for w in WIDTHS)
    return b.shown(profile.title, wide, narrow)


def _scale_of(type: Type, lang: Lang) -> Scale | None:
    """Where scores of a type are drawn; None for what lies in no norm group."""
    if type.unit == "percentile":
        return PercentileScale(label("scale", "percentile", lang))
    if type.unit not in METRIC or type.mean is None or type.sd is None:
        return None
    known = next((name for name, one in LINEAR.items() if (one.mean, one.sd) == (type.mean, type.sd)), None)
    if known is not None:
        return _linear(known, lang)
    far = SHOWN_SD * type.sd
    return LinearScale(type.words()[lang], type.mean, type.sd, type.mean - far, type.mean + far)


def _row_of(state: State, name: str, cuts: Sequence[float], lang: Lang) -> Row | None:
    """One score, with the interval of its true score; a test without one stands there with the reason."""
    field, record, value = state.plan.fields[name], state.record(name), state.value(name)
    if not isinstance(value, float):
        unfit = [reason(state.plan, one.why, lang) for one in state.misfits(name) if one.then == "gate"]
        why = unfit or ([getattr(record.reason, lang)] if record is not None and record.reason else [])
        return Row(name, field.ask, None, reason=" ".join(why)) if why else None
    drawn, band = None, band_of(state, name)
    if band is not None:
        told = label("interval", band.kind, lang), percent(band.level, lang)
        drawn = Interval(shorter(band.low, cuts, 1), shorter(band.high, cuts, 1), *told)
    side = record.side if record is not None else ""
    return Row(name, field.ask, shorter(value, cuts, 1), interval=drawn, mark=side)


def _cutoffs_read(state: State, shown: Sequence[str]) -> Iterator[CutOff]:
    """The figures in the rules of this day, of the branch that holds, that a score is compared with."""
    plan, found = state.plan, dict[CutOff, None]()
    for id, criterion in plan.criteria.items():
        by = state.value(criterion.by) if criterion.by else None
        says = criterion.says
        for part, called in ((criterion.met, says), (criterion.judge, f"{says}?")):
            condition = branch(part, by) if ("criteria", id) not in plan.off else None
            for node in walk(condition.tree) if condition is not None else ():
                for name, op, at in _held(node):
                    if name not in plan.types or plan.part(name) is not None:
                        continue
                    side, inclusive = _SIDES[op]
                    for field in (one for one in shown if one in plan.reads(name)):
                        if _same_scale(plan.types[name], plan.fields[field].value_type):
                            found.setdefault(CutOff(at, called, side, inclusive, field))
    yield from found


def _held(node: Tree) -> Iterator[tuple[str, str, float]]:
    """The figures that a name is held against, and how: one, or the two ends of a range."""
    if isinstance(node, Apply) and isinstance(node.args[0], Name):
        ops = _RANGES.get(node.op, (node.op,) if node.op in _SIDES else ())
        for op, figure in zip(ops, node.args[1:], strict=False):
            if isinstance(figure, Constant) and isinstance(figure.value, float):
                yield node.args[0].id, op, figure.value


def _same_scale(one: Type, other: Type) -> bool:
    return (one.unit, one.mean, one.sd) == (other.unit, other.mean, other.sd)


# ---- a made-up instrument: one raw score in every norm group


def example_profiles(shelf: Shelf, one: Instrument, lang: Lang) -> Iterator[b.Block]:
    """Of a fictitious instrument: what the raw score in the middle comes to in every norm group."""
    if one.status != "fictitious":
        return
    found = [
        profile
        for group in shelf.norms.values()
        if group.norms.instrument == one.id and isinstance(group.rows, NormRows)
        for id in group.norms.scales
        if (profile := _example(one, group, group.rows, id, lang)) is not None
    ]
    if found:
        said = Words(
            "Verzonnen: dezelfde ruwe score, gelezen in elke normgroep.",
            "Made up: the same raw score, read in every norm group.",
        )
        yield b.Paragraph(said[lang])
    for place, profile in enumerate(found):
        yield _drawn(profile, f"profiel-{place}", lang)


def _example(one: Instrument, group: NormGroup, rows: NormRows, id: str, lang: Lang) -> Profile | None:
    scale = next((name for name in group.norms.gives if name in LINEAR), None)
    known = attainable(one, id)
    norms = norm_set(group.norms, rows)
    if scale is None or not known or norms.by_age:
        return None
    raw = known[len(known) // 2]
    told: list[Row] = []
    for place, each in enumerate(groups_of(group.norms, rows.rows).get(id, ())):
        keys: dict[KeyName, Any] = dict(zip(group.norms.by, each.keys, strict=True))
        person = Person(age_months=each.band[0] if each.band else None, **keys)
        score = norms.applied(Score(raw=raw, scale=id), person)
        told.append(_of_group(str(place), score, each, scale, lang))
    words = Words("{scale}: ruwe score {n} in elke normgroep", "{scale}: raw score {n} in every norm group")
    title = fill(words, lang, scale=upper(one.scales[id].title), n=raw)
    return Profile(title, _linear(scale, lang), tuple(told)) if told else None


def _of_group(id: str, score: Score, group: Group, scale: str, lang: Lang) -> Row:
    pairs = zip(group.norms.by, group.keys, strict=True)
    words = [f"{label('key', name, lang)}: {key_in_words(name, key, lang)}" for name, key in pairs]
    called = ", ".join([*words, *([ages(*group.band, lang)] if group.band else [])])
    value = score.on(scale)
    if value is None:
        return Row(id, called, None, score.norm_reason.message(lang) if score.norm_reason else "?")
    side = next(n.side for n in score.normed if n.scale == scale)
    found = score.interval
    drawn = None
    if found is not None and not side:
        low, high = (round(x, 1) for x in (found.low, found.high))
        drawn = Interval(low, high, label("interval", found.kind, lang), percent(found.level, lang))
    return Row(id, called, round(value, 1), interval=drawn, mark=side)
