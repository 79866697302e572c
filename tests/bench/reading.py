"""Text to tree: typical conditions, each beside a LALR parser that builds the very same tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from prodia.language import Apply, Literal, Name, Tree, parse
from tests.bench.peers import peer
from tests.bench.timing import Pace, Row, Work, measure, same

TEXTS = {
    "a comparison": "pc_words < 10",
    "a range": "pc_words >= 10 and pc_words <= 15",
    "a choice": 'not(enough) and domain in ("reading", "both")',
    "a calculation": "100 * sessions_held / sessions_planned - 2 * (missed + late)",
    "a long condition": 'all(seen, eyes = "no", ears = "no", mood = "no", home = "no", school != "weak")'
    " and (months < 6 or minutes_a_week < 60)",
}

GRAMMAR = r"""
    ?start: either
    ?either: both ("or" both)*              -> either
    ?both: test ("and" test)*               -> both
    ?test: sum
        | sum COMPARE sum                   -> compare
        | sum "in" "(" sum ("," sum)* ")"   -> among
    ?sum: product | sum SIGN product        -> calculate
    ?product: one | product TIMES one       -> calculate
    ?one: NUMBER -> number | STRING -> text | NAME -> name
        | CALL "(" either ("," either)* ")" -> call
        | "(" either ")"
    COMPARE: "<=" | ">=" | "!=" | "<" | ">" | "="
    SIGN: "+" | "-"
    TIMES: "*" | "/"
    CALL.2: /(all|not)(?=\()/
    NAME: /[a-z][a-z0-9_]*/
    STRING: /"[^"]*"/
    %import common.NUMBER
    %ignore " "
"""


def rows(pace: Pace) -> Iterator[Row]:
    theirs = _lark()
    for what, text in TEXTS.items():
        peers: dict[str, Work] = {}
        if theirs is not None:
            same(parse(text), theirs(text), "lark")
            peers["lark LALR"] = lambda text=text: theirs(text)  # type: ignore[misc]
        yield measure(f"parse {what}, {len(text)} characters", lambda text=text: parse(text), peers, pace)  # type: ignore[misc]


def _lark() -> Any:
    """The parser of lark with our tree made while it reads; no places, no message of our own."""
    lark = peer("lark")
    if lark is None:
        return None

    def flat(op: str) -> Any:
        return lambda self, found: found[0] if len(found) == 1 else Apply(op, tuple(found))

    def between(self: Any, found: list[Any]) -> Tree:
        return Apply(str(found[1]), (found[0], found[2]))

    make: dict[str, Any] = {
        "either": flat("or"),
        "both": flat("and"),
        "compare": between,
        "calculate": between,
        "among": lambda self, found: Apply("in", tuple(found)),
        "call": lambda self, found: Apply(str(found[0]), tuple(found[1:])),
        "number": lambda self, found: Literal(float(found[0])),
        "text": lambda self, found: Literal(str(found[0])[1:-1]),
        "name": lambda self, found: Name(str(found[0])),
    }
    tree = type("OurTree", (lark.Transformer,), make)()
    return lark.Lark(GRAMMAR, parser="lalr", transformer=tree).parse
