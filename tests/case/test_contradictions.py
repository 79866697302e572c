"""Answers that contradict each other are recorded and told; none of them counts until one is corrected."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

import prodia
from prodia.case import Case
from prodia.language import Missing
from prodia.model.plan import Plan
from prodia.model.protocol import Protocol
from prodia.problems import cases as kinds
from prodia.telling.plain import to_text
from tests.case.given import criterion, field, raw, step
from tests.case.test_days import answered, day, opened, small

FIELDS = {"van": field("date"), "tot": field("date"), "pc": field("percentile")}
DERIVED = {"maanden": {"says": "maanden", "type": "months -600..600", "is": "months between(van, tot)"}}
RULE = {"that": "tot >= van", "answers": ["van", "tot"], "message": "Het eindigt voor het begint."}
STEPS = {"vragen": step("vraag", fields=["van", "tot", "pc"], decisions=["d"])}


def plan(rule: dict[str, Any] | None = RULE, **change: Any) -> Plan:
    parts: dict[str, Any] = {"fields": FIELDS, "derived": DERIVED, "steps": STEPS}
    parts["ensure"] = {"volgorde": rule} if rule is not None else {}
    return small({"ernst": criterion("maanden >= 6")}, **(parts | change))


def contradicting() -> Case:
    case = opened(plan(), "2026-01-10")
    return answered(case, "2026-01-11", van="2026-01-01", tot="2025-01-01", pc=7)


class TestContradiction:
    """What it does to what is known."""

    def test_it_is_recorded_and_told(self) -> None:
        (one,) = contradicting().state.contradictions
        assert ("volgorde", "Het eindigt voor het begint.", ("van", "tot")) == (
            one.rule,
            one.message,
            one.answers,
        )

    def test_none_of_the_answers_counts(self) -> None:
        state = contradicting().state
        assert Missing.CONTRADICTED is state.value("van") is state.value("maanden")
        assert 7.0 == state.value("pc")
        assert "not assessable" == state.verdict("ernst").word
        assert {"van", "tot", "pc"} == set(state.answers)

    def test_both_are_asked_again_with_the_reason(self) -> None:
        needs = [n for n in contradicting().state.needs if n.kind == "answer"]
        assert ["van", "tot"] == [n.id for n in needs]
        assert {kinds.CONTRADICTED} == {n.why.kind for n in needs}
        assert all("Het eindigt voor het begint." in n.why.message("nl") for n in needs)

    @pytest.mark.parametrize("order", [*permutations([("van", "2024-11-01"), ("tot", "2025-06-01")])])
    def test_a_correction_in_any_order(self, order: tuple[tuple[str, str], ...]) -> None:
        """Both days were wrong: whichever is corrected first, nothing is refused."""
        case = contradicting()
        for name, value in order:
            case = answered(case, "2026-01-12", **{name: value})
        assert () == case.state.contradictions
        assert (7.0, "met") == (case.state.value("maanden"), case.state.verdict("ernst").word)

    def test_taking_one_back_is_a_correction_too(self) -> None:
        back = {"kind": "withdrawn", "on": "2026-01-12", "by": "clb", "what": "tot", "reason": "verkeerd"}
        case = contradicting().record(back)
        assert () == case.state.contradictions
        assert "not assessable" == case.state.verdict("ernst").word

    def test_what_is_not_known_contradicts_nothing(self) -> None:
        case = answered(opened(plan(), "2026-01-10"), "2026-01-11", van="2026-01-01")
        unknown = {"kind": "answered", "on": "2026-01-11", "by": "clb", "field": "tot", "missing": "unknown"}
        assert () == case.state.contradictions == case.record(unknown).state.contradictions

    def test_the_day_of_the_case_is_read(self) -> None:
        rule = {"that": "tot <= case.day", "answers": ["tot"], "message": "Dat is nog niet gebeurd."}
        case = answered(opened(plan(rule), "2026-01-10"), "2026-01-10", tot="2026-01-11")
        assert 1 == len(case.state.contradictions)
        assert () == case.on(day("2026-01-11")).contradictions

    def test_an_answer_off_the_path_contradicts_nothing(self) -> None:
        rule = {"that": "ja or pc < 50", "answers": ["ja", "pc"], "message": "Dat past niet."}
        made = plan(
            rule,
            fields=FIELDS | {"ja": field("truth")},
            steps={
                "eerst": step("vraag", fields=["ja", "van", "tot"], decisions=["d"]),
                "dan": step("vraag", fields=["pc"], when="ja"),
            },
        )
        case = answered(opened(made, "2026-01-10"), "2026-01-10", ja=True, pc=60)
        case = answered(case, "2026-01-11", ja=False)
        assert () == case.state.contradictions
        assert Missing.NOT_ASKED is case.state.value("pc")

    def test_it_stands_in_the_report_of_the_team_only(self) -> None:
        state = contradicting().state
        assert "Het eindigt voor het begint." in to_text(prodia.report(state))
        assert "Het eindigt" not in to_text(prodia.report(state, "parents"))
        assert [c.rule for c in prodia.why(state, "d").contradictions] == ["volgorde"]

    def test_many_people_as_one(self) -> None:
        pd = pytest.importorskip("pandas")
        rows = [
            {"van": "2025-01-01", "tot": "2025-09-01"},
            {"van": "2025-09-01", "tot": "2025-01-01"},
            {"van": None, "tot": "2025-01-01"},
        ]
        found = prodia.decide(plan(), "d", pd.DataFrame(rows))
        one = [prodia.decide(plan(), "d", row) for row in rows]
        assert [o.outcome for o in one] == found["outcome"].to_list() == ["ja", "open", "open"]
        assert ["", "volgorde", ""] == found["contradictions"].to_list()
        assert [(), ("volgorde",), ()] == [o.contradictions for o in one]


class TestNeverBelowZero:
    """Time between two days does not run backwards, whatever its type says."""

    def test_it_is_no_value_and_no_verdict(self) -> None:
        case = answered(opened(plan(None), "2026-01-10"), "2026-01-11", van="2026-01-01", tot="2025-01-01")
        assert Missing.IMPOSSIBLE is case.state.value("maanden")
        assert None is case.state.derived["maanden"]
        assert "not assessable" == case.state.verdict("ernst").word
        assert "buiten wat mogelijk is" in to_text(prodia.report(case.state))

    def test_nor_in_a_frame(self) -> None:
        pd = pytest.importorskip("pandas")
        frame = pd.DataFrame({"van": ["2026-01-01"], "tot": ["2025-01-01"]})
        assert ["open"] == prodia.decide(plan(None), "d", frame)["outcome"].to_list()

    def test_check_says_so(self) -> None:
        assert "PRD-P82" in [p.code for p in prodia.check(plan(None))]


class TestChecks:
    """A rule reads the answers it names and no others, and can be true and false."""

    @pytest.mark.parametrize(
        ("that", "answers", "codes"),
        [
            ("tot >= van", ["van", "tot"], []),
            ("tot >= van", ["tot"], ["PRD-P78"]),
            ("maanden >= 0", ["van", "tot"], ["PRD-P78"]),
            ("tot >= van", ["van", "tot", "pc"], ["PRD-P79"]),
            ("tot >= van or tot < van", ["van", "tot"], ["PRD-P81"]),
            ("tot > van and tot < van", ["van", "tot"], ["PRD-P81"]),
            ("pc <= 50", ["pc"], []),
            ("months between(van, tot) <= 24", ["van", "tot"], []),
            ('tot <= date("2026-01-01")', ["tot"], []),
            ("null", [], None),
        ],
    )
    def test_what_is_found(self, that: str, answers: list[str], codes: list[str] | None) -> None:
        rule = {"that": that, "answers": answers, "message": "m"}
        if codes is None:
            with pytest.raises(ValueError, match="at least 1"):
                Protocol.model_validate(raw(ensure={"volgorde": rule}))
            return
        found = prodia.check(plan(rule))
        assert codes == [p.code for p in found if p.code in ("PRD-P78", "PRD-P79", "PRD-P81", "PRD-E30")]
