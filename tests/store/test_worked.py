"""Worked cases run from Python as ``prodia run`` runs them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from prodia.content import shipped
from prodia.store.casefile import run_worked, worked_in
from tests.shipped import CATALOGUE

FOLDER = shipped() / "lezen-spellen" / "2.0.0" / "cases"


class TestRunWorked:
    """What came out stands beside what was expected, and is told as data."""

    def test_as_expected(self) -> None:
        one = run_worked(FOLDER / "ernst-pc-10.yaml", CATALOGUE)
        assert (True, "ernst-pc-10", None) == (one.holds, one.id, one.refused)
        told = one.as_dict("en")
        assert "met" == told["verdicts"]["ernst"]
        assert set(one.proposes()) == set(told["proposes"])

    def test_otherwise(self, tmp_path: Path) -> None:
        copy = tmp_path / "lezen-spellen" / "2.0.0" / "cases" / "x.yaml"
        copy.parent.mkdir(parents=True)
        shutil.copy(FOLDER / "ernst-pc-10.yaml", copy)
        copy.write_text(copy.read_text("utf-8").replace("ernst: met", "ernst: not met"), "utf-8")
        assert [copy] == worked_in(tmp_path)
        one = run_worked(copy, CATALOGUE)
        assert not one.holds
        assert one.as_dict()["problems"]

    def test_what_is_no_case(self, tmp_path: Path) -> None:
        (tmp_path / "x.yaml").write_text("onzin: [", "utf-8")
        one = run_worked(tmp_path / "x.yaml", CATALOGUE)
        assert (False, None, "x") == (one.holds, one.case, one.id)
        with pytest.raises(FileNotFoundError):
            run_worked(tmp_path / "nergens.yaml", CATALOGUE)
