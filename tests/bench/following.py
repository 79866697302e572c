"""Series of twelve measurements: the slopes with their intervals, and the answer about progress.

A series is followed over twelve weeks, some days late. SciPy gives the slopes, in a loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from prodia.psychometrics import slopes
from prodia.psychometrics.progress import FIGURES, Measurements, standings
from prodia.scoring.score import NoScore
from tests.aims import aim
from tests.bench.timing import Pace, Row, measure, same

POINTS, LOOPED = 12, 200
AIM = aim(goal_rate=1.2)
NOTE = (
    f"{len(FIGURES)} figures a series: the rate by least squares with its interval, by Theil and Sen, the "
    "level, chances, the answer and the weeks still needed."
)
BESIDE = "With both intervals. SciPy: `linregress` and `theilslopes`, one series after another."


def series(count: int) -> Measurements:
    dice = np.random.default_rng(12)
    week = np.tile(np.arange(POINTS), count)
    rate = dice.normal(0.8, 0.5, count).repeat(POINTS)
    values = np.round(30 + rate * week + dice.normal(0, 3, count * POINTS))
    days = 739_000 + 7 * week + dice.integers(0, 3, count * POINTS)
    return Measurements(count, np.arange(count).repeat(POINTS), days, values)


def ours(held: Measurements) -> dict[str, Any]:
    found = standings(held, AIM)
    assert not isinstance(found, NoScore)
    return dict(found.figures)


def looped(x: Any, y: Any) -> list[tuple[float, float]]:
    from scipy.stats import linregress, theilslopes  # type: ignore[import-untyped]

    return [(linregress(a, b).slope, theilslopes(b, a).slope) for a, b in zip(x, y, strict=True)]


def rows(pace: Pace) -> Iterator[Row]:
    count = max(LOOPED, pace.rows // 10)
    held = series(count)
    x = ((held.days - 739_000) / 7).reshape(count, POINTS)
    y = held.values.reshape(count, POINTS)
    found = ours(held)
    theirs = np.array(looped(x[:LOOPED], y[:LOOPED]))
    mine = np.stack([found["rate"], found["robust_rate"]], axis=1)[:LOOPED]
    there = ~np.isnan(mine)  # a series without spread about its line has a reason, and no figures
    same(True, bool(np.allclose(theirs[there], mine[there], rtol=0, atol=1e-9)), "SciPy")
    yield measure(
        f"{count:,} series of {POINTS} points",
        lambda: ours(held),
        {},
        pace,
        target="progress",
        note=NOTE,
    )
    yield measure(
        f"the slopes of one series of {POINTS} points, of {LOOPED}",
        lambda: (slopes.ols(x[:LOOPED], y[:LOOPED], 0.8), slopes.theil_sen(x[:LOOPED], y[:LOOPED], 0.95)),
        {"SciPy in a loop": lambda: looped(x[:LOOPED], y[:LOOPED])},
        pace,
        per=LOOPED,
        target="one slope",
        note=BESIDE,
    )
