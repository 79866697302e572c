"""What a change of a protocol does to many people: who changes, from what to what, and how much work it is.

Counts of people are shown so that nobody can be found in them: see :func:`hidden`.
"""

# Both versions run over the same stretches; a change is a pair of codes, and its count one bincount. A person
# who changes is never shown: a witness is drawn (prodia.batch.people).

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from prodia.batch.decide import answer_of
from prodia.batch.kernel import AGES, BORN, WORDS, Slots, rests_on
from prodia.batch.many import attached, kernel_for, with_columns
from prodia.batch.measured import Long
from prodia.batch.people import population
from prodia.batch.reading import ages_on, arrow, left_out, read_column, read_table
from prodia.batch.source import Source
from prodia.case.certainty import from_z
from prodia.language import Plain, Type
from prodia.language.columns import Array, Column, np
from prodia.model.plan import Plan
from prodia.model.protocol import Mode
from prodia.problems import Problem
from prodia.scoring.error import to_z
from prodia.scoring.normal import root

LEAST = 10  # a count below it is hidden
ROUND = 5  # what a count is shown to the nearest of
BANDS = ((0, 5), (6, 8), (9, 11), (12, 14), (15, 17), (18, 130))
WITNESSES = 4000
Change = tuple[str | None, str | None]


@dataclass(slots=True)
class Impact:
    """What a change does. ``changes``: by decision or criterion, how many go from what to what, all together
    and by group (``by`` a name, and then a value of it). ``work``: by step with tests, for how many people it
    is on the path before and after. ``tests`` and ``minutes``: how many tests that is, and
    how long they take as far as their instruments say."""

    rows: int = 0
    refused: int = 0
    changes: dict[str, Counter[Change]] = field(default_factory=dict)
    groups: dict[str, dict[str, dict[str, Counter[Change]]]] = field(default_factory=dict)
    sizes: dict[str, Counter[str]] = field(default_factory=dict)
    work: dict[str, tuple[int, int]] = field(default_factory=dict)
    tests: tuple[int, int] = (0, 0)
    minutes: tuple[int, int] = (0, 0)

    @property
    def none(self) -> bool:
        """Does nothing change for anybody?"""
        same = all(a == b for counts in self.changes.values() for a, b in counts)
        return same and all(a == b for a, b in self.work.values())

    def changed(self, name: str) -> Counter[Change]:
        """Who changes, without who stays."""
        return Counter({one: n for one, n in self.changes[name].items() if one[0] != one[1]})


def sides(
    source: Source,
    plans: Sequence[Plan],
    long: Long | None,
    on: dt.date,
    mode: Mode,
    said: Callable[[Problem], None],
) -> Iterator[tuple[list[Any], dict[str, Array]]]:
    """The people of a file, a stretch at a time: a table for each plan, with their series as it states them,
    and who is left out. Why is ``said``, once for both."""
    for one in source.stretches():
        told, out, wrong = [], dict(one.unread), dict[str, Problem]()
        for at, own in enumerate(plans):
            table, series = attached(own, one.table, one.whose, long, on)
            told.append(table)
            _, bad = read_table(kernel_for(own, table.column_names, on, mode), table, on)
            problems = one.refused(bad, source.called)
            if series is not None:
                out[f"series {at}"] = np.flatnonzero(series.out)
                problems += series.problems
            wrong |= {problem.line("en"): problem for problem in problems}
        for problem in wrong.values():
            said(problem)
        yield told, out


def impact(
    old: Plan,
    new: Plan,
    tables: Iterable[tuple[Any, Mapping[str, Array]]],
    *,
    on: dt.date,
    mode: Mode = "trajectory",
    by: Sequence[str] = (),
    threads: int | None = None,
) -> Impact:
    """What ``new`` does otherwise than ``old`` for everybody in some tables (with the rows that hold no
    answer); one table, or one for each plan. ``by``: choices of the plan, ``age``, or other columns."""
    found = Impact()
    for pair, unread in tables:
        table, *_ = both = pair if isinstance(pair, Sequence) else (pair, pair)
        pairs = zip((old, new), both, strict=True)
        ran, wrong = zip(*(_ran(plan, own, on, mode, threads=threads) for plan, own in pairs), strict=True)
        out = np.logical_or.reduce([left_out(table.num_rows, [], unread), *wrong])
        found.rows += len(out)
        found.refused += int(out.sum())
        groups = {one: _groups(table, one, on) for one in by}
        for one, (codes, values) in groups.items():
            sizes = found.sizes.setdefault(one, Counter())
            for value, count in zip(values, np.bincount(codes[~out], minlength=len(values)), strict=True):
                sizes[value] += int(count)  # what is written «-» is unknown too
        for name in (*new.tables, *new.criteria):
            if name in old.tables or name in old.criteria:
                _count(found, name, [_told(slots, name) for slots in ran], ~out, groups)
        _work(found, (old, new), ran, ~out)
    return found


