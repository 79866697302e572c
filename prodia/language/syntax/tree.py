"""The tree of an expression: three kinds of node, and nothing else.

A condition, a derived value and a cell of a decision table are all such trees.
A cell is a tree over the name ``?`` (the value of its column); the cell ``-``
is ``Literal(True)``. Equality ignores where a node was written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TypeAlias

from prodia.errors import fits
from prodia.frozen import dataclass
from prodia.language.operators import ROWS
from prodia.language.operators.compare import COMPARE, RANGES
from prodia.language.syntax.tokens import KEYWORDS
from prodia.language.values import Duration, Plain

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


def replaced(tree: Tree, by: Mapping[Tree, Tree]) -> Tree:
    """The tree with another in the place of every node that ``by`` has, looked for from the top."""
    if tree in by or not isinstance(tree, Apply):
        return by.get(tree, tree)
    return Apply(tree.op, tuple(replaced(arg, by) for arg in tree.args), tree.span)


def about(cell: Tree, column: Tree) -> Tree:
    """A cell of a table as a condition about what its column reads."""
    return replaced(cell, {Name(SUBJECT): column})


def renamed(tree: Tree, old: str, new: str) -> Tree:
    """The tree with another name for one that it reads."""
    if isinstance(tree, Name):
        return Name(new, tree.span) if tree.id == old else tree
    if isinstance(tree, Literal):
        return tree
    return Apply(tree.op, tuple(renamed(a, old, new) for a in tree.args), tree.span)


# Tree to canonical text: ``parse(show(t)) == t``.

# A node is wrapped in parentheses when its precedence does not reach what its place
# asks for; the precedences are those of the operator rows.


ATOM = 100
_COMPARISON, _SUM, _PRODUCT, _POWER, _UNARY = 30, 40, 50, 60, 70
_BARE = re.compile(r"[^\W\d]\w*(?:-[^\W\d]\w*)*(?: [^\W\d]\w*(?:-[^\W\d]\w*)*)*")
_QUOTED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def show(tree: Tree) -> str:
    """Canonical text of an expression. Raises TypeError for what is no tree."""
    fits("tree", tree, Tree)
    return _show(tree, 0)


def show_value(value: Plain) -> str:
    """A constant as it is written: ``2.5``, ``"lager"``, ``true``, ``date("2026-09-01")``."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return show_number(float(value))
    if isinstance(value, str):
        return f'"{"".join(_character(c) for c in value)}"'
    if isinstance(value, dt.date):
        return f'date("{value.isoformat()}")'
    assert isinstance(value, Duration)
    return f'duration("{value.iso()}")'


def show_number(x: float) -> str:
    """The shortest text that reads back as the same double."""
    return str(int(x)) if x.is_integer() and abs(x) < 1e15 else repr(x)


def _character(c: str) -> str:
    if c in _QUOTED:
        return _QUOTED[c]
    if c.isprintable():
        return c
    code = ord(c)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:06X}"


def _show(tree: Tree, least: int) -> str:
    text, strength = _text(tree)
    return text if strength >= least else f"({text})"


def _text(tree: Tree) -> tuple[str, int]:
    if isinstance(tree, Literal):
        text = show_value(tree.value)
        return text, _UNARY if text.startswith("-") else ATOM
    if isinstance(tree, Name):
        return tree.id, ATOM
    row, args, op = ROWS[tree.op], tree.args, tree.op
    if row.shape == "call":
        return f"{row.symbol}({', '.join(_show(a, 0) for a in args)})", ATOM
    if row.shape == "infix":
        return _infix(op, row.symbol, args, row.precedence), row.precedence
    if op == "negate":
        inner = _show(args[0], _UNARY)
        return f"-({inner})" if inner[0].isdigit() or inner[0] == "." else f"-{inner}", _UNARY
    if op == "if":
        condition, then, other = (_show(a, 0) for a in args)
        return f"if {condition} then {then} else {other}", row.precedence
    subject = _show(args[0], _SUM)
    if op in ("is null", "is not null"):
        return f"{subject} {row.symbol}", _COMPARISON
    if op == "between":
        return f"{subject} between {_show(args[1], _SUM)} and {_show(args[2], _SUM)}", _COMPARISON
    return f"{subject} in {_test(op, args)}", _COMPARISON


def _test(op: str, args: tuple[Tree, ...]) -> str:
    if op == "in":
        return f"({', '.join(_show(a, _SUM) for a in args[1:])})"
    return f"{op[0]}{_show(args[1], _SUM)}..{_show(args[2], _SUM)}{op[-1]}"


def _infix(op: str, symbol: str, args: tuple[Tree, ...], precedence: int) -> str:
    if op in ("and", "or"):
        return f" {symbol} ".join(_show(a, precedence + 1) for a in args)
    left, right = args
    if precedence == _COMPARISON:
        return f"{_show(left, _SUM)} {symbol} {_show(right, _SUM)}"
    if op == "**":
        return f"{_show(left, ATOM - 10)} {symbol} {_show(right, _UNARY)}"
    return f"{_show(left, precedence)} {symbol} {_show(right, precedence + 1)}"


def show_cell(tree: Tree) -> str:
    """Canonical text of a cell: ``parse_cell(show_cell(t)) == t``."""
    if isinstance(tree, Literal) and tree.value is True:
        return "-"
    if isinstance(tree, Apply) and tree.op == "not":
        inner = _cell_tests(tree.args[0])
        if inner is not None:
            return f"not({inner})"
    text = _cell_tests(tree)
    return show(tree) if text is None else text


def _cell_tests(tree: Tree) -> str | None:
    if isinstance(tree, Apply) and tree.op == "or":
        parts = [_cell_test(a) for a in tree.args]
        if all(isinstance(a, Apply) and a.op == "=" for a in tree.args):
            return None
        return None if None in parts else ", ".join(p for p in parts if p)
    if isinstance(tree, Apply) and tree.op == "in" and tree.args[0] == Name(SUBJECT):
        if any(SUBJECT in names(a) for a in tree.args[1:]):
            return None
        return ", ".join(_cell_plain(a) for a in tree.args[1:])
    return _cell_test(tree)


def _cell_test(tree: Tree) -> str | None:
    if not isinstance(tree, Apply) or not tree.args or tree.args[0] != Name(SUBJECT):
        return None
    rest = tree.args[1:]
    if any(SUBJECT in names(a) for a in rest):
        return None
    if tree.op == "=":
        return _cell_plain(rest[0])
    if tree.op == "is null":
        return "null"
    if tree.op == "is not null":
        return "!= null"
    if tree.op in COMPARE:
        return f"{tree.op} {_show(rest[0], _SUM)}"
    if tree.op in RANGES:
        return _test(tree.op, tree.args)
    return None


def _cell_plain(tree: Tree) -> str:
    if isinstance(tree, Literal) and isinstance(tree.value, str) and _BARE.fullmatch(tree.value):
        words = tree.value.split(" ")
        if words[0] not in KEYWORDS or (words[0] == "not" and len(words) > 1):
            return tree.value
    return _show(tree, _SUM)
