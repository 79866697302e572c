"""A file of people is read as it was typed, or refused with the place; no row is lost on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content.tables import PeopleFile, Told, opened
from prodia.errors import ContentError
from tests.batch.given import written

CELLS = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=6)
CELL = st.one_of(CELLS, st.sampled_from(["NA", "007", "1,5", "a;b", "x\ny", 'zeg "ja"', "=1+1", " 3 ", ""]))


def rows(file: PeopleFile, size: int | None = None) -> list[tuple[int, list[str]]]:
    return [(n, list(c)) for some in file.chunks(size) for n, c in zip(some.numbers, some.cells, strict=True)]


def read(path: Path, content: str | bytes, separator: str | None = None) -> list[tuple[int, list[str]]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return rows(opened(str(path), Told(separator)))


def refused(path: Path, content: str | bytes, separator: str | None = None) -> tuple[str, str]:
    """The code and the English message of why this file is not read."""
    with pytest.raises(ContentError) as error:
        read(path, content, separator)
    (problem,) = error.value.problems
    assert str(path) in str(problem.place)
    assert "{" not in problem.message("nl") + problem.hint("nl") + problem.message("en") + problem.hint("en")
    return problem.kind.code, problem.message("en")


class TestText:
    """Every cell comes out as it was typed, whatever separator, line end or quotes the file has."""

    @given(
        st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=6),
        st.sampled_from([",", ";", "\t"]),
        st.integers(1, 4),
    )
    def test_what_is_written_is_read(
        self, tmp_path_factory: Any, some: list[list[str]], separator: str, size: int
    ) -> None:
        path = tmp_path_factory.mktemp("rows") / "people.csv"
        file = opened(written(path, [["id", "q1"], *some], separator))
        assert ("id", "q1") == file.head
        assert [(n, cells) for n, cells in enumerate(some, 2)] == rows(file, size)

    @pytest.mark.parametrize(
        ("content", "expected"),
        [
            ("id;q1\r\n007;NA\r\n", [(2, ["007", "NA"])]),
            ("id\tq1\n7\t\n", [(2, ["7", ""])]),
            ("id,q1\r7,1\r8,2", [(2, ["7", "1"]), (3, ["8", "2"])]),
            ("\ufeffid;q1\n7;1,5\n", [(2, ["7", "1,5"])]),
            ('id;q1\n"a;\nb";"zeg ""ja"""\n8;1\n', [(2, ["a;\nb", 'zeg "ja"']), (3, ["8", "1"])]),
            ("id,q1\n7,1\n\n8,2\n", [(2, ["7", "1"]), (3, []), (4, ["8", "2"])]),
            ("id,q1\n7,1\n\n\n", [(2, ["7", "1"])]),
            ("id,q1\n7\n8,1,2\n", [(2, ["7"]), (3, ["8", "1", "2"])]),
            ("id,q1\n,\n", [(2, ["", ""])]),
            ("q1\n1\n\n2\n\n", [(2, ["1"]), (3, [""]), (4, ["2"]), (5, [""])]),
            ("id,q1\n", []),
        ],
    )
    def test_table(self, tmp_path: Path, content: str, expected: list[Any]) -> None:
        assert expected == read(tmp_path / "people.csv", content)
        assert opened(str(tmp_path / "people.csv")).head in (("id", "q1"), ("q1",))

    def test_a_separator_that_was_said(self, tmp_path: Path) -> None:
        path = tmp_path / "people.csv"
        path.write_text('id;"score, totaal"\n7;1\n', "utf-8")
        assert (("id", "score, totaal"), [(2, ["7", "1"])]) == (
            opened(str(path), Told(";")).head,
            rows(opened(str(path), Told(";"))),
        )

    @pytest.mark.parametrize(
        ("content", "separator", "code", "words"),
        [
            ("", None, "M63", "not a single row"),
            ("id,q1;q2\n1,2\n", None, "M62", "more than one kind"),
            ("id,q1\n7,1\n8,2\n\xff".encode("latin-1"), None, "F01", "byte 0xFF"),
            ("id,q1\n7,é\n".encode("cp1252"), None, "F01", "byte 0xE9"),
            ("id,q1\n7,1\n".encode("utf-16")[:-1], None, "F01", "byte 0x"),
            ("id,q1\n7,1\n".encode("utf-16-le"), None, "F68", "without its mark"),
            ("id,q1\nzoë,1\n".encode("utf-16-le"), None, "F68", "without its mark"),
            ("id,q1\n7,1\n8,\x00\n", None, "F68", "a NUL in it"),
            ('id,q1\n7,1\n8,"2\n9,3\n', None, "M70", "row 3"),
            ('id,q1\n"7"8,1\n', None, "M70", "row 2"),
            ('id,"q1\n7,1\n', None, "M70", "row 1"),
            ("id,q1\n7,1\n8," + "x" * 1_000_000 + "\n", None, "M70", "row 3"),
        ],
        ids=range(12),
    )
    def test_what_can_not_be_read_is_refused(
        self, tmp_path: Path, content: str | bytes, separator: str | None, code: str, words: str
    ) -> None:
        found, message = refused(tmp_path / "people.csv", content, separator)
        assert code == found
        assert words in message

    @pytest.mark.parametrize("name", ["absent.csv", "absent.parquet", ".", "a\x00b.csv"])
    def test_what_is_no_file(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(ContentError) as error:
            opened(str(tmp_path / name))
        assert ["Y12"] == [p.kind.code for p in error.value.problems]


TYPES = {
    "strings": (pa.array(["007", None, "NA"]), ["007", "", "NA"]),
    "bytes": (pa.array([b"007", None, b"NA"]), ["007", "", "NA"]),
    "whole": (pa.array([7, None, -1], pa.int8()), ["7", "", "-1"]),
    "doubles": (pa.array([3.0, None, 0.1 + 0.2]), ["3", "", "0.30000000000000004"]),
    "small": (pa.array([1e-7, float("nan"), 1e20]), ["0.0000001", "", "100000000000000000000"]),
    "singles": (pa.array([0.3, None, 2], pa.float32()), ["0.3", "", "2"]),
    "halves": (pa.array([0.3, None, 2], pa.float16()), ["0.3", "", "2"]),
    "decimals": (pa.array([Decimal("1.50"), None, Decimal("2.00")]), ["1.5", "", "2"]),
    "truths": (pa.array([True, None, False]), ["true", "", "false"]),
    "categories": (pa.array(["a", None, "a"]).dictionary_encode(), ["a", "", "a"]),
    "coded": (pa.array([2, None, 2]).dictionary_encode(), ["2", "", "2"]),
    "days": (pa.array([dt.date(2017, 4, 30), None, dt.date(1, 1, 1)]), ["2017-04-30", "", "0001-01-01"]),
    "midnights": (
        pa.array([dt.datetime(2017, 4, 30), None, dt.datetime(2016, 2, 29)]),
        ["2017-04-30", "", "2016-02-29"],
    ),
    "nulls": (pa.array([None, None, None]), ["", "", ""]),
}


class TestParquet:
    """A typed cell reads as it would have been typed; null is empty."""

    @pytest.mark.parametrize(("column", "expected"), TYPES.values(), ids=TYPES.keys())
    def test_types(self, tmp_path: Path, column: pa.Array, expected: list[str]) -> None:
        parquet.write_table(pa.table({"q1": column}), tmp_path / "people.PARQUET")
        file = opened(str(tmp_path / "people.PARQUET"))
        assert ("q1",) == file.head
        assert [(n, [cell]) for n, cell in enumerate(expected, 2)] == rows(file, 2)

    @pytest.mark.parametrize("content", [b"", b"PAR1", b"id,q1\n7,1\n"])
    def test_what_is_no_parquet(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "people.parquet").write_bytes(content)
        with pytest.raises(ContentError) as error:
            opened(str(tmp_path / "people.parquet"))
        assert ["B54"] == [p.kind.code for p in error.value.problems]

    def test_a_file_cut_short(self, tmp_path: Path) -> None:
        path = tmp_path / "people.parquet"
        parquet.write_table(pa.table({"q1": list(range(5000))}), path, compression="none")
        whole = path.read_bytes()
        path.write_bytes(whole[:4] + b"\xff" * 200 + whole[204:])
        with pytest.raises(ContentError):
            rows(opened(str(path)))


def test_a_planted_comma_is_seen(tmp_path: Path) -> None:
    """The heading decides the separator, so a comma in a cell is a cell of its own there."""
    found: Sequence[Any] = read(tmp_path / "p.csv", "id,q1\n7,1,5\n")
    assert [(2, ["7", "1", "5"])] == found
