"""Laws of every shipped key: more points never make a lower score, and norms keep the order of raw scores."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prodia.batch.frames import norms_for, scoring_key
from prodia.model.instrument import attainable
from prodia.scoring.key import ScoringKey
from prodia.scoring.person import Person
from tests.examples import examples
from tests.scoring.shipped import keys
from tests.shipped import CATALOGUE

KEYS = keys()
SCORED = sorted(id for id, key in KEYS.items() if key.keyed)


def points_of(key: ScoringKey, scale: str, item: str) -> list[tuple[float, float]]:
    """Answers with what they add, from the least to the most."""
    return sorted(key.keyed[scale].steps[item].items(), key=lambda pair: pair[1])


class TestMorePoints:
    """One item answered with more points, the others alike: the score of the scale is not lower."""

    @pytest.mark.parametrize("id", SCORED)
    @settings(max_examples=examples(30))
    @given(data=st.data())
    def test_never_lower(self, id: str, data: Any) -> None:
        key = KEYS[id]
        scale = data.draw(st.sampled_from(sorted(key.keyed)))
        steps = {item: points_of(key, scale, item) for item in key.keyed[scale].steps}
        if not steps:
            return  # a measured item has no answer scale
        form = {
            i: data.draw(st.one_of(st.none(), st.sampled_from([a for a, _ in s]))) for i, s in steps.items()
        }
        item = data.draw(st.sampled_from(sorted(steps)))
        low, high = sorted(data.draw(st.lists(st.integers(0, len(steps[item]) - 1), min_size=2, max_size=2)))
        less, more = (key.one(scale, {**form, item: steps[item][n][0]}, Person()).raw for n in (low, high))
        assert (less is None) == (more is None)
        assert less is None or more is None or less <= more


class TestNormsKeepTheOrder:
    """Of two raw scores the higher one has no lower T and no lower percentile."""

    @pytest.mark.parametrize("id", ["woordenstroom", "klankspoor"])
    def test_invented_norms(self, id: str) -> None:
        catalogue = CATALOGUE
        key = scoring_key(catalogue, id, norms=norms_for(catalogue, id))
        person = Person(age_months=100, grade="3")
        raws = attainable(key.instrument, "woorden") or ()
        found = [key.state("woorden", 3, raw, person) for raw in raws]
        for name in ("T", "percentile"):
            values = [score.on(name) for score in found]
            assert None not in values
            assert values == sorted(values, key=lambda x: x or 0.0)
