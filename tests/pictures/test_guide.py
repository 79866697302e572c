"""The pictures of the guide are drawn by the library as it is now; the guide shows each in both languages."""

from __future__ import annotations

from tests.pictures.guide import pictures


def test_they_are_as_the_library_draws_them() -> None:
    """Draw them anew with ``python -m tests.pictures.guide``."""
    assert [] == [path.name for path, svg in pictures().items() if path.read_text("utf-8") != svg]


def test_the_guide_shows_each() -> None:
    for path in pictures():
        assert f"](beeld/{path.name})" in (path.parents[1] / "meten.md").read_text("utf-8")
