"""The file of a case on disk: read with its chain, one line added at a time, never half a line."""

# A line is written in one call and forced to the disk before we say it is there. If the machine stops in
# the middle of it, the half line is at the end and `verify` names it; what stood before is whole.

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from prodia.cli.files import read_text, write_new
from prodia.cli.packs import plans
from prodia.cli.terminal import WrongUse
from prodia.problems.commands import CHANGED_MEANWHILE, NOT_WRITABLE

if TYPE_CHECKING:
    from prodia.case import Case
    from prodia.content import Catalogue
    from prodia.model.events import Recorded


@dataclass(frozen=True, slots=True)
class Kept:
    """A case and the last line of its file; ``path`` is None for a case that is not kept."""

    case: Case
    path: str | None = None
    last: str = ""

    def record(self, event: Recorded) -> Kept:
        """One event more, in the case and in its file. Raises EventRefused, or WrongUse for the disk."""
        case = self.case.record(event)
        if self.path is None:
            return replace(self, case=case)
        from prodia.case.log import line

        text = line(self.last, case.events[-1])
        append(self.path, text, after=self.last)
        return Kept(case, self.path, text)


def begin(case: Case, path: str | None, id: str) -> Kept:
    """A case just opened, in a new file that only its owner can read. Raises WrongUse if it exists."""
    if path is None:
        return Kept(case)
    from prodia.case.log import dump

    text = dump(case, id=id)
    write_new(path, text)
    return Kept(case, path, text.rstrip("\n").rsplit("\n", 1)[-1])


def kept(path: str, found: Catalogue, lang: str) -> Kept:
    """The case in a file. Raises WrongUse, CaseFileError (a changed line) or EventRefused."""
    from prodia.case.log import load

    text = read_text(path)
    case = load(text, plans(found, lang), file=path)
    return Kept(case, path, text.rstrip("\n").rsplit("\n", 1)[-1])


def append(path: str, line: str, *, after: str) -> None:
    """One line at the end of a file that still ends with ``after``, on the disk when this returns.

    Raises WrongUse if somebody else recorded meanwhile, or the disk refuses; nothing has changed then.
    """
    try:
        with open(path, "r+b") as stream:
            _alone(stream)
            size = stream.seek(0, os.SEEK_END)
            end = after.rstrip("\n").encode() + b"\n"
            stream.seek(max(0, size - len(end)))
            if stream.read() != end:
                raise WrongUse(CHANGED_MEANWHILE, path=path)
            try:
                stream.write(line.encode())
                stream.flush()
                os.fsync(stream.fileno())
            except OSError:  # the disk is full: take the half line away again
                os.truncate(path, size)
                raise
    except OSError:
        raise WrongUse(NOT_WRITABLE, path=path) from None


def _alone(stream: IO[bytes]) -> None:
    """Wait until no other prodia writes in this file, where the system can say so."""
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(stream, fcntl.LOCK_EX)
