"""What can be put right by itself, and what can be proposed: the change in the text behind a finding."""

# A change is safe where what was read stays what it was (a text that other programs take for a number gets
# its quotes) or where only what nobody can see goes. A name that was meant is a guess, and only proposed.

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from prodia.content import read
from prodia.content.packs import canonical
from prodia.content.yaml.marks import Document, Path
from prodia.model.defaults import DEFAULTED, resolved, unsaid
from prodia.problems import Problem, language
from prodia.problems.files import DECIMAL_COMMA, INVISIBLE, NOT_COMPOSED, NUMBER_AS_TEXT, TAB, YES_NO

_QUOTED = re.compile('[“„”]([^“„”"]*)[“”]')  # a text as a word processor quotes it
_MEANT = re.compile(r"(?:bedoelde je|did you mean) «([^»]+)»\?")


@dataclass(frozen=True, slots=True, order=True)
class Fix:
    """In ``file``, at ``line`` and ``column`` (from 1), ``old`` becomes ``new``."""

    file: str
    line: int
    column: int
    old: str
    new: str
    safe: bool


def fixes(problems: Iterable[Problem], lines_of: Callable[[str], Sequence[str]]) -> tuple[Fix, ...]:
    """The change behind each finding that has one, in the order of the files. ``lines_of``: of a file."""
    found = (fix for p in problems if p.place for fix in _fix(p, lines_of(p.place.file)))
    return tuple(sorted(set(found)))


def _fix(problem: Problem, lines: Sequence[str]) -> Iterator[Fix]:
    at = problem.place
    assert at is not None
    if not 0 < at.line <= len(lines):
        return
    rest, args = lines[at.line - 1][at.column - 1 :], problem.values()
    old = new = ""
    safe = False
    if problem.kind.code in (NUMBER_AS_TEXT.code, YES_NO.code) and rest.startswith(args["found"]):
        old, new, safe = args["found"], json.dumps(args["found"], ensure_ascii=False), True
    elif (problem.code, problem.name("en")) == (INVISIBLE.full_code, INVISIBLE.name.en):
        safe = rest[:1] != "" and f"U+{ord(rest[:1]):04X}" == args["witness"]
        old = rest[:1] if safe else ""
    elif (problem.code, problem.name("en")) == (NOT_COMPOSED.full_code, NOT_COMPOSED.name.en):
        old = next(iter(re.findall(r"\S*[\u0300-\u036f]\S*", rest)), "")
        new, safe = unicodedata.normalize("NFC", old), True
        at = type(at)(at.file, at.line, at.column + rest.find(old))
    elif problem.kind.code == DECIMAL_COMMA.code and rest.startswith(args["found"]):
        old, new = args["found"], args["right"]
    elif problem.kind.code in (language.SPELLING.code, language.NUMBER.code) and rest.startswith(
        args["found"]
    ):
        quoted = _QUOTED.match(rest)
        old, new = (quoted[0], f'"{quoted[1]}"') if quoted else (args["found"], args["right"])
        new = new if problem.kind.code == language.SPELLING.code or new[:1].isdecimal() else old
    elif problem.kind.code == TAB.code and rest.startswith("\t"):
        old, new = "\t", "  "
    elif meant := _MEANT.fullmatch(problem.hint("nl")):
        old = next((n for n in args.values() if n and rest.startswith(n)), "")
        new = meant[1]
    if old and old != new:
        yield Fix(at.file, at.line, at.column, old, new, safe)


def mended(lines: Sequence[str], found: Iterable[Fix]) -> list[str]:
    """The lines of a file with these changes, of two at one place the first."""
    made, taken = [*lines], {(0, 0)}
    for fix in sorted(found, reverse=True):
        start, line = fix.column - 1, made[fix.line - 1]
        if (fix.line, fix.column) not in taken and line.startswith(fix.old, start):
            made[fix.line - 1] = line[:start] + fix.new + line[start + len(fix.old) :]
            taken.add((fix.line, fix.column))
    return made


def shown(file: str, lines: Sequence[str], found: Iterable[Fix]) -> str:
    """The same as a diff."""
    return compared(file, lines, mended(lines, found))


def compared(file: str, lines: Sequence[str], after: Sequence[str]) -> str:
    """What a file has and what it could have, as a diff."""
    return "\n".join(difflib.unified_diff(lines, after, file, file, n=1, lineterm=""))


# What most parts say, once at the top: proposed only, for two ways to write a protocol are both right.

_OFTEN = 3  # fewer parts that say the same gain nothing


def lifted(text: str) -> str:
    """The text of a protocol or a block with ``defaults`` for what many of its parts say.

    As it was where nothing is gained, or a part would come to say what it did not say.
    """
    document = read(text.encode(), "").document
    if document is None or not isinstance(document.data, dict) or "defaults" in document.data:
        return text
    data, lines, gone, head = document.data, text.split("\n"), set[int](), ["defaults:"]
    for key in dict.fromkeys(key for keys in DEFAULTED.values() for key in keys):
        if any(unsaid({**data, "defaults": {key: None}})):
            continue
        said: dict[str, list[list[int]]] = {}
        for path, value in _saying(data, key):
            if numbers := _lines_of(lines, document, path):
                said.setdefault(canonical(value), []).append(numbers)
        most = max(said.values(), key=len, default=[])
        if len(most) >= _OFTEN:
            gone |= {n for numbers in most for n in numbers}
            deep = len(lines[most[0][0]]) - len(lines[most[0][0]].lstrip())
            head += [f"  {lines[n][deep:]}" for n in most[0]]
    if not gone:
        return text
    first = min(document.place((group,), on_key=True).line - 1 for group in DEFAULTED if group in data)
    kept = [line for n, line in enumerate(lines) if n not in gone and n >= first]
    made = "\n".join([*lines[:first], *head, "", *kept])
    after = read(made.encode(), "").document
    whole = resolved(after.data) if after is not None else {}
    return made if {key: one for key, one in whole.items() if key != "defaults"} == data else text


def _saying(data: Any, key: str) -> Iterator[tuple[Path, Any]]:
    """The parts that say a key which defaults can say, and what."""
    for group, keys in DEFAULTED.items():
        parts = data.get(group)
        for id, part in parts.items() if key in keys and isinstance(parts, dict) else ():
            if isinstance(part, dict) and key in part:
                yield (group, id, key), part[key]


def _lines_of(lines: Sequence[str], document: Document, path: Path) -> list[int]:
    """The numbers of the lines of a key and its value; none where the key does not begin its line."""
    at = document.place(path, on_key=True)
    if lines[at.line - 1][: at.column - 1].strip():
        return []
    end = at.line
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) >= at.column:
        end += 1
    return [*range(at.line - 1, end)]
