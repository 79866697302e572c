"""A small made-up protocol and short ways to write its events, for every test of the case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from prodia.case.case import Case
from prodia.checks.protocol import resolve
from prodia.errors import EventRefused
from prodia.model.events import Recorded, read_event
from prodia.model.parts import LawParameter, Source
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import NAMELESS, Protocol
from tests.shipped import CATALOGUE

SOURCE = [{"ref": "bron", "confidence": "seen"}]
VALID = {"from": "2000-01-01"}
DOORS = {"short": "a", "start": "b", "learn": "c", "more": "d"}
ALL = ["trajectory", "compulsory"]


def shared() -> Shared:
    """One source, and the age at which competence is presumed."""
    law = {
        "title": "leeftijd",
        "type": "years",
        "values": [
            {"value": 14, "valid": {"from": "1990-01-01", "to": "1999-12-31"}, "source": SOURCE},
            {"value": 12, "valid": {"from": "2000-01-01"}, "source": SOURCE},
        ],
    }
    source = {"title": "Bron", "kind": "project", "read": "whole"}
    return Shared(
        sources={"bron": Source.model_validate(source)},
        terms={},
        law={"age": LawParameter.model_validate(law)},
        instruments={},
        measures=CATALOGUE,
    )


def outcomes(*names: str) -> dict[str, Any]:
    return {name: {"title": name, "texts": {}} for name in names}


def field(type: str, from_: str = "clb", options: list[str] | None = None, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"ask": "vraag", "type": type, "from": from_, "audience": ["team"], "purpose": "p"}
    return made | ({"options": {o: o for o in options}} if options else {}) | more


def criterion(met: Any, judge: Any = None, by: str | None = None) -> dict[str, Any]:
    made = {"says": "s", "met": met, "purpose": "guide", "owner": "o", "source": SOURCE, "valid": VALID}
    made |= {"by": by} if by else {}
    return made | ({"judge": judge, "judges": ["clb"]} if judge is not None else {})


def decision(names: list[str], table: str, **more: Any) -> dict[str, Any]:
    made = {"title": "t", "purpose": "guide", "by": ["clb"], "outcomes": outcomes(*names), "table": table}
    return made | {"source": SOURCE} | more


def step(phase: str, does: str = "ask", **more: Any) -> dict[str, Any]:
    return {"title": "t", "phase": phase, "does": does, "by": "clb", "says": "s"} | more


def raw(**change: Any) -> dict[str, Any]:
    """The protocol as plain data; a keyword replaces a part of it."""
    return {
        "format": 1,
        "id": "proef",
        "version": "1.0.0",
        "status": "concept",
        "title": "Proef",
        "summary": "s",
        "owner": "o",
        "medical_purpose": "none",
        "valid": VALID,
        "doors": DOORS,
        "roles": {
            "clb": {"title": "clb", "side": "clb"},
            "contact": {"title": "contact", "side": "clb"},
            "school": {"title": "school", "side": "school"},
            "ouders": {"title": "ouders", "side": "family"},
            "leerling": {"title": "leerling", "side": "pupil"},
        },
        "phases": {
            "vraag": {"title": "v", "leads": "clb", "says": "s"},
            "strategie": {"title": "s", "leads": "clb", "says": "s", "after": ["vraag"], "required": True},
            "onderzoek": {"title": "o", "leads": "clb", "says": "s", "after": ["strategie"]},
            "advies": {"title": "a", "leads": "clb", "says": "s", "after": ["onderzoek"]},
        },
        "consent": {
            "decision": "wie",
            "who": {"niemand": "nobody", "oordeel": "judge", "ouders": "ouders", "leerling": "leerling"},
            "judges": ["clb"],
        },
        "fields": {
            "thema": field("choice", "school", ["lezen", "rekenen"]),
            "helder": field("truth", "school"),
            "verhaal": field("text", "ouders"),
            "graad": field("choice", "school", ["lager", "hoger"]),
            "pc": field("percentile 0..100"),
            "weken": field("weeks 0..104", "school"),
            "sinds": field("date", "school"),
        },
        "derived": {"lang": {"says": "s", "type": "truth", "is": "weken >= 26"}},
        "criteria": {
            "ernst": criterion("pc < 10", "pc <= 15"),
            "duur": criterion({"lager": "lang", "hoger": "weken >= 1"}, by="graad"),
        },
        "hypotheses": {
            "h1": {
                "title": "h",
                "question": "q",
                "about": "pupil",
                "if_so": "a",
                "if_not": "b",
                "criteria": ["ernst", "duur"],
            },
            "h2": {"title": "h", "question": "q", "about": "home", "if_so": "a", "if_not": "b"},
        },
        "decisions": {
            "wie": decision(
                ["niemand", "oordeel", "ouders", "leerling"],
                """
                case.mode  | case.age_years | case.competence | -> wie
                compulsory | -              | -               | niemand
                trajectory | -              | competent       | leerling
                trajectory | -              | not_competent   | ouders
                trajectory | >= 12          | null            | oordeel
                trajectory | < 12           | null            | ouders
                """,
                otherwise={"wie": "niemand"},
            ),
            "label": decision(
                ["ja", "nee", "wacht", "onvolledig"],
                """
                ernst     | duur    | -> voorstel | omdat
                met       | met     | ja          | ernstig en lang
                met       | not met | wacht       | eerst hulp
                not met   | -       | nee         | niet ernstig
                judgement | -       | wacht       | oordeel eerst
                """,
                otherwise={"voorstel": "onvolledig", "omdat": "er ontbreekt iets"},
            ),
        },
        "steps": {
            "meedenken": step("vraag", modes=["consultative"], pupil=False, fields=["thema"]),
            "toestemming": step("vraag", "consent", modes=ALL),
            "verhelderen": step("vraag", fields=["helder", "verhaal"]),
            "hypothesen": step("strategie", "hypothesise"),
            "nagaan": step("onderzoek", when="helder", fields=["graad", "weken", "sinds"]),
            "meten": step("onderzoek", "administer", fields=["pc"], serves=["h1"]),
            "besluiten": step("advies", "decide", decisions=["label"]),
            "bespreken": step("advies", "advise", audiences=["parents"]),
        },
    } | change


def plan(data: Mapping[str, Any]) -> Plan:
    """A resolved plan; a mistake in the test's own protocol fails loudly."""
    protocol = Protocol.model_validate(dict(data))
    found, findings = resolve(protocol, None, shared(), digest=f"sha256:{data['version']}")
    assert found is not None, [(f.path, f.kind.says.en, f.args) for f in findings]
    return found


