"""A profile of scores: the published figures, and laws that any profile keeps."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.psychometrics.profile import ProfileAnalysis, analyse
from prodia.scoring.error import Interval
from prodia.scoring.scales import Linear, percentile_of_z
from prodia.scoring.score import NoScore
from tests.examples import examples
from tests.published import BY_ID

IDS = ["begrip", "ruimte", "redeneren", "geheugen", "snelheid"]
RELIABILITIES = [0.92, 0.92, 0.93, 0.92, 0.88]
CORRELATIONS = [
    [1.0, 0.59, 0.59, 0.53, 0.3],
    [0.59, 1.0, 0.62, 0.5, 0.36],
    [0.59, 0.62, 1.0, 0.53, 0.31],
    [0.53, 0.5, 0.53, 1.0, 0.36],
    [0.3, 0.36, 0.31, 0.36, 1.0],
]
HOW: dict[str, Any] = {
    "mean": 100,
    "sd": 15,
    "kind": "true SEE",
    "level": 0.95,
    "low_percentile": 5,
    "inclusive": True,
}


def five(values: list[float | None], **changed: Any) -> ProfileAnalysis:
    """Five scores with the correlations above."""
    figures: dict[str, Any] = {"reliabilities": RELIABILITIES, "correlations": CORRELATIONS} | HOW | changed
    found = analyse(IDS, values, **figures)
    assert isinstance(found, ProfileAnalysis)
    return found


def two(x: float, y: float, r: float, reliabilities: tuple[float, float], **changed: Any) -> ProfileAnalysis:
    """Two scores."""
    figures = HOW | {"reliabilities": reliabilities, "correlations": [[1, r], [r, 1]]} | changed
    found = analyse(["a", "b"], [x, y], **figures)
    assert isinstance(found, ProfileAnalysis)
    return found


@st.composite
def given_profiles(draw: Any) -> dict[str, Any]:
    """Scores of one common factor, each more reliable than what it shares with it."""
    loadings = np.array(draw(st.lists(st.floats(0.3, 0.9), min_size=2, max_size=5)))
    own = np.array(draw(st.lists(st.floats(0.1, 0.9), min_size=len(loadings), max_size=len(loadings))))
    r = np.outer(loadings, loadings)
    np.fill_diagonal(r, 1.0)
    values = st.integers(40, 160).map(float)
    return HOW | {
        "ids": IDS[: len(r)],
        "values": draw(st.lists(values, min_size=len(r), max_size=len(r))),
        "reliabilities": (loadings**2 + own * (1 - loadings**2)).tolist(),
        "correlations": r.tolist(),
    }


def of(figures: dict[str, Any], **changed: Any) -> ProfileAnalysis:
    found = analyse(**(figures | changed))
    assert isinstance(found, ProfileAnalysis)
    return found


def same(one: Interval[float], other: Interval[float], apart: float = 0.0) -> bool:
    """Whether the second is the first, ``apart`` further up."""
    pairs = zip((one.centre, one.low, one.high), (other.centre, other.low, other.high), strict=True)
    return all(math.isclose(a + apart, b, abs_tol=1e-6) for a, b in pairs)


class TestPublishedFigures:
    """Each part of the analysis is what was published for it, of the same five indexes."""

    def near(self, id: str, found: Any, name: str | None = None) -> None:
        expected = BY_ID[id]["expected"]
        expected = expected if name is None else expected[name]
        np.testing.assert_allclose(found, expected, rtol=0, atol=BY_ID[id]["tolerance"])

    def test_the_vectors_are_about_these_figures(self) -> None:
        inputs = BY_ID["ctt-psycheval-mv"]["inputs"]
        assert (RELIABILITIES, CORRELATIONS) == (inputs["rxx"], inputs["R"])
        assert (RELIABILITIES, CORRELATIONS) == tuple(
            BY_ID["comp-mosier-wisc"]["inputs"][name] for name in ("rel", "R")
        )
        assert CORRELATIONS == BY_ID["mult-wisc-70"]["inputs"]["R"]

    def test_true_scores_and_intervals(self) -> None:
        found = five(BY_ID["ctt-psycheval-mv"]["inputs"]["x"])
        self.near("ctt-psycheval-mv", [one.true.centre for one in found.scores], "mu")
        self.near("ctt-psycheval-mv", [one.true.error for one in found.scores], "see")
        for id, place in (("ctt-psycheval-vci", 0), ("ctt-psycheval-vsi", 1)):
            alone = found.scores[place].interval
            for name, x in (("t", alone.centre), ("lo", alone.low), ("hi", alone.high), ("see", alone.error)):
                self.near(id, x, name)

    def test_composite(self) -> None:
        self.near("comp-mosier-wisc", five([100] * 5).whole.reliability)
        found = two(12, 14, 0.6, (0.9, 0.8), mean=10, sd=3, composite_scale=Linear(100, 15))
        self.near("comp-psycheval-2", found.whole.value)

    def test_difference(self) -> None:
        found = two(120, 110, 0.65, (0.95, 0.92)).pairs[0].difference
        for name, x in (("d", found.d), ("r_dd", found.reliability), ("p_reliable", found.reliable)):
            self.near("diff-psycheval", x, name)
        self.near("diff-psycheval", found.base_rate, "base_rate_two_sided")
        self.near("diff-psycheval", [found.interval.low, found.interval.high], "ci")

    def test_against_the_mean(self) -> None:
        own = [one.from_mean for one in five([100] * 5).scores]
        self.near("ipsative-se", [one.se for one in own])
        self.near("ipsative-bonf", own[0].critical / own[0].se)

    def test_low_scores(self) -> None:
        found = five([70, 100, 100, 100, 100], low_percentile=percentile_of_z(-2.0)).low
        assert ("begrip",) == found.ids
        self.near("mult-wisc-70", found.base_rate)


class TestLaws:
    """The order of the scores is nothing, and where their scale begins is nothing to their differences."""

    @settings(max_examples=examples(6))
    @given(given_profiles(), st.randoms(use_true_random=False))
    def test_the_order_is_nothing(self, figures: dict[str, Any], dice: Any) -> None:
        order = dice.sample(range(len(figures["ids"])), len(figures["ids"]))
        turned = {name: [figures[name][i] for i in order] for name in ("ids", "values", "reliabilities")}
        r = [[figures["correlations"][i][j] for j in order] for i in order]
        one, other = of(figures), of(figures, correlations=r, **turned)
        assert turned["ids"] == [score.id for score in other.scores]
        assert set(one.scores) == set(other.scores)
        assert (one.whole, one.low.base_rates) == (other.whole, other.low.base_rates)
        assert set(one.low.ids) == set(other.low.ids)
        apart = [
            {
                (frozenset((p.first, p.second)), abs(p.difference.d), p.difference.base_rate)
                for p in some.pairs
            }
            for some in (one, other)
        ]
        assert apart[0] == apart[1]

    @settings(max_examples=examples(6))
    @given(given_profiles(), st.integers(-60, 60).map(float))
    def test_a_constant_changes_no_difference(self, figures: dict[str, Any], plus: float) -> None:
        one, other = of(figures), of(figures, values=[x + plus for x in figures["values"]])
        assert [p.difference for p in one.pairs] == [p.difference for p in other.pairs]
        own = [[s.from_mean.difference for s in some.scores] for some in (one, other)]
        np.testing.assert_allclose(*own, atol=1e-9)
        assert [s.from_mean.reliable for s in one.scores] == [s.from_mean.reliable for s in other.scores]
        assert (one.whole.range, one.whole.range_base_rate) == (
            other.whole.range,
            other.whole.range_base_rate,
        )
        assert math.isclose(one.mean + plus, other.mean)

    @settings(max_examples=examples(6))
    @given(given_profiles(), st.sampled_from(["observed", "true SEE", "retest"]))
    def test_the_scale_is_nothing(self, figures: dict[str, Any], kind: Any) -> None:
        """The same profile in standard scores and in T scores."""
        values = [50 + (x - 100) * 10 / 15 for x in figures["values"]]
        one, other = of(figures, kind=kind), of(figures, kind=kind, values=values, mean=50, sd=10)
        for a, b in zip(one.pairs, other.pairs, strict=True):
            assert math.isclose(a.difference.base_rate, b.difference.base_rate, abs_tol=1e-9)
            assert math.isclose(a.difference.d * 10 / 15, b.difference.d, abs_tol=1e-9)
        assert one.low == other.low
        assert math.isclose(50 + (one.whole.value - 100) * 10 / 15, other.whole.value, abs_tol=1e-9)
        there = of(figures, kind=kind, composite_scale=Linear(50, 10))
        assert same(there.whole.interval, other.whole.interval)

    @settings(max_examples=examples(6))
    @given(given_profiles().filter(lambda f: len(f["ids"]) > 2), st.data())
    def test_who_has_no_score_takes_no_part(self, figures: dict[str, Any], data: Any) -> None:
        gone = data.draw(st.integers(0, len(figures["ids"]) - 1))
        none = data.draw(st.sampled_from([None, math.nan]))
        values = [none if i == gone else x for i, x in enumerate(figures["values"])]
        kept = [i for i in range(len(values)) if i != gone]
        fewer = {name: [figures[name][i] for i in kept] for name in ("ids", "values", "reliabilities")}
        r = [[figures["correlations"][i][j] for j in kept] for i in kept]
        found, without = of(figures, values=values), of(figures, correlations=r, **fewer)
        assert (figures["ids"][gone],) == found.absent
        assert found.scores == without.scores
        assert (found.pairs, found.whole, found.low) == (without.pairs, without.whole, without.low)

    @settings(max_examples=examples(6))
    @given(given_profiles())
    def test_reliable_and_usual_are_two_questions(self, figures: dict[str, Any]) -> None:
        """What is beyond error may be common; what is within error is never rarer than error itself."""
        for pair in of(figures).pairs:
            assert pair.difference.base_rate >= pair.difference.reliable - 1e-12
            if not pair.reliable:
                assert pair.difference.reliable >= 0.05 - 1e-9

    def test_reliable_and_common(self) -> None:
        (pair,) = two(108, 100, 0.2, (0.98, 0.98)).pairs
        assert pair.reliable
        assert pair.difference.base_rate > 0.5


class TestLow:
    """At the cut is low only where that is said; the base rate is of as many or more."""

    @pytest.mark.parametrize(("inclusive", "ids"), [(True, ("a", "b")), (False, ("b",))])
    def test_at_the_cut(self, inclusive: bool, ids: tuple[str, ...]) -> None:
        cut = percentile_of_z(-2.0)
        assert ids == two(70, 69, 0.5, (0.9, 0.9), low_percentile=cut, inclusive=inclusive).low.ids

    def test_base_rates(self) -> None:
        rates = [five([70.0] * n + [100.0] * (5 - n)).low.base_rate for n in range(6)]
        assert rates[0] == rates[1]
        assert rates[1:] == sorted(rates[1:], reverse=True)
        whole = five([70.0] * 5).low
        assert math.isclose(1, sum(whole.base_rates))
        assert math.isclose(rates[2], 1 - sum(whole.base_rates[:2]))

    def test_unity(self) -> None:
        flat, wide = five([100.0] * 5).whole, five([70.0, 100, 100, 100, 130]).whole
        assert (0, 1) == (flat.range, flat.range_base_rate)
        assert 60 == wide.range
        assert wide.range_base_rate < 0.01


class TestRefused:
    """No score with a reason, or a caller's mistake."""

    @pytest.mark.parametrize("values", [[100, None, None, None, None], [None] * 5, [math.nan] * 5])
    def test_too_few_scores(self, values: list[Any]) -> None:
        found = analyse(IDS, values, reliabilities=RELIABILITIES, correlations=CORRELATIONS, **HOW)
        assert isinstance(found, NoScore)
        assert "PRD-M14" == found.reason.code
        assert found.why().endswith("er zijn er minstens 2 nodig.")

    def test_nothing_at_all(self) -> None:
        assert isinstance(analyse([], [], reliabilities=[], correlations=[], **HOW), NoScore)

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"ids": ["a", "a"]}, "name of its own"),
            ({"values": [100]}, "one value"),
            ({"values": [100, math.inf]}, "finite"),
            ({"reliabilities": [0.9]}, "one reliability"),
            ({"reliabilities": [0.9, 1.0]}, "between 0 and 1"),
            ({"correlations": [[1, 0.5]]}, "k by k"),
            ({"correlations": [[1, 0.5], [0.4, 1]]}, "symmetric"),
            ({"correlations": [[0.9, 0.5], [0.5, 1]]}, "diagonal"),
            ({"correlations": [[1, 1], [1, 1]]}, "elsewhere"),
            ({"correlations": [[1, math.nan], [math.nan, 1]]}, "symmetric"),
            ({"correlations": [[1, 0.95], [0.95, 1]]}, "together"),
            ({"level": 1}, "level"),
            ({"kind": "other"}, "kind"),
            ({"sd": 0}, "standard deviation"),
            ({"low_percentile": 0}, "percentile"),
        ],
    )
    @pytest.mark.parametrize("values", [[100, 90], [100, None]])
    def test_a_mistake(self, changed: dict[str, Any], says: str, values: list[Any]) -> None:
        """Whoever has a score, what can not be is refused."""
        figures = HOW | {
            "ids": ["a", "b"],
            "values": values,
            "reliabilities": [0.9, 0.8],
            "correlations": [[1, 0.5], [0.5, 1]],
        }
        with pytest.raises(ValueError, match=says):
            analyse(**(figures | changed))

    def test_three_that_can_not_go_together(self) -> None:
        """Each pair could; the three can not."""
        r = [[1, 0.7, 0.7], [0.7, 1, -0.5], [0.7, -0.5, 1]]
        with pytest.raises(ValueError, match="together"):
            analyse(["a", "b", "c"], [1, 2, 3], reliabilities=[0.9] * 3, correlations=r, **HOW)
