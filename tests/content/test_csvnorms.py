"""Norms read from a file give the score that stands in the row, or that their formula gives."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

import pytest

from prodia.content import load
from prodia.errors import ContentError
from prodia.language import nine
from prodia.problems import Problem, scores
from prodia.problems import norms as kinds
from prodia.psychometrics.single_case import crawford_howell
from prodia.scoring.error import interval, interval_of_sem
from prodia.scoring.key import ScoringKey
from prodia.scoring.lms import z as lms_z
from prodia.scoring.normmodels import (
    PercentileCuts,
    RegressionNorm,
    norm_of_raw,
    percentile_between,
    polynomial,
    regression_z,
)
from prodia.scoring.norms import NormSet, norm_set
from prodia.scoring.person import NOBODY, Person
from prodia.scoring.scales import SCALES, band_of_z, percentile_of_z, z_of_percentile
from prodia.scoring.score import NormedScore, NoScore, Score
from tests.checks.test_norms import DECLARED, GOOD, INSTRUMENT, TABLE, of_kind
from tests.content.packs import SOURCES, write


def normset(folder: Path, declared: str, rows: str) -> NormSet:
    """Norms out of files, as who scores gets them."""
    texts: dict[str, str | bytes] = {
        "shared/sources.yaml": SOURCES,
        "shared/instruments/maat/1.0.0.yaml": INSTRUMENT,
        "shared/norms/eigen/1.0.0.yaml": declared,
        "shared/norms/eigen/1.0.0/rows.csv": rows,
    }
    return norm_set(*load(write(folder, texts)).catalogue.norm_rows("eigen@1.0.0"))


def scored_as(found: NormSet, raw: float, person: Person = NOBODY) -> Score:
    return found.applied(Score(raw=raw, scale="som"), person)


def reason(score: Score) -> object:
    assert score.normed == ()
    return score.norm_reason and score.norm_reason.kind


BOY = Person(sex="m", age_months=64)


class TestTable:
    """A printed table gives what stands in the row of the raw score, age band and key; and nothing else."""

    def test_what_is_printed(self, tmp_path: Path) -> None:
        score = scored_as(normset(tmp_path, DECLARED, TABLE), 3.0, BOY)
        assert (NormedScore("T", 50.0), NormedScore("percentile", 50.0)) == score.normed
        assert (50.0, 50.0, 10.0, 50.0) == (score.standard, score.mean, score.sd, score.percentile)
        assert ("60..71, m", 64.0, "calendar") == (score.group, score.age, score.age_convention)
        expected = interval(50.0, kind="observed", level=0.9, mean=50, sd=10, reliability=0.9)
        assert expected == score.interval

    def test_an_error_of_the_row_goes_before_the_reliability(self, tmp_path: Path) -> None:
        rows = of_rows("raw,T,percentile,sem", "0..6,50,50,4")
        declared = of_kind("table") + "interval: {kind: observed, level: 0.9, on: T, reliability: 0.9}\n"
        score = scored_as(normset(tmp_path, declared, rows), 3.0)
        assert interval_of_sem(50.0, sem=4.0, level=0.9) == score.interval

    def test_an_open_end_is_no_number_to_go_on_with(self, tmp_path: Path) -> None:
        score = scored_as(normset(tmp_path, DECLARED, TABLE), 6.0, BOY)
        assert (NormedScore("T", 59.0, ">"), NormedScore("percentile", 80.0, ">")) == score.normed
        assert (None, None, None) == (score.standard, score.percentile, score.interval)
        assert [scores.OPEN_ENDED] * 2 == [w.kind for w in score.warnings if isinstance(w, Problem)]

    @pytest.mark.parametrize(
        ("raw", "person", "kind"),
        [
            (7.0, BOY, scores.RAW_OUTSIDE),
            (2.5, BOY, scores.RAW_OUTSIDE),
            (3.0, Person(sex="m"), scores.NO_AGE),
            (3.0, Person(age_months=64), scores.NO_KEY),
            (3.0, Person(sex="f", age_months=64), scores.NO_GROUP),
            (3.0, Person(sex="m", age_months=59.9), scores.AGE_OUTSIDE),
            (3.0, Person(sex="m", age_months=84), scores.AGE_OUTSIDE),
            (3.0, Person("m", dt.date(2020, 1, 2), dt.date(2020, 1, 1)), scores.BEFORE_BIRTH),
        ],
    )
    def test_no_score_and_why(self, tmp_path: Path, raw: float, person: Person, kind: object) -> None:
        assert kind == reason(scored_as(normset(tmp_path, DECLARED, TABLE), raw, person))

    @pytest.mark.parametrize(
        ("age", "group"), [(50, "60..71, m"), (71.9, "60..71, m"), (72, "72..83, m"), (99, "72..83, m")]
    )
    def test_beyond_the_bands_the_nearest_where_the_norms_say_so(
        self, tmp_path: Path, age: float, group: str
    ) -> None:
        found = normset(tmp_path, f"{DECLARED}outside: nearest band\n", TABLE)
        score = scored_as(found, 3.0, Person(sex="m", age_months=age))
        assert group == score.group
        near = [w.kind for w in score.warnings if isinstance(w, Problem) and w.kind is scores.NEAREST_BAND]
        assert ([] if 60 <= age < 84 else [scores.NEAREST_BAND]) == near

    @pytest.mark.parametrize("said", ["", "outside: nearest band\n"])
    def test_bands_with_a_hole_are_refused_whole(self, tmp_path: Path, said: str) -> None:
        with pytest.raises(ContentError) as refused:
            normset(tmp_path, DECLARED + said, TABLE.replace("m,72,83", "m,75,83"))
        assert [kinds.AGE_HOLE] == [p.kind for p in refused.value.problems]

    def test_a_cell_that_is_empty_is_told(self, tmp_path: Path) -> None:
        found = normset(tmp_path, of_kind("table"), of_rows("raw,T,percentile", "0,20,", "1..6,,"))
        score = scored_as(found, 0.0)
        assert [("T", 20.0)] == [(n.scale, n.value) for n in score.normed]
        assert [scores.PRINTED_EMPTY] == [w.kind for w in score.warnings if isinstance(w, Problem)]
        assert scores.PRINTED_EMPTY == reason(scored_as(found, 1.0))

    def test_a_scale_these_norms_are_not_of(self, tmp_path: Path) -> None:
        found = normset(tmp_path, DECLARED, TABLE)
        assert scores.NO_ROWS_FOR == reason(found.applied(Score(raw=1.0, scale="duur"), BOY))


def of_rows(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


class TestFormulas:
    """What is worked out of figures in a file is what the pure formula gives of the same figures."""

    @pytest.mark.parametrize("raw", [0.0, 2.0, 3.0, 6.0])
    def test_mean_and_sd(self, tmp_path: Path, raw: float) -> None:
        more = "gives: [z, T, SS, stanine, percentile]\ninterval: {kind: true SEE, level: 0.95, on: T}"
        found = normset(tmp_path, of_kind("mean-sd", more), of_rows("mean,sd,reliability", "3,1.5,0.8"))
        score, z = scored_as(found, raw), (raw - 3) / 1.5
        expected = {"z": z, "T": 50 + 10 * z, "SS": 100 + 15 * z, "percentile": percentile_of_z(z)}
        expected["stanine"] = band_of_z(z, SCALES["stanine"])
        assert {name: nine(value) for name, value in expected.items()} == {
            n.scale: n.value for n in score.normed
        }
        assert 0.8 == score.reliability
        assert score.interval == interval(
            nine(50 + 10 * z), kind="true SEE", level=0.95, mean=50, sd=10, reliability=0.8
        )

    @pytest.mark.parametrize("raw", [1.0, 2.0, 3.5, 5.0])
    def test_cuts(self, tmp_path: Path, raw: float) -> None:
        found = normset(tmp_path, of_kind("cuts"), of_rows("raw,percentile", "5,95", "1,5", "3,50"))
        expected = percentile_between(raw, PercentileCuts((1.0, 3.0, 5.0), (5.0, 50.0, 95.0)))
        assert not isinstance(expected, NoScore)
        score = scored_as(found, raw)
        assert (nine(expected), nine(50 + 10 * z_of_percentile(expected))) == (
            score.percentile,
            score.on("T"),
        )
        assert scores.RAW_OUTSIDE == reason(scored_as(found, 0.5))

    @pytest.mark.parametrize("raw", [0.0, 3.0, 5.0])
    def test_a_small_sample(self, tmp_path: Path, raw: float) -> None:
        found = normset(tmp_path, of_kind("sample"), of_rows("mean,sd,n", "3,1.2,9"))
        score = scored_as(found, raw)
        assert nine(crawford_howell(raw, 3.0, 1.2, 9).percent_below) == score.percentile
        assert nine(50 + 10 * (raw - 3) / 1.2) == score.on("T")

    def test_no_spread_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as refused:
            normset(tmp_path, of_kind("mean-sd"), of_rows("mean,sd", "3,0"))
        assert [kinds.IMPOSSIBLE] == [p.kind for p in refused.value.problems]

    @pytest.mark.parametrize(("raw", "months"), [(5.0, 61.3), (5.5, 100.9)])
    def test_a_polynomial(self, tmp_path: Path, raw: float, months: float) -> None:
        found = normset(tmp_path, *GOOD["polynomial"])
        model = polynomial({"L1": 0.1, "L1A1": 0.01}, raw=(0, 6), norm=(25, 75))
        expected = norm_of_raw(raw, months / 12, model)
        assert not isinstance(expected, NoScore)
        assert nine(50 + 10 * ((expected - 50) / 10)) == scored_as(found, raw, Person(age_months=months)).on(
            "T"
        )
        assert scores.AGE_OUTSIDE == reason(scored_as(found, raw, Person(age_months=130)))
        assert scores.RAW_UNREACHED == reason(scored_as(found, 0.5, Person(age_months=months)))
        assert scores.NO_AGE == reason(scored_as(found, raw))

    @pytest.mark.parametrize("raw", [2.0, 9.0, 20.0])
    @pytest.mark.parametrize("sex", ["m", "f"])
    def test_a_regression(self, tmp_path: Path, raw: float, sex: str) -> None:
        rows = of_rows(
            "part,term,value", "mean,1,2", "mean,age,0.5", "mean,sex,1.5", "variance,1,4", "variance,age,0.2",
            "variance,low,3", "shift,1,0.25", "scale,1,1.5",
        )  # fmt: skip
        found = normset(tmp_path, of_kind("regression"), rows)
        model = RegressionNorm(
            (("1", 2.0), ("age", 0.5), ("sex", 1.5)),
            (("1", 4.0), ("age", 0.2), ("low", 3.0)),
            (("1", 0.25),),
            (("1", 1.5),),
        )
        z = regression_z(raw, {"age": 90.3 / 12, "sex": 1.0 if sex == "m" else 0.0}, model)
        assert not isinstance(z, NoScore)
        score = scored_as(found, raw, Person(sex=sex, age_months=90.3))
        assert (nine(50 + 10 * z), nine(percentile_of_z(z))) == (score.on("T"), score.percentile)

    @pytest.mark.parametrize("sex", [None, "x"])
    def test_a_sex_that_is_not_known_is_not_a_girl(self, tmp_path: Path, sex: str | None) -> None:
        rows = of_rows("part,term,value", "mean,1,2", "mean,sex,1.5", "variance,1,4")
        person = Person(sex=sex, age_months=90.3)
        assert scores.NO_KEY == reason(scored_as(normset(tmp_path, of_kind("regression"), rows), 3.0, person))
        without = rows.replace("mean,sex,1.5\n", "")
        assert 55.0 == scored_as(normset(tmp_path, of_kind("regression"), without), 3.0, person).on("T")

    def test_growth_of_ones_own(self, tmp_path: Path) -> None:
        rows = of_rows("sex,age,l,m,s", "m,60,-1,3,0.1", "m,62,-2,4,0.2", "f,60,1,3,0.1", "f,62,1,3,0.1")
        under = f'sha256: "{hashlib.sha256(rows.encode()).hexdigest()}"\nrows: private'
        declared = of_kind("lms", under).replace("rows: public\n", "")
        found = normset(tmp_path, declared, rows)
        score = scored_as(found, 4.0, Person(sex="m", age_months=60.5))
        z = lms_z(4.0, -1.25, 3.25, 0.125)
        assert (nine(z), nine(percentile_of_z(z))) == (score.on("z"), score.percentile)
        assert found.digest == score.norms_digest
        assert kinds.AGE_OUTSIDE == reason(scored_as(found, 4.0, Person(sex="m", age_months=63.2)))
        assert kinds.NO_CURVE == reason(scored_as(found, 4.0, Person(age_months=60.5)))

    def test_a_sum_that_is_another(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as error:
            normset(tmp_path, f'{of_kind("mean-sd")}sha256: "{"0" * 64}"\n', of_rows("mean,sd", "3,1.5"))
        assert [kinds.DIGEST] == [p.kind for p in error.value.problems]

    def test_a_bad_cell_gives_no_norms(self, tmp_path: Path) -> None:
        with pytest.raises(ContentError) as error:
            normset(tmp_path, of_kind("mean-sd"), of_rows("mean,sd", "3,1,5"))
        assert [kinds.CELL] == [p.kind for p in error.value.problems]

    def test_the_key_of_the_instrument_finds_them(self, tmp_path: Path) -> None:
        found = normset(tmp_path, DECLARED, TABLE)
        entry = load(tmp_path).catalogue.instrument("maat")
        score = ScoringKey.of(entry.definition, found).score({"q1": 2, "q2": 1, "q3": 0}, BOY)["som"]
        assert (3.0, 50.0, "eigen@1.0.0") == (score.raw, score.on("T"), score.norms)


class TestVectors:
    """cNORM's own model, read from a file, gives the norm scores that cNORM gives. Source: R cNORM 3.5.2."""

    def test_predict_norm(self, tmp_path: Path, shared: Path) -> None:
        every = json.loads((shared / "vectors" / "scoring.json").read_text("utf-8"))
        vectors = [v for v in every if v["operation"] == "norms.cnorm_predict_norm"]
        assert vectors
        for number, vector in enumerate(vectors):
            i = vector["inputs"]
            norm = f"[{i['min_norm']}, {i['max_norm']}]"
            more = f"gives: [T]\nfitted: {{raw: [0, 28], norm: {norm}, scale: T, age: years}}"
            rows = of_rows("term,value", *(f"{name},{c!r}" for name, c in i["coefficients"].items()))
            found = normset(tmp_path / str(number), of_kind("polynomial", more), rows)
            person = Person(age_months=12 * i["age"] + 1e-9)  # no completed month, which would be its middle
            t = scored_as(found, i["raw"], person).on("T")
            assert t == pytest.approx(vector["expected"], abs=vector["tolerance"])
