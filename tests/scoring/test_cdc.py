"""The shipped growth reference gives what CDC's program gives; an own table is read under its sum."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content.growthtables import OwnFile, growth_folder, read_growth, read_own
from prodia.problems import growth as kinds
from prodia.problems import yaml as files
from prodia.scoring import growth

READ, FOUND = read_growth(growth_folder("cdc2000", "1.0.0"))
assert READ is not None, [p.line("en") for p in FOUND]
NORMS = READ
MEASURES = st.sampled_from(NORMS.measures)
SEX = st.sampled_from(["m", "f"])
AGE = st.floats(24, 240)
METHODS = {
    "height": ("lms", "modified"),
    "weight": ("lms", "modified"),
    "bmi": ("lms", "modified", "extended"),
}

# The columns of CDC's program: which measure, which method, and whether it is the percentile.
COLUMNS = {
    "haz": ("height", "lms", "z"),
    "hapct": ("height", "lms", "percentile"),
    "mod_haz": ("height", "modified", "z"),
    "waz": ("weight", "lms", "z"),
    "wapct": ("weight", "lms", "percentile"),
    "mod_waz": ("weight", "modified", "z"),
    "original_bmiz": ("bmi", "lms", "z"),
    "original_bmipct": ("bmi", "lms", "percentile"),
    "mod_bmiz": ("bmi", "modified", "z"),
    "bmiz": ("bmi", "extended", "z"),
    "bmipct": ("bmi", "extended", "percentile"),
}
GIVEN = ("agemos", "sex", "height", "weight", "bmi")


@pytest.fixture(scope="module")
def children(shared: Path) -> list[dict[str, str]]:
    with (shared / "vectors" / "cdc2000_sas.csv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


class TestTheProgramOfTheCDC:
    """1,500 children scored by CDC's own program, within 1e-6 (it prints nine decimals)."""

    def test_every_column_is_compared(self, children):
        assert 1500 == len(children)
        assert set(COLUMNS) | set(GIVEN) == set(children[0])

    @pytest.mark.parametrize("column", COLUMNS)
    def test_column(self, children, column):
        measure, method, part = COLUMNS[column]
        scores = growth.score_columns(
            NORMS,
            measure,
            ["m" if child["sex"] == "1" else "f" for child in children],
            [float(child[measure]) for child in children],
            age_months=[float(child["agemos"]) for child in children],
            method=method,
        )
        expected = np.array([float(child[column]) for child in children])
        assert float(np.abs(expected - getattr(scores, part)).max()) <= 1e-6

    def test_both_formulas_of_the_extended_method_are_among_them(self, children):
        beyond = [c for c in children if c["bmiz"] != c["original_bmiz"]]
        assert 100 < len(beyond) < 1400

    def test_the_vectors(self, shared):
        measures = {"stature-for-age": "height"}
        vectors = json.loads((shared / "vectors" / "scoring.json").read_text("utf-8"))
        mine = [v for v in vectors if v["operation"].startswith("lms.cdc2000")]
        assert 8 == len(mine)
        for vector in mine:
            asked = vector["inputs"]
            bmi = vector["operation"] == "lms.cdc2000_extended_bmi"
            found = growth.score(
                NORMS,
                "bmi" if bmi else measures[asked["indicator"]],
                {1: "m", 2: "f"}[asked["sex"]],
                asked["bmi" if bmi else "value"],
                age_months=asked["age_months"],
                method="extended" if bmi else "lms",
            )
            expected = vector["expected"] if bmi else {"z": vector["expected"]}
            got = {"z": found.z, "pct": found.percentile}
            for name, number in expected.items():
                assert number == pytest.approx(got[name], abs=vector["tolerance"]), vector["id"]


