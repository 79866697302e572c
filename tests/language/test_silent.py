"""Nothing passes in silence: what is unknown stays unknown, and what reads as something else is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.errors import ExpressionError, ProdiaError, TypeMismatch
from prodia.language import Column, evaluate, evaluate_columns, parse, parse_cell, trace
from prodia.model.jsontext import read_json
from prodia.words import LANGS, Words
from prodia.words.numbers import exact

FINITE = st.floats(allow_nan=False, allow_infinity=False)


class TestDigitsThatLookLikeADate:
    @pytest.mark.parametrize(
        ("text", "right"),
        [
            ("2024-12-31 < 2024-03-01", 'date("2024-12-31")'),
            ("leespc < 2024-3-1", 'date("2024-03-01")'),
            ("a = 28/02/2024", 'date("2024-02-28")'),
            ("a = 1-9-2024", 'date("2024-09-01")'),
            ("a in (2024/12/31, b)", 'date("2024-12-31")'),
        ],
    )
    def test_refused_with_what_to_write(self, text: str, right: str) -> None:
        with pytest.raises(ExpressionError) as wrong:
            parse(text)
        assert "PRD-E05" == wrong.value.problem.code
        assert all(right in wrong.value.hint(lang) for lang in LANGS)

    def test_in_a_cell_of_a_table(self) -> None:
        with pytest.raises(ExpressionError) as wrong:
            parse_cell("< 2024-03-01")
        assert 'date("2024-03-01")' in wrong.value.hint("en")

    @pytest.mark.parametrize(
        "text", ["a > 28/2/24", "a > 12-05-24", "a >= 2024-03", "a < 03/2024", "a in (2024/03, 5)"]
    )
    def test_a_day_that_is_not_said_whole(self, text: str) -> None:
        with pytest.raises(ExpressionError) as wrong:
            parse(text)
        assert 'date("yyyy-mm-dd")' in wrong.value.hint("en")

    @pytest.mark.parametrize(
        ("text", "right"),
        [("a > 28.02.2024", 'date("2024-02-28")'), ("a > 20240301", 'date("2024-03-01")')],
    )
    def test_with_points_or_with_nothing_between(self, text: str, right: str) -> None:
        with pytest.raises(ExpressionError) as wrong:
            parse(text)
        assert right in wrong.value.hint("en")

    def test_a_number_of_eight_digits_can_still_be_written(self) -> None:
        assert evaluate(parse("20240301.0 < 20243001"), {}) is True

    @pytest.mark.parametrize("text", ["12:30", "a > 9:05:00"])
    def test_a_time(self, text: str) -> None:
        with pytest.raises(ExpressionError) as wrong:
            parse(text)
        assert "time of day" in wrong.value.hint("en")

    @pytest.mark.parametrize(
        ("text", "value"),
        [("2024 - 12 - 31", 1981.0), ("12-3", 9.0), ("100/4", 25.0), ("10-3-2", 5.0), ("1000-1-1.5", 997.5)],
    )
    def test_a_sum_stays_a_sum(self, text: str, value: float) -> None:
        assert value == evaluate(parse(text), {})


class TestAnotherNumber:
    """What no double holds is refused, with the number it would have become."""

    @pytest.mark.parametrize(
        ("text", "right"),
        [
            ("9007199254740993 = 9007199254740992", "9007199254740992"),
            ("a < 10.00000000000000001", "10"),
            ("a > 1e-400", "0"),
            ("a < 1.000.000", "1000000"),
            ("a < 1.234,5", "1234.5"),
            ("a < 1,234.5", "1234.5"),
            ("5.", "5"),
            ("max(a, 3,5)", "3.5 / 3, 5"),
            ("min(3,5)", "3.5 / 3, 5"),
            ("a < 1O", "10: «O» is a letter and no figure"),
            ("a < 1 0", "10"),
            ("a < 10and b", "10 and"),
        ],
    )
    def test_refused(self, text: str, right: str) -> None:
        with pytest.raises(ExpressionError) as wrong:
            parse(text)
        assert ("PRD-E06", f"write {right}.") == (wrong.value.problem.code, wrong.value.hint("en"))

    @pytest.mark.parametrize("text", ["a >= 12 weken", "a >= 12 weken and b", "a >= 12weken", "a < wk 12"])
    def test_a_figure_with_what_is_counted_is_told_so(self, text: str) -> None:
        with pytest.raises(ExpressionError) as wrong:
            parse(text)
        assert all(" 12 " in wrong.value.hint(lang) for lang in LANGS)
        assert "reken dan om" in wrong.value.hint("nl") and "convert it" in wrong.value.hint("en")

    @pytest.mark.parametrize("text", ["a 12", "12 a", "a + 3 b"])
    def test_a_word_beside_a_figure_that_is_not_compared_is_no_unit(self, text: str) -> None:
        with pytest.raises(ExpressionError) as wrong:
            parse(text)
        assert "convert" not in wrong.value.hint("en")

    def test_beyond_every_double(self) -> None:
        assert (None, True) == (
            evaluate(parse("a"), {"a": 10**400}),
            evaluate(parse("a = null"), {"a": 10**400}),
        )

    @given(FINITE)
    def test_every_double_as_it_is_written_is_exact(self, number: float) -> None:
        assert exact(repr(number))

    @given(st.integers(min_value=-(2**53), max_value=2**53))
    def test_every_whole_number_a_double_holds(self, number: int) -> None:
        assert exact(str(number))


class TestJson:
    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ('{"answer": 1, "answer": 2}', "«answer» stands there twice"),
            ('{"a": {"b": 1, "c": 2, "b": 3}}', "«b» stands there twice"),
            ('{"a": 9007199254740993}', "another number"),
            ('{"a": 10.00000000000000001}', "another number"),
            ('{"a": NaN}', "write it"),
            ("[1]", "write it"),
            ("", "write it"),
            ('{"a": 1e999}', "another number"),
        ],
    )
    def test_refused(self, text: str, hint: str) -> None:
        with pytest.raises(ProdiaError) as wrong:
            read_json(text, Words("schrijf het", "write it"))
        assert hint in wrong.value.hint("en")

    @given(st.dictionaries(st.text(), FINITE | st.text() | st.none()))
    def test_what_is_meant_is_read(self, given: dict[str, Any]) -> None:
        assert given == read_json(json.dumps(given), Words("", ""))


class TestIf:
    """Unknown, unless both branches give the same: missing is never no. The one FEEL case that says
    otherwise is listed among the differences."""

    @pytest.mark.parametrize(("y", "value"), [(10.0, None), (3.0, True), (20.0, False), (None, None)])
    def test_unknown(self, y: float | None, value: bool | None) -> None:
        tree = parse("if x < 72 then y <= 5 else y <= 16")
        assert value is evaluate(tree, {"y": y})
        columns = {"x": Column.of([None, 70.0, 80.0]), "y": Column.of([y, 10.0, 10.0])}
        assert [value, False, True] == evaluate_columns(tree, columns).to_list()

    def test_a_column_of_two_kinds(self) -> None:
        """The answer of one person where a column can hold it; else a finding, never a bare TypeError."""
        tree = parse('if a then 1 else "x"')
        assert [1.0, None, 1.0] == evaluate_columns(tree, {"a": Column.of([True, None, True])}).to_list()
        assert ["x", None] == evaluate_columns(tree, {"a": Column.of([False, None])}).to_list()
        assert [None, None] == evaluate_columns(tree, {"a": Column.of([None, None])}).to_list()
        with pytest.raises(TypeMismatch) as wrong:
            evaluate_columns(tree, {"a": Column.of([True, False])})
        assert "PRD-E23" == wrong.value.problem.code


class TestNoValueHasAReason:
    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("1 / 0", "nothing is divided by zero"),
            ("a / (b - b)", "nothing is divided by zero"),
            ("9007199254740992 + b", "the number is too large to be exact"),
            ('1 + "a"', "does not exist for these values"),
            ("1 / 2", None),
            ("1 / missing_one", None),
        ],
    )
    def test_in_the_trace(self, text: str, reason: str | None) -> None:
        found = trace(parse(text), {"a": 1.0, "b": 2.0}).undefined
        assert reason == (found and found["en"])
