"""What is said once at the top of a protocol or a block for every part of it that says nothing else."""

# A default is stated by the author and spelled out in each part before anything is made of the file
# (:func:`resolved`): what comes after meets a protocol as if all of it had been written in every part.

from collections.abc import Iterator
from typing import Any

from pydantic import Field as F

from prodia.model.parts import Audience, Cited, Strength, Valid
from prodia.model.scalars import Definition, Id, Many


class Defaults(Definition):
    """What holds for every part of a file that does not say it itself, stated once by its author.

    ``owner`` is of criteria and cut-offs, ``source`` of these and of decisions, ``valid`` of criteria and
    cut-offs, ``judges`` of criteria with a ``judge``, ``strength`` of criteria and ``audience`` of questions.
    """

    owner: Id | None = None
    source: Many[Cited] | None = F(default=None, min_length=1)
    valid: Valid | None = None
    judges: Many[Id] | None = F(default=None, min_length=1)
    strength: Strength | None = None
    audience: Many[Audience] | None = F(default=None, min_length=1)


DEFAULTED = {
    "fields": ("audience",),
    "cutoffs": ("owner", "source", "valid"),
    "criteria": ("owner", "strength", "source", "valid", "judges"),
    "decisions": ("source",),
}
"""In which keys the parts of each group take what the defaults say."""


def unsaid(data: Any) -> Iterator[tuple[str, str, str]]:
    """Group, id and key of everything in the data of a file that its defaults say for it."""
    said = data.get("defaults") if isinstance(data, dict) else None
    for group, keys in DEFAULTED.items() if isinstance(said, dict) else ():
        parts = data.get(group)
        for id, part in parts.items() if isinstance(parts, dict) else ():
            for key in keys if isinstance(part, dict) else ():
                own = key in part or (key == "judges" and "judge" not in part)
                dated = group == "cutoffs" and key != "owner" and "values" in part
                if key in (said or ()) and not (own or dated):
                    yield group, id, key


def resolved(data: Any) -> Any:
    """The data of a file in which every part says what its defaults say for it."""
    made = data
    for group, id, key in unsaid(data):
        part = {**made[group][id], key: data["defaults"][key]}
        made = {**made, group: {**made[group], id: part}}
    return made
