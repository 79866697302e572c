"""Instruments: what is administered, what is answered, what is scored, and where each figure comes from.

An instrument of others is here as keys and cut-offs, never as items or norm tables. One without
items is a register entry: its scores are taken over as they were printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from math import gcd
from operator import or_
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field as F
from pydantic_core import PydanticCustomError

from prodia.frozen import Fixed
from prodia.language import Type, infer, nine
from prodia.model.parts import Cited
from prodia.model.scalars import (
    NAME,
    Condition,
    Date,
    Definition,
    FixedDict,
    Form,
    Id,
    Made,
    Many,
    NameId,
    Text,
    ValueType,
    Version,
)
from prodia.model.scales import Derived
from prodia.words import Words

# How to think about it: an item has answers; a scale makes one number of items (`items`, `score`,
# `missing`) or of other scales (`is`); a cut set names the zones of a score; a rule is true, false or not
# known. Nothing has a default that changes a score. What must fit together over several fields is told in
# checks/instruments.py, each at its place.


ABILITY = r"^G[a-z]{1,4}$"  # a broad cognitive ability (CHC)
AbilityId = Annotated[str, Form(ABILITY)]


# Two short forms, so that forty items take one line and every item still has an id of its own:
# `q1..q40` stands for forty ids, `0..3` for four answers. Both are opened once, here.


ITEMS = NAME[:-1] + r"(\.\.[a-z][a-z0-9_]{0,63})?$"
MOST_ITEMS = 1000
MOST_ANSWERS = 1001
_SPAN = re.compile(r"(-?[0-9]{1,6})\.\.(-?[0-9]{1,6})", re.ASCII)
_RUN = re.compile(r"([a-z][a-z0-9_]*?)([0-9]+)\.\.([a-z][a-z0-9_]*?)([0-9]+)", re.ASCII)

ItemIds = Annotated[str, Form(ITEMS)]


def opened(written: str) -> tuple[str, ...]:
    """The ids that ``q1..q17`` stands for; a single id stands for itself.

    >>> opened("q08..q10")
    ('q08', 'q09', 'q10')

    Empty where the two ends do not belong together: another word before the number, a number that does
    not rise, one with more leading zeros, more than MOST_ITEMS.
    """
    if ".." not in written:
        return (written,)
    found = _RUN.fullmatch(written)
    if found is None or found[1] != found[3]:
        return ()
    first, last = int(found[2]), int(found[4])
    width = len(found[2]) if found[2].startswith("0") else 0
    if not first < last or last - first >= MOST_ITEMS or f"{last:0{width}}" != found[4]:
        return ()
    return tuple(f"{found[1]}{n:0{width}}" for n in range(first, last + 1))


def every_id(written: Iterable[str]) -> tuple[str, ...]:
    """The ids that some runs and ids stand for."""
    return tuple(id for one in written for id in opened(one))


def span(text: str) -> tuple[int, int] | None:
    """The two ends of ``0..3``, or None when it is no such range."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or not int(found[1]) < int(found[2]):
        return None
    return int(found[1]), int(found[2])


def _answers(value: Any) -> tuple[float, ...]:
    if isinstance(value, str):
        ends = span(value)
        if ends is None or ends[1] - ends[0] >= MOST_ANSWERS:
            raise PydanticCustomError("answers_form", "answers")
        return tuple(float(n) for n in range(ends[0], ends[1] + 1))
    listed = value if isinstance(value, (list, tuple)) else ()
    numbers = all(isinstance(x, (int, float)) and not isinstance(x, bool) for x in listed)
    rising = tuple(float(x) for x in listed) if numbers else ()
    if len(rising) < 2 or any(a >= b for a, b in pairwise(rising)):
        raise PydanticCustomError("answers_form", "answers")
    return rising


def _months(value: Any) -> tuple[int, int]:
    whole = isinstance(value, tuple) and len(value) == 2 and all(type(end) is int for end in value)
    ends = value if whole else span(value) if isinstance(value, str) else None
    if ends is None or ends[0] < 0:
        raise PydanticCustomError("months_form", "months")
    return ends


