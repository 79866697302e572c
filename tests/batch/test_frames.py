"""A frame in, a frame of the same rows out: whatever dtype holds the numbers, the scores are the same."""

from __future__ import annotations

import datetime as dt
import warnings
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings

from prodia.batch import frames
from prodia.batch.frames import column_names
from prodia.errors import ProdiaError
from prodia.scoring.key import ScoringKey
from prodia.scoring.person import Person
from tests.batch.frames import DRESSES, YES_NO_DRESSES, dressed
from tests.batch.given import Form, groups, row_of, rows_of, small
from tests.examples import examples
from tests.scoring.made import instrument

KEY = small()
ANSWERS: dict[str, list[Any]] = {
    "q1": [1, 2, 3, None, 0, 7],
    "q2": [2, 2, 3, 3, 0, 1],
    "q3": [1, 3, 3, 2, None, 2],
}


def answers(dress: Any = "Int64") -> pd.DataFrame:
    return pd.DataFrame({name: dressed(values, dress) for name, values in ANSWERS.items()})


def plain(found: pd.DataFrame) -> list[dict[str, Any]]:
    return rows_of({name: found[name].astype(object).to_numpy(na_value=None) for name in found})


pytestmark = pytest.mark.filterwarnings("ignore::prodia.errors.DataWarning")  # tests/batch/test_warned.py
with warnings.catch_warnings(action="ignore"):
    EXPECTED = plain(frames.score(KEY, answers("float64")))


class TestRows:
    """Every row is that person alone; rows, their order and their labels stay."""

    @settings(max_examples=examples(60))
    @given(groups())
    def test_each_row(self, group: tuple[ScoringKey, list[Form], list[Person]]) -> None:
        key, some, people = group
        names = ("born", "tested", "age_months", "sex")
        known = [{n: getattr(p, n) for n in names} for p in people]
        frame = pd.DataFrame([{**form, **p} for form, p in zip(some, known, strict=True)], dtype=object)
        found = frames.score(key, frame)
        expected = [row_of(key, key.score(form, person)) for form, person in zip(some, people, strict=True)]
        assert column_names(key) == tuple(found.columns)
        assert expected == plain(found)
        records = frames.scored(frame, key)
        for row, (form, person) in enumerate(zip(some, people, strict=True)):
            for scale, score in key.score(form, person).scores.items():
                assert (score.raw, score.zones, score.warnings) == (
                    (one := records[scale].record(row)).raw,
                    one.zones,
                    one.warnings,
                )

    @pytest.mark.parametrize(
        "index",
        [list("aabbcc"), range(6, 0, -1), [None] * 6, pd.date_range("2026-01-01", periods=6)],
        ids=str,
    )
    def test_the_index_stays(self, index: Any) -> None:
        frame = answers().set_axis(index, axis=0)
        found = frames.score(KEY, frame)
        assert found.index.equals(frame.index)
        assert EXPECTED == plain(found)

    def test_several_levels_of_labels(self) -> None:
        index = pd.MultiIndex.from_product([["x", "y"], [1, 2, 3]])
        found = frames.score(KEY, answers().set_axis(index, axis=0))
        assert (True, EXPECTED) == (found.index.equals(index), plain(found))

    def test_nobody(self) -> None:
        found = frames.score(KEY, answers().iloc[:0])
        assert (0, column_names(KEY)) == (len(found), tuple(found.columns))
        assert {"float64", "object", "boolean"} == {str(t) for t in found.dtypes}

    def test_the_frame_is_not_changed(self) -> None:
        frame = answers()
        frames.score(KEY, frame)
        pd.testing.assert_frame_equal(answers(), frame)


class TestDtypes:
    """A number is a number in every dress; text, truths and moments are refused by column and row."""

    @pytest.mark.parametrize("dress", DRESSES, ids=str)
    def test_numbers(self, dress: Any) -> None:
        found = frames.score(KEY, answers(dress))
        assert EXPECTED == plain(found)
        assert [4.0, 7.0, 9.0] == found["som"].iloc[:3].tolist()
        assert ["PRD-M01", "PRD-M01", "PRD-M02"] == found["som.reason"].iloc[3:].tolist()

    def test_what_comes_out(self) -> None:
        found = frames.score(KEY, answers())
        kinds = {name: str(dtype) for name, dtype in found.dtypes.items()}
        assert ("float64", "object", "object", "boolean") == tuple(
            kinds[n] for n in ("som", "som.ruw", "som.reason", "regel")
        )
        assert found["som.ruw"].iloc[3] is None
        assert found["regel"].iloc[5] is pd.NA
        assert np.isnan(found["som"].iloc[3])

    @pytest.mark.parametrize("dress", YES_NO_DRESSES)
    def test_yes_and_no_are_no_answers(self, dress: Any) -> None:
        frame = answers().assign(q2=pd.Series([True, False, True, True, False, True], dtype=dress))
        with pytest.raises(TypeError, match="'q2' holds yes and no"):
            frames.score(KEY, frame)

    @pytest.mark.parametrize("values", [["1", "2", "3", "1", "2", "3"], [1, 2, 3, 1, 2, "kanarie"]])
    @pytest.mark.parametrize("dress", ["object", "category"])
    def test_text_is_no_answer(self, values: list[Any], dress: str) -> None:
        with pytest.raises(TypeError, match="'q3', row") as error:
            frames.score(KEY, answers().assign(q3=pd.Series(values, dtype=dress)))
        assert "kanarie" not in str(error.value)

    def test_strings_are_no_answers(self) -> None:
        with pytest.raises(TypeError, match="'q3', row 0"):
            frames.score(KEY, answers().assign(q3=pd.Series(list("123123"), dtype="string")))

    @pytest.mark.parametrize("value", [float("inf"), 1e60, Decimal("1e60")])
    def test_what_is_beyond_numbers(self, value: Any) -> None:
        with pytest.raises(ValueError, match="'q1'"):
            frames.score(KEY, answers("object").assign(q1=pd.Series([1, 2, value, 3, 1, 1], dtype=object)))


