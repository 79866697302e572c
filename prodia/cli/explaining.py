"""Why, why not, and what a move changes: sections for a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prodia.cli.terminal import WrongUse
from prodia.language import Trace, evaluate, names, show_value, trace
from prodia.model.plan import Plan
from prodia.problems.commands import NO_MATCH
from prodia.telling.blocks import Block, Bullets, Cell, Facts, Grid, Marked, Section, Tone
from prodia.telling.case import reason, section
from prodia.telling.decision import outcome_title
from prodia.telling.outcomes import cell_in_words, explanations, proposals, verdict_facts
from prodia.telling.values import named_value
from prodia.words import Lang, Words
from prodia.words.labels import label as word
from prodia.words.lists import nearest

if TYPE_CHECKING:
    from prodia.case import State
    from prodia.case.move import Preview


def why(state: State, id: str, lang: Lang) -> tuple[Section | None, ...]:
    """Why a decision is proposed or a criterion so judged: rule, values, source, and what would change it."""
    plan = state.plan
    if id in plan.decisions:
        only = frozenset({id})
        read = [n for i in plan.tables[id].table.inputs for n in names(i.tree)]
        blocks: list[Block] = [
            verdict_facts(state, state.verdicts[n], lang) for n in read if n in plan.criteria
        ]
        return (
            proposals(state, lang, only),
            section("read", Words("Waarop het steunt", "What it rests on"), lang, *blocks),
            explanations(state, lang, only),
        )
    if id in plan.criteria:
        facts = verdict_facts(state, state.verdicts[id], lang)
        traced: list[Cell] = []
        for path, condition in plan.criteria[id].conditions():
            if len(path) == 1 or state.value(plan.criteria[id].by or "") == path[1]:
                traced += _lines(trace(condition.tree, state.read(names(condition.tree))), 0)
        return (
            section("verdict", Words("Oordeel", "Verdict"), lang, facts),
            section("trace", Words("Stap voor stap", "Step by step"), lang, Bullets(tuple(traced))),
        )
    raise _unknown(id, [*plan.decisions, *plan.criteria], _EITHER)


def _lines(node: Trace, depth: int) -> list[Cell]:
    if not node.parts and not node.reads:
        return []
    tone: Tone = "good" if node.value is True else "bad" if node.value is False else "plain"
    here = Marked(f"{'  ' * depth}{node.text} = {show_value(node.value)}", tone)
    return [here, *(line for part in node.parts for line in _lines(part, depth + 1))]


def why_not(state: State, decision: str, outcome: str, lang: Lang) -> tuple[Section | None, ...]:
    """For every rule that gives the outcome: the cells that do not hold, with the value that was read."""
    plan = state.plan
    if decision not in plan.decisions:
        raise _unknown(decision, list(plan.decisions), Words("beslissing", "decision"))
    if outcome not in plan.decisions[decision].outcomes:
        raise _unknown(outcome, list(plan.decisions[decision].outcomes), Words("uitkomst", "outcome"))
    table = plan.decisions[decision].table
    compiled = plan.tables[decision]
    values = [evaluate(i.tree, state.read(names(i.tree))) for i in compiled.table.inputs]
    blocks: list[Block] = []
    for number, rule in enumerate(table.rules, 1):
        if rule.then[0].text != outcome:
            continue
        rows: list[tuple[str, Cell]] = []
        for head, (cell, tree), value in zip(table.inputs, rule.when, values, strict=True):
            if evaluate(tree, {"?": value}) is not True:
                label = plan.labels.get(head.cell.text, head.cell.text)
                wanted = cell_in_words(cell.text, plan, head.cell.text, lang)
                got = named_value(plan, head.cell.text, value, lang)
                text = Words("{got}, en regel {n} vraagt: {want}", "{got}, and rule {n} wants: {want}")
                rows.append((label, text.fill(lang, {"got": str(got), "n": str(number), "want": wanted})))
        if rows:
            blocks.append(Facts(tuple(rows)))
        else:
            said = Words("regel {n} geldt", "rule {n} holds").fill(lang, {"n": str(number)})
            blocks.append(Bullets((Marked(said, "good"),)))
    heading = Words("Waarom niet: {title}", "Why not: {title}")
    title = {"title": outcome_title(plan, decision, outcome, lang)}
    told = Words(heading.fill("nl", title), heading.fill("en", title))
    return (section("why_not", told, lang, *blocks), explanations(state, lang, frozenset({decision})))


_EITHER = Words("beslissing of criterium", "decision or criterion")


def _unknown(name: str, known: list[str], what: Words) -> WrongUse:
    return WrongUse(NO_MATCH, what=what, name=name, nearest=nearest(name, known))


def moved(preview: Preview, before: Plan, after: Plan, lang: Lang) -> tuple[Section | None, ...]:
    """What a move changes: verdicts, proposals, answers that do not carry over, what opens."""
    was, now = Words("nu", "now")[lang], Words("daarna", "afterwards")[lang]
    what = Words("wat", "what")[lang]
    rows: list[tuple[Cell, ...]] = []
    for name, old, new in preview.verdicts:
        label = (after if name in after.criteria else before).labels.get(name, name)
        rows.append((label, *(word("verdict", w, lang) if w else "-" for w in (old, new))))
    for name, old_outcome, new_outcome in preview.proposals:
        title = (after if name in after.decisions else before).decisions[name].title
        told = (
            outcome_title(before, name, old_outcome, lang) if old_outcome else "-",
            outcome_title(after, name, new_outcome, lang) if new_outcome else "-",
        )
        rows.append((title, *told))
    items: list[Cell] = [f"{before.labels.get(n, n)}: {reason(after, p, lang)}" for n, p in preview.dropped]
    again = Words("opnieuw te oordelen", "to be judged again")[lang]
    items += [Marked(f"{again}: {before.labels.get(n, n)}", "open") for n in preview.lapsed]
    opens, closes = Words("komt open", "opens")[lang], Words("valt weg", "falls away")[lang]
    items += [f"{opens}: {n}" for n in preview.opened] + [f"{closes}: {n}" for n in preview.closed]
    same = Marked(
        Words("er verandert niets in wat er uitkomt", "nothing changes in what comes out")[lang], "good"
    )
    carried = Words("{n} antwoorden gaan mee", "{n} answers carry over").fill(
        lang, {"n": str(len(preview.carried))}
    )
    heading = Words(f"Verhuizen naar {preview.to}", f"Moving to {preview.to}")
    grid = Grid((what, was, now), tuple(rows)) if rows else Bullets((same,))
    return (section("move", heading, lang, grid, Bullets((carried, *items))),)
