"""Plans that were made before, kept in a folder: who needs one again does not wait for what it is made of.

A plan is kept as plain data, beside the digests of all that was read for it, of which files there are, and of
what made it. It is read only while all of these are as they were; else it is made anew.
"""

# How to think about it: a plan is some ten thousand frozen values that say no more than a few files do. They
# stand here one after the other, each after those it holds: the name of its class and the numbers of these.
# The classes are those of the model and the language alone, and a value is filled as it was, so nothing of a
# file is ever run; what is no such text, or was cut off, is as if it were not there.
#
# What depends on a catalogue is not kept: the instruments that a plan names come with it, and their digests
# (the record of every score names one); of others, of norms and of letters a catalogue is asked, which is
# made when it is.

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from itertools import repeat
from pathlib import Path
from tempfile import mkstemp
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from prodia.content.folder import read_bytes, walk
from prodia.frozen import Fixed, dataclass
from prodia.language.tables.compiled import Codes, CompiledTable
from prodia.model.plan import Plan
from prodia.model.scalars import Definition

if TYPE_CHECKING:
    from prodia.content.catalogue import Catalogue
    from prodia.model.instrument import Instrument

LIBRARY = Path(__file__).parents[1]
MAKERS = ("words", "problems", "language", "model", "checks", "content")  # the rooms that make a plan
READERS = ("pydantic", "pydantic_core", "yaml")
MOST = 64  # plans; then the oldest goes
LARGEST = 8 << 20
CASES = "cases"  # on what stands in such folders no plan rests


# A plan as data.


def _pairs(held: Mapping[Any, Any]) -> list[Any]:
    return [one for pair in held.items() for one in pair]


def _paired(held: list[Any]) -> dict[Any, Any]:
    return dict(zip(held[::2], held[1::2], strict=True))


def _codes(held: list[Any]) -> Codes:
    made = Codes(_paired(held[1:]))
    made.other = held[0]
    return made


# Of what is no class of ours, what it holds, and how it is made again of that.
_SHAPES: Mapping[type, tuple[Callable[[Any], list[Any]], Callable[[list[Any]], Any]]] = {
    tuple: (list, tuple),
    list: (list, list),
    set: (lambda some: sorted(some, key=repr), set),
    frozenset: (lambda some: sorted(some, key=repr), frozenset),
    dict: (_pairs, _paired),
    Fixed: (_pairs, lambda held: Fixed(_paired(held))),
    MappingProxyType: (_pairs, lambda held: MappingProxyType(_paired(held))),
    Codes: (lambda codes: [codes.other, *_pairs(codes)], _codes),
    dt.date: (lambda day: [day.toordinal()], lambda held: dt.date.fromordinal(held[0])),
}
_AGAIN = {of.__name__: made for of, (_, made) in _SHAPES.items()}
_ROOMS = ("prodia.model.", "prodia.language.")
_NONE_OF_OURS = (ValueError, TypeError, LookupError, AttributeError, ImportError, RecursionError)


class _Written:
    """The values of a plan, each once: texts, numbers and the like apart from what holds others."""

    def __init__(self) -> None:
        self.plain: list[Any] = []
        self.made: list[list[int]] = []
        self.kinds: dict[str, int] = {}
        self._known: dict[Any, int] = {}
        self._alive: list[Any] = []  # or the number of one that is gone might be that of another

    def put(self, value: Any) -> int:
        """Its number: from 0 of what holds others, below 0 of what does not."""
        plain = value is None or type(value) in (str, int, float, bool)
        names = type(value) is tuple and all(type(one) is str for one in value)
        key = repr(value) if plain or names else id(value)  # 0.0 is not -0.0
        if (known := self._known.get(key)) is not None:
            return known
        if plain:
            self.plain.append(value)
            self._known[key] = -len(self.plain)
        else:
            kind, held = _taken_apart(value)
            numbers = [self.kinds.setdefault(kind, len(self.kinds)), *map(self.put, held)]
            self._alive.append((value, held))
            self._known[key] = len(self.made)
            self.made.append(numbers)
        return self._known[key]


def _taken_apart(value: Any) -> tuple[str, list[Any]]:
    """The kind of a value, and what it holds."""
    of = type(value)
    if of in _SHAPES:
        return of.__name__, _SHAPES[of][0](value)
    name = f"{of.__module__}:{of.__qualname__}"
    if not _is_ours(of):
        raise TypeError(name)
    if isinstance(value, Definition):
        state = value.__getstate__()
        assert state["__pydantic_extra__"] is None
        held, given = state["__dict__"], sorted(state["__pydantic_fields_set__"])
        return name, [(*held,), (*given,), state["__pydantic_private__"], *held.values()]
    if isinstance(value, Enum):
        return name, [value.name]
    if isinstance(value, CompiledTable):
        value = replace(value, _memo={})  # what was looked up in it so far
    return name, [getattr(value, one.name) for one in fields(value)]


