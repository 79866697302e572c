"""``prodia progress``: the answer in words, the figures it rests on, and every mistake of a file in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Prodia, Ran

HEAD = "pupil,date,value\n"
STILL = "".join(
    f"mie,2026-09-{day:02},{value}\n"
    for day, value in zip((1, 8, 15, 22, 29), (31, 32, 30, 31, 30), strict=True)
)
GROWS = "".join(
    f"jan,2026-09-{day:02},{value}\n"
    for day, value in zip((1, 8, 15, 22, 29), (31, 33, 34, 37, 38), strict=True)
)
WIDE = "".join(
    f"an,2026-09-{day:02},{value}\n"
    for day, value in zip((1, 8, 15, 22, 29), (31, 39, 30, 41, 33), strict=True)
)
DECLARED = tuple(
    "--direction higher_is_better --confidence 0.9 --per-week 1 --clock calendar".split()
    + "--same-day refuse --goal-rate 2".split()
)


@pytest.fixture(name="told")
def _told(prodia: Prodia, tmp_path: Path) -> Callable[..., Ran]:
    """``told(content, *options)``: the verb on a file, with everything declared."""

    def call(content: str, *options: str, lang: str = "nl", declared: tuple[str, ...] = DECLARED) -> Ran:
        path = tmp_path / "metingen.csv"
        path.write_text(content, "utf-8")
        return prodia("--lang", lang, "progress", str(path), *declared, *options)

    return call


class TestTheAnswer:
    """Yes, no, or how many weeks more: for the team with what it rests on, for parents in plain words."""

    @pytest.mark.parametrize(
        ("rows", "team", "parents"),
        [
            (STILL, "Ja. De groei blijft onder het doel", "nog geen duidelijke vooruitgang"),
            (GROWS, "Nee, er is vooruitgang, en het doel is niet uitgesloten.", "Uw kind gaat vooruit."),
            (WIDE, "Nog niet. De metingen passen zowel bij stilstand als bij het doel", "nog te vroeg"),
        ],
    )
    def test_words(self, told: Callable[..., Ran], rows: str, team: str, parents: str) -> None:
        found = told(HEAD + rows)
        assert 0 == found.code
        assert "Mogen we al zeggen dat er geen vooruitgang is?" in found.out
        assert team in found.out
        assert "80 %-interval" in found.out
        plain = told(HEAD + rows, "--audience", "parents")
        assert parents in plain.out
        assert "interval" not in plain.out

    def test_parents_read_dutch_whatever_the_machine(self, prodia: Prodia, tmp_path: Path) -> None:
        (tmp_path / "m.csv").write_text(HEAD + GROWS, "utf-8")
        asked = ("progress", str(tmp_path / "m.csv"), *DECLARED)
        assert "Uw kind gaat vooruit." in prodia(*asked, "--audience", "parents").out
        assert "Your child" in prodia("--lang", "en", *asked, "--audience", "parents").out
        assert "May we say" in prodia(*asked).out

    def test_phases_of_a_merged_cell(self, told: Callable[..., Ran]) -> None:
        lines = [line + ",voor" * (not at) for at, line in enumerate(STILL.split())]
        rows = "".join(line + "," * (not line.endswith("voor")) + "\n" for line in lines)
        found = told(HEAD.replace("\n", ",fase\n") + rows)
        assert "samengevoegde cel" in found.out
        assert "interval" not in found.out

    def test_many_are_a_table(self, told: Callable[..., Ran]) -> None:
        found = told(HEAD + STILL + GROWS + "piet,2026-09-01,3\n", lang="en")
        assert "yes, no progress" in found.out
        assert "Usable measurements: 1; at least 3 are needed." in found.out

    def test_json(self, told: Callable[..., Ran]) -> None:
        found = json.loads(told(HEAD + WIDE + "piet,2026-09-01,3\n", "--format", "json").out)
        assert ("open", None) == (found["an"]["answer"], found["an"]["reason"])
        assert found["an"]["weeks_needed"] > 0
        assert "PRD-X03" == found["piet"]["reason"]["code"]

    def test_picture(self, told: Callable[..., Ran], tmp_path: Path) -> None:
        made = tmp_path / "reeks.svg"
        found = told(HEAD + GROWS, "--picture", str(made), "--what", "woorden per minuut")
        assert 0 == found.code
        assert "woorden per minuut, 5 metingen" in found.err
        assert made.read_text("utf-8").startswith("<svg")


class TestFile:
    """The file is read as a file of people is: told in four lines, and asked where it does not say."""

    def test_as_excel_in_flanders_saves_it(self, told: Callable[..., Ran]) -> None:
        plain = told(HEAD + STILL)
        rows = [line.split(",") for line in STILL.splitlines()]
        flemish = "".join(f"{who};{on[8:]}/{on[5:7]}/{on[:4]};{value},0\n" for who, on, value in rows)
        found = told("Metingen;;\n PUPIL;Date;value\u00a0\n" + flemish)
        assert (0, plain.out) == (found.code, found.out)
        assert "kop in rij 2; metingen: 5" in found.err
        assert "decimale komma; datums: dag-maand-jaar" in found.err

    def test_what_it_does_not_say_is_asked(self, told: Callable[..., Ran]) -> None:
        content = HEAD + "".join(f"mie,0{n}/09/2026,3{n}\n" for n in range(1, 7))
        assert (2, True) == (told(content).code, "PRD-F07" in told(content).err)
        assert "PRD-F07" not in told(content, "--dates", "dmy").err
        explained = told(content, "--dates", "dmy", "--explain-file")
        assert (0, 4) == (explained.code, len(explained.out.splitlines()))

    def test_a_heading_further_down_is_no_pupil(self, told: Callable[..., Ran]) -> None:
        plain, again = (
            told(HEAD + STILL),
            told(HEAD + STILL.replace("mie,2026-09-15", HEAD + "mie,2026-09-15")),
        )
        assert (0, plain.out) == (again.code, again.out)
        assert "rij 4 (nog een kop)" in again.err
        turned = told(HEAD + STILL + "value,pupil,date\n30,mie,2026-10-06\n")
        assert (2, True) == (turned.code, "PRD-F56" in turned.err)

    @pytest.mark.parametrize(
        ("head", "more", "code"),
        [
            ("naam", ("mie", "jan"), "F64"),
            ("nr", ("1", "2"), "F64"),
            ("opmerking", ("", "moe"), None),
            ("fouten", ("3.5", "4"), None),
        ],
    )
    def test_two_pupils_are_no_series(
        self, told: Callable[..., Ran], head: str, more: tuple[str, str], code: str | None
    ) -> None:
        first = {"F64": (0, 1, 2), None: (1, 2, 3, 4, 5)}[code]
        rows = [f"{more[at not in first]},2026-09-{at + 1:02},{30 + at % 3}\n" for at in range(6)]
        found = told(HEAD.replace("pupil", head) + "".join(rows))
        assert (2 if code else 0, bool(code)) == (found.code, "PRD-F64" in found.err)
        if code:
            assert "mie" not in found.err
            assert 0 == told(HEAD.replace("pupil", head) + "".join(rows), "--column", f"pupil={head}").code

    def test_totals_are_no_pupil(self, told: Callable[..., Ran]) -> None:
        found = told(HEAD + STILL + "Gemiddelde,,31\n")
        assert (0, told(HEAD + STILL).out) == (found.code, found.out)
        assert "rij 7 (totalen, geen persoon)" in found.err

    def test_a_code_that_was_said_to_be_empty(self, told: Callable[..., Ran]) -> None:
        assert 0 == told(HEAD + STILL + "mie,2026-10-06,-99\n", "--empty=-99").code


class TestDeclared:
    """What is declared counts, or is refused; nothing is passed over in silence."""

    @pytest.mark.parametrize(
        ("more", "code", "says"),
        [
            (("--goal", "60", "--goal-on", "2026-12-01"), 2, "PRD-X30"),
            (("--holiday", "2026-11-01..2026-10-01"), 2, "PRD-X11"),
            (("--clock", "school_weeks"), 1, "PRD-X43"),
            (("--clock", "school_weeks", "--holiday", "2026-09-09..2026-09-13"), 0, ""),
            (("--confidence", "0,9"), 2, "schrijf een getal met een punt, zoals 0.9"),
            (("--per-week", "0.5"), 2, "schrijf een geheel getal"),
        ],
    )
    def test_declared(self, told: Callable[..., Ran], more: tuple[str, ...], code: int, says: str) -> None:
        found = told(HEAD + STILL, *more)
        assert code == found.code
        assert says in found.err
        assert ("Stilstand" in found.out or "Ja." in found.out) == (code < 2)


class TestHeadings:
    """A column is found as people call it; else the message says how it is paired."""

    def test_dutch(self, told: Callable[..., Ran]) -> None:
        found = told("Leerling;Datum;Waarde\n" + (STILL + GROWS).replace(",", ";"))
        assert 0 == found.code
        assert "Gebruikt: pupil «Leerling», date «Datum», value «Waarde»." in found.err
        assert "mie" in found.out
        assert "jan" in found.out

    def test_unknown(self, told: Callable[..., Ran]) -> None:
        found = told("pupil,wanneer,value\n" + STILL)
        assert 2 == found.code
        assert "«--column date=jouw kolom»" in found.err

    def test_one_pupil_written_in_two_ways(self, told: Callable[..., Ran]) -> None:
        found = told(HEAD + STILL + GROWS.replace("jan", "Mie "))
        assert (1, True) == (found.code, "PRD-F41" in found.err)


class TestBadInput:
    """A finding or a reason, and never a number."""

    @pytest.mark.parametrize(
        ("rows", "code", "says"),
        [
            ("mie,2026-09-01,3,1\n", 1, "PRD-M56"),
            ("mie,2026-13-01,31\n", 1, "PRD-M54"),
            ("mie,2026-10-01,31x\n", 1, "PRD-F52"),
            ("mie,,31\n", 1, "PRD-X41"),
            ("mie,2026-08-01,31\n", 1, "PRD-X40"),
            ("mie,2026-10-06,-99\n", 1, "PRD-F20"),
            ("mie,2026-10-06,999\n", 1, "PRD-F20"),
            ("mie,2062-10-06,31\n", 1, "PRD-F55"),
        ],
    )
    def test_rows(self, told: Callable[..., Ran], rows: str, code: int, says: str) -> None:
        found = told(HEAD + STILL + rows)
        assert code == found.code
        assert says in found.err
        assert ("Dat is niet te zeggen." in found.out) == (says != "PRD-X40")

    @pytest.mark.parametrize("who", ["#N/A", "=", " #REF! "])
    def test_a_formula_that_failed_is_no_pupil(self, told: Callable[..., Ran], who: str) -> None:
        found, blank = (told(HEAD + STILL + f"{one},2026-10-06,31\n") for one in (who, ""))
        assert (1, blank.out, blank.err) == (found.code, found.out, found.err)
        assert "PRD-F40" in found.err

    @pytest.mark.parametrize(
        ("extra", "why"),
        [("mie,2026-09-08,40\n", "Op één dag"), ("mie,2026-10-06,30,B\n", "meer dan één vorm")],
    )
    def test_reasons(self, told: Callable[..., Ran], extra: str, why: str) -> None:
        form = "B" in extra
        rows = "".join(f"{row},A\n" if form else f"{row}\n" for row in STILL.split())
        found = told((HEAD.strip() + ",form\n" if form else HEAD) + rows + extra)
        assert why in found.out

    def test_nothing_declared_is_told_all_at_once(self, told: Callable[..., Ran]) -> None:
        found = told(HEAD + STILL, declared=())
        assert 2 == found.code
        assert 6 == found.err.count("PRD-X01")

    @pytest.mark.parametrize(
        ("content", "options", "says"),
        [
            ("leerling,datum,score\n", (), "PRD-M61"),
            ("pupil,date,value,value\n", (), "PRD-M60"),
            (HEAD + STILL, ("--pupil", "noor"), "PRD-X42"),
            (HEAD + STILL, ("--column", "value=woorden"), "PRD-M61"),
            (HEAD + STILL, ("--holiday", "krokus"), "2026-09-01"),
        ],
    )
    def test_wrong_use(
        self, told: Callable[..., Ran], content: str, options: tuple[str, ...], says: str
    ) -> None:
        found = told(content, *options)
        assert 2 == found.code
        assert says in found.err
        assert "mie" not in found.err
