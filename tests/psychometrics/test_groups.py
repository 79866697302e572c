"""Figures about a group: the order of people is nothing, and what can not be said is not."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from prodia.psychometrics import accuracy, agreement, reliability
from prodia.scoring.score import NoScore

ratings = arrays(
    float, st.tuples(st.integers(3, 9), st.integers(2, 5)), elements=st.integers(0, 4).map(float)
)
holed = arrays(
    float, st.tuples(st.integers(4, 9), st.integers(2, 4)), elements=st.sampled_from([0.0, 1, 2, 3, np.nan])
)
tables = arrays(int, (3, 3), elements=st.integers(0, 20)).filter(lambda t: t.sum() > 0)
counts = st.builds(accuracy.Counts, *[st.integers(0, 50)] * 4)


class TestAlpha:
    """Alpha is at most 1, indifferent to the order of people and items, and within its interval."""

    @given(ratings)
    def test_laws(self, data: Any) -> None:
        found = reliability.alpha(data, missing="listwise", level=0.9)
        turned = reliability.alpha(data[::-1, ::-1], missing="listwise", level=0.9)
        if isinstance(found, NoScore):
            assert isinstance(turned, NoScore)
            return
        assert isinstance(turned, reliability.Alpha)
        assert math.isclose(found.alpha, turned.alpha, abs_tol=1e-9)
        assert found.alpha <= 1 + 1e-12
        assert found.low <= found.high

    @given(ratings)
    def test_complete_data_need_no_policy(self, data: Any) -> None:
        one, other = (reliability.standardized_alpha(data, missing=m) for m in ("listwise", "pairwise"))
        assert one == other

    def test_identical_items(self) -> None:
        data = np.array([[1.0, 1, 1], [2, 2, 2], [4, 4, 4]])
        found = reliability.alpha(data, missing="listwise", level=0.95)
        assert isinstance(found, reliability.Alpha)
        assert math.isclose(1, found.alpha)
        fits = reliability.item_fit(data, missing="listwise")
        assert isinstance(fits, tuple)
        assert all(f.with_rest is not None and math.isclose(1, f.with_rest) for f in fits)

    def test_item_fit_against_plain_correlation(self) -> None:
        data = np.array([[1.0, 3, 2], [2, 1, 2], [4, 4, 3], [3, 5, 1], [5, 4, 4]])
        fits = reliability.item_fit(data, missing="listwise")
        assert isinstance(fits, tuple)
        for i, fit in enumerate(fits):
            rest = np.delete(data, i, 1)
            assert fit.with_rest is not None
            assert math.isclose(np.corrcoef(data[:, i], rest.sum(axis=1))[0, 1], fit.with_rest)
            without = reliability.alpha(rest, missing="listwise", level=0.95)
            assert isinstance(without, reliability.Alpha)
            assert fit.alpha_without is not None
            assert math.isclose(without.alpha, fit.alpha_without)

    @given(holed)
    def test_pairwise_takes_each_pair_over_who_answered_both(self, data: Any) -> None:
        k = data.shape[1]
        pairs = [data[~np.isnan(data[:, [i, j]]).any(axis=1)][:, [i, j]] for i in range(k) for j in range(k)]
        found = reliability.alpha(data, missing="pairwise", level=0.9)
        if min(map(len, pairs)) < 2:
            assert isinstance(found, NoScore)
            return
        covariance = np.array([np.cov(pair.T)[0, 1] for pair in pairs]).reshape(k, k)
        if covariance.sum() > 1e-9:
            assert isinstance(found, reliability.Alpha)
            expected = k / (k - 1) * (1 - covariance.trace() / covariance.sum())
            assert math.isclose(expected, found.alpha, rel_tol=1e-9, abs_tol=1e-12)

    @pytest.mark.parametrize("missing", ["listwise", "pairwise"])
    def test_where_the_scale_begins_is_nothing(self, missing: Any) -> None:
        data = np.array([[1.0, 3, 2], [2, 1, np.nan], [4, 4, 3], [3, 5, 1], [5, 4, 4]])
        one, other = (reliability.alpha(d, missing=missing, level=0.9) for d in (data, data + 2.0**40))
        assert isinstance(one, reliability.Alpha)
        assert isinstance(other, reliability.Alpha)
        assert math.isclose(one.alpha, other.alpha, rel_tol=1e-12)

    @pytest.mark.parametrize("missing", ["listwise", "pairwise"])
    def test_many_people(self, missing: Any) -> None:
        n = np.arange(1000.0)
        data = np.column_stack([n % 5, n % 3 + n % 5, n // 7 % 4 - n % 3])
        covariance, found = np.cov(data.T), reliability.alpha(data, missing=missing, level=0.9)
        assert isinstance(found, reliability.Alpha)
        assert math.isclose(1.5 * (1 - covariance.trace() / covariance.sum()), found.alpha, rel_tol=1e-12)

    @pytest.mark.parametrize("missing", ["listwise", "pairwise"])
    def test_an_item_that_is_the_same_for_all_has_no_place(self, missing: Any) -> None:
        """The mean of 1.1 so many times is not 1.1 in the last bits; the item is still constant."""
        n = np.arange(50_021.0)
        data = np.column_stack([np.full(len(n), 1.1), n % 4, n % 3])
        fits = reliability.item_fit(data, missing=missing)
        assert isinstance(fits, tuple)
        assert fits[0].with_rest is None
        assert isinstance(reliability.standardized_alpha(data, missing=missing), NoScore)

    @pytest.mark.parametrize("data", [np.ones((5, 3)), np.full((5, 3), np.nan), np.ones((1, 3))])
    def test_no_spread(self, data: Any) -> None:
        for missing in ("listwise", "pairwise"):
            found = reliability.alpha(data, missing=missing, level=0.95)
            assert isinstance(found, NoScore)
            assert "PRD-M11" == found.reason.code

    def test_items_that_cancel_out(self) -> None:
        """The sum is the same for everyone, but for rounding in the last bits."""
        data = np.array([[0.0, 0, 0, 2, 4], [0, 0, 1, 2, 3], [0, 0, 1, 1, 4]])
        for turned in (data, data[::-1, ::-1]):
            assert isinstance(reliability.alpha(turned, missing="listwise", level=0.95), NoScore)

    def test_refused(self) -> None:
        for data, missing in ((np.ones((5, 1)), "listwise"), (np.ones((5, 2)), "mean")):
            with pytest.raises(ValueError, match="two items"):
                reliability.alpha(data, missing=missing, level=0.95)  # type: ignore[arg-type]


class TestLength:
    """Twice as long and half as long again is as it was; omega of equal loadings is Spearman-Brown."""

    @given(st.floats(0.01, 0.99), st.floats(0.1, 10))
    def test_back_again(self, r: float, times: float) -> None:
        longer = reliability.spearman_brown(r, times)
        assert math.isclose(r, reliability.spearman_brown(longer, 1 / times), rel_tol=1e-9)

    @given(st.floats(0.05, 0.95), st.integers(1, 20))
    def test_omega(self, loading: float, k: int) -> None:
        expected = reliability.spearman_brown(loading**2, k)
        assert math.isclose(expected, reliability.omega_total([loading] * k), rel_tol=1e-9)

    @pytest.mark.parametrize("bad", [([0.5], [0.1, 0.2]), ([1.2], None), ([0.0], [0.0])])
    def test_refused(self, bad: Any) -> None:
        with pytest.raises(ValueError, match=r"uniqueness|explain"):
            reliability.omega_total(*bad)


class TestKappa:
    """At most 1, the same for both raters, and 1 where they always agree."""

    @given(tables, st.sampled_from(["linear", "quadratic"]))
    def test_laws(self, table: Any, weights: Any) -> None:
        for one, other in (
            (agreement.kappa(table), agreement.kappa(table.T)),
            (agreement.weighted_kappa(table, weights), agreement.weighted_kappa(table.T, weights)),
        ):
            if isinstance(one, NoScore):
                assert isinstance(other, NoScore)
            else:
                assert isinstance(other, float)
                assert math.isclose(one, other, abs_tol=1e-9)
                assert one <= 1

    def test_agreed(self) -> None:
        assert 1 == agreement.kappa(np.diag([3, 4]))
        assert 100 == agreement.percent_agreement(np.diag([3, 4]))
        assert isinstance(agreement.kappa(np.array([[5, 0], [0, 0]])), NoScore)

    @pytest.mark.parametrize("table", [[[1, 2]], [[0, 0], [0, 0]], [[1, -1], [1, 1]]])
    def test_refused(self, table: Any) -> None:
        with pytest.raises(ValueError, match="table"):
            agreement.kappa(np.array(table))

    @given(tables)
    def test_two_categories_have_one_kappa(self, table: Any) -> None:
        two = table[:2, :2]
        if two.sum() and not isinstance(agreement.kappa(two), NoScore):
            assert agreement.kappa(two) == agreement.weighted_kappa(two, "quadratic")


class TestIcc:
    """Consistency forgives a rater who is always one higher; agreement does not."""

    def test_a_strict_rater(self) -> None:
        data = np.array([[1.0, 2], [2, 3], [4, 5], [5, 6]])
        found = agreement.icc(data)
        assert isinstance(found, agreement.Icc)
        assert math.isclose(1, found.icc3)
        assert found.icc1 < found.icc2 < found.icc3

    @pytest.mark.parametrize(
        "data",
        [
            np.ones((4, 3)),
            np.zeros((4, 3)),
            np.full((4, 3), 0.1),
            np.tile([0.1, 0.2, 0.3], (4, 1)),
            np.array([[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [0.2, 0.3, 0.1]]),
            np.array([[1e6 + 0.1, 1e6 + 0.2], [1e6 + 0.2, 1e6 + 0.1]]),
            np.array([[0.3, 0.3], [0.1 + 0.2, 0.1 + 0.2]]),
        ],
    )
    def test_people_who_do_not_differ(self, data: Any) -> None:
        """Raters may differ; without a difference between people there is nothing to be reliable about."""
        found = agreement.icc(data)
        assert isinstance(found, NoScore)
        assert "De gegevens verschillen niet genoeg van elkaar om ICC te berekenen." == found.why()

    def test_people_who_differ_little(self) -> None:
        found = agreement.icc(np.array([[1e6, 1e6], [1e6 + 0.1, 1e6 + 0.1], [1e6 + 0.2, 1e6 + 0.2]]))
        assert isinstance(found, agreement.Icc)
        assert math.isclose(1, found.icc1)

    @given(ratings)
    def test_never_above_one(self, data: Any) -> None:
        found = agreement.icc(data)
        if isinstance(found, agreement.Icc):
            assert all(getattr(found, name) <= 1 for name in ("icc1", "icc3", "icc1k", "icc3k"))
            assert -1e9 < found.icc2k

    def test_an_agreement_without_a_denominator(self) -> None:
        """Here bms + (jms - ems) / n is 0 but for rounding, and nothing is divided by that."""
        assert isinstance(agreement.icc(np.array([[0.0, 0], [1, 0], [0, 1]])), NoScore)

    def test_refused(self) -> None:
        with pytest.raises(ValueError, match="every cell"):
            agreement.icc(np.array([[1.0, np.nan], [2, 3]]))


class TestAccuracy:
    """Bayes at the study's own prevalence gives the study's predictive values."""

    @given(counts)
    def test_bayes(self, c: accuracy.Counts) -> None:
        a = accuracy.accuracy(c)
        if a.sensitivity is None or a.specificity is None or a.prevalence is None:
            return
        for stated, found in zip(
            (a.ppv, a.npv),
            accuracy.predictive_values(a.sensitivity, a.specificity, a.prevalence),
            strict=True,
        ):
            if stated is not None:
                assert found is not None
                assert math.isclose(stated, found, abs_tol=1e-9)

    def test_empty(self) -> None:
        assert {None} == {
            getattr(accuracy.accuracy(accuracy.Counts(0, 0, 0, 0)), name)
            for name in accuracy.Accuracy.__slots__
        }

    @given(st.integers(1, 200), st.floats(0.5, 0.99), st.data())
    def test_intervals(self, n: int, level: float, data: st.DataObject) -> None:
        x = data.draw(st.integers(0, n))
        for interval in (accuracy.clopper_pearson, accuracy.wilson):
            low, high = interval(x, n, level=level)
            assert 0 <= low <= x / n + 1e-12
            assert x / n - 1e-12 <= high <= 1
            mirrored = interval(n - x, n, level=level)
            assert math.isclose(low, 1 - mirrored[1], abs_tol=1e-9)

    def test_the_ends(self) -> None:
        assert (0.0, 1.0) == (
            accuracy.clopper_pearson(0, 5, level=0.95)[0],
            accuracy.clopper_pearson(5, 5, level=0.95)[1],
        )

    @pytest.mark.parametrize(
        ("positive", "inclusive", "expected"),
        [
            ("high", True, accuracy.Counts(2, 1, 0, 1)),
            ("high", False, accuracy.Counts(1, 0, 1, 2)),
            ("low", True, accuracy.Counts(1, 2, 1, 0)),
        ],
    )
    def test_at_cut(self, positive: Any, inclusive: bool, expected: accuracy.Counts) -> None:
        scores, ill = np.array([3.0, 2, 2, 1, np.nan]), np.array([True, True, False, False, True])
        assert expected == accuracy.at_cut(scores, ill, 2, positive=positive, inclusive=inclusive)
