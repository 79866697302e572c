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

# What a caller may hand over is said once, by the signature: `checked` reads the annotations when a function
# is first called, and holds what comes to them. Where a name is looked up, `one_of` says what there is.

from __future__ import annotations

import datetime as dt
import re
import sys
import types
from collections.abc import Callable, Collection, Mapping
from functools import cache, wraps
from numbers import Integral, Real
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from warnings import warn

from prodia.problems import Kind, Problem
from prodia.problems.commands import NO_MATCH
from prodia.problems.people import EXTRA_NEEDED
from prodia.words import Lang, Words
from prodia.words.lists import nearest

F = TypeVar("F", bound=Callable[..., Any])


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

    def __reduce__(self) -> Any:
        return _carried(self)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == getattr(other, "__dict__", None)

    def __hash__(self) -> int:
        return hash((type(self), self.problem))


def _carried(error: Exception) -> Any:
    """How an error goes to another process: what it holds, however it is made. One that can not be read there
    ends a whole pool."""
    return _again, (type(error), error.args), error.__dict__


def _again(kind: type[Exception], args: tuple[object, ...]) -> Exception:
    return kind.__new__(kind, *args)


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
        super().__init__(_in_python(problem.line("en")))
        self.problem = problem

    def __reduce__(self) -> Any:
        return _carried(self)


def _in_python(text: str) -> str:
    """The way out of a finding as one takes it in Python: an option of the command line is no help there."""
    for said, meant in _OPTIONS:
        text = re.sub(said, meant, text)
    return text


_OPTIONS = (
    (r"say so with «--empty(?:=[^»]*)?»", "put NaN there"),
    (r"«--column \"?([^»=\"]+)=([^»\"]+)\"?»", r"«columns={'\1': '\2'}»"),
    (r"say which: «--sex[^.]*»", "write m and f there"),
    (r"say so: «--age months»[^;]*; or write 8;3,", "give months, as age_months,"),
    (r"say so: «--age months»[^;]*; 8;3 is clear too", "give months, as age_months"),
    (r"write 8;3 and not 8.3", "give months, as age_months"),
    (r"; decimals \(8.5 is eight and a half\): say «--age years»", ""),
    (r"«--column»", "«columns={...}»"),
    (r"«--ignore \"?[^»]*»", "leave that column out of the frame"),
    (r"«--allow-missing-items»", "nothing needs to be done"),
)


def tell(problem: Problem) -> None:
    """A :class:`DataWarning` at the line outside this library from where it was called."""
    here, level = sys._getframe(1), 2
    while here.f_back is not None and here.f_globals.get("__name__", "").partition(".")[0] == "prodia":
        here, level = here.f_back, level + 1
    warn(DataWarning(problem), stacklevel=level)


class UnknownName(ProdiaError, KeyError):
    """A name that there is not, with what may have been meant. Also a ``KeyError``."""


def one_of(what: Words | str, name: object, among: Collection[str]) -> str:
    """The name, where it is one of these. Raises TypeError for what is no text, else :class:`UnknownName`."""
    if type(name) is not str:
        fits(what if isinstance(what, str) else what.en, name, str)
    if name not in among:
        raise UnknownName(Problem(NO_MATCH, None, what=what, name=name, nearest=nearest(str(name), among)))
    return str(name)


def fits(what: str, value: object, hint: Any) -> None:
    """Raises TypeError, with what was wanted and what came, where a value is not of a kind: an annotation.

    A text where only some are possible raises :class:`UnknownName`.
    """
    if type(value) is hint:
        return
    options = [one for kind in _kinds(hint) if get_origin(kind) is Literal for one in get_args(kind)]
    if options and isinstance(value, str):
        one_of(what, value, options)
    elif not any(_is(value, kind) for kind in _kinds(hint)):
        wanted = " or ".join(dict.fromkeys(_said(kind) for kind in _kinds(hint)))
        raise TypeError(f"{what}: {wanted} is wanted, not {_said(type(value))}{_way(value, hint)}")


