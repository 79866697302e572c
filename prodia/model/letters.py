"""Letters: what each audience outside the team is sent of a case, as an author writes it.

A letter is a list of parts in the order in which they are read, each with its fixed sentences; the rest of
it comes from the protocol and the case. Sentences have slots in braces, such as ``{day}``.
"""

from typing import Annotated, Literal, TypeAlias, get_args

from pydantic import Field as F

from prodia.frozen import Fixed
from prodia.model.parts import Audience
from prodia.model.scalars import Definition, FixedDict, Form, Id, Many, Text

PartName = Literal[
    "urgent",
    "note",
    "question",
    "done",
    "found",
    "proposed",
    "next",
    "asked",
    "choose",
    "contact",
    "answers",
    "profile",
    "series",
    "about",
]
_OPTIONAL = ("note", "asked", "answers", "profile", "series", "about")
NEEDED: tuple[PartName, ...] = tuple(name for name in get_args(PartName) if name not in _OPTIONAL)
SLOTS = ("day", "opened", "title", "version")  # of every sentence: the day of the letter, of the question
OF_SENTENCES: dict[str, tuple[str, ...]] = {
    "people": ("people",),
    "decided": ("who", "day"),
    "dated": ("day", "what", "text"),
    "replaced": ("day", "what", "text"),
    "again": ("day", "what", "text"),
    "missing": ("what",),
    "because": ("reasons",),
    "closed": ("day",),
}

OutcomeName: TypeAlias = Annotated[str, Form(r"^[a-z][a-z0-9_-]{0,63}(\.[a-z][a-z0-9_-]{0,63})?$")]


class LetterPart(Definition):
    """One part of a letter: its heading, and the sentences before and after what there is to tell.

    ``one``: in place of ``says`` where it is one thing. ``without``: where there is nothing to tell; a part
    that does not say it is left out then.
    """

    part: PartName
    title: Text
    says: Text | None = None
    one: Text | None = None
    without: Text | None = None
    ends: Text | None = None


class Letter(Definition):
    """The letter of one audience.

    ``people``: who took part. ``decided``: who took a decision, and when. ``dated``: what was decided on the
    way. ``replaced``: what a later decision took the place of. ``again``: what is decided anew. ``missing``:
    that nobody wrote a text for this audience. ``because``: what made the proposal, where people followed it.
    ``closed``: that the case was closed before everything was decided, and when.
    """

    title: Text
    greeting: Text
    people: Text
    decided: Text
    dated: Text
    replaced: Text
    again: Text
    missing: Text
    because: Text | None = None
    closed: Text | None = None
    parts: Many[LetterPart] = F(min_length=1)


class LetterSet(Definition):
    """A letter for each audience but the team, which reads everything."""

    school: Letter
    parents: Letter
    pupil_under_12: Letter
    pupil_from_12: Letter

    def of(self, audience: Audience) -> Letter:
        found: Letter = getattr(self, audience)
        return found


class Letters(Definition):
    """The letters of a pack, and how decisions of one case go together in them.

    ``course``: decisions on how to go on, which are past as soon as a later one is taken. ``evaluations``:
    decisions that look back, after which what followed from earlier ones is done. ``matters``: what can not
    hold at once, as sides of one matter; a side names outcomes (``aanbeveling.binnen-de-school``) or
    all those of a decision. Of two sides the later one holds.
    """

    format: Literal[1]
    course: Many[Id] = ()
    evaluations: Many[Id] = ()
    matters: FixedDict[Id, Many[Many[OutcomeName]]] = F(default_factory=Fixed)
    letters: LetterSet
