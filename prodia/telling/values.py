"""One value in people's words: with its unit, its option's text, or why there is none; marks and names."""

from __future__ import annotations

import datetime as dt
from typing import Any

from prodia.language import Duration, Missing, Type
from prodia.model.plan import Plan
from prodia.telling.blocks import Cell, Mark, Marked, Tone
from prodia.words import Lang
from prodia.words.dates import day
from prodia.words.labels import LABELS, label
from prodia.words.units import amount, counted

_TONES: dict[str, Tone] = {
    "met": "good",
    "not met": "bad",
    "judgement": "open",
    "not assessable": "quiet",
    "kept": "good",
    "rejected": "bad",
    "undecided": "open",
}


def marked(family: str, key: str, lang: Lang) -> Mark:
    """A word of :mod:`prodia.words.labels` as a mark, with its tone."""
    return Mark(family, key, label(family, key, lang), _TONES.get(key, "plain"))


def in_words(value: Any, type: Type | None, lang: Lang, options: dict[str, str] | None = None) -> Cell:
    """A value as people say it; a missing one as the reason it is missing."""
    if value is None:
        return Marked(label("missing", "unknown", lang), "quiet")
    if isinstance(value, Missing) or (type is None and value in LABELS["missing"]):
        return Marked(label("missing", value, lang), "quiet")
    if isinstance(value, bool):
        return label("truth", value, lang)
    if isinstance(value, (int, float)):
        return amount(float(value), type.unit if type else None, lang)
    if isinstance(value, dt.date):
        return day(value, lang)
    if isinstance(value, Duration):
        return counted(value.amount, value.kind, lang)
    if type is not None and type.kind == "verdict" and value in LABELS["verdict"]:
        return marked("verdict", value, lang)
    return (options or {}).get(str(value), str(value))


def named_value(plan: Plan, name: str, value: Any, lang: Lang) -> Cell:
    """:func:`in_words` for a name of the plan."""
    field = plan.fields.get(name)
    if field is not None and isinstance(value, str) and field.type.kind == "date":
        value = dt.date.fromisoformat(value)
    return in_words(value, plan.types.get(name), lang, dict(field.options) if field else None)


def role(plan: Plan, id: str) -> str:
    """The title of a role, or its id where an older event names a role this version lacks."""
    return plan.roles[id].title if id in plan.roles else id


def who(plan: Plan, by: str, person: str | None) -> str:
    """``M. Peeters (psycholoog)``."""
    return f"{person} ({role(plan, by)})" if person else role(plan, by)
