"""Files a person names: read with words instead of tracebacks, written whole or not at all; cases in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from prodia.case import Case
from prodia.case.case import Given, Plans
from prodia.case.log import Seal
from prodia.cli.terminal import Terminal, WrongUse, is_full, unfit
from prodia.content import shipped
from prodia.content.kept import KeptPlans
from prodia.errors import CaseFileError
from prodia.problems import commands as kinds
from prodia.problems.cases import UNREADABLE_LINE
from prodia.problems.files import TOO_LARGE
from prodia.problems.storage import UNCERTAIN
from prodia.store import casefile, files
from prodia.store.casefile import Kept
from prodia.words import Lang, Words

if TYPE_CHECKING:
    from prodia.content import Catalogue
    from prodia.pictures.svg import Picture

LARGEST = 64 << 20


def read_bytes(path: str, largest: int = LARGEST) -> bytes:
    """What a file holds. Raises WrongUse for what is missing, a folder, closed or larger than that."""
    if not os.path.exists(path):
        raise WrongUse(kinds.NO_FILE, path=path)
    if os.path.isdir(path):
        raise WrongUse(kinds.IS_FOLDER, path=path)
    try:
        with open(path, "rb") as stream:
            data = stream.read(largest + 1)
    except (OSError, ValueError):
        raise WrongUse(kinds.NOT_READABLE, path=path) from None
    if len(data) > largest:
        smaller = Words("maak het kleiner.", "make it smaller.")
        raise WrongUse(TOO_LARGE, limit=largest >> 20, unit="MiB", hint=smaller)
    return data


def read_text(path: str) -> str:
    """The text of a file. Raises WrongUse as :func:`read_bytes`, and for what is no text."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(kinds.NOT_TEXT, path=path) from None
    if "\x00" in text:
        raise WrongUse(kinds.NOT_TEXT, path=path)
    return text


@contextmanager
def writing(path: object) -> Iterator[None]:
    """What the disk refuses, or what somebody else wrote meanwhile, in words: WrongUse."""
    try:
        yield
    except FileExistsError:
        raise _taken(str(path)) from None
    except IsADirectoryError:
        raise WrongUse(kinds.IS_FOLDER, path=path) from None
    except files.NotUndone:
        raise WrongUse(UNCERTAIN, path=path) from None
    except OSError as error:
        raise not_written(path, error) from None
    except ValueError:
        raise WrongUse(kinds.NOT_WRITABLE, path=path) from None
    except CaseFileError as error:
        if error.problem.kind is kinds.CHANGED_MEANWHILE:
            raise WrongUse(kinds.CHANGED_MEANWHILE, path=path) from None
        raise


def not_written(path: object, error: OSError) -> WrongUse:
    """What the disk refused, in words."""
    return WrongUse(kinds.DISK_FULL if is_full(error) else kinds.NOT_WRITABLE, path=path)


def free(path: str) -> None:
    """A place that will be written later, looked at before a person spends time. Raises WrongUse where
    something stands there, or no folder can."""
    if os.path.lexists(path) or any(one.is_file() for one in Path(path).parents):
        raise _taken(path)


def _taken(path: str) -> WrongUse:
    """The place is taken: by a file, or by one where its folder should be."""
    above = next((str(one) for one in Path(path).parents if one.is_file()), None)
    return WrongUse(kinds.EXISTS, path=path) if above is None else WrongUse(kinds.IS_FILE, path=above)


def write_whole(path: str, text: str | bytes, *, mode: int = 0o644, new: bool = False) -> None:
    """Write a file whole. Raises WrongUse where that is not possible, and for a place in what is shipped,
    unless one works there; nothing has changed then."""
    home = Path(shipped()).resolve()
    if Path(path).resolve().is_relative_to(home) and not Path.cwd().is_relative_to(home.parent):
        raise WrongUse(kinds.OF_PRODIA, path=path)
    with writing(path):
        files.write_whole(path, text, mode=mode, new=new)


def write_all(made: Mapping[Path, str], *, new: bool = False) -> None:
    """Write files, all or none: where one can not be written, those before it are put back as they were.

    Raises WrongUse as :func:`write_whole`.
    """
    old = {path: path.read_bytes() if path.is_file() else None for path in made}
    absent = {folder for path in made for folder in path.parents if not folder.exists()}
    done: list[Path] = []
    try:
        for path, text in made.items():
            write_whole(str(path), text, new=new)
            done.append(path)
    except WrongUse:
        for path in done:
            before = old[path]
            path.unlink() if before is None else files.write_whole(path, before)
        for folder in sorted(absent, reverse=True):
            with suppress(OSError):  # never made, or others work there
                folder.rmdir()
        raise


def save_picture(screen: Terminal, made: Picture | None, path: str, nothing: Words) -> None:
    """A picture in a new file, and on the screen what it shows; ``nothing`` says why there may be none."""
    if made is None:
        raise unfit("--picture", nothing.nl, nothing.en)
    write_whole(path, made.svg, mode=files.PRIVATE, new=True)
    screen.err.print(Text(made.alt, "quiet"), soft_wrap=True)


def begin(screen: Terminal, case: Case, path: str | None, id: str) -> Kept:
    """A case just opened, in a new file that only its owner can read. Raises WrongUse if it exists."""
    with writing(path):
        now = casefile.begin(case, path, id)
    screen.note(now.notes)
    return now


@contextmanager
def reading(path: str) -> Iterator[None]:
    """What keeps a file from being opened, in words: WrongUse."""
    try:
        yield
    except FileNotFoundError:
        raise WrongUse(kinds.NO_FILE, path=path) from None
    except IsADirectoryError:
        raise WrongUse(kinds.IS_FOLDER, path=path) from None
    except (OSError, ValueError):
        raise WrongUse(kinds.NOT_READABLE, path=path) from None


def plans_in(found: Catalogue | KeptPlans, lang: Lang) -> Plans:
    """The plans of a catalogue, or of packs, their texts in a language."""
    if isinstance(found, KeptPlans):
        return lambda reference: found.plan(reference, lang)
    return casefile.plans(found, lang)


def kept(
    screen: Terminal,
    path: str,
    found: Catalogue | KeptPlans,
    *,
    sealed: Seal | None = None,
    check: bool = False,
    lang: Lang | None = None,
) -> Kept:
    """The case in a file; what is to be known of the file is said. ``lang``: as for :func:`looked_at`.

    Raises WrongUse, CaseFileError (a changed line) or EventRefused.
    """
    if casefile.is_worked(path) and os.path.isfile(path):
        raise WrongUse(kinds.WORKED_CASE, path=path)
    try:
        with reading(path):
            now = casefile.keep(path, plans_in(found, lang or screen.lang), sealed=sealed, check=check)
    except CaseFileError as error:
        if error.problem.kind is UNREADABLE_LINE:
            read_text(path)  # says so where it is no text at all
        raise
    screen.note(now.notes)
    return now


def looked_at(screen: Terminal, path: str, found: KeptPlans, lang: Lang | None = None) -> Case:
    """The case in a file that nothing is recorded in: a case file, or a worked case; ``lang`` of its texts.
    Raises as :func:`kept`, and ContentError for a worked case with mistakes."""
    if not casefile.is_worked(path):
        return kept(screen, path, found, lang=lang).case
    with reading(path):
        return casefile.read_case(path, found.catalogue, lang=lang or screen.lang)


def record(now: Kept, event: Given) -> Kept:
    """One event more, in the case and in its file. Raises EventRefused, or WrongUse for the disk."""
    with writing(now.path):
        return now.record(event)
