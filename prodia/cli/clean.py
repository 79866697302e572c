"""What was found, by the digest of all it rests on: who checks it again unchanged does not wait.

A digest covers every byte it rests on, of the library too, and what was asked. Of what had no finding it is
kept alone, with the exemptions that were needed for that; of what had some they are kept with it, where they
can be read back as they were.
"""

# Of the whole that is every byte of the pack. Of a piece of a check (case/check.py) it is less, and that
# must be known without reading: so it goes by the letters. A file names a version of a protocol by
# `id@version`, a protocol by its id, and a case the one it begins with by its id. Without a backslash in a
# file (an escape) such a name stands there as it is, and the file then rests on all that it may name; with
# one, on all there are. On what is shared, on the exemptions, and on which files there are but cases, every
# piece rests.
#
# Where a piece rests on a protocol of which it reads no text (a case that runs on it), it rests on its shape:
# what it says but for its texts. Where it reads no more than what others may see of it (what is shared, a
# protocol that it supplements), on its face: names, what it cites and takes in, its dates; and where texts
# of all are compared, on those of its texts that are translated for all. The three are worked out of the
# file once (`learn`), and kept by its bytes.
#
# A finding is told in words, and these rest on texts: a case that has some rests on every letter of its
# protocols, and on the day, for an exemption ends.
#
# This file is read to say that all is as it was: no model is imported here.

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from prodia._version import __version__
from prodia.cli.packs import cached
from prodia.content.folder import numbers, shipped
from prodia.problems import Kind, Place, Problem
from prodia.words import Words

LIBRARY = Path(__file__).parents[1]
MOST_BYTES = 100_000_000  # of content; who has more waits
MOST_KEPT = 2_000_000  # bytes of digests, some 30,000; then it begins anew
MOST_TOLD = 20_000  # letters of the findings of one piece; who has more waits
SHAPE, FACE, SPOKEN = range(3)  # what is known of a file
SHARED = ""  # the part of a pack that is of no protocol
_CASE = re.compile(r"([^/]+/[^/]+)/cases/([^/]+)\.yaml")
_PROTOCOL = re.compile(r"([^/]+/[^/]+)/protocol\.yaml")
_LOCALE = re.compile(r"(?!shared/)[^/]+/locale/[^/]+\.po")
_LETTERS = b"abcdefghijklmnopqrstuvwxyz0123456789_-"  # of an id
_APART = bytes(one if one in _LETTERS else 32 for one in range(256))
_KEPT = re.compile(r"([0-9a-f]{64})(?: ((?:[0-9]+ ?)*|=[0-9a-f]{192}|\[.*\]))?")


