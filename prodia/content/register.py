"""The register of instruments for use: which one fits, which must be looked at anew, which a centre has.

``register(catalogue, ...)``       what fits what one looks for; what nobody wrote down is never a yes or a no
``read_stock(path, catalogue)``    which instruments a centre has, from its own file
``held(plan, stock)``              of every instrument that a protocol names, what a centre has of it
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from prodia.content.catalogue import Catalogue
from prodia.content.tables import Cell, bytes_of, read_sheet, refused
from prodia.errors import checked, one_of
from prodia.language.operators.calendar import plus
from prodia.language.values import Duration
from prodia.model.instrument import Informant, Instrument, Register, Staleness
from prodia.model.norms import Norms
from prodia.model.plan import Plan
from prodia.problems import Place, Problem
from prodia.problems import instruments as kinds
from prodia.problems.people import COLUMN_ABSENT
from prodia.words import Words
from prodia.words.cells import folded
from prodia.words.lists import close, meant

__all__ = ["Held", "Listed", "Stock", "held", "read_stock", "register"]

Part: TypeAlias = Literal["domain", "age", "informant", "stale"]


@dataclass(frozen=True, slots=True)
class Listed:
    """An instrument with its norm groups; ``stale``: the first day on which it is to be looked at anew, None
    where neither its day of checking nor a year of norms is known. ``open``: the parts of what was looked
    for of which nothing was written down; without any it fits."""

    instrument: Instrument
    norms: tuple[Norms, ...]
    stale: dt.date | None
    open: tuple[Part, ...] = ()


@checked
def register(
    catalogue: Catalogue,
    lang: str = "nl",
    *,
    domain: str | None = None,
    months: int | None = None,
    informant: str | None = None,
    stale: dt.date | None = None,
) -> tuple[Listed, ...]:
    """The instruments that fit, by title: of a domain, for an age in months, by who answers, stale on a day.

    One of which a part was not written down is among them, with that part in ``open``. The newest version
    of each. Raises UnknownName for a domain or informant there is not.
    """
    known = catalogue.register(lang)
    if domain is not None:
        one_of(Words("domein", "domain"), domain, tuple(known.domains) if known else ())
    if informant is not None:
        one_of(Words("invuller", "informant"), informant, get_args(Informant))
    found = []
    for each in listed(catalogue.shared(lang).instruments.values(), catalogue.norms(lang).values(), known):
        one = each.instrument
        fits: dict[Part, bool | None] = {}
        if domain is not None:
            fits["domain"] = domain in one.domains if one.domains else None
        if months is not None:
            fits["age"] = one.ages[0] <= months <= one.ages[1] if one.ages else None
        if informant is not None:
            fits["informant"] = one.informant == informant if one.informant else None
        if stale is not None:
            fits["stale"] = each.stale <= stale if each.stale else None
        if False not in fits.values():
            found.append(replace(each, open=tuple(part for part, fit in fits.items() if fit is None)))
    return tuple(found)


def listed(
    instruments: Iterable[Instrument], norms: Iterable[Norms], known: Register | None
) -> tuple[Listed, ...]:
    """Each with its norm groups and the day on which it is stale, by title."""
    groups = tuple(norms)
    found = []
    for one in instruments:
        own = tuple(group for group in groups if group.instrument == one.id)
        found.append(Listed(one, own, stale_on(one, own, known.stale) if known else None))
    return tuple(sorted(found, key=lambda each: (each.instrument.title.casefold(), each.instrument.id)))


def stale_on(one: Instrument, norms: Iterable[Norms], rule: Staleness) -> dt.date | None:
    """The first day on which an entry is to be looked at anew; None where no day is known."""
    days = [dt.date(group.year + rule.norm_years + 1, 1, 1) for group in norms if group.year is not None]
    days += [plus(one.checked, Duration("months", rule.checked_months))] if one.checked is not None else []
    return min(days, default=None)


# What a centre has.

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "instrument": ("instrument", "test", "titel", "title", "naam", "name", "id"),
    "year": ("jaar", "year", "editie", "uitgave", "edition", "jaar van uitgave", "uitgavejaar"),
    "number": ("aantal", "number", "exemplaren", "copies", "stuks"),
}
_WHERE = Words("kijk in «prodia instruments» hoe het heet.", "see its name with «prodia instruments».")
_YEAR = re.compile(r"(?<![0-9])(19[0-9]{2}|20[0-9]{2})(?![0-9])")
How: TypeAlias = Literal["same", "older", "newer", "edition not known", "predecessor", "none"]


@dataclass(frozen=True, slots=True)
class Stock:
    """What stands in a centre's file: by id the years of the editions it has (None: not said); ``none``: what
    it says it has none of. ``problems``: lines that name no instrument here, or more than one."""

    name: str
    has: Mapping[str, tuple[int | None, ...]]
    none: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a centre has of an instrument: ``same`` edition, an ``older`` or ``newer`` one, its
    ``predecessor``, or ``none``; ``years``: of the editions that it has."""

    instrument: Instrument
    how: How
    years: tuple[int, ...] = ()


