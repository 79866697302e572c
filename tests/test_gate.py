"""Lint, form and types are tests like any other."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


class TestGate:
    """Ruff and the strict type checker have nothing to say."""

    @pytest.mark.parametrize(
        "tool",
        [
            ("ruff", "check", "--output-format=concise"),
            ("ruff", "format", "--check"),
            pytest.param(("mypy", "--strict", "prodia"), marks=pytest.mark.whole),
        ],
        ids=["lint", "form", "types"],
    )
    def test_the_library(self, root: Path, tool: tuple[str, ...]) -> None:
        done = subprocess.run([sys.executable, "-m", *tool], cwd=root, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
