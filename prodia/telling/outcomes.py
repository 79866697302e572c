"""What rules say of a case: verdicts with sources, what tables propose, and what people decided."""

from __future__ import annotations

from prodia.case import State
from prodia.case.records import Decision, Judgement, Proposal, Verdict
from prodia.language import Literal, names
from prodia.model.plan import Plan
from prodia.model.protocol import Criterion
from prodia.telling.blocks import (
    Block,
    Cell,
    Facts,
    Inline,
    List,
    Marked,
    Paragraph,
    Section,
    Table,
    facts,
    section,
)
from prodia.telling.decision import cell_in_words, column_in_words, outcome_title
from prodia.telling.values import cited, facts_in, heads, in_rule, marked, named_value, who
from prodia.words import Lang, Words
from prodia.words.labels import label
from prodia.words.numbers import day

_VERDICTS = Words("Oordelen", "Verdicts")
_DECIDED = Words("Wat mensen besloten", "What people decided")
_BECAUSE = Words("want", "because")
_RULE = Words("regel", "rule")
_NOT_IN_FORCE = Words("deze regel gold niet op die dag", "this rule was not in force on that day")
_BLANK = Words(
    "Nog niet te beoordelen, want hierover is nog niets gevraagd:",
    "Not assessable yet, because nothing was asked about these:",
)


def _by(plan: Plan, one: Judgement | Decision, lang: Lang) -> Marked:
    return Marked(f"{who(plan, one.by, one.person)}, {day(one.on, lang)}", "person")


# ---- verdicts


def rule_in_words(state: State, criterion: Criterion, part: str, lang: Lang) -> str:
    """The condition of a criterion as prose; of a criterion by stage, the branch that applies."""
    plan, condition = state.plan, getattr(criterion, part)
    if not isinstance(condition, dict):
        return in_rule(plan, condition.tree, lang)
    option = state.value(criterion.by) if criterion.by else None
    if option in condition:
        return in_rule(plan, condition[option].tree, lang)
    return "; ".join(
        f"{plan.labels.get(f'{criterion.by}={o}', o)}: {in_rule(plan, c.tree, lang)}"
        for o, c in condition.items()
    )


def verdict_facts(state: State, verdict: Verdict, lang: Lang) -> Facts:
    """One verdict: what it says, the rule, the values it read, its source, and who judged."""
    plan, criterion, one = state.plan, state.plan.criteria[verdict.criterion], verdict.judged
    grey = criterion.judge is not None and verdict.machine == "judgement"
    read = "; ".join(
        f"{plan.labels.get(n, n)} = {named_value(plan, n, state.value(n), lang)}"
        for n in _reads(criterion, state.value(criterion.by) if criterion.by else None)
    )
    judged = Marked(f"{_by(plan, one, lang)}: {one.reason}", "person") if one else ""
    more = facts_in(
        lang,
        (_RULE.nl, _RULE.en, rule_in_words(state, criterion, "met", lang)),
        ("grijze zone", "grey zone", rule_in_words(state, criterion, "judge", lang) if grey else ""),
        ("gelezen", "read", read),
        ("oordeel van", "judged by", judged),
        (
            "let op",
            "note",
            "" if criterion.valid.holds_on(state.day) else Marked(_NOT_IN_FORCE[lang], "person"),
        ),
        ("bron", "source", cited(plan.shared, criterion.source, lang)),
    )
    return Facts(((criterion.says, marked("verdict", verdict.word, lang)), *(more.rows if more else ())))


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
        blocks += [Paragraph(_BLANK[lang]), List(tuple(state.plan.criteria[name].says for name in blank))]
    return section("verdicts", _VERDICTS[lang], *blocks)


def _blank(state: State, name: str) -> bool:
    """Nobody gave any answer this criterion rests on."""
    unknown = state.verdicts[name].word == "not assessable"
    return unknown and not any(state.given(field) is not None for field in state.plan.reads(name))


