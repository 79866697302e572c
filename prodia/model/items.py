"""Item ids and answer scales as an author writes them: ``q1..q17``, ``0..3``, ``[0, 1, 3, 5]``."""

# Two short forms, so that forty items take one line and every item still has an id of its own:
# `q1..q40` stands for forty ids, `0..3` for four answers. Both are opened once, here.

from __future__ import annotations

import re
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from prodia.model.scalars import NAME

ITEMS = NAME[:-1] + r"(\.\.[a-z][a-z0-9_]{0,63})?$"
MOST_ITEMS = 1000
MOST_ANSWERS = 1001
_SPAN = re.compile(r"(-?[0-9]{1,6})\.\.(-?[0-9]{1,6})", re.ASCII)
_RUN = re.compile(r"([a-z][a-z0-9_]*?)([0-9]+)\.\.([a-z][a-z0-9_]*?)([0-9]+)", re.ASCII)

ItemIds = Annotated[str, StringConstraints(pattern=ITEMS)]


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
    if not isinstance(value, (list, tuple)) or any(
        isinstance(x, bool) or not isinstance(x, (int, float)) for x in value
    ):
        raise PydanticCustomError("answers_form", "answers")
    rising = tuple(float(x) for x in value)
    if len(rising) < 2 or any(a >= b for a, b in pairwise(rising)):
        raise PydanticCustomError("answers_form", "answers")
    return rising


def _months(value: Any) -> tuple[int, int]:
    if isinstance(value, tuple):
        return value
    ends = span(value) if isinstance(value, str) else None
    if ends is None or ends[0] < 0:
        raise PydanticCustomError("months_form", "months")
    return ends


Answers = Annotated[
    tuple[float, ...],
    BeforeValidator(_answers),
    PlainSerializer(list, return_type=list),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^-?[0-9]{1,6}\.\.-?[0-9]{1,6}$"},
                {"type": "array", "items": {"type": "number"}, "minItems": 2, "uniqueItems": True},
            ]
        }
    ),
]
# Completed months, both ends included: `72..203`.
Months = Annotated[
    tuple[int, int],
    BeforeValidator(_months),
    PlainSerializer(lambda ends: f"{ends[0]}..{ends[1]}", return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{1,6}\.\.[0-9]{1,6}$"}),
]
