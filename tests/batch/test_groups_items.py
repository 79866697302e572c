"""Alpha from a frame, and omega from loadings."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.batch.groups import Item, Reliability, omega, reliability
from prodia.psychometrics.reliability import Alpha, omega_total
from prodia.scoring.score import NoScore
from tests.batch.frames import answers, explained, honest, people

policies = st.sampled_from(["listwise", "pairwise"])


def asked(frame: pd.DataFrame, missing: Any = "listwise", **others: Any) -> Reliability:
    return reliability(frame, list(frame.columns), missing=missing, **{"level": 0.95, **others})


class TestReliability:
    """What pandas works out by other ways is what is found."""

    def test_against_covariances_of_pandas(self) -> None:
        whole = answers().astype(float)
        used, k = whole.dropna(), 3
        found = asked(whole)
        assert isinstance(found.alpha, Alpha)
        expected = k / (k - 1) * (1 - used.var().sum() / used.sum(axis=1).var())
        assert math.isclose(expected, found.alpha.alpha)
        r = (used.corr().to_numpy().sum() - k) / (k * (k - 1))
        assert isinstance(found.standardized, float)
        assert math.isclose(k * r / (1 + (k - 1) * r), found.standardized)
        assert (5, 3, 1) == (found.n, found.k, found.left_out)

    def test_items_against_pandas(self) -> None:
        whole = answers().astype(float)
        used, table = whole.dropna(), asked(whole).table("en")
        assert ["q1", "q2", "q3"] == list(table.index)
        assert whole.count().tolist() == table["answered"].tolist()
        np.testing.assert_allclose(used.mean(), table["mean"].astype(float))
        np.testing.assert_allclose(used.std(), table["sd"].astype(float))
        for name in used:
            rest = used.drop(columns=name)
            assert math.isclose(used[name].corr(rest.sum(axis=1)), table.loc[name, "corrected_r"])
            without = asked(rest).alpha
            assert isinstance(without, Alpha)
            assert math.isclose(without.alpha, table.loc[name, "alpha_if_deleted"])

    def test_pairwise_against_pandas(self) -> None:
        whole, k = answers().astype(float), 3
        covariance = whole.cov().to_numpy()
        found = asked(whole, "pairwise")
        assert isinstance(found.alpha, Alpha)
        assert math.isclose(
            k / (k - 1) * (1 - covariance.trace() / covariance.sum()), found.alpha.alpha, rel_tol=1e-12
        )
        assert (6, 0) == (found.n, found.left_out)
        np.testing.assert_allclose(whole.mean(), found.table()["mean"].astype(float))

    def test_who_answered_nothing_is_no_one(self) -> None:
        padded = pd.concat([answers(), answers().iloc[:2] * pd.NA], ignore_index=True)
        found = asked(padded, "pairwise")
        assert asked(answers(), "pairwise").alpha == found.alpha
        assert (6, 2) == (found.n, found.left_out)

    @given(people(3), policies, st.randoms(use_true_random=False))
    def test_the_order_of_people_is_nothing(self, frame: pd.DataFrame, missing: Any, dice: Any) -> None:
        order = dice.sample(range(len(frame)), len(frame))
        assert asked(frame, missing) == asked(frame.iloc[order], missing)

    @given(people(3), policies)
    def test_a_figure_or_a_reason(self, frame: pd.DataFrame, missing: Any) -> None:
        found = asked(frame, missing)
        assert honest(found)
        assert explained(found.table())
        assert len(frame) == found.n + found.left_out

    @given(people(3, least=2).map(lambda f: f.fillna(1.0)), st.floats(0.1, 9), st.floats(-9, 9))
    def test_the_scale_is_nothing(self, frame: pd.DataFrame, times: float, plus: float) -> None:
        one, other = asked(frame).alpha, asked(frame * times + plus).alpha
        if isinstance(one, Alpha) and isinstance(other, Alpha) and abs(one.alpha) < 100:
            assert math.isclose(one.alpha, other.alpha, rel_tol=1e-4, abs_tol=1e-4)


class TestNoFigure:
    """Where a figure is not there, the reason is."""

    @pytest.mark.parametrize("missing", ["listwise", "pairwise"])
    @pytest.mark.parametrize("rows", [0, 1])
    def test_too_few_people(self, rows: int, missing: Any) -> None:
        found = asked(answers().iloc[:rows], missing)
        for figure in (found.alpha, found.standardized, *(item.with_rest for item in found.items)):
            assert isinstance(figure, NoScore)
            assert "PRD-M20" == figure.reason.code

    def test_a_constant_item_is_named(self) -> None:
        found = asked(answers().assign(q2=3))
        assert isinstance(found.alpha, Alpha)
        flat = found.items[1]
        for figure in (found.standardized, flat.sd, flat.with_rest):
            assert isinstance(figure, NoScore)
            assert "In de kolom «q2» heeft iedereen dezelfde waarde." == figure.why()
        assert 3.0 == flat.mean
        assert pd.isna(found.table().loc["q2", "sd"])

    def test_all_constant(self) -> None:
        found = asked(answers() * 0 + 0.1)
        assert isinstance(found.alpha, NoScore)
        assert honest(found)

    def test_two_items(self) -> None:
        table = asked(answers()[["q1", "q3"]]).table("en")
        assert table["alpha_if_deleted"].isna().all()
        assert ["Without this item one item is left, and one item has no alpha."] * 2 == table[
            "reason"
        ].tolist()

    @pytest.mark.parametrize("bad", [{"level": 1.0}, {"level": 0.0}, {"missing": "mean"}])
    @pytest.mark.parametrize("rows", [0, 6])
    def test_refused(self, bad: dict[str, Any], rows: int) -> None:
        with pytest.raises(ValueError, match=r"level|listwise"):
            asked(answers().iloc[:rows], **bad)

    def test_records_are_values(self) -> None:
        assert asked(answers()) == asked(answers())
        assert isinstance(hash(asked(answers()).items[0]), int)
        assert isinstance(asked(answers()).items[0], Item)


class TestOmega:
    """Loadings are matched with uniquenesses by item."""

    LOADINGS = pd.Series({"q1": 0.7, "q2": 0.6, "q3": 0.8})
    THETA = pd.Series({"q3": 0.3, "q1": 0.5, "q2": 0.6})

    def test_formula(self) -> None:
        assert math.isclose(2.1**2 / (2.1**2 + 3 - 1.49), omega(self.LOADINGS))
        assert math.isclose(2.1**2 / (2.1**2 + 1.4), omega(self.LOADINGS, self.THETA))

    @pytest.mark.parametrize("dress", ["float64", "Float64", "object", "category", "double[pyarrow]"])
    def test_dtypes(self, dress: str) -> None:
        assert omega(self.LOADINGS) == omega(self.LOADINGS.astype(dress))
        assert omega(self.LOADINGS) == omega(self.LOADINGS.to_dict())

    @given(st.lists(st.tuples(st.floats(0, 1), st.floats(0.01, 1)), min_size=1, max_size=8), st.randoms())
    def test_order_is_nothing(self, pairs: list[tuple[float, float]], dice: Any) -> None:
        both = pd.DataFrame(pairs, columns=["l", "t"])
        turned = both.iloc[dice.sample(range(len(both)), len(both))]
        expected = omega_total(both["l"].tolist(), both["t"].tolist())
        assert math.isclose(expected, omega(both["l"], both["t"]), abs_tol=1e-12)
        assert omega(both["l"], both["t"]) == omega(turned["l"], both["t"])

    @pytest.mark.parametrize(
        ("loadings", "theta", "error", "said"),
        [
            ({"a": 0.5}, {"b": 0.5}, ValueError, "same items"),
            ({"a": 0.5, "b": None}, None, ValueError, "loadings is missing"),
            ({"a": "0,5"}, None, TypeError, "not a number"),
            ({"a": 1.5}, None, ValueError, "uniqueness"),
            ({}, None, ValueError, "nothing to explain"),
            ([0.5], None, TypeError, "Series or a mapping"),
            (pd.Series([0.5, 0.6], index=["a", "a"]), None, ValueError, "twice"),
        ],
    )
    def test_refused(self, loadings: Any, theta: Any, error: type[Exception], said: str) -> None:
        with pytest.raises(error, match=said):
            omega(loadings, theta)
