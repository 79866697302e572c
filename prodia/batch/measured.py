"""Series of many people: a long table of measurements beside the people, as columns that a kernel reads.

A row of the long table is a measurement or a session of help: ``id`` (whose), ``series`` (the field, where a
protocol has more than one), ``date``, ``value``, ``form``, ``phase``, ``minutes``, ``steps_done`` and
``steps_total``; of one day they stand in their order. The help that was planned stands with the person:
``leesreeks.help_from``, ``.help_to``, ``.help_per_week``, ``.help_minutes``.
"""

# The figures are those of the kernels over segments that one pupil goes through as well
# (prodia.psychometrics.progress); the dose is worked out by the function of the case. What comes out are
# columns named as conditions read them (`leesreeks.rate`), so a kernel, a cluster and a database need to know
# nothing of series.

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prodia.batch.kernel import BORN, ID, rests_on
from prodia.batch.reading import arrow, read_column
from prodia.case.series import FIGURES, Course, aim_of, dose_of, dose_values
from prodia.errors import ProdiaError, one_of
from prodia.language import Type, parse_type
from prodia.language.columns import EPOCH, Array, Column, named_column, nine_column, np
from prodia.language.syntax.types import in_range
from prodia.model.events import HelpPlanned, SessionHeld
from prodia.model.plan import Plan
from prodia.model.protocol import Field
from prodia.model.series import DOSE, PARTS
from prodia.problems import Problem
from prodia.problems.batch import ID_TWICE, NO_IDS, NO_MEASUREMENT
from prodia.psychometrics.progress import ANSWERS, Measurements, standings
from prodia.scoring.score import NoScore
from prodia.words import Words

LONG: Mapping[str, Type] = {
    "date": Type("date"),
    "value": parse_type("number"),
    "form": Type("text"),
    "phase": parse_type("choice before | during | after"),
    "minutes": parse_type("number (0..1440]"),
    "steps_done": parse_type("number 0.."),
    "steps_total": parse_type("number (0..)"),
}
HELP: Mapping[str, Type] = {
    "help_from": Type("date"),
    "help_to": Type("date"),
    "help_per_week": parse_type("number (0..)"),
    "help_minutes": parse_type("number (0..1440]"),
}


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """The rows of one series by person: those of ``row`` stand at ``starts[row]:starts[row + 1]``."""

    starts: Array
    read: Mapping[str, Array]
    help: Mapping[str, Array]

    def sessions(self, row: int) -> Iterator[SessionHeld]:
        at = slice(self.starts[row], self.starts[row + 1])
        names = ("minutes", "date", "steps_done", "steps_total")
        for minutes, day, done, total in zip(*(self.read[n][at].tolist() for n in names), strict=True):
            if minutes == minutes:
                steps: Any = {"steps_done": _known(done), "steps_total": _known(total)}
                yield SessionHeld.model_construct(day=_day(day), minutes=minutes, **steps)

    def planned(self, row: int) -> HelpPlanned | None:
        found = {name: column[row] for name, column in self.help.items()}
        if not found or any(x != x for x in found.values()):
            return None
        days: Any = {"from_": _day(found["help_from"]), "to": _day(found["help_to"])}
        per_week, minutes = float(found["help_per_week"]), float(found["help_minutes"])
        amounts: Any = {"sessions_per_week": per_week, "minutes": minutes}
        return HelpPlanned.model_construct(**days, **amounts)

    def event(self, row: int) -> dict[str, Any]:
        """What a case would record of this person."""
        at = slice(self.starts[row], self.starts[row + 1])
        names = ("date", "value", "form", "phase", "point")
        points = []
        for day, value, form, phase, point in zip(*(self.read[n][at].tolist() for n in names), strict=True):
            if point:
                said = {"value": value} if value == value else {"missing": "unknown"}
                point = {"day": _day(day), "form": form, "phase": phase}
                points.append({n: v for n, v in point.items() if v is not None} | said)
        help, sessions = self.planned(row), [*self.sessions(row)]
        event = {"points": points, "sessions": [one.model_dump(exclude_none=True) for one in sessions]}
        return event | ({} if help is None else {"help": help.model_dump(by_alias=True)})


def _known(x: float) -> float | None:
    return x if x == x else None


def _day(x: float) -> dt.date:
    return dt.date.fromordinal(int(x) + EPOCH)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """``table``: the columns of the series, a row a person. ``problems``: what is no measurement; of these
    people (``out``) nothing is said. ``found``: how many rows are of one of them."""

    table: Any
    out: Array
    problems: tuple[Problem, ...]
    found: int
    held: Mapping[str, _Held]

    def events(self, row: int) -> Iterator[dict[str, Any]]:
        """What a case of this person would have recorded of each series."""
        for field, held in self.held.items():
            event = held.event(row)
            if any(event.values()):
                yield {"kind": "measured", "field": field, **event}


