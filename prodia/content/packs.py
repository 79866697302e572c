"""A pack: the definitions, translations and lock of one folder (see :mod:`prodia.content.folder`)."""

# The names of the files are known at once; a file is read when it is asked for, once, and stays as it was
# read. What is asked of the whole (`entries`, `problems`) reads everything that is left.

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import BaseModel

from prodia.content.folder import LOCK_FILE, from_here, in_full, read_bytes, read_text, walk
from prodia.content.partial import Rest, salvage
from prodia.content.shelf import head_of
from prodia.content.translations import SHARED, Locale, Translator
from prodia.content.validate import validate
from prodia.content.yaml import read
from prodia.content.yaml.marks import Document
from prodia.content.yaml.marks import Mapping as Tree
from prodia.frozen import dataclass
from prodia.model.defaults import resolved, unsaid
from prodia.model.events import CaseFile
from prodia.model.instrument import Abilities, Instrument, Register
from prodia.model.letters import Letters
from prodia.model.norms import Norms
from prodia.model.parts import Conflicts, Exemptions, Law, Reviews, Sources, Terms
from prodia.model.protocol import Block, Protocol
from prodia.model.scalars import REFERENCE
from prodia.problems import Place, Problem
from prodia.problems.definitions import LOCK_LINE, LOCK_TWICE, LOCKED_GONE, NOT_LOCKED, RELEASED_CHANGED
from prodia.problems.files import NOTHING_FOUND, PATH_TWIN, UNKNOWN_FILE, UNREADABLE_FILE, WRONG_PLACE
from prodia.words import Words
from prodia.words.labels import HOLDING


def canonical(data: Any) -> str:
    """The stated form, as text."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def digest(data: Any) -> str:
    """The digest of a definition: what it says, not how it is laid out.

    The stated form: the file is read as strict YAML (see :mod:`prodia.content.yaml`) and written as JSON
    in UTF-8, without spaces, non-ASCII characters as themselves, keys in the order of the file (the order
    of steps and options has a meaning), a whole number without a decimal point. ``sha256:`` and 64
    hexadecimal digits of that text. What defaults say for a part stands in that part. Comments, quotes, line
    breaks between values and flow or block style do not matter; every character of a value, and a table's
    layout, does.

    A deprecated protocol keeps the digest with which it was released: that it has a successor and a last
    day now takes nothing from what it says.
    """
    if isinstance(data, dict) and data.get("status") == "deprecated" and isinstance(data.get("valid"), dict):
        valid = {key: one for key, one in data["valid"].items() if key != "to"}
        data = {key: one for key, one in data.items() if key != "successor"}
        data |= {"status": "released", "valid": valid}
    data = resolved(data)
    return "sha256:" + hashlib.sha256(canonical(data).encode()).hexdigest()


def spelled_out(document: Document) -> Document:
    """The file with what its defaults say in every part that they say it for, at the place where they do."""
    root = document.root
    if not isinstance(root, Tree) or not isinstance(said := root.values.get("defaults"), Tree):
        return document
    groups = dict(root.values)
    for group, id, key in unsaid(root.data):
        whole: Any = groups[group]
        part = whole.values[id]
        more = (part.keys | {key: said.keys[key]}, part.values | {key: said.values[key]})
        part = Tree(part.start, part.data | {key: said.data[key]}, *more)
        groups[group] = Tree(whole.start, whole.data | {id: part.data}, whole.keys, whole.values | {id: part})
    data = {key: node.data for key, node in groups.items()}
    return Document(document.file, document.lines, Tree(root.start, data, root.keys, groups))


# One definition with its file, its digest, and the place of everything in it.

D = TypeVar("D", bound=BaseModel)
Here: TypeAlias = Callable[[str], bool]  # whether a file, by the name it is shown with, is looked at


def everywhere(file: str) -> bool:
    """Every file is looked at."""
    return True


VERSIONED = (Protocol, Block, Instrument, Norms)


@dataclass(frozen=True, slots=True, eq=False)
class Entry(Generic[D]):
    """``name``: ``id@version`` for what has a version, otherwise where it stands in the pack.

    Of a protocol with blocks ``definition`` has their parts too, and ``document`` knows where those stand.
    """

    name: str
    definition: D
    document: Document
    digest: str
    _full: str

    @property
    def file(self) -> str:
        """The name it is shown with."""
        return self.document.file

    @property
    def path(self) -> str:
        """The name by which it, and what stands beside it, opens now."""
        return from_here(self.document.file, self._full)


# released.lock: what is released is fixed. ``id@version sha256:...``, lines only ever added.

# ``id@version en sha256:...`` is what it said in another language, where all of it was translated;
# ``id@version law.<id> sha256:...`` what something shared said on which it rests (grounds.py).

_LINE = re.compile(
    rf"({REFERENCE[1:-1]}(?: [a-z]{{2}}| [a-z]+\.[a-z0-9_-]+(?:@[0-9.]+)?)?) (sha256:[0-9a-f]{{64}})"
)


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


def check_lock(lines: Mapping[str, tuple[int, str]], released: Mapping[str, Entry[Any]]) -> Iterator[Problem]:
    """Released content that changed or is not locked."""
    for name, entry in released.items():
        if name in lines:
            number, wanted = lines[name]
            if entry.digest != wanted:
                at = entry.document.place(("version",))
                yield Problem(RELEASED_CHANGED, at, name=name, line=number)
        elif entry.definition.status in HOLDING:
            place = entry.document.place(("status",))
            yield Problem(NOT_LOCKED, place, name=name, digest=entry.digest)


# One folder, read whole.

# Every kind of file of definitions: where in a pack it stands, and its model.
FILES: Mapping[str, tuple[str, type[BaseModel]]] = {
    "protocol": ("*/*/protocol.yaml", Protocol),
    "block": ("shared/blocks/*/*.yaml", Block),
    "sources": ("shared/sources.yaml", Sources),
    "terms": ("shared/terms.yaml", Terms),
    "letters": ("shared/letters.yaml", Letters),
    "law": ("shared/law/*.yaml", Law),
    "conflicts": ("shared/conflicts.yaml", Conflicts),
    "abilities": ("shared/abilities.yaml", Abilities),
    "register": ("shared/register.yaml", Register),
    "instrument": ("shared/instruments/*/*.yaml", Instrument),
    "norms": ("shared/norms/*/*.yaml", Norms),
    "case": ("*/*/cases/*.yaml", CaseFile),
    "exemptions": ("exemptions.yaml", Exemptions),
    "reviews": ("*/*/reviews.yaml", Reviews),
}
_PLACES = tuple(
    (re.compile(re.escape(place).replace(r"\*", "([^/]+)")), model) for place, model in FILES.values()
)
_BESIDE = re.compile(r"(?!shared/)([^/]+/)(?:locale/|([^/]+/)cases/).*")
_LOCALE = re.compile(r"([^/]+)/locale/([^/]+)\.po")


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was made of one file. ``lost``: what is not there because of its mistakes."""

    entry: Entry[Any] | None
    problems: tuple[Problem, ...]
    lost: str = ""
    rest: Rest | None = None


