"""Composites, differences, one case, multiplicity: laws that tie the formulas to each other."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.psychometrics import composites, differences, multiplicity, reliability, single_case
from tests.examples import examples

INDEXES = np.array(
    [
        [1.0, 0.59, 0.59, 0.53, 0.3],
        [0.59, 1.0, 0.62, 0.5, 0.36],
        [0.59, 0.62, 1.0, 0.53, 0.31],
        [0.53, 0.5, 0.53, 1.0, 0.36],
        [0.3, 0.36, 0.31, 0.36, 1.0],
    ]
)
scaled = st.lists(st.integers(1, 19).map(float), min_size=5, max_size=5)


def index(x: Any) -> Any:
    return composites.composite(x, INDEXES.tolist(), mean_x=10, sd_x=3, mean=100, sd=15)


class TestComposites:
    """A composite lies further from the mean than the average of its parts."""

    @given(st.lists(scaled, min_size=1, max_size=6))
    def test_one_is_many(self, people: list[list[float]]) -> None:
        many = index([np.array(part) for part in zip(*people, strict=True)])
        assert [index(p).hex() for p in people] == [float(x).hex() for x in many]

    @given(scaled, st.integers(0, 4))
    def test_rising(self, x: list[float], part: int) -> None:
        more = [v + (i == part) for i, v in enumerate(x)]
        assert index(x) < index(more)

    @given(st.floats(1, 19))
    def test_further_out(self, x: float) -> None:
        assert abs(index([x] * 5) - 100) >= abs(5 * (x - 10))

    def test_perfectly_correlated(self) -> None:
        one = composites.composite([7.0, 7.0], [[1, 1], [1, 1]], mean_x=10, sd_x=3, mean=100, sd=15)
        assert math.isclose(85.0, one)

    def test_parallel_parts(self) -> None:
        """Two parallel halves: Mosier is Spearman and Brown."""
        expected = reliability.spearman_brown(0.8, 2)
        assert math.isclose(expected, composites.mosier([0.8, 0.8], [[1, 0.8], [0.8, 1]]))

    def test_uncorrelated_parts_are_no_more_reliable_together(self) -> None:
        assert math.isclose(0.8, composites.mosier([0.8, 0.8], [[1, 0], [0, 1]]))

    def test_weights_and_spreads(self) -> None:
        alone = composites.mosier([0.9, 0.5], [[1, 0.5], [0.5, 1]], weights=[1, 0])
        assert math.isclose(0.9, alone)
        assert composites.mosier([0.9, 0.5], [[1, 0.5], [0.5, 1]], sd=[30, 1]) > 0.88

    @pytest.mark.parametrize(
        ("r", "why"),
        [
            ([[1, 0.5]], "k by k"),
            ([[1]], "k by k"),
            ([[1, -1], [-1, 1]], "spread"),
            ([[1, 0.5], [0.2, 1]], "symmetric"),
            ([[0.9, 0.5], [0.5, 1]], "diagonal"),
            ([[1, 2], [2, 1]], "no scores"),
        ],
    )
    def test_refused(self, r: Any, why: str) -> None:
        with pytest.raises(ValueError, match=why):
            composites.composite([1.0, 2.0], r, mean_x=0, sd_x=1, mean=0, sd=1)
        with pytest.raises(ValueError, match=why):
            composites.mosier([0.8, 0.8], r)

    def test_no_reliability(self) -> None:
        with pytest.raises(ValueError, match="from 0 to 1"):
            composites.mosier([1.2, 0.8], [[1, 0.5], [0.5, 1]])

    def test_range(self) -> None:
        assert 7 == composites.profile_range([8, 3, 10])


class TestDifferences:
    """Reliable and abnormal are two questions, and neither depends on who comes first."""

    @given(st.floats(60, 140), st.floats(60, 140))
    def test_turned_round(self, x: float, y: float) -> None:
        def figures(a: float, b: float, ra: float, rb: float) -> differences.Difference:
            return differences.difference(
                a, b, sd=15, reliability_x=ra, reliability_y=rb, correlation=0.6, level=0.9
            )

        one, other = figures(x, y, 0.95, 0.9), figures(y, x, 0.9, 0.95)
        assert (one.d, one.reliable, one.base_rate) == (-other.d, other.reliable, other.base_rate)
        assert math.isclose(one.interval.low, -other.interval.high, abs_tol=1e-9)
        assert one.base_rate >= one.reliable
        assert (abs(one.d) >= one.critical) == (one.reliable <= 0.1) or math.isclose(0.1, one.reliable)

    @pytest.mark.parametrize("r", [(0.5, 0.5, 0.9), (0.9, 0.9, 1.0), (1.2, 0.9, 0.5)])
    def test_refused(self, r: tuple[float, float, float]) -> None:
        with pytest.raises(ValueError, match=r"together|correlation|reliability"):
            differences.difference(
                1, 2, sd=1, reliability_x=r[0], reliability_y=r[1], correlation=r[2], level=0.9
            )

    def test_against_own_mean(self) -> None:
        """Two scores: each against their mean is half the difference, with half its error."""
        one, two = differences.from_own_mean([110, 100], [3, 4], alpha=0.05)
        assert (5, -5) == (one.difference, two.difference)
        assert math.isclose(2.5, one.se)
        assert not one.reliable
        assert differences.from_own_mean([115, 100], [3, 4], alpha=0.05)[0].reliable

    def test_own_mean_refused(self) -> None:
        with pytest.raises(ValueError, match="at least two"):
            differences.from_own_mean([100], [3], alpha=0.05)

    @given(st.floats(60, 140))
    def test_as_predicted(self, x: float) -> None:
        found = differences.regression_discrepancy(x, 100 + 0.6 * (x - 100), correlation=0.6, mean=100, sd=15)
        assert math.isclose(50, found.base_rate, abs_tol=1e-6)


class TestOneCase:
    """A small control group makes every verdict more careful."""

    @given(st.floats(-5, 5), st.integers(2, 200))
    def test_t_is_less_extreme_than_z(self, z: float, n: int) -> None:
        found = single_case.crawford_howell(z, 0, 1, n)
        normal = NormalDist().cdf(z)
        assert abs(found.p_below - 0.5) <= abs(normal - 0.5) + 1e-9

    @given(st.floats(-5, 5), st.integers(5, 100), st.floats(0.5, 0.99))
    def test_rarity(self, case: float, n: int, level: float) -> None:
        found = single_case.rarity(case, 0, 1, n, level=level)
        assert found.low <= found.zcc <= found.high
        mirrored = single_case.rarity(-case, 0, 1, n, level=level)
        assert math.isclose(found.low, -mirrored.high, abs_tol=1e-6)

    @given(st.floats(-4, 4), st.floats(-4, 4), st.floats(-0.9, 0.9), st.integers(5, 100))
    def test_tasks_turned_round(self, a: float, b: float, r: float, n: int) -> None:
        for test in (single_case.udt, single_case.rsdt):
            one, other = (test(c, (0, 0), (1, 1), r, n) for c in ((a, b), (b, a)))
            assert math.isclose(one.t, -other.t, abs_tol=1e-9)
            assert math.isclose(one.p_two, other.p_two, abs_tol=1e-9)
            assert 0 <= one.p_two <= 1

    @pytest.mark.parametrize(("sd", "n"), [(0, 20), (1, 1), (-1, 20)])
    def test_refused(self, sd: float, n: int) -> None:
        with pytest.raises(ValueError, match="two controls"):
            single_case.crawford_howell(1, 0, sd, n)


class TestMultiplicity:
    """One low score among several is usual; how usual follows from their correlations."""

    @pytest.mark.parametrize("k", [2, 5, 10])
    def test_uncorrelated_is_binomial(self, k: int) -> None:
        p = NormalDist().cdf(-1.0)
        rates = multiplicity.low_score_base_rates(np.eye(k), -1.0)
        binomial = [math.comb(k, n) * p**n * (1 - p) ** (k - n) for n in range(k + 1)]
        assert math.isclose(1, sum(rates))
        assert all(abs(a - b) < 0.002 for a, b in zip(binomial, rates, strict=True))
        least_one = multiplicity.at_least_one_independent(k, p)
        assert abs(least_one - multiplicity.at_least(rates, 1)) < 1e-4

    @settings(max_examples=examples(5))
    @given(st.floats(-2.5, 0), st.floats(0.1, 0.9))
    def test_correlation_gathers(self, cut: float, r: float) -> None:
        """The more scores go together, the fewer people have at least one low one."""
        equal = np.full((4, 4), r) + (1 - r) * np.eye(4)
        loose = multiplicity.at_least(multiplicity.low_score_base_rates(np.eye(4), cut), 1)
        tight = multiplicity.at_least(multiplicity.low_score_base_rates(equal, cut), 1)
        assert NormalDist().cdf(cut) - 1e-4 <= tight <= loose + 1e-4

    def test_the_same_every_time(self) -> None:
        first = multiplicity.low_score_base_rates(INDEXES, -1.645)
        assert first == multiplicity.low_score_base_rates(INDEXES, -1.645)
        assert abs(0.169 - multiplicity.at_least(first, 1)) < 5e-4

    def test_range_of_two(self) -> None:
        expected = 2 * NormalDist().cdf(-1 / math.sqrt(2))
        assert abs(expected - multiplicity.range_base_rate(np.eye(2), 1.0)) < 1e-3

    @pytest.mark.parametrize("r", [[[1, 2], [2, 1]], [[1]], [[1, 0.1], [0.2, 1]], [[1, 1], [1, 1]]])
    def test_refused(self, r: Any) -> None:
        with pytest.raises(ValueError, match="correlations"):
            multiplicity.low_score_base_rates(np.array(r, float), -1)
