"""A pack: a folder shaped like ``protocols/``, read whole. The only file of the library that walks a disk.

::

    released.lock
    shared/  sources.yaml  terms.yaml  law/*.yaml  locale/<lang>.po
             instruments/<id>/<version>.yaml  norms/<id>/<version>.yaml
    <protocol>/<version>/  protocol.yaml  cases/*.yaml  locale/<lang>.po

Links are refused, hidden files and other kinds of file are passed over.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from prodia.content.partial import Rest, salvage
from prodia.content.validate import validate
from prodia.content.yaml import MAX_BYTES, read
from prodia.content.yaml.marks import Document
from prodia.model.events import CaseFile
from prodia.model.instrument import Abilities, Instrument
from prodia.model.norms import Norms
from prodia.model.protocol import Protocol
from prodia.model.scalars import REFERENCE
from prodia.model.shared import Law, Sources, Terms
from prodia.problems import Place, Problem
from prodia.problems.definitions import LOCK_LINE, LOCK_TWICE, LOCKED_GONE, NOT_LOCKED, RELEASED_CHANGED
from prodia.problems.files import (
    ENCODING,
    LINK,
    NOTHING_FOUND,
    PATH_TWIN,
    TOO_LARGE,
    UNKNOWN_FILE,
    UNREADABLE_FILE,
    WRONG_PLACE,
)
from prodia.words import Words

# Where packs are. An entry point of the group ``prodia.packs`` names a folder inside a package:
# ``mypack = "mypack.protocols"``. It is data: the package is located and never imported, and nothing is
# loaded until a caller passes the folder to ``load``.

GROUP = "prodia.packs"


def shipped() -> Path:
    """The protocols that come with the library: inside the wheel, or beside the checkout."""
    library = Path(__file__).resolve().parents[1]
    inside = library / "protocols"
    folder = inside if inside.is_dir() else library.parent / "protocols"
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def installed_packs() -> dict[str, Path]:
    """The folders that installed packages offer, by name. Not one is read before it is chosen."""
    found = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        top, *below = point.value.replace(":", ".").replace("/", ".").split(".")
        try:
            spec = importlib.util.find_spec(top)
        except (ImportError, ValueError):
            spec = None
        where = list(spec.submodule_search_locations or []) if spec else []
        found[point.name] = Path(where[0] if where else top, *below)
    return found


def canonical(data: Any) -> str:
    """The stated form, as text."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def digest(data: Any) -> str:
    """The digest of a definition: what it says, not how it is laid out.

    The stated form: the file is read as strict YAML (see :mod:`prodia.content.yaml`) and written as JSON
    in UTF-8, without spaces, non-ASCII characters as themselves, keys in the order of the file (the order
    of steps and options has a meaning), a whole number without a decimal point. ``sha256:`` and 64
    hexadecimal digits of that text. Comments, quotes, line breaks between values and flow or block style
    do not matter; every character of a value, and a table's layout, does.
    """
    return "sha256:" + hashlib.sha256(canonical(data).encode()).hexdigest()


# One definition with its file, its digest, and the place of everything in it.

D = TypeVar("D", bound=BaseModel)


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[D]):
    """``name``: ``id@version`` for what has a version, otherwise where it stands in the pack."""

    name: str
    definition: D
    document: Document
    digest: str

    @property
    def file(self) -> str:
        return self.document.file


# released.lock: what is released is fixed. ``id@version sha256:...``, lines only ever added.

LOCK_FILE = "released.lock"
_LINE = re.compile(rf"({REFERENCE[1:-1]}) (sha256:[0-9a-f]{{64}})")


def locked(text: str, file: str) -> tuple[dict[str, tuple[int, str]], tuple[Problem, ...]]:
    """Line and digest of every released version, and what is wrong with the lines themselves."""
    lines: dict[str, tuple[int, str]] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            problems.append(Problem(LOCK_LINE, Place(file, number)))
        elif (name := found[1]) in lines:
            problems.append(Problem(LOCK_TWICE, Place(file, number), name=name, first=lines[name][0]))
        else:
            lines[name] = (number, found[found.re.groups])
    return lines, tuple(problems)


