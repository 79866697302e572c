"""The SQL of a protocol says what `prodia.decide` says, row by row."""

from __future__ import annotations

import datetime as dt

import pytest

import prodia
from prodia.batch import population
from prodia.batch.decide import _column
from prodia.case.outcomes import word_of
from prodia.case.people import People
from prodia.errors import ProdiaError
from prodia.interop.sql import columns_of, to_sql
from prodia.language import parse
from prodia.model.plan import constants
from prodia.model.scalars import Expression
from tests.batch.whole import ON
from tests.shipped import CATALOGUE

duckdb = pytest.importorskip("duckdb")
pd = pytest.importorskip("pandas")


OFTEN = ("lezen-spellen@2.0.0", "systematische-contacten@1.0.0")  # the others: `pytest -m whole`


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param(one, marks=[] if one in OFTEN else [pytest.mark.whole])
        for one in CATALOGUE.references()
        if not CATALOGUE.plan(one).series
    ],
)
def test_every_criterion_and_decision_of_everybody(reference: str) -> None:
    plan = CATALOGUE.plan(reference)
    frame = population(plan, 60, seed=2, on=ON, near=0.5, missing=0.15).to_pandas()
    days = (pd.Timestamp(ON) - pd.to_datetime(frame["born"])).dt.days
    frame["case.age_years"], frame["case.age_months"] = (days // 365.25, days // 30.44)
    frame["case.mode"] = "trajectory"
    kinds = columns_of(plan, ON)
    given = frame.reindex(columns=[*kinds])
    typed = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds.items())
    with duckdb.connect() as database:
        database.register("given", given)
        database.execute(f"CREATE TABLE people AS SELECT {typed} FROM given")
        found = database.execute(to_sql(plan, ON, "people")).fetchdf()
    for decision in plan.tables:
        want = prodia.decide(plan, decision, given, on=ON)
        for name, column in ((decision, "outcome"), (f"{decision}.rule", "rule")):
            expected = [None if pd.isna(x) else x for x in want[column]]
            assert expected == [None if pd.isna(x) else x for x in found[name]], name
    law = {"case.day": ON, **plan.law_on(ON)} | constants(plan.on(ON).cutoffs, ON)
    told = {name: _column(plan, name, given[name]) for name in kinds}
    people = People(plan.on(ON), told, law, len(given))
    people.without_contradictions()
    for name in plan.criteria:
        assert people.value(name).to_list() == [*found[name]], name


def test_the_day_an_answer_tells_of_is_one_that_a_case_takes() -> None:
    """As :meth:`prodia.Case.record` refuses a day to come, and one before birth has no age."""
    from dataclasses import replace

    plan, on = CATALOGUE.plan("algemeen@1.1.0"), dt.date(2027, 10, 1)
    field, name = "vragen_beantwoord", next(iter(plan.criteria))
    lived = [None, "2027-10-01", "2027-09-30", "2016-01-01"]
    days = [*lived, "2015-12-31", "2027-10-02", "9999-12-31", "infinity", "-infinity"]
    for part, count in (("day", 5), ("age_months", 4)):
        tree = parse(f"{field}.{part} = {field}.{part}")
        met = plan.criteria[name].model_copy(update={"met": Expression("-", tree), "judge": None, "by": None})
        changed = replace(plan, undated=None, criteria={**plan.criteria, name: met})
        kinds = columns_of(changed, on)
        given = {field: "'ja'", "born": "'2016-01-01'", f"{field}.day": "day"}
        made = ", ".join(f'CAST({given.get(n, "NULL")} AS {kind}) AS "{n}"' for n, kind in kinds.items())
        rows = ", ".join(f"({'NULL' if day is None else repr(day)})" for day in days)
        with duckdb.connect() as database:
            database.execute(f"CREATE TABLE people AS SELECT {made} FROM (VALUES {rows}) AS days(day)")
            found = database.execute(f'SELECT "{name}" FROM ({to_sql(changed, on, "people")})').fetchall()
        assert [word == "met" for (word,) in found] == [at < count for at in range(len(days))], part


def test_what_has_no_sql_is_refused_by_name() -> None:
    plan = CATALOGUE.plan("algemeen@1.0.0")
    tree = parse("median(1, 2) > case.age_years")
    name, one = next(iter(plan.criteria.items()))
    changed = one.model_copy(update={"met": Expression("-", tree), "judge": None, "by": None})
    from dataclasses import replace

    with pytest.raises(ProdiaError) as error:
        to_sql(replace(plan, criteria={**plan.criteria, name: changed}), dt.date(2026, 10, 1), "people")
    assert "PRD-B46" == error.value.problem.code


