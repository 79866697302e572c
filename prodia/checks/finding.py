"""A mistake in a definition, by its path in the file; content turns the path into a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from prodia.problems import Argument, Kind, arguments

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
        words: Mapping[str, Argument] | None = None,
        /,
        *,
        span: tuple[int, int] | None = None,
        cell: tuple[int, int, int] | None = None,
        on_key: bool = False,
        **args: object,
    ) -> None:
        object.__setattr__(self, "kind", kind)
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "args", arguments({**(words or {}), **args}))
        object.__setattr__(self, "span", span)
        object.__setattr__(self, "cell", cell)
        object.__setattr__(self, "on_key", on_key)
