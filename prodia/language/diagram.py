"""What an expression can come to while some of its names are open, and which names can change that.

>>> from prodia.language import parse
>>> found = reached([parse("leespc < 10 and hulp")], [("leespc", (5.0, 20.0)), ("hulp", (True, None))])
>>> found.values == {True, False, None}, sorted(found.turning)
(True, ['hulp', 'leespc'])
"""

# How to think about it: a decision diagram with more than two ends (an MTDD). The names stand in one order; a
# node asks one name and has a branch for each of its values; equal nodes are one (`_node`), and a node whose
# branches are all the same is left out. So a diagram that still asks a name depends on it, and every end that
# is left can be reached. Operators are applied to whole diagrams, from the leaves of the tree up, with the
# very function that evaluates one person: a number is rounded only at the end, as there.

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from prodia.language.evaluate import evaluate
from prodia.language.operators import ROWS
from prodia.language.syntax.tree import Apply, Literal, Name, Tree
from prodia.language.values import Plain

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
        elif op == "if" and asks[args[0]] == self._end:
            return args[1] if self._value[args[0]] is True else args[2]
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
            branches = range(len(self._choices[place][1]))

            def at(b: int) -> tuple[int, ...]:
                return tuple([kids[a][b] if asks[a] == place else a for a in args])

            found = self._node(
                place,
                tuple(
                    [
                        self.applied(
                            op, function, tuple([kids[a][b] if asks[a] == place else a for a in args])
                        )
                        for b in branches
                    ]
                ),
            )
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
