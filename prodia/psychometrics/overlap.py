"""Two phases of a series: the non-overlap family, each variant under its own name, and two effect sizes.

``a`` and ``b`` are the values before and during help in the order of time; None is missing and left out.
Every index is turned so that better is higher. The errors assume independent points. A pupil who was already
growing before the help shows non-overlap without any effect: see :func:`tau_baseline_corrected`.
"""

# One name, one formula: three published forms of Tau-U give 1.04, .918 and .624 on one pupil. Sources:
# Parker, Vannest and Davis (2011); Parker and others (2011, Tau-U); Tarlow (2017); Pustejovsky (2019); and
# what the packages SingleCaseES and scan for R give, held in tests/data.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prodia.language.columns import np
from prodia.problems import progress as kinds
from prodia.problems.scores import NO_SPREAD
from prodia.psychometrics import refusals as must
from prodia.psychometrics import slopes
from prodia.scoring.normal import FloatArray, exp, log, phi, root
from prodia.words import Words

__all__ = [
    "Corrected",
    "Effect",
    "Kendall",
    "Ratio",
    "WithErrors",
    "ird_robust",
    "kendall_tau_b",
    "lrr",
    "nap",
    "pand_fewest_removed",
    "pand_sort",
    "pem",
    "pnd",
    "smd_within",
    "tau",
    "tau_baseline_corrected",
    "tau_u_minus_a_all_pairs",
    "tau_u_minus_a_tau_b",
    "tau_u_parker",
]

Values = Sequence[float | None]


def _phases(a: Values, b: Values, direction: str | None, least: int = 1) -> tuple[FloatArray, FloatArray]:
    """Both phases turned so that better is higher."""
    sign = must.turned(direction)
    found = []
    for phase in (a, b):
        values = must.finite([x for x in phase if x is not None])
        if len(values) < least:
            must.refuse(kinds.PHASE_TOO_SHORT, found=len(values), least=least)
        found.append(sign * values)
    return found[0], found[1]


def _s(x: FloatArray, y: FloatArray) -> float:
    """Pairs in which x and y go the same way, less those in which they go apart."""
    one, two = np.triu_indices(len(x), 1)
    return float((np.sign(x[two] - x[one]) * np.sign(y[two] - y[one])).sum())


def _pairs(a: FloatArray, b: FloatArray) -> FloatArray:
    """For each point of A and of B: 1 where B is better, a half for a tie, 0."""
    found: FloatArray = (b[None, :] > a[:, None]) + 0.5 * (b[None, :] == a[:, None])
    return found


@must.gives_reasons
def pnd(a: Values, b: Values, *, direction: str | None = None) -> float:
    """The share of B above the best of A; a tie is overlap."""
    before, during = _phases(a, b, direction)
    return float((during > before.max()).mean())


@must.gives_reasons
def pem(a: Values, b: Values, *, direction: str | None = None) -> float:
    """The share of B above the median of A; a tie counts half."""
    before, during = _phases(a, b, direction)
    return float(_pairs(np.median(before, keepdims=True), during).mean())


def _kept(a: FloatArray, b: FloatArray) -> float:
    """The largest share of all points that can stay so that every A lies below every B."""
    edges = np.concatenate([[-np.inf], np.unique(np.concatenate([a, b]))])
    most = max(int((a <= edge).sum() + (b > edge).sum()) for edge in edges)
    return most / (len(a) + len(b))


@must.gives_reasons
def pand_fewest_removed(a: Values, b: Values, *, direction: str | None = None) -> float:
    """1 - the fewest points to remove so that all of A lies below all of B, over all points.

    Source: Parker and others (2011); SingleCaseES; the option "minimum" of scan.
    """
    return _kept(*_phases(a, b, direction))


@must.gives_reasons
def pand_sort(a: Values, b: Values, *, direction: str | None = None) -> float:
    """The share of points in their own part when all values are put in order, A first in ties; as scan
    "sort"."""
    before, during = _phases(a, b, direction)
    both = np.concatenate([before, during])
    phase = np.repeat([0, 1], [len(before), len(during)])
    return float((phase[np.lexsort((phase, both))] == phase).mean())


@must.gives_reasons
def ird_robust(a: Values, b: Values, *, direction: str | None = None) -> float:
    """The robust improvement rate difference: ((m + n)^2 PAND - m^2 - n^2) / (2 m n), on fewest removed."""
    before, during = _phases(a, b, direction)
    m, n = len(before), len(during)
    return ((m + n) ** 2 * _kept(before, during) - m * m - n * n) / (2 * m * n)


@dataclass(frozen=True, slots=True)
class WithErrors:
    """An estimate with three errors: under no difference, of Hanley and McNeil, and unbiased (None where a
    phase has one point)."""

    estimate: float
    se_null: float
    se_hanley: float
    se_unbiased: float | None


