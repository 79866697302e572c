"""How a file of rows is read, for every verb that takes one: what can be said of it, and the four lines."""

# What each option means is prodia.content.reading. Apart from cli/files.py, so that a case needs no tables.

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, get_args

import click
from rich.text import Text

from prodia.cli.commands import Option, choice
from prodia.cli.terminal import Terminal, WrongUse, unfit
from prodia.content.account import Account
from prodia.content.tables import ENCODINGS, SEPARATORS, Told
from prodia.errors import ContentError
from prodia.problems import Problem
from prodia.problems.commands import EXISTS, IS_FOLDER, NO_FILE, NOT_WRITABLE
from prodia.words.cells import Order

SHOWN = 20  # refusals told one by one

READING: tuple[Option | str, ...] = (
    r"""
        --separator: Tussen de cellen: , ; "|" of tab. | Between the cells: , ; "|" or tab.
        --encoding: Hoe de tekst bewaard is, zoals windows-1252; anders UTF-8.
            | How the text was saved, such as windows-1252; else UTF-8.
        --decimal: Het decimaalteken van de kolommen: , of . | The decimal mark of the columns: , or .
        --sheet: Welk blad van een rekenblad. | Which sheet of a spreadsheet.
    """,
    Option(
        "--heading-row",
        "De rij van de kop, geteld vanaf 1.",
        "The row of the heading, counted from 1.",
        type=click.IntRange(min=1),
    ),
    """
        --explain-file?: Zeg enkel hoe het bestand gelezen wordt; 0: het past, 1: kijk na, 2: het past niet.
            | Say only how the file is read; 0: it fits, 1: something to look at, 2: it does not fit.
    """,
)

DATES = Option(
    "--dates",
    "Hoe dagen geschreven zijn: dmy (dag eerst), mdy, ymd of excel (volgnummers).",
    "How days are written: dmy (day first), mdy, ymd or excel (serial numbers).",
    type=choice(*get_args(Order)),
)


def told_of(given: Mapping[str, Any]) -> Told:
    """What was said of a file with these options. Raises WrongUse."""
    separator = "\t" if given["separator"] == "tab" else given["separator"]
    if separator is not None and separator not in SEPARATORS:
        raise unfit("--separator", "kies uit: «,», «;», «tab», «|».", "choose from: «,», «;», «tab», «|».")
    encoding = given["encoding"]
    if encoding is not None:
        encoding = _ENCODINGS.get(encoding.lower().replace("_", "-"), encoding.lower())
        if encoding not in ENCODINGS:
            listed = ", ".join(f"«{one}»" for one in ENCODINGS)
            raise unfit("--encoding", f"kies uit: {listed}.", f"choose from: {listed}.")
    if given["decimal"] not in (None, ",", "."):
        raise unfit("--decimal", "kies «,» of «.».", "choose «,» or «.».")
    return Told(separator, encoding, given["heading_row"], given["sheet"])


_ENCODINGS = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "cp1252": "windows-1252",
    "ansi": "windows-1252",
    "latin-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "utf16": "utf-16",
    "mac-roman": "macintosh",
}


def there(path: str) -> None:
    """Raises WrongUse for a path that is no file."""
    if os.path.isdir(path):
        raise WrongUse(IS_FOLDER, path=path)
    if not os.path.isfile(path):
        raise WrongUse(NO_FILE, path=path)


def free(endings: Sequence[str], out: str | None, beside: str | None = None) -> None:
    """Raises WrongUse before anything is read, for a place or an ending that can not be. ``beside``: another
    file that is written, of any ending."""
    if out is not None and os.path.splitext(out)[1].lower() not in endings:
        listed = ", ".join(endings)
        raise unfit("--out", f"kies een einde: {listed}.", f"choose an ending: {listed}.")
    for path in (out, beside):
        if path is not None and os.path.lexists(path):
            raise WrongUse(EXISTS, path=path)
        if path is not None and not os.path.isdir(os.path.dirname(path) or "."):
            raise WrongUse(NOT_WRITABLE, path=path)


@dataclass(slots=True)
class Refusals:
    """Tells the first refusals on the error screen, and how many more there are."""

    screen: Terminal
    count: int = 0

    def tell(self, problem: Problem) -> None:
        self.count += 1
        if self.count <= SHOWN or problem.severity != "error":
            self.screen.note([problem])

    def left(self, count: int) -> None:
        if (more := count - SHOWN) > 0:
            self.screen.err.print(self.screen.say(f"... en nog {more}.", f"... and {more} more."))


@contextmanager
def usable(screen: Terminal, alone: bool) -> Iterator[None]:
    """A file that can not be read is, where only that is asked (``alone``), one that does not fit."""
    try:
        yield
    except ContentError as error:
        if not alone:
            raise
        screen.complain(error)
        raise click.exceptions.Exit(2) from None


def explained(problems: Iterable[Problem]) -> int:
    """The exit code of ``--explain-file``: 2 where the file can not be used so, 1 where there is something to
    look at."""
    found = {problem.severity for problem in problems}
    return 2 if "error" in found else int("warning" in found)


def show_reading(screen: Terminal, account: Account, *, alone: bool = False, format: str = "text") -> None:
    """How a file is read, in four lines: before the work on the error screen, ``alone`` on the screen."""
    if alone and format == "json":
        screen.json(account.as_dict(screen.lang))
        return
    for line in account.lines(screen.lang):
        if alone:
            screen.line(line)
        else:
            screen.err.print(Text(line, "quiet"), soft_wrap=True)
