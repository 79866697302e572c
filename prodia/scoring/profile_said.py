"""The sentences about the analysis of a profile. The words stand in prodia/problems/scores.py."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from prodia.language.syntax.show import show_number
from prodia.scoring.error import Interval
from prodia.scoring.rounding import rounded
from prodia.scoring.said import INTERVALS
from prodia.words import Lang
from prodia.words import sentences as words

if TYPE_CHECKING:
    from prodia.scoring.profile import LowScores, Pair, ProfileAnalysis

__all__ = ["said"]


def said(found: ProfileAnalysis, lang: Lang) -> Iterator[str]:
    """What has no score; the composite, each score, the differences, how many are low; what it rests on."""
    if found.absent:
        yield words.ABSENT.fill(lang, {"ids": _list(found.absent, lang)})
    whole = found.whole
    figures = {
        "n": str(len(found.scores)),
        "value": _number(whole.value, lang),
        "reliability": _number(whole.reliability, lang, 2),
    }
    yield words.COMPOSITE.fill(lang, figures | _interval(whole.interval, lang))
    yield words.UNITY.fill(
        lang, {"range": _number(whole.range, lang), "p": _part(whole.range_base_rate, lang)}
    )
    for one in found.scores:
        true = {"true": one.true.centre, "true_low": one.true.low, "true_high": one.true.high}
        figures = {"id": one.id, "value": _number(one.value, lang)} | _interval(one.interval, lang)
        yield words.SCORE.fill(lang, figures | {name: _number(x, lang) for name, x in true.items()})
    yield from _against_mean(found, lang)
    yield from _pairs(found.pairs, found.level, lang)
    yield from _low(found.low, len(found.scores), lang)
    yield words.NORMAL[lang]


def _against_mean(found: ProfileAnalysis, lang: Lang) -> Iterator[str]:
    mean = {"mean": _number(found.mean, lang)}
    apart = [one for one in found.scores if one.from_mean.reliable]
    for template, sign in ((words.ABOVE_MEAN, 1), (words.BELOW_MEAN, -1)):
        ids = [one.id for one in apart if sign * one.from_mean.difference > 0]
        if ids:
            yield template.fill(lang, {"ids": _list(ids, lang)} | mean)
    if not apart:
        yield words.AT_MEAN.fill(lang, mean)


def _pairs(pairs: Sequence[Pair], level: float, lang: Lang) -> Iterator[str]:
    for pair in pairs:
        d = pair.difference
        high, low = (pair.first, pair.second) if d.d > 0 else (pair.second, pair.first)
        figures = {"d": _number(abs(d.d), lang), "critical": _number(d.critical, lang)}
        if pair.reliable:
            yield words.RELIABLE.fill(
                lang, {"high": high, "low": low, "p": _part(d.base_rate, lang)} | figures
            )
    other = [_list((pair.first, pair.second), lang) for pair in pairs if not pair.reliable]
    if other:
        yield words.NOT_RELIABLE.fill(lang, {"pairs": "; ".join(other)})
    if len(pairs) > 1:
        chance = _number(len(pairs) * (1 - level), lang)
        yield words.MANY_PAIRS.fill(lang, {"n": str(len(pairs)), "chance": chance})


def _low(low: LowScores, k: int, lang: Lang) -> Iterator[str]:
    n = len(low.ids)
    cut = words.AT_MOST if low.inclusive else words.BELOW
    figures = {
        "n": str(n),
        "k": str(k),
        "cut": cut.fill(lang, {"pc": _number(low.percentile, lang)}),
        "p": _part(low.base_rate, lang),
    }
    yield (words.LOW_MANY if n > 1 else words.LOW_ONE if n else words.LOW_NONE).fill(lang, figures)
    if low.ids:
        yield words.LOW_ARE.fill(lang, {"ids": _list(low.ids, lang)})


def _interval(one: Interval[float], lang: Lang) -> dict[str, str]:
    ends = {"low": _number(one.low, lang), "high": _number(one.high, lang)}
    return ends | {"level": _number(100 * one.level, lang), "kind": INTERVALS[one.kind][lang]}


def _part(share: float, lang: Lang) -> str:
    """A part of people as a percentage; what is read off normal curves is never nobody or everybody."""
    if share < 0.001:
        return words.FEWEST[lang]
    return words.MOST[lang] if share > 0.999 else f"{_number(100 * share, lang)} %"


def _number(x: float, lang: Lang, decimals: int = 1) -> str:
    """As people of that language write it, a half upwards."""
    text = show_number(rounded(x, "half up", decimals))
    return text.replace(".", ",") if lang == "nl" else text


def _list(names: Sequence[str], lang: Lang) -> str:
    *most, last = names
    return f"{', '.join(most)} {words.AND[lang]} {last}" if most else last
