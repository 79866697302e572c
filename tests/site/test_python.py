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


class TestSignatures:
    def test_how_a_field_is_written_in_a_file_does_not_show(self) -> None:
        """``from_`` is called ``from`` in a file: what makes it so is no default."""
        modules = python.public(python.read(ROOT / "prodia"))
        every = {n: python.signature(one) for names in modules.values() for n, one in names.items()}
        assert {} == {name: told for name, told in every.items() if "alias=" in told or " = F(" in told}
        assert "from_: Id, given: bool" in every["Consented"]
        assert "value: PlainAnswer | None = None" in every["Answered"]

    def test_the_records_of_answers_have_a_page(self) -> None:
        page = next(d for d in python.documents(python.read(ROOT / "prodia")) if d.title == "prodia.results")
        assert {"Why", "RuleTrace", "Cell", "VerdictTrace", "Proposal", "Need", "Place"} <= {
            section.id for section in page.sections
        }

    def test_what_a_finding_holds_is_told(self) -> None:
        problem = python.public(python.read(ROOT / "prodia"))["prodia"]["Problem"]
        told = {method.name for method in python.methods(problem)}
        assert {"code", "severity", "name", "message", "hint", "line"} <= told
        assert "``place``" in problem.docstring.value
