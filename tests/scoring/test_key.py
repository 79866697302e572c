"""The record of one person: norms with their interval, zones, what a missing answer can still change."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, get_args

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.errors import UnknownName
from prodia.model.norms import NormRow, Printed
from prodia.model.scales import IntervalKind
from prodia.scoring import error
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.norms import NormSet
from prodia.scoring.person import People, Person
from prodia.scoring.scales import LINEAR
from prodia.scoring.score import Score
from tests.examples import examples
from tests.scoring.made import SOURCE, columns_of, forms, instrument, norms, people_of, persons

REFUSE = {"rule": "refuse"}
SUM = {"title": "som", "items": ["q1..q4"], "score": "sum", "missing": REFUSE}
ITEMS = {"q1..q4": {"answers": "0..3"}}


def form(*answers: float | None) -> dict[str, float | None]:
    return {f"q{n}": answer for n, answer in enumerate(answers, 1)}


def cut(goes: str, *at: float, on: str = "T", **more: Any) -> dict[str, Any]:
    zones = ["onder", "midden", "top"]
    return {
        "says": "een grens",
        "on": on,
        "zones": zones,
        "at": list(at),
        "goes": goes,
        "source": SOURCE,
        **more,
    }


def table(printed: dict[int, Printed], sems: dict[int, float] | None = None, **more: Any) -> NormSet:
    rows = [
        NormRow(
            "som",
            None,
            (),
            raw=(float(r),),
            printed=(("T", p),),
            numbers=(("sem", s),) if (s := (sems or {}).get(r)) else (),
        )
        for r, p in printed.items()
    ]
    return norms("table", rows, gives=["T"], **more)


class TestAnswersOfOtherLibraries:
    """One person's answers are read alike whatever they are kept in, and what is no number is on no scale."""

    KEY = ScoringKey.of(instrument(ITEMS, {"som": SUM}))

    @pytest.mark.parametrize("one", [1.0, np.int8(1), np.float32(1), Decimal(1), Fraction(1)], ids=type)
    def test_a_number_is_a_number(self, one: Any) -> None:
        assert 4.0 == self.KEY.score(form(one, 1, 1, 1))["som"].raw
        assert {"som": 4.0} == self.KEY.values(form(one, 1, 1, 1))

    @pytest.mark.parametrize("empty", [None, math.nan, np.float64("nan"), pd.NA, pd.NaT], ids=type)
    def test_nothing_is_nothing(self, empty: Any) -> None:
        assert self.KEY.score(form(None, 1, 1, 1)) == self.KEY.score(form(empty, 1, 1, 1))

    @pytest.mark.parametrize(
        "other",
        [True, np.True_, "1", b"1", [1], (1,), {"a": 1}, np.array(1), np.array([1]), np.timedelta64(1, "D")],
        ids=repr,
    )
    def test_what_is_no_number_is_off_the_scale(self, other: Any) -> None:
        found = self.KEY.score(form(other, 1, 1, 1))["som"]
        assert (None, "PRD-M02") == (found.raw, found.reason and found.reason.code)
        assert {"som": None} == self.KEY.values(form(other, 1, 1, 1))

    def test_nor_does_it_raise_a_flag(self) -> None:
        flags = {"let_op": {"says": "iets", "item": "q1", "do": "kijk", "from": 1, "source": SOURCE}}
        key = ScoringKey.of(instrument(ITEMS, {"som": SUM}, flags=flags))
        found = [key.flags(form(one))["let_op"] for one in (1, np.int64(1), np.True_, pd.NA, [1])]
        assert [True, True, None, None, None] == found


