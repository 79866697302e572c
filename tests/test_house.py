"""Habits of the house that a machine can see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.house import sources

LONG = 600
WHY = re.compile(r"^# .*\blong because\b", re.MULTILINE | re.IGNORECASE)
TOP = 40  # lines in which it is said
NO_NAMES = frozenset({"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"})
TEXT = frozenset(".py .md .yaml .yml .toml .txt .cfg .json .po .js .css .html .sh .csv .lock".split()) | {""}
FOLDERS = ("prodia", "protocols", "schemas", "tests", "docs", "requirements", ".ci", ".github")


def files(root: Path) -> Iterator[Path]:
    """Every text file that belongs to the project, without what tools leave behind."""
    inside = (p for folder in FOLDERS for p in (root / folder).rglob("*"))
    for path in (*root.iterdir(), *inside):
        if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
            yield path


def long_or_vague(package: Path) -> list[str]:
    """Python files that are long and do not say why at their top, or named for nothing in particular."""
    found = []
    for path in sorted(package.rglob("*.py")):
        lines = path.read_text("utf-8").splitlines()
        said = WHY.search("\n".join(lines[:TOP]))
        found += [f"{path.name}: {len(lines)} lines"] if len(lines) > LONG and not said else []
        found += [f"{path.name}: says nothing"] if path.stem in NO_NAMES else []
    return found


def content_ids(protocols: Path) -> set[str]:
    """The ids of the shipped protocols and of their phases, read without the library."""
    ids = set()
    for path in protocols.glob("*/*/protocol.yaml"):
        whole = yaml.safe_load(path.read_text("utf-8"))
        phases = whole.get("phases") or ()
        ids |= {whole["id"], *(phases if isinstance(phases, dict) else (p["id"] for p in phases))}
    return ids


def restated(package: Path, ids: set[str]) -> list[str]:
    """Every text in Python that is, or pins a version of, one of the ids."""
    found = []
    for _, path, tree in sources(package):
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                name = node.value.partition("@")[0]
                found += [f"{path.name}:{node.lineno}: {name}"] if name in ids else []
    return found


def reached_into(package: Path) -> list[str]:
    """Every name with an underscore that is taken out of a library of others."""
    found = []
    for _, path, tree in sources(package):
        theirs: set[str] = set()
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                room = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
                for name in node.names if not f"{room}{node.names[0].name}".startswith("prodia") else ():
                    theirs.add(name.asname or name.name.partition(".")[0])
                    if re.search(r"\._(?!_)", f".{room}{name.name}"):
                        found.append(f"{path.name}: {room}{name.name}")
        for node in ast.walk(tree):
            private = isinstance(node, ast.Attribute) and re.match(r"_(?!_)|__mro__", node.attr)
            if private and isinstance(node.value, ast.Name) and node.value.id in theirs:
                found.append(f"{path.name}: {node.value.id}.{node.attr}")
    return found


class TestPython:
    """One concept, one file; a long one says why, its name says what it holds, and no content in Python."""

    def test_files(self, root: Path) -> None:
        assert [] == long_or_vague(root / "prodia")

    def test_no_library_is_reached_into(self, root: Path, tmp_path: Path) -> None:
        """But for one thing that has no other name: where the caller stands (``sys._getframe``)."""
        assert ["sys._getframe"] == [one.split()[1] for one in reached_into(root / "prodia")]
        (tmp_path / "case").mkdir()
        planted = "import click\nfrom rich._inspect import x\nclick.__mro__[1]\nclick._compat()\nclick.core\n"
        (tmp_path / "case" / "deep.py").write_text(planted, "utf-8")
        assert 3 == len(reached_into(tmp_path))

    def test_ids(self, root: Path) -> None:
        assert [] == restated(root / "prodia", content_ids(root / "protocols"))

    def test_a_planted_fault_is_seen(self, tmp_path: Path) -> None:
        (tmp_path / "case").mkdir()
        (tmp_path / "case" / "long.py").write_text("x = 1\n" * (LONG + 1), "utf-8")
        (tmp_path / "case" / "late.py").write_text("x = 1\n" * LONG + "# Long because it is.\n", "utf-8")
        (tmp_path / "case" / "utils.py").write_text("if protocol.id == 'lezen': pass", "utf-8")
        (tmp_path / "case" / "pin.py").write_text("p = 'lezen@1.0.0'", "utf-8")
        found = [f"late.py: {LONG + 1} lines", f"long.py: {LONG + 1} lines", "utils.py: says nothing"]
        assert found == long_or_vague(tmp_path)
        assert ["pin.py:1: lezen", "utils.py:1: lezen"] == restated(tmp_path, {"lezen"})

    def test_a_long_file_may_say_why(self, tmp_path: Path) -> None:
        why = '"""A table."""\n\n# Long because it is one table.\n'
        (tmp_path / "table.py").write_text(why + "x = 1\n" * LONG, "utf-8")
        assert [] == long_or_vague(tmp_path)

    @pytest.mark.parametrize("phases", ["{intake: {}, advies: {}}", "[{id: intake}, {id: advies}]"])
    def test_ids_are_read_from_content(self, tmp_path: Path, phases: str) -> None:
        folder = tmp_path / "lezen" / "1.0.0"
        folder.mkdir(parents=True)
        (folder / "protocol.yaml").write_text(f"id: lezen\nphases: {phases}\n", "utf-8")
        assert {"lezen", "intake", "advies"} == content_ids(tmp_path)


# Spelled apart, so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?<![\w.:/$}])/(?:" + "|".join(("work", "root", "farm", "home/[a-z]+", "opt/pypi")) + r")\b/?"
)


class TestAnywhere:
    """The project stands on no particular machine."""

    def test_no_path_of_a_machine(self, root: Path) -> None:
        found = [
            f"{path.relative_to(root)}:{number}: {line.strip()[:80]}"
            for path in files(root)
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
            if MACHINE.search(line)
        ]
        assert [] == found

    @pytest.mark.parametrize("line", ["see /" + "work/main", "cd /" + "root", "'/" + "home/someone/x'"])
    def test_a_planted_path_is_seen(self, line: str) -> None:
        assert MACHINE.search(line)

    @pytest.mark.parametrize("line", ["https://host.example/work/x", "docs/work/x", "a/root"])
    def test_other_slashes_are_not(self, line: str) -> None:
        assert not MACHINE.search(line)