def _is_ours(of: Any) -> bool:
    """Is this a class of the model or the language?"""
    known = isinstance(of, type) and of.__module__.startswith(_ROOMS)
    return known and (issubclass(of, (Definition, Enum)) or is_dataclass(of))


def _maker(kind: str) -> Callable[[list[Any]], Any]:
    """What makes a value of a kind again. Raises an exception for a kind that is none."""
    if kind in _AGAIN:
        return _AGAIN[kind]
    module, _, name = kind.partition(":")
    if not module.startswith(_ROOMS):
        raise TypeError(kind)
    of: Any = getattr(import_module(module), name)
    if not _is_ours(of):
        raise TypeError(kind)
    if issubclass(of, Enum):
        return lambda held: of[held[0]]
    if issubclass(of, Definition):

        def definition(held: list[Any]) -> Any:
            names, given, private, *values = held
            one = of.__new__(of)
            one.__setstate__(
                {
                    "__dict__": dict(zip(names, values, strict=True)),
                    "__pydantic_extra__": None,
                    "__pydantic_fields_set__": set(given),
                    "__pydantic_private__": private,
                }
            )
            return one

        return definition
    names = tuple(one.name for one in fields(of))
    new, fill = of.__new__, object.__setattr__

    def record(held: list[Any]) -> Any:
        one = new(of)
        for _ in map(fill, repeat(one), names, held):  # each step of it in C: a plan has ten thousand
            pass
        return one

    return record


def as_text(plan: Plan) -> str:
    """A plan as text, but for what a catalogue has to be asked."""
    shared = plan.shared
    instruments: Any = {id: shared.instruments.get(id) for id in _named(plan)}  # what is not there neither
    written = _Written()
    written.put(replace(plan, shared=replace(shared, instruments=instruments, measures=None)))
    first = len(written.plain)  # the number of the first that holds others, as it is read
    made = [(kind, *(first + one if one >= 0 else -1 - one for one in held)) for kind, *held in written.made]
    return json.dumps([[*written.kinds], written.plain, made], separators=(",", ":"))


def _named(plan: Plan) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("", *(one.instrument or "" for one in plan.fields.values()))))


def from_text(text: str) -> Plan:
    """The plan in a text, as it was but for what a catalogue has to be asked."""
    kinds, values, nodes = json.loads(text)
    makers = [_maker(kind) for kind in kinds]
    value = values.__getitem__
    for kind, *held in nodes:
        values.append(makers[kind]([*map(value, held)]))
    plan = values[-1]
    if not isinstance(plan, Plan):
        raise TypeError(type(plan).__name__)
    return plan


# Where they are kept.


