"""The DMN TCK vectors: which of them the language answers, and which lie outside it.

``python -m tests.language.feel FOLDER`` counts again and writes ``feel_summary.json``, which the site prints.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prodia.errors import ExpressionError
from prodia.language import Column, Tree, Type, evaluate, evaluate_columns, infer, named, parse, parse_type
from prodia.problems import language as kinds
from prodia.site.reference import group

OUTSIDE = Path(__file__).parent / "feel_outside.json"
SUMMARY = Path(__file__).parent / "feel_summary.json"
TYPES = {"number": "number", "string": "text", "boolean": "truth", "date": "date"}
# Refusals that are FEEL's own "error: the value is null": wrong number of arguments, no such date.
REFUSED_AS_FEEL_DOES = {kinds.ARITY, kinds.CONSTANT}
# A named value has nine decimals, FEEL has 34 digits: half a unit of the ninth decimal, twice.
TOLERANCE = 1e-9
# A constant with a time of day is FEEL and not ours: refusing it is no answer.
_TIME = re.compile(r"[0-9]:[0-9]")


@dataclass(frozen=True)
class Vector:
    """One expression of the TCK with its inputs and expected value."""

    id: str
    level: int
    expression: str
    inputs: dict[str, Any]
    input_types: dict[str, str]
    result_type: str
    error: bool
    expected: Any

    @property
    def types(self) -> dict[str, Type]:
        return {n: parse_type(TYPES[t]) for n, t in self.input_types.items()}

    @property
    def wanted(self) -> Type | None:
        return parse_type(TYPES[self.result_type]) if self.result_type in TYPES else None


def vectors(shared: Path) -> Iterator[Vector]:
    """Every vector of kind ``expression``."""
    for raw in json.loads((shared / "vectors" / "feel.json").read_text("utf-8")):
        if raw["kind"] == "expression":
            yield Vector(**{k: v for k, v in raw.items() if k != "kind"})


def outside() -> dict[str, str]:
    """Reviewed: vector id to the reason why it lies outside the language."""
    groups = json.loads(OUTSIDE.read_text("utf-8"))
    return {id: group["reason"] for group in groups for id in group["ids"]}


def summary(shared: Path) -> dict[str, int]:
    """Group (``L3/0072-feel-in``) to the number of results that both faces give, as counted now."""
    counted: dict[str, int] = {}
    for vector in vectors(shared):
        key = group(vector.id)
        counted[key] = counted.get(key, 0) + (not answered(vector))
    return dict(sorted(counted.items()))


def answered(vector: Vector) -> str:
    """Empty when both faces answer as FEEL does; otherwise what they do instead."""
    try:
        tree = parse(vector.expression)
    except ExpressionError as error:
        about_time = _TIME.search(vector.expression[error.start : error.end])
        if vector.error and error.problem.kind in REFUSED_AS_FEEL_DOES and not about_time:
            return ""
        return str(error)
    if vector.error:
        found = infer(tree, vector.types, vector.wanted).findings
        if any(f.kind.severity == "error" for f in found):
            return ""
    one, column = faces(tree, vector.inputs)
    for face, value in (("one person", one), ("column", column)):
        if not same(vector.expected, value):
            return f"{face}: {value!r}, expected {vector.expected!r}"
    return ""


def faces(tree: Tree, inputs: dict[str, Any]) -> tuple[Any, Any]:
    """The value for one person, and for the second of three in a column."""
    values = {k: named(v) for k, v in inputs.items()}
    columns = {k: Column.of([v, v, v]) for k, v in values.items()}
    made = evaluate_columns(tree, columns).to_list()
    return evaluate(tree, values), made[len(made) // 2]


def same(expected: Any, value: Any) -> bool:
    if isinstance(expected, (int, float)) and not isinstance(expected, bool):
        return isinstance(value, float) and abs(expected - value) <= TOLERANCE * max(1.0, abs(expected))
    return type(expected) is type(value) and bool(expected == value)


if __name__ == "__main__":
    SUMMARY.write_text(json.dumps(summary(Path(sys.argv[1])), indent=1) + "\n", "utf-8")
