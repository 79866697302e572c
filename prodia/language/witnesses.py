"""Parts and cells of a decision table in words an author types or reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from prodia.language.axes import Part
from prodia.language.intervals import INF, Line, at
from prodia.language.show import show_value
from prodia.language.tables import Table
from prodia.language.values import Duration, Plain
from prodia.problems import Lang, Two

NO_VALUE = Two("leeg", "no value")
ANY_OTHER = Two("iets anders", "anything else")
_BOTH: tuple[Lang, Lang] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Witness:
    """A concrete case: a part number and a value for every input, in their order."""

    parts: tuple[int, ...]
    values: tuple[Plain, ...]
    words: Two  # "ernst = met, leespc = 10"


def witness(table: Table, parts: Sequence[tuple[int, Part]]) -> Witness:
    """The case that has the sample of each part."""
    named = [(i.label, part) for i, (_, part) in zip(table.inputs, parts, strict=True)]
    nl, en = (", ".join(f"{label} = {_sample(p, lang)}" for label, p in named) for lang in _BOTH)
    return Witness(tuple(n for n, _ in parts), tuple(p.sample for _, p in parts), Two(nl, en))


def _sample(part: Part, lang: Lang) -> str:
    if part.null:
        return NO_VALUE[lang]
    if part.span is None and not part.values:
        return ANY_OTHER[lang]
    return value_text(part.sample)


def value_text(value: Plain) -> str:
    """A value as an author types it in a cell: ``10``, ``0.5``, ``not met``, ``2018-12-02``, ``P6M``."""
    if isinstance(value, Duration):
        return value.iso()
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, str) else show_value(value)


def part_text(line: Line | None, part: Part, lang: Lang) -> str:
    """Every value of a part: ``< 10``, ``[10..16)``, ``10``, ``met / not met``, or no value at all."""
    if part.null:
        return NO_VALUE[lang]
    if line is None or part.span is None:
        return " / ".join(map(value_text, part.values)) or ANY_OTHER[lang]
    low, high, span = part.span.low, part.span.high, part.span
    if low == -INF and high == INF:
        return "-"
    if low == high:
        return value_text(at(line, low))
    if low == -INF:
        return f"{'<=' if span.high_in else '<'} {value_text(at(line, high))}"
    if high == INF:
        return f"{'>=' if span.low_in else '>'} {value_text(at(line, low))}"
    left, right = "[" if span.low_in else "(", "]" if span.high_in else ")"
    return f"{left}{value_text(at(line, low))}..{value_text(at(line, high))}{right}"
