"""Derived scales, bands, ranks and zones: one number and an array alike, rising, with named edges."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prodia.psychometrics import ranks
from prodia.scoring import error, scales
from prodia.scoring import norms as zones
from prodia.scoring.scales import LINEAR, SCALES

z_scores = st.floats(-6, 6)
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "percentile": scales.percentile_of_z,
    "upper tail": lambda z: -scales.upper_percent_of_z(z),
    "T": LINEAR["T"].of_z,
    "NCE to SS": lambda x: scales.convert(x, LINEAR["NCE"], LINEAR["SS"]),
    "z of percentile": lambda z: scales.z_of_percentile(scales.percentile_of_z(z)),
    **{name: lambda z, b=bands: scales.band_of_z(z, b) for name, bands in SCALES.items()},
    "rpi": lambda z: scales.rpi(500 + 10 * z, 500.0),
    "acuity": lambda z: -scales.decimal_acuity(z),
    "true below": lambda z: -error.probability_true_below(z, 0.0, mean=0, sd=1, reliability=0.8),
    "retest": lambda z: error.interval(z, kind="retest", level=0.9, mean=0, sd=1, reliability=0.8).high,
    "rescaled": lambda z: error.interval(z, kind="rescaled", level=0.9, mean=0, sd=1, reliability=0.8).low,
}
every = pytest.mark.parametrize("name", FUNCTIONS)


class TestEveryScale:
    """One number gives what an array gives, bit for bit; no score falls as z rises."""

    @every
    @given(values=st.lists(z_scores, min_size=1, max_size=20))
    def test_one_is_many(self, name: str, values: list[float]) -> None:
        f = FUNCTIONS[name]
        many = f(np.array(values))
        assert [float(f(v)).hex() for v in values] == [float(x).hex() for x in many]
        assert all(type(f(v)) is float for v in values)

    @every
    @given(one=z_scores, other=z_scores)
    def test_rising(self, name: str, one: float, other: float) -> None:
        low, high = sorted((one, other))
        assert FUNCTIONS[name](low) <= FUNCTIONS[name](high)

    @every
    def test_nothing_gives_nothing(self, name: str) -> None:
        assert math.isnan(FUNCTIONS[name](math.nan))


class TestLinear:
    """There and back again, and no scale without spread."""

    @given(z_scores, st.sampled_from(sorted(LINEAR)), st.sampled_from(sorted(LINEAR)))
    def test_back_again(self, z: float, one: str, other: str) -> None:
        there = scales.convert(z, LINEAR[one], LINEAR[other])
        assert math.isclose(z, scales.convert(there, LINEAR[other], LINEAR[one]), abs_tol=1e-9)

    @pytest.mark.parametrize("sd", [0, -1, math.nan])
    def test_no_spread(self, sd: float) -> None:
        with pytest.raises(ValueError, match="above 0"):
            scales.Linear(0, sd)


class TestBands:
    """A score on an edge goes where the record says; by z and by percentage are two methods."""

    @pytest.mark.parametrize("name", SCALES)
    def test_edges(self, name: str) -> None:
        up = SCALES[name]
        down = scales.Bands(up.lowest, up.highest, up.first_edge, "down")
        for number, edge in enumerate(up.edges):
            assert up.lowest + number + 1 == scales.band_of_z(edge, up)
            assert up.lowest + number == scales.band_of_z(edge, down)

    def test_ends(self) -> None:
        ends = [(scales.band_of_z(-9.0, b), scales.band_of_z(9.0, b)) for b in SCALES.values()]
        assert [(1, 9), (1, 10), (0, 10)] == ends


class TestRanks:
    """The four kinds, as in `scipy.stats.percentileofscore`, and the order of their size."""

    @given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.integers(-1, 10))
    def test_as_scipy(self, sample: list[int], score: int) -> None:
        from scipy.stats import percentileofscore

        for kind in ("strict", "weak", "mean", "rank"):
            expected = percentileofscore(sample, score, kind=kind)
            assert math.isclose(expected, ranks.percentile_rank(np.array(sample), score, kind), abs_tol=1e-9)

    @given(st.lists(st.integers(0, 9), min_size=1, max_size=30), st.sampled_from(sorted(ranks.POSITIONS)))
    def test_positions(self, sample: list[int], name: str) -> None:
        found = ranks.plotting_positions(np.array(sample), *ranks.POSITIONS[name])
        assert all(0 < p < 1 for p in found)
        pairs = list(zip(sample, found.tolist(), strict=True))
        assert all((a < b) == (p < q) for a, p in pairs for b, q in pairs)
        assert sorted(found) == sorted(
            ranks.plotting_positions(np.array(sample[::-1]), *ranks.POSITIONS[name])
        )

    def test_empty(self) -> None:
        with pytest.raises(ValueError, match="at least one"):
            ranks.percentile_rank(np.array([]), 1, "mean")


class TestCutOffs:
    """A cut-off says to which side a score on it belongs; both are compared to nine decimals."""

    @pytest.mark.parametrize(
        ("score", "up", "down"),
        [
            (9.9, False, False),
            (10.0, True, False),
            (10.1, True, True),
            (9.9999999999, True, False),  # which is 10 as a named value
            (10.0000000001, True, False),
            (9.999999999, False, False),
            (10.000000001, True, True),
        ],
    )
    def test_which_side(self, score: float, up: bool, down: bool) -> None:
        assert (up, down) == (zones.passed(score, 10, "up"), zones.passed(score, 10, "down"))

    @given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from([-3.0, 0.0, 0.1, 65.0]))
    def test_rising(self, one: float, other: float, cut: float) -> None:
        low, high = sorted((one, other))
        for goes in ("up", "down"):
            assert zones.passed(low, cut, goes) <= zones.passed(high, cut, goes)

    @given(st.floats(-1e6, 1e6), st.sampled_from([-3.0, 0.0, 0.1, 65.0]))
    def test_down_is_never_more_than_up(self, score: float, cut: float) -> None:
        assert zones.passed(score, cut, "down") <= zones.passed(score, cut, "up")


class TestAgeEquivalents:
    """Linear between medians, a range for ties, "<" and ">" outside."""

    MEDIANS = ((72.0, 18.0), (75.0, 20.0), (78.0, 20.0), (81.0, 25.0))

    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            (17, (72.0, 72.0, "<")),
            (19, (73.5, 73.5, "")),
            (20, (75.0, 78.0, "")),
            (25, (81.0, 81.0, "")),
            (26, (81.0, 81.0, ">")),
        ],
    )
    def test_table(self, raw: float, expected: tuple[float, float, str]) -> None:
        found = zones.age_equivalent(raw, self.MEDIANS)
        assert expected == (found.low, found.high, found.side)

    @given(st.floats(18, 25), st.floats(18, 25))
    def test_rising(self, one: float, other: float) -> None:
        assume(one != other)
        low, high = (zones.age_equivalent(x, self.MEDIANS) for x in sorted((one, other)))
        assert low.high <= high.low or low == high

    def test_refused(self) -> None:
        with pytest.raises(ValueError, match="never fall"):
            zones.age_equivalent(1, ((72, 20), (75, 19)))
