"""What a rule of a protocol looks at: its plan, its cases, the version before it, every text in it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from itertools import pairwise
from typing import Protocol as Shape

from prodia.checks.finding import Finding, Path
from prodia.frozen import dataclass
from prodia.language import Plain, Type, names
from prodia.language.analysis import TooMany, reached
from prodia.language.syntax.tree import Apply, Literal, Tree, walk
from prodia.model.events import CaseFile
from prodia.model.parts import AUDIENCES, Audience
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import Field, Protocol, Step
from prodia.model.texts import standing, texts
from prodia.problems import Kind

READERS: tuple[Audience, ...] = ("parents", "pupil_under_12", "pupil_from_12")
_SIDES: Mapping[str, Audience] = {"pupil": "pupil_from_12", "family": "parents"}


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a protocol: where it stands, what it says, who reads it (None: whoever works with it)."""

    path: Path
    text: str
    reader: Audience | None
    cell: tuple[int, int, int] | None = None

    def finding(self, kind: Kind, found: re.Match[str] | None = None, /, **words: object) -> Finding:
        """A finding about this text, at what was found in it."""
        span = found.span() if found is not None and self.cell is None else None
        return Finding(kind, self.path, words, span=span, cell=self.cell)


def _none(*names: str) -> Iterable[CaseFile]:
    """No worked case names them."""
    return ()


class Readable(Shape):
    """What a rule of plain language looks at: texts, and the terms that may stand in them."""

    @property
    def said(self) -> tuple[Said, ...]: ...
    @property
    def shared(self) -> Shared: ...


@dataclass(frozen=True, eq=False)
class Scope:
    """A plan and what stands around it. ``filed``: it is of a pack, so that cases and CHANGES are known.

    ``before``: the version before this one; ``newer``: whether there is one after it; ``heirs``: the
    protocols that supplement it; ``naming`` gives the cases, its own and theirs, that may name some things;
    ``changes``: what CHANGES.md says, None where there is none; ``reviewed``: another network agreed; ``on``:
    for what grows old, None where nobody said which day it is.
    """

    plan: Plan
    filed: bool = False
    reviewed: bool = False
    cases: Mapping[str, CaseFile] = field(default_factory=dict)
    naming: Callable[..., Iterable[CaseFile]] = _none
    before: Protocol | None = None
    newer: bool = False
    heirs: tuple[Protocol, ...] = ()
    changes: str | None = None
    on: dt.date | None = None

    @property
    def protocol(self) -> Protocol:
        return self.plan.protocol

    @property
    def shared(self) -> Shared:
        return self.plan.shared

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """Every text of the protocol's own file."""
        return tuple(self._said())

    def _said(self) -> Iterator[Said]:
        for key, text in texts(self.protocol):
            path, cell = standing(self.protocol, key)
            yield Said(path, text, self._reader(path)) if cell is None else Said(path, text, None, cell.place)

    def _reader(self, path: Path) -> Audience | None:
        for audience in AUDIENCES:
            if path[-1] == audience:
                return audience
        if path[0] == "fields" and path[2] in ("ask", "help", "options"):
            role = self.plan.roles.get(self.protocol.fields[str(path[1])].teller)
            return _SIDES.get(role.side) if role else None
        return None

    @cached_property
    def steps(self) -> tuple[tuple[str, Step], ...]:
        """The steps of a trajectory in their order, those of the general protocol too."""
        return tuple((id, s) for id, s in self.plan.steps.items() if "trajectory" in s.modes)

    def place(self, decision: str) -> int | None:
        """The place in :attr:`steps` of the step that takes a decision."""
        return next((n for n, (_, step) in enumerate(self.steps) if decision in step.decisions), None)

    def measured(self, name: str) -> dict[str, Field]:
        """The fields measured with an instrument that a name rests on."""
        reads = self.plan.reads(name)
        return {n: one for n, one in self.plan.fields.items() if n in reads and one.instrument}


Rule = Callable[[Scope], Iterator[Finding]]


def answers(tree: Tree, types: Mapping[str, Type], never: frozenset[str] = frozenset()) -> set[Plain] | None:
    """Every value a condition can have; None where there are too many cases to say.

    A condition compares names with constants, so between two neighbouring constants it never changes: every
    constant, a point between each two and one beyond both ends are all the cases there are. ``never``: names
    that have no value.
    """
    constants = [n.value for n in walk(tree) if isinstance(n, Literal)]
    empty = [None] if None in constants else []
    among = {name: (*values(types[name], constants), *empty) for name in names(tree) if name not in never}
    choices = [(name, among.get(name, (None,))) for name in names(tree)]
    if not all(among.values()) or _computes(tree):
        return None
    try:
        return set(reached((tree,), choices).values)
    except TooMany:
        return None


def _computes(tree: Tree) -> bool:
    """Whether it does more than compare names with constants: then samples prove nothing."""
    return any(isinstance(node, Apply) and node.op not in _COMPARES for node in walk(tree))


_COMPARES = frozenset("and or not all any if in = != < <= > >= between [..] (..) [..) (..]".split()) | {
    "at least"
}


def values(type: Type, constants: list[Plain]) -> list[Plain]:
    """Values of a type among which every comparison with these constants has each of its answers."""
    if type.options:
        return list(type.options)
    if type.kind == "truth":
        return [True, False]
    if type.kind != "number":
        return []
    cuts = {c for c in constants if isinstance(c, float)}
    cuts |= {end for end in (type.low, type.high) if end is not None}
    marks = sorted(cuts) or [0.0]
    between = [(a + b) / 2 for a, b in pairwise(marks)]
    found = {x for m in marks for x in (m - 1, m, m + 1)} | set(between)
    return [x for x in sorted(found) if type.admits(x)]
