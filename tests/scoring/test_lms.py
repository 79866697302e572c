"""The LMS method: z from a measure and back, its limits, and one number for one child and for many."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.scoring import lms
from tests.published import VECTORS

# What growth tables hold: L between -4 and 4, S a coefficient of variation.
L = st.floats(-4, 4) | st.sampled_from([0.0, -0.0, 0.01, -0.01, 0.009999, 1.0, 1e-9, -1e-30, 5e-324])
M = st.floats(0.5, 250)
S = st.floats(0.02, 0.3)
NEAR_NOTHING = st.sampled_from([0.0, 5e-324, 1e-300, 1e-17])
Z = st.floats(-2.5, 2.5)
RULE = st.sampled_from(["exact", "cdc"])
# Beside what is plausible: what a file may hold.
VALUE = st.floats(0.1, 500) | st.sampled_from([0.0, -1.0, 5e-324, 1e308, math.inf, -math.inf, math.nan])

FORMULAS = {
    "z": lms.z,
    "z, |L| < 0.01": lambda *n: lms.z(*n, near_zero="cdc"),
    "inverse": lms.inverse,
    "inverse, |L| < 0.01": lambda *n: lms.inverse(*n, near_zero="cdc"),
    "restricted": lms.restricted_z,
    "modified": lms.modified_z,
    "extended z": lambda v, _, m, s: lms.extended_z(v, m, s, 95.0)[0],
    "extended percentile": lambda v, _, m, s: lms.extended_z(v, m, s, 95.0)[1],
    "percentile": lambda v, *_: lms.percentile(v),
    "percent of the median": lambda v, _, m, __: lms.percent_of_median(v, m),
}


def reachable(z: float, power: float, spread: float) -> bool:
    return 1.0 + power * spread * z > 0.01


class TestThereAndBack:
    """z and its inverse undo each other, whatever the rule near zero."""

    @given(Z, L, M, S, RULE)
    def test_z_of_the_measure_at_z(self, z, power, median, spread, rule):
        if reachable(z, power, spread):
            measure = lms.inverse(z, power, median, spread, near_zero=rule)
            assert z == pytest.approx(lms.z(measure, power, median, spread, near_zero=rule), abs=1e-9)

    @given(L, M, S, RULE)
    def test_the_median_is_zero(self, power, median, spread, rule):
        assert 0.0 == lms.z(median, power, median, spread, near_zero=rule)
        assert median == lms.inverse(0.0, power, median, spread, near_zero=rule)
        if reachable(-2.0, power, spread):
            assert 0.0 == lms.modified_z(median, power, median, spread)

    @given(st.floats(5, 200), st.floats(5, 200), L, M, S, RULE)
    def test_more_is_never_less(self, one, other, power, median, spread, rule):
        low, high = sorted((one, other))
        assert lms.z(low, power, median, spread, near_zero=rule) <= lms.z(
            high, power, median, spread, near_zero=rule
        )

    def test_two_sd_is_two_of_the_modified_scale(self):
        for sd in (2.0, -2.0):
            measure = lms.inverse(sd, -1.6, 16.0, 0.1)
            assert sd == pytest.approx(lms.modified_z(measure, -1.6, 16.0, 0.1), abs=1e-12)


class TestNearZero:
    """CDC's program takes the logarithmic form when |L| < 0.01; otherwise only L = 0 does."""

    @pytest.mark.parametrize("power", [0.009999, -0.009999, 1e-12, 0.0])
    def test_within(self, power):
        assert math.log(20 / 16) / 0.1 == lms.z(20, power, 16, 0.1, near_zero="cdc")

    @pytest.mark.parametrize("power", [0.01, -0.01])
    def test_at_the_edge_the_power_form_holds(self, power):
        expected = ((20 / 16) ** power - 1) / (power * 0.1)
        assert expected == pytest.approx(lms.z(20, power, 16, 0.1, near_zero="cdc"), abs=1e-12)

    def test_the_rule_moves_z_by_little(self):
        moved = abs(lms.z(20, 0.005, 16, 0.1, near_zero="cdc") - lms.z(20, 0.005, 16, 0.1))
        assert 5e-4 < moved < 2e-3

    def test_a_tiny_power_keeps_its_digits(self):
        """((y/M)^L - 1) / (L S) written out loses them all at L = 1e-16."""
        assert math.log(20 / 16) / 0.1 == pytest.approx(lms.z(20, 1e-16, 16, 0.1), abs=1e-12)


