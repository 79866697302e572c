"""The sections about rules: verdicts with sources, what tables propose, what people judged and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.language import names, say
from prodia.model.parts import Cited
from prodia.model.plan import Plan
from prodia.model.protocol import Criterion
from prodia.problems import Lang, Two
from prodia.report.parts import section
from prodia.report.shape import Block, Bullets, Cell, Facts, Grid, Marked, Paragraph, Section
from prodia.report.values import day, named_value, who
from prodia.report.words import marked, word

if TYPE_CHECKING:
    from prodia.case import State, Verdict


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
            f"{source.title if source else one.ref}{at} [{word('confidence', one.confidence, lang)}]"
        )
    return "; ".join(lines)


def verdict_facts(state: State, verdict: Verdict, lang: Lang) -> Facts:
    """One verdict: what it says, the rule, the values it read, its source, and who judged."""
    plan, criterion = state.plan, state.plan.criteria[verdict.criterion]
    rows: list[tuple[str, Cell]] = [
        (criterion.says, marked("verdict", verdict.word, lang)),
        (Two("regel", "rule")[lang], rule_in_words(state, criterion, "met", lang)),
    ]
    if criterion.judge is not None and verdict.machine == "judgement":
        rows.append((Two("grijze zone", "grey zone")[lang], rule_in_words(state, criterion, "judge", lang)))
    read = "; ".join(
        f"{plan.labels.get(n, n)} = {named_value(plan, n, state.value(n), lang)}"
        for n in _reads(criterion, state.value(criterion.by) if criterion.by else None)
    )
    if read:
        rows.append((Two("gelezen", "read")[lang], read))
    if verdict.judged is not None:
        one = verdict.judged
        text = f"{who(plan, one.by, one.person)}, {day(one.on, lang)}: {one.reason}"
        rows.append((Two("oordeel van", "judged by")[lang], Marked(text, "person")))
    if not criterion.valid.holds_on(state.day):
        rows.append((Two("let op", "note")[lang], Marked(_NOT_IN_FORCE[lang], "person")))
    rows.append((Two("bron", "source")[lang], Marked(cited(plan, criterion.source, lang), "quiet")))
    return Facts(tuple(rows))


_NOT_IN_FORCE = Two("deze regel gold niet op die dag", "this rule was not in force on that day")


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
        blocks.append(Bullets(tuple(state.plan.criteria[name].says for name in blank)))
    return section("verdicts", Two("Oordelen", "Verdicts"), lang, *blocks)


_BLANK = Two(
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
    columns = (Two("criterium", "criterion")[lang], Two("oordeel", "verdict")[lang], Two("door", "by")[lang])
    rows = []
    for name, verdict in state.verdicts.items():
        if only is not None and name not in only:
            continue
        one = verdict.judged
        by = (
            Marked(who(state.plan, one.by, one.person), "person")
            if one
            else Two("de regel", "the rule")[lang]
        )
        known = verdict.word != "not assessable"
        rows.append(
            (state.plan.criteria[name].says, marked("verdict", verdict.word, lang), by if known else "")
        )
    return section(
        "verdicts", Two("Oordelen", "Verdicts"), lang, Grid(columns, tuple(rows)) if rows else None
    )


def judged_facts(state: State, open_: Verdict, lang: Lang) -> Facts:
    """One grey zone the rule left open (``open_``), and the word of the person who judged."""
    plan = state.plan
    criterion, one = plan.criteria[open_.criterion], state.verdicts[open_.criterion].judged
    rows: list[tuple[str, Cell]] = [(criterion.says, marked("verdict", open_.word, lang))]
    if one is not None:
        judged = marked("verdict", one.word, lang)
        rows.append((Two("oordeel", "judgement")[lang], Marked(judged.text, judged.tone)))
        rows.append(
            (
                Two("door", "by")[lang],
                Marked(f"{who(plan, one.by, one.person)}, {day(one.on, lang)}", "person"),
            )
        )
        rows.append((Two("reden", "reason")[lang], one.reason))
    return Facts(tuple(rows))