DAY = dt.date(2017, 4, 30)
BORN = {
    "days": pd.Series([DAY, None], dtype=object),
    "moments": pd.Series([pd.Timestamp(DAY), pd.NaT]),
    "milliseconds": pd.Series([pd.Timestamp(DAY), pd.NaT], dtype="datetime64[ms]"),
    "a zone": pd.Series([pd.Timestamp(DAY, tz="Europe/Brussels"), pd.NaT]),
    "arrow": pd.Series([DAY, None], dtype=pd.ArrowDtype(pa.date32())),
    "arrow moments": pd.Series([pd.Timestamp(DAY), None], dtype=pd.ArrowDtype(pa.timestamp("us"))),
    "category": pd.Series([DAY, None], dtype="category"),
}


class TestPeople:
    """What norms ask of a person is found by its name, and read strictly."""

    def frame(self, **columns: Any) -> pd.DataFrame:
        two = pd.DataFrame({name: [1, 1] for name in ANSWERS})
        usual = {"born": BORN["days"], "tested": pd.Series([dt.date(2023, 9, 1)] * 2), "sex": ["f", "m"]}
        return two.assign(**{**usual, **columns})

    @pytest.mark.parametrize("born", BORN.values(), ids=BORN.keys())
    def test_days(self, born: pd.Series) -> None:
        found = frames.score(KEY, self.frame(born=born))
        assert [45.0, "PRD-M30"] == [found["som.T"].iloc[0], found["som.reason"].iloc[1]]

    @pytest.mark.parametrize(
        "value",
        ["2017-04-30", 20170430, pd.Timestamp("2017-04-30 22:00", tz="UTC"), dt.datetime(2017, 4, 30, 1)],
    )
    def test_what_is_no_day(self, value: Any) -> None:
        with pytest.raises(TypeError, match="'born', row 1 counted from 0") as error:
            frames.score(KEY, self.frame(born=pd.Series([DAY, value], dtype=object)))
        assert "2017" not in str(error.value)

    @pytest.mark.parametrize("dress", ["float64", "Int64", "object", "int64[pyarrow]"])
    def test_ages(self, dress: str) -> None:
        frame = self.frame(age_months=pd.Series([80, 300], dtype=dress)).drop(columns=["born"])
        found = frames.score(KEY, frame)
        assert [45.0, "PRD-M05"] == [found["som.T"].iloc[0], found["som.reason"].iloc[1]]

    def test_an_age_before_birth(self) -> None:
        found = frames.score(KEY, self.frame(age_months=[-3.0, None]).drop(columns=["born"]))
        assert ["PRD-M04", "PRD-M30"] == found["som.reason"].tolist()

    @pytest.mark.parametrize(
        ("name", "values", "codes", "scores"),
        [
            ("Geslacht", ["j", "m"], ["PRD-F10", "PRD-M55"], [None, None]),
            ("Geslacht", ["meisje", "-"], ["PRD-F20"], [45.0, None]),
            ("leeftijd (jaren)", [6.75, 6.5], [], [45.0, 45.0]),
            ("leeftijd (jaren)", [7.0, 6.75], ["PRD-F30"], [None, 45.0]),
            ("leeftijd", [7.0, 6.0], ["PRD-F11"], [None, None]),
            ("leeftijd in maanden", [81.0, -99.0], ["PRD-F20"], [45.0, None]),
        ],
    )
    def test_cells_are_read_as_those_of_a_file(
        self, name: str, values: list[Any], codes: list[str], scores: list[float | None]
    ) -> None:
        frame = self.frame(born=pd.Series([DAY] * 2)).drop(columns=["sex"] if name == "Geslacht" else "born")
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            found = frames.score(KEY, frame.assign(**{name: values}))
        assert codes == [one.message.problem.code for one in told]  # type: ignore[union-attr]
        assert scores == [row["som.T"] for row in plain(found)]

    @pytest.mark.parametrize(
        "dress", [*DRESSES, "string", "str", "int8", pd.ArrowDtype(pa.string())], ids=str
    )
    def test_words_of_the_table(self, dress: Any) -> None:
        """A grade is the word 3, however it is stored."""
        from tests.batch.test_keys import CATALOGUE, SERIES, scoring_key

        key = scoring_key(CATALOGUE, "woordenstroom", norms=["woordenstroom-verzonnen"])
        text = str(dress) in ("string", "str", "string[pyarrow]")
        grades = pd.Series(["derde leerjaar", "L4 "], dtype=dress) if text else dressed([3, 4], dress)
        found = frames.score(key, pd.DataFrame({**{n: [x] * 2 for n, x in SERIES.items()}, "grade": grades}))
        assert [48.75, 41.25] == found["woorden.T"].tolist()


