"""Where packs stand, the names of their files, and what is at the head of a protocol.

::

    released.lock
    shared/  sources.yaml  terms.yaml  law/*.yaml  locale/<lang>.po
             instruments/<id>/<version>.yaml  norms/<id>/<version>.yaml
    <protocol>/  CHANGES.md  locale/<lang>.po  <version>/protocol.yaml  <version>/cases/*.yaml

Links are refused, hidden files and other kinds of file are passed over.
"""

# The only file of the library that walks a disk, and the only one of this room that is read to list what
# there is: no model is imported here, so that a list does not wait for them.
#
# An entry point of the group ``prodia.packs`` names a folder inside a package:
# ``mypack = "mypack.protocols"``. It is data: the package is located and never imported, and nothing is
# loaded until a caller passes the folder to ``load``.

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from prodia.content.translations import SHARED, Locale, Translator
from prodia.content.yaml import MAX_BYTES, read_head
from prodia.frozen import dataclass
from prodia.problems import Place, Problem
from prodia.problems.files import ENCODING, LINK, TOO_LARGE, UNREADABLE_FILE
from prodia.words import Words

GROUP = "prodia.packs"
LOCK_FILE = "released.lock"
MAX_FILES = 5000
MAX_TOTAL = 20 << 20
MAX_DEPTH = 8
HEAD = 1 << 13  # bytes in which what a file says of itself mostly stands
_HEAD = ("id", "version", "status", "title", "valid")


def shipped() -> Path:
    """The protocols that come with the library: inside the wheel, or beside the checkout."""
    library = Path(__file__).resolve().parents[1]
    inside = library / "protocols"
    folder = inside if inside.is_dir() else library.parent / "protocols"
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def within(file: str, at: str) -> bool:
    """Does a file stand at or below a place? A link stands where it stands, not where it leads."""
    return below(at)(file)


def below(at: str) -> Callable[[str], bool]:
    """The same of one place, for many files: each folder is looked up once."""
    place, real = os.path.realpath(at), cache(os.path.realpath)
    inside = f"{place.rstrip('/')}/"

    def stands(file: str) -> bool:
        folder, name = os.path.split(file)
        stands = os.path.join(real(folder), name)
        return f"{stands}/".startswith(inside) or (os.path.islink(file) and os.path.realpath(file) == place)

    return stands


