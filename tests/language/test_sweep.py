"""Checking a table agrees with trying every case; witnesses are cases; a budget is honest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.language import Literal, evaluate, parse_type
from prodia.language.analysis import answer, matters, nearest
from prodia.language.tables import HitPolicy, Output, Table
from prodia.language.tables.compiled import compile_table
from prodia.language.tables.review import Spent, analyse, gaps, missing_input, overlaps, shared_by, witness_of
from prodia.problems import Problem, values
from tests.language.tables_given import admitted, answered, holding, tables
from tests.language.test_tables import table_of


def codes(table: Table, **more) -> list[str]:
    return [f.kind.code for f in analyse(table, **more)]


class TestGaps:
    """A gap is reported exactly when some admitted case has no rule, and the witness is such a case."""

    @given(tables(), st.integers(1, 4))
    def test_agrees_with_trying_every_case(self, table, limit):
        found = gaps(compile_table(table), limit=limit)
        assert any(not holding(table, row) for row in admitted(table, null=False)) == bool(found)
        for seen in found:
            assert [] == holding(table, seen.values)
            assert None not in seen.values
            assert all(i.type.admits(v) for i, v in zip(table.inputs, seen.values, strict=True))

    @given(tables())
    def test_missing_values(self, table):
        found = missing_input(compile_table(table))
        rows = admitted(table, null=True)
        complete = all(holding(table, row) for row in admitted(table, null=False))
        if found is None:
            assert not complete or all(holding(table, row) for row in rows)
            return
        inputs, seen = found
        assert [] == holding(table, seen.values)
        assert set() < {i for i, v in enumerate(seen.values) if v is None} <= set(inputs)
        for i in inputs if len(inputs) > 1 and sum(v is None for v in seen.values) == 1 else ():
            alone = [row for row in rows if [n for n, v in enumerate(row) if v is None] == [i]]
            assert any(not holding(table, row) for row in alone)

    def test_the_declared_range_bounds_the_space(self):
        rules = [("[0..50)", "a"), ("[50..100]", "b")]
        assert [] == codes(table_of({"x": "percentile"}, rules, otherwise=("z",)))
        assert ["B07"] == codes(table_of({"x": "percentile"}, rules))
        assert ["B01", "B07"] == codes(table_of({"x": "number"}, rules))

    def test_a_verdict_has_four_values_and_is_never_null(self):
        rules = [("met", "a"), ("not met, judgement", "b"), ("not assessable", "c")]
        assert [] == codes(table_of({"v": "verdict"}, rules))
        found = analyse(table_of({"v": "verdict"}, rules[:2]))
        assert ["v = not assessable"] == [f.witness.words.nl for f in found]

    def test_whole_numbers_and_days_leave_nothing_between(self):
        assert [] == codes(table_of({"n": "count"}, [("<= 9", "a"), (">= 10", "b"), ("null", "c")]))
        days = [('<= date("2020-01-01")', "a"), ('>= date("2020-01-02")', "b"), ("null", "c")]
        assert [] == codes(table_of({"d": "date"}, days))
        (found,) = analyse(table_of({"n": "number"}, [("<= 9", "a"), (">= 10", "b"), ("null", "c")]))
        assert ("B01", (9.1,)) == (found.kind.code, found.witness.values)


class TestOverlaps:
    """Two rules overlap exactly when some admitted case satisfies both."""

    @given(tables())
    def test_agrees_with_trying_every_case(self, table):
        compiled = compile_table(table)
        found = set(overlaps(compiled))
        tried = set()
        for row in admitted(table, null=True):
            rules = holding(table, row)
            tried |= {(a, b) for a in rules for b in rules if a < b}
        assert tried == found
        for a, b in found:
            seen = witness_of(compiled, shared_by(compiled, a, b)).values
            assert {a, b} <= set(holding(table, seen))


class TestFindings:
    """`analyse` names each kind of mistake with the rules, the column and a case."""

    @given(tables())
    def test_agrees_with_trying_every_case(self, table):
        found = analyse(table)
        rows = admitted(table, null=True)
        answers = {row: answered(table, row) for row in rows}
        for kind in ("B02", "B03"):
            for f in (f for f in found if f.kind.code == kind):
                assert "several" == answered(table, f.witness.values)[3]
        told = any(f.kind.code in ("B02", "B03", "B06") and f.rules for f in found)
        assert told == any(a[3] == "several" for a in answers.values())
        told = any(f.kind.code in ("B01", "B07") or (f.kind.code == "B06" and not f.rules) for f in found)
        assert told == any(a[3] == "none" for a in answers.values())
        if table.hit in (HitPolicy.FIRST, HitPolicy.PRIORITY):
            idle = {f.rules[0] for f in found if f.kind.code in ("B04", "B13")}
            used = {r for a in answers.values() for r in a[0]}
            assert set(range(len(table.rules))) - used == idle
        restricts = {
            i
            for row in rows
            for rule in table.rules
            for i, cell in enumerate(rule.when)
            if cell != Literal(True) and evaluate(cell, {"?": row[i]}) is not True
        }
        assert set(range(len(table.inputs))) - restricts == {f.column for f in found if f.kind.code == "B10"}

    @given(tables())
    def test_every_message_is_filled(self, table):
        for f in analyse(table):
            problem = Problem(f.kind, None, table="t", **dict(f.args))
            for lang in ("nl", "en"):
                assert "{" not in problem.message(lang) + problem.hint(lang)

    @pytest.mark.parametrize(
        ("rules", "expected"),
        [
            ([("< 10", "a"), ("> 10", "b")], "bij precies 10 voor «x» geldt geen enkele regel (x = 10)"),
            (
                [("<= 10", "a"), (">= 10", "b")],
                "bij precies 10 voor «x» gelden regel 1 en regel 2 allebei (x = 10)",
            ),
        ],
    )
    def test_edges_that_miss_or_meet_in_one_value(self, rules, expected):
        edge = next(f for f in analyse(table_of({"x": "percentile"}, rules)) if f.kind.code == "B06")
        assert expected in Problem(edge.kind, None, table="t", **dict(edge.args)).message("nl")

    def test_one_value_of_a_narrow_rule_is_an_overlap_and_no_edge(self):
        found = analyse(table_of({"x": "percentile"}, [("10", "a"), ("< 20", "b")], otherwise=("z",)))
        assert ["B02"] == [f.kind.code for f in found]

    def test_one_value_without_a_rule_on_both_sides_is_a_gap_and_no_edge(self):
        rules = [("< 10", "-", "a"), ("10", "true", "b"), ("> 10", "true", "c")]
        table = table_of({"x": "percentile", "g": "truth"}, rules)
        first = analyse(table)[0]
        assert ("B01", (10.0, False)) == (first.kind.code, first.witness.values)

    def test_any_contradicts_only_itself(self):
        same = [("<= 10", "a"), (">= 5", "a"), ("null", "c")]
        assert [] == codes(table_of({"x": "percentile"}, same, hit=HitPolicy.ANY))
        other = [("<= 10", "a"), (">= 5", "b"), ("null", "c")]
        assert ["B03"] == codes(table_of({"x": "percentile"}, other, hit=HitPolicy.ANY))

    def test_hidden_by_two_rules_together(self):
        rules = [("< 10", "a"), (">= 10", "b"), ("[5..20]", "c"), ("-", "d")]
        found = analyse(table_of({"x": "percentile"}, rules, hit=HitPolicy.FIRST))
        assert [("B04", 2)] == [(f.kind.code, f.rules[0]) for f in found]

    def test_a_cell_that_fits_nothing(self):
        rules = [("> 100", "a"), ("-", "b")]
        found = analyse(table_of({"x": "percentile"}, rules))
        assert [("B13", (0,), 0)] == [(f.kind.code, f.rules, f.column) for f in found]

    def test_an_outcome_that_is_not_declared(self):
        table = table_of({"x": "percentile"}, [("-", "b")], otherwise=("c",))
        output = Output("y", parse_type("choice a | b"), ("a", "b"))
        table = Table(table.inputs, (output,), table.rules, otherwise=("c",))
        found = [f for f in analyse(table) if f.kind.code == "B09"]
        assert [((), "c")] == [(f.rules, dict(f.args)["found"]) for f in found]

    def test_a_column_of_no_use(self):
        found = analyse(
            table_of({"x": "percentile", "g": "truth"}, [("-", "true", "a"), ("-", "false", "b")])
        )
        assert ("B10", 0) in [(f.kind.code, f.column) for f in found]

    def test_missing_values_are_told_once(self):
        columns = {f"x{i}": "percentile" for i in range(6)}
        rules = [("< 10", *["[0..100]"] * 5, "a"), (">= 10", *["[0..100]"] * 5, "b")]
        found = analyse(table_of(columns, rules))
        assert ["B07"] == [f.kind.code for f in found]
        assert all(f"«x{i}»" in values(found[0].args)["columns"] for i in range(6))

    def test_an_unclear_cell_is_a_finding(self):
        assert ["B15"] == codes(table_of({"x": "percentile"}, [("? + 1 < 3", "a")]))

    def test_past_the_budget_nothing_is_called_fine(self):
        rules = [
            ("< 10", "< 10", "a"),
            ("[10..20)", ">= 10", "b"),
            ("null", "-", "c"),
            ("-", "null", "c"),
            ("< 20", "-", "d"),
            (">= 20", "< 10", "e"),
            (">= 20", ">= 10", "f"),
        ]
        table = table_of({"x": "percentile", "y": "percentile"}, rules, hit=HitPolicy.FIRST)
        assert [] == codes(table)
        assert ["B14", "B14", "B14"] == codes(table, steps=1)
        with pytest.raises(Spent):
            gaps(compile_table(table), steps=1)

    def test_rules_that_share_nothing_and_are_as_many_as_the_cells_need_no_search(self):
        table = table_of({"x": "percentile"}, [("< 10", "a"), (">= 10", "b"), ("null", "c")])
        assert () == gaps(compile_table(table), steps=0)


@st.composite
def half_known(draw):
    """A table, and for each input the admitted values still possible (None: every one, or no value)."""
    table = draw(tables(most_inputs=3))
    rows = admitted(table, null=True)
    known = []
    for i in range(len(table.inputs)):
        values = list({(type(r[i]), r[i]): r[i] for r in rows}.values())
        some = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique_by=lambda v: (type(v), v))
        known.append(draw(st.none() | some))
    left = [
        row
        for row in rows
        if all(
            k is None or any(type(v) is type(x) and v == x for x in k)
            for v, k in zip(row, known, strict=True)
        )
    ]
    return table, known, left


def still_open(compiled, i, known=None):
    """The parts an input can be in: those of the values known, or all that the type admits."""
    axis = compiled.axes[i]
    if known is not None:
        return sorted({axis.part_of(v) for v in known})
    return [n for n, part in enumerate(axis.parts) if part.inside]


class TestRelevance:
    """A question matters if, for some completion of the others, its answers differ."""

    @given(half_known())
    def test_matters(self, given_):
        table, known, left = given_
        compiled = compile_table(table)
        open_ = [still_open(compiled, i, k) for i, k in enumerate(known)]
        for i in range(len(known)):
            seen: dict[tuple, set] = {}
            for row in left:
                _, rows, _, status = answered(table, row)
                seen.setdefault((*row[:i], *row[i + 1 :]), set()).add((status, rows))
            assert any(len(answers) > 1 for answers in seen.values()) == matters(compiled, open_, i)

    def test_past_the_budget_everything_matters(self):
        compiled = compile_table(table_of({"x": "percentile", "g": "truth"}, [("< 10", "true", "a")]))
        open_ = [still_open(compiled, i) for i in range(2)]
        assert matters(compiled, open_, 0, steps=1)

    @given(tables(), st.data())
    def test_nearest_changes_the_fewest_inputs(self, table, data):
        compiled = compile_table(table)
        rows = admitted(table, null=False)
        here = data.draw(st.sampled_from(admitted(table, null=True)))
        now = answer(compiled.decide(here))
        others = [r for r in rows for a in [compiled.decide(r)] if a.status == "ok" and answer(a) != now]
        found = nearest(compiled, here)
        mixed = [
            tuple(h if keep else v for h, v, keep in zip(here, row, keeps, strict=True))
            for row in rows
            for keeps in _subsets(len(here))
        ]
        different = [m for m in mixed if (a := compiled.decide(m)).status == "ok" and answer(a) != now]
        if not found:
            assert not different and not others
            return
        at = compiled.parts(here)
        fewest = min(sum(a != b for a, b in zip(compiled.parts(m), at, strict=True)) for m in different)
        for change in found:
            assert fewest == len(change.to)
            moved = [dict(change.to).get(i, n) for i, n in enumerate(at)]
            assert change.hit == compiled.at(moved)
            assert answer(change.hit) != now

    def test_words(self):
        rules = [("< 10", "-", "a"), (">= 10", "true", "b"), (">= 10", "false", "c")]
        compiled = compile_table(table_of({"pc": "percentile", "g": "truth"}, rules))
        found = nearest(compiled, (9.0, True))
        assert [(("pc", ">= 10"),)] == [c.words(compiled, "nl") for c in found]
        assert [("b",)] == [c.hit.output for c in found]


def _subsets(n: int) -> list[tuple[bool, ...]]:
    return [tuple(bool(bits >> i & 1) for i in range(n)) for bits in range(1 << n)]