def _ran(
    plan: Plan,
    table: Any,
    on: dt.date,
    mode: Mode,
    only: Sequence[str] | None = None,
    threads: int | None = None,
) -> tuple[Slots, Array]:
    """What everybody in a table comes to, and in which rows a cell is no answer."""
    kernel = kernel_for(plan, table.column_names, on, mode, only)
    given, bad = read_table(kernel, table, on)
    return kernel.run(given, table.num_rows, threads), left_out(table.num_rows, bad)


def _told(slots: Slots, name: str) -> tuple[Array, tuple[str | None, ...]]:
    kernel = slots.kernel
    if name in kernel.decisions:
        slot = kernel.decisions[name]
        return slots.codes[slot], tuple(answer_of(hit)[0] for hit in kernel.hits[slot])
    return slots.codes[kernel.criteria[name]], tuple(None if w is None else str(w) for w in WORDS)


def _count(
    found: Impact, name: str, told: Sequence[Any], kept: Array, groups: Mapping[str, tuple[Array, list[str]]]
) -> None:
    (old, was), (new, now) = told
    pair = old[kept].astype(np.int64) * len(now) + new[kept]
    counts = found.changes.setdefault(name, Counter())
    counts.update(_pairs(np.bincount(pair, minlength=len(was) * len(now)), was, now))
    for by, (codes, values) in groups.items():
        size = len(was) * len(now)
        cells = np.bincount(codes[kept] * size + pair, minlength=size * len(values))
        own = found.groups.setdefault(name, {}).setdefault(by, {})
        for value, row in zip(values, cells.reshape(-1, size), strict=True):
            own.setdefault(value, Counter()).update(_pairs(row, was, now))


