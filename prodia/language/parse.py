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

# How to think about it: `depth` counts nested calls of `expression` and `unary`, so no
# text can exhaust the stack; the tree itself is measured once at the end. Refusals of
# other languages' habits live beside the rule they would break.

from __future__ import annotations

from typing import NoReturn

from prodia.errors import ExpressionError
from prodia.language.operators import CALLS
from prodia.language.tokens import (
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
from prodia.language.tree import SUBJECT, Apply, Literal, Name, Tree, names
from prodia.problems import expressions as kinds

_COMPARE = frozenset(("=", "!=", "<", "<=", ">", ">="))
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_LONG: dict[str, list[tuple[str, ...]]] = {}
for _words in sorted((tuple(c.split()) for c in CALLS), key=len, reverse=True):
    _LONG.setdefault(_words[0], []).append(_words)
_RANGES = {("[", "]"): "[..]", ("[", ")"): "[..)", ("(", "]"): "(..]", ("(", ")"): "(..)"}
_OPENS = {"[": "[", "(": "(", "]": "("}
_CLOSES = {"]": "]", ")": ")", "[": ")"}


def parse(text: str) -> Tree:
    """The tree of an expression. Raises :class:`ExpressionError` with a place and a way out."""
    return _Parser(text, tokenize(text), False).whole()


def parse_cell(text: str) -> Tree:
    """The tree of a cell of a decision table, over the name ``?``; ``-`` is ``Literal(True)``."""
    if text.strip() == "-":
        at = text.index("-")
        return Literal(True, (at, at + 1))
    return _Parser(text, tokenize(text, cell=True), True).whole_cell()


class _Parser:
    __slots__ = ("at", "cell", "depth", "nodes", "source", "token", "tokens")

    def __init__(self, source: str, tokens: list[Token], cell: bool) -> None:
        self.source = source
        self.tokens = tokens
        self.at = 0
        self.token = tokens[0]
        self.depth = 0
        self.nodes = 0
        self.cell = cell

    # -- moving and refusing

    def advance(self) -> Token:
        token = self.token
        self.at += 1
        self.token = self.tokens[self.at]
        return token

    def peek(self, ahead: int = 1) -> Token:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)]

    def expect(self, text: str) -> Token:
        if self.token.text != text or self.token.kind not in ("op", "word"):
            self.refuse(f"«{text}»", f"«{text}»")
        return self.advance()

    def refuse(self, wanted_nl: str, wanted_en: str, hint_nl: str = "", hint_en: str = "") -> NoReturn:
        token = self.token
        if token.kind == "end":
            raise ExpressionError(
                kinds.UNFINISHED,
                self.source,
                token.start,
                token.end + 1,
                wanted_nl=wanted_nl,
                wanted_en=wanted_en,
            )
        self._refuse_habit(token)
        raise ExpressionError(
            kinds.UNEXPECTED,
            self.source,
            token.start,
            token.end,
            found=token.text[:40],
            wanted_nl=wanted_nl,
            wanted_en=wanted_en,
            hint_nl=hint_nl or "kijk naar het teken ervoor.",
            hint_en=hint_en or "look at what comes before it.",
        )

    def _refuse_habit(self, token: Token) -> None:
        """The refusals that know what the author meant."""
        before = self.tokens[self.at - 1] if self.at else token
        after = self.peek()
        if token.text == "," and before.kind == "number" == after.kind and before.end + 1 == after.start:
            found = self.source[before.start : after.end]
            raise ExpressionError(
                kinds.NUMBER, self.source, before.start, after.end, found=found, right=found.replace(",", ".")
            )
        if token.kind == "word":
            right = WORDS_ELSEWHERE.get(token.text)
            if right is None and token.text == "not":
                right = "not(...)"
            if right and right != token.text:
                self.spelled(token, right)
        if token.text == "[" and token.kind == "op":
            raise ExpressionError(kinds.LIST, self.source, token.start, token.end)
        if token.kind == "op" and token.text in _COMPARE:
            found = self.source[max(0, before.start) : token.end]
            raise ExpressionError(
                kinds.PARENTHESES, self.source, token.start, token.end, found=found, right="a < b and b < c"
            )

    def spelled(self, token: Token, right: str) -> NoReturn:
        raise ExpressionError(
            kinds.SPELLING, self.source, token.start, token.end, found=token.text, right=right
        )

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ExpressionError(
                kinds.TOO_DEEP, self.source, self.token.start, self.token.end, limit=MAX_DEPTH
            )

    def make(self, op: str, args: tuple[Tree, ...], start: int) -> Apply:
        self.nodes += 1
        return Apply(op, args, (start, self.tokens[self.at - 1].end))

    # -- whole texts

    def whole(self) -> Tree:
        tree = self.expression()
        if self.token.kind != "end":
            self.refuse("het einde of een bewerking", "the end or an operator")
        return self.measured(tree)

    def measured(self, tree: Tree) -> Tree:
        if self.nodes + len(self.tokens) <= MAX_DEPTH:
            return tree
        count, todo = 0, [(tree, 1)]
        while todo:
            node, depth = todo.pop()
            count += 1
            if depth > MAX_DEPTH:
                raise ExpressionError(kinds.TOO_DEEP, self.source, *node.span, limit=MAX_DEPTH)
            if count > MAX_NODES:
                raise ExpressionError(
                    kinds.TOO_LONG,
                    self.source,
                    0,
                    1,
                    count=f"> {MAX_NODES}",
                    limit=MAX_NODES,
                    unit_nl="onderdelen",
                    unit_en="parts",
                )
            if isinstance(node, Apply):
                todo.extend((a, depth + 1) for a in node.args)
        return tree

    def whole_cell(self) -> Tree:
        start = self.token.start
        if self.token.text == "not" and self.peek().text == "(":
            self.advance()
            self.advance()
            tree: Tree = self.make("not", (self.tests(Name(SUBJECT), start, cell=True),), start)
            self.expect(")")
            if self.token.kind != "end":
                self.refuse("het einde van de cel", "the end of the cell")
            return self.measured(tree)
        tree = self.tests(Name(SUBJECT), start, cell=True)
        if self.token.kind != "end":
            self.refuse("een komma of het einde van de cel", "a comma or the end of the cell")
        return self.measured(tree)

    # -- expressions, from loose to tight

    def expression(self) -> Tree:
        self.deeper()
        start = self.token.start
        if self.token.text == "if" and self.token.kind == "word":
            self.advance()
            condition = self.expression()
            self.expect("then")
            then = self.expression()
            self.expect("else")
            tree: Tree = self.make("if", (condition, then, self.expression()), start)
        else:
            tree = self.disjunction()
        self.depth -= 1
        return tree

    def disjunction(self) -> Tree:
        start = self.token.start
        tree = self.conjunction()
        if self.token.text == "or" and self.token.kind == "word":
            parts = [tree]
            while self.token.text == "or" and self.token.kind == "word":
                self.advance()
                parts.append(self.conjunction())
            return self.make("or", tuple(parts), start)
        return tree

    def conjunction(self) -> Tree:
        start = self.token.start
        tree = self.comparison()
        if self.token.text == "and" and self.token.kind == "word":
            parts = [tree]
            while self.token.text == "and" and self.token.kind == "word":
                self.advance()
                parts.append(self.comparison())
            return self.make("and", tuple(parts), start)
        return tree

    def comparison(self) -> Tree:
        start = self.token.start
        left = self.sum()
        text, kind = self.token.text, self.token.kind
        if kind == "op":
            return self.compared(left, start) if text in _COMPARE else left
        if kind == "word":
            if text == "between":
                self.advance()
                low = self.sum()
                self.expect("and")
                return self.make("between", (left, low, self.sum()), start)
            if text == "in":
                self.advance()
                return self.membership(left, start)
        return left

    def compared(self, left: Tree, start: int) -> Tree:
        op = self.advance().text
        right = self.sum()
        if op in ("=", "!="):
            key = "is null" if op == "=" else "is not null"
            if isinstance(right, Literal) and right.value is None:
                return self.make(key, (left,), start)
            if isinstance(left, Literal) and left.value is None:
                return self.make(key, (right,), start)
        return self.make(op, (left, right), start)

    def membership(self, left: Tree, start: int) -> Tree:
        if self.token.text == "(" and not self.opens_range():
            self.advance()
            tree = self.tests(left, start, cell=False)
            self.expect(")")
            return tree
        return self.test(left, start, cell=False)

    def opens_range(self) -> bool:
        """Whether the ( here belongs to a range: a .. stands at its own level."""
        level = 0
        for token in self.tokens[self.at :]:
            if token.kind != "op":
                continue
            if token.text == "(":
                level += 1
            elif token.text == ")":
                level -= 1
                if not level:
                    return False
            elif level == 1 and token.text in (",", "[", "]"):
                return False
            elif level == 1 and token.text == "..":
                return True
        return False

    def tests(self, subject: Tree, start: int, cell: bool) -> Tree:
        """Tests with commas between them, as one tree over ``subject``."""
        parts = [self.test(subject, start, cell)]
        while self.token.text == "," and self.token.kind == "op":
            before, after = self.tokens[self.at - 1], self.peek()
            if before.kind == "number" == after.kind and before.end + 1 == after.start:
                found = self.source[before.start : after.end]
                right = f"{found.replace(',', '.')} / {found.replace(',', ', ')}"
                raise ExpressionError(
                    kinds.NUMBER, self.source, before.start, after.end, found=found, right=right
                )
            self.advance()
            parts.append(self.test(subject, start, cell))
        if len(parts) == 1:
            return parts[0]
        options: list[Tree] = []
        for part in parts:
            if not (isinstance(part, Apply) and part.op == "=" and part.args[0] == subject):
                return self.make("or", tuple(parts), start)
            options.append(part.args[1])
        return self.make("in", (subject, *options), start)

    def test(self, subject: Tree, start: int, cell: bool) -> Tree:
        self.deeper()
        try:
            token = self.token
            if token.kind == "op":
                if token.text in _COMPARE:
                    return self.compared(subject, start)
                if token.text in "[]" or (token.text == "(" and self.opens_range()):
                    return self.range(subject, start)
            if cell:
                return self.cell_value(subject, start)
            value = self.sum()
            if isinstance(value, Literal) and value.value is None:
                return self.make("is null", (subject,), start)
            return self.make("=", (subject, value), start)
        finally:
            self.depth -= 1

    def cell_value(self, subject: Tree, start: int) -> Tree:
        value = self.expression()
        if SUBJECT in names(value):
            return value
        if isinstance(value, Literal) and value.value is None:
            return self.make("is null", (subject,), start)
        return self.make("=", (subject, value), start)

    def range(self, subject: Tree, start: int) -> Tree:
        opening = self.advance()
        low = self.sum()
        if self.token.text != "..":
            if opening.text == "[":
                raise ExpressionError(kinds.LIST, self.source, opening.start, opening.end)
            self.refuse("«..»", "«..»")
        self.advance()
        high = self.sum()
        if self.token.kind != "op" or self.token.text not in _CLOSES:
            self.refuse("«]» of «)»", "«]» or «)»")
        closing = self.advance()
        return self.make(_RANGES[_OPENS[opening.text], _CLOSES[closing.text]], (subject, low, high), start)

    def sum(self) -> Tree:
        start = self.token.start
        tree = self.product()
        while self.token.kind == "op" and self.token.text in ("+", "-"):
            op = self.advance().text
            tree = self.make(op, (tree, self.product()), start)
        return tree

    def product(self) -> Tree:
        start = self.token.start
        tree = self.power()
        while self.token.kind == "op" and self.token.text in ("*", "/"):
            op = self.advance().text
            tree = self.make(op, (tree, self.power()), start)
        return tree

    def power(self) -> Tree:
        start, first = self.token.start, self.token.text
        base = self.unary()
        if self.token.text != "**" or self.token.kind != "op":
            return base
        sign = self.token
        if first == "-":
            raise ExpressionError(
                kinds.PARENTHESES,
                self.source,
                start,
                sign.end,
                found="-a ** b",
                right="(-a) ** b of / or -(a ** b)",
            )
        self.advance()
        tree = self.make("**", (base, self.unary()), start)
        if self.token.text == "**":
            raise ExpressionError(
                kinds.PARENTHESES,
                self.source,
                self.token.start,
                self.token.end,
                found="a ** b ** c",
                right="(a ** b) ** c",
            )
        return tree

    def unary(self) -> Tree:
        token = self.token
        if token.text != "-" or token.kind != "op":
            return self.primary()
        self.advance()
        if self.token.kind == "number":
            number = self.advance()
            return Literal(-float(number.text) + 0.0, (token.start, number.end))
        self.deeper()
        tree = self.make("negate", (self.unary(),), token.start)
        self.depth -= 1
        return tree

    def primary(self) -> Tree:
        token = self.token
        kind, text = token.kind, token.text
        if kind == "word":
            return self.word()
        if kind == "number":
            self.advance()
            return Literal(float(text), (token.start, token.end))
        if kind == "text":
            self.advance()
            return Literal(unquote(token, self.source), (token.start, token.end))
        if kind == "at":
            self.advance()
            return self.constant("datum of duur", "date or duration", token, token.start)
        if text == "(" and kind == "op":
            self.advance()
            tree = self.expression()
            if self.token.text == ",":
                self._refuse_habit(self.token)
            self.expect(")")
            return tree
        if text == "?" and self.cell:
            self.advance()
            return Name(SUBJECT, (token.start, token.end))
        self.refuse("een waarde", "a value")

    def constant(self, wanted_nl: str, wanted_en: str, token: Token, start: int) -> Literal:
        text = unquote(token, self.source)
        value = None if wanted_en == "duration" else read_date(text)
        if value is None and wanted_en != "date":
            duration = read_duration(text)
            if duration is not None:
                return Literal(duration, (start, self.tokens[self.at - 1].end))
        if value is None:
            raise ExpressionError(
                kinds.CONSTANT,
                self.source,
                token.start,
                token.end,
                found=text[:40],
                wanted_nl=wanted_nl,
                wanted_en=wanted_en,
            )
        return Literal(value, (start, self.tokens[self.at - 1].end))

    # -- words: constants, functions, names, and in a cell texts

    def word(self) -> Tree:
        token = self.token
        text = token.text
        for words in _LONG.get(text, ()):
            if self.function_here(words):
                return self.call(words)
        after = self.tokens[self.at + 1]
        if after.text == "(" and after.kind == "op" and text not in KEYWORDS:
            return self.constant_or_unknown(token)
        if self.cell and not (text in _CONSTANTS and (after.kind != "word" or after.text in KEYWORDS)):
            return self.cell_text()
        if text in _CONSTANTS:
            self.advance()
            return Literal(_CONSTANTS[text], (token.start, token.end))
        if text in KEYWORDS:
            self.refuse("een waarde", "a value")
        right = WORDS_ELSEWHERE.get(text)
        if right in ("true", "false", "null") and text[0].isupper():
            self.spelled(token, right)
        self.advance()
        return Name(text, (token.start, token.end))

    def function_here(self, words: tuple[str, ...]) -> bool:
        size = len(words)
        opening = self.peek(size)
        if opening.text != "(" or opening.kind != "op":
            return False
        if "between" in words and opening.start != self.peek(size - 1).end:
            return False  # `months between (3) and (4)` is a comparison
        return all(self.peek(i).text == w for i, w in enumerate(words) if i)

    def call(self, words: tuple[str, ...]) -> Tree:
        start = self.token.start
        for _ in words:
            last = self.advance()
        row = CALLS[" ".join(words)]
        self.advance()
        args: list[Tree] = []
        if self.token.text != ")" or self.token.kind != "op":
            args.append(self.expression())
            while self.token.text == "," and self.token.kind == "op":
                self.advance()
                args.append(self.expression())
        self.expect(")")
        if not row.takes(len(args)):
            wanted_nl, wanted_en = arity_words(row.least, row.most)
            raise ExpressionError(
                kinds.ARITY,
                self.source,
                start,
                last.end,
                found=row.symbol,
                count=len(args),
                wanted_nl=wanted_nl,
                wanted_en=wanted_en,
                right=f"{row.symbol}({', '.join('abcdef'[: max(1, row.least)])})",
            )
        return self.make(row.key, tuple(args), start)

    def constant_or_unknown(self, token: Token) -> Tree:
        text = token.text
        if text in ("date", "duration"):
            self.advance()
            self.advance()
            argument = self.token
            wanted = ("datum", "date") if text == "date" else ("duur", "duration")
            if argument.kind != "text" or self.peek().text != ")":
                raise ExpressionError(
                    kinds.CONSTANT,
                    self.source,
                    argument.start,
                    argument.end,
                    found=argument.text[:40],
                    wanted_nl=f"{wanted[0]} als tekst",
                    wanted_en=f"{wanted[1]} in quotes",
                )
            self.advance()
            self.advance()
            return self.constant(*wanted, argument, token.start)
        raise ExpressionError(
            kinds.FUNCTION, self.source, token.start, token.end, found=text, **near(text, CALLS)
        )

    def cell_text(self) -> Tree:
        """Words in a cell are one text; a dotted word alone is a name."""
        first = self.advance()
        if "." in first.text:
            return Name(first.text, (first.start, first.end))
        words = [first.text]
        while self.token.kind == "word":
            if self.peek().text == "(" and self.peek().kind == "op":
                break
            words.append(self.advance().text)
        if words[0] == "not" and len(words) == 1:
            self.refuse("«not(…)» of een tekst", "«not(…)» or a text")
        return Literal(" ".join(words), (first.start, self.tokens[self.at - 1].end))


def arity_words(least: int, most: int | None) -> tuple[str, str]:
    """How many arguments, in words of both languages."""
    if most is None:
        return f"minstens {least}", f"at least {least}"
    if least == most:
        return f"{least}", f"{least}"
    return f"{least} of {most}", f"{least} or {most}"


def near(word: str, known: object) -> dict[str, str]:
    """Hints in both languages: the nearest known words, or what to do without."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower()[:64], [str(k) for k in known], n=2, cutoff=0.6)  # type: ignore[attr-defined]
    if found:
        return {
            "hint_nl": "bedoelde je " + " of ".join(f"«{f}»" for f in found) + "?",
            "hint_en": "did you mean " + " or ".join(f"«{f}»" for f in found) + "?",
        }
    return {
        "hint_nl": "kijk op de taalpagina wat er bestaat.",
        "hint_en": "see the language page for what exists.",
    }
