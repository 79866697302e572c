"""How columns are read: the dtype is nothing, and text is never a number."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from prodia.batch import groups
from prodia.batch.columns import categories, column, days, matrix, numbers, truths
from tests.batch.frames import DRESSES, YES_NO_DRESSES, answers, dressed
from tests.test_start import imported_by

SECRET = "4.4321"


class TestDtypes:
    """The same numbers in another dtype are the same numbers."""

    @pytest.mark.parametrize("dress", DRESSES, ids=str)
    def test_numbers(self, dress: Any) -> None:
        found = numbers(dressed([3, None, 0, 7], dress))
        assert found.dtype == np.float64
        np.testing.assert_array_equal([3, np.nan, 0, 7], found)

    @pytest.mark.parametrize("dress", YES_NO_DRESSES)
    def test_yes_and_no(self, dress: str) -> None:
        yes_no = pd.Series([True, None, False], dtype=dress)
        np.testing.assert_array_equal([1, np.nan, 0], numbers(yes_no))
        np.testing.assert_array_equal([1, np.nan, 0], truths(yes_no))

    @pytest.mark.parametrize("dress", ["bool", "int64", "int8", "uint64"])
    def test_without_missing(self, dress: str) -> None:
        assert [1.0, 0.0] == numbers(pd.Series([1, 0], dtype=dress)).tolist()

    @pytest.mark.parametrize("dress", ["object", "string", "category", "float64", "datetime64[ns]"])
    def test_all_missing_is_missing(self, dress: str) -> None:
        assert np.isnan(numbers(pd.Series([None, None], dtype=dress))).all()

    def test_nan_among_nullable_is_missing(self) -> None:
        zero = pd.Series([0, 1, None], dtype="Float64")
        assert [True, False, True] == np.isnan(numbers(zero / zero)).tolist()

    def test_a_category_that_no_one_has_is_nothing(self) -> None:
        assert [1.0] == numbers(pd.Series(pd.Categorical([1], categories=[1, "NA"]))).tolist()

    def test_the_frame_is_left_alone(self) -> None:
        given = pd.Series([-0.0, 1.0])
        found = numbers(given)
        assert not np.signbit(found).any()
        found[:] = 9
        assert [0.0, 1.0] == given.tolist()

    @pytest.mark.parametrize("dress", DRESSES, ids=str)
    def test_a_whole_record(self, dress: Any) -> None:
        def asked(frame: pd.DataFrame) -> Any:
            return groups.reliability(frame, ["q1", "q2", "q3"], missing="listwise", level=0.9)

        assert asked(answers()) == asked(answers(dress))


class TestRefused:
    """What is no number is named by column and row, never by its value and never by the row's label."""

    @pytest.mark.parametrize(
        "wrong",
        [
            "NA",
            "3,5",
            " 4",
            SECRET,
            "",
            True,
            np.True_,
            dt.date(2020, 1, 2),
            [1],
            1j,
            np.timedelta64(1, "D"),
            b"1",
        ],
        ids=str,
    )
    def test_among_numbers(self, wrong: Any) -> None:
        held = pd.Series([1, None, wrong, 2, wrong], index=list("vwxyz"), name="q1", dtype=object)
        with pytest.raises(TypeError, match=r"column 'q1', row 2 counted from 0 \(and 1 rows more\)") as told:
            numbers(held)
        assert "x" not in str(told.value).split()
        assert str(wrong) == "" or f"{wrong!r}" not in str(told.value)

    @pytest.mark.parametrize("dress", ["string", "category", "str", "string[pyarrow]", "object"])
    def test_text_that_looks_like_numbers(self, dress: str) -> None:
        with pytest.raises(TypeError, match=r"row 0 .* not a number; pandas.to_numeric") as told:
            numbers(pd.Series([SECRET, "2"], dtype=dress))
        assert SECRET not in str(told.value)

    @pytest.mark.parametrize(
        ("values", "way"),
        [
            (pd.Series(["01/03/2026"]), "pandas.to_datetime"),
            (pd.to_datetime(pd.Series(["2026-03-01 13:00"])), "normalize"),
            (pd.to_datetime(pd.Series(["2026-03-01 13:00"])).dt.tz_localize("Pacific/Apia"), "normalize"),
            (pd.Series([dt.datetime(2026, 3, 1, 13)], dtype=object), "normalize"),
        ],
        ids=str,
    )
    def test_what_is_no_day_says_how_it_becomes_one(self, values: pd.Series, way: str) -> None:
        with pytest.raises(TypeError, match=f"no date; .*{way}"):
            days(values)

    @pytest.mark.parametrize(
        "values",
        [
            pd.Series([1, 2], dtype="complex"),
            pd.to_datetime(pd.Series(["2020-01-01"])),
            pd.to_timedelta(pd.Series([1])),
            pd.Series([1], dtype="duration[s][pyarrow]"),
        ],
        ids=lambda s: str(s.dtype),
    )
    def test_other_types(self, values: pd.Series) -> None:
        with pytest.raises(TypeError, match="not a number"):
            numbers(values)

    @pytest.mark.parametrize("wrong", [np.inf, -np.inf, 1e51, 10**400, Fraction(10**400, 3)], ids=str)
    def test_too_large(self, wrong: Any) -> None:
        with pytest.raises(ValueError, match=r"row 1 .* too large"):
            numbers(pd.Series([1, wrong], dtype=object))
        if isinstance(wrong, float):
            with pytest.raises(ValueError, match=r"row 1 .* too large"):
                numbers(pd.Series([1, wrong]))

    @pytest.mark.parametrize("wrong", [2, 0.5, -1])
    def test_neither_yes_nor_no(self, wrong: float) -> None:
        with pytest.raises(ValueError, match=r"column 'ill', row 1 .* neither yes"):
            truths(pd.Series([1, wrong, None], name="ill"))


