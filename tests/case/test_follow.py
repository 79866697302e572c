"""From a case to another protocol that its outcome leads to, and what comes before everything else."""

from __future__ import annotations

import datetime as dt

import pytest

import prodia
from prodia.case.follow import Followed, follow
from prodia.errors import EventRefused
from prodia.problems import cases as kinds
from prodia.telling import to_text

DAY = dt.date(2027, 3, 1)
SAFE = [
    {"kind": "answered", "by": "clb-contact", "field": f, "value": "nee"}
    for f in ("gevaar_nu", "verontrusting", "signaal_arts")
]


@pytest.fixture(scope="module")
def catalogue() -> prodia.Catalogue:
    return prodia.load().catalogue


def opened(
    catalogue: prodia.Catalogue, protocol: str, *events: dict[str, object], **more: object
) -> prodia.Case:
    first = {"kind": "opened", "on": "2026-12-07", "by": "clb-contact", "protocol": protocol, **more}
    case = prodia.Case.open(catalogue, {"mode": "consultative", "question": "Wat helpt?"} | first)
    for event in events:
        case = case.record({"on": "2026-12-07"} | event)
    return case


class TestUrgent:
    """A red flag is told first, to the team as soon as it is proposed, to others once it is decided."""

    @pytest.mark.parametrize(
        ("answers", "outcome"),
        [
            ({"gevaar_nu": "ja"}, {"veiligheid": "nu-hulp"}),
            ({"gevaar_nu": "nee", "verontrusting": "ja"}, {"veiligheid": "verontrusting-route"}),
            ({"gevaar_nu": "nee", "verontrusting": "twijfel", "signaal_arts": "nee"}, {}),
            ({"gevaar_nu": "nee", "verontrusting": "nee"}, {}),
            ({}, {}),
        ],
    )
    def test_what_stands_now(
        self, catalogue: prodia.Catalogue, answers: dict[str, str], outcome: dict[str, str]
    ) -> None:
        told = [{"kind": "answered", "by": "clb-contact", "field": f, "value": v} for f, v in answers.items()]
        case = opened(catalogue, "algemeen@1.1.0", *told)
        assert outcome == dict(case.state.urgent)
        assert "rustig-verder" != case.state.proposal("veiligheid").outcome

    def test_it_is_the_first_of_a_report(self, catalogue: prodia.Catalogue) -> None:
        flag = {"kind": "answered", "by": "clb-contact", "field": "gevaar_nu", "value": "ja"}
        case = opened(catalogue, "algemeen@1.1.0", flag, mode="trajectory", born="2017-03-10")
        assert "urgent" == prodia.report(case.state).sections[0].id
        assert "112" not in to_text(prodia.report(case.state, "parents"))
        words = {"outcome": "nu-hulp", "person": "C", "reason": "er is gevaar"}
        case = case.record(
            {"kind": "decided", "on": "2026-12-07", "by": "clb-contact", "decision": "veiligheid"} | words
        )
        told = prodia.report(case.state, "parents")
        assert "urgent" == told.sections[0].id
        assert "112" in to_text(told)

    @pytest.mark.parametrize(
        ("answers", "weighed", "again"),
        [
            (("nee", "ja"), "rustig-verder", True),  # calm then, a danger since
            (("ja", "ja"), "rustig-verder", True),  # weighed as no danger, and said once more
            (("ja",), "rustig-verder", False),  # weighed as no danger: people decide
            (("nee", "nee"), "rustig-verder", False),
            (("ja", "nee"), "nu-hulp", False),
        ],
    )
    def test_a_danger_overtakes_what_was_decided_before_it(
        self, catalogue: prodia.Catalogue, answers: tuple[str, ...], weighed: str, again: bool
    ) -> None:
        def said(field: str, value: str) -> dict[str, object]:
            return {"kind": "answered", "by": "clb-contact", "field": field, "value": value}

        calm = [said("verontrusting", "nee"), said("signaal_arts", "nee")]
        decided = {"kind": "decided", "by": "clb-contact", "decision": "veiligheid", "outcome": weighed}
        decided |= {"person": "C", "reason": "verzonnen"}
        first, *later = (said("gevaar_nu", one) for one in answers)
        events = (*calm, first, decided, *later)
        case = opened(catalogue, "algemeen@1.1.0", *events, mode="trajectory", born="2017-03-10")
        assert again == ("decide:veiligheid" in map(str, case.state.needs))
        assert again == ("veiligheid" not in case.state.decided)
        assert ({"veiligheid": "nu-hulp"} if again or weighed == "nu-hulp" else {}) == case.state.urgent
        calm_told = "geen teken" in to_text(prodia.report(case.state, "parents"))
        assert calm_told == (weighed == "rustig-verder" and not again)

    def test_a_person_judges_without_consent(self, catalogue: prodia.Catalogue) -> None:
        doubt = {"kind": "answered", "by": "clb-contact", "field": "gevaar_nu", "value": "weet_niet"}
        judged = {"kind": "judged", "by": "clb-contact", "criterion": "gevaar", "verdict": "met"}
        case = opened(catalogue, "algemeen@1.1.0", doubt, mode="trajectory", born="2017-03-10")
        assert "judge:gevaar" in [str(need) for need in case.state.needs]
        case = case.record({"on": "2026-12-07", "person": "C", "reason": "verzonnen"} | judged)
        assert "nu-hulp" == case.state.urgent["veiligheid"]


