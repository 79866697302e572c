"""Where one works, and where a command keeps what it can work out again: neither need be there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodia.cli.packs import cached
from tests.cli.conftest import Ran

OPENED = '{"kind": "opened", "on": "2026-09-01", "by": "clb-contact", "protocol": "algemeen@1.0.0", '
OPENED += '"mode": "consultative", "question": "Leest traag"}'


@pytest.mark.parametrize(
    ("said", "home", "expected"),
    [
        ("/ergens", "/thuis", "/ergens/prodia/x"),
        ("", "/thuis", "/thuis/.cache/prodia/x"),
        ("hier", "/thuis", "/thuis/.cache/prodia/x"),
        ("~/hier", "/thuis", "/thuis/.cache/prodia/x"),
        ("hier", "daar", "/dev/null/prodia/x"),
    ],
)
def test_only_a_whole_path_is_a_place(
    said: str, home: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relative one would be another folder wherever one stands."""
    monkeypatch.setenv("XDG_CACHE_HOME", said)
    monkeypatch.setenv("HOME", home)
    assert Path(expected) == cached("x")


def test_who_has_no_place_keeps_nothing(
    prodia: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", ".")
    monkeypatch.chdir(tmp_path)
    assert 0 == prodia("case", "new", "a.jsonl", "--event", OPENED).code
    assert 0 == prodia("case", "show", "a.jsonl").code
    assert ["a.jsonl"] == [one.name for one in tmp_path.iterdir()]


def test_a_folder_that_is_gone(
    prodia: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    """What needs no folder is told as ever; what does says that it is not there."""
    gone = tmp_path / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    assert 0 == prodia("case", "new", str(tmp_path / "a.jsonl"), "--event", OPENED).code
    gone.rmdir()
    assert 0 == prodia("list").code
    assert 0 == prodia("case", "show", str(tmp_path / "a.jsonl")).code
    for words in (["walkthrough", "motoriek"], ["check", str(root / "protocols" / "motoriek")]):
        found = prodia(*words)
        assert (2, True) == (found.code, "PRD-G10" in found.err), words