def _pairs(counts: Array, was: Sequence[str | None], now: Sequence[str | None]) -> Counter[Change]:
    made: Counter[Change] = Counter()
    for at in np.flatnonzero(counts).tolist():
        made[was[at // len(now)], now[at % len(now)]] += int(counts[at])
    return made


def _groups(table: Any, by: str, on: dt.date) -> tuple[Array, list[str]]:
    """The group of everybody, and what each is called; «-» is unknown."""
    if by != "age":
        coded = table.column(by).combine_chunks()
        coded = coded if hasattr(coded, "indices") else coded.cast("string").dictionary_encode()
        words = [*map(str, coded.dictionary.to_pylist()), "-"]
        return coded.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False).astype(np.int64), words
    years = table.column(AGES[0]) if AGES[0] in table.column_names else None
    if years is None:
        born, _ = read_column(BORN, Type("date"), table.column(BORN))
        assert isinstance(born, Column)
        told = ages_on(born, on)[AGES[0]]
        x = np.where(told.null, np.nan, told.values)
    else:
        x = years.to_numpy()
    codes = np.full(len(x), len(BANDS), dtype=np.int64)
    for at, (low, high) in enumerate(BANDS):
        codes[(x >= low) & (x <= high)] = at
    return codes, [*(f"{low}-{high}" if high < 100 else f"{low}+" for low, high in BANDS), "-"]


def _work(found: Impact, plans: Sequence[Plan], ran: Sequence[Slots], kept: Array) -> None:
    """For how many each step with tests is on the path, and how many tests that is."""
    totals = []
    for at, (plan, slots) in enumerate(zip(plans, ran, strict=True)):
        total = minutes = 0
        for step, slot in slots.kernel.steps.items():
            count = int((slots.codes[slot][kept] == 1).sum())
            was = found.work.get(step, (0, 0))
            found.work[step] = (was[0] + count, was[1]) if at == 0 else (was[0], was[1] + count)
            tests = {plan.fields[f].instrument for f in plan.steps[step].fields} - {None}
            total += count * len(tests)
            for one in (plan.shared.instruments.get(id or "") for id in tests):
                minutes += count * ((one.minutes or 0) if one is not None else 0)
        totals.append((total, minutes))
    found.tests, found.minutes = (
        (was[0] + totals[0][at], was[1] + totals[1][at])
        for at, was in enumerate((found.tests, found.minutes))
    )


def witnesses(
    old: Plan, new: Plan, wanted: Iterable[tuple[str, Change]], *, on: dt.date, mode: Mode, seed: int = 1
) -> dict[tuple[str, Change], dict[str, Plain]]:
    """For each change of a decision or criterion somebody who does not exist and changes so."""
    table = population(new, WITNESSES, seed=seed, on=on, mode=mode, near=0.5)
    ran = [_ran(plan, table, on, mode)[0] for plan in (old, new)]
    found: dict[tuple[str, Change], dict[str, Plain]] = {}
    for name, (a, b) in wanted:
        (codes, was), (others, now) = (_told(slots, name) for slots in ran)
        hold = np.isin(codes, [n for n, w in enumerate(was) if w == a])
        hold &= np.isin(others, [n for n, w in enumerate(now) if w == b])
        if hold.any():
            row = int(np.argmax(hold))
            rests = rests_on(new, (name,))
            values = {n: table[n][row].as_py() for n in rests if n in table.column_names}
            found[name, (a, b)] = {n: v for n, v in values.items() if v is not None}
    return found


def shares(
    plans: Mapping[float, Plan], tables: Sequence[Any], name: str, *, on: dt.date, mode: Mode
) -> dict[float, Counter[str | None]]:
    """How often each outcome or verdict comes with each of some figures."""
    found: dict[float, Counter[str | None]] = {}
    for figure, plan in plans.items():
        counts: Counter[str | None] = Counter()
        for table, unread in tables:
            slots, out = _ran(plan, table, on, mode, (name,))
            kept = ~(out | left_out(table.num_rows, [], unread))
            codes, words = _told(slots, name)
            for at, count in enumerate(np.bincount(codes[kept], minlength=len(words)).tolist()):
                counts[words[at]] += count
        found[figure] = counts
    return found


@dataclass(slots=True)
class Found:
    """How many are flagged, how many would be by their true scores, and how many by both."""

    flagged: int = 0
    truly: int = 0
    both: int = 0

    @property
    def sensitivity(self) -> float | None:
        """Of whom the true scores flag, the share that is flagged; None where too few are, or are not."""
        return _rate(self.both, self.truly)

    @property
    def predictive(self) -> float | None:
        """Of who is flagged, the share that the true scores flag too."""
        return _rate(self.both, self.flagged)


def _rate(part: int, whole: int) -> float | None:
    """A part of a whole, from counts as they are shown; None where the part or the rest is too few."""
    if part < LEAST or 0 < whole - part < LEAST:
        return None
    return round(part / ROUND) / round(whole / ROUND)


def finds(
    plans: Mapping[float, Plan],
    tables: Sequence[Any],
    name: str,
    word: str,
    *,
    on: dt.date,
    mode: Mode,
    seed: int = 1,
) -> dict[float, Found]:
    """Whom each of some figures flags (``name`` comes to ``word``), and whom it would by their true scores:
    one of each person is drawn from a seed, by the model of :mod:`prodia.case.certainty`. Empty where no
    error is known."""
    found: dict[float, Found] = {}
    chance = np.random.default_rng(seed)
    for table, unread in tables:
        real = _true_scores(next(iter(plans.values())), table, chance)
        if real is None:
            return {}
        for figure, plan in plans.items():
            flags, kept = [], ~left_out(table.num_rows, [], unread)
            for of in (table, real):
                slots, out = _ran(plan, of, on, mode, (name,))
                codes, words = _told(slots, name)
                kept &= ~out
                flags.append(np.isin(codes, [at for at, one in enumerate(words) if one == word]))
            now, true = (kept & flag for flag in flags)
            one = found.setdefault(figure, Found())
            one.flagged, one.truly = one.flagged + int(now.sum()), one.truly + int(true.sum())
            one.both += int((now & true).sum())
    return found


def _true_scores(plan: Plan, table: Any, chance: Any) -> Any:
    """The table with a true score in the place of each score of which the error is known."""
    made = {}
    for name in table.column_names:
        field = plan.fields.get(name)
        if field is None or field.error is None or field.series is not None:
            continue
        column, _ = read_column(name, field.value_type, table.column(name))
        assert isinstance(column, Column)
        kept, place = np.unique(np.where(column.null, 50.0, column.values), return_inverse=True)
        z = np.array([to_z(field.value_type, x) for x in kept.tolist()])[place.reshape(-1)]
        r = field.error.reliability
        real = r * z + root(r * (1 - r)) * chance.normal(size=len(z))
        drawn = from_z(field.value_type, np.where(np.isfinite(z), real, 0.0), fast=True).values
        values = np.where(np.isfinite(z), drawn, column.values)
        made[name] = arrow().array(values, mask=column.null)
    return with_columns(table, arrow().table(made)) if made else None


# Counts in which nobody can be found.


def hidden(counts: Array, rows: Array | None = None, columns: Array | None = None) -> Array:
    """Which cells of a table of counts are not shown, where its totals are known.

    Every count from 1 to 9; and then more, the smallest first, until no hidden cell can be computed from
    what is shown and the totals, and the cells hidden in a row or column are together at least ten. ``rows``
    and ``columns``: which totals are themselves hidden; the total of all is always known.
    """
    table = np.atleast_2d(counts)
    off = (table > 0) & (table < LEAST)
    known_rows = np.ones(table.shape[0], dtype=bool) if rows is None else ~rows
    known_columns = np.full(table.shape[1], np.ndim(counts) == 2) if columns is None else ~columns
    while True:
        found = _found_out(off, known_rows, known_columns) | _thin(table, off, known_rows, known_columns)
        if not found.any() or off.all():
            return off if np.ndim(counts) == 2 else off[0]
        row, column = np.argwhere(found)[0]
        near = np.zeros_like(off)
        near[row, :] |= known_rows[row]
        near[:, column] |= known_columns[column]
        some = near & ~off if (near & ~off).any() else ~off
        some = some & (table > 0) if (some & (table > 0)).any() else some
        off[np.unravel_index(int(np.argmin(np.where(some, table, table.max() + 1))), off.shape)] = True


def _found_out(off: Array, rows: Array, columns: Array) -> Array:
    """The hidden cells that the known totals of rows and columns, and of all together, determine."""
    places = np.argwhere(off)
    made = np.zeros_like(off)
    if not len(places):
        return made
    lines = [places[:, 0] == r for r in np.flatnonzero(rows)] + [
        places[:, 1] == c for c in np.flatnonzero(columns)
    ]
    lines.append(np.ones(len(places), dtype=bool))
    _, sizes, basis = np.linalg.svd(np.array([line for line in lines if line.any()], dtype=float))
    free = basis[int((sizes > 1e-9).sum()) :]
    for at, (r, c) in enumerate(places):
        made[r, c] = not (np.abs(free[:, at]) > 1e-9).any() if len(free) else True
    return made


def _thin(table: Array, off: Array, rows: Array, columns: Array) -> Array:
    """The hidden cells of a row or column, or of all, of which the hidden part is small itself."""
    made = np.zeros_like(off)
    for axis, known in ((1, rows), (0, columns)):
        sums = (table * off).sum(axis=axis)
        bad = known & off.any(axis=axis) & (sums > 0) & (sums < LEAST)
        made |= off & (bad[:, None] if axis else bad[None, :])
    return made | off if 0 < (table * off).sum() < LEAST else made


def shown(count: int, off: bool, nearest: int = ROUND) -> str:
    """A count as it is shown: rounded, or that it is hidden."""
    return "·" if off else str(nearest * round(count / nearest))


def of_groups(found: Impact, name: str, by: str) -> Iterator[tuple[str, list[str]]]:
    """The rows of a table of changes by group, ready to be shown: a group, and its counts; the last is who
    stays. Totals are those of all together and of the group."""
    changes = [*found.changed(name)]
    values = [value for value, size in found.sizes[by].items() if size]
    counts = []
    for value in values:
        own = found.groups[name][by][value]
        moved = [own[one] for one in changes]
        counts.append([*moved, found.sizes[by][value] - sum(moved)])
    table = np.array(counts, dtype=np.int64).reshape(len(values), len(changes) + 1)
    rows, columns = hidden(table.sum(axis=1)), hidden(table.sum(axis=0))
    off = hidden(table, rows, columns)
    for at, value in enumerate(values):
        yield value, [shown(int(n), bool(o)) for n, o in zip(table[at], off[at], strict=True)]
