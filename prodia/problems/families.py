"""Every kind of finding of the library, by what it is about."""

from __future__ import annotations

from prodia.problems import (
    Kind,
    administering,
    authors,
    batch,
    cases,
    commands,
    definitions,
    files,
    instruments,
    language,
    norms,
    people,
    progress,
    quality,
    scores,
    storage,
)

__all__ = ["FAMILIES", "kinds"]

FAMILIES = {
    "files": files,
    "definitions": definitions,
    "language": language,
    "instruments": instruments,
    "norms": norms,
    "scores": scores,
    "people": people,
    "progress": progress,
    "administering": administering,
    "quality": quality,
    "cases": cases,
    "storage": storage,
    "batch": batch,
    "authors": authors,
    "commands": commands,
}
"""The modules of this room that state kinds, by what they are about; ``people`` are files of people."""


def kinds() -> dict[str, tuple[Kind, ...]]:
    """Every kind of finding of the library, by code, in each of the :data:`FAMILIES`."""
    return {
        name: tuple(
            sorted((one for one in family.__dict__.values() if isinstance(one, Kind)), key=lambda k: k.code)
        )
        for name, family in FAMILIES.items()
    }
