"""What a pack says in another language: what is to be translated, what lags, and what was released."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any

from prodia.checks.upkeep import names_read
from prodia.content.folder import numbers
from prodia.content.packs import Entry, Here, Pack, canonical, digest, everywhere
from prodia.content.shared import refs, shared_keys
from prodia.content.translations import HEAD, HEADS, SHARED, compare, read_po
from prodia.model.events import CaseFile
from prodia.model.protocol import Block, Protocol
from prodia.model.texts import standing, texts
from prodia.problems import Place, Problem
from prodia.problems.definitions import SPOKEN_CHANGED


def sources_of(pack: Pack, here: Here = everywhere) -> dict[str, list[tuple[str, str, Callable[[], Place]]]]:
    """Every text that is translated by its owner, the newest version of a protocol first; of the owners of
    which a file is here."""
    ids = {file.partition("/")[0] for file in pack.files if here(f"{pack.folder}/{file}")}
    found: dict[str, list[tuple[str, str, Callable[[], Place]]]] = (
        {SHARED: []} if SHARED in ids or here is everywhere else {}
    )
    for model, name, _ in pack.placed() if found else ():
        one = pack.entry(model, name) if model is not CaseFile else None
        found[SHARED] += _shared_texts(one) if one else ()
    versions = pack.of(Protocol, lambda file: file.removeprefix(f"{pack.folder}/").partition("/")[0] in ids)
    for entry in sorted(versions, key=lambda e: numbers(e.definition.version), reverse=True):
        found.setdefault(entry.name.partition("@")[0], []).extend(_own_texts(entry))
    return found


# For who asks it of the same again, while somebody writes.
@lru_cache(maxsize=512)
def _shared_texts(entry: Entry[Any]) -> tuple[tuple[str, str, Callable[[], Place]], ...]:
    return tuple((key, text, partial(text_place, entry, own)) for key, text, own in shared_keys(entry))


@lru_cache(maxsize=64)
def _own_texts(entry: Entry[Protocol]) -> tuple[tuple[str, str, Callable[[], Place]], ...]:
    version = entry.definition.version
    return tuple(
        (f"{version}.{k}", text, partial(text_place, entry, k)) for k, text in texts(entry.definition)
    )


def translation_problems(pack: Pack, lang: str, here: Here = everywhere) -> Iterator[Problem]:
    """What the translations of a pack miss, or have of a text that changed."""
    every = [one for one in pack.locales if one.lang == lang]
    locales = {one.owner: one for one in every if read_po(one)[0] or not read_po(one)[1]}
    if not locales:
        return
    found = sources_of(pack, here)
    if lang in HEADS:
        found = {owner: [one for one in of if at_head(owner, one[0])] for owner, of in found.items()}
    whole = here is everywhere or all(here(f"{pack.folder}/{file}") for file in pack.files)
    lost = {one.owner for one in every} - locales.keys()
    own = (n for m, n, _ in pack.placed() if m is Protocol and n.partition("@")[0] in found)
    gone = pack.broken if SHARED in found else (n for n in own if pack.entry(Protocol, n) is None)
    lost |= {name.partition("@")[0] for name in gone}
    sources = {owner: keys for owner, keys in found.items() if owner not in lost}
    yield from compare(locales, lang, sources, whole=whole and not lost)


def at_head(owner: str, key: str) -> bool:
    """Is a text, by its key with the version before it, said in a language of heads too?"""
    return owner != SHARED and key.rpartition(".")[2] in HEAD and key.count(".") == 3  # 1.0.0.title


def known_by(pack: Pack) -> Callable[[str], tuple[str, str, str] | None]:
    """Three digests of a protocol, or of what it says in another language: of its shape, all but its texts;
    of its face, what others see of it; and of the texts in it that are said for all protocols at once. None
    where the file can not be read."""
    locales = (pack.locale(SHARED, lang) for lang in pack.languages)
    common = {one.source for locale in locales if locale is not None for one in read_po(locale)[0]}

    def of(file: str) -> tuple[str, str, str] | None:
        owner, _, name = file.partition("/locale/")
        if name:
            locale = pack.locale(owner, name.removesuffix(".po"))
            said, problems = read_po(locale) if locale is not None else ((), ())
            ours = [[one.source, one.context, one.text, one.fuzzy] for one in said if one.source in common]
            return None if problems else (_sealed(ours),) * 3
        entry = pack.at(f"{pack.folder}/{file}")
        if entry is None:
            return None
        spoken = [[key, text] for key, text in texts(entry.definition) if text in common]
        return _sealed(_bare(entry)), _sealed(_face(entry)), _sealed(spoken)

    return of


def _sealed(data: Any) -> str:
    return hashlib.sha256(canonical(data).encode()).hexdigest()


def _bare(entry: Entry[Any]) -> Any:
    """The data of a protocol without its texts; those of a table stay, for they stand among names."""
    data = copy.deepcopy(entry.document.data)
    for key, text in texts(entry.definition):
        *path, last = key.split(".")
        if {"table", "otherwise"} & {*path[2:3]}:
            continue
        with suppress(KeyError, IndexError, TypeError, ValueError):
            at = data
            for step in path:
                at = at[int(step) if isinstance(at, list) else step]
            name = int(last) if isinstance(at, list) else last
            at[name] = "" if at[name] == text else at[name]
    return data


def _face(entry: Entry[Any]) -> list[Any]:
    """What others see of a protocol: shared files what it cites, takes in and calls its outcomes and
    criteria; what it supplements which names it reads; what leads to it when it holds."""
    one: Protocol = entry.definition
    names = {id: [*decision.outcomes] for id, decision in one.decisions.items()}
    dates = [one.valid.from_.isoformat(), one.valid.to.isoformat() if one.valid.to else None]
    above, read = [one.supplements, *one.uses], sorted(map(repr, names_read(one)))
    return [sorted(refs(entry.document.data)), above, names, [*one.criteria], read, dates]


def text_place(entry: Entry[Any], key: str) -> Place:
    """The place of a text from its key; a cell of a table from its rule and column."""
    path, cell = standing(entry.definition, key)
    return entry.document.place(path, cell=cell.place[:2] if cell else None)


def check_spoken(pack: Pack, lang: str, own: Mapping[str, Entry[Any]]) -> Iterator[Problem]:
    """Of these by their names, what is released and of which the translation is no longer what it was."""
    for name, entry in own.items():
        number, wanted = pack.lock.get(f"{name} {lang}", (0, ""))
        if number and spoken_digest(pack, name, lang) != wanted:
            place = entry.document.place(("version",))
            yield Problem(SPOKEN_CHANGED, place, name=name, line=number, lang=lang)


def spoken_digest(pack: Pack, name: str, lang: str) -> str | None:
    """The digest of all that a protocol or a block itself says in a language, by key and in the order of the
    keys; None where something in it is not translated."""
    entry: Entry[Any] | None = pack.entry(Protocol, name) or pack.entry(Block, name)
    if entry is None:
        return None
    id, _, version = name.partition("@")
    own = isinstance(entry.definition, Protocol)
    say = pack.translator(id if own else SHARED, lang)
    before = f"{version}." if own else f"blocks.{name}."
    said = {key: say(before + key, text) for key, text in sorted(texts(entry.definition))}
    return digest(said) if all(said.values()) else None
