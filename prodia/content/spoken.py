"""What a pack says in another language: what is to be translated, what lags, and what was released."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from prodia.content.packs import Entry, Pack, digest
from prodia.content.shared import shared_keys
from prodia.content.shelf import numbers
from prodia.content.translations import SHARED, compare, read_po
from prodia.model.protocol import Block, Protocol
from prodia.model.texts import texts
from prodia.problems import Place, Problem
from prodia.problems.definitions import SPOKEN_CHANGED


def sources_of(pack: Pack) -> dict[str, list[tuple[str, str, Callable[[], Place]]]]:
    """Every text that is translated by its owner, the newest version of a protocol first."""
    found: dict[str, list[tuple[str, str, Callable[[], Place]]]] = {SHARED: []}
    for entry in pack.entries:
        found[SHARED] += [(k, t, partial(entry.document.place, p)) for k, t, p in shared_keys(entry)]
    for entry in sorted(pack.of(Protocol), key=lambda e: numbers(e.definition.version), reverse=True):
        id, _, version = entry.name.partition("@")
        own = ((f"{version}.{k}", t, partial(text_place, entry, k)) for k, t in texts(entry.definition))
        found.setdefault(id, []).extend(own)
    return found


def translation_problems(pack: Pack, lang: str) -> Iterator[Problem]:
    """What the translations of a pack miss, or have of a text that changed."""
    every = [one for one in pack.locales if one.lang == lang]
    locales = {one.owner: one for one in every if read_po(one)[0] or not read_po(one)[1]}
    lost = {name.partition("@")[0] for name in pack.broken} | {one.owner for one in every} - locales.keys()
    sources = {owner: keys for owner, keys in sources_of(pack).items() if owner not in lost}
    yield from compare(locales, lang, sources, whole=not lost) if locales else ()


def text_place(entry: Entry[Any], key: str) -> Place:
    """The place of a text from its key; a cell of a table from its rule and column."""
    path = tuple(int(part) if part.isdigit() else part for part in key.split("."))
    if len(path) == 5 and path[0] == "decisions" and path[2] == "table":
        table = entry.definition.decisions[path[1]].table
        column = [c.text for c in table.outputs].index(str(path[4]))
        cell = table.rules[int(path[3]) - 1].then[column]
        return entry.document.place(path[:3], cell=(cell.line, cell.column))
    return entry.document.place(path)


def check_spoken(pack: Pack, lang: str) -> Iterator[Problem]:
    """Released versions of which the translation is no longer what it was."""
    for name, (number, wanted) in pack.lock.items():
        entry = _released(pack, name.removesuffix(f" {lang}")) if name.endswith(f" {lang}") else None
        if entry is not None and spoken_digest(pack, entry.name, lang) != wanted:
            place = entry.document.place(("version",))
            yield Problem(SPOKEN_CHANGED, place, name=entry.name, line=number, lang=lang)


def spoken_digest(pack: Pack, name: str, lang: str) -> str | None:
    """The digest of all that a protocol or a block itself says in a language, by key; None where something in
    it is not translated."""
    entry = _released(pack, name)
    if entry is None:
        return None
    id, _, version = name.partition("@")
    own = isinstance(entry.definition, Protocol)
    say = pack.translator(id if own else SHARED, lang)
    before = f"{version}." if own else f"blocks.{name}."
    said = {key: say(before + key, text) for key, text in texts(entry.definition)}
    return digest(said) if all(said.values()) else None


def _released(pack: Pack, name: str) -> Entry[Any] | None:
    """What is released on its own: a protocol, or a block."""
    return pack.entry(Protocol, name) or pack.entry(Block, name)
