"""Rooms 0 to 4, content aside, are pure: what they know, they are given."""

from __future__ import annotations

import ast
import socket
import sys
from pathlib import Path

import pytest

from tests.house import WORLDLESS, imported, sources

# The parts of the standard library that reach nothing outside the process. A new one is a review.
PURE = frozenset(
    "__future__ abc bisect calendar collections contextlib copy dataclasses datetime decimal difflib enum "
    "fractions functools graphlib hashlib heapq html itertools json keyword math numbers operator re "
    "statistics string struct sys textwrap types typing unicodedata warnings".split()
)
BUILTINS = frozenset("print open input breakpoint eval exec compile globals vars".split())
ATTRIBUTES = frozenset(
    "now today utcnow fromtimestamp read_text read_bytes write_text write_bytes "
    "random default_rng environ getenv getLogger stdout stderr stdin argv".split()
)


def windows(package: Path) -> list[str]:
    """Every place in a room without windows that looks at the world."""
    found = []
    for room, path, tree in sources(package):
        if room in WORLDLESS:
            where = path.relative_to(package)
            found += [f"{where}:{line}: {what}" for line, what in _looks(tree, path, package)]
    return found


def _looks(tree: ast.Module, path: Path, package: Path) -> list[tuple[int, str]]:
    found = []
    for line, name in imported(tree, path, package):
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names and top not in PURE:
            found.append((line, f"import {top}"))
    parameters = _parameters(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in BUILTINS and node not in parameters:
            found.append((node.lineno, node.id))
        elif isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES:
            found.append((node.lineno, f".{node.attr}"))
    return found


def _parameters(tree: ast.Module) -> set[ast.AST]:
    """Every name that is a parameter of the function it stands in, such as ``open``: no builtin."""
    return {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Name)
        and node.id in {a.arg for a in (*function.args.args, *function.args.kwonlyargs)}
    }


class TestNoWorld:
    """No clock, disk, network, environment, randomness, print or logging below the fifth floor."""

    def test_the_library(self, root: Path) -> None:
        assert [] == windows(root / "prodia")

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("import time", "import time"),
            ("import datetime as dt\ndt.date.today()", ".today"),
            ("from datetime import datetime\ndatetime.now()", ".now"),
            ("open('x')", "open"),
            ("f = open", "open"),
            ("def f(path):\n    return open(path)", "open"),
            ("from pathlib import Path", "import pathlib"),
            ("import urllib.request", "import urllib"),
            ("import os", "import os"),
            ("from random import random", "import random"),
            ("import numpy as np\nnp.random.rand()", ".random"),
            ("def f():\n    import logging", "import logging"),
            ("print(1)", "print"),
            ("input()", "input"),
            ("eval('1')", "eval"),
        ],
    )
    def test_a_planted_window_is_seen(self, tmp_path: Path, line: str, said: str) -> None:
        planted = tmp_path / "prodia" / "case" / "bad.py"
        planted.parent.mkdir(parents=True)
        planted.write_text(line, "utf-8")
        assert [said] == [found.split(": ")[1] for found in windows(tmp_path / "prodia")]

    def test_a_parameter_may_be_called_open(self, tmp_path: Path) -> None:
        planted = tmp_path / "prodia" / "case" / "good.py"
        planted.parent.mkdir(parents=True)
        planted.write_text("def f(open):\n    return open", "utf-8")
        assert [] == windows(tmp_path / "prodia")

    def test_content_may_read(self, tmp_path: Path) -> None:
        planted = tmp_path / "prodia" / "content" / "good.py"
        planted.parent.mkdir(parents=True)
        planted.write_text("from pathlib import Path\nPath('x').read_text()", "utf-8")
        assert [] == windows(tmp_path / "prodia")


class TestTheSuite:
    """The tests themselves reach no other machine."""

    def test_no_connection_leaves(self) -> None:
        with socket.socket() as s, pytest.raises(PermissionError):
            s.connect(("192.0.2.1", 9))

    def test_no_name_is_looked_up(self) -> None:
        with pytest.raises(PermissionError):
            socket.getaddrinfo("example.invalid", 443)

    def test_loopback_is_open(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as s:
            s.connect(server.getsockname())
