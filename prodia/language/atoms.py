"""The smallest parts of an expression: constants, names, function calls, and in a cell words. Room 1."""

from __future__ import annotations

from collections.abc import Callable

from prodia.errors import ExpressionError
from prodia.language.cursor import Cursor, arity_words, near
from prodia.language.operators import CALLS
from prodia.language.tokens import KEYWORDS, WORDS_ELSEWHERE, Token, read_date, read_duration, unquote
from prodia.language.tree import SUBJECT, Literal, Name, Tree
from prodia.problems import expressions as kinds

_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_LONG: dict[str, list[tuple[str, ...]]] = {}
for _words in sorted((tuple(c.split()) for c in CALLS), key=len, reverse=True):
    _LONG.setdefault(_words[0], []).append(_words)
Inner = Callable[[Cursor], Tree]


def primary(c: Cursor, inner: Inner) -> Tree:
    token = c.token
    kind, text = token.kind, token.text
    if kind == "word":
        return _word(c, inner)
    if kind == "number":
        c.advance()
        return Literal(float(text), (token.start, token.end))
    if kind == "text":
        c.advance()
        return Literal(unquote(token, c.source), (token.start, token.end))
    if kind == "at":
        c.advance()
        return _constant(c, "datum of duur", "date or duration", token, token.start)
    if text == "(" and kind == "op":
        c.advance()
        tree = inner(c)
        if c.token.text == ",":
            c.refuse_habit(c.token)
        c.expect(")")
        return tree
    if text == "?" and c.cell:
        c.advance()
        return Name(SUBJECT, (token.start, token.end))
    c.refuse("een waarde", "a value")


def _constant(c: Cursor, wanted_nl: str, wanted_en: str, token: Token, start: int) -> Literal:
    text = unquote(token, c.source)
    value = None if wanted_en == "duration" else read_date(text)
    if value is None and wanted_en != "date":
        duration = read_duration(text)
        if duration is not None:
            return Literal(duration, (start, c.tokens[c.at - 1].end))
    if value is None:
        raise ExpressionError(
            kinds.CONSTANT,
            c.source,
            token.start,
            token.end,
            found=text[:40],
            wanted_nl=wanted_nl,
            wanted_en=wanted_en,
        )
    return Literal(value, (start, c.tokens[c.at - 1].end))


def _word(c: Cursor, inner: Inner) -> Tree:
    token = c.token
    text = token.text
    for words in _LONG.get(text, ()):
        if _function_here(c, words):
            return _call(c, words, inner)
    after = c.tokens[c.at + 1]
    if after.text == "(" and after.kind == "op" and text not in KEYWORDS:
        return _constant_or_unknown(c, token)
    if c.cell and not (text in _CONSTANTS and (after.kind != "word" or after.text in KEYWORDS)):
        return _cell_text(c)
    if text in _CONSTANTS:
        c.advance()
        return Literal(_CONSTANTS[text], (token.start, token.end))
    if text in KEYWORDS:
        c.refuse("een waarde", "a value")
    right = WORDS_ELSEWHERE.get(text)
    if right in ("true", "false", "null") and text[0].isupper():
        c.spelled(token, right)
    c.advance()
    return Name(text, (token.start, token.end))


def _function_here(c: Cursor, words: tuple[str, ...]) -> bool:
    size = len(words)
    opening = c.peek(size)
    if opening.text != "(" or opening.kind != "op":
        return False
    if "between" in words and opening.start != c.peek(size - 1).end:
        return False  # `months between (3) and (4)` is a comparison
    return all(c.peek(i).text == w for i, w in enumerate(words) if i)


def _call(c: Cursor, words: tuple[str, ...], inner: Inner) -> Tree:
    start = c.token.start
    for _ in words:
        last = c.advance()
    row = CALLS[" ".join(words)]
    c.advance()
    args: list[Tree] = []
    if c.token.text != ")" or c.token.kind != "op":
        args.append(inner(c))
        while c.token.text == "," and c.token.kind == "op":
            c.advance()
            args.append(inner(c))
    c.expect(")")
    if not row.takes(len(args)):
        wanted_nl, wanted_en = arity_words(row.least, row.most)
        raise ExpressionError(
            kinds.ARITY,
            c.source,
            start,
            last.end,
            found=row.symbol,
            count=len(args),
            wanted_nl=wanted_nl,
            wanted_en=wanted_en,
            right=f"{row.symbol}({', '.join('abcdef'[: max(1, row.least)])})",
        )
    return c.make(row.key, tuple(args), start)


def _constant_or_unknown(c: Cursor, token: Token) -> Tree:
    text = token.text
    if text in ("date", "duration"):
        c.advance()
        c.advance()
        argument = c.token
        wanted = ("datum", "date") if text == "date" else ("duur", "duration")
        if argument.kind != "text" or c.peek().text != ")":
            raise ExpressionError(
                kinds.CONSTANT,
                c.source,
                argument.start,
                argument.end,
                found=argument.text[:40],
                wanted_nl=f"{wanted[0]} als tekst",
                wanted_en=f"{wanted[1]} in quotes",
            )
        c.advance()
        c.advance()
        return _constant(c, *wanted, argument, token.start)
    raise ExpressionError(kinds.FUNCTION, c.source, token.start, token.end, found=text, **near(text, CALLS))


def _cell_text(c: Cursor) -> Tree:
    """Words in a cell are one text; a dotted word alone is a name."""
    first = c.advance()
    if "." in first.text:
        return Name(first.text, (first.start, first.end))
    words = [first.text]
    while c.token.kind == "word":
        if c.peek().text == "(" and c.peek().kind == "op":
            break
        words.append(c.advance().text)
    if words[0] == "not" and len(words) == 1:
        c.refuse("«not(…)» of een tekst", "«not(…)» or a text")
    return Literal(" ".join(words), (first.start, c.tokens[c.at - 1].end))
