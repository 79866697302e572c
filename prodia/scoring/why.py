"""How a score was made, in sentences: from the items to the zone, each step with its figures."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.model.instrument import CutSet, Instrument, MissingAnswers, Scale
from prodia.model.norms import Norms
from prodia.problems import Problem, scores
from prodia.problems.scores import TOO_MANY_EMPTY
from prodia.scoring.error import Interval
from prodia.scoring.scales import open_end
from prodia.scoring.score import NormedScore, Score, Zone
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.numbers import age, counted, number, percent

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
_MONTHS = Words("{first} tot en met {last} maanden", "{first} up to and including {last} months")
_SAID_ABOVE = (scores.ANSWERS_EMPTY, scores.OPEN_ENDED)  # by the line on items, by that of the scores


def why(
    score: Score, instrument: Instrument, norms: Norms | None = None, lang: Lang = "nl"
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
    value = f"{scale.title} = {number(score.raw or 0.0, lang, 3)}"
    if scale.score is not None:
        words = {
            "items": counted(score.items or 0, "items", lang),
            "least": number(scale.at_least or 0.0, lang),
        }
        yield f"{value}: {LABELS['how'][scale.score].fill(lang, words)}"
    elif scale.is_ is not None:
        yield f"{value}: {scale.is_.text}"
    if score.rounding != "none" and score.unrounded is not None and score.unrounded != score.raw:
        words = {"x": number(score.unrounded, lang, 3)}
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
        how = label("age", score.age_convention or "calendar", lang)
        words = {"years": age(int(score.age)), "age": counted(score.age, "months", lang, 2), "how": how}
        yield Words("leeftijd {years}: {age} ({how})", "age {years}: {age} ({how})").fill(lang, words)
    if reason is not None:
        yield reason.message(lang)
    if score.normed:
        said = ", ".join(f"{label('scale', n.scale, lang)} {_normed_value(n, lang)}" for n in score.normed)
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
    names = ("",) * bands + tuple(f"{label('key', key, lang)} " for key in (norms.by if norms else ()))
    if bands not in (0, 1):  # a word of the table has a comma of its own
        return group
    if bands and ".." in parts[0]:
        first, _, last = parts[0].partition("..")
        parts[0] = _MONTHS.fill(lang, {"first": first, "last": last})
    elif bands and norms is not None and norms.kind == "lms":
        names = (f"{label('key', 'sex', lang)} ",)
    return ", ".join(name + part for name, part in zip(names, parts, strict=True))


def _normed_value(normed: NormedScore, lang: Lang) -> str:
    """Words decimals at most; a percentile beyond 1 or 99 as it may be shown, and never 0 or 100."""
    end = open_end(normed.value) if normed.scale == "percentile" and not normed.side else ""
    return end or f"{normed.side}{number(normed.value, lang, 2)}"


def _interval(interval: Interval[float], norms: Norms | None, lang: Lang) -> str:
    words = Words(
        "{level}-interval{on} {low} tot {high}, {kind}", "{level} interval{on} {low} to {high}, {kind}"
    )
    on = norms.interval.on if norms is not None and norms.interval is not None else None
    said = {"level": percent(interval.level, lang), "kind": label("interval", interval.kind, lang)}
    said["on"] = f"{Words(' van', ' of')[lang]} {label('scale', on, lang)}:" if on else ""
    said |= {"low": number(interval.low, lang, 1), "high": number(interval.high, lang, 1)}
    if interval.kind in ("true SEE", "true SEM", "rescaled"):
        said["kind"] += f": {number(interval.centre, lang, 1)}"
    return words.fill(lang, said)


def _zones(score: Score, scale: Scale, lang: Lang) -> Iterator[str]:
    for zone in score.zones:
        cuts = scale.cuts[zone.cuts]
        if zone.reason is None or zone.reason != score.norm_reason:  # which was said of the norms
            yield f"{cuts.says}: {_zone(zone, cuts, lang)}"


def _zone(zone: Zone, cuts: CutSet, lang: Lang) -> str:
    on = label("scale", zone.on, lang)
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
        chance.fill(lang, {"p": _chance(100 * p, lang), "at": number(at, lang)}) for at, p in zone.certainty
    ]
    return "; ".join((f"{zone.zone} ({on} {dict(cuts_said(cuts, lang))[zone.zone]})", *sure))


def _chance(p: float, lang: Lang) -> str:
    """A whole percentage, never 0 or 100: a chance is not a certainty."""
    return open_end(p) or number(p, lang, 0)


def missing_said(rule: MissingAnswers, lang: Lang) -> str:
    """What happens to empty items, as a sentence part."""
    said = LABELS["missing rule"][rule.rule].fill(lang, {"most_missing": str(rule.most_missing)})
    limits = [
        two.fill(lang, {"n": number(limit * (100 if name == "most_fraction" else 1), lang, 1)})
        for name, two in LABELS["missing limit"].items()
        if (limit := getattr(rule, name)) is not None and "{" not in LABELS["missing rule"][rule.rule][lang]
    ]
    return "; ".join((said, *limits))


def cuts_said(cuts: CutSet, lang: Lang) -> Iterator[tuple[str, str]]:
    """Each zone with the scores that fall in it."""
    numbers = [number(at, lang) for at in cuts.at]
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
