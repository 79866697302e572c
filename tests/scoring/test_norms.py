"""Norms by a model: outside them there is no score and a reason."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.scoring import normmodels as continuous
from prodia.scoring.normmodels import NormPolynomial, PercentileCuts, RegressionNorm
from prodia.scoring.score import NoScore

CUTS = PercentileCuts((10, 20, 40), (5, 25, 50))


class TestPercentilesBetween:
    """Linear in z: halfway between percentile 25 and 50 is 36.8, not 37.5."""

    @given(st.floats(10, 40), st.floats(10, 40))
    def test_rising(self, one: float, other: float) -> None:
        low, high = (continuous.percentile_between(r, CUTS) for r in sorted((one, other)))
        assert isinstance(low, float)
        assert isinstance(high, float)
        assert 5 <= low <= high <= 50

    def test_halfway(self) -> None:
        found = continuous.percentile_between(30, CUTS)
        assert isinstance(found, float)
        assert math.isclose(36.79, found, abs_tol=0.01)
        assert [5, 25, 50] == [continuous.percentile_between(r, CUTS) for r in CUTS.raw]

    @pytest.mark.parametrize("raw", [9.9, 40.1, math.nan])
    def test_outside(self, raw: float) -> None:
        assert isinstance(continuous.percentile_between(raw, CUTS), NoScore)


# raw = (norm - 20) * 0.4 + 0.01 * norm * age, rising everywhere
RISING = NormPolynomial(((0, 0, -8.0), (1, 0, 0.4), (1, 1, 0.01)), 0, 40, 25, 75)
FALLING = NormPolynomial(((0, 0, 0.0), (1, 0, 2.0), (2, 0, -0.02)), 0, 60, 25, 75)


class TestContinuous:
    """Raw to norm and back; where the model turns or does not reach there is no score."""

    @given(st.floats(25, 75), st.floats(2, 9))
    def test_back_again(self, norm: float, age: float) -> None:
        raw = continuous.raw_of_norm(norm, age, RISING)
        if 0 < raw < 40:
            found = continuous.norm_of_raw(raw, age, RISING)
            assert isinstance(found, float)
            assert math.isclose(norm, found, rel_tol=1e-9)

    @given(st.lists(st.floats(25, 75), min_size=1), st.floats(2, 9))
    def test_one_is_many(self, values: list[float], age: float) -> None:
        many = continuous.raw_of_norm(np.array(values), age, RISING)
        assert [continuous.raw_of_norm(v, age, RISING).hex() for v in values] == [
            float(x).hex() for x in many
        ]

    def test_held_at_the_edge(self) -> None:
        assert 40 == continuous.raw_of_norm(75.0, 30, RISING)

    def test_a_model_that_turns(self) -> None:
        assert continuous.rises(5, RISING)
        assert not continuous.rises(5, FALLING)
        found = continuous.norm_of_raw(45, 5, FALLING)
        assert isinstance(found, NoScore)
        assert "PRD-M08" == found.reason.code

    def test_not_reached(self) -> None:
        found = continuous.norm_of_raw(39.9, 2, RISING)
        assert isinstance(found, NoScore)
        assert "PRD-M09" == found.reason.code

    @pytest.mark.parametrize("name", ["", "A1L2", "L-1", "x"])
    def test_refused_term(self, name: str) -> None:
        with pytest.raises(ValueError, match="term"):
            continuous.polynomial({name: 1.0}, raw=(0, 1), norm=(25, 75))


class TestRegressionNorms:
    """The general form with a spread that changes with age and is wider below the prediction."""

    NORM = RegressionNorm(
        (("1", 10.0), ("age", 2.0)),
        (("1", 4.0), ("age", 1.0), ("low", 16.0)),
        (("1", 0.1),),
        (("1", 2.0),),
    )

    def test_by_hand(self) -> None:
        above = continuous.regression_z(26.0, {"age": 5.0}, self.NORM)
        below = continuous.regression_z(15.0, {"age": 5.0}, self.NORM)
        assert isinstance(above, float)
        assert isinstance(below, float)
        assert math.isclose((6 / 3 + 0.1) / 2, above)
        assert math.isclose((-5 / 5 + 0.1) / 2, below)

    def test_products(self) -> None:
        """10 + 2 * 5 + 3 * 5 = 35 is predicted; the variance is 4 + 5 at or above it, 4 + 5 + 5 * 8 below."""
        norm = RegressionNorm(
            (("1", 10.0), ("age", 2.0), ("age*girl", 3.0)),
            (("1", 4.0), ("age", 1.0), ("low*age", 8.0)),
            (("girl", 0.5), ("girl*age", -0.25)),
            (("1", 1.0), ("girl", 1.0)),
        )
        assert {"age", "girl"} == norm.predictors
        for y, girl, expected in (
            (41.0, 1.0, (6 / 3 + 0.5 - 1.25) / 2),
            (21.0, 1.0, (-14 / 7 + 0.5 - 1.25) / 2),
            (26.0, 0.0, 6 / 3),
        ):
            z = continuous.regression_z(y, {"age": 5.0, "girl": girl}, norm)
            assert isinstance(z, float)
            assert math.isclose(expected, z)

    def test_a_scale_that_comes_to_nothing(self) -> None:
        norm = RegressionNorm((("1", 10.0),), (("1", 4.0),), scale=(("1", 1.0), ("girl", -1.0)))
        assert isinstance(continuous.regression_z(12.0, {"girl": 1.0}, norm), NoScore)
        assert 1.0 == continuous.regression_z(12.0, {"girl": 0.0}, norm)

    def test_no_spread(self) -> None:
        assert isinstance(continuous.regression_z(26.0, {"age": -4.0}, self.NORM), NoScore)
        assert isinstance(continuous.regression_z(26.0, {"age": math.nan}, self.NORM), NoScore)
