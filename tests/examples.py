"""How many examples a property gets: in the gate what it asks for, or else ``GATE``; in ``make quick`` at
most ``QUICK``; and with ``HYPOTHESIS_PROFILE=long`` ten times as many as in the gate."""

from __future__ import annotations

import os

QUICK, GATE, MORE = 25, 50, 10
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")


def examples(count: int) -> int:
    """``settings(max_examples=examples(300))``: 300, or 25 where it has to be quick."""
    return min(count, QUICK) if PROFILE == "quick" else count * MORE if PROFILE == "long" else count
