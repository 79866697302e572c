"""The file of a case on disk: read with its chain, one line added at a time, never half a line."""

# A line is written in one call and forced to the disk before we say it is there. If the machine stops in
# the middle of it, the half line is at the end and `verify` names it; what stood before is whole.

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prodia.cli.catalogue import plans
from prodia.cli.face import WrongUse
from prodia.cli.files import read_text, write_new
from prodia.problems.cli import NOT_WRITABLE

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
        append(self.path, text)
        return Kept(case, self.path, text)


def begin(case: Case, path: str | None, id: str) -> Kept:
    """A case just opened, in a new file that only its owner can read. Raises WrongUse if it exists."""
    if path is None:
        return Kept(case)
    from prodia.case.log import dump

    text = dump(case, id=id)
    write_new(path, text)
    return Kept(case, path, text.splitlines()[-1])


def kept(path: str, found: Catalogue, lang: str) -> Kept:
    """The case in a file. Raises WrongUse, CaseFileError (a changed line) or EventRefused."""
    from prodia.case.log import load

    text = read_text(path)
    case = load(text, plans(found, lang), file=path)
    return Kept(case, path, text.rstrip("\n").rsplit("\n", 1)[-1])


def append(path: str, line: str) -> None:
    """One line at the end of a file, on the disk when this returns."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND)
        try:
            data = line.encode()
            size = os.fstat(handle).st_size
            if os.write(handle, data) != len(data):  # the disk is full: take the half line away again
                os.ftruncate(handle, size)
                raise OSError
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        raise WrongUse(NOT_WRITABLE, path=path) from None
