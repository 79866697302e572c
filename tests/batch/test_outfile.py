"""A file in, a file out: whole or not there, resumed where it stopped, every refusal with its place."""

from __future__ import annotations

import csv
import datetime as dt
import os
import resource
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as parquet
import pytest

from prodia.batch import outfile, population, run
from prodia.batch.measured import Long
from prodia.batch.outfile import Asking, run_file
from prodia.batch.source import Source, read_people
from prodia.content.reading import Asked
from prodia.errors import ContentError
from prodia.problems import Problem
from tests.batch.whole import ON
from tests.shipped import CATALOGUE

ASKING = Asking(on=ON)

PLAN = CATALOGUE.plan("wiskunde@2.0.0")
SAID = "vragen_beantwoord;doelen_benoemd;school_kan_bieden"
SMALL = CATALOGUE.plan("algemeen@1.0.0")


@cache
def made_up() -> pa.Table:
    return population(PLAN, 500, seed=3, on=ON)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "people.parquet"
    parquet.write_table(made_up(), path, row_group_size=70)
    return path


def source(path: Path, plan: Any = PLAN, **said: Any) -> Source:
    return read_people(str(path), [plan], Asked(**said))


class TestWhole:
    """What comes out of a file is what comes out of its table."""

    def test_parquet(self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outfile, "STRETCH", 64)
        found = run_file(source(data), PLAN, str(tmp_path / "out.parquet"), ASKING)
        made = parquet.read_table(tmp_path / "out.parquet")
        expected = run(PLAN, made_up(), on=ON).table
        assert expected.to_pylist() == made.drop_columns("row").to_pylist()
        assert (500, 0, 0) == (found.rows, found.refused, found.before)
        assert 500 == found.counts["ernst"].total()

    def test_csv_says_the_same(self, data: Path, tmp_path: Path) -> None:
        text = tmp_path / "people.csv"
        arrow_csv.write_csv(outfile.flat(made_up()), text)
        for path, out in ((data, "a.csv"), (text, "b.csv")):
            run_file(source(path), PLAN, str(tmp_path / out), ASKING)
        assert (tmp_path / "a.csv").read_text() == (tmp_path / "b.csv").read_text()

    def test_who_stands_twice_is_refused_in_either_file(self, tmp_path: Path) -> None:
        table = made_up().slice(0, 5).add_column(0, "id", [["a", None, "b", "a", None]])
        parquet.write_table(table, tmp_path / "p.parquet", row_group_size=2)
        arrow_csv.write_csv(outfile.flat(table), tmp_path / "p.csv")
        for path in (tmp_path / "p.parquet", tmp_path / "p.csv"):
            told = [
                p.values() for one in source(path).stretches() for p in one.problems if p.code == "PRD-M57"
            ]
            rows = [(one["row"], one["other"], one["column"]) for one in told]
            assert [("2", "5", "id"), ("5", "2", "id")] == sorted(rows)

    def test_messy_csv(self, tmp_path: Path) -> None:
        """Yes and no in words; what is no answer is refused with its row and column."""
        path, refused = tmp_path / "m.csv", tmp_path / "refused.csv"
        path.write_text(f"id;{SAID}\na;ja;ja;nee\n=b;misschien;nee;nee\nc;ja;ja\nd;;ja;\n", "utf-8")
        reading = source(path, SMALL, allow_missing=True)
        found = run_file(reading, SMALL, str(tmp_path / "o.csv"), ASKING, refused=str(refused))
        rows = [*csv.DictReader((tmp_path / "o.csv").read_text("utf-8").splitlines())]
        assert ["a", "'=b", "c", "d"] == [row["id"] for row in rows]
        assert ["", "", "onvolledig"] == [row["aanbeveling"] for row in rows[1:]]
        told = [
            (row["row"], row["column"], row["code"])
            for row in csv.DictReader(refused.read_text("utf-8").splitlines())
        ]
        assert [("3", "vragen_beantwoord", "PRD-B42"), ("4", "", "PRD-M56")] == told
        assert (4, 2) == (found.rows, found.refused)


