"""Definitions of a pack that were read before, kept in a folder: of the same bytes the same comes.

Who checks again after an edit reads as YAML only what was edited.
"""

# What a definition comes to is made of the bytes of its file, of which kind it is and of what it is called,
# and of nothing else: these, and what made it, are in the digest that stands before it. Only what has no
# mistake is kept, so nothing is told of it but its places, and for these the file is read after all.
#
# The definitions of a folder of a pack stand in one file, a line each.

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from prodia.content.folder import read_bytes
from prodia.content.kept import NOT_OURS, as_said, digest_of, from_said, made_by, of_us_alone, put
from prodia.content.yaml.marks import Document
from prodia.model.events import CaseFile

LARGEST = 16 << 20  # bytes of one folder
MOST = 128  # folders; then the oldest goes
MOST_CASES = 200  # of a check that are written down: who reads all there are would wait longer


class KeptDefinitions:
    """The definitions of the pack in ``root`` that were read before, in the folder ``kept``."""

    def __init__(self, root: Path, kept: Path) -> None:
        self._root, self._kept = root, kept
        self._parts: dict[str, Mapping[str, list[str]]] = {}
        self._fresh: dict[str, tuple[str, BaseModel, Document, str]] = {}

    def find(self, data: bytes, file: str, model: type[BaseModel], name: str) -> tuple[Any, Any, str] | None:
        """The definition that was made of these bytes, what they say as plain data, and its digest."""
        own = self._own(file)
        seal, *rest = self._part(own).get(own) or ("",)
        if seal != self._seal(data, model, name):
            return None
        with suppress(*NOT_OURS):
            sum, digest, said, text = rest
            if sum == _sum(digest, said, text) and isinstance(found := from_said(text), model):
                return found, json.loads(said), digest
        return None

    def add(self, data: bytes, name: str, definition: BaseModel, document: Document, digest: str) -> None:
        """Of these bytes came this definition, without a mistake."""
        seal = self._seal(data, type(definition), name)
        self._fresh[self._own(document.file)] = seal, definition, document, digest

    def keep(self) -> None:
        """Writes down what was read anew. Where it can not be, the next time takes as long."""
        cases = [own for own, (_, one, *_) in self._fresh.items() if isinstance(one, CaseFile)]
        left = self._fresh.keys() - cases[MOST_CASES:]
        for part in {own.partition("/")[0] for own in left}:
            fresh = self._lines(own for own in left if own.partition("/")[0] == part)
            lines = {**self._part(part), **dict(fresh)}
            rows = (
                "\t".join((own, *said)) for own, said in lines.items() if os.path.isfile(self._root / own)
            )
            put(self._at(part), "\n".join(rows).encode("utf-8", "replace"), MOST)

    def _lines(self, fresh: Iterator[str]) -> Iterator[tuple[str, list[str]]]:
        for own in fresh:
            seal, definition, document, digest = self._fresh[own]
            with suppress(TypeError, ValueError, RecursionError):  # what none of ours has
                said = json.dumps(document.data, separators=(",", ":"), allow_nan=False)
                text = as_said(definition)
                yield own, [seal, _sum(digest, said, text), digest, said, text]

    def _own(self, file: str) -> str:
        return file.removeprefix(f"{self._root.as_posix()}/")

    def _seal(self, data: bytes, model: type[BaseModel], name: str) -> str:
        return digest_of(repr((self._by, model.__name__, name, digest_of(data))).encode())

    @cached_property
    def _by(self) -> str:
        return made_by()

    def _at(self, part: str) -> Path:
        return self._kept / digest_of(repr((str(self._root.resolve()), part)).encode())

    def _part(self, own: str) -> Mapping[str, list[str]]:
        """What is kept of a folder of the pack, by the place of each file in the pack."""
        part = own.partition("/")[0]
        if part not in self._parts:
            path = self._at(part)
            data = read_bytes(path, LARGEST) if of_us_alone(path) else None
            rows = (line.split("\t") for line in (data or b"").decode("utf-8", "replace").split("\n"))
            self._parts[part] = {row[0]: row[1:] for row in rows}
        return self._parts[part]


def _sum(*parts: str) -> str:
    return digest_of("\t".join(parts).encode("utf-8", "replace"))
