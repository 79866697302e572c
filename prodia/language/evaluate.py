"""A tree to a value: for one person, fast or with everything that was read; for a column of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from numbers import Real
from typing import Any

from prodia.errors import TypeMismatch, fits
from prodia.frozen import dataclass
from prodia.language.columns import Column, constant, named_column, np, nulls
from prodia.language.operators import ROWS
from prodia.language.operators.logic import Mixed
from prodia.language.syntax.tree import Apply, Literal, Name, Tree, show
from prodia.language.syntax.types import BY_RUNTIME
from prodia.language.values import Duration, Missing, Plain, Value, double, from_numpy, named, plain
from prodia.problems import Problem
from prodia.problems.language import BRANCHES
from prodia.words import Words


def evaluate(tree: Tree, values: Mapping[str, Value]) -> Plain:
    """The value of ``tree``, as a named value; a name without a value is null. A value of NumPy, pandas or
    ``decimal`` counts as the one of Python that it is.

    One mapping serves many trees, so names that ``tree`` does not read are passed over, and a misspelt one is
    missing: :func:`prodia.trace` says what was read, and :func:`prodia.decide` refuses a name of no plan.

    Raises TypeError for what is no tree, for values that are no mapping by name, and for a value of a kind
    that there is none of: a list, a moment of a day.
    """
    if type(values) is not dict:
        fits("values", values, Mapping)
    return _finished(_run(tree, values))


def _finished(value: Plain) -> Plain:
    return plain(named(value)) if type(value) is float else value


def _run(tree: Tree, values: Mapping[str, Value]) -> Plain:
    if type(tree) is Apply:
        return ROWS[tree.op].on_person([_run(a, values) for a in tree.args])
    if type(tree) is Literal:
        return tree.value
    if type(tree) is Name:
        return _read(tree.id, values.get(tree.id))
    fits("tree", tree, Tree)
    raise TypeError("tree: one that derives from a tree")  # nothing is meant to be inherited from


def _read(name: str, raw: Value) -> Plain:
    value = plain(named(raw))
    if type(value) is float:
        return value if isfinite(value) else None
    return value if value is None or type(value) in _OURS else _of_another(name, value)


_OURS = (bool, str, dt.date, Duration)


def _of_another(name: str, value: Any) -> Plain:
    """What a value of another library is here. Raises TypeError where it is none."""
    if isinstance(value, str):
        return str(value)
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if type(value).__module__ == "numpy" and value.shape == ():
        return _read(name, from_numpy(value))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date()
    if isinstance(value, Real | Decimal):
        return _read(name, double(value))
    fits(name, value, Plain)
    return value  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Read:
    """A name that was read: its value, and why there is none."""

    name: str
    value: Plain
    reason: Missing | None


@dataclass(frozen=True, slots=True)
class Trace:
    """One node as it was evaluated: canonical text, value, names read below it, its parts.

    ``undefined``: why there is no value though every part has one, such as a division by zero.
    """

    text: str
    value: Plain
    reads: tuple[Read, ...]
    parts: tuple[Trace, ...]
    undefined: Words | None = None


def trace(tree: Tree, values: Mapping[str, Value]) -> Trace:
    """Like :func:`evaluate`, keeping every node. A name without a value reads as *unknown*."""
    fits("tree", tree, Tree)
    fits("values", values, Mapping)
    return _trace(tree, values)


def _trace(tree: Tree, values: Mapping[str, Value]) -> Trace:
    if isinstance(tree, Name):
        raw = values.get(tree.id)
        value = _read(tree.id, raw)
        reason = raw if isinstance(raw, Missing) else Missing.UNKNOWN if value is None else None
        return Trace(tree.id, value, (Read(tree.id, value, reason),), ())
    if isinstance(tree, Literal):
        return Trace(show(tree), _finished(tree.value), (), ())
    parts = tuple(_trace(a, values) for a in tree.args)
    raw_value = ROWS[tree.op].on_person([_run(a, values) for a in tree.args])
    reads = tuple(dict.fromkeys(r for p in parts for r in p.reads))
    value = _finished(raw_value)
    return Trace(show(tree), value, reads, parts, _undefined(tree.op, value, parts))


def _undefined(op: str, value: Plain, parts: tuple[Trace, ...]) -> Words | None:
    if value is not None or any(part.value is None for part in parts):
        return None
    if op == "/" and parts[-1].value == 0:
        return Words("delen door nul kan niet", "nothing is divided by zero")
    if op in ("+", "-", "*", "sum") and all(isinstance(part.value, float) for part in parts):
        return Words("het getal is te groot om nog juist te zijn", "the number is too large to be exact")
    return Words("bestaat niet voor deze waarden", "does not exist for these values")


def evaluate_columns(tree: Tree, columns: Mapping[str, Column], *, named: bool = False) -> Column:
    """The value of ``tree`` for every person at once, equal bit for bit to ``evaluate`` for each.

    All columns must have one length; a name without a column is missing for everyone.
    Without columns the result has length 1. ``named``: their numbers are as they are when they have a name
    (:func:`prodia.language.columns.named_column`), and what comes out may be one of them. Raises
    :class:`~prodia.errors.TypeMismatch` where the branches of an ``if`` give some people one kind of value
    and some another, which one column can not hold.
    """
    if not isinstance(columns, Mapping):
        raise TypeError("columns by name are needed; a pandas frame goes through prodia.decide")
    sizes = {len(c) for c in columns.values()}
    if len(sizes) > 1:
        raise ValueError(f"columns of different lengths: {sorted(sizes)}")
    size = (sizes.pop() if sizes else 1,)
    seen = dict(columns) if named else {}
    try:
        result = named_column(_run_columns(tree, columns, seen))
    except Mixed as error:
        found, other = (BY_RUNTIME[kind].words() for kind in error.args)
        raise TypeMismatch(Problem(BRANCHES, None, found=found, other=other)) from None
    if named and result.null.shape == result.values.shape == size:
        return result
    return Column(
        result.kind,
        np.array(np.broadcast_to(result.values, size)),
        np.array(np.broadcast_to(result.null, size)),
    )


def _run_columns(tree: Tree, columns: Mapping[str, Column], seen: dict[str, Column]) -> Column:
    if isinstance(tree, Literal):
        return constant(tree.value)
    if isinstance(tree, Name):
        if tree.id not in seen:
            seen[tree.id] = named_column(columns[tree.id]) if tree.id in columns else nulls()
        return seen[tree.id]
    return ROWS[tree.op].on_columns([_run_columns(a, columns, seen) for a in tree.args])
