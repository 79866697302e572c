"""What stands at the head of each protocol of a pack, and which version holds when."""

# Read to list what there is: no model is imported here, so that a list does not wait for them.

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from prodia.content.folder import numbers, read_bytes, read_text, shipped
from prodia.content.translations import SHARED, Locale, Translator
from prodia.content.yaml import read_head
from prodia.frozen import dataclass
from prodia.words.labels import HOLDING

HEAD = 1 << 13  # bytes in which what a file says of itself mostly stands
_HEAD = ("id", "version", "status", "title", "valid")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands at the head of a protocol: who it is, and from when to when it holds (ISO dates or None).

    ``title`` is in the language that was asked, in Dutch where it is not translated. ``cases``: how many
    worked cases stand with it. Nothing of the protocol was checked.
    """

    id: str
    version: str
    status: str
    title: str
    valid_from: str | None
    valid_to: str | None
    cases: int
    folder: str

    @property
    def reference(self) -> str:
        return f"{self.id}@{self.version}"


def headers(*folders: str | os.PathLike[str], lang: str = "nl", id: str | None = None) -> tuple[Header, ...]:
    """The head of every protocol in these packs (without any: what is shipped), or of one id, by id and then
    by version.

    Much quicker than :func:`prodia.content.load`, for no file is read further than its head. A protocol
    with mistakes further on is there too; one whose head can not be read, or says it is another than its
    place says, is not. What stands in two packs is that of the first.
    """
    found: dict[str, Header] = {}
    for folder in folders or (shipped(),):
        root = Path(folder).as_posix()
        for own in (one for one in _folders(root) if id in (None, one)):
            dutch = [(v, _header(f"{root}/{own}/{v}", root)) for v in _folders(f"{root}/{own}")]
            ours = [one for v, one in dutch if one is not None and (one.id, one.version) == (own, v)]
            for one in _spoken(root, own, lang, ours) if ours and lang != "nl" else ours:
                found.setdefault(one.reference, one)
    return tuple(sorted(found.values(), key=lambda one: (one.id, numbers(one.version))))


def dated(one: Header, day: dt.date) -> bool:
    """Whether the dates of a version include a day."""
    on = day.isoformat()
    return (one.valid_from or "") <= on <= (one.valid_to or on)


def in_force(found: Iterable[Header], day: dt.date) -> dict[str, Header]:
    """By id the version that holds on a day: the newest that is released and whose dates include it.

    An older version whose dates include the day too is for the cases that run on it; a new case opens on the
    newest. Where no version is released and in force on the day, none holds, and the id is not there.
    """
    newest_last = sorted(found, key=lambda one: numbers(one.version))
    return {one.id: one for one in newest_last if one.status in HOLDING and dated(one, day)}


def succession(found: Iterable[Header]) -> Iterator[tuple[str, dt.date, dt.date | None, Header | None]]:
    """Of every id, in order of time, from which day to which last day (None: no end) which version holds.

    Days on which none holds are there too where they lie between or after the others.
    """
    heads = list(found)
    for id in dict.fromkeys(one.id for one in heads):
        own = [one for one in heads if one.id == id]
        holds: list[tuple[dt.date, Header | None]] = []
        for day in _turning(own):
            one = in_force(own, day).get(id)
            if holds[-1:] != [(holds[-1][0], one)] if holds else one is not None:
                holds.append((day, one))
        for (first, one), following in zip(holds, [*holds[1:], None], strict=False):  # of none, none
            yield id, first, following[0] - dt.timedelta(days=1) if following else None, one


def _turning(found: Iterable[Header]) -> list[dt.date]:
    """The days on which a version begins or is over."""
    days: set[dt.date] = set()
    for one in found:
        with suppress(TypeError, ValueError, OverflowError):  # no date, or no day after it
            days.add(dt.date.fromisoformat(one.valid_from or ""))
        with suppress(TypeError, ValueError, OverflowError):
            days.add(dt.date.fromisoformat(one.valid_to or "") + dt.timedelta(days=1))
    return sorted(days)


def _folders(path: str) -> list[str]:
    try:
        with os.scandir(path) as scanned:
            return [e.name for e in scanned if _wanted(e.name) and e.is_dir(follow_symlinks=False)]
    except (OSError, ValueError):
        return []


def _wanted(name: str) -> bool:
    return not name.startswith((".", "__"))


def _header(place: str, folder: str) -> Header | None:
    said = head_of(f"{place}/protocol.yaml")
    id, version, status, dutch = (said.get(name) for name in _HEAD[:4])
    if not (isinstance(id, str) and isinstance(version, str)):
        return None
    valid: Any = said.get("valid")
    first, last = (valid.get(name) for name in ("from", "to")) if isinstance(valid, dict) else (None, None)
    return Header(
        id,
        version,
        status if isinstance(status, str) else "",
        dutch if isinstance(dutch, str) else "",
        first if isinstance(first, str) else None,
        last if isinstance(last, str) else None,
        _count(f"{place}/cases"),
        folder,
    )


def _count(cases: str) -> int:
    try:
        with os.scandir(cases) as scanned:
            return sum(e.name.endswith(".yaml") and _wanted(e.name) and not e.is_symlink() for e in scanned)
    except (OSError, ValueError):
        return 0


def head_of(path: str) -> dict[str, Any]:
    """What a protocol says of itself at the head of its file, or further on where the head does not say all;
    nothing of it was checked."""
    if os.path.islink(path):
        return {}
    begin = read_bytes(path, HEAD)
    found = read_head(begin[: begin.rfind(b"\n") + 1], _HEAD) if begin else {}
    whole = len(found) == len(_HEAD) or not begin or len(begin) < HEAD
    return found if whole else read_head(read_bytes(path) or b"", _HEAD)


def _spoken(root: str, id: str, lang: str, dutch: Sequence[Header]) -> Iterator[Header]:
    """The heads of a protocol with their titles as the translations of the pack have them."""
    words = {match[0] for one in dutch if (match := _WORD.search(one.title))}
    files = (f"{root}/{owner}/locale/{lang}.po" for owner in (id, SHARED))
    texts = [(file, read_text(Path(file), file)[0]) for file in files if not os.path.islink(file)]
    say = Translator(*(Locale("", lang, file, _about(text, words)) for file, text in texts))
    for one in dutch:
        yield replace(one, title=say(f"{one.version}.title", one.title) or one.title)


_WORD = re.compile(r"\w+")  # it stands on one line, and nothing in it is escaped


def _about(text: str, words: Iterable[str]) -> str:
    """The entries of a file of translations in which one of these stands: the others are not read."""
    found, end = [], 0
    for match in re.finditer("|".join(map(re.escape, words)), text):
        if match.start() >= end:
            start, end = text.rfind("\n\n", 0, match.start()) + 1, text.find("\n\n", match.start())
            end = len(text) if end < 0 else end
            found.append(text[start:end])
    return "\n".join(found)
