"""What can come out: of an expression within ranges or with names open, of a table with inputs open."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Sequence
from functools import reduce
from itertools import accumulate, combinations, product
from operator import and_, or_
from typing import Any, TypeAlias

from prodia.frozen import dataclass
from prodia.language.evaluate import evaluate
from prodia.language.operators import ROWS
from prodia.language.syntax.tree import SUBJECT, Apply, Literal, Name, Tree
from prodia.language.syntax.types import Type
from prodia.language.tables.axes import INF, axis_of
from prodia.language.tables.compiled import CompiledTable, Hit, outcome, typed
from prodia.language.tables.review import STEPS, Spent, Steps, part_text
from prodia.language.values import Duration, Plain, Value
from prodia.words import Lang

# Everything here may answer "not known" (infinite bounds, or None); it must never
# answer too narrowly. Bounds that are open count as closed, which is wider.


Limits = tuple[float, float]


def limits(type: Type) -> Limits:
    """The range of a number as two floats, infinite where it has no bound."""
    return (-INF if type.low is None else type.low, INF if type.high is None else type.high)


def result(op: str, args: list[Limits]) -> tuple[float | None, float | None]:
    """The range of a numeric result; None for a bound that is not known."""
    find = _RULES.get(op)
    if find is None or not args:
        return None, None
    low, high = find(args)
    return (low if math.isfinite(low) else None), (high if math.isfinite(high) else None)


def _product(args: list[Limits]) -> Limits:
    corners = [0.0 if 0.0 in pair else pair[0] * pair[1] for pair in product(*args)]
    return min(corners), max(corners)


def _quotient(args: list[Limits]) -> Limits:
    (a, b), (c, d) = args
    if c <= 0.0 <= d:
        return -INF, INF
    return _product([(a, b), (1.0 / d, 1.0 / c)])


def _size(args: list[Limits]) -> Limits:
    low, high = args[0]
    return (0.0 if low <= 0.0 <= high else min(abs(low), abs(high))), max(abs(low), abs(high))


def _ends(low: Callable[..., float], high: Callable[..., float]) -> Callable[[list[Limits]], Limits]:
    return lambda args: (low(x for x, _ in args), high(x for _, x in args))


_RULES: dict[str, Callable[[list[Limits]], Limits]] = {
    **dict.fromkeys(("+", "sum"), _ends(sum, sum)),
    **dict.fromkeys(("if", "median"), _ends(min, max)),
    "min": _ends(min, min),
    "max": _ends(max, max),
    "mean": lambda a: (sum(x[0] for x in a) / len(a), sum(x[1] for x in a) / len(a)),
    "-": lambda a: (a[0][0] - a[1][1], a[0][1] - a[1][0]),
    "*": _product,
    "/": _quotient,
    "negate": lambda a: (-a[0][1], -a[0][0]),
    "abs": _size,
    "sqrt": lambda a: (math.sqrt(max(0.0, a[0][0])), math.sqrt(max(0.0, a[0][1]))),
    "count true": lambda a: (0.0, float(len(a))),
}


def reach(node: Apply, type: Type) -> bool | None:
    """True: a condition over a name of this type always holds; False: never; None: it depends.

    Only for a comparison, range or ``in`` of the first argument with constants.
    """
    if type.kind not in ("number", "duration") or (type.low is None and type.high is None):
        return None
    if not all(isinstance(a, Literal) and isinstance(a.value, (float, Duration)) for a in node.args[1:]):
        return None
    cell = Apply(node.op, (Name(SUBJECT), *node.args[1:]))
    answers = {part.rules for part in axis_of(type, {cell: 1}).parts if part.inside and not part.null}
    return bool(answers.pop()) if len(answers) == 1 else None


# What can still follow from a decision table while some of its inputs are open.

# How to think about it: the same walk as in tables/review.py, forwards. Going input by input, all
# that matters of the road so far is which rules still stand; roads that come to the same rules go on as
# one. Rules no further input can satisfy are dropped on the way, and a road on which this input tells no
# two rules apart ends there. Past the budget the answer is the careful one: every question matters.
# The engine of the browser (prodia/browser/engine.js) takes the same walk.


MOST_CHANGES = 10


@dataclass(frozen=True, slots=True)
class Change:
    """Inputs (from 0) with the part each must move to, and the outcome that gives."""

    to: tuple[tuple[int, int], ...]
    hit: Hit

    def words(self, table: CompiledTable, lang: Lang) -> tuple[tuple[str, str], ...]:
        """Label of each input and the values it must get: ``("leespc", ">= 10")``."""
        return tuple(
            (table.table.inputs[i].label, part_text(table.axes[i].line, table.axes[i].parts[n], lang))
            for i, n in self.to
        )


def matters(table: CompiledTable, open: Sequence[Sequence[int]], i: int, *, steps: int = STEPS) -> bool:
    """Can knowing input ``i`` still change the outcome? True as well if ``steps`` do not decide it."""
    parts = {table.axes[i].parts[n].rules for n in open[i]}
    others = sorted(
        (
            {axis.parts[n].rules for n in among}
            for j, (axis, among) in enumerate(zip(table.axes, open, strict=True))
            if j != i
        ),
        key=len,
    )
    # By place in `others`: the rules that some way through the inputs from there on can still satisfy.
    useful = [
        *accumulate(
            (reduce(or_, found, 0) for found in reversed(others)), and_, initial=reduce(or_, parts, 0)
        )
    ]
    left, roads, seen = Steps(steps), [(0, useful.pop())], set[tuple[int, int]]()
    try:
        while roads:
            at, rules = roads.pop()
            after = {rules & part for part in parts}
            if len(after) < 2:  # nor will it with fewer rules: this input no longer turns anything
                continue
            if at == len(others):
                left.take(len(after))
                if len({answer(outcome(table.table, each)) for each in after}) > 1:
                    return True
                continue
            left.take(len(others[at]))
            further = {(at + 1, rules & mask & useful[-1 - at]) for mask in others[at]} - seen
            seen |= further
            roads += further
    except Spent:
        return True
    return False


def answer(hit: Hit) -> Any:
    """What a person sees of an outcome: two hits with one answer differ in their rules at most."""
    return hit.status, tuple(map(typed, hit.rows))


def nearest(
    table: CompiledTable, values: Sequence[Value], *, limit: int = MOST_CHANGES, steps: int = STEPS
) -> tuple[Change, ...]:
    """The smallest changes that give another outcome: the fewest inputs, then the nearest parts.

    At most ``limit``, nearest first; empty if no admitted values give another outcome,
    or if none was found in ``steps``.
    """
    here = table.parts(values)
    now, left = answer(table.at(here)), Steps(steps)
    elsewhere = [
        [n for n, part in enumerate(axis.parts) if part.inside and not part.null and n != at]
        for axis, at in zip(table.axes, here, strict=True)
    ]
    try:
        for count in range(1, len(here) + 1):
            found = []
            for inputs in combinations(range(len(here)), count):
                for parts in product(*(elsewhere[i] for i in inputs)):
                    left.take()
                    to = tuple(zip(inputs, parts, strict=True))
                    there = [dict(to).get(i, n) for i, n in enumerate(here)]
                    hit = outcome(table.table, table.rules_at(there))
                    if answer(hit) != now and hit.status == "ok":
                        found.append((_distance(table, here, to), to, Change(to, hit)))
            if found:
                return tuple(change for _, _, change in sorted(found, key=lambda f: f[:2])[:limit])
    except Spent:
        pass
    return ()


def _distance(table: CompiledTable, here: Sequence[int], to: tuple[tuple[int, int], ...]) -> int:
    """How many parts further on the ordered inputs; one for a change of any other input, or from no value."""
    return sum(abs(n - here[i]) if table.axes[i].line and here[i] else 1 for i, n in to)


# What an expression can come to while some of its names are open, and which names can change that.

# How to think about it: a decision diagram with more than two ends (an MTDD). The names stand in one order; a
# node asks one name and has a branch for each of its values; equal nodes are one (`_node`), and a node whose
# branches are all the same is left out. So a diagram that still asks a name depends on it, and every end that
# is left can be reached. Operators are applied to whole diagrams, from the leaves of the tree up, with the
# very function that evaluates one person: a number is rounded only at the end, as there.


MOST = 50_000  # combinations of nodes looked at together
Choices: TypeAlias = Sequence[tuple[str, tuple[Plain, ...]]]

# Truths one of which settles the result, and which count once however often they stand there.
_SETTLES = {"and": False, "all": False, "or": True, "any": True}
_IN_ANY_ORDER = {"count true": 0, "at least": 1}  # from this argument on, the order does not matter
_IT = Name("it")


class TooMany(Exception):
    """More combinations than there is time for."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Every value that can come out, and the names of which another value can give another one."""

    values: frozenset[Plain]
    turning: frozenset[str]


