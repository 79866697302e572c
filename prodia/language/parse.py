"""Text to tree: a Pratt parser over the tokens. Room 1.

::

    expression = "if" expression "then" expression "else" expression | or
    or         = and { "or" and }
    and        = comparison { "and" comparison }
    comparison = sum [ ("=" | "!=" | "<" | "<=" | ">" | ">=") sum
                     | "between" sum "and" sum
                     | "in" ( test | "(" test { "," test } ")" ) ]
    test       = ("=" | "!=" | "<" | "<=" | ">" | ">=") sum | range | sum
    range      = ("[" | "(" | "]") sum ".." sum ("]" | ")" | "[")
    sum        = product { ("+" | "-") product }
    product    = power { ("*" | "/") power }
    power      = unary [ "**" unary ]
    unary      = "-" unary | primary
    primary    = number | text | "true" | "false" | "null" | "@" text
               | "date" "(" text ")" | "duration" "(" text ")"
               | function "(" [ expression { "," expression } ] ")"
               | name | "(" expression ")"

    cell       = "-" | "not" "(" test { "," test } ")" | test { "," test }

In a cell the value of the column is ``?``, and words are texts: ``not met``. A dotted
word in a cell is a name (``law.bekwaam``). A test in a cell that mentions ``?`` stands
for itself. Chains of ``and`` (and of ``or``) make one flat node; ``x in (1, 2)`` makes
one ``in``; other tests in a list make an ``or``; ``x = null`` makes ``is null``.
"""

# How to think about it: one function for each level of the grammar, from loose to tight,
# over one Cursor (cursor.py); what stands between operators is in atoms.py. Refusals of
# other languages' habits live beside the rule they would break.

from __future__ import annotations

from prodia.errors import ExpressionError
from prodia.language.atoms import primary
from prodia.language.cursor import COMPARE, Cursor
from prodia.language.tokens import tokenize
from prodia.language.tree import SUBJECT, Apply, Literal, Name, Tree, names
from prodia.problems import expressions as kinds

_RANGES = {("[", "]"): "[..]", ("[", ")"): "[..)", ("(", "]"): "(..]", ("(", ")"): "(..)"}
_OPENS = {"[": "[", "(": "(", "]": "("}
_CLOSES = {"]": "]", ")": ")", "[": ")"}


def parse(text: str) -> Tree:
    """The tree of an expression. Raises :class:`ExpressionError` with a place and a way out."""
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
            "het einde of een bewerking",
            "the end or an operator",
            "vergelijk zoals «leespc < 10», en zet «and» of «or» tussen twee voorwaarden.",
            "compare like «leespc < 10», and put «and» or «or» between two conditions.",
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
        c.refuse("een komma of het einde van de cel", "a comma or the end of the cell")
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
        tree = _disjunction(c)
    c.depth -= 1
    return tree


def _disjunction(c: Cursor) -> Tree:
    start = c.token.start
    tree = _conjunction(c)
    if c.token.text == "or" and c.token.kind == "word":
        parts = [tree]
        while c.token.text == "or" and c.token.kind == "word":
            c.advance()
            parts.append(_conjunction(c))
        return c.make("or", tuple(parts), start)
    return tree


def _conjunction(c: Cursor) -> Tree:
    start = c.token.start
    tree = _comparison(c)
    if c.token.text == "and" and c.token.kind == "word":
        parts = [tree]
        while c.token.text == "and" and c.token.kind == "word":
            c.advance()
            parts.append(_comparison(c))
        return c.make("and", tuple(parts), start)
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


def _tests(c: Cursor, subject: Tree, start: int, cell: bool) -> Tree:
    """Tests with commas between them, as one tree over ``subject``."""
    parts = [_test(c, subject, start, cell)]
    while c.token.text == "," and c.token.kind == "op":
        before, after = c.tokens[c.at - 1], c.peek()
        if before.kind == "number" == after.kind and before.end + 1 == after.start:
            found = c.source[before.start : after.end]
            right = f"{found.replace(',', '.')} / {found.replace(',', ', ')}"
            raise ExpressionError(kinds.NUMBER, c.source, before.start, after.end, found=found, right=right)
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
        if cell:
            return _cell_value(c, subject, start)
        return _compare(c, "=", subject, _sum(c), start)
    finally:
        c.depth -= 1


def _cell_value(c: Cursor, subject: Tree, start: int) -> Tree:
    value = _expression(c)
    if SUBJECT in names(value):
        return value
    return _compare(c, "=", subject, value, start)


def _range(c: Cursor, subject: Tree, start: int) -> Tree:
    opening = c.advance()
    low = _sum(c)
    if c.token.text != "..":
        if opening.text == "[":
            raise ExpressionError(kinds.LIST, c.source, opening.start, opening.end)
        c.refuse("«..»", "«..»")
    c.advance()
    high = _sum(c)
    if c.token.kind != "op" or c.token.text not in _CLOSES:
        c.refuse("«]» of «)»", "«]» or «)»")
    closing = c.advance()
    return c.make(_RANGES[_OPENS[opening.text], _CLOSES[closing.text]], (subject, low, high), start)


def _sum(c: Cursor) -> Tree:
    start = c.token.start
    tree = _product(c)
    while c.token.kind == "op" and c.token.text in ("+", "-"):
        op = c.advance().text
        tree = c.make(op, (tree, _product(c)), start)
    return tree


def _product(c: Cursor) -> Tree:
    start = c.token.start
    tree = _power(c)
    while c.token.kind == "op" and c.token.text in ("*", "/"):
        op = c.advance().text
        tree = c.make(op, (tree, _power(c)), start)
    return tree


def _power(c: Cursor) -> Tree:
    start, first = c.token.start, c.token.text
    base = _unary(c)
    if c.token.text != "**" or c.token.kind != "op":
        return base
    sign = c.token
    if first == "-":
        raise ExpressionError(
            kinds.PARENTHESES,
            c.source,
            start,
            sign.end,
            found="-a ** b",
            right="(-a) ** b of / or -(a ** b)",
        )
    c.advance()
    tree = c.make("**", (base, _unary(c)), start)
    if c.token.text == "**":
        raise ExpressionError(
            kinds.PARENTHESES,
            c.source,
            c.token.start,
            c.token.end,
            found="a ** b ** c",
            right="(a ** b) ** c",
        )
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
