"""Findings for an author: a code and a name, a place, a message, a way out.

Room 0. A :class:`Kind` states one sort of mistake once, in Dutch and English;
a :class:`Problem` is one occurrence of it at one :class:`Place`. Problems are
collected and returned, never raised: an exception is for a caller's mistake.

>>> from prodia.problems import Problem, Place
>>> from prodia.problems.tables import GAP
>>> Problem(GAP, Place("p.yaml", 3, 5), table="dyslexie", witness="ernst = met").code
'PRD-B01'
"""

# How to think about it: the templates are ours, the values filled in are the
# author's. Values of a pupil never go in.

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prodia.words import LANGS, Lang, Words

Two = Words
Severity = Literal["error", "warning", "info"]

__all__ = ["LANGS", "Kind", "Lang", "Place", "Problem", "Severity", "Two", "Words", "in_order"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of mistake, stated once: code ``B01``, name, message and hint in both languages."""

    code: str
    name: Two
    says: Two
    hint: Two
    severity: Severity = "error"

    @property
    def full_code(self) -> str:
        return f"PRD-{self.code}"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where: a file as the user named it, a line and a column, both counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """One mistake at one place. Comparable, hashable, frozen."""

    kind: Kind
    place: Place | None
    args: tuple[tuple[str, str], ...]

    def __init__(self, kind: Kind, place: Place | None = None, /, **args: object) -> None:
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "place", place)
        object.__setattr__(self, "args", tuple((k, str(v)) for k, v in sorted(args.items())))

    @property
    def code(self) -> str:
        return self.kind.full_code

    @property
    def severity(self) -> Severity:
        return self.kind.severity

    def name(self, lang: Lang = "nl") -> str:
        return self.kind.name[lang]

    def message(self, lang: Lang = "nl") -> str:
        return self.kind.says.fill(lang, dict(self.args))

    def hint(self, lang: Lang = "nl") -> str:
        return self.kind.hint.fill(lang, dict(self.args))

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


def in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems once each, by file, line, column and code."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (p.place or Place("", 0, 0), p.code, p.args)))
