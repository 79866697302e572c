"""A file of people scored from Python as ``prodia score`` scores it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from prodia import scoring_key
from prodia.batch.files import Tally, score_file
from tests.shipped import CATALOGUE

ROWS = "id,reeks_1,reeks_2,reeks_3\na,4,9,9\nb,4,x,9\nc,1,2,3\n"


class TestScoreFile:
    """Rows go to a file or a text, refusals to the caller and to a file; nothing is half there."""

    def test_to_a_text(self, tmp_path: Path) -> None:
        (tmp_path / "people.csv").write_text(ROWS, "utf-8")
        key = scoring_key(CATALOGUE, "woordenstroom")
        told, done, out = [], [], io.StringIO()
        tally = score_file(
            str(tmp_path / "people.csv"),
            key,
            out,
            form="json",
            said=told.append,
            progress=lambda *moved: done.append(moved),
        )
        lacking = {("woorden", "PRD-M40"): 2, ("woorden", "PRD-M02"): 1}
        assert Tally(3, len(told), reasons=lacking) == tally
        assert (3, 3) == done[-1]
        assert ["a", "b", "c"] == [row["id"] for row in json.loads(out.getvalue())]
        assert all("row" in problem.values("en") for problem in told)

    def test_to_files(self, tmp_path: Path) -> None:
        (tmp_path / "people.csv").write_text(ROWS, "utf-8")
        key = scoring_key(CATALOGUE, "woordenstroom")
        scores, refused = str(tmp_path / "scores.csv"), str(tmp_path / "refused.csv")
        tally = score_file(str(tmp_path / "people.csv"), key, scores, refused=refused)
        rows = [len(list(csv.DictReader(io.StringIO(Path(p).read_text("utf-8"))))) for p in (scores, refused)]
        assert [3, tally.refused] == rows

    def test_columns_that_do_not_fit(self, tmp_path: Path) -> None:
        (tmp_path / "people.csv").write_text("a,b\n1,2\n", "utf-8")
        told: list[object] = []
        out = tmp_path / "scores.csv"
        key = scoring_key(CATALOGUE, "woordenstroom")
        assert not score_file(str(tmp_path / "people.csv"), key, str(out), said=told.append).fits
        assert told and not out.exists()
