"""The smallest change that would alter a proposal: in the table, and in the answers behind it."""

# The table says which inputs must move where (language.analysis.nearest). Where an input
# is a verdict, the answers the criterion rests on are tried: one of them, then two, each
# at one sample of every stretch its conditions tell apart. Answers under arithmetic are
# not tried; then `answers` stays empty and the verdict itself is all that is said.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from prodia.case.relevance import comparisons
from prodia.case.state import State
from prodia.case.structure import structure
from prodia.case.verdicts import derived_value, word_of
from prodia.language import Apply, Literal, Name, Plain, Tree, Value, evaluate, names, nearest, plain, say
from prodia.language.tables.axes import INF, Interval, Line, at, axis_of, by_cell
from prodia.words import Lang

MOST_ANSWERS = 2
BUDGET = 2000


@dataclass(frozen=True, slots=True)
class Move:
    """One value that would have to be another: what it is now, and in words what it would have to be."""

    name: str
    now: Value
    needed: str


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """Inputs of the table that would have to change together, and the outcome that gives.

    ``answers`` holds for a verdict among the inputs the ways to reach it, fewest answers first.
    """

    inputs: tuple[Move, ...]
    outcome: str | None
    answers: tuple[tuple[Move, ...], ...]


def smallest_change(state: State, decision: str) -> tuple[SmallestChange, ...]:
    """The changes with the fewest inputs that give another proposal, nearest first.

    Empty where nothing that may be entered gives another one.
    """
    table = state.plan.tables[decision]
    inputs = [c.tree for c in table.table.inputs]
    values = [evaluate(t, state.read(names(t))) for t in inputs]
    found = []
    for change in nearest(table, values):
        moves: list[Move] = []
        answers: list[tuple[Move, ...]] = []
        words = change.words(table, "nl" if state.plan.lang == "nl" else "en")
        for (i, part), (label, needed) in zip(change.to, words, strict=True):
            moves.append(Move(label, values[i], needed))
            wanted = table.axes[i].parts[part].values
            if label in state.plan.criteria:
                answers.extend(_answers(state, label, frozenset(wanted)))
        first = change.hit.output[0] if change.hit.output else None
        found.append(SmallestChange(tuple(moves), first if isinstance(first, str) else None, tuple(answers)))
    return tuple(found)


def _answers(state: State, criterion: str, wanted: frozenset[Plain]) -> Iterator[tuple[Move, ...]]:
    """The fewest answers that bring a criterion to one of the words wanted."""
    known = structure(state.plan)
    fields = sorted(known.rests_on[criterion])
    trees = _trees(state, criterion)
    tries = {f: _tries(state, f, trees) for f in fields}
    for count in range(1, min(MOST_ANSWERS, len(fields)) + 1):
        found = False
        for group in combinations([f for f in fields if tries[f]], count):
            for number, combo in enumerate(product(*(tries[f] for f in group))):
                if number >= BUDGET:
                    break
                other = {f: value for f, (value, _) in zip(group, combo, strict=True)}
                if _word(state, criterion, other) in wanted:
                    found = True
                    yield tuple(Move(f, state.value(f), w) for f, (_, w) in zip(group, combo, strict=True))
        if found:
            return


def _trees(state: State, criterion: str) -> list[Tree]:
    """Every condition between a criterion and the answers it rests on."""
    plan, known = state.plan, structure(state.plan)
    trees: list[Tree] = []
    seen: set[str] = set()
    todo = [criterion]
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in plan.criteria:
            trees += [c.tree for _, c in plan.criteria[name].conditions()]
        elif name in plan.derived:
            trees.append(plan.derived[name].is_.tree)
        todo.extend(known.reads.get(name, ()))
    return trees


def _tries(state: State, field: str, trees: list[Tree]) -> list[tuple[Plain, str]]:
    """Other values of a field worth trying, each with the words for its whole stretch."""
    plan, type = state.plan, state.plan.types[field]
    lang: Lang = "nl" if plan.lang == "nl" else "en"
    now = plain(state.value(field))
    if type.kind == "truth" or type.options:
        options: tuple[Plain, ...] = (True, False) if type.kind == "truth" else type.options
        trees_of = [(o, Apply("=", (Name(field), Literal(o)))) for o in options if o != now]
        return [(o, say(tree, lang, plan.labels, plan.types)) for o, tree in trees_of]
    cells = [comparisons(tree, field) for tree in trees]
    if any(c is None for c in cells):
        return []
    axis = axis_of(type, by_cell(cell for group in cells if group for cell in group))
    here = axis.part_of(now)
    found = []
    for number, part in enumerate(axis.parts):
        if part.inside and not part.null and number != here and part.span is not None and axis.line:
            tree = _within(field, axis.line, part.span)
            found.append((part.sample, say(tree, lang, plan.labels, plan.types) if tree else ""))
    return found


def _within(field: str, line: Line, span: Interval) -> Tree | None:
    """The stretch as a condition."""
    if span.low == span.high:
        return Apply("=", (Name(field), Literal(at(line, span.low))))
    ends: list[Tree] = []
    if span.low != -INF:
        ends.append(Apply(">=" if span.low_in else ">", (Name(field), Literal(at(line, span.low)))))
    if span.high != INF:
        ends.append(Apply("<=" if span.high_in else "<", (Name(field), Literal(at(line, span.high)))))
    return Apply("and", tuple(ends)) if len(ends) == 2 else ends[0] if ends else None


def _word(state: State, criterion: str, other: dict[str, Plain]) -> str:
    """The word of a criterion if some answers were others."""
    plan, known = state.plan, structure(state.plan)
    memo: dict[str, Value] = dict(other)

    def value(name: str) -> Value:
        if name not in memo:
            memo[name] = None
            if name in plan.derived:
                memo[name] = derived_value(plan.derived[name], {n: value(n) for n in known.reads[name]})
            elif name in plan.criteria:
                memo[name] = word_of(plan.criteria[name], {n: value(n) for n in known.reads[name]})
            else:
                memo[name] = state.value(name)
        return memo[name]

    return str(value(criterion))
