from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from prodia.cli.packs import loaded
from prodia.cli.terminal import WrongUse
from prodia.content import installed_packs, load
from tests.content.packs import VALID, write


class TestInstalledPacks:
    """An installed package may offer a pack; finding it runs none of its code."""

    def install(self, folder: Path, value: str) -> None:
        write(
            folder,
            {
                "boobytrap/__init__.py": "raise SystemExit('the code of a pack was run')\n",
                **{f"boobytrap/protocols/{name}": text for name, text in VALID.items()},
                "boobytrap-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: boobytrap\nVersion: 1.0\n",
                "boobytrap-1.0.dist-info/entry_points.txt": f"[prodia.packs]\nproef = {value}\n",
            },
        )

    def test_found_without_importing(self, tmp_path, monkeypatch):
        for value in ("boobytrap.protocols", "boobytrap:protocols"):
            self.install(tmp_path, value)
            monkeypatch.syspath_prepend(str(tmp_path))
            found = installed_packs()
            assert tmp_path / "boobytrap" / "protocols" == found["proef"]
            assert "boobytrap" not in sys.modules
            assert () == load(found["proef"]).problems

    def test_a_verb_takes_it_by_name(self, tmp_path, monkeypatch):
        self.install(tmp_path, "boobytrap.protocols")
        monkeypatch.syspath_prepend(str(tmp_path))
        assert "lezen@1.0.0" in loaded(["proef"]).catalogue.references()
        with pytest.raises(WrongUse):
            loaded(["bestaat-niet"])

    def test_a_package_that_is_not_there_is_a_finding_when_it_is_chosen(self, tmp_path, monkeypatch):
        self.install(tmp_path, "no_such_package_at_all.protocols")
        monkeypatch.syspath_prepend(str(tmp_path))
        assert ["PRD-Y12"] == [p.code for p in load(installed_packs()["proef"]).problems]


class TestStart:
    """Loading content does not pull in what only other faces need."""

    def test_lazy(self):
        code = (
            "import sys; from prodia.content import load; load('nowhere');"
            "print([m for m in ('polib', 'jsonschema', 'pandas', 'numpy', 'rich') if m in sys.modules])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "[]" == done.stdout.strip()
