"""A finding told: what it says, the mistake as it looks, what is said of it, and the same as it should be.

Its example is a mistake planted in the small pack of the rules; what is said of it is what checking says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prodia.authoring.planted import planted
from prodia.content.examples import Edit, Example, examples, without
from prodia.problems import Kind, Problem
from prodia.telling import blocks as b
from prodia.telling.values import facts_in, section_in
from prodia.words import Lang, Words
from prodia.words.labels import label

_STATUSES = ("concept", "review", "released")
_SEVERITIES = {
    "error": Words("fout", "error"),
    "warning": Words("waarschuwing", "warning"),
    "info": Words("opmerking", "note"),
    None: Words("nog niets", "nothing yet"),
}
DAY = dt.date(2026, 9, 1)  # on which the examples are checked, so that a site is the same on each day
_MOST_LINES, _WIDEST, _MOST_FILES = 12, 160, 4
_ALSO = Words("En zo ook:", "And so for:")
_GONE, _NO_FILE = (
    Words("(deze regel is er niet)", "(this line is not there)"),
    Words("(dit bestand is er niet)", "(this file is not there)"),
)
_WITHOUT = Words("Zonder voorbeeld: {why}", "Without an example: {why}")
_SLOTS = Words(
    "Wat tussen accolades staat, wordt in de melding zelf ingevuld.",
    "What stands between braces is filled in in the message itself.",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """An example of a kind, and what is told of it."""

    example: Example
    problem: Problem


def shown(kind: Kind, today: dt.date) -> Shown | None:
    """The first example of which this kind is told."""
    for example in (one for one in examples() if one.code == kind.code):
        for told in planted(example, today):
            if told.kind.name == kind.name:
                return Shown(example, told)
    return None


def severities(kind: Kind) -> dict[str, str | None]:
    """How severe it is for a protocol of each status; None: not told yet."""
    return {status: at.severity if (at := kind.at(status)) else None for status in _STATUSES}


def _severity(kind: Kind, lang: Lang) -> str:
    told = severities(kind)
    if len({*told.values()}) == 1:
        return _SEVERITIES[told["released"]][lang]
    return ", ".join(f"{label('status', one, lang)}: {_SEVERITIES[told[one]][lang]}" for one in _STATUSES)


def finding(kind: Kind, one: Shown | None, lang: Lang) -> b.Document:
    """The page of a kind; without an example it has its words alone."""
    said = one.problem.message(lang) if one else kind.says[lang]
    hint = one.problem.hint(lang) if one else kind.hint[lang]
    edits, why = one.example.edits if one else (), without().get(kind.code)
    told = _said(one.problem, lang) if one else None
    wrong, right = _side(edits, True, lang), _side(edits, False, lang)
    return b.document(
        f"{kind.full_code} {kind.name[lang]}",
        lang,
        b.Ref("", "finding", kind.code),
        b.Strip((_severity(kind, lang),)),
        b.Paragraph(said, "lead"),
        facts_in(lang, ("uitweg", "way out", hint)),
        None if one else b.Paragraph(_SLOTS[lang], "quiet"),
        b.Paragraph(_WITHOUT.fill(lang, {"why": why[lang]}), "quiet") if why and not one else None,
        section_in(lang, "wrong", ("Zo is het fout", "This is wrong"), *wrong),
        section_in(lang, "said", ("Zo wordt het gezegd", "This is what is said"), told),
        section_in(lang, "right", ("Zo is het goed", "This is right"), *right),
    )


def _said(problem: Problem, lang: Lang) -> b.Listing:
    """The message as the terminal shows it."""
    place = f"{problem.place}: " if problem.place else ""
    hint = f"\n  -> {problem.hint(lang)}" if problem.hint(lang) else ""
    return b.Listing(f"{place}{problem.code} {problem.name(lang)}: {problem.message(lang)}{hint}", "text")


def _side(edits: Sequence[Edit], bad: bool, lang: Lang) -> Iterator[b.Block]:
    """What stands in each file, as it should not be or as it should; a file is named once, of many the last
    ones only by their names."""
    files = list(dict.fromkeys(edit.file for edit in edits))
    for file in files[:_MOST_FILES]:
        yield b.Paragraph(b.Code(file))
        yield from (b.Listing(_cut(_text(e, bad, lang)), "yaml") for e in edits if e.file == file)
    if rest := files[_MOST_FILES:]:
        yield b.Paragraph(_ALSO[lang])
        yield b.List(tuple(map(b.Code, rest)))


def _text(edit: Edit, bad: bool, lang: Lang) -> str:
    text = edit.bad if bad else edit.good
    if text is None:  # the whole file
        return _NO_FILE[lang] if bad or edit.bad is None else "..."
    return text or _GONE[lang]


def _cut(text: str) -> str:
    lines = [f"{one[:_WIDEST]}…" if len(one) > _WIDEST else one for one in text.rstrip("\n").split("\n")]
    return "\n".join([*lines[:_MOST_LINES], *(["..."] if len(lines) > _MOST_LINES else [])])
