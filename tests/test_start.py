"""Starting is light: what is heavy is imported when it is needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prodia.case.log import dump
from prodia.content import shipped
from prodia.store.casefile import read_case
from tests.shipped import CATALOGUE

SHOW = "import json, sys; print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"


def imported_by(code: str, elsewhere: Path) -> set[str]:
    """The top-level modules in memory after ``code`` has run in a new interpreter."""
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\n{SHOW}"], cwd=elsewhere, capture_output=True, text=True, check=True
    )
    return set(json.loads(ran.stdout.splitlines()[-1]))


class TestStart:
    """The times themselves are measured by ``make bench``; what decides them is tested here."""

    def test_import(self, tmp_path: Path) -> None:
        heavy = {"pandas", "numpy", "pyarrow", "polars", "click", "rich", "jsonschema", "mkdocs"}
        assert set() == heavy & imported_by("import prodia", tmp_path)

    def test_content(self, tmp_path: Path) -> None:
        heavy = {"polib", "pandas", "numpy", "rich", "jsonschema"}
        assert set() == heavy & imported_by("from prodia.content import load\nload('nowhere')", tmp_path)

    def test_version(self, tmp_path: Path) -> None:
        heavy = {"pandas", "numpy", "pydantic", "pydantic_core", "yaml", "click", "rich", "jsonschema"}
        code = "import sys; sys.argv = ['prodia', '--version']\nfrom prodia.cli import main\nmain()"
        assert set() == heavy & imported_by(code, tmp_path)

    @pytest.mark.parametrize(
        ("words", "heavy"),
        [
            (["--help"], {"yaml", "pydantic", "prodia.language", "prodia.model"}),
            (["list"], {"pydantic", "prodia.language", "prodia.model"}),
        ],
    )
    def test_what_needs_no_protocol(self, words: list[str], heavy: set[str], tmp_path: Path) -> None:
        """Help reads no content, and a list no further than the head of each protocol."""
        code = f"import sys; sys.argv = ['prodia', *{words}]\nfrom prodia.cli import main\n"
        show = "print(json.dumps([*sys.modules]))"
        ran = f"{code}try: main()\nexcept SystemExit: import json; {show}"
        done = subprocess.run([sys.executable, "-c", ran], cwd=tmp_path, capture_output=True, check=True)
        assert set() == heavy & set(json.loads(done.stdout.decode().splitlines()[-1]))

    def test_a_check_of_what_is_as_it_was(self, tmp_path: Path) -> None:
        """Nothing was found and no byte changed since: no model is loaded to say so again."""
        for folder in ("pak/shared", "pak/.git"):  # no pack is looked for above a repository
            (tmp_path / folder).mkdir(parents=True)
        (tmp_path / "pak/shared/terms.yaml").write_text("format: 1\nterms: {}\n", "utf-8")
        code = "import json, sys\nfrom prodia.cli.app import run\nrun(['check', 'pak'])\n"
        show = "print(json.dumps([*sys.modules]))"
        found = []
        for _ in range(2):
            done = subprocess.run(
                [sys.executable, "-c", f"{code}{show}"],
                cwd=tmp_path,
                env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
                capture_output=True,
                check=True,
            )
            found.append(set(json.loads(done.stdout.decode().splitlines()[-1])))
        heavy = {"pydantic", "prodia.language", "prodia.model", "prodia.case"}
        assert [heavy, set()] == [heavy & modules for modules in found]

    def test_a_case_again(self, tmp_path: Path) -> None:
        """Nothing that its plan is made of changed since: no YAML is read, and nothing is checked. Scores as
        they are printed, with the intervals about them, wait for no key and no NumPy."""
        case = read_case(shipped() / "lezen-spellen/3.0.0/cases/nog-niet-gemeten.yaml", CATALOGUE)
        assert case.state.records
        (tmp_path / "a.jsonl").write_text(dump(case), "utf-8")
        code = "import json, sys\nfrom prodia.cli.app import run\nrun(['case', 'show', 'a.jsonl'])\n"
        show = "print(json.dumps([*sys.modules]))"
        found = []
        for _ in range(2):
            done = subprocess.run(
                [sys.executable, "-c", f"{code}{show}"],
                cwd=tmp_path,
                env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")},
                capture_output=True,
                check=True,
            )
            found.append(set(json.loads(done.stdout.decode().splitlines()[-1])))
        heavy = {"yaml", "prodia.checks", "prodia.content.catalogue"}
        assert [heavy, set()] == [heavy & modules for modules in found]
        assert set() == {"numpy", "scipy", "prodia.scoring.key"} & found[1]

    def test_a_case(self, tmp_path: Path) -> None:
        """A case needs no norms, and no table or picture is read for it; nor another verb."""
        show = "import sys; print(json.dumps(sorted(m for m in sys.modules if m.startswith('prodia.'))))"
        ran = subprocess.run(
            [sys.executable, "-c", f"import json, prodia.cli.app, prodia.cli.case\n{show}"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        imported = set(json.loads(ran.stdout))
        heavy = {"content.measures", "content.tables", "scoring.norms", "scoring.growth"}
        heavy |= {"authoring", "batch", "case.follow", "telling.versions", "pictures.profile"}
        heavy |= {"model.norms", "model.instrument", "model.letters", "words.cells"}
        assert "prodia.case.case" in imported
        assert set() == {f"prodia.{name}" for name in heavy} & imported

    @pytest.mark.parametrize("module", ["numpy", "pydantic"])
    def test_a_heavy_import_is_seen(self, module: str, tmp_path: Path) -> None:
        assert {module} <= imported_by(f"import {module}", tmp_path)
