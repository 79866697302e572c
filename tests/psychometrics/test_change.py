"""Change: each index by its name, cut-offs in the direction that is better, a status with direction."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.psychometrics import change

INDEXES: dict[str, Any] = {
    "Jacobson and Truax": lambda x, y: change.jacobson_truax(x, y, 7.5, 0.8),
    "practice": lambda x, y: change.practice_corrected(x, y, 3, 2.0, 2.5),
    "Hsu": lambda x, y: change.hsu_linn_lord(x, y, 7.5, 0.8, 20, 22),
    "Gulliksen": lambda x, y: change.gulliksen_lord_novick(x, y, 7.5, 0.8, 20),
    "Edwards": lambda x, y: change.edwards_nunnally(x, y, 7.5, 0.8, 20),
    "Nunnally": lambda x, y: change.nunnally_kotsch(x, y, 7.5, 0.8, 20, sd_post=8, reliability_post=0.7),
}
points = st.floats(0, 60)


@pytest.mark.parametrize("name", INDEXES)
class TestEveryIndex:
    """One is many; more at the end is more change, more at the start is less."""

    @given(pairs=st.lists(st.tuples(points, points), min_size=1, max_size=9))
    def test_one_is_many(self, name: str, pairs: list[tuple[float, float]]) -> None:
        pre, post = (np.array(x) for x in zip(*pairs, strict=True))
        many = INDEXES[name](pre, post)
        assert [INDEXES[name](x, y).hex() for x, y in pairs] == [float(v).hex() for v in many]

    @given(pre=points, post=points, more=st.floats(0.1, 9))
    def test_direction(self, name: str, pre: float, post: float, more: float) -> None:
        index = INDEXES[name]
        assert index(pre + more, post) < index(pre, post) < index(pre, post + more)


class TestCutoffs:
    """a and b are mirrored when lower is better; c lies between the means."""

    @given(points, st.floats(0.5, 9), points, st.floats(0.5, 9))
    def test_mirrored(self, m1: float, s1: float, m0: float, s0: float) -> None:
        if m1 == m0:
            return
        up, down = change.cutoffs(m1, s1, m0, s0), change.cutoffs(-m1, s1, -m0, s0)
        assert (up.a, up.b, up.c) == (-down.a, -down.b, -down.c)
        assert min(m1, m0) - 1e-9 <= up.c <= max(m1, m0) + 1e-9

    def test_refused(self) -> None:
        with pytest.raises(ValueError, match="different means"):
            change.cutoffs(5, 1, 5, 1)


class TestStatus:
    """Recovered is reliably better and across the cut-off, from the worse side."""

    @pytest.mark.parametrize(
        ("pre", "post", "index", "better", "status"),
        [
            (40, 60, 2.5, "higher", "recovered"),
            (40, 50, 2.5, "higher", "improved"),
            (55, 70, 2.5, "higher", "improved"),
            (40, 60, 1.0, "higher", "unchanged"),
            (60, 40, -2.5, "higher", "deteriorated"),
            (60, 40, -2.5, "lower", "recovered"),
            (40, 60, 2.5, "lower", "deteriorated"),
            (40, 60, math.nan, "lower", "unchanged"),
        ],
    )
    def test_table(self, pre: float, post: float, index: float, better: Any, status: str) -> None:
        assert status == change.status(pre, post, index, 50, better=better, level=0.95)

    @given(points, points, st.floats(-5, 5))
    def test_mirrored(self, pre: float, post: float, index: float) -> None:
        up = change.status(pre, post, index, 30, better="higher", level=0.95)
        assert up == change.status(-pre, -post, -index, -30, better="lower", level=0.95)

    @pytest.mark.parametrize("bad", [(1.0, 0), (1.0, 1.0), (-1, 0.5)])
    def test_refused_reliability(self, bad: tuple[float, float]) -> None:
        with pytest.raises(ValueError, match="standard deviation"):
            change.jacobson_truax(1.0, 2.0, bad[1], bad[0])
