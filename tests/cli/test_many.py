"""``prodia population``, ``batch``, ``impact``, ``cases move`` and ``export sql``, as a person uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from prodia.cli.many import _drawn
from tests.cli.conftest import Prodia

ON = ("--on", "2027-02-01")  # when every version here is in force


@pytest.fixture
def people(prodia: Prodia, tmp_path: Path) -> str:
    path = str(tmp_path / "people.parquet")
    assert 0 == prodia("population", "wiskunde@2.0.0", "--out", path, "--people", "400", *ON).code
    return path


class TestMany:
    """0 fine, 1 something refused or changed, 2 wrong use."""

    def test_batch(self, prodia: Prodia, people: str, tmp_path: Path) -> None:
        told = prodia(
            "--lang", "nl", "batch", "wiskunde@2.0.0", people, "--out", str(tmp_path / "o.csv"), *ON
        )
        assert 0 == told.code
        assert "geweigerd: 0" in told.out + told.err
        assert "█" in told.out
        again = prodia("batch", "wiskunde@2.0.0", people, "--out", str(tmp_path / "o.csv"), *ON)
        assert (2, True) == (again.code, "PRD-G15" in again.err)

    def test_a_protocol_without_a_series_has_no_measurements(self, prodia: Prodia, tmp_path: Path) -> None:
        asked = ("population", "wiskunde@2.0.0", "--out", str(tmp_path / "p.csv"), *ON)
        told = prodia("--lang", "nl", *asked, "--measurements", str(tmp_path / "m.csv"))
        assert (2, True) == (told.code, "dit protocol vraagt geen reeks" in told.err)
        assert [] == [*tmp_path.iterdir()]

    @pytest.mark.parametrize(
        ("id", "code", "told"), [(None, 0, ""), ("zz", 1, "PRD-B53"), (str.upper, 1, "PRD-F41")]
    )
    def test_what_is_told_of_measurements_is_no_nought(
        self, prodia: Prodia, tmp_path: Path, id: Any, code: int, told: str
    ) -> None:
        people, long = str(tmp_path / "p.csv"), tmp_path / "m.csv"
        asked = ("population", "lezen-spellen@3.0.0", "--people", "20", "--out", people, *ON)
        assert 0 == prodia(*asked, "--measurements", str(long)).code
        head, first, *_ = long.read_text("utf-8").splitlines()
        row = dict(zip(head.replace('"', "").split(","), first.split(","), strict=True))
        row["id"] = id(row["id"]) if callable(id) else id
        with long.open("a", encoding="utf-8") as stream:
            stream.write(",".join(row.values()) + "\n" if id else "")
        asked = ("batch", "lezen-spellen@3.0.0", people, "--measurements", str(long), "--allow-missing")
        ran = prodia(*asked, "--out", str(tmp_path / "o.csv"), *ON)
        assert (code, True) == (ran.code, told in ran.err)

    def test_a_hidden_share_is_not_drawn_as_nought(self) -> None:
        assert ["", "▏", "█"] == [_drawn(None), _drawn(0.0), _drawn(1.0)[:1]]

    def test_batch_refuses_and_says_where(self, prodia: Prodia, tmp_path: Path) -> None:
        (tmp_path / "m.csv").write_text("vragen_beantwoord\nja\nmisschien\n", "utf-8")
        asked = ("batch", "algemeen", str(tmp_path / "m.csv"), "--out", str(tmp_path / "o.csv"), *ON)
        assert 2 == prodia(*asked).code
        told = prodia(*asked, "--allow-missing", "--format", "json")
        assert (1, 1) == (told.code, json.loads(told.out)["refused"])
        assert "rij 3" in told.err or "row 3" in told.err

    def test_who_is_there_twice_or_nobody(self, prodia: Prodia, tmp_path: Path) -> None:
        rows = "id;Geboortedatum;vragen_beantwoord\nA;13/05/2016;neen\nA;13/05/2016;WAAR\n a;14/05/2016;ja\n"
        (tmp_path / "m.csv").write_text(rows.replace("WAAR", "ja") + ";15/05/2016;ja\n", "utf-8")
        asked = ("batch", "algemeen", str(tmp_path / "m.csv"), "--out", str(tmp_path / "o.csv"), *ON)
        told = prodia("--lang", "en", *asked, "--allow-missing", "--format", "json")
        assert 1 == told.code
        assert [2, 1, 1] == [told.err.count(code) for code in ("PRD-M57", "PRD-F41", "PRD-F40")]
        assert 3 == json.loads(told.out)["refused"]
        assert "born «Geboortedatum»" in told.err
        frame = pd.DataFrame({"id": ["A", "A", None, " "], "vragen_beantwoord": ["ja", "neen", "ja", "ja"]})
        frame.to_parquet(tmp_path / "m.parquet")
        asked = ("batch", "algemeen", str(tmp_path / "m.parquet"), "--out", str(tmp_path / "p.csv"), *ON)
        told = prodia("--lang", "en", *asked, "--allow-missing", "--format", "json")
        assert (4, 2, 2) == (
            json.loads(told.out)["refused"],
            *(told.err.count(code) for code in ("PRD-F40", "PRD-M57")),
        )

    def test_impact(self, prodia: Prodia, people: str) -> None:
        told = prodia(
            "impact", "wiskunde@1.0.0", "wiskunde@2.0.0", people, "--by", "age", *ON, "--format", "json"
        )
        found = json.loads(told.out)
        assert found["none"] is (told.code == 0)
        assert 400 == found["people"]

    @pytest.mark.parametrize("more", [(), ("--sweep", "cutoff.grijze_zone=10..12", "--flag", "ernst")])
    def test_what_is_refused_is_told(self, prodia: Prodia, tmp_path: Path, more: tuple[str, ...]) -> None:
        """Of nobody who was refused is it said that nothing changes."""
        path, how = tmp_path / "p.csv", more or ("--set", "cutoff.grijze_zone=12")
        path.write_text("id;pc_rekenfeiten\na;x\nb;101\nc;50\nc;60\n", "utf-8")
        told = prodia("--lang", "en", "impact", "wiskunde@1.0.0", str(path), *how, "--allow-missing", *ON)
        assert (1, 1, 1, 2) == (told.code, *map(told.err.count, ("PRD-M53", "PRD-B42", "PRD-M57")))
        assert bool(more) or "of 4 refused rows nothing can be told" in told.out

    def test_no_effect(self, prodia: Prodia, people: str) -> None:
        told = prodia(
            "--lang", "nl", "impact", "wiskunde@2.0.0", people, "--set", "cutoff.grijze_zone=15", *ON
        )
        assert (0, True) == (told.code, "Geen gevolg" in told.out)

    @pytest.mark.parametrize("asked", ["batch", "impact", "sweep", "sql"])
    def test_what_is_not_in_force_on_the_day_is_told(
        self, prodia: Prodia, people: str, tmp_path: Path, asked: str
    ) -> None:
        verb: tuple[str, ...] = {
            "batch": ("batch", "wiskunde@2.0.0", people, "--out", str(tmp_path / "o.csv")),
            "impact": ("impact", "wiskunde@2.0.0", people, "--set", "cutoff.grijze_zone=16"),
            "sweep": (
                *("impact", "wiskunde@2.0.0", people),
                *("--sweep", "cutoff.grijze_zone=15..16", "--flag", "ernst"),
            ),
            "sql": ("export", "sql", "wiskunde@2.0.0"),
        }[asked]
        told = prodia("--lang", "en", *verb, "--on", "2026-10-01").err
        assert 1 == told.count("PRD-V32 outside-its-days: «wiskunde@2.0.0» is in force from 1 January 2027")
        assert "ernst" in told
        assert "PRD-V" not in prodia("--lang", "en", *verb[:-1], verb[-1].replace("o.csv", "p.csv"), *ON).err

    def test_of_two_versions_each_is_told(self, prodia: Prodia, people: str) -> None:
        told = prodia("impact", "wiskunde@1.0.0", "wiskunde@2.0.0", people, "--on", "2026-10-01").err
        assert [1, 1] == [told.count(f"PRD-V32 outside-its-days: «wiskunde@{n}.0.0»") for n in (1, 2)]

    def test_a_sweep(self, prodia: Prodia, people: str) -> None:
        asked = ("--sweep", "cutoff.grijze_zone=10..12", "--flag", "ernst")
        told = prodia("impact", "wiskunde@2.0.0", people, *asked, *ON, "--format", "json")
        assert (0, {"10.0", "11.0", "12.0"}) == (told.code, {*json.loads(told.out)["shares"]})

    @pytest.mark.parametrize(
        "more",
        [
            (),
            ("--set", "cutoff.er-is-geen=3"),
            *(("--set", f"cutoff.grijze_zone={figure}") for figure in ("x", "-5", "101")),
            ("--sweep", "cutoff.grijze_zone=98..102", "--flag", "ernst"),
            ("--sweep", "cutoff.grijze_zone=10..12", "--flag", "ernst", "--set", "cutoff.grijze_zone=15"),
            ("--sweep", "cutoff.grijze_zone=10..12", "--flag", "ernst", "--by", "graad"),
            ("--set", "cutoff.grijze_zone=15", "--flag", "ernst"),  # nothing that was asked is passed over
        ],
    )
    def test_wrong_use_of_impact(self, prodia: Prodia, people: str, more: tuple[str, ...]) -> None:
        told = prodia("impact", "wiskunde@2.0.0", people, *more, *ON)
        assert (2, True) == (told.code, "PRD-G" in told.err or "PRD-P14" in told.err)

    @pytest.mark.parametrize(
        ("files", "lacks"), [(("wiskunde@2.0.0",), "DATA"), (("{people}",), "NEW / --set / --sweep")]
    )
    def test_what_impact_lacks(self, prodia: Prodia, people: str, files: tuple[str, ...], lacks: str) -> None:
        told = prodia("impact", "wiskunde@1.0.0", *(one.format(people=people) for one in files), *ON)
        assert (2, True) == (told.code, f"{lacks} " in told.err)

    @pytest.mark.parametrize(
        "sweep", ["5..inf", "nan..5", "10..5", "5..1e9"], ids=["inf", "nan", "down", "endless"]
    )
    def test_a_sweep_has_an_end(self, prodia: Prodia, people: str, sweep: str) -> None:
        asked = ("--sweep", f"cutoff.grijze_zone={sweep}", "--flag", "ernst")
        told = prodia("impact", "wiskunde@2.0.0", people, *asked, *ON)
        assert (2, True) == (told.code, "PRD-G04" in told.err)

    @pytest.mark.parametrize(
        ("head", "code"),
        [
            ("kanarie;ja", "B55"),
            ("id;Vraag duidelijk", "B56"),
            ("id;Vraag duidelijk voor iedereen", "B56"),  # as the sheet to fill in asks it
            ("id;vraag_duidelijk", None),
        ],
    )
    def test_what_is_missing_for_everyone_is_not_there_under_another_name(
        self, prodia: Prodia, tmp_path: Path, head: str, code: str | None
    ) -> None:
        (tmp_path / "m.csv").write_text(f"{head}\nmus;nee\n", "utf-8")
        asked = ("algemeen", str(tmp_path / "m.csv"), "--out", str(tmp_path / "o.csv"), "--allow-missing")
        told = prodia("--lang", "nl", "batch", *asked, *ON)
        assert (2 if code else 0, bool(code)) == (told.code, f"PRD-{code}" in told.err)
        assert "kanarie" not in told.out + told.err

    @pytest.mark.parametrize("end", ["csv", "parquet"])
    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ([0.09, 0.12, 0.16], True),
            ([0.0, 1.0, 0.5, None], True),
            ([0.09, 0.12, 0.16, 45.0], True),  # one was written as a percentile
            ([0.0, 1.0, 1.0], False),
        ],
    )
    def test_shares_are_no_percentiles(
        self, prodia: Prodia, tmp_path: Path, values: list[float | None], told: bool, end: str
    ) -> None:
        path = str(tmp_path / f"m.{end}")
        frame = pd.DataFrame({"id": [f"p{n}" for n in range(len(values))], "pc_dictee": values})
        frame.to_parquet(path) if end == "parquet" else frame.to_csv(path, index=False)
        asked = ("lezen-spellen@2.0.0", path, "--out", str(tmp_path / "o.csv"), "--allow-missing")
        ran = prodia("batch", *asked, *ON)
        assert (2 if told else 0, told) == (ran.code, "PRD-B57" in ran.err)
        assert told is not (tmp_path / "o.csv").exists()

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ([0.1, 0.4], "2, 3"),  # two people may lie so low
            ([0.12], "2"),
            ([0.09, 12.0, 16.0], "2"),
            ([None, 12.0, 0.1, 95.0], "4"),
            ([0.1, 12.5, 95.0], ""),  # tenths are how it was written
            ([0.0, 1.0], ""),
        ],
    )
    def test_a_few_below_percentile_one_are_asked_about(
        self, prodia: Prodia, tmp_path: Path, values: list[float | None], told: str
    ) -> None:
        frame = pd.DataFrame({"id": [f"p{n}" for n in range(len(values))], "pc_dictee": values})
        frame.to_csv(tmp_path / "m.csv", index=False)
        asked = ("lezen-spellen@2.0.0", str(tmp_path / "m.csv"), "--out", str(tmp_path / "o.csv"))
        ran = prodia("batch", *asked, "--allow-missing", *ON)
        assert (1 if told else 0, bool(told)) == (ran.code, "PRD-B58" in ran.err)
        assert told in ran.err
        assert (tmp_path / "o.csv").exists()

    def test_totals_are_nobody(self, prodia: Prodia, tmp_path: Path) -> None:
        rows = "id;pc_dictee\na;8\nMax;30\n\nGemiddelde;19\nN;2\nSD;15,6\nMax;30\n"
        (tmp_path / "m.csv").write_text(rows, "utf-8")
        asked = ("lezen-spellen@2.0.0", str(tmp_path / "m.csv"), "--out", str(tmp_path / "o.csv"))
        ran = prodia("batch", *asked, "--allow-missing", *ON)
        written = (tmp_path / "o.csv").read_text("utf-8").splitlines()[1:]
        assert ['"a"', '"Max"'] == [line.split(",")[0] for line in written]
        assert [True, False, False] == [f"PRD-{code}" in ran.err for code in ("F66", "M57", "F41")]

    def test_a_file_without_a_heading_shows_nobody(self, prodia: Prodia, tmp_path: Path) -> None:
        (tmp_path / "m.csv").write_text("kanarie;ja\nmus;nee\n", "utf-8")
        told = prodia("batch", "algemeen", str(tmp_path / "m.csv"), "--out", str(tmp_path / "o.csv"), *ON)
        assert (2, False) == (told.code, "kanarie" in told.out + told.err)

    def test_a_name_that_is_not_there(self, prodia: Prodia, people: str, tmp_path: Path) -> None:
        out = str(tmp_path / "o.csv")
        told = prodia("batch", "wiskunde@2.0.0", people, "--out", out, "--only", "ernts", *ON)
        assert (2, True) == (told.code, "«ernst»" in told.err)
        assert not Path(out).exists()

    def test_moving_nothing(self, prodia: Prodia, tmp_path: Path) -> None:
        told = prodia(
            "cases", "move", str(tmp_path), "--to", "wiskunde@2.0.0", "--preview", "--format", "json"
        )
        assert (2, "", True) == (told.code, told.out, "PRD-G20" in told.err)

    def test_sql(self, prodia: Prodia) -> None:
        told = prodia("export", "sql", "algemeen", *ON)
        assert (0, True) == (told.code, "WITH given AS" in told.out)

    @pytest.mark.parametrize(
        ("day", "held"), [("2025-10-01", "1.0.0"), ("2026-11-29", "2.0.0"), ("2020-01-01", "3.0.0")]
    )
    def test_without_a_version_the_one_that_holds(self, prodia: Prodia, day: str, held: str) -> None:
        """The newest where none holds; where a newer one exists it is said."""
        told = prodia("export", "sql", "lezen-spellen", "--on", day)
        assert told.out.startswith(f"-- lezen-spellen@{held} ")
        assert (held != "3.0.0") == ("is lezen-spellen@3.0.0." in told.err)


FORM = "id;born;tested;sex;lengte;gewicht\n"
CHILD = ";2015-03-04;2026-03-04;f;140;35\n"


@pytest.mark.parametrize("out", ["o.csv", "o.parquet"])
def test_the_verbs_say_it_in_the_same_words(prodia: Prodia, tmp_path: Path, out: str) -> None:
    """Who stands twice counts nowhere, whatever comes out and with whatever ids; nobody has no id in it."""
    rows = "".join(id + CHILD for id in ("a", " a", "b", "#N/A", "-c"))
    (tmp_path / "p.csv").write_text(FORM + rows, "utf-8")
    told, ids = [], []
    for verb in (
        ("score", "groei", "--norms", "cdc2000", "--allow-missing-items"),
        ("batch", "wiskunde@2.0.0", "--on", "2026-10-01", "--allow-missing"),
    ):
        path = tmp_path / verb[0] / out
        path.parent.mkdir()
        file = ("--out", str(path), "--refused", str(path.parent / "r.csv"))
        ran = prodia("--lang", "en", *verb[:2], str(tmp_path / "p.csv"), *verb[2:], *file)
        assert 1 == ran.code
        read = pd.read_parquet(path) if out.endswith("parquet") else pd.read_csv(path, dtype=str)
        ids.append([id or None for id in read["id"].fillna("")])
        told.append((path.parent / "r.csv").read_text("utf-8"))
    assert told[0] == told[1]
    assert ["M57", "M57", "F40"] == [line.split('"PRD-')[1][:3] for line in told[0].splitlines()[1:]]
    minus = "-c" if out.endswith("parquet") else "'-c"
    assert [["a", "a", "b", None, minus]] * 2 == ids
