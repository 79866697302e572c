"""A case as a letter: what each audience reads, in which order, what came in the place of what."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import prodia
from prodia.case import Case
from prodia.checks.letters import letters as findings
from prodia.model.letters import NEEDED, Letters
from prodia.model.parts import Audience
from prodia.telling import to_text
from prodia.telling.blocks import Document
from tests.shipped import CATALOGUE, ROOT
from tests.telling.plans import case as small
from tests.telling.plans import plan

READERS: tuple[Audience, ...] = ("parents", "pupil_under_12", "pupil_from_12")
TEXT = yaml.safe_load((ROOT / "shared" / "letters.yaml").read_text("utf-8"))
SCHOOL = TEXT["letters"]["school"]["parts"]
DECIDED = {"kind": "decided", "by": "clb-team", "person": "psycholoog P", "reason": "verzonnen"}


@cache
def told(reference: str, id: str) -> Case:
    return prodia.read_case(ROOT / reference.replace("@", "/") / "cases" / f"{id}.yaml", CATALOGUE)


def story(*more: dict[str, Any]) -> Case:
    """The whole trajectory of pupil A, and what happened after it."""
    case = told("lezen-spellen@2.0.0", "verhaal")
    for event in more:
        case = case.record(event)
    return case


def words(document: Document, section: str = "") -> str:
    """A letter, or one part of it, on one line."""
    if section:
        part = document.section(section)
        assert part is not None, section
        document = Document("", document.lang, (part,))
    return " ".join(to_text(document, width=10_000).split())


class TestParents:
    """A letter and no list of fields: the question, what we did, found, propose, what now, what you may."""

    def test_the_parts_stand_in_their_order(self) -> None:
        letter = prodia.report(story().state, "parents")
        assert [name for name in NEEDED if name != "urgent"] == [
            one.id for one in letter.sections if one.id in NEEDED
        ]

    def test_what_now_follows_from_what_was_decided_since_looking_back(self) -> None:
        """Each sentence once; what the school would try was tried."""
        helped, looked = "De school gaat door met de hulp.", "wat wel en niet hielp"
        cases = (story().until(dt.date(2027, 3, 1)), story())
        now = [words(prodia.report(case.state, "parents"), "next") for case in cases]
        assert [(1, 0), (0, 1)] == [(one.count(helped), one.count(looked)) for one in now]

    @pytest.mark.parametrize("audience", ["school", *READERS])
    def test_what_stands_still_is_not_promised(self, audience: Audience) -> None:
        refused = {
            "kind": "consented",
            "by": "clb-contact",
            "from": "ouders",
            "given": False,
            "basis": "brief",
        }
        case = told("lezen-spellen@2.0.0", "ernst-pc-10-1")
        before, after = case, case.record({**refused, "on": "2027-01-20"})
        now = [words(prodia.report(one.state, audience), "next") for one in (before, after)]
        assert "spreken we" not in now[0]
        parts = TEXT["letters"][audience]["parts"]
        assert now[1].endswith(next(one["without"] for one in parts if one["part"] == "next"))

    @pytest.mark.parametrize("audience", ["school", *READERS])
    @pytest.mark.parametrize(
        ("reference", "id"),
        [
            ("lezen-spellen@2.0.0", "ernst-pc-10-1"),  # before what was found
            (
                "wiskunde@2.0.0",
                "car-2-lagere-school-maanden-0-school-kan-bieden-deels",
            ),  # before looking back
        ],
    )
    def test_what_was_closed_too_early_is_not_promised(
        self, reference: str, id: str, audience: Audience
    ) -> None:
        before = told(reference, id)
        closed = {"kind": "closed", "by": "clb-contact", "on": "2027-02-16", "reason": "verhuisd"}
        now = [words(prodia.report(one.state, audience), "next") for one in (before, before.record(closed))]
        assert 1 == sum(one.count("Op 16 februari 2027 ") for one in now[1:])
        kept = set(re.findall(r"- ([^.]+)\.", now[0]))
        assert kept
        assert not any(one in now[1] for one in (*kept, "verhuisd"))

    @pytest.mark.parametrize(
        ("audience", "looks"),
        [
            ("parents", "zoekt dit samen met u uit"),
            ("pupil_under_12", "Wij zoeken samen uit"),
            ("school", "zoekt uit"),
        ],
    )
    def test_what_was_going_on_when_consent_was_taken_back_is_past(
        self, audience: Audience, looks: str
    ) -> None:
        """That the team looks into it is no finding then: it is told as what was decided on that day."""
        whole = story().events
        paused = next(at for at, one in enumerate(whole) if one.kind == "paused")
        plan = CATALOGUE.plan("lezen-spellen@2.0.0")
        before = Case.replay({plan.reference: plan}, whole[:paused])
        back = {
            "kind": "withdrawn",
            "by": "ouders",
            "on": "2026-10-27",
            "what": "consent",
            "reason": "te veel",
        }
        was, now = (prodia.report(one.state, audience) for one in (before, before.record(back)))
        assert looks in words(was, "found") and looks not in words(was, "done")
        assert 1 == words(now).count(looks) == words(now, "done").count(looks)

    def test_what_was_closed_at_its_end_keeps_what_follows(self) -> None:
        ended = story()
        closed = {"kind": "closed", "by": "clb-contact", "on": "2027-12-20", "reason": "klaar"}
        before, after = ended, ended.record(closed)
        now = [words(prodia.report(one.state, "parents"), "next") for one in (before, after)]
        assert now[0] == now[1]

    @pytest.mark.parametrize("audience", ["school", *READERS])
    def test_what_now_begins_with_what_comes_before_all_else(self, audience: Audience) -> None:
        decided = {"on": "2027-01-25", "by": "clb-contact", "decision": "ec-weg", "outcome": "nu-bellen"}
        case = told("eerste-contact@1.0.0", "gevaar-ja").record({**DECIDED, **decided})
        letter = prodia.report(case.state, audience)
        assert "112" in words(letter, "urgent")
        assert "tot er iemand is" in words(letter, "next")

    def test_no_field_is_printed(self) -> None:
        told = words(prodia.report(story().state, "parents"))
        assert "Een label verandert iets aan de hulp" not in told
        assert "Lezen of spellen blijft voor uw kind moeilijk" in told
        assert "trajectbegeleider van het CLB" in told

    @pytest.mark.parametrize("audience", READERS)
    @pytest.mark.parametrize(
        ("reference", "id"), [("lezen-spellen@2.0.0", "verhaal"), ("lezen-spellen@3.0.0", "vooruitgang")]
    )
    def test_no_figure_but_a_day(self, reference: str, id: str, audience: Audience) -> None:
        letter = prodia.report(told(reference, id).state, audience)
        parts = (words(letter, one.id) for one in letter.sections if one.id not in ("about", "contact"))
        left = (re.sub(r"\d{1,2} [a-z]+ \d{4}|vanaf 12", "", part) for part in parts)
        assert [] == [part for part in left if re.search(r"\d", part)]

    @pytest.mark.parametrize(
        ("reference", "id", "said"),
        [
            ("lezen-spellen@2.0.0", "verhaal", "niemands schuld"),  # an outcome, and what it does not say
            ("wiskunde@2.0.0", "volledig-traject", "niemands schuld"),  # the same in another order
            ("afwezigheid@1.0.0", "volledig-traject", "We zijn er nog niet."),  # two decisions
        ],
    )
    def test_what_is_said_twice_is_said_once(self, reference: str, id: str, said: str) -> None:
        assert 1 == words(prodia.report(told(reference, id).state, "parents")).count(said)


class TestWhy:
    """Why it is so is said in words, as far as it rests on nothing but what this audience may read."""

    @pytest.mark.parametrize(
        ("audience", "said"),
        [
            ("parents", "Dit telde daarbij: basiszorg en verhoogde zorg zijn doorlopen en geëvalueerd."),
            ("pupil_under_12", ""),
        ],
    )
    def test_of_a_proposal_that_was_followed(self, audience: Audience, said: str) -> None:
        case = told("wiskunde@2.0.0", "volledig-traject")
        part = words(prodia.report(case.state, audience), "proposed")
        assert said in part
        assert bool(said) == ("telde daarbij" in part)

    def test_reasons_with_an_and_of_their_own_stay_apart(self) -> None:
        part = words(prodia.report(told("motoriek@1.0.0", "volledig-traject").state, "parents"), "proposed")
        assert "Dit telde daarbij: een arts keek naar zicht en zenuwen; het bewegen hindert elke dag." in part

    def test_what_only_the_team_may_read_is_no_reason(self) -> None:
        found = words(prodia.report(told("wiskunde@2.0.0", "volledig-traject").state, "parents"), "found")
        assert "Dit telde daarbij: de hulp was intensief." in found

    def test_what_people_decided_otherwise_has_no_such_reason(self) -> None:
        other = {**DECIDED, "on": "2027-07-01", "decision": "leersteun", "outcome": "eerst-verhoogde-zorg"}
        case = told("wiskunde@2.0.0", "volledig-traject").record(other)
        assert "doorlopen" not in words(prodia.report(case.state, "parents"), "proposed")


class TestWho:
    """Who took part is told to the others: nobody reads of themselves as one of a list of roles."""

    @pytest.mark.parametrize(
        ("audience", "own", "other"),
        [
            ("parents", "ouders", "leerling"),
            ("pupil_under_12", "leerling", "trajectbegeleider"),
            ("school", "", "leerkracht"),
        ],
    )
    def test_the_reader_is_not_named(self, audience: Audience, own: str, other: str) -> None:
        head = "Wie mee nadacht" if audience.startswith("pupil") else "Aan dit traject werkten mee"
        people = words(prodia.report(story().state, audience), "done").partition(f"{head}: ")[2]
        assert other in people
        assert not own or own not in people


class TestWhatHolds:
    """Of what can not hold at once the last decision holds, and what it replaced is said with its day."""

    def test_two_sides_of_one_matter(self) -> None:
        later = {**DECIDED, "on": "2027-06-01", "decision": "leersteun", "outcome": "gc-verslag"}
        part = words(prodia.report(story(later).state, "parents"), "proposed")
        assert (
            "Dit kwam in de plaats van wat we op 12 januari 2027 besloten over "
            "«Is een verslag voor leersteun aan de orde?»: "
            "«De school kan uw kind zelf helpen. Een verslag is niet nodig.»"
        ) in part
        assert 1 == part.count("De school kan uw kind zelf helpen")

    def test_of_one_day_only_where_it_ended_is_told(self) -> None:
        part = words(prodia.report(story().state, "parents"), "proposed")
        assert "De school kan uw kind zelf helpen. Een verslag is niet nodig." in part
        assert "De school kan niet alles zelf" not in part

    def test_the_same_decision_taken_otherwise(self) -> None:
        again = {**DECIDED, "on": "2027-06-01", "by": "trajectbegeleider", "decision": "na-evaluatie"}
        part = words(prodia.report(story({**again, "outcome": "afronden"}).state, "parents"), "proposed")
        assert "De doelen zijn bereikt." in part
        assert "besloten over «Hoe gaat het verder na de evaluatie?»: «We zijn er nog niet. We passen" in part
        assert 1 == part.count("We zijn er nog niet")

    def test_the_same_decision_taken_as_it_was(self) -> None:
        again = {**DECIDED, "on": "2027-06-01", "by": "trajectbegeleider", "decision": "na-evaluatie"}
        part = words(prodia.report(story({**again, "outcome": "bijsturen"}).state, "parents"), "proposed")
        assert 1 == part.count("We zijn er nog niet")

    def test_what_is_decided_anew_does_not_hold(self) -> None:
        reopened = {"kind": "reopened", "on": "2027-06-01", "by": "clb-team", "phase": "integratie"}
        case = story({**reopened, "reason": "een nieuw signaal"})
        part = words(prodia.report(case.state, "parents"), "proposed")
        assert (
            "besloten we over «Is een verslag voor leersteun aan de orde?»: «De school kan uw kind zelf"
            in part
        )
        assert "Dat geldt niet meer en we bekijken het opnieuw." in part
        assert "Lezen of spellen blijft" in words(prodia.report(case.state, "parents"), "found")

    def test_what_was_on_the_way_is_told_as_past(self) -> None:
        letter = prodia.report(story().state, "parents")
        about = "Op 13 oktober 2026 besloten we over «Is er genoeg informatie?»: «We willen enkele dingen"
        assert about in words(letter, "done")
        assert "verder uitzoeken" not in words(letter, "proposed")


class TestTheQuestion:
    """The question is told in its own words to those who were named when it was asked, and to nobody else."""

    @pytest.mark.parametrize("audience", ["parents", "school"])
    def test_to_whom(self, audience: Audience) -> None:
        made = plan({})
        first = small(made, {}).state.history.opened.model_copy(update={"audience": ("parents",)})
        case = Case.open({made.reference: made}, first)
        part = words(prodia.report(case.state, audience), "question")
        assert (audience == "parents") == ("«woorden vraag»" in part)
        assert "10 januari 2026" in part


class TestNumber:
    """One thing is told as one."""

    def test_one_and_more(self) -> None:
        one = small(plan({}, {"team": "x", "parents": "Uw kind krijgt hulp."}), {})
        assert "Dit spraken we af" in words(prodia.report(one.state, "parents"), "proposed")
        assert "Deze dingen spraken we af" in words(prodia.report(story().state, "parents"), "proposed")


class TestMissing:
    """What nobody wrote is said, and no text of another takes its place."""

    def test_without_letters(self) -> None:
        made = plan({})
        bare = small(made, {})
        object.__setattr__(made.shared, "measures", None)
        assert "schreef nog niemand een brief" in words(prodia.report(bare.state, "parents"))

    @pytest.mark.parametrize(
        "part", [one for one in NEEDED if one not in ("urgent", "done", "found", "proposed")]
    )
    def test_a_part_without_anything(self, part: str) -> None:
        letter = prodia.report(small(plan({}), {}).state, "parents")
        says = next(one for one in TEXT["letters"]["parents"]["parts"] if one["part"] == part)["without"]
        opened = says.replace("{opened}", "10 januari 2026").replace("{title}", "Proef")
        assert opened in words(letter, part)

    @pytest.mark.parametrize(("audience", "gone"), [("parents", ["found"]), ("school", ["done", "found"])])
    def test_of_what_was_done_and_found_nothing_is_said_where_nothing_is(
        self, audience: Audience, gone: list[str]
    ) -> None:
        """What was found may stand under what is proposed: that it was decided nowhere is no answer."""
        letter = prodia.report(told("systematische-contacten@1.0.0", "hpv-14").state, audience)
        assert gone == [name for name in ("done", "found") if letter.section(name) is None]
        assert words(letter, "proposed")

    def test_a_pack_without_letters_has_those_that_are_shipped(self, tmp_path: Path) -> None:
        assert CATALOGUE.letters() == prodia.load(tmp_path).catalogue.letters()

    def test_in_english(self) -> None:
        letters = CATALOGUE.letters("en")
        assert letters is not None
        assert "Letter to the parents" == letters.letters.parents.title


class TestCheck:
    """A mistake in letters is told where it stands."""

    @pytest.mark.parametrize(
        ("path", "value", "code"),
        [
            (("letters", "parents", "replaced"), "In plaats van {tekst}", "L94"),
            (("letters", "parents", "greeting"), "Dag {who}", "L94"),
            (("letters", "parents", "parts"), TEXT["letters"]["parents"]["parts"][:-5], "L95"),
            (
                ("letters", "school", "parts"),
                [*TEXT["letters"]["school"]["parts"], {"part": "note", "title": "x"}],
                "L96",
            ),
            (("course",), ["aanbeveeling"], "L97"),
            (("evaluations",), ["na-evaluatiee"], "L97"),
            (("matters",), {"a": [["aanbeveling.binnen"]]}, "S07"),
            (("letters", "parents", "greeting"), "Dag jij en uw kind", "Q08"),
            (("letters", "parents", "people"), "Uw zwakke lezer en {people}", "Q05"),
            (("letters", "parents", "people"), "Het percentiel van {people}", "Q06"),
        ],
    )
    def test_planted(self, path: tuple[str, ...], value: Any, code: str) -> None:
        data = yaml.safe_load((ROOT / "shared" / "letters.yaml").read_text("utf-8"))
        within = data
        for key in path[:-1]:
            within = within[key]
        within[path[-1]] = value
        outcomes = {"aanbeveling": {"binnen-de-school"}}
        found = findings(Letters.model_validate(data), CATALOGUE.shared(), outcomes)
        told = [one for one in found if one.path[: len(path)] == path]
        assert code in {one.kind.code for one in told}
