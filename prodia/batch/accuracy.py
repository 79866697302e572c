"""The accuracy of a protocol: whom its criteria and decisions find, in a population that is declared.

Scores are drawn for many pupils, and the protocol itself says what comes of them: once of the scores, once of
the true scores, and once of a second measurement. The true scores say who should have been found.

>>> import prodia
>>> plan = prodia.load().catalogue.plan("lezen-spellen@3.0.0")
>>> people = prodia.Population(answers={"domein": "lezen"}, correlation=0.6, true="same_percentile",
...     n=20_000, seed=1)
>>> found = prodia.accuracy(plan, people)["as written"].criteria["ernst"]
>>> round(found.base, 2), found.sensitivity > 0.7, found.expected_tests
(0.16, True, 2.0)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from prodia.batch.decide import value_of
from prodia.case.certainty import drawn_parts
from prodia.case.people import People, everyone
from prodia.case.structure import structure
from prodia.errors import ProdiaError, checked, fits, one_of
from prodia.frozen import Fixed
from prodia.language import Value
from prodia.language.columns import Array, Column, np
from prodia.language.syntax.types import VERDICTS
from prodia.model.plan import Plan, with_figures
from prodia.problems import Problem
from prodia.problems.progress import (
    CORRELATION_ABOVE_RELIABILITY,
    NO_ERROR_KNOWN,
    NOT_A_CORRELATION,
    NOT_A_RELIABILITY,
)
from prodia.psychometrics.certainty import splitmix
from prodia.psychometrics.refusals import Refused, above_zero, declared, refuse
from prodia.psychometrics.refusals import one_of as among
from prodia.psychometrics.rules_of_scores import TRUE_CUTS
from prodia.scoring.normal import quantile

CHUNK = 1 << 16
FINE = 1 << 16  # equally likely quantiles of which a normal number is one
Rule = Literal["once", "row", "mean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Who is measured. None is not declared, and refused.

    ``answers``: what everyone answers, by field. ``reliability``: of tests, where another than their fields
    declare. ``correlation`` of the scores of every two tests. ``mean``: of the group, in standard deviations
    of the norm group: 0 is the norm group itself, a group that was referred lies lower. ``true``: who should
    be found, by the same percentile of the true scores or by the same score.
    """

    answers: Mapping[str, Value] = field(default_factory=dict)
    reliability: Mapping[str, float] = field(default_factory=dict)
    correlation: float | None = None
    mean: float = 0.0
    true: str | None = None
    n: int | None = None
    seed: int | None = None

    def __post_init__(self) -> None:
        for name in ("answers", "reliability"):
            fits(name, getattr(self, name), Mapping)
            object.__setattr__(self, name, Fixed(getattr(self, name)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The protocol with other figures for its cut-offs, or with tests taken several times.

    ``row``: a criterion is met where it is met every time, and one stops as soon as it is not; ``mean``: the
    mean of the times, held against the spread of such means.
    """

    cutoffs: Mapping[str, float] = field(default_factory=dict)
    times: int = 1
    rule: Rule = "once"

    def __post_init__(self) -> None:
        fits("cutoffs", self.cutoffs, Mapping)
        object.__setattr__(self, "cutoffs", Fixed(self.cutoffs))


@dataclass(frozen=True, slots=True)
class Found:
    """How well one criterion, or one outcome of a decision, finds who should be found.

    ``base``: who should be found; ``flagged``: who is; ``grey``: for whom a person must judge, and
    ``sensitivity_with_grey`` where those are found too. ``consistency``: who is told the same by a second
    measurement. A part of nobody is None. ``expected_tests`` on average, stopping as soon as it is settled.
    """

    base: float
    flagged: float
    grey: float
    sensitivity: float | None
    specificity: float | None
    ppv: float | None
    npv: float | None
    sensitivity_with_grey: float | None
    consistency: float
    expected_tests: float | None = None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The figures of one variant: by criterion, and by decision and outcome. ``se``: the largest error of a
    share, from ``n`` pupils. ``assumed``: what holds for everyone; ``missing``: what nobody answered."""

    criteria: Mapping[str, Found]
    decisions: Mapping[str, Mapping[str, Found]]
    se: float
    n: int
    tests: Mapping[str, float]
    missing: tuple[str, ...]


@checked
def accuracy(
    plan: Plan,
    population: Population,
    *,
    variants: Mapping[str, Variant] | None = None,
    on: dt.date | None = None,
) -> dict[str, Accuracy]:
    """By variant the accuracy of every criterion and decision that rests on a test with a known error.

    The first is the protocol ``as written``. Raises :class:`~prodia.errors.ProdiaError` with the reason where
    something that changes the answer is not declared, or can not be.
    """
    whole, day = plan, on or plan.protocol.valid.from_
    plan = whole.on(day)
    try:
        tests = _tests(plan, population)
        every = {"as written": Variant()} | dict(variants or {})
        return {
            name: _variant(with_figures(whole, one.cutoffs).on(day), population, tests, one)
            for name, one in every.items()
        }
    except Refused as refused:
        raise ProdiaError(refused.reason) from None


def _tests(plan: Plan, population: Population) -> dict[str, float]:
    """The reliability of every test, and that all is declared."""
    for name in (*population.answers, *population.reliability):
        one_of("field", name, plan.fields)
    for name, value in population.answers.items():
        value_of(plan, name, value, name)  # raises for what is no answer to it
    known = {name: one.error.reliability for name, one in plan.fields.items() if one.error is not None}
    tests = {n: r for n, r in (known | dict(population.reliability)).items() if n not in population.answers}
    if not tests:
        raise ProdiaError(Problem(NO_ERROR_KNOWN, None, decision=plan.reference))
    among(TRUE_CUTS, true_cut=population.true)
    above_zero(n=population.n)
    declared(seed=population.seed)
    if any(not 0 < r < 1 for r in tests.values()):
        refuse(NOT_A_RELIABILITY)
    if len(tests) > 1:
        declared(correlation=population.correlation)
        r = float(population.correlation or 0)
        if not (-1 < r < 1 and 1 + (len(tests) - 1) * r > 0):  # of k tests all -0.9 there are none
            refuse(NOT_A_CORRELATION)
        if np.linalg.eigvalsh(_spread(tests, population))[0] <= 1e-12:
            refuse(CORRELATION_ABOVE_RELIABILITY)
    return tests


def _spread(tests: Mapping[str, float], population: Population) -> Array:
    """The covariance of the true scores."""
    found = np.full((len(tests), len(tests)), float(population.correlation or 0))
    np.fill_diagonal(found, list(tests.values()))
    return found


def _variant(plan: Plan, population: Population, tests: Mapping[str, float], variant: Variant) -> Accuracy:
    n = int(population.n or 0)
    known = structure(plan)
    own = [id for id, one in known.rests_on.items() if set(tests) & one]
    reach = {id: known.under(read) for id, read in known.table_reads.items()}
    decisions = [id for id, read in reach.items() if set(tests) & set(read)] if variant.rule != "row" else []
    asked = known.under([*own, *(name for id in decisions for name in reach[id])])
    counts: dict[Any, Array] = {}
    for rows in _draws(plan, population, tests, asked, variant, n):
        for key, counted in _counted(plan, population, tests, variant, own, decisions, rows):
            counts[key] = counts.get(key, 0) + counted
    criteria = {id: _found(counts[id], n) for id in own}
    outcomes = {
        id: {
            one: replace(_found(counts[id, one], n), expected_tests=None)
            for one in plan.decisions[id].outcomes
        }
        for id in decisions
    }
    read = set().union(*(known.rests_on[id] for id in own))
    lacking = tuple(name for name in plan.fields if name in read - set(tests) - set(population.answers))
    return Accuracy(criteria, outcomes, 0.5 / float(np.sqrt(n)), n, dict(tests), lacking)


def _draws(
    plan: Plan,
    population: Population,
    tests: Mapping[str, float],
    asked: Collection[str],
    variant: Variant,
    n: int,
) -> Iterator[tuple[dict[str, Column], list[dict[str, Column]]]]:
    """Chunk after chunk the true scores, and those of every measurement: the first time, and the second."""
    k, times = len(tests), variant.times
    r = np.array(list(tests.values()))
    lower = np.linalg.cholesky(_spread(tests, population))
    table = quantile((np.arange(FINE) + 0.5) / FINE)
    sets = 2 * times
    for start in range(0, n, CHUNK):
        rows = min(CHUNK, n - start)
        width = k * (1 + sets)
        bits = splitmix(int(population.seed or 0), (start * width + 3) // 4, (rows * width + 3) // 4)
        free = table[bits.view(np.uint16)[: rows * width].reshape(rows, width)]
        true = population.mean + sum(free[:, j : j + 1] * lower[:, j] for j in range(k))
        errors = free[:, k:].reshape(rows, sets, k) * np.sqrt(1 - r)
        scores = [true + errors[:, at] for at in range(sets)]
        if variant.rule == "mean":
            wide = np.sqrt(r + (1 - r) / times)
            scores = [sum(scores[at : at + times]) / times / wide for at in (0, times)]
        real = true / np.sqrt(r) if population.true == "same_percentile" else true
        yield _columns(plan, tests, asked, real), [_columns(plan, tests, asked, one) for one in scores]


def _columns(plan: Plan, tests: Mapping[str, float], asked: Collection[str], z: Array) -> dict[str, Column]:
    found: dict[str, Column] = {}
    for at, name in enumerate(tests):
        found |= drawn_parts(plan, name, z[:, at], asked, r=tests[name], fast=True)
    return found


def _counted(
    plan: Plan,
    population: Population,
    tests: Mapping[str, float],
    variant: Variant,
    own: Sequence[str],
    decisions: Sequence[str],
    drawn: tuple[dict[str, Column], list[dict[str, Column]]],
) -> Iterator[tuple[Any, Array]]:
    """What is counted in a chunk, by criterion, and by decision and outcome."""
    true, scores = drawn
    rows = len(next(iter(true.values())))
    answers = {name: everyone(value, rows) for name, value in population.answers.items()}  # type: ignore[arg-type]
    people = [People(plan, answers | one, {}, rows) for one in (true, *scores)]
    half = len(scores) // 2
    for id in own:
        real, *words = (_word_codes(one, id) for one in people)
        used = [name for name in tests if name in structure(plan).rests_on[id]]
        first, again = (_together(words[a:b], variant) for a, b in ((0, half), (half, None)))
        yield (
            id,
            _tally(
                real == MET,
                first == MET,
                first == GREY,
                first == again,
                _spent(plan, answers, scores[:half], used, id, variant, words[:half], rows),
            ),
        )
    for id in decisions:
        real, first, again = (_outcome(one, id) for one in (people[0], people[1], people[1 + half]))
        nobody = np.zeros(rows, dtype=bool)
        for number, outcome in enumerate(plan.decisions[id].outcomes):
            now, then = first == number, again == number
            yield (id, outcome), _tally(real == number, now, nobody, now == then, nobody)


MET, GREY, UNKNOWN = (VERDICTS.index(word) for word in ("met", "judgement", "not assessable"))


def _word_codes(people: People, criterion: str) -> Array:
    """The verdict on everyone, as its number in VERDICTS."""
    people.value(criterion)
    return people.codes[criterion]


def _together(words: Sequence[Array], variant: Variant) -> Array:
    """What several times come to: met where it is met every time, else what is said when it is not."""
    found = words[0]
    for one in words[1:] if variant.rule == "row" else ():
        found = np.where(found == MET, one, found)
    return found


def _spent(
    plan: Plan,
    answers: Mapping[str, Column],
    scores: Sequence[Mapping[str, Column]],
    used: Sequence[str],
    id: str,
    variant: Variant,
    words: Sequence[Array],
    rows: int,
) -> Array:
    """How many tests each pupil takes until a criterion is settled, in the order of the protocol."""
    spent = np.zeros(rows)
    going = np.ones(rows, dtype=bool)
    for one, said in zip(scores, words, strict=True) if variant.rule == "row" else [(scores[0], words[0])]:
        open_ = going.copy()
        for at, _ in enumerate(used):
            spent += open_
            if at + 1 < len(used):
                known = {name: each for name, each in one.items() if name.partition(".")[0] in used[: at + 1]}
                few = People(plan, {**answers, **known}, {}, rows)
                open_ &= _word_codes(few, id) == UNKNOWN
        going &= said == MET
    return spent * (variant.times if variant.rule == "mean" else 1)


def _outcome(people: People, decision: str) -> Array:
    """The outcome for everyone, as its number in the decision; another number where there is none."""
    hits = people.hits(decision)
    place = {name: number for number, name in enumerate(people.plan.decisions[decision].outcomes)}
    first = [hit.output[0] if hit.output else None for hit in hits.hits]
    return np.array([place.get(str(one), -1) for one in first])[hits.code]


def _tally(real: Array, flagged: Array, grey: Array, same: Array, spent: Array) -> Array:
    parts = (real, flagged, grey, real & flagged, real & (flagged | grey), same, spent)
    return np.array([part.sum() for part in parts], dtype=float)


def _found(counted: Array, n: int) -> Found:
    real, flagged, grey, both, wide, same, spent = (counted / n).tolist()

    def part(above: float, below: float) -> float | None:
        return above / below if below > 0 else None

    neither = 1 - real - flagged + both
    return Found(
        real,
        flagged,
        grey,
        part(both, real),
        part(neither, 1 - real),
        part(both, flagged),
        part(neither, 1 - flagged),
        part(wide, real),
        same,
        spent,
    )
