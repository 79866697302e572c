"""Worked cases as an author runs them: what fails says why, and one case may begin with another."""

from __future__ import annotations

from pathlib import Path

import pytest

from prodia.authoring.testing import Ran, run_cases, told_all
from prodia.case.check import check
from prodia.content import load
from prodia.content.catalogue import read_worked_case
from prodia.telling import to_text
from tests.shipped import copied

CASES = "lezen-spellen/1.0.0/cases"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return copied(tmp_path / "protocols", "lezen-spellen/1.0.0")


def put(pack: Path, case: str, old: str, new: str) -> int:
    """Change a case, and say on which line."""
    file = pack / CASES / f"{case}.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def one(pack: Path, case: str) -> Ran:
    (found,) = run_cases(load(pack).catalogue, "lezen-spellen@1.0.0", only=[case])
    return found


class TestWhatFails:
    """A failing case says file, line, the criterion and the row that made it so, and the smallest change."""

    def test_verdict(self, pack: Path) -> None:
        line = put(pack, "ernst-pc-9-9", "ernst: met", "ernst: judgement")
        (differs,) = one(pack, "ernst-pc-9-9").differs
        assert ("verdicts", "ernst") == (differs.part, differs.name)
        assert differs.problem.place is not None
        assert line == differs.problem.place.line
        assert (
            "voldaan als laagste percentiel lager dan 10: ja",
            "laagste percentiel: pc 9,9",
        ) == differs.because
        source = (pack / "lezen-spellen/1.0.0/protocol.yaml").read_text("utf-8").split("\n")
        assert differs.rule is not None
        assert "ernst:" == source[differs.rule.line - 1].strip()

    def test_proposal(self, pack: Path) -> None:
        put(pack, "geen-hulp-gehad", "dyslexie: eerst-hulp", "dyslexie: niet-ernstig")
        (differs,) = one(pack, "geen-hulp-gehad").differs
        assert differs.because[0].startswith("rij 8: de achterstand is ernstig: voldaan;")
        assert (
            "de achterstand is ernstig: niet voldaan -> de achterstand is niet ernstig",
        ) == differs.change
        source = (pack / "lezen-spellen/1.0.0/protocol.yaml").read_text("utf-8").split("\n")
        assert differs.rule is not None
        assert "eerst-hulp" in source[differs.rule.line - 1]

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_told(self, pack: Path, lang: str) -> None:
        put(pack, "geen-hulp-gehad", "dyslexie: eerst-hulp", "dyslexie: dyslexie")
        catalogue = load(pack).catalogue
        plan = catalogue.plan("lezen-spellen@1.0.0", lang)
        found = run_cases(catalogue, plan.reference, only=["geen-hulp-gehad"], lang=lang)  # type: ignore[arg-type]
        text = to_text(told_all(found, plan, lang))  # type: ignore[arg-type]
        assert ("verwacht" if lang == "nl" else "expected") in text
        assert "not met" not in text or lang == "en"

    def test_not_assessable_is_shown(self, pack: Path) -> None:
        """What no rule tells is said, of a case that holds too."""
        found = one(pack, "ontbrekende-score")
        assert found.holds
        assert "ernst" in found.open
        assert "dyslexie" in dict(found.otherwise)


class TestBegins:
    """A case may begin with another: its events come first."""

    def begun(self, pack: Path, begins: str, case: str = "vervolg", expect: str = "{ernst: met}") -> None:
        (pack / CASES / f"{case}.yaml").write_text(
            f"format: 1\ncase: {case}\ntitle: Vervolg\nwhy: Een ander geval gaat vooraf.\nbegins: {begins}\n"
            "events:\n  - {kind: paused, on: 2026-12-01, by: clb-contact, waiting_for: nieuws}\n"
            f"expect:\n  verdicts: {expect}\n",
            "utf-8",
        )

    def test_its_events_come_first(self, pack: Path) -> None:
        self.begun(pack, "ernst-pc-9-9")
        assert one(pack, "vervolg").holds
        whole = load(pack).catalogue.cases("lezen-spellen@1.0.0")
        assert len(whole["ernst-pc-9-9"].events) + 1 == len(whole["vervolg"].events)

    def test_what_it_expects_is_compared(self, pack: Path) -> None:
        self.begun(pack, "ernst-pc-9-9", expect='{ernst: "not met"}')
        found = check(load(pack), at=str(pack / CASES / "vervolg.yaml"))
        assert [("PRD-C98", 9)] == [(p.code, p.place.line) for p in found if p.place]

    def test_no_such_case(self, pack: Path) -> None:
        self.begun(pack, "ernst-pc-9-8")
        (found,) = check(load(pack), at=str(pack / CASES / "vervolg.yaml"))
        assert "PRD-K01" == found.code
        assert "ernst-pc-9-9" in found.hint("nl") and "?" == found.hint("nl")[-1]
        assert [found] == [d.problem for d in one(pack, "vervolg").differs]
        assert found in load(pack).problems  # so that nobody tells of half a case, a site least of all

    def test_one_that_is_far_off_or_has_faults(self, pack: Path) -> None:
        """Then there is nothing to guess, and no circle either."""
        self.begun(pack, "vervolg-zonder-gelijke")
        first = pack / CASES / "vervolg.yaml"
        (found,) = read_worked_case(first)[1]
        assert found.hint("nl").startswith("kies uit")
        self.begun(pack, "kapot")
        (pack / CASES / "kapot.yaml").write_text("format: 1\ncase: kapot\n", "utf-8")
        assert ["PRD-K01"] == [one.code for one in read_worked_case(first)[1]]

    def test_a_circle(self, pack: Path) -> None:
        self.begun(pack, "verder")
        self.begun(pack, "vervolg", "verder")
        found = check(load(pack), at=str(pack / CASES))
        assert ["PRD-K02", "PRD-K02"] == [p.code for p in found]