class Digests:
    """The digests of a check of a pack, and of its pieces. Where one can not be had it is as no other ever
    was: then everything is looked at, and nothing is spared by it.

    ``shapes``: by the digest of its bytes what is known of a file, as :func:`kept` has it."""

    def __init__(self, root: Path, *asked: object, shapes: Mapping[str, str] | None = None) -> None:
        self._folder, self._root, self._asked = root, root.as_posix(), asked
        self._shapes: Mapping[str, str] = shapes or {}
        self._learned: dict[str, str] = {}
        self._right: set[str] = set()
        # asked again and again, and worked out once
        self._of_cases, self._known = cache(self._cases_digest), cache(self._known_of)
        self._together, self._closed = cache(self._digest_of), cache(self._all_named)
        self._names = cache(self._named_in)
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

    def of(self, kind: str, name: str, at: str = "", *, hope: bool = False, told: bool = False) -> str:
        """The digest of what a piece of the check of a place rests on; ``hope``: if every case that it rests
        on is right as a file; ``told``: with findings. ``cases``: every case in a folder."""
        if kind in ("case", "cases"):
            return self._of_cases(kind, name, told)
        seen: set[str] = set()
        files: set[str] = set()
        expected: list[bytes] = []
        if kind in ("protocol", "reviews", "step"):
            files, seen = {*self._around(name)}, {*self._heirs(name)}
            if kind == "step":  # it compares two plans
                files, seen = files - self._cases.keys(), set()
            beside = [f for file in sorted(seen) for f in self._cases_in.get(_in(file), {}).values()]
            expected = [self._expected(file, hope) for file in beside]
            if kind == "protocol":  # whether there is a newer one
                id = name.partition("@")[0].encode()
                seen |= {f for n, f in self._protocols.items() if n.partition(b"@")[0] == id}
        elif kind == "shared":
            seen = {*self._apart}
        elif kind == "reading":
            files = self._files.keys() - self._cases.keys() | self._shown
        said = (kind, name, at, *(sorted(self._files) if kind == "reading" else ()), *expected)
        return self._seal(files, self._common, self._asked, said, self._by(FACE, seen - files))

    def _cases_digest(self, kind: str, name: str, told: bool) -> str:
        """The same of a case, or of all in a folder; without findings it rests on no day."""
        file = name.removeprefix(f"{self._root}/")
        beside = [*self._cases_in.get(_in(file), {}).values()]
        cases = self._reached(file) if kind == "case" else beside
        exact = told or not self._exact.isdisjoint(cases)
        named = {f for one in cases for f in self._names(one) if f not in self._cases}
        protocols = self._closed(frozenset({*named, f"{_in(file)}/protocol.yaml"}))
        below = self._together(protocols, exact)
        if told and b"begins" in self._files.get(file, b""):  # what else there is, is told too
            cases = beside
        asked = self._asked if told else self._asked[1:2]
        return self._seal(cases, self._common, below, kind, name, told, asked)

    def many(self, folder: str) -> int:
        """How many worked cases there are in a folder."""
        return len(self._cases_in.get(_in(folder.removeprefix(f"{self._root}/")), {}))

    def parts(self) -> Mapping[str, str]:
        """The digest of what reading each part of a pack rests on: of each protocol in all its versions, and
        of what is shared."""
        roots = {file for file in self._files if "/" not in file}
        found = {}
        for id in sorted({file.partition("/")[0] for file in self._protocols.values()}):
            files = {f for f in self._inside[id] if f not in self._cases}
            own = files & {*self._protocols.values()}
            bare = self._closed(frozenset(own)) - files
            seen = {f for file in own for f in self._ids_in(file)} - files - bare
            said = (self._by(SHAPE, bare), self._by(FACE, seen))
            found[id] = self._seal(files | roots, self._common, self._asked, "part", id, said)
        shown = self._shown | roots
        said = (self._by(FACE, self._apart), self._by(SPOKEN, self._apart))
        found[SHARED] = self._seal(shown, self._common, self._asked, "part", said)
        return found

    def learn(self, known: Callable[[str], tuple[str, str, str] | None]) -> None:
        """From here on what has a shape is known by it; ``known`` gives the shape, the face and the common
        texts of a file not seen before, each as a digest."""
        for file in self._apart:
            key = self._bytes_of(file)
            if key not in self._shapes and key not in self._learned:
                self._learned[key] = "=" + "".join(known(file) or (key,) * 3)

    @property
    def root(self) -> str:
        return self._root

    @property
    def learned(self) -> Mapping[str, str]:
        return self._learned

    def reads(self, kind: str, name: str) -> None:
        """From here on a worked case is known to be right as a file: who only reads what it must come to,
        rests on that alone."""
        if kind == "case":
            self._right.add(name.removeprefix(f"{self._root}/"))

    def _expected(self, case: str, hope: bool) -> bytes:
        """What a case must come to, to the end of its file; all of it where that is not plain to see."""
        data = self._files[case]
        plain = (hope or case in self._right) and data.count(b"expect") == 1
        said = data[data.index(b"expect") :] if plain and b"\nexpect:" in data else data
        return hashlib.sha256(said).digest()

    def _seal(self, files: Iterable[str], below: str, *said: object) -> str:
        parts = [(file, self._digests[file]) for file in sorted(files)]
        return hashlib.sha256(repr((below, said, parts)).encode()).hexdigest() if below else ""

    def _bytes_of(self, file: str) -> str:
        """What the shape and the face of a file rest on: the file, and what is said of shared texts."""
        spoken = [f for f in self._inside.get("shared", ()) if f.startswith("shared/locale/")]
        return self._seal((file, *spoken), self._below, "shape", file)

    def _by(self, which: int, files: Iterable[str]) -> list[tuple[str, str | bytes]]:
        """These by their shapes, faces or common texts; by their bytes where these are not known."""
        return [(file, self._known(file)[which]) for file in sorted(files)]

    def _known_of(self, file: str) -> Sequence[str | bytes]:
        key = self._bytes_of(file) if file in self._apart else ""
        if said := self._shapes.get(key) or self._learned.get(key):
            return said[1:65], said[65:129], said[129:]
        return (self._digests[file],) * 3

    def _digest_of(self, files: frozenset[str], exact: bool) -> str:
        """One digest of several protocols: of their bytes, or of their shapes."""
        return self._seal(files if exact else (), "together", [] if exact else self._by(SHAPE, files))

    @cached_property
    def _apart(self) -> frozenset[str]:
        """What has a shape: protocols, and what they say in another language."""
        spoken = {file for file in self._files if _LOCALE.fullmatch(file)}
        return frozenset(spoken.union(self._protocols.values()))

    @cached_property
    def _digests(self) -> Mapping[str, bytes]:
        return {file: hashlib.sha256(data).digest() for file, data in self._files.items()}

    @cached_property
    def _common(self) -> str:
        """What every piece rests on: what is shared, the exemptions, and which files there are."""
        shared = (*self._inside.get("shared", ()), *self._inside.get("exemptions.yaml", ()))
        return self._seal(shared, self._below, sorted(self._files.keys() - self._cases.keys()))

    @cached_property
    def _inside(self) -> Mapping[str, Sequence[str]]:
        """The files of each folder of the pack."""
        found: dict[str, list[str]] = {}
        for file in self._files:
            found.setdefault(file.partition("/")[0], []).append(file)
        return found

    @cached_property
    def _cases_in(self) -> Mapping[str, Mapping[bytes, str]]:
        """The worked cases of a version, by its folder and by id."""
        found: dict[str, dict[bytes, str]] = {}
        for file in self._files:
            if at := _CASE.fullmatch(file):
                found.setdefault(at[1], {})[at[2].encode()] = file
        return found

    @cached_property
    def _cases(self) -> Mapping[str, Mapping[bytes, str]]:
        """Of every worked case those of its version, by id."""
        return {file: own for own in self._cases_in.values() for file in own.values()}

    @cached_property
    def _protocols(self) -> Mapping[bytes, str]:
        found = (_PROTOCOL.fullmatch(file) for file in self._files)
        return {at[1].replace("/", "@").encode(): at[0] for at in found if at}

    @cached_property
    def _exact(self) -> frozenset[str]:
        """The cases that may rest on every letter of a protocol: they name its digest, or move to another."""
        said = ((file, self._files[file]) for file in self._cases)
        return frozenset(f for f, data in said if b"sha256:" in data or b"moved" in data or b"\\" in data)

    @cached_property
    def _shown(self) -> set[str]:
        """The cases that may show a conflict."""
        data = self._files.get("shared/conflicts.yaml", b"")
        words, every = _words(data), b"\\" in data
        return {file for own in self._cases.values() for id, file in own.items() if every or id in words}

    def _named_in(self, file: str) -> tuple[str, ...]:
        """The protocols and, of a case, the cases that a file may name."""
        data, beside = self._files[file], self._cases.get(file, {})
        if b"\\" in data:
            return (*self._protocols.values(), *beside.values())
        among = self._protocols.items() if b"@" in data else ()
        protocols = (file for name, file in among if name in data)
        begins = _words(data) & beside.keys() if beside and b"begins" in data else ()
        return (*protocols, *(beside[word] for word in begins))

    def _ids_in(self, file: str) -> Iterator[str]:
        """The versions of every protocol that a file may name by its id."""
        data = self._files[file]
        every = b"\\" in data
        yield from (f for name, f in self._protocols.items() if every or name.partition(b"@")[0] in data)

    def _reached(self, case: str) -> list[str]:
        """This case, and all that it may begin with."""
        seen, todo = dict.fromkeys((case,)), [case] if case in self._files else []
        while todo:
            more = [f for f in self._names(todo.pop()) if f in self._cases and f not in seen]
            seen |= dict.fromkeys(more)
            todo += more
        return [file for file in seen if file in self._files]

    def _all_named(self, files: frozenset[str]) -> frozenset[str]:
        """These protocols, and all that one of them may name."""
        seen = {file for file in files if file in self._files}
        todo = [*seen]
        while todo:
            more = {*self._names(todo.pop())} - seen
            seen |= more
            todo += more
        return frozenset(seen)

    def _heirs(self, reference: str) -> Iterator[str]:
        """The versions that name this one."""
        own = f"{reference.replace('@', '/', 1)}/protocol.yaml"
        yield from (f for f in self._protocols.values() if own in self._closed(frozenset({f})))

    def _around(self, reference: str) -> Iterator[str]:
        """What a version rests on, but for those that name it: its folder, what it names, the versions before
        it."""
        id, _, version = reference.partition("@")
        own, beside = f"{id}/{version}/", self._inside.get(id, ())
        yield from (file for file in beside if file.startswith((own, f"{id}/CHANGES.md")))
        yield from self._closed(frozenset({f"{own}protocol.yaml"}))
        for name, file in self._protocols.items():
            other, _, number = name.decode().partition("@")
            if other == id and numbers(number) < numbers(version):
                yield from (f for f in beside if f == file or f.startswith(f"{_in(file)}/cases/"))


