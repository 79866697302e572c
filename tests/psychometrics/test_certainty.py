"""Certainty: what is stated is what a simulation finds, rules agree where they are one, and reasons stand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.psychometrics import certainty, change, goals
from prodia.psychometrics import rules_of_scores as rules
from prodia.psychometrics.certainty import Measured, OutcomeRule, drawn_normal
from prodia.psychometrics.refusals import word
from prodia.scoring.normal import bivariate, phi, quantile
from prodia.scoring.score import NoScore

N = 10_000
UP: dict[str, Any] = {"direction": "higher_is_better"}
LOSSES: dict[str, Any] = {"loss_of_a_miss": 3, "loss_of_a_false_alarm": 1}
PACE: dict[str, Any] = {"per_week": 1, "layout": "even", "confidence": 0.9}
SCORE = Measured(1, 0, 1, 0.9)
reliabilities, percentiles = st.floats(0.5, 0.98), st.floats(2, 60)


def held(found: Any) -> Any:
    assert not isinstance(found, NoScore), found.why("en")
    return found


def within(stated: float, hits: np.ndarray[Any, Any]) -> None:
    """The simulated share lies within three standard errors of the stated chance."""
    assert abs(stated - hits.mean()) <= 3 * math.sqrt(stated * (1 - stated) / len(hits)), (
        stated,
        hits.mean(),
    )


def retests(r: float, k: int, seed: int) -> tuple[Any, Any]:
    """True scores, and k scores of each."""
    free = drawn_normal(seed, N, k + 1)
    return free[:, 0], math.sqrt(r) * free[:, :1] + math.sqrt(1 - r) * free[:, 1:]


class TestSimulated:
    """10,000 simulated pupils, from a seed."""

    def test_next_score(self) -> None:
        _, scores = retests(0.9, 2, 1)
        near = np.abs(scores[:, 0] + 1.5) < 0.4
        stated = held(certainty.next_below(scores[near, 0], -1.28, mean=0, sd=1, reliability=0.9))
        assert abs(stated.mean() - (scores[near, 1] < -1.28).mean()) < 3 * 0.5 / math.sqrt(near.sum())

    def test_one_cut_and_rules(self) -> None:
        _, scores = retests(0.85, 3, 2)
        low = scores < quantile(0.2)
        given: dict[str, Any] = {"reliability": 0.85, "cut_percentile": 20, "true_cut": "same_percentile"}
        within(held(rules.one_cut(**given)).consistency, low[:, 0] == low[:, 1])
        within(held(rules.k_in_row(**given, k=3)).flagged, low.all(axis=1))
        two = held(rules.k_of_n(**given, k=2, n=3))
        within(two.flagged, low.sum(axis=1) >= 2)
        tests = np.where(low[:, 0] == low[:, 1], 2, 3)
        assert abs(two.expected_tests - tests.mean()) < 0.02

    def test_runs_below_the_line(self) -> None:
        free = drawn_normal(3, N, 12)
        x = [free[:, 0]]
        for j in range(1, 12):
            x.append(0.4 * x[-1] + math.sqrt(1 - 0.16) * free[:, j])
        run, done = np.zeros(N), np.zeros(N, dtype=bool)
        for one in x:
            run = np.where(one < -0.3, run + 1, 0)
            done |= run >= 4
        within(held(goals.false_alarm_ar1(n=12, k=4, phi=0.4, shift=0.3)).any_run, done)

    def test_level_and_rate_together(self) -> None:
        """With a flat prior the truth is spread about one series as series are about the truth."""
        weeks = np.arange(6.0)
        stated = held(goals.dual_discrepancy(weeks, 20 + weeks, level_cut=26, rate_cut=1.2, see=3, **UP))
        again = 20 + weeks + 3 * drawn_normal(4, N, 6)
        slope = (again * (weeks - 2.5)).sum(axis=1) / 17.5
        end = again.mean(axis=1) + 2.5 * slope
        within(stated.p_both, (end < 26) & (slope < 1.2))

    def test_three_tests_are_simulated_and_two_are_exact(self) -> None:
        tests = [Measured(8, 10, 3, 0.8), Measured(72, 100, 15, 0.9), Measured(85, 100, 15, 0.85)]
        table = [OutcomeRule("low", ((0, "<", 7.0), (1, "<=", 75.0))), OutcomeRule("not")]
        r = [[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]]
        three = held(certainty.outcome_stability(tests, table, r=r, n=N, seed=7))
        assert three == certainty.outcome_stability(tests, table, r=r, n=N, seed=7)
        assert three.se is not None
        assert "seed_not_declared" == word(certainty.outcome_stability(tests, table, r=r, n=N))  # type: ignore[arg-type]
        far = [[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]]  # the third tells nothing of the others
        exact = held(certainty.outcome_stability(tests[:2], table, r=[row[:2] for row in far[:2]]))
        drawn = held(certainty.outcome_stability(tests, table, r=far, n=N, seed=8))
        assert exact.se is None
        assert abs(exact.stays - drawn.stays) <= 3 * drawn.se
        assert held(certainty.outcome_stability(tests, table)).assumed_independent

    def test_one_more_test(self) -> None:
        """The loss after a second test is the loss that follows when it is given."""
        free = drawn_normal(5, 100_000, 2)
        r, z, c = 0.9, -1.2, -1.28
        truth = r * z + math.sqrt(r * (1 - r)) * free[:, 0]
        second = truth + math.sqrt(1 - r) * free[:, 1]
        found = held(certainty.one_more_test(z, c, mean=0, sd=1, reliability=r, **LOSSES))
        acts = second < found.act_if_second_below
        loss = np.where(acts, truth >= c, 3 * (truth < c))
        assert abs(found.loss_after - loss.mean()) < 3 * loss.std() / math.sqrt(len(loss))
        assert found.value > 0


class TestNoGain:
    """A pupil at percentile 5 who stays where he is scores better the second time in 65 % of cases."""

    @staticmethod
    def told_as_gained(true_gain: float) -> tuple[float, float]:
        """The share with a better second score, and the share with P(true gain > 0) of .90 or more."""
        n, r, over_time = 100_000, 0.9, 0.8
        free = drawn_normal(6, n, 1)[:, 0]
        first = 100 + 15 * quantile(0.05)
        true = 100 + r * (first - 100)
        second = true + true_gain + 15 * math.sqrt(r * (1 - r) + (1 - r)) * free
        given: dict[str, Any] = {"mean_pre": 100, "mean_post": 100, "sd_pre": 15, "sd_post": 15}
        found = held(change.true_gain(first, second, **given, rel_pre=r, rel_post=r, r=over_time, **UP))
        return float((second > first).mean()), float((found.p_gain >= 0.9).mean())

    def test_the_share_told_as_gained_falls(self) -> None:
        naive, sure = self.told_as_gained(0)
        chance = held(change.rise_by_chance(5.0, r=0.9, **UP))
        assert abs(naive - chance) < 3 * math.sqrt(0.25 / 100_000)
        assert 0.64 < naive < 0.66
        assert sure <= 0.10

    def test_and_what_that_costs_in_power(self) -> None:
        powers = [self.told_as_gained(gain)[1] for gain in (0, 7.5, 15)]
        assert powers == sorted(powers)
        assert powers[-1] > 0.75


class TestLaws:
    """Rules that are one rule give one answer."""

    @given(reliabilities, percentiles, st.sampled_from(["same_score", "same_percentile"]))
    def test_once(self, r: float, pc: float, true_cut: str) -> None:
        given: dict[str, Any] = {"reliability": r, "cut_percentile": pc, "true_cut": true_cut}
        one = held(rules.one_cut(**given))
        for other in (
            rules.k_in_row(**given, k=1),
            rules.k_of_n(**given, k=1, n=1),
            rules.mean_of_k(**given, k=1, norm_of_mean="own"),
        ):
            for name in ("base", "flagged", "sensitivity", "specificity", "ppv", "npv"):
                assert math.isclose(getattr(one, name), getattr(other, name), abs_tol=1e-8), name

    @given(reliabilities, percentiles, st.integers(1, 4))
    def test_all_of_n_is_in_a_row(self, r: float, pc: float, k: int) -> None:
        given: dict[str, Any] = {"reliability": r, "cut_percentile": pc, "true_cut": "same_score"}
        row = held(rules.k_in_row(**given, k=k))
        all_of = held(rules.k_of_n(**given, k=k, n=k))
        assert all(
            math.isclose(getattr(row, n), getattr(all_of, n), abs_tol=1e-9)
            for n in ("flagged", "expected_tests")
        )

    @given(st.floats(0.6, 0.95), percentiles)
    def test_two_tests_of_one_kind_are_twice_in_a_row(self, r: float, pc: float) -> None:
        two = held(
            rules.two_tests(reliabilities=[r, r], cut_percentiles=[pc, pc], true_percentile=pc, rule="both")
        )
        row = held(rules.k_in_row(reliability=r, cut_percentile=pc, true_cut="same_percentile", k=2))
        assert math.isclose(two.ppv, row.ppv, abs_tol=1e-9)

    @given(st.floats(-4, 4), st.floats(-4, 4), st.floats(-0.99, 0.99))
    def test_bivariate(self, h: float, k: float, r: float) -> None:
        both = bivariate(h, k, r)
        assert math.isclose(both, bivariate(k, h, r), abs_tol=1e-12)
        assert math.isclose(phi(h), both + bivariate(h, -k, -r), abs_tol=1e-12)
        assert max(0.0, phi(h) + phi(k) - 1) - 1e-12 <= both <= min(phi(h), phi(k)) + 1e-12
        assert [both] == bivariate(np.array([h]), np.array([k]), r).tolist()

    @given(st.lists(st.floats(40, 160), min_size=1, max_size=6))
    def test_a_column_is_each_alone(self, scores: list[float]) -> None:
        given: dict[str, Any] = {"mean_pre": 100, "mean_post": 101, "sd_pre": 15, "sd_post": 14}
        more: dict[str, Any] = {**given, "r": 0.8, **UP}
        post = np.array(scores)
        many = held(change.true_gain(post - 5, post, rel_pre=0.9, rel_post=0.88, **more))
        each = [held(change.true_gain(x - 5, x, rel_pre=0.9, rel_post=0.88, **more)) for x in scores]
        assert [one.p_gain for one in each] == many.p_gain.tolist()
        far = held(change.conditional(post - 5, post, level=0.9, **more))
        assert [held(change.conditional(x - 5, x, level=0.9, **more)).z for x in scores] == far.z.tolist()


class TestTurned:
    """Lower is better is the mirror of higher is better."""

    @given(st.floats(40, 160), st.floats(40, 160), st.floats(0.1, 0.85))
    def test_change(self, pre: float, post: float, r: float) -> None:
        given: dict[str, Any] = {
            "sd_pre": 15,
            "sd_post": 14,
            "r": r,
            "rel_pre": 0.9,
            "rel_post": 0.9,
        }
        up = held(change.true_gain(pre, post, mean_pre=100, mean_post=102, least=2, **UP, **given))
        down = held(
            change.true_gain(
                -pre, -post, mean_pre=-100, mean_post=-102, least=2, direction="lower_is_better", **given
            )
        )
        assert math.isclose(up.p_gain, down.p_gain, abs_tol=1e-12)
        assert math.isclose(up.gain, -down.gain, abs_tol=1e-9)


class TestReasons:
    """Bad input has a reason, and no figure."""

    @pytest.mark.parametrize(
        ("expected", "found"),
        [
            ("not_a_reliability", certainty.true_below(80, 70, mean=100, sd=15, reliability=1.2)),
            ("no_spread", certainty.true_below(80, 70, mean=100, sd=0, reliability=0.9)),
            ("prior_not_between_0_and_1", certainty.predictive_values(0.9, 0.9, 1.0)),
            ("prior_not_declared", certainty.post_test([2])),
            ("ratio_below_0", certainty.post_test([-2], prior=0.1)),
            ("loss_not_declared", certainty.one_more_test(80, 70, mean=100, sd=15, reliability=0.9)),
            (
                "not_a_correlation",
                certainty.outcome_stability([SCORE] * 2, [OutcomeRule("a")], r=[[1, 2], [2, 1]]),
            ),
            (
                "not_a_correlation",
                certainty.outcome_stability([SCORE] * 2, [OutcomeRule("a")], r=[[1, 0], [0.5, 1]]),
            ),
            ("cut_not_declared", rules.one_cut(reliability=0.9, true_cut="same_score")),
            (
                "variant_not_known",
                rules.one_cut(reliability=0.9, cut_percentile=10, true_cut="same"),
            ),
            ("rates_equal", goals.weeks_needed(see=5, rate_a=1, rate_b=1, **PACE)),
            (
                "more_than_ten_years",
                goals.weeks_needed(see=99, rate_a=1, rate_b=1.0001, **PACE),
            ),
            ("correlation_above_reliability", change.true_gain(
                1, 2, mean_pre=0, mean_post=0, sd_pre=1, sd_post=1, rel_pre=0.5, rel_post=0.5, r=0.6,
                **UP,
            )),
        ],
    )  # fmt: skip
    def test_word(self, expected: str, found: Any) -> None:
        assert expected == word(found)
