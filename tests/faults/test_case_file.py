"""A case file under a failing disk: what was acknowledged is there, what was refused is not, all is readable.

A scripted session (new, record, correct, take back, move, walk) runs once for every call to the system it
makes and every fault that call can have. A naive store runs the same session and must fail the same test.
"""

from __future__ import annotations

import multiprocessing as mp
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import prodia
from prodia.case.case import Case
from prodia.case.log import dump, line, load
from prodia.errors import CaseFileError, EventRefused
from prodia.problems.storage import PUT_RIGHT, UNCERTAIN
from prodia.store.casefile import Kept, begin, keep, repair

if not hasattr(os, "fork"):
    pytest.skip("a session runs in a process of its own, made by fork", allow_module_level=True)

from tests.content.packs import VALID, write
from tests.faults.disk import Tell, faults, run

NAME = "geval.jsonl"
FIELD = "pc"


def _event(kind: str, number: int, **more: Any) -> dict[str, Any]:
    """Event number so much: its person tells it apart in the file."""
    return {"kind": kind, "on": "2026-09-02", "by": "clb", "person": f"p{number}", **more}


OPENED = _event(
    "opened", 0, protocol="lezen@1.0.0", mode="trajectory", question="Leest traag", born="2016-05-01"
)
EVENTS = [
    _event("answered", 1, field=FIELD, value=5),
    _event("answered", 2, field=FIELD, value=12),
    _event("withdrawn", 3, what=FIELD, reason="vergissing"),
    _event("answered", 4, field=FIELD, value=16),
    _event("moved", 5, to="lezen@2.0.0", reason="nieuwe versie"),
]
WALKED = [_event("answered", number, field=FIELD, value=number % 2) for number in range(6, 12)]