class TestIntervals:
    """The interval is of the kind the norms name, around the score on its scale, as error.py works it out."""

    @pytest.mark.parametrize("kind", get_args(IntervalKind))
    @pytest.mark.parametrize("on", ["T", "SS", "z"])
    def test_of_mean_and_sd(self, kind: IntervalKind, on: str) -> None:
        rule = {"kind": kind, "level": 0.95, "on": on, "reliability": 0.8}
        rows = [NormRow("som", None, (), numbers=(("mean", 6.0), ("sd", 2.0)))]
        key = ScoringKey.of(
            instrument(ITEMS, {"som": SUM}), norms("mean-sd", rows, gives=["z", "T", "SS"], interval=rule)
        )
        score = key.score(form(3, 3, 2, 1))["som"]
        x, scale = score.on(on), LINEAR[on]
        assert x is not None and x == pytest.approx(scale.mean + 1.5 * scale.sd)
        expected = error.interval(x, kind=kind, level=0.95, mean=scale.mean, sd=scale.sd, reliability=0.8)
        assert (expected, 0.8) == (score.interval, score.reliability)

    @pytest.mark.parametrize("kind", get_args(IntervalKind))
    def test_of_a_table(self, kind: IntervalKind) -> None:
        rule = {"kind": kind, "level": 0.9, "on": "T", "reliability": 0.8}
        found = table({n: Printed(30.0 + 3 * n) for n in range(13)}, {9: 2.5}, interval=rule)
        key = ScoringKey.of(instrument(ITEMS, {"som": SUM}), found)
        expected = error.interval(60.0, kind=kind, level=0.9, mean=50, sd=10, reliability=0.8)
        assert expected == key.score(form(3, 3, 3, 1))["som"].interval
        own = error.interval_of_sem(57.0, sem=2.5, level=0.9)
        of_row = key.score(form(3, 3, 3, 0))["som"].interval
        assert (of_row == own) == (kind == "observed")
        assert of_row is not None and of_row.kind == kind

    def test_the_reliability_of_a_row_goes_before(self) -> None:
        rule = {"kind": "true SEE", "level": 0.9, "on": "T", "reliability": 0.5}
        rows = [NormRow("som", None, (), numbers=(("mean", 6.0), ("sd", 2.0), ("reliability", 0.8)))]
        key = ScoringKey.of(
            instrument(ITEMS, {"som": SUM}), norms("mean-sd", rows, gives=["T"], interval=rule)
        )
        score = key.score(form(3, 3, 2, 0))["som"]
        expected = error.interval(60.0, kind="true SEE", level=0.9, mean=50, sd=10, reliability=0.8)
        assert (expected, 0.8) == (score.interval, score.reliability)

    def test_no_interval_without_a_reliability_or_at_an_open_end(self) -> None:
        one = instrument(ITEMS, {"som": SUM})
        rule = {"kind": "observed", "level": 0.9, "on": "T"}
        bare = ScoringKey.of(one, table({3: Printed(40.0)}, interval=rule))
        assert bare.score(form(1, 1, 1, 0))["som"].interval is None
        opened = ScoringKey.of(one, table({3: Printed(40.0, "<")}, interval=rule | {"reliability": 0.8}))
        assert opened.score(form(1, 1, 1, 0))["som"].interval is None

    def test_how_sure_a_zone_is(self) -> None:
        cuts = {"c": cut("up", 55, 65)}
        rule = {"kind": "observed", "level": 0.9, "on": "T", "reliability": 0.8}
        found = table({n: Printed(30.0 + 3 * n) for n in range(13)}, interval=rule)
        key = ScoringKey.of(instrument(ITEMS, {"som": {**SUM, "cuts": cuts}}), found)
        (zone,) = key.score(form(3, 3, 3, 1))["som"].zones
        below = [error.probability_true_below(60.0, at, mean=50, sd=10, reliability=0.8) for at in (55, 65)]
        assert ("midden", tuple(zip((55, 65), below, strict=True))) == (zone.zone, zone.certainty)


class TestOpenEnds:
    """Of a score that is only known above or below a number, a zone is told if all such scores have it."""

    @pytest.mark.parametrize("goes", ["up", "down"])
    @pytest.mark.parametrize(
        ("printed", "expected"),
        [
            (Printed(70.0, ">"), "top"),
            (Printed(65.0, ">"), "top"),
            (Printed(64.0, ">"), None),
            (Printed(40.0, ">"), None),
            (Printed(40.0, "<"), "onder"),
            (Printed(55.0, "<"), "onder"),
            (Printed(56.0, "<"), None),
            (Printed(70.0, "<"), None),
        ],
    )
    def test_table(self, goes: str, printed: Printed, expected: str | None) -> None:
        rule = {"kind": "observed", "level": 0.9, "on": "T", "reliability": 0.8}
        made = instrument(ITEMS, {"som": {**SUM, "cuts": {"c": cut(goes, 55, 65)}}})
        key = ScoringKey.of(made, table({3: printed}, interval=rule))
        score = key.score(form(1, 1, 1, 0))["som"]
        (zone,) = score.zones
        assert (expected, ()) == (zone.zone, zone.certainty)
        assert (zone.reason is None, zone.number >= 0) == (expected is not None,) * 2
        assert ["M39"] == [w.kind.code for w in score.warnings]  # type: ignore[union-attr]

    @given(st.sampled_from("<>"), st.floats(20, 80), st.floats(20, 80), st.sampled_from(["up", "down"]))
    def test_whoever_it_is(self, side: Any, edge: float, truly: float, goes: str) -> None:
        """A zone that is told is that of every score on that side."""
        made = instrument(ITEMS, {"som": {**SUM, "cuts": {"c": cut(goes, 40, 60)}}})
        opened, exact = (
            ScoringKey.of(made, table({3: p})).score(form(1, 1, 1, 0))["som"].zones[0].zone
            for p in (Printed(edge, side), Printed(truly))
        )
        if (truly > edge + 1e-6) if side == ">" else (truly < edge - 1e-6):
            assert opened in (None, exact)


