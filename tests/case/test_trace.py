"""Why, why not, the smallest change, and what a move would do."""

from __future__ import annotations

import pytest

from prodia.case.move import preview
from prodia.case.trace import smallest_change, why, why_not
from prodia.errors import EventRefused
from prodia.language import Missing
from tests.case.given import CLEAR, LATER, MEASURED, OTHER, PLAN, answer, case, event


class TestWhy:
    """Every proposal names its rule, what the rule read, the verdicts behind it and their sources."""

    def test_rule_and_verdicts(self) -> None:
        told = why(case(*MEASURED).state, "label")
        assert [(1, 3)] == [(r.number, r.line) for r in told.rules]
        assert [("ernst", "met", True), ("duur", "met", True)] == [
            (c.column, c.cell, c.holds) for c in told.rules[0].cells
        ]
        assert ["ernst", "duur"] == [v.verdict.criterion for v in told.verdicts]
        ernst = told.verdicts[0]
        ((part, words, trace),) = ernst.conditions
        assert ("met", True) == (part, trace.value)
        assert [("pc", 9.0, None)] == [(r.name, r.value, r.reason) for r in trace.reads]
        assert "10" in words
        assert (["bron"], True, None) == ([s.ref for s in ernst.sources], ernst.in_force, ernst.strength)

    def test_missing_keeps_its_reason(self) -> None:
        refused = event("answered", field="pc", missing="refused")
        told = why(case(*MEASURED[:-1], refused).state, "label")
        assert ((), True) == (told.rules, told.proposal.otherwise)
        reads = told.verdicts[0].conditions[0][2].reads
        assert [(None, Missing.REFUSED)] == [(r.value, r.reason) for r in reads]

    def test_a_grey_zone_shows_both_conditions(self) -> None:
        told = why(case(*MEASURED, answer("pc", 12)).state, "label")
        assert ["met", "judge"] == [part for part, *_ in told.verdicts[0].conditions]

    def test_why_not(self) -> None:
        (rule,) = why_not(case(*MEASURED).state, "label", "nee")
        assert (3, [("ernst", "not met", False)]) == (
            rule.number,
            [(c.column, c.cell, c.holds) for c in rule.fails],
        )
        assert [2, 4] == [r.number for r in why_not(case(*MEASURED).state, "label", "wacht")]


class TestSmallestChange:
    """The fewest inputs that would give another proposal, and the answers that would have to be others."""

    def test_one_answer(self) -> None:
        changes = smallest_change(case(*MEASURED).state, "label")
        assert changes
        assert {1} == {len(c.inputs) for c in changes}
        assert "ja" not in {c.outcome for c in changes}
        found = {(m.name, m.now) for c in changes for way in c.answers for m in way}
        assert {("pc", 9.0), ("weken", 30.0), ("graad", "lager")} >= found >= {("pc", 9.0)}

    def test_it_is_true(self) -> None:
        """What is said to give another proposal does give it."""
        changes = {c.outcome: c for c in smallest_change(case(*MEASURED).state, "label")}
        assert "nee" == case(*MEASURED, answer("pc", 16)).state.proposal("label").outcome
        (way,) = changes["nee"].answers
        assert ["pc"] == [m.name for m in way]
        assert "15" in way[0].needed


class TestMove:
    """A case stays on its version until it is moved; the preview says what that would do."""

    NOW = case(*MEASURED[:-1], answer("pc", 12), event("judged"))

    def test_preview_is_what_happens(self) -> None:
        told = preview(self.NOW, LATER)
        before, moved = self.NOW.state, self.NOW.record(event("moved"))
        assert "proef@2.0.0" == moved.state.plan.reference
        assert (("ernst",), ("verhaal",)) == (told.lapsed, tuple(n for n, _ in told.dropped))
        assert ("helder", "graad", "weken", "sinds", "pc") == told.carried
        assert () == told.verdicts  # judged met before, met by the rule after
        assert "met" == moved.state.verdict("ernst").machine == before.verdict("ernst").word
        assert moved.state.needs == self.NOW._appended(event("moved")).state.needs

    def test_changed_cut_off(self) -> None:
        grey = case(*MEASURED[:-1], answer("pc", 12))
        told = preview(grey, LATER)
        assert (("ernst", "judgement", "met"),) == told.verdicts
        assert (("label", "wacht", "ja"),) == told.proposals
        assert (("judge:ernst",), ("decide:label",)) == (told.closed, told.opened)
        moved = grey.record(event("moved")).state
        for name, _, after in told.verdicts:
            assert after == moved.verdict(name).word
        assert told.changes

    def test_answers_stay_in_the_log(self) -> None:
        moved = case(*CLEAR).record(event("moved"))
        assert "verhaal" in moved.state.history.replies
        assert "verhaal" in moved.state.masked
        back = moved.record(event("moved", to="proef@1.0.0"))
        assert "verhaal" in back.state.answers

    def test_refused(self) -> None:
        for to in (PLAN, OTHER):
            with pytest.raises(EventRefused):
                preview(self.NOW, to)
