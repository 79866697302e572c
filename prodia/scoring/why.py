"""How a score was made, in sentences: from the items to the zone, each step with its figures."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.language import show_value
from prodia.model.instrument import CutSet, Instrument, MissingAnswers, RuleName, Scale
from prodia.model.norms import KeyName, Norms
from prodia.problems import Problem, scores
from prodia.problems.scores import TOO_MANY_EMPTY
from prodia.scoring.error import Interval
from prodia.scoring.scales import open_end
from prodia.scoring.score import NormedScore, Score, Zone
from prodia.words import Lang, Words

_STOPPED: dict[str, Words] = {
    "discontinue": Words("gestopt na {n} nullen na elkaar", "stopped after {n} zeros in a row"),
    "window": Words(
        "gestopt na {m} nullen in een reeks van {span}", "stopped after {m} zeros in a run of {span}"
    ),
    "last item": Words("tot het laatste item afgenomen", "given up to the last item"),
    "stop point": Words(
        "gestopt na een blok met te weinig punten om verder te gaan",
        "stopped after a set with too few points to go on",
    ),
    "last set": Words("tot het laatste blok afgenomen", "given up to the last set"),
}
_KEYS: dict[KeyName, Words] = {
    "sex": Words("geslacht", "sex"),
    "grade": Words("leerjaar", "grade"),
    "moment": Words("moment", "moment"),
    "month": Words("maand", "month"),
    "informant": Words("ingevuld door", "filled in by"),
    "language": Words("taal", "language"),
    "medium": Words("medium", "medium"),
}
_SAID_ABOVE = (scores.ANSWERS_EMPTY, scores.OPEN_ENDED)  # by the line on items, by that of the scores


def why(
    score: Score,
    instrument: Instrument,
    norms: Norms | None = None,
    lang: Lang = "nl",
) -> tuple[str, ...]:
    """The steps of one score, in order: key, empty items, norms, interval, zones, what to know; and last
    the definition they are of. Each fact is said once.

    ``instrument`` is the definition the score was made with; ``norms`` the declaration, if any.
    """
    scale = instrument.scales[score.scale or ""]
    lines = [*_made(score, scale, lang), *_counted(score, scale, lang)]
    if score.norms is not None:
        lines += _normed(score, norms, lang)
    if score.interval is not None:
        lines.append(_interval(score.interval, norms, lang))
    if score.reason is None:
        lines += _zones(score, scale, lang)
    for told in score.warnings:
        if not isinstance(told, Problem):
            lines.append(told[lang])
        elif told.kind not in _SAID_ABOVE:
            lines.append(told.message(lang))
    form = f" ({instrument.form})" if instrument.form else ""
    lines.append(f"{score.instrument} {(score.digest or '')[:19]}".strip() + form)
    return tuple(lines)


def _made(score: Score, scale: Scale, lang: Lang) -> Iterator[str]:
    if score.reason is not None:
        none = Words("geen score", "no score")[lang]
        if score.reason.kind is TOO_MANY_EMPTY:
            many = Words("te veel items zijn leeg", "too many items are empty")
            yield f"{scale.title}: {none}, {many[lang]}"
        else:
            yield f"{scale.title}: {none}. {score.reason.message(lang)}"
        return
    value = f"{scale.title} = {number_said(score.raw or 0.0, lang, 3)}"
    if scale.score is not None:
        words = {"items": str(score.items), "least": number_said(scale.at_least or 0.0, lang)}
        made = HOW[scale.score].fill(lang, words)
        yield f"{value}: {made.replace(' 1 items', ' 1 item')}"
    elif scale.is_ is not None:
        yield f"{value}: {scale.is_.text}"
    if score.rounding != "none" and score.unrounded is not None and score.unrounded != score.raw:
        words = {"x": number_said(score.unrounded, lang, 3)}
        yield Words("voor het afronden: {x}", "before rounding: {x}").fill(lang, words)


def _counted(score: Score, scale: Scale, lang: Lang) -> Iterator[str]:
    """How many items are empty and what was done about it; or where the test stopped."""
    if score.stopped_by is not None and scale.stop is not None:
        stop = scale.stop
        words = {"n": stop.discontinue, "m": stop.misses, "span": stop.in_a_row_of}
        yield _STOPPED[score.stopped_by].fill(lang, {name: str(n) for name, n in words.items()})
    elif scale.missing is None or (score.reason is not None and score.reason.kind is not TOO_MANY_EMPTY):
        return
    elif not score.empty:
        yield Words("geen enkel item is leeg", "no item is empty")[lang]
    else:
        counted = Words(
            "{a} van {k} items beantwoord, {e} leeg; {rule}", "{a} of {k} items answered, {e} empty; {rule}"
        )
        said = {"a": str(score.answered), "e": str(score.empty), "k": str(score.items)}
        yield counted.fill(lang, said | {"rule": missing_said(scale.missing, lang)})


def _normed(score: Score, norms: Norms | None, lang: Lang) -> Iterator[str]:
    reason = score.norm_reason
    if reason is None or score.norms not in dict(reason.args).values():
        yield f"{Words('normen', 'norms')[lang]} {score.norms}{_about(norms)}"
    if score.group:
        yield f"{Words('normgroep', 'norm group')[lang]}: {_group(score.group, norms, lang)}"
    if score.age is not None:
        how = AGES[score.age_convention or "calendar"][lang]
        words = {"age": number_said(score.age, lang, 2), "how": how}
        words["years"] = f"{int(score.age) // 12};{int(score.age) % 12}"
        yield Words("leeftijd {years}: {age} maanden ({how})", "age {years}: {age} months ({how})").fill(
            lang, words
        )
    if reason is not None:
        yield reason.message(lang)
    if score.normed:
        said = ", ".join(f"{scale_said(n.scale, lang)} {_normed_value(n, lang)}" for n in score.normed)
        more = Words(
            " (hier houdt de tabel op; reken met «<» of «>» niet verder)",
            " (here the table ends; do not calculate on with «<» or «>»)",
        )
        yield said + (more[lang] if any(n.side for n in score.normed) else "")


def _about(norms: Norms | None) -> str:
    if norms is None:
        return ""
    said = (norms.group, norms.country, norms.year, f"n = {norms.n}" if norms.n else None)
    return f" ({', '.join(str(one) for one in said if one)})"


def _group(group: str, norms: Norms | None, lang: Lang) -> str:
    """The age band and the keys of a group, each by its name where that is known."""
    parts = group.split(", ")
    bands = len(parts) - len(norms.by if norms else ())
    names = ("",) * bands + tuple(f"{_KEYS[key][lang]} " for key in (norms.by if norms else ()))
    if bands not in (0, 1):  # a word of the table has a comma of its own
        return group
    if bands and ".." in parts[0]:
        first, _, last = parts[0].partition("..")
        parts[0] = Words(f"{first} tot en met {last} maanden", f"{first} up to and including {last} months")[
            lang
        ]
    elif bands and norms is not None and norms.kind == "lms":
        names = (f"{_KEYS['sex'][lang]} ",)
    return ", ".join(name + part for name, part in zip(names, parts, strict=True))


def _normed_value(normed: NormedScore, lang: Lang) -> str:
    """Words decimals at most; a percentile beyond 1 or 99 as it may be shown, and never 0 or 100."""
    end = open_end(normed.value) if normed.scale == "percentile" and not normed.side else ""
    return end or f"{normed.side}{number_said(normed.value, lang, 2)}"


def _interval(interval: Interval[float], norms: Norms | None, lang: Lang) -> str:
    words = Words(
        "{level} %-interval{on} {low} tot {high}, {kind}", "{level} % interval{on} {low} to {high}, {kind}"
    )
    on = norms.interval.on if norms is not None and norms.interval is not None else None
    said = {"level": number_said(100 * interval.level, lang), "kind": INTERVALS[interval.kind][lang]}
    said["on"] = f"{Words(' van', ' of')[lang]} {scale_said(on, lang)}:" if on else ""
    said |= {"low": number_said(interval.low, lang, 1), "high": number_said(interval.high, lang, 1)}
    if interval.kind in ("true SEE", "true SEM", "rescaled"):
        said["kind"] += f": {number_said(interval.centre, lang, 1)}"
    return words.fill(lang, said)


def _zones(score: Score, scale: Scale, lang: Lang) -> Iterator[str]:
    for zone in score.zones:
        cuts = scale.cuts[zone.cuts]
        if zone.reason is None or zone.reason != score.norm_reason:  # which was said of the norms
            yield f"{cuts.says}: {_zone(zone, cuts, lang)}"


def _zone(zone: Zone, cuts: CutSet, lang: Lang) -> str:
    on = scale_said(zone.on, lang)
    if zone.zone is None:
        kind = zone.reason.kind if zone.reason else None
        if kind is scores.NO_ZONE:
            return Words(f"niet te zeggen zonder {on}", f"can not be said without a {on}")[lang]
        if kind is scores.OPEN_ENDED:
            return Words(f"niet te zeggen, want de {on} ligt open", f"can not be said, for the {on} is open")[
                lang
            ]
        return zone.reason.message(lang) if zone.reason else ""
    chance = Words(
        "{p} % kans dat de ware score onder {at} ligt", "{p} % chance that the true score lies below {at}"
    )
    sure = [
        chance.fill(lang, {"p": _percent(100 * p, lang), "at": number_said(at, lang)})
        for at, p in zone.certainty
    ]
    return "; ".join((f"{zone.zone} ({on} {dict(cuts_said(cuts, lang))[zone.zone]})", *sure))


def _percent(p: float, lang: Lang) -> str:
    """A whole percentage, never 0 or 100: a chance is not a certainty."""
    return open_end(p) or number_said(p, lang, 0)


# The words of scoring, each once: the published rules, scales, intervals, ages, and figures in them.

RULES: dict[RuleName, Words] = {
    "refuse": Words("elk item is nodig", "every item is needed"),
    "zero_if_at_most_m": Words(
        "een leeg item telt als 0; hoogstens {most_missing} leeg",
        "an empty item counts as 0; at most {most_missing} empty",
    ),
    "prorate_sum": Words(
        "de som wordt doorgerekend naar alle items",
        "the sum is prorated to all items",
    ),
    "prorate_half_up": Words(
        "de som wordt doorgerekend naar alle items en afgerond, een half naar boven",
        "the sum is prorated to all items and rounded, a half upwards",
    ),
    "rounded_person_mean": Words(
        "een leeg item krijgt het gemiddelde van de beantwoorde, afgerond, een half naar het even getal",
        "an empty item gets the mean of those answered, rounded, a half to the even number",
    ),
    "mean_available": Words("het gemiddelde van de beantwoorde items", "the mean of the items answered"),
    "half_rule": Words(
        "het gemiddelde van de beantwoorde items, als minstens de helft beantwoord is",
        "the mean of the items answered, when at least half are answered",
    ),
}
_LIMITS = {
    "least_answered": Words("minstens {n} beantwoord", "at least {n} answered"),
    "most_missing": Words("hoogstens {n} leeg", "at most {n} empty"),
    "most_fraction": Words("hoogstens {n} % van de items leeg", "at most {n} % of the items empty"),
}
HOW: dict[str, Words] = {
    "sum": Words("som van {items} items", "sum of {items} items"),
    "mean": Words("gemiddelde van {items} items", "mean of {items} items"),
    "count": Words(
        "van {items} items het aantal vanaf {least} punten", "of {items} items those from {least} points"
    ),
    "highest": Words("hoogste van {items} items", "highest of {items} items"),
    "pomp": Words(
        "percent van het hoogste, over {items} items", "percent of the maximum, over {items} items"
    ),
}
INTERVALS: dict[str, Words] = {
    "observed": Words("rond de behaalde score", "around the observed score"),
    "true SEE": Words("rond de geschatte ware score (SEE)", "around the estimated true score (SEE)"),
    "true SEM": Words("rond de geschatte ware score (SEM)", "around the estimated true score (SEM)"),
    "rescaled": Words("rond de herschaalde ware score", "around the rescaled true score"),
    "retest": Words("waar een tweede meting zou liggen", "where a second measurement would lie"),
}
SCALES: dict[str, Words] = {
    "raw": Words("ruwe score", "raw score"),
    "percentile": Words("percentiel", "percentile"),
    "SS": Words("standaardscore", "standard score"),
    "scaled": Words("normscore", "scaled score"),
}
AGES: dict[str, Words] = {
    "calendar": Words("voltooid, volgens de kalender", "completed, by the calendar"),
    "borrow-30": Words(
        "voltooid, met een geleende maand van 30 dagen", "completed, borrowing months of 30 days"
    ),
    "rounded at 15 days": Words("afgerond vanaf 15 dagen", "rounded from 15 days"),
    "days / 30.4375": Words("dagen gedeeld door 30,4375", "days divided by 30.4375"),
}


def scale_said(scale: str, lang: Lang) -> str:
    """A scale by its name in that language; T, z and the like are called so in both."""
    return SCALES[scale][lang] if scale in SCALES else scale


def missing_said(rule: MissingAnswers, lang: Lang) -> str:
    """What happens to empty items, as a sentence part."""
    said = RULES[rule.rule].fill(lang, {"most_missing": str(rule.most_missing)})
    limits = [
        two.fill(lang, {"n": number_said(limit * (100 if name == "most_fraction" else 1), lang, 1)})
        for name, two in _LIMITS.items()
        if (limit := getattr(rule, name)) is not None and "{" not in RULES[rule.rule][lang]
    ]
    return "; ".join((said, *limits))


def ages_said(ages: tuple[int, int], lang: Lang) -> str:
    """Completed months as years and months: 4;0 tot en met 17;11."""
    first, last = (f"{m // 12};{m % 12}" for m in ages)
    return Words(f"{first} tot en met {last}", f"{first} up to and including {last}")[lang]


def cuts_said(cuts: CutSet, lang: Lang) -> Iterator[tuple[str, str]]:
    """Each zone with the scores that fall in it."""
    numbers = [number_said(at, lang) for at in cuts.at]
    low, high = (
        (("vanaf", "from"), ("tot", "below"))
        if cuts.goes == "up"
        else (("boven", "above"), ("tot en met", "up to"))
    )
    for place, zone in enumerate(cuts.zones):
        parts = []
        if place > 0:
            parts.append(f"{Words(*low)[lang]} {numbers[place - 1]}")
        if place < len(numbers):
            parts.append(f"{Words(*high)[lang]} {numbers[place]}")
        yield zone, " ".join(parts)


def number_said(x: float, lang: Lang, decimals: int | None = None) -> str:
    """As people of that language write it; at most so many decimals, a half upwards."""
    text = show_value(
        x if decimals is None else int(x * 10**decimals + (0.5 if x >= 0 else -0.5)) / 10**decimals
    )
    return text.replace(".", ",") if lang == "nl" else text
