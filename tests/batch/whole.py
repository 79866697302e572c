"""Batch is case: every protocol over generated pupils, each compared with the case of the same answers.

``python -m tests.batch.whole 38000`` does it for that many pupils of every protocol, in every kind of
guidance, in another order and in chunks (some tens of minutes of one core); the tests for a few.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import prodia
from prodia.batch import Run, population, run
from prodia.batch.people import courses
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


def people_of(plan: Plan, count: int, on: dt.date) -> tuple[Any, Any]:
    """Pupils in every kind of guidance, and their series where there are any."""
    chance = np.random.default_rng(count)
    table = population(plan, count, seed=count, on=on, near=0.5, missing=0.1)
    modes = chance.choice([*modes_of(plan.steps.values())], count).tolist()
    kept = [name for name in table.column_names if name != "case.mode"]
    table = table.select(kept).append_column("case.mode", pa.array(modes))
    if not plan.series:
        return table, None
    return courses(plan, table.append_column("id", pa.array(range(count))), seed=count, on=on)


def reordered(plan: Plan, ran: Run, table: Any, long: Any, on: dt.date) -> bool:
    """Does another order, in chunks, say the same of everybody?"""
    turned = np.random.default_rng(1).permutation(len(table))
    mixed, size = table.take(pa.array(turned)), 7001
    parts = []
    for at in range(0, len(table), size):
        some, own = mixed.slice(at, size), None
        if long is not None:
            own = long.filter(pc.is_in(long["id"], some["id"]))
        parts.append(run(plan, some, on=on, measurements=own, allow_missing=True).table)
    again = [one.to_pylist() for one in parts]
    return ran.table.take(pa.array(turned)).to_pylist() == [row for part in again for row in part]


def main() -> None:
    people, *asked = sys.argv[1:]
    catalogue = prodia.load().catalogue
    for reference in asked or catalogue.references():
        plan = catalogue.plan(reference)
        on = dt.date(2027, 10, 1) if plan.series else ON
        table, long = people_of(plan, int(people), on)
        ran = run(plan, table, on=on, measurements=long, allow_missing=True)
        told = dict(differing(plan, ran)) or "as the case"
        order = "in any order" if reordered(plan, ran, table, long, on) else "NOT in another order"
        print(reference, len(ran), "pupils:", told, order, flush=True)


if __name__ == "__main__":
    main()
