"""One criterion, one derived value: from the values they read to a word or a value."""

from __future__ import annotations

from collections.abc import Mapping

from prodia.case.records import Word
from prodia.language import Plain, Value, evaluate, named, plain
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