@pytest.fixture(name="pack", scope="module")
def _pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small pack, with a version to move to."""
    old = VALID["lezen/1.0.0/protocol.yaml"]
    new = {"lezen/2.0.0/protocol.yaml": old.replace("version: 1.0.0", "version: 2.0.0")}
    return write(tmp_path_factory.mktemp("pak"), VALID | new)


@pytest.fixture(name="catalogue", scope="module")
def _catalogue(pack: Path) -> prodia.Catalogue:
    return prodia.load(pack).catalogue


@pytest.fixture(name="small", scope="module")
def _small() -> Iterator[ProcessPoolExecutor]:
    """A small process: a thousand forks of one that holds all tests take a minute."""
    with ProcessPoolExecutor(1, mp.get_context("spawn")) as one:
        yield one


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the machine has one: what a power cut leaves is played, not waited for."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=shared) as folder:
        yield Path(folder)


def _how(act: Callable[[], object]) -> str:
    """What a person was told about an event: recorded, refused, or that nobody knows."""
    try:
        act()
    except CaseFileError as error:
        return "unsure" if error.problem.kind is UNCERTAIN else "refused"
    except (OSError, EventRefused):
        return "refused"
    return "recorded"


def _session(catalogue: prodia.Catalogue) -> Callable[[Path, Tell], None]:
    def session(folder: Path, tell: Tell) -> None:
        path = folder / NAME
        tell(0, "begun")
        tell(0, _how(lambda: begin(Case.open(catalogue, OPENED), path, "geval")))
        for number, event in enumerate(EVENTS, 1):
            tell(number, "begun")
            tell(number, _how(lambda event=event: prodia.append_case(path, event, catalogue)))  # type: ignore[misc]
        now: Kept | None = None
        for number, event in enumerate(WALKED, len(EVENTS) + 1):  # a walk reads once
            tell(number, "begun")

            def step(event: dict[str, Any] = event) -> None:
                nonlocal now
                now = (now or keep(path, catalogue)).record(event)

            tell(number, _how(step))

    return session


def _naive(catalogue: prodia.Catalogue) -> Callable[[Path, Tell], None]:
    """A store as one writes it first: no lock, no settling, no second try, no way back."""

    def put(path: Path, text: str, flags: int) -> None:
        handle = os.open(path, os.O_WRONLY | flags, 0o600)
        os.write(handle, text.encode())
        os.close(handle)

    def session(folder: Path, tell: Tell) -> None:
        path = folder / NAME
        tell(0, "begun")
        tell(0, _how(lambda: put(path, dump(Case.open(catalogue, OPENED)), os.O_CREAT | os.O_TRUNC)))
        for number, event in enumerate((*EVENTS, *WALKED), 1):

            def step(event: dict[str, Any] = event) -> None:
                text = path.read_text("utf-8")
                case = load(text, catalogue).record(event)
                put(path, line(text.rstrip("\n").rsplit("\n", 1)[-1], case.events[-1]), os.O_APPEND)

            tell(number, "begun")
            tell(number, _how(step))

    return session


def _wrong(folder: Path, told: list[tuple[Any, str]], catalogue: prodia.Catalogue) -> Iterator[str]:
    """What the file holds other than what was told."""
    how = dict(told)
    path = folder / NAME
    if not path.exists():
        yield from (f"lost: event {n}" for n, said in how.items() if said == "recorded")
        return
    try:
        case = prodia.read_case(path, catalogue)
    except prodia.ProdiaError as error:
        yield f"not readable: {error.problem.code}"
        return
    there = Counter(int(str(event.person)[1:]) for event in case.events)
    yield from (f"twice: event {n}" for n, times in there.items() if times > 1)
    yield from (f"lost: event {n}" for n, said in how.items() if said == "recorded" and n not in there)
    yield from (f"phantom: event {n}" for n, said in how.items() if said == "refused" and n in there)


def _after_a_cut(folder: Path, told: list[tuple[Any, str]], catalogue: prodia.Catalogue) -> Iterator[str]:
    """The same when the power went too: of what was not settled, any part may be gone."""
    path = folder / NAME
    if not path.exists() or not (folder / "synced").exists():
        return
    inode, size = map(int, (folder / "synced").read_text("ascii").split())
    whole = path.read_bytes()
    if inode != path.stat().st_ino or size >= len(whole):
        return
    for end in {size, (size + len(whole)) // 2, len(whole) - 1}:
        path.write_bytes(whole[:end])
        yield from (f"power cut: {one}" for one in _wrong(folder, told, catalogue))


def _points(
    session: Any, tmp: Path, *, links: bool = True, every: int = 1
) -> Iterator[tuple[Path, list[tuple[Any, str]]]]:
    clean = tmp / "clean"
    clean.mkdir()
    calls, _ = run(session, clean, links=links)
    for at, name in [*enumerate(calls, 1)][::every]:
        for fault in faults(name):
            folder = tmp / f"{fault} {at}".replace(" ", "-")
            folder.mkdir()
            yield folder, run(session, folder, fault, at, links=links)[1]


def test_the_session_itself(catalogue: prodia.Catalogue, memory: Path) -> None:
    calls, told = run(_session(catalogue), memory)
    assert dict.fromkeys(range(len(EVENTS) + len(WALKED) + 1), "recorded") == dict(told)
    assert len(calls) >= 60
    assert [] == [*_wrong(memory, told, catalogue)]


def every_call_with_every_fault(pack: Path, memory: Path) -> tuple[int, list[str]]:
    """How many points there were, and what was wrong at each."""
    catalogue, wrong, points = prodia.load(pack).catalogue, list[str](), 0
    for folder, told in _points(_session(catalogue), memory):
        points += 1
        found = [*_wrong(folder, told, catalogue), *_after_a_cut(folder, told, catalogue)]
        wrong += [f"{folder.name}: {one}" for one in found]
    return points, wrong


def test_every_call_with_every_fault(small: ProcessPoolExecutor, pack: Path, memory: Path) -> None:
    points, wrong = small.submit(every_call_with_every_fault, pack, memory).result()
    assert points >= 400
    assert [] == wrong


def beginning_without_links(pack: Path, memory: Path) -> list[str]:
    """What was wrong where a file can have no second name."""
    catalogue = prodia.load(pack).catalogue

    def session(folder: Path, tell: Tell) -> None:
        tell(0, "begun")
        tell(0, _how(lambda: begin(Case.open(catalogue, OPENED), folder / NAME, "geval")))

    wrong = []
    for folder, told in _points(session, memory, links=False):
        path = folder / NAME
        if path.exists() and not path.stat().st_size and dict(told)[0] != "recorded":
            assert [PUT_RIGHT] == [one.kind for one in repair(path)]
        wrong += [f"{folder.name}: {one}" for one in _wrong(folder, told, catalogue)]
    return wrong


def test_a_beginning_on_a_disk_without_links(small: ProcessPoolExecutor, pack: Path, memory: Path) -> None:
    """An empty file is no case: it says so, and was never said to be one."""
    assert [] == small.submit(beginning_without_links, pack, memory).result()


def harm_of_a_naive_store(pack: Path, memory: Path) -> set[str]:
    catalogue, harm = prodia.load(pack).catalogue, set[str]()
    for folder, told in _points(_naive(catalogue), memory, every=3):
        harm |= {one.partition(":")[0] for one in _wrong(folder, told, catalogue)}
    return harm


def test_a_naive_store_fails(small: ProcessPoolExecutor, pack: Path, memory: Path) -> None:
    """The harness can see each sort of harm."""
    assert {"lost", "not readable"} <= small.submit(harm_of_a_naive_store, pack, memory).result()


def _writer(catalogue: prodia.Catalogue, path: str, number: int, start: Any, out: Any) -> None:
    start.wait()
    event = _event("answered", number, field=FIELD, value=number % 2)
    out.put((number, _how(lambda: prodia.append_case(path, event, catalogue))))


def _beginner(catalogue: prodia.Catalogue, path: str, number: int, start: Any, out: Any) -> None:
    case = Case.open(catalogue, OPENED | {"person": f"p{number}"})
    start.wait()
    out.put((number, _how(lambda: begin(case, path, "geval"))))


def _together(
    what: Callable[..., None], catalogue: prodia.Catalogue, path: Path, many: int
) -> dict[int, str]:
    context = mp.get_context("fork")
    start, out = context.Barrier(many), context.Queue()
    every = [
        context.Process(target=what, args=(catalogue, str(path), n, start, out)) for n in range(1, many + 1)
    ]
    for one in every:
        one.start()
    told = dict(out.get(timeout=120) for _ in every)
    for one in every:
        one.join()
    return told


def test_twenty_writers(catalogue: prodia.Catalogue, tmp_path: Path) -> None:
    path = tmp_path / NAME
    begin(Case.open(catalogue, OPENED), path, "geval")
    assert dict.fromkeys(range(1, 21), "recorded") == _together(_writer, catalogue, str(path), many=20)
    assert 21 == len(prodia.read_case(path, catalogue).events)


@pytest.mark.parametrize("round", range(3))
def test_two_who_begin_one_file(catalogue: prodia.Catalogue, tmp_path: Path, round: int) -> None:
    path = tmp_path / NAME
    told = _together(_beginner, catalogue, str(path), many=6)
    (first,) = (number for number, how in told.items() if how == "recorded")
    assert f"p{first}" == prodia.read_case(path, catalogue).events[0].person
    assert [NAME] == os.listdir(tmp_path)