@checked
def read_stock(path: str | Path, catalogue: Catalogue) -> Stock:
    """The instruments in a CSV or XLSX file: a column with their names, perhaps the year of the edition and
    how many there are. A number that is left out is one that is there.

    A name is an id or a title of the register, or a part of a title between commas. Raises ContentError for
    a file that can not be read, or without a column of names.
    """
    file = Path(path)
    sheet = read_sheet(bytes_of(file), file.name, None, lambda cells: len(_places(cells)))
    at = _places(sheet.head)
    if "instrument" not in at:
        hint = Words(
            "noem een kolom «instrument», «test» of «titel».",
            "call a column «instrument», «test» or «title».",
        )
        raise refused(COLUMN_ABSENT, file.name, sheet.line, column="instrument", nearest=hint)
    names = _names(catalogue)
    has: dict[str, tuple[int | None, ...]] = {}
    none: set[str] = set()
    problems = list(sheet.problems)
    for line, row in sheet.rows:
        name = row[at["instrument"]].text.strip()
        if not name:
            continue
        ids, place = names.get(_key(name), ()), Place(file.name, line)
        if len(ids) != 1:
            problems.append(_unclear(name, ids, names, place))
            continue
        many = _number(row[at["number"]]) if "number" in at else None
        if many == 0:
            none.add(ids[0])
        else:
            has[ids[0]] = (*has.get(ids[0], ()), _year(row[at["year"]]) if "year" in at else None)
    return Stock(file.stem, has, frozenset(none - has.keys()), tuple(problems))


def _unclear(name: str, ids: Sequence[str], names: Mapping[str, tuple[str, ...]], place: Place) -> Problem:
    if ids:
        return Problem(kinds.STOCK_SEVERAL, place, name=name, ids=", ".join(ids))
    near = dict.fromkeys(id for key in close(_key(name), list(names)) for id in names[key])
    return Problem(kinds.STOCK_UNKNOWN, place, name=name, hint=meant(near) if near else _WHERE)


def _places(cells: Sequence[str]) -> dict[str, int]:
    """In which column each thing stands, the first that is called so."""
    said = [folded(cell) for cell in cells]
    found = {ours: [said.index(word) for word in words if word in said] for ours, words in _COLUMNS.items()}
    return {ours: columns[0] for ours, columns in found.items() if columns}


def _names(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """By how it may be written down, the ids that it can mean."""
    found: dict[str, dict[str, None]] = {}
    for id, one in catalogue.shared().instruments.items():
        bare = one.title.partition("(")[0]
        for word in (id, one.title, bare, *bare.split(",")):
            found.setdefault(_key(word), {})[id] = None
    return {key: tuple(ids) for key, ids in found.items() if key}


def _key(word: str) -> str:
    return "".join(c for c in folded(word) if c.isalnum())


def _year(cell: Cell) -> int | None:
    found = _YEAR.findall(cell.text)
    return int(found[0]) if len(set(found)) == 1 else None


def _number(cell: Cell) -> float | None:
    try:
        return float(cell.text.replace(",", "."))
    except ValueError:
        return None


def named(plan: Plan) -> tuple[str, ...]:
    """The ids of the instruments that a protocol version names, in its order."""
    asked = (one.instrument for one in plan.fields.values())
    return tuple(dict.fromkeys(id for id in asked if id is not None))


@checked
def held(plan: Plan, stock: Stock) -> tuple[Held, ...]:
    """Of every instrument that a protocol version names, what a centre has of it."""
    known = plan.shared.instruments
    return tuple(_held(known[id], known, stock) for id in named(plan) if id in known)


def _held(one: Instrument, known: Mapping[str, Instrument], stock: Stock) -> Held:
    years = tuple(year for year in stock.has.get(one.id, ()) if year is not None)
    if one.id in stock.has:
        if not years or one.year is None:
            return Held(one, "edition not known", years)
        newest = max(years)
        return Held(one, "older" if newest < one.year else "newer" if newest > one.year else "same", years)
    before = any(known[id].replaced_by == one.id for id in stock.has if id in known)
    return Held(one, "predecessor" if before else "none")
