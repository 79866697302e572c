"""A disk that fails where it is told to: real files, with a fault put in one of the calls of the system.

A session runs in a process of its own. Every call that writes, settles, names, cuts or locks is counted; at
the one asked for, the fault happens: an error, a short write, half a write and an error, or SIGKILL before,
in the middle of or after it. ``then`` goes on failing from there. What the session was told stands in a file
beside it, written past the fault.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

Fault = str
FAULTS: tuple[Fault, ...] = (
    "ENOSPC",
    "EIO",
    "short",
    "half",
    "kill before",
    "kill inside",
    "kill after",
    "EIO then",
    "ENOSPC then",
)
NONE: Fault = "none"
_OF_WRITE = (
    "short",
    "half",
    "kill inside",
)  # of another call the first two are ENOSPC, the last is "kill after"
_COUNTED = ("open", "write", "fsync", "ftruncate", "link", "replace", "unlink")
_SPACE = ("open", "write", "fsync", "link")  # what a full disk refuses; it can always be cut or emptied


def faults(name: str) -> tuple[Fault, ...]:
    """The faults that a call can have, each once."""
    return tuple(fault for fault in FAULTS if name == "write" or fault not in _OF_WRITE)


Tell = Callable[[Any, str], None]
Session = Callable[[Path, Tell], None]
Told = list[tuple[Any, str]]


class Disk:
    """Counts calls from :meth:`begin` on, and puts the fault in call number ``at`` (from 1)."""

    def __init__(self, fault: Fault, at: int, synced: Path, links: bool) -> None:
        self.fault, self.at, self.links = fault, at, links
        self.names: list[str] = []
        self.real = {name: getattr(os, name) for name in _COUNTED}
        self.flock = fcntl.flock
        self.synced = synced

    def begin(self) -> None:
        for name in _COUNTED:
            setattr(os, name, self._faulty(name, self.real[name]))
        fcntl.flock = self._faulty("flock", self.flock)

    def _faulty(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self.names.append(name)
            if self.fault == NONE or len(self.names) < self.at:
                return self._done(name, real, args, named)
            if self.fault.endswith("then"):
                if self.fault.startswith("EIO") or name in _SPACE:
                    raise self._error()
                return self._done(name, real, args, named)
            if len(self.names) > self.at:
                return self._done(name, real, args, named)
            if self.fault == "kill before":
                self._die()
            if name == "write" and self.fault in _OF_WRITE:
                handle, data = args
                taken = real(handle, bytes(data)[: max(1, len(data) // 2)])
                if self.fault == "kill inside":
                    self._die()
                if self.fault == "half":
                    raise self._error()
                return taken
            if self.fault in ("kill inside", "kill after"):
                self._done(name, real, args, named)
                self._die()
            raise self._error()

        return call

    def _done(self, name: str, real: Callable[..., Any], args: tuple[Any, ...], named: dict[str, Any]) -> Any:
        if name == "link" and not self.links:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))
        found = real(*args, **named)
        if name == "fsync":  # what a power cut after this keeps
            with open(self.synced, "w", encoding="ascii") as stream:
                stream.write(f"{os.fstat(args[0]).st_ino} {os.fstat(args[0]).st_size}")
        return found

    def _error(self) -> OSError:
        code = errno.EIO if self.fault.startswith("EIO") else errno.ENOSPC
        return OSError(code, os.strerror(code))

    def _die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def run(
    session: Session, folder: Path, fault: Fault = NONE, at: int = 0, *, links: bool = True
) -> tuple[list[str], Told]:
    """The session with its fault: the calls it made (none if it was killed), and what it was told."""
    log, counted, synced = folder / "told", folder / "calls", folder / "synced"
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            disk = Disk(fault, at, synced, links)
            handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

            def tell(what: Any, how: str) -> None:
                disk.real["write"](handle, f"{json.dumps([what, how])}\n".encode())

            disk.begin()
            session(folder, tell)
            counted.write_text(" ".join(disk.names), encoding="ascii")
        except BaseException:
            traceback.print_exc()
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert 0 == status or os.WIFSIGNALED(status), f"the session ended with {status}"
    told = [tuple(json.loads(one)) for one in log.read_text("ascii").splitlines()] if log.exists() else []
    return counted.read_text("ascii").split() if counted.exists() else [], told  # type: ignore[return-value]
