"""released.lock: what is released is fixed. ``id@version sha256:...``, lines only ever added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from prodia.content.entry import Entry
from prodia.model.protocol import Protocol
from prodia.model.scalars import REFERENCE
from prodia.problems import Place, Problem
from prodia.problems import versions as kinds

NAME = "released.lock"
_LINE = re.compile(rf"({REFERENCE[1:-1]}) (sha256:[0-9a-f]{{64}})")


def locked(text: str, file: str) -> tuple[dict[str, tuple[int, str]], tuple[Problem, ...]]:
    """Line and digest of every released version, and what is wrong with the lines themselves."""
    lines: dict[str, tuple[int, str]] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line.rstrip())
        if found is None:
            problems.append(Problem(kinds.LOCK_LINE, Place(file, number)))
        elif (name := found[1]) in lines:
            problems.append(Problem(kinds.LOCK_TWICE, Place(file, number), name=name, first=lines[name][0]))
        else:
            lines[name] = (number, found[found.re.groups])
    return lines, tuple(problems)


def check_lock(
    lines: Mapping[str, tuple[int, str]],
    file: str,
    protocols: Mapping[str, Entry[Protocol]],
    broken: frozenset[str],
) -> Iterator[Problem]:
    """Released content that changed, is not locked, or is gone. ``broken``: files that could not be read."""
    for name, entry in protocols.items():
        at = entry.document.place(("version",))
        if name in lines:
            number, wanted = lines[name]
            if entry.digest != wanted:
                yield Problem(kinds.RELEASED_CHANGED, at, name=name, line=number)
        elif entry.definition.status in ("released", "deprecated"):
            place = entry.document.place(("status",))
            yield Problem(kinds.NOT_LOCKED, place, name=name, digest=entry.digest)
    for name, (number, _) in lines.items():
        if name not in protocols and name not in broken:
            yield Problem(kinds.LOCKED_GONE, Place(file, number), name=name)