Answers = Annotated[
    tuple[float, ...],
    Made(
        _answers,
        list,
        {
            "anyOf": [
                {"type": "string", "pattern": r"^-?[0-9]{1,6}\.\.-?[0-9]{1,6}$"},
                {"type": "array", "items": {"type": "number"}, "minItems": 2, "uniqueItems": True},
            ]
        },
    ),
]
# Completed months, both ends included: `72..203`.
Months = Annotated[
    tuple[int, int],
    Made(
        _months,
        lambda ends: f"{ends[0]}..{ends[1]}",
        {"type": "string", "pattern": r"^[0-9]{1,6}\.\.[0-9]{1,6}$"},
    ),
]


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
Direction: TypeAlias = Literal["high-is-good", "high-is-concern", "both-ways", "not-said"]
Unit: TypeAlias = Literal["cm", "kg"]
Informant: TypeAlias = Literal["self", "parent", "teacher", "examiner"]


class Item(Definition):
    """What can be answered, and what each answer counts.

    ``answers``: the answers there are, ``0..3`` or a rising list. ``points``: what each of them counts, in
    the same order; without it an answer counts as itself. An item that is measured has a ``type``
    instead, and the ``unit`` it is measured in. ``text`` only where its makers allow it.
    """

    answers: Answers | None = None
    points: Many[float] | None = None
    labels: Many[Text] | None = None
    type: ValueType | None = None
    unit: Unit | None = None
    text: Text | None = None

    def admits(self, answer: float) -> bool:
        """Whether an answer is on the answer scale; a truth is none, though Python counts it as 1 or 0."""
        if isinstance(answer, bool):
            return False
        if self.answers is not None:
            return answer in self.answers
        return self.type is None or self.type.admits(answer)

    def scale_words(self) -> Words:
        """The answer scale for a message; of a measure with its unit, and those it is mistaken for."""
        if self.answers is None:
            shown = self.type.show() if self.type else ""
            if self.unit is None:
                return Words(shown, shown)
            nl, en = (", ".join(MISTAKEN[self.unit]), f"{shown} {self.unit}")
            return Words(f"{en}; niet in {nl}", f"{en}; not in {nl}")
        run = all(b - a == 1 for a, b in pairwise(self.answers))
        ends = self.answers[0], self.answers[-1]
        shown = f"{ends[0]:g}..{ends[1]:g}" if run else ", ".join(f"{a:g}" for a in self.answers)
        return Words(shown, shown)


# What a measure is mistaken for, and what one of it is in the unit that was asked. Units are no norms.
MISTAKEN: Mapping[str, Mapping[str, float]] = {
    "cm": {"m": 100.0, "mm": 0.1, "inch": 2.54},
    "kg": {"g": 0.001, "lb": 0.45359237},
}


class Flag(Definition):
    """An answer that matters by itself, whatever the scores come to: it is told first, to the team alone.

    ``item``: which item; ``from`` which answer up, or ``to`` which answer, as it stands on the form, whether
    the item counts the other way round or not. ``says``: what the item is about, in own words. ``do``: what
    the team does. An answer that is empty or off its scale leaves it open, and that is told too.
    """

    says: Text
    item: NameId
    from_: float | None = F(None, alias="from")
    to: float | None = None
    do: Text
    source: Many[Cited] = F(min_length=1)

    def raised(self, answer: float) -> bool:
        """Whether this answer, which is on its scale, is one of them."""
        return (self.from_ is None or answer >= self.from_) and (self.to is None or answer <= self.to)


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
    on: Derived | Literal["raw"]
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
        return every_id(self.items)


class Stop(Definition):
    """Where a test begins, reverses and stops.

    ``sets``: the test is given in sets, each as a whole, and begins at the set that opens with the item of
    ``starts``. ``full``: the credit of each item below the lowest one given; a test that can begin further
    on, or goes back, must say it.
    """

    # what the rules do: prodia.scoring.stopping

    starts: Many[Start] = ()
    basal: Annotated[int, F(ge=1)] | None = None
    full: float | None = None
    reversal: Literal["in sequence", "to previous start"] | None = None
    discontinue: Annotated[int, F(ge=1)] | None = None
    misses: Annotated[int, F(ge=1)] | None = None
    in_a_row_of: Annotated[int, F(ge=1)] | None = None
    sets: Many[StopSet] = ()

    @property
    def credit(self) -> float:
        """``full``; 1 where nothing is ever credited."""
        return 1.0 if self.full is None else self.full


