"""A condition with some names open: what it can come to, and which of the names can change that."""

# How to think about it: a name is replaced by each of its values in turn and the tree is
# folded (a false part makes an `and` false); equal remainders are one. What is left is a
# small decision diagram, exact where a name occurs more than once. A number is never
# folded on its own, only together with what reads it, so that rounding stays what it was.

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from prodia.language import Apply, Literal, Name, Plain, Tree, evaluate
from prodia.model.protocol import Criterion
from prodia.model.scalars import Expression

MOST = 2000  # remainders looked at together
_ABSORBS = {"and": False, "all": False, "or": True, "any": True}
_NOT = "not"
Choices = Sequence[tuple[str, tuple[Plain, ...]]]


class TooMany(Exception):
    """More remainders than there is time for."""


def verdict_tree(criterion: Criterion) -> Tree:
    """The word of a criterion as one expression; the same as :func:`prodia.case.verdicts.word_of`."""
    met = _branches(criterion, criterion.met, None)
    grey = _branches(criterion, criterion.judge, False)
    unsure = Literal("not assessable")
    apart = _if(grey, Literal("judgement"), _if(Apply(_NOT, (grey,)), Literal("not met"), unsure))
    return _if(met, Literal("met"), _if(Apply(_NOT, (met,)), apart, unsure))


def _branches(
    criterion: Criterion, part: Expression | dict[str, Expression] | None, absent: bool | None
) -> Tree:
    if part is None:
        return Literal(absent)
    if isinstance(part, Expression):
        return part.tree
    tree: Tree = Literal(absent)
    for option, condition in part.items():
        tree = _if(Apply("=", (Name(criterion.by or ""), Literal(option))), condition.tree, tree)
    return tree


def _if(condition: Tree, then: Tree, other: Tree) -> Tree:
    return Apply("if", (condition, then, other))


@lru_cache(maxsize=1 << 16)
def folded(tree: Tree, name: str, value: Plain, _kind: str) -> Tree:
    """The tree with a value in the place of a name. ``_kind`` keeps 1 and true apart in the memory."""
    if isinstance(tree, Name):
        return Literal(value) if tree.id == name else tree
    if isinstance(tree, Literal):
        return tree
    args = tuple(folded(a, name, value, _kind) for a in tree.args)
    return tree if args == tree.args else _simple(tree.op, args)


def _simple(op: str, args: tuple[Tree, ...]) -> Tree:
    if op == "if" and isinstance(args[0], Literal):
        return args[1] if args[0].value is True else args[2]
    if op in _ABSORBS:
        end = _ABSORBS[op]
        known = {a.value for a in args if isinstance(a, Literal)}
        if any(k is end for k in known):
            return Literal(end)
        rest = tuple(dict.fromkeys(a for a in args if not isinstance(a, Literal)))
        if rest:
            # one constant keeps the number of arguments right: null if there is one, else the neutral one
            neutral = Literal(None if any(not isinstance(k, bool) for k in known) else not end)
            return Apply(op, (*rest, neutral))
    made = Apply(op, args)
    if all(isinstance(a, Literal) for a in args):
        value = evaluate(made, {})
        if value is None or isinstance(value, (bool, str)):
            return Literal(value)
    return made


def outcomes(tree: Tree, choices: Choices) -> frozenset[Plain]:
    """Every value a tree can come to. Raises :class:`TooMany`."""
    return frozenset(evaluate(t, {}) for t in _without({tree}, choices))


def turning(tree: Tree, choices: Choices, i: int) -> bool:
    """Does the value change somewhere when only name ``i`` changes? Raises :class:`TooMany`."""
    name, values = choices[i]
    left = _without({tree}, [c for n, c in enumerate(choices) if n != i])
    return any(
        len({_typed(evaluate(folded(t, name, v, type(v).__name__), {})) for v in values}) > 1 for t in left
    )


def _without(trees: set[Tree], choices: Iterable[tuple[str, tuple[Plain, ...]]]) -> set[Tree]:
    for name, values in choices:
        trees = {folded(t, name, v, type(v).__name__) for t in trees for v in values}
        if len(trees) > MOST:
            raise TooMany
    return trees


def _typed(value: Plain) -> tuple[type, Plain]:
    return type(value), value