@dataclass(frozen=True, eq=False)
class Pack:
    """What one folder holds; read when it is asked for, and never again.

    ``folder``: the name it is shown with. ``root``: where it stands, in full: one may go to work in another
    folder. ``files``: where each stands, by its place in the folder. Made by :func:`read_pack`.
    """

    folder: str
    root: str
    files: Mapping[str, str]
    _refused: tuple[Problem, ...]
    _read: dict[str, _Found] = field(default_factory=dict, repr=False)
    _texts: dict[str, tuple[str, tuple[Problem, ...]]] = field(default_factory=dict, repr=False)

    @cached_property
    def _placed(self) -> Mapping[str, tuple[type[BaseModel], str]]:
        """The model and the name of every file of definitions that stands where one belongs."""
        return {file: placed for file in self.files if (placed := model_of(file)) is not None}

    def names(self, model: type[BaseModel]) -> tuple[str, ...]:
        """The names of the definitions of one kind, those with mistakes too; no file is read for it."""
        return tuple(name for kind, name in self._placed.values() if kind is model)

    def entry(self, model: type[D], name: str) -> Entry[D] | None:
        """A definition by its name; None where it is not there or has mistakes."""
        file = self._by_name.get((model, name))
        return self._of(file).entry if file is not None else None

    @cached_property
    def _by_name(self) -> Mapping[tuple[type[BaseModel], str], str]:
        return {placed: file for file, placed in self._placed.items()}

    def at(self, file: str) -> Entry[Any] | None:
        """The definition in a file, by the name it is shown with; None where there is none that is right."""
        own = file.removeprefix(f"{self.folder}/")
        return self._of(own).entry if own != file and own in self._placed else None

    def of(self, model: type[D], here: Here = everywhere) -> tuple[Entry[D], ...]:
        """Every definition of one kind that is right, in the order of the files; ``here``: of these alone."""
        return self._right(file for kind, _, file in self.placed(here) if kind is model)

    def placed(self, here: Here = everywhere) -> Iterator[tuple[type[BaseModel], str, str]]:
        """Model, name and place in the folder of every file of definitions; no file is read for it."""
        for file, (model, name) in self._placed.items():
            if here(f"{self.folder}/{file}"):
                yield model, name, file

    def telling(self, model: type[BaseModel], name: str) -> tuple[str, ...]:
        """The definitions of one kind that may name ``name``, by the letters of their files; those with an
        escape may. None is read as what it means."""
        own = ((own, self.files[file]) for file, (kind, own) in self._placed.items() if kind is model)
        files = ((one, read_bytes(path) or b"") for one, path in own)
        return tuple(one for one, data in files if name.encode() in data or b"\\" in data)

    def head(self, protocol: str) -> dict[str, Any]:
        """What a protocol says of itself at its head; nothing of it was checked, and no more is read."""
        return head_of(self.files[self._by_name[Protocol, protocol]])

    def cases(self, reference: str) -> tuple[Entry[CaseFile], ...]:
        """The worked cases of a version of a protocol."""
        return self._right(self.cases_in(reference.replace("@", "/", 1) + "/cases"))

    @cached_property
    def _cases(self) -> Mapping[str, list[str]]:
        """The files of worked cases by the folder they stand in."""
        found: dict[str, list[str]] = {}
        for file, (model, _) in self._placed.items():
            if model is CaseFile:
                found.setdefault(file.rpartition("/")[0], []).append(file)
        return found

    def cases_in(self, folder: str) -> Collection[str]:
        """The files of worked cases in a folder of this one; none is read."""
        return self._cases.get(folder, ())

    @property
    def languages(self) -> frozenset[str]:
        """The languages that something is translated into."""
        return frozenset(found[2] for name in self.files if (found := _LOCALE.fullmatch(name)))

    def locale(self, owner: str, lang: str) -> Locale | None:
        """The translation of a protocol in all its versions, or of ``shared``; None where there is none."""
        file = f"{owner}/locale/{lang}.po"
        return Locale(owner, lang, f"{self.folder}/{file}", self._text(file)) if file in self.files else None

    @cached_property
    def entries(self) -> tuple[Entry[Any], ...]:
        """Every definition that is right."""
        return self._right(self._placed)

    @cached_property
    def locales(self) -> tuple[Locale, ...]:
        """Every translation, as text."""
        at = (found for file in self.files if (found := _LOCALE.fullmatch(file)))
        return tuple(one for found in at if (one := self.locale(found[1], found[2])) is not None)

    def translator(self, owner: str, lang: str) -> Translator:
        """What is said in a language of the texts of a protocol, or of ``shared``."""
        own = self.locale(owner, lang)
        return Translator(own, self.locale(SHARED, lang)) if owner != SHARED else Translator(own)

    def changes(self, id: str) -> str | None:
        """What CHANGES.md says of a protocol; None where there is none."""
        path = Path(self.root, id, "CHANGES.md")
        return read_text(path, f"{self.folder}/{id}/{path.name}")[0] if path.is_file() else None

    def sum(self, start: str) -> str:
        """The sum of all files whose place in the folder starts so, as they stand there now."""
        found = hashlib.sha256(self.folder.encode())
        for file, path in sorted(self.files.items()):
            if file.startswith(start):
                data = hashlib.sha256(read_bytes(Path(path)) or b"")
                found.update(f"{file}\0{data.hexdigest()}\0".encode())
        return found.hexdigest()

    @property
    def read(self) -> frozenset[str]:
        """The files that were read so far, by the names they are shown with."""
        return frozenset(f"{self.folder}/{file}" for file in (*self._read, *self._texts))

    @property
    def lock_file(self) -> str:
        return f"{self.folder}/{LOCK_FILE}"

    @cached_property
    def lock(self) -> dict[str, tuple[int, str]]:
        """Line and digest of every released version."""
        return locked(self._text(LOCK_FILE), self.lock_file)[0] if LOCK_FILE in self.files else {}

    @cached_property
    def broken(self) -> frozenset[str]:
        """What has mistakes and so is not there, protocols as ``id@version``, shared files as the first
        word of their place (``sources``, ``instruments``)."""
        read = (self._of(file) for model, _, file in self.placed() if model is not CaseFile)
        return frozenset(found.lost for found in read if found.lost)

    def lost(self, names: Collection[str]) -> tuple[Problem, ...]:
        """The mistakes by which these, of :attr:`broken`, are not there."""
        read = (self._of(file) for model, _, file in self.placed() if model is not CaseFile)
        found = (problem for one in read if one.lost in names for problem in one.problems)
        return tuple(problem for problem in found if problem.severity == "error")

    def faults(self, here: Here = everywhere, model: type[BaseModel] = BaseModel) -> tuple[Problem, ...]:
        """The mistakes by which a definition, or one of a kind, that stands here is not there; ``here``: by
        its place in the folder. No other is read for it."""
        kinds = ((file, kind) for file, (kind, _) in self._placed.items() if here(file))
        read = (self._of(file) for file, kind in kinds if issubclass(kind, model))
        lost = (found.problems for found in read if found.entry is None)
        return tuple(p for problems in lost for p in problems if p.severity == "error")

    def file_of(self, model: type[BaseModel], name: str) -> str | None:
        """Where in the folder the definition with this name stands, with mistakes or without; or None."""
        return self._by_name.get((model, name))

    def rests(self, here: Here = everywhere) -> tuple[Rest, ...]:
        """What is right of the broken protocols here, to find their other mistakes."""
        read = (self._of(file) for model, _, file in self.placed(here) if model is Protocol)
        return tuple(found.rest for found in read if found.rest is not None)

    def problems_in(self, file: str) -> tuple[Problem, ...]:
        """The mistakes that show in one file of definitions, by the name it is shown with."""
        own = file.removeprefix(f"{self.folder}/")
        return self._of(own).problems if own != file and own in self._placed else ()

    def problems(
        self, here: Here = everywhere, apart: Collection[type[BaseModel]] = ()
    ) -> tuple[Problem, ...]:
        """Every mistake that shows in one file; ``here``: in one of these, and no other is read for it.
        ``apart``: the kinds that :meth:`problems_in` is asked of."""
        problems = list(self._refused)
        seen: dict[str, str] = {}
        for file in self.files:
            shown = f"{self.folder}/{file}"
            other = seen.setdefault(file.casefold(), file)
            if not here(shown):
                continue
            if other != file:
                problems.append(Problem(PATH_TWIN, Place(shown), path=file, other=other))
            if file in self._placed and self._placed[file][0] in apart:
                continue
            if file == LOCK_FILE or file.endswith(".po"):
                text = self._text(file)
                problems += self._texts[file][1]
                if file == LOCK_FILE:
                    problems += locked(text, shown)[1]
                elif not _LOCALE.fullmatch(file):
                    problems.append(_unknown(file, shown))
            else:
                problems += self._of(file).problems if file in self._placed else [_unknown(file, shown)]
        files = sorted(self._placed, key=lambda file: file not in self._read)  # one that was read is enough
        if not problems and not any(self._of(file).entry for file in files):
            problems.append(Problem(NOTHING_FOUND, Place(self.folder), path=self.folder))
        return tuple(problems)

    def _right(self, files: Iterable[str]) -> tuple[Entry[Any], ...]:
        return tuple(entry for file in files if (entry := self._of(file).entry) is not None)

    def _of(self, file: str) -> _Found:
        if file not in self._read:
            model, name = self._placed[file]
            self._read[file] = _definition(file, Path(self.files[file]), f"{self.folder}/{file}", model, name)
        return self._read[file]

    def _text(self, file: str) -> str:
        if file not in self._texts:
            self._texts[file] = read_text(Path(self.files[file]), f"{self.folder}/{file}")
        return self._texts[file][0]


