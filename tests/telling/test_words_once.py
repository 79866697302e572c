"""A word of a telling has one translation: two that differ are two words, listed here with a reason."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from prodia.words.labels import LABELS
from prodia.words.lists import table

ROOMS = ("telling", "site", "browser", "cli", "pictures", "words")
PAIRED = frozenset({"Words", "facts_in", "rows_in", "section_in"})
# Dutch for two things that English keeps apart.
HOMONYMS = {
    "Begin": "the first page of a site; a button that begins",
    "Vooraf": "what to read first; what is said before a walkthrough",
    "bij": "in a kind of guidance; for an option",
    "besluit": "the act; the outcome that was decided",
    "Grenzen": "figures stated once; the edges of one rule",
    "doel": "what a figure is for; the rate a series is held against",
    "grens": "a figure stated once; an edge of one rule",
    "Het verloop": "of a case; of a table",
    "jaar": "one, and more than one",
    "oordeel": "of a rule; of a person",
    "van wie": "whose it is; of whom it is asked",
    "trede": "of a case, from level to level; of a protocol, what its cases and reviews reached",
    "uitkomst": "what a decision can come to; what a computation gives",
}


def pairs(source: str) -> Iterator[tuple[str, str]]:
    """Dutch and English of every ``Words(nl, en)``, of each row of a ``table``, and of the labels that
    ``facts_in``, ``heads`` ... get.

    Where a module makes facts (a label in both languages, and what is told) any three of that shape are one.
    """
    for node in ast.walk(ast.parse(source)):
        if "Fact" in source and isinstance(node, ast.Tuple) and len(node.elts) == 3:
            yield from texts_of(node.elts)
        if isinstance(node, ast.Call) and called(node.func) == "heads":
            for nl, en in texts_of(node.args[1:]):
                yield from zip(nl.split("|"), en.split("|"), strict=True)
        elif isinstance(node, ast.Call) and called(node.func) == "table":
            texts = (one.value for one in node.args if isinstance(one, ast.Constant))
            yield from ((words.nl, words.en) for text in texts for words in table(text).values())
        elif isinstance(node, ast.Call) and called(node.func) in PAIRED:
            rows = [node.args] if called(node.func) == "Words" else rows_of(node)
            for row in rows:
                yield from texts_of(row)


def called(function: ast.expr) -> str:
    """The last name of what is called: ``heads`` of ``heads(...)`` and of ``values.heads(...)``."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def texts_of(row: list[ast.expr]) -> Iterator[tuple[str, str]]:
    texts = [one.value for one in row[:2] if isinstance(one, ast.Constant)]
    if len(texts) == 2 and all(isinstance(text, str) for text in texts):
        yield texts[0], texts[1]


def rows_of(call: ast.Call) -> list[list[ast.expr]]:
    """Every tuple among the arguments, and the tuples in it."""
    found = [one.elts for one in call.args if isinstance(one, ast.Tuple)]
    return [*found, *(one.elts for row in found for one in row if isinstance(one, ast.Tuple))]


def test_it_sees() -> None:
    source = (
        'Words("ja", "yes"); facts_in(lang, ("van wie", "from whom", x)); v.heads(lang, "wat|nu", "what|now")'
    )
    assert {("ja", "yes"), ("van wie", "from whom"), ("wat", "what"), ("nu", "now")} == set(pairs(source))


def test_once(root: Path) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for family in LABELS.values():
        for words in family.values():
            found[words.nl].add(words.en)
    for room in ROOMS:
        for path in sorted((root / "prodia" / room).rglob("*.py")):
            for dutch, english in pairs(path.read_text("utf-8")):
                found[dutch].add(english)
    several = {dutch: words for dutch, words in found.items() if len(words) > 1}
    assert {} == {dutch: words for dutch, words in several.items() if dutch not in HOMONYMS}
    assert set() == set(HOMONYMS) - set(several)