def reached(trees: Sequence[Tree], choices: Choices, together: Callable[..., Plain] | None = None) -> Reached:
    """What ``together`` of the values of ``trees`` can be (of one tree: its own value).

    ``choices`` gives for each name the values it can have; a name it does not give has none.
    Raises :class:`TooMany`.
    """
    diagrams = _Diagrams(choices)
    top = diagrams.applied(
        "", lambda ends: _finished(ends, together), tuple(diagrams.of(tree) for tree in trees)
    )
    return diagrams.below(top)


def example(
    trees: Sequence[Tree], choices: Choices, together: Callable[..., Plain], wanted: Plain
) -> dict[str, Plain] | None:
    """Values for which ``together`` of the values of ``trees`` is ``wanted``, the first that are found.

    None where there are none. What the outcome does not turn on has the first of its values. Raises
    :class:`TooMany`.

    >>> from prodia.language import parse
    >>> both = (parse("pc < 10"), parse("pc <= 10"))
    >>> example(both, [("pc", (9.0, 10.0, 11.0))], lambda old, new: old == new, False)
    {'pc': 10.0}
    """
    diagrams = _Diagrams(choices)
    top = diagrams.applied(
        "", lambda ends: _finished(ends, together), tuple(diagrams.of(tree) for tree in trees)
    )
    road = diagrams.road(top, wanted)
    return None if road is None else {name: road.get(name, among[0]) for name, among in choices}


