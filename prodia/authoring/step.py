"""Is the step from one version to the next as large as what it changes?"""

from __future__ import annotations

from prodia.authoring.diff import compare, next_version
from prodia.content import Catalogue
from prodia.content.shelf import numbers
from prodia.problems import Problem
from prodia.problems import authors as kinds


def previous(catalogue: Catalogue, reference: str) -> str | None:
    """The version before this one, of those there are."""
    id, _, version = reference.partition("@")
    earlier = [r for r in catalogue.versions(id) if numbers(r.partition("@")[2]) < numbers(version)]
    return earlier[-1] if earlier else None


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
