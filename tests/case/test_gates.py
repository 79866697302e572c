"""Every gate: what is refused, with which code, and that nothing has changed."""

from __future__ import annotations

import datetime as dt

import pytest

from prodia.case import Case
from prodia.case.case import Plans
from prodia.checks.protocol import proofs
from prodia.errors import EventRefused
from prodia.model.events import Recorded
from prodia.problems import Kind
from prodia.problems import cases as kinds
from prodia.problems.families import kinds as families
from prodia.telling import blocks as b
from prodia.telling import to_text
from prodia.telling.case import needs
from prodia.telling.values import asked_of
from tests.case.given import (
    CLEAR,
    CONSENTED,
    MEASURED,
    PLANNED,
    PLANS,
    answer,
    case,
    case_on,
    event,
    field,
    opened,
    plan,
    raw,
    refusal_of,
    step,
    told,
)

ANONYMOUS = {"C64", "C65", "C66", "C67"}  # TestModes


def _code(plans: Plans, event: Recorded) -> str | None:
    try:
        Case.open(plans, event)
    except EventRefused as refused:
        return refused.problem.code
    return None


DECIDED = (*MEASURED, event("decided"))
SHARED = (*DECIDED, event("shared"))
GREY = (*MEASURED[:-1], answer("pc", 12))
PAUSED = (*PLANNED, event("paused"))
CLOSED = (*PLANNED, event("closed"))
OFF_PATH = (*CONSENTED, answer("helder", False), answer("verhaal", "v"), event("raised"))
REFUSED: dict[str, tuple[tuple[Recorded, ...], Recorded, Kind]] = {
    "opened twice": ((), event("opened"), kinds.ALREADY_OPENED),
    "date back": ((), event("closed", "2026-08-31"), kinds.DATE_BACK),
    "unknown role": ((), event("closed", by="buur"), kinds.UNKNOWN_ROLE),
    "closed": (CLOSED, answer("helder", True), kinds.CLOSED),
    "closed twice": (CLOSED, event("closed"), kinds.CLOSED),
    "paused: raised": (PAUSED, event("raised", hypothesis="h2"), kinds.PAUSED),
    "paused: decided": (PAUSED, event("decided"), kinds.PAUSED),
    "paused: moved": (PAUSED, event("moved"), kinds.PAUSED),
    "resumed unpaused": ((), event("resumed"), kinds.NOT_PAUSED),
    "no consent": ((), answer("helder", True), kinds.CONSENT_MISSING),
    "refusal": ((event("consented", given=False),), answer("helder", True), kinds.CONSENT_REFUSED),
    "withdrawal": (
        (*CLEAR, event("withdrawn", what="consent")),
        answer("helder", True),
        kinds.CONSENT_REFUSED,
    ),
    "one of one's own that is not": (
        CLEAR,
        event("raised", hypothesis="h1", title="eigen"),
        kinds.NOT_ONES_OWN,
    ),
    "no consent to raise": ((), event("raised"), kinds.CONSENT_MISSING),
    "consent of another": ((), event("consented", **{"from": "leerling"}), kinds.CONSENT_OTHER_ROLE),
    "consent of nobody known": ((), event("consented", **{"from": "buur"}), kinds.UNKNOWN_ROLE),
    "competence by another role": ((), event("assessed", by="school"), kinds.NOT_A_JUDGE),
    "consent already asked of nobody": (
        (event("switched", mode="compulsory"),),
        event("consented"),
        kinds.CONSENT_NOT_ASKED,
    ),
    "unknown field": (CONSENTED, answer("heldr", True), kinds.UNKNOWN_FIELD),
    "other mode": (CONSENTED, answer("thema", "lezen"), kinds.OFF_PATH_MODE),
    "off path": (OFF_PATH, answer("weken", 3), kinds.OFF_PATH),
    "path unknown": (CONSENTED, answer("weken", 3), kinds.PATH_UNKNOWN),
    "phase before": (CLEAR, answer("pc", 3), kinds.PHASE_CLOSED),
    "strategy skipped": (CLEAR, event("decided"), kinds.PHASE_CLOSED),
    "phase before raising": (CONSENTED, event("raised"), kinds.PHASE_CLOSED),
    "no hypothesis": ((*CLEAR, event("raised", hypothesis="h2")), answer("pc", 3), kinds.NO_HYPOTHESIS),
    "dropped hypothesis": (
        (*PLANNED, event("raised", hypothesis="h2"), event("dropped")),
        answer("pc", 3),
        kinds.NO_HYPOTHESIS,
    ),
    "asked of another": (CONSENTED, answer("helder", True, by="ouders"), kinds.OTHER_ROLE),
    "measured tomorrow": (PLANNED, answer("pc", 3, measured="2026-09-02"), kinds.MEASURED_LATE),
    "measured before birth": (PLANNED, answer("pc", 3, measured="2016-04-30"), kinds.MEASURED_LATE),
    "unknown hypothesis": (CLEAR, event("raised", hypothesis="h9"), kinds.UNKNOWN_HYPOTHESIS),
    "raised twice": (PLANNED, event("raised"), kinds.ALREADY_RAISED),
    "dropped unraised": (CLEAR, event("dropped"), kinds.NOT_RAISED),
    "dropped unknown": (CLEAR, event("dropped", hypothesis="h9"), kinds.UNKNOWN_HYPOTHESIS),
    "unknown criterion": (GREY, event("judged", criterion="erns"), kinds.UNKNOWN_CRITERION),
    "no grey zone": (MEASURED, event("judged"), kinds.NOT_GREY),
    "no grey zone yet": (PLANNED, event("judged"), kinds.NOT_GREY),
    "judged by another": (GREY, event("judged", by="school"), kinds.NOT_TO_JUDGE),
    "unknown decision": (MEASURED, event("decided", decision="labl"), kinds.UNKNOWN_DECISION),
    "unknown outcome": (MEASURED, event("decided", outcome="jaa"), kinds.OUTCOME),
    "decided by another": (MEASURED, event("decided", by="school"), kinds.NOT_TO_DECIDE),
    "decision in no step": (
        MEASURED,
        event("decided", decision="wie", outcome="ouders"),
        kinds.DECISION_CLOSED,
    ),
    "unknown phase": (CLEAR, event("reopened", phase="intake"), kinds.UNKNOWN_PHASE),
    "phase to come": (CLEAR, event("reopened", phase="advies"), kinds.PHASE_LATER),
    "other protocol": (CLEAR, event("moved", to="ander@1.0.0"), kinds.MOVE_OTHER),
    "same version": (CLEAR, event("moved", to="proef@1.0.0"), kinds.MOVE_OTHER),
    "no such version": (CLEAR, event("moved", to="proef@9.0.0"), kinds.UNKNOWN_PROTOCOL),
    "other content": (CLEAR, event("moved", digest="sha256:x"), kinds.OTHER_DIGEST),
    "nothing to withdraw": (CLEAR, event("withdrawn", what="pc"), kinds.NOTHING_TO_WITHDRAW),
    "consent withdrawn twice": (
        (*CLEAR, event("withdrawn", what="consent")),
        event("withdrawn", what="consent"),
        kinds.NOTHING_TO_WITHDRAW,
    ),
    "a refusal withdrawn": (
        (event("consented", given=False),),
        event("withdrawn", what="consent"),
        kinds.NOTHING_TO_WITHDRAW,
    ),
    "withdrawn what this version does not ask": (
        (*CLEAR, event("moved")),
        event("withdrawn", what="verhaal"),
        kinds.NOTHING_TO_WITHDRAW,
    ),
    "withdrawn by another": (CLEAR, event("withdrawn", what="helder", by="ouders"), kinds.OTHER_ROLE),
    "judged without consent": (
        (*GREY, event("withdrawn", what="consent")),
        event("judged"),
        kinds.CONSENT_REFUSED,
    ),
    "judged before the pupil consents": ((*GREY, event("assessed")), event("judged"), kinds.CONSENT_MISSING),
    "judged before competence": (GREY, event("judged", "2028-05-02"), kinds.JUDGE_FIRST),
    "no consent to withdraw": ((), event("withdrawn", what="consent"), kinds.NOTHING_TO_WITHDRAW),
    "shared too early": (CLEAR, event("shared"), kinds.PHASE_CLOSED),
    "shared with nobody": (SHARED, event("shared", audience="school"), kinds.SHARE_CLOSED),
    "same mode": ((), event("switched"), kinds.SAME_MODE),
    "born later": ((), event("switched", mode="compulsory", born="2026-09-02"), kinds.BORN_LATER),
}


