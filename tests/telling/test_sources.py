"""A source counts as current for a while after somebody saw it; what rests on none that does is told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from prodia.model.parts import citations
from prodia.model.protocol import PARTS
from prodia.site.addresses import anchors
from prodia.telling import to_text
from prodia.telling.choices import conflicts
from prodia.telling.protocol import protocol as told_protocol
from prodia.telling.readers import audience_page
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


class TestCiting:
    """Whatever cites a source stands on the page of that source: the parts of a test and of a field too."""

    def test_every_citation_of_what_is_shipped(self) -> None:
        found = {(ref, use.to.owner, use.to.id, use.cited) for ref, use in citing(SHELF, "nl")}
        shared = SHELF.shared
        every: list[tuple[str, str, Any]] = [
            (reference, id, thing)
            for reference, plan in SHELF.plans.items()
            for group in PARTS
            for id, thing in getattr(plan.protocol, group).items()
        ]
        every += [
            ("", id, one) for of in (shared.terms, shared.law, shared.instruments) for id, one in of.items()
        ]
        every += [("", reference, group.norms) for reference, group in SHELF.norms.items()]
        every += [("", "", reading) for one in shared.conflicts.values() for reading in one.readings]
        for reference, plan in SHELF.plans.items():
            every += [
                (reference, "parents", plan.protocol.rights),
                (reference, "", plan.protocol.inspiration),
            ]
        cited = {(one.ref, owner, id, one) for owner, id, thing in every for _, one in citations(thing)}
        assert set() == cited - found

    def test_what_is_no_page_of_its_own_has_an_anchor(self) -> None:
        """Rights, ideas and conflicts stand on a page with more: the link leads to the place."""
        parents = audience_page(SHELF, SHELF.plans["algemeen@1.1.0"], "parents", "nl")
        assert "rights" in anchors(parents)
        assert "inspiration" in anchors(told_protocol(SHELF, SHELF.plans["motoriek@1.0.0"], "nl"))
        assert {*SHELF.shared.conflicts} == {*anchors(conflicts(SHELF, "nl"))}

    def test_a_flag_of_a_test_and_a_gate_of_a_field(self) -> None:
        titles = {use.title for ref, use in citing(SHELF, "nl") if ref == "eigen-keuze"}
        flag = SHELF.shared.instruments["phq-9"].flags["gevaar_voor_zichzelf"]
        assert f"{SHELF.shared.instruments['phq-9'].title}: {flag.says}" in titles
        field = CATALOGUE.plan("lezen-spellen@3.0.0").fields["pc_dictee"]
        assert field.administered is not None and field.error is not None
        assert any(title.startswith(field.ask) for title in titles)


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
