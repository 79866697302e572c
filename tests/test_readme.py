"""The README says what is true."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest


class TestReadme:
    """What a newcomer reads first runs as it stands."""

    def test_the_example(self, root: Path) -> None:
        done = doctest.testfile(str(root / "README.md"), module_relative=False)
        assert (0, True) == (done.failed, done.attempted > 0)

    def test_it_stays_short(self, root: Path) -> None:
        assert len((root / "README.md").read_text("utf-8").splitlines()) <= 45

    def test_its_commands_run(self, root: Path, tmp_path: Path) -> None:
        said = re.findall(r"`(prodia [^`]+)`", (root / "README.md").read_text("utf-8"))
        assert said
        for command in said:
            done = subprocess.run([sys.executable, "-m", *command.split()], cwd=tmp_path, capture_output=True)
            assert 0 == done.returncode, command

    def test_the_map(self, root: Path) -> None:
        rows = re.findall(r"^\| (.*?) \|", (root / "README.md").read_text("utf-8"), re.M)[2:]
        named = [name for row in rows for name in re.findall(r"`(\w+)/?`", row)]
        here = (root / "{}", root / "prodia" / "{}", root / "prodia" / "{}.py")
        assert [] == [n for n in named if not any(Path(str(p).format(n)).exists() for p in here)]

    @pytest.mark.parametrize("target", ["demo", "test"])
    def test_the_commands(self, root: Path, target: str) -> None:
        assert f"make {target}" in (root / "README.md").read_text("utf-8")
        assert re.search(rf"^{target}:", (root / "Makefile").read_text("utf-8"), re.M)
