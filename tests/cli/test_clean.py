"""A check without a finding is not done again as long as no byte it rests on has changed."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from prodia.cli import clean
from prodia.cli.app import run
from prodia.content import shipped

DAY = dt.date(2027, 10, 1)
TERMS = "format: 1\nterms: {}\n"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "pak/shared").mkdir(parents=True)
    (tmp_path / "pak/shared/terms.yaml").write_text(TERMS, "utf-8")
    return tmp_path / "pak"


def kept(pack: Path) -> list[str]:
    file = pack.parent / "cache/prodia/clean"
    return file.read_text("ascii").split() if file.exists() else []


def check(pack: Path, *more: str) -> int:
    return run(["check", str(pack), "--on", "2027-10-01", *more])


def test_once(pack: Path) -> None:
    assert (0, 1) == (check(pack), len(kept(pack)))
    assert (0, 1) == (check(pack), len(kept(pack)))


def test_what_is_kept_is_not_looked_for_again(pack: Path) -> None:
    """A finding that was written down as none is not told: so it was not looked for."""
    (pack / "shared/terms.yaml").write_text(TERMS + "titel: x\n", "utf-8")
    assert (1, []) == (check(pack), kept(pack))
    clean.keep(clean.seal((pack, shipped()), [str(pack)], DAY, None))
    assert 0 == check(pack)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda pack: (pack / "shared/terms.yaml").write_text(TERMS + " \n", "utf-8"), 0),
        (lambda pack: (pack / "shared/terms.yaml").write_text(TERMS + "titel: x\n", "utf-8"), 1),
        (lambda pack: (pack / "shared/sources.yml").write_text("", "utf-8"), 1),
        (lambda pack: (pack / "shared/terms.yaml").rename(pack / "shared/termen.yaml"), 1),
    ],
    ids=["a byte", "a mistake", "one more", "a name"],
)
def test_another_content(pack: Path, change: object, code: int) -> None:
    assert 0 == check(pack)
    before = clean.seal((pack,))
    change(pack)  # type: ignore[operator]
    assert before != clean.seal((pack,))
    assert code == check(pack)


def test_another_day_and_another_question(pack: Path) -> None:
    assert 0 == check(pack)
    assert 0 == run(["check", str(pack), "--on", "2027-10-02"])
    assert 0 == check(pack, "--status", "released")
    assert 3 == len(set(kept(pack)))


def test_where_nothing_can_be_kept(pack: Path) -> None:
    (pack.parent / "cache").write_text("no folder", "utf-8")
    assert 0 == check(pack)


def test_what_is_no_digest(pack: Path) -> None:
    file = pack.parent / "cache/prodia/clean"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"\xff\n\n * ")
    (pack / "shared/terms.yaml").write_text(TERMS + "titel: x\n", "utf-8")
    assert 1 == check(pack)


def test_a_link_leads_to_what_may_change(pack: Path) -> None:
    (pack / "shared/law").symlink_to(pack.parent)
    assert clean.seal((pack,)) is None


def test_a_pipe_is_not_waited_for(pack: Path) -> None:
    os.mkfifo(pack / "shared/sources.yaml")
    assert clean.seal((pack,)) is None
