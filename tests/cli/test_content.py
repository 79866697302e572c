"""``check`` finds every mistake at its place; ``run`` says what came out of a worked case."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Prodia
from tests.shipped import copied


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of a shipped protocol with what it refers to, and two mistakes in it."""
    folder = copied(tmp_path / "pak", "afwezigheid/1.0.0", cases=False)
    path = folder / "afwezigheid/1.0.0/protocol.yaml"
    text = (
        path.read_text("utf-8").replace("type: truth", "type: thruth", 1).replace("purpose:", "purpsoe:", 1)
    )
    path.write_text(text, "utf-8")
    return folder


class TestCheck:
    """All mistakes in one run, each with file, line, column, code, name, message and hint."""

    def test_every_mistake(self, prodia: Prodia, pack: Path) -> None:
        told = prodia("check", str(pack), "--lang", "nl")
        assert 1 == told.code
        assert "bedoelde je «medical_purpose»?" in told.out
        assert "thruth" in told.out
        assert "^" in told.out

    def test_a_long_path_is_not_broken(
        self, prodia: Prodia, pack: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("COLUMNS", "40")
        lines = prodia("check", str(pack)).out.splitlines()
        assert str(sorted(pack.glob("*/*/protocol.yaml"))[0]) in lines

    def test_json(self, prodia: Prodia, pack: Path) -> None:
        found = json.loads(prodia("check", str(pack), "--format", "json").out)
        keys = {"code", "name", "severity", "file", "line", "column", "message", "hint"}
        assert found["problems"]
        assert all(keys == set(p) for p in found["problems"])
        assert found["errors"] == sum(p["severity"] == "error" for p in found["problems"])

    def test_github(self, prodia: Prodia, pack: Path) -> None:
        lines = prodia("check", str(pack), "--format", "github").out.splitlines()
        shown = [line for line in lines if line.startswith(("::error ", "::warning ", "::notice "))]
        assert shown
        assert lines[: len(shown)] == shown
        assert any("protocol.yaml,line=" in line for line in lines)

    def test_one_file(self, prodia: Prodia, pack: Path) -> None:
        path = sorted(pack.glob("*/*/protocol.yaml"))[0]
        found = json.loads(prodia("check", str(path), "--format", "json").out)
        assert {path.name} == {Path(p["file"]).name for p in found["problems"]}
        assert 1 == found["files"]

    def test_nothing_matched(self, prodia: Prodia, tmp_path: Path) -> None:
        assert 2 == prodia("check", str(tmp_path)).code


class TestRun:
    """A worked case that comes out otherwise than it says is a finding."""

    def test_as_expected(self, prodia: Prodia, root: Path) -> None:
        case = sorted((root / "protocols").glob("*/*/cases/*.yaml"))[0]
        told = prodia("run", str(case))
        assert 0 == told.code
        assert "✓" in told.out

    def test_otherwise(self, prodia: Prodia, root: Path, tmp_path: Path) -> None:
        text = ""
        for case in sorted((root / "protocols").glob("*/*/cases/*.yaml")):
            text = case.read_text("utf-8")
            if ": met" in text:
                break
        folder = case.parent.parent
        copy = tmp_path / folder.parent.name / folder.name / "cases" / case.name
        copy.parent.mkdir(parents=True)
        copy.write_text(text.replace(": met", ": not met"), "utf-8")
        told = prodia("run", str(copy), "--format", "json")
        assert 1 == told.code
        assert not json.loads(told.out)[0]["ok"]
        assert json.loads(told.out)[0]["problems"]

    def test_a_folder_without_cases(self, prodia: Prodia, tmp_path: Path) -> None:
        assert 2 == prodia("run", str(tmp_path)).code


class TestAChangedCutOff:
    """Who copies a version and changes a figure sees other verdicts, other prose, what no longer fits."""

    @pytest.fixture
    def pack(self, root: Path, tmp_path: Path) -> Path:
        """The reading protocol with percentile 10 changed to 16, as version 9.0.0 of a pack of one's own."""
        copy = tmp_path / "lezen-spellen" / "9.0.0"
        shutil.copytree(root / "protocols/lezen-spellen/2.0.0", copy)
        for case in (copy / "cases").iterdir():
            if not case.stem.startswith("ernst-pc-1"):
                case.unlink()
        text = (copy / "protocol.yaml").read_text("utf-8")
        for old, new in (
            ("version: 2.0.0", "version: 9.0.0"),
            ("status: released", "status: concept"),
            ("met: laagste_pc <= 10", "met: laagste_pc <= 16"),
        ):
            assert 1 == text.count(old)
            text = text.replace(old, new)
        (copy / "protocol.yaml").write_text(text, "utf-8")
        return tmp_path

    def test_the_verdicts(self, prodia: Prodia, pack: Path) -> None:
        told = prodia("run", str(pack / "lezen-spellen/9.0.0/cases"), "--format", "json")
        assert 1 == told.code
        verdicts = {one["case"]: one["verdicts"].get("ernst") for one in json.loads(told.out)}
        assert ("met", "met") == (verdicts["ernst-pc-15"], verdicts["ernst-pc-15-1"])

    def test_the_prose(self, prodia: Prodia, pack: Path) -> None:
        told = prodia("--lang", "nl", "say", "--pack", str(pack), "lezen-spellen@9.0.0", "ernst")
        assert "hoogstens 16" in told.out

    def test_the_grey_zone_that_is_gone(self, prodia: Prodia, pack: Path) -> None:
        found = json.loads(prodia("check", str(pack), "--format", "json").out)
        cases = [p["code"] for p in found["problems"] if "/cases/" in p["file"]]
        assert "PRD-C98" in cases  # worked cases of the old cut-off no longer come out as they say
        told = [p["code"] for p in found["problems"] if "/cases/" not in p["file"]]
        assert ["PRD-Q62", "PRD-L26"] == told  # CHANGES.md does not tell of it either


class TestNamesInCases:
    """A worked case that names what its protocol does not have is found by check, before anyone runs it."""

    def test_at_its_place(self, prodia: Prodia, tmp_path: Path) -> None:
        pack = copied(tmp_path / "protocols", "lezen-spellen/2.0.0")
        case = pack / "lezen-spellen" / "2.0.0" / "cases" / "ernst-pc-10.yaml"
        case.write_text(case.read_text("utf-8").replace("field: domein,", "field: domien,"), "utf-8")
        got = prodia("check", str(case.parent), "--format", "json", "--lang", "nl")
        assert 1 == got.code
        told = [(p["code"], p["hint"]) for p in json.loads(got.out)["problems"] if p["severity"] == "error"]
        assert [("PRD-S07", "bedoelde je «domein»?")] == told
