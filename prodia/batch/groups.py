"""Figures about a group, from pandas frames and into them.

Items that hang together (:func:`reliability`, :func:`omega`), raters who agree (:func:`agreement`,
:func:`icc`, :func:`icc_long`), a cut-off that finds a condition (:func:`accuracy_at`, :func:`cuts`),
and where people stand (:func:`percentile_ranks`, :func:`plotting_positions`, :func:`differences`).

The formulas are those of :mod:`prodia.scoring`; here columns are read and tables are made. The dtype of
a column and the order of its rows make no difference. A cell is a number or missing, and text is never
a number. A figure that can not be worked out is a :class:`~prodia.scoring.score.NoScore` with the
reason, and in a table ``pd.NA`` with the reason beside it; never NaN.
"""

# Long because every figure about a group is one public module, with one way to read columns and one table of
# figures that are not there.

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from prodia.batch import columns
from prodia.batch.columns import ColumnOf, column, distinct, labels, matrix, numbers, pd, tabled, truths
from prodia.language.columns import np
from prodia.problems import Kind
from prodia.problems import scores as reasons
from prodia.psychometrics import agreement as raters_agree
from prodia.psychometrics import ranks
from prodia.psychometrics.accuracy import Counts, accuracy, at_cut, clopper_pearson, predictive_values, wilson
from prodia.psychometrics.agreement import Icc
from prodia.psychometrics.differences import difference
from prodia.psychometrics.ranks import POSITIONS, RankKind
from prodia.psychometrics.reliability import Alpha, ItemFit, alpha, item_fit, omega_total, standardized_alpha
from prodia.scoring.normal import critical
from prodia.scoring.score import NoScore, no_score
from prodia.words import Lang

if TYPE_CHECKING:
    from prodia.scoring.normal import FloatArray


# How well items hang together in a group: alpha and its kin from a frame, omega from loadings.


@dataclass(frozen=True, slots=True)
class Item:
    """One item. ``answered`` counts all people who answered it; ``mean`` and ``sd`` (n - 1) are of the
    people used for alpha who did; ``with_rest`` is its correlation with the sum of the others."""

    name: Hashable
    answered: int
    mean: float | NoScore
    sd: float | NoScore
    with_rest: float | NoScore
    alpha_without: float | NoScore


@dataclass(frozen=True, slots=True)
class Reliability:
    """Alpha of ``k`` items over ``n`` people; ``left_out`` more had an answer missing that was needed."""

    alpha: Alpha | NoScore
    standardized: float | NoScore
    n: int
    k: int
    left_out: int
    items: tuple[Item, ...]

    def table(self, lang: Lang = "nl") -> pd.DataFrame:
        """One row an item, in the order asked: answered, mean, sd, corrected_r, alpha_if_deleted, reason."""

        heads = "answered", "mean", "sd", "corrected_r", "alpha_if_deleted"
        cells = ((i.answered, i.mean, i.sd, i.with_rest, i.alpha_without) for i in self.items)
        rows = [dict(zip(heads, row, strict=True)) for row in cells]
        return tabled(pd.Index([item.name for item in self.items], name="item"), rows, lang)


def reliability(
    frame: pd.DataFrame, items: Sequence[Hashable], *, missing: Literal["listwise", "pairwise"], level: float
) -> Reliability:
    """Cronbach's alpha of the columns ``items`` with Feldt's interval, and each item against the rest.

    ``missing`` "listwise" leaves out people with an empty answer, "pairwise" those without any and
    takes each covariance over who answered both. Turn reversed items round first. Sources: Cronbach
    (1951), Feldt (1965), see :mod:`prodia.psychometrics.reliability`. Raises ``KeyError`` for an absent
    column; ``ValueError`` for fewer than two, one named twice, or a level outside 0..1; ``TypeError``
    for a cell that is no number.
    """
    names = distinct(items, 2)
    every = matrix(frame, names)
    empty = np.isnan(every)
    rows = columns.in_one_order(every[~(empty.any(axis=1) if missing == "listwise" else empty.all(axis=1))])
    n = len(rows)
    whole: Alpha | NoScore = alpha(rows, missing=missing, level=level)
    standardized = standardized_alpha(rows, missing=missing)
    fits = item_fit(rows, missing=missing)
    if n < 2:
        whole = standardized = fits = no_score(reasons.TOO_FEW_PEOPLE, found=n, least=2)
    answered = (~empty).sum(axis=0).tolist()
    found = tuple(
        _item(name, answered[at], rows[:, at], fits if isinstance(fits, NoScore) else fits[at], len(names))
        for at, name in enumerate(names)
    )
    flat = [item.sd for item in found if isinstance(item.sd, NoScore)]
    if flat and isinstance(standardized, NoScore):
        standardized = flat[0]
    return Reliability(whole, standardized, n, len(names), len(every) - n, found)


