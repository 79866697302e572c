"""A protocol as small as can be, made for what a report may and may not tell."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import yaml

from prodia.case import Case
from prodia.checks.protocol import resolve
from prodia.model.events import Answered, Decided, Judged, Opened, Raised
from prodia.model.instrument import Instrument
from prodia.model.parts import Source
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import Protocol
from tests.shipped import CATALOGUE

DAY = "2026-01-10"
PROTOCOL = """\
format: 1
id: proef
version: 1.0.0
status: concept
title: Proef
summary: Proef
owner: test
medical_purpose: none
valid: {from: 2020-01-01}
doors: {short: a, start: b, learn: c, more: d}
disclaimer: {team: verzonnen}
roles:
  clb: {title: CLB, side: clb}
phases:
  gesprek: {title: Gesprek, leads: clb, says: praten}
fields:
  zorg: {ask: Zorg, type: percentile, from: clb, audience: [team], purpose: p}
criteria:
  ernst:
    says: het is ernstig
    met: zorg < 10
    judge: zorg <= 15
    purpose: guide
    owner: test
    source: [{ref: own, confidence: unverified}]
    valid: {from: 2020-01-01}
    judges: [clb]
decisions:
  besluit:
    title: Wat nu?
    purpose: guide
    by: [clb]
    outcomes:
      hulp: {title: hulp, texts: {team: geef hulp}}
      geen: {title: geen, texts: {team: geen, parents: We hoeven niets te doen.}}
    table: |
      ernst   | -> voorstel | omdat
      met     | hulp        | ernstig
      not met | geen        | niet ernstig
    otherwise: {voorstel: geen, omdat: onbekend}
    source: [{ref: own, confidence: unverified}]
steps:
  vragen: {title: Vragen, does: ask, says: vraag}
  beslissen: {title: Beslissen, does: decide, says: beslis, decisions: [besluit]}
"""
STEP = {"phase": "gesprek", "by": "clb", "modes": ["consultative"], "pupil": False}
RESEARCHED = """\
hypotheses:
  h: {title: h, question: "h?", about: pupil, if_so: ja, if_not: nee, criteria: [ernst]}
steps:
  kiezen: {title: Kiezen, does: hypothesise, says: kies}
"""


def plan(
    fields: dict[str, list[str]], texts: dict[str, str] | None = None, instrument: Instrument | None = None
) -> Plan:
    """Fields with their audiences, a criterion in a grey zone, a decision whose outcome says ``texts``; the
    first field is a score of ``instrument``."""
    data = yaml.safe_load(PROTOCOL)
    if instrument is not None:
        more = yaml.safe_load(RESEARCHED)
        data |= {"hypotheses": more["hypotheses"], "steps": more["steps"] | data["steps"]}
        data["fields"]["zorg"]["instrument"] = instrument.id
        data["steps"]["vragen"]["serves"] = ["h"]
    if texts is not None:
        data["decisions"]["besluit"]["outcomes"]["hulp"]["texts"] = texts
    for name, seen in fields.items():
        asked = {"ask": f"Vraag {name}", "type": "text", "from": "clb", "audience": seen, "purpose": "p"}
        data["fields"][name] = asked
    data["steps"]["vragen"]["fields"] = [*data["fields"]]
    data["steps"] = {id: STEP | step for id, step in data["steps"].items()}
    source = Source.model_validate({"title": "Eigen keuze", "kind": "project", "read": "whole"})
    nothing: Any = MappingProxyType({})
    known = {instrument.id: instrument} if instrument else nothing
    shared = Shared(
        sources={"own": source}, terms=nothing, law=nothing, instruments=known, measures=CATALOGUE
    )
    made, findings = resolve(Protocol.model_validate(data), None, shared, digest="sha256:0")
    assert made is not None, findings
    return made


def case(plan: Plan, answers: dict[str, str], words: str = "woorden") -> Case:
    """A case with these answers, a judgement and a decision whose free text is ``words``."""
    common: dict[str, Any] = {"on": DAY, "by": "clb"}
    person = {"person": f"{words} naam", "reason": f"{words} reden"}
    first = Opened(**common, protocol=plan.reference, mode="consultative", question=f"{words} vraag")
    one = Case.open({plan.reference: plan}, first)
    for id in plan.hypotheses:
        one = one.record(Raised(**common, hypothesis=id, if_so="ja", if_not="nee"))
    one = one.record(Answered(**common, field="zorg", value=12))
    for name, text in answers.items():
        one = one.record(Answered(**common, field=name, value=text))
    one = one.record(Judged(**common, criterion="ernst", verdict="met", **person))
    return one.record(Decided(**common, decision="besluit", outcome="hulp", **person))
