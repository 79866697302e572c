"""Height, weight and BMI through the scoring key give what the growth norms alone give."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

import prodia
from prodia.errors import DataWarning
from prodia.language import nine
from prodia.model.norms import GrowthNorms
from prodia.model.scales import Method
from prodia.problems import norms as kinds
from prodia.problems.scores import (
    ANSWER_OUTSIDE,
    IMPLAUSIBLE,
    MIDDLE_OF_MONTH,
    NOT_COMPUTED,
    RESTS_ON_IMPLAUSIBLE,
    TOO_MANY_EMPTY,
)
from prodia.scoring import growth
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import Scores, ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.norms import norm_set
from prodia.scoring.person import People, Person, WordColumn, days_to_months
from tests.published import children
from tests.shipped import CATALOGUE

DECLARED, ROWS = CATALOGUE.norm_rows("cdc2000")
assert isinstance(ROWS, GrowthNorms)
NORMS = ROWS
KEY = ScoringKey.of(CATALOGUE.instrument("groei").definition, norm_set(DECLARED, NORMS))
SCALES = ("height", "weight", "bmi")
CDC = {"haz": "height", "waz": "weight", "original_bmiz": "bmi"}  # columns of its program

# A child whom the form admits, with an age that is no whole number of months.
CHILD = st.tuples(
    st.sampled_from(["m", "f"]),
    st.floats(20, 250),
    st.floats(0.5, 300),
    st.floats(0, 245).filter(lambda months: not months.is_integer()),
)


def _scores(sex: str | None, cm: float | None, kg: float | None, months: float | None) -> Scores:
    answers = {"lengte": cm, "gewicht": kg}
    return KEY.score({k: v for k, v in answers.items() if v is not None}, Person(sex=sex, age_months=months))


def unbelieved(sex: str, cm: float, kg: float, months: float) -> bool:
    """Whether these norms do not believe one of the two."""
    both = (("height", cm), ("weight", kg))
    found = [growth.score(NORMS, s, sex, x, age_months=months, method="lms").reason for s, x in both]
    return any(why is not None and why.kind is IMPLAUSIBLE for why in found)


def _z(scores: Scores, scale: str) -> float | None:
    return next((n.value for n in scores[scale].normed if n.scale == "z"), None)


class TestTheSameScore:
    """The key adds nothing and takes nothing away: z, percentile or reason are those of the growth norms."""

    @given(CHILD, st.sampled_from(SCALES))
    def test_of_the_raw_score(self, child, scale):
        sex, cm, kg, months = child
        got = _scores(sex, cm, kg, months)[scale]
        alone = growth.score(NORMS, scale, sex, got.raw, age_months=months, method="lms")
        if alone.z is not None and scale == "bmi" and unbelieved(sex, cm, kg, months):
            assert ((), RESTS_ON_IMPLAUSIBLE) == (got.normed, got.norm_reason.kind)
        elif alone.z is None:
            # a body mass index of measures nobody believes has that reason, whatever else is the matter
            beyond = scale == "bmi" and unbelieved(sex, cm, kg, months)
            assert () == got.normed
            assert got.norm_reason.kind in (alone.reason.kind, *([RESTS_ON_IMPLAUSIBLE] if beyond else []))
        else:
            expected = [("z", nine(alone.z)), ("percentile", nine(alone.percentile))]
            assert expected == [(n.scale, n.value) for n in got.normed]
            assert (months, sex, None) == (got.age, got.group, got.norm_reason)

    @given(
        st.sampled_from(["m", "f"]),
        st.floats(60, 220),
        st.floats(5, 200),
        st.floats(24.1, 239.9).filter(lambda x: not x.is_integer()),
    )
    def test_of_a_body_mass_index_worked_out_elsewhere(self, sex, cm, kg, months):
        """Height, weight and index are each kept to nine decimals, so the index may differ a little more."""
        scores = _scores(sex, cm, kg, months)
        index = growth.bmi(kg, cm)
        alone = growth.score(NORMS, "bmi", sex, index, age_months=months, method="lms")
        assert index == pytest.approx(scores["bmi"].raw, abs=1e-8)
        if alone.z is None or unbelieved(sex, cm, kg, months):
            assert _z(scores, "bmi") is None
        else:
            assert alone.z == pytest.approx(_z(scores, "bmi"), rel=1e-6, abs=1e-6)

    def test_a_printed_example(self):
        """CDC's page of data files: a boy of 9.5 months and 9.7 kg is at z 0.207."""
        assert 0.207 == round(_z(_scores("m", None, 9.7, 9.5), "weight"), 3)