def installed_packs() -> dict[str, Path]:
    """The folders that installed packages offer, by name. Not one is read before it is chosen."""
    from importlib.metadata import entry_points  # slow to start

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


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the head of a protocol: who it is, and from when to when it holds (ISO dates or None).

    ``title`` is in the language that was asked, in Dutch where it is not translated. ``cases``: how many
    worked cases stand with it. Nothing of the protocol was checked.
    """

    id: str
    version: str
    status: str
    title: str
    valid_from: str | None
    valid_to: str | None
    cases: int
    folder: str

    @property
    def reference(self) -> str:
        return f"{self.id}@{self.version}"


def headers(*folders: str | os.PathLike[str], lang: str = "nl", id: str | None = None) -> tuple[Header, ...]:
    """The head of every protocol in these packs (without any: what is shipped), or of one id, by id and then
    by version.

    Much quicker than :func:`prodia.content.load`, for no file is read further than its head. A protocol
    with mistakes further on is there too; one whose head can not be read, or says it is another than its
    place says, is not. What stands in two packs is that of the first.
    """
    found: dict[str, Header] = {}
    for folder in folders or (shipped(),):
        root = Path(folder).as_posix()
        for own in (one for one in _folders(root) if id in (None, one)):
            say = _spoken(root, own, lang) if lang != "nl" else None
            for version in _folders(f"{root}/{own}"):
                one = _header(f"{root}/{own}/{version}", root, say)
                if one is not None and (one.id, one.version) == (own, version):
                    found.setdefault(one.reference, one)
    return tuple(sorted(found.values(), key=lambda one: (one.id, numbers(one.version))))


HOLDING = ("released", "deprecated")  # what is deprecated holds up to and including its last day


def dated(one: Header, day: dt.date) -> bool:
    """Whether the dates of a version include a day."""
    on = day.isoformat()
    return (one.valid_from or "") <= on <= (one.valid_to or on)


def in_force(found: Iterable[Header], day: dt.date) -> dict[str, Header]:
    """By id the version that holds on a day: the newest that is released and whose dates include it.

    An older version whose dates include the day too is for the cases that run on it; a new case opens on the
    newest. Where no version is released and in force on the day, none holds, and the id is not there.
    """
    newest_last = sorted(found, key=lambda one: numbers(one.version))
    return {one.id: one for one in newest_last if one.status in HOLDING and dated(one, day)}


def succession(found: Iterable[Header]) -> Iterator[tuple[str, dt.date, dt.date | None, Header | None]]:
    """Of every id, in order of time, from which day to which last day (None: no end) which version holds.

    Days on which none holds are there too where they lie between or after the others.
    """
    heads = list(found)
    for id in dict.fromkeys(one.id for one in heads):
        own = [one for one in heads if one.id == id]
        holds: list[tuple[dt.date, Header | None]] = []
        for day in _turning(own):
            one = in_force(own, day).get(id)
            if holds[-1:] != [(holds[-1][0], one)] if holds else one is not None:
                holds.append((day, one))
        for (first, one), following in zip(holds, [*holds[1:], None], strict=False):  # of none, none
            yield id, first, following[0] - dt.timedelta(days=1) if following else None, one


def _turning(found: Iterable[Header]) -> list[dt.date]:
    """The days on which a version begins or is over."""
    days: set[dt.date] = set()
    for one in found:
        with suppress(TypeError, ValueError, OverflowError):  # no date, or no day after it
            days.add(dt.date.fromisoformat(one.valid_from or ""))
        with suppress(TypeError, ValueError, OverflowError):
            days.add(dt.date.fromisoformat(one.valid_to or "") + dt.timedelta(days=1))
    return sorted(days)


def _folders(path: str) -> list[str]:
    try:
        with os.scandir(path) as scanned:
            return [e.name for e in scanned if _wanted(e.name) and e.is_dir(follow_symlinks=False)]
    except (OSError, ValueError):
        return []


def _wanted(name: str) -> bool:
    return not name.startswith((".", "__"))


def numbers(version: str) -> list[int]:
    """1.10.0 as numbers, to put versions in order; what is no version comes first."""
    parts = version.split(".")
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []


def _header(place: str, folder: str, say: Translator | None) -> Header | None:
    said = head_of(f"{place}/protocol.yaml")
    id, version, status, dutch = (said.get(name) for name in _HEAD[:4])
    if not (isinstance(id, str) and isinstance(version, str)):
        return None
    valid: Any = said.get("valid")
    title = dutch if isinstance(dutch, str) else ""
    first, last = (valid.get(name) for name in ("from", "to")) if isinstance(valid, dict) else (None, None)
    return Header(
        id,
        version,
        status if isinstance(status, str) else "",
        (say and say(f"{version}.title", title)) or title,
        first if isinstance(first, str) else None,
        last if isinstance(last, str) else None,
        _count(f"{place}/cases"),
        folder,
    )


def _count(cases: str) -> int:
    try:
        with os.scandir(cases) as scanned:
            return sum(e.name.endswith(".yaml") and _wanted(e.name) and not e.is_symlink() for e in scanned)
    except (OSError, ValueError):
        return 0


def head_of(path: str) -> dict[str, Any]:
    """What a protocol says of itself at the head of its file, or further on where the head does not say all;
    nothing of it was checked."""
    if os.path.islink(path):
        return {}
    begin = read_bytes(path, HEAD)
    found = read_head(begin[: begin.rfind(b"\n") + 1], _HEAD) if begin else {}
    whole = len(found) == len(_HEAD) or not begin or len(begin) < HEAD
    return found if whole else read_head(read_bytes(path) or b"", _HEAD)


def _spoken(root: str, id: str, lang: str) -> Translator:
    """What the translations of a pack say of a protocol, as the pack itself has them."""
    files = (f"{root}/{owner}/locale/{lang}.po" for owner in (id, SHARED))
    return Translator(
        *(Locale("", lang, f, read_text(Path(f), f)[0]) for f in files if not os.path.islink(f))
    )


def read_bytes(path: str | Path, most: int = MAX_BYTES + 1) -> bytes | None:
    """What a file holds, cut off just past what is allowed; None for what is no file or stays closed."""
    parts, left = [], most
    try:
        handle = os.open(path, _FLAGS)
    except (OSError, ValueError):
        return None
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            return None
        while left and (part := os.read(handle, min(left, about.st_size + 1))):
            parts.append(part)
            left -= len(part)
    except OSError:
        return None
    finally:
        os.close(handle)
    return b"".join(parts)


# A pipe named like a file is opened without waiting for someone to write in it.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_text(path: Path, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file in UTF-8, empty where there is none, and why."""
    data = read_bytes(path)
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


def walk(folder: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The places of the YAML and PO files and of the lock in a folder, sorted, and what is refused there."""
    problems: list[Problem] = []
    return tuple(sorted(_files(folder, problems))), tuple(problems)


def _files(root: str, problems: list[Problem]) -> list[str]:
    """Every file, without following a link."""
    todo: list[tuple[str, int]] = [("", 0)]
    total = 0
    found: list[str] = []
    while todo:
        prefix, depth = todo.pop()
        try:
            with os.scandir(f"{root}/{prefix}") as scanned:
                inside = sorted(scanned, key=lambda e: e.name)
        except (OSError, ValueError):
            shown = f"{root}/{prefix}".rstrip("/")
            problems.append(Problem(UNREADABLE_FILE, Place(shown), path=shown))
            continue
        for one in inside:
            relative = f"{prefix}{one.name}"
            if one.name.startswith((".", "__")):
                continue
            if one.is_symlink():
                problems.append(Problem(LINK, Place(f"{root}/{relative}"), path=relative))
            elif one.is_dir(follow_symlinks=False):
                if depth < MAX_DEPTH:
                    todo.append((f"{relative}/", depth + 1))
            elif one.name.endswith((".yaml", ".yml", ".po")) or relative == LOCK_FILE:
                with suppress(OSError):  # gone meanwhile: reading it will say so
                    total += one.stat(follow_symlinks=False).st_size
                if len(found) >= MAX_FILES or total > MAX_TOTAL:
                    place, hint = Place(f"{root}/{relative}"), Words("splits het.", "split it.")
                    problems.append(Problem(TOO_LARGE, place, limit=MAX_TOTAL >> 20, unit="MiB", hint=hint))
                    return []
                found.append(relative)
    return found
