"""A norm table and a file of people are read by one reader with one grammar."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodia.content.tables import number_cell, opened, separators_in, table_of
from prodia.words.cells import NUMBER, number_of
from tests.content.test_normtables import got

NUMBERS = st.one_of(
    st.text("0123456789.,-+eE ", max_size=8),
    st.from_regex(NUMBER, fullmatch=True),
    st.floats(-1e14, 1e14).map(repr),
    st.integers(-(10**15), 10**15).map(str),
)
CELL = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=5)


def in_people(folder: Path, text: str) -> list[list[str]]:
    path = folder / "people.csv"
    path.write_bytes(text.encode())
    file = opened(str(path))
    return [list(file.head), *(list(row) for some in file.chunks() for row in some.cells)]


class TestNumbers:
    """What is a number in one is a number in the other."""

    @given(NUMBERS)
    @example("1e3")
    @example("1234567890")
    @example("1,5")
    @example("1e30")
    def test_of_a_norm_table_and_of_people(self, text: str) -> None:
        read = number_of(text)
        if text:
            cell = number_cell(text, frozenset())
            assert read == (cell if isinstance(cell, float) else None)
        found = got(f'raw,T,percentile\n1,"{text}",50\n')
        assert (text.strip() != "" and read is None) == bool(found.problems)
        if read is not None:
            assert found.rows is not None
            assert read == dict(found.rows.rows[0].printed)["T"].value

    @given(st.floats(-1e14, 1e14).filter(lambda x: x == 0 or abs(x) > 1e-99))
    def test_what_python_writes_is_read(self, x: float) -> None:
        assert x == number_of(repr(x))
        assert math.copysign(1, number_of("-0.0") or 0.0) == 1


class TestRows:
    """A cell in quotes may hold a separator, a line end and quotes, for both."""

    TEXT = 'id,"na\nam",q1\r\n7,"a, ""b""\nc",1\r\n8,d,2\r\n'

    def test_a_quoted_line_break(self, tmp_path: Path) -> None:
        table = table_of(self.TEXT, "x")
        read = [list(table.names), *([text for _, text in cells] for _, cells in table.rows)]
        assert () == table.problems
        assert in_people(tmp_path, self.TEXT) == read
        assert [3, 5] == [line for line, _ in table.rows]

    @given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5), st.sampled_from(",;\t"))
    def test_any_cells(
        self, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], s: str
    ) -> None:
        quoted = ['"' + cell.replace('"', '""') + '"' for row in rows for cell in row]
        lines = [f"{a}{s}{b}" for a, b in zip(quoted[::2], quoted[1::2], strict=True)]
        text = "\n".join([f"a{s}b", *lines, ""])
        expected = [[cell.strip() for cell in row] for row in rows]
        table = table_of(text, "x")
        assert () == table.problems
        assert expected == [[cell for _, cell in cells] for _, cells in table.rows]
        people = in_people(tmp_path_factory.mktemp("t"), text)
        assert expected == [[cell.strip() for cell in row] for row in people[1:]]

    def test_after_a_row_that_can_not_be_taken_apart_reading_goes_on(self) -> None:
        table = table_of('a,b\n1,"2\n3,4\n"5"6,7\n8,9\n', "x")
        assert [2, 4] == [p.place.line for p in table.problems if p.place]
        assert [(3, ["3", "4"]), (5, ["8", "9"])] == [(n, [c for _, c in cells]) for n, cells in table.rows]

    def test_a_page_of_open_quotes_ends(self) -> None:
        assert 100 == len(table_of("a,b\n" + '1,"2\n' * 5000, "x").problems)

    def test_a_separator_in_quotes_is_none(self) -> None:
        assert (";",) == separators_in('"a, b";c\n')
        assert (",", ";", "\t") == separators_in("a,b;c\td\n")
