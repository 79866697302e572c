"""What rules say of a case: verdicts with sources, what tables propose, what people decided, and why."""

from __future__ import annotations

import re

from prodia.case import Proposal, State, Verdict
from prodia.case.counterfactual import SmallestChange, smallest_change
from prodia.language import names, say, show
from prodia.model.parts import Cited
from prodia.model.plan import Plan
from prodia.model.protocol import Criterion
from prodia.telling.blocks import Block, Cell, Facts, List, Marked, Paragraph, Section, Table
from prodia.telling.case import section
from prodia.telling.decision import outcome_title
from prodia.telling.values import marked, named_value, who
from prodia.words import Lang, Words
from prodia.words.dates import day
from prodia.words.labels import LABELS, label


def rule_in_words(state: State, criterion: Criterion, part: str, lang: Lang) -> str:
    """The condition of a criterion as prose; of a criterion by stage, the branch that applies."""
    plan, condition = state.plan, getattr(criterion, part)
    if isinstance(condition, dict):
        option = state.value(criterion.by) if criterion.by else None
        if option in condition:
            return say(condition[option].tree, lang, plan.labels, plan.types)
        return "; ".join(
            f"{plan.labels.get(f'{criterion.by}={o}', o)}: {say(c.tree, lang, plan.labels, plan.types)}"
            for o, c in condition.items()
        )
    return say(condition.tree, lang, plan.labels, plan.types)


def cited(plan: Plan, sources: tuple[Cited, ...], lang: Lang) -> str:
    """Title, where in it, and how sure we are: one line for every source of a rule."""
    lines = []
    for one in sources:
        source = plan.shared.sources.get(one.ref)
        at = f", {one.at}" if one.at else ""
        lines.append(
            f"{source.title if source else one.ref}{at} [{label('confidence', one.confidence, lang)}]"
        )
    return "; ".join(lines)


def verdict_facts(state: State, verdict: Verdict, lang: Lang) -> Facts:
    """One verdict: what it says, the rule, the values it read, its source, and who judged."""
    plan, criterion = state.plan, state.plan.criteria[verdict.criterion]
    rows: list[tuple[str, Cell]] = [
        (criterion.says, marked("verdict", verdict.word, lang)),
        (Words("regel", "rule")[lang], rule_in_words(state, criterion, "met", lang)),
    ]
    if criterion.judge is not None and verdict.machine == "judgement":
        rows.append((Words("grijze zone", "grey zone")[lang], rule_in_words(state, criterion, "judge", lang)))
    read = "; ".join(
        f"{plan.labels.get(n, n)} = {named_value(plan, n, state.value(n), lang)}"
        for n in _reads(criterion, state.value(criterion.by) if criterion.by else None)
    )
    if read:
        rows.append((Words("gelezen", "read")[lang], read))
    if verdict.judged is not None:
        one = verdict.judged
        text = f"{who(plan, one.by, one.person)}, {day(one.on, lang)}: {one.reason}"
        rows.append((Words("oordeel van", "judged by")[lang], Marked(text, "person")))
    if not criterion.valid.holds_on(state.day):
        rows.append((Words("let op", "note")[lang], Marked(_NOT_IN_FORCE[lang], "person")))
    rows.append((Words("bron", "source")[lang], Marked(cited(plan, criterion.source, lang), "quiet")))
    return Facts(tuple(rows))


_NOT_IN_FORCE = Words("deze regel gold niet op die dag", "this rule was not in force on that day")


def _reads(criterion: Criterion, option: object) -> tuple[str, ...]:
    """What the rule reads; of a criterion by stage, what the branch that applies reads."""
    found = [criterion.by] if criterion.by else []
    for path, condition in criterion.conditions():
        if len(path) == 1 or option is None or path[1] == option:
            found += names(condition.tree)
    return tuple(dict.fromkeys(found))


