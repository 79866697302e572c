"""``prodia run``: worked cases folded, and what came out beside what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from prodia.case.expect import check_case, run_case
from prodia.cli.commands import FORMAT, Argument, takes
from prodia.cli.files import read_text
from prodia.cli.packs import PACK, catalogue, plans
from prodia.cli.terminal import Terminal, WrongUse, complaint
from prodia.content import Catalogue, read_worked_case, shipped
from prodia.errors import EventRefused
from prodia.model.events import CaseFile
from prodia.problems import Problem
from prodia.problems.commands import NO_MATCH
from prodia.store.casefile import place_of
from prodia.words import Words


@takes(
    Argument(
        "case",
        nl="Uitgewerkte gevallen: bestanden, of mappen ervan.",
        en="Worked cases: files, or folders of them.",
        nargs=-1,
        required=True,
    ),
    PACK,
    FORMAT,
)
def run(screen: Terminal, case: tuple[str, ...], pack: tuple[str, ...], format: str) -> int:
    """Run worked cases and compare with what they expect."""
    found = catalogue(pack or _around(case))
    results = [_one(path, found, screen) for given in case for path in _paths(given)]
    if format == "json":
        screen.json([{k: v for k, v in r.items() if k != "_"} for r in results])
    else:
        for result in results:
            _told(screen, result)
        wrong = sum(not r["ok"] for r in results)
        text = screen.say(
            f"Gevallen: {len(results)}, anders dan verwacht: {wrong}.",
            f"Cases: {len(results)}, other than expected: {wrong}.",
        )
        screen.print(Text(text, "bad" if wrong else "good"))
    return 0 if all(r["ok"] for r in results) else 1


def _around(cases: Sequence[str]) -> list[str]:
    """The packs the cases stand in: of what someone is writing, not only of what is shipped."""
    here = Path(shipped()).resolve()
    folders = (f for case in cases for f in (Path(case), *Path(case).absolute().parents))
    packs = (f for f in folders if any(f.glob("*/*/protocol.yaml")) and f.resolve() != here)
    return list(dict.fromkeys(map(str, packs)))


def _paths(given: str) -> list[Path]:
    path = Path(given)
    if not path.is_dir():
        return [path]
    inside = sorted(p for p in path.rglob("*.yaml") if p.parent.name == "cases" or p.parent == path)
    if not inside:
        what = Words("uitgewerkt geval in", "worked case in")
        near = Words("noem een map met gevallen.", "name a folder of cases.")
        raise WrongUse(NO_MATCH, what=what, name=given, nearest=near)

    return inside


def _one(path: Path, found: Catalogue, screen: Terminal) -> dict[str, Any]:
    read_text(str(path))  # says in our words what is wrong with the file itself
    file, problems = read_worked_case(path)
    if file is None:
        return _result(path.stem, "", str(path), problems, {}, screen)
    reference = place_of(path, found)
    differs = check_case(plans(found, screen.lang), file, protocol=reference)
    return _result(
        file.case, file.title, str(path), differs, _outcome(file, found, reference, screen), screen
    )


def _outcome(file: CaseFile, found: Catalogue, reference: str | None, screen: Terminal) -> dict[str, Any]:
    """What came out: verdicts, proposals and what is still needed. These cases are fictitious."""
    try:
        case, refused = run_case(plans(found, screen.lang), file, protocol=reference)
    except EventRefused as error:
        return {"refused": error.problem.code}
    state = case.state
    return {
        "refused": refused.problem.code if refused else None,
        "verdicts": {n: v.word for n, v in state.verdicts.items() if v.word != "not assessable"},
        "proposes": {n: p.outcome for n, p in state.proposals.items() if p.complete},
        "needs": [str(n) for n in state.needs],
    }


def _result(
    id: str, title: str, path: str, problems: tuple[Problem, ...], outcome: dict[str, Any], screen: Terminal
) -> dict[str, Any]:
    bad = [p for p in problems if p.severity == "error"]
    told = [p.as_dict(screen.lang) for p in problems]
    return {"case": id, "title": title, "file": path, "ok": not bad, **outcome, "problems": told, "_": bad}


def _told(screen: Terminal, result: dict[str, Any]) -> None:
    mark = Text("✓ ", "good") if result["ok"] else Text("✗ ", "bad")
    screen.print(mark.append(result["case"], "strong").append(f"  {result['title']}", "quiet"))
    proposed = ", ".join(f"{d}: {o}" for d, o in result.get("proposes", {}).items())
    if result.get("refused"):
        proposed += ("; " if proposed else "") + screen.say("geweigerd: ", "refused: ") + result["refused"]
    if proposed:
        screen.print(Text(f"    {proposed}"))
    for problem in result["_"]:
        screen.print(Text("    ").append_text(complaint(problem, screen.lang)))
