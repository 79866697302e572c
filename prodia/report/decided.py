"""The sections about decisions: what tables propose, and what people decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prodia.language import show
from prodia.model.plan import Plan
from prodia.problems import Lang, Two
from prodia.report.parts import section
from prodia.report.rules import cited
from prodia.report.shape import Block, Cell, Facts, Grid, Marked, Section
from prodia.report.values import day, who
from prodia.report.words import word

if TYPE_CHECKING:
    from prodia.case import Proposal, State


def outcome_title(plan: Plan, decision: str, outcome: str | None, lang: Lang) -> str:
    """The title of an outcome, or words for none."""
    if outcome is None:
        return Two("geen voorstel", "no proposal")[lang]
    known = plan.decisions[decision].outcomes.get(outcome) if decision in plan.decisions else None
    return known.title if known else outcome


def rule_of_table(plan: Plan, proposal: Proposal, lang: Lang) -> str:
    """Which rule of the table gave the proposal, its cells in words."""
    if not proposal.rules:
        return Two(
            "geen regel geldt; dit is de afgesproken uitkomst", "no rule holds; this is the declared default"
        )[lang]
    table = plan.decisions[proposal.decision].table
    told = []
    for number in proposal.rules:
        rule = table.rules[number - 1]
        pairs = [
            f"{plan.labels.get(head.cell.text, show(head.tree))}: "
            f"{cell_in_words(cell.text, plan, head.cell.text, lang)}"
            for head, (cell, _) in zip(table.inputs, rule.when, strict=True)
            if cell.text != "-"
        ]
        told.append(f"{Two('regel', 'rule')[lang]} {number} ({'; '.join(pairs)})")
    return "; ".join(told)


def cell_in_words(text: str, plan: Plan, column: str, lang: Lang) -> str:
    """A cell of a decision table: verdict words and options translated, the rest as written."""
    if text == "-":
        return Two("maakt niet uit", "any")[lang]
    inner = re.fullmatch(r"not\((.*)\)", text)
    if inner:
        return f"{Two('niet', 'not')[lang]} {cell_in_words(inner[1], plan, column, lang)}"
    type = plan.types.get(column)
    parts = [p.strip().strip('"') for p in text.split(",")]
    labels = {p: plan.labels.get(f"{column}={p}") for p in parts}
    known = {p: label for p, label in labels.items() if label is not None}
    if type is not None and type.kind == "verdict":
        known = {v: word("verdict", v, lang) for v in parts if v in type.options}
    known |= {"true": word("truth", True, lang), "false": word("truth", False, lang)}
    known |= {"null": word("missing", "unknown", lang)}
    if all(p in known for p in parts):
        return Two(" of ", " or ")[lang].join(known[p] for p in parts)
    return text


def proposals(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """What the tables propose, with the rule, the reason and the source. Not a decision."""
    blocks: list[Block] = []
    for id, proposal in state.proposals.items():
        if only is not None and id not in only:
            continue
        decision = state.plan.decisions[id]
        because = "; ".join(str(v) for name, v in proposal.outputs[1:] if v is not None)
        title = outcome_title(state.plan, id, proposal.outcome, lang)
        rows: list[tuple[str, Cell]] = [
            (decision.title, Marked(title, "strong" if proposal.complete else "quiet")),
            (Two("want", "because")[lang], because),
            (Two("tabel", "table")[lang], rule_of_table(state.plan, proposal, lang)),
            (Two("bron", "source")[lang], Marked(cited(state.plan, decision.source, lang), "quiet")),
        ]
        blocks.append(Facts(tuple(r for r in rows if str(r[1]))))
    return section("proposals", Two("Wat de tabellen voorstellen", "What the tables propose"), lang, *blocks)


def decisions(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """What people decided: who, in which role, why, and with the proposal or apart from it."""
    blocks: list[Block] = []
    for id, one in state.decided.items():
        if only is not None and id not in only:
            continue
        plan = state.plan
        apart = Two("wijkt af van het voorstel", "departs from the proposal")[lang]
        proposed = f"{apart}: {outcome_title(plan, id, one.proposed, lang)}"
        followed = Two("volgt het voorstel", "follows the proposal")[lang]
        rows: tuple[tuple[str, Cell], ...] = (
            (plan.decisions[id].title, Marked(outcome_title(plan, id, one.outcome, lang), "strong")),
            (
                Two("door", "by")[lang],
                Marked(f"{who(plan, one.by, one.person)}, {day(one.on, lang)}", "person"),
            ),
            (Two("reden", "reason")[lang], one.reason),
            (Two("voorstel", "proposal")[lang], Marked(proposed, "open") if one.departs else followed),
        )
        blocks.append(Facts(rows))
    return section("decisions", Two("Wat mensen besloten", "What people decided"), lang, *blocks)


def decision_table(state: State, lang: Lang) -> Section | None:
    """What people decided, one line each: the short form."""
    plan = state.plan
    rows: list[tuple[Cell, ...]] = []
    for id, one in state.decided.items():
        apart = Two("wijkt af", "departs") if one.departs else Two("volgt", "follows")
        by = f"{who(plan, one.by, one.person)}, {day(one.on, lang)}"
        title = Marked(outcome_title(plan, id, one.outcome, lang), "strong")
        rows.append(
            (plan.decisions[id].title, title, by, Marked(apart[lang], "open" if one.departs else "plain"))
        )
    columns = tuple(
        Two(*pair)[lang]
        for pair in (
            ("beslissing", "decision"),
            ("besluit", "decided"),
            ("door", "by"),
            ("voorstel", "proposal"),
        )
    )
    heading = Two("Wat mensen besloten", "What people decided")
    return section("decisions", heading, lang, Grid(columns, tuple(rows)) if rows else None)


def settled(before: State, after: State, id: str, lang: Lang) -> Facts:
    """One decision as it came about: what the table proposed and why, and what a person made of it."""
    plan, proposal, decision = after.plan, before.proposal(id), after.decided[id]
    because = "; ".join(str(v) for _, v in proposal.outputs[1:] if v is not None)
    rule = ", ".join(str(n) for n in proposal.rules)
    words = {
        "title": outcome_title(plan, id, proposal.outcome, lang),
        "why": f", {Two('want', 'because')[lang]} {because}" if because else "",
        "rule": f" ({Two('regel', 'rule')[lang]} {rule})" if rule else "",
    }
    proposed = Two("{title}{why}{rule}", "{title}{why}{rule}").fill(lang, words)
    follows = (
        Two("wijkt af van het voorstel", "departs from the proposal")
        if decision.departs
        else Two("volgt het voorstel", "follows the proposal")
    )
    by = f"{who(plan, decision.by, decision.person)}, {day(decision.on, lang)}, {follows[lang]}"
    rows: list[tuple[str, Cell]] = [
        (plan.decisions[id].title, Marked(outcome_title(plan, id, decision.outcome, lang), "strong")),
        (Two("voorstel", "proposal")[lang], Marked(proposed, "open" if decision.departs else "plain")),
        (Two("besluit", "decision")[lang], Marked(by, "person")),
        (Two("reden", "reason")[lang], decision.reason),
    ]
    if plan.decisions[id].purpose != "guide":
        rows.append(
            (Two("bron", "source")[lang], Marked(cited(plan, plan.decisions[id].source, lang), "quiet"))
        )
    return Facts(tuple(rows))