class TestRefused:
    """An event that is not open is refused with what is open, and nothing has changed."""

    @pytest.mark.parametrize("name", REFUSED)
    def test_code(self, name: str) -> None:
        before, one, kind = REFUSED[name]
        now = case(*before)
        events, needs = now.events, now.state.needs
        refused = refusal_of(now.record, one)
        assert kind.full_code == refused.problem.code
        assert (events, needs) == (now.events, now.state.needs)
        assert refused.open or kind.full_code in ("PRD-C74", "PRD-C07", "PRD-C08")
        for lang in ("nl", "en"):
            text = refused.problem.line(lang)
            assert "{" not in text and "None" not in text

    def test_every_kind_of_refusal_is_tried(self) -> None:
        tried = {kind.code for *_, kind in REFUSED.values()} | {"C01", "C11", "C14", "C16", "C41"} | ANONYMOUS
        values = {"C30", "C31", "C32", "C34", "C35", "C36", "C37", "C38"}  # test_answers
        values |= {"C17", "C18", "C19", "C28", "C29", "C44"}  # test_follow
        every = {k.code for k in families()["cases"] if k.code < "C80"}
        assert every == tried | values

    def test_a_protocol_that_says_not_who(self) -> None:
        holes = raw()
        holes["consent"] = {**holes["consent"], "who": {"ouders": "ouders"}}
        holes["steps"] = {k: v for k, v in holes["steps"].items() if k != "hypothesen"}
        plan_ = plan(holes)
        now = case_on(plan_, born="2010-01-01")
        for one in (answer("helder", True), event("consented")):
            assert "PRD-C14" == refusal_of(now.record, one).problem.code
        young = case_on(plan_, event("consented"))
        assert "PRD-C41" == refusal_of(young.record, event("raised")).problem.code

    def test_first_event(self) -> None:
        assert "PRD-C01" == refusal_of(Case.open, PLANS, event("closed")).problem.code

    def test_opened_elsewhere(self) -> None:
        for change, code in (
            ({"protocol": "proef@3.0.0"}, "PRD-C07"),
            ({"digest": "sha256:0"}, "PRD-C08"),
            ({"born": "2027-01-01"}, "PRD-C79"),
            ({"by": "buur"}, "PRD-C06"),
        ):
            assert code == refusal_of(opened, **change).problem.code

    def test_an_opened_case_is_pinned(self) -> None:
        assert "sha256:1.0.0" == opened().events[0].digest  # type: ignore[attr-defined]