def _finished(ends: Sequence[Plain], together: Callable[..., Plain] | None) -> Plain:
    values = [evaluate(_IT, {"it": v}) if type(v) is float else v for v in ends]
    return values[0] if together is None else together(*values)


class _Diagrams:
    """The diagrams over one set of names. A node is a number."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._place = {name: i for i, (name, _) in enumerate(choices)}
        self._end = len(choices)
        self._asks: list[int] = []  # by node: the place of the name it asks, past the last for an end
        self._kids: list[tuple[int, ...]] = []
        self._value: list[Plain] = []
        self._known: dict[Hashable, int] = {}
        self._done: dict[Hashable, int] = {}
        self._of: dict[int, int] = {}
        self._left = MOST

    def _ends(self, value: Plain) -> int:
        """The end with a value; 1 and true are two."""
        return self._made((type(value), value), self._end, (), value)

    def _node(self, place: int, kids: tuple[int, ...]) -> int:
        first = kids[0]
        if kids.count(first) == len(kids):
            return first
        return self._made((place, kids), place, kids, None)

    def _made(self, key: Hashable, place: int, kids: tuple[int, ...], value: Plain) -> int:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self._asks)
            self._asks.append(place)
            self._kids.append(kids)
            self._value.append(value)
        return found

    def of(self, tree: Tree) -> int:
        """The diagram of a tree."""
        if isinstance(tree, Literal):
            return self._ends(tree.value)
        found = self._of.get(id(tree))  # a tree lives as long as its diagrams
        if found is None:
            found = self._of[id(tree)] = self._read(tree.id) if isinstance(tree, Name) else self._apply(tree)
        return found

    def _read(self, name: str) -> int:
        place = self._place.get(name)
        if place is None:
            return self._ends(None)
        among = self._choices[place][1]
        return self._node(place, tuple(self._ends(evaluate(_IT, {"it": v})) for v in among))

    def _apply(self, tree: Apply) -> int:
        return self.applied(tree.op, ROWS[tree.op].on_person, tuple(self.of(a) for a in tree.args))

    def applied(self, op: str, function: Callable[[list[Plain]], Plain], args: tuple[int, ...]) -> int:
        """The diagram of ``function`` of what the diagrams ``args`` come to."""
        asks, kids = self._asks, self._kids
        if op in _SETTLES:
            args = self._less(args, _SETTLES[op])
        elif op == "if" and isinstance(self._value[args[0]], bool):  # a place that asks has no value
            return args[1] if self._value[args[0]] else args[2]
        elif op in _IN_ANY_ORDER:
            fixed = _IN_ANY_ORDER[op]
            args = (*args[:fixed], *sorted(args[fixed:]))
        key = (op, args)
        found = self._done.get(key)
        if found is not None:
            return found
        self._left -= 1
        if self._left < 0:
            raise TooMany
        place = min([asks[a] for a in args])
        if place == self._end:
            found = self._ends(function([self._value[a] for a in args]))
        else:
            below = [
                tuple([kids[a][b] if asks[a] == place else a for a in args])
                for b in range(len(self._choices[place][1]))
            ]
            found = self._node(place, tuple([self.applied(op, function, some) for some in below]))
        self._done[key] = found
        return found

    def _less(self, args: tuple[int, ...], settles: bool) -> tuple[int, ...]:
        """The arguments of a connective once each, or the one that settles it; always two at least."""
        certain = self._ends(settles)
        if certain in args:
            return (certain, certain)
        once = tuple(dict.fromkeys(args))
        return once if len(once) > 1 else (*once, self._ends(not settles))

    def below(self, top: int) -> Reached:
        """The ends and the names of a diagram."""
        seen: set[int] = set()
        values: list[Any] = []
        turning: set[str] = set()
        todo = [top]
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            if self._asks[node] == self._end:
                values.append(self._value[node])
            else:
                turning.add(self._choices[self._asks[node]][0])
                todo.extend(self._kids[node])
        return Reached(frozenset(values), frozenset(turning))

    def road(self, top: int, wanted: Plain) -> dict[str, Plain] | None:
        """The values by name on a way down to the end that is ``wanted``; None where no way leads there."""
        dead: set[int] = set()

        def down(node: int) -> dict[str, Plain] | None:
            if self._asks[node] == self._end:
                value = self._value[node]
                return {} if type(value) is type(wanted) and value == wanted else None
            name, among = self._choices[self._asks[node]]
            for value, below in zip(among, self._kids[node], strict=True):
                found = down(below) if below not in dead else None
                if found is not None:
                    return {name: value, **found}
                dead.add(below)
            return None

        return down(top)
