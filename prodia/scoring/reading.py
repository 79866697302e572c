"""What one row answered, and what an expression reads, out of columns of answers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from prodia.language import Column
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.ledger import ScaleColumns

if TYPE_CHECKING:
    from prodia.scoring.normal import BoolArray, FloatArray, IntArray

__all__ = ["Columns", "Forms", "Part", "Raw", "admits", "read_columns", "void_rows", "worked_out"]

BLOCK = 1 << 12
Columns: TypeAlias = Mapping[str, AnswerColumn]
Part: TypeAlias = "tuple[IntArray | BoolArray, int]"  # a column of numbers below so many
Raw: TypeAlias = "tuple[FloatArray, list[Part]]"  # scores, NaN for none; and what is empty, which says why


@dataclass(eq=False)
class Forms:
    """The answers of each row as one person has them, taken out of the columns a block at a time."""

    key: ScoringKey
    answers: Columns
    rows: int
    _begin: int = 0
    _held: tuple[tuple[str, list[float]], ...] | None = None

    def form(self, row: int) -> dict[str, float | None]:
        """The answers of one row; what is empty is left out."""
        begin = row - row % BLOCK
        if self._held is None or begin != self._begin:
            here = slice(begin, min(begin + BLOCK, self.rows))
            items = [item for item in self.key.instrument.every_item if item in self.answers]
            self._held = tuple((item, self.answers[item].floats(here).tolist()) for item in items)
            self._begin = begin
        at = row - begin
        return {item: column[at] for item, column in self._held if column[at] == column[at]}


def void_rows(key: ScoringKey, answers: Columns, here: slice) -> IntArray:
    """Rows of a stretch in which more of the form is empty than its makers allow, counted from its start."""
    import numpy as np

    most = key.instrument.most_empty
    if most is None:
        return np.zeros(0, dtype=np.int64)
    items = key.instrument.every_item
    empty = np.full(here.stop - here.start, len(items) - sum(i in answers for i in items), dtype=np.int64)
    for item in items:
        none = answers[item].none(here) if item in answers else None
        if none is not None:
            empty += none
    return np.flatnonzero(empty > most)


def read_columns(
    key: ScoringKey, answers: Columns, found: Mapping[str, ScaleColumns], wanted: tuple[str, ...], rows: int
) -> dict[str, Column]:
    """What an expression reads: the points of items and the raw scores of scales, as columns."""
    import numpy as np

    read: dict[str, Column] = {}
    for name in wanted:
        if name in found:
            raw = found[name].raw
            read[name] = Column("number", np.nan_to_num(raw), np.isnan(raw))
        elif name in answers:
            read[name] = _points(key, name, answers[name])
    return read or {"": Column("number", np.zeros(rows), np.ones(rows, dtype=bool))}


def worked_out(key: ScoringKey, values: Column, read: Mapping[str, Column], answers: Columns) -> Raw:
    """The raw scores of a scale that is worked out to ``values`` from what it ``read``."""
    import numpy as np

    void = np.zeros(len(values.null), dtype=bool)
    void[void_rows(key, answers, slice(0, len(void)))] = True
    known = ~values.null & ~void if values.kind == "number" else np.zeros(len(void), dtype=bool)
    return np.where(known, values.values, np.nan), [
        (void, 2),
        *((column.null, 2) for column in read.values()),
    ]


def _points(key: ScoringKey, item: str, column: AnswerColumn) -> Column:
    import numpy as np

    values = column.floats()
    known = ~np.isnan(values)
    points: FloatArray = np.zeros(len(values))
    if item in key.by_item:
        on = np.zeros(len(values), dtype=bool)
        for answer, counted in key.by_item[item].items():
            hit = values == answer
            points, on = np.where(hit, counted, points), on | hit
        return Column("number", points, ~on)
    type = key.instrument.every_item[item].type
    admitted = known & admits(type, np.where(known, values, 0.0))
    return Column("number", np.where(admitted, values, 0.0), ~admitted)


def admits(type: Any, values: FloatArray) -> BoolArray:
    """:meth:`prodia.language.Type.admits` for numbers."""
    import numpy as np

    low = -math.inf if type is None or type.low is None else type.low
    high = math.inf if type is None or type.high is None else type.high
    inside = (values > low) if type is not None and type.low_open else (values >= low)
    inside &= (values < high) if type is not None and type.high_open else (values <= high)
    inside &= np.isfinite(values)
    return inside & (np.floor(values) == values) if type is not None and type.whole else inside
