"""``prodia explain``: a finding with its example; and ``prodia check``, that says one cause once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prodia.content.examples import base
from prodia.problems import Place, Problem, gathered
from prodia.problems.cases import NOT_AS_EXPECTED
from prodia.problems.definitions import MISSING, UNKNOWN_REFERENCE
from prodia.problems.language import GAP
from tests.cli.conftest import Prodia
from tests.content.packs import write


class TestExplain:
    """The mistake as it should not be, as it should be, and what is said of it, made by checking it."""

    @pytest.mark.parametrize("asked", ["Q23", "prd-q23", "criterium-nooit-voldaan", "criterion-never-met"])
    def test_by_code_or_name(self, prodia: Prodia, asked: str) -> None:
        got = prodia("--lang", "en", "explain", asked)
        assert 0 == got.code
        for said in (
            "PRD-Q23",
            "met: maanden >= 3 and maanden < 2",
            "true in no case at all",
            "-> look which",
        ):
            assert said in " ".join(got.out.split())

    def test_for_a_machine(self, prodia: Prodia) -> None:
        got = json.loads(prodia("--lang", "nl", "explain", "T01", "--format", "json").out)
        assert {"concept": "info", "review": "warning", "released": "error"} == got["severity"]
        assert "dit protocol heeft geen enkel uitgewerkt geval." == got["message"]

    def test_without_an_example_it_gives_the_words(self, prodia: Prodia) -> None:
        assert "PRD-C01" in prodia("--lang", "en", "explain", "C01").out

    def test_an_unknown_code_is_wrong_use(self, prodia: Prodia) -> None:
        assert 2 == prodia("explain", "Q999").code


def missing(line: int, key: str) -> Problem:
    return Problem(MISSING, Place("en.po", line), key=key, lang="en")


class TestGathered:
    """What has one cause is told once, with how often; nothing is lost."""

    def test_the_same_words_wherever_they_stand(self) -> None:
        same = [Problem(UNKNOWN_REFERENCE, Place("p", n), what="bron", name="x", hint="") for n in (1, 5, 9)]
        other = Problem(UNKNOWN_REFERENCE, Place("p", 7), what="bron", name="y", hint="")
        assert [(same[0], (same[1], same[2])), (other, ())] == gathered([*same, other])

    def test_many_of_a_kind_that_is_no_error(self) -> None:
        told = [missing(n, f"k{n}") for n in range(4)]
        assert [(told[0], tuple(told[1:]))] == gathered(told)
        assert [(told[0], ()), (told[1], ())] == gathered(told[:2])

    def test_what_worked_cases_come_to_is_one_and_comes_after_its_cause(self) -> None:
        places = [Place(f"p/1.0.0/cases/{name}.yaml", 9, 3) for name in "abc"]
        cases = [Problem(NOT_AS_EXPECTED, at, what="x", name=at.file, want="1", got="2") for at in places]
        cause = Problem(GAP, Place("p/1.0.0/protocol.yaml", 4, 1), table="x", witness="y")
        other = Problem(GAP, Place("p/1.0.0/protocol.yaml", 4, 1), table="x", witness="z")
        assert [(cause, (other,)), (cases[0], (*cases[1:],))] == gathered([*cases, cause, other])

    def test_on_the_screen(self, prodia: Prodia, tmp_path: Path) -> None:
        place = "basis/1.0.0/protocol.yaml"
        files = {**base(), place: base()[place].replace("ref: richtlijn", "ref: richtlyn")}
        write(tmp_path, dict(files))
        short = prodia("--lang", "nl", "check", str(tmp_path)).out
        assert 1 == short.count("Er bestaat geen bron «richtlyn»")
        assert "(«prodia check --all» toont elk)" in short
        each = prodia("--lang", "nl", "check", str(tmp_path), "--all").out
        assert each.count("Er bestaat geen bron «richtlyn»") == files[place].count("ref: richtlyn")

    def test_on_another_day_norms_are_old(self, prodia: Prodia, tmp_path: Path) -> None:
        write(tmp_path, dict(base()))
        assert 0 == prodia("check", str(tmp_path), "--on", "2026-11-29").code
        assert "PRD-H02" in prodia("check", str(tmp_path), "--on", "2050-01-01").out
