"""Content: the only room that reads files. Folders of YAML in, a frozen catalogue and every problem out.

loaded = load(shipped())
for problem in loaded.problems: ...
plan = loaded.catalogue.plan("id@1.0.0", lang="en")
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from prodia.content.catalogue import Catalogue
from prodia.content.packs import (
    Entry,
    Pack,
    canonical,
    digest,
    installed_packs,
    read_definition,
    read_pack,
    shipped,
)
from prodia.content.translations import update_po
from prodia.content.validate import retold
from prodia.content.yaml import Read, read
from prodia.model.events import CaseFile
from prodia.problems import Problem, in_order

__all__ = [
    "Catalogue",
    "Entry",
    "Loaded",
    "Pack",
    "Read",
    "canonical",
    "digest",
    "installed_packs",
    "load",
    "read",
    "read_case",
    "read_definition",
    "read_pack",
    "retold",
    "shipped",
    "update_po",
]


@dataclass(frozen=True, eq=False)
class Loaded:
    """A catalogue, and every problem found on the way, in the order of files and lines.

    Problems are looked for when they are asked for: who only uses what is right does not wait for them.
    """

    catalogue: Catalogue

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        return in_order(list(self.catalogue.problems()))


def load(*folders: str | os.PathLike[str], only: str | None = None) -> Loaded:
    """Everything in these packs (without any: what is shipped), and all their problems in one run.

    Never raises for an author's mistake. A definition with an error is left out of the
    catalogue; what depends on it says so. ``only``: a place in these folders (``id/version``);
    worked cases and translations that stand elsewhere are left unread, and every problem at
    that place is found all the same.
    """
    catalogue = Catalogue()
    for folder in folders or (shipped(),):
        catalogue = catalogue.with_pack(read_pack(folder, only))
    return Loaded(catalogue)


def read_case(path: str | os.PathLike[str]) -> tuple[CaseFile | None, tuple[Problem, ...]]:
    """A worked case from a file anywhere, or None, and every problem in it."""
    file = Path(path)
    entry, problems = read_definition(file, file.as_posix(), CaseFile, file.stem)
    return (entry.definition if entry else None), problems