class TestTheTable:
    """The reference is the file as CDC made it, with three measures for both sexes."""

    def test_the_file_is_unchanged(self):
        folder = growth_folder("cdc2000", "1.0.0")
        stated = (folder.parent / "README.md").read_text("utf-8")
        assert hashlib.sha256((folder / "CDCref_d.csv").read_bytes()).hexdigest() in stated

    def test_it_is_the_file_of_the_cdc(self, shared):
        theirs = (shared / "data" / "cdc2000" / "CDCref_d.csv").read_bytes()
        assert theirs == (growth_folder("cdc2000", "1.0.0") / "CDCref_d.csv").read_bytes()

    def test_what_it_holds(self):
        assert ("cdc2000", "1.0.0", ()) == (NORMS.id, NORMS.version, FOUND)
        assert [("height", 24, 240), ("weight", 0, 240), ("bmi", 24, 240)] == [
            (c.measure, c.first, c.last) for c in NORMS.curves if c.sex == "f"
        ]

    def test_a_printed_example(self):
        """CDC's page of data files: a boy of 9.5 months and 9.7 kg is at z 0.207."""
        assert 0.207 == round(growth.score(NORMS, "weight", "m", 9.7, age_months=9.5, method="lms").z, 3)

    @given(MEASURES, SEX, AGE, st.floats(-2.5, 2.5))
    def test_there_and_back(self, measure, sex, age, z):
        value = growth.value_at(NORMS, measure, sex, z, age_months=age)
        score = growth.score(NORMS, measure, sex, value, age_months=age, method="lms")
        assert z == pytest.approx(score.z, abs=1e-9)

    @given(MEASURES, SEX, AGE)
    def test_the_median(self, measure, sex, age):
        median = growth.value_at(NORMS, measure, sex, 0.0, age_months=age)
        for method in METHODS[measure]:
            score = growth.score(NORMS, measure, sex, median, age_months=age, method=method)
            assert (0.0, median) == (score.z, score.median)
            assert 100.0 == pytest.approx(score.percent_of_median, abs=1e-12)

    @given(MEASURES, SEX, AGE, st.floats(0.3, 3), st.floats(0.3, 3), st.data())
    def test_more_is_never_a_lower_score(self, measure, sex, age, one, other, data):
        method = data.draw(st.sampled_from(METHODS[measure]))
        median = growth.value_at(NORMS, measure, sex, 0.0, age_months=age)
        low, high = (
            growth.score(NORMS, measure, sex, median * part, age_months=age, method=method)
            for part in sorted((one, other))
        )
        if low.z is not None and high.z is not None:
            assert low.z <= high.z + 1e-9

    @given(MEASURES, SEX, st.integers(24, 239), st.floats(-2, 2))
    def test_no_jump_where_two_pairs_meet(self, measure, sex, month, z):
        """Every other pair of ages meets at the half month."""
        before, after = (
            growth.value_at(NORMS, measure, sex, z, age_months=month + 0.5 + step) for step in (-1e-9, 1e-9)
        )
        assert before == pytest.approx(after, abs=1e-6)


class TestOneAndMany:
    """A column gives for each child the very record that the child alone gives."""

    @given(
        MEASURES,
        st.lists(
            st.tuples(
                st.sampled_from(["m", "f", None, "x", ""]),
                st.floats(0.1, 300) | st.sampled_from([0.0, -4.0, math.nan, math.inf, 1e300]),
                st.floats(-1, 300) | st.sampled_from([0.0, 24.0, 240.0, math.nan, math.inf]),
            ),
            max_size=8,
        ),
        st.data(),
    )
    def test_the_same_record(self, measure, rows, data):
        method = data.draw(st.sampled_from(METHODS[measure]))
        sexes, values, ages = ([row[i] for row in rows] for i in range(3))
        many = growth.score_columns(NORMS, measure, sexes, values, age_months=ages, method=method)
        assert len(rows) == len(many)
        assert [
            growth.score(NORMS, measure, sex, value, age_months=age, method=method)
            for sex, value, age in rows
        ] == [many[i] for i in range(len(rows))]

    def test_order_and_pieces_do_not_matter(self):
        ages, values = np.linspace(20, 245, 500), np.linspace(10, 45, 500)
        sexes = ["m", "f"] * 250

        def z(rows: slice) -> list[str]:
            found = growth.score_columns(
                NORMS, "bmi", sexes[rows], values[rows], age_months=ages[rows], method="extended"
            )
            return [x.hex() for x in found.z.tolist()]

        whole = z(slice(None))
        assert whole == z(slice(None, None, -1))[::-1] == [*z(slice(0, 77)), *z(slice(77, None))]

    def test_columns_of_one_length(self):
        with pytest.raises(ValueError, match="one length"):
            growth.score_columns(NORMS, "bmi", ["m"], [16.0, 17.0], age_months=[90.0, 91.0], method="lms")


