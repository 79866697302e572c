"""Batch is case: every protocol over generated pupils, each compared with the case of the same answers.

``python -m tests.batch.whole 38000`` does it for that many pupils of every protocol; the tests for a few.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from typing import Any

import prodia
from prodia.batch import Run, population, run
from prodia.model.plan import Plan, modes_of
from prodia.model.protocol import Mode
from tests.shipped import CATALOGUE

ON = dt.date(2026, 10, 1)


def differing(plan: Plan, ran: Run) -> Counter[str]:
    """The names that come out otherwise in the batch than in the case, each with how often."""
    columns = {name: ran.table[name].to_pylist() for name in ran.table.column_names}
    found: Counter[str] = Counter()
    for row in range(len(ran)):
        for name, value in of_case(plan, ran.explain(row)).items():
            found[name] += value != columns[name][row]
    return +found


def of_case(plan: Plan, state: prodia.State) -> dict[str, Any]:
    """What a case comes to, under the names of the columns."""
    told: dict[str, Any] = dict(state.derived)
    told |= {name: verdict.word for name, verdict in state.verdicts.items()}
    for id, one in state.proposals.items():
        alone = one.rules[0] if one.outputs and not one.otherwise else None
        told |= {id: one.outcome, f"{id}.rule": alone}
    if plan.ensure:
        told["contradictions"] = " ".join(one.rule for one in state.contradictions) or None
    return told


def compared(reference: str, people: int, mode: Mode, seed: int) -> Counter[str]:
    """What differs for so many pupils, half of their numbers at or beside a figure."""
    plan = CATALOGUE.plan(reference)
    table = population(plan, people, seed=seed, on=ON, mode=mode, near=0.5, missing=0.1)
    return differing(plan, run(plan, table, on=ON, mode=mode))


def main() -> None:
    people = int(sys.argv[1])
    catalogue = CATALOGUE
    for reference in (one for one in catalogue.references() if not catalogue.plan(one).series):
        for mode in modes_of(catalogue.plan(reference).steps.values()):
            print(reference, mode, dict(compared(reference, people, mode, seed=people)) or "the same")


if __name__ == "__main__":
    main()
