"""What is in force on a day: versions, rules with their own dates, figures that followed each other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import prodia
from prodia.case import Case
from prodia.case.days import of_people
from prodia.case.move import preview
from prodia.checks.protocol import resolve
from prodia.errors import EventRefused, ProdiaError
from prodia.language import Missing
from prodia.model.plan import Plan
from prodia.model.protocol import Protocol
from prodia.problems import cases as kinds
from prodia.problems import definitions as wrong
from prodia.telling.plain import to_text
from prodia.telling.protocol import definition
from prodia.telling.shelf import Shelf
from tests.case.given import SOURCE, criterion, decision, field, raw, refusal_of, shared, step
from tests.shipped import CATALOGUE

OLD, NEW = {"from": "2000-01-01", "to": "2023-08-31"}, {"from": "2023-09-01"}


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def plan_of(**change: Any) -> Plan:
    plan, findings = resolve(Protocol.model_validate(raw(**change)), None, shared())
    assert plan is not None, findings
    return plan


def small(criteria: dict[str, Any], **change: Any) -> Plan:
    """One question, what rests on it, and one decision that reads the criterion."""
    table = "ernst | -> voorstel\nmet | ja\nnot met, judgement | nee\n"
    parts: dict[str, Any] = {
        "consent": None,
        "fields": {"pc": field("percentile")},
        "derived": {},
        "criteria": criteria,
        "hypotheses": {},
        "decisions": {"d": decision(["ja", "nee", "open"], table, otherwise={"voorstel": "open"})},
        "phases": {"vraag": {"title": "v", "leads": "clb", "says": "s"}},
        "steps": {"vragen": step("vraag", fields=["pc"], decisions=["d"])},
    }
    return plan_of(**(parts | change))


def opened(plan: Plan, on: str, **more: Any) -> Case:
    event = {"kind": "opened", "on": on, "by": "clb", "protocol": plan.reference, "mode": "trajectory"}
    return Case.open({plan.reference: plan}, event | {"question": "q", "born": "2012-01-01"} | more)


def answered(case: Case, on: str, **answers: Any) -> Case:
    for name, value in answers.items():
        case = case.record({"kind": "answered", "on": on, "by": "clb", "field": name, "value": value})
    return case


class TestTheVersion:
    """A version is in force on a day or it is not."""

    def test_not_opened_before_its_first_day(self) -> None:
        plan = small({"ernst": criterion("pc < 10")}, valid={"from": "2026-09-01", "to": "2027-08-31"})
        refused = refusal_of(opened, plan, "2026-08-31")
        assert kinds.NOT_YET_IN_FORCE.full_code == refused.problem.code
        assert "2026-09-01" in refused.message("nl")
        assert () == opened(plan, "2026-09-01").state.warnings
        assert () == opened(plan, "2027-08-31").state.warnings

    def test_with_a_reason_it_is_and_says_so(self) -> None:
        plan = small({"ernst": criterion("pc < 10")}, valid={"from": "2026-09-01"})
        case = opened(plan, "2026-08-31", anyway="een proef met de nieuwe versie")
        assert [kinds.USED_BEFORE] == [one.kind for one in case.state.warnings]
        told = " ".join(to_text(prodia.report(case.state)).split())
        assert "een proef met de nieuwe versie" in told
        assert [kinds.USED_BEFORE] == [one.kind for one in prodia.why(case.state, "d").warnings]
        assert () == case.on(day("2026-09-01")).warnings

    def test_after_its_last_day_a_warning(self) -> None:
        plan = small({"ernst": criterion("pc < 10")}, valid={"from": "2026-09-01", "to": "2027-08-31"})
        case = opened(plan, "2027-09-01")
        assert [kinds.NO_LONGER_IN_FORCE] == [one.kind for one in case.state.warnings]

    def test_nor_moved_to(self) -> None:
        catalogue = CATALOGUE
        first = {"kind": "opened", "on": "2026-02-01", "by": "clb-contact", "mode": "trajectory"}
        first |= {"protocol": "lezen-spellen@1.0.0", "question": "q", "born": "2016-03-10"}
        case = Case.open(catalogue, first)
        move = {"kind": "moved", "by": "clb-team", "to": "lezen-spellen@2.0.0", "reason": "nieuwe grens"}
        assert (
            kinds.NOT_YET_IN_FORCE.full_code
            == refusal_of(case.record, move | {"on": "2026-08-31"}).problem.code
        )
        assert "lezen-spellen@2.0.0" == case.record(move | {"on": "2026-09-01"}).plan.reference
        early = case.record(move | {"on": "2026-08-31", "anyway": "vooruitkijken"})
        assert kinds.USED_BEFORE in [one.kind for one in early.state.warnings]
        seen = preview(case, catalogue.plan("lezen-spellen@2.0.0"))
        assert seen.version is not None
        assert preview(case, catalogue.plan("lezen-spellen@2.0.0"), day("2026-09-01")).version is None

    def test_what_was_recorded_is_read_again(self) -> None:
        """A file that holds such an opening stays readable: it is not checked twice."""
        plan = small({"ernst": criterion("pc < 10")}, valid={"from": "2026-09-01"})
        event = opened(plan, "2026-09-01").events[0].model_copy(update={"on": day("2026-01-01")})
        assert 1 == len(Case.replay({plan.reference: plan}, [event], check=False).events)
        with pytest.raises(EventRefused):
            Case.replay({plan.reference: plan}, [event])

    @pytest.mark.parametrize(
        ("on", "version"),
        [("2025-08-31", None), ("2025-09-01", "1.0.0"), ("2026-08-31", "1.0.0"), ("2026-09-01", "2.0.0")],
    )
    def test_which_one_holds(self, on: str, version: str | None) -> None:
        """The newest that is released and in force; before the first day of any, none."""
        held = CATALOGUE.in_force(day(on)).get("lezen-spellen")
        assert (f"lezen-spellen@{version}" if version else None) == held


class TestAnEarlierDay:
    """A state is of the day of the last event or later; an earlier one is of the case as it was."""

    def test_is_refused(self) -> None:
        case = answered(opened(small({"ernst": criterion("pc < 10")}), "2026-01-10"), "2026-02-01", pc=7)
        with pytest.raises(ProdiaError) as caught:
            case.on(day("2026-01-31"))
        assert kinds.EARLIER_DAY.full_code == caught.value.problem.code
        then = case.until(day("2026-01-31"))
        assert 1 == len(then.events)
        assert {} == dict(then.on(day("2026-01-31")).answers)
        assert case is case.until(day("2026-02-01"))
        with pytest.raises(EventRefused):
            case.until(day("2026-01-09"))


class TestADatedCriterion:
    """Outside its dates a criterion is not assessable, and says that it is not in force on that day."""

    def test_on_its_last_day_and_the_day_after(self) -> None:
        plan = small({"ernst": criterion("pc < 10") | {"valid": OLD}})
        case = answered(opened(plan, "2023-08-30"), "2023-08-31", pc=7)
        assert ("met", "ja") == (case.state.verdict("ernst").word, case.state.proposal("d").outcome)
        after = case.on(day("2023-09-01"))
        assert "not assessable" == after.verdict("ernst").word
        assert ("open", ("ernst",)) == (after.proposal("d").outcome, after.proposal("d").missing)
        assert [kinds.NOT_IN_FORCE] == [one.kind for one in after.warnings]
        assert "2023" in after.warnings[0].message("nl")

    def test_it_is_said_in_trace_and_report(self) -> None:
        plan = small({"ernst": criterion("pc < 10") | {"valid": OLD}})
        state = answered(opened(plan, "2023-08-30"), "2023-08-31", pc=7).on(day("2026-09-01"))
        traced = prodia.why(state, "ernst")
        assert (False, (), [kinds.NOT_IN_FORCE]) == (
            traced.in_force,
            traced.conditions,
            [one.kind for one in traced.missing],
        )
        told = " ".join(to_text(prodia.report(state)).split())
        assert "is op deze dag niet van kracht" in told
        assert "niet voldaan" not in told

    def test_what_only_it_reads_is_not_asked(self) -> None:
        plan = small({"ernst": criterion("pc < 10") | {"valid": OLD}})
        assert ["answer:pc"] == [str(n) for n in opened(plan, "2023-08-31").state.needs]
        later = opened(plan, "2023-09-01").state
        assert ["decide:d"] == [str(n) for n in later.needs]
        assert ["pc"] == [one.field for one in later.not_needed]

    def test_nobody_judges_it(self) -> None:
        plan = small({"ernst": criterion("pc < 10", "pc <= 15") | {"valid": OLD}})
        case = answered(opened(plan, "2023-08-30"), "2023-08-31", pc=12)
        judged = {"kind": "judged", "by": "clb", "criterion": "ernst", "verdict": "met"}
        judged |= {"person": "P", "reason": "omdat"}
        assert (
            kinds.NOT_IN_FORCE.full_code
            == refusal_of(case.record, judged | {"on": "2023-09-01"}).problem.code
        )
        now = case.record(judged | {"on": "2023-08-31"})
        assert "met" == now.state.verdict("ernst").word
        assert "not assessable" == now.on(day("2023-09-01")).verdict("ernst").word

    def test_the_plan_itself_where_nothing_has_other_dates(self) -> None:
        plan = small({"ernst": criterion("pc < 10")})
        assert plan is plan.on(day("2026-01-01"))
        assert plan is plan.on(day("2026-01-01")).on(day("2027-01-01"))


class TestADatedCutOff:
    """Two truths that followed each other stand side by side, each read as of the day of the case."""

    GRENS: dict[str, Any] = {  # noqa: RUF012
        "says": "hoogstens zoveel",
        "type": "percentile",
        "owner": "o",
        "values": [
            {"is": 10, "valid": OLD, "source": SOURCE},
            {"is": 15, "valid": NEW, "source": SOURCE, "note": "De nieuwe tekst."},
        ],
    }

    def plan(self, **change: Any) -> Plan:
        return small({"ernst": criterion("pc <= cutoff.grens")}, cutoffs={"grens": self.GRENS | change})

    def test_as_of_the_day(self) -> None:
        case = answered(opened(self.plan(), "2023-08-30"), "2023-08-31", pc=12)
        assert "not met" == case.state.verdict("ernst").word
        assert "met" == case.on(day("2023-09-01")).verdict("ernst").word

    def test_a_hole_is_not_in_force(self) -> None:
        values = [self.GRENS["values"][0], {**self.GRENS["values"][1], "valid": {"from": "2024-09-01"}}]
        state = answered(opened(self.plan(values=values), "2023-08-30"), "2023-08-31", pc=7).on(
            day("2024-01-01")
        )
        assert "not assessable" == state.verdict("ernst").word
        assert [("cutoffs", "grens")] == sorted(state.plan.off)
        assert [kinds.NOT_IN_FORCE] == [one.kind for one in prodia.why(state, "ernst").missing]

    @pytest.mark.parametrize(
        ("second", "code"),
        [
            ({"from": "2023-08-31"}, "PRD-V26"),
            ({"from": "2023-09-02"}, "PRD-V27"),
            ({"from": "2023-09-01", "to": "2030-01-01"}, "PRD-V27"),
            ({"from": "2023-09-01"}, None),
        ],
    )
    def test_holes_and_overlaps_are_found(self, second: dict[str, str], code: str | None) -> None:
        values = [self.GRENS["values"][0], {**self.GRENS["values"][1], "valid": second}]
        found = [p.code for p in prodia.check(self.plan(values=values)) if p.code[:5] == "PRD-V"]
        assert ([code] if code else []) == found

    def test_one_form_or_the_other(self) -> None:
        for change in ({"is": 10}, {"values": []}, {"is": 10, "values": [], "source": SOURCE}):
            with pytest.raises(ValueError, match="values"):
                Protocol.model_validate(raw(cutoffs={"grens": self.GRENS | change}))

    def test_both_figures_are_told(self) -> None:
        plan = self.plan()
        told = " ".join(to_text(definition(Shelf.of(plan), plan, "cutoffs", "grens", "nl")).split())
        for words in ("10 (percentiel)", "15 (percentiel)", "1 september 2023", "31 augustus 2023"):
            assert words in told
        assert "De nieuwe tekst." in told


class TestOtherParts:
    """A question, a decision and a step can have dates of their own; a row reads the day."""

    def test_a_question(self) -> None:
        fields = {"pc": field("percentile", valid=OLD)}
        plan = small({"ernst": criterion("pc < 10")}, fields=fields)
        case = answered(opened(plan, "2023-08-30"), "2023-08-31", pc=7)
        later = case.on(day("2023-09-01"))
        assert Missing.NOT_IN_FORCE is later.value("pc")
        assert "not assessable" == later.verdict("ernst").word
        assert ["decide:d"] == [str(n) for n in later.needs]
        assert kinds.NOT_IN_FORCE is refusal_of(answered, case, "2023-09-01", pc=8).problem.kind

    def test_a_decision(self) -> None:
        table = "ernst | -> voorstel\nmet | ja\nnot met, judgement | nee\n"
        one = decision(["ja", "nee", "open"], table, otherwise={"voorstel": "open"}, valid=OLD)
        plan = small({"ernst": criterion("pc < 10")}, decisions={"d": one})
        case = answered(opened(plan, "2023-08-30"), "2023-08-31", pc=7)
        later = case.on(day("2023-09-01"))
        assert ("ja", None) == (case.state.proposal("d").outcome, later.proposal("d").outcome)
        assert () == later.needs
        decided = {"kind": "decided", "on": "2023-09-01", "by": "clb", "decision": "d", "outcome": "ja"}
        decided |= {"person": "P", "reason": "omdat"}
        assert kinds.NOT_IN_FORCE.full_code == refusal_of(case.record, decided).problem.code

    def test_a_step(self) -> None:
        plan = small(
            {"ernst": criterion("pc < 10")},
            steps={"vragen": step("vraag", fields=["pc"], decisions=["d"], valid=OLD)},
        )
        assert ["answer:pc"] == [str(n) for n in opened(plan, "2023-08-31").state.needs]
        later = opened(plan, "2023-09-01").state
        assert () == later.needs
        assert "off path" == later.step("vragen").status
        assert later.step("vragen").why is not None
        assert kinds.NOT_IN_FORCE == later.step("vragen").why.kind

    def test_a_row(self) -> None:
        """Rows that follow each other read the day; the table is as complete as any."""
        table = (
            "ernst | case.day | -> voorstel\n"
            'met | < date("2023-09-01") | nee\n'
            'met | >= date("2023-09-01") | ja\n'
            "not met, judgement | - | nee\n"
        )
        one = decision(["ja", "nee", "open"], table, otherwise={"voorstel": "open"})
        plan = small({"ernst": criterion("pc < 10")}, decisions={"d": one})
        assert [] == [p.code for p in prodia.check(plan) if p.code.startswith("PRD-B")]
        case = answered(opened(plan, "2023-08-30"), "2023-08-31", pc=7)
        assert ("nee", "ja") == (
            case.state.proposal("d").outcome,
            case.on(day("2023-09-01")).proposal("d").outcome,
        )


class TestChecks:
    """What never counts is found before anybody runs it."""

    def test_never_in_force(self) -> None:
        plan = small({"ernst": criterion("pc < 10") | {"valid": OLD}}, valid={"from": "2024-01-01"})
        assert [wrong.NEVER_IN_FORCE.full_code] == [
            p.code for p in prodia.check(plan) if p.code.startswith("PRD-V")
        ]


class TestManyPeople:
    """Without a case: as of the day that is given, and a day is asked where it makes a difference."""

    def test_one(self) -> None:
        plan = small({"ernst": criterion("pc < 10") | {"valid": OLD}})
        assert "ja" == prodia.decide(plan, "d", {"pc": 7}, on=day("2023-08-31")).outcome
        later = prodia.decide(plan, "d", {"pc": 7}, on=day("2023-09-01"))
        assert ("open", ("ernst",), ("ernst",)) == (later.outcome, later.missing, later.not_in_force)
        with pytest.raises(ValueError, match="ernst is in force for a time only"):
            prodia.decide(plan, "d", {"pc": 7})

    @pytest.mark.parametrize(
        ("first", "last", "asks"),
        [
            ("2023-12-31", None, True),  # begins on the last day of the version
            ("2020-01-01", None, False),
            ("2024-01-01", None, False),  # never in force, on any day of it
            ("2000-01-01", "2020-01-01", True),  # ends on its first day
            ("2000-01-01", "2023-12-30", True),
            ("2000-01-01", "2023-12-31", False),
            ("2000-01-01", "2019-12-31", False),
        ],
    )
    def test_a_day_is_asked_where_two_days_of_the_version_differ(
        self, first: str, last: str | None, asks: bool
    ) -> None:
        valid = {"from": first} | ({"to": last} if last else {})
        version = {"from": "2020-01-01", "to": "2023-12-31"}
        plan = small({"ernst": criterion("pc < 10") | {"valid": valid}}, valid=version)
        days = [prodia.decide(plan, "d", {"pc": 7}, on=day(f"{n}")).outcome for n in version.values()]
        assert asks == (1 < len({*days, prodia.decide(plan, "d", {"pc": 7}, on=day("2022-01-01")).outcome}))
        if asks:
            with pytest.raises(ValueError, match="ernst is in force for a time only"):
                prodia.decide(plan, "d", {"pc": 7})
        else:
            assert days[0] == prodia.decide(plan, "d", {"pc": 7}).outcome

    @pytest.mark.parametrize("that", ["pc <= cutoff.meest", 'case.day < date("2023-09-01") or pc < 50'])
    def test_a_rule_that_takes_answers_back_asks_for_a_day_too(self, that: str) -> None:
        """Without one nothing is said that on some day is not so."""
        source = {"source": SOURCE}
        values = [{"is": 90, "valid": OLD, **source}, {"is": 50, "valid": NEW, **source}]
        meest = {"says": "zoveel", "type": "percentile", "owner": "p", "values": values}
        rule = {"that": that, "answers": ["pc"], "message": "Kijk na."}
        plan = small({"ernst": criterion("pc < 80")}, cutoffs={"meest": meest}, ensure={"e": rule})
        for on, outcome in (("2023-08-31", "ja"), ("2023-09-01", "open")):
            assert outcome == prodia.decide(plan, "d", {"pc": 70}, on=day(on)).outcome
        with pytest.raises(ValueError, match="say as of which day"):
            prodia.decide(plan, "d", {"pc": 70})

    def test_a_frame(self) -> None:
        pd = pytest.importorskip("pandas")
        grens = TestADatedCutOff().plan()
        frame = pd.DataFrame({"pc": [7, 12, 20, None]})
        before = prodia.decide(grens, "d", frame, on=day("2023-08-31"))
        after = prodia.decide(grens, "d", frame, on=day("2023-09-01"))
        assert ["ja", "nee", "nee", "open"] == before["outcome"].to_list()
        assert ["ja", "ja", "nee", "open"] == after["outcome"].to_list()


def two() -> dict[str, Any]:
    """A criterion that begins later, and one that was always there."""
    always = {"valid": {"from": "1990-01-01"}}
    return {"ernst": criterion("pc < 10") | {"valid": NEW}, "licht": criterion("pc < 25") | always}


class TestOfPeople:
    """Where a plan is worked out for people, what of it is not in force on the day is said."""

    def test_a_rule_with_dates_of_its_own(self) -> None:
        plan = small(two(), valid=OLD | {"to": "2029-12-31"})
        (told,) = of_people(plan, day("2023-08-31"))
        assert (kinds.NOT_IN_FORCE, "ernst") == (told.kind, told.values()["name"])
        assert () == of_people(plan, day("2023-09-01"))
        assert () == of_people(plan, day("2023-08-31"), among=["licht"])

    @pytest.mark.parametrize(
        ("on", "outside"),
        [("1999-12-31", True), ("2000-01-01", False), ("2023-08-31", False), ("2023-09-01", True)],
    )
    def test_a_version_from_its_first_day_to_its_last(self, on: str, outside: bool) -> None:
        found = of_people(small({"ernst": criterion("pc < 10")}, valid=OLD), day(on))
        assert ([kinds.OUTSIDE_ITS_DAYS] if outside else []) == [one.kind for one in found]

    def test_both_are_one_finding_that_names_the_rules(self) -> None:
        (told,) = of_people(small(two(), valid=OLD), day("1999-12-31"))
        assert "van 1 januari 2000 tot en met 31 augustus 2023" in told.message("nl")
        assert "this is of 31 December 1999; not assessable is then: ernst." in told.message("en")
