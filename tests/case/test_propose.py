"""The engine can propose; it cannot decide."""

from __future__ import annotations

import ast
from pathlib import Path

from prodia.case.gates import GATES
from prodia.case.history import STEPS
from prodia.case.records import Decision, Proposal
from prodia.model import events as ev

ROOMS = ("case", "report", "language", "model", "scoring", "checks", "content")


def makers(tree: ast.Module, name: str) -> list[int]:
    """The lines where something called ``name`` is called, or built in another way."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
    ]


class TestTypes:
    """A proposal is no decision, and no function of the engine makes a `decided` event."""

    def test_different_types(self) -> None:
        assert not issubclass(Decision, Proposal)
        assert not issubclass(Proposal, Decision)

    def test_nobody_makes_the_event(self, root: Path) -> None:
        found = [
            f"{path.name}:{at}"
            for room in ROOMS
            for path in sorted((root / "prodia" / room).rglob("*.py"))
            for at in makers(ast.parse(path.read_text("utf-8")), "Decided")
        ]
        assert [] == found

    def test_a_planted_maker_is_seen(self) -> None:
        assert [1, 2] == makers(ast.parse("ev.Decided(on=x)\nDecided(on=x)"), "Decided")

    def test_a_decision_comes_from_the_event_only(self, root: Path) -> None:
        found = [
            path.name
            for path in sorted((root / "prodia" / "case").rglob("*.py"))
            if makers(ast.parse(path.read_text("utf-8")), "Decision")
        ]
        assert ["history.py"] == found

    def test_a_decision_names_who_and_why(self) -> None:
        assert all(ev.Decided.model_fields[f].is_required() for f in ("by", "person", "reason", "outcome"))
        assert all(ev.Judged.model_fields[f].is_required() for f in ("by", "person", "reason"))


class TestKinds:
    """Every kind of event has its gate and its step."""

    def test_complete(self) -> None:
        kinds = set(ev.Recorded.__subclasses__()) - {ev.Opened}
        assert kinds == set(GATES) == set(STEPS)
