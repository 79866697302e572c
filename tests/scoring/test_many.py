"""Many people at once get the scores that each of them gets alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.person import People, Person
from prodia.scoring.score import Score
from tests.examples import examples
from tests.scoring.made import columns_of, forms, instrument, instruments, norms_for, people_of, persons


@st.composite
def groups(draw: Any) -> tuple[ScoringKey, list[dict[str, float | None]], list[Person]]:
    """A key with or without norms, and some people with their answers."""
    made = draw(instruments())
    norms = draw(norms_for(made))
    some = draw(st.lists(st.tuples(forms(made), persons()), min_size=1, max_size=12))
    return ScoringKey.of(made, *([norms] if norms else [])), [a for a, _ in some], [p for _, p in some]


def alone(score: Score) -> Score:
    """A record without what only one person has: age and day."""
    return replace(score, age=None, measured=None)


class TestColumns:
    """A row of the columns is what the person alone gets: record, raw, normed, zone, rule."""

    @settings(max_examples=examples(100))
    @given(groups())
    def test_each_row(self, group: tuple[ScoringKey, list[dict[str, float | None]], list[Person]]) -> None:
        key, answers, some = group
        found = score_columns(key, columns_of(key.instrument, answers), people_of(some))
        for row, (form, person) in enumerate(zip(answers, some, strict=True)):
            scores = key.score(form, person)
            for scale in scores:
                expected = alone(scores[scale])
                assert expected == found[scale].record(row)
                assert (expected.raw is None) == bool(np.isnan(found[scale].raw[row]))
                assert expected.raw is None or expected.raw == found[scale].raw[row]
                for normed in expected.normed:
                    assert normed.value == found[scale].on(normed.scale)[row]
            for rule, truth in scores.rules.items():
                assert truth is found.rule(rule, row)
            for flag, truth in scores.flags.items():
                assert truth is found.flag(flag, row)

    @given(groups(), st.randoms(use_true_random=False))
    def test_order_and_pieces_do_not_matter(
        self, group: tuple[ScoringKey, list[dict[str, float | None]], list[Person]], dice: Any
    ) -> None:
        key, answers, some = group
        order = list(range(len(some)))
        dice.shuffle(order)
        whole = score_columns(key, columns_of(key.instrument, answers), people_of(some))
        turned = score_columns(
            ScoringKey.of(key.instrument, *key.norms),
            columns_of(key.instrument, [answers[i] for i in order]),
            people_of([some[i] for i in order]),
        )
        for scale in whole:
            expected = [whole[scale].record(i) for i in order]
            assert expected == [turned[scale].record(row) for row in range(len(order))]

    def test_nobody(self) -> None:
        made = instrument({"q1..q3": {"answers": "0..2"}}, {"s": _sum("q1..q3")})
        found = score_columns(ScoringKey.of(made), {}, People(0))
        assert 0 == len(found["s"].raw)

    def test_a_column_of_another_length_is_refused(self) -> None:
        made = instrument({"q1..q3": {"answers": "0..2"}}, {"s": _sum("q1..q3")})
        with pytest.raises(ValueError, match="q1"):
            score_columns(ScoringKey.of(made), {"q1": AnswerColumn(np.zeros(2))}, People(3))

    def test_a_column_of_no_item_is_refused(self) -> None:
        made = instrument({"q1..q3": {"answers": "0..2"}}, {"s": _sum("q1..q3")})
        with pytest.raises(KeyError, match="q_2"):
            score_columns(ScoringKey.of(made), {"q_2": AnswerColumn(np.zeros(2))}, People(2))


def _sum(*items: str) -> dict[str, Any]:
    return {"title": "s", "items": list(items), "score": "sum", "missing": {"rule": "refuse"}}


class TestAnswerColumns:
    """The kind of number a column is of does not matter, nor how its file says that an answer is empty."""

    @given(st.lists(st.sampled_from([0, 1, 2, None, 7]), min_size=1, max_size=40))
    def test_every_kind(self, values: list[int | None]) -> None:
        made = instrument({"q1..q2": {"answers": "0..2"}}, {"s": _sum("q1..q2")})
        key, people = ScoringKey.of(made), People(len(values))
        empty = np.array([v is None for v in values])
        sentinel = {-1: np.int8, -9: np.int16, 99: np.int64}
        columns = [AnswerColumn(np.array([np.nan if v is None else v for v in values]))]
        columns += [
            AnswerColumn(np.array([mark if v is None else v for v in values], dtype=kind), mark)
            for mark, kind in sentinel.items()
        ]
        columns += [
            AnswerColumn(np.array([0 if v is None else v for v in values], dtype=kind), empty)
            for kind in (np.uint8, np.int32, np.float32)
        ]
        ones = AnswerColumn(np.ones(len(values), dtype=np.int8))
        first, *others = (score_columns(key, {"q1": one, "q2": ones}, people)["s"] for one in columns)
        for other in others:
            assert [first.record(i) for i in range(len(values))] == [
                other.record(i) for i in range(len(values))
            ]

    @pytest.mark.parametrize("values", [np.array(["1"]), np.array([True]), np.array([None]), np.array([1j])])
    def test_what_is_no_number_is_refused(self, values: Any) -> None:
        with pytest.raises(TypeError):
            AnswerColumn(values)

    def test_a_table_is_no_column(self) -> None:
        with pytest.raises(ValueError, match="dimension"):
            AnswerColumn(np.zeros((2, 2)))
