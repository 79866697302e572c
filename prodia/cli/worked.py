"""``prodia run``: worked cases, and what came out beside what was expected."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from prodia.cli.commands import FORMAT, takes
from prodia.cli.files import read_text
from prodia.cli.packs import PACK, above, catalogue, holds_protocols
from prodia.cli.terminal import Terminal, WrongUse, complaint
from prodia.content import shipped
from prodia.problems.commands import NO_MATCH
from prodia.store.casefile import Worked, run_worked, worked_in
from prodia.words import Words


@takes(
    "case+: Uitgewerkte gevallen: bestanden, of mappen ervan. | Worked cases: files, or folders of them.",
    PACK,
    FORMAT,
)
def run(screen: Terminal, case: tuple[str, ...], pack: tuple[str, ...], format: str) -> int:
    """Every case that is named, with the packs it stands in; 1 where one comes out otherwise."""
    found = catalogue(pack or _around(case))
    results = []
    for path in (path for given in case for path in _paths(given)):
        read_text(path)  # says in our words what is wrong with the file itself
        results.append(run_worked(path, found, lang=screen.lang))
    wrong = sum(not one.holds for one in results)
    if format == "json":
        screen.json([one.as_dict(screen.lang) for one in results])
    else:
        for one in results:
            _one_told(screen, one)
        screen.tell(
            f"Gevallen: {len(results)}, anders dan verwacht: {wrong}.",
            f"Cases: {len(results)}, other than expected: {wrong}.",
            "bad" if wrong else "good",
        )
    return 1 if wrong else 0


def _around(cases: Sequence[str]) -> list[str]:
    """The packs the cases stand in: of what someone is writing, not only of what is shipped."""
    here = Path(shipped()).resolve()
    folders = (folder for case in cases for folder in above(Path(case)))
    packs = (f for f in folders if holds_protocols(f) and f.resolve() != here)
    return list(dict.fromkeys(map(str, packs)))


def _paths(given: str) -> list[str]:
    if not os.path.isdir(given):
        return [given]
    inside = worked_in(given)
    if not inside:
        what = Words("uitgewerkt geval in", "worked case in")
        near = Words("noem een map met gevallen.", "name a folder of cases.")
        raise WrongUse(NO_MATCH, what=what, name=given, nearest=near)
    return [str(path) for path in inside]


def _one_told(screen: Terminal, one: Worked) -> None:
    mark = Text("✓ ", "good") if one.holds else Text("✗ ", "bad")
    screen.print(mark.append(one.id, "strong").append(f"  {one.title}", "quiet"))
    told = [", ".join(f"{d}: {o}" for d, o in one.proposes().items())]
    told += [screen.say("geweigerd: ", "refused: ") + one.refused] if one.refused else []
    if any(told):
        screen.print(Text("    " + "; ".join(part for part in told if part)))
    for problem in one.problems:
        if problem.severity == "error":
            screen.print(Text("    ").append_text(complaint(problem, screen.lang)))
