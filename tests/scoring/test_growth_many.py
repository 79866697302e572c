"""Many children against growth norms get what each of them gets alone: numbers, reasons and warnings."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.batch.frames import outcome, reason, warnings
from prodia.model.norms import GrowthNorms
from prodia.problems.norms import NO_CURVE
from prodia.problems.scores import NOT_COMPUTED
from prodia.scoring import growth
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.norms import NormSet, norm_set
from prodia.scoring.person import Person
from tests.examples import examples
from tests.scoring.made import columns_of, instrument, people_of, persons
from tests.shipped import CATALOGUE

DECLARED, ROWS = CATALOGUE.norm_rows("cdc2000")
assert isinstance(ROWS, GrowthNorms)
NORMS = [norm_set(DECLARED, ROWS, method=method) for method in (None, *growth.methods(ROWS))]
MEASURES = st.one_of(
    st.none(), st.sampled_from([0.0, 1.21, 20.0, 400.0, 1e9]), st.floats(0.25, 260), st.integers(2, 40)
)


def _key(how: str, rule: dict[str, Any], most_empty: int | None, norms: NormSet = NORMS[0]) -> ScoringKey:
    """A measure, one with an answer beside it, and one that is worked out where that can be; an age span."""
    made = instrument(
        {
            "cm": {"type": "number 20..250"},
            "kg": {"type": "number 0.5..300"},
            "more": {"answers": [0, 1, 2.5], "points": [0, 1, 3]},
        },
        {
            "height": {"title": "cm", "items": ["cm"], "score": "sum", "missing": {"rule": "refuse"}},
            "weight": {"title": "kg", "items": ["kg", "more"], "score": how, "missing": rule},
            "bmi": {"title": "bmi", "is": "weight / (height - 20)"},
        },
        ages="30..150",
        most_empty=most_empty,
    )
    return ScoringKey.of(made, norms)


KEYS = st.builds(
    _key,
    st.sampled_from(["sum", "highest"]),
    st.just({"rule": "refuse"}),
    st.sampled_from([None, 0, 1]),
    st.sampled_from(NORMS),
) | st.builds(
    _key, st.just("sum"), st.just({"rule": "prorate_sum", "most_missing": 1}), st.sampled_from([None, 1])
)
ANSWERS = st.fixed_dictionaries(
    {"cm": MEASURES, "kg": MEASURES, "more": st.sampled_from([None, 0.0, 1.0, 2.5, 2.0])}
)
GROUPS = st.lists(st.tuples(ANSWERS, persons()), min_size=1, max_size=12)


class TestEveryRow:
    """A row of the columns is what the child alone gets."""

    @settings(max_examples=examples(100))
    @given(KEYS, GROUPS)
    def test_it_is_the_child_alone(self, key: ScoringKey, group: list[tuple[Any, Person]]) -> None:
        answers, some = zip(*group, strict=True)
        found = score_columns(key, columns_of(key.instrument, list(answers)), people_of(list(some)))
        told = outcome(key, found)
        for row, (form, person) in enumerate(group):
            for id, alone in key.score(form, person).scores.items():
                record = found[id].record(row)
                assert (alone.raw, alone.normed, alone.reason) == (record.raw, record.normed, record.reason)
                assert (alone.norm_reason, alone.warnings) == (record.norm_reason, record.warnings)
                assert alone.formula == record.formula
                for name in ("raw", "z", "percentile"):
                    expected, got = alone.on(name), float(found[id].on(name)[row])
                    assert (got != got) if expected is None else expected == got
                assert reason(alone) == told[f"{id}.reason"][row]
                assert warnings(alone) == told[f"{id}.warnings"][row]

    @given(KEYS, GROUPS)
    def test_the_kinds_are_few(self, key: ScoringKey, group: list[tuple[Any, Person]]) -> None:
        """The same children four times over are no more kinds of row."""
        answers, some = zip(*group, strict=True)
        once, often = (
            score_columns(key, columns_of(key.instrument, list(answers) * n), people_of(list(some) * n))
            for n in (1, 4)
        )
        for id in once:
            assert len(once[id].records) == len(often[id].records)
            assert np.array_equal(np.tile(once[id].on("z"), 4), often[id].on("z"), equal_nan=True)

    def test_no_score_and_no_norms_are_told_apart(self) -> None:
        """Of nobody a sex is known: the first has no index, the second has one and no curve for it."""
        key = _key("sum", {"rule": "refuse"}, None)
        answers = columns_of(key.instrument, [{"cm": cm, "kg": 30.0, "more": 0.0} for cm in (20.0, 120.0)])
        told = outcome(key, score_columns(key, answers, people_of([Person(age_months=84.5)] * 2)))
        assert [f"PRD-{kind.code}" for kind in (NOT_COMPUTED, NO_CURVE)] == list(told["bmi.reason"])


class TestNobody:
    """No rows are no scores."""

    def test_it(self) -> None:
        key = _key("sum", {"rule": "refuse"}, None)
        found = score_columns(key, columns_of(key.instrument, []), people_of([]))
        assert [0, 0, 0] == [len(found[id].raw) for id in found]
