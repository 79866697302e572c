"""Scores: from answers to records that remember how they were made."""

from __future__ import annotations

from prodia.scoring.score import NormedScore, Score, Zone, as_printed

__all__ = ["NormedScore", "Score", "Zone", "as_printed"]
