"""Everything the site tells of, where each thing has its page, and what refers to what.

A :class:`Book` is made of plans and worked cases and is pure; :class:`Here` is one
page being written: it knows its own address, so that it can link to any other. A link
can only be made to a thing that exists: a dead one is a ``KeyError`` while building.
"""

# `GROUPS` is the one list of what has a page of its own: group of the plan, folder, word.

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from prodia.language import names, say_value, show
from prodia.language.syntax.tree import Tree
from prodia.model.events import CaseFile
from prodia.model.instrument import Abilities
from prodia.model.parts import Cited
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import NAMED, Cutoff
from prodia.model.protocol import PREFIX as CUTOFF
from prodia.problems import Place
from prodia.site.text import Html, facts, heading, inline, join, line, listing, tag
from prodia.telling.shelf import NormGroup
from prodia.words.labels import label as word

PAGES = ("phases", "steps", "criteria", "cutoffs", "decisions", "hypotheses")
GROUPS: Mapping[str, tuple[str, str, str]] = {
    group: (word("things", group, "nl").lower(), word("thing", group, "nl"), word("things", group, "nl"))
    for group in PAGES
}
SHARED: Mapping[str, tuple[str, str]] = {
    "sources": ("bronnen", "Bronnen"),
    "terms": ("begrippen", "Begrippen"),
    "law": ("wet", "Wettelijke gegevens"),
    "instruments": ("instrumenten", "Instrumenten"),
    "norms": ("normen", "Normen"),
}
ABILITIES = ("vaardigheden.html", "Brede vaardigheden")
_WORDS = re.compile(r'"[^"]*"|[A-Za-z_][A-Za-z0-9_.]*|\d[\d.]*|.', re.S)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address below the site (``.md``), its plain title, its place in the menu, its Markdown.

    ``menu`` None keeps a page out of the menu; ``wide`` gives it the room of the table of contents.
    """

    path: str
    title: str
    menu: tuple[str, ...] | None
    body: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """One place where something is used: a short kind, a title, an address."""

    kind: str
    title: str
    address: str
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """All plans by ``id@version`` (oldest version first), their cases, and where things stand in files.

    ``norms``: every norm group by ``id@version``. ``abilities``: what broad abilities are.
    """

    plans: Mapping[str, Plan]
    cases: Mapping[str, tuple[CaseFile, ...]]
    shared: Shared
    place: Callable[[str, tuple[str | int, ...]], Place | None]
    norms: Mapping[str, NormGroup] = field(default_factory=dict)
    abilities: Abilities | None = None

    def folder(self, reference: str) -> str:
        id, version = self.plans[reference].reference.split("@")
        return f"protocollen/{id}/{version}"

    def owner(self, plan: Plan, group: str, id: str) -> Plan:
        """The plan in whose own file the thing stands: this protocol or one it supplements."""
        while id not in getattr(plan.protocol, group):
            if plan.parent is None:
                raise KeyError(f"{group} {id}")
            plan = self.plans[plan.parent.reference]
        return plan

    def address(self, plan: Plan, group: str, id: str) -> str:
        """Where a thing of a protocol stands on the site."""
        owner = self.owner(plan, group, id)
        folder = self.folder(owner.reference)
        if group in ("fields", "derived"):
            return f"{folder}/waarden.html#{id}"
        if group == "roles":
            return f"{folder}/index.html#rol-{id}"
        return f"{folder}/{GROUPS[group][0]}/{id}.html"

    def shared_address(self, group: str, id: str) -> str:
        if id not in (self.norms if group == "norms" else getattr(self.shared, group)):
            raise KeyError(f"{group} {id}")
        return f"{SHARED[group][0]}/{id.replace('@', '-')}.html"

    def versions(self, id: str) -> tuple[Plan, ...]:
        return tuple(plan for plan in self.plans.values() if plan.protocol.id == id)

    def supplementing(self, plan: Plan) -> Iterator[Plan]:
        """This version, and every one that supplements it."""
        for one in self.plans.values():
            if one is plan or (one.parent is not None and one.parent.reference == plan.reference):
                yield one

    def reading(self, plan: Plan, name: str) -> tuple[Use, ...]:
        """Where a field, a value or a criterion is read, in this version or one that supplements it."""
        found = []
        for one in self.supplementing(plan):
            for group, id, thing in _things(one):
                if name in _reads(group, thing):
                    use = Use(_kind(group), told(thing), self.address(one, group, id))
                    found.append(use if one is plan else versioned(use, one))
        return tuple(found)


def versioned(use: Use, plan: Plan) -> Use:
    """The same use, with the version of the protocol in its title."""
    title = f"{use.title} ({plan.protocol.title} {plan.protocol.version})"
    return Use(use.kind, title, use.address, use.cited)


def _kind(group: str) -> str:
    return GROUPS[group][1] if group in GROUPS else "Waarde"


def _things(plan: Plan) -> Iterator[tuple[str, str, Any]]:
    for group in ("derived", *GROUPS):
        for id, thing in getattr(plan.protocol, group).items():
            yield group, id, thing


def _reads(group: str, thing: Any) -> frozenset[str]:
    """The names a thing reads by itself (for what lies below them see ``Plan.reads``)."""
    match group:
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


def told(thing: Any) -> str:
    """What a thing is called by people: its title, what it says, or what it asks."""
    for key in ("title", "says", "ask", "term"):
        if isinstance(text := getattr(thing, key, None), str):
            return text
    raise TypeError(type(thing).__name__)


@dataclass(frozen=True, slots=True)
class Here:
    """A page being written at ``path`` (``.md``)."""

    book: Book
    path: str

    def href(self, address: str) -> str:
        """A relative address, so that the site works from a folder as well as from a server."""
        target, hash, anchor = address.partition("#")
        return posixpath.relpath(target, posixpath.dirname(self.path)) + hash + anchor

    def to(self, address: str, label: str) -> Html:
        return tag("a", line(label), href=self.href(address))

    def thing(self, plan: Plan, group: str, id: str, label: str = "") -> Html:
        """A link to a thing of a protocol, by what people call it."""
        words = label or told(getattr(self.book.owner(plan, group, id).protocol, group)[id])
        return self.to(self.book.address(plan, group, id), words)

    def role(self, plan: Plan, id: str) -> Html:
        return self.thing(plan, "roles", id) if id in plan.roles else line(id)

    def roles(self, plan: Plan, ids: tuple[str, ...]) -> Html:
        return join((self.role(plan, id) for id in ids), ", ")

    def name_address(self, plan: Plan, name: str) -> str | None:
        """Where a name of an expression is explained; None for what the case itself knows."""
        for group in NAMED:
            if name in getattr(plan, group):
                return self.book.address(plan, group, name)
        if name.startswith(CUTOFF):
            return self.book.address(plan, "cutoffs", name.removeprefix(CUTOFF))
        law = name.removeprefix("law.")
        return self.book.shared_address("law", law) if law != name and law in self.book.shared.law else None

    def expression(self, plan: Plan, tree: Tree, text: str | None = None) -> Html:
        """The exact text of an expression, each name a link to where it is explained."""
        parts = []
        for token in _WORDS.findall(show(tree) if text is None else text):
            address = self.name_address(plan, token) if token in plan.types else None
            parts.append(self.to(address, token) if address else line(token))
        return tag("code", join(parts))

    def sources(self, cited: tuple[Cited, ...]) -> Html:
        """The sources of a rule, with how sure we are of each, plainly."""
        return listing(self._source(one) for one in cited)

    def _source(self, cited: Cited) -> Html:
        source = self.book.shared.sources[cited.ref]
        sure = tag(
            "span", line(word("confidence", cited.confidence, "nl")), class_=f"sure {cited.confidence}"
        )
        parts = [self.to(self.book.shared_address("sources", cited.ref), source.title), Html(" "), sure]
        if cited.at:
            parts += [Html(", "), line(cited.at)]
        if cited.note:
            parts += [Html("<br>"), inline(cited.note)]
        return join(parts)

    def uses(self, uses: tuple[Use, ...], title: str = "Gebruikt in") -> Html:
        """A list of back-links under a heading, once each; a plain sentence where there are none."""
        rows = dict.fromkeys(join((line(u.kind), Html(": "), self.to(u.address, u.title))) for u in uses)
        body = listing(rows) or tag("p", line("Nergens: geen regel, stap of beslissing verwijst hierheen."))
        return blocks(heading(2, title), body)

    def origin(self, reference: str, path: tuple[str | int, ...]) -> Html:
        """File and line of the text this page was made from."""
        place = self.book.place(reference, path)
        if place is None:
            return Html("")
        return tag("code", line(f"{place.file}:{place.line}"))

    def standing(self, plan: Plan, path: tuple[str | int, ...]) -> Html:
        """What every page of a protocol ends with: which version this is, and where it is written."""
        p = plan.protocol
        reviewers = line(", ".join(p.reviewers)) if p.reviewers else line("nog niet nagelezen")
        rows = [
            ("Protocol", self.to(f"{self.book.folder(plan.reference)}/index.html", f"{p.title} {p.version}")),
            ("Status", line(word("status", p.status, "nl"))),
            ("Geldig", line(period(p.valid))),
            ("Nagelezen door", reviewers),
            ("Geschreven in", self.origin(plan.reference, path)),
        ]
        return tag("footer", facts(rows), class_="standing")


def figure(one: Cutoff) -> str:
    """The figure of a cut-off with its unit, or with its kind where it has none: ``15 (percentiel)``."""
    said = say_value(float(one.is_), one.type)
    return said if said[-1].isalpha() else f"{said} ({one.type.words().nl.removeprefix('een ')})"


def period(valid: Any) -> str:
    """``vanaf 1 september 2023``, or ``1 ... tot en met ...``."""
    if valid is None:
        return ""
    start = day(valid.from_)
    return f"van {start} tot en met {day(valid.to)}" if valid.to else f"vanaf {start}"


_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


def day(date: Any) -> str:
    """A date in Dutch: ``1 september 2023``."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def blocks(*parts: Html) -> Html:
    """Parts of a page under each other; empty ones fall out."""
    return join((part for part in parts if part.strip()), "\n\n")
