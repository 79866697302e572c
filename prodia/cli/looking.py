"""What is found at some places of a pack, but for what was looked at before as it is now (clean.py)."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from prodia.case.check import READING, Piece, Told, Work
from prodia.case.check import check as every_finding
from prodia.cli.clean import SHARED, Digests, keep, noted, read_back
from prodia.content import Catalogue, Loaded, load, read_pack, shipped
from prodia.content.folder import below
from prodia.content.packs import everywhere
from prodia.content.spoken import known_by
from prodia.errors import ContentError
from prodia.model.parts import Status
from prodia.model.protocol import Protocol
from prodia.problems import Problem, in_order
from prodia.problems.quality import BUMP
from prodia.words.labels import HOLDING

CONFLICTS = "shared/conflicts.yaml"
MANY = 40  # pieces of work before a second process pays for itself
P = TypeVar("P")
T = TypeVar("T")


def looked_for(
    root: Path,
    places: Sequence[str],
    seals: Digests,
    kept: Mapping[str, str],
    today: dt.date,
    status: Status | None = None,
) -> list[Problem]:
    """What is found in a pack at these places; the pack is read once, and what came of it is written down."""
    only = _place_in(root, places[0]) if len(places) == 1 else None
    if only is not None and f"{CONFLICTS}/".startswith(f"{only}/"):
        only = None  # its readings name worked cases
    if root.resolve() == shipped().resolve():
        loaded = load(root, only=only)
    else:  # a pack of one's own may supplement what is shipped: read that with it, show only this
        below = load(shipped(), only="shared").catalogue  # its cases and translations tell nothing here
        loaded = Loaded(below.with_pack(read_pack(root, only)))
    pack = loaded.catalogue.packs[-1]
    found = [] if pack.files else [*pack.problems()]
    fresh: dict[str, str] = {}
    for place in places if pack.files else ():
        whole = _place_in(root, place) is None
        found += looked_at(loaded, root, place, seals, kept, fresh, today=today, status=status, whole=whole)
    found = [*dict.fromkeys(found)]
    if (line := noted(found)) is not None:
        fresh |= {seals.whole: line}
    kept_now(seals, fresh)
    return found


def looked_at(
    loaded: Loaded,
    root: Path,
    at: str,
    seals: Digests,
    kept: Mapping[str, str],
    fresh: dict[str, str],
    *,
    today: dt.date,
    status: Status | None = None,
    whole: bool = False,
) -> tuple[Problem, ...]:
    """What is found at a place of a pack; to ``fresh`` what came of what was not kept.

    ``whole``: it is the whole pack. Then its parts are read apart.
    """
    pack = next(one for one in loaded.catalogue.packs if one.folder == root.as_posix())
    seals.learn(known_by(pack))
    parts = seals.parts() if whole else {}
    if parts.get(SHARED) in kept:
        left = (f"{pack.folder}/{id}" for id, seal in parts.items() if seal not in kept)
        loaded = Loaded(loaded.catalogue.settled(but=left))
    each = partial(spared, seals, kept, fresh, at, parts)
    found = every_finding(loaded, at=at or None, each=each, today=today, status=status)
    return _stepped(loaded.catalogue, found, at or None, seals, kept, fresh)


def kept_now(seals: Digests, fresh: Mapping[str, str]) -> None:
    """Writes down what came of each, where every file is still as it was."""
    if (found := {**seals.learned, **fresh}) and seals.stand():
        keep(found)


def spared(
    seals: Digests,
    kept: Mapping[str, str],
    fresh: dict[str, str],
    at: str,
    parts: Mapping[str, str],
    work: Work,
    pieces: Iterable[Piece],
) -> list[Told]:
    """The work on every piece but those that were looked at before as they are now.

    What may yet turn out to be as it was, once the cases that it rests on were read, waits for them.
    """
    every, told, before = [*pieces], dict[Piece, Told](), dict[Piece, Told]()
    folders: dict[str, list[Piece]] = {}
    for piece in (piece for piece in every if piece[0] == "case"):
        folders.setdefault(piece[1].rpartition("/")[0], []).append(piece)
    clean = {folder for folder in folders if seals.of("cases", folder) in kept}
    before |= {piece: Told(right=True) for folder in clean for piece in folders[folder]}
    for piece in sorted(every, key=lambda piece: piece[0] != "case"):
        if piece not in before and (one := _before(seals, kept, piece, at)) is not None:
            before[piece] = one
        if piece in before and before[piece].right:
            seals.reads(*piece)
    todo = [piece for piece in every if piece not in before]
    later = {piece for piece in todo if piece[0] != "case" and seals.of(*piece, at, hope=True) in kept}
    for now in ([piece for piece in todo if piece not in later], [piece for piece in todo if piece in later]):
        before |= {piece: one for piece in now if (one := _before(seals, kept, piece, at)) is not None}
        left = [piece for piece in now if piece not in before]
        ahead = {*{f.rpartition("/")[0]: (k, f) for k, f in reversed(left) if k == "case"}.values()}
        for some in ([p for p in left if p in ahead], [p for p in left if p not in ahead]):
            told |= zip(some, over_cores(work, some), strict=True)  # what a first case reads is read for all
        for piece in (piece for piece in left if told[piece].right):
            seals.reads(*piece)
    for piece, one in told.items():
        if (line := noted(*one)) is not None:
            fresh[seals.of(*piece, at, told=bool(one.problems or one.used))] = line
    came = before | told
    for folder in folders.keys() - clean:
        well = all(came[piece] == Told(right=True) for piece in folders[folder])
        fresh |= (
            {seals.of("cases", folder): ""} if well and len(folders[folder]) == seals.many(folder) else {}
        )
    if READING in told:
        fresh |= {seal: "" for seal in _clean(parts, told[READING], seals.root) if seal not in kept}
    return [came[piece] for piece in every]


def _before(seals: Digests, kept: Mapping[str, str], piece: Piece, at: str) -> Told | None:
    """What came of a piece when it was as it is now; None where that is not known."""
    for told in (False, True) if piece[0] == "case" else (False,):
        if (came := read_back(kept.get(seals.of(*piece, at, told=told), "="))) is not None:
            return Told(*came)
    return None


def _clean(parts: Mapping[str, str], told: Told, root: str) -> list[str]:
    """The parts of a pack of which reading told nothing. Of what is told of a shared file nobody knows of
    which part it comes, nor for which one an exemption was of use."""
    files = [p.place.file.removeprefix(f"{root}/") if p.place else "" for p in told.problems]
    wrong = {file.partition("/")[0] for file in files}
    known = not told.used and wrong <= parts.keys() - {SHARED}
    return [parts[id] for id in parts.keys() - wrong] if known else []


def _stepped(
    found: Catalogue,
    told: tuple[Problem, ...],
    at: str | None,
    seals: Digests,
    kept: Mapping[str, str],
    fresh: dict[str, str],
) -> tuple[Problem, ...]:
    """The findings, with whether the step is large enough of each version that is still written.

    That is worked out from what comes out otherwise, in the place of the note of a check that goes by how a
    part is written.
    """
    for name, file in _written(found, at):
        seal = seals.of("step", name)
        came = read_back(kept.get(seal, "="))
        problem = next(iter(came[0]), None) if came is not None else None
        if came is None:
            from prodia.authoring.diff import step_problem

            if not found.knows(name) or found.entry(name).file != file:
                continue
            try:
                problem = step_problem(found, name)
            except ContentError:
                continue  # its mistakes are among the findings
            if (line := noted([problem] if problem else [])) is not None:
                fresh[seal] = line
        hints = (p for p in told if p.code == BUMP.full_code and p.place and p.place.file == file)
        told = tuple(p for p in told if p not in {*hints})
        if problem is not None:
            kind = problem.kind.at(found.entry(name).definition.status)
            told = (*told, Problem(kind or problem.kind, problem.place, **dict(problem.args)))
    return tuple(in_order([*told]))


def _written(found: Catalogue, at: str | None) -> Iterator[tuple[str, str]]:
    """The versions here that by their heads are still written, and the file of each."""
    for pack in found.packs:
        for model, name, file in pack.placed(everywhere if at is None else below(at)):
            if model is Protocol and pack.head(name).get("status") not in HOLDING:
                yield name, f"{pack.folder}/{file}"


def over_cores(work: Callable[[P], T], pieces: Iterable[P], *, many: int | None = None) -> list[T]:
    """The work on every piece; where there are many, another process takes turns with this one, and begins
    with all that is loaded here: that is far larger than what is found in it."""
    todo = [*pieces]
    if len(todo) < (many or MANY) or not sys.platform.startswith("linux") or (os.cpu_count() or 1) < 2:
        return [*map(work, todo)]
    from multiprocessing import get_context  # who changed little does not wait for it

    size = 1 + len(todo) // 32  # cases that begin alike stay together
    parts = [todo[at : at + size] for at in range(0, len(todo), size)]
    turns, given = os.pipe()  # a byte for each part: who reads it does that part
    os.write(given, bytes(range(len(parts))))
    os.close(given)
    ours, theirs = get_context("fork").Pipe(duplex=False)

    def taken() -> dict[int, list[T]]:
        found = dict[int, list[T]]()
        while at := os.read(turns, 1):
            found[at[0]] = [*map(work, parts[at[0]])]
        return found

    def helped() -> None:
        try:
            theirs.send((taken(), None))
        except Exception as error:
            theirs.send(({}, error))

    other = get_context("fork").Process(target=helped, daemon=True)
    other.start()
    theirs.close()
    try:
        found = taken()
        more, error = ours.recv()
    finally:
        other.terminate()
        other.join()
        os.close(turns)
    if error is not None:
        raise error
    return [one for _, part in sorted((found | more).items()) for one in part]


def _place_in(root: Path, path: str) -> str | None:
    """Where in the pack a path is; None for all of it."""
    here = Path(path or root).resolve()
    return None if here == root.resolve() else here.relative_to(root.resolve()).as_posix()
