"""What can be proved about a plan before anyone uses it."""

from __future__ import annotations

from typing import Any

import pytest

from prodia.checks.figures import between
from prodia.checks.finding import Path
from prodia.checks.protocol import proofs
from prodia.checks.scope import Scope
from prodia.problems import values
from prodia.words import Lang
from tests.model.small import SMALL, WORDS, changed, resolved, sound


def codes(data: dict[str, Any]) -> list[str]:
    plan, findings = resolved(data)
    assert plan is not None, findings
    return [f.kind.code for f in proofs(plan)]


def witnesses(code: str, data: dict[str, Any], lang: Lang = "nl") -> list[tuple[Path, str]]:
    """The path and the witness of every finding of a kind."""
    return [(f.path, values(f.args, lang)["witness"]) for f in proofs(sound(data)) if f.kind.code == code]


class TestChecks:
    """Each check speaks when its mistake is made, and is silent otherwise."""

    def test_a_sound_protocol_has_nothing_to_say(self) -> None:
        assert [] == codes(SMALL)

    def test_a_gap_is_named_with_a_witness(self) -> None:
        table = "ernst | -> voorstel | omdat\nmet | hulp | x\nnot met | niets | x\njudgement | wacht | x\n"
        data = changed(decisions__advies__table=table, decisions__advies__otherwise=None)
        at = ("decisions", "advies", "table")
        assert [(at, "de achterstand is ernstig: not assessable")] == witnesses("B01", data, "en")

    def test_an_overlap_points_at_the_later_rule(self) -> None:
        rules = ("ernst | pc | -> voorstel | omdat", "met | - | hulp | x", "- | < 10 | niets | x")
        table = "\n".join((*rules, "not met | >= 10 | niets | x", ""))
        plan = sound(changed(decisions__advies__table=table))
        overlap = next(f for f in proofs(plan) if f.kind.code == "B02")
        assert overlap.cell is not None
        assert 2 == overlap.cell[0]

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"decisions__advies__outcomes__hulp__texts": {**WORDS, "parents": None}}, "N09"),
            ({"steps__beslissen__does": "administer"}, "L25"),
        ],
    )
    def test_one(self, change: dict[str, Any], code: str) -> None:
        assert code in codes(changed(**change))

    def test_an_otherwise_that_hides_a_forgotten_rule(self) -> None:
        table = "ernst | -> voorstel | omdat\nmet | hulp | ernstig\njudgement | niets | twijfel\n"
        found = witnesses("L27", changed(decisions__advies__table=table))
        assert [(("decisions", "advies", "otherwise"), "de achterstand is ernstig: niet voldaan")] == found

    @pytest.mark.parametrize(
        ("met", "judge", "found"),
        [
            ("pc <= 16", "pc <= 15", ["L26"]),
            ("pc <= 15", "pc <= 15", ["L26"]),
            ("pc < 15", "pc <= 15", []),
            ("pc <= 10", "pc <= 15", []),
            ("pc <= 16 or pc > 90", "pc <= 15 or pc > 95", ["L26"]),
            ("pc <= 16", "pc <= 15 or pc > 95", []),
            ('graad = "lager" or pc < 5', 'graad = "lager"', ["L26"]),
            ('graad = "lager" and pc < 5', 'graad = "lager"', []),
            ("dubbel < 3", "dubbel < 2.5", ["L26"]),
            ("pc <= 100", "pc <= 15", []),  # L09 says that this always holds
        ],
    )
    def test_a_grey_zone_that_nobody_is_ever_in(self, met: str, judge: str, found: list[str]) -> None:
        data = changed(criteria__ernst__by=None, criteria__ernst__met=met, criteria__ernst__judge=judge)
        assert found == [c for c in codes(data) if c == "L26"]

    @pytest.mark.parametrize(
        ("met", "judge", "witness"),
        [
            ("pc < 10", "pc between 12 and 15", "10"),
            ("pc < 10", "pc between 10 and 15", ""),
            ("pc <= 10", "pc <= 15", ""),
            ("pc > 90", "pc between 80 and 85", "86"),
            ("pc < 10 or pc > 90", "pc between 10 and 15", ""),
            ("pc < 10", "pc between 10 and 12 or pc between 14 and 16", "13"),
            ('pc < 10 and graad = "lager"', "pc between 12 and 15", ""),  # of two names nothing is said
        ],
    )
    def test_a_grey_zone_apart_from_what_is_met(self, met: str, judge: str, witness: str) -> None:
        data = changed(criteria__ernst__by=None, criteria__ernst__met=met, criteria__ernst__judge=judge)
        found = [said for _, said in witnesses("L98", data)]
        assert ([f"Percentiel woordlezen: {witness}"] if witness else []) == found

    def test_a_grey_zone_is_judged_per_branch(self) -> None:
        data = changed(criteria__ernst__judge={"lager": "pc < 10", "so": "pc <= 15"})
        at = ("criteria", "ernst", "judge", "lager")
        assert [(at, "Percentiel woordlezen: 0")] == witnesses("L26", data)

    def test_an_outcome_of_a_decision_without_a_pupil_speaks_to_team_and_school(self) -> None:
        words = {"team": "t", "school": "s"}
        outcomes = {id: {"title": id, "texts": words} for id in ("hulp", "niets", "wacht")}
        assert [] == codes(changed(decisions__advies__outcomes=outcomes, steps__beslissen__pupil=False))

    def test_a_field_read_by_the_expression_of_a_column_is_used(self) -> None:
        rows = "ernst | los / 2 | -> voorstel | omdat\nmet | - | hulp | x\n-  | < 5 | niets | y\n"
        table = {"decisions__advies__table": rows, "decisions__advies__hit": "first"}
        data = changed(fields__los={**SMALL["fields"]["pc"], "purpose": "de tabel"}, **table)
        data["steps"]["vragen"]["fields"].append("los")
        assert "L06" not in codes(data)

    def test_a_field_that_feeds_nothing_is_mentioned(self) -> None:
        data = changed(fields__los={**SMALL["fields"]["pc"], "purpose": "nergens voor"})
        data["steps"]["vragen"]["fields"].append("los")
        assert ["L06"] == codes(data)

    @pytest.mark.parametrize(("is_", "told"), [(7.5, ["Q40"]), (7.0, []), (15.0, ["P14"]), (15.5, ["P14"])])
    def test_a_cut_off_that_nobody_can_have(self, is_: float, told: list[str]) -> None:
        """Between two whole numbers it is not out of reach: what is said then is between which."""
        valid, shared = (
            {"from": "2026-01-01"},
            {"owner": "auteurs", "source": SMALL["decisions"]["advies"]["source"]},
        )
        cutoff = {"says": "kort", "type": "count 0..14", "is": is_, "valid": valid, **shared}
        plan, findings = resolved(changed(cutoffs={"kort": cutoff}))
        beside = [one.kind.code for one in between(Scope(plan))] if plan else []
        assert told == [*(code for code, _ in findings), *beside]

    @pytest.mark.parametrize(
        ("type", "is_", "met", "said"),
        [
            ("count 0..42", "items * 3", "nieuw < 10", [("9", "10", "12")]),
            ("count 0..42", "items * 3", "nieuw < 9", []),
            ("count 0..9999", "items * 3", "nieuw < 10", [("9", "10", "12")]),
            ("count", "items", "nieuw < 9.5", [("9", "9.5", "10")]),
            ("number 0..42", "items * 3", "nieuw < 10", []),  # of measured numbers nothing is said
        ],
    )
    def test_a_cut_off_between_what_can_be_computed(
        self, type: str, is_: str, met: str, said: list[tuple[str, ...]]
    ) -> None:
        items = {**SMALL["fields"]["pc"], "type": "count 0..14"}
        derived = {"nieuw": {"says": "nieuw", "type": type, "is": is_}}
        rule = {"criteria__ernst__by": None, "criteria__ernst__met": met, "criteria__ernst__judge": None}
        data = changed(derived=derived, fields__items=items, **rule, criteria__ernst__judges=[])
        data["steps"]["vragen"]["fields"].append("items")
        found = [dict(one.args) for one in between(Scope(sound(data)))]
        assert said == [(one["below"], one["at"], one["above"]) for one in found]

    @pytest.mark.parametrize(
        ("type", "is_", "ensure", "witness"),
        [
            ("number 0..50", "pc / 2", None, ""),
            ("number 0..40", "pc / 2", None, "99"),
            ("number 0..40", "min(pc / 2, 40)", None, ""),
            ("number 0..98", "pc - 1", None, "0"),
            ("count 0..50", "pc / 2", None, ""),  # that it is not rounded is told of its own (Q44)
            ("count 0..40", "pc / 2", None, "99"),
            ("number 0..40", "pc / 2", "pc <= 80", ""),
        ],
    )
    def test_a_computed_value_beyond_its_type(
        self, type: str, is_: str, ensure: str | None, witness: str
    ) -> None:
        rule = {"som": {"that": ensure, "answers": ["pc"], "message": "Kijk na."}} if ensure else {}
        derived = {"nieuw": {"says": "nieuw", "type": type, "is": is_}}
        found = [said for _, said in witnesses("P84", changed(derived=derived, ensure=rule))]
        assert ([f"Percentiel woordlezen: {witness}"] if witness else []) == found
