"""Worked cases run from their files: what came out, beside what they expect."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from prodia.case import Case
from prodia.case.expect import check_case, run_case
from prodia.content import Catalogue, read_worked_case
from prodia.errors import EventRefused
from prodia.problems import Problem
from prodia.store.casefile import place_of, plans


@dataclass(frozen=True, slots=True)
class Worked:
    """A worked case that was run.

    ``problems``: what is wrong with the file, or other than expected. ``case``: as far as it came, None
    where it could not be opened or read; ``refused``: the code of what stopped it.
    """

    file: str
    id: str
    title: str
    problems: tuple[Problem, ...]
    case: Case | None = None
    refused: str | None = None

    @property
    def holds(self) -> bool:
        return not any(problem.severity == "error" for problem in self.problems)

    def proposes(self) -> dict[str, str | None]:
        """The outcome that the table of each decision proposes, where it can."""
        every = self.case.state.proposals if self.case else {}
        return {name: one.outcome for name, one in every.items() if one.complete}

    def as_dict(self, lang: str = "nl") -> dict[str, object]:
        """For a machine: verdicts that say something, proposals and needs too. These cases are fictitious."""
        came: dict[str, object] = {}
        if self.case is not None:
            state = self.case.state
            said = {n: v.word for n, v in state.verdicts.items() if v.word != "not assessable"}
            came = {"verdicts": said, "proposes": self.proposes(), "needs": [str(n) for n in state.needs]}
        if self.case is not None or self.refused is not None:
            came = {"refused": self.refused, **came}
        head = {"case": self.id, "title": self.title, "file": self.file, "ok": self.holds}
        told = [problem.as_dict("nl" if lang == "nl" else "en") for problem in self.problems]
        return {**head, **came, "problems": told}


def run_worked(path: str | os.PathLike[str], catalogue: Catalogue, *, lang: str = "nl") -> Worked:
    """Run a worked case; one that names no protocol takes the version in whose folder it stands.

    Raises OSError where the file can not be read; what is wrong in it is among the problems.
    """
    at, found = Path(path), plans(catalogue, lang)
    at.read_bytes()
    file, problems = read_worked_case(at)
    if file is None:
        return Worked(str(at), at.stem, "", problems)
    reference = place_of(at, catalogue)
    differs = check_case(found, file, protocol=reference)
    try:
        case, refused = run_case(found, file, protocol=reference)
    except EventRefused as error:
        return Worked(str(at), file.case, file.title, differs, None, error.problem.code)
    code = refused.problem.code if refused else None
    return Worked(str(at), file.case, file.title, differs, case, code)


def worked_in(folder: str | os.PathLike[str]) -> list[Path]:
    """The files of worked cases in a folder and in every ``cases`` under it."""
    root = Path(folder)
    return sorted(p for p in root.rglob("*.yaml") if p.parent.name == "cases" or p.parent == root)
