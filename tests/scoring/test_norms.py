"""Norms: outside them there is no score and a reason, and one person is looked up like a million."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.scoring import normmodels as continuous
from prodia.scoring import normmodels as norms
from prodia.scoring.normmodels import AgeBands, NormPolynomial, NormTable, PercentileCuts, RegressionNorm
from prodia.scoring.reasons import NoScore

BANDS = AgeBands(((72, 77), (78, 83), (90, 95)))
TABLE = NormTable((0, 1, 2, 3), (31, 38, 44, 55))
CUTS = PercentileCuts((10, 20, 40), (5, 25, 50))


class TestBands:
    """Completed months, both ends included; before, after and in a hole there is no norm."""

    @pytest.mark.parametrize(("age", "band"), [(72, 0), (77, 0), (78, 1), (83, 1), (90, 2), (95, 2)])
    def test_inside(self, age: int, band: int) -> None:
        assert band == norms.band_at(age, BANDS)

    @pytest.mark.parametrize(("age", "code"), [(71, "M05"), (96, "M05"), (84, "M06"), (89, "M06")])
    def test_outside(self, age: int, code: str) -> None:
        found = norms.band_at(age, BANDS)
        assert isinstance(found, NoScore)
        assert f"PRD-{code}" == found.reason.code
        assert str(age) not in found.why("nl") + found.why("en")

    @given(st.lists(st.integers(60, 110), min_size=1))
    def test_one_is_many(self, ages: list[int]) -> None:
        one = [norms.band_at(a, BANDS) for a in ages]
        many = norms.bands_at(np.array(ages, float), BANDS).tolist()
        assert [-1 if isinstance(b, NoScore) else b for b in one] == many
        assert [-1] == norms.bands_at(np.array([math.nan]), BANDS).tolist()

    @pytest.mark.parametrize("bands", [(), ((77, 72),), ((72, 78), (78, 83)), ((78, 83), (72, 77))])
    def test_refused(self, bands: Any) -> None:
        with pytest.raises(ValueError, match="overlap"):
            AgeBands(bands)


class TestTables:
    """A raw score that is not in the table has no derived score; nothing is interpolated."""

    @given(st.lists(st.sampled_from([-1.0, 0, 1, 1.5, 2, 3, 4, math.nan]), min_size=1))
    def test_one_is_many(self, raws: list[float]) -> None:
        one = [norms.derived(r, TABLE) for r in raws]
        many = norms.derived_columns(np.array(raws), TABLE).tolist()
        assert [None if isinstance(d, NoScore) else d for d in one] == [
            None if math.isnan(d) else d for d in many
        ]

    def test_no_value(self) -> None:
        found = norms.derived(None, TABLE)
        assert isinstance(found, NoScore)
        assert "PRD-M10" == found.reason.code

    @pytest.mark.parametrize("columns", [((), ()), ((1, 1), (2, 3)), ((1, 2), (2,))])
    def test_refused(self, columns: Any) -> None:
        with pytest.raises(ValueError, match="rising"):
            NormTable(*columns)


class TestPercentilesBetween:
    """Linear in z: halfway between percentile 25 and 50 is 36.8, not 37.5."""

    @given(st.floats(10, 40), st.floats(10, 40))
    def test_rising(self, one: float, other: float) -> None:
        low, high = (norms.percentile_between(r, CUTS) for r in sorted((one, other)))
        assert isinstance(low, float)
        assert isinstance(high, float)
        assert 5 <= low <= high <= 50

    @given(st.lists(st.floats(0, 50) | st.sampled_from([10.0, 20, 40, math.nan]), min_size=1))
    def test_one_is_many(self, raws: list[float]) -> None:
        one = [norms.percentile_between(r, CUTS) for r in raws]
        many = norms.percentiles_between(np.array(raws), CUTS).tolist()
        assert [None if isinstance(p, NoScore) else p.hex() for p in one] == [
            None if math.isnan(p) else p.hex() for p in many
        ]

    def test_halfway(self) -> None:
        found = norms.percentile_between(30, CUTS)
        assert isinstance(found, float)
        assert math.isclose(36.79, found, abs_tol=0.01)
        assert [5, 25, 50] == [norms.percentile_between(r, CUTS) for r in CUTS.raw]

    @pytest.mark.parametrize("raw", [9.9, 40.1, math.nan])
    def test_outside(self, raw: float) -> None:
        assert isinstance(norms.percentile_between(raw, CUTS), NoScore)


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

    @given(st.lists(st.tuples(st.floats(0, 60), st.floats(-9, 9)), min_size=1))
    def test_one_is_many(self, people: list[tuple[float, float]]) -> None:
        y, age = (np.array(x) for x in zip(*people, strict=True))
        many = continuous.regression_z_columns(y, {"age": age}, self.NORM)
        one = [continuous.regression_z(a, {"age": b}, self.NORM) for a, b in people]
        assert [None if isinstance(z, NoScore) else z.hex() for z in one] == [
            None if math.isnan(z) else float(z).hex() for z in many
        ]

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
