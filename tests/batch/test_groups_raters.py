"""Kappa and the intraclass correlations from frames."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.batch.groups import InterRater, agreement, icc, icc_long
from prodia.psychometrics.agreement import Icc
from prodia.psychometrics.agreement import icc as icc_of
from prodia.scoring.score import NoScore
from tests.batch.frames import DRESSES, dressed, honest, people

A, B = [1, 2, 3, None, 2, 1, 3, 3], [1, 2, 2, 1, 2, None, 3, 1]
LEVELS = [1, 2, 3]


def rated(dress: Any = "Int64") -> pd.DataFrame:
    return pd.DataFrame({"a": dressed(A, dress), "b": dressed(B, dress)})


rows = st.lists(st.tuples(*[st.sampled_from([None, 1, 2, 3])] * 2), max_size=12)


class TestAgreement:
    """The table is the crosstab of who has both ratings, and the rest are counted."""

    def test_table(self) -> None:
        found = agreement(rated(), "a", "b", levels=LEVELS, weights="linear")
        both = rated().dropna()
        expected = pd.crosstab(both["a"], both["b"]).reindex(index=LEVELS, columns=LEVELS, fill_value=0)
        assert expected.to_numpy().tolist() == found.table().to_numpy().tolist()
        assert (LEVELS, LEVELS) == (list(found.table().index), list(found.table().columns))
        assert (6, 2) == (found.n, found.left_out)
        assert math.isclose(100 * 4 / 6, found.percent)

    def test_kappa_by_hand(self) -> None:
        """Observed 4/6; by chance (1*2 + 2*3 + 3*1)/36; linear weights 3 apart, of 28/36 by chance."""
        found = agreement(rated(), "a", "b", levels=LEVELS, weights="linear")
        assert isinstance(found.kappa, float) and isinstance(found.weighted, float)
        assert math.isclose((4 / 6 - 11 / 36) / (1 - 11 / 36), found.kappa)
        expected = (1 * 3 + 2 * 1 + 2 * 2 + 2 * 1 + 3 * 2 * 2 + 3 * 3 * 1) / 36
        assert math.isclose(1 - (3 / 6) / expected, found.weighted)

    def test_a_level_no_one_used_stays(self) -> None:
        found = agreement(rated(), "a", "b", levels=[0, *LEVELS], weights=None)
        assert (0, 0, 0, 0) == found.counts[0]
        assert found.weighted is None

    @pytest.mark.parametrize("dress", DRESSES, ids=str)
    def test_dtypes(self, dress: Any) -> None:
        one, other = (
            agreement(f, "a", "b", levels=LEVELS, weights="quadratic") for f in (rated(), rated(dress))
        )
        assert one == other

    def test_a_matrix_of_weights(self) -> None:
        apart = np.abs(np.subtract.outer(range(3), range(3)))
        for given_ in (apart, pd.DataFrame(apart, LEVELS, LEVELS), apart.tolist()):
            found = agreement(rated(), "a", "b", levels=LEVELS, weights=given_)
            assert agreement(rated(), "a", "b", levels=LEVELS, weights="linear") == found

    def test_a_rater_beside_the_frame(self) -> None:
        one = rated()
        found = agreement(one[["a"]], "a", one["b"], levels=LEVELS, weights=None)
        assert agreement(one, "a", "b", levels=LEVELS, weights=None) == found

    @given(rows, st.sampled_from(["linear", "quadratic", None]), st.randoms(use_true_random=False))
    def test_laws(self, held: list[Any], weights: Any, dice: Any) -> None:
        frame = pd.DataFrame(held, columns=["a", "b"]).astype("Int64")
        order = dice.sample(range(len(frame)), len(frame))
        found = agreement(frame, "a", "b", levels=LEVELS, weights=weights)
        assert honest(found)
        assert found == agreement(frame.iloc[order], "a", "b", levels=LEVELS, weights=weights)
        swapped = agreement(frame, "b", "a", levels=LEVELS, weights=weights)
        np.testing.assert_array_equal(found.table().T.to_numpy(), swapped.table().to_numpy())
        assert len(frame) == found.n + found.left_out
        if isinstance(found.kappa, float) and isinstance(swapped.kappa, float):
            assert math.isclose(found.kappa, swapped.kappa, abs_tol=1e-9)

    @pytest.mark.parametrize("held", [[], [1], [1, None]])
    def test_too_few(self, held: list[Any]) -> None:
        frame = pd.DataFrame({"a": held, "b": held}, dtype="Int64")
        found = agreement(frame, "a", "b", levels=LEVELS, weights="linear")
        assert all(isinstance(x, NoScore) for x in (found.percent, found.kappa, found.weighted))

    def test_chance_alone(self) -> None:
        frame = pd.DataFrame({"a": [1, 1], "b": [1, 1]})
        found = agreement(frame, "a", "b", levels=LEVELS, weights="linear")
        assert 100 == found.percent
        assert isinstance(found.kappa, NoScore) and isinstance(found.weighted, NoScore)

    @pytest.mark.parametrize(
        "weights",
        [
            "cubic",
            np.eye(3),
            np.zeros((2, 2)),
            [[0, -1, 1], [1, 0, 1], [1, 1, 0]],
            [[0, np.nan, 1], [1, 0, 1], [1, 1, 0]],
            [["0", "1", "1"]] * 3,
            pd.DataFrame(1 - np.eye(3), [3, 2, 1], [1, 2, 3]),
        ],
        ids=str,
    )
    @pytest.mark.parametrize("people", [0, 8])
    def test_weights_refused(self, weights: Any, people: int) -> None:
        with pytest.raises(ValueError, match="weights"):
            agreement(rated().iloc[:people], "a", "b", levels=LEVELS, weights=weights)

    def test_one_rater_twice(self) -> None:
        with pytest.raises(ValueError, match="named twice"):
            agreement(rated(), "a", "a", levels=LEVELS, weights=None)


def long_form(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a rating."""
    held = frame.reset_index(names="who").melt("who", var_name="by", value_name="score")
    return held.astype({"score": "Float64"})


