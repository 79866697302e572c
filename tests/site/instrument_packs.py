"""An instrument, what it replaced, norms of it and abilities, as text for one test."""

from __future__ import annotations

from pathlib import Path

INSTRUMENT = """\
format: 1
id: lijst
version: 1.0.0
title: "Lijst {bad}"
measures: "meet {bad}"
status: fictitious
publisher: "Uitgever {bad}"
licence: "licentie {bad}"
may: text
form: "formulier {bad}"
informant: self
ages: 72..155
for_whom: "wie {bad}"
minutes: 5
rating: {{label: first, date: 2024-02-29, body: "Orgaan {bad}", source: [{{ref: bron-a, confidence: seed}}]}}
items:
  v1..v3: {{answers: 0..2, labels: ["nooit {bad}", soms, vaak]}}
  v4: {{answers: 0..2, points: [0, 2, 3], text: "vraag {bad}"}}
  maat: {{type: "number 1..9"}}
  t1..t4: {{answers: [0, 1]}}
reverse: [v2]
flags:
  veilig:
    item: v3
    from: 2
    says: "vlag {bad}"
    do: "doe {bad}"
    source: [{{ref: bron-a, confidence: seed}}]
scales:
  som:
    title: "som {bad}"
    items: [v1..v4]
    score: sum
    missing: {{rule: zero_if_at_most_m, most_missing: 1}}
    weights: {{v1..v2: 2}}
    direction: high-is-concern
    abilities: [Gf]
    cuts:
      zone:
        says: "zone {bad}"
        on: raw
        zones: ["laag {bad}", hoog]
        at: [4]
        goes: up
        ages: 72..143
        source: [{{ref: bron-a, confidence: inferred, at: "plaats {bad}", note: "nota {bad}"}}]
      andere:
        says: "andere {bad}"
        on: T
        zones: [laag, hoog]
        at: [60]
        goes: down
        source: [{{ref: bron-a, confidence: seen}}]
    source: [{{ref: bron-a, confidence: unverified, note: "nota {bad}"}}]
  hoog: {{title: "hoog {bad}", items: [maat], score: sum, missing: {{rule: refuse}}, direction: both-ways}}
  dubbel: {{title: "dubbel {bad}", is: som * 2, direction: not-said}}
  vlot:
    title: "vlot {bad}"
    items: [t1..t4]
    score: sum
    missing: {{rule: refuse}}
    direction: high-is-good
    stop:
      full: 1
      starts: [{{item: t2, ages: 72..155}}]
      basal: 2
      reversal: in sequence
      discontinue: 2
      misses: 2
      in_a_row_of: 3
rules:
  samen:
    says: "samen {bad}"
    is: v1 >= 1 and (v3 >= 2 or som > 3)
    source: [{{ref: bron-a, confidence: seed, note: "nota {bad}"}}]
errata:
  - where: "waar {bad}"
    printed: "gedrukt {bad}"
    here: "hier {bad}"
    reason: "reden {bad}"
    source: [{{ref: bron-a, confidence: seed, note: "nota {bad}"}}]
examples:
  - says: "voorbeeld {bad}"
    answers: {{v1..v4: 1}}
    ages: 100
    expect: {{som: 7, som.zone: hoog, dubbel: 14, samen: true}}
    source: [{{ref: bron-a, confidence: seed, note: "nota {bad}"}}]
  - says: bijna leeg
    answers: {{v1: 2}}
    expect: {{som: null, samen: null}}
source: [{{ref: bron-a, confidence: unverified, note: "nota {bad}"}}]
note: "nota {bad}"
"""
REGISTER = """\
format: 1
id: oude-lijst
version: 1.0.0
title: "Oude lijst {bad}"
measures: "meet {bad}"
status: replaced
replaced_by: lijst
licence: "licentie {bad}"
may: register
rating: {{label: unrated}}
scales:
  uitkomst: {{title: "uitkomst {bad}", scores: [percentile], direction: high-is-good}}
"""
NORMS = """\
format: 1
id: {id}
version: 1.0.0
instrument: lijst
group: "groep {bad}"
country: "land {bad}"
language: "taal {bad}"
medium: "papier {bad}"
year: 2020
n: 90
rows: {rows}
{more}
scales: [som]
outside: nearest band
source: [{{ref: bron-a, confidence: seed, at: "plaats {bad}", note: "nota {bad}"}}]
note: "nota {bad}"
"""
SPREAD = (
    "kind: mean-sd\nage: calendar\nby: [sex]\ngives: [T, percentile]\nnormalised: false\n"
    "interval: {kind: true SEE, level: 0.95, on: T}"
)
TABLE = "kind: table\nage: borrow-30\nby: [grade]\ngives: [T]\nnormalised: true"
ROWS = "age_from,age_to,sex,mean,sd,reliability\n72,83,m,4.125,2.375,0.8\n72,83,f,5,2,0.8\n84,155,m,6,2,0.8\n"
OWN_ROWS = "age_from,age_to,grade,raw,T\n72,155,1,0..13,41.625\n"
MAKERS = "# Normen\n\n**Attribution.** Makers {bad} of `rows.csv`.\n\nMore.\n"
ABILITIES = """\
format: 1
abilities:
  Gf: {{title: "redeneren {bad}", means: "betekenis {bad}", source: [{{ref: bron-a, confidence: seed}}]}}
coverage:
  required: [Gf]
  least: 1
  profile: true
  source: [{{ref: bron-a, confidence: seed}}]
  note: "nota {bad}"
"""


def write_instruments(shared: Path, quoted: str, bad: str) -> None:
    """Instrument ``lijst`` and what it replaced, public and private norms of it, with their rows."""
    (shared / "abilities.yaml").write_text(ABILITIES.format(bad=quoted), "utf-8")
    for id, text in (("lijst", INSTRUMENT), ("oude-lijst", REGISTER)):
        at = shared / "instruments" / id
        at.mkdir(parents=True)
        (at / "1.0.0.yaml").write_text(text.format(bad=quoted), "utf-8")
    for id, rows, more, table in (("groep", "public", SPREAD, ROWS), ("eigen", "private", TABLE, OWN_ROWS)):
        at = shared / "norms" / id
        (at / "1.0.0").mkdir(parents=True)
        (at / "1.0.0.yaml").write_text(NORMS.format(id=id, bad=quoted, rows=rows, more=more), "utf-8")
        (at / "1.0.0" / "rows.csv").write_text(table, "utf-8")
        (at / "README.md").write_text(MAKERS.format(bad=bad), "utf-8")
