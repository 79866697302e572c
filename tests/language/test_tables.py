"""Decision tables: one person, a column of people, and the rows as written say the same."""

from __future__ import annotations

import json
import math
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.errors import ContentError
from prodia.language import Column, Missing, evaluate, nine, parse, parse_cell, parse_type
from prodia.language.tables import HitPolicy, Input, Output, Rule, Table
from prodia.language.tables.axes import INF, edge
from prodia.language.tables.compiled import Coded, by_bits, by_cells, compile_table
from tests.language.tables_given import COLUMNS, admitted, answered, tables

TCK_TYPES = {"number": "number", "string": "text", "boolean": "truth"}
VECTORS = Path(__file__).parents[3] / "shared" / "vectors" / "feel.json"


FIRST = HitPolicy.FIRST


def table_of(columns: dict[str, str], rules: list[tuple[str, ...]], **more) -> Table:
    inputs = tuple(Input(parse(name), parse_type(type_)) for name, type_ in columns.items())
    made = tuple(Rule(tuple(map(parse_cell, cells)), (outcome,)) for *cells, outcome in rules)
    return Table(inputs, (Output("y"),), made, **more)


def as_tuple(hit) -> tuple:
    return hit.rules, hit.rows, hit.default_used, hit.status


def columns_of(table: Table, rows: list[tuple]) -> list[Column]:
    return [Column.of([row[i] for row in rows], column.type.runtime) for i, column in enumerate(table.inputs)]


class TestOneMeaning:
    """A compiled table answers what its rows, read one by one, answer; so does every column face of it."""

    @given(tables())
    def test_one_person(self, table):
        compiled = compile_table(table)
        for row in admitted(table, null=True):
            expected = answered(table, row)
            assert expected == as_tuple(compiled.decide(row))
            assert expected == as_tuple(compiled.decide(row)), "a remembered cell answers the same"

    @given(tables())
    def test_columns(self, table):
        compiled, rows = compile_table(table), admitted(table, null=True)
        columns = columns_of(table, rows)
        expected = [answered(table, row) for row in rows]
        assert expected == [as_tuple(h) for h in compiled.decide_columns(columns)]
        assert expected == [as_tuple(h) for h in by_cells(compiled, columns, len(rows))]
        assert expected == [as_tuple(h) for h in by_bits(compiled, columns, len(rows))]

    @given(tables(most_inputs=2), st.integers(70, 140))
    def test_more_rules_than_a_word_has_bits(self, table, count):
        rules = (table.rules * count)[:count]
        table = Table(table.inputs, table.outputs, rules, table.hit, table.aggregate, table.otherwise)
        compiled, rows = compile_table(table), admitted(table, null=True)
        expected = [answered(table, row) for row in rows]
        assert expected == [as_tuple(h) for h in by_bits(compiled, columns_of(table, rows), len(rows))]

    @given(tables())
    def test_coded_columns_and_their_outputs(self, table):
        compiled, rows = compile_table(table), admitted(table, null=True)
        columns = []
        for i in range(len(table.inputs)):
            values = list({(type(r[i]), r[i]): r[i] for r in rows if r[i] is not None}.values())
            codes = [-1 if r[i] is None else values.index(r[i]) for r in rows]
            columns.append(Coded(np.array(codes, dtype=np.int8), tuple(values)))
        hits = compiled.decide_columns(columns)
        expected = [answered(table, row) for row in rows]
        assert expected == [as_tuple(h) for h in hits]
        first = [rules[0] if rules and status == "ok" else -1 for rules, _, _, status in expected]
        assert first == hits.rule.tolist()
        output = hits.output(0)
        shown = [None if c < 0 else output.values[c] for c in output.codes.tolist()]
        assert [rows_[0][0] if rows_ else None for _, rows_, _, _ in expected] == shown

    def test_no_rows(self):
        compiled = compile_table(table_of({"x": "percentile"}, [("< 10", "a")]))
        assert [] == list(compiled.decide_columns([Column.of([], "number")]))
        assert [] == list(by_bits(compiled, [Column.of([], "number")], 0))

    def test_more_edges_than_are_compared_one_by_one(self):
        rules = [(f"[{n}..{n + 1})", f"r{n}") for n in range(40)]
        compiled = compile_table(table_of({"x": "percentile"}, rules))
        values = [None, *(n / 4 for n in range(164)), 39.9999999999]
        hits = compiled.decide_columns([Column.of(values, "number")])
        assert [compiled.decide((v,)) for v in values] == list(hits)


