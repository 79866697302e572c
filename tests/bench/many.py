"""The whole reading protocol over many people, beside NumPy written for it."""

# The NumPy beside it is what one writes who knows the protocol and NumPy: a number is a double and NaN, a
# truth is two arrays (surely so, surely not), a word its place, a table `np.select` over its rules. Its
# conditions are read from the protocol, so that nobody decides another one.

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

import prodia
from prodia.batch import population
from prodia.batch.many import kernel_for, told_of
from prodia.batch.reading import read_table
from prodia.case.outcomes import conditions
from prodia.case.structure import structure
from prodia.language import SUBJECT, Apply, Literal, Name, Tree
from prodia.language.columns import Column
from prodia.language.tables.compiled import outcome
from tests.bench import beyond, memory
from tests.bench.timing import Pace, Row, Spread, measure, same

ON = dt.date(2026, 10, 1)
WORDS = ("met", "not met", "judgement", "not assessable")
EPOCH = dt.date(1970, 1, 1)


def rows(pace: Pace) -> Iterator[Row]:
    plan = prodia.load().catalogue.plan("lezen-spellen@2.0.0")
    table = population(plan, min(pace.rows, 100_000), seed=4, on=ON)
    table = _times(table, max(1, pace.rows // table.num_rows))
    kernel = kernel_for(plan, table.column_names, ON, "trajectory")
    given, _ = read_table(kernel, table, ON)
    count = table.num_rows
    none = np.zeros(count, dtype=bool)
    _agree(kernel.run(given, count), ByHand(plan, given, count).all())
    computing = [
        _cpu(work) for work in (lambda: kernel.run(given, count, 1), lambda: ByHand(plan, given, count).all())
    ]
    note = (
        "8 values, 23 criteria, 9 tables, 24 steps, 6 rules under ensure. We use every core, NumPy one; "
        "*one thread* is the same on one. The NumPy gives numbers for verdicts and outcomes, as we do. "
        f"Seconds of computing on one core, whatever else runs: {computing[0]:.2f}, NumPy {computing[1]:.2f}."
    )
    ours = f"{count:,} people, from columns to verdicts and outcomes"
    peers = {"NumPy by hand": lambda: ByHand(plan, given, count).all()}
    yield measure(ours, lambda: kernel.run(given, count), peers, pace)
    one = f"{ours}, one thread"
    yield measure(one, lambda: kernel.run(given, count, 1), peers, pace, target="whole protocol", note=note)
    yield measure("the same, from Arrow to Arrow", lambda: _whole(kernel, table, none), {}, pace)
    if pace.least:  # in a hurry nothing outside this process
        yield from beyond.rows(pace)
        yield from (_streamed(people) for people in STREAMED)


STREAMED = (10_000, 100_000, 1_000_000, 10_000_000)


def _streamed(people: int) -> Row:
    cpu, clock, peak = memory.measured(people)
    what = f"{people:,} people from Parquet to Parquet, once"
    note = f"{what}: {cpu:.1f} s of computing, {peak:.0f} MiB at the most."
    return Row(what, Spread(clock, clock, clock), note=note)


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of computing of a work, the least of three."""

    def once() -> float:
        begun = time.process_time()
        work()
        return time.process_time() - begun

    return min(once() for _ in range(3))


def _times(table: Any, count: int) -> Any:
    import pyarrow as pa

    return pa.concat_tables([table] * count).combine_chunks()


def _whole(kernel: Any, table: Any, none: Any) -> Any:
    given, _ = read_table(kernel, table, ON)
    return told_of(kernel, kernel.run(given, table.num_rows), none)


def _agree(ours: Any, theirs: dict[str, Any]) -> None:
    kernel = ours.kernel
    for name, slot in kernel.criteria.items():
        same(True, bool(np.array_equal(ours.codes[slot] - 1, theirs[name])), f"NumPy by hand ({name})")
    for id, slot in kernel.decisions.items():
        first = np.array([h.output[0] if h.output else None for h in kernel.hits[slot]], dtype=object)
        words = np.array([*theirs[f"{id} words"]], dtype=object)
        few = np.unique(np.stack([ours.codes[slot], theirs[id]]).astype(np.int64), axis=1)
        same(True, all(first[a] == words[b] for a, b in few.T), f"NumPy by hand ({id})")


Truth = tuple[Any, Any]


class ByHand:
    def __init__(self, plan: Any, given: dict[str, Any], rows: int) -> None:
        self.plan, self.given, self.rows = plan.on(ON), given, rows
        self.known: dict[str, Any] = {}
        self.naive = False
        self.constants: dict[str, Any] = {"case.day": ON, "case.mode": "trajectory", **plan.law_on(ON)}

    def all(self) -> dict[str, Any]:
        rules = self.plan.ensure
        self.naive = True
        broken = {id: self.truth(one.that.tree)[1] for id, one in rules.items()}
        self.naive, self.known = False, {}
        self.against: dict[str, Any] = {}
        for id, one in rules.items():
            for name in one.answers:
                self.against[name] = self.against.get(name, False) | broken[id]
        for name in (*self.plan.derived, *self.plan.criteria):
            self.value(name)
        found = {name: self.known[name] for name in self.plan.criteria}
        for id, table in self.plan.tables.items():
            found |= self.decided(id, table)
        return found

    def decided(self, id: str, table: Any) -> dict[str, Any]:
        hold = []
        for rule in table.table.rules:
            together: Any = np.ones(self.rows, dtype=bool)
            for cell, column in zip(rule.when, table.table.inputs, strict=True):
                if not (isinstance(cell, Literal) and cell.value is True):
                    together = together & self.truth(_put(cell, column.tree))[0]
            hold.append(together)
        rules = range(len(hold))
        words = [h.output[0] if h.output else None for h in (outcome(table.table, 1 << n) for n in rules)]
        last = outcome(table.table, 0)
        code = np.select(hold, [np.int16(n) for n in rules], np.int16(len(words)))
        if table.table.hit.value == "unique":
            many = np.sum(hold, axis=0) > 1
            code[many] = len(words) + 1
        return {id: code, f"{id} words": [*words, last.output[0] if last.output else None, None]}

    def value(self, name: str) -> Any:
        if name in self.constants:
            return self.constants[name]
        if name not in self.known:
            self.known[name] = self.made(name)
        return self.known[name]

    def made(self, name: str) -> Any:
        plan, type = self.plan, self.plan.types[name]
        if name in plan.derived:
            tree = plan.derived[name].is_.tree
            if type.kind == "truth":
                return self.truth(tree)
            x = self.number(tree)
            low, high = type.low, type.high
            x = np.where(x < low, np.nan, x) if low is not None else x
            return np.where(x > high, np.nan, x) if high is not None else x
        if name in plan.criteria:
            met, judge = (self.truth(tree) for tree in conditions(plan.criteria[name]))
            return np.select([met[0], met[1] & judge[0], met[1] & judge[1]], [0, 2, 1], 3).astype(np.int8)
        raw = self.given.get(name)
        seen: Any = True if name.startswith("case.") else self.seen(name)
        if raw is None:
            return None
        if isinstance(raw, Column):
            return np.where(raw.null | ~np.asarray(seen), np.nan, raw.values.astype(float))
        if type.kind == "truth":
            return (raw == 1) & seen, (raw == 2) & seen
        return raw * seen

    def seen(self, name: str) -> Any:
        found: Any = False
        for step in structure(self.plan).asked_in.get(name, ()):
            one = self.plan.steps[step]
            if "trajectory" in one.modes:
                found = found | (True if one.when is None else self.truth(one.when.tree)[0])
        return found if self.naive or name not in self.against else found & ~self.against[name]

    def truth(self, tree: Tree) -> Truth:
        """Surely so, surely not: a comparison with NaN is neither."""
        if isinstance(tree, Name) and isinstance(found := self.value(tree.id), tuple):
            return found
        if isinstance(tree, Name):
            tree = Literal(found if isinstance(found, bool) else None)
        if isinstance(tree, Literal):
            every, none = np.ones(self.rows, dtype=bool), np.zeros(self.rows, dtype=bool)
            return (
                (every, none)
                if tree.value is True
                else (none, every)
                if tree.value is False
                else (none, none)
            )
        assert isinstance(tree, Apply)
        op, args = tree.op, tree.args
        if op in ("and", "all", "or", "any"):
            parts = [self.truth(a) for a in args]
            yes, no = parts[0]
            for y, n in parts[1:]:
                yes, no = (yes & y, no | n) if op in ("and", "all") else (yes | y, no & n)
            return yes, no
        if op == "not":
            return self.truth(args[0])[::-1]
        if op == "at least":
            n, parts = args[0].value, [self.truth(a) for a in args[1:]]  # type: ignore[union-attr]
            yes, no = sum(p[0].astype(np.int8) for p in parts), sum(p[1].astype(np.int8) for p in parts)
            return yes >= n, len(parts) - no < n
        if op == "if":
            (c, d), (a, b), (e, f) = (self.truth(arg) for arg in args)
            return (c & a) | (d & e) | (a & e), (c & b) | (d & f) | (b & f)
        return self.compared(op, args)

    def compared(self, op: str, args: Any) -> Truth:
        if op in ("is null", "is not null"):
            there = self.there(args[0])
            return (~there, there) if op == "is null" else (there, ~there)
        if op == "in":
            parts = [self.compared("=", (args[0], option)) for option in args[1:]]
            return np.any([p[0] for p in parts], axis=0), np.all([p[1] for p in parts], axis=0)
        if op in ("between", "[..]", "[..)", "(..]", "(..)"):
            low = self.compared(">" if op[0] == "(" else ">=", args[:2])
            high = self.compared("<" if op[-1] == ")" else "<=", (args[0], args[2]))
            return low[0] & high[0], low[1] | high[1]
        kind = self.kind(args[0])
        if kind == "truth":
            yes, no = self.truth(args[0])
            return (yes, no) if args[1].value is (op == "=") else (no, yes)
        if kind == "number":
            x, y = self.number(args[0]), self.number(args[1])
            test = {"=": np.equal, "!=": np.not_equal, "<": np.less, "<=": np.less_equal}
            test |= {">": np.greater, ">=": np.greater_equal}
            yes = test[op](x, y)
            there = ~(np.isnan(x) | np.isnan(y))
            return self.each(yes & there), self.each(~yes & there)
        word = args[1].value
        if kind == "verdict":
            same_ = self.value(args[0].id) == WORDS.index(word)
            there = np.ones(self.rows, dtype=bool)
        else:
            codes, options = self.value(args[0].id), self.plan.types[args[0].id].options
            if isinstance(codes, str):
                same_ = np.full(self.rows, codes == word)
                there = np.ones(self.rows, dtype=bool)
            elif codes is None:
                same_ = there = np.zeros(self.rows, dtype=bool)
            else:
                same_, there = codes == options.index(word) + 1, codes > 0
        return (same_, ~same_ & there) if op == "=" else (~same_ & there, same_)

    def each(self, one: Any) -> Any:
        return np.broadcast_to(one, (self.rows,))

    def kind(self, tree: Any) -> str:
        kind = self.plan.types[tree.id].kind if isinstance(tree, Name) else "number"
        return kind if kind in ("choice", "verdict", "truth") else "number"

    def there(self, tree: Any) -> Any:
        x = self.value(tree.id)
        if isinstance(x, tuple):
            return x[0] | x[1]
        if x is None:
            return np.zeros(self.rows, dtype=bool)
        return ~np.isnan(x) if x.dtype.kind == "f" else x > 0

    def number(self, tree: Tree) -> Any:
        if isinstance(tree, Literal):
            return np.nan if tree.value is None else _plain(tree.value)
        if isinstance(tree, Name):
            x = self.value(tree.id)
            return np.nan if x is None else _plain(x)
        assert isinstance(tree, Apply)
        if tree.op == "if":
            yes, no = self.truth(tree.args[0])
            a, b = self.number(tree.args[1]), self.number(tree.args[2])
            return np.where(yes, a, np.where(no, b, np.where(a == b, a, np.nan)))
        args = [self.number(a) for a in tree.args]
        with np.errstate(all="ignore"):
            if tree.op == "months between":
                return _months(*args)
            made = {"+": np.add, "-": np.subtract, "*": np.multiply, "min": np.minimum, "/": np.divide}[
                tree.op
            ]
            x = made(*args)
        return np.where(np.isfinite(x), x, np.nan)


def _put(cell: Tree, head: Tree) -> Tree:
    if isinstance(cell, Name):
        return head if cell.id == SUBJECT else cell
    return Apply(cell.op, tuple(_put(a, head) for a in cell.args)) if isinstance(cell, Apply) else cell


def _plain(value: Any) -> Any:
    return float((value - EPOCH).days) if isinstance(value, dt.date) else value


def _months(start: Any, end: Any) -> Any:
    there = ~(np.isnan(start) | np.isnan(end))
    a, b = (np.where(there, x, 0).astype(np.int64).astype("datetime64[D]") for x in (start, end))
    first, last = np.minimum(a, b), np.maximum(a, b)
    m, n = first.astype("datetime64[M]"), last.astype("datetime64[M]")
    short = (last - n.astype("datetime64[D]")) < (first - m.astype("datetime64[D]"))
    whole = (n - m).astype(np.int64) - short
    return np.where(there, np.where(a <= b, whole, -whole), np.nan)
