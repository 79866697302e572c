"""Where people stand in their group, and how far two scores lie apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from prodia.batch.groups import differences, percentile_ranks, plotting_positions
from prodia.psychometrics import differences as scoring
from prodia.psychometrics.ranks import POSITIONS
from prodia.scoring.score import NoScore
from tests.batch.frames import DRESSES, dressed, explained, people

SCORES = [3, 1, None, 3, 2, 5]
KINDS = pytest.mark.parametrize("kind", ["strict", "weak", "mean", "rank"])
FIGURES: dict[str, Any] = {
    "sd": 15,
    "reliability_x": 0.9,
    "reliability_y": 0.85,
    "correlation": 0.6,
    "level": 0.95,
}


class TestRanks:
    """Each score against its own group; who has none gets none."""

    @KINDS
    def test_as_scipy(self, kind: Any) -> None:
        found = percentile_ranks(pd.Series(SCORES, index=list("abcdef"), name="s"), kind)
        assert isinstance(found, pd.Series)
        here = [x for x in SCORES if x is not None]
        expected = [None if x is None else stats.percentileofscore(here, x, kind) for x in SCORES]
        pd.testing.assert_series_equal(
            pd.Series(expected, index=list("abcdef"), name="s", dtype="Float64"), found
        )

    @pytest.mark.parametrize("method", POSITIONS)
    def test_positions_follow_the_ranks_of_pandas(self, method: str) -> None:
        found, (a, b) = plotting_positions(pd.Series(SCORES), method), POSITIONS[method]
        assert isinstance(found, pd.Series)
        expected = (pd.Series(SCORES).rank() + a) / (5 + b)
        pd.testing.assert_series_equal(expected.astype("Float64"), found)

    @pytest.mark.parametrize("dress", DRESSES, ids=str)
    def test_dtypes(self, dress: Any) -> None:
        for rank in (lambda s: percentile_ranks(s, "mean"), lambda s: plotting_positions(s, "Blom")):
            pd.testing.assert_series_equal(rank(dressed(SCORES, "Int64")), rank(dressed(SCORES, dress)))

    @KINDS
    @given(people(1, least=2), st.randoms(use_true_random=False))
    def test_everyone_keeps_their_rank(self, kind: Any, frame: pd.DataFrame, dice: Any) -> None:
        order = dice.sample(range(len(frame)), len(frame))
        found = percentile_ranks(frame["a"], kind)
        other = percentile_ranks(frame["a"].iloc[order], kind)
        if isinstance(found, NoScore):
            assert isinstance(other, NoScore)
            return
        assert isinstance(other, pd.Series)
        pd.testing.assert_series_equal(found.iloc[order], other)
        assert (found.isna() == frame["a"].isna()).all()

    @pytest.mark.parametrize("held", [[], [1], [1, None]])
    def test_too_few(self, held: list[Any]) -> None:
        given_ = pd.Series(held, dtype="Int64")
        for found in (percentile_ranks(given_, "mean"), plotting_positions(given_, "Tukey")):
            assert isinstance(found, NoScore)
            assert "PRD-M20" == found.reason.code

    def test_refused(self) -> None:
        with pytest.raises(ValueError, match="no kind"):
            percentile_ranks(pd.Series([], dtype=float), "best")  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="none of Blom"):
            plotting_positions(pd.Series([1, 2]), "best")
        with pytest.raises(TypeError, match="Series"):
            percentile_ranks([1, 2], "mean")
        with pytest.raises(TypeError, match="column 's', row 1"):
            percentile_ranks(pd.Series([1, "3,5"], name="s"), "mean")


class TestDifferences:
    """One row a person, the figures of one difference."""

    FRAME = pd.DataFrame(
        {"x": [100, None, 85, 120], "y": [90, 100, 85, 126]}, index=list("abcd"), dtype="Int64"
    )

    def test_rows(self) -> None:
        found = differences(self.FRAME, "x", "y", **FIGURES)
        assert isinstance(found, pd.DataFrame)
        assert list("abcd") == list(found.index)
        one = scoring.difference(100, 90, **FIGURES)
        assert [
            one.d,
            one.critical,
            one.reliable,
            one.base_rate,
            one.base_rate_direction,
            one.interval.low,
            one.interval.high,
        ] == found.loc["a"].drop("reason").tolist()
        assert found.loc["b"].drop("reason").isna().all()
        assert "Er is geen waarde om een score van te maken." == found.loc["b", "reason"]
        assert explained(found)

    @given(people(2, least=1), st.randoms(use_true_random=False))
    def test_order_is_kept(self, frame: pd.DataFrame, dice: Any) -> None:
        order = dice.sample(range(len(frame)), len(frame))
        found, other = (differences(f, "a", "b", **FIGURES) for f in (frame, frame.iloc[order]))
        assert isinstance(found, pd.DataFrame) and isinstance(other, pd.DataFrame)
        if not frame.isna().any(axis=1).all():
            pd.testing.assert_frame_equal(found.iloc[order], other)
        given_ = (frame["a"] - frame["b"]).to_numpy(float, na_value=np.nan)
        assert np.array_equal(given_, found["difference"].to_numpy(float, na_value=np.nan), equal_nan=True)

    def test_no_one(self) -> None:
        assert isinstance(differences(self.FRAME.iloc[:0], "x", "y", **FIGURES), NoScore)

    def test_refused(self) -> None:
        with pytest.raises(ValueError, match="correlation"):
            differences(self.FRAME.iloc[:0], "x", "y", **{**FIGURES, "correlation": 1})
        with pytest.raises(KeyError, match="no column 'z'"):
            differences(self.FRAME, "x", "z", **FIGURES)
