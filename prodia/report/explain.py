"""The smallest change that would alter a proposal, and why not another outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.language import Change, evaluate, names, nearest
from prodia.model.plan import Plan
from prodia.problems import Lang, Two
from prodia.report.parts import section
from prodia.report.rules import outcome_title
from prodia.report.shape import Cell, Facts, Section
from prodia.report.values import named_value
from prodia.report.words import WORDS, word

if TYPE_CHECKING:
    from prodia.case import State

MOST = 3
_PROPOSED = Two("{outcome}, als {changes}", "{outcome}, if {changes}")


def explanations(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """For every decision with a proposal: which small change of what the table reads gives another."""
    rows: list[tuple[str, Cell]] = []
    for id, proposal in state.proposals.items():
        consent = state.plan.consent
        if (
            not proposal.complete
            or (only is not None and id not in only)
            or (consent and consent.decision == id)
        ):
            continue
        for change in smallest(state, id):
            rows.append((state.plan.decisions[id].title, in_words(state.plan, id, change, lang)))
    heading = Two("Wat een ander voorstel zou geven", "What would give another proposal")
    return section("changes", heading, lang, Facts(tuple(rows)) if rows else None)


def smallest(state: State, decision: str) -> tuple[Change, ...]:
    """The smallest changes of the inputs of a table that alter what it proposes."""
    table = state.plan.tables[decision]
    values = [evaluate(i.tree, state.read(names(i.tree))) for i in table.table.inputs]
    return nearest(table, values, limit=MOST)


def in_words(plan: Plan, decision: str, change: Change, lang: Lang) -> str:
    """One change: «geen dyslexie, als de problemen zijn hardnekkig: niet voldaan»."""
    told = [
        f"{plan.labels.get(label, label)}: {_value(plan, label, text, lang)}"
        for label, text in change.words(plan.tables[decision], lang)
    ]
    row = change.hit.output
    outcome = row[0] if row and isinstance(row[0], str) else None
    words = {
        "outcome": outcome_title(plan, decision, outcome, lang),
        "changes": Two(" en ", " and ")[lang].join(told),
    }
    return _PROPOSED.fill(lang, words)


def _value(plan: Plan, name: str, text: str, lang: Lang) -> str:
    """Words of a verdict or option translated; other parts as the language says them."""
    if " / " in text:
        return Two(" of ", " or ")[lang].join(_value(plan, name, t, lang) for t in text.split(" / "))
    bare = text.strip('"')
    if bare in WORDS["verdict"]:
        return word("verdict", bare, lang)
    if text in ("true", "false"):
        return word("truth", text, lang)
    field = plan.fields.get(name)
    if field is not None and bare in field.options:
        return str(named_value(plan, name, bare, lang))
    return text
