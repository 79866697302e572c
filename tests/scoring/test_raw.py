"""Raw scores: keyed by item id, one named rule for empty items."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prodia.checks.instruments import scale_faults
from prodia.model.instrument import MissingAnswers, RuleName
from prodia.problems import Problem
from prodia.problems.instruments import RULE_LIMIT
from prodia.scoring.normal import rounded
from prodia.scoring.raw import RawScore, ScaleKey, least, of_sum, pomp, scale_key
from tests.scoring.made import instrument

ITEMS = [f"q{n}" for n in range(1, 9)]
NAMES: tuple[Any, ...] = get_args(RuleName)
LIMITED = ["least_answered", "most_missing", "most_fraction"]


@st.composite
def rules(draw: st.DrawFn, name: Any = None) -> MissingAnswers:
    name = name or draw(st.sampled_from(NAMES))
    if name in ("refuse", "half_rule"):
        return MissingAnswers(rule=name)
    count = draw(st.integers(0, 8))
    if name == "zero_if_at_most_m":
        return MissingAnswers(rule=name, most_missing=count)
    which = draw(st.sampled_from(LIMITED))
    return MissingAnswers(rule=name, **{which: count / 8 if which == "most_fraction" else count})


@st.composite
def keys(draw: st.DrawFn) -> ScaleKey:
    """A scale of some items, reversed, recoded and weighted; its rule made for it."""
    mine = draw(st.lists(st.sampled_from(ITEMS), min_size=1, unique=True))
    ways = st.sampled_from([{}, {}, {"points": [0.0, 1.0, 3.0, 3.0]}, {"points": [0.0, 2.5, 0.1, 0.3]}])
    made = instrument(
        {item: {"answers": [0.0, 1.0, 2.0, 3.0], **draw(ways)} for item in ITEMS},
        {
            "s": {
                "title": "s",
                "items": mine,
                "score": "sum",
                "missing": {"rule": "refuse"},
                "weights": {mine[0]: draw(st.sampled_from([1.0, 0.5, 0.1, 3.0]))},
            }
        },
        reverse=draw(st.lists(st.sampled_from(ITEMS), unique=True)),
    )
    return replace(scale_key(made, "s"), rule=draw(rules()))


def scored(key: ScaleKey, answers: dict[str, Any]) -> RawScore:
    found = key.total(answers)
    return key.refused(0, found) if isinstance(found, Problem) else key.score(*found)


def plain(many: int, rule: MissingAnswers, highest: int = 3) -> ScaleKey:
    """A sum of so many items, with a rule."""
    items = {f"q{n}": {"answers": f"0..{highest}"} for n in range(1, many + 1)}
    scale = {"title": "s", "items": [*items], "score": "sum", "missing": {"rule": "refuse"}}
    return replace(scale_key(instrument(items, {"s": scale}), "s"), rule=rule)


answers = st.none() | st.sampled_from([0.0, 1.0, 2.0, 3.0])


class TestOrder:
    """The order in which answers are written changes nothing, not the last bit."""

    @given(st.fixed_dictionaries(dict.fromkeys(ITEMS, answers)), keys(), st.randoms())
    def test_irrelevant(self, given_: dict[str, Any], key: ScaleKey, r: Any) -> None:
        names = list(given_)
        r.shuffle(names)
        assert scored(key, given_) == scored(key, {n: given_[n] for n in names})

    @given(st.fixed_dictionaries(dict.fromkeys(ITEMS, answers)), st.permutations(ITEMS))
    def test_of_the_items(self, given_: dict[str, Any], order: list[str]) -> None:
        def total(items: list[str]) -> Any:
            weights = {item: 0.1 * n for n, item in enumerate(ITEMS, 1)}
            scale = {"title": "s", "items": items, "score": "sum", "missing": {"rule": "refuse"}}
            made = instrument({i: {"answers": "0..3"} for i in items}, {"s": scale | {"weights": weights}})
            return scale_key(made, "s").total(given_)

        assert total(ITEMS) == total(order)


class TestRemovingAnAnswer:
    """Removing an answer never adds certainty. What is off the answer scale is no answer."""

    @given(st.fixed_dictionaries(dict.fromkeys(ITEMS, answers)), keys(), st.sampled_from(ITEMS))
    def test_no_score_stays_none(self, given_: dict[str, Any], key: ScaleKey, gone: str) -> None:
        before, after = scored(key, given_), scored(key, {**given_, gone: None})
        assert after.answered <= before.answered
        if before.reason is not None and "PRD-M01" == before.reason.code:
            assert after.value is None


class TestTheSevenRules:
    """Each name has one formula, one rounding, and says how it was made."""

    # a 4 of 5 answered (sum 6), limits allowing it; then value, unrounded, rounding
    @pytest.mark.parametrize(
        ("rule", "value", "unrounded", "rounding"),
        [
            (MissingAnswers(rule="refuse"), None, None, "none"),
            (MissingAnswers(rule="zero_if_at_most_m", most_missing=1), 6.0, 6.0, "none"),
            (MissingAnswers(rule="prorate_sum", least_answered=3), 7.5, 7.5, "none"),
            (MissingAnswers(rule="prorate_half_up", least_answered=3), 8.0, 7.5, "half up"),
            (MissingAnswers(rule="rounded_person_mean", most_missing=1), 8.0, 7.5, "half even"),
            (MissingAnswers(rule="mean_available", most_fraction=0.2), 1.5, 1.5, "none"),
            (MissingAnswers(rule="half_rule"), 1.5, 1.5, "none"),
        ],
        ids=lambda x: x.rule if isinstance(x, MissingAnswers) else "",
    )
    def test_table(self, rule: MissingAnswers, value: Any, unrounded: Any, rounding: str) -> None:
        found = scored(plain(5, rule), {"q1": 1, "q2": 2, "q3": 3, "q4": 0, "q5": None})
        assert (value, unrounded, rounding) == (found.value, found.unrounded, found.rounding)
        assert (5, 4, 1, rule.rule) == (found.items, found.answered, found.missing, found.method)
        assert (value is None) == (found.reason is not None)

    def test_half_up_is_not_half_even(self) -> None:
        rule = MissingAnswers(rule="prorate_half_up", least_answered=3)
        assert 3.0 == scored(plain(5, rule, 2), {"q1": 1, "q2": 0, "q4": 1, "q5": 0}).value

    @example(14, 7, 17)  # the mean times the number of items falls just short of a half here
    @given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 180))
    def test_prorating_rounds_as_exact_arithmetic(self, answered: int, more: int, total: int) -> None:
        items = answered + more
        rule = MissingAnswers(rule="prorate_half_up", least_answered=1)
        exact = (2 * total * items + answered) // (2 * answered)
        assert float(exact) == of_sum(float(total), answered, items, rule).value

    @pytest.mark.parametrize(
        "limits",
        [
            {"rule": "prorate_sum"},
            {"rule": "prorate_sum", "least_answered": 1, "most_missing": 1},
            {"rule": "refuse", "most_missing": 1},
            {"rule": "zero_if_at_most_m", "least_answered": 1},
        ],
        ids=str,
    )
    def test_there_is_no_default(self, limits: dict[str, Any]) -> None:
        made = instrument(
            {"q1..q2": {"answers": "0..3"}},
            {"s": {"title": "s", "items": ["q1..q2"], "score": "sum", "missing": {"rule": "refuse"}}},
        )
        scale = made.scales["s"].model_copy(update={"missing": MissingAnswers(**limits)})
        assert [RULE_LIMIT] == [fault.kind for fault in scale_faults(made.every_item, "s", scale)]

    @pytest.mark.parametrize(
        "limits",
        [
            {"rule": "mean_available", "most_fraction": 1.5},
            {"rule": "mean_available", "most_missing": -1},
            {"rule": "sum_available", "least_answered": 1},
        ],
        ids=str,
    )
    def test_there_is_no_eighth(self, limits: dict[str, Any]) -> None:
        with pytest.raises(ValueError, match=next(reversed(limits)) if limits["rule"] in NAMES else "rule"):
            MissingAnswers(**limits)

    # how many of so many items must be answered, by hand
    @pytest.mark.parametrize(
        ("rule", "expected"),
        [
            (MissingAnswers(rule="refuse"), {1: 1, 2: 2, 5: 5}),
            (MissingAnswers(rule="half_rule"), {1: 1, 2: 1, 3: 2, 4: 2, 5: 3, 6: 3, 7: 4, 20: 10}),
            (MissingAnswers(rule="zero_if_at_most_m", most_missing=3), {1: 0, 3: 0, 4: 1, 17: 14}),
            (MissingAnswers(rule="prorate_sum", least_answered=0), {1: 1, 5: 1}),
            (MissingAnswers(rule="prorate_sum", least_answered=3), {1: 3, 5: 3}),
            (MissingAnswers(rule="mean_available", most_missing=1), {1: 1, 2: 1, 5: 4}),
            (MissingAnswers(rule="mean_available", most_fraction=0.0), {1: 1, 5: 5}),
            (
                MissingAnswers(rule="mean_available", most_fraction=0.2),
                {1: 1, 4: 4, 5: 4, 9: 8, 10: 8, 11: 9},
            ),
            (MissingAnswers(rule="mean_available", most_fraction=0.5), {1: 1, 2: 1, 3: 2, 4: 2}),
            (MissingAnswers(rule="mean_available", most_fraction=1.0), {1: 1, 8: 1}),
        ],
        ids=str,
    )
    def test_how_many_must_be_answered(self, rule: MissingAnswers, expected: dict[int, int]) -> None:
        assert expected == {items: least(rule, items) for items in expected}
        for items, wanted in expected.items():
            found = [of_sum(1.0, n, items, rule).reason is None for n in range(1, items + 1)]
            assert [n >= wanted for n in range(1, items + 1)] == found

    def test_more_answers_than_items(self) -> None:
        for answered in (-1, 4):
            with pytest.raises(ValueError, match="than there are"):
                of_sum(1.0, answered, 3, MissingAnswers(rule="half_rule"))
        assert 1.0 == of_sum(3.0, 3, 3, MissingAnswers(rule="half_rule")).value
        assert 0.0 == of_sum(0.0, 0, 3, MissingAnswers(rule="zero_if_at_most_m", most_missing=3)).value

    def test_a_limit_of_one_part(self) -> None:
        assert 1.0 == MissingAnswers(rule="prorate_sum", most_fraction=1.0).most_fraction
        assert 0 == MissingAnswers(rule="prorate_sum", most_missing=0).most_missing

    @given(rules(), st.integers(1, 40))
    def test_the_limit_is_a_threshold(self, rule: MissingAnswers, items: int) -> None:
        allowed = [of_sum(0.0, n, items, rule).reason is None for n in range(items + 1)]
        assert allowed == sorted(allowed)
        assert rule.rule == "zero_if_at_most_m" or not allowed[0]


class TestAnswers:
    """What is not on the answer scale is never guessed, and never zero."""

    @pytest.mark.parametrize("answer", [-1, 4, 0.5, math.inf, True, False])
    def test_off_the_scale(self, answer: float) -> None:
        found = scored(plain(2, MissingAnswers(rule="half_rule")), {"q1": answer, "q2": 1})
        assert found.value is None
        assert found.reason is not None
        assert "PRD-M02" == found.reason.code
        assert "«q1»" in found.reason.message("nl")

    def test_nan_is_empty(self) -> None:
        assert (0, 0.0) == plain(1, MissingAnswers(rule="refuse")).total({"q1": math.nan})

    def test_pomp(self) -> None:
        assert [0.0, 50.0, 100.0] == pomp(np.array([1.0, 3.0, 5.0]), 1, 5).tolist()


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
