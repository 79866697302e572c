"""Norms that were read in, written into a pack: all of their files, or none."""

from __future__ import annotations

import os

from prodia.content.normimport import SOURCES, Made
from prodia.model.norms import Norms
from prodia.store.files import PRIVATE, write_whole


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