def locked_gone(pack: Pack) -> Iterator[Problem]:
    """What was released and is not there any more; a file with mistakes is there."""
    kept = {name for model, name, _ in pack.placed() if model in (Protocol, Block)}
    for name, (number, _) in pack.lock.items():
        reference, _, part = name.partition(" ")
        if reference not in kept and not (part and reference in pack.lock):
            yield Problem(LOCKED_GONE, Place(pack.lock_file, number), name=name)


def read_pack(folder: str | os.PathLike[str], only: str | None = None) -> Pack:
    """A folder as a pack. Never raises for what the folder holds.

    ``only``: a place in the folder (``id/version``); the worked cases and the translations that stand
    elsewhere are no part of it, for nothing at that place rests on them.
    """
    root = Path(folder).as_posix()
    names, refused = walk(root)
    if only is not None:
        names = tuple(n for n in names if not (at := _BESIDE.fullmatch(n)) or _reads(at, f"{only}/"))
    full = in_full(root)
    return Pack(root, full, {name: f"{full}/{name}" for name in names}, refused)


def _reads(at: re.Match[str], only: str) -> bool:
    """Belongs this case, or this translation of all versions, to a place, or does that rest on it?"""
    own = f"{at[1]}{at[2] or ''}"
    return f"{at[0]}/".startswith(only) or only.startswith(own)


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
    data = read_bytes(path)
    if data is None:
        return None, None, (Problem(UNREADABLE_FILE, Place(file), path=file),)
    if model is Norms:  # beside it stand rows that are read with it
        return _made(data, file, model, name, in_full(os.fspath(path)))
    return (_case_once if model is CaseFile else _once)(data, file, model, name, in_full(os.fspath(path)))


