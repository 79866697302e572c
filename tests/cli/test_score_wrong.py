"""``prodia score`` asked for what can not be done: words, the nearest name, exit code 2, and no file made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Prodia
from tests.cli.test_score import FORM, GOOD, HEAD


class TestWrongUse:
    """What can not be done as asked is exit code 2, with the nearest name and the way on."""

    @pytest.mark.parametrize(
        ("args", "code", "words"),
        [
            (("woordenstrom", "{csv}"), "G20", "«woordenstroom»?"),
            (("woordenstroom@2.0.0", "{csv}"), "G20", "«woordenstroom@1.0.0»"),
            (
                ("woordenstroom", "{csv}", "--norms", "woordenstroom-verzonen"),
                "G20",
                "«woordenstroom-verzonnen",
            ),
            (("phq-9", "{csv}", "--norms", "niets"), "G20", "er is nog niets"),
            (("woordenstroom", "{csv}", "--column", "reeks_9=id"), "G20", "«reeks_"),
            (("woordenstroom", "{csv}", "--column", "reeks_1=reks_1"), "M61", "«reeks_1»"),
            (
                ("woordenstroom", "{csv}", "--column", "reeks_1=id", "--column", "reeks_2=id"),
                "M71",
                "reeks_1, reeks_2",
            ),
            (("woordenstroom", "{csv}", "--column", "reeks_1"), "G04", "naam=waarde"),
            (
                ("woordenstroom", "{csv}", "--column", "reeks_1=id", "--column", "reeks_1=grade"),
                "G04",
                "één keer",
            ),
            (("woordenstroom", "{csv}", "--separator", ":"), "G04", "«tab»"),
            (("woordenstroom", "{twice}"), "M60", "«reeks_1»"),
            (("phq-9", "{csv}"), "M58", "q1 ... q9"),
            (("woordenstroom", "{tmp}"), "G11", "map"),
            (("woordenstroom", "{tmp}/nergens.csv"), "G10", "nergens"),
            (("woordenstroom", "{csv}", "--out", "{tmp}/nergens/o.csv"), "G14", "nergens"),
            (("woordenstroom", "{csv}", "--out", "{tmp}/nergens/o.parquet"), "G14", "nergens"),
            (("woordenstroom", "{csv}", "--refused", "{tmp}/nergens/o.csv"), "G14", "nergens"),
            (("woordenstroom", "{csv}", "--out", "{csv}"), "G15", "bestaat al"),
            (("woordenstroom", "{csv}", "--refused", "{csv}"), "G15", "bestaat al"),
            (
                ("woordenstroom", "{csv}", "--out", "{tmp}/a.csv", "--refused", "{tmp}/a.csv"),
                "G04",
                "ander bestand",
            ),
            (("woordenstroom", "{csv}", "--out", "{tmp}/o.xlsx"), "G04", ".parquet"),
            (("woordenstroom", "{csv}", "--out", "{tmp}/o.csv", "--format", "json"), "G04", ".json"),
            (("woordenstroom", "{csv}", "--answer", "reeks_1=1"), "G04", "één formulier"),
            (("woordenstroom", "{csv}", "--picture", "{tmp}/p.svg"), "G04", "één formulier"),
            (("woordenstroom",), "G03", "--answer"),
            (("woordenstroom", *FORM, "--out", "{tmp}/o.csv"), "G04", "een bestand"),
            (("woordenstroom", "--answer", "reeks_4=1"), "G20", "«reeks_"),
            (("woordenstroom", "--answer", "reeks_1=01"), "G04", "item=getal"),
            (("woordenstroom", "--answer", "reeks_1=1,5"), "G04", "item=getal"),
            (("woordenstroom", "--answer", "reeks_1"), "G04", "item=getal"),
            (("woordenstroom", *FORM, "--answer", "reeks_1..reeks_3=0"), "G04", "één keer"),
            (("woordenstroom", *FORM, "--person", "grad=3"), "G20", "«grade»?"),
            (("woordenstroom", *FORM, "--person", "grade"), "G04", "naam=waarde"),
            (("woordenstroom", *FORM, "--person", "sex=v"), "G04", "verbeter het"),
            (("woordenstroom", *FORM, "--person", "born=30/04/2017"), "G04", "jjjj-mm-dd"),
            (("woordenstroom", *FORM, "--person", "age_months=-1"), "G04", "datums"),
            (
                ("woordenstroom", *FORM, "--person", "born=2020-01-01", "--person", "tested=2019-12-31"),
                "G04",
                "datums",
            ),
            (("woordenstroom", *FORM, "--picture", "{tmp}/p.svg"), "G04", "--norms"),
        ],
        ids=str,
    )
    def test_table(
        self, prodia: Prodia, tmp_path: Path, args: tuple[str, ...], code: str, words: str
    ) -> None:
        people, twice = tmp_path / "m.csv", tmp_path / "twice.csv"
        people.write_text(HEAD + GOOD, "utf-8")
        twice.write_text("reeks_1,reeks_1\n1,2\n", "utf-8")
        before = sorted(tmp_path.iterdir())
        told = prodia(
            "--lang", "nl", "score", *(a.format(tmp=tmp_path, csv=people, twice=twice) for a in args)
        )
        assert 2 == told.code
        assert f"PRD-{code}" in told.err and words in told.err
        assert before == sorted(tmp_path.iterdir())
        assert "Traceback" not in told.err and "G99" not in told.err

    @pytest.mark.parametrize(
        ("args", "code"),
        [
            (("wisc-v-nl", "--answer", "a=1"), "M66"),
            (("phq-9", "--answer", "q1=1", "--norms", "cdc2000@1.0.0"), "M65"),
            (("phq-9", "--answer", "q1=1", "--norms", "cdc2000"), "M65"),
            (("groei", "--answer", "lengte=120", "--norms", "cdc2000", "--method", "restricted"), "W06"),
            (("phq-9", "--answer", "q1=1", "--method", "extended"), "W06"),
        ],
    )
    def test_what_content_does_not_have(self, prodia: Prodia, args: tuple[str, ...], code: str) -> None:
        told = prodia("score", *args)
        assert (1, True) == (told.code, f"PRD-{code}" in told.err)