class TestEdges:
    """A raw number falls on the side of a cut-off where its nine decimals fall."""

    @given(
        st.one_of(st.integers(-3000, 3000).map(float), st.floats(-2.1e6, 2.1e6)).map(nine),
        st.booleans(),
        st.one_of(st.floats(-3e-9, 3e-9), st.floats(allow_nan=False, allow_infinity=False)),
    )
    def test_the_edge_is_where_nine_says(self, where, below, step):
        cut = edge("number", where, belongs_below=below)
        for x in (where, where + step, cut, math.nextafter(cut, INF), math.nextafter(cut, -INF)):
            assert (nine(x) > where if below else nine(x) >= where) == (x > cut)

    @given(st.floats(9.9999999, 10.0000001))
    def test_cells_compare_at_nine_decimals(self, x):
        table = table_of({"x": "percentile"}, [("< 10", "below"), ("10", "at"), ("> 10", "above")])
        word = "below" if evaluate(parse("x < 10"), {"x": x}) else "at" if nine(x) == 10 else "above"
        compiled = compile_table(table)
        assert (word,) == compiled.decide((x,)).output
        column = Column("number", np.array([x]), np.array([False]))
        assert [(word,)] == [h.output for h in compiled.decide_columns([column])]


class TestNoValue:
    """Null is met by `-` and by `null` only; what is not a value of the type counts as null."""

    TABLE = table_of({"x": "percentile", "g": "choice a | b"}, [("-", "a", "open"), ("null", "-", "null")])

    @pytest.mark.parametrize("nothing", [None, *Missing, math.nan, math.inf, -math.inf, "ten", []])
    def test_nothing(self, nothing):
        assert ("null",) == compile_table(self.TABLE).decide((nothing, "b")).output

    @pytest.mark.parametrize("cell", ["< 10", "not(10)", "!= 10", "[0..100]", "not(< 10)"])
    def test_no_comparison_holds_of_null(self, cell):
        compiled = compile_table(table_of({"x": "percentile"}, [(cell, "a")]))
        assert "none" == compiled.decide((None,)).status

    @pytest.mark.parametrize("type_", sorted(COLUMNS))
    def test_in_a_column_that_only_asks_for_null(self, type_):
        compiled = compile_table(table_of({"x": type_}, [("null", "a")], otherwise=("z",)))
        for value in (*COLUMNS[type_][1], None) * 2:
            assert ("a" if value is None else "z",) == compiled.decide((value,)).output

    def test_not_a_number_in_a_column(self):
        compiled = compile_table(self.TABLE)
        raw = np.array([np.nan, np.inf, -np.inf, 5.0])
        columns = [Column("number", raw, np.zeros(4, dtype=bool)), Column.of(["b"] * 4)]
        assert [("null",)] * 3 + [None] == [h.output for h in compiled.decide_columns(columns)]


class TestSent:
    """A compiled table can be sent to another process as it is."""

    @given(tables())
    def test_pickled(self, table):
        compiled, rows = compile_table(table), admitted(table, null=True)
        columns = columns_of(table, rows)
        expected = list(compiled.decide_columns(columns))
        again = pickle.loads(pickle.dumps(compiled))
        assert expected == list(again.decide_columns(columns)) == [again.decide(row) for row in rows]


