"""Everything there is to tell of, and what refers to what: for one plan alone, or for a shelf of them.

A :class:`Shelf` is made of plans and what they share and is pure. It says in whose file a thing stands
(:meth:`Shelf.ref`) and where it is used (:meth:`Shelf.reading`), so that each telling can link both ways.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from typing import Any, TypeVar

from prodia.content.catalogue import Catalogue
from prodia.errors import ContentError
from prodia.frozen import dataclass
from prodia.language import names, show
from prodia.language.syntax.tree import Tree
from prodia.model.events import CaseFile
from prodia.model.instrument import Abilities, Instrument, Register
from prodia.model.norms import GrowthNorms, NormRows, Norms
from prodia.model.parts import Cited, Valid
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import NAMED, PARTS, Block, Protocol
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.problems import Place
from prodia.telling.blocks import Exact, Inline, Link, Ref, joined
from prodia.words import Lang
from prodia.words.labels import HOLDING, label

T = TypeVar("T")
_READERS = ("ensure", "derived", "phases", "steps", "criteria", "cutoffs", "decisions", "hypotheses")


@dataclass(frozen=True, slots=True)
class Use:
    """One place where something is used: a thing of a protocol or a shared one, by what people call it."""

    to: Ref
    title: str
    cited: Cited | None = None

    def link(self, lang: Lang) -> Inline:
        """The kind of thing, and a link to it."""
        return joined((f"{label('thing', self.to.group, lang)}: ", Link(self.title, self.to)), "")


@dataclass(frozen=True, slots=True)
class NormGroup:
    """``norms`` with its ``rows`` where they are public, and the words in which their makers are named.

    Raises ValueError for rows of norms that are private: those are not told of.
    """

    norms: Norms
    rows: NormRows | GrowthNorms | None = None
    attribution: str = ""

    def __post_init__(self) -> None:
        if self.rows is not None and self.norms.rows == "private":
            raise ValueError("private rows are not shown")

    @property
    def count(self) -> int:
        """How many rows there are; of growth curves, how many ages of every curve together."""
        if isinstance(self.rows, GrowthNorms):
            return sum(len(curve.ages) for curve in self.rows.curves)
        return len(self.rows.rows) if self.rows else 0


@dataclass(frozen=True, slots=True)
class Head:
    """What a version is called, whether and when one decides with it, and by group the ids of its parts."""

    id: str
    version: str
    title: str
    status: str
    valid: Valid
    parts: Mapping[str, tuple[str, ...]]

    @property
    def reference(self) -> str:
        return f"{self.id}@{self.version}"

    @property
    def decided_with(self) -> bool:
        return self.status in HOLDING


@dataclass(frozen=True, slots=True)
class Shelf:
    """All plans by ``id@version`` (oldest version first), their worked cases, and what is shared.

    ``written``: tests in the language they are written in. ``norms``: every norm group by ``id@version``.
    ``abilities``: what broad abilities are. ``register``: what tests are about. ``logs``: by id what its
    CHANGES.md says, and by nothing that of the library. ``held``: the worked cases are known to come to what
    they say. ``rests``: the sum of all that is shared. ``guide``: how to write a protocol. ``tiers``: by
    ``id@version`` the tier that its cases reached. ``place`` gives file and line of a definition by
    ``id@version`` and path, where that is known.
    """

    plans: Mapping[str, Plan]
    shared: Shared
    cases: Mapping[str, tuple[CaseFile, ...]] = field(default_factory=dict)
    written: Mapping[str, Instrument] = field(default_factory=dict)
    norms: Mapping[str, NormGroup] = field(default_factory=dict)
    abilities: Abilities | None = None
    register: Register | None = None
    logs: Mapping[str, str] = field(default_factory=dict)
    held: bool = False
    rests: str = ""
    guide: str = ""
    tiers: Mapping[str, str] = field(default_factory=dict)
    place: Callable[[str, tuple[str | int, ...]], Place | None] = lambda reference, path: None
    _readers: dict[str, dict[str, list[tuple[str, str]]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def of(cls, plan: Plan) -> Shelf:
        """A shelf with one plan on it."""
        return cls({plan.reference: plan}, plan.shared)

    def answer(self, question: Callable[..., T], *about: Hashable) -> T:
        """What a question about the whole shelf comes to. Whoever keeps what is made of a shelf knows by the
        answer whether it stands, and not by all that was looked at for it."""
        return question(self, *about)

    @property
    def blocks(self) -> Mapping[str, Block]:
        """Every block that a protocol takes in, by ``id@version``."""
        found = {one.reference: one for plan in self.plans.values() for one in plan.protocol.blocks}
        return dict(sorted(found.items()))

    def owner(self, plan: Plan, group: str, id: str) -> Protocol:
        """The protocol in which the thing stands: this one (or a block of it) or the one it supplements."""
        for protocol in (plan.protocol, plan.parent):
            if protocol is not None and id in getattr(protocol, group):
                return protocol
        raise KeyError(f"{group} {id}")

    def ref(self, plan: Plan, group: str, id: str) -> Ref:
        """What a link to a thing of a plan leads to."""
        return Ref(self.owner(plan, group, id).reference, group, id)

    def link(self, plan: Plan, group: str, id: str, words: str = "") -> Inline:
        """A link to a thing by what people call it; the id alone where this version lacks it."""
        if id not in getattr(plan, group):
            return words or id
        return Link(words or called(getattr(plan, group)[id]), self.ref(plan, group, id))

    def links(self, plan: Plan, group: str, ids: Iterable[str], by: str = ", ") -> Inline:
        return joined((self.link(plan, group, id) for id in ids), by)

    def ids(self) -> tuple[str, ...]:
        """The id of every protocol."""
        return tuple(dict.fromkeys(plan.protocol.id for plan in self.plans.values()))

    def heads(self, id: str) -> tuple[Head, ...]:
        """Of every version of a protocol what stands at its head, the oldest first."""
        return tuple(_head(plan.protocol) for plan in self.plans.values() if plan.protocol.id == id)

    def versions(self, id: str) -> tuple[Plan, ...]:
        return tuple(self.plans[one.reference] for one in self.heads(id))

    def current(self, id: str) -> Head:
        """The newest version that is released; of a protocol without any, the newest."""
        found = self.heads(id)
        return next((one for one in reversed(found) if one.decided_with), found[-1])

    def newest(self) -> dict[str, Plan]:
        """Of each protocol by its id the newest version that is released, or the newest where none is."""
        return {id: self.plans[self.current(id).reference] for id in self.ids()}

    def following(self, plan: Plan) -> Head | None:
        """The newest released version of the same protocol, where that came after this one."""
        return self.current(plan.protocol.id) if self._beside_current(plan) < 0 else None

    def preceding(self, plan: Plan) -> Head | None:
        """The newest released version of the same protocol, where this one is later and not released yet."""
        return self.current(plan.protocol.id) if self._beside_current(plan) > 0 else None

    def _beside_current(self, plan: Plan) -> int:
        found = self.heads(plan.protocol.id)
        return _at(found, plan) - found.index(self.current(plan.protocol.id))

    def previous(self, plan: Plan) -> Head | None:
        """The version of the same protocol right before this one."""
        found = self.heads(plan.protocol.id)
        at = _at(found, plan)
        return found[at - 1] if at else None

    def below(self, reference: str) -> tuple[str, ...]:
        """``id@version`` of every protocol that supplements this version."""
        return tuple(
            name
            for name, plan in self.plans.items()
            if plan.parent is not None and plan.parent.reference == reference
        )

    def supplementing(self, reference: str) -> Iterator[tuple[Plan, Protocol]]:
        """The protocol of this version, and every one that supplements it, each with a plan that knows it."""
        below = [self.plans[name] for name in self.below(reference)]
        if reference in self.plans:
            yield self.plans[reference], self.plans[reference].protocol
        elif below and (parent := below[0].parent) is not None:
            yield below[0], parent
        yield from ((plan, plan.protocol) for plan in below)

    def steps_of(self, plan: Plan, group: str, id: str) -> Iterator[tuple[Plan, Protocol, str]]:
        """The steps of a phase, those that serve a hypothesis or take a decision, in every supplement too."""
        for one, protocol in self.supplementing(self.owner(plan, group, id).reference):
            for step, what in protocol.steps.items():
                named = {"phases": (what.phase,), "hypotheses": what.serves, "decisions": what.decisions}
                if id in named[group]:
                    yield one, protocol, step

    def reading(self, reference: str, name: str) -> tuple[Use, ...]:
        """Where a name (a field, a value, a criterion, ``cutoff.<id>``, ``law.<id>``) is read by itself.

        In this version or one that supplements it; of another version the title says which.
        """
        return tuple(
            use
            for _, protocol in self.supplementing(reference)
            for use in self.read_in(protocol, name, reference)
        )

    def read_in(self, protocol: Protocol, name: str, seen_from: str = "") -> Iterator[Use]:
        """Where one protocol reads a name in its own file."""
        if protocol.reference not in self._readers:
            self._readers[protocol.reference] = _readers_in(protocol)
        for group, id in self._readers[protocol.reference].get(name, ()):
            yield self.use(protocol, group, id, seen_from)

    def use(
        self, protocol: Protocol, group: str, id: str, seen_from: str = "", cited: Cited | None = None
    ) -> Use:
        """A thing of a protocol as a use; unless seen from that version, its title names it."""
        title = called(getattr(protocol, group)[id])
        if protocol.reference != seen_from:
            title += f" ({protocol.title} {protocol.version})"
        return Use(Ref(protocol.reference, group, id), title, cited)

    def name_ref(self, plan: Plan, name: str) -> Ref | None:
        """Where a name of an expression is explained; None for what the case itself knows."""
        base = name.partition(".")[0]  # of a part of a series, a score or a battery what it is of
        for group in NAMED:
            if base in getattr(plan, group):
                return self.ref(plan, group, base)
        if name.startswith(CUTOFF):
            return self.ref(plan, "cutoffs", name.removeprefix(CUTOFF))
        law = name.removeprefix("law.")
        return Ref("", "law", law) if law != name and law in self.shared.law else None

    def exact(self, plan: Plan, tree: Tree) -> Exact:
        """The text of an expression, each name a link to where it is explained."""
        text, at = show(tree), 0
        pieces: list[str | Link] = []
        for match in _NAMES.finditer(text):
            to = self.name_ref(plan, match[0])
            if to is not None:
                pieces += [text[at : match.start()], Link(match[0], to)]
                at = match.end()
        pieces.append(text[at:])
        return Exact(tuple(piece for piece in pieces if piece))

    def origin(self, reference: str, path: tuple[str | int, ...]) -> str:
        """File and line of the text something was made from; empty where that is not known."""
        place = self.place(reference, path)
        return f"{place.file}:{place.line}" if place else ""


def _head(p: Protocol) -> Head:
    return Head(
        p.id, p.version, p.title, p.status, p.valid, {group: tuple(getattr(p, group)) for group in PARTS}
    )


def _at(found: tuple[Head, ...], plan: Plan) -> int:
    return [one.reference for one in found].index(plan.protocol.reference)


_NAMES = re.compile(r'"[^"]*"|[A-Za-z_][A-Za-z0-9_.]*')


def _readers_in(protocol: Protocol) -> dict[str, list[tuple[str, str]]]:
    """By each name that a protocol reads in its own file, and by what that is of, the parts that read it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for group in _READERS:
        for id, thing in getattr(protocol, group).items():
            read = _reads(group, thing)
            for name in {*read, *(one.partition(".")[0] for one in read)}:
                found.setdefault(name, []).append((group, id))
    return found


