"""Which column of a file is what: items, who it is, and what norms ask of a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from prodia.language.cursor import near
from prodia.model.instrument import Instrument
from prodia.model.normnames import KeyName
from prodia.problems import Problem
from prodia.problems import files as kinds
from prodia.problems.cli import NO_MATCH

__all__ = ["PERSON", "Layout", "laid_out"]

# The names a column has unless it is said otherwise; words are those of the norm table.
PERSON: tuple[str, ...] = ("id", "born", "tested", "age_months", *get_args(KeyName))


@dataclass(frozen=True, slots=True)
class Layout:
    """Place of the column of each item, and of what is known of a person. ``unused``: other columns."""

    head: tuple[str, ...]
    items: Mapping[str, int]
    person: Mapping[str, int]
    absent: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def id(self) -> int | None:
        return self.person.get("id")


def laid_out(
    head: Sequence[str], instrument: Instrument, said: Mapping[str, str]
) -> tuple[Layout | None, tuple[Problem, ...]]:
    """The layout of a heading, or None and why. ``said``: item or person's name to the column it has.

    A column that is called like an item, or like a name of PERSON, is taken for it unless it was said
    to be another's.
    """
    known = (*instrument.every_item, *PERSON)
    strange = (*_unknown(known, said), *_for_two(said))
    if strange:
        return None, strange
    if not {*head} & {*known, *said.values()}:  # no heading at all, perhaps: nothing of it is repeated
        return None, (_no_item(instrument),)
    problems = (*_twice(head), *_absent(head, said))
    if problems:
        return None, problems
    taken = frozenset(said.values())
    named = {name: said.get(name, name) for name in known if name in said or name not in taken}
    place = {name: head.index(column) for name, column in named.items() if column in head}
    items = {item: place[item] for item in instrument.every_item if item in place}
    absent = tuple(item for item in instrument.every_item if item not in items)
    if not items:
        return None, (_no_item(instrument),)
    person = {name: place[name] for name in PERSON if name in place}
    used = {*items.values(), *person.values()}
    unused = tuple(name for at, name in enumerate(head) if at not in used)
    warning = (Problem(kinds.ITEM_COLUMN_ABSENT, None, items=", ".join(absent)),) if absent else ()
    return Layout(tuple(head), items, person, absent, unused), warning


def _twice(head: Sequence[str]) -> Iterator[Problem]:
    """Names that two columns bear; a column without a name is nobody's."""
    for name in dict.fromkeys(name for at, name in enumerate(head) if name and name in head[:at]):
        yield Problem(kinds.COLUMN_TWICE, None, column=name)


def _no_item(instrument: Instrument) -> Problem:
    every = [*instrument.every_item]
    first, last = every[0], every[-1]
    words = {"items": first if first == last else f"{first} ... {last}", "first": first}
    return Problem(kinds.NO_ITEM_COLUMN, None, instrument=instrument.reference, **words)


def _unknown(known: Sequence[str], said: Mapping[str, str]) -> Iterator[Problem]:
    for name in said:
        if name not in known:
            yield Problem(
                NO_MATCH, None, what_nl="item of kenmerk", what_en="item or key", **_near(name, known)
            )


def _absent(head: Sequence[str], said: Mapping[str, str]) -> Iterator[Problem]:
    for column in said.values():
        if column not in head:
            yield Problem(kinds.COLUMN_ABSENT, None, column=column, **_near(column, head))


def _near(name: str, known: Sequence[str]) -> dict[str, str]:
    hint = near(name, known)
    return {"name": name, "nearest_nl": hint["hint_nl"], "nearest_en": hint["hint_en"]}


def _for_two(said: Mapping[str, str]) -> Iterator[Problem]:
    for column in dict.fromkeys(said.values()):
        names = [name for name, other in said.items() if other == column]
        if len(names) > 1:
            yield Problem(kinds.COLUMN_FOR_TWO, None, column=column, names=", ".join(names))
