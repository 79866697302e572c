"""Files written whole or not at all: a reader sees the old one or the new one, and it is on the disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from prodia.content.normimport import SOURCES, Made
from prodia.model.norms import Norms

PRIVATE = 0o600  # only its owner reads it


def write_whole(path: str | os.PathLike[str], text: str, *, mode: int = 0o644, new: bool = False) -> None:
    """Write a file beside its place, then put it there in one move.

    ``new``: a file that is there stays as it is. Raises OSError (FileExistsError); nothing has
    changed then.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            os.chmod(temporary, mode)
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        if new and target.exists():
            raise FileExistsError(os.fspath(target))
        os.replace(temporary, target)
    except BaseException:
        if os.path.exists(temporary):
            os.unlink(temporary)
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """The folder too must know on disk that the file has a new name (not on every system)."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# Norms that were read in, written into a pack: all of their files, or none.


def places(norms: Norms, into: str) -> tuple[str, str, str]:
    """Where the rows, the declaration and the sources stand in a pack."""
    shared = f"{into.rstrip('/') or '/'}/shared"
    here = f"{shared}/norms/{norms.id}/{norms.version}"
    return f"{here}/rows.csv", f"{here}.yaml", f"{shared}/sources.yaml"


def add_norms(made: Made, into: str) -> list[str]:
    """The files that were made. The rows are only for their owner; sources are added where there are none.

    Raises OSError where the disk refuses, or FileExistsError for norms that are there; nothing is left then.
    """
    rows, declared, sources = places(made.norms, into)
    todo = [(rows, made.text, PRIVATE), (declared, made.declaration, 0o644)]  # rows before what names them
    if not os.path.lexists(sources):
        todo.insert(1, (sources, SOURCES, 0o644))
    done: list[str] = []
    try:
        for path, text, mode in todo:
            write_whole(path, text, mode=mode, new=True)
            done.append(path)
    except (OSError, ValueError):
        for path in done:
            os.unlink(path)
        raise
    return done
