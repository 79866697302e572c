"""The reference vectors about groups, through frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from prodia.batch import groups
from prodia.psychometrics.agreement import Icc
from prodia.psychometrics.ranks import POSITIONS
from prodia.psychometrics.reliability import Alpha
from tests.published import BY_ID, VECTORS


def data(i: Any) -> pd.DataFrame:
    held = pd.DataFrame(i["data"]).astype("Float64")
    return held.rename(columns=lambda at: f"q{at + 1}")


def alpha(i: Any) -> groups.Reliability:
    frame = data(i)
    return groups.reliability(frame, list(frame.columns), missing=i.get("nan_policy", "listwise"), level=0.95)


def alpha_and_interval(i: Any) -> Any:
    found = alpha(i).alpha
    assert isinstance(found, Alpha)
    return {"alpha": found.alpha, "ci_feldt": [found.low, found.high]}


def unfolded(table: list[list[int]]) -> pd.DataFrame:
    """One row a person, of a table of counts."""
    cells = [(a, b) for a, row in enumerate(table) for b, n in enumerate(row) for _ in range(n)]
    return pd.DataFrame(cells, columns=["a", "b"])


def agreed(i: Any, weights: Any) -> groups.Agreement:
    levels = range(len(i["table"]))
    return groups.agreement(unfolded(i["table"]), "a", "b", levels=levels, weights=weights)


def icc(i: Any) -> Any:
    found = groups.icc(data(i)).icc
    assert isinstance(found, Icc)
    return {
        name: getattr(found, name.lower()) for name in ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k")
    }


def screened(tp: int, fp: int, fn: int, tn: int) -> groups.CutAccuracy:
    cells = [(1, 1)] * tp + [(1, 0)] * fp + [(0, 1)] * fn + [(0, 0)] * tn
    frame = pd.DataFrame(cells, columns=["score", "ill"])
    found = groups.accuracy_at(frame, "score", "ill", 1, positive="high", inclusive=True, level=0.95)
    assert isinstance(found, groups.CutAccuracy)
    return found


def accuracy(i: Any) -> Any:
    found = screened(**i)
    shares = {
        "sensitivity": found.sensitivity,
        "specificity": found.specificity,
        "ppv": found.ppv_in_sample,
        "npv": found.npv_in_sample,
        "prevalence": found.prevalence_in_sample,
    }
    figures = {"lr_pos": found.lr_positive, "lr_neg": found.lr_negative, "dor": found.odds_ratio}
    values = {name: share.value for name, share in shares.items() if isinstance(share, groups.Share)}
    return {**values, **figures, "youden": found.youden}


def interval(i: Any, kind: str) -> Any:
    assert 0.95 == i["level"]
    share = screened(i["x"], 0, i["n"] - i["x"], 1).sensitivity
    return list(getattr(share, kind))


def rank(i: Any) -> Any:
    """The rank of one of the sample; a score that is not in it is not asked of a group."""
    found = groups.percentile_ranks(pd.Series(i["sample"]), i["kind"])
    assert isinstance(found, pd.Series)
    return found.tolist()[i["sample"].index(i["score"])]


def positions(i: Any) -> Any:
    pair = i["numerator"], i["denominator"]
    method = next(name for name, ab in POSITIONS.items() if np.allclose(ab, pair, atol=1e-9))
    found = groups.plotting_positions(pd.Series(i["sample"]), method)
    assert isinstance(found, pd.Series)
    return found.tolist()


OPERATIONS: dict[str, Callable[[Any], Any]] = {
    "reliability.cronbach_alpha": alpha_and_interval,
    "reliability.cronbach_alpha_pairwise_missing": alpha_and_interval,
    "reliability.cronbach_alpha_std": lambda i: alpha(i).standardized,
    "reliability.omega_total_from_loadings": lambda i: groups.omega(pd.Series(i["loadings"])),
    "agreement.icc": icc,
    "agreement.kappa": lambda i: agreed(i, None).kappa,
    "agreement.kappa_weighted": lambda i: agreed(i, i["weights"]).weighted,
    "diagnostic.accuracy": accuracy,
    "diagnostic.ci_clopper_pearson": lambda i: interval(i, "exact"),
    "diagnostic.ci_wilson": lambda i: interval(i, "wilson"),
    "percentile_rank": rank,
    "percentile_rank.plotting_position": positions,
}

NOT_GIVEN = {"accuracy"}  # the part that is right says little where few have the condition


class TestVectors:
    """Through a frame the figures are those of the reference, within the tolerance of each vector."""

    @pytest.mark.parametrize("operation", OPERATIONS)
    def test_it_is_reproduced(self, operation: str) -> None:
        attitude = BY_ID["alpha-attitude"]["inputs"]["data"]
        told = [v for v in VECTORS if v["operation"] == operation]
        assert told
        for vector in told:
            inputs = vector["inputs"]
            if inputs.get("data") == "attitude":
                inputs = {**inputs, "data": attitude}
            found = OPERATIONS[operation](inputs)
            expected = vector["expected"]
            if isinstance(expected, dict):
                assert expected.keys() - NOT_GIVEN <= found.keys()
                for name in expected.keys() - NOT_GIVEN:
                    assert pytest.approx(expected[name], rel=0, abs=vector["tolerance"]) == found[name]
            else:
                assert pytest.approx(expected, rel=0, abs=vector["tolerance"]) == found
