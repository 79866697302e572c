"""A decision over a frame is the decision of each row; what is missing is never «no»."""

from __future__ import annotations

import datetime as dt
import doctest
import math
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prodia
from prodia.batch import decide, frames
from prodia.errors import ProdiaError, TypeMismatch
from prodia.language import Duration, Missing, Type
from prodia.language.tables.compiled import compile_table
from prodia.model.plan import Plan
from prodia.model.protocol import PARTS
from tests.language.tables_given import tables
from tests.shipped import CATALOGUE

pd = pytest.importorskip("pandas")

DAY = dt.date(2026, 10, 1)
WORDS = ["met", "not met", "judgement", "not assessable"]
VALUES: dict[str, list[Any]] = {
    "number": [None, pd.NA, 0, 3, 9.5, 10, 10.0, 15, 15.25, 26, 50, 99, Missing.REFUSED],
    "truth": [None, pd.NA, True, False],
    "date": [None, pd.NaT, dt.date(2025, 9, 1), dt.date(2026, 2, 1), pd.Timestamp(2026, 6, 1), "2026-06-30"],
    "text": [None, pd.NA, "een tekst"],
    "verdict": [None, *WORDS],
}


def cells(type: Type) -> st.SearchStrategy[Any]:
    if type.kind == "choice":
        return st.sampled_from([None, pd.NA, *type.options])
    if type.kind == "duration":
        months = [None, Duration("months", 3), "P3M"]
        return st.sampled_from([None, Duration("days", 30), "P30D"] if type.unit == "days" else months)
    if type.kind != "number":
        return st.sampled_from(VALUES[type.kind])
    fit = [one for one in VALUES["number"] if not isinstance(one, (int, float)) or type.admits(float(one))]
    return st.sampled_from([*fit, math.nan])


def same(plan: Plan, decision: str, rows: list[dict[str, Any]]) -> None:
    """The frame of these rows says what each row says."""
    frame = pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=object) for name in rows[0]})
    frame.index = [f"r{n}" for n in range(len(rows))]
    found = prodia.decide(plan, decision, frame, on=DAY)
    assert list(frame.index) == list(found.index)
    named = ["outcome", "reason", "rule", "missing", "contradictions", "not_in_force"]
    assert named == list(found.columns)
    for row, values in zip(found.to_dict("records"), rows, strict=True):
        one = prodia.decide(plan, decision, values, on=DAY)
        assert (one.outcome, one.reason) == (row["outcome"], row["reason"])
        assert one.rule == (None if row["rule"] is pd.NA else row["rule"])
        assert " ".join(one.missing) == row["missing"]
        assert " ".join(one.contradictions) == row["contradictions"]
        assert " ".join(one.not_in_force) == row["not_in_force"]


@cache
def plan_of(reference: str) -> Plan:
    return CATALOGUE.plan(reference)


REFS = CATALOGUE.references()


@pytest.fixture(scope="module")
def plans() -> dict[str, Plan]:
    return {reference: plan_of(reference) for reference in REFS}


class TestOneMeaning:
    """The frame gives exactly what the single case gives."""

    @given(st.data())
    @settings(deadline=None)
    def test_of_every_protocol_that_is_shipped(self, data):
        plan = plan_of(data.draw(st.sampled_from(REFS)))
        decision = data.draw(st.sampled_from(sorted(plan.tables)))
        names = sorted(_needed(plan, decision))
        row = st.fixed_dictionaries({name: cells(plan.types[name]) for name in names})
        same(plan, decision, data.draw(st.lists(row, min_size=1, max_size=6)))

    @given(st.data())
    @settings(deadline=None)
    def test_of_verdicts_given_by_name(self, data):
        plan = plan_of("lezen-spellen@2.0.0")
        table = plan.tables["dyslexie"].table
        row = st.fixed_dictionaries({one.label: st.sampled_from([None, *WORDS]) for one in table.inputs})
        same(plan, "dyslexie", data.draw(st.lists(row, min_size=1, max_size=8)))

    @given(tables(), st.data())
    @settings(deadline=None)
    def test_of_a_table_of_any_kind(self, table, data):
        plan = plan_of("algemeen@1.0.0")
        types = {one.label: one.type for one in table.inputs}
        none = {"decisions": {}, "criteria": {}, "written": {key: {} for key in PARTS}, "ensure": {}}
        plan = replace(plan, tables={"proef": compile_table(table)}, types=types, **none)
        row = st.fixed_dictionaries({name: cells(type) for name, type in types.items()})
        same(plan, "proef", data.draw(st.lists(row, min_size=1, max_size=6)))


