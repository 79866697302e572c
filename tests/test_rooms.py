"""Who may import whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import FACE, FLOOR, NEIGHBOURS, ONLY_IN, imported, sources


def trespasses(package: Path) -> list[str]:
    """Every import that goes up, sideways, or takes a library where it is not wanted."""
    found = []
    for room, path, tree in sources(package):
        for line, name in imported(tree, path, package):
            why = _refusal(room, name, package.name)
            if why:
                found.append(f"{path.relative_to(package)}:{line}: {why}")
    return found


def _refusal(room: str, name: str, package: str) -> str:
    if room not in FLOOR and room != FACE:
        return f"{room} has no floor in tests/house.py"
    top, _, rest = name.partition(".")
    if top != package:
        return f"{room} imports {top}" if room not in ONLY_IN.get(top, FLOOR) and room != FACE else ""
    other = rest.partition(".")[0]
    if room == FACE or other == room or (room, other) in NEIGHBOURS:
        return ""
    if other not in FLOOR:
        return f"{room} imports {name}, which is the public face or no room"
    return f"{room} imports {other}" if FLOOR[other] >= FLOOR[room] else ""


class TestRooms:
    """Imports go downwards only, and rooms of one floor do not see each other."""

    def test_the_library(self, root: Path) -> None:
        assert [] == trespasses(root / "prodia")

    @pytest.mark.parametrize(
        ("file", "line", "said"),
        [
            ("language/bad.py", "from prodia.model import Protocol", "language imports model"),
            ("language/bad.py", "import prodia.cli.app", "language imports cli"),
            ("language/bad.py", "from ..model import Protocol", "language imports model"),
            ("language/bad.py", "from prodia import case", "language imports case"),
            ("language/bad.py", "def f():\n    from prodia import site", "language imports site"),
            ("language/bad.py", "__import__('prodia.case')", "language imports case"),
            ("language/bad.py", "import pydantic", "language imports pydantic"),
            ("scoring/bad.py", "from prodia.content import load", "scoring imports content"),
            ("case/bad.py", "from prodia.report import card", "case imports report"),
            ("case/bad.py", "import pandas as pd", "case imports pandas"),
            ("helpers.py", "import math", "helpers has no floor"),
            ("case/bad.py", "import prodia", "the public face"),
        ],
    )
    def test_a_planted_trespass_is_seen(self, tmp_path: Path, file: str, line: str, said: str) -> None:
        planted = tmp_path / "prodia" / file
        planted.parent.mkdir(parents=True)
        planted.write_text(line, "utf-8")
        found = trespasses(tmp_path / "prodia")
        assert 1 == len(found)
        assert said in found[0]

    @pytest.mark.parametrize(
        ("file", "line"),
        [
            ("report/good.py", "from prodia.case import State"),
            ("cli/good.py", "from prodia.content import load\nimport typer"),
            ("model/good.py", "import pydantic\nfrom .parts import Text"),
            ("__init__.py", "from prodia.case import Case"),
        ],
    )
    def test_the_way_down_is_open(self, tmp_path: Path, file: str, line: str) -> None:
        planted = tmp_path / "prodia" / file
        planted.parent.mkdir(parents=True)
        planted.write_text(line, "utf-8")
        assert [] == trespasses(tmp_path / "prodia")
