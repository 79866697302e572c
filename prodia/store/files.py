"""Files written whole or not at all: a reader sees the old one or the new one, and it is on the disk."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

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