def _made(
    data: bytes, file: str, model: type[BaseModel], name: str, full: str
) -> tuple[Entry[Any] | None, Rest | None, tuple[Problem, ...]]:
    got = read(data, file)
    if got.document is None:
        return None, None, got.problems
    document = spelled_out(got.document) if model in (Protocol, Block) else got.document
    definition, problems = validate(document, model)
    wrong = {p.place for p in problems}
    hushed = ("PRD-Y06", "PRD-Y07")
    kept = tuple(p for p in got.problems if not (p.code in hushed and p.place in wrong))
    bad = {p.place for p in kept if p.severity == "error"}
    problems = kept + tuple(p for p in problems if p.place not in bad)
    if definition is None or any(p.severity == "error" for p in problems):
        rest = salvage(name, document, kept) if model is Protocol else None
        return None, rest, problems
    return Entry(name, definition, document, digest(document.data), full), None, problems


# For who loads it again: of the same bytes nothing else can come. Cases are many, and would oust the rest.
_once, _case_once = lru_cache(maxsize=512)(_made), lru_cache(maxsize=4096)(_made)


def model_of(file: str) -> tuple[type[BaseModel], str] | None:
    """What kind of definition stands at this place of a pack, and its name."""
    for pattern, model in _PLACES:
        if found := pattern.fullmatch(file):
            return model, f"{found[1]}@{found[2]}" if model in VERSIONED else file
    return None


