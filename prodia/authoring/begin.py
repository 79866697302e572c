"""A protocol to begin with: eight answers in, a valid concept with a case that holds out."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from prodia.authoring.casetext import MADE_UP
from prodia.content import Catalogue


def parent_of(shelf: Catalogue) -> str:
    """The newest version of the protocol that most others supplement: what a new one supplements too.

    Raises LookupError where none supplements another.
    """
    named = [shelf.entry(one).definition.supplements for one in shelf.references()]
    known = Counter(one.partition("@")[0] for one in named if one)
    if not known:
        raise LookupError("no protocol supplements another")
    return shelf.latest(known.most_common(1)[0][0])


@dataclass(frozen=True, slots=True)
class Beginning:
    """The eight questions: its id and title, who owns it, the measure and its instrument (empty: none), the
    figure below which the criterion is met, what the criterion says, and the source of the figure."""

    id: str
    title: str
    owner: str
    measure: str
    instrument: str
    below: float
    says: str
    source: str


def beginning(folder: Path, answers: Beginning, *, parent: str, role: str, since: str) -> dict[Path, str]:
    """The files of version 1.0.0 of a protocol, by place. ``parent`` is the general one, ``role`` one of its
    roles that measures and decides, ``since`` the day from which it will hold."""
    home = folder / answers.id / "1.0.0"
    measured = f"\n    instrument: {answers.instrument}" if answers.instrument else ""
    words = (answers.title, answers.measure, answers.says)
    title, measure, says = (json.dumps(text, ensure_ascii=False) for text in words)
    figure = f"{answers.below:g}"
    texts = "{team: Zie de tabel., school: Zie het team., parents: We bespreken dit met u., " + (
        "pupil_under_12: We vertellen je meer., pupil_from_12: We bespreken dit met jou.}"
    )
    protocol = f"""# yaml-language-server: $schema=../../../schemas/1/protocol.json
format: 1
id: {answers.id}
version: 1.0.0
status: concept
supplements: {parent}
title: {title}
summary: {title}
owner: {answers.owner}
medical_purpose: none
valid: {{from: {since}}}
doors: {{short: In het kort., start: Aan de slag., learn: Leer bij., more: Nog meer weten.}}

fields:
  maat:
    ask: {measure}
    type: percentile
    from: {role}
    audience: [team]
    purpose: {says}{measured}

criteria:
  laag:
    says: {says}
    met: maat < {figure}
    purpose: guide
    owner: {answers.owner}
    strength: should
    source: [{{ref: {answers.source}, confidence: unverified}}]
    valid: {{from: {since}}}

hypotheses:
  vraag:
    title: {title}
    question: {says}
    about: pupil
    if_so: We kijken verder.
    if_not: We zoeken elders.
    criteria: [laag]

decisions:
  wat-nu:
    title: Wat nu?
    purpose: guide
    by: [{role}]
    outcomes:
      verder: {{title: verder kijken, texts: {texts}}}
      klaar: {{title: niet verder kijken, texts: {texts}}}
      onvolledig: {{title: nog niet te zeggen, texts: {texts}}}
    table: |
      laag    | -> voorstel | omdat
      met     | verder      | de score ligt onder de grens
      not met | klaar       | de score ligt niet onder de grens
    otherwise: {{voorstel: onvolledig, omdat: er ontbreekt nog een score}}
    source: [{{ref: {answers.source}, confidence: unverified}}]

steps:
  meten:
    title: Meten
    phase: onderzoek
    does: administer
    by: {role}
    says: Neem af wat nodig is.
    serves: [vraag]
    fields: [maat]
  kiezen:
    title: Kiezen
    phase: onderzoek
    does: decide
    by: {role}
    says: De tabel stelt voor, mensen kiezen.
    decisions: [wat-nu]
"""
    files = {home / "protocol.yaml": protocol}
    day = f"on: {since}, by: {role}"
    opened = "mode: trajectory, question: verzonnen vraag, pupil: verzonnen leerling, born: 2016-02-03"
    lead = f"""events:
  - {{kind: opened, {day}, {opened}}}
  - {{kind: consented, {day}, from: ouders, given: true, basis: verzonnen gesprek}}
  - {{kind: answered, {day}, field: vraag_duidelijk, value: true}}
  - {{kind: answered, {day}, field: leerling_gehoord, value: true}}
  - {{kind: answered, {day}, field: ouders_gehoord, value: true}}
  - {{kind: answered, {day}, field: school_gehoord, value: true}}
  - {{kind: raised, {day}, hypothesis: vraag, if_so: verzonnen gevolg, if_not: verzonnen gevolg}}
  - {{kind: answered, {day}, field: genoeg_info, value: false}}
"""
    decided = (
        "decision: genoeg-informatie, outcome: naar-onderzoek, person: verzonnen naam, reason: verzonnen"
    )
    for name, value, word, outcome in (
        ("net-onder-de-grens", answers.below - 1, "met", "verder"),
        ("op-de-grens", answers.below, "not met", "klaar"),
        ("net-boven-de-grens", answers.below + 1, "not met", "klaar"),
    ):
        files[home / "cases" / f"{name}.yaml"] = (
            f"# {MADE_UP}\nformat: 1\ncase: {name}\ntitle: {name.replace('-', ' ').capitalize()}\n"
            f"why: De grens van {figure} telt aan de juiste kant.\n{lead}"
            f"  - {{kind: decided, on: {since}, by: clb-team, {decided}}}\n"
            f"  - {{kind: answered, {day}, field: maat, value: {value:g}}}\n"
            f'expect:\n  verdicts: {{laag: "{word}"}}\n  proposes: {{wat-nu: {outcome}}}\n'
        )
    files[home / "cases" / "nog-geen-score.yaml"] = (
        f"# {MADE_UP}\nformat: 1\ncase: nog-geen-score\ntitle: Er is nog geen score\n"
        f"why: Ontbreken is geen nul en geen nee.\n{lead}"
        f'expect:\n  verdicts: {{laag: "not assessable"}}\n  proposes: {{wat-nu: onvolledig}}\n'
    )
    return files
