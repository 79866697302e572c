"""How a score was made, in sentences: from the items to the zone, each step with its figures."""

# The words of the published rules stand here once; the site and the command line read them too.

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import show_value
from prodia.model.instrument import CutSet, Instrument, MissingAnswers, RuleName, Scale
from prodia.model.norms import Norms
from prodia.problems import Lang, Problem, Two
from prodia.scoring.error import Interval
from prodia.scoring.growth_record import CONVENTION
from prodia.scoring.score import Score, Zone

__all__ = [
    "AGES",
    "HOW",
    "INTERVALS",
    "RULES",
    "SCALES",
    "ages_said",
    "cuts_said",
    "missing_said",
    "scale_said",
    "why",
]

RULES: dict[RuleName, Two] = {
    "refuse": Two("elk item is nodig", "every item is needed"),
    "zero_if_at_most_m": Two(
        "een leeg item telt als 0, met hoogstens {most_missing} lege items",
        "an empty item counts as 0, with at most {most_missing} empty items",
    ),
    "prorate_sum": Two(
        "de som wordt doorgerekend naar alle items",
        "the sum is prorated to all items",
    ),
    "prorate_half_up": Two(
        "de som wordt doorgerekend naar alle items en afgerond, een half naar boven",
        "the sum is prorated to all items and rounded, a half upwards",
    ),
    "rounded_person_mean": Two(
        "een leeg item krijgt het gemiddelde van de beantwoorde, afgerond, een half naar het even getal",
        "an empty item gets the mean of those answered, rounded, a half to the even number",
    ),
    "mean_available": Two("het gemiddelde van de beantwoorde items", "the mean of the items answered"),
    "half_rule": Two(
        "het gemiddelde van de beantwoorde items, als minstens de helft beantwoord is",
        "the mean of the items answered, when at least half are answered",
    ),
}
_LIMITS = {
    "least_answered": Two("minstens {n} beantwoord", "at least {n} answered"),
    "most_missing": Two("hoogstens {n} leeg", "at most {n} empty"),
    "most_fraction": Two("hoogstens {n} van de items leeg", "at most {n} of the items empty"),
}
HOW: dict[str, Two] = {
    "sum": Two("som van {items} items", "sum of {items} items"),
    "mean": Two("gemiddelde van {items} items", "mean of {items} items"),
    "count": Two(
        "van {items} items het aantal vanaf {least} punten", "of {items} items those from {least} points"
    ),
    "highest": Two("hoogste van {items} items", "highest of {items} items"),
    "pomp": Two("percent van het hoogste, over {items} items", "percent of the maximum, over {items} items"),
}
INTERVALS: dict[str, Two] = {
    "observed": Two("rond de behaalde score", "around the observed score"),
    "true SEE": Two("rond de geschatte ware score (SEE)", "around the estimated true score (SEE)"),
    "true SEM": Two("rond de geschatte ware score (SEM)", "around the estimated true score (SEM)"),
    "rescaled": Two("rond de herschaalde ware score", "around the rescaled true score"),
    "retest": Two("waar een tweede meting zou liggen", "where a second measurement would lie"),
}
SCALES: dict[str, Two] = {
    "raw": Two("ruwe score", "raw score"),
    "percentile": Two("percentiel", "percentile"),
    "SS": Two("standaardscore", "standard score"),
    "scaled": Two("normscore", "scaled score"),
}
AGES: dict[str, Two] = {
    "calendar": Two("voltooid, volgens de kalender", "completed, by the calendar"),
    "borrow-30": Two(
        "voltooid, met een geleende maand van 30 dagen", "completed, borrowing months of 30 days"
    ),
    "rounded at 15 days": Two("afgerond vanaf 15 dagen", "rounded from 15 days"),
    "days / 30.4375": Two("dagen gedeeld door 30,4375", "days divided by 30.4375"),
    CONVENTION: Two("dagen gedeeld door 30,4375", "days divided by 30.4375"),
}
_STOPPED: dict[str, Two] = {
    "discontinue": Two("gestopt na te veel nullen na elkaar", "stopped after too many zeros in a row"),
    "window": Two("gestopt na te veel missers in een reeks", "stopped after too many misses in a run"),
    "last item": Two("tot het laatste item afgenomen", "given up to the last item"),
    "last set": Two("tot de laatste reeks afgenomen", "given up to the last set"),
}


def scale_said(scale: str, lang: Lang) -> str:
    """A scale by its name in that language; T, z and the like are called so in both."""
    return SCALES[scale][lang] if scale in SCALES else scale


def missing_said(rule: MissingAnswers, lang: Lang) -> str:
    """What happens to empty items, as a sentence part."""
    said = RULES[rule.rule].fill(lang, {"most_missing": str(rule.most_missing)})
    limits = [
        two.fill(lang, {"n": show_value(float(getattr(rule, name)))})
        for name, two in _LIMITS.items()
        if getattr(rule, name) is not None and "{" not in RULES[rule.rule][lang]
    ]
    return "; ".join((said, *limits))


