"""The shipped growth reference gives what CDC's program gives."""

from __future__ import annotations

import dataclasses
import hashlib
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.content import shipped
from prodia.content.normtables import read_growth
from prodia.problems import norms as kinds
from prodia.scoring import growth
from prodia.scoring.person import days_to_months
from tests import published
from tests.scoring.made import growth_figures, growth_rows

READ, FOUND = read_growth(shipped() / "shared/norms/cdc2000/1.0.0")
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
def children() -> list[dict[str, str]]:
    return published.children()


class TestTheProgramOfTheCDC:
    """400 of 1,500 children scored by CDC's own program, within 1e-6 (it prints nine decimals)."""

    def test_every_column_is_compared(self, children):
        assert 400 == len(children)
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
        assert 100 < len(beyond) < 300

    def test_the_vectors(self):
        measures = {"stature-for-age": "height"}
        mine = [v for v in published.VECTORS if v["operation"].startswith("lms.cdc2000")]
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
        folder = shipped() / "shared/norms/cdc2000/1.0.0"
        stated = (folder.parent / "README.md").read_text("utf-8")
        assert hashlib.sha256((folder / "CDCref_d.csv").read_bytes()).hexdigest() in stated

    def test_it_is_the_file_of_the_cdc(self):
        """The sum of the file as it came from CDC."""
        ours = (shipped() / "shared/norms/cdc2000/1.0.0" / "CDCref_d.csv").read_bytes()
        assert "b174439c6c000551f086590ba5950e345eee9228486b85893eca9d47700a9b71" == (
            hashlib.sha256(ours).hexdigest()
        )

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

    @pytest.mark.parametrize(("sex", "age"), [("m", 12.0), ("m", 241.0), ("x", 100.0)])
    def test_no_measure_where_there_is_no_curve(self, sex, age):
        assert growth.value_at(NORMS, "height", sex, 0.0, age_months=age) is None

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
        alone = [
            growth.score(NORMS, measure, sex, value, age_months=age, method=method)
            for sex, value, age in rows
        ]
        assert list(map(growth_figures, alone)) == growth_rows(many)

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
        assert "days / 30.4375" == score.age_convention
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
        assert 12.0 == days_to_months(365.25)
        assert 16.0 == growth.bmi(16.0, 100.0)
