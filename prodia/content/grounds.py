"""What a released version rests on that is shared and has no seal of its own: tests, norms and the law.

``id@version instruments.emt-brus sha256:...`` in released.lock is what the newest entry of a test said on the
day of release, as far as a score depends on it; ``id@version ages.emt-brus sha256:...`` its ages, where a
field looks whom it is for; ``id@version norms.klankspoor-verzonnen@1.0.0 sha256:...`` norms that there were
of a test that it administers, with their rows; ``id@version law.type2_iq sha256:...`` which figures of the
law there were. A later figure may follow these, from after the first day of the version; another edition of
a test has an id of its own, and other norms a version of their own.
"""

# What a version supplements and the blocks it takes in are named with their version and have lines of their
# own. Not here: what a part is called, where it comes from, whether a test is still used; nor which norms
# there are, for they are chosen on the day of testing. A figure of the law may get a last day where the next
# one begins the day after; else nothing holds from then on, and that is something else.

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

from prodia.checks.upkeep import names_read
from prodia.content.packs import Entry, digest
from prodia.errors import ExpressionError
from prodia.language import parse, show
from prodia.model.instrument import Instrument, opened, span
from prodia.model.norms import Norms
from prodia.model.parts import LawValue, Valid
from prodia.model.protocol import Protocol
from prodia.problems import Problem
from prodia.problems.definitions import GROUND_CHANGED, GROUND_HINTS, GROUND_UNSEALED

TEST, AGES, NORMS, LAW = "instruments.", "ages.", "norms.", "law."
Find: TypeAlias = Callable[[str], Entry[Any] | None]
_TEXTS = {
    "items": ("text", "labels"),
    "flags": ("says", "do", "source"),
    "scales": ("title", "source", "cuts"),
    "rules": ("says", "source"),
}


def grounds(protocol: Protocol, find: Find, norms: Iterable[Norms]) -> dict[str, str]:
    """What a version rests on, each with its digest as it stands now. ``norms``: all that there are."""
    fields = [one for one in protocol.fields.values() if one.instrument]
    given = _given(protocol)
    names = {f"{TEST}{one.instrument}" for one in fields} | _always(protocol)
    names |= {f"{NORMS}{one.reference}" for one in norms if one.instrument in given}
    found = {name: [*_digests(name, find(name), protocol.valid)] for name in sorted(names)}
    return {name: every[-1] for name, every in found.items() if every}


def _given(protocol: Protocol) -> set[str | None]:
    return {one.instrument for one in protocol.fields.values() if one.instrument and one.administered}


def _always(protocol: Protocol) -> set[str]:
    """What has a line from the release on, whatever came later: no norms, no test that got a key since."""
    fields = [one for one in protocol.fields.values() if one.administered and one.administered.group]
    names = {f"{TEST}{id}" for id in _given(protocol)} | {f"{AGES}{one.instrument}" for one in fields}
    return names | {name for name in names_read(protocol) if isinstance(name, str) and name.startswith(LAW)}


def check_sealed(
    lock: Mapping[str, tuple[int, str]], sealed: Iterable[Entry[Protocol]], find: Find
) -> Iterator[Problem]:
    """Of versions that have a seal what they rest on and of which the line in released.lock is gone."""
    for entry in sealed:
        name = entry.name
        gone = [one for one in sorted(_always(entry.definition)) if f"{name} {one}" not in lock]
        for ground in gone:
            for now in [*_digests(ground, find(ground), entry.definition.valid)][-1:]:
                words = {"name": name, "what": ground.partition(".")[2], "ground": ground, "digest": now}
                yield Problem(GROUND_UNSEALED, entry.document.place(("version",)), **words)


def check_grounds(
    lock: Mapping[str, tuple[int, str]], find: Find, holds: Callable[[str], Valid | None]
) -> Iterator[Problem]:
    """What released versions rest on and that says something else by now. ``holds``: when a version does."""
    for line, (number, wanted) in lock.items():
        name, _, ground = line.partition(" ")
        if not ground.startswith((TEST, AGES, NORMS, LAW)):
            continue
        entry = find(ground)
        if entry is not None and wanted not in _digests(ground, entry, holds(name), since=True):
            kind, _, what = ground.partition(".")
            at = entry.document.place(_PLACES.get(f"{kind}.", ("parameters", what)))
            yield Problem(GROUND_CHANGED, at, name=name, what=what, line=number, hint=GROUND_HINTS[kind])


