"""Why, why not, what would give another proposal, and what a move to another version changes."""

from __future__ import annotations

from collections.abc import Iterator

from prodia.case import State
from prodia.case import trace as traced
from prodia.case.move import Preview
from prodia.case.trace import SmallestChange, smallest_change
from prodia.language import Trace, evaluate, names, show_value, trace
from prodia.model.plan import Plan
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
    Tone,
    section,
)
from prodia.telling.case import reason
from prodia.telling.decision import cell_in_words, column_in_words, outcome_title
from prodia.telling.outcomes import proposals, verdict_facts
from prodia.telling.values import heads, marked, named_value
from prodia.words import Lang, Words
from prodia.words.labels import LABELS, label
from prodia.words.lists import AND, OR

MOST = 3
UNKNOWN = "not assessable"


def why(state: State, id: str, lang: Lang) -> tuple[Section | None, ...]:
    """Why a decision is proposed or a criterion so judged: rule, values, source, and what would change it.

    ``id`` is a decision or a criterion of the plan.
    """
    plan = state.plan
    if id in plan.criteria:
        lines: list[Inline] = []
        for path, condition in plan.criteria[id].conditions():
            if len(path) == 1 or state.value(plan.criteria[id].by or "") == path[1]:
                lines += _steps(trace(condition.tree, state.read(names(condition.tree))), 0)
        heading = Words("Stap voor stap", "Step by step")[lang]
        facts = verdict_facts(state, state.verdicts[id], lang)
        return (
            section("verdict", Words("Oordeel", "Verdict")[lang], facts),
            section("trace", heading, List(tuple(lines))),
        )
    only = frozenset({id})
    read = [n for column in plan.tables[id].table.inputs for n in names(column.tree) if n in plan.criteria]
    facts_of = (verdict_facts(state, state.verdicts[n], lang) for n in read)
    return (
        proposals(state, lang, only),
        section("read", Words("Waarop het steunt", "What it rests on")[lang], *facts_of),
        explanations(state, lang, only),
    )


def _steps(node: Trace, depth: int) -> Iterator[Inline]:
    if node.parts or node.reads:
        tone: Tone = "good" if node.value is True else "bad" if node.value is False else "plain"
        yield Marked(f"{'  ' * depth}{node.text} = {show_value(node.value)}", tone)
        for part in node.parts:
            yield from _steps(part, depth + 1)


def why_not(state: State, decision: str, outcome: str, lang: Lang) -> tuple[Section | None, ...]:
    """For every rule that gives the outcome: the cells that do not hold, with the value that was read."""
    plan, table = state.plan, state.plan.decisions[decision].table
    blocks: list[Block] = []
    for rule in traced.why_not(state, decision, outcome):
        rows: list[tuple[str, Cell]] = []
        cells = zip(table.inputs, table.rules[rule.number - 1].when, rule.cells, strict=True)
        for head, (_, tree), seen in cells:
            if seen.holds is not True:
                value = evaluate(head.tree, state.read(names(head.tree)))
                words = {
                    "got": str(named_value(plan, head.cell.text, value, lang)),
                    "n": str(rule.number),
                    "want": str(cell_in_words(tree, head.tree, plan, lang)),
                }
                rows.append((column_in_words(plan, head.tree, lang), _WANTS.fill(lang, words)))
        holds = Words("regel {n} geldt", "rule {n} holds").fill(lang, {"n": str(rule.number)})
        blocks.append(Facts(tuple(rows)) if rows else List((Marked(holds, "good"),)))
    title = {"title": outcome_title(plan, decision, outcome, lang)}
    heading = Words("Waarom niet: {title}", "Why not: {title}").fill(lang, title)
    return section("why_not", heading, *blocks), explanations(state, lang, frozenset({decision}))


_WANTS = Words("{got}, en regel {n} vraagt: {want}", "{got}, and rule {n} wants: {want}")


# ---- the smallest change that would alter a proposal


