"""Findings: a code and a name, a place, a message, a way out, in two languages.

A :class:`Kind` states one sort of mistake once; a :class:`Problem` is one occurrence
of it at one :class:`Place`. Problems are collected and returned, never raised: an
exception is for a caller's mistake (:mod:`prodia.errors`).

>>> from prodia.problems import Place, Problem
>>> from prodia.problems.language import CONTRADICTION
>>> found = Problem(CONTRADICTION, Place("p.yaml", 3, 5), table="zorg", first=1, second=2)
>>> found.code, found.name("en"), str(found.place)
('PRD-B03', 'contradiction', 'p.yaml:3:5')

The kinds stand in modules by what they are about; :func:`prodia.problems.families.kinds` lists them.
"""

# How to think about it: the templates are ours, the values filled in are the author's.
# Values of a pupil never go in.

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from prodia.frozen import dataclass
from prodia.words import Lang, Words, spoken

Severity = Literal["error", "warning", "info"]

__all__ = [
    "Argument",
    "Kind",
    "Place",
    "Problem",
    "Severity",
    "arguments",
    "gathered",
    "in_order",
    "kind",
    "values",
]

_ENTRY, _GOES_ON = re.compile(r"\n {4}(?=\S)"), re.compile(r"\n +")


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of mistake, stated once: code ``B01``, name, message and hint in both languages."""

    code: str
    name: Words
    says: Words
    hint: Words
    severity: Severity = "error"
    rises: tuple[Severity | None, ...] = ()

    def at(self, status: str) -> Kind | None:
        """The same kind, as severe as it is for a protocol of this status; None where it is not told yet."""
        if not self.rises:
            return self
        severity = self.rises[_STATUSES.get(status, 2)]
        return None if severity is None else replace(self, severity=severity)

    @property
    def full_code(self) -> str:
        """The code as people see it: ``PRD-B01``."""
        return f"PRD-{self.code}"

    @property
    def names(self) -> tuple[str, ...]:
        """What an author may call it: its code, in short and as people see it, and its name."""
        return self.code, self.full_code, self.name.nl, self.name.en


def kind(stated: str) -> Kind:
    """A kind as a family states it: its code, and ``name: message -> hint`` in Dutch, then in English.

    A severity other than error follows the code; or three, for a protocol that is a concept, in review and
    released (``-``: not told yet). Each language begins four spaces in; what goes on
    stands deeper. There may be no hint. What ``{slot}`` stands for is given with each problem.

    >>> kind('''N05 info
    ...     vertaling-wees: er bestaat geen tekst «{key}» meer. -> schrap deze vertaling.
    ...     orphan-translation: there is no text «{key}» any more.
    ...       -> delete this translation.''').hint.en
    'delete this translation.'
    """
    head, dutch, english = _ENTRY.split(stated)
    code, *severities = head.split()
    rises = tuple(_SEVERITIES[one] for one in severities)
    severity: Severity = next((one for one in rises if one is not None), "error")
    nl, en = _taken_apart(dutch), _taken_apart(english)
    words = Words(nl[0], en[0]), Words(nl[1], en[1]), Words(nl[2], en[2])
    return Kind(code, *words, severity, rises if len(rises) == len(_STATUSES) + 1 else ())


_SEVERITIES: dict[str, Severity | None] = {"error": "error", "warning": "warning", "info": "info", "-": None}
_STATUSES = {"concept": 0, "review": 1}  # any other is released


def _taken_apart(entry: str) -> tuple[str, str, str]:
    """Name, message and hint of ``name: message -> hint``."""
    name, _, rest = _GOES_ON.sub(" ", entry).partition(": ")
    says, _, hint = rest.partition(" -> ")
    return name, says, hint


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where: a file as the user named it, a line and a column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


Argument = str | Words


def arguments(given: Mapping[str, object]) -> tuple[tuple[str, Argument], ...]:
    """What fills the slots of a message, by name: text in one language or in two."""
    return tuple((k, v if isinstance(v, Words) else str(v)) for k, v in sorted(given.items()))


def values(given: tuple[tuple[str, Argument], ...], lang: Lang = "nl") -> dict[str, str]:
    """The same in one language."""
    own = spoken(lang)
    return {name: one if isinstance(one, str) else one[own] for name, one in given}


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """One mistake at one place. Comparable, hashable, frozen.

    ``code``: ``PRD-B01``, what a finding is looked up by; it never gets another meaning. ``severity``:
    ``error``, ``warning`` or ``info``. ``place``: where, with ``place.file``, ``place.line`` and
    ``place.column`` (from 1), None where there is no file. ``message(lang)``: what is wrong;
    ``hint(lang)``: the way out; ``name(lang)``: the name of this kind of mistake.

    What fills the slots of its message is given by name: a text, or :class:`prodia.words.Words`
    where it differs by language. Anything else is written as ``str`` writes it. Raises ValueError for a
    language that is neither ``nl`` nor ``en``.

    >>> import prodia
    >>> found = prodia.check(prodia.load().catalogue.plan("algemeen"))[0]
    >>> found.code, found.severity, found.place.line, found.name("en")
    ('PRD-L06', 'error', 1, 'answer-unused')
    """

    kind: Kind
    place: Place | None
    args: tuple[tuple[str, Argument], ...]

    def __init__(self, kind: Kind, place: Place | None = None, /, **args: object) -> None:
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "args", arguments(args))

    @property
    def code(self) -> str:
        """``PRD-B01``: what the finding is looked up by."""
        return self.kind.full_code

    @property
    def severity(self) -> Severity:
        """``error``, ``warning`` or ``info``."""
        return self.kind.severity

    def name(self, lang: Lang = "nl") -> str:
        """The name of this kind of mistake."""
        return self.kind.name[lang]

    def message(self, lang: Lang = "nl") -> str:
        """What is wrong, in one sentence."""
        return self.kind.says.fill(lang, self.values(lang))

    def hint(self, lang: Lang = "nl") -> str:
        """The way out; empty where there is none."""
        return self.kind.hint.fill(lang, self.values(lang))

    def values(self, lang: Lang = "nl") -> dict[str, str]:
        """What fills the slots of its message and hint."""
        return values(self.args, lang)

    def line(self, lang: Lang = "nl") -> str:
        """``file:line:col: PRD-B01 name: message -> hint``, one line for a terminal or a log."""
        where = f"{self.place}: " if self.place else ""
        hint = self.hint(lang)
        tail = f" -> {hint}" if hint else ""
        return f"{where}{self.code} {self.name(lang)}: {self.message(lang)}{tail}"

    def as_dict(self, lang: Lang = "nl") -> dict[str, object]:
        """JSON shape: code, name, severity, file, line, column, message, hint."""
        place = self.place or Place("", 0, 0)
        return {
            "code": self.code,
            "name": self.name(lang),
            "severity": self.severity,
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "message": self.message(lang),
            "hint": self.hint(lang),
        }


MOST_OF_ONE = 2  # of one kind in one file that are still told each
FROM_RULES = "C98"  # a worked case that comes to something else: what is wrong may stand in the rules


def gathered(problems: Iterable[Problem]) -> list[tuple[Problem, tuple[Problem, ...]]]:
    """Findings with one cause as one: the first of them, and the others; what follows from others comes last.

    One cause: the same kind that says the same, wherever it stands, or stands at the same place; or, of a
    kind that is not an error, one that is told more than twice in a file (a translation that lags has a line
    for every text). What worked cases come to follows from the version they stand with, and is one.
    """
    told = [*problems]
    often = Counter((p.kind, p.place.file if p.place else "") for p in told if p.severity != "error")
    groups: dict[object, list[Problem]] = {}
    first: dict[object, object] = {}
    for p in told:
        file = p.place.file if p.place else ""
        folder, case, _ = file.rpartition("/cases/")
        group: object = (p.kind, p.args)
        if case and p.kind.code == FROM_RULES:
            group = (p.kind, folder)
        elif often[p.kind, file] > MOST_OF_ONE:
            group = (p.kind, file)
        elif p.place:
            group = first.setdefault((p.kind, p.place), group)
        groups.setdefault(group, []).append(p)
    found = [(one, tuple(others)) for one, *others in groups.values()]
    return sorted(found, key=lambda of: of[0].kind.code == FROM_RULES)


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems once each, by file, line, column and code."""

    def key(problem: Problem) -> tuple[Place, str, list[tuple[str, str]]]:
        return problem.place or Place("", 0, 0), problem.code, list(problem.values("en").items())

    return tuple(sorted(dict.fromkeys(problems), key=key))
