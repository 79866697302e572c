"""Translations in PO files, keyed by msgctxt: read, compared with their source, written anew.

``msgctxt`` is the stable key of :mod:`prodia.model.texts`, ``msgid`` the Dutch
source as it was when it was translated. Plain gettext: every PO editor opens it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from prodia.content.packs import Locale
from prodia.content.yaml import hidden
from prodia.problems import Place, Problem
from prodia.problems import definitions as kinds

LANGUAGES = ("en",)
# polib guesses where a quote is missing; a line that is not plainly one of these is refused first.
_LINE = re.compile(r'#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?)\s*)?"(?:[^"\\]|\\.)*"')
_SLOT = re.compile(r"\{[A-Za-z_][A-Za-z0-9_.]*\}")


@dataclass(frozen=True, slots=True)
class Said:
    """One translated text: its source as it was, what it says, the line of it, still to be reviewed?"""

    source: str
    text: str
    line: int
    fuzzy: bool


@lru_cache(maxsize=128)
def read_po(locale: Locale) -> tuple[Mapping[str, Said], tuple[Problem, ...]]:
    """Every translation of a file by its key. Never raises for what the file holds."""
    if locale.lang not in LANGUAGES:
        return {}, (Problem(kinds.LANGUAGE, Place(locale.file), found=locale.lang),)
    found: dict[str, Said] = {}
    problems = hidden(locale.text, locale.file)
    entries = None if problems else _plain(locale.text)
    if entries is None:
        entries, wrong = _by_polib(locale)
        if problems or wrong:
            return {}, tuple([*problems, *wrong][:20])
    for key, one in entries:
        place = Place(locale.file, one.line)
        if escaped := hidden(f"{key}{one.source}{one.text}", locale.file):
            problems.append(Problem(escaped[0].kind, place, **dict(escaped[0].args)))
        elif key in found:
            problems.append(Problem(kinds.TRANSLATED_TWICE, place, key=key[:120]))
        else:
            found[key] = one
    return found, tuple(problems)


def compare(
    said: Mapping[str, Said], source: Mapping[str, str], places: Mapping[str, Place], locale: Locale
) -> Iterator[Problem]:
    """What is missing, stale, left over or has other placeholders. ``places``: of each source text."""
    for key, text in source.items():
        one = said.get(key)
        if one is None:
            yield Problem(kinds.MISSING, places[key], key=key, lang=locale.lang)
            continue
        at = Place(locale.file, one.line)
        if not one.text.strip():
            yield Problem(kinds.MISSING, at, key=key, lang=locale.lang)
        elif one.fuzzy or one.source != text:
            yield Problem(kinds.STALE, at, key=key, lang=locale.lang)
        elif (got := _slots(one.text)) != (want := _slots(text)):
            yield Problem(kinds.PLACEHOLDERS, at, key=key, got=_listed(got), want=_listed(want))
    for key, one in said.items():
        if key not in source:
            yield Problem(kinds.ORPHAN, Place(locale.file, one.line), key=key[:120])


def usable(said: Mapping[str, Said]) -> dict[str, str]:
    """Key to text, for every translation that says something. A stale one is better than none."""
    return {key: one.text for key, one in said.items() if one.text.strip()}


def update_po(old: str | None, source: Mapping[str, str], lang: str) -> str:
    """The text of a PO file for these sources. No translation is lost: a text that changed is
    marked fuzzy with its former source, one that is gone becomes obsolete."""
    import polib

    known: dict[str, Any] = {entry.msgctxt: entry for entry in (_parsed(old) if old else ())}
    po = polib.POFile(wrapwidth=110)
    po.metadata = {
        "Language": lang,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for key, text in source.items():
        entry = known.pop(key, None) or polib.POEntry(msgctxt=key, msgid=text, msgstr="")
        entry.obsolete = False
        if entry.msgid != text:
            if entry.msgstr:
                entry.previous_msgid = entry.msgid
                entry.flags = [*(f for f in entry.flags if f != "fuzzy"), "fuzzy"]
            entry.msgid = text
        po.append(entry)
    for entry in known.values():
        if entry.msgstr:
            entry.obsolete = True
            po.append(entry)
    return str(po)


def _plain(text: str) -> list[tuple[str, Said]] | None:
    """The key and the text of every entry of a file as plain as we write it; None where it is not.

    What polib reads, several times as fast.
    """
    entries: list[tuple[str, Said]] = []
    at, line, end = 0, 1, len(text.rstrip("\n"))
    text = f"{text[:end]}\n"
    while at < end:
        found = _ENTRY.match(text, at)
        if found is None:
            return None
        line += text.count("\n", at, found.start(1))
        context, source, said = ((found[n] or "")[1:-2].replace('"\n"', "") for n in (2, 3, 4))
        if "\\" in found[0]:
            if any(_ESCAPED.search(one) for one in (context, source, said)):
                return None
            context, source, said = (_ESCAPE.sub(_unescaped, one) for one in (context, source, said))
        if source:
            fuzzy = "fuzzy" in found[1] and _FUZZY.search(found[1]) is not None
            entries.append((context or source, Said(source, said, line, fuzzy)))
        elif entries or context:  # only the head of a file translates nothing
            return None
        line += text.count("\n", found.start(1), found.end())
        at = found.end()
    return entries


_STRING = r'((?:"[^"\\\n]*(?:\\.[^"\\\n]*)*"\n)+)'
_ENTRY = re.compile(
    rf"\n*((?:#(?:[.:,]? [^\n]*)?\n)*)(?:msgctxt {_STRING})?msgid {_STRING}msgstr {_STRING}(?=\n|#|msg|\Z)"
)
_FUZZY = re.compile(r"^#,(?:[^\n]*,)? *fuzzy *(?:,|$)", re.MULTILINE)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = re.compile(r'(?<!\\)(?:\\\\)*\\(?![ntr"\\])')
_MEANS = {"n": "\n", "t": "\t", "r": "\r"}


def _unescaped(found: re.Match[str]) -> str:
    return _MEANS.get(found[1], found[1])


def _by_polib(locale: Locale) -> tuple[list[tuple[str, Said]], list[Problem]]:
    """The same of a file of any form, or what is wrong with it."""
    problems = [
        Problem(kinds.PO_SYNTAX, Place(locale.file, number))
        for number, written in enumerate(locale.text.split("\n"), 1)
        if written.strip() and not _LINE.fullmatch(written.strip())
    ]
    if problems:
        return [], problems
    try:
        entries = list(_parsed(locale.text))
    except (OSError, ValueError, IndexError, AttributeError, KeyError, TypeError) as error:
        line = re.search(r"line (\d+)", str(error))
        return [], [Problem(kinds.PO_SYNTAX, Place(locale.file, int(line[1]) if line else 1))]
    read = [
        (one.msgctxt or one.msgid, Said(one.msgid, one.msgstr, one.linenum or 1, "fuzzy" in one.flags))
        for one in entries
        if not one.obsolete
    ]
    return read, []


def _parsed(text: str) -> Iterator[Any]:
    import polib

    # polib takes a one-line text for the name of a file; two line ends make it a text
    yield from polib.pofile(f"{text}\n\n", wrapwidth=110)


def _slots(text: str) -> list[str]:
    return sorted(_SLOT.findall(text))


def _listed(slots: list[str]) -> str:
    return ", ".join(slots) or "-"
