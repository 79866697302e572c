"""From what a person typed, or a file holds, to a value of the declared type.

Refusals say what was wanted (the type, its range, the options), never what was
given: a value of a pupil does not enter an exception.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from prodia.errors import TypeMismatch
from prodia.language import Duration, Plain, Type, named
from prodia.language.syntax.tokens import read_date
from prodia.model.events import Answer
from prodia.model.protocol import Field
from prodia.problems import Kind, Problem
from prodia.problems import cases as wrong
from prodia.words import LANGS, Words
from prodia.words.labels import TRUTHS
from prodia.words.lists import LONGEST, close
from prodia.words.numbers import exact

# ASCII only: float() and int() also read Arabic-Indic and full-width digits, "1_0", "nan" and "1e400".
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)
_COMMA = re.compile(r"-?[0-9.]*,[0-9]+", re.ASCII)
_DURATION = re.compile(r"(-?)P(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})D)?", re.ASCII)


def read_answer(field: Field, text: str) -> Answer:
    """What a person typed in answer to ``field``, ready for an ``answered`` event.

    Numbers come back as float (int where whole), yes/no as bool, anything else as
    text. Raises :class:`~prodia.errors.TypeMismatch`.

    >>> read_answer(field, "12.5")  # doctest: +SKIP
    12.5
    """
    text = text.strip()
    value = settled(field, text, name=field.ask)
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return value if isinstance(value, bool) else text if not isinstance(value, str) else value


def settled(field: Field, raw: Answer, *, name: str) -> Plain:
    """``raw`` as a value of the field's type; ``name`` is what a refusal calls the field."""
    return of_type(field.value_type, raw, name=name)


def of_type(type: Type, raw: Answer, *, name: str) -> Plain:
    """``raw`` as a value of a type."""
    match type.kind:
        case "number":
            value: Plain = _number(type, raw, name)
        case "truth":
            value = _truth(raw, name)
        case "date":
            value = _date(raw, name)
        case "duration":
            value = _duration(type, raw, name)
        case "choice":
            return _option(type, raw, name)
        case _:
            if not isinstance(raw, str) or not raw.strip():
                raise _refused(wrong.TEXT_WANTED, name)
            value = raw
    if not type.admits(value):
        raise _refused(wrong.RANGE, name, type=ranged(type))
    return value


def admitted(field: Field, raw: Answer) -> Plain:
    """As :func:`settled`, and None where the answer does not fit (an answer from another version)."""
    try:
        return settled(field, raw, name="")
    except TypeMismatch:
        return None


def misfit(field: Field, raw: Answer, *, name: str) -> Problem | None:
    """Why ``raw`` is no value of the field's type; None where it is."""
    try:
        settled(field, raw, name=name)
    except TypeMismatch as error:
        return error.problem
    return None


def _refused(kind: Kind, name: str, **args: str | Words) -> TypeMismatch:
    return TypeMismatch(Problem(kind, None, field=name, **args))


def ranged(type: Type) -> Words:
    """``een percentiel van 0 tot en met 100``."""
    what, within = type.words(), type.range_words()
    whole = " (1, 2, 3 ...)" if type.whole and type.kind == "number" else ""
    return Words(*(f"{what[lang]} {within[lang]}".rstrip() + whole for lang in LANGS))


def _number(type: Type, raw: Answer, name: str) -> float:
    value: float | None = None
    if isinstance(raw, str):
        if _COMMA.fullmatch(raw.strip()):
            raise _refused(wrong.COMMA, name)
        text = raw.strip()
        value = float(text) if _NUMBER.fullmatch(text) and exact(text) else None
    elif not isinstance(raw, bool) and abs(raw) < 1e15:  # NaN and the infinities are not below it
        value = float(raw)
    if value is None:
        raise _refused(wrong.NUMBER_WANTED, name, type=type.show())
    brought = named(value)
    assert isinstance(brought, float)
    return brought


def _truth(raw: Answer, name: str) -> bool:
    value = (
        raw if isinstance(raw, bool) else TRUTHS.get(raw.strip().lower()) if isinstance(raw, str) else None
    )
    if value is None:
        raise _refused(wrong.TRUTH_WANTED, name)
    return value


def _date(raw: Answer, name: str) -> dt.date:
    value = read_date(raw) if isinstance(raw, str) else None
    if value is None:
        raise _refused(wrong.DATE_WANTED, name)
    return value


def _duration(type: Type, raw: Answer, name: str) -> Duration:
    found = _DURATION.fullmatch(raw) if isinstance(raw, str) and raw[-1:] not in ("", "P") else None
    if found is None:
        raise _refused(wrong.DURATION_WANTED, name, type=type.show())
    sign = -1 if found[1] else 1
    months, days = int(found[2] or 0) * 12 + int(found[3] or 0), int(found[4] or 0)
    if (months and days) or (type.unit == "months") != (found[4] is None):
        raise _refused(wrong.DURATION_WANTED, name, type=type.show())
    return Duration("days", sign * days) if type.unit == "days" else Duration("months", sign * months)


def _option(type: Type, raw: Answer, name: str) -> str:
    if isinstance(raw, str) and raw in type.options:
        return raw
    raise no_option(name, raw, type.options)


def no_option(name: str, raw: Answer, options: Sequence[str]) -> TypeMismatch:
    """That ``raw`` is none of the options; which there are, and which is like it."""
    like = close(raw, options) if isinstance(raw, str) and len(raw) <= LONGEST else []
    nearest = _NEAREST.filled(like=like[0]) if like else ""
    return _refused(wrong.OPTION, name, nearest=nearest, options=", ".join(options))


_NEAREST = Words("bedoelde je «{like}»? Of ", "did you mean «{like}»? Or ")