def _words(data: bytes) -> set[bytes]:
    """All that may be an id in a file."""
    return {*data.translate(_APART).split()}


def _in(file: str) -> str:
    """The folder of the version that a file stands in."""
    return "/".join(file.split("/")[:2])


Came = tuple[tuple[Problem, ...], frozenset[int], bool]


def noted(problems: Iterable[Problem], used: Iterable[int] = (), right: bool = True) -> str | None:
    """What came of a piece on one line: its findings, the exemptions it needed, and whether, of a case, its
    file is right. None where it can not be read back as it is, or takes too much room."""
    came: Came = tuple(problems), frozenset(used), right
    rows = [[p.kind.code, p.severity, _place(p.place), _plain(p.args)] for p in came[0]]
    if not rows:
        return " ".join(map(str, sorted(came[1])))
    line = json.dumps([sorted(came[1]), right, rows], separators=(",", ":"))
    return line if len(line) <= MOST_TOLD and read_back(line) == came else None


def _place(place: Place | None) -> list[Any] | None:
    return None if place is None else [place.file, place.line, place.column]


def _plain(args: tuple[tuple[str, str | Words], ...]) -> list[Any]:
    return [[name, one if isinstance(one, str) else [one.nl, one.en]] for name, one in args]


def read_back(line: str) -> Came | None:
    """What came of a piece, from the line it was noted on; None where it is something else."""
    if not line.startswith("["):
        return None if line.startswith("=") else ((), frozenset(map(int, line.split())), True)
    problems = []
    try:
        used, right, rows = json.loads(line)
        for code, severity, place, args in rows:
            said = {name: one if isinstance(one, str) else Words(*one) for name, one in args}
            kind = _kinds()[code]
            kind = kind if kind.severity == severity else replace(kind, severity=severity)
            problems.append(Problem(kind, None if place is None else Place(*place), **said))
        return tuple(problems), frozenset(used), right
    except (ValueError, TypeError, KeyError):
        return None


