"""The public face: every name has one address, is documented, and comes when it is asked for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import prodia


class TestPublic:
    """``import prodia`` names what may be relied on."""

    @pytest.mark.parametrize("name", prodia.__all__)
    def test_it_comes(self, name: str) -> None:
        assert getattr(prodia, name) is not None

    @pytest.mark.parametrize("name", [n for n in prodia.__all__ if n != "__version__"])
    def test_it_is_documented(self, name: str) -> None:
        assert getattr(prodia, name).__doc__

    def test_the_two_lists_agree(self, root: Path) -> None:
        tree = ast.parse((root / "prodia" / "__init__.py").read_text("utf-8"))
        said = {
            alias.name: node.module
            for block in tree.body
            if isinstance(block, ast.If)
            for node in block.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        assert said == prodia._HOME
        assert {*said, "__version__"} == set(prodia.__all__)

    def test_no_name_is_also_a_room(self, root: Path) -> None:
        rooms = {p.stem for p in (root / "prodia").iterdir()}
        assert set() == rooms & set(prodia.__all__)

    def test_what_is_not_there(self) -> None:
        with pytest.raises(AttributeError, match="nothing_like_it"):
            prodia.nothing_like_it  # noqa: B018
