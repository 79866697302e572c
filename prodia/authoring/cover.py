"""What the cases of a protocol touch: rows, outcomes, both sides of each cut-off, what is missing, paths.

>>> import prodia
>>> from prodia.authoring.cover import cover
>>> found = cover(prodia.load().catalogue, "lezen-spellen@1.0.0")
>>> found.of("below"), found.share("outcome") > 0.5
((...), True)
"""

# How to think about it: a point is a thing that a case can touch, and the cases that do. Every point is read
# off the states at the end of the cases, where what counts has come out. Conditions count by masking MC/DC: a
# case shows that a part of a condition matters where turning that part alone would turn the whole, and there
# must be one such case with the part true and one with it false.

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from prodia.authoring.mutants import step
from prodia.authoring.mutate import all_runs, words_of
from prodia.authoring.runs import Run
from prodia.content import Catalogue
from prodia.language import Apply, Name, Tree, Value, evaluate, names, plain
from prodia.language import Literal as Constant
from prodia.language.operators.compare import OF_ORDER
from prodia.language.syntax.tree import about, replaced, walk
from prodia.model.plan import Plan
from prodia.model.series import BOUNDS
from prodia.telling import blocks as b
from prodia.telling.rules import outcome_title
from prodia.telling.values import in_rule, in_words
from prodia.words import Lang, Words
from prodia.words.lists import quoted
from prodia.words.numbers import percent

Kind: TypeAlias = Literal["rule", "outcome", "below", "at", "above", "missing", "true", "false", "path"]
KINDS: Mapping[Kind, Words] = {
    "rule": Words("rijen van tabellen", "rows of tables"),
    "outcome": Words("uitkomsten", "outcomes"),
    "below": Words("een stap onder een grens", "a step below a cut-off"),
    "at": Words("op een grens", "at a cut-off"),
    "above": Words("een stap boven een grens", "a step above a cut-off"),
    "missing": Words("wat ontbreekt", "what is missing"),
    "true": Words("voorwaarde die het omdraait, waar", "condition that turns it, true"),
    "false": Words("voorwaarde die het omdraait, niet waar", "condition that turns it, false"),
    "path": Words("stappen op en van de weg", "steps on and off the path"),
}


@dataclass(frozen=True, slots=True)
class Point:
    """``group`` and ``name`` say what of the protocol it is of, ``what`` which of it; ``cases`` touch it."""

    kind: Kind
    group: str
    name: str
    what: str
    tree: Tree | None
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    reference: str
    points: tuple[Point, ...]

    def of(self, kind: Kind) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.kind == kind)

    def share(self, *kinds: Kind) -> float:
        """The share that some case touches, of these kinds or of all; 1 where there is nothing to touch."""
        own = [point for point in self.points if not kinds or point.kind in kinds]
        return sum(bool(point.cases) for point in own) / len(own) if own else 1.0

    def as_dict(self, plan: Plan, lang: Lang = "nl") -> dict[str, Any]:
        """The same for a machine."""
        return {
            "reference": self.reference,
            "share": round(self.share(), 4),
            "kinds": {k: [sum(bool(p.cases) for p in own), len(own)] for k in KINDS if (own := self.of(k))},
            "points": [
                {"kind": p.kind, "group": p.group, "name": p.name, "what": p.what, "cases": list(p.cases)}
                | ({} if p.cases else {"says": sentence(p, plan, lang)})
                for p in self.points
            ],
        }


def cover(catalogue: Catalogue, reference: str, lang: str = "nl") -> Coverage:
    """What the cases of ``id@version`` touch of what stands in it, and those of what supplements it.

    Raises :class:`prodia.ContentError` where there is no such protocol, or it has errors.
    """
    plan = catalogue.plan(reference, lang)
    return coverage(plan, all_runs(catalogue, plan.reference, lang))


def coverage(plan: Plan, tried: Sequence[Run]) -> Coverage:
    """The same of cases that ran."""
    return Coverage(plan.reference, tuple(_points(plan, tried)))


def _points(plan: Plan, tried: Sequence[Run]) -> Iterator[Point]:
    own = plan.protocol
    for name in own.decisions:
        yield from _decision(plan, name, tried)
    for name in own.criteria:
        ready = plan.criteria[name]
        words = words_of(plan, name)
        if words is None or "not assessable" in words:
            open_ = tuple(run.id for run in tried if run.state.verdict(name).word == "not assessable")
            yield Point("missing", "criteria", name, "not assessable", None, open_)
        for path, condition in ready.conditions():
            those = [run for run in tried if len(path) < 2 or run.state.value(ready.by or "") == path[1]]
            yield from _condition(plan, "criteria", name, ".".join(path), condition.tree, those)
    for name in own.derived:
        tree = plan.derived[name].is_.tree
        yield from _figures(plan, "derived", name, "is", tree, tried)
    for name, one in own.steps.items():
        if one.when is not None:
            yield from _path(plan, name, tried)


