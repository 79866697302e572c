"""What the guide says runs, line by line, and so does every example in a docstring of the public face."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from prodia.site.python import public, read

ROOT = Path(__file__).parents[1]
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


class TestTheGuide:
    """The five subjects of the guide are five sessions that run as they stand; the first of them finds no
    mistake in all that is shipped."""

    def test_it_runs(self) -> None:
        guide = str(ROOT / "docs" / "python" / "guide.md")
        done = doctest.testfile(guide, module_relative=False, optionflags=FLAGS)
        assert (0, True) == (done.failed, done.attempted > 30)

    @pytest.mark.parametrize(("fault", "code"), [("", 0), ("titel: verkeerd\n", 1)], ids=["right", "wrong"])
    def test_its_test_of_a_pack(self, tmp_path: Path, fault: str, code: int) -> None:
        """The test that a reader copies passes for a pack that is right, and fails for one that is not."""
        guide = (ROOT / "docs" / "python" / "guide.md").read_text("utf-8")
        copied = re.findall(r"```python\n(import .*?)```", guide, re.S)[-1]
        (tmp_path / "test_pack.py").write_text(copied, "utf-8")
        shared = tmp_path / "my-pack" / "shared"
        shared.mkdir(parents=True)
        (shared / "terms.yaml").write_text(f"format: 1\nterms: {{}}\n{fault}", "utf-8")
        run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
        environ = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, env=environ)
        assert code == done.returncode, done.stdout


def documented() -> list[str]:
    """The modules in which a public name is defined."""
    found = public(read(ROOT / "prodia")).values()
    return sorted({one.module.path for names in found for one in names.values()})


def test_every_docstring() -> None:
    """An example in a docstring is true."""
    failed = {name: doctest.testmod(import_module(name), optionflags=FLAGS).failed for name in documented()}
    assert {} == {name: count for name, count in failed.items() if count}


class TestReferences:
    """What a docstring points at by its whole name is there."""

    def test_each_is_there(self) -> None:
        pointed = re.compile(r":(?:func|class|meth|attr|mod):`~?(prodia\.[\w.]+)`")
        sources = [*(ROOT / "prodia").rglob("*.py")]
        found = {(path.name, name) for path in sources for name in pointed.findall(path.read_text("utf-8"))}
        assert len(found) > 50
        assert [] == sorted(one for one in found if not _is_there(one[1]))


def _is_there(name: str) -> bool:
    parts, at = name.split("."), ROOT
    module = next(n for n in range(len(parts), 0, -1) if _module(at.joinpath(*parts[:n])))
    one = import_module(".".join(parts[:module]))
    for part in parts[module:]:
        if part in getattr(one, "__dataclass_fields__", {}) or part in getattr(one, "model_fields", {}):
            return True
        if not hasattr(one, part):
            return False
        one = getattr(one, part)
    return True


def _module(path: Path) -> bool:
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()
