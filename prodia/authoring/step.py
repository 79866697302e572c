"""Is the step from one version to the next as large as what it changes?"""

from __future__ import annotations

from prodia.authoring.diff import compare, next_version
from prodia.content import Catalogue
from prodia.content.folder import numbers
from prodia.model.protocol import Protocol
from prodia.problems import Problem
from prodia.problems import authors as kinds


def previous(catalogue: Catalogue, reference: str) -> str | None:
    """The version before this one, of those there are; no older one is read for it."""
    id, _, version = reference.partition("@")
    named = {n for pack in catalogue.packs for n in pack.names(Protocol) if n.startswith(f"{id}@")}
    earlier = sorted((numbers(n.partition("@")[2]), n) for n in named)
    before = (n for at, n in reversed(earlier) if at < numbers(version))
    return next((n for n in before if catalogue.knows(n)), None)


def step_problem(catalogue: Catalogue, reference: str) -> Problem | None:
    """The step of a version from the one before, where it is smaller than what it changes."""
    before = previous(catalogue, reference)
    if before is None:
        return None
    found = compare(catalogue.plan(before), catalogue.plan(reference), people=0)
    if found.honest():
        return None
    place = catalogue.entry(reference).document.place(("version",))
    was, now = before.partition("@")[2], reference.partition("@")[2]
    least = next_version(was, found.bump)
    return Problem(kinds.STEP_TOO_SMALL, place, old=was, new=now, version=least)