def _nap(a: FloatArray, b: FloatArray) -> WithErrors:
    m, n, q = len(a), len(b), _pairs(a, b)
    found = float(q.mean())
    edge = 0.5 / (m * n)
    inside = min(max(found, edge), 1 - edge)
    spread = inside * (1 - inside)
    rows = float(((q.mean(axis=1) - found) ** 2).sum()) / m
    columns = float(((q.mean(axis=0) - found) ** 2).sum()) / n
    cells = float(((q - found) ** 2).mean())
    null = root((m + n + 1) / (12 * m * n))
    hanley = root((spread + (n - 1) * rows + (m - 1) * columns) / (m * n))
    if min(m, n) < 2:
        return WithErrors(found, null, hanley, None)
    free = (spread + n * rows + m * columns - 2 * cells) / ((m - 1) * (n - 1))
    return WithErrors(found, null, hanley, root(max(free, 0.0)))


@must.gives_reasons
def nap(a: Values, b: Values, *, direction: str | None = None) -> WithErrors:
    """Non-overlap of all pairs: pairs in which B is better, ties half, over all pairs."""
    return _nap(*_phases(a, b, direction))


@must.gives_reasons
def tau(a: Values, b: Values, *, direction: str | None = None) -> WithErrors:
    """2 NAP - 1, with the errors of :func:`nap` doubled."""
    found = _nap(*_phases(a, b, direction))
    free = None if found.se_unbiased is None else 2 * found.se_unbiased
    return WithErrors(2 * found.estimate - 1, 2 * found.se_null, 2 * found.se_hanley, free)


def _between(a: FloatArray, b: FloatArray) -> float:
    return float(np.sign(b[None, :] - a[:, None]).sum())


def _trend(a: FloatArray) -> float:
    return _s(np.arange(len(a), dtype=float), a)


@must.gives_reasons
def tau_u_parker(a: Values, b: Values, *, direction: str | None = None) -> float:
    """(S_AB - S_A) / (m n): can leave -1..1."""
    before, during = _phases(a, b, direction)
    return (_between(before, during) - _trend(before)) / (len(before) * len(during))


@must.gives_reasons
def tau_u_minus_a_all_pairs(a: Values, b: Values, *, direction: str | None = None) -> float:
    """(S_AB - S_A) / (m n + m (m - 1) / 2): over all pairs that were compared."""
    before, during = _phases(a, b, direction)
    m, n = len(before), len(during)
    return (_between(before, during) - _trend(before)) / (m * n + m * (m - 1) / 2)


@must.gives_reasons
def tau_u_minus_a_tau_b(a: Values, b: Values, *, direction: str | None = None) -> float:
    """Tau-b of all values with the order m .. 1 in A and m + 1 in B; what scan prints as "Tau_U(A)"."""
    before, during = _phases(a, b, direction)
    m = len(before)
    order = np.concatenate([np.arange(m, 0, -1), np.full(len(during), m + 1)])
    return _kendall(order, np.concatenate([before, during])).tau_b


@dataclass(frozen=True, slots=True)
class Kendall:
    """Kendall's S, tau-b, and the two-sided chance of an S so far from 0 where there is no association."""

    s: float
    tau_b: float
    p: float


def _kendall(x: FloatArray, y: FloatArray, continuity: bool = False) -> Kendall:
    n, s = len(x), _s(x, y)
    tx, ty = (np.unique(one, return_counts=True)[1].astype(float) for one in (x, y))
    pairs = n * (n - 1) / 2
    below = (pairs - (tx * (tx - 1)).sum() / 2) * (pairs - (ty * (ty - 1)).sum() / 2)
    if below <= 0:
        must.refuse(NO_SPREAD, what=Words("een samenhang", "an association"))

    def sums(t: FloatArray) -> tuple[float, float, float]:
        one = t * (t - 1)
        return float(one.sum()), float((one * (t - 2)).sum()), float((one * (2 * t + 5)).sum())

    (x2, x3, x5), (y2, y3, y5) = sums(tx), sums(ty)
    variance = (n * (n - 1) * (2 * n + 5) - x5 - y5) / 18 + x2 * y2 / (2 * n * (n - 1))
    if n > 2:
        variance += x3 * y3 / (9 * n * (n - 1) * (n - 2))
    size = max(0.0, abs(s) - 1) if continuity else abs(s)
    return Kendall(s, s / root(below), 2 * phi(-size / root(variance)))


@must.gives_reasons
def kendall_tau_b(x: Sequence[float], y: Sequence[float], *, continuity: bool | None = None) -> Kendall:
    """Kendall's tau-b with the normal approximation of its chance, ties counted (Kendall 1970).

    ``continuity``: whether the size of S is brought 1 nearer to 0 first.
    """
    must.declared(continuity=continuity)
    must.alike("x, y", x, y)
    if len(x) < 2:
        must.refuse(kinds.PHASE_TOO_SHORT, found=len(x), least=2)
    return _kendall(must.finite(x), must.finite(y), bool(continuity))