def check_lock(
    lines: Mapping[str, tuple[int, str]],
    file: str,
    protocols: Mapping[str, Entry[Protocol]],
    broken: frozenset[str],
) -> Iterator[Problem]:
    """Released content that changed, is not locked, or is gone. ``broken``: files that could not be read."""
    for name, entry in protocols.items():
        at = entry.document.place(("version",))
        if name in lines:
            number, wanted = lines[name]
            if entry.digest != wanted:
                yield Problem(RELEASED_CHANGED, at, name=name, line=number)
        elif entry.definition.status in ("released", "deprecated"):
            place = entry.document.place(("status",))
            yield Problem(NOT_LOCKED, place, name=name, digest=entry.digest)
    for name, (number, _) in lines.items():
        if name not in protocols and name not in broken:
            yield Problem(LOCKED_GONE, Place(file, number), name=name)


# One folder, read whole.

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
            problems.append(Problem(PATH_TWIN, Place(file), path=relative, other=other))
        if only is not None and _BESIDE.fullmatch(relative) and not f"{relative}/".startswith(f"{only}/"):
            continue
        if relative == LOCK_FILE or relative.endswith(".po"):
            text, found = _text(path, file)
            problems += found
            if relative == LOCK_FILE:
                lines, found = locked(text, file)
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
        problems.append(Problem(NOTHING_FOUND, Place(shown), path=shown))
    lock_file = f"{shown}/{LOCK_FILE}"
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
        return None, None, (Problem(UNREADABLE_FILE, Place(file), path=file),)
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
            problem = Problem(WRONG_PLACE, place, found="@".join(said), path=name)
            rest = salvage(name, entry.document) if model is Protocol else None
            return None, _lost(model, name), rest, (*problems, problem)
    elif model is CaseFile and entry.definition.case != found[3]:
        place = entry.document.place(("case",))
        problem = Problem(WRONG_PLACE, place, found=entry.definition.case, path=found[3])
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
    return Problem(UNKNOWN_FILE, Place(file), path=relative, hint=Words(nl, en))


def _text(path: Path, file: str) -> tuple[str, tuple[Problem, ...]]:
    data = _bytes(path)
    if data is None:
        return "", (Problem(UNREADABLE_FILE, Place(file), path=file),)
    if len(data) > MAX_BYTES:
        limit = {"limit": "1", "unit": "MiB", "hint": ""}
        return "", (Problem(TOO_LARGE, Place(file), **limit),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", (Problem(ENCODING, Place(file, line), witness=f"byte 0x{data[error.start]:02X}"),)
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
            problems.append(Problem(UNREADABLE_FILE, Place(shown), path=shown))
            continue
        for one in inside:
            relative = f"{prefix}{one.name}"
            if one.name.startswith((".", "__")):
                continue
            place = Place(f"{root.as_posix()}/{relative}")
            if one.is_symlink():
                problems.append(Problem(LINK, place, path=relative))
            elif one.is_dir(follow_symlinks=False):
                if depth < MAX_DEPTH:
                    todo.append((f"{relative}/", folder / one.name, depth + 1))
            elif one.name.endswith((".yaml", ".yml", ".po")) or relative == LOCK_FILE:
                count += 1
                with suppress(OSError):  # gone meanwhile: reading it will say so
                    total += one.stat(follow_symlinks=False).st_size
                if count > MAX_FILES or total > MAX_TOTAL:
                    hint = Words("splits het.", "split it.")
                    problems.append(Problem(TOO_LARGE, place, limit=MAX_TOTAL >> 20, unit="MiB", hint=hint))
                    return
                found.append((relative, folder / one.name))
    yield from sorted(found)
