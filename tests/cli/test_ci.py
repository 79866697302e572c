"""A pack in a git repository of its own, checked by the very commands of the action and of the hooks."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Prodia, Ran
from tests.cli.test_authors import ID, NEW

ROOT = Path(__file__).parents[2]
PROTOCOLS = ROOT / "protocols"
LAW = """\
format: 1
parameters:
  laag_pc:
    title: laag vanaf
    type: percentile
    values:
      - {value: 10, valid: {from: 2020-09-01}, source: [{ref: eigen-keuze, confidence: unverified}]}
"""
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not here")


def git(at: Path, *words: str) -> str:
    who = ["-c", "user.name=niemand", "-c", "user.email=niemand@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *who, *words], cwd=at, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def repository(prodia: Prodia, tmp_path: Path) -> Path:
    """The repository of a working group, with a remote that has its main branch."""
    pack = tmp_path / "pakket"
    assert 0 == prodia("new", "pack", str(pack), "--repository", "org/prodia").code
    assert 0 == prodia("new", ID, "--pack", str(pack), *NEW).code
    git(pack, "init", "-q")
    git(pack, "add", "-A")
    git(pack, "commit", "-qm", "Begin")
    git(tmp_path, "clone", "-q", "--bare", str(pack), "origin.git")
    git(pack, "remote", "add", "origin", str(tmp_path / "origin.git"))
    return pack


def changed(pack: Path, old: str, new: str) -> None:
    file = pack / ID / "1.0.0" / "protocol.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def action() -> dict[str, Any]:
    """The steps of the action by name."""
    steps = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"]
    return {step["name"]: step for step in steps if "name" in step}


def step(name: str, pack: Path, **environ: str) -> Ran:
    """A step of the action as a runner does it: its script in bash, prodia on PATH."""
    bin_ = pack.parent / "bin"
    bin_.mkdir(exist_ok=True)
    (bin_ / "prodia").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m prodia "$@"\n', "utf-8")
    (bin_ / "prodia").chmod(0o755)
    given = {
        "PATH": f"{bin_}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PACK": ".",
        "PRODIA_LANG": "nl",
    }
    said = pack.parent / "said.md"
    given |= {"SAID": str(said), "GITHUB_STEP_SUMMARY": str(pack.parent / "summary.md"), **environ}
    declared = {name: given[name] for name in action()[name]["env"] if name in given}
    keep = {key: given[key] for key in ("PATH", "PYTHONPATH", "GITHUB_STEP_SUMMARY")}
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", action()[name]["run"]]
    done = subprocess.run(words, cwd=pack, capture_output=True, text=True, env={**keep, **declared})
    return Ran(done.returncode, done.stdout, done.stderr)


class TestAction:
    """What a pull request is told."""

    def test_check_and_test(self, repository: Path) -> None:
        changed(repository, "met: maat < 10", "met: maat <= 10")
        checked = step("Check", repository)
        assert (1, True) == (checked.code, checked.out.startswith("::error file="))
        tested = step("Test", repository)
        assert 1 == tested.code
        assert tested.out.startswith(f"::error file={ID}/1.0.0/cases/op-de-grens.yaml,line=")

    def test_what_changes_for_whom_is_one_comment(self, repository: Path) -> None:
        base = git(repository, "rev-parse", "HEAD")
        changed(repository, "met: maat < 10", "met: maat <= 10")
        told = step("Difference", repository, BASE=base)
        assert 0 == told.code, told.err
        said = (repository.parent / "said.md").read_text("utf-8")
        assert f"{ID}@1.0.0" in said
        assert "op-de-grens" in said
        assert "«niet verder kijken» → «verder kijken»" in said
        assert said == (repository.parent / "summary.md").read_text("utf-8")

    def test_a_figure_of_the_law_changes_the_versions_that_read_it(self, repository: Path) -> None:
        law = repository / "shared" / "law" / "wet.yaml"
        law.parent.mkdir(parents=True)
        law.write_text(LAW, "utf-8")
        changed(repository, "met: maat < 10", "met: maat < law.laag_pc")
        git(repository, "add", "-A")
        git(repository, "commit", "-qm", "law")
        git(repository, "push", "-q", "--force", str(repository.parent / "origin.git"), "HEAD:refs/heads/law")
        base = git(repository, "rev-parse", "HEAD")
        law.write_text(LAW.replace("value: 10", "value: 12"), "utf-8")
        told = step("Difference", repository, BASE=base)
        assert 0 == told.code, told.err
        said = (repository.parent / "said.md").read_text("utf-8")
        assert "laag vanaf" in said
        assert "op-de-grens" in said

    def test_a_step_that_changes_nothing(self, repository: Path) -> None:
        base = git(repository, "rev-parse", "HEAD")
        assert 0 == step("Difference", repository, BASE=base).code
        assert "elke versie wat ze was" in (repository.parent / "said.md").read_text("utf-8")

    def test_every_name_it_reads_is_given(self) -> None:
        for one in action().values():
            read = {
                part.strip('{}"') for part in one["run"].replace('"', " ").split() if part.startswith("$")
            }
            own = {"$code", "$GITHUB_STEP_SUMMARY"}
            assert {name[1:].partition("/")[0] for name in read - own} <= set(one["env"]), one["name"]

    def test_the_workflow_gives_the_action_its_inputs(self) -> None:
        workflow = yaml.safe_load((ROOT / ".github/workflows/pack.yml").read_text("utf-8"))
        last = workflow["jobs"]["pack"]["steps"][-1]
        inputs = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
        assert set(last["with"]) <= set(inputs)


class TestHooks:
    """The hooks are given the files of a commit that they ask for."""

    def test_each(self, prodia: Prodia, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        monkeypatch.chdir(repository)
        files = git(repository, "ls-files").splitlines()
        for hook in hooks:
            given = [file for file in files if re.search(hook["files"], file)]
            assert f"{ID}/1.0.0/protocol.yaml" in given
            assert f"{ID}/1.0.0/cases/op-de-grens.yaml" in given
            assert not any(file.startswith(".") for file in given)
            first, *words = hook["entry"].split()
            assert "prodia" == first
            assert 0 == prodia(*words, *given).code

    def test_every_file_that_says_something_is_given(self) -> None:
        """What a commit changes alone is looked at too: a block, a letter, a translation."""
        hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        laid, checked = ({*_given(hook["files"])} for hook in hooks)
        content = {one for one in _content() if one.endswith(".yaml")}
        assert content
        assert content == laid
        assert {one for one in _content() if one.endswith((".yaml", ".po", "released.lock"))} == checked


def _content() -> list[str]:
    return [one.relative_to(PROTOCOLS).as_posix() for one in PROTOCOLS.rglob("*") if one.is_file()]


def _given(pattern: str) -> list[str]:
    return [one for one in _content() if re.search(pattern, one)]
