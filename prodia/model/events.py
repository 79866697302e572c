"""The events of a case, and a worked case as a file.

Every event has a day (``on``, a calendar date in Flanders, given from outside),
who recorded it (``by``, a role of the protocol) and, where a person decides or
judges, that person's name or pseudonym and a reason. Events are frozen.
"""

# `v` is the version of the stored shape of an event kind. To change a shape: raise V by one and add the
# function of the former number to UPGRADES. Never change a function that was released, never rename a kind,
# never skip a kind that is not known. A new kind: a class here, a function in case.history, a gate in
# case.gates, a name in prodia.events; tests hold these lists equal. No value of an event goes into a problem.

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, ValidationError, model_validator
from pydantic import Field as F
from pydantic_core import PydanticCustomError

from prodia.errors import CaseFileError, EventRefused
from prodia.frozen import Fixed
from prodia.language.values import from_numpy
from prodia.model.parts import Audience
from prodia.model.protocol import NAMELESS, Mode
from prodia.model.scalars import Date, Definition, FixedDict, Id, Many, NameId, ReadId, Taking, Text
from prodia.model.scales import IntervalKind
from prodia.model.series import Phase
from prodia.model.tested import ScoreRecord
from prodia.problems import Place, Problem
from prodia.problems import cases as wrong
from prodia.words import Words
from prodia.words.lists import close, nearest

V = 1
Answer: TypeAlias = float | int | str | bool
MissingWord = Literal["refused", "not applicable", "unknown"]
_NOTHING = Words("", "")
VerdictWord = Literal["met", "not met", "judgement", "not assessable"]
StepWord = Literal["done", "open", "blocked", "off path", "not needed"]


if TYPE_CHECKING:
    _MadeByHand = type  # to a type checker the signature of an event is its fields
else:

    class _MadeByHand(type(Definition)):
        """An event that is made by hand, and not rightly, is refused in our words, not the parser's."""

        def __call__(cls, *args: Any, **fields: Any) -> Any:
            try:
                return super().__call__(*args, **fields)
            except ValidationError as error:
                problem = _misshapen(cls.model_fields["kind"].default, error, cls.__name__)
            raise EventRefused(problem)  # here, for the exception of the parser holds the values


class Recorded(Definition, metaclass=_MadeByHand):
    """What every event says: the day, and the role that recorded it.

    ``on`` is a date or ``"2026-09-01"``. Making one that is not right raises
    :class:`~prodia.errors.EventRefused`, which names the key and never its value.
    """

    on: Date
    by: Id
    person: Text | None = None

    def __repr__(self) -> str:
        """The kind and the day: what is said of a pupil must not end up in a log."""
        return f"<{getattr(self, 'kind', 'event')} {self.on}>"

    __str__ = __repr__

    def __setattr__(self, name: str, value: object) -> None:
        # the parser's own would repeat the value
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


class Opened(Recorded):
    """The first event: pins protocol and version, and says whose question it is.

    ``protocol`` may be left out in a worked case only: it is then the version in
    whose folder the case stands, so that a copied folder tests the copy. ``anyway``: why it opens on a
    version that is not in force yet on this day. ``audience``: who may read the question in its own words.
    """

    kind: Literal["opened"] = "opened"
    protocol: Taking | None = None
    digest: str | None = None
    mode: Mode
    question: Text
    pupil: Text | None = None
    born: Date | None = None
    anyway: Text | None = None
    audience: Many[Audience] | None = None

    @model_validator(mode="after")
    def _identity(self) -> "Opened":
        known = self.pupil is not None or self.born is not None
        if self.mode in NAMELESS and known:
            raise PydanticCustomError("identity_consultative", "identity")
        if self.mode not in NAMELESS and self.born is None:
            raise PydanticCustomError("identity_missing", "identity")
        return self


class Switched(Recorded):
    """From thinking along (consultative) to a trajectory, or to compulsory guidance."""

    kind: Literal["switched"] = "switched"
    mode: Literal["trajectory", "compulsory"]
    pupil: Text | None = None
    born: Date
    reason: Text


class Consented(Recorded):
    """A person says yes or no. Consent is a human act on a day, with what was explained."""

    kind: Literal["consented"] = "consented"
    from_: Id = F(alias="from")
    given: bool
    basis: Text


def _plain(value: Any) -> Any:
    """A value of NumPy as the one of Python."""
    return from_numpy(value) if type(value).__module__ == "numpy" and value.shape == () else value


