"""One JSON object in, one out: an expression, or a decision table as DMN has it, with its inputs.

In: ``{"expression": "a < 10", "inputs": {"a": 8}}`` or ``{"table": {...}, "inputs": {...}}``; a date is
``{"date": "2026-09-01"}``, a duration ``{"duration": "P6M"}``, a missing value null or
``{"missing": "refused"}``; ``types`` may say more (``{"a": "percentile", "day": "date"}``).
Out: ``value``, ``why``, ``problems``. A line that can not be used gives problems and value null.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from prodia import language
from prodia.errors import ExpressionError, ProdiaError
from prodia.language import Duration, Input, Literal, Missing, Name, Plain, Table, Trace, Type, Value
from prodia.language.syntax.infer import type_of as type_of_constant
from prodia.language.syntax.tokens import read_date, read_duration
from prodia.language.syntax.tree import Tree
from prodia.language.values import plain
from prodia.model.jsontext import read_json
from prodia.problems import Problem
from prodia.problems.commands import BAD_JSON, LINE_SHAPE
from prodia.problems.language import OVERLAP
from prodia.words import Lang, Words
from prodia.words.cells import folded

LONGEST = 1_000_000
Answer = tuple[Any, Any, list[Problem]]


def answer(line: bytes, lang: Lang) -> str:
    """The line that answers ``line``; never raises on what a line says."""
    value: Any = None
    why: Any = None
    problems: list[Problem] = []
    try:
        value, why, problems = _answered(_object(line))
    except ExpressionError as error:
        why, problems = {"caret": error.caret()}, [error.problem]
    except ProdiaError as error:
        problems = [error.problem]
    told = [p.as_dict(lang) for p in problems]
    return json.dumps({"value": value, "why": why, "problems": told}, ensure_ascii=False, allow_nan=False)


def _object(line: bytes) -> dict[str, Any]:
    column, want = 1, Words("schrijf één JSON-object op één regel.", "write one JSON object on one line.")
    try:
        if len(line) > LONGEST:
            column, want = LONGEST, Words("de regel is te lang.", "the line is too long.")
            raise ValueError
        found = read_json(line.decode("utf-8"), want)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()  # half a character, infinity
        return found
    except UnicodeDecodeError as error:
        column, want = error.start + 1, Words("schrijf de regel in UTF-8.", "write the line in UTF-8.")
    except (RecursionError, ValueError):
        pass
    raise ProdiaError(Problem(BAD_JSON, None, column=column, hint=want))


def _shape(name: str, nl: str, en: str) -> ProdiaError:
    return ProdiaError(Problem(LINE_SHAPE, None, name=name, hint=Words(nl, en)))


def _need(fits: bool, name: str, nl: str, en: str) -> None:
    if not fits:
        raise _shape(name, nl, en)


def _answered(given: dict[str, Any]) -> Answer:
    extra = sorted(set(given) - {"expression", "table", "inputs", "types", "id"})
    said = "gebruik expression of table, inputs, types.", "use expression or table, inputs, types."
    _need(not extra, "".join(extra[:1]), *said)
    one = "schrijf expression of table, één van beide.", "write expression or table, one of the two."
    _need(("expression" in given) != ("table" in given), "expression", *one)
    types, inputs = given.get("types", {}), given.get("inputs", {})
    fits = isinstance(types, dict) and all(isinstance(t, str) for t in types.values())
    _need(fits, "types", "types is een object van naam naar type.", "types is an object of name to type.")
    said = "inputs is een object van naam naar waarde.", "inputs is an object of name to value."
    _need(isinstance(inputs, dict), "inputs", *said)
    known = {name: language.parse_type(text) for name, text in types.items()}
    values = {name: value(name, raw, known.get(name)) for name, raw in inputs.items()}
    if "table" in given:
        return decided(given["table"], values, known)
    text = given["expression"]
    _need(isinstance(text, str), "expression", "een uitdrukking is een tekst.", "an expression is a text.")
    tree = language.parse(text)
    _given(language.names(tree), {**inputs, **types})
    read = {n: known.get(n) or type_of(values.get(n)) for n in language.names(tree)}
    found = language.trace(tree, values)
    return out(found.value), told(found), [f.problem() for f in language.infer(tree, read).findings]


def _given(read: Iterable[str], given: Iterable[str]) -> None:
    """Raises ProdiaError for a name that is not read and is, but for capitals and blanks, one that is."""
    near = {folded(name): name for name in read}
    for name in given:
        if name not in near.values() and (meant := near.get(folded(name))) is not None:
            raise _shape(name[:40], f"de uitdrukking leest «{meant}».", f"the expression reads «{meant}».")


def value(name: str, raw: Any, type: Type | None) -> Value:
    """One JSON value as a value of the language. Raises ProdiaError, without the value in it."""
    kind = type.kind if type else None
    said = "geef een getal, tekst, ja of nee, datum of null.", "give a number, text, truth, date or null."
    wrong = _shape(f"inputs.{name}", *said)
    if isinstance(raw, dict) and len(raw) == 1:
        kind, raw = next(iter(raw.items()))
        if kind == "missing" and raw in [m.value for m in Missing]:
            return Missing(raw)
        if kind not in ("date", "duration") or not isinstance(raw, str):
            raise wrong
    found: Value = None
    if isinstance(raw, str) and kind in ("date", "duration"):
        found = read_date(raw) if kind == "date" else read_duration(raw)
        if found is None:
            raise wrong
        return found
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        try:
            found = float(raw)
        except OverflowError:
            raise wrong from None
    elif raw is None or isinstance(raw, (bool, str)):
        found = raw
    else:
        raise wrong
    if type is not None and found is not None and not type.admits(found):
        text = type.show()
        raise _shape(f"inputs.{name}", f"het type is «{text}».", f"the type is «{text}».")
    return found


def type_of(value: Value) -> Type:
    """The widest type of a value, for what says no type of its own."""
    found = type_of_constant(plain(value))
    return Type(found.kind, found.unit)


def out(value: Any) -> Any:
    """A value of the language as JSON."""
    if isinstance(value, dt.date):
        return {"date": value.isoformat()}
    if isinstance(value, Duration):
        return {"duration": value.iso()}
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def told(node: Trace) -> dict[str, Any]:
    """A trace as JSON: the text of each part, its value, and why a name had none."""
    found: dict[str, Any] = {"text": node.text, "value": out(node.value)}
    if not node.parts and node.reads and node.reads[0].reason is not None:
        found["reason"] = node.reads[0].reason.value
    if node.undefined is not None:
        found["reason"] = node.undefined["en"]
    parts = [told(p) for p in node.parts if p.parts or p.reads]
    return found | ({"parts": parts} if parts else {})


# A decision table as JSON (DMN shaped) decided for one set of inputs.

_TYPE_OF = {"number": "number", "string": "text", "boolean": "truth", "date": "date"}
_HOW = ("none", "sum", "min", "max", "count")


def decided(given: Any, values: Mapping[str, Value], types: Mapping[str, Type]) -> Answer:
    """Value, why and problems. The value: one output its value, several an object, several rules a list."""
    _need(isinstance(given, dict), "table", "een tabel is een object.", "a table is an object.")
    said, how = (str(given.get(k) or "").lower() for k in ("hitPolicy", "aggregation"))
    policies = {"": language.HitPolicy.UNIQUE} | {h.value: h for h in language.HitPolicy}
    known = ", ".join(h.value.upper() for h in language.HitPolicy)
    _need(said in policies, "hitPolicy", f"kies uit {known}.", f"choose from {known}.")
    hit, how = policies[said], how or "none"
    _need(how in _HOW, "aggregation", "kies uit SUM, MIN, MAX, COUNT.", "choose from SUM, MIN, MAX, COUNT.")
    heads, columns, rules = (_list(given, key) for key in ("inputs", "outputs", "rules"))
    for head in heads:
        text = "table.inputs.expression", "dit is een tekst.", "this is a text."
        _need(isinstance(head.get("expression"), str), *text)
    for rule in rules:
        rule.setdefault("when", [])
        for key, count in (("when", len(heads)), ("then", len(columns))):
            cells = rule.get(key)
            fits = isinstance(cells, list) and all(isinstance(c, str) for c in cells)
            _need(fits, "table.rules", "when en then zijn teksten.", "when and then are texts.")
            full = "elke regel heeft een cel per kolom.", "every rule has a cell for every column."
            _need(len(rule[key]) == count, "rules", *full)
    whens = [tuple(language.parse_cell(c) for c in rule["when"]) for rule in rules]
    thens = [tuple(language.evaluate(language.parse(c), values) for c in rule["then"]) for rule in rules]
    inputs = tuple(_input(head, [w[n] for w in whens], values, types) for n, head in enumerate(heads))
    outputs = tuple(
        language.Output(str(o.get("name") or n), None, _allowed(o)) for n, o in enumerate(columns, 1)
    )
    defaults = [c.get("default") for c in columns]
    texts = any(isinstance(d, str) for d in defaults)
    default = tuple(
        language.evaluate(language.parse(d), values) if isinstance(d, str) else None for d in defaults
    )
    try:
        rows = tuple(language.Rule(w, t) for w, t in zip(whens, thens, strict=True))
        table = Table(inputs, outputs, rows, hit, how, default if texts else None)  # type: ignore[arg-type]
        found = language.compile_table(table).decide_named(values)
    except (ValueError, TypeError):
        fit = "de kolommen en cellen passen niet bij elkaar.", "the columns and cells do not fit."
        raise _shape("table", *fit) from None
    why = {"rules": [r + 1 for r in found.rules], "default": found.default_used, "status": found.status}
    problems = []
    if found.status == "several":
        first, second = (str(r + 1) for r in found.rules[:2])
        problems.append(Problem(OVERLAP, None, table="table", first=first, second=second, witness="inputs"))
    made = [
        {o.name: out(v) for o, v in zip(outputs, row, strict=True)} if len(columns) != 1 else out(row[0])
        for row in found.rows
    ]
    many = not hit.single and how == "none"
    return (made if many else made[0]) if made else None, why, problems


def _list(given: dict[str, Any], key: str) -> list[dict[str, Any]]:
    found = given.get(key)
    fits = isinstance(found, list) and all(isinstance(x, dict) for x in found)
    _need(fits, f"table.{key}", "dit is een lijst van objecten.", "this is a list of objects.")
    return [dict(one) for one in found or ()]


def _allowed(output: dict[str, Any]) -> tuple[Plain, ...]:
    text = output.get("values")
    if not isinstance(text, str) or not text.strip():
        return ()
    return tuple(n.value for n in language.walk(language.parse_cell(text)) if isinstance(n, Literal))


def _input(
    column: dict[str, Any], cells: list[Tree], values: Mapping[str, Value], types: Mapping[str, Type]
) -> Input:
    """A column with the type said; else that of the constants in it; else that of the value given."""
    head, said = language.parse(column["expression"]), column.get("typeRef")
    if isinstance(head, Name) and head.id in types:
        return Input(head, types[head.id])
    with suppress(ProdiaError):
        if isinstance(said, str):
            return Input(head, language.parse_type(_TYPE_OF.get(said, said)))
    constants = [
        x.value for c in cells for x in language.walk(c) if isinstance(x, Literal) and x.value is not True
    ]
    return Input(
        head, type_of(next((c for c in (*constants, language.evaluate(head, values)) if c is not None), True))
    )
