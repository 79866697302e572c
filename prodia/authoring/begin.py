"""A protocol to begin with: eight answers in, a valid concept with a case that holds out."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from prodia._version import __version__
from prodia.authoring.casetext import MADE_UP
from prodia.content import Catalogue
from prodia.content.packs import FILES
from prodia.content.schema import SCHEMAS, schemas


def parent_of(shelf: Catalogue, on: dt.date) -> str:
    """The protocol that most others supplement, and a new one too: the version that holds on its first day,
    the newest where none does.

    Raises LookupError where none supplements another.
    """
    named = [shelf.entry(one).definition.supplements for one in shelf.references()]
    known = Counter(one.partition("@")[0] for one in named if one)
    if not known:
        raise LookupError("no protocol supplements another")
    id = known.most_common(1)[0][0]
    return shelf.in_force(on, id).get(id) or shelf.latest(id)


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
    protocol = f"""# yaml-language-server: $schema=../../{SCHEMAS}/protocol.json
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

defaults:
  owner: {answers.owner}
  strength: may
  source: [{{ref: {answers.source}, confidence: unverified}}]
  valid: {{from: {since}}}
  audience: [team]

fields:
  maat:
    ask: {measure}
    type: percentile
    from: {role}
    purpose: {says}{measured}

criteria:
  laag:
    says: {says}
    met: maat < {figure}
    purpose: guide

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
            f"# yaml-language-server: $schema=../../../{SCHEMAS}/case.json\n"
            f"# {MADE_UP}\nformat: 1\ncase: {name}\ntitle: {name.replace('-', ' ').capitalize()}\n"
            f"why: De grens van {figure} telt aan de juiste kant.\n{lead}"
            f"  - {{kind: decided, on: {since}, by: clb-team, {decided}}}\n"
            f"  - {{kind: answered, {day}, field: maat, value: {value:g}}}\n"
            f'expect:\n  verdicts: {{laag: "{word}"}}\n  proposes: {{wat-nu: {outcome}}}\n'
        )
    files[home / "cases" / "nog-geen-score.yaml"] = (
        f"# yaml-language-server: $schema=../../../{SCHEMAS}/case.json\n"
        f"# {MADE_UP}\nformat: 1\ncase: nog-geen-score\ntitle: Er is nog geen score\n"
        f"why: Ontbreken is geen nul en geen nee.\n{lead}"
        f'expect:\n  verdicts: {{laag: "not assessable"}}\n  proposes: {{wat-nu: onvolledig}}\n'
    )
    return files


# A pack of one's own: what stands beside the protocols in its repository.

_README = """# {name}

Protocollen die draaien, geschreven en nagekeken met prodia. Zo begin je:

    pip install prodia
    prodia new mijn-protocol --pack .      # acht vragen, en een concept dat meteen klopt
    prodia watch                           # kijkt mee: elke keer dat je bewaart
    prodia card mijn-protocol --pack .     # hoe het ervoor staat, en wat de volgende trede vraagt

| wat | waar |
|---|---|
| een protocol, een versie | `<id>/<versie>/protocol.yaml` |
| uitgewerkte gevallen, verzonnen | `<id>/<versie>/cases/*.yaml` |
| wie het nalas | `<id>/<versie>/reviews.yaml` (schrijf met `prodia review`) |
| wat vrijgegeven is | `released.lock` (schrijf met `prodia release`) |
| bronnen en termen van jullie zelf | `shared/sources.yaml`, `shared/terms.yaml` |
| wat bewust anders is | `exemptions.yaml` |

Zet nooit iets van een echte leerling in dit pakket. Vul in `.github/workflows/prodia.yml` en
`.pre-commit-config.yaml` in waar prodia bij jullie staat. Voor VS Code: de uitbreiding «YAML» van Red Hat
kent dan elk veld, met uitleg; `prodia schema --pack . --write {schemas}` leert haar de namen van dit pakket.
"""
_WORKFLOW = """name: prodia
on:
  push: {{branches: [main]}}
  pull_request:
jobs:
  prodia:
    uses: {source}/.github/workflows/pack.yml@{version}
    permissions: {{contents: read, pull-requests: write}}
    with: {{prodia: {source}, version: {version}}}
"""
_HOOKS = """repos:
  - repo: https://github.com/{source}
    rev: {version}
    hooks:
      - id: prodia-fmt
      - id: prodia-check
"""
_EDITOR = """root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
indent_style = space
indent_size = 2
"""


def new_pack(folder: Path, source: str, found: Catalogue | None = None) -> dict[Path, str]:
    """The files of a repository for a pack, by place: checks, hook, editor settings, README.

    ``source``: the repository of prodia, ``OWNER/NAME``. ``found``: whose names an editor offers.
    """
    words = {
        "name": folder.resolve().name,
        "source": source,
        "version": f"v{__version__}",
        "schemas": SCHEMAS,
    }
    settings = {
        "yaml.schemas": {f"./{SCHEMAS}/{name}.json": place for name, (place, _) in FILES.items()},
        "yaml.format.enable": False,
        "files.eol": "\n",
    }
    files = {
        "README.md": _README.format(**words),
        ".github/workflows/prodia.yml": _WORKFLOW.format(**words),
        ".pre-commit-config.yaml": _HOOKS.format(**words),
        ".vscode/settings.json": json.dumps(settings, indent=2) + "\n",
        ".vscode/extensions.json": json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n",
        ".editorconfig": _EDITOR,
        ".gitattributes": "* text=auto eol=lf\n",
        ".gitignore": "*.jsonl\n*.html\n",
    }
    return {folder / name: text for name, text in files.items()} | {
        folder / SCHEMAS / name: text
        for name, text in schemas(found).items()
        if name.removesuffix(".json") in FILES
    }
