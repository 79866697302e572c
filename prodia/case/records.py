"""What a case says of itself: frozen records, each with the events it rests on.

A :class:`Proposal` is what the engine works out; a :class:`Decision` is what
people decided. They are different types, and nothing here turns one into the
other.
"""

# What somebody said of a pupil, and who, is in no representation: it would end up in a log.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field as kept  # a record has a field of that name
from functools import cached_property
from itertools import islice
from typing import Any, Literal, TypeAlias, TypeVar

from prodia.frozen import dataclass
from prodia.language import Plain
from prodia.model.events import Answer, StepWord
from prodia.model.tested import ScoreRecord
from prodia.problems import Problem

Word: TypeAlias = Literal["met", "not met", "judgement", "not assessable"]
Result: TypeAlias = Literal["kept", "rejected", "undecided"]
ConsentWord: TypeAlias = Literal[
    "not needed", "given", "missing", "refused", "withdrawn", "judge first", "undetermined"
]
NeedWord: TypeAlias = Literal[
    "consent", "competence", "answer", "hypothesis", "judge", "decide", "share", "resume"
]

T = TypeVar("T")


class Trail(Sequence[T]):
    """What happened, in order. It never changes: :meth:`plus` gives a longer one, and copies nothing.

    >>> first = Trail("ab")
    >>> first.plus("c"), first.plus("d"), first
    (('a', 'b', 'c'), ('a', 'b', 'd'), ('a', 'b'))
    """

    # Trails that go on from each other share one list, of which each sees the beginning. Where two go on
    # from the same one, the second takes a list of its own.

    __slots__ = ("_count", "_items")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items = [*items]
        self._count = len(self._items)

    def plus(self, item: T) -> Trail[T]:
        """This and one more."""
        longer: Trail[T] = Trail()
        longer._items, longer._count = self._items, self._count + 1
        if len(self._items) == self._count:
            self._items.append(item)
        if self._items[self._count] is not item:
            longer._items = [*self, item]
        return longer

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[T]:
        return islice(self._items, self._count)

    def __getitem__(self, at: Any) -> Any:
        return tuple(self)[at] if isinstance(at, slice) else self._items[range(self._count)[at]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Trail) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it was given: a raw value, or the word for why there is none.

    ``record``: of a test that was given what came of it; ``language``: that of the pupil, as was said then.
    """

    field: str
    value: Answer | None = kept(repr=False)
    missing: str | None
    by: str
    person: str | None = kept(repr=False)
    on: dt.date
    measured: dt.date | None
    norms: str | None = kept(repr=False)
    seq: int
    record: ScoreRecord | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person settled a grey zone."""

    criterion: str
    word: Literal["met", "not met"]
    by: str
    person: str = kept(repr=False)
    reason: str = kept(repr=False)
    on: dt.date
    seq: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """``word`` counts; ``machine`` is what the rule alone says; ``judged`` the human act behind the word."""

    criterion: str
    word: Word
    machine: Word
    judged: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that contradict each other: the rule under ``ensure`` they break, and what it says.

    ``answers``: those that were given. None of them is read until one is corrected.
    """

    rule: str
    message: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the table comes to. Never a decision.

    ``outcome`` is None where no rule holds or several clash; ``rules`` are numbered
    from 1 as written; ``otherwise``: the declared default was used; ``missing``:
    inputs that had no value.
    """

    decision: str
    outcome: str | None
    outputs: tuple[tuple[str, Plain], ...]
    rules: tuple[int, ...]
    otherwise: bool
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return self.outcome is not None and not self.otherwise


@dataclass(frozen=True, slots=True)
class Lead:
    """An outcome as it stands now, decided or else proposed, and a protocol that it leads to, with why."""

    decision: str
    outcome: str
    to: str
    why: str
    decided: bool


@dataclass(frozen=True)
class Decision:
    """What people decided, beside what was proposed at that moment.

    Made from a recorded ``decided`` event only.
    """

    decision: str
    outcome: str
    by: str
    person: str = kept(repr=False)
    reason: str = kept(repr=False)
    on: dt.date
    seq: int
    then: Callable[[], str | None] = kept(repr=False, compare=False)  # what was proposed: few ask

    @cached_property
    def proposed(self) -> str | None:
        """The outcome that was proposed at that moment."""
        return self.then()

    @property
    def departs(self) -> bool:
        """Another outcome than the proposal, or there was no proposal to agree with."""
        return self.outcome != self.proposed


@dataclass(frozen=True, slots=True)
class ConsentRecord:
    """One recorded yes or no. ``withdrawn``: the day it was taken back."""

    role: str
    given: bool
    basis: str = kept(repr=False)
    on: dt.date
    seq: int
    withdrawn: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ConsentState:
    """Who must consent on the day looked at, and whether they did."""

    status: ConsentWord
    role: str | None = None
    outcome: str | None = None
    record: ConsentRecord | None = None

    @property
    def open(self) -> bool:
        """May steps about the pupil be taken?"""
        return self.status in ("given", "not needed")


@dataclass(frozen=True, slots=True)
class Competence:
    """A person judged whether the pupil can judge the situation."""

    competent: bool
    by: str
    person: str = kept(repr=False)
    reason: str = kept(repr=False)
    on: dt.date
    seq: int


@dataclass(frozen=True, slots=True)
class Raised:
    """A hypothesis of this case with its if-then note."""

    hypothesis: str
    if_so: str = kept(repr=False)
    if_not: str = kept(repr=False)
    on: dt.date
    seq: int
    title: str | None = kept(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class HypothesisState:
    """A hypothesis that was raised: kept if all criteria are met, rejected if one is not, else undecided."""

    raised: Raised
    result: Result


@dataclass(frozen=True, slots=True)
class Share:
    """What was given to an audience: with whom it was shared, when, by which event."""

    audience: str
    with_: str = kept(repr=False)
    on: dt.date
    seq: int


@dataclass(frozen=True, slots=True)
class StepState:
    """How a step stands; ``why`` says what holds it up or keeps it off the path."""

    step: str
    status: StepWord
    why: Problem | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What to do next: ``id`` names the field, criterion, decision, step or audience; ``of`` the roles."""

    kind: NeedWord
    id: str
    of: tuple[str, ...]
    step: str | None
    why: Problem

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """A question that is not asked, and the reason."""

    field: str
    why: Problem
