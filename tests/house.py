"""The plan of the house, stated once for the tests that hold the library to it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

# Imports go downwards only. Rooms of one floor do not see each other, but for the pairs below.
FLOORS: tuple[frozenset[str], ...] = (
    frozenset({"_version", "frozen", "words", "problems", "errors"}),
    frozenset({"language"}),
    frozenset({"model"}),
    frozenset({"checks", "scoring", "psychometrics", "pictures"}),
    frozenset({"content"}),
    frozenset({"case", "events"}),
    frozenset({"telling", "store", "results"}),
    frozenset({"batch", "browser"}),
    frozenset({"authoring", "interop"}),
    frozenset({"cli", "site"}),
    frozenset({"__main__"}),
)
NEIGHBOURS = frozenset(
    {
        ("words", "frozen"),
        ("problems", "frozen"),
        ("errors", "frozen"),
        ("problems", "words"),
        ("errors", "problems"),
        ("errors", "words"),
        ("pictures", "scoring"),
        ("psychometrics", "scoring"),
        ("checks", "scoring"),
        ("cli", "site"),
    }
)
FACE = "__init__"  # prodia/__init__.py is the public face: it may name every room, no room names it
FLOOR = {room: number for number, floor in enumerate(FLOORS) for room in floor}

# Below the faces nothing knows a world; content and store are the rooms that touch files. What makes classes
# compiles a method of the names of their fields, as the standard library does.
WORLDLESS = frozenset().union(*FLOORS[:7]) - {"content", "store", "frozen"}

# Where a library may be imported at all.
ONLY_IN = {
    "pandas": frozenset({"batch", "interop"}),
    "polars": frozenset(),
    "pyarrow": frozenset({"content", "batch", "interop"}),
    "dask": frozenset({"interop"}),
    "pyspark": frozenset({"interop"}),
    "docx": frozenset({"interop"}),
    "duckdb": frozenset(),
    "pydantic": frozenset(FLOOR) - {"words", "problems", "errors", "language", "frozen", "_version"},
    "rich": frozenset({"cli"}),
    "ruamel": frozenset({"authoring"}),
    "click": frozenset({"cli"}),
    "griffe": frozenset({"site"}),
    "typst": frozenset({"interop"}),
    "mkdocs": frozenset({"site"}),
}

# Imports inside a function: of libraries that are slow to start or not everywhere, and in the two files that
# start. The command line imports the module of a verb when it is named (prodia/cli/commands.py), so that
# no verb needs one. Anywhere else one hides a circle.
SLOW = frozenset(
    "concurrent dask difflib docx importlib jsonschema matplotlib mkdocs multiprocessing numpy openpyxl "
    "pandas polars polib pyarrow pyspark readline rich ruamel scipy typst".split()
)
# Files of our own that bring others with them, and that a case does without (tests/test_start.py).
LATE = {
    "prodia.authoring.casetext",
    "prodia.authoring.diff",
    "prodia.cli.looking",
    "prodia.case.expect",
    "prodia.content.catalogue",
    "prodia.content.kept",
    "prodia.content.measures",
    "prodia.content.shelf",
    "prodia.model.instrument",
    "prodia.model.scalars",
    "prodia.problems.families",
    "prodia.psychometrics.certainty",
    "prodia.psychometrics.dose",
    "prodia.psychometrics.progress",
    "prodia.psychometrics.series",
    "prodia.telling.progress",
    "prodia.telling.scores",
    "prodia.scoring.key",
    "prodia.scoring.norms",
    "prodia.scoring.person",
}
STARTS = frozenset({"__init__.py", "cli/__init__.py"})
EXTRA = frozenset({"prodia.site.python"})  # needs an extra, and is left out where that is not installed


def sources(package: Path) -> Iterator[tuple[str, Path, ast.Module]]:
    """Every Python file of the package with the name of its room."""
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        yield inside.parts[0].removesuffix(".py"), path, _parsed(path.read_bytes())


@cache
def _parsed(text: bytes) -> ast.Module:
    """The library is read by several tests, and parsed once."""
    return ast.parse(text)


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


def modules(package: Path) -> dict[str, ast.Module]:
    """Every module of the package by its dotted name."""
    found = {}
    for _, path, tree in sources(package):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = tree
    return found


def inner(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that stand in a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom))


def circles(package: Path) -> list[list[str]]:
    """Modules that import each other when they are loaded or typed; what stands in a function is left out."""
    known = modules(package)
    reads = {name: _reads(name, tree, known) for name, tree in known.items()}
    return sorted(sorted(circle) for circle in _knots(reads))


def _reads(name: str, tree: ast.Module, known: Mapping[str, ast.Module]) -> set[str]:
    late = set(inner(tree))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import) and node not in late:
            found |= {alias.name for alias in node.names if alias.name in known}
        elif isinstance(node, ast.ImportFrom) and node not in late and node.module:
            below = (f"{node.module}.{alias.name}" for alias in node.names)
            found |= {one if one in known else node.module for one in below}
    return (found & set(known)) - {name}


def _knots(reads: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """The sets of names that all reach each other (small graphs: by what each one reaches)."""
    reach: dict[str, set[str]] = {}
    for name in reads:
        seen: set[str] = set()
        todo = [*reads[name]]
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo += reads[one]
        reach[name] = seen
    told: set[str] = set()
    for name, seen in reach.items():
        if name in seen and name not in told:
            knot = {other for other in seen if name in reach[other]}
            told |= knot
            yield knot
