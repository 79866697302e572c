"""The small protocol with a field that a test answers: the made-up woordenstroom and its norms."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import prodia
from prodia.case import Case
from prodia.checks.protocol import resolve
from prodia.model.events import Recorded
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import Protocol
from tests.case.given import PLANNED, SOURCE, case_on, criterion, decision, event, field, raw, shared, step

TABLE = """
laag      | -> voorstel | omdat
met       | ja          | laag
judgement | wacht       | oordeel eerst
not met   | nee         | niet laag
"""
ITEMS = {"reeks_1": 4, "reeks_2": 9, "reeks_3": 9}
NORMS = "woordenstroom-verzonnen@1.0.0"


@cache
def measures() -> prodia.Catalogue:
    return prodia.load().catalogue


def known(**instruments: Any) -> Shared:
    """The source of the small protocol, with every instrument and norm table that is shipped."""
    found = measures()
    return replace(shared(), instruments={**found.shared().instruments, **instruments}, measures=found)


def made(
    how: dict[str, Any] | None = None,
    *,
    type: str = "percentile 0..100",
    met: Any = "test < 10",
    judge: Any = None,
    instrument: str = "woordenstroom",
    administered: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The protocol as data; ``how``: how its criterion treats the error, ``more``: for the field."""
    data = raw()
    test = {"scale": "woorden", "read": "percentile"} | (administered or {})
    data["fields"] |= {"test": field(type, instrument=instrument, administered=test, **more)}
    data["criteria"] |= {"laag": criterion(met, judge)}
    if how is not None:
        data["criteria"]["laag"] |= {"error": {"source": SOURCE} | how, "judges": ["clb"]}
    grey = judge is not None or (how or {}).get("how") == "overlap"
    table = TABLE if grey else "\n".join(line for line in TABLE.split("\n") if "judgement" not in line)
    otherwise = {"voorstel": "wacht", "omdat": "er ontbreekt iets"}
    data["decisions"] |= {"label": decision(["ja", "nee", "wacht"], table, otherwise=otherwise)}
    data["steps"] |= {"meten": step("onderzoek", "administer", fields=["pc", "test"], serves=["h1"])}
    return data


def ready(data: dict[str, Any], **instruments: Any) -> Plan:
    found, findings = resolve(Protocol.model_validate(data), None, known(**instruments), digest="sha256:x")
    assert found is not None, [(f.path, f.kind.says.en, f.args) for f in findings]
    return found


def begun(of: Plan, *events: Recorded, **opened: Any) -> Case:
    return case_on(of, *PLANNED, *events, **opened)


def given(**more: Any) -> Recorded:
    """The test was given a week before: by default its items, to a pupil of the third year."""
    way = {} if {"raw", "value", "items"} & more.keys() else {"items": ITEMS}
    norms = {} if "value" in more else {"norms": NORMS, "grade": "3"}
    return event("administered", **{"field": "test", "measured": "2026-08-25"} | way | norms | more)
