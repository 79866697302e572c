"""Raw scores: keyed by item id, one named rule for empty items, the same for one person and for many."""

from __future__ import annotations

import math
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodia.scoring import raw
from prodia.scoring.missing import MissingRule, RuleName
from prodia.scoring.normal import rounded
from prodia.scoring.raw import Key

ITEMS = [f"q{n}" for n in range(1, 9)]
NAMES: tuple[Any, ...] = get_args(RuleName)


@st.composite
def keys(draw: st.DrawFn) -> dict[str, Key]:
    items = draw(st.lists(st.sampled_from(ITEMS), min_size=1, unique=True))
    weights = st.sampled_from([1.0, 1.0, 0.5, 0.1, 3.0])
    recoded = st.sampled_from([(), (), ((0, 0), (1, 1), (2, 3), (3, 3)), ((0, 0.0), (3, 2.5))])
    return {i: Key(0, 3, draw(st.booleans()), draw(recoded), draw(weights)) for i in items}


@st.composite
def rules(draw: st.DrawFn, name: Any = None) -> MissingRule:
    name = name or draw(st.sampled_from(NAMES))
    if name in ("refuse", "half_rule"):
        return MissingRule(name)
    count = draw(st.integers(0, 8))
    if name == "zero_if_at_most_m":
        return MissingRule(name, most_missing=count)
    which = draw(st.sampled_from(["least_answered", "most_missing", "most_fraction"]))
    return MissingRule(name, **{which: count / 8 if which == "most_fraction" else count})


answers = st.none() | st.integers(0, 3)
people = st.lists(st.fixed_dictionaries({i: answers | st.just(7) for i in ITEMS}), min_size=1, max_size=6)


def bits(x: float | None) -> str:
    return "none" if x is None or math.isnan(x) else float(x).hex()


class TestOneAndMany:
    """One person and a million people give the same numbers, bit for bit, and the same reasons."""

    @given(people, keys(), rules())
    def test_same(self, rows: list[dict[str, Any]], key: dict[str, Key], rule: MissingRule) -> None:
        columns = {i: np.array([np.nan if r[i] is None else r[i] for r in rows], float) for i in ITEMS}
        many = raw.add_columns(columns, key, rule)
        one = [raw.add(row, key, rule) for row in rows]
        assert [bits(s.value) for s in one] == [bits(x) for x in many.value]
        assert [bits(s.unrounded) for s in one] == [bits(x) for x in many.unrounded]
        assert [s.answered for s in one] == many.answered.tolist()
        assert [s.reason.code if s.reason else "" for s in one] == [raw.REASONS[r] for r in many.reason]

    @given(people, keys(), rules(), st.integers(0, 6))
    def test_chunks(
        self, rows: list[dict[str, Any]], key: dict[str, Key], rule: MissingRule, at: int
    ) -> None:
        columns = {i: np.array([np.nan if r[i] is None else r[i] for r in rows], float) for i in ITEMS}
        whole = raw.add_columns(columns, key, rule).value
        parts = [
            raw.add_columns({i: c[part] for i, c in columns.items()}, key, rule).value
            for part in (slice(0, at), slice(at, None))
        ]
        assert [bits(x) for x in whole] == [bits(x) for x in np.concatenate(parts)]


class TestOrder:
    """The order in which answers or keys are written changes nothing, not the last bit."""

    @given(st.fixed_dictionaries(dict.fromkeys(ITEMS, answers)), keys(), rules(), st.randoms())
    def test_irrelevant(self, given_: dict[str, Any], key: dict[str, Key], rule: MissingRule, r: Any) -> None:
        names, order = list(given_), list(key)
        r.shuffle(names)
        r.shuffle(order)
        other = raw.add({n: given_[n] for n in names}, {n: key[n] for n in order}, rule)
        assert raw.add(given_, key, rule) == other


class TestRemovingAnAnswer:
    """Removing an answer never adds certainty. What is off the answer scale is no answer."""

    @given(st.fixed_dictionaries(dict.fromkeys(ITEMS, answers)), keys(), rules(), st.sampled_from(ITEMS))
    def test_no_score_stays_none(
        self, given_: dict[str, Any], key: dict[str, Key], rule: MissingRule, gone: str
    ) -> None:
        before, after = raw.add(given_, key, rule), raw.add({**given_, gone: None}, key, rule)
        assert after.answered <= before.answered
        if before.reason is not None and "PRD-M01" == before.reason.code:
            assert after.value is None

    @given(st.dictionaries(st.sampled_from(ITEMS), answers), st.integers(0, 8), st.sampled_from(ITEMS))
    def test_a_count_only_widens(self, points: dict[str, Any], n: int, gone: str) -> None:
        before = raw.count(points, least=2)
        after = raw.count({**points, gone: None} if gone in points else points, least=2)
        assert after.met <= before.met <= before.possible <= after.possible
        assert after.at_least(n) in (before.at_least(n), None)


