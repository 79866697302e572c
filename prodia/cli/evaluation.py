"""``prodia eval``: one expression with its values, or JSON lines in and JSON lines out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Annotated

import typer

from prodia.cli.face import Face, WrongUse, face, nearest
from prodia.errors import ProdiaError
from prodia.problems.commands import BAD_LET, NO_MATCH, WRONG_USE
from prodia.words import Words

if TYPE_CHECKING:
    from prodia.language import Trace, Value

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def eval_(
    ctx: typer.Context,
    expression: Annotated[str | None, typer.Argument(help="An expression, such as 'a < 10 and b'.")] = None,
    let: Annotated[list[str] | None, typer.Option(help="A value: name=value. May be said again.")] = None,
    why: Annotated[bool, typer.Option("--why", help="Show every part with its value.")] = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object a line in, one a line out.")
    ] = False,
) -> None:
    """Evaluate an expression."""
    screen = face(ctx)
    if jsonl == (expression is not None):
        raise WrongUse(WRONG_USE, command="prodia eval")
    if expression is None:
        _lines(screen)
    else:
        _one(screen, expression, let or [], why)


def _one(screen: Face, expression: str, lets: list[str], why: bool) -> None:
    from prodia.cli.jsonl import type_of
    from prodia.language import infer, names, parse, show_value, trace

    tree, values = parse(expression), dict(_let(text) for text in lets)
    read = names(tree)
    for name in values:
        if name not in read and not values.keys() >= set(read):  # a slip of the pen, most likely
            what = Words("naam in de uitdrukking:", "name in the expression:")
            raise WrongUse(NO_MATCH, what=what, name=name, nearest=nearest(name, list(read)))
    found = trace(tree, values)
    screen.line(show_value(found.value))
    if why:
        _tell(screen, found, 0)
    wrong = infer(tree, {n: type_of(values.get(n)) for n in read}).findings
    for one in wrong:
        screen.complain(ProdiaError(one.problem()))
    if wrong:
        raise typer.Exit(1)


def _let(text: str) -> tuple[str, Value]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise WrongUse(BAD_LET)
    return name.strip(), given(value.strip())


def given(text: str) -> Value:
    """A value as a person types it: a constant of the language, an ISO date, a word, or why it is missing."""
    import datetime as dt

    from prodia.errors import ExpressionError
    from prodia.language import Missing, evaluate, names, parse

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


def _tell(screen: Face, node: Trace, depth: int) -> None:
    from rich.text import Text

    from prodia.language import show_value
    from prodia.words.labels import label as word

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


def _lines(screen: Face) -> None:
    from prodia.cli.jsonl import LONGEST, answer

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
