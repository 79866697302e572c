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

# A pack and a catalogue are frozen, so that what is shipped needs to be read once for all these tests.
_load = functools.cache(prodia.content.load)
_read = prodia.content.read_pack


def _once(*folders: Any, only: str | None = None) -> prodia.content.Loaded:
    """As ``load``, with what is shipped read before; a pack of one's own is read each time."""
    first, *more = folders or (prodia.content.shipped(),)
    shipped = _load(prodia.content.shipped()).catalogue
    known = only in (None, "shared") and prodia.content.shipped()
    found = shipped if first == known else prodia.content.Catalogue().with_pack(_read(first, only))
    for folder in more:
        found = found.with_pack(shipped.packs[0] if folder == known else _read(folder, only))
    return prodia.content.Loaded(found)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Prodia = Callable[..., Ran]  # prodia(*args, stdin=...)


@pytest.fixture(name="prodia")
def _prodia(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, root: Path) -> Prodia:
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
    kept = {name: os.environ[name] for name in ("PATH", "XDG_CACHE_HOME")}
    environ = {**kept, "COLUMNS": "100", **environ}
    done = subprocess.run(
        [sys.executable, "-m", "prodia", *args],
        input=stdin,
        cwd=cwd,
        env=environ,
        capture_output=True,
        text=True,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
