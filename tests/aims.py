"""The aim that the tests of a series share; each says what it has otherwise."""

from __future__ import annotations

from typing import Any

from prodia.psychometrics.progress import Aim


def aim(**otherwise: Any) -> Aim:
    """Higher is better, once a week, 0.9 sure, one and a half a week asked."""
    said = {"confidence": 0.9, "per_week": 1, "clock": "calendar", "same_day": "refuse", "goal_rate": 1.5}
    return Aim(**{"direction": "higher_is_better", **said, **otherwise})
