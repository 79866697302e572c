"""What is told of a file of people is told of a frame as well: who stands twice, totals, shares."""

from __future__ import annotations

import datetime as dt
import uuid
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import prodia
from prodia.batch import doubts, frames, source
from prodia.batch.decide import decide
from prodia.batch.many import run
from prodia.content.reading import Asked, near_form
from prodia.content.reading import read_people as file_of
from prodia.errors import DataWarning, ProdiaError, TypeMismatch
from prodia.words.cells import day_in, total, who_in
from tests.batch.given import small
from tests.case.given import field, plan, raw

CATALOGUE = prodia.load().catalogue
PLAN = CATALOGUE.plan("lezen-spellen@2.0.0")
ENDLESS = plan(raw(fields={**raw()["fields"], "pc": field("number")}))
KEY = small()
ON = dt.date(2026, 10, 1)
Told = list[tuple[str, str, str]]
Work = Callable[[Any], Told]


def told(work: Callable[[], Any]) -> Told:
    """Code, row and other row (or how many) of each warning."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        work()
    some = [one.message.problem for one in caught if isinstance(one.message, DataWarning)]
    values = [(one.kind.code, one.values("en")) for one in some]
    return [
        (c, v.get("row", v.get("rows", "")), v.get("other", v.get("count", "")))
        for c, v in values
        if c != "M59"
    ]


def run_on(frame: Any, **said: Any) -> Told:
    return told(lambda: run(PLAN, frame, on=ON, allow_missing=True, **said))


def scored(frame: pd.DataFrame) -> Told:
    every = frame.assign(**dict.fromkeys(KEY.instrument.every_item, 1))
    return told(lambda: frames.score(KEY, every))


def decided(frame: pd.DataFrame) -> Told:
    rests = ("vragen_beantwoord", "doelen_benoemd", "school_kan_bieden")
    plan = prodia.load().catalogue.plan("algemeen@1.0.0")
    return told(lambda: decide(plan, "aanbeveling", frame.assign(**dict.fromkeys(rests)), on=ON))


IDS: list[tuple[list[Any], Told]] = [
    (["a", "b", "c"], []),
    (["a", "b", "a"], [("F45", "2", "0")]),
    ([7, 8, 7], [("F45", "2", "0")]),
    (["a", None, None, "", ""], []),
    (["p1", "P1", "p2"], [("F41", "1", "0")]),
    (["0P1", "p1", "q1"], [("F41", "1", "0")]),
    (["jan p", "Jan  P", "q1"], [("F41", "1", "0")]),
    (["a1", "b1", "3-apr"], [("F67", "2", "")]),
    (["a1", "1.7E+10"], [("F58", "1", "")]),
    (["a1", "b1", "Totaal"], [("F66", "2", "")]),
    (["Gemiddelde", "b1", "Max"], [("F66", "0", ""), ("F66", "2", "")]),
    (["A", "M", "N", "O"], []),
    ([1, "1", "b"], [("F45", "1", "0")]),
]


class TestWhoTheyAre:
    """A row of a frame is never left out, and what is doubtful about whose it is is told with its row."""

    @pytest.mark.parametrize(("ids", "expected"), IDS)
    @pytest.mark.parametrize("name", ["id", "Leerlingnummer"])
    @pytest.mark.parametrize("work", [run_on, scored, decided])
    def test_in_a_column(self, work: Work, name: str, ids: list[Any], expected: Told) -> None:
        frame = pd.DataFrame({name: ids, "pc_dictee": [12.0] * len(ids)})
        assert expected == work(frame)

    @pytest.mark.parametrize("work", [run_on, scored, decided])
    def test_in_an_index(self, work: Work) -> None:
        frame = pd.DataFrame({"pc_dictee": [12.0, 13.0, 14.0]})
        assert [] == work(frame.set_axis([0, 0, 0]))
        assert [("F45", "1", "0"), ("F66", "2", "")] == work(frame.set_axis(["a", "a", "Totaal"]))
        assert [("F45", "1", "0")] == work(frame.set_axis(pd.Index([7, 7, 8], name="id")))

    @pytest.mark.parametrize("of", [pl.DataFrame, pa.table, dict])
    def test_of_any_frame(self, of: Callable[[Any], Any]) -> None:
        frame = of({"id": ["p1", "p1", "P1", "Totaal"], "pc_dictee": [12.0, 13.0, 14.0, 39.0]})
        assert [("F45", "1", "0"), ("F41", "2", "0"), ("F66", "3", "")] == run_on(frame)
        assert [("F45", "1", "0")] == run_on({"wie": [1, 1], "pc_dictee": [1, 2]}, columns={"id": "wie"})

    @pytest.mark.parametrize("of", [pd.DataFrame, dict])
    def test_by_identifiers_that_are_no_texts(self, of: Callable[[Any], Any]) -> None:
        ids = [uuid.UUID(int=number) for number in (1, 2, 1)]
        assert [("F45", "2", "0")] == run_on(of({"id": ids, "pc_dictee": [12.0, 13.0, 14.0]}))
        runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3]), pa.array(["a", "b"]))
        assert ["F45"] == [one.kind.code for one in doubts.of_ids(runs, "id")]

    @pytest.mark.parametrize("work", [run_on, scored, decided])
    def test_totals_without_an_id(self, work: Work) -> None:
        frame = pd.DataFrame({"Naam": ["x", "x", "Totaal"], "pc_dictee": [12.0, 13.0, 25.0]})
        assert [("F66", "2", "")] == work(frame)

    def test_one_moment_is_not_another(self) -> None:
        frame = pd.DataFrame({"id": ["a", "a", "a"], "moment": ["voor", "na", "na"]})
        assert [("F45", "2", "1")] == scored(frame)

    def test_many_are_counted(self) -> None:
        found = run_on({"id": ["a"] * 100, "pc_dictee": [12] * 100})
        assert ("F44", "", "79") == found[-1]
        assert 21 == len(found)

    @pytest.mark.parametrize("of", [pd.DataFrame, pl.DataFrame, pa.table, dict])
    def test_numbers_for_nothing(self, of: Callable[[Any], Any]) -> None:
        frame, work = {"pc": [98, -99, None, 71]}, partial(run, ENDLESS, on=ON, allow_missing=True)
        assert [("F20", "1", "")] == told(lambda: work(of(frame)))
        known = pd.DataFrame({**frame, "duur": "met"})
        assert [("F20", "1", "")] == told(lambda: decide(ENDLESS, "label", known))

    def test_two_columns_that_only_look_apart(self) -> None:
        frame = pd.DataFrame({"pc_dictee": [12], "PC_dictee ": [40]})
        with pytest.raises(ValueError, match="2 columns are called 'pc_dictee'"):
            run_on(frame)

    def test_two_columns_of_one_name_stop_nobody_who_does_not_use_them(self) -> None:
        frame = pd.DataFrame([["a", "b"], ["a", "b"]], columns=["id", "id"])
        assert [] == decided(frame)

    def test_a_column_of_what_is_no_id_is_passed_over(self) -> None:
        assert [] == run_on({"id": [[1], [1]], "pc_dictee": [12, 13]})
        assert [] == run_on({"id": [{"a": 1}, [1]], "pc_dictee": [12, 13]})

    @pytest.mark.parametrize(("ids", "expected"), IDS[:-1])
    def test_in_parquet(self, tmp_path: Path, ids: list[Any], expected: Told) -> None:
        path = tmp_path / "p.parquet"
        pd.DataFrame({"id": ids, "pc_dictee": [12.0] * len(ids)}).to_parquet(path)
        found = source.read_people(str(path), [PLAN], Asked(allow_missing=True))
        frame = pd.DataFrame({"id": ids, "pc_dictee": [12.0] * len(ids)})
        frame.to_csv(tmp_path / "p.csv", index=False)
        same = source.read_people(str(tmp_path / "p.csv"), [PLAN], Asked(allow_missing=True))
        told = [
            [(p.kind.code, p.values()["row"]) for p in one.problems if p.severity == "warning"]
            for one in (found, same)
        ]
        assert told[0] == told[1]
        refused = [
            sorted((p.kind.code, p.values()["row"]) for some in one.stretches() for p in some.problems)
            for one in (found, same)
        ]
        assert refused[0] == refused[1]
        assert any(c == "F45" for c, *_ in expected) is ("M57" in dict(refused[0]))
        assert found.account.passed == same.account.passed

    @pytest.mark.parametrize(("ids", "expected"), IDS)
    def test_as_a_file_is_told(self, tmp_path: Path, ids: list[Any], expected: Told) -> None:
        """Who stands twice is refused there, and of totals only the doubtful are told: they are left out."""
        frame = pd.DataFrame({"id": ids, **dict.fromkeys(KEY.instrument.every_item, 1)})
        frame.to_csv(tmp_path / "p.csv", index=False)
        reading = file_of(str(tmp_path / "p.csv"), KEY.instrument, Asked())
        near = [(p.kind.code, int(p.values()["row"]) - 2) for p in reading.near if p.kind.code != "F66"]
        assert [(c, int(row)) for c, row, _ in expected if c not in ("F45", "F66")] == near
        assert any(c == "F45" for c, *_ in expected) is bool(reading.twice)


@given(st.from_regex(doubts._TAME, fullmatch=True))
@example("30decade-2017")
@example("10dec2017")
@example("P_01-2020")
def test_what_is_tame_is_no_day_and_no_total(text: str) -> None:
    who = doubts._Who.of(pa.array([text]))
    assert who is not None
    assert who.wild or (None, None, None) == (day_in(text, "dmy"), day_in(text, "mdy"), total(text))


@given(st.from_regex(doubts._EVEN, fullmatch=True).filter(lambda text: not text.endswith((".0", ",0"))))
@example("000")
@example("00aBc-1 _~")
def test_what_is_even_is_compared_at_once(text: str) -> None:
    assert [near_form(text)] == doubts._forms(pa.array([text])).to_pylist()


@pytest.mark.parametrize(
    "text",
    "2017-04-30|30/4/2017|30. 4. 2017| 3-4-2017|30 april 2017|za 30 apr 2017|3-apr|april 30, 2017"
    "|Sat., April 3 2017|3 Mrt|1.7E+10|2017-04-30T00:00".split("|"),
)
def test_a_day_among_many_is_seen(text: str) -> None:
    found = doubts.of_ids(pa.array(["a1", "B2", text]), "id")
    assert [("F58" if "E+" in text else "F67", "2")] == [(p.kind.code, str(p.values()["row"])) for p in found]


@given(st.lists(st.text("aAbB0 1-", min_size=1, max_size=4).filter(str.strip), max_size=12))
@example(["a1", "A1", "b1"])
@example(["a01", "a1", "01a", "1A"])
def test_nobody_is_missed(ids: list[str]) -> None:
    """Whose forms are equal and texts are not is told, however many there are."""
    found = [p for p in doubts.of_ids(pa.array(ids, pa.string()), "id") if p.kind.code == "F41"]
    who = [*map(who_in, ids)]
    pairs = {near_form(a) for a in who for b in who if a != b and near_form(a) == near_form(b)}
    assert pairs == {near_form(who[int(p.values()["row"])]) for p in found}


class TestShares:
    """A share among percentiles is asked about, with its row from 0; a column of shares is refused."""

    @pytest.mark.parametrize(
        ("values", "rows"),
        [([0.1, 0.4], "0, 1"), ([None, 12.0, 0.1, 95.0], "2"), ([0.1, 12.5, 95.0], ""), ([0.0, 1.0], "")],
    )
    def test_a_few(self, values: list[float | None], rows: str) -> None:
        expected = [("B58", rows, "")] if rows else []
        assert expected == run_on({"pc_dictee": values})
        assert expected == run_on(pl.DataFrame({"pc_dictee": values}))

    def test_in_one_decision(self) -> None:
        said = {"pc_woordlezen": [0.09, 12.0, 16.0]}
        worked_out = {*said, *PLAN.derived, *PLAN.criteria}
        frame = pd.DataFrame(said | {n: [None] * 3 for n in PLAN.types if n not in worked_out})
        assert [("B58", "0", "")] == told(lambda: decide(PLAN, "dyslexie", frame, on=ON))
        frame["pc_woordlezen"] = [0.09, 0.12, 0.16]
        with pytest.raises(ProdiaError, match="PRD-B57"):
            decide(PLAN, "dyslexie", frame, on=ON)


class TestSparse:
    """A column of pandas that keeps few of its values is read as any other."""

    def test_it_is_read(self) -> None:
        dense = pd.DataFrame({"pc_dictee": [8.0, None, 30.0]})
        expected = run(PLAN, dense, on=ON, allow_missing=True).table
        assert expected.equals(run(PLAN, dense.astype("Sparse[float]"), on=ON, allow_missing=True).table)

    def test_what_arrow_has_not_is_called_by_its_type(self) -> None:
        with pytest.raises(TypeMismatch, match="values of the type complex128"):
            run(PLAN, pd.DataFrame({"pc_dictee": [1j, 2j]}), on=ON, allow_missing=True)
