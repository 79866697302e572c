"""What the team's report says of rules: what would change the proposal, and a rule out of force."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from prodia.case import Case
from prodia.model.events import Answered, Opened
from prodia.model.parts import Valid
from prodia.model.plan import Plan
from prodia.telling import report, to_text
from tests.telling.plans import DAY, plan


def told(made: Plan, zorg: float) -> str:
    common: dict[str, Any] = {"on": DAY, "by": "clb"}
    first = Opened(**common, protocol=made.reference, mode="consultative", question="q")
    case = Case.open({made.reference: made}, first).record(Answered(**common, field="zorg", value=zorg))
    return " ".join(to_text(report(case.state)).split())


class TestSmallestChange:
    """A change is told down to an answer that would do it."""

    @pytest.mark.parametrize(("zorg", "answer"), [(5.0, "Zorg hoger dan 15"), (40.0, "Zorg lager dan 10")])
    def test_an_answer(self, zorg: float, answer: str) -> None:
        assert f"(bijvoorbeeld {answer})" in told(plan({}), zorg)


class TestInForce:
    """A verdict by a rule that was not in force on the day says so."""

    @pytest.mark.parametrize(("since", "said"), [("2026-01-10", False), ("2026-01-11", True)])
    def test_the_day(self, since: str, said: bool) -> None:
        made = plan({})
        valid = Valid.model_validate({"from": since})
        criteria = {**made.written["criteria"]}
        criteria["ernst"] = criteria["ernst"].model_copy(update={"valid": valid})
        text = told(dataclasses.replace(made, written={**made.written, "criteria": criteria}), 5.0)
        assert said is ("is op deze dag niet van kracht" in text)
