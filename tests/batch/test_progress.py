"""Progress of a frame: a row a pupil in the order of coming, or a reason; columns are read strictly."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import pytest

import prodia
from prodia import Aim
from prodia.errors import DataWarning, ProdiaError
from prodia.psychometrics.progress import standing
from prodia.psychometrics.series import Point
from prodia.scoring.score import NoScore
from tests.aims import aim

AIM = aim()
DAYS = [dt.date(2026, 9, 7) + dt.timedelta(7 * week) for week in range(6)]


def frame(**more: Any) -> pd.DataFrame:
    """Three pupils: one grows, one stands still, one has two measurements."""
    made = pd.DataFrame(
        {
            "pupil": ["b"] * 6 + ["a"] * 6 + ["c"] * 2,
            "date": pd.to_datetime([*DAYS, *DAYS, *DAYS[:2]]),
            "value": [20, 22, 23, 26, 27, 29, 31, 30, 32, 30, 31, 30, 10, 11],
        }
    )
    return made.assign(**more)


class TestFrame:
    """A row for each pupil with the figures he has alone."""

    def test_rows(self) -> None:
        found = prodia.progress(frame(), AIM)
        assert ["b", "a", "c"] == found.index.tolist()
        assert ["progress", "none", None] == found["answer"].tolist()
        assert ["", ""] == found["reason"].tolist()[:2]
        assert "minstens 3" in found.loc["c", "reason"]
        assert found.loc["c", "rate"] is pd.NA

    def test_one_alone(self) -> None:
        points = [Point(day, value) for day, value in zip(DAYS, [20, 22, 23, 26, 27, 29], strict=True)]
        alone = standing(points, AIM)
        assert not isinstance(alone, NoScore)
        found = prodia.progress(frame(), AIM).loc["b"]
        names = ("rate", "rate_low", "rate_high", "level", "n", "weeks_needed")
        assert [getattr(alone, name) for name in names] == [found[name] for name in names]
        assert DAYS[-1] == found["last_day"].date()

    def test_the_order_of_rows_makes_no_difference(self) -> None:
        mixed = prodia.progress(frame().sample(frac=1, random_state=3), AIM).sort_index()
        pd.testing.assert_frame_equal(prodia.progress(frame(), AIM).sort_index(), mixed)

    def test_sessions_are_no_missing_measurements(self) -> None:
        minutes = [None, 20, None, 25, None, None] + [None] * 8
        values = frame()["value"].astype(float)
        values[1] = None
        found = prodia.progress(frame(minutes=minutes, value=values), AIM).loc["b"]
        assert (2, 45.0, 5, 0) == (found["sessions"], found["minutes"], found["n"], found["n_missing"])

    @pytest.mark.parametrize("name", ["phase", "form"])
    def test_a_phase_or_form_is_said_of_every_measurement_and_its_spelling_makes_no_difference(
        self, name: str
    ) -> None:
        whole = frame(**{name: ["during"] * 14})
        spelt = frame(**{name: ["during", "During ", "DURING"] * 4 + ["during"] * 2})
        pd.testing.assert_frame_equal(prodia.progress(whole, AIM), prodia.progress(spelt, AIM))
        merged = prodia.progress(frame(**{name: ["during", *[None] * 5, *["during"] * 8]}), AIM)
        assert "bij andere niet" in merged.loc["b", "reason"]
        assert "none" == merged.loc["a", "answer"]

    def test_a_column_that_may_be_one_of_a_series_is_told(self) -> None:
        with pytest.warns(DataWarning, match="«fase» feeds nothing; did you mean «phase».*'phase': 'fase'"):
            prodia.progress(frame(fase=["voor"] * 14, opmerking=["x"] * 14), AIM)

    def test_other_names(self) -> None:
        renamed = frame().rename(columns={"date": "datum", "value": "woorden"})
        found = prodia.progress(renamed, AIM, columns={"date": "datum", "value": "woorden"}, lang="en")
        assert "progress" == found.loc["b", "answer"]


class TestRefused:
    """What is not declared or can not be read is refused, with the column and never the value."""

    def test_not_declared(self) -> None:
        with pytest.raises(ProdiaError, match="direction"):
            prodia.progress(frame(), Aim(confidence=0.9))

    @pytest.mark.parametrize(
        ("error", "change"),
        [
            (TypeError, {"date": "2026-09-07"}),
            (TypeError, {"value": "tien"}),
            (ValueError, {"pupil": None}),
            (ValueError, {"pupil": pd.array(["a"] * 13 + [pd.NA], dtype="string")}),
            (ValueError, {"pupil": pd.array([1] * 13 + [pd.NA], dtype="Int64")}),
            (ValueError, {"pupil": ["a"] * 13 + [" "]}),
            (TypeError, {"pupil": [["a"]] * 14}),
            (ValueError, {"value": [-99, *range(13)]}),
            (ValueError, {"date": pd.NaT}),
            (TypeError, {"value": [True, False] * 7}),
        ],
    )
    def test_columns(self, error: type[Exception], change: dict[str, Any]) -> None:
        with pytest.raises(error, match=r"row|column|values"):
            prodia.progress(frame(**change), AIM)

    @pytest.mark.parametrize(
        "change",
        [
            {"per_week": 0.5},
            {"confidence": "0.9"},
            {"see": "3"},
            {"goal_day": "2026-12-01"},
            {"goal_day": dt.datetime(2026, 12, 1, 9)},
            {"holidays": [("2026-11-01", "2026-11-05")]},
            {"holidays": [dt.date(2026, 11, 1)]},
            {"holidays": [(dt.date(2026, 11, 1),)]},
        ],
    )
    def test_an_aim_of_another_kind(self, change: dict[str, Any]) -> None:
        with pytest.raises(TypeError, match=next(iter(change))):
            replace(AIM, **change)

    def test_two_goals(self) -> None:
        with pytest.raises(ProdiaError, match="two-goals"):
            prodia.progress(frame(), replace(AIM, goal=50.0))

    @pytest.mark.parametrize(
        "extra", [{"goal_day": dt.date(2027, 6, 1)}, {"first_n": 3}, {"anchor": "first"}]
    )
    def test_what_belongs_to_a_goal_that_is_a_score_is_told_beside_a_rate(
        self, extra: dict[str, Any]
    ) -> None:
        with pytest.warns(DataWarning, match=f"PRD-X44.*«{next(iter(extra))}»"):
            prodia.progress(frame(), replace(AIM, **extra))

    def test_a_column_is_of_one_name(self) -> None:
        with pytest.raises(ValueError, match="'form' and as 'phase'"):
            prodia.progress(frame(phase="during"), AIM, columns={"form": "phase"})

    def test_who_nearly_stands_twice_is_told(self) -> None:
        rows = frame()
        rows["pupil"] = ["Ann"] * 7 + ["ANN"] * 7
        with pytest.warns(DataWarning, match="PRD-F41 nearly-the-same: row 7, column «pupil»"):
            assert 2 == len(prodia.progress(rows, AIM))
        rows["pupil"] = ["Ann"] * 7 + [" Ann\u00a0"] * 7
        assert ["Ann"] == [*prodia.progress(rows, AIM).index]

    def test_school_weeks_without_holidays_are_told_where_they_were_asked(self) -> None:
        with pytest.warns(DataWarning, match="PRD-X43") as told:
            prodia.progress(frame(), replace(AIM, clock="school_weeks"))
        assert __file__ == told[0].filename

    def test_a_column_that_is_not_there(self) -> None:
        with pytest.raises(KeyError, match="value"):
            prodia.progress(frame().drop(columns="value"), AIM)
        with pytest.raises(KeyError, match="waarde"):
            prodia.progress(frame(), AIM, columns={"waarde": "value"})
