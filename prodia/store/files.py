"""Files written whole or not at all: a reader sees the old one or the new one, and it is on the disk."""

# Writing is unbuffered: what the system did not take is known at once, and a short write goes on where it
# stopped. A new file gets its name by a hard link, which fails where the name is taken; two that begin the
# same file can not both succeed. Where a disk knows no links, the name is first taken by an empty file.

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

PRIVATE = 0o600  # only its owner reads it


UNFINISHED = ".new"  # how the name ends of what an interrupted write leaves beside its place


class NotUndone(OSError):
    """The disk refused when the file had its name already: it may be there after this, or not."""


def write_whole(
    path: str | os.PathLike[str], text: str | bytes, *, mode: int = 0o644, new: bool = False
) -> None:
    """Write a file beside its place, then put it there in one move.

    ``new``: a file that is there stays as it is. Raises OSError (FileExistsError) or ValueError (half a
    character), and nothing has changed then; or :class:`NotUndone`.
    """
    data = text.encode() if isinstance(text, str) else text
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(prefix=f".{target.name}.", suffix=UNFINISHED, dir=target.parent)
    try:
        try:
            os.chmod(beside, mode)
            write(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        if new:
            _named(beside, target)
        else:
            os.replace(beside, target)
        try:
            settle(target.parent)
        except OSError as error:
            if not new:  # what stood there before is gone
                raise NotUndone(error.errno, error.strerror, os.fspath(target)) from None
            _taken_back(target, error)
            raise
    finally:
        with suppress(OSError):  # FileNotFoundError where it got its name
            os.unlink(beside)


def _taken_back(target: Path, error: OSError) -> None:
    try:
        os.unlink(target)
    except OSError:
        raise NotUndone(error.errno, error.strerror, os.fspath(target)) from None


def write(handle: int, data: bytes) -> None:
    """All of it, however little the system takes at a time. Raises OSError."""
    rest = memoryview(data)
    while rest:
        taken = os.write(handle, rest)
        if not taken:
            raise OSError(f"nothing taken of {len(rest)} bytes")
        rest = rest[taken:]


def _named(beside: str, target: Path) -> None:
    """A name that nobody has yet for what was written. Raises FileExistsError."""
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a disk without links
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
        try:
            os.replace(beside, target)
        except OSError as error:
            _taken_back(target, error)
            raise


def unfinished(path: str | os.PathLike[str]) -> list[Path]:
    """What interrupted writes of this file left beside it."""
    target = Path(path)
    start, end = f".{target.name}.", UNFINISHED
    with suppress(OSError):
        names = (one for one in target.parent.iterdir() if one.name.startswith(start))
        return sorted(one for one in names if one.name.endswith(end))
    return []


def settle(folder: str | os.PathLike[str]) -> None:
    """The folder too must know on disk that the file has a new name (not on every system)."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
