"""What was found clean, by the digest of all it rests on: who checks it again unchanged does not wait.

Only digests are kept, of what had no finding, and which exemptions it needed for that; nothing is told from
them, so nothing stale can be. A digest covers every byte it rests on, of the library too, and what was asked.
"""

# Of the whole that is every byte of the pack. Of a piece of a check (case/check.py) it is less, and that
# must be known without reading: so it goes by the letters. A file names a version of a protocol by
# `id@version`, and a case the one it begins with by its id. Without a backslash in a file (an escape) such a
# name stands there as it is, and the file then rests on all that it may name; with one, on all there are.
# What is shared, exemptions, and the names of all files but cases, every piece rests on.

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from prodia._version import __version__
from prodia.case.check import Told
from prodia.case.structure import closure
from prodia.content.shelf import numbers, shipped

LIBRARY = Path(__file__).parents[1]
MOST_BYTES = 100_000_000  # of content; who has more waits
MOST_KEPT = 1_000_000  # bytes of digests, some 15,000; then it begins anew
_CASE = re.compile(r"([^/]+/[^/]+)/cases/([^/]+)\.yaml")
_PROTOCOL = re.compile(r"([^/]+/[^/]+)/protocol\.yaml")
_VERSION = re.compile(rb"([a-z0-9_-]+)@([0-9.]*[0-9])")
_WORD = re.compile(rb"[a-z0-9_-]+")


class Seals:
    """The digests of a check of a pack, and of its pieces. Where one can not be had it is as no other ever
    was: then everything is looked at, and nothing is spared by it."""

    def __init__(self, root: Path, *asked: object) -> None:
        self._folder, self._root, self._asked = root, root.as_posix(), asked
        self._named: dict[str, tuple[str, ...]] = {}
        own = root.resolve() == shipped().resolve()
        try:
            self._files = dict(_bytes(root))
            below = [_digest(dict(_bytes(folder))) for folder in (LIBRARY, *(() if own else (shipped(),)))]
        except OSError:
            self._files, below = {}, []
        self._below = repr((sys.version, __version__, self._root, below)) if below else ""

    @cached_property
    def whole(self) -> str:
        return self._seal(self._files, self._below, self._asked)

    def stand(self) -> bool:
        """Is every file still as it was? What was looked at since may be something else."""
        with suppress(OSError):
            return dict(_bytes(self._folder)) == self._files
        return False

    def of(self, kind: str, name: str, at: str = "") -> str:
        """The digest of what a piece of the check of a place rests on."""
        if kind == "case":  # on no day either
            file = name.removeprefix(f"{self._root}/")
            reached = self._reached(file, f"{_in(file)}/protocol.yaml")
            return self._seal(reached, self._common, kind, name, self._asked[1:2])
        files = {*self._around(name)} if kind in ("protocol", "reviews") else set()
        if kind in ("reading", "shared"):
            files = self._files.keys() - self._cases.keys() | self._shown
        said = (kind, name, at, *(sorted(self._files) if kind == "reading" else ()))
        return self._seal(files, self._common, self._asked, said)

    def _seal(self, files: Iterable[str], below: str, *said: object) -> str:
        parts = [(file, self._digests[file]) for file in sorted(files)]
        return hashlib.sha256(repr((below, said, parts)).encode()).hexdigest() if below else ""

    @cached_property
    def _digests(self) -> Mapping[str, bytes]:
        return {file: hashlib.sha256(data).digest() for file, data in self._files.items()}

    @cached_property
    def _common(self) -> str:
        """What every piece rests on: what is shared, the exemptions, and which files there are."""
        shared = [f for f in self._files if f.startswith("shared/") or f == "exemptions.yaml"]
        return self._seal(shared, self._below, sorted(self._files.keys() - self._cases.keys()))

    @cached_property
    def _cases(self) -> Mapping[str, Mapping[bytes, str]]:
        """Of every worked case those of its version, by id."""
        found: dict[str, dict[bytes, str]] = {}
        for file in self._files:
            if at := _CASE.fullmatch(file):
                found.setdefault(at[1], {})[at[2].encode()] = file
        return {file: own for own in found.values() for file in own.values()}

    @cached_property
    def _protocols(self) -> Mapping[bytes, str]:
        found = (_PROTOCOL.fullmatch(file) for file in self._files)
        return {at[1].replace("/", "@").encode(): at[0] for at in found if at}

    @cached_property
    def _shown(self) -> set[str]:
        """The cases that may show a conflict."""
        data = self._files.get("shared/conflicts.yaml", b"")
        words, every = {*_WORD.findall(data)}, b"\\" in data
        return {file for own in self._cases.values() for id, file in own.items() if every or id in words}

    def _names(self, file: str) -> Iterator[str]:
        """The protocols and, of a case, the cases that a file may name."""
        data, beside = self._files[file], self._cases.get(file, {})
        if b"\\" in data:
            yield from (*self._protocols.values(), *beside.values())
            return
        yield from (self._protocols[at[0]] for at in _VERSION.finditer(data) if at[0] in self._protocols)
        yield from (beside[word] for word in {*_WORD.findall(data)} & beside.keys())

    def _reached(self, *start: str) -> Mapping[str, None]:
        """These files, and all that one of them may name."""

        def named(file: str) -> tuple[str, ...]:
            if file not in self._named:
                self._named[file] = tuple(self._names(file))
            return self._named[file]

        return closure((file for file in start if file in self._files), named)

    def _around(self, reference: str) -> Iterator[str]:
        """What a version rests on: its folder, what it names, the versions before it, those that name it."""
        id, _, version = reference.partition("@")
        own = f"{id}/{version}"
        heirs = [f for f in self._protocols.values() if f"{own}/protocol.yaml" in self._reached(f)]
        folders = (f"{own}/", f"{id}/CHANGES.md", *(f"{_in(file)}/" for file in heirs))
        yield from (file for file in self._files if file.startswith(folders))
        yield from self._reached(f"{own}/protocol.yaml")
        for name, file in self._protocols.items():
            other, _, number = name.decode().partition("@")
            if other == id and numbers(number) < numbers(version):
                yield file


