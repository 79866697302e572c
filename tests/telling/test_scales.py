"""What a rule makes of a value from low to high, and the worked cases on it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.language import evaluate
from prodia.telling.scales import Zone, scale_blocks, scales, tried_on
from tests.shipped import CATALOGUE

READING = "lezen-spellen@2.0.0"
PLAN = CATALOGUE.plan(READING)
EVERY = [
    (plan, name)
    for r in CATALOGUE.references()
    for plan in [CATALOGUE.plan(r)]
    for name in plan.criteria
    if scales(plan, name)
]


class TestZones:
    @pytest.mark.parametrize(
        ("zone", "nl", "en"),
        [
            (Zone("met", None, 10.0, False, True), "hoogstens 10", "at most 10"),
            (Zone("met", None, 10.0, False, False), "onder 10", "below 10"),
            (Zone("judgement", 10.0, 15.0, False, True), "boven 10, hoogstens 15", "above 10, at most 15"),
            (
                Zone("judgement", 10.0, 15.5, True, False),
                "minstens 10, onder 15,5",
                "at least 10, below 15.5",
            ),
            (Zone("met", 3.0, 3.0, True, True), "precies 3", "exactly 3"),
        ],
    )
    def test_in_words(self, zone: Zone, nl: str, en: str) -> None:
        assert (nl, en) == (zone.words("nl"), zone.words("en"))

    def test_of_two_versions(self) -> None:
        """On which side 10 lies is what differs."""
        found = [
            [
                (z.verdict, z.words("nl"))
                for z in scales(CATALOGUE.plan(f"lezen-spellen@{v}"), "ernst")[0].zones
            ]
            for v in ("1.0.0", "2.0.0")
        ]
        above = ("not met", "boven 15")
        assert [("met", "onder 10"), ("judgement", "minstens 10, hoogstens 15"), above] == found[0]
        assert [("met", "hoogstens 10"), ("judgement", "boven 10, hoogstens 15"), above] == found[1]

    @given(st.integers(0, len(EVERY) - 1), st.integers(-2000, 7000).map(lambda tenths: tenths / 10))
    def test_each_value_lies_in_one_zone_with_the_verdict_of_the_rule(self, of: int, value: float) -> None:
        plan, name = EVERY[of]
        criterion = plan.criteria[name]
        for scale in scales(plan, name):
            (zone,) = [one for one in scale.zones if one.holds(value)]
            for option in scale.options or ("",):
                met, judge = (
                    part[option] if isinstance(part, dict) else part
                    for part in (criterion.met, criterion.judge)
                )
                said = "met" if evaluate(met.tree, {scale.name: value}) is True else "not met"
                if said == "not met" and judge and evaluate(judge.tree, {scale.name: value}) is True:
                    said = "judgement"
                assert said == zone.verdict

    def test_a_rule_that_reads_more_has_none(self) -> None:
        assert () == scales(PLAN, "hulp_duur")


class TestCases:
    CASES = tuple(CATALOGUE.cases(READING).values())

    def test_those_around_the_edge(self) -> None:
        found = tried_on(PLAN, "ernst", scales(PLAN, "ernst")[0], self.CASES)
        assert [(9.9, "met"), (10.0, "met"), (10.1, "judgement"), (12.0, "judgement"), (15.0, "judgement"),
                (15.1, "not met")] == [(one.value, one.zone.verdict) for one in found]  # fmt: skip
        assert ("dyslexie", "dyslexie") == found[1].proposed

    def test_the_picture_says_what_the_table_says(self) -> None:
        picture, table = scale_blocks(PLAN, "ernst", self.CASES, "nl")
        assert all(str(cell) in picture.drawn for row in picture.told.rows for cell in row[:1])
        assert [row[0] for row in table.rows] == re.findall(
            r'font-weight="bold">([0-9,]+)</text>', picture.drawn
        )
