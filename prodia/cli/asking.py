"""Asking a person in a terminal, or a script on stdin: one line, and words when it does not fit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from rich.text import Text

from prodia.cli.face import Face
from prodia.errors import ProdiaError

T = TypeVar("T")

STOP = frozenset(("q", "stop", "quit"))
HELP = frozenset(("?", "hulp", "help"))
UNDO = frozenset(("terug", "undo"))
LATER = frozenset(("later",))
MISSING = {
    "weigert": "refused",
    "geweigerd": "refused",
    "refused": "refused",
    "weet niet": "unknown",
    "weet het niet": "unknown",
    "onbekend": "unknown",
    "unknown": "unknown",
    "nvt": "not applicable",
    "n.v.t.": "not applicable",
    "niet van toepassing": "not applicable",
    "na": "not applicable",
    "n/a": "not applicable",
    "not applicable": "not applicable",
}


class Stop(Exception):
    """The person stops, or there is no more input."""


class Undo(Exception):
    """The person takes the last answer back."""


class Later(Exception):
    """The person leaves this for later."""


def ask(screen: Face, prompt: str, explain: Callable[[], None] | None = None) -> str:
    """One line. ``q`` stops, ``terug`` takes back, ``later`` passes by, ``?`` explains and asks again."""
    while True:
        said = _line(screen, prompt).strip()
        low = said.lower()
        if low in STOP:
            raise Stop
        if low in UNDO:
            raise Undo
        if low in LATER:
            raise Later
        if low in HELP and explain is not None:
            explain()
            continue
        return said


def _line(screen: Face, prompt: str) -> str:
    screen.out.file.flush()
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  editing and history in a real terminal, where there is one
        try:
            return input(f"{prompt} ")
        except EOFError:
            raise Stop from None
    screen.out.print(Text(f"{prompt} ", "strong"), end="")
    line = sys.stdin.readline()
    screen.print("")
    if not line:
        raise Stop
    return line


def until(
    screen: Face, prompt: str, read: Callable[[str], T], explain: Callable[[], None] | None = None
) -> T:
    """Ask until ``read`` can use the line; what it refuses is said, and asked again."""
    while True:
        said = ask(screen, prompt, explain)
        try:
            return read(said)
        except ProdiaError as error:
            for problem in (error.problem,):
                screen.print(Text(f"  {problem.message(screen.lang)}", "bad"))
                if problem.hint(screen.lang):
                    screen.print(Text(f"  -> {problem.hint(screen.lang)}", "quiet"))


def words(screen: Face, prompt: str, explain: Callable[[], None] | None = None) -> str:
    """At least one word."""
    while True:
        said = ask(screen, prompt, explain)
        if said:
            return said
        screen.print(
            Text(
                screen.say(
                    "  schrijf minstens één woord, of q om te stoppen.",
                    "  write at least one word, or q to stop.",
                ),
                "bad",
            )
        )


def choose(
    screen: Face, prompt: str, options: Sequence[tuple[str, str]], explain: Callable[[], None] | None = None
) -> str:
    """One of the options, by its number, its id or its first letters. Of one option, that one."""
    if len(options) == 1:
        return options[0][0]
    for number, (_, title) in enumerate(options, 1):
        screen.print(Text().append(f"  {number}. ", "quiet").append(title))
    while True:
        said = ask(screen, prompt, explain).lower()
        if said.isascii() and said.isdigit() and 1 <= int(said) <= len(options):
            return options[int(said) - 1][0]
        exact = [id for id, title in options if said in (id.lower(), title.lower())]
        found = exact or [id for id, title in options if said and title.lower().startswith(said)]
        if len(found) == 1:
            return found[0]
        screen.print(
            Text(
                screen.say(
                    f"  kies een nummer van 1 tot {len(options)}, of schrijf de keuze voluit.",
                    f"  choose a number from 1 to {len(options)}, or write the choice in full.",
                ),
                "bad",
            )
        )


def yes(screen: Face, prompt: str, explain: Callable[[], None] | None = None) -> bool:
    """Yes or no, in Dutch or in English."""
    while True:
        said = ask(screen, prompt, explain).lower()
        if said in ("ja", "j", "yes", "y"):
            return True
        if said in ("nee", "n", "no"):
            return False
        screen.print(Text(screen.say("  antwoord ja of nee.", "  answer yes or no."), "bad"))
