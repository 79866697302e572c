"""``prodia score``: every row answered for, every refusal with its place, in words and with an exit code."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from prodia.words.numbers import number
from tests.cli.conftest import Prodia, Ran, process

HEAD = "id,reeks_1,reeks_2,reeks_3,grade\n"
GOOD = "007,5,6,4,3\n"
NORMS = ("--norms", "woordenstroom-verzonnen")
FORM = ("--answer", "reeks_1=5", "--answer", "reeks_2=6", "--answer", "reeks_3=4")


@pytest.fixture(name="scoring")
def _scoring(prodia: Prodia, tmp_path: Path) -> Callable[..., Ran]:
    """``scoring(content, *options)``: the verb on a file of people with norms."""

    def call(content: str | bytes, *options: str, lang: str = "nl", instrument: str = "woordenstroom") -> Ran:
        path = tmp_path / "mensen.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        norms = NORMS if instrument == "woordenstroom" else ()
        return prodia("--lang", lang, "score", instrument, str(path), *norms, *options)

    return call


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), strict=True))


class TestFile:
    """Scores go to the screen or a file, refusals to the error screen and a file; 0 fine, 1 refusals."""

    def test_a_good_file(self, scoring: Callable[..., Ran]) -> None:
        told = scoring(HEAD + GOOD)
        assert 0 == told.code
        (row,) = rows(told.out)
        expected = {
            "id": "007",
            "woorden": "15",
            "woorden.T": "30",
            "woorden.zone": "laag",
            "woorden.reason": "",
        }
        assert expected == {name: row[name] for name in expected}
        assert "woordenstroom@1.0.0: rijen naar het scherm: 1; geweigerd: 0." in told.err

    @pytest.mark.parametrize(
        "content",
        [
            (HEAD + GOOD).replace(",", ";"),
            (HEAD + GOOD).replace(",", "\t"),
            (HEAD + GOOD).replace("\n", "\r\n"),
            "\ufeff" + HEAD + GOOD,
            HEAD + '"007","5","6","4","3"',
        ],
        ids=["semicolon", "tab", "crlf", "bom", "quotes"],
    )
    def test_however_it_is_saved(self, scoring: Callable[..., Ran], content: str) -> None:
        assert scoring(HEAD + GOOD).out == scoring(content).out

    @pytest.mark.parametrize(
        ("row", "code", "nl", "en"),
        [
            ("8,5,6,2,5,3", "M56", "rij 3 heeft 6 cellen, en de kop 5", "row 3 has 6 cells"),
            ("007,1,1,1,3", "M57", "rij 3 heeft dezelfde «id» als rij 2", "row 3 has the same «id» as row 2"),
            ("8,05,6,4,3", "M52", "rij 3, kolom «reeks_1»: een getal met een nul", "a leading zero"),
            (
                '8,5,"6,5",4,3',
                "M68",
                "rij 3, kolom «reeks_2»: dit antwoord staat niet",
                "on the answer scale",
            ),
            ("8,5,6,x,3", "M53", "rij 3, kolom «reeks_3»: dit is geen getal", "this is no number"),
            ("8,5,6,NA,3", "F20", "rij 3, kolom «reeks_3»: «na» is geen antwoord", "--empty=na"),
            (",5,6,4,3", "F40", "rij 3, kolom «id»: leeg", "row 3, column «id»: empty"),
            (
                "8,5,6,21,3",
                "M68",
                "rij 3, kolom «reeks_3»: dit antwoord staat niet op",
                "on the answer scale",
            ),
            ("8,5,6,٤,3", "M51", "rij 3, kolom «reeks_3»: andere cijfers dan 0 tot 9", "digits other than"),
        ],
    )
    def test_a_refusal_has_its_place(
        self, scoring: Callable[..., Ran], row: str, code: str, nl: str, en: str
    ) -> None:
        for lang, words in (("nl", nl), ("en", en)):
            told = scoring(f"{HEAD}{GOOD}{row}\n", lang=lang)
            assert (1, 2) == (told.code, len(rows(told.out)))
            assert f"PRD-{code}" in told.err and words in told.err
            assert rows(told.out)[1]["woorden"] == "" and rows(told.out)[1]["woorden.reason"].startswith(
                "PRD-"
            )

    def test_the_file_of_refusals_has_all_of_them(self, scoring: Callable[..., Ran], tmp_path: Path) -> None:
        told = scoring(
            HEAD + "".join(f"{n},1,2,x,3\n" for n in range(50)), "--refused", str(tmp_path / "r.csv")
        )
        assert (1, 50) == (told.code, len(rows(told.out)))
        assert (20, True) == (told.err.count("PRD-M53"), "... en nog 30." in told.err)
        refused = rows((tmp_path / "r.csv").read_text("utf-8"))
        assert [(str(n), "reeks_3", "PRD-M53") for n in range(2, 52)] == [
            (one["row"], one["column"], one["code"]) for one in refused
        ]
        assert 0o600 == stat.S_IMODE((tmp_path / "r.csv").stat().st_mode)

    def test_a_column_that_would_run_does_not(self, scoring: Callable[..., Ran], tmp_path: Path) -> None:
        said = ("--column", "reeks_1==1+1|x", "--refused", str(tmp_path / "r.csv"))
        told = scoring(HEAD.replace("reeks_1", "=1+1|x") + "=cmd,9x,2,3,3\n", *said)
        assert (1, "'=cmd") == (told.code, rows(told.out)[0]["id"])
        assert ["'=1+1|x"] == [one["column"] for one in rows((tmp_path / "r.csv").read_text("utf-8"))]

    def test_options_of_a_file(self, scoring: Callable[..., Ran]) -> None:
        said = ("--column", "reeks_1=a", "--column", "id=naam", "--empty", "99", "--empty", "NA")
        told = scoring(
            'naam;"a";reeks_2;reeks_3;grade\nx;99;6;4;3\ny;NA;1;1;3\nz;1;1;1;NA\n', *said, "--separator", ";"
        )
        assert 0 == told.code
        assert ["PRD-M01", "PRD-M01", "PRD-M31"] == [row["woorden.reason"] for row in rows(told.out)]
        for code, count in (("PRD-M01", 2), ("PRD-M31", 1)):
            assert f"Niet alles van «woorden»: rijen: {count} ({code});" in told.err

    @pytest.mark.parametrize("grade", ["3", "3.0", "3e leerjaar", "L3", "Leerjaar 3", " 3"])
    def test_a_grade_as_it_is_written(self, scoring: Callable[..., Ran], grade: str) -> None:
        told = scoring(HEAD + GOOD.replace(",3\n", f",{grade}\n"))
        assert (0, scoring(HEAD + GOOD).out) == (told.code, told.out)

    def test_an_item_without_a_column_stops_the_run(self, scoring: Callable[..., Ran]) -> None:
        told = scoring("id,reeks_1,reeks_2\n1,2,3\n")
        assert (2, "", True) == (told.code, told.out, "PRD-F03" in told.err and "reeks_3" in told.err)
        allowed = scoring("id,reeks_1,reeks_2\n1,2,3\n", "--allow-missing-items")
        assert (0, True) == (allowed.code, "PRD-M59" in allowed.err and "reeks_3" in allowed.err)

    def test_no_value_of_a_person_is_repeated(self, scoring: Callable[..., Ran], tmp_path: Path) -> None:
        content = HEAD + "kanarie-1,kanarie-2,kanarie-3,1,kanarie-4\nkanarie-1,1,1,1,1\nkanarie-5,1\n"
        told = scoring(content, "--out", str(tmp_path / "o.csv"), "--refused", str(tmp_path / "r.csv"))
        said = told.err + told.out + (tmp_path / "r.csv").read_text("utf-8")
        assert (1, False) == (told.code, "kanarie" in said)


class TestWaysOut:
    """CSV, Parquet and JSON hold the same scores; a file is written whole or not at all."""

    CONTENT = HEAD + GOOD + "8,5,6,,3\n9,1,2,3\n"

    def test_the_same_scores(self, scoring: Callable[..., Ran], tmp_path: Path) -> None:
        screen = rows(scoring(self.CONTENT, "--decimals", "9").out)
        for name in ("o.csv", "o.parquet", "o.json"):
            told = scoring(self.CONTENT, "--out", str(tmp_path / name), "--decimals", "9")
            assert (1, "") == (told.code, told.out)
        assert screen == rows((tmp_path / "o.csv").read_text("utf-8"))
        typed = parquet.read_table(tmp_path / "o.parquet").to_pylist()
        assert typed == json.loads((tmp_path / "o.json").read_text("utf-8"))
        assert typed == json.loads(scoring(self.CONTENT, "--format", "json").out)
        assert screen == [{n: _shown(x) for n, x in row.items()} for row in typed]
        assert ["mensen.csv", "o.csv", "o.json", "o.parquet"] == sorted(p.name for p in tmp_path.iterdir())

    def test_parquet_in(self, scoring: Callable[..., Ran], prodia: Prodia, tmp_path: Path) -> None:
        import pyarrow as pa

        columns = {
            "id": ["007", "8"],
            "reeks_1": [5, 5],
            "reeks_2": [6.0, None],
            "reeks_3": [4, 4],
            "grade": [3, 3],
        }
        parquet.write_table(pa.table(columns), tmp_path / "m.parquet")
        told = prodia("--lang", "nl", "score", "woordenstroom", str(tmp_path / "m.parquet"), *NORMS)
        assert (0, scoring(HEAD + GOOD + "8,5,,4,3\n").out) == (told.code, told.out)

    @pytest.mark.parametrize("ending", ["csv", "parquet", "json"])
    @pytest.mark.parametrize(
        ("content", "code"),
        [
            ("", "M63"),
            (HEAD, "M63"),
            (HEAD + GOOD + '8,"5,6,4,3\n', "M70"),
            (HEAD + GOOD + "8,1\x00,2,3,3\n", "F68"),
        ],
    )
    def test_a_file_that_can_not_be_scored_leaves_nothing(
        self, scoring: Callable[..., Ran], tmp_path: Path, content: str, code: str, ending: str
    ) -> None:
        said = ("--out", str(tmp_path / f"o.{ending}"), "--refused", str(tmp_path / "r.csv"))
        told = scoring(content, *said)
        assert (1, "") == (told.code, told.out)
        assert ["mensen.csv"] == [path.name for path in tmp_path.iterdir()]
        assert f"PRD-{code}" in told.err

    def test_utf_16(self, scoring: Callable[..., Ran]) -> None:
        told = scoring((HEAD + GOOD).encode("utf-16"))
        assert (0, scoring(HEAD + GOOD).out) == (told.code, told.out)
        assert "utf-16" in told.err


class TestForm:
    """One form tells every step in words, or all of the record as JSON."""

    @pytest.mark.parametrize(
        ("lang", "lines"),
        [
            (
                "nl",
                ("gelezen woorden = 15: som van 3 items", "normgroep: leerjaar 3", "T 30, percentiel 2,28"),
            ),
            ("en", ("words read = 15: sum of 3 items", "norm group: grade 3", "T 30, percentile 2.28")),
        ],
    )
    def test_words(self, prodia: Prodia, lang: str, lines: tuple[str, ...]) -> None:
        told = prodia("--lang", lang, "score", "woordenstroom", *FORM, *NORMS, "--person", "grade=3")
        assert (0, "") == (told.code, told.err)
        assert [] == [line for line in lines if line not in told.out]
        assert 1 == told.out.count("woordenstroom@1.0.0")

    def test_json(self, prodia: Prodia) -> None:
        told = prodia("score", "woordenstroom", *FORM, *NORMS, "--person", "grade=3", "--format", "json")
        whole = json.loads(told.out, parse_constant=lambda c: pytest.fail(c))
        score = whole["scores"]["woorden"]
        assert (0, 15.0, 30.0) == (told.code, score["raw"], score["normed"]["T"]["value"])
        assert ("true SEE", "T", 31.8) == (
            score["interval"]["kind"],
            score["interval"]["on"],
            round(score["interval"]["centre"], 9),
        )
        assert (None, None, []) == (score["reason"], score["norm_reason"], score["warnings"])

    def test_json_says_why_there_is_nothing(self, prodia: Prodia) -> None:
        told = prodia("score", "phq-9", "--answer", "q1..q8=2", "--format", "json", "--lang", "en")
        whole = json.loads(told.out)
        assert (0, None, "PRD-M01") == (
            told.code,
            whole["scores"]["totaal"]["raw"],
            whole["scores"]["totaal"]["reason"]["code"],
        )
        assert True is whole["rules"]["depressief_beeld"]

    def test_an_answer_off_its_scale_is_a_finding(self, prodia: Prodia) -> None:
        told = prodia("--lang", "nl", "score", "phq-9", "--answer", "q1..q8=2", "--answer", "q9=7")
        assert (1, 1) == (told.code, told.err.count("PRD-M02"))
        assert "totaal: geen score." in told.out

    @pytest.mark.parametrize(
        ("lang", "words"),
        [
            ("nl", "Een score is geen diagnose; ze is bedoeld om over te praten."),
            ("en", "A score is no diagnosis; it is meant to be talked about."),
        ],
    )
    def test_it_says_what_a_score_is_not(self, prodia: Prodia, lang: str, words: str) -> None:
        assert words in prodia("score", "phq-9", "--answer", "q1..q9=0", "--lang", lang).out

    def test_a_picture(self, prodia: Prodia, tmp_path: Path) -> None:
        path = tmp_path / "p.svg"
        told = prodia("score", "woordenstroom", *FORM, *NORMS, "--person", "grade=3", "--picture", str(path))
        assert (0, True) == (told.code, path.read_text("utf-8").startswith("<svg"))
        assert 0o600 == stat.S_IMODE(path.stat().st_mode)


class TestProcess:
    """What only a process of its own can show."""

    def test_a_reader_that_has_enough(self, tmp_path: Path) -> None:
        import subprocess
        import sys

        path = tmp_path / "m.csv"
        path.write_text(HEAD + "".join(f"{n},1,2,3,3\n" for n in range(5000)), "utf-8")
        line = f"'{sys.executable}' -m prodia score woordenstroom '{path}' | head -1; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True)
        assert ["0"] == done.stdout.splitlines()[1:]
        assert "Traceback" not in done.stderr

    def test_scores_on_the_screen_are_all_that_is_there(self, tmp_path: Path) -> None:
        path = tmp_path / "m.csv"
        path.write_text(HEAD + "é\u2028f,1,2,3,3\n", "utf-8")
        told: Any = process("score", "woordenstroom", str(path), PYTHONUTF8="1")
        assert (0, ["é\u2028f"]) == (told.code, [row["id"] for row in rows(told.out)])


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return number(value, "en", 9) if isinstance(value, float) else str(value)