PlainAnswer: TypeAlias = Annotated[Answer, BeforeValidator(_plain)]
ItemAnswers: TypeAlias = FixedDict[NameId, float]


class Answered(Recorded):
    """A value, or why there is none. ``measured``: the day of the test, if another day."""

    kind: Literal["answered"] = "answered"
    field: NameId
    value: PlainAnswer | None = None
    missing: MissingWord | None = None
    measured: Date | None = None
    norms: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> "Answered":
        if (self.value is None) == (self.missing is None):
            raise PydanticCustomError("answer_or_missing", "answer")
        return self


class PointMeasured(Definition):
    """One measurement of a series: its day, and a value or why there is none; its form, its phase."""

    day: Date
    value: float | None = None
    missing: MissingWord | None = None
    form: Text | None = None
    phase: Phase | None = None

    @model_validator(mode="after")
    def _one(self) -> "PointMeasured":
        if (self.value is None) == (self.missing is None):
            raise PydanticCustomError("answer_or_missing", "answer")
        return self


class SessionHeld(Definition):
    """One session of help; steps of the programme where somebody watched them."""

    day: Date
    minutes: float = F(gt=0, le=1440)
    steps_done: float | None = F(default=None, ge=0)
    steps_total: float | None = F(default=None, gt=0)


class HelpPlanned(Definition):
    """The help that was planned: from the first to the last day, so many sessions a week of so many
    minutes."""

    from_: Date = F(alias="from")
    to: Date
    sessions_per_week: float = F(gt=0)
    minutes: float = F(gt=0, le=1440)


class Measured(Recorded):
    """Measurements of a series, the sessions of help beside them, and the help that was planned.

    Each event adds to those before it; a later plan takes the place of an earlier one.
    """

    kind: Literal["measured"] = "measured"
    field: NameId
    points: Many[PointMeasured] = ()
    sessions: Many[SessionHeld] = ()
    help: HelpPlanned | None = None
    norms: Text | None = None

    @model_validator(mode="after")
    def _something(self) -> "Measured":
        if not (self.points or self.sessions or self.help):
            raise PydanticCustomError("nothing_measured", "points")
        return self


class Administered(Recorded):
    """A test was given: the answers to its items, its raw score, or a score as it stands on the form.

    ``measured``: the day of testing. ``items``: answers by item id, what is left out is empty. ``norms``:
    those by which a raw score is read, or the words for those of a printed score. ``low``, ``high``,
    ``level`` and ``interval``: the printed interval. Then what norms ask of a pupil. ``record``: what came of
    it, made when the event is recorded.
    """

    kind: Literal["administered"] = "administered"
    field: NameId
    measured: Date
    form: Text | None = None
    items: ItemAnswers | None = None
    raw: float | None = None
    value: float | None = None
    norms: Text | None = None
    low: float | None = None
    high: float | None = None
    level: float | None = F(default=None, gt=0, lt=1)
    interval: IntervalKind | None = None
    sex: Text | None = None
    grade: Text | None = None
    moment: Text | None = None
    month: Text | None = None
    informant: Text | None = None
    language: Text | None = None
    medium: Text | None = None
    record: ScoreRecord | None = None

    @model_validator(mode="after")
    def _one_way(self) -> "Administered":
        if sum(one is not None for one in (self.items, self.raw, self.value)) != 1:
            raise PydanticCustomError("one_way", "items")
        bounds = [one is not None for one in (self.low, self.high, self.level, self.interval)]
        between = -math.inf < (self.low or 0) <= (self.high or 0) < math.inf  # not a number lies nowhere
        if any(bounds) and (not all(bounds) or self.value is None or not between):
            raise PydanticCustomError("bounds_whole", "low")
        return self


class Withdrawn(Recorded):
    """An answer or the consent is taken back."""

    kind: Literal["withdrawn"] = "withdrawn"
    what: Id
    reason: Text


class Raised(Recorded):
    """A hypothesis joins the research, with the if-then note for this pupil.

    ``title``: of one that the protocol does not have, in one's own words. No criterion keeps or rejects it:
    people do.
    """

    kind: Literal["raised"] = "raised"
    hypothesis: Id
    title: Text | None = None
    if_so: Text
    if_not: Text


class Dropped(Recorded):
    """A hypothesis is let go, with the reason."""

    kind: Literal["dropped"] = "dropped"
    hypothesis: Id
    reason: Text


class Judged(Recorded):
    """A person settles a grey zone of a criterion."""

    kind: Literal["judged"] = "judged"
    criterion: NameId
    verdict: Literal["met", "not met"]
    person: Text
    reason: Text