def explanations(state: State, lang: Lang, only: frozenset[str] | None = None) -> Section | None:
    """For every decision with a proposal: which small change of what the table reads gives another."""
    consent = state.plan.consent.decision if state.plan.consent else None
    blocks: list[Block] = []
    for id, proposal in state.proposals.items():
        if not proposal.complete or id == consent or (only is not None and id not in only):
            continue
        if rows := tuple(_change(state.plan, id, change, lang) for change in _smallest(state, id)):
            blocks += [Paragraph(state.plan.decisions[id].title, "strong"), Facts(rows)]
    heading = Words("Wat een ander voorstel zou geven", "What would give another proposal")
    return section("changes", heading[lang], *blocks)


def _smallest(state: State, decision: str) -> tuple[SmallestChange, ...]:
    """Becoming unknown is no change anybody is interested in, and is left out."""
    found = smallest_change(state, decision)
    return tuple(c for c in found if not any(UNKNOWN in move.needed for move in c.inputs))[:MOST]


def _change(plan: Plan, decision: str, change: SmallestChange, lang: Lang) -> tuple[str, Cell]:
    """One change: «als de achterstand ernstig is: niet voldaan», an answer that would do it, the outcome."""
    told = f" {AND[lang]} ".join(
        f"{plan.labels.get(m.name, m.name)}: {_value(plan, m.name, m.needed, lang)}" for m in change.inputs
    )
    if change.answers:
        way = "; ".join(move.needed for move in change.answers[0])
        told += f" ({Words('bijvoorbeeld', 'for example')[lang]} {way})"
    return Words("als", "if")[lang], f"{told} -> {outcome_title(plan, decision, change.outcome, lang)}"


def _value(plan: Plan, name: str, text: str, lang: Lang) -> str:
    """Words of a verdict or option translated; other parts as the language says them."""
    if " / " in text:
        return f" {OR[lang]} ".join(_value(plan, name, part, lang) for part in text.split(" / "))
    bare = text.strip('"')
    if bare in LABELS["verdict"]:
        return label("verdict", bare, lang)
    if text in ("true", "false"):
        return label("truth", text, lang)
    return plan.labels.get(f"{name}={bare}", text)


# ---- a move to another version


def moved(preview: Preview, before: Plan, after: Plan, lang: Lang) -> tuple[Section | None, ...]:
    """What a move changes: verdicts, proposals, answers that do not carry over, what opens."""
    rows: list[tuple[Cell, ...]] = []
    for name, was, now in preview.verdicts:
        says = (after if name in after.criteria else before).labels.get(name, name)
        rows.append((says, *(marked("verdict", word, lang) if word else "-" for word in (was, now))))
    for name, *outcomes in preview.proposals:
        title = (after if name in after.decisions else before).decisions[name].title
        pairs = zip((before, after), outcomes, strict=True)
        rows.append((title, *(outcome_title(plan, name, one, lang) if one else "-" for plan, one in pairs)))
    columns = heads(lang, ("wat", "what"), ("nu", "now"), ("daarna", "afterwards"))
    same = Words("er verandert niets in wat er uitkomt", "nothing changes in what comes out")
    carried = Words("{n} antwoorden gaan mee", "{n} answers carry over")
    items: list[Inline] = [carried.fill(lang, {"n": str(len(preview.carried))})]
    items += [f"{before.labels.get(n, n)}: {reason(after, p, lang)}" for n, p in preview.dropped]
    again = Words("opnieuw te oordelen", "to be judged again")[lang]
    items += [Marked(f"{again}: {before.labels.get(n, n)}", "open") for n in preview.lapsed]
    items += [f"{Words('komt open', 'opens')[lang]}: {n}" for n in preview.opened]
    items += [f"{Words('valt weg', 'falls away')[lang]}: {n}" for n in preview.closed]
    heading = Words("Verhuizen naar {to}", "Moving to {to}").fill(lang, {"to": preview.to})
    table = Table(columns, tuple(rows)) if rows else List((Marked(same[lang], "good"),))
    return (section("move", heading, table, List(tuple(items))),)
