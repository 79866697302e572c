"""One criterion, one derived value: from the values they read to a word or a value.

What a criterion comes to is stated once (:func:`word`, :func:`branch`); the analysis of what is
still open reads the same.
"""

from __future__ import annotations

from collections.abc import Mapping

from prodia.case.records import Word
from prodia.language import Apply, Literal, Name, Plain, Tree, Value, evaluate, named, plain
from prodia.model.protocol import Criterion, Derived
from prodia.model.scalars import Expression

Values = Mapping[str, Value] | Mapping[str, Plain]
Part = Expression | Mapping[str, Expression] | None


def word(met: Plain, judge: Plain) -> Word:
    """What the rule alone says, from what its two conditions come to.

    Met if ``met`` is true. If it is false: ``judgement`` where ``judge`` is true, ``not met``
    where it is false or there is none. Anything unknown: not assessable.
    """
    if met is True:
        return "met"
    if met is False and judge is not None:
        return "judgement" if judge is True else "not met"
    return "not assessable"


def branch(part: Part, by: Value) -> Expression | None:
    """The condition that applies: itself, or the one of the option that ``by`` has."""
    if part is None or isinstance(part, Expression):
        return part
    return part.get(by) if isinstance(by, str) else None


def word_of(criterion: Criterion, values: Values) -> Word:
    """What the rule alone says of these values: :func:`word` of the conditions that apply."""
    by = values.get(criterion.by) if criterion.by else None
    condition = branch(criterion.met, by)
    met = evaluate(condition.tree, values) if condition is not None else None
    if met is not False:
        return word(met, None)
    condition = branch(criterion.judge, by)
    return word(met, evaluate(condition.tree, values) if condition is not None else False)


def conditions(criterion: Criterion) -> tuple[Tree, Tree]:
    """The two conditions of a criterion as trees, each with the branches of ``by`` inside."""
    return _whole(criterion, criterion.met, None), _whole(criterion, criterion.judge, False)


def _whole(criterion: Criterion, part: Part, absent: bool | None) -> Tree:
    """A part with every branch: what :func:`branch` chooses, for every option there is."""
    if part is None or isinstance(part, Expression):
        return Literal(absent) if part is None else part.tree
    tree: Tree = Literal(absent)
    for option in part:
        chosen = branch(part, option)
        assert chosen is not None
        tree = Apply("if", (Apply("=", (Name(criterion.by or ""), Literal(option))), chosen.tree, tree))
    return tree


def derived_value(derived: Derived, values: Values) -> Plain:
    """The computed value, and none where it falls outside the declared type."""
    value = plain(named(evaluate(derived.is_.tree, values)))
    return value if derived.type.admits(value) else None