class TestConsent:
    """Who must consent is decided at the date of the event; age only asks for a judgement of competence."""

    def test_twelve_midway(self) -> None:
        young = case(*CLEAR)
        birthday = dt.date(2028, 5, 1)
        assert "given" == young.on(birthday - dt.timedelta(days=1)).consent.status
        assert "judge first" == young.on(birthday).consent.status
        refused = refusal_of(young.record, event("raised", birthday))
        assert "PRD-C11" == refused.problem.code
        refused = refusal_of(young.record, event("consented", birthday, **{"from": "leerling"}))
        assert "PRD-C11" == refused.problem.code
        assert ("competence:competence",) == refused.open
        competent = young.record(event("assessed", birthday))
        assert ["consent:leerling"] == [str(n) for n in competent.state.needs]
        agreed = competent.record(event("consented", birthday, **{"from": "leerling"}))
        assert {"h1"} == set(agreed.record(event("raised", birthday)).state.hypotheses)
        assert {"ouders", "leerling"} == set(agreed.state.history.consents)

    def test_judged_not_competent_falls_back_on_the_parents(self) -> None:
        birthday = dt.date(2028, 5, 1)
        now = case(*CLEAR, event("assessed", birthday, competent=False))
        assert ("given", "ouders") == (now.state.consent.status, now.state.consent.role)

    def test_competent_before_twelve(self) -> None:
        now = opened().record(event("assessed"))
        assert ("missing", "leerling") == (now.state.consent.status, now.state.consent.role)

    def test_a_new_yes_opens_again(self) -> None:
        now = case(*CLEAR, event("withdrawn", what="consent"))
        assert ("withdrawn", ()) == (now.state.consent.status, now.state.needs)
        assert "given" == now.record(event("consented")).state.consent.status

    @pytest.mark.parametrize("by", ["ouders", "leerling", "school"])
    def test_only_the_centre_opens_compulsory_guidance(self, by: str) -> None:
        assert kinds.NOT_TO_DECIDE is refusal_of(opened, mode="compulsory", by=by).problem.kind

    def test_compulsory_needs_nobody(self) -> None:
        now = opened(mode="compulsory")
        assert "not needed" == now.state.consent.status
        assert "answer:helder" == str(now.state.needs[0])


