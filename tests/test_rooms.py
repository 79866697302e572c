"""Who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house import (
    EXTRA,
    FACE,
    FLOOR,
    LATE,
    NEIGHBOURS,
    ONLY_IN,
    SLOW,
    STARTS,
    circles,
    imported,
    inner,
    sources,
)


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
            ("case/bad.py", "from prodia.telling import report", "case imports telling"),
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
            ("telling/good.py", "from prodia.case import State"),
            ("cli/good.py", "from prodia.content import load\nimport click"),
            ("model/good.py", "import pydantic\nfrom .parts import Text"),
            ("__init__.py", "from prodia.case import Case"),
        ],
    )
    def test_the_way_down_is_open(self, tmp_path: Path, file: str, line: str) -> None:
        planted = tmp_path / "prodia" / file
        planted.parent.mkdir(parents=True)
        planted.write_text(line, "utf-8")
        assert [] == trespasses(tmp_path / "prodia")


def hidden(package: Path) -> list[str]:
    """Imports inside a function that buy no start-up time."""
    found = []
    for _, path, tree in sources(package):
        for node in inner(tree) if path.relative_to(package).as_posix() not in STARTS else ():
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or "."]
            late = [name for name in names if name.partition(".")[0] not in SLOW and name not in EXTRA | LATE]
            found += [f"{path.relative_to(package)}:{node.lineno}: {name}" for name in late]
    return found


class TestWholes:
    """No circle of files, and no import inside a function but for start-up time."""

    def test_no_circle(self, root: Path) -> None:
        assert [] == circles(root / "prodia")

    def test_no_hidden_import(self, root: Path) -> None:
        assert [] == hidden(root / "prodia")

    @pytest.mark.parametrize(
        "line",
        [
            "from prodia.case.b import y",
            "import prodia.case.b",
            "from prodia.case import b",
            "if TYPE_CHECKING:\n    from prodia.case.b import Y",
        ],
    )
    def test_a_planted_circle_is_seen(self, tmp_path: Path, line: str) -> None:
        case = tmp_path / "prodia" / "case"
        case.mkdir(parents=True)
        (case / "a.py").write_text(line, "utf-8")
        (case / "b.py").write_text("from prodia.case.c import z", "utf-8")
        (case / "c.py").write_text("from prodia.case.a import x\nimport math", "utf-8")
        (case / "d.py").write_text("from prodia.case.a import x", "utf-8")
        assert [["prodia.case.a", "prodia.case.b", "prodia.case.c"]] == circles(tmp_path / "prodia")

    def test_a_planted_hidden_import_is_seen(self, tmp_path: Path) -> None:
        for room in ("case", "cli"):
            (tmp_path / room).mkdir()
            text = "def f():\n    import numpy as np\n    from prodia.case import b\n    import math\n"
            (tmp_path / room / "a.py").write_text(text, "utf-8")
        (tmp_path / "cli" / "__init__.py").write_text(
            "def main():\n    from prodia.cli import app\n", "utf-8"
        )
        seen = [f"{room}/a.py:{line}" for room in ("case", "cli") for line in ("3: prodia.case", "4: math")]
        assert seen == hidden(tmp_path)
