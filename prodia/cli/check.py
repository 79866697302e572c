"""``prodia check``: every mistake of every file, each at its place; ``prodia run``: worked cases."""

from __future__ import annotations

import datetime as dt
import linecache
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from rich.text import Text

from prodia.authoring import formats
from prodia.case.check import Piece, Told, Work
from prodia.case.check import check as every_finding
from prodia.cli import clean
from prodia.cli.commands import FORMAT, ON, REPORT, Option, choice, read_day, takes
from prodia.cli.files import read_text
from prodia.cli.packs import PACK, WHAT, above, catalogue, files_in, holds_protocols, pack_around, placed
from prodia.cli.terminal import Terminal, WrongUse, complaint
from prodia.content import Catalogue, Loaded, load, read_pack, shipped, within
from prodia.model.parts import Status
from prodia.problems import Problem, gathered
from prodia.problems.commands import NO_MATCH, NOTHING_TO_CHECK
from prodia.store.casefile import Worked, run_worked, worked_in
from prodia.words import Words

# A path narrows what is shown, and spares the worked cases and translations of other places:
# a protocol is judged with all it refers to.


MOST_PLACES = 5  # of one cause, besides the first
MANY = 40  # pieces of work before a second process pays for itself
_work: Callable[[Any], Any] | None = None
P = TypeVar("P")
T = TypeVar("T")


@takes(
    WHAT,
    REPORT,
    ON,
    PACK,
    Option(
        "--status",
        "Zo streng als bij deze stand: concept, review of released.",
        "As severe as for this status: concept, review or released.",
        type=choice("concept", "review", "released"),
    ),
    Option("--all", "Toon elke bevinding apart.", "Show each finding by itself.", is_flag=True),
)
def check(
    screen: Terminal,
    what: tuple[str, ...],
    format: str,
    on: str | None,
    pack: tuple[str, ...],
    status: Status | None,
    all: bool,
) -> int:
    """Check content: every mistake of every file in one run."""
    day = read_day(on, "--on") if on else dt.date.today()
    problems, files = checked(placed(what, pack) or ("",), day, status)
    errors = sum(p.severity == "error" for p in problems)
    match format:
        case "json":
            rows = [p.as_dict(screen.lang) for p in problems]
            screen.json({"files": len(files), "errors": errors, "problems": rows})
        case "github":
            screen.whole(formats.github(problems, screen.lang))
        case "sarif":
            screen.whole(formats.sarif(problems, screen.lang))
        case "junit":
            screen.whole(formats.junit_of_check(problems, [str(f) for f in files], screen.lang))
        case _:
            told(screen, problems, len(files), each=all)
    return 1 if errors else 0


def checked(
    paths: Sequence[str], today: dt.date, status: Status | None = None
) -> tuple[list[Problem], list[Path]]:
    """The problems in or under these paths, and the files looked at; a pack is read once for all of them."""
    found: list[Problem] = []
    looked = files_at(paths)
    for root, own in _by_pack(paths).items():
        seals, kept = clean.Seals(root, today, status, *sorted(own)), clean.kept()
        if seals.whole in kept:
            continue
        before = len(found)
        # a pack of one's own may supplement what is shipped: read that with it, show only this
        only = _place_in(root, own[0]) if len(own) == 1 else None
        if root.resolve() == shipped().resolve():
            loaded = load(root, only=only)
        else:
            below = load(shipped(), only="shared").catalogue  # its cases and translations tell nothing here
            loaded = Loaded(below.with_pack(read_pack(root, only)))
        for path in own:
            each = partial(spared, seals, kept, path)
            told = every_finding(loaded, at=path or None, each=each, today=today, status=status)
            found += stepped(loaded.catalogue, told, path or None)
        if len(found) == before and seals.stand():
            clean.keep({seals.whole: ""})
    return list(dict.fromkeys(found)), looked


def stepped(found: Catalogue, told: tuple[Problem, ...], at: str | None) -> tuple[Problem, ...]:
    """The findings, with whether the step is large enough of each version that is still written."""
    every = [*map(found.entry, found.references())]
    first = {one.definition.id: one for one in reversed(every)}.values()
    here = [e for e in every if e not in first and (at is None or within(e.file, at))]
    open_ = [e.name for e in here if e.definition.status in ("concept", "review")]
    if not open_:
        return told
    from prodia.authoring.release import steps

    return steps(found, told, open_)


def files_at(paths: Sequence[str]) -> list[Path]:
    """The files of a pack at these places. Raises WrongUse where there are none."""
    looked: dict[Path, None] = {}
    for root, own in _by_pack(paths).items():
        every = files_in(root)
        for path in own:
            here = [f for f in every if not path or within(str(f), path)]
            if not here:
                raise WrongUse(NOTHING_TO_CHECK, path=path)
            looked |= dict.fromkeys(here)
    return [*looked]


def _by_pack(paths: Sequence[str]) -> dict[Path, list[str]]:
    """These places by the pack they lie in; nothing named is what is shipped."""
    packs: dict[Path, list[str]] = {}
    for path in paths:
        root = pack_around(Path(path)) if path else shipped()
        if root is None:
            raise WrongUse(NOTHING_TO_CHECK, path=path)
        packs.setdefault(root, []).append(path)
    return packs


