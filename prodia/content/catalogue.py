"""Everything that can be named, of one pack or several: frozen; adding a pack makes a new one."""

# A catalogue keeps only definitions without an error of their own. What depends on other
# files (a parent, a source, a translation) is judged here, when everything is there.
# Plans are made once, on demand, and kept: the same catalogue always gives the same plan.

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import BaseModel

from prodia.checks import resolve
from prodia.checks.finding import Finding
from prodia.content.packs import Entry, Locale, Pack, check_lock
from prodia.content.partial import Rest, prove
from prodia.content.shared import (
    Rows,
    cited,
    in_language,
    instrument_problems,
    norm_problems,
    numbers,
    rows_of,
    shared_keys,
    together,
    versions,
)
from prodia.content.translations import Said, compare, read_po, usable
from prodia.content.validate import retold
from prodia.content.wording import unknown
from prodia.errors import ContentError
from prodia.model.events import CaseFile
from prodia.model.instrument import Abilities, Instrument
from prodia.model.norms import Norms
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import Protocol
from prodia.model.texts import texts, translated
from prodia.problems import Place, Problem
from prodia.problems.definitions import CONFLICT, NOT_USABLE, UNKNOWN, UNKNOWN_PARENT, UNKNOWN_REFERENCE
from prodia.problems.language import UNKNOWN_NAME
from prodia.words import Words
from prodia.words.lists import nearest

