"""``prodia score`` with growth norms: how they are used can be said."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_score import Prodia, rows


class TestGrowth:
    """A file and one form give the same score, and say by which formula."""

    FILE = "id,sex,age_months,lengte,gewicht\na,m,100.5,120,45\nb,f,100.5,130,26\n"

    @pytest.mark.parametrize(
        ("method", "told", "formulas"),
        [
            ((), ("", ""), ("lms", "lms")),
            (("--method", "extended"), ("PRD-W10", ""), ("extended", "lms")),
            (("--method", "modified"), ("PRD-W12", "PRD-W12"), ("modified", "modified")),
        ],
    )
    def test_a_method(
        self,
        prodia: Prodia,
        tmp_path: Path,
        method: tuple[str, ...],
        told: tuple[str, str],
        formulas: tuple[str, str],
    ) -> None:
        path = tmp_path / "kinderen.csv"
        path.write_text(self.FILE, "utf-8")
        found = rows(
            prodia("score", "groei", str(path), "--norms", "cdc2000", "--decimals", "9", *method).out
        )
        assert told == tuple(row["bmi.warnings"] for row in found)
        for row, formula, child in zip(found, formulas, csv.DictReader(io.StringIO(self.FILE)), strict=True):
            said = [f"--answer={name}={child[name]}" for name in ("lengte", "gewicht")]
            said += [f"--person={name}={child[name]}" for name in ("sex", "age_months")]
            one = prodia("score", "groei", *said, "--norms", "cdc2000", *method, "--format", "json")
            score = json.loads(one.out)["scores"]["bmi"]
            assert (formula, float(row["bmi.z"])) == (score["formula"], score["normed"]["z"]["value"])


class TestNotBelieved:
    """A measure that is not believed is told with its row and column, and in the exit code."""

    def test_swapped_columns(self, prodia: Prodia, tmp_path: Path) -> None:
        path = tmp_path / "kinderen.csv"
        path.write_text("id,sex,age_months,lengte,gewicht\na,m,108.5,30,134\nb,f,108.5,130,26\n", "utf-8")
        told = prodia("--lang", "nl", "score", "groei", str(path), "--norms", "cdc2000")
        assert 1 == told.code
        assert ["", "", "PRD-M72"] == [
            rows(told.out)[0][f"bmi.{name}"] for name in ("z", "warnings", "reason")
        ]
        for column in ("lengte", "gewicht", "bmi"):
            assert f"PRD-F53 maat-niet-geloofd: rij 2, kolom «{column}»" in told.err
        assert "rij 3" not in told.err

    def test_kept_by_another_formula(self, prodia: Prodia, tmp_path: Path) -> None:
        path = tmp_path / "kinderen.csv"
        path.write_text("id,sex,age_months,lengte,gewicht\na,m,108.5,130,134\n", "utf-8")
        told = prodia(
            "--lang", "nl", "score", "groei", str(path), "--norms", "cdc2000", "--method", "modified"
        )
        assert (1, True) == (told.code, "PRD-F54 maat-amper-geloofd: rij 2, kolom «gewicht»" in told.err)


FORM = ("--answer", "lengte=120", "--person", "sex=m", "--person", "age_months=100.5")


class TestWords:
    """The norms are told in the language of the screen."""

    @pytest.mark.parametrize(
        ("lang", "words"),
        [("nl", "kinderen en jongeren van 0 tot 20 jaar"), ("en", "children and young people from 0 to 20")],
    )
    @pytest.mark.parametrize(
        "said",
        [("instruments", "groei"), ("score", "groei", "--norms", "cdc2000", *FORM)],
        ids=["page", "form"],
    )
    def test_for_whom(self, prodia: Prodia, said: tuple[str, ...], lang: str, words: str) -> None:
        assert words in " ".join(prodia("--lang", lang, *said).out.split())