class TestColumnsOfTexts:
    """Texts in an object, a unicode and a coded column are the same texts."""

    def test_same(self):
        compiled = compile_table(
            table_of({"g": "text"}, [("a, b", "x"), ("null", "y"), ("-", "z")], hit=FIRST)
        )
        texts = ["a", "c", "b", "aa", "", "a"]
        none = np.array([False] * 5 + [True])
        expected = [("x",), ("z",), ("x",), ("z",), ("z",), ("y",)]
        for values in (np.array(texts, dtype=object), np.array(texts)):
            assert expected == [h.output for h in compiled.decide_columns([Column("text", values, none)])]
        spread = np.array([[text, None] for text in texts], dtype=object)[:, 0]  # not one after the other
        assert expected == [h.output for h in compiled.decide_columns([Column("text", spread, none)])]
        coded = Coded(np.array([0, 1, 2, 3, 4, -1]), ("a", "c", "b", "aa", ""))
        assert expected == [h.output for h in compiled.decide_columns([coded])]
        with pytest.raises(ValueError, match="neither -1"):
            compiled.decide_columns([Coded(np.array([0, 2]), ("a", "b"))])

    @given(st.lists(st.sampled_from(["a", "b", "c", "?", "", None]), max_size=60), st.booleans())
    def test_whether_they_are_one_object_or_many(self, texts, apart):
        """A few objects are told apart by where they lie, many are looked up: each as for one person."""
        compiled = compile_table(table_of({"g": "text"}, [("a", "x"), ("b, c", "y"), ("-", "z")], hit=FIRST))
        many = [f"{n}" for n in range(40 * apart)] + texts  # past what is told apart
        objects = [None if t is None else t.encode().decode() if apart else t for t in many]
        column = np.empty(len(objects), dtype=object)
        column[:] = objects
        none = np.array([t is None for t in many], dtype=bool)
        expected = [compiled.decide([t]) for t in many]
        assert expected == list(compiled.decide_columns([Column("text", column, none)]))


class TestNamed:
    """Named values go through the expression of each input."""

    def test_one_and_many(self):
        table = Table(
            (Input(parse("a + b"), parse_type("number")),),
            (Output("y"),),
            (Rule((parse_cell("<= 0.3"),), (1,)),),
            otherwise=(2,),
        )
        compiled = compile_table(table)
        assert (1.0,) == compiled.decide_named({"a": 0.1, "b": 0.2}).output
        columns = {"a": Column.of([0.1, 0.1]), "b": Column.of([0.2, 0.3])}
        assert [(1.0,), (2.0,)] == [h.output for h in compiled.decide_columns_named(columns)]


class TestRefused:
    """A cell that does more than compare its column with constants is refused by name."""

    @pytest.mark.parametrize("cell", ["? + 1 < 3", "< law.grens", "? < ? * 2"])
    def test_cell(self, cell):
        with pytest.raises(ContentError) as caught:
            compile_table(table_of({"x": "percentile"}, [(cell, "a")]))
        assert "PRD-B15" == caught.value.problem.code

    def test_shape(self):
        with pytest.raises(ValueError, match="one cell per input"):
            compile_table(table_of({"x": "percentile"}, [("-", "-", "a")]))
        with pytest.raises(ValueError, match="1 inputs, 0 values"):
            compile_table(table_of({"x": "percentile"}, [("-", "a")])).parts(())


def vectors() -> list:
    if not VECTORS.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="../shared/vectors is not here"))]
    found = [v for v in json.loads(VECTORS.read_text()) if v["kind"] == "table"]
    assert found
    return [pytest.param(v, id=v["id"]) for v in found]


class TestConformance:
    """The decision tables of the DMN TCK give the TCK's results, for one person and for a column."""

    @pytest.mark.parametrize("vector", vectors())
    def test_tck(self, vector):
        given_ = vector["table"]
        inputs = tuple(
            Input(parse(i["expression"]), parse_type(TCK_TYPES[i["typeRef"]])) for i in given_["inputs"]
        )
        outputs = tuple(
            Output(o["name"] or "", None, self.values(o["values"]) if o["values"] else ())
            for o in given_["outputs"]
        )
        rules = tuple(
            Rule(tuple(map(parse_cell, r["when"])), tuple(evaluate(parse(t), {}) for t in r["then"]))
            for r in given_["rules"]
        )
        hit = HitPolicy(given_["hitPolicy"].lower())
        aggregate = given_.get("aggregation", "none").lower()
        compiled = compile_table(Table(inputs, outputs, rules, hit, aggregate))
        columns = {name: Column.of([value]) for name, value in vector["inputs"].items()}
        for answer in (
            compiled.decide_named(vector["inputs"]),
            *compiled.decide_columns_named(columns),
        ):
            rows = [
                dict(zip((o.name for o in outputs), row, strict=True)) if outputs[0].name else row[0]
                for row in answer.rows
            ]
            single = hit.single or aggregate != "none"
            assert vector["expected"] == (rows[0] if single else rows)

    def values(self, text: str) -> tuple:
        return tuple(evaluate(parse(part.strip()), {}) for part in text.split(","))
