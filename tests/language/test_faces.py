"""One person, a column of people and a browser get the same answer, bit for bit."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prodia.language import (
    Apply,
    Column,
    Missing,
    Name,
    Tree,
    Value,
    evaluate,
    evaluate_columns,
    parse,
    runtime,
    to_javascript,
    trace,
)
from prodia.language.javascript import javascript_value
from prodia.language.operators import ROWS
from prodia.language.values import named, plain
from tests.examples import examples
from tests.language.strategies import KINDS, NAMES, people, trees

groups = st.lists(people, min_size=1, max_size=4)


def bits(value: Any) -> Any:
    """A value that is equal only to the very same one: 0.0 and -0.0 differ, 1.0 and True differ."""
    return struct.pack(">d", value) if isinstance(value, float) else (type(value), value)


def columns_of(group: list[dict[str, Value]]) -> dict[str, Column]:
    return {n: Column.of([p[n] for p in group], kind) for kind in KINDS for n in NAMES[kind]}


class TestColumns:
    """The column of a group is the list of what each person gets."""

    @given(trees(), groups)
    @settings(max_examples=examples(150))
    def test_every_person_of_a_column_gets_their_own_value(
        self, tree: Tree, group: list[dict[str, Value]]
    ) -> None:
        together = evaluate_columns(tree, columns_of(group)).to_list()
        alone = [evaluate(tree, person) for person in group]
        assert [bits(v) for v in alone] == [bits(v) for v in together]

    @pytest.mark.parametrize("key", list(ROWS))
    @given(st.data())
    @settings(max_examples=examples(10))
    def test_of_every_operator(self, key: str, data: st.DataObject) -> None:
        row = ROWS[key]
        case = data.draw(st.sampled_from(row.cases))
        kinds = [data.draw(st.sampled_from(KINDS)) if k == "any" else k for k in case.args]
        if case.result == "same":
            kinds[-1] = kinds[-2]
        count = max(row.least, len(kinds))
        kinds = (kinds + kinds[-1:] * count)[:count]
        tree = Apply(key, tuple(Name(NAMES[k][i % 2]) for i, k in enumerate(kinds)))
        group = data.draw(groups)
        together = evaluate_columns(tree, columns_of(group)).to_list()
        assert [bits(evaluate(tree, p)) for p in group] == [bits(v) for v in together]

    def test_columns_of_different_lengths_are_refused(self) -> None:
        columns = {"a": Column.of([1.0]), "b": Column.of([1.0, 2.0])}
        with pytest.raises(ValueError, match="lengths"):
            evaluate_columns(parse("a + b"), columns)

    def test_a_name_without_a_column_is_missing_for_everyone(self) -> None:
        made = evaluate_columns(parse("a > 1 or b"), {"a": Column.of([2.0, 0.0])})
        assert [True, None] == made.to_list()

    def test_a_number_that_is_not_finite_is_missing(self) -> None:
        values: list[Value] = [float("nan"), float("inf"), 3.0]
        assert [None, None, True] == [evaluate(parse("a > 1"), {"a": v}) for v in values]
        assert [None, None, True] == evaluate_columns(parse("a > 1"), {"a": Column.of(values)}).to_list()


@pytest.fixture(scope="module")
def browser() -> Any:
    quickjs = pytest.importorskip(
        "quickjs", reason="quickjs is not installed: the JavaScript face is not run"
    )
    context = quickjs.Context()
    context.eval(runtime())
    return context


class TestJavaScript:
    """The browser gets what Python gets."""

    @given(trees(), people)
    @settings(max_examples=examples(150))
    def test_the_same_bits(self, browser: Any, tree: Tree, person: dict[str, Value]) -> None:
        self.compare(browser, tree, person)

    @pytest.mark.parametrize("key", list(ROWS))
    def test_every_example(self, browser: Any, key: str) -> None:
        self.compare(browser, parse(ROWS[key].example), {})

    @staticmethod
    def compare(browser: Any, tree: Tree, person: dict[str, Value]) -> None:
        given_values = {k: plain(named(v)) for k, v in person.items()}
        fields = ",".join(f"{json.dumps(k)}:{javascript_value(v)}" for k, v in given_values.items())
        value = evaluate(tree, person)
        made = f"(v=>{to_javascript(tree)})({{{fields}}})"
        same = browser.eval(
            f"((a,b)=>typeof a==='object'&&a!==null&&b!==null?a.k===b.k&&Object.is(a.v,b.v):Object.is(a,b))"
            f"({made},{javascript_value(value)})"
        )
        assert same, (made, value, browser.eval(f"JSON.stringify({made})"))


class TestTrace:
    """A trace has the value of the evaluation, and says what was read and why something is missing."""

    @given(trees(), people)
    def test_the_value_is_that_of_evaluate(self, tree: Tree, person: dict[str, Value]) -> None:
        assert bits(evaluate(tree, person)) == bits(trace(tree, person).value)

    @example(Missing.REFUSED)
    @given(st.sampled_from(list(Missing)))
    def test_the_reason_survives(self, reason: Missing) -> None:
        found = trace(parse("a < 10 and b = 1"), {"a": reason, "b": 1.0})
        assert None is found.value
        assert [("a", None, reason), ("b", 1.0, None)] == [(r.name, r.value, r.reason) for r in found.reads]
        assert ["a < 10", "b = 1"] == [p.text for p in found.parts]
