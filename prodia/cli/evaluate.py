"""``prodia eval``: one expression with its values, or JSON lines in and JSON lines out."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections.abc import Iterator, Sequence
from typing import IO

from rich.text import Text

from prodia.batch.lines import LONGEST, answer, type_of
from prodia.cli.commands import takes
from prodia.cli.terminal import Terminal, WrongUse, unfit, unknown
from prodia.errors import ExpressionError, ProdiaError
from prodia.language import Literal, Missing, Trace, Value, evaluate, infer, names, parse, show_value, trace
from prodia.problems.commands import BAD_LET, WRONG_USE
from prodia.words.labels import label as word

_NUMERIC = re.compile(r"[-+]?[.,]?\d")
_BARE_SUM = re.compile(r"[0-9]+[-/][0-9]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@takes(
    """
        expression?: Een uitdrukking, zoals 'a < 10 and b'. | An expression, such as 'a < 10 and b'.
        --let*: Een waarde: naam=waarde. Mag meer dan eens. | A value: name=value. May be said again.
    """,
    "--why?: Toon elk deel met zijn waarde. | Show every part with its value.",
    "--jsonl?: Eén JSON-object per regel in, één per regel uit. | One JSON object a line in, one a line out.",
)
def eval_(screen: Terminal, expression: str | None, let: tuple[str, ...], why: bool, jsonl: bool) -> int:
    """Evaluate an expression."""
    if jsonl == (expression is not None):
        raise WrongUse(WRONG_USE, command="prodia eval")
    if expression is None:
        _lines(screen)
        return 0
    return _one(screen, expression, let, why)


def _one(screen: Terminal, expression: str, lets: Sequence[str], why: bool) -> int:
    tree, pairs = parse(expression), [_let(text) for text in lets]
    read, values = names(tree), dict(pairs)
    if len(values) < len(pairs):
        raise unfit("--let", "elke naam één keer.", "each name once.")
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
    if not (sign and name.strip() and value.strip()):
        raise WrongUse(BAD_LET)
    return name.strip(), given(value.strip())


def given(text: str) -> Value:
    """A value as a person types it: a constant of the language, an ISO date, a word, or why it is missing.

    Raises ExpressionError for what begins as a number and is none, such as 3,5 or 28/02/2024, and WrongUse
    for a sum that comes to nothing.
    """
    if text in (m.value for m in Missing):
        return Missing(text)
    if _DATE.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise unfit("--let", "die dag is er niet.", "there is no such day.") from None
    if _BARE_SUM.fullmatch(text):
        nl = "schrijf de uitkomst; of een dag als 2026-04-03, en een deling met blanco's: 3 / 4."
        en = "write what it comes to; or a day as 2026-04-03, and a division with blanks: 3 / 4."
        raise unfit("--let", nl, en)
    try:
        tree = parse(text)
    except ExpressionError:
        if _NUMERIC.match(text):
            raise
        return text
    if names(tree):
        return text
    found = evaluate(tree, {})
    if found is None and text != "null":
        raise WrongUse(BAD_LET)
    if isinstance(tree, Literal) and isinstance(tree.value, float) and tree.value != found:
        raise unfit("--let", "hoogstens negen decimalen.", "at most nine decimals.")
    return found


def _tell(screen: Terminal, node: Trace, depth: int) -> None:
    if depth and not node.parts and not node.reads:
        return
    line = Text("  " * depth).append(node.text).append(" = ", "quiet")
    line.append(show_value(node.value), _tone(node.value))
    if not node.parts and node.reads and node.reads[0].reason is not None:
        line.append(f"  ({word('missing', node.reads[0].reason, screen.lang)})", "quiet")
    if node.undefined is not None:
        line.append(f"  ({node.undefined[screen.lang]})", "quiet")
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
