"""Where packs are: shipped with the library, or named by an installed package.

An entry point of the group ``prodia.packs`` names a folder inside a package:
``mypack = "mypack.protocols"``. It is data: the package is located and never
imported, and nothing is loaded until a caller passes the folder to ``load``.
"""

from __future__ import annotations

import importlib.util
from importlib.metadata import entry_points
from pathlib import Path

GROUP = "prodia.packs"


def shipped() -> Path:
    """The protocols that come with the library: inside the wheel, or beside the checkout."""
    library = Path(__file__).resolve().parents[1]
    inside = library / "protocols"
    folder = inside if inside.is_dir() else library.parent / "protocols"
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def installed_packs() -> dict[str, Path]:
    """The folders that installed packages offer, by name. Not one is read before it is chosen."""
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
