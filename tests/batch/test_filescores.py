"""One row out for every row in: scored as that person alone, or without a score and told why and where."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.batch.files import scored_chunks
from prodia.errors import ContentError
from prodia.scoring.key import ScoringKey
from tests.batch.given import ITEMS, reading, refusals, scored, small, whole, written

KEY = small()
HEAD = ["id", *ITEMS, "born", "tested", "age_months", "sex"]
GOOD = ["ann", "1", "2", "3", "2017-04-30", "2023-09-01", "", "f"]


def one(tmp_path: Path, **cells: str) -> tuple[dict[str, Any], list[tuple[str, int, str]]]:
    """A good row in which some cells are others: its scores, and what was refused."""
    row = [cells.get(name, cell) for name, cell in zip(HEAD, GOOD, strict=True)]
    some = scored(written(tmp_path / "people.csv", [HEAD, row]), KEY)
    return whole(some)[1][0], refusals(some)


class TestCells:
    """A cell that can not be read is no answer and no zero: its scales have no score, its place is told."""

    def test_a_good_row(self, tmp_path: Path) -> None:
        row, told = one(tmp_path)
        assert [] == told
        expected = {"som": 6.0, "som.T": 60.0, "som.ruw": "hoog", "som.klinisch": "gewoon", "som.jong": "b"}
        assert expected == {name: row[name] for name in expected}
        assert (2.0, True, None, None) == (row["helft"], row["regel"], row["som.reason"], row["som.warnings"])

    @pytest.mark.parametrize(
        ("cell", "code"),
        [
            ("1,5", "M68"),
            ("٢", "M51"),
            ("02", "M52"),
            ("NA", "F20"),
            ("nan", "F20"),
            ("x", "M53"),
            ("2 3", "M53"),
            ("4", "M68"),
            ("-1", "F20"),
            ("1.5", "M68"),
            ("99", "F20"),
        ],
    )
    def test_answers(self, tmp_path: Path, cell: str, code: str) -> None:
        row, told = one(tmp_path, q2=cell)
        assert [(code, 2, "q2")] == told
        assert (None, "PRD-M02", None, None, "PRD-M02") == (
            row["som"],
            row["som.reason"],
            row["som.T"],
            row["helft"],
            row["helft.reason"],
        )
        assert row["regel"] is None  # q1 is no reason, and q2 is not known

    @pytest.mark.parametrize(
        ("cells", "code", "column", "reason"),
        [
            ({"born": "2017-02-30"}, "M54", "born", "PRD-M30"),
            ({"tested": "30/13/2023"}, "M54", "tested", "PRD-M30"),
            ({"tested": "2017-04-29"}, "M69", "tested", "PRD-M04"),
            ({"sex": "x"}, "M55", "sex", "PRD-M31"),
            ({"born": "", "age_months": "8 jaar"}, "F30", "age_months", "PRD-M30"),
            ({"born": "", "age_months": "-2"}, "M69", "age_months", "PRD-M04"),
            ({"born": "", "age_months": "080"}, "M52", "age_months", "PRD-M30"),
        ],
    )
    def test_people(self, tmp_path: Path, cells: dict[str, str], code: str, column: str, reason: str) -> None:
        row, told = one(tmp_path, **cells)
        assert [(code, 2, column)] == told
        assert (6.0, None, reason) == (row["som"], row["som.T"], row["som.reason"])

    @pytest.mark.parametrize(
        ("cells", "reason"),
        [
            ({"born": ""}, "PRD-M30"),
            ({"sex": ""}, "PRD-M31"),
            ({"born": "", "age_months": "96"}, "PRD-M05"),
            ({"q1": ""}, "PRD-M01"),
        ],
    )
    def test_what_is_empty_is_not_refused_and_has_its_reason(
        self, tmp_path: Path, cells: dict[str, str], reason: str
    ) -> None:
        row, told = one(tmp_path, **cells)
        assert ([], reason, None) == (told, row["som.reason"], row["som.T"])

    def test_a_zone_for_other_ages_has_its_reason(self, tmp_path: Path) -> None:
        row, _ = one(tmp_path, born="", age_months="90")
        assert (60.0, None, "PRD-M41") == (row["som.T"], row["som.jong"], row["som.reason"])

    def test_a_table_that_is_open_there_is_told(self, tmp_path: Path) -> None:
        row, told = one(tmp_path, q1="3", q2="3")
        assert ([], 70.0, "PRD-M39") == (told, row["som.T"], row["som.warnings"])
        assert (None, "- hoog") == (row["som.low"], row["som.klinisch"])

    def test_what_stands_for_empty(self, tmp_path: Path) -> None:
        path = written(tmp_path / "p.csv", [HEAD, ["NA", "NA", "2", "99", "?", "2023-09-01", "80", "f"]])
        some = scored(path, KEY, empty=frozenset({"NA", "99", "?"}))
        ids, (row,) = whole(some)
        assert (["NA"], [], "PRD-M01") == (ids, refusals(some), row["som.reason"])

    def test_two_faults_of_a_row_are_both_told(self, tmp_path: Path) -> None:
        assert [("F52", 2, "q1"), ("M68", 2, "q3"), ("M55", 2, "sex")] == one(
            tmp_path, q1="1x", q3="8", sex="x"
        )[1]

    @pytest.mark.parametrize(
        ("cell", "code"),
        [("1O", "F65"), ("l", "M53"), ("2l", "F65"), ("O2", "F65"), ("9.O", "F65"), ("O.5", "F65")],
    )
    def test_a_letter_among_figures_is_no_unit(self, tmp_path: Path, cell: str, code: str) -> None:
        assert [(code, 2, "q1")] == one(tmp_path, q1=cell)[1]

    @given(
        st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=3), min_size=8, max_size=8)
    )
    def test_no_message_repeats_a_cell(self, tmp_path_factory: Any, cells: list[str]) -> None:
        """Numbers of rows, names of columns and our own words aside, nothing of the file is in a message."""
        marked = [f"kanarie{n}{cell}" for n, cell in enumerate(cells)]
        path = written(tmp_path_factory.mktemp("p") / "p.csv", [HEAD, marked, marked, marked[:3]])
        some = scored(path, KEY)
        said = [p.message(x) + p.hint(x) for one in some for p in one.refused for x in ("nl", "en")]
        assert said
        assert [] == [text for text in said if "kanarie" in text]


class TestRows:
    """Every row comes out once, in its place, also one that was refused."""

    def test_refused_rows_are_there(self, tmp_path: Path) -> None:
        rows = [HEAD, GOOD, ["bea", "1"], ["cas", *GOOD[1:], "9"], ["ann", *GOOD[1:]], ["dré", *GOOD[1:]]]
        some = scored(written(tmp_path / "p.csv", rows), KEY)
        ids, found = whole(some)
        assert (["ann", "bea", "cas", "ann", "dré"], (2, 3, 4, 5, 6)) == (ids, some[0].numbers)
        reasons = ["PRD-M57", "PRD-M56", "PRD-M56", "PRD-M57", None]
        for scale in ("som", "helft"):
            assert reasons == [row[f"{scale}.reason"] for row in found]
        assert [None] * 4 + [6.0] == [row["som"] for row in found]
        assert [None] * 4 + [True] == [row["regel"] for row in found]
        quiet = {"som.reason", "helft.reason"}
        assert {None} == {row[name] for row in found[:4] for name in row if name not in quiet}
        assert [("M57", 2, "id"), ("M56", 3, ""), ("M56", 4, ""), ("M57", 5, "id")] == refusals(some)

    @pytest.mark.parametrize(
        ("first", "second"), [("7", "7"), ("NA", "NA"), ("", ""), ("7", "07"), ("a", "A")]
    )
    def test_who_stands_there_twice(self, tmp_path: Path, first: str, second: str) -> None:
        some = scored(written(tmp_path / "p.csv", [HEAD, [first, *GOOD[1:]], [second, *GOOD[1:]]]), KEY)
        twice = first == second != ""
        blank = [("F40", 2, "id"), ("F40", 3, "id")] if not first else []
        assert [first, second] == list(some[0].ids)
        assert ([("M57", 2, "id"), ("M57", 3, "id")] if twice else blank) == refusals(some)
        assert ([None, None] if twice or blank else [6.0, 6.0]) == [row["som"] for row in whole(some)[1]]

    def test_three_times_over_two_stretches(self, tmp_path: Path) -> None:
        path = written(tmp_path / "p.csv", [HEAD, *[GOOD] * 3])
        some = list(scored_chunks(reading(path, KEY), KEY, size=2))
        others = [dict(p.args)["other"] for one in some for p in one.refused]
        assert (["3", "2", "2"], ["M57"] * 3) == (others, [code for code, *_ in refusals(some)])

    def test_a_blank_line_between_people_is_no_row(self, tmp_path: Path) -> None:
        (tmp_path / "p.csv").write_text("id,q1,q2,q3\na,1,1,1\n\nb,2,2,2\n\n", "utf-8")
        some = scored(str(tmp_path / "p.csv"), KEY)
        assert ([3.0, 6.0], []) == ([row["som"] for row in whole(some)[1]], refusals(some))
        assert (2, 4) == some[0].numbers

    def test_one_column(self, tmp_path: Path) -> None:
        (tmp_path / "p.csv").write_text("q1\n2\n\n1\n", "utf-8")
        some = scored(str(tmp_path / "p.csv"), KEY)
        assert ((2, 3, 4), ()) == (some[0].numbers, some[0].ids)
        assert [True, None, None] == [row["regel"] for row in whole(some)[1]]

    @pytest.mark.parametrize("content", ["id,q1\n", "id,q1", "id,q1\n\n\n"])
    def test_nobody(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "p.csv").write_text(content, "utf-8")
        with pytest.raises(ContentError) as error:
            scored(str(tmp_path / "p.csv"), KEY)
        assert "M63" == error.value.problem.kind.code

    def test_a_row_that_breaks_the_file_stops_it_before_the_first_score(self, tmp_path: Path) -> None:
        (tmp_path / "p.csv").write_text('q1,q2,q3\n1,1,1\n"1,1,1\n', "utf-8")
        with pytest.raises(ContentError):
            reading(str(tmp_path / "p.csv"), KEY)


class TestParquet:
    """What is no answer in a file with types is refused as it would be when typed."""

    @pytest.mark.parametrize(
        ("column", "code"),
        [
            (pa.array([True]), "F23"),
            (pa.array(["1,5"]), "M68"),
            (pa.array(["01"]), "M52"),
            (pa.array([[1]]), "M53"),
            (pa.array([float("inf")]), "M53"),
            (pa.array([4]), "M68"),
        ],
    )
    def test_what_is_no_answer_is_refused(self, tmp_path: Path, column: pa.Array, code: str) -> None:
        parquet.write_table(pa.table({"q1": column, "q2": [1], "q3": [1]}), tmp_path / "p.parquet")
        some = scored(str(tmp_path / "p.parquet"), KEY)
        assert ([(code, 2, "q1")], None) == (refusals(some), whole(some)[1][0]["som"])


class TestMeasures:
    """A measured item admits what its type admits; the rest is told."""

    def test_admitted(self, tmp_path: Path) -> None:
        from tests.scoring.made import instrument

        scale = {"title": "cm", "items": ["lengte"], "score": "sum", "missing": {"rule": "refuse"}}
        key = ScoringKey.of(instrument({"lengte": {"type": "number 20..250"}}, {"cm": scale}))
        cells = ["117.5", "250", "19.9", "1175", "", "117 cm"]
        some = scored(
            written(tmp_path / "p.csv", [["id", "lengte"], *([f"p{n}", c] for n, c in enumerate(cells))]), key
        )
        assert [117.5, 250.0, None, None, None, None] == [row["cm"] for row in whole(some)[1]]
        assert [("M68", 4, "lengte"), ("M68", 5, "lengte"), ("F52", 7, "lengte")] == refusals(some)


def test_columns_are_arrays_of_scores_and_words(tmp_path: Path) -> None:
    """Scores are doubles, words objects, and names say what they are of."""
    (some,) = scored(written(tmp_path / "p.csv", [HEAD, GOOD]), KEY)
    assert {"f": True, "O": False} == {c.dtype.kind: c.dtype == np.float64 for c in some.columns.values()}
    assert all(re.fullmatch(r"(som|helft)(\.\w+)?|regel", name) for name in some.columns)
