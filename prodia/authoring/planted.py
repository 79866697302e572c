"""What is told of a pack with a mistake in it, by whatever finds mistakes of that sort."""

from __future__ import annotations

import atexit
import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from prodia.authoring.between import between
from prodia.authoring.diff import step_problem
from prodia.authoring.process import prove
from prodia.authoring.release import ready
from prodia.case.check import Piece, Told, Work, check
from prodia.content import load
from prodia.content.examples import Example
from prodia.problems import Place, Problem
from prodia.problems.authors import ALREADY_RELEASED, NO_CASES, STEP_TOO_SMALL

PACK = "mijn-pakket"


@cache
def planted(example: Example, today: dt.date) -> tuple[Problem, ...]:
    """What is told of an example, by all that :func:`told_of` asks, with places as seen from its pack.

    The pack is made, and checked, as anyone's.
    """
    folder = _folder()
    files = {folder / name: text.encode() for name, text in example.files(bad=True).items()}
    for path in folder.rglob("*.*"):
        if path.is_file() and path not in files:
            path.unlink()
    for path, data in files.items():
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    found = [one for one in told_of(folder, example.code, today) if one.kind.code == example.code]
    return tuple(_seen_from(f"{folder}", one) for one in found)


@cache
def _folder() -> Path:
    """Where one example is laid out after another: what is the same in all of them is read once."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return Path(folder.name)


def _seen_from(folder: str, one: Problem) -> Problem:
    """Without the folder in which the example was tried."""

    def bare(value: object) -> object:
        return value.replace(f"{folder}/", "").replace(folder, PACK) if isinstance(value, str) else value

    place = one.place and Place(str(bare(one.place.file)), one.place.line, one.place.column)
    return Problem(one.kind, place, **{key: bare(value) for key, value in dict(one.args).items()})


def told_of(folder: Path, code: str, today: dt.date) -> tuple[Problem, ...]:
    """The findings of a pack, of the sort that a code is of: of checking it, releasing it, or proving its
    protocols."""
    loaded = load(folder)
    catalogue = loaded.catalogue
    if code == STEP_TOO_SMALL.code:
        steps = (step_problem(catalogue, reference) for reference in catalogue.references())
        return tuple(one for one in steps if one is not None)
    if code in (ALREADY_RELEASED.code, NO_CASES.code):
        return tuple(one for reference in catalogue.references() for one in ready(loaded, reference))
    if code.startswith(("R1", "R2")):
        plans = [catalogue.plan(reference) for reference in catalogue.references()]
        if code.startswith("R2"):
            return tuple(one.problem for one in between(plans))
        return tuple(problem for plan in plans for proof in prove(plan) for problem in proof.problems)
    return check(loaded, today=today, each=partial(_until, code))


def _until(code: str, work: Work, pieces: Iterable[Piece]) -> Iterator[Told]:
    """Piece by piece, no further than the one that tells the code."""
    for piece in pieces:
        yield (told := work(piece))
        if any(one.kind.code == code for one in told.problems):
            return
