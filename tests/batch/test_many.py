"""A protocol over many people is the case of each of them; what can not be read is refused, never guessed."""

from __future__ import annotations

import datetime as dt
import doctest
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

import prodia
from prodia.batch import kernel, many, people, population, run
from prodia.batch.reading import read_column
from prodia.case.relevance import comparisons
from prodia.errors import ProdiaError, TypeMismatch
from prodia.language import parse
from prodia.model.plan import with_figures
from prodia.model.protocol import Mode
from prodia.model.scalars import Expression
from tests.batch.whole import ON, compared, differing
from tests.shipped import CATALOGUE

pd = pytest.importorskip("pandas")

PLAN = CATALOGUE.plan("lezen-spellen@2.0.0")
SMALL = CATALOGUE.plan("algemeen@1.0.0")


@cache
def made_up() -> Any:
    return population(PLAN, 400, seed=11, on=ON, near=0.4, missing=0.1)


SAID = {"vragen_beantwoord": ["ja", "ja"], "doelen_benoemd": [True, None], "school_kan_bieden": ["ja", "ja"]}


def _backwards() -> pa.Table:
    """Some whose help ended before it began."""
    late = pa.array([dt.date(2026, 1, 1)] * 40), pa.array([dt.date(2026, 2, 1)] * 40)
    table = made_up().slice(0, 40)
    for name, days in zip(("hulp_einde", "hulp_start"), late, strict=True):
        table = table.set_column(table.column_names.index(name), name, days)
    return table


class TestBatchIsCase:
    """Every verdict, value, outcome and rule of a row is that of the case with the same answers."""

    @pytest.mark.parametrize("reference", ["lezen-spellen@2.0.0", "motoriek@1.0.0", "verslagen@1.0.0"])
    def test_of_generated_pupils(self, reference: str) -> None:
        assert Counter() == compared(reference, 40, "trajectory", seed=7)

    @pytest.mark.parametrize("mode", ["consultative", "compulsory"])
    def test_in_every_kind_of_guidance(self, mode: Mode) -> None:
        assert Counter() == compared("consultatief@1.0.0", 40, mode, seed=8)

    def test_also_where_answers_contradict_each_other(self) -> None:
        ran = run(PLAN, _backwards(), on=ON)
        assert Counter() == differing(PLAN, ran)
        assert any("hulp_in_volgorde" in (one or "") for one in ran.table["contradictions"].to_pylist())

    def test_however_many_rules_they_break(self) -> None:
        """More than a whole number of 64 bits has places for."""
        rule = PLAN.ensure["hulp_in_volgorde"]
        other = rule.model_copy(update={"that": Expression("-", parse("hulp_start >= hulp_einde"))})
        plan = replace(PLAN, ensure={f"r{n}": rule if n in (3, 69) else other for n in range(70)})
        found = run(plan, _backwards(), on=ON).table["contradictions"].to_pylist()
        assert {"r3 r69", None} == {*found}

    def test_and_where_a_person_judged(self) -> None:
        judged = pa.array(["met", "not met", None, "met"] * 100)
        ran = run(PLAN, made_up().append_column("ernst", judged).slice(0, 60), on=ON)
        assert Counter() == differing(PLAN, ran)

    def test_a_planted_difference_is_seen(self) -> None:
        ran = run(PLAN, made_up().slice(0, 60), on=ON)
        wrong = with_figures(PLAN, {"leesbaar": 90.0} if "leesbaar" in PLAN.cutoffs else _other(PLAN))
        assert differing(PLAN, replace(ran, plan=wrong))

    def test_in_any_order_and_any_chunk(self) -> None:
        whole = run(PLAN, made_up(), on=ON).table
        turned = np.random.default_rng(1).permutation(len(made_up()))
        assert (
            whole.take(pa.array(turned)).to_pylist()
            == run(PLAN, made_up().take(turned), on=ON).table.to_pylist()
        )
        parts = [run(PLAN, made_up().slice(at, 37), on=ON).table.to_pylist() for at in range(0, 400, 37)]
        assert whole.to_pylist() == [row for part in parts for row in part]

    def test_of_more_rows_than_a_block(self) -> None:
        many_rows = pa.concat_tables([made_up()] * 90)
        one, two = (run(PLAN, many_rows, on=ON, threads=n).table for n in (1, 2))
        assert one.equals(two)
        assert one.slice(len(made_up()) * 89).to_pylist() == run(PLAN, made_up(), on=ON).table.to_pylist()

    def test_only_what_is_asked(self) -> None:
        few = run(PLAN, made_up(), on=ON, only=["ernst"])
        assert ["ernst", "contradictions", "refused"] == few.table.column_names
        assert run(PLAN, made_up(), on=ON).table["ernst"].to_pylist() == few.table["ernst"].to_pylist()

    def test_explain_is_a_case(self) -> None:
        state = run(PLAN, made_up(), on=ON).explain(3)
        assert isinstance(state, prodia.State)
        assert prodia.why(state, "ernst") is not None

    def test_what_is_not_in_force_is_said(self) -> None:
        plan = CATALOGUE.plan("wiskunde@2.0.0")
        (early,) = run(plan, {"pc_rekenfeiten": [3.0]}, on=ON, allow_missing=True).not_in_force
        assert ("PRD-V32", "warning") == (early.code, early.severity)
        later = run(plan, {"pc_rekenfeiten": [3.0]}, on=dt.date(2027, 1, 1), allow_missing=True)
        assert () == later.not_in_force
        assert () == run(PLAN, made_up(), on=ON).not_in_force

    def test_of_a_row_that_is_refused_nothing_is_explained(self) -> None:
        ran = run(SMALL, SAID | {"doelen_benoemd": ["weet ik niet", "ja"]}, on=ON, allow_missing=True)
        assert [True, False] == ran.table["refused"].to_pylist()
        for row in (0, -2):
            with pytest.raises(ProdiaError, match="PRD-B59 row-refused: row 0 was refused"):
                ran.explain(row)
        assert ran.explain(1).verdicts == ran.explain(-1).verdicts
        with pytest.raises(IndexError):
            ran.explain(2)

    def test_of_nobody(self) -> None:
        assert 0 == len(run(PLAN, made_up().slice(0, 0), on=ON).table)


