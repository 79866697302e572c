"""People who do not exist, for tests, benchmarks and questions about a cut-off: drawn by seed.

>>> import datetime as dt
>>> import prodia
>>> plan = prodia.load().catalogue.plan("wiskunde@2.0.0")
>>> table = population(plan, 3, seed=1, on=dt.date(2026, 10, 1))
>>> table.num_rows, table.equals(population(plan, 3, seed=1, on=dt.date(2026, 10, 1)))
(3, True)
"""

# What is drawn is what the protocol declares, and nothing else: a percentile, z, T or standard score from its
# own scale, with one latent ability that all of them share (`correlation`) and an error of measurement
# (`reliability`); any other number over its range, a choice and a yes or no evenly. No share of a real
# population stands here: who has one gives it by `shares`. Answers that contradict each other are redrawn.

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from prodia.batch.kernel import Kernel, compiled, rests_on
from prodia.batch.reading import arrow, read_table
from prodia.errors import checked
from prodia.language import Duration, Type
from prodia.language.columns import Array, np
from prodia.model.plan import Plan
from prodia.model.protocol import NAMELESS, Mode
from prodia.scoring.normal import phi

BEFORE = 730  # days: how long ago the things asked about happened, at most
TRIES = 8  # how often answers that contradict each other are drawn again


@checked
def population(
    plan: Plan,
    people: int,
    *,
    seed: int,
    on: dt.date,
    mode: Mode = "trajectory",
    missing: float = 0.05,
    correlation: float = 0.5,
    reliability: float = 0.9,
    near: float = 0.0,
    months: tuple[int, int] = (30, 216),
    shares: Mapping[str, Mapping[str, float]] | None = None,
) -> Any:
    """A table of ``people`` rows with every answer that anything in the plan rests on, and the day of birth.

    ``missing``: the share of each answer that is not there. ``correlation``: of the true scores of any two
    tests, and ``reliability``: the share of a score that is no error. ``near``: the share of numbers that lie
    at or just beside a figure of the protocol. ``months``: the ages on the day ``on``. ``shares``: of a
    choice (or ``case.competence``) the share of each option, from a source that you name yourself.
    """
    pa = arrow()
    chance = np.random.default_rng(seed)
    ability = chance.normal(size=people)
    rests = [n for n in rests_on(plan) if (plan.part(n) or (n,))[0] not in plan.series]
    names = [n for n in rests if not n.startswith("case.age")]
    cuts = compiled(plan, on, given=rests, mode=mode)
    drawer = _Drawer(plan, chance, ability, (correlation, reliability), near, missing, on, shares or {})
    drawer.samples = {n: cuts.values.get(f"={n}", ()) for n in names}
    made = {name: drawer.draw(name, people) for name in names}
    ages = chance.integers(months[0] * 30, months[1] * 30, people)
    if mode not in NAMELESS:
        made["born"] = pa.array(np.datetime64(on, "D") - ages.astype("timedelta64[D]"))
    table = pa.table(made)
    return _agreeing(plan, cuts, table, drawer) if plan.ensure else table


@checked
def courses(
    plan: Plan, people: Any, *, seed: int, on: dt.date, weeks: int = 26, missing: float = 0.05
) -> tuple[Any, Any]:
    """The series of people who do not exist (``people`` has an ``id``): the same people with the help that
    was planned, and a long table of measurements, as :func:`prodia.batch.run` takes them.

    Of each series three points before the help and one a week during it, and most of its sessions. The rate
    is anywhere from standing still to twice the goal, with an error about the line. One pupil in ten was
    never measured, one in ten has no plan, and ``missing`` is the share of measurements without a value.
    """
    pa, chance = arrow(), np.random.default_rng(seed)
    made: list[Any] = []
    for name, field in plan.series.items():
        declared, type = field.series, field.value_type
        assert declared is not None
        some = np.flatnonzero(chance.random(people.num_rows) >= 0.1)
        begins = np.datetime64(on, "D") - 7 * weeks - chance.integers(0, 60, people.num_rows)
        top = type.high if type.high is not None else 100.0
        goal = declared.goal_rate if declared.goal_rate is not None else 0.02 * top
        week, count = np.arange(-3, weeks), len(some)
        rate, start = chance.uniform(0, 2 * goal, (count, 1)), chance.uniform(0.1, 0.5, (count, 1)) * top
        drawn = start + rate * np.maximum(week, 0) + chance.normal(0, 0.03 * top, (count, len(week)))
        values = np.clip(np.round(drawn), type.low or 0.0, top).ravel()
        owner, days = np.repeat(some, len(week)), (begins[some][:, None] + 7 * week).ravel()
        phases = pa.array(np.tile(np.where(week < 0, "before", "during"), count).tolist(), pa.string())
        ids, series = people.column("id"), pa.array([name] * len(days), pa.string())
        points = {"id": ids.take(pa.array(owner)), "series": series, "date": pa.array(days), "phase": phases}
        points["value"] = pa.array(values, mask=chance.random(len(values)) < missing)
        made.append(pa.table(points))
        held = np.tile(week >= 0, count) & (chance.random(len(days)) < 0.8)
        minutes = chance.integers(20, 60, int(held.sum())).astype(float)
        sessions = {"id": ids.take(pa.array(owner[held])), "series": series.filter(pa.array(held))}
        made.append(pa.table(sessions | {"date": pa.array(days[held] + 1), "minutes": pa.array(minutes)}))
        none = chance.random(people.num_rows) < 0.1
        plans = {"help_from": begins, "help_to": begins + 7 * weeks}
        plans["help_per_week"] = chance.integers(1, 4, len(begins)) * 1.0
        plans["help_minutes"] = chance.integers(4, 9, len(begins)) * 5.0
        for part, column in plans.items():
            people = people.append_column(f"{name}.{part}", pa.array(column, mask=none))
    return people, pa.concat_tables(made, promote_options="default")


