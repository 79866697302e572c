"""Whether norms fit a group: an own sample, scored with them, against what the norms expect of it.

Scored with norms that fit, z scores of a random sample from the norm group are standard normal. A class
or a school is no random sample: a difference does not prove that the norms are wrong, and no difference
does not prove that they are right. The words that go with every figure say so.
"""

# Test scores come in steps. A cut falls inside a step, so that the share below it is not known, and the
# distance to the normal curve looks larger than it is. So with ties the interval of a share counts the
# step nearest to the cut once as above it and once as below, and the distance is taken halfway between
# neighbouring scores, where the step of a rounded score ends: there it is never more than the distance
# of the scores before rounding.

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from prodia.language.columns import np
from prodia.problems.scores import ALL_EQUAL, TOO_FEW_PEOPLE
from prodia.psychometrics.accuracy import wilson
from prodia.scoring.normal import (
    FloatArray,
    chi_square_quantile,
    critical,
    kolmogorov_above,
    phi,
    root,
    t_cdf,
    t_quantile,
)
from prodia.scoring.score import NoScore, no_score
from prodia.words import Lang, Words
from prodia.words import sentences as said
from prodia.words.lists import listed
from prodia.words.numbers import number

__all__ = ["Aspect", "Distance", "GroupFits", "MeanFit", "NormFit", "ShareBelow", "norm_fit", "norm_fits"]

Aspect: TypeAlias = Literal["mean", "spread", "distribution"]
POINTS = (-1.28, -1.0, 0.0, 1.0, 1.28)
FURTHEST = 38.0  # beyond it a double holds no part of the normal curve: such a number is no z score


@dataclass(frozen=True, slots=True)
class ShareBelow:
    """How many lie ``below`` z, the part (0 to 1) the norms expect there, and Wilson's interval of it.

    With ties the interval is wider: people at the score nearest to z count as above it for ``low`` and
    as below it for ``high``.
    """

    z: float
    below: int
    expected: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class MeanFit:
    """The mean with its t interval; ``z`` takes the norms' SD of 1, ``t`` that of the group. Both chances
    are of a mean so far from 0 either way, in a random sample of the norm group."""

    value: float
    low: float
    high: float
    z: float
    p_z: float
    t: float
    p_t: float


@dataclass(frozen=True, slots=True)
class Distance:
    """The largest distance ``d`` (0 to 1) between the parts found and expected below a score, and the
    chance ``p`` of one at least so large; ``halfway`` when it was taken between tied scores."""

    d: float
    p: float
    halfway: bool


@dataclass(frozen=True, slots=True)
class NormFit:
    """A group of ``n`` z scores against the norms; ``left_out`` more were missing.

    ``sd`` (n - 1) has the interval ``sd_low`` to ``sd_high``; ``skew`` and ``kurtosis`` are 0 in the
    normal curve. ``differs`` names what lies outside at ``level``, and is None where there are too few
    to say. ``says`` is the sentence, ``caution`` what always goes with it.
    """

    n: int
    left_out: int
    level: float
    mean: MeanFit
    sd: float
    sd_low: float
    sd_high: float
    skew: float | NoScore
    kurtosis: float | NoScore
    shares: tuple[ShareBelow, ...]
    distance: Distance
    differs: tuple[Aspect, ...] | None
    says: Words
    caution: Words


def norm_fit(
    z: FloatArray, *, level: float, points: Sequence[float] = POINTS, least: int = 30
) -> NormFit | NoScore:
    """The z scores of a group against the standard normal curve that fitting norms would give.

    ``z`` is one-dimensional, NaN for missing. Below ``least`` scores the figures are given and no
    conclusion. With x the scores, m their mean and s their SD (n - 1):

    - mean: z = m sqrt(n); t = m sqrt(n) / s with n - 1 degrees of freedom, interval m +- t s / sqrt(n).
      Source: Student (1908).
    - spread: s sqrt((n - 1) / chi2) at both quantiles of chi-square with n - 1 degrees of freedom; it
      leans on normality. Source: Wilks, Mathematical Statistics (1962).
    - shape: G1 = g1 sqrt(n (n - 1)) / (n - 2) and G2 = (n - 1) ((n + 1) g2 + 6) / ((n - 2)(n - 3)).
      Source: Joanes and Gill (1998). No score below 3 and 4 people.
    - shares below ``points``: expected phi(z), intervals by Wilson (1927), wider with ties.
    - distance: Kolmogorov (1933), Smirnov (1948), its chance exact (Simard and L'Ecuyer 2011). With
      ties it is taken halfway between neighbouring scores, and errs on the side of no difference.

    "mean", "spread" and "distribution" differ when 0 or 1 lies outside the interval, or p is below
    1 - level: three looks, so that of ten groups that fit about one shows a difference at 95 %.
    No score for fewer than two scores, or all equal. Raises ``ValueError`` for a level outside 0..1,
    an array of another shape, or a number that can be no z score; ``TypeError`` for no numbers.
    """
    critical(level)
    values = np.asarray(z)
    if values.dtype.kind not in "iuf":
        raise TypeError("z scores are numbers, NaN where missing")
    if values.ndim != 1 or (np.abs(values) > FURTHEST).any():
        raise ValueError("one z score per person: scores of another scale are brought to z first")
    x = np.sort(values[~np.isnan(values)].astype(float)) + 0.0
    n = len(x)
    if n < 2:
        return no_score(TOO_FEW_PEOPLE, found=n, least=2)
    if x[0] == x[-1]:
        return no_score(ALL_EQUAL)
    sd = float(x.std(ddof=1))
    mean = _mean(float(x.mean()), sd, n, level)
    low, high = (
        sd * root((n - 1) / chi_square_quantile(p, n - 1)) for p in (0.5 + level / 2, 0.5 - level / 2)
    )
    distance = _distance(x)
    found: dict[Aspect, bool] = {
        "mean": not mean.low <= 0 <= mean.high,
        "spread": not low <= 1 <= high,
        "distribution": distance.p < 1 - level,
    }
    differs = tuple(aspect for aspect, off in found.items() if off) if n >= least else None
    return NormFit(
        n,
        len(values) - n,
        level,
        mean,
        sd,
        low,
        high,
        *_shape(x),
        tuple(_share(x, float(point), level) for point in points),
        distance,
        differs,
        _said(mean, (sd, low, high), level, differs, n, least),
        said.NO_RANDOM_SAMPLE,
    )


