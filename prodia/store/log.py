"""The file of a case as bytes: opened with its lock, read to its last whole line, one line added on the disk.

Nothing here knows events; :mod:`prodia.case.log` says what a line is. A file that is a link, a pipe or a
folder is refused, since what would be locked and what would be read need not be the same.
"""

# Whoever adds a line holds the lock of the file from before it reads until the line is on the disk, so that
# writers come one after the other and each sees what the one before wrote. The lock is of the open file; a
# file that got another one in its place meanwhile is opened again.
# A line is written behind the last whole line. When that fails the file is cut back to where it was; when
# even that fails it is said that nobody knows (UNCERTAIN), since "nothing has changed" could be untrue.

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prodia.errors import CaseFileError
from prodia.frozen import dataclass
from prodia.problems import Kind, Place, Problem
from prodia.problems import storage as kinds
from prodia.store.files import PRIVATE, settle, write

try:
    import fcntl
except ImportError:  # Windows locks bytes of a file: one far behind every end
    fcntl = None  # type: ignore[assignment]
    import msvcrt

Pathlike = str | os.PathLike[str]
LARGEST = 64 << 20
_FLAGS = (
    getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def refused(kind: Kind, path: Pathlike, **args: object) -> CaseFileError:
    """The exception for a file that is not to be trusted as it stands."""
    shown = os.fspath(path)
    return CaseFileError(Problem(kind, Place(shown), path=shown, **args))


@dataclass(frozen=True, slots=True)
class LogFile:
    """An open, locked file of lines. ``path`` is its name, for messages and for what is set beside it."""

    handle: int
    path: Path

    def read(self, start: int = 0) -> bytes:
        """From an offset to the end. Raises OSError, CaseFileError for more than LARGEST bytes."""
        os.lseek(self.handle, start, os.SEEK_SET)
        parts, size = [], start
        while part := os.read(self.handle, 1 << 20):
            size += len(part)
            if size > LARGEST:
                raise refused(kinds.FILE_FULL, self.path, limit=LARGEST >> 20)
            parts.append(part)
        return b"".join(parts)

    @property
    def open_to_others(self) -> bool:
        """Whether others than the owner may write in it."""
        return os.name == "posix" and bool(os.fstat(self.handle).st_mode & (stat.S_IWGRP | stat.S_IWOTH))

    def append(self, text: bytes, at: int) -> None:
        """Text behind the first ``at`` bytes, of which at most a line end stood there, on the disk at return.

        Raises OSError, and the file is as it was; CaseFileError for a file that would be too large to
        read again, or (UNCERTAIN) where it could not be brought back to what it was.
        """
        if at + len(text) > LARGEST:
            raise refused(kinds.FILE_FULL, self.path, limit=LARGEST >> 20)
        try:
            os.lseek(self.handle, at, os.SEEK_SET)
            write(self.handle, text)
            os.fsync(self.handle)
        except BaseException:
            try:
                self.cut(at)
            except OSError:
                raise refused(kinds.UNCERTAIN, self.path) from None
            raise

    def cut(self, at: int) -> None:
        """Nothing behind the first ``at`` bytes, on the disk too."""
        os.ftruncate(self.handle, at)
        os.fsync(self.handle)

    def set_aside(self, torn: bytes) -> Path:
        """What was torn off, in a file of its own beside this one, on the disk when this returns."""
        number = 1
        while True:
            beside = self.path.with_name(f"{self.path.name}.torn-{number}")
            try:
                handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, PRIVATE)
                break
            except FileExistsError:
                number += 1
        try:
            write(handle, torn)
            os.fsync(handle)
            settle(beside.parent)
        except BaseException:
            os.unlink(beside)
            raise
        finally:
            os.close(handle)
        return beside


@contextmanager
def opened(path: Pathlike, *, to_write: bool = False) -> Iterator[LogFile]:
    """The file with its lock: shared for who reads, alone for who writes; waits until it can be had.

    Raises OSError; CaseFileError for a link, a pipe, a device or a folder.
    """
    while True:
        handle = _open(path, os.O_RDWR if to_write else os.O_RDONLY)
        try:
            _lock(handle, to_write)
            if _same(handle, path):
                yield LogFile(handle, Path(path))
                return
        finally:
            os.close(handle)


def _open(path: Pathlike, way: int) -> int:
    try:
        handle = os.open(path, way | _FLAGS)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK) and os.path.islink(path):
            raise refused(kinds.NO_PLAIN_FILE, path) from None
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        if os.path.isdir(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
        raise refused(kinds.NO_PLAIN_FILE, path)
    return handle


def _same(handle: int, path: Pathlike) -> bool:
    """Whether the name still is the name of the file that was opened."""
    mine, now = os.fstat(handle), os.stat(path)
    return (mine.st_dev, mine.st_ino) == (now.st_dev, now.st_ino)


def _lock(handle: int, to_write: bool) -> None:
    """Closing the file gives the lock back."""
    if fcntl is not None:
        fcntl.flock(handle, fcntl.LOCK_EX if to_write else fcntl.LOCK_SH)
        return
    os.lseek(handle, 1 << 40, os.SEEK_SET)
    while True:  # tries for ten seconds, and then again
        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
            return
