"""Progress: one answer to one question, the same for one pupil and for many, and a reason on bad input."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.psychometrics import goals, series
from prodia.psychometrics.certainty import drawn_normal
from prodia.psychometrics.progress import ANSWERS, Aim, Measurements, Standing, standing, standings
from prodia.psychometrics.refusals import word
from prodia.psychometrics.series import Point
from prodia.scoring.score import NoScore
from tests.aims import aim

FIRST = dt.date(2026, 9, 7)
AIM = aim()


def points(*values: float | None, step: int = 7) -> list[Point]:
    return [Point(FIRST + dt.timedelta(step * at), value) for at, value in enumerate(values)]


def held(found: Any) -> Any:
    assert not isinstance(found, NoScore), found.why("en")
    return found


class TestTheAnswer:
    """The interval is held against standing still and against the goal."""

    @pytest.mark.parametrize(
        ("expected", "values"),
        [
            ("none", (30, 31, 29, 30, 31, 30, 29, 31)),
            ("slow", (30, 31, 30, 32, 33, 32, 34, 35)),
            ("progress", (30, 31, 34, 35, 36, 39, 40, 41)),
            ("open", (30, 36, 28, 35, 31, 38)),
        ],
    )
    def test_four(self, expected: str, values: tuple[float, ...]) -> None:
        found = held(standing(points(*values), AIM))
        assert expected == found.answer
        assert (expected == "open") == (found.weeks_needed > 0)

    def test_the_figures_are_those_of_the_formulas(self) -> None:
        values = (30.0, 36, 28, None, 31, 38)
        found = held(standing(points(*values), AIM))
        line = held(series.ols(range(6), values, level=0.8))
        robust = held(series.theil_sen(range(6), values))
        assert (line.slope, line.low, line.high, line.end, line.end_se) == (
            found.rate,
            found.rate_low,
            found.rate_high,
            found.level,
            found.level_se,
        )
        assert (robust.slope, 1, 5, 5.0) == (found.robust_rate, found.n_missing, found.n, found.weeks)

    def test_a_published_error(self) -> None:
        values = (30.0, 36, 28, 31)
        found = held(standing(points(*values), replace(AIM, see=4.0)))
        given = held(
            series.given_see(
                range(4), values, see=4.0, level=0.8, goal_rate=1.5, confidence=0.9, direction=AIM.direction
            )
        )
        assert math.isclose(given.low, found.rate_low)
        assert math.isclose(given.p_short_of_goal, found.p_short_of_goal)
        needed = held(
            goals.weeks_still_needed(
                range(4), see=4.0, per_week=1, rate_a=0, rate_b=1.5, confidence=0.9, power=0.9
            )
        )
        assert needed.more_weeks == found.weeks_needed

    @given(st.lists(st.integers(10, 60), min_size=5, max_size=12), st.integers(-400, 400))
    def test_the_day_it_began_makes_no_difference(self, values: list[int], shift: int) -> None:
        later = [replace(p, date=p.date + dt.timedelta(shift)) for p in points(*values)]
        one, other = standing(points(*values), AIM), standing(later, AIM)
        if isinstance(one, Standing) and isinstance(other, Standing):
            assert (one.answer, one.weeks_needed) == (other.answer, other.weeks_needed)
            assert one.rate == other.rate
        else:
            assert word(one) == word(other)  # type: ignore[arg-type]

    @given(st.lists(st.integers(10, 60), min_size=5, max_size=12))
    def test_lower_is_better_is_the_mirror(self, values: list[int]) -> None:
        up = standing(points(*values), AIM)
        down = standing(
            points(*(-v for v in values)), replace(AIM, direction="lower_is_better", goal_rate=-1.5)
        )
        if isinstance(up, Standing):
            assert up.answer == held(down).answer
            assert up.weeks_needed == held(down).weeks_needed
        else:
            assert word(up) == word(down)  # type: ignore[arg-type]

    def test_only_the_last_phase_counts(self) -> None:
        before, during = points(10, 20, 30, 40), points(*[None] * 4, 30, 31, 29, 30, 31, 30)[4:]
        found = held(standing([*before, *during], AIM, ["A"] * 4 + ["B"] * 6))
        assert ("none", 6) == (found.answer, found.n)
        alone = held(standing(during, AIM))
        assert (alone.rate, alone.level) == (found.rate, found.level)

    def test_holidays_fall_out_of_the_clock_of_school(self) -> None:
        free = replace(AIM, clock="school_weeks", holidays=((dt.date(2026, 9, 15), dt.date(2026, 9, 21)),))
        found = held(standing(points(30, 31, 32.5, 33, 35), free))
        assert (4.0, 3.0) == (held(standing(points(30, 31, 32.5, 33, 35), AIM)).weeks, found.weeks)

    def test_a_goal_on_a_day_is_a_line_of_his_own(self) -> None:
        aim = replace(AIM, goal_rate=None, goal=60, goal_day=dt.date(2027, 6, 14), first_n=3, anchor="median")
        found = held(standing(points(30, 33, 31, 34, 36), aim))
        line = held(
            goals.goal_line(range(5), [30, 33, 31, 34, 36], goal=60, goal_week=40, first_n=3, anchor="median")
        )
        assert (line.rate, line.start, line.start_week) == (
            found.goal_rate,
            found.goal_start,
            found.goal_week,
        )


class TestErrors:
    """What the confidence promises, on 4,000 simulated pupils."""

    @pytest.mark.parametrize(("rate", "wrong"), [(0.0, ("slow", "progress")), (1.5, ("none", "slow"))])
    def test_wrong_answers_are_as_few_as_declared(self, rate: float, wrong: tuple[str, ...]) -> None:
        n, k = 10, 4_000
        values = 30 + rate * np.arange(n) + 3 * drawn_normal(9, k, n)
        who, days = np.repeat(np.arange(k), n), np.tile(FIRST.toordinal() + 7 * np.arange(n), k)
        found = held(standings(Measurements(k, who, days, values.ravel()), AIM))
        share = np.isin(found.answers, [ANSWERS.index(one) for one in wrong]).mean()
        assert share <= 0.1 + 3 * math.sqrt(0.09 / k)

    def test_after_the_weeks_that_were_needed_there_is_an_answer(self) -> None:
        aim = replace(AIM, see=4.0)
        values = [30.0, 36, 28, 35, 31, 38]
        now = held(standing(points(*values), aim))
        later = held(standing(points(*values, *[33.0] * now.weeks_needed), aim))
        assert ("open", True) == (now.answer, later.answer != "open")


rows = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 60),
        st.none() | st.integers(0, 40).map(float),
        st.sampled_from(["", "A", "B"]),
        st.sampled_from(["A", "B"]),
    ),
    min_size=1,
    max_size=60,
)
AIMS = [
    replace(AIM, same_day=same_day, forms=forms, see=see, **goal)
    for same_day, forms, see, goal in (
        ("refuse", "refuse", None, {}),
        ("mean", "equated", 3.0, {}),
        ("median", "equated", None, {}),
        ("last", "equated", None, {}),
        (
            "keep",
            "equated",
            2.0,
            {
                "goal_rate": None,
                "goal": 60.0,
                "goal_day": dt.date(2027, 6, 14),
                "first_n": 2,
                "anchor": "last",
            },
        ),
    )
]


class TestOneIsMany:
    """Every pupil of a long table gets what he gets alone, bit for bit, whatever the order of the rows."""

    @pytest.mark.parametrize("aim", AIMS, ids=[str(aim.same_day) for aim in AIMS])
    @given(table=rows, data=st.data())
    def test_bit_for_bit(self, aim: Aim, table: list[Any], data: st.DataObject) -> None:
        mixed = data.draw(st.permutations(table)) if aim.same_day in ("refuse", "mean", "median") else table
        pupils = sorted({row[0] for row in table})
        number = {pupil: at for at, pupil in enumerate(pupils)}
        codes = {"": -1, "A": 0, "B": 1}
        held_rows = list(mixed)
        many = standings(
            Measurements(
                len(pupils),
                np.array([number[row[0]] for row in held_rows]),
                np.array([FIRST.toordinal() + row[1] for row in held_rows]),
                np.array([math.nan if row[2] is None else row[2] for row in held_rows]),
                np.array([codes[row[3]] for row in held_rows]),
            ),
            aim,
        )
        for pupil in pupils:
            own = [row for row in held_rows if row[0] == pupil]
            alone = standing(
                [Point(FIRST + dt.timedelta(row[1]), row[2], row[3] or None) for row in own], aim
            )
            found = held(many).row(number[pupil])
            if isinstance(alone, NoScore):
                assert word(alone) == word(found)
            else:
                assert alone == found


class TestReasons:
    """Bad input has a reason, and no figure; what is not declared is told all at once."""

    @pytest.mark.parametrize(
        ("expected", "given", "aim"),
        [
            ("too_few_points", points(30, 31), AIM),
            ("too_few_points", [], AIM),
            ("no_time_spread", points(30, 31, 32, step=0), replace(AIM, same_day="keep")),
            ("two_on_one_day", points(30, 31, 32, step=0), AIM),
            ("exact_fit", points(30, 30, 30, 30), AIM),
            ("form_changed", [replace(p, form="AB"[i % 2]) for i, p in enumerate(points(1, 2, 4, 3))], AIM),
            ("direction_not_declared", points(1, 2, 4), replace(AIM, direction=None)),
            ("goal_rate_not_declared", points(1, 2, 4), replace(AIM, goal_rate=None)),
            ("goal_not_ahead", points(1, 2, 4), replace(AIM, goal_rate=-1.0)),
            ("not_a_chance", points(1, 2, 4), replace(AIM, confidence=0.4)),
            ("no_error_of_measurement", points(1, 2, 4), replace(AIM, see=0.0)),
            (
                "goal_before_start",
                points(1, 2, 4),
                replace(AIM, goal_rate=None, goal=9, goal_day=FIRST, first_n=1, anchor="last"),
            ),
        ],
    )
    def test_word(self, expected: str, given: list[Point], aim: Aim) -> None:
        found = standing(given, aim)
        assert isinstance(found, NoScore)
        assert expected == word(found)

    def test_all_at_once(self) -> None:
        names = [dict(problem.args)["name"] for problem in Aim().problems()]
        assert ["direction", "confidence", "per_week", "clock", "same_day", "goal_rate"] == names