PLAN = plan(raw())
_LATER = raw(
    version="2.0.0",
    criteria={**raw()["criteria"], "ernst": criterion("pc < 16", "pc <= 20")},
    fields={k: v for k, v in raw()["fields"].items() if k != "verhaal"}
    | {"graad": field("choice", "school", ["lager", "hoger", "buso"])},
    steps={**raw()["steps"], "verhelderen": step("vraag", fields=["helder"])},
)
_LATER["criteria"]["duur"] = criterion({"lager": "lang", "hoger": "weken >= 1", "buso": "lang"}, by="graad")
LATER = plan(_LATER)
OTHER = plan(raw(id="ander"))
PLANS = {p.reference: p for p in (PLAN, LATER, OTHER)}
DAY = dt.date(2026, 9, 1)
BORN = "2016-05-01"


def event(kind: str, on: str | dt.date = DAY, by: str = "clb", **more: Any) -> Recorded:
    """An event by its kind; texts nobody looks at are filled in."""
    filled: dict[str, Any] = {
        "opened": {"protocol": "proef@1.0.0", "mode": "trajectory", "question": "v"},
        "switched": {"mode": "trajectory", "born": BORN, "reason": "r"},
        "consented": {"from": "ouders", "given": True, "basis": "b"},
        "withdrawn": {"reason": "r"},
        "raised": {"hypothesis": "h1", "if_so": "a", "if_not": "b"},
        "dropped": {"hypothesis": "h1", "reason": "r"},
        "judged": {"criterion": "ernst", "verdict": "met", "person": "P", "reason": "r"},
        "assessed": {"competent": True, "person": "P", "reason": "r"},
        "decided": {"decision": "label", "outcome": "ja", "person": "P", "reason": "r"},
        "paused": {"waiting_for": "w"},
        "reopened": {"phase": "vraag", "reason": "r"},
        "moved": {"to": "proef@2.0.0", "reason": "r"},
        "shared": {"audience": "parents", "with": "w"},
        "closed": {"reason": "r"},
    }.get(kind, {})
    if kind == "opened" and more.get("mode") not in NAMELESS:
        filled["born"] = BORN
    day = on if isinstance(on, str) else on.isoformat()
    return read_event({"kind": kind, "on": day, "by": by, **filled, **more})


def answer(field: str, value: Any, **more: Any) -> Recorded:
    return event("answered", field=field, value=value, **more)


def opened(**more: Any) -> Case:
    return Case.open(PLANS, event("opened", **more))


def refusal_of(act: Callable[..., object], *given: Any, **more: Any) -> EventRefused:
    """The exception with which something is refused."""
    with pytest.raises(EventRefused) as caught:
        act(*given, **more)
    return caught.value


def case_on(plan: Plan, *events: Recorded, **opened: Any) -> Case:
    """A case on a plan of one's own."""
    return told(Case.open({plan.reference: plan}, event("opened", **opened)), *events)


def told(case: Case, *events: Recorded) -> Case:
    for one in events:
        case = case.record(one)
    return case


CONSENTED = (event("consented"),)
CLEAR = (*CONSENTED, answer("helder", True), answer("verhaal", "v"))
PLANNED = (*CLEAR, event("raised"))
MEASURED = (
    *PLANNED,
    answer("graad", "lager"),
    answer("weken", 30),
    answer("sinds", "2026-01-01"),
    answer("pc", 9),
)


def case(*events: Recorded) -> Case:
    return told(opened(), *events)
