"""A table that is a staircase is told step by step, with every rule once; another is left as it is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from prodia import load
from prodia.telling.blocks import Picture, Table, cells_of
from prodia.telling.rules import table
from prodia.telling.shelf import Shelf
from prodia.telling.stairs import stairs

PLAN = load().catalogue.plan("lezen-spellen@2.0.0")
SHELF = Shelf.of(PLAN)
TOLD = table(SHELF, PLAN, "dyslexie", "nl")


class TestStairs:
    def test_every_rule_stands_on_one_step_with_its_outcome(self) -> None:
        _, drawn, steps = stairs(SHELF, PLAN, "dyslexie", TOLD, "nl")
        assert isinstance(drawn, Picture) and isinstance(steps, Table)
        assert len(PLAN.decisions["dyslexie"].table.inputs) == len(steps.rows)
        found = {n: words for cell in cells_of([steps]) for words, n in RULE.findall(str(cell))}
        outputs = {
            str(row[0]): str(row[len(PLAN.decisions["dyslexie"].table.inputs) + 1]) for row in TOLD.rows
        }
        assert {n: words for n, words in outputs.items() if n.isdigit()} == found
        assert "1. " + PLAN.criteria["ernst"].says == str(steps.rows[0][0])
        assert "naar trede 2" == str(steps.rows[0][-1])
        assert "het beeld past bij dyslexie (regel 16)" == str(steps.rows[-1][-1])

    @pytest.mark.parametrize("change", ["a dash less", "a rule twice", "no yes at the end"])
    def test_another_table_is_none(self, change: str) -> None:
        rows = [list(row) for row in TOLD.rows]
        if change == "a dash less":
            rows[0][2] = rows[0][1]
        elif change == "a rule twice":
            rows[1] = rows[0]
        else:
            rows[15][8] = rows[14][8]
        assert () == stairs(SHELF, PLAN, "dyslexie", replace(TOLD, rows=tuple(map(tuple, rows))), "nl")

    def test_of_the_others(self) -> None:
        seen = {
            id: bool(stairs(SHELF, PLAN, id, table(SHELF, PLAN, id, "nl"), "nl")) for id in PLAN.decisions
        }
        assert {"dyslexie", "faciliteiten"} == {id for id, one in seen.items() if one}


RULE = re.compile(r"^(.+) \(regel (\d+)\)$")
