"""One file through two verbs, for a form and for a protocol: who counts, what is refused and passed over."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from prodia.batch.files import read_file, scored_chunks
from prodia.batch.source import read_people
from prodia.content.cells import coded
from prodia.content.reading import SEEN, Asked, _Look
from prodia.content.tables import opened
from prodia.errors import ContentError
from prodia.problems import Problem
from tests.batch.given import small
from tests.shipped import CATALOGUE

KEY, PLAN = small(), CATALOGUE.plan("afwezigheid@1.0.0")
TODAY = dt.date(2026, 10, 1)
HEAD = "id;born;q1;q2\n"
MOMENTS = "id;moment;born;q1;q2\n"
ANSWERS = ";2015-03-04;1;2\n"
A, B = f"a1{ANSWERS}", f"a2{ANSWERS}"


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return sorted((p.code, str(p.values().get("row", ""))) for p in problems if p.severity != "info")


def of_form(path: Path) -> tuple[Any, ...]:
    asked = Asked(allow_missing=True, today=TODAY)
    try:
        reading = read_file(str(path), KEY, asked)
    except ContentError as error:
        return tuple(p.code for p in error.problems)
    if not reading.fits:
        return tuple(p.code for p in reading.problems if p.severity == "error")
    some = [*scored_chunks(reading, KEY)]
    ids = [id for one in some for id in one.ids]
    refused = tuple(p for one in some for p in one.refused)
    return ids, told((*reading.told, *refused)), reading.account.lines("en")[-1]


def of_protocol(path: Path) -> tuple[Any, ...]:
    said = {"b_codes": "q1", "b_vorig_jaar": "q2"}
    asked = Asked(columns=said, allow_missing=True, today=TODAY)
    try:
        source = read_people(str(path), [PLAN], asked)
    except ContentError as error:
        return tuple(p.code for p in error.problems)
    if not source.fits:
        return tuple(p.code for p in source.problems if p.severity == "error")
    some = [*source.stretches()]
    ids = [id or "" for one in some if one.ids is not None for id in one.ids.to_pylist()]
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
        pytest.param(HEAD + A + B + A, id="one person twice"),
        pytest.param(HEAD + A + f" a1 {ANSWERS}", id="one person twice, with blanks"),
        pytest.param(HEAD + A * 3 + B, id="one person three times"),
        pytest.param(
            "id;moment;born;q1;q2\n" + f"a;T1{ANSWERS}a;T2{ANSWERS}", id="one person at two moments"
        ),
        pytest.param(MOMENTS + f"a;T1{ANSWERS}a;t1 {ANSWERS}", id="twice at one moment"),
        pytest.param(MOMENTS + f"a;T1{ANSWERS}b;{ANSWERS}", id="no moment"),
        pytest.param(HEAD + "a1;2062-03-04;1;2\n" + B, id="a day far ahead"),
        pytest.param("born;q1;q2\n2015-03-04;1;2\n", id="no column for who it is"),
        pytest.param("naam;born;q1;q2\nx;2015-03-04;1;2\n", id="only a name"),
        pytest.param(HEAD + "wie;wanneer;hoe vaak;hoe lang\n" + A, id="words below the heading"),
        pytest.param(HEAD + ";;hoe vaak;hoe lang\n" + A, id="words below the heading, and nobody"),
        pytest.param(HEAD + "jan;;wat veel;wat weinig\n" + A, id="words of a person"),
        pytest.param(HEAD + "id;born;q2;q1\n" + A, id="another order right below the heading"),
        pytest.param(HEAD + A + "id;born;q2;q1\n" + B, id="another order further down"),
        pytest.param(HEAD + "a1;01/02/2015;1;2\n", id="days of which nothing shows the order"),
        pytest.param(HEAD + "a1;;1,5;2.5\na2;;1.5;2\n", id="a comma and a point"),
        pytest.param(HEAD + 'a1;;1;2\n"a2;;1\n', id="quotes that do not close"),
    ],
)
def test_two_verbs_read_one_file_alike(content: str, tmp_path: Path) -> None:
    path = tmp_path / "klas.csv"
    path.write_text(content, "utf-8")
    assert of_form(path) == of_protocol(path)


IDS = {
    "nobody": [None, "", " ", "#N/A", "a"],
    "twice": ["a", "b", " a", "a"],
    "nearly": ["7", "7,0", "07", "7.0", "b"],
    "numbers": [1.0, 2.0, None, 1.0],
    "whole numbers": [1, 2, 3, 1],
    "totals": ["a", "b", "Totaal", "Max"],
    "maybe totals": ["a", "Max", "b"],
    "days": ["a", "b", "3-apr"],
    "blanks": ["a\u00a0", "\u200ba", "b "],
}


@pytest.mark.parametrize("ids", IDS.values(), ids=IDS)
def test_a_table_of_columns_is_read_as_its_texts(ids: list[Any], tmp_path: Path) -> None:
    """By both verbs: a form reads Parquet as texts, a protocol reads its columns as they are."""
    count = len(ids)
    days = [dt.date(2015, 3, 4)] * (count - 1) + [dt.date(2062, 3, 4)]
    frame = pd.DataFrame({"id": ids, "born": days, "q1": [1.0] * count, "q2": 2})
    frame.to_parquet(tmp_path / "a.parquet")
    assert of_form(tmp_path / "a.parquet") == of_protocol(tmp_path / "a.parquet")


IQ = CATALOGUE.plan("cognitief-zwak@1.0.0")
DAYS = [dt.datetime(2015, 3, 4), dt.datetime(2015, 3, 25)]
NEARLY = {
    "as asked": ([98.0, 71.5], DAYS, ["ja", "nee"], "", set()),
    "decimals": ([Decimal("98.00"), Decimal("71.5")], DAYS, ["ja", "nee"], "", set()),
    "texts": (["98", "71,5"], ["4/3/2015", "25/3/2015"], ["JA", " nee"], "", set()),
    "a code": ([98.0, -99.0], DAYS, ["ja", "nee"], "", {"PRD-F20"}),
    "a code that is said": ([98.0, -99.0], DAYS, ["ja", "nee"], "-99", set()),
    "a word that is said": ([98.0, 71.5], DAYS, ["ja", "n.v.t."], "n.v.t.", set()),
    "a word for nothing": ([98.0, 71.5], DAYS, ["ja", "n.v.t."], "", {"PRD-F20"}),
    "a time zone": ([98.0, 71.5], [one.replace(tzinfo=dt.UTC) for one in DAYS], ["ja", "nee"], "", set()),
    "an hour": ([98.0, 71.5], [one.replace(hour=14) for one in DAYS], ["ja", "nee"], "", set()),
    "truths": ([True, False], DAYS, ["ja", "nee"], "", {"PRD-F23"}),
}


@pytest.mark.parametrize(("iq", "born", "danger", "empty", "codes"), NEARLY.values(), ids=NEARLY)
def test_parquet_is_read_as_a_text_is(
    iq: list[Any], born: list[Any], danger: list[str], empty: str, codes: set[str], tmp_path: Path
) -> None:
    """By a protocol: what is left to read in a column of Parquet is read as everywhere."""
    table = pd.DataFrame({"id": ["a", "b"], "iq": iq, "born": born, "gevaar_nu": danger})
    table.to_parquet(tmp_path / "a.parquet")
    table.to_csv(tmp_path / "a.csv", index=False, sep=";")
    asked = Asked(allow_missing=True, empty=frozenset({empty} - {""}))
    found = []
    for name in ("a.csv", "a.parquet"):
        (one,) = read_people(str(tmp_path / name), [IQ], asked).stretches()
        unread = {column: rows.tolist() for column, rows in one.unread.items()}
        found.append((one.table.to_pydict(), unread, {p.code for p in one.problems}))
    assert found[0] == found[1]
    assert codes == found[0][-1]


def test_a_column_of_another_feeds_one_name(tmp_path: Path) -> None:
    """A column that was said to be another's is not also that of the name that it bears."""
    path = tmp_path / "p.csv"
    path.write_text("id;b_codes;q1\na;3;4\n", "utf-8")
    asked = Asked(columns={"b_vorig_jaar": "b_codes"}, allow_missing=True)
    assert {"id": 0, "b_vorig_jaar": 1} == dict(read_people(str(path), [PLAN], asked).places)