def _decision(plan: Plan, name: str, tried: Sequence[Run]) -> Iterator[Point]:
    table = plan.tables[name].table
    proposals = {run.id: run.state.proposal(name) for run in tried}
    for number in range(1, len(table.rules) + 1):
        hit = tuple(id for id, one in proposals.items() if number in one.rules)
        if hit or _can_fire(plan, name, number - 1):
            yield Point("rule", "decisions", name, str(number), None, hit)
    if table.otherwise is not None:
        hit = tuple(id for id, one in proposals.items() if one.otherwise)
        yield Point("missing", "decisions", name, "otherwise", None, hit)
    for outcome in plan.decisions[name].outcomes:
        hit = tuple(id for id, one in proposals.items() if one.outcome == outcome)
        yield Point("outcome", "decisions", name, outcome, None, hit)
    for number, column in enumerate(table.inputs):
        if isinstance(column.tree, Name):
            for rule in table.rules:
                cell = about(rule.when[number], column.tree)
                yield from _figures(plan, "decisions", name, column.label, cell, tried)


def _can_fire(plan: Plan, name: str, number: int) -> bool:
    """Could a row ever hold? A criterion that never comes to the word of its cell keeps it from that."""
    table = plan.tables[name].table
    for column, cell in zip(table.inputs, table.rules[number].when, strict=True):
        words = words_of(plan, column.tree.id) if isinstance(column.tree, Name) else None
        if words is not None and not any(evaluate(cell, {"?": word}) is True for word in words):
            return False
    return True


def _condition(
    plan: Plan, group: str, name: str, part: str, tree: Tree, tried: Sequence[Run]
) -> Iterator[Point]:
    yield from _figures(plan, group, name, part, tree, tried)
    parts = tuple(dict.fromkeys(atoms(tree)))
    if len(parts) < 2:
        return
    reads = names(tree)
    turned: dict[tuple[Tree, bool], list[str]] = {(one, held): [] for one in parts for held in (True, False)}
    for run in tried:
        for one, held in turning(tree, parts, run.state.read(reads)):
            turned[one, held].append(run.id)
    for (one, held), cases in turned.items():
        yield Point("true" if held else "false", group, name, part, one, tuple(cases))


_CONNECT = frozenset(("and", "or", "not", "all", "any", "at least", "count true"))


def atoms(tree: Tree) -> Iterator[Tree]:
    """The conditions that are put together in a tree."""
    if isinstance(tree, Apply) and tree.op in _CONNECT:
        for arg in tree.args:
            yield from atoms(arg)
    elif not isinstance(tree, Constant):
        yield tree


def turning(tree: Tree, parts: Sequence[Tree], values: Mapping[str, Value]) -> Iterator[tuple[Tree, bool]]:
    """The parts that turn the whole: with this part alone the other way round, it comes out otherwise."""
    held = {one: evaluate(one, values) for one in parts}
    fixed: dict[Tree, Tree] = {one: Constant(value) for one, value in held.items()}
    whole = evaluate(replaced(tree, fixed), {})
    for one, value in held.items():
        if isinstance(value, bool):
            turned = replaced(tree, {**fixed, one: Constant(not value)})
            if evaluate(turned, {}) != whole:
                yield one, value


def _figures(
    plan: Plan, group: str, name: str, part: str, tree: Tree, tried: Sequence[Run]
) -> Iterator[Point]:
    """A step below, at and above every figure that a name is compared with, as far as its type goes. Not of
    the bounds of a score: no answer lies exactly on one."""
    for subject, figure in dict.fromkeys(_compared(tree)):
        type, bound = plan.types.get(subject), plan.part(subject)
        if type is None or (bound is not None and bound[1].partition("_")[0] in BOUNDS):
            continue
        by = step(figure)
        got = [(run.id, plain(run.state.value(subject))) for run in tried]
        values = [(id, value) for id, value in got if isinstance(value, float)]
        near: Mapping[Kind, tuple[float, list[str]]] = {
            "below": (figure - by, [id for id, v in values if figure - by <= v < figure]),
            "at": (figure, [id for id, v in values if v == figure]),
            "above": (figure + by, [id for id, v in values if figure < v <= figure + by]),
        }
        for kind, (edge, cases) in near.items():
            if type.admits(edge):
                equal = Apply("=", (Name(subject), Constant(figure)))
                yield Point(kind, group, name, part, equal, tuple(cases))


def _compared(tree: Tree) -> Iterator[tuple[str, float]]:
    for node in walk(tree):
        if isinstance(node, Apply) and node.op in OF_ORDER and isinstance(node.args[0], Name):
            for arg in node.args[1:]:
                if isinstance(arg, Constant) and isinstance(arg.value, float):
                    yield node.args[0].id, arg.value