class Assessed(Recorded):
    """A person judges whether the pupil can judge the situation. Age only asks for this."""

    kind: Literal["assessed"] = "assessed"
    competent: bool
    person: Text
    reason: Text


class Decided(Recorded):
    """People decide, with the proposal or apart from it. The engine cannot make this event."""

    kind: Literal["decided"] = "decided"
    decision: Id
    outcome: Id
    person: Text
    reason: Text


class Paused(Recorded):
    """The case waits, for whom or what is said."""

    kind: Literal["paused"] = "paused"
    waiting_for: Text


class Resumed(Recorded):
    """The case goes on after it waited."""

    kind: Literal["resumed"] = "resumed"
    reason: Text | None = None


class Reopened(Recorded):
    """Back to an earlier phase: the process is cyclic."""

    kind: Literal["reopened"] = "reopened"
    phase: Id
    reason: Text


class Moved(Recorded):
    """To another version of the protocol, by an explicit act.

    ``anyway``: why it moves to a version that is not in force yet on this day.
    """

    kind: Literal["moved"] = "moved"
    to: Taking
    digest: str | None = None
    reason: Text
    anyway: Text | None = None


class Shared(Recorded):
    """A report was given to an audience."""

    kind: Literal["shared"] = "shared"
    audience: Audience
    with_: Text = F(alias="with")


class Closed(Recorded):
    """The case is done. Only reopening a phase goes on with it."""

    kind: Literal["closed"] = "closed"
    reason: Text


Event = Annotated[
    Opened
    | Switched
    | Consented
    | Answered
    | Measured
    | Administered
    | Withdrawn
    | Raised
    | Dropped
    | Judged
    | Assessed
    | Decided
    | Paused
    | Resumed
    | Reopened
    | Moved
    | Shared
    | Closed,
    F(discriminator="kind"),
]


KINDS: Mapping[str, type[Recorded]] = {k.model_fields["kind"].default: k for k in Recorded.__subclasses__()}

# Stored events of an older shape, brought to the shape of today by named pure functions.

Stored: TypeAlias = Mapping[str, Any]


def from_0_when_and_who(event: Stored) -> Stored:
    """Shape 0 (before the first release) said ``when`` for ``on`` and ``who`` for ``by``."""
    renamed = {"when": "on", "who": "by"}
    return {renamed.get(key, key): value for key, value in event.items()}


UPGRADES: Mapping[int, Callable[[Stored], Stored]] = {0: from_0_when_and_who}


def upgraded(event: Stored, v: int) -> Stored:
    """A stored event of shape ``v`` as one of today's shape. What is stored is never rewritten."""
    for shape in range(v, V):
        event = UPGRADES[shape](event)
    return event


def read_event(data: object, *, where: str = "event", place: Place | None = None) -> Event:
    """An event from plain data as it was stored or typed. Without ``v`` it has today's shape.

    Raises :class:`~prodia.errors.CaseFileError`, which names the key and never its value.
    """
    if not isinstance(data, Mapping):
        raise CaseFileError(_wrong(place, where, "event", wrong.WRONG["mapping"]))
    v = data.get("v", V)
    if not isinstance(v, int) or isinstance(v, bool) or not 0 <= v:
        raise CaseFileError(_wrong(place, where, "v", wrong.OTHER))
    if v > V:
        raise CaseFileError(Problem(wrong.NEWER, place, where=where, v=v, known=V))
    event = upgraded({k: x for k, x in data.items() if k != "v"}, v)
    kind = event.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise CaseFileError(Problem(wrong.UNKNOWN_KIND, place, where=where, known=", ".join(KINDS)))
    try:
        return KINDS[kind].model_validate(event)  # type: ignore[return-value]  # every kind is one of Event
    except ValidationError as error:
        problem = _misshapen(kind, error, where, place)
    raise CaseFileError(problem)  # here, for the exception of the parser holds the values


def missing(kind: str, key: str) -> Problem:
    """The finding that an event lacks a key."""
    return _wrong(None, kind, key, wrong.WRONG["missing"], kind)


