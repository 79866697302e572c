"""What the guide for authors shows is a protocol without a mistake."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from prodia.checks.cases import example_findings
from prodia.checks.protocol import proofs
from prodia.content import load


def _examples(root: Path) -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", (root / "protocols/README.md").read_text("utf-8"), re.DOTALL)


class TestTheGuide:
    """Whoever copies the example of protocols/README.md has nothing to mend."""

    @pytest.fixture
    def example(self, root: Path) -> str:
        return _examples(root)[0]

    def test_the_example(self, root: Path, tmp_path: Path, example: str) -> None:
        for name in ("shared", "algemeen"):
            shutil.copytree(root / "protocols" / name, tmp_path / name)
        lock = (root / "protocols/released.lock").read_text("utf-8").splitlines()
        kept = "".join(f"{line}\n" for line in lock if not line.startswith("lezen-spellen@"))
        (tmp_path / "released.lock").write_text(kept, "utf-8")
        (tmp_path / "voorbeeld/1.0.0").mkdir(parents=True)
        (tmp_path / "voorbeeld/1.0.0/protocol.yaml").write_text(example, "utf-8")
        loaded = load(tmp_path)
        own = [p for p in loaded.problems if p.place and p.place.file.startswith(f"{tmp_path}/voorbeeld/")]
        assert [] == [problem.line() for problem in own if problem.severity != "info"]
        assert () == proofs(loaded.catalogue.plan("voorbeeld"))

    def test_the_instrument(self, root: Path, tmp_path: Path) -> None:
        shutil.copytree(root / "protocols/shared", tmp_path / "shared")
        file = tmp_path / "shared/instruments/voorbeeldlijst/1.0.0.yaml"
        file.parent.mkdir()
        example = next(one for one in _examples(root) if one.startswith("format: 1\nid: voorbeeldlijst"))
        file.write_text(example, "utf-8")
        loaded = load(tmp_path)
        own = [p for p in loaded.problems if p.place and p.place.file == file.as_posix()]
        assert [] == [p.line() for p in own if p.code != "PRD-N02"]  # it has no translation
        assert [] == [*example_findings(loaded.catalogue.instrument("voorbeeldlijst").definition)]

    def test_its_file_names_are_there(self, root: Path) -> None:
        guide = (root / "protocols/README.md").read_text("utf-8")
        assert "lezen-spellen/2.0.0" in guide
        assert (root / "protocols/lezen-spellen/2.0.0/protocol.yaml").is_file()
