"""A tree to a value: for one person, fast or with everything that was read; for a column of people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from prodia.language.columns import Column, constant, named_column, np, nulls
from prodia.language.operators import ROWS
from prodia.language.syntax.tree import Apply, Literal, Name, Tree, show
from prodia.language.values import Missing, Plain, Value, named, plain


def evaluate(tree: Tree, values: Mapping[str, Value]) -> Plain:
    """The value of ``tree``, as a named value; a name without a value is null. Never raises on values."""
    return _finished(_run(tree, values))


def _finished(value: Plain) -> Plain:
    return plain(named(value)) if type(value) is float else value


def _run(tree: Tree, values: Mapping[str, Value]) -> Plain:
    if type(tree) is Apply:
        return ROWS[tree.op].on_person([_run(a, values) for a in tree.args])
    if type(tree) is Literal:
        return tree.value
    assert isinstance(tree, Name)
    return _read(values.get(tree.id))


def _read(raw: Value) -> Plain:
    value = plain(named(raw))
    return None if type(value) is float and not isfinite(value) else value


@dataclass(frozen=True, slots=True)
class Read:
    """A name that was read: its value, and why there is none."""

    name: str
    value: Plain
    reason: Missing | None


@dataclass(frozen=True, slots=True)
class Trace:
    """One node as it was evaluated: canonical text, value, names read below it, its parts."""

    text: str
    value: Plain
    reads: tuple[Read, ...]
    parts: tuple[Trace, ...]


def trace(tree: Tree, values: Mapping[str, Value]) -> Trace:
    """Like :func:`evaluate`, keeping every node. A name without a value reads as *unknown*."""
    if isinstance(tree, Name):
        raw = values.get(tree.id)
        value = _read(raw)
        reason = raw if isinstance(raw, Missing) else Missing.UNKNOWN if value is None else None
        return Trace(tree.id, value, (Read(tree.id, value, reason),), ())
    if isinstance(tree, Literal):
        return Trace(show(tree), _finished(tree.value), (), ())
    parts = tuple(trace(a, values) for a in tree.args)
    raw_value = ROWS[tree.op].on_person([_run(a, values) for a in tree.args])
    reads = tuple(dict.fromkeys(r for p in parts for r in p.reads))
    return Trace(show(tree), _finished(raw_value), reads, parts)


def evaluate_columns(tree: Tree, columns: Mapping[str, Column]) -> Column:
    """The value of ``tree`` for every person at once, equal bit for bit to ``evaluate`` for each.

    All columns must have one length; a name without a column is missing for everyone.
    Without columns the result has length 1.
    """
    if not isinstance(columns, Mapping):
        raise TypeError("columns by name are needed; a pandas frame goes through prodia.decide")
    sizes = {len(c) for c in columns.values()}
    if len(sizes) > 1:
        raise ValueError(f"columns of different lengths: {sorted(sizes)}")
    size = (sizes.pop() if sizes else 1,)
    seen: dict[str, Column] = {}
    result = named_column(_run_columns(tree, columns, seen))
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