def _item(name: Hashable, answered: int, held: FloatArray, fit: ItemFit | NoScore, k: int) -> Item:
    values = np.sort(held[~np.isnan(held)])
    few = no_score(reasons.TOO_FEW_PEOPLE, found=len(values), least=2)
    constant = no_score(reasons.CONSTANT_COLUMN, column=name)
    if len(values) < 2:
        return Item(name, answered, float(values[0]) if len(values) else few, few, few, few)
    flat = bool(values[0] == values[-1])
    mean, sd = (float(values[0]), constant) if flat else (float(values.mean()), float(values.std(ddof=1)))
    if isinstance(fit, NoScore):
        return Item(name, answered, mean, sd, fit, fit)
    rest, without = fit.with_rest, fit.alpha_without
    no_rest = constant if flat else no_score(reasons.NO_SPREAD, what="r")
    no_alpha = no_score(reasons.ONE_ITEM_LEFT) if k == 2 else no_score(reasons.NO_SPREAD, what="alpha")
    with_rest, alpha_without = no_rest if rest is None else rest, no_alpha if without is None else without
    return Item(name, answered, mean, sd, with_rest, alpha_without)


def omega(
    loadings: pd.Series | Mapping[Hashable, float],
    uniquenesses: pd.Series | Mapping[Hashable, float] | None = None,
) -> float:
    """McDonald's omega total from the loadings of a one-factor model that was fitted elsewhere.

    Without ``uniquenesses`` they are 1 - loading**2. Both are matched by item. Source: McDonald (1999),
    see :func:`prodia.psychometrics.reliability.omega_total`. Raises ``TypeError`` for what is no number;
    ``ValueError`` for a missing figure, an item named twice, other items in one than in the other, a
    uniqueness below 0, or nothing to explain.
    """
    given = _by_item(loadings, "loadings")
    theta = None if uniquenesses is None else _by_item(uniquenesses, "uniquenesses")
    if theta is not None and theta.keys() != given.keys():
        raise ValueError("loadings and uniquenesses are not of the same items")
    pairs = sorted((x, 0.0 if theta is None else theta[item]) for item, x in given.items())
    return omega_total([x for x, _ in pairs], None if theta is None else [t for _, t in pairs])


def _by_item(figures: Any, what: str) -> dict[Hashable, float]:
    if not isinstance(figures, pd.Series):
        if not isinstance(figures, Mapping):
            raise TypeError(f"{what} are a Series or a mapping from item to figure")
        figures = pd.Series(list(figures.values()), index=pd.Index(list(figures), dtype=object), dtype=object)
    if not figures.index.is_unique:
        raise ValueError(f"an item stands twice in the {what}")
    values = numbers(figures.rename(what))
    if np.isnan(values).any():
        raise ValueError(f"one of the {what} is missing")
    return dict(zip(figures.index, values.tolist(), strict=True))


# Whether raters agree: kappa for categories, the intraclass correlations for scores.

