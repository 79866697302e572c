"""The operator table as a page: what the site prints about the language."""

from __future__ import annotations

from dataclasses import dataclass

from prodia.language.evaluate import evaluate
from prodia.language.operators import ROWS, Case, Row
from prodia.language.prose import say
from prodia.language.syntax.parse import parse
from prodia.language.syntax.show import show_value
from prodia.language.syntax.types import BY_RUNTIME
from prodia.words import Lang, Words

_ANY = Words("een waarde", "a value")


@dataclass(frozen=True, slots=True)
class Reference:
    """One operator for a reader; ``result`` is its example as evaluated now, not as somebody wrote it."""

    key: str
    symbol: str
    signatures: tuple[str, ...]
    doc: str
    example: str
    prose: str
    result: str


def reference(lang: Lang = "nl") -> tuple[Reference, ...]:
    """Every operator and function, in the order of the table."""
    return tuple(_reference(row, lang) for row in ROWS.values())


def _reference(row: Row, lang: Lang) -> Reference:
    tree = parse(row.example)
    return Reference(
        row.key,
        row.symbol,
        tuple(dict.fromkeys(_signature(row, case, lang) for case in row.cases)),
        row.doc[lang],
        row.example,
        say(tree, lang),
        show_value(evaluate(tree, {})),
    )


def _signature(row: Row, case: Case, lang: Lang) -> str:
    names = [_word(kind, lang) for kind in case.args]
    result = names[-1] if case.result == "same" else _word(case.result, lang)
    more = row.most is None or row.most > len(names)
    dots = ", …" if more else ""
    return f"{', '.join(names)}{dots} → {result}"


def _word(kind: str, lang: Lang) -> str:
    known = BY_RUNTIME.get(kind)
    return known.words()[lang] if known else _ANY[lang]