def test_a_computation_past_what_a_double_holds_is_null_there_too() -> None:
    """Nothing comes past 2^53 - 1, whatever is done with it after; days and durations are not added here."""
    from dataclasses import replace

    plan, name = prodia.load().catalogue.plan("lezen-spellen@2.0.0"), "sessies_gehouden"
    texts = [f"({name} * 9007199254740991) / 9007199254740991 > 0", f"{name} + {name} * {name} > 3"]
    texts += [f"sum({name}, 9007199254740991) - {name} > 5", f"abs({name} - 9007199254740991) > 1"]
    some = [*plan.criteria][: len(texts)]
    changed = {
        id: plan.criteria[id].model_copy(
            update={"met": Expression(text, parse(text)), "judge": None, "by": None}
        )
        for id, text in zip(some, texts, strict=True)
    }
    kinds = columns_of(plan, ON)
    given = pd.DataFrame({name: [None, 0.0, 1.0, 2.0, 400.0]}).reindex(columns=[*kinds])
    typed = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds.items())
    for id, one in changed.items():
        alone = replace(plan, criteria={id: one}, derived={}, tables={}, ensure={})
        with duckdb.connect() as database:
            database.register("given", given)
            database.execute(f"CREATE TABLE people AS SELECT {typed} FROM given")
            found = database.execute(to_sql(alone, ON, "people")).fetchdf()[id]
        want = [word_of(one, {name: None if pd.isna(x) else x}) for x in given[name]]
        assert want == [*found], one.met


def test_a_column_of_fewer_bits_holds_what_was_written_in_it() -> None:
    """0.3 of 32 bits, brought to a double bit by bit, lies past a cut-off of 0.3."""
    plan = prodia.load().catalogue.plan("verslagen@1.0.0")
    name = "visus_beste"
    (met,) = (id for id, one in plan.criteria.items() if f"{name} <= 0.3" in str(one.met))
    for kind in ("DOUBLE", "REAL"):
        typed = ", ".join(
            f'CAST({0.3 if one == name else "NULL"} AS {kind if one == name else of}) AS "{one}"'
            for one, of in columns_of(plan, ON).items()
        )
        with duckdb.connect() as database:
            database.execute(f"CREATE TABLE people AS SELECT {typed}")
            assert ["met"] == [*database.execute(to_sql(plan, ON, "people")).fetchdf()[met]], kind


@pytest.mark.parametrize(
    ("field", "wrong"), [("pc_woordlezen", -99.0), ("pc_woordlezen", 101.0), ("graad", "lagere school")]
)
def test_what_no_answer_can_be_is_missing(field: str, wrong: object) -> None:
    """decide refuses it; a column of a database can not, and a verdict must not rest on it."""
    plan = CATALOGUE.plan("lezen-spellen@2.0.0")
    kinds = columns_of(plan, ON)
    rows = [{"pc_pseudowoorden": 3.0, "weken_hulp": 30.0, field: one} for one in (wrong, None)]
    typed = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in kinds.items())
    with duckdb.connect() as database:
        database.register("given", pd.DataFrame(rows).reindex(columns=[*kinds]))
        database.execute(f"CREATE TABLE people AS SELECT {typed} FROM given")
        first, second = database.execute(to_sql(plan, ON, "people")).fetchall()
    assert second == first
    with pytest.raises(ProdiaError):
        prodia.decide(plan, "dyslexie", rows[0], on=ON)


def test_days_and_durations_are_not_added_in_sql() -> None:
    from dataclasses import replace

    plan = prodia.load().catalogue.plan("lezen-spellen@2.0.0")
    text = 'hulp_start + duration("P1M") < hulp_einde'
    name, one = next(iter(plan.criteria.items()))
    changed = one.model_copy(update={"met": Expression(text, parse(text)), "judge": None, "by": None})
    with pytest.raises(ProdiaError) as error:
        to_sql(replace(plan, criteria={name: changed}, derived={}, tables={}, ensure={}), ON, "people")
    assert "PRD-B46" == error.value.problem.code


def test_a_series_has_no_sql() -> None:
    plan = CATALOGUE.plan("lezen-spellen@3.0.0")
    with pytest.raises(ProdiaError) as error:
        to_sql(plan, dt.date(2027, 10, 1), "people")
    assert "PRD-B49" == error.value.problem.code
