"""Fresh processes: the interpreter, the files of the library, and the answer. Warm disk, no other cache."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
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
    """What is shipped, checked from nothing (beside it the same files only read, by PyYAML in C), and again
    after an edit."""
    once = replace(pace, least=min(pace.least, 1e-3), rounds=min(pace.rounds, 7))
    folder = shipped()
    most = pace.rounds > 1
    shared = folder / "shared"
    longest = max(folder.glob("*/*/protocol.yaml"), key=_cases).parent
    one = longest if most else shared / "law"  # whether it runs shows on little
    for what, target, paths in (
        ("all shipped content", "check of all", (folder,)),
        ("one protocol", "check of one", (one,)),
    )[0 if most else 1 :]:
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
        if most:
            again = "the same in a copy, again once a line of one protocol changed"
            yield measure(
                again, _edited(*(path.relative_to(folder) for path in paths)), {}, once, target=target
            )


MORE = 40  # versions of a protocol on the shelf, besides those that are shipped
OPENED = {
    "kind": "opened",
    "on": "2027-10-01",
    "by": "clb-team",
    "mode": "trajectory",
    "question": "q",
    "born": "2017-01-01",
}
CONSENTED = {
    "kind": "consented",
    "on": "2027-10-02",
    "by": "clb-team",
    "from": "ouders",
    "given": True,
    "basis": "gesprek",
}


def shelf(pace: Pace) -> Iterator[Row]:
    """A command that names a case or nothing, with few protocols on the shelf and with many."""
    once = replace(pace, least=min(pace.least, 1e-3), rounds=min(pace.rounds, 7))
    with tempfile.TemporaryDirectory() as folder:
        pack = _copies(Path(folder) / "pack", MORE if pace.rounds > 1 else 2)
        case = Path(folder) / "case.jsonl"
        opened = {**OPENED, "protocol": _longest()}
        _ran(("-m", "prodia", "case", "new", str(case), "--event", json.dumps(opened)))
        begun = case.read_bytes()

        def record(*more: str) -> Work:
            words = ("-m", "prodia", "case", "record", str(case), "--event", json.dumps(CONSENTED), *more)

            def run() -> None:
                case.write_bytes(begun)
                _ran(words)

            return run

        works: dict[str, Callable[..., Work]] = {
            "list": lambda *more: _process("-m", "prodia", "list", *more),
            "case record": record,
            "case show": lambda *more: _process("-m", "prodia", "case", "show", str(case), *more),
        }
        for name, work in works.items():
            few, many = work(), work("--pack", str(pack))
            yield measure(f"prodia {name}", few, {}, once, target=name)
            what = f"the same, {MORE} more versions on the shelf"
            yield measure(what, many, {"without them": few}, once, target=f"{name}, more")


def _longest() -> str:
    protocol = max((path.parent for path in shipped().glob("*/*/protocol.yaml")), key=_cases)
    return f"{protocol.parent.name}@{protocol.name}"


def _copies(pack: Path, count: int) -> Path:
    """A pack with so many more versions of the longest protocol, worked cases and translations with it."""
    first = max(shipped().glob("*/*/protocol.yaml"), key=lambda path: path.stat().st_size).parent
    for number in range(count):
        version = f"90.0.{number}"
        copy = shutil.copytree(first, pack / first.parent.name / version)
        text = (copy / "protocol.yaml").read_text("utf-8")
        changed = text.replace(f"version: {first.name}", f"version: {version}", 1)
        (copy / "protocol.yaml").write_text(changed, "utf-8")
    return pack


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
    """A check from nothing with its answer read, so that a check of nothing is not timed as a fast one."""
    words = ("-m", "prodia", "check", "--format", "json", *map(str, paths))

    def run() -> None:
        with tempfile.TemporaryDirectory() as kept:  # without what an earlier check found clean
            told = json.loads(_ran(words, codes=(0, 1), XDG_CACHE_HOME=kept))
        if told["files"] < 1:
            raise AssertionError("the check looked at no file")

    return run


def _edited(*places: Path) -> Work:
    """A check of these places of a copy of what is shipped, each time after one more line in the protocol
    with the most cases."""
    home = tempfile.TemporaryDirectory()
    pack = Path(shutil.copytree(shipped(), Path(home.name, "pack")))
    protocol = max(pack.glob("*/*/protocol.yaml"), key=_cases)
    words = ("-m", "prodia", "check", *(str(pack / place) for place in places))
    _ran(words, codes=(0, 1), XDG_CACHE_HOME=home.name)

    def run() -> None:
        with protocol.open("a", encoding="utf-8") as stream:
            stream.write("# one line more\n")
        _ran(words, codes=(0, 1), XDG_CACHE_HOME=home.name)

    run.__dict__["home"] = home  # the copy lasts as long as the work
    return run


def _process(*words: str) -> Work:
    return lambda: _ran(words)


def _ran(words: tuple[str, ...], codes: tuple[int, ...] = (0,), **environ: str) -> bytes:
    compiled = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environ}  # as what is installed
    done = subprocess.run([sys.executable, *words], capture_output=True, cwd=ROOT, env=compiled)
    if done.returncode not in codes:
        raise AssertionError(f"{words[:3]} ended with {done.returncode}: {done.stderr.decode()[-500:]}")
    return done.stdout