def _path(plan: Plan, name: str, tried: Sequence[Run]) -> Iterator[Point]:
    when = plan.steps[name].when
    there = [run for run in tried if run.state.in_mode(run.state.plan.steps[name])]
    for what, held in (("on", True), ("off", False)):
        cases = tuple(run.id for run in there if run.state.on_path(name) is held)
        yield Point("path", "steps", name, what, when.tree if when is not None else None, cases)


# ---- told


_SAYS: Mapping[str, Words] = {
    "rule": Words("In {name} komt geen geval uit op rij {what}.", "In {name} no case comes to row {what}."),
    "outcome": Words("Geen geval komt uit op {what} in {name}.", "No case comes to {what} in {name}."),
    "otherwise": Words(
        "Geen geval toont {name} met iets dat ontbreekt.", "No case shows {name} with something missing."
    ),
    "missing": Words(
        "Geen geval toont wat er gebeurt als {name} niet te beoordelen is.",
        "No case shows what happens when {name} is not assessable.",
    ),
    "below": Words(
        "Geen geval ligt een stap onder {figure} van {subject}, in {name}.",
        "No case lies a step below {figure} of {subject}, in {name}.",
    ),
    "at": Words(
        "Geen geval ligt precies op {figure} van {subject}, in {name}.",
        "No case lies exactly at {figure} of {subject}, in {name}.",
    ),
    "above": Words(
        "Geen geval ligt een stap boven {figure} van {subject}, in {name}.",
        "No case lies a step above {figure} of {subject}, in {name}.",
    ),
    "true": Words(
        "Geen geval toont dat {piece} de doorslag geeft in {name}, waar ze geldt.",
        "No case shows that {piece} settles {name} where it holds.",
    ),
    "false": Words(
        "Geen geval toont dat {piece} de doorslag geeft in {name}, waar ze niet geldt.",
        "No case shows that {piece} settles {name} where it does not hold.",
    ),
    "on": Words("Geen geval gaat langs de stap {name}.", "No case takes the step {name}."),
    "off": Words("Geen geval gaat voorbij aan de stap {name}.", "No case passes by the step {name}."),
}


def sentence(point: Point, plan: Plan, lang: Lang) -> str:
    """What no case touches, as a sentence."""
    thing = getattr(plan, point.group)[point.name]
    title = getattr(thing, "says", "") if point.group in ("criteria", "derived") else thing.title
    slots = {"name": quoted(title, lang), "what": point.what}
    if point.group == "criteria" and "." in point.what:
        criterion, option = plan.criteria[point.name], point.what.partition(".")[2]
        slots["name"] += f" ({plan.labels.get(f'{criterion.by}={option}', option)})"
    key: str = point.kind
    if point.kind == "outcome":
        slots["what"] = quoted(outcome_title(plan, point.name, point.what, lang), lang)
    elif point.kind == "missing" and point.what == "otherwise":
        key = "otherwise"
    elif point.kind == "path":
        key = point.what
    elif point.kind in ("below", "at", "above") and isinstance(point.tree, Apply):
        subject, figure = point.tree.args
        assert isinstance(subject, Name)
        assert isinstance(figure, Constant)
        slots["subject"] = quoted(plan.labels.get(subject.id, subject.id), lang)
        slots["figure"] = str(in_words(figure.value, plan.types.get(subject.id), lang))
    elif point.tree is not None:
        slots["piece"] = quoted(in_rule(plan, point.tree, lang), lang)
    return _SAYS[key].fill(lang, slots)


MOST = 40  # sentences on a screen
_MORE = Words("... en nog {n}; --all toont ze.", "... and {n} more; --all shows them.")


def shortened(items: Sequence[b.Inline], most: int, lang: Lang) -> Iterator[b.Block | None]:
    """The first of a list, and how many more there are."""
    yield b.bullets(items[:most])
    if len(items) > most:
        yield b.Paragraph(_MORE.fill(lang, {"n": str(len(items) - most)}), "quiet")


def told_coverage(found: Coverage, plan: Plan, lang: Lang, most: int | None = None) -> b.Document:
    """How much of each kind is touched, then what no case touches: no more than ``most`` of it."""
    rows: list[tuple[b.Cell, ...]] = []
    for kind, words in KINDS.items():
        own = found.of(kind)
        if own:
            hit = sum(bool(point.cases) for point in own)
            rows.append((words[lang], str(hit), str(len(own)), percent(hit / len(own), lang, 1)))
    left = [*dict.fromkeys(sentence(point, plan, lang) for point in found.points if not point.cases)]
    title = Words("{name}: wat de gevallen raken", "{name}: what the cases touch")
    columns = (Words("wat", "what"), Words("geraakt", "touched"), Words("van", "of"), Words("deel", "share"))
    missed = Words("Wat geen geval raakt", "What no case touches")[lang]
    about = b.Ref(plan.reference, "cases")
    return b.document(
        title.fill(lang, {"name": plan.reference}),
        lang,
        about,
        b.table(tuple(one[lang] for one in columns), rows),
        b.section("untouched", missed, *shortened(left, len(left) if most is None else most, lang)),
    )
