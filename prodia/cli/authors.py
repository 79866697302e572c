"""What authors ask of cases and of a process: ``test``, ``cover``, ``mutate`` and ``prove``."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from prodia.authoring import between as joint
from prodia.authoring import cover as covering
from prodia.authoring import formats, killing, process, testing, told
from prodia.authoring import mutate as mutating
from prodia.authoring.casetext import case_text
from prodia.authoring.colours import told_rules
from prodia.authoring.mutate import all_runs
from prodia.authoring.runs import Run, runs
from prodia.cli.commands import FORMAT, REPORT, form, takes
from prodia.cli.files import write_whole
from prodia.cli.looking import over_cores
from prodia.cli.packs import (
    PACK,
    WHAT,
    catalogue,
    folders,
    missing,
    pack_around,
)
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, WrongUse, unknown
from prodia.content import Catalogue, load, shipped
from prodia.content.exemptions import standing
from prodia.model.events import CaseFile, Opened
from prodia.problems import Problem
from prodia.problems.authors import LEFT_OUT
from prodia.problems.commands import NO_MATCH, NOTHING_TO_CHECK
from prodia.words import Words


@dataclass(frozen=True, slots=True)
class Wanted:
    """A version of a protocol that was named, in the packs it stands in; of its cases all, or these."""

    found: Catalogue
    reference: str
    only: tuple[str, ...] = ()


def wanted(what: Sequence[str], pack: Sequence[str]) -> Iterator[Wanted]:
    """What a person named, every version once. Raises WrongUse for what is not there."""
    if not what:
        found = catalogue(pack)
        found.usable()
        yield from (Wanted(found, reference) for reference in found.references())
    for one in what:
        yield from _at(Path(one)) if os.path.exists(one) else _named(one, pack)


def _named(name: str, pack: Sequence[str]) -> Iterator[Wanted]:
    found = catalogue(pack)
    found.usable(name)
    every = [r for r in found.references() if name in (r, r.partition("@")[0])]
    if not every:
        raise missing(name, map(Path, folders(pack)))
    yield from (Wanted(found, reference) for reference in every)


def _at(path: Path) -> Iterator[Wanted]:
    root = pack_around(path)
    if root is None:
        raise WrongUse(NOTHING_TO_CHECK, path=path)
    same = root.resolve() == shipped().resolve()
    found = load(*([root] if same else [root, shipped()])).catalogue
    at, any_ = path.resolve(), False
    found.usable(at.relative_to(root.resolve()).as_posix().removeprefix("."))
    for reference in found.references():
        home = (root / reference.replace("@", "/", 1)).resolve()
        if not home.is_dir():
            continue  # of another pack
        if home.is_relative_to(at):
            any_ = True
            yield Wanted(found, reference)
        elif at.is_relative_to(home):
            ids = [e.definition.case for e in found.case_entries(reference) if Path(e.file).resolve() == at]
            any_ = True
            yield Wanted(found, reference, tuple(ids))
    if not any_:
        raise missing(str(path), [root])


@takes(WHAT, PACK, REPORT)
def test(screen: Terminal, what: tuple[str, ...], pack: tuple[str, ...], format: str) -> int:
    """Run worked cases; 1 where one comes out otherwise."""
    ran: list[testing.Ran] = []
    for one in wanted(what, pack):
        found = testing.run_cases(one.found, one.reference, only=one.only, lang=screen.lang)
        ran += found
        if format == "text" and found:
            print_report(
                screen, testing.told_all(found, one.found.plan(one.reference, screen.lang), screen.lang)
            )
    if not ran:
        nothing = Words("uitgewerkt geval van", "worked case of")
        near = Words(
            "zet een geval in de map cases/ van de versie.", "put a case in the folder cases/ of the version."
        )
        raise WrongUse(NO_MATCH, what=nothing, name=", ".join(what) or "-", nearest=near)
    differs = [one.problem for case in ran for one in case.differs]
    match format:
        case "json":
            screen.json([case.as_dict(screen.lang) for case in ran])
        case "github":
            screen.whole(formats.github(differs, screen.lang))
        case "sarif":
            screen.whole(formats.sarif(differs, screen.lang))
        case "junit":
            screen.whole(formats.junit_of_test(ran, screen.lang))
    return 1 if differs else 0


@takes(
    WHAT,
    PACK,
    form("text", "markdown", "json"),
    "--all?: Toon alles wat geen geval raakt. | Show all that no case touches.",
    """
        --case*: Toon de regels zoals dit geval erdoor ging.
            | Show the rules as this case went through them.
    """,
)
def cover(
    screen: Terminal,
    what: tuple[str, ...],
    pack: tuple[str, ...],
    format: str,
    all: bool,
    case: tuple[str, ...],
) -> int:
    """What the cases touch of a protocol; 1 where something is not touched."""
    data, left = [], False
    for one in wanted(what, pack):
        plan = one.found.plan(one.reference, screen.lang)
        tried = all_runs(one.found, one.reference, screen.lang)
        _left_out(screen, one.found, one.reference, tried)
        found = covering.coverage(plan, tried)
        left = left or found.share() < 1
        document = covering.told_coverage(found, plan, screen.lang, None if all else covering.MOST)
        for id in (*case, *one.only):
            run = next((run for run in tried if run.id == id), None)
            if run is None:
                raise unknown("geval dat klopt", "case that holds", id, [run.id for run in tried])
            rules = told_rules(run.state, f"{run.id}: {run.file.title}", screen.lang)
            document = replace(document, blocks=(*document.blocks, rules))
        if format == "json":
            data.append(found.as_dict(plan, screen.lang))
        else:
            print_report(screen, document, format)
    if format == "json":
        screen.json(data)
    return 1 if left else 0


@takes(
    WHAT,
    PACK,
    FORMAT,
    "--all?: Toon alles wat overleeft. | Show all that survives.",
    """
        --kill?: Zoek van wat overleeft het geval dat het zou merken.
            | Find of what survives the case that would notice.
    """,
    "--add?: Schrijf die gevallen bij de andere. | Write these cases with the others.",
)
def mutate(
    screen: Terminal,
    what: tuple[str, ...],
    pack: tuple[str, ...],
    format: str,
    all: bool,
    kill: bool,
    add: bool,
) -> int:
    """Try small mistakes in a protocol on its cases; 1 where one survives."""
    data, left = [], False
    for one in wanted(what, pack):
        plan = one.found.plan(one.reference, screen.lang)
        _left_out(screen, one.found, one.reference, runs(one.found, one.reference, screen.lang))
        found = mutating.mutate(one.found, one.reference, screen.lang, each=partial(over_cores, many=8))
        kills = killing.kills(one.found, found) if kill or add else ()
        left = left or bool(found.survived)
        if format == "json":
            data.append(told.mutation_data(found, kills, plan, screen.lang))
        else:
            most = len(found.survived) if all else covering.MOST
            print_report(screen, told.told_mutation(found, kills, plan, screen.lang, most))
        if add:
            for each in kills:
                _write(screen, one.found, each.reference, each.written)
    if format == "json":
        screen.json(data)
    return 1 if left else 0


@takes(
    WHAT,
    PACK,
    FORMAT,
    """
        --add?: Schrijf elk geval dat toont wat er misgaat in de map cases/.
            | Write each case that shows what goes wrong in the folder cases/.
        --between?: Leg de protocollen naast elkaar, voor een leerling bij wie er meer dan een loopt.
            | Lay the protocols beside each other, for a pupil with more than one.
    """,
)
def prove(
    screen: Terminal, what: tuple[str, ...], pack: tuple[str, ...], format: str, add: bool, between: bool
) -> int:
    """Prove the properties of a process; 1 where one does not hold or is not decided."""
    if between:
        return _between(screen, what, pack, format)
    data, wrong = [], False
    for one in wanted(what, pack):
        plan = one.found.plan(one.reference, screen.lang)
        file = one.found.entry(one.reference).file
        proofs = process.prove(plan, [*standing(one.found, file, dt.date.today())])
        wrong = wrong or not all(proof.holds for proof in proofs)
        if format == "json":
            data.append(told.proof_data(plan, proofs, screen.lang))
        else:
            print_report(screen, told.told_proofs(plan, proofs, screen.lang))
        for case in (case for proof in proofs for case in proof.cases if add and case is not None):
            _write(screen, one.found, one.reference, case)
    if format == "json":
        screen.json(data)
    return 1 if wrong else 0


def _between(screen: Terminal, what: tuple[str, ...], pack: tuple[str, ...], format: str) -> int:
    """The newest version of each protocol beside that of each other; of one that is named, beside all."""
    named = [*wanted(what, pack)]
    every = (
        named if len({one.reference.partition("@")[0] for one in named}) > 1 else [*wanted((), pack), *named]
    )
    last = {one.reference.partition("@")[0]: one for one in every}
    mine = {one.reference.partition("@")[0] for one in named}
    plans = [one.found.plan(one.reference, screen.lang) for one in last.values()]
    packs = {pack.folder: one.found for one in last.values() for pack in one.found.packs}
    exempt = [e for folder, found in packs.items() for e in standing(found, folder, dt.date.today())]
    found = [
        one
        for one in joint.between(plans, exempt)
        if mine & {reference.partition("@")[0] for reference in one.protocols}
    ]
    if format == "json":
        screen.json(told.meeting_data(found, screen.lang))
    else:
        print_report(screen, told.told_meetings(found, len(plans), screen.lang))
    return 1 if any(one.exempt is None for one in found) else 0


def _left_out(screen: Terminal, found: Catalogue, reference: str, tried: Sequence[Run]) -> None:
    """Of the cases that run on a version, those that count for nothing: they come to something else now."""
    here = {id for id, case in found.cases(reference).items() if _stays(case, reference)}
    if left := sorted(here - {run.id for run in tried}):
        more = f" ({len(left)})" if len(left) > _SHOWN else ""
        place = found.entry(reference).document.place(("id",))
        said = ", ".join(left[:_SHOWN]) + more
        screen.note([Problem(LEFT_OUT, place, name=reference, cases=said)])


def _stays(case: CaseFile, reference: str) -> bool:
    first = case.events[0]
    begun = first.protocol if isinstance(first, Opened) else None
    return begun in (None, reference) and not any(one.kind == "moved" for one in case.events)


_SHOWN = 5


def _write(screen: Terminal, found: Catalogue, reference: str, case: CaseFile) -> None:
    """Write a case with the others of its version, and say where."""
    folder = Path(found.entry(reference).file).parent / "cases"
    path = str(folder / f"{case.case}.yaml")
    write_whole(path, case_text(case), new=True)
    screen.err.print(path, soft_wrap=True)