def _misshapen(kind: str, error: ValidationError, where: str, place: Place | None = None) -> Problem:
    """What is wrong with one key of an event, in words: a misspelt key before one that is missing."""
    known = [name for group in _keys(kind) for name in group]
    first: tuple[str, str] | None = None
    allowed = ""
    for one in error.errors(include_input=False, include_url=False):
        path = [str(p) for p in one["loc"] if p != kind]
        if one["type"] == "extra_forbidden" and path and close(path[-1], known):
            meant = nearest(path[-1], known)
            return _wrong(place, where, path[-1], wrong.WRONG["extra_forbidden"], kind, meant)
        if first is None and one["type"] == "literal_error":
            allowed = one["ctx"]["expected"]
        first = first or (".".join(p for p in path if p in _KEYS) or kind, one["type"])
    key, what = first or (kind, "")
    if (key, what) == (kind, "extra_forbidden"):  # what stands there may be a name: it is not repeated
        return _wrong(place, where, kind, wrong.STRANGE, kind)
    if what == "string_pattern_mismatch" and (key == "protocol" or (kind == "moved" and key == "to")):
        what = "reference"
    meant = nearest("", re.findall("'([^']*)'", allowed)) if allowed else _NOTHING
    return _wrong(place, where, key, wrong.WRONG.get(what, wrong.OTHER), kind, meant)


def _wrong(
    place: Place | None, where: str, key: str, what: Words, kind: str = "", meant: Words = _NOTHING
) -> Problem:
    """The finding about one key, with the keys an event of this kind has."""
    shape = wrong.AN_EVENT
    if kind:
        needed, may = (", ".join(group) for group in _keys(kind))
        more = wrong.MAY.filled(may=may) if may else _NOTHING
        shape = wrong.KEYS.filled(kind=kind, needed=needed, may=more)
    if meant is not _NOTHING:
        shape = Words(f"{meant.nl} {shape.nl}", f"{meant.en} {shape.en}")
    return Problem(wrong.SHAPE, place, where=where, key=key, what=what, shape=shape)


def _keys(kind: str) -> tuple[list[str], list[str]]:
    """The keys an event of this kind must and may have, as they are written."""
    named = [(info.alias or name, info.is_required()) for name, info in KINDS[kind].model_fields.items()]
    must, may = (
        [name for name, needed in named if needed is wanted and name != "kind"] for wanted in (True, False)
    )
    return must, may


_KEYS = frozenset(
    name
    for kind in KINDS.values()
    for field, info in kind.model_fields.items()
    for name in (field, info.alias)
)


class Expected(Definition):
    """What a worked case must come to. Ids only, never words that people read.

    ``refused`` says that the last event must be refused with this code.
    ``changed`` names every criterion whose verdict the last move changes; ``steps``
    how some steps stand at the end; ``contradictions`` every rule under ``ensure`` that the answers break.
    """

    verdicts: FixedDict[NameId, VerdictWord] = F(default_factory=Fixed)
    proposes: FixedDict[Id, Id] = F(default_factory=Fixed)
    values: FixedDict[ReadId, Answer | None] = F(default_factory=Fixed)
    contradictions: Many[Id] | None = None
    needs: Many[str] | None = None
    not_needed: Many[NameId] = ()
    hypotheses: FixedDict[Id, Literal["kept", "rejected", "undecided"]] = F(default_factory=Fixed)
    changed: Many[NameId] | None = None
    phase: Id | None = None
    steps: FixedDict[Id, StepWord] = F(default_factory=Fixed)
    refused: str | None = None


class CaseFile(Definition):
    """A worked, fictitious case: the events, and what must follow from them.

    ``begins`` names another case of the same version: all its events come first, so that
    what many cases share is written once; more need not happen. What it expects is not expected here.
    """

    format: Literal[1]
    case: Id
    title: Text
    why: Text
    begins: Id | None = None
    events: Many[Event] = ()
    expect: Expected = F(default_factory=Expected)

    @model_validator(mode="after")
    def _something_happens(self) -> "CaseFile":
        if not self.events and self.begins is None:
            raise PydanticCustomError("case_empty", "events")
        return self


def begun(file: CaseFile, find: Callable[[str], CaseFile | None]) -> tuple[Event, ...] | str:
    """The events that come before those of a case, from the case it begins with and so on.

    ``find`` gives a case of the same version by its id. Where one of them is not there, or a
    case comes to begin with itself, the answer is the id that can not be followed.
    """
    before: tuple[Event, ...] = ()
    seen, name = {file.case}, file.begins
    while name is not None:
        found = find(name)
        if found is None or name in seen:
            return name
        before, name = (*found.events, *before), found.begins
        seen.add(found.case)
    return before


def whole_case(file: CaseFile, find: Callable[[str], CaseFile | None]) -> CaseFile:
    """The case with the events it begins with; as it is where these can not be found."""
    before = begun(file, find)
    if isinstance(before, str) or not before:
        return file
    return file.model_copy(update={"events": (*before, *file.events), "begins": None})
