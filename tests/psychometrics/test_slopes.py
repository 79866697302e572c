"""Rates of growth: one pupil is many bit for bit, SciPy agrees, the laws of time, unit and order hold."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import scipy.special
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.psychometrics import series, slopes
from prodia.psychometrics.refusals import word
from prodia.scoring.normal import t_cdf, t_quantile
from prodia.scoring.score import NoScore
from tests.examples import examples

points = st.tuples(st.integers(0, 60).map(lambda day: day / 7), st.integers(0, 90).map(float))
table = st.lists(st.lists(points, min_size=1, max_size=14), min_size=1, max_size=6)
KERNELS: dict[str, tuple[Any, int]] = {
    "ols": (lambda x, y: slopes.ols(x, y, 0.9), len(slopes.OLS)),
    "given": (lambda x, y: slopes.given(x, y, 4.0), len(slopes.GIVEN)),
    "theil_sen": (lambda x, y: slopes.theil_sen(x, y, 0.9), len(slopes.THEIL_SEN)),
}


class TestStudent:
    """Student's t with whole degrees of freedom agrees with SciPy, for one number and for a column."""

    @given(t=st.floats(-1e6, 1e6), df=st.integers(1, 400))
    def test_the_distribution(self, t: float, df: int) -> None:
        near = t * t < df  # SciPy too knows the beta distribution function best far from 1
        part = scipy.special.betainc(0.5, df / 2, t * t / (df + t * t))
        rest = scipy.special.betainc(df / 2, 0.5, df / (df + t * t))
        inside = float(part if near else 1 - rest)
        assert 0.5 + math.copysign(inside / 2, t) == pytest.approx(t_cdf(t, df), rel=0, abs=1e-13)
        assert np.array([t_cdf(t, df)] * 9).tobytes() == t_cdf(np.full(9, t), df).tobytes()

    @given(p=st.floats(0.001, 0.999), df=st.integers(1, 400))
    def test_its_quantiles(self, p: float, df: int) -> None:
        assert t_quantile(p, df) == pytest.approx(float(scipy.special.stdtrit(df, p)), rel=1e-10, abs=1e-10)

    def test_its_ends(self) -> None:
        assert [-math.inf, 0.0, math.inf] == [t_quantile(p, 7) for p in (0.0, 0.5, 1.0)]
        assert [0.0, 1.0] == [t_cdf(t, df) for t, df in ((-math.inf, 4), (math.inf, 5))]


def held(found: Any) -> Any:
    assert not isinstance(found, NoScore), found.why("en")
    return found


@pytest.mark.parametrize("name", KERNELS)
class TestOneIsMany:
    """A series has the same figures alone, in a block of its length, and in a long table."""

    @given(rows=table)
    def test_bit_for_bit(self, name: str, rows: list[list[tuple[float, float]]]) -> None:
        kernel, figures = KERNELS[name]
        starts = np.cumsum([0, *map(len, rows)])
        x, y = (np.array([p[side] for row in rows for p in row]) for side in (0, 1))
        many = slopes.by_length(starts, x, y, kernel, figures)
        for row, found in zip(rows, many, strict=True):
            one = kernel(np.array([[p[0] for p in row]]), np.array([[p[1] for p in row]]))[0]
            assert one.tobytes() == found.tobytes()

    @given(rows=st.integers(1, 40), n=st.integers(3, 40), seed=st.integers(0, 99))
    def test_in_a_block(self, name: str, rows: int, n: int, seed: int) -> None:
        kernel, _ = KERNELS[name]
        drawn = np.random.default_rng(seed)
        x, y = np.sort(drawn.random((rows, n)) * 30), drawn.random((rows, n)) * 100
        block = kernel(x, y)
        assert all(kernel(x[i : i + 1], y[i : i + 1])[0].tobytes() == block[i].tobytes() for i in range(rows))

    def test_a_series_without_points_has_no_figures(self, name: str) -> None:
        kernel, figures = KERNELS[name]
        found = slopes.by_length(np.array([0, 0, 1]), np.zeros(1), np.ones(1), kernel, figures)
        assert np.isnan(found[0]).all()


