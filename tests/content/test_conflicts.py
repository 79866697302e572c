"""Conflicts of sources: their readings side by side, the cases that show them, and what can be wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from prodia.cli.app import run
from prodia.content import load
from prodia.telling.choices import conflicts
from prodia.telling.plain import to_text
from prodia.telling.shelf import Shelf
from tests.content.packs import CASE, VALID, said, write
from tests.shipped import CATALOGUE

LEZEN = "lezen/1.0.0/protocol.yaml"
PROTOCOL = VALID[LEZEN]
FILE, NO = "shared/conflicts.yaml", "lezen/1.0.0/cases/licht.yaml"
LIGHT = (
    CASE.replace("case: ernstig", "case: licht")
    .replace("value: 5", "value: 50")
    .replace(": met", ": not met")
)
TEXT = """\
format: 1
conflicts:
  grens:
    title: Twee lezingen
    lesson: Schrijf of het getal meetelt.
    readings:
      - {says: onder 10, rule: lezen@1.0.0.criteria.ernst, case: lezen@1.0.0/ernstig}
      - {says: ook 10, rule: lezen@1.0.0.criteria.ernst, case: lezen@1.0.0/licht}
"""
PACK = {**VALID, NO: LIGHT, FILE: TEXT}
WRONG = {
    "protocol": (TEXT.replace("rule: lezen@1.0.0", "rule: lezen@2.0.0", 1), f"{FILE}:7:32 PRD-S07"),
    "criterion": (TEXT.replace("criteria.ernst", "criteria.duur", 1), f"{FILE}:7:32 PRD-S07"),
    "case": (TEXT.replace("/licht", "/zwaar"), f"{FILE}:8:64 PRD-S07"),
    "not-shown": (TEXT.replace("/licht}", "/licht, decides: besluit}"), f"{FILE}:8:64 PRD-L32"),
    "no-difference": (TEXT.replace("/licht", "/ernstig"), f"{FILE}:3:3 PRD-L33"),
    "source": (TEXT.replace("says: ook 10,", "says: ook 10, source: [{ref: x, confidence: seen}],"),
               f"{FILE}:8:39 PRD-S07"),
    "alone": ("\n".join(TEXT.split("\n")[:-2]) + "\n", f"{FILE}:3:3 PRD-L33"),
}  # fmt: skip


class TestConflicts:
    """What is said of a rule elsewhere is not said again, and the cases show that the readings differ."""

    def test_nothing_is_wrong_with_two_that_differ(self, tmp_path: Path) -> None:
        assert [] == said(load(write(tmp_path, PACK)), tmp_path)

    @pytest.mark.parametrize("name", WRONG)
    def test_a_mistake_is_told_in_its_place(self, tmp_path: Path, name: str) -> None:
        text, wanted = WRONG[name]
        assert [wanted] == said(load(write(tmp_path, {**PACK, FILE: text})), tmp_path)

    def test_a_decision_that_its_case_does_not_name(self, tmp_path: Path) -> None:
        """What may be meant is said, where the case expects a proposal."""
        text = TEXT.replace("/licht}", "/licht, decides: besluitt}")
        pack = {**PACK, FILE: text, NO: f"{LIGHT}  proposes: {{besluit: geen}}\n"}
        (found,) = load(write(tmp_path, pack)).problems
        assert ("PRD-S07", True) == (found.code, "«besluit»" in found.hint("nl"))

    @pytest.mark.parametrize("at", [FILE, "shared"])
    def test_looked_at_alone_its_cases_are_known(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], at: str
    ) -> None:
        folder = write(tmp_path, {**PACK, FILE: WRONG["case"][0]})
        assert 1 == run(["check", str(folder / at)])
        assert "PRD-S07" in capsys.readouterr().out

    @pytest.mark.parametrize("broken", ["lezen", "algemeen"])
    def test_nobody_knows_the_criteria_of_what_has_mistakes(self, tmp_path: Path, broken: str) -> None:
        """Only its mistake is told; no conflict is blamed for it."""
        above, own = PROTOCOL.replace("id: lezen", "id: algemeen"), f"{PROTOCOL}supplements: algemeen@1.0.0\n"
        pack = {**PACK, LEZEN: own, "algemeen/1.0.0/protocol.yaml": above}
        file = f"{broken}/1.0.0/protocol.yaml"
        told = said(
            load(write(tmp_path, {**pack, file: pack[file].replace("owner:", "eigenaar:", 1)})), tmp_path
        )
        assert told and not any(FILE in one for one in told)

    def test_it_is_told_side_by_side_with_what_the_rule_says_of_itself(self, tmp_path: Path) -> None:
        found = load(write(tmp_path, PACK)).catalogue
        plan = found.plan("lezen")
        shelf = replace(Shelf.of(plan), cases={plan.reference: tuple(found.cases(plan.reference).values())})
        told = to_text(conflicts(shelf, "nl"))
        for words in ("onder 10", "prodia", "classificeren", "voldaan", "niet voldaan", "1 januari 2020"):
            assert words in told

    def test_whose_it_is_is_told_by_name(self, tmp_path: Path) -> None:
        """As the pack names it; by its id where it gives no name."""
        named = VALID["shared/sources.yaml"] + "owners: {prodia: Het netwerk Prodia, ander: Een ander}\n"
        plan = load(write(tmp_path, {**PACK, "shared/sources.yaml": named})).catalogue.plan("lezen")
        assert "Het netwerk Prodia" in to_text(conflicts(Shelf.of(plan), "nl"))
        assert "prodia" not in to_text(conflicts(Shelf.of(plan), "nl"))


class TestShipped:
    """The twelve of which the facts were collected, each with at least two readings."""

    def test_they_stand_side_by_side(self) -> None:
        known = CATALOGUE.shared().conflicts
        assert 12 == len(known)
        assert all(one.owner or one.rule for each in known.values() for one in each.readings)
        shown = [id for id, each in known.items() if sum(one.case is not None for one in each.readings) > 1]
        by_day = ["bewaren", "overdracht"]
        assert {*known} - {*shown, *by_day} == {
            "leeftijd-wppsi",  # no rule reads these: a register entry, a rule of the neighbours, an edition
            "nederlandse-dyslexiezorg",
            "uitgave-doelgroepen",
        }

    def test_each_owner_of_a_rule_or_a_figure_has_a_name(self) -> None:
        plans = [CATALOGUE.plan(reference) for reference in CATALOGUE.references()]
        rules = (one.owner for plan in plans for one in (*plan.criteria.values(), *plan.cutoffs.values()))
        known = CATALOGUE.shared().conflicts.values()
        readings = (one.owner for each in known for one in each.readings if one.owner)
        assert {*rules, *readings} <= CATALOGUE.shared().owners.keys()
