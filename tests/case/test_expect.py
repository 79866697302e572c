"""Worked cases: the events of a case file, and what must follow from them."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from prodia.case.expect import check_case
from prodia.model.events import CaseFile
from tests.case.given import MEASURED, PLANS, case
from tests.shipped import CATALOGUE


class TestWorkedCase:
    """A worked case says what its events must come to; a difference is a finding, not an exception."""

    EVENTS: ClassVar = [
        one.model_dump(mode="json", by_alias=True, exclude_none=True) for one in case(*MEASURED).events
    ]

    def file(self, *more: dict[str, Any], **expect: Any) -> CaseFile:
        data = {"format": 1, "case": "c", "title": "t", "why": "w", "events": [*self.EVENTS, *more]}
        return CaseFile.model_validate(data | {"expect": expect})

    def test_holds(self) -> None:
        good = self.file(
            verdicts={"ernst": "met", "duur": "met"},
            proposes={"label": "ja", "wie": "ouders"},
            values={"pc": 9, "lang": True, "sinds": "2026-01-01", "thema": None},
            needs=["decide:label", "parents"],
            hypotheses={"h1": "kept"},
            steps={"meten": "done", "meedenken": "off path"},
            phase="advies",
        )
        assert () == check_case(PLANS, good)

    @pytest.mark.parametrize(
        ("expect", "says"),
        [
            ({"verdicts": {"ernst": "not met"}}, "ernst"),
            ({"verdicts": {"nergens": "met"}}, "nergens"),
            ({"proposes": {"label": "nee"}}, "label"),
            ({"values": {"pc": 10}}, "pc"),
            ({"values": {"thema": "iets"}}, "gekregen «-»"),
            ({"needs": []}, "needs"),
            ({"not_needed": ["pc"]}, "pc"),
            ({"hypotheses": {"h1": "rejected"}}, "h1"),
            ({"hypotheses": {"h2": "kept"}}, "h2"),
            ({"steps": {"meten": "open"}}, "meten"),
            ({"phase": "vraag"}, "vraag"),
            ({"refused": "PRD-C20"}, "PRD-C20"),
        ],
    )
    def test_differs(self, expect: dict[str, Any], says: str) -> None:
        (found,) = check_case(PLANS, self.file(**expect))
        assert "PRD-C98" == found.code
        assert says in found.message("nl")
        assert "{" not in found.message("en")

    @pytest.mark.parametrize(("changed", "right"), [(["ernst"], True), ([], False)])
    def test_what_a_move_changed_whatever_came_after(self, changed: list[str], right: bool) -> None:
        """12 is for a judge, and in the later version below the cut-off."""
        last = self.EVENTS[-1]
        move = {"kind": "moved", "on": last["on"], "by": "clb", "to": "proef@2.0.0", "reason": "r"}
        file = self.file({**last, "value": 12}, move, last, changed=changed)
        assert right == (not check_case(PLANS, file))

    def test_refused_last(self) -> None:
        wrong = {"kind": "answered", "on": "2026-09-01", "by": "clb", "field": "heldr", "value": True}
        assert () == check_case(PLANS, self.file(wrong, refused="PRD-C20"))
        assert ["PRD-C20"] == [p.code for p in check_case(PLANS, self.file(wrong))]
        late = self.file(wrong, {**wrong, "field": "helder"}, refused="PRD-C20")
        assert check_case(PLANS, late)

    def test_without_a_protocol(self) -> None:
        first = {k: v for k, v in self.EVENTS[0].items() if k not in ("protocol", "digest")}
        data = {"format": 1, "case": "c", "title": "t", "why": "w", "events": [first]}
        file = CaseFile.model_validate(data | {"expect": {"phase": "vraag"}})
        assert () == check_case(PLANS, file, protocol="proef@2.0.0")
        assert ["PRD-C85"] == [p.code for p in check_case(PLANS, file)]

    def test_answers_at_odds_are_told_before_what_waits_for_them(self) -> None:
        """A phase stays open while answers contradict each other: which, and where they stand."""
        entries = CATALOGUE.case_entries("algemeen@1.1.0")
        (entry,) = [e for e in entries if "consultatief-spreekt-tegen" == e.definition.case]
        events = [
            e.model_dump(mode="json", by_alias=True, exclude_none=True) for e in entry.definition.events
        ]
        wrong = {**events[-1], "kind": "answered", "by": "clb-contact", "field": "heldr", "value": True}
        whole = {"format": 1, "case": "c", "title": "t", "why": "w", "expect": {}, "events": [*events, wrong]}
        file = CaseFile.model_validate(whole)
        found = check_case(CATALOGUE, file, protocol="algemeen@1.1.0")
        assert ["PRD-P80", "PRD-C20"] == [p.code for p in found]
