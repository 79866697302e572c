"""A small process that is all a process must be, as text, to break at one place."""

from __future__ import annotations

from pathlib import Path

from prodia.content import load
from prodia.model.plan import Plan

SOURCES = "format: 1\nsources:\n  bron: {title: Een bron, kind: project, read: whole}\n"
PROTOCOL = """\
format: 1
id: lezen
version: 1.0.0
status: concept
title: Leesprotocol
summary: Een voorbeeld
owner: prodia
medical_purpose: none
valid: {from: 2026-01-01}
doors: {short: kort, start: begin, learn: leer, more: meer}
roles:
  clb: {title: CLB, side: clb}
  psy: {title: psycholoog, side: clb}
  leerling: {title: leerling, side: pupil}
  ouders: {title: ouders, side: family}
  school: {title: school, side: school}
phases:
  vraag: {title: Vraag, leads: clb, says: wat is er}
  strategie: {title: Strategie, leads: clb, after: [vraag], required: true, says: waarom}
  onderzoek: {title: Onderzoek, leads: clb, after: [strategie], says: meten}
  besluit: {title: Besluit, leads: clb, after: [onderzoek], says: wat nu}
  later: {title: Later, leads: clb, after: [besluit], says: terugkijken}
consent:
  decision: instemming
  who: {ouders: ouders, niemand: nobody}
  judges: [clb]
fields:
  vlot: {ask: Vlot, type: truth, from: clb, audience: [team], purpose: orde}
  leerling_zegt: {ask: Leerling, type: truth, from: leerling, audience: [team], purpose: horen}
  ouders_zeggen: {ask: Ouders, type: truth, from: ouders, audience: [team], purpose: horen}
  pc: {ask: Lezen, type: percentile, from: psy, audience: [team], purpose: ernst}
  toets: {ask: Toets, type: percentile, from: school, audience: [team], purpose: ernst}
  nadien: {ask: Nadien, type: truth, from: clb, audience: [team], purpose: terugkijken}
cutoffs:
  grens:
    says: laag
    type: percentile
    owner: prodia
    values: [{is: 10, valid: {from: 2026-01-01}, source: [{ref: bron, confidence: seen}]}]
criteria:
  laag:
    says: het lezen is laag
    met: pc < cutoff.grens
    purpose: classify
    owner: prodia
    source: [{ref: bron, confidence: seen}]
    valid: {from: 2026-01-01}
  laag_ook:
    says: de toets is laag
    met: toets < 10
    purpose: classify
    owner: prodia
    source: [{ref: bron, confidence: seen}]
    valid: {from: 2026-01-01}
hypotheses:
  moeilijk:
    {title: Moeilijk, question: Is het moeilijk?, about: pupil, if_so: hulp, if_not: anders, criteria: [laag]}
decisions:
  instemming:
    title: Wie stemt in
    purpose: guide
    by: [clb]
    outcomes:
      ouders: {title: de ouders, texts: {team: vraag de ouders}}
      niemand: {title: niemand, texts: {team: het moet}}
    table: |
      case.mode                | -> wie  | omdat
      trajectory               | ouders  | zij beslissen
      compulsory               | niemand | de wet zegt het
    source: [{ref: bron, confidence: seen}]
  wat-is-het:
    title: Wat is het
    purpose: classify
    by: [clb]
    outcomes:
      past: {title: het past, texts: {team: het past}}
      past-niet: {title: het past niet, texts: {team: het past niet}}
      meer-weten: {title: meer weten, texts: {team: vraag meer}}
    table: |
      laag    | laag_ook | -> voorstel | omdat
      met     | met      | past        | twee metingen zijn laag
      met     | not met  | past-niet   | één meting is niet laag
      not met | -        | past-niet   | het lezen is niet laag
    otherwise: {voorstel: meer-weten, omdat: er ontbreekt iets}
    source: [{ref: bron, confidence: seen}]
steps:
  instemmen: {title: Instemmen, phase: vraag, does: consent, by: clb, says: vraag het}
  horen:
    {title: Horen, phase: vraag, does: ask, by: clb, says: hoor, fields: [vlot, leerling_zegt, ouders_zeggen]}
  kiezen: {title: Kiezen, phase: strategie, does: hypothesise, by: clb, says: denk na}
  meten:
    title: Meten
    phase: onderzoek
    does: administer
    by: psy
    says: meet
    serves: [moeilijk]
    fields: [pc, toets]
  beslissen: {title: Beslissen, phase: besluit, does: decide, by: clb, says: beslis, decisions: [wat-is-het]}
  bespreken: {title: Bespreken, phase: besluit, does: advise, by: clb, says: vertel, audiences: [parents]}
  terugkijken: {title: Terugkijken, phase: later, does: ask, by: clb, says: kijk, fields: [nadien]}
"""


def plan_of(folder: Path, *edits: tuple[str, str]) -> Plan:
    """The plan of the process with these pieces of its text replaced."""
    text = PROTOCOL
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    id = text.split("id: ", 1)[1].split("\n", 1)[0]
    home = folder / id / "1.0.0"
    home.mkdir(parents=True)
    (folder / "shared").mkdir()
    (folder / "shared/sources.yaml").write_text(SOURCES, "utf-8")
    (home / "protocol.yaml").write_text(text, "utf-8")
    return load(folder).catalogue.plan(f"{id}@1.0.0")


FIGURE = "values: [{is: 10, valid: {from: 2026-01-01}, source: [{ref: bron, confidence: seen}]}]"
GAP = """values:
      - {is: 10, valid: {from: 2026-01-01, to: 2026-03-31}, source: [{ref: bron, confidence: seen}]}
      - {is: 12, valid: {from: 2026-05-01}, source: [{ref: bron, confidence: seen}]}"""
TEST = """    met: toets < 10
    purpose: classify
    owner: prodia
    source: [{ref: bron, confidence: seen}]
    valid: {from: 2026-01-01}"""
