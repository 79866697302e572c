"""The reference of the Python face, read from the sources."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

python = pytest.importorskip("prodia.site.python")


class TestMethods:
    def test_what_a_class_has_of_one_that_is_not_public_is_its_own(self) -> None:
        """A state is made in layers; people only meet the last."""
        names = python.public(python.read(ROOT / "prodia"))["prodia"]
        told = [method.name for method in python.methods(names["State"])]
        assert {"value", "verdicts", "proposals", "steps", "phase", "needs", "not_needed"} <= set(told)
        assert "message" not in [method.name for method in python.methods(names["EventRefused"])]
        assert "message" in [method.name for method in python.methods(names["ProdiaError"])]