class TestTheSevenRules:
    """Each name has one formula, one rounding, and says how it was made."""

    # a 4 of 5 answered (sum 6), limits allowing it; then value, unrounded, rounding
    @pytest.mark.parametrize(
        ("rule", "value", "unrounded", "rounding"),
        [
            (MissingRule("refuse"), None, None, "none"),
            (MissingRule("zero_if_at_most_m", most_missing=1), 6.0, 6.0, "none"),
            (MissingRule("prorate_sum", least_answered=3), 7.5, 7.5, "none"),
            (MissingRule("prorate_half_up", least_answered=3), 8.0, 7.5, "half up"),
            (MissingRule("rounded_person_mean", most_missing=1), 8.0, 7.5, "half even"),
            (MissingRule("mean_available", most_fraction=0.2), 1.5, 1.5, "none"),
            (MissingRule("half_rule"), 1.5, 1.5, "none"),
        ],
        ids=lambda x: x.name if isinstance(x, MissingRule) else "",
    )
    def test_table(self, rule: MissingRule, value: Any, unrounded: Any, rounding: str) -> None:
        key = {f"q{n}": Key(0, 3) for n in range(1, 6)}
        found = raw.add({"q1": 1, "q2": 2, "q3": 3, "q4": 0, "q5": None}, key, rule)
        assert (value, unrounded, rounding) == (found.value, found.unrounded, found.rounding)
        assert (5, 4, 1, rule.name) == (found.items, found.answered, found.missing, found.method)
        assert (value is None) == (found.reason is not None)

    def test_half_up_is_not_half_even(self) -> None:
        key = {f"q{n}": Key(0, 2) for n in range(1, 6)}
        rule = MissingRule("prorate_half_up", least_answered=3)
        assert 3.0 == raw.add({"q1": 1, "q2": 0, "q4": 1, "q5": 0}, key, rule).value

    @example(14, 7, 17)  # the mean times the number of items falls just short of a half here
    @given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 180))
    def test_prorating_rounds_as_exact_arithmetic(self, answered: int, more: int, total: int) -> None:
        items = answered + more
        rule = MissingRule("prorate_half_up", least_answered=1)
        exact = (2 * total * items + answered) // (2 * answered)
        assert float(exact) == raw.of_sum(float(total), answered, items, rule).value

    @pytest.mark.parametrize(
        "limits",
        [
            {"name": "prorate_sum"},
            {"name": "prorate_sum", "least_answered": 1, "most_missing": 1},
            {"name": "refuse", "most_missing": 1},
            {"name": "zero_if_at_most_m", "least_answered": 1},
            {"name": "mean_available", "most_fraction": 1.5},
            {"name": "mean_available", "most_missing": -1},
            {"name": "sum_available", "least_answered": 1},
        ],
        ids=str,
    )
    def test_there_is_no_default_and_no_eighth(self, limits: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=r"limit|seven|how many"):
            MissingRule(**limits)

    @given(rules(), st.integers(1, 40))
    def test_the_limit_is_a_threshold(self, rule: MissingRule, items: int) -> None:
        allowed = [rule.allows(n, items) for n in range(items + 1)]
        assert allowed == sorted(allowed)
        assert rule.name == "zero_if_at_most_m" or not allowed[0]


class TestAnswers:
    """What is not on the answer scale is never guessed, and never zero."""

    @pytest.mark.parametrize("answer", [-1, 3, math.inf])
    def test_off_the_scale(self, answer: float) -> None:
        found = raw.add({"a": answer, "b": 1}, {"a": Key(0, 2), "b": Key(0, 2)}, MissingRule("half_rule"))
        assert found.value is None
        assert found.reason is not None
        assert "PRD-M02" == found.reason.code
        assert "«a»" in found.reason.message("nl")

    def test_off_the_map(self) -> None:
        key = {"a": Key(0, 5, recode=((0, 0), (1, 1), (2, 3), (3, 5)))}
        assert 3.0 == raw.add({"a": 2}, key, MissingRule("refuse")).value
        assert raw.add({"a": 4}, key, MissingRule("refuse")).value is None

    def test_nan_is_empty(self) -> None:
        assert 0 == raw.add({"a": math.nan}, {"a": Key(0, 2)}, MissingRule("refuse")).answered

    @given(st.integers(0, 3))
    def test_reverse_twice(self, x: int) -> None:
        assert x == raw.reverse(raw.reverse(x, 0, 3), 0, 3)

    def test_pomp(self) -> None:
        assert [0.0, 50.0, 100.0] == raw.pomp(np.array([1.0, 3.0, 5.0]), 1, 5).tolist()


class TestRounding:
    """A rounding is named, and is the same on one number and on many."""

    @pytest.mark.parametrize(
        ("how", "expected"),
        [("half up", [3, -2, 2]), ("half even", [2, -2, 2]), ("down", [2, -3, 1]), ("up", [3, -2, 2])],
    )
    def test_table(self, how: Any, expected: list[float]) -> None:
        x = np.array([2.5, -2.5, 1.7])
        assert expected == rounded(x, how).tolist() == [rounded(v, how) for v in x.tolist()]

    @given(
        st.floats(-1e12, 1e12) | st.sampled_from([-0.0, 0.5, -0.5, -0.3, math.inf, 1e300]), st.integers(0, 3)
    )
    @pytest.mark.parametrize("how", ["half up", "half even", "down", "up"])
    def test_one_is_as_many_to_the_last_bit(self, how: Any, x: float, decimals: int) -> None:
        assert (
            rounded(np.array([x]), how, decimals).tobytes() == np.array([rounded(x, how, decimals)]).tobytes()
        )
