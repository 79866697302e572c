"""What ``otherwise`` answers for: only a case in which something is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from prodia.language import Input, analyse
from prodia.language.syntax.tree import Name
from prodia.model.finding import Finding
from prodia.model.plan import Plan
from prodia.problems.content import OTHERWISE_KNOWN
from prodia.problems.tables import EDGE, GAP


def otherwise_known(plan: Plan) -> Iterator[Finding]:
    """L27: told that data are missing, where a rule was forgotten. The first such case of a table."""
    for id, decision in plan.protocol.decisions.items():
        table = plan.tables[id].table
        if table.otherwise is None or decision.hit != "unique":
            continue
        inputs = tuple(_assessed(plan, one) for one in table.inputs)
        found = analyse(replace(table, inputs=inputs, otherwise=None))
        for gap in [f for f in found if f.kind in (GAP, EDGE)][:1]:
            yield Finding(OTHERWISE_KNOWN, ("decisions", id, "otherwise"), {**dict(gap.args), "table": id})


def _assessed(plan: Plan, input: Input) -> Input:
    """A verdict as it can come out when everything is known."""
    if input.type.kind != "verdict" or not isinstance(input.tree, Name):
        return input
    words = ("met", "not met", "judgement") if plan.criteria[input.tree.id].judge else ("met", "not met")
    return replace(input, type=input.type.with_options(words))
