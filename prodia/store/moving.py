"""A folder of case files moved to another version: looked at first, and then moved, each file on its own.

A file that is on the version already is left alone, so a move that was broken off goes on where it stopped.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from prodia.case.case import Case, Plans
from prodia.errors import ProdiaError
from prodia.model.events import Moved
from prodia.model.plan import Plan
from prodia.problems import Problem
from prodia.store.casefile import keep

SOME = 256  # files at a time to a process: so many share a kernel
Change = tuple[str, str | None, str | None]
Compared = Callable[[Sequence[Case], Plan, dt.date | None], Sequence[tuple[Change, ...] | ProdiaError]]


@dataclass(frozen=True, slots=True)
class Looked:
    """One file. ``why``: what keeps it from being moved; ``there``: it is on the version already."""

    path: str
    changes: tuple[Change, ...] = ()
    there: bool = False
    why: Problem | None = None


@dataclass(slots=True)
class Moving:
    """What a move does to all of them: how many files have each change, and what could not be moved."""

    files: int = 0
    moved: int = 0
    there: int = 0
    same: int = 0
    changes: Counter[Change] = field(default_factory=Counter)
    refused: list[tuple[str, Problem]] = field(default_factory=list)


def case_files(folder: str | os.PathLike[str]) -> list[str]:
    """The case files in a folder and below it, in the order of their names; hidden ones are none."""
    found = (p for p in Path(folder).rglob("*.jsonl") if p.is_file())
    return sorted(str(p) for p in found if not p.name.startswith("."))


def look(paths: Sequence[str], plans: Plans, to: Plan, on: dt.date | None, changes: Compared) -> list[Looked]:
    """What a move would change in some files; nothing is written."""
    found: dict[str, Looked] = {}
    cases: dict[str, Case] = {}
    for path in paths:
        try:
            case = keep(path, plans).case
        except ProdiaError as error:
            found[path] = Looked(path, why=error.problem)
            continue
        if case.plan.reference == to.reference:
            found[path] = Looked(path, there=True)
        else:
            cases[path] = case
    for path, one in zip(cases, changes([*cases.values()], to, on), strict=True):
        refused = isinstance(one, ProdiaError)
        found[path] = Looked(path, why=one.problem) if refused else Looked(path, one)  # type: ignore[union-attr,arg-type]
    return [found[path] for path in paths]


def move(paths: Sequence[str], plans: Plans, to: Plan, event: Moved, changes: Compared) -> list[Looked]:
    """Files moved, each by one line at its end, forced to the disk; one that is there already is not."""
    return [_moved(one, plans, event) for one in look(paths, plans, to, event.on, changes)]


def _moved(found: Looked, plans: Plans, event: Moved) -> Looked:
    if found.there or found.why is not None:
        return found
    try:
        now = keep(found.path, plans)
        if now.case.plan.reference == event.to:  # somebody else moved it meanwhile
            return Looked(found.path, there=True)
        now.record(event.model_copy(update={"on": max(event.on, now.case.state.day)}))
    except ProdiaError as error:
        return Looked(found.path, why=error.problem)
    return found


def each(
    paths: Sequence[str],
    work: Callable[[Sequence[str]], list[Looked]],
    progress: Callable[[int], None] | None = None,
) -> Moving:
    """``work`` done for every file, some at a time, on every core where the system can fork, and what it came
    to."""
    found = Moving()
    some = [paths[at : at + SOME] for at in range(0, len(paths), SOME)]
    for one in (one for part in everywhere(some, work, 1) for one in part):
        found.files += 1
        found.there += one.there
        if one.why is not None:
            found.refused.append((one.path, one.why))
        elif not one.there:
            found.moved += 1
            found.same += not one.changes
            found.changes.update(one.changes)
        if progress is not None:
            progress(found.files)
    return found


_WORK: list[Callable[[Any], Any]] = []  # what a forked process inherits: plans are not sent


def everywhere(items: Sequence[Any], work: Callable[[Any], Any], some: int = SOME) -> Iterator[Any]:
    """``work`` done for every item, in their order, on every core where the system can fork; ``some`` at a
    time."""
    if len(items) <= some or not hasattr(os, "fork"):
        yield from map(work, items)
        return
    _WORK[:] = [work]
    # what was there before them is not looked through again and again for what is of no use any more
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), initializer=gc.freeze) as pool:
        yield from pool.map(_one, items, chunksize=some)


def _one(item: Any) -> Any:
    return _WORK[0](item)
