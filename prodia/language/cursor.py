"""Where a parser stands in its tokens, and how it refuses. Room 1."""

# `depth` counts nested calls, so that no text can exhaust the stack; the tree itself is
# measured once, at the end. Refusals of other languages' habits stand in `refuse_habit`.

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from prodia.errors import ExpressionError
from prodia.language.tokens import MAX_DEPTH, MAX_NODES, WORDS_ELSEWHERE, Token
from prodia.language.tree import Apply, Tree
from prodia.problems import expressions as kinds

LISTED = 8  # of what there is, in a hint

COMPARE = frozenset(("=", "!=", "<", "<=", ">", ">="))


class Cursor:
    """Tokens, and the one to be read next."""

    __slots__ = ("at", "cell", "depth", "nodes", "source", "token", "tokens")

    def __init__(self, source: str, tokens: list[Token], cell: bool) -> None:
        self.source = source
        self.tokens = tokens
        self.at = 0
        self.token = tokens[0]
        self.depth = 0
        self.nodes = 0
        self.cell = cell

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
        self.refuse_habit(token)
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

    def refuse_habit(self, token: Token) -> None:
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
        if token.kind == "op" and token.text in COMPARE:
            found = self.source[max(0, before.start) : token.end]
            raise ExpressionError(
                kinds.PARENTHESES, self.source, token.start, token.end, found=found, right="a < b and b < c"
            )

    def spelled(self, token: Token, right: str) -> NoReturn:
        raise ExpressionError(
            kinds.SPELLING, self.source, token.start, token.end, found=token.text, right=right
        )

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
            raise ExpressionError(
                kinds.TOO_DEEP, self.source, self.token.start, self.token.end, limit=MAX_DEPTH
            )

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


def arity_words(least: int, most: int | None) -> tuple[str, str]:
    """How many arguments, in words of both languages."""
    if most is None:
        return f"minstens {least}", f"at least {least}"
    if least == most:
        return f"{least}", f"{least}"
    return f"{least} of {most}", f"{least} or {most}"


def near(word: str, known: Iterable[str]) -> dict[str, str]:
    """Hints in both languages: the nearest known words, or what to do without."""
    from difflib import get_close_matches

    known = list(known)
    small = word.lower()[:64]
    found = get_close_matches(small, known, n=2, cutoff=0.6)
    found = found or [k for k in known if len(small) > 2 and small in k][:2]
    if found:
        return {
            "hint_nl": "bedoelde je " + " of ".join(f"«{f}»" for f in found) + "?",
            "hint_en": "did you mean " + " or ".join(f"«{f}»" for f in found) + "?",
        }
    head = word[: word.find(".") + 1]  # cutoff.x: only what stands under cutoff
    names = [k for k in known if k.startswith(head)]
    if not names:
        under = f"onder «{head[:-1]}» " if head else ""
        below = f"under «{head[:-1]}» " if head else ""
        return {"hint_nl": f"er is {under}nog niets.", "hint_en": f"there is nothing {below}yet."}
    listed = ", ".join(names[:LISTED])
    rest = len(names) - LISTED
    return {
        "hint_nl": f"kies uit: {listed}{f' en nog {rest}' if rest > 0 else ''}.",
        "hint_en": f"choose from: {listed}{f' and {rest} more' if rest > 0 else ''}.",
    }
