"""A tree to a value, for one person: fast, or with everything that was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from prodia.language.operators import ROWS
from prodia.language.syntax.show import show
from prodia.language.syntax.tree import Apply, Literal, Name, Tree
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
