"""Small packs as text, written to a folder for one test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.site.instrument_packs import write_instruments

SOURCES = """\
format: 1
sources:
  bron-a:
    title: "Bron A {bad}"
    kind: page
    address: "{address}"
    read: opening
    note: "gelezen {bad}"
"""
TERMS = """\
format: 1
terms:
  woord-a:
    term: "woord {bad}"
    means: "betekenis {bad}"
    source: [{{ref: bron-a, confidence: unverified, at: "plaats {bad}", note: "nota {bad}"}}]
"""
PROTOCOL = """\
format: 1
id: {id}
version: {version}
status: concept
title: "Proef {bad}"
summary: "Kort {bad}"
disclaimer: {{team: "Let op {bad}"}}
owner: proef
reviewers: ["Lezer {bad}"]
medical_purpose: none
valid: {{from: 2024-01-01}}
doors:
  short: "kort {bad}"
  start: "- een\n- twee {bad}"
  learn: "**leer {bad}**"
  more: "[{bad}](https://example.org/{bad}) [x](javascript:alert) https://example.org/a"
roles:
  coach: {{title: "coach {bad}", side: clb, about: "over {bad}"}}
phases:
  eerst: {{title: "Eerst {bad}", leads: coach, says: "doe dit {bad}"}}
cutoffs:
  zone:
    says: "tot hier weegt een mens {bad}"
    type: percentile
    is: {zone}
    owner: proef
    source: [{{ref: bron-a, confidence: inferred, at: "plaats {bad}", note: "nota {bad}"}}]
    valid: {{from: 2024-01-01}}
    note: "nota {bad}"
  weken:
    says: "zo lang {bad}"
    type: weeks
    is: 6
    owner: proef
    source: [{{ref: bron-a, confidence: seed}}]
    valid: {{from: 2024-01-01}}
fields:
  score:
    ask: "Score {bad}"
    type: percentile
    from: coach
    audience: [team]
    purpose: "doel {bad}"
    help: "hulp {bad}"
  soort:
    ask: "Soort {bad}"
    type: choice
    options: {{een: "een {bad}", twee: "twee {bad}"}}
    from: coach
    audience: [team]
    purpose: "doel"
derived:
  ruim: {{says: "ruim laag {bad}", type: truth, is: score <= cutoff.zone}}
  dubbel: {{says: "dubbel {bad}", type: number, is: score * 2, note: "nota {bad}"}}
criteria:
  laag:
    says: "score is laag {bad}"
    met: {met}
    judge: score <= cutoff.zone
    judges: [coach]
    purpose: classify
    owner: proef
    source: [{{ref: bron-a, confidence: unverified, at: "plaats {bad}", note: "nota {bad}"}}]
    valid: {{from: 2024-01-01}}
    note: "nota {bad}"
hypotheses:
  vraag:
    title: "{bad} vraag"
    question: "vraag {bad}"
    about: pupil
    if_so: "{bad} zo"
    if_not: "{bad} niet"
    criteria: [laag]
decisions:
  besluit:
    title: "Besluit {bad}"
    purpose: classify
    by: [coach]
    outcomes:
      ja: {{title: "ja {bad}", texts: {{team: "voor het team {bad}"}}}}
      nee: {{title: "nee {bad}", texts: {{team: "voor het team {bad}"}}}}
    table: |
      laag | soort | -> voorstel | omdat
      met  | een   | ja          | laag en een {cell}
      met  | twee  | nee         | laag en twee
      not met | -  | nee         | niet laag
    otherwise: {{voorstel: nee, omdat: "plaats {bad}"}}
    source: [{{ref: bron-a, confidence: seed}}]
    note: "nota {bad}"
steps:
  stap-a:
    title: "Stap {bad}"
    phase: eerst
    does: ask
    by: coach
    says: "doe dit {bad}"
    fields: [score, soort]
  stap-b:
    title: "Besluiten {bad}"
    phase: eerst
    does: decide
    by: coach
    says: "doe dit {bad}"
    when: dubbel < 50
    decisions: [besluit]
    texts: {{team: "voor het team {bad}"}}
"""


def write(
    folder: Path,
    *,
    bad: str = "",
    address: str = "https://example.org/",
    zones: Mapping[str, int] | None = None,
    **versions: str,
) -> Path:
    """A pack with protocol ``proef``; ``versions``: ``v1_0_0="score < 10"`` is a version and its rule.

    ``zones``: the figure of the cut-off ``zone`` in each version, 20 where none is given.
    """
    quoted = bad.replace("\\", "\\\\").replace('"', '\\"')
    cell = bad.replace("|", "/").replace("\n", " ")
    shared = folder / "shared"
    shared.mkdir(parents=True)
    (shared / "sources.yaml").write_text(SOURCES.format(bad=quoted, address=address), "utf-8")
    (shared / "terms.yaml").write_text(TERMS.format(bad=quoted), "utf-8")
    write_instruments(shared, quoted, bad)
    for name, rule in (versions or {"v1_0_0": "score < 10"}).items():
        version = name.removeprefix("v").replace("_", ".")
        at = folder / "proef" / version
        at.mkdir(parents=True)
        zone = (zones or {}).get(version, 20)
        text = PROTOCOL.format(zone=zone, id="proef", version=version, bad=quoted, met=rule, cell=cell)
        (at / "protocol.yaml").write_text(text, "utf-8")
    return folder
