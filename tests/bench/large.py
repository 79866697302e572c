"""What is large, beside a quarter of it: the work that grows with the size takes a quarter of the time there.

A case of 48,000 events, a table of 8,000 rules in three shapes, a form of 1,000 items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from prodia.case import Case
from prodia.checks.instruments import faults, remarks
from prodia.content import load
from prodia.language import HitPolicy, analyse
from tests.bench.timing import FULL, Pace, Row, Work, measure
from tests.test_linear import SHAPES, answers, form, table

NOTE = "Beside it stands no peer but a quarter of the same work: what is linear takes 0.25 of the time there."


def rows(pace: Pace) -> Iterator[Row]:
    once = replace(pace, least=0.0, rounds=min(pace.rounds, 3))
    for what, size, made in (
        ("events replayed", 48_000, _replay),
        *((f"rules checked, {shape.__name__}", 8_000, _check(shape)) for shape in SHAPES[:4]),
        ("items of a form checked", 1_000, _form),
    ):
        size = size if pace.rows >= FULL.rows else 40
        ours, quarter = made(size), made(size // 4)
        yield measure(
            f"{size:,} {what}", ours, {"a quarter of it": quarter}, once, note=NOTE if made is _replay else ""
        )


def _replay(count: int) -> Work:
    shelf, events = load().catalogue, answers(count)
    return lambda: Case.replay(shelf, events, check=False)


def _check(shape: Callable[[int], tuple[list[str], list[tuple[str, ...]]]]) -> Callable[[int], Work]:
    def made(count: int) -> Work:
        one = table(*shape(count), HitPolicy.FIRST)
        return lambda: analyse(one)

    return made


def _form(count: int) -> Work:
    made = form(count)
    return lambda: [*faults(made), *remarks(made)]