@dataclass(frozen=True, eq=False)
class KeptPlans:
    """The plans of packs: those that were made before from the folder ``kept``, others made and kept there.

    ``folders``: as for :func:`prodia.content.load`.
    """

    folders: tuple[str, ...]
    kept: Path

    def plan(self, reference: str, lang: str) -> Plan:
        """As :meth:`Catalogue.plan`, and raises what that does."""
        path = self.kept / f"{_digest(repr((self.folders, reference, lang)).encode())}.json"
        known = self._found(path)
        if known is None:
            found, before = self.catalogue.plan(reference, lang), self._begun[0]
            if before == self._files():
                self._keep(path, found, before)
            return found
        found, digests = known
        shared = found.shared
        instruments = _Instruments(shared.instruments, lambda: self.catalogue.shared(lang).instruments)
        return replace(
            found, shared=replace(shared, instruments=instruments, measures=_Measures(self, digests))
        )

    @cached_property
    def catalogue(self) -> Catalogue:
        """What is in the packs, read when it is asked for."""
        return self._begun[1]

    @cached_property
    def _begun(self) -> tuple[Mapping[str, str], Catalogue]:
        """How every file was before any was read, and what is read: a file is read once, for every plan."""
        from prodia.content.catalogue import load  # a plan that is kept does without

        return self._files(), load(*self.folders).catalogue

    def _found(self, path: Path) -> tuple[Plan, Mapping[str, str]] | None:
        """The plan that is kept, and the digests of its instruments."""
        data = read_bytes(path, LARGEST) if _of_us_alone(path) else None
        head, _, text = (data or b"").partition(b"\n")
        with suppress(*_NONE_OF_OURS):
            said = json.loads(head)
            alike = said["of"] == path.stem and said["text"] == _digest(text) and said["by"] == _by()
            alike = alike and said["names"] == _digest("\n".join(self._placed()).encode())
            if alike and all(_digest_of(file) == digest for file, digest in said["read"].items()):
                return from_text(text.decode()), dict(said["instruments"])
        return None

    def _keep(self, path: Path, plan: Plan, files: Mapping[str, str]) -> None:
        """Where it can not be kept, the next time takes as long."""
        read = {file for pack in self.catalogue.packs for file in pack.read}
        if not read <= files.keys():
            return
        try:
            text = as_text(plan).encode()
        except (TypeError, RecursionError):  # what no plan of ours has
            return
        known = (plan.shared.instruments.get(id) for id in _named(plan))
        named = (one.reference for one in known if one is not None)
        head = {
            "of": path.stem,
            "text": _digest(text),
            "by": _by(),
            "names": _digest("\n".join(files).encode()),
            "read": {file: files[file] for file in sorted(read)},
            "instruments": {one: self.catalogue.instrument_digest(one) for one in named},
        }
        with suppress(OSError):
            self.kept.mkdir(0o700, parents=True, exist_ok=True)
            handle, new = mkstemp(dir=self.kept)  # that only its owner can read
            try:
                with open(handle, "wb") as stream:
                    stream.write(json.dumps(head).encode() + b"\n" + text)
                os.replace(new, path)
            except BaseException:  # a full disk has no room for half of it
                os.unlink(new)
                raise
            every = sorted(self.kept.iterdir(), key=lambda one: one.stat().st_mtime)
            for old in every[:-MOST]:
                old.unlink(missing_ok=True)

    def _placed(self) -> Iterator[str]:
        """Which files there are."""
        for folder in self.folders:
            yield from (f"{folder}/{name}" for name in walk(folder, CASES)[0])

    def _files(self) -> dict[str, str]:
        return {file: _digest_of(file) for file in self._placed()}


class _Instruments(Mapping[str, "Instrument"]):
    """The instruments that a plan names, and the others where they are asked for."""

    def __init__(
        self, own: Mapping[str, Instrument | None], every: Callable[[], Mapping[str, Instrument]]
    ) -> None:
        self._own, self._every = own, every

    def __getitem__(self, id: str) -> Instrument:
        found = self._own[id] if id in self._own else self._every()[id]
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._every())

    def __len__(self) -> int:
        return len(self._every())


class _Measures:
    """What a catalogue knows of instruments, norms and letters; it is made when it is asked for more than the
    digests that are known."""

    def __init__(self, of: KeptPlans, digests: Mapping[str, str]) -> None:
        self._of, self._digests = of, digests

    def instrument_digest(self, reference: str) -> str:
        known = self._digests.get(reference)
        return self._of.catalogue.instrument_digest(reference) if known is None else known

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of.catalogue, name)


def _of_us_alone(path: Path) -> bool:
    """Did nobody else write a file, and can nobody? Where a system does not say, so it is."""
    with suppress(OSError):
        about = os.stat(path)
        return not hasattr(os, "geteuid") or (about.st_uid == os.geteuid() and not about.st_mode & 0o022)
    return False


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_of(file: str) -> str:
    return _digest(read_bytes(file) or b"")


def _by() -> str:
    """What makes a plan: the library and what it reads with, each file by its size and date, as Python tells
    whether to compile it again."""
    found: list[tuple[object, ...]] = [(sys.version,)]
    for reader in READERS:
        found.append((reader, *_dated(find_spec(reader).origin)))  # type: ignore[union-attr, arg-type]
    todo = [str(LIBRARY / room) for room in MAKERS]
    found += [(name, *_dated(str(LIBRARY / name))) for name in ("_version.py", "errors.py", "frozen.py")]
    while todo:
        with os.scandir(todo.pop()) as inside:
            for one in inside:
                if one.name.endswith(".py"):
                    about = one.stat()
                    found.append((one.path, about.st_size, about.st_mtime_ns))
                elif one.is_dir() and not one.name.startswith("__"):
                    todo.append(one.path)
    return _digest(repr(sorted(found, key=repr)).encode())


def _dated(path: str) -> tuple[int, int]:
    about = os.stat(path)
    return about.st_size, about.st_mtime_ns
