"""Pupils at percentile 5 who do not respond to help: two scores call most of them better, a series few."""

from __future__ import annotations

import pytest

from tests.bench.sure import better_score, gained, told

N = 20_000


def test_two_percentiles_call_two_in_three_better() -> None:
    assert 0.65 == pytest.approx(better_score(N), abs=0.01)


@pytest.mark.parametrize("weeks", [6, 10, 15, 20])
def test_a_series_calls_at_most_one_in_ten_better(weeks: int) -> None:
    assert 0.10 >= gained(N // 4, weeks)


def test_and_it_costs_weeks() -> None:
    """Of pupils who grow at the goal few are told so after six weeks, most after twenty."""
    early, late = (told(N // 4, weeks, 1.0) for weeks in (6, 20))
    assert 0.2 > early["progress"] and 0.9 < late["progress"]
    assert 0.7 < early["open"] and 0.07 > early["none"]
