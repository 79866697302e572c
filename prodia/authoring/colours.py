"""The text of a rule as one case went through it: each condition met, not met, not reached or not relevant.

>>> from prodia.authoring.colours import coloured
>>> from prodia.language import parse
>>> [(str(c), c.mark) for c in coloured(parse("pc < 10 and weken >= 26"), {"pc": 12.0})]
[('pc < 10', 'not met'), (' and ', ''), ('weken >= 26', 'not relevant')]
"""

# The marks are the values of the trace and nothing else: a condition is met where the trace says true, not
# met where it says false, not reached where what it reads has no value. Beside that stands whether it still
# matters: under an `and` one part that is false settles it, and the parts that are not false do not matter
# then; under an `or` one that is true does.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from prodia.case import State
from prodia.case.outcomes import branch
from prodia.language import Apply, Tree, Value, evaluate, names, show
from prodia.model.plan import Plan
from prodia.telling import blocks as b
from prodia.telling.rules import cell_in_words, column_in_words
from prodia.telling.values import in_rule, marked
from prodia.words import Lang, Words
from prodia.words.lists import AND, OR

Shade: TypeAlias = Literal["met", "not met", "not reached", "not relevant", ""]
NO_JOINT = Words("", "")
_SETTLES = {"and": False, "all": False, "or": True, "any": True}
_JOINS = {"and": AND, "all": AND, "or": OR, "any": OR}
SHADES: Mapping[Shade, tuple[str, b.Tone, Words]] = {
    "met": ("✓", "good", Words("voldaan", "met")),
    "not met": ("✗", "bad", Words("niet voldaan", "not met")),
    "not reached": ("…", "open", Words("niet bereikt", "not reached")),
    "not relevant": ("·", "quiet", Words("niet van belang", "not relevant")),
}


@dataclass(frozen=True, slots=True)
class Coloured:
    """A piece of a condition with its mark; empty for a word between two pieces."""

    tree: Tree | None
    mark: Shade
    joint: Words = NO_JOINT

    def __str__(self) -> str:
        return show(self.tree) if self.tree is not None else f" {self.joint.en} "


def coloured(tree: Tree, values: Mapping[str, Value], *, relevant: bool = True) -> Iterator[Coloured]:
    """Every condition of a tree with its mark, in the order in which it is written."""
    if isinstance(tree, Apply) and tree.op in _SETTLES:
        settles = _SETTLES[tree.op]
        held = [evaluate(arg, values) for arg in tree.args]
        settled = settles in held
        for number, (arg, value) in enumerate(zip(tree.args, held, strict=True)):
            if number:
                yield Coloured(None, "", _JOINS[tree.op])
            yield from coloured(arg, values, relevant=relevant and (not settled or value is settles))
    else:
        value = evaluate(tree, values)
        yield Coloured(tree, shade(value) if relevant else "not relevant")


def shade(value: object) -> Shade:
    """What the trace says of a condition."""
    return "met" if value is True else "not met" if value is False else "not reached"


def told_rules(state: State, title: str, lang: Lang) -> b.Section:
    """Every criterion and table of the protocol of a case, its text coloured as the case went through it."""
    plan, own = state.plan, state.plan.protocol
    found: list[b.Block | None] = [b.Paragraph(_legend(lang), "quiet")]
    for name in own.criteria:
        found.append(b.section(f"criteria-{name}", plan.criteria[name].says, *_criterion(state, name, lang)))
    for name in own.decisions:
        found.append(b.section(f"decisions-{name}", plan.decisions[name].title, _table(state, name, lang)))
    return b.Section("coloured", title, tuple(block for block in found if block is not None))


def _legend(lang: Lang) -> b.Inline:
    return b.joined((b.Marked(f"{sign} {words[lang]}", tone) for sign, tone, words in SHADES.values()), "   ")


def _criterion(state: State, name: str, lang: Lang) -> Iterator[b.Block]:
    plan, criterion, verdict = state.plan, state.plan.criteria[name], state.verdict(name)
    yield b.Paragraph(marked("verdict", verdict.word, lang))
    by = state.value(criterion.by) if criterion.by else None
    items: list[b.Inline] = []
    for path, condition in criterion.conditions():
        part = criterion.met if path[0] == "met" else criterion.judge
        chosen = branch(part, by) is condition
        relevant = chosen and (path[0] == "met" or verdict.machine in ("judgement", "not met"))
        pieces = coloured(condition.tree, state.read(names(condition.tree)), relevant=relevant)
        lead = _PARTS[path[0]][lang]
        if len(path) > 1:
            lead += f" ({plan.labels.get(f'{criterion.by}={path[1]}', path[1])})"
        items.append(b.joined([f"{lead}: ", *(_piece(plan, one, lang) for one in pieces)], ""))
    yield b.List(tuple(items))


_PARTS = {"met": Words("voldaan als", "met if"), "judge": Words("oordeel als", "judgement if")}


def _piece(plan: Plan, one: Coloured, lang: Lang) -> b.Inline:
    if one.tree is None or not one.mark:
        return f" {one.joint[lang]} "
    sign, tone, _ = SHADES[one.mark]
    return b.Marked(f"{sign} {in_rule(plan, one.tree, lang)}", tone)


def cells(state: State, decision: str) -> tuple[tuple[Shade, ...], ...]:
    """The mark of every cell of a table; a cell that says that its column does not matter is not relevant."""
    table = state.plan.tables[decision].table
    rows = []
    for rule in table.rules:
        marks: list[Shade] = []
        for column, cell in zip(table.inputs, rule.when, strict=True):
            value = evaluate(column.tree, state.read(names(column.tree)))
            held = evaluate(cell, {"?": value})
            missing = value is None and held is not True
            free = not names(cell)
            marks.append("not relevant" if free else shade(None if missing else held))
        rows.append(tuple(marks))
    return tuple(rows)


def _table(state: State, name: str, lang: Lang) -> b.Table | None:
    plan, text = state.plan, state.plan.decisions[name].table
    proposal = state.proposal(name)
    rows: list[tuple[b.Cell, ...]] = []
    for number, (rule, marks) in enumerate(zip(text.rules, cells(state, name), strict=True), 1):
        told: list[b.Cell] = [f"{number} →" if number in proposal.rules else str(number)]
        for head, (_, tree), mark in zip(text.inputs, rule.when, marks, strict=True):
            sign, tone, _words = SHADES[mark]
            words = cell_in_words(tree, head.tree, plan, lang)
            told.append(b.Marked(f"{sign} {words}" if mark != "not relevant" else "-", tone))
        told.append(rule.then[0].text)
        rows.append(tuple(told))
    columns = (
        Words("rij", "row")[lang],
        *(column_in_words(plan, head.tree, lang) for head in text.inputs),
        Words("uitkomst", "outcome")[lang],
    )
    return b.table(columns, rows, plan.decisions[name].title)
