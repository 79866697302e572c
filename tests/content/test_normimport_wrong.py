"""What is wrong with a norm table of one's own is told where the user sees it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from prodia.content.reading import Asked
from prodia.content.tables import Told
from prodia.problems import Problem
from prodia.problems import norms as kinds
from prodia.problems.families import kinds as families
from tests.checks.test_norms import SHOWN
from tests.content.test_normimport import NAMED, STRICT, TABLE, changed, got, taken, told

CASES = [
    ("NA", "1;40;16", "1;NA;16", ["3:9 W22"], "een punt voor decimalen"),
    ("zeros before it", "71;3;50", "71;03;50", ["5:7 W22"], "zonder nullen ervoor: 3"),
    ("other digits", "71;3;50", "71;\u0663;50", ["5:7 W22"], "de cijfers 0 tot 9"),
    ("an age in years", "60;71;3", "60;5:11;3", ["5:4 W22"], "5:11 is 71"),
    ("an empty age", "60;71;3;", ";71;3;", ["5:1 W22"], "leeg is nooit nul"),
    ("a range with a dash", "5..6", "5-6", ["7:7 W22"], "een bereik is «5..6»"),
    ("out of range", "50;50;\n", "50;150;\n", ["5:1 P04"], ""),
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

    def test_commas_throughout_a_column_are_read_and_said(self) -> None:
        text = TABLE.replace("35;7;", "35,5;7,4;").replace("40;16", "40,5;17,1").replace("45;31", "45,5;32,6")
        found = got(text)
        assert found.made is not None and found.account is not None
        assert "60,71,0,35.5,7.4" == found.made.text.splitlines()[1]
        assert "Getallen: decimale komma;" in found.account.lines("nl")[1]
        assert ["5:7 W22"] == told(got(text.replace("71;3;", "71;03;")))

    def test_with_a_point_in_the_same_column_it_is_asked(self) -> None:
        text = TABLE.replace("35;7;", "35,5;7,4;").replace("40;16", "40,5;17,1").replace("45;31", "45,5;32,6")
        mixed = text.replace("3;50;50", "3;50.0;50")
        assert ["2:1 F05"] == told(got(mixed))
        said = got(mixed, asked=Asked(decimal=","))
        assert (None, ["5:9 W22"]) == (said.made, told(said))

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
        assert ["1:1 F68"] == told(got(TABLE.encode("utf-16-le")))
        assert got(TABLE.encode("utf-16")).made is not None
        windows = TABLE.replace("x", "é").encode("windows-1252")
        assert ["2:1 F01"] == told(got(windows))
        assert got(windows, asked=Asked(Told(encoding="windows-1252"))).made is not None


class TestColumns:
    """Each column is found by its name here or by the name it was said to have; none is guessed."""

    def test_names_that_are_ours_need_not_be_said(self) -> None:
        assert got(STRICT, named={}).made is not None

    @pytest.mark.parametrize(
        ("named", "codes", "words"),
        [
            (NAMED | {"T": "T score"}, ["1:1 F02"], "«T-score»"),
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
        made = taken(text)
        assert ("age_from,age_to,raw,T,percentile,sem", ()) == (made.text.partition("\n")[0], made.left)

    def test_a_model_says_both_ends_of_its_ages(self) -> None:
        fitted = {"raw": [0.0, 6.0], "norm": [25.0, 75.0], "scale": "T", "age": "years"}
        said: dict[str, Any] = {"kind": "polynomial", "fitted": fitted, "age": None, "gives": ("T",)}
        rows = "age_from,age_to,term,value\n60,71,L1,0.1\n60,71,(Intercept),1\n"
        assert got(rows, named={}, **said).made is not None
        assert ["1:1 P58"] == told(got(rows.replace("age_to,", "tot,"), named={}, **said))
        assert ["P69"] == [p.kind.code for p in got("term,value\nL1,1\n", named={}, **said).problems]

    def test_rows_in_one_cell(self) -> None:
        whole = "".join(f'"{line}"\n' for line in TABLE.replace(";", ",").split("\n") if line)
        assert ["F51"] == [p.kind.code for p in got(whole).problems]

    def test_a_scale_that_is_none(self) -> None:
        assert "P27" in told(got(TABLE, scales=("zom",)))

    def test_what_is_declared_is_checked_too(self) -> None:
        interval = {"kind": "observed", "level": 0.9, "on": "SS", "reliability": 0.9}
        assert ["P25"] == told(got(TABLE, interval=interval))


class TestEveryKind:
    """Every mistake that norms can have is shown in a test: here, or with the rows themselves."""

    def test_shown(self) -> None:
        known = {kind.code for kind in families()["norms"] if kind.code.startswith("P")}
        text = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_normimport*.py"))
        here = {code for code in known if re.search(rf"\b{code}\"", text)}
        assert known == SHOWN | here
        assert Problem(kinds.CELL, None).code == "PRD-W22"