def verdicts(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """Every criterion with its verdict, rule, values and source; nothing known yet: one list."""
    asked = [name for name in state.verdicts if only is None or name in only]
    blank = [name for name in asked if _blank(state, name)]
    blocks: list[Block] = [verdict_facts(state, state.verdicts[n], lang) for n in asked if n not in blank]
    if blank:
        blocks.append(Paragraph(_BLANK[lang]))
        blocks.append(List(tuple(state.plan.criteria[name].says for name in blank)))
    return section("verdicts", Words("Oordelen", "Verdicts"), lang, *blocks)


_BLANK = Words(
    "Nog niet te beoordelen, want hierover is nog niets gevraagd:",
    "Not assessable yet, because nothing was asked about these:",
)


def _blank(state: State, name: str) -> bool:
    """Nobody gave any answer this criterion rests on."""
    if state.verdicts[name].word != "not assessable":
        return False
    return not any(state.given(field) is not None for field in state.plan.reads(name))


def verdict_table(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """Every criterion with its verdict and who judged: the short form."""
    columns = (
        Words("criterium", "criterion")[lang],
        Words("oordeel", "verdict")[lang],
        Words("door", "by")[lang],
    )
    rows = []
    for name, verdict in state.verdicts.items():
        if only is not None and name not in only:
            continue
        one = verdict.judged
        by = (
            Marked(who(state.plan, one.by, one.person), "person")
            if one
            else Words("de regel", "the rule")[lang]
        )
        known = verdict.word != "not assessable"
        rows.append(
            (state.plan.criteria[name].says, marked("verdict", verdict.word, lang), by if known else "")
        )
    return section(
        "verdicts", Words("Oordelen", "Verdicts"), lang, Table(columns, tuple(rows)) if rows else None
    )


def judged_facts(state: State, open_: Verdict, lang: Lang) -> Facts:
    """One grey zone the rule left open (``open_``), and the word of the person who judged."""
    plan = state.plan
    criterion, one = plan.criteria[open_.criterion], state.verdicts[open_.criterion].judged
    rows: list[tuple[str, Cell]] = [(criterion.says, marked("verdict", open_.word, lang))]
    if one is not None:
        judged = marked("verdict", one.word, lang)
        rows.append((Words("oordeel", "judgement")[lang], Marked(judged.text, judged.tone)))
        rows.append(
            (
                Words("door", "by")[lang],
                Marked(f"{who(plan, one.by, one.person)}, {day(one.on, lang)}", "person"),
            )
        )
        rows.append((Words("reden", "reason")[lang], one.reason))
    return Facts(tuple(rows))


# The sections about decisions: what tables propose, and what people decided.


def rule_of_table(plan: Plan, proposal: Proposal, lang: Lang) -> str:
    """Which rule of the table gave the proposal, its cells in words."""
    if not proposal.rules:
        return Words(
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
        told.append(f"{Words('regel', 'rule')[lang]} {number} ({'; '.join(pairs)})")
    return "; ".join(told)


def cell_in_words(text: str, plan: Plan, column: str, lang: Lang) -> str:
    """A cell of a decision table: verdict words and options translated, the rest as written."""
    if text == "-":
        return Words("maakt niet uit", "any")[lang]
    inner = re.fullmatch(r"not\((.*)\)", text)
    if inner:
        return f"{Words('niet', 'not')[lang]} {cell_in_words(inner[1], plan, column, lang)}"
    type = plan.types.get(column)
    parts = [p.strip().strip('"') for p in text.split(",")]
    labels = {p: plan.labels.get(f"{column}={p}") for p in parts}
    known = {p: label for p, label in labels.items() if label is not None}
    if type is not None and type.kind == "verdict":
        known = {v: label("verdict", v, lang) for v in parts if v in type.options}
    known |= {"true": label("truth", True, lang), "false": label("truth", False, lang)}
    known |= {"null": label("missing", "unknown", lang)}
    if all(p in known for p in parts):
        return Words(" of ", " or ")[lang].join(known[p] for p in parts)
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
            (Words("want", "because")[lang], because),
            (Words("tabel", "table")[lang], rule_of_table(state.plan, proposal, lang)),
            (Words("bron", "source")[lang], Marked(cited(state.plan, decision.source, lang), "quiet")),
        ]
        blocks.append(Facts(tuple(r for r in rows if str(r[1]))))
    return section(
        "proposals", Words("Wat de tabellen voorstellen", "What the tables propose"), lang, *blocks
    )


def decisions(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """What people decided: who, in which role, why, and with the proposal or apart from it."""
    blocks: list[Block] = []
    for id, one in state.decided.items():
        if only is not None and id not in only:
            continue
        plan = state.plan
        apart = Words("wijkt af van het voorstel", "departs from the proposal")[lang]
        proposed = f"{apart}: {outcome_title(plan, id, one.proposed, lang)}"
        followed = Words("volgt het voorstel", "follows the proposal")[lang]
        rows: tuple[tuple[str, Cell], ...] = (
            (plan.decisions[id].title, Marked(outcome_title(plan, id, one.outcome, lang), "strong")),
            (
                Words("door", "by")[lang],
                Marked(f"{who(plan, one.by, one.person)}, {day(one.on, lang)}", "person"),
            ),
            (Words("reden", "reason")[lang], one.reason),
            (Words("voorstel", "proposal")[lang], Marked(proposed, "open") if one.departs else followed),
        )
        blocks.append(Facts(rows))
    return section("decisions", Words("Wat mensen besloten", "What people decided"), lang, *blocks)


def decision_table(state: State, lang: Lang) -> Section | None:
    """What people decided, one line each: the short form."""
    plan = state.plan
    rows: list[tuple[Cell, ...]] = []
    for id, one in state.decided.items():
        apart = Words("wijkt af", "departs") if one.departs else Words("volgt", "follows")
        by = f"{who(plan, one.by, one.person)}, {day(one.on, lang)}"
        title = Marked(outcome_title(plan, id, one.outcome, lang), "strong")
        rows.append(
            (plan.decisions[id].title, title, by, Marked(apart[lang], "open" if one.departs else "plain"))
        )
    columns = tuple(
        Words(*pair)[lang]
        for pair in (
            ("beslissing", "decision"),
            ("besluit", "decided"),
            ("door", "by"),
            ("voorstel", "proposal"),
        )
    )
    heading = Words("Wat mensen besloten", "What people decided")
    return section("decisions", heading, lang, Table(columns, tuple(rows)) if rows else None)


def settled(before: State, after: State, id: str, lang: Lang) -> Facts:
    """One decision as it came about: what the table proposed and why, and what a person made of it."""
    plan, proposal, decision = after.plan, before.proposal(id), after.decided[id]
    because = "; ".join(str(v) for _, v in proposal.outputs[1:] if v is not None)
    rule = ", ".join(str(n) for n in proposal.rules)
    words = {
        "title": outcome_title(plan, id, proposal.outcome, lang),
        "why": f", {Words('want', 'because')[lang]} {because}" if because else "",
        "rule": f" ({Words('regel', 'rule')[lang]} {rule})" if rule else "",
    }
    proposed = Words("{title}{why}{rule}", "{title}{why}{rule}").fill(lang, words)
    follows = (
        Words("wijkt af van het voorstel", "departs from the proposal")
        if decision.departs
        else Words("volgt het voorstel", "follows the proposal")
    )
    by = f"{who(plan, decision.by, decision.person)}, {day(decision.on, lang)}, {follows[lang]}"
    rows: list[tuple[str, Cell]] = [
        (plan.decisions[id].title, Marked(outcome_title(plan, id, decision.outcome, lang), "strong")),
        (Words("voorstel", "proposal")[lang], Marked(proposed, "open" if decision.departs else "plain")),
        (Words("besluit", "decision")[lang], Marked(by, "person")),
        (Words("reden", "reason")[lang], decision.reason),
    ]
    if plan.decisions[id].purpose != "guide":
        rows.append(
            (Words("bron", "source")[lang], Marked(cited(plan, plan.decisions[id].source, lang), "quiet"))
        )
    return Facts(tuple(rows))


# The smallest change that would alter a proposal, and why not another outcome.

MOST = 3
UNKNOWN = "not assessable"


def explanations(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """For every decision with a proposal: which small change of what the table reads gives another."""
    consent = state.plan.consent.decision if state.plan.consent else None
    blocks: list[Block] = []
    for id, proposal in state.proposals.items():
        if not proposal.complete or id == consent or (only is not None and id not in only):
            continue
        rows = tuple(change_in_words(state.plan, id, change, lang) for change in smallest(state, id))
        if rows:
            blocks += [Paragraph(state.plan.decisions[id].title, "strong"), Facts(rows)]
    heading = Words("Wat een ander voorstel zou geven", "What would give another proposal")
    return section("changes", heading, lang, *blocks)


def smallest(state: State, decision: str) -> tuple[SmallestChange, ...]:
    """The smallest changes that alter what a table proposes.

    Becoming unknown is no change anybody is interested in, and is left out.
    """
    found = smallest_change(state, decision)
    return tuple(c for c in found if not any(UNKNOWN in move.needed for move in c.inputs))[:MOST]


def change_in_words(plan: Plan, decision: str, change: SmallestChange, lang: Lang) -> tuple[str, Cell]:
    """One change: «als de achterstand ernstig is: niet voldaan», an answer that would do it, the outcome."""
    told = Words(" en ", " and ")[lang].join(
        f"{plan.labels.get(m.name, m.name)}: {_value(plan, m.name, m.needed, lang)}" for m in change.inputs
    )
    if change.answers:
        way = "; ".join(move.needed for move in change.answers[0])
        told += f" ({Words('bijvoorbeeld', 'for example')[lang]} {way})"
    return Words("als", "if")[lang], f"{told} -> {outcome_title(plan, decision, change.outcome, lang)}"


def _value(plan: Plan, name: str, text: str, lang: Lang) -> str:
    """Words of a verdict or option translated; other parts as the language says them."""
    if " / " in text:
        return Words(" of ", " or ")[lang].join(_value(plan, name, t, lang) for t in text.split(" / "))
    bare = text.strip('"')
    if bare in LABELS["verdict"]:
        return label("verdict", bare, lang)
    if text in ("true", "false"):
        return label("truth", text, lang)
    field = plan.fields.get(name)
    if field is not None and bare in field.options:
        return str(named_value(plan, name, bare, lang))
    return text
