"""Rows of norms from a file: every cell is taken as it stands, or told at its place."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content.normtables import MOST, ReadRows, columns, read_rows, read_text
from prodia.content.tables import MAX_BYTES, table_of, wanted_for
from prodia.model.norms import Norms, Printed
from prodia.problems import files
from prodia.problems import norms as kinds
from prodia.words.cells import BLANKS, number_of


def norms(kind: str = "table", **said: Any) -> Norms:
    """A declaration of norms, with what is asked of it."""
    told = {
        "format": 1,
        "id": "eigen",
        "version": "1.0.0",
        "instrument": "maat",
        "group": "verzonnen",
        "country": "nergens",
        "rows": "public",
        "kind": kind,
        "gives": ("T", "percentile"),
        "scales": ("som",),
        "source": ({"ref": "bron", "confidence": "seen"},),
        **said,
    }
    return Norms.model_validate(told)


def got(text: str, kind: str = "table", **said: Any) -> ReadRows:
    return read_text(text, "rijen", norms(kind, **said), digest="sha256:0")


class TestCells:
    """A cell is plain digits with a point, or it is told with what belongs there."""

    @pytest.mark.parametrize(
        ("cell", "hint_nl", "hint_en"),
        [
            ("", "leeg is nooit nul", "empty is never zero"),
            ("2,5", "met een punt: 2.5", "with a point: 2.5"),
            ("07", "zonder nullen ervoor: 7", "without zeros before it: 7"),
            ("-007.5", "zonder nullen ervoor: -7.5", "without zeros before it: -7.5"),
            ("6;3", "6;3 is 75", "6;3 is 75"),
            ("10-14", "een bereik is «10..14»", "a range is «10..14»"),
            ("10–14", "een bereik is «10..14»", "a range is «10..14»"),
            ("\u0663\u0665", "de cijfers 0 tot 9", "the digits 0 to 9"),
            ("NA", "een punt voor decimalen", "a point for decimals"),
            ("n.v.t.", "een punt voor decimalen", "a point for decimals"),
            ("1e999", "een punt voor decimalen", "a point for decimals"),
            ("nan", "een punt voor decimalen", "a point for decimals"),
            ("1_000", "een punt voor decimalen", "a point for decimals"),
            ("+5", "een punt voor decimalen", "a point for decimals"),
            ("5 ", None, None),
        ],
    )
    def test_told_with_the_way_out(self, cell: str, hint_nl: str | None, hint_en: str | None) -> None:
        found = got(f'mean,sd\n"{cell}",2\n', "mean-sd").problems
        if hint_nl is None or hint_en is None:
            assert () == found
            return
        assert [("rijen:2:1", kinds.CELL)] == [(str(p.place), p.kind) for p in found]
        assert hint_nl in found[0].hint("nl")
        assert hint_en in found[0].hint("en")

    @given(st.text(max_size=12))
    def test_a_number_is_what_python_reads_in_plain_digits(self, text: str) -> None:
        found = number_of(text)
        if found is not None:
            assert text.strip(BLANKS).isascii()
            assert float(text) == found
        assert "" not in (wanted_for(text).nl, wanted_for(text).en)

    @pytest.mark.parametrize(
        ("raw", "expected"),
        [
            ("3", (3.0,)),
            ("2.5", (2.5,)),
            ("-1..1", (-1.0, 0.0, 1.0)),
            ("0..2", (0.0, 1.0, 2.0)),
            ("2..2", None),
            ("3..1", None),
            ("00..2", None),
            ("0..9000", None),
            ("3-5", None),
            ("", None),
        ],
    )
    def test_a_raw_score_or_a_range(self, raw: str, expected: tuple[float, ...] | None) -> None:
        found = got(f"raw,T,percentile\n{raw},50,50\n9,50,50\n")
        assert found.rows is not None
        assert (expected or (9.0,)) == found.rows.rows[0].raw
        assert ([] if expected else [kinds.CELL]) == [p.kind for p in found.problems]

    def test_a_printed_score_may_be_open_or_absent(self) -> None:
        found = got("raw,T,percentile\n0,<20,\n1,>80,>99\n")
        assert found.rows is not None
        assert [
            (("T", Printed(20.0, "<")),),
            (("T", Printed(80.0, ">")), ("percentile", Printed(99.0, ">"))),
        ] == [row.printed for row in found.rows.rows]
        assert ["«≥99»" in p.message() for p in got("raw,T,percentile\n0,50,≥99\n").problems] == [True]

    @pytest.mark.parametrize(
        ("key", "good"), [("m", True), ("f", True), ("v", False), ("M", False), ("1", False), ("", False)]
    )
    def test_a_sex_is_m_or_f(self, key: str, good: bool) -> None:
        found = got(f"sex,mean,sd\n{key},5,1\n", "mean-sd", by=("sex",))
        assert good == (found.problems == ())

    @pytest.mark.parametrize("word", ["", "#N/A", "a\u202eb"])
    def test_a_key_is_a_word(self, word: str) -> None:
        found = got(f'mean,grade,sd\n5,"{word}",1\n', "mean-sd", by=("grade",))
        assert [("rijen:2:3", kinds.CELL)] == [(str(p.place), p.kind) for p in found.problems]

    @pytest.mark.parametrize(("band", "place"), [("72.5,83", 2), ("83,72", 2), ("-1,5", 2), ("72,x", 2)])
    def test_an_age_band_is_whole_months_that_rise(self, band: str, place: int) -> None:
        found = got(f"mean,sd,age_from,age_to\n5,1,{band}\n", "mean-sd", age="calendar")
        assert [kinds.CELL] == [p.kind for p in found.problems]

    def test_every_bad_cell_is_told_and_the_rest_is_read(self) -> None:
        found = got("raw,T,percentile\nx,5O,NA\n1,50,50\n2,,x\n")
        assert ["rijen:2:1", "rijen:2:3", "rijen:2:6", "rijen:4:4"] == [str(p.place) for p in found.problems]
        assert found.rows is not None
        assert [3] == [row.line for row in found.rows.rows]


class TestHead:
    """The first line names the columns: all that are needed, each once, and no other."""

    @pytest.mark.parametrize(
        ("head", "kind", "column"),
        [
            ("raw,T", kinds.COLUMNS, "percentile"),
            ("raw,T,percentile,T", kinds.COLUMNS, "T"),
            ("raw,T,percentile,sem,sem", kinds.COLUMNS, "sem"),
            ("raw,T,percentile,t", kinds.COLUMN_UNKNOWN, "t"),
            ("raw,T,percentile,age_from", kinds.COLUMN_UNKNOWN, "age_from"),
            ("", kinds.COLUMNS, "raw"),
        ],
    )
    def test_refused(self, head: str, kind: Any, column: str) -> None:
        found = got(f"{head}\n" + "1," * head.count(",") + "1\n")
        assert (None, [kind]) == (found.rows, [p.kind for p in found.problems])
        assert column in found.problems[0].message()

    @pytest.mark.parametrize("head", ["scale,reliability,sem,n,raw,T,percentile", "n,percentile,T,raw"])
    def test_more_that_is_known(self, head: str) -> None:
        cells_ = {"scale": "som", "reliability": "0.9", "sem": "2", "n": "50", "raw": "1", "T": "50"}
        row = ",".join(cells_.get(name, "50") for name in head.split(","))
        assert () == got(f"{head}\n{row}\n").problems

    def test_a_model_may_say_its_ages_and_then_says_both(self) -> None:
        text = "age_from,term,value\n60,L1,1\n"
        assert [kinds.COLUMNS] == [p.kind for p in got(text, "polynomial").problems]
        assert () == got("age_from,age_to,term,value\n60,71,L1,1\n", "polynomial").problems

    def test_several_scales_ask_a_column(self) -> None:
        assert "scale" in columns(norms(scales=("som", "duur")))
        assert "scale" not in columns(norms())


class TestFile:
    """A file is text under its sum, in the place it belongs, in one of the forms of CSV."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [(",", ";"), (",", "\t"), ("\n", "\r\n"), ("\n", "\r"), ("2,", '"2",'), ("# t", "\ufeff# t")],
    )
    def test_forms(self, tmp_path: Path, old: str, new: str) -> None:
        text = "# tabel; a, b\nraw,T,percentile\n\n1,50,50\n,,\n2,60,84\n"
        (tmp_path / "rows.csv").write_bytes(text.replace(old, new).encode())
        expected, found = got(text), read_rows(tmp_path / "rows.csv", norms())
        assert ((), ()) == (expected.problems, found.problems)
        assert expected.rows is not None and found.rows is not None
        assert [r.printed for r in expected.rows.rows] == [r.printed for r in found.rows.rows]

    @pytest.mark.parametrize("row", ['"1,50,50', '1,"50"x,50', '1,5"0,50', "1,50", "1,50,50,50"])
    def test_a_row_that_can_not_be_taken_apart(self, row: str) -> None:
        found = got(f"raw,T,percentile\n{row}\n2,60,84\n")
        assert [(2, kinds.CELL)] == [(p.place.line if p.place else 0, p.kind) for p in found.problems]
        assert found.rows is not None
        assert [3] == [r.line for r in found.rows.rows]

    @given(st.lists(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"])), min_size=2))
    def test_quoted_cells_come_back_with_their_place(self, texts: list[str]) -> None:
        line = ",".join('"' + text.replace('"', '""') + '"' for text in texts)
        table = table_of(f"{line}\n", "x", ",")
        assert () == table.problems
        assert [text.strip() for text in texts] == [text for _, text in table.head]
        assert ['"'] * len(texts) == [line[at - 1] for at, _ in table.head]

    @pytest.mark.parametrize("text", ["", "\n\n", "# niets\n", "raw,T,percentile\n"])
    def test_no_rows(self, text: str) -> None:
        found = got(text)
        assert found.rows is None
        assert [found.problems[0].kind] == [kinds.TOO_SHORT if text.startswith("raw") else kinds.COLUMNS]

    def test_too_many_rows(self) -> None:
        found = got("mean,sd\n" + "1,1\n" * (MOST + 1), "mean-sd")
        assert (None, [files.TOO_LARGE]) == (found.rows, [p.kind for p in found.problems])

    def test_under_its_sum(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text("mean,sd\n5,1\n", "utf-8")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        read = read_rows(path, norms("mean-sd", sha256=digest))
        assert read.rows is not None
        assert f"sha256:{digest}" == read.rows.digest
        path.write_text("mean,sd\n6,1\n", "utf-8")
        assert [kinds.DIGEST] == [p.kind for p in read_rows(path, norms("mean-sd", sha256=digest)).problems]

    @pytest.mark.parametrize(
        ("data", "kind"), [(b"mean,sd\n\xe9,1\n", files.ENCODING), ("mean".encode("utf-16"), files.ENCODING)]
    )
    def test_no_text(self, tmp_path: Path, data: bytes, kind: Any) -> None:
        (tmp_path / "rows.csv").write_bytes(data)
        assert [kind] == [p.kind for p in read_rows(tmp_path / "rows.csv", norms("mean-sd")).problems]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "rows.csv")
        found = read_rows(tmp_path / "rows.csv", norms("mean-sd")).problems
        assert [files.UNREADABLE_FILE] == [p.kind for p in found]

    def test_a_link_is_not_followed(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").write_text("mean,sd\n5,1\n", "utf-8")
        (tmp_path / "rows.csv").symlink_to(tmp_path / "elsewhere")
        found = read_rows(tmp_path / "rows.csv", norms("mean-sd"))
        assert (None, [files.LINK]) == (found.rows, [p.kind for p in found.problems])

    def test_too_large(self, tmp_path: Path) -> None:
        path = tmp_path / "rows.csv"
        path.write_text("mean,sd\n5,1\n", "utf-8")
        os.truncate(path, MAX_BYTES + 1)
        assert [files.TOO_LARGE] == [p.kind for p in read_rows(path, norms("mean-sd")).problems]
