"""Instruments and norms by ``id@version``, with their rows; and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from prodia.content.csvrows import read_rows, rows_file
from prodia.content.entry import Entry
from prodia.content.growthtables import OwnFile, read_growth, read_own
from prodia.content.validate import retold
from prodia.model.faults import faults, remarks
from prodia.model.growth import GrowthNorms
from prodia.model.instrument import Instrument
from prodia.model.normfaults import declared, row_faults
from prodia.model.norms import NormRows, Norms
from prodia.problems import Problem

Rows = NormRows | GrowthNorms


def versions(entries: Sequence[Entry[Any]], kind: type[Any]) -> dict[str, Entry[Any]]:
    """``id@version`` of every definition of one kind, as they were read."""
    return {e.name: e for e in entries if isinstance(e.definition, kind)}


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
    yield from retold(declared(norms), entry.document)
    if norms.kind is None or norms.kind == "lms":
        return
    path = rows_file(entry.file)
    if norms.rows == "private" and not path.exists():
        return
    read = read_rows(path, norms)
    yield from read.problems
    instrument = instruments.get(norms.instrument)
    if read.rows is not None and instrument is not None:
        yield from row_faults(norms, read.rows, instrument, path.as_posix())


def rows_of(entry: Entry[Norms]) -> tuple[Rows | None, tuple[Problem, ...]]:
    """The rows of norms, read now; None and why where they can not be had."""
    return _rows(entry)


@lru_cache(maxsize=64)
def _rows(entry: Entry[Norms]) -> tuple[Rows | None, tuple[Problem, ...]]:
    norms = entry.definition
    folder = Path(entry.file).with_suffix("")
    if norms.kind == "lms" and not rows_file(entry.file).exists():
        return read_growth(folder)
    if norms.kind == "lms":
        own = OwnFile(rows_file(entry.file), norms.sha256 or "", norms.scales[0], unit="")
        return read_own(norms.id, norms.version, [own])
    read = read_rows(rows_file(entry.file), norms)
    bad = tuple(p for p in read.problems if p.severity == "error")
    return (None if bad else read.rows), bad
