"""Which column of a file of people is what: found by its heading, or as it was said; the rest is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import get_args

from prodia.model.instrument import Instrument
from prodia.model.norms import KeyName
from prodia.problems import Problem
from prodia.problems import people as kinds
from prodia.problems.commands import NO_MATCH
from prodia.words import Words
from prodia.words.cells import age_unit, folded, means, nearest_heading, numbered_like
from prodia.words.lists import nearest

# The names a column has unless it is said otherwise; words are those of the norm table.
PERSON: tuple[str, ...] = ("id", "born", "tested", "age_months", *get_args(KeyName))
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """Place of the column of each name that has one. ``unused``: the other columns, unless none is known:
    then the first row may be that of a person. ``who``: the place of who it is, and ``moment`` of the column
    that with it is the key of a row.
    """

    head: tuple[str, ...]
    places: Mapping[str, int]
    unused: tuple[str, ...] = ()
    who: int | None = None
    moment: int | None = None

    @classmethod
    def of(cls, head: Sequence[str], places: Mapping[str, int], moment: int | None = None) -> Layout:
        used = {*places.values(), *([] if moment is None else [moment])}
        unused = tuple(name for at, name in enumerate(head) if at not in used and used)
        return cls(tuple(head), dict(places), unused, places.get("pupil", places.get("id")), moment)

    @property
    def fed(self) -> tuple[tuple[str, str], ...]:
        """Each name with the heading of its column."""
        named = [(name, self.head[at]) for name, at in self.places.items()]
        if self.moment is not None and self.moment not in self.places.values():
            named.insert(1, ("--moment", self.head[self.moment]))
        return tuple(named)


def found_in(head: Sequence[str], column: str) -> list[int]:
    """The places of a column in a heading: as it is written, or else but for what the eye does not see."""
    exact = [at for at, name in enumerate(head) if name == column]
    return exact or alike(head, column)


def alike(head: Sequence[str], column: str) -> list[int]:
    """The places of every column that is called so but for what the eye does not see."""
    small = folded(column)
    return [at for at, name in enumerate(head) if name and folded(name) == small]


def knows(
    names: Iterable[str], *, people: bool = True, series: bool = False
) -> Callable[[Sequence[str]], int]:
    """How many of some cells are names that were looked for, or (``people``) what one knows of a person, or
    of a measurement in a ``series``."""
    small, more = {folded(name) for name in names}, people or series
    return lambda cells: len(
        {folded(c) for c in cells if c and (folded(c) in small or (more and means(c, series=series)))}
    )


def laid_out(
    head: Sequence[str],
    instrument: Instrument,
    said: Mapping[str, str],
    *,
    ignore: Set[str] = NOTHING,
    moment: str | None = None,
    allow_missing: bool = False,
) -> tuple[Layout, tuple[Problem, ...]]:
    """The layout of a heading of a form, and what is wrong with it. ``said``: item or person's name to the
    column it has."""
    items = tuple(instrument.every_item)
    known = (*PERSON, *items)
    if strange := tuple(_strange((*items, *PERSON), said)):
        return Layout.of(head, {}), strange
    free = _free(head, ignore)
    if not (knows(items)([*free.values()]) or any(found_in(head, column) for column in said.values())):
        return Layout.of(head, {}), tuple(_near(free, items)) or (_no_item(instrument),)
    layout, problems = placed(head, known, said, ignore=ignore, moment=moment)
    if problems:
        return layout, problems
    rest = {at: name for at, name in free.items() if at not in {*layout.places.values(), layout.moment}}
    if layout.places.keys().isdisjoint(items):
        return layout, tuple(_near(rest, items)) or (_no_item(instrument),)
    absent = [item for item in items if item not in layout.places]
    return layout, tuple(unfed(rest, absent, instrument, allow_missing))


def placed(
    head: Sequence[str],
    names: Iterable[str],
    said: Mapping[str, str],
    *,
    needed: Set[str] = NOTHING,
    ignore: Set[str] = NOTHING,
    moment: str | None = None,
    series: bool = False,
) -> tuple[Layout, tuple[Problem, ...]]:
    """The layout of a heading by some names, and what is wrong with it. ``moment``: the column that with the
    id is the key of a row; without it the one that is called so.

    A column that is called like a name, or as people call what is known of a person (or of a measurement in
    a ``series``), is taken for it, unless it was said to be another's or to be passed over; capitals, blanks
    and Unicode forms make no difference, and of two columns none is chosen.
    """
    names, free = tuple(names), _free(head, ignore)
    place = {name: found_in(head, said[name]) for name in names if name in said}
    known = {name: said[name] for name in place}
    wrong = [*_strange(names, said), *_misplaced(head, free, known, moment, ignore)]
    left = _without(head, free, place)
    place |= {name: alike(left, name) for name in names if name not in said}
    rest = _without(head, free, place)
    place |= {
        name: means_in(rest, name, series=series) for name in names if not (name in said or place[name])
    }
    twice = {dict(problem.args)["column"] for problem in wrong if problem.kind is kinds.COLUMN_TWICE}
    for name in names:
        if len(some := place[name]) > 1:  # they differ in what the eye does not see
            column = head[some[1]]
            wrong += [] if column in twice else [Problem(kinds.COLUMN_TWICE, None, column=column.strip())]
        elif some and name not in said:
            wrong += rivals(left, name, some[0], series=series)
        elif name in needed and name not in said:
            wrong.append(_absent(name, name, [*free.values()]))
    places = {name: place[name][0] for name in names if len(place[name]) == 1}
    when = found_in(head, moment) if moment else [] if series else means_in(rest, "moment")
    key = next(iter(when), places.get("moment"))
    if key is not None and "moment" in names and key not in places.values():
        places.setdefault("moment", key)
    return Layout.of(head, places, key), tuple(wrong)


def _free(head: Sequence[str], ignore: Set[str]) -> dict[int, str]:
    """The columns that may be anybody's: with a name, and not to be passed over."""
    left = {at for column in ignore for at in found_in(head, column)}
    return {at: name for at, name in enumerate(head) if name.strip() and at not in left}


