"""A small valid pack, as text, to write to a folder and to break."""

from __future__ import annotations

from pathlib import Path

from prodia.content import Loaded

SOURCES = """\
format: 1
sources:
  bron: {title: Een bron, kind: project, read: whole}
"""

PROTOCOL = """\
format: 1
id: lezen
version: 1.0.0
status: concept
title: Leesprotocol
summary: Een voorbeeld
owner: prodia
medical_purpose: none
valid: {from: 2020-01-01}
doors: {short: kort, start: begin, learn: leer, more: meer}
roles:
  clb: {title: CLB, side: clb}
phases:
  start: {title: Start, leads: clb, says: we beginnen}
fields:
  pc:
    ask: Percentiel
    type: percentile 0..100
    from: clb
    audience: [team]
    purpose: ernst bepalen
criteria:
  ernst:
    says: het is ernstig
    met: pc < 10
    judge: pc <= 15
    judges: [clb]
    purpose: classify
    owner: prodia
    source:
      - {ref: bron, confidence: seen}
    valid: {from: 2020-01-01}
decisions:
  besluit:
    title: Wat nu
    purpose: classify
    by: [clb]
    outcomes:
      hulp: {title: Hulp, texts: {team: geef hulp aan {naam}}}
      geen: {title: Geen, texts: {team: geen hulp}}
    table: |
      ernst   | -> voorstel | omdat
      met     | hulp        | het is ernstig
      not met | geen        | het is niet ernstig
    otherwise: {voorstel: geen, omdat: er ontbreekt iets}
    source: [{ref: bron, confidence: seen}]
steps:
  meten:
    title: Meten
    phase: start
    does: ask
    by: clb
    says: meet het lezen
    fields: [pc]
    decisions: [besluit]
""".replace("{team: geef hulp aan {naam}}", '{team: "geef hulp aan {naam}"}')

CASE = """\
format: 1
case: ernstig
title: Een ernstig geval
why: onder de grens
events:
  - {kind: opened, on: 2024-01-10, by: clb, protocol: lezen@1.0.0, mode: trajectory, question: leest traag, born: 2014-05-01}
  - {kind: answered, on: 2024-01-11, by: clb, field: pc, value: 5}
expect:
  verdicts: {ernst: met}
"""  # noqa: E501

VALID = {
    "shared/sources.yaml": SOURCES,
    "lezen/1.0.0/protocol.yaml": PROTOCOL,
    "lezen/1.0.0/cases/ernstig.yaml": CASE,
}


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write the files below ``folder``; bytes as they are."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def said(result: Loaded, folder: Path, lang: str = "nl") -> list[str]:
    """``file:line:col CODE`` of every problem, files as seen from ``folder``."""
    return [f"{str(p.place).removeprefix(f'{folder.as_posix()}/')} {p.code}" for p in result.problems]
