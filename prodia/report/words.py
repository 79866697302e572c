"""The words of the engine in people's words: verdicts, reasons for a missing value, kinds of event.

One table a family; a key that is not there is a programmer's mistake. Words of a protocol (titles of
phases, roles, outcomes) are content and come from the plan.
"""

from __future__ import annotations

from typing import Any

from prodia.model.plan import CASE_LABELS, CASE_TYPES
from prodia.problems import Lang, Two
from prodia.report.shape import Marked, Tone


def _of_case(name: str) -> dict[str, Two]:
    """The words of what a case knows of itself, as every expression is read with them."""
    options = CASE_TYPES[name].options
    return {o: Two(CASE_LABELS["nl"][f"{name}={o}"], CASE_LABELS["en"][f"{name}={o}"]) for o in options}


WORDS: dict[str, dict[str, Two]] = {
    "verdict": {
        "met": Two("voldaan", "met"),
        "not met": Two("niet voldaan", "not met"),
        "judgement": Two("oordeel nodig", "needs a judgement"),
        "not assessable": Two("niet te beoordelen", "not assessable"),
    },
    "missing": {
        "refused": Two("wil niet antwoorden", "refused to answer"),
        "not applicable": Two("niet van toepassing", "not applicable"),
        "unknown": Two("niet geweten", "not known"),
        "not asked": Two("nog niet gevraagd", "not asked yet"),
    },
    "event": {
        "opened": Two("geopend", "opened"),
        "switched": Two("andere vorm van begeleiding", "other kind of guidance"),
        "consented": Two("toestemming", "consent"),
        "answered": Two("antwoord", "answer"),
        "withdrawn": Two("ingetrokken", "withdrawn"),
        "raised": Two("hypothese opgenomen", "hypothesis raised"),
        "dropped": Two("hypothese losgelaten", "hypothesis dropped"),
        "judged": Two("oordeel", "judgement"),
        "assessed": Two("bekwaamheid beoordeeld", "competence judged"),
        "decided": Two("besluit", "decision"),
        "paused": Two("gepauzeerd", "paused"),
        "resumed": Two("hervat", "resumed"),
        "reopened": Two("heropend", "reopened"),
        "moved": Two("naar een andere versie", "moved to another version"),
        "shared": Two("gedeeld", "shared"),
        "closed": Two("afgesloten", "closed"),
    },
    "mode": _of_case("case.mode"),
    "competence": _of_case("case.competence"),
    "audience": {
        "team": Two("het team", "the team"),
        "school": Two("de school", "the school"),
        "parents": Two("de ouders", "the parents"),
        "pupil_under_12": Two("de leerling (jonger dan 12)", "the pupil (under 12)"),
        "pupil_from_12": Two("de leerling (vanaf 12)", "the pupil (from 12)"),
    },
    "confidence": {
        "seen": Two("gezien in de bron", "seen in the source"),
        "seen-old": Two("gezien in een gedateerde bron", "seen in a dated source"),
        "seed": Two("uit projectmateriaal, niet nagegaan", "from project material, not checked"),
        "inferred": Two("eigen afleiding", "our own inference"),
        "unverified": Two("niet nagegaan", "not verified"),
    },
    "purpose": {
        "classify": Two("classificeren", "classification"),
        "access": Two("toegang", "access"),
        "third-party": Two("eis van derden", "asked by a third party"),
        "guide": Two("handelen", "guidance"),
    },
    "strength": {
        "must": Two("moet", "must"),
        "should": Two("hoort", "should"),
        "may": Two("mag", "may"),
    },
    "status": {
        "concept": Two("concept", "draft"),
        "review": Two("in nazicht", "in review"),
        "released": Two("vrijgegeven", "released"),
        "deprecated": Two("vervallen", "deprecated"),
    },
    "side": {
        "school": Two("school", "school"),
        "clb": Two("CLB", "CLB"),
        "family": Two("gezin", "family"),
        "pupil": Two("leerling", "pupil"),
        "external": Two("extern", "external"),
    },
    "does": {
        "ask": Two("vraagt na", "asks"),
        "consent": Two("vraagt toestemming", "asks consent"),
        "hypothesise": Two("stelt hypothesen op", "raises hypotheses"),
        "administer": Two("neemt af", "administers"),
        "decide": Two("beslist", "decides"),
        "advise": Two("adviseert", "advises"),
    },
    "hypothesis": {
        "kept": Two("behouden", "kept"),
        "rejected": Two("verworpen", "rejected"),
        "undecided": Two("nog open", "undecided"),
    },
    "truth": {"true": Two("ja", "yes"), "false": Two("nee", "no")},
}  # fmt: skip

_TONES: dict[str, Tone] = {
    "met": "good",
    "not met": "bad",
    "judgement": "open",
    "not assessable": "quiet",
    "kept": "good",
    "rejected": "bad",
    "undecided": "open",
}


def word(family: str, key: Any, lang: Lang) -> str:
    """The words for one key, for instance ``word("verdict", "met", "nl")`` is ``voldaan``."""
    text = str(key).lower() if isinstance(key, bool) else str(getattr(key, "value", key))
    return WORDS[family][text][lang]


def marked(family: str, key: str, lang: Lang) -> Marked:
    """:func:`word` with its tone."""
    return Marked(word(family, key, lang), _TONES.get(key, "plain"))
