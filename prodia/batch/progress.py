"""Progress of many pupils from a long pandas frame or file: a row for each measurement, a row out for each
pupil.

>>> import pandas as pd
>>> import prodia
>>> days = pd.date_range("2026-09-08", periods=6, freq="7D")
>>> rows = pd.DataFrame({"pupil": "a", "date": days, "value": [20, 23, 22, 26, 27, 29]})
>>> aim = prodia.Aim(direction="higher_is_better", confidence=0.9, per_week=1, clock="calendar",
...     same_day="refuse", goal_rate=1.5)
>>> prodia.progress(rows, aim).loc["a", "answer"]
'progress'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from prodia.batch.columns import answers_of, column, days, labels, numbers, one_each, pd
from prodia.batch.doubts import nearly, tell_of
from prodia.content.cells import coded, refused
from prodia.content.reading import Asked, Reading, Sort, opened_for, read_columns
from prodia.errors import ProdiaError, checked, tell
from prodia.language.columns import EPOCH, np
from prodia.problems import Kind, Problem
from prodia.problems import people as kinds
from prodia.problems.progress import NO_DAY as DAY_MISSING
from prodia.problems.progress import OUT_OF_ORDER
from prodia.psychometrics.progress import ANSWERS, WHOLE, Aim, Measurements, Series, Standings, standings
from prodia.psychometrics.series import Point
from prodia.scoring.person import NO_DAY
from prodia.scoring.score import NoScore
from prodia.words import Lang, Words
from prodia.words.cells import folded, means, who_in

if TYPE_CHECKING:
    from prodia.scoring.normal import IntArray

NEEDED = ("pupil", "date", "value")
COLUMNS = (*NEEDED, "form", "phase", "minutes")
"""The names of the columns of a series; ``minutes`` are those of a session of help on that day."""
DAYS = {"first_day", "last_day"}


@checked
def progress(
    frame: pd.DataFrame, aim: Aim, *, columns: Mapping[str, Hashable] | None = None, lang: Lang = "nl"
) -> pd.DataFrame:
    """Where each pupil of a long frame stands: a row a pupil, in the order in which they come first.

    The frame has a row a measurement with ``pupil``, ``date`` (days, no text) and ``value`` (NaN: missing),
    and may have ``form`` and ``phase``; ``columns`` names a column that is called otherwise. A row with
    ``minutes`` and without a value is a session, no missing measurement. The figures are those of
    :class:`prodia.psychometrics.progress.Standing`, missing where there are none, with the ``reason`` beside
    them; ``minutes`` and ``sessions`` where the frame has them.

    Raises :class:`~prodia.errors.ProdiaError` with the reason where something that changes the answer is not
    declared; ``KeyError``, ``TypeError`` and ``ValueError`` for columns as :func:`prodia.score` does.
    """
    said = {name: name for name in COLUMNS} | dict(columns or {})
    if strange := [name for name in said if name not in COLUMNS]:
        raise KeyError(f"{strange[0]!r} is no column of a series")
    there = labels(frame)
    found = {name: column(frame, said[name]) for name in COLUMNS if name in NEEDED or said[name] in there}
    one_each({name: said[name] for name in found})
    fed = {said[name] for name in found}
    for other in (one for one in there if isinstance(one, str) and one not in fed):
        if (name := means(other, series=True)) and name not in found:
            tell(Problem(kinds.NEAR_HEADING, None, column=other, name=name))
    pupils, who = _numbered(list(found["pupil"].astype(object)), "pupil")
    tell_of(nearly(found["pupil"], said["pupil"]))
    on = days(found["date"])
    if len(dateless := np.flatnonzero(on == NO_DAY)):
        row = f"row {dateless[0]} counted from 0"
        raise ValueError(f"{row}: a row of a series has a date; leave out what has none")
    values = answers_of(found["value"])
    if codes := coded(values[np.isfinite(values)]):
        raise ValueError(f"{min(codes):g} among the values stands for nothing elsewhere; make it NaN")
    minutes = numbers(found["minutes"]) if "minutes" in found else None
    measured = np.ones(len(frame), dtype=bool) if minutes is None else np.isnan(minutes) | ~np.isnan(values)
    forms, phases = (
        _numbered([_alike(one) for one in found[name].astype(object)])[1][measured] if name in found else None
        for name in ("form", "phase")
    )
    held = Measurements(
        len(pupils),
        who[measured],
        on[measured] + EPOCH,
        values[measured],
        forms,
        phases,
    )
    answered = standings(held, aim)
    if isinstance(answered, NoScore):
        raise ProdiaError(answered.reason)
    for problem in aim.told:
        tell(problem)
    return tabled(pupils, answered, _dose(who, minutes, len(pupils)), lang)


def _numbered(words: Sequence[Any], needed: str = "") -> tuple[list[Any], IntArray]:
    """The different words in the order of coming, and the number of each; -1 for a missing one."""
    known: dict[Any, int] = {}
    found = np.empty(len(words), dtype=np.int64)
    for at, word in enumerate(words):
        word = who_in(word) or None if needed and isinstance(word, str) else word
        missing = word is None or type(word).__name__ in ("NAType", "NaTType") or word != word
        if needed and missing:
            raise ValueError(
                f"row {at} counted from 0: a row of a series has a {needed}; leave out what has none"
            )
        if not missing and not isinstance(word, Hashable):
            raise TypeError(
                f"row {at} counted from 0: a name is a text or a number, and no {type(word).__name__}"
            )
        found[at] = -1 if missing else known.setdefault(word, len(known))
    return [*known], found


def _alike(word: Any) -> Any:
    """A phase or a form as it is compared: «Tijdens » is tijdens."""
    return folded(word) or None if isinstance(word, str) else word


def _dose(who: IntArray, minutes: Any, pupils: int) -> dict[str, Any]:
    if minutes is None:
        return {}
    held = ~np.isnan(minutes)
    return {
        "sessions": np.bincount(who[held], minlength=pupils),
        "minutes": np.bincount(who[held], weights=minutes[held], minlength=pupils),
    }


def tabled(pupils: Sequence[Any], found: Standings, dose: Mapping[str, Any], lang: Lang) -> pd.DataFrame:
    """The figures as a frame, a row a pupil."""
    index = pd.Index(pupils, name="pupil")
    answers = [ANSWERS[at] if at >= 0 else None for at in found.answers.tolist()]
    made: dict[str, Any] = {"answer": pd.Series(answers, index=index, dtype=object)}
    for name, figures in found.figures.items():
        if name in DAYS:
            dated = [None if x != x else dt.date.fromordinal(int(x)) for x in figures.tolist()]
            made[name] = pd.array(pd.to_datetime(dated), dtype="datetime64[s]")
        else:
            kind = "Int64" if name in WHOLE else "Float64"
            made[name] = pd.array(pd.array(figures, dtype="Float64"), dtype=kind)
    why = [found.reasons[at].message(lang) if at in found.reasons else "" for at in range(len(pupils))]
    return pd.DataFrame({**made, **dose, "reason": why}, index=index)


# A file of series.


SORTS: Mapping[str, Sort] = {
    "pupil": "word",
    "date": "day",
    "value": "number",
    "form": "word",
    "phase": "word",
    "minutes": "number",
}


def read_file(data: str, asked: Asked) -> Reading:
    """How a file of series is read; one of a single pupil needs no column ``pupil``.

    Raises ContentError for a file that can not be read.
    """
    file, what = opened_for(data, SORTS, asked, series=True), Words("metingen", "measurements")
    return read_columns(file, SORTS, {"date", "value"}, asked, what, series=True)


def read_series(reading: Reading) -> tuple[dict[str, Series], tuple[Problem, ...]]:
    """Every pupil of a file, and each cell that could not be read; that pupil's series is marked.

    Raises ContentError where a row of the file can not be taken apart.
    """
    told: list[Problem] = []
    rows: dict[str, list[tuple[Any, ...]]] = {}
    broken: set[str] = set()
    spelt: dict[str, str] = {}
    who, head = reading.layout.who, reading.layout.head
    for stretch in reading.chunks():
        refused = reading.refused(stretch)
        for at, (number, cells) in enumerate(zip(stretch.numbers, stretch.cells, strict=True)):
            pupil = who_in(cells[who]) if who is not None and who < len(cells) else ""
            found = [*_read(cells, reading, number)] if len(cells) == len(head) else []
            wrong = [one for one in found if isinstance(one, Problem)]
            wrong += [refused[at]] if at in refused else []
            told += wrong
            if wrong:
                broken.add(pupil)
                rows.setdefault(pupil, [])
                continue
            before = rows.setdefault(pupil, [])
            if before and found[0] < before[-1][0]:
                told.append(Problem(OUT_OF_ORDER, None, row=number))
            day, value, *words, minutes = found
            words = [word and spelt.setdefault(folded(word), word) for word in words]
            before.append((day, value, *words, minutes))
    return {pupil: _series(of, pupil in broken) for pupil, of in rows.items()}, tuple(told)


def _read(cells: Sequence[str], reading: Reading, row: int) -> Iterator[Any]:
    """Day, value, form, phase and minutes of a row; a problem for a cell that can not be read."""
    for name in ("date", "value", "form", "phase", "minutes"):
        at = reading.layout.places.get(name)
        found = reading.readers[name](cells[at]) if at is not None else None
        if isinstance(found, Kind) and at is not None:
            yield refused(found, cells[at], row=row, column=reading.layout.head[at].strip())
        elif found is None and name == "date":
            yield Problem(DAY_MISSING, None, row=row)
        else:
            yield found


def _series(rows: Sequence[tuple[Any, ...]], unreadable: bool) -> Series:
    measured = [row for row in rows if row[1] is not None or row[4] is None]
    return Series(
        tuple(Point(date, value, form) for date, value, form, _, _ in measured),
        tuple(phase for _, _, _, phase, _ in measured),
        tuple((date, minutes) for date, _, _, _, minutes in rows if minutes is not None),
        unreadable,
    )


def measurements(series: Mapping[str, Series]) -> Measurements:
    """The series of a file as one long table."""
    rows = [
        (at, point, phase)
        for at, one in enumerate(series.values())
        for point, phase in zip(one.points, one.phases, strict=True)
    ]
    bad = [at for at, one in enumerate(series.values()) if one.unreadable]
    who = [at for at, _, _ in rows] + bad
    dates = [point.date.toordinal() for _, point, _ in rows] + [1] * len(bad)
    values = [np.nan if point.value is None else point.value for _, point, _ in rows] + [np.nan] * len(bad)
    unreadable = np.zeros(len(who), dtype=bool)
    unreadable[len(rows) :] = True
    more = [None] * len(bad)
    return Measurements(
        len(series),
        np.array(who, dtype=np.int64),
        np.array(dates, dtype=np.int64),
        np.array(values, dtype=float),
        _numbered([point.form for _, point, _ in rows] + more)[1],
        _numbered([phase for _, _, phase in rows] + more)[1],
        unreadable,
    )
