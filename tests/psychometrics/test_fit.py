"""Norms against a group of one's own: what is found, what is expected, and what may be said."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from prodia.psychometrics.fit import NormFit, norm_fit, norm_fits
from prodia.scoring import normal
from prodia.scoring.normal import phi, quantile
from prodia.scoring.score import NoScore
from prodia.words import LANGS

groups = st.lists(st.floats(-6, 6).map(lambda x: round(x, 3)), min_size=2, max_size=60)


def fit(z: Any, level: float = 0.95, **others: Any) -> NormFit:
    found = norm_fit(np.asarray(z), level=level, **others)
    assert isinstance(found, NormFit)
    return found


def as_expected(n: int, mean: float = 0.0, sd: float = 1.0) -> Any:
    """Scores spread as evenly as the normal curve with that mean and spread."""
    return mean + sd * quantile((np.arange(n) + 0.5) / n)


class TestAgainstScipy:
    """Every figure is the one scipy works out from the same scores."""

    Z = np.random.default_rng(5).normal(-0.2, 1.2, 73)

    def test_mean(self) -> None:
        theirs, found = stats.ttest_1samp(self.Z, 0.0), fit(self.Z, 0.9).mean
        interval = theirs.confidence_interval(0.9)
        assert [theirs.statistic, theirs.pvalue, interval.low, interval.high] == pytest.approx(
            [found.t, found.p_t, found.low, found.high]
        )
        z = self.Z.mean() / (1 / math.sqrt(73))
        assert [z, 2 * stats.norm.sf(abs(z))] == pytest.approx([found.z, found.p_z])

    def test_spread(self) -> None:
        found = fit(self.Z, 0.9)
        assert self.Z.std(ddof=1) == pytest.approx(found.sd)
        bounds = [found.sd * math.sqrt(72 / stats.chi2.ppf(p, 72)) for p in (0.95, 0.05)]
        assert bounds == pytest.approx([found.sd_low, found.sd_high])

    def test_shape(self) -> None:
        found = fit(self.Z)
        assert stats.skew(self.Z, bias=False) == pytest.approx(found.skew)
        assert stats.kurtosis(self.Z, bias=False) == pytest.approx(found.kurtosis)

    def test_shares(self) -> None:
        found = fit(self.Z)
        assert [-1.28, -1, 0, 1, 1.28] == [share.z for share in found.shares]
        for share in found.shares:
            below = int((self.Z < share.z).sum())
            wilson = stats.binomtest(below, 73).proportion_ci(0.95, method="wilson")
            assert below == share.below
            assert stats.norm.cdf(share.z) == pytest.approx(share.expected, rel=1e-14)
            assert [wilson.low, wilson.high] == pytest.approx([share.low, share.high])

    @pytest.mark.parametrize("n", [2, 5, 40, 500])
    def test_distance(self, n: int) -> None:
        z = np.random.default_rng(n).normal(0.1, 1, n)
        theirs, found = stats.kstest(z, "norm", method="exact"), fit(z).distance
        assert [theirs.statistic, theirs.pvalue] == pytest.approx([found.d, found.p])
        assert not found.halfway

    def test_the_doors_to_scipy(self) -> None:
        for p in (0.001, 0.5, 0.999):
            assert stats.chi2.ppf(p, 7) == pytest.approx(normal.chi_square_quantile(p, 7), rel=1e-12)
        assert stats.kstwo.sf(0.2, 30) == normal.kolmogorov_above(0.2, 30)


class TestLaws:
    """The order of people is nothing, a mirrored group is mirrored, and a missing score is no one."""

    @given(groups, st.randoms(use_true_random=False), st.integers(0, 3))
    def test_order_and_missing(self, z: list[float], dice: Any, holes: int) -> None:
        found = norm_fit(np.array(z), level=0.9)
        other = norm_fit(np.array(dice.sample(z + [math.nan] * holes, len(z) + holes)), level=0.9)
        if isinstance(found, NormFit):
            assert isinstance(other, NormFit)
            assert holes == other.left_out
            found = dataclasses.replace(found, left_out=holes)
        assert found == other

    @given(groups)
    def test_mirrored(self, z: list[float]) -> None:
        one, other = (norm_fit(np.array(x), level=0.9) for x in (z, [-x for x in z]))
        if isinstance(one, NoScore):
            assert isinstance(other, NoScore)
            return
        assert isinstance(other, NormFit)
        assert one.mean.value == pytest.approx(-other.mean.value, abs=1e-12)
        assert one.sd == pytest.approx(other.sd)
        assert one.distance.d == pytest.approx(other.distance.d, abs=1e-12)
        if isinstance(one.skew, float) and isinstance(other.skew, float):
            assert one.skew == pytest.approx(-other.skew, abs=1e-6)

    @given(groups, st.floats(0.5, 0.9))
    def test_within_its_bounds(self, z: list[float], level: float) -> None:
        found, wide = (norm_fit(np.array(z), level=x) for x in (level, level + 0.05))
        if isinstance(found, NoScore):
            return
        assert isinstance(wide, NormFit)
        assert wide.mean.low < found.mean.low < found.mean.value < found.mean.high < wide.mean.high
        assert wide.sd_low < found.sd_low < found.sd_high < wide.sd_high
        assert 0 <= found.distance.d <= 1 and 0 <= found.distance.p <= 1
        for share in found.shares:
            assert share.low <= share.below / len(z) + 1e-12
            assert share.below / len(z) <= share.high + 1e-12

    @given(st.lists(st.floats(-3, 3), min_size=30, max_size=60, unique=True))
    def test_rounding_never_adds_distance(self, z: list[float]) -> None:
        """Scores in steps of half an SD lie no further from the curve than before they were rounded."""
        rounded = np.round(np.array(z) * 2) / 2
        before, after = norm_fit(np.array(z), level=0.95), norm_fit(rounded, level=0.95)
        if isinstance(before, NormFit) and isinstance(after, NormFit) and not before.distance.halfway:
            assert after.distance.halfway
            assert after.distance.d <= before.distance.d + 1e-12


class TestConclusion:
    """Norms that fit show no sign of misfit; a shift, another spread and another shape are named."""

    @pytest.mark.parametrize(
        ("z", "expected"),
        [
            (as_expected(100), ()),
            (as_expected(100, mean=-0.5), ("mean", "distribution")),
            (as_expected(100, mean=-0.3), ("mean",)),
            (as_expected(100, mean=-0.5, sd=0.7), ("mean", "spread", "distribution")),
            (as_expected(100, sd=0.8), ("spread",)),
            (np.where(np.arange(100) % 2, 1, -1) + as_expected(100) * 0.01, ("distribution",)),
        ],
        ids=["fits", "lower", "a little lower", "lower and narrow", "narrow", "two heaps"],
    )
    def test_table(self, z: Any, expected: tuple[str, ...]) -> None:
        assert expected == fit(z).differs

    @pytest.mark.parametrize("step", [None, 1 / 3, 1 / 2])
    def test_one_in_ten_groups_that_fit(self, step: float | None) -> None:
        """As the docstring says, in 400 groups from the curve, also where scores come in steps."""
        dice = np.random.default_rng(7)
        samples = dice.normal(size=(400, 100))
        fits = [fit(z if step is None else np.round(z / step) * step) for z in samples]
        assert 0.05 < sum(bool(f.differs) for f in fits) / 400 < 0.15
        outside = sum(not s.low <= s.expected <= s.high for f in fits for s in f.shares)
        assert outside / 2000 < 0.07

    def test_dutch(self) -> None:
        said = fit(as_expected(100, mean=-0.5)).says
        assert (
            "De groep scoort gemiddeld 0,50 SD lager dan de normgroep (95 %-interval van -0,70 tot -0,30), "
            "met een spreiding van 1,00 SD (0,88 tot 1,16). De normen passen niet zonder meer bij deze "
            "groep: ze verschilt van de normgroep in gemiddelde en verdeling."
        ) == said.nl
        assert "in mean, spread and distribution." in fit(as_expected(100, mean=-0.5, sd=0.7)).says.en

    def test_english(self) -> None:
        assert (
            "The group scores 0.10 SD higher than the norm group on average (99.5% interval from -0.19 to "
            "0.39), with a spread of 1.00 SD (0.83 to 1.24). There is no sign that the norms do not fit this "
            "group."
        ) == fit(as_expected(100, mean=0.1), 0.995).says.en

    def test_no_minus_nothing(self) -> None:
        said = fit(as_expected(400, mean=0.0961)).says
        assert "-0,00" not in said.nl and "-0.00" not in said.en

    def test_the_caution_always_goes_with_it(self) -> None:
        for z in (as_expected(100), as_expected(100, mean=1), as_expected(5)):
            assert "geen toevalssteekproef" in fit(z).caution.nl
            assert "no random sample" in fit(z).caution.en


class TestTooFew:
    """Below thirty there are figures and no conclusion; below two, or all equal, there is nothing."""

    @pytest.mark.parametrize(("n", "told"), [(29, True), (30, False)])
    def test_thirty(self, n: int, told: bool) -> None:
        found = fit(as_expected(n, mean=3))
        assert told == (found.differs is None)
        assert told == (f"Met {n} scores (minder dan 30) zijn er te weinig" in found.says.nl)

    def test_another_limit(self) -> None:
        assert fit(as_expected(29), least=20).differs == ()

    @pytest.mark.parametrize(("n", "codes"), [(2, "skew kurtosis"), (3, "kurtosis"), (4, "")])
    def test_shape(self, n: int, codes: str) -> None:
        found = fit(as_expected(n))
        none = [name for name in ("skew", "kurtosis") if isinstance(getattr(found, name), NoScore)]
        assert codes.split() == none

    @pytest.mark.parametrize(
        ("z", "code"),
        [([], "M20"), ([0.3], "M20"), ([0.3, math.nan], "M20"), ([0.1] * 40, "M28"), ([0.0, -0.0], "M28")],
    )
    def test_nothing(self, z: list[float], code: str) -> None:
        found = norm_fit(np.array(z, dtype=float), level=0.95)
        assert isinstance(found, NoScore)
        assert f"PRD-{code}" == found.reason.code

    @pytest.mark.parametrize(
        ("z", "level", "error", "said"),
        [
            ([1.0, 100.0], 0.95, ValueError, "another scale"),
            ([1.0, math.inf], 0.95, ValueError, "another scale"),
            ([[1.0, 2.0]], 0.95, ValueError, "one z score per person"),
            ([1.0, 2.0], 1.0, ValueError, "level"),
            (["1", "2"], 0.95, TypeError, "numbers"),
            ([True, False], 0.95, TypeError, "numbers"),
            ([1.0, None], 0.95, TypeError, "numbers"),
        ],
    )
    def test_refused(self, z: Any, level: float, error: type[Exception], said: str) -> None:
        with pytest.raises(error, match=said):
            norm_fit(np.array(z), level=level)


class TestGroups:
    """Every named group apart, in the order given, and how much chance alone would show."""

    BANDS = {  # noqa: RUF012
        "10;0 - 10;11": as_expected(60, mean=0.4),
        "9;0 - 9;11": as_expected(60),
        "8;0 - 8;11": as_expected(12),
        "7;0 - 7;11": np.array([]),
    }

    def test_each_is_its_own(self) -> None:
        found = norm_fits(self.BANDS, level=0.95)
        assert list(self.BANDS) == [name for name, _ in found.groups]
        for name, one in found.groups:
            assert norm_fit(self.BANDS[name], level=0.95) == one

    def test_caution(self) -> None:
        """Words groups are large enough for three looks each."""
        caution = norm_fits(self.BANDS, level=0.95).caution
        assert caution.nl.startswith(
            "Hier is 6 keer gekeken; door toeval alleen vallen er dan gemiddeld ongeveer 0,30"
        )
        for lang in LANGS:
            assert "{" not in caution[lang]

    def test_points_are_the_callers(self) -> None:
        found = norm_fits({"a": as_expected(40)}, level=0.9, points=(-2,)).groups[0][1]
        assert isinstance(found, NormFit)
        assert [(-2.0, phi(-2.0))] == [(s.z, s.expected) for s in found.shares]