def _other(plan: Any) -> dict[str, float]:
    return {id: float(one.figures[0].is_) + 20 for id, one in plan.cutoffs.items()}


class TestTheEdge:
    """pandas, polars, Arrow and lists say the same; missing is never «no»."""

    @pytest.mark.parametrize(
        ("frame", "message"),
        [
            ([{"vragen_beantwoord": "ja"}], r"lists \(pandas.DataFrame\(rows\) makes one\)"),
            (pl.DataFrame({"vragen_beantwoord": ["ja"]}).lazy(), r"lists \(.collect\(\) makes one\)"),
            ("klas.csv", "names to lists$"),
            (np.zeros((2, 2)), "names to lists$"),
            (pd.Series(["ja"], name="vragen_beantwoord"), "names to lists$"),
            (["vragen_beantwoord"], "names to lists$"),
            (
                {"vragen_beantwoord": "ja"},
                "'vragen_beantwoord' holds a list of values, one a row, and no str",
            ),
            (
                {"vragen_beantwoord": {"ja"}},
                "'vragen_beantwoord' holds a list of values, one a row, and no set",
            ),
            ({"doelen_benoemd": True}, "'doelen_benoemd' holds a list of values, one a row, and no bool"),
        ],
    )
    def test_of_what_is_no_frame_the_way_to_one(self, frame: Any, message: str) -> None:
        with pytest.raises(TypeError, match=message):
            run(SMALL, frame, on=ON, allow_missing=True)

    @pytest.mark.parametrize(
        "said",
        [
            {"vragen_beantwoord": "school_kan_bieden"},
            {"vragen_beantwoord": "x", "school_kan_bieden": "x"},
        ],
    )
    def test_a_column_is_of_one_name(self, said: dict[str, str]) -> None:
        with pytest.raises(ValueError, match="a column is said of one name"):
            run(SMALL, SAID | {"x": ["ja", "ja"]}, on=ON, columns=said, allow_missing=True)

    def test_every_frame_says_the_same(self) -> None:
        expected = run(PLAN, made_up(), on=ON).table.to_pylist()
        frames = {
            "pandas": made_up().to_pandas(),
            "polars": pl.from_arrow(made_up()),
            "lists": made_up().to_pydict(),
            "a reader": pa.RecordBatchReader.from_batches(made_up().schema, made_up().to_batches()),
        }
        for name, frame in frames.items():
            assert expected == run(PLAN, frame, on=ON).table.to_pylist(), name

    def test_null_nan_and_na_are_missing(self) -> None:
        nothing = {"doelen_benoemd": [None, pd.NA], "vragen_beantwoord": [float("nan"), "ja"]}
        frame = pd.DataFrame(SAID | nothing)
        assert [None, None] == run(SMALL, frame, on=ON, allow_missing=True).table[
            "aanbeveling.rule"
        ].to_pylist()

    def test_a_column_called_otherwise(self) -> None:
        frame = pd.DataFrame(SAID).rename(columns={"doelen_benoemd": 7})
        found = run(SMALL, frame, on=ON, columns={"doelen_benoemd": 7}, allow_missing=True)
        assert ["binnen-de-school", "onvolledig"] == found.table["aanbeveling"].to_pylist()
        assert {"binnen-de-school": 1, "onvolledig": 1} == found.counts("aanbeveling")

    @pytest.mark.parametrize(("name", "code"), [("x", "PRD-B55"), ("Doelen benoemd", "PRD-B56")])
    def test_nobody_is_lost_for_want_of_a_column(self, name: str, code: str) -> None:
        for frame in (pd.DataFrame({name: ["ja"]}), pl.DataFrame({name: ["ja"]}), {name: ["ja"]}):
            with pytest.raises(ProdiaError, match=code):
                run(SMALL, frame, on=ON, allow_missing=True)

    def test_a_relation_of_duckdb(self) -> None:
        duckdb = pytest.importorskip("duckdb")
        people = made_up()
        with duckdb.connect() as database:
            database.register("people", people)
            found = run(PLAN, database.sql("SELECT * FROM people"), on=ON)
        assert run(PLAN, people, on=ON).table.to_pylist() == found.table.to_pylist()

    def test_percentiles_of_sixteen_bits(self) -> None:
        table = pa.table({"pc_dictee": pa.array([9, 12, None], pa.float16())})
        given = run(PLAN, table, on=ON, allow_missing=True)
        assert not given.refused

    def test_shares_are_no_percentiles(self) -> None:
        with pytest.raises(ProdiaError, match="PRD-B57"):
            run(PLAN, {"pc_dictee": [0.09, 0.12, 0.16]}, on=ON, allow_missing=True)

    def test_to_pandas(self) -> None:
        assert ["binnen-de-school", "onvolledig"] == [
            *run(SMALL, SAID, on=ON, allow_missing=True).to_pandas()["aanbeveling"]
        ]

    @pytest.mark.parametrize(
        ("column", "values"),
        [
            ("pc_dictee", pa.array(["12", "13"])),
            ("pc_dictee", pa.array([[1.0], [2.0]])),
            ("pc_dictee", pa.array([True, False])),
            ("hulp_start", pa.array([dt.datetime(2026, 1, 1, tzinfo=dt.UTC)] * 2)),
            ("kreeg_hulp", pa.array([1, 0])),
            ("pc_dictee", ["12", 13.0]),
        ],
    )
    def test_a_column_of_another_type_is_refused(self, column: str, values: Any) -> None:
        with pytest.raises(TypeMismatch) as error:
            run(PLAN, {column: values}, on=ON, allow_missing=True)
        assert "PRD-B41" == error.value.problem.code
        assert column in str(error.value)

    def test_a_cell_that_is_no_answer_refuses_its_row(self) -> None:
        """Of that person nothing is said; the others are told of."""
        wrong = SAID | {"vragen_beantwoord": ["ja", "misschien"]}
        ran = run(SMALL, wrong, on=ON, allow_missing=True)
        assert ["binnen-de-school", None] == ran.table["aanbeveling"].to_pylist()
        assert [("PRD-B42", "1")] == [(p.code, str(p.values()["row"])) for p in ran.refused]
        assert "misschien" not in str(ran.refused[0].line("nl"))

    @pytest.mark.parametrize("value", [-1.0, 101.0, 1e300, float("inf")])
    def test_a_number_off_its_scale_is_refused(self, value: float) -> None:
        ran = run(PLAN, {"pc_dictee": [value, 50.0]}, on=ON, allow_missing=True)
        assert [True, False] == ran.table["refused"].to_pylist()

    def test_an_age_is_in_completed_years_and_months(self) -> None:
        """As in a case: between 108 and 109 months there is nothing, so a rule for each would miss it."""
        ran = run(PLAN, {"case.age_months": [108.5, 108.0]}, on=ON, allow_missing=True)
        assert [True, False] == ran.table["refused"].to_pylist()
        assert "(1, 2, 3 ...)" in ran.refused[0].line("nl")

    def test_a_moment_of_a_day_is_no_day(self) -> None:
        days = pa.array([dt.datetime(2026, 1, 1, 9), dt.datetime(2026, 1, 1)])
        assert [True, False] == run(PLAN, {"hulp_start": days}, on=ON, allow_missing=True).table[
            "refused"
        ].to_pylist()

    @pytest.mark.parametrize("text", ["0000-01-01", "2026-02-30", " 2026-01-01", "2026-1-1", "20260101", ""])
    def test_a_text_that_is_no_day_refuses_its_row(self, text: str) -> None:
        """Days in texts are read at once where all are days, and else one by one."""
        days = ["2026-01-01", None, "0001-01-01", "9999-12-31"]
        for more, refused in (([], []), ([text], [4])):
            column, type = pa.array(days + more), PLAN.types["hulp_start"]
            for one in (column, column.dictionary_encode()):
                found, wrong = read_column("hulp_start", type, one)
                assert [None if d is None else dt.date.fromisoformat(d) for d in days] == found.to_list()[:4]
                assert refused == wrong.tolist()

    def test_columns_that_are_not_there_are_asked(self) -> None:
        with pytest.raises(ProdiaError) as error:
            run(SMALL, SAID, on=ON)
        assert "PRD-B43" == error.value.problem.code

    def test_a_kind_of_guidance_without_steps(self) -> None:
        with pytest.raises(ProdiaError) as error:
            run(SMALL, SAID, on=ON, mode="anonymous", allow_missing=True)
        assert "PRD-C67" == error.value.problem.code

    @pytest.mark.parametrize(
        ("frame", "error"),
        [
            ({"pc_dictee": [1.0], "kreeg_hulp": [True, False]}, ValueError),
            (3, TypeError),
            (pl.DataFrame({"pc_dictee": [1.0]}).lazy(), TypeError),
        ],
    )
    def test_what_is_no_frame(self, frame: object, error: type[Exception]) -> None:
        with pytest.raises(error):
            run(PLAN, frame, on=ON, allow_missing=True)

    def test_two_columns_of_one_name(self) -> None:
        frame = pd.DataFrame([[True, False]], columns=["doelen_benoemd", "doelen_benoemd"])
        with pytest.raises(ValueError, match="two columns"):
            run(SMALL, frame, on=ON, allow_missing=True)