class Scale(Definition):
    """One score: of ``items`` with ``score`` and ``missing``, of other scales by ``is``, or as printed.

    ``at_least``: what an item must count to be counted, with ``score: count``. ``reverse``: items that
    count the other way round in this scale. ``scores``: in which scores a test of others prints it.
    ``abilities``: broad abilities (CHC) it measures. ``direction`` is always said, if only that it is not.
    """

    title: Text
    items: Many[ItemIds] = ()
    score: How | None = None
    missing: MissingAnswers | None = None
    at_least: float | None = None
    weights: FixedDict[ItemIds, float] = F(default_factory=Fixed)
    stop: Stop | None = None
    is_: Condition | None = F(None, alias="is")
    scores: Many[ValueType] = ()
    direction: Direction
    abilities: Many[AbilityId] = ()
    cuts: FixedDict[Id, CutSet] = F(default_factory=Fixed)
    source: Many[Cited] = ()

    @property
    def item_ids(self) -> tuple[str, ...]:
        """The ids of its items, ranges opened."""
        return every_id(self.items)


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
    answers: FixedDict[ItemIds, float]
    ages: Annotated[int, F(ge=0)] | None = None
    expect: FixedDict[str, float | str | bool | None] = F(min_length=1)
    source: Many[Cited] = ()


class Instrument(Definition):
    """What is administered, never with an item text or norm table of others.

    ``form``: which printed form the item numbers are of. ``may``: what its makers let others spread:
    ``register`` its name, ``keys`` also keys and cut-offs, ``text`` the items too. ``most_empty``: how
    many items of the whole form may be empty; with more, no scale has a score. ``flags``: answers that
    matter by themselves, also where nothing has a score. ``year``: of this edition. ``moments``: when in the
    year it has norms. ``fairness``: for whom its scores say less. ``checked``: the day on which what stands
    here was compared with its manual. ``ratings``: those of other bodies than the first.
    """

    format: Literal[1]
    id: Id
    version: Version
    title: Text
    measures: Text
    domains: Many[Id] = ()
    status: Literal["in-use", "withdrawn", "replaced", "fictitious"]
    replaced_by: Id | None = None
    publisher: Text | None = None
    edition: Text | None = None
    year: Annotated[int, F(ge=1900, le=2100)] | None = None
    licence: Text
    may: Literal["register", "keys", "text"]
    form: Text | None = None
    informant: Informant | None = None
    ages: Months | None = None
    for_whom: Text | None = None
    moments: Text | None = None
    minutes: int | None = None
    languages: Text | None = None
    fairness: Text | None = None
    checked: Date | None = None
    rating: Rating
    ratings: Many[Rating] = ()
    items: FixedDict[ItemIds, Item] = F(default_factory=Fixed)
    most_empty: Annotated[int, F(ge=0)] | None = None
    reverse: Many[ItemIds] = ()
    flags: FixedDict[NameId, Flag] = F(default_factory=Fixed)
    scales: FixedDict[NameId, Scale] = F(default_factory=Fixed)
    rules: FixedDict[NameId, ScoreRule] = F(default_factory=Fixed)
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
        return frozenset(every_id(self.reverse))


# What tests are about, and when an entry of the register is to be looked at anew.


class Domain(Definition):
    """What people look for a test by."""

    title: Text


class Staleness(Definition):
    """So many months after it was checked, or when its norms are more than so many years old."""

    checked_months: Annotated[int, F(ge=1)]
    norm_years: Annotated[int, F(ge=1)]
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None


class Register(Definition):
    format: Literal[1]
    domains: FixedDict[Id, Domain] = F(min_length=1)
    stale: Staleness


# Broad cognitive abilities (CHC), and the rule that says how broad a test is.


class Ability(Definition):
    """One broad ability: its name, and what it is in a sentence."""

    title: Text
    means: Text
    source: Many[Cited] = ()


class CoverageFigures(Definition):
    """What a test covers to be called general."""

    # what the rule does: prodia.psychometrics.coverage

    required: Many[AbilityId] = F(min_length=1)
    least: Annotated[int, F(ge=1)]
    profile: bool
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None


class Abilities(Definition):
    format: Literal[1]
    abilities: FixedDict[AbilityId, Ability] = F(min_length=1)
    coverage: CoverageFigures


# What a scale can come to: its lowest and highest score, and every score between them.

# Complete answers only: what an empty item can add is for the missing rule. The scores are counted item by
# item (a set of sums that grows), which is exact and small for the scales people make. A scale that is worked
# out (`is`) has the range that its expression can reach.


MOST = 20_000
WIDEST, BILLION = 1 << 20, 10**9


def points(item: Item, turned: bool) -> dict[float, float]:
    """Answer to points of an item, ``turned`` when it counts the other way round."""
    answers = item.answers or ()
    counted = item.points or answers
    low, high = (min(counted), max(counted)) if counted else (0.0, 0.0)
    return {a: (low + high - p if turned else p) + 0.0 for a, p in zip(answers, counted, strict=True)}


