"""The table and the people every engine gets: 5 inputs, 24 rules, complete and unique; all made up."""

# One rule is one cell per input, as an author writes it; every engine's own form is derived
# from these cells, so that nobody decides another table.

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import product
from typing import Any

from prodia.language import Input, Output, Rule, Table, parse, parse_cell, parse_type

NUMBERS = ("a", "b", "c")
TEXTS = {"stage": ("early", "middle", "late", "after"), "way": ("reads", "spells")}
INPUTS = (*NUMBERS, *TEXTS)
OUTCOMES = ("help", "more help", "test", "watch", "nothing", "ask")


def rules() -> Iterator[tuple[dict[str, str], str]]:
    """The conditions of each rule by input, and its outcome: three ways out for each stage and way."""
    for number, (stage, way) in enumerate(product(*TEXTS.values())):
        cut, other, second = 8 + number, 60 + 3 * number, "bc"[number % 2]
        here = {"stage": stage, "way": way}
        yield here | {"a": f"< {cut}"}, OUTCOMES[number % 6]
        yield here | {"a": f">= {cut}", second: f"< {other}"}, OUTCOMES[(number + 1) % 6]
        yield here | {"a": f">= {cut}", second: f">= {other}"}, OUTCOMES[(number + 2) % 6]


def table() -> Table:
    """As our own table."""
    choices = {name: f"choice {' | '.join(values)}" for name, values in TEXTS.items()}
    return Table(
        tuple(Input(parse(name), parse_type(choices.get(name, "percentile 0..100"))) for name in INPUTS),
        (Output("then"),),
        tuple(Rule(tuple(parse_cell(w.get(i, "-")) for i in INPUTS), (then,)) for w, then in rules()),
    )


def python() -> Any:
    """As a function of plain Python, a branch a rule, written out by the table: (rule, outcome) or None."""
    lines = [f"def decide({', '.join(INPUTS)}):"]
    for number, (when, then) in enumerate(rules()):
        tests = " and ".join(f"{n} == {c!r}" if n in TEXTS else f"{n} {c}" for n, c in when.items())
        lines += [f"    {'el' if number else ''}if {tests}:", f"        return {number}, {then!r}"]
    space: dict[str, Any] = {}
    exec("\n".join([*lines, "    return None"]), space)  # noqa: S102 our own cells, and the fastest Python there is
    return space["decide"]


def zen() -> dict[str, Any]:
    """As a decision model of zen-engine."""

    def cell(name: str, when: dict[str, str]) -> str:
        return f'"{when[name]}"' if name in when and name in TEXTS else when.get(name, "")

    written = [
        {"_id": str(n), **{i: cell(i, when) for i in INPUTS}, "rule": str(n), "then": f'"{then}"'}
        for n, (when, then) in enumerate(rules())
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": i, "name": i, "field": i} for i in INPUTS],
        "outputs": [{"id": o, "name": o, "field": o} for o in ("rule", "then")],
        "rules": written,
    }
    nodes = [("in", "inputNode", {}), ("table", "decisionTableNode", content), ("out", "outputNode", {})]
    return {
        "nodes": [
            {"id": id, "name": id, "type": type, "content": holds, "position": {"x": 0, "y": 0}}
            for id, type, holds in nodes
        ],
        "edges": [
            {"id": "1", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "2", "sourceId": "table", "targetId": "out", "type": "edge"},
        ],
    }


def people(count: int) -> list[tuple[Any, ...]]:
    """Rows of values in the order of the inputs, nothing missing."""
    dice = random.Random(8)
    return [
        (*(round(dice.uniform(0, 100), 1) for _ in NUMBERS), *(dice.choice(v) for v in TEXTS.values()))
        for _ in range(count)
    ]
