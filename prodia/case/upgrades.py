"""Stored events of an older shape, brought to the shape of today by named pure functions.

Each function takes an event as it was stored (a plain mapping) and returns it one
shape later. What is stored is never rewritten: a file keeps the lines and hashes it had.
"""

# Raise events.V by one and add the function of the former number here. Never change a
# function that was released, never skip a kind that is not known.

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from prodia.model.events import V

Stored = Mapping[str, Any]


def from_0_when_and_who(event: Stored) -> Stored:
    """Shape 0 (before the first release) said ``when`` for ``on`` and ``who`` for ``by``."""
    renamed = {"when": "on", "who": "by"}
    return {renamed.get(key, key): value for key, value in event.items()}


UPGRADES: Mapping[int, Callable[[Stored], Stored]] = {0: from_0_when_and_who}


def upgraded(event: Stored, v: int) -> Stored:
    """A stored event of shape ``v`` as one of today's shape."""
    for shape in range(v, V):
        event = UPGRADES[shape](event)
    return event
