"""Instruments and norms by ``id@version``, with their rows; and what is wrong with them."""

# A case asks for none of it: the catalogue imports this file when it is asked, not before.

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from prodia.checks.instruments import faults, remarks
from prodia.checks.norms import declared, row_faults
from prodia.content.normtables import OwnFile, read_growth, read_own, read_rows, rows_file
from prodia.content.packs import Entry
from prodia.content.tables import bytes_of, sum_of
from prodia.content.validate import retold
from prodia.errors import ContentError
from prodia.model.instrument import Instrument
from prodia.model.norms import GrowthNorms, Limits, NormRows, Norms
from prodia.problems import Argument, Problem
from prodia.problems.norms import DECLARED

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
    path = rows_file(entry.path)
    away = norms.rows == "private" and not path.parent.exists()
    if norms.kind is None or away or any(f.kind is DECLARED for f in found):
        return
    rows, problems = _rows(entry)
    yield from problems
    instrument = instruments.get(norms.instrument)
    if isinstance(rows, NormRows) and instrument is not None:
        yield from row_faults(norms, rows, instrument, rows_file(entry.file).as_posix(), whole=not problems)


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
        found, problems = (
            read_own(norms.id, norms.version, own)
            if own
            else read_growth(pathlib.Path(entry.path).with_suffix(""))
        )
        limits = tuple(Limits(measure, p.on, p.low, p.high) for measure, p in norms.plausible.items())
        return (None if found is None else replace(found, limits=limits)), _shown(entry, problems)
    read = read_rows(rows_file(entry.path), norms)
    return read.rows, _shown(entry, read.problems)


def _shown(entry: Entry[Norms], problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Rows are shown beside their declaration, from wherever they were read."""
    there, here = (f"{pathlib.PurePath(one).parent.as_posix()}/" for one in (entry.path, entry.file))

    def named(text: Argument) -> Argument:
        return here + text.removeprefix(there) if isinstance(text, str) and text.startswith(there) else text

    return tuple(
        Problem(
            one.kind,
            one.place and replace(one.place, file=str(named(one.place.file))),
            **{name: named(text) for name, text in one.args},
        )
        for one in problems
    )


def _own_tables(entry: Entry[Norms]) -> Iterator[OwnFile]:
    """The growth tables of a user's own: those declared one by one, or a single one in the form of rows."""
    norms, rows = entry.definition, rows_file(entry.path)
    for t in norms.tables:
        said = t.model_dump(exclude={"scale", "file"})
        yield OwnFile(rows.parent / t.file, measure=t.scale, **said)
    if not norms.tables and norms.scales and rows.exists():
        # rows that may be spread stand beside their declaration, and need no sum to be the right ones
        try:
            known = norms.sha256 or (sum_of(bytes_of(rows)) if norms.rows == "public" else "")
        except ContentError:
            known = ""  # what can not be read is told where it is read
        yield OwnFile(rows, known, norms.scales[0], unit="")
