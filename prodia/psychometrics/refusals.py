"""How a formula of this room gives a reason where it gives no figure, and never a number on bad input.

A function marked with :func:`gives_reasons` returns a :class:`NoScore`, which is never true, where something
that changes the answer was not declared or can not be. The English name of its reason is the word by which
programs know it: see :func:`word`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

from prodia.language.columns import np
from prodia.problems import Kind, Problem
from prodia.problems import progress as kinds
from prodia.problems.scores import NO_SPREAD
from prodia.scoring.normal import FloatArray
from prodia.scoring.score import NoScore
from prodia.words import Words

__all__ = ["gives_reasons", "word"]  # the rest is for the modules of this room

P = ParamSpec("P")
R = TypeVar("R")


class Refused(Exception):
    """Carries a reason from where it is found to the function that gives it; no caller meets it."""

    def __init__(self, reason: Problem) -> None:
        self.reason = reason


def gives_reasons(function: Callable[P, R]) -> Callable[P, R | NoScore]:
    """The function, with a :class:`NoScore` for every reason found on the way."""

    @wraps(function)
    def answered(*args: P.args, **kwargs: P.kwargs) -> R | NoScore:
        try:
            return function(*args, **kwargs)
        except Refused as refused:
            return NoScore(refused.reason)

    return answered


def word(found: NoScore) -> str:
    """The reason as one word for a program: ``too_few_points``, ``level_not_declared``, ..."""
    name = found.reason.name("en").replace("-", "_")
    return f"{found.reason.values('en')['name']}_{name}" if found.reason.kind is kinds.NOT_DECLARED else name


def refuse(kind: Kind, /, **args: object) -> NoReturn:
    raise Refused(Problem(kind, None, **args))


# What is given by its name comes back when it is right: one value, or several in their order.


def declared(**given: Any) -> Any:
    """Everything by its name is given."""
    for name, value in given.items():
        if value is None:
            refuse(kinds.NOT_DECLARED, name=name)
    found = tuple(given.values())
    return found[0] if len(found) == 1 else found


def one_of(known: Iterable[str], **given: Any) -> Any:
    """What is given by its name is one of these."""
    found = declared(**given)
    for name, value in given.items():
        if value not in known:
            refuse(kinds.VARIANT_NOT_KNOWN, name=name, given=value, known=", ".join(known))
    return found


def turned(direction: str | None) -> int:
    """1 where higher is better, -1 where lower is."""
    one_of(("higher_is_better", "lower_is_better"), direction=direction)
    return 1 if direction == "higher_is_better" else -1


def chance(*, ends: bool = False, **given: Any) -> Any:
    """Each lies between 0 and 1; the ends count where ``ends`` says so."""
    found = declared(**given)
    for name, value in given.items():
        p = np.asarray(value, dtype=float)
        if not bool((((p >= 0) & (p <= 1)) if ends else ((p > 0) & (p < 1))).all()):
            refuse(kinds.NOT_A_CHANCE, name=name, known="[0..1]" if ends else "(0..1)")
    return found


def percentile(**given: Any) -> Any:
    """Each lies between 0 and 100: beyond the ends there is no score that goes with it."""
    found = declared(**given)
    for name, value in given.items():
        p = np.asarray(value, dtype=float)
        if not bool(((p > 0) & (p < 100)).all()):
            refuse(kinds.NOT_A_CHANCE, name=name, known="(0..100)")
    return found


def reliability(value: float | None, name: str = "reliability") -> float:
    """It lies between 0 and 1, ends not included."""
    found = float(declared(**{name: value}))
    if not 0 < found < 1:
        refuse(kinds.NOT_A_RELIABILITY)
    return found


def correlation(value: float | None, name: str = "r") -> float:
    """It lies between -1 and 1, ends not included."""
    found = float(declared(**{name: value}))
    if not -1 < found < 1:
        refuse(kinds.NOT_A_CORRELATION)
    return found


def spread(*values: float | None, name: str = "sd") -> None:
    """Each standard deviation is above 0."""
    for value in values:
        declared(**{name: value})
        if not float(value or 0) > 0:
            refuse(NO_SPREAD, what=Words("een afwijking", "a deviation"))


def above_zero(**given: Any) -> Any:
    """Each is a number above 0."""
    found = declared(**given)
    for name, value in given.items():
        if not 0 < float(value) < float("inf"):
            refuse(kinds.NOT_ABOVE_ZERO, name=name)
    return found


def alike(what: str, *lists: Any) -> None:
    """All have the same length."""
    if len({len(one) for one in lists}) > 1:
        refuse(kinds.LENGTHS_DIFFER, what=what)


def finite(values: Any) -> FloatArray:
    """The values as an array of finite numbers."""
    found = np.asarray(values, dtype=float)
    if not bool(np.isfinite(found).all()):
        refuse(kinds.NOT_A_NUMBER)
    return found
