"""A case as a file: one JSON object a line, each line chained to the one before it.

The first line is the header ``{"case": ..., "format": 1}``. Every other line is
``{"event": {...}, "hash": ..., "prev": ..., "seq": n}``, where ``hash`` is the
SHA-256 of the canonical JSON of the other three and ``prev`` the hash of the line
before (for the first event: of the header). A changed, moved or missing line is
found at once; lines taken off the end only with a :class:`Seal`.
"""

# The chain shows that a file was changed, not by whom: who can write the file can
# also write a new chain. Keep a seal elsewhere. Hashes are taken over the event as
# stored, before any upgrade. No value of an event goes into a problem.

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from prodia.case.case import Case, Plans
from prodia.errors import CaseFileError
from prodia.frozen import dataclass
from prodia.model import events as ev
from prodia.problems import Kind, Place, Problem
from prodia.problems import cases as files
from prodia.problems.storage import BLANK_LINE, LINE_ENDS

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Seal:
    """How many events a file had and the hash of the last: to be kept elsewhere."""

    count: int
    head: str


_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_READ = json.JSONDecoder().decode


def canonical(value: Any) -> str:
    """JSON with sorted keys and nothing that can be written in two ways."""
    return _JSON.encode(value)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _line(event: Any, prev: str, seq: int) -> tuple[str, str]:
    """The line of a stored event, with its hash. Canonical: the keys stand in order."""
    before, after = f'{{"event":{canonical(event)},', f'"prev":"{prev}","seq":{seq}}}'
    own = _hash(before + after)
    return f'{before}"hash":"{own}",{after}', own


def stored(event: ev.Recorded) -> dict[str, Any]:
    """An event as it is written: its fields by their names in a file, and the version of its shape."""
    return {"v": ev.V} | event.model_dump(mode="json", by_alias=True, exclude_none=True)


def _header(id: str) -> dict[str, Any]:
    return {"case": id, "format": FORMAT}


def _lines(case: Case, id: str) -> Iterator[tuple[str, str]]:
    """Every line of a file with its hash."""
    header = canonical(_header(id))
    prev = _hash(header)
    yield header, prev
    for seq, event in enumerate(case.events, 1):
        one, prev = _line(stored(event), prev, seq)
        yield one, prev


def dump(case: Case, *, id: str = "case") -> str:
    """The whole case as text, a line an event."""
    return "".join(f"{line}\n" for line, _ in _lines(case, id))


def seal(case: Case, *, id: str = "case") -> Seal:
    """The seal of a case, to be kept apart from its file."""
    *_, (_, head) = _lines(case, id)
    return Seal(len(case.events), head)


def line(after: str, event: ev.Recorded) -> str:
    """The line to append for one more event; ``after`` is the last line of the file."""
    prev, seq = _end(after)
    return _line(stored(event), prev, seq + 1)[0] + "\n"


def _end(last: str) -> tuple[str, int]:
    """Hash and number of a line that was verified; the header is number 0."""
    found = _object(last, 0)
    return (found["hash"], found["seq"]) if "seq" in found else (_hash(canonical(found)), 0)


def load(text: str, plans: Plans, *, file: str = "", sealed: Seal | None = None, check: bool = False) -> Case:
    """The case in a file, its chain verified.

    ``sealed`` also finds lines taken off the end; ``check`` also asks of every event
    whether it was open, as :meth:`Case.record` does. Raises
    :class:`~prodia.errors.CaseFileError` that names the first line that is not as it
    was written, :class:`~prodia.errors.EventRefused`, and what ``plans`` raises.
    """
    return Case.replay(plans, events(text, file=file, sealed=sealed), check=check)


def events(text: str, *, file: str = "", sealed: Seal | None = None) -> tuple[ev.Event, ...]:
    """The events of a file, its chain verified and every event brought to today's shape."""
    if "\r\n" in text:
        raise _error(LINE_ENDS, 1, file)
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    header = _object(lines[0], 1, file) if lines else {}
    id, prev = header.get("case"), ""
    if not isinstance(id, str) or header.keys() != {"case", "format"} or header["format"] != FORMAT:
        raise _error(files.HEADER, 1, file)
    with suppress(ValueError):  # half a character
        prev = _hash(lines[0]) if lines[0] == canonical(_header(id)) else ""
    if not prev or len(lines) < 2:
        raise _error(files.CHANGED_LINE, 1, file)
    found, head = _chained(lines[1:], prev, 1, file)
    if sealed is not None and (sealed.count != len(found) or sealed.head != head):
        raise _error(files.TRUNCATED, len(lines), file, got=len(found), want=sealed.count)
    return found


def later(text: str, after: str, *, file: str = "") -> tuple[ev.Event, ...]:
    """The events of lines that were added behind the line ``after``, their chain verified."""
    prev, seq = _end(after)
    return _chained(text.split("\n")[:-1], prev, seq + 1, file)[0]


def is_line(text: str, after: str) -> bool:
    """Whether a text is the whole line that follows on ``after``."""
    with suppress(CaseFileError, ValueError, RecursionError, KeyError):
        prev, seq = _end(after)
        return text == _line(_object(text, 0).get("event"), prev, seq + 1)[0]
    return False


def _chained(lines: list[str], prev: str, seq: int, file: str) -> tuple[tuple[ev.Event, ...], str]:
    """The events of lines of which the first is number ``seq`` and follows on the hash ``prev``; the last."""
    found = []
    for number, one in enumerate(lines, seq + 1):
        event = _object(one, number, file).get("event")
        try:
            right, prev = _line(event, prev, number - 1)
        except (ValueError, RecursionError):  # what JSON can not be written with: NaN, half a character
            right = ""
        if one != right:
            raise _error(files.CHANGED_LINE, number, file)
        try:
            found.append(ev.read_event(event))
        except CaseFileError:  # again, with its place
            place = _place(file, number)
            found.append(ev.read_event(event, where=str(place or number), place=place))
    return tuple(found), prev


def _object(text: str, number: int, file: str = "") -> dict[str, Any]:
    try:
        found = _READ(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _error(files.UNREADABLE_LINE if text.strip() else BLANK_LINE, number, file)
    return found


def _place(file: str, number: int) -> Place | None:
    return Place(file, number) if file else None


def _error(kind: Kind, number: int, file: str, **args: object) -> CaseFileError:
    return CaseFileError(Problem(kind, _place(file, number), line=number, **args))
