"""What a decision table comes to for the values of a case. A proposal, never a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.case.records import Proposal
from prodia.case.structure import structure
from prodia.language import evaluate, plain

if TYPE_CHECKING:
    from prodia.case.state import State


def proposal(state: State, decision: str) -> Proposal:
    """The proposal of one decision: outcome, outputs, rules, and the inputs that had no value."""
    table = state.plan.tables[decision]
    read = state.read(structure(state.plan).table_reads[decision])
    hit = table.decide([evaluate(column.tree, read) for column in table.table.inputs])
    row = hit.output or ()
    first = row[0] if row else None
    return Proposal(
        decision,
        first if isinstance(first, str) and state.plan.decisions[decision].aggregate is None else None,
        tuple(zip((o.name for o in table.table.outputs), row, strict=False)),
        tuple(r + 1 for r in hit.rules),
        hit.default_used,
        tuple(n for n, v in read.items() if plain(v) is None or v == "not assessable"),
    )