class TestBrokenOff:
    """Nothing stands under the final name before all is done; what was done is not done again."""

    def test_goes_on_where_it_stopped(
        self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(outfile, "STRETCH", 64)
        out = tmp_path / "out.csv"

        def stop(done: int, all: int) -> None:
            if done >= 192:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            run_file(source(data), PLAN, str(out), ASKING, progress=stop)
        assert not out.exists()
        found = run_file(source(data), PLAN, str(out), ASKING)
        assert (500, 192) == (found.rows, found.before)
        again = tmp_path / "again.csv"
        run_file(source(data), PLAN, str(again), ASKING)
        assert again.read_text() == out.read_text()
        assert {"people.parquet", "out.csv", "again.csv"} == {p.name for p in tmp_path.iterdir()}

    def test_other_data_begin_anew(self, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(outfile, "STRETCH", 64)

        def stop(done: int, all: int) -> None:
            raise KeyboardInterrupt

        out = str(tmp_path / "out.csv")
        with pytest.raises(KeyboardInterrupt):
            run_file(source(data), PLAN, out, ASKING, progress=stop)
        parquet.write_table(made_up().slice(1), data)
        assert 0 == run_file(source(data), PLAN, out, ASKING).before

    def test_whatever_is_asked_otherwise_begins_anew(self, data: Path, tmp_path: Path) -> None:
        """What was done of one question is no part of the answer to another."""
        long = [Long.of(pa.table({"id": ["a"], "date": [ON], "value": [value]})) for value in (1.0, 2.0)]
        other: dict[str, tuple[Any, ...]] = {
            "on": (dt.date(2027, 2, 1),),
            "mode": ("consultative",),
            "only": (["ernst"],),
            "long": (*long,),
            "next": (True,),
            "certainty": (("aanbeveling",),),
        }
        assert {field.name for field in fields(Asking)} == other.keys()
        every = [ASKING, *(replace(ASKING, **{name: one}) for name, some in other.items() for one in some)]
        out, read = str(tmp_path / "out.csv"), source(data)
        assert len(every) == len({outfile._folder(read, PLAN, out, asking) for asking in every})
        before = outfile._folder(read, PLAN, out, ASKING)
        os.utime(data, ns=(1, 1))
        assert before != outfile._folder(read, PLAN, out, ASKING)

    def test_a_parquet_cut_short(self, data: Path) -> None:
        data.write_bytes(data.read_bytes()[:-300])
        with pytest.raises(ContentError) as error:
            source(data)
        assert "PRD-B54" == error.value.problem.code
        with pytest.raises(ContentError) as error:
            source(data.with_name("nowhere.parquet"))
        assert "PRD-Y12" == error.value.problem.code

    def test_pages_that_are_damaged(self, data: Path, tmp_path: Path) -> None:
        """The end of the file is whole, so it opens; then nothing is left of what could not be done."""
        whole = data.read_bytes()
        data.write_bytes(whole[:4] + b"\xff" * 400 + whole[404:])
        with pytest.raises(ContentError) as error:
            run_file(source(data), PLAN, str(tmp_path / "out.csv"), ASKING)
        assert ("PRD-B54", [data]) == (error.value.problem.code, [*tmp_path.iterdir()])

    @pytest.mark.parametrize(
        ("column", "refused"),
        [
            (pa.array([["ja"], [], None]), 2),
            (pa.array([{"a": 1}] * 3), 3),
            (pa.array([[("a", 1)]] * 3, pa.map_(pa.string(), pa.int64())), 3),
            (pa.array([b"ja", b"nee", b"\xff"]), 1),
            (pa.array([dt.datetime(2026, 1, 1, tzinfo=dt.UTC)] * 3), 3),
            (pa.array([dt.timedelta(1)] * 3), 3),
            (pa.array([1, 0, None]), 2),
        ],
        ids=lambda column: str(getattr(column, "type", column)),
    )
    def test_a_column_that_holds_no_answers(self, tmp_path: Path, column: Any, refused: int) -> None:
        """Nested, binary, with a time zone, of another kind: read as a text would be, cell by cell."""
        path = tmp_path / "m.parquet"
        parquet.write_table(pa.table({"doelen_benoemd": column}), path)
        said: list[Problem] = []
        found = source(path, SMALL, allow_missing=True)
        told = run_file(found, SMALL, str(tmp_path / "out.csv"), ASKING, said=said.append)
        assert (refused, {"PRD-B42"}) == (told.refused, {one.code for one in said})

    def test_a_column_that_stands_there_twice(self, tmp_path: Path) -> None:
        path, texts = tmp_path / "m.parquet", pa.array(["ja"])
        parquet.write_table(pa.Table.from_arrays([texts, texts], ["vragen_beantwoord"] * 2), path)
        found = source(path, SMALL, allow_missing=True)
        assert not found.fits
        assert "PRD-M60" in [one.code for one in found.problems]

    def test_what_has_no_column_is_asked(self, tmp_path: Path) -> None:
        path = tmp_path / "m.csv"
        path.write_text(f"id;{SAID}\na;ja;ja;nee\n", "utf-8")
        assert not source(path, SMALL).fits
        assert source(path, SMALL, allow_missing=True).fits


def test_a_full_disk_leaves_no_file_and_loses_nothing(data: Path, tmp_path: Path) -> None:
    """The disk takes no more in the middle of the run; with room again it is done."""
    out = tmp_path / "out.csv"
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(OSError):
            run_file(source(data), PLAN, str(out), ASKING)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert not out.exists()
    assert 500 == run_file(source(data), PLAN, str(out), ASKING).rows
    assert out.read_text("utf-8").count("\n") == 501
