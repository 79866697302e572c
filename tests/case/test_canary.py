"""No value of a pupil in any exception: a canary in every personal field, everything made to fail."""

from __future__ import annotations

import datetime as dt
import json
import traceback
from contextlib import suppress
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

import prodia
from prodia.case import Case, records
from prodia.case.answers import read_answer
from prodia.case.log import dump, load
from prodia.errors import ProdiaError
from prodia.model.events import read_event
from tests.case.given import CLEAR, MEASURED, PLAN, PLANS, answer, case, event, opened

CANARY = "ZZCANARY-7f3a9c"
PERSONAL: dict[str, dict[str, Any]] = {
    "opened": {"question": CANARY, "pupil": CANARY, "person": CANARY},
    "switched": {"pupil": CANARY, "reason": CANARY, "person": CANARY},
    "consented": {"basis": CANARY, "person": CANARY},
    "answered": {"field": "verhaal", "value": CANARY, "norms": CANARY, "person": CANARY},
    "withdrawn": {"what": "pc", "reason": CANARY, "person": CANARY},
    "raised": {"if_so": CANARY, "if_not": CANARY, "person": CANARY},
    "dropped": {"reason": CANARY, "person": CANARY},
    "judged": {"person": CANARY, "reason": CANARY},
    "assessed": {"person": CANARY, "reason": CANARY},
    "decided": {"person": CANARY, "reason": CANARY},
    "paused": {"waiting_for": CANARY, "person": CANARY},
    "resumed": {"reason": CANARY, "person": CANARY},
    "reopened": {"phase": "advies", "reason": CANARY, "person": CANARY},
    "moved": {"to": "ander@1.0.0", "reason": CANARY, "person": CANARY},
    "shared": {"with": CANARY, "person": CANARY},
    "closed": {"reason": CANARY, "person": CANARY},
}


def failing(act: Any) -> str:
    """Everything an exception shows: its text, its representation, its traceback with causes."""
    try:
        act()
    except ProdiaError as error:
        told = [str(error), repr(error), error.message("nl"), repr(error.args), repr(error.problem.as_dict())]
        return "".join([*told, *traceback.format_exception(error), repr(vars(error))])
    return ""


class TestCanary:
    """Refused, misread or tampered: no message holds a value."""

    @pytest.mark.parametrize("kind", PERSONAL)
    def test_an_event_shown(self, kind: str) -> None:
        """An event in a log or an error of another library says its kind and its day, no more."""
        one = event(kind, **PERSONAL[kind])
        assert [f"<{kind} {one.on}>"] * 3 == [repr(one), str(one), f"{one}"]

    def test_a_person_shown(self) -> None:
        """The day of birth of who is scored ends up in no log."""
        assert "2013" not in repr(prodia.Person(born=dt.date(2013, 3, 7), grade="3"))

    @pytest.mark.parametrize("kind", PERSONAL)
    def test_refused_events(self, kind: str) -> None:
        shown = 0
        closed = case(*MEASURED, event("closed"))
        for now in (opened(), opened(mode="consultative"), case(*CLEAR), case(*MEASURED), closed):
            for more in ({}, {"by": "buur"}, {"on": "2020-01-01"}):
                told = failing(lambda: now.record(event(kind, **{**PERSONAL[kind], **more})))  # noqa: B023
                shown += bool(told)
                assert CANARY not in told
        assert shown

    @pytest.mark.parametrize("name", list(PLAN.fields))
    def test_answers(self, name: str) -> None:
        field = PLAN.fields[name]
        if field.type.kind != "text":
            now = case(*MEASURED)
            for told in (
                failing(lambda: read_answer(field, CANARY)),
                failing(lambda: now.record(answer(name, CANARY))),
            ):
                assert told
                assert CANARY not in told
        assert CANARY not in failing(lambda: read_answer(field, ""))

    @pytest.mark.parametrize("kind", PERSONAL)
    def test_misshapen_events(self, kind: str) -> None:
        good = json.loads(dump(case(*MEASURED)).splitlines()[1])["event"] if kind == "opened" else {}
        data = good | {"kind": kind, "on": "2026-09-01", "by": "clb", **PERSONAL[kind]}
        for wrong in ({"on": CANARY}, {"by": CANARY}, {"kind": CANARY}, {CANARY: 1}, {"reason": [CANARY]}):
            told = failing(lambda: read_event(data | wrong))  # noqa: B023
            assert told
            assert CANARY not in told

    def test_tampered_files(self) -> None:
        now = Case.open(PLANS, event("opened", pupil=CANARY)).record(event("consented", basis=CANARY))
        lines = dump(now).splitlines()
        for at in range(1, len(lines)):
            for changed in (lines[at] + " ", lines[at][:-1], lines[at].replace(CANARY, CANARY + "x")):
                told = failing(lambda: load("\n".join([*lines[:at], changed, *lines[at + 1 :]]), PLANS))  # noqa: B023
                assert told
                assert CANARY not in told

    def test_looking_at_a_case(self) -> None:
        now = Case.open(PLANS, event("opened", pupil=CANARY, question=CANARY))
        now = now.record(event("consented", basis=CANARY)).record(answer("verhaal", CANARY))
        assert CANARY not in repr(now)
        assert CANARY not in repr(now.state)

    def test_looking_at_what_a_case_says(self) -> None:
        """Nor what hangs on it, which is logged as easily."""
        now = case(*MEASURED)
        for kind in ("answered", "consented", "judged", "decided", "raised", "shared", "assessed"):
            with suppress(ProdiaError):
                now = now.record(event(kind, **PERSONAL[kind]))
        state, seen = now.state, 0
        for name in (name for name in dir(state) if not name.startswith("_")):
            told = ""
            with suppress(Exception):  # what this case has not
                told = repr(getattr(state, name))
            seen += bool(told)
            assert CANARY not in told, name
        assert seen > 20

    @pytest.mark.parametrize(
        "name", ["value", "person", "reason", "basis", "if_so", "if_not", "with_", "title"]
    )
    def test_a_record_shown(self, name: str) -> None:
        every = [one for one in vars(records).values() if is_dataclass(one)]
        holders = [one for one in every if name in {field.name for field in fields(one)}]
        assert holders
        for one in holders:
            made = object.__new__(one)
            for field in fields(one):
                object.__setattr__(made, field.name, CANARY if field.name == name else None)
            assert CANARY not in repr(made), one

    def test_the_canary_would_be_seen(self) -> None:
        """Negative control: an exception that does carry the value is caught by the same search."""

        def careless() -> None:
            from prodia.problems import Problem
            from prodia.problems.cases import UNKNOWN_FIELD

            raise ProdiaError(Problem(UNKNOWN_FIELD, None, name=CANARY))

        assert CANARY in failing(careless)
