"""What the expressions of an instrument read, and a count in them taken apart."""

from __future__ import annotations

from collections.abc import Mapping

from prodia.language import Apply, Literal, Name, Tree
from prodia.model.instrument import Instrument
from prodia.scoring.raw import Answers
from prodia.scoring.score import Score

__all__ = ["read_form", "taken_apart"]


def read_form(
    instrument: Instrument,
    by_item: Mapping[str, Mapping[float, float]],
    answers: Answers,
    found: Mapping[str, Score],
) -> dict[str, float | None]:
    """The points of each item, and the scores above it; None for what is empty or off its scale.

    ``by_item``: item to what each answer counts.
    """
    values: dict[str, float | None] = {id: score.raw for id, score in found.items()}
    for id, item in instrument.every_item.items():
        answer = answers.get(id)
        if answer is None or type(answer) is bool:
            values[id] = None
        elif id in by_item:
            values[id] = by_item[id].get(answer)
        else:
            values[id] = answer if item.type is not None and item.type.admits(answer) else None
    return values


def taken_apart(tree: Tree, instrument: Instrument) -> Tree:
    """``count >= n`` as «at least n of its items»: true when enough are sure, though others are empty."""
    if not isinstance(tree, Apply):
        return tree
    if tree.op == ">=" and isinstance(tree.args[0], Name) and isinstance(tree.args[1], Literal):
        scale = instrument.scales.get(tree.args[0].id)
        if scale is not None and scale.score == "count" and scale.missing and scale.missing.rule == "refuse":
            least = Literal(scale.at_least)
            parts = (Apply(">=", (Name(item), least)) for item in scale.item_ids)
            return Apply("at least", (tree.args[1], *parts))
    return Apply(tree.op, tuple(taken_apart(a, instrument) for a in tree.args), tree.span)