class TestIcc:
    """Incomplete people are dropped and counted, never filled; wide and long say the same."""

    WIDE = pd.DataFrame(
        {"r1": [9, 6, 8, 7, 10, 6, 5], "r2": [2, 1, 4, 1, 5, 2, None], "r3": [5, 3, 6, 2, 6, 4, 1]}
    )

    def test_complete_people_only(self) -> None:
        found = icc(self.WIDE)
        assert (6, 1, ("r1", "r2", "r3")) == (found.n, found.left_out, found.raters)
        expected = icc_of(self.WIDE.dropna().to_numpy())
        assert isinstance(expected, Icc) and isinstance(found.icc, Icc)
        for name in Icc.__slots__:
            assert math.isclose(getattr(expected, name), getattr(found.icc, name), rel_tol=1e-12)

    def test_some_columns(self) -> None:
        found = icc(self.WIDE.assign(name="x"), ["r1", "r3"])
        assert (7, 0) == (found.n, found.left_out)
        with pytest.raises(TypeError, match="column 'name', row 0"):
            icc(self.WIDE.assign(name="x"))

    @pytest.mark.parametrize("dropped", [True, False], ids=["row left out", "score missing"])
    def test_long(self, dropped: bool) -> None:
        held = long_form(self.WIDE)
        held = held.dropna() if dropped else held
        assert icc(self.WIDE) == icc_long(held, person="who", rater="by", score="score")

    @pytest.mark.parametrize("dress", ["category", "string", "object", "string[pyarrow]"])
    def test_long_dtypes(self, dress: str) -> None:
        held = long_form(self.WIDE)
        held["by"] = held["by"].astype(dress)
        held["who"] = held["who"].astype(str).astype(dress)
        assert icc(self.WIDE) == icc_long(held, person="who", rater="by", score="score")

    @pytest.mark.parametrize("dress", DRESSES, ids=str)
    def test_dtypes(self, dress: Any) -> None:
        held = pd.DataFrame(
            {n: dressed([None if x != x else int(x) for x in c], dress) for n, c in self.WIDE.items()}
        )
        assert icc(self.WIDE) == icc(held)

    @given(people(3), st.randoms(use_true_random=False))
    def test_laws(self, frame: pd.DataFrame, dice: Any) -> None:
        found = icc(frame)
        assert honest(found)
        assert found == icc(frame.iloc[dice.sample(range(len(frame)), len(frame))])
        held = long_form(frame)
        if len(frame):
            mixed = held.iloc[dice.sample(range(len(held)), len(held))]
            assert found == icc_long(mixed, person="who", rater="by", score="score")

    @pytest.mark.parametrize(
        "frame",
        [
            pd.DataFrame({"a": [0.1] * 3, "b": [0.1] * 3, "c": [0.1] * 3}),
            pd.DataFrame({"a": [0.1] * 4, "b": [0.2] * 4, "c": [0.3] * 4}),
            pd.DataFrame({"a": [0.1, 0.3, 0.2], "b": [0.2, 0.1, 0.3], "c": [0.3, 0.2, 0.1]}),
        ],
        ids=["all equal", "raters differ, people not", "people equal on average"],
    )
    def test_people_who_do_not_differ(self, frame: pd.DataFrame) -> None:
        found = icc(frame).icc
        assert isinstance(found, NoScore)
        assert "PRD-M11" == found.reason.code

    @pytest.mark.parametrize(
        "frame", [WIDE.iloc[:1], WIDE.iloc[:0], WIDE.iloc[5:]], ids=["one", "none", "holes"]
    )
    def test_too_few(self, frame: pd.DataFrame) -> None:
        found = icc(frame)
        assert isinstance(found.icc, NoScore)
        assert ("PRD-M20", len(frame)) == (found.icc.reason.code, found.n + found.left_out)

    @pytest.mark.parametrize(
        ("change", "error", "said"),
        [
            (lambda f: pd.concat([f, f.iloc[:1]]), ValueError, "two ratings by one rater"),
            (
                lambda f: f.assign(who=f["who"].where(f["who"] > 0)),
                ValueError,
                "column 'who' is empty in 3 rows",
            ),
            (lambda f: f[f["by"] == "r1"], ValueError, "at least 2"),
            (lambda f: f.iloc[:0], ValueError, "at least 2"),
            (lambda f: f.assign(score="3"), TypeError, "column 'score', row 0"),
            (lambda f: f.drop(columns="by"), KeyError, "no column 'by'"),
        ],
        ids=["twice", "no person", "one rater", "empty", "text", "absent"],
    )
    def test_long_refused(self, change: Any, error: type[Exception], said: str) -> None:
        with pytest.raises(error, match=said):
            icc_long(change(long_form(self.WIDE)), person="who", rater="by", score="score")

    def test_no_frame(self) -> None:
        with pytest.raises(TypeError, match="DataFrame"):
            icc([[1, 2]])
        assert isinstance(icc(self.WIDE), InterRater)
