"""Exceptions for a caller's mistake: fields and equality, never a value of a pupil.

A programmer reads an exception, so ``str(error)`` is English. What is told to a person is asked for in
their language: ``error.message("nl")``, ``error.hint("nl")``, or whole with ``error.problem.line("nl")``.

>>> from prodia.problems.language import UNFINISHED
>>> from prodia.words import Words
>>> error = ExpressionError(UNFINISHED, "leespc <", 8, 9, wanted=Words("een waarde", "a value"))
>>> str(error)
'PRD-E03 unfinished: the expression stops where a value should come. -> complete the expression.'
>>> error.message("nl")
'de uitdrukking stopt waar een waarde moet komen.'
"""

from __future__ import annotations

from prodia.problems import Kind, Problem
from prodia.problems.people import EXTRA_NEEDED
from prodia.words import Lang


class ProdiaError(Exception):
    """Base of every exception raised by prodia: a :class:`~prodia.problems.Problem` with fields.

    ``str(error)`` is the code, the message and the way out, in English.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def message(self, lang: Lang = "nl") -> str:
        """What is wrong, for a person."""
        return self.problem.message(lang)

    def hint(self, lang: Lang = "nl") -> str:
        """The way out, for a person."""
        return self.problem.hint(lang)

    def __str__(self) -> str:
        return self.problem.line("en")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == getattr(other, "__dict__", None)

    def __hash__(self) -> int:
        return hash((type(self), self.problem))


class ExpressionError(ProdiaError):
    """Text that is no expression of the language: what is wrong and between which characters.

    ``start`` and ``end`` are offsets into ``text`` (0-based, end exclusive).
    """

    def __init__(self, kind: Kind, text: str, start: int, end: int, /, **args: object) -> None:
        super().__init__(Problem(kind, None, **args))
        self.text = text
        self.start = start
        self.end = end

    def caret(self) -> str:
        """Two lines: the line of the text that holds the mistake, and a caret under it."""
        begin = self.text.rfind("\n", 0, self.start) + 1
        stop = self.text.find("\n", self.start)
        line = self.text[begin : stop if stop >= 0 else len(self.text)]
        offset = max(0, self.start - begin - 60)
        width = max(1, min(self.end - self.start, 20))
        return f"{line[offset : offset + 100]}\n{' ' * (self.start - begin - offset)}{'^' * width}"


class TypeMismatch(ProdiaError):
    """A value handed to the engine that is not of the declared type."""


class EventRefused(ProdiaError):
    """An event that is not open now; ``open`` names what is. Nothing has changed."""

    def __init__(self, problem: Problem, open: tuple[str, ...] = ()) -> None:
        super().__init__(problem)
        self.open = open


class ContentError(ProdiaError):
    """Content that can not be used; ``problems`` holds every finding with its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems[0])
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(p.line("en") for p in self.problems)


class MissingExtra(ProdiaError, ModuleNotFoundError):
    """A library that is not installed, and the extra that brings it: ``pip install "prodia[...]"``."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(Problem(EXTRA_NEEDED, None, package=package, extra=extra))
        self.name = package


class CaseFileError(ProdiaError):
    """A case file that does not verify: a changed line, a broken chain, an unknown event."""


class DataWarning(UserWarning):
    """What is to be known of the people in a frame, as a :class:`~prodia.problems.Problem`.

    The column and the row (from 0) are in it, a value never.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.line("en"))
        self.problem = problem