class TestPopulation:
    """People who do not exist: the same by seed, and what they say holds together."""

    def test_by_seed(self) -> None:
        again, other = (population(PLAN, 50, seed=n, on=ON) for n in (1, 2))
        assert again.equals(population(PLAN, 50, seed=1, on=ON))
        assert not again.equals(other)

    def test_nothing_contradicts(self) -> None:
        ran = run(PLAN, population(PLAN, 300, seed=5, on=ON), on=ON)
        assert [] == [*ran.refused]
        assert {None} == set(ran.table["contradictions"].to_pylist())

    def test_tests_of_one_child_go_together(self) -> None:
        table = population(PLAN, 4000, seed=6, on=ON, missing=0.0, correlation=0.8, reliability=1.0)
        x, y = (table[name].to_numpy() for name in ("pc_woordlezen", "pc_dictee"))
        assert 0.7 < np.corrcoef(x, y)[0, 1] < 0.85

    def test_shares_are_those_that_were_given(self) -> None:
        table = population(PLAN, 500, seed=6, on=ON, missing=0.0, shares={"graad": {"lager": 1.0}})
        assert {"lager"} == set(table["graad"].to_pylist())


def test_the_examples() -> None:
    assert [0, 0, 0] == [doctest.testmod(module).failed for module in (kernel, many, people)]


def test_a_null_among_the_constants_is_no_comparison() -> None:
    """«a between 3 and null» is false below 3 and unknown above: one sample would not do for both."""
    tree = prodia.parse("a between 3 and null")
    assert (None, ()) == (comparisons(tree, "a"), comparisons(tree, "b"))
    assert comparisons(prodia.parse("a between 3 and 5"), "a")


def test_a_kernel_holds_no_definition() -> None:
    """So it can be sent: it survives being written and read."""
    import pickle

    made = many.kernel_for(PLAN, made_up().column_names, ON, "trajectory")
    again = pickle.loads(pickle.dumps(made))
    given, _ = many.read_table(again, made_up(), ON)
    ran = again.run(given, len(made_up()))
    assert many.told_of(again, ran, np.zeros(len(made_up()), dtype=bool)).equals(
        run(PLAN, made_up(), on=ON).table
    )
