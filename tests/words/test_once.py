"""Numbers, months and units are said in one place: no other room writes a comma or knows a month."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from prodia.words.numbers import MONTHS
from tests.house import sources

NAMES = frozenset(MONTHS.nl.split()) | frozenset(MONTHS.en.split())
SINGULAR = frozenset({"minuut", "minute"})


def own_words(package: Path) -> list[str]:
    """Where a room other than words makes a decimal comma, looks up close names, or names months or units."""
    found = []
    for room, path, tree in sources(package):
        if room != "words":
            found += [f"{path.relative_to(package)}:{line}: {what}" for line, what in _own(tree)]
    return found


def _own(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "difflib":
            yield node.lineno, "difflib"
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "replace":
            given = [a.value for a in node.args if isinstance(a, ast.Constant)]
            yield from [(node.lineno, "comma")] if given == [".", ","] else []
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = frozenset(node.value.split())
            if len(words & NAMES) > 5:
                yield node.lineno, "months"
            if node.value in SINGULAR:
                yield node.lineno, "unit"


def test_said_in_words_alone(root: Path) -> None:
    assert [] == own_words(root / "prodia")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('text.replace(".", ",")', "comma"),
        ('"januari februari maart april mei juni"', "months"),
        ('UNITS = {"minutes": "minuut"}', "unit"),
        ("from difflib import get_close_matches", "difflib"),
    ],
)
def test_another_place_is_found(tmp_path: Path, line: str, what: str) -> None:
    planted = tmp_path / "prodia" / "case" / "bad.py"
    planted.parent.mkdir(parents=True)
    planted.write_text(line, "utf-8")
    assert [f"case/bad.py:1: {what}"] == own_words(tmp_path / "prodia")
