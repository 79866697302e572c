"""A protocol small enough to read whole, and a way to change one thing in it."""

from __future__ import annotations

import copy
from typing import Any

from prodia.checks.protocol import resolve
from prodia.language import parse_type
from prodia.model.parts import Cited, LawParameter, LawValue, Source, Valid
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import Protocol

CITED = [{"ref": "bron", "confidence": "seen"}]
DOORS = {"short": "kort", "start": "aan de slag", "learn": "leer", "more": "meer"}
WORDS = {a: f"tekst voor {a}" for a in ("team", "school", "parents", "pupil_under_12", "pupil_from_12")}

SMALL: dict[str, Any] = {
    "format": 1,
    "id": "klein",
    "version": "1.0.0",
    "status": "concept",
    "title": "Klein",
    "summary": "Een klein protocol.",
    "owner": "auteurs",
    "medical_purpose": "none",
    "valid": {"from": "2026-01-01"},
    "doors": DOORS,
    "roles": {"werker": {"title": "CLB-medewerker", "side": "clb"}},
    "phases": {"start": {"title": "Start", "leads": "werker", "says": "Begin."}},
    "fields": {
        "pc": {
            "ask": "Percentiel woordlezen",
            "type": "percentile",
            "from": "werker",
            "audience": ["team"],
            "purpose": "ernst",
        },
        "graad": {
            "ask": "Graad",
            "type": "choice",
            "options": {"lager": "lager", "so": "secundair"},
            "from": "werker",
            "audience": ["team"],
            "purpose": "ernst",
        },
    },
    "derived": {
        "dubbel": {"says": "twee keer", "type": "number 0..200", "is": "pc_half * 4"},
        "pc_half": {"says": "de helft", "type": "number 0..50", "is": "pc / 2"},
    },
    "criteria": {
        "ernst": {
            "says": "de achterstand is ernstig",
            "by": "graad",
            "met": {"lager": "pc < 10", "so": "pc < 8"},
            "judge": {"lager": "pc <= 15"},
            "purpose": "classify",
            "owner": "auteurs",
            "source": CITED,
            "valid": {"from": "2026-01-01"},
            "judges": ["werker"],
        }
    },
    "decisions": {
        "advies": {
            "title": "Wat nu?",
            "purpose": "guide",
            "by": ["werker"],
            "outcomes": {
                "hulp": {"title": "hulp", "texts": WORDS},
                "niets": {"title": "niets", "texts": WORDS},
                "wacht": {"title": "wacht", "texts": WORDS},
            },
            "table": "ernst | -> voorstel | omdat\nmet | hulp | ernstig\nnot met, judgement | niets | nee\n",
            "otherwise": {"voorstel": "wacht", "omdat": "nog niet te zeggen"},
            "source": CITED,
        }
    },
    "steps": {
        "vragen": {
            "title": "Vragen",
            "phase": "start",
            "does": "ask",
            "by": "werker",
            "says": "Vraag.",
            "fields": ["pc", "graad"],
        },
        "beslissen": {
            "title": "Beslissen",
            "phase": "start",
            "does": "decide",
            "by": "werker",
            "says": "Beslis.",
            "decisions": ["advies"],
        },
    },
}

SHARED = Shared(
    sources={"bron": Source(title="Bron", kind="page", read="excerpt")},
    terms={},
    law={
        "leeftijd": LawParameter(
            title="leeftijd",
            type=parse_type("years 0..130"),
            values=(
                LawValue(
                    value=14,
                    valid=Valid(from_="2010-01-01", to="2018-08-31"),
                    source=(Cited(ref="bron", confidence="seen"),),
                ),  # type: ignore[arg-type]
                LawValue(
                    value=12, valid=Valid(from_="2018-09-01"), source=(Cited(ref="bron", confidence="seen"),)
                ),  # type: ignore[arg-type]
            ),
        )
    },
    instruments={},
)


def changed(**at: Any) -> dict[str, Any]:
    """SMALL with values put at paths written with ``__``: ``criteria__ernst__by=None`` takes a key away."""
    data = copy.deepcopy(SMALL)
    for path, value in at.items():
        *above, last = path.split("__")
        here = data
        for key in above:
            here = here.setdefault(key, {})
        if value is None:
            here.pop(last, None)
        else:
            here[last] = value
    return data


def resolved(
    data: dict[str, Any], parent: Plan | None = None
) -> tuple[Plan | None, list[tuple[str, tuple[str | int, ...]]]]:
    plan, findings = resolve(Protocol.model_validate(data), parent, SHARED)
    return plan, [(f.kind.code, f.path) for f in findings]


def sound(data: dict[str, Any], parent: Plan | None = None) -> Plan:
    """The plan of a protocol in which nothing is wrong."""
    plan, findings = resolved(data, parent)
    assert [] == findings
    assert plan is not None
    return plan
