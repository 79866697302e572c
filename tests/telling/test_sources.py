"""A source counts as current for a while after somebody saw it; what rests on none that does is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from prodia.telling import to_text
from prodia.telling.shelf import Shelf, Use, shelf_of
from prodia.telling.sources import citing, claims, current_until
from tests.shipped import CATALOGUE

SHELF = shelf_of(CATALOGUE, "nl")


def uses(shelf: Shelf) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for ref, use in citing(shelf, "nl"):
        found.setdefault(ref, []).append(use)
    return found


def seen(shelf: Shelf, day: dt.date | None) -> Shelf:
    """The same shelf, every source of it seen on a day."""
    sources = {id: one.model_copy(update={"seen": day}) for id, one in shelf.shared.sources.items()}
    return replace(shelf, shared=replace(shelf.shared, sources=sources))


class TestCurrent:
    @pytest.mark.parametrize(
        ("day", "months", "read", "until"),
        [
            ("2026-11-28", 24, "opening", "2028-11-28"),
            ("2024-02-29", 12, "whole", "2025-02-28"),
            ("2026-11-28", None, "opening", None),
            ("2026-11-28", 24, "not-read", None),
            (None, 24, "opening", None),
        ],
    )
    def test_until(self, day: str | None, months: int | None, read: str, until: str | None) -> None:
        on = dt.date.fromisoformat(day) if day else None
        one = SHELF.shared.sources["s-over"].model_copy(update={"seen": on, "read": read})
        found = current_until(replace(SHELF, shared=replace(SHELF.shared, stale_months=months)), one)
        assert until == (found.isoformat() if found else None)


class TestClaims:
    """Without a day nothing is current; with one, what is sure is current and what is not sure stays."""

    def test_without_a_day_every_claim_is_there(self) -> None:
        told = to_text(claims(seen(SHELF, None), uses(SHELF), "nl"))
        criteria = CATALOGUE.plan("motoriek").protocol.criteria.values()
        assert all(one.says in " ".join(told.split()) for one in criteria if one.source)
        assert "telt als actueel" not in told.partition("kijkt het eerst na")[2]

    def test_what_is_not_sure_is_never_current(self) -> None:
        shelf = seen(SHELF, dt.date(2026, 11, 28))
        told = " ".join(to_text(claims(shelf, uses(shelf), "nl")).split()).partition("Hoe lang de rest")[0]
        newest = CATALOGUE.plan("motoriek").protocol
        for one in newest.criteria.values():
            sure = [
                cited
                for cited in one.source
                if cited.confidence in ("seen", "inferred")
                and shelf.shared.sources[cited.ref].read != "not-read"
            ]
            assert (one.says in told) is not bool(sure), one.says
