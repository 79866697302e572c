"""Rules that rest on one score or on several: how well they find who is truly low, and what they cost in
tests.

The model is that of :mod:`prodia.psychometrics.certainty`. The true state must be declared: ``same_score``
(the true score lies below the same score) or ``same_percentile`` (below the same percentile of true scores);
the two have another base rate. Given the true score, the scores of one construct are independent: everything
is a closed form or an integral over it, right to 1e-6 or better. Nothing is simulated.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb
from typing import Any

from prodia.language.columns import np
from prodia.problems import progress as kinds
from prodia.psychometrics import refusals as must
from prodia.scoring.normal import FloatArray, binomial_above, bivariate, density, nodes, phi, quantile, root

__all__ = [
    "Found",
    "Gated",
    "MeanOf",
    "OneCut",
    "gated",
    "k_in_row",
    "k_of_n",
    "mean_of_k",
    "one_cut",
    "two_constructs",
    "two_tests",
]

FAR = 9.0
TRUE_CUTS = ("same_score", "same_percentile")


@dataclass(frozen=True, slots=True)
class Found:
    """Who is truly low (``base``), who the rule finds (``flagged``), and how the two go together.

    A figure that would divide by nothing is None. ``expected_tests`` on average for each pupil, stopping as
    soon as the rule is settled.
    """

    base: float
    flagged: float
    sensitivity: float | None
    specificity: float | None
    ppv: float | None
    npv: float | None
    accuracy: float
    expected_tests: float


@dataclass(frozen=True, slots=True)
class OneCut(Found):
    """And how far two measurements agree: the share decided alike, kappa, and low again of those once low."""

    consistency: float
    kappa: float
    again_low_if_low: float


@dataclass(frozen=True, slots=True)
class MeanOf(Found):
    """And the reliability of the mean."""

    reliability_of_mean: float


@dataclass(frozen=True, slots=True)
class Gated(Found):
    """And who is low on the screen, and the share of the truly low that it misses."""

    screened_low: float
    missed_by_screen: float


def _table(base: float, flagged: float, both: float) -> dict[str, Any]:
    """The figures of a two by two table from its margins and the cell of both."""

    def part(above: float, below: float) -> float | None:
        return min(1.0, max(0.0, above / below)) if below > 0 else None

    neither = 1 - base - flagged + both
    return {
        "base": base,
        "flagged": flagged,
        "sensitivity": part(both, base),
        "specificity": part(neither, 1 - base),
        "ppv": part(both, flagged),
        "npv": part(neither, 1 - flagged),
        "accuracy": both + neither,
    }


def _cut(cut_percentile: float | None, cut_z: float | None) -> float:
    """The cut as a z score."""
    if cut_z is not None:
        return float(must.finite(cut_z))
    must.declared(cut=cut_percentile)
    return quantile(float(must.percentile(cut_percentile=cut_percentile)) / 100)


def _true(z: float, r: float, true_cut: str | None) -> float:
    must.one_of(TRUE_CUTS, true_cut=true_cut)
    return z / root(r) if true_cut == "same_score" else z


def _low(theta: FloatArray, z: float, r: float) -> FloatArray:
    """G: the chance of a low score at each true score."""
    return phi((z - root(r) * theta) / root(1 - r))


def _over(true: float, f: Callable[[FloatArray], FloatArray]) -> tuple[float, float]:
    """The integral of f over true scores below the true cut, and over all."""
    found = []
    for low, high in ((-FAR, true), (true, FAR)):
        if low >= high:
            found.append(0.0)
            continue
        x, w = nodes(low, high)
        found.append(float((f(x) * density(x) * w).sum()))
    return found[0], found[0] + found[1]


@must.gives_reasons
def one_cut(
    *,
    reliability: float | None = None,
    cut_percentile: float | None = None,
    true_cut: str | None = None,
    cut_z: float | None = None,
) -> OneCut:
    """One score against one cut, by the bivariate normal with correlation sqrt(r); two scores with r."""
    r, z = must.reliability(reliability), _cut(cut_percentile, cut_z)
    true, p = _true(z, r, true_cut), phi(z)
    twice = bivariate(z, z, r)
    alike = 1 - 2 * (p - twice)
    by_chance = p * p + (1 - p) ** 2
    cells = _table(phi(true), p, bivariate(true, z, root(r)))
    kappa = (alike - by_chance) / (1 - by_chance)

    return OneCut(**cells, expected_tests=1.0, consistency=alike, kappa=kappa, again_low_if_low=twice / p)


@must.gives_reasons
def k_in_row(
    *,
    reliability: float | None = None,
    cut_percentile: float | None = None,
    true_cut: str | None = None,
    k: int | None = None,
    cut_z: float | None = None,
) -> Found:
    """``k`` times low in a row; tests are given until one is not low."""
    r, times = must.reliability(reliability), int(must.above_zero(k=k))
    z = _cut(cut_percentile, cut_z)
    true = _true(z, r, true_cut)
    both, flagged = _over(true, lambda x: _low(x, z, r) ** times)

    def going_on(x: FloatArray) -> FloatArray:
        return sum((_low(x, z, r) ** j for j in range(1, times)), np.zeros_like(x))

    tests = 1 + _over(true, going_on)[1]
    return Found(**_table(phi(true), flagged, both), expected_tests=tests)


@must.gives_reasons
def k_of_n(
    *,
    reliability: float | None = None,
    cut_percentile: float | None = None,
    true_cut: str | None = None,
    k: int | None = None,
    n: int | None = None,
    cut_z: float | None = None,
) -> Found:
    """At least ``k`` of ``n`` low; tests are given until that is settled."""
    r = must.reliability(reliability)
    least, most = map(int, must.above_zero(k=k, n=n))
    if least > most:
        must.refuse(kinds.K_ABOVE_N, k=k, n=n)
    z = _cut(cut_percentile, cut_z)
    true = _true(z, r, true_cut)
    both, flagged = _over(true, lambda x: binomial_above(least, most, _low(x, z, r)))

    def open_after(x: FloatArray) -> FloatArray:
        g, found = _low(x, z, r), np.zeros_like(x)
        for given in range(most):  # still open after so many: fewer low than k, fewer not low than n - k + 1
            for low in range(max(0, given - (most - least)), min(given, least - 1) + 1):
                found = found + comb(given, low) * g**low * (1 - g) ** (given - low)
        return found

    tests = _over(true, open_after)[1]
    return Found(**_table(phi(true), flagged, both), expected_tests=tests)


@must.gives_reasons
def mean_of_k(
    *,
    reliability: float | None = None,
    cut_percentile: float | None = None,
    true_cut: str | None = None,
    k: int | None = None,
    norm_of_mean: str | None = None,
    cut_z: float | None = None,
) -> MeanOf:
    """The mean of ``k`` scores against a cut, with reliability k r / (1 + (k - 1) r).

    ``norm_of_mean``: "own", the cut stands in the spread of means; "single", the mean is held against the cut
    of one score, which flags fewer. The true state is that of one score, so that rules can be compared.
    """
    r, times = must.reliability(reliability), int(must.above_zero(k=k))
    must.one_of(("own", "single"), norm_of_mean=norm_of_mean)
    z = _cut(cut_percentile, cut_z)
    true, of_mean = _true(z, r, true_cut), times * r / (1 + (times - 1) * r)
    at = z if norm_of_mean == "own" else z / root((1 + (times - 1) * r) / times)
    cells = _table(phi(true), phi(at), bivariate(true, at, root(of_mean)))
    return MeanOf(**cells, expected_tests=float(times), reliability_of_mean=of_mean)


RULES = ("both", "either")


@must.gives_reasons
def two_tests(
    *,
    reliabilities: Sequence[float],
    cut_percentiles: Sequence[float],
    true_percentile: float | None = None,
    rule: str | None = None,
) -> Found:
    """Two tests of one construct, each with its own reliability and cut; the true state by its percentile.

    ``rule``: low on both, or on either; the second is given where the first does not settle it.
    """
    must.one_of(RULES, rule=rule)
    true_percentile = must.declared(true_cut=true_percentile)
    must.percentile(true_percentile=true_percentile, cut_percentiles=cut_percentiles)
    rs = [must.reliability(r) for r in reliabilities]
    must.alike("reliabilities, cut_percentiles", rs, cut_percentiles, (1, 2))
    (r1, r2), (z1, z2) = rs, (quantile(p / 100) for p in cut_percentiles)
    true = quantile(float(true_percentile) / 100)

    def flagged_at(x: FloatArray) -> FloatArray:
        one, two = _low(x, z1, r1), _low(x, z2, r2)
        return one * two if rule == "both" else one + two - one * two

    both, flagged = _over(true, flagged_at)
    tests = 1 + (phi(z1) if rule == "both" else 1 - phi(z1))
    return Found(**_table(phi(true), flagged, both), expected_tests=tests)


@must.gives_reasons
def two_constructs(
    *,
    reliabilities: Sequence[float],
    r: float | None = None,
    cut_zs: Sequence[float],
    true_cut: str | None = None,
    rule: str | None = None,
) -> Found:
    """Two tests of two constructs whose scores correlate ``r``; truly low is the same rule on the true
    scores."""
    must.one_of(RULES, rule=rule)
    rs, observed = [must.reliability(one) for one in reliabilities], must.correlation(r)
    must.alike("reliabilities, cut_zs", rs, cut_zs, (1, 2))
    (r1, r2), (z1, z2) = rs, must.finite(cut_zs).tolist()
    between = observed / root(r1 * r2)
    if abs(between) >= 1:
        must.refuse(kinds.CORRELATION_ABOVE_RELIABILITY)
    true1, true2 = _true(z1, r1, true_cut), _true(z2, r2, true_cut)
    low = {"base": bivariate(true1, true2, between), "flagged": bivariate(z1, z2, observed)}
    rest = root(1 - between * between)
    found = 0.0
    for first in ((-FAR, true1), (true1, FAR)):
        x, w = nodes(*first, 24)
        for second in ((-FAR, true2), (true2, FAR)):
            sides = [first[0] == -FAR, second[0] == -FAR]
            if not (all(sides) if rule == "both" else any(sides)):
                continue
            y, v = nodes(*second, 24)
            together = density(x)[:, None] * density((y[None, :] - between * x[:, None]) / rest) / rest
            one, two = _low(x, z1, r1)[:, None], _low(y, z2, r2)[None, :]
            flagged_at = one * two if rule == "both" else one + two - one * two
            found += float((together * flagged_at * w[:, None] * v[None, :]).sum())
    if rule == "either":
        low = {
            "base": phi(true1) + phi(true2) - low["base"],
            "flagged": phi(z1) + phi(z2) - low["flagged"],
        }
    tests = 1 + (phi(z1) if rule == "both" else 1 - phi(z1))
    return Found(**_table(low["base"], low["flagged"], found), expected_tests=tests)


@must.gives_reasons
def gated(
    *,
    screen_reliability: float | None = None,
    test_reliability: float | None = None,
    true_r: float | None = None,
    screen_cut_percentile: float | None = None,
    test_cut_percentile: float | None = None,
    true_cut: str | None = None,
) -> Gated:
    """A screen first, and the test where the screen is low; their constructs correlate ``true_r``."""
    of_screen = must.reliability(screen_reliability, "screen_reliability")
    r = must.reliability(test_reliability, "test_reliability")
    true_r = must.declared(true_r=true_r)
    if true_r != 1:
        must.correlation(true_r, "true_r")
    screen, z = _cut(screen_cut_percentile, None), _cut(test_cut_percentile, None)
    true, tie = _true(z, r, true_cut), root(of_screen) * float(true_r)

    def passes(x: FloatArray) -> FloatArray:
        return phi((screen - tie * x) / root(1 - tie * tie))

    both, flagged = _over(true, lambda x: passes(x) * _low(x, z, r))
    held, _ = _over(true, passes)
    cells = _table(phi(true), flagged, both)
    return Gated(
        **cells,
        expected_tests=1 + phi(screen),
        screened_low=phi(screen),
        missed_by_screen=max(0.0, 1 - held / phi(true)),
    )