def _reads(group: str, thing: Any) -> frozenset[str]:
    """The names a thing reads by itself (for what lies below them see ``Plan.reads``)."""
    match group:
        case "ensure":
            return frozenset(names(thing.that.tree))
        case "derived":
            return frozenset(names(thing.is_.tree))
        case "criteria":
            by = [thing.by] if thing.by else []
            return frozenset([*by, *(n for _, c in thing.conditions() for n in names(c.tree))])
        case "decisions":
            return frozenset(n for head in thing.table.inputs for n in names(head.tree))
        case "steps":
            return frozenset(names(thing.when.tree)) if thing.when else frozenset()
        case "hypotheses":
            return frozenset(thing.criteria)
    return frozenset()


def called(thing: Any) -> str:
    """What a thing is called by people: its title, what it says, or what it asks."""
    for key in ("title", "says", "ask", "term", "message"):
        if isinstance(text := getattr(thing, key, None), str):
            return text
    raise TypeError(type(thing).__name__)


def shelf_of(
    catalogue: Catalogue, lang: Lang, *, of: str | None = None, only: Container[str] | None = None
) -> Shelf:
    """What a catalogue holds, in one language, protocols with mistakes left out (``check`` tells those).

    ``of``: only the norms of this instrument. ``only``: only these protocols, and norms of tests that they
    name. Raises ContentError for public norms that can not be read.
    """
    plans: dict[str, Plan] = {}
    for reference in catalogue.references():
        if only is None or reference in only:
            with suppress(ContentError):
                plans[reference] = catalogue.plan(reference, lang)
    named = {field.instrument for plan in plans.values() for field in plan.fields.values()}
    norms = {
        reference: NormGroup(one, catalogue.norm_rows(reference)[1] if _open(one) else None)
        for reference, one in catalogue.norms(lang).items()
        if of in (None, one.instrument) and (only is None or one.instrument in named)
    }
    return Shelf(
        plans,
        catalogue.shared(lang),
        written=catalogue.shared().instruments,
        norms=norms,
        abilities=catalogue.abilities(lang),
        register=catalogue.register(lang),
    )


def _open(norms: Norms) -> bool:
    return norms.rows == "public" and norms.kind is not None