def _needed(plan: Plan, decision: str) -> tuple[str, ...]:
    from prodia.batch.decide import _leaves

    return tuple(name for name in _leaves(plan, decision, {}) if not name.startswith("law."))


FRAME: dict[str, list[Any]] = {
    "vragen_beantwoord": ["ja", "deels", None],
    "doelen_benoemd": [True, False, True],
    "school_kan_bieden": ["ja", "nee", "ja"],
    "naam": ["a", "b", "c"],
}


class TestColumns:
    """A column is found by name, a missing one is said, others are passed over."""

    def test_rows_stay_where_they_are(self, plans):
        frame = pd.DataFrame(FRAME, index=[7, 3, 5])
        found = prodia.decide(plans["algemeen@1.0.0"], "aanbeveling", frame)
        assert [7, 3, 5] == list(found.index)
        assert "Int64" == str(found["rule"].dtype)
        assert "vragen_beantwoord" == found["missing"][5]
        assert ["onvolledig"] == found["outcome"][found["rule"].isna()].to_list()

    def test_no_rows(self, plans):
        found = prodia.decide(plans["algemeen@1.0.0"], "aanbeveling", pd.DataFrame(FRAME).iloc[:0])
        assert [0, 6] == list(found.shape)

    def test_called_otherwise(self, plans):
        plan, frame = plans["algemeen@1.0.0"], pd.DataFrame(FRAME)
        expected = prodia.decide(plan, "aanbeveling", frame)
        renamed = frame.rename(columns={"doelen_benoemd": "doelen"})
        found = prodia.decide(plan, "aanbeveling", renamed, columns={"doelen_benoemd": "doelen"})
        pd.testing.assert_frame_equal(expected, found)

    def test_a_missing_column_is_named_with_what_was_meant(self, plans):
        frame = pd.DataFrame(FRAME).rename(columns={"doelen_benoemd": "doelen_benoemt"})
        with pytest.raises(ProdiaError) as wrong:
            prodia.decide(plans["algemeen@1.0.0"], "aanbeveling", frame)
        assert "«doelen_benoemd»" in wrong.value.message("en")
        assert "«doelen_benoemt»" in wrong.value.problem.hint("en")

    @pytest.mark.parametrize("call", ["decision", "name", "said"])
    def test_a_name_that_is_none(self, plans, call):
        plan, frame = plans["algemeen@1.0.0"], pd.DataFrame(FRAME)
        with pytest.raises(ProdiaError) as wrong:
            if call == "decision":
                prodia.decide(plan, "aanbevelin", {})
            elif call == "name":
                prodia.decide(plan, "aanbeveling", {"doelen_benoemt": True})
            else:
                prodia.decide(plan, "aanbeveling", frame, columns={"doelen_benoemt": "naam"})
        assert "aanbeveling" in wrong.value.problem.hint(
            "nl"
        ) or "doelen_benoemd" in wrong.value.problem.hint("nl")

    def test_two_columns_of_one_name(self, plans):
        names = ["vragen_beantwoord", "doelen_benoemd", "school_kan_bieden", "doelen_benoemd"]
        frame = pd.DataFrame([["ja", True, "ja", False]], columns=names)
        with pytest.raises(ValueError, match="doelen_benoemd"):
            prodia.decide(plans["algemeen@1.0.0"], "aanbeveling", frame)

    @pytest.mark.parametrize("said", [{"x": "doelen_benoemd"}, {"x": "naam", "doelen_benoemd": "naam"}])
    def test_a_column_is_of_one_name(self, plans, said):
        frame = pd.DataFrame(FRAME)
        said = {"vragen_beantwoord" if name == "x" else name: column for name, column in said.items()}
        with pytest.raises(ValueError, match="'vragen_beantwoord' and as 'doelen_benoemd'"):
            prodia.decide(plans["algemeen@1.0.0"], "aanbeveling", frame, columns=said)

    def test_also_where_the_other_is_not_read(self, plans):
        plan, frame = plans["algemeen@1.0.0"], pd.DataFrame(FRAME)
        other = next(name for name in plan.fields if name not in FRAME)
        frame = frame.rename(columns={"doelen_benoemd": other})
        found = prodia.decide(plan, "aanbeveling", frame, columns={"doelen_benoemd": other})
        pd.testing.assert_frame_equal(prodia.decide(plan, "aanbeveling", pd.DataFrame(FRAME)), found)

    def test_neither_a_mapping_nor_a_frame(self, plans):
        with pytest.raises(TypeError, match="DataFrame"):
            prodia.decide(plans["algemeen@1.0.0"], "aanbeveling", [True])

    def test_a_compiled_table_takes_no_frame(self, plans):
        table = plans["algemeen@1.0.0"].tables["aanbeveling"]
        with pytest.raises(TypeError, match=r"prodia\.decide"):
            table.decide_columns_named(pd.DataFrame(FRAME))

    def test_the_law_is_of_a_day(self, plans):
        plan = plans["lezen-spellen@2.0.0"]
        with pytest.raises(ValueError, match="on="):
            prodia.decide(plan, "leersteun", {})
        early = prodia.decide(plan, "leersteun", {"law.gc_verslag_bestaat": False})
        assert "leersteun" == early.decision


