"""The file of a case, for a command: what the disk or somebody else says is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from prodia.case import Case
from prodia.case.case import Given
from prodia.cli.files import read_text
from prodia.cli.packs import plans
from prodia.cli.terminal import WrongUse
from prodia.content import Catalogue
from prodia.errors import CaseFileError
from prodia.problems.commands import CHANGED_MEANWHILE, EXISTS, NOT_WRITABLE
from prodia.store import casefile as store


@dataclass(frozen=True, slots=True)
class Kept:
    """A case and its file; ``path`` is None for a case that is not kept."""

    stored: store.Kept
    path: str | None = None

    @property
    def case(self) -> Case:
        return self.stored.case

    def record(self, event: Given) -> Kept:
        """One event more, in the case and in its file. Raises EventRefused, or WrongUse for the disk."""
        with _in_words(self.path):
            return Kept(self.stored.record(event), self.path)


def begin(case: Case, path: str | None, id: str) -> Kept:
    """A case just opened, in a new file that only its owner can read. Raises WrongUse if it exists."""
    with _in_words(path):
        return Kept(store.begin(case, path, id), path)


def kept(path: str, found: Catalogue, lang: str) -> Kept:
    """The case in a file. Raises WrongUse, CaseFileError (a changed line) or EventRefused."""
    read_text(path)  # says in our words what is wrong with the file itself
    return Kept(store.keep(path, plans(found, lang)), path)


@contextmanager
def _in_words(path: str | None) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise WrongUse(EXISTS, path=path) from None
    except (OSError, ValueError):
        raise WrongUse(NOT_WRITABLE, path=path) from None
    except CaseFileError as error:
        if error.problem.kind is CHANGED_MEANWHILE:
            raise WrongUse(CHANGED_MEANWHILE, path=path) from None
        raise
