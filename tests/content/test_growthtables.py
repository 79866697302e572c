"""Growth tables are read with every mistake at its place; an own table is read under its sum."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from prodia.content import shipped
from prodia.content.normtables import OwnFile, read_growth, read_own
from prodia.problems import files
from prodia.problems import norms as kinds
from prodia.scoring import growth
from prodia.scoring.person import days_to_months
from tests.scoring.made import growth_figures, growth_rows

OWN = "sex\tage\tl\tm\ts\n" + "".join(
    f"{sex}\t{age}\t{-0.5 - age / 200}\t{14 + sex + age / 60}\t0.09\n"
    for sex in (1, 2)
    for age in range(60, 73)
)


def own(folder: Path, text: str, **changed: object) -> OwnFile:
    path = folder / "own.txt"
    path.write_bytes(text.encode())
    stated = {"sha256": hashlib.sha256(text.encode()).hexdigest(), "restricted": True, **changed}
    return OwnFile(path, measure="bmi", unit="kg/m2", **stated)


class TestOwnTable:
    """A table that may not be shipped is read from the user's file, under its sha256. Figures invented."""

    def test_read_and_restricted_beyond_3_sd(self, tmp_path):
        norms, problems = read_own("who", "2007.0.0", [own(tmp_path, OWN)])
        assert () == problems
        score = growth.score(norms, "bmi", "m", 30.0, age_months=66.5, method="restricted")
        plain = growth.score(norms, "bmi", "m", 30.0, age_months=66.5, method="lms")
        assert ("restricted", None, [kinds.RESTRICTED]) == (
            score.formula,
            score.percentile,
            [w.kind for w in score.warnings],
        )
        assert 3.0 < plain.z != score.z
        within = growth.score(norms, "bmi", "m", 16.0, age_months=66.5, method="restricted")
        assert "lms" == within.formula and within.percentile is not None
        many = growth.score_columns(
            norms, "bmi", ["m", "m"], [30.0, 16.0], age_months=[66.5, 66.5], method="restricted"
        )
        assert [growth_figures(score), growth_figures(within)] == growth_rows(many)

    def test_it_holds_from_the_first_row_to_the_last(self, tmp_path):
        norms, _ = read_own("who", "2007.0.0", [own(tmp_path, OWN)])
        reasons = [
            growth.score(norms, "bmi", "f", 16.0, age_months=age, method="lms").reason
            for age in (59.99, 60.0, 72.0, 72.01)
        ]
        assert [kinds.AGE_OUTSIDE, None, None, kinds.AGE_OUTSIDE] == [r and r.kind for r in reasons]

    @pytest.mark.parametrize(("age", "day"), [(64.49, 64), (64.5, 65), (65.4, 65)])
    def test_by_day_the_row_of_the_rounded_day(self, tmp_path, age, day):
        norms, _ = read_own("who", "2006.0.0", [own(tmp_path, OWN, counted="days")])
        score = growth.score(norms, "bmi", "m", 16.0, age_months=days_to_months(age), method="lms")
        assert 15 + day / 60 == score.median
        many = growth.score_columns(
            norms, "bmi", ["m"], [16.0], age_months=[days_to_months(age)], method="lms"
        )
        assert [growth_figures(score)] == growth_rows(many)

    @pytest.mark.parametrize(("old", "new"), [("\t", ","), ("\t", ";"), ("\t", "  "), ("\n", "\r\n")])
    def test_separators(self, tmp_path, old, new):
        text = OWN.replace(old, new)
        assert read_own("a", "1.0.0", [own(tmp_path, OWN)])[0].curves == (
            read_own("a", "1.0.0", [own(tmp_path, text)])[0].curves
        )

    def test_another_file_is_refused_with_both_sums(self, tmp_path):
        norms, (problem,) = read_own("who", "2007.0.0", [own(tmp_path, OWN, sha256="0" * 64)])
        assert norms is None
        assert kinds.DIGEST == problem.kind
        assert hashlib.sha256(OWN.encode()).hexdigest() in problem.message("nl")
        assert "0" * 64 in problem.hint("en")

    @pytest.mark.parametrize(
        ("old", "new", "kind", "line"),
        [
            ("sex\tage\tl", "sex\tage\tx", kinds.COLUMNS, 1),
            ("sex\tage\tl", "sex\tage\tm", kinds.COLUMNS, 1),
            ("1\t61\t", "1\t63\t", kinds.AGES, 4),
            ("1\t61\t", "1\t60\t", kinds.AGES, 3),
            ("1\t60\t", "3\t60\t", kinds.CELL, 2),
            ("\t0.09\n1\t61", "\t0,09\n1\t61", kinds.CELL, 2),
            ("\t0.09\n1\t61", "\t0\n1\t61", kinds.CELL, 2),
            ("\t0.09\n1\t61", "\t\n1\t61", kinds.CELL, 2),
            ("\t0.09\n1\t61", "\tNA\n1\t61", kinds.CELL, 2),
            ("\t0.09\n1\t61", "\tnan\n1\t61", kinds.CELL, 2),
            ("\t0.09\n1\t61", "\t\u0661\n1\t61", kinds.CELL, 2),
            ("\t0.09\n1\t61", "\n1\t61", kinds.CELL, 2),
        ],
    )
    def test_a_fault_is_named_with_its_line(self, tmp_path, old, new, kind, line):
        text = OWN.replace(old, new, 1)
        assert text != OWN
        norms, (problem,) = read_own("who", "2007.0.0", [own(tmp_path, text)])
        assert (None, kind, line) == (norms, problem.kind, problem.place.line)
        assert "{" not in problem.line("nl") + problem.line("en")

    def test_a_missing_day_is_a_gap(self, tmp_path):
        text = "".join(row for row in OWN.splitlines(keepends=True) if not row.startswith("1\t65"))
        assert read_own("a", "1.0.0", [own(tmp_path, text)])[1] == ()
        (problem,) = read_own("a", "1.0.0", [own(tmp_path, text, counted="days")])[1]
        assert kinds.AGES == problem.kind

    def test_one_sex_only(self, tmp_path):
        text = OWN.partition("\n2\t")[0] + "\n"
        assert [kinds.NO_ROWS] == [p.kind for p in read_own("a", "1.0.0", [own(tmp_path, text)])[1]]

    def test_no_file(self, tmp_path):
        absent = OwnFile(tmp_path / "absent.txt", "0" * 64, "bmi", "kg/m2")
        assert [files.UNREADABLE_FILE] == [p.kind for p in read_own("a", "1.0.0", [absent])[1]]


