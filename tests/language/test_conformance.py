"""Conformance to the scalar part of FEEL, measured with the DMN TCK."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from prodia.site.reference import group
from tests.language.feel import OUTSIDE, SUMMARY, answered, outside, summary, vectors


class TestTheTck:
    """Every TCK result is given by both faces, or its id is listed with a reason."""

    def test_what_is_not_listed_is_answered_by_both_faces(self, shared: Path) -> None:
        listed = outside()
        wrong = {v.id: why for v in vectors(shared) if v.id not in listed and (why := answered(v))}
        assert {} == wrong

    def test_no_listed_id_is_answered_after_all_or_unknown(self, shared: Path) -> None:
        known = {v.id: v for v in vectors(shared)}
        stale = [id for id in outside() if id not in known or not answered(known[id])]
        assert [] == stale

    def test_the_printed_counts_are_what_is_counted_now(self, shared: Path) -> None:
        """Else: ``python -m tests.language.feel ../shared``."""
        assert summary(shared) == json.loads(SUMMARY.read_text("utf-8"))

    def test_the_printed_counts_and_the_listed_ids_are_all_results(self, shared: Path) -> None:
        total = Counter(group(v.id) for v in vectors(shared))
        kept = Counter(json.loads(SUMMARY.read_text("utf-8")))
        assert total == kept + Counter(group(id) for id in outside())

    def test_every_result_of_level_2_is_inside(self, shared: Path) -> None:
        assert [] == [id for id in outside() if id.startswith("L2/")]
        assert 69 == sum(v.level == 2 for v in vectors(shared))

    def test_every_reason_is_a_sentence_and_no_id_stands_twice(self, shared: Path) -> None:
        assert all(len(reason) > 40 and reason.endswith(".") for reason in outside().values())
        assert 846 == sum(1 for _ in vectors(shared))
        text = OUTSIDE.read_text("utf-8")
        assert all(len(one["nl"]) > 40 and one["nl"].endswith(".") for one in json.loads(text))
        assert text.count('"L3/') == len(outside())
