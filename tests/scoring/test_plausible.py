"""Measures that growth norms do not believe: no score, why, and as what the number would be usual."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.model.norms import GrowthNorms, Limits
from prodia.problems.scores import IMPLAUSIBLE, IMPLAUSIBLE_KEPT, RESTS_ON_IMPLAUSIBLE
from prodia.scoring import growth
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.norms import norm_set
from prodia.scoring.person import People, Person, WordColumn
from tests.shipped import CATALOGUE

DECLARED, ROWS = CATALOGUE.norm_rows("cdc2000")
assert isinstance(ROWS, GrowthNorms)
NORMS: GrowthNorms = ROWS
KEY = ScoringKey.of(CATALOGUE.instrument("groei").definition, norm_set(DECLARED, NORMS))
BOY = Person(sex="m", age_months=114.5)
# CDC, program for the growth charts of 2000, limits since 2016: modified z.
CDC = {"height": (-5, 4), "weight": (-5, 8), "bmi": (-4, 8)}


def why(cm: float, kg: float, scale: str, person: Person = BOY) -> str | None:
    reason = KEY.score({"lengte": cm, "gewicht": kg}, person)[scale].norm_reason
    return reason.code if reason is not None else None


class TestTheLimitsOfTheCDC:
    """The definition says the limits of CDC's program, and they are obeyed to the last digit."""

    def test_declared(self) -> None:
        assert CDC == {one.measure: (one.low, one.high) for one in NORMS.limits}
        assert {"modified"} == {one.on for one in NORMS.limits}
        assert {"s-cdc-flags"} == {c.ref for p in DECLARED.plausible.values() for c in p.source}

    @pytest.mark.parametrize("measure", CDC)
    @pytest.mark.parametrize("end", [0, 1])
    @pytest.mark.parametrize("sex", ["m", "f"])
    def test_on_both_sides(self, measure: str, end: int, sex: str) -> None:
        limit = CDC[measure][end]
        inside, beyond = (self.at(measure, sex, limit * step) for step in (0.999, 1.001))
        assert growth.score(NORMS, measure, sex, inside, age_months=100, method="lms").reason is None
        assert (
            growth.score(NORMS, measure, sex, beyond, age_months=100, method="lms").reason.kind is IMPLAUSIBLE
        )

    @staticmethod
    def at(measure: str, sex: str, modified: float) -> float:
        """The measure at a modified z, which is a straight line on either side."""
        bare = dataclasses.replace(NORMS, limits=())
        middle = growth.value_at(bare, measure, sex, 0, age_months=100)
        score = growth.score(
            bare, measure, sex, middle * (1.01 if modified > 0 else 0.99), age_months=100, method="modified"
        )
        return middle + modified * (score.value - middle) / score.z


class TestOneChild:
    """A boy of nine; the figures are invented."""

    def test_what_made_this_rule(self) -> None:
        """30 cm and 134 kg: the columns are swapped. No z of -23, and no percentile of 99.87."""
        scores = KEY.score({"lengte": 30, "gewicht": 134}, BOY)
        assert {"PRD-M72"} == {scores[s].norm_reason.code for s in scores}
        assert [()] * 3 == [scores[s].normed for s in scores]
        said = [scores[s].norm_reason.message("nl") for s in ("height", "weight")]
        assert [True, True] == ["zijn twee kolommen verwisseld?" in one for one in said]

    @pytest.mark.parametrize(
        ("cm", "kg", "scale", "hint"),
        [
            (52.0, 30.0, "height", "In inch it could be."),
            (134.0, 134.0, "weight", "As a measure in cm it could be: are two columns swapped?"),
            (30.0, 30.0, "height", "As a measure in kg it could be: are two columns swapped?"),
            (230.0, 30.0, "height", None),
        ],
    )
    def test_what_the_number_would_be(self, cm: float, kg: float, scale: str, hint: str | None) -> None:
        said = KEY.score({"lengte": cm, "gewicht": kg}, BOY)[scale].norm_reason.message("en")
        assert said.endswith(hint if hint else "(cdc2000@1.0.0).")

    def test_a_bmi_that_looks_right_of_measures_that_are_not(self) -> None:
        """60 cm and 6 kg: a baby, or the wrong date of birth. The index is 16.7, which is usual at nine."""
        assert ["PRD-M72", "PRD-M72", "PRD-M74"] == [why(60, 6, s) for s in ("height", "weight", "bmi")]

    def test_a_heavy_child_is_believed(self) -> None:
        assert [None] * 3 == [why(134, 70, s) for s in ("height", "weight", "bmi")]

    def test_metres_are_told(self) -> None:
        """Off the answer scale, and the message says in which unit it is asked."""
        said = KEY.score({"lengte": 1.34, "gewicht": 30000}, BOY)
        assert "cm; not in m, mm, inch" in said["height"].reason.message("en")
        assert "kg; niet in g, lb" in said["weight"].reason.message("nl")

    def test_the_scale_that_finds_them_keeps_them(self) -> None:
        found = growth.score(NORMS, "height", "m", 30.0, age_months=114.5, method="modified")
        assert found.z < -5
        assert IMPLAUSIBLE_KEPT in [w.kind for w in found.warnings]

    def test_norms_that_say_nothing_believe_everything(self) -> None:
        bare = dataclasses.replace(NORMS, limits=())
        assert growth.score(bare, "height", "m", 30.0, age_months=114.5, method="lms").z < -10

    def test_limits_on_the_z_of_the_norms(self) -> None:
        """As WHO has them: height beyond 6 SD, body-mass index beyond 5."""
        who = dataclasses.replace(NORMS, limits=(Limits("height", "z", -6, 6),))
        tall, small = (growth.value_at(who, "height", "m", z, age_months=114.5) for z in (5.99, -6.01))
        assert growth.score(who, "height", "m", tall, age_months=114.5, method="lms").reason is None
        assert (
            growth.score(who, "height", "m", small, age_months=114.5, method="lms").reason.kind is IMPLAUSIBLE
        )

    def test_a_measure_on_the_limit_itself_is_believed(self) -> None:
        """The limit is the last that is believed, on both sides."""
        bare = dataclasses.replace(NORMS, limits=())
        for height in (90.0, 150.0):
            z = growth.score(bare, "height", "m", height, age_months=114.5, method="lms").z
            for low, high in ((z, math.inf), (-math.inf, z)):
                who = dataclasses.replace(NORMS, limits=(Limits("height", "z", low, high),))
                assert z == growth.score(who, "height", "m", height, age_months=114.5, method="lms").z