def verdict_table(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """Every criterion with its verdict and who judged: the short form."""
    rows: list[tuple[Cell, ...]] = []
    for name, verdict in state.verdicts.items():
        if only is None or name in only:
            one = verdict.judged
            by: Inline = Marked(who(state.plan, one.by, one.person), "person") if one else _BY_RULE[lang]
            known = verdict.word != "not assessable"
            says = state.plan.criteria[name].says
            rows.append((says, marked("verdict", verdict.word, lang), by if known else ""))
    columns = heads(lang, ("criterium", "criterion"), ("oordeel", "verdict"), ("door", "by"))
    return section("verdicts", _VERDICTS[lang], Table(columns, tuple(rows)) if rows else None)


_BY_RULE = Words("de regel", "the rule")


def judged_facts(state: State, open_: Verdict, lang: Lang) -> Facts:
    """One grey zone the rule left open (``open_``), and the word of the person who judged."""
    one = state.verdicts[open_.criterion].judged
    first = (state.plan.criteria[open_.criterion].says, marked("verdict", open_.word, lang))
    if one is None:
        return Facts((first,))
    more = facts_in(
        lang,
        ("oordeel", "judgement", marked("verdict", one.word, lang)),
        ("door", "by", _by(state.plan, one, lang)),
        ("reden", "reason", one.reason),
    )
    return Facts((first, *(more.rows if more else ())))


# ---- proposals and decisions


def _rules_in_words(plan: Plan, proposal: Proposal, lang: Lang) -> str:
    """Which rules of the table gave the proposal, their cells in words."""
    if not proposal.rules:
        return _NO_RULE[lang]
    table = plan.decisions[proposal.decision].table
    told = []
    for number in proposal.rules:
        pairs = (
            f"{column_in_words(plan, head.tree, lang)}: {cell_in_words(tree, head.tree, plan, lang)}"
            for head, (_, tree) in zip(table.inputs, table.rules[number - 1].when, strict=True)
            if tree != Literal(True)
        )
        told.append(f"{_RULE[lang]} {number} ({'; '.join(pairs)})")
    return "; ".join(told)


_NO_RULE = Words(
    "geen regel geldt; dit is de afgesproken uitkomst", "no rule holds; this is the declared default"
)


def _because(proposal: Proposal) -> str:
    return "; ".join(str(value) for _, value in proposal.outputs[1:] if value is not None)


def proposals(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """What the tables propose, with the rule, the reason and the source. Not a decision."""
    plan = state.plan
    blocks = []
    for id, proposal in state.proposals.items():
        if only is None or id in only:
            title = outcome_title(plan, id, proposal.outcome, lang)
            rows: list[tuple[str, Cell]] = [
                (plan.decisions[id].title, Marked(title, "strong" if proposal.complete else "quiet")),
                (_BECAUSE[lang], _because(proposal)),
                (Words("tabel", "table")[lang], _rules_in_words(plan, proposal, lang)),
                (
                    label("thing", "sources", lang).lower(),
                    cited(plan.shared, plan.decisions[id].source, lang),
                ),
            ]
            blocks.append(facts(rows))
    heading = Words("Wat de tabellen voorstellen", "What the tables propose")
    return section("proposals", heading[lang], *blocks)


def _follows(one: Decision, lang: Lang) -> str:
    apart = Words("wijkt af van het voorstel", "departs from the proposal")
    return (apart if one.departs else Words("volgt het voorstel", "follows the proposal"))[lang]


def _decided(plan: Plan, id: str, one: Decision, lang: Lang) -> tuple[str, Marked]:
    return plan.decisions[id].title, Marked(outcome_title(plan, id, one.outcome, lang), "strong")


def decisions(state: State, lang: Lang) -> Section | None:
    """What people decided: who, in which role, why, and with the proposal or apart from it."""
    plan = state.plan
    blocks = []
    for id, one in state.decided.items():
        proposal: Inline = _follows(one, lang)
        if one.departs:
            proposal = Marked(f"{proposal}: {outcome_title(plan, id, one.proposed, lang)}", "open")
        more = facts_in(
            lang,
            ("door", "by", _by(plan, one, lang)),
            ("reden", "reason", one.reason),
            ("voorstel", "proposal", proposal),
        )
        blocks.append(Facts((_decided(plan, id, one, lang), *(more.rows if more else ()))))
    return section("decisions", _DECIDED[lang], *blocks)


def decision_table(state: State, lang: Lang) -> Section | None:
    """What people decided, one line each: the short form."""
    plan = state.plan
    rows = []
    for id, one in state.decided.items():
        apart = Words("wijkt af", "departs") if one.departs else Words("volgt", "follows")
        mark = Marked(apart[lang], "open" if one.departs else "plain")
        rows.append((*_decided(plan, id, one, lang), str(_by(plan, one, lang)), mark))
    columns = heads(
        lang, ("beslissing", "decision"), ("besluit", "decided"), ("door", "by"), ("voorstel", "proposal")
    )
    return section("decisions", _DECIDED[lang], Table(columns, tuple(rows)) if rows else None)


def settled(before: State, after: State, id: str, lang: Lang) -> Facts:
    """One decision as it came about: what the table proposed and why, and what a person made of it."""
    plan, proposal, one = after.plan, before.proposal(id), after.decided[id]
    because, rule = _because(proposal), ", ".join(str(n) for n in proposal.rules)
    proposed = outcome_title(plan, id, proposal.outcome, lang)
    proposed += f", {_BECAUSE[lang]} {because}" if because else ""
    proposed += f" ({_RULE[lang]} {rule})" if rule else ""
    sources = cited(plan.shared, plan.decisions[id].source, lang)
    more = facts_in(
        lang,
        ("voorstel", "proposal", Marked(proposed, "open" if one.departs else "plain")),
        ("besluit", "decision", Marked(f"{_by(plan, one, lang)}, {_follows(one, lang)}", "person")),
        ("reden", "reason", one.reason),
        ("bron", "source", sources if plan.decisions[id].purpose != "guide" else ""),
    )
    return Facts((_decided(plan, id, one, lang), *(more.rows if more else ())))
