"""One JSON object in, one out: an expression or a decision table with its inputs. Pure but for nothing.

In: ``{"expression": "a < 10", "inputs": {"a": 8}}`` or ``{"table": {...}, "inputs": {...}}``; a date is
``{"date": "2026-09-01"}``, a duration ``{"duration": "P6M"}``, a missing value null or
``{"missing": "refused"}``; ``types`` may say more (``{"a": "percentile", "day": "date"}``).
Out: ``value``, ``why``, ``problems``. A line that can not be used gives problems and value null.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from prodia.errors import ExpressionError, ProdiaError
from prodia.language import (
    Duration,
    Missing,
    Trace,
    Type,
    Value,
    evaluate,
    infer,
    names,
    parse,
    parse_type,
    trace,
)
from prodia.problems import Problem
from prodia.problems.commands import BAD_JSON, LINE_SHAPE
from prodia.words import Lang, Words

LONGEST = 1_000_000


class _Shape(ProdiaError):
    def __init__(self, name: str, nl: str, en: str) -> None:
        super().__init__(Problem(LINE_SHAPE, None, name=name, hint=Words(nl, en)))


def answer(line: bytes, lang: Lang) -> str:
    """The line that answers ``line``; never raises on what a line says."""
    try:
        given = _object(line)
        value, why, problems = _answered(given)
    except ProdiaError as error:
        value, why = None, None
        problems = list(getattr(error, "problems", (error.problem,)))
        if isinstance(error, ExpressionError):
            return _out(None, {"caret": error.caret()}, problems, lang)
    return _out(value, why, problems, lang)


def _out(value: Any, why: Any, problems: list[Problem], lang: Lang) -> str:
    told = [p.as_dict(lang) for p in problems]
    return json.dumps({"value": value, "why": why, "problems": told}, ensure_ascii=False, allow_nan=False)


def _object(line: bytes) -> dict[str, Any]:
    def hint(column: int, nl: str, en: str) -> ProdiaError:
        return ProdiaError(Problem(BAD_JSON, None, column=column, hint=Words(nl, en)))

    want = ("schrijf één JSON-object op één regel.", "write one JSON object on one line.")
    if len(line) > LONGEST:
        raise hint(LONGEST, "de regel is te lang.", "the line is too long.")
    try:
        text = line.decode("utf-8")
        found = json.loads(text, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()  # half a character, written as an escape
    except UnicodeDecodeError as error:
        raise hint(error.start + 1, "schrijf de regel in UTF-8.", "write the line in UTF-8.") from None
    except json.JSONDecodeError as error:
        raise hint(error.colno, *want) from None
    except (RecursionError, ValueError):
        raise hint(1, *want) from None
    if not isinstance(found, dict):
        raise hint(1, *want)
    return found


def _no_number(text: str) -> None:
    raise ValueError(text)


def _answered(given: dict[str, Any]) -> tuple[Any, Any, list[Problem]]:
    unknown = set(given) - {"expression", "table", "inputs", "types", "id"}
    if unknown:
        raise _Shape(
            sorted(unknown)[0],
            "gebruik expression of table, inputs, types.",
            "use expression or table, inputs, types.",
        )
    if ("expression" in given) == ("table" in given):
        raise _Shape(
            "expression",
            "schrijf expression of table, één van beide.",
            "write expression or table, one of the two.",
        )
    types = _types(given.get("types", {}))
    values = _values(given.get("inputs", {}), types)
    if "table" in given:
        from prodia.cli.jsontable import decided

        return decided(given["table"], values, types)
    if not isinstance(given["expression"], str):
        raise _Shape("expression", "een uitdrukking is een tekst.", "an expression is a text.")
    tree = parse(given["expression"])
    known = {n: types.get(n) or type_of(values.get(n)) for n in names(tree)}
    problems = [Problem(f.kind, None, **dict(f.args)) for f in infer(tree, known).findings]
    found = trace(tree, values)
    return out(found.value), told(found), problems


def _types(given: Any) -> dict[str, Type]:
    if not isinstance(given, dict) or not all(isinstance(t, str) for t in given.values()):
        raise _Shape(
            "types", "types is een object van naam naar type.", "types is an object of name to type."
        )
    return {name: parse_type(text) for name, text in given.items()}


def _values(given: Any, types: Mapping[str, Type]) -> dict[str, Value]:
    if not isinstance(given, dict):
        raise _Shape(
            "inputs", "inputs is een object van naam naar waarde.", "inputs is an object of name to value."
        )
    return {name: value(name, raw, types.get(name)) for name, raw in given.items()}


def value(name: str, raw: Any, type: Type | None) -> Value:
    """One JSON value as a value of the language. Raises ProdiaError, without the value in it."""
    wrong = _Shape(
        f"inputs.{name}",
        "geef een getal, tekst, ja of nee, datum of null.",
        "give a number, text, truth, date or null.",
    )
    kind = type.kind if type else None
    if isinstance(raw, dict) and len(raw) == 1:
        kind, raw = next(iter(raw.items()))
        if kind == "missing" and raw in [m.value for m in Missing]:
            return Missing(raw)
        if kind not in ("date", "duration") or not isinstance(raw, str):
            raise wrong
    if isinstance(raw, str) and kind in ("date", "duration"):
        return _constant(kind, raw, wrong)
    if raw is None or isinstance(raw, (bool, str)):
        found: Value = raw
    elif isinstance(raw, (int, float)):
        try:
            found = float(raw)
        except OverflowError:
            raise wrong from None
        if found in (float("inf"), float("-inf")):
            raise wrong
    else:
        raise wrong
    if type is not None and found is not None and not type.admits(found):
        text = type.show()
        raise _Shape(f"inputs.{name}", f"het type is «{text}».", f"the type is «{text}».")
    return found


def _constant(kind: str, raw: str, wrong: ProdiaError) -> Value:
    """A date or a duration as the language itself reads it."""
    if not all(c.isascii() and (c.isalnum() or c == "-") for c in raw):
        raise wrong
    try:
        found = evaluate(parse(f'{kind}("{raw}")'), {})
    except ExpressionError:
        raise wrong from None
    if found is None:
        raise wrong
    return found


def out(value: Any) -> Any:
    """A value of the language as JSON."""
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, Duration):
        return {"duration": value.iso()}
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def type_of(value: Value) -> Type:
    """The widest type of a value, for what says no type of its own."""
    if value is None or isinstance(value, Missing):
        return Type("null")
    if isinstance(value, bool):
        return Type("truth")
    if isinstance(value, float):
        return Type("number")
    if isinstance(value, str):
        return Type("text")
    return Type("duration", value.kind) if isinstance(value, Duration) else Type("date")


def told(node: Trace) -> dict[str, Any]:
    """A trace as JSON: the text of each part, its value, and why a name had none."""
    found: dict[str, Any] = {"text": node.text, "value": out(node.value)}
    if not node.parts and node.reads and node.reads[0].reason is not None:
        found["reason"] = node.reads[0].reason.value
    parts = [told(p) for p in node.parts if p.parts or p.reads]
    return found | ({"parts": parts} if parts else {})