@pytest.mark.parametrize(("rows", "more"), [("", ["F07", "F05"]), ('"c;;1\n', ["M70"])])
def test_everything_is_asked_in_one_run(tmp_path: Path, rows: str, more: list[str]) -> None:
    """Of columns that are not there, and of what stands in the others or can not be read."""
    path = tmp_path / "p.csv"
    path.write_text(f"id;born;q1;q2\na;01/02/2015;1,5;2\nb;;1.5;2\n{rows}", "utf-8")
    reading = read_file(str(path), KEY, Asked())
    assert ["F03", *more] == [p.kind.code for p in reading.problems]


def test_a_number_for_nothing_is_seen_among_many(tmp_path: Path) -> None:
    """Also where a column has more values than are remembered."""
    (tmp_path / "p.csv").write_text("value\n", "utf-8")
    look = _Look("value", 0, "number", opened(str(tmp_path / "p.csv")), frozenset())
    look.take(["-99", "7"], [2, 3], ())
    for begin in (0, SEEN):
        look.take([f"{n}.5" for n in range(begin, begin + SEEN)], range(SEEN), ())
    assert "-99" not in look.seen
    assert {-99.0} == coded(look.numbers["."])


def test_the_key_of_a_form_above_the_people_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"{HEAD}Sleutel{ANSWERS}N{ANSWERS}{A}{B}", "utf-8")
    for read in (of_form, of_protocol):
        assert (["Sleutel", "N", "a1", "a2"], [("PRD-F66", "2")]) == read(tmp_path / "a.csv")[:2]


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
