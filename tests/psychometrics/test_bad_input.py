"""Bad input of a series, of a reliability and of correlations: a finding or a reason, and never a number."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import Any

import pytest

from prodia.problems import Kind
from prodia.problems import progress as kinds
from prodia.psychometrics import certainty, change, overlap, rules_of_scores
from prodia.psychometrics.progress import Aim, standing
from prodia.psychometrics.series import Point
from prodia.scoring.score import NoScore
from tests.aims import aim

AIM = aim(goal_rate=1.0)
POINTS = tuple(Point(dt.date(2026, 9, 1 + 7 * n), x, "A") for n, x in enumerate((30.0, 31.0, 29.0, 30.0)))
FIFTH = dt.date(2026, 9, 29)
TEST = certainty.Measured(80, 100, 15, 0.9)
RULES = (certainty.OutcomeRule("ja", ((0, "<", 70.0),)), certainty.OutcomeRule("nee"))
IMPOSSIBLE = ((1.0, 2.0), (2.0, 1.0))


def told(found: Any) -> Kind | None:
    return found.reason.kind if isinstance(found, NoScore) else None


class TestSeries:
    @pytest.mark.parametrize(
        ("points", "aim", "reason"),
        [
            ((*POINTS, Point(POINTS[0].date, 5.0, "A")), AIM, kinds.TWO_ON_ONE_DAY),
            ((*POINTS, Point(FIFTH, 30.0, "B")), AIM, kinds.FORM_CHANGED),
            (POINTS, replace(AIM, direction=None), kinds.NOT_DECLARED),
            (POINTS[:1], AIM, kinds.TOO_FEW_POINTS),
            ((), AIM, kinds.TOO_FEW_POINTS),
            (tuple(replace(one, value=30.0) for one in POINTS), AIM, kinds.EXACT_FIT),
            (tuple(replace(one, value=math.nan) for one in POINTS), AIM, kinds.TOO_FEW_POINTS),
        ],
    )
    def test_a_reason(self, points: tuple[Point, ...], aim: Aim, reason: Kind) -> None:
        assert reason is told(standing(points, aim))

    def test_dates_out_of_order_give_the_same(self) -> None:
        assert standing(POINTS, AIM) == standing(POINTS[::-1], AIM)

    def test_what_is_no_number_is_no_measurement(self) -> None:
        found = standing((*POINTS, Point(FIFTH, math.inf, "A")), AIM)
        assert not isinstance(found, NoScore)
        assert (4, 1) == (found.n, found.n_missing) and math.isfinite(found.rate)


class TestFigures:
    @pytest.mark.parametrize("r", [1.2, -0.1, math.nan])
    def test_no_reliability(self, r: float) -> None:
        more: dict[str, Any] = {"reliability": r, "cut_percentile": 10, "true_cut": "same_score"}
        spread: dict[str, Any] = dict.fromkeys(("mean_pre", "mean_post"), 100)
        spread |= dict.fromkeys(("sd_pre", "sd_post"), 15) | {"direction": "higher_is_better"}
        found = (
            certainty.true_below(80, 85, mean=100, sd=15, reliability=r),
            rules_of_scores.one_cut(**more),
            change.true_gain(80, 85, **spread, rel_pre=r, rel_post=0.9, r=0.5),
        )
        assert [kinds.NOT_A_RELIABILITY] * 3 == [told(one) for one in found]

    def test_no_table_of_correlations(self) -> None:
        found = certainty.outcome_stability([TEST, TEST], RULES, r=IMPOSSIBLE, n=100, seed=1)
        assert kinds.NOT_A_CORRELATION is told(found)


@pytest.mark.parametrize(
    ("a", "b", "enough"),
    [([3.0], [5.0], True), ([], [5.0], False), ([3.0], [], False), ([3.0, None], [5.0], True)],
)
def test_a_phase_of_one_is_enough_to_compare(
    a: list[float | None], b: list[float | None], enough: bool
) -> None:
    found = overlap.nap(a, b, direction="higher_is_better")
    assert enough is not isinstance(found, NoScore)


def test_a_trend_to_take_out_needs_two_points() -> None:
    said: dict[str, Any] = {"correct": "always", "tau": "non_overlap", "continuity": False}
    two, one = (
        overlap.tau_baseline_corrected(a, [5, 6], direction="higher_is_better", **said) for a in ([3, 4], [3])
    )
    assert (0.0, True) == (two.estimate, isinstance(one, NoScore))
