"""What people bring to ``prodia score``: a reading in four lines, and what was not used in the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Prodia, Ran
from tests.cli.test_progress import DECLARED as AIM
from tests.cli.test_score import rows

ITEMS = [f"q{n}" for n in range(1, 18)]
PSC = "psc-17"


@pytest.fixture(name="scoring")
def _scoring(prodia: Prodia, tmp_path: Path) -> Callable[..., Ran]:
    """``scoring(content, *options)``: the verb on a file of people, in Dutch."""

    def call(content: str | bytes, *options: str, instrument: str = PSC) -> Ran:
        path = tmp_path / "klas.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return prodia("--lang", "nl", "score", instrument, str(path), *options)

    return call


def people(head: list[str], *rows: tuple[str, ...]) -> str:
    return "".join(";".join(row) + "\n" for row in (tuple(head), *rows))


class TestHeadings:
    """No answer is lost over a capital, and what no column feeds stops the run."""

    HIGH = ("a", *["2"] * 17)

    def test_capitals_change_no_outcome(self, scoring: Callable[..., Ran]) -> None:
        """Where two of the headings stood in capitals, a form that is elevated came out as not elevated."""
        plain = scoring(people(["id", *ITEMS], self.HIGH))
        capitals = ["Q1" if i == "q1" else "Q3 " if i == "q3" else i for i in ITEMS]
        told = scoring(people(["ID", *capitals], self.HIGH))
        assert (0, plain.out) == (told.code, told.out)
        assert "id «ID», q1 «Q1», q2, q3 «Q3», q4..q17" in told.err

    def test_a_near_heading_is_asked_about(self, scoring: Callable[..., Ran]) -> None:
        head = ["id", *("vraag 2" if i == "q2" else i for i in ITEMS)]
        told = scoring(people(head, self.HIGH))
        assert (2, "") == (told.code, told.out)
        assert "bedoelde je «q2»?" in told.err and '--column "q2=vraag 2"' in told.err
        assert 0 == scoring(people(head, self.HIGH), "--column", "q2=vraag 2").code

    def test_columns_of_a_longer_form_are_in_the_exit_code(self, scoring: Callable[..., Ran]) -> None:
        longer = people(["id", *ITEMS, "q18", "q19"], (*self.HIGH, "0", "0"))
        told = scoring(longer)
        assert (1, 1) == (told.code, len(rows(told.out)))
        assert "«q18», «q19»" in told.err
        assert 0 == scoring(longer, "--ignore", "q18..q19").code


class TestReading:
    """The reading is printed first; with ``--explain-file`` it is all there is."""

    FILE = people(["id", *ITEMS, "opmerking"], ("a", *["1"] * 17, "kanarie"), ("b", *["1"] * 17, ""))

    def test_four_lines_first(self, scoring: Callable[..., Ran]) -> None:
        told = scoring(self.FILE)
        assert 0 == told.code
        assert [
            "Bestand: CSV met puntkomma's, UTF-8; kop in rij 1; personen: 2.",
            "Getallen: punt; datums: geen; leeg: niets dan een lege cel.",
            "Gebruikt: id, q1..q17.",
            "Niet gebruikt: kolom «opmerking».",
        ] == told.err.splitlines()[:4]

    def test_alone(self, scoring: Callable[..., Ran], tmp_path: Path) -> None:
        told = scoring(self.FILE, "--explain-file", "--out", str(tmp_path / "o.csv"))
        assert (0, 4, "") == (told.code, len(told.out.splitlines()), told.err)
        assert not (tmp_path / "o.csv").exists()
        found = json.loads(scoring(self.FILE, "--explain-file", "--format", "json").out)
        assert (";", 2, ["opmerking"]) == (found["separator"], found["rows"], found["unused"])
        assert found["lines"] == told.out.splitlines()

    def test_alone_where_it_can_not_be_scored(self, scoring: Callable[..., Ran]) -> None:
        told = scoring(people(["id", *ITEMS[1:]], ("a", *["1"] * 16)), "--explain-file")
        assert (2, True) == (told.code, "PRD-F03" in told.err)

    @pytest.mark.parametrize(
        ("first", "second", "code"),
        [
            ("a;98", "b;71", 0),
            ("a;98", "A;71", 1),
            ("a;9,8", "b;7.1", 2),
            ("zo\u00eb;98", "b;71", 2),
        ],
        ids=["it fits", "something to look at", "it does not fit", "it can not be read"],
    )
    @pytest.mark.parametrize(
        ("verb", "head", "more"),
        [
            (("score", "woordenstroom"), "id;reeks_1", ("--allow-missing-items",)),
            (("batch", "wiskunde@1.0.0"), "id;pc_rekenfeiten", ("--allow-missing", "--out", "o.csv")),
            (
                ("impact", "wiskunde@1.0.0"),
                "id;pc_rekenfeiten",
                ("--allow-missing", "--set", "cutoff.grijze_zone=16"),
            ),
            (("progress",), "pupil;value;date", AIM),
        ],
        ids=lambda one: one[0],
    )
    @pytest.mark.parametrize("format", ["text", "json"])
    def test_alone_every_verb_ends_alike(
        self,
        prodia: Prodia,
        tmp_path: Path,
        verb: tuple[str, ...],
        head: str,
        more: tuple[str, ...],
        first: str,
        second: str,
        code: int,
        format: str,
    ) -> None:
        day = ";2026-09-08" * head.count("date")
        (tmp_path / "p.csv").write_bytes(f"{head}\n{first}{day}\n{second}{day}\n".encode("windows-1252"))
        ran = prodia(*verb, str(tmp_path / "p.csv"), *more, "--explain-file", "--format", format)
        assert code == ran.code
        assert "zo" in first or format == "text" or json.loads(ran.out)["rows"] == 2

    def test_windows_1252(self, scoring: Callable[..., Ran]) -> None:
        content = self.FILE.replace("b;", "zoë;").encode("windows-1252")
        told = scoring(content)
        assert (1, "") == (told.code, told.out)
        assert "klas.csv:3:1" in told.err and "--encoding windows-1252" in told.err
        said = scoring(content, "--encoding", "cp1252")
        assert (0, "zoë") == (said.code, rows(said.out)[1]["id"])
        assert "PRD-F14" in scoring(self.FILE.replace("b;", "zoë;"), "--encoding", "cp1252").err

    @pytest.mark.parametrize(
        "said",
        [
            ("--encoding", "klingon"),
            ("--decimal", "'"),
            ("--sex", "x=1"),
            ("--dates", "dag"),
            ("--age", "weken"),
            ("--heading-row", "0"),
            ("--decimals", "20"),
        ],
    )
    def test_what_can_not_be_said(self, scoring: Callable[..., Ran], said: tuple[str, str]) -> None:
        told = scoring(self.FILE, *said)
        assert (2, "") == (told.code, told.out)
        assert said[0] in told.err


class TestAnswers:
    """What a question proposes is its answer."""

    HEAD = "id,lengte,gewicht,sex,born,tested\n"

    def test_codes_for_missing_answers(self, scoring: Callable[..., Ran]) -> None:
        content = people(["id", *ITEMS], ("a", "-99", *["1"] * 16), ("b", "n.v.t.", " ", *["1"] * 15))
        told = scoring(content)
        assert (1, True) == (told.code, all(f"--empty={c}" in told.err for c in ("-99", "n.v.t.", '" "')))
        assert 0 == scoring(content, "--empty=-99", "--empty=n.v.t.", "--empty= ").code

    @pytest.mark.parametrize(("said", "code"), [((), 2), (("--dates", "dmy"), 0)])
    def test_days(self, scoring: Callable[..., Ran], said: tuple[str, ...], code: int) -> None:
        content = self.HEAD + "a,130,26,f,03/04/2015,05/06/2024\n"
        told = scoring(content, "--norms", "cdc2000", *said, instrument="groei")
        assert (code, bool(code)) == (told.code, "PRD-F07" in told.err)

    @pytest.mark.parametrize(("said", "code"), [((), 2), (("--sex", "m=1", "--sex", "f=2"), 0)])
    def test_sexes(self, scoring: Callable[..., Ran], said: tuple[str, ...], code: int) -> None:
        content = self.HEAD + "a,130,26,2,2015-04-03,2024-06-05\nb,120,26,1,2015-04-03,2024-06-05\n"
        told = scoring(content, "--norms", "cdc2000", *said, instrument="groei")
        assert (code, bool(code)) == (told.code, "PRD-F09" in told.err)
        assert not said or all(row["height.z"] for row in rows(told.out))


class TestOutput:
    """What is written can be read by a person and by a spreadsheet."""

    FILE = (
        "id,wave,lengte,gewicht,sex,age_months\n"
        ";=1+1,t1,113,26,f,100.5\nb,t1,147,26,m,100.5\nb,t2,130,26,m,99\n"
    )

    def test_rows(self, scoring: Callable[..., Ran], tmp_path: Path) -> None:
        said = ("--norms", "cdc2000", "--moment", "wave", "--out", str(tmp_path / "o.csv"))
        told = scoring(self.FILE, *said, instrument="groei")
        written = (tmp_path / "o.csv").read_text("utf-8")
        found = rows(written)
        assert "Cijfers met 2 decimalen." in told.err
        assert [(";=1+1", "t1"), ("b", "t1"), ("b", "t2")] == [(r["id"], r["moment"]) for r in found]
        assert ["<1", ">99"] == [r["height.percentile.shown"] for r in found[:2]]
        assert all(len(r["height.z"].partition(".")[2]) <= 2 for r in found)
        assert '\n";=1+1","t1",' in written

    def test_a_reason_is_explained_beside_its_code(self, scoring: Callable[..., Ran]) -> None:
        (row,) = rows(scoring(people(["id", *ITEMS], ("a", *[""] * 17))).out)
        told = [name for name, code in row.items() if name.endswith(".reason") and code]
        assert told
        assert all(row[name.replace(".reason", ".why")] for name in told)
