"""Instruments: what is administered, what is answered, what is scored, and where each figure comes from.

An instrument of others is here as keys and cut-offs, never as items or norm tables. One without
items is a register entry: its scores are taken over as they were printed.
"""

# How to think about it: an item has answers; a scale makes one number of items (`items`, `score`,
# `missing`) or of other scales (`is`); a cut set names the zones of a score; a rule is true, false or not
# known. Nothing has a default that changes a score. What must fit together over several fields is told in
# model/faults.py, each at its place.

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field as F

from prodia.model.abilities import AbilityId
from prodia.model.items import Answers, ItemIds, Months, opened
from prodia.model.parts import Cited
from prodia.model.scalars import (
    Condition,
    Date,
    Definition,
    Id,
    Many,
    NameId,
    Text,
    ValueType,
    Version,
)

RuleName: TypeAlias = Literal[
    "refuse",
    "zero_if_at_most_m",
    "prorate_sum",
    "prorate_half_up",
    "rounded_person_mean",
    "mean_available",
    "half_rule",
]
How: TypeAlias = Literal["sum", "mean", "count", "highest", "pomp"]
Direction: TypeAlias = Literal["high-is-good", "high-is-concern"]
Informant: TypeAlias = Literal["self", "parent", "teacher", "examiner"]
Derived: TypeAlias = Literal["z", "T", "SS", "scaled", "NCE", "V", "stanine", "sten", "C", "percentile"]


class Item(Definition):
    """What can be answered, and what each answer counts.

    ``answers``: the answers there are, ``0..3`` or a rising list. ``points``: what each of them counts, in
    the same order; without it an answer counts as itself. An item that is measured has a ``type``
    instead. ``text`` only where its makers allow it.
    """

    answers: Answers | None = None
    points: Many[float] | None = None
    labels: Many[Text] | None = None
    type: ValueType | None = None
    text: Text | None = None


class MissingAnswers(Definition):
    """What happens with empty items: a rule by name, and how many may be empty. There is no default."""

    rule: RuleName
    least_answered: Annotated[int, F(ge=0)] | None = None
    most_missing: Annotated[int, F(ge=0)] | None = None
    most_fraction: Annotated[float, F(ge=0, le=1)] | None = None


class CutSet(Definition):
    """Zones of one score, from low to high, with the cut-offs between them.

    ``on``: the raw score or a normed one. ``goes``: to which zone a score exactly on a cut-off belongs.
    Several sets can stand beside each other; ``ages`` (completed months) says for whom one is meant.
    """

    says: Text
    on: Derived | Literal["raw"] = "raw"
    zones: Many[Text] = F(min_length=2)
    at: Many[float] = F(min_length=1)
    goes: Literal["up", "down"]
    ages: Months | None = None
    source: Many[Cited] = F(min_length=1)


class Start(Definition):
    """Where an age begins: ``item``, for ``ages`` in completed months."""

    item: NameId
    ages: Months