def _in(file: str) -> str:
    """The folder of the version that a file stands in."""
    return "/".join(file.split("/")[:2])


def kept() -> Mapping[str, str]:
    """What was found clean, each with the exemptions that it needed."""
    with suppress(OSError):
        lines = (line.partition(" ") for line in _kept().read_text("ascii", "replace").splitlines())
        return {one: used for one, _, used in lines if one and all(map(str.isdecimal, used.split()))}
    return {}


def read(used: str) -> Told:
    return Told((), frozenset(map(int, used.split())))


def written(told: Told) -> str:
    return " ".join(map(str, sorted(told.used)))


def keep(found: Mapping[str, str]) -> None:
    """In these nothing was found; where it can not be written down, the next time takes as long."""
    with suppress(OSError):
        path = _kept()
        path.parent.mkdir(parents=True, exist_ok=True)
        anew = path.exists() and path.stat().st_size > MOST_KEPT
        with path.open("w" if anew else "a", encoding="ascii") as stream:
            stream.write("".join(f"{one} {used}".rstrip() + "\n" for one, used in found.items() if one))


def _kept() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "prodia" / "clean"


def _digest(files: Mapping[str, bytes]) -> str:
    parts = [(file, hashlib.sha256(data).digest()) for file, data in files.items()]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _bytes(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What stands in every file, by its place, in one order. A link is an error, for what it leads to may
    change; and so is a device or a pipe, which would be waited for."""
    left = MOST_BYTES
    for at, inner, names in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__pycache__")))
        for name in (*sorted(names), *inner):
            path = Path(at, name)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise OSError(f"{path} is no file or folder")
            if name in names:
                data = path.read_bytes()
                left -= len(data)
                if left < 0:
                    raise OSError(f"{folder} is too large")
                yield path.relative_to(folder).as_posix(), data