@dataclass(frozen=True, slots=True)
class Corrected:
    """A tau without the trend of A, whether that was taken out, and the trend itself.

    ``baseline_p`` is the chance of so strong a trend, None where it was not asked for.
    """

    estimate: float
    corrected: bool
    baseline_slope: float
    baseline_intercept: float
    baseline_p: float | None


@must.gives_reasons
def tau_baseline_corrected(
    a: Values,
    b: Values,
    *,
    direction: str | None = None,
    correct: str | None = None,
    tau: str | None = None,
    continuity: bool | None = None,
    alpha: float | None = None,
) -> Corrected:
    """Tau of the residuals from the Theil-Sen line of A, on the occasions 1 .. m (Tarlow 2017).

    ``correct``: always, or if_significant (the trend of A at ``alpha``, by Kendall's S with or without
    ``continuity``). ``tau``: non_overlap, or tau_b with the phase, which gives another number. The slope is
    that of the turned values.
    """
    before, during = _phases(a, b, direction)
    must.one_of(("always", "if_significant"), correct=correct)
    must.one_of(("non_overlap", "tau_b"), tau=tau)
    m, n = len(before), len(during)
    p, takes_out = None, True
    must.declared(continuity=continuity)
    if correct == "if_significant":
        must.chance(alpha=alpha)
    if m < 2:
        must.refuse(kinds.PHASE_TOO_SHORT, found=m, least=2)
    at = np.arange(1, m + 1, dtype=float)
    if correct == "if_significant":
        p = 1.0 if before.min() == before.max() else _kendall(at, before, bool(continuity)).p
        takes_out = p < float(alpha or 0)
    line = slopes.named(slopes.theil_sen(at[None], before[None], None), slopes.THEIL_SEN, 0)
    values = np.concatenate([before, during])
    if takes_out:
        values = np.round(
            values - (line["of_residuals"] + line["slope"] * np.arange(1, m + n + 1, dtype=float)), 10
        )
    found = (
        2 * float(_pairs(values[:m], values[m:]).mean()) - 1
        if tau == "non_overlap"
        else _kendall(np.repeat([0.0, 1.0], [m, n]), values).tau_b
    )
    return Corrected(found, takes_out, line["slope"], line["of_residuals"], p)


@dataclass(frozen=True, slots=True)
class Effect:
    """A standardised difference of means with its error."""

    estimate: float
    se: float


def _variance(x: FloatArray) -> float:
    return float(x.var(ddof=1))


@must.gives_reasons
def smd_within(
    a: Values,
    b: Values,
    *,
    direction: str | None = None,
    sd: str | None = None,
    small_sample: bool | None = None,
) -> Effect:
    """The difference of the means of one pupil in deviations: of the ``baseline``, or ``pooled``.

    ``small_sample``: with J = 1 - 3 / (4 df - 1). The deviation of the points of one pupil is not that of a
    norm group: the number is no effect size of a group study.
    """
    must.one_of(("baseline", "pooled"), sd=sd)
    must.declared(small_sample=small_sample)
    before, during = _phases(a, b, direction, 2)
    m, n, va, vb = len(before), len(during), _variance(before), _variance(during)
    if sd == "baseline":
        variance, df = va, m - 1
    else:
        variance, df = ((m - 1) * va + (n - 1) * vb) / (m + n - 2), m + n - 2
    if variance <= 0:
        must.refuse(NO_SPREAD, what=Words("een effect", "an effect"))
    part = 1 / m + (vb / (n * va) if sd == "baseline" else 1 / n)
    j = 1 - 3 / (4 * df - 1) if small_sample else 1.0
    d = j * (float(during.mean()) - float(before.mean())) / root(variance)
    return Effect(d, j * root(part + d * d / (2 * df)))


@dataclass(frozen=True, slots=True)
class Ratio:
    """A log response ratio, above 0 better, with its error; ``percent_change`` is not turned."""

    estimate: float
    se: float
    percent_change: float


@must.gives_reasons
def lrr(a: Values, b: Values, *, direction: str | None = None, bias_correct: bool | None = None) -> Ratio:
    """The logarithm of mean B over mean A, for ratio scales (Pustejovsky 2018).

    ``bias_correct``: less the bias of short phases.
    """
    sign = must.turned(direction)
    must.declared(bias_correct=bias_correct)
    before, during = _phases(a, b, "higher_is_better", 2)
    if min(before.min(), during.min()) < 0 or min(before.mean(), during.mean()) <= 0:
        must.refuse(kinds.MEAN_NOT_POSITIVE)
    of = [_variance(x) / (len(x) * float(x.mean()) ** 2) for x in (before, during)]
    found = log(float(during.mean())) - log(float(before.mean()))
    found += (of[1] - of[0]) / 2 if bias_correct else 0.0
    return Ratio(sign * found, root(of[0] + of[1]), 100 * (exp(found) - 1))
