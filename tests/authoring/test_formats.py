"""Findings for machines: ten annotations, the best first; SARIF and JUnit as their readers ask for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from prodia.authoring import formats
from prodia.authoring.testing import Differs, Ran
from prodia.problems import Kind, Place, Problem, kind

ERROR = kind("""X90
    fout: dit: «{name}», 100 % fout. -> schrijf iets anders.
    wrong: this: «{name}», 100 % wrong. -> write something else.""")
WARNING: Kind = replace(ERROR, code="X91", severity="warning")
INFO: Kind = replace(ERROR, code="X92", severity="info")


def many() -> list[Problem]:
    """Twenty remarks and warnings, and after them two errors."""
    low = [Problem(k, Place("a,b.yaml", n, 2), name=f"n{n}") for k in (INFO, WARNING) for n in range(1, 11)]
    return [*low, Problem(ERROR, Place("p/c.yaml", 7, 3), name="x\ny"), Problem(ERROR, None, name="z")]


class TestGithub:
    def test_ten_annotations_the_best_first_and_then_all(self) -> None:
        lines = formats.github(many(), "nl").splitlines()
        shown = [line for line in lines if line.startswith(("::error", "::warning", "::notice"))]
        assert lines[:10] == shown
        assert [True, True, False] == [line.startswith("::error ") for line in shown[:3]]
        # two causes of what is no error: each cause first, before the others of one
        assert "::group::Alle bevindingen: 22" == lines[10]
        assert 22 == len(lines[11:-1])
        assert "::endgroup::" == lines[-1]

    def test_signs_that_mean_something_to_github(self) -> None:
        (line,) = formats.github([Problem(ERROR, Place("a,b: c.yaml", 1, 2), name="x\ny")]).splitlines()
        assert (
            "::error file=a%2Cb%3A c.yaml,line=1,col=2,title=PRD-X90 fout::"
            "dit: «x%0Ay», 100 %25 fout. -> schrijf iets anders." == line
        )

    def test_nothing_found_says_nothing(self) -> None:
        assert "" == formats.github([])


class TestSarif:
    def test_every_finding_with_its_rule_and_place(self) -> None:
        whole = json.loads(formats.sarif(many(), "en"))
        (run,) = whole["runs"]
        assert ("2.1.0", 22) == (whole["version"], len(run["results"]))
        rules = run["tool"]["driver"]["rules"]
        assert {"PRD-X90", "PRD-X91", "PRD-X92"} == {rule["id"] for rule in rules}
        assert all(one["ruleId"] == rules[one["ruleIndex"]]["id"] for one in run["results"])
        assert ["error", "error", "warning"] == [one["level"] for one in run["results"][:3]]
        place = run["results"][0]["locations"][0]["physicalLocation"]
        assert {"startLine": 7, "startColumn": 3} == place["region"]
        assert "p/c.yaml" == place["artifactLocation"]["uri"]

    def test_the_same_finding_on_another_line_is_the_same(self) -> None:
        marks = [
            json.loads(formats.sarif([Problem(ERROR, Place("f", n), name=name)]))["runs"][0]["results"][0][
                "partialFingerprints"
            ]
            for n, name in ((1, "a"), (9, "a"), (1, "b"))
        ]
        assert marks[0] == marks[1] != marks[2]

    def test_a_name_of_a_file_with_a_space(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        text = formats.sarif([Problem(ERROR, Place(str(tmp_path / "een map" / "f.yaml")), name="a")])
        place = json.loads(text)["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert "een%20map/f.yaml" == place["artifactLocation"]["uri"]


def suite(text: str) -> tuple[dict[str, str], Sequence[ElementTree.Element]]:
    root = ElementTree.fromstring(text)
    (one,) = root
    return {k: one.attrib[k] for k in ("tests", "failures")}, list(one)


class TestJunit:
    def test_a_test_for_every_file(self) -> None:
        counted, cases = suite(formats.junit_of_check(many(), ["a,b.yaml", "p/c.yaml", "goed.yaml"], "nl"))
        assert {"tests": "4", "failures": "2"} == counted
        by_name = {case.attrib["name"]: case for case in cases}
        assert [] == list(by_name["goed.yaml"])
        assert ["system-out"] == [part.tag for part in by_name["a,b.yaml"]]
        failure = by_name["p/c.yaml"].find("failure")
        assert failure is not None
        assert "PRD-X90" == failure.attrib["type"]

    def test_a_test_for_every_case(self) -> None:
        wrong = Differs(Problem(ERROR, Place("g.yaml", 4), name="<&>"), "", "", None, (), ())
        ran = [
            Ran("p@1.0.0", id, "Titel", f"{id}.yaml", differs, (), (), (), None)
            for id, differs in (("goed", ()), ("fout", (wrong,)))
        ]
        counted, cases = suite(formats.junit_of_test(ran, "nl"))
        assert {"tests": "2", "failures": "1"} == counted
        failure = cases[1].find("failure")
        assert failure is not None
        assert "dit: «<&>», 100 % fout." == failure.attrib["message"]