class TestAgainstScipy:
    """linregress and theilslopes give the same, to 1e-9."""

    @settings(max_examples=examples(40))
    @given(st.integers(3, 20), st.integers(0, 999))
    def test_a_series(self, n: int, seed: int) -> None:
        drawn = np.random.default_rng(seed)
        x, y = np.cumsum(drawn.integers(1, 15, n)) / 7, drawn.integers(20, 60, n).astype(float)
        if y.min() == y.max():
            return
        theirs, ours = scipy.stats.linregress(x, y), held(series.ols(x, y, level=0.9))
        if not ours.exact_fit:
            pair = (theirs.slope, theirs.intercept, theirs.stderr), (ours.slope, ours.intercept, ours.se)
            assert np.allclose(*pair)
        for method, name in (("separate", "intercept_of_medians"), ("joint", "intercept_of_residuals")):
            sen, robust = scipy.stats.theilslopes(y, x, 0.9, method), held(series.theil_sen(x, y, level=0.9))
            assert math.isclose(sen.slope, robust.slope, abs_tol=1e-9)
            assert math.isclose(sen.intercept, getattr(robust, name), abs_tol=1e-9)
            if not robust.exact_fit:
                assert np.allclose((sen.low_slope, sen.high_slope), (robust.low, robust.high))


LINES: dict[str, Any] = {
    "ols": lambda x, y: held(series.ols(x, y, level=0.8)).slope,
    "theil_sen": lambda x, y: held(series.theil_sen(x, y)).slope,
    "tukey": lambda x, y: held(series.tukey_three_group(x, y, variant="median_dates")).slope,
    "split_middle": lambda x, y: held(series.split_middle(x, y)).slope,
}
WEEKS, VALUES = [0, 1, 2, 4, 5, 7, 8.5], [20.0, 22, 21, 26, 24, 29, 28]


@pytest.mark.parametrize("name", LINES)
class TestLaws:
    """A rate does not know where time starts, in which order the rows stand, or that a point is missing; it
    is in the unit of the scale."""

    @given(st.permutations(range(len(WEEKS))), st.integers(-50, 50), st.floats(0.1, 9), st.integers(-9, 9))
    def test_order_shift_and_unit(
        self, name: str, order: list[int], shift: int, unit: float, up: int
    ) -> None:
        x = [WEEKS[i] + shift for i in order]
        y = [unit * VALUES[i] + up for i in order]
        assert math.isclose(unit * LINES[name](WEEKS, VALUES), LINES[name](x, y), rel_tol=1e-9)

    @given(st.integers(0, len(WEEKS)), st.floats(-5, 20))
    def test_a_missing_point_is_no_point(self, name: str, at: int, week: float) -> None:
        x, y = [*WEEKS[:at], week, *WEEKS[at:]], [*VALUES[:at], None, *VALUES[at:]]
        assert LINES[name](WEEKS, VALUES) == LINES[name](x, y)


class TestExactFit:
    """A line through an exact fit has no interval, and never [0, 0]."""

    @pytest.mark.parametrize("values", [[30, 30, 30, 30], [10, 12, 14, 16]])
    def test_no_bounds(self, values: list[float]) -> None:
        line, robust = (
            held(series.ols(range(4), values, level=0.9)),
            held(series.theil_sen(range(4), values, level=0.9)),
        )
        for one in (line, robust):
            assert (True, None, None) == (one.exact_fit, one.low, one.high)


class TestReasons:
    """Bad input has a reason, and no figure."""

    @pytest.mark.parametrize(
        ("expected", "found"),
        [
            ("too_few_points", series.ols([1], [5], level=0.9)),
            ("no_time_spread", series.theil_sen([2, 2, 2], [5, 6, 7])),
            ("level_not_declared", series.ols(WEEKS, VALUES)),
            ("not_a_chance", series.ols(WEEKS, VALUES, level=95)),
            ("lengths_differ", series.theil_sen([1, 2, 3], [5, 6])),
            ("not_a_number", series.theil_sen([1, 2, 3], [5, 6, math.inf])),
            ("variant_not_known", series.tukey_three_group(WEEKS, VALUES, variant="quick")),
            ("too_few_points", series.split_middle([1, 2, 3], [5, 6, 7])),
            ("no_error_of_measurement", series.given_see(WEEKS, see=0)),
            ("see_not_declared", series.given_see(WEEKS)),
        ],
    )
    def test_word(self, expected: str, found: Any) -> None:
        assert expected == word(found)
        assert found.why("nl") != found.why("en")
