"""How sure the outcome of a decision is: were everything measured again, and if the true values were known.

The model of :mod:`prodia.psychometrics.certainty`: the errors of tests are independent, a reliability is the
correlation of two measurements without an effect of practice, and a true score is normal about the
reliability times the score. Second scores and true scores are drawn together, and the protocol itself says
what comes of them: the path stays as it is, and so does every answer without a known error.
"""

# One error: the draws are evenly spread over the chances, and nothing is left to chance. More: drawn from a
# seed by whole numbers, alike on every machine.

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import TYPE_CHECKING

from prodia.case.people import People, everyone, words_of
from prodia.case.structure import structure
from prodia.errors import one_of
from prodia.frozen import Fixed, dataclass
from prodia.language import Plain, Type, Value, plain
from prodia.language.columns import Array, Column, named_column, np
from prodia.language.syntax.types import VERDICTS
from prodia.model.plan import Plan
from prodia.model.tested import METRIC, bound_of
from prodia.problems import Problem
from prodia.problems.progress import NO_ERROR_KNOWN, NO_OUTCOME_YET
from prodia.scoring.error import to_z
from prodia.scoring.normal import critical, phi, quantile, root
from prodia.scoring.score import NoScore

if TYPE_CHECKING:
    from prodia.case.outcomes import Outcomes

