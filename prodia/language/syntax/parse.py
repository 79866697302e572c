"""Text to tree: a Pratt parser over the tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NoReturn

from prodia.errors import ExpressionError, fits
from prodia.language.operators import CALLS, Row
from prodia.language.operators.compare import COMPARE, RANGES
from prodia.language.syntax.tokens import (
    KEYWORDS,
    MAX_DEPTH,
    MAX_NODES,
    WORDS_ELSEWHERE,
    Token,
    read_date,
    read_duration,
    tokenize,
    unquote,
)
from prodia.language.syntax.tree import SUBJECT, Apply, Literal, Name, Span, Tree, names
from prodia.language.values import Plain
from prodia.problems import Kind
from prodia.problems import language as kinds
from prodia.words import Words
from prodia.words.lists import nearest
from prodia.words.numbers import figure_meant

# `depth` counts nested calls, so that no text can exhaust the stack; the tree itself is
# measured once, at the end. Refusals of other languages' habits stand in `refuse_habit`.


_LOOK = Words("kijk naar het teken ervoor.", "look at what comes before it.")


class Cursor:
    """Tokens, and the one to be read next."""

    __slots__ = ("at", "cell", "depth", "nodes", "source", "token", "tokens")

    def __init__(self, source: str, tokens: list[Token], cell: bool) -> None:
        self.source, self.tokens, self.cell = source, tokens, cell
        self.token = tokens[0]
        self.at = self.depth = self.nodes = 0

    def advance(self) -> Token:
        token = self.token
        self.at += 1
        self.token = self.tokens[self.at]
        return token

    def peek(self, ahead: int = 1) -> Token:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def expect(self, text: str) -> Token:
        if self.token.text != text or self.token.kind not in ("op", "word"):
            self.refuse(f"«{text}»")
        return self.advance()

    def fail(self, kind: Kind, span: Span, **args: object) -> NoReturn:
        raise ExpressionError(kind, self.source, *span, **args)

    def refuse(self, wanted: str | Words, hint: Words = _LOOK) -> NoReturn:
        token = self.token
        if token.kind == "end":
            self.fail(kinds.UNFINISHED, (token.start, token.end + 1), wanted=wanted)
        self.refuse_habit(token)
        hint = self.counted(token) or hint
        self.fail(kinds.UNEXPECTED, token.span, found=token.text[:40], wanted=wanted, hint=hint)

    def refuse_habit(self, token: Token) -> None:
        """The refusals that know what the author meant."""
        before = self.tokens[self.at - 1] if self.at else token
        after = self.peek()
        found = self.decimal_comma()
        if found:
            right = re.sub("[.,](?=.*[.,])", "", found).replace(",", ".")  # the last mark is the decimal one
            self.fail(kinds.NUMBER, (before.start, after.end), found=found, right=right)
        if self.at and before.kind == token.kind == "number":
            found, right = self.source[before.start : token.end], before.text + token.text
            self.fail(kinds.NUMBER, (before.start, token.end), found=found[:24], right=right[:24])
        if token.text == ".." and before.kind == "number":
            sign = self.tokens[self.at - 2] if self.at > 1 else before
            last = self.peek(2) if after.text == "-" else after
            start = sign.start if sign.text == "-" else before.start
            if last.kind == "number":
                found = self.source[start : last.end]
                self.fail(kinds.SPELLING, (start, last.end), found=found, right=f"[{found}]")
        if token.kind == "word":
            right = WORDS_ELSEWHERE.get(token.text, "not(...)" if token.text == "not" else token.text)
            if right != token.text:
                self.fail(kinds.SPELLING, token.span, found=token.text, right=right)
        if token.text == "[" and token.kind == "op":
            self.fail(kinds.LIST, token.span)
        if token.kind == "op" and token.text in COMPARE:
            found = self.source[max(0, before.start) : token.end]
            self.fail(kinds.PARENTHESES, token.span, found=found, right="a < b and b < c")

    def counted(self, token: Token) -> Words | None:
        """What to write for ``12 weken`` or ``pc 10`` behind a comparison; None for anything else."""
        before, first = self.tokens[self.at - 1], self.tokens[max(0, self.at - 2)]
        if self.at < 2 or first.text not in COMPARE or {before.kind, token.kind} != {"number", "word"}:
            return None
        return figure_meant(self.source[before.start : token.end])

    def decimal_comma(self) -> str:
        """The number around the comma here, written as ``2,5``; else nothing."""
        before, after = self.tokens[self.at - 1], self.peek()
        close = before.kind == "number" == after.kind and before.end + 1 == after.start
        return self.source[before.start : after.end] if self.at and self.token.text == "," and close else ""

    def opens_range(self) -> bool:
        """Whether the ( here belongs to a range: a .. stands at its own level.

        After its .. a level is closed by ), ] or [; before it, only ) closes and [ and ] open a range.
        """
        dots: list[bool] = []
        for token in self.tokens[self.at :]:
            if token.kind != "op":
                continue
            if token.text == "..":
                if len(dots) == 1:
                    return True
                dots[-1] = True
            elif token.text == "(" or (token.text in "[]" and not dots[-1]):
                dots.append(False)
            elif token.text in ")[]":
                dots.pop()
                if not dots:
                    return False
        return False

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail(kinds.TOO_DEEP, self.token.span, limit=MAX_DEPTH)

    def make(self, op: str, args: tuple[Tree, ...], start: int) -> Apply:
        self.nodes += 1
        return Apply(op, args, (start, self.tokens[self.at - 1].end))

    def measured(self, tree: Tree) -> Tree:
        if self.nodes + len(self.tokens) <= MAX_DEPTH:
            return tree
        count, todo = 0, [(tree, 1)]
        while todo:
            node, depth = todo.pop()
            count += 1
            if depth > MAX_DEPTH:
                self.fail(kinds.TOO_DEEP, node.span, limit=MAX_DEPTH)
            if count > MAX_NODES:
                unit = Words("onderdelen", "parts")
                self.fail(kinds.TOO_LONG, (0, 1), count=f"> {MAX_NODES}", limit=MAX_NODES, unit=unit)
            if isinstance(node, Apply):
                todo.extend((a, depth + 1) for a in node.args)
        return tree


def arity(row: Row, count: int) -> dict[str, str | Words]:
    """What a message says of a wrong number of arguments."""
    right = f"{row.symbol}({', '.join('abcdef'[: max(1, row.least)])})"
    wanted = _arity_words(row.least, row.most)
    return {"found": row.symbol, "count": str(count), "wanted": wanted, "right": right}


def _arity_words(least: int, most: int | None) -> Words:
    if most is None:
        return Words(f"minstens {least}", f"at least {least}")
    return (
        Words(f"{least}", f"{least}") if least == most else Words(f"{least} of {most}", f"{least} or {most}")
    )


# The smallest parts of an expression: constants, names, function calls, and in a cell words.

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
        return _constant(c, Words("datum of duur", "date or duration"), token, token.start)
    if text == "(" and kind == "op":
        c.advance()
        tree = inner(c)
        if c.token.text == ",":
            c.refuse_habit(c.token)
        c.expect(")")
        return tree
    if text == "?" and c.cell:
        c.advance()
        return Name(SUBJECT, token.span)
    c.refuse(Words("een waarde", "a value"))


def _constant(c: Cursor, wanted: Words, token: Token, start: int) -> Literal:
    text = unquote(token, c.source)
    value: Plain = None if wanted.en == "duration" else read_date(text)
    if value is None and wanted.en != "date":
        value = read_duration(text)
    if value is None:
        c.fail(kinds.CONSTANT, token.span, found=text[:40], wanted=wanted)
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
        return Literal(_CONSTANTS[text], token.span)
    if text in KEYWORDS:
        c.refuse(Words("een waarde", "a value"))
    right = WORDS_ELSEWHERE.get(text)
    if right in ("true", "false", "null") and text[0].isupper():
        c.fail(kinds.SPELLING, token.span, found=text, right=right)
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
            if row.most is None:  # a function of any number of values would take 3,5 for two of them
                _no_decimal_comma(c)
            c.advance()
            args.append(inner(c))
    c.expect(")")
    if not row.takes(len(args)):
        c.fail(kinds.ARITY, (start, last.end), **arity(row, len(args)))
    return c.make(row.key, tuple(args), start)


def _constant_or_unknown(c: Cursor, token: Token) -> Tree:
    text = token.text
    if text in ("date", "duration"):
        c.advance()
        c.advance()
        argument = c.token
        wanted = Words("datum", "date") if text == "date" else Words("duur", "duration")
        if argument.kind != "text" or c.peek().text != ")":
            quoted = Words(f"{wanted.nl} als tekst", f"{wanted.en} in quotes")
            c.fail(kinds.CONSTANT, argument.span, found=argument.text[:40], wanted=quoted)
        c.advance()
        c.advance()
        return _constant(c, wanted, argument, token.start)
    c.fail(kinds.FUNCTION, token.span, found=text, hint=nearest(text, CALLS))


def _cell_text(c: Cursor) -> Tree:
    """Words in a cell are one text; a dotted word alone is a name."""
    first = c.advance()
    if "." in first.text:
        return Name(first.text, first.span)
    words = [first.text]
    while c.token.kind == "word":
        if c.peek().text == "(" and c.peek().kind == "op":
            break
        words.append(c.advance().text)
    if words[0] == "not" and len(words) == 1:
        c.refuse(Words("«not(…)» of een tekst", "«not(…)» or a text"))
    return Literal(" ".join(words), (first.start, c.tokens[c.at - 1].end))


# One function for each level of the grammar, from loose to tight.

_RANGES = {(key[0], key[-1]): key for key in RANGES}
_OPENS = {"[": "[", "(": "(", "]": "("}
_CLOSES = {"]": "]", ")": ")", "[": ")"}


def parse(text: str) -> Tree:
    """The tree of an expression. Raises :class:`ExpressionError` with a place and a way out, TypeError for
    what is no text."""
    fits("text", text, str)
    return _whole(Cursor(text, tokenize(text), False))


def parse_cell(text: str) -> Tree:
    """The tree of a cell of a decision table, over the name ``?``; ``-`` is ``Literal(True)``."""
    if text.strip() == "-":
        at = text.index("-")
        return Literal(True, (at, at + 1))
    return _whole_cell(Cursor(text, tokenize(text, cell=True), True))


def _whole(c: Cursor) -> Tree:
    tree = _expression(c)
    if c.token.kind != "end":
        c.refuse(
            Words("het einde of een bewerking", "the end or an operator"),
            Words(
                "vergelijk zoals «leespc < 10», en zet «and» of «or» tussen twee voorwaarden.",
                "compare like «leespc < 10», and put «and» or «or» between two conditions.",
            ),
        )
    return c.measured(tree)


def _whole_cell(c: Cursor) -> Tree:
    start = c.token.start
    if c.token.text == "not" and c.peek().text == "(":
        c.advance()
        c.advance()
        tree: Tree = c.make("not", (_tests(c, Name(SUBJECT), start, cell=True),), start)
        c.expect(")")
        if c.token.kind == "end":
            return c.measured(tree)
        c = Cursor(c.source, c.tokens, True)  # `not(...)` was only the beginning of a condition
    tree = _tests(c, Name(SUBJECT), start, cell=True)
    if c.token.kind != "end":
        c.refuse(Words("een komma of het einde van de cel", "a comma or the end of the cell"))
    return c.measured(tree)


def _expression(c: Cursor) -> Tree:
    c.deeper()
    start = c.token.start
    if c.token.text == "if" and c.token.kind == "word":
        c.advance()
        condition = _expression(c)
        c.expect("then")
        then = _expression(c)
        c.expect("else")
        tree: Tree = c.make("if", (condition, then, _expression(c)), start)
    else:
        tree = _joined(c, "or", _conjunction)
    c.depth -= 1
    return tree


def _conjunction(c: Cursor) -> Tree:
    return _joined(c, "and", _comparison)


def _joined(c: Cursor, word: str, part: Inner) -> Tree:
    """Parts with ``and`` or ``or`` between them, as one tree."""
    start = c.token.start
    tree = part(c)
    if c.token.text == word and c.token.kind == "word":
        parts = [tree]
        while c.token.text == word and c.token.kind == "word":
            c.advance()
            parts.append(part(c))
        return c.make(word, tuple(parts), start)
    return tree


def _comparison(c: Cursor) -> Tree:
    start = c.token.start
    left = _sum(c)
    text, kind = c.token.text, c.token.kind
    if kind == "op":
        return _compared(c, left, start) if text in COMPARE else left
    if kind == "word":
        if text == "between":
            c.advance()
            low = _sum(c)
            c.expect("and")
            return c.make("between", (left, low, _sum(c)), start)
        if text == "in":
            c.advance()
            return _membership(c, left, start)
    return left


def _compared(c: Cursor, left: Tree, start: int) -> Tree:
    op = c.advance().text
    right = _sum(c)
    return _compare(c, op, left, right, start)


def _compare(c: Cursor, op: str, left: Tree, right: Tree, start: int) -> Tree:
    """The comparison; ``= null`` and ``!= null`` ask whether there is a value."""
    if op in ("=", "!="):
        key = "is null" if op == "=" else "is not null"
        for side, other in ((right, left), (left, right)):
            if isinstance(side, Literal) and side.value is None:
                return c.make(key, (other,), start)
    return c.make(op, (left, right), start)


def _membership(c: Cursor, left: Tree, start: int) -> Tree:
    if c.token.text == "(" and not c.opens_range():
        c.advance()
        tree = _tests(c, left, start, cell=False)
        c.expect(")")
        return tree
    return _test(c, left, start, cell=False)


def _no_decimal_comma(c: Cursor) -> None:
    """Refuses ``3,5`` in a list: it may be one number or two."""
    if found := c.decimal_comma():
        right = f"{found.replace(',', '.')} / {found.replace(',', ', ')}"
        c.fail(kinds.NUMBER, (c.tokens[c.at - 1].start, c.peek().end), found=found, right=right)


def _tests(c: Cursor, subject: Tree, start: int, cell: bool) -> Tree:
    """Tests with commas between them, as one tree over ``subject``."""
    parts = [_test(c, subject, start, cell)]
    while c.token.text == "," and c.token.kind == "op":
        _no_decimal_comma(c)
        c.advance()
        parts.append(_test(c, subject, start, cell))
    if len(parts) == 1:
        return parts[0]
    options: list[Tree] = []
    for part in parts:
        if not (isinstance(part, Apply) and part.op == "=" and part.args[0] == subject):
            return c.make("or", tuple(parts), start)
        options.append(part.args[1])
    return c.make("in", (subject, *options), start)


def _test(c: Cursor, subject: Tree, start: int, cell: bool) -> Tree:
    c.deeper()
    try:
        token = c.token
        if token.kind == "op":
            if token.text in COMPARE:
                return _compared(c, subject, start)
            if token.text in "[]" or (token.text == "(" and c.opens_range()):
                return _range(c, subject, start)
        value = _expression(c) if cell else _sum(c)
        return value if cell and SUBJECT in names(value) else _compare(c, "=", subject, value, start)
    finally:
        c.depth -= 1


def _range(c: Cursor, subject: Tree, start: int) -> Tree:
    opening = c.advance()
    low = _sum(c)
    if c.token.text != "..":
        if opening.text == "[":
            c.fail(kinds.LIST, opening.span)
        c.refuse("«..»")
    c.advance()
    high = _sum(c)
    if c.token.kind != "op" or c.token.text not in _CLOSES:
        c.refuse(Words("«]» of «)»", "«]» or «)»"))
    closing = c.advance()
    return c.make(_RANGES[_OPENS[opening.text], _CLOSES[closing.text]], (subject, low, high), start)


def _sum(c: Cursor) -> Tree:
    start = c.token.start
    tree = _product(c)
    while c.token.kind == "op" and c.token.text in ("+", "-"):
        tree = c.make(c.advance().text, (tree, _product(c)), start)
    return tree


def _product(c: Cursor) -> Tree:
    start = c.token.start
    tree = _power(c)
    while c.token.kind == "op" and c.token.text in ("*", "/"):
        tree = c.make(c.advance().text, (tree, _power(c)), start)
    return tree


def _power(c: Cursor) -> Tree:
    start, first = c.token.start, c.token.text
    base = _unary(c)
    if c.token.text != "**" or c.token.kind != "op":
        return base
    sign = c.token
    if first == "-":
        right = "(-a) ** b of / or -(a ** b)"
        c.fail(kinds.PARENTHESES, (start, sign.end), found="-a ** b", right=right)
    c.advance()
    tree = c.make("**", (base, _unary(c)), start)
    if c.token.text == "**":
        c.fail(kinds.PARENTHESES, c.token.span, found="a ** b ** c", right="(a ** b) ** c")
    return tree


def _unary(c: Cursor) -> Tree:
    token = c.token
    if token.text != "-" or token.kind != "op":
        return primary(c, _expression)
    c.advance()
    if c.token.kind == "number":
        number = c.advance()
        return Literal(-float(number.text) + 0.0, (token.start, number.end))
    c.deeper()
    tree = c.make("negate", (_unary(c),), token.start)
    c.depth -= 1
    return tree