class TestModes:
    """Consultative guidance knows no pupil; switching opens the consent gate."""

    def test_consultative(self) -> None:
        now = opened(mode="consultative")
        assert ["answer:thema"] == [str(n) for n in now.state.needs]
        for one in (answer("helder", True), event("consented"), event("assessed")):
            assert refusal_of(now.record, one).problem.code in ("PRD-C16", "PRD-C21")

    def test_switched(self) -> None:
        now = told(opened(mode="consultative"), answer("thema", "lezen"), event("switched"))
        assert ["consent:ouders"] == [str(n) for n in now.state.needs]
        assert {"thema"} == set(now.state.masked)
        assert None is now.state.answers.get("thema")

    def test_anonymous(self) -> None:
        """Nobody is known: no name, no words of one's own, no trajectory; a worker may say who she is."""
        meet = step("vraag", modes=["anonymous"], pupil=False, fields=["thema", "helder"])
        fields = {**raw()["fields"], "thema": field("text", "ouders"), "helder": field("truth", "ouders")}
        shy = plan(raw(steps={**raw()["steps"], "meedenken": meet}, fields=fields))
        now = Case.open({shy.reference: shy}, event("opened", mode="anonymous"))
        assert "PRD-C67" == _code(PLANS, event("opened", mode="anonymous"))  # it has no such step
        for by, refused in (("ouders", True), ("clb", False)):
            named = event("opened", mode="anonymous", by=by, person="L. Maes")
            assert refused == (_code({shy.reference: shy}, named) == "PRD-C65")
        for one, code in (
            (event("switched"), "PRD-C64"),
            (event("consented"), "PRD-C64"),
            (event("assessed"), "PRD-C64"),
            (answer("thema", "ik heet Lena"), "PRD-C66"),
            (answer("helder", True, by="ouders", person="L. Maes"), "PRD-C65"),
        ):
            assert code == refusal_of(now.record, one).problem.code
        assert now.record(answer("helder", True, person="A. Peeters")).state.value("helder") is True
        findings = [f.kind.code for f in proofs(shy)]
        assert ["P91"] == [code for code in findings if code in ("P90", "P91")]


class TestWaiting:
    """While a case waits, what arrives from outside is recorded; nothing else."""

    def test_paused(self) -> None:
        now = case(*PAUSED)
        assert ["resume:resumed"] == [str(n) for n in now.state.needs]
        assert 9 == now.record(answer("pc", 9)).state.value("pc")
        assert not told(now, event("resumed")).state.paused
        assert told(now, event("closed")).state.closed

    def test_closed_and_reopened(self) -> None:
        now = case(*CLOSED)
        assert () == now.state.needs
        again = now.record(event("reopened"))
        assert (False, 2, "vraag") == (again.state.closed, again.state.round, again.state.phase)


class TestCyclic:
    """Reopening a phase keeps the answers, and sets aside what was concluded there or later."""

    def test_decisions_and_judgements(self) -> None:
        now = told(case(*GREY, event("judged"), event("decided")), event("shared"))
        assert {"label"} == set(now.state.decided)
        again = now.record(event("reopened", phase="onderzoek"))
        assert ({}, (), {}) == (
            dict(again.state.decided),
            again.state.shared,
            dict(again.state.history.judged),
        )
        assert 12 == again.state.value("pc")
        assert "onderzoek" == again.state.phase
        problem = refusal_of(again.record, event("decided")).problem
        assert ("PRD-C24", "nagaan") == (problem.code, dict(problem.args)["first"])
        corrected = again.record(answer("pc", 9))
        assert "advies" == corrected.state.phase
        assert len(now.events) + 2 == len(corrected.events)

    def test_a_later_phase_stands(self) -> None:
        now = case(*DECIDED).record(event("reopened", phase="advies"))
        assert {} == dict(now.state.decided)
        assert {"h1"} == set(now.state.hypotheses)