class TestWhatIsMissing:
    """An answer less never makes a score, and never settles or turns what the answers together say."""

    MADE = instrument(
        ITEMS,
        {
            "som": SUM,
            "aantal": {
                "title": "n",
                "items": ["q1..q4"],
                "score": "count",
                "at_least": 2.0,
                "missing": REFUSE,
            },
            "dubbel": {"title": "dubbel", "is": "som * 2"},
        },
        rules={
            "genoeg": {"says": "genoeg", "is": "aantal >= 2", "source": SOURCE},
            "samen": {"says": "samen", "is": "som >= 6 and q1 >= 1", "source": SOURCE},
            "of": {"says": "of", "is": "q1 >= 2 or q2 >= 2 or som >= 8", "source": SOURCE},
        },
    )

    @given(forms(MADE), st.sampled_from(["q1", "q2", "q3", "q4"]))
    def test_an_answer_less(self, answers: dict[str, float | None], gone: str) -> None:
        key = ScoringKey.of(self.MADE)
        before, after = key.score(answers), key.score({**answers, gone: None})
        for scale in after:
            assert after[scale].raw is None
        for rule, truth in after.rules.items():
            assert truth is None or truth is before.rules[rule]

    @pytest.mark.parametrize(
        ("answers", "expected"),
        [
            (form(2, 2, None, 0), {"genoeg": True, "samen": None, "of": True}),
            (form(0, 0, 0, None), {"genoeg": False, "samen": False, "of": None}),
            (form(2, 0, None, 0), {"genoeg": None, "samen": None, "of": True}),
            (form(None, None, None, None), {"genoeg": None, "samen": None, "of": None}),
            (form(2, 2, 9, 0), {"genoeg": True, "samen": None, "of": True}),
        ],
    )
    def test_enough_is_enough(
        self, answers: dict[str, float | None], expected: dict[str, bool | None]
    ) -> None:
        assert expected == ScoringKey.of(self.MADE).score(answers).rules

    def test_a_form_that_is_void_has_no_score_at_all(self) -> None:
        scales = {"som": {**SUM, "missing": {"rule": "prorate_sum", "most_missing": 3}}}
        rules = {"een": {"says": "een", "is": "q1 >= 1", "source": SOURCE}}
        scales["los"] = {"title": "los", "is": "q1 * 2"}
        key = ScoringKey.of(instrument(ITEMS, scales, rules=rules, most_empty=1))
        void, kept = key.score(form(3, 1, None, None)), key.score(form(3, 1, 2, None))
        assert [None, None, None] == [void["som"].raw, void["los"].raw, void.rules["een"]]
        assert ["M46", "M46"] == [void[s].reason.kind.code for s in void]  # type: ignore[union-attr]
        assert [8.0, 6.0, True] == [kept["som"].raw, kept["los"].raw, kept.rules["een"]]
        found = score_columns(key, columns_of(key.instrument, [form(3, 1, None, None)]), People(1))
        assert [void[s] for s in void] == [found[s].record(0) for s in void]

    @pytest.mark.parametrize("answer", [True, False, "2", math.inf, 4.0, -1.0, 1.5])
    def test_what_is_no_answer(self, answer: Any) -> None:
        score = ScoringKey.of(self.MADE).score({**form(1, 1, 1, 1), "q2": answer})["som"]
        assert score.raw is None and score.reason is not None
        assert ("M02", 4, 0) == (score.reason.kind.code, score.answered, score.empty)

    def test_values_by_name(self) -> None:
        scores = ScoringKey.of(self.MADE).score(form(2, 2, 2, 2))
        assert (8.0, True, 16.0) == (scores.value("som"), scores.value("genoeg"), scores.value("dubbel"))
        with pytest.raises(KeyError):
            scores.value("niets")