@dataclass(frozen=True, slots=True, eq=False)
class Long:
    """A long table of measurements. ``numbers``: of each row its number in a file; ``unread``: the rows in
    which a cell could not be read."""

    table: Any
    numbers: Array
    unread: Array

    @classmethod
    def of(cls, table: Any) -> Long:
        return cls(table, np.arange(len(table)), np.zeros(len(table), dtype=bool))


def measured(plan: Plan, people: Any, ids: Any, given: Long, on: dt.date) -> Measured:
    """The series of everybody. ``people``: an Arrow table with the help that was planned; ``ids``: who they
    are.

    Raises :class:`~prodia.errors.ProdiaError` for people of one id and for columns that are not there.
    """
    fields = {name: one for name, one in plan.series.items() if name in rests_on(plan)}
    long = given.table
    who = _whose(ids, long)
    there = [name for name in ("date", *LONG) if name in long.column_names]
    if "date" not in there or not {"value", "minutes"} & {*there}:
        what = Words("kolom van de metingen", "column of the measurements")
        one_of(what, "date" if "date" not in there else "value", long.column_names)
    series = _series(plan, long, [*fields])
    mine = (who >= 0) & (series >= 0)
    rows = np.flatnonzero(mine)
    some = long.take(arrow().array(rows))
    read, wrong = _read(some, who[rows], series[rows], people, [*fields.values()], on)
    out = np.zeros(len(ids), dtype=bool)
    out[who[rows][given.unread[rows]]] = True
    problems = []
    for column, places in wrong.items():
        out[who[rows][places]] = True
        problems += [
            Problem(NO_MEASUREMENT, None, row=int(given.numbers[rows[at]]), column=column) for at in places
        ]
    kept = ~out[who[rows]]
    made: dict[str, Any] = {}
    held: dict[str, _Held] = {}
    for number, (name, field) in enumerate(fields.items()):
        own = np.flatnonzero(kept & (series[rows] == number))
        own = own[np.argsort(who[rows][own], kind="stable")]
        starts = np.searchsorted(who[rows][own], np.arange(len(ids) + 1))
        help, bad = _help(people, name)
        for column, cells in bad:
            out[cells] = True
            problems += [Problem(NO_MEASUREMENT, None, row=int(at), column=column) for at in cells]
        held[name] = _Held(starts, {n: column[own] for n, column in read.items()}, help)
        made |= _columns(name, field, held[name], np.repeat(np.arange(len(ids)), np.diff(starts)))
    pa = arrow()
    return Measured(pa.table(made), out, tuple(problems), int((who >= 0).sum()), held)


def _whose(ids: Any, long: Any) -> Array:
    """Of each measurement the row of its person, -1 for nobody."""
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    pa = arrow()
    if ids is None or ID not in long.column_names:
        raise ProdiaError(Problem(NO_IDS, None, column=ID))
    own, theirs = (one.combine_chunks() if hasattr(one, "chunks") else one for one in (ids, long[ID]))
    if own.type != theirs.type:
        own, theirs = own.cast(pa.string()), theirs.cast(pa.string())
    own, theirs = (x.dictionary_decode() if pa.types.is_dictionary(x.type) else x for x in (own, theirs))
    if pc.count_distinct(own).as_py() < len(own) - own.null_count:
        raise ProdiaError(Problem(ID_TWICE, None, column=ID))
    place = pc.if_else(theirs.is_valid(), pc.index_in(theirs, value_set=own), None).fill_null(-1)
    found: Array = place.to_numpy(zero_copy_only=False).astype(np.int64)
    return found


def _series(plan: Plan, long: Any, fields: Sequence[str]) -> Array:
    """Of each measurement the number of its series, -1 for one that nothing rests on."""
    if "series" not in long.column_names:
        if len(fields) != 1:
            raise ProdiaError(Problem(NO_IDS, None, column="series"))
        return np.zeros(len(long), dtype=np.int64)
    coded = long["series"].combine_chunks().cast(arrow().string()).dictionary_encode()
    words = coded.dictionary.to_pylist()
    for word in (*words, *["-"] * bool(coded.null_count)):
        one_of(Words("reeks", "series"), word, plan.series)
    numbers = np.array([*(fields.index(w) if w in fields else -1 for w in words), -1], dtype=np.int64)
    found: Array = numbers[coded.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)]
    return found


