"""Asking a person in a terminal, or a script on stdin: one line, and words when it does not fit."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from rich.text import Text

from prodia.cli.commands import read_day
from prodia.cli.terminal import Terminal
from prodia.errors import ProdiaError
from prodia.words import Words

WORDS = Words(
    "? legt uit · later · terug · lijst (om een ander antwoord terug te nemen) · q stopt",
    "? explains · later · undo · list (to take another answer back) · q stops",
)
NO_ANSWER = Words(
    "weigert, weet niet of nvt als er geen antwoord is", "refused, unknown or n/a where there is no answer"
)

T = TypeVar("T")

HELP = frozenset(("?", "hulp", "help"))
YES, NO = frozenset(("ja", "j", "yes", "y")), frozenset(("nee", "n", "no"))
MISSING = {
    **dict.fromkeys(("weigert", "geweigerd", "refused"), "refused"),
    **dict.fromkeys(("weet niet", "weet het niet", "onbekend", "unknown"), "unknown"),
    **dict.fromkeys(("nvt", "n.v.t.", "niet van toepassing"), "not applicable"),
    **dict.fromkeys(("na", "n/a", "not applicable"), "not applicable"),
}


MOST_SHOWN = 40  # letters of what was typed, in a hint


class Stop(Exception):
    """The person stops, or there is no more input."""


class Undo(Exception):
    """The person takes the last answer back."""


class UndoOne(Undo):
    """The person takes an answer back, to be chosen from a list."""


class Later(Exception):
    """The person leaves this for later."""


LEAVE = {"q": Stop, "stop": Stop, "quit": Stop, "terug": Undo, "undo": Undo, "later": Later}
LEAVE |= {"lijst": UndoOne, "list": UndoOne}


@dataclass(frozen=True, slots=True)
class Talk:
    """Questions to a person, each in two languages; ``explain`` is what ``?`` tells."""

    screen: Terminal
    explain: Callable[[], None] | None = None

    def ask(self, nl: str, en: str) -> str:
        """One line. ``q`` stops, ``terug`` takes back, ``later`` passes by, ``?`` explains and asks again."""
        while True:
            said = _line(self.screen, self.screen.say(nl, en)).strip()
            low = said.lower()
            if low in LEAVE:
                raise LEAVE[low]
            if low not in HELP:
                return said
            if self.explain is not None:
                self.explain()
            self.screen.tell(f"  {WORDS.nl}", f"  {WORDS.en}", "quiet")

    def until(self, nl: str, en: str, read: Callable[[str], T]) -> T:
        """Ask until ``read`` can use the line; what it refuses is said, and asked again."""
        while True:
            said = self.ask(nl, en)
            try:
                return read(said)
            except ProdiaError as error:
                typed = f"«{said[:MOST_SHOWN]}»: " if said else self.screen.say("niets: ", "nothing: ")
                self.screen.print(Text(f"  {typed}{error.problem.message(self.screen.lang)}", "bad"))
                if hint := error.problem.hint(self.screen.lang):
                    self.screen.print(Text(f"  -> {hint}", "quiet"))

    def again(self, nl: str, en: str) -> None:
        """What would have fitted, before the same is asked again."""
        self.screen.tell(f"  {nl}.", f"  {en}.", "bad")

    def words(self, nl: str, en: str) -> str:
        """At least one word."""
        while not (said := self.ask(nl, en)):
            self.again(
                "schrijf minstens één woord, of q om te stoppen", "write at least one word, or q to stop"
            )
        return said

    def choose(self, nl: str, en: str, options: Sequence[tuple[str, str]]) -> str:
        """One of the options, by its number, its id or its first letters. Of one option, that one."""
        if len(options) == 1:
            return options[0][0]
        numbered(self.screen, [title for _, title in options])
        while True:
            said = self.ask(nl, en).lower()
            if said.isascii() and said.isdigit() and 1 <= int(said) <= len(options):
                return options[int(said) - 1][0]
            exact = [id for id, title in options if said in (id.lower(), title.lower())]
            found = exact or [id for id, title in options if said and title.lower().startswith(said)]
            if len(found) == 1:
                return found[0]
            nl_, en_ = (
                f"kies een nummer van 1 tot {len(options)}",
                f"choose a number from 1 to {len(options)}",
            )
            typed = f"«{said[:MOST_SHOWN]}»: " if said else self.screen.say("niets: ", "nothing: ")
            self.again(
                f"{typed}{nl_}, of schrijf de keuze voluit", f"{typed}{en_}, or write the choice in full"
            )

    def yes(self, nl: str, en: str) -> bool:
        while (said := self.ask(nl, en).lower()) not in YES | NO:
            self.again("antwoord ja of nee", "answer yes or no")
        return said in YES


def numbered(screen: Terminal, titles: Iterable[str]) -> None:
    for number, title in enumerate(titles, 1):
        screen.print(Text().append(f"  {number}. ", "quiet").append(title))


def _line(screen: Terminal, prompt: str) -> str:
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


def measured_on(screen: Terminal) -> dt.date | None:
    """The day of a measurement, as a person types it; None for today."""
    day = screen.say("de dag van de meting", "the day of the measurement")
    return Talk(screen).until(
        "  gemeten op (jjjj-mm-dd; Enter: vandaag)>",
        "  measured on (yyyy-mm-dd; Enter: today)>",
        lambda said: read_day(said, day) if said else None,
    )
