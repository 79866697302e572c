"""The reference vectors, by operation: an operation that is not in the table fails, so coverage shows."""

from __future__ import annotations

import math
from typing import Any

import pytest

from tests.published import BY_ID, PROGRESS, SCORING, VECTORS
from tests.scoring.operations import OPERATIONS, Refused

# Anti-examples: what another program gives for answers that are not there, and this library refuses to.
# psych adds 3 and 4 of four items to 7, where the prorated sum is 14; CORE-10 software shows 40 after one
# answer; CamCOPS gives a PHQ-9 of 10 with an item empty, and calls it a major depressive syndrome.
REFUSED = {
    "raw_score.sum_available_unprorated": 7,
    "raw_score.mean_times_n_items": 40,
    "instrument.phq9.missing": 10,
}


def close(expected: Any, found: Any, tolerance: float) -> bool:
    """Whether all that the vector holds is found, within its tolerance; nothing is compared as text."""
    if isinstance(expected, dict):
        return all(name in found and close(x, found[name], tolerance) for name, x in expected.items())
    if isinstance(expected, list):
        pairs = zip(expected, found, strict=True)
        return len(expected) == len(found) and all(close(x, y, tolerance) for x, y in pairs)
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        return isinstance(found, (int, float)) and math.isclose(expected, found, rel_tol=0, abs_tol=tolerance)
    return expected is found if expected is None or isinstance(expected, bool) else expected == found


def inputs(vector: dict[str, Any]) -> dict[str, Any]:
    """The inputs, with data that another vector holds put in place of its name."""
    if vector["inputs"].get("data") == "attitude":
        return {**vector["inputs"], "data": BY_ID["alpha-attitude"]["inputs"]["data"]}
    return vector["inputs"]


class TestVectors:
    """Every vector is reproduced within its own tolerance, or needs a table that only the user can bring."""

    def test_all_are_here(self) -> None:
        assert (217, 120) == (len(SCORING), len(PROGRESS))
        assert 337 == len(BY_ID) == len(VECTORS)

    @pytest.mark.parametrize("vector", VECTORS, ids=[v["id"] for v in VECTORS])
    def test_it_is_reproduced(self, vector: dict[str, Any]) -> None:
        operation = vector["operation"]
        if operation in REFUSED:
            assert REFUSED[operation] == vector["expected"]
            with pytest.raises(Refused):
                OPERATIONS[operation](inputs(vector))
            return
        found = OPERATIONS[operation](inputs(vector))
        assert close(vector["expected"], found, vector["tolerance"]), (vector["expected"], found)

    def test_every_operation_is_there_and_no_other(self) -> None:
        assert OPERATIONS.keys() == {v["operation"] for v in VECTORS}


class TestTheComparison:
    """A comparison that can fail."""

    @pytest.mark.parametrize(
        ("expected", "found"),
        [(1, 1.1), (None, 0), (True, 1), (1, None), ([1], [1, 2]), ({"a": 1}, {"b": 1}), ("A", "B")],
    )
    def test_a_difference_is_seen(self, expected: Any, found: Any) -> None:
        try:
            assert not close(expected, found, 0.01)
        except ValueError:
            assert isinstance(expected, list)
