"""``prodia check``: every mistake of every file, each at its place."""

from __future__ import annotations

import datetime as dt
import linecache
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from prodia.authoring import formats
from prodia.cli import clean
from prodia.cli.commands import ON, REPORT, Option, choice, takes
from prodia.cli.packs import PACK, WHAT, files_in, pack_around, placed
from prodia.cli.terminal import Terminal, WrongUse, complaint
from prodia.content import shipped
from prodia.content.folder import below
from prodia.problems import Problem, gathered
from prodia.problems.commands import NOTHING_TO_CHECK

if TYPE_CHECKING:
    from prodia.model.parts import Status

# A path narrows what is shown, and spares the worked cases and translations of other places:
# a protocol is judged with all it refers to. What is as it was when nothing was found is not read at all, and
# no model is loaded for it: who looks is in looking.py.


MOST_PLACES = 5  # of one cause, besides the first


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
    "--all?: Toon elke bevinding apart. | Show each finding by itself.",
)
def check(
    screen: Terminal,
    what: tuple[str, ...],
    format: str,
    on: dt.date | None,
    pack: tuple[str, ...],
    status: Status | None,
    all: bool,
) -> int:
    """Check content: every mistake of every file in one run."""
    problems, files = checked(placed(what, pack) or ("",), on or dt.date.today(), status)
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
    looked, kept = files_at(paths), clean.kept()
    for root, own in _by_pack(paths).items():
        seals = clean.Digests(root, today, status, *sorted(own), shapes=kept)
        if (came := clean.read_back(kept.get(seals.whole, "="))) is not None:
            found += came[0]
            continue
        from prodia.cli.looking import looked_for  # who changed nothing does not wait for it

        found += looked_for(root, own, seals, kept, today, status)
    return list(dict.fromkeys(found)), looked


def files_at(paths: Sequence[str]) -> list[Path]:
    """The files of a pack at these places. Raises WrongUse where there are none."""
    looked: dict[Path, None] = {}
    for root, own in _by_pack(paths).items():
        every = files_in(root)
        for path in own:
            stands = below(path) if path else None
            here = [f for f in every if stands is None or stands(str(f))]
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
    count, line = len(others), all(p.file == file for p in places)
    return screen.say(
        f"en nog {count} keer: {'regel ' if line else ''}{lines}{more} («prodia check --all» toont elk)",
        f"and {'once' if count == 1 else f'{count} times'} more: {'line ' if line else ''}{lines}{more}"
        " («prodia check --all» shows each)",
    )


def snippet(screen: Terminal, problem: Problem) -> None:
    """The line that holds the mistake, with a caret under its column."""
    assert problem.place is not None
    file, number, column = problem.place.file, problem.place.line, problem.place.column
    # a pipe or a device is not read again, and what a link leads to is not shown; what was saved since is
    linecache.checkcache(file)
    shown_again = os.path.isfile(file) and not os.path.islink(file)
    line = linecache.getline(file, number).rstrip("\n") if shown_again else ""
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
