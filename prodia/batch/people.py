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
from prodia.batch.many import arrow, read_table
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
    names = [n for n in rests_on(plan) if not n.startswith("case.age")]
    cuts = compiled(plan, on, given=rests_on(plan), mode=mode)
    drawer = _Drawer(plan, chance, ability, (correlation, reliability), near, missing, on, shares or {})
    drawer.samples = {n: cuts.values.get(f"={n}", ()) for n in names}
    made = {name: drawer.draw(name, people) for name in names}
    ages = chance.integers(months[0] * 30, months[1] * 30, people)
    if mode not in NAMELESS:
        made["born"] = pa.array(np.datetime64(on, "D") - ages.astype("timedelta64[D]"))
    table = pa.table(made)
    return _agreeing(plan, cuts, table, drawer) if plan.ensure else table


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
    mean, sd = {"z": (0.0, 1.0), "t": (50.0, 10.0)}.get(str(type.unit), (type.mean or 0.0, type.sd or 1.0))
    return np.round(mean + sd * z, 2 if type.unit == "z" else 0)