def _without(head: Sequence[str], free: Mapping[int, str], place: Mapping[str, Sequence[int]]) -> list[str]:
    """The headings that are free, and of which no name is fed yet; the others as if they had none."""
    taken = {at for some in place.values() for at in some}
    return [text if at in free and at not in taken else "" for at, text in enumerate(head)]


def _absent(column: str, name: str, known: Sequence[str]) -> Problem:
    near = _OR_PAIR.filled(nearest=nearest(column, known), name=name)
    return Problem(kinds.COLUMN_ABSENT, None, column=column, nearest=near)


_OR_PAIR = Words(
    "{nearest} Heet ze anders: «--column {name}=jouw kolom».",
    "{nearest} If it is called otherwise: «--column {name}=your column».",
)


def _strange(known: Sequence[str], said: Mapping[str, str]) -> Iterator[Problem]:
    """Names there are not, and columns said of two names."""
    for name in said:
        if name not in known:
            what = Words("item of kenmerk", "item or key")
            yield Problem(NO_MATCH, None, what=what, name=name, nearest=nearest(name, known))
    for column in dict.fromkeys(said.values()):
        names = [name for name, other in said.items() if other == column]
        if len(names) > 1:
            yield Problem(kinds.COLUMN_FOR_TWO, None, column=column, names=", ".join(names))


def _misplaced(
    head: Sequence[str],
    free: Mapping[int, str],
    said: Mapping[str, str],
    moment: str | None,
    ignore: Set[str],
) -> Iterator[Problem]:
    """Names that two columns bear (a column without a name is nobody's), and columns that are not there."""
    names = [*free.values()]
    for name in dict.fromkeys(name for at, name in enumerate(names) if name in names[:at]):
        yield Problem(kinds.COLUMN_TWICE, None, column=name)
    for column in sorted(ignore):
        if not found_in(head, column):
            what, near = Words("kolom", "column"), nearest(column, [name for name in head if name.strip()])
            yield Problem(NO_MATCH, None, what=what, name=column, nearest=near)
    for name, column in (*said.items(), *([("moment", moment)] if moment else [])):
        if not found_in(head, column):
            yield _absent(column, name, names)


def rivals(head: Sequence[str], name: str, place: int, *, series: bool = False) -> Iterator[Problem]:
    """That another column says the same as the one at this place. Who it is may stand there in several ways,
    and an age in years and in months."""
    if name not in ("id", "pupil", "age_months"):
        some = [
            text
            for at, text in enumerate(head)
            if at != place and text and means(text, series=series) == name
        ]
        for other in some[:1]:
            yield Problem(kinds.TWO_COLUMNS, None, column=head[place].strip(), other=other.strip(), name=name)


def _near(free: Mapping[int, str], names: Sequence[str]) -> Iterator[Problem]:
    """Headings that may have been meant as one of the names that no column feeds."""
    for heading in free.values():
        if (name := nearest_heading(heading, names)) is not None:
            yield Problem(kinds.NEAR_HEADING, None, column=heading.strip(), name=name)


def unfed(
    unused: Mapping[int, str], absent: Sequence[str], instrument: Instrument, allow_missing: bool
) -> Iterator[Problem]:
    near = [*_near(unused, absent)]
    yield from near
    if absent:
        kind = kinds.ITEM_COLUMN_ABSENT if allow_missing else kinds.ITEM_WITHOUT_COLUMN
        yield Problem(kind, None, items=few(absent, most=20), first=absent[0])
    asked = {dict(p.args)["column"] for p in near}
    more = [n.strip() for n in unused.values() if n.strip() not in asked]
    more = [name for name in more if numbered_like(name, instrument.every_item)]
    if more:
        said = {"columns": few([f"«{n}»" for n in more]), "first": more[0]}
        yield Problem(kinds.LIKE_ITEMS, None, instrument=instrument.reference, **said)


def means_in(head: Sequence[str], name: str, *, series: bool = False) -> list[int]:
    """The places of headings that say this of a person, or of a measurement in a ``series``; of ages those in
    months first, and one is enough."""
    some = [at for at, text in enumerate(head) if text and means(text, series=series) == name]
    return ([at for at in some if age_unit(head[at]) == "months"] or some)[:1]


def _no_item(instrument: Instrument) -> Problem:
    every = [*instrument.every_item]
    first, last = every[0], every[-1]
    words = {"items": first if first == last else f"{first} ... {last}", "first": first}
    return Problem(kinds.NO_ITEM_COLUMN, None, instrument=instrument.reference, **words)


def few(some: Sequence[object], most: int = 8) -> str:
    return ", ".join(map(str, some[:most])) + (f", ... ({len(some)})" if len(some) > most else "")
