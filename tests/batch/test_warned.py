"""What a file of people would be refused for is a Python warning with the column and the row in a frame."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd
import pytest

from prodia.batch import frames
from prodia.errors import DataWarning
from prodia.scoring.person import Person
from tests.batch.given import small

KEY = small()
ANSWERS = {"q1": [1, 1], "q2": [2, 1], "q3": [3, 1]}
GOOD: dict[str, list[Any]] = {**ANSWERS, "sex": ["f", "m"], "age_months": [80, 80]}


def scored(**columns: list[Any]) -> tuple[pd.DataFrame, list[tuple[str, str, str]]]:
    """The scores of a good frame in which some columns are others; code, column and row of each warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = frames.score(KEY, pd.DataFrame({**GOOD, **columns}))
    told = [one.message for one in caught if isinstance(one.message, DataWarning)]
    values = [(one.problem.kind.code, one.problem.values("en")) for one in told]
    return found, [(code, v.get("column", ""), v.get("row", "")) for code, v in values]


def days(*some: str) -> list[Any]:
    return list(pd.to_datetime(list(some)))


class TestWarned:
    """The same is seen in a frame as in a file; the score that can be given is given."""

    def test_a_good_frame(self) -> None:
        found, told = scored()
        assert ([60.0, 45.0], []) == (found["som.T"].tolist(), told)

    @pytest.mark.parametrize(
        ("columns", "expected"),
        [
            ({"q2": [2, 7]}, [("M68", "q2", "1")]),
            ({"q2": [-99, 1]}, [("F20", "q2", "0")]),
            ({"sex": ["f", "x"]}, [("M55", "sex", "1")]),
            ({"age_months": [6, 7]}, [("F12", "age_months", "0")]),
            (
                {"born": days("2017-02-28", "2017-02-28"), "tested": days("2023-10-31", "2025-09-01")},
                [("F31", "age_months", "1")],
            ),
            ({"age_months": [80, -3]}, [("M69", "age_months", "1")]),
            ({"q4": [1, 1]}, [("F04", "", "")]),
        ],
    )
    def test_with_column_and_row(self, columns: dict[str, list[Any]], expected: list[Any]) -> None:
        found, told = scored(**columns)
        assert expected == told
        assert 2 == len(found)

    @pytest.mark.parametrize("words", [["V", "M"], ["vrouw", "Man"], ["meisje", "jongen "]])
    def test_a_sex_in_words(self, words: list[str]) -> None:
        found, told = scored(sex=words)
        assert ([60.0, 45.0], []) == (found["som.T"].tolist(), told)

    def test_an_age_that_the_dates_deny_is_not_known(self) -> None:
        found, _ = scored(born=days("2017-02-28", "2017-02-28"), tested=days("2023-10-31", "2025-09-01"))
        assert [60.0, True] == [found["som.T"][0], pd.isna(found["som.T"][1])]
        with pytest.warns(DataWarning, match="age_months"):
            known = {"born": days("2017-02-28")[0].date(), "tested": days("2025-09-01")[0].date()}
            one = frames.score(KEY, {"q1": 1, "q2": 2, "q3": 3}, Person(sex="f", age_months=80, **known))
        assert one["som"].on("T") is None

    def test_headings_are_found_as_in_a_file(self) -> None:
        frame = pd.DataFrame(GOOD).rename(columns={"q1": " Q1", "sex": "Geslacht"})
        assert [60.0, 45.0] == frames.score(KEY, frame)["som.T"].tolist()

    def test_an_item_without_a_column_is_told(self) -> None:
        with pytest.warns(DataWarning, match="no column for q3"):
            frames.score(KEY, pd.DataFrame({"q1": [1], "q2": [1]}))

    @pytest.mark.parametrize(
        ("columns", "way"),
        [
            ({"q2": [-99, 1]}, "put NaN there"),
            ({"q4": [1, 1]}, "leave that column out of the frame"),
            ({"q3": None}, "«columns={...}»"),
        ],
    )
    def test_the_way_out_is_one_of_python(self, columns: dict[str, Any], way: str) -> None:
        frame = pd.DataFrame({k: v for k, v in {**GOOD, **columns}.items() if v is not None})
        with pytest.warns(DataWarning) as told:
            frames.score(KEY, frame)
        (message,) = (str(one.message) for one in told)
        assert (True, False) == (way in message, "--" in message), message

    def test_many_rows_are_counted(self) -> None:
        frame = pd.DataFrame({"q1": [9] * 50, "q2": [1] * 50, "q3": [1] * 50})
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            frames.score(KEY, frame)
        assert 21 == len(caught)
        assert "30" in str(caught[-1].message)