class TestRestricted:
    """Beyond 3 SD the scale of the World Health Organization goes on in steps of the last SD."""

    def test_within_3_sd_nothing_changes(self):
        for value in (8.0, 10.0, 14.0):
            assert lms.z(value, -0.2, 10.0, 0.12) == lms.restricted_z(value, -0.2, 10.0, 0.12)

    @pytest.mark.parametrize(("sign", "expected"), [(1.0, 3.5), (-1.0, -3.5), (1.0, 5.0), (-1.0, -5.0)])
    def test_steps_beyond(self, sign, expected):
        sd2, sd3 = (lms.inverse(sign * n, -0.2, 10.0, 0.12) for n in (2, 3))
        value = sd3 + (abs(expected) - 3) * (sd3 - sd2)
        assert expected == pytest.approx(lms.restricted_z(value, -0.2, 10.0, 0.12), abs=1e-12)
        assert abs(expected - lms.z(value, -0.2, 10.0, 0.12)) > 0.01

    def test_with_l_one_there_is_nothing_to_restrict(self):
        assert lms.z(60.0, 1.0, 100.0, 0.04) == pytest.approx(
            lms.restricted_z(60.0, 1.0, 100.0, 0.04), abs=1e-9
        )


class TestExtended:
    """The half-normal tail starts where the curve stands and never stops rising."""

    def test_it_starts_at_its_percentile(self):
        z, percentile = lms.extended_z(21.0, 21.0, 3.0, 95.0)
        assert 95.0 == percentile
        assert 95.0 == pytest.approx(lms.percentile(z), abs=1e-9)

    def test_it_is_the_formula_of_the_cdc(self):
        z, percentile = lms.extended_z(27.0, 21.0, 3.0, 95.0)
        assert 90.0 + 10.0 * 0.9772498680518208 == pytest.approx(percentile, abs=1e-12)
        assert percentile == pytest.approx(lms.percentile(z), abs=1e-9)

    def test_z_goes_on_where_the_percentile_is_100(self):
        near, far = (lms.extended_z(value, 21.0, 3.0, 95.0) for value in (60.0, 70.0))
        assert 100.0 == near[1] == far[1]
        assert near[0] < far[0] < math.inf


class TestTwoFaces:
    """One child and a column of children give the same numbers, bit for bit, and nothing is raised."""

    @pytest.mark.parametrize("name", FORMULAS)
    @given(rows=st.lists(st.tuples(VALUE, L, M | NEAR_NOTHING, S | NEAR_NOTHING), min_size=1, max_size=6))
    def test_bit_for_bit(self, name, rows):
        formula = FORMULAS[name]
        one_by_one = [formula(*row) for row in rows]
        columns = formula(*(np.array(column) for column in zip(*rows, strict=True)))
        assert [float(x).hex() for x in one_by_one] == [float(x).hex() for x in columns]

    @pytest.mark.parametrize("value", [0.0, -3.0, math.nan, math.inf, -math.inf])
    def test_what_is_no_measure_has_no_score(self, value):
        for formula in (lms.z, lms.restricted_z, lms.modified_z):
            assert math.isnan(formula(value, -0.2, 10.0, 0.12))
        assert math.isnan(lms.percent_of_median(value, 10.0))

    def test_a_z_that_no_measure_has(self):
        assert math.isnan(lms.inverse(5.0, -2.5, 16.0, 0.1))


# What the vectors ask, by operation. Those of the World Health Organization name an age and a sex, not the
# L, M and S: they can not be worked out without its tables, which may not be shipped.
NEEDS_WHO_TABLES = ("lms.who2006", "lms.who2007")


def _asked(inputs: dict[str, Any], operation: str) -> float:
    if operation == "lms.z":
        return lms.z(inputs["value"], inputs["L"], inputs["M"], inputs["S"])
    return lms.percent_of_median(inputs["bmi"], inputs["median"])


class TestVectors:
    """The reference vectors that name all that a formula needs."""

    def test_formulas(self) -> None:
        mine = [v for v in VECTORS if v["operation"] in ("lms.z", "growth.percent_of_median")]
        assert {"who-doc-waz", "cdc-doc-9mo", "bmi-index-median"} == {v["id"] for v in mine}
        for vector in mine:
            asked = _asked(vector["inputs"], vector["operation"])
            assert vector["expected"] == pytest.approx(asked, abs=vector["tolerance"]), vector["id"]

    def test_what_can_not_be_had_names_no_parameters(self) -> None:
        who = [v for v in VECTORS if v["operation"] in NEEDS_WHO_TABLES]
        assert who and not any({"L", "M", "S"} & v["inputs"].keys() for v in who)

    def test_no_operation_is_passed_over(self) -> None:
        growth = {v["operation"] for v in VECTORS if v["operation"].split(".")[0] in ("lms", "growth")}
        here = {"lms.z", "growth.percent_of_median", "lms.cdc2000", "lms.cdc2000_extended_bmi"}
        assert here | set(NEEDS_WHO_TABLES) == growth