class TestColumns:
    """A column is found by its name or as it was said; what is not there or not clear is an error."""

    def test_said(self) -> None:
        frame = answers().rename(columns={"q1": "v1", "q2": 2})
        assert EXPECTED == plain(frames.score(KEY, frame, columns={"q1": "v1", "q2": 2}))

    def test_a_column_said_to_be_anothers_is_not_its_own(self) -> None:
        found = frames.score(KEY, answers().drop(columns="q3"), columns={"q1": "q2"})
        expected = frames.score(KEY, answers()[["q2"]].rename(columns={"q2": "q1"}))
        pd.testing.assert_frame_equal(expected, found)

    def test_an_item_without_a_column_is_empty(self) -> None:
        found = frames.score(KEY, answers().drop(columns="q3"))
        assert {"PRD-M01", "PRD-M02"} == set(found["som.reason"])

    @pytest.mark.parametrize(
        ("columns", "error", "words"),
        [
            ({"q9": "q1"}, KeyError, "q9"),
            ({"id": "q1"}, KeyError, "id"),
            ({"q1": "v1"}, KeyError, "v1"),
            ({"q1": "q2", "q3": "q2"}, ValueError, "one name"),
        ],
    )
    def test_refused(self, columns: dict[str, str], error: type[Exception], words: str) -> None:
        with pytest.raises(error, match=words):
            frames.score(KEY, answers(), columns=columns)

    def test_two_columns_of_one_name(self) -> None:
        for name in ("q1", "Q1 "):
            frame = answers().set_axis(["q1", name, "q3"], axis=1)
            with pytest.raises(ValueError, match=name.strip()):
                frames.score(KEY, frame)
        beside = pd.concat([answers(), pd.DataFrame([["a", "b"]] * 6, columns=["x", "x"])], axis=1)
        assert EXPECTED == plain(frames.score(KEY, beside))

    def test_no_item_at_all(self) -> None:
        with pytest.raises(ValueError, match="no column is called like an item"):
            frames.score(KEY, pd.DataFrame({"v1": [1]}))

    def test_no_frame(self) -> None:
        with pytest.raises(TypeError, match="DataFrame"):
            frames.score(KEY, [1])  # type: ignore[call-overload]

    def test_of_one_person_the_records(self) -> None:
        expected = KEY.score({"q1": 1.0, "q2": 2.0, "q3": None})
        assert expected == frames.score(KEY, {"q1": 1, "q2": np.int64(2), "q3": pd.NA})

    def test_of_one_person_what_is_no_answer(self) -> None:
        for answer in ([1], "1", True):
            with pytest.raises(TypeError, match="'q1' is no number"):
                frames.score(KEY, {"q1": answer})
        with pytest.raises(ProdiaError, match="PRD-G20"):
            frames.score(KEY, {"q11": 1})
        with pytest.raises(TypeError, match="columns"):
            frames.score(KEY, answers(), Person())  # type: ignore[call-overload]

    def test_a_cut_set_named_as_a_score_has_a_column_of_its_own(self) -> None:
        cuts = {"reason": {"says": "c", "zones": ["a", "b"], "at": [1], "goes": "up", "source": []}}
        scale = {"title": "s", "items": ["q1", "q2"], "score": "sum", "missing": {"rule": "refuse"}}
        cuts["reason"]["source"] = [{"ref": "own", "confidence": "unverified"}]
        made = ScoringKey.of(instrument({"q1..q2": {"answers": "0..3"}}, {"s": {**scale, "cuts": cuts}}))
        found = frames.score(made, pd.DataFrame({"q1": [1.0], "q2": [2.0]}))
        assert ("s", "s.reason.zone", "s.reason", "s.warnings") == tuple(found.columns)
        assert ["b", None] == found[["s.reason.zone", "s.reason"]].iloc[0].tolist()
