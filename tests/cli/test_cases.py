"""A case in a file: made, gone on with, shown, told, verified, moved. Nothing half-done, nothing lost."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from prodia.case.log import dump
from prodia.content import shipped
from prodia.store.casefile import read_case
from tests.cli.conftest import Prodia, Ran
from tests.shipped import CATALOGUE


@pytest.fixture
def reference(prodia: Prodia) -> str:
    """The oldest version of a protocol that has two."""
    listed = [one["reference"] for one in json.loads(prodia("list", "--format", "json").out)]
    listed = [one for one in listed if not one.startswith("algemeen@")]  # it has no hypotheses of its own
    ids = [r.partition("@")[0] for r in listed]
    return next(r for r in listed if ids.count(r.partition("@")[0]) > 1)


@pytest.fixture
def file(prodia: Prodia, tmp_path: Path, reference: str) -> Path:
    """A case just opened."""
    path = tmp_path / "traject.jsonl"
    opened = {
        "kind": "opened",
        "on": "2026-01-10",
        "by": "clb-contact",
        "protocol": reference,
        "mode": "trajectory",
        "question": "kanarievraag",
        "born": "2015-05-01",
    }
    assert 0 == prodia("case", "new", str(path), "--event", json.dumps(opened)).code
    return path


DUTCH = ("--lang", "nl")
CONSENTED = {
    "kind": "consented",
    "on": "2026-01-10",
    "by": "clb-contact",
    "from": "ouders",
    "given": True,
    "basis": "gesprek",
}


class TestKept:
    """Each event is one line more; what is refused changes nothing."""

    def test_only_its_owner_reads_it(self, file: Path) -> None:
        assert 0o600 == stat.S_IMODE(file.stat().st_mode)

    def test_a_slip_in_the_year_does_not_close_the_case(self, prodia: Prodia, file: Path) -> None:
        before = file.read_text("utf-8")
        told = prodia("case", "record", str(file), "--event", json.dumps(CONSENTED | {"on": "2162-09-15"}))
        assert (2, True) == (told.code, "PRD-F61" in told.err)
        assert before == file.read_text("utf-8")

    def test_an_event_is_a_line(self, prodia: Prodia, file: Path) -> None:
        before = file.read_text("utf-8")
        assert 0 == prodia("case", "record", str(file), "--event", json.dumps(CONSENTED)).code
        after = file.read_text("utf-8")
        assert after.startswith(before)
        assert 1 == after.count("\n") - before.count("\n")
        assert 0 == prodia("case", "verify", str(file)).code

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"kind": "answered", "field": "pc_woordlezen", "value": 9, "by": "psycholoog"}, "PRD-C"),
            ({"kind": "onbekend"}, "PRD-C83"),
            ({"kind": "closed", "by": "niemand", "reason": "kanariereden"}, "PRD-C06"),
            ({"kind": "closed", "reason": 3}, "PRD-C85"),
        ],
    )
    def test_what_is_refused_changes_nothing(
        self, prodia: Prodia, file: Path, change: dict[str, object], code: str
    ) -> None:
        before = file.read_bytes()
        event = {"on": "2026-01-10", "by": "clb-contact", **change}
        told = prodia("case", "record", str(file), "--event", json.dumps(event))
        assert (1, before) == (told.code, file.read_bytes())
        assert code in told.err
        assert "kanarie" not in told.err

    def test_a_file_is_not_overwritten(self, prodia: Prodia, file: Path) -> None:
        before = file.read_bytes()
        event = json.dumps(
            {"kind": "opened", "on": "2026-01-10", "by": "x", "mode": "consultative", "question": "q"}
        )
        assert 0 != prodia("case", "new", str(file), "--event", event).code
        assert before == file.read_bytes()

    def test_a_changed_line_is_named(self, prodia: Prodia, file: Path) -> None:
        prodia("case", "record", str(file), "--event", json.dumps(CONSENTED))
        file.write_text(file.read_text("utf-8").replace("kanarievraag", "andere vraag"), "utf-8")
        told = prodia("case", "verify", str(file), "--lang", "nl")
        assert 1 == told.code
        assert f"{file}:2:1: PRD-C80" in told.err
        assert "vraag" not in told.err.replace(str(file), "")

    def test_lines_taken_off_show_with_the_seal(self, prodia: Prodia, file: Path) -> None:
        short = file.read_text("utf-8")
        prodia("case", "record", str(file), "--event", json.dumps(CONSENTED))
        alone = prodia("case", "verify", str(file)).out
        seal = alone.split()[-1]
        sealed = prodia("case", "verify", str(file), "--seal", seal)
        assert 0 == sealed.code
        assert [True, False] == ["--seal" in told for told in (alone, sealed.out)]  # what alone can not show
        file.write_text(short, "utf-8")
        assert 0 == prodia("case", "verify", str(file)).code
        told = prodia("case", "verify", str(file), "--seal", seal)
        assert (1, True) == (told.code, "PRD-C86" in told.err)
        assert 2 == prodia("case", "verify", str(file), "--seal", "kanarie").code

    def test_shown(self, prodia: Prodia, file: Path) -> None:
        assert "kanarievraag" in prodia("case", "show", str(file)).out
        for option in (("--why", "dyslexie"), ("--why-not", "dyslexie=dyslexie"), ("--format", "json")):
            assert 0 == prodia("case", "show", str(file), *option).code
        assert "PRD-G20" in prodia("case", "show", str(file), "--why", "dyslexi").err
        no_outcome = prodia("case", "show", str(file), "--why-not", "dyslexie=dyslexi").err
        assert "there is no outcome «dyslexi»" in no_outcome

    @pytest.mark.parametrize("format", ["text", "plain", "markdown", "json"])
    def test_told(self, prodia: Prodia, file: Path, format: str) -> None:
        team = prodia("case", "report", str(file), "--format", format)
        parents = prodia("case", "report", str(file), "--format", format, "--audience", "parents")
        assert [0, 0] == [team.code, parents.code]
        assert [True, False] == ["kanarievraag" in told.out for told in (team, parents)]

    def test_a_letter_is_in_dutch_unless_asked(self, prodia: Prodia, file: Path) -> None:
        """Who reads it is not whose machine it is."""
        letter = ("case", "report", str(file), "--audience", "parents")
        silent, dutch, english = (prodia(*letter, *lang).out for lang in ((), DUTCH, ("--lang", "en")))
        assert silent == dutch
        assert [True, False] == ["Beste ouders" in told for told in (silent, english)]

    def test_a_worked_case_is_told_and_nothing_is_recorded_in_it(self, prodia: Prodia) -> None:
        worked = str(shipped() / "algemeen" / "1.0.0" / "cases" / "consultatief.yaml")
        letter = ("case", "report", worked, "--audience", "parents")
        assert prodia(*letter).out == prodia(*letter, *DUTCH).out != ""
        assert 0 == prodia("case", "show", worked).code
        refused = prodia("case", "record", worked, "--event", json.dumps(CONSENTED))
        assert (2, True) == (refused.code, "is a worked case" in refused.err)

    @pytest.mark.parametrize("format", ["text", "markdown", "json"])
    def test_who_decides_on_sharing_is_said(self, prodia: Prodia, file: Path, format: str) -> None:
        """Beside the letter, for it is no word to its reader; that the pupil decides where that is so."""
        judged = {"kind": "assessed", "on": "2026-01-10", "by": "clb-team", "competent": True}
        own, words = "A competent pupil decides", "It is not recorded that this was shared with the parents."
        for competent in (False, True):
            told = prodia("case", "report", str(file), "--format", format, "--audience", "parents")
            assert [False, True] == [words in told.out, words in told.err]
            assert [False, competent] == [own in told.out, own in told.err]
            event = judged | {"person": "verzonnen", "reason": "verzonnen"}
            assert competent or 0 == prodia("case", "record", str(file), "--event", json.dumps(event)).code
        assert (
            "" == prodia("case", "report", str(file), "--format", format, "--audience", "pupil_from_12").err
        )

    def test_consent_that_is_gone_is_said(self, prodia: Prodia, file: Path) -> None:
        gone = {"kind": "withdrawn", "on": "2026-01-10", "by": "clb-contact", "what": "consent"}
        for event in (CONSENTED, gone | {"reason": "x"}):
            assert 0 == prodia("case", "record", str(file), "--event", json.dumps(event)).code
        assert "no consent (any more)" in prodia("case", "show", str(file), "--on", "2026-01-10").out
        early = prodia("case", "show", str(file), "--on", "2019-01-10")
        assert (2, True) == (early.code, "the case begins on" in early.err)

    def test_sharing_recorded_is_said(self, prodia: Prodia) -> None:
        story = json.loads(prodia("demo", "--format", "json").out)
        told = next(c for c in story if c["id"] == "report-parents")
        sharing = next(s for s in told["sections"] if s["id"] == "sharing")
        assert sharing["blocks"][-1]["text"].startswith("Recorded as shared with the parents on ")

    def test_moved(self, prodia: Prodia, file: Path, reference: str) -> None:
        every = json.loads(prodia("list", "--format", "json").out)
        listed = [one["reference"] for one in every if one["status"] == "released"]
        to = [r for r in listed if r.partition("@")[0] == reference.partition("@")[0]][-1]
        before = file.read_bytes()
        looked = prodia("case", "move", str(file), "--to", to, "--preview", "--lang", "nl")
        assert 0 == looked.code
        assert not re.search(r"(komt open|valt weg): [a-z]+:", looked.out)
        refused = prodia("case", "move", str(file), "--to", to)
        assert (2, "") == (refused.code, refused.out)
        assert before == file.read_bytes()
        words = ("--by", "clb-team", "--person", "P", "--reason", "nieuwe grens", "--on", "2026-09-01")
        assert 0 == prodia("case", "move", str(file), "--to", to, *words).code
        assert to in prodia("case", "show", str(file)).out


class TestTwoWriters:
    """Who recorded on an older reading of the file records after what came meanwhile, if it is open still."""

    def test_the_second(self, prodia: Prodia, file: Path) -> None:
        from prodia.errors import EventRefused
        from prodia.model.events import Closed, Consented
        from prodia.store.casefile import keep, plans

        catalogue = CATALOGUE
        first, second = (keep(file, plans(catalogue, "nl")) for _ in range(2))
        event = Consented.model_validate(CONSENTED)
        first.record(Closed(on=event.on, by="clb-team", reason="verhuisd"))
        before = file.read_bytes()
        with pytest.raises(EventRefused):
            second.record(event)
        assert before == file.read_bytes()
        assert 0 == prodia("case", "verify", str(file)).code


START = ["Leest traag", "1"]
SAFE = "algemeen@1.1.0"
WALK = ("--mode", "trajectory", "--born", "2015-05-01", "--on", "2026-01-10", "--lang", "nl")


class TestWalk:
    """One need at a time; what does not fit is asked again; what was said is kept."""

    def walked(self, prodia: Prodia, reference: str, lines: list[str], *more: str) -> Ran:
        return prodia("walk", reference, *WALK, *more, stdin="\n".join([*START, *lines]) + "\n")

    def test_asked_again(self, prodia: Prodia, reference: str) -> None:
        told = self.walked(prodia, reference, ["misschien", "ja", "gesprek", "kanarie", "ja"])
        assert 0 == told.code
        assert "«kanarie»: " in told.out and "antwoord ja of nee" in told.out  # what was typed stands there
        assert "kanarie" not in told.err

    def test_explained(self, prodia: Prodia, reference: str) -> None:
        told = self.walked(prodia, reference, ["ja", "gesprek", "?", "q"])
        assert "Waarvoor: " in told.out
        assert "Wie dit mag lezen: " in told.out

    def test_what_is_none_of_the_choices(self, prodia: Prodia) -> None:
        told = self.walked(prodia, SAFE, ["niks", "q"], "--on", "2026-12-07")
        assert "kies uit: ja, nee, dat weten we niet." in told.out
        assert "weet_niet" not in told.out

    def test_a_danger_is_told_first(self, prodia: Prodia, tmp_path: Path) -> None:
        """As soon as it is said, when the case is gone on with, and at the end."""
        path = tmp_path / "w.jsonl"
        told = self.walked(prodia, SAFE, ["ja", "q"], "--save", str(path), "--on", "2026-12-07").out
        assert 2 == told.count("Dit gaat voor")
        assert told.index("112") < told.index("Wat besluit je?")
        again = prodia("walk", SAFE, "--save", str(path), "--lang", "nl", stdin="q\n").out
        assert again.index("112") < again.index("Wat besluit je?")

    def test_missing_words(self, prodia: Prodia, reference: str, tmp_path: Path) -> None:
        path = tmp_path / "w.jsonl"
        self.walked(prodia, reference, ["ja", "gesprek", "weigert", "q"], "--save", str(path))
        last = json.loads(path.read_text("utf-8").splitlines()[-1])
        assert "refused" == last["event"]["missing"]

    def test_the_general_protocol_alone_to_its_end_with_a_hypothesis_of_ones_own(
        self, prodia: Prodia, tmp_path: Path
    ) -> None:
        """What is asked, in its order; a blank between words stands for the end of a line."""
        path = tmp_path / "w.jsonl"
        safe = "2 1 1 4 1 contactpersoon omdat ja uitleg ja ja ja ja"
        own = "de-stap-was-te-groot we-bouwen-hem-in-twee we-zoeken-verder 1"
        rest = "ja 1 1 psycholoog omdat 1 ja 1 1 1 psycholoog omdat team ouders 1 1 1 1 begeleider omdat"
        lines = f"{safe} {own} {rest}".split()
        now = ("--mode", "trajectory", "--born", "2016-04-01", "--on", "2027-01-11", "--lang", "nl")
        given = "\n".join([*START, *lines]) + "\n"
        told = prodia("walk", "algemeen@1.1.0", *now, "--save", str(path), stdin=given)
        assert 0 == told.code
        case = read_case(path, CATALOGUE)
        assert ("afronden", ()) == (case.state.history.decided["na-evaluatie"].outcome, case.state.needs)
        (mine,) = case.state.hypotheses.values()
        assert ("de-stap-was-te-groot", "undecided") == (mine.raised.title, mine.result)

    def test_taken_back(self, prodia: Prodia, reference: str, tmp_path: Path) -> None:
        path = tmp_path / "w.jsonl"
        told = self.walked(prodia, reference, ["ja", "gesprek", "ja", "terug", "q"], "--save", str(path))
        kinds = [
            json.loads(line).get("event", {}).get("kind") for line in path.read_text("utf-8").splitlines()
        ]
        assert [None, "opened", "consented", "answered", "withdrawn"] == kinds
        assert "Teruggenomen" in told.out

    def test_gone_on_with(self, prodia: Prodia, reference: str, tmp_path: Path) -> None:
        path = tmp_path / "w.jsonl"
        self.walked(prodia, reference, ["ja", "gesprek"], "--save", str(path))
        before = path.read_text("utf-8")
        told = prodia(
            "walk", reference, "--on", "2026-01-11", "--save", str(path), "--lang", "nl", stdin="ja\nq\n"
        )
        assert "Verder met" in told.out
        assert path.read_text("utf-8").startswith(before)
        assert 0 == prodia("case", "verify", str(path)).code

    def test_stopped_at_once(self, prodia: Prodia, reference: str, tmp_path: Path) -> None:
        path = tmp_path / "w.jsonl"
        assert 0 == prodia("walk", reference, *WALK, "--save", str(path), stdin="q\n").code
        assert not path.exists()

    def test_decided_by_a_person(self, prodia: Prodia, tmp_path: Path) -> None:
        """The consultative conversation to its end: a role, a name and a reason are asked."""
        reference = json.loads(prodia("list", "--format", "json").out)[0]["reference"]
        path = tmp_path / "w.jsonl"
        lines = ["Meedenken", "1", "1", "nee", "ja", "ja", "2", "1", "C. Contact", "de zorg blijft", "q"]
        words = ("--mode", "consultative", "--on", "2027-01-10", "--lang", "nl", "--save", str(path))
        assert 0 == prodia("walk", reference, *words, stdin="\n".join(lines) + "\n").code
        last = json.loads(path.read_text("utf-8").splitlines()[-1])["event"]
        assert ("decided", "C. Contact", "de zorg blijft") == (last["kind"], last["person"], last["reason"])

    def test_in_a_terminal(self, root: Path, reference: str) -> None:
        master, slave = pty.openpty()
        environ = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONUTF8": "1"}
        run = subprocess.Popen(
            [sys.executable, "-m", "prodia", "walk", reference, *WALK],
            cwd=root,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environ,
        )
        os.close(slave)
        told = ""
        for wait, answer in (("vraag?", "Leest traag"), ("opent", "1"), ("ja/nee", "ja"), ("uitgelegd", "q")):
            told += _until(master, wait)
            os.write(master, answer.encode() + b"\n")
        told += _until(master, "Niets bewaard")
        assert 0 == run.wait(120)
        assert "\x1b[" in told
        assert "Traceback" not in told


def _until(master: int, words: str) -> str:
    told, end = b"", time.monotonic() + 120
    while words.encode() not in told and time.monotonic() < end:
        if select.select([master], [], [], 0.2)[0]:
            try:
                told += os.read(master, 65536)
            except OSError:
                break
    text = told.decode("utf-8", "replace")
    assert words in text, text
    return text


class TestNoPicture:
    """Why there is no picture is said as it is: no score, none in a norm group, or none for you."""

    @pytest.mark.parametrize(
        ("worked", "audience", "reason"),
        [
            ("algemeen/1.0.0/cases/consultatief.yaml", "team", "there is no score in this case yet"),
            ("lezen-spellen/2.0.0/cases/ernst-pc-10.yaml", "pupil_under_12", "is meant for this reader"),
        ],
    )
    def test_the_reason(
        self, prodia: Prodia, tmp_path: Path, worked: str, audience: str, reason: str
    ) -> None:
        file, picture = tmp_path / "case.jsonl", tmp_path / "scores.svg"
        file.write_text(dump(read_case(shipped() / worked, CATALOGUE)), "utf-8")
        asked = ("--audience", audience, "--picture", str(picture))
        told = prodia("--lang", "en", "case", "report", str(file), *asked)
        assert 2 == told.code
        assert reason in told.err
        assert not picture.exists()

    def test_a_standard_score_is_drawn(self, prodia: Prodia, tmp_path: Path) -> None:
        file, picture = tmp_path / "case.jsonl", tmp_path / "scores.svg"
        worked = read_case(shipped() / "cognitief-zwak/1.0.0/cases/ad-70.yaml", CATALOGUE)
        file.write_text(dump(worked), "utf-8")
        told = prodia("--lang", "en", "case", "report", str(file), "--picture", str(picture))
        assert 0 == told.code and "on the scale standard score" in told.err
        assert picture.read_text("utf-8").startswith("<svg")