class TestTheProgramOfTheCDC:
    """Children scored by CDC's own program get the same z through the key, within 1e-6."""

    def test_some_of_them(self):
        compared = 0
        for child in children()[::4]:
            months = float(child["agemos"])
            if months.is_integer():
                continue
            sex = "m" if child["sex"] == "1" else "f"
            scores = _scores(sex, float(child["height"]), float(child["weight"]), months)
            for column, scale in CDC.items():
                assert float(child[column]) == pytest.approx(_z(scores, scale), abs=1e-6), (column, child)
                compared += 1
        assert 270 < compared


# What the columns of CDC's program are, by the method they were scored with.
BY_METHOD: dict[Method | None, dict[str, tuple[str, str]]] = {
    None: {
        "haz": ("height", "z"),
        "hapct": ("height", "percentile"),
        "waz": ("weight", "z"),
        "wapct": ("weight", "percentile"),
        "original_bmiz": ("bmi", "z"),
        "original_bmipct": ("bmi", "percentile"),
    },
    "modified": {"mod_haz": ("height", "z"), "mod_waz": ("weight", "z"), "mod_bmiz": ("bmi", "z")},
    "extended": {"haz": ("height", "z"), "bmiz": ("bmi", "z"), "bmipct": ("bmi", "percentile")},
}


class TestTheMethod:
    """A key with a method uses it where the norms state it, and its records say which formula it was."""

    @pytest.mark.parametrize("method", BY_METHOD)
    def test_what_the_program_of_the_cdc_gives_by_it(self, method: Method | None):
        every = [c for c in children() if not float(c["agemos"]).is_integer()]
        answers = {"lengte": "height", "gewicht": "weight"}
        found = score_columns(
            ScoringKey.of(KEY.instrument, norm_set(DECLARED, NORMS, method=method)),
            {item: AnswerColumn(_column(every, name)) for item, name in answers.items()},
            People(
                len(every),
                age_months=_column(every, "agemos"),
                words={"sex": WordColumn.of(["m" if c["sex"] == "1" else "f" for c in every])},
            ),
        )
        assert 390 < len(every)
        for column, (scale, part) in BY_METHOD[method].items():
            assert np.abs(_column(every, column) - found[scale].on(part)).max() <= 1e-6, column

    @pytest.mark.parametrize(
        ("method", "formulas", "warning"),
        [
            (None, ["lms"] * 3, None),
            ("lms", ["lms"] * 3, None),
            ("modified", ["modified"] * 3, kinds.MODIFIED),
            ("extended", ["lms", "lms", "extended"], kinds.EXTENDED),
        ],
    )
    def test_the_record(self, method, formulas, warning):
        key = ScoringKey.of(KEY.instrument, norm_set(DECLARED, NORMS, method=method))
        person = Person(sex="m", age_months=100.5)
        scores = key.score({"lengte": 120.0, "gewicht": 45.0}, person)
        assert formulas == [scores[scale].formula for scale in SCALES]
        told = [w.kind for w in scores["bmi"].warnings]
        assert ([warning] if warning else []) == told

    @pytest.mark.parametrize("method", ["restricted", "percentile"])
    def test_a_method_the_norms_do_not_have_is_refused(self, method):
        with pytest.raises(ValueError, match="lms, modified, extended"):
            norm_set(DECLARED, NORMS, method=method)


def _column(children: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(child[name]) for child in children])