def test_the_examples_of_the_docstrings() -> None:
    for module in (decide, frames):
        assert 0 == doctest.testmod(module).failed < doctest.testmod(module).attempted


class TestCells:
    """A cell of another type, or outside its range, is refused by its place and never by what it holds."""

    @pytest.mark.parametrize(
        ("name", "raw"),
        [
            ("pc_woordlezen", "7"),
            ("pc_woordlezen", True),
            ("pc_woordlezen", 140),
            ("pc_woordlezen", math.inf),
            ("pc_woordlezen", [7]),
            ("sessies_per_week", 2.5),
            ("domein", "lezn"),
            ("domein", 3),
            ("gehoor_zicht_nagekeken", 1),
            ("gehoor_zicht_nagekeken", "ja"),
            ("hulp_start", "1 september"),
            ("hulp_start", dt.datetime(2026, 9, 1, 12)),
            ("ernst", "ja"),
        ],
    )
    def test_refused(self, plans, name, raw):
        plan = plans["lezen-spellen@2.0.0"]
        with pytest.raises(TypeMismatch) as one:
            prodia.decide(plan, "dyslexie", {name: raw}, on=DAY)
        names = _needed(plan, "dyslexie") + (("ernst",) if name == "ernst" else ())
        rows = {other: pd.Series([None, None], dtype=object) for other in names}
        assert f"«{name}»" in one.value.message("en")
        cells = pd.Series([None, raw], dtype=object)
        for rows[name] in (cells, cells.infer_objects()):  # as it was given, and of a type of its own
            with pytest.raises(TypeMismatch) as many:
                prodia.decide(plan, "dyslexie", pd.DataFrame(rows), on=DAY)
            assert f"«{name}[1]»" in many.value.message("en")
        assert "140" not in str(one.value) and "september" not in str(many.value)

    def test_a_half_among_whole_numbers(self, plans):
        """Also where the least and the most of a column are right."""
        plan = plans["lezen-spellen@2.0.0"]
        rows = {other: pd.Series([None] * 3, dtype=object) for other in _needed(plan, "dyslexie")}
        rows["sessies_per_week"] = pd.Series([1.0, 2.5, 3.0])
        with pytest.raises(TypeMismatch, match=r"«sessies_per_week\[1\]»"):
            prodia.decide(plan, "dyslexie", pd.DataFrame(rows), on=DAY)

    @pytest.mark.parametrize("dtype", ["float64", "Float64", "Int64", "int8", "object", "string[pyarrow]"])
    def test_whatever_the_dtype(self, plans, dtype):
        plan = plans["lezen-spellen@2.0.0"]
        if dtype.startswith("string"):
            series = pd.Series(["lezen", "beide"], dtype=dtype)
            given = {"domein": series}
        else:
            given = {"pc_woordlezen": pd.Series([7, 60]).astype(dtype)}
        frame = pd.DataFrame(
            {n: pd.Series([None, None], dtype=object) for n in _needed(plan, "dyslexie")} | given
        )
        assert 2 == len(prodia.decide(plan, "dyslexie", frame, on=DAY))
