"""A profile: several scores of one person on one linear scale, together and against each other.

>>> analyse(
...     ["begrip", "snelheid"],
...     [120, 110],
...     reliabilities=[0.95, 0.92],
...     correlations=[[1, 0.65], [0.65, 1]],
...     mean=100,
...     sd=15,
...     kind="observed",
...     level=0.95,
...     low_percentile=5,
...     inclusive=True,
... ).pairs[0].reliable
False
"""

# How to think about it: nothing is worked out here. Every figure is one call of composites, differences,
# error or multiplicity, made once and kept; `sentences` only reads them. The scores are put in the order of
# their names first, because sums depend on their order in the last bits and the lattice of
# multiplicity.py in the fourth decimal; a profile must not. They are told in the order given.

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from prodia.language.columns import np
from prodia.model.scales import IntervalKind
from prodia.problems.scores import TOO_FEW_SCORES
from prodia.psychometrics.composites import composite, mosier, profile_range
from prodia.psychometrics.differences import Difference, OwnMean, difference, from_own_mean
from prodia.psychometrics.multiplicity import at_least, low_score_base_rates, range_base_rate
from prodia.scoring.error import Interval, interval, sem, true_scores
from prodia.scoring.normal import FloatArray
from prodia.scoring.norms import passed
from prodia.scoring.scales import Linear, z_of_percentile
from prodia.scoring.score import NoScore, no_score
from prodia.words import Lang
from prodia.words import sentences as words
from prodia.words.labels import label
from prodia.words.lists import listed
from prodia.words.numbers import number

__all__ = ["LowScores", "Pair", "ProfileAnalysis", "ProfileScore", "Whole", "analyse", "sentences"]


