"""The plan of the house, stated once for the tests that hold the library to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

# Imports go downwards only. Rooms of one floor do not see each other, but for the pairs below.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"_version", "words", "problems", "errors"}),
    frozenset({"language"}),
    frozenset({"model"}),
    frozenset({"checks", "scoring", "psychometrics", "pictures"}),
    frozenset({"content"}),
    frozenset({"case", "events"}),
    frozenset({"telling", "store", "report"}),
    frozenset({"batch", "interop"}),
    frozenset({"cli", "site"}),
    frozenset({"__main__"}),
)
NEIGHBOURS = frozenset(
    {
        ("problems", "words"),
        ("errors", "problems"),
        ("errors", "words"),
        ("psychometrics", "scoring"),
        ("checks", "scoring"),
    }
)
FACE = "__init__"  # prodia/__init__.py is the public face: it may name every room, no room names it
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}

# Below the faces nothing knows a world; content and store are the rooms that touch files.
WORLDLESS = frozenset().union(*FLOORS[:7]) - {"content", "store"}

# Where a library may be imported at all.
ONLY_IN = {
    "pandas": frozenset({"batch", "interop"}),
    "polars": frozenset(),
    "pyarrow": frozenset({"batch", "interop"}),
    "pydantic": frozenset(FLOOR) - {"words", "problems", "errors", "language", "_version"},
    "rich": frozenset({"cli"}),
    "typer": frozenset({"cli"}),
    "mkdocs": frozenset({"site"}),
}


def sources(package: Path) -> Iterator[tuple[str, Path, ast.Module]]:
    """Every Python file of the package with the name of its room."""
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        yield inside.parts[0].removesuffix(".py"), path, ast.parse(path.read_text("utf-8"), str(path))


def imported(tree: ast.Module, path: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Line and absolute dotted name of every import, wherever it stands, relative ones resolved."""
    here = [package.name, *path.relative_to(package).parts[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = here[: len(here) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            # `from prodia import x` names the room prodia.x
            deep = base == package.name
            yield from ((node.lineno, f"{base}.{a.name}" if deep else base) for a in node.names)
        elif isinstance(node, ast.Call) and _called(node) in ("import_module", "__import__"):
            first = node.args[0] if node.args else None
            text = first.value if isinstance(first, ast.Constant) else None
            yield node.lineno, text if isinstance(text, str) else "?"


def _called(node: ast.Call) -> str:
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
