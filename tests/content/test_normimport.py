"""A norm table of one's own is taken over as it stands, or what is wrong is told where the user sees it."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content import load, read
from prodia.content.csvrows import read_text
from prodia.content.normimport import SOURCES, Imported, declaration, imported
from prodia.content.sheets import digits, letters
from prodia.content.validate import validate
from prodia.model.instrument import Instrument
from prodia.model.norms import Norms
from prodia.problems import Kind, Problem
from prodia.problems import growth as cells
from prodia.problems import norms as kinds
from prodia.problems import yaml as files
from tests.content.packs import write
from tests.model.test_normfaults import INSTRUMENT, SHOWN, model

TABLE = """\
leeftijd van;tot;ruw;T-score;pc;opmerking
60;71;0;35;7;x
60;71;1;40;16;
60;71;2;45;31;
60;71;3;50;50;
60;71;4;55;69;
60;71;5..6;>59;>80;
"""
NAMED = {"age_from": "leeftijd van", "age_to": "tot", "raw": "ruw", "T": "T-score", "percentile": "pc"}
STRICT = """\
age_from,age_to,raw,T,percentile
60,71,0,35,7
60,71,1,40,16
60,71,2,45,31
60,71,3,50,50
60,71,4,55,69
60,71,5..6,>59,>80
"""


def norms(**said: Any) -> Norms:
    told = {
        "format": 1,
        "id": "eigen",
        "version": "1.0.0",
        "instrument": "maat",
        "group": 'wie: «x», "y" # z',
        "country": "nergens",
        "year": 2026,
        "n": 100,
        "rows": "private",
        "kind": "table",
        "age": "calendar",
        "gives": ("T", "percentile"),
        "scales": ("som",),
        "normalised": True,
        "source": ({"ref": "eigen-normtabel", "confidence": "seen"},),
    }
    return Norms.model_validate(told | said)


def instrument() -> Instrument:
    return model("table")[1]


def got(
    data: str | bytes, sheet: str | None = None, named: dict[str, str] | None = None, **said: Any
) -> Imported:
    known = NAMED if named is None else named
    raw = data.encode() if isinstance(data, str) else data
    return imported(raw, "tabel", norms(**said), instrument(), named=known, sheet=sheet)


def told(found: Imported) -> list[str]:
    """``line:col CODE`` of every problem, after a look at the words."""
    for problem in found.problems:
        for lang in ("nl", "en"):
            assert not re.search(r"\{[a-z_]+\}", problem.line(lang))
    return [
        f"{p.place.line}:{p.place.column} {p.kind.code}" if p.place else p.kind.code for p in found.problems
    ]


def changed(old: str, new: str, text: str = TABLE) -> str:
    assert 1 == text.count(old), "the table no longer says this"
    return text.replace(old, new)


class TestWritten:
    """What is written is the strict form: our names, our order, only what is known, and its sum."""

    def test_rows(self) -> None:
        made = got(TABLE).made
        assert made is not None
        assert (STRICT, 6, 1, ("opmerking",)) == (made.text, made.rows, made.groups, made.left)
        assert hashlib.sha256(STRICT.encode()).hexdigest() == made.norms.sha256

    @pytest.mark.parametrize("word", ["1, 2", "a;b", 'zeg ""x""', "a#b"])
    def test_a_word_with_a_separator_in_it(self, word: str) -> None:
        said: dict[str, Any] = {"kind": "mean-sd", "by": ("grade",), "age": None}
        made = got(f'grade,mean,sd\n"{word}",3,1\n', named={}, **said).made
        assert made is not None
        rows = read_text(made.text, "x", norms(**said), digest="").rows
        assert rows is not None
        assert [(word.replace('""', '"'),)] == [row.keys for row in rows.rows]

    def test_it_loads_as_a_pack(self, tmp_path: Path) -> None:
        made = got(TABLE).made
        assert made is not None
        here = "shared/norms/eigen/1.0.0"
        write(
            tmp_path,
            {
                f"{here}.yaml": made.declaration,
                f"{here}/rows.csv": made.text,
                "shared/sources.yaml": SOURCES + "  bron: {title: Bron, kind: page, read: whole}\n",
                "shared/instruments/maat/1.0.0.yaml": INSTRUMENT,
            },
        )
        loaded = load(tmp_path)
        assert () == loaded.problems
        declared, rows = loaded.catalogue.norm_rows("eigen@1.0.0")
        assert (made.norms, f"sha256:{made.norms.sha256}") == (declared, rows.digest)

    def test_what_is_written_is_what_was_read(self) -> None:
        made = got(TABLE).made
        assert made is not None
        again = imported(made.text.encode(), "tabel", norms(), instrument()).made
        assert made.text == (again and again.text)
        rows = read_text(made.text, "tabel", norms(), digest="")
        assert ((), 6) == (rows.problems, len(rows.rows.rows) if rows.rows else 0)

    @given(
        st.text(min_size=1).filter(str.strip),
        st.sampled_from(["no", "y", "on", "1.0.0", "null", "0x1", "a: b"]),
    )
    def test_any_words_come_back_from_the_declaration(self, group: str, country: str) -> None:
        said = norms(group=group, country=country, language=country)
        got = read(declaration(said).encode(), "x")
        if any(p.severity == "error" for p in got.problems):  # such as a control character
            return
        assert got.document is not None
        assert (said, ()) == validate(got.document, Norms)

    def test_words_that_a_file_would_not_hold_are_told(self) -> None:
        assert ["Y09"] == told(got(TABLE, group="a\u202eb"))

    def test_every_fact_is_declared(self) -> None:
        fitted = {"raw": [0.0, 6.0], "norm": [25.0, 75.0], "scale": "T", "age": "years"}
        interval = {"kind": "true SEE", "level": 0.95, "on": "T", "reliability": 0.9}
        said = norms(fitted=fitted, interval=interval, by=("sex", "grade"), age="days / 30.4375")
        document = read(declaration(said).encode(), "x").document
        assert document is not None
        assert said == validate(document, Norms)[0]


CASES = [
    ("NA", "1;40;16", "1;NA;16", ["3:9 W22"], "een punt voor decimalen"),
    ("a decimal comma", "1;40;16", "1;40,5;16", ["3:9 W22"], "met een punt: 40.5"),
    ("zeros before it", "71;3;50", "71;03;50", ["5:7 W22"], "zonder nullen ervoor: 3"),
    ("other digits", "71;3;50", "71;\u0663;50", ["5:7 W22"], "de cijfers 0 tot 9"),
    ("an age in years", "60;71;3", "60;5:11;3", ["5:4 W22"], "5:11 is 71"),
    ("an empty age", "60;71;3;", ";71;3;", ["5:1 W22"], "leeg is nooit nul"),
    ("a range with a dash", "5..6", "5-6", ["7:7 W22"], "een bereik is «5..6»"),
    ("out of range", "50;50;\n", "50;150;\n", ["5:1 P04", "5:1 P11", "6:1 P03"], ""),
    ("a row twice", "60;71;3;50;50;\n", "60;71;3;50;50;\n60;71;3;50;50;\n", ["6:1 P02"], ""),
    ("a hole", "60;71;3;50;50;\n", "", ["2:1 P01"], ""),
    ("a raw score nobody has", "5..6;>59", "5..8;>59", ["7:1 P68"], ""),
    ("a row too short", "3;50;50;\n", "3;50;50\n", ["5:12 W22"], "een rij van 6 cellen"),
    ("a quote that does not close", "60;71;3;50;50;", '"60;71;3;50;50;', ["5:1 W22"], "aanhalingstekens"),
    ("two scales that differ", "3;50;50", "3;50;60", ["5:1 P11"], ""),
]  # fmt: skip


class TestCells:
    """A bad cell is told at the line of the file, in both languages, and nothing is made."""

    @pytest.mark.parametrize(
        ("old", "new", "places", "hint"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
    )
    def test_told(self, old: str, new: str, places: list[str], hint: str) -> None:
        found = got(changed(old, new))
        assert (None, places) == (found.made, told(found))
        assert hint in found.problems[0].hint("nl")
        assert found.problems[0].line("nl") != found.problems[0].line("en")

    def test_the_column_is_named_as_the_user_knows_it(self) -> None:
        assert "«x»" in got(changed("1;40;16", "1;x;16")).problems[0].message("nl")
        assert "T (T-score)" in got(changed("1;40;16", "1;x;16")).problems[0].message("nl")

    def test_the_line_is_that_of_the_file(self) -> None:
        found = got("\n# uit de handleiding\n\n" + changed("71;3;50", "71;03;50"))
        assert ["8:7 W22"] == told(found)

    def test_every_cell_in_one_run(self) -> None:
        text = changed("0;35;7", "0;NA;7").replace("2;45;31", "2;45;").replace("4;55;69", "04;55;n.v.t.")
        assert ["2:9 W22", "6:7 W22", "6:13 W22"] == told(got(text))

    def test_commas_throughout_are_one_mistake_with_the_way_to_export(self) -> None:
        text = TABLE.replace(";35;", ";35,5;").replace(";40;", ";40,5;").replace(";45;", ";45,5;")
        found = got(text.replace("71;3;", "71;03;"))
        assert ["2:9 P59", "5:7 W22"] == told(found)
        assert "(3 cellen)" in found.problems[0].message("nl")
        assert "decimal separator" in found.problems[0].hint("en")

    def test_with_a_point_somewhere_they_are_slips(self) -> None:
        text = TABLE.replace(";35;", ";35,5;").replace(";40;", ";40,5;").replace(";45;", ";45,5;")
        assert ["2:9 W22", "3:9 W22", "4:9 W22"] == told(got(text.replace("3;50;50", "3;50.0;50")))

    def test_commas_between_and_in_cells(self) -> None:
        text = "raw,T\n" + "".join(f"{raw},{40 + raw},5\n" for raw in range(7))
        found = got(text, age=None, gives=("T",), named={})
        assert ["2:6 P59"] == told(found)
        assert "(7 cellen)" in found.problems[0].message("nl")

    def test_warnings_go_with_what_was_made(self) -> None:
        found = got(TABLE, year=None)
        assert (["P05"], True) == (told(found), found.made is not None)

    def test_no_rows(self) -> None:
        assert ["1:1 P29"] == told(got(TABLE.partition("\n")[0]))

    def test_no_text(self) -> None:
        assert [files.ENCODING] == [p.kind for p in got(TABLE.encode("utf-16")).problems]


class TestColumns:
    """Each column is found by its name here or by the name it was said to have; none is guessed."""

    def test_names_that_are_ours_need_not_be_said(self) -> None:
        assert got(STRICT, named={}).made is not None

    @pytest.mark.parametrize(
        ("named", "codes", "words"),
        [
            (NAMED | {"T": "T score"}, ["1:1 P58"], "«T score»"),
            ({k: v for k, v in NAMED.items() if k != "T"}, ["1:1 P58"], "--column T="),
            (NAMED | {"t": "T-score"}, ["P28"], "kies uit"),
            (NAMED | {"sem": "meetfout"}, ["1:1 P58"], "«meetfout»"),
        ],
    )
    def test_not_found(self, named: dict[str, str], codes: list[str], words: str) -> None:
        found = got(TABLE, named=named)
        assert codes == told(found)
        assert words in found.problems[0].line("nl")

    def test_a_name_that_stands_there_twice(self) -> None:
        assert ["1:1 W21"] == told(got(changed("opmerking", "pc")))

    def test_more_that_is_known_is_taken_too(self) -> None:
        text = TABLE.replace("opmerking\n", "sem\n").replace(";x\n", ";\n").replace(";\n", ";3\n")
        made = got(text).made
        assert made is not None
        assert ("age_from,age_to,raw,T,percentile,sem", ()) == (made.text.partition("\n")[0], made.left)

    def test_a_model_says_both_ends_of_its_ages(self) -> None:
        fitted = {"raw": [0.0, 6.0], "norm": [25.0, 75.0], "scale": "T", "age": "years"}
        said: dict[str, Any] = {"kind": "polynomial", "fitted": fitted, "age": None, "gives": ("T",)}
        rows = "age_from,age_to,term,value\n60,71,L1,0.1\n60,71,(Intercept),1\n"
        assert got(rows, named={}, **said).made is not None
        assert ["1:1 P58"] == told(got(rows.replace("age_to,", "tot,"), named={}, **said))
        assert ["P69"] == [p.kind.code for p in got("term,value\nL1,1\n", named={}, **said).problems]

    def test_a_scale_that_is_none(self) -> None:
        assert "P27" in told(got(TABLE, scales=("zom",)))

    def test_what_is_declared_is_checked_too(self) -> None:
        interval = {"kind": "observed", "level": 0.9, "on": "SS", "reliability": 0.9}
        assert ["P25"] == told(got(TABLE, interval=interval))


GROWTH = "sex,age,l,m,s\n1,60,1,3,0.1\n1,61,1,3,0.1\n2,60,1,3,0.1\n2,61,1,3,0.1\n"


class TestOtherKinds:
    """Every kind of norms can be read in, by keys and scales where it says so."""

    @pytest.mark.parametrize(
        ("rows", "said", "groups"),
        [
            ("grade,mean,sd,n\n1,2,1,30\n2,3,1.5,30\n", {"kind": "mean-sd", "by": ("grade",)}, 2),
            ("sex,raw,percentile\nm,1,5\nm,5,95\nf,1,5\nf,5,95\n", {"kind": "cuts", "by": ("sex",)}, 2),
            ("scale,mean,sd,n\nsom,3,1,9\nduur,20,9,9\n", {"kind": "sample", "scales": ("som", "duur")}, 2),
            ("part,term,value\nmean,1,3\nvariance,age,0.1\n", {"kind": "regression"}, 1),
            (
                "sex,age,l,m,s\n1,60,1,3,0.1\n1,61,1,3,0.1\n2,60,1,3,0.1\n2,61,1,3,0.1\n",
                {"kind": "lms", "gives": ()},
                2,
            ),
        ],
    )
    def test_made(self, rows: str, said: dict[str, Any], groups: int) -> None:
        made = got(rows, named={}, age=None, **said).made
        assert made is not None
        assert (rows, groups) == (made.text, made.groups)

    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("1,61,1,3", "1,60,1,3", ["6:1 W23"]),
            ("1,61,1,3", "1,61,1,0", ["6:1 W22"]),
            ("sex,age", "sexe,age", ["3:1 P58"]),
            ("f,60", "v,60", ["8:1 W22"]),
        ],
    )
    def test_growth_is_told_at_the_line_of_the_user(self, old: str, new: str, expected: list[str]) -> None:
        rows = "\n# groei\nsex,age,l,m,s\n\n1,60,1,3,0.1\n1,61,1,3,0.1\n\nf,60,1,3,0.1\nf,61,1,3,0.1\n"
        assert expected == told(got(changed(old, new, rows), named={}, age=None, kind="lms", gives=()))


def workbook(rows: list[list[Any]], **more: list[list[Any]]) -> Any:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not here: pip install prodia[xlsx]")
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
        made = got(saved(workbook(SHEET))).made
        assert made is not None
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
            ("D3", "40,5", None, "3:4 W22", "T (D3)"),
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
        made = got(put(cell, value)).made
        assert made is not None
        assert STRICT == made.text

    def test_a_merged_cell_counts_for_its_first_row_only(self) -> None:
        made = workbook(SHEET)
        made.active.merge_cells("A2:A4")
        assert ["3:1 W22", "4:1 W22"] == told(got(saved(made)))

    def test_a_formula_gives_the_value_that_was_stored(self) -> None:
        made = got(
            patched(put("D3", "=20+20"), rb"<f>20\+20</f><v\s*/?>(</v>)?", b"<f>20+20</f><v>40</v>")
        ).made
        assert made is not None
        assert STRICT == made.text

    def test_what_a_file_says_of_its_size_is_not_believed(self) -> None:
        made = got(
            patched(saved(workbook(SHEET)), rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B2"')
        ).made
        assert made is not None
        assert STRICT == made.text

    def test_keys_may_be_numbers_or_text(self) -> None:
        rows = [["grade", "mean", "sd"], [1, 2, 1], ["2", 3, 1]]
        made = got(saved(workbook(rows)), named={}, age=None, kind="mean-sd", by=("grade",)).made
        assert made is not None
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
        pytest.importorskip("openpyxl", reason="openpyxl is not here: pip install prodia[xlsx]")
        assert ["1:1 P64"] == told(got(data))

    def test_another_kind_of_archive(self) -> None:
        pytest.importorskip("openpyxl", reason="openpyxl is not here: pip install prodia[xlsx]")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("content.xml", "<x/>")
        assert ["1:1 P64"] == told(got(out.getvalue()))

    def test_a_small_file_that_unpacks_without_end(self) -> None:
        pytest.importorskip("openpyxl", reason="openpyxl is not here: pip install prodia[xlsx]")
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


class TestAnything:
    """Whatever a file holds, there are norms or reasons; and norms hold no figure that it does not."""

    @given(st.binary(max_size=200))
    def test_bytes(self, data: bytes) -> None:
        assert got(data).made is None

    @given(
        st.integers(0, TABLE.count("\n") - 1),
        st.text(st.sampled_from('0159,.;-<>"# x\t\u0663'), max_size=14),
    )
    def test_a_line_replaced(self, number: int, line: str) -> None:
        lines = TABLE.split("\n")
        lines[number] = line
        found = got("\n".join(lines))
        told(found)
        assert (found.made is None) == any(p.severity == "error" for p in found.problems)
        if found.made is not None:
            figures = [line.split(";")[:5] for line in lines[1:] if line.strip("; \t,")]
            kept = [row.split(",") for row in found.made.text.splitlines()[1:]]
            assert [[cell.strip() for cell in row] for row in figures if not row[0].startswith("#")] == kept


class TestEveryKind:
    """Every mistake that norms can have is shown in a test: here, or with the rows themselves."""

    def test_shown(self) -> None:
        known = {kind.code for kind in vars(kinds).values() if isinstance(kind, Kind)}
        text = Path(__file__).read_text("utf-8")
        here = {code for code in known if re.search(rf"\b{code}\"", text)}
        assert known == SHOWN | here
        assert Problem(cells.CELL, None).code == "PRD-W22"
