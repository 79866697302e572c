"""How sure an outcome near a cut-off is: of one score, of a rule of several, of a whole outcome on a second
day.

The model: true scores are normal in the norm group, and a score is sqrt(r) times the true one plus an
independent error; a reliability is the correlation of two measurements without an effect of practice. Low is
what is looked for; turn the signs for high. Everything is about the norm group: a group that was referred has
another base rate. Chances run from 0 to 1. What must be declared and is not gives a reason
(:class:`prodia.psychometrics.refusals.NoScore`).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from itertools import pairwise, product
from typing import Any

from prodia.frozen import dataclass
from prodia.language.columns import np
from prodia.problems import progress as kinds
from prodia.psychometrics import accuracy
from prodia.psychometrics import refusals as must
from prodia.scoring import error
from prodia.scoring.normal import FloatArray, N, bivariate, critical, exp, log, phi, quantile, root

__all__ = [
    "IntervalRatios",
    "Measured",
    "OneMoreTest",
    "OutcomeRule",
    "PostTest",
    "Predictive",
    "SimulationError",
    "Stability",
    "interval_ratios",
    "next_below",
    "one_more_test",
    "outcome_stability",
    "post_test",
    "predictive_values",
    "simulation_error",
    "true_below",
]


def _score(sd: float, reliability: float | None) -> float:
    must.spread(sd)
    return must.reliability(reliability)


@must.gives_reasons
def true_below(x: N, cut: float, *, mean: float, sd: float, reliability: float | None = None) -> N:
    """The chance that the true score lies below the cut, given the score: Phi((cut - T) / SEE)."""
    return error.probability_true_below(x, cut, mean=mean, sd=sd, reliability=_score(sd, reliability))


@must.gives_reasons
def next_below(
    x: N,
    cut: float,
    *,
    mean: float,
    sd: float,
    reliability: float | None = None,
    inclusive: bool | None = None,
    step: float = 0.0,
) -> N:
    """The chance that a second score lies below the cut: Phi((cut' - T) / (SD sqrt(1 - r**2))).

    ``step`` is the distance of two scores of the scale, 0 for none: the cut moves half of it, up where
    ``inclusive`` says that the cut itself counts as below.
    """
    r = _score(sd, reliability)
    if step:
        must.declared(inclusive=inclusive)
        must.above_zero(step=step)
    edge = cut + (step / 2 if inclusive else -step / 2)
    return phi((edge - error.estimated_true_score(x, mean, r)) / error.se_prediction(sd, r))


@dataclass(frozen=True, slots=True)
class Predictive:
    """What a result is worth at a stated prevalence; None where no one tests so, or nothing can be
    divided."""

    ppv: float | None
    npv: float | None
    lr_positive: float | None
    lr_negative: float | None


@must.gives_reasons
def predictive_values(sensitivity: float, specificity: float, prevalence: float | None = None) -> Predictive:
    """Predictive values by Bayes, as :func:`prodia.psychometrics.accuracy.predictive_values`, and the
    ratios."""
    must.chance(ends=True, sensitivity=sensitivity, specificity=specificity)
    prior = _prior(prevalence)
    ratios = (
        sensitivity / (1 - specificity) if specificity < 1 else None,
        (1 - sensitivity) / specificity if specificity > 0 else None,
    )
    return Predictive(*accuracy.predictive_values(sensitivity, specificity, prior), *ratios)


def _prior(prior: float | None) -> float:
    found = float(must.declared(prior=prior))
    if not 0 < found < 1:
        must.refuse(kinds.PRIOR_OUTSIDE)
    return found


@dataclass(frozen=True, slots=True)
class PostTest:
    """The chance after all results, and after each in turn.

    Right only where the results are independent given the true state: two tests of one thing are not.
    """

    posterior: float
    path: tuple[float, ...]


@must.gives_reasons
def post_test(likelihood_ratios: Sequence[float], *, prior: float | None = None) -> PostTest:
    """The prior taken through likelihood ratios one after the other."""
    before = _prior(prior)
    odds, path = before / (1 - before), []
    for ratio in must.finite(likelihood_ratios).tolist():
        if ratio < 0:
            must.refuse(kinds.RATIO_BELOW_0)
        odds *= ratio
        path.append(odds / (1 + odds))
    return PostTest(path[-1] if path else before, tuple(path))


@dataclass(frozen=True, slots=True)
class IntervalRatios:
    """The likelihood ratio of each interval of scores; None where no one without the condition scores there.

    ``low`` and ``high``: its bounds by the log method, None where a count is 0.
    """

    ratios: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@must.gives_reasons
def interval_ratios(
    with_condition: Sequence[float], without: Sequence[float], *, level: float | None = None
) -> IntervalRatios:
    """Ratios of counts with and without the condition for each interval of scores."""
    level = must.chance(level=level)
    must.alike("with, without", with_condition, without)
    ill, well = must.finite(with_condition), must.finite(without)
    if min(ill.min(initial=0), well.min(initial=0)) < 0 or not (ill.sum() > 0 and well.sum() > 0):
        must.refuse(kinds.NOT_ABOVE_ZERO, name="with, without")
    z, found = critical(float(level)), []
    for a, b in zip(ill.tolist(), well.tolist(), strict=True):
        ratio = None if not b else (a / ill.sum()) / (b / well.sum())
        if not ratio:
            found.append((ratio, None, None))
            continue
        half = z * root(1 / a - 1 / ill.sum() + 1 / b - 1 / well.sum())
        found.append((ratio, exp(log(ratio) - half), exp(log(ratio) + half)))
    columns = zip(*found, strict=True) if found else ((), (), ())
    return IntervalRatios(*(tuple(None if v is None else float(v) for v in column) for column in columns))


# A whole outcome.


@dataclass(frozen=True, slots=True)
class Measured:
    """A score with the mean, deviation and reliability of its norms."""

    x: float
    mean: float
    sd: float
    reliability: float


@dataclass(frozen=True, slots=True)
class OutcomeRule:
    """An outcome where each of its conditions holds: the number of a test from 0, a comparison, a
    constant."""

    outcome: str
    conditions: tuple[tuple[int, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Stability:
    """The outcome now, the chance of it and of each were every test given again.

    ``se`` is the error of a simulated chance, the largest of them; None where all are exact. ``n`` is how
    many were simulated. ``assumed_independent``: no correlations were given.
    """

    now: str | None
    stays: float
    outcomes: dict[str | None, float]
    se: float | None
    n: int | None
    assumed_independent: bool


COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


@must.gives_reasons
def outcome_stability(
    tests: Sequence[Measured],
    rules: Sequence[OutcomeRule],
    *,
    r: Sequence[Sequence[float]] | None = None,
    n: int | None = None,
    seed: int | None = None,
) -> Stability:
    """The chance of each outcome were all tests given again; the first rule that holds gives the outcome.

    Second scores are normal about K z with variance S_T - K S_T + diag(1 - r), K = S_T S_X^-1: what is known
    of one test tells of the others. Exact for one or two tests, and for more where they are independent and
    have few cut-offs; else ``n`` second days are simulated from a ``seed``, alike on every machine. ``r``:
    the correlations of the scores; none: independent, and the record says so.
    """
    for one in tests:
        must.spread(one.sd)
        must.reliability(one.reliability)
    must.finite([(one.x, one.mean, one.sd) for one in tests])
    for rule in rules:
        for which, how, _ in rule.conditions:
            must.one_of(tuple(COMPARE), comparison=how)
            if not 0 <= which < len(tests):
                must.refuse(kinds.NOT_ABOVE_ZERO, name="test")
    centre, covariance = _second_day(tests, r)
    names = list(dict.fromkeys([rule.outcome for rule in rules]))
    now = _outcomes(rules, np.array([[one.x for one in tests]], dtype=float))
    sds, means = np.array([one.sd for one in tests]), np.array([one.mean for one in tests])
    at, by = means + sds * centre, sds * np.sqrt(np.diag(covariance))
    cuts = [sorted({c for rule in rules for i, _, c in rule.conditions if i == j}) for j in range(len(tests))]
    cells = math.prod(len(one) + 1 for one in cuts)
    error_of, drawn = None, None
    if len(tests) <= 2 or (r is None and cells <= 100_000):
        edges = [(np.array([-np.inf, *one, np.inf]) - at[j]) / by[j] for j, one in enumerate(cuts)]
        if len(tests) == 2:
            both = float(covariance[0, 1] / np.sqrt(covariance[0, 0] * covariance[1, 1]))
            table = bivariate(edges[0][:, None], edges[1][None, :], both)
            weights = np.diff(np.diff(table, axis=0), axis=1).ravel()
        else:
            parts = [np.diff(phi(edge)) for edge in edges]
            weights = np.array([math.prod(cell) for cell in product(*parts)])
        inside = [_inside(one) for one in cuts]
        which = _outcomes(
            rules, np.array(list(product(*inside)), dtype=float).reshape(len(weights), len(tests))
        )
    else:
        n, seed = must.declared(n=n, seed=seed)
        drawn = int(must.above_zero(n=n))
        lower = np.linalg.cholesky(covariance + 1e-12 * np.eye(len(tests)))
        free = drawn_normal(int(seed), drawn, len(tests))
        scores = means + sds * (centre + sum(free[:, j : j + 1] * lower[:, j] for j in range(len(tests))))
        which, weights = _outcomes(rules, scores), np.full(drawn, 1 / drawn)
    found: dict[str | None, float] = {
        name: float(weights[which == names.index(name)].sum()) for name in names
    }
    if (which < 0).any() and weights[which < 0].sum() > 0:
        found[None] = float(weights[which < 0].sum())
    if drawn:
        error_of = max(root(p * (1 - p) / drawn) for p in found.values())
    name_now = names[now[0]] if now[0] >= 0 else None
    return Stability(name_now, found.get(name_now, 0.0), found, error_of, drawn, r is None and len(tests) > 1)


def _inside(cuts: Sequence[float]) -> list[float]:
    """A number in each of the intervals between the cuts."""
    if not cuts:
        return [0.0]
    between = [(a + b) / 2 for a, b in pairwise(cuts)]
    return [cuts[0] - 1, *between, cuts[-1] + 1]


def _outcomes(rules: Sequence[OutcomeRule], scores: FloatArray) -> Any:
    """The number of the outcome of each row of scores, in the order of first mention; -1 for none."""
    names = list(dict.fromkeys([rule.outcome for rule in rules]))
    found = np.full(len(scores), -1)
    for rule in rules:
        holds = found < 0
        for which, how, cut in rule.conditions:
            holds = holds & COMPARE[how](scores[:, which], cut)
        found[holds] = names.index(rule.outcome)
    return found


def _second_day(
    tests: Sequence[Measured], r: Sequence[Sequence[float]] | None
) -> tuple[FloatArray, FloatArray]:
    """Mean and covariance, in deviations, of the scores of a second day given those of the first."""
    k = len(tests)
    observed = np.eye(k) if r is None else must.finite(r)
    if observed.shape != (k, k) or not np.allclose(observed, observed.T, atol=1e-12):
        must.refuse(kinds.NOT_A_CORRELATION)
    if not np.allclose(np.diag(observed), 1, atol=1e-12) or np.linalg.eigvalsh(observed)[0] <= 1e-12:
        must.refuse(kinds.NOT_A_CORRELATION)
    reliabilities = np.array([one.reliability for one in tests])
    true = observed.copy()
    np.fill_diagonal(true, reliabilities)
    if np.linalg.eigvalsh(true)[0] <= 1e-12:
        must.refuse(kinds.CORRELATION_ABOVE_RELIABILITY)
    weight = np.linalg.solve(observed, true).T
    z = np.array([(one.x - one.mean) / one.sd for one in tests])
    return weight @ z, true - weight @ true + np.diag(1 - reliabilities)


def drawn_normal(seed: int, n: int, k: int) -> FloatArray:
    """``n`` by ``k`` standard normal numbers from a seed, the same on every machine.

    The generator is SplitMix64 (Steele, Lea and Flood 2014), in whole numbers alone; the uniforms go through
    the inverse of the normal distribution function.
    """
    z = splitmix(seed, 0, n * k)
    drawn: FloatArray = quantile(((z >> np.uint64(11)).astype(float) + 0.5) / 2.0**53)
    return drawn.reshape(n, k)


def splitmix(seed: int, start: int, count: int) -> Any:
    """``count`` whole numbers of 64 bits from place ``start`` of the row that a seed begins."""
    with np.errstate(over="ignore"):
        at = np.arange(start + 1, start + count + 1, dtype=np.uint64)
        z = (at + np.uint64(seed % 2**64) * np.uint64(0xD1342543DE82EF95)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        found: Any = z ^ (z >> np.uint64(31))
    return found


@dataclass(frozen=True, slots=True)
class SimulationError:
    """The standard error of a simulated chance, and how many are needed for a wanted one."""

    se: float
    n_needed: int | None


@must.gives_reasons
def simulation_error(p: float, n: int, *, want_se: float | None = None) -> SimulationError:
    """sqrt(p (1 - p) / n). Show no more digits than it allows."""
    must.chance(ends=True, p=p)
    must.above_zero(n=n)
    needed = None
    if want_se is not None:
        must.above_zero(want_se=want_se)
        needed = math.ceil(p * (1 - p) / want_se**2 * (1 - 1e-12))
    return SimulationError(root(p * (1 - p) / n), needed)


@dataclass(frozen=True, slots=True)
class OneMoreTest:
    """What a second, parallel test is worth before deciding.

    ``loss_now`` and ``loss_after`` are expected losses of the best decision now and after it, ``value`` their
    difference: near 0, do not test again. ``act_if_second_below``: the second score below which one acts.
    """

    p_true_below: float
    act_now: bool
    loss_now: float
    loss_after: float
    value: float
    p_decision_changes: float
    act_if_second_below: float


@must.gives_reasons
def one_more_test(
    x: float,
    cut: float,
    *,
    mean: float,
    sd: float,
    reliability: float | None = None,
    loss_of_a_miss: float | None = None,
    loss_of_a_false_alarm: float | None = None,
) -> OneMoreTest:
    """Whether to test again: one acts when P(true < cut) is above L_f / (L_f + L_m). Closed form."""
    r = _score(sd, reliability)
    if loss_of_a_miss is None or loss_of_a_false_alarm is None:
        must.declared(loss=None)
    losses = {"loss_of_a_miss": loss_of_a_miss, "loss_of_a_false_alarm": loss_of_a_false_alarm}
    miss, alarm = map(float, must.above_zero(**losses))
    act_above = alarm / (alarm + miss)
    z, c = (x - mean) / sd, (cut - mean) / sd
    centre, see = r * z, root(r * (1 - r))
    low = phi((c - centre) / see)
    acts = low > act_above
    now = alarm * (1 - low) if acts else miss * low
    # after a second score y the true score is normal about r (z + y) / (1 + r), variance r (1 - r) / (1 + r)
    edge = c - quantile(act_above) * root(r * (1 - r) / (1 + r))
    second = edge * (1 + r) / r - z
    at = (second - centre) / root(1 - r * r)
    act = phi(at)
    both = bivariate((c - centre) / see, at, root(r / (1 + r)))
    after = miss * (low - both) + alarm * (act - both)
    changes = 1 - act if acts else act
    return OneMoreTest(low, acts, now, after, max(0.0, now - after), changes, mean + sd * second)