class TestTheAge:
    """Ages are days / 30.4375, as the norms declare."""

    def test_from_dates(self):
        born, tested = dt.date(2018, 2, 28), dt.date(2025, 3, 1)
        person = Person(sex="f", born=born, tested=tested)
        got = KEY.score({"lengte": 121.0, "gewicht": 23.0}, person)
        months = days_to_months((tested - born).days)
        assert (DECLARED.age, months) == ("days / 30.4375", got["height"].age)
        alone = growth.score(NORMS, "height", "f", 121.0, age_months=months, method="lms")
        assert nine(alone.z) == _z(got, "height")

    def test_completed_months_are_taken_in_the_middle_and_said(self):
        whole, middle = _scores("f", 121.0, 23.0, 84.0), _scores("f", 121.0, 23.0, 84.5)
        for scale in SCALES:
            assert _z(middle, scale) == _z(whole, scale)
            assert MIDDLE_OF_MONTH in [w.kind for w in whole[scale].warnings]
            assert MIDDLE_OF_MONTH not in [w.kind for w in middle[scale].warnings]


class TestNoScore:
    """What is missing or out of the norms gives no score and the reason, of that scale alone."""

    def test_without_a_weight_there_is_a_height(self):
        got = _scores("f", 121.0, None, 84.5)
        assert (121.0, None, None) == tuple(got[scale].raw for scale in SCALES)
        assert (None, TOO_MANY_EMPTY, NOT_COMPUTED) == tuple(
            got[scale].reason and got[scale].reason.kind for scale in SCALES
        )
        assert _z(got, "height") is not None

    def test_a_slip_of_the_pen_is_no_height(self):
        got = _scores("f", 1.21, 23.0, 84.5)
        assert ANSWER_OUTSIDE == got["height"].reason.kind
        assert (None, 23.0, None) == tuple(got[scale].raw for scale in SCALES)

    @pytest.mark.parametrize(
        ("sex", "months", "kind"),
        [
            (None, 84.5, kinds.NO_CURVE),
            ("f", None, kinds.AGE_MISSING),
            ("f", 240.5, kinds.AGE_OUTSIDE),
        ],
    )
    def test_the_raw_score_stays(self, sex, months, kind):
        got = _scores(sex, 121.0, 23.0, months)
        for scale in SCALES:
            assert ((), kind) == (got[scale].normed, got[scale].norm_reason.kind)
            assert got[scale].raw is not None

    def test_under_two_years_only_weight_has_norms(self):
        got = _scores("m", 74.0, 9.7, 9.5)
        assert [False, True, False] == [_z(got, scale) is not None for scale in SCALES]


class TestTheDeclaration:
    """The norms name the scales of the instrument, and their rows have a curve for each."""

    def test_the_names(self):
        assert ("lms", "groei") == (DECLARED.kind, DECLARED.instrument)
        assert SCALES == DECLARED.scales == NORMS.measures == tuple(KEY.instrument.scales)

    def test_the_record_names_the_norms(self):
        got = _scores("f", 121.0, 23.0, 84.5)["bmi"]
        assert ("groei@1.0.0", "cdc2000@1.0.0") == (got.instrument, got.norms)
        assert NORMS.digest == got.norms_digest


class TestAnAgeThatTheDatesDeny:
    """One person by the key is what a row of a frame is: the age is not known, and that is told."""

    def test_one_as_many(self) -> None:
        key = prodia.scoring_key(CATALOGUE, "groei", norms=["cdc2000"])
        said: dict[str, Any] = {"born": dt.date(2016, 1, 1), "tested": dt.date(2026, 1, 1), "age_months": 100}
        answers = {"lengte": 130.0, "gewicht": 28.0}
        with pytest.warns(DataWarning, match="PRD-F31") as told:
            one = key.score(answers, prodia.Person(sex="f", **said))["height"]
        assert __file__ == told[0].filename
        with pytest.warns(DataWarning, match="PRD-F31"):
            many = prodia.score(key, pd.DataFrame([answers | said | {"sex": "f"}]))
        assert (130.0, None) == (one.raw, one.on("z"))
        assert [True] == many["height.z"].isna().tolist()
        assert one.norm_reason is not None
        assert [one.norm_reason.code] == many["height.reason"].tolist()