class StopSet(Definition):
    """Items that are given as a whole, in a test of such sets.

    With ``back_at_most`` points or fewer the set before it is given too, with ``on_at_least`` points or more
    the set after it; without them that is not done.
    """

    items: Many[ItemIds] = F(min_length=1)
    back_at_most: float | None = None
    on_at_least: float | None = None

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of its items, ranges opened."""
        return tuple(one for written in self.items for one in opened(written))


class Stop(Definition):
    """Where a test begins, reverses and stops. See :class:`prodia.scoring.basal.StopRules`.

    ``sets``: the test is given in sets, each as a whole, and begins at the set that opens with the item of
    ``starts``; see :func:`prodia.scoring.basal.give_sets`. ``full``: the credit of each item below the
    lowest one given.
    """

    starts: Many[Start] = ()
    basal: Annotated[int, F(ge=1)] | None = None
    full: float = 1.0
    reversal: Literal["in sequence", "to previous start"] | None = None
    discontinue: Annotated[int, F(ge=1)] | None = None
    misses: Annotated[int, F(ge=1)] | None = None
    in_a_row_of: Annotated[int, F(ge=1)] | None = None
    sets: Many[StopSet] = ()


class Scale(Definition):
    """One score: of ``items`` with ``score`` and ``missing``, of other scales by ``is``, or as printed.

    ``at_least``: what an item must count to be counted, with ``score: count``. ``reverse``: items that
    count the other way round in this scale. ``scores``: in which scores a test of others prints it.
    ``abilities``: broad abilities (CHC) it measures.
    """

    title: Text
    items: Many[ItemIds] = ()
    score: How | None = None
    missing: MissingAnswers | None = None
    at_least: float | None = None
    weights: dict[ItemIds, float] = F(default_factory=dict)
    stop: Stop | None = None
    is_: Condition | None = F(None, alias="is")
    scores: Many[ValueType] = ()
    direction: Direction = "high-is-good"
    abilities: Many[AbilityId] = ()
    cuts: dict[Id, CutSet] = F(default_factory=dict)
    source: Many[Cited] = ()

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of its items, ranges opened."""
        return tuple(one for written in self.items for one in opened(written))


class ScoreRule(Definition):
    """A conclusion of the form itself: true, false, or not known while an empty item can still decide."""

    says: Text
    is_: Condition = F(alias="is")
    source: Many[Cited] = F(min_length=1)


class Erratum(Definition):
    """Where this definition deviates from what was printed, and why."""

    where: Text
    printed: Text
    here: Text
    reason: Text
    source: Many[Cited] = ()


class Rating(Definition):
    """A quality label with its date and who gave it. A label without a date means nothing."""

    label: Literal["first", "second", "indicative", "unrated"]
    date: Date | None = None
    body: Text | None = None
    source: Many[Cited] = ()


class Example(Definition):
    """A worked example: answers in, and what must come out. What is not answered is empty.

    ``expect``: a scale, ``scale.cut set`` or a rule, with its score, zone or truth; ``null`` for no score.
    """

    says: Text
    answers: dict[ItemIds, float]
    ages: Annotated[int, F(ge=0)] | None = None
    expect: dict[str, float | str | bool | None] = F(min_length=1)
    source: Many[Cited] = ()


class Instrument(Definition):
    """What is administered, never with an item text or norm table of others.

    ``form``: which printed form the item numbers are of. ``may``: what its makers let others spread:
    ``register`` its name, ``keys`` also keys and cut-offs, ``text`` the items too. ``most_empty``: how
    many items of the whole form may be empty; with more, no scale has a score.
    """

    format: Literal[1]
    id: Id
    version: Version
    title: Text
    measures: Text
    status: Literal["in-use", "withdrawn", "replaced", "fictitious"]
    replaced_by: Id | None = None
    publisher: Text | None = None
    licence: Text
    may: Literal["register", "keys", "text"] = "register"
    form: Text | None = None
    informant: Informant | None = None
    ages: Months | None = None
    for_whom: Text | None = None
    minutes: int | None = None
    rating: Rating
    items: dict[ItemIds, Item] = F(default_factory=dict)
    most_empty: Annotated[int, F(ge=0)] | None = None
    reverse: Many[ItemIds] = ()
    scales: dict[NameId, Scale] = F(default_factory=dict)
    rules: dict[NameId, ScoreRule] = F(default_factory=dict)
    errata: Many[Erratum] = ()
    examples: Many[Example] = ()
    source: Many[Cited] = ()
    note: Text | None = None

    @property
    def reference(self) -> str:
        """``id@version``."""
        return f"{self.id}@{self.version}"

    @property
    def every_item(self) -> dict[str, Item]:
        """Item by id, ranges opened, in the order of the form."""
        return {id: item for written, item in self.items.items() for id in opened(written)}

    @property
    def reversed_items(self) -> frozenset[str]:
        return frozenset(id for written in self.reverse for id in opened(written))
