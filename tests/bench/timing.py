"""Contenders timed in turns, so that what slows the machine slows all of them.

A round times every contender once (A B A B): the ratio of a round is taken within
that round, and what is told is the median of the rounds with the smallest and the
largest. The garbage collector runs between the rounds and never inside one.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Work = Callable[[], object]


@dataclass(frozen=True)
class Pace:
    """How long to measure: rounds, seconds that a round of a contender lasts at least, rows of a column."""

    rounds: int
    least: float
    rows: int


FULL = Pace(rounds=11, least=0.02, rows=1_000_000)
QUICK = Pace(rounds=1, least=0.0, rows=2_000)


@dataclass(frozen=True)
class Spread:
    """The median of the rounds, with the smallest and the largest."""

    middle: float
    low: float
    high: float

    @classmethod
    def of(cls, found: Iterable[float]) -> Spread:
        values = sorted(found)
        return cls(median(values), values[0], values[-1])


@dataclass(frozen=True)
class Peer:
    """Another way to the same result: seconds, and its time over ours round by round."""

    name: str
    seconds: Spread
    ratio: Spread


@dataclass(frozen=True)
class Row:
    """One line of the table: what was done, our seconds, each peer's. ``target`` is a key of targets.py."""

    what: str
    ours: Spread
    peers: tuple[Peer, ...] = ()
    target: str = ""
    note: str = ""


def measure(
    what: str,
    ours: Work,
    peers: Mapping[str, Work],
    pace: Pace,
    *,
    per: int = 1,
    target: str = "",
    note: str = "",
) -> Row:
    """A row of the table. One call of a contender does the work ``per`` times; seconds are for once."""
    work = [ours, *peers.values()]
    calls = [_warm(one, pace.least) for one in work]
    rounds = []
    for _ in range(pace.rounds):
        if pace.least:
            gc.collect()
        rounds.append([_once(one, n) / per for one, n in zip(work, calls, strict=True)])
    own, *others = (Spread.of(times) for times in zip(*rounds, strict=True))
    ratios = [Spread.of(r[i] / r[0] for r in rounds) for i in range(1, len(work))]
    found = tuple(Peer(*one) for one in zip(peers, others, ratios, strict=True))
    return Row(what, own, found, target, note)


def _warm(work: Work, least: float) -> int:
    """Warm up, and say how many calls last at least that long; in no hurry to last, one call, and cold."""
    if not least:
        return 1
    _once(work, 1)
    return max(1, round(least / _once(work, 1)))


def _once(work: Work, calls: int) -> float:
    gc.disable()
    try:
        start = perf_counter()
        for _ in range(calls):
            work()
        return (perf_counter() - start) / calls
    finally:
        gc.enable()


def same(ours: object, theirs: object, name: str) -> None:
    """Before a peer is timed it gives the same result; else the run stops."""
    if ours != theirs:
        raise AssertionError(f"{name} and prodia do not agree: there is nothing to compare")
