"""How many examples a property gets: what it asks for in the gate, at most ``QUICK`` in ``make quick``."""

from __future__ import annotations

import os

QUICK = 25
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")


def examples(count: int) -> int:
    """``settings(max_examples=examples(300))``: 300, or 25 where it has to be quick."""
    return min(count, QUICK) if PROFILE == "quick" else count
