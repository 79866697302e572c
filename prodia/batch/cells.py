"""One cell of a file of people: a number, a date, a sex, empty; or what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Set
from decimal import Decimal
from numbers import Integral, Real

from prodia.problems import Kind
from prodia.problems import people as kinds

__all__ = ["OFF", "date_cell", "number_cell", "sex_cell", "typed", "word_cell"]

OFF = float("inf")  # a cell that is no answer: on no answer scale, so that its scales get no score
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,30})?", re.ASCII)
_COMMA = re.compile(r"-?[0-9]+,[0-9]+", re.ASCII)
_ZERO = re.compile(r"-?0[0-9]+(?:\.[0-9]+)?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def number_cell(text: str, empty: Set[str]) -> float | Kind | None:
    """A number written plainly: digits 0-9, a point, no leading zero, no space; None where empty."""
    if _NUMBER.fullmatch(text):
        return float(text) + 0.0 if text not in empty else None
    if text == "" or text in empty:
        return None
    if _COMMA.fullmatch(text):
        return kinds.DECIMAL_COMMA
    if _ZERO.fullmatch(text):
        return kinds.LEADING_ZERO
    if any(c.isdigit() and not c.isascii() for c in text):
        return kinds.OTHER_DIGITS
    return kinds.NOT_A_NUMBER


def date_cell(text: str, empty: Set[str]) -> dt.date | Kind | None:
    """A day as yyyy-mm-dd; None where empty."""
    if text == "" or text in empty:
        return None
    if not _DATE.fullmatch(text):
        return kinds.BAD_DATE
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return kinds.BAD_DATE


def sex_cell(text: str, empty: Set[str]) -> str | Kind | None:
    """m or f; None where empty."""
    if text == "" or text in empty:
        return None
    return text if text in ("m", "f") else kinds.BAD_SEX


def word_cell(text: str, empty: Set[str]) -> str | None:
    """A word as it stands; None where empty."""
    return None if text == "" or text in empty else text


def typed(value: object) -> str:
    """A value of Parquet or pandas as it would have been typed: 3.0 is 3, a day is yyyy-mm-dd, None is empty.

    What is no number, day or text becomes something that no cell reads.
    """
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Real):
        x = float(value)
        return f"{x:.0f}" if x.is_integer() and abs(x) < 1e15 else f"{Decimal(repr(x)):f}"
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)
