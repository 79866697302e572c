"""What `pip install prodia` brings is enough for what the README shows; what needs more says which extra."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from prodia.case.log import dump
from prodia.content import shipped
from prodia.errors import MissingExtra
from prodia.store.casefile import read_case
from tests.shipped import CATALOGUE

EXTRAS = (
    "scipy",
    "pandas",
    "pyarrow",
    "openpyxl",
    "mkdocs",
    "griffe",
    "polars",
    "matplotlib",
    "docx",
    "typst",
)
WITHOUT = f"""
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {EXTRAS!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name.partition(".")[0])

sys.meta_path.insert(0, Absent())
"""
TELLS = "from prodia.telling.blocks import Document; EMPTY = Document('x', 'nl', ()); from prodia.interop."
CLI = "from prodia.cli import main\nsys.exit(main())"


def run(code: str, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """``code`` in a Python that has no extra of prodia."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + code, *args], cwd=cwd, capture_output=True, text=True
    )


class TestWithoutExtras:
    """An installation without extras scores, tells and explains."""

    def test_the_readme(self, root: Path, tmp_path: Path) -> None:
        code = f"import doctest\nprint(doctest.testfile({str(root / 'README.md')!r}, module_relative=False))"
        assert "TestResults(failed=0, attempted=7)" == run(code, cwd=tmp_path).stdout.strip()

    @pytest.mark.parametrize(
        "asked",
        [
            ("demo",),
            ("score", "phq-9", "--answer", "q1..q9=1"),
            ("score", "woordenstroom", "people.csv", "--norms", "woordenstroom-verzonnen"),
            ("score", "groei", "--answer", "lengte=120", "--norms", "cdc2000", "--person", "sex=m"),
        ],
    )
    def test_the_command_line(self, tmp_path: Path, asked: tuple[str, ...]) -> None:
        (tmp_path / "people.csv").write_text("id,grade,reeks_1,reeks_2,reeks_3\na,3,4,9,9\n", "utf-8")
        done = run(CLI, *asked, cwd=tmp_path)
        assert (0, "") == (done.returncode, done.stderr if "Traceback" in done.stderr else "")

    def test_a_case_with_measurements(self, tmp_path: Path) -> None:
        """A series is told without SciPy, with its interval and its chances."""
        worked = shipped() / "lezen-spellen/3.0.0/cases/stilstand.yaml"
        (tmp_path / "a.jsonl").write_text(dump(read_case(worked, CATALOGUE)), "utf-8")
        done = run(CLI, "case", "show", "a.jsonl", cwd=tmp_path)
        assert (0, "") == (done.returncode, done.stderr)

    def test_the_absence_is_real(self, tmp_path: Path) -> None:
        assert "No module named 'scipy'" in run("import scipy.special", cwd=tmp_path).stderr


class TestAMissingExtra:
    """Who asks for more than is installed is told what to install."""

    @pytest.mark.parametrize(
        ("code", "extra"),
        [
            ("from prodia.scoring.normal import beta_quantile; beta_quantile(0.1, 2, 3)", "scores"),
            ("from prodia.scoring.normal import kolmogorov_above; kolmogorov_above(0.1, 9)", "scores"),
            ("from prodia.batch.columns import pd; pd.Series", "frames"),
            (f"{TELLS}pdf import to_pdf as write; write(EMPTY)", "documents"),
            (f"{TELLS}docx import to_docx as write; write(EMPTY)", "documents"),
        ],
    )
    def test_in_python(self, tmp_path: Path, code: str, extra: str) -> None:
        assert f'pip install "prodia[{extra}]"' in run(code, cwd=tmp_path).stderr

    def test_on_the_screen(self, tmp_path: Path) -> None:
        (tmp_path / "people.parquet").write_bytes(b"PAR1")
        done = run(CLI, "score", "phq-9", "people.parquet", cwd=tmp_path)
        assert 2 == done.returncode
        assert 'pip install "prodia[frames]"' in done.stderr.replace("\n", " ")

    def test_it_is_an_import_error_too(self) -> None:
        with pytest.raises(ImportError) as caught:
            raise MissingExtra("scipy", "scores")
        assert "scipy" == caught.value.name