_PLACES = {TEST: ("version",), AGES: ("ages",), NORMS: ("version",)}


def _digests(name: str, entry: Entry[Any] | None, holds: Valid | None, since: bool = False) -> Iterable[str]:
    """The digest of what stands there; ``since``: of the law also of its first figures, as many as there
    were then, for those that follow begin after a version does."""
    if entry is None:
        return
    if name.startswith(AGES):
        yield digest({"ages": entry.document.data.get("ages")})
    elif name.startswith(NORMS):
        yield digest(_normed(entry))
    elif isinstance(entry.definition, Instrument):
        if scored := _scored(entry.document.data):
            yield digest(scored)
    else:
        values = entry.definition.parameters[name.removeprefix(LAW)].values
        known = sorted(values, key=lambda one: one.valid.from_)
        told = [_figure(one, then, holds) for one, then in pairwise((*known, None)) if one is not None]
        for count in range(1, len(known) + 1):
            if count == len(known):
                yield digest(told)
                if since and holds is not None and holds.to is not None:  # it ended before, or with it
                    over = [one.valid.to is not None and holds.to <= one.valid.to for one in known]
                    yield digest([said[:2] if end else said for said, end in zip(told, over, strict=True)])
            elif since and (holds is None or holds.from_ < known[count].valid.from_):
                yield digest(told[:count])
                yield digest(
                    [*told[: count - 1], _figure(known[count - 1], None, holds)]
                )  # it ended then too


def _figure(one: LawValue, then: LawValue | None, holds: Valid | None) -> list[Any]:
    """A figure with its first day; with its last one too where nothing follows at once, unless what follows
    holds before the version does."""
    first, last = one.valid.from_, one.valid.to
    said = [first.isoformat(), one.value]
    follows = then is not None and last is not None and (then.valid.from_ - last).days == 1
    before = then is not None and holds is not None and then.valid.from_ <= holds.from_
    return said if last is None or follows or before else [*said, last.isoformat()]


_SOURCES = ("source", "note", "group", "country", "n")


def _normed(entry: Entry[Norms]) -> dict[str, Any]:
    """Of norms what a score depends on, with the rows beside them; rows that are somebody's own are known by
    what the declaration says of them."""
    folder = Path(entry.path).with_suffix("")
    rows = sorted(folder.rglob("*")) if entry.definition.rows == "public" else []
    files = {one.relative_to(folder).as_posix(): _bytes(one) for one in rows if one.is_file()}
    return {**_without(entry.document.data, _SOURCES), "files": files}


def _bytes(file: Path) -> str:
    """The digest of a file, however its lines end."""
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _scored(data: Mapping[str, Any]) -> dict[str, Any]:
    """Of an entry of a test what a score depends on, however it is spelled."""
    found = {key: data[key] for key in ("most_empty", "reverse") if key in data}
    for group, texts in _TEXTS.items():
        if parts := data.get(group):
            found[group] = {id: _without(one, texts) for id, one in parts.items()}
    for id, one in data.get("scales", {}).items():
        if cuts := one.get("cuts"):
            found["scales"][id]["cuts"] = {cut: _without(of, ("says", "source")) for cut, of in cuts.items()}
    return {key: _opened(one, key) for key, one in found.items()}


def _opened(data: Any, key: str = "") -> Any:
    """With every run of ids and of answers opened (``q1..q5``, ``0..3``), and conditions in one spelling."""
    if isinstance(data, dict):
        runs = [(id, one) for written, one in data.items() for id in _ids(written, key)]
        return {id: _opened(one, id) for id, one in runs}
    if isinstance(data, list):
        return [
            _opened(one) for part in data for one in (_ids(part, key) if isinstance(part, str) else [part])
        ]
    if key == "answers" and isinstance(data, str) and (ends := span(data)):
        return [*range(ends[0], ends[1] + 1)]
    if key == "is" and isinstance(data, str):
        try:
            return show(parse(data))
        except ExpressionError:  # that is told where it stands
            return data
    return data


def _ids(written: str, key: str) -> Iterable[str]:
    return opened(written) or (written,) if key in ("items", "weights", "reverse") else (written,)


def _without(part: Mapping[str, Any], texts: tuple[str, ...]) -> dict[str, Any]:
    return {key: one for key, one in part.items() if key not in texts}
