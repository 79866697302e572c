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
from typing import Any

import pytest

import prodia.cli.looking
import prodia.content
from prodia.cli.app import run

# A catalogue is frozen, so that what is shipped needs to be read once for all these tests.
_read = functools.cache(prodia.content.load)
_load = prodia.content.load


def _once(*folders: Any, only: str | None = None) -> prodia.content.Loaded:
    """As ``load``, with what is shipped read before; a pack of one's own is read each time."""
    first = prodia.content.shipped()
    if folders[:1] != (first,) or only not in (None, "shared"):
        return _load(*folders, only=only)
    found = _read(first)
    for folder in folders[1:]:
        found = prodia.content.Loaded(found.catalogue.with_pack(prodia.content.read_pack(folder, only)))
    return found


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
    for verb in (prodia.content, prodia.cli.looking):
        monkeypatch.setattr(verb, "load", _once)
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
