"""The events of a case, and a worked case as a file.

Every event has a day (``on``, a calendar date in Flanders, given from outside),
who recorded it (``by``, a role of the protocol) and, where a person decides or
judges, that person's name or pseudonym and a reason. Events are frozen.
"""

# `v` is the version of the stored shape of an event kind. Change a shape: raise
# V, and add a pure function to case.upgrades. Never rename a kind.

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field as F
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from prodia.model.parts import Audience
from prodia.model.protocol import Mode
from prodia.model.scalars import Date, Definition, Id, Many, NameId, Reference, Text

V = 1
Answer: TypeAlias = float | int | str | bool
MissingWord = Literal["refused", "not applicable", "unknown"]
VerdictWord = Literal["met", "not met", "judgement", "not assessable"]


class Recorded(Definition):
    """What every event says: the day, and the role that recorded it."""

    on: Date
    by: Id
    person: Text | None = None

    def __repr__(self) -> str:
        """The kind and the day: what is said of a pupil must not end up in a log."""
        return f"<{getattr(self, 'kind', 'event')} {self.on}>"

    __str__ = __repr__


class Opened(Recorded):
    """The first event: pins protocol and version, and says whose question it is.

    ``protocol`` may be left out in a worked case only: it is then the version in
    whose folder the case stands, so that a copied folder tests the copy.
    """

    kind: Literal["opened"] = "opened"
    protocol: Reference | None = None
    digest: str | None = None
    mode: Mode
    question: Text
    pupil: Text | None = None
    born: Date | None = None

    @model_validator(mode="after")
    def _identity(self) -> Opened:
        known = self.pupil is not None or self.born is not None
        if self.mode == "consultative" and known:
            raise PydanticCustomError("identity_consultative", "identity")
        if self.mode != "consultative" and self.born is None:
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


class Answered(Recorded):
    """A value, or why there is none. ``measured``: the day of the test, if another day."""

    kind: Literal["answered"] = "answered"
    field: NameId
    value: Answer | None = None
    missing: MissingWord | None = None
    measured: Date | None = None
    norms: Text | None = None

    @model_validator(mode="after")
    def _one(self) -> Answered:
        if (self.value is None) == (self.missing is None):
            raise PydanticCustomError("answer_or_missing", "answer")
        return self


class Withdrawn(Recorded):
    """An answer or the consent is taken back."""

    kind: Literal["withdrawn"] = "withdrawn"
    what: Id
    reason: Text


class Raised(Recorded):
    """A hypothesis joins the research, with the if-then note for this pupil."""

    kind: Literal["raised"] = "raised"
    hypothesis: Id
    if_so: Text
    if_not: Text


class Dropped(Recorded):
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
    kind: Literal["paused"] = "paused"
    waiting_for: Text


class Resumed(Recorded):
    kind: Literal["resumed"] = "resumed"
    reason: Text | None = None


class Reopened(Recorded):
    """Back to an earlier phase: the process is cyclic."""

    kind: Literal["reopened"] = "reopened"
    phase: Id
    reason: Text


class Moved(Recorded):
    """To another version of the protocol, by an explicit act."""

    kind: Literal["moved"] = "moved"
    to: Reference
    digest: str | None = None
    reason: Text


class Shared(Recorded):
    """A report was given to an audience."""

    kind: Literal["shared"] = "shared"
    audience: Audience
    with_: Text = F(alias="with")


class Closed(Recorded):
    kind: Literal["closed"] = "closed"
    reason: Text


Event = Annotated[
    Opened
    | Switched
    | Consented
    | Answered
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


class Expected(Definition):
    """What a worked case must come to. Ids only, never words that people read.

    ``refused`` says that the last event must be refused with this code.
    ``changed`` names every criterion whose verdict the last move changes.
    """

    verdicts: dict[NameId, VerdictWord] = F(default_factory=dict)
    proposes: dict[Id, Id] = F(default_factory=dict)
    values: dict[NameId, Answer | None] = F(default_factory=dict)
    needs: Many[str] | None = None
    not_needed: Many[NameId] = ()
    hypotheses: dict[Id, Literal["kept", "rejected", "undecided"]] = F(default_factory=dict)
    changed: Many[NameId] | None = None
    phase: Id | None = None
    refused: str | None = None


class CaseFile(Definition):
    """A worked, fictitious case: the events, and what must follow from them."""

    format: Literal[1]
    case: Id
    title: Text
    why: Text
    events: Many[Event] = F(min_length=1)
    expect: Expected = F(default_factory=Expected)
