"""A worked case that names what does not exist is told so before it is run."""

from __future__ import annotations

from typing import Any

import pytest

from prodia.checks.cases import case_findings
from prodia.model.events import CaseFile
from tests.model.small import SMALL, sound

EVENTS: list[dict[str, Any]] = [
    {
        "kind": "opened",
        "on": "2026-03-02",
        "by": "werker",
        "mode": "trajectory",
        "question": "q",
        "born": "2016-01-01",
    },
    {"kind": "answered", "on": "2026-03-02", "by": "werker", "field": "pc", "value": 9},
    {"kind": "decided", "on": "2026-03-02", "by": "werker", "decision": "advies", "outcome": "hulp"}
    | {"person": "W", "reason": "r"},
]


def found(change: dict[str, Any], **expect: Any) -> list[tuple[str | int, ...]]:
    plan = sound(SMALL)
    events = [event | change.get(event["kind"], {}) for event in EVENTS]
    file = {"format": 1, "case": "a", "title": "t", "why": "w", "events": events, "expect": expect}
    return [f.path for f in case_findings(plan, CaseFile.model_validate(file), lambda _: None)]


class TestNames:
    """Every name in events and expectations is one its protocol has."""

    def test_a_sound_case(self) -> None:
        assert [] == found({}, verdicts={"ernst": "met"}, proposes={"advies": "hulp"})

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            ({"answered": {"field": "pcc"}}, ("events", 1, "field")),
            ({"answered": {"by": "wie"}}, ("events", 1, "by")),
            ({"decided": {"decision": "advis"}}, ("events", 2, "decision")),
            ({"decided": {"outcome": "hlp"}}, ("events", 2, "outcome")),
        ],
    )
    def test_an_event(self, change: dict[str, Any], path: tuple[str | int, ...]) -> None:
        assert [path] == found(change)

    def test_an_expectation(self) -> None:
        assert [("expect", "verdicts", "ernts")] == found({}, verdicts={"ernts": "met"})
        assert [("expect", "proposes", "advies")] == found({}, proposes={"advies": "hlp"})

    def test_a_case_that_must_be_refused_may_end_in_what_does_not_exist(self) -> None:
        assert [] == found({"decided": {"outcome": "hlp"}}, refused="PRD-C50")
