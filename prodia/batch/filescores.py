"""A file of people scored a stretch of rows at a time: one row out per row in, and what was refused."""

# A cell that can not be read is no answer: its scales get no score, and the cell is told. A row that can not
# be read, or a person who stands there twice, gets no score at all. Nothing is dropped, nothing is guessed.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from typing import Any, get_args

from prodia.batch.cells import OFF, date_cell, number_cell, sex_cell
from prodia.batch.filerows import PeopleFile, Rows
from prodia.batch.layout import Layout
from prodia.batch.outcome import outcome
from prodia.model.norms import KeyName
from prodia.problems import Kind, Problem
from prodia.problems import files as kinds
from prodia.scoring.answers import AnswerColumn
from prodia.scoring.key import ScoringKey
from prodia.scoring.many import score_columns
from prodia.scoring.people import EPOCH, NO_DAY, People, Words

__all__ = ["Scored", "scored_chunks", "standing_twice"]

NOTHING: frozenset[str] = frozenset()
Cell = float | dt.date | str | Kind | None


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Some rows scored: the row in the file and the id of each, the columns by name, what was refused."""

    numbers: tuple[int, ...]
    ids: tuple[str, ...]
    columns: dict[str, Any]
    refused: tuple[Problem, ...]


def standing_twice(file: PeopleFile, layout: Layout) -> dict[int, int]:
    """Rows of which the id stands in another row too, with that other row; reads the file once."""
    at = layout.id
    if at is None:
        return {}
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for rows in file.chunks():
        for number, cells in zip(rows.numbers, rows.cells, strict=True):
            id = cells[at] if at < len(cells) else ""
            if id and (other := first.setdefault(id, number)) != number:
                found[number] = other
                found.setdefault(other, number)
    return found


def scored_chunks(
    file: PeopleFile, layout: Layout, key: ScoringKey, *, empty: Set[str] = NOTHING
) -> Iterator[Scored]:
    """The file from its first row to its last. ``empty``: what stands for an empty cell, besides nothing."""
    twice = standing_twice(file, layout)
    reader = _Reader(layout, empty)
    for rows in file.chunks():
        yield _scored(rows, layout, key, reader, twice)


def _scored(rows: Rows, layout: Layout, key: ScoringKey, reader: _Reader, twice: dict[int, int]) -> Scored:
    import numpy as np

    refused: list[Problem] = []
    whole = [_row(cells, layout) for cells in rows.cells]
    wrong: dict[int, str] = {}
    id_column = layout.head[layout.id] if layout.id is not None else ""
    for place, (number, cells) in enumerate(zip(rows.numbers, rows.cells, strict=True)):
        if len(cells) != len(layout.head):
            said = {"got": len(cells), "want": len(layout.head)}
            refused.append(Problem(kinds.OTHER_LENGTH, None, row=number, **said))
            wrong[place] = kinds.OTHER_LENGTH.full_code
        elif number in twice:
            refused.append(Problem(kinds.TWICE, None, row=number, column=id_column, other=twice[number]))
            wrong[place] = kinds.TWICE.full_code
    columns = [*zip(*whole, strict=True)]
    answers = {
        item: AnswerColumn(np.array(reader.numbers(columns[at], at, rows, refused, OFF), dtype=float))
        for item, at in layout.items.items()
    }
    people = reader.people(columns, rows, refused)
    found = outcome(key, score_columns(key, answers, people))
    for place, code in wrong.items():
        for name, column in found.items():
            column[place] = np.nan if column.dtype.kind == "f" else code if name.endswith(".reason") else None
    ids = tuple(cells[layout.id] for cells in whole) if layout.id is not None else ()
    return Scored(rows.numbers, ids, found, tuple(sorted(refused, key=lambda p: int(dict(p.args)["row"]))))


def _row(cells: list[str], layout: Layout) -> list[str]:
    """A row of the right width; of another one only who it is, if that can be told."""
    width, at = len(layout.head), layout.id
    if len(cells) == width:
        return cells
    return [cells[n] if n == at and n < len(cells) else "" for n in range(width)]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads columns of cells; what a text means is worked out once."""

    layout: Layout
    empty: Set[str]
    seen: dict[tuple[Callable[..., Cell], str], Cell] = field(default_factory=dict)

    def cells(
        self,
        read: Callable[[str, Set[str]], Cell],
        column: tuple[str, ...],
        at: int,
        rows: Rows,
        told: list[Problem],
    ) -> list[Cell]:
        found: list[Cell] = []
        seen = self.seen
        for place, text in enumerate(column):
            known = (read, text)
            cell = seen.get(known, self)
            if cell is self:
                cell = read(text, self.empty)
                if len(seen) < 100_000:
                    seen[known] = cell
            if isinstance(cell, Kind):
                told.append(Problem(cell, None, row=rows.numbers[place], column=self.layout.head[at]))
            found.append(cell)  # type: ignore[arg-type]
        return found

    def numbers(
        self, column: tuple[str, ...], at: int, rows: Rows, told: list[Problem], unread: float
    ) -> list[float]:
        nan = float("nan")
        cells = self.cells(number_cell, column, at, rows, told)
        return [nan if c is None else c if isinstance(c, float) else unread for c in cells]

    def days(self, name: str, columns: list[tuple[str, ...]], rows: Rows, told: list[Problem]) -> Any:
        import numpy as np

        at = self.layout.person.get(name)
        if at is None:
            return None
        cells = self.cells(date_cell, columns[at], at, rows, told)
        return np.array([c.toordinal() - EPOCH if isinstance(c, dt.date) else NO_DAY for c in cells])

    def people(self, columns: list[tuple[str, ...]], rows: Rows, told: list[Problem]) -> People:
        import numpy as np

        person = self.layout.person
        age = person.get("age_months")
        words: dict[KeyName, Words] = {}
        for name in get_args(KeyName):
            at = person.get(name)
            if at is not None:
                read = sex_cell if name == "sex" else word_cell
                cells = self.cells(read, columns[at], at, rows, told)
                words[name] = Words.of([c if isinstance(c, str) else None for c in cells])
        ages = None
        if age is not None:
            ages = np.array(self.numbers(columns[age], age, rows, told, float("nan")), dtype=float)
        born, tested = (self.days(name, columns, rows, told) for name in ("born", "tested"))
        return People(len(rows.numbers), born, tested, ages, words)


def word_cell(text: str, empty: Set[str]) -> str | None:
    """A word as it stands; None where empty."""
    return None if text == "" or text in empty else text