def spared(
    seals: clean.Seals, kept: Mapping[str, str], at: str, work: Work, pieces: Iterable[Piece]
) -> list[Told]:
    """The work on every piece but those that were found clean as they are now."""
    sealed = {piece: seals.of(*piece, at) for piece in pieces}
    todo = [piece for piece, seal in sealed.items() if seal not in kept]
    told = dict(zip(todo, over_cores(work, todo), strict=True))
    if seals.stand():
        # an exemption ends on a day, and a case rests on none
        lasts = {p: one for p, one in told.items() if not one.problems and not (p[0] == "case" and one.used)}
        clean.keep({sealed[piece]: clean.written(one) for piece, one in lasts.items()})
    return [told[piece] if piece in told else clean.read(kept[seal]) for piece, seal in sealed.items()]


def over_cores(work: Callable[[P], T], pieces: Iterable[P], *, many: int | None = None) -> list[T]:
    """The work on every piece; in two processes where there are many, and one begins with what is loaded."""
    global _work
    todo = [*pieces]
    if len(todo) < (many or MANY) or not sys.platform.startswith("linux") or (os.cpu_count() or 1) < 2:
        return [*map(work, todo)]
    _work = work  # inherited: a catalogue is far larger than what is found in it
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        return [*pool.map(_do, todo, chunksize=1 + len(todo) // 32)]  # cases that begin alike stay together


def _do(piece: Any) -> Any:
    assert _work is not None
    return _work(piece)


def _place_in(root: Path, path: str) -> str | None:
    """Where in the pack a path is; None for all of it."""
    here = Path(path or root).resolve()
    return None if here == root.resolve() else here.relative_to(root.resolve()).as_posix()


def told(screen: Terminal, problems: list[Problem], files: int, *, each: bool) -> None:
    at = ""
    for problem, others in [(p, ()) for p in problems] if each else gathered(problems):
        file = problem.place.file if problem.place else ""
        if file != at:
            screen.out.print(Text(file, "strong"), soft_wrap=True)
            at = file
        screen.out.print(complaint(problem, screen.lang), soft_wrap=True)
        if problem.place:
            snippet(screen, problem)
        if others:
            screen.out.print(Text("  " + _elsewhere(others, problem, screen), "quiet"), soft_wrap=True)
    screen.print(_count(problems, files, screen))


def _elsewhere(others: Sequence[Problem], first: Problem, screen: Terminal) -> str:
    """How many more there are of one cause, and where the first of them stand."""
    file = first.place.file if first.place else ""
    places = [p.place for p in others[:MOST_PLACES] if p.place]
    lines = ", ".join(str(p.line) if p.file == file else f"{p.file}:{p.line}" for p in places)
    more = ", ..." if len(others) > MOST_PLACES else ""
    count = len(others)
    here = all(p.file == file for p in places)
    return screen.say(
        f"en nog {count} keer: {'regel ' if here else ''}{lines}{more} (--all toont elk)",
        f"and {count} times more: {'line ' if here else ''}{lines}{more} (--all shows each)",
    )


def snippet(screen: Terminal, problem: Problem) -> None:
    """The line that holds the mistake, with a caret under its column."""
    assert problem.place is not None
    file, number, column = problem.place.file, problem.place.line, problem.place.column
    # a pipe or a device is not read again; what was saved since is
    linecache.checkcache(file)
    line = linecache.getline(file, number).rstrip("\n") if os.path.isfile(file) else ""
    if line:
        start, margin = max(0, column - 60), f"{number:>6} | "
        shown = Text(margin, "quiet").append(_plain(line[start : start + 100]), "plain")
        under = "".join("\t" if c == "\t" else " " for c in line[start : column - 1])
        caret = Text(" " * len(margin) + under).append("^", problem.severity)
        for row in (shown, caret):
            screen.out.print(row, soft_wrap=True)


def _plain(line: str) -> str:
    """A line of a file with a sign for what is not seen: it shows, and the caret stands right."""
    return "".join(c if c.isprintable() or c == "\t" else "?" for c in line)


def _count(problems: list[Problem], files: int, screen: Terminal) -> Text:
    count = {s: sum(p.severity == s for p in problems) for s in ("error", "warning", "info")}
    words = {
        "error": screen.say("fout/fouten", "error/errors"),
        "warning": screen.say("waarschuwing/waarschuwingen", "warning/warnings"),
        "info": screen.say("opmerking/opmerkingen", "note/notes"),
    }
    told = ", ".join(f"{n} {words[s].split('/')[n != 1]}" for s, n in count.items() if n)
    told = told or screen.say("niets gevonden", "nothing found")
    style = "bad" if count["error"] else "open" if problems else "good"
    many = screen.say("bestand/bestanden", "file/files").split("/")[files != 1]
    return Text(f"{files} {many}: {told}.", style)


# ``prodia run``: worked cases, and what came out beside what was expected.


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
