"""Everything that can be named, of one pack or several: frozen; adding a pack makes a new one."""

# A catalogue keeps only definitions without an error of their own. What depends on other
# files (a parent, a source, a translation) is judged here, when everything is there.
# Plans are made once, on demand, and kept: the same catalogue always gives the same plan.
# Long because everything that is named has its one place here.

from __future__ import annotations

import builtins
import datetime as dt
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from functools import cached_property, partial
from pathlib import Path
from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from pydantic import BaseModel, ValidationError

from prodia.checks.finding import Finding
from prodia.checks.letters import letters as letter_findings
from prodia.checks.protocol import resolve
from prodia.checks.upkeep import names_read
from prodia.content.folder import numbers, read_bytes, shipped
from prodia.content.grounds import LAW, NORMS, check_grounds, check_sealed, grounds
from prodia.content.packs import (
    Entry,
    Here,
    Pack,
    check_lock,
    digest,
    everywhere,
    locked_gone,
    read_definition,
    read_pack,
)
from prodia.content.partial import Rest, prove
from prodia.content.shared import NAMED, cited, held, in_language, refs, shared_keys, stated_twice, together
from prodia.content.shelf import Header, headers, in_force
from prodia.content.spoken import check_spoken, translation_problems
from prodia.content.translations import HEAD, HEADS, SHARED, read_po
from prodia.content.validate import retold, unknown
from prodia.content.yaml.marks import Composed, Document
from prodia.errors import ContentError, checked, one_of
from prodia.frozen import dataclass, of_one_process
from prodia.model.events import CaseFile, begun, whole_case
from prodia.model.instrument import Abilities, Instrument, Register
from prodia.model.letters import Letters
from prodia.model.norms import Norms
from prodia.model.parts import Law, Reviews, Valid
from prodia.model.plan import Plan, Shared
from prodia.model.protocol import BROUGHT, Block, Protocol
from prodia.model.scalars import ALONG
from prodia.model.texts import Say, texts, translated
from prodia.problems import Place, Problem, in_order
from prodia.problems import definitions as kinds
from prodia.problems.authors import CASE_WITHOUT_PROTOCOL, CIRCULAR_BEGINNING, UNKNOWN_BEGINNING, WITH_FAULTS
from prodia.problems.language import UNKNOWN_NAME
from prodia.words import LANGS, Words
from prodia.words.lists import nearest

if TYPE_CHECKING:
    from prodia.content.measures import Rows

D = TypeVar("D", bound=BaseModel)
# Of each of these it can be said by itself what is wrong with it.
APART: tuple[type[BaseModel], ...] = (CaseFile, Instrument, Norms)
FIRST = 3  # faults that are told where something else was asked
Resolved: TypeAlias = tuple[Plan | None, tuple[Finding, ...]]


