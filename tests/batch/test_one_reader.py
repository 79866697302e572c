"""One file through two verbs, for a form and for a protocol: who counts, what is refused and passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from prodia.batch.files import read_file, scored_chunks
from prodia.batch.source import read_people
from prodia.content.reading import Asked
from prodia.errors import ContentError
from prodia.problems import Problem
from prodia.words.cells import nobody
from tests.batch.given import small
from tests.shipped import CATALOGUE

KEY, PLAN = small(), CATALOGUE.plan("afwezigheid@1.0.0")
HEAD = "id;born;q1;q2\n"
ANSWERS = ";2015-03-04;1;2\n"
A, B = f"a1{ANSWERS}", f"a2{ANSWERS}"


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return sorted((p.code, str(p.values().get("row", ""))) for p in problems if p.severity != "info")


def of_form(path: Path) -> tuple[Any, ...]:
    asked = Asked(allow_missing=True)
    try:
        reading = read_file(str(path), KEY, asked)
    except ContentError as error:
        return tuple(p.code for p in error.problems)
    if not reading.fits:
        return tuple(p.code for p in reading.problems if p.severity == "error")
    some = [*scored_chunks(reading, KEY)]
    ids = ["" if nobody(id) else id.strip() for one in some for id in one.ids]
    refused = tuple(p for one in some for p in one.refused)
    return ids, told((*reading.problems, *reading.near, *refused)), reading.account.lines("en")[-1]


def of_protocol(path: Path) -> tuple[Any, ...]:
    asked = Asked(columns={"b_codes": "q1", "b_vorig_jaar": "q2"}, allow_missing=True)
    try:
        source = read_people(str(path), [PLAN], asked)
    except ContentError as error:
        return tuple(p.code for p in error.problems)
    if not source.fits:
        return tuple(p.code for p in source.problems if p.severity == "error")
    some = [*source.stretches()]
    ids = [id.strip() if id else "" for one in some for id in one.ids.to_pylist()]
    kept = tuple(p for p in source.problems if p.code[4] != "B")  # of the questions of the protocol
    return ids, told((*kept, *(p for one in some for p in one.problems))), source.account.lines("en")[-1]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(HEAD + A + B, id="plain"),
        pytest.param("3B;;;\n\n" + HEAD + A, id="rows above the heading"),
        pytest.param(HEAD + A + HEAD + B, id="heading again"),
        pytest.param(HEAD + A + " id ; born; q1;q2 \n" + B, id="heading again with blanks"),
        pytest.param(HEAD + A + "id\u00a0;born;q1;q2\n" + B, id="heading again with a hard blank"),
        pytest.param(HEAD + A + "\n3B;;;\n" + HEAD + B, id="title and heading again"),
        pytest.param(HEAD + A + B + "Totaal;;2;4\n", id="totals"),
        pytest.param(HEAD + A + B + "Totaal;;2\n", id="totals of another width"),
        pytest.param(HEAD + A + B + "N;;2\n", id="maybe totals"),
        pytest.param(HEAD + A + "a2;2015-03-04;1\n", id="short row"),
        pytest.param(HEAD + A + "a1;2015-03-04;1\n" + B, id="short row with an id that is there"),
        pytest.param(HEAD + f"A1{ANSWERS}" + "a1;2015-03-04;1\n", id="short row with an id that is near"),
        pytest.param(HEAD + A + f"#N/A{ANSWERS}", id="formula that failed for an id"),
        pytest.param(HEAD + A + f"={ANSWERS}", id="formula without anything for an id"),
        pytest.param(HEAD + A + f" #REF! {ANSWERS}", id="formula that failed between blanks"),
        pytest.param(HEAD + A + f"\u00a0{ANSWERS}", id="hard blank for an id"),
        pytest.param(HEAD + f"007{ANSWERS}7{ANSWERS}7,0{ANSWERS}7.0{ANSWERS}", id="zeros"),
        pytest.param("id;ID;born;q1;q2\n" + f"a1;b1{ANSWERS}", id="two columns for who it is"),
        pytest.param(HEAD, id="heading alone"),
        pytest.param(HEAD + "Totaal;;2;4\n", id="totals alone"),
        pytest.param(HEAD + A + "\n ; ; ; \n" + B, id="blank rows"),
        *(pytest.param(HEAD + A + id + ANSWERS + B, id=repr(id)) for id in ("\u202f", "\u200b", " = ")),
        pytest.param(HEAD + "a1;#N/A;1,0;x\n" + B, id="cells that are nothing"),
    ],
)
def test_two_verbs_read_one_file_alike(content: str, tmp_path: Path) -> None:
    path = tmp_path / "klas.csv"
    path.write_text(content, "utf-8")
    assert of_form(path) == of_protocol(path)


def test_a_table_of_columns_names_nobody_either(tmp_path: Path) -> None:
    """A formula that failed, in a file of which rows are read apart and in one of columns."""
    ids = ["#N/A", "a", " = ", "-b", " #REF!", "\u202f", None, "#7", "\u200b"]
    table = pd.DataFrame({"id": ids, "gevaar_nu": "nee"})
    table.to_parquet(tmp_path / "a.parquet")
    table.to_csv(tmp_path / "a.csv", index=False)
    found = []
    for name in ("a.csv", "a.parquet"):
        source = read_people(str(tmp_path / name), [PLAN], Asked(allow_missing=True))
        problems = [p for one in source.stretches() for p in one.problems if p.code == "PRD-F40"]
        found.append([p.values()["row"] for p in problems])
    assert found[0] == found[1]
    assert 6 == len(found[0])