@cache
def _kinds() -> Mapping[str, Kind]:
    from prodia.problems.families import kinds  # who has no finding does without

    return {kind.code: kind for family in kinds().values() for kind in family}


def kept() -> Mapping[str, str]:
    """What came of each piece, as it was noted; and what is known of a file, after a ``=``."""
    with suppress(OSError):
        whole = cached("clean").read_text("ascii", "replace").rpartition("\n")[0]  # a torn line may say less
        lines = (_KEPT.fullmatch(line) for line in whole.splitlines())
        return {found[1]: found[2] or "" for found in lines if found}
    return {}


def keep(found: Mapping[str, str]) -> None:
    """This came of these; where it can not be written down, the next time takes as long."""
    with suppress(OSError):
        path = cached("clean")
        path.parent.mkdir(parents=True, exist_ok=True)
        anew = path.exists() and path.stat().st_size > MOST_KEPT
        text = "".join(f"{one} {used}".rstrip() + "\n" for one, used in found.items() if one)
        with path.open("wb" if anew else "ab", buffering=0) as stream:  # one write, or two would mingle
            stream.write(text.encode("ascii"))


def _digest(files: Mapping[str, bytes]) -> str:
    parts = [(file, hashlib.sha256(data).digest()) for file, data in files.items()]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _bytes(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What stands in every file, by its place, in one order. A link is an error, for what it leads to may
    change; and so is a device or a pipe, which would be waited for."""
    left, todo = MOST_BYTES, [""]
    while todo:
        at = todo.pop()
        with os.scandir(f"{folder}/{at}") as found:
            inside = sorted(found, key=lambda one: one.name)
        for one in inside:
            if one.name.startswith((".", "__pycache__")) and one.is_dir():
                continue
            if one.is_symlink() or not (one.is_file() or one.is_dir()):
                raise OSError(f"{one.path} is no file or folder")
            if one.is_dir():
                todo.append(f"{at}{one.name}/")
                continue
            with open(one.path, "rb", buffering=0) as stream:
                data = stream.read()
            left -= len(data)
            if left < 0:
                raise OSError(f"{folder} is too large")
            yield f"{at}{one.name}", data