@pytest.fixture(scope="module")
def followed(catalogue: prodia.Catalogue) -> Followed:
    """Absence for fear, on to behaviour and emotion."""
    case = prodia.read_case(prodia.shipped() / "afwezigheid" / "1.0.0" / "cases" / "angst.yaml", catalogue)
    return follow(case, catalogue.plan("gedrag-emotie"), by="clb-contact", on=DAY)


class TestFollowing:
    """Closed here, opened there, and it is told what went along and what did not."""

    def test_both_cases(self, followed: Followed) -> None:
        assert followed.closed.state.closed
        assert "gedrag-emotie@1.0.0" in followed.closed.events[-1].reason  # type: ignore[union-attr]
        assert "gedrag-emotie@1.0.0" == followed.opened.plan.reference
        assert DAY == followed.opened.events[0].on

    def test_every_answer_is_accounted_for(self, followed: Followed) -> None:
        told = [*followed.carried, *(name for name, _ in followed.left)]
        assert sorted(followed.closed.state.history.replies) == sorted(told)
        assert "vraag_duidelijk" in followed.carried
        here, there = followed.closed.state.history.replies, followed.opened.state.history.replies
        assert all(here[name].value == there[name].value for name in followed.carried)
        assert set(there) == set(followed.carried)

    def test_why_one_does_not_go_along(self, followed: Followed) -> None:
        why = {name: problem.code for name, problem in followed.left}
        assert why
        assert {"PRD-C99", "PRD-C18", "PRD-C19", "PRD-C28"} & set(why.values())

    @pytest.mark.parametrize(
        ("value", "days", "carried"), [("nee", 0, True), ("nee", 1, False), ("ja", 1, True)]
    )
    def test_safety_is_of_one_day(
        self, catalogue: prodia.Catalogue, value: str, days: int, carried: bool
    ) -> None:
        case = prodia.read_case(
            prodia.shipped() / "afwezigheid" / "1.0.0" / "cases" / "angst.yaml", catalogue
        )
        day = case.state.day
        said = {"kind": "answered", "on": day, "by": "clb-contact", "field": "gevaar_nu", "value": value}
        to, on = catalogue.plan("gedrag-emotie"), day + dt.timedelta(days=days)
        found = follow(case.record(said), to, by="clb-contact", on=on)
        assert carried == ("gevaar_nu" in found.carried)
        assert carried == (("gevaar_nu", kinds.SAFETY_ANEW) not in [(f, why.kind) for f, why in found.left])
        assert ("ja" == value) == ("veiligheid" in found.opened.state.urgent)

    def test_only_where_an_outcome_leads(self, catalogue: prodia.Catalogue) -> None:
        case = opened(catalogue, "algemeen@1.1.0")
        with pytest.raises(EventRefused) as refused:
            follow(case, catalogue.plan("motoriek"), by="clb-contact")
        assert "PRD-C17" == refused.value.problem.code
        assert "begin een nieuw traject met «prodia case new»." == refused.value.problem.hint("nl")