CHILDREN = st.lists(
    st.tuples(
        st.sampled_from(["m", "f"]),
        st.one_of(st.floats(20, 250), st.floats(90, 180)),
        st.one_of(st.floats(0.5, 300), st.floats(12, 80)),
        st.integers(20, 245),
    ),
    min_size=1,
    max_size=30,
)


class TestMany:
    """A column of children gets what each gets alone: numbers, reasons, records."""

    @given(CHILDREN)
    def test_each_row(self, children) -> None:
        sexes, cms, kgs, ages = zip(*children, strict=True)
        people = People(
            len(children),
            age_months=np.array(ages, dtype=float),
            words={"sex": WordColumn.of([*sexes])},
        )
        answers = {"lengte": AnswerColumn(np.array(cms)), "gewicht": AnswerColumn(np.array(kgs))}
        found = score_columns(KEY, answers, people)
        for row, (sex, cm, kg, age) in enumerate(children):
            alone = KEY.score({"lengte": cm, "gewicht": kg}, Person(sex=sex, age_months=float(age)))
            for scale in alone:
                one = dataclasses.replace(alone[scale], age=None)
                assert one == found[scale].record(row)
                told = found[scale].words(lambda s: s.norm_reason and s.norm_reason.message("nl"))
                assert (one.norm_reason and one.norm_reason.message("nl")) == told[found[scale].number[row]]
                reason = one.norm_reason and one.norm_reason.code
                assert (
                    reason
                    == found[scale].words(lambda s: s.norm_reason and s.norm_reason.code)[
                        found[scale].number[row]
                    ]
                )
                for name in ("z", "percentile"):
                    assert one.on(name) == (None if np.isnan(x := found[scale].on(name)[row]) else x)

    def test_all_three_kinds_are_met(self) -> None:
        kinds = [KEY.score({"lengte": 60, "gewicht": 6}, BOY)[s].norm_reason.kind for s in ("weight", "bmi")]
        assert [IMPLAUSIBLE, RESTS_ON_IMPLAUSIBLE] == kinds


class TestTheModifiedZNearZeroL:
    """CDC's program takes the logarithm in its z alone; the halves to two SD come from the power form."""

    def test_a_girl(self) -> None:
        """Height-for-age has |L| < 0.01 there: 102.8712 months, 129.6 cm."""
        found = growth.score(NORMS, "height", "f", 129.6, age_months=102.8712, method="modified")
        assert -0.193410429 == pytest.approx(found.z, abs=5e-10)
        curve = NORMS.curve("height", "f")
        (start, low), (stop, high) = [n for n in zip(curve.ages, curve.L, strict=True) if 102 < n[0] < 104]
        assert 0 < low + (102.8712 - start) / (stop - start) * (high - low) < 0.01