class TestByAge:
    """Norms in which every age counts for itself: the same for one person and many, and nothing piles up."""

    def key(self) -> ScoringKey:
        parts = (("mean", "1", 2.0), ("mean", "age", 0.4), ("mean", "sex", 0.5), ("variance", "1", 9.0))
        rows = [
            NormRow("som", None, (), numbers=(("value", x),), words=(("part", p), ("term", t)))
            for p, t, x in parts
        ]
        rule = {"kind": "observed", "level": 0.9, "on": "T", "reliability": 0.8}
        found = norms("regression", rows, age="days / 30.4375", gives=["T", "percentile"], interval=rule)
        lenient = {
            **SUM,
            "missing": {"rule": "prorate_sum", "most_missing": 1},
            "cuts": {"c": cut("up", 40, 60)},
        }
        return ScoringKey.of(instrument(ITEMS, {"som": lenient}, most_empty=2), found)

    @settings(max_examples=examples(60))
    @given(st.lists(st.tuples(forms(TestWhatIsMissing.MADE), persons()), min_size=1, max_size=10))
    def test_each_row(self, some: list[tuple[dict[str, float | None], Person]]) -> None:
        key, answers, people = self.key(), [a for a, _ in some], [p for _, p in some]
        found = score_columns(key, columns_of(key.instrument, answers), people_of(people))["som"]
        for row, (one, person) in enumerate(some):
            score, record = key.score(one, person)["som"], found.record(row)
            assert (score.normed, score.zones, score.reason, score.norm_reason, score.warnings) == (
                record.normed,
                record.zones,
                record.reason,
                record.norm_reason,
                record.warnings,
            )
            assert (score.raw is None) == bool(np.isnan(found.raw[row]))

    def test_nothing_is_kept(self) -> None:
        key = self.key()
        many = [
            Person(sex="m", born=dt.date(2015, 1, 1), tested=dt.date(2022, 1, 1) + dt.timedelta(n))
            for n in range(500)
        ]
        found = score_columns(key, columns_of(key.instrument, [form(1, 1, 1, 1)] * 500), people_of(many))
        assert 500 == len(found["som"].records)
        assert [] == key.records_of("som").records
        assert {} == key._kept


class TestNormsInOrder:
    """Each scale has the first norms that are about it."""

    def test_first(self) -> None:
        first, second = table({3: Printed(40.0)}), table({3: Printed(60.0)})
        assert 40.0 == ScoringKey.of(TestWhatIsMissing.MADE, first, second).score(form(1, 1, 1, 0))["som"].on(
            "T"
        )
        assert ScoringKey.of(TestWhatIsMissing.MADE, first).norms_of("aantal") is None


class TestBands:
    """A score that is on the edge of a band to nine decimals is on it, whatever its last bits."""

    def test_an_edge_that_doubles_just_miss(self) -> None:
        assert (10.1 - 10.0) / 0.4 < 0.25
        rows = [NormRow("s", None, (), numbers=(("mean", 10.0), ("sd", 0.4)))]
        given = norms("mean-sd", rows, gives=["z", "stanine"])
        found = given.applied(Score(raw=10.1, scale="s"), Person())
        assert (0.25, 6.0) == (found.on("z"), found.on("stanine"))


class TestCutsForAges:
    """A cut set for some ages holds from the first completed month to the last, both included."""

    @pytest.mark.parametrize(
        ("age", "zone"),
        [
            (71.0, None),
            (71.99, None),
            (72.0, "hoog"),
            (83.0, "hoog"),
            (83.99, "hoog"),
            (84.0, None),
            (None, None),
        ],
    )
    def test_both_ends(self, age: float | None, zone: str | None) -> None:
        only = {
            "says": "c",
            "on": "raw",
            "at": [2.0],
            "goes": "up",
            "zones": ["laag", "hoog"],
            "ages": "72..83",
            "source": SOURCE,
        }
        made = instrument(ITEMS, {"som": {**SUM, "cuts": {"c": only}}})
        answers = {item: max(each.answers or (0.0,)) for item, each in made.every_item.items()}
        (found,) = ScoringKey.of(made).score(answers, Person(age_months=age))["som"].zones
        assert zone == found.zone
        assert (zone is None) == (found.reason is not None)


class TestCertainty:
    """How sure a zone is, is told where there is error of measurement, and not without any."""

    @pytest.mark.parametrize(("reliability", "known"), [(0.0, False), (0.5, True), (1.0, False)])
    def test_with_some_error(self, reliability: float, known: bool) -> None:
        numbers = (("mean", 2.0), ("sd", 1.0), ("reliability", reliability))
        interval = {"kind": "observed", "level": 0.9, "on": "T", "reliability": 0.9}
        found = norms("mean-sd", [NormRow("som", None, (), numbers=numbers)], gives=["T"], interval=interval)
        made = instrument(
            ITEMS, {"som": {**SUM, "cuts": {"c": cut("up", 40, 60), "r": cut("up", 1, 2, on="raw")}}}
        )
        answers = {item: max(each.answers or (0.0,)) for item, each in made.every_item.items()}
        on_t, on_raw = ScoringKey.of(made, found).score(answers)["som"].zones
        assert known == bool(on_t.certainty)
        assert () == on_raw.certainty


class TestNames:
    @pytest.mark.parametrize("ask", [ScoringKey.score, ScoringKey.values])
    def test_a_slip_in_the_name_of_an_item_is_no_empty_answer(self, ask: Any) -> None:
        key = ScoringKey.of(instrument(ITEMS, {"som": SUM}))
        with pytest.raises(UnknownName, match="q4"):
            ask(key, {**form(1, 2, 3), "q_4": 1})