class TestPeople:
    """The machine proposes, people decide: with the proposal, apart from it, or without one."""

    def test_with_and_apart(self) -> None:
        agreed = case(*DECIDED).state.decided["label"]
        assert ("ja", "ja", False) == (agreed.outcome, agreed.proposed, agreed.departs)
        apart = case(*MEASURED, event("decided", outcome="nee")).state.decided["label"]
        assert ("nee", "ja", True) == (apart.outcome, apart.proposed, apart.departs)

    def test_the_proposal_of_that_moment(self) -> None:
        now = case(*DECIDED, answer("pc", 80))
        assert ("ja", "nee") == (now.state.decided["label"].proposed, now.state.proposal("label").outcome)
        told = [to_text(b.document("-", "nl", None, needs(one.state, "nl"))) for one in (case(*DECIDED), now)]
        assert [False, True] == ["stelt de tabel «nee» voor" in text for text in told]

    def test_a_grey_zone_is_judged(self) -> None:
        grey = case(*GREY)
        assert "judge:ernst" in [str(n) for n in grey.state.needs]
        assert "judgement" == grey.state.verdict("ernst").word
        settled = grey.record(event("judged"))
        assert ("met", "judgement") == (
            settled.state.verdict("ernst").word,
            settled.state.verdict("ernst").machine,
        )
        assert "ja" == settled.state.proposal("label").outcome
        lapsed = settled.record(answer("pc", 13))
        assert "judgement" == lapsed.state.verdict("ernst").word

    def test_with_data_missing(self) -> None:
        missing = event("answered", field="pc", missing="refused")
        now = case(*MEASURED[:-1], missing)
        assert ("onvolledig", True, ("ernst",)) == (
            now.state.proposal("label").outcome,
            now.state.proposal("label").otherwise,
            now.state.proposal("label").missing,
        )
        assert now.record(event("decided", outcome="nee")).state.decided["label"].departs


