"""Broad abilities of a battery: a total score says no more than what was measured."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodia.psychometrics.coverage import Coverage, CoverageRule, Subtest, coverage, cross_battery
from prodia.words import LANGS

# Eight broad abilities, at least four with fluid and crystallised ones among them (VCLB 2014, an old page;
# which eight is filled in here to have something to test).
EIGHT = ("Gf", "Gc", "Gsm", "Gv", "Ga", "Glr", "Gs", "Gq")
RULE = CoverageRule(EIGHT, ("Gf", "Gc"), 4, True, "S-CHC14", "seen-old")
RANK = {"specific": 0, "limited general": 1, "general": 2}
batteries = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3),
    st.lists(st.sampled_from(EIGHT), max_size=3),
    min_size=1,
    max_size=8,
)


def measuring(*codes: str) -> dict[str, tuple[str, ...]]:
    """One subtest per code."""
    return {f"s{number}": (code,) for number, code in enumerate(codes)}


class TestBreadth:
    """General: four or more with Gf and Gc; limited general: fewer with both; specific: anything else."""

    @pytest.mark.parametrize(
        ("codes", "expected"),
        [
            ("Gf Gc Gv Gs", "general"),
            ("Gf Gc Gv Gs Gq Ga Glr Gsm", "general"),
            ("Gf Gc Gv", "limited general"),
            ("Gf Gc", "limited general"),
            ("Gf Gc Gf Gc Gf", "limited general"),
            ("Gf", "specific"),
            ("Gf Gv Gs Gsm Ga", "specific"),
            ("Gc Gv Gs Gsm", "specific"),
            ("Gv", "specific"),
        ],
    )
    def test_table(self, codes: str, expected: str) -> None:
        assert expected == coverage(measuring(*codes.split()), RULE).breadth

    @given(batteries)
    def test_as_the_sentence_says(self, subtests: dict[str, list[str]]) -> None:
        measured = {code for codes in subtests.values() for code in codes}
        both = {"Gf", "Gc"} <= measured
        expected = "general" if both and len(measured) >= 4 else "limited general" if both else "specific"
        assert expected == coverage(subtests, RULE).breadth

    @given(batteries, st.lists(st.sampled_from(EIGHT), max_size=3))
    def test_a_subtest_more_never_covers_less(self, subtests: dict[str, list[str]], codes: list[str]) -> None:
        before, after = coverage(subtests, RULE), coverage({**subtests, "more": codes}, RULE)
        assert RANK[before.breadth] <= RANK[after.breadth]
        assert set(after.missing) <= set(before.missing)
        assert all(after.counts[code] >= n for code, n in before.counts.items())

    def test_the_figures_are_those_of_the_rule(self) -> None:
        rule = CoverageRule(("A", "B", "C"), ("B",), 2, False, "invented", "unverified")
        assert ["general", "limited general", "specific"] == [
            coverage(measuring(*codes), rule).breadth for codes in ("AB", "B", "AC")
        ]


class TestCounts:
    """Every ability of the rule is covered, by how many subtests, or missing."""

    SUBTESTS = {"matrices": ["Gf"], "words": ["Gc"], "blocks": ["Gv", "Gf", "Gf"], "running": []}  # noqa: RUF012

    def test_counts(self) -> None:
        found = coverage(self.SUBTESTS, RULE)
        assert {"Gf": 2, "Gc": 1, "Gsm": 0, "Gv": 1, "Ga": 0, "Glr": 0, "Gs": 0, "Gq": 0} == found.counts
        assert ("Gc", "Gv") == found.once
        assert ("Gsm", "Ga", "Glr", "Gs", "Gq") == found.missing
        assert (Subtest("matrices", ("Gf",)), Subtest("blocks", ("Gf", "Gv"))) == found.covered[0].subtests

    @given(batteries)
    def test_laws(self, subtests: dict[str, list[str]]) -> None:
        found = coverage(subtests, RULE)
        covered = [one.ability for one in found.covered]
        assert set(EIGHT) == {*covered, *found.missing} and len(EIGHT) == len(covered) + len(found.missing)
        assert sum(len(set(codes)) for codes in subtests.values()) == sum(found.counts.values())
        assert list(found.once) == [code for code, n in found.counts.items() if n == 1]
        other = coverage(dict(reversed(subtests.items())), RULE)
        assert (found.counts, found.reason, found.remarks) == (other.counts, other.reason, other.remarks)


class TestWords:
    """The reason names what is there, what is needed and what lacks, in both languages."""

    @pytest.mark.parametrize(
        ("codes", "nl", "en"),
        [
            (
                "Gf Gc Gv Gs",
                "Algemeen: 4 brede vaardigheden (Gf, Gc, Gv, Gs), minstens 4 nodig, waaronder Gf, Gc.",
                "General: 4 broad abilities (Gf, Gc, Gv, Gs), at least 4 needed, with Gf, Gc among them.",
            ),
            (
                "Gc Gf",
                "Beperkt algemeen: Gf, Gc zijn erbij, maar met 2 brede vaardigheden (Gf, Gc) zijn het er "
                "minder dan 4.",
                "Limited general: Gf, Gc are among them, but 2 broad abilities (Gf, Gc) are fewer than 4.",
            ),
            (
                "Gv Gf",
                "Specifiek, want zonder Gc. Een totaalscore zegt alleen iets over wat gemeten is (Gf, Gv).",
                "Specific, being without Gc. A total score only speaks of what was measured (Gf, Gv).",
            ),
        ],
    )
    def test_reason(self, codes: str, nl: str, en: str) -> None:
        assert (nl, en) == tuple(coverage(measuring(*codes.split()), RULE).reason[lang] for lang in LANGS)

    def test_nothing_measured(self) -> None:
        reason = coverage({"running": []}, RULE).reason
        assert "zonder Gf, Gc" in reason.nl and "(niets)" in reason.nl and "(nothing)" in reason.en

    def test_remarks(self) -> None:
        found = coverage({"a": ["Gf"], "b": ["Gf", "Gc"]}, RULE)
        assert [
            "Door één subtest gedekt, dus smal gemeten: Gc.",
            "Voeg bij het verslag altijd een profiel van sterke en zwakke kanten.",
        ] == [one.nl for one in found.remarks]

    def test_no_profile_asked(self) -> None:
        rule = CoverageRule(EIGHT, ("Gf", "Gc"), 4, False, "S-CHC14", "seen-old")
        assert () == coverage({"a": ["Gf"], "b": ["Gf"]}, rule).remarks


class TestRefused:
    """A code that is no ability of the rule is named; a rule that can not be met is none."""

    def test_unknown_codes(self) -> None:
        with pytest.raises(ValueError, match=r"Gx, gf$"):
            coverage({"a": ["Gx", "Gf"], "b": ["gf", "Gx"]}, RULE)

    @pytest.mark.parametrize(
        ("subtests", "error", "said"),
        [({}, ValueError, "at least one subtest"), ({"a": "Gf"}, TypeError, "list of abilities")],
    )
    def test_subtests(self, subtests: Any, error: type[Exception], said: str) -> None:
        with pytest.raises(error, match=said):
            coverage(subtests, RULE)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"abilities": ()}, "each once"),
            ({"abilities": ("Gf", "Gc", "Gf", "Gv")}, "each once"),
            ({"required": ()}, "each once"),
            ({"required": ("Gf", "Gx")}, "no ability of this rule: Gx"),
            ({"least": 9}, "least"),
            ({"least": 1}, "least"),
            ({"source": ""}, "source"),
            ({"confidence": "sure"}, "sure"),
        ],
        ids=str,
    )
    def test_rules(self, change: dict[str, Any], said: str) -> None:
        figures = {name: getattr(RULE, name) for name in CoverageRule.__slots__}
        with pytest.raises(ValueError, match=said):
            CoverageRule(**{**figures, **change})


class TestCrossBattery:
    """A core test completed with others: every subtest names its test, and no total is made."""

    TESTS = {  # noqa: RUF012
        "kern": {"figuren": ["Gf"], "woorden": ["Gc"]},
        "aanvulling": {"figuren": ["Gv"], "tempo": ["Gs", "Gf"]},
        "luister": {"klanken": ["Ga"]},
    }

    def test_union(self) -> None:
        found = cross_battery(self.TESTS, RULE, core="kern")
        assert ("limited general", "general") == (found.alone.breadth, found.together.breadth)
        assert (("aanvulling", ("Gv", "Gs")), ("luister", ("Ga",))) == found.adds
        assert [("kern", "figuren"), ("aanvulling", "tempo")] == [
            (s.test, s.id) for s in found.together.covered[0].subtests
        ]
        assert "er is geen totaalscore over de tests heen" in found.together.remarks[0].nl
        assert "kern, aanvulling, luister" in found.together.remarks[0].en

    @given(st.lists(batteries, min_size=2, max_size=4))
    def test_together_is_what_each_covers(self, each: list[dict[str, list[str]]]) -> None:
        tests = {f"t{number}": one for number, one in enumerate(each)}
        found = cross_battery(tests, RULE, core="t0")
        alone: list[Coverage] = [coverage(one, RULE) for one in each]
        assert {code: sum(c.counts[code] for c in alone) for code in EIGHT} == found.together.counts
        assert alone[0].breadth == found.alone.breadth and alone[0].counts == found.alone.counts
        added = {code for _, codes in found.adds for code in codes}
        assert set(found.alone.missing) - added == set(found.together.missing)

    @pytest.mark.parametrize(
        ("tests", "core", "said"),
        [
            ({"a": {"s": ["Gf"]}}, "a", "two tests"),
            ({"a": {"s": ["Gf"]}, "b": {"s": ["Gf"]}}, "c", "two tests"),
            ({"a": {"s": ["Gf"]}, "b": {}}, "a", "at least one subtest"),
            ({"a": {"s": ["Gf"]}, "b": {"s": ["Gy"]}}, "a", "Gy"),
        ],
    )
    def test_refused(self, tests: Any, core: str, said: str) -> None:
        with pytest.raises(ValueError, match=said):
            cross_battery(tests, RULE, core=core)
