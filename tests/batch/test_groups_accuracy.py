"""A cut-off against a condition, at one cut and at all."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from prodia.batch.groups import CutAccuracy, Share, accuracy_at, cuts
from prodia.psychometrics.accuracy import Counts, predictive_values
from prodia.scoring.score import NoScore
from tests.batch.frames import DRESSES, YES_NO_DRESSES, dressed, explained, honest

SCORE, ILL = [1, 2, 3, None, 5, 2, 4, 1], [0, 0, 1, 1, 1, None, 0, 1]
HOW: dict[str, Any] = {"positive": "high", "inclusive": True, "level": 0.95}


def screened(dress: Any = "Int64", ill: Any = "Int64") -> pd.DataFrame:
    return pd.DataFrame({"score": dressed(SCORE, dress), "ill": dressed(ILL, ill)})


def at(frame: pd.DataFrame, cut: float = 3, **others: Any) -> CutAccuracy:
    found = accuracy_at(frame, "score", "ill", cut, **{**HOW, **others})
    assert isinstance(found, CutAccuracy)
    return found


pairs = st.lists(
    st.tuples(st.sampled_from([None, 1, 2, 2.5, 3, 4]), st.sampled_from([None, 0, 1])), max_size=14
)
hows = st.fixed_dictionaries(
    {"positive": st.sampled_from(["high", "low"]), "inclusive": st.booleans(), "level": st.just(0.9)},
    optional={"prevalence": st.sampled_from([0.0, 0.05, 0.5, 1.0])},
)


class TestAtOneCut:
    """Sensitivity and its kin are counted over people who have a score and a condition."""

    def test_counts(self) -> None:
        found = at(screened())
        assert Counts(tp=2, fp=1, fn=1, tn=2) == found.counts
        assert (6, 2) == (found.n, found.left_out)
        assert math.isclose(1 / 3, found.youden)

    @pytest.mark.parametrize(
        ("name", "x", "n"),
        [
            ("sensitivity", 2, 3),
            ("specificity", 2, 3),
            ("ppv_in_sample", 2, 3),
            ("npv_in_sample", 2, 3),
            ("prevalence_in_sample", 3, 6),
        ],
    )
    def test_intervals_are_those_of_scipy(self, name: str, x: int, n: int) -> None:
        share = getattr(at(screened()), name)
        assert isinstance(share, Share)
        assert (x, n, x / n) == (share.x, share.n, share.value)
        for kind, theirs in (("exact", "exact"), ("wilson", "wilson")):
            expected = stats.binomtest(x, n).proportion_ci(0.95, method=theirs)
            assert expected == pytest.approx(getattr(share, kind), abs=1e-9)

    @pytest.mark.parametrize(
        ("how", "expected"),
        [
            ({"positive": "high", "inclusive": False}, Counts(1, 1, 2, 2)),
            ({"positive": "low", "inclusive": True}, Counts(2, 2, 1, 1)),
            ({"positive": "low", "inclusive": False}, Counts(1, 2, 2, 1)),
        ],
    )
    def test_side_and_edge(self, how: dict[str, Any], expected: Counts) -> None:
        assert expected == at(screened(), **how).counts

    @pytest.mark.parametrize("dress", DRESSES, ids=str)
    def test_dtypes(self, dress: Any) -> None:
        assert at(screened()) == at(screened(dress)) == at(screened(ill=dress))

    @pytest.mark.parametrize("dress", YES_NO_DRESSES)
    def test_yes_and_no(self, dress: str) -> None:
        yes = pd.Series([None if x is None else bool(x) for x in ILL], dtype=dress)
        assert at(screened()) == at(screened().assign(ill=yes))

    def test_a_condition_beside_the_frame(self) -> None:
        frame = screened()
        found = accuracy_at(frame[["score"]], "score", frame["ill"], 3, **HOW)
        assert at(frame) == found

    def test_another_prevalence_stands_apart(self) -> None:
        found = at(screened(), prevalence=0.1)
        assert found.at_prevalence is not None
        assert predictive_values(2 / 3, 2 / 3, 0.1) == (found.at_prevalence.ppv, found.at_prevalence.npv)
        assert at(screened()).ppv_in_sample == found.ppv_in_sample
        assert at(screened()).at_prevalence is None

    @given(pairs, hows)
    def test_laws(self, held: list[Any], how: dict[str, Any]) -> None:
        frame = pd.DataFrame(held, columns=["score", "ill"]).astype("Float64")
        found = accuracy_at(frame, "score", "ill", 2.5, **how)
        assert honest(found)
        assert found == accuracy_at(frame.iloc[::-1], "score", "ill", 2.5, **how)
        if isinstance(found, NoScore):
            return
        assert len(frame) == found.n + found.left_out
        other = {
            "positive": "low" if how["positive"] == "high" else "high",
            "inclusive": not how["inclusive"],
        }
        turned = accuracy_at(frame, "score", "ill", 2.5, **{**how, **other})
        assert isinstance(turned, CutAccuracy)
        c, t = found.counts, turned.counts
        assert (c.tp, c.fp, c.fn, c.tn) == (t.fn, t.tn, t.tp, t.fp)

    @given(pairs, st.sampled_from([1.0, 2.5, 4.0]))
    def test_own_prevalence_gives_own_values(self, held: list[Any], cut: float) -> None:
        frame = pd.DataFrame(held, columns=["score", "ill"]).astype("Float64")
        found = accuracy_at(frame, "score", "ill", cut, **HOW)
        if not isinstance(found, CutAccuracy):
            return
        own = at(frame, cut, prevalence=found.prevalence_in_sample.value).at_prevalence
        assert own is not None
        for stated, sample in ((own.ppv, found.ppv_in_sample), (own.npv, found.npv_in_sample)):
            if isinstance(stated, float) and isinstance(sample, Share):
                assert math.isclose(sample.value, stated, abs_tol=1e-9)


class TestNoFigure:
    """A figure that would divide by zero is not there, and the reason says who is missing."""

    @pytest.mark.parametrize(
        ("score", "ill", "codes"),
        [
            (
                [1, 5],
                [0, 0],
                {"sensitivity": "M23", "lr_positive": "M23", "youden": "M23", "odds_ratio": "M23"},
            ),
            ([1, 5], [1, 1], {"specificity": "M24", "lr_negative": "M24", "youden": "M24"}),
            ([1, 2], [0, 1], {"ppv_in_sample": "M25", "lr_positive": "M27", "odds_ratio": "M27"}),
            ([4, 5], [0, 1], {"npv_in_sample": "M26", "lr_negative": "M27"}),
        ],
    )
    def test_reasons(self, score: list[int], ill: list[int], codes: dict[str, str]) -> None:
        found = at(pd.DataFrame({"score": score, "ill": ill}))
        for name, code in codes.items():
            assert f"PRD-{code}" == getattr(found, name).reason.code

    def test_prevalence_without_sensitivity(self) -> None:
        found = at(pd.DataFrame({"score": [1, 5], "ill": [0, 0]}), prevalence=0.1).at_prevalence
        assert found is not None
        assert isinstance(found.ppv, NoScore) and isinstance(found.npv, NoScore)

    @pytest.mark.parametrize("rows", [0, 1])
    def test_too_few(self, rows: int) -> None:
        for found in (
            accuracy_at(screened().iloc[:rows], "score", "ill", 3, **HOW),
            cuts(screened().iloc[:rows], "score", "ill", **HOW),
        ):
            assert isinstance(found, NoScore)
            assert "PRD-M20" == found.reason.code

    @pytest.mark.parametrize(
        ("bad", "said"),
        [
            ({"positive": "up"}, "positive"),
            ({"level": 1.0}, "level"),
            ({"prevalence": 1.1}, "prevalence"),
            ({"prevalence": math.nan}, "prevalence"),
            ({"cut": math.inf}, "cut-off"),
            ({"cut": math.nan}, "cut-off"),
        ],
    )
    @pytest.mark.parametrize("rows", [0, 8])
    def test_refused(self, bad: dict[str, Any], said: str, rows: int) -> None:
        with pytest.raises(ValueError, match=said):
            accuracy_at(screened().iloc[:rows], "score", "ill", **{"cut": 3, **HOW, **bad})

    def test_no_condition(self) -> None:
        with pytest.raises(ValueError, match="column 'ill', row 2 counted from 0"):
            at(screened().assign(ill=[0, 1, 2, 0, 1, 0, 1, 0]))


class TestCuts:
    """Every score that was attained is a cut-off, and its row is what one cut-off gives."""

    def test_rows(self) -> None:
        table = cuts(screened(), "score", "ill", **HOW, prevalence=0.1)
        assert isinstance(table, pd.DataFrame)
        assert [1, 2, 3, 4, 5] == list(table.index)
        one, row = at(screened(), 3, prevalence=0.1), table.loc[3]
        assert isinstance(one.sensitivity, Share) and one.at_prevalence is not None
        assert one.sensitivity.value == row["sensitivity"]
        assert one.sensitivity.wilson == (row["sensitivity_wilson_low"], row["sensitivity_wilson_high"])
        assert one.sensitivity.exact == (row["sensitivity_exact_low"], row["sensitivity_exact_high"])
        assert one.at_prevalence.ppv == row["ppv_at_stated_prevalence"]
        assert (2, 1, 1, 2) == tuple(row[["tp", "fp", "fn", "tn"]])
        assert pd.isna(table.loc[1, "npv_in_sample"])
        assert "niemand een negatieve uitslag" in table.loc[1, "reason"]

    def test_no_prevalence_no_columns(self) -> None:
        table = cuts(screened(), "score", "ill", **HOW)
        assert isinstance(table, pd.DataFrame)
        assert not [name for name in table.columns if "stated" in name]

    @given(pairs, hows)
    def test_laws(self, held: list[Any], how: dict[str, Any]) -> None:
        frame = pd.DataFrame(held, columns=["score", "ill"]).astype("Float64")
        table = cuts(frame, "score", "ill", **how)
        if isinstance(table, NoScore):
            return
        assert explained(table)
        assert set(frame.dropna()["score"]) == set(table.index)
        assert table.index.is_monotonic_increasing
        sensitivity = table["sensitivity"].dropna()
        falling = sensitivity.is_monotonic_decreasing
        assert falling if how["positive"] == "high" else sensitivity.is_monotonic_increasing
        pd.testing.assert_frame_equal(table, cuts(frame.iloc[::-1], "score", "ill", **how))
