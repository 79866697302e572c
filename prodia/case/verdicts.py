"""One criterion, one derived value: from the values they read to a word or a value."""

from __future__ import annotations

from collections.abc import Mapping

from prodia.case.records import Word
from prodia.language import Apply, Literal, Name, Plain, Tree, Value, evaluate, named, plain
from prodia.model.protocol import Criterion, Derived
from prodia.model.scalars import Expression

Values = Mapping[str, Value] | Mapping[str, Plain]


def branch(part: Expression | Mapping[str, Expression] | None, by: Value) -> Expression | None:
    """The condition that applies: itself, or the one of the option that ``by`` has."""
    if part is None or isinstance(part, Expression):
        return part
    return part.get(by) if isinstance(by, str) else None


def word_of(criterion: Criterion, values: Values) -> Word:
    """What the rule alone says.

    Met if ``met`` is true. If it is false: ``judgement`` where ``judge`` is true, ``not met``
    where it is false or there is none. Anything unknown: not assessable.
    """
    by = values.get(criterion.by) if criterion.by else None
    condition = branch(criterion.met, by)
    met = evaluate(condition.tree, values) if condition is not None else None
    if met is True:
        return "met"
    if met is not False:
        return "not assessable"
    condition = branch(criterion.judge, by)
    grey = evaluate(condition.tree, values) if condition is not None else False
    if grey is True:
        return "judgement"
    return "not met" if grey is False else "not assessable"


def derived_value(derived: Derived, values: Values) -> Plain:
    """The computed value, and none where it falls outside the declared type."""
    value = plain(named(evaluate(derived.is_.tree, values)))
    return value if derived.type.admits(value) else None


def verdict_tree(criterion: Criterion) -> Tree:
    """The word of a criterion as one expression; the same as :func:`prodia.case.verdicts.word_of`."""
    met = _chosen(criterion, criterion.met, None)
    grey = _chosen(criterion, criterion.judge, False)
    unsure = Literal("not assessable")
    apart = _if(grey, Literal("judgement"), _if(Apply("not", (grey,)), Literal("not met"), unsure))
    return _if(met, Literal("met"), _if(Apply("not", (met,)), apart, unsure))


def _chosen(
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
