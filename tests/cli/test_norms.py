"""``prodia norms import``: from a table to a private pack that loads, or what is wrong and no file."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from prodia.content import load, shipped
from prodia.scoring.norms import norm_set
from prodia.scoring.person import Person
from prodia.scoring.score import Score
from tests.cli.conftest import Prodia, Ran
from tests.content.packs import write

TABLE = "age_from;age_to;ruw;T;percentile;opmerking\n" + "".join(
    f"72;83;{raw};{20 + raw};;\n" for raw in range(61)
)
# What must be said, and may be said again after it: the last one counts.
ASKED = {
    "--instrument": "klankspoor",
    "--norms": "eigen@1.0.0",
    "--kind": "table",
    "--group": "verzonnen: zes",
    "--country": "nergens",
    "--year": "2026",
    "--n": "100",
    "--age": "calendar",
}
MORE = ("--gives", "T", "--gives", "percentile", "--linear", "--column", "raw=ruw")


@pytest.fixture(name="importing")
def _importing(prodia: Prodia, tmp_path: Path) -> Callable[..., Ran]:
    """``importing(*more, table=..., OPTION=VALUE)``: the verb on a table, into ``tmp_path/pak``."""

    def call(
        *more: str,
        table: str = TABLE,
        lang: str = "nl",
        usual: tuple[str, ...] = MORE,
        **asked: str | None,
    ) -> Ran:
        (tmp_path / "tabel.csv").write_text(table, "utf-8")
        said: dict[str, str | None] = ASKED | {"--into": str(tmp_path / "pak"), "--lang": lang}
        said |= {f"--{name}": value for name, value in asked.items()}
        words = [w for name, value in said.items() if value is not None for w in (name, value)]
        return prodia("norms", "import", str(tmp_path / "tabel.csv"), *words, *usual, *more)

    return call


def files(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


class TestMade:
    """A pack that loads without an error, private, with the digest of its rows and the way on."""

    def test_the_pack(self, importing: Callable[..., Ran], prodia: Prodia, tmp_path: Path) -> None:
        told = importing()
        pack = tmp_path / "pak"
        assert (0, "") == (told.code, told.err)
        rows = "shared/norms/eigen/1.0.0/rows.csv"
        assert ["shared/norms/eigen/1.0.0.yaml", rows, "shared/sources.yaml"] == files(pack)
        assert 0o600 == stat.S_IMODE((pack / rows).stat().st_mode)
        assert "61 rijen in 1 groep." in told.out
        assert "Niet gebruikt: kolom «opmerking»." in told.out
        assert f"prodia score ... --pack {pack} --norms eigen@1.0.0" in told.out
        checked = prodia("check", str(pack), "--lang", "nl")
        assert (0, []) == (checked.code, re.findall(r"PRD-\w+", checked.out))
        found = load(shipped(), pack).catalogue
        declared, read = found.norm_rows("eigen@1.0.0")
        assert declared.sha256 is not None
        assert declared.sha256 in told.out
        assert f"sha256:{declared.sha256}" == read.digest
        assert ("private", "klankspoor", False, ("woorden",)) == (
            declared.rows,
            declared.instrument,
            declared.normalised,
            declared.scales,
        )
        score = norm_set(declared, read).applied(Score(raw=30.0, scale="woorden"), Person(age_months=75))
        assert 50.0 == score.on("T")

    def test_in_english_with_warnings(self, importing: Callable[..., Ran]) -> None:
        told = importing(lang="en", year=None)
        assert 0 == told.code
        assert "61 rows in 1 group." in told.out
        assert "PRD-P05" in told.err and "the year of this norm group" in told.err

    def test_a_second_table_beside_the_first(self, importing: Callable[..., Ran], tmp_path: Path) -> None:
        assert [0, 0] == [importing().code, importing(norms="eigen@1.1.0").code]
        assert ["eigen@1.0.0", "eigen@1.1.0"] == sorted(
            n for n in load(shipped(), tmp_path / "pak").catalogue.norms() if n.startswith("eigen@")
        )

    def test_an_interval_and_a_spreadsheet(self, prodia: Prodia, tmp_path: Path) -> None:
        openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not here: pip install prodia[xlsx]")
        made = openpyxl.Workbook()
        made.create_sheet("normen").append(["grade", "mean", "sd"])
        made["normen"].append([1, 20.5, 6])
        made["normen"].append([2, "22,5", "6,25"])  # typed as text, with the comma of the house
        made.save(tmp_path / "tabel.xlsx")
        said = ASKED | {
            "--into": str(tmp_path / "pak"),
            "--kind": "mean-sd",
            "--sheet": "normen",
            "--by": "grade",
        }
        said |= {"--interval-kind": "true SEE", "--level": "0.95", "--on": "T", "--reliability": "0.9"}
        del said["--age"]
        words = [w for pair in said.items() for w in pair]
        told = prodia("norms", "import", str(tmp_path / "tabel.xlsx"), *words, "--gives", "T", "--lang", "nl")
        assert (0, "") == (told.code, told.err)
        declared = load(shipped(), tmp_path / "pak").catalogue.norms()["eigen@1.0.0"]
        assert declared.interval is not None
        assert ("true SEE", 0.95, "T", 0.9) == (
            declared.interval.kind,
            declared.interval.level,
            declared.interval.on,
            declared.interval.reliability,
        )
        written = tmp_path / "pak" / "shared/norms/eigen/1.0.0/rows.csv"
        assert "grade,mean,sd\n1,20.5,6\n2,22.5,6.25\n" == written.read_text("utf-8")

    @pytest.mark.parametrize(
        ("change", "said", "words"),
        [
            (lambda t: t, (), "Gebruikt: age_from, age_to, raw «ruw», T, percentile."),
            (lambda t: "Tabel 3\n\n" + t, (), "kop in rij 3; rijen: 61"),
            (lambda t: "Tabel 3\n\n" + t, (), "rijen 1 tot 2 (boven de kop)"),
            (lambda t: "sep=;\n" + t, (), "puntkomma's"),
            (lambda t: t.replace("age_from", " AGE_FROM\u00a0"), (), "age_from «AGE_FROM»"),
            (lambda t: t.replace(";T;", ";T-Score;"), ("--column", "T=t-score"), "T «T-Score»"),
            (lambda t: t.replace(";;\n", ",0;;\n"), (), "decimale komma"),
            (lambda t: t.replace(";;\n", ",0;;\n"), ("--decimal", ","), "decimale komma"),
            (lambda t: t.replace("opmerking", "age_form"), (), "Niet gebruikt: kolom «age_form»"),
        ],
    )
    def test_the_reading_is_that_of_a_file_of_people(
        self, importing: Callable[..., Ran], change: Callable[[str], str], said: tuple[str, ...], words: str
    ) -> None:
        told = importing(*said, "--explain-file", table=change(TABLE))
        assert (0, "", 4) == (told.code, told.err, len(told.out.splitlines()))
        assert words in told.out
        assert 0 == importing(*said, table=change(TABLE)).code

    def test_a_heading_near_a_column_is_asked_about(self, importing: Callable[..., Ran]) -> None:
        told = importing(table=TABLE.replace("age_from", "age form"))
        assert (1, True) == (told.code, "bedoelde je «age_from»?" in told.err)

    def test_a_model(self, importing: Callable[..., Ran], tmp_path: Path) -> None:
        fitted = ("raw=0..60", "norm=25..75", "scale=T", "age=years")
        words = [w for said in fitted for w in ("--fitted", said)]
        rows = "age_from,age_to,term,value\n72,155,L1,0.5\n72,155,L1A1,0.05\n"
        told = importing(*words, table=rows, kind="polynomial", age=None, usual=("--gives", "T"))
        assert (0, "") == (told.code, told.err)
        found = norm_set(*load(shipped(), tmp_path / "pak").catalogue.norm_rows("eigen"))
        score = found.applied(Score(raw=45.0, scale="woorden"), Person(age_months=96 + 1e-9))
        assert 50.0 == pytest.approx(score.on("T"))

    def test_a_model_that_reads_more_of_a_person(self, importing: Callable[..., Ran], tmp_path: Path) -> None:
        terms = ("mean,1,30", "mean,ouder*jong,5", "variance,1,25")
        rows = "age_from,age_to,part,term,value\n" + "".join(f"72,155,{term}\n" for term in terms)
        said = ('ouder=informant = "parent"', "jong=age < 12")
        words = [w for one in said for w in ("--predictor", one)] + ["--words", "informant=parent,self"]
        told = importing(*words, table=rows, kind="regression", age=None, usual=("--gives", "T"))
        assert (0, "") == (told.code, told.err)
        found = norm_set(*load(shipped(), tmp_path / "pak").catalogue.norm_rows("eigen"))
        for informant, expected in (("parent", 40.0), ("self", 50.0), ("teacher", None)):
            person = Person(age_months=96.5, informant=informant)
            assert expected == found.applied(Score(raw=30.0, scale="woorden"), person).on("T")


class TestRefused:
    """With one mistake nothing is written; each is told in words, and what is there stays as it is."""

    @pytest.mark.parametrize("lang", ["nl", "en"])
    def test_every_bad_cell(self, importing: Callable[..., Ran], tmp_path: Path, lang: str) -> None:
        table = TABLE.replace(";5;25;", ";05;25;").replace(";9;29;", ";9;29x;").replace(";12;32;", ";12;NA;")
        told = importing(table=table, lang=lang)
        assert 1 == told.code
        assert ["tabel.csv:7:7", "tabel.csv:11:9", "tabel.csv:14:10"] == re.findall(
            r"tabel\.csv:\d+:\d+", told.err
        )
        assert {"nl": "met een punt voor decimalen", "en": "with a point for decimals"}[lang] in told.err
        assert not (tmp_path / "pak").exists()

    def test_what_is_there_is_not_overwritten(self, importing: Callable[..., Ran], tmp_path: Path) -> None:
        assert 0 == importing().code
        before = {name: (tmp_path / "pak" / name).read_bytes() for name in files(tmp_path / "pak")}
        told = importing(group="anders")
        assert (2, True) == (told.code, "PRD-G15" in told.err)
        (tmp_path / "pak/shared/norms/eigen/1.0.0.yaml").unlink()
        assert "rows.csv" in importing().err
        del before["shared/norms/eigen/1.0.0.yaml"]
        assert before == {name: (tmp_path / "pak" / name).read_bytes() for name in files(tmp_path / "pak")}

    def test_norms_of_that_name_in_the_library(self, importing: Callable[..., Ran]) -> None:
        told = importing(norms="klankspoor-verzonnen@1.0.0")
        assert (2, True) == (told.code, "PRD-G15" in told.err)

    def test_never_into_the_library_itself(self, importing: Callable[..., Ran]) -> None:
        told = importing(into=str(shipped()))
        assert (2, True) == (told.code, "--into" in told.err)

    def test_a_pack_with_sources_of_its_own(self, importing: Callable[..., Ran], tmp_path: Path) -> None:
        own = 'format: 1\nsources:\n  x: {title: "X", kind: page, read: whole}\n'
        write(tmp_path / "pak", {"shared/sources.yaml": own})
        told = importing()
        assert 2 == told.code
        assert "eigen-normtabel" in told.err
        assert ["shared/sources.yaml"] == files(tmp_path / "pak")
        own += '  eigen-normtabel: {title: "Handleiding", kind: test-manual, read: whole}\n'
        write(tmp_path / "pak", {"shared/sources.yaml": own})
        assert 0 == importing().code
        assert own == (tmp_path / "pak/shared/sources.yaml").read_text("utf-8")

    def test_a_place_that_can_not_be_written(self, importing: Callable[..., Ran], tmp_path: Path) -> None:
        (tmp_path / "pak").write_text("een bestand", "utf-8")
        assert "PRD-G14" in importing().err
        assert "een bestand" == (tmp_path / "pak").read_text("utf-8")

    @pytest.mark.skipif(os.name == "nt", reason="the rights of a folder are another matter there")
    def test_all_or_nothing(self, importing: Callable[..., Ran], tmp_path: Path) -> None:
        write(tmp_path / "pak", {"shared/norms/eigen/1.0.0.yaml/blokkade": ""})
        (tmp_path / "pak/shared/norms/eigen/1.0.0.yaml/blokkade").unlink()
        told = importing()
        assert (2, []) == (told.code, files(tmp_path / "pak"))

    @pytest.mark.parametrize(
        ("more", "asked", "code", "words"),
        [
            ((), {"instrument": "klankspor"}, "PRD-G20", "klankspoor"),
            ((), {"instrument": "klankspoor@1.0.0"}, "PRD-G04", "zonder versie"),
            ((), {"norms": "eigen"}, "PRD-G04", "id@versie"),
            ((), {"norms": "Eigen@1.0.0"}, "PRD-G04", "id@versie"),
            ((), {"kind": "tabel"}, "PRD-G04", "«table»"),
            ((), {"age": "jaren"}, "PRD-G04", "«calendar»"),
            ((), {"group": "  "}, "PRD-G04", "--group"),
            ((), {"group": None}, "PRD-G03", "--group"),
            ((), {"n": "0"}, "PRD-G04", "--n"),
            (("--by", "kleur"), {}, "PRD-G04", "«grade»"),
            (("--gives", "t"), {}, "PRD-G04", "«T»"),
            (("--column", "raw"), {}, "PRD-G04", "naam=waarde"),
            (("--column", "rauw=ruw"), {}, "PRD-P28", "«raw»"),
            (("--scale", "zinnen"), {}, "PRD-P27", "woorden"),
            (("--level", "0.9"), {}, "PRD-G03", "--interval-kind"),
            (("--interval-kind", "observed", "--on", "T", "--level", "1"), {}, "PRD-G04", "--level"),
            (("--interval-kind", "about", "--on", "T", "--level", "0.9"), {}, "PRD-G04", "«observed»"),
            (("--fitted", "raw=0..28"), {}, "PRD-G04", "alle vier"),
            (("--sheet", "x"), {}, "PRD-P66", "--sheet"),
            (("--predictor", "jong=age <"), {"kind": "regression"}, "PRD-E03", "age <"),
            (("--predictor", "1=age"), {"kind": "regression"}, "PRD-G04", "--predictor"),
            (("--predictor", "age=age + 1"), {"kind": "regression"}, "PRD-P76", "«age»"),
            (("--predictor", "jong=age < 12"), {}, "PRD-P75", "«predictors»"),
            (("--words", "kleur=rood"), {"kind": "regression"}, "PRD-G04", "«informant»"),
        ],
    )
    def test_wrong_use(
        self,
        importing: Callable[..., Ran],
        tmp_path: Path,
        more: tuple[str, ...],
        asked: dict[str, str | None],
        code: str,
        words: str,
    ) -> None:
        told = importing(*more, **asked)
        assert told.code in (1, 2)
        assert code in told.err and words in told.err
        assert not (tmp_path / "pak").exists()

    def test_no_file(self, prodia: Prodia, tmp_path: Path) -> None:
        words = [w for pair in ASKED.items() for w in pair]
        for path, code in (("nergens.csv", "G10"), ("", "G11")):
            told = prodia("norms", "import", str(tmp_path / path), *words, "--into", str(tmp_path / "pak"))
            assert f"PRD-{code}" in told.err


class TestHelp:
    """The group and its verb say what they do, and what they do not."""

    @pytest.mark.parametrize(("lang", "words"), [("nl", "geen kolom per"), ("en", "not a column per")])
    def test_said(self, prodia: Prodia, lang: str, words: str) -> None:
        assert words in prodia("norms", "--lang", lang).out
        assert words in prodia("norms", "import", "--help", "--lang", lang).out