class TestNoScore:
    """Out of the norms there is no score and a reason; the measure and the age are never repeated in it."""

    @pytest.mark.parametrize(
        ("measure", "sex", "value", "age", "kind"),
        [
            ("bmi", "m", 16.0, 23.999, kinds.AGE_OUTSIDE),
            ("bmi", "m", 16.0, 240.001, kinds.AGE_OUTSIDE),
            ("weight", "m", 16.0, -0.5, kinds.AGE_OUTSIDE),
            ("bmi", "m", 16.0, None, kinds.AGE_MISSING),
            ("bmi", "m", None, 90.0, kinds.NO_MEASURE),
            ("bmi", "m", 0.0, 90.0, kinds.NO_MEASURE),
            ("bmi", None, 16.0, 90.0, kinds.NO_CURVE),
            ("bmi", "1", 16.0, 90.0, kinds.NO_CURVE),
        ],
    )
    def test_reason(self, measure, sex, value, age, kind):
        score = growth.score(NORMS, measure, sex, value, age_months=age, method="lms")
        assert (None, None, None, None) == (score.z, score.percentile, score.median, score.formula)
        assert kind == score.reason.kind
        for lang in ("nl", "en"):
            said = score.reason.line(lang)
            assert "{" not in said
            assert not any(str(part) in said for part in (23.999, 240.001, 16.0, 90.0))

    @pytest.mark.parametrize("age", [24.0, 240.0])
    def test_the_edges_are_within(self, age):
        assert growth.score(NORMS, "bmi", "f", 16.0, age_months=age, method="lms").reason is None

    @pytest.mark.parametrize(
        ("measure", "method"), [("leg", "lms"), ("height", "extended"), ("bmi", "restricted")]
    )
    def test_what_the_norms_do_not_offer_is_the_mistake_of_the_caller(self, measure, method):
        with pytest.raises(ValueError, match="cdc2000"):
            growth.score(NORMS, measure, "m", 16.0, age_months=90.0, method=method)


class TestTheRecord:
    """A score remembers how it was made."""

    def test_what_it_says(self):
        score = growth.score(NORMS, "bmi", "f", 30.62389376, age_months=156.954, method="extended")
        assert ("cdc2000@1.0.0", NORMS.digest, 156.954) == (score.norms, score.digest, score.age_months)
        assert ("extended", "extended", "cdc") == (score.method, score.formula, score.near_zero)
        assert "decimal months of 30.4375 days" == score.age_convention
        assert [kinds.EXTENDED] == [w.kind for w in score.warnings]
        with pytest.raises(dataclasses.FrozenInstanceError):
            score.z = 0.0

    def test_below_the_tail_the_plain_formula_was_used(self):
        score = growth.score(NORMS, "bmi", "f", 18.0, age_months=156.954, method="extended")
        assert ("extended", "lms", ()) == (score.method, score.formula, score.warnings)

    def test_a_modified_z_has_no_percentile(self):
        score = growth.score(NORMS, "bmi", "f", 18.0, age_months=156.954, method="modified")
        assert (None, [kinds.MODIFIED]) == (score.percentile, [w.kind for w in score.warnings])

    def test_age_and_body_mass_index(self):
        assert 12.0 == growth.months(365.25)
        assert 16.0 == growth.bmi(16.0, 100.0)


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
        assert [score, within] == [many[0], many[1]]

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
        score = growth.score(norms, "bmi", "m", 16.0, age_months=growth.months(age), method="lms")
        assert 15 + day / 60 == score.median
        many = growth.score_columns(
            norms, "bmi", ["m"], [16.0], age_months=[growth.months(age)], method="lms"
        )
        assert score == many[0]

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
        for path in growth_folder("cdc2000", "1.0.0").glob("*.csv"):
            text = path.read_text("utf-8")
            assert path.name != file or old in text
            (folder / path.name).write_text(text.replace(old, new, 1) if path.name == file else text, "utf-8")
        norms, (problem,) = read_growth(folder)
        assert (None, kind, file) == (norms, problem.kind, Path(problem.place.file).name)
