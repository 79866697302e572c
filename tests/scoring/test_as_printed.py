"""A score entered as printed knows what the paper says, and nothing more."""

from __future__ import annotations

import datetime as dt

import pytest

from prodia.language import parse_type
from prodia.scoring.score import NO_DATE, NO_INTERVAL, NO_NORMS, NormedScore, Score, as_printed


class TestAsPrinted:
    """One score in the one form it was printed in; nothing is converted, nothing filled in."""

    @pytest.mark.parametrize(
        ("type", "known", "scale"),
        [
            ("percentile 0..100", {"percentile": 9.0}, "percentile"),
            ("raw 0..60", {"raw": 9.0}, None),
            ("score mean 100 sd 15", {"standard": 9.0, "mean": 100.0, "sd": 15.0}, "SS"),
            ("z", {"standard": 9.0, "mean": 0.0, "sd": 1.0}, "z"),
            ("t", {"standard": 9.0, "mean": 50.0, "sd": 10.0}, "T"),
        ],
    )
    def test_form(self, type: str, known: dict[str, float], scale: str | None) -> None:
        normed = (NormedScore(scale, 9.0),) if scale else ()
        expected = Score(**known, normed=normed, warnings=(NO_NORMS, NO_INTERVAL, NO_DATE))  # type: ignore[arg-type]
        assert expected == as_printed(parse_type(type), 9.0)

    def test_norms_and_day(self) -> None:
        day = dt.date(2026, 9, 1)
        got = as_printed(parse_type("percentile"), 9.0, norms="begin leerjaar 3", measured=day)
        assert ("begin leerjaar 3", day, (NO_INTERVAL,)) == (got.norms, got.measured, got.warnings)
        assert None is got.interval
