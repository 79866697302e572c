"""Numbers that others published, kept in tests/data with their sources: every run is held to them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
SCORING, PROGRESS = (
    json.loads((DATA / f"{name}.json").read_text("utf-8")) for name in ("scoring", "progress")
)
VECTORS: list[dict[str, Any]] = [*SCORING, *PROGRESS]
BY_ID = {vector["id"]: vector for vector in VECTORS}


def children() -> list[dict[str, str]]:
    """Children scored by CDC's own program, in the order of its file."""
    with (DATA / "cdc2000_children.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