class TestWhichColumn:
    """A column is named once and is there, or the caller is told."""

    FRAME = pd.DataFrame([[1, 2, 3], [4, 5, 6]], columns=["a", "b", "b"])

    def test_absent(self) -> None:
        with pytest.raises(KeyError, match=r"no column 'c'\"$"):
            column(self.FRAME, "c")

    def test_in_the_index(self) -> None:
        for index in (["a"], ["a", "c"]):
            frame = pd.DataFrame({"a": [1], "c": [2], "d": [3]}).set_index(index)
            with pytest.raises(KeyError, match=r"no column 'a'; it is the index: frame.reset_index\(\)"):
                column(frame, "a")

    def test_twice(self) -> None:
        with pytest.raises(ValueError, match="2 columns are called 'b'"):
            column(self.FRAME, "b")
        assert [1, 4] == column(self.FRAME, "a").tolist()

    @pytest.mark.parametrize("frame", [None, {"a": [1]}, pd.Series([1])], ids=lambda x: type(x).__name__)
    def test_no_frame(self, frame: Any) -> None:
        with pytest.raises(TypeError, match="DataFrame"):
            column(frame, "a")

    def test_a_series_of_the_same_people(self) -> None:
        other = pd.Series([8, 9], name="z")
        assert [[1, 8], [4, 9]] == matrix(self.FRAME, ["a", other]).tolist()

    @pytest.mark.parametrize("index", [[1, 0], [0, 2], ["0", "1"]], ids=str)
    def test_a_series_of_others(self, index: list[Any]) -> None:
        with pytest.raises(ValueError, match="column 'z' has another index"):
            column(self.FRAME, pd.Series([8, 9], index=index, name="z"))

    @pytest.mark.parametrize(
        ("items", "error", "said"),
        [
            ("q1", TypeError, "not one name"),
            (["q1"], ValueError, "at least 2 columns"),
            (["q1", "q2", "q1"], ValueError, "named twice: 'q1'"),
            (["q1", "q9"], KeyError, "no column 'q9'"),
        ],
    )
    def test_lists_of_columns(self, items: Any, error: type[Exception], said: str) -> None:
        with pytest.raises(error, match=said):
            groups.reliability(answers(), items, missing="listwise", level=0.9)


class TestCategories:
    """A rating is one of the levels, or missing."""

    @pytest.mark.parametrize("dress", DRESSES, ids=str)
    def test_numbers(self, dress: Any) -> None:
        assert [1, -1, 0] == categories(dressed([2, None, 1], dress), [1, 2, 3]).tolist()

    @pytest.mark.parametrize("dress", ["object", "category", "string", "str", "string[pyarrow]"])
    def test_text(self, dress: str) -> None:
        assert [1, -1, 0] == categories(pd.Series(["B", None, "A"], dtype=dress), ["A", "B"]).tolist()

    @pytest.mark.parametrize("levels", [[0, 1], [False, True], np.array([0.0, 1.0])], ids=str)
    def test_yes_and_no(self, levels: Any) -> None:
        assert [1, -1, 0] == categories(pd.Series([True, None, False]), levels).tolist()

    @pytest.mark.parametrize(
        ("cell", "levels", "error"),
        [
            ("2", [1, 2], TypeError),
            (3, [1, 2], ValueError),
            (1, ["1", "2"], TypeError),
            (" A", ["A", "B"], ValueError),
        ],
    )
    def test_refused(self, cell: Any, levels: Any, error: type[Exception]) -> None:
        with pytest.raises(error, match="column 'r', row 0 counted from 0: "):
            categories(pd.Series([cell, None], name="r", dtype=object), levels)

    def test_levels_of_another_number_type(self) -> None:
        assert [1, 0] == categories(pd.Series([0.3, 0.1]), [Decimal("0.1"), Fraction(3, 10)]).tolist()

    def test_a_yes_between_numbers(self) -> None:
        with pytest.raises(TypeError, match="row 1 counted from 0: a yes or no"):
            categories(pd.Series([2, True], dtype=object), [1, 2])

    @pytest.mark.parametrize(
        "levels", ["AB", ["A"], [1, "A"], [1, 1.0], ["A", "A"], [1, float("nan")], [dt.date(2020, 1, 1)] * 2]
    )
    def test_levels_refused(self, levels: Any) -> None:
        with pytest.raises(ValueError, match="levels"):
            categories(pd.Series([1.0]), levels)


class TestStart:
    """Nothing heavy is imported before it is needed."""

    def test_import(self, tmp_path: Path) -> None:
        heavy = {"pandas", "numpy", "pyarrow", "scipy"}
        assert set() == heavy & imported_by("import prodia.batch.groups", tmp_path)
