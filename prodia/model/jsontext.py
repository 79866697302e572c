"""JSON as a person or a program hands it over: read whole, or refused with what to write.

The standard reader takes the last of two values under one key, ``NaN``, and makes of a number that no double
holds quietly another one. Here each is refused: nobody meant it, and it would pass in silence.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from prodia.errors import ProdiaError
from prodia.problems import Problem
from prodia.problems.commands import BAD_JSON
from prodia.words import Words
from prodia.words.numbers import exact


def read_json(text: str, example: Words) -> dict[str, Any]:
    """The object that a text writes; ``example`` is the way out where it writes none.

    Raises :class:`~prodia.errors.ProdiaError`: no JSON, no object, a key that stands twice, a number that
    would become another one. No value of the text is in it.

    >>> read_json('{"a": 1}', Words("", ""))
    {'a': 1}
    """
    try:
        found = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_float, parse_constant=_none
        )
    except json.JSONDecodeError as error:
        raise _refused(error.colno, example) from None
    except (RecursionError, ValueError):
        raise _refused(1, example) from None
    if not isinstance(found, dict):
        raise _refused(1, example)
    return found


def _refused(column: int, hint: Words) -> ProdiaError:
    return ProdiaError(Problem(BAD_JSON, None, column=column, hint=hint))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)[:40]
        nl, en = (
            f"«{twice}» staat er twee keer; laat één ervan weg.",
            f"«{twice}» stands there twice; leave one out.",
        )
        raise _refused(1, Words(nl, en))
    return found


def _whole(text: str) -> int:
    _float(text)
    return int(text)


def _float(text: str) -> float:
    if not exact(text):
        most = Words(
            "een getal telt hier hoogstens 15 cijfers; met meer werd het een ander getal.",
            "a number has at most 15 digits here; with more it would become another number.",
        )
        raise _refused(1, most)
    return float(text)


def _none(text: str) -> NoReturn:
    raise ValueError(text)
