"""A mistake in a definition, by its path in the file; content turns the path into a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from prodia.frozen import dataclass
from prodia.problems import Argument, Kind, arguments
from prodia.problems.definitions import UNKNOWN_REFERENCE
from prodia.words import Words
from prodia.words.lists import nearest

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, init=False)
class Finding:
    """``path``: keys from the top of the file. ``span``: characters inside the value.
    ``cell``: line, column and length inside a text block. ``on_key``: point at the key."""

    kind: Kind
    path: Path
    args: tuple[tuple[str, Argument], ...]
    span: tuple[int, int] | None
    cell: tuple[int, int, int] | None
    on_key: bool

    def __init__(
        self,
        kind: Kind,
        path: Path,
        words: Mapping[str, object] | None = None,
        /,
        *,
        span: tuple[int, int] | None = None,
        cell: tuple[int, int, int] | None = None,
        on_key: bool = False,
        **args: object,
    ) -> None:
        given = (kind, path, arguments(figures({**(words or {}), **args})), span, cell, on_key)
        for name, value in zip(self.__slots__, given, strict=True):
            object.__setattr__(self, name, value)


def figures(given: Mapping[str, object]) -> dict[str, object]:
    """What a message says, its numbers as short as they go: ``10``, ``0.5``."""
    return {name: f"{one:g}" if isinstance(one, float) else one for name, one in given.items()}


# By the group of a definition: one of its parts, in a message.
ONE_OF = {
    "roles": Words("rol", "role"),
    "phases": Words("fase", "phase"),
    "steps": Words("stap", "step"),
    "fields": Words("veld", "field"),
    "ensure": Words("samenhang", "consistency"),
    "derived": Words("waarde", "value"),
    "cutoffs": Words("grens", "cut-off"),
    "criteria": Words("criterium", "criterion"),
    "hypotheses": Words("hypothese", "hypothesis"),
    "decisions": Words("beslissing", "decision"),
    "sources": Words("bron", "source"),
    "instruments": Words("instrument", "instrument"),
    "options": Words("keuze", "option"),
    "outcomes": Words("uitkomst", "outcome"),
    "protocols": Words("protocol", "protocol"),
    "cases": Words("geval", "case"),
}


def unknown(path: Path, group: str, name: str, known: Iterable[str], *, on_key: bool = False) -> Finding:
    """There is no such thing: what it should be, and the nearest that exists."""
    hint = nearest(name, known)
    return Finding(UNKNOWN_REFERENCE, path, on_key=on_key, what=ONE_OF[group], name=name, hint=hint)