N, SEED, BINS = 4000, 1, 16


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the proposal of one decision is.

    ``again``: the chance of each outcome were all ``tests`` given again, ``stays`` that of the outcome now;
    ``true``: of each outcome if the true scores were known, ``supported`` that of the outcome now. ``se``:
    the largest standard error of these chances, from ``n`` draws. ``settles``: by test what a second
    measurement of it alone would add to the chance of the right outcome, the most first. ``fixed``: what the
    decision rests on and was taken as it is. Between tests no correlation of errors is assumed.
    """

    decision: str
    outcome: str | None
    again: Mapping[str | None, float]
    true: Mapping[str | None, float]
    se: float
    n: int
    seed: int
    tests: tuple[str, ...]
    fixed: tuple[str, ...]
    settles: tuple[tuple[str, float], ...]

    @property
    def stays(self) -> float:
        return self.again.get(self.outcome, 0.0)

    @property
    def supported(self) -> float:
        return self.true.get(self.outcome, 0.0)


def certainty(state: Outcomes, decision: str, *, n: int = N, seed: int = SEED) -> Certainty | NoScore:
    """How sure the outcome of a decision is on the state of a case, or the reason why that is not known."""
    one_of("decision", decision, state.plan.tables)
    plan, known = state.plan, structure(state.plan)
    read = known.under(known.table_reads[decision])
    now = state.proposal(decision).outcome
    if now is None or state.proposal(decision).otherwise:
        return NoScore(Problem(NO_OUTCOME_YET, None, decision=decision))
    scores = {name: z for name in plan.fields if name in read and (z := _z(state, name)) is not None}
    if not scores:
        return NoScore(Problem(NO_ERROR_KNOWN, None, decision=decision))
    true, second = _drawn(state, scores, read, n, seed)
    outcomes = [_outcomes(state, decision, columns) for columns in (second, true)]
    again, real = (_shares(codes, names, n) for codes, names in outcomes)
    worst = max(root(p * (1 - p) / n) for p in (*again.values(), *real.values()))
    se = 1 / n if len(scores) == 1 else worst
    gains = {name: _gain(outcomes[1][0], second[name].values, n) for name in scores}
    settles = sorted(gains.items(), key=lambda one: -one[1])
    answered = (name for name in plan.fields if name in read and name not in scores)
    fixed = tuple(name for name in answered if plain(state.value(name)) is not None)
    return Certainty(
        decision, now, Fixed(again), Fixed(real), se, n, seed, tuple(scores), fixed, tuple(settles)
    )


def _z(state: Outcomes, name: str) -> float | None:
    """Where a score lies in its norm group; None for what has no known error, or lies at an end."""
    field, value = state.plan.fields[name], state.value(name)
    if state.reliability(name) is None or field.series is not None or not isinstance(value, float):
        return None
    if field.value_type.unit not in METRIC:
        return None
    z = to_z(field.type, value)
    return z if abs(z) < 10 else None


STEPS, FAR = 40_000, 6.0


@cache
def _curve() -> tuple[Array, Array]:
    """The normal distribution function at evenly spaced points from -FAR to FAR, and the steps between."""
    found = phi(np.linspace(-FAR, FAR, STEPS + 1))
    return found, np.append(np.diff(found), 0.0)


def _fast_phi(z: Array) -> Array:
    """By a straight line between two points of the curve; beyond its ends that of the end."""
    at = np.clip((z + FAR) * (STEPS / (2 * FAR)), 0, STEPS)
    place = at.astype(np.int64)
    curve, steps = _curve()
    return curve[place] + (at - place) * steps[place]


def from_z(type: Type, z: Array, *, fast: bool = False) -> Column:
    """A column of z as scores of a type; beyond the ends of the type at its end.

    ``fast``: percentiles by a straight line between points of the curve, right to a millionth.
    """
    below = _fast_phi if fast else phi
    values = 100 * below(z) if type.unit == "percentile" else (type.mean or 0.0) + (type.sd or 1.0) * z
    low, high = -np.inf if type.low is None else type.low, np.inf if type.high is None else type.high
    values = np.clip(values, low, high)
    return named_column(Column("number", values, np.zeros(len(values), dtype=bool)))


def drawn_parts(
    plan: Plan,
    name: str,
    z: Array,
    read: Collection[str],
    *,
    r: float | None,
    level: float | None = None,
    fast: bool = False,
) -> dict[str, Column]:
    """A drawn score, and those of its bounds that are ``read``; ``level``: that of its interval."""
    field = plan.fields[name]
    found = {name: from_z(field.type, z, fast=fast)}
    level = level or (field.error.level if field.error is not None else None)
    for part in plan.bounds(name) if r is not None else ():
        if f"{name}.{part}" not in read:
            continue
        end, own = bound_of(part)
        wanted = level if own is None else own
        if wanted is not None and r is not None:
            half = critical(wanted) * root(r * (1 - r)) * (1 if end == "high" else -1)
            found[f"{name}.{part}"] = from_z(field.type, r * z + half, fast=fast)
    return found


def _drawn(
    state: Outcomes, scores: Mapping[str, float], read: Collection[str], n: int, seed: int
) -> tuple[dict[str, Column], dict[str, Column]]:
    """True scores given those of the case, and second scores of the same draws."""
    from prodia.psychometrics.certainty import (
        drawn_normal,  # a case without a question of certainty does without
    )

    plan, k = state.plan, len(scores)
    if k == 1:
        turned = quantile((np.arange(n) + 0.5) / n)
        order = np.argsort(drawn_normal(seed, n, 1)[:, 0])
        free = np.stack([turned, turned[order]], axis=1)  # each evenly spread, the one apart from the other
    else:
        free = drawn_normal(seed, n, 2 * k)
    true: dict[str, Column] = {}
    second: dict[str, Column] = {}
    for at, (name, z) in enumerate(scores.items()):
        r, record = state.reliability(name), state.record(name)
        assert r is not None
        real = r * z + root(r * (1 - r)) * free[:, at]
        again = real + root(1 - r) * free[:, k + at]
        if k == 1:
            again = r * z + root(1 - r * r) * free[:, 0]  # exact for itself
        level = record.level if record is not None else None
        true |= drawn_parts(plan, name, real, read, r=r, level=level)
        second |= drawn_parts(plan, name, again, read, r=r, level=level)
    return true, second


class _Judged(People):
    """The people of one case: paths and answers are its own, and what a person judged counts."""

    def __init__(self, state: Outcomes, given: Mapping[str, Column], rows: int) -> None:
        super().__init__(state.plan, given, {}, rows)
        self.state = state

    def value(self, name: str) -> Column:
        if name in self.known:
            return self.known[name]
        known = structure(self.plan)
        if (
            name in self.plan.fields
            or self.plan.part(name) is not None
            or self.given.isdisjoint(known.under(known.reads.get(name, ())))
        ):
            value: Value = self.state.value(name)
            self.known[name] = everyone(plain(value), self.rows)
            return self.known[name]
        found = super().value(name)
        judged = self.state.history.judged.get(name)
        if name in self.plan.criteria and judged is not None:
            codes, grey = self.codes[name], VERDICTS.index("judgement")
            self.codes[name] = np.where(codes == grey, VERDICTS.index(judged.word), codes)
            found = self.known[name] = words_of(self.codes[name])
        return found


def _outcomes(state: Outcomes, decision: str, given: Mapping[str, Column]) -> tuple[Array, list[str | None]]:
    """Of every row the number of its outcome, and the outcomes by number."""
    hits = _Judged(state, given, len(next(iter(given.values())))).hits(decision)
    first: list[Plain] = [hit.output[0] if hit.output else None for hit in hits.hits]
    names: list[str | None] = [one if isinstance(one, str) else None for one in dict.fromkeys(first)]
    turned = np.array([names.index(one if isinstance(one, str) else None) for one in first], dtype=np.int64)
    return turned[hits.code], names


def _shares(codes: Array, names: list[str | None], n: int) -> dict[str | None, float]:
    counted = np.bincount(codes, minlength=len(names)) / n
    found = {name: float(p) for name, p in zip(names, counted, strict=True) if p}
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def _gain(true: Array, second: Array, n: int) -> float:
    """What is added to the chance of the right outcome by a second score of one test.

    Whoever proposes the likeliest outcome is right as often as it is true. With the second score beside the
    first that is looked at within each of :data:`BINS` equal parts of it.
    """
    order = np.argsort(second, kind="stable")
    parts = np.array_split(true[order], BINS)
    right = sum(int(np.bincount(part).max()) for part in parts)
    return max(0.0, float(right - np.bincount(true).max()) / n)
