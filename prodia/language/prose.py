"""A tree read aloud, in Dutch or English."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from prodia.errors import checked
from prodia.frozen import dataclass
from prodia.language.evaluate import evaluate
from prodia.language.operators import ROWS, Case, Row
from prodia.language.syntax.parse import parse
from prodia.language.syntax.tree import SUBJECT, Apply, Literal, Name, Tree, show_value
from prodia.language.syntax.types import BY_RUNTIME, Type
from prodia.language.values import Duration, Plain
from prodia.words import Lang, Words
from prodia.words.labels import LABELS
from prodia.words.lists import AND, OR, listed, quoted
from prodia.words.numbers import COUNTED, amount, day, duration

# The words of an operator stand in its row. Here: names, constants, lists of words,
# and when a part needs parentheses to be read in one way.


_SLOT = re.compile(r"\{(\w+)\}")
_YES, _NO = LABELS["truth"]["true"], LABELS["truth"]["false"]
_NULL = Words("onbekend", "unknown")
_VERDICT_IS = {
    "in": Words("{0}: {or_rest}", "{0}: {or_rest}"),
    "=": Words("{0}: {1}", "{0}: {1}"),
    "!=": Words("{0}: niet «{1}»", "{0}: not “{1}”"),
}
_PLACES = Words(" op {} decimalen", " at {} decimals")
_ONE_PLACE = Words(" op {} decimaal", " at {} decimal")
_OF_CONDITIONS = frozenset(("and", "or", "all", "any", "not", "at least", "count true", "if"))
_LOOSE = frozenset(("and", "or", "if"))


@checked
def say(
    tree: Tree,
    lang: Lang = "nl",
    labels: Mapping[str, str] | None = None,
    types: Mapping[str, Type] | None = None,
) -> str:
    """The expression in words, without a capital or a full stop.

    ``labels`` names the values (``leespc`` -> ``percentiel woordlezen``) and, under ``name=option``,
    their options; ``types`` gives units and tells a date from a number.

    >>> from prodia.language.syntax.parse import parse
    >>> say(parse("pc in [10..16)"), "nl", {"pc": "percentiel woordlezen"}, {})
    'percentiel woordlezen van 10 tot 16 (16 niet meegerekend)'
    """
    return _Speaker(lang, labels or {}, types or {}).say(tree)


def say_value(value: Plain, type: Type, lang: Lang = "nl") -> str:
    """A constant in words, with the unit of its type: ``6 maanden``, ``2,5``, ``ja``."""
    return _Speaker(lang, {}, {SUBJECT: type}).value(value, Name(SUBJECT))


class _Speaker:
    def __init__(self, lang: Lang, labels: Mapping[str, str], types: Mapping[str, Type]) -> None:
        self.lang = lang
        self.labels = labels
        self.types = types

    def say(self, tree: Tree) -> str:
        if isinstance(tree, Literal):
            return self.value(tree.value, None)
        if isinstance(tree, Name):
            known = self.types.get(tree.id)
            return self.answer(tree, _YES) if known and known.kind == "truth" else self.label(tree)
        answered = self.yes_or_no(tree)
        return answered or self.row(ROWS[tree.op], tree)

    def yes_or_no(self, tree: Apply) -> str:
        """``x = true``, ``x != false``, ``not(x)`` over a name that is yes or no; else nothing."""
        first = tree.args[0]
        if not isinstance(first, Name):
            return ""
        known = self.types.get(first.id)
        if tree.op == "not" and known is not None and known.kind == "truth":
            return self.answer(first, _NO)
        other = tree.args[-1]
        if tree.op in ("=", "!=") and isinstance(other, Literal) and isinstance(other.value, bool):
            return self.answer(first, _YES if (tree.op == "=") is other.value else _NO)
        return ""

    def label(self, name: Name) -> str:
        given = self.labels.get(name.id)
        return given if given else "?" if name.id == "?" else name.id.replace("_", " ")

    def answer(self, name: Name, word: Words) -> str:
        label = self.label(name)
        return f"{label} {word[self.lang]}" if label.endswith("?") else f"{label}: {word[self.lang]}"

    def row(self, row: Row, tree: Apply) -> str:
        subject = next((a for a in tree.args if isinstance(a, Name)), None)
        parts = [self.part(a, row, subject) for a in tree.args]
        template = self.template(row, subject, tree)

        def slot(found: re.Match[str]) -> str:
            word = found.group(1)
            if word.isdigit():
                return parts[int(word)]
            if word == "places":
                return self.places(parts[1]) if len(parts) > 1 else ""
            rest = parts[1:] if word in ("rest", "or_rest") else parts
            if word in ("and", "or"):
                return f" {(AND if word == 'and' else OR)[self.lang]} ".join(rest)
            if row.key in _OF_CONDITIONS:
                return "; ".join(rest)
            return listed(rest, self.lang, OR if word == "or_rest" else AND)

        return _SLOT.sub(slot, template)

    def template(self, row: Row, subject: Name | None, tree: Apply) -> str:
        known = self.types.get(subject.id) if subject is not None else None
        kind = known.runtime if known else _literal_kind(tree)
        if known is not None and known.kind == "verdict" and row.key in _VERDICT_IS:
            return _VERDICT_IS[row.key][self.lang]
        if kind == "date" and row.dated[self.lang]:
            return row.dated[self.lang]
        if kind in ("months", "days") and row.lasting[self.lang]:
            return row.lasting[self.lang]
        return row.dutch if self.lang == "nl" else row.english

    def part(self, tree: Tree, row: Row, subject: Name | None) -> str:
        if isinstance(tree, Literal):
            return self.value(tree.value, subject if row.units == "same" else None)
        if isinstance(tree, Name) and row.key not in _OF_CONDITIONS:
            return self.label(tree)
        text = self.say(tree)
        if not isinstance(tree, Apply):
            return text
        infix = ROWS[tree.op].shape == "infix"
        loose = row.key in ("and", "or") and (tree.op in _LOOSE)
        tight = row.precedence >= 40 and row.shape in ("infix", "prefix") and infix
        compared = row.precedence == 30 and ROWS[tree.op].precedence <= 30
        return f"({text})" if loose or tight or compared else text

    def places(self, count: str) -> str:
        return (_ONE_PLACE if count == "1" else _PLACES)[self.lang].replace("{}", count)

    def value(self, value: Plain, subject: Name | None) -> str:
        """A constant, in the unit of what it is compared with."""
        known = self.types.get(subject.id) if subject is not None else None
        if value is None:
            return _NULL[self.lang]
        if isinstance(value, bool):
            return (_YES if value else _NO)[self.lang]
        if isinstance(value, (int, float)):
            unit = known.unit if known and known.unit in COUNTED else None
            return amount(value, unit, self.lang, None)
        if isinstance(value, str):
            return self.option(value, subject, known)
        if isinstance(value, dt.date):
            return day(value, self.lang)
        return duration(value.amount, value.kind, self.lang)

    def option(self, value: str, subject: Name | None, known: Type | None) -> str:
        given = self.labels.get(f"{subject.id}={value}") if subject is not None else None
        if given:
            return quoted(given, self.lang)
        if known is not None and known.kind == "verdict" and value in LABELS["verdict"]:
            return LABELS["verdict"][value][self.lang]
        return quoted(value, self.lang)


def _literal_kind(tree: Apply) -> str:
    for argument in tree.args:
        if isinstance(argument, Literal):
            if isinstance(argument.value, Duration):
                return argument.value.kind
            if isinstance(argument.value, dt.date):
                return "date"
    return ""


# The operator table as a page: what the site prints about the language.

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