def ends(item: Item) -> tuple[float, float] | None:
    """The lowest and the highest an item can count; None where a measure has no end."""
    if item.answers:
        counted = item.points or item.answers
        return min(counted), max(counted)
    low, high = (item.type.low, item.type.high) if item.type else (None, None)
    return None if low is None or high is None else (low, high)


def limits(instrument: Instrument) -> dict[str, tuple[float, float] | None]:
    """Lowest and highest score of every scale that is worked out; None where there is no end."""
    items, known = instrument.every_item, types(instrument)
    found: dict[str, tuple[float, float] | None] = {}
    for id, scale in instrument.scales.items():
        if scale.items:
            found[id] = _of_items(scale, items)
        elif scale.is_ is not None:
            type = infer(scale.is_.tree, known).type
            low, high = (type.low, type.high) if type else (None, None)
            found[id] = None if low is None or high is None else (low, high)
        if id in found:
            known[id] = within(found[id])
    return found


def types(instrument: Instrument) -> dict[str, Type]:
    """The items of this instrument as an expression reads them: as points."""
    return {id: within(ends(item)) for id, item in instrument.every_item.items()}


def within(both: tuple[float, float] | None) -> Type:
    """A number between two ends, or without."""
    return Type("number") if both is None else Type("number", None, *both)


def _of_items(scale: Scale, items: Mapping[str, Item]) -> tuple[float, float] | None:
    known = [items[id] for id in scale.item_ids if id in items]
    both = [ends(item) for item in known]
    if scale.score == "count":
        return 0.0, float(len(known))
    if scale.score == "pomp":
        return 0.0, 100.0
    if not known or any(one is None for one in both):
        return None
    pairs = [one for one in both if one is not None]
    if scale.score == "highest":
        return max(low for low, _ in pairs), max(high for _, high in pairs)
    said = weights_of(scale)
    weights = [said.get(id, 1.0) for id in scale.item_ids if id in items]
    low = sum(min(w * a, w * b) for w, (a, b) in zip(weights, pairs, strict=True))
    high = sum(max(w * a, w * b) for w, (a, b) in zip(weights, pairs, strict=True))
    return (low / len(known), high / len(known)) if scale.score == "mean" else (low, high)


def weights_of(scale: Scale) -> dict[str, float]:
    """How much items weigh in a scale; one that is not named weighs 1."""
    return {id: w for written, w in reversed(scale.weights.items()) for id in opened(written)}


def attainable(instrument: Instrument, id: str) -> tuple[float, ...] | None:
    """Every score of complete answers, rising; None where there are too many to name, or no end."""
    scale, items = instrument.scales[id], instrument.every_item
    known = [item for item in scale.item_ids if item in items]
    if not known or any(items[item].answers is None for item in known):
        return None
    if scale.score == "count":
        return tuple(float(n) for n in range(len(known) + 1))
    turned, weights = instrument.reversed_items, weights_of(scale)
    steps = [
        {weights.get(item, 1.0) * p for p in points(items[item], item in turned).values()} for item in known
    ]
    if scale.score == "highest":
        least = max(map(min, steps))
        sums: list[float] | None = sorted({p for own in steps for p in own if p >= least})
    else:
        sums = _sums(steps)
    if sums is None or len(sums) > MOST:
        return None
    divided = len(known) if scale.score in ("mean", "pomp") else 1
    found = [nine(s / divided) for s in sums]
    if scale.score == "pomp":
        low, high = found[0], found[-1]
        found = [nine(100 * (x - low) / (high - low)) for x in found]
    return tuple(found)


def _sums(steps: Sequence[Iterable[float]]) -> list[float] | None:
    """Every sum of one number of each, rising; None where they lie too far apart to be named."""
    whole = [sorted(round(p * BILLION) for p in own) for own in steps]  # of points no more decimals count
    unit = gcd(*(p - own[0] for own in whole for p in own)) or 1
    lowest, reached = sum(own[0] for own in whole), 1  # bit n: the lowest sum and n units
    if sum(own[-1] - own[0] for own in whole) // unit >= WIDEST:
        return None
    for own in whole:
        reached = reduce(or_, (reached << (p - own[0]) // unit for p in own))
    bits = bin(reached)[:1:-1]
    return [(lowest + n * unit) / BILLION for n, bit in enumerate(bits) if bit == "1"]
