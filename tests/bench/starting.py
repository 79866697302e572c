"""Fresh processes: the interpreter, the files of the library, and the answer. Warm disk, no other cache."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from prodia.content import shipped
from tests.bench.timing import Pace, Row, Work, measure

ROOT = Path(__file__).parents[2]
FLOOR = "What stands beside us here is no peer but the floor under us: there is no result to compare."


def rows(pace: Pace) -> Iterator[Row]:
    once = replace(pace, least=min(pace.least, 1e-3))  # a process is long enough by itself
    bare: dict[str, Work] = {"python -c pass": _process("-c", "pass")}
    version, opened = _process("-m", "prodia", "--version"), _process("-c", "import prodia")
    yield measure("prodia --version", version, bare, once, target="version", note=FLOOR)
    yield measure("import prodia", opened, bare, once, target="import")


def content(pace: Pace) -> Iterator[Row]:
    """What is shipped, checked from nothing; beside it the same files only read, by PyYAML in C."""
    once = replace(pace, least=min(pace.least, 1e-3), rounds=min(pace.rounds, 7))
    folder = shipped()
    one = next(p.parent for p in sorted(folder.glob("*/*/protocol.yaml"), key=_cases, reverse=True))
    shared = folder / "shared"
    for what, target, paths in (
        ("all shipped content", "check of all", (folder,)),
        ("one protocol", "check of one", (one,)),
    ):
        files = sum(1 for path in paths for _ in path.rglob("*.yaml"))
        read = _process("-c", READ, *map(str, paths if folder in paths else (*paths, shared)))
        yield measure(
            f"prodia check, {what}: {files} YAML files",
            _checked(*paths),
            {"PyYAML, reading only": read},
            once,
            target=target,
            note=FLOOR
            if folder in paths
            else "Worked cases and translations of other protocols are not read.",
        )


READ = """
import sys, yaml
from pathlib import Path
for folder in sys.argv[1:]:
    for path in Path(folder).rglob("*.yaml"):
        yaml.load(path.read_bytes(), yaml.CSafeLoader)
"""


def _cases(protocol: Path) -> int:
    return len(list(protocol.parent.glob("cases/*.yaml")))


def _checked(*paths: Path) -> Work:
    """A check with its answer read, so that a check of nothing is not timed as a fast one."""
    words = ("-m", "prodia", "check", "--format", "json", *map(str, paths))

    def run() -> None:
        told = json.loads(_ran(words, codes=(0, 1)))
        if told["files"] < 1:
            raise AssertionError("the check looked at no file")

    return run


def _process(*words: str) -> Work:
    return lambda: _ran(words)


def _ran(words: tuple[str, ...], codes: tuple[int, ...] = (0,)) -> bytes:
    done = subprocess.run([sys.executable, *words], capture_output=True, cwd=ROOT)
    if done.returncode not in codes:
        raise AssertionError(f"{words[:3]} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return done.stdout
