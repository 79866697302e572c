"""A decision table as JSON (DMN shaped) decided for one set of inputs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from prodia.cli.jsonl import _Shape, out, type_of
from prodia.errors import ProdiaError
from prodia.language import (
    HitPolicy,
    Input,
    Literal,
    Output,
    Plain,
    Rule,
    Table,
    Type,
    Value,
    compile_table,
    evaluate,
    parse,
    parse_cell,
    parse_type,
    walk,
)
from prodia.language.syntax.tree import Tree
from prodia.problems import Problem
from prodia.problems.language import OVERLAP

_TYPE_OF = {"number": "number", "string": "text", "boolean": "truth", "date": "date"}


def decided(
    given: Any, values: Mapping[str, Value], types: Mapping[str, Type]
) -> tuple[Any, Any, list[Problem]]:
    """Value, why and problems. The value: one output its value, several an object, several rules a list."""
    if not isinstance(given, dict):
        raise _Shape("table", "een tabel is een object.", "a table is an object.")
    hit, aggregate = _policy(given)
    heads = [parse(_text(i, "expression", "inputs")) for i in _list(given, "inputs")]
    cells, thens = _rules(given, values)
    columns = _list(given, "outputs")
    outputs = tuple(
        Output(str(o.get("name") or f"{n}"), None, _allowed(o, values)) for n, o in enumerate(columns, 1)
    )
    if any(len(c) != len(heads) for c in cells) or any(len(t) != len(outputs) for t in thens):
        raise _Shape(
            "rules", "elke regel heeft een cel per kolom.", "every rule has a cell for every column."
        )
    inputs = tuple(
        Input(head, _type(n, head, given["inputs"][n], [c[n] for c in cells], values, types))
        for n, head in enumerate(heads)
    )
    rules = tuple(Rule(w, t) for w, t in zip(cells, thens, strict=True))
    try:
        table = Table(inputs, outputs, rules, hit, aggregate, _default(columns, values))  # type: ignore[arg-type]
        found = compile_table(table).decide_named(values)
    except (ValueError, TypeError):
        raise _Shape(
            "table", "de kolommen en cellen passen niet bij elkaar.", "the columns and cells do not fit."
        ) from None
    why = {"rules": [r + 1 for r in found.rules], "default": found.default_used, "status": found.status}
    problems = []
    if found.status == "several":
        first, second = (str(r + 1) for r in found.rules[:2])
        problems.append(Problem(OVERLAP, None, table="table", first=first, second=second, witness="inputs"))
    rows = [_row(row, columns) for row in found.rows]
    many = not hit.single and aggregate == "none"
    return (rows if many else rows[0]) if rows else None, why, problems


def _policy(given: dict[str, Any]) -> tuple[HitPolicy, str]:
    try:
        hit = HitPolicy(str(given.get("hitPolicy") or "unique").lower())
    except ValueError:
        known = ", ".join(h.value.upper() for h in HitPolicy)
        raise _Shape("hitPolicy", f"kies uit {known}.", f"choose from {known}.") from None
    aggregate = str(given.get("aggregation") or "none").lower()
    if aggregate not in ("none", "sum", "min", "max", "count"):
        raise _Shape("aggregation", "kies uit SUM, MIN, MAX, COUNT.", "choose from SUM, MIN, MAX, COUNT.")
    return hit, aggregate


def _list(given: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = given.get(key)
    if not isinstance(found, list) or not all(isinstance(x, dict) for x in found):
        raise _Shape(f"table.{key}", "dit is een lijst van objecten.", "this is a list of objects.")
    return found


def _text(given: dict[str, Any], key: str, where: str) -> str:
    found = given.get(key)
    if not isinstance(found, str):
        raise _Shape(f"table.{where}.{key}", "dit is een tekst.", "this is a text.")
    return found


def _rules(
    given: dict[str, Any], values: Mapping[str, Value]
) -> tuple[list[tuple[Tree, ...]], list[tuple[Plain, ...]]]:
    cells, thens = [], []
    for rule in _list(given, "rules"):
        when, then = rule.get("when", []), rule.get("then")
        if not isinstance(when, list) or not isinstance(then, list):
            raise _Shape("table.rules", "een regel heeft when en then.", "a rule has when and then.")
        if not all(isinstance(c, str) for c in (*when, *then)):
            raise _Shape("table.rules", "elke cel is een tekst.", "every cell is a text.")
        cells.append(tuple(parse_cell(c) for c in when))
        thens.append(tuple(evaluate(parse(c), values) for c in then))
    return cells, thens


def _allowed(output: dict[str, Any], values: Mapping[str, Value]) -> tuple[Plain, ...]:
    text = output.get("values")
    if not isinstance(text, str) or not text.strip():
        return ()
    return tuple(n.value for n in walk(parse_cell(text)) if isinstance(n, Literal))


def _default(columns: list[dict[str, Any]], values: Mapping[str, Value]) -> tuple[Plain, ...] | None:
    given = [c.get("default") for c in columns]
    if not any(isinstance(d, str) for d in given):
        return None
    return tuple(evaluate(parse(d), values) if isinstance(d, str) else None for d in given)


def _type(
    n: int,
    head: Tree,
    column: dict[str, Any],
    cells: list[Tree],
    values: Mapping[str, Value],
    types: Mapping[str, Type],
) -> Type:
    """The type said; else that of the constants in the column; else that of the value given."""
    from prodia.language import Name

    if isinstance(head, Name) and head.id in types:
        return types[head.id]
    said = column.get("typeRef")
    if isinstance(said, str):
        try:
            return parse_type(_TYPE_OF.get(said, said))
        except ProdiaError:
            pass
    constants = [x.value for c in cells for x in walk(c) if isinstance(x, Literal) and x.value is not True]
    found = next((c for c in (*constants, evaluate(head, values)) if c is not None), True)
    return type_of(found)


def _row(row: tuple[Plain, ...], columns: list[dict[str, Any]]) -> Any:
    if len(row) == 1 and len(columns) <= 1:
        return out(row[0])
    return {str(c.get("name") or n): out(v) for n, (c, v) in enumerate(zip(columns, row, strict=True), 1)}
