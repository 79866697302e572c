"""``prodia explain CODE``: what a finding means, how severe it is when, and the mistake as it looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.text import Text

from prodia.authoring.planted import told_of
from prodia.cli.commands import FORMAT, takes
from prodia.cli.terminal import Terminal, WrongUse, complaint
from prodia.content.examples import Edit, Example, examples, without
from prodia.problems import Kind, Problem
from prodia.problems.commands import NO_MATCH
from prodia.problems.families import kinds
from prodia.words import LANGS, Words
from prodia.words.lists import nearest

_STATUSES = (
    ("concept", Words("concept", "draft")),
    ("review", Words("ter nalezing", "in review")),
    ("released", Words("vrijgegeven", "released")),
)
_SEVERITIES = {
    "error": Words("fout", "error"),
    "warning": Words("waarschuwing", "warning"),
    "info": Words("opmerking", "note"),
    None: Words("nog niets", "nothing yet"),
}


@takes(
    "code: De code of de naam van een bevinding, zoals B01 of gat-in-tabel. | The code or name of a finding.",
    FORMAT,
)
def explain(screen: Terminal, code: str, format: str) -> int:
    """A finding explained: its message, its example as it should not and as it should be."""
    found = [k for k in _every() if code.upper().removeprefix("PRD-") == k.code or code.lower() in _names(k)]
    if not found:
        known = [name for k in _every() for name in (k.code, *_names(k))]
        raise WrongUse(NO_MATCH, what=Words("bevinding", "finding"), name=code, nearest=nearest(code, known))
    for kind in found:
        shown = next((e for e in examples() if e.code == kind.code and _told(e, kind)), None)
        if format == "json":
            screen.json(_as_dict(kind, shown, screen))
        else:
            _page(screen, kind, shown)
    return 0


def _every() -> Iterable[Kind]:
    return (kind for family in kinds().values() for kind in family)


def _names(kind: Kind) -> tuple[str, ...]:
    return tuple(kind.name[lang] for lang in LANGS)


def _told(example: Example, kind: Kind) -> Problem | None:
    """What is told of the example: the pack is made, and checked, as anyone's."""
    with TemporaryDirectory() as folder:
        for name, text in example.files(bad=True).items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        problems = told_of(Path(folder), kind.code, dt.date.today())
        return next((p for p in problems if _same(p.kind, kind)), None)


def _same(one: Kind, other: Kind) -> bool:
    return (one.code, one.name) == (other.code, other.name)


def _severities(kind: Kind, screen: Terminal) -> str:
    told = {status: kind.at(status) for status, _ in _STATUSES}
    said = [_SEVERITIES[one.severity if one else None][screen.lang] for one in told.values()]
    if len({*said}) == 1:
        return said[0]
    return ", ".join(f"{words[screen.lang]}: {one}" for (_, words), one in zip(_STATUSES, said, strict=True))


def _page(screen: Terminal, kind: Kind, example: Example | None) -> None:
    screen.print(Text(f"{kind.full_code} {kind.name[screen.lang]}", "strong"))
    screen.print(Text(_severities(kind, screen), "quiet"))
    problem = _told(example, kind) if example else None
    if example is None or problem is None:
        screen.print(Text(kind.says[screen.lang]))
        if kind.hint[screen.lang]:
            screen.print(Text("  -> " + kind.hint[screen.lang]))
        if (why := without().get(kind.code)) is not None:
            screen.tell(f"\nZonder voorbeeld: {why.nl}", f"\nWithout an example: {why.en}", "quiet")
        return
    for edit in example.edits:
        screen.print(Text(f"\n{edit.file}", "quiet"))
        for title, text, style in _sides(edit, screen):
            screen.print(Text(title, style))
            for line in text.rstrip("\n").split("\n")[:MOST_LINES]:
                screen.print(Text(f"    {line}"))
    screen.print(Text(screen.say("\nZo wordt het gezegd:", "\nThis is what is said:"), "quiet"))
    screen.print(complaint(Problem(problem.kind, None, **dict(problem.args)), screen.lang))


MOST_LINES = 12


def _sides(edit: Edit, screen: Terminal) -> list[tuple[str, str, str]]:
    none = screen.say("(dit bestand is er niet)", "(this file is not there)")
    good = edit.good if edit.good is not None else none if edit.bad is not None else "..."
    bad = edit.bad if edit.bad is not None else none
    return [
        (screen.say("  fout:", "  wrong:"), bad or screen.say("(weg)", "(gone)"), "bad"),
        (screen.say("  goed:", "  right:"), good, "good"),
    ]


def _as_dict(kind: Kind, example: Example | None, screen: Terminal) -> dict[str, object]:
    problem = _told(example, kind) if example else None
    return {
        "code": kind.full_code,
        "name": kind.name[screen.lang],
        "severity": {s: k.severity if (k := kind.at(s)) else None for s, _ in _STATUSES},
        "says": kind.says[screen.lang],
        "hint": kind.hint[screen.lang],
        "example": [{"file": e.file, "bad": e.bad, "good": e.good} for e in example.edits] if example else [],
        "message": problem.message(screen.lang) if problem else None,
        "without": why[screen.lang] if (why := without().get(kind.code)) else None,
    }
