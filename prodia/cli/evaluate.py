"""``prodia eval``: one expression with its values, or JSON lines in and JSON lines out."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

from rich.text import Text

from prodia.cli.commands import Argument, Option, takes
from prodia.cli.terminal import Terminal, WrongUse, unknown
from prodia.errors import ExpressionError, ProdiaError
from prodia.language import (
    Duration,
    HitPolicy,
    Input,
    Literal,
    Missing,
    Name,
    Output,
    Plain,
    Rule,
    Table,
    Trace,
    Type,
    Value,
    compile_table,
    evaluate,
    infer,
    names,
    parse,
    parse_cell,
    parse_type,
    show_value,
    trace,
    walk,
)
from prodia.language.syntax.tree import Tree
from prodia.problems import Problem
from prodia.problems.commands import BAD_JSON, BAD_LET, LINE_SHAPE, WRONG_USE
from prodia.problems.language import OVERLAP
from prodia.words import Lang, Words
from prodia.words.labels import label as word

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@takes(
    Argument(
        "expression",
        nl="Een uitdrukking, zoals 'a < 10 and b'.",
        en="An expression, such as 'a < 10 and b'.",
        required=False,
    ),
    Option(
        "--let",
        nl="Een waarde: naam=waarde. Mag meer dan eens.",
        en="A value: name=value. May be said again.",
        multiple=True,
    ),
    Option("--why", nl="Toon elk deel met zijn waarde.", en="Show every part with its value.", is_flag=True),
    Option(
        "--jsonl",
        nl="Eén JSON-object per regel in, één per regel uit.",
        en="One JSON object a line in, one a line out.",
        is_flag=True,
    ),
)
def eval_(
    screen: Terminal,
    expression: str | None,
    let: tuple[str, ...],
    why: bool,
    jsonl: bool,
) -> int:
    """Evaluate an expression."""
    if jsonl == (expression is not None):
        raise WrongUse(WRONG_USE, command="prodia eval")
    if expression is None:
        _lines(screen)
        return 0
    return _one(screen, expression, let, why)


def _one(screen: Terminal, expression: str, lets: Sequence[str], why: bool) -> int:

    tree, values = parse(expression), dict(_let(text) for text in lets)
    read = names(tree)
    for name in values:
        if name not in read and not values.keys() >= set(read):  # a slip of the pen, most likely
            raise unknown("naam in de uitdrukking:", "name in the expression:", name, read)
    found = trace(tree, values)
    screen.line(show_value(found.value))
    if why:
        _tell(screen, found, 0)
    wrong = infer(tree, {n: type_of(values.get(n)) for n in read}).findings
    for one in wrong:
        screen.complain(ProdiaError(one.problem()))
    return 1 if wrong else 0


def _let(text: str) -> tuple[str, Value]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise WrongUse(BAD_LET)
    return name.strip(), given(value.strip())


def given(text: str) -> Value:
    """A value as a person types it: a constant of the language, an ISO date, a word, or why it is missing."""

    if text in (m.value for m in Missing):
        return Missing(text)
    if _DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise WrongUse(BAD_LET) from None
    try:
        tree = parse(text)
    except ExpressionError:
        return text
    return text if names(tree) else evaluate(tree, {})


def _tell(screen: Terminal, node: Trace, depth: int) -> None:

    if depth and not node.parts and not node.reads:
        return
    line = Text("  " * depth).append(node.text).append(" = ", "quiet")
    line.append(show_value(node.value), _tone(node.value))
    if not node.parts and node.reads and node.reads[0].reason is not None:
        line.append(f"  ({word('missing', node.reads[0].reason, screen.lang)})", "quiet")
    screen.out.print(line, soft_wrap=True)
    for part in node.parts:
        _tell(screen, part, depth + 1)


def _tone(value: object) -> str:
    return "open" if value is None else "good" if value is True else "bad" if value is False else "strong"


def _lines(screen: Terminal) -> None:

    for line in bounded(sys.stdin.buffer, LONGEST + 1):
        if line.strip():
            screen.machine(answer(line, screen.lang))
            screen.out.file.flush()


def bounded(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """The lines of a stream, of each at most so many bytes: a line without an end fills no memory."""
    while line := stream.readline(most):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(1 << 16)
        yield line


# One JSON object in, one out: an expression or a decision table with its inputs. Pure but for nothing.

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


# A decision table as JSON (DMN shaped) decided for one set of inputs.

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
