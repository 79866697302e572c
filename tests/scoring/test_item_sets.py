"""A scale whose test is given in sets: from its definition to a score that says where it stopped."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.model.instrument import StopSet
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.person import NOBODY, Person
from prodia.scoring.score import Score
from prodia.scoring.stopping import give_sets
from prodia.scoring.why import why
from tests.scoring.made import columns_of, instrument, people_of

ITEMS = [f"i{n}" for n in range(1, 10)]
SETS: list[dict[str, Any]] = [
    {"items": ["i1..i3"], "on_at_least": 2},
    {"items": ["i4..i6"], "back_at_most": 1, "on_at_least": 3},
    {"items": ["i7..i9"], "back_at_most": 0},
]
STARTS = [
    {"item": "i1", "ages": "48..71"},
    {"item": "i4", "ages": "72..95"},
    {"item": "i7", "ages": "96..119"},
]
AGED = {None: NOBODY, 60: Person(age_months=60), 80: Person(age_months=80), 100: Person(age_months=100)}


def made(answers: str = "0..1", full: float = 1.0, starts: list[dict[str, Any]] = STARTS) -> ScoringKey:
    stop = {"starts": starts, "sets": SETS, "full": full}
    scale = {
        "title": "blokken",
        "items": ["i1..i9"],
        "score": "sum",
        "missing": {"rule": "refuse"},
        "stop": stop,
    }
    return ScoringKey.of(instrument({"i1..i9": {"answers": answers}}, {"s": scale}))


KEY = made()


def form(points: str) -> dict[str, float | None]:
    """Answers in the order of the test; a point is not given."""
    return {item: None if p == "." else float(p) for item, p in zip(ITEMS, points, strict=True)}


def scored(points: str, age: int | None, key: ScoringKey = KEY) -> Score:
    return key.score(form(points), AGED[age])["s"]


class TestScore:
    """Sets below the lowest one given are credited, those above the highest one do not count."""

    @pytest.mark.parametrize(
        ("points", "age", "expected"),
        [
            ("100......", 60, (1.0, "stop point")),
            ("110100...", 60, (3.0, "stop point")),
            ("111111000", 60, (6.0, "last set")),
            ("...110...", 80, (5.0, "stop point")),
            ("...111010", 80, (7.0, "last set")),
            ("011100...", 80, (3.0, "stop point")),
            ("......100", 100, (7.0, "last set")),
            ("...110000", 100, (5.0, "last set")),
            ("010100000", 100, (2.0, "last set")),
        ],
    )
    def test_table(self, points: str, age: int, expected: Any) -> None:
        score = scored(points, age)
        assert expected == (score.raw, score.stopped_by)
        assert (None, None) == (score.reason, score.missing)

    @pytest.mark.parametrize(("points", "expected"), [("100111111", 1.0), ("110100111", 3.0)])
    def test_right_answers_past_the_stop_point_do_not_count(self, points: str, expected: float) -> None:
        assert expected == scored(points, 60).raw

    def test_the_credit_of_an_item_is_a_full_score(self) -> None:
        assert 3 * 2.0 + 2.0 == scored("...110...", 80, made("0..2", full=2.0)).raw

    def test_without_starts_it_begins_at_the_first_set(self) -> None:
        assert (1.0, "stop point") == (
            (found := scored("100......", None, made(starts=[]))).raw,
            found.stopped_by,
        )

    @given(st.text("01.", min_size=9, max_size=9), st.sampled_from([60, 80, 100]))
    def test_as_the_sets_are_given(self, points: str, age: int) -> None:
        """The score of a definition is that of :func:`give_sets` over its items."""
        sets = [StopSet.model_validate(each) for each in SETS]
        given, score = give_sets(sets, form(points), (60, 80, 100).index(age)), scored(points, age)
        assert given.raw == score.raw
        assert given.next == (dict(score.reason.args)["item"] if score.reason else None)

    @given(st.text("01.", min_size=9, max_size=9), st.sampled_from([60, 80, 100]), st.sampled_from(range(9)))
    def test_removing_an_answer_never_makes_a_score(self, points: str, age: int, at: int) -> None:
        before, after = scored(points, age), scored(f"{points[:at]}.{points[at + 1 :]}", age)
        assert after.raw in (None, before.raw)

    @given(
        st.lists(st.tuples(st.text("01.7", min_size=9, max_size=9), st.sampled_from(list(AGED))), min_size=1)
    )
    def test_many_at_once(self, some: list[tuple[str, int | None]]) -> None:
        forms, people = [form(points) for points, _ in some], [AGED[age] for _, age in some]
        found = score_columns(KEY, columns_of(KEY.instrument, forms), people_of(people))["s"]
        expected = [KEY.score(f, p)["s"] for f, p in zip(forms, people, strict=True)]
        assert expected == [found.record(row) for row in range(len(some))]


class TestNoScore:
    """What is still to give, was spoiled, is off its scale, or begins nowhere is said."""

    @pytest.mark.parametrize(
        ("points", "age", "code", "item"),
        [
            ("11.......", 60, "M43", "i3"),
            ("110......", 60, "M43", "i4"),
            ("...100...", 80, "M43", "i1"),
            ("...1.1...", 80, "M43", "i5"),  # spoiled: nothing is filled in for it
            (".........", 100, "M43", "i7"),
            ("...117...", 80, "M02", "i6"),
            ("...110..7", 80, "M02", "i9"),
            ("111111111", None, "M44", None),
        ],
    )
    def test_the_reason(self, points: str, age: int | None, code: str, item: str | None) -> None:
        score = scored(points, age)
        assert score.raw is None
        assert score.reason is not None
        assert (f"PRD-{code}", item) == (score.reason.code, dict(score.reason.args).get("item"))


class TestWords:
    """The steps say at which kind of end the test stopped."""

    @pytest.mark.parametrize(
        ("points", "nl", "en"),
        [
            (
                "100......",
                "gestopt na een blok met te weinig punten om verder te gaan",
                "stopped after a set with too few points to go on",
            ),
            ("111111000", "tot het laatste blok afgenomen", "given up to the last set"),
        ],
    )
    def test_where_it_stopped(self, points: str, nl: str, en: str) -> None:
        score = scored(points, 60)
        assert nl in why(score, KEY.instrument, lang="nl")
        assert en in why(score, KEY.instrument, lang="en")