Weights: TypeAlias = "Literal['linear', 'quadratic'] | FloatArray | pd.DataFrame | None"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two raters over ``n`` people; ``left_out`` more miss a rating.

    ``counts`` are rows of rater A by columns of rater B, in the order of ``levels``; ``percent`` runs
    from 0 to 100; ``weighted`` is None where no weights were asked.
    """

    levels: tuple[Any, ...]
    counts: tuple[tuple[int, ...], ...]
    percent: float | NoScore
    kappa: float | NoScore
    weighted: float | NoScore | None
    n: int
    left_out: int

    def table(self) -> pd.DataFrame:
        """The counts, rater A down and rater B across."""

        rows, across = (pd.Index(list(self.levels), name=name) for name in ("a", "b"))
        return pd.DataFrame([list(row) for row in self.counts], index=rows, columns=across)


def agreement(
    frame: pd.DataFrame, rater_a: ColumnOf, rater_b: ColumnOf, *, levels: Sequence[Any], weights: Weights
) -> Agreement:
    """Percent agreement, Cohen's kappa and weighted kappa of two columns with categories.

    ``levels`` are all categories there are, in their order, all numbers or all text. ``weights`` of
    disagreement: "linear", "quadratic", a k by k array or a DataFrame with the levels on both sides,
    or None where the categories have no order. People with one rating are left out. Sources: Cohen
    (1960, 1968), see :mod:`prodia.psychometrics.agreement`. Raises ``KeyError`` for an absent column,
    ``TypeError`` or ``ValueError`` for a cell that is none of the levels and for weights that do not fit.
    """
    if not isinstance(rater_a, pd.Series) and not isinstance(rater_b, pd.Series):
        distinct((rater_a, rater_b), 2)
    a, b = (columns.categories(column(frame, rater), levels) for rater in (rater_a, rater_b))
    w = _weights(weights, levels)
    both = (a >= 0) & (b >= 0)
    counts = np.zeros((len(levels), len(levels)), dtype=np.int64)
    np.add.at(counts, (a[both], b[both]), 1)
    n = int(both.sum())
    held = tuple(levels), tuple(tuple(row) for row in counts.tolist())
    if n < 2:
        few = no_score(reasons.TOO_FEW_PEOPLE, found=n, least=2)
        return Agreement(*held, few, few, None if w is None else few, n, len(a) - n)
    table = counts.astype(float)
    weighted = None if w is None else raters_agree.weighted_kappa(table, w)
    percent, kappa = raters_agree.percent_agreement(table), raters_agree.kappa(table)
    return Agreement(*held, percent, kappa, weighted, n, len(a) - n)


def _weights(weights: Any, levels: Sequence[Any]) -> Any:
    """The weights as the formula takes them, checked even where there are too few people to use them."""
    k = len(levels)
    if isinstance(weights, pd.DataFrame):
        if list(weights.index) != list(levels) or list(weights.columns) != list(levels):
            raise ValueError("the rows and columns of the weights are the levels, in their order")
        weights = matrix(weights, list(levels))
    elif weights is not None and not isinstance(weights, str):
        weights = np.asarray(weights)
    if isinstance(weights, np.ndarray) and (weights.dtype.kind not in "iuf" or not (weights >= 0).all()):
        raise ValueError("weights of disagreement are numbers, none below 0")
    if weights is not None:
        raters_agree.weighted_kappa(np.eye(k), weights)  # raises for weights of another form
    return weights


@dataclass(frozen=True, slots=True)
class InterRater:
    """The intraclass correlations of ``n`` people rated by every one of ``raters``; ``left_out`` more
    were not, and nothing was filled in for them."""

    icc: Icc | NoScore
    n: int
    raters: tuple[Hashable, ...]
    left_out: int


def icc(frame: pd.DataFrame, raters: Sequence[Hashable] | None = None) -> InterRater:
    """The six intraclass correlations of one row a person and one column a rater (None: every column).

    Source: Shrout and Fleiss (1979), see :func:`prodia.psychometrics.agreement.icc`. Raises ``KeyError`` for
    an absent column, ``ValueError`` for fewer than two, ``TypeError`` for a cell that is no number.
    """
    names = distinct(labels(frame) if raters is None else raters, 2)
    return _icc(matrix(frame, names), names)


def _icc(every: FloatArray, raters: tuple[Hashable, ...]) -> InterRater:
    rows = columns.in_one_order(every[~np.isnan(every).any(axis=1)])
    n = len(rows)
    found: Icc | NoScore
    if n < 2:
        found = no_score(reasons.TOO_FEW_PEOPLE, found=n, least=2)
    elif np.ptp(rows.mean(axis=1)) <= 1e-12 * np.abs(rows).max():  # people differ by rounding alone
        found = no_score(reasons.NO_SPREAD, what="ICC")
    else:
        found = raters_agree.icc(rows)
    return InterRater(found, n, raters, len(every) - n)


def icc_long(frame: pd.DataFrame, *, person: ColumnOf, rater: ColumnOf, score: ColumnOf) -> InterRater:
    """:func:`icc` of one row a rating: columns with who was rated, by whom, and the score.

    A person without a score from every rater is left out and counted. Raises ``KeyError`` for an absent
    column; ``ValueError`` for a row without person or rater, two ratings of one person by one rater, or
    fewer than two raters; ``TypeError`` for a score that is no number.
    """
    who, by = column(frame, person), column(frame, rater)
    scores = numbers(column(frame, score))
    for names in (who, by):
        if names.isna().any():
            raise ValueError(f"column {names.name!r} is empty in {int(names.isna().sum())} rows")
    people, persons = pd.factorize(who)
    rated, raters = pd.factorize(by)
    at = people * max(1, len(raters)) + rated
    if len(np.unique(at)) < len(at):
        raise ValueError("a person has two ratings by one rater")
    order = sorted(range(len(raters)), key=lambda i: (type(raters[i]).__name__, str(raters[i])))
    every = np.full((len(persons), len(raters)), np.nan)
    every[people, rated] = scores
    return _icc(every[:, order], distinct([raters[i] for i in order], 2))


# Where each person stands in the group, and how far two scores of each person lie apart.


def percentile_ranks(scores: pd.Series, kind: RankKind) -> pd.Series | NoScore:
    """The percentile rank, 0 to 100, of each score within this group; missing stays missing.

    ``kind`` as for :func:`prodia.psychometrics.ranks.percentile_rank`. This says where someone stands in
    these people, not in a norm group. No score for fewer than two people. Raises ``ValueError`` for
    another kind, ``TypeError`` for a cell that is no number.
    """
    ranks.percentile_rank(np.zeros(1), 0.0, kind)
    values = _series(scores)
    sample = np.sort(values[~np.isnan(values)])
    distinct, where = np.unique(values, return_inverse=True)
    found = np.array([np.nan if x != x else ranks.percentile_rank(sample, x, kind) for x in distinct])
    return _back(scores, found[where], len(sample))


def plotting_positions(scores: pd.Series, method: str) -> pd.Series | NoScore:
    """The plotting position, 0 to 1, of each score within this group; missing stays missing.

    ``method`` is a name in :data:`prodia.psychometrics.ranks.POSITIONS`; ties share a rank. No score
    for fewer than two people. Raises ``ValueError`` for another method, ``TypeError`` for a cell that is
    no number.
    """
    if method not in POSITIONS:
        raise ValueError(f"{method!r} is none of {', '.join(POSITIONS)}")
    values = _series(scores)
    here = ~np.isnan(values)
    found = np.full(len(values), np.nan)
    found[here] = ranks.plotting_positions(values[here], *POSITIONS[method])
    return _back(scores, found, int(here.sum()))


def _series(scores: pd.Series) -> FloatArray:
    if not isinstance(scores, pd.Series):
        raise TypeError("a pandas Series is needed")
    return numbers(scores)


def _back(scores: pd.Series, found: FloatArray, n: int) -> pd.Series | NoScore:
    if n < 2:
        return no_score(reasons.TOO_FEW_PEOPLE, found=n, least=2)
    held = pd.array([None if np.isnan(x) else x for x in found], "Float64")
    return pd.Series(held, index=scores.index, name=scores.name)


def differences(
    frame: pd.DataFrame,
    x: ColumnOf,
    y: ColumnOf,
    *,
    sd: float,
    reliability_x: float,
    reliability_y: float,
    correlation: float,
    level: float,
    lang: Lang = "nl",
) -> pd.DataFrame | NoScore:
    """For each person, in the order of ``frame``: x - y, how reliable and how rare it is, its interval.

    Columns: difference, critical (the smallest beyond error), p_reliable, base_rate,
    base_rate_direction, low, high, reason; the figures are those of
    :func:`prodia.psychometrics.differences.difference`, which see for formulas and sources. No score for
    a frame without rows. Raises as it does, ``KeyError`` for an absent column, ``TypeError`` for a
    cell that is no number.
    """
    a, b = numbers(column(frame, x)), numbers(column(frame, y))
    none = no_score(reasons.NO_VALUE)

    held = {"sd": sd, "reliability_x": reliability_x, "reliability_y": reliability_y, "level": level}

    def one(first: float, second: float) -> tuple[float, ...]:
        d = difference(first, second, correlation=correlation, **held)
        ways = d.base_rate, d.base_rate_direction
        return d.d, d.critical, d.reliable, *ways, d.interval.low, d.interval.high

    one(0.0, 0.0)  # figures that can not go together are refused, whoever is there
    if not len(a):
        return no_score(reasons.TOO_FEW_PEOPLE, found=0, least=1)
    names = "difference critical p_reliable base_rate base_rate_direction low high".split()
    rows = [
        dict(zip(names, [none] * len(names) if np.isnan(p + q) else one(p, q), strict=True))
        for p, q in zip(a.tolist(), b.tolist(), strict=True)
    ]
    return tabled(frame.index, rows, lang)


# How well a cut-off finds a condition in a group, at one cut-off or at every one there is.


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
    added to empty cells. Sources: :mod:`prodia.psychometrics.accuracy`. No score for fewer than two people.
    Raises ``KeyError`` for an absent column, ``TypeError`` or ``ValueError`` for cells that are no
    numbers or no yes/no, and ``ValueError`` for another side, a level or prevalence that is none.
    """
    if not abs(cut) < float("inf"):
        raise ValueError("a cut-off is a number")
    found = _accuracies(frame, score, condition, float(cut), positive, inclusive, level, prevalence)
    return found if isinstance(found, NoScore) else found[0]


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
    found = _accuracies(frame, score, condition, None, positive, inclusive, level, prevalence)
    if isinstance(found, NoScore):
        return found
    index = pd.Index([one.cut for one in found], name="cut")
    return tabled(index, [dict(_row(one)) for one in found], lang)


