"""Content: the only room that reads files. Folders of YAML in, a frozen catalogue and every problem out.

loaded = load(shipped())
for problem in loaded.problems: ...
plan = loaded.catalogue.plan("id@1.0.0", lang="en")

A name is imported when it is first used: who lists protocols (:func:`headers`) waits for no model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prodia.content.catalogue import Catalogue, Loaded, load, read_worked_case
    from prodia.content.folder import installed_packs, shipped, within
    from prodia.content.packs import digest, read_pack
    from prodia.content.shelf import Header, dated, headers, in_force, succession
    from prodia.content.translations import update_po
    from prodia.content.validate import retold
    from prodia.content.yaml import read

_FILES = {
    "catalogue": ("Catalogue", "Loaded", "load", "read_worked_case"),
    "folder": ("installed_packs", "shipped", "within"),
    "packs": ("digest", "read_pack"),
    "shelf": ("Header", "dated", "headers", "in_force", "succession"),
    "translations": ("update_po",),
    "validate": ("retold",),
    "yaml": ("read",),
}
_HOME = {name: f"prodia.content.{file}" for file, names in _FILES.items() for name in names}

__all__ = [
    "Catalogue",
    "Header",
    "Loaded",
    "dated",
    "digest",
    "headers",
    "in_force",
    "installed_packs",
    "load",
    "read",
    "read_worked_case",
    "read_pack",
    "retold",
    "shipped",
    "succession",
    "update_po",
    "within",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'prodia.content' has no attribute '{name}'")
    return getattr(import_module(home), name)