D = TypeVar("D", bound=BaseModel)


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Definitions by name. Make one with :func:`prodia.content.load`, or start from ``Catalogue()``."""

    packs: tuple[Pack, ...] = ()
    _protocols: Mapping[str, Entry[Protocol]] = field(default_factory=dict)
    _shared: tuple[Entry[Any], ...] = ()
    _cases: Mapping[str, Entry[CaseFile]] = field(default_factory=dict)
    _said: Mapping[tuple[str, str], Mapping[str, Said]] = field(default_factory=dict)
    _conflicts: tuple[Problem, ...] = ()
    _plans: dict[tuple[str, str], tuple[Plan | None, tuple[Finding, ...]]] = field(default_factory=dict)
    _proved: dict[str, tuple[Plan | None, Rest]] = field(default_factory=dict)

    def with_pack(self, pack: Pack) -> Catalogue:
        """A new catalogue with everything of ``pack`` too. What both have with another content
        is a problem, and what was there first stays."""
        protocols, cases, said = dict(self._protocols), dict(self._cases), dict(self._said)
        shared = list(self._shared)
        clashes: list[Problem] = []
        for entry in pack.entries:
            if isinstance(entry.definition, CaseFile):
                cases[entry.file] = entry
                continue
            known = protocols if isinstance(entry.definition, Protocol) else _versioned(shared)
            other = known.get(entry.name) if "@" in entry.name else None
            if other is None:
                if isinstance(entry.definition, Protocol):
                    protocols[entry.name] = entry
                else:
                    shared.append(entry)
            elif other.digest != entry.digest:
                at = entry.document.place(("version",))
                clashes.append(Problem(CONFLICT, at, name=entry.name, other=other.file))
        for locale in pack.locales:
            read, problems = read_po(locale)
            clashes += problems
            key = (locale.owner, locale.lang)
            said[key] = {**said.get(key, {}), **read}
        return Catalogue(
            (*self.packs, pack),
            MappingProxyType(protocols),
            tuple(shared),
            MappingProxyType(cases),
            MappingProxyType(said),
            (*self._conflicts, *clashes),
        )

    def references(self) -> tuple[str, ...]:
        """``id@version`` of every protocol, by id and then from the oldest version to the newest."""
        return tuple(sorted(self._protocols, key=_order))

    def latest(self, id: str) -> str:
        """``id@version`` of the newest version of a protocol. Raises ContentError for an unknown id."""
        found = [r for r in self.references() if r.partition("@")[0] == id]
        if not found:
            raise ContentError((self._unknown(id, {r.partition("@")[0] for r in self._protocols}),))
        return found[-1]

    def plan(self, reference: str, lang: str = "nl") -> Plan:
        """The plan of ``id@version``, or of the latest version of ``id``, in a language.

        A text without a translation stays Dutch (N02 reports it). Raises ContentError
        when there is no such protocol, or it has errors.
        """
        reference = reference if "@" in reference else self.latest(reference)
        if reference not in self._protocols:
            raise ContentError((self._unknown(reference, self._protocols),))
        plan, findings = self._resolved(reference, lang)
        if plan is None:
            problems = tuple(retold(findings, self._protocols[reference].document))
            raise ContentError(problems or (Problem(NOT_USABLE, None, name=reference),))
        return plan

    def shared(self, lang: str = "nl") -> Shared:
        """Sources, terms, law and instruments (the newest version of each), in a language."""
        said = usable(self._said.get(("shared", lang), {}))
        return together(self._shared, {} if lang == "nl" else said)

    def instruments(self) -> tuple[str, ...]:
        """``id@version`` of every instrument, by id and then from the oldest version to the newest."""
        return tuple(sorted(versions(self._shared, Instrument), key=_order))

    def instrument(self, reference: str, lang: str = "nl") -> Entry[Instrument]:
        """An instrument by ``id@version``, or the newest version of ``id``, its texts in a language.

        Raises ContentError when there is none, or it has faults and so can not be scored.
        """
        found: Entry[Instrument] = self._one(Instrument, reference)
        if problems := tuple(p for p in instrument_problems(found) if p.severity == "error"):
            raise ContentError(problems)
        return replace(found, definition=self._spoken(found, lang))

    def _spoken(self, found: Entry[Any], lang: str) -> Any:
        """A definition with its texts in a language."""
        said = usable(self._said.get(("shared", lang), {})) if lang != "nl" else {}
        return in_language(found, said) if said else found.definition

    def norms(self, lang: str = "nl") -> Mapping[str, Norms]:
        """Declarations of norms by ``id@version``, their texts in a language."""
        return {name: self._spoken(e, lang) for name, e in versions(self._shared, Norms).items()}

    def norm_rows(self, reference: str, lang: str = "nl") -> tuple[Norms, Rows]:
        """Norms by ``id@version`` or ``id``, with their rows read from beside the declaration.

        Raises ContentError when there are none, or the rows are not there or can not be used.
        """
        found: Entry[Norms] = self._one(Norms, reference)
        rows, problems = rows_of(found, self.shared().instruments)
        if rows is None:
            raise ContentError(problems or (Problem(NOT_USABLE, None, name=found.name),))
        return self._spoken(found, lang), rows

    def abilities(self, lang: str = "nl") -> Abilities | None:
        """Broad cognitive abilities and when a test is general, in a language; None where none are given."""
        found = next((e for e in self._shared if isinstance(e.definition, Abilities)), None)
        return self._spoken(found, lang) if found is not None else None

    def _one(self, kind: type[Any], reference: str) -> Entry[Any]:
        known = versions(self._shared, kind)
        names = [n for n in sorted(known, key=_order) if reference in (n, n.partition("@")[0])]
        if not names:
            listed = known if "@" in reference else {n.partition("@")[0] for n in known}
            raise ContentError((self._unknown(reference, listed),))
        return known[names[-1]]

    def cases(self, reference: str) -> Mapping[str, CaseFile]:
        """The worked cases that stand with a version of a protocol, by id."""
        return {e.definition.case: e.definition for e in self.case_entries(reference)}

    def case_entries(self, reference: str) -> tuple[Entry[CaseFile], ...]:
        """The same as they were read: file and marks."""
        where = reference.replace("@", "/", 1) + "/cases/"
        return tuple(e for e in self._cases.values() if e.name.startswith(where))

    def entry(self, reference: str) -> Entry[Protocol]:
        """A protocol as it was read: file, marks and digest."""
        return self._protocols[reference]

    def partial(self) -> Iterator[tuple[Plan, Rest]]:
        """Of every protocol with mistakes what can be proved: a plan of what is right, which never
        runs, and what that leaves unsaid."""
        broken = [self._rest(r) for r in self._protocols if self._resolved(r, "nl")[0] is None]
        for rest in (*broken, *(rest for pack in self.packs for rest in pack.rests)):
            plan, left = self._proven(rest) if rest else (None, None)
            if plan is not None and left is not None:
                yield plan, left

    def texts(self, owner: str) -> dict[str, str]:
        """Key to Dutch text of what is translated: of ``id@version``, or of ``shared``."""
        if owner == "shared":
            return {key: text for e in self._shared for key, text, _ in shared_keys(e)}
        return dict(texts(self._protocols[owner].definition))

    def problems(self) -> Iterator[Problem]:
        """Every mistake of every file, and of the files together."""
        for pack in self.packs:
            yield from pack.problems
        yield from self._conflicts
        broken = frozenset(name for pack in self.packs for name in pack.broken)
        shared = self.shared()
        found = [
            *self._protocol_problems(),
            *cited(self._shared, shared),
            *case_problems(self._cases.values(), self.references()),
        ]
        for entry in versions(self._shared, Instrument).values():
            found += instrument_problems(entry)
        for entry in versions(self._shared, Norms).values():
            found += norm_problems(entry, shared.instruments)
        yield from (p for p in found if not follows(p, broken))
        for pack in self.packs:
            own = {e.name: e for e in pack.entries if isinstance(e.definition, Protocol)}
            yield from check_lock(pack.lock, pack.lock_file, own, pack.broken)
            for locale in pack.locales:
                yield from translation_problems(pack, locale)

    def _resolved(self, reference: str, lang: str) -> tuple[Plan | None, tuple[Finding, ...]]:
        if (reference, lang) not in self._plans:
            self._plans[reference, lang] = (None, ())  # a protocol that supplements itself ends here
            self._plans[reference, lang] = self._resolve(reference, lang)
        return self._plans[reference, lang]

    def _resolve(self, reference: str, lang: str) -> tuple[Plan | None, tuple[Finding, ...]]:
        entry = self._protocols[reference]
        protocol = entry.definition
        parent = None
        if protocol.supplements:
            if protocol.supplements in self._protocols:
                parent, _ = self._resolved(protocol.supplements, lang)
            if parent is None:
                return None, (Finding(UNKNOWN_PARENT, ("supplements",), name=protocol.supplements),)
        if lang != "nl":
            protocol = translated(protocol, usable(self._said.get((reference, lang), {})))
        return resolve(protocol, parent, self.shared(lang), digest=entry.digest, lang=lang)

    def _protocol_problems(self) -> Iterator[Problem]:
        for reference, entry in self._protocols.items():
            plan, findings = self._resolved(reference, "nl")
            yield from retold(findings, entry.document)
            if plan is None and any(f.kind is UNKNOWN_PARENT for f in findings):
                yield from self._behind(self._rest(reference))
        for pack in self.packs:
            for rest in pack.rests:
                yield from self._behind(rest)

    def _behind(self, rest: Rest | None) -> Iterator[Problem]:
        """What a mistake in the shape, or in the general protocol, would hide."""
        if rest is None or rest.protocol is None:
            return
        above = rest.protocol.supplements
        parent, lost = self._parent(above)
        if above and (above not in self._protocols or self._resolved(above, "nl")[0] is None):
            yield from retold((Finding(UNKNOWN_PARENT, ("supplements",), name=above),), rest.document)
        if parent is not None or not above:
            _, findings = resolve(rest.protocol, parent, self.shared())
            rest = replace(rest, lost=rest.lost | lost)
            yield from retold((f for f in findings if not rest.hides(f)), rest.document)

    def _rest(self, reference: str) -> Rest | None:
        if (entry := self._protocols.get(reference)) is not None:
            return Rest(reference, entry.document, entry.document.data, entry.definition)
        return next((r for pack in self.packs for r in pack.rests if r.name == reference), None)

    def _parent(self, reference: str | None) -> tuple[Plan | None, frozenset[str]]:
        """A general protocol, if need be what is right of it, and the names that it lost."""
        if reference is None or (rest := self._rest(reference)) is None:
            return None, frozenset()
        if reference in self._protocols and (whole := self._resolved(reference, "nl")[0]) is not None:
            return whole, frozenset()
        plan, rest = self._proven(rest)
        return plan, rest.lost

    def _proven(self, rest: Rest) -> tuple[Plan | None, Rest]:
        if rest.name not in self._proved:
            self._proved[rest.name] = (None, rest)  # as in _resolved
            above = rest.protocol.supplements if rest.protocol else None
            parent, lost = self._parent(above)
            if parent is not None or not above:
                rest = replace(rest, lost=rest.lost | lost)
                self._proved[rest.name] = prove(rest, parent, self.shared())
        return self._proved[rest.name]

    def _unknown(self, name: str, known: Iterable[str]) -> Problem:
        hint = nearest(name, sorted(known))
        return Problem(UNKNOWN, None, name=name, hint=hint)


def _order(reference: str) -> tuple[str, list[int]]:
    id, _, version = reference.partition("@")
    return id, numbers(version)


def _versioned(entries: Iterable[Entry[Any]]) -> dict[str, Entry[Any]]:
    return {e.name: e for e in entries if "@" in e.name}


# What only shows between files: names in worked cases, translations that lag, mistakes behind a mistake.

_LOST_WITH = {"bron": "sources", "term": "terms", "instrument": "instruments"}


def follows(problem: Problem, broken: frozenset[str]) -> bool:
    """Is this name only unknown because the file that has it could not be read? That file says so."""
    args = problem.values()
    if problem.kind is UNKNOWN_REFERENCE:
        return args["name"] in broken or _LOST_WITH.get(args["what"]) in broken
    return problem.kind is UNKNOWN_NAME and "law" in broken and args.get("found", "").startswith("law.")


def case_problems(cases: Iterable[Entry[CaseFile]], protocols: Sequence[str]) -> Iterator[Problem]:
    """Protocols that worked cases name and that are not there."""
    for entry in cases:
        for number, event in enumerate(entry.definition.events):
            for key in ("protocol", "to"):
                name = getattr(event, key, None)
                if isinstance(name, str) and name not in protocols:
                    place = entry.document.place(("events", number, key))
                    yield unknown(place, Words("protocol", "protocol"), name, protocols)


def translation_problems(pack: Pack, locale: Locale) -> Iterator[Problem]:
    """What a translation of a pack misses, or has of a text that changed."""
    said, problems = read_po(locale)
    if problems and not said:
        return
    if locale.owner == "shared":
        keys = [(k, t, e.document.place(p)) for e in pack.entries for k, t, p in shared_keys(e)]
    else:
        found = next((e for e in pack.entries if e.name == locale.owner), None)
        if found is None:
            return
        keys = [(k, t, text_place(found, k)) for k, t in texts(found.definition)]
    places = {key: place for key, _, place in keys}
    yield from compare(said, {key: text for key, text, _ in keys}, places, locale)


def text_place(entry: Entry[Any], key: str) -> Place:
    """The place of a text from its key; a cell of a table from its rule and column."""
    path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
    if len(path) == 5 and path[0] == "decisions" and path[2] == "table":
        table = entry.definition.decisions[path[1]].table
        column = [c.text for c in table.outputs].index(str(path[4]))
        cell = table.rules[int(path[3]) - 1].then[column]
        return entry.document.place(path[:3], cell=(cell.line, cell.column))
    return entry.document.place(path)
