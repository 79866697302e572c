"""The tree of an expression: three kinds of node, and nothing else.

A condition, a derived value and a cell of a decision table are all such trees.
A cell is a tree over the name ``?`` (the value of its column); the cell ``-``
is ``Literal(True)``. Equality ignores where a node was written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from prodia.language.values import Plain

Span: TypeAlias = tuple[int, int]
SUBJECT = "?"


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: number (float), truth, text, date, duration or null (None)."""

    value: Plain
    span: Span = field(default=(0, 0), compare=False, repr=False)

    def __eq__(self, other: object) -> bool:
        # 1.0 == True in Python, and not in this language
        if not isinstance(other, Literal):
            return NotImplemented
        return type(self.value) is type(other.value) and self.value == other.value

    def __hash__(self) -> int:
        return hash((type(self.value), self.value))


@dataclass(frozen=True, slots=True)
class Name:
    """A value read by name: ``leespc``, ``case.age``, ``law.bekwaam`` or ``?``."""

    id: str
    span: Span = field(default=(0, 0), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Apply:
    """An operator or function of the table in :mod:`prodia.language.operators` applied to arguments."""

    op: str
    args: tuple[Tree, ...]
    span: Span = field(default=(0, 0), compare=False, repr=False)


Tree: TypeAlias = Literal | Name | Apply


def walk(tree: Tree) -> Iterator[Tree]:
    """Every node, parents before children, without recursion."""
    todo: list[Tree] = [tree]
    while todo:
        node = todo.pop()
        yield node
        if isinstance(node, Apply):
            todo.extend(reversed(node.args))


def names(tree: Tree) -> tuple[str, ...]:
    """The names a tree reads, once each, in order of first use."""
    return tuple(dict.fromkeys(n.id for n in walk(tree) if isinstance(n, Name)))


def fixed(tree: Tree, constants: Mapping[str, Plain]) -> Tree:
    """The tree with every name in ``constants`` replaced by its value; the same tree where none is."""
    if isinstance(tree, Name):
        return Literal(constants[tree.id], tree.span) if tree.id in constants else tree
    if isinstance(tree, Literal):
        return tree
    args = tuple(fixed(a, constants) for a in tree.args)
    return (
        tree if all(a is b for a, b in zip(args, tree.args, strict=True)) else Apply(tree.op, args, tree.span)
    )