def ages_said(ages: tuple[int, int], lang: Lang) -> str:
    """Completed months as years and months: 4;0 tot en met 17;11."""
    first, last = (f"{m // 12};{m % 12}" for m in ages)
    return Two(f"{first} tot en met {last}", f"{first} up to and including {last}")[lang]


def cuts_said(cuts: CutSet, lang: Lang) -> Iterator[tuple[str, str]]:
    """Each zone with the scores that fall in it."""
    numbers = [_number(at, lang) for at in cuts.at]
    low, high = (
        (("vanaf", "from"), ("tot", "below"))
        if cuts.goes == "up"
        else (("boven", "above"), ("tot en met", "up to"))
    )
    for place, zone in enumerate(cuts.zones):
        parts = []
        if place > 0:
            parts.append(f"{Two(*low)[lang]} {numbers[place - 1]}")
        if place < len(numbers):
            parts.append(f"{Two(*high)[lang]} {numbers[place]}")
        yield zone, " ".join(parts)


def why(
    score: Score,
    instrument: Instrument,
    norms: Norms | None = None,
    lang: Lang = "nl",
) -> tuple[str, ...]:
    """The steps of one score, in order: key, empty items, norms, interval, zones, what to know.

    ``instrument`` is the definition the score was made with; ``norms`` the declaration, if any.
    """
    scale = instrument.scales[score.scale or ""]
    lines = [*_made(score, scale, instrument, lang)]
    if score.norms is not None:
        lines += _normed(score, norms, lang)
    if score.interval is not None:
        lines.append(_interval(score.interval, lang))
    lines += [_zone(zone, scale.cuts[zone.cuts], lang) for zone in score.zones]
    lines += [w.message(lang) if isinstance(w, Problem) else w[lang] for w in score.warnings]
    lines.append(f"{score.instrument} {(score.digest or '')[:19]}".strip())
    return tuple(lines)


def _made(score: Score, scale: Scale, instrument: Instrument, lang: Lang) -> Iterator[str]:
    if score.reason is not None:
        yield f"{scale.title}: {score.reason.message(lang)}"
        return
    value = _number(score.raw or 0.0, lang)
    if scale.score is not None:
        words = {"items": str(score.items), "least": _number(scale.at_least or 0.0, lang)}
        yield f"{scale.title} = {value}: {HOW[scale.score].fill(lang, words)} ({instrument.form})"
    elif scale.is_ is not None:
        yield f"{scale.title} = {value}: {scale.is_.text}"
    if score.stopped_by is not None:
        yield _STOPPED[score.stopped_by][lang]
    elif scale.missing is not None:
        counted = Two("{a} beantwoord, {e} leeg; {rule}", "{a} answered, {e} empty; {rule}")
        said = {"a": str(score.answered), "e": str(score.empty), "rule": missing_said(scale.missing, lang)}
        yield counted.fill(lang, said)


def _normed(score: Score, norms: Norms | None, lang: Lang) -> Iterator[str]:
    about = f" ({norms.group}, {norms.country}, {norms.year or '?'}, n = {norms.n or '?'})" if norms else ""
    group = f", {Two('groep', 'group')[lang]} {score.group}" if score.group else ""
    yield f"{Two('normen', 'norms')[lang]} {score.norms}{about}{group}"
    if score.age is not None:
        words = Two("leeftijd {age} maanden ({how})", "age {age} months ({how})")
        yield words.fill(
            lang, {"age": _number(score.age, lang, 2), "how": AGES[score.age_convention or "calendar"][lang]}
        )
    if score.norm_reason is not None:
        yield score.norm_reason.message(lang)
    said = [f"{scale_said(n.scale, lang)} {n.side}{_number(n.value, lang, 2)}" for n in score.normed]
    if said:
        yield ", ".join(said)


def _interval(interval: Interval[float], lang: Lang) -> str:
    low, high = (_number(x, lang, 1) for x in (interval.low, interval.high))
    words = Two("{level} %-interval {low} tot {high}, {kind}", "{level} % interval {low} to {high}, {kind}")
    level = _number(100 * interval.level, lang)
    return words.fill(
        lang, {"level": level, "low": low, "high": high, "kind": INTERVALS[interval.kind][lang]}
    )


def _zone(zone: Zone, cuts: CutSet, lang: Lang) -> str:
    if zone.zone is None:
        return f"{cuts.says}: {zone.reason.message(lang) if zone.reason else ''}"
    bounds = dict(cuts_said(cuts, lang))[zone.zone]
    words = Two(
        "{p} % kans dat de ware score onder {at} ligt", "{p} % chance that the true score lies below {at}"
    )
    sure = [
        words.fill(lang, {"p": _number(100 * p, lang, 0), "at": _number(at, lang)})
        for at, p in zone.certainty
    ]
    return "; ".join((f"{cuts.says}: {zone.zone} ({scale_said(zone.on, lang)} {bounds})", *sure))


def _number(x: float, lang: Lang, decimals: int | None = None) -> str:
    """As people of that language write it; at most so many decimals, a half upwards."""
    text = show_value(
        x if decimals is None else int(x * 10**decimals + (0.5 if x >= 0 else -0.5)) / 10**decimals
    )
    return text.replace(".", ",") if lang == "nl" else text
