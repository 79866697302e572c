"""The pack that a path lies in is looked for above it, and not beyond what is one's own."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from prodia.cli.packs import pack_around


def laid(root: Path, *files: str) -> Path:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("format: 1\n", "utf-8")
    return root


def test_the_pack_above_a_version(tmp_path: Path) -> None:
    pack = laid(tmp_path / "pak", "mijn/1.0.0/protocol.yaml", "mijn/1.0.0/cases/een.yaml")
    for place in ("", "mijn", "mijn/1.0.0", "mijn/1.0.0/protocol.yaml", "mijn/1.0.0/cases"):
        assert pack == pack_around(pack / place)


def test_the_pack_above_cases_of_which_the_protocol_is_gone(tmp_path: Path) -> None:
    pack = laid(tmp_path / "pak", "mijn/1.0.0/cases/een.yaml")
    for place in ("", "mijn", "mijn/1.0.0", "mijn/1.0.0/cases/een.yaml", "mijn/1.0.0/cases"):
        assert pack == pack_around(pack / place)


@pytest.mark.parametrize("home", [False, True])
def test_not_beyond_a_repository_or_the_home(
    tmp_path: Path, home: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What lies above is of others: `check` of a folder without protocols does not check theirs."""
    laid(tmp_path, "van/anderen/protocol.yaml", "hier/los.yaml")
    assert tmp_path == pack_around(tmp_path / "hier")
    if home:
        monkeypatch.setenv("HOME", str(tmp_path / "hier"))
    else:
        (tmp_path / "hier" / ".git").mkdir()
    assert tmp_path / "hier" == pack_around(tmp_path / "hier")


def test_while_folders_come_and_go(tmp_path: Path) -> None:
    """Beside the pack others work: a folder that is gone when it is looked into is no pack."""
    pack = laid(tmp_path / "pak", "mijn/1.0.0/protocol.yaml")
    laid(tmp_path, "los/a.yaml")
    done = threading.Event()

    def others() -> None:
        while not done.is_set():
            for n in range(20):
                (tmp_path / f"weg{n}" / "x").mkdir(parents=True)
            for n in range(20):
                (tmp_path / f"weg{n}" / "x").rmdir()
                (tmp_path / f"weg{n}").rmdir()

    thread = threading.Thread(target=others)
    thread.start()
    try:
        assert {pack} == {pack_around(pack / "mijn") for _ in range(5)}
        assert {tmp_path / "los"} == {pack_around(tmp_path / "los") for _ in range(10)}
    finally:
        done.set()
        thread.join()
