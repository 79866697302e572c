"""The walkthrough as a person meets it: in Chromium, from a folder, by keyboard, with nothing that leaves."""

from __future__ import annotations

import datetime as dt
import random
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

import prodia
from prodia import load, walkthrough
from prodia.browser.compiled import value
from prodia.case.log import dump
from prodia.case.structure import not_followed
from prodia.language import Duration
from prodia.model.events import read_event
from prodia.telling.case import needs
from prodia.telling.values import figures, named_value
from prodia.words import LANGS, Lang
from tests.browser.quick import told
from tests.chromium import IN_CHROMIUM, violations
from tests.shipped import CATALOGUE
from tests.site.packs import write
from tests.site.test_hostile import WORST

READING = "lezen-spellen@2.0.0"
REFERENCES = sorted(r for r in CATALOGUE.references() if not not_followed(CATALOGUE.plan(r)))
# Of a screen the questions that have no answer.
EMPTY = """(() => {
  const form = document.querySelector("form"), said = new FormData(form), may = /^(own|measured|missing)/;
  return [...new Set([...form.elements].map(one => one.name))].filter(name =>
    name && !may.test(name) && !said.getAll(name).join("") && !said.has("missing"));
})()"""
pytestmark = IN_CHROMIUM


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("walk") / "lezen.html"
    path.write_text(walkthrough(CATALOGUE.plan(READING)), "utf-8")
    return path