def _way(value: object, hint: Any) -> str:
    """How what was given becomes, or leads to, what is wanted; nothing where nobody knows."""
    kinds = [kind for kind in _kinds(hint) if kind is not type(None)]
    for name in _HOLDS:
        if any(_is(getattr(value, name, None), kind) for kind in kinds):
            return f" (it has one: .{name})"
    plain = {(get_origin(kind) or kind).__name__ for kind in kinds if kind is not Any}
    if dt.date in kinds and isinstance(value, dt.datetime):
        return " (its day: .date())"
    if dt.date in kinds and isinstance(value, str):
        return " (datetime.date.fromisoformat makes one of 2026-09-01)"
    if "Mapping" in plain and type(value).__name__ == "Series":
        return " (a row as a mapping: dict(row))"
    if "DataFrame" in plain and hasattr(value, "to_pandas"):
        return " (one of pandas: .to_pandas())"
    return next((f" ({_MADE[name]})" for name in _MADE if name in plain), "")


_HOLDS = ("state", "plan", "catalogue")  # where people find what they meant to give
_MADE = {  # how one comes to a thing of ours
    "Apply": "prodia.parse(text) makes one",
    "Loaded": "prodia.load(folder) gives one",
    "Plan": 'catalogue.plan("id@1.0.0") gives one',
    "Catalogue": "prodia.load(folder).catalogue is one",
    "ScoringKey": 'prodia.scoring_key(catalogue, "id") gives one',
    "State": "a case has one: .state",
    "Aim": "prodia.Aim(...) makes one, of the same names",
}
_SAID = {str: "a text", dt.date: "a day", type(None): "None", int: "a whole number", float: "a number"}


def _kinds(hint: Any) -> tuple[Any, ...]:
    """The arms of a union, or the one kind there is."""
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


def _is(value: object, kind: Any) -> bool:
    """Is a value of this kind? A text is no list of texts, a moment no day, and yes and no are no numbers."""
    if get_origin(kind) is Literal:
        return value in get_args(kind) if isinstance(value, (str, int)) else False
    plain = get_origin(kind) or kind
    if plain is Any or isinstance(plain, TypeVar):
        return True
    if plain in (int, float):
        return isinstance(value, Integral if plain is int else Real) and not isinstance(value, bool)
    if plain is dt.date:
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime)
    lists = isinstance(value, str) and plain is not str and hasattr(plain, "__iter__")
    return isinstance(value, plain) and not lists


def _said(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return " or ".join(map(repr, get_args(kind)))
    plain = get_origin(kind) or kind
    name, of = plain.__name__, plain.__module__.partition(".")[0]
    name = f"{of} {name}" if of in _FRAMES else name
    return _SAID.get(plain) or f"{'an' if name[0] in 'AEIOUaeiou' else 'a'} {name}"


_FRAMES = ("pandas", "polars", "pyarrow")  # each has its own of the same name


def checked(function: F) -> F:
    """The function, which now refuses arguments that are not of the kinds its signature says: :func:`fits`.

    Of a class its public methods.
    """
    if isinstance(function, type):
        for name, member in [*function.__dict__.items()]:
            if name[0] != "_" and isinstance(member, (types.FunctionType, classmethod)):
                inner = member.__func__ if isinstance(member, classmethod) else member
                made = checked(inner)
                setattr(function, name, classmethod(made) if inner is not member else made)
        return cast("F", function)
    code, annotated = function.__code__, function.__annotations__
    names = code.co_varnames[: code.co_argcount]
    every = code.co_argcount + code.co_kwonlyargcount
    rest = code.co_varnames[every : every + 1]  # of *rest; without it there are no more arguments than names

    @cache
    def hints() -> Mapping[str, Any]:
        own = {name: hint for name, hint in annotated.items() if name != "return"}
        return get_type_hints(types.SimpleNamespace(__annotations__=own), function.__globals__)

    @wraps(function)
    def call(*args: Any, **given: Any) -> Any:
        wanted, order = hints(), (*names, *rest * (len(args) - len(names)))
        for name, value in (*zip(order, args, strict=False), *given.items()):
            if name in wanted:
                fits(name, value, wanted[name])
        return function(*args, **given)

    return cast("F", call)