class TestOtherProtocols:
    """Gates that only another protocol than the one above shows."""

    def test_where_nobody_consents_competence_is_not_asked(self) -> None:
        """Without consent at all, and where the table names nobody for every outcome."""
        bare = {
            "meedenken": raw()["steps"]["meedenken"],
            "vragen": step("vraag", fields=[f for f in raw()["fields"] if f != "thema"], pupil=False),
        }
        alone = dict.fromkeys(raw()["consent"]["who"], "nobody")
        nobody = raw()["consent"] | {"who": alone}
        judged = nobody | {"who": alone | {"oordeel": "judge"}}
        all_steps = raw()["steps"]
        for consent, steps in ((None, bare), (nobody, all_steps), (judged, all_steps)):
            made = {"proef@1.0.0": plan(raw(consent=consent, steps=steps))}
            now = Case.open(made, event("opened"))
            assert kinds.CONSENT_NOT_ASKED is refusal_of(now.record, event("assessed")).problem.kind

    def test_where_no_role_is_of_the_clb_every_role_may_guide(self) -> None:
        roles = {id: role | {"side": "school"} for id, role in raw()["roles"].items()}
        made = {"proef@1.0.0": plan(raw(roles=roles))}
        now = Case.open(made, event("opened", mode="compulsory", by="ouders"))
        assert "compulsory" == now.state.mode

    def test_born_on_the_day_itself(self) -> None:
        now = opened(mode="consultative").record(event("switched", born="2026-09-01"))
        assert 0 == now.state.age_years
        assert 0 == opened(born="2026-09-01").state.age_years
        assert kinds.BORN_LATER is refusal_of(opened, born="2026-09-02").problem.kind

    def test_asked_in_two_steps_the_first_says_why(self) -> None:
        steps = raw()["steps"]
        steps["later"] = step("advies", fields=["weken"])
        now = case_on(plan(raw(steps=steps)), *CONSENTED)
        assert kinds.PATH_UNKNOWN is refusal_of(now.record, answer("weken", 3)).problem.kind

    @pytest.mark.parametrize("day", ["2026-09-01", "2016-05-01"])
    def test_measured_on_the_day_itself(self, day: str) -> None:
        """The day of the event, and the day of birth."""
        assert 3 == case(*PLANNED, answer("pc", 3, measured=day)).state.value("pc")

    def test_a_phase_without_a_step_on_the_path(self) -> None:
        """A required one was skipped, and so is not done; another is."""
        steps = raw()["steps"]
        steps["hypothesen"]["modes"] = ["compulsory"]
        steps["meten"] |= {"does": "ask", "modes": ["compulsory"]}
        steps["nagaan"]["modes"] = ["compulsory"]
        del steps["meten"]["serves"]
        for required, status in ((True, "blocked"), (False, "open")):
            phases = raw()["phases"]
            phases["strategie"]["required"] = required
            made = {"proef@1.0.0": plan(raw(steps=steps, phases=phases))}
            now = told(Case.open(made, event("opened")), *CLEAR)
            assert required is not now.state.phase_done("strategie")
            assert status == now.state.step("besluiten").status

    def test_a_step_that_is_not_about_the_pupil_passes_a_required_phase(self) -> None:
        steps = raw()["steps"] | {
            "los": step("los", fields=["thema"], pupil=False),
            "vast": step("los", fields=["sinds"]),
        }
        phases = raw()["phases"] | {"los": {"title": "l", "leads": "clb", "says": "s"}}
        now = case_on(plan(raw(steps=steps, phases=phases)))
        now = told(now, *CONSENTED)
        assert ("open", "blocked") == (now.state.step("los").status, now.state.step("vast").status)

    def test_the_step_that_asks_consent_waits_for_none(self) -> None:
        steps = opened().state.steps
        assert ("open", "blocked") == (steps["toestemming"].status, steps["verhelderen"].status)

    def test_what_no_hypothesis_asks_is_not_needed_once_hypotheses_are_raised(self) -> None:
        before, after = case(*CLEAR), case(*CLEAR, event("raised", hypothesis="h2"))
        assert ("blocked", "not needed") == tuple(now.state.step("meten").status for now in (before, after))

    def test_consent_comes_before_a_condition_that_is_not_known(self) -> None:
        why = opened().state.step("nagaan").why
        assert why is not None and kinds.CONSENT_MISSING.full_code == why.code

    def test_reopening_the_last_phase_takes_back_what_was_concluded_in_it(self) -> None:
        judged = case(*GREY, event("judged"))
        again = event("reopened", phase="advies")
        assert {"ernst"} == set(judged.state.history.judged)
        assert set() == set(judged.record(again).state.history.judged)
        assert () == case(*SHARED, again).state.shared


class TestVia:
    """What is asked of a person through another: that other records it, and is asked for it."""

    PLAN = plan(raw(fields={**raw()["fields"], "helder": field("truth", "school", via="clb")}))

    def test_the_other_is_asked_and_may_record_it(self) -> None:
        case = told(Case.open({self.PLAN.reference: self.PLAN}, event("opened")), *CONSENTED)
        (need,) = (one for one in case.state.needs if one.id == "helder")
        assert ("clb",) == need.of
        with pytest.raises(EventRefused) as refused:
            case.record(answer("helder", True, by="school"))
        assert (kinds.OTHER_ROLE, "clb") == (
            refused.value.problem.kind,
            refused.value.problem.values()["role"],
        )
        assert "clb" == case.record(answer("helder", True)).state.answers["helder"].by
        assert asked_of(self.PLAN, "helder").endswith(", via clb")


class TestOnesOwn:
    """A hypothesis that the protocol does not have is raised in one's own words, and let go by people."""

    OWN = event("raised", hypothesis="eigen-1", title="de stap was te groot")

    def test_it_stands_with_the_others_and_no_rule_settles_it(self) -> None:
        found = case(*CLEAR, self.OWN)
        assert ("de stap was te groot", "undecided") == (
            (one := found.state.hypotheses["eigen-1"]).raised.title,
            one.result,
        )
        assert {} == dict(told(found, event("dropped", hypothesis="eigen-1")).state.hypotheses)

    def test_without_words_it_is_unknown(self) -> None:
        with pytest.raises(EventRefused) as refused:
            case(*CLEAR, event("raised", hypothesis="eigen-1"))
        assert kinds.UNKNOWN_HYPOTHESIS is refused.value.problem.kind
