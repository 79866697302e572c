"""Where packs stand, and the files in them: their names, and what one holds.

::

    released.lock
    shared/  sources.yaml  terms.yaml  law/*.yaml  locale/<lang>.po
             instruments/<id>/<version>.yaml  norms/<id>/<version>.yaml
    <protocol>/  CHANGES.md  locale/<lang>.po  <version>/protocol.yaml  <version>/cases/*.yaml

Links are refused, hidden files and other kinds of file are passed over.
"""

# The only file of the library that walks a disk. It reads no YAML: a plan that is kept does without.
#
# An entry point of the group ``prodia.packs`` names a folder inside a package:
# ``mypack = "mypack.protocols"``. It is data: the package is located and never imported, and nothing is
# loaded until a caller passes the folder to ``load``.

from __future__ import annotations

import importlib.util
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from prodia.problems import Place, Problem
from prodia.problems.files import ENCODING, LINK, TOO_LARGE, UNREADABLE_FILE
from prodia.words import Words

GROUP = "prodia.packs"
LOCK_FILE = "released.lock"
MAX_FILES = 5000
MAX_TOTAL = 20 << 20
MAX_DEPTH = 8
MAX_BYTES = 1 << 20  # of one file


def shipped() -> Path:
    """The protocols that come with the library: inside the wheel, or beside the checkout."""
    library = Path(__file__).resolve().parents[1]
    inside = library / "protocols"
    folder = inside if inside.is_dir() else library.parent / "protocols"
    with suppress(OSError):  # one may work in a folder that is gone
        here = Path.cwd()
        return folder.relative_to(here) if folder.is_relative_to(here) else folder
    return folder


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


def in_full(path: str) -> str:
    """Where a path leads from the folder one works in now; itself where that folder is gone."""
    with suppress(OSError):
        return Path(Path.cwd(), path).as_posix()
    return path


def from_here(shown: str, full: str) -> str:
    """The name by which a file opens: as it is shown, or in full for who works in another folder since."""
    return shown if in_full(shown) == full else full


def numbers(version: str) -> list[int]:
    """1.10.0 as numbers, to put versions in order; what is no version comes first."""
    parts = version.split(".")
    return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []


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


def walk(folder: str, without: str = "") -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The places of the YAML and PO files and of the lock in a folder, sorted, and what is refused there.

    ``without``: the name of folders, deeper than the first ones, that are not looked into.
    """
    problems: list[Problem] = []
    return tuple(sorted(_files(folder, without, problems))), tuple(problems)


def _files(root: str, without: str, problems: list[Problem]) -> list[str]:
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
                if depth < MAX_DEPTH and not (prefix and one.name == without):
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
