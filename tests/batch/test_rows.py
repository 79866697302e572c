"""Who a case can not tell apart share one, and what it says of them is what the case of each says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from prodia.batch import population, run
from prodia.batch.kernel import compiled
from prodia.batch.many import Run
from prodia.batch.rows import Rows, as_case, as_state
from prodia.case.state import State
from prodia.model.plan import Plan
from tests.batch.whole import ON, people_of
from tests.shipped import CATALOGUE

SHIPPED = ("wiskunde@2.0.0", "eerste-contact@1.0.0")


def told(reference: str, count: int) -> tuple[Plan, Any]:
    """Pupils in every kind of guidance, of whom some consented, some have hypotheses and some were judged."""
    plan, chance = CATALOGUE.plan(reference), np.random.default_rng(count)
    table, _ = people_of(plan, count, ON)
    more: dict[str, list[object]] = {
        "case.consent": [True, False, None],
        "case.raised": [*[*plan.hypotheses][:1], None],
        next(iter(n for n, one in plan.criteria.items() if one.judge), "born"): ["met", "not met", None],
    }
    more.pop("born", None)
    for name, words in more.items():
        drawn = [words[at] for at in chance.integers(0, len(words), count)]
        table = table.append_column(name, pa.array(drawn))
    return plan, table


def rows_of(ran: Run, exact: tuple[str, ...] = ()) -> Rows:
    whole = compiled(ran.plan, ON, given=ran.kernel.reads, mode=ran.mode)
    broken = ran.table["contradictions"].to_pylist() if ran.plan.ensure else [None] * len(ran)
    return Rows.of(ran.plan, whole, ran.given, ran.mode, broken, exact)


def needs(state: State) -> list[str]:
    return [*map(str, state.needs)]


@pytest.mark.parametrize("reference", SHIPPED)
class TestShared:
    """Twice the same people, and some of them alike: less cases than people, and the needs of each."""

    def test_is_the_case_of_each(self, reference: str) -> None:
        plan, table = told(reference, 25)
        ran = run(plan, pa.concat_tables([table, table]), on=ON, allow_missing=True)
        rows = rows_of(ran)
        found = rows.each(range(len(ran)), needs)
        assert [needs(ran.explain(row)) for row in range(25)] * 2 == found
        assert rows.cases <= 25 + sum(map(bool, rows.broken[25:]))

    def test_at_once_is_one_event_after_the_other(self, reference: str) -> None:
        plan, table = told(reference, 30)
        for values in table.to_pylist():
            assert as_case(plan, values, ON, "trajectory").state == as_state(plan, values, ON, "trajectory")


class TestWhatCounts:
    """A name counts by the parts of its values that rules tell apart, and in a score by its value."""

    def test_a_part_too_few_is_seen(self) -> None:
        plan = CATALOGUE.plan("wiskunde@2.0.0")
        table = population(plan, 50, seed=1, on=ON).append_column("case.consent", pa.array([True] * 50))
        ran = run(plan, table, on=ON)
        rows, want = rows_of(ran), [needs(ran.explain(row)) for row in range(50)]
        coarse = rows.codes | {name: [0] * 50 for name in plan.fields}
        fine, too_few = (one.each(range(50), needs) for one in (rows, replace(rows, codes=coarse, _ways={})))
        assert want == fine
        assert want != too_few

    def test_next_is_the_first_need_of_each(self) -> None:
        plan, table = told("algemeen@1.1.0", 300)
        ran = run(plan, table, on=ON, allow_missing=True)
        assert [next(iter(needs(ran.explain(row))), None) for row in range(300)] == ran.next()

    def test_how_sure_is_by_the_score_itself(self) -> None:
        plan = CATALOGUE.plan("wiskunde@2.0.0")
        decision = next(id for id, one in plan.decisions.items() if one.outcomes)
        table = population(plan, 24, seed=2, on=ON, missing=0.0)
        ran = run(plan, table, on=ON)
        assert [str(ran.explain(row).certainty(decision)) for row in range(24)] == [
            *map(str, ran.certainty(decision))
        ]

    def test_consent_is_asked_of_whom_the_ages_say(self) -> None:
        """Ages without a day of birth say who must consent as well."""
        plan = CATALOGUE.plan("lezen-spellen@2.0.0")
        for years in (8.0, 15.0):
            ages = {"case.age_years": years, "case.age_months": 12 * years, "case.consent": True}
            competent = {"case.competence": "competent"}
            assert as_state(plan, ages | competent, ON, "trajectory").consent.open