class _Definitions(Mapping[str, Entry[D]]):
    """The definitions of one kind by name, read when they are asked for; of a name in two packs the first, or
    the last that says the same: what is found in a copy is told in the copy."""

    def __init__(self, packs: Sequence[Pack], model: type[D]) -> None:
        self._packs, self._model = packs, model

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name, those of definitions with mistakes too."""
        return tuple(dict.fromkeys(name for pack in self._packs for name in pack.names(self._model)))

    def find(self, name: str) -> Entry[D] | None:
        """What has this name, or None."""
        found = self._found(name)
        return next((entry for entry in reversed(found) if entry.digest == found[0].digest), None)

    def last(self, id: str) -> str | None:
        """``id@version`` of the newest version of ``id``, with mistakes or without; None without any."""
        return self._newest.get(id)

    @cached_property
    def _newest(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name in sorted(self.names, key=_order, reverse=True):  # of one number the first stays the first
            found.setdefault(name.partition("@")[0], name)
        return found

    def clashes(self, name: str) -> tuple[Problem, ...]:
        """Where this name stands in a next pack for something else than in the first."""
        first, *others = self._found(name) or (None,)
        return tuple(
            Problem(kinds.CONFLICT, one.document.place(("version",)), name=name, other=first.file)
            for one in others
            if first is not None and one.digest != first.digest
        )

    def _found(self, name: str) -> list[Entry[D]]:
        return [e for pack in self._packs if (e := pack.entry(self._model, name)) is not None]

    def faults(self, name: str) -> tuple[Problem, ...]:
        """The mistakes by which what has this name is not there."""
        files = ((pack, pack.file_of(self._model, name)) for pack in self._packs)
        return tuple(p for pack, file in files if file for p in pack.faults(file.__eq__))

    def __getitem__(self, name: str) -> Entry[D]:
        found = self.find(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.names if self.find(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Cases(Mapping[str, CaseFile]):
    """The worked cases of a version by id, read when asked for; ``whole``: with what they begin with."""

    def __init__(self, packs: Sequence[Pack], version: str, *, whole: bool = False) -> None:
        self._packs, self._folder = packs, f"{version.replace('@', '/', 1)}/cases"
        self._written = Cases(packs, version) if whole else self
        self._found: dict[str, CaseFile] = {}

    def __getitem__(self, id: str) -> CaseFile:
        if id not in self._found:
            own = self._own(id) if self._written is self else self._written[id]
            self._found[id] = own if self._written is self else whole_case(own, self._written.get)
        return self._found[id]

    def _own(self, id: str) -> CaseFile:
        for pack in self._packs:
            if (entry := pack.entry(CaseFile, f"{self._folder}/{id}.yaml")) is not None:
                return entry.definition
        raise KeyError(id)

    def __iter__(self) -> Iterator[str]:
        return (id for id in self._files if id in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def naming(self, *names: str) -> Iterator[CaseFile]:
        """Those that may name all of these, by the letters of their files; no other is read."""
        wanted = [name.encode() for name in names]
        for id, data in self._letters.items():
            if (b"\\" in data or all(name in data for name in wanted)) and id in self:
                yield self[id]

    @cached_property
    def _files(self) -> Mapping[str, list[str]]:
        """By id where it stands; of an id in two packs twice."""
        found: dict[str, list[str]] = {}
        for pack in self._packs:
            for file in pack.cases_in(self._folder):
                id = file.rpartition("/")[2].removesuffix(".yaml")
                found.setdefault(id, []).append(pack.files[file])
        return found

    @cached_property
    def _letters(self) -> Mapping[str, bytes]:
        return {id: b"".join(read_bytes(f) or b"" for f in files) for id, files in self._files.items()}


class _Newest(Mapping[str, Instrument]):
    """The newest version of each instrument by its id, in a language, read when it is asked for."""

    def __init__(self, known: _Definitions[Instrument], spoken: Callable[[Entry[Instrument]], Instrument]):
        self._known, self._spoken = known, spoken
        self._found: dict[str, Instrument | None] = {}

    def __getitem__(self, id: str) -> Instrument:
        if id not in self._found:
            last = self._known.last(id)
            entry = self._known.find(last) if last else None  # an older one is another test
            self._found[id] = self._spoken(entry) if entry is not None else None
        if (found := self._found[id]) is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        ids = dict.fromkeys(name.partition("@")[0] for name in self._known.names)
        return (id for id in ids if self.get(id) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@checked
@of_one_process
@dataclass(frozen=True, eq=False)
class Catalogue:
    """Definitions by name. Make one with :func:`prodia.content.load`, or start from ``Catalogue()``.

    A file is read when something in it is asked for, and no other with it: a plan reads its protocol, the one
    it supplements, and what these name of ``shared/``.
    """

    packs: tuple[Pack, ...] = ()
    _unsettled: tuple[str, ...] | None = field(default=None, repr=False)
    _runs: dict[tuple[str, str], Plan] = field(default_factory=dict, init=False, repr=False)
    _resolving: Any = field(default_factory=RLock, init=False, repr=False, compare=False)
    _plans: dict[tuple[str, str], Resolved] = field(default_factory=dict, init=False, repr=False)
    _proved: dict[str, tuple[Plan | None, Rest]] = field(default_factory=dict, init=False, repr=False)
    _wholes: dict[str, Shared] = field(default_factory=dict, init=False, repr=False)
    _declared: dict[str, Mapping[str, Norms]] = field(default_factory=dict, init=False, repr=False)
    _letters: dict[str, Letters | None] = field(default_factory=dict, init=False, repr=False)
    _composed: dict[str, Entry[Protocol]] = field(default_factory=dict, init=False, repr=False)
    _alone: dict[str, tuple[Problem, ...]] = field(default_factory=dict, init=False, repr=False)

    def __repr__(self) -> str:
        packs = ", ".join(repr(Path(pack.folder).name) for pack in self.packs)
        return f"<Catalogue of {packs or 'nothing'}: {', '.join(self.references())}>"

    def with_pack(self, pack: Pack) -> Catalogue:
        """A new catalogue with everything of ``pack`` too. What both have with another content
        is a problem, and gives no plan."""
        return Catalogue((*self.packs, pack))

    def settled(self, but: Iterable[str]) -> Catalogue:
        """The same, of which :meth:`problems` looks in these folders alone: elsewhere is known to be none."""
        return Catalogue(self.packs, tuple(f"{folder}/" for folder in but))

    @cached_property
    def rests(self) -> str:
        """The sum of all that protocols share: blocks, tests, the law, norms, in which their rows are sealed.

        Asked before any of it is read, it can not be of what was written later than what was read.
        """
        return digest([pack.sum(f"{SHARED}/") for pack in self.packs])

    def since(self, before: Catalogue) -> Catalogue:
        """The same, that takes over what an earlier one made of what is still as it was: who shows packs
        while they are written makes little anew."""
        if self.rests == before.rests:
            self._wholes.update(before._wholes)
            self._declared.update(before._declared)
            self._alone.update(before._alone)
            for (name, lang), found in before._plans.items():
                if ALONG not in name and (made := self._made_of(name)) and made == before._made_of(name):
                    self._plans[name, lang] = found
        return self

    def _made_of(self, reference: str, *below: str) -> tuple[object, ...]:
        """What the plan of a version is made of, but for what is shared: of a file that is as it was the same
        definition was made (packs.py)."""
        entry = self._protocols.find(reference)
        if entry is None or reference in below:
            return ()
        id, above = reference.partition("@")[0], entry.definition.supplements
        said = (pack.locale(id, lang) for pack in self.packs for lang in sorted(pack.languages))
        return (
            builtins.id(entry.definition),
            *said,
            *(self._made_of(above, reference, *below) if above else ()),
        )

    def _open(self, here: Here) -> Here:
        """What is here and not settled."""
        left = self._unsettled
        return here if left is None else lambda file: file.startswith(left) and here(file)

    @cached_property
    def _protocols(self) -> _Definitions[Protocol]:
        return _Definitions(self.packs, Protocol)

    @cached_property
    def _blocks(self) -> _Definitions[Block]:
        return _Definitions(self.packs, Block)

    @cached_property
    def _instruments(self) -> _Definitions[Instrument]:
        return _Definitions(self.packs, Instrument)

    @cached_property
    def _norms(self) -> _Definitions[Norms]:
        return _Definitions(self.packs, Norms)

    @cached_property
    def _shared(self) -> tuple[Entry[Any], ...]:
        """Every definition of ``shared/`` that is right, in the order of the packs and their files."""
        return self._beside(self.packs)

    @cached_property
    def _domains(self) -> frozenset[str]:
        """What tests may be about, as the registers of all packs say."""
        return frozenset(id for pack in self.packs for e in pack.of(Register) for id in e.definition.domains)

    def _beside(self, packs: Sequence[Pack], here: Here = everywhere) -> tuple[Entry[Any], ...]:
        """What is shared in these packs, and of the others what can be named by it; ``here``: of that."""
        kept: dict[str, Entry[Any]] = {}
        for pack in self.packs:
            for model, name, _ in pack.placed(here):
                wanted = model in NAMED or (pack in packs and model not in (Protocol, CaseFile))
                if wanted and (entry := pack.entry(model, name)) is not None:
                    at = name if "@" in name else entry.file
                    if kept.get(at, entry).digest == entry.digest:
                        kept[at] = entry
        return tuple(kept.values())

    def translations(self, owner: str, lang: str) -> dict[str, str]:
        """Every usable translation of ``id@version`` or of ``shared``; nothing of Dutch itself."""
        self._language(lang)
        if lang == "nl":
            return {}
        if owner != SHARED:
            keys = [(self.entry(owner), key, text) for key, text in self.texts(owner).items()]
        else:
            keys = [(entry, key, text) for entry in self._shared for key, text, _ in shared_keys(entry)]
        said = ((key, self._say(entry, lang)(key, text)) for entry, key, text in keys)
        return {key: text for key, text in said if text is not None}

    def _language(self, lang: str) -> None:
        """Raises :class:`prodia.ProdiaError` for a language that nothing is said in."""
        if lang not in LANGS:
            one_of(Words("taal", "language"), lang, sorted(LANGS))

    def _say(self, entry: Entry[Any], lang: str) -> Say:
        """What the pack of a definition says in another language of the text at a key of it."""
        pack = self.home(entry)
        if not isinstance(entry.definition, Protocol):
            return pack.translator(SHARED, lang)
        id, _, version = entry.name.partition("@")
        translator = pack.translator(id, lang)
        return lambda key, text: translator(f"{version}.{key}", text)

    def home(self, entry: Entry[Any]) -> Pack:
        """The pack that a definition stands in."""
        return next(pack for pack in self.packs if entry.file.startswith(f"{pack.folder}/"))

    def _conflicts(self, here: Here) -> Iterator[Problem]:
        """What two packs have with another content, and translations that can not be read."""
        yield from self._twice(everywhere)
        for pack in self.packs:
            for locale in pack.locales:
                yield from read_po(locale)[1] if here(locale.file) else ()

    def _twice(self, here: Here) -> Iterator[Problem]:
        """What two packs have under one name with another content; ``here``: by its place in a folder."""
        held: dict[tuple[type[BaseModel], str], list[str]] = {}
        for pack in self.packs:
            for model, name, file in pack.placed():
                if "@" in name and here(file):
                    held.setdefault((model, name), []).append(pack.files[file])
        for (model, name), files in held.items():
            if len(files) > 1 and len({*map(read_bytes, files)}) > 1:  # of the same bytes the same comes
                yield from _Definitions(self.packs, model).clashes(name)

    def references(self) -> tuple[str, ...]:
        """``id@version`` of every protocol, by id and then from the oldest version to the newest."""
        return tuple(sorted(self._protocols, key=_order))

    def versions(self, id: str) -> tuple[str, ...]:
        """``id@version`` of every version of a protocol, from the oldest to the newest."""
        names = (name for name in self._protocols.names if _order(name)[0] == id)
        return tuple(sorted((name for name in names if name in self._protocols), key=_order))

    def supplementing(self, reference: str) -> tuple[str, ...]:
        """``id@version`` of every protocol that supplements a version, in the order of :meth:`references`."""
        told = {n for pack in self.packs for n in pack.telling(Protocol, reference)}
        found = {n for n in told if (e := self._protocols.find(n)) and e.definition.supplements == reference}
        return tuple(sorted(found, key=_order))

    def knows(self, name: str) -> bool:
        """Whether there is such a protocol: ``id@version``, or any version of ``id``."""
        name = name.partition(ALONG)[0]
        if "@" in name:
            return self._protocols.find(name) is not None
        own = (one for one in self._protocols.names if one.partition("@")[0] == name)
        return any(self._protocols.find(one) for one in sorted(own, key=_order, reverse=True))

    def latest(self, id: str) -> str:
        """``id@version`` of the newest version of a protocol.

        Raises ContentError for an unknown id, and where the newest has mistakes: an older one is no answer.
        """
        return self._one(self._protocols, id).name

    def usable(self, name: str = "") -> None:
        """Raises ContentError where something of a version, of a protocol or of any (``id@version``, ``id``,
        nothing), or at a place in a pack, is not there, and all that runs would run without it: a version or
        a worked case with mistakes, and a version that two packs have with another content."""
        at = name.partition(ALONG)[0].replace("@", "/", 1)

        def here(file: str) -> bool:
            own = file.endswith("/protocol.yaml") and at.startswith(file.removesuffix("protocol.yaml"))
            return own or (not file.startswith(f"{SHARED}/") and (not at or f"{file}/".startswith(f"{at}/")))

        _raise_for([*(p for pack in self.packs for p in pack.faults(here)), *self._twice(here)], name)

    def in_force(self, day: dt.date, id: str | None = None) -> Mapping[str, str]:
        """By id, of one or of all, the ``id@version`` that holds on a day: the newest released and in force.

        An older one whose dates include the day too is for the cases that run on it. Of a protocol of which
        no released version is in force on the day there is nothing. One with mistakes holds as well: it has
        no plan, and an older one is no answer. Of one whose head can not be read nobody knows its days: it
        is left out, and :meth:`usable` says so.
        """
        return {id: one.reference for id, one in in_force(self.heads(id), day).items()}

    def heads(self, id: str | None = None) -> tuple[Header, ...]:
        """What stands at the head of every protocol, or of one id, by version; no more of it is read, so
        those with mistakes further on are there too."""
        named = {*self._protocols.names}
        shown = {pack.root: pack.folder for pack in self.packs}
        found = headers(*shown, id=id) if shown else ()
        return tuple(replace(one, folder=shown[one.folder]) for one in found if one.reference in named)

    def plan(self, reference: str, lang: str = "nl") -> Plan:
        """The plan of ``id@version``, or of the latest version of ``id``, in a language.

        ``id@version+block@version`` has the parts of a block too: what a case takes along.
        A text without a translation stays Dutch (N02 reports it). Raises ContentError
        when there is no such protocol, or it has errors.
        """
        if (known := self._runs.get((reference, lang))) is not None:
            return known
        found = self._one(self._protocols, reference)
        along = [self._one(self._blocks, one).name for one in reference.split(ALONG)[1:]]
        plan, findings = self._resolved(ALONG.join((found.name, *along)), lang)
        if plan is None:
            problems = tuple(placed(self, findings, self.entry(found.name)))
            raise ContentError(problems or (Problem(kinds.NOT_USABLE, None, name=found.name),))
        self._all_meant(found.definition, along)
        return self._runs.setdefault((reference, lang), plan)

    def shared(self, lang: str = "nl") -> Shared:
        """Sources, terms, law and instruments (the newest version of each), in a language."""
        self._language(lang)
        if lang not in self._wholes:
            entries = [e for pack in self.packs for model in NAMED for e in pack.of(model)]
            newest = _Newest(self._instruments, lambda entry: self._spoken(entry, lang))
            made = together([self._spoken(e, lang) for e in entries], newest)
            self._wholes[lang] = replace(made, measures=self)
        return self._wholes[lang]

    def instruments(self) -> tuple[str, ...]:
        """``id@version`` of every instrument, by id and then from the oldest version to the newest."""
        return tuple(sorted(self._instruments, key=_order))

    def instrument(self, reference: str, lang: str = "nl") -> Entry[Instrument]:
        """An instrument by ``id@version``, or the newest version of ``id``, its texts in a language.

        Raises ContentError when there is none, or it has faults and so can not be scored.
        """
        from prodia.content.measures import instrument_problems  # no case waits for it

        found = self._meant(self._instruments, reference)
        if problems := tuple(p for p in instrument_problems(found) if p.severity == "error"):
            raise ContentError(problems)
        return replace(found, definition=self._spoken(found, lang))

    def instrument_entry(self, reference: str) -> Entry[Instrument]:
        """An instrument as it was read, with its faults: file and marks."""
        return self._one(self._instruments, reference)

    def instrument_digest(self, reference: str) -> str:
        """The digest of an instrument as it was read. Raises ContentError where there is none."""
        return self.instrument_entry(reference).digest

    def _spoken(self, found: Entry[Any], lang: str) -> Any:
        """A definition with its texts in a language."""
        self._language(lang)
        return found.definition if lang == "nl" else in_language(found, self._say(found, lang))

    def norms(self, lang: str = "nl") -> Mapping[str, Norms]:
        """Declarations of norms by ``id@version``, their texts in a language."""
        self._language(lang)
        if lang not in self._declared:
            found = {name: self._spoken(e, lang) for name, e in self._norms.items()}
            self._declared[lang] = MappingProxyType(found)
        return self._declared[lang]

    def norm_rows(self, reference: str, lang: str = "nl") -> tuple[Norms, Rows]:
        """Norms by ``id@version`` or ``id``, with their rows read from beside the declaration.

        Raises ContentError when there are none, or the rows are not there or can not be used.
        """
        from prodia.content.measures import rows_of  # no case waits for it

        found = self._meant(self._norms, reference)
        rows, problems = rows_of(found, self.shared().instruments)
        if rows is None:
            raise ContentError(problems or (Problem(kinds.NOT_USABLE, None, name=found.name),))
        return self._spoken(found, lang), rows

    def abilities(self, lang: str = "nl") -> Abilities | None:
        """Broad cognitive abilities and when a test is general, in a language; None where none are given.

        Raises ContentError where what a pack says of them has mistakes.
        """
        return self._only(Abilities, lang)

    def register(self, lang: str = "nl") -> Register | None:
        """What tests are about and when an entry is stale, in a language; None where it is not said.

        Raises ContentError where what a pack says of them has mistakes.
        """
        return self._only(Register, lang)

    def _only(self, model: type[D], lang: str, *beside: Pack) -> D | None:
        """What stands in one file of a pack: that of the first pack that has it, in a language. Raises
        ContentError for a file with mistakes, since what a next pack says is not what this one means."""
        self._language(lang)
        for pack in (*self.packs, *beside):
            _raise_for(pack.faults(model=model), "")
            for entry in pack.of(model):
                return entry.definition if lang == "nl" else in_language(entry, pack.translator(SHARED, lang))
        return None

    def letters(self, lang: str = "nl") -> Letters | None:
        """The letters of the first pack that has them, else those that are shipped, in a language.

        Raises ContentError where those of a pack have mistakes.
        """
        if lang not in self._letters:
            self._letters[lang] = self._only(Letters, lang, read_pack(shipped()))
        return self._letters[lang]

    def cited(self) -> frozenset[str] | None:
        """The id of every source that something in these packs cites; None where files could not be read."""
        if any(pack.broken for pack in self.packs):
            return None
        protocols = (e for pack in self.packs for e in pack.of(Protocol))
        return frozenset(ref for e in (*self._shared, *protocols) for ref in refs(e.document.data))

    def changes(self, id: str) -> str | None:
        """What CHANGES.md says of a protocol; None where there is none."""
        return next((text for pack in self.packs if (text := pack.changes(id)) is not None), None)

    def _one(self, known: _Definitions[D], reference: str) -> Entry[D]:
        reference = reference.partition(ALONG)[0]
        name = reference if "@" in reference else known.last(reference)
        found = known.find(name) if name else None
        if found is None:
            _raise_for(known.faults(name) if name else (), name or reference)
            listed = known if "@" in reference else {n.partition("@")[0] for n in known}
            raise _unknown(reference, listed)
        return found

    def _meant(self, known: _Definitions[D], reference: str) -> Entry[D]:
        """The same, of what is run. Raises ContentError too where two packs have it with another content, or
        one of them with mistakes: nobody can tell which is meant."""
        found = self._one(known, reference)
        if wrong := (*known.clashes(found.name), *known.faults(found.name)):
            raise ContentError(wrong)
        return found

    @cached_property
    def _figures(self) -> Mapping[str, Problem]:
        """The figures of the law that stand in two files with another content."""
        laws = [entry for pack in self.packs for entry in pack.of(Law)]  # and no more is read for it
        return {f"law.{name}": problem for name, problem in stated_twice(laws)}

    def _all_meant(self, protocol: Protocol, along: Sequence[str]) -> None:
        """Raises ContentError where there are two contents of a protocol, of what it supplements, or of a
        block, a test or a figure of the law that it names."""
        if len(self.packs) == 1 and not self._figures:
            return  # in one folder a name stands once
        known = [protocol]
        for one in known:
            above = self._protocols.find(one.supplements) if one.supplements else None
            if above is not None and above.definition not in known:
                known.append(above.definition)
        for one in known:
            self._meant(self._protocols, one.reference)
            blocks = [self._meant(self._blocks, name).definition for name in (*one.uses, *along)]
            asked = (each.instrument for of in (one, *blocks) for each in of.fields.values())
            for id in dict.fromkeys(asked):
                if id is not None and (last := self._instruments.last(id)):
                    self._meant(self._instruments, last)
            read = names_read(one.with_blocks(blocks)) if self._figures else ()
            if figures := tuple(self._figures[name] for name in self._figures if name in read):
                raise ContentError(figures)

    def cases(self, reference: str) -> Mapping[str, CaseFile]:
        """The worked cases that stand with a version of a protocol, by id, each with what it begins with.

        Raises ContentError when there is no such protocol.
        """
        return Cases(self.packs, self._version(reference), whole=True)

    def cases_as_written(self, reference: str) -> Mapping[str, CaseFile]:
        """The same, each as it stands in its file, read when asked for; of an id in two packs the first."""
        return Cases(self.packs, self._version(reference))

    def case_entries(self, reference: str) -> tuple[Entry[CaseFile], ...]:
        """The same as they were read: file and marks."""
        reference = self._version(reference)
        return tuple({e.file: e for pack in self.packs for e in pack.cases(reference)}.values())

    def _version(self, reference: str) -> str:
        """The version whose cases stand with what may take blocks along."""
        reference = reference.partition(ALONG)[0]
        if reference not in self._protocols.names:
            raise _unknown(reference, self._protocols.names)
        return reference

    def reviews(self, reference: str) -> Entry[Reviews] | None:
        """The reviews that stand with a version of a protocol, as they were read; None where none do."""
        file = reference.partition(ALONG)[0].replace("@", "/", 1) + "/reviews.yaml"
        return next((e for pack in self.packs if (e := pack.entry(Reviews, file)) is not None), None)

    def entry(self, reference: str) -> Entry[Protocol]:
        """A protocol as it was read: file, marks and digest, with the parts of its blocks.

        Raises ContentError when there is none.
        """
        found = self._one(self._protocols, reference)
        if found.name not in self._composed:
            brought = self._taken(found.definition)
            whole = found.definition.with_blocks([one.definition for one in brought])
            self._composed[found.name] = replace(
                found, definition=whole, document=composed(found.document, brought)
            )
        return self._composed[found.name]

    def blocks(self) -> tuple[str, ...]:
        """``id@version`` of every block, by id and then from the oldest version to the newest."""
        return tuple(sorted(self._blocks, key=_order))

    def block(self, reference: str) -> Entry[Block]:
        """A block as it was read: file, marks and digest. Raises ContentError when there is none."""
        return self._one(self._blocks, reference)

    def using(self, block: str) -> tuple[str, ...]:
        """``id@version`` of every protocol that takes in this version of a block."""
        return tuple(r for r in self.references() if block in self._protocols[r].definition.uses)

    def grounds(self, reference: str) -> dict[str, str]:
        """What is shared on which a version rests, each with the digest of what it says now (grounds.py).

        Raises ContentError when there is no such protocol.
        """
        return grounds(self.entry(reference).definition, self._ground, self.norms().values())

    def _ground(self, name: str, here: Here = everywhere) -> Entry[Any] | None:
        """What is shared, by how released.lock calls it, as it is read today; None where it is not there, or
        stands elsewhere."""
        _, _, id = name.partition(".")
        if name.startswith(LAW):
            laws = (entry for pack in self.packs for entry in pack.of(Law, here))
            return next((e for e in laws if id in e.definition.parameters), None)
        if name.startswith(NORMS):
            return next((e for pack in self.packs for e in pack.of(Norms, here) if e.name == id), None)
        last = self._instruments.last(id)
        files = ((pack.folder, pack.file_of(Instrument, last or "")) for pack in self.packs)
        known = last is not None and any(file and here(f"{folder}/{file}") for folder, file in files)
        return self._instruments.find(last) if known and last is not None else None

    def _holds(self, reference: str) -> Valid | None:
        """When a version of a protocol holds; None where it is not there."""
        entry = self._protocols.find(reference)
        return None if entry is None else entry.definition.valid

    def _taken(self, protocol: Protocol) -> tuple[Entry[Block], ...]:
        """The blocks of a protocol that there are."""
        found = (self._blocks.find(name) for name in dict.fromkeys(protocol.uses))
        return tuple(entry for entry in found if entry is not None)

    def partial(self, here: Here = everywhere) -> Iterator[tuple[Plan, Rest]]:
        """Of every protocol with mistakes what can be proved: a plan of what is right, which never
        runs, and what that leaves unsaid."""
        here = self._open(here)
        broken = [self._rest(r) for r in self._right(here) if self._resolved(r, "nl")[0] is None]
        for rest in (*broken, *(rest for pack in self.packs for rest in pack.rests(here))):
            plan, left = self._proven(rest) if rest else (None, None)
            if plan is not None and left is not None:
                yield plan, left

    def texts(self, owner: str) -> dict[str, str]:
        """Key to Dutch text of what is translated: of ``id@version``, or of ``shared``.

        Raises ContentError when there is no such protocol.
        """
        if owner == "shared":
            return {key: text for e in self._shared for key, text, _ in shared_keys(e)}
        return dict(texts(self._one(self._protocols, owner).definition))

    def _first(self, entry: Entry[Any]) -> bool:
        """Is this the one that its name stands for, of those in several packs?"""
        return _Definitions(self.packs, type(entry.definition)).find(entry.name) is entry

    def _right(self, here: Here) -> tuple[str, ...]:
        """The protocols that stand here and are right as a file."""
        return tuple(e.name for pack in self.packs for e in pack.of(Protocol, here) if self._first(e))

    def problems(self, here: Here = everywhere, apart: Collection[type[BaseModel]] = ()) -> Iterator[Problem]:
        """Every mistake of every file, and of the files together; ``here``: those of some files, and
        perhaps of others. No more is read than these need. ``apart``: the kinds (of ``APART``) that
        :meth:`problems_in` is asked of."""
        asked, here = here, self._open(here)
        packs = [p for p in self.packs if not p.files or any(here(f"{p.folder}/{file}") for file in p.files)]
        for pack in packs:
            yield from pack.problems(here, apart)
        yield from self._conflicts(here)
        shared, beside = self.shared(), self._beside(packs, here)
        alone = [e for pack in packs for model in APART if model not in apart for e in pack.of(model, here)]
        yield from self._not_behind(
            [
                *self._protocol_problems(here, asked),
                *cited(beside, shared, self._domains),
                *(problem for entry in alone for problem in self._by_itself(entry)),
                *self._block_problems(here),
                *held(beside, shared, self._parts_at, self._protocols.names),
                *self._apart_resting(here, asked),
            ],
            asked,
        )
        for entry in (one for pack in packs for one in pack.of(Letters, here)):
            found = letter_findings(entry.definition, shared, self._outcomes())
            yield from self._not_behind([*retold(found, entry.document)], asked)
        for pack in packs:
            own = {e.name: e for model in (Protocol, Block) for e in pack.of(model, here)}
            yield from check_lock(pack.lock, own)
            yield from check_grounds(pack.lock, partial(self._ground, here=here), self._holds)
            sealed = [self.entry(name) for name in own if name in pack.lock and self._protocols.find(name)]
            yield from check_sealed(pack.lock, sealed, self._ground)
            if here(pack.lock_file):
                yield from locked_gone(pack)
            for lang in sorted(pack.languages):
                yield from translation_problems(pack, lang, here)
                yield from check_spoken(pack, lang, own)

    def problems_in(self, file: str) -> Iterator[Problem]:
        """Of these the ones of one worked case, instrument or declaration of norms (``APART``)."""
        for pack in self.packs:
            yield from pack.problems_in(file)
            if (entry := pack.at(file)) is not None:
                yield from self._not_behind([*self._by_itself(entry)], everywhere)

    def _by_itself(self, entry: Entry[Any]) -> Iterable[Problem]:
        """What is wrong with one of ``APART``, beside its form."""
        if isinstance(entry.definition, CaseFile):
            named = case_problems([entry], self._protocols.names, self._blocks.names)
            return (*named, *self._placed_case(entry))
        if not self._first(entry):
            return ()
        from prodia.content.measures import instrument_problems, norm_problems  # no case waits for it

        if entry.file not in self._alone:
            test, known = isinstance(entry.definition, Instrument), self.shared().instruments
            found = instrument_problems(entry) if test else norm_problems(entry, known)
            self._alone[entry.file] = (*found,)
        return self._alone[entry.file]

    def _placed_case(self, entry: Entry[CaseFile]) -> Iterator[Problem]:
        """That a case stands with no protocol, or begins with one that is not there, or with itself."""
        reference = "@".join(entry.name.split("/")[:2])
        if reference not in self._protocols.names:
            path = f"{reference.replace('@', '/', 1)}/protocol.yaml"
            near = nearest(reference, self._protocols.names)
            place = entry.document.place(("case",))
            yield Problem(CASE_WITHOUT_PROTOCOL, place, name=reference, path=path, hint=near)
        elif entry.definition.begins is not None:
            written = self.cases_as_written(reference)
            if isinstance(before := begun(entry.definition, written.get), str):
                yield beginning_problem(entry, before, written)

    def _not_behind(self, found: Sequence[Problem], here: Here) -> Iterator[Problem]:
        """These, without what only follows from a file that could not be read: that file says so, or where it
        is not here, each file that rests on it, once."""
        broken = frozenset(name for pack in self.packs for name in pack.broken) if found else frozenset()
        told: set[tuple[str, object]] = set()
        for problem in found:
            lost, causes = behind(problem, broken), [problem]
            if lost:
                causes = [*resting(problem.place, (p for pack in self.packs for p in pack.lost(lost)), here)]
            for one in causes:
                key = one.place.file if one.place else "", one.values().get("path")
                if one.kind is not kinds.RESTS_ON_FAULTS or key not in told:
                    told.add(key)
                    yield one

    def _apart_resting(self, here: Here, asked: Here) -> Iterator[Problem]:
        """That worked cases are here and can not be run, or norms and can not be proved, for mistakes in what
        was not asked for."""
        first: dict[str, tuple[Pack, str]] = {}
        for pack in self.packs if asked is not everywhere else ():
            for model, _, file in pack.placed(here):
                if model is CaseFile:
                    first.setdefault("@".join(file.split("/")[:2]), (pack, file))
            for entry in pack.of(Norms, here):
                faults = self._instruments.faults(self._instruments.last(entry.definition.instrument) or "")
                yield from resting(entry.document.place(("instrument",)), faults, asked)
        for reference, (pack, file) in first.items():
            if not asked(f"{pack.folder}/{reference.replace('@', '/', 1)}/protocol.yaml"):
                try:
                    self.plan(reference)
                except ContentError as error:
                    yield from resting(Place(f"{pack.folder}/{file}"), error.problems, asked)

    def _resolved(self, reference: str, lang: str) -> Resolved:
        with self._resolving:  # another thread waits: it must not see what stands there meanwhile
            if (reference, lang) not in self._plans:
                self._plans[reference, lang] = (None, ())  # a protocol that supplements itself ends here
                self._plans[reference, lang] = self._resolve(reference, lang)
            return self._plans[reference, lang]

    def _resolve(self, reference: str, lang: str) -> Resolved:
        name, *taken = reference.split(ALONG)
        entry, along = self._protocols[name], [self._blocks[one] for one in taken]
        protocol = entry.definition
        parent = None
        if protocol.supplements:
            if protocol.supplements in self._protocols:
                parent, _ = self._resolved(protocol.supplements, lang)
            if parent is None:
                return None, (Finding(kinds.UNKNOWN_PARENT, ("supplements",), name=protocol.supplements),)
        if wrong := tuple(self._uses(protocol)):
            return None, wrong
        if lang != "nl":
            protocol = translated(protocol, self._say(entry, lang))
        protocol = protocol.with_blocks([self._spoken(one, lang) for one in self._taken(protocol)])
        seal = entry.digest
        if along:
            if twice := tuple(self._uses(protocol, taken)):
                return None, twice
            beside = parent.protocol if parent else None
            protocol = protocol.taking([self._spoken(one, lang) for one in along], beside)
            seal = digest([seal, *(one.digest for one in along)])
        plan, findings = resolve(protocol, parent, self.shared(lang), digest=seal, lang=lang)
        plan = plan and replace(plan, also=self._also(entry))
        if plan is None and along and not any(f.kind is kinds.BLOCK_CLASH for f in findings):
            findings = (Finding(kinds.NOT_ALONG, ("id",), name=name, block=", ".join(taken)),)
        return plan, findings

    def _also(self, entry: Entry[Protocol]) -> Mapping[str, Mapping[str, str]]:
        """The title and the summary in the languages in which no more than those are said."""
        id, _, version = entry.name.partition("@")
        found = {}
        for lang in HEADS:
            say = self.home(entry).translator(id, lang)
            texts = {key: say(f"{version}.{key}", getattr(entry.definition, key)) for key in HEAD}
            found[lang] = MappingProxyType({key: text for key, text in texts.items() if text})
        return MappingProxyType({lang: texts for lang, texts in found.items() if texts})

    def _uses(self, protocol: Protocol, along: Sequence[str] = ()) -> Iterator[Finding]:
        """Blocks that are not there, two versions of one, and what the general protocol takes in already."""
        seen: dict[str, str] = {}
        above = self._protocols.find(protocol.supplements or "")
        brought = {name.partition("@")[0] for name in above.definition.uses} if above else frozenset()
        for at, name in enumerate((*protocol.uses, *along)):
            id = name.partition("@")[0]
            if id in brought and name not in along:
                yield Finding(kinds.BLOCK_ABOVE, ("uses", at), name=name, other=protocol.supplements)
            elif id in seen:
                yield Finding(kinds.BLOCK_TWICE, ("uses", at), name=name, other=seen[id])
            elif self._blocks.find(name) is None:
                hint = nearest(name, self._blocks.names)
                yield Finding(kinds.UNKNOWN_BLOCK, ("uses", at), name=name, hint=hint)
            seen.setdefault(id, name)

    def _parts_at(self, where: str) -> Mapping[str, Any] | None:
        """The worked cases of ``id@version/``, or the criteria of ``id@version.criteria``; None where nobody
        knows them all, for its file, or that of what it supplements, has mistakes."""
        if where.endswith("/"):
            return self.cases_as_written(where[:-1])
        reference = where.removesuffix(".criteria")
        if reference not in self._protocols:
            return None
        own = self.entry(reference).definition
        if own.supplements is None or own.supplements not in self._protocols.names:
            return own.criteria
        if own.supplements not in self._protocols:
            return None
        return {**self.entry(own.supplements).definition.criteria, **own.criteria}

    def _block_problems(self, here: Here) -> Iterator[Problem]:
        """Blocks that are called as a protocol is: of one name one thing is shown."""
        ids = {name.partition("@")[0] for name in self._protocols.names}
        for entry in (e for pack in self.packs for e in pack.of(Block, here) if self._first(e)):
            if entry.definition.id in ids:
                yield Problem(
                    kinds.BLOCK_IS_PROTOCOL, entry.document.place(("id",)), name=entry.definition.id
                )

    def _outcomes(self) -> dict[str, set[str]]:
        """The outcomes of every decision that stands in a protocol or a block."""
        found: dict[str, set[str]] = {}
        written = [*(e.definition.decisions for e in self._protocols.values())]
        written += (e.definition.decisions for e in self._blocks.values())
        for id, decision in (pair for decisions in written for pair in decisions.items()):
            found.setdefault(id, set()).update(decision.outcomes)
        return found

    def _leads(self, reference: str) -> Iterator[Finding]:
        """Outcomes that lead to no protocol, to their own, or to one of which no version holds then."""
        own = self.entry(reference).definition
        ids = {r.partition("@")[0] for r in self._protocols.names}
        for id, decision in own.decisions.items():
            for name, outcome in decision.outcomes.items():
                for to in outcome.leads_to:
                    path = ("decisions", id, "outcomes", name, "leads_to", to)
                    there = (name for name in self._protocols.names if _order(name)[0] == to)
                    if to not in ids:
                        yield Finding(
                            kinds.UNKNOWN_LEAD, path, on_key=True, name=to, hint=nearest(to, sorted(ids))
                        )
                    elif to == own.id:
                        yield Finding(kinds.LEADS_TO_ITSELF, path, on_key=True, name=to)
                    elif not any(self._may_hold(name, own.valid) for name in there):
                        yield Finding(kinds.NO_LEAD_HOLDS, path, on_key=True, name=to)

    def _may_hold(self, name: str, on: Valid) -> bool:
        """Does a protocol hold on one of these days? Of one with mistakes nobody knows. What its head says
        is enough where that is a yes: then no more of it is read."""
        packs = [pack for pack in self.packs if name in pack.names(Protocol)]
        with suppress(ValidationError):
            said = packs[0].head(name).get("valid") if len(packs) == 1 else None
            if on.meets(Valid.model_validate(said, by_alias=True, by_name=False)):
                return True
        entry = self._protocols.find(name)
        return entry is None or on.meets(entry.definition.valid)

    def _protocol_problems(self, here: Here, asked: Here) -> Iterator[Problem]:
        for reference in self._right(here):
            plan, findings = self._resolved(reference, "nl")
            entry = self.entry(reference)
            yield from placed(self, (*findings, *self._leads(reference)), entry)
            try:
                self._all_meant(entry.definition, ())
            except ContentError as error:
                yield from resting(entry.document.place(("id",)), error.problems, asked)
            if plan is None and any(f.kind is kinds.UNKNOWN_PARENT for f in findings):
                yield from self._behind(self._rest(reference))
        for pack in self.packs:
            for rest in pack.rests(here):
                yield from self._behind(rest)

    def _behind(self, rest: Rest | None) -> Iterator[Problem]:
        """What a mistake in the shape, or in the general protocol, would hide."""
        if rest is None or rest.protocol is None:
            return
        above = rest.protocol.supplements
        parent, lost = self._parent(above)
        if rest.name not in self._protocols:
            yield from retold(self._uses(rest.protocol), rest.document)
        if above and (above not in self._protocols or self._resolved(above, "nl")[0] is None):
            yield from retold((Finding(kinds.UNKNOWN_PARENT, ("supplements",), name=above),), rest.document)
        if parent is not None or not above:
            rest = self._with_blocks(replace(rest, lost=rest.lost | lost))
            if rest.protocol is None:
                return
            _, findings = resolve(rest.protocol, parent, self.shared())
            yield from retold((f for f in findings if not rest.hides(f)), rest.document)

    def _with_blocks(self, rest: Rest) -> Rest:
        """A rest with the parts of its blocks; without one of them nobody knows which names it lacks."""
        if rest.protocol is None or any(self._uses(rest.protocol)):
            return replace(rest, protocol=None)
        brought = self._taken(rest.protocol)
        whole = rest.protocol.with_blocks([one.definition for one in brought])
        return replace(rest, protocol=whole, document=composed(rest.document, brought))

    def _rest(self, reference: str) -> Rest | None:
        if (entry := self._protocols.find(reference)) is not None:
            return Rest(reference, entry.document, entry.document.data, entry.definition)
        return next((r for pack in self.packs for r in pack.rests() if r.name == reference), None)

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
                rest = self._with_blocks(replace(rest, lost=rest.lost | lost))
                self._proved[rest.name] = prove(rest, parent, self.shared())
        return self._proved[rest.name]


def composed(document: Document, brought: Sequence[Entry[Block]]) -> Document:
    """The file of a protocol that knows where the parts of its blocks stand."""
    if not brought:
        return document
    others = {
        (group, id): one.document
        for one in brought
        for group in BROUGHT
        for id in getattr(one.definition, group)
    }
    return Composed(document.file, document.lines, document.root, others)


def placed(catalogue: Catalogue, findings: Iterable[Finding], entry: Entry[Protocol]) -> Iterator[Problem]:
    """The findings of a protocol, each at its place. A block of another pack is not the author's to mend:
    that it does not fit is said once, where it is taken in."""
    home, uses = catalogue.home(entry), entry.definition.uses
    taken = catalogue._taken(entry.definition)
    away = {block.file: block.name for block in taken if catalogue.home(block) is not home}
    wrong: dict[str, dict[Words, None]] = {}
    for problem in retold(findings, entry.document):
        name = away.get(problem.place.file) if problem.place else None
        if name is None:
            yield problem
        elif problem.severity == "error":
            wrong.setdefault(name, {})[Words(*(problem.message(lang) for lang in LANGS))] = None
    for name, some in wrong.items():
        what = Words(*(" ".join(one[x][:1].upper() + one[x][1:] for one in some) for x in LANGS))
        yield Problem(
            kinds.BLOCK_UNFIT, entry.document.place(("uses", uses.index(name))), name=name, what=what
        )


def _raise_for(faults: Sequence[Problem], name: str) -> None:
    """Raises ContentError with the first of these, if any, and how many there are."""
    if faults:
        path = faults[0].place.file if faults[0].place else ""
        said = Problem(WITH_FAULTS, faults[0].place, name=name or path, n=len(faults), path=path)
        raise ContentError((said, *faults[:FIRST]))


def _unknown(name: str, known: Iterable[str]) -> ContentError:
    return ContentError((Problem(kinds.UNKNOWN, None, name=name, hint=nearest(name, sorted(known))),))


def _order(reference: str) -> tuple[str, list[int]]:
    id, _, version = reference.partition("@")
    return id, numbers(version)


@dataclass(frozen=True, eq=False)
class Loaded:
    """A catalogue, and the problems found on the way, in the order of files and lines.

    ``problems``: what reading tells, of each file by itself and of all together: shapes, names, types,
    rows of norms, locks and translations. They are looked for, and files read, when they are asked for: who
    only uses what is right does not wait for them. What is proved of tables, and what worked examples and
    cases come to, is told by :func:`prodia.check`, which gives these too.
    """

    catalogue: Catalogue

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        return in_order(list(self.catalogue.problems()))


@checked
def load(*folders: str | os.PathLike[str], only: str | None = None) -> Loaded:
    """Everything in these packs (without any: what is shipped), and what reading them tells, in one run.

    Never raises for an author's mistake. A definition with an error is left out of the
    catalogue; what depends on it says so. ``only``: a place in these folders (``id/version``);
    worked cases and translations that stand elsewhere are left unread, and every problem at
    that place is found all the same.

    A file is read when something in it is asked for, and then never again; from where it stood, if one goes
    to work in another folder meanwhile.
    """
    catalogue = Catalogue()
    for folder in folders or (shipped(),):
        catalogue = catalogue.with_pack(read_pack(folder, only))
    return Loaded(catalogue)


def read_worked_case(path: str | os.PathLike[str]) -> tuple[CaseFile | None, tuple[Problem, ...]]:
    """A worked case from a file anywhere, with what it begins with, or None; and every problem in it.

    The case it begins with stands beside it.
    """
    file = Path(path)
    entry, problems = read_definition(file, file.as_posix(), CaseFile, file.stem)
    if entry is None:
        return None, problems

    def beside(name: str) -> CaseFile | None:
        at = file.with_name(f"{name}.yaml")
        found = read_definition(at, at.as_posix(), CaseFile, name)[0] if at.is_file() else None
        return found.definition if found else None

    before = begun(entry.definition, beside)
    if not isinstance(before, str):
        return whole_case(entry.definition, beside), problems
    known = [one.stem for one in file.parent.glob("*.yaml") if beside(one.stem)]
    return None, (*problems, beginning_problem(entry, before, known))


def beginning_problem(entry: Entry[CaseFile], name: str, known: Iterable[str]) -> Problem:
    """Of a case that can not begin with ``name``: it is not there, or the two begin with each other."""
    others, place = [one for one in known if one != entry.definition.case], entry.document.place(("begins",))
    if name in (*others, entry.definition.case):
        return Problem(CIRCULAR_BEGINNING, place, name=name)
    hint = nearest(name, others) if others else _FIRST.filled(name=name)
    return Problem(UNKNOWN_BEGINNING, place, name=name, nearest=hint)


_FIRST = Words(
    "schrijf cases/{name}.yaml, of schrap «begins» en schrijf de eerste voorvallen hier.",
    "write cases/{name}.yaml, or delete «begins» and write the first events here.",
)


# What only shows between files: names in worked cases, translations that lag, mistakes behind a mistake.

_LOST_WITH = {"bron": "sources", "term": "terms", "instrument": "instruments"}


def behind(problem: Problem, broken: frozenset[str]) -> frozenset[str]:
    """Of what could not be read (:attr:`Pack.broken`) that by which alone a name is unknown."""
    args = problem.values()
    if problem.kind is kinds.UNKNOWN_REFERENCE:
        return broken & {args["name"], _LOST_WITH.get(args["what"], "")}
    if problem.kind is kinds.LETTER_NAMES:  # of a decision nobody knows in which protocol it stands
        return frozenset(one for one in broken if "@" in one or one == "blocks")
    law = problem.kind is UNKNOWN_NAME and args.get("found", "").startswith("law.")
    return broken & {"law"} if law else frozenset()


def resting(at: Place | None, faults: Iterable[Problem], here: Here) -> Iterator[Problem]:
    """That what stands ``at`` a place rests on files with faults that are not here, to say it themselves."""
    for file in dict.fromkeys(fault.place.file for fault in faults if fault.place):
        if not here(file):
            yield Problem(kinds.RESTS_ON_FAULTS, at, path=file)


def case_problems(
    cases: Iterable[Entry[CaseFile]], protocols: Sequence[str], blocks: Sequence[str] = ()
) -> Iterator[Problem]:
    """Protocols that worked cases name, and blocks that they take along, that are not there."""
    for entry in cases:
        for number, event in enumerate(entry.definition.events):
            for key in ("protocol", "to"):
                name = getattr(event, key, None)
                named, *along = name.split(ALONG) if isinstance(name, str) else ("",)
                wanted = [(named, Words("protocol", "protocol"), protocols)] if named else []
                wanted += [(one, Words("blok", "block"), blocks) for one in along]
                for one, what, known in wanted:
                    if one not in known:
                        yield unknown(entry.document.place(("events", number, key)), what, one, known)