def _mean(m: float, sd: float, n: int, level: float) -> MeanFit:
    z, t = m * root(float(n)), m * root(float(n)) / sd
    half = t_quantile(0.5 + level / 2, n - 1) * sd / root(float(n))
    return MeanFit(m, m - half, m + half, z, 2 * phi(-abs(z)), t, 2 * t_cdf(-abs(t), n - 1))


def _shape(x: FloatArray) -> tuple[float | NoScore, float | NoScore]:
    """Skew and kurtosis corrected for the size of the sample."""
    n, deviations = len(x), x - x.mean()
    second, third, fourth = (float((deviations**power).mean()) for power in (2, 3, 4))
    skew: float | NoScore = no_score(TOO_FEW_PEOPLE, found=n, least=3)
    kurtosis: float | NoScore = no_score(TOO_FEW_PEOPLE, found=n, least=4)
    if n > 2:
        skew = root(n * (n - 1.0)) / (n - 2) * third / second**1.5
    if n > 3:
        kurtosis = (n - 1) * ((n + 1) * (fourth / second**2 - 3) + 6) / ((n - 2) * (n - 3))
    return skew, kurtosis


def _tied(x: FloatArray) -> bool:
    """Of sorted scores, whether two are equal."""
    return bool((x[1:] == x[:-1]).any())


def _share(x: FloatArray, point: float, level: float) -> ShareBelow:
    n, below = len(x), int((x < point).sum())
    fewest = most = below
    if _tied(x):
        nearest = x[np.abs(x - point).argmin()]
        fewest, most = int((x < nearest).sum()), int((x <= nearest).sum())
    low, high = wilson(fewest, n, level=level)[0], wilson(most, n, level=level)[1]
    return ShareBelow(point, below, phi(point), low, high)


def _distance(x: FloatArray) -> Distance:
    """Of sorted scores to the normal curve."""
    n = len(x)
    tied = _tied(x)
    if tied:
        steps, counts = np.unique(x, return_counts=True)
        edges = (steps[:-1] + steps[1:]) / 2
        d = float(np.abs(np.cumsum(counts)[:-1] / n - phi(edges)).max())
    else:
        expected, rank = phi(x), np.arange(1, n + 1)
        d = float(max((rank / n - expected).max(), (expected - (rank - 1) / n).max()))
    return Distance(d, kolmogorov_above(d, n), tied)


def _said(
    mean: MeanFit,
    spread: tuple[float, float, float],
    level: float,
    differs: tuple[Aspect, ...] | None,
    n: int,
    least: int,
) -> Words:
    def one(lang: Lang) -> str:
        figures = {
            "size": number(abs(mean.value), lang, 2, fixed=True),
            "side": (said.LOWER if mean.value < 0 else said.HIGHER)[lang],
            "level": number(100 * level, lang),
        }
        shown = zip(("sd", "sd_low", "sd_high", "low", "high"), (*spread, mean.low, mean.high), strict=True)
        figures |= {name: number(x, lang, 2, fixed=True) for name, x in shown}
        if differs is None:
            end = said.TOO_FEW_TO_SAY.fill(lang, {"n": str(n), "least": str(least)})
        elif differs:
            told = listed([said.ASPECTS[aspect][lang] for aspect in differs], lang)
            end = said.MISFITS.fill(lang, {"aspects": told})
        else:
            end = said.FITS[lang]
        return f"{said.MEAN.fill(lang, figures)} {end}"

    return Words(one("nl"), one("en"))


@dataclass(frozen=True, slots=True)
class GroupFits:
    """The fit of each named group, in the order given; ``caution`` says how many looks that were, and
    how many of them stand out by chance alone."""

    groups: tuple[tuple[str, NormFit | NoScore], ...]
    caution: Words


def norm_fits(
    groups: Mapping[str, FloatArray], *, level: float, points: Sequence[float] = POINTS, least: int = 30
) -> GroupFits:
    """:func:`norm_fit` of every group, such as an age band, by its name. Raises as it does."""
    found = tuple((name, norm_fit(z, level=level, points=points, least=least)) for name, z in groups.items())
    looks = len(said.ASPECTS) * sum(isinstance(fit, NormFit) and fit.differs is not None for _, fit in found)
    chance = (1 - level) * looks

    def one(lang: Lang) -> str:
        told = said.MANY_LOOKS.fill(
            lang, {"looks": str(looks), "chance": number(chance, lang, 2, fixed=True)}
        )
        return f"{told} {said.NO_RANDOM_SAMPLE[lang]}"

    return GroupFits(found, Words(one("nl"), one("en")))