@dataclass(frozen=True, slots=True)
class ProfileScore:
    """One score. ``interval`` is of the kind asked and of this score alone; ``true`` is the estimate of its
    true score that the other scores inform, of kind "true SEE"; ``from_mean`` is against the mean of all."""

    id: str
    value: float
    interval: Interval[float]
    true: Interval[float]
    from_mean: OwnMean
    low: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two scores, ``difference`` being first minus second: whether it is more than error of measurement,
    and how usual it is (``difference.base_rate``), are two questions."""

    first: str
    second: str
    difference: Difference

    @property
    def reliable(self) -> bool:
        """Whether the difference is at least the critical one, at the level of the analysis."""
        return abs(self.difference.d) >= self.difference.critical


@dataclass(frozen=True, slots=True)
class Whole:
    """The composite of all scores, each weighing the same. ``range`` is the highest minus the lowest score,
    ``range_base_rate`` the part of the norm group, 0 to 1, where it is as much or more."""

    value: float
    reliability: float
    interval: Interval[float]
    range: float
    range_base_rate: float


@dataclass(frozen=True, slots=True)
class LowScores:
    """Which scores are at or below a percentile (``inclusive``), or below it. ``base_rates``: the part of
    the norm group, 0 to 1, with exactly 0, 1, ... k of them; ``base_rate``: with as many as here or more,
    and where none is low with at least one."""

    percentile: float
    inclusive: bool
    ids: tuple[str, ...]
    base_rates: tuple[float, ...]
    base_rate: float


@dataclass(frozen=True, slots=True)
class ProfileAnalysis:
    """Everything about a profile, in the order its scores were given; ``absent`` had no score."""

    scores: tuple[ProfileScore, ...]
    pairs: tuple[Pair, ...]
    whole: Whole
    low: LowScores
    level: float
    absent: tuple[str, ...]

    @property
    def mean(self) -> float:
        """The mean of all scores."""
        return self.scores[0].value - self.scores[0].from_mean.difference

    def said(self, lang: Lang = "nl") -> tuple[str, ...]:
        """The analysis in plain sentences."""
        return tuple(sentences(self, lang))


def analyse(
    ids: Sequence[str],
    values: Sequence[float | None],
    *,
    reliabilities: Sequence[float],
    correlations: Sequence[Sequence[float]],
    mean: float,
    sd: float,
    kind: IntervalKind,
    level: float,
    low_percentile: float,
    inclusive: bool,
    composite_scale: Linear | None = None,
) -> ProfileAnalysis | NoScore:
    """The analysis of k scores with this ``mean`` and ``sd``: one value (None or NaN: no score, so no part),
    one reliability and one row of ``correlations`` for each of ``ids``.

    Intervals are of ``kind`` at ``level``; every pair is compared at that level, and each score with the
    mean of all at that level over all of them (Bonferroni). A score is low at or below (``inclusive``), or
    below, ``low_percentile`` of a normal distribution. The composite lies on ``composite_scale``, or where
    there is none on the scale of the scores. Formulas and sources: :mod:`prodia.psychometrics.composites`,
    :mod:`~prodia.psychometrics.differences`, :mod:`~prodia.psychometrics.multiplicity`,
    :mod:`~prodia.scoring.error`.

    No score where fewer than two scores are there. Raises ``ValueError`` for a name given twice, lengths
    that differ, figures outside their range, more than 20 scores, or reliabilities and correlations that
    can not go together.
    """
    r = _checked(ids, values, reliabilities, correlations)
    interval(mean, kind=kind, level=level, mean=mean, sd=sd, reliability=0.5)  # refused, whoever is there
    if not 0 < low_percentile < 100:
        raise ValueError("a percentile that is low lies between 0 and 100")
    known = {i: float(x) for i, x in enumerate(values) if x is not None and x == x}
    if len(known) < 2:
        return no_score(TOO_FEW_SCORES, found=len(known), least=2)
    there = sorted(known, key=lambda i: ids[i])
    given = sorted(range(len(there)), key=there.__getitem__)
    parts = _Parts(
        tuple(ids[i] for i in there),
        tuple(known[i] for i in there),
        tuple(float(reliabilities[i]) for i in there),
        r[there][:, there],
        Linear(mean, sd),
        kind,
        level,
    )
    cut_z = z_of_percentile(low_percentile)
    scores = parts.scores(cut_z, inclusive)
    low = tuple(scores[i].id for i in given if scores[i].low)
    rates = low_score_base_rates(parts.correlations, cut_z)
    return ProfileAnalysis(
        tuple(scores[i] for i in given),
        tuple(parts.pair(a, b) for a, b in combinations(given, 2)),
        parts.whole(composite_scale or parts.scale),
        LowScores(low_percentile, inclusive, low, rates, at_least(rates, max(1, len(low)))),
        level,
        tuple(id for id in ids if id not in parts.ids),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """The scores that are there, by name, and what they are read with."""

    ids: tuple[str, ...]
    values: tuple[float, ...]
    reliabilities: tuple[float, ...]
    correlations: FloatArray
    scale: Linear
    kind: IntervalKind
    level: float

    def around(self, x: float, on: Linear, reliability: float) -> Interval[float]:
        """The interval of the kind asked around a score on that scale."""
        figures = {"mean": on.mean, "sd": on.sd, "reliability": reliability, "level": self.level}
        return interval(x, kind=self.kind, **figures)

    def scores(self, cut_z: float, inclusive: bool) -> list[ProfileScore]:
        """Every score by itself, with the others, and against their mean."""
        x, rel, on = self.values, self.reliabilities, self.scale
        informed = true_scores(np.asarray(x), self.correlations, rel, mean=on.mean, sd=on.sd)
        own = from_own_mean(x, [sem(on.sd, one) for one in rel], alpha=1 - self.level)
        cut = on.of_z(cut_z)
        return [
            ProfileScore(
                id,
                x[i],
                self.around(x[i], on, rel[i]),
                informed.interval(i, self.level),
                own[i],
                not passed(x[i], cut, "down" if inclusive else "up"),
            )
            for i, id in enumerate(self.ids)
        ]

    def pair(self, a: int, b: int) -> Pair:
        """Two of the scores, by place."""
        found = difference(
            self.values[a],
            self.values[b],
            sd=self.scale.sd,
            reliability_x=self.reliabilities[a],
            reliability_y=self.reliabilities[b],
            correlation=float(self.correlations[a, b]),
            level=self.level,
        )
        return Pair(self.ids[a], self.ids[b], found)

    def whole(self, to: Linear) -> Whole:
        """The composite on that scale, and how far its parts lie apart."""
        r, on = self.correlations.tolist(), self.scale
        value = composite(self.values, r, mean_x=on.mean, sd_x=on.sd, mean=to.mean, sd=to.sd)
        reliability, spread = mosier(self.reliabilities, r), profile_range(self.values)
        unity = range_base_rate(self.correlations, spread / on.sd)
        return Whole(value, reliability, self.around(value, to, reliability), spread, unity)


def _checked(
    ids: Sequence[str],
    values: Sequence[float | None],
    reliabilities: Sequence[float],
    correlations: Sequence[Sequence[float]],
) -> FloatArray:
    """The correlations as an array, when everything is about the same scores and within its range."""
    k = len(ids)
    if len(set(ids)) < k or len(values) != k or len(reliabilities) != k:
        raise ValueError("each score has one name of its own, one value or None, and one reliability")
    if not all(x is None or x != x or math.isfinite(x) for x in values):
        raise ValueError("a score is a finite number, or None")
    if not all(0 < one < 1 for one in reliabilities):
        raise ValueError("a reliability of a score lies between 0 and 1")
    if any(len(row) != k for row in correlations) or len(correlations) != k:
        raise ValueError("correlations are k by k, in the order of the scores")
    r = np.asarray(correlations, dtype=float).reshape(k, k)
    if (np.diag(r) != 1).any() or (r != r.T).any() or not (np.abs(r - np.eye(k)) < 1).all():
        raise ValueError("correlations are symmetric, 1 on the diagonal and between -1 and 1 elsewhere")
    true = r - np.diag(1 - np.asarray(reliabilities, dtype=float))  # covariances of the true scores
    if k and (min(np.linalg.eigvalsh(r)) <= 0 or min(np.linalg.eigvalsh(true)) < -1e-9):
        raise ValueError("these reliabilities and correlations can not go together")
    return r


# The sentences about the analysis of a profile. The words stand in prodia/words/sentences.py.


def sentences(found: ProfileAnalysis, lang: Lang) -> Iterator[str]:
    """What has no score; the composite, each score, the differences, how many are low; what it rests on."""
    if found.absent:
        yield words.ABSENT.fill(lang, {"ids": listed(found.absent, lang)})
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
            yield template.fill(lang, {"ids": listed(ids, lang)} | mean)
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
    other = [listed((pair.first, pair.second), lang) for pair in pairs if not pair.reliable]
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
        yield words.LOW_ARE.fill(lang, {"ids": listed(low.ids, lang)})


def _interval(one: Interval[float], lang: Lang) -> dict[str, str]:
    ends = {"low": _number(one.low, lang), "high": _number(one.high, lang)}
    return ends | {"level": _number(100 * one.level, lang), "kind": label("interval", one.kind, lang)}


def _part(share: float, lang: Lang) -> str:
    """A part of people as a percentage; what is read off normal curves is never nobody or everybody."""
    if share < 0.001:
        return words.FEWEST[lang]
    return words.MOST[lang] if share > 0.999 else f"{_number(100 * share, lang)} %"


def _number(x: float, lang: Lang, decimals: int = 1) -> str:
    return number(x, lang, decimals)
