"""One definition with its file, its digest, and the place of everything in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from prodia.content.marks import Document

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
