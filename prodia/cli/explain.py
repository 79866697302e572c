"""``prodia explain CODE``: what a finding means, how severe it is when, and the mistake as it looks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from prodia.authoring.finding import Shown, finding, severities, shown
from prodia.cli.commands import FORMAT, takes
from prodia.cli.screen import print_report
from prodia.cli.terminal import Terminal, unknown
from prodia.content.examples import without
from prodia.problems import Kind
from prodia.problems.families import kinds
from prodia.words import LANGS, Lang


@takes(
    "code: De code of de naam van een bevinding, zoals B01 of gat-in-tabel. | The code or name of a finding.",
    FORMAT,
)
def explain(screen: Terminal, code: str, format: str) -> int:
    """A finding explained: its message, its example as it should not and as it should be."""
    found = [k for k in _every() if code.upper().removeprefix("PRD-") == k.code or code.lower() in _names(k)]
    if not found:
        raise unknown("bevinding", "finding", code, _like(code, screen.lang))
    for kind in found:
        one = shown(kind, dt.date.today())
        if format == "json":
            screen.json(_as_dict(kind, one, screen))
        else:
            print_report(screen, finding(kind, one, screen.lang))
    return 0


def _like(code: str, lang: Lang) -> list[str]:
    """What may be meant: of a code those of its family, else the names."""
    bare = code.upper().removeprefix("PRD-")
    codes = sorted({k.code for k in _every() if k.code[0] == bare[0]}) if re.search("[0-9]", bare) else []
    return codes or [k.name[lang] for k in _every()]


def _every() -> Iterable[Kind]:
    return (kind for family in kinds().values() for kind in family)


def _names(kind: Kind) -> tuple[str, ...]:
    return tuple(kind.name[lang] for lang in LANGS)


def _as_dict(kind: Kind, one: Shown | None, screen: Terminal) -> dict[str, object]:
    edits = one.example.edits if one else ()
    return {
        "code": kind.full_code,
        "name": kind.name[screen.lang],
        "severity": severities(kind),
        "says": kind.says[screen.lang],
        "hint": kind.hint[screen.lang],
        "example": [{"file": e.file, "bad": e.bad, "good": e.good} for e in edits],
        "message": one.problem.message(screen.lang) if one else None,
        "without": why[screen.lang] if (why := without().get(kind.code)) else None,
    }
