"""A protocol meets the general one it supplements: merged, looked up, typed, or refused with a path."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

import pytest

from prodia.language import evaluate
from tests.model.small import SMALL, changed, resolved, sound


class TestPlan:
    """A plan holds nothing that still has to be understood."""

    def test_small(self) -> None:
        assert "klein@1.0.0" == sound(SMALL).reference

    def test_derived_values_stand_after_what_they_read(self) -> None:
        assert ["pc_half", "dubbel"] == list(sound(SMALL).derived)

    def test_a_name_knows_the_fields_it_rests_on(self) -> None:
        plan = sound(SMALL)
        assert {"pc", "graad"} == plan.reads("ernst")
        assert {"pc"} == plan.reads("dubbel")

    def test_law_is_read_as_of_a_day(self) -> None:
        plan = sound(SMALL)
        days = [dt.date(2009, 1, 1), dt.date(2018, 8, 31), dt.date(2018, 9, 1)]
        assert [None, 14, 12] == [plan.law_on(day)["law.leeftijd"] for day in days]

    def test_the_table_is_compiled(self) -> None:
        plan = sound(SMALL)
        assert ("hulp", "ernstig") == plan.tables["advies"].decide(["met"]).output
        assert ("wacht", "nog niet te zeggen") == plan.tables["advies"].decide([None]).output

    def test_conditions_run(self) -> None:
        assert 36.0 == evaluate(sound(SMALL).derived["dubbel"].is_.tree, {"pc_half": 9.0})


CUTOFF = {
    "says": "grens voor ernstig",
    "type": "percentile",
    "is": 10,
    "owner": "auteurs",
    "source": [{"ref": "bron", "confidence": "seen"}],
    "valid": {"from": "2026-01-01"},
}


class TestCutoffs:
    """A figure that decides is stated once; every condition that reads it holds the figure."""

    MET: ClassVar[dict[str, str]] = {"lager": "pc <= cutoff.ernstig", "so": "pc < 8"}

    def test_the_condition_runs_with_the_figure(self) -> None:
        plan = sound(changed(cutoffs={"ernstig": CUTOFF}, criteria__ernst__met=self.MET))
        assert "pc <= 10" == str(dict(plan.criteria["ernst"].conditions())["met", "lager"])

    def test_changing_it_changes_the_verdict(self) -> None:
        for figure, met in ((10, False), (16, True)):
            cutoffs = {"ernstig": {**CUTOFF, "is": figure}}
            plan = sound(changed(cutoffs=cutoffs, criteria__ernst__met=self.MET))
            tree = dict(plan.criteria["ernst"].conditions())["met", "lager"].tree
            assert met is evaluate(tree, {"pc": 12.0})

    @pytest.mark.parametrize(
        ("change", "code", "path"),
        [
            ({"type": "months"}, "L10", ("criteria", "ernst", "met", "lager")),
            ({"is": 101}, "P14", ("cutoffs", "ernstig", "is")),
            (
                {"source": [{"ref": "x", "confidence": "seen"}]},
                "S07",
                ("cutoffs", "ernstig", "source", 0, "ref"),
            ),
        ],
    )
    def test_a_wrong_one_is_found(
        self, change: dict[str, Any], code: str, path: tuple[str | int, ...]
    ) -> None:
        cutoffs = {"ernstig": {**CUTOFF, **change}}
        _, findings = resolved(changed(cutoffs=cutoffs, criteria__ernst__met=self.MET))
        assert (code, path) in findings

    def test_an_unknown_one_is_found(self) -> None:
        _, findings = resolved(changed(cutoffs={"ernst": CUTOFF}, criteria__ernst__met=self.MET))
        assert ("criteria", "ernst", "met", "lager") in [path for _, path in findings]


class TestInherits:
    """A specific protocol supplements the general one and can not say again what that says."""

    CHILD = changed(
        id="kind",
        supplements="klein@1.0.0",
        roles=None,
        phases=None,
        fields={},
        derived={},
        criteria={},
        decisions={},
        steps={
            "extra": {
                "title": "Extra",
                "phase": "start",
                "after": "vragen",
                "does": "ask",
                "by": "werker",
                "says": "Vraag nog iets.",
                "fields": ["pc"],
            }
        },
    )

    def test_steps_stand_where_after_puts_them(self) -> None:
        plan = sound(self.CHILD, sound(SMALL))
        assert ["vragen", "extra", "beslissen"] == list(plan.steps)

    def test_saying_again_is_refused(self) -> None:
        data = {**self.CHILD, "fields": {"pc": SMALL["fields"]["pc"]}}
        assert (None, [("S05", ("fields", "pc"))]) == resolved(data, sound(SMALL))


BAD: list[tuple[dict[str, Any], str, tuple[str | int, ...]]] = [
    ({"fields__pc__from": "wie"}, "S07", ("fields", "pc", "from")),
    ({"fields__pc__instrument": "toets"}, "S07", ("fields", "pc", "instrument")),
    ({"phases__start__leads": "wie"}, "S07", ("phases", "start", "leads")),
    ({"phases__start__after": ["nergens"]}, "S07", ("phases", "start", "after", 0)),
    ({"phases__start__within": "nergens"}, "S07", ("phases", "start", "within")),
    ({"chapters": {"nergens": SMALL["doors"]}}, "S07", ("chapters", "nergens")),
    (
        {"criteria__ernst__source": [{"ref": "x", "confidence": "seen"}]},
        "S07",
        ("criteria", "ernst", "source", 0, "ref"),
    ),
    ({"criteria__ernst__judges": ["wie"]}, "S07", ("criteria", "ernst", "judges", 0)),
    ({"criteria__ernst__by": "pc"}, "S07", ("criteria", "ernst", "by")),
    ({"criteria__ernst__met": {"lager": "pc < 10"}}, "L07", ("criteria", "ernst", "met")),
    (
        {"criteria__ernst__met": {"lager": "pc < 10", "so": "pc < 8", "uni": "pc < 1"}},
        "S07",
        ("criteria", "ernst", "met", "uni"),
    ),
    ({"decisions__advies__by": ["wie"]}, "S07", ("decisions", "advies", "by", 0)),
    ({"decisions__advies__outcomes__wacht": None}, "B09", ("decisions", "advies", "otherwise", "voorstel")),
    ({"decisions__advies__table": "ernst | -> v\nmet | hulpje\n"}, "B09", ("decisions", "advies", "table")),
    ({"steps__vragen__phase": "eind"}, "S07", ("steps", "vragen", "phase")),
    ({"steps__vragen__fields": ["pc", "graad", "niets"]}, "S07", ("steps", "vragen", "fields", 2)),
    ({"steps__vragen__fields": ["graad"]}, "L22", ("fields", "pc")),
    ({"steps__vragen__when": "pc < 10"}, "L05", ("steps", "vragen", "when")),
    ({"steps__vragen__serves": ["h"]}, "S07", ("steps", "vragen", "serves", 0)),
    ({"steps__beslissen__decisions": ["advis"]}, "S07", ("steps", "beslissen", "decisions", 0)),
    ({"derived__pc_half__is": "dubbel / 4"}, "L04", ("derived", "dubbel", "is")),
    ({"consent": {"decision": "nee", "who": {}, "judges": []}}, "S07", ("consent", "decision")),
]


class TestFindings:
    """Every name that points at nothing is found, at its path."""

    @pytest.mark.parametrize(
        ("change", "code", "path"), BAD, ids=[f"{c}-{'.'.join(map(str, p))}" for _, c, p in BAD]
    )
    def test_one(self, change: dict[str, Any], code: str, path: tuple[str | int, ...]) -> None:
        _, findings = resolved(changed(**change))
        assert (code, path) in findings

    def test_all_at_once(self) -> None:
        everything = changed(fields__pc__from="wie", steps__vragen__phase="eind", phases__start__leads="x")
        assert 3 <= len(resolved(everything)[1])

    @pytest.mark.parametrize(
        ("change", "path"),
        [
            (
                {"criteria__ernst__met": {"lager": "pc < graad", "so": "pc < 8"}},
                ("criteria", "ernst", "met", "lager"),
            ),
            (
                {"criteria__ernst__met": {"lager": "pc", "so": "pc < 8"}},
                ("criteria", "ernst", "met", "lager"),
            ),
            ({"steps__beslissen__when": 'graad = "uni"'}, ("steps", "beslissen", "when")),
            ({"derived__pc_half": {"says": "x", "type": "months", "is": "pc"}}, ("derived", "pc_half", "is")),
            ({"decisions__advies__table": "erns | -> v\nmet | hulp\n"}, ("decisions", "advies", "table")),
            ({"decisions__advies__table": "ernst | -> v\nmeet | hulp\n"}, ("decisions", "advies", "table")),
            ({"decisions__advies__table": "pc | -> v\nlaag | hulp\n"}, ("decisions", "advies", "table")),
        ],
    )
    def test_a_condition_that_compares_what_can_not_be_compared(
        self, change: dict[str, Any], path: tuple[str, ...]
    ) -> None:
        plan, findings = resolved(changed(**change))
        assert path in [p for _, p in findings]
        assert plan is None
