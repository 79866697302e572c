"""A norm table of one's own out of a spreadsheet: stored values are taken over, or told at their cell."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content.tables import digits, letters
from prodia.problems import files
from tests.content.test_normimport import STRICT, TABLE, got, taken, told

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not here: pip install prodia[xlsx]")


def workbook(rows: list[list[Any]], **more: list[list[Any]]) -> Any:
    made = openpyxl.Workbook()
    made.active.title = "normen"
    for sheet, some in (("normen", rows), *more.items()):
        target = made[sheet] if sheet in made.sheetnames else made.create_sheet(sheet)
        for row in some:
            target.append(row)
    return made


def saved(made: Any) -> bytes:
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


HEAD = ["leeftijd van", "tot", "ruw", "T-score", "pc", "opmerking"]
SHEET: list[list[Any]] = [
    HEAD,
    [60, 71, 0, 35, 7, "x"],
    [60, 71, 1, 40.0, 16],
    [60, 71, 2, 45, 31],
    [],
    [60, 71, 3, 50, 50],
    [60, 71, 4, 55, 69],
    [60, 71, "5..6", ">59", ">80"],
]


def put(cell: str, value: Any, format: str | None = None) -> bytes:
    """The sheet with one cell changed."""
    made = workbook(SHEET)
    made.active[cell] = value
    if format:
        made.active[cell].number_format = format
    return saved(made)


def patched(data: bytes, old: bytes, new: bytes) -> bytes:
    """The spreadsheet with something else in the text of its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name.endswith("sheet1.xml"):
                text, count = re.subn(old, new, text)
                assert count == 1
            after.writestr(name, text)
    return out.getvalue()


class TestXlsx:
    """Of a spreadsheet the stored values are read; what it made of what was typed is told, never undone."""

    def test_the_same_rows_as_the_csv(self) -> None:
        made = taken(saved(workbook(SHEET)))
        assert (STRICT, ("opmerking",)) == (made.text, made.left)

    @pytest.mark.parametrize(
        ("cell", "value", "format", "expected", "words"),
        [
            ("D3", "40", None, "3:4 P60", "T (D3)"),
            ("C3", "1", None, "3:3 P60", "als tekst"),
            ("C8", dt.date(2026, 12, 10), None, "8:3 P61", "10-12"),
            ("B3", dt.time(5, 11), None, "3:2 P61", "datum of tijd"),
            ("D3", "=20+20", None, "3:4 P62", "niet bewaard"),
            ("E3", 0.16, "0%", "3:5 P63", "0.16"),
            ("E3", 0.16, "0.00%", "3:5 P63", "16 honderdsten"),
            ("D3", "40,5", None, "3:1 P11", "40.5"),  # read as in CSV: then it is no row that fits its scale
            ("D3", "NA", None, "3:4 W22", "T (D3)"),
            ("D3", True, None, "3:4 W22", "TRUE"),
            ("D3", "=1/0", None, "3:4 P62", ""),
            ("A3", None, None, "3:1 W22", "age_from (A3)"),
            ("C3", 1.5, None, "2:1 P01", "ruwe score 1"),
            ("D3", 1e30, None, "3:4 W22", "1e+30"),
        ],
    )
    def test_told_at_its_cell(
        self, cell: str, value: Any, format: str | None, expected: str, words: str
    ) -> None:
        found = got(put(cell, value, format))
        assert (None, [expected]) == (found.made, told(found))
        assert words in found.problems[0].message("nl")

    @pytest.mark.parametrize("format", ["00", '0 "%"', "0\\%", "[Red]0", "General"])
    def test_other_formats_change_nothing(self, format: str) -> None:
        assert got(put("E3", 16, format)).made is not None

    @pytest.mark.parametrize(("cell", "value"), [("F3", dt.date(2026, 1, 1)), ("F3", "=A1"), ("H5", "los")])
    def test_a_column_that_is_not_taken_may_hold_anything(self, cell: str, value: Any) -> None:
        assert STRICT == taken(put(cell, value)).text

    def test_a_merged_cell_counts_for_its_first_row_only(self) -> None:
        made = workbook(SHEET)
        made.active.merge_cells("A2:A4")
        assert ["1:1 F43", "3:1 W22", "4:1 W22"] == told(got(saved(made)))

    def test_a_formula_gives_the_value_that_was_stored(self) -> None:
        data = patched(put("D3", "=20+20"), rb"<f>20\+20</f><v\s*/?>(</v>)?", b"<f>20+20</f><v>40</v>")
        assert STRICT == taken(data).text

    def test_what_a_file_says_of_its_size_is_not_believed(self) -> None:
        data = patched(saved(workbook(SHEET)), rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"')
        assert STRICT == taken(data).text

    def test_keys_may_be_numbers_or_text(self) -> None:
        data = saved(workbook([["grade", "mean", "sd"], [1, 2, 1], ["2", 3, 1]]))
        made = taken(data, named={}, age=None, kind="mean-sd", by=("grade",))
        assert "grade,mean,sd\n1,2,1\n2,3,1\n" == made.text

    @given(st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-9))
    def test_digits_are_the_number_itself(self, number: float) -> None:
        assert number == float(digits(number))
        assert "." not in digits(number) or not number.is_integer()

    def test_which_sheet(self) -> None:
        data = saved(workbook([["leeg"]], tweede=SHEET))
        assert ["1:1 P66"] == told(got(data))
        assert "«normen», «tweede»" in got(data).problems[0].message("nl")
        assert ["1:1 P66"] == told(got(data, sheet="derde"))
        assert got(data, sheet="tweede").made is not None
        assert ["1:1 P66"] == told(got(TABLE, sheet="tweede"))

    def test_a_hidden_sheet_does_not_count(self) -> None:
        made = workbook(SHEET, verborgen=[["x"]])
        made["verborgen"].sheet_state = "hidden"
        assert got(saved(made)).made is not None

    @pytest.mark.parametrize(
        "data", [b"PK\x03\x04kapot", b"\xd0\xcf\x11\xe0oud", b"PK\x03\x04" + b"\0" * 500]
    )
    def test_what_is_no_spreadsheet(self, data: bytes) -> None:
        assert ["1:1 P64"] == told(got(data))

    def test_another_kind_of_archive(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("content.xml", "<x/>")
        assert ["1:1 P64"] == told(got(out.getvalue()))

    def test_a_small_file_that_unpacks_without_end(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"\0" * (201 << 20))
        assert [files.TOO_LARGE] == [p.kind for p in got(out.getvalue()).problems]

    def test_without_openpyxl(self, monkeypatch: pytest.MonkeyPatch) -> None:
        data = saved(workbook(SHEET))
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        found = got(data)
        assert ["1:1 P65"] == told(found)
        assert "prodia[xlsx]" in found.problems[0].hint("nl")

    @pytest.mark.parametrize(("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
    def test_columns_have_their_letters(self, column: int, name: str) -> None:
        assert name == letters(column)
