"""What a released version rests on that is shared and has no seal of its own: scores of tests, and the law.

``id@version instruments.emt-brus sha256:...`` in released.lock is what the newest entry of a test said on the
day of release, as far as a score depends on it; ``id@version ages.emt-brus sha256:...`` its ages, where a
field looks whom it is for; ``id@version law.type2_iq sha256:...`` which figures of the law there were. A
later figure may follow these, from after the first day of the version; another edition of a test has an id of
its own.
"""

# What a version supplements and the blocks it takes in are named with their version and have lines of their
# own. Not here: what a part is called, where it comes from, whether a test is still used; nor norms, which
# are chosen on the day of testing. A figure of the law may get a last day, for the next one begins there.

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from prodia.checks.upkeep import names_read
from prodia.content.packs import Entry, digest
from prodia.model.instrument import Instrument
from prodia.model.protocol import Protocol
from prodia.problems import Problem
from prodia.problems.definitions import GROUND_CHANGED, GROUND_HINTS

TEST, AGES, LAW = "instruments.", "ages.", "law."
Find: TypeAlias = Callable[[str], Entry[Any] | None]
_TEXTS = {
    "items": ("text", "labels"),
    "flags": ("says", "do", "source"),
    "scales": ("title", "source", "cuts"),
    "rules": ("says", "source"),
}


def grounds(protocol: Protocol, find: Find) -> dict[str, str]:
    """What a version rests on, each with its digest as it stands now."""
    fields = [one for one in protocol.fields.values() if one.instrument]
    tests = {f"{TEST}{one.instrument}" for one in fields}
    ages = {f"{AGES}{one.instrument}" for one in fields if one.administered and one.administered.group}
    law = {name for name in names_read(protocol) if isinstance(name, str) and name.startswith(LAW)}
    found = {name: [*_digests(name, find(name))] for name in sorted(tests | ages | law)}
    return {name: every[-1] for name, every in found.items() if every}


def check_grounds(
    lock: Mapping[str, tuple[int, str]], find: Find, begins: Callable[[str], dt.date | None]
) -> Iterator[Problem]:
    """What released versions rest on and that says something else by now. ``begins``: from when one holds."""
    for line, (number, wanted) in lock.items():
        name, _, ground = line.partition(" ")
        if not ground.startswith((TEST, AGES, LAW)):
            continue
        entry = find(ground)
        if entry is not None and wanted not in _digests(ground, entry, begins(name)):
            kind, _, what = ground.partition(".")
            at = entry.document.place(_PLACES.get(f"{kind}.", ("parameters", what)))
            yield Problem(GROUND_CHANGED, at, name=name, what=what, line=number, hint=GROUND_HINTS[kind])


_PLACES = {TEST: ("version",), AGES: ("ages",)}


def _digests(name: str, entry: Entry[Any] | None, begins: dt.date | None = None) -> Iterable[str]:
    """The digest of what stands there; of the law also of its first figures, as many as there were then:
    those that follow begin after a version does."""
    if entry is None:
        return
    if name.startswith(AGES):
        yield digest({"ages": entry.document.data.get("ages")})
    elif isinstance(entry.definition, Instrument):
        if scored := _scored(entry.document.data):
            yield digest(scored)
    else:
        values = entry.definition.parameters[name.removeprefix(LAW)].values
        known = sorted((one.valid.from_, one.value) for one in values)
        for count in range(1, len(known) + 1):
            if begins is None or count == len(known) or begins < known[count][0]:
                yield digest([[day.isoformat(), value] for day, value in known[:count]])


def _scored(data: Mapping[str, Any]) -> dict[str, Any]:
    """Of an entry of a test what a score depends on."""
    found = {key: data[key] for key in ("most_empty", "reverse") if key in data}
    for group, texts in _TEXTS.items():
        if parts := data.get(group):
            found[group] = {id: _without(one, texts) for id, one in parts.items()}
    for id, one in data.get("scales", {}).items():
        if cuts := one.get("cuts"):
            found["scales"][id]["cuts"] = {cut: _without(of, ("says", "source")) for cut, of in cuts.items()}
    return found


def _without(part: Mapping[str, Any], texts: tuple[str, ...]) -> dict[str, Any]:
    return {key: one for key, one in part.items() if key not in texts}
