"""One table, one person at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator

from prodia.language import SUBJECT, CompiledTable, Hit, Trace, compile_table, trace
from tests.bench import given
from tests.bench.peers import peer
from tests.bench.timing import Pace, Row, Work, measure, same

PEOPLE = 500


def rows(pace: Pace) -> Iterator[Row]:
    table, people = compile_table(given.table()), given.people(PEOPLE)
    expected = [(hit.rules[0], hit.rows[0][0]) for hit in map(table.decide, people)]
    written = given.python()
    same(expected, [written(*one) for one in people], "generated Python")

    def plain() -> None:
        for one in people:
            written(*one)

    def ours() -> None:
        for one in people:
            table.decide(one)

    def traced() -> None:
        for one in people:
            with_trace(table, one)

    zen = _zen(people, expected)
    quick = {"generated Python": plain} | ({"zen-engine": zen[0]} if zen else {})
    yield measure(
        "one decision, 5 inputs x 24 rules",
        ours,
        quick,
        pace,
        per=PEOPLE,
        target="decision",
        note="Generated Python asks neither whether a value is missing nor whether a second rule holds; "
        "our table does. zen-engine takes and gives a mapping each time.",
    )
    yield measure(
        "the same, every cell of its rule traced",
        traced,
        {"zen-engine": zen[1]} if zen else {},
        pace,
        per=PEOPLE,
        note="Each traces in its own words; only the outcomes are compared.",
    )


def with_trace(table: CompiledTable, values: tuple[object, ...]) -> tuple[Hit, list[Trace]]:
    """The outcome, and for each cell of the rule that gave it what it read and what came of it."""
    hit = table.decide(values)  # type: ignore[arg-type]
    rule = table.table.rules[hit.rules[0]]
    return hit, [trace(cell, {SUBJECT: v}) for cell, v in zip(rule.when, values, strict=True)]  # type: ignore[dict-item]


def _zen(people: list[tuple[object, ...]], expected: object) -> tuple[Work, Work] | None:
    """Without and with its own trace."""
    zen = peer("zen")
    if zen is None:
        return None
    model = zen.ZenEngine().create_decision(json.dumps(given.zen()))
    asked = [dict(zip(given.INPUTS, one, strict=True)) for one in people]
    for how in ({}, {"trace": True}):
        found = [model.evaluate(one, how)["result"] for one in asked]
        same(expected, [(r["rule"], r["then"]) for r in found], "zen-engine")

    def bare() -> None:
        for one in asked:
            model.evaluate(one)

    def traced() -> None:
        for one in asked:
            model.evaluate(one, {"trace": True})

    return bare, traced
