"""The locked requirements: pinned, hashed, and from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ADDRESS = re.compile(r"://|\bfile:|\s@\s|^\s*-(?!-hash=sha256:[0-9a-f]{64}\b)", re.M)


def entries(text: str) -> list[str]:
    """One string for each requirement, its hashes with it."""
    return [e for e in re.split(r"\n(?=\S)", text.strip()) if not e.startswith("#")]


def pins(text: str) -> dict[str, set[str]]:
    """Name -> versions; more than one where a marker chooses."""
    found: dict[str, set[str]] = {}
    for entry in entries(text):
        need = Requirement(entry.partition("\\")[0])
        found.setdefault(canonicalize_name(need.name), set()).add(str(need.specifier))
    return found


def unmet(wanted: Iterable[str], locked: dict[str, set[str]]) -> list[str]:
    """Every requirement that no locked version satisfies."""
    needs = [Requirement(w) for w in wanted]
    return [
        str(n)
        for n in needs
        if not any(
            n.specifier.contains(v.removeprefix("==")) for v in locked.get(canonicalize_name(n.name), ())
        )
    ]


@pytest.fixture(params=["dev.txt", "run.txt"])
def lock(request: pytest.FixtureRequest, root: Path) -> str:
    return (root / "requirements" / str(request.param)).read_text("utf-8")


class TestLocks:
    """What is installed is decided here, and checked by hash wherever it comes from."""

    def test_every_line_is_pinned_and_hashed(self, lock: str) -> None:
        assert [] == [e for e in entries(lock) if "==" not in e or "--hash=sha256:" not in e]

    def test_no_address(self, lock: str) -> None:
        assert [] == ADDRESS.findall(lock)

    @pytest.mark.parametrize(
        "line",
        [
            "--index-url x",
            "-f x",
            "--find-links x",
            "a @ b",
            "https://x",
            "    --extra-index-url x",
            "file:x",
        ],
    )
    def test_a_planted_address_is_seen(self, line: str) -> None:
        assert ADDRESS.search(line)

    def test_run_is_part_of_dev(self, root: Path) -> None:
        run, dev = (pins((root / "requirements" / f).read_text("utf-8")) for f in ("run.txt", "dev.txt"))
        assert {name: dev.get(name) for name in run} == run

    def test_the_locks_are_of_this_project(self, root: Path) -> None:
        project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
        groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
        run = [*project["project"]["dependencies"], *groups["build"]]
        dev = [*run, *extras["frames"], *extras["site"], *(g for g in groups["dev"] if isinstance(g, str))]
        for wanted, name in ((run, "run.txt"), (dev, "dev.txt")):
            assert [] == unmet(wanted, pins((root / "requirements" / name).read_text("utf-8")))

    def test_an_unmet_need_is_seen(self) -> None:
        assert ["a>=2", "b"] == unmet(["a>=2", "b", "c>=1"], {"a": {"==1.0"}, "c": {"==1.0"}})