def _read(
    some: Any, who: Array, series: Array, people: Any, fields: Sequence[Field], on: dt.date
) -> tuple[dict[str, Array], dict[str, list[int]]]:
    """The columns of the measurements, and by column the rows that are none."""
    count = len(who)
    read: dict[str, Array] = {}
    wrong: dict[str, Array] = {}
    for name, type in LONG.items():
        if name not in some.column_names:
            read[name] = np.full(count, None if type.kind in ("text", "choice") else np.nan)
            continue
        found, bad = read_column(name, type, some[name])
        wrong[name] = np.isin(np.arange(count), bad)
        if isinstance(found, Column):
            none: Any = None if type.kind == "text" else np.nan
            read[name] = np.where(found.null, none, found.values)
        else:
            read[name] = np.array([None, *type.options], dtype=object)[found]
    day = read["date"].astype(float)
    wrong["date"] |= ~(day <= on.toordinal() - EPOCH)
    if BORN in people.column_names:
        born, _ = read_column(BORN, Type("date"), people[BORN])
        assert isinstance(born, Column)
        wrong["date"] |= ~born.null[who] & (day < born.values[who])
    read["point"] = np.isnan(read["minutes"].astype(float)) | ~np.isnan(read["value"].astype(float))
    for number, field in enumerate(fields):
        mine = series == number
        assert field.series is not None
        if field.series.over is not None:
            wrong.setdefault("phase", np.zeros(count, dtype=bool))
            wrong["phase"] |= mine & read["point"] & (read["phase"] == None)  # noqa: E711
        values = arrow().array(np.where(mine, read["value"].astype(float), np.nan))
        _, bad = read_column("value", field.value_type, values)
        if len(bad):
            wrong["value"][bad] = True
    return read, {name: np.flatnonzero(flags).tolist() for name, flags in wrong.items() if flags.any()}


def _help(people: Any, field: str) -> tuple[dict[str, Array], list[tuple[str, Array]]]:
    """The help that was planned for everybody, and what is no plan: a cell, half of one, an end too early."""
    found: dict[str, Array] = {}
    bad: list[tuple[str, Array]] = []
    names = {name: f"{field}.{name}" for name in HELP}
    if not {*names.values()} & {*people.column_names}:
        return {}, []
    for name, called in names.items():
        if called not in people.column_names:
            raise ProdiaError(Problem(NO_IDS, None, column=called))
        column, wrong = read_column(called, HELP[name], people[called])
        assert isinstance(column, Column)
        found[name] = np.where(column.null, np.nan, column.values.astype(float))
        bad.append((called, wrong))
    lacking = sum(np.isnan(column).astype(int) for column in found.values())
    half = (lacking > 0) & (lacking < len(HELP)) | (found["help_to"] < found["help_from"])
    bad.append((names["help_to"], np.flatnonzero(half)))
    return found, [(name, rows) for name, rows in bad if len(rows)]


def _columns(name: str, field: Field, held: _Held, who: Array) -> Iterator[tuple[str, Any]]:
    """The value of a series and its parts as columns of Arrow, with what has no value null."""
    pa, declared, people = arrow(), field.series, len(held.starts) - 1
    assert declared is not None
    point, values = held.read["point"], held.read["value"].astype(float)
    days, phases = held.read["date"].astype(np.int64), held.read["phase"]
    last = np.full(people, np.nan)
    order = np.lexsort((-np.arange(len(who)), days, ~np.isnan(values), who))
    order = order[point[order]]
    last[who[order]] = values[order]  # of one person the last of them stays
    yield name, pa.array(last, from_pandas=True)
    counted = point if declared.over is None else point & (phases == declared.over)
    names = held.read["form"].tolist()
    known = {word: at for at, word in enumerate(dict.fromkeys(names)) if word is not None}
    forms = np.array([known.get(word, -1) for word in names], dtype=np.int64)
    y = nine_column(values)
    long = Measurements(people, who[counted], days[counted] + EPOCH, y[counted], forms[counted])
    found = standings(long, aim_of(declared))
    assert not isinstance(found, NoScore)  # what is declared was looked at when the protocol was read
    none = np.isnan(last) | (found.answers < 0)
    answers = np.where(none | (found.answers == ANSWERS.index("open")), -1, found.answers).astype(np.int8)
    words = pa.array(ANSWERS[:3])
    yield f"{name}.answer", pa.DictionaryArray.from_arrays(pa.array(answers, mask=answers < 0), words)
    for part, figure in FIGURES.items():
        column = found.figures[figure]
        if part == "day":
            ordinals = np.where(none, 0, column - EPOCH).astype("datetime64[D]")
            yield f"{name}.{part}", pa.array(ordinals, mask=none)
        else:
            yield f"{name}.{part}", _number(PARTS[part], np.where(none, np.nan, column))
    doses = {part: np.full(people, np.nan) for part in DOSE}
    helped = np.zeros(people, dtype=bool)
    helped[who[~np.isnan(held.read["minutes"].astype(float))]] = True
    if held.help:
        helped |= ~np.isnan(held.help["help_from"])
    measured = np.bincount(who[point], minlength=people) > 0
    helped &= ~(measured & np.isnan(last))  # a measurement without a value says why there is none
    for row in np.flatnonzero(helped).tolist():
        course = Course((), tuple(held.sessions(row)), held.planned(row))
        for part, value in dose_values(dose_of(declared, course), course).items():
            doses[part][row] = np.nan if value is None else value
    yield from ((f"{name}.{part}", _number(PARTS[part], column)) for part, column in doses.items())


def _number(type: Type, x: Array) -> Any:
    """A figure with its nine decimals, null outside its type."""
    found = named_column(Column("number", x, np.isnan(x)))
    return arrow().array(found.values, mask=found.null | ~in_range(type, found.values))