class TestShippedFolder:
    """What is wrong in a folder of norms is a problem with a place, and then there are no norms."""

    @pytest.mark.parametrize(
        ("file", "old", "new", "kind"),
        [
            ("curves.csv", "height,HT", "height,XX", kinds.CELL),
            ("curves.csv", "240,cdc", "240,soms", kinds.CELL),
            ("curves.csv", "near_zero", "near", kinds.COLUMNS),
            ("tails.csv", "bmi,1,95", "bmi,1,pc95", kinds.CELL),
            ("tails.csv", "bmi,1,95", "bmi,1,100", kinds.CELL),
            ("CDCref_d.csv", "age,1,100.5,", "age,1,100.25,", kinds.AGES),
        ],
    )
    def test_planted(self, tmp_path, file, old, new, kind):
        folder = tmp_path / "cdc2000" / "1.0.0"
        folder.mkdir(parents=True)
        for path in (shipped() / "shared/norms/cdc2000/1.0.0").glob("*.csv"):
            text = path.read_text("utf-8")
            assert path.name != file or old in text
            (folder / path.name).write_text(text.replace(old, new, 1) if path.name == file else text, "utf-8")
        norms, (problem,) = read_growth(folder)
        assert (None, kind, file) == (norms, problem.kind, Path(problem.place.file).name)


def test_the_digest_of_what_is_shipped_stays() -> None:
    """A score names it: the same rows keep it, however a line ends."""
    norms, problems = read_growth(shipped() / "shared/norms/cdc2000/1.0.0")
    assert not problems
    assert norms is not None
    assert "sha256:4e936a677c01fd078c56b481a364248a9d7ef70c9a179ca5c0ad0fde346056fd" == norms.digest
