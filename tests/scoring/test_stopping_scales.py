"""A scale with stop rules, from its definition to a score: what should have been given counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.checks.instruments import faults
from prodia.model.instrument import Instrument, Stop
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.person import NOBODY, People, Person
from prodia.scoring.score import Score
from prodia.scoring.stopping import administer, stopping_of
from prodia.scoring.why import why
from tests.scoring.made import columns_of, instrument, people_of

MANY = 12
STARTS = [
    {"item": "i1", "ages": "60..71"},
    {"item": "i4", "ages": "72..95"},
    {"item": "i7", "ages": "96..119"},
]
RULES: dict[str, dict[str, Any]] = {
    "discontinue": {"discontinue": 3},
    "window": {"misses": 3, "in_a_row_of": 4},
    "both": {"discontinue": 3, "misses": 3, "in_a_row_of": 5},
    "basal": {"starts": STARTS, "basal": 2, "reversal": "in sequence", "discontinue": 3},
    "previous": {"starts": STARTS, "basal": 2, "reversal": "to previous start", "discontinue": 3},
    "starts": {"starts": STARTS, "discontinue": 3},
    "never": {},
}
AGED = {None: NOBODY, 60: Person(age_months=60), 80: Person(age_months=80), 100: Person(age_months=100)}


def made(stop: dict[str, Any], answers: str = "0..1") -> Instrument:
    """Items i1 to i12 in the order of the test, which is not that of their names."""
    scale = {
        "title": "reeks",
        "items": ["i1..i12"],
        "score": "sum",
        "missing": {"rule": "refuse"},
        "stop": stop,
    }
    return instrument({"i1..i12": {"answers": answers}}, {"reeks": scale})


def form(points: str) -> dict[str, float | None]:
    """Answers in the order of the test; a point is not given."""
    return {f"i{n}": None if p == "." else float(p) for n, p in enumerate(points, 1)}


def scored(rules: str, points: str, person: Person = NOBODY) -> Score:
    return ScoringKey.of(made(RULES[rules])).score(form(points), person)["reeks"]


class TestScore:
    """The raw score holds what was credited below the basal and what was given up to the stop."""

    # i1..i12, age -> raw, what stopped it
    @pytest.mark.parametrize(
        ("rules", "points", "age", "expected"),
        [
            ("discontinue", "110100......", None, (None, None)),
            ("discontinue", "1101000.....", None, (3.0, "discontinue")),
            ("discontinue", "110100011111", None, (3.0, "discontinue")),
            ("discontinue", "110110110110", None, (8.0, "last item")),
            ("window", "11010011....", None, (3.0, "window")),
            ("window", "110101110111", None, (9.0, "last item")),
            ("both", "1110001.....", None, (3.0, "discontinue")),
            ("both", "11101000....", None, (4.0, "window")),
            ("basal", "11000.......", 60, (2.0, "discontinue")),
            ("basal", "...11000....", 80, (5.0, "discontinue")),
            ("basal", ".110000.....", 80, (3.0, "discontinue")),
            ("basal", ".........1..", 100, (None, None)),
            ("basal", "......111111", 100, (12.0, "last item")),
            ("previous", "...1110111..", 100, (None, None)),
            ("previous", "...111011101", 100, (10.0, "last item")),
            ("previous", "...110011000", 100, (7.0, "discontinue")),
            ("starts", "...111000...", 80, (6.0, "discontinue")),
            ("starts", "111000......", 60, (3.0, "discontinue")),
            ("never", "101010101010", None, (6.0, "last item")),
        ],
    )
    def test_table(self, rules: str, points: str, age: int | None, expected: Any) -> None:
        score = scored(rules, points, AGED[age])
        assert expected == (score.raw, score.stopped_by)
        assert (score.raw is None) == (score.reason is not None)
        assert score.missing is None

    def test_more_points_than_one(self) -> None:
        stop = {"starts": STARTS, "basal": 2, "full": 2.0, "reversal": "in sequence", "discontinue": 2}
        score = ScoringKey.of(made(stop, "0..2")).score(form("...2210....."), AGED[80])["reeks"]
        assert (None, "i8") == (score.raw, _said(score)["item"])
        score = ScoringKey.of(made(stop, "0..2")).score(form("...22100...."), AGED[80])["reeks"]
        assert (3 * 2.0 + 5.0, "discontinue") == (score.raw, score.stopped_by)

    @given(
        st.text("01.", min_size=MANY, max_size=MANY),
        st.sampled_from(sorted(RULES)),
        st.sampled_from(list(AGED)),
    )
    def test_as_it_is_administered(self, points: str, rules: str, age: int | None) -> None:
        """The score of a definition is that of the walk over its items (prodia.scoring.stopping)."""
        score, stopping = scored(rules, points, AGED[age]), stopping_of(made(RULES[rules]), "reeks")
        start = stopping.start(AGED[age])
        if start is None:
            assert ("M44", None) == (_code(score), score.raw)
            return
        walked = administer([f"i{n}" for n in range(1, MANY + 1)], form(points), start, stopping.rules)
        assert walked.raw == score.raw
        assert walked.next == (_said(score).get("item") if score.raw is None else None)

    @given(
        st.lists(
            st.tuples(st.text("01.7", min_size=MANY, max_size=MANY), st.sampled_from(list(AGED))),
            min_size=1,
            max_size=8,
        )
    )
    def test_many_at_once(self, some: list[tuple[str, int | None]]) -> None:
        for rules in ("discontinue", "basal"):
            key = ScoringKey.of(made(RULES[rules]))
            forms, people = [form(points) for points, _ in some], [AGED[age] for _, age in some]
            found = score_columns(key, columns_of(key.instrument, forms), people_of(people))["reeks"]
            expected = [key.score(f, p)["reeks"] for f, p in zip(forms, people, strict=True)]
            assert expected == [found.record(row) for row in range(len(some))]


class TestNoScore:
    """What is still to give, is off its scale, or begins nowhere is said; it is never a zero."""

    @pytest.mark.parametrize(
        ("rules", "points", "age", "item"),
        [
            ("discontinue", "1101........", None, "i5"),
            ("discontinue", "............", None, "i1"),
            ("basal", "...0........", 80, "i3"),
            ("basal", "...11.......", 80, "i6"),
            ("previous", "......0.....", 100, "i4"),
        ],
    )
    def test_an_item_still_to_give(self, rules: str, points: str, age: int | None, item: str) -> None:
        score = scored(rules, points, AGED[age])
        assert ("M43", item) == (_code(score), _said(score)["item"])
        assert sum(p != "." for p in points) == score.answered

    @pytest.mark.parametrize("points", ["1102000.....", "11000......7"])
    def test_an_answer_off_its_scale_wherever_it_stands(self, points: str) -> None:
        score = scored("discontinue", points)
        assert (None, "M02", "0..1") == (score.raw, _code(score), _said(score)["scale"])

    @pytest.mark.parametrize(
        "person",
        [
            NOBODY,
            Person(age_months=59),
            Person(age_months=120),
            Person(age_months=-1),
            Person(born=dt.date(2020, 1, 1)),
            Person(born=dt.date(2020, 1, 1), tested=dt.date(2019, 1, 1)),
        ],
        ids=range(6),
    )
    @pytest.mark.parametrize("rules", ["basal", "starts"])
    def test_a_start_that_is_not_known(self, rules: str, person: Person) -> None:
        score = scored(rules, "1" * MANY, person)
        assert (None, "M44") == (score.raw, _code(score))

    def test_an_age_by_its_days(self) -> None:
        born = dt.date(2016, 3, 31)
        for tested, expected in ((dt.date(2022, 3, 30), 12.0), (dt.date(2022, 3, 31), None)):
            score = scored(
                "basal", "1" * MANY if expected else "0" + "." * 11, Person(born=born, tested=tested)
            )
            assert expected == score.raw
        assert "i4" == _said(score)["item"]


class TestDefinition:
    """A definition whose stop rules do not fit together is not scored."""

    @pytest.mark.parametrize(
        "stop",
        [
            {"basal": 2, "full": 1.0},
            {"basal": 2, "reversal": "in sequence"},
            {"discontinue": 13},
            {"reversal": "in sequence"},
            {"misses": 3},
            {"misses": 5, "in_a_row_of": 4},
            {"starts": [{"item": "i13", "ages": "60..71"}]},
            {"starts": [{"item": "i1", "ages": "60..71"}, {"item": "i2", "ages": "71..80"}], "full": 1.0},
        ],
        ids=range(8),
    )
    def test_faults(self, stop: dict[str, Any]) -> None:
        one = made({})
        scale = one.scales["reeks"].model_copy(update={"stop": Stop.model_validate(stop)})
        wrong = [
            f
            for f in faults(one.model_copy(update={"scales": {"reeks": scale}}))
            if f.kind.severity == "error"
        ]
        assert 1 == len(wrong)

    @pytest.mark.parametrize("change", [{"score": "mean"}, {"weights": {"i1": 2.0}}])
    def test_only_a_plain_sum_stops(self, change: dict[str, Any]) -> None:
        with pytest.raises(AssertionError):
            scale = {"title": "r", "items": ["i1..i3"], "score": "sum", "missing": {"rule": "refuse"}}
            instrument(
                {"i1..i3": {"answers": "0..1"}}, {"r": {**scale, "stop": {"discontinue": 2}, **change}}
            )


class TestWords:
    """The steps say where the test stopped, or what is still to come."""

    @pytest.mark.parametrize(
        ("rules", "points", "nl", "en"),
        [
            (
                "discontinue",
                "1101000.....",
                "gestopt na 3 nullen na elkaar",
                "stopped after 3 zeros in a row",
            ),
            (
                "window",
                "11010011....",
                "gestopt na 3 nullen in een reeks van 4",
                "stopped after 3 zeros in a run of 4",
            ),
            ("never", "101010101010", "tot het laatste item afgenomen", "given up to the last item"),
        ],
    )
    def test_stopped(self, rules: str, points: str, nl: str, en: str) -> None:
        one, score = made(RULES[rules]), scored(rules, points)
        assert [nl, en] == [why(score, one, lang=lang)[1] for lang in ("nl", "en")]  # type: ignore[arg-type]

    def test_still_to_give(self) -> None:
        first, *rest = why(scored("discontinue", "1101........"), made(RULES["discontinue"]), lang="nl")
        assert "reeks: geen score. De afname is niet af: item «i5» moet nog." == first
        assert 1 == len(rest)


def test_nobody() -> None:
    """No rows, no scores."""
    assert 0 == len(score_columns(ScoringKey.of(made(RULES["basal"])), {}, People(0))["reeks"].raw)


def _code(score: Score) -> str | None:
    return score.reason.kind.code if score.reason else None


def _said(score: Score) -> dict[str, str]:
    return score.reason.values("nl") if score.reason else {}
