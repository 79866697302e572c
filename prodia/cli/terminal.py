"""What every verb is given: the language of the person, and the two screens to write on."""

# The words of a person are never read as markup: everything goes through Text, or print with markup off.

from __future__ import annotations

import errno
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text
from rich.theme import Theme

from prodia.errors import ExpressionError, ProdiaError
from prodia.frozen import dataclass
from prodia.problems import Kind, Problem
from prodia.problems.commands import BAD_VALUE, NO_MATCH, UNKNOWN_LANG
from prodia.words import Lang, Words
from prodia.words.lists import nearest

THEME = Theme(
    {
        "good": "green",
        "bad": "red",
        "open": "bold yellow",
        "quiet": "dim",
        "strong": "bold",
        "person": "bold magenta",
        "plain": "none",
        "lead": "none",
        "error": "bold red",
        "warning": "bold yellow",
        "info": "bold cyan",
        "place": "cyan",
        "heading": "bold cyan",
    }
)
WIDEST = 100
OPTION = "--lang"
# Controls other than tab and line end, and the marks that reorder what is written.
_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class WrongUse(ProdiaError):
    """What was asked can not be done as asked: exit code 2."""

    def __init__(self, kind: Kind, /, **args: object) -> None:
        super().__init__(Problem(kind, None, **args))


def unfit(name: str, nl: str, en: str) -> WrongUse:
    """The value for an option does not fit: what would."""
    return WrongUse(BAD_VALUE, name=name, wanted=Words(nl, en))


def unknown(nl: str, en: str, name: str, known: Iterable[str]) -> WrongUse:
    """There is no such thing as the one that was named: which may have been meant. Where no name has a point,
    what stands behind one is the end of a file, and no part of a name."""
    names = list(known)
    said = name if any("." in one for one in names) else name.partition(".")[0]
    return WrongUse(NO_MATCH, what=Words(nl, en), name=name, nearest=nearest(said, names))


def tame(text: str) -> str:
    """A text without what would steer a terminal or turn its words around."""
    return _STEERS.sub("\ufffd", text)


class Screen(Console):
    """A rich console on which no text steers the terminal, and that leaves a closed pipe to us:
    who read us has read enough, that is no finding."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(tame(segment.text), segment.style)


@dataclass(frozen=True, slots=True)
class Terminal:
    lang: Lang
    out: Console
    err: Console
    asked: bool = False  # whether a person named the language

    @property
    def width(self) -> int:
        """Columns to write in; longer lines are hard to read back."""
        return min(WIDEST, self.out.width)

    @property
    def paper(self) -> Terminal:
        """For what others read: whose machine it is says nothing of them, so Dutch, unless a language was
        named."""
        return self if self.asked else replace(self, lang="nl")

    def say(self, nl: str, en: str) -> str:
        return Words(nl, en)[self.lang]

    def print(self, *what: RenderableType, style: str | None = None) -> None:
        """Renderables on the screen; a str is words, never markup."""
        for one in what:
            self.out.print(Text(one) if isinstance(one, str) else one, style=style)

    def tell(self, nl: str, en: str, style: str = "plain") -> None:
        """Words in the language of the person."""
        self.out.print(Text(self.say(nl, en), style))

    def line(self, text: str) -> None:
        """One line as it is: no wrapping, no colour."""
        self.out.file.write(tame(text) + "\n")

    def whole(self, text: str) -> None:
        """A text of several lines as it is."""
        self.out.file.write("".join(tame(line) + "\n" for line in text.rstrip("\n").split("\n") if text))

    def machine(self, text: str) -> None:
        """JSON for a machine, without loss: what would steer a terminal is written as an escape."""
        self.out.file.write(_STEERS.sub(lambda one: f"\\u{ord(one.group()):04x}", text) + "\n")

    def json(self, data: Any) -> None:
        self.machine(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))

    def note(self, problems: Iterable[Problem]) -> None:
        """Problems beside the answer, on the error screen."""
        for problem in problems:
            self.err.print(complaint(problem, self.lang), soft_wrap=True)

    def complain(self, error: ProdiaError) -> None:
        """What is wrong, where, and the next step, on the error screen."""
        self.note(getattr(error, "problems", (error.problem,)))
        if isinstance(error, ExpressionError):
            self.err.print(Text("\n".join(f"  {line}" for line in error.caret().split("\n"))), soft_wrap=True)
        for n, need in enumerate(getattr(error, "open", ())):
            lead = self.say("nu wel", "open now")
            self.err.print(Text(f"  {lead if not n else ' ' * len(lead)} · {need}", "quiet"), soft_wrap=True)


def is_full(error: OSError) -> bool:
    """Whether there is no room left where something was written."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def complaint(problem: Problem, lang: Lang) -> Text:
    """One problem in colours: place, code and name, message, and the way out on its own line."""
    text = Text()
    if problem.place:
        text.append(f"{problem.place}: ", "place")
    text.append(f"{problem.code} {problem.name(lang)}", problem.severity)
    text.append(f": {problem.message(lang)}")
    if problem.hint(lang):
        text.append(f"\n  -> {problem.hint(lang)}", "quiet")
    return text


def consoles() -> tuple[Console, Console]:
    options: dict[str, Any] = {"theme": THEME, "highlight": False, "markup": False, "emoji": False}
    return Screen(**options), Screen(stderr=True, **options)


def language(args: list[str], environ: Mapping[str, str]) -> tuple[Lang, list[str]]:
    """The language asked for, and the arguments without that question.

    ``--lang`` may stand before or after the verb. Without it the locale decides, as POSIX reads it:
    the first of LC_ALL, LC_MESSAGES and LANG that is set; Dutch if it begins with ``nl``, else English.
    """
    stop = args.index("--") if "--" in args else len(args)
    asked, before, words = None, [], iter(args[:stop])
    for one in words:
        if one == OPTION:
            asked = next(words, "")
        elif one.startswith(f"{OPTION}="):
            asked = one.partition("=")[2]
        else:
            before.append(one)
    if asked is not None and asked not in ("nl", "en"):
        raise WrongUse(UNKNOWN_LANG, name=asked)
    locale = next((environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(k)), "")
    lang = asked or ("nl" if locale.lower().startswith("nl") else "en")
    return cast(Lang, lang), before + args[stop:]
