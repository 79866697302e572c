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
    """Place of the column of each item, and of what is known of a person. ``unused``: other columns.

    ``moment``: the place of the column that is part of the key of a row.
    """

    head: tuple[str, ...]
    items: Mapping[str, int]
    person: Mapping[str, int]
    absent: tuple[str, ...]
    unused: tuple[str, ...]
    moment: int | None = None

    @property
    def id(self) -> int | None:
        return self.person.get("id")

    @property
    def fed(self) -> tuple[tuple[str, str], ...]:
        """Each name with the heading of its column."""
        return tuple((name, self.head[at]) for name, at in (*self.person.items(), *self.items.items()))


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
) -> tuple[Layout | None, tuple[Problem, ...]]:
    """The layout of a heading, or None and why. ``said``: item or person's name to the column it has.

    A column that is called like an item, or like a name of PERSON in Dutch or English, is taken for it
    unless it was said to be another's; capitals, blanks and Unicode forms make no difference.
    """
    items = tuple(instrument.every_item)
    known = (*items, *PERSON)
    if strange := tuple(_strange(known, said)):
        return None, strange
    left = {at for column in ignore for at in found_in(head, column)}
    free = {at: name for at, name in enumerate(head) if name.strip() and at not in left}
    if not (knows(items)([*free.values()]) or any(found_in(head, column) for column in said.values())):
        near = () if instrument is None else tuple(_near(free, items))
        return None, near or (_no_item(instrument),)
    if problems := tuple(_misplaced(head, free, said, moment, ignore)):
        return None, problems
    place = _placed(head, free, known, said)
    problems = (*_twice(head, free, place, known), *_rivals(head, free, place, said))
    if problems:
        return None, problems
    fed = {item: place[item][0] for item in items if item in place}
    if not fed:
        rest = {at: name for at, name in free.items() if (at,) not in place.values()}
        return None, tuple(_near(rest, items)) or (_no_item(instrument),)
    absent = tuple(item for item in items if item not in fed)
    person = {name: place[name][0] for name in PERSON if name in place}
    key = found_in(head, moment)[0] if moment else person.get("moment")
    if moment and "moment" not in person and key not in {*fed.values(), *person.values()}:
        person["moment"] = int(key or 0)
    used = {*fed.values(), *person.values(), *([key] if key is not None else [])}
    unused = {at: name for at, name in enumerate(head) if at not in used}
    layout = Layout(tuple(head), fed, person, absent, tuple(unused.values()), key)
    told = tuple(unfed({at: n for at, n in unused.items() if at in free}, absent, instrument, allow_missing))
    return (None if any(p.severity == "error" for p in told) else layout), told


def placed(
    head: Sequence[str],
    names: Iterable[str],
    needed: Set[str],
    said: Mapping[str, str],
    *,
    series: bool = False,
) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """The place of each of some names in a heading, and what is wrong: for files that are no form.

    What is known of a person, or of a measurement in a ``series``, may be called as people call it. A column
    feeds one name: that for which it was said.
    """
    names = tuple(names)
    known = [name for name in head if name.strip()]
    wrong = [*_strange(names, said)]
    wrong += [
        Problem(kinds.COLUMN_TWICE, None, column=name)
        for name in dict.fromkeys(name for at, name in enumerate(known) if name in known[:at])
    ]
    places: dict[str, int] = {}
    claimed = {at for column in said.values() for at in found_in(head, column)}
    free = ["" if at in claimed else text for at, text in enumerate(head)]
    taken = {at for name in names for at in found_in(head, said.get(name, name))}
    left = ["" if at in taken else text for at, text in enumerate(head)]
    for name in names:
        theirs = said.get(name, name)
        # a name that was said is the column that is written so, and that is no other's; of two that were not,
        # none is chosen
        some = found_in(head, theirs) if name in said else alike(free, theirs)
        some = some or ([] if name in said else means_in(left, name, series=series))
        if len(some) > 1 and not wrong:
            wrong.append(Problem(kinds.COLUMN_TWICE, None, column=theirs))
        elif some:
            places[name] = some[0]
            wrong += rivals(head, name, some[0], series=series) if name not in said else []
        elif name in said or name in needed:
            near = _OR_PAIR.filled(nearest=nearest(theirs, known), name=name)
            wrong.append(Problem(kinds.COLUMN_ABSENT, None, column=theirs, nearest=near))
    return places, tuple(wrong)


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
            near = _OR_PAIR.filled(nearest=nearest(column, names), name=name)
            yield Problem(kinds.COLUMN_ABSENT, None, column=column, nearest=near)


def _placed(
    head: Sequence[str], free: Mapping[int, str], known: Sequence[str], said: Mapping[str, str]
) -> dict[str, tuple[int, ...]]:
    """The places of the columns of each name; those of one that was not said are free of those that were."""
    place = {name: tuple(found_in(head, column)) for name, column in said.items()}
    rest = {at: text for at, text in free.items() if not any(at in some for some in place.values())}
    small = {at: folded(text) for at, text in rest.items()}
    for name in (name for name in known if name not in said):
        if some := tuple(at for at, text in small.items() if text == folded(name)):
            place[name] = some
    taken = {at for some in place.values() for at in some}
    left = [text if at in rest and at not in taken else "" for at, text in enumerate(head)]
    return place | {n: tuple(means_in(left, n)) for n in PERSON if n not in place and means_in(left, n)}


def _twice(
    head: Sequence[str], free: Mapping[int, str], place: Mapping[str, tuple[int, ...]], known: Sequence[str]
) -> Iterator[Problem]:
    """Names of which two columns may be meant: they differ in what the eye does not see."""
    for name in known:
        if len(place.get(name, ())) > 1:
            yield Problem(kinds.COLUMN_TWICE, None, column=head[place[name][1]].strip())


def _rivals(
    head: Sequence[str],
    free: Mapping[int, str],
    place: Mapping[str, tuple[int, ...]],
    said: Mapping[str, str],
) -> Iterator[Problem]:
    """Of what is known of a person, and was not said, the columns that say it beside the one found."""
    named = {at for name in said for at in place.get(name, ())}
    left = [text if at in free and at not in named else "" for at, text in enumerate(head)]
    for name in PERSON:
        if name in place and name not in said:
            yield from rivals(left, name, place[name][0])


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
