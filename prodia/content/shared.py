"""What stands in ``shared/``: many files to one :class:`Shared`, their texts, their references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from prodia.checks.dates import followed
from prodia.checks.finding import Finding
from prodia.content.packs import Entry
from prodia.content.validate import retold, unknown
from prodia.content.yaml.marks import Path
from prodia.model.instrument import Abilities, Instrument
from prodia.model.norms import Norms
from prodia.model.parts import Cited, Law, Sources, Terms
from prodia.model.plan import Shared
from prodia.model.protocol import Block
from prodia.model.texts import Say, texts, translated
from prodia.problems import Problem
from prodia.problems.definitions import SHARED_TWICE
from prodia.words import Words

NAMED = (Sources, Terms, Law)
_NAMED = ((Sources, "sources"), (Terms, "terms"), (Law, "parameters"))


def shared_keys(entry: Entry[Any]) -> Iterator[tuple[str, str, Path]]:
    """Key, text and path of every text of a shared file. What has a version carries its name first."""
    if not isinstance(entry.definition, (Sources, Terms, Law, Abilities, Instrument, Norms, Block)):
        return
    before = _before(entry)
    for key, text in texts(entry.definition):
        path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
        yield before + key, text, path


def _before(entry: Entry[Any]) -> str:
    if isinstance(entry.definition, Abilities):
        return "chc."
    named: dict[type[Any], str] = {Instrument: "instruments", Norms: "norms", Block: "blocks"}
    group = named.get(type(entry.definition))
    return f"{group}.{entry.name}." if group else ""


def together(definitions: Sequence[Any], instruments: Mapping[str, Instrument]) -> Shared:
    """One whole of sources, terms and law; of what stands twice the first counts."""
    found: dict[str, dict[str, Any]] = {"sources": {}, "terms": {}, "parameters": {}}
    for definition in definitions:
        for model, key in _NAMED:
            if isinstance(definition, model):
                for name, one in getattr(definition, key).items():
                    found[key].setdefault(name, one)
    return Shared(
        sources=MappingProxyType(found["sources"]),
        terms=MappingProxyType(found["terms"]),
        law=MappingProxyType(found["parameters"]),
        instruments=instruments,
    )


def in_language(entry: Entry[Any], say: Say) -> Any:
    """The definition with its texts as ``say`` has them; of what has a version under its own name."""
    before = _before(entry)
    return translated(entry.definition, lambda key, text: say(before + key, text))


def cited(entries: Sequence[Entry[Any]], shared: Shared) -> Iterator[Problem]:
    """Names in shared files that point at nothing, and ids that stand in two files."""
    seen: dict[tuple[str, str], tuple[Entry[Any], Any]] = {}
    for entry in entries:
        definition = entry.definition
        for model, key in _NAMED:
            for name, one in getattr(definition, key).items() if isinstance(definition, model) else ():
                first, other = seen.setdefault((key, name), (entry, one))
                if first is not entry and other != one:
                    place = entry.document.place((key, name), on_key=True)
                    yield Problem(SHARED_TWICE, place, name=name, other=first.file)
        if isinstance(definition, Law):
            yield from retold(_law_dates(definition), entry.document)
        for path, name, what, known in _named(definition, shared):
            if name not in known:
                yield unknown(entry.document.place(path), what, name, known)


def _law_dates(law: Law) -> Iterator[Finding]:
    """Of every legal figure the days on which it has two values, or none between two that it has."""
    for id, parameter in law.parameters.items():
        yield from followed(id, ("parameters", id, "values"), [value.valid for value in parameter.values])


def _named(definition: BaseModel, shared: Shared) -> Iterator[tuple[Path, str, Words, Any]]:
    if isinstance(definition, Block):
        return  # looked at in each protocol that takes it in
    for path, one in _citations(definition, ()):
        yield (*path, "ref"), one.ref, Words("bron", "source"), shared.sources
    if isinstance(definition, Terms):
        for id, term in definition.terms.items():
            if term.replaced_by:
                yield ("terms", id, "replaced_by"), term.replaced_by, Words("term", "term"), shared.terms
    elif isinstance(definition, Instrument) and definition.replaced_by:
        yield ("replaced_by",), definition.replaced_by, Words("instrument", "instrument"), shared.instruments
    elif isinstance(definition, Abilities):
        for i, code in enumerate(definition.coverage.required):
            yield ("coverage", "required", i), code, Words("vaardigheid", "ability"), definition.abilities
    elif isinstance(definition, Norms):
        yield ("instrument",), definition.instrument, Words("instrument", "instrument"), shared.instruments


def _citations(value: Any, path: Path) -> Iterator[tuple[Path, Cited]]:
    if isinstance(value, Cited):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _citations(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _citations(one, (*path, key))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _citations(one, (*path, number))
