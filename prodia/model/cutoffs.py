"""Cut-offs put into the conditions that read them, so that every face sees the figure itself.

A condition is typed with the *name* of its cut-off (a percentile against a
percentile) and runs with its *value* (``pc <= 10``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from prodia.language import Plain
from prodia.language.syntax.tree import fixed
from prodia.model.finding import Finding
from prodia.model.protocol import Criterion, Cutoff, Derived, Protocol, Step
from prodia.model.scalars import Expression
from prodia.problems.references import CUTOFF_OUTSIDE

PREFIX = "cutoff."


def constants(cutoffs: Mapping[str, Cutoff]) -> dict[str, Plain]:
    """``cutoff.<id>`` with its figure."""
    return {PREFIX + id: float(cutoff.is_) for id, cutoff in cutoffs.items()}


def outside(protocol: Protocol) -> Iterator[Finding]:
    """A figure its own type does not admit."""
    for id, cutoff in protocol.cutoffs.items():
        if not cutoff.type.admits(float(cutoff.is_)):
            yield Finding(CUTOFF_OUTSIDE, ("cutoffs", id, "is"), name=id, type=cutoff.type.show())


def _with(expression: Expression, figures: Mapping[str, Plain]) -> Expression:
    tree = fixed(expression.tree, figures)
    return expression if tree is expression.tree else Expression(expression.text, tree)


def _part(part: Any, figures: Mapping[str, Plain]) -> Any:
    if isinstance(part, Expression):
        return _with(part, figures)
    return part and {option: _with(e, figures) for option, e in part.items()}


def filled(whole: Mapping[str, Mapping[str, Any]], figures: Mapping[str, Plain]) -> dict[str, dict[str, Any]]:
    """``whole`` with the figures in the conditions of criteria, derived values and steps."""
    return {key: {id: _filled(one, figures) for id, one in group.items()} for key, group in whole.items()}


def _filled(one: Any, figures: Mapping[str, Plain]) -> Any:
    if isinstance(one, Criterion):
        met, judge = _part(one.met, figures), _part(one.judge, figures)
        return one.model_copy(update={"met": met, "judge": judge})
    if isinstance(one, Derived):
        return one.model_copy(update={"is_": _with(one.is_, figures)})
    if isinstance(one, Step) and one.when is not None:
        return one.model_copy(update={"when": _with(one.when, figures)})
    return one