def _definition(relative: str, path: Path, file: str, model: type[BaseModel], name: str) -> _Found:
    entry, rest, problems = _read(path, file, model, name)
    if entry is None:
        return _Found(None, problems, _lost(model, name), rest)
    definition = entry.definition
    if model in VERSIONED:
        said, wanted = (definition.id, definition.version), name.split("@")
        wrong = next((i for i in (0, 1) if said[i] != wanted[i]), None)
        if wrong is not None:
            place = entry.document.place(("id", "version")[wrong : wrong + 1])
            problem = Problem(WRONG_PLACE, place, found="@".join(said), path=name)
            rest = salvage(name, entry.document) if model is Protocol else None
            return _Found(None, (*problems, problem), _lost(model, name), rest)
    elif model is CaseFile and definition.case != (stem := relative.rpartition("/")[2].removesuffix(".yaml")):
        place = entry.document.place(("case",))
        return _Found(None, (*problems, Problem(WRONG_PLACE, place, found=definition.case, path=stem)))
    return _Found(entry, problems)


def _lost(model: type[BaseModel], name: str) -> str:
    words = {Sources: "sources", Terms: "terms", Law: "law", Instrument: "instruments"}
    return name if model in (Protocol, Block) else words.get(model, "")


def _unknown(relative: str, file: str) -> Problem:
    if relative.endswith(".yml"):
        nl, en = "noem het bestand .yaml.", "name the file .yaml."
    elif relative.endswith(".po"):
        nl = "zet het als <id>/locale/en.po bij het protocol, voor al zijn versies."
        en = "put it with the protocol as <id>/locale/en.po, for all its versions."
    else:
        files = "shared/sources.yaml, shared/law/<...>.yaml, <id>/<version>/protocol.yaml, ..."
        nl, en = f"hier hoort: {files}", f"what belongs here: {files}"
    return Problem(UNKNOWN_FILE, Place(file), path=relative, hint=Words(nl, en))
