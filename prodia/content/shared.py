"""What stands in ``shared/``: many files to one :class:`Shared`, their texts, their references."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from prodia.checks.instruments import faults, remarks
from prodia.checks.norms import declared, row_faults
from prodia.content.normtables import OwnFile, read_growth, read_own, read_rows, rows_file
from prodia.content.packs import Entry
from prodia.content.tables import bytes_of, sum_of
from prodia.content.validate import retold, unknown
from prodia.content.yaml.marks import Path
from prodia.errors import ContentError
from prodia.model.instrument import Abilities, Instrument
from prodia.model.norms import GrowthNorms, NormRows, Norms
from prodia.model.parts import Cited, Law, Sources, Terms
from prodia.model.plan import Shared
from prodia.model.texts import texts, translated
from prodia.problems import Problem
from prodia.problems.definitions import SHARED_TWICE
from prodia.problems.norms import DECLARED
from prodia.words import Words

NAMED = (Sources, Terms, Law)
_NAMED = ((Sources, "sources"), (Terms, "terms"), (Law, "parameters"))


def shared_keys(entry: Entry[Any]) -> Iterator[tuple[str, str, Path]]:
    """Key, text and path of every text of a shared file. Instruments and norms carry their name first."""
    if not isinstance(entry.definition, (Sources, Terms, Law, Abilities, Instrument, Norms)):
        return
    before = _before(entry)
    for key, text in texts(entry.definition):
        path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
        yield before + key, text, path


def _before(entry: Entry[Any]) -> str:
    if isinstance(entry.definition, Abilities):
        return "chc."
    if isinstance(entry.definition, Instrument):
        return f"instruments.{entry.name}."
    return f"norms.{entry.name}." if isinstance(entry.definition, Norms) else ""


def together(
    entries: Sequence[Entry[Any]], said: Mapping[str, str], instruments: Mapping[str, Instrument]
) -> Shared:
    """One whole of sources, terms and law; of what stands twice the first counts."""
    found: dict[str, dict[str, Any]] = {"sources": {}, "terms": {}, "parameters": {}}
    for entry in entries:
        definition = in_language(entry, said)
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


def in_language(entry: Entry[Any], said: Mapping[str, str]) -> Any:
    """The definition with its texts as ``said`` has them; of instruments and norms under their own name."""
    if not said:
        return entry.definition
    before = _before(entry)
    own = {k.removeprefix(before): v for k, v in said.items() if k.startswith(before)}
    return translated(entry.definition, own)


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
        for path, name, what, known in _named(definition, shared):
            if name not in known:
                yield unknown(entry.document.place(path), what, name, known)


def _named(definition: BaseModel, shared: Shared) -> Iterator[tuple[Path, str, Words, Any]]:
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


# Instruments and norms by ``id@version``, with their rows; and what is wrong with them.

Rows = NormRows | GrowthNorms


def instrument_problems(entry: Entry[Instrument]) -> Iterator[Problem]:
    """What does not fit together in an instrument, and what asks for a look."""
    found = [*faults(entry.definition)]
    if not any(f.kind.severity == "error" for f in found):
        found += remarks(entry.definition)
    yield from retold(found, entry.document)


def norm_problems(entry: Entry[Norms], instruments: Mapping[str, Instrument]) -> Iterator[Problem]:
    """What is wrong with a declaration of norms, and with rows that stand beside it.

    ``instruments``: the newest version of each, by id. Rows that are private are looked at where they are.
    """
    norms = entry.definition
    found = [*declared(norms)]
    yield from retold(found, entry.document)
    path = rows_file(entry.file)
    away = norms.rows == "private" and not path.parent.exists()
    if norms.kind is None or away or any(f.kind is DECLARED for f in found):
        return
    rows, problems = _rows(entry)
    yield from problems
    instrument = instruments.get(norms.instrument)
    if isinstance(rows, NormRows) and instrument is not None:
        yield from row_faults(norms, rows, instrument, path.as_posix(), whole=not problems)


def rows_of(
    entry: Entry[Norms], instruments: Mapping[str, Instrument]
) -> tuple[Rows | None, tuple[Problem, ...]]:
    """The rows of norms, read once and proved; None and why where they are not there or not right."""
    rows, problems = _rows(entry)
    wrong = (*norm_problems(entry, instruments), *problems)
    errors = tuple(dict.fromkeys(p for p in wrong if p.severity == "error"))
    return (None if errors else rows), errors


@lru_cache(maxsize=64)
def _rows(entry: Entry[Norms]) -> tuple[Rows | None, tuple[Problem, ...]]:
    norms = entry.definition
    if norms.kind == "lms":
        own = [*_own_tables(entry)]
        if own:
            return read_own(norms.id, norms.version, own)
        return read_growth(pathlib.Path(entry.file).with_suffix(""))
    read = read_rows(rows_file(entry.file), norms)
    return read.rows, read.problems


def _own_tables(entry: Entry[Norms]) -> Iterator[OwnFile]:
    """The growth tables of a user's own: those declared one by one, or a single one in the form of rows."""
    norms, rows = entry.definition, rows_file(entry.file)
    for t in norms.tables:
        yield OwnFile(
            rows.parent / t.file,
            t.sha256,
            t.scale,
            t.unit,
            t.counted,
            t.restricted,
            t.near_zero,
            t.first,
            t.last,
        )
    if not norms.tables and norms.scales and rows.exists():
        # rows that may be spread stand beside their declaration, and need no sum to be the right ones
        try:
            known = norms.sha256 or (sum_of(bytes_of(rows)) if norms.rows == "public" else "")
        except ContentError:
            known = ""  # what can not be read is told where it is read
        yield OwnFile(rows, known, norms.scales[0], unit="")
