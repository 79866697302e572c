"""What is told of a pack with a mistake in it, by whatever finds mistakes of that sort."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from prodia.authoring.between import between
from prodia.authoring.process import prove
from prodia.authoring.release import ready, step_problem
from prodia.case.check import check
from prodia.content import load
from prodia.problems import Problem
from prodia.problems.authors import ALREADY_RELEASED, NO_CASES, STEP_TOO_SMALL


def told_of(folder: Path, code: str, today: dt.date) -> tuple[Problem, ...]:
    """The findings of a pack, of the sort that a code is of: of checking it, releasing it, or proving its
    protocols."""
    loaded = load(folder)
    catalogue = loaded.catalogue
    if code == STEP_TOO_SMALL.code:
        steps = (step_problem(catalogue, reference) for reference in catalogue.references())
        return tuple(one for one in steps if one is not None)
    if code in (ALREADY_RELEASED.code, NO_CASES.code):
        return tuple(one for reference in catalogue.references() for one in ready(loaded, reference))
    if code.startswith(("R1", "R2")):
        plans = [catalogue.plan(reference) for reference in catalogue.references()]
        if code.startswith("R2"):
            return tuple(one.problem for one in between(plans))
        return tuple(problem for plan in plans for proof in prove(plan) for problem in proof.problems)
    return check(loaded, today=today)
