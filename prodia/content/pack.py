"""A pack: a folder shaped like ``protocols/``, read whole. The only file of the library that walks a disk.

::

    released.lock
    shared/  sources.yaml  terms.yaml  law/*.yaml  locale/<lang>.po
             instruments/<id>/<version>.yaml  norms/<id>/<version>.yaml
    <protocol>/<version>/  protocol.yaml  cases/*.yaml  locale/<lang>.po

Links are refused, hidden files and other kinds of file are passed over.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from prodia.content import lock
from prodia.content.digest import digest
from prodia.content.entry import Entry
from prodia.content.salvage import Rest, salvage
from prodia.content.validate import validate
from prodia.content.yaml import MAX_BYTES, read
from prodia.model.abilities import Abilities
from prodia.model.events import CaseFile
from prodia.model.instrument import Instrument
from prodia.model.norms import Norms
from prodia.model.protocol import Protocol
from prodia.model.shared import Law, Sources, Terms
from prodia.problems import Place, Problem
from prodia.problems import yaml as kinds

MAX_FILES = 5000
MAX_TOTAL = 20 << 20
MAX_DEPTH = 8

_MODELS: tuple[tuple[str, type[BaseModel]], ...] = (
    (r"shared/sources\.yaml", Sources),
    (r"shared/terms\.yaml", Terms),
    (r"shared/law/[^/]+\.yaml", Law),
    (r"shared/abilities\.yaml", Abilities),
    (r"shared/instruments/([^/]+)/([^/]+)\.yaml", Instrument),
    (r"shared/norms/([^/]+)/([^/]+)\.yaml", Norms),
    (r"([^/]+)/([^/]+)/protocol\.yaml", Protocol),
    (r"([^/]+)/([^/]+)/cases/([^/]+)\.yaml", CaseFile),
)
_BESIDE = re.compile(r"(?!shared/)[^/]+/[^/]+/(?:cases|locale)/.*")
_LOCALE = re.compile(r"(?:shared|([^/]+)/([^/]+))/locale/([^/]+)\.po")


@dataclass(frozen=True, slots=True)
class Locale:
    """A translation file as text. ``owner``: ``id@version``, or ``shared``."""

    owner: str
    lang: str
    file: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """What one folder holds. ``broken``: what has mistakes and so is not there, protocols as
    ``id@version``, shared files as the first word of their place (``sources``, ``instruments``).
    ``rests``: what is right of the broken protocols, to find their other mistakes."""

    folder: str
    entries: tuple[Entry[Any], ...]
    locales: tuple[Locale, ...]
    lock: dict[str, tuple[int, str]]
    lock_file: str
    broken: frozenset[str]
    problems: tuple[Problem, ...]
    rests: tuple[Rest, ...] = ()


def read_pack(folder: str | os.PathLike[str], only: str | None = None) -> Pack:
    """Every definition and every mistake of a folder. Never raises for what the folder holds.

    ``only``: a place in the folder (``id/version``); of what stands elsewhere the worked
    cases and the translations are left unread, for nothing at that place rests on them.
    """
    root = Path(folder)
    shown = root.as_posix()
    problems: list[Problem] = []
    files = list(_files(root, problems))
    entries: list[Entry[Any]] = []
    locales: list[Locale] = []
    rests: list[Rest] = []
    broken: set[str] = set()
    lines: dict[str, tuple[int, str]] = {}
    seen: dict[str, str] = {}
    for relative, path in files:
        file = f"{shown}/{relative}"
        if (other := seen.setdefault(relative.casefold(), relative)) != relative:
            problems.append(Problem(kinds.PATH_TWIN, Place(file), path=relative, other=other))
        if only is not None and _BESIDE.fullmatch(relative) and not f"{relative}/".startswith(f"{only}/"):
            continue
        if relative == lock.NAME or relative.endswith(".po"):
            text, found = _text(path, file)
            problems += found
            if relative == lock.NAME:
                lines, found = lock.locked(text, file)
                problems += found
            elif located := _LOCALE.fullmatch(relative):
                owner = f"{located[1]}@{located[2]}" if located[1] else "shared"
                locales.append(Locale(owner, located[3], file, text))
        else:
            entry, name, rest, found = _definition(relative, path, file)
            problems += found
            rests += [rest] if rest else []
            if entry is not None:
                entries.append(entry)
            elif name:
                broken.add(name)
    if not entries and not problems:
        problems.append(Problem(kinds.NOTHING_FOUND, Place(shown), path=shown))
    lock_file = f"{shown}/{lock.NAME}"
    lost = frozenset(broken)
    return Pack(shown, tuple(entries), tuple(locales), lines, lock_file, lost, tuple(problems), tuple(rests))


def read_definition(
    path: Path, file: str, model: type[BaseModel], name: str
) -> tuple[Entry[Any] | None, tuple[Problem, ...]]:
    """One file as a definition with its marks, or None, and every problem in it."""
    entry, _, problems = _read(path, file, model, name)
    return entry, problems


def _read(
    path: Path, file: str, model: type[BaseModel], name: str
) -> tuple[Entry[Any] | None, Rest | None, tuple[Problem, ...]]:
    """As above, and of a protocol with mistakes what is right of it."""
    data = _bytes(path)
    if data is None:
        return None, None, (Problem(kinds.UNREADABLE_FILE, Place(file), path=file),)
    got = read(data, file)
    if got.document is None:
        return None, None, got.problems
    definition, problems = validate(got.document, model)
    wrong = {p.place for p in problems}
    hushed = ("PRD-Y06", "PRD-Y07")
    kept = tuple(p for p in got.problems if not (p.code in hushed and p.place in wrong))
    bad = {p.place for p in kept if p.severity == "error"}
    problems = kept + tuple(p for p in problems if p.place not in bad)
    if definition is None or any(p.severity == "error" for p in problems):
        rest = salvage(name, got.document, kept) if model is Protocol else None
        return None, rest, problems
    return Entry(name, definition, got.document, digest(got.document.data)), None, problems


def _definition(
    relative: str, path: Path, file: str
) -> tuple[Entry[Any] | None, str, Rest | None, tuple[Problem, ...]]:
    fits = ((re.fullmatch(pattern, relative), model) for pattern, model in _MODELS)
    found, model = next(((f, m) for f, m in fits if f), (None, CaseFile))
    if found is None:
        return None, "", None, (_unknown(relative, file),)
    versioned = model in (Protocol, Instrument, Norms)
    name = f"{found[1]}@{found[2]}" if versioned else relative
    entry, rest, problems = _read(path, file, model, name)
    if entry is None:
        return None, _lost(model, name), rest, problems
    if versioned:
        said = (entry.definition.id, entry.definition.version)
        wrong = next((i for i in (0, 1) if said[i] != found[i + 1]), None)
        if wrong is not None:
            place = entry.document.place(("id", "version")[wrong : wrong + 1])
            problem = Problem(kinds.WRONG_PLACE, place, found="@".join(said), path=name)
            rest = salvage(name, entry.document) if model is Protocol else None
            return None, _lost(model, name), rest, (*problems, problem)
    elif model is CaseFile and entry.definition.case != found[3]:
        place = entry.document.place(("case",))
        problem = Problem(kinds.WRONG_PLACE, place, found=entry.definition.case, path=found[3])
        return None, "", None, (*problems, problem)
    return entry, name, None, problems


def _lost(model: type[BaseModel], name: str) -> str:
    words = {Sources: "sources", Terms: "terms", Law: "law", Instrument: "instruments"}
    return name if model is Protocol else words.get(model, "")


def _unknown(relative: str, file: str) -> Problem:
    if relative.endswith(".yml"):
        nl, en = "noem het bestand .yaml.", "name the file .yaml."
    else:
        files = "shared/sources.yaml, shared/law/<...>.yaml, <id>/<version>/protocol.yaml, ..."
        nl, en = f"hier hoort: {files}", f"what belongs here: {files}"
    return Problem(kinds.UNKNOWN_FILE, Place(file), path=relative, hint_nl=nl, hint_en=en)


def _text(path: Path, file: str) -> tuple[str, tuple[Problem, ...]]:
    data = _bytes(path)
    if data is None:
        return "", (Problem(kinds.UNREADABLE_FILE, Place(file), path=file),)
    if len(data) > MAX_BYTES:
        limit = {"limit": "1", "unit_nl": "MiB", "unit_en": "MiB", "hint_nl": "", "hint_en": ""}
        return "", (Problem(kinds.TOO_LARGE, Place(file), **limit),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", (Problem(kinds.ENCODING, Place(file, line), witness=f"byte 0x{data[error.start]:02X}"),)
    return text.replace("\r\n", "\n"), ()


def _bytes(path: Path) -> bytes | None:
    """What a file holds, cut off just past what is allowed; None for what is no file or stays closed."""
    try:
        with open(path, "rb", opener=_at_once) as stream:
            is_file = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
            return stream.read(MAX_BYTES + 1) if is_file else None
    except (OSError, ValueError):
        return None


def _at_once(path: str, flags: int) -> int:
    """A pipe named like a file is opened without waiting for someone to write in it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _files(root: Path, problems: list[Problem]) -> Iterator[tuple[str, Path]]:
    """The YAML and PO files and the lock, sorted, without following a link."""
    todo: list[tuple[str, Path, int]] = [("", root, 0)]
    count = total = 0
    found: list[tuple[str, Path]] = []
    while todo:
        prefix, folder, depth = todo.pop()
        try:
            with os.scandir(folder) as scanned:
                inside = sorted(scanned, key=lambda e: e.name)
        except (OSError, ValueError):
            shown = f"{root.as_posix()}/{prefix}".rstrip("/")
            problems.append(Problem(kinds.UNREADABLE_FILE, Place(shown), path=shown))
            continue
        for one in inside:
            relative = f"{prefix}{one.name}"
            if one.name.startswith((".", "__")):
                continue
            place = Place(f"{root.as_posix()}/{relative}")
            if one.is_symlink():
                problems.append(Problem(kinds.LINK, place, path=relative))
            elif one.is_dir(follow_symlinks=False):
                if depth < MAX_DEPTH:
                    todo.append((f"{relative}/", folder / one.name, depth + 1))
            elif one.name.endswith((".yaml", ".yml", ".po")) or relative == lock.NAME:
                count += 1
                with suppress(OSError):  # gone meanwhile: reading it will say so
                    total += one.stat(follow_symlinks=False).st_size
                if count > MAX_FILES or total > MAX_TOTAL:
                    words = {
                        "unit_nl": "MiB",
                        "unit_en": "MiB",
                        "hint_nl": "splits het.",
                        "hint_en": "split it.",
                    }
                    problems.append(Problem(kinds.TOO_LARGE, place, limit=MAX_TOTAL >> 20, **words))
                    return
                found.append((relative, folder / one.name))
    yield from sorted(found)