def _accuracies(
    frame: pd.DataFrame,
    score: ColumnOf,
    condition: ColumnOf,
    cut: float | None,
    positive: Literal["high", "low"],
    inclusive: bool,
    level: float,
    prevalence: float | None,
) -> list[CutAccuracy] | NoScore:
    """At this cut-off, or at every score attained, over who has both a score and a condition."""
    critical(level)
    if positive not in ("high", "low"):
        raise ValueError("positive is «high» or «low»")
    if prevalence is not None and not 0 <= prevalence <= 1:
        raise ValueError("a prevalence lies from 0 to 1")
    x, ill = numbers(column(frame, score)), truths(column(frame, condition))
    here = ~np.isnan(x) & ~np.isnan(ill)
    x, ill, left_out = x[here], ill[here] == 1, int((~here).sum())
    if len(x) < 2:
        return no_score(reasons.TOO_FEW_PEOPLE, found=len(x), least=2)
    return [
        _at(
            at_cut(x, ill, at, positive=positive, inclusive=inclusive),
            (at, positive, inclusive, level),
            prevalence,
            left_out,
        )
        for at in (np.unique(x).tolist() if cut is None else [cut])
    ]


def _at(
    counts: Counts,
    asked: tuple[float, Literal["high", "low"], bool, float],
    prevalence: float | None,
    left_out: int,
) -> CutAccuracy:
    """``asked``: cut, positive, inclusive and level."""
    level = asked[3]
    tp, fp, fn, tn = counts.tp, counts.fp, counts.fn, counts.tn
    found = accuracy(counts)
    truth = (
        reasons.NO_ONE_WITH if not tp + fn else reasons.NO_ONE_WITHOUT if not fp + tn else reasons.NO_LIMIT
    )
    sensitivity = _share(tp, tp + fn, level, reasons.NO_ONE_WITH)
    specificity = _share(tn, fp + tn, level, reasons.NO_ONE_WITHOUT)
    people = tp + fp + fn + tn
    return CutAccuracy(
        *asked,
        counts,
        sensitivity,
        specificity,
        _shown(tp + fn, people, level),
        _share(tp, tp + fp, level, reasons.NO_POSITIVE_TEST),
        _share(tn, tn + fn, level, reasons.NO_NEGATIVE_TEST),
        None if prevalence is None else _stated(sensitivity, specificity, prevalence),
        _figure(found.lr_positive, truth),
        _figure(found.lr_negative, truth),
        _figure(found.youden, truth),
        _figure(found.odds_ratio, truth),
        people,
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
    return AtPrevalence(
        prevalence, _figure(ppv, reasons.NO_POSITIVE_TEST), _figure(npv, reasons.NO_NEGATIVE_TEST)
    )


def _row(one: CutAccuracy) -> Iterator[tuple[str, Any]]:
    """One row of the table: every figure under its own name."""
    yield from asdict(one.counts).items()
    for name in ("sensitivity", "specificity", "prevalence_in_sample", "ppv_in_sample", "npv_in_sample"):
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
