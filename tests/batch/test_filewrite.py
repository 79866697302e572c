"""What is written is what was scored, runs in no spreadsheet, and is there whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.batch.files import Scored, csv_writer, json_writer, parquet_writer, tame, whole, whole_text
from tests.batch.given import rows_of

RUNS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
IDS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")),
    st.sampled_from(
        ["=1+1", "+32", "-5", "-5.5", "+1.2.3", "-.", "-5\n", "@x", "\t=1", "\r=1", "\n=1", "＝1"]
    ),
    st.from_regex(r"[=+@-][0-9.=+-]{0,6}", fullmatch=True),
)
NUMBERS = st.one_of(st.floats(allow_infinity=False), st.sampled_from([-0.0, 0.1 + 0.2, 1e15, 1e300, -7.0]))
WORDS = st.one_of(st.none(), st.sampled_from(["hoog", "- hoog", "=x", "PRD-M01", 'zeg "ja"', "a,b"]))
TRUTHS = st.sampled_from([True, False, None])


def some(ids: list[str], numbers: list[float], words: list[str | None], truths: list[bool | None]) -> Scored:
    columns = {
        "s": np.array(numbers, dtype=float),
        "s.zone": np.array([*words, None], dtype=object)[:-1],
        "regel": np.array([*truths, None], dtype=object)[:-1],
    }
    return Scored(tuple(range(2, len(numbers) + 2)), tuple(ids), columns, ())


@st.composite
def scores(draw: Any, named: bool = True) -> Scored:
    rows = draw(st.lists(st.tuples(IDS, NUMBERS, WORDS, TRUTHS), min_size=1, max_size=6))
    ids, numbers, words, truths = (list(column) for column in zip(*rows, strict=True))
    return some(ids if named else [], numbers, words, truths)


def csv_of(*parts: Scored) -> list[list[str]]:
    stream = io.StringIO(newline="")
    write = csv_writer(stream)
    for part in parts:
        write(part)
    stream.seek(0)
    return list(csv.reader(stream, strict=True))


class TestTame:
    """No text starts as a formula does; a number, and every other text, is as it was."""

    @given(IDS)
    def test_any_text(self, text: str) -> None:
        found = tame(text)
        assert found in (text, f"'{text}")
        assert NUMBER.fullmatch(found) or not RUNS.match(found)
        assert (found == text) == (not RUNS.match(text) or bool(NUMBER.fullmatch(text)))

    @pytest.mark.parametrize("text", ["007", "NA", "", "-5", "+3.5", "jan=piet", "1-2", "'x", " =1", "é"])
    def test_left_alone(self, text: str) -> None:
        assert text == tame(text)

    @pytest.mark.parametrize(
        "text", ["=1", "+a", "-a", "-", "+1+1", "-2+cmd|' /C calc'!A0", "@x", "\tx", "-5\n"]
    )
    def test_tamed(self, text: str) -> None:
        assert f"'{text}" == tame(text)


class TestCsv:
    """A row for each row, under one heading; a number reads back exactly, none is an empty cell."""

    @given(scores())
    def test_reads_back(self, one: Scored) -> None:
        head, *rows = csv_of(one)
        assert ["id", "s", "s.zone", "regel"] == head
        assert [tame(id) for id in one.ids] == [row[0] for row in rows]
        numbers = [None if row[1] == "" else float(row[1]) for row in rows]
        assert numbers == [row["s"] for row in rows_of(one.columns)]
        words = {None: "", True: "true", False: "false"}
        assert [words[t] for t in one.columns["regel"]] == [row[3] for row in rows]
        assert [tame(w or "") for w in one.columns["s.zone"]] == [row[2] for row in rows]

    @given(scores())
    def test_nothing_runs(self, one: Scored) -> None:
        for cell in (cell for row in csv_of(one) for cell in row):
            assert not RUNS.match(cell) or re.fullmatch(
                r"-?[0-9]+(\.[0-9]+)?(e[+-][0-9]+)?|[+-][0-9.]+", cell
            )

    @given(scores(named=False), scores(named=False))
    def test_pieces_have_one_heading(self, first: Scored, second: Scored) -> None:
        head, *rows = csv_of(first, second)
        assert "row" == head[0]
        assert [str(n) for n in (*first.numbers, *second.numbers)] == [row[0] for row in rows]

    @pytest.mark.parametrize(
        ("x", "expected"),
        [(3.0, "3"), (-0.0, "0"), (2.5, "2.5"), (0.1 + 0.2, "0.30000000000000004"), (1e300, "1e+300")],
    )
    def test_a_score_is_short_and_exact(self, x: float, expected: str) -> None:
        assert expected == csv_of(some(["a"], [x], [None], [None]))[1][1]


class TestJson:
    """One list with an object a row, that any reader of JSON takes; none is null, never NaN."""

    @given(scores(), st.booleans())
    def test_reads_back(self, one: Scored, twice: bool) -> None:
        stream = io.StringIO()
        with json_writer(stream) as write:
            write(one)
            if twice:
                write(one)

        def no(constant: str) -> None:
            raise AssertionError(constant)

        found = json.loads(stream.getvalue(), parse_constant=no)
        expected = [{"id": id, **row} for id, row in zip(one.ids, rows_of(one.columns), strict=True)]
        assert expected * (2 if twice else 1) == found

    def test_nobody(self) -> None:
        stream = io.StringIO()
        with json_writer(stream):
            pass
        assert [] == json.loads(stream.getvalue())


class TestParquet:
    """Doubles, words and truths, with null where there is none; the same numbers as in the CSV."""

    @given(scores(), scores())
    def test_reads_back(self, tmp_path_factory: Any, first: Scored, second: Scored) -> None:
        path = tmp_path_factory.mktemp("p") / "p.parquet"
        with parquet_writer(str(path)) as write:
            write(first)
            write(second)
        found = parquet.read_table(path)
        assert ["string", "double", "string", "bool"] == [str(t) for t in found.schema.types]
        expected = [
            {"id": i, **r} for p in (first, second) for i, r in zip(p.ids, rows_of(p.columns), strict=True)
        ]
        assert expected == found.to_pylist()

    def test_rows_without_an_id(self, tmp_path: Path) -> None:
        with parquet_writer(str(tmp_path / "p.parquet")) as write:
            write(some([], [1.0, float("nan")], [None, None], [None, None]))
        expected = [{"row": 2, "s": 1.0, "s.zone": None, "regel": None}]
        expected.append({"row": 3, "s": None, "s.zone": None, "regel": None})
        assert expected == parquet.read_table(tmp_path / "p.parquet").to_pylist()


class TestWhole:
    """A file appears when all went well, for its owner alone; else nothing is left behind."""

    def test_when_all_went_well(self, tmp_path: Path) -> None:
        with whole_text(str(tmp_path / "p.csv")) as stream:
            stream.write("é\n")
            assert not (tmp_path / "p.csv").exists()
        assert "é\n".encode() == (tmp_path / "p.csv").read_bytes()
        assert ["p.csv"] == [path.name for path in tmp_path.iterdir()]
        assert 0o600 == stat.S_IMODE((tmp_path / "p.csv").stat().st_mode)

    def test_when_something_went_wrong(self, tmp_path: Path) -> None:
        with pytest.raises(KeyboardInterrupt), whole_text(str(tmp_path / "p.csv")) as stream:
            stream.write("half")
            raise KeyboardInterrupt
        assert [] == list(tmp_path.iterdir())

    def test_where_no_file_can_be(self, tmp_path: Path) -> None:
        with pytest.raises(OSError), whole(str(tmp_path / "absent" / "p.csv")):
            pass
