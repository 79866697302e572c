"""What letters may not lack or say: their parts, their slots, the outcomes they name, plain language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set

from prodia.checks import texts as said_well
from prodia.checks.finding import Finding, Path
from prodia.checks.scope import Said
from prodia.frozen import dataclass
from prodia.model.letters import NEEDED, OF_SENTENCES, SLOTS, Letters
from prodia.model.parts import AUDIENCES
from prodia.model.plan import Shared
from prodia.model.texts import path_of, texts
from prodia.problems import definitions as kinds
from prodia.words import Words
from prodia.words.lists import nearest

_SLOT = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of letters, each with who reads it."""

    said: tuple[Said, ...]
    shared: Shared


def letters(definition: Letters, shared: Shared, outcomes: Mapping[str, Set[str]]) -> Iterator[Finding]:
    """Every mistake in letters; ``outcomes``: those of every decision there is."""
    said = tuple(_said(definition))
    yield from (finding for one in said for finding in _slots(one))
    for rule in said_well.PLAIN:
        yield from rule(Sentences(said, shared))
    for audience in AUDIENCES[1:]:
        yield from _parts(definition, audience)
    for path, name in _named(definition):
        decision, _, outcome = name.partition(".")
        if decision not in outcomes:
            yield Finding(kinds.LETTER_NAMES, path, name=decision, hint=nearest(decision, outcomes))
        elif outcome not in ("", *outcomes[decision]):
            known, what = sorted(outcomes[decision]), Words("uitkomst", "outcome")
            hint = nearest(outcome, known)
            yield Finding(kinds.UNKNOWN_REFERENCE, path, what=what, name=outcome, hint=hint)


def _said(definition: Letters) -> Iterator[Said]:
    for key, text in texts(definition):
        path = path_of(key)
        yield Said(path, text, next(a for a in AUDIENCES if a == path[1]))


def _slots(said: Said) -> Iterator[Finding]:
    known = (*OF_SENTENCES.get(str(said.path[2]), ()), *SLOTS)
    for found in _SLOT.finditer(said.text):
        if found[1] not in known:
            named = ", ".join(f"{{{name}}}" for name in dict.fromkeys(known))
            yield said.finding(kinds.LETTER_SLOT, found, found=found[0], known=named)


def _parts(definition: Letters, audience: str) -> Iterator[Finding]:
    parts = getattr(definition.letters, audience).parts
    count = Counter(one.part for one in parts)
    at: Path = ("letters", audience, "parts")
    if lacking := [name for name in NEEDED if name not in count]:
        yield Finding(kinds.LETTER_LACKS, at, on_key=True, missing=", ".join(lacking))
    for number, one in enumerate(parts):
        if one.part in {before.part for before in parts[:number]}:
            yield Finding(kinds.LETTER_TWICE, (*at, number, "part"), name=one.part)


def _named(definition: Letters) -> Iterator[tuple[Path, str]]:
    for key in ("course", "evaluations"):
        yield from (((key, n), name) for n, name in enumerate(getattr(definition, key)))
    for id, sides in definition.matters.items():
        for i, side in enumerate(sides):
            yield from ((("matters", id, i, n), name) for n, name in enumerate(side))
