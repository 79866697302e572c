"""How well a cut-off finds a condition in a group, at one cut-off or at every one there is.

Predictive values of the sample hold at the prevalence of the sample; those at another stand apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from prodia.batch.groups_columns import ColumnOf, column, numbers, tabled, truths
from prodia.problems import Kind, Lang
from prodia.problems.groups import (
    NO_LIMIT,
    NO_NEGATIVE_TEST,
    NO_ONE_WITH,
    NO_ONE_WITHOUT,
    NO_POSITIVE_TEST,
    TOO_FEW_PEOPLE,
)
from prodia.scoring.accuracy import Counts, accuracy, at_cut, clopper_pearson, predictive_values, wilson
from prodia.scoring.normal import critical
from prodia.scoring.reasons import NoScore, no_score

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

    from prodia.scoring.normal import BoolArray, FloatArray

__all__ = ["AtPrevalence", "CutAccuracy", "Share", "accuracy_at", "cuts"]


@dataclass(frozen=True, slots=True)
class Share:
    """``x`` of ``n`` people, as a part from 0 to 1, with its exact (Clopper-Pearson) and Wilson interval."""

    x: int
    n: int
    value: float
    exact: tuple[float, float]
    wilson: tuple[float, float]


@dataclass(frozen=True, slots=True)
class AtPrevalence:
    """Predictive values at a stated ``prevalence``, from sensitivity and specificity by Bayes."""

    prevalence: float
    ppv: float | NoScore
    npv: float | NoScore


@dataclass(frozen=True, slots=True)
class CutAccuracy:
    """One cut-off in one group of ``n`` people; ``left_out`` more miss a score or a condition.

    What ends in ``_in_sample`` holds at the prevalence of this sample and is not to be used elsewhere.
    """

    cut: float
    positive: Literal["high", "low"]
    inclusive: bool
    level: float
    counts: Counts
    sensitivity: Share | NoScore
    specificity: Share | NoScore
    prevalence_in_sample: Share
    ppv_in_sample: Share | NoScore
    npv_in_sample: Share | NoScore
    at_prevalence: AtPrevalence | None
    lr_positive: float | NoScore
    lr_negative: float | NoScore
    youden: float | NoScore
    odds_ratio: float | NoScore
    n: int
    left_out: int


def accuracy_at(
    frame: pd.DataFrame,
    score: ColumnOf,
    condition: ColumnOf,
    cut: float,
    *,
    positive: Literal["high", "low"],
    inclusive: bool,
    level: float,
    prevalence: float | None = None,
) -> CutAccuracy | NoScore:
    """Sensitivity, specificity and their kin of ``score`` at ``cut`` against a yes/no ``condition``.

    ``positive`` says which side is a positive test, ``inclusive`` whether the cut itself is. Nothing is
    added to empty cells. Sources: :mod:`prodia.scoring.accuracy`. No score for fewer than two people.
    Raises ``KeyError`` for an absent column, ``TypeError`` or ``ValueError`` for cells that are no
    numbers or no yes/no, and ``ValueError`` for another side, a level or prevalence that is none.
    """
    x, ill, left_out = _people(frame, score, condition, positive, level, prevalence)
    if not abs(cut) < float("inf"):
        raise ValueError("a cut-off is a number")
    if len(x) < 2:
        return no_score(TOO_FEW_PEOPLE, found=len(x), least=2)
    return _at(x, ill, float(cut), positive, inclusive, level, prevalence, left_out)


def cuts(
    frame: pd.DataFrame,
    score: ColumnOf,
    condition: ColumnOf,
    *,
    positive: Literal["high", "low"],
    inclusive: bool,
    level: float,
    prevalence: float | None = None,
    lang: Lang = "nl",
) -> pd.DataFrame | NoScore:
    """:func:`accuracy_at` for every score that was attained, as a table with one row a cut-off, rising.

    A share has five columns: itself, and ``_exact_low``, ``_exact_high``, ``_wilson_low``,
    ``_wilson_high``. A figure that is not there is ``pd.NA``, with the reason, in ``lang``, in the last
    column. The best cut-off of a table was chosen on these people: it will do worse on others.
    """
    import numpy as np
    import pandas as pd

    x, ill, left_out = _people(frame, score, condition, positive, level, prevalence)
    if len(x) < 2:
        return no_score(TOO_FEW_PEOPLE, found=len(x), least=2)
    attained = np.unique(x).tolist()
    found = [_at(x, ill, cut, positive, inclusive, level, prevalence, left_out) for cut in attained]
    return tabled(pd.Index(attained, name="cut"), [dict(_row(one)) for one in found], lang)


def _people(
    frame: pd.DataFrame,
    score: ColumnOf,
    condition: ColumnOf,
    positive: str,
    level: float,
    prevalence: float | None,
) -> tuple[FloatArray, BoolArray, int]:
    """Scores and truths of who has both, and how many have not."""
    import numpy as np

    critical(level)
    if positive not in ("high", "low"):
        raise ValueError("positive is «high» or «low»")
    if prevalence is not None and not 0 <= prevalence <= 1:
        raise ValueError("a prevalence lies from 0 to 1")
    x, ill = numbers(column(frame, score)), truths(column(frame, condition))
    here = ~np.isnan(x) & ~np.isnan(ill)
    return x[here], ill[here] == 1, int((~here).sum())


def _at(
    x: FloatArray,
    ill: BoolArray,
    cut: float,
    positive: Literal["high", "low"],
    inclusive: bool,
    level: float,
    prevalence: float | None,
    left_out: int,
) -> CutAccuracy:
    counts = at_cut(x, ill, cut, positive=positive, inclusive=inclusive)
    tp, fp, fn, tn = counts.tp, counts.fp, counts.fn, counts.tn
    found = accuracy(counts)
    truth = NO_ONE_WITH if not tp + fn else NO_ONE_WITHOUT if not fp + tn else NO_LIMIT
    sensitivity = _share(tp, tp + fn, level, NO_ONE_WITH)
    specificity = _share(tn, fp + tn, level, NO_ONE_WITHOUT)
    return CutAccuracy(
        cut,
        positive,
        inclusive,
        level,
        counts,
        sensitivity,
        specificity,
        _shown(tp + fn, len(x), level),
        _share(tp, tp + fp, level, NO_POSITIVE_TEST),
        _share(tn, tn + fn, level, NO_NEGATIVE_TEST),
        None if prevalence is None else _stated(sensitivity, specificity, prevalence),
        _figure(found.lr_positive, truth),
        _figure(found.lr_negative, truth),
        _figure(found.youden, truth),
        _figure(found.odds_ratio, truth),
        len(x),
        left_out,
    )


def _shown(x: int, n: int, level: float) -> Share:
    return Share(x, n, x / n, clopper_pearson(x, n, level=level), wilson(x, n, level=level))


def _share(x: int, n: int, level: float, why: Kind) -> Share | NoScore:
    return _shown(x, n, level) if n else no_score(why)


def _figure(found: float | None, why: Kind) -> float | NoScore:
    return no_score(why) if found is None else found


def _stated(sensitivity: Share | NoScore, specificity: Share | NoScore, prevalence: float) -> AtPrevalence:
    if isinstance(sensitivity, NoScore):
        return AtPrevalence(prevalence, sensitivity, sensitivity)
    if isinstance(specificity, NoScore):
        return AtPrevalence(prevalence, specificity, specificity)
    ppv, npv = predictive_values(sensitivity.value, specificity.value, prevalence)
    return AtPrevalence(prevalence, _figure(ppv, NO_POSITIVE_TEST), _figure(npv, NO_NEGATIVE_TEST))


def _row(one: CutAccuracy) -> Iterator[tuple[str, Any]]:
    """One row of the table: every figure under its own name."""
    yield from asdict(one.counts).items()
    for name in (
        "sensitivity",
        "specificity",
        "prevalence_in_sample",
        "ppv_in_sample",
        "npv_in_sample",
    ):
        share = getattr(one, name)
        absent = isinstance(share, NoScore)
        yield name, share if absent else share.value
        for kind in ("exact", "wilson"):
            for side, at in (("low", 0), ("high", 1)):
                yield f"{name}_{kind}_{side}", share if absent else getattr(share, kind)[at]
    for name in ("lr_positive", "lr_negative", "youden", "odds_ratio"):
        yield name, getattr(one, name)
    if one.at_prevalence is not None:
        yield "stated_prevalence", one.at_prevalence.prevalence
        yield "ppv_at_stated_prevalence", one.at_prevalence.ppv
        yield "npv_at_stated_prevalence", one.at_prevalence.npv
