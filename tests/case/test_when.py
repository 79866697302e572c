"""The day of which an answer tells, and the age on that day: of one, of many, in a browser and in SQL."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pandas as pd
import pytest

from prodia.batch import run
from prodia.case import Case
from prodia.interop.sql import columns_of, to_sql
from prodia.language import say
from prodia.model.events import Recorded
from tests.batch.whole import differing
from tests.case.given import BORN, PLANNED, PLANS, answer, criterion, decision, event, plan, raw

DATA = raw()
DATA["criteria"] |= {
    "jong": criterion("pc.age_months < 126"),
    "vers": criterion("graad.day >= case.day", "graad.age_months < 126"),
}
DATA["decisions"]["label"] = decision(
    ["ja", "nee", "open"],
    """
    jong    | vers    | -> voorstel
    met     | met     | ja
    not met | -       | nee
    met     | not met | nee
    """,
    otherwise={"voorstel": "open"},
)
PLAN = plan(DATA)
ON = dt.date(2026, 12, 1)  # born on 1 May 2016: 127 months old


def case(*answers: Recorded) -> Case:
    return Case.replay(PLANS | {PLAN.reference: PLAN}, [event("opened"), *PLANNED, *answers])


class TestOfOneCase:
    """``pc.day`` is the day of measuring, else that on which it was told; ``pc.age_months`` the age then."""

    @pytest.mark.parametrize(
        ("said", "day", "age"),
        [
            ({"on": ON}, ON, 127.0),
            ({"on": ON, "measured": "2026-10-31"}, dt.date(2026, 10, 31), 125.0),
            ({"on": ON, "measured": "2026-11-01"}, dt.date(2026, 11, 1), 126.0),
        ],
    )
    def test_of_a_number_and_of_a_choice(self, said: dict[str, object], day: dt.date, age: float) -> None:
        state = case(answer("graad", "lager", **said), answer("pc", 9, **said)).on(dt.date(2027, 6, 1))
        assert [day, age] * 2 == [
            state.value(f"{f}.{p}") for f in ("pc", "graad") for p in ("day", "age_months")
        ]
        assert ("met" if age < 126 else "not met") == state.verdict("jong").word

    def test_of_no_answer_there_is_none(self) -> None:
        state = case(event("answered", field="pc", missing="refused")).state
        told = [state.value(name).value for name in ("pc.day", "pc.age_months", "graad.day")]
        assert ["refused", "refused", "not asked"] == told
        assert "not assessable" == state.verdict("jong").word
        assert {"pc", "graad"} <= {need.id for need in case().state.needs}

    def test_is_said_aloud(self) -> None:
        tree = PLAN.criteria["jong"].met.tree  # type: ignore[union-attr]
        assert "vraag: leeftijd in maanden op de dag van de meting" in say(
            tree, "nl", PLAN.labels, PLAN.types
        )


WHEN = [None, dt.date(2026, 10, 31), dt.date(2026, 11, 1), dt.date(2015, 1, 1)]
PEOPLE = {
    "thema": ["lezen"] * 16,
    "helder": [True] * 16,
    "pc": [9.0, 9.0, None, 40.0] * 4,
    "graad": ["lager", "hoger", "lager", None] * 4,
    "pc.day": [day for day in WHEN for _ in range(4)],
    "graad.day": WHEN * 4,
    "born": ([dt.date.fromisoformat(BORN)] * 7 + [None]) * 2,
}


def test_many_are_as_one() -> None:
    ran = run(PLAN, PEOPLE, on=ON, allow_missing=True)
    assert Counter() == differing(PLAN, ran)
    assert {"met", "not met", "not assessable"} == {*ran.counts("jong")}
    assert {"met", "not met", "judgement", "not assessable"} == {*ran.counts("vers")}


def test_sql_says_the_same() -> None:
    duckdb = pytest.importorskip("duckdb")
    ran = run(PLAN, PEOPLE, on=ON, allow_missing=True).table.to_pydict()
    kinds = columns_of(PLAN, ON)
    assert {"pc.day": "DATE", "graad.day": "DATE", "born": "DATE"}.items() <= kinds.items()
    typed = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds.items())
    with duckdb.connect() as database:
        database.register("given", pd.DataFrame(PEOPLE).reindex(columns=[*kinds]))
        database.execute(f"CREATE TABLE people AS SELECT {typed} FROM given")
        found = database.execute(to_sql(PLAN, ON, "people")).fetchdf()
    for name in ("jong", "vers", "label"):
        assert ran[name] == [*found[name]], name


def test_the_browser_says_the_same() -> None:
    pytest.importorskip("quickjs")
    from tests.browser.quick import Browser, both

    for said in ({}, {"measured": "2026-10-31"}, {"measured": "2026-11-01"}, {"measured": "2026-08-31"}):
        browser, now = Browser(PLAN), None
        plans = PLANS | {PLAN.reference: PLAN}
        for one in (
            event("opened"),
            *PLANNED,
            answer("graad", "lager", on=ON, **said),
            answer("pc", 9, on=ON, **said),
        ):
            now, python, javascript = both(browser, now, plans, one)
            assert python == javascript, (said, one)
