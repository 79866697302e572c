"""What is public, and that nothing of it changes unseen: names, signatures and what they promise."""

from __future__ import annotations

import ast
import json
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import griffe
import pytest

import prodia
from prodia.site.python import PUBLIC, methods, public, read, signature

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "tests" / "data" / "public.json"


@cache
def known() -> dict[str, dict[str, griffe.Object]]:
    """Module to public name to what it names, read once."""
    return public(read(ROOT / "prodia"))


def face() -> dict[str, dict[str, str]]:
    """Module to public name (methods as ``Class.method``) to its signature, as the sources say now."""
    found: dict[str, dict[str, str]] = {}
    for module, names in known().items():
        told = found.setdefault(module, {})
        for name, one in names.items():
            told[name] = signature(one)
            told |= {f"{name}.{method.name}": signature(method) for method in methods(one)}
    return found


class TestTheFace:
    """A change of a public name or signature is made on purpose: here, and in CHANGELOG.md."""

    def test_is_the_one_that_was_kept(self) -> None:
        """Else: ``python -m tests.test_public_face`` writes it anew; CHANGELOG.md says what changed."""
        assert json.loads(KEPT.read_text("utf-8")) == face()

    @pytest.mark.parametrize("module", PUBLIC)
    def test_the_reference_has_every_public_name(self, module: str) -> None:
        found = known()
        listed: Any = import_module(module)
        names = list(getattr(listed, "__all__", ())) or None
        if names is not None:
            assert names == list(found[module])
        else:
            assert [m for m in found if m.startswith(f"{module}.")]

    def test_every_name_is_documented(self) -> None:
        undocumented = [
            f"{module}.{name}"
            for module, names in known().items()
            for name, one in names.items()
            if isinstance(one, griffe.Function | griffe.Class) and one.docstring is None
        ]
        assert [] == undocumented

    def test_a_planted_change_is_seen(self, tmp_path: Path) -> None:
        package = tmp_path / "small"
        package.mkdir()
        (package / "__init__.py").write_text(
            '"""S."""\n__all__ = ["f"]\ndef f(a: int, *, b: str = "x") -> int: ...\n'
        )
        module = griffe.load("small", search_paths=[str(tmp_path)], allow_inspection=False)
        function = module.members["f"]
        assert isinstance(function, griffe.Function)
        assert "f(a: int, *, b: str = 'x') -> int" == signature(function)


class TestPublic:
    """``import prodia`` names what may be relied on: each has one address, and comes when it is asked for."""

    def test_it_comes(self) -> None:
        assert [] == [name for name in prodia.__all__ if getattr(prodia, name) is None]

    def test_the_two_lists_agree(self, root: Path) -> None:
        tree = ast.parse((root / "prodia" / "__init__.py").read_text("utf-8"))
        blocks = (node for block in tree.body if isinstance(block, ast.If) for node in block.body)
        imports = [node for node in blocks if isinstance(node, ast.ImportFrom)]
        said = {alias.name: node.module for node in imports for alias in node.names}
        assert said == prodia._HOME
        assert {*said, "__version__"} == set(prodia.__all__)

    def test_no_name_is_also_a_room(self, root: Path) -> None:
        assert set() == {p.stem for p in (root / "prodia").iterdir()} & set(prodia.__all__)

    def test_what_is_not_there(self) -> None:
        with pytest.raises(AttributeError, match="nothing_like_it"):
            prodia.nothing_like_it  # noqa: B018


if __name__ == "__main__":
    KEPT.write_text(json.dumps(face(), indent=1, sort_keys=True) + "\n", "utf-8")
    sys.exit(0)
