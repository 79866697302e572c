"""Running the command line: in this process for speed, in one of its own for what only that shows."""

from __future__ import annotations

import functools
import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import prodia.content
from prodia.cli.app import run

# A catalogue is frozen, so that what is shipped needs to be read once for all these tests.
_read = functools.cache(prodia.content.load)
_load = prodia.content.load


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


@pytest.fixture(name="prodia")
def _prodia(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, root: Path
) -> Callable[..., Ran]:
    """``prodia(*args, stdin=...)`` at the top of the checkout, wide enough not to wrap."""
    monkeypatch.chdir(root)
    monkeypatch.setenv("COLUMNS", "200")
    here = (prodia.content.shipped(),)
    monkeypatch.setattr(
        prodia.content,
        "load",
        lambda *f, only=None: _read(*f) if f == here and only is None else _load(*f, only=only),
    )
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*args: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        code = run(list(args))
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return call


def process(*args: str, stdin: str | None = "", cwd: Path | None = None, **environ: str) -> Ran:
    """``python -m prodia`` in an interpreter of its own."""
    environ = {"PATH": os.environ["PATH"], "COLUMNS": "100", **environ}
    done = subprocess.run(
        [sys.executable, "-m", "prodia", *args],
        input=stdin,
        cwd=cwd,
        env=environ,
        capture_output=True,
        text=True,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
