"""The smallest change that would alter a proposal, and why not another outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.case.counterfactual import SmallestChange, smallest_change
from prodia.model.plan import Plan
from prodia.problems import Lang, Two
from prodia.report.decided import outcome_title
from prodia.report.parts import section
from prodia.report.shape import Block, Cell, Facts, Paragraph, Section
from prodia.report.values import named_value
from prodia.report.words import WORDS, word

if TYPE_CHECKING:
    from prodia.case import State

MOST = 3
UNKNOWN = "not assessable"


def explanations(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """For every decision with a proposal: which small change of what the table reads gives another."""
    consent = state.plan.consent.decision if state.plan.consent else None
    blocks: list[Block] = []
    for id, proposal in state.proposals.items():
        if not proposal.complete or id == consent or (only is not None and id not in only):
            continue
        rows = tuple(in_words(state.plan, id, change, lang) for change in smallest(state, id))
        if rows:
            blocks += [Paragraph(state.plan.decisions[id].title, "strong"), Facts(rows)]
    heading = Two("Wat een ander voorstel zou geven", "What would give another proposal")
    return section("changes", heading, lang, *blocks)


def smallest(state: State, decision: str) -> tuple[SmallestChange, ...]:
    """The smallest changes that alter what a table proposes.

    Becoming unknown is no change anybody is interested in, and is left out.
    """
    found = smallest_change(state, decision)
    return tuple(c for c in found if not any(UNKNOWN in move.needed for move in c.inputs))[:MOST]


def in_words(plan: Plan, decision: str, change: SmallestChange, lang: Lang) -> tuple[str, Cell]:
    """One change: «als de achterstand ernstig is: niet voldaan», an answer that would do it, the outcome."""
    told = Two(" en ", " and ")[lang].join(
        f"{plan.labels.get(m.name, m.name)}: {_value(plan, m.name, m.needed, lang)}" for m in change.inputs
    )
    if change.answers:
        way = "; ".join(move.needed for move in change.answers[0])
        told += f" ({Two('bijvoorbeeld', 'for example')[lang]} {way})"
    return Two("als", "if")[lang], f"{told} -> {outcome_title(plan, decision, change.outcome, lang)}"


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
