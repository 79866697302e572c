"""Files a person names: read with words instead of tracebacks, written whole or not at all."""

from __future__ import annotations

import os

from rich.text import Text

from prodia.cli.terminal import Terminal, WrongUse, unfit
from prodia.pictures.svg import Picture
from prodia.problems.commands import EXISTS, IS_FOLDER, NO_FILE, NOT_READABLE, NOT_TEXT, NOT_WRITABLE
from prodia.store import files as store
from prodia.store.files import PRIVATE
from prodia.words import Words

LARGEST = 64 << 20


def read_bytes(path: str, largest: int = LARGEST) -> bytes:
    """What a file holds. Raises WrongUse for what is missing, a folder, closed or larger than that."""
    if not os.path.exists(path):
        raise WrongUse(NO_FILE, path=path)
    if os.path.isdir(path):
        raise WrongUse(IS_FOLDER, path=path)
    try:
        with open(path, "rb") as stream:
            data = stream.read(largest + 1)
    except (OSError, ValueError):
        raise WrongUse(NOT_READABLE, path=path) from None
    if len(data) > largest:
        raise WrongUse(NOT_READABLE, path=path)
    return data


def read_text(path: str) -> str:
    """The text of a file. Raises WrongUse as :func:`read_bytes`, and for what is no text."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongUse(NOT_TEXT, path=path) from None
    if "\x00" in text:
        raise WrongUse(NOT_TEXT, path=path)
    return text


def write_whole(path: str, text: str, *, mode: int = 0o644, new: bool = False) -> None:
    """Write a file whole. Raises WrongUse where that is not possible; nothing has changed then."""
    try:
        store.write_whole(path, text, mode=mode, new=new)
    except FileExistsError:
        raise WrongUse(EXISTS, path=path) from None
    except (OSError, ValueError):
        raise WrongUse(NOT_WRITABLE, path=path) from None


def write_new(path: str, text: str) -> None:
    """A new private file; one that is there stays as it is."""
    write_whole(path, text, mode=PRIVATE, new=True)


# A picture in a file of its own, and on the screen what it shows.


def saved(screen: Terminal, made: Picture | None, path: str, nothing: Words) -> None:
    """Write the picture; ``nothing`` says why there may be none. Raises WrongUse."""
    if made is None:
        raise unfit("--picture", nothing.nl, nothing.en)
    write_new(path, made.svg)
    screen.err.print(Text(made.alt, "quiet"), soft_wrap=True)
