"""What stands in ``shared/``: many files to one :class:`Shared`, their texts, their references."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from prodia.checks.dates import followed
from prodia.checks.figures import figure_between
from prodia.checks.finding import Finding
from prodia.checks.finding import unknown as missing
from prodia.checks.protocol import figure_outside
from prodia.content.packs import Entry
from prodia.content.validate import retold, unknown
from prodia.content.yaml.marks import Path
from prodia.model.events import CaseFile
from prodia.model.instrument import Abilities, Instrument, Register
from prodia.model.letters import Letters
from prodia.model.norms import Norms
from prodia.model.parts import Conflict, Conflicts, Law, Reading, Sources, Terms, citations
from prodia.model.plan import Shared
from prodia.model.protocol import Block
from prodia.model.texts import Say, texts, translated
from prodia.problems import Problem
from prodia.problems.definitions import NO_DIFFERENCE, NOT_SHOWN, SHARED_TWICE
from prodia.problems.quality import OWNER_NEARLY
from prodia.words import Words
from prodia.words.lists import slip

NAMED = (Sources, Terms, Law, Conflicts)
_NAMED: tuple[tuple[type[Any], str], ...] = (
    (Sources, "sources"),
    (Sources, "owners"),
    (Terms, "terms"),
    (Law, "parameters"),
    (Conflicts, "conflicts"),
)


def shared_keys(entry: Entry[Any]) -> Iterator[tuple[str, str, str]]:
    """Key, text and key in the file of every text of a shared file. What has a version carries its name first
    in the one, and not in the other."""
    if not isinstance(entry.definition, (*NAMED, Letters, Abilities, Register, Instrument, Norms, Block)):
        return
    before = _before(entry)
    yield from ((before + key, text, key) for key, text in texts(entry.definition))


def _before(entry: Entry[Any]) -> str:
    if isinstance(entry.definition, Abilities):
        return "chc."
    if isinstance(entry.definition, Register):
        return "register."
    named: dict[type[Any], str] = {Instrument: "instruments", Norms: "norms", Block: "blocks"}
    group = named.get(type(entry.definition))
    return f"{group}.{entry.name}." if group else ""


def together(definitions: Sequence[Any], instruments: Mapping[str, Instrument]) -> Shared:
    """One whole of sources, terms, law and conflicts; of what stands twice the first counts."""
    found: dict[str, dict[str, Any]] = {key: {} for _, key in _NAMED}
    for definition in definitions:
        for model, key in _NAMED:
            if isinstance(definition, model):
                for name, one in getattr(definition, key).items():
                    found[key].setdefault(name, one)
    return Shared(
        sources=MappingProxyType(found["sources"]),
        owners=MappingProxyType(found["owners"]),
        terms=MappingProxyType(found["terms"]),
        law=MappingProxyType(found["parameters"]),
        conflicts=MappingProxyType(found["conflicts"]),
        instruments=instruments,
        stale_months=next(
            (d.stale_months for d in definitions if isinstance(d, Sources) and d.stale_months), None
        ),
    )


def in_language(entry: Entry[Any], say: Say) -> Any:
    """The definition with its texts as ``say`` has them; of what has a version under its own name."""
    before = _before(entry)
    return translated(entry.definition, lambda key, text: say(before + key, text))


def cited(entries: Sequence[Entry[Any]], shared: Shared, domains: Set[str]) -> Iterator[Problem]:
    """Names in shared files that point at nothing, and ids that stand in two files; ``domains``: what tests
    may be about."""
    yield from (problem for _, problem in stated_twice(entries))
    for entry in entries:
        definition = entry.definition
        if isinstance(definition, Law):
            yield from retold(_law_figures(definition), entry.document)
        for path, name, what, known in _named(definition, shared, domains):
            if name not in known:
                yield unknown(entry.document.place(path), what, name, known)


def stated_twice(entries: Sequence[Entry[Any]]) -> Iterator[tuple[str, Problem]]:
    """Ids that stand in two files with another content, and that it is so."""
    seen: dict[tuple[str, str], tuple[Entry[Any], Any]] = {}
    for entry in entries:
        for model, key in _NAMED:
            own = getattr(entry.definition, key).items() if isinstance(entry.definition, model) else ()
            for name, one in own:
                first, other = seen.setdefault((key, name), (entry, one))
                if first is not entry and other != one:
                    place = entry.document.place((key, name), on_key=True)
                    yield name, Problem(SHARED_TWICE, place, name=name, other=first.file)


def _law_figures(law: Law) -> Iterator[Finding]:
    """Of every legal figure what its type does not admit, and the days on which it has two values, or none
    between two that it has."""
    for id, parameter in law.parameters.items():
        for number, one in enumerate(parameter.values):
            path = ("parameters", id, "values", number, "value")
            value = float(one.value) if type(one.value) is int else one.value
            yield from (wrong := [*figure_outside(path, id, value, parameter.type)])
            if isinstance(value, float) and not wrong:
                yield from figure_between(path, value, parameter.type)
        yield from followed(id, ("parameters", id, "values"), [value.valid for value in parameter.values])


def _named(
    definition: BaseModel, shared: Shared, domains: Set[str]
) -> Iterator[tuple[Path, str, Words, Any]]:
    if isinstance(definition, Block):
        return  # looked at in each protocol that takes it in
    for path, one in citations(definition):
        yield (*path, "ref"), one.ref, Words("bron", "source"), shared.sources
    if isinstance(definition, Terms):
        for id, term in definition.terms.items():
            if term.replaced_by:
                yield ("terms", id, "replaced_by"), term.replaced_by, Words("term", "term"), shared.terms
    elif isinstance(definition, Instrument):
        for i, id in enumerate(definition.domains):
            yield ("domains", i), id, Words("domein", "domain"), domains
        if definition.replaced_by:
            what = Words("instrument", "instrument")
            yield ("replaced_by",), definition.replaced_by, what, shared.instruments
    elif isinstance(definition, Abilities):
        for i, code in enumerate(definition.coverage.required):
            yield ("coverage", "required", i), code, Words("vaardigheid", "ability"), definition.abilities
    elif isinstance(definition, Norms):
        yield ("instrument",), definition.instrument, Words("instrument", "instrument"), shared.instruments


def shown(reading: Reading, case: CaseFile | None) -> str | None:
    """What a reading comes to in its worked case: the verdict, or the outcome of the decision it names."""
    if case is None:
        return None
    if reading.decides is not None:
        return case.expect.proposes.get(reading.decides)
    return case.expect.verdicts.get((reading.rule or "").rpartition(".")[2])


def held(
    entries: Sequence[Entry[Any]], shared: Shared, find: Callable[[str], Any], protocols: Sequence[str]
) -> Iterator[Problem]:
    """Readings of a conflict that name what is not there, and conflicts whose cases show no difference.

    ``find`` gives the criteria, or the worked cases by id, of ``id@version.criteria`` or ``id@version/``;
    None where nobody knows them.
    """
    for entry in entries:
        definition = entry.definition
        for id, conflict in definition.conflicts.items() if isinstance(definition, Conflicts) else ():
            at = ("conflicts", id, "readings")
            yield from retold(_held(at, id, conflict, shared, find, protocols), entry.document)


def _held(
    at: Path, id: str, one: Conflict, shared: Shared, find: Callable[[str], Any], protocols: Sequence[str]
) -> Iterator[Finding]:
    groups: dict[str, Any] = {"law": shared.law, "terms": shared.terms}
    seen = []
    for n, reading in enumerate(one.readings):
        if reading.owner and (near := slip(reading.owner, shared.owners)):
            yield Finding(OWNER_NEARLY, (*at, n, "owner"), name=reading.owner, near=near)
        where, _, name = (reading.rule or "").rpartition(".")
        reference, _, case = (reading.case or "").partition("/")
        for key, said in (("rule", where.partition(".criteria")[0]), ("case", reference)):
            if "@" in said and said not in protocols:
                yield missing((*at, n, key), "protocols", said, protocols)
                return
        known = groups.get(where) or find(where) if where else {}
        if known is None:
            return
        if where and name not in known:
            yield missing((*at, n, "rule"), "criteria", name, known)
            return
        if reading.case is None:
            continue
        cases = find(f"{reference}/")
        if not cases:  # of that version no case was read
            return
        if case not in cases:
            yield missing((*at, n, "case"), "cases", case, cases)
            return
        seen.append(shown(reading, cases[case]))
        proposed = cases[case].expect.proposes
        if seen[-1] is None and reading.decides and proposed:
            yield missing((*at, n, "decides"), "decisions", reading.decides, proposed)
        elif seen[-1] is None:
            yield Finding(NOT_SHOWN, (*at, n, "case"), name=reading.case)
    if len(one.readings) < 2 or (seen and None not in seen and len(set(seen)) < 2):
        yield Finding(NO_DIFFERENCE, at[:-1], on_key=True, name=id)


def refs(data: Any) -> Iterator[str]:
    """Every source that is cited in the data of a file."""
    if isinstance(data, dict):
        if isinstance(ref := data.get("ref"), str):
            yield ref
        for value in data.values():
            yield from refs(value)
    elif isinstance(data, list):
        for value in data:
            yield from refs(value)