def _agreeing(plan: Plan, kernel: Kernel, table: Any, drawer: _Drawer) -> Any:
    """Answers that contradict each other drawn again, of whom they still do; and missing at last."""
    pa, who = arrow(), np.arange(table.num_rows)
    columns = {name: table.column(name).combine_chunks() for name in table.column_names}
    for last in range(TRIES):
        here = pa.table({name: one.take(pa.array(who)) for name, one in columns.items()})
        found = kernel.run(read_table(kernel, here, kernel.on)[0], len(who))
        broken = {id: who[found.codes[slot] == 1] for id, slot in kernel.ensure.items()}
        for name in sorted({a for id in broken for a in plan.ensure[id].answers} & set(columns)):
            rows = np.unique(
                np.concatenate([r for id, r in broken.items() if name in plan.ensure[id].answers])
            )
            old = columns[name]
            new = pa.nulls(len(rows), old.type) if last == TRIES - 1 else drawer.draw(name, len(rows), rows)
            at = np.arange(len(old))
            at[rows] = len(old) + np.arange(len(rows))
            columns[name] = pa.concat_arrays([old, new.cast(old.type)]).take(pa.array(at))
        who = np.unique(np.concatenate([*broken.values()]))
        if not len(who):
            break
    return pa.table(columns)


class _Drawer:
    def __init__(
        self,
        plan: Plan,
        chance: Any,
        ability: Array,
        spread: tuple[float, float],
        near: float,
        missing: float,
        on: dt.date,
        shares: Mapping[str, Mapping[str, float]],
    ) -> None:
        self.plan, self.chance, self.ability, self.near = plan, chance, ability, near
        self.missing, self.on, self.shares = missing, on, shares
        self.shared, self.reliable = spread
        self.samples: dict[str, Any] = {}

    def draw(self, name: str, count: int, who: Array | None = None) -> Any:
        """Answers for some people (``who`` of all)."""
        pa, type = arrow(), self.plan.types[name]
        none = self.chance.random(count) < self.missing
        if type.kind == "truth":
            return pa.array(self.chance.random(count) < 0.5, mask=none)
        if type.options:
            shares = self.shares.get(name)
            weights = None if shares is None else [shares.get(one, 0.0) for one in type.options]
            codes = self.chance.choice(len(type.options), count, p=weights).astype(np.int32)
            return pa.DictionaryArray.from_arrays(pa.array(codes, mask=none), list(type.options))
        if type.kind == "date":
            ago = self.chance.integers(0, BEFORE, count).astype("timedelta64[D]")
            return pa.array(np.datetime64(self.on, "D") - ago, mask=none)
        if type.kind == "duration":
            amounts = self.chance.integers(int(type.low or 0), int(type.high or 24) + 1, count)
            unit: Any = type.unit
            return pa.array(
                [None if n else Duration(unit, int(a)).iso() for n, a in zip(none, amounts, strict=True)]
            )
        if type.kind != "number":
            return pa.array(np.full(count, "x", dtype=object), mask=none)
        return pa.array(self._numbers(name, type, count, who), mask=none)

    def _numbers(self, name: str, type: Type, count: int, who: Array | None) -> Array:
        few = [float(v) for v in self.samples.get(name, ()) if isinstance(v, float)]
        low = type.low if type.low is not None else min([0.0, *few])
        high = type.high if type.high is not None else max([low + 1.0, *(2 * v for v in few)])
        if type.unit in ("percentile", "score", "z", "t"):
            ability = self.ability if who is None else self.ability[who]
            own = self.chance.normal(size=count)
            true = np.sqrt(self.shared) * ability + np.sqrt(1 - self.shared) * own
            error = self.chance.normal(size=count)
            seen = np.sqrt(self.reliable) * true + np.sqrt(1 - self.reliable) * error
            found = _printed(type, seen)
        else:
            found = np.floor(self.chance.uniform(low, high + 1, count))
        if self.near and few:
            beside = np.array([v + d for v in few for d in (-1.0, 0.0, 1.0)])
            at = self.chance.random(count) < self.near
            found = np.where(at, self.chance.choice(beside, count), found)
        return np.clip(found, low + type.low_open, high - type.high_open)


def _printed(type: Type, z: Array) -> Array:
    """A z as it is printed on a scale: whole, a z at two decimals."""
    if type.unit == "percentile":
        return np.round(100 * phi(z))
    return np.round((type.mean or 0.0) + (type.sd or 1.0) * z, 2 if type.unit == "z" else 0)