class Walk:
    """One walk by form and keyboard, as a person would; what the page asked of the network; its faults."""

    def __init__(self, browser: Any, file: Path, **context: Any) -> None:
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda line: self.faults.append(line.text))
        self.page.goto(file.as_uri())

    @classmethod
    def of(cls, browser: Any, folder: Path, html: str) -> Walk:
        """The same of a walkthrough that is written first."""
        file = folder / "walk.html"
        file.write_text(html, "utf-8")
        return cls(browser, file)

    def start(self) -> None:
        self.page.fill("#question", "Leest traag")
        self.page.fill("#born", "17-05-2016")
        self.page.fill("#on", "01-09-2026")
        self.go_on()

    def go_on(self) -> None:
        """The first button of the form, by keyboard."""
        self.page.locator("form .acts button").first.focus()
        self.page.keyboard.press("Enter")

    def read(self, path: Path, events: int) -> None:
        """Open a saved case. Waiting in the page itself would be text that is run, and it runs none."""
        self.page.set_input_files("#file", path)
        for _ in range(100):
            if self.page.evaluate("prodia.events()?.length") == events:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("the case was not read")

    def need(self) -> Any:
        return self.page.evaluate("(() => { const n = prodia.need(); return n && [n.kind, n.id] })()")

    def answer(self, draw: random.Random) -> str:
        """Give the need of this screen something that fits; what kind of screen it was."""
        page = self.page
        kind, id = self.need()
        if kind == "answer":
            type = CATALOGUE.plan(READING).fields[id].value_type
            if draw.random() < 0.1:
                page.check("input[name=missing][value=unknown]")
            elif type.kind in ("truth", "choice"):
                page.locator("input[name=answer]").nth(draw.randrange(2)).check()
            else:
                words = {"date": "01-03-2026", "duration": "7", "text": "iets"}
                page.fill("#answer", words.get(type.kind, draw.choice(["9,9", "8", "12"])))
            kind = f"answer {type.kind}"
        elif kind == "hypothesis":
            for box in page.locator("input[name=hypothesis]").all():
                box.check()
        elif kind == "consent":
            page.check("#given")
            page.fill("#basis", "folder en gesprek")
        elif kind == "share":
            page.fill("#with", "beide ouders")
        else:
            page.locator("form input[type=radio]").first.check()
            page.fill("#person", "M. P.")
            page.fill("#reason", "na overleg")
        self.go_on()
        return str(kind)

    def violations(self) -> list[Any]:
        return violations(self.page)

    def too_wide(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


class TestAWalk:
    @pytest.mark.parametrize(
        "context",
        [
            {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
            {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"},
        ],
        ids=["wide, light", "narrow, dark"],
    )
    def test_from_question_to_hand_over(
        self, chromium: Any, file: Path, tmp_path: Path, context: dict[str, Any]
    ) -> None:
        """Every kind of screen without a fault of access; what is saved is a case that Python reads."""
        walk, draw = Walk(chromium, file, **context), random.Random(1)
        seen = {"start"}
        assert [] == walk.violations()
        walk.go_on()
        assert "eb" in walk.page.locator("#wrong").get_attribute("class")
        assert [] == walk.violations()
        walk.start()
        for _ in range(120):
            if walk.need() is None:
                break
            kind = walk.need()[0]
            assert "hoogstens" not in walk.page.inner_text(".wbar")  # what an answer opens is not known yet
            if kind not in seen:
                seen.add(kind)
                assert ([], False) == (walk.violations(), walk.too_wide()), kind
            walk.answer(draw)
            assert 0 == walk.page.locator("#wrong").count(), walk.page.inner_text("main")
        assert walk.need() is None
        assert "er staat geen vraag open" in walk.page.inner_text("main")
        assert ([], False) == (walk.violations(), walk.too_wide())
        assert seen >= {"start", "consent", "answer", "hypothesis", "decide", "share"}
        with walk.page.expect_download() as saved:
            walk.page.get_by_text("Bewaar het traject").click()
        path = tmp_path / "traject.jsonl"
        saved.value.save_as(path)
        case = prodia.read_case(path, CATALOGUE)
        assert () == case.state.needs
        verdicts = walk.page.evaluate(
            f"Object.fromEntries({[*case.plan.criteria]}.map(c => [c, prodia.state().verdict(c).word]))"
        )
        assert {id: one.word for id, one in case.state.verdicts.items()} == verdicts
        assert ([file.as_uri()], []) == ([a for a in walk.asked if not a.startswith("blob:")], walk.faults)
        kept = "[localStorage.length, sessionStorage.length, document.cookie]"
        assert [0, 0, ""] == walk.page.evaluate(kept)

    def test_what_was_typed_stands_there_again(self, chromium: Any, file: Path) -> None:
        """One thing is wrong: the rest is not asked twice, and the field that is wrong can be seen."""
        walk = Walk(chromium, file)
        walk.page.fill("#question", "Leest traag")
        walk.page.fill("#born", "31-02-2016")
        walk.page.fill("#on", "01-09-2026")
        walk.go_on()
        assert ["Leest traag", "31-02-2016"] == [walk.page.input_value(i) for i in ("#question", "#born")]
        walk.page.fill("#born", "17-05-2016")
        walk.go_on()
        assert "consent" == walk.need()[0]
        walk.page.check("#given")
        walk.page.fill("#basis", "folder en gesprek")
        walk.page.locator("summary").click()
        walk.page.fill("#on", "99")
        walk.go_on()
        assert walk.page.is_checked("#given")
        assert "folder en gesprek" == walk.page.input_value("#basis")
        assert walk.page.is_visible("#on")
        walk.page.fill("#on", "01-09-2026")
        walk.page.locator("input[name=given][value=no]").check()
        walk.go_on()
        assert "ouders: geen toestemming (meer)." in walk.page.inner_text("main")

    @pytest.mark.parametrize(("audience", "seen"), [("team", 1), ("parents", 0)])
    def test_a_proposed_danger_is_for_the_team(
        self, chromium: Any, tmp_path: Path, audience: Any, seen: int
    ) -> None:
        """A worry that nobody weighed yet is not told to the parents."""
        walk = Walk.of(chromium, tmp_path, walkthrough(CATALOGUE.plan("algemeen@1.1.0"), audience=audience))
        walk.page.fill("#question", "Wat helpt?")
        walk.page.fill("#on", "07-12-2026")
        for choice in (0, 1, 2):  # consultative; not in danger now; a worry
            walk.page.locator("form input[type=radio]").nth(choice).check()
            walk.go_on()
        assert "verontrusting" not in walk.need()
        assert seen == walk.page.locator(".first").count()

    def test_a_saved_case_goes_on(self, chromium: Any, file: Path, tmp_path: Path) -> None:
        one = next(c for c in CATALOGUE.cases(READING).values() if all(e.kind != "moved" for e in c.events))
        opened = one.events[0].model_copy(update={"protocol": READING})
        case = prodia.Case.replay(CATALOGUE, [opened, *one.events[1:6]])
        path = tmp_path / "traject.jsonl"
        path.write_text(dump(case), "utf-8")
        walk = Walk(chromium, file)
        walk.read(path, len(case.events))
        assert [f"{n.kind}:{n.id}" for n in case.state.needs] == walk.page.evaluate(
            "prodia.state().needs().map(n => n.kind + ':' + n.id)"
        )
        assert told(case.state)["steps"] == walk.page.evaluate(
            f"Object.fromEntries({[*case.plan.steps]}.map(s => [s, prodia.state().step(s)]))"
        )

    def test_what_is_told_at_the_end_is_what_the_terminal_tells(self, chromium: Any, tmp_path: Path) -> None:
        """That a case is closed, that a table proposes another since, and answers in the same words."""
        plan, said = CATALOGUE.plan("algemeen@1.1.0", "en"), {"on": "2026-12-07", "by": "clb-contact"}
        calm = [{"kind": "answered", "field": f, "value": "nee"} for f in ("gevaar_nu", "verontrusting")]
        events = (
            {"kind": "opened", "mode": "consultative", "question": "Wat helpt?", "protocol": plan.reference},
            *calm,
            {"kind": "answered", "field": "signaal_arts", "value": "nee"},
            {
                "kind": "decided",
                "decision": "veiligheid",
                "person": "C",
                "reason": "x",
                "outcome": "rustig-verder",
            },
            {"kind": "withdrawn", "what": "verontrusting", "reason": "x"},
            {"kind": "closed", "reason": "x"},
        )
        case = prodia.Case.replay(CATALOGUE, [read_event(said | one) for one in events])
        made, path = tmp_path / "walk.html", tmp_path / "traject.jsonl"
        made.write_text(walkthrough(plan, "en"), "utf-8")
        path.write_text(dump(case), "utf-8")
        walk = Walk(chromium, made)
        walk.read(path, len(case.events))
        shown = walk.page.inner_text("main")
        state = prodia.read_case(path, CATALOGUE, lang="en").state
        (note, *_) = needs(state, "en").blocks[0].items
        assert "Closed, 7 December 2026" in shown
        assert "since then the table proposes" in str(note) and str(note) in shown

    @pytest.mark.parametrize("lang", LANGS)
    @pytest.mark.parametrize("reference", ["lezen-spellen@3.0.0", "wiskunde@2.0.0", "cognitief-sterk@1.0.0"])
    def test_a_value_is_said_as_everywhere(
        self, chromium: Any, tmp_path: Path, reference: str, lang: Lang
    ) -> None:
        plan = CATALOGUE.plan(reference, lang)
        near = [
            at + by
            for at in figures(plan)
            for by in (-0.6, -0.04, -1e-4, -1e-9, 0, 1e-9, 12345e-8, 0.04, 0.6)
        ]
        plain = [
            -1.0,
            -0.0,
            0.0,
            0.1 + 0.2,
            1.0,
            1.25,
            2.0,
            1e-6,
            1234567.0,
            123456789.123,
            -5e-9,
            1e15,
            2 / 3,
            -2.345,
            *near,
        ]
        days = [dt.date(1, 1, 1), dt.date(2026, 2, 28), dt.date(2027, 12, 1)]
        spans = [Duration(unit, n) for unit in ("days", "months") for n in (-13, -1, 0, 1, 2, 12, 13, 25)]
        values: dict[str, list[Any]] = {
            "number": plain,
            "date": [*days, *spans],  # of a span only what it is counts, and no version shipped asks one
            "truth": [True, False],
            "verdict": ["met", "judgement"],
        }
        asked = [
            (name, one)
            for name, type in plan.types.items()
            for one in (*values.get(type.kind, type.options), None)
        ]
        walk = Walk.of(chromium, tmp_path, walkthrough(plan, lang))
        given = [[name, value(one)] for name, one in asked]
        said = walk.page.evaluate("given => given.map(one => prodia.said(...one))", given)
        wrong = {
            (name, one): (there, here)
            for (name, one), there in zip(asked, said, strict=True)
            if there != (here := str(named_value(plan, name, one, lang)))
        }
        assert {} == wrong

    @pytest.mark.parametrize("audience", ["team", "parents"])
    def test_what_a_team_wrote_down_is_not_for_others(
        self, chromium: Any, tmp_path: Path, audience: Any
    ) -> None:
        """A case of a team, opened in the words of parents: no reason, no verdict, no score of theirs."""
        plan = CATALOGUE.plan(READING)
        made, path = tmp_path / "walk.html", tmp_path / "traject.jsonl"
        made.write_text(walkthrough(plan, audience=audience), "utf-8")
        worked = next(
            one
            for one in CATALOGUE.cases(READING).values()
            if any(e.kind == "decided" and e.reason for e in one.events)
            and all(e.kind != "moved" for e in one.events)
            and one.events[0].mode == "trajectory"
        )
        opened = worked.events[0].model_copy(update={"protocol": READING})
        case = prodia.Case.replay(CATALOGUE, [opened, *worked.events[1:]])
        path.write_text(dump(case), "utf-8")
        walk = Walk(chromium, made)
        walk.read(path, len(case.events))
        while walk.page.get_by_text("Later", exact=True).count():
            walk.page.get_by_text("Later", exact=True).click()
        said, theirs = walk.page.inner_text("main"), audience == "team"
        assert "Waar het traject nu staat" in said
        (reason, *_) = [e.reason for e in case.events if e.kind == "decided"]
        assert theirs == (reason in said)
        asked = dict.fromkeys(e.field for e in case.events if e.kind == "answered")
        seen = [one for one in asked if theirs or "parents" in plan.fields[one].audience]
        assert len(seen) == walk.page.locator("dl.facts dt").count() < len(asked) + theirs
        assert theirs == bool(walk.page.locator("ul.why").count())

    @pytest.mark.parametrize("said", [WORST, "W" * 600, "moeder \u202eredeom\u2066 \u202e"])
    def test_what_somebody_typed_is_only_read(
        self, chromium: Any, file: Path, tmp_path: Path, said: str
    ) -> None:
        """Names and reasons of a case that is opened run nothing, push nothing off a narrow page, and turn
        no words round."""
        worked = CATALOGUE.cases(READING)["verhaal"]
        own = ("question", "person", "reason", "basis", "waiting_for", "pupil", "if_so", "if_not", "with_")
        events = [
            one.model_copy(update={name: said for name in own if getattr(one, name, None)})
            for one in (worked.events[0].model_copy(update={"protocol": READING}), *worked.events[1:])
        ]
        case, path = prodia.Case.replay(CATALOGUE, events), tmp_path / "traject.jsonl"
        path.write_text(dump(case), "utf-8")
        walk = Walk(chromium, file, viewport={"width": 320, "height": 700})
        walk.read(path, len(case.events))
        shown = walk.page.inner_text("main")
        assert said[:6] in shown and not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068") & {*shown}
        assert (False, []) == (walk.too_wide(), walk.faults)
        assert walk.page.evaluate("document.documentElement.dataset.pwned === undefined")

    def test_a_changed_case_and_another_version_are_refused(
        self, chromium: Any, file: Path, tmp_path: Path
    ) -> None:
        walk, path = Walk(chromium, file), tmp_path / "traject.jsonl"
        events = CATALOGUE.cases(READING)[next(iter(CATALOGUE.cases(READING)))].events
        opened = events[0].model_copy(update={"protocol": READING})
        text = dump(prodia.Case.open(CATALOGUE, opened))
        path.write_text(text.replace('"mode":', '"mode" :', 1), "utf-8")
        walk.page.set_input_files("#file", path)
        walk.page.get_by_text("geen trajectbestand").wait_for()
        old = opened.model_copy(update={"protocol": "lezen-spellen@1.0.0"})
        path.write_text(dump(prodia.Case.open(CATALOGUE, old)), "utf-8")
        walk.page.set_input_files("#file", path)
        walk.page.get_by_text("prodia case move").wait_for()

    def test_going_back_and_erasing(self, chromium: Any, file: Path) -> None:
        walk = Walk(chromium, file)
        walk.start()
        back, seen = walk.page.get_by_text("Terug", exact=True), ""
        while seen != "hypothesis":  # what was answered stands there again, and is not asked anew
            first, before = walk.need(), len(walk.page.evaluate("prodia.events()"))
            seen = walk.answer(random.Random(0))
            assert first != walk.need()
            back.click()
            assert (first, before) == (walk.need(), len(walk.page.evaluate("prodia.events()")))
            assert [] == walk.page.evaluate(EMPTY)
            walk.go_on()
            assert first != walk.need()
        while walk.page.evaluate("prodia.events().length") > 1:
            back.click()
        back.click()
        assert ["Leest traag", "17-05-2016"] == [walk.page.input_value(i) for i in ("#question", "#born")]
        walk.go_on()
        walk.page.get_by_text("Alles wissen", exact=True).click()
        assert walk.page.evaluate("prodia.events()") is None
        assert "" == walk.page.input_value("#question")

    def test_an_answer_takes_the_place_of_a_reason_for_none(self, chromium: Any, file: Path) -> None:
        walk, draw = Walk(chromium, file), random.Random(0)
        walk.start()
        while walk.need()[0] != "answer" or not walk.page.locator("input[name=answer][type=radio]").count():
            walk.answer(draw)
        walk.page.check("input[name=missing][value=unknown]")
        walk.page.locator("input[name=answer]").first.check()
        assert not walk.page.locator("input[name=missing]:checked").count()
        walk.go_on()
        assert "missing" not in walk.page.evaluate("prodia.events().at(-1)")

    def test_a_version_that_does_not_hold_yet_asks_why(self, chromium: Any, tmp_path: Path) -> None:
        walk = Walk.of(chromium, tmp_path, walkthrough(CATALOGUE.plan("lezen-spellen@3.0.0")))
        walk.start()
        assert "geldt pas vanaf 1 september 2027" in walk.page.inner_text("#wrong")
        walk.page.fill("#anyway", "om ze te leren kennen")
        walk.go_on()
        assert "om ze te leren kennen" == walk.page.evaluate("prodia.events()[0].anyway")

    def test_before_its_first_day_no_rule_of_it_counts(self, chromium: Any, tmp_path: Path) -> None:
        """What is not in force yet is not assessable, in the file that is given out as in Python."""
        plan = CATALOGUE.plan("wiskunde@2.0.0")
        walk = Walk.of(chromium, tmp_path, walkthrough(plan))
        walk.start()
        walk.page.fill("#anyway", "om ze te leren kennen")
        walk.go_on()
        case = prodia.Case.replay(CATALOGUE, map(read_event, walk.page.evaluate("prodia.events()")))
        said = {id: one.word for id, one in case.state.verdicts.items()}
        assert {"not assessable"} == {said[id] for id in said if case.state.plan.not_in_force(id)}
        walk.page.get_by_text("Terug", exact=True).click()
        assert "om ze te leren kennen" == walk.page.input_value("#anyway")
        walk.go_on()
        assert said == walk.page.evaluate(
            f"Object.fromEntries({[*plan.criteria]}.map(c => [c, prodia.state().verdict(c).word]))"
        )


class TestTheFile:
    def test_a_changed_file_says_so(self, chromium: Any, file: Path, tmp_path: Path) -> None:
        walk = Walk.of(chromium, tmp_path, file.read_text("utf-8").replace('"low": 0.0', '"low": 1.0', 1))
        assert "zegel" in walk.page.inner_text("h1")
        assert 0 == walk.page.locator("form").count()

    def test_nothing_leaves(self, chromium: Any, file: Path) -> None:
        """What a planted script would try is refused by the policy of the page itself."""
        walk = Walk(chromium, file)
        sent = "fetch('http://127.0.0.1:9/x').then(() => 'sent', () => 'refused')"
        assert "refused" == walk.page.evaluate(sent)
        walk.page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.1:9/i.png'}))"
        )
        inline = "const s = document.createElement('script'); s.textContent = 'globalThis.ran = 1';"
        walk.page.evaluate(f"{inline} document.body.append(s)")
        assert walk.page.evaluate("globalThis.ran === undefined")
        assert [file.as_uri()] == [a for a in walk.asked if not a.startswith("http://127.0.0.1:9")]

    def test_equal_bytes(self) -> None:
        plan = CATALOGUE.plan(READING)
        assert walkthrough(plan) == walkthrough(plan)
        assert 'lang="en"' in walkthrough(CATALOGUE.plan(READING, "en"))

    @pytest.mark.parametrize(("reference", "lang"), [*zip(REFERENCES, cycle(["nl", "en"]), strict=False)])
    def test_every_protocol_opens(self, chromium: Any, tmp_path: Path, reference: str, lang: Any) -> None:
        path = tmp_path / "doorloop.html"
        plan = CATALOGUE.plan(reference, lang)
        path.write_text(walkthrough(plan), "utf-8")
        walk = Walk(chromium, path)
        assert plan.protocol.title == walk.page.inner_text("h1")
        assert [] == walk.faults

    def test_texts_stay_text(self, chromium: Any, tmp_path: Path) -> None:
        """A pack whose every text tries to run, opened by a person: nothing does."""
        pack = write(tmp_path / "pack", bad=WORST, address="javascript:x")
        plan = load(pack).catalogue.plan("proef@1.0.0")
        walk = Walk.of(chromium, tmp_path, walkthrough(plan))
        assert "<script>" in walk.page.inner_text("h1")
        assert walk.page.evaluate("document.documentElement.dataset.pwned === undefined")
        assert [] == walk.faults
