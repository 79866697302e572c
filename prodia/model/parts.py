"""What definitions share: validity, citations, texts per audience, the four doors; sources, terms and law."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import Field as F
from pydantic import model_validator
from pydantic_core import PydanticCustomError

from prodia.frozen import Fixed
from prodia.model.scalars import (
    ID,
    REFERENCE,
    Date,
    Definition,
    FixedDict,
    Form,
    Id,
    Many,
    NameId,
    Text,
    ValueType,
)

Audience = Literal["team", "school", "parents", "pupil_under_12", "pupil_from_12"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

# How sure we are of a figure, as the collection of facts tags it.
Confidence = Literal["seen", "seen-old", "seed", "inferred", "unverified"]
Strength = Literal["must", "should", "may"]
Purpose = Literal["classify", "access", "third-party", "guide"]
Status = Literal["concept", "review", "released", "deprecated"]
Side = Literal["school", "clb", "family", "pupil", "external"]


class Valid(Definition):
    """The days on which something holds; ``to`` is the last day itself."""

    from_: Date = F(alias="from")
    to: Date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Valid":
        if self.to is not None and self.to < self.from_:
            raise PydanticCustomError("dates_order", "dates")
        return self

    def holds_on(self, day: dt.date) -> bool:
        return self.from_ <= day and (self.to is None or day <= self.to)

    def meets(self, other: "Valid") -> bool:
        """Is there a day on which both hold?"""
        return self.holds_on(max(self.from_, other.from_)) and other.holds_on(max(self.from_, other.from_))

    def within(self, other: "Valid") -> "Valid":
        """The days on which both hold; there is one."""
        last = min(filter(None, (self.to, other.to)), default=None)
        return Valid.model_validate({"from": max(self.from_, other.from_), "to": last})

    def covers(self, other: "Valid") -> bool:
        """Does this hold on every day on which the other does?"""
        ends = self.to is None or (other.to is not None and other.to <= self.to)
        return self.from_ <= other.from_ and ends


class Cited(Definition):
    """Where a rule comes from, how sure that is, and where in the source."""

    ref: Id
    confidence: Confidence
    at: Text | None = None
    note: Text | None = None


def citations(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Cited]]:
    """Every citation in a definition, or in a group of them, with its path in the file."""
    if isinstance(value, Cited):
        yield path, value
    elif isinstance(value, Definition):
        for name, one in value.__dict__.items():
            yield from citations(one, (*path, name.rstrip("_")))
    elif isinstance(value, dict | tuple):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from citations(one, (*path, step))


class Texts(Definition):
    """One message in the words of each audience. There is no fallback between audiences."""

    team: Text | None = None
    school: Text | None = None
    parents: Text | None = None
    pupil_under_12: Text | None = None
    pupil_from_12: Text | None = None

    def of(self, audience: Audience) -> str | None:
        text: str | None = getattr(self, audience)
        return text


class Rights(Definition):
    """What each audience may ask, refuse or see, in its own words, and where that stands. No legal advice."""

    texts: Texts
    source: Many[Cited] = F(min_length=1)


class Doors(Definition):
    """In het kort / Aan de slag / Leer bij / Nog meer weten."""

    short: Text
    start: Text
    learn: Text
    more: Text


class Role(Definition):
    """Who takes part, and on which side of the table."""

    title: Text
    side: Side
    about: Text | None = None


class Phase(Definition):
    """A phase of the continuum or of the trajectory inside it.

    ``required`` phases can never be skipped; ``after`` names the phases that must
    be done before a step of this one is open; ``within`` nests a phase in another.
    """

    title: Text
    leads: Id
    says: Text
    within: Id | None = None
    after: Many[Id] = ()
    required: bool = False
    source: Many[Cited] = ()
    doors: Doors | None = None


class Consent(Definition):
    """Which decision says who must consent, and what each of its outcomes asks for.

    ``who`` maps an outcome to a role that must consent, to ``nobody``, or to
    ``judge``: first a person judges whether the pupil is competent.
    """

    decision: Id
    who: FixedDict[Id, Id]
    judges: Many[Id]


# What protocols share besides instruments and norms: sources, terms, legal parameters and conflicts.

PART_OF = rf"^({REFERENCE[1:-1]}\.criteria|law|terms)\.{ID[1:]}"
CASE_OF = rf"{REFERENCE[:-1]}/{ID[1:]}"


class Source(Definition):
    """Where rules come from: what it is, where it stands, what of it was read and when.

    ``valid``: of a law, the days on which its text holds. ``seen``: the day on which somebody last saw there
    what we take from it.
    """

    title: Text
    kind: Literal["law", "guideline", "faq", "article", "page", "test-manual", "project"]
    address: str | None = None
    date: str | None = None
    read: Literal["whole", "opening", "excerpt", "not-read"]
    seen: Date | None = None
    valid: Valid | None = None
    note: Text | None = None


class Sources(Definition):
    """``stale_months``: how many months after it was last seen a source no longer counts as current.
    ``owners``: what people call those whose rules and figures these are, by the id under ``owner``."""

    format: Literal[1]
    stale_months: Annotated[int, F(ge=1)] | None = None
    sources: FixedDict[Id, Source]
    owners: FixedDict[Id, Text] = F(default_factory=Fixed)


class Term(Definition):
    """A word with its meaning, its other names, and the days on which it is the right word."""

    term: Text
    means: Text
    aliases: Many[Text] = ()
    valid: Valid | None = None
    replaced_by: Id | None = None
    source: Many[Cited] = ()


class Terms(Definition):
    format: Literal[1]
    terms: FixedDict[Id, Term]


class LawValue(Definition):
    """The value of a legal parameter between two dates, with its reference."""

    value: float | int | str | bool
    valid: Valid
    source: Many[Cited] = F(min_length=1)
    note: Text | None = None


class LawParameter(Definition):
    """A legal figure that changes over time; read as of a date."""

    title: Text
    type: ValueType
    values: Many[LawValue] = F(min_length=1)

    def on(self, day: dt.date) -> LawValue | None:
        """The value that held on ``day``, or None where none is known."""
        return next((v for v in self.values if v.valid.holds_on(day)), None)


class Law(Definition):
    format: Literal[1]
    parameters: FixedDict[NameId, LawParameter]


class Reading(Definition):
    """One of the figures that circulate for the same thing: what it says, whose it is, for what and when.

    ``rule``: the part of the library that follows it (``lezen-spellen@1.0.0.criteria.ernst``, ``law.<id>``,
    ``terms.<id>``); owner, purpose, days and sources are then those that stand there, and are not said again.
    ``case``: the worked case (``id@version/case``) that shows what it comes to, by the verdict of that rule
    or by the decision that ``decides`` names.
    """

    says: Text
    rule: Annotated[str, Form(PART_OF)] | None = None
    owner: Id | None = None
    purpose: Purpose | None = None
    valid: Valid | None = None
    source: Many[Cited] = ()
    case: Annotated[str, Form(CASE_OF)] | None = None
    decides: Id | None = None


class Conflict(Definition):
    """Figures that circulate side by side for one thing, and what that teaches."""

    title: Text
    lesson: Text
    readings: Many[Reading] = F(min_length=1)


class Conflicts(Definition):
    format: Literal[1]
    conflicts: FixedDict[Id, Conflict]


class Exemption(Definition):
    """One finding that a pack does not want told, with the reason, who says so and until when.

    ``rule``: its code or its name; ``at``: the file, or the folder, seen from the pack; ``part``: what of
    that file, as ``fields.leespc``. After the last day it is an error.
    """

    rule: str
    at: str
    part: str | None = None
    reason: Annotated[str, F(min_length=1)]
    by: Annotated[str, F(min_length=1)]
    until: Date


class Exemptions(Definition):
    """What a pack knowingly does otherwise."""

    format: Literal[1]
    exemptions: Many[Exemption]


class Review(Definition):
    """What one network says of a version it read: who looked (a role, never a name), when, and at what.

    ``read``: the digest of what was read, as ``prodia review`` writes it. It is the one that the line in
    released.lock gets, so that a review counts for that content and for no other.
    """

    role: Id
    network: Id
    on: Date
    read: Annotated[str, F(pattern=r"^sha256:[0-9a-f]{64}$")]
    says: Literal["approved", "objected"]
    remarks: Annotated[str, F(min_length=1)] | None = None


class Reviews(Definition):
    """The reviews of one version, beside its protocol; entries are only added."""

    format: Literal[1]
    reviews: Many[Review]
