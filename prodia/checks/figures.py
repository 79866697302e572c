"""Figures that decide: that they can be reached, weigh the error of a test, and agree with each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import prod

from prodia.checks.finding import Finding, Path
from prodia.checks.scope import Rule, Scope, answers
from prodia.language import Plain, Type, names
from prodia.language.analysis import TooMany, reached
from prodia.language.syntax.tree import SUBJECT, Apply, Literal, Name, Span, Tree, renamed, walk
from prodia.language.tables.compiled import CompiledTable
from prodia.model.instrument import attainable
from prodia.model.scalars import Banded
from prodia.problems import quality as kinds

ORDER = frozenset(("<", "<=", ">", ">="))
RANGES = frozenset(("between", "[..]", "[..)", "(..]", "(..)"))
NORMED = frozenset(("percentile", "score", "z", "t"))
WHOLE = frozenset(("count", "weeks", "months", "years", "days"))
ROUNDS = frozenset(("floor", "ceiling", "decimal", "modulo"))
MOST_RULES, MOST_CELLS, OLDEST = 40, 2_000, 1560


def between(scope: Scope) -> Iterator[Finding]:
    """A cut-off is a score that someone can have: not between two of them, wherever it stands."""
    for id, cutoff in scope.protocol.cutoffs.items():
        for number, one in enumerate(cutoff.figures):
            path = ("cutoffs", id, *(("values", number) if cutoff.values else ()), "is")
            yield from figure_between(path, float(one.is_), cutoff.type)
    for path, tree, cell in _conditions(scope):
        for name, at, span in _compared(tree):
            type = scope.plan.types.get(name)
            beside = [at // 1, at // 1 + 1] if type and type.unit in WHOLE else []
            known = _scores(scope, name) or beside
            under, over = [x for x in known if x < at], [x for x in known if x > at]
            if at not in known and under and over:
                words = {"at": at, "below": under[-1], "above": over[0]}
                inside = cell and (cell[0], cell[1] + span[0], span[1] - span[0])
                key = path[-2:-1] == ("is",)
                yield Finding(
                    kinds.BETWEEN, path, words, span=None if cell or key else span, cell=inside, on_key=key
                )


def figure_between(path: Path, figure: float, type: Type) -> Iterator[Finding]:
    """What is stated once, a cut-off or the law, is a whole number where only those are counted."""
    if (type.unit in WHOLE or type.whole) and not figure.is_integer():
        low = int(figure // 1)
        yield Finding(kinds.BETWEEN, path, at=figure, below=low, above=low + 1)


def _conditions(scope: Scope) -> Iterator[tuple[Path, Tree, tuple[int, int, int] | None]]:
    """Every condition that can hold a cut-off, with its place in the file; of a table each cell."""
    protocol = scope.protocol
    for id, criterion in protocol.criteria.items():
        yield from ((("criteria", id, *below), one.tree, None) for below, one in criterion.conditions())
    yield from ((("ensure", id, "that"), rule.that.tree, None) for id, rule in protocol.ensure.items())
    for id, step in protocol.steps.items():
        if step.when is not None:
            yield ("steps", id, "when"), step.when.tree, None
    for id, value in protocol.derived.items():
        if isinstance(value.is_, Banded):
            yield from ((("derived", id, "is", text), cell, None) for text, cell in value.is_.bands)
        else:
            yield ("derived", id, "is"), value.is_.tree, None
    for id, decision in protocol.decisions.items():
        table = decision.table
        for rule in table.rules:
            for head, (cell, tree) in zip(table.inputs, rule.when, strict=True):
                if isinstance(head.tree, Name):
                    yield ("decisions", id, "table"), renamed(tree, SUBJECT, head.tree.id), cell.place


def _compared(tree: Tree) -> Iterator[tuple[str, float, Span]]:
    """Each name with the number it is compared with, and where that stands."""
    for node in walk(tree):
        if isinstance(node, Apply) and node.op in (*ORDER, *RANGES) and isinstance(node.args[0], Name):
            for at in node.args[1:]:
                if isinstance(at, Literal) and isinstance(at.value, float):
                    yield node.args[0].id, at.value, at.span


def _scores(scope: Scope, name: str) -> list[float]:
    """The scores a name can have, where they are known: whole numbers, or those of its instrument."""
    field, type = scope.plan.fields.get(name), scope.plan.types.get(name)
    instrument = scope.plan.shared.instruments.get(field.instrument or "") if field else None
    if field and instrument and field.type.unit == "raw":
        found = {x for id in instrument.scales for x in attainable(instrument, id) or ()}
        if found:
            return sorted(found)
    if type is None or type.unit not in WHOLE:
        return []
    derived = scope.plan.derived.get(name)
    if derived and (made := sorted(x for x in _made(scope, derived.is_.tree) if type.admits(x))):
        return made
    ended = type.low is not None and type.high is not None and type.high - type.low < 2000
    return [float(n) for n in range(int(type.low or 0), int(type.high or 0) + 1)] if ended else []


def _made(scope: Scope, tree: Tree) -> set[float]:
    """What can be computed from whole numbers and choices, where it is known of each what it can be."""
    types = scope.plan.types
    among: dict[str, tuple[Plain, ...]] = {
        n: types[n].options or ((True, False) if types[n].kind == "truth" else tuple(_scores(scope, n)))
        for n in names(tree)
    }
    try:
        choices = [(name, (*known, None)) for name, known in among.items()]
        found = reached((tree,), choices).values if all(among.values()) else None
    except TooMany:
        return set()
    return {x for x in found or () if isinstance(x, float)}


def points(scope: Scope) -> Iterator[Finding]:
    """Where one score decides on a label, its error is weighed: in a grey zone, or in a note why not."""
    for id, criterion in scope.protocol.criteria.items():
        if criterion.purpose != "classify" or criterion.judge is not None or criterion.note:
            continue
        for below, condition in scope.plan.criteria[id].conditions():
            if _several(condition.tree):
                continue
            if measured := next((n for n, _, _ in _compared(condition.tree) if scope.measured(n)), None):
                yield Finding(kinds.POINT, ("criteria", id, *below), name=id, what=measured)
                break


def _several(tree: Tree) -> bool:
    """Whether more than one must be low: then the error of each weighs less."""
    return isinstance(tree, Apply) and tree.op == "at least" and not _least_one(tree)


def differences(scope: Scope) -> Iterator[Finding]:
    """The difference of two scores has more error than either: a note or a grey zone weighs that."""
    weighed = {
        n for c in scope.plan.criteria.values() if c.judge for _, e in c.conditions() for n in names(e.tree)
    }
    for id, value in scope.protocol.derived.items():
        for node in () if value.note or id in weighed else walk(value.is_.tree):
            if isinstance(node, Apply) and node.op == "-" and len(node.args) == 2:
                two = [scope.plan.types[a.id].unit for a in node.args if isinstance(a, Name)]
                if len(two) == 2 and set(two) <= NORMED:
                    yield Finding(kinds.DIFFERENCE, ("derived", id, "is"), span=node.span, name=id)
                    break


def many_chances(scope: Scope) -> Iterator[Finding]:
    """Whoever is low on one of several tests is more often low by chance."""
    for id, criterion in scope.protocol.criteria.items():
        for below, condition in (
            () if criterion.note or criterion.purpose == "guide" else criterion.conditions()
        ):
            for node in walk(condition.tree):
                if isinstance(node, Apply) and (node.op in ("or", "any") or _least_one(node)):
                    tests = {n for a in node.args for n in names(a) if scope.measured(n)}
                    if len(tests) > 1:
                        words = {"name": id, "count": len(tests)}
                        yield Finding(kinds.CHANCES, ("criteria", id, *below), words, span=node.span)
                        break


def _least_one(node: Apply) -> bool:
    return node.op == "at least" and node.args[0] == Literal(1.0)


def rounding(scope: Scope) -> Iterator[Finding]:
    """What counts whole things and is divided says how it is rounded."""
    for id, value in scope.protocol.derived.items():
        tree = value.is_.tree
        divided = any(isinstance(n, Apply) and n.op in ("/", "mean") for n in walk(tree))
        rounded = isinstance(tree, Apply) and ("round" in tree.op or tree.op in ROUNDS)
        if divided and not rounded and value.type.unit in WHOLE:
            yield Finding(kinds.ROUNDING, ("derived", id, "is"), name=id, type=value.type.show())


def endless(scope: Scope) -> Iterator[Finding]:
    """What is asked as a number has a lowest and a highest: else -99 is an answer."""
    for id, field in scope.protocol.fields.items():
        if field.type.kind == "number" and None in (field.type.low, field.type.high):
            yield Finding(kinds.NO_ENDS, ("fields", id, "type"), name=id)


def outside_ages(scope: Scope) -> Iterator[Finding]:
    """A condition on age asks a test of who is as old as it is meant for, on the side that it limits."""
    for id, step in scope.protocol.steps.items():
        if step.when is None or not any(n.startswith("case.age_") for n in names(step.when.tree)):
            continue
        when = scope.plan.steps[id].when
        assert when is not None
        for field in step.fields:
            instrument = scope.plan.shared.instruments.get(scope.plan.fields[field].instrument or "")
            if instrument is None or instrument.ages is None:
                continue
            low, high = instrument.ages
            inside = _opens(scope, when.tree, low, high)
            young = low > 0 and not _opens(scope, when.tree, 0, 0) and _opens(scope, when.tree, 0, low - 1)
            old = not _opens(scope, when.tree, OLDEST, OLDEST) and _opens(scope, when.tree, high + 1, OLDEST)
            if not inside or young or old:
                words = {"name": id, "what": instrument.title, "low": _age(low), "high": _age(high)}
                yield Finding(
                    kinds.OUTSIDE_AGES if inside else kinds.NEVER_THAT_AGE, ("steps", id, "when"), words
                )


def _age(months: int) -> str:
    return f"{months // 12};{months % 12:02}"


def _opens(scope: Scope, tree: Tree, low: int, high: int) -> bool:
    """Can a condition hold for somebody who is so many completed months old?"""
    types = dict(scope.plan.types)
    for name, (least, most) in {
        "case.age_months": (low, high),
        "case.age_years": (low // 12, high // 12),
    }.items():
        types[name] = replace(types[name], low=float(least), high=float(most))
    got = answers(tree, types)
    return got is None or True in got


def large_tables(scope: Scope) -> Iterator[Finding]:
    """A table is small enough to be read."""
    for id, decision in scope.protocol.decisions.items():
        if (count := len(decision.table.rules)) > MOST_RULES:
            yield Finding(
                kinds.LARGE_TABLE, ("decisions", id, "table"), name=id, count=count, most=MOST_RULES
            )


def reasons(scope: Scope) -> Iterator[Finding]:
    """Every rule of a table says why."""
    for id, decision in scope.protocol.decisions.items():
        table = decision.table
        if len(table.outputs) == 1 and not decision.aggregate:
            yield Finding(kinds.NO_REASON, ("decisions", id, "table"), name=id, cell=table.outputs[0].place)
        for number, rule in enumerate(table.rules, 1):
            if len(rule.then) > 1 and not any(c.isalnum() for c in rule.then[1].text):
                words = {"name": id, "rule": number}
                yield Finding(kinds.EMPTY_REASON, ("decisions", id, "table"), words, cell=rule.then[1].place)


def mergeable(scope: Scope) -> Iterator[Finding]:
    """Two rules that give the same for the same reason and differ in one cell are one rule."""
    for id, decision in scope.protocol.decisions.items():
        rules = decision.table.rules
        if decision.hit != "unique" or any(len(rule.then) < 2 for rule in rules):
            continue
        alike: dict[object, int] = {}  # all of a rule but one cell, to the first rule that is so
        found: list[tuple[int, int]] = []
        for number, rule in enumerate(rules):
            then, when = tuple(cell.text for cell in rule.then), tuple(tree for _, tree in rule.when)
            for column, one in enumerate(when):
                first = alike.setdefault((column, then, when[:column], when[column + 1 :]), number)
                if rules[first].when[column][1] != one:
                    found.append((first, number))
        if found:
            first, second = min(found)
            words = {"name": id, "first": first + 1, "second": second + 1}
            cell = rules[second].then[0].place
            yield Finding(kinds.MERGEABLE, ("decisions", id, "table"), words, cell=cell)


def returning(scope: Scope) -> Iterator[Finding]:
    """Along a score the outcome goes one way: it does not come back to what it was at the other end."""
    for id in scope.protocol.decisions:
        compiled = scope.plan.tables[id]
        for i, axis in enumerate(compiled.axes):
            inside = [n for n, part in enumerate(axis.parts) if part.inside and not part.null]
            others = [
                [n for n, part in enumerate(a.parts) if part.inside and not part.null] if m != i else [0]
                for m, a in enumerate(compiled.axes)
            ]
            if axis.line is None or len(inside) < 3 or prod(map(len, others)) * len(inside) > MOST_CELLS:
                continue
            for cell in product(*others):
                found = [_outcome(compiled, (*cell[:i], n, *cell[i + 1 :])) for n in inside]
                runs = [x for k, x in enumerate(found) if x is not None and (k == 0 or x != found[k - 1])]
                twice = next((x for x in runs if runs.count(x) > 1), None)
                if twice is not None:
                    column = compiled.table.inputs[i].label
                    way = " -> ".join(map(str, runs))
                    yield Finding(kinds.RETURNS, ("decisions", id, "table"), name=id, column=column, way=way)
                    break


def _outcome(compiled: CompiledTable, cell: tuple[int, ...]) -> object:
    output = compiled.at(cell).output
    return output[0] if output else None


RULES: tuple[Rule, ...] = (
    between,
    points,
    differences,
    many_chances,
    rounding,
    endless,
    outside_ages,
    large_tables,
    reasons,
    mergeable,
    returning,
)
