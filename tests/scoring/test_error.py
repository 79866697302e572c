"""Measurement error: an interval carries its kind, its level and its standard error."""

from __future__ import annotations

import math
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.scoring import error
from prodia.scoring.error import IntervalKind

KINDS: tuple[Any, ...] = get_args(IntervalKind)
kinds = pytest.mark.parametrize("kind", KINDS)
reliabilities = st.floats(0.01, 0.99)
scores = st.floats(40, 160)


def around(x: Any, kind: Any, r: float = 0.9, level: float = 0.95) -> error.Interval[Any]:
    return error.interval(x, kind=kind, level=level, mean=100, sd=15, reliability=r)


class TestIntervals:
    """Five kinds, five names, and none without one."""

    @pytest.mark.parametrize(
        ("kind", "centre", "error"),
        [
            ("observed", 130.0, 15 * math.sqrt(0.19)),
            ("true SEE", 124.3, 15 * math.sqrt(0.81 * 0.19)),
            ("true SEM", 124.3, 15 * math.sqrt(0.19)),
            ("rescaled", 127.0, 15 * math.sqrt(0.19)),
            ("retest", 124.3, 15 * math.sqrt(1 - 0.81**2)),
        ],
    )
    def test_table(self, kind: Any, centre: float, error: float) -> None:
        found = around(130.0, kind, r=0.81)
        assert math.isclose(centre, found.centre)
        assert math.isclose(error, found.error)
        assert (kind, 0.95, "none") == (found.kind, found.level, found.rounding)

    @kinds
    @given(st.lists(scores, min_size=1, max_size=9), reliabilities)
    def test_one_is_many(self, kind: Any, values: list[float], r: float) -> None:
        many = around(np.array(values), kind, r)
        one = [around(v, kind, r) for v in values]
        assert [(i.low, i.centre, i.high) for i in one] == list(
            zip(many.low.tolist(), many.centre.tolist(), many.high.tolist(), strict=True)
        )

    @kinds
    @given(scores, reliabilities, st.floats(0.05, 0.9))
    def test_a_higher_level_is_wider(self, kind: Any, x: float, r: float, level: float) -> None:
        narrow, wide = around(x, kind, r, level), around(x, kind, r, level + 0.05)
        assert wide.low < narrow.low < narrow.centre < narrow.high < wide.high

    @given(scores, reliabilities)
    def test_true_score_lies_between_score_and_mean(self, x: float, r: float) -> None:
        found = error.estimated_true_score(x, 100, r)
        assert min(x, 100) - 1e-9 <= found <= max(x, 100) + 1e-9

    @kinds
    @given(scores)
    def test_outward_holds_nearest_and_all(self, kind: Any, x: float) -> None:
        found = around(x, kind)
        outward, nearest = found.rounded("outward"), found.rounded("nearest")
        assert outward.low <= found.low <= found.high <= outward.high
        assert abs(nearest.low - found.low) <= 0.5
        assert outward.low <= nearest.low <= nearest.high <= outward.high

    def test_rounded_once(self) -> None:
        with pytest.raises(ValueError, match="once"):
            around(97.0, "observed").rounded("outward").rounded("nearest")

    @pytest.mark.parametrize(
        "bad", [{"kind": "95 %"}, {"r": 1.1}, {"r": -0.1}, {"level": 1.0}, {"level": 0.0}]
    )
    def test_refused(self, bad: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=r"kind|reliability|level"):
            around(**({"x": 100.0, "kind": "observed"} | bad))


class TestCertainty:
    """P(true < cut) agrees with the interval of the true score, and rises with the cut-off."""

    @given(scores, st.floats(0.05, 0.95))
    def test_at_the_bound(self, x: float, r: float) -> None:
        bound = around(x, "true SEE", r, 0.9)
        below = error.probability_true_below(x, bound.low, mean=100, sd=15, reliability=r)
        assert math.isclose(0.05, below, rel_tol=1e-9)

    @pytest.mark.parametrize("r", [0.0, 1.0])
    def test_no_spread(self, r: float) -> None:
        with pytest.raises(ValueError, match="reliability"):
            error.probability_true_below(70.0, 70, mean=100, sd=15, reliability=r)


class TestProfile:
    """Uncorrelated scores are estimated one by one; correlated ones inform each other."""

    @given(st.lists(scores, min_size=3, max_size=3), st.lists(reliabilities, min_size=3, max_size=3))
    def test_uncorrelated(self, x: list[float], r: list[float]) -> None:
        found = error.true_scores(np.array(x), np.eye(3), r, mean=100, sd=15)
        for i in range(3):
            alone = around(x[i], "true SEE", r[i])
            together = found.interval(i, 0.95)
            assert math.isclose(alone.centre, together.centre, rel_tol=1e-9)
            assert math.isclose(alone.error, together.error, rel_tol=1e-9)

    def test_not_a_correlation(self) -> None:
        with pytest.raises(ValueError, match="positive definite"):
            error.true_scores(np.array([1.0, 2]), np.array([[1, 1.2], [1.2, 1]]), [0.9, 0.9], mean=0, sd=1)


class TestGivenSem:
    """A standard error that a norm table states is the one of the interval."""

    @pytest.mark.parametrize("sem", [0.0, 2.0, 2.5, 3.0])
    def test_it_is_kept(self, sem: float) -> None:
        assert sem == error.interval_of_sem(10.0, sem=sem, level=0.95).error

    @pytest.mark.parametrize("sem", [-1.0, math.nan])
    def test_refused(self, sem: float) -> None:
        with pytest.raises(ValueError, match="standard error"):
            error.interval_of_sem(10.0, sem=sem, level=0.95)
