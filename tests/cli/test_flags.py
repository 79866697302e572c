"""What matters by itself is told first: of a form, of a file, as data; each row as one person."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as parquet
import pytest

import prodia as face
from prodia.errors import DataWarning
from tests.cli.conftest import Prodia
from tests.shipped import CATALOGUE

FLAG = "gevaar_voor_zichzelf"
HEAD = "id," + ",".join(f"q{n}" for n in range(1, 10)) + "\n"
PEOPLE = {
    "hoog": "0,0,0,0,0,0,0,0,3",
    "half": "0,0,0,0,,0,0,0,1",
    "nee": "3,3,3,3,3,3,3,3,0",
    "leeg": "1,1,1,1,1,1,1,1,",
    "vreemd": "1,1,1,1,1,1,1,1,4",
}
EXPECTED = {"hoog": FLAG, "half": FLAG, "nee": "", "leeg": f"{FLAG}?", "vreemd": f"{FLAG}?"}


@pytest.fixture(name="data")
def _data(tmp_path: Path) -> Path:
    path = tmp_path / "mensen.csv"
    path.write_text(HEAD + "".join(f"{id},{form}\n" for id, form in PEOPLE.items()), "utf-8")
    return path


class TestAFile:
    """The first column, and a line on the error screen with what to do."""

    def test_csv(self, prodia: Prodia, data: Path) -> None:
        done = prodia("--lang", "nl", "score", "phq-9", str(data))
        rows = list(csv.DictReader(io.StringIO(done.out)))
        assert "flags" == list(rows[0])[1]
        assert EXPECTED == {row["id"]: row["flags"] for row in rows}
        assert f"Eerst lezen, kolom «flags», {FLAG}" in done.err
        assert "rijen: 2; niet te zeggen: 2" in done.err

    @pytest.mark.parametrize("ending", ["json", "parquet"])
    def test_other_forms(self, prodia: Prodia, data: Path, ending: str) -> None:
        out = data.with_name(f"uit.{ending}")
        prodia("score", "phq-9", str(data), "--out", str(out))
        read = json.loads(out.read_text("utf-8")) if ending == "json" else parquet.read_table(out).to_pylist()
        assert EXPECTED == {row["id"]: row["flags"] or "" for row in read}

    def test_a_row_without_a_score_keeps_it(self, prodia: Prodia, data: Path) -> None:
        """Of two rows of one person nobody knows which is right, so neither has a score; answers stand."""
        data.write_text(f"{HEAD}a,{PEOPLE['hoog']}\na,{PEOPLE['nee']}\nb,0,0\n", "utf-8")
        done = prodia("score", "phq-9", str(data))
        rows = list(csv.DictReader(io.StringIO(done.out)))
        assert [FLAG, "", f"{FLAG}?"] == [row["flags"] for row in rows]
        assert ["", "", ""] == [row["totaal"] for row in rows]

    def test_nothing_of_an_instrument_without(self, prodia: Prodia, data: Path) -> None:
        done = prodia("score", "gad-7", str(data))
        assert "flags" not in done.out
        assert "flags" not in done.err


class TestAForm:
    """On the screen before any score; in JSON before any score."""

    def test_on_the_screen(self, prodia: Prodia) -> None:
        told = prodia("--lang", "nl", "score", "phq-9", "--answer", "q1..q8=0", "--answer", "q9=3").out
        assert 0 < told.index("Eerst lezen: ") < told.index("geen of minimaal")

    def test_of_the_instrument_itself(self, prodia: Prodia) -> None:
        told = prodia("--lang", "nl", "instruments", "phq-9").out
        assert 0 < told.index("vanaf 1") < told.index("versie") < told.index("Antwoorden ")

    def test_as_json(self, prodia: Prodia) -> None:
        told = json.loads(prodia("score", "phq-9", "--answer", "q9=3", "--format", "json").out)
        assert ["flags", "scores", "rules"] == list(told)
        assert (True, "q9") == (told["flags"][FLAG]["raised"], told["flags"][FLAG]["item"])
        assert told["scores"]["totaal"]["raw"] is None


def test_a_frame_says_the_same(data: Path) -> None:
    key = face.scoring_key(CATALOGUE, "phq-9")
    with pytest.warns(DataWarning, match="row 4, column «q9»"):
        found = face.score(key, pd.read_csv(data).set_index("id"))
    assert "flags" == found.columns[0]
    assert EXPECTED == {id: flags or "" for id, flags in found["flags"].items()}
